//! What every class of failure needs: the stage, the counts, the seed, what people see, and the table.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::ops::{Deref, DerefMut};
use std::str::FromStr;
use std::time::Duration as StdDuration;

use chrono::Duration;
use janji::clock::{Clock, pause};
use janji::config::Environment;
use janji::sandbox::telegram::{ChatId, Sender, Telegram, UserId};
use rand::SeedableRng;
use rand::rngs::StdRng;
use tempfile::TempDir;

use crate::support::bot::{Bot, folder, free_address, in_time, settings, until};
use crate::support::outside::Outside;
use crate::support::redis::Redis;
use crate::support::world::{ANA, BUDI, MEI};

/// Where the numbers of a crowd begin.
const CROWD_FROM: i64 = 50_000;

/// Between two looks at what takes long.
const GLANCE: StdDuration = StdDuration::from_millis(100);

/// The letters of titles: no word about time can be made of them.
const LETTERS: &[u8; 10] = b"bcdfgjkqvx";

/// All that is outside the bot, by the system's clock, and any number of bots as processes of their own.
pub struct Stage {
    outside: Outside,
    settings: Environment,
    folder: TempDir,
}

impl Deref for Stage {
    type Target = Outside;

    fn deref(&self) -> &Outside {
        &self.outside
    }
}

impl DerefMut for Stage {
    fn deref_mut(&mut self) -> &mut Outside {
        &mut self.outside
    }
}

