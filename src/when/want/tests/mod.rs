//! The corpus of intents, and what must hold of every message.

mod guests;
mod rendered;

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Asia::Kuala_Lumpur;
use proptest::prelude::*;

use self::rendered::rendered;
use super::want;
use crate::model::{DayOrder, EventTime, Intent, Reference, RepliedTo, SettingsWish, Target, instant_of};

/// What people say, in each language: an intent, and under it the messages that want it.
const CORPORA: [(&str, &str); 3] = [
    ("en", include_str!("../corpus/en.txt")),
    ("ms", include_str!("../corpus/ms.txt")),
    ("zh", include_str!("../corpus/zh.txt")),
];

fn reference(now: &str) -> Reference {
    let now: NaiveDateTime = format!("{now}:00").parse().unwrap();
    Reference { now: instant_of(now, Kuala_Lumpur), zone: Kuala_Lumpur, order: DayOrder::Dmy }
}

/// A Tuesday, ten in the morning.
fn tuesday() -> Reference {
    reference("2026-03-10T10:00")
}

fn replied(text: &str) -> RepliedTo {
    let mut fields = text.split(" | ");
    let title = fields.next().unwrap().to_owned();
    let mut at = || instant_of(format!("{}:00", fields.next().unwrap()).parse().unwrap(), Kuala_Lumpur);
    RepliedTo { title, when: EventTime::Timed { start: at(), end: at() }, is_invitation: false }
}

#[test]
fn what_a_machine_logged_writes_nothing() {
    // No examples for the model: it would learn that dates in numbers are no plans.
    let logged = [
        "ERROR 2026-07-02 10:15:03 db timeout on node 3",
        "[2026-12-05 14:22:10] WARN retrying connection",
        "05/12/2026 14:22:10 login from 10.0.0.3",
        "Jan 05 10:15:03 host sshd[123]: accepted",
        "Your order was placed at 10:15:03 on 3/12/2026",
    ];
    for line in logged {
        let got = want(line, &tuesday(), None);
        assert!(matches!(got, Intent::Nothing(_) | Intent::Offer(_)), "{line}: {got:?}");
    }
}

#[test]
fn every_message_of_the_corpus_wants_what_stands_above_it() {
    let (mut failures, mut messages) = (String::new(), 0);
    for (language, corpus) in CORPORA {
        let (mut now, mut reply, mut expected) = (tuesday(), None, "");
        for (number, line) in corpus.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(moment) = line.strip_prefix("[now ").and_then(|rest| rest.strip_suffix(']')) {
                (now, reply) = (reference(moment), None);
            } else if let Some(event) = line.strip_prefix("[reply ").and_then(|rest| rest.strip_suffix(']')) {
                reply = Some(replied(event));
            } else if let Some(message) = line.strip_prefix("    ") {
                messages += 1;
                let text = message.replace(" / ", "\n");
                let got = rendered(&want(&text, &now, reply.as_ref()), &now);
                if got != expected {
                    let _ = writeln!(
                        failures,
                        "{language}.txt:{}: {message}\n    want {expected}\n    got  {got}",
                        number + 1
                    );
                }
            } else {
                expected = line;
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(messages > 500, "the corpus was not read: {messages} messages");
}

#[test]
fn nothing_that_is_told_asked_or_advertised_writes() {
    let told = include_str!("../corpus/told.txt");
    let (mut failures, mut messages) = (String::new(), 0);
    for (number, message) in told.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        messages += 1;
        let got = want(&message.replace(" / ", "\n"), &tuesday(), None);
        let writes = matches!(
            got,
            Intent::Create(_)
                | Intent::Cancel { .. }
                | Intent::Move { .. }
                | Intent::Change { .. }
                | Intent::Settings(SettingsWish::Set { .. })
        );
        if writes {
            let _ = writeln!(failures, "told.txt:{}: {message}\n    {}", number + 1, rendered(&got, &tuesday()));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(messages > 300, "the messages were not read: {messages}");
}

#[test]
fn plans_that_others_have_a_part_in_are_still_plans() {
    let plans = include_str!("../corpus/plans.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    for plan in plans {
        let got = want(plan, &tuesday(), None);
        assert!(matches!(got, Intent::Create(_)), "{plan}: {}", rendered(&got, &tuesday()));
    }
}

#[test]
fn slash_commands_are_read_as_the_words_would_be() {
    let table = [
        ("/start", "start"),
        ("/start abc", "start abc"),
        ("/help@janji_bot", "help"),
        ("/list now", "list"),
        ("/cancel 2", "cancel #2"),
        ("/cancel 1,3-5", "cancel #1 #3 #4 #5"),
        ("/cancel", "cancel ?"),
        ("/取消2", "cancel #2"),
        ("/batal 1 dan 3", "cancel #1 #3"),
        ("/cancel dentist", "cancel “dentist”"),
        ("/move 2 friday 3pm", "move #2 | to 2026-03-13T15:00"),
        ("/move 2 +1h", "move #2 | by 60 min"),
        ("/move dentist to friday", "move “dentist” | to 2026-03-13"),
        ("/move", "move ? | to ?"),
        ("/rename 2 Team lunch", "change #2 | title Team lunch"),
        ("/rename 2", "change #2 | ?"),
        ("/place 2 KLCC", "change #2 | place KLCC"),
        ("/length 2 90 min", "change #2 | length 90 min"),
        ("/remind 2 1d, 1h", "remind #2 | 1440 60"),
        ("/remind 2 off", "remind #2 | none"),
        ("/remind 2", "remind #2 | ?"),
        ("/snooze 15", "snooze 15 min"),
        ("/snooze", "snooze"),
        ("/undo", "undo"),
        ("/done", "done"),
        ("/today", "agenda 2026-03-10"),
        ("/tomorrow", "agenda 2026-03-11"),
        ("/week", "agenda 2026-03-09 .. 2026-03-15"),
        ("/month", "agenda 2026-03-01 .. 2026-03-31"),
        ("/find dentist", "find dentist"),
        ("/free friday", "free 2026-03-13"),
        ("/settings", "settings"),
        ("/reminders on", "settings reminders = on"),
        ("/reminders off", "settings reminders = off"),
        ("/reminders", "settings reminders?"),
        ("/why 2", "why #2"),
        ("/status", "status"),
        ("/sync", "sync"),
        ("/export", "export"),
        ("/forget", "forget"),
        ("/lst", "unknown command, nearest list"),
        ("/frobnicate", "unknown command, nearest none"),
    ];
    for (text, expected) in table {
        assert_eq!(rendered(&want(text, &tuesday(), None), &tuesday()), expected, "{text}");
    }
}

#[test]
fn a_reply_is_about_the_event_that_it_replies_to() {
    let dentist = replied("Dentist | 2026-03-13T10:00 | 2026-03-13T11:00");
    let table = [
        ("3pm", "move the reply | to 15:00"),
        ("esok pukul 4", "move the reply | to 2026-03-11T16:00"),
        ("+1h", "move the reply | by 60 min"),
        ("改到后天", "move the reply | to 2026-03-12"),
        ("cancel", "cancel the reply"),
        ("tak jadi", "cancel the reply"),
        ("make it 2 hours", "change the reply | length 120 min"),
        ("at Pavilion instead", "change the reply | place Pavilion"),
        ("thanks!", "thanks"),
        ("ok thanks", "thanks"),
        ("8.30", "move the reply | to 08:30"),
        ("I'll be late, 10.30", "suggest the reply | to 10:30"),
        ("jalan jem, sampai pukul 11", "suggest the reply | to 11:00"),
        ("lunch with Ali tomorrow 1pm", "create 2026-03-11T13:00 | lunch with Ali"),
    ];
    for (text, expected) in table {
        assert_eq!(rendered(&want(text, &tuesday(), Some(&dentist)), &tuesday()), expected, "{text}");
    }
}

/// Messages made of words that the rules look for, in any order.
fn message() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "cancel",
        "move",
        "2",
        "to",
        "friday",
        "3pm",
        "remind me",
        "1 hour",
        "before",
        "dentist",
        "free",
        "?",
        "batal",
        "ke",
        "esok",
        "tak",
        "pukul",
        "4",
        "取消",
        "改到",
        "明天",
        "三点",
        "提醒我",
        "吗",
        ",",
        "\n",
        "'",
        "\"",
        "snooze",
        "undo",
        "in",
        "5",
        "min",
        "what's",
        "on",
        "next",
        "week",
        "/move",
        "/remind",
        "+1h",
        "-",
        "all",
        "rename",
    ]);
    prop::collection::vec(words, 0..12).prop_map(|words| words.join(" "))
}

