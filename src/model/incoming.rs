//! What reached us from Telegram, in our own words: this is what the durable inbox keeps.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{CallbackId, ChatId, MessageId, UpdateId, UserId};

/// A message, a pressed button, or something that happened to a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incoming {
    /// Telegram's update.
    pub id: UpdateId,
    /// Where.
    pub chat: ChatId,
    /// What kind of chat that is.
    pub chat_kind: ChatKind,
    /// Who.
    pub user: UserId,
    /// The person's interface language at Telegram, an IETF tag such as `ms` or `zh-hans`.
    pub language: Option<String>,
    /// When it was sent, by Telegram's clock, in whole seconds: relative words are relative to this.
    pub sent: DateTime<Utc>,
    /// What it was.
    pub kind: IncomingKind,
}

/// The kinds of chat we know; channels are not served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChatKind {
    /// One person.
    Private,
    /// A group or supergroup.
    Group,
}

/// What reached us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum IncomingKind {
    /// Text that is meant for us: in groups a command, a mention of us (cut out of `text`) or a reply to us.
    Text {
        /// The message.
        message: MessageId,
        /// Its text; `/cmd@ourname` has become `/cmd`.
        text: String,
        /// The message of ours that it replies to.
        reply_to: Option<MessageId>,
    },
    /// A photo, sticker, voice or anything else without text, in a private chat.
    Wordless {
        /// The message.
        message: MessageId,
    },
    /// A message of no kind that we can read, perhaps text with newer formatting, in a private chat.
    Unreadable {
        /// The message.
        message: MessageId,
    },
    /// A pressed button.
    Pressed {
        /// To be answered within a minute.
        callback: CallbackId,
        /// The message that carries the button, if Telegram still shows it.
        message: Option<MessageId>,
        /// What the button carries.
        data: String,
    },
    /// The person blocked us, or the group removed us.
    Left,
    /// The person unblocked us, or the group took us in.
    Joined,
    /// The group became a supergroup.
    Moved {
        /// Its new number.
        to: ChatId,
    },
}

impl Incoming {
    /// The message that a person sent, or that carries the button they pressed.
    #[must_use]
    pub fn message(&self) -> Option<MessageId> {
        match &self.kind {
            IncomingKind::Text { message, .. }
            | IncomingKind::Wordless { message }
            | IncomingKind::Unreadable { message } => Some(*message),
            IncomingKind::Pressed { message, .. } => *message,
            IncomingKind::Left | IncomingKind::Joined | IncomingKind::Moved { .. } => None,
        }
    }
}
