//! The schedule's speed and size, held against the floor that a bare sorted set sets in the same run.
//!
//! `cargo bench --bench schedule`; the counts can be given as arguments.
#![expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "it prints figures, rounded")]

use std::process::{Child, Command, Stdio};
use std::time::Duration as Span;

use chrono::{DateTime, Duration, Utc};
use janji::clock::{Clock, Stopwatch, pause};
use janji::model::{
    Access, AccountId, BotId, ChatId, Etag, Event, EventId, EventKind, EventPlan, EventTime, Language, Lead,
    ProfileDefaults, UserId,
};
use janji::reminders::{PlanFor, Recipient, Reminders, plan};
use janji::sandbox::{Sandbox, telegram};
use janji::store::{Keys, MOST_AT_ONCE, Shard, Store};
use janji::telegram::{Bot, Outbox, Settings};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

/// How long a lease is here: longer than the bench.
const LEASE: Span = Span::from_mins(10);

/// Over how many accounts the reminders are spread.
const ACCOUNTS: usize = 20;

/// How many plans are put in one call.
const PLANS_A_CALL: usize = 5_000;

/// How many reminders are pending while nothing happens.
const PENDING: usize = 50_000;

/// For how long idleness is watched: two of the loop's longest sleeps.
const IDLE: Span = Span::from_secs(30);

/// How many lone reminders there are.
const LONE: u64 = 100;

/// A `redis-server` of our own, with the settings of the private one.
struct Redis {
    server: Child,
    folder: TempDir,
}

impl Redis {
    async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let server = Command::new("redis-server")
            .args(["--port", "0", "--save", "", "--appendonly", "yes", "--maxmemory-policy", "noeviction"])
            .arg("--unixsocket")
            .arg(folder.path().join("redis.sock"))
            .arg("--dir")
            .arg(folder.path())
            .stdout(Stdio::null())
            .spawn()
            .expect("redis-server is needed: install it, for instance by `apt install redis-server`");
        let redis = Self { server, folder };
        while redis.client().get_multiplexed_async_connection().await.is_err() {
            pause(Span::from_millis(5)).await;
        }
        redis
    }

    fn client(&self) -> redis::Client {
        let socket = self.folder.path().join("redis.sock");
        redis::Client::open(format!("redis+unix://{}", socket.display())).expect("a unix socket's address")
    }

    async fn connection(&self) -> redis::aio::MultiplexedConnection {
        self.client().get_multiplexed_async_connection().await.expect("redis answers")
    }

    async fn empty(&self) {
        redis::cmd("FLUSHALL").exec_async(&mut self.connection().await).await.expect("redis answers");
    }

    async fn info(&self, section: &str, field: &str) -> f64 {
        let text: String =
            redis::cmd("INFO").arg(section).query_async(&mut self.connection().await).await.expect("redis answers");
        let line = text.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':')).expect("a known field");
        line.trim().parse().expect("a number")
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        drop(self.server.kill());
        drop(self.server.wait());
    }
}

fn account(number: usize) -> AccountId {
    AccountId::derive("client", &number.to_string())
}

fn event(number: usize, start: DateTime<Utc>) -> Event {
    Event {
        id: EventId(format!("{number:032}")),
        etag: Etag("1".into()),
        kind: EventKind::Default,
        title: "lunch".into(),
        when: EventTime::Timed { start, end: start + Duration::hours(1) },
        zone: chrono_tz::UTC,
        place: None,
        series: None,
        has_guests: false,
        is_ours: false,
        edit: None,
        leads: None,
        link: None,
    }
}

/// As many events as reminders, which is the dearest case, all of them due at `due`.
fn plans(count: usize, due: DateTime<Utc>, accounts: usize) -> Vec<EventPlan> {
    let accounts: Vec<_> = (0..accounts).map(account).collect();
    let leads = vec![Lead { minutes: 10 }];
    let recipients = [Recipient { chat: ChatId(1_234_567_890), was: None, leads, zone: chrono_tz::UTC }];
    let made = due - Duration::hours(1);
    let plan_one = |n: usize| {
        let event = event(n, due + Duration::minutes(10));
        plan(&event, &accounts[n % accounts.len()], &recipients, made, PlanFor::MadeHere)
    };
    (0..count).map(plan_one).collect()
}

/// How many members the bare loop moves in one step.
const BARE_STEP: usize = 100;

