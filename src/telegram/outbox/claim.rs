//! For how long a delivery is this process' to make.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clock::Stopwatch;

/// The right to make a delivery, for as long as nobody else can have it; looked at right before each call, so
/// that a process that was frozen meanwhile does not say what another has said in its place. Clones are the same right.
#[derive(Debug, Clone)]
pub struct Claim {
    /// `None`: for good.
    lease: Option<Arc<Mutex<Lease>>>,
    place: Arc<Mutex<Place>>,
}

/// A right that ends by itself.
#[derive(Debug, Clone, Copy)]
struct Lease {
    since: Stopwatch,
    span: Duration,
}

/// Where a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It waits for its turn.
    Here,
    /// It is on its way, or there.
    Gone,
    /// It was taken back while it was here.
    Withdrawn,
}

impl Claim {
    /// Nobody else will ever make it.
    #[must_use]
    pub fn for_good() -> Self {
        Self::new(None)
    }

    /// It is ours for `span` since the stopwatch was started, and then perhaps another's.
    #[must_use]
    pub fn leased(since: Stopwatch, span: Duration) -> Self {
        Self::new(Some(Arc::new(Mutex::new(Lease { since, span }))))
    }

    fn new(lease: Option<Arc<Mutex<Lease>>>) -> Self {
        Self { lease, place: Arc::new(Mutex::new(Place::Here)) }
    }

    /// The right to one more delivery, under the same lease.
    #[must_use]
    pub fn for_another(&self) -> Self {
        Self::new(self.lease.clone())
    }

    /// It is ours for as long again, since another moment.
    pub fn renew(&self, since: Stopwatch) {
        if let Some(lease) = &self.lease {
            lock(lease).since = since;
        }
    }

    /// Whether it is still ours.
    fn holds(&self) -> bool {
        let Some(lease) = &self.lease else { return true };
        let Lease { since, span } = *lock(lease);
        since.elapsed() < span
    }

    /// Takes the delivery back, unless it is on its way; says whether it will never be made.
    #[must_use]
    pub fn withdraw(&self) -> bool {
        let mut place = lock(&self.place);
        if *place == Place::Here {
            *place = Place::Withdrawn;
        }
        *place == Place::Withdrawn
    }

    /// It goes on its way, if it is still ours and was not taken back.
    pub(super) fn leave(&self) -> bool {
        let mut place = lock(&self.place);
        if *place == Place::Withdrawn || !self.holds() {
            return false;
        }
        *place = Place::Gone;
        true
    }

    /// Telegram did not take it: it waits again.
    pub(super) fn come_back(&self) {
        *lock(&self.place) = Place::Here;
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing panics while it is held.
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
