//! Edits the messages that show an event (reminders and cards) if the event changed after they were sent.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::FutureExt;
use futures::future::try_join_all;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::card;
use super::due::ago_or_ahead;
use super::failure::Failure;
use super::plan::coming;
use super::schedule::Schedule;
use super::subscribers::Subscriber;
use crate::accounts::Shown;
use crate::clock::{Clock, Stopwatch};
use crate::model::{AccountId, ButtonToken, ChatId, Event, EventId, MessageId, SeenEvent, Who};
use crate::speech::{Buttons, Keyboard, Reply, render};
use crate::store::{Amend, Announcement, AnnouncementKind, OtherEvent, Store};
use crate::telegram::{Delivery, Outbox, Priority, Undelivered, What};

/// How many events to handle in one step.
const AMENDS_A_STEP: usize = 50;

/// How long to wait before a retry if an event's messages could not be edited.
const BETWEEN_TRIES: Duration = Duration::from_secs(15);

/// Edits messages.
pub(super) struct Amender {
    schedule: Schedule,
    outbox: Outbox,
    clock: Clock,
    tasks: TaskTracker,
    amending: Amending,
    /// The secret from which button tokens are derived.
    secret: [u8; 16],
}

/// The events whose messages are being edited, and those whose messages could not be, with the time since.
#[derive(Debug, Default)]
struct Amending(Mutex<HashMap<(AccountId, EventId), Option<Stopwatch>>>);

impl Amending {
    /// Whether to try it now.
    fn begin(&self, amend: &Amend) -> bool {
        let mut events = self.lock();
        events.retain(|_, tried| tried.is_none_or(|since| since.elapsed() < BETWEEN_TRIES));
        match events.entry((amend.account.clone(), amend.event.clone())) {
            Entry::Vacant(place) => {
                place.insert(None);
                true
            }
            Entry::Occupied(_) => false,
        }
    }

