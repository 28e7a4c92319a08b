//! Retries while a person waits, so that a short failure at Google doesn't become "saved for later".

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};

use crate::clock::Stopwatch;
use crate::google::Error;

/// How long a person waits for an edit or a round, and how that time is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryBudget {
    /// The wait before the second try. It doubles before each further try; jitter makes each up to twice as long.
    pub first_wait: Duration,
    /// After this time they are told that the edit is saved for later. It is still being carried out in the background.
    pub most: Duration,
    /// How long a round waits for another process's round: longer than the lease of a dead process.
    pub round: Duration,
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self { first_wait: Duration::from_millis(200), most: Duration::from_secs(5), round: Duration::from_secs(12) }
    }
}

/// The deadline of a person who waits for Google, and the retries before it.
pub(super) struct Deadline {
    watch: Stopwatch,
    most: Duration,
    waits: ExponentialBackoff,
}

impl Deadline {
    /// A deadline for a person who has waited since `watch` was started.
    pub(super) fn new(budget: RetryBudget, watch: Stopwatch) -> Self {
        let waits = ExponentialBuilder::default().with_min_delay(budget.first_wait).with_max_delay(budget.most);
        Self { watch, most: budget.most, waits: waits.with_jitter().without_max_times().build() }
    }

    /// How long the first try waits for an answer, so that there is time for a second one if the connection was dead.
    pub(super) fn first_answer(&self) -> Duration {
        self.most / 2
    }

    /// How long to wait before a retry after `error`; `None` if that would not help, or would take too long.
    pub(super) fn wait_after(&mut self, error: &Error) -> Option<Duration> {
        let left = self.most.saturating_sub(self.watch.elapsed());
        let wait = if error.is_transient() { self.waits.next()? } else { return None };
        let wait = wait.max(error.retry_after().unwrap_or_default());
        (wait < left).then_some(wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::google::Absence;

    fn deadline() -> Deadline {
        let budget = RetryBudget { most: Duration::from_hours(1), ..RetryBudget::default() };
        Deadline::new(budget, Clock::system().stopwatch())
    }

    fn busy(seconds: u64) -> Error {
        Error::Away(Absence::Status { status: 503, retry_after: Some(Duration::from_secs(seconds)) })
    }

    #[test]
    fn waits_grow_and_google_is_obeyed_until_the_deadline() {
        let mut deadline = deadline();
        for least in [200, 400, 800, 1600] {
            let wait = deadline.wait_after(&Error::Away(Absence::Cut)).unwrap();
            assert!((least..=2 * least).contains(&u64::try_from(wait.as_millis()).unwrap()), "{least}: {wait:?}");
        }
        assert_eq!(deadline.wait_after(&busy(600)), Some(Duration::from_mins(10)));
        assert_eq!(deadline.wait_after(&busy(3600)), None);
    }

    #[test]
    fn what_google_has_decided_is_not_asked_again() {
        let mut deadline = deadline();
        let refused = Error::Unexpected { status: 400, reason: "invalid".to_owned() };
        for error in [Error::Grant, Error::Gone, Error::Exists, Error::Outdated, refused] {
            assert_eq!(deadline.wait_after(&error), None, "{error}");
        }
    }
}
