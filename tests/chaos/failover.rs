//! Nodes of a Redis Cluster killed and frozen, and slots moved, under a running bot.

use std::time::Duration as StdDuration;

use chrono::Duration;
use janji::clock::pause;
use janji::sandbox::telegram::{Telegram, UserId};
use janji::store::Shard;
use rand::RngExt;

use super::stage::{
    PEOPLE, Stage, answers, bar, count, crowd, dice, gather, happened, longest, mentions, row, said, title, wish,
};
use crate::support::bot::{in_time, signal, until};
use crate::support::outside::Outside;
use crate::support::redis::Redis;

/// How soon the bot is to answer again once a primary is gone.
const BACK_WITHIN: StdDuration = StdDuration::from_secs(5);

/// What people hear when storage is down.
const DOWN: &str = "I can’t reach my database right now";

/// How many reminders fall due for each blow, a second after another.
const DUE_FOR_EACH: usize = 4;

/// Longer than any lease of the bot's.
const PAST_EVERY_LEASE: StdDuration = StdDuration::from_secs(25);

/// What is done to a primary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blow {
    Killed,
    Frozen,
}

/// The results of a run.
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
    let tally = run(Blow::Killed, blows, StdDuration::ZERO).await;
    report("a primary SIGKILLed", blows, &tally);
    assert!(tally.repeated <= blows, "reminders repeated: {}", tally.repeated);
    bar("failovers that people hear of", tally.refused * 20, blows);
    bar("the way back", tally.back.iter().max().copied().unwrap_or_default(), BACK_WITHIN);
}

