//! What is drawn and looked for: the picture of a full week, and free time over a full calendar, each beside its bar.
//!
//! `cargo bench -- views`. Each figure is the median of many rounds on one core.

use std::hint::black_box;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use janji::clock::Clock;
use janji::model::{
    DailyHours, Etag, Event, EventId, EventTime, HourStyle, Interval, Language, Weekend, WorkWeek, free_times, slots,
};
use janji::picture::{PictureEvent, Week, draw};
use janji::speech::Voice;

const KL: Tz = chrono_tz::Asia::Kuala_Lumpur;

/// Events that free time is looked for between.
const EVENTS: usize = 2_500;

/// Events of the week that is drawn.
const DRAWN: usize = 60;

/// The most that a picture may take.
const PICTURE_BAR: Duration = Duration::from_millis(150);

/// The most that a question for free time may take.
const FREE_BAR: Duration = Duration::from_millis(5);

pub fn run() {
    let week = week();
    report("`/week` of 60 events as a picture, one core", PICTURE_BAR, 20, || {
        draw(black_box(&week)).map(|png| png.len()).unwrap_or_default()
    });
    let events = events(EVENTS, TimeDelta::minutes(50));
    report("`/free` over 2,500 events", FREE_BAR, 200, || free(black_box(&events)));
}

/// Prints the median of some rounds beside its bar.
fn report(what: &str, bar: Duration, rounds: usize, mut work: impl FnMut() -> usize) {
    let clock = Clock::system();
    black_box(work());
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let watch = clock.stopwatch();
            black_box(work());
            watch.elapsed()
        })
        .collect();
    times.sort_unstable();
    let milli = |time: Duration| time.as_secs_f64() * 1e3;
    let measured = format!("{:.2} ms", milli(times[rounds / 2]));
    crate::support::bars::report(what, measured, format!("≤ {:.0} ms", milli(bar)));
}

/// Monday, 9 March 2026.
fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 9).unwrap_or_default()
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 11, 3, 20, 0).single().unwrap_or_default()
}

fn events(count: usize, apart: TimeDelta) -> Vec<Event> {
    let first = Utc.with_ymd_and_hms(2026, 3, 9, 0, 0, 0).single().unwrap_or_default();
    (0..count)
        .map(|nth| {
            let start = first + apart * i32::try_from(nth).unwrap_or_default();
            let when = EventTime::Timed { start, end: start + TimeDelta::minutes(45) };
            Event {
                place: Some("Menara Maybank".to_owned()),
                ..Event::new(
                    EventId(format!("event{nth}")),
                    Etag(String::new()),
                    format!("看牙医 meeting {nth}"),
                    when,
                    KL,
                )
            }
        })
        .collect()
}

fn week() -> Week {
    Week {
        first: monday(),
        hours: 9..18,
        weekend: Weekend::SaturdaySunday,
        entries: events(DRAWN, TimeDelta::minutes(160)).iter().map(PictureEvent::of).collect(),
        voice: Voice {
            language: Language::En,
            zone: KL,
            hours: HourStyle::TwentyFour,
            is_discreet: false,
            is_group: false,
        },
        now: now(),
    }
}

/// Thirty minutes within two months.
fn free(events: &[Event]) -> usize {
    let week = WorkWeek { hours: DailyHours::OFFICE, weekend: Some(Weekend::SaturdaySunday) };
    let hours = week.hours(monday(), monday() + TimeDelta::days(61), KL);
    let free = free_times(&hours, events.iter().filter_map(|event| Interval::of_busy(event, KL)));
    slots(&free, TimeDelta::minutes(30), now(), KL, 2, 6).len()
}
