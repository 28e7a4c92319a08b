//! Our copy and Google's, over real HTTP and in a real Redis.

mod calendars;
mod changes;
mod edits;
mod grants;
mod guests;
mod model;
mod people;
mod processes;
mod push;
mod rounds;
mod running;
mod size;
mod word;

use std::ops::{Deref, DerefMut};
use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Asia::Kuala_Lumpur;
use serde_json::{Value, json};

use janji::clock::Clock;
use janji::model::{
    AccountId, Change, Departure, Draft, Edit, EditId, EditKind, Event, EventId, EventTime, MessageId, NoticeKind,
    Origin, Outcome, RoundSummary, Trouble,
};
use janji::store::Store;
use janji::sync::{Bounds, Depth, Failure, RetryBudget, Sync};

use crate::support::cast::{ANA, TUESDAY_AT_TEN, chat, user};
use crate::support::outside::{Outside, QUICK_TRIES, bounds};
use crate::support::redis::Redis;
use crate::support::waiting::until;

/// A calendar at a pretend Google, a memory, and what keeps them in agreement; only Ana is told of it.
struct World {
    outside: Outside,
    store: Store,
    sync: Sync,
    account: AccountId,
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

impl World {
    async fn new() -> Self {
        Self::with_most(1_000).await
    }

    /// A world in which Google is asked again at once, for so long.
    async fn asking_again(most: StdDuration) -> Self {
        let budget = RetryBudget { most, ..QUICK_TRIES };
        Self::of(Outside::open().await, Bounds { budget, ..bounds(1_000) }).await
    }

    /// A world in which a copy holds at most `most_events`.
    async fn with_most(most_events: u32) -> Self {
        Self::of(Outside::open().await, bounds(most_events)).await
    }

    /// A world whose Redis keeps what it knows when it is started again.
    async fn with_a_file() -> Self {
        Self::on(Redis::start_durable().await, Clock::still(at(TUESDAY_AT_TEN)), bounds(1_000)).await
    }

    /// A world whose clock runs, as outside.
    async fn with_running_clock() -> Self {
        Self::open(Clock::system(), bounds(1_000)).await
    }

    async fn open(clock: Clock, bounds: Bounds) -> Self {
        Self::on(Redis::start().await, clock, bounds).await
    }

    /// A world in this Redis.
    async fn on(redis: Redis, clock: Clock, bounds: Bounds) -> Self {
        Self::of(Outside::open_on(redis, clock).await, bounds).await
    }

    async fn of(outside: Outside, bounds: Bounds) -> Self {
        let outside = outside.serving(&[ANA]);
        let store = outside.store();
        let sync = process(&outside, bounds).await;
        Self { outside, store, sync, account: Outside::account() }
    }

    /// `hours` from now.
    fn hours(&self, hours: i64) -> DateTime<Utc> {
        self.now() + Duration::hours(hours)
    }

    /// An event is made in Google, `hours` hours from now.
    fn made_in_google(&self, title: &str, hours: i64) -> EventId {
        EventId(self.google().add_event(title, self.hours(hours), self.hours(hours + 1)).unwrap())
    }

    /// A round that reads everything, as the token is too old.
    async fn full_round(&self) -> RoundSummary {
        self.google().expire_sync_tokens();
        self.round(Depth::Incremental).await
    }

    async fn round(&self, depth: Depth) -> RoundSummary {
        self.sync.round(&self.account, depth, self.now()).await.unwrap()
    }

    /// A round that has to fail.
    async fn failing_round(&self) -> Failure {
        self.sync.round(&self.account, Depth::Incremental, self.now()).await.unwrap_err()
    }

    async fn submit(&self, edit: Edit) -> Outcome {
        self.sync.submit(edit, self.now()).await.unwrap()
    }

    /// The event that a message asks for, `hours` hours from now.
    fn creation(&self, message: i32, title: &str, hours: i64) -> Edit {
        let draft = Draft {
            title: title.to_owned(),
            when: EventTime::Timed { start: self.hours(hours), end: self.hours(hours + 1) },
            zone: Kuala_Lumpur,
            place: None,
            rule: None,
            wants_meet: false,
            leads: None,
            calendar: None,
            guests: Vec::new(),
        };
        self.edit(message, EventId(String::new()), EditKind::Create { draft, attempt: 0 })
    }

    fn renaming(&self, message: i32, base: &Event, title: &str) -> Edit {
        let change = Change { title: Some(title.to_owned()), ..Change::default() };
        self.edit(message, base.id.clone(), EditKind::Change { change, base: Box::new(base.clone()) })
    }

    fn deletion(&self, message: i32, seen: &Event) -> Edit {
        let kind = EditKind::Delete { base: Some(seen.etag.clone()), seen: Box::new(seen.clone()) };
        self.edit(message, seen.id.clone(), kind)
    }

