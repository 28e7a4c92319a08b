//! The schedule's speed and size, held against the floor that a bare sorted set sets in the same run.
//!
//! `cargo bench -- schedule`
#![expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "it prints figures, rounded")]

use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};
use janji::clock::{Clock, Stopwatch};
use janji::model::{AccountId, BotId};
use janji::store::{Keys, MOST_AT_ONCE, Shard, Store};
use redis::aio::MultiplexedConnection;

use crate::support::process::{account, plans};
use crate::support::server::Redis;

/// How long a lease is here: longer than the bench.
const LEASE: StdDuration = StdDuration::from_mins(10);

/// How many reminders are due at once.
const COUNTS: [usize; 2] = [50_000, 100_000];

/// Over how many accounts the reminders are spread.
const ACCOUNTS: usize = 20;

/// How many members a bare loop moves in one step, beside as many as we do.
const BARE_STEP: usize = 100;

/// How many plans are put in one call.
const PLANS_A_CALL: usize = 5_000;

async fn empty(redis: &Redis) {
    redis::cmd("FLUSHALL").exec_async(&mut redis.connection().await).await.expect("redis answers");
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

#[tokio::main]
pub async fn run() {
    let clock = Clock::system();
    let redis = Redis::start().await;
    let store = Store::open(&redis.client(), Keys::new("", BotId(1))).expect("a unix socket can be used");
    for count in COUNTS {
        measure(&redis, &store, count, &clock).await;
    }
}
