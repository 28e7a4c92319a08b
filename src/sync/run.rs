//! The loop: a round of each account whenever one is due, and at once when Redis turns out empty or old.

use std::sync::atomic::Ordering;
use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};
use futures::future::join_all;
use tokio_util::sync::CancellationToken;

use crate::clock::pause;
use crate::model::{Account, AccountId, AccountState, Trouble};
use crate::store;

use super::order::{Order, Recovery};
use super::pace::{self, Signs};
use super::{FRESH_INTERVALS, Failure, Linked, Sync};

/// How many accounts are synced side by side.
const SIDE_BY_SIDE: usize = 4;

/// How often Redis is looked at, whether it still is what it was.
const LOOK_EVERY: StdDuration = StdDuration::from_secs(2);

/// How long to wait after Redis did not answer.
const STORAGE_PAUSE: StdDuration = StdDuration::from_secs(1);

/// The shortest time between two turns: a round that is due at once and cannot be done is not tried without a pause.
const MOST_OFTEN: Duration = Duration::seconds(1);

/// How much later than its last one a round is due for the processes that did not run that: as long as one is there,
/// the same process goes on with an account, with the access token that it has.
const STAND_BACK: Duration = Duration::seconds(2);

/// A last round that lies so far in the future says that the clock was set back.
const SET_BACK: Duration = Duration::minutes(1);

impl Sync {
    /// Syncs all accounts until `stop`; a round that has begun is finished.
    pub async fn run(&self, stop: CancellationToken) {
        let began = self.inner.clock.now();
        let mut is_away = false;
        while !stop.is_cancelled() {
            match self.turn(began).await {
                Ok(due) => {
                    is_away = false;
                    tokio::select! {
                        () = stop.cancelled() => {}
                        () = self.inner.clock.sleep_until(due) => {}
                        () = self.inner.woken.notified() => {}
                        () = self.storage_lost() => {}
                    }
                }
                Err(error) => {
                    if !is_away {
                        metrics::counter!("janji_errors_total", "class" => "storage").increment(1);
                        tracing::warn!(error = &error as &dyn std::error::Error, "sync waits for storage");
                    }
                    is_away = true;
                    tokio::select! {
                        () = stop.cancelled() => {}
                        () = pause(STORAGE_PAUSE) => {}
                    }
                }
            }
        }
    }

    /// One round of every account, now, as the loop does them: a Redis that was emptied is noticed.
    pub async fn round_all(&self) -> Result<(), store::Error> {
        self.look_at_storage().await?;
        for account in &self.inner.accounts {
            let order = self.loops_order(&account.id);
            note(&account.id, self.round_as(&account.id, order, self.inner.clock.now()).await)?;
        }
        Ok(())
    }

    /// Runs the rounds that are due, and says when the next one is.
    async fn turn(&self, began: DateTime<Utc>) -> Result<DateTime<Utc>, store::Error> {
        self.look_at_storage().await?;
        let now = self.inner.clock.now();
        for account in &self.inner.accounts {
            self.replan_left(&account.id, now).await?;
        }
        let mut due = Vec::new();
        for (place, account) in self.inner.accounts.iter().enumerate() {
            let state = self.inner.store.account_state(&account.id).await?;
            if self.due(account, place, &state, began, now).await? <= now {
                due.push((account, state));
            }
        }
        self.rounds(&due).await?;
        let mut next = DateTime::<Utc>::MAX_UTC;
        for (place, account) in self.inner.accounts.iter().enumerate() {
            let state = self.inner.store.account_state(&account.id).await?;
            next = next.min(self.due(account, place, &state, began, now).await?);
        }
        Ok(next.max(now.checked_add_signed(MOST_OFTEN).unwrap_or(now)))
    }

