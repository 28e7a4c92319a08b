//! What the tests of this room stand on: two people and a group who hear of one calendar.

use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};
use janji::clock::Clock;
use janji::model::{
    Access, AccountId, AccountState, ChatId, Etag, Event, EventId, EventTime, HourStyle, Language, Lead, Notice,
    Profile, ProfileDefaults, Rates, UserId,
};
use janji::reminders::{PlanFor, Reminders, Schedule};
use janji::sandbox::{Sandbox, telegram};
use janji::store::{Shard, Store};
use janji::telegram::{Bot, Outbox, Settings};

use crate::support::redis::Redis;

/// A person who speaks English, with reminders ten minutes and a day before.
pub const AISYAH: UserId = UserId(7);

/// A person who speaks Malay.
pub const BUDI: UserId = UserId(8);

/// A group that is served.
pub const FAMILY: ChatId = ChatId(-5);

/// Everything, running; the clock stands still at 09:00 in Kuala Lumpur until it is moved.
pub struct Stage {
    pub redis: Redis,
    pub sandbox: Sandbox,
    pub clock: Clock,
    pub store: Store,
    pub outbox: Outbox,
    pub schedule: Schedule,
    pub reminders: Reminders,
}

pub fn account() -> AccountId {
    AccountId("2v8k4m1c0q".into())
}

/// A time of 10 March 2026 in Kuala Lumpur.
pub fn at(text: &str) -> DateTime<Utc> {
    format!("2026-03-10T{text}+08:00").parse::<DateTime<chrono::FixedOffset>>().unwrap().to_utc()
}

/// An event of an hour on that day.
pub fn event(title: &str, start: &str) -> Event {
    Event::new(
        EventId(title.to_lowercase().replace(' ', "")),
        Etag("1".into()),
        title.into(),
        EventTime::Timed { start: at(start), end: at(start) + Duration::hours(1) },
        chrono_tz::Asia::Kuala_Lumpur,
    )
}

/// The same with an end that no clock of Kuala Lumpur can show: saying when it is panics.
pub fn endless(title: &str, start: &str) -> Event {
    let when = EventTime::Timed { start: at(start), end: DateTime::<Utc>::MAX_UTC };
    Event { etag: Etag("2".into()), when, ..event(title, start) }
}

impl Stage {
    pub async fn set() -> Self {
        let clock = Clock::still(at("09:00:00"));
        let redis = Redis::start().await;
        let sandbox = Sandbox::start(clock.clone(), chrono_tz::Asia::Kuala_Lumpur).await.unwrap();
        let phones = sandbox.telegram();
        phones.add_person(telegram::UserId(7), "Aisyah", "en");
        phones.add_person(telegram::UserId(8), "Budi", "ms");
        phones.add_group(telegram::ChatId(-5), "Family", &[telegram::UserId(7), telegram::UserId(8)]);
        for person in [7, 8] {
            phones.user_starts(telegram::UserId(person));
        }
        let store = redis.store();
        let malay = Profile { language: Some(Language::Ms), hours: HourStyle::TwentyFour, ..Profile::default() };
        store.put_profile(ChatId::private(BUDI), &malay).await.unwrap();
        let outbox = Self::outbox(&sandbox, &store, &clock);
        let schedule = Self::schedule(&store);
        let reminders = Reminders::new(schedule.clone(), outbox.clone(), clock.clone());
        let stage = Self { redis, sandbox, clock, store, outbox, schedule, reminders };
        stage.read(7);
        stage.read(8);
        stage
    }

    fn outbox(sandbox: &Sandbox, store: &Store, clock: &Clock) -> Outbox {
        let token = sandbox.telegram().bot().token.clone().into();
        let settings = Settings { token, api_url: Some(sandbox.telegram_url().clone()), rates: Rates::TELEGRAM };
        Outbox::new(Bot::new(&settings), store.clone(), clock.clone())
    }

    /// The process ends, and another begins.
    pub fn starts_again(&mut self) {
        self.outbox = Self::outbox(&self.sandbox, &self.store, &self.clock);
        self.schedule = Self::schedule(&self.store);
        self.reminders = self.process();
    }

    /// The reminders of one more process, which shares the outbox.
    pub fn process(&self) -> Reminders {
        Reminders::new(Self::schedule(&self.store), self.outbox.clone(), self.clock.clone())
    }

    /// The schedule as one more process knows it.
    pub fn schedule(store: &Store) -> Schedule {
        let access = Access { users: [AISYAH, BUDI].into(), chats: [FAMILY].into(), admin: None };
        let defaults = ProfileDefaults {
            zone: chrono_tz::Asia::Kuala_Lumpur,
            language: Language::En,
            event_length: Duration::hours(1),
            leads: vec![Lead { minutes: 10 }],
        };
        Schedule::new(store.clone(), vec![account()], access, defaults)
    }

    /// Only Aisyah hears reminders.
    pub async fn without_budi(self) -> Self {
        let silent = Profile { reminders: Some(false), ..Profile::default() };
        self.store.put_profile(ChatId::private(BUDI), &silent).await.unwrap();
        self
    }

    /// An event comes, or changes, in Google.
    pub async fn has(&self, event: &Event) {
        let key = self.store.keys().event(&account(), &event.id);
        self.redis.write(&key, &serde_json::to_string(event).unwrap()).await;
        self.replan(event).await;
    }

    /// An event goes.
    pub async fn loses(&self, event: &Event) {
        self.redis.delete(&self.store.keys().event(&account(), &event.id)).await;
        self.replan(event).await;
    }

    async fn replan(&self, event: &Event) {
        let ids = [event.id.clone()];
        self.schedule.replan(&account(), &ids, PlanFor::CameFromGoogle, self.clock.now()).await.unwrap();
    }

    /// The clock shows a time of the day, and everything that is due by then is said.
    pub async fn tick(&self, time: &str) -> Option<DateTime<Utc>> {
        self.clock.move_to(at(time));
        self.reminders.tick(at(time)).await.unwrap()
    }

    /// Something is to be told.
    pub async fn put(&self, state: &AccountState, notices: &[Notice]) {
        let lease = self.store.take_round(&account(), StdDuration::from_mins(1)).await.unwrap().unwrap();
        assert!(self.store.put_state(&lease, state, notices).await.unwrap());
        self.store.release_round(&lease).await.unwrap();
    }

    /// Telegram wants peace in a chat, for longer than any message waits.
    pub async fn rests(&self, chat: ChatId) {
        self.store.block(chat, StdDuration::from_hours(1), &Rates::TELEGRAM).await.unwrap();
    }

    /// It has had its peace.
    pub async fn has_rested(&self) {
        self.redis.delete(&self.store.keys().bot("bucket")).await;
    }

    /// Whoever holds notices or reminders has held them for too long.
    pub async fn leases_end(&self) {
        let keys = self.store.keys();
        for key in [keys.account(&account(), "notices-taken"), keys.shard(Shard::of(&account()), "leases")] {
            let held: Vec<String> = self.redis.ask(redis::cmd("ZRANGE").arg(&key).arg(0).arg(-1)).await;
            for one in held {
                self.redis.ask::<()>(redis::cmd("ZADD").arg(&key).arg("XX").arg(0).arg(one)).await;
            }
        }
    }

    /// What a chat has seen since it was last read.
    pub fn read(&self, chat: i64) -> String {
        self.sandbox.telegram().read(telegram::ChatId(chat))
    }
}
