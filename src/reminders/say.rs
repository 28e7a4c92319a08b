//! Saying one message of reminders, and keeping in mind what it says.

use chrono::{DateTime, Utc};

use super::due::{Saying, What};
use super::listeners::Listener;
use super::push::{Pushed, Pushing};
use super::{Failure, Reminders};
use crate::model::{
    AccountId, AgoOrAhead, ChatId, Event, MessageId, Press, Said, SeenEvent, TakenReminder, Token, Who,
};
use crate::speech::{Buttons, Card, Keyboard, Label, Reply, render};
use crate::store::{self, Told};

impl Reminders {
    /// Says one message; says whether the chat can be had.
    pub(super) async fn say(
        &self,
        pushing: Pushing<'_>,
        saying: &Saying,
        listener: &Listener,
        now: DateTime<Utc>,
    ) -> Result<bool, Failure> {
        let lane = saying.taken[0].reminder.chat;
        let reply = match &saying.what {
            What::One { event, reminder, starts, late } => {
                let keyboard = self.cancel_button(saying, event, now).await?;
                let (card, reminder) = (Card::of(event), reminder.clone());
                Reply::Reminder { card, reminder, starts: *starts, late: *late, keyboard }
            }
            What::Late(events) => {
                let cards = events.iter().map(|(event, starts)| (Card::of(event), *starts)).collect();
                Reply::LateReminders { cards }
            }
        };
        match self.push(pushing, saying.chat, render(&reply, &listener.voice, now)).await? {
            Pushed::As(chat, message) => {
                self.count(saying);
                self.ack(lane, &saying.taken).await;
                self.remember(saying, chat, message, now).await?;
            }
            Pushed::Refused => {
                dropped("refused", saying.taken.len());
                self.ack(lane, &saying.taken).await;
            }
            // It comes again after a while.
            Pushed::Away => {
                metrics::counter!("janji_reminders_failed_total").increment(1);
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The button that cancels the event, whose record is stored before anybody can press it. However often it is
    /// tried, it is one record.
    async fn cancel_button(&self, saying: &Saying, event: &Event, now: DateTime<Utc>) -> Result<Keyboard, Failure> {
        let reminder = &saying.taken[0].reminder;
        let seen = SeenEvent { account: reminder.account.clone(), event: event.clone(), is_cancelled: false };
        let (handle, keyboard) = Buttons::new(Token::derive(&self.inner.secret, &[&reminder.id]))
            .row([(Label::Cancel, Press::Cancel { seen })])
            .finish(saying.chat, Who::Anyone, end_of(&saying.taken[0]));
        self.inner.store.put_handle(&handle, now).await?;
        Ok(keyboard)
    }

    /// Keeps where events were told, for changes of them and for replies to a message of one.
    async fn remember(
        &self,
        saying: &Saying,
        chat: ChatId,
        message: MessageId,
        now: DateTime<Utc>,
    ) -> Result<(), store::Error> {
        let events: Vec<(&Event, AgoOrAhead)> = match &saying.what {
            What::One { event, starts, .. } => vec![(event, *starts)],
            What::Late(events) => events.iter().map(|(event, starts)| (event, *starts)).collect(),
        };
        let accounts = saying.taken.iter().map(|taken| taken.reminder.account.clone());
        let named: Vec<(AccountId, Event)> = accounts.zip(events.iter().map(|(event, _)| (*event).clone())).collect();
        if let [(account, event)] = named.as_slice() {
            let said = Said { account: account.clone(), event: event.id.clone(), until: end_of(&saying.taken[0]) };
            self.inner.store.put_said(chat, message, &said, now).await?;
        }
        for (place, taken) in saying.taken.iter().enumerate() {
            let mut beside = named.clone();
            let (account, event) = beside.remove(place);
            let has_begun = matches!(events[place].1, AgoOrAhead::Ago(_));
            let told = Told { chat, message, event: event.clone(), has_begun, beside };
            self.inner.store.put_told(&account, &told, end_of(taken), now).await?;
            self.amend_if_changed(&account, &event).await?;
        }
        Ok(())
    }

    /// An event that changed while it was being said is amended as any other.
    async fn amend_if_changed(&self, account: &AccountId, event: &Event) -> Result<(), store::Error> {
        let is = self.inner.event(account, &event.id).await?;
        if is.is_none_or(|is| is.looks_other_than(event)) {
            self.inner.store.put_amends(account, std::slice::from_ref(&event.id)).await?;
            self.wake();
        }
        Ok(())
    }

    fn count(&self, saying: &Saying) {
        let now = self.inner.clock.now();
        for TakenReminder { reminder, .. } in &saying.taken {
            let late = (now - reminder.due).to_std().unwrap_or_default();
            metrics::histogram!("janji_reminder_late_seconds").record(late);
        }
        let is_late = match &saying.what {
            What::One { late, .. } => late.is_some(),
            What::Late(_) => true,
        };
        let name = if is_late { "janji_reminders_late_total" } else { "janji_reminders_sent_total" };
        metrics::counter!(name).increment(u64::try_from(saying.taken.len()).unwrap_or(0));
    }
}

/// When the event of a reminder is over.
fn end_of(taken: &TakenReminder) -> DateTime<Utc> {
    taken.reminder.until - crate::model::Reminder::KEPT
}

/// Counts reminders that are not said.
pub(super) fn dropped(why: &'static str, count: usize) {
    metrics::counter!("janji_reminders_dropped_total", "why" => why).increment(u64::try_from(count).unwrap_or(0));
}
