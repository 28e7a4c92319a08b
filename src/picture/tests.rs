//! What stands where, and that nothing in a calendar makes a picture fail.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::layout::{BarTime, Layout, lay_out};
use super::{DAYS, HEIGHT, PictureEvent, WIDTH, Week, draw, svg};
use crate::model::{EventTime, HourStyle, Language, Weekend, instant_of};
use crate::speech::Voice;

const KL: Tz = chrono_tz::Asia::Kuala_Lumpur;

/// Monday.
const FIRST: &str = "2026-03-09";

fn at(text: &str) -> DateTime<Utc> {
    instant_of(text.parse::<NaiveDateTime>().unwrap(), KL)
}

fn timed(title: &str, start: &str, end: &str) -> PictureEvent {
    entry(title, EventTime::Timed { start: at(start), end: at(end) })
}

fn all_day(title: &str, first: &str, until: &str) -> PictureEvent {
    entry(title, EventTime::AllDay { first: first.parse().unwrap(), until: until.parse().unwrap() })
}

fn entry(title: &str, when: EventTime) -> PictureEvent {
    PictureEvent {
        title: title.to_owned(),
        when,
        place: None,
        calendar: None,
        family: title.to_owned(),
        is_free: false,
    }
}

fn week(entries: Vec<PictureEvent>) -> Week {
    Week {
        first: FIRST.parse().unwrap(),
        hours: 9..18,
        weekend: Weekend::SaturdaySunday,
        entries,
        voice: Voice {
            language: Language::En,
            zone: KL,
            hours: HourStyle::TwentyFour,
            is_discreet: false,
            is_group: false,
        },
        now: at("2026-03-11T11:20:00"),
    }
}

fn laid_out(entries: &[PictureEvent]) -> Layout {
    lay_out(&week(entries.to_vec()))
}

/// Day, minutes, column, span and number of columns of each block.
fn blocks(layout: &Layout) -> Vec<(usize, [u32; 2], [u32; 3])> {
    let places = layout
        .blocks
        .iter()
        .map(|block| (block.day, [block.minutes.start, block.minutes.end], [block.column, block.span, block.columns]));
    places.collect()
}

#[test]
fn the_grid_shows_the_hours_asked_for_and_those_of_every_event() {
    let table = [
        (vec![], 9..18),
        (vec![timed("x", "2026-03-10T10:00:00", "2026-03-10T11:00:00")], 9..18),
        (vec![timed("x", "2026-03-10T07:15:00", "2026-03-10T07:45:00")], 7..18),
        (vec![timed("x", "2026-03-10T19:30:00", "2026-03-10T23:10:00")], 9..24),
        (vec![timed("x", "2026-03-10T05:45:00", "2026-03-10T06:50:00")], 5..18),
        (vec![timed("x", "2026-03-10T03:00:00", "2026-03-10T04:00:00")], 9..18),
        (vec![timed("x", "2026-03-20T03:00:00", "2026-03-20T22:00:00")], 9..18),
    ];
    for (entries, hours) in table {
        assert_eq!(laid_out(&entries).minutes, hours.start * 60..hours.end * 60, "{entries:?}");
    }
}

#[test]
fn overlapping_events_stand_side_by_side_and_take_the_room_that_is_free() {
    let layout = laid_out(&[
        timed("long", "2026-03-11T14:00:00", "2026-03-11T16:00:00"),
        timed("early", "2026-03-11T14:30:00", "2026-03-11T15:15:00"),
        timed("late", "2026-03-11T15:30:00", "2026-03-11T16:30:00"),
        timed("alone", "2026-03-11T17:00:00", "2026-03-11T18:00:00"),
        timed("other day", "2026-03-12T14:00:00", "2026-03-12T16:00:00"),
    ]);
    let expected = [
        (2, [840, 960], [0, 1, 2]),
        (2, [870, 915], [1, 1, 2]),
        (2, [930, 990], [1, 1, 2]),
        (2, [1020, 1080], [0, 1, 1]),
        (3, [840, 960], [0, 1, 1]),
    ];
    assert_eq!(blocks(&layout), expected);
}

