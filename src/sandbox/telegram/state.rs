//! Everything this Telegram remembers.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use super::delivery::Hook;
use super::limits::{Limits, Sendings};
use super::message::{Message, Sender};
use super::people::{Access, BotAccount, ChatKind, Person, seconds};
use super::refusal::Refusal;
use super::transcript::Happening;
use super::{ChatId, MessageId, Request, UserId};

/// How long a pressed button may be answered (the Bot API drops the query after about a minute).
const CALLBACK_LIFE: Duration = Duration::seconds(60);

/// Where the numbers of updates begin; the real ones begin anywhere, too.
const FIRST_UPDATE: u32 = 700_000_001;

/// The whole of it, behind one lock.
#[derive(Debug)]
pub(super) struct State {
    pub(super) bot: BotAccount,
    pub(super) people: BTreeMap<UserId, Person>,
    pub(super) chats: BTreeMap<ChatId, Chat>,
    pub(super) updates: Updates,
    pub(super) callbacks: Vec<Callback>,
    pub(super) commands: BTreeMap<(String, String), Value>,
    pub(super) requests: Vec<Request>,
    pub(super) limits: Option<Limits>,
    pub(super) sendings: Sendings,
}

/// What the bot has not confirmed yet.
#[derive(Debug)]
pub(super) struct Updates {
    pub(super) waiting: VecDeque<Update>,
    pub(super) next: u32,
    pub(super) wanted: Option<BTreeSet<String>>,
    /// Counts the polls: an older one gives way to a newer one.
    pub(super) poll: u64,
    /// Whether a poll is waiting now.
    pub(super) is_polled: bool,
    /// Where updates are sent instead.
    pub(super) hook: Option<Arc<Hook>>,
    /// When a delivery last failed, and why.
    pub(super) failed: Option<(DateTime<Utc>, String)>,
}

/// Something to tell the bot.
#[derive(Debug, Clone)]
pub(super) struct Update {
    pub(super) id: u32,
    /// The chat that it belongs to, or 0.
    pub(super) chat: i64,
    pub(super) wire: Value,
}

/// A chat and what was said in it.
#[derive(Debug)]
pub(super) struct Chat {
    pub(super) id: ChatId,
    pub(super) kind: ChatKind,
    pub(super) access: Access,
    pub(super) messages: BTreeMap<MessageId, Message>,
    pub(super) next_message: i32,
    pub(super) happenings: Vec<Happening>,
    /// How many of the happenings have been read.
    pub(super) read: usize,
}

/// A pressed button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callback {
    /// The query's id.
    pub id: String,
    /// Where.
    pub chat: ChatId,
    /// Who.
    pub user: UserId,
    /// The message under which the button stands.
    pub message: MessageId,
    /// When.
    pub pressed: DateTime<Utc>,
    /// What the bot answered: the toast's text, which may be empty.
    pub answer: Option<String>,
}

impl Updates {
    /// Forgets one that the bot has taken.
    pub(super) fn delivered(&mut self, id: u32) {
        // It is among the first.
        if let Some(place) = self.waiting.iter().position(|waiting| waiting.id == id) {
            self.waiting.remove(place);
        }
    }
}

impl State {
    pub(super) fn new(bot: BotAccount) -> Self {
        Self {
            bot,
            people: BTreeMap::new(),
            chats: BTreeMap::new(),
            updates: Updates {
                waiting: VecDeque::new(),
                next: FIRST_UPDATE,
                wanted: None,
                poll: 0,
                is_polled: false,
                hook: None,
                failed: None,
            },
            callbacks: Vec::new(),
            commands: BTreeMap::new(),
            requests: Vec::new(),
            limits: None,
            sendings: Sendings::default(),
        }
    }

    /// Puts `person` there, with a private chat that waits for its first message.
    pub(super) fn add_person(&mut self, person: Person) {
        let id = person.id;
        self.people.insert(id, person);
        let chat = Chat::new(id.chat(), ChatKind::Private { person: id }, Access::NeverStarted);
        self.chats.entry(id.chat()).or_insert(chat);
    }

    /// The chat, if the bot may write there.
    pub(super) fn open_chat(&mut self, id: ChatId) -> Result<&mut Chat, Refusal> {
        match self.chats.get(&id) {
            Some(chat) if chat.access != Access::Open => Err(self.shut(chat)),
            Some(_) | None => self.chats.get_mut(&id).ok_or_else(|| Refusal::bad("chat not found")),
        }
    }

    /// Why the bot may not write in a chat that is not open to it.
    fn shut(&self, chat: &Chat) -> Refusal {
        match (chat.access, &chat.kind) {
            (Access::Open | Access::NeverStarted, _) => {
                let is_met_elsewhere = self.chats.values().any(|other| other.has_member(UserId(chat.id.0)));
                if is_met_elsewhere {
                    Refusal::forbidden("bot can't initiate conversation with a user")
                } else {
                    Refusal::bad("chat not found")
                }
            }
            (Access::Blocked, ChatKind::Private { .. }) => Refusal::forbidden("bot was blocked by the user"),
            (Access::Blocked, ChatKind::Group { is_super: true, .. }) => {
                Refusal::forbidden("bot was kicked from the supergroup chat")
            }
            (Access::Blocked, ChatKind::Group { .. }) => Refusal::forbidden("bot was kicked from the group chat"),
            (Access::MovedTo(to), _) => Refusal::moved(to),
        }
    }

