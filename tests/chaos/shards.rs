//! Many people's accounts over three processes, one of which is killed.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use janji::accounts::Directory;
use janji::clock::Clock;
use janji::model::{AccountId, UserId};
use janji::reminders::Schedule;
use janji::store::{Shard, Store};
use janji::sync::{Bounds, RetryBudget, Sync};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::stage::{bar, count, row};
use crate::support::errors;
use crate::support::outside::{Outside, defaults};
use crate::support::people;
use crate::support::redis::Redis;
use crate::support::waiting::until;

/// How many processes there are.
const PROCESSES: usize = 3;

/// A process that syncs its share.
struct Process {
    directory: Directory,
    stop: CancellationToken,
    running: JoinHandle<()>,
}

impl Process {
    fn start(outside: &Outside, store: &Store) -> Self {
        let directory = people::directory(outside, store);
        let schedule = Schedule::new(directory.clone(), defaults());
        let bounds = Bounds { interval: TimeDelta::seconds(10), most_events: 10_000, budget: RetryBudget::default() };
        let sync = Sync::new(Vec::new(), directory.clone(), store.clone(), schedule, outside.clock.clone(), bounds);
        let stop = CancellationToken::new();
        let running = tokio::spawn({
            let stop = stop.clone();
            async move { sync.run(stop).await }
        });
        Self { directory, stop, running }
    }

    async fn stop(self) {
        self.stop.cancel();
        self.running.await.unwrap();
    }
}

/// Signs somebody in whose calendar has this many events; their account.
async fn sign_in(outside: &Outside, store: &Store, number: u64, events: i64) -> AccountId {
    let person = format!("p{number}@example.com");
    let google = outside.google().of(&person);
    for event in 0..events {
        let start = outside.now() + TimeDelta::hours(1 + event);
        google.add_event(&format!("event {event}"), start, start + TimeDelta::hours(1)).unwrap();
    }
    people::sign_in(outside, store, UserId(number + 1), &person).await
}

/// Whether all of these were synced after `since`.
async fn are_synced(store: &Store, accounts: &[AccountId], since: DateTime<Utc>) -> bool {
    for account in accounts {
        if store.account_state(account).await.unwrap().last_good.is_none_or(|at| at <= since) {
            return false;
        }
    }
    true
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_process_accounts_are_synced_again_by_the_others() {
    errors::listen();
    let (accounts, events): (u64, i64) = (count("CHAOS_ACCOUNTS", 48), count("CHAOS_EVENTS", 3));
    let outside = Outside::open_on(Redis::start().await, Clock::system()).await;
    let store = outside.store();
    let empty = outside.redis.used().await;
    let mut all = Vec::new();
    for number in 0..accounts {
        all.push(sign_in(&outside, &store, number, events).await);
    }
    let (began, first) = (outside.now() - TimeDelta::seconds(1), outside.clock.stopwatch());
    let mut processes: Vec<Process> = (0..PROCESSES).map(|_| Process::start(&outside, &store)).collect();
    until("every account is synced", async || are_synced(&store, &all, began).await).await;
    let first = first.elapsed();
    let kept = (outside.redis.used().await - empty) / accounts;
    let shares = || -> Vec<usize> { processes.iter().map(|process| process.directory.held().len()).collect() };
    until("each has its share", async || {
        let mut shares = shares();
        shares.sort_unstable();
        shares == [5, 5, 6]
    })
    .await;

    let killed = processes.remove(0);
    let lost = killed.directory.held();
    killed.running.abort();
    let (at, taken) = (outside.now(), outside.clock.stopwatch());
    let orphans: Vec<AccountId> = all.iter().filter(|account| lost.contains(&Shard::of(account))).cloned().collect();
    assert!(!orphans.is_empty());
    until("the others have taken over", async || are_synced(&store, &orphans, at).await).await;
    let taken = taken.elapsed();
    bar("accounts of a killed process are synced again", taken, Duration::from_secs(20));
    until("all shards are held", async || {
        processes.iter().map(|process| process.directory.held().len()).sum::<usize>() == 16
    })
    .await;
    let results = [
        ("accounts", accounts.to_string()),
        ("events each", events.to_string()),
        ("first rounds of all", format!("{:.1} s", first.as_secs_f64())),
        ("taken over", format!("{:.1} s", taken.as_secs_f64())),
        ("Redis an account", format!("{kept} bytes")),
    ];
    row("one of three processes killed", &results);
    for process in processes {
        process.stop().await;
    }
    outside.close().await;
}
