//! The loop: take what is due and give it to its chats' lanes; then sleep until the next, or until woken.

use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::future::{pending, try_join_all};
use tokio::pin;
use tokio_util::sync::CancellationToken;

use super::Reminders;
use crate::clock::pause;
use crate::model::TakenReminder;
use crate::store::{self, Head, MOST_AT_ONCE, Shard};
use crate::telegram::Outbox;

/// For how long reminders in hand are nobody else's; renewed while they wait to be said.
pub(super) const LEASE: Duration = Duration::from_secs(10);

/// How often the bell is listened for that other processes ring.
const BELL: Duration = Duration::from_secs(1);

/// The longest sleep: what only a clock can tell, the end of another's lease, is noticed within it.
const LONGEST_SLEEP: Duration = Duration::from_secs(15);

/// How long what is in hand may take when we are asked to stop.
const LAST_WORDS: Duration = Duration::from_secs(8);

/// The wait after a turn that failed.
const AFTER_FAILURE: Duration = Duration::from_millis(500);

/// Why a turn was broken off; what was in hand comes again.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The schedule cannot be read or kept.
    #[error("reminders wait for storage")]
    Store(#[from] store::Error),
}

/// What a turn leaves ahead.
#[derive(Debug, Clone, Copy, Default)]
struct Ahead {
    /// Whether there may be more to do at once.
    is_more: bool,
    /// Whether as much is in hand as there may be: only then is something left that is due.
    is_full: bool,
    /// When the next reminder falls due.
    due: Option<DateTime<Utc>>,
    /// When somebody's lease runs out.
    lease: Option<Duration>,
}

impl Reminders {
    /// Says everything that is due at `now`, reminders and notices, and amends what has changed; returns when the next
    /// reminder falls due.
    pub async fn tick(&self, outbox: &Outbox, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Failure> {
        let stop = CancellationToken::new();
        loop {
            let ahead = self.turn(outbox, now, &stop).await?;
            if !ahead.is_more && self.inner.tasks.is_empty() {
                return Ok(ahead.due);
            }
            self.inner.tasks.wait().await;
        }
    }

    /// Ticks until told to stop; what is in hand then is said or given back, within eight seconds.
    pub async fn run(&self, outbox: Outbox, stop: CancellationToken) {
        let mut is_failing = false;
        while !stop.is_cancelled() {
            match self.watch(&outbox, &stop).await {
                Ok(()) if is_failing => {
                    is_failing = false;
                    tracing::info!("reminders go on");
                }
                Ok(()) => {}
                Err(failure) => {
                    if !is_failing {
                        is_failing = true;
                        metrics::counter!("janji_errors_total", "class" => "reminders").increment(1);
                        tracing::error!(error = &failure as &dyn std::error::Error, "reminders wait");
                    }
                    stop.run_until_cancelled(pause(AFTER_FAILURE)).await;
                }
            }
        }
        if tokio::time::timeout(LAST_WORDS, self.inner.tasks.wait()).await.is_err() {
            tracing::warn!("what is still in hand comes again when its lease runs out");
        }
    }

    /// One turn, and the sleep after it.
    async fn watch(&self, outbox: &Outbox, stop: &CancellationToken) -> Result<(), Failure> {
        // Whoever wakes us after this, while we look, is heard when we go to sleep.
        let woken = self.inner.woken.notified();
        pin!(woken);
        woken.as_mut().enable();
        let rings = self.inner.store.rings().await?;
        let ahead = self.turn(outbox, self.inner.clock.now(), stop).await?;
        if ahead.is_more {
            return Ok(());
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = woken => {}
            () = self.rung_since(rings) => {}
            () = self.inner.lanes.has_room(), if ahead.is_full => {}
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
    async fn rung_since(&self, rings: u64) {
        loop {
            pause(BELL).await;
            // While storage is away nobody can have rung; the next turn says so.
            if self.inner.store.rings().await.is_ok_and(|now| now != rings) {
                return;
            }
        }
    }

    /// Takes what is due and puts it into its chats' lanes, begins to tell what is to be told and to amend what has
    /// changed. What it begins goes on beside it.
    async fn turn(&self, outbox: &Outbox, now: DateTime<Utc>, stop: &CancellationToken) -> Result<Ahead, Failure> {
        let _turn = self.inner.turn.lock().await;
        let store = &self.inner.store;
        let heads = store.heads(&self.inner.shards).await?;
        #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
        metrics::gauge!("janji_reminders_pending").set(heads.iter().map(|head| head.waiting).sum::<u64>() as f64);
        let room = self.inner.lanes.room().min(MOST_AT_ONCE);
        let is_ready = |head: &&Head| head.due.is_some_and(|due| due <= now) || head.lease == Some(Duration::ZERO);
        let ready: Vec<Shard> = heads.iter().filter(is_ready).map(|head| head.shard).collect();
        let mut is_more = false;
        if room > 0 {
            let share = (room / ready.len().max(1)).max(1);
            let taken = try_join_all(ready.iter().map(|&shard| store.take_due(shard, share, LEASE, now))).await?;
            let taken: Vec<TakenReminder> = taken.into_iter().flatten().collect();
            is_more = !taken.is_empty();
            for chat in self.inner.lanes.put(taken) {
                self.inner.tasks.spawn(self.clone().work(outbox.clone(), chat, stop.clone()));
            }
        }
        // What is wrong with the one is no reason not to do the other.
        let (is_told, is_amended) = (self.tell(outbox, now, stop).await, self.amend(outbox, now, stop).await);
        is_more |= is_told? | is_amended?;
        let due = heads.iter().filter_map(|head| head.due).min();
        let lease = heads.iter().filter_map(|head| head.lease).min();
        Ok(Ahead { is_more, is_full: room == 0, due, lease })
    }
}
