//! Many people's accounts: what a process pays to keep them in agreement with Google.
//!
//! The rounds are those of the built binary, as in production: with a `redis-server` and its append-only file, and the
//! sandbox's Google, which has fifty events for everybody. Google and Redis share the machine's cores with the bot, so what
//! counts is the bot's own processor time. `BENCH_ACCOUNTS` says how many people there are, at least 334; the interval
//! between two rounds is such that there are as many rounds a second as 10,000 accounts have in 300 s. With 10,000 it is
//! that.
//!
//! `cargo bench -- accounts`
#![expect(clippy::print_stdout, reason = "it prints figures")]

use std::process::{Child, Command, Stdio};
use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, DurationRound, Utc};
use chrono_tz::Asia::Kuala_Lumpur;
use futures::{StreamExt, stream};
use janji::accounts::SecretKeys;
use janji::clock::{Clock, pause};
use janji::model::{AccountId, BotId, CalendarKind, Grant, GrantId, LinkedCalendar, UserId};
use janji::sandbox::Sandbox;
use janji::store::{Keys, Store};
use serde_json::json;

use crate::support::bars::{mega, report};
use crate::support::proc::{processor_time, resident};
use crate::support::server::Redis;

/// How many accounts there are, if nothing else is said. With fewer, the interval would be below the 10 s that the bot
/// allows.
const ACCOUNTS: u64 = 334;

/// How many accounts the bar is about, and their interval.
const BAR: (u64, u64) = (10_000, 300);

/// Events of each account.
const EVENTS: u64 = 50;

/// The shortest window in which processor time, which is counted in hundredths of a second, says enough.
const SHORTEST: StdDuration = StdDuration::from_secs(20);

/// How often in a window it is looked how old the copies are.
const LOOKS: u32 = 12;

/// What seals people's tokens.
const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

/// The rounds of all accounts, over some intervals.
#[tokio::main]
pub async fn run() {
    let accounts = std::env::var("BENCH_ACCOUNTS").ok().and_then(|text| text.parse().ok()).unwrap_or(ACCOUNTS);
    let interval = StdDuration::from_millis(accounts * BAR.1 * 1_000 / BAR.0);
    let sandbox = Sandbox::start(Clock::system(), Kuala_Lumpur).await.expect("ports of loopback");
    let redis = Redis::start().await;
    let used_by_none = redis.info("memory", "used_memory").await;
    let bot_id = BotId(u64::try_from(sandbox.telegram().bot().id.0).expect("a bot's number"));
    let store = Store::open(&redis.client(), Keys::new("", bot_id)).expect("a unix socket can be used");
    let mut all = Vec::new();
    for number in 0..accounts {
        all.push(sign_in(&sandbox, &store, number).await);
    }
    let watch = sandbox.clock().stopwatch();
    let mut bot = Bot::start(&sandbox, &redis, accounts, interval);
    while oldest(&store, &all, sandbox.clock().now()).await.is_none() {
        assert!(bot.runs(), "the bot has ended");
        pause(StdDuration::from_secs(1)).await;
    }
    println!("{accounts} accounts of {EVENTS} events, a round every {interval:?}");
    let each = |time: StdDuration, rounds: f64| format!("{:.2} ms", time.as_secs_f64() * 1e3 / rounds);
    let rounds = f64::from(u32::try_from(accounts).expect("not that many"));
    report("first rounds of all", format!("{:.1} s", watch.elapsed().as_secs_f64()), "–");
    report("own processor time of a first round", each(bot.processor_time(), rounds), "–");
    // What the first rounds put off is done, and every account has found its place in the interval.
    pause(interval * 2).await;

    let (before, calls, redis_before) =
        (bot.processor_time(), sandbox.google().calls("events.list"), redis_time(&redis).await);
    let (began, window) = (sandbox.clock().stopwatch(), (interval * 2).max(SHORTEST));
    let mut latest = StdDuration::ZERO;
    for _ in 0..LOOKS {
        pause(window / LOOKS).await;
        let now = sandbox.clock().now();
        latest = latest.max(oldest(&store, &all, now).await.expect("all were synced"));
    }
    let (own, time) = (bot.processor_time().saturating_sub(before), began.elapsed());
    let asked = sandbox.google().calls("events.list") - calls;
    let rounds = f64::from(u32::try_from(asked).expect("not that many"));
    let share = 100.0 * own.as_secs_f64() / time.as_secs_f64();
    report("oldest copy, in intervals", format!("{:.2}", latest.as_secs_f64() / interval.as_secs_f64()), "≤ 1.2");
    report("rounds a second", format!("{:.1}", rounds / time.as_secs_f64()), "33.3");
    report("own processor time of a round", each(own, rounds), "≤ 12 ms");
    report("own share of one core", format!("{share:.0} %"), "≤ 40 %");
    report(
        "Redis' processor time of a round",
        each(redis_time(&redis).await.saturating_sub(redis_before), rounds),
        "–",
    );
    report("memory of the bot", format!("{:.1} MB", mega(resident(bot.process.id()))), "≤ 150 MB");
    let used = redis.info("memory", "used_memory").await - used_by_none;
    let kilo = used / 1e3 / f64::from(u32::try_from(accounts).expect("few"));
    // What does not grow with the accounts makes up about 2 KB of each of 334. `tests/sync/size.rs` holds the limit.
    let bar = if accounts < BAR.0 { "–" } else { "≤ 20 KB" };
    report("Redis an account", format!("{kilo:.1} KB"), bar);
    bot.stop();
    sandbox.stop().await;
}