    /// When an account's next round is due here, by what all processes know at `now`.
    async fn due(
        &self,
        account: &Account,
        place: usize,
        state: &AccountState,
        began: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<DateTime<Utc>, store::Error> {
        let Some(linked) = self.inner.linked.get(&account.id) else { return Ok(DateTime::<Utc>::MAX_UTC) };
        if linked.recovery().is_some_and(|recovery| !recovery.is_open(state)) {
            linked.set_recovery(None);
        }
        let was_another = state.last_try.is_some_and(|at| at < began);
        let has_new_grant = was_another && state.trouble == Some(Trouble::Grant) && !linked.calendar.has_lost_grant();
        let is_lost = (was_another || state.failures == 0) && linked.recovery().is_some();
        // Clocks of processes differ a little; one that was set back would otherwise wait until it has caught up.
        let is_set_back = state.last_try.is_some_and(|at| at - now > SET_BACK);
        let rested = linked.rests_until(now).unwrap_or(now);
        if has_new_grant || is_lost || is_set_back {
            return Ok(rested);
        }
        let first = pace::first(began, place, self.inner.accounts.len(), self.inner.bounds.interval);
        let Some(next) = pace::next(state, self.signs(&account.id, now).await?) else { return Ok(first) };
        let back = if linked.ran_last(state) { Duration::zero() } else { STAND_BACK };
        let next = next.checked_add_signed(back).unwrap_or(next).max(first);
        // Whose grant is gone leaves the account to a process with a better one, as long as there is one.
        let left = state.last_good.filter(|_| linked.calendar.has_lost_grant());
        let left = left.and_then(|good| good.checked_add_signed(self.inner.bounds.interval * FRESH_INTERVALS));
        Ok(left.map_or(next, |until| until.max(next)).max(rested))
    }

    /// What decides about an account's next round besides its state.
    pub(super) async fn signs(&self, account: &AccountId, now: DateTime<Utc>) -> Result<Signs, store::Error> {
        Ok(Signs {
            interval: self.inner.bounds.interval,
            phase: pace::phase(account, self.inner.bounds.interval),
            is_active: self.is_active(now),
            has_edits: self.inner.store.count_edits(account).await? > 0,
            next_start: self.inner.store.next_start(account, now).await?,
        })
    }

    /// Runs the rounds of accounts that were found due when things stood so, some side by side.
    async fn rounds(&self, due: &[(&Account, AccountState)]) -> Result<(), store::Error> {
        for some in due.chunks(SIDE_BY_SIDE) {
            let rounds = some.iter().map(async |(account, seen)| {
                let order = self.loops_order(&account.id);
                note(&account.id, self.due_round(&account.id, order, seen, self.inner.clock.now()).await)
            });
            for outcome in join_all(rounds).await {
                outcome?;
            }
        }
        Ok(())
    }

    /// What the loop's next round of an account is to do.
    fn loops_order(&self, account: &AccountId) -> Order {
        Order::due(self.inner.linked.get(account).and_then(Linked::recovery))
    }

    /// Waits until Redis turns out to be empty or old, or away, as whoever cannot be asked may come back empty.
    async fn storage_lost(&self) {
        loop {
            pause(LOOK_EVERY).await;
            if !matches!(self.inner.store.epoch().await, Ok(epoch) if !self.is_behind(epoch)) {
                return;
            }
        }
    }

    /// Has all copies read anew when Redis knows less than it did.
    async fn look_at_storage(&self) -> Result<(), store::Error> {
        let epoch = self.inner.store.epoch().await?;
        if self.is_behind(epoch) {
            tracing::warn!("storage was emptied, or is an old copy: all calendars are read anew");
            for (account, linked) in &self.inner.linked {
                let last_full = self.inner.store.account_state(account).await?.last_full;
                linked.set_recovery(Some(Recovery::Lost { last_full }));
            }
        }
        self.inner.epoch.store(epoch.unwrap_or(0), Ordering::Relaxed);
        Ok(())
    }

    fn is_behind(&self, epoch: Option<u64>) -> bool {
        epoch.unwrap_or(0) < self.inner.epoch.load(Ordering::Relaxed)
    }

    /// Remembers the highest epoch.
    pub(super) fn saw_epoch(&self, epoch: u64) {
        self.inner.epoch.fetch_max(epoch, Ordering::Relaxed);
    }
}

/// What becomes of a round of the loop: a failure that is not storage's is in the account's state, and waits. Another
/// process that syncs the account is none.
fn note<T>(account: &AccountId, outcome: Result<T, Failure>) -> Result<(), store::Error> {
    match outcome {
        Ok(_) => Ok(()),
        Err(Failure::Store(error)) => Err(error),
        Err(failure @ Failure::Busy) => {
            tracing::debug!(account.id = %account, error = &failure as &dyn std::error::Error, "a round is left");
            Ok(())
        }
        Err(failure @ (Failure::Google(_) | Failure::Unknown(_))) => {
            metrics::counter!("janji_errors_total", "class" => "sync").increment(1);
            tracing::warn!(account.id = %account, error = &failure as &dyn std::error::Error, "a round failed");
            Ok(())
        }
    }
}
