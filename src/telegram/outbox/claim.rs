//! For how long a delivery is this process' to make.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration as Span;

use crate::clock::Stopwatch;

/// The right to make a delivery, for as long as nobody else can have it; looked at right before each call, so
/// that a process that was frozen meanwhile does not say what another has said in its place. Clones are the same right.
#[derive(Debug, Clone)]
pub struct Claim(Option<Arc<Mutex<Lease>>>);

/// A right that ends by itself.
#[derive(Debug, Clone, Copy)]
struct Lease {
    since: Stopwatch,
    span: Span,
}

impl Claim {
    /// Nobody else will ever make it.
    #[must_use]
    pub fn for_good() -> Self {
        Self(None)
    }

    /// It is ours for `span` since the stopwatch was started, and then perhaps another's.
    #[must_use]
    pub fn leased(since: Stopwatch, span: Span) -> Self {
        Self(Some(Arc::new(Mutex::new(Lease { since, span }))))
    }

    /// It is ours for as long again, since another moment.
    pub fn renew(&self, since: Stopwatch) {
        if let Some(lease) = &self.0 {
            lease.lock().unwrap_or_else(PoisonError::into_inner).since = since;
        }
    }

    /// Whether it is still ours.
    #[must_use]
    pub fn holds(&self) -> bool {
        let Some(lease) = &self.0 else { return true };
        let Lease { since, span } = *lease.lock().unwrap_or_else(PoisonError::into_inner);
        since.elapsed() < span
    }
}
