use chrono_tz::Tz;

use super::*;
use crate::model::{AccountId, Etag, EventId, EventTime, HourStyle, Language, Lead};
use crate::speech::{Card, Reply, Voice, render};

const ZONE: Tz = chrono_tz::Asia::Kuala_Lumpur;

fn at(text: &str) -> DateTime<Utc> {
    format!("2026-03-10T{text}Z").parse().unwrap()
}

fn event(name: &str, start: &str, end: &str) -> Event {
    Event::new(
        EventId(name.into()),
        Etag("1".into()),
        name.into(),
        EventTime::Timed { start: at(start), end: at(end) },
        ZONE,
    )
}

fn recipient(chat: i64, zone: Tz) -> Recipient {
    Recipient { chat: ChatId(chat), was: None, leads: Vec::new(), zone, quiet: None }
}

fn looked(event: &Event, minutes: u32, chat: i64) -> Looked {
    let recipient = recipient(chat, ZONE);
    let reminder = recipient.reminder(&AccountId("a".into()), event, Lead { minutes }).unwrap();
    Looked {
        taken: TakenReminder { reminder, fence: 1 },
        event: Some(event.clone()),
        recipient: Some(recipient),
        was_told_of_start: false,
    }
}

/// What is sent, as `chat: event (minutes to its start, minutes late)`, and why the rest is not.
fn sent(reminders: Vec<Looked>, now: &str) -> (Vec<String>, Vec<NotSent>) {
    let decision = decide(reminders, at(now));
    let minutes = |starts: &AgoOrAhead| match starts {
        AgoOrAhead::Ago(minutes) => format!("{minutes} ago"),
        AgoOrAhead::Ahead(minutes) => format!("in {minutes}"),
    };
    let words = |message: &Message| match &message.content {
        Content::One { event, starts, late: None, .. } => {
            format!("{}: {} {}", message.chat, event.title, minutes(starts))
        }
        Content::One { event, starts, late: Some(late), .. } => {
            format!("{}: {} {}, {late} late", message.chat, event.title, minutes(starts))
        }
        Content::Several { events, .. } => {
            let list: Vec<_> =
                events.iter().map(|(event, starts)| format!("{} {}", event.title, minutes(starts))).collect();
            format!("{}: [{}]", message.chat, list.join(", "))
        }
    };
    let dropped = decision.dropped.iter().map(|(_, drop)| *drop).collect();
    (decision.messages.iter().map(words).collect(), dropped)
}

#[test]
fn the_late_rule() {
    // Due at 06:50.
    let lunch = event("lunch", "07:00:00", "08:00:00");
    let cases = [
        ("06:50:00.200", "7: lunch in 10"),
        ("06:51:00", "7: lunch in 9"),
        ("06:51:01", "7: lunch in 9, 1 late"),
        ("06:59:30", "7: lunch in 1, 10 late"),
        ("07:00:00", "7: lunch in 0, 10 late"),
        ("07:12:40", "7: lunch 12 ago, 23 late"),
        ("07:59:59", "7: lunch 59 ago, 70 late"),
    ];
    for (now, expected) in cases {
        assert_eq!(sent(vec![looked(&lunch, 10, 7)], now), (vec![expected.to_owned()], vec![]), "{now}");
    }
    assert_eq!(sent(vec![looked(&lunch, 10, 7)], "08:00:00"), (vec![], vec![NotSent::Over]));
}

#[test]
fn a_reminder_at_the_start_of_an_event_without_length_is_in_time() {
    let call = event("call", "07:00:00", "07:00:00");
    assert_eq!(sent(vec![looked(&call, 0, 7)], "07:00:01").0, ["7: call 0 ago"]);
    assert_eq!(sent(vec![looked(&call, 0, 7)], "07:02:00").1, [NotSent::Over]);
}

#[test]
fn events_that_are_not_as_planned_are_not_sent() {
    let lunch = event("lunch", "07:00:00", "08:00:00");
    let gone = Looked { event: None, ..looked(&lunch, 10, 7) };
    let moved = Looked { event: Some(event("lunch", "07:05:00", "08:00:00")), ..looked(&lunch, 10, 7) };
    let unsubscribed = Looked { recipient: None, ..looked(&lunch, 10, 7) };
    let cases = [(gone, NotSent::Gone), (moved, NotSent::Moved), (unsubscribed, NotSent::NotSubscribed)];
    for (one, drop) in cases {
        assert_eq!(sent(vec![one], "06:50:00"), (vec![], vec![drop]));
    }
    // Another title, place or end is said as it is now.
    let longer = Looked { event: Some(event("lunch", "07:00:00", "09:00:00")), ..looked(&lunch, 10, 7) };
    assert_eq!(sent(vec![longer], "06:50:00").0, ["7: lunch in 10"]);
}

#[test]
fn an_all_day_event_waits_for_the_evening_of_the_chats_zone() {
    let day = EventTime::AllDay { first: "2026-03-11".parse().unwrap(), until: "2026-03-12".parse().unwrap() };
    let day = Event { when: day, ..event("day", "00:00:00", "00:00:00") };
    assert_eq!(sent(vec![looked(&day, 10, 7)], "10:00:00").0, ["7: day in 360"]);
    // The chat has moved west since it was planned: not yet.
    let elsewhere = Looked { recipient: Some(recipient(7, chrono_tz::Europe::London)), ..looked(&day, 10, 7) };
    assert_eq!(sent(vec![elsewhere], "10:00:00").1, [NotSent::Moved]);
}

