//! The schedule: what is planned for each event, and planned again when the event or those who are told change.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::sync::Notify;
use tokio::sync::futures::Notified;

use super::plan::{PlanFor, Recipient, plan};
use super::subscribers::Subscribers;
use crate::model::{Access, AccountId, ChatId, Event, EventId, EventPlan, ProfileDefaults};
use crate::store::{self, Shard, Store};

/// How many events are planned in one step.
const EVENTS_A_STEP: usize = 500;

/// The schedule of all accounts. Clones are the same.
#[derive(Clone)]
pub struct Schedule {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    accounts: Vec<AccountId>,
    subscribers: Subscribers,
    /// Something has changed that the loop does not know of.
    changed: Notify,
}

impl Schedule {
    /// The schedule of these accounts.
    #[must_use]
    pub fn new(store: Store, accounts: Vec<AccountId>, access: Access, defaults: ProfileDefaults) -> Self {
        let subscribers = Subscribers::new(store.clone(), access, defaults);
        Self { inner: Arc::new(Inner { store, accounts, subscribers, changed: Notify::new() }) }
    }

    /// Plans the reminders of these events anew from the copy of the calendar, and forgets those of events that are
    /// gone. Messages that have announced them already will be amended.
    ///
    /// Can be repeated, and nothing is sent twice for it.
    pub async fn replan(
        &self,
        account: &AccountId,
        ids: &[EventId],
        origin: PlanFor,
        now: DateTime<Utc>,
    ) -> Result<(), store::Error> {
        if ids.is_empty() {
            return Ok(());
        }
        let recipients = self.inner.subscribers.recipients().await?;
        for ids in ids.chunks(EVENTS_A_STEP) {
            self.put_plans(account, ids, &recipients, origin, now).await?;
            self.inner.store.put_amends(account, ids).await?;
        }
        self.publish().await
    }

    /// Plans the reminders of all events of an account anew, because those who are told, or their leads, have changed
    /// here: a lead that is past already is not made up for.
    pub async fn replan_all(&self, account: &AccountId, now: DateTime<Utc>) -> Result<(), store::Error> {
        let recipients = self.inner.subscribers.recipients().await?;
        let ids = self.inner.store.event_ids(account).await?;
        for ids in ids.chunks(EVENTS_A_STEP) {
            self.put_plans(account, ids, &recipients, PlanFor::MadeHere, now).await?;
        }
        self.publish().await
    }

    /// How many reminders are planned.
    pub async fn pending(&self) -> Result<u64, store::Error> {
        let counts = self.inner.store.count_reminders().await?;
        Ok(counts.due + counts.taken)
    }

    /// Makes the loop of this process look at the schedule at once: something in it has changed, or there is something
    /// to be told.
    pub fn wake(&self) {
        self.inner.changed.notify_one();
    }

    /// Waits to be woken.
    pub(super) fn woken(&self) -> Notified<'_> {
        self.inner.changed.notified()
    }

    /// A group has become a supergroup: everything it owns goes with it.
    pub(super) async fn follow(&self, from: ChatId, to: ChatId, now: DateTime<Utc>) -> Result<(), store::Error> {
        self.inner.store.move_chat(from, to).await?;
        for account in &self.inner.accounts {
            self.replan_all(account, now).await?;
        }
        Ok(())
    }

    pub(super) fn accounts(&self) -> &[AccountId] {
        &self.inner.accounts
    }

    /// Where the reminders of these accounts are.
    pub(super) fn shards(&self) -> BTreeSet<Shard> {
        self.inner.accounts.iter().map(Shard::of).collect()
    }

    pub(super) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(super) fn subscribers(&self) -> &Subscribers {
        &self.inner.subscribers
    }

    /// Lets the loops of all processes know.
    async fn publish(&self) -> Result<(), store::Error> {
        self.inner.store.raise_schedule_version().await?;
        self.wake();
        Ok(())
    }

    /// Plans the reminders of some events, and again of those that have changed by the time that they are written:
    /// another process may have planned the newer ones before us, and a plan of what they were must not stand.
    async fn put_plans(
        &self,
        account: &AccountId,
        ids: &[EventId],
        recipients: &[Recipient],
        mut origin: PlanFor,
        now: DateTime<Utc>,
    ) -> Result<(), store::Error> {
        let mut ids = ids.to_vec();
        let mut events = self.events_by_id(account, &ids).await?;
        while !ids.is_empty() {
            let plan_one = |id: &EventId| match events.get(id) {
                Some(event) => plan(event, account, recipients, now, origin),
                None => EventPlan::none(account, id),
            };
            let plans: Vec<EventPlan> = ids.iter().map(plan_one).collect();
            self.inner.store.put_plans(&plans, now).await?;
            let after = self.events_by_id(account, &ids).await?;
            ids.retain(|id| after.get(id) != events.get(id));
            (events, origin) = (after, PlanFor::CameFromGoogle);
        }
        Ok(())
    }

    async fn events_by_id(
        &self,
        account: &AccountId,
        ids: &[EventId],
    ) -> Result<HashMap<EventId, Event>, store::Error> {
        let events = self.inner.store.events(account, ids).await?;
        Ok(events.into_iter().map(|event| (event.id.clone(), event)).collect())
    }
}
