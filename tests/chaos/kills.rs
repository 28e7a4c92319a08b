//! SIGKILL of the bot at random moments, while messages arrive and reminders fall due.

use std::time::Duration as StdDuration;

use chrono::Duration;
use futures::future::join_all;
use janji::clock::pause;
use janji::sandbox::telegram::{Telegram, UserId};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::stage::{PEOPLE, Stage, answers, bar, count, dice, happened, longest, mentions, row, said, title, wish};
use crate::support::bot::in_time;
use crate::support::redis::Redis;

/// How long the bot may be away at the median: it takes over the turn of the process that was killed.
const BACK_AT_THE_MEDIAN: StdDuration = StdDuration::from_millis(1_500);

/// How long the bot may be away at most.
const BACK_WITHIN: StdDuration = StdDuration::from_secs(15);

/// How many reminders fall due for each kill, a second after another.
const DUE_FOR_EACH: usize = 5;

/// The results of a run.
#[derive(Default)]
struct Tally {
    kills: usize,
    messages: usize,
    lost: usize,
    twins: usize,
    kept: u64,
    unanswered: usize,
    answered_again: usize,
    reminders: usize,
    unsaid: Vec<String>,
    repeated: usize,
    back: Vec<StdDuration>,
}

#[tokio::test]
async fn kills_lose_nothing_and_double_nothing() {
    let (kills, stages) = (count("CHAOS_KILLS", 3), count("CHAOS_STAGES", 1));
    let mut dice = dice();
    let seeds: Vec<u64> = (0..stages).map(|_| dice.random()).collect();
    let tallies = join_all(seeds.into_iter().map(|seed| run(kills / stages, StdRng::seed_from_u64(seed)))).await;
    let sum = |figure: fn(&Tally) -> usize| tallies.iter().map(figure).sum::<usize>();
    let back: Vec<StdDuration> = tallies.iter().flat_map(|tally| tally.back.clone()).collect();
    row(
        "SIGKILL of the bot",
        &[
            ("kills", sum(|tally| tally.kills).to_string()),
            ("messages", sum(|tally| tally.messages).to_string()),
            ("events lost", sum(|tally| tally.lost).to_string()),
            ("events doubled", sum(|tally| tally.twins).to_string()),
            ("kept for a later round", tallies.iter().map(|tally| tally.kept).sum::<u64>().to_string()),
            ("unanswered", sum(|tally| tally.unanswered).to_string()),
            ("answers repeated", sum(|tally| tally.answered_again).to_string()),
            ("reminders", sum(|tally| tally.reminders).to_string()),
            ("reminders lost", sum(|tally| tally.unsaid.len()).to_string()),
            ("reminders repeated", sum(|tally| tally.repeated).to_string()),
            ("median away", format!("{:.2} s", median(&back).as_secs_f64())),
            ("longest away", longest(&back)),
        ],
    );
    assert_eq!(sum(|tally| tally.lost), 0, "events lost");
    assert_eq!(sum(|tally| tally.twins), 0, "events doubled");
    assert_eq!(sum(|tally| tally.unanswered), 0, "messages unanswered");
    let unsaid: Vec<&String> = tallies.iter().flat_map(|tally| &tally.unsaid).collect();
    assert!(unsaid.is_empty(), "reminders lost: {unsaid:?}");
    assert!(sum(|tally| tally.repeated) <= sum(|tally| tally.kills), "reminders repeated");
    bar("the way back at the median", median(&back), BACK_AT_THE_MEDIAN);
    bar("the way back", back.into_iter().max().unwrap_or_default(), BACK_WITHIN);
}

fn median(spans: &[StdDuration]) -> StdDuration {
    let mut spans = spans.to_vec();
    spans.sort();
    spans.get(spans.len() / 2).copied().unwrap_or_default()
}

