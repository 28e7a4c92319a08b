//! A fifth of all that is sent fails at Telegram, and some of what is polled, while people write and reminders fall due.

use std::collections::BTreeSet;
use std::time::Duration as StdDuration;

use chrono::Duration;
use janji::sandbox::telegram::Telegram;
use janji::sandbox::{Fault, How, Moment, Often};
use rand::RngExt;

use super::stage::{PEOPLE, Stage, answers, count, dice, mentions, row, said, title, wish};
use crate::support::redis::Redis;

/// What fails of what is sent, and how often: 20 of 100 messages in all.
const FAULTS: [(Fault, f64); 5] = [
    (Fault { moment: Moment::BeforeEffect, how: How::Status(502) }, 0.06),
    (Fault { moment: Moment::BeforeEffect, how: How::HangUp }, 0.05),
    (Fault { moment: Moment::AfterEffect, how: How::HangUp }, 0.03),
    (Fault { moment: Moment::AfterEffect, how: How::Cut }, 0.03),
    (Fault { moment: Moment::BeforeEffect, how: How::TooMany { retry_after: 1 } }, 0.03),
];

/// How often a poll fails.
const POLLS_FAIL: f64 = 0.1;

#[tokio::test]
async fn nothing_said_is_lost_and_only_what_may_have_been_lost_is_repeated() {
    let wishes = count("CHAOS_MESSAGES", 24);
    let stage = Stage::open(Redis::start().await, &[("JANJI_LEADS", "1m")]).await;
    let (telegram, google) = (stage.sandbox.telegram(), stage.sandbox.google());
    // A reminder falls due every second as soon as everybody is there.
    let (events, first) = (wishes / 2, stage.clock.now() + Duration::seconds(67));
    for number in 0..events {
        let start = first + Duration::seconds(i64::try_from(number).unwrap());
        google.add_event(&title("parcel", number), start, start + Duration::hours(2)).unwrap();
    }
    let bot = stage.ready_bot().await;
    let mut dice = dice();
    for (fault, chance) in FAULTS {
        telegram.faults().inject("sendMessage", fault, Often::Chance { chance, seed: dice.random() });
    }
    for fault in [Fault::before(How::Status(502)), Fault::after(How::HangUp)] {
        let often = Often::Chance { chance: POLLS_FAIL / 2.0, seed: dice.random() };
        telegram.faults().inject("getUpdates", fault, often);
    }
    // Everybody writes on without waiting, a few messages at a time.
    for number in 0..wishes {
        let user = PEOPLE[number % PEOPLE.len()];
        stage.says(user, &wish(&title("errand", number), number));
        if dice.random_bool(0.3) {
            let is_answered = |telegram: &Telegram| times_answered(telegram, number) > 0;
            drop(tokio::time::timeout(StdDuration::from_mins(1), telegram.wait_until(is_answered)).await);
        }
    }
    let all_said = |telegram: &Telegram| {
        (0..wishes).all(|number| times_answered(telegram, number) > 0)
            && PEOPLE.iter().all(|user| {
                let said = said(telegram, user.chat());
                (0..events).all(|number| mentions(&said, &title("parcel", number)) > 0)
            })
    };
    // What is missing in the end is counted below.
    let wait = StdDuration::from_secs(120 + 2 * u64::try_from(wishes).unwrap());
    drop(tokio::time::timeout(wait, telegram.wait_until(all_said)).await);
    let faults = telegram.faults().struck("sendMessage");
    let lost_answers = telegram.faults().lost("sendMessage");
    telegram.faults().clear();
    bot.stop().await;

    let unanswered = (0..wishes).filter(|number| times_answered(telegram, *number) == 0).count();
    let (mut unsaid, mut repeated) = (0, 0);
    for user in PEOPLE {
        let said = said(telegram, user.chat());
        let parcels: Vec<String> = (0..events).map(|number| title("parcel", number)).collect();
        let errands: Vec<String> = (0..wishes).map(|number| title("errand", number)).collect();
        unsaid += parcels.iter().filter(|parcel| mentions(&said, parcel) == 0).count();
        repeated += repeats(&said, &parcels, mentions) + repeats(&said, &errands, answers);
    }
    let out_of_order: usize = (0..PEOPLE.len()).map(|nth| out_of_order(telegram, nth, wishes)).sum();
    let (lost, twins) = stage.lost_and_twins(wishes);
    row(
        "20 % faults on all that Telegram is sent",
        &[
            ("messages", wishes.to_string()),
            ("reminders", (events * PEOPLE.len()).to_string()),
            ("faults", faults.to_string()),
            ("answers of Telegram lost", lost_answers.to_string()),
            ("unanswered", unanswered.to_string()),
            ("unsaid", unsaid.to_string()),
            ("repeated", repeated.to_string()),
            ("out of order", out_of_order.to_string()),
            ("events lost", lost.to_string()),
            ("twins", twins.to_string()),
        ],
    );
    assert_eq!((unanswered, unsaid, lost, twins), (0, 0, 0, 0));
    assert!(repeated <= usize::try_from(lost_answers).unwrap(), "{repeated} repeated, {lost_answers} answers lost");
    assert_eq!(out_of_order, 0);
    stage.close().await;
}

fn times_answered(telegram: &Telegram, number: usize) -> usize {
    answers(&said(telegram, PEOPLE[number % PEOPLE.len()].chat()), &title("errand", number))
}

/// How many messages speak of a title that an earlier one has spoken of: several late reminders are one message.
fn repeats(said: &[String], titles: &[String], speaks: fn(&[String], &str) -> usize) -> usize {
    let mut known = BTreeSet::new();
    let is_repeat = |text: &String| {
        let about = titles.iter().filter(|title| speaks(std::slice::from_ref(text), title) > 0);
        about.filter(|title| !known.insert(*title)).count() > 0
    };
    said.iter().map(is_repeat).filter(|is_repeat| *is_repeat).count()
}

/// How many of a person's answers came before the one to an earlier message.
fn out_of_order(telegram: &Telegram, nth: usize, wishes: usize) -> usize {
    let said = said(telegram, PEOPLE[nth].chat());
    let numbers = (nth..wishes).step_by(PEOPLE.len());
    let first = |number| said.iter().position(|text| answers(std::slice::from_ref(text), &title("errand", number)) > 0);
    let places: Vec<usize> = numbers.filter_map(first).collect();
    places.windows(2).filter(|pair| pair[0] >= pair[1]).count()
}
