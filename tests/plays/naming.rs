//! No path cancels more than it names: whatever is written and pressed in a random calendar, each event that goes is named
//! in the answer, with its day, or as part of its series. `CHAOS_SEED` and `CHAOS_STEPS` say which and how many.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, FixedOffset, Utc};
use janji::sandbox::telegram::Sender;
use rand::RngExt;
use rand::rngs::StdRng;
use serde_json::{Value, json};

use crate::chaos::stage::{count, dice};
use crate::support::world::{ANA, World};

/// How many things are done unless told otherwise.
const STEPS: usize = 90;

/// How many events of a series that moves may leave the span that is looked at.
const AT_THE_END: usize = 2;

/// What is written; `#` is a number, `@` a title.
const SENTENCES: [&str; 34] = [
    "/list",
    "/list",
    "/today",
    "/week",
    "/month",
    "what's on friday?",
    "what's on 18 march?",
    "/find @",
    "/cancel #",
    "cancel #",
    "cancel # please",
    "cancel #, #",
    "/cancel #-#",
    "cancel @",
    "cancel it",
    "cancel",
    "cancel all of @",
    "cancel this and following @",
    "move # to 5pm",
    "/move # friday 3pm",
    "move @ to tomorrow",
    "move it +1h",
    "rename # to renamed",
    "make @ 2 hours",
    "undo",
    "/undo",
    "yes",
    "no",
    "#",
    "done",
    "@ tomorrow 4pm",
    "@ every friday 9am",
    "thanks",
    "/sync",
];

/// The titles of what is there at first; none is part of another.
const TITLES: [&str; 6] = ["dentist", "lunch", "football", "standup", "choir", "party"];

#[tokio::test]
async fn no_path_cancels_more_than_it_names() {
    let world = World::open().await;
    fill(&world);
    world.round().await;
    let mut dice = dice();
    let mut gone = 0;
    for step in 0..count("CHAOS_STEPS", STEPS) {
        let before = events(&world);
        let (what, said) = if dice.random_bool(0.5) {
            let text = sentence(&mut dice);
            let said = world.says(ANA, &text).await;
            (text, said)
        } else {
            match press_something(&world, &mut dice).await {
                Some(pressed) => pressed,
                None => continue,
            }
        };
        let after = events(&world);
        for (event, _) in before.iter().filter(|(event, count)| after.get(event).copied().unwrap_or(0) < **count) {
            gone += 1;
            let is_changed = is_change(&said) && total(&after) + AT_THE_END >= total(&before);
            assert!(
                is_changed || is_named(event, &said, world.now()),
                "step {step}, {what}: {event:?} went with\n{said}"
            );
        }
        if dice.random_bool(0.1) {
            world.round().await;
        }
        // What has been heard already must not pass for the name of what goes next.
        drop(world.everybody_reads());
    }
    assert!(gone > 10, "{gone} events went in all");
    world.close().await;
}

/// An event as people know it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    title: String,
    start: DateTime<FixedOffset>,
}

/// All that is in the calendar, with how many there are of each.
fn events(world: &World) -> BTreeMap<Known, usize> {
    let from = world.now() - Duration::days(30);
    let mut known = BTreeMap::new();
    for entry in world.sandbox.google().events(from, from + Duration::days(120)) {
        let start = entry["start"]["dateTime"].as_str().unwrap_or_default().parse().expect("none takes whole days");
        let title = entry["summary"].as_str().unwrap_or_default().to_owned();
        *known.entry(Known { title, start }).or_default() += 1;
    }
    known
}

/// Whether an answer tells that an event went: by its day, or with its series, of which only what is to come goes.
fn is_named(event: &Known, said: &str, now: DateTime<Utc>) -> bool {
    let Known { title, start } = event;
    if !said.contains(title.as_str()) {
        return false;
    }
    let day = start.format("%A %-d %B").to_string();
    let is_to_come = start.with_timezone(&Utc) > now - Duration::hours(2);
    let of_series = ["the whole series", "all later ones", "Undone"];
    said.contains(&day) || is_to_come && of_series.iter().any(|words| said.contains(words))
}

/// Whether events were moved or changed otherwise: what they were is not named, what they are stands there.
fn is_change(said: &str) -> bool {
    said.contains("✅ Moved") || said.contains("✅ Changed")
}

fn total(events: &BTreeMap<Known, usize>) -> usize {
    events.values().sum()
}

fn sentence(dice: &mut StdRng) -> String {
    let mut text = String::new();
    for letter in SENTENCES[dice.random_range(0..SENTENCES.len())].chars() {
        match letter {
            '#' => text.push_str(&dice.random_range(1..7).to_string()),
            '@' => text.push_str(TITLES[dice.random_range(0..TITLES.len())]),
            letter => text.push(letter),
        }
    }
    text
}

/// Presses any button of any of the bot's last messages; what it was and what was said.
async fn press_something(world: &World, dice: &mut StdRng) -> Option<(String, String)> {
    let telegram = world.sandbox.telegram();
    let mut messages = telegram.messages(ANA.chat());
    messages.retain(|message| message.sender == Sender::Bot && message.buttons().next().is_some());
    let last = messages.len().checked_sub(1)?;
    let message = &messages[dice.random_range(last.saturating_sub(4)..=last)];
    let button = dice.random_range(0..message.buttons().count());
    let label = message.buttons().nth(button)?.label.clone();
    telegram.press_nth(ANA.chat(), ANA, message.id, button)?;
    world.settle().await;
    Some((format!("[{label}]"), world.reads(ANA.chat())))
}

/// Single events, one with guests, and series: one that has begun, one of some days, one of which an occurrence was moved.
fn fill(world: &World) {
    let google = world.sandbox.google();
    let at = |day: &str, hour: u32| json!({"dateTime": format!("2026-{day}T{hour:02}:00:00+08:00"), "timeZone": "Asia/Kuala_Lumpur"});
    let add = |title: &str, day: &str, hour: u32, more: Value| {
        let mut entry = json!({"summary": title, "start": at(day, hour), "end": at(day, hour + 1)});
        entry.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
        google.add(&entry).unwrap()["id"].as_str().unwrap().to_owned()
    };
    add("dentist", "03-13", 16, json!({}));
    add("lunch", "03-11", 13, json!({}));
    add("party", "03-14", 20, json!({"attendees": [{"email": "sarah@example.com"}]}));
    add("football", "02-18", 20, json!({"recurrence": ["RRULE:FREQ=WEEKLY;BYDAY=WE"]}));
    add("standup", "03-09", 9, json!({"recurrence": ["RRULE:FREQ=DAILY;COUNT=9"]}));
    let choir = add("choir", "03-05", 19, json!({"recurrence": ["RRULE:FREQ=WEEKLY"]}));
    google
        .edit(&format!("{choir}_20260319T110000Z"), &json!({"start": at("03-20", 18), "end": at("03-20", 19)}))
        .unwrap();
}
