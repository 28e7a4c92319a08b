//! SIGKILL of the bot at random moments, while people move, cancel and undo what they made, and snooze reminders.
//!
//! A message may be handled again after a kill. An undo that is applied twice would take back what was made before; a
//! move that is lost leaves an event at its first time. So each event's end follows from what was said about it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, FixedOffset, Timelike};
use janji::clock::pause;
use janji::sandbox::telegram::{MessageId, Sender, Telegram, UserId};
use rand::RngExt;

use super::stage::{Stage, count, crowd, dice, gather, happened, mentions, row, said, title};
use crate::support::faketime;
use crate::support::redis::Redis;

/// How many people speak, each in a chat of their own.
const PEOPLE: usize = 3;

/// The hour to which events are moved; none is made then.
const MOVED_TO: u32 = 7;

/// The first hour at which events are made.
const FIRST_HOUR: u32 = 8;

/// How long before an event people are reminded of it.
const LEAD: Duration = Duration::minutes(1);

/// How long before its start the first event is known: the lead, and time for the bot to begin.
const AHEAD: Duration = Duration::seconds(80);

/// Between the starts of two events: about as long as a kill and the way back take.
const APART: Duration = Duration::seconds(4);

/// The button that snoozes until the event begins.
const UNTIL_START: &str = "💤 At the start";

/// What a person says about one event, one message after another.
#[derive(Debug, Clone, Copy)]
enum Story {
    Moved,
    MovedAndUndone,
    MadeAndUndone,
    CancelledAndUndone,
    AllUndone,
    Cancelled,
}

use Story::{AllUndone, Cancelled, CancelledAndUndone, MadeAndUndone, Moved, MovedAndUndone};

const STORIES: [Story; 6] = [Moved, MovedAndUndone, MadeAndUndone, CancelledAndUndone, AllUndone, Cancelled];

impl Story {
    /// The messages that follow the one which makes the event.
    fn then(self, title: &str) -> Vec<String> {
        let (moved, cancelled) = (format!("move {title} to {MOVED_TO}am"), format!("cancel {title}"));
        let undo = || "undo".to_owned();
        match self {
            Moved => vec![moved],
            MovedAndUndone => vec![moved, undo()],
            MadeAndUndone => vec![undo()],
            CancelledAndUndone => vec![cancelled, undo()],
            AllUndone => vec![moved, undo(), undo()],
            Cancelled => vec![cancelled],
        }
    }

    /// The hour at which the event stands in the end, made at `hour`; none if it is gone.
    fn end(self, hour: u32) -> Option<u32> {
        match self {
            Moved => Some(MOVED_TO),
            MovedAndUndone | CancelledAndUndone => Some(hour),
            MadeAndUndone | AllUndone | Cancelled => None,
        }
    }
}

/// A story as it was told.
#[derive(Debug)]
struct Told {
    title: String,
    story: Story,
    by: UserId,
    /// The message that made the event, and those that followed.
    messages: Vec<MessageId>,
    /// The hour at which the event has to stand in the end; none if it has to be gone.
    end: Option<u32>,
}

impl Told {
    /// A person tells the `number`th story, without waiting for answers.
    fn tell(stage: &Stage, by: UserId, story: Story, number: usize) -> Self {
        let (title, hour) = (title("errand", number), FIRST_HOUR + u32::try_from(number % 14).unwrap());
        let making = format!("{title} tomorrow {hour}:00");
        let texts = std::iter::once(making).chain(story.then(&title));
        let messages = texts.map(|text| stage.telegram().user_says(by.chat(), by, &text)).collect();
        Self { title, story, by, messages, end: story.end(hour) }
    }

    /// How often each message was answered.
    fn answers(&self, telegram: &Telegram) -> Vec<usize> {
        let said = telegram.messages(self.by.chat());
        let answers = |to: &MessageId| {
            said.iter().filter(|answer| answer.sender == Sender::Bot && answer.reply_to == Some(*to)).count()
        };
        self.messages.iter().map(answers).collect()
    }

    fn is_answered(&self, telegram: &Telegram) -> bool {
        self.answers(telegram).into_iter().all(|times| times > 0)
    }

    /// What was said, and answered.
    fn transcript(&self, telegram: &Telegram) -> String {
        let is_of_it = |id: MessageId| self.messages.contains(&id);
        let said = telegram.messages(self.by.chat()).into_iter();
        let said = said.filter(|message| is_of_it(message.id) || message.reply_to.is_some_and(is_of_it));
        let line = |text: &str| format!("    {}", text.replace('\n', " / "));
        said.map(|message| line(message.text())).collect::<Vec<_>>().join("\n")
    }
}

