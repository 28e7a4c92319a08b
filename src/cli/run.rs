//! `janji run`: the bot.

use std::io::Write as _;
use std::net::SocketAddr;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use sd_notify::NotifyState;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use crate::app::{self, App, StartMode};
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::env_file::EnvFile;
use crate::telemetry;

/// What can be chosen.
#[derive(Debug, Args)]
#[command(after_help = config::help())]
pub(super) struct Arguments {
    /// Start by reading everything from Google, and fix what differs
    #[arg(long)]
    resync: bool,
}

/// Runs the bot until it is told to stop.
pub(super) async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let environment = config::environment()?;
    let config = Config { env_file: Some(EnvFile::here()), ..Config::from_environment(&environment)? };
    telemetry::start_logging(config.telemetry.log)?;
    show(&environment);
    let metrics = telemetry::start_metrics()?;
    let stop = CancellationToken::new();
    stop_on_signals(&stop)?;

    let Some(memory) = stop.run_until_cancelled(app::open_memory(&config.store)).await.transpose()? else {
        return Ok(ExitCode::SUCCESS);
    };
    let mode = if arguments.resync { StartMode::Recovery } else { StartMode::Ordinary };
    let run = async {
        let app = App::build(&config, memory.url(), Clock::system()).await?;
        let listener = listen(config.web.http).await?;
        tell_systemd(&[NotifyState::Ready]);
        let link = stop.run_until_cancelled(app.claim_link());
        let show = async { link.await.flatten().map_or(Ok(()), |link| show_claim(&link)) };
        let (outcome, shown) = tokio::join!(app.run(mode, listener, metrics, stop.clone()), show);
        outcome.and(shown)
    };
    let outcome = run.await;
    memory.close().await;
    outcome.map(|()| ExitCode::SUCCESS)
}

/// Opens the address of health and metrics.
async fn listen(http: SocketAddr) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(http).await;
    listener.with_context(|| format!("JANJI_HTTP is {http}, but nothing can listen there; choose another address"))
}

/// Tells systemd how the service does (`Type=notify`); does nothing without systemd.
fn tell_systemd(state: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(state) {
        tracing::warn!(%error, "could not report the state of the service to systemd");
    }
}

/// Shows the link that makes the person who opens it the owner: not in the log, which is kept longer than it is valid.
fn show_claim(link: &str) -> anyhow::Result<()> {
    let text = format!(
        "\nNobody may use this bot yet. To become its owner, open this link in Telegram within an hour and press Start.\n\
         It works once, and only the newest link works.\n\n  {link}\n\n"
    );
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).context("the claim link could not be shown")
}

/// Logs every setting in force, secrets hidden.
fn show(environment: &config::Environment) {
    for (name, value) in Config::redacted(environment) {
        tracing::info!(setting.name = name, setting.value = value, "setting {name} = {value}");
    }
}

/// SIGTERM and SIGINT stop the bot in order; a second one ends it at once.
fn stop_on_signals(stop: &CancellationToken) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate()).context("cannot listen for SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("SIGINT cannot be caught")?;
    let stop = stop.clone();
    tokio::spawn(async move {
        loop {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            if stop.is_cancelled() {
                std::process::exit(1);
            }
            tracing::info!("stopping: messages in progress are finished first");
            tell_systemd(&[NotifyState::Stopping]);
            stop.cancel();
        }
    });
    Ok(())
}
