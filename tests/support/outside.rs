//! What is outside the bot: a pretend Telegram and Google, a Redis, the clock and the people; and the bot's parts, each
//! built on these as the app builds it, for the tests of one room.

use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Asia::Kuala_Lumpur;
use janji::accounts::{Directory, People, SignUp};
use janji::chat::Chat;
use janji::clock::Clock;
use janji::google::{self, Calendar, ClientSettings};
use janji::model::{Access, Account, AccountId, BotId, Language, Lead, ProfileDefaults, Rates};
use janji::reminders::Schedule;
use janji::sandbox::Sandbox;
use janji::sandbox::google::{CLIENT_ID, CLIENT_SECRET, Google, REFRESH_TOKEN};
use janji::sandbox::telegram::{Telegram, UserId};
use janji::store::{Keys, Members, Store};
use janji::sync::{Bounds, RetryBudget, Sync};
use janji::telegram::{Bot, Outbox, Settings};

use super::cast;
use super::errors;
use super::keys::outside_the_table;
use super::redis::Redis;
use super::signing_in::KEY;

/// Everything but the bot.
pub struct Outside {
    pub sandbox: Sandbox,
    pub redis: Redis,
    pub clock: Clock,
    served: Vec<UserId>,
    people: Option<People>,
}

impl Outside {
    /// On that Tuesday at ten; the clock stands still until it is moved.
    pub async fn open() -> Self {
        Self::open_at(cast::TUESDAY_AT_TEN).await
    }

    /// The same at another time.
    pub async fn open_at(time: &str) -> Self {
        Self::open_on(Redis::start().await, Clock::still(time.parse().expect("a time"))).await
    }

    /// The same with a Redis and a clock of the test's choice.
    pub async fn open_on(redis: Redis, clock: Clock) -> Self {
        let sandbox = Sandbox::start(clock.clone(), Kuala_Lumpur).await.expect("ports of loopback");
        cast::enter(sandbox.telegram());
        Self { sandbox, redis, clock, served: cast::LISTED.into(), people: None }
    }

    /// The same where the bot serves only these people.
    pub fn serving(self, people: &[UserId]) -> Self {
        Self { served: people.into(), ..self }
    }

    /// The same where people may have calendars of their own.
    pub fn with_people(self) -> Self {
        let api_url = Some(self.sandbox.google_url().clone());
        let client = ClientSettings { id: CLIENT_ID.to_owned(), secret: CLIENT_SECRET.into(), api_url };
        let google = google::Google::new(&client, self.clock.clone()).expect("a client can be made");
        let keys = KEY.1.parse().expect("it is a key");
        let people = People { google, shared: None, keys, sign_up: SignUp::Listed, public_url: None };
        Self { people: Some(people), ..self }
    }

    /// What time it is.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The pretend Telegram.
    pub fn telegram(&self) -> &Telegram {
        self.sandbox.telegram()
    }

    /// The pretend Google.
    pub fn google(&self) -> &Google {
        self.sandbox.google()
    }

    /// The number of the bot that this Telegram knows.
    pub fn bot_id(&self) -> BotId {
        BotId(self.telegram().bot().id.0.try_into().expect("it is a bot's"))
    }

    /// What that bot remembers.
    pub fn store(&self) -> Store {
        Store::connect(&self.redis.url(), Keys::new("", self.bot_id())).expect("the address is right")
    }

    /// The same through `url`, where a call of a busy machine may take long.
    pub fn patient_store(&self, url: &str) -> Store {
        Store::connect_patiently(url, Keys::new("", self.bot_id()), PATIENCE).expect("the address is right")
    }

    /// The one account, whose calendar this Google has.
    pub fn account() -> AccountId {
        AccountId::derive(CLIENT_ID, "primary")
    }

    /// Who is served.
    pub fn members(&self, store: &Store) -> Members {
        let users = self.served.iter().map(|person| cast::user(*person)).collect();
        Members::new(store.clone(), Access { users, chats: [cast::chat(cast::GROUP)].into(), admin: None })
    }

    /// The Bot API.
    pub fn bot(&self) -> Bot {
        let token = self.telegram().bot().token.clone().into();
        let api_url = Some(self.sandbox.telegram_url().clone());
        Bot::new(&Settings { token, api_url, rates: Rates::TELEGRAM })
    }

    /// A sender whose limits are kept in `store`.
    pub fn outbox(&self, store: &Store) -> Outbox {
        Outbox::new(self.bot(), store.clone(), self.clock.clone())
    }

