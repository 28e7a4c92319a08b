//! The first `/list` of a person over three full calendars, from the copy.
//!
//! `cargo bench -- lists`

use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Asia::Kuala_Lumpur;
use janji::accounts::Directory;
use janji::chat::Chat;
use janji::clock::Clock;
use janji::google::{Calendar, Credentials};
use janji::model::{
    Access, Account, AccountId, AccountState, BotId, CacheAction, CachePut, CacheRow, ChatId, ChatKind, Etag, Event,
    EventId, EventTime, Incoming, IncomingKind, Language, Lead, MessageId, ProfileDefaults, UpdateId, UserId,
};
use janji::reminders::Schedule;
use janji::sandbox::Sandbox;
use janji::sandbox::google::{CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN};
use janji::store::{Changes, Keys, Members, Store};
use janji::sync::{Bounds, RetryBudget, Sync};

use crate::support::bars::report;
use crate::support::server::Redis;

/// Events of each of the three calendars that are listed.
const LISTED: i64 = 2_500;

/// How often the list is taken.
const LISTS: usize = 20;

#[tokio::main]
pub async fn run() {
    let sandbox = Sandbox::start(Clock::system(), Kuala_Lumpur).await.expect("ports of loopback");
    let redis = Redis::start().await;
    let store = Store::open(&redis.client(), Keys::new("", BotId(1))).expect("a unix socket can be used");
    let now = sandbox.clock().now();
    let accounts: Vec<Account> = ["primary", "family", "team"]
        .map(|calendar| Account { id: AccountId::derive(CLIENT_ID, calendar), calendar: calendar.to_owned() })
        .into();
    for account in &accounts {
        fill(&store, &account.id, now).await;
    }
    let chat = chat(&sandbox, &store, accounts).await;
    let mut times = Vec::new();
    for number in 0..LISTS {
        let user = UserId(u64::try_from(number).expect("few") + 1);
        let said = Incoming {
            id: UpdateId(u32::try_from(number).expect("few")),
            chat: ChatId::private(user),
            chat_kind: ChatKind::Private,
            thread: None,
            user,
            language: None,
            name: Some("Ana".to_owned()),
            sent: now,
            forwarded: None,
            kind: IncomingKind::Text {
                message: MessageId(1),
                text: "/list".to_owned(),
                reply_to: None,
                times: Vec::new(),
            },
        };
        let watch = sandbox.clock().stopwatch();
        chat.answer(&said, now).await.expect("a list");
        times.push(watch.elapsed());
    }
    times.sort_unstable();
    let median = format!("{:.1} ms", times[LISTS / 2].as_secs_f64() * 1e3);
    report("first `/list` over three accounts of 2,500 events", median, "≤ 25 ms");
    sandbox.stop().await;
}

/// Writes events to come into the copy of a calendar.
async fn fill(store: &Store, account: &AccountId, now: DateTime<Utc>) {
    let event = |number: i64| {
        let start = now + Duration::minutes(50 * (number + 1));
        let when = EventTime::Timed { start, end: start + Duration::minutes(30) };
        let id = EventId(format!("{number:010}0123456789abcdef"));
        Event::new(
            id,
            Etag(format!("\"{:016}\"", 3_181_161_784_712_000 + number)),
            "Lunch with Sarah".to_owned(),
            when,
            Kuala_Lumpur,
        )
    };
    let put = |event| CacheAction::Put(Box::new(CachePut { event, replan: None, replaces: None }));
    let rows = (0..LISTED).map(|number| CacheRow { action: put(event(number)), notice: None }).collect();
    let lease = store.take_round(account, StdDuration::from_mins(1)).await.expect("redis answers").expect("it is free");
    let mark = store.mark(account).await.expect("redis answers");
    let state =
        AccountState { last_good: Some(now), last_full: Some(now), last_try: Some(now), ..AccountState::default() };
    let changes = Changes { rows, notices: Vec::new() };
    store.commit_round(&lease, &mark, &changes, Some("token"), &state, now).await.expect("redis answers");
    store.release_round(&lease).await.expect("redis answers");
}

/// The conversation of a process that serves everybody these calendars.
async fn chat(sandbox: &Sandbox, store: &Store, accounts: Vec<Account>) -> Chat {
    let users = (1..=LISTS).filter_map(|number| u64::try_from(number).ok()).map(UserId).collect();
    let members = Members::new(store.clone(), Access { users, ..Access::default() });
    let defaults = ProfileDefaults {
        zone: Kuala_Lumpur,
        language: Language::En,
        event_length: Duration::hours(1),
        leads: vec![Lead { minutes: 10 }],
        tells_others: true,
    };
    let credentials = Credentials {
        client_id: CLIENT_ID.to_owned(),
        client_secret: CLIENT_SECRET.into(),
        refresh_token: REFRESH_TOKEN.into(),
        api_url: Some(sandbox.google_url().clone()),
    };
    let mut calendars = Vec::new();
    for account in &accounts {
        let calendar = Calendar::new(&credentials, &account.calendar, sandbox.clock().clone()).await;
        calendars.push((account.clone(), calendar.expect("a valid grant")));
    }
    let directory = Directory::new(store.clone(), members, accounts, None);
    let schedule = Schedule::new(directory.clone(), defaults.clone());
    let bounds = Bounds { interval: Duration::minutes(5), most_events: 10_000, budget: RetryBudget::default() };
    let sync =
        Sync::new(calendars, directory.clone(), store.clone(), schedule.clone(), sandbox.clock().clone(), bounds);
    Chat::new(store.clone(), sync, schedule, directory, defaults, BotId(1), None)
}
