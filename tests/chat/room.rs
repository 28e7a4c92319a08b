//! A room of conversations with a pretend Google behind it: what reaches it comes from the test's own hand, so that
//! the same can come twice, or two things at once.

use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::Duration;
use janji::chat::{Answer, Chat, Place};
use janji::model::{AccountId, CallbackId, ChatId, ChatKind, Incoming, IncomingKind, MessageId, UpdateId, UserId};
use janji::speech::{Keyboard, Label, Reply};
use janji::store::Store;
use janji::sync::{Depth, Sync};

use crate::support::cast::{self, chat, user};
use crate::support::lifeline::Lifeline;
use crate::support::outside::{Outside, patient_bounds};

/// As the bot names them.
pub const ANA: UserId = user(cast::ANA);
pub const BUDI: UserId = user(cast::BUDI);
pub const EVE: UserId = user(cast::STRANGER);
pub const GROUP: ChatId = chat(cast::GROUP);

/// A conversation and everything behind it.
pub struct Room {
    outside: Outside,
    pub store: Store,
    pub sync: Sync,
    pub chat: Chat,
    pub account: AccountId,
    updates: AtomicU32,
}

impl Deref for Room {
    type Target = Outside;

    fn deref(&self) -> &Outside {
        &self.outside
    }
}

impl DerefMut for Room {
    fn deref_mut(&mut self) -> &mut Outside {
        &mut self.outside
    }
}

impl Room {
    /// The calendar is empty and has been read.
    pub async fn open() -> Self {
        let outside = Outside::open().await.serving(&[cast::ANA, cast::BUDI]).with_people();
        let (store, account) = (outside.patient_store(&outside.redis.url()), Outside::account());
        let sync = outside.sync(&store, outside.calendar().await, patient_bounds(10_000));
        sync.round(&account, Depth::Incremental, outside.now()).await.expect("the calendar can be read");
        let chat = outside.chat(&store, &sync);
        drop(outside.google().take_log());
        Self { outside, store, sync, chat, account, updates: AtomicU32::new(1) }
    }

    /// Ends it, as [`Outside::close`] does.
    pub async fn close(self) {
        self.outside.close().await;
    }

    /// A round of the calendar.
    pub async fn round(&self) {
        self.sync.round(&self.account, Depth::Incremental, self.now()).await.expect("the calendar can be read");
    }

    /// Something that reaches the bot in a chat.
    pub fn incoming(&self, chat: ChatId, user: UserId, kind: impl FnOnce(MessageId) -> IncomingKind) -> Incoming {
        let number = self.updates.fetch_add(1, Ordering::Relaxed);
        Incoming {
            id: UpdateId(number),
            chat,
            chat_kind: if chat.is_group() { ChatKind::Group } else { ChatKind::Private },
            thread: None,
            user,
            language: None,
            name: None,
            sent: self.now(),
            forwarded: None,
            kind: kind(MessageId(i32::try_from(number).expect("few updates"))),
        }
    }

    /// A text in a private chat.
    pub fn text(&self, user: UserId, text: &str) -> Incoming {
        self.text_in(ChatId::private(user), user, text)
    }

    /// A text in any chat.
    pub fn text_in(&self, chat: ChatId, user: UserId, text: &str) -> Incoming {
        self.incoming(chat, user, |message| IncomingKind::Text {
            message,
            text: text.to_owned(),
            reply_to: None,
            times: vec![],
        })
    }

    /// A press of the button that stands under an answer.
    pub fn press(&self, user: UserId, under: &Answer, label: &Label) -> Incoming {
        self.press_in(ChatId::private(user), user, under, label)
    }

    /// A press of the button that stands under an answer in any chat; the answer's message has the number 1000.
    pub fn press_in(&self, chat: ChatId, user: UserId, under: &Answer, label: &Label) -> Incoming {
        let button = keyboard(under).iter().flatten().find(|button| button.label == *label);
        let button = button.unwrap_or_else(|| panic!("no button {label:?} under {under:?}"));
        let (callback, data) = (CallbackId("callback".to_owned()), button.data.to_string());
        self.incoming(chat, user, |_| IncomingKind::Pressed { callback, message: Some(MessageId(1_000)), data })
    }

    /// What is answered.
    pub async fn answer(&self, incoming: &Incoming) -> Answer {
        self.chat.answer(incoming, self.now()).await.expect("an answer")
    }

