//! The reminders of one process, for a bench, and what they are about.

use chrono::{DateTime, Duration, Utc};
use janji::accounts::Directory;
use janji::clock::Clock;
use janji::model::{
    Access, Account, AccountId, BotId, ChatId, Etag, Event, EventId, EventPlan, EventTime, Language, Lead,
    ProfileDefaults, Rates, UserId,
};
use janji::reminders::{PlanFor, Recipient, Reminders, Schedule, plan};
use janji::sandbox::Sandbox;
use janji::store::{Keys, Members, Store};
use janji::telegram::{Bot, Outbox, Settings};

use super::server::Redis;

/// What a process needs to tell people in time.
pub struct Process {
    /// The memory, which others may share.
    pub store: Store,
    /// What is planned.
    pub schedule: Schedule,
    /// The loop.
    pub reminders: Reminders,
}

impl Process {
    /// A process that serves these people and accounts, its keys beginning with `prefix`.
    pub fn new(
        redis: &Redis,
        prefix: &str,
        sandbox: &Sandbox,
        users: impl Iterator<Item = u64>,
        accounts: Vec<AccountId>,
    ) -> Self {
        let clock: &Clock = sandbox.clock();
        let store = Store::open(&redis.client(), Keys::new(prefix, BotId(1))).expect("a unix socket can be used");
        let access = Access { users: users.map(UserId).collect(), ..Access::default() };
        let defaults = ProfileDefaults {
            zone: chrono_tz::UTC,
            language: Language::En,
            event_length: Duration::hours(1),
            leads: vec![Lead { minutes: 10 }],
            tells_others: true,
        };
        let settings = Settings {
            token: sandbox.telegram().bot().token.clone().into(),
            api_url: Some(sandbox.telegram_url().clone()),
            rates: Rates::TELEGRAM,
        };
        let outbox = Outbox::new(Bot::new(&settings), store.clone(), clock.clone());
        let members = Members::new(store.clone(), access);
        let shared = accounts.into_iter().map(|id| Account { id, calendar: "primary".to_owned() }).collect();
        let schedule = Schedule::new(Directory::new(store.clone(), members, shared, None), defaults);
        let reminders = Reminders::new(schedule.clone(), outbox, clock.clone());
        Self { store, schedule, reminders }
    }

    /// Puts an event into the copy of a calendar, and plans its reminders.
    pub async fn put_event(&self, redis: &Redis, account: &AccountId, event: &Event, now: DateTime<Utc>) {
        let text = serde_json::to_string(event).expect("plain data");
        let key = self.store.keys().event(account, &event.id);
        redis::cmd("SET").arg(key).arg(text).exec_async(&mut redis.connection().await).await.expect("redis answers");
        let ids = std::slice::from_ref(&event.id);
        self.schedule.replan(account, ids, PlanFor::MadeHere, now).await.expect("redis answers");
    }
}

/// An account of its own for each number.
pub fn account(number: usize) -> AccountId {
    AccountId::derive("client", &number.to_string())
}

/// An event of an hour.
pub fn event(number: usize, start: DateTime<Utc>) -> Event {
    Event::new(
        EventId(format!("{number:032}")),
        Etag("1".into()),
        "lunch".into(),
        EventTime::Timed { start, end: start + Duration::hours(1) },
        chrono_tz::UTC,
    )
}

/// As many events as reminders, which is the dearest case, all of them due at `due`.
pub fn plans(count: usize, due: DateTime<Utc>, accounts: &[AccountId]) -> Vec<EventPlan> {
    let leads = vec![Lead { minutes: 10 }];
    let recipients = [Recipient { chat: ChatId(1_234_567_890), was: None, leads, zone: chrono_tz::UTC, quiet: None }];
    let made = due - Duration::hours(1);
    let plan_one = |n: usize| {
        let event = event(n, due + Duration::minutes(10));
        plan(&event, &accounts[n % accounts.len()], &recipients, made, PlanFor::MadeHere)
    };
    (0..count).map(plan_one).collect()
}
