//! Messages as this Telegram keeps them, and their buttons.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};

use super::html::Entity;
use super::media::Media;
use super::people::seconds;
use super::{MessageId, UserId};

/// A message in a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Message {
    /// Its number in the chat.
    pub id: MessageId,
    /// When it was sent.
    pub sent: DateTime<Utc>,
    /// Who sent it.
    pub sender: Sender,
    /// What is in it.
    pub content: Content,
    /// Rows of buttons under it.
    pub keyboard: Vec<Vec<Button>>,
    /// The message that it replies to.
    pub reply_to: Option<MessageId>,
    /// When it was last edited.
    pub edited: Option<DateTime<Utc>>,
    /// Whether it came without a sound.
    pub is_silent: bool,
    /// The topic that it is in.
    pub thread: Option<i32>,
    /// When it was first written, if it was forwarded.
    pub forwarded: Option<DateTime<Utc>>,
}

/// Who sent a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sender {
    /// A person.
    Person(UserId),
    /// The bot.
    Bot,
}

/// What is in a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum Content {
    /// Text.
    Text {
        /// Without tags.
        text: String,
        /// What the tags said.
        entities: Vec<Entity>,
    },
    /// A picture without a caption.
    Photo,
    /// A picture or document with its caption.
    Media(Media),
    /// A pin on the map, in millionths of a degree.
    Pin {
        /// North.
        latitude: i32,
        /// East.
        longitude: i32,
    },
    /// A sticker.
    Sticker,
    /// A voice message.
    Voice,
    /// Something of a kind that is newer than the bot's library, which decodes as an empty message.
    Unreadable,
    /// The group became a supergroup; this is the last message here.
    MovedTo {
        /// The supergroup.
        chat: i64,
    },
    /// This supergroup was a group before.
    MovedFrom {
        /// The group.
        chat: i64,
    },
}

/// A button under a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Button {
    /// What stands on it.
    pub label: String,
    /// Its colour: `danger`, `success` or `primary`.
    pub style: Option<String>,
    /// What it does.
    #[serde(flatten)]
    pub does: Does,
}

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Does {
    /// Tells the bot this.
    Data(String),
    /// Opens this address.
    Url(String),
}

impl Message {
    /// A message without anything beside its content.
    pub(super) fn new(id: MessageId, sent: DateTime<Utc>, sender: Sender, content: Content) -> Self {
        let (keyboard, reply_to, edited) = (Vec::new(), None, None);
        Self { id, sent, sender, content, keyboard, reply_to, edited, is_silent: false, thread: None, forwarded: None }
    }

    /// The text, if it has one.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Text { text, .. } => text,
            Content::Media(media) => &media.caption,
            Content::Photo
            | Content::Pin { .. }
            | Content::Sticker
            | Content::Voice
            | Content::Unreadable
            | Content::MovedTo { .. }
            | Content::MovedFrom { .. } => "",
        }
    }

    /// All buttons, row by row.
    pub fn buttons(&self) -> impl Iterator<Item = &Button> {
        self.keyboard.iter().flatten()
    }

    /// `Message` of the Bot API; `from`, `chat` and the message replied to as they stand there.
    pub(super) fn on_the_wire(&self, from: &Value, chat: &Value, reply_to: Option<Value>) -> Value {
        let mut wire = json!({ "message_id": self.id, "date": seconds(self.sent), "from": from, "chat": chat });
        if let Some(edited) = self.edited {
            wire["edit_date"] = seconds(edited).into();
        }
        if let Some(reply_to) = reply_to {
            wire["reply_to_message"] = reply_to;
        }
        if let Some(thread) = self.thread {
            wire["message_thread_id"] = thread.into();
            wire["is_topic_message"] = true.into();
        }
        if let Some(written) = self.forwarded {
            wire["forward_origin"] =
                json!({ "type": "hidden_user", "date": seconds(written), "sender_user_name": "A friend" });
        }
        if !self.keyboard.is_empty() {
            wire["reply_markup"] = keyboard_on_the_wire(&self.keyboard);
        }
        self.content.put_into(&mut wire);
        wire
    }
}

impl Content {
    fn put_into(&self, wire: &mut Value) {
        match self {
            Self::Text { text, entities } => {
                wire["text"] = text.as_str().into();
                if !entities.is_empty() {
                    wire["entities"] = json!(entities);
                }
            }
            Self::Photo => {
                wire["photo"] = json!([{ "file_id": "photo", "file_unique_id": "p", "file_size": 3452, "width": 320, "height": 320 }]);
            }
            Self::Sticker => {
                wire["sticker"] = json!({
                    "file_id": "sticker", "file_unique_id": "s", "file_size": 900, "width": 512, "height": 512,
                    "type": "regular", "is_animated": false, "is_video": false, "emoji": "👍",
                });
            }
            Self::Voice => {
                wire["voice"] = json!({
                    "file_id": "voice", "file_unique_id": "v", "file_size": 5000, "duration": 3, "mime_type": "audio/ogg",
                });
            }
            Self::Media(media) => media.put_into(wire),
            Self::Pin { latitude, longitude } => {
                let degrees = |micro: i32| f64::from(micro) / 1_000_000.0;
                wire["location"] = json!({ "latitude": degrees(*latitude), "longitude": degrees(*longitude) });
            }
            Self::Unreadable => wire["something_newer"] = json!({ "text": "lunch at 1" }),
            Self::MovedTo { chat } => wire["migrate_to_chat_id"] = (*chat).into(),
            Self::MovedFrom { chat } => wire["migrate_from_chat_id"] = (*chat).into(),
        }
    }
}

/// `InlineKeyboardMarkup` of the Bot API.
fn keyboard_on_the_wire(keyboard: &[Vec<Button>]) -> Value {
    let button = |button: &Button| {
        let mut wire = match &button.does {
            Does::Data(data) => json!({ "text": button.label, "callback_data": data }),
            Does::Url(url) => json!({ "text": button.label, "url": url }),
        };
        if let Some(style) = &button.style {
            wire["style"] = style.as_str().into();
        }
        wire
    };
    let rows: Vec<Vec<Value>> = keyboard.iter().map(|row| row.iter().map(button).collect()).collect();
    json!({ "inline_keyboard": rows })
}
