//! Planning reminders again for the events of which the copy says that it is due.

use chrono::{DateTime, Utc};

use crate::model::{AccountId, EventId, MadeBy};
use crate::reminders::{PlanFor, Schedule};
use crate::store::{self, Replan, RoundLease, Store};

/// How many events' reminders are planned again in one step.
const REPLANS_A_STEP: usize = 500;

/// Brings reminders up to date with the copy.
#[derive(Clone)]
pub(super) struct Replanner {
    store: Store,
    schedule: Schedule,
}

impl Replanner {
    pub(super) fn new(store: Store, schedule: Schedule) -> Self {
        Self { store, schedule }
    }

    /// Plans what has changed, by whose doing it was.
    pub(super) async fn replan(&self, account: &AccountId, now: DateTime<Utc>) -> Result<(), store::Error> {
        self.replan_as(account, now, |by| match by {
            MadeBy::Here => PlanFor::MadeHere,
            MadeBy::Google => PlanFor::CameFromGoogle,
        })
        .await
    }

    /// Plans what a process left unplanned that died, or lost its storage, right after an edit: a reminder that was
    /// promised, and fell due since, comes by the late rule.
    pub(super) async fn replan_left(&self, account: &AccountId, now: DateTime<Utc>) -> Result<(), store::Error> {
        self.replan_as(account, now, |_| PlanFor::CameFromGoogle).await
    }

    /// Plans the reminders of the next days, where it is time.
    pub(super) async fn plan_ahead(&self, lease: &RoundLease, now: DateTime<Utc>) -> Result<(), store::Error> {
        let account = &lease.account;
        if let Some(until) = self.schedule.plan_ahead(account, lease.planned_until, now).await? {
            self.store.put_planned_until(account, until).await?;
        }
        Ok(())
    }

    /// There may be something to tell of an account, or to remind of.
    pub(super) fn look_for_notices(&self, account: &AccountId) {
        self.schedule.look_for_notices(account);
    }

    async fn replan_as(
        &self,
        account: &AccountId,
        now: DateTime<Utc>,
        origin_of: impl Fn(MadeBy) -> PlanFor,
    ) -> Result<(), store::Error> {
        loop {
            let replans = self.store.replans(account, REPLANS_A_STEP).await?;
            if replans.is_empty() {
                return Ok(());
            }
            for by in [MadeBy::Here, MadeBy::Google] {
                let these: Vec<Replan> = replans.iter().filter(|replan| replan.by == by).cloned().collect();
                let ids: Vec<EventId> = these.iter().map(|replan| replan.event.clone()).collect();
                self.schedule.replan(account, &ids, origin_of(by), now).await?;
                self.store.replanned(account, &these).await?;
            }
        }
    }
}
