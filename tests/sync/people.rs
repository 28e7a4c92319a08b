//! People's accounts: what they cost while nothing happens, and that Google tells of their changes.

use chrono::{Duration, TimeDelta};
use janji::accounts::{Directory, sign_in::sign_out};
use janji::model::{AccountId, GrantId, Revocation, UserId};
use janji::reminders::Schedule;
use janji::sandbox::google::Channel;
use janji::sandbox::{Fault, How, Often};
use janji::store::Store;
use janji::sync::{Bounds, Depth, RetryBudget, Sync};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::support::cast;
use crate::support::outside::{Outside, defaults};
use crate::support::people;
use crate::support::signing_in::ANAS;
use crate::support::waiting::until;
use crate::support::world::{ANA, BUDI};

/// Where Google is asked to tell of changes; nothing answers there.
const PUBLIC: &str = "http://127.0.0.1:1/google";

/// How many access tokens a day costs: each lasts an hour by the system's clock, which no test moves.
const TOKENS_A_DAY: u64 = 24;

/// A process that syncs people's accounts.
struct Process {
    directory: Directory,
    sync: Sync,
}

impl Process {
    fn new(outside: &Outside, store: &Store) -> Self {
        let directory = people::directory(outside, store);
        let schedule = Schedule::new(directory.clone(), defaults());
        let bounds = Bounds { interval: TimeDelta::minutes(5), most_events: 1_000, budget: RetryBudget::default() };
        let sync = Sync::new(Vec::new(), directory.clone(), store.clone(), schedule, outside.clock.clone(), bounds);
        Self { directory, sync }
    }

    /// The same, where Google is asked to tell of changes.
    fn told(outside: &Outside, store: &Store) -> Self {
        let process = Self::new(outside, store);
        Self { sync: process.sync.told_at(PUBLIC), ..process }
    }

    fn run(&self) -> (CancellationToken, JoinHandle<()>) {
        let stop = CancellationToken::new();
        let (sync, stopped) = (self.sync.clone(), stop.clone());
        (stop, tokio::spawn(async move { sync.run(stopped).await }))
    }
}

/// Lets a day pass in which nothing happens; how many calls it costs.
async fn idle_day(outside: &Outside, process: &Process, expires_tokens: bool) -> u64 {
    let store = outside.store();
    let account = people::sign_in(outside, &store, cast::user(ANA), ANAS).await;
    let (stop, running) = process.run();
    let next = async || store.account_state(&account).await.unwrap().next;
    until("synced", async || next().await.is_some()).await;
    let (before, end) = (outside.google().all_calls(), outside.now() + Duration::days(1));
    let mut due = next().await.unwrap();
    while due <= end {
        if expires_tokens {
            outside.google().expire_access_tokens();
        }
        outside.clock.move_to(due);
        until("synced", async || next().await.is_some_and(|next| next > due)).await;
        due = next().await.unwrap();
    }
    stop.cancel();
    running.await.unwrap();
    outside.google().all_calls() - before
}

/// The channel of an account.
fn channel(outside: &Outside, account: &AccountId) -> Option<Channel> {
    outside.google().channels().into_iter().find(|channel| channel.id.contains(&**account))
}

#[tokio::test]
async fn an_idle_day_of_a_persons_account_costs_few_calls() {
    let outside = Outside::open().await;
    let calls = idle_day(&outside, &Process::new(&outside, &outside.store()), false).await;
    assert!((280..=320 - TOKENS_A_DAY).contains(&calls), "{calls} calls");
    outside.close().await;
}

#[tokio::test]
async fn an_idle_day_costs_very_few_calls_while_google_tells_of_changes() {
    let outside = Outside::open().await;
    let calls = idle_day(&outside, &Process::told(&outside, &outside.store()), true).await;
    // The tokens are counted here, each with the call that finds the old one expired.
    assert!((4..=20).contains(&calls), "{calls} calls");
    outside.close().await;
}

#[tokio::test]
async fn google_tells_any_process_of_a_persons_changes_and_their_account_alone_is_read() {
    let outside = Outside::open().await;
    let store = outside.store();
    let anas = people::sign_in(&outside, &store, cast::user(ANA), ANAS).await;
    let budis = people::sign_in(&outside, &store, cast::user(BUDI), "budi@example.com").await;
    let (stop, running) = Process::told(&outside, &store).run();
    let has_push = async |account| store.account_state(account).await.unwrap().push.is_some();
    until("Google tells of both", async || has_push(&anas).await && has_push(&budis).await).await;
    let start = outside.now() + Duration::hours(3);
    outside.google().of(ANAS).add_event("dentist", start, start + Duration::hours(1)).unwrap();
    drop(outside.google().take_log());
    let (other, told) = (Process::told(&outside, &store), channel(&outside, &anas).unwrap());
    for (id, token) in [(&told.id, "guess"), (&channel(&outside, &budis).unwrap().id, &*told.token)] {
        assert!(!other.sync.take_word(id, token.as_bytes()).await.unwrap(), "{id}");
    }
    assert!(other.sync.take_word(&told.id, told.token.as_bytes()).await.unwrap());
    until("her event is known", async || store.count_events(&anas).await.unwrap() == 1).await;
    until("Google's word is done with", async || !store.is_pinged(&anas).await.unwrap()).await;
    let log = outside.google().take_log();
    assert!(log.iter().all(|asked| asked.path.contains("ana")), "{log:?}");
    stop.cancel();
    running.await.unwrap();
    outside.close().await;
}