    /// What a process answers that dies before it makes more than this many writes to Redis; `None` if it dies of it.
    pub async fn answer_of_a_dying_process(&self, incoming: &Incoming, writes: u32) -> Option<Answer> {
        let life = Lifeline::to(&self.redis, writes);
        let store = self.patient_store(&life.url());
        let sync = self.outside.sync(&store, self.calendar().await, patient_bounds(10_000));
        let chat = self.outside.chat(&store, &sync);
        tokio::select! {
            biased;
            () = life.dies() => None,
            answer = chat.answer(incoming, self.now()) => Some(answer.expect("an answer")),
        }
    }

    /// A round after the process that had the calendar has died, once its lease has run out.
    pub async fn round_of_another_process(&self) {
        self.redis.delete(&self.store.keys().account(&self.account, "round")).await;
        self.round().await;
    }

    /// What is answered to a text in private.
    pub async fn says(&self, user: UserId, text: &str) -> Answer {
        self.answer(&self.text(user, text)).await
    }

    /// What is answered to a press in private.
    pub async fn presses(&self, user: UserId, under: &Answer, label: &Label) -> Answer {
        self.answer(&self.press(user, under, label)).await
    }

    /// How often each call that writes was made since the last time.
    pub fn writes(&self) -> Vec<&'static str> {
        let points = self.google().take_log().into_iter().map(|asked| asked.point);
        points.filter(|point| !matches!(*point, "events.list" | "events.get" | "token")).collect()
    }

    /// The titles in the calendar, by start.
    pub fn titles(&self) -> Vec<String> {
        let (from, to) = (self.now() - Duration::days(30), self.now() + Duration::days(400));
        let entries = self.google().events(from, to);
        entries.iter().map(|entry| entry["summary"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

/// The only reply of an answer.
pub fn only(answer: &Answer) -> &Reply {
    match answer.sayings.as_slice() {
        [only] => &only.reply,
        other => panic!("{} replies: {other:?}", other.len()),
    }
}

/// Where the only reply of an answer is said.
pub fn place(answer: &Answer) -> Place {
    answer.sayings.first().expect("a reply").place
}

/// The buttons under the last reply of an answer that has some.
pub fn keyboard(answer: &Answer) -> &Keyboard {
    answer.sayings.iter().rev().find_map(|saying| keyboard_of(&saying.reply)).expect("a reply with buttons")
}

fn keyboard_of(reply: &Reply) -> Option<&Keyboard> {
    match reply {
        Reply::Created { keyboard, .. }
        | Reply::Moved { keyboard, .. }
        | Reply::Doubt { keyboard, .. }
        | Reply::Overridden { keyboard, .. }
        | Reply::EmptyList { keyboard, .. }
        | Reply::Ask { keyboard, .. }
        | Reply::ChangedSince { keyboard, .. }
        | Reply::Cancelled { keyboard, .. }
        | Reply::PartlyCancelled { keyboard, .. }
        | Reply::Undone { keyboard, .. }
        | Reply::AskBeforeChange { keyboard, .. }
        | Reply::AskForget { keyboard }
        | Reply::FreeAt { keyboard, .. } => Some(keyboard),
        Reply::List(page) | Reply::NotDone { fresh: Some(page), .. } => Some(&page.keyboard),
        _ => None,
    }
}

/// The labels under an answer.
pub fn labels(answer: &Answer) -> Vec<Label> {
    keyboard(answer).iter().flatten().map(|button| button.label.clone()).collect()
}

/// The titles in a list, cancelled ones in brackets.
pub fn rows(answer: &Answer) -> Vec<String> {
    let page = match only(answer) {
        Reply::List(page) | Reply::NotDone { fresh: Some(page), .. } => page,
        other => panic!("no list: {other:?}"),
    };
    let row = |row: &janji::speech::NumberedEvent| {
        let title = if row.is_cancelled { format!("({})", row.card.title) } else { row.card.title.clone() };
        format!("{} {title}", row.number)
    };
    page.rows.iter().map(row).collect()
}

/// The titles of the cards that were cancelled.
pub fn cancelled(answer: &Answer) -> Vec<&str> {
    match only(answer) {
        Reply::Cancelled { cards, .. } => cards.iter().map(|card| card.title.as_str()).collect(),
        other => panic!("nothing cancelled: {other:?}"),
    }
}