/// The end of one message of the corpora behind the beginning of another.
fn spliced() -> impl Strategy<Value = String> {
    let messages = || {
        let lines: Vec<&str> = CORPORA.iter().flat_map(|(_, corpus)| corpus.lines()).collect();
        prop::sample::select(lines.into_iter().filter_map(|line| line.strip_prefix("    ")).collect::<Vec<_>>())
    };
    (messages(), messages(), any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(
        |(first, second, end, start)| {
            let (first, second): (Vec<char>, Vec<char>) = (first.chars().collect(), second.chars().collect());
            first[..end.index(first.len())].iter().chain(&second[start.index(second.len())..]).collect()
        },
    )
}

#[test]
fn an_amount_may_reach_past_its_clause() {
    let _ = want("set a timer for 1 hour, 5 minutes, 30 seconds", &tuesday(), None);
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,200}") {
        let _ = want(&text, &tuesday(), None);
    }

    #[test]
    fn any_words_of_wanting_are_read_without_a_panic(text in message()) {
        let dentist = replied("Dentist | 2026-03-13T10:00 | 2026-03-13T11:00");
        let _ = want(&text, &tuesday(), None);
        let _ = want(&text, &tuesday(), Some(&dentist));
    }

    #[test]
    fn any_splice_of_known_messages_is_read_without_a_panic(text in spliced()) {
        let dentist = replied("Dentist | 2026-03-13T10:00 | 2026-03-13T11:00");
        let _ = want(&text, &tuesday(), None);
        let _ = want(&text, &tuesday(), Some(&dentist));
    }

    #[test]
    fn numbers_are_listed_once_each_and_never_too_many(text in "cancel [0-9, -]{1,40}") {
        if let Intent::Cancel { target: Target::Numbers(rows), .. } = want(&text, &tuesday(), None) {
            let unique: std::collections::BTreeSet<_> = rows.iter().collect();
            prop_assert_eq!(unique.len(), rows.len());
            prop_assert!(rows.len() <= 100);
        }
    }
}

#[test]
fn the_moment_of_reading_is_the_one_given() {
    let late = Reference { now: DateTime::<Utc>::MAX_UTC - chrono::Duration::days(400), ..tuesday() };
    for text in ["remind me in 5 min", "/week", "am i free next month", "move 2 to tomorrow"] {
        let _ = want(text, &late, None);
    }
}
