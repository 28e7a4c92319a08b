//! Telegram allows thirty messages a second and answers 429 beyond: many reminders due at once, from one process or
//! three, and people who ask something meanwhile.

use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};
use janji::sandbox::telegram::{Limits, Telegram, UserId};

use super::stage::{Stage, bar, count, crowd, gather, happened, longest, row, said, title};
use crate::support::bot::{Bot, in_time};
use crate::support::redis::Redis;

/// The most 429s of a thousand messages.
const MOST_REFUSED: usize = 5;

/// How many people ask while reminders wait to be said, and how long an answer may take.
const ASKERS: usize = 20;
const ANSWERED_WITHIN: StdDuration = StdDuration::from_millis(500);

/// How long thirty messages may take, at 28.5 a second.
const THIRTY_WITHIN: StdDuration = StdDuration::from_millis(1053);

#[tokio::test]
async fn one_process_keeps_within_what_telegram_allows() {
    keep_within(&["only"]).await;
}

#[tokio::test]
async fn three_processes_keep_within_what_telegram_allows() {
    keep_within(&["first", "second", "third"]).await;
}

/// Everybody is reminded of the same event, so that each reminder is a message of its own.
async fn keep_within(processes: &[&str]) {
    let (people, listed) = crowd(count("CHAOS_CROWD", 60));
    let own = [("JANJI_LEADS", "30m"), ("JANJI_ALLOWED_USERS", &listed)];
    let stage = Stage::open(Redis::start().await, &own).await;
    let telegram = stage.sandbox.telegram();
    gather(telegram, &people);
    telegram.limit(Limits::default());
    // All fall due together, once everybody's reminder is planned.
    let start = stage.clock.now() + Duration::minutes(30) + Duration::seconds(8 + seconds(people.len() / 500));
    stage.sandbox.google().add_event(&title("parcel", 0), start, start + Duration::hours(2)).unwrap();
    let bots: Vec<Bot> = processes.iter().map(|name| stage.bot(name)).collect();

    let wait = StdDuration::from_mins(2) + THIRTY_WITHIN * u32::try_from(people.len()).unwrap() / 15;
    let mut answered = Vec::new();
    for user in people.iter().take(ASKERS) {
        happened(wait, [user], |user| is_reminded(telegram, **user)).await;
        let asked = stage.clock.stopwatch();
        telegram.user_says(user.chat(), *user, "/help");
        in_time("they are answered", telegram.wait_until(|telegram| is_helped(telegram, *user))).await;
        answered.push(asked.elapsed());
    }
    happened(wait, &people, |user| is_reminded(telegram, **user)).await;
    stage.nothing_in_progress().await;
    for bot in bots {
        bot.stop().await;
    }
    let lost = people.iter().filter(|user| !is_reminded(telegram, **user)).count();
    let requests = telegram.requests();
    let sent: Vec<_> = requests.iter().filter(|request| request.method == "sendMessage").collect();
    let refused = sent.iter().filter(|request| request.status == 429).count();
    let mut times: Vec<DateTime<Utc>> = sent
        .iter()
        .filter(|request| request.status == 200 && request.params["text"].as_str().is_some_and(is_reminder))
        .map(|request| request.at)
        .collect();
    times.sort();
    let span =
        times.last().zip(times.first()).map_or(StdDuration::ZERO, |(last, first)| (*last - *first).to_std().unwrap());
    // The answers among them took their turns as well.
    let taken = times.len() + answered.len();
    let thirty = span * 30 / u32::try_from(taken.max(2) - 1).unwrap();
    row(
        "Telegram allows 30 a second",
        &[
            ("processes", processes.len().to_string()),
            ("reminders", people.len().to_string()),
            ("messages", times.len().to_string()),
            ("lost", lost.to_string()),
            ("answers within", longest(&answered)),
            ("429s", format!("{refused} of {}", sent.len())),
            ("a second", format!("{:.1}", 30.0 / thirty.as_secs_f64())),
        ],
    );
    assert_eq!((lost, times.len()), (0, people.len()));
    // A process that is stopped for a moment, by a busy machine, sends the batch it had taken a little too close together.
    bar("messages that were too early", refused * 1000, sent.len() * MOST_REFUSED);
    bar("thirty messages", thirty, THIRTY_WITHIN);
    bar("an answer meanwhile", answered.into_iter().max().unwrap_or_default(), ANSWERED_WITHIN);
    stage.close().await;
}

fn seconds(count: usize) -> i64 {
    i64::try_from(count).unwrap()
}

fn is_helped(telegram: &Telegram, user: UserId) -> bool {
    said(telegram, user.chat()).iter().any(|text| text.contains("/cancel"))
}

fn is_reminder(text: &str) -> bool {
    text.starts_with("⏰")
}

fn is_reminded(telegram: &Telegram, user: UserId) -> bool {
    said(telegram, user.chat()).iter().any(|text| is_reminder(text))
}