    /// Notes that it was tried, and is settled or must be tried again.
    fn end(&self, amend: &Amend, tried: Option<Stopwatch>) {
        let mut events = self.lock();
        events.remove(&(amend.account.clone(), amend.event.clone()));
        if tried.is_some() {
            events.insert((amend.account.clone(), amend.event.clone()), tried);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<(AccountId, EventId), Option<Stopwatch>>> {
        // Nothing panics while it is held.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Amender {
    pub(super) fn new(
        schedule: Schedule,
        outbox: Outbox,
        clock: Clock,
        tasks: TaskTracker,
        secret: [u8; 16],
    ) -> Arc<Self> {
        Arc::new(Self { schedule, outbox, clock, tasks, amending: Amending::default(), secret })
    }

    /// Starts to edit the messages about events that have changed since; true if there were any.
    pub(super) async fn amend(self: &Arc<Self>, now: DateTime<Utc>, stop: &CancellationToken) -> Result<bool, Failure> {
        let mut is_begun = false;
        for amend in self.store().amends(AMENDS_A_STEP).await? {
            if !self.amending.begin(&amend) {
                continue;
            }
            is_begun = true;
            let (amender, stop) = (Arc::clone(self), stop.clone());
            self.tasks.spawn(async move {
                // When told to stop, leave it for the next process: an edit can be repeated.
                let is_settled =
                    matches!(stop.run_until_cancelled(amender.amend_one(&amend, now)).await, Some(Ok(true)));
                let tried = (!is_settled).then(|| amender.clock.stopwatch());
                amender.amending.end(&amend, tried);
                if is_settled {
                    amender.schedule.wake();
                }
            });
        }
        Ok(is_begun)
    }

    /// Edits the messages of one event in parallel; true if all of them are now right.
    async fn amend_one(&self, amend: &Amend, now: DateTime<Utc>) -> Result<bool, Failure> {
        let event = self.event(&amend.account, &amend.event).await?;
        let shown = self.store().messages_about(&amend.account, &amend.event).await?;
        let latest: Vec<(ChatId, MessageId)> = shown
            .iter()
            .filter(|shown| shown.kind == AnnouncementKind::Card)
            .map(|card| (card.chat, card.message))
            .collect();
        let is_latest = |shown: &Announcement| {
            latest.iter().all(|(chat, message)| *chat != shown.chat || message.0 <= shown.message.0)
        };
        let amended = shown.into_iter().map(|shown| {
            let is_latest = is_latest(&shown);
            self.amend_or_forget(&amend.account, shown, is_latest, event.as_ref(), now)
        });
        let are_settled: Vec<bool> = try_join_all(amended).await?;
        let is_settled = are_settled.into_iter().all(|is_settled| is_settled);
        if is_settled {
            self.store().amended(amend).await?;
        }
        Ok(is_settled)
    }

    /// Edits one message. If that panics, no other message is affected, and it is not tried again.
    async fn amend_or_forget(
        &self,
        account: &AccountId,
        shown: Announcement,
        is_latest: bool,
        event: Option<&Event>,
        now: DateTime<Utc>,
    ) -> Result<bool, Failure> {
        let (id, chat, message) = (shown.event.id.clone(), shown.chat, shown.message);
        let amended = async {
            match shown.kind {
                AnnouncementKind::Reminder => self.amend_message(account, shown, event, now).await,
                AnnouncementKind::Card => self.amend_card(account, shown, is_latest, event, now).await,
            }
        };
        let amended = AssertUnwindSafe(amended).catch_unwind().await;
        if let Ok(amended) = amended {
            return amended;
        }
        metrics::counter!("janji_errors_total", "class" => "reminders").increment(1);
        tracing::error!(chat.id = chat.0, event.id = %id, "amending a reminder panicked; its message stays as it is");
        self.store().forget_announcement(account, &id, chat, message).await?;
        Ok(true)
    }

    /// Edits one message, unless its chat is no longer subscribed, can no longer see the calendar, or the event is
    /// over; true if the message is now right.
    async fn amend_message(
        &self,
        account: &AccountId,
        shown: Announcement,
        event: Option<&Event>,
        now: DateTime<Utc>,
    ) -> Result<bool, Failure> {
        if shown.is_done {
            return Ok(true);
        }
        let store = self.store();
        let subscribers = self.schedule.subscribers();
        let is_seen = self.sees_all(account, &shown).await?;
        let subscriber = if is_seen { subscribers.find(shown.chat).await? } else { None };
        let Some(subscriber) = subscriber.filter(|l| now < shown.event.when.end(l.recipient.zone)) else {
            store.forget_announcement(account, &shown.event.id, shown.chat, shown.message).await?;
            return Ok(true);
        };
        let Some(reply) = self.amended(account, &shown, event, &subscriber, now).await? else { return Ok(true) };
        let what = What::Edit { message: shown.message, outgoing: render(&reply, &subscriber.voice, now) };
        match (self.outbox.deliver(Delivery { chat: shown.chat, priority: Priority::Push, what }).await, event) {
            // A list shows how its events were when it was sent.
            (Ok(_), _) if !shown.beside.is_empty() => {}
            (Ok(_), Some(is)) => {
                let zone = subscriber.recipient.zone;
                let until = is.when.end(zone).max(shown.event.when.end(zone));
                let has_begun = shown.has_begun && is.when == shown.event.when;
                let before = shown.event.id.clone();
                let shown = Announcement { event: is.clone(), has_begun, is_gone: false, ..shown };
                store.put_announcement(account, &shown, until, now).await?;
                // The occurrence has a new id, under which the message is found from now on.
                if before.lasting() != is.id.lasting() {
                    store.forget_announcement(account, &before, shown.chat, shown.message).await?;
                }
            }
            // It was cancelled, and perhaps brought back.
            (Ok(_), None) => {
                let until = shown.event.when.end(subscriber.recipient.zone);
                store.put_announcement(account, &Announcement { is_gone: true, ..shown }, until, now).await?;
            }
            (Err(Undelivered::Away), _) => return Ok(false),
            (Err(Undelivered::Blocked | Undelivered::Moved(_) | Undelivered::Refused { .. }), _) => {
                store.forget_announcement(account, &shown.event.id, shown.chat, shown.message).await?;
            }
        }
        Ok(true)
    }

    /// Edits a card, so that it shows the event as it is now, or that it is gone; true if the card is now right. If the
    /// chat has a newer card, this is the last edit, and removes the buttons.
    async fn amend_card(
        &self,
        account: &AccountId,
        shown: Announcement,
        is_latest: bool,
        event: Option<&Event>,
        now: DateTime<Utc>,
    ) -> Result<bool, Failure> {
        let store = self.store();
        let forget = || store.forget_announcement(account, &shown.event.id, shown.chat, shown.message);
        let subscribers = self.schedule.subscribers();
        let is_seen = self.sees_all(account, &shown).await?;
        let subscriber = if is_seen { subscribers.unless_blocked(shown.chat).await? } else { None };
        let Some(subscriber) = subscriber.filter(|to| now < shown.event.when.end(to.recipient.zone)) else {
            forget().await?;
            return Ok(true);
        };
        let calendars = self.schedule.shown_in(shown.chat).await?;
        let reply = match event {
            Some(is) if shown.is_gone || is.looks_other_than(&shown.event) => {
                let seen = SeenEvent { account: account.clone(), event: is.clone(), is_cancelled: false };
                let keyboard = if is_latest { self.card_buttons(&shown, &seen, now).await? } else { Vec::new() };
                let leads = is.leads.as_deref().unwrap_or(&subscriber.recipient.leads);
                let plan = coming(is.when, leads, subscriber.recipient.zone, now);
                Reply::EventCard { card: card::of(&calendars, account, is), plan, keyboard }
            }
            None if !shown.is_gone => Reply::ReminderCancelled { was: card::of(&calendars, account, &shown.event) },
            Some(_) | None => return Ok(true),
        };
        let what = What::Edit { message: shown.message, outgoing: render(&reply, &subscriber.voice, now) };
        match self.outbox.deliver(Delivery { chat: shown.chat, priority: Priority::Push, what }).await {
            Err(Undelivered::Away) => return Ok(false),
            Ok(_) if is_latest => {
                let is = event.unwrap_or(&shown.event);
                if shown.event.id.lasting() != is.id.lasting() {
                    forget().await?;
                }
                let card = Announcement { event: is.clone(), is_gone: event.is_none(), ..shown };
                let until = is.when.end(subscriber.recipient.zone);
                store.put_announcement(account, &card, until, now).await?;
            }
            Ok(_) | Err(Undelivered::Blocked | Undelivered::Moved(_) | Undelivered::Refused { .. }) => {
                forget().await?;
            }
        }
        Ok(true)
    }

    /// Whether the chat of a message can see the calendars of all its events.
    async fn sees_all(&self, account: &AccountId, shown: &Announcement) -> Result<bool, Failure> {
        for account in std::iter::once(account).chain(shown.beside.iter().map(|(account, _)| account)) {
            if !self.schedule.subscribers().sees(account, shown.chat).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The buttons of a card.
    async fn card_buttons(
        &self,
        shown: &Announcement,
        seen: &SeenEvent,
        now: DateTime<Utc>,
    ) -> Result<Keyboard, Failure> {
        let parts = ["card", &*shown.chat.to_string(), &*shown.message.to_string(), &*seen.event.etag];
        let until = seen.event.when.end(seen.event.zone);
        let buttons =
            Buttons::new(ButtonToken::derive(&self.secret, &parts)).row(card::answers(seen)).row(card::usual(seen));
        let (handle, keyboard) = buttons.finish(shown.chat, Who::Anyone, until);
        self.store().put_handle(&handle, now).await?;
        Ok(keyboard)
    }

    /// The new content of a message; `None` if it shows the event as it is.
    async fn amended(
        &self,
        account: &AccountId,
        shown: &Announcement,
        event: Option<&Event>,
        subscriber: &Subscriber,
        now: DateTime<Utc>,
    ) -> Result<Option<Reply>, Failure> {
        let calendars = self.schedule.shown_in(shown.chat).await?;
        if !shown.beside.is_empty() {
            return Ok(Some(self.amended_list(account, shown, event, &calendars).await?));
        }
        let was = card::of(&calendars, account, &shown.event);
        Ok(match event {
            None => (!shown.is_gone).then_some(Reply::ReminderCancelled { was }),
            Some(is) if shown.is_gone || is.looks_other_than(&shown.event) => {
                let parts = [&*shown.chat.to_string(), &*shown.message.to_string(), &*is.etag];
                let until = is.when.end(subscriber.recipient.zone);
                let token = ButtonToken::derive(&self.secret, &parts);
                let (handle, keyboard) = card::buttons(
                    token,
                    shown.chat,
                    account,
                    is,
                    until,
                    is.when.start(subscriber.recipient.zone) <= now,
                );
                self.store().put_handle(&handle, now).await?;
                let card = card::of(&calendars, account, is);
                Some(if is.looks_other_than(&shown.event) {
                    Reply::ReminderChanged { was, is: card, keyboard }
                } else {
                    let starts = ago_or_ahead(is.when.start(subscriber.recipient.zone), now);
                    Reply::Reminder { card, starts, late: None, keyboard }
                })
            }
            Some(_) => None,
        })
    }

    /// The new content of a message that named several late events.
    async fn amended_list(
        &self,
        account: &AccountId,
        shown: &Announcement,
        event: Option<&Event>,
        calendars: &Shown,
    ) -> Result<Reply, Failure> {
        let mut events = vec![(account, shown.event.clone(), event.cloned())];
        for (account, OtherEvent { id }) in &shown.beside {
            let is = self.event(account, id).await?;
            // If that event is over, its own record may be gone.
            if let Some(was) = self.shown_of(account, id, shown).await?.or_else(|| is.clone()) {
                events.push((account, was, is));
            }
        }
        events.sort_by_key(|(_, was, _)| was.when.start(was.zone));
        let cards = events.into_iter().map(|(account, was, is)| {
            let card = |event| card::of(calendars, account, event);
            (card(&was), is.as_ref().map(card))
        });
        let cards = cards.collect();
        Ok(Reply::LateRemindersChanged { cards })
    }

    /// One of the other events of a message that names several, as the message shows it.
    async fn shown_of(&self, account: &AccountId, id: &EventId, by: &Announcement) -> Result<Option<Event>, Failure> {
        let shown = self.store().messages_about(account, id).await?;
        let of_message = shown.into_iter().find(|shown| shown.chat == by.chat && shown.message == by.message);
        Ok(of_message.map(|shown| shown.event))
    }

    /// An event as it is in the copy of the calendar.
    async fn event(&self, account: &AccountId, id: &EventId) -> Result<Option<Event>, Failure> {
        Ok(self.store().event(account, id).await?)
    }

    fn store(&self) -> &Store {
        self.schedule.store()
    }
}
