//! `janji sandbox`: the pretend Telegram and Google on their own, for trying a package or an image of Janji.

use std::net::SocketAddr;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use tokio::signal::unix::{SignalKind, signal};

use super::demo;
use crate::clock::Clock;
use crate::sandbox::Sandbox;
use crate::sandbox::page::remote;

/// What can be chosen.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Address of the page
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    page: SocketAddr,
}

/// Prints the settings of a bot that lives here and where the page is, a line each; then serves until SIGTERM.
pub(super) async fn sandbox(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let mut terminate = signal(SignalKind::terminate()).context("cannot listen for SIGTERM")?;
    let zone = chrono_tz::Asia::Kuala_Lumpur;
    let mut sandbox = Sandbox::start(Clock::system(), zone).await.context("no port of this machine is free")?;
    demo::cast(sandbox.telegram());
    // Nobody steers: the clock is the system's.
    let (remote, _) = remote();
    let page = sandbox.open_page(arguments.page, zone, remote).await;
    let page = page.with_context(|| format!("{} cannot be listened on", arguments.page))?;
    for (name, value) in demo::environment(&sandbox) {
        println!("{name}={value}");
    }
    println!("# the page: {page}");
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    sandbox.stop().await;
    Ok(ExitCode::SUCCESS)
}
