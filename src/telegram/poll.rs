//! Polls Telegram for updates.
//!
//! Asking for the next updates tells Telegram that the last ones have arrived (Bot API, `getUpdates`), so
//! [`Polling::advance`] is called only after they are stored.

use std::time::Duration;

use rand::RngExt;
use teloxide::payloads::{GetUpdates, GetUpdatesSetters};
use teloxide::types::{AllowedUpdate, Update};
use tokio_util::sync::CancellationToken;

use super::Bot;
use super::lease::PollingLease;
use super::refusal::CallError;
use crate::clock::pause;
use crate::store::Store;

/// How long Telegram holds a poll open if there are no updates.
const LONG_POLL_SECONDS: u32 = 10;

/// How long a poll may take: longer than Telegram holds it, shorter than the client's own limit of 17 s.
const POLL_TIMEOUT: Duration = Duration::from_secs(15);

/// How long the last call, which only confirms, may take.
const CONFIRM_TIMEOUT: Duration = Duration::from_secs(2);

/// The shortest and the longest wait after a failed poll.
const WAITS: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(10));

/// The wait after another program has polled.
const CONFLICT_WAIT: Duration = Duration::from_secs(5);

/// The kinds of update that we ask for.
pub(super) const WANTED: [AllowedUpdate; 4] =
    [AllowedUpdate::Message, AllowedUpdate::EditedMessage, AllowedUpdate::CallbackQuery, AllowedUpdate::MyChatMember];

/// Polls, while it is our turn.
pub(super) struct Polling {
    bot: Bot,
    store: Store,
    lease: PollingLease,
    over: CancellationToken,
    /// The first update not yet confirmed; 0 before the first.
    offset: i32,
    /// How many polls have failed in a row.
    failures: u32,
    trouble: Option<PollTrouble>,
}

/// Why polling fails; logged once, and once more when it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PollTrouble {
    Away,
    Conflict,
    BadToken,
}

impl Polling {
    /// Prepares to poll until `over`.
    pub(super) fn new(bot: Bot, store: Store, lease: PollingLease, over: CancellationToken) -> Self {
        Self { bot, store, lease, over, offset: 0, failures: 0, trouble: None }
    }

    /// Asks until Telegram answers with updates; `None` if the turn is over.
    pub(super) async fn ask(&mut self) -> Option<Vec<Update>> {
        loop {
            let poll = GetUpdates::new().offset(self.offset).timeout(LONG_POLL_SECONDS).allowed_updates(WANTED);
            let outcome = self.over.run_until_cancelled(self.bot.updates(&poll, POLL_TIMEOUT)).await?;
            let wait = match outcome {
                Ok(updates) => {
                    self.recover();
                    if updates.is_empty() {
                        continue;
                    }
                    return Some(updates);
                }
                Err(error) => self.wait_after(error).await?,
            };
            self.over.run_until_cancelled(pause(wait)).await?;
        }
    }

    /// Makes the next call confirm everything before this update.
    pub(super) fn advance(&mut self, next: i32) {
        self.offset = next;
    }

    /// Tells Telegram that the last updates have arrived, so that it does not send them again.
    pub(super) async fn confirm(&self) {
        if self.offset != 0 && self.lease.standing().polls() {
            let last = GetUpdates::new().offset(self.offset).limit(1).timeout(0);
            drop(self.bot.call::<_, Vec<Update>>(&last, CONFIRM_TIMEOUT).await);
        }
    }

    /// How long to wait after a failed poll; `None` if the turn is over.
    async fn wait_after(&mut self, error: CallError) -> Option<Duration> {
        self.failures = self.failures.saturating_add(1);
        metrics::counter!("janji_errors_total", "class" => "poll").increment(1);
        match error {
            CallError::TooMany { retry_after } => return Some(retry_after),
            CallError::Conflict => {
                // It may be another of our processes, which now has the turn.
                if !self.lease.ask().await.polls() {
                    return None;
                }
                self.log(PollTrouble::Conflict, &error);
                if let Err(error) = self.store.note_polled_elsewhere().await {
                    tracing::debug!(error = %error, "the other poller could not be noted in storage");
                }
                return Some(CONFLICT_WAIT.mul_f64(rand::rng().random_range(0.8..1.6)));
            }
            CallError::BadToken => self.log(PollTrouble::BadToken, &error),
            CallError::Away(_)
            | CallError::Moved(_)
            | CallError::Blocked(_)
            | CallError::NotModified
            | CallError::NoText
            | CallError::BadEntities
            | CallError::QueryTooOld
            | CallError::Refused { .. }
            | CallError::Unsayable => self.log(PollTrouble::Away, &error),
        }
        let wait = WAITS.0.saturating_mul(1 << self.failures.min(10)).min(WAITS.1);
        Some(wait.mul_f64(rand::rng().random_range(0.5..1.0)))
    }

    /// Logs a problem when it begins.
    fn log(&mut self, trouble: PollTrouble, error: &CallError) {
        if self.trouble.replace(trouble) == Some(trouble) {
            return;
        }
        match trouble {
            PollTrouble::Away => tracing::warn!(
                error = error as &dyn std::error::Error,
                "Telegram cannot be asked for updates; trying again"
            ),
            PollTrouble::Conflict => {
                tracing::warn!("another program uses this bot token; stop it, or use a different token");
            }
            PollTrouble::BadToken => tracing::error!("Telegram no longer knows the token; set a new TELOXIDE_TOKEN"),
        }
    }

    fn recover(&mut self) {
        self.failures = 0;
        if self.trouble.take().is_some() {
            tracing::info!("Telegram can be asked for updates again");
        }
    }
}
