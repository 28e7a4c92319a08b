//! The schedule's speed and size, held against the floor that a bare sorted set sets in the same run.
//!
//! `cargo bench -- schedule`; the counts can be given as arguments.
#![expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "it prints figures, rounded")]

use std::process::Command;
use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};
use janji::clock::{Clock, Stopwatch, pause};
use janji::model::{AccountId, BotId, ChatId, EventPlan, Lead};
use janji::reminders::{PlanFor, Recipient, plan};
use janji::sandbox::google::CLIENT_ID;
use janji::sandbox::{Sandbox, telegram};
use janji::store::{Keys, MOST_AT_ONCE, Shard, Store};
use redis::aio::MultiplexedConnection;
use tokio_util::sync::CancellationToken;

use crate::support::process::{Process, account, event};
use crate::support::server::Redis;

/// How long a lease is here: longer than the bench.
const LEASE: StdDuration = StdDuration::from_mins(10);

/// Over how many accounts the reminders are spread.
const ACCOUNTS: usize = 20;

/// How many members a bare loop moves in one step, beside as many as we do.
const BARE_STEP: usize = 100;

/// How many plans are put in one call.
const PLANS_A_CALL: usize = 5_000;

/// How many reminders are pending while nothing happens.
const PENDING: usize = 50_000;

/// For how long idleness is watched: two of the loop's longest sleeps.
const IDLE: StdDuration = StdDuration::from_secs(10);

/// How many lone reminders there are.
const LONE: u64 = 100;

async fn empty(redis: &Redis) {
    redis::cmd("FLUSHALL").exec_async(&mut redis.connection().await).await.expect("redis answers");
}

/// As many events as reminders, which is the dearest case, all of them due at `due`.
fn plans(count: usize, due: DateTime<Utc>, accounts: &[AccountId]) -> Vec<EventPlan> {
    let leads = vec![Lead { minutes: 10 }];
    let recipients = [Recipient { chat: ChatId(1_234_567_890), was: None, leads, zone: chrono_tz::UTC, quiet: None }];
    let made = due - Duration::hours(1);
    let plan_one = |n: usize| {
        let event = event(n, due + Duration::minutes(10));
        plan(&event, &accounts[n % accounts.len()], &recipients, made, PlanFor::MadeHere)
    };
    (0..count).map(plan_one).collect()
}

