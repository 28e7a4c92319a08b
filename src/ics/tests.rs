//! What is read and written, and what a hostile file costs.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::{CalendarFile, LONGEST_FILE, MOST_EVENTS, NotACalendar, read, write};
use crate::model::{Draft, Etag, Event, EventId, EventTime};

const KL: Tz = chrono_tz::Asia::Kuala_Lumpur;

fn now() -> DateTime<Utc> {
    "2026-03-10T02:00:00Z".parse().unwrap()
}

fn file(events: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n{events}END:VCALENDAR\r\n")
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\r\nUID:1\r\n{lines}\r\nEND:VEVENT\r\n")
}

fn drafts(lines: &str) -> Vec<Draft> {
    read(&file(&event(lines)), KL, now()).unwrap().drafts
}

fn timed(start: &str, end: &str) -> EventTime {
    EventTime::Timed { start: start.parse().unwrap(), end: end.parse().unwrap() }
}

fn days(first: &str, until: &str) -> EventTime {
    EventTime::AllDay { first: first.parse().unwrap(), until: until.parse().unwrap() }
}

#[test]
fn times_are_read_as_their_zone_has_them() {
    let table = [
        ("DTSTART:20260311T050000Z\r\nDTEND:20260311T060000Z", timed("2026-03-11T05:00:00Z", "2026-03-11T06:00:00Z")),
        ("DTSTART:20260311T130000\r\nDURATION:PT90M", timed("2026-03-11T05:00:00Z", "2026-03-11T06:30:00Z")),
        (
            "DTSTART;TZID=Europe/London:20260311T130000\r\nDTEND;TZID=Europe/London:20260311T140000",
            timed("2026-03-11T13:00:00Z", "2026-03-11T14:00:00Z"),
        ),
        (
            "DTSTART;TZID=Singapore Standard Time:20260311T130000\r\nDURATION:PT1H",
            timed("2026-03-11T05:00:00Z", "2026-03-11T06:00:00Z"),
        ),
        ("DTSTART;VALUE=DATE:20260321", days("2026-03-21", "2026-03-22")),
        ("DTSTART;VALUE=DATE:20260512\r\nDTEND;VALUE=DATE:20260521", days("2026-05-12", "2026-05-21")),
        ("DTSTART;VALUE=DATE:20260512\r\nDURATION:P2D", days("2026-05-12", "2026-05-14")),
        ("DTSTART:20260311T130000\r\nDTEND:20260311T120000", timed("2026-03-11T05:00:00Z", "2026-03-11T05:00:00Z")),
    ];
    for (lines, when) in table {
        let drafts = drafts(lines);
        assert_eq!(drafts.iter().map(|draft| draft.when).collect::<Vec<_>>(), [when], "{lines}");
    }
}

#[test]
fn title_place_and_rule_are_taken_over() {
    let drafts = drafts(
        "DTSTART:20260311T130000\r\nSUMMARY:Lunch\\, with Ana\r\nLOCATION:KLCC\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=5",
    );
    assert_eq!(drafts[0].title, "Lunch, with Ana");
    assert_eq!(drafts[0].place.as_deref(), Some("KLCC"));
    assert_eq!(drafts[0].rule.as_ref().unwrap().0, "FREQ=WEEKLY;COUNT=5;BYDAY=MO,WE");
}

#[test]
fn what_is_over_cancelled_an_exception_or_unreadable_is_counted_and_left_out() {
    let text = file(
        &[
            "DTSTART:20250311T130000",
            "DTSTART:20260401T130000\r\nSTATUS:CANCELLED",
            "DTSTART:20260402T130000\r\nRECURRENCE-ID:20260402T130000",
            "DTSTART:00000101T000000",
            "DTSTART:20261345T000000",
            "DTSTART;TZID=Nowhere/Land:20260402T130000",
            "DTSTART:20260402T130000\r\nRRULE:FREQ=SECONDLY",
            "SUMMARY:no time",
            "DTSTART:20260402T130000\r\nRRULE:FREQ=DAILY\r\nEXDATE:20260403T130000",
        ]
        .map(event)
        .concat(),
    );
    let found = read(&text, KL, now()).unwrap();
    assert_eq!(found.drafts.len(), 1);
    assert_eq!((found.past, found.usual_days, found.extra_days, found.unreadable), (1, 2, 0, 5));
}

