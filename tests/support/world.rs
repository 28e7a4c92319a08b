//! The world: the real bot, a pretend Telegram and Google over HTTP, a real Redis, and a clock that stands still until
//! it is moved. Settings are the only difference to production.

use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::time::Duration;

use chrono::TimeDelta;
use janji::app::App;
use janji::clock::Clock;
use janji::config::{Config, Environment};
use janji::env_file::EnvFile;
use janji::model::{Rate, Rates};
use janji::sandbox::Sandbox;
use janji::sandbox::google::{Asked, Mail, MailAbout};
use janji::sandbox::telegram::{ChatId, Content, Does, MessageId, UserId};
use serde_json::Value;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::cast::{LISTED, TUESDAY_AT_TEN};
use super::errors;
use super::outside::{ONE_TRY, Outside};
use super::redis::Redis;
use super::waiting::until;

pub use super::cast::{ANA, BUDI, GROUP, MEI, STRANGER};

/// Faster than any play speaks.
const UNHURRIED: Rates = {
    let rate = Rate { interval: Duration::from_millis(1), burst: 100 };
    Rates { overall: rate, chat: rate, group: rate }
};

/// The bot, listening, and everything outside it.
pub struct World {
    outside: Outside,
    pub app: App,
    stop: CancellationToken,
    listener: JoinHandle<anyhow::Result<()>>,
}

impl World {
    /// The world on that Tuesday at ten, its calendar empty and read once.
    pub async fn open() -> Self {
        Self::open_with(&[]).await
    }

    /// The same, with some settings of its own.
    pub async fn open_with(settings: &[(&str, &str)]) -> Self {
        Self::open_on(Redis::start().await, settings).await
    }

    /// The same, with what settings leave alone.
    pub async fn open_adjusted(adjust: impl FnOnce(&mut Config)) -> Self {
        Self::start(Redis::start().await, &[], adjust).await
    }

    /// The same, on a Redis of one's choice.
    pub async fn open_on(redis: Redis, settings: &[(&str, &str)]) -> Self {
        Self::start(redis, settings, |_| ()).await
    }

    /// The same with some settings of its own, where the owner may have themselves written into a file.
    pub async fn open_with_env_file(settings: &[(&str, &str)], path: &Path) -> Self {
        let env_file = Some(EnvFile::new(path));
        Self::start(Redis::start().await, settings, |config| config.env_file = env_file).await
    }

