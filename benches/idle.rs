//! What the loop of reminders and the whole program cost while nothing is due, and how late a lone reminder comes after
//! such a time.
//!
//! `cargo bench -- idle`
#![expect(clippy::print_stdout, reason = "it prints figures")]

use std::process::Command;
use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration};
use janji::clock::{Clock, pause};
use janji::model::{AccountId, BotId};
use janji::sandbox::google::CLIENT_ID;
use janji::sandbox::{Sandbox, telegram};
use janji::store::{Keys, Store};
use tokio_util::sync::CancellationToken;

use crate::support::proc::processor_time;
use crate::support::process::{Process, account, event, plans};
use crate::support::server::Redis;

/// Over how many accounts the reminders of each loop are spread.
const ACCOUNTS: [usize; 2] = [1, 20];

/// How many reminders are pending while nothing happens.
const PENDING: usize = 50_000;

/// For how long the loop is watched: two of its longest sleeps.
const LOOP_WATCHED: StdDuration = StdDuration::from_secs(10);

/// For how long the program is watched: the longest interval at which it looks after itself, so that each look counts
/// once.
const PROGRAM_WATCHED: StdDuration = StdDuration::from_secs(30);

/// How many lone reminders there are.
const LONE: u64 = 100;

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
    let seen = watch_idle(redis, std::process::id(), LOOP_WATCHED).await;
    println!(
        "idle, {PENDING} pending of {} accounts: the loop of reminders (processor: both loops)\n{seen}",
        accounts.len()
    );
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
    let seen = watch_idle(redis, program.id(), PROGRAM_WATCHED).await;
    println!("idle, {PENDING} pending of one account: the whole program\n{seen}");
    drop(program.kill());
    drop(program.wait());
    sandbox.stop().await;
}

/// What a process that has nothing to do asks of Redis and of the processor, in two lines.
async fn watch_idle(redis: &Redis, process: u32, watched: StdDuration) -> String {
    let (commands, busy) = (redis.info("stats", "total_commands_processed").await, processor_time(process));
    pause(watched).await;
    let busy = processor_time(process).saturating_sub(busy).div_duration_f64(watched);
    // The question itself does not count.
    let commands = redis.info("stats", "total_commands_processed").await - commands - 1.0;
    let commands = commands / watched.as_secs_f64();
    format!(
        "  asked of Redis           {commands:>12.1} commands a second\n  \
         processor                {:>12.2} % of a core",
        busy * 100.0
    )
}

/// How late a lone reminder reaches Telegram after half a minute in which nothing happened: many processes, each with
/// one reminder.
async fn lone(sandbox: &Sandbox, clock: &Clock) {
    let redis = &Redis::start().await;
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
    assert!(late[0] >= Duration::zero(), "one came {} ms too early", -late[0].num_milliseconds());
    let at = |percent: usize| late[(late.len() * percent / 100).min(late.len() - 1)].num_milliseconds();
    println!("a lone reminder after 30 idle seconds, {LONE} times");
    println!("  late, half at most       {:>12} ms", at(50));
    println!("  late, 99 of 100 at most  {:>12} ms", at(99));
}

#[tokio::main]
pub async fn run() {
    let clock = Clock::system();
    let sandbox = Sandbox::start(clock.clone(), chrono_tz::UTC).await.expect("a port of loopback");
    let [few, many] = ACCOUNTS.map(|accounts| idle_loop(&sandbox, accounts, &clock));
    // Side by side, each with a Redis of its own. The processor time is of this process, so of both loops.
    tokio::join!(few, many);
    tokio::join!(idle_program(&clock), lone(&sandbox, &clock));
    sandbox.stop().await;
}
