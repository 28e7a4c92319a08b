//! What a reminder's message becomes when its event changes after it went out.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::panic::AssertUnwindSafe;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::FutureExt;
use futures::future::try_join_all;
use tokio_util::sync::CancellationToken;

use super::listeners::Listener;
use super::{Failure, Reminders};
use crate::clock::Stopwatch;
use crate::model::{AccountId, Event, EventId, Press, SeenEvent, Token, Who};
use crate::speech::{Buttons, Card, Label, Reply, render};
use crate::store::{Amend, Told};
use crate::telegram::{Delivery, Outbox, Priority, Undelivered, What};

/// How many events are amended in one step.
const AMENDS_A_STEP: usize = 50;

/// How long an event is left alone whose messages could not be amended.
const BETWEEN_TRIES: Duration = Duration::from_secs(15);

/// The events whose messages are being amended, and of the others that could not be, since when.
#[derive(Debug, Default)]
pub(super) struct Amending(Mutex<HashMap<(AccountId, EventId), Option<Stopwatch>>>);

impl Amending {
    /// Whether it is to be tried now.
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

    /// It was tried, and is settled or is to be tried again.
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

impl Reminders {
    /// Begins to edit the messages that told of events which have changed since; says whether there were any.
    pub(super) async fn amend(
        &self,
        outbox: &Outbox,
        now: DateTime<Utc>,
        stop: &CancellationToken,
    ) -> Result<bool, Failure> {
        let mut is_begun = false;
        for amend in self.inner.store.amends(AMENDS_A_STEP).await? {
            if !self.inner.amending.begin(&amend) {
                continue;
            }
            is_begun = true;
            let (reminders, outbox, stop) = (self.clone(), outbox.clone(), stop.clone());
            self.inner.tasks.spawn(async move {
                // Told to stop, it is left for whoever comes next: an edit can be repeated.
                let amended = reminders.amend_one(&outbox, &amend, now);
                let is_settled = matches!(stop.run_until_cancelled(amended).await, Some(Ok(true)));
                let tried = (!is_settled).then(|| reminders.inner.clock.stopwatch());
                reminders.inner.amending.end(&amend, tried);
                if is_settled {
                    reminders.wake();
                }
            });
        }
        Ok(is_begun)
    }

    /// Edits the messages of one event, side by side; says whether all of them are as they should be.
    async fn amend_one(&self, outbox: &Outbox, amend: &Amend, now: DateTime<Utc>) -> Result<bool, Failure> {
        let event = self.inner.event(&amend.account, &amend.event).await?;
        let told = self.inner.store.told(&amend.account, &amend.event).await?;
        let amended =
            told.into_iter().map(|told| self.amend_or_forget(outbox, &amend.account, told, event.as_ref(), now));
        let are_settled: Vec<bool> = try_join_all(amended).await?;
        let is_settled = are_settled.into_iter().all(|is_settled| is_settled);
        if is_settled {
            self.inner.store.amended(amend).await?;
        }
        Ok(is_settled)
    }

    /// Edits one message; one that panics costs no other message, and does not come again and again.
    async fn amend_or_forget(
        &self,
        outbox: &Outbox,
        account: &AccountId,
        told: Told,
        event: Option<&Event>,
        now: DateTime<Utc>,
    ) -> Result<bool, Failure> {
        let (id, chat, message) = (told.event.id.clone(), told.chat, told.message);
        let amended = AssertUnwindSafe(self.amend_message(outbox, account, told, event, now)).catch_unwind().await;
        if let Ok(amended) = amended {
            return amended;
        }
        metrics::counter!("janji_errors_total", "class" => "reminders").increment(1);
        tracing::error!(chat.id = chat.0, event.id = %id, "the change of a reminder panicked and was dropped");
        self.inner.store.forget_told(account, &id, chat, message).await?;
        Ok(true)
    }

    /// Edits one message, unless its chat does not hear reminders any more or its event is over; says whether it is as
    /// it should be.
    async fn amend_message(
        &self,
        outbox: &Outbox,
        account: &AccountId,
        told: Told,
        event: Option<&Event>,
        now: DateTime<Utc>,
    ) -> Result<bool, Failure> {
        let store = &self.inner.store;
        let listener = self.inner.listener(told.chat).await?;
        let Some(listener) = listener.filter(|l| now < told.event.when.end(l.recipient.zone)) else {
            store.forget_told(account, &told.event.id, told.chat, told.message).await?;
            return Ok(true);
        };
        let Some(reply) = self.amended(account, &told, event, &listener, now).await? else { return Ok(true) };
        let what = What::Edit { message: told.message, outgoing: render(&reply, &listener.voice, now) };
        match (outbox.deliver(Delivery { chat: told.chat, priority: Priority::Push, what }).await, event) {
            // A list says how each of its events was when it told of them.
            (Ok(_), _) if !told.beside.is_empty() => {}
            (Ok(_), Some(is)) => {
                let zone = listener.recipient.zone;
                let until = is.when.end(zone).max(told.event.when.end(zone));
                let has_begun = told.has_begun && is.when == told.event.when;
                let shown = Told { event: is.clone(), has_begun, ..told };
                store.put_told(account, &shown, until, now).await?;
            }
            (Err(Undelivered::Away), _) => return Ok(false),
            (Ok(_) | Err(Undelivered::Blocked | Undelivered::Moved(_) | Undelivered::Refused { .. }), _) => {
                store.forget_told(account, &told.event.id, told.chat, told.message).await?;
            }
        }
        Ok(true)
    }

    /// What a message is to say; nothing when it shows the event as it is.
    async fn amended(
        &self,
        account: &AccountId,
        told: &Told,
        event: Option<&Event>,
        listener: &Listener,
        now: DateTime<Utc>,
    ) -> Result<Option<Reply>, Failure> {
        if !told.beside.is_empty() {
            return Ok(Some(self.amended_list(told, event).await?));
        }
        let was = Card::of(&told.event);
        Ok(match event {
            None => Some(Reply::ReminderCancelled { was }),
            Some(is) if is.looks_other_than(&told.event) => {
                let seen = SeenEvent { account: account.clone(), event: is.clone(), is_cancelled: false };
                let parts = [&*told.chat.to_string(), &*told.message.to_string(), &*is.etag];
                let (handle, keyboard) = Buttons::new(Token::derive(&self.inner.secret, &parts))
                    .row([(Label::Cancel, Press::Cancel { seen })])
                    .finish(told.chat, Who::Anyone, is.when.end(listener.recipient.zone));
                self.inner.store.put_handle(&handle, now).await?;
                Some(Reply::ReminderChanged { was, is: Card::of(is), keyboard })
            }
            Some(_) => None,
        })
    }

    /// What a message that told of several late ones is to say.
    async fn amended_list(&self, told: &Told, event: Option<&Event>) -> Result<Reply, Failure> {
        let mut events = vec![(&told.event, event.cloned())];
        for (account, was) in &told.beside {
            events.push((was, self.inner.event(account, &was.id).await?));
        }
        events.sort_by_key(|(was, _)| was.when.start(was.zone));
        let cards = events.into_iter().map(|(was, is)| (Card::of(was), is.as_ref().map(Card::of))).collect();
        Ok(Reply::LateRemindersChanged { cards })
    }
}
