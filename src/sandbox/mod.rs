//! A pretend Telegram and a pretend Google on loopback, for the demo and the tests.
//!
//! They speak HTTP as the real ones do, behave like them for every call that we make, and refuse what the real ones
//! refuse; so nothing in the bot knows that it is not outside. This room therefore uses no other room but `clock`.
//! [`Sandbox::start`] opens both; [`telegram::Telegram`] has what people do there, as Rust methods; [`Faults`] breaks
//! things on purpose.

mod faults;
pub mod google;
pub mod telegram;

pub use faults::{EVERYWHERE, Fault, Faults, How, Moment, Often};

use std::net::{Ipv4Addr, SocketAddr};

use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::clock::Clock;
use telegram::Telegram;

/// Both pretend services, running.
#[derive(Debug)]
pub struct Sandbox {
    clock: Clock,
    telegram: Telegram,
    telegram_url: Url,
    stop: CancellationToken,
    servers: JoinSet<std::io::Result<()>>,
}

impl Sandbox {
    /// Starts both on ports of loopback that the system chooses.
    pub async fn start(clock: Clock) -> std::io::Result<Self> {
        let stop = CancellationToken::new();
        let mut servers = JoinSet::new();
        let telegram = Telegram::new(clock.clone(), stop.clone());
        let telegram_url = serve(&mut servers, telegram.router(), stop.clone()).await?;
        Ok(Self { clock, telegram, telegram_url, stop, servers })
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

    /// What `TELOXIDE_API_URL` is to be.
    #[must_use]
    pub fn telegram_url(&self) -> &Url {
        &self.telegram_url
    }

    /// Closes both and lets go of whoever waits for them.
    pub async fn stop(mut self) {
        self.stop.cancel();
        while self.servers.join_next().await.is_some() {}
    }
}

/// Serves `router` on a free port of loopback until `stop`; says where.
async fn serve(
    servers: &mut JoinSet<std::io::Result<()>>,
    router: Router,
    stop: CancellationToken,
) -> std::io::Result<Url> {
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
    let address = listener.local_addr()?;
    servers.spawn(async move { axum::serve(listener, router).with_graceful_shutdown(stop.cancelled_owned()).await });
    // An address with a port is always a host that a URL can hold.
    Ok(Url::parse(&format!("http://{address}/")).expect("a socket's address makes a URL"))
}