    fn edit(&self, message: i32, event: EventId, kind: EditKind) -> Edit {
        let id = EditId::derive(self.bot_id(), &self.account, chat(ANA.chat()), MessageId(message), 0);
        let event = if event.is_empty() { EventId::derive(&id, 0) } else { event };
        let origin = Origin { chat: chat(ANA.chat()), user: user(ANA), message: Some(MessageId(message)) };
        Edit { id, account: self.account.clone(), event, kind, origin, made: self.now() }
    }

    /// Submits the creation of an event that Google accepts.
    async fn made_here(&self, message: i32, title: &str, hours: i64) -> Event {
        match self.submit(self.creation(message, title, hours)).await {
            Outcome::Agreed(event) => *event,
            outcome => panic!("{outcome:?}"),
        }
    }

    async fn cached(&self, id: &EventId) -> Option<Event> {
        self.store.event(&self.account, id).await.unwrap()
    }

    /// The titles of all cached events, by start.
    async fn titles(&self) -> Vec<String> {
        self.store.all_events(&self.account).await.unwrap().into_iter().map(|event| event.title).collect()
    }

    /// The titles of all events at Google.
    fn titles_at_google(&self) -> Vec<String> {
        let mut events = self.google().events(self.hours(-24 * 400), self.hours(24 * 400));
        events.sort_by_key(|event| event["start"]["dateTime"].as_str().map(str::to_owned));
        events.iter().map(|event| event["summary"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Tells all that is to be told, in words.
    async fn told(&self) -> Vec<String> {
        let taken = self.store.take_notices(&self.account, 100, StdDuration::from_mins(1)).await.unwrap();
        assert!(self.store.ack_notices(&self.account, &taken).await.unwrap().into_iter().all(|mine| mine));
        taken.iter().map(|taken| in_words(&taken.notice.kind)).collect()
    }

    /// How many reminders an event has.
    async fn reminders(&self, id: &EventId) -> usize {
        self.store.planned(&self.account, id).await.unwrap().len()
    }

    /// How often Google was asked for each call since the last time, tokens apart.
    fn asked(&self) -> Vec<&'static str> {
        let log = self.google().take_log();
        log.into_iter().map(|asked| asked.point).filter(|point| *point != "token").collect()
    }

    /// The copy is what Google has in the window.
    async fn assert_equal(&self) {
        let mut there = self.google().events(self.hours(-24 * 7), self.hours(24 * 90));
        there.sort_by_key(|event| event["id"].as_str().map(str::to_owned));
        let mut here = self.store.all_events(&self.account).await.unwrap();
        here.sort_by(|a, b| a.id.cmp(&b.id));
        let there: Vec<(&Value, &Value)> = there.iter().map(|event| (&event["id"], &event["etag"])).collect();
        let here: Vec<(Value, Value)> = here.iter().map(|event| (json!(event.id), json!(event.etag))).collect();
        assert_eq!(here.iter().map(|(id, etag)| (id, etag)).collect::<Vec<_>>(), there);
    }
}

/// One process' sync.
async fn process(outside: &Outside, bounds: Bounds) -> Sync {
    let calendar = outside.calendar().await.with_timeout(StdDuration::from_secs(2));
    outside.sync(&outside.store(), calendar, bounds)
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn in_words(kind: &NoticeKind) -> String {
    match kind {
        NoticeKind::Changed { was, is, is_series } => {
            let series = if *is_series { "series " } else { "" };
            let how = if was.when == is.when { "changed" } else { "moved" };
            let to = if was.title == is.title { String::new() } else { format!(" to {}", is.title) };
            format!("{series}{} {how}{to}", was.title)
        }
        NoticeKind::Cancelled { was, why, is_series } => {
            let series = if *is_series { "series " } else { "" };
            match why {
                Departure::Cancelled => format!("{series}{} cancelled", was.title),
                Departure::Declined => format!("{series}{} declined", was.title),
                Departure::MovedTo(calendar) => format!("{series}{} moved to {calendar}", was.title),
            }
        }
        NoticeKind::ByOther { deed, events, .. } => {
            let titles: Vec<&str> = events.iter().map(|event| event.title.as_str()).collect();
            format!("{deed:?} by another: {}", titles.join(", "))
        }
        NoticeKind::New { is } => format!("{} is new", is.title),
        NoticeKind::Landed { event, is_deleted: false, .. } => format!("{} landed", event.title),
        NoticeKind::Landed { event, is_deleted: true, .. } => format!("{} deleted", event.title),
        NoticeKind::Refused { title, trouble, .. } => format!("{title} refused: {trouble:?}"),
        NoticeKind::Overridden { is, ours, .. } => {
            format!("{} stands, not {}", is.title, ours.title.as_deref().unwrap_or("-"))
        }
        NoticeKind::Trouble(trouble) => format!("trouble: {trouble:?}"),
        NoticeKind::SignedInAgain => "signed in again".into(),
        NoticeKind::Recovered => "recovered".to_owned(),
        NoticeKind::Empty { known } => format!("empty, {known} known"),
        NoticeKind::Emptied { known } => format!("emptied of {known}"),
        NoticeKind::Rebuilt => "rebuilt".to_owned(),
        NoticeKind::Full { most } => format!("full with {most}"),
    }
}
