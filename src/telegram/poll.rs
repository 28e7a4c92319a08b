//! Asking Telegram for updates, and making each durable before the next are asked for.
//!
//! Asking for the next updates is what tells Telegram that the last ones have arrived (Bot API, `getUpdates`), so that
//! is done only once they lie in the inbox, or were refused in words because storage is away.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rand::RngExt;
use teloxide::payloads::{GetUpdates, GetUpdatesSetters};
use teloxide::types::{AllowedUpdate, Update, UpdateKind};
use tokio_util::sync::CancellationToken;

use super::inbox::Listener;
use super::lease::Standing;
use super::refusal::CallError;
use super::{Me, incoming};
use crate::clock::pause;
use crate::model::{Incoming, IncomingKind, UpdateId};
use crate::store::{Arrival, Attempt, Error, Receipt, Store};

/// How long Telegram holds a poll open when there is nothing to tell.
const LONG_POLL_SECONDS: u32 = 10;

/// How long a poll may take: longer than Telegram holds it, shorter than the client's own limit of 17 s.
const POLL_PATIENCE: Duration = Duration::from_secs(15);

/// How long the last call may take, which only confirms.
const LAST_PATIENCE: Duration = Duration::from_secs(2);

/// How long storing may take before people are told that storage is away: they hear so within three seconds.
const STORE_PATIENCE: Duration = Duration::from_millis(1500);

/// The same, when storage was away just before: long enough to notice that it is back.
const STORE_IMPATIENCE: Duration = Duration::from_millis(400);

/// Between two tries to store.
const STORE_PAUSE: Duration = Duration::from_millis(100);

/// The shortest and the longest wait after a failed poll.
const WAITS: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(10));

/// The wait after another program has polled.
const CONFLICT_WAIT: Duration = Duration::from_secs(5);

/// The kinds of update that we ask for.
const WANTED: [AllowedUpdate; 3] = [AllowedUpdate::Message, AllowedUpdate::CallbackQuery, AllowedUpdate::MyChatMember];

/// What was refused in words and may lie in the inbox all the same, because only the answer was lost.
pub(super) type Refused = Arc<Mutex<Vec<UpdateId>>>;

/// Polls, while it is our turn.
pub(super) struct Poll {
    listener: Listener,
    me: Me,
    over: CancellationToken,
    /// The first update not yet confirmed; 0 before the first.
    offset: i32,
    /// Whether storage was away at the last try.
    is_storage_away: bool,
    /// How many polls have failed in a row.
    failures: u32,
    trouble: Option<Trouble>,
}

/// What is in the way of polling; said once, and once more when it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    Away,
    Conflict,
    BadToken,
}

impl Poll {
    /// A poll that has not asked yet, and asks until it is `over`.
    pub(super) fn new(listener: Listener, me: Me, over: CancellationToken) -> Self {
        Self { listener, me, over, offset: 0, is_storage_away: false, failures: 0, trouble: None }
    }

    /// The next updates that lie in the inbox and were not there before, with what they say; `None` when it is over.
    pub(super) async fn next(&mut self) -> Option<Vec<(Update, Arrival)>> {
        loop {
            let updates = self.ask().await?;
            let Some(last) = updates.last() else { continue };
            let next = last.id.as_offset();
            let now = self.listener.clock.now();
            let read: Vec<(Update, Incoming)> = updates
                .into_iter()
                .filter_map(|update| {
                    let incoming = incoming::read(&update, &self.me, now);
                    count(&update, incoming.as_ref());
                    incoming.map(|incoming| (update, incoming))
                })
                .collect();
            let new = self.keep(read).await?;
            self.offset = next;
            if !new.is_empty() {
                return Some(new);
            }
        }
    }

    /// Tells Telegram that the last updates have arrived, so that nobody is told them again.
    pub(super) async fn confirm(&self) {
        if self.offset != 0 && self.listener.lease.standing().polls() {
            let last = GetUpdates::new().offset(self.offset).limit(1).timeout(0);
            drop(self.listener.bot.call::<_, Vec<Update>>(&last, LAST_PATIENCE).await);
        }
    }

    /// Asks until Telegram answers; `None` when it is over.
    async fn ask(&mut self) -> Option<Vec<Update>> {
        loop {
            let poll = GetUpdates::new().offset(self.offset).timeout(LONG_POLL_SECONDS).allowed_updates(WANTED);
            let outcome = self.over.run_until_cancelled(self.listener.bot.call(&poll, POLL_PATIENCE)).await?;
            let wait = match outcome {
                Ok(updates) => {
                    self.recover();
                    return Some(updates);
                }
                Err(error) => self.wait_after(error).await?,
            };
            self.over.run_until_cancelled(pause(wait)).await?;
        }
    }

    /// How long to wait after a failed poll; `None` when it is over.
    async fn wait_after(&mut self, error: CallError) -> Option<Duration> {
        self.failures = self.failures.saturating_add(1);
        metrics::counter!("janji_errors_total", "class" => "poll").increment(1);
        match error {
            CallError::TooMany { retry_after } => return Some(retry_after),
            CallError::Conflict => {
                // It may be another process of ours, which has the turn now.
                if !self.listener.lease.ask().await.polls() {
                    return None;
                }
                self.name(Trouble::Conflict, &error);
                if let Err(error) = self.listener.store.note_polled_elsewhere().await {
                    tracing::debug!(error = %error, "the other poller was not noted down");
                }
                return Some(CONFLICT_WAIT.mul_f64(rand::rng().random_range(0.8..1.6)));
            }
            CallError::BadToken => self.name(Trouble::BadToken, &error),
            CallError::Away(_)
            | CallError::Moved(_)
            | CallError::Blocked(_)
            | CallError::NotModified
            | CallError::BadEntities
            | CallError::QueryTooOld
            | CallError::Refused { .. }
            | CallError::Unsayable => self.name(Trouble::Away, &error),
        }
        let wait = WAITS.0.saturating_mul(1 << self.failures.min(10)).min(WAITS.1);
        Some(wait.mul_f64(rand::rng().random_range(0.5..1.0)))
    }