#[test]
fn one_that_meets_fewer_others_than_its_neighbours_is_wider() {
    let layout = laid_out(&[
        timed("a", "2026-03-11T09:00:00", "2026-03-11T12:00:00"),
        timed("b", "2026-03-11T09:00:00", "2026-03-11T10:00:00"),
        timed("c", "2026-03-11T09:30:00", "2026-03-11T10:00:00"),
        timed("d", "2026-03-11T11:00:00", "2026-03-11T12:00:00"),
    ]);
    let spans: Vec<_> = layout.blocks.iter().map(|block| (block.column, block.span)).collect();
    assert_eq!(spans, [(0, 1), (1, 1), (2, 1), (1, 2)]);
}

#[test]
fn what_finds_no_room_is_counted() {
    let at_once = |title: &str| timed(title, "2026-03-11T09:00:00", "2026-03-11T10:00:00");
    let layout = laid_out(&["a", "b", "c", "d", "e"].map(at_once));
    assert_eq!((layout.blocks.len(), layout.more_blocks[0].count, layout.more_blocks[0].day), (3, 2, 2));

    let holiday = |title: &str| all_day(title, "2026-03-11", "2026-03-13");
    let layout = laid_out(&["a", "b", "c", "d", "e", "f"].map(holiday));
    assert_eq!((layout.bars.len(), layout.more_bars), (4, [0, 0, 2, 2, 0, 0, 0]));
}

#[test]
fn days_of_an_all_day_event_are_the_chats_own_and_stand_in_one_bar() {
    let layout = laid_out(&[
        all_day("from before", "2026-03-07", "2026-03-11"),
        all_day("beyond", "2026-03-14", "2026-03-22"),
        all_day("one day", "2026-03-11", "2026-03-12"),
        all_day("next week", "2026-03-16", "2026-03-17"),
    ]);
    let bars: Vec<_> = layout.bars.iter().map(|bar| (bar.entry, bar.first, bar.last, bar.row, bar.goes_on)).collect();
    assert_eq!(bars, [(0, 0, 1, 0, (true, false)), (2, 2, 2, 0, (false, false)), (1, 5, 6, 0, (false, true))]);
}

#[test]
fn what_lies_outside_the_grid_stands_above_it_by_its_clock() {
    let clock = |text: &str| text.parse().unwrap();
    let table = [
        // Before the first hour.
        (
            timed("x", "2026-03-10T03:00:00", "2026-03-10T04:00:00"),
            vec![(1, 1, Some(BarTime::From(clock("03:00:00"))))],
            0,
        ),
        // Longer than a day.
        (
            timed("x", "2026-03-10T10:00:00", "2026-03-13T12:00:00"),
            vec![(1, 4, Some(BarTime::From(clock("10:00:00"))))],
            0,
        ),
        // Until midnight is not the day after.
        (
            timed("x", "2026-03-10T00:00:00", "2026-03-12T00:00:00"),
            vec![(1, 2, Some(BarTime::From(clock("00:00:00"))))],
            0,
        ),
        // Over midnight into the small hours: once.
        (timed("x", "2026-03-10T22:00:00", "2026-03-11T02:00:00"), vec![], 1),
        // A night shift: on both days.
        (timed("x", "2026-03-10T22:00:00", "2026-03-11T07:00:00"), vec![], 2),
        // It began before the week.
        (
            timed("x", "2026-03-08T22:00:00", "2026-03-09T02:00:00"),
            vec![(0, 0, Some(BarTime::Until(clock("02:00:00"))))],
            0,
        ),
        (timed("x", "2026-03-08T22:00:00", "2026-03-09T00:00:00"), vec![], 0),
    ];
    for (entry, bars, count) in table {
        let layout = laid_out(std::slice::from_ref(&entry));
        let found: Vec<_> = layout.bars.iter().map(|bar| (bar.first, bar.last, bar.clock)).collect();
        assert_eq!((found, layout.blocks.len()), (bars, count), "{entry:?}");
    }
}

