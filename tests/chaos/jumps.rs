//! The clock of a process jumps by an hour, forward and back, while it runs and while it is suspended: reminders come
//! when that clock says so, once, and late ones say that they are late.

use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, SubsecRound, Utc};
use janji::clock::pause;
use janji::sandbox::telegram::{ChatId, Sender, Telegram};

use super::stage::{PEOPLE, Stage, count, happened, row, title};
use crate::support::faketime;
use crate::support::redis::Redis;

/// How far the clock jumps.
const JUMP: Duration = Duration::hours(1);

/// For how long it then goes on.
const BETWEEN: StdDuration = StdDuration::from_secs(6);

/// How soon after a jump everything that runs goes by the new time.
const NOTICED: Duration = Duration::seconds(3);

/// How long a suspended process stands still, in real time.
const SUSPENDED: StdDuration = StdDuration::from_secs(1);

/// How wrong the clock was from when on.
struct Clocks(Vec<(DateTime<Utc>, Duration)>);

impl Clocks {
    /// What the clock showed at most when something was decided that was seen at `at`.
    fn at_most(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        let ends = self.0.iter().skip(1).map(|(since, _)| *since).chain([DateTime::<Utc>::MAX_UTC]);
        let shown = self.0.iter().zip(ends).filter(|((since, _), end)| *since <= at && at - NOTICED < *end);
        at + shown.map(|((_, by), _)| *by).max().unwrap_or_default()
    }
}

#[tokio::test]
async fn a_clock_that_jumps_makes_no_reminder_early_none_come_twice_and_loses_none() {
    let jumps = count("CHAOS_JUMPS", 4);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("clock");
    faketime::set(&file, Duration::zero());
    let stage = Stage::open(Redis::start().await, &[("JANJI_LEADS", "3h")]).await;
    let telegram = stage.sandbox.telegram();
    // A reminder every three seconds, now and in an hour, for as long as the clock shows either: a chat takes no more
    // than one message a second, and late ones come on top.
    let each = 4 + jumps * 7 / 3;
    let begin = stage.clock.now().trunc_subsecs(0) + Duration::seconds(8);
    let mut due = Vec::new();
    for number in 0..2 * each {
        let second = Duration::seconds(i64::try_from(number % each * 3).unwrap());
        due.push(begin + second + if number < each { Duration::zero() } else { JUMP });
        let start = due[number] + Duration::hours(3);
        stage.sandbox.google().add_event(&title("parcel", number), start, start + Duration::hours(1)).unwrap();
    }
    let bot = stage.bot_with("bot", faketime::by_file(&file));
    stage.greet(&PEOPLE).await;
    bot.ready().await;
    happened(StdDuration::from_mins(1), [begin], |begin| stage.clock.now() > *begin).await;

    let mut clocks = Clocks(vec![(begin - Duration::hours(1), Duration::zero())]);
    for jump in 0..jumps {
        let by = if jump % 2 == 0 { JUMP } else { Duration::zero() };
        let is_suspended = jump % 4 >= 2;
        if is_suspended {
            bot.signal("STOP");
            pause(SUSPENDED).await;
        }
        clocks.0.push((stage.clock.now(), by));
        faketime::set(&file, by);
        if is_suspended {
            bot.signal("CONT");
        }
        pause(BETWEEN).await;
    }
    // In the end all of it is past.
    clocks.0.push((stage.clock.now(), JUMP * 2));
    faketime::set(&file, JUMP * 2);
    let all = PEOPLE.iter().flat_map(|user| (0..due.len()).map(move |number| (user.chat(), number)));
    happened(StdDuration::from_mins(2), all, |(chat, number)| !heard(telegram, *chat, *number).is_empty()).await;
    stage.nothing_in_progress().await;
    bot.stop().await;

    let (mut lost, mut early, mut twice) = (0, 0, 0);
    for user in PEOPLE {
        for (number, due) in due.iter().enumerate() {
            let heard = heard(telegram, user.chat(), number);
            lost += usize::from(heard.is_empty());
            twice += heard.len().saturating_sub(1);
            early += heard.iter().filter(|at| clocks.at_most(**at) < *due).count();
        }
    }
    row(
        "the clock jumps by an hour",
        &[
            ("jumps", jumps.to_string()),
            ("reminders", (due.len() * PEOPLE.len()).to_string()),
            ("lost", lost.to_string()),
            ("early", early.to_string()),
            ("twice", twice.to_string()),
        ],
    );
    assert_eq!((lost, early, twice), (0, 0, 0), "{}", telegram.transcript(PEOPLE[0].chat()));
    stage.close().await;
}

/// When a chat was told of an event.
fn heard(telegram: &Telegram, chat: ChatId, number: usize) -> Vec<DateTime<Utc>> {
    let title = title("parcel", number);
    let messages = telegram.messages(chat).into_iter().filter(|message| message.sender == Sender::Bot);
    messages.filter(|message| message.text().contains(&title)).map(|message| message.sent).collect()
}
