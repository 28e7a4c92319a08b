//! The schedule: what is planned for each event, and planned again when the event or those who are told change.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use tokio::sync::Notify;
use tokio::sync::futures::Notified;

use super::plan::{PlanFor, Recipient, digests, plan};
use super::subscribers::{Subscriber, Subscribers};
use super::why::{ReminderFacts, explain};
use crate::model::{AccountId, ChatId, Event, EventId, EventPlan, Explanation, MessageId, ProfileDefaults, Reminder};
use crate::store::{self, Announcement, Members, Shard, Store};

/// How many events are planned in one step.
const EVENTS_A_STEP: usize = 500;

/// How long ago an event may have been, and how far ahead it may be, that "snooze" can mean without naming it.
const RECENT_PAST: Duration = Duration::hours(12);
const RECENT_FUTURE: Duration = Duration::days(2);

/// The schedule of all accounts. Clones are the same.
#[derive(Clone)]
pub struct Schedule {
    inner: Arc<ScheduleInner>,
}

struct ScheduleInner {
    store: Store,
    accounts: Vec<AccountId>,
    subscribers: Subscribers,
    /// Something has changed that the loop does not know of.
    changed: Notify,
}

impl Schedule {
    /// The schedule of these accounts.
    #[must_use]
    pub fn new(store: Store, accounts: Vec<AccountId>, members: Members, defaults: ProfileDefaults) -> Self {
        let subscribers = Subscribers::new(store.clone(), members, defaults);
        Self { inner: Arc::new(ScheduleInner { store, accounts, subscribers, changed: Notify::new() }) }
    }

    /// Plans the reminders of these events again from the copy of the calendar, and forgets those of events that are
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

    /// Plans the reminders of all events of an account again, because those who are told, or their leads, have changed
    /// here: a lead that is past already is not made up for.
    pub async fn replan_all(&self, account: &AccountId, now: DateTime<Utc>) -> Result<(), store::Error> {
        let subscribers = self.inner.subscribers.all().await?;
        if self.inner.accounts.first() == Some(account) {
            self.plan_digests(&subscribers, now).await?;
        }
        let recipients: Vec<Recipient> = subscribers.into_iter().map(|subscriber| subscriber.recipient).collect();
        let ids = self.inner.store.event_ids(account).await?;
        for ids in ids.chunks(EVENTS_A_STEP) {
            self.put_plans(account, ids, &recipients, PlanFor::ChangedSettings, now).await?;
        }
        self.publish().await
    }

