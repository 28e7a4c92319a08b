//! What people see on their phones, and what a test wants to know.

use serde_json::Value;
use tokio::sync::watch;

use super::message::{Message, Sender};
use super::people::{Access, ChatKind, Person};
use super::state::{Callback, State};
use super::transcript::Happening;
use super::{ChatId, MessageId, Request, Telegram, UserId, uploads};

impl Telegram {
    /// Everything that happened in a chat, told like a play.
    #[must_use]
    pub fn transcript(&self, chat: ChatId) -> String {
        self.look(|state| told(state, chat, 0))
    }

    /// What has happened in a chat since it was last read, told like a play; it counts as read then.
    #[must_use]
    pub fn read(&self, chat: ChatId) -> String {
        self.change(|state| {
            let from = state.chats.get(&chat).map_or(0, |chat| chat.read);
            let text = told(state, chat, from);
            if let Some(chat) = state.chats.get_mut(&chat) {
                chat.read = chat.happenings.len();
            }
            text
        })
    }

    /// What the bot said, changed or took back that nobody has read, over all chats.
    #[must_use]
    pub fn unread(&self) -> String {
        self.look(|state| {
            let by_bot = |happening: &&Happening| match happening {
                Happening::Sent(message) | Happening::Edited(message) => message.sender == Sender::Bot,
                Happening::Deleted(_) => true,
                Happening::Toast { text, .. } => !text.is_empty(),
                Happening::Pressed { .. } | Happening::Blocked | Happening::Unblocked => false,
            };
            let mut text = String::new();
            for chat in state.chats.values() {
                for happening in chat.happenings[chat.read..].iter().filter(by_bot) {
                    tell(state, happening, &mut text);
                }
            }
            text
        })
    }

    /// Everything that happened in a chat, as data.
    #[must_use]
    pub fn happenings(&self, chat: ChatId) -> Vec<Happening> {
        self.happenings_from(chat, 0)
    }

    /// What happened in a chat after the first `known` things.
    #[must_use]
    pub fn happenings_from(&self, chat: ChatId, known: usize) -> Vec<Happening> {
        let news = |state: &State| Some(state.chats.get(&chat)?.happenings.get(known..)?.to_vec());
        self.look(|state| news(state).unwrap_or_default())
    }

    /// The messages of a chat as they look now.
    #[must_use]
    pub fn messages(&self, chat: ChatId) -> Vec<Message> {
        self.look(|state| {
            state.chats.get(&chat).map_or_else(Vec::new, |chat| chat.messages.values().cloned().collect())
        })
    }

    /// What is in a file that somebody sent.
    #[must_use]
    pub fn file(&self, file: &str) -> Option<Vec<u8>> {
        self.look(|state| uploads::find(state, file)).map(|bytes| bytes.to_vec())
    }

    /// A message as it looks now.
    #[must_use]
    pub fn message(&self, chat: ChatId, message: MessageId) -> Option<Message> {
        self.look(|state| state.chats.get(&chat)?.messages.get(&message).cloned())
    }

    /// The bot's newest message in a chat.
    #[must_use]
    pub fn last_from_bot(&self, chat: ChatId) -> Option<Message> {
        self.messages(chat).into_iter().rfind(|message| message.sender == Sender::Bot)
    }

    /// The chats that there are, with what they are and whether the bot may write there.
    #[must_use]
    pub fn chats(&self) -> Vec<(ChatId, ChatKind, Access)> {
        self.look(|state| state.chats.values().map(|chat| (chat.id, chat.kind.clone(), chat.access)).collect())
    }

    /// The people that there are.
    #[must_use]
    pub fn people(&self) -> Vec<Person> {
        self.look(|state| state.people.values().cloned().collect())
    }

    /// The buttons pressed so far, with what the bot answered.
    #[must_use]
    pub fn callbacks(&self) -> Vec<Callback> {
        self.look(|state| state.callbacks.clone())
    }

    /// The buttons pressed and not answered yet.
    #[must_use]
    pub fn unanswered(&self) -> Vec<Callback> {
        self.look(|state| state.callbacks.iter().filter(|callback| callback.answer.is_none()).cloned().collect())
    }

    /// How many updates the bot has not confirmed yet.
    #[must_use]
    pub fn pending_updates(&self) -> usize {
        self.look(|state| state.updates.waiting.len())
    }

    /// Whether somebody is waiting for updates now.
    #[must_use]
    pub fn is_polled(&self) -> bool {
        self.look(|state| state.updates.is_polled)
    }

    /// What the bot asked for so far, without its polls.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.look(|state| state.requests.clone())
    }

    /// How many messages there are in all chats.
    #[must_use]
    pub fn count_messages(&self) -> usize {
        self.look(|state| state.chats.values().map(|chat| chat.messages.len()).sum())
    }

    /// The commands that the bot set for a language (empty: for all), in the default scope.
    #[must_use]
    pub fn commands(&self, language: &str) -> Option<Value> {
        self.look(|state| state.commands.get(&("default".to_owned(), language.to_owned())).cloned())
    }

    /// Waits until `ready` says so; it is asked at every change.
    pub async fn wait_until(&self, ready: impl Fn(&Self) -> bool) {
        let mut changed = self.subscribe();
        loop {
            changed.mark_unchanged();
            if ready(self) {
                return;
            }
            // The sender lives as long as `self`.
            drop(changed.changed().await);
        }
    }

    /// Waits until the bot has confirmed every update and answered every press.
    pub async fn quiet(&self) {
        self.wait_until(|telegram| telegram.pending_updates() == 0 && telegram.unanswered().is_empty()).await;
    }

    /// Changes whenever anything does.
    #[must_use]
    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.inner.revision.subscribe()
    }
}

/// A chat's happenings from the `from`th on.
fn told(state: &State, chat: ChatId, from: usize) -> String {
    let mut text = String::new();
    for happening in state.chats.get(&chat).into_iter().flat_map(|chat| &chat.happenings[from..]) {
        tell(state, happening, &mut text);
    }
    text
}

fn tell(state: &State, happening: &Happening, text: &mut String) {
    let name = |id: UserId| state.name(Sender::Person(id)).to_owned();
    happening.tell(text, &state.bot.name, name);
}