/// Reminders a second of the barest loop with the same life: two sorted sets, batch by batch from the first into the
/// second and out of it again; no records, no scripts, nothing to fall back on.
async fn floor(redis: &Redis, count: usize, clock: &Clock) -> f64 {
    let mut connection = redis.connection().await;
    for from in (0..count).step_by(MOST_AT_ONCE) {
        let mut add = redis::cmd("ZADD");
        add.arg("bare:due");
        for n in from..(from + MOST_AT_ONCE).min(count) {
            add.arg(1).arg(format!("{n:020}"));
        }
        add.exec_async(&mut connection).await.expect("redis answers");
    }
    let watch = clock.stopwatch();
    loop {
        let ids: Vec<String> = redis::cmd("ZRANGEBYSCORE")
            .arg("bare:due")
            .arg("-inf")
            .arg(1)
            .arg("LIMIT")
            .arg(0)
            .arg(BARE_STEP)
            .query_async(&mut connection)
            .await
            .expect("redis answers");
        if ids.is_empty() {
            return rate(count, watch);
        }
        let mut pipe = redis::pipe();
        pipe.cmd("ZREM").arg("bare:due").arg(&ids).cmd("ZADD").arg("bare:taken");
        for id in &ids {
            pipe.arg(2).arg(id);
        }
        pipe.exec_async(&mut connection).await.expect("redis answers");
        redis::cmd("ZREM").arg("bare:taken").arg(ids).exec_async(&mut connection).await.expect("redis answers");
    }
}

fn rate(count: usize, watch: Stopwatch) -> f64 {
    count as f64 / watch.elapsed().as_secs_f64()
}

/// Takes and acknowledges all that is due, as two processes would, and returns how long after the start each was
/// acknowledged, sorted.
async fn drain(store: &Store, now: DateTime<Utc>, clock: &Clock) -> Vec<Span> {
    let shards: Vec<Shard> = Shard::all().collect();
    let watch = clock.stopwatch();
    let one_process = async |reversed: bool| {
        let mut late = Vec::new();
        loop {
            let before = late.len();
            for place in 0..shards.len() {
                let shard = if reversed { shards[shards.len() - 1 - place] } else { shards[place] };
                let taken = store.take_due(shard, MOST_AT_ONCE, LEASE, now).await.expect("redis answers");
                let mine = store.ack(&taken.iter().collect::<Vec<_>>()).await.expect("redis answers");
                assert!(mine.iter().all(|&mine| mine), "nobody takes what another holds");
                late.extend(mine.iter().map(|_| watch.elapsed()));
            }
            if late.len() == before {
                return late;
            }
        }
    };
    let (mut late, mut others) = tokio::join!(one_process(false), one_process(true));
    late.append(&mut others);
    late.sort_unstable();
    late
}

async fn measure(redis: &Redis, store: &Store, count: usize, clock: &Clock) {
    redis.empty().await;
    let floor = floor(redis, count, clock).await;
    redis.empty().await;
    let due: DateTime<Utc> = "2026-03-10T06:50:00Z".parse().expect("a time");
    let plans = plans(count, due, ACCOUNTS);
    let bytes_before = redis.info("memory", "used_memory").await;
    let watch = clock.stopwatch();
    for some in plans.chunks(PLANS_A_CALL) {
        store.put_plans(some, due - Duration::hours(1)).await.expect("redis answers");
    }
    let scheduled = rate(count, watch);
    let bytes = (redis.info("memory", "used_memory").await - bytes_before) / count as f64;
    let watch = clock.stopwatch();
    let late = drain(store, due, clock).await;
    let drained = rate(count, watch);
    assert_eq!(late.len(), count, "every one was taken once");
    let p99 = late[count * 99 / 100].as_millis();
    println!("{count} reminders due at once");
    println!("  bare sorted sets         {floor:>12.0} a second");
    println!("  scheduled                {scheduled:>12.0} a second");
    println!("  taken and acknowledged   {drained:>12.0} a second, {:.0} % of the bare ones", 100.0 * drained / floor);
    println!("  late, 99 of 100 at most  {p99:>12} ms");
    println!("  size                     {bytes:>12.0} bytes each");
}

/// The reminders of a process that serves these chats, and where it sends them.
fn process(redis: &Redis, prefix: &str, sandbox: &Sandbox, clock: &Clock, users: &[u64]) -> (Store, Reminders, Outbox) {
    let store = Store::open(&redis.client(), Keys::new(prefix, BotId(1))).expect("a unix socket can be used");
    let access = Access { users: users.iter().copied().map(UserId).collect(), ..Access::default() };
    let defaults = ProfileDefaults {
        zone: chrono_tz::UTC,
        language: Language::En,
        event_length: Duration::hours(1),
        leads: vec![Lead { minutes: 10 }],
    };
    let settings = Settings {
        token: sandbox.telegram().bot().token.clone().into(),
        api_url: Some(sandbox.telegram_url().clone()),
    };
    let outbox = Outbox::new(Bot::new(&settings), store.clone(), clock.clone());
    let reminders = Reminders::new(store.clone(), vec![account(0)], access, defaults, clock.clone());
    (store, reminders, outbox)
}

