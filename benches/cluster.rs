//! The inbox and the schedule on one Redis and on a cluster of three primaries with a replica each, in the same run.
//!
//! `cargo bench -- cluster`. Everything is on this machine, so the cluster's six nodes share its processors: what the
//! cluster costs shows, and not what three machines would give.
#![expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "it prints rates, rounded")]

use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};
use futures::future::join_all;
use janji::clock::{Clock, Stopwatch};
use janji::model::{
    AccountId, BotId, ChatId, ChatKind, EventPlan, Incoming, IncomingKind, Lead, MessageId, UpdateId, UserId,
};
use janji::reminders::{PlanFor, Recipient, plan};
use janji::store::{Keys, MOST_AT_ONCE, Shard, Store};

use crate::support::cluster::Cluster;
use crate::support::process::{account, event};
use crate::support::server::Redis;

/// How many reminders, and how many updates.
const COUNT: usize = 20_000;

/// Over how many accounts the reminders are spread.
const ACCOUNTS: usize = 20;

/// How many updates are stored together, as one answer of `getUpdates` or a moment of a webhook has them.
const BATCH: usize = 100;

/// How many batches are under way at a time.
const SIDE_BY_SIDE: usize = 8;

/// Longer than the bench.
const LEASE: StdDuration = StdDuration::from_mins(10);

#[tokio::main]
pub async fn run() {
    let (redis, cluster) = (Redis::start().await, Cluster::start().await);
    println!("{:32} {:>16} {:>16}", "", "updates/s", "reminders/s");
    for (name, url, waits) in [
        ("one Redis", redis.url(), true),
        ("a cluster", cluster.url(), true),
        ("a cluster, JANJI_REDIS_WAIT=false", cluster.url(), false),
    ] {
        let store = Store::connect(&url, Keys::new(&format!("{waits}:"), BotId(1))).expect("the address is right");
        let store = if waits { store } else { store.without_waiting() };
        let (inbox, schedule) = (inbox(&store).await, schedule(&store).await);
        println!("{name:32} {inbox:>16.0} {schedule:>16.0}");
    }
}

/// Updates a second: made durable, and settled.
async fn inbox(store: &Store) -> f64 {
    let batches: Vec<Vec<Incoming>> =
        (0..COUNT / BATCH).map(|batch| (0..BATCH).map(|nth| incoming(batch * BATCH + nth)).collect()).collect();
    let watch = Stopwatch::start();
    for some in batches.chunks(SIDE_BY_SIDE) {
        join_all(some.iter().map(async |batch| {
            store.inbox_push(batch).await.expect("redis answers");
            let ids: Vec<UpdateId> = batch.iter().map(|incoming| incoming.id).collect();
            store.inbox_forget(&ids).await.expect("redis answers");
        }))
        .await;
    }
    rate(watch)
}

/// Reminders a second: planned, taken and acknowledged.
async fn schedule(store: &Store) -> f64 {
    let now = Clock::system().now();
    let accounts: Vec<AccountId> = (0..ACCOUNTS).map(account).collect();
    let plans = plans(now, &accounts);
    let watch = Stopwatch::start();
    for some in plans.chunks(1_000) {
        store.put_plans(some, now - Duration::hours(1)).await.expect("redis answers");
    }
    join_all(Shard::all().map(async |shard| {
        loop {
            let taken = store.take_due(shard, MOST_AT_ONCE, LEASE, now).await.expect("redis answers");
            if taken.is_empty() {
                return;
            }
            store.ack(&taken.iter().collect::<Vec<_>>()).await.expect("redis answers");
        }
    }))
    .await;
    rate(watch)
}

fn plans(due: DateTime<Utc>, accounts: &[AccountId]) -> Vec<EventPlan> {
    let leads = vec![Lead { minutes: 10 }];
    let recipients = [Recipient { chat: ChatId(7), was: None, leads, zone: chrono_tz::UTC, quiet: None }];
    let plan_one = |nth: usize| {
        let event = event(nth, due + Duration::minutes(10));
        plan(&event, &accounts[nth % accounts.len()], &recipients, due - Duration::hours(1), PlanFor::MadeHere)
    };
    (0..COUNT).map(plan_one).collect()
}

fn incoming(nth: usize) -> Incoming {
    let number = u32::try_from(nth + 1).expect("few");
    let user = u64::from(number % 1_000);
    Incoming {
        id: UpdateId(number),
        chat: ChatId(i64::from(number % 1_000)),
        chat_kind: ChatKind::Private,
        thread: None,
        user: UserId(user),
        language: None,
        name: None,
        sent: DateTime::UNIX_EPOCH,
        forwarded: None,
        kind: IncomingKind::Wordless { message: MessageId(1) },
    }
}

fn rate(watch: Stopwatch) -> f64 {
    COUNT as f64 / watch.elapsed().as_secs_f64()
}