/// How old the oldest copy is; `None` if one was never read.
async fn oldest(store: &Store, accounts: &[AccountId], now: DateTime<Utc>) -> Option<StdDuration> {
    let states = stream::iter(accounts).map(|account| store.account_state(account)).buffer_unordered(64);
    let states: Vec<_> = states.collect().await;
    let last = states.into_iter().map(|state| state.expect("redis answers").last_good);
    let oldest = last.collect::<Option<Vec<_>>>()?.into_iter().min()?;
    (now - oldest).to_std().ok()
}

async fn redis_time(redis: &Redis) -> StdDuration {
    let user = redis.info("cpu", "used_cpu_user").await;
    StdDuration::from_secs_f64(user + redis.info("cpu", "used_cpu_sys").await)
}

/// Who has an account by this number, as Telegram counts people.
fn user(number: u64) -> UserId {
    UserId(6_000_000_000 + number)
}

/// Signs a person in at a Google where their calendar has events: one series and single ones, up to three months ahead.
async fn sign_in(sandbox: &Sandbox, store: &Store, number: u64) -> AccountId {
    let (address, id) = (format!("person{number}@gmail.com"), GrantId(format!("g{number}")));
    let google = sandbox.google().of(&address);
    // Events begin at whole minutes, as people's do.
    let hour = sandbox.clock().now().duration_trunc(Duration::hours(1)).expect("a time of today");
    let day = hour + Duration::minutes(i64::try_from(number % 1_440).expect("few"));
    for event in 0..EVENTS {
        let start = day + Duration::days(i64::try_from(event * 97 / EVENTS).expect("few") - 7);
        let entry = json!({
            "id": format!("{number:06}{event:04}0123456789abcdef"),
            "summary": "Lunch with Sarah",
            "start": {"dateTime": start, "timeZone": "Asia/Kuala_Lumpur"},
            "end": {"dateTime": start + Duration::hours(1), "timeZone": "Asia/Kuala_Lumpur"},
        });
        google.add(&entry).expect("a valid event");
    }
    let keys: SecretKeys = KEY.parse().expect("a key");
    let bound = format!("the refresh token of grant {id} of person {}", user(number));
    let token = keys.seal(&google.grant_to(&address).into(), &bound);
    let account = AccountId::of_person(user(number), &id, &address);
    let calendar = LinkedCalendar {
        account: account.clone(),
        calendar: address,
        title: String::new(),
        is_writable: true,
        kind: CalendarKind::Own,
    };
    let (name, since) = ("work".to_owned(), sandbox.clock().now());
    let grant = Grant { id, name, token, lists_calendars: true, own: None, calendars: vec![calendar], since };
    store.index_account(&account, user(number)).await.expect("redis answers");
    store.change_person(user(number), |person| person.grants = vec![grant.clone()]).await.expect("redis answers");
    account
}

/// The built bot.
struct Bot {
    process: Child,
    _data: tempfile::TempDir,
}

impl Bot {
    /// Starts it for the accounts that are there.
    fn start(sandbox: &Sandbox, redis: &Redis, accounts: u64, interval: StdDuration) -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let users: Vec<String> = (0..accounts).map(|number| user(number).to_string()).collect();
        let process = Command::new(env!("CARGO_BIN_EXE_janji"))
            .arg("run")
            .envs(sandbox.settings().into_iter().filter(|(name, _)| *name != "GOOGLE_REFRESH_TOKEN"))
            .env("JANJI_ALLOWED_USERS", users.join(","))
            .env("JANJI_SECRET_KEY", KEY)
            .env("JANJI_SYNC_INTERVAL", format!("{}ms", interval.as_millis()))
            .env("JANJI_DATA", data.path())
            .env("JANJI_HTTP", "127.0.0.1:0")
            .env("REDIS_URL", redis.url())
            .env("RUST_LOG", "error")
            .current_dir(data.path())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the bot starts");
        Self { process, _data: data }
    }

    fn runs(&mut self) -> bool {
        matches!(self.process.try_wait(), Ok(None))
    }

    /// The processor time it has used so far.
    fn processor_time(&self) -> StdDuration {
        processor_time(self.process.id())
    }

    fn stop(mut self) {
        drop(Command::new("kill").arg("-TERM").arg(self.process.id().to_string()).status());
        drop(self.process.wait());
    }
}
