//! What people do on their phones.
#![expect(clippy::must_use_candidate, reason = "people act for the effect; few callers need the ids")]

use chrono::{DateTime, Utc};
use serde_json::json;

use super::html;
use super::message::{Content, Does, Message, Sender};
use super::people::{Access, ChatKind, Person};
use super::state::{Callback, Chat, State};
use super::transcript::Happening;
use super::{ChatId, MessageId, Telegram, UserId};

impl Telegram {
    /// A person appears, with a Telegram in this language; they have not written to the bot yet.
    pub fn add_person(&self, id: UserId, name: &str, language: &str) -> UserId {
        let person = Person { id, name: name.to_owned(), language: language.to_owned() };
        self.change(|state| state.add_person(person));
        id
    }

    /// A group appears, with the bot in it; the first member owns it.
    pub fn add_group(&self, id: ChatId, title: &str, members: &[UserId]) -> ChatId {
        let admins = members.iter().take(1).copied().collect();
        let kind = ChatKind::Group { title: title.to_owned(), is_super: false, members: members.to_vec(), admins };
        self.change(|state| state.chats.insert(id, Chat::new(id, kind, Access::Open)));
        id
    }

    /// The person has written to the bot in days of old: it may write to them, and is told nothing.
    pub fn user_started_once(&self, user: UserId) {
        let now = self.clock().now();
        self.change(|state| let_in(state, user.chat(), user, now));
    }

    /// The person presses "Start", having blocked the bot before or not.
    pub fn user_starts(&self, user: UserId) -> MessageId {
        self.user_says(user.chat(), user, "/start")
    }

    /// The person writes.
    pub fn user_says(&self, chat: ChatId, user: UserId, text: &str) -> MessageId {
        let entities = html::found_in(text);
        self.user_sends(chat, user, Content::Text { text: text.to_owned(), entities }, None)
    }

    /// The person writes, in reply to a message.
    pub fn user_replies(&self, chat: ChatId, user: UserId, to: MessageId, text: &str) -> MessageId {
        let entities = html::found_in(text);
        self.user_sends(chat, user, Content::Text { text: text.to_owned(), entities }, Some(to))
    }

    /// The person sends something, with or without words, perhaps in reply.
    pub fn user_sends(&self, chat: ChatId, user: UserId, content: Content, reply_to: Option<MessageId>) -> MessageId {
        let now = self.clock().now();
        self.change(|state| {
            let_in(state, chat, user, now);
            let id = said(state, chat, Sender::Person(user), content, reply_to, now);
            state.tell_of_message(chat, id);
            id
        })
    }

    /// The person writes in a topic of a group.
    pub fn user_says_in_topic(&self, chat: ChatId, user: UserId, thread: i32, text: &str) -> MessageId {
        self.user_sends_as(chat, user, text, |message| message.thread = Some(thread))
    }

    /// The person forwards what somebody wrote at another time.
    pub fn user_forwards(&self, chat: ChatId, user: UserId, text: &str, written: DateTime<Utc>) -> MessageId {
        self.user_sends_as(chat, user, text, |message| message.forwarded = Some(written))
    }

    /// The person wrote something a while ago, which reaches the bot only now.
    pub fn user_said(&self, chat: ChatId, user: UserId, text: &str, sent: DateTime<Utc>) -> MessageId {
        self.user_sends_as(chat, user, text, |message| message.sent = sent)
    }

    fn user_sends_as(&self, chat: ChatId, user: UserId, text: &str, change: impl FnOnce(&mut Message)) -> MessageId {
        let now = self.clock().now();
        let content = Content::Text { text: text.to_owned(), entities: html::found_in(text) };
        self.change(|state| {
            let_in(state, chat, user, now);
            let id = said(state, chat, Sender::Person(user), content, None, now);
            if let Some(message) = state.chats.get_mut(&chat).and_then(|chat| chat.messages.get_mut(&id)) {
                change(message);
            }
            state.tell_of_message(chat, id);
            id
        })
    }

    /// The person edits a message of their own; the same text is what a reaction looks like to the bot.
    pub fn user_edits(&self, chat: ChatId, message: MessageId, text: &str) {
        let now = self.clock().now();
        self.change(|state| {
            let Some(place) = state.chats.get_mut(&chat) else { return };
            let Some(edited) = place.messages.get_mut(&message) else { return };
            edited.content = Content::Text { text: text.to_owned(), entities: html::found_in(text) };
            edited.edited = Some(now);
            let edited = edited.clone();
            place.happenings.push(Happening::Edited(edited));
            if let Some(wire) = state.message_on_the_wire(chat, message) {
                state.tell("edited_message", &wire);
            }
        });
    }

    /// The person presses the button with this label under a message.
    ///
    /// `None` when there is no such button: nobody can press what is not shown.
    pub fn press(&self, chat: ChatId, user: UserId, message: MessageId, label: &str) -> Option<String> {
        let shown = self.message(chat, message)?;
        let index = shown.buttons().position(|button| button.label == label)?;
        self.press_nth(chat, user, message, index)
    }

