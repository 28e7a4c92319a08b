//! Telling people in time.
//!
//! [`plan()`] decides which reminders an event is to have; [`Reminders`] keeps the schedule in the store as planned.
//! Nothing here decides what an event is or writes to a calendar.

mod due;
mod plan;
mod recipients;
mod settings;

pub use plan::{PlanFor, Recipient, coming, plan};
pub use settings::Settings;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::sync::Notify;

use crate::clock::Clock;
use crate::model::{Access, AccountId, Event, EventId, EventPlan, ProfileDefaults};
use crate::store::{self, Shard, Store};

/// How many events are planned in one step.
const EVENTS_A_STEP: usize = 500;

/// The reminders of all accounts. Clones are the same.
#[derive(Clone)]
pub struct Reminders {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    accounts: Vec<AccountId>,
    shards: Vec<Shard>,
    access: Access,
    defaults: ProfileDefaults,
    clock: Clock,
    woken: Notify,
}

impl Reminders {
    /// The reminders of these accounts.
    #[must_use]
    pub fn new(
        store: Store,
        accounts: Vec<AccountId>,
        access: Access,
        defaults: ProfileDefaults,
        clock: Clock,
    ) -> Self {
        let shards: BTreeSet<Shard> = accounts.iter().map(Shard::of).collect();
        let shards = shards.into_iter().collect();
        Self { inner: Arc::new(Inner { store, accounts, shards, access, defaults, clock, woken: Notify::new() }) }
    }

    /// Plans the reminders of these events anew from the copy of the calendar, those of an event that is gone away.
    ///
    /// Can be repeated, and nothing is said twice for it.
    pub async fn replan(
        &self,
        account: &AccountId,
        ids: &[EventId],
        origin: PlanFor,
        now: DateTime<Utc>,
    ) -> Result<(), store::Error> {
        let Inner { store, access, defaults, .. } = &*self.inner;
        if ids.is_empty() {
            return Ok(());
        }
        let recipients = recipients::recipients(store, access, defaults).await?;
        for ids in ids.chunks(EVENTS_A_STEP) {
            let mut plans = Vec::with_capacity(ids.len());
            for id in ids {
                let event: Option<Event> = store.read(&store.keys().event(account, id)).await?;
                plans.push(match event {
                    Some(event) => plan(&event, account, &recipients, now, origin),
                    None => EventPlan::none(account, id),
                });
            }
            store.put_plans(&plans, now).await?;
        }
        store.ring().await?;
        self.wake();
        Ok(())
    }

    /// How many reminders are planned.
    pub async fn pending(&self) -> Result<u64, store::Error> {
        let counts = self.inner.store.count_reminders().await?;
        Ok(counts.due + counts.taken)
    }

    /// Makes the loop look at the schedule at once: something in it has changed, or there is something to be told.
    pub fn wake(&self) {
        self.inner.woken.notify_one();
    }
}
