//! Our copy and Google's, over real HTTP and in a real Redis.

mod edits;
mod grants;
mod model;
mod processes;
mod rounds;
mod running;
mod word;

use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Asia::Kuala_Lumpur;
use serde_json::{Value, json};

use janji::clock::{Clock, pause};
use janji::google::{self, Calendar};
use janji::model::{
    Access, Account, AccountId, Change, ChatId, Draft, Edit, EditId, EditKind, Event, EventId, EventTime, Lead,
    MessageId, NoticeKind, Origin, Outcome, ProfileDefaults, RoundSummary, Trouble, UserId,
};
use janji::reminders::Schedule;
use janji::sandbox::Sandbox;
use janji::sandbox::google::{CLIENT_ID, CLIENT_SECRET, Google, REFRESH_TOKEN};
use janji::store::Store;
use janji::sync::{Bounds, Depth, Failure, Patience, Sync};

use crate::support::redis::{BOT, Redis};

/// A calendar at a pretend Google, a memory, and what keeps them in agreement.
struct World {
    sandbox: Sandbox,
    redis: Redis,
    store: Store,
    sync: Sync,
    clock: Clock,
    account: AccountId,
}

impl World {
    async fn new() -> Self {
        Self::with_most(1_000).await
    }

    /// A world in which a copy holds at most so many events.
    async fn with_most(most_events: u32) -> Self {
        Self::open(Clock::still(at("2026-03-10T02:00:00Z")), bounds(most_events)).await
    }

    /// A world whose Redis keeps what it knows when it is started again.
    async fn with_a_file() -> Self {
        Self::on(Redis::start_durable().await, Clock::still(at("2026-03-10T02:00:00Z")), bounds(1_000)).await
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
        let sandbox = Sandbox::start(clock.clone(), Kuala_Lumpur).await.unwrap();
        let store = redis.store();
        let account = AccountId::derive(CLIENT_ID, "primary");
        let sync = process(&sandbox, &redis, &clock, bounds).await;
        Self { sandbox, redis, store, sync, clock, account }
    }

    fn google(&self) -> &Google {
        self.sandbox.google()
    }

    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// So many hours from now.
    fn hours(&self, hours: i64) -> DateTime<Utc> {
        self.now() + Duration::hours(hours)
    }

    /// Somebody makes an event in Google, so many hours from now.
    fn made_in_google(&self, title: &str, hours: i64) -> EventId {
        EventId(self.google().add_event(title, self.hours(hours), self.hours(hours + 1)).unwrap())
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

    /// The event that a message asks for, so many hours from now.
    fn creation(&self, message: i32, title: &str, hours: i64) -> Edit {
        let draft = Draft {
            title: title.to_owned(),
            when: EventTime::Timed { start: self.hours(hours), end: self.hours(hours + 1) },
            zone: Kuala_Lumpur,
            place: None,
            rule: None,
            wants_meet: false,
            leads: None,
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
        let id = EditId::derive(BOT, &self.account, ChatId(7), MessageId(message), 0);
        let event = if event.is_empty() { EventId::derive(&id, 0) } else { event };
        let origin = Origin { chat: ChatId(7), user: UserId(7), message: Some(MessageId(message)) };
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

/// The bounds of a copy with at most so many events.
fn bounds(most_events: u32) -> Bounds {
    Bounds { interval: Duration::minutes(5), most_events, patience: Patience::default() }
}

/// One process' sync.
async fn process(sandbox: &Sandbox, redis: &Redis, clock: &Clock, bounds: Bounds) -> Sync {
    let access = google::Access {
        client_id: CLIENT_ID.to_owned(),
        client_secret: CLIENT_SECRET.into(),
        refresh_token: REFRESH_TOKEN.into(),
        api_url: Some(sandbox.google_url().clone()),
    };
    let calendar = Calendar::new(&access, "primary", clock.clone()).await.unwrap();
    let calendar = calendar.with_timeout(StdDuration::from_secs(2));
    let id = AccountId::derive(CLIENT_ID, "primary");
    let store = redis.store();
    let reminders = Schedule::new(
        store.clone(),
        vec![id.clone()],
        Access { users: [UserId(7)].into(), ..Access::default() },
        ProfileDefaults {
            zone: Kuala_Lumpur,
            language: janji::model::Language::En,
            event_length: Duration::hours(1),
            leads: vec![Lead { minutes: 10 }],
        },
    );
    let account = Account { id, calendar: "primary".to_owned() };
    Sync::new(vec![(account, calendar)], store, reminders, clock.clone(), bounds)
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn in_words(kind: &NoticeKind) -> String {
    match kind {
        NoticeKind::Changed { was, is } => format!("{} changed to {}", was.title, is.title),
        NoticeKind::Cancelled { was } => format!("{} cancelled", was.title),
        NoticeKind::New { is } => format!("{} is new", is.title),
        NoticeKind::Landed { event, is_deleted: false, .. } => format!("{} landed", event.title),
        NoticeKind::Landed { event, is_deleted: true, .. } => format!("{} deleted", event.title),
        NoticeKind::Refused { title, trouble, .. } => format!("{title} refused: {trouble:?}"),
        NoticeKind::Overridden { is, ours, .. } => {
            format!("{} stands, not {}", is.title, ours.title.as_deref().unwrap_or("-"))
        }
        NoticeKind::Trouble(trouble) => format!("trouble: {trouble:?}"),
        NoticeKind::Recovered => "recovered".to_owned(),
        NoticeKind::Empty { known } => format!("empty, {known} known"),
        NoticeKind::Emptied { known } => format!("emptied of {known}"),
        NoticeKind::Rebuilt => "rebuilt".to_owned(),
        NoticeKind::Full { most } => format!("full with {most}"),
    }
}

/// Waits until something is so.
async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    for _ in 0..2_000 {
        if is_so().await {
            return;
        }
        pause(StdDuration::from_millis(10)).await;
    }
    panic!("never {what}");
}
