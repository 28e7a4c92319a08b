//! The loop over the accounts from the settings: a round of each whenever one is due, and at once if Redis turns out to
//! be empty or rolled back.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};
use futures::future::join_all;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::failure::Failure;
use super::linked::Linked;
use super::order::{Recovery, RoundOrder};
use super::pace::{self, Here};
use super::rounds::Rounds;
use crate::clock::pause;
use crate::model::{AccountId, AccountState};
use crate::store;

/// How many accounts are synced at the same time.
const SIDE_BY_SIDE: usize = 4;

/// How often to check that Redis has not been emptied or rolled back.
const LOOK_EVERY: StdDuration = StdDuration::from_secs(2);

/// The wait after Redis did not answer.
const STORAGE_PAUSE: StdDuration = StdDuration::from_secs(1);

/// The shortest time between two turns, so that a round that is due but cannot run is not retried without a pause.
const MOST_OFTEN: Duration = Duration::seconds(1);

/// The loop. Clones share the same state.
#[derive(Clone)]
pub(super) struct Loop {
    pub rounds: Rounds,
    /// Wakes the loop to check again what is due.
    pub woken: Arc<Notify>,
}

impl Loop {
    /// Syncs all accounts until `stop`; a round that has begun is finished.
    pub(super) async fn run(&self, stop: CancellationToken) {
        let clock = &self.rounds.clock;
        let began = clock.now();
        let mut is_down = false;
        while !stop.is_cancelled() {
            match self.turn(began).await {
                Ok(due) => {
                    is_down = false;
                    tokio::select! {
                        () = stop.cancelled() => {}
                        () = clock.sleep_until(due) => {}
                        () = self.woken.notified() => {}
                        () = self.storage_lost() => {}
                        () = self.told() => {}
                    }
                }
                Err(error) => {
                    if !is_down {
                        metrics::counter!("janji_errors_total", "class" => "storage").increment(1);
                        tracing::warn!(error = &error as &dyn std::error::Error, "sync waits for storage");
                    }
                    is_down = true;
                    tokio::select! {
                        () = stop.cancelled() => {}
                        () = pause(STORAGE_PAUSE) => {}
                    }
                }
            }
        }
    }

    /// Runs one round of every account now, as the loop does: if Redis was emptied, it is noticed.
    pub(super) async fn round_all(&self) -> Result<(), store::Error> {
        self.look_at_storage().await?;
        for (account, linked) in self.rounds.links.all() {
            let order = RoundOrder::due(linked.recovery());
            note(account, self.rounds.round(account, order, self.rounds.clock.now()).await)?;
        }
        Ok(())
    }

    /// Runs the rounds that are due, and returns when the next one is.
    async fn turn(&self, began: DateTime<Utc>) -> Result<DateTime<Utc>, store::Error> {
        let Rounds { links, store, replanner, clock, .. } = &self.rounds;
        self.look_at_storage().await?;
        let now = clock.now();
        for (account, linked) in links.all() {
            // While edits are carried out, their own code plans what they write.
            if let Ok(_writing) = linked.writing.try_lock() {
                replanner.replan_left(account, now).await?;
            }
        }
        let mut due = Vec::new();
        for (place, (account, linked)) in links.all().enumerate() {
            let state = store.account_state(account).await?;
            // After a failure, a report from Google brings no round forward.
            let is_pinged = state.failures == 0 && store.is_pinged(account).await?;
            if is_pinged || self.due(account, linked, place, &state, began, now).await? <= now {
                due.push((account, linked, state));
            }
        }
        self.rounds(&due).await?;
        let mut next = DateTime::<Utc>::MAX_UTC;
        for (place, (account, linked)) in links.all().enumerate() {
            let state = store.account_state(account).await?;
            next = next.min(self.due(account, linked, place, &state, began, now).await?);
        }
        Ok(next.max(now.checked_add_signed(MOST_OFTEN).unwrap_or(now)))
    }

