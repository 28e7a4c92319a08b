//! The benches, in one program: what they have in common is compiled once.
//!
//! `cargo bench` runs all of them, each in a process of its own, and `cargo bench -- reader views` these two. Those that
//! mostly wait run side by side at the end; the others have the machine to themselves.
#![expect(clippy::print_stdout, reason = "it says what it runs")]

use std::process::{Child, Command, ExitCode, Stdio};

mod accounts;
mod cluster;
mod figures;
mod idle;
mod lists;
mod reader;
mod schedule;
mod sending;
mod updates;
mod views;
mod webhook;

mod support {
    pub mod bars;
    #[path = "../../tests/support/cluster.rs"]
    #[expect(dead_code, reason = "a bench breaks nothing")]
    pub mod cluster;
    pub mod proc;
    pub mod process;
    pub mod server;
    #[path = "../../tests/support/waiting.rs"]
    mod waiting;
}

/// A bench: its name and what it does.
type Bench = (&'static str, fn());

/// Those that keep the processor busy, one after the other.
const BUSY: [Bench; 8] = [
    ("reader", reader::run),
    ("views", views::run),
    ("lists", lists::run),
    ("schedule", schedule::run),
    ("updates", updates::run),
    ("webhook", webhook::run),
    ("cluster", cluster::run),
    ("figures", figures::run),
];

/// Those that mostly wait, for a time or for Telegram's pace: all at once, after the others.
const WAITING: [Bench; 3] = [("sending", sending::run), ("accounts", accounts::run), ("idle", idle::run)];

fn main() -> ExitCode {
    let (flags, names): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word.starts_with('-'));
    let known = || BUSY.iter().chain(&WAITING);
    if let Some(unknown) = names.iter().find(|asked| known().all(|(name, _)| name != asked)) {
        println!("no such bench: {unknown}");
        return ExitCode::FAILURE;
    }
    if let [only] = names.as_slice() {
        known().filter(|(name, _)| name == only).for_each(|(_, bench)| bench());
        return ExitCode::SUCCESS;
    }
    let is_wanted = |(name, _): &&Bench| names.is_empty() || names.iter().any(|asked| asked == name);
    let mut failed = Vec::new();
    for (name, _) in BUSY.iter().filter(is_wanted) {
        println!("\n# {name}");
        if !process(name, &flags).status().is_ok_and(|status| status.success()) {
            failed.push(*name);
        }
    }
    let start = |(name, _): &Bench| (*name, process(name, &flags).stdout(Stdio::piped()).spawn());
    let waiting: Vec<_> = WAITING.iter().filter(is_wanted).map(start).collect();
    for (name, child) in waiting {
        let output = child.and_then(Child::wait_with_output);
        println!("\n# {name}");
        if let Ok(output) = &output {
            print!("{}", String::from_utf8_lossy(&output.stdout));
        }
        if !output.is_ok_and(|output| output.status.success()) {
            failed.push(name);
        }
    }
    if failed.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("failed: {}", failed.join(", "));
    ExitCode::FAILURE
}

/// This program again, for this bench alone.
fn process(name: &str, flags: &[String]) -> Command {
    let mut program = Command::new(std::env::current_exe().expect("a program knows where it is"));
    program.arg(name).args(flags);
    program
}
