//! The messages that show an event (its reminders, and its card in each chat), so that they can be edited when the
//! event changes.
//!
//! `told:EVENT` has a field for each message, written when its reminder is acknowledged or its card delivered.
//! `told-of:ACCOUNT` lists these events of an account, cancelled ones too, so that they are deleted with it. `amend`
//! counts the changes of each event since.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};

use serde::{Deserialize, Serialize};

use super::keys::Shard;
use super::script::Script;
use super::{Error, Store, decode, encode, kept_for};
use crate::model::{AccountId, ChatId, Event, EventId, MessageId, Occasion, ReminderId};

static PUT: LazyLock<Script> =
    LazyLock::new(|| Script::new(concat!(include_str!("lua/announce.lua"), include_str!("lua/put_announcement.lua"))));
static AMENDED: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/amended.lua")));

/// The kind of a message about an event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnnouncementKind {
    /// A reminder.
    #[default]
    Reminder,
    /// Its card: the event as it is, with buttons.
    Card,
}

/// A message that shows an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// The chat.
    pub chat: ChatId,
    /// The message.
    pub message: MessageId,
    /// Its kind.
    #[serde(default)]
    pub kind: AnnouncementKind,
    /// The event as the message shows it.
    pub event: Event,
    /// Whether the message says that the event is gone.
    #[serde(default)]
    pub is_gone: bool,
    /// Whether the event had begun when the message was sent.
    #[serde(default)]
    pub has_begun: bool,
    /// When it was sent; `None` in records of earlier versions.
    #[serde(default)]
    pub sent: Option<DateTime<Utc>>,
    /// What made the reminder fall due; `None` in records of earlier versions.
    #[serde(default)]
    pub occasion: Option<Occasion>,
    /// Whether a person has marked the event as done: the message then stays as it is.
    #[serde(default)]
    pub is_done: bool,
    /// The other events that the message names, if it names several late ones. How it shows each is in that event's own
    /// record, which is deleted with its account.
    #[serde(default)]
    pub beside: Vec<(AccountId, OtherEvent)>,
}

/// An event that a message names. Earlier versions kept the whole event; of that, only the id is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherEvent {
    /// Its id.
    pub id: EventId,
}

/// An event that has changed since it was announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amend {
    /// The calendar.
    pub account: AccountId,
    /// The event, which may be gone.
    pub event: EventId,
    changes: u64,
}

impl Store {
    /// Saves what a message shows of an event.
    pub async fn put_announcement(
        &self,
        account: &AccountId,
        shown: &Announcement,
        until: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        let mut call = PUT.prepare_invoke();
        call.key(self.announcements_key(account, &shown.event.id)).key(self.announced_key(account));
        call.arg(shown.name()).arg(encode(shown)).arg(kept_for(until, now)).arg(now.timestamp_millis());
        call.arg(ReminderId::of_event(account, &shown.event.id));
        Ok(call.invoke_async(&mut self.connection()).await?)
    }

    /// The reminders of an event that were sent; damaged records are left out.
    pub async fn announcements(&self, account: &AccountId, event: &EventId) -> Result<Vec<Announcement>, Error> {
        let mut shown = self.messages_about(account, event).await?;
        shown.retain(|shown| shown.kind == AnnouncementKind::Reminder);
        Ok(shown)
    }

    /// The message that is the card of an event in a chat: the newest.
    pub async fn card(&self, account: &AccountId, event: &EventId, chat: ChatId) -> Result<Option<MessageId>, Error> {
        let shown = self.messages_about(account, event).await?;
        let cards = shown.iter().filter(|shown| shown.kind == AnnouncementKind::Card && shown.chat == chat);
        Ok(cards.map(|card| card.message).max_by_key(|message| message.0))
    }

    /// All messages that show an event; damaged records are left out.
    pub async fn messages_about(&self, account: &AccountId, event: &EventId) -> Result<Vec<Announcement>, Error> {
        let key = self.announcements_key(account, event);
        let texts: Vec<String> = redis::cmd("HVALS").arg(&key).query_async(&mut self.connection()).await?;
        let read = |text: &String| match decode(&key, text) {
            Ok(announcement) => Some(announcement),
            Err(error) => {
                tracing::error!(%error, "the record of a message about an event is damaged: its message cannot be amended");
                None
            }
        };
        Ok(texts.iter().filter_map(read).collect())
    }

