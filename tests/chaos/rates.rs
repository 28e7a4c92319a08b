//! Telegram allows thirty messages a second and answers 429 beyond: many reminders due at once, from three processes.

use std::time::Duration as Span;

use chrono::{DateTime, Duration, Utc};
use janji::sandbox::telegram::{Limits, Telegram, UserId};

use super::stage::{Stage, bar, count, row, said, title};
use crate::support::bot::Bot;
use crate::support::redis::Redis;

/// So many reminders are due for each person.
const EVENTS: usize = 2;

/// The most 429s of a thousand messages.
const MOST_REFUSED: usize = 5;

/// How long thirty messages may take, at 28.5 a second.
const THIRTY_WITHIN: Span = Span::from_millis(1053);

#[tokio::test]
async fn many_reminders_keep_within_what_telegram_allows() {
    let people: Vec<UserId> = (0..count("CHAOS_CROWD", 45_i64)).map(|nth| UserId(5000 + nth)).collect();
    let listed: Vec<String> = people.iter().map(|user| user.0.to_string()).collect();
    let own = [("JANJI_LEADS", "1m"), ("JANJI_ALLOWED_USERS", &listed.join(","))];
    let stage = Stage::open(Redis::start().await, &own).await;
    let telegram = stage.sandbox.telegram();
    for user in &people {
        telegram.add_person(*user, "Somebody", "en");
    }
    telegram.limit(Limits::default());
    // All fall due together, once everybody has been greeted.
    let start = stage.clock.now() + Duration::seconds(68 + i64::try_from(people.len() / 25).unwrap());
    for number in 0..EVENTS {
        stage.sandbox.google().add_event(&title("parcel", number), start, start + Duration::hours(2)).unwrap();
    }
    let bots: Vec<Bot> = ["first", "second", "third"].iter().map(|name| stage.bot(name)).collect();
    stage.greet(&people).await;

    let all_said = |telegram: &Telegram| people.iter().all(|user| unsaid(telegram, *user) == 0);
    let wait = Span::from_secs(120 + u64::try_from(people.len()).unwrap());
    drop(tokio::time::timeout(wait, telegram.wait_until(all_said)).await);
    for bot in bots {
        bot.stop().await;
    }
    let lost: usize = people.iter().map(|user| unsaid(telegram, *user)).sum();
    let requests = telegram.requests();
    let sent: Vec<_> = requests.iter().filter(|request| request.method == "sendMessage").collect();
    let refused = sent.iter().filter(|request| request.status == 429).count();
    let mut times: Vec<DateTime<Utc>> = sent
        .iter()
        .filter(|request| request.status == 200 && request.params["text"].as_str().is_some_and(is_reminder))
        .map(|request| request.at)
        .collect();
    times.sort();
    let span = times.last().zip(times.first()).map_or(Span::ZERO, |(last, first)| (*last - *first).to_std().unwrap());
    let thirty = span * 30 / u32::try_from(times.len().max(2) - 1).unwrap();
    row(
        "Telegram allows 30 a second",
        &[
            ("processes", "3".to_owned()),
            ("reminders", (people.len() * EVENTS).to_string()),
            ("messages", times.len().to_string()),
            ("lost", lost.to_string()),
            ("429s", format!("{refused} of {}", sent.len())),
            ("a second", format!("{:.1}", 30.0 / thirty.as_secs_f64())),
        ],
    );
    assert_eq!(lost, 0);
    assert!(refused * 1000 <= sent.len() * MOST_REFUSED, "{refused} of {} were too early", sent.len());
    bar("thirty messages", thirty, THIRTY_WITHIN);
    stage.sandbox.stop().await;
}

fn is_reminder(text: &str) -> bool {
    text.starts_with("⏰")
}

/// Of how many events a person has not heard.
fn unsaid(telegram: &Telegram, user: UserId) -> usize {
    let said = said(telegram, user.chat());
    let is_unsaid =
        |number: &usize| !said.iter().any(|text| is_reminder(text) && text.contains(&title("parcel", *number)));
    (0..EVENTS).filter(is_unsaid).count()
}
