//! People and Google both change the calendar at random, every fifth list is refused as too old (410), and the bot is
//! killed between two pages: in the end the copy is what Google holds, and what is planned is what follows from it.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Asia::Kuala_Lumpur;
use janji::model::{ChatId, EditId, Etag, Event, EventId, EventTime, Lead, Reminder, ReminderId};
use janji::reminders::{AHEAD, PlanFor, Recipient, plan};
use janji::sandbox::telegram::{Sender, UserId};
use janji::sandbox::{Fault, How, Often};
use rand::RngExt;
use rand::rngs::StdRng;
use serde_json::{Value, json};

use super::stage::{PEOPLE, Stage, count, dice, row, title, wish};
use crate::support::bot::{Bot, until};
use crate::support::outside::Outside;
use crate::support::redis::Redis;
use crate::support::world::ANA;

/// How many entries Google puts on a page.
const PAGE: usize = 3;

/// Every list of this number is refused.
const REFUSED: u32 = 5;

/// How many steps lie between two kills.
const STEPS_A_KILL: usize = 20;

/// With more entries than this at Google, entries are rather deleted than added.
const MANY: usize = 40;

/// The pages of a list after the first.
const NEXT_PAGE: &str = "events.list.next";

#[tokio::test]
async fn both_sides_move_and_agree_in_the_end() {
    let steps = count("CHAOS_STEPS", 40);
    let stage = Stage::open(Redis::start().await, &[("JANJI_LEADS", "10m")]).await;
    let google = stage.sandbox.google();
    google.limit_pages(PAGE);
    google.faults().inject("events.list", Fault::before(How::Status(410)), Often::Every(REFUSED));
    let mut bot = stage.ready_bot().await;
    let (mut dice, mut kills) = (dice(), 0);
    for step in 0..steps {
        if dice.random_bool(0.5) {
            somebody_here(&stage, &mut dice, step).await;
        } else {
            somebody_there(&stage, &mut dice, step);
        }
        if step % STEPS_A_KILL == STEPS_A_KILL - 1 {
            bot = killed_between_pages(&stage, bot, &mut dice, step).await;
            kills += 1;
        }
    }
    let refused = google.faults().struck("events.list");
    google.faults().clear();
    stage.handled().await;
    stage.nothing_is_owed().await;
    let end = stage.clock.now();
    until("a round ends well", async || {
        stage.asks_for_a_round(ANA).await;
        let last_good = stage.store().account_state(&Outside::account()).await.unwrap().last_good;
        last_good.is_some_and(|at| at > end)
    })
    .await;
    stage.handled().await;

    let held = held(&stage);
    let wrong = differences(&stage, &held).await;
    row(
        "both sides move, lists are refused, kills between pages",
        &[
            ("steps", steps.to_string()),
            ("pages", google.calls("events.list").to_string()),
            ("refused", refused.to_string()),
            ("kills", kills.to_string()),
            ("events", held.len().to_string()),
            ("differences", wrong.len().to_string()),
        ],
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(refused > 0 && kills > 0, "{refused} refused, {kills} kills");
    assert!(!bot.log().contains("panicked"), "{}", bot.log());
    bot.stop().await;
    stage.close().await;
}

/// Somebody writes to the bot, or presses a button of one of its messages.
async fn somebody_here(stage: &Stage, dice: &mut StdRng, step: usize) {
    let user = PEOPLE[dice.random_range(0..PEOPLE.len())];
    match dice.random_range(0..10) {
        0..3 => stage.says(user, &wish(&title("errand", step), step)),
        // Five in the afternoon, with the morning on a button.
        3 => stage.says(user, &format!("{} tomorrow at 5", title("errand", step))),
        4 => stage.says(user, "/list"),
        5 => stage.says(user, &format!("/cancel {}", dice.random_range(1..6))),
        6 => stage.says(user, "/sync"),
        _ => press_something(stage, user, dice),
    }
    // Most wait for an answer; the others go on meanwhile.
    if dice.random_bool(0.7) {
        stage.handled().await;
    }
}

/// Presses any button of any of the bot's last messages to somebody.
fn press_something(stage: &Stage, user: UserId, dice: &mut StdRng) {
    let telegram = stage.sandbox.telegram();
    let mut messages = telegram.messages(user.chat());
    messages.retain(|message| message.sender == Sender::Bot && message.buttons().next().is_some());
    let Some(last) = messages.len().checked_sub(1) else { return };
    let message = &messages[dice.random_range(last.saturating_sub(4)..=last)];
    let button = dice.random_range(0..message.buttons().count());
    telegram.press_nth(user.chat(), user, message.id, button).unwrap();
}

/// Somebody does something in Google's own apps.
fn somebody_there(stage: &Stage, dice: &mut StdRng, step: usize) {
    let google = stage.sandbox.google();
    let start = some_time(stage, dice);
    let ids: Vec<String> =
        google.events(stage.clock.now(), last(stage)).iter().map(|entry| text(entry, "/id")).collect();
    let Some(id) = (!ids.is_empty()).then(|| &ids[dice.random_range(0..ids.len())]) else {
        return add(stage, dice, step);
    };
    // An occurrence does not recur on its own.
    let may_recur = !id.contains('_');
    // What went with its series is gone already.
    match dice.random_range(0..9) {
        0..2 if ids.len() < MANY => add(stage, dice, step),
        0..3 => drop(google.delete(id)),
        3 | 4 => drop(google.move_to(id, start, start + Duration::minutes(45))),
        5 => drop(google.edit(id, &json!({ "summary": title("renamed", step) }))),
        6 => drop(google.edit(id, &json!({ "location": title("place", step) }))),
        7 if may_recur && ids.len() < MANY => {
            drop(google.edit(id, &json!({ "recurrence": ["RRULE:FREQ=DAILY;COUNT=3"] })));
        }
        7 if may_recur => drop(google.edit(id, &json!({ "recurrence": null }))),
        _ => drop(google.edit(id, &json!({ "location": null }))),
    }
}

fn add(stage: &Stage, dice: &mut StdRng, step: usize) {
    let (google, start) = (stage.sandbox.google(), some_time(stage, dice));
    if dice.random_bool(0.2) {
        let (first, until) = (start.date_naive(), start.date_naive() + Duration::days(2));
        let days = json!({ "summary": title("trip", step), "start": { "date": first }, "end": { "date": until } });
        google.add(&days).unwrap();
    } else {
        google.add_event(&title("thing", step), start, start + Duration::minutes(30)).unwrap();
    }
}

/// Some time that is neither near nor far: no reminder falls due meanwhile, and nothing leaves the window that is kept.
fn some_time(stage: &Stage, dice: &mut StdRng) -> DateTime<Utc> {
    let whole = DateTime::from_timestamp(stage.clock.now().timestamp(), 0).unwrap();
    whole + Duration::minutes(dice.random_range(3 * 24 * 60..60 * 24 * 60))
}

fn last(stage: &Stage) -> DateTime<Utc> {
    stage.clock.now() + Duration::days(80)
}

/// Google's second page never comes, and the bot is killed while it waits for it: the copy is the old one, whole, before
/// and after. Another bot goes on.
async fn killed_between_pages(stage: &Stage, mut bot: Bot, dice: &mut StdRng, step: usize) -> Bot {
    let (google, store, account) = (stage.sandbox.google(), stage.store(), Outside::account());
    stage.handled().await;
    stage.nothing_is_owed().await;
    stage.handled().await;
    for number in 0..=2 * PAGE {
        add(stage, dice, step * 10 + number);
    }
    google.faults().inject(NEXT_PAGE, Fault::before(How::Silence), Often::Times(1));
    google.expire_sync_tokens();
    let look = async || {
        let last_good = store.account_state(&account).await.unwrap().last_good;
        (last_good, store.all_events(&account).await.unwrap())
    };
    let (hung, before) = (google.faults().struck(NEXT_PAGE), look().await);
    until("the second page is asked for", async || {
        // Its first page may be one of those that are refused.
        if store.inbox_pending().await.unwrap().is_empty() && stage.sandbox.telegram().pending_updates() == 0 {
            stage.says(ANA, "/sync");
        }
        google.faults().struck(NEXT_PAGE) > hung
    })
    .await;
    let between = look().await;
    // A round that was all but done may have ended meanwhile.
    if between.0 == before.0 {
        assert_eq!(between.1, before.1, "the copy while a list is read");
    }
    bot.kill().await;
    assert_eq!(look().await, between, "the copy after the kill");
    let bot = stage.bot("bot");
    bot.ready().await;
    bot
}

/// The events that Google holds, read without the bot's eyes.
fn held(stage: &Stage) -> Vec<Event> {
    let entries = stage.sandbox.google().events(stage.clock.now() - Duration::days(1), last(stage));
    let mut held: Vec<Event> = entries.iter().map(event).collect();
    held.sort_by(|one, other| one.id.cmp(&other.id));
    held
}

fn event(entry: &Value) -> Event {
    let optional = |path: &str| entry.pointer(path).and_then(Value::as_str).map(str::to_owned);
    let instant = |path: &str| DateTime::parse_from_rfc3339(&text(entry, path)).unwrap().to_utc();
    let when = match (optional("/start/date"), optional("/end/date")) {
        (Some(first), Some(until)) => {
            EventTime::AllDay { first: first.parse().unwrap(), until: until.parse().unwrap() }
        }
        _ => EventTime::Timed { start: instant("/start/dateTime"), end: instant("/end/dateTime") },
    };
    let edit = optional("/extendedProperties/private/janjiEdit").map(EditId);
    Event {
        place: optional("/location"),
        series: optional("/recurringEventId").map(EventId),
        is_ours: edit.is_some(),
        edit,
        link: optional("/htmlLink"),
        ..Event::new(
            EventId(text(entry, "/id")),
            Etag(text(entry, "/etag")),
            text(entry, "/summary"),
            when,
            optional("/start/timeZone").map_or(Kuala_Lumpur, |zone| zone.parse().unwrap()),
        )
    }
}

fn text(entry: &Value, path: &str) -> String {
    entry.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// In what the copy differs from what Google holds, and what is planned from what follows from that.
async fn differences(stage: &Stage, held: &[Event]) -> Vec<String> {
    let (store, account, now) = (stage.store(), Outside::account(), stage.clock.now());
    // Which occurrence of its series an event is, the copy keeps beside what Google shows.
    let as_shown = |event: Event| Event { original_start: None, ..event };
    let mut copied: Vec<Event> = store.all_events(&account).await.unwrap().into_iter().map(as_shown).collect();
    copied.sort_by(|one, other| one.id.cmp(&other.id));
    let mut wrong = Vec::new();
    let missing = held.iter().filter(|event| !copied.contains(event));
    wrong.extend(missing.map(|event| format!("google holds {event:?}")));
    let other = copied.iter().filter(|event| !held.contains(event));
    wrong.extend(other.map(|event| format!("the copy holds {event:?}")));

    let (leads, zone) = (vec![Lead { minutes: 10 }], Kuala_Lumpur);
    let recipients =
        PEOPLE.map(|user| Recipient { chat: ChatId(user.0), was: None, leads: leads.clone(), zone, quiet: None });
    let mut expected = 0;
    for event in held {
        let coming = plan(event, &account, &recipients, now, PlanFor::CameFromGoogle).coming;
        let planned = store.planned(&account, &event.id).await.unwrap();
        expected += u64::try_from(planned.len()).unwrap();
        let lacks = |reminder: &&Reminder| reminder.due <= now + AHEAD && !planned.contains(&reminder.id);
        wrong.extend(coming.iter().find(lacks).map(|lacking| format!("of {} {lacking:?} is not planned", event.title)));
        let is_meant = |id: &ReminderId| coming.iter().any(|reminder| reminder.id == *id);
        if !planned.iter().all(is_meant) {
            wrong.push(format!("of {} {planned:?} is planned, not {coming:?}", event.title));
        }
    }
    let counts = store.count_reminders().await.unwrap();
    if counts.due != expected || counts.taken != 0 {
        wrong.push(format!("{counts:?}, not {expected} due"));
    }
    wrong
}