    /// Forgets a message that announced an event: it is not edited any more.
    pub async fn forget_announcement(
        &self,
        account: &AccountId,
        event: &EventId,
        chat: ChatId,
        message: MessageId,
    ) -> Result<(), Error> {
        let key = self.announcements_key(account, event);
        Ok(redis::cmd("HDEL").arg(key).arg(field(chat, message)).query_async(&mut self.connection()).await?)
    }

    /// Notes that these events have changed, as far as they were announced.
    pub async fn put_amends(&self, account: &AccountId, events: &[EventId]) -> Result<(), Error> {
        let mut pipe = redis::pipe();
        for event in events {
            pipe.exists(self.announcements_key(account, event));
        }
        let are_announced: Vec<bool> = pipe.query_async(&mut self.connection()).await?;
        let mut pipe = redis::pipe();
        for (event, _) in events.iter().zip(are_announced).filter(|(_, is_announced)| *is_announced) {
            pipe.hincr(self.keys.bot("amend"), format!("{account} {event}"), 1).ignore();
        }
        if pipe.is_empty() {
            return Ok(());
        }
        Ok(pipe.query_async(&mut self.connection()).await?)
    }

    /// Up to `limit` events that have changed since they were announced, by id.
    pub async fn amends(&self, limit: usize) -> Result<Vec<Amend>, Error> {
        let mut some = redis::cmd("HRANDFIELD");
        some.arg(self.keys.bot("amend")).arg(limit).arg("WITHVALUES");
        let pairs: Vec<(String, u64)> = some.query_async(&mut self.connection()).await?;
        let read = |(name, changes): (String, u64)| {
            let (account, event) = name.split_once(' ')?;
            Some(Amend { account: AccountId(account.to_owned()), event: EventId(event.to_owned()), changes })
        };
        let mut amends: Vec<Amend> = pairs.into_iter().filter_map(read).collect();
        amends.sort_unstable_by(|a, b| (&*a.account, &*a.event).cmp(&(&*b.account, &*b.event)));
        Ok(amends)
    }

    /// Notes that an event's messages were edited, unless it has changed again.
    pub async fn amended(&self, amend: &Amend) -> Result<(), Error> {
        let mut call = AMENDED.key(self.keys.bot("amend"));
        call.arg(format!("{} {}", amend.account, amend.event)).arg(amend.changes);
        Ok(call.invoke_async(&mut self.connection()).await?)
    }

    /// Forgets all messages that show events of an account. Messages from earlier versions about events that the copy
    /// no longer has expire on their own.
    pub(super) async fn forget_announcements(&self, account: &AccountId) -> Result<(), Error> {
        let list = self.announced_key(account);
        let events: Vec<String> =
            redis::cmd("ZRANGE").arg(&list).arg(0).arg(-1).query_async(&mut self.connection()).await?;
        let before = self.announcements_begin_with(Shard::of(account));
        // The list is deleted last: if this is interrupted, it still names the rest.
        self.delete(events.iter().map(|event| format!("{before}{event}")).chain([list])).await
    }

    /// The key of the list of an account's events that messages show.
    pub(super) fn announced_key(&self, account: &AccountId) -> String {
        self.keys.shard(Shard::of(account), &format!("told-of:{account}"))
    }

    pub(super) fn announcements_key(&self, account: &AccountId, event: &EventId) -> String {
        let mut key = self.announcements_begin_with(Shard::of(account));
        key.push_str(&ReminderId::of_event(account, event));
        key
    }

    /// The prefix of the keys of a shard's announcements.
    pub(super) fn announcements_begin_with(&self, shard: Shard) -> String {
        self.keys.shard(shard, "told:")
    }
}

impl Announcement {
    /// Its field name among those of its event.
    pub(super) fn name(&self) -> String {
        field(self.chat, self.message)
    }
}

/// The field name of a message among those that announced an event.
fn field(chat: ChatId, message: MessageId) -> String {
    format!("{chat}:{message}")
}
