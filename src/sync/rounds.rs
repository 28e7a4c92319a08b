//! One round, from taking the lease to saving the state: waiting edits, agreement, and what follows.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};

use super::agree::{Agreed, Agreement};
use super::edits::{EditRequest, Edits};
use super::failure::{Failure, is_about_one_call};
use super::linked::Links;
use super::open_round::OpenRound;
use super::order::{Depth, RoundOrder};
use super::pace::Signs;
use super::plan::Plan;
use super::replan::Replanner;
use super::settings::Bounds;
use super::{pace, rules, state};
use crate::clock::{Clock, pause};
use crate::google;
use crate::model::{AccountId, AccountState, Notice, NoticeKind, PushChannel, RoundSummary};
use crate::store::{self, RoundLease, Store};

/// How long a process may be silent before another takes over its round.
const LEASE: StdDuration = StdDuration::from_secs(10);

/// How often the lease is renewed while a round runs.
const RENEW_EVERY: StdDuration = StdDuration::from_secs(3);

/// The wait between two tries to begin a round while another process runs one.
const LOOK_EVERY: StdDuration = StdDuration::from_millis(200);

/// The rounds of all accounts. Clones share the same state.
#[derive(Clone)]
pub(super) struct Rounds {
    pub links: Arc<Links>,
    pub store: Store,
    pub edits: Edits,
    pub replanner: Replanner,
    pub clock: Clock,
    pub bounds: Bounds,
    /// The address to which Google reports changes, if there is one.
    pub push_address: Option<Arc<str>>,
    /// Until when a person counts as active, in milliseconds since 1970.
    pub active_until: Arc<AtomicI64>,
    /// The highest epoch of storage seen; 0 when none was.
    pub epoch: Arc<AtomicU64>,
}

impl Rounds {
    /// Runs a round, as soon as no other runs for this account.
    pub(super) async fn round(
        &self,
        account: &AccountId,
        order: RoundOrder,
        now: DateTime<Utc>,
    ) -> Result<RoundSummary, Failure> {
        let linked = self.links.of(account).await?;
        let _round = linked.round.lock().await;
        if let Some(error) = linked.is_told_to_wait(self.clock.now()) {
            return Err(error.into());
        }
        let outcome = match self.take(account).await {
            Ok(lease) => self.under_lease(OpenRound { linked: &linked, lease: &lease, order, now }).await,
            Err(failure) => Err(failure),
        };
        count(&outcome);
        outcome
    }

    /// Runs a round that was found due when the state was `seen`; `None` if another process is running it or has run
    /// it.
    pub(super) async fn due_round(
        &self,
        account: &AccountId,
        order: RoundOrder,
        seen: &AccountState,
        now: DateTime<Utc>,
    ) -> Result<Option<RoundSummary>, Failure> {
        let linked = self.links.of(account).await?;
        let _round = linked.round.lock().await;
        let Some(lease) = self.store.take_round(account, LEASE).await? else { return Ok(None) };
        if self.store.account_state(account).await?.last_try != seen.last_try {
            self.release(&lease).await;
            return Ok(None);
        }
        let outcome = self.under_lease(OpenRound { linked: &linked, lease: &lease, order, now }).await;
        count(&outcome);
        outcome.map(Some)
    }

    /// What the time of an account's next round depends on, besides its state.
    pub(super) async fn signs(
        &self,
        account: &AccountId,
        state: &AccountState,
        now: DateTime<Utc>,
    ) -> Result<Signs, store::Error> {
        // A channel to another address is as good as none.
        let push = state.push.as_ref().filter(|push| self.push_address.as_deref() == Some(&*push.address));
        let interval = PushChannel::interval(push, self.bounds.interval, now);
        Ok(Signs {
            interval,
            phase: pace::phase(account, interval),
            is_active: self.active_until.load(Ordering::Relaxed) > now.timestamp_millis(),
            has_edits: self.store.count_edits(account).await? > 0,
            next_start: self.store.next_start(account, now).await?,
        })
    }

    async fn take(&self, account: &AccountId) -> Result<RoundLease, Failure> {
        let watch = self.clock.stopwatch();
        loop {
            if let Some(lease) = self.store.take_round(account, LEASE).await? {
                return Ok(lease);
            }
            if watch.elapsed() >= self.bounds.budget.round {
                return Err(Failure::Busy);
            }
            pause(LOOK_EVERY).await;
        }
    }

    /// Runs a round under a lease, renews that as long as it takes, and releases it.
    async fn under_lease(&self, run: OpenRound<'_>) -> Result<RoundSummary, Failure> {
        run.linked.begin_round(run.now);
        let outcome = tokio::select! {
            outcome = Box::pin(self.carry_out_what_changed(run)) => outcome,
            failure = self.hold_on(run.lease) => Err(failure),
        };
        self.release(run.lease).await;
        outcome
    }