    /// Tells the bot something of this kind, unless it does not want to know.
    pub(super) fn tell(&mut self, kind: &str, content: &Value) {
        if self.updates.wanted.as_ref().is_some_and(|wanted| !wanted.contains(kind)) {
            return;
        }
        let id = self.updates.next;
        self.updates.next += 1;
        self.updates.waiting.push_back(Update {
            id,
            chat: chat_of(content),
            wire: json!({ "update_id": id, kind: content }),
        });
    }

    /// Tells the bot of a message.
    pub(super) fn tell_of_message(&mut self, chat: ChatId, message: MessageId) {
        if let Some(wire) = self.message_on_the_wire(chat, message) {
            self.tell("message", &wire);
        }
    }

    /// Tells the bot that `by` changed what it may do in `chat`.
    pub(super) fn tell_of_membership(&mut self, chat: ChatId, by: UserId, old: &str, new: &str, now: DateTime<Utc>) {
        let wire = json!({
            "chat": self.chat_on_the_wire(chat), "from": self.person_on_the_wire(by), "date": seconds(now),
            "old_chat_member": self.bot.as_member(old), "new_chat_member": self.bot.as_member(new),
        });
        self.tell("my_chat_member", &wire);
    }

    /// `Message` of the Bot API, with the one it replies to.
    pub(super) fn message_on_the_wire(&self, chat: ChatId, id: MessageId) -> Option<Value> {
        let place = self.chats.get(&chat)?;
        let message = place.messages.get(&id)?;
        let wire = |message: &Message, reply_to| {
            message.on_the_wire(&self.sender_on_the_wire(message.sender), &self.chat_on_the_wire(chat), reply_to)
        };
        let reply_to = message.reply_to.and_then(|id| place.messages.get(&id)).map(|replied| wire(replied, None));
        Some(wire(message, reply_to))
    }

    /// `Chat` of the Bot API.
    pub(super) fn chat_on_the_wire(&self, id: ChatId) -> Value {
        match self.chats.get(&id).map(|chat| &chat.kind) {
            Some(ChatKind::Group { title, is_super, .. }) => {
                json!({ "id": id, "type": if *is_super { "supergroup" } else { "group" }, "title": title })
            }
            Some(ChatKind::Private { person }) => {
                let name = self.people.get(person).map(|person| person.name.as_str());
                json!({ "id": id, "type": "private", "first_name": name })
            }
            None => json!({ "id": id, "type": "private" }),
        }
    }

    /// `User` of the Bot API.
    pub(super) fn person_on_the_wire(&self, id: UserId) -> Value {
        self.people
            .get(&id)
            .map_or_else(|| json!({ "id": id, "is_bot": false, "first_name": "?" }), Person::on_the_wire)
    }

    /// What a sender is called.
    pub(super) fn name(&self, sender: Sender) -> &str {
        match sender {
            Sender::Bot => &self.bot.name,
            Sender::Person(id) => self.people.get(&id).map_or("?", |person| person.name.as_str()),
        }
    }

    /// The pressed button, if it may still be answered.
    pub(super) fn callback(&mut self, id: &str, now: DateTime<Utc>) -> Result<&mut Callback, Refusal> {
        let in_time = |callback: &&mut Callback| callback.id == id && now - callback.pressed <= CALLBACK_LIFE;
        let too_old = || Refusal::bad("query is too old and response timeout expired or query ID is invalid");
        self.callbacks.iter_mut().find(in_time).ok_or_else(too_old)
    }

    fn sender_on_the_wire(&self, sender: Sender) -> Value {
        match sender {
            Sender::Bot => self.bot.on_the_wire(),
            Sender::Person(id) => self.person_on_the_wire(id),
        }
    }
}

impl Chat {
    pub(super) fn new(id: ChatId, kind: ChatKind, access: Access) -> Self {
        let messages = BTreeMap::new();
        Self { id, kind, access, messages, next_message: 1, happenings: Vec::new(), read: 0 }
    }

    /// Adds a message under the next number.
    pub(super) fn add(&mut self, write: impl FnOnce(MessageId) -> Message) -> MessageId {
        let id = MessageId(self.next_message);
        self.next_message += 1;
        self.messages.insert(id, write(id));
        id
    }

    pub(super) fn has_member(&self, user: UserId) -> bool {
        matches!(&self.kind, ChatKind::Group { members, .. } if members.contains(&user))
    }
}

/// The chat that the content of an update belongs to, or 0.
fn chat_of(content: &Value) -> i64 {
    let chat = content.pointer("/chat/id").or_else(|| content.pointer("/message/chat/id"));
    chat.and_then(Value::as_i64).unwrap_or_default()
}
