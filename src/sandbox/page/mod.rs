//! The demo's page: the pretend Telegram beside the pretend Google, in a browser.
//!
//! One HTML page without outside assets, and a small JSON API under `/demo/` for it. It shows what is in both and does
//! what people do there; to move the clock it asks the demo, through a [`Remote`].

mod chats;
mod events;
mod remote;
#[cfg(test)]
mod tests;

pub use remote::{Progress, Remote, Steering, Wish, Wished, remote};

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::LazyLock;

use axum::Router;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse};
use axum::routing::{get, patch, post};
use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use futures::Stream;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::{Sandbox, serve};
use crate::clock::Clock;

/// What a browser may do with the page: only what is in it.
const POLICY: &str = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src 'self' data:; \
                      connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The whole page.
static PAGE: LazyLock<String> = LazyLock::new(|| {
    let style = concat!(include_str!("page.css"), include_str!("week.css"));
    let script =
        concat!(include_str!("common.js"), include_str!("chat.js"), include_str!("week.js"), include_str!("main.js"));
    include_str!("page.html").replace("{{style}}", style).replace("{{script}}", script)
});

/// What the page's calls work with.
#[derive(Debug, Clone)]
struct Demo {
    telegram: super::telegram::Telegram,
    google: super::google::Google,
    clock: Clock,
    zone: Tz,
    remote: Remote,
    stop: CancellationToken,
}

impl Sandbox {
    /// Opens the page at `address`, with times in `zone`; says where it is.
    pub async fn open_page(&mut self, address: SocketAddr, zone: Tz, remote: Remote) -> std::io::Result<Url> {
        let listener = TcpListener::bind(address).await?;
        let demo = Demo {
            telegram: self.telegram.clone(),
            google: self.google.clone(),
            clock: self.clock.clone(),
            zone,
            remote,
            stop: self.stop.clone(),
        };
        serve(&mut self.servers, listener, router(demo), self.stop.clone())
    }
}

fn router(demo: Demo) -> Router {
    Router::new()
        .route("/", get(page))
        .route("/demo/live", get(live))
        .route("/demo/state", get(chats::state))
        .route("/demo/file/{file}", get(chats::file))
        .route("/demo/say", post(chats::say))
        .route("/demo/press", post(chats::press))
        .route("/demo/clock", post(chats::move_clock))
        .route("/demo/events", get(events::list).post(events::add))
        .route("/demo/events/{id}", patch(events::change).delete(events::delete))
        .with_state(demo)
}

async fn page() -> impl IntoResponse {
    ([(header::CONTENT_SECURITY_POLICY, POLICY), (header::CACHE_CONTROL, "no-store")], Html(PAGE.as_str()))
}

/// Says "changed" whenever anything did; what it is the page asks for itself.
async fn live(Shared(demo): Shared<Demo>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let (mut chats, mut calendar) = (demo.telegram.subscribe(), demo.google.changes());
    let mut progress = demo.remote.subscribe();
    let changes = async_stream::stream! {
        yield Ok(Event::default().data("changed"));
        loop {
            // The senders live as long as `demo`.
            tokio::select! {
                _ = chats.changed() => {}
                _ = calendar.changed() => {}
                _ = progress.changed() => {}
                () = demo.stop.cancelled() => return,
            }
            yield Ok(Event::default().data("changed"));
        }
    };
    Sse::new(changes).keep_alive(KeepAlive::default())
}

/// What a wall clock in `zone` shows.
fn local(at: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}

/// The moment at which a wall clock in `zone` shows `local`; the first of two, and an hour on when it never does.
fn moment(local: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    let found = |local: NaiveDateTime| zone.from_local_datetime(&local).earliest();
    let at = found(local).or_else(|| found(local.checked_add_signed(chrono::Duration::hours(1))?))?;
    Some(at.with_timezone(&Utc))
}
