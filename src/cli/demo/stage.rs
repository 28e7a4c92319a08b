//! The stage of the demo: the sandbox, a private Redis in a temporary folder, and the real bot between them.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;

use anyhow::Context;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{Arguments, Driver, GROUP, PEOPLE, SteppedBot, accounts, cast, screen, typed};
use crate::app::{App, StartMode};
use crate::clock::Clock;
use crate::config::{Config, Environment};
use crate::sandbox::Sandbox;
use crate::sandbox::page::remote;
use crate::store::server::PrivateRedis;
use crate::telemetry;

/// Plays the demo until the typed lines end.
pub(in crate::cli) async fn demo(arguments: Arguments) -> anyhow::Result<ExitCode> {
    telemetry::start_quiet_logging()?;
    let clock = Clock::system();
    let mut sandbox = Sandbox::start(clock.clone(), chrono_tz::Asia::Kuala_Lumpur)
        .await
        .context("no port of this machine is free")?;
    let config = Config::from_environment(&environment(&sandbox))?;
    let zone = config.chat.time_zone;
    let (remote, steering) = remote();
    let page = match sandbox.open_page(arguments.page, zone, remote).await {
        Ok(url) => format!("The page is on {url}"),
        Err(error) => format!(
            "There is no page, for {} cannot be listened on ({error}); --page takes another address.",
            arguments.page
        ),
    };
    cast(sandbox.telegram());
    accounts(sandbox.google(), sandbox.clock().now())?;

    let folder = tempfile::tempdir().context("there is no place for a temporary folder")?;
    let exe = std::env::current_exe().context("this program does not find itself")?;
    let redis = PrivateRedis::start(&exe, folder.path()).await?;
    let app = App::build(&config, redis.url(), clock).await?;
    let stop = CancellationToken::new();
    let listener = TcpListener::bind(config.web.http).await.context("no port of this machine is free")?;
    let metrics = telemetry::start_metrics()?;
    let mut running = tokio::spawn({
        let (app, stop) = (app.clone(), stop.clone());
        async move { app.run(StartMode::Ordinary, listener, metrics, stop).await }
    });

    let mut driver = Driver::new(&sandbox, stepped(&app), steering, screen(zone));
    driver.greet(&page)?;
    let played = tokio::select! {
        played = driver.run(typed()) => played,
        ended = &mut running => ended.context("the bot panicked").flatten().context("the bot ended"),
        _ = tokio::signal::ctrl_c() => Ok(()),
    };
    stop.cancel();
    if !running.is_finished() {
        running.await.context("the bot panicked").flatten()?;
    }
    redis.stop().await;
    sandbox.stop().await;
    played.map(|()| ExitCode::SUCCESS)
}

/// What seals the tokens of the pretend Google.
const SECRET_KEY: &str = "cHJldGVuZCBrZXkgb2YgdGhlIGRlbW8sIDMyIGJ5dGU=";

/// The settings of the bot on this stage; the real environment is ignored.
pub(in crate::cli) fn environment(sandbox: &Sandbox) -> Environment {
    let mut environment: Environment =
        sandbox.settings().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let users = PEOPLE.map(|(id, ..)| id.0.to_string()).join(",");
    environment.insert("JANJI_ALLOWED_USERS".to_owned(), users);
    environment.insert("JANJI_SECRET_KEY".to_owned(), SECRET_KEY.to_owned());
    environment.insert("JANJI_ALLOWED_CHATS".to_owned(), GROUP.0.0.to_string());
    environment.insert("JANJI_HTTP".to_owned(), SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).to_string());
    environment
}

/// How the driver steps this bot.
fn stepped(app: &App) -> SteppedBot {
    let (looking, settling) = (app.clone(), app.clone());
    SteppedBot {
        look: Box::new(move |_| {
            let app = looking.clone();
            Box::pin(async move { app.round().await })
        }),
        settled: Box::new(move |_| {
            let app = settling.clone();
            Box::pin(async move { app.settle().await })
        }),
    }
}
