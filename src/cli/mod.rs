//! One file a command; the only room that prints.
//!
//! What fails at start is one clear sentence on standard error and exit code 1.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is the one room that prints")]

mod backup;
mod check;
mod connect;
mod demo;
mod explain;
mod guard;
mod keys;
mod manual;
mod read;
mod run;
mod sandbox;
mod wanted;

use std::future::Future;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, Subcommand};

use crate::config;
use crate::store::server::GUARD;

/// A Telegram bot for Google Calendar: write it a message, and you get an event and a reminder
#[derive(Debug, Parser)]
#[command(version = version(), after_help = config::help())]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
enum Command {
    /// Run the bot
    Run(run::Arguments),
    /// Try the bot on this machine with a pretend Telegram and Google; no account needed
    Demo(demo::Arguments),
    /// Get access to your Google Calendar, once
    Connect,
    /// Manage the keys that seal people's Google tokens
    Keys(keys::Arguments),
    /// Check every setting and service, and say how to fix what is wrong
    Check(check::Arguments),
    /// Save everything Janji keeps in Redis to a file
    Backup(backup::BackupArguments),
    /// Restore a backup into Redis
    Restore(backup::RestoreArguments),
    /// Show what Janji understands in a sentence, as JSON
    Read(read::Arguments),
    /// Write man pages and shell completions into a folder, for packages
    #[command(hide = true)]
    Manual(manual::Arguments),
    /// Run only the pretend Telegram and Google, to try a package or an image with
    #[command(hide = true)]
    Sandbox(sandbox::Arguments),
    /// Guard the private redis-server; Janji calls this itself
    #[command(name = GUARD, hide = true)]
    Guard(guard::Arguments),
}

/// The version, with the commit it was built from where the build names one (`JANJI_COMMIT`).
fn version() -> String {
    let version = env!("CARGO_PKG_VERSION");
    option_env!("JANJI_COMMIT").map_or_else(|| version.to_owned(), |commit| format!("{version} ({commit})"))
}

/// Runs the command that the arguments name.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.command {
        Command::Run(arguments) => to_its_end(run::run(arguments)),
        Command::Demo(arguments) => to_its_end(demo::demo(arguments)),
        Command::Connect => connect::connect(),
        Command::Keys(arguments) => to_its_end(keys::keys(arguments)),
        Command::Check(arguments) => to_its_end(check::check(arguments)),
        Command::Backup(arguments) => to_its_end(backup::backup(arguments)),
        Command::Restore(arguments) => to_its_end(backup::restore(arguments)),
        Command::Read(arguments) => read::read(&arguments),
        Command::Manual(arguments) => manual::manual(&arguments),
        Command::Sandbox(arguments) => to_its_end(sandbox::sandbox(arguments)),
        Command::Guard(arguments) => guard::guard(&arguments),
    }
}

/// Runs a command; what fails is one sentence.
fn to_its_end(command: impl Future<Output = anyhow::Result<ExitCode>>) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let outcome = runtime.context("no runtime could be started").and_then(|runtime| {
        let outcome = runtime.block_on(command);
        // A read from a terminal may still be waiting in a thread of its own.
        runtime.shutdown_background();
        outcome
    });
    outcome.unwrap_or_else(|error| {
        eprintln!("janji: {error:#}");
        ExitCode::FAILURE
    })
}
