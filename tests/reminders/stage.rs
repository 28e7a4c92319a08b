//! What the tests of this room stand on: two people and a group who hear of one calendar.

use std::ops::{Deref, DerefMut};
use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};
use janji::model::{
    AccountId, AccountState, ChatId, Etag, Event, EventId, EventTime, HourStyle, Language, Notice, Profile, Rates,
    UserId,
};
use janji::reminders::{PlanFor, Reminders, Schedule};
use janji::sandbox::telegram;
use janji::store::{Shard, Store};
use janji::telegram::Outbox;

use crate::support::cast::{self, chat, user};
use crate::support::outside::Outside;

/// As the bot names them; Ana has no profile of her own, Budi's says Malay.
pub const ANA: UserId = user(cast::ANA);
pub const BUDI: UserId = user(cast::BUDI);
pub const FAMILY: ChatId = chat(cast::GROUP);

/// Everything but the conversation: two people and a group who hear of one calendar. The clock stands still at 09:00 in
/// Kuala Lumpur until it is moved.
pub struct Stage {
    pub outside: Outside,
    pub store: Store,
    pub outbox: Outbox,
    pub schedule: Schedule,
    pub reminders: Reminders,
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

pub fn account() -> AccountId {
    Outside::account()
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
        let outside = Outside::open_at("2026-03-10T01:00:00Z").await.serving(&[cast::ANA, cast::BUDI]);
        for person in [cast::ANA, cast::BUDI] {
            outside.telegram().user_starts(person);
        }
        let store = outside.store();
        let malay = Profile { language: Some(Language::Ms), hours: HourStyle::TwentyFour, ..Profile::default() };
        store.put_profile(ChatId::private(BUDI), &malay).await.unwrap();
        let (outbox, schedule) = (outside.outbox(&store), outside.schedule(&store));
        let reminders = Reminders::new(schedule.clone(), outbox.clone(), outside.clock.clone());
        let stage = Self { outside, store, outbox, schedule, reminders };
        stage.read(ANA);
        stage.read(BUDI);
        stage
    }

    /// The process ends, and another begins.
    pub fn starts_again(&mut self) {
        self.outbox = self.outside.outbox(&self.store);
        self.schedule = self.outside.schedule(&self.store);
        self.reminders = self.process();
    }

    /// The reminders of one more process, which shares the outbox.
    pub fn process(&self) -> Reminders {
        Reminders::new(self.outside.schedule(&self.store), self.outbox.clone(), self.clock.clone())
    }

    /// Only Ana hears reminders.
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

    /// The copy of the calendar lists an event by its time, as a round does.
    pub async fn lists(&self, event: &Event) {
        let [start, end] = [event.when.start(event.zone), event.when.end(event.zone)].map(|at| at.timestamp() / 60);
        let times = self.store.keys().account(&account(), "times");
        let add = redis::cmd("ZADD").arg(times).arg((start << 20) + end - start).arg(&*event.id).to_owned();
        self.redis.ask::<()>(&add).await;
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

    /// Telegram rate limits a chat (429), for longer than any message waits.
    pub async fn rests(&self, chat: ChatId) {
        self.store.block(chat, StdDuration::from_hours(1), &Rates::TELEGRAM).await.unwrap();
    }

    /// It has had its peace.
    pub async fn has_rested(&self) {
        self.redis.delete(&self.store.keys().bot("bucket")).await;
    }

    /// All leases of notices and reminders run out.
    pub async fn leases_end(&self) {
        let keys = self.store.keys();
        for key in [keys.account(&account(), "notices-taken"), keys.shard(Shard::of(&account()), "leases")] {
            let held: Vec<String> = self.redis.ask(redis::cmd("ZRANGE").arg(&key).arg(0).arg(-1)).await;
            for one in held {
                self.redis.ask::<()>(redis::cmd("ZADD").arg(&key).arg("XX").arg(0).arg(one)).await;
            }
        }
    }

    /// What a person has seen since they last read.
    pub fn read(&self, person: UserId) -> String {
        self.read_in(ChatId::private(person))
    }

    /// What a chat has seen since it was last read.
    pub fn read_in(&self, chat: ChatId) -> String {
        self.telegram().read(telegram::ChatId(chat.0))
    }
}