#[tokio::test]
async fn google_stops_telling_of_an_account_that_was_signed_out() {
    let outside = Outside::open().await;
    let (store, user) = (outside.store(), cast::user(ANA));
    let account = people::sign_in(&outside, &store, user, ANAS).await;
    let process = Process::told(&outside, &store);
    process.sync.round_all().await.unwrap();
    let told = channel(&outside, &account).expect("there is a channel");
    let out = sign_out(&process.directory, &people::people(&outside), user, &GrantId(format!("g{user}"))).await;
    assert_eq!(out.unwrap(), Some(Revocation::GivenBack));
    assert_eq!(outside.google().channels(), []);
    assert!(!process.sync.take_word(&told.id, told.token.as_bytes()).await.unwrap());
    outside.close().await;
}

#[tokio::test]
async fn a_calendar_of_which_google_does_not_tell_is_asked_for_again_hours_later() {
    let outside = Outside::open().await;
    let store = outside.store();
    let holidays = "en.malaysia#holiday@group.v.calendar.google.com";
    let account = people::sign_in(&outside, &store, UserId(7), holidays).await;
    let sync = Process::told(&outside, &store).sync;
    for _ in 0..3 {
        sync.round(&account, Depth::Incremental, outside.now()).await.unwrap();
    }
    assert_eq!(outside.google().calls("events.watch"), 1);
    outside.clock.move_to(outside.now() + Duration::hours(6));
    sync.round(&account, Depth::Incremental, outside.now()).await.unwrap();
    assert_eq!(outside.google().calls("events.watch"), 2);
    outside.close().await;
}

#[tokio::test]
async fn an_account_that_could_not_be_looked_up_is_looked_up_again() {
    let outside = Outside::open().await;
    let store = outside.store();
    let account = people::sign_in(&outside, &store, cast::user(ANA), ANAS).await;
    let process = Process::new(&outside, &store);
    let edits = store.keys().account(&account, "edits");
    outside.redis.write(&edits, "no list of edits").await;
    process.sync.hold_shards().await.expect_err("its edits cannot be counted");
    outside.redis.delete(&edits).await;
    process.sync.hold_shards().await.unwrap();
    let (stop, running) = process.run();
    until("synced", async || store.account_state(&account).await.unwrap().last_good.is_some()).await;
    stop.cancel();
    running.await.unwrap();
    outside.close().await;
}

#[tokio::test]
async fn what_google_says_while_a_round_runs_or_of_one_that_does_not_come_about_is_not_lost() {
    let outside = Outside::open().await;
    let store = outside.store();
    let account = people::sign_in(&outside, &store, cast::user(ANA), ANAS).await;
    let sync = Process::new(&outside, &store).sync;
    let round = async || sync.round(&account, Depth::Incremental, outside.now()).await;
    // The round ends: it has seen the change.
    store.put_ping(&account).await.unwrap();
    round().await.unwrap();
    assert!(!store.is_pinged(&account).await.unwrap());
    // It begins before a second change.
    store.put_ping(&account).await.unwrap();
    assert!(store.begin_ping(&account).await.unwrap());
    store.put_ping(&account).await.unwrap();
    store.end_ping(&account).await.unwrap();
    assert!(store.is_pinged(&account).await.unwrap());
    // Its process dies, or another holds the account.
    assert!(store.begin_ping(&account).await.unwrap());
    assert!(store.is_pinged(&account).await.unwrap());
    // Google fails: the next try is planned.
    outside.google().faults().inject("events.list", Fault::before(How::Status(503)), Often::Always);
    round().await.unwrap_err();
    outside.google().faults().clear();
    assert!(!store.is_pinged(&account).await.unwrap());
    outside.close().await;
}

#[tokio::test]
async fn what_google_says_is_heard_again_where_the_account_could_not_be_looked_up() {
    let outside = Outside::open().await;
    let store = outside.store();
    let account = people::sign_in(&outside, &store, cast::user(ANA), ANAS).await;
    let process = Process::told(&outside, &store);
    let (stop, running) = process.run();
    until("synced", async || store.account_state(&account).await.unwrap().last_good.is_some()).await;
    let before = store.account_state(&account).await.unwrap().last_try;
    let edits = store.keys().account(&account, "edits");
    outside.redis.write(&edits, "no list of edits").await;
    store.put_ping(&account).await.unwrap();
    // Its edits cannot be counted, here or in the loop that runs beside.
    drop(process.sync.hold_shards().await);
    outside.redis.delete(&edits).await;
    outside.clock.move_to(outside.now() + Duration::seconds(5));
    until("synced again", async || store.account_state(&account).await.unwrap().last_try != before).await;
    stop.cancel();
    running.await.unwrap();
    outside.close().await;
}
