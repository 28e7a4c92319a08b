//! One round, from the lease to the state it leaves: edits that wait, agreement, and what follows from it.

use std::sync::atomic::Ordering;
use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};

use crate::clock::pause;
use crate::google::{self, Error};
use crate::model::{AccountId, AccountState, Notice, NoticeKind, RoundSummary};
use crate::store::RoundLease;

use super::agree::Agreed;
use super::order::Order;
use super::plan::Plan;
use super::{Depth, Failure, Linked, Sync, pace, state};

/// How long a process may be silent before another takes its round over.
const LEASE: StdDuration = StdDuration::from_secs(10);

/// How often the lease is renewed while a round runs.
const RENEW_EVERY: StdDuration = StdDuration::from_secs(3);

/// How long a round waits for another process' round, and in what steps: longer than the lease of one that has died.
const WAIT: (u32, StdDuration) = (60, StdDuration::from_millis(200));

impl Sync {
    /// A round, as soon as nobody else runs one for this account.
    pub(super) async fn round_as(
        &self,
        account: &AccountId,
        order: Order,
        now: DateTime<Utc>,
    ) -> Result<RoundSummary, Failure> {
        let linked = self.linked(account)?;
        let _round = linked.round.lock().await;
        if let Some(error) = linked.is_told_to_wait(self.inner.clock.now()) {
            return Err(error.into());
        }
        let outcome = match self.take(account).await {
            Ok(lease) => self.round_under(linked, &lease, order, now).await,
            Err(failure) => Err(failure),
        };
        count(&outcome);
        outcome
    }

    /// A round that was found due when things stood as in `seen`; `None` when another process is at it or has done it.
    pub(super) async fn due_round(
        &self,
        account: &AccountId,
        order: Order,
        seen: &AccountState,
        now: DateTime<Utc>,
    ) -> Result<Option<RoundSummary>, Failure> {
        let linked = self.linked(account)?;
        let _round = linked.round.lock().await;
        let Some(lease) = self.inner.store.take_round(account, LEASE).await? else { return Ok(None) };
        if self.inner.store.account_state(account).await?.last_try != seen.last_try {
            self.release(&lease).await;
            return Ok(None);
        }
        let outcome = self.round_under(linked, &lease, order, now).await;
        count(&outcome);
        outcome.map(Some)
    }

    async fn take(&self, account: &AccountId) -> Result<RoundLease, Failure> {
        let (times, step) = WAIT;
        for _ in 0..times {
            if let Some(lease) = self.inner.store.take_round(account, LEASE).await? {
                return Ok(lease);
            }
            pause(step).await;
        }
        Err(Failure::Busy)
    }

    /// Runs a round under a lease that is renewed as long as it takes, and gives the account back.
    async fn round_under(
        &self,
        linked: &Linked,
        lease: &RoundLease,
        order: Order,
        now: DateTime<Utc>,
    ) -> Result<RoundSummary, Failure> {
        linked.last_own.store(now.timestamp_millis(), Ordering::Relaxed);
        let outcome = tokio::select! {
            outcome = Box::pin(self.all_of_a_round(linked, lease, order, now)) => outcome,
            failure = self.hold_on(lease) => Err(failure),
        };
        self.release(lease).await;
        outcome
    }

    /// Renews the lease for as long as it is waited for; ends when that fails.
    async fn hold_on(&self, lease: &RoundLease) -> Failure {
        loop {
            pause(RENEW_EVERY).await;
            match self.inner.store.hold_round(lease, LEASE).await {
                Ok(true) => {}
                Ok(false) => return Failure::Busy,
                Err(error) => return error.into(),
            }
        }
    }

    async fn release(&self, lease: &RoundLease) {
        if let Err(error) = self.inner.store.release_round(lease).await {
            tracing::debug!(error = &error as &dyn std::error::Error, "the lease runs out by itself");
        }
    }