#[test]
fn a_picture_is_a_png_of_its_size_in_every_language_with_whatever_titles() {
    let titles = ["standup", "看牙医", "🏋️‍♀️", "தமிழ் வகுப்பு", "جاوي", "<b>&\"", "\u{0}\u{FFFE}", "", "\u{202E}abc"];
    let entries: Vec<PictureEvent> =
        titles.iter().map(|title| timed(title, "2026-03-10T10:00:00", "2026-03-10T12:00:00")).collect();
    for language in Language::ALL {
        for hours in [HourStyle::TwentyFour, HourStyle::Twelve] {
            let voice = Voice { language, zone: KL, hours, is_discreet: false, is_group: false };
            let png = draw(&Week { voice, ..week(entries.clone()) }).unwrap();
            let size = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
            assert_eq!((&png[1..4], size(16), size(20)), (&b"PNG"[..], WIDTH, HEIGHT));
        }
    }
}

#[test]
fn now_and_today_are_marked_only_in_their_own_week() {
    let marks = |week: &Week| (svg(week).matches("#e5383b").count(), svg(week).matches("#f3f6ff").count());
    assert_eq!(marks(&week(vec![])), (2, 1));
    let later = week(vec![]);
    assert_eq!(marks(&Week { first: later.first + Duration::days(7), ..later }), (0, 0));
}

#[test]
fn now_does_not_strike_a_title_through() {
    let picture = svg(&week(vec![timed("going on", "2026-03-11T11:00:00", "2026-03-11T12:00:00")]));
    let line = picture.find(r##"stroke="#e5383b""##).expect("now is marked");
    assert!(line < picture.find("going on").expect("the title"), "the event covers the line");
}

#[test]
fn a_title_is_not_markup() {
    let picture = svg(&week(vec![timed("<script>", "2026-03-10T10:00:00", "2026-03-10T12:00:00")]));
    assert!(picture.contains("&lt;script&gt;") && !picture.contains("<script>"));
}

fn any_entry() -> impl Strategy<Value = PictureEvent> {
    let first: NaiveDate = FIRST.parse().unwrap();
    let start = at("2026-03-09T00:00:00");
    let timed = (-3_000_i64..13_000, 0_i64..4_000).prop_map(move |(from, length)| {
        let start = start + Duration::minutes(from);
        EventTime::Timed { start, end: start + Duration::minutes(length) }
    });
    let days = (-5_i64..10, 0_i64..12).prop_map(move |(from, length)| {
        let first = first + Duration::days(from);
        EventTime::AllDay { first, until: first + Duration::days(length) }
    });
    (prop_oneof![3 => timed, 1 => days], "\\PC{0,12}").prop_map(|(when, title)| entry(&title, when))
}

proptest! {
    #[test]
    fn nothing_leaves_the_week_and_no_two_share_their_room(entries in prop::collection::vec(any_entry(), 0..30)) {
        let layout = laid_out(&entries);
        for bar in &layout.bars {
            prop_assert!(bar.first <= bar.last && bar.last < DAYS);
        }
        for (index, block) in layout.blocks.iter().enumerate() {
            prop_assert!(block.day < DAYS && block.column + block.span <= block.columns);
            prop_assert!(layout.minutes.start <= block.minutes.start && block.minutes.end <= layout.minutes.end);
            for other in &layout.blocks[index + 1..] {
                let meet = block.day == other.day
                    && block.minutes.start < other.minutes.end
                    && other.minutes.start < block.minutes.end
                    && block.column < other.column + other.span
                    && other.column < block.column + block.span;
                prop_assert!(!meet, "{block:?} {other:?}");
            }
        }
        prop_assert!(svg(&week(entries)).ends_with("</svg>"));
    }
}
