//! The right to make a delivery, and how long this process has it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clock::Stopwatch;

/// The right to make a delivery while no other process can have it. It is checked right before each call, so that a
/// process that was frozen meanwhile does not send what another has already sent. Clones are the same right.
#[derive(Debug, Clone)]
pub struct Claim {
    /// `None`: it does not expire.
    lease: Option<Arc<Mutex<ClaimLease>>>,
    progress: Arc<Mutex<DeliveryProgress>>,
}

/// A right that expires.
#[derive(Debug, Clone, Copy)]
struct ClaimLease {
    since: Stopwatch,
    span: Duration,
}

/// The progress of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DeliveryProgress {
    /// It waits for its send slot.
    Waiting,
    /// It is in progress, or delivered.
    Started,
    /// It was withdrawn while it waited.
    Withdrawn,
}

impl Claim {
    /// A claim that does not expire: no other process will ever make this delivery.
    #[must_use]
    pub fn for_good() -> Self {
        Self::new(None)
    }

    /// A claim for `span` since the stopwatch was started; after that another process may make the delivery.
    #[must_use]
    pub fn leased(since: Stopwatch, span: Duration) -> Self {
        Self::new(Some(Arc::new(Mutex::new(ClaimLease { since, span }))))
    }

    fn new(lease: Option<Arc<Mutex<ClaimLease>>>) -> Self {
        Self { lease, progress: Arc::new(Mutex::new(DeliveryProgress::Waiting)) }
    }

    /// A claim to one more delivery, under the same lease.
    #[must_use]
    pub fn for_another(&self) -> Self {
        Self::new(self.lease.clone())
    }

    /// Renews it for the same span, counted from `since`.
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

    /// Withdraws the delivery unless it has started; true if it will never be made.
    #[must_use]
    pub fn withdraw(&self) -> bool {
        let mut progress = lock(&self.progress);
        if *progress == DeliveryProgress::Waiting {
            *progress = DeliveryProgress::Withdrawn;
        }
        *progress == DeliveryProgress::Withdrawn
    }

    /// Starts the delivery; false if the claim has expired or was withdrawn.
    pub(super) fn start(&self) -> bool {
        let mut progress = lock(&self.progress);
        if *progress == DeliveryProgress::Withdrawn || !self.holds() {
            return false;
        }
        *progress = DeliveryProgress::Started;
        true
    }

    /// Makes the delivery wait again, because Telegram did not accept it.
    pub(super) fn requeue(&self) {
        *lock(&self.progress) = DeliveryProgress::Waiting;
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing panics while the lock is held.
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
