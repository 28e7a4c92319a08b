//! How fast reminders that fall due together reach Telegram, which takes thirty messages a second: by one process and by
//! three, which share the bucket in Redis.
//!
//! One event, and a reminder of it for each of three hundred chats: ten seconds' work. They go the whole way from the
//! schedule to the pretend Telegram, which counts strictly and answers 429 when one comes too early. The rate is that
//! of the messages that landed, from the first to the last.
//!
//! `cargo bench -- sending`
#![expect(clippy::cast_precision_loss, reason = "it prints figures, rounded")]

use chrono::{DateTime, Duration, Utc};
use janji::clock::Clock;
use janji::sandbox::Sandbox;
use janji::sandbox::telegram::{Limits, UserId};
use tokio_util::sync::CancellationToken;

use crate::support::bars::report;
use crate::support::process::{Process, account, event};
use crate::support::server::Redis;

/// The most Redis commands that a reminder may cost.
const MOST_COMMANDS: f64 = 15.0;

/// How many people hear of the event.
const PEOPLE: i64 = 300;

#[tokio::main]
pub async fn run() {
    // Telegram sets the pace, so that the two don't disturb each other.
    let (by_one, by_three) = tokio::join!(send(1), send(3));
    for (processes, (requests, commands)) in [(1, by_one), (3, by_three)] {
        let refused = requests.iter().filter(|(_, status)| *status == 429).count();
        let mut landed: Vec<DateTime<Utc>> =
            requests.iter().filter(|(_, status)| *status == 200).map(|(at, _)| *at).collect();
        landed.sort_unstable();
        assert_eq!(landed.len(), usize::try_from(PEOPLE).expect("few"), "each is said once");
        let span = (landed[landed.len() - 1] - landed[0]).as_seconds_f64();
        let rate = (landed.len() - 1) as f64 / span;
        let share = 100.0 * refused as f64 / requests.len() as f64;
        let by = format!("reminders by {processes} process(es)");
        report(&format!("{by}, 30 a second allowed"), format!("{rate:.1} a second"), "≥ 28.5");
        report(&format!("{by}, sent too early"), format!("{share:.2} %"), "≤ 0.5 %");
        report(&format!("{by}, Redis commands each"), format!("{commands:.1}"), format!("≤ {MOST_COMMANDS}"));
        assert!(commands <= MOST_COMMANDS, "a reminder costs {commands:.1} commands");
    }
}

/// Lets so many processes say the reminders; when each call was made and the status it was answered with, and how many
/// commands Redis carried out for each.
async fn send(processes: usize) -> (Vec<(DateTime<Utc>, u16)>, f64) {
    let clock = Clock::system();
    let sandbox = Sandbox::start(clock.clone(), chrono_tz::UTC).await.expect("a port of loopback");
    let telegram = sandbox.telegram();
    for user in (1..=PEOPLE).map(UserId) {
        telegram.add_person(user, "Aisyah", "en");
        telegram.user_starts(user);
    }
    telegram.limit(Limits::default());
    let redis = Redis::start().await;
    let one = |_| Process::new(&redis, "", &sandbox, 1..=PEOPLE.unsigned_abs(), vec![account(0)]);
    let processes: Vec<Process> = (0..processes).map(one).collect();
    let lunch = event(0, clock.now() + Duration::minutes(10) + Duration::seconds(3));
    processes[0].put_event(&redis, &account(0), &lunch, clock.now()).await;
    let stop = CancellationToken::new();
    for Process { reminders, .. } in processes {
        let stop = stop.clone();
        tokio::spawn(async move { reminders.run(stop).await });
    }
    let all = 2 * usize::try_from(PEOPLE).expect("few");
    let commands = redis.info("stats", "total_commands_processed").await;
    telegram.wait_until(|telegram| telegram.count_messages() == all).await;
    let commands = redis.info("stats", "total_commands_processed").await - commands;
    stop.cancel();
    let requests = telegram.requests();
    sandbox.stop().await;
    let calls = requests.into_iter().map(|request| (request.at, request.status)).collect();
    (calls, commands / PEOPLE as f64)
}