    /// Renews the lease until dropped; returns when that fails.
    async fn hold_on(&self, lease: &RoundLease) -> Failure {
        loop {
            pause(RENEW_EVERY).await;
            match self.store.hold_round(lease, LEASE).await {
                Ok(true) => {}
                Ok(false) => return Failure::Busy,
                Err(error) => return error.into(),
            }
        }
    }

    async fn release(&self, lease: &RoundLease) {
        if let Err(error) = self.store.release_round(lease).await {
            tracing::debug!(error = &error as &dyn std::error::Error, "a round's lease is left to run out");
        }
    }

    /// Carries out a round. Reports from Google that came before it began are settled once the round has saved a state
    /// with the time of the next one; until then another round checks for them.
    async fn carry_out_what_changed(&self, run: OpenRound<'_>) -> Result<RoundSummary, Failure> {
        let is_pinged = self.store.begin_ping(run.account()).await?;
        let outcome = self.carry_out(run).await;
        let is_settled = matches!(outcome, Ok(_) | Err(Failure::Google(_)));
        if is_pinged && is_settled {
            self.store.end_ping(run.account()).await?;
        }
        outcome
    }

    async fn carry_out(&self, run: OpenRound<'_>) -> Result<RoundSummary, Failure> {
        let account = run.account();
        self.replanner.replan(account, run.now).await?;
        self.replanner.plan_ahead(run.lease, run.now).await?;
        let drained = self.edits.drain(account, EditRequest::default(), run.now).await?;
        if let Some(error) = drained.in_the_way.filter(|error| !is_about_one_call(error)) {
            return self.fail(run, error).await;
        }
        let agreement = Agreement { store: &self.store, replanner: &self.replanner, bounds: self.bounds, run };
        match agreement.reach().await {
            Ok(Agreed::Yes { plan, state }) => {
                self.conclude(&agreement, &plan, state).await?;
                let waiting = self.store.count_edits(account).await?;
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
                self.put_state(run, &state, notice.as_slice()).await?;
                Ok(RoundSummary { carried_out: drained.ended, ..RoundSummary::default() })
            }
            Err(Failure::Google(error)) => self.fail(run, error).await,
            Err(failure) => Err(failure),
        }
    }

    /// What follows a successful round: trimming the copy, rules of series, the second read of a recovery, the state.
    async fn conclude(&self, agreement: &Agreement<'_>, plan: &Plan, state: AccountState) -> Result<(), Failure> {
        let run = agreement.run;
        let account = run.account();
        let most = self.bounds.most_events;
        let trimmed = self.store.trim_events(run.lease, most).await?.ok_or(Failure::Busy)?;
        if trimmed > 0 {
            self.replanner.replan(account, run.now).await?;
        }
        rules::learn(&self.store, run, plan).await?;
        let mut state = if run.order.depth == Depth::Recovery { agreement.verify(plan, state).await? } else { state };
        let left_out = state.left_out.saturating_add(u32::try_from(trimmed).unwrap_or(u32::MAX));
        let is_news = state::is_full_news(&state, left_out, run.now);
        if is_news {
            state.last_told_full = Some(run.now);
        }
        state.left_out = left_out;
        state.is_full = left_out > 0;
        self.keep_watched(run, &mut state).await;
        state.next = pace::next(&state, self.signs(account, &state, run.now).await?);
        let notice = is_news.then(|| state::notice(account, NoticeKind::Full { most }, run.now));
        self.put_state(run, &state, notice.as_slice()).await?;
        let epoch = self.store.raise_epoch().await?;
        self.epoch.fetch_max(epoch, Ordering::Relaxed);
        if run.order.depth == Depth::Recovery {
            run.linked.set_recovery(None);
        }
        Ok(())
    }

    /// Saves a failure of Google's, tells people if they have to fix it, and returns it.
    async fn fail(&self, run: OpenRound<'_>, error: google::Error) -> Result<RoundSummary, Failure> {
        let answered = self.clock.now();
        let before = self.store.account_state(run.account()).await?;
        let asked = error.retry_after().and_then(|wait| Duration::from_std(wait).ok());
        let wait = pace::backoff(before.failures.saturating_add(1), asked, rand::random());
        run.linked.rest_after(&error, wait, answered);
        let next = answered.checked_add_signed(wait);
        let (state, notice) =
            state::failed(run.account(), &before, self.links.trouble(run.account(), &error), next, run.now);
        self.put_state(run, &state, notice.as_slice()).await?;
        Err(error.into())
    }

    async fn put_state(&self, run: OpenRound<'_>, state: &AccountState, notices: &[Notice]) -> Result<(), Failure> {
        if !self.store.put_state(run.lease, state, notices).await? {
            return Err(Failure::Busy);
        }
        if !notices.is_empty() {
            self.replanner.look_for_notices(run.account());
        }
        Ok(())
    }
}

/// Counts a round in the metrics, by how it ended.
fn count(outcome: &Result<RoundSummary, Failure>) {
    let word = outcome.as_ref().map_or_else(Failure::class, |_| "ok");
    metrics::counter!("janji_sync_rounds_total", "outcome" => word).increment(1);
}
