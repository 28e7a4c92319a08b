//! The only reader of the system clock.
//!
//! [`Clock::now`] is read at the borders – when an update arrives, at each tick, round and web request – and from
//! there `now` travels as an argument. The demo and the tests hold a clock that can be moved, which wakes everyone who
//! sleeps by it. Lengths of calls and physical rates are measured with [`Clock::stopwatch`] and waited for with
//! [`pause`], which a moved clock leaves alone.
#![expect(clippy::disallowed_methods, reason = "this is the one place that they are for")]

use std::sync::Arc;
use std::time::{Duration as StdDuration, Instant};

use chrono::{DateTime, Duration, Utc};
use tokio::sync::watch;

/// The longest sleep in one piece: a wall clock that was set, or a machine that was suspended, is noticed within it.
const LONGEST_NAP: StdDuration = StdDuration::from_secs(1);

/// What time it is, for everybody who shares a clone of it.
#[derive(Debug, Clone)]
pub struct Clock {
    hands: Arc<watch::Sender<Hands>>,
}

/// Where a clock gets its time from.
#[derive(Debug, Clone, Copy)]
enum Hands {
    /// The system's time, moved by this much.
    Moved(Duration),
    /// It stands still.
    Still(DateTime<Utc>),
}

impl Hands {
    fn read(self) -> DateTime<Utc> {
        match self {
            Self::Moved(by) => Utc::now().checked_add_signed(by).unwrap_or(DateTime::<Utc>::MAX_UTC),
            Self::Still(at) => at,
        }
    }
}

impl Clock {
    /// The system's clock; it can be moved too, as the demo does.
    #[must_use]
    pub fn system() -> Self {
        Self { hands: Arc::new(watch::Sender::new(Hands::Moved(Duration::zero()))) }
    }

    /// A clock that stands still until it is moved.
    #[must_use]
    pub fn still(at: DateTime<Utc>) -> Self {
        Self { hands: Arc::new(watch::Sender::new(Hands::Still(at))) }
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.hands.borrow().read()
    }

    /// Sets the clock to `to` and wakes everybody who sleeps.
    pub fn move_to(&self, to: DateTime<Utc>) {
        self.hands.send_modify(|hands| {
            *hands = match *hands {
                Hands::Moved(_) => Hands::Moved(to - Utc::now()),
                Hands::Still(_) => Hands::Still(to),
            };
        });
    }

    /// Sleeps until this clock shows `until` or later; a clock that is moved there wakes the sleeper.
    pub async fn sleep_until(&self, until: DateTime<Utc>) {
        let mut moved = self.hands.subscribe();
        loop {
            let hands = *moved.borrow_and_update();
            let left = (until - hands.read()).to_std().unwrap_or(StdDuration::ZERO);
            if left.is_zero() {
                return;
            }
            match hands {
                // The sender lives as long as `self`, so this cannot fail.
                Hands::Still(_) => drop(moved.changed().await),
                Hands::Moved(_) => drop(tokio::time::timeout(left.min(LONGEST_NAP), moved.changed()).await),
            }
        }
    }

    /// Sleeps for a span of this clock's time.
    pub async fn sleep(&self, span: Duration) {
        let until = self.now().checked_add_signed(span).unwrap_or(DateTime::<Utc>::MAX_UTC);
        self.sleep_until(until).await;
    }

    /// Starts measuring a length of real time.
    #[must_use]
    pub fn stopwatch(&self) -> Stopwatch {
        Stopwatch::start()
    }
}

/// Measures a length of real time, whatever clocks are set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts measuring a length of real time.
    #[must_use]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since it was started.
    #[must_use]
    pub fn elapsed(self) -> StdDuration {
        self.0.elapsed()
    }
}

/// Waits for a length of real time: between two tries, or until a bucket fills. No civil time depends on it.
pub async fn pause(span: StdDuration) {
    tokio::time::sleep(span).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_moved_clock_wakes_those_who_sleep_by_it() {
        let start: DateTime<Utc> = "2026-03-10T02:00:00Z".parse().unwrap();
        let clock = Clock::still(start);
        let sleeper = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep_until(start + Duration::hours(3)).await }
        });
        clock.move_to(start + Duration::hours(2));
        tokio::task::yield_now().await;
        assert!(!sleeper.is_finished());
        clock.move_to(start + Duration::hours(3));
        sleeper.await.unwrap();
    }

    #[tokio::test]
    async fn a_moment_already_past_is_not_waited_for() {
        let clock = Clock::system();
        clock.sleep_until(clock.now() - Duration::days(1)).await;
    }

    #[test]
    fn a_running_clock_runs_on_from_where_it_was_moved_to() {
        let clock = Clock::system();
        let to = clock.now() + Duration::days(400);
        clock.move_to(to);
        assert!(clock.now() >= to);
    }
}