impl Stage {
    /// A stage whose bots have these settings.
    pub async fn open(redis: Redis, own: &[(&str, &str)]) -> Self {
        let outside = Outside::open_on(redis, Clock::system()).await;
        let folder = folder();
        let mut settings = settings(&outside.sandbox, folder.path());
        settings.insert("REDIS_URL".to_owned(), outside.redis.url());
        settings.extend(own.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        Self { outside, settings, folder }
    }

    /// Ends it, and holds that the bots left nothing strange behind.
    pub async fn close(self) {
        let strange = self.strange().await;
        assert!(strange.is_empty(), "left behind:\n{}", strange.join("\n"));
        self.outside.sandbox.stop().await;
    }

    /// Starts a bot.
    pub fn bot(&self, name: &str) -> Bot {
        self.bot_with(name, Environment::new())
    }

    /// Starts a bot that has these settings besides.
    pub fn bot_with(&self, name: &str, own: Environment) -> Bot {
        let folder = self.folder.path().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let mut settings = self.settings.clone();
        settings.insert("JANJI_HTTP".to_owned(), free_address().to_string());
        settings.extend(own);
        Bot::start(&folder, &settings)
    }

    /// Waits until nothing is in anybody's hand any more, from which it would come again.
    pub async fn nothing_in_progress(&self) {
        let store = self.store();
        until("reminders are done with", async || store.count_reminders().await.unwrap().taken == 0).await;
    }

    /// Waits until the bot has handled all that was written and pressed.
    pub async fn handled(&self) {
        let store = self.store();
        in_time("all is taken", self.telegram().quiet()).await;
        until("all is handled", async || store.inbox_pending().await.is_ok_and(|pending| pending.is_empty())).await;
    }

    /// Ends the turn of a bot that was killed, which would last for seconds yet.
    pub async fn end_turn(&self) {
        self.redis.delete(&format!("bot:{{{}}}:poller", self.telegram().bot().id.0)).await;
    }

    /// The people start, and are greeted.
    pub async fn greet(&self, people: &[UserId]) {
        let telegram = self.telegram();
        for user in people {
            telegram.user_starts(*user);
        }
        let is_greeted = |user: &UserId| telegram.last_from_bot(user.chat()).is_some();
        in_time("everybody is greeted", telegram.wait_until(|_| people.iter().all(is_greeted))).await;
    }

    /// Starts a bot that has greeted everybody and is ready.
    pub async fn ready_bot(&self) -> Bot {
        let bot = self.bot("bot");
        self.greet(&PEOPLE).await;
        bot.ready().await;
        bot
    }

    /// The `number`th wish is written by somebody, and answered.
    pub async fn wishes(&self, number: usize) {
        let (telegram, user) = (self.telegram(), PEOPLE[number % PEOPLE.len()]);
        let title = title("errand", number);
        self.says(user, &wish(&title, number));
        let is_answered = |telegram: &Telegram| answers(&said(telegram, user.chat()), &title) > 0;
        in_time("an answer", telegram.wait_until(is_answered)).await;
    }

    /// Waits until nothing is owed to Google: Ana asks for rounds, which carry out what is left.
    pub async fn nothing_is_owed(&self) {
        self.nothing_is_owed_of(ANA).await;
    }

    /// The same where somebody else asks.
    pub async fn nothing_is_owed_of(&self, user: UserId) {
        until("nothing is owed to Google", async || {
            if self.owed().await > 0 {
                self.asks_for_a_round(user).await;
            }
            self.owed().await == 0
        })
        .await;
    }

    /// How many edits are owed to Google, as soon as storage says so.
    pub async fn owed(&self) -> u64 {
        let (store, account) = (self.store(), Outside::account());
        let mut owed = None;
        until("storage answers", async || {
            owed = store.count_edits(&account).await.ok();
            owed.is_some()
        })
        .await;
        owed.unwrap_or_default()
    }

    /// A person asks for a round, and hears its results.
    pub async fn asks_for_a_round(&self, user: UserId) {
        let telegram = self.telegram();
        let known = said(telegram, user.chat()).len();
        self.says(user, "/sync");
        in_time("an answer", telegram.wait_until(|telegram| said(telegram, user.chat()).len() > known)).await;
    }

    /// How many of the first wishes are not in Google's calendar, and how many stand there once too often.
    pub fn lost_and_twins(&self, wishes: usize) -> (usize, usize) {
        let at_google = self.at_google();
        let times = |number: usize| at_google.get(&title("errand", number)).copied().unwrap_or_default();
        let lost = (0..wishes).filter(|number| times(*number) == 0).count();
        (lost, (0..wishes).map(|number| times(number).saturating_sub(1)).sum())
    }

    /// Somebody writes.
    pub fn says(&self, user: UserId, text: &str) {
        self.telegram().user_says(user.chat(), user, text);
    }

    /// How often each title stands in Google's calendar.
    pub fn at_google(&self) -> BTreeMap<String, usize> {
        let now = self.clock.now();
        let mut found = BTreeMap::new();
        for entry in self.google().events(now - Duration::days(2), now + Duration::days(30)) {
            *found.entry(entry["summary"].as_str().unwrap_or_default().to_owned()).or_default() += 1;
        }
        found
    }
}

/// `people` people whom the bots serve and who have written to them before; `JANJI_ALLOWED_USERS` lists them.
pub fn crowd(people: usize) -> (Vec<UserId>, String) {
    let people: Vec<UserId> = (0..people).map(|nth| UserId(CROWD_FROM + i64::try_from(nth).unwrap())).collect();
    let listed: Vec<String> = people.iter().map(|user| user.0.to_string()).collect();
    (people, listed.join(","))
}

/// The crowd appears.
pub fn gather(telegram: &Telegram, people: &[UserId]) {
    for user in people {
        telegram.add_person(*user, "Somebody", "en");
        telegram.user_started_once(*user);
    }
}

/// Waits until `all` of these have happened, but not longer than `most`; what has happened is not looked at again.
pub async fn happened<T>(
    most: StdDuration,
    all: impl IntoIterator<Item = T>,
    mut has_happened: impl FnMut(&T) -> bool,
) {
    let all = async {
        for one in all {
            while !has_happened(&one) {
                pause(GLANCE).await;
            }
        }
    };
    drop(tokio::time::timeout(most, all).await);
}

/// Everybody who is served.
pub const PEOPLE: [UserId; 3] = [ANA, BUDI, MEI];

/// What the bot said in a chat, in order, as it looks now.
pub fn said(telegram: &Telegram, chat: ChatId) -> Vec<String> {
    let by_bot = telegram.messages(chat).into_iter().filter(|message| message.sender == Sender::Bot);
    by_bot.map(|message| message.text().to_owned()).collect()
}

/// How many answers there are that speak of `title`: it ends their first line, as overlaps are named below.
pub fn answers(said: &[String], title: &str) -> usize {
    said.iter().filter(|text| text.lines().next().is_some_and(|line| line.ends_with(title))).count()
}

/// How many reminders speak of `title`: several late ones are one message.
pub fn mentions(said: &[String], title: &str) -> usize {
    said.iter().filter(|text| text.contains(title) && !text.contains("errand")).count()
}

/// A title for the `number`th thing: a noun, and letters that mean nothing.
pub fn title(noun: &str, number: usize) -> String {
    let letter = |place: u32| char::from(LETTERS[number / 10_usize.pow(place) % 10]);
    let letters: String = (0..5).rev().map(letter).collect();
    format!("{noun} {letters}")
}

/// A message that asks for an event tomorrow.
pub fn wish(title: &str, number: usize) -> String {
    format!("{title} tomorrow {}:{:02}", 8 + number % 14, number / 14 % 60)
}

/// How often something is to be done: what the environment variable says, else what fits into `make test`.
pub fn count<T: FromStr<Err: std::fmt::Debug>>(variable: &str, short: T) -> T {
    let Ok(text) = std::env::var(variable) else { return short };
    text.parse().unwrap_or_else(|error| panic!("{variable}={text}: {error:?}"))
}

/// The dice, by `CHAOS_SEED`.
pub fn dice() -> StdRng {
    StdRng::seed_from_u64(count("CHAOS_SEED", 7))
}

/// Prints a row of the table.
#[expect(clippy::print_stdout, reason = "the table is what `make chaos` is for")]
pub fn row(failure: &str, results: &[(&str, String)]) {
    let results: Vec<String> = results.iter().map(|(name, result)| format!("{name} {result}")).collect();
    println!("| {failure} | {} |", results.join(" · "));
}

/// Holds a time, or what hangs on one, against its bar, where times count: not on a machine that does other things
/// meanwhile.
pub fn bar<T: PartialOrd + Copy + Debug>(what: &str, is: T, most: T) {
    if std::env::var_os("CHAOS_BARS").is_some() {
        assert!(is <= most, "{what}: {is:?}, more than {most:?}");
    }
}

/// The longest of some times, in words.
pub fn longest(times: &[StdDuration]) -> String {
    format!("{:.1} s", times.iter().max().copied().unwrap_or_default().as_secs_f64())
}