async fn run(kills: usize, mut dice: StdRng) -> Tally {
    let stage = Stage::open(Redis::start().await, &[("JANJI_LEADS", "1m"), ("JANJI_SYNC_INTERVAL", "10s")]).await;
    let telegram = stage.sandbox.telegram();
    let reminders = kills * DUE_FOR_EACH;
    let first = stage.clock.now() + Duration::seconds(67);
    for number in 0..reminders {
        let start = first + Duration::seconds(i64::try_from(number).unwrap());
        stage.sandbox.google().add_event(&title("parcel", number), start, start + Duration::hours(2)).unwrap();
    }
    let mut bot = stage.bot("bot");
    stage.greet(&PEOPLE).await;
    bot.ready().await;

    let mut tally = Tally { kills, reminders: reminders * PEOPLE.len(), ..Tally::default() };
    for _ in 0..kills {
        for _ in 0..dice.random_range(1..5) {
            let user = PEOPLE[tally.messages % PEOPLE.len()];
            stage.says(user, &wish(&title("errand", tally.messages), tally.messages));
            tally.messages += 1;
        }
        pause(StdDuration::from_millis(dice.random_range(0..600))).await;
        bot.kill().await;
        // Sent while nothing runs, so that the next one has to poll before it can answer.
        let user = PEOPLE[tally.messages % PEOPLE.len()];
        stage.says(user, &wish(&title("errand", tally.messages), tally.messages));
        tally.messages += 1;
        bot = stage.bot("bot");
        let away = stage.clock.stopwatch();
        if dice.random_bool(0.3) {
            // The next one hits it while it begins, or waits for its turn.
            pause(StdDuration::from_millis(dice.random_range(0..4000))).await;
        } else {
            in_time("the bot is back", telegram.wait_until(|_| is_answered(telegram, tally.messages - 1))).await;
            tally.back.push(away.elapsed());
        }
    }

    // What is missing in the end is counted below.
    let wait = StdDuration::from_secs(120 + u64::try_from(reminders).unwrap());
    let mut missing = PEOPLE.map(|_| Vec::new());
    for number in 0..tally.messages {
        missing[number % PEOPLE.len()].push(format!("{}\n", title("errand", number)));
    }
    for titles in &mut missing {
        titles.extend((0..reminders).map(|number| title("parcel", number)));
    }
    happened(wait, 0..PEOPLE.len(), |&nth| {
        let heard = heard(telegram, PEOPLE[nth]);
        missing[nth].retain(|title| !heard.contains(title));
        missing[nth].is_empty()
    })
    .await;
    // What was kept for later, because Google was slow, is carried out with the next round.
    tally.kept = stage.owed().await;
    stage.nothing_is_owed().await;
    bot.stop().await;

    let at_google = stage.at_google();
    for number in 0..tally.messages {
        let title = title("errand", number);
        let said = said(telegram, PEOPLE[number % PEOPLE.len()].chat());
        match at_google.get(&title).copied().unwrap_or_default() {
            0 => tally.lost += 1,
            found => tally.twins += found - 1,
        }
        match answers(&said, &title) {
            0 => tally.unanswered += 1,
            found => tally.answered_again += found - 1,
        }
    }
    for user in PEOPLE {
        let said = said(telegram, user.chat());
        for number in 0..reminders {
            let title = title("parcel", number);
            match mentions(&said, &title) {
                0 => tally.unsaid.push(format!("{title} to {}", user.0)),
                found => tally.repeated += found - 1,
            }
        }
    }
    stage.close().await;
    tally
}

/// What somebody heard, in one piece: of answers their first lines, which say what they answer, and all else whole.
fn heard(telegram: &Telegram, user: UserId) -> String {
    let said = said(telegram, user.chat());
    let told =
        said.iter().map(|text| if text.contains("errand") { text.lines().next().unwrap_or_default() } else { text });
    told.flat_map(|text| [text, "\n"]).collect()
}

fn is_answered(telegram: &Telegram, number: usize) -> bool {
    let chat = PEOPLE[number % PEOPLE.len()].chat();
    answers(&said(telegram, chat), &title("errand", number)) > 0
}
