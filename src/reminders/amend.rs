//! What a reminder's message becomes when its event changes after it went out.

use chrono::{DateTime, Utc};

use super::{Failure, Reminders};
use crate::model::Event;
use crate::speech::{Card, Reply, render};
use crate::store::{Amend, Told};
use crate::telegram::{Delivery, Lane, Outbox, Undelivered, What};

/// How many events are amended in one step.
const AMENDS_A_STEP: usize = 50;

impl Reminders {
    /// Edits the messages that told of events which have changed since; says whether there were any.
    pub(super) async fn amend(&self, outbox: &Outbox, now: DateTime<Utc>) -> Result<bool, Failure> {
        let mut is_done = false;
        for amend in self.inner.store.amends(AMENDS_A_STEP).await? {
            if self.amend_one(outbox, &amend, now).await? {
                self.inner.store.amended(&amend).await?;
                is_done = true;
            }
        }
        Ok(is_done)
    }

    /// Edits the messages of one event; says whether all of them are as they should be.
    async fn amend_one(&self, outbox: &Outbox, amend: &Amend, now: DateTime<Utc>) -> Result<bool, Failure> {
        let store = &self.inner.store;
        let event = self.inner.event(&amend.account, &amend.event).await?;
        let mut is_settled = true;
        for told in store.told(&amend.account, &amend.event).await? {
            let listener = self.inner.listener(told.chat).await?;
            let Some(listener) = listener.filter(|l| now < told.event.when.end(l.recipient.zone)) else {
                store.forget_told(&amend.account, &amend.event, told.chat, told.message).await?;
                continue;
            };
            let Some(reply) = amended(&told.event, event.as_ref()) else { continue };
            let what = What::Edit { message: told.message, outgoing: render(&reply, &listener.voice, now) };
            match outbox.deliver(Delivery { chat: told.chat, lane: Lane::Push, what }).await {
                Ok(_) => match &event {
                    Some(is) => {
                        let until =
                            is.when.end(listener.recipient.zone).max(told.event.when.end(listener.recipient.zone));
                        let shown = Told { event: is.clone(), ..told };
                        store.put_told(&amend.account, &shown, until, now).await?;
                    }
                    None => store.forget_told(&amend.account, &amend.event, told.chat, told.message).await?,
                },
                Err(Undelivered::Away) => is_settled = false,
                Err(Undelivered::Blocked | Undelivered::Moved(_) | Undelivered::Refused { .. }) => {
                    store.forget_told(&amend.account, &amend.event, told.chat, told.message).await?;
                }
            }
        }
        Ok(is_settled)
    }
}

/// What a message that shows `was` is to say; nothing when it shows the event as it is.
fn amended(was: &Event, is: Option<&Event>) -> Option<Reply> {
    let was_card = Card::of(was);
    match is {
        None => Some(Reply::ReminderCancelled { was: was_card }),
        Some(is) if is.looks_other_than(was) => Some(Reply::ReminderMoved { was: was_card, is: Card::of(is) }),
        Some(_) => None,
    }
}
