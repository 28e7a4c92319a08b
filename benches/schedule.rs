//! The schedule's speed and size, held against the floor that a bare sorted set sets in the same run.
//!
//! `cargo bench --bench schedule`; the counts can be given as arguments.
#![expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "it prints figures, rounded")]

use std::process::{Child, Command, Stdio};
use std::time::Duration as Span;

use chrono::{DateTime, Duration, Utc};
use janji::clock::{Clock, Stopwatch, pause};
use janji::model::{AccountId, BotId, ChatId, Etag, Event, EventId, EventKind, EventPlan, EventTime, Lead};
use janji::reminders::{PlanFor, Recipient, plan};
use janji::store::{Keys, MOST_AT_ONCE, Shard, Store};
use tempfile::TempDir;

/// How long a lease is here: longer than the bench.
const LEASE: Span = Span::from_secs(600);

/// Over how many accounts the reminders are spread.
const ACCOUNTS: usize = 20;

/// How many plans are put in one call.
const PLANS_A_CALL: usize = 5_000;

/// For how long idleness is watched.
const IDLE: Span = Span::from_secs(10);

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

/// As many events as reminders, which is the dearest case, all of them due at `due`.
fn plans(count: usize, due: DateTime<Utc>) -> Vec<EventPlan> {
    let accounts: Vec<_> = (0..ACCOUNTS).map(|n| AccountId::derive("client", &n.to_string())).collect();
    let recipients =
        [Recipient { chat: ChatId(1_234_567_890), leads: vec![Lead { minutes: 10 }], zone: chrono_tz::UTC }];
    let start = due + Duration::minutes(10);
    let events = (0..count).map(|n| Event {
        id: EventId(format!("{n:032}")),
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
    });
    let made = due - Duration::hours(1);
    let plan_one =
        |(n, event): (usize, Event)| plan(&event, &accounts[n % ACCOUNTS], &recipients, made, PlanFor::MadeHere);
    events.enumerate().map(plan_one).collect()
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
    let plans = plans(count, due);
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

/// Commands a second that a look at the schedule costs while nothing is due.
async fn idle(redis: &Redis, store: &Store, clock: &Clock) {
    let _ = (store, clock);
    let before = redis.info("stats", "total_commands_processed").await;
    pause(IDLE).await;
    // The two questions themselves do not count.
    let commands = redis.info("stats", "total_commands_processed").await - before - 1.0;
    println!("idle                       {:>12.1} commands a second", commands / IDLE.as_secs_f64());
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
    idle(&redis, &store, &clock).await;
}