#[tokio::test]
async fn a_primary_may_freeze_and_nothing_is_doubled() {
    let blows = count("CHAOS_FROZEN", 1);
    let long = if std::env::var_os("CHAOS_FROZEN").is_some() { PAST_EVERY_LEASE } else { StdDuration::from_secs(8) };
    let tally = run(Blow::Frozen, blows, long).await;
    report("a primary frozen and thawed", blows, &tally);
    assert!(tally.repeated <= blows, "reminders repeated: {}", tally.repeated);
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
async fn run(blow: Blow, blows: usize, span: StdDuration) -> Tally {
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
    let account = format!("calendar:{{{}}}:token", Outside::account());

    let mut tally = Tally { reminders: reminders * PEOPLE.len(), ..Tally::default() };
    for nth in 0..blows {
        pause(StdDuration::from_millis(dice.random_range(0..500))).await;
        let struck = match nth % 3 {
            0 => stage.redis.cluster().primary_of(&inbox).await,
            1 => stage.redis.cluster().primary_of(&account).await,
            _ => stage.redis.cluster().primaries().await[0],
        };
        let process = stage.redis.cluster().process(struck).to_string();
        says(&stage, tally.messages);
        tally.messages += 1;
        match blow {
            Blow::Killed => stage.redis.cluster_mut().kill(struck),
            Blow::Frozen => signal(&process, "STOP"),
        }
        let away = stage.clock.stopwatch();
        says(&stage, tally.messages);
        tally.messages += 1;
        let mut waits_for = vec![tally.messages - 2, tally.messages - 1];
        while !waits_for.is_empty() {
            tally.refused += settled(&stage, &mut waits_for).await;
        }
        tally.back.push(away.elapsed());
        match blow {
            Blow::Killed => stage.redis.cluster_mut().restart(struck).await,
            Blow::Frozen => {
                pause(span.saturating_sub(away.elapsed())).await;
                signal(&process, "CONT");
            }
        }
        stage.redis.cluster().is_whole().await;
    }

    let telegram = stage.sandbox.telegram();
    let wait = StdDuration::from_secs(120 + u64::try_from(reminders).unwrap());
    let all = PEOPLE.iter().flat_map(|user| (0..reminders).map(move |number| (*user, title("parcel", number))));
    happened(wait, all, |(user, title)| mentions(&said(telegram, user.chat()), title) > 0).await;
    stage.nothing_is_owed().await;
    stage.nothing_in_progress().await;
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
    stage.close().await;
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

#[tokio::test]
async fn a_process_and_a_primary_die_together() {
    let events = count("CHAOS_CLUSTER_REMINDERS", 2);
    let (people, listed) = crowd(count("CHAOS_CLUSTER_CROWD", 40));
    let own = [("JANJI_LEADS", "30m"), ("JANJI_ALLOWED_USERS", listed.as_str())];
    let mut stage = Stage::open(Redis::start_cluster().await, &own).await;
    gather(stage.sandbox.telegram(), &people);
    let planned = i64::try_from(people.len() * events / 250).unwrap();
    let start = stage.clock.now() + Duration::minutes(30) + Duration::seconds(25 + planned);
    for number in 0..events {
        stage.sandbox.google().add_event(&title("parcel", number), start, start + Duration::hours(2)).unwrap();
    }
    let mut bots = ["first", "second", "third"].map(|name| stage.bot(name));
    for bot in &bots {
        bot.ready().await;
    }
    let times = |telegram: &Telegram, user: UserId, number: usize| {
        mentions(&said(telegram, user.chat()), &title("parcel", number))
    };
    let telegram = stage.sandbox.telegram().clone();
    in_time("reminders begin", telegram.wait_until(|telegram| people.iter().any(|user| times(telegram, *user, 0) > 0)))
        .await;
    let shard = Shard::of(&Outside::account());
    let struck = stage.redis.cluster().primary_of(&format!("calendar:{{{}}}:due", shard.0)).await;
    bots[0].kill().await;
    stage.redis.cluster_mut().kill(struck);

    let most =
        StdDuration::from_mins(2) + StdDuration::from_millis(100) * u32::try_from(people.len() * events).unwrap();
    let all = people.iter().flat_map(|user| (0..events).map(move |number| (*user, number)));
    happened(most, all, |(user, number)| times(&telegram, *user, *number) > 0).await;
    stage.nothing_in_progress().await;
    let [_, second, third] = bots;
    second.stop().await;
    third.stop().await;
    let times: Vec<usize> =
        people.iter().flat_map(|user| (0..events).map(|number| times(&telegram, *user, number))).collect();
    let lost = times.iter().filter(|times| **times == 0).count();
    let repeated: usize = times.iter().map(|times| times.saturating_sub(1)).sum();
    row(
        "three processes on three primaries, one of each killed",
        &[("reminders", times.len().to_string()), ("lost", lost.to_string()), ("repeated", repeated.to_string())],
    );
    assert_eq!(lost, 0);
    assert!(repeated <= 2, "{repeated} reminders came twice, after two kills");
    stage.close().await;
}

#[tokio::test]
async fn slots_may_move_under_traffic() {
    let moves = count("CHAOS_SLOTS", 200_u16);
    let stage = Stage::open(Redis::start_cluster().await, &[]).await;
    let bot = stage.ready_bot().await;
    let id = stage.sandbox.telegram().bot().id.0;
    let keys = [format!("bot:{{{id}}}:inbox"), format!("calendar:{{{}}}:token", Outside::account())];
    let mut wishes = 0;
    for key in keys {
        let cluster = stage.redis.cluster();
        let (from, slot) = (cluster.primary_of(&key).await, cluster.slot_of(&key).await);
        let to = cluster.primaries().await.into_iter().find(|nth| *nth != from).unwrap();
        cluster.begin_to_move(slot, from, to).await;
        let first = wishes;
        // While a slot's keys are in two places, Redis refuses what touches several of them: these wait for the end.
        while cluster.move_some(slot, from, to, 6).await {
            says(&stage, wishes);
            wishes += 1;
        }
        cluster.end_move(slot, from, to).await;
        let mut waits_for: Vec<usize> = (first..wishes).collect();
        while !waits_for.is_empty() {
            assert_eq!(settled(&stage, &mut waits_for).await, 0, "people heard that storage is down");
        }
    }
    let others = cluster_slots(moves);
    for slot in others {
        stage.redis.cluster().move_whole(slot).await;
    }
    stage.wishes(wishes).await;
    wishes += 1;
    stage.nothing_is_owed().await;
    until("nothing is in the inbox", async || stage.store().inbox_depth().await.is_ok_and(|depth| depth == 0)).await;
    let (lost, twins) = stage.lost_and_twins(wishes);
    let heard: usize = PEOPLE
        .iter()
        .map(|user| said(stage.sandbox.telegram(), user.chat()).iter().filter(|text| text.contains(DOWN)).count())
        .sum();
    row(
        "slots moved under traffic",
        &[
            ("slots", (moves + 2).to_string()),
            ("messages", wishes.to_string()),
            ("events lost", lost.to_string()),
            ("events doubled", twins.to_string()),
            ("errors that people saw", heard.to_string()),
        ],
    );
    assert_eq!((lost, twins, heard), (0, 0, 0));
    assert!(!bot.log().contains("panicked"), "{}", bot.log());
    bot.stop().await;
    stage.close().await;
}

/// `count` slots, spread over all.
fn cluster_slots(count: u16) -> impl Iterator<Item = u16> {
    let step = 16_384 / count.max(1);
    (0..count).map(move |nth| nth * step)
}
