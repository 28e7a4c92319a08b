//! The benches, in one program: what they have in common is compiled once.
//!
//! `cargo bench` runs all of them, each in a process of its own, and `cargo bench -- reader views` these two.
#![expect(clippy::print_stdout, reason = "it says what it runs")]

use std::process::{Command, ExitCode};

mod accounts;
mod cluster;
mod figures;
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
    pub mod process;
    pub mod server;
    #[path = "../../tests/support/waiting.rs"]
    mod waiting;
}

/// The benches by name, in the order in which they run.
const BENCHES: [(&str, fn()); 9] = [
    ("reader", reader::run),
    ("views", views::run),
    ("schedule", schedule::run),
    ("updates", updates::run),
    ("webhook", webhook::run),
    ("sending", sending::run),
    ("accounts", accounts::run),
    ("cluster", cluster::run),
    ("figures", figures::run),
];

fn main() -> ExitCode {
    let (flags, names): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word.starts_with('-'));
    let is_named = |name: &str| names.iter().any(|asked| asked == name);
    if let Some(unknown) = names.iter().find(|asked| BENCHES.iter().all(|(name, _)| name != asked)) {
        println!("no such bench: {unknown}");
        return ExitCode::FAILURE;
    }
    if let [only] = names.as_slice() {
        BENCHES.iter().filter(|(name, _)| name == only).for_each(|(_, bench)| bench());
        return ExitCode::SUCCESS;
    }
    let mut failed = Vec::new();
    for (name, _) in BENCHES.iter().filter(|(name, _)| names.is_empty() || is_named(name)) {
        println!("\n# {name}");
        let this = std::env::current_exe().expect("a program knows where it is");
        let status = Command::new(this).arg(name).args(&flags).status();
        if !status.is_ok_and(|status| status.success()) {
            failed.push(*name);
        }
    }
    if failed.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("failed: {}", failed.join(", "));
    ExitCode::FAILURE
}
