//! How long Google is asked again at once, for somebody who waits: a hiccup of Google's is not worth a "kept for later".

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};

use crate::clock::Stopwatch;
use crate::google::Error;

/// The patience of whoever asks for a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How long to wait before the second try; before each further one twice as long, and up to twice that by chance.
    pub first_wait: Duration,
    /// After how long the asker hears that the edit is kept; it is carried out meanwhile all the same.
    pub most: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { first_wait: Duration::from_millis(200), most: Duration::from_secs(5) }
    }
}

/// Somebody who waits for Google, and what is left of their patience.
pub(super) struct Asker {
    watch: Stopwatch,
    most: Duration,
    waits: ExponentialBackoff,
}

impl Asker {
    /// They wait since `watch` was started.
    pub(super) fn new(patience: Patience, watch: Stopwatch) -> Self {
        let waits = ExponentialBuilder::default().with_min_delay(patience.first_wait).with_max_delay(patience.most);
        Self { watch, most: patience.most, waits: waits.with_jitter().without_max_times().build() }
    }

    /// How long the first try waits for an answer: so that a second one fits in, should a connection have gone dead.
    pub(super) fn first_answer(&self) -> Duration {
        self.most / 2
    }

    /// How long to wait before asking again after `error`; `None` when there is no use in it, or nobody waits so long.
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

    fn asker() -> Asker {
        let patience = Patience { first_wait: Duration::from_millis(200), most: Duration::from_hours(1) };
        Asker::new(patience, Clock::system().stopwatch())
    }

    fn busy(seconds: u64) -> Error {
        Error::Away(Absence::Status { status: 503, retry_after: Some(Duration::from_secs(seconds)) })
    }

    #[test]
    fn waits_grow_and_google_is_obeyed_as_far_as_somebody_waits() {
        let mut asker = asker();
        for least in [200, 400, 800, 1600] {
            let wait = asker.wait_after(&Error::Away(Absence::Cut)).unwrap();
            assert!((least..=2 * least).contains(&u64::try_from(wait.as_millis()).unwrap()), "{least}: {wait:?}");
        }
        assert_eq!(asker.wait_after(&busy(600)), Some(Duration::from_mins(10)));
        assert_eq!(asker.wait_after(&busy(3600)), None);
    }

    #[test]
    fn what_google_has_decided_is_not_asked_again() {
        let mut asker = asker();
        let refused = Error::Unexpected { status: 400, reason: "invalid".to_owned() };
        for error in [Error::Grant, Error::Gone, Error::Exists, Error::Outdated, refused] {
            assert_eq!(asker.wait_after(&error), None, "{error}");
        }
    }
}
