//! Stores each update before Telegram hears that it has arrived; while storage is down, its sender is told so instead.
//! Updates from polling and from the webhook both come here.

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

/// How long storing may take before people are told that storage is down: they are told within three seconds. A cluster
/// has longer, because a replica may be being promoted.
const STORE_TIMEOUT: Duration = Duration::from_millis(1500);

/// The same if storage was down just before: long enough to notice that it is back.
const STORE_RETRY_TIMEOUT: Duration = Duration::from_millis(400);

/// The wait between two attempts to store.
const STORE_PAUSE: Duration = Duration::from_millis(100);

/// What `inbox` receives.
#[derive(Debug, Clone)]
pub enum Received {
    /// It is in the durable inbox until it is settled; it may be received more than once.
    Durable(Arrival),
    /// It could not be stored: its sender must be told that nothing was done.
    Refused(Incoming),
}

/// Something in the durable inbox.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// What came.
    pub incoming: Incoming,
    /// Running since this process stored it, if it has just done so.
    pub put: Option<Stopwatch>,
}

impl Arrival {
    /// Something that has been in the inbox for a while.
    #[must_use]
    pub fn again(incoming: Incoming) -> Self {
        Self { incoming, put: None }
    }
}

/// Stores updates and passes them on.
pub(super) struct Intake {
    me: Me,
    store: Store,
    clock: Clock,
    lease: PollingLease,
    received: mpsc::Sender<Received>,
    /// Updates whose senders were told that nothing was done, but which may be in the inbox, because only the answer
    /// was lost.
    refused: Mutex<Vec<UpdateId>>,
    is_storage_down: AtomicBool,
}

impl Intake {
    /// An intake for the bot `me`, which sends to `received`.
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

    /// Stores these updates in the inbox, or has their senders told that it can't. Returns the new ones, which must be
    /// passed on; `None` if nothing was stored because another process now has the turn to poll.
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

    /// Stores these updates in the inbox for the process that has the turn, or has their senders told that it can't.
    pub(super) async fn take_in_for_all(&self, updates: Vec<Update>) {
        let (_, incoming) = self.read(updates);
        if !incoming.is_empty() && self.in_time(self.push(&incoming)).await.is_err() {
            self.refuse(incoming).await;
        }
    }

    /// What was stored after this place for the process that has the turn, and the next place.
    pub(super) async fn news(&self, after: u64) -> Result<(Vec<Incoming>, u64), Error> {
        self.store.inbox_news(after).await
    }

    /// Passes on what any process has stored; `is_fresh` if that was a moment ago.
    pub(super) async fn pass_on_news(&self, incoming: Incoming, is_fresh: bool) {
        let put = is_fresh.then(|| self.clock.stopwatch());
        self.send(Received::Durable(Arrival { incoming, put })).await;
    }

    /// Reads these updates; those that are not for us are left out.
    fn read(&self, updates: Vec<Update>) -> (Vec<Update>, Vec<Incoming>) {
        let now = self.clock.now();
        let read = updates.into_iter().filter_map(|update| {
            let incoming = incoming::read(&update, &self.me, now);
            count(&update, incoming.as_ref());
            incoming.map(|incoming| (update, incoming))
        });
        read.unzip()
    }

    /// The result of storing, if storage answers in time.
    async fn in_time<T>(&self, storing: impl Future<Output = T>) -> Result<T, tokio::time::error::Elapsed> {
        let was_down = self.is_storage_down.load(Ordering::Relaxed);
        let timeout = if was_down { STORE_RETRY_TIMEOUT } else { STORE_TIMEOUT.max(self.store.patience()) };
        let stored = tokio::time::timeout(timeout, storing).await;
        self.is_storage_down.store(stored.is_err(), Ordering::Relaxed);
        stored
    }

    /// Passes on a stored update.
    ///
    /// As it is fresh, the inbox is not asked about it. If this process was frozen since, another may have answered it;
    /// then this one's answer is not saved, and nothing is sent twice.
    pub(super) async fn pass_on(&self, update: &Update) {
        let Some(incoming) = incoming::read(update, &self.me, self.clock.now()) else { return };
        self.send(Received::Durable(Arrival { incoming, put: Some(self.clock.stopwatch()) })).await;
    }

    /// Passes on something that has been in the inbox for a while.
    pub(super) async fn pass_on_again(&self, incoming: Incoming) {
        self.send(Received::Durable(Arrival::again(incoming))).await;
    }

    /// Everything in the inbox.
    pub(super) async fn pending(&self) -> Result<Vec<Incoming>, Error> {
        self.forget_refused().await?;
        self.store.inbox_pending().await
    }

    async fn send(&self, received: Received) {
        // If the receiver is gone the bot is stopping, and the inbox keeps this for the next start.
        drop(self.received.send(received).await);
    }

    /// Stores updates in the inbox, and retries until they are there or another process has the turn to poll.
    async fn put(&self, incoming: &[Incoming]) -> Receipt {
        let mut put = Put::First;
        loop {
            match self.lease.standing() {
                PollingStanding::Ours { fence, .. } => match self.try_to_put(incoming, fence, put).await {
                    Ok(Receipt::Lost) => {
                        // This also happens after storage was emptied: the turn may then be ours again with another
                        // number.
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

    /// Stores updates in the inbox for the process that has the turn, and retries until they are there.
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

    /// Has senders told that storage is down and nothing was done.
    async fn refuse(&self, incoming: Vec<Incoming>) {
        metrics::counter!("janji_errors_total", "class" => "storage").increment(1);
        tracing::warn!(updates = incoming.len(), "storage is down: people are asked to send their messages again");
        self.refused().extend(incoming.iter().map(|incoming| incoming.id));
        for incoming in incoming {
            self.send(Received::Refused(incoming)).await;
        }
    }

    /// Removes from the inbox what people were told is not there.
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