#[test]
fn of_several_reminders_of_one_event_the_last_is_sent() {
    let lunch = event("lunch", "07:00:00", "08:00:00");
    let all = || vec![looked(&lunch, 60, 7), looked(&lunch, 10, 7), looked(&lunch, 30, 7), looked(&lunch, 10, 8)];
    let (sent_now, dropped) = sent(all(), "06:50:00");
    assert_eq!(sent_now, ["7: lunch in 10", "8: lunch in 10"]);
    assert_eq!(dropped, [NotSent::Doubled, NotSent::Doubled]);
    assert_eq!(sent(all(), "07:20:00").0, ["7: lunch 20 ago, 30 late", "8: lunch 20 ago, 30 late"]);
}

#[test]
fn a_group_that_has_moved_is_told_under_its_new_number_what_was_planned_under_its_old_one() {
    let lunch = event("lunch", "07:00:00", "08:00:00");
    let moved = Recipient { was: Some(ChatId(-5)), ..recipient(-1005, ZONE) };
    let one = Looked { recipient: Some(moved), ..looked(&lunch, 10, -5) };
    assert_eq!(sent(vec![one], "06:50:00").0, ["-1005: lunch in 10"]);
}

#[test]
fn several_late_ones_of_a_chat_are_one_message_and_those_in_time_stand_alone() {
    let (first, second) = (event("first", "07:00:00", "09:00:00"), event("second", "07:30:00", "09:00:00"));
    let third = event("third", "08:10:00", "09:00:00");
    let all = vec![
        looked(&third, 10, 7),
        looked(&second, 10, 7),
        looked(&first, 10, 7),
        looked(&first, 10, 8),
        looked(&third, 10, 8),
    ];
    let (sent_now, dropped) = sent(all, "08:00:10");
    assert_eq!(
        sent_now,
        ["7: [first 60 ago, second 30 ago]", "8: first 60 ago, 70 late", "7: third in 10", "8: third in 10"]
    );
    assert_eq!(dropped, []);
}

#[test]
fn however_many_are_late_each_is_named() {
    let events: Vec<_> = (0..45).map(|n| event(&format!("event {n}."), "07:00:00", "09:00:00")).collect();
    let decision = decide(events.iter().map(|event| looked(event, 10, 7)).collect(), at("08:00:00"));
    let voice =
        Voice { language: Language::En, zone: ZONE, hours: HourStyle::Twelve, is_discreet: false, is_group: false };
    let words = |message: &Message| {
        let Content::Several { events, .. } = &message.content else { panic!("they are late together") };
        let cards = events.iter().map(|(event, starts)| (Card::new(event, None), *starts)).collect();
        render(&Reply::LateReminders { cards, is_late: true }, &voice, at("08:00:00")).text
    };
    let said: Vec<String> = decision.messages.iter().map(words).collect();
    assert_eq!(said.len(), 5);
    for event in &events {
        assert!(said.iter().any(|text| text.contains(&event.title)), "{} is not named", event.title);
    }
}

#[test]
fn what_was_past_when_its_event_came_is_news_and_not_late() {
    let lunch = event("lunch", "07:00:00", "08:00:00");
    let news = |event: &Event| {
        let mut looked = looked(event, 10, 7);
        looked.taken.reminder.occasion = Occasion::News(Lead { minutes: 10 });
        looked
    };
    assert_eq!(sent(vec![news(&lunch)], "06:55:00").0, ["7: lunch in 5"]);
    assert_eq!(sent(vec![news(&lunch)], "07:30:00").0, ["7: lunch 30 ago"]);
    assert_eq!(sent(vec![news(&lunch)], "08:00:00").1, [NotSent::Over]);
    let call = event("call", "07:00:00", "08:00:00");
    let is_late = |reminders| {
        let decision = decide(reminders, at("06:55:00"));
        assert_eq!(decision.messages.len(), 1);
        decision.messages[0].is_late()
    };
    assert!(!is_late(vec![news(&lunch), news(&call)]));
    assert!(is_late(vec![news(&lunch), looked(&call, 10, 7)]));
}

#[test]
fn what_a_person_asked_for_again_comes_when_they_wished() {
    let lunch = event("lunch", "07:00:00", "08:00:00");
    let snoozed = |event: &Event, due: &str| {
        let mut looked = looked(event, 10, 7);
        looked.taken.reminder = Reminder::snooze(&AccountId("a".into()), event, ChatId(7), at(due), ZONE);
        looked
    };
    assert_eq!(sent(vec![snoozed(&lunch, "06:57:00")], "06:57:01").0, ["7: lunch in 3"]);
    assert_eq!(sent(vec![snoozed(&lunch, "07:20:00")], "07:20:00").0, ["7: lunch 20 ago"]);
    assert_eq!(sent(vec![snoozed(&lunch, "09:00:00")], "09:00:00").0, ["7: lunch 120 ago"]);
    assert_eq!(sent(vec![snoozed(&lunch, "09:00:00")], "09:30:00").0, ["7: lunch 150 ago, 30 late"]);
    // It has moved since: it still comes, and says when it is now.
    let mut moved = snoozed(&lunch, "06:57:00");
    moved.event = Some(event("lunch", "07:30:00", "08:00:00"));
    assert_eq!(sent(vec![moved], "06:57:00").0, ["7: lunch in 33"]);
    let gone = Looked { event: None, ..snoozed(&lunch, "06:57:00") };
    assert_eq!(sent(vec![gone], "06:57:00").1, [NotSent::Gone]);
}
