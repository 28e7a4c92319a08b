//! A pretend Telegram and a pretend Google on loopback, for the demo and the tests.
//!
//! They speak HTTP as the real ones do, behave like them for every call that we make, and refuse what the real ones
//! refuse; so nothing in the bot knows that it is not outside. This room therefore uses no other room but `clock`.
//! [`Sandbox::start`] opens both; [`telegram::Telegram`] and [`google::Google`] have what people do there, as Rust
//! methods; [`Faults`] breaks things on purpose; [`page`] shows both in a browser.

mod faults;
pub mod google;
pub mod page;
pub mod telegram;

pub use faults::{EVERYWHERE, Fault, Faults, How, Moment, Often};

use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use chrono_tz::Tz;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::clock::Clock;
use google::Google;
use telegram::Telegram;

/// Both pretend services, running.
#[derive(Debug)]
pub struct Sandbox {
    clock: Clock,
    telegram: Telegram,
    telegram_url: Url,
    google: Google,
    google_url: Url,
    stop: CancellationToken,
    servers: JoinSet<std::io::Result<()>>,
}

impl Sandbox {
    /// Starts both on ports of loopback that the system chooses; the calendar is in `zone`.
    pub async fn start(clock: Clock, zone: Tz) -> std::io::Result<Self> {
        let stop = CancellationToken::new();
        let mut servers = JoinSet::new();
        let telegram = Telegram::new(clock.clone(), stop.clone());
        let telegram_url = serve(&mut servers, any_port().await?, telegram.router(), stop.clone())?;
        servers.spawn({
            let telegram = telegram.clone();
            async move {
                telegram.push_updates().await;
                Ok(())
            }
        });
        let google = Google::new(clock.clone(), zone, stop.clone());
        servers.spawn({
            let (google, stop) = (google.clone(), stop.clone());
            async move {
                stop.run_until_cancelled(google.push_changes()).await;
                Ok(())
            }
        });
        let google_url = serve(&mut servers, any_port().await?, google.router(), stop.clone())?;
        Ok(Self { clock, telegram, telegram_url, google, google_url, stop, servers })
    }

    /// The clock that both go by.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The pretend Telegram.
    #[must_use]
    pub fn telegram(&self) -> &Telegram {
        &self.telegram
    }

    /// The root of the pretend Bot API.
    #[must_use]
    pub fn telegram_url(&self) -> &Url {
        &self.telegram_url
    }

    /// The pretend Google.
    #[must_use]
    pub fn google(&self) -> &Google {
        &self.google
    }

    /// The root of everything that is Google's.
    #[must_use]
    pub fn google_url(&self) -> &Url {
        &self.google_url
    }

    /// The settings of a bot that is to live here, as environment variables: addresses and credentials.
    #[must_use]
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        vec![
            ("TELOXIDE_TOKEN", self.telegram.bot().token.clone()),
            ("TELOXIDE_API_URL", self.telegram_url.to_string()),
            ("GOOGLE_CLIENT_ID", google::CLIENT_ID.to_owned()),
            ("GOOGLE_CLIENT_SECRET", google::CLIENT_SECRET.to_owned()),
            ("GOOGLE_REFRESH_TOKEN", google::REFRESH_TOKEN.to_owned()),
            ("GOOGLE_API_URL", self.google_url.to_string()),
        ]
    }

    /// Closes everything, and ends calls that still wait.
    pub async fn stop(mut self) {
        self.stop.cancel();
        while self.servers.join_next().await.is_some() {}
    }
}

/// A free port of loopback.
async fn any_port() -> std::io::Result<TcpListener> {
    TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await
}

/// Serves `router` until `stop`; says where.
fn serve(
    servers: &mut JoinSet<std::io::Result<()>>,
    listener: TcpListener,
    router: Router,
    stop: CancellationToken,
) -> std::io::Result<Url> {
    let address = listener.local_addr()?;
    servers.spawn(async move { axum::serve(listener, router).with_graceful_shutdown(stop.cancelled_owned()).await });
    Ok(Url::parse(&format!("http://{address}/")).expect("a socket's address makes a URL"))
}