/// Reminders a second of the barest loop with the same life: two sorted sets, `step` by `step` from the first into the
/// second and out of it again; no records, no scripts, nothing to fall back on.
async fn bare_lease(redis: &Redis, count: usize, step: usize, clock: &Clock) -> f64 {
    let mut connection = fill(redis, count).await;
    let watch = clock.stopwatch();
    loop {
        let ids = first(&mut connection, step).await;
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

/// Members a second of a loop that does nothing but forget them, `step` by `step`: whoever dies in it loses them.
async fn bare_pop(redis: &Redis, count: usize, step: usize, clock: &Clock) -> f64 {
    let mut connection = fill(redis, count).await;
    let watch = clock.stopwatch();
    loop {
        let ids = first(&mut connection, step).await;
        if ids.is_empty() {
            return rate(count, watch);
        }
        redis::cmd("ZREM").arg("bare:due").arg(ids).exec_async(&mut connection).await.expect("redis answers");
    }
}

/// An empty Redis but for one sorted set of so many members with names as long as those of reminders.
async fn fill(redis: &Redis, count: usize) -> MultiplexedConnection {
    empty(redis).await;
    let mut connection = redis.connection().await;
    for from in (0..count).step_by(MOST_AT_ONCE) {
        let mut add = redis::cmd("ZADD");
        add.arg("bare:due");
        for n in from..(from + MOST_AT_ONCE).min(count) {
            add.arg(1).arg(format!("{n:020}"));
        }
        add.exec_async(&mut connection).await.expect("redis answers");
    }
    connection
}

/// The first members of that set.
async fn first(connection: &mut MultiplexedConnection, step: usize) -> Vec<String> {
    let mut range = redis::cmd("ZRANGEBYSCORE");
    range.arg("bare:due").arg("-inf").arg(1).arg("LIMIT").arg(0).arg(step);
    range.query_async(connection).await.expect("redis answers")
}

fn rate(count: usize, watch: Stopwatch) -> f64 {
    count as f64 / watch.elapsed().as_secs_f64()
}

/// Takes and acknowledges all that is due, as two processes would, and returns how long after the start each was
/// acknowledged, sorted.
async fn drain(store: &Store, now: DateTime<Utc>, clock: &Clock) -> Vec<StdDuration> {
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
    let leasing = bare_lease(redis, count, BARE_STEP, clock).await;
    let leasing_many = bare_lease(redis, count, MOST_AT_ONCE, clock).await;
    let popping = bare_pop(redis, count, MOST_AT_ONCE, clock).await;
    empty(redis).await;
    let due: DateTime<Utc> = "2026-03-10T06:50:00Z".parse().expect("a time");
    let accounts: Vec<AccountId> = (0..ACCOUNTS).map(account).collect();
    let plans = plans(count, due, &accounts);
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
    println!("  bare sorted sets, by {BARE_STEP}   {leasing:>10.0} a second (taken, leased and let go)");
    println!("  the same by {MOST_AT_ONCE}         {leasing_many:>10.0} a second");
    println!("  bare ZRANGE and ZREM     {popping:>12.0} a second, by {MOST_AT_ONCE}");
    println!("  scheduled                {scheduled:>12.0} a second");
    let share = [leasing, leasing_many, popping].map(|bare| format!("{:.0} %", 100.0 * drained / bare)).join(", ");
    println!("  taken and acknowledged   {drained:>12.0} a second, of the bare ones {share}");
    println!("  late, 99 of 100 at most  {p99:>12} ms");
    println!("  size                     {bytes:>12.0} bytes each");
}

/// What the loop costs while 50,000 reminders of so many accounts are pending and none is due.
async fn idle_loop(sandbox: &Sandbox, accounts: usize, clock: &Clock) {
    let redis = &Redis::start().await;
    let accounts: Vec<AccountId> = (0..accounts).map(account).collect();
    let Process { store, reminders, .. } = Process::new(redis, "", sandbox, 1..=1, accounts.clone());
    let due = clock.now() + Duration::days(7);
    store.put_plans(&plans(PENDING, due, &accounts), clock.now()).await.expect("redis answers");
    let stop = CancellationToken::new();
    let running = tokio::spawn({
        let stop = stop.clone();
        async move { reminders.run(stop).await }
    });
    pause(StdDuration::from_secs(1)).await;
    let seen = watch_idle(redis, std::process::id()).await;
    println!("idle, {PENDING} pending of {} accounts: the loop of reminders\n{seen}", accounts.len());
    stop.cancel();
    running.await.expect("the loop ends");
}

/// The same of the built program, which serves one account and polls, syncs and looks after itself too.
async fn idle_program(clock: &Clock) {
    let sandbox = Sandbox::start(clock.clone(), chrono_tz::UTC).await.expect("a port of loopback");
    let redis = &Redis::start().await;
    let bot = BotId(sandbox.telegram().bot().id.0.try_into().expect("a bot's number"));
    let store = Store::open(&redis.client(), Keys::new("", bot)).expect("a unix socket can be used");
    let account = AccountId::derive(CLIENT_ID, "primary");
    let due = clock.now() + Duration::days(7);
    store.put_plans(&plans(PENDING, due, &[account]), clock.now()).await.expect("redis answers");
    let mut program = Command::new(env!("CARGO_BIN_EXE_janji"))
        .arg("run")
        .envs(sandbox.settings())
        .envs([("REDIS_URL", redis.url()), ("JANJI_ALLOWED_USERS", "1".to_owned())])
        .envs([("JANJI_HTTP", "127.0.0.1:0"), ("RUST_LOG", "warn")])
        .spawn()
        .expect("the program starts");
    sandbox.telegram().wait_until(telegram::Telegram::is_polled).await;
    // The first round and the commands for Telegram's menu belong to the start.
    pause(StdDuration::from_secs(5)).await;
    let seen = watch_idle(redis, program.id()).await;
    println!("idle, {PENDING} pending of one account: the whole program\n{seen}");
    drop(program.kill());
    drop(program.wait());
    sandbox.stop().await;
}

/// What a process that has nothing to do asks of Redis and of the processor, in two lines.
async fn watch_idle(redis: &Redis, process: u32) -> String {
    let (commands, busy) = (redis.info("stats", "total_commands_processed").await, busy_seconds(process));
    pause(IDLE).await;
    let busy = (busy_seconds(process) - busy) / IDLE.as_secs_f64();
    // The question itself does not count.
    let commands = redis.info("stats", "total_commands_processed").await - commands - 1.0;
    let commands = commands / IDLE.as_secs_f64();
    format!(
        "  asked of Redis           {commands:>12.1} commands a second\n  \
         processor                {:>12.2} % of a core",
        busy * 100.0
    )
}

/// How long a process has kept a processor busy (Linux, `proc(5)`: fields 14 and 15, in hundredths).
fn busy_seconds(process: u32) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields = text.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    fields.filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// How late a lone reminder reaches Telegram after half a minute in which nothing happened: many processes, each with
/// one reminder.
async fn lone(redis: &Redis, sandbox: &Sandbox, clock: &Clock) {
    empty(redis).await;
    sandbox.telegram().unlimit();
    let stop = CancellationToken::new();
    let mut due = Vec::new();
    for n in 0..LONE {
        let user = i64::try_from(n + 1).expect("few");
        sandbox.telegram().add_person(telegram::UserId(user), "Aisyah", "en");
        sandbox.telegram().user_starts(telegram::UserId(user));
        let process = Process::new(redis, &format!("{n}:"), sandbox, n + 1..=n + 1, vec![account(0)]);
        let at = clock.now() + Duration::seconds(30);
        due.push(DateTime::from_timestamp(at.timestamp() + 1, 0).expect("soon"));
        let event = event(0, due[due.len() - 1] + Duration::minutes(10));
        process.put_event(redis, &account(0), &event, clock.now()).await;
        let stop = stop.clone();
        tokio::spawn(async move { process.reminders.run(stop).await });
        pause(StdDuration::from_millis(37)).await;
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
pub async fn run() {
    let given: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let counts = if given.is_empty() { vec![50_000, 100_000] } else { given };
    let clock = Clock::system();
    let redis = Redis::start().await;
    let store = Store::open(&redis.client(), Keys::new("", BotId(1))).expect("a unix socket can be used");
    for count in counts {
        measure(&redis, &store, count, &clock).await;
    }
    let sandbox = Sandbox::start(clock.clone(), chrono_tz::UTC).await.expect("a port of loopback");
    // What follows mostly waits: side by side, nothing shared. The processor time of the two loops is what this process
    // needs for both.
    tokio::join!(idle_loop(&sandbox, 1, &clock), idle_loop(&sandbox, ACCOUNTS, &clock));
    tokio::join!(idle_program(&clock), lone(&redis, &sandbox, &clock));
    sandbox.stop().await;
}
