//! Plans reminders again for the events that the copy has marked for it.

use chrono::{DateTime, Utc};

use crate::model::{AccountId, EventId, MadeBy};
use crate::reminders::{PlanFor, Schedule};
use crate::store::{self, Replan, RoundLease, Store};

/// How many events to plan in one step.
const REPLANS_A_STEP: usize = 500;

/// Keeps reminders up to date with the copy.
#[derive(Clone)]
pub(super) struct Replanner {
    store: Store,
    schedule: Schedule,
}

impl Replanner {
    pub(super) fn new(store: Store, schedule: Schedule) -> Self {
        Self { store, schedule }
    }

    /// Plans the events that have changed, according to who changed them.
    pub(super) async fn replan(&self, account: &AccountId, now: DateTime<Utc>) -> Result<(), store::Error> {
        self.replan_as(account, now, |by| match by {
            MadeBy::Here => PlanFor::MadeHere,
            MadeBy::Google => PlanFor::CameFromGoogle,
        })
        .await
    }

    /// Plans what a process left unplanned when it died, or lost storage, right after an edit. A promised reminder that
    /// has become due since is sent late.
    pub(super) async fn replan_left(&self, account: &AccountId, now: DateTime<Utc>) -> Result<(), store::Error> {
        self.replan_as(account, now, |_| PlanFor::CameFromGoogle).await
    }

    /// Plans the reminders of the next days, if that is due.
    pub(super) async fn plan_ahead(&self, lease: &RoundLease, now: DateTime<Utc>) -> Result<(), store::Error> {
        let account = &lease.account;
        if let Some(until) = self.schedule.plan_ahead(account, lease.planned_until, now).await? {
            self.store.put_planned_until(account, until).await?;
        }
        Ok(())
    }

    /// Wakes `reminders`: an account may have new notices or reminders.
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