    /// Has a chat reminded of an event again at `at`, or when the quiet hours end that it lies in; returns when it is.
    pub async fn snooze(
        &self,
        account: &AccountId,
        event: &Event,
        chat: ChatId,
        at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<DateTime<Utc>, store::Error> {
        let Some(subscriber) = self.inner.subscribers.unless_blocked(chat).await? else { return Ok(at) };
        let recipient = subscriber.recipient;
        let due = recipient.after_quiet_hours(at);
        let snooze = Reminder::snooze(account, event, chat, due, recipient.zone);
        self.inner.store.add_reminder(&snooze, now).await?;
        self.publish().await?;
        Ok(due)
    }

    /// Ends all that is still planned for an event in a chat; messages that announced it stay as they are.
    pub async fn end(
        &self,
        account: &AccountId,
        event: &Event,
        chat: ChatId,
        now: DateTime<Utc>,
    ) -> Result<(), store::Error> {
        let store = &self.inner.store;
        store.end_reminders(account, &event.id, chat).await?;
        for sent in store.announcements(account, &event.id).await? {
            if sent.chat == chat && !sent.is_done {
                let until = sent.event.when.end(sent.event.zone);
                store.put_announcement(account, &Announcement { is_done: true, ..sent }, until, now).await?;
            }
        }
        self.publish().await
    }

    /// The event that this chat was reminded of last, of those around `now`.
    pub async fn last_announced(
        &self,
        chat: ChatId,
        now: DateTime<Utc>,
    ) -> Result<Option<(AccountId, Event)>, store::Error> {
        let store = &self.inner.store;
        let mut last: Option<(MessageId, AccountId, Event)> = None;
        for account in &self.inner.accounts {
            let events = store.events_between(account, now - RECENT_PAST, now + RECENT_FUTURE, chrono_tz::UTC).await?;
            for event in events {
                for sent in store.announcements(account, &event.id).await? {
                    if sent.chat == chat && last.as_ref().is_none_or(|(message, _, _)| sent.message.0 > message.0) {
                        last = Some((sent.message, account.clone(), event.clone()));
                    }
                }
            }
        }
        Ok(last.map(|(_, account, event)| (account, event)))
    }

    /// Which reminders of an event were sent to a chat, which are to come, and why not.
    pub async fn explain(
        &self,
        account: &AccountId,
        event: &Event,
        chat: ChatId,
        now: DateTime<Utc>,
    ) -> Result<Explanation, store::Error> {
        let (store, subscribers) = (&self.inner.store, &self.inner.subscribers);
        let Some(asking) = subscribers.unless_blocked(chat).await? else { return Ok(Explanation::default()) };
        let is_here = |other: ChatId| other == chat || asking.recipient.was == Some(other);
        let (state, _) = store.state_and_events(account, &[]).await?;
        let sent: Vec<Announcement> =
            store.announcements(account, &event.id).await?.into_iter().filter(|sent| is_here(sent.chat)).collect();
        let planned = store.planned_reminders(account, &event.id).await?;
        let known = ReminderFacts {
            account,
            event,
            recipient: &asking.recipient,
            is_subscribed: subscribers.find(chat).await?.is_some(),
            is_held: state.held.is_some(),
            is_done: sent.iter().any(|sent| sent.is_done && sent.event.when == event.when),
            sent: sent.into_iter().map(|sent| (sent.sent, sent.occasion)).collect(),
            planned: planned.into_iter().filter(|reminder| is_here(reminder.chat)).collect(),
        };
        Ok(explain(&known, now))
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

    /// Plans the next digests of chats, and forgets those of chats that want none. They stand with the first account.
    pub(super) async fn plan_digests(
        &self,
        subscribers: &[Subscriber],
        now: DateTime<Utc>,
    ) -> Result<(), store::Error> {
        let Some(account) = self.inner.accounts.first() else { return Ok(()) };
        let plan = |Subscriber { recipient, digest, .. }: &Subscriber| {
            let event = Reminder::digest_event(recipient.was.unwrap_or(recipient.chat));
            let coming = digest.map(|at| digests(recipient, account, at, now)).unwrap_or_default();
            EventPlan { coming, ..EventPlan::none(account, &event) }
        };
        let plans: Vec<EventPlan> = subscribers.iter().map(plan).collect();
        self.inner.store.put_plans(&plans, now).await?;
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
            let mut plans: Vec<EventPlan> = ids.iter().map(plan_one).collect();
            if origin == PlanFor::MadeHere {
                self.add_nearest(&mut plans).await?;
            }
            self.inner.store.put_plans(&plans, now).await?;
            let after = self.events_by_id(account, &ids).await?;
            ids.retain(|id| after.get(id) != events.get(id));
            (events, origin) = (after, PlanFor::CameFromGoogle);
        }
        Ok(())
    }

    /// Has the nearest reminder of use come, for chats that were not told of the event as it is.
    async fn add_nearest(&self, plans: &mut [EventPlan]) -> Result<(), store::Error> {
        for plan in plans.iter_mut().filter(|plan| !plan.nearest.is_empty()) {
            let sent = self.inner.store.announcements(&plan.account, &plan.event).await?;
            let was_told = |reminder: &Reminder| {
                sent.iter().any(|sent| sent.chat == reminder.chat && sent.event.when == reminder.when)
            };
            let (told, untold): (Vec<_>, Vec<_>) = plan.nearest.drain(..).partition(was_told);
            plan.nearest = told;
            plan.coming.extend(untold);
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
