//! What reached us from Telegram, in our own words: this is what the durable inbox keeps.

use std::ops::Range;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{CallbackId, ChatId, FileId, MessageId, ThreadId, UpdateId, UserId};

/// A message, a pressed button, or something that happened to a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incoming {
    /// Telegram's update.
    pub id: UpdateId,
    /// Where.
    pub chat: ChatId,
    /// What kind of chat that is.
    pub chat_kind: ChatKind,
    /// The topic, in a group with topics: what is answered is answered there.
    #[serde(default)]
    pub thread: Option<ThreadId>,
    /// Who.
    pub user: UserId,
    /// The person's interface language at Telegram, an IETF tag such as `ms` or `zh-hans`.
    pub language: Option<String>,
    /// What they call themselves, for those who hear what they did; nothing where Telegram does not say.
    #[serde(default)]
    pub name: Option<String>,
    /// When it was sent, by Telegram's clock, in whole seconds.
    pub sent: DateTime<Utc>,
    /// When a forwarded message was first written.
    #[serde(default)]
    pub forwarded: Option<DateTime<Utc>>,
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
        /// Times that the person's app has formatted, in the order of the text.
        #[serde(default)]
        times: Vec<FormattedTime>,
    },
    /// Text that was meant for us and that the person has edited since, or that Telegram says was edited: what it is now.
    Edited {
        /// The message.
        message: MessageId,
        /// Its text now.
        text: String,
        /// The message of ours that it replies to.
        reply_to: Option<MessageId>,
        /// Times that the person's app has formatted.
        times: Vec<FormattedTime>,
        /// When it was edited; `sent` is when it was first sent.
        edited_at: DateTime<Utc>,
    },
    /// A calendar file (`.ics`).
    File {
        /// The message.
        message: MessageId,
        /// The file at Telegram.
        file: FileId,
        /// Its name.
        name: String,
        /// Its size in bytes, as Telegram says.
        size: u32,
    },
    /// A pin on the map.
    Location {
        /// The message.
        message: MessageId,
        /// Where the pin is.
        at: GeoPoint,
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

/// A moment that the person's app has formatted in a text: it is exact, whatever the words say (Bot API, `date_time`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormattedTime {
    /// The words, as byte offsets into the text.
    pub range: Range<usize>,
    /// The moment.
    pub at: DateTime<Utc>,
    /// Whether the app shows the time of day too; otherwise only the day is meant.
    pub has_time: bool,
}

/// A place on the earth, in millionths of a degree: about ten centimetres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GeoPoint {
    /// North of the equator.
    pub latitude: i32,
    /// East of Greenwich.
    pub longitude: i32,
}

impl GeoPoint {
    /// Millionths in a degree.
    const MICRO: f64 = 1_000_000.0;

    /// The point at these degrees; `None` when there is no such place.
    #[must_use]
    pub fn at(latitude: f64, longitude: f64) -> Option<Self> {
        let is_there = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        #[expect(clippy::cast_possible_truncation, reason = "180 million fits")]
        let micro = |degrees: f64| (degrees * Self::MICRO).round() as i32;
        is_there.then(|| Self { latitude: micro(latitude), longitude: micro(longitude) })
    }

    /// Its latitude and longitude in degrees.
    #[must_use]
    pub fn degrees(self) -> (f64, f64) {
        (f64::from(self.latitude) / Self::MICRO, f64::from(self.longitude) / Self::MICRO)
    }
}

impl Incoming {
    /// When its words were written: relative words are relative to this.
    #[must_use]
    pub fn written(&self) -> DateTime<Utc> {
        self.forwarded.unwrap_or(self.sent)
    }

    /// The message that a person sent, or that carries the button they pressed.
    #[must_use]
    pub fn message(&self) -> Option<MessageId> {
        match &self.kind {
            IncomingKind::Text { message, .. }
            | IncomingKind::Edited { message, .. }
            | IncomingKind::File { message, .. }
            | IncomingKind::Location { message, .. }
            | IncomingKind::Wordless { message }
            | IncomingKind::Unreadable { message } => Some(*message),
            IncomingKind::Pressed { message, .. } => *message,
            IncomingKind::Left | IncomingKind::Joined | IncomingKind::Moved { .. } => None,
        }
    }
}
