//! The message that reminds: what it says, and what its buttons do. Pure.

use chrono::{DateTime, Utc};

use super::due::{Content, Message};
use crate::model::{AccountId, ChatId, Event, Handle, Press, SeenEvent, Token, Who};
use crate::speech::{Buttons, Card, Keyboard, Label, Reply};

/// A reply, and the record of its buttons, which is stored before anybody can press one.
#[derive(Debug)]
pub struct WithButtons {
    /// What is said.
    pub reply: Reply,
    /// What the buttons do, if there are any.
    pub handle: Option<Handle>,
}

/// The message as it is sent. However often it is tried, its buttons are one record.
#[must_use]
pub fn reply(message: &Message, secret: &[u8; 16]) -> WithButtons {
    match &message.content {
        Content::One { event, reminder, starts, late } => {
            let token = Token::derive(secret, &[&reminder.id]);
            let (handle, keyboard) = buttons(token, message.chat, &reminder.account, event, reminder.event_end());
            let (card, reminder) = (Card::of(event), reminder.clone());
            let reply = Reply::Reminder { card, reminder, starts: *starts, late: *late, keyboard };
            WithButtons { reply, handle: Some(handle) }
        }
        Content::Late(events) => {
            let cards = events.iter().map(|(event, starts)| (Card::of(event), *starts)).collect();
            WithButtons { reply: Reply::LateReminders { cards }, handle: None }
        }
    }
}

/// The buttons of a reminder: cancel its event.
#[must_use]
pub fn buttons(
    token: Token,
    chat: ChatId,
    account: &AccountId,
    event: &Event,
    until: DateTime<Utc>,
) -> (Handle, Keyboard) {
    let seen = SeenEvent { account: account.clone(), event: event.clone(), is_cancelled: false };
    Buttons::new(token).row([(Label::Cancel, Press::Cancel { seen })]).finish(chat, Who::Anyone, until)
}