#[tokio::test]
async fn second_thoughts_are_carried_out_once_each_though_the_bot_is_killed() {
    let kills = count("CHAOS_SECOND_THOUGHTS", 3);
    let (people, listed) = crowd(PEOPLE);
    // In the end this clock is moved on to the starts of the events.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("clock");
    faketime::set(&file, Duration::zero());
    let own = [("JANJI_LEADS", "1m"), ("JANJI_SYNC_INTERVAL", "10s"), ("JANJI_ALLOWED_USERS", listed.as_str())];
    let stage = Stage::open(Redis::start().await, &own).await;
    gather(stage.telegram(), &people);
    for number in 0..kills {
        let start = stage.clock.now() + AHEAD + APART * i32::try_from(number).unwrap();
        stage.google().add_event(&title("parcel", number), start, start + Duration::hours(2)).unwrap();
    }
    let mut bot = stage.bot_with("bot", faketime::by_file(&file));
    bot.ready().await;

    let (mut dice, mut told) = (dice(), Vec::new());
    let mut snoozed: BTreeSet<(UserId, String)> = BTreeSet::new();
    for number in 0..kills {
        for user in &people {
            told.push(Told::tell(&stage, *user, STORIES[dice.random_range(0..STORIES.len())], told.len()));
        }
        pause(StdDuration::from_millis(dice.random_range(0..900))).await;
        bot.kill().await;
        told.push(Told::tell(&stage, people[number % PEOPLE], STORIES[number % STORIES.len()], told.len()));
        bot = stage.bot_with("bot", faketime::by_file(&file));
        if dice.random_bool(0.5) {
            happened(StdDuration::from_mins(2), &told, |told| told.is_answered(stage.telegram())).await;
        }
        snooze(stage.telegram(), &people, kills, &mut snoozed);
    }
    let wait = StdDuration::from_secs(120 + u64::try_from(kills).unwrap());
    happened(wait, &told, |told| told.is_answered(stage.telegram())).await;
    let all = || people.iter().flat_map(|user| (0..kills).map(|number| (*user, title("parcel", number))));
    happened(wait, all(), |(user, title)| heard(stage.telegram(), *user, title) > 0).await;
    snooze(stage.telegram(), &people, kills, &mut snoozed);
    stage.handled().await;
    faketime::set(&file, LEAD);
    happened(wait, &snoozed, |(user, title)| heard(stage.telegram(), *user, title) > 1).await;
    stage.nothing_is_owed_of(people[0]).await;
    stage.nothing_in_progress().await;
    bot.stop().await;

    let wrong = wrong_ends(&stage, &told);
    let times: Vec<usize> = told.iter().flat_map(|told| told.answers(stage.telegram())).collect();
    let wanted = |user: UserId, title: &String| if snoozed.contains(&(user, title.clone())) { 2 } else { 1 };
    let reminders: Vec<(usize, usize)> =
        all().map(|(user, title)| (heard(stage.telegram(), user, &title), wanted(user, &title))).collect();
    let lost: usize = reminders.iter().map(|(heard, wanted)| wanted.saturating_sub(*heard)).sum();
    let repeated: usize = reminders.iter().map(|(heard, wanted)| heard.saturating_sub(*wanted)).sum();
    let unanswered = times.iter().filter(|times| **times == 0).count();
    row(
        "SIGKILL among moves, undos and snoozes",
        &[
            ("kills", kills.to_string()),
            ("events", told.len().to_string()),
            ("messages", times.len().to_string()),
            ("wrong in the end", wrong.len().to_string()),
            ("unanswered", unanswered.to_string()),
            ("reminders", reminders.len().to_string()),
            ("snoozed", snoozed.len().to_string()),
            ("reminders lost", lost.to_string()),
            ("reminders repeated", repeated.to_string()),
        ],
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((unanswered, lost), (0, 0));
    assert!(!snoozed.is_empty(), "nothing was snoozed");
    assert!(repeated <= kills, "{repeated} reminders came twice");
    stage.close().await;
}

/// Everybody snoozes the reminders that they have until the events begin, each once.
fn snooze(telegram: &Telegram, people: &[UserId], parcels: usize, snoozed: &mut BTreeSet<(UserId, String)>) {
    for user in people {
        for message in telegram.messages(user.chat()) {
            let about = (0..parcels).map(|number| title("parcel", number)).find(|title| message.text().contains(title));
            let Some(about) = about.filter(|about| !snoozed.contains(&(*user, about.clone()))) else { continue };
            if telegram.press(user.chat(), *user, message.id, UNTIL_START).is_some() {
                snoozed.insert((*user, about));
            }
        }
    }
}

/// How often a person was reminded of an event.
fn heard(telegram: &Telegram, user: UserId, title: &str) -> usize {
    mentions(&said(telegram, user.chat()), title)
}

/// The events that do not stand at Google as they have to: lost, doubled, at another hour, or there although gone.
fn wrong_ends(stage: &Stage, told: &[Told]) -> Vec<String> {
    let mut there: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let now = stage.clock.now();
    for entry in stage.google().events(now - Duration::days(2), now + Duration::days(30)) {
        let start: DateTime<FixedOffset> = entry["start"]["dateTime"].as_str().unwrap().parse().unwrap();
        let hour = start.with_timezone(&chrono_tz::Asia::Kuala_Lumpur).hour();
        there.entry(entry["summary"].as_str().unwrap_or_default().to_owned()).or_default().push(hour);
    }
    let found = |told: &Told| there.get(&told.title).map(Vec::as_slice).unwrap_or_default();
    let wrong = told.iter().filter(|told| found(told) != told.end.as_slice());
    let line = |told: &Told| {
        let Told { title, story, end, .. } = told;
        let transcript = told.transcript(stage.telegram());
        format!("{title}, {story:?}, has to stand at {end:?}: {:?}\n{transcript}", found(told))
    };
    wrong.map(line).collect()
}
