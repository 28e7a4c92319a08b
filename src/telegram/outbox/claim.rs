//! For how long this process may make a delivery.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clock::Stopwatch;

/// The right to make a delivery while no other process can have it. It is checked right before each call, so that a process
/// that was frozen meanwhile does not send what another has sent in its place. Clones are the same right.
#[derive(Debug, Clone)]
pub struct Claim {
    /// `None`: for good.
    lease: Option<Arc<Mutex<ClaimLease>>>,
    progress: Arc<Mutex<DeliveryProgress>>,
}

/// A right that expires.
#[derive(Debug, Clone, Copy)]
struct ClaimLease {
    since: Stopwatch,
    span: Duration,
}

/// How far a delivery has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DeliveryProgress {
    /// It waits for its send slot.
    Waiting,
    /// It is on its way, or delivered.
    Started,
    /// It was withdrawn while it waited.
    Withdrawn,
}

impl Claim {
    /// No other process will ever make it.
    #[must_use]
    pub fn for_good() -> Self {
        Self::new(None)
    }

    /// It is ours for `span` since the stopwatch was started; after that another process may have it.
    #[must_use]
    pub fn leased(since: Stopwatch, span: Duration) -> Self {
        Self::new(Some(Arc::new(Mutex::new(ClaimLease { since, span }))))
    }

    fn new(lease: Option<Arc<Mutex<ClaimLease>>>) -> Self {
        Self { lease, progress: Arc::new(Mutex::new(DeliveryProgress::Waiting)) }
    }

    /// The right to one more delivery, under the same lease.
    #[must_use]
    pub fn for_another(&self) -> Self {
        Self::new(self.lease.clone())
    }

    /// Extends it: it is ours for as long again, since another moment.
    pub fn renew(&self, since: Stopwatch) {
        if let Some(lease) = &self.lease {
            lock(lease).since = since;
        }
    }

    /// Whether it is still ours.
    fn holds(&self) -> bool {
        let Some(lease) = &self.lease else { return true };
        let ClaimLease { since, span } = *lock(lease);
        since.elapsed() < span
    }

    /// Withdraws the delivery unless it has started; says whether it will never be made.
    #[must_use]
    pub fn withdraw(&self) -> bool {
        let mut progress = lock(&self.progress);
        if *progress == DeliveryProgress::Waiting {
            *progress = DeliveryProgress::Withdrawn;
        }
        *progress == DeliveryProgress::Withdrawn
    }

    /// Starts the delivery; says no if it is not ours any more, or was withdrawn.
    pub(super) fn start(&self) -> bool {
        let mut progress = lock(&self.progress);
        if *progress == DeliveryProgress::Withdrawn || !self.holds() {
            return false;
        }
        *progress = DeliveryProgress::Started;
        true
    }

    /// Telegram did not take it: it waits again.
    pub(super) fn requeue(&self) {
        *lock(&self.progress) = DeliveryProgress::Waiting;
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing panics while the lock is held.
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