#[test]
fn a_series_that_has_ended_is_over() {
    let table = [
        ("RRULE:FREQ=WEEKLY;UNTIL=20260301T000000Z", true),
        ("RRULE:FREQ=WEEKLY;UNTIL=20260401T000000Z", false),
        ("RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4", true),
        ("RRULE:FREQ=DAILY;INTERVAL=2;COUNT=100", false),
        ("RRULE:FREQ=DAILY;COUNT=3", true),
        ("RRULE:FREQ=MONTHLY;UNTIL=20260228", true),
        ("RRULE:FREQ=MONTHLY;COUNT=1", false),
        ("RRULE:FREQ=DAILY;COUNT=3;BYMONTH=12", false),
        ("RRULE:FREQ=WEEKLY", false),
    ];
    for (rule, is_over) in table {
        let found = read(&file(&event(&format!("DTSTART:20260105T130000\r\n{rule}"))), KL, now()).unwrap();
        assert_eq!((found.past, found.drafts.is_empty()), (u32::from(is_over), is_over), "{rule}");
    }
}

#[test]
fn the_days_that_a_file_changes_leaves_out_or_adds_are_counted_one_by_one() {
    let series = event(
        "DTSTART:20260402T130000\r\nRRULE:FREQ=DAILY\r\nEXDATE:20260403T130000,20260404T130000\r\nEXDATE:20260405T130000\r\nRDATE:20260601T130000",
    );
    let moved = event("DTSTART:20260407T150000\r\nRECURRENCE-ID:20260407T130000");
    let cancelled = event("DTSTART:20260408T130000\r\nRECURRENCE-ID:20260408T130000\r\nSTATUS:CANCELLED");
    let found = read(&file(&[series, moved, cancelled].concat()), KL, now()).unwrap();
    assert_eq!((found.drafts.len(), found.usual_days, found.extra_days), (1, 5, 1));
}

#[test]
fn what_is_no_calendar_is_refused() {
    for text in ["", "hello", "BEGIN:VCARD\r\nFN:Ana\r\nEND:VCARD\r\n", "\u{0}\u{FFFD}"] {
        assert_eq!(read(text, KL, now()), Err(NotACalendar), "{text:?}");
    }
}

#[test]
fn a_hostile_file_costs_nothing() {
    let endless = event("DTSTART:19700101T000000\r\nRRULE:FREQ=DAILY;INTERVAL=1;BYHOUR=1,2,3;BYSETPOS=-366");
    let deep = format!("{}DTSTART:20260311T130000\r\n", "BEGIN:VEVENT\r\n".repeat(LONGEST_FILE / 14));
    let many = event("DTSTART:20260311T130000").repeat(LONGEST_FILE / 60);
    let long = event(&format!("DTSTART:20260311T130000\r\nSUMMARY:{}", "长".repeat(LONGEST_FILE / 3)));
    for (text, most) in [(file(&endless), 1), (deep, MOST_EVENTS), (file(&many), MOST_EVENTS), (file(&long), 1)] {
        let found = read(&text, KL, now()).unwrap_or_default();
        assert!(found.drafts.len() <= most);
        assert!(found.drafts.iter().all(|draft| draft.title.chars().count() <= 1_024));
    }
    assert!(read(&file(&many), KL, now()).unwrap().is_cut);
}

#[test]
fn what_is_written_is_read_back() {
    let table = [
        ("Lunch, with; Ana\\ 🎂", timed("2026-03-11T05:00:00Z", "2026-03-11T06:30:00Z"), Some("KLCC\nLot 10")),
        ("生日", days("2026-03-21", "2026-03-22"), None),
        ("x", days("2026-05-12", "2026-05-21"), Some(&*"long ".repeat(40))),
    ];
    let events: Vec<Event> = table
        .iter()
        .map(|(title, when, place)| Event {
            place: place.map(str::to_owned),
            ..Event::new(EventId("x".into()), Etag(String::new()), (*title).to_owned(), *when, KL)
        })
        .collect();
    let text = write(&events, now());
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    let CalendarFile { drafts, past, unreadable, usual_days, extra_days, is_cut } = read(&text, KL, now()).unwrap();
    assert_eq!((past, unreadable, usual_days, extra_days, is_cut), (0, 0, 0, 0, false));
    let read: Vec<_> = drafts.iter().map(|draft| (draft.title.as_str(), draft.when, draft.place.as_deref())).collect();
    let expected: Vec<_> = table.iter().map(|(title, when, place)| (*title, *when, place.map(str::trim))).collect();
    assert_eq!(read, expected);
}