    /// When an account's next round is due in this process, as seen from shared storage at `now`.
    async fn due(
        &self,
        account: &AccountId,
        linked: &Linked,
        place: usize,
        state: &AccountState,
        began: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<DateTime<Utc>, store::Error> {
        if linked.recovery().is_some_and(|recovery| !recovery.is_open(state)) {
            linked.set_recovery(None);
        }
        let here = Here {
            began,
            first: pace::first(began, place, self.rounds.links.accounts().len(), self.rounds.bounds.interval),
            ran_last: linked.ran_last(state),
            has_lost_grant: linked.calendar.has_lost_grant(),
            has_recovery: linked.recovery().is_some(),
            rests_until: linked.rests_until(now),
        };
        let (_, at) = pace::due(state, self.rounds.signs(account, state, now).await?, here, now);
        Ok(at)
    }

    /// Runs the rounds of accounts that were found due in these states, several at a time.
    async fn rounds(&self, due: &[(&AccountId, &Arc<Linked>, AccountState)]) -> Result<(), store::Error> {
        for some in due.chunks(SIDE_BY_SIDE) {
            let rounds = some.iter().map(async |(account, linked, seen)| {
                let order = RoundOrder::due(linked.recovery());
                note(account, self.rounds.due_round(account, order, seen, self.rounds.clock.now()).await)
            });
            for outcome in join_all(rounds).await {
                outcome?;
            }
        }
        Ok(())
    }

    /// Waits until Redis turns out to be empty or rolled back, or is down (it may come back empty).
    async fn storage_lost(&self) {
        loop {
            pause(LOOK_EVERY).await;
            if !matches!(self.rounds.store.epoch().await, Ok(epoch) if !self.has_lost(epoch)) {
                return;
            }
        }
    }

    /// Waits until Google reports, to any process, that one of our calendars has changed.
    async fn told(&self) {
        if self.rounds.push_address.is_none() {
            std::future::pending::<()>().await;
        }
        loop {
            pause(LOOK_EVERY).await;
            for (account, _) in self.rounds.links.all() {
                if self.rounds.store.is_pinged(account).await.unwrap_or_default() {
                    return;
                }
            }
        }
    }

    /// Makes all copies be read again if Redis knows less than it did.
    async fn look_at_storage(&self) -> Result<(), store::Error> {
        let epoch = self.rounds.store.epoch().await?;
        if self.has_lost(epoch) {
            tracing::warn!("storage was emptied, or is an old copy: reading all calendars again");
            for (account, linked) in self.rounds.links.all() {
                let last_full = self.rounds.store.account_state(account).await?.last_full;
                linked.set_recovery(Some(Recovery::Lost { last_full }));
            }
        }
        self.rounds.epoch.store(epoch.unwrap_or(0), Ordering::Relaxed);
        Ok(())
    }

    /// Whether this epoch of storage is older than one we have seen.
    fn has_lost(&self, epoch: Option<u64>) -> bool {
        epoch.unwrap_or(0) < self.rounds.epoch.load(Ordering::Relaxed)
    }
}

/// Handles the result of a round: failures, except those of storage, are already saved in the account's state. It is
/// not a failure if another process syncs the account.
fn note<T>(account: &AccountId, outcome: Result<T, Failure>) -> Result<(), store::Error> {
    match outcome {
        Ok(_) => Ok(()),
        Err(Failure::Store(error)) => Err(error),
        Err(failure @ Failure::Busy) => {
            tracing::debug!(account.id = %account, error = &failure as &dyn std::error::Error, "a round is left to another process");
            Ok(())
        }
        Err(failure @ (Failure::Google(_) | Failure::Unknown(_) | Failure::Locked(_))) => {
            metrics::counter!("janji_errors_total", "class" => "sync").increment(1);
            tracing::warn!(account.id = %account, error = &failure as &dyn std::error::Error, "a round of sync failed");
            Ok(())
        }
    }
}