    async fn start(redis: Redis, settings: &[(&str, &str)], adjust: impl FnOnce(&mut Config)) -> Self {
        errors::listen();
        let clock = Clock::still(TUESDAY_AT_TEN.parse().expect("a time"));
        let outside = Outside::open_on(redis, clock.clone()).await;
        let mut environment = environment(&outside.sandbox);
        environment.extend(settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let mut config = Config::from_environment(&environment).expect("the settings of the world are right");
        // They go by real time, which no play is about.
        config.telegram.rates = UNHURRIED;
        config.sync.budget = ONE_TRY;
        adjust(&mut config);
        let app = App::build(&config, &outside.redis.url(), clock).await.expect("the bot can be built");
        let stop = CancellationToken::new();
        let listener = tokio::spawn({
            let (app, stop) = (app.clone(), stop.clone());
            async move { app.converse(stop).await }
        });
        let world = Self { outside, app, stop, listener };
        for user in LISTED {
            world.telegram().user_starts(user);
        }
        world.settle().await;
        // Plays begin when everyone has read the greeting, or the refusal.
        for user in LISTED {
            assert!(!world.reads(user.chat()).is_empty());
        }
        world.round().await;
        drop(world.asked_of_google());
        world
    }

    /// Waits until everything said is answered, and everything due is said.
    pub async fn settle(&self) {
        self.telegram().quiet().await;
        self.app.settle().await.expect("storage answers");
    }

    /// Somebody writes to the bot in private; what was said and answered.
    pub async fn says(&self, user: UserId, text: &str) -> String {
        self.says_in(user.chat(), user, text).await
    }

    /// Somebody replies to a message in private; what was said and answered.
    pub async fn replies(&self, user: UserId, to: MessageId, text: &str) -> String {
        self.telegram().user_replies(user.chat(), user, to, text);
        self.settle().await;
        self.reads(user.chat())
    }

    /// Somebody writes in a chat; what was said and answered there.
    pub async fn says_in(&self, chat: ChatId, user: UserId, text: &str) -> String {
        self.telegram().user_says(chat, user, text);
        self.settle().await;
        self.reads(chat)
    }

    /// Somebody sends something that is no text.
    pub async fn sends(&self, user: UserId, content: Content) -> String {
        self.telegram().user_sends(user.chat(), user, content, None);
        self.settle().await;
        self.reads(user.chat())
    }

    /// Somebody presses a button under the bot's newest message in their private chat.
    pub async fn presses(&self, user: UserId, label: &str) -> String {
        let message = self.last(user.chat());
        self.presses_under(user.chat(), user, message, label).await
    }

    /// Somebody presses a button under a message of any chat.
    pub async fn presses_under(&self, chat: ChatId, user: UserId, message: MessageId, label: &str) -> String {
        let pressed = self.telegram().press(chat, user, message, label);
        assert!(pressed.is_some(), "there is no button [{label}] under message {}", message.0);
        self.settle().await;
        self.reads(chat)
    }

    /// The bot's newest message in a chat.
    pub fn last(&self, chat: ChatId) -> MessageId {
        self.telegram().last_from_bot(chat).expect("the bot has said something").id
    }

    /// Waits until the bot reaches Redis again.
    pub async fn storage_is_back(&self) {
        until("the bot reaches Redis again", async || self.app.settle().await.is_ok()).await;
    }

    /// One sync round, as the loop does it.
    pub async fn round(&self) {
        self.app.round().await.expect("storage answers");
        self.settle().await;
    }

    /// Moves the clock, stopping at each reminder on the way, with a sync round a stop; what was said to `user`.
    pub async fn waits(&self, user: UserId, span: TimeDelta) -> String {
        let target = self.now() + span;
        loop {
            let next = self.app.settle().await.expect("storage answers");
            let stop = next.filter(|next| *next < target).unwrap_or(target);
            self.clock.move_to(stop);
            self.round().await;
            if stop == target {
                return self.reads(user.chat());
            }
        }
    }

    /// Time passes with nothing due on the way; a round at its end.
    pub async fn passes(&self, span: TimeDelta) {
        self.clock.move_to(self.now() + span);
        self.round().await;
    }

    /// The machine sleeps until `at`: whatever was due on the way is late.
    pub async fn sleeps_until(&self, at: &str) {
        self.clock.move_to(at.parse().expect("a time"));
        self.settle().await;
    }

    /// What was said in a chat since it was last read; the random part of what buttons carry is left out, and messages that
    /// were edited side by side are in their order.
    #[must_use]
    pub fn reads(&self, chat: ChatId) -> String {
        let mut text = self.telegram().read(chat);
        while let Some(at) = text.find("[1:") {
            let end = text[at..].find(']').map_or(text.len(), |end| at + end + 1);
            text.replace_range(at..end, "[…]");
        }
        in_order(&text)
    }

    /// What the bot asked of Google since the last look: the calls by name, with what they were answered.
    pub fn asked_of_google(&self) -> Vec<String> {
        let line = |asked: &Asked| {
            let mode = if asked.query.contains("syncToken") { " (what changed)" } else { "" };
            let status = asked.status.map_or_else(|| "no answer".to_owned(), |status| status.to_string());
            format!("{} {}{mode} → {status}", asked.method, asked.point)
        };
        self.google().take_log().iter().map(line).collect()
    }

    /// Who got which mail of Google's about an event since the last look.
    pub fn mails(&self) -> Vec<String> {
        let about = |mail: &Mail| match mail.about {
            MailAbout::Invitation => "invitation",
            MailAbout::Change => "change",
            MailAbout::Cancellation => "cancellation",
        };
        let line = |mail: &Mail| format!("{} to {}: {}", about(mail), mail.to, mail.title);
        self.google().take_mails().iter().map(line).collect()
    }

    /// What stands in Google's calendar within the next half year, a line an entry.
    pub fn calendar(&self) -> String {
        let from = self.now() - TimeDelta::days(7);
        let mut entries = self.google().events(from, from + TimeDelta::days(190));
        let start = |entry: &Value| field(entry, &["start", "dateTime"]).or_else(|| field(entry, &["start", "date"]));
        entries.sort_by_key(|entry| (start(entry), field(entry, &["summary"])));
        entries.truncate(6);
        let line = |entry: &Value| {
            let end = field(entry, &["end", "dateTime"]).or_else(|| field(entry, &["end", "date"]));
            let place = field(entry, &["location"]).map_or_else(String::new, |place| format!(" @ {place}"));
            let leads = field(entry, &["extendedProperties", "private", "janjiLeads"]);
            let leads = leads.map_or_else(String::new, |leads| format!(" (leads {leads})"));
            let title = field(entry, &["summary"]).unwrap_or_default();
            format!("{} – {} {title}{place}{leads}", start(entry).unwrap_or_default(), end.unwrap_or_default())
        };
        entries.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// How many reminders are planned.
    pub async fn pending_reminders(&self) -> u64 {
        self.store().count_reminders().await.expect("storage answers").due
    }

    /// The id at Google of the event with this title.
    pub fn event_named(&self, title: &str) -> String {
        let from = self.now() - TimeDelta::days(7);
        let entries = self.google().events(from, from + TimeDelta::days(190));
        let found = entries.iter().find(|entry| field(entry, &["summary"]).as_deref() == Some(title));
        found.and_then(|entry| field(entry, &["id"])).unwrap_or_else(|| panic!("there is no event {title}"))
    }

    /// What a button carries.
    pub fn button(&self, chat: ChatId, message: MessageId, label: &str) -> String {
        let message = self.telegram().message(chat, message).expect("the message is there");
        let button = message.buttons().find(|button| button.label == label).expect("the button is there");
        match &button.does {
            Does::Data(data) => data.clone(),
            Does::Url(_) => panic!("[{label}] opens an address"),
        }
    }

    /// Somebody presses a button that carries this, whether or not it stands there.
    pub async fn presses_data(&self, chat: ChatId, user: UserId, message: MessageId, data: &str) -> String {
        self.telegram().press_forged(chat, user, message, data);
        self.settle().await;
        self.reads(chat)
    }

    /// Everyone reads what the bot has said to them; all of it, a chat after another.
    #[must_use]
    pub fn everybody_reads(&self) -> String {
        let chats = self.telegram().chats().into_iter();
        chats.map(|(chat, ..)| self.reads(chat)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// Somebody reads one message about each of these and nothing else, in whatever order calendars that are read side
    /// by side bring them.
    pub fn hears_of(&self, user: UserId, parts: &[&str]) {
        let said = self.reads(user.chat());
        let is_all = parts.iter().all(|part| said.contains(part));
        assert!(is_all && said.matches("Janji: ").count() == parts.len(), "user {}: {said}", user.0);
    }

    /// Everyone who is listed reads one message about an event and nothing else.
    pub fn everyone_hears_of(&self, title: &str) {
        for user in LISTED {
            self.hears_of(user, &[title]);
        }
    }

    /// The group becomes a supergroup; its new number.
    pub async fn becomes_super(&self, group: ChatId, by: UserId) -> ChatId {
        let new = self.telegram().group_becomes_super(group, by, ChatId(-1_002_000));
        self.settle().await;
        // What was said under the old number is not read again.
        drop(self.reads(group));
        new
    }

    /// Somebody writes while Redis is down; what is answered.
    pub async fn says_while_storage_is_away(&self, user: UserId, text: &str) -> String {
        let telegram = self.telegram();
        let before = telegram.messages(user.chat()).len();
        telegram.user_says(user.chat(), user, text);
        telegram.wait_until(|telegram| telegram.messages(user.chat()).len() >= before + 2).await;
        self.reads(user.chat())
    }

    /// Ends it, and holds that nothing was left undone: no reminder taken, and nothing of [`Outside::left_behind`].
    pub async fn close(self) {
        self.settle().await;
        let taken = self.store().count_reminders().await.expect("storage answers").taken;
        assert_eq!(taken, 0, "reminders are taken and not acknowledged");
        self.stop.cancel();
        let Self { outside, listener, .. } = self;
        listener.await.expect("the bot does not panic").expect("the bot ends well");
        outside.close().await;
    }
}

impl Deref for World {
    type Target = Outside;

    fn deref(&self) -> &Outside {
        &self.outside
    }
}

impl DerefMut for World {
    fn deref_mut(&mut self) -> &mut Outside {
        &mut self.outside
    }
}

/// The transcript with neighbouring edits of the bot's messages in the order of the messages.
fn in_order(text: &str) -> String {
    let mut said: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        match said.last_mut() {
            Some(last) if line.starts_with("    ") => last.push_str(line),
            Some(_) | None => said.push(line.to_owned()),
        }
    }
    let edited = |said: &String| -> Option<u32> { said.split_once(" (edits ")?.1.split_once(')')?.0.parse().ok() };
    for neighbours in said.chunk_by_mut(|one, two| edited(one).is_some() && edited(two).is_some()) {
        neighbours.sort_by_key(edited);
    }
    said.concat()
}

/// A text somewhere within an entry of Google's.
fn field(entry: &Value, path: &[&str]) -> Option<String> {
    let found = path.iter().try_fold(entry, |value, key| value.get(key))?;
    found.as_str().map(str::to_owned)
}

/// The settings of the bot in the world.
pub fn environment(sandbox: &Sandbox) -> Environment {
    let mut environment: Environment =
        sandbox.settings().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    environment.insert("JANJI_ALLOWED_USERS".to_owned(), LISTED.map(|user| user.0.to_string()).join(","));
    // What everyone else hears has plays of its own.
    environment.insert("JANJI_TELL_OTHERS".to_owned(), "false".to_owned());
    environment.insert("JANJI_ALLOWED_CHATS".to_owned(), GROUP.0.to_string());
    environment
}