    /// The person presses the button with this number, counted from 0 row by row.
    pub fn press_nth(&self, chat: ChatId, user: UserId, message: MessageId, index: usize) -> Option<String> {
        let shown = self.message(chat, message)?;
        let button = shown.buttons().nth(index)?;
        match &button.does {
            Does::Data(data) => Some(self.press_forged(chat, user, message, data)),
            Does::Url(_) => None,
        }
    }

    /// Somebody's client sends a press with whatever data it likes; gives the query's id.
    pub fn press_forged(&self, chat: ChatId, user: UserId, message: MessageId, data: &str) -> String {
        let now = self.clock().now();
        self.change(|state| {
            let id = format!("{}{:06}", user.0, state.callbacks.len() + 1);
            let carries = Does::Data(data.to_owned());
            let shown = state.chats.get(&chat).and_then(|chat| chat.messages.get(&message));
            let label = shown.and_then(|shown| shown.buttons().find(|button| button.does == carries));
            let label = label.map_or_else(|| data.to_owned(), |button| button.label.clone());
            let gone = || json!({ "chat": state.chat_on_the_wire(chat), "message_id": message, "date": 0 });
            let wire = json!({
                "id": id, "from": state.person_on_the_wire(user), "chat_instance": chat.0.to_string(), "data": data,
                "message": state.message_on_the_wire(chat, message).unwrap_or_else(gone),
            });
            if let Some(chat) = state.chats.get_mut(&chat) {
                chat.happenings.push(Happening::Pressed { user, message, label });
            }
            state.callbacks.push(Callback { id: id.clone(), chat, user, message, pressed: now, answer: None });
            state.tell("callback_query", &wire);
            id
        })
    }

    /// The person blocks the bot.
    pub fn user_blocks(&self, user: UserId) {
        self.shut_out(user.chat(), user);
    }

    /// Somebody removes the bot from a group.
    pub fn group_removes(&self, chat: ChatId, by: UserId) {
        self.shut_out(chat, by);
    }

    /// Somebody takes the bot into a group again.
    pub fn group_takes_in(&self, chat: ChatId, by: UserId) {
        let now = self.clock().now();
        self.change(|state| let_in(state, chat, by, now));
    }

    /// The group becomes the supergroup `to`.
    pub fn group_becomes_super(&self, chat: ChatId, by: UserId, to: ChatId) -> ChatId {
        let now = self.clock().now();
        self.change(|state| {
            let Some(ChatKind::Group { title, members, admins, .. }) =
                state.chats.get(&chat).map(|chat| chat.kind.clone())
            else {
                return;
            };
            let kind = ChatKind::Group { title, is_super: true, members, admins };
            state.chats.insert(to, Chat::new(to, kind, Access::Open));
            let last = said(state, chat, Sender::Person(by), Content::MovedTo { chat: to.0 }, None, now);
            state.tell_of_message(chat, last);
            let first = said(state, to, Sender::Person(by), Content::MovedFrom { chat: chat.0 }, None, now);
            state.tell_of_message(to, first);
            if let Some(chat) = state.chats.get_mut(&chat) {
                chat.access = Access::MovedTo(to);
            }
        });
        to
    }

    fn shut_out(&self, chat: ChatId, by: UserId) {
        let now = self.clock().now();
        self.change(|state| {
            if let Some(chat) = state.chats.get_mut(&chat) {
                chat.access = Access::Blocked;
                chat.happenings.push(Happening::Blocked);
            }
            state.tell_of_membership(chat, by, "member", "kicked", now);
        });
    }
}

/// Opens the chat to the bot if it was not, and tells it if it had been shut out.
fn let_in(state: &mut State, chat: ChatId, by: UserId, now: DateTime<Utc>) {
    let Some(place) = state.chats.get_mut(&chat) else { return };
    let before = place.access;
    match before {
        Access::Open | Access::MovedTo(_) => {}
        Access::NeverStarted => place.access = Access::Open,
        Access::Blocked => {
            place.access = Access::Open;
            place.happenings.push(Happening::Unblocked);
            state.tell_of_membership(chat, by, "kicked", "member", now);
        }
    }
}

/// Puts a message into a chat.
///
/// # Panics
/// When there is no such chat: a mistake in the test or the demo.
fn said(
    state: &mut State,
    chat: ChatId,
    sender: Sender,
    content: Content,
    reply_to: Option<MessageId>,
    now: DateTime<Utc>,
) -> MessageId {
    let Some(chat) = state.chats.get_mut(&chat) else { panic!("there is no chat {}", chat.0) };
    let id = chat.add(|id| Message { reply_to, ..Message::new(id, now, sender, content) });
    chat.happenings.push(Happening::Sent(chat.messages[&id].clone()));
    id
}