    async fn all_of_a_round(
        &self,
        linked: &Linked,
        lease: &RoundLease,
        order: Order,
        now: DateTime<Utc>,
    ) -> Result<RoundSummary, Failure> {
        let account = &lease.account;
        self.replan(account, now).await?;
        let drained = self.drain(account, None, None, now).await?;
        if let Some(error) = drained.in_the_way.filter(|error| !is_about_one_call(error)) {
            return self.fail(linked, lease, error, now).await;
        }
        match self.agree(linked, lease, order, now).await {
            Ok(Agreed::Yes { plan, state }) => {
                self.conclude(linked, lease, order, &plan, state, now).await?;
                let waiting = self.inner.store.count_edits(account).await?;
                Ok(RoundSummary {
                    added: plan.added,
                    changed: plan.changed,
                    removed: plan.removed,
                    carried_out: drained.ended,
                    waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
                })
            }
            Ok(Agreed::InQuestion { state, notice }) => {
                tracing::warn!(account.id = %account, "the calendar came back empty twice and is in question");
                self.put_state(lease, &state, notice.as_slice()).await?;
                Ok(RoundSummary { carried_out: drained.ended, ..RoundSummary::default() })
            }
            Err(Failure::Google(error)) => self.fail(linked, lease, error, now).await,
            Err(failure) => Err(failure),
        }
    }

    /// What follows a round that went well: the bound, the second look of a recovery, the state.
    async fn conclude(
        &self,
        linked: &Linked,
        lease: &RoundLease,
        order: Order,
        plan: &Plan,
        state: AccountState,
        now: DateTime<Utc>,
    ) -> Result<(), Failure> {
        let store = &self.inner.store;
        let account = &lease.account;
        let before = store.account_state(account).await?;
        let trimmed = store.trim_events(lease, self.inner.bounds.most_events).await?.ok_or(Failure::Busy)?;
        if trimmed > 0 {
            self.replan(account, now).await?;
        }
        let mut state = AccountState { is_full: state.is_full || trimmed > 0, ..state };
        let mut notices = Vec::new();
        if state.is_full && !before.is_full {
            notices.push(state::notice(account, NoticeKind::Full { most: self.inner.bounds.most_events }, now));
        }
        if order.depth == Depth::Recovery {
            state = self.verify(linked, lease, plan, state, now).await?;
        }
        let signs = self.signs(account, now).await?;
        state.next = pace::next(&state, signs);
        self.put_state(lease, &state, &notices).await?;
        store.raise_epoch().await.map(|epoch| self.saw_epoch(epoch))?;
        if order.depth == Depth::Recovery {
            linked.set_recovery(None);
        }
        Ok(())
    }

    /// Notes a failure of Google's, tells people of it if a person has to mend it, and passes it on.
    async fn fail(
        &self,
        linked: &Linked,
        lease: &RoundLease,
        error: google::Error,
        now: DateTime<Utc>,
    ) -> Result<RoundSummary, Failure> {
        let answered = self.inner.clock.now();
        let before = self.inner.store.account_state(&lease.account).await?;
        let asked = error.retry_after().and_then(|wait| Duration::from_std(wait).ok());
        let wait = pace::backoff(before.failures.saturating_add(1), asked, rand::random());
        linked.rest_after(&error, wait, answered);
        let next = answered.checked_add_signed(wait);
        let (state, notice) = state::failed(&lease.account, &before, error.trouble(), next, now);
        self.put_state(lease, &state, notice.as_slice()).await?;
        Err(error.into())
    }

    async fn put_state(&self, lease: &RoundLease, state: &AccountState, notices: &[Notice]) -> Result<(), Failure> {
        if !self.inner.store.put_state(lease, state, notices).await? {
            return Err(Failure::Busy);
        }
        if !notices.is_empty() {
            self.inner.reminders.wake();
        }
        Ok(())
    }
}

/// Counts a round, by how it ended.
fn count(outcome: &Result<RoundSummary, Failure>) {
    let word = outcome.as_ref().map_or_else(Failure::class, |_| "ok");
    metrics::counter!("janji_sync_rounds_total", "outcome" => word).increment(1);
}

/// Whether a failure may concern the one call only, so that others are worth a try.
pub(super) fn is_about_one_call(error: &Error) -> bool {
    match error {
        Error::Away(google::Absence::Status { .. } | google::Absence::Cut | google::Absence::Unreadable)
        | Error::Outdated => true,
        Error::Away(google::Absence::TimedOut | google::Absence::Unreachable(_) | google::Absence::NoToken { .. })
        | Error::Grant
        | Error::Auth { .. }
        | Error::Quota { .. }
        | Error::Gone
        | Error::Exists
        | Error::Unexpected { .. } => false,
    }
}
