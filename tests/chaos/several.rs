//! Three processes on one Redis, their clocks seconds apart: one polls, all remind; killed or frozen, another goes on,
//! and nobody hears it twice.

use std::time::Duration as StdDuration;

use chrono::Duration;
use janji::clock::pause;
use janji::sandbox::telegram::{Telegram, UserId};

use super::stage::{Stage, answers, bar, count, crowd, gather, happened, longest, row, said, title, wish};
use crate::support::bot::{Bot, in_time};
use crate::support::faketime;
use crate::support::redis::Redis;

/// How soon another process polls.
const TAKEN_OVER_WITHIN: StdDuration = StdDuration::from_secs(15);

/// Longer than a lease on reminders, and than the turn to poll.
const FROZEN_FOR: StdDuration = StdDuration::from_secs(12);

/// How long a reminder may take on the way, all of them one after another.
const EACH_WITHIN: StdDuration = StdDuration::from_millis(100);

/// How many of the people show that something is under way.
const SOME: usize = 100;

/// What the log of the process says that polls.
const POLLS: &str = "this process polls Telegram";

/// The processes, and by how many seconds their clocks are wrong.
const PROCESSES: [(&str, i64); 3] = [("first", 5), ("second", -5), ("third", 0)];

/// How many messages may be on their way when a process is frozen: whether they have arrived, it cannot say any more, so
/// each may come again. At thirty a second they are few.
const ON_THE_WAY: usize = 3;

#[tokio::test]
async fn one_of_three_takes_over_and_no_reminder_comes_twice() {
    let (events, freezes) = (count("CHAOS_REMINDERS", 5), count("CHAOS_FREEZES", 1));
    let (people, listed) = crowd(count("CHAOS_CROWD", 60));
    let own = [("JANJI_LEADS", "30m"), ("JANJI_ALLOWED_USERS", listed.as_str())];
    let stage = Stage::open(Redis::start().await, &own).await;
    let telegram = stage.sandbox.telegram();
    gather(telegram, &people);
    // All fall due together, once everybody is there and the poller is gone: by the first clock five seconds earlier,
    // by the second one five seconds later.
    let planned = i64::try_from(people.len() * events / 250).unwrap();
    let start = stage.clock.now() + Duration::minutes(30) + Duration::seconds(25 + planned);
    for number in 0..events {
        stage.sandbox.google().add_event(&title("parcel", number), start, start + Duration::hours(2)).unwrap();
    }
    let started = |(name, seconds)| stage.bot_with(name, faketime::off_by(seconds));
    let mut bots: Vec<Bot> = PROCESSES.map(started).into();
    for bot in &bots {
        bot.ready().await;
    }

    let killed = newest_poller(&bots);
    bots[killed].kill().await;
    let mut taken_over = vec![answered_by_another(&stage, people[0], 0).await];
    bots[killed] = started(PROCESSES[killed]);
    for number in 1..=freezes {
        // The first of several is frozen before anything is due, the others are sending reminders.
        if freezes == 1 || number > 1 {
            let first = people.iter().take(SOME).collect::<Vec<_>>();
            let is_begun = |(): &()| first.iter().any(|user| is_reminded(telegram, **user));
            happened(StdDuration::from_mins(2), [()], is_begun).await;
        }
        let polling = newest_poller(&bots);
        bots[polling].signal("STOP");
        let thawed = async {
            pause(FROZEN_FOR).await;
            bots[polling].signal("CONT");
        };
        let (took, ()) = tokio::join!(answered_by_another(&stage, people[number % people.len()], number), thawed);
        taken_over.push(took);
    }

    let most = StdDuration::from_mins(2) + EACH_WITHIN * u32::try_from(people.len() * events).unwrap();
    let all = people.iter().flat_map(|user| (0..events).map(move |number| (*user, number)));
    happened(most, all, |(user, number)| times_said(telegram, *user, *number) > 0).await;
    stage.nothing_in_progress().await;
    for bot in bots {
        bot.stop().await;
    }
    let times: Vec<usize> =
        people.iter().flat_map(|user| (0..events).map(|number| times_said(telegram, *user, number))).collect();
    let lost = times.iter().filter(|times| **times == 0).count();
    let repeated: usize = times.iter().map(|times| times.saturating_sub(1)).sum();
    let twins: usize = stage.at_google().values().map(|times| times - 1).sum();
    row(
        "three processes, clocks ±5 s",
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
    assert!(repeated <= ON_THE_WAY * freezes, "{repeated} reminders came twice");
    bar("taking over", taken_over.into_iter().max().unwrap_or_default(), TAKEN_OVER_WITHIN);
    stage.close().await;
}

/// How long it takes until somebody is answered.
async fn answered_by_another(stage: &Stage, user: UserId, number: usize) -> StdDuration {
    let telegram = stage.sandbox.telegram();
    let watch = stage.clock.stopwatch();
    stage.says(user, &wish(&title("errand", number), number));
    let is_answered = |telegram: &Telegram| answers(&said(telegram, user.chat()), &title("errand", number)) > 0;
    in_time("another takes over", telegram.wait_until(is_answered)).await;
    watch.elapsed()
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

/// Whether a person has heard of anything that was due, be it in time or late.
fn is_reminded(telegram: &Telegram, user: UserId) -> bool {
    said(telegram, user.chat()).iter().any(|text| text.contains("parcel"))
}

/// How often a person heard of an event: a late message may name several.
fn times_said(telegram: &Telegram, user: UserId, number: usize) -> usize {
    let (said, title) = (said(telegram, user.chat()), title("parcel", number));
    said.iter().filter(|text| text.contains(&title) && !text.contains("errand")).count()
}
