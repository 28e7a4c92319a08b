//! The schedule: plans reminders for each event, and plans them again when the event or its recipients change.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Duration, Utc};
use tokio::sync::Notify;
use tokio::sync::futures::Notified;

use super::plan::{AHEAD, PlanFor, Recipient, digests, plan};
use super::subscribers::{Subscriber, Subscribers};
use super::why::{ReminderFacts, explain};
use crate::accounts::{Directory, Shown};
use crate::model::{
    AccountId, ChatId, Event, EventId, EventPlan, Explanation, MessageId, ProfileDefaults, Reminder, UserId,
};
use crate::store::{self, Announcement, AnnouncementKind, Shard, Store};

/// How many events to plan in one step.
const EVENTS_A_STEP: usize = 500;

/// How much further ahead a changed event is planned: the process that planned the next days may have missed it, but by
/// less than this.
const MARGIN: Duration = Duration::days(1);

/// How often the next days are planned.
const PLANNED_EVERY: Duration = Duration::days(1);

/// How long after a reminder "in 10 minutes" counts as an answer to it.
const JUST_NOW: Duration = Duration::hours(1);

/// How long ago or how far ahead an event may be that "snooze" can refer to without naming it.
const RECENT_PAST: Duration = Duration::hours(12);
const RECENT_FUTURE: Duration = Duration::days(2);

/// The schedule of all accounts. Clones share the same state.
#[derive(Clone)]
pub struct Schedule {
    inner: Arc<ScheduleInner>,
}

struct ScheduleInner {
    store: Store,
    directory: Directory,
    subscribers: Subscribers,
    /// People's accounts that may have notices.
    noticed: Mutex<BTreeSet<AccountId>>,
    /// Signals that something has changed that the loop does not know.
    changed: Notify,
}

impl Schedule {
    /// The schedule of all accounts that the directory knows.
    #[must_use]
    pub fn new(directory: Directory, defaults: ProfileDefaults) -> Self {
        let (store, subscribers) = (directory.store().clone(), Subscribers::new(directory.clone(), defaults));
        let (noticed, changed) = (Mutex::default(), Notify::new());
        Self { inner: Arc::new(ScheduleInner { store, directory, subscribers, noticed, changed }) }
    }

