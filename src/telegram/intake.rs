//! Taking in: what Telegram tells us is made durable before Telegram hears that it has arrived, or refused in words while
//! storage is unavailable. It does not matter which way updates come: polling and the webhook both take them in here.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use teloxide::types::{Update, UpdateKind};
use tokio::sync::mpsc;

use super::lease::{PollingLease, PollingStanding};
use super::{Me, incoming};
use crate::clock::{Clock, Stopwatch, pause};
use crate::model::{Incoming, IncomingKind, UpdateId};
use crate::store::{Error, Put, Receipt, Store};

/// How long storing may take before people are told that storage is down: they hear so within three seconds. A cluster
/// has longer, while a replica is promoted.
const STORE_TIMEOUT: Duration = Duration::from_millis(1500);

/// The same, when storage was down just before: long enough to notice that it is back.
const STORE_RETRY_TIMEOUT: Duration = Duration::from_millis(400);

/// Between two attempts to store.
const STORE_PAUSE: Duration = Duration::from_millis(100);

/// What reaches the inbox room.
#[derive(Debug, Clone)]
pub enum Received {
    /// It lies in the durable inbox until it is settled; it may be received more than once.
    Durable(Arrival),
    /// It could not be stored: its sender is to hear that nothing was done.
    Refused(Incoming),
}

/// Something that lies in the durable inbox.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// What came.
    pub incoming: Incoming,
    /// Since this process put it there, if it has just done so.
    pub put: Option<Stopwatch>,
}

impl Arrival {
    /// Something that has lain in the inbox for a while.
    #[must_use]
    pub fn again(incoming: Incoming) -> Self {
        Self { incoming, put: None }
    }
}

/// Makes updates durable and passes on what they say.
pub(super) struct Intake {
    me: Me,
    store: Store,
    clock: Clock,
    lease: PollingLease,
    received: mpsc::Sender<Received>,
    /// What was refused in words and may lie in the inbox even so, because only the answer was lost.
    refused: Mutex<Vec<UpdateId>>,
    is_storage_down: AtomicBool,
}

impl Intake {
    /// An intake for the bot that is called `me`; what it takes in comes out at `received`.
    pub(super) fn new(
        me: Me,
        store: Store,
        clock: Clock,
        lease: PollingLease,
        received: mpsc::Sender<Received>,
    ) -> Self {
        let (refused, is_storage_down) = (Mutex::default(), AtomicBool::new(false));
        Self { me, store, clock, lease, received, refused, is_storage_down }
    }

    /// Puts what these updates say into the inbox, or refuses it in words. Returns those that are new there, each of which
    /// is to be passed on; `None`: nothing was taken in, as another process has the turn to poll by now.
    pub(super) async fn take_in(&self, updates: Vec<Update>) -> Option<Vec<Update>> {
        let (updates, incoming) = self.read(updates);
        if incoming.is_empty() {
            return Some(Vec::new());
        }
        match self.in_time(self.put(&incoming)).await {
            Ok(Receipt::Stored(are_new)) => {
                Some(updates.into_iter().zip(are_new).filter_map(|(update, is_new)| is_new.then_some(update)).collect())
            }
            Ok(Receipt::Lost) => None,
            Err(_) => {
                self.refuse(incoming).await;
                Some(Vec::new())
            }
        }
    }

    /// Puts what these updates say into the inbox for the process that has the turn, or refuses it in words.
    pub(super) async fn take_in_for_all(&self, updates: Vec<Update>) {
        let (_, incoming) = self.read(updates);
        if !incoming.is_empty() && self.in_time(self.push(&incoming)).await.is_err() {
            self.refuse(incoming).await;
        }
    }

    /// What was taken in after this place for the process that has the turn, and the next place.
    pub(super) async fn news(&self, after: u64) -> Result<(Vec<Incoming>, u64), Error> {
        self.store.inbox_news(after).await
    }

    /// Passes on what was taken in a moment ago, by any process.
    pub(super) async fn pass_on_news(&self, incoming: Incoming, is_fresh: bool) {
        let put = is_fresh.then(|| self.clock.stopwatch());
        self.send(Received::Durable(Arrival { incoming, put })).await;
    }

    /// What these updates say; those that say nothing to us are left out.
    fn read(&self, updates: Vec<Update>) -> (Vec<Update>, Vec<Incoming>) {
        let now = self.clock.now();
        let read = updates.into_iter().filter_map(|update| {
            let incoming = incoming::read(&update, &self.me, now);
            count(&update, incoming.as_ref());
            incoming.map(|incoming| (update, incoming))
        });
        read.unzip()
    }