/// What the loop costs while 50,000 reminders are pending and none is due.
async fn idle(redis: &Redis, sandbox: &Sandbox, clock: &Clock) {
    redis.empty().await;
    let (store, reminders, outbox) = process(redis, "", sandbox, clock, &[1]);
    let due = clock.now() + Duration::days(7);
    store.put_plans(&plans(PENDING, due, 1), clock.now()).await.expect("redis answers");
    let stop = CancellationToken::new();
    let running = tokio::spawn({
        let stop = stop.clone();
        async move { reminders.run(outbox, stop).await }
    });
    pause(Span::from_secs(1)).await;
    let (commands, busy) = (redis.info("stats", "total_commands_processed").await, busy_seconds());
    pause(IDLE).await;
    let busy = (busy_seconds() - busy) / IDLE.as_secs_f64();
    // The question itself does not count.
    let commands = redis.info("stats", "total_commands_processed").await - commands - 1.0;
    stop.cancel();
    running.await.expect("the loop ends");
    println!("idle, {PENDING} pending");
    println!("  asked of Redis           {:>12.1} commands a second", commands / IDLE.as_secs_f64());
    println!("  processor                {:>12.2} % of a core", busy * 100.0);
}

/// How long this process has kept a processor busy (Linux, `proc(5)`: fields 14 and 15, in hundredths).
fn busy_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = text.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    fields.filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// How late a lone reminder reaches Telegram after half a minute in which nothing happened: many processes, each with
/// one reminder.
async fn lone(redis: &Redis, sandbox: &Sandbox, clock: &Clock) {
    redis.empty().await;
    sandbox.telegram().unlimit();
    let stop = CancellationToken::new();
    let mut due = Vec::new();
    for n in 0..LONE {
        let user = i64::try_from(n + 1).expect("few");
        sandbox.telegram().add_person(telegram::UserId(user), "Aisyah", "en");
        sandbox.telegram().user_starts(telegram::UserId(user));
        let (store, reminders, outbox) = process(redis, &format!("{n}:"), sandbox, clock, &[n + 1]);
        let at = clock.now() + Duration::seconds(30);
        due.push(DateTime::from_timestamp(at.timestamp() + 1, 0).expect("soon"));
        let event = event(0, due[due.len() - 1] + Duration::minutes(10));
        let text = serde_json::to_string(&event).expect("plain data");
        let mut connection = redis.connection().await;
        let key = store.keys().event(&account(0), &event.id);
        redis::cmd("SET").arg(key).arg(text).exec_async(&mut connection).await.expect("redis answers");
        reminders.replan(&account(0), &[event.id], PlanFor::MadeHere, clock.now()).await.expect("redis answers");
        let stop = stop.clone();
        tokio::spawn(async move { reminders.run(outbox, stop).await });
        pause(Span::from_millis(37)).await;
    }
    let mut late: Vec<Duration> = Vec::new();
    let mut changes = sandbox.telegram().subscribe();
    let mut waiting: Vec<usize> = (0..due.len()).collect();
    while !waiting.is_empty() {
        changes.changed().await.expect("the sandbox lives");
        let now = clock.now();
        waiting.retain(|&n| {
            let chat = telegram::ChatId(i64::try_from(n + 1).expect("few"));
            let is_told = sandbox.telegram().last_from_bot(chat).is_some();
            late.extend(is_told.then(|| now - due[n]));
            !is_told
        });
    }
    stop.cancel();
    late.sort_unstable();
    let at = |percent: usize| late[(late.len() * percent / 100).min(late.len() - 1)].num_milliseconds();
    println!("a lone reminder after 30 idle seconds, {LONE} times");
    println!("  late, half at most       {:>12} ms", at(50));
    println!("  late, 99 of 100 at most  {:>12} ms", at(99));
}

#[tokio::main]
async fn main() {
    let given: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let counts = if given.is_empty() { vec![50_000, 100_000] } else { given };
    let clock = Clock::system();
    let redis = Redis::start().await;
    let store = Store::open(&redis.client(), Keys::new("", BotId(1))).expect("a unix socket can be used");
    for count in counts {
        measure(&redis, &store, count, &clock).await;
    }
    let sandbox = Sandbox::start(clock.clone(), chrono_tz::UTC).await.expect("a port of loopback");
    idle(&redis, &sandbox, &clock).await;
    lone(&redis, &sandbox, &clock).await;
    sandbox.stop().await;
}