    /// Logs a trouble when it begins.
    fn name(&mut self, trouble: Trouble, error: &CallError) {
        if self.trouble.replace(trouble) == Some(trouble) {
            return;
        }
        match trouble {
            Trouble::Away => tracing::warn!(
                error = error as &dyn std::error::Error,
                "Telegram cannot be asked for updates; trying on"
            ),
            Trouble::Conflict => {
                tracing::warn!("another program polls Telegram with this token; stop it, or use a token of its own");
            }
            Trouble::BadToken => tracing::error!("Telegram does not know the token any more; set TELOXIDE_TOKEN anew"),
        }
    }

    fn recover(&mut self) {
        self.failures = 0;
        if self.trouble.take().is_some() {
            tracing::info!("Telegram can be asked for updates again");
        }
    }

    /// Puts what was read into the inbox, or refuses it in words; gives what is new, or `None` when the turn was lost.
    async fn keep(&mut self, read: Vec<(Update, Incoming)>) -> Option<Vec<(Update, Arrival)>> {
        if read.is_empty() {
            return Some(Vec::new());
        }
        let put = Some(self.listener.clock.stopwatch());
        let incoming: Vec<Incoming> = read.iter().map(|(_, incoming)| incoming.clone()).collect();
        let patience = if self.is_storage_away { STORE_IMPATIENCE } else { STORE_PATIENCE };
        let receipt = tokio::time::timeout(patience, self.put(&incoming)).await;
        self.is_storage_away = receipt.is_err();
        match receipt {
            Ok(Receipt::Stored(flags)) => {
                let new = read.into_iter().zip(flags).filter(|(_, is_new)| *is_new);
                Some(new.map(|((update, incoming), _)| (update, Arrival { incoming, put })).collect())
            }
            Ok(Receipt::Lost) => None,
            Err(_) => {
                self.refuse(incoming);
                Some(Vec::new())
            }
        }
    }

    /// Puts it into the inbox, again and again until it is there, or until the turn turns out to be another's.
    async fn put(&self, incoming: &[Incoming]) -> Receipt {
        let mut attempt = Attempt::First;
        loop {
            match self.listener.lease.standing() {
                Standing::Ours { fence, .. } => match self.try_to_put(incoming, fence, attempt).await {
                    Ok(Receipt::Lost) => {
                        // Also after storage was emptied, when the turn may be ours again under another number.
                        self.listener.lease.ask().await;
                    }
                    Ok(receipt @ Receipt::Stored(_)) => return receipt,
                    Err(error) => {
                        tracing::debug!(
                            error = &error as &dyn std::error::Error,
                            "updates cannot be stored; trying again"
                        );
                        attempt = Attempt::Again;
                    }
                },
                Standing::Theirs => return Receipt::Lost,
                Standing::Unknown => {
                    self.listener.lease.ask().await;
                }
            }
            pause(STORE_PAUSE).await;
        }
    }

    async fn try_to_put(&self, incoming: &[Incoming], fence: u64, attempt: Attempt) -> Result<Receipt, Error> {
        forget_refused(&self.listener.store, &self.listener.refused).await?;
        self.listener.store.inbox_put(incoming, fence, attempt).await
    }

    /// Tells people that storage is away and nothing was done.
    fn refuse(&self, incoming: Vec<Incoming>) {
        metrics::counter!("janji_errors_total", "class" => "storage").increment(1);
        tracing::warn!(updates = incoming.len(), "storage is away: people are asked to send it again");
        let mut refused = self.listener.refused.lock().unwrap_or_else(PoisonError::into_inner);
        refused.extend(incoming.iter().map(|incoming| incoming.id));
        drop(refused);
        for incoming in incoming {
            (self.listener.refuse)(incoming);
        }
    }
}

/// Takes out of the inbox what people were told is not there.
pub(super) async fn forget_refused(store: &Store, refused: &Refused) -> Result<(), Error> {
    let ids = refused.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if ids.is_empty() {
        return Ok(());
    }
    store.inbox_forget(&ids).await?;
    refused.lock().unwrap_or_else(PoisonError::into_inner).retain(|id| !ids.contains(id));
    Ok(())
}

fn count(update: &Update, incoming: Option<&Incoming>) {
    let kind = match (incoming.map(|incoming| &incoming.kind), &update.kind) {
        (Some(IncomingKind::Text { .. }), _) => "text",
        (Some(IncomingKind::Wordless { .. }), _) => "wordless",
        (Some(IncomingKind::Unreadable { .. }), _) => "unreadable",
        (Some(IncomingKind::Pressed { .. }), _) => "pressed",
        (Some(IncomingKind::Left), _) => "left",
        (Some(IncomingKind::Joined), _) => "joined",
        (Some(IncomingKind::Moved { .. }), _) => "moved",
        (None, UpdateKind::Error(_)) => "unknown",
        (None, _) => "ignored",
    };
    metrics::counter!("janji_updates_total", "kind" => kind).increment(1);
}
