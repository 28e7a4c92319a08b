//! A room of conversations with a pretend Google behind it: what reaches it comes from the test's own hand, so that
//! the same can come twice, or two things at once.

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, Duration, Utc};
use janji::chat::{Answer, Chat, Place};
use janji::clock::Clock;
use janji::google::{Access as Grant, Calendar};
use janji::model::{
    Access, Account, AccountId, CallbackId, ChatId, ChatKind, Incoming, IncomingKind, Language, Lead, MessageId,
    ProfileDefaults, UpdateId, UserId,
};
use janji::reminders::Schedule;
use janji::sandbox::Sandbox;
use janji::sandbox::google::{CLIENT_ID, CLIENT_SECRET, Google, REFRESH_TOKEN};
use janji::speech::{Keyboard, Label, Reply};
use janji::store::Store;
use janji::sync::{Bounds, Depth, Patience, Sync};

use crate::support::redis::{BOT, Redis};

/// Is listed.
pub const ANA: UserId = UserId(101);
/// Is listed too.
pub const BUDI: UserId = UserId(102);
/// Is not.
pub const EVE: UserId = UserId(666);
/// Is listed as a group.
pub const GROUP: ChatId = ChatId(-1_001);

/// A conversation and everything behind it.
pub struct Room {
    pub redis: Redis,
    pub sandbox: Sandbox,
    pub store: Store,
    pub sync: Sync,
    pub chat: Chat,
    pub account: AccountId,
    clock: Clock,
    updates: AtomicU32,
}

impl Room {
    /// Tuesday, 10 March 2026, ten in the morning in Kuala Lumpur; the calendar is empty and has been read.
    pub async fn open() -> Self {
        let clock = Clock::still("2026-03-10T02:00:00Z".parse().expect("a valid instant"));
        let zone = chrono_tz::Asia::Kuala_Lumpur;
        let sandbox = Sandbox::start(clock.clone(), zone).await.expect("ports of loopback");
        let redis = Redis::start().await;
        let store = redis.store();
        let grant = Grant {
            client_id: CLIENT_ID.to_owned(),
            client_secret: CLIENT_SECRET.into(),
            refresh_token: REFRESH_TOKEN.into(),
            api_url: Some(sandbox.google_url().clone()),
        };
        let calendar = Calendar::new(&grant, "primary", clock.clone()).await.expect("the grant is well formed");
        let account = AccountId::derive(CLIENT_ID, "primary");
        let access = Access { users: [ANA, BUDI].into(), chats: [GROUP].into(), admin: None };
        let leads = vec![Lead { minutes: 10 }];
        let defaults = ProfileDefaults { zone, language: Language::En, event_length: Duration::minutes(60), leads };
        let reminders = Schedule::new(store.clone(), vec![account.clone()], access.clone(), defaults.clone());
        let linked = vec![(Account { id: account.clone(), calendar: "primary".to_owned() }, calendar)];
        let bounds = Bounds { interval: Duration::minutes(5), most_events: 10_000, patience: Patience::default() };
        let sync = Sync::new(linked, store.clone(), reminders.clone(), clock.clone(), bounds);
        sync.round(&account, Depth::Incremental, clock.now()).await.expect("the calendar can be read");
        let chat = Chat::new(store.clone(), sync.clone(), reminders, access, defaults, BOT);
        let room = Self { redis, sandbox, store, sync, chat, account, clock, updates: AtomicU32::new(1) };
        drop(room.google().take_log());
        room
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub fn google(&self) -> &Google {
        self.sandbox.google()
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
            user,
            language: None,
            sent: self.now(),
            kind: kind(MessageId(i32::try_from(number).expect("few updates"))),
        }
    }

    /// A text in a private chat.
    pub fn text(&self, user: UserId, text: &str) -> Incoming {
        self.text_in(ChatId::private(user), user, text)
    }

    /// A text in any chat.
    pub fn text_in(&self, chat: ChatId, user: UserId, text: &str) -> Incoming {
        self.incoming(chat, user, |message| IncomingKind::Text { message, text: text.to_owned(), reply_to: None })
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
        | Reply::Undone { keyboard, .. } => Some(keyboard),
        Reply::List(page) | Reply::NotCancelled { fresh: Some(page), .. } => Some(&page.keyboard),
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
        Reply::List(page) | Reply::NotCancelled { fresh: Some(page), .. } => page,
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
