//! The lease on what this process has taken.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clock::Stopwatch;
use crate::telegram::Claim;

/// How long taken reminders and notices belong to this process only; renewed while they wait to be sent.
pub(super) const LEASE: Duration = Duration::from_secs(10);

/// How often a lease is renewed.
pub(super) const BETWEEN_RENEWALS: Duration = LEASE.checked_div(3).expect("three is not zero");

/// The lease on everything that a process has taken, as the process itself knows it: it may expire here before it does
/// in the store, never after.
#[derive(Debug)]
pub(super) struct ReminderLease(Mutex<Claim>);

impl ReminderLease {
    /// A lease on nothing.
    pub(super) fn new(since: Stopwatch) -> Self {
        Self(Mutex::new(Claim::leased(since, LEASE)))
    }

    /// Starts the lease: something was first taken, after this moment.
    pub(super) fn begin(&self, since: Stopwatch) {
        *self.lock() = Claim::leased(since, LEASE);
    }

    /// Notes that everything was renewed, after this moment.
    pub(super) fn renew(&self, since: Stopwatch) {
        self.lock().renew(since);
    }

    /// The right to send one message while the lease lasts.
    pub(super) fn claim(&self) -> Claim {
        self.lock().for_another()
    }

    fn lock(&self) -> MutexGuard<'_, Claim> {
        // Nothing panics while it is held.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
