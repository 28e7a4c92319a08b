//! `/cancel N` and the buttons of lists, while the list changes beneath: never a wrong event.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use janji::chat::Answer;
use janji::model::EventTime;
use janji::speech::{Label, ListPage, Reply};
use rand::RngExt;
use rand::rngs::StdRng;

use super::stage::{count, dice, row, title};
use crate::chat::room::{ANA, BUDI, Room};

/// How many events fit on one page of a list.
const MOST_EVENTS: usize = 9;

/// After how many sequences a new world is opened: a world remembers everything.
const SEQUENCES_A_ROOM: usize = 500;

/// What stands in Google's calendar: id, title, start.
type Calendar = BTreeMap<String, (String, DateTime<Utc>)>;

/// What a person sees: the answer with the list, and its rows.
struct Shown {
    answer: Answer,
    rows: BTreeMap<u32, (String, DateTime<Utc>)>,
}

#[derive(Default)]
struct Tally {
    cancelled: usize,
    refused: usize,
    wrong: Vec<String>,
}

#[tokio::test]
async fn what_is_cancelled_is_what_was_shown() {
    let sequences = count("CHAOS_SEQUENCES", 150);
    let (mut dice, mut tally) = (dice(), Tally::default());
    let mut left = sequences;
    while left > 0 {
        let now = left.min(SEQUENCES_A_ROOM);
        Box::pin(play(now, &mut dice, &mut tally)).await;
        left -= now;
    }
    let Tally { cancelled, refused, wrong } = tally;
    let results = [("sequences", sequences), ("cancelled", cancelled), ("refused", refused), ("wrong", wrong.len())];
    row("cancel while the list changes", &results.map(|(name, result)| (name, result.to_string())));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cancelled > sequences / 10 && refused > sequences / 10, "{cancelled} cancelled, {refused} refused");
}

async fn play(sequences: usize, dice: &mut StdRng, tally: &mut Tally) {
    let room = Room::open().await;
    let mut made = 0;
    let mut shown: [Option<Shown>; 2] = [None, None];
    for _ in 0..sequences {
        while calendar(&room).len() < 4 {
            add(&room, &mut made, dice);
        }
        let place = dice.random_range(0..2);
        let user = [ANA, BUDI][place];
        if shown[place].is_none() || dice.random_bool(0.5) {
            if dice.random_bool(0.8) {
                room.round().await;
            }
            let answer = room.says(user, "/list").await;
            look(&mut shown[place], answer);
        }
        for _ in 0..dice.random_range(0..4) {
            disturb(&room, &mut made, dice);
            if dice.random_bool(0.4) {
                room.round().await;
            }
        }
        let before = calendar(&room);
        let number = dice.random_range(1..=u32::try_from(MOST_EVENTS).unwrap());
        let label = Label::CancelRow(number);
        let has_button = |shown: &Shown| crate::chat::room::labels(&shown.answer).contains(&label);
        let pressed = shown[place].as_ref().filter(|shown| dice.random_bool(0.5) && has_button(shown));
        let answer = match pressed {
            Some(shown) => room.presses(user, &shown.answer, &label).await,
            None => room.says(user, &format!("/cancel {number}")).await,
        };
        let after = calendar(&room);
        let gone: Vec<_> = before.iter().filter(|(id, _)| !after.contains_key(*id)).map(|(_, event)| event).collect();
        let meant = shown[place].as_ref().and_then(|shown| shown.rows.get(&number));
        match gone.as_slice() {
            [] => tally.refused += 1,
            [only] if Some(*only) == meant => tally.cancelled += 1,
            other => tally.wrong.push(format!("number {number} was {meant:?}, gone is {other:?}")),
        }
        look(&mut shown[place], answer);
    }
    room.close().await;
}

/// What the person sees from now on, if the answer shows a list.
fn look(shown: &mut Option<Shown>, answer: Answer) {
    let page = |reply: &Reply| match reply {
        Reply::List(page) | Reply::NotDone { fresh: Some(page), .. } => Some(page.clone()),
        _ => None,
    };
    let Some(page) = answer.sayings.iter().find_map(|saying| page(&saying.reply)) else { return };
    *shown = Some(Shown { rows: rows(&page), answer });
}

fn rows(page: &ListPage) -> BTreeMap<u32, (String, DateTime<Utc>)> {
    let row = |row: &janji::speech::NumberedEvent| match row.card.when {
        EventTime::Timed { start, .. } => (row.number, (row.card.title.clone(), start)),
        EventTime::AllDay { .. } => panic!("nothing here lasts all day"),
    };
    page.rows.iter().map(row).collect()
}

/// Somebody does something in Google's own apps.
fn disturb(room: &Room, made: &mut usize, dice: &mut StdRng) {
    let google = room.google();
    let events = calendar(room);
    let Some(id) = events.keys().nth(dice.random_range(0..events.len().max(1))) else { return };
    match dice.random_range(0..4) {
        0 if events.len() < MOST_EVENTS => add(room, made, dice),
        0 | 1 => google.delete(id).unwrap(),
        2 => {
            let start = some_time(room, dice);
            google.move_to(id, start, start + Duration::minutes(30)).unwrap();
        }
        _ => {
            *made += 1;
            google.edit(id, &serde_json::json!({ "summary": title("renamed", *made) })).unwrap();
        }
    }
}

fn add(room: &Room, made: &mut usize, dice: &mut StdRng) {
    *made += 1;
    let start = some_time(room, dice);
    room.google().add_event(&title("thing", *made), start, start + Duration::minutes(30)).unwrap();
}

fn some_time(room: &Room, dice: &mut StdRng) -> DateTime<Utc> {
    room.now() + Duration::minutes(30 * dice.random_range(2..400))
}

fn calendar(room: &Room) -> Calendar {
    let entries = room.google().events(room.now(), room.now() + Duration::days(30));
    let entry = |entry: serde_json::Value| {
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let start = DateTime::parse_from_rfc3339(&text(&entry["start"]["dateTime"])).unwrap().to_utc();
        (text(&entry["id"]), (text(&entry["summary"]), start))
    };
    entries.into_iter().map(entry).collect()
}
