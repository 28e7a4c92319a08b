//! One file a command; the only room that prints.
//!
//! What fails at start is one clear sentence on standard error and exit code 1.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is the one room that prints")]

mod connect;
mod demo;
mod env_file;
mod guard;
mod read;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config;
use crate::store::server::GUARD;

/// Your front door to Google Calendar: a chat message becomes an event, and a reminder comes before it
#[derive(Debug, Parser)]
#[command(version, after_help = config::help())]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
enum Command {
    /// Obtains the Google grant, once
    Connect,
    /// Reads a sentence and prints what was understood, as JSON
    Read(read::Arguments),
    /// Guards the private redis-server; Janji calls this itself
    #[command(name = GUARD, hide = true)]
    Guard(guard::Arguments),
}

/// Runs the command that the arguments name.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.command {
        Command::Connect => connect::connect(),
        Command::Read(arguments) => read::read(&arguments),
        Command::Guard(arguments) => guard::guard(&arguments),
    }
}
