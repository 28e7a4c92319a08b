//! A pretend Telegram: the Bot API over HTTP on one side, people with phones on the other.
//!
//! [`Telegram`] is a handle; its clones are the same Telegram. `server` is what the bot sees, `acting` what people do,
//! `looking` what they see. Civil times come from the shared [`Clock`]; limits and polls go by real time, as they do
//! outside.

mod acting;
mod delivery;
pub(crate) mod html;
mod limits;
mod looking;
mod media;
mod message;
mod methods;
mod outgoing;
mod params;
mod people;
mod refusal;
mod server;
mod state;
mod transcript;
mod uploads;
mod webhook;

pub use html::{Entity, EntityKind};
pub use limits::{Limits, Rate};
pub use media::{Media, MediaKind};
pub use message::{Button, Content, Does, Message, Sender};
pub use people::{Access, BotAccount, ChatId, ChatKind, MessageId, Person, UserId};
pub use state::Callback;
pub use transcript::Happening;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::Faults;
use crate::clock::{Clock, Stopwatch};
use state::State;

/// The pretend Telegram. Clones are the same one.
#[derive(Debug, Clone)]
pub struct Telegram {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    clock: Clock,
    running: Stopwatch,
    bot: BotAccount,
    faults: Faults,
    stop: CancellationToken,
    state: Mutex<State>,
    revision: watch::Sender<u64>,
}

/// A call that the bot made; polls are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// When.
    pub at: DateTime<Utc>,
    /// The method, as the Bot API writes it: `sendMessage`.
    pub method: String,
    /// What came with it.
    pub params: Value,
    /// The status it was answered with.
    pub status: u16,
}

impl Telegram {
    /// A Telegram with one bot and nobody in it; ends its polls when `stop` is cancelled.
    #[must_use]
    pub fn new(clock: Clock, stop: CancellationToken) -> Self {
        let bot = BotAccount::default();
        let running = clock.stopwatch();
        let faults = Faults::new(stop.clone());
        let state = Mutex::new(State::new(bot.clone()));
        let revision = watch::Sender::new(0);
        Self { inner: Arc::new(Inner { clock, running, bot, faults, stop, state, revision }) }
    }

    /// The bot that it knows: its token for `TELOXIDE_TOKEN`, and its name.
    #[must_use]
    pub fn bot(&self) -> &BotAccount {
        &self.inner.bot
    }

    /// What is to fail, by the names of the methods (`sendMessage`).
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.inner.faults
    }

    /// Turns the limits on.
    pub fn limit(&self, limits: Limits) {
        self.change(|state| state.limits = Some(limits));
    }

    /// Turns the limits off, as they are at first.
    pub fn unlimit(&self) {
        self.change(|state| state.limits = None);
    }

    /// The clock it goes by.
    fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// How long it has been running, in real time.
    fn running_for(&self) -> Duration {
        self.inner.running.elapsed()
    }

    /// Looks at the state.
    fn look<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.inner.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the state and wakes everybody who waits for a change.
    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let done = change(&mut self.inner.state.lock().unwrap_or_else(PoisonError::into_inner));
        self.inner.revision.send_modify(|revision| *revision += 1);
        done
    }

    /// What `future` gives, or `None` when this Telegram closes first.
    async fn until_stopped<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        self.inner.stop.run_until_cancelled(future).await
    }
}