    /// Plans the reminders of these events again from the copy of the calendar, and deletes those of events that are
    /// gone. Messages that have already announced them will be edited.
    ///
    /// Can be repeated without sending anything twice.
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
        let recipients = self.inner.subscribers.recipients(account).await?;
        for ids in ids.chunks(EVENTS_A_STEP) {
            self.put_plans(account, ids, &recipients, origin, now).await?;
            self.inner.store.put_amends(account, ids).await?;
        }
        self.publish().await
    }

    /// Plans the reminders of all events of an account again, because the subscribers or their leads have changed here:
    /// a lead that is already past is skipped.
    pub async fn replan_all(&self, account: &AccountId, now: DateTime<Utc>) -> Result<(), store::Error> {
        let subscribers = self.inner.subscribers.of(account).await?;
        self.plan_digests(&subscribers, now).await?;
        let recipients: Vec<Recipient> = subscribers.into_iter().map(|subscriber| subscriber.recipient).collect();
        let ids = self.inner.store.event_ids(account).await?;
        for ids in ids.chunks(EVENTS_A_STEP) {
            self.put_plans(account, ids, &recipients, PlanFor::ChangedSettings, now).await?;
        }
        self.publish().await
    }

    /// Plans what is due in the next days, if the last time was a day ago; returns the time up to which it is now
    /// planned, if that has changed. `since` is the time up to which it was planned before.
    pub async fn plan_ahead(
        &self,
        account: &AccountId,
        since: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, store::Error> {
        let until = now + AHEAD;
        let since = since.unwrap_or(now);
        if until - since < PLANNED_EVERY {
            return Ok(None);
        }
        let recipients = self.inner.subscribers.recipients(account).await?;
        let ids = self.inner.store.event_ids(account).await?;
        for ids in ids.chunks(EVENTS_A_STEP) {
            self.put_plans(account, ids, &recipients, PlanFor::NextDays { since }, now).await?;
        }
        if !ids.is_empty() {
            self.publish().await?;
        }
        Ok(Some(until))
    }

    /// Reminds a chat of an event again at `at`, or at the end of the quiet hours that it is in; returns the time.
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

    /// Ends all reminders of an event in a chat; messages that announced it stay as they are.
    pub async fn end(
        &self,
        account: &AccountId,
        event: &Event,
        chat: ChatId,
        now: DateTime<Utc>,
    ) -> Result<(), store::Error> {
        let store = &self.inner.store;
        store.end_reminders(account, &event.id, chat).await?;
        // Reminders that are not planned yet, because they are due later, must not be planned.
        let recipients = self.inner.subscribers.recipients(account).await?;
        let mut plan = plan(event, account, &recipients, now, PlanFor::ChangedSettings);
        let (ended, others) = plan.coming.drain(..).partition(|reminder| reminder.chat == chat);
        (plan.coming, plan.nearest) = (others, plan.nearest.into_iter().filter(|near| near.chat != chat).collect());
        plan.passed.extend::<Vec<Reminder>>(ended);
        store.put_plans(&[plan.until(now + AHEAD + MARGIN)], now).await?;
        for sent in store.announcements(account, &event.id).await? {
            if sent.chat == chat && !sent.is_done {
                let until = sent.event.when.end(sent.event.zone);
                store.put_announcement(account, &Announcement { is_done: true, ..sent }, until, now).await?;
            }
        }
        self.publish().await
    }

    /// The event around `now` that this chat was last reminded of.
    pub async fn last_announced(
        &self,
        chat: ChatId,
        now: DateTime<Utc>,
    ) -> Result<Option<(AccountId, Event)>, store::Error> {
        self.last_of(chat, now, |_| true).await
    }

    /// The event that this chat was reminded of within the hour before `now`.
    pub async fn just_reminded(
        &self,
        chat: ChatId,
        now: DateTime<Utc>,
    ) -> Result<Option<(AccountId, Event)>, store::Error> {
        let is_recent = |sent: &Announcement| sent.sent.is_some_and(|at| now - at < JUST_NOW);
        self.last_of(chat, now, |sent| sent.kind == AnnouncementKind::Reminder && is_recent(sent)).await
    }

    async fn last_of(
        &self,
        chat: ChatId,
        now: DateTime<Utc>,
        is_meant: impl Fn(&Announcement) -> bool,
    ) -> Result<Option<(AccountId, Event)>, store::Error> {
        let store = &self.inner.store;
        let mut last: Option<(MessageId, AccountId, Event)> = None;
        for account in &self.inner.directory.told_in(chat).await? {
            let events = store.events_between(account, now - RECENT_PAST, now + RECENT_FUTURE, chrono_tz::UTC).await?;
            for event in events {
                for sent in store.announcements(account, &event.id).await? {
                    let is_here = sent.chat == chat && is_meant(&sent);
                    if is_here && last.as_ref().is_none_or(|(message, _, _)| sent.message.0 > message.0) {
                        last = Some((sent.message, account.clone(), event.clone()));
                    }
                }
            }
        }
        Ok(last.map(|(_, account, event)| (account, event)))
    }

    /// Which reminders of an event were sent to a chat, which will come, and why others don't.
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

    /// The number of planned reminders.
    pub async fn pending(&self) -> Result<u64, store::Error> {
        let counts = self.inner.store.count_reminders().await?;
        Ok(counts.due + counts.taken)
    }

    /// Wakes the loop of this process: something in the schedule has changed, or there are notices.
    pub fn wake(&self) {
        self.inner.changed.notify_one();
    }

    /// Wakes the loop of this process: an account may have notices.
    pub fn look_for_notices(&self, account: &AccountId) {
        if !self.inner.directory.shared().iter().any(|shared| shared.id == *account) {
            self.noticed().insert(account.clone());
        }
        self.wake();
    }

    /// The accounts that have notices waiting or taken.
    pub(super) async fn accounts_with_notices(&self) -> Result<Vec<AccountId>, store::Error> {
        let shared = self.inner.directory.shared().iter().map(|account| account.id.clone());
        let own = std::mem::take(&mut *self.noticed());
        let accounts: Vec<AccountId> = shared.chain(own.iter().cloned()).collect();
        let found = match self.inner.store.accounts_with_notices(&accounts).await {
            Ok(found) => found,
            Err(error) => {
                self.noticed().extend(own);
                return Err(error);
            }
        };
        let found: Vec<AccountId> = found.into_iter().cloned().collect();
        self.noticed().extend(found.iter().filter(|account| own.contains(*account)).cloned());
        Ok(found)
    }

    fn noticed(&self) -> MutexGuard<'_, BTreeSet<AccountId>> {
        self.inner.noticed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits to be woken.
    pub(super) fn woken(&self) -> Notified<'_> {
        self.inner.changed.notified()
    }

    /// Moves everything that a group has to the supergroup it has become.
    pub(super) async fn follow(&self, from: ChatId, to: ChatId, now: DateTime<Utc>) -> Result<(), store::Error> {
        self.inner.store.move_chat(from, to).await?;
        for account in &self.inner.directory.told_in(to).await? {
            self.replan_all(account, now).await?;
        }
        Ok(())
    }

    /// Plans the next digests of a chat, because its settings have changed.
    pub async fn plan_digest(&self, chat: ChatId, now: DateTime<Utc>) -> Result<(), store::Error> {
        let subscriber = self.inner.subscribers.find(chat).await?;
        self.plan_digests(subscriber.as_slice(), now).await
    }

    /// Plans the next digests of chats, and deletes those of chats that want none. They are stored with the first
    /// account from the settings, or, for a person who does not share it or if there is none, with an account that
    /// stands for all their calendars. When it changes which one applies, those stored with the other are deleted.
    pub(super) async fn plan_digests(
        &self,
        subscribers: &[Subscriber],
        now: DateTime<Utc>,
    ) -> Result<(), store::Error> {
        let mut plans = Vec::new();
        for Subscriber { recipient, digest, .. } in subscribers {
            let first = recipient.was.unwrap_or(recipient.chat);
            let (home, other) = self.digest_homes(first).await?;
            let event = Reminder::digest_event(first);
            let coming = digest.map(|at| digests(recipient, &home, at, now)).unwrap_or_default();
            plans.extend(other.map(|other| EventPlan::none(&other, &event)));
            plans.push(EventPlan { coming, ..EventPlan::none(&home, &event) });
        }
        self.inner.store.put_plans(&plans, now).await?;
        Ok(())
    }

    /// The account that a chat's digests are stored with, and the other that may have older ones.
    async fn digest_homes(&self, chat: ChatId) -> Result<(AccountId, Option<AccountId>), store::Error> {
        let directory = &self.inner.directory;
        let shared = directory.shared().first().map(|account| account.id.clone());
        let (own, is_shared) = match u64::try_from(chat.0).map(UserId) {
            Ok(user) => (AccountId::of_all(user), directory.members().has(user).await?),
            // A group may be linked to one calendar, and later to another.
            Err(_) => (AccountId::of_group(chat), true),
        };
        Ok(match shared {
            Some(shared) if is_shared => (shared, Some(own)),
            Some(_) | None => (own, shared),
        })
    }

    /// The calendars that a chat gets reminders of, and their names there.
    pub(super) async fn shown_in(&self, chat: ChatId) -> Result<Shown, store::Error> {
        self.inner.directory.shown_in(chat).await
    }

    /// The shards whose reminders this process sends: those of the accounts from the settings, and those it holds.
    pub(super) fn shards(&self) -> BTreeSet<Shard> {
        let shared = self.inner.directory.shared().iter().map(|account| Shard::of(&account.id));
        shared.chain(self.inner.directory.held()).collect()
    }

    pub(super) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(super) fn subscribers(&self) -> &Subscribers {
        &self.inner.subscribers
    }

    /// Tells the loops of all processes.
    async fn publish(&self) -> Result<(), store::Error> {
        self.inner.store.raise_schedule_version().await?;
        self.wake();
        Ok(())
    }

    /// Plans the reminders of some events, and plans again those events that have changed by the time that is written:
    /// another process may have planned the newer ones before us, and an outdated plan must not stay.
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
                Some(event) => plan(event, account, recipients, now, origin).until(now + AHEAD + MARGIN),
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

    /// Adds the nearest useful reminder for chats that were not told about the event as it is.
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
