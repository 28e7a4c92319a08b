//! Telling people in time.
//!
//! [`plan()`] decides which reminders an event is to have, and `due` what becomes of those that are due; [`Reminders`]
//! keeps the schedule in the store as planned and says what is due, notices too. Nothing here decides what an event is
//! or writes to a calendar. Start with [`Reminders::tick`].

mod amend;
mod due;
mod lanes;
mod listeners;
mod memory;
mod notices;
mod plan;
mod push;
mod say;
mod settings;
mod tick;
mod work;

pub use plan::{PlanFor, Recipient, coming, plan};
pub use settings::Settings;
pub use tick::Failure;

use std::collections::{BTreeSet, HashMap};
use std::future::ready;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures::{StreamExt, TryStreamExt, stream};
use tokio::sync::{Mutex, Notify};
use tokio_util::task::TaskTracker;

use crate::clock::Clock;
use crate::model::{Access, AccountId, ChatId, Event, EventId, EventPlan, Profile, ProfileDefaults};
use crate::store::{self, Shard, Store};
use amend::Amending;
use lanes::Lanes;
use listeners::Listener;
use memory::Memory;

/// How many events are planned in one step.
const EVENTS_A_STEP: usize = 500;

/// How many chats' settings are asked for at the same moment: nobody waits for each of thousands in turn.
const CHATS_AT_ONCE: usize = 64;

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
    /// Something has changed that the loop does not know of.
    woken: Notify,
    /// One turn at a time.
    turn: Mutex<()>,
    /// What turns have begun and what goes on beside them, so that no chat waits for another.
    tasks: TaskTracker,
    lanes: Lanes,
    amending: Amending,
    memory: Memory,
    /// What the tokens of buttons are derived with.
    secret: [u8; 16],
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
        let (woken, turn, tasks) = (Notify::new(), Mutex::new(()), TaskTracker::new());
        // It waits for what is in it now; it never ends.
        tasks.close();
        let (lanes, amending, memory) = (Lanes::default(), Amending::default(), Memory::default());
        let secret = rand::random();
        let inner = Inner {
            store,
            accounts,
            shards,
            access,
            defaults,
            clock,
            woken,
            turn,
            tasks,
            lanes,
            amending,
            memory,
            secret,
        };
        Self { inner: Arc::new(inner) }
    }

    /// Plans the reminders of these events anew from the copy of the calendar, and forgets those of events that are
    /// gone. Messages that have told of them already will be amended.
    ///
    /// Can be repeated, and nothing is said twice for it.
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
        let recipients = self.inner.recipients().await?;
        for ids in ids.chunks(EVENTS_A_STEP) {
            self.inner.put_plans(account, ids, &recipients, origin, now).await?;
            self.inner.store.put_amends(account, ids).await?;
        }
        self.changed().await
    }

    /// Plans the reminders of all events of an account anew, because who hears them, or when, has changed here: a lead
    /// that is past already is not made up for.
    pub async fn replan_all(&self, account: &AccountId, now: DateTime<Utc>) -> Result<(), store::Error> {
        let recipients = self.inner.recipients().await?;
        let ids = self.inner.store.event_ids(account).await?;
        for ids in ids.chunks(EVENTS_A_STEP) {
            self.inner.put_plans(account, ids, &recipients, PlanFor::MadeHere, now).await?;
        }
        self.changed().await
    }

    async fn changed(&self) -> Result<(), store::Error> {
        self.inner.store.ring().await?;
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

impl Inner {
    /// Plans the reminders of some events, and anew of those that have changed by the time that they are written: whoever
    /// changed one meanwhile has perhaps planned it before us, and a plan of what it was must not stand.
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
            self.store.put_plans(&plans, now).await?;
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
        Ok(self.events(account, ids).await?.into_iter().map(|event| (event.id.clone(), event)).collect())
    }

    /// A chat as a listener, if it hears reminders now; a group that has moved hears them under its new number.
    async fn listener(&self, chat: ChatId) -> Result<Option<Listener>, store::Error> {
        let profile = self.profile(chat).await?;
        if listeners::hears(chat, &profile, &self.access) {
            return Ok(Some(listeners::listener(chat, &profile, &self.defaults)));
        }
        if chat.is_group() {
            for group in self.store.hearing_groups().await? {
                let profile = self.profile(group).await?;
                if profile.was == Some(chat) && listeners::hears(group, &profile, &self.access) {
                    return Ok(Some(listeners::listener(group, &profile, &self.defaults)));
                }
            }
        }
        Ok(None)
    }

    /// A chat's settings; damaged ones are those of a new chat, for they must not keep everyone else from being told.
    async fn profile(&self, chat: ChatId) -> Result<Profile, store::Error> {
        match self.store.profile(chat).await {
            Err(store::Error::Corrupt { key, source }) => {
                tracing::error!(chat.id = chat.0, key, error = %source, "a chat's settings are damaged");
                Ok(Profile::default())
            }
            outcome => outcome,
        }
    }

    /// An event; one whose record is damaged counts as gone until the next full round writes it again.
    async fn event(&self, account: &AccountId, id: &EventId) -> Result<Option<Event>, store::Error> {
        match self.store.event(account, id).await {
            Err(store::Error::Corrupt { key, source }) => {
                tracing::error!(event.id = %id, key, error = %source, "an event's record is damaged");
                Ok(None)
            }
            outcome => outcome,
        }
    }

    /// Those of these events that there are.
    async fn events(&self, account: &AccountId, ids: &[EventId]) -> Result<Vec<Event>, store::Error> {
        match self.store.events(account, ids).await {
            Err(store::Error::Corrupt { .. }) => {
                let mut events = Vec::new();
                for id in ids {
                    events.extend(self.event(account, id).await?);
                }
                Ok(events)
            }
            outcome => outcome,
        }
    }

    /// Every chat that must hear what nobody may miss: those that hear reminders, and the listed people who do not want
    /// any and have not blocked us.
    async fn served(&self) -> Result<Vec<Listener>, store::Error> {
        let mut served = Vec::new();
        for &user in &self.access.users {
            let chat = ChatId::private(user);
            let profile = self.profile(chat).await?;
            if !profile.is_blocked {
                served.push(listeners::listener(chat, &profile, &self.defaults));
            }
        }
        for group in self.store.hearing_groups().await? {
            served.extend(self.listener(group).await?);
        }
        Ok(served)
    }

    /// Every chat that hears reminders: the listed people who have not blocked us, and the groups in which they were
    /// turned on and which are still served.
    async fn listeners(&self) -> Result<Vec<Listener>, store::Error> {
        let mut chats: Vec<ChatId> = self.access.users.iter().map(|&user| ChatId::private(user)).collect();
        chats.extend(self.store.hearing_groups().await?);
        let found = stream::iter(chats).map(|chat| self.listener(chat)).buffered(CHATS_AT_ONCE);
        found.try_filter_map(|listener| ready(Ok(listener))).try_collect().await
    }

    async fn recipients(&self) -> Result<Vec<Recipient>, store::Error> {
        Ok(self.listeners().await?.into_iter().map(|listener| listener.recipient).collect())
    }
}
