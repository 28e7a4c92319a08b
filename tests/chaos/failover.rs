//! Nodes of a Redis Cluster killed under a running bot.

use std::time::Duration as StdDuration;

use chrono::Duration;
use janji::clock::pause;
use janji::sandbox::telegram::Telegram;
use rand::RngExt;

use super::stage::{PEOPLE, Stage, answers, bar, count, dice, happened, longest, mentions, row, said, title, wish};
use crate::support::bot::in_time;
use crate::support::redis::Redis;

/// How soon the bot is to answer again once a primary is gone.
const BACK_WITHIN: StdDuration = StdDuration::from_secs(5);

/// What people hear when storage is down.
const DOWN: &str = "I can’t reach my database right now";

/// How many reminders fall due for each blow, a second after another.
const DUE_FOR_EACH: usize = 4;

/// What came of a run.
#[derive(Debug, Default)]
struct Tally {
    messages: usize,
    lost: usize,
    twins: usize,
    unanswered: usize,
    /// How many messages were refused because storage was down, and sent again.
    refused: usize,
    reminders: usize,
    unsaid: Vec<String>,
    repeated: usize,
    back: Vec<StdDuration>,
}

#[tokio::test]
async fn a_primary_may_die_and_nothing_is_lost_or_doubled() {
    let blows = count("CHAOS_FAILOVERS", 1);
    let tally = run(blows).await;
    report("a primary SIGKILLed", blows, &tally);
    assert!(tally.repeated <= blows, "reminders repeated: {}", tally.repeated);
    bar("failovers that people hear of", tally.refused * 20, blows);
    bar("the way back", tally.back.iter().max().copied().unwrap_or_default(), BACK_WITHIN);
}

fn report(what: &str, blows: usize, tally: &Tally) {
    row(
        what,
        &[
            ("times", blows.to_string()),
            ("messages", tally.messages.to_string()),
            ("events lost", tally.lost.to_string()),
            ("events doubled", tally.twins.to_string()),
            ("unanswered", tally.unanswered.to_string()),
            ("told that storage is down", tally.refused.to_string()),
            ("reminders", tally.reminders.to_string()),
            ("reminders lost", tally.unsaid.len().to_string()),
            ("reminders repeated", tally.repeated.to_string()),
            ("longest away", longest(&tally.back)),
        ],
    );
    assert_eq!((tally.lost, tally.twins, tally.unanswered), (0, 0, 0), "events lost, doubled, messages unanswered");
    assert!(tally.unsaid.is_empty(), "reminders lost: {:?}", tally.unsaid);
}

/// Strikes primaries, each time another, while people write and reminders fall due.
async fn run(blows: usize) -> Tally {
    let settings = [("JANJI_LEADS", "1m"), ("JANJI_SYNC_INTERVAL", "10s")];
    let mut stage = Stage::open(Redis::start_cluster().await, &settings).await;
    let mut dice = dice();
    let reminders = blows * DUE_FOR_EACH;
    let first = stage.clock.now() + Duration::seconds(75);
    for number in 0..reminders {
        let start = first + Duration::seconds(i64::try_from(number).unwrap());
        stage.sandbox.google().add_event(&title("parcel", number), start, start + Duration::hours(2)).unwrap();
    }
    let bot = stage.ready_bot().await;
    // The bot's own slot, that of its one account, and any other, in turn.
    let inbox = format!("bot:{{{}}}:inbox", stage.sandbox.telegram().bot().id.0);
    let account = format!("calendar:{{{}}}:token", Stage::account());

    let mut tally = Tally { reminders: reminders * PEOPLE.len(), ..Tally::default() };
    for nth in 0..blows {
        pause(StdDuration::from_millis(dice.random_range(0..500))).await;
        let struck = match nth % 3 {
            0 => stage.redis.cluster().primary_of(&inbox).await,
            1 => stage.redis.cluster().primary_of(&account).await,
            _ => stage.redis.cluster().primaries().await[0],
        };
        says(&stage, tally.messages);
        tally.messages += 1;
        stage.redis.cluster_mut().kill(struck);
        let away = stage.clock.stopwatch();
        says(&stage, tally.messages);
        tally.messages += 1;
        let mut waits_for = vec![tally.messages - 2, tally.messages - 1];
        while !waits_for.is_empty() {
            tally.refused += settled(&stage, &mut waits_for).await;
        }
        tally.back.push(away.elapsed());
        stage.redis.cluster_mut().restart(struck);
        stage.redis.cluster().is_whole().await;
    }

    let telegram = stage.sandbox.telegram();
    let wait = StdDuration::from_secs(120 + u64::try_from(reminders).unwrap());
    let all = PEOPLE.iter().flat_map(|user| (0..reminders).map(move |number| (*user, title("parcel", number))));
    happened(wait, all, |(user, title)| mentions(&said(telegram, user.chat()), title) > 0).await;
    stage.nothing_is_owed().await;
    stage.nothing_in_hand().await;
    bot.stop().await;

    (tally.lost, tally.twins) = stage.lost_and_twins(tally.messages);
    for number in 0..tally.messages {
        let user = PEOPLE[number % PEOPLE.len()];
        tally.unanswered += usize::from(answers(&said(telegram, user.chat()), &title("errand", number)) == 0);
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
    stage.sandbox.stop().await;
    tally
}

/// Somebody writes the `number`th wish.
fn says(stage: &Stage, number: usize) {
    stage.says(PEOPLE[number % PEOPLE.len()], &wish(&title("errand", number), number));
}

/// Waits until the first of these wishes is answered, or refused because storage is down; then it is sent again. Says
/// how many refusals there were.
async fn settled(stage: &Stage, waits_for: &mut Vec<usize>) -> usize {
    let telegram = stage.sandbox.telegram();
    let number = waits_for[0];
    let chat = PEOPLE[number % PEOPLE.len()].chat();
    let refusals = |telegram: &Telegram| said(telegram, chat).iter().filter(|text| text.contains(DOWN)).count();
    let known = refusals(telegram);
    let is_answered = |telegram: &Telegram| answers(&said(telegram, chat), &title("errand", number)) > 0;
    let is_settled = |telegram: &Telegram| is_answered(telegram) || refusals(telegram) > known;
    in_time("an answer", telegram.wait_until(is_settled)).await;
    if is_answered(telegram) {
        waits_for.remove(0);
        return 0;
    }
    says(stage, number);
    1
}
