//! Who is there: people, chats, and what they are called on the wire.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A chat: a private one has its person's number, groups have negative ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChatId(pub i64);

/// A person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UserId(pub i64);

/// A message within its chat. Every chat counts its own, so that nobody takes one chat's number for another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageId(pub i32);

impl UserId {
    /// The person's private chat with the bot.
    #[must_use]
    pub fn chat(self) -> ChatId {
        ChatId(self.0)
    }
}

/// Somebody with Telegram on their phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Their number.
    pub id: UserId,
    /// What others see.
    pub name: String,
    /// The language of their Telegram, an IETF tag.
    pub language: String,
}

/// The bot that this Telegram knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BotAccount {
    /// Its number: the part of the token before the colon.
    pub id: UserId,
    /// Its token.
    pub token: String,
    /// What people see.
    pub name: String,
    /// Without the `@`.
    pub username: String,
}

impl Default for BotAccount {
    fn default() -> Self {
        Self {
            id: UserId(7_000_000_001),
            token: "7000000001:sandbox-token-of-the-usual-length-0".into(),
            name: "Janji".into(),
            username: "janji_bot".into(),
        }
    }
}

/// What kind of chat it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ChatKind {
    /// One person and the bot.
    Private {
        /// The person.
        person: UserId,
    },
    /// A group, or a supergroup.
    Group {
        /// What it is called.
        title: String,
        /// Whether it is a supergroup.
        is_super: bool,
        /// Who is in it.
        members: Vec<UserId>,
        /// Who administers it: first its owner.
        admins: Vec<UserId>,
    },
}

/// Whether the bot may write in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// It may.
    Open,
    /// The person has never written to it.
    NeverStarted,
    /// The person has blocked it, or the group has removed it.
    Blocked,
    /// The group has become this supergroup.
    MovedTo(ChatId),
}

impl Person {
    /// `User` of the Bot API.
    pub(super) fn on_the_wire(&self) -> Value {
        json!({
            "id": self.id, "is_bot": false, "first_name": self.name,
            "username": self.username(), "language_code": self.language,
        })
    }

    /// The name after the `@`.
    #[must_use]
    pub fn username(&self) -> String {
        format!("user{}", self.id.0)
    }
}

impl BotAccount {
    /// `User` of the Bot API.
    pub(super) fn on_the_wire(&self) -> Value {
        json!({ "id": self.id, "is_bot": true, "first_name": self.name, "username": self.username })
    }

    /// What `getMe` says.
    pub(super) fn me(&self) -> Value {
        let mut me = self.on_the_wire();
        me["can_join_groups"] = true.into();
        me["can_read_all_group_messages"] = true.into();
        me["supports_inline_queries"] = false.into();
        me["can_connect_to_business"] = false.into();
        me["has_main_web_app"] = false.into();
        me
    }

    /// `ChatMember` of the Bot API: the bot in a chat, by its status there.
    pub(super) fn as_member(&self, status: &str) -> Value {
        let mut member = json!({ "user": self.on_the_wire(), "status": status });
        if status == "kicked" {
            member["until_date"] = 0.into();
        }
        member
    }
}

/// Telegram's dates are whole seconds.
pub(super) fn seconds(at: DateTime<Utc>) -> i64 {
    at.timestamp()
}