    /// What storing gives, if storage is not down.
    async fn in_time<T>(&self, storing: impl Future<Output = T>) -> Result<T, tokio::time::error::Elapsed> {
        let was_down = self.is_storage_down.load(Ordering::Relaxed);
        let timeout = if was_down { STORE_RETRY_TIMEOUT } else { STORE_TIMEOUT.max(self.store.patience()) };
        let stored = tokio::time::timeout(timeout, storing).await;
        self.is_storage_down.store(stored.is_err(), Ordering::Relaxed);
        stored
    }

    /// Passes on what a durable update says.
    ///
    /// That it is fresh saves asking the inbox about it. If this process was frozen since, another may have answered it;
    /// then this one's answer is not kept, and nothing is sent twice.
    pub(super) async fn pass_on(&self, update: &Update) {
        let Some(incoming) = incoming::read(update, &self.me, self.clock.now()) else { return };
        self.send(Received::Durable(Arrival { incoming, put: Some(self.clock.stopwatch()) })).await;
    }

    /// Passes on what has lain in the inbox for a while.
    pub(super) async fn pass_on_again(&self, incoming: Incoming) {
        self.send(Received::Durable(Arrival::again(incoming))).await;
    }

    /// What the inbox holds.
    pub(super) async fn pending(&self) -> Result<Vec<Incoming>, Error> {
        self.forget_refused().await?;
        self.store.inbox_pending().await
    }

    async fn send(&self, received: Received) {
        // Without a receiver the bot is ending, and what is durable waits for the next start.
        drop(self.received.send(received).await);
    }

    /// Puts it into the inbox, trying until it is there or the turn to poll turns out to be another's.
    async fn put(&self, incoming: &[Incoming]) -> Receipt {
        let mut put = Put::First;
        loop {
            match self.lease.standing() {
                PollingStanding::Ours { fence, .. } => match self.try_to_put(incoming, fence, put).await {
                    Ok(Receipt::Lost) => {
                        // Also after storage was emptied, when the turn may be ours again under another number.
                        self.lease.ask().await;
                    }
                    Ok(receipt @ Receipt::Stored(_)) => return receipt,
                    Err(error) => {
                        tracing::debug!(
                            error = &error as &dyn std::error::Error,
                            "updates cannot be stored; trying again"
                        );
                        put = Put::Again;
                    }
                },
                PollingStanding::Theirs => return Receipt::Lost,
                PollingStanding::Unknown => {
                    self.lease.ask().await;
                }
            }
            pause(STORE_PAUSE).await;
        }
    }

    /// Puts it into the inbox for the process that has the turn, trying until it is there.
    async fn push(&self, incoming: &[Incoming]) {
        loop {
            let pushed = async {
                self.forget_refused().await?;
                self.store.inbox_push(incoming).await
            };
            match pushed.await {
                Ok(()) => return,
                Err(error) => {
                    tracing::debug!(error = &error as &dyn std::error::Error, "updates cannot be stored; trying again");
                }
            }
            pause(STORE_PAUSE).await;
        }
    }

    async fn try_to_put(&self, incoming: &[Incoming], fence: u64, put: Put) -> Result<Receipt, Error> {
        self.forget_refused().await?;
        self.store.inbox_put(incoming, fence, put).await
    }

    /// Has people told that storage is down and nothing was done.
    async fn refuse(&self, incoming: Vec<Incoming>) {
        metrics::counter!("janji_errors_total", "class" => "storage").increment(1);
        tracing::warn!(updates = incoming.len(), "storage is down: people are asked to send their messages again");
        self.refused().extend(incoming.iter().map(|incoming| incoming.id));
        for incoming in incoming {
            self.send(Received::Refused(incoming)).await;
        }
    }

    /// Takes out of the inbox what people were told is not there.
    async fn forget_refused(&self) -> Result<(), Error> {
        let ids = self.refused().clone();
        if ids.is_empty() {
            return Ok(());
        }
        self.store.inbox_forget(&ids).await?;
        self.refused().retain(|id| !ids.contains(id));
        Ok(())
    }

    fn refused(&self) -> MutexGuard<'_, Vec<UpdateId>> {
        // Nothing panics while the lock is held.
        self.refused.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn count(update: &Update, incoming: Option<&Incoming>) {
    let kind = match (incoming.map(|incoming| &incoming.kind), &update.kind) {
        (Some(IncomingKind::Text { .. }), _) => "text",
        (Some(IncomingKind::Edited { .. }), _) => "edited",
        (Some(IncomingKind::File { .. }), _) => "file",
        (Some(IncomingKind::Location { .. }), _) => "location",
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
