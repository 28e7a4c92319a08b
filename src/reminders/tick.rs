//! The loop: sends due reminders and notices, edits messages whose event has changed; then sleeps until the next
//! reminder, or until woken.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::future::{BoxFuture, pending};
use tokio::pin;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::amender::Amender;
use super::failure::Failure;
use super::notifier::Notifier;
use super::push::Pusher;
use super::schedule::Schedule;
use super::teller::Teller;
use crate::clock::{Clock, pause};
use crate::telegram::Outbox;

/// How often to check whether another process has changed the schedule.
const BETWEEN_VERSIONS: Duration = Duration::from_secs(1);

/// The longest sleep, so that the end of another process's lease is noticed.
const LONGEST_SLEEP: Duration = Duration::from_secs(15);

/// How long what was taken may still take when we are asked to stop.
const SHUTDOWN_GRACE: Duration = Duration::from_secs(8);

/// The wait after a turn that failed.
const AFTER_FAILURE: Duration = Duration::from_millis(500);

/// What the loop waits for after a turn.
#[derive(Debug, Clone, Copy)]
struct Ahead {
    /// Whether there may be more to do at once.
    is_more: bool,
    /// Whether as much is taken as allowed: only then may something due be left.
    is_full: bool,
    /// When the next reminder is due.
    due: Option<DateTime<Utc>>,
    /// When the first lease runs out.
    lease: Option<Duration>,
}

/// The loop that reminds people on time. Clones share the same state.
#[derive(Clone)]
pub struct Reminders {
    inner: Arc<RemindersInner>,
}

struct RemindersInner {
    schedule: Schedule,
    clock: Clock,
    teller: Arc<Teller>,
    notifier: Arc<Notifier>,
    amender: Arc<Amender>,
    /// One turn at a time.
    turn: Mutex<()>,
    /// The background tasks that turns have started, so that no chat waits for another.
    tasks: TaskTracker,
}

impl Reminders {
    /// The loop over a schedule.
    #[must_use]
    pub fn new(schedule: Schedule, outbox: Outbox, clock: Clock) -> Self {
        let tasks = TaskTracker::new();
        // Closed, so that waiting on it ends when its current tasks do; it still accepts new ones.
        tasks.close();
        let secret = rand::random();
        let pusher = Pusher::new(outbox, schedule.clone(), clock.clone());
        let teller = Teller::new(schedule.clone(), pusher.clone(), clock.clone(), tasks.clone(), secret);
        let notifier = Notifier::new(schedule.clone(), pusher.clone(), clock.clone(), tasks.clone(), secret);
        let amender = Amender::new(schedule.clone(), pusher.outbox().clone(), clock.clone(), tasks.clone(), secret);
        Self {
            inner: Arc::new(RemindersInner { schedule, clock, teller, notifier, amender, turn: Mutex::new(()), tasks }),
        }
    }

    /// Sends everything that is due at `now`, reminders and notices, and edits messages whose event has changed;
    /// returns when the next reminder is due.
    pub async fn tick(&self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Failure> {
        let stop = CancellationToken::new();
        loop {
            let ahead = self.turn(now, &stop).await?;
            if !ahead.is_more && self.inner.tasks.is_empty() {
                return Ok(ahead.due);
            }
            self.inner.tasks.wait().await;
        }
    }

    /// Ticks until `stop`; what was taken is then sent or released, within eight seconds.
    ///
    /// Boxed, so that this is compiled with the library, and not again with each program that uses it.
    #[must_use]
    pub fn run(&self, stop: CancellationToken) -> BoxFuture<'_, ()> {
        Box::pin(self.run_until(stop))
    }

    async fn run_until(&self, stop: CancellationToken) {
        let mut is_failing = false;
        while !stop.is_cancelled() {
            match self.watch(&stop).await {
                Ok(()) if is_failing => {
                    is_failing = false;
                    tracing::info!("reminders and notices are sent again");
                }
                Ok(()) => {}
                Err(failure) => {
                    if !is_failing {
                        is_failing = true;
                        metrics::counter!("janji_errors_total", "class" => "reminders").increment(1);
                        tracing::error!(
                            error = &failure as &dyn std::error::Error,
                            "no reminders or notices can be sent"
                        );
                    }
                    stop.run_until_cancelled(pause(AFTER_FAILURE)).await;
                }
            }
        }
        if tokio::time::timeout(SHUTDOWN_GRACE, self.inner.tasks.wait()).await.is_err() {
            tracing::warn!("not all reminders were sent before the stop; the rest are sent when their lease runs out");
        }
    }

    /// One turn, and the sleep after it.
    async fn watch(&self, stop: &CancellationToken) -> Result<(), Failure> {
        // A wake-up from here on, while we look, is not lost when we go to sleep.
        let woken = self.inner.schedule.woken();
        pin!(woken);
        woken.as_mut().enable();
        let version = self.inner.schedule.store().schedule_version().await?;
        let ahead = self.turn(self.inner.clock.now(), stop).await?;
        if ahead.is_more {
            return Ok(());
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = woken => {}
            () = self.changed_since(version) => {}
            () = self.inner.teller.has_room(), if ahead.is_full => {}
            () = self.sleep(ahead), if !ahead.is_full => {}
        }
        Ok(())
    }

    /// Sleeps until there is something to do, as far as we know.
    async fn sleep(&self, ahead: Ahead) {
        let due = async {
            match ahead.due {
                Some(due) => self.inner.clock.sleep_until(due).await,
                None => pending().await,
            }
        };
        tokio::select! {
            () = due => {}
            () = pause(ahead.lease.unwrap_or(LONGEST_SLEEP).min(LONGEST_SLEEP)) => {}
        }
    }

    /// Returns when another process has changed the schedule.
    async fn changed_since(&self, version: u64) {
        loop {
            pause(BETWEEN_VERSIONS).await;
            // While storage is down nothing can have changed; the next turn reports that it is down.
            if self.inner.schedule.store().schedule_version().await.is_ok_and(|now| now != version) {
                return;
            }
        }
    }

    /// Starts to send due reminders and notices, and to edit messages whose event has changed; all of it goes on in the
    /// background.
    async fn turn(&self, now: DateTime<Utc>, stop: &CancellationToken) -> Result<Ahead, Failure> {
        let _turn = self.inner.turn.lock().await;
        let taken = self.inner.teller.take(now, stop).await?;
        // If one of these fails, the other is done anyway.
        let is_told = self.inner.notifier.tell(now, stop).await;
        let is_amended = self.inner.amender.amend(now, stop).await;
        Ok(Ahead {
            is_more: taken.is_any | is_told? | is_amended?,
            is_full: taken.is_full,
            due: taken.next_due,
            lease: taken.next_lease,
        })
    }
}
