//! How much of Redis a person's account takes.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{DateTime, TimeDelta, Utc};
use janji::reminders::Schedule;
use janji::sandbox::telegram::UserId;
use janji::sync::{Bounds, RetryBudget, Sync};
use serde_json::{Value, json};

use crate::support::cast;
use crate::support::outside::{Outside, defaults};
use crate::support::people;
use crate::support::redis::Redis;

/// How many accounts there are first, and how many come then.
const SOME: u64 = 16;
const MORE: u64 = 64;

/// The most that an account of fifty events may take, in bytes.
const MOST: u64 = 20_000;

const EVENTS: u64 = 50;

/// What stands in a calendar: a weekly series of thirteen, and single events from a week ago to three months ahead.
fn entries(person: u64, now: DateTime<Utc>) -> Vec<Value> {
    const TITLES: [&str; 8] = [
        "Dentist appointment",
        "Lunch with Sarah",
        "Team sync",
        "Mesyuarat projek bulanan",
        "Swimming class (Adam)",
        "和妈妈吃饭",
        "Flight to Penang AK6122",
        "Car service",
    ];
    let id = |number: u64| format!("{person:06}{number:04}0123456789abcdef");
    let at = |hours: i64| json!({"dateTime": now + TimeDelta::hours(hours), "timeZone": "Asia/Kuala_Lumpur"});
    let series = json!({
        "id": id(0), "summary": "Weekly stand-up", "start": at(24), "end": at(25), "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=13"],
    });
    let mut entries = vec![series];
    for number in 1..=EVENTS - 13 {
        let start = -150 + 62 * i64::try_from(number).unwrap();
        let title = TITLES[usize::try_from(number).unwrap() % TITLES.len()];
        let mut entry = json!({"id": id(number), "summary": title, "start": at(start), "end": at(start + 1)});
        if number % 4 == 0 {
            entry["location"] = json!("Klinik Pergigian Damansara, Petaling Jaya");
        }
        if number % 5 == 0 {
            entry["attendees"] = json!([{"email": "sarah@example.com", "responseStatus": "accepted"}]);
        }
        if number % 6 == 0 {
            entry["hangoutLink"] = json!("https://meet.google.com/abc-defg-hij");
        }
        if number % 10 == 0 {
            let day = (now + TimeDelta::hours(start)).date_naive();
            (entry["start"], entry["end"]) = (json!({"date": day}), json!({"date": day.succ_opt().unwrap()}));
        }
        entries.push(entry);
    }
    entries
}

/// A person, with a number as long as Telegram's are.
fn user(person: u64) -> UserId {
    UserId(6_000_000_000 + i64::try_from(person).unwrap())
}

/// The kind of a key: its family, and what comes after the hash tag if that is no id.
fn kind(key: &str) -> String {
    let (before, rest) = key.split_once('{').unwrap_or((key, ""));
    let after = rest.split_once('}').map_or("", |(_, after)| after);
    let is_record = before.ends_with("event:") || before.ends_with("reminder:");
    if is_record { before.to_owned() } else { format!("{before}{{}}{after}") }
}

/// How many keys of each kind there are, and how many bytes they take with their values.
async fn by_kind(redis: &Redis) -> BTreeMap<String, (u64, u64)> {
    let mut kinds: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for key in redis.keys().await {
        let bytes: u64 = redis.ask(redis::cmd("MEMORY").arg("USAGE").arg(&key).arg("SAMPLES").arg(0)).await;
        let entry = kinds.entry(kind(&key)).or_default();
        *entry = (entry.0 + 1, entry.1 + bytes);
    }
    kinds
}

#[tokio::test]
async fn an_account_of_fifty_events_takes_at_most_twenty_kilobytes() {
    let served: Vec<_> = (0..SOME + MORE).map(user).collect();
    let outside = Outside::open().await.serving(&served);
    let store = outside.store();
    let directory = people::directory(&outside, &store);
    let schedule = Schedule::new(directory.clone(), defaults());
    let bounds = Bounds { interval: TimeDelta::minutes(5), most_events: 1_000, budget: RetryBudget::default() };
    let sync = Sync::new(Vec::new(), directory, store.clone(), schedule, outside.clock.clone(), bounds);
    let sign_in = async |people: Range<u64>| {
        for person in people {
            let address = format!("person{person}@gmail.com");
            let google = outside.google().of(&address);
            for entry in entries(person, outside.now()) {
                google.add(&entry).unwrap();
            }
            people::sign_in(&outside, &store, cast::user(user(person)), &address).await;
        }
        sync.round_all().await.unwrap();
        outside.redis.used().await
    };
    // What Redis takes for itself, its scripts and connections is there with the first ones.
    let before = sign_in(0..SOME).await;
    let taken = (sign_in(SOME..SOME + MORE).await - before) / MORE;
    let shares = by_kind(&outside.redis).await;
    let shares = shares.iter().map(|(kind, (count, bytes))| format!("{kind}: {} of {} bytes", count, bytes / count));
    println!("{taken} bytes an account\n{}", shares.collect::<Vec<_>>().join("\n"));
    assert!(taken <= MOST, "{taken} bytes an account");
    outside.close().await;
}
