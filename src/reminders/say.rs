//! Saying one message of reminders, and keeping in mind that it was said.

use chrono::{DateTime, Utc};
use futures::FutureExt;
use std::panic::AssertUnwindSafe;
use tokio_util::sync::CancellationToken;

use super::due::{Saying, What};
use super::push::{Pushed, Pushing};
use super::tick::LEASE;
use super::{Failure, Reminders};
use crate::clock::pause;
use crate::model::{AccountId, ChatId, Event, MessageId, Press, Said, SeenEvent, Token, Who};
use crate::speech::{Buttons, Card, Keyboard, Label, Reply, render};
use crate::store::{self, Taken, Told};
use crate::telegram::{Claim, Outbox};

/// How often it is tried to keep in mind that something was said, while storage is away.
const TRIES_TO_ACK: u32 = 40;

/// The wait between two such tries.
const BETWEEN_TRIES: std::time::Duration = std::time::Duration::from_millis(250);

impl Reminders {
    /// Says one message; one that panics is dropped, so that it costs nobody else's.
    pub(super) async fn say(
        &self,
        outbox: &Outbox,
        saying: &Saying,
        now: DateTime<Utc>,
        stop: &CancellationToken,
    ) -> Result<(), Failure> {
        if let Ok(outcome) = AssertUnwindSafe(self.try_to_say(outbox, saying, now, stop)).catch_unwind().await {
            return outcome;
        }
        metrics::counter!("janji_errors_total", "class" => "reminders").increment(1);
        tracing::error!(chat.id = saying.chat.0, "a reminder panicked and was dropped");
        self.ack(&saying.taken).await
    }

    async fn try_to_say(
        &self,
        outbox: &Outbox,
        saying: &Saying,
        now: DateTime<Utc>,
        stop: &CancellationToken,
    ) -> Result<(), Failure> {
        let store = &self.inner.store;
        let claim = Claim::leased(self.inner.clock.stopwatch(), LEASE);
        let is_mine = store.hold(&saying.taken.iter().collect::<Vec<_>>(), LEASE).await?;
        if is_mine.contains(&false) {
            // Somebody gave up on us and says it; what is left of it comes again when our lease runs out.
            return Ok(());
        }
        let Some(listener) = self.inner.listener(saying.chat).await? else {
            return self.ack(&saying.taken).await;
        };
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
        let pushing = Pushing { outbox, claim: &claim, stop };
        let pushed = tokio::select! {
            pushed = self.push(pushing, saying.chat, render(&reply, &listener.voice, now)) => pushed?,
            // Frozen for longer than the lease while it waited its turn: somebody else says it.
            () = self.until_lost(&saying.taken, &claim) => return Ok(()),
        };
        match pushed {
            Pushed::As(chat, message) => {
                self.count(saying);
                self.ack(&saying.taken).await?;
                self.remember(saying, chat, message, now).await?;
            }
            Pushed::Refused => {
                dropped("refused", saying.taken.len());
                self.ack(&saying.taken).await?;
            }
            // It stays in hand, and comes again when the lease runs out.
            Pushed::Away => metrics::counter!("janji_reminders_failed_total").increment(1),
        }
        Ok(())
    }

    /// Holds reminders while they wait to be sent; returns when one is not ours any more.
    async fn until_lost(&self, taken: &[Taken], claim: &Claim) {
        let taken: Vec<&Taken> = taken.iter().collect();
        loop {
            pause(LEASE / 3).await;
            let since = self.inner.clock.stopwatch();
            match self.inner.store.hold(&taken, LEASE).await {
                Ok(is_mine) if is_mine.contains(&false) => return,
                Ok(_) => claim.renew(since),
                // The claim runs out by itself, as the lease does.
                Err(_) => {}
            }
        }
    }

    /// The button that cancels the event, whose record is stored before anybody can press it.
    async fn cancel_button(&self, saying: &Saying, event: &Event, now: DateTime<Utc>) -> Result<Keyboard, Failure> {
        let account = saying.taken[0].reminder.account.clone();
        let seen = SeenEvent { account, event: event.clone(), is_cancelled: false };
        let (handle, keyboard) = Buttons::new(Token::from_random(rand::random()))
            .row([(Label::Cancel, Press::Cancel { seen })])
            .finish(saying.chat, Who::Anyone, end_of(saying));
        self.inner.store.put_handle(&handle, now).await?;
        Ok(keyboard)
    }

    /// Acknowledges, also when storage is away for a moment: what was said must not be said again for that.
    pub(super) async fn ack(&self, taken: &[Taken]) -> Result<(), Failure> {
        let taken: Vec<&Taken> = taken.iter().collect();
        for _ in 1..TRIES_TO_ACK {
            if self.inner.store.ack(&taken).await.is_ok() {
                return Ok(());
            }
            pause(BETWEEN_TRIES).await;
        }
        self.inner.store.ack(&taken).await?;
        Ok(())
    }

    /// Keeps where the event was told, for replies to that message and for changes of the event.
    async fn remember(
        &self,
        saying: &Saying,
        chat: ChatId,
        message: MessageId,
        now: DateTime<Utc>,
    ) -> Result<(), store::Error> {
        let What::One { event, .. } = &saying.what else { return Ok(()) };
        let (account, until) = (&saying.taken[0].reminder.account, end_of(saying));
        let said = Said { account: account.clone(), event: event.id.clone(), until };
        let told = Told { chat, message, event: Event::clone(event) };
        tokio::try_join!(
            self.inner.store.put_said(chat, message, &said, now),
            self.inner.store.put_told(account, &told, until, now),
        )?;
        self.amend_if_changed(account, event).await
    }

    /// An event that changed while it was being said is amended as any other.
    async fn amend_if_changed(&self, account: &AccountId, event: &Event) -> Result<(), store::Error> {
        let is = self.inner.event(account, &event.id).await?;
        if is.is_none_or(|is| is.looks_other_than(event)) {
            self.inner.store.put_amends(account, std::slice::from_ref(&event.id)).await?;
        }
        Ok(())
    }

    fn count(&self, saying: &Saying) {
        let now = self.inner.clock.now();
        for Taken { reminder, .. } in &saying.taken {
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
fn end_of(saying: &Saying) -> DateTime<Utc> {
    let reminder = &saying.taken[0].reminder;
    reminder.until - crate::model::Reminder::KEPT
}

/// Counts reminders that are not said.
pub(super) fn dropped(why: &'static str, count: usize) {
    metrics::counter!("janji_reminders_dropped_total", "why" => why).increment(u64::try_from(count).unwrap_or(0));
}
