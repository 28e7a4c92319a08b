//! Three processes on one Redis: one polls, all remind; killed or frozen, another goes on, and nobody hears it twice.

use std::collections::BTreeMap;
use std::time::Duration as Span;

use chrono::Duration;
use janji::clock::pause;
use janji::sandbox::telegram::{Telegram, UserId};

use super::stage::{Stage, answers, bar, count, longest, row, said, title, wish};
use crate::support::bot::{Bot, in_time};
use crate::support::redis::Redis;

/// How soon another process polls.
const TAKEN_OVER_WITHIN: Span = Span::from_secs(15);

/// Longer than a lease on reminders, and than the turn to poll.
const FROZEN_FOR: Span = Span::from_secs(12);

/// What the log of the process says that polls.
const POLLS: &str = "this process polls Telegram";

/// How many people are reminded of each event.
const CROWD: u64 = 12;

#[tokio::test]
async fn one_of_three_takes_over_and_no_reminder_comes_twice() {
    let (events, freezes) = (count("CHAOS_REMINDERS", 5), count("CHAOS_FREEZES", 0));
    let people: Vec<UserId> = (0..CROWD).map(|nth| UserId(i64::try_from(5000 + nth).unwrap())).collect();
    let listed: Vec<String> = people.iter().map(|user| user.0.to_string()).collect();
    let own = [("JANJI_LEADS", "1m"), ("JANJI_ALLOWED_USERS", &listed.join(","))];
    let stage = Stage::open(Redis::start().await, &own).await;
    let telegram = stage.sandbox.telegram();
    for user in &people {
        telegram.add_person(*user, "Somebody", "en");
    }
    // All fall due together, once everybody is there and the poller is gone.
    let start = stage.clock.now() + Duration::seconds(71);
    for number in 0..events {
        stage.sandbox.google().add_event(&title("parcel", number), start, start + Duration::hours(2)).unwrap();
    }
    let mut bots: Vec<Bot> = ["first", "second", "third"].iter().map(|name| stage.bot(name)).collect();
    stage.greet(&people).await;
    for bot in &bots {
        bot.ready().await;
    }

    let mut taken_over = Vec::new();
    let mut polling = bots.iter().position(|bot| bot.log().contains(POLLS)).unwrap();
    bots.swap_remove(polling).kill().await;
    let watch = stage.clock.stopwatch();
    stage.says(people[0], &wish(&title("errand", 0), 0));
    in_time("another takes over", telegram.wait_until(|_| is_answered(telegram, people[0], 0))).await;
    taken_over.push(watch.elapsed());

    for number in 1..=freezes {
        polling = newest_poller(&bots);
        bots[polling].signal("STOP");
        let watch = stage.clock.stopwatch();
        let user = people[number % people.len()];
        stage.says(user, &wish(&title("errand", number), number));
        in_time("another takes over", telegram.wait_until(|_| is_answered(telegram, user, number))).await;
        taken_over.push(watch.elapsed());
        pause(FROZEN_FOR).await;
        bots[polling].signal("CONT");
    }

    let all_said = |telegram: &Telegram| times_said(telegram, &people, events).values().all(|times| *times > 0);
    drop(tokio::time::timeout(Span::from_mins(2), telegram.wait_until(all_said)).await);
    for bot in bots {
        bot.stop().await;
    }
    let times = times_said(telegram, &people, events);
    let lost = times.values().filter(|times| **times == 0).count();
    let repeated: usize = times.values().map(|times| times.saturating_sub(1)).sum();
    let (at_google, twins) = (stage.at_google(), |times: &usize| times - 1);
    let twins: usize = at_google.values().map(twins).sum();
    row(
        "three processes",
        &[
            ("reminders", times.len().to_string()),
            ("freezes", freezes.to_string()),
            ("lost", lost.to_string()),
            ("repeated", repeated.to_string()),
            ("twins", twins.to_string()),
            ("taken over within", longest(&taken_over)),
        ],
    );
    assert_eq!((lost, twins), (0, 0));
    assert!(repeated <= freezes, "{repeated} reminders came twice");
    bar("taking over", taken_over.into_iter().max().unwrap_or_default(), TAKEN_OVER_WITHIN);
    stage.sandbox.stop().await;
}

/// Which of the bots began to poll last, as far as the fences in their logs tell.
fn newest_poller(bots: &[Bot]) -> usize {
    let fence = |bot: &Bot| {
        let log = bot.log();
        let line = log.lines().rfind(|line| line.contains(POLLS))?;
        line.rsplit(|sign: char| !sign.is_ascii_digit()).find(|digits| !digits.is_empty())?.parse::<u64>().ok()
    };
    let fences = bots.iter().map(fence).enumerate();
    fences.max_by_key(|(_, fence)| *fence).unwrap().0
}

fn is_answered(telegram: &Telegram, user: UserId, number: usize) -> bool {
    answers(&said(telegram, user.chat()), &title("errand", number)) > 0
}

/// How often each person heard of each event.
fn times_said(telegram: &Telegram, people: &[UserId], events: usize) -> BTreeMap<(UserId, usize), usize> {
    let mut times = BTreeMap::new();
    for user in people {
        let said = said(telegram, user.chat());
        for number in 0..events {
            let title = title("parcel", number);
            let count = said.iter().filter(|text| text.contains(&title) && !text.contains("errand")).count();
            times.insert((*user, number), count);
        }
    }
    times
}