    /// The calendar at Google.
    pub async fn calendar(&self) -> Calendar {
        Calendar::new(&access_to(self.sandbox.google_url()), "primary", self.clock.clone())
            .await
            .expect("a valid grant")
    }

    /// The schedule of reminders, as one process knows it.
    pub fn schedule(&self, store: &Store) -> Schedule {
        Schedule::new(self.directory(store), defaults())
    }

    /// Whose calendars there are.
    pub fn directory(&self, store: &Store) -> Directory {
        let shared = Account { id: Self::account(), calendar: "primary".to_owned() };
        Directory::new(store.clone(), self.members(store), vec![shared], self.people.clone())
    }

    /// The sync of one process.
    pub fn sync(&self, store: &Store, calendar: Calendar, bounds: Bounds) -> Sync {
        let account = Account { id: Self::account(), calendar: "primary".to_owned() };
        Sync::new(
            vec![(account, calendar)],
            self.directory(store),
            store.clone(),
            self.schedule(store),
            self.clock.clone(),
            bounds,
        )
    }

    /// Ends it, and holds that the bot left nothing behind that it should not.
    pub async fn close(self) {
        let left = self.left_behind().await;
        assert!(left.is_empty(), "left behind:\n{}", left.join("\n"));
        self.sandbox.stop().await;
    }

    /// Replies not read and presses not answered, requests that the services do not know, keys that are not in the
    /// table, errors that were logged and not expected.
    pub async fn left_behind(&self) -> Vec<String> {
        let telegram = self.telegram();
        let mut left: Vec<String> = telegram.unread().lines().map(|line| format!("not read: {line}")).collect();
        left.extend(telegram.unanswered().iter().map(|press| format!("not answered: {press:?}")));
        left.extend(self.strange().await);
        left.extend(errors::take().iter().map(|error| format!("logged: {error}")));
        left
    }

    /// Requests that the services do not know, and keys that are not in the table.
    pub async fn strange(&self) -> Vec<String> {
        let unknown = self.telegram().requests().into_iter().filter(|request| request.status == 404);
        let mut left: Vec<String> = unknown.map(|request| format!("unknown to Telegram: {request:?}")).collect();
        if self.google().calls("unknown") > 0 {
            left.push("Google was asked for something that it does not know".to_owned());
        }
        let keys = self.redis.keys().await;
        left.extend(outside_the_table(&keys).iter().map(|key| format!("not in the table of keys: {key}")));
        left
    }

    /// The conversation of one process.
    pub fn chat(&self, store: &Store, sync: &Sync) -> Chat {
        Chat::new(
            store.clone(),
            sync.clone(),
            self.schedule(store),
            self.directory(store),
            defaults(),
            store.keys().bot_id(),
            None,
        )
    }
}

/// The grant for a pretend Google at this address.
pub fn access_to(google: &url::Url) -> google::Credentials {
    google::Credentials {
        client_id: CLIENT_ID.to_owned(),
        client_secret: CLIENT_SECRET.into(),
        refresh_token: REFRESH_TOKEN.into(),
        api_url: Some(google.clone()),
    }
}

/// The settings of a chat that has set nothing.
pub fn defaults() -> ProfileDefaults {
    let leads = vec![Lead { minutes: 10 }];
    ProfileDefaults {
        zone: Kuala_Lumpur,
        language: Language::En,
        event_length: Duration::hours(1),
        leads,
        tells_others: false,
    }
}

/// Longer than anything takes on a busy machine.
const PATIENCE: StdDuration = StdDuration::from_mins(2);

/// The bounds of a copy with at most `most_events` events, where people wait as long as it takes.
pub fn patient_bounds(most_events: u32) -> Bounds {
    let budget = RetryBudget { most: PATIENCE, round: PATIENCE, ..ONE_TRY };
    Bounds { budget, ..bounds(most_events) }
}

/// People wait for one answer of Google's, and for no second try: a refusal costs a test no time.
pub const ONE_TRY: RetryBudget = RetryBudget { first_wait: StdDuration::from_hours(1), ..QUICK_TRIES };

/// People wait for further tries, which come at once.
pub const QUICK_TRIES: RetryBudget = RetryBudget {
    first_wait: StdDuration::from_millis(1),
    most: StdDuration::from_secs(5),
    round: StdDuration::from_secs(12),
};

/// The bounds of a copy with at most `most_events` events.
pub fn bounds(most_events: u32) -> Bounds {
    Bounds { interval: Duration::minutes(5), most_events, budget: ONE_TRY }
}
