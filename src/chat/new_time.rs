//! Computes an event's new time or length from what a person asks for. Pure.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

use crate::model::{Change, ClockHalf, Detail, Event, EventTime, NewTime, instant_of};

/// What moving an event depends on.
#[derive(Debug, Clone, Copy)]
pub struct Mover {
    /// The chat's time zone.
    pub zone: Tz,
    /// The length of an all-day event that gets a time of day.
    pub length: Duration,
}

impl Mover {
    /// The time that an event moves to, with the same length; `None` if that is no valid time, or beyond the calendar's
    /// range.
    pub fn moved(&self, when: EventTime, to: NewTime) -> Option<EventTime> {
        match to {
            NewTime::Day(day) => self.on_day(when, day),
            NewTime::Clock(clock, half) => self.at_half(when, self.start(when).date().and_time(clock), half),
            NewTime::At(at, half) => self.at_half(when, at, half),
            NewTime::Range(from, until) => self.range(from, until),
            NewTime::Shift(by) => match when {
                EventTime::AllDay { .. } if by.num_seconds() % Duration::days(1).num_seconds() != 0 => None,
                EventTime::AllDay { .. } | EventTime::Timed { .. } => when.moved_by(by),
            },
            NewTime::Missing => None,
        }
    }

    /// The change that gives an event another title, place or length; `None` if that is impossible.
    pub fn changed(&self, event: &Event, detail: &Detail) -> Option<Change> {
        let to = |when| Change { when: Some(when), ..Change::default() };
        match detail {
            Detail::Title(title) => Some(Change { title: Some(title.clone()), ..Change::default() }),
            Detail::Place(place) => {
                let place = (!place.trim().is_empty()).then(|| place.clone());
                Some(Change { place: Some(place), ..Change::default() })
            }
            Detail::Length(length) => of_length(event.when, *length).map(to),
            Detail::Longer(by) => {
                let length = event.when.end(self.zone) - event.when.start(self.zone);
                of_length(event.when, length.checked_add(by)?).map(to)
            }
            Detail::Until(clock) => {
                let start = self.start(event.when);
                let same_day = start.date().and_time(*clock);
                let next_day = start.date().succ_opt()?.and_time(*clock);
                self.range(start, if same_day > start { same_day } else { next_day }).map(to)
            }
            Detail::Missing(_) => None,
        }
    }

    /// When an event begins, in the chat's zone.
    fn start(&self, when: EventTime) -> NaiveDateTime {
        match when {
            EventTime::AllDay { first, .. } => first.and_time(NaiveTime::MIN),
            EventTime::Timed { start, .. } => start.with_timezone(&self.zone).naive_local(),
        }
    }

    fn on_day(self, when: EventTime, day: NaiveDate) -> Option<EventTime> {
        match when {
            EventTime::AllDay { first, until } => {
                Some(EventTime::AllDay { first: day, until: day.checked_add_signed(until - first)? })
            }
            EventTime::Timed { .. } => self.at_moment(when, day.and_time(self.start(when).time())),
        }
    }

    fn at_half(self, when: EventTime, at: NaiveDateTime, half: ClockHalf) -> Option<EventTime> {
        let at = if when.is_all_day() { at } else { half.suiting(at, self.start(when).time()) };
        self.at_moment(when, at)
    }

    fn at_moment(self, when: EventTime, at: NaiveDateTime) -> Option<EventTime> {
        let length = match when {
            EventTime::AllDay { .. } => self.length,
            EventTime::Timed { start, end } => end - start,
        };
        let start = instant_of(at, self.zone);
        Some(EventTime::Timed { start, end: start.checked_add_signed(length)? })
    }

    fn range(&self, from: NaiveDateTime, until: NaiveDateTime) -> Option<EventTime> {
        let (start, end) = (instant_of(from, self.zone), instant_of(until, self.zone));
        (start < end).then_some(EventTime::Timed { start, end })
    }
}

/// The same start with another length.
fn of_length(when: EventTime, length: Duration) -> Option<EventTime> {
    if length <= Duration::zero() {
        return None;
    }
    match when {
        EventTime::AllDay { first, .. } if length.num_seconds() % Duration::days(1).num_seconds() == 0 => {
            Some(EventTime::AllDay { first, until: first.checked_add_signed(length)? })
        }
        // An all-day event that gets a length would begin at midnight, which no one means.
        EventTime::AllDay { .. } => None,
        EventTime::Timed { start, .. } => Some(EventTime::Timed { start, end: start.checked_add_signed(length)? }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::samples::single;

    const MOVER: Mover = Mover { zone: chrono_tz::Asia::Kuala_Lumpur, length: Duration::hours(1) };

    fn civil(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    fn timed(from: &str, until: &str) -> EventTime {
        MOVER.range(civil(from), civil(until)).unwrap()
    }

    fn days(first: &str, until: &str) -> EventTime {
        EventTime::AllDay { first: first.parse().unwrap(), until: until.parse().unwrap() }
    }

    fn at(clock: &str) -> NaiveTime {
        clock.parse().unwrap()
    }

    #[test]
    fn a_clock_without_am_or_pm_is_in_the_half_of_the_day_that_suits_the_event() {
        let table = [
            // What it is at, the hour that was read, and the hour that is meant.
            ("20:00", "09:00", "2026-03-10T21:00:00"),
            ("22:00", "11:00", "2026-03-10T23:00:00"),
            ("22:00", "12:00", "2026-03-11T00:00:00"),
            ("05:00", "18:00", "2026-03-10T06:00:00"),
            ("06:00", "18:30", "2026-03-10T06:30:00"),
            ("06:00", "17:00", "2026-03-10T05:00:00"),
            ("08:00", "07:00", "2026-03-10T07:00:00"),
            ("08:00", "15:00", "2026-03-10T15:00:00"),
            ("08:00", "17:00", "2026-03-10T17:00:00"),
            ("10:00", "14:00", "2026-03-10T14:00:00"),
            ("13:00", "11:00", "2026-03-10T11:00:00"),
            ("14:00", "08:00", "2026-03-10T08:00:00"),
            ("16:00", "08:00", "2026-03-10T20:00:00"),
            ("16:00", "09:00", "2026-03-10T09:00:00"),
        ];
        for (was, read, meant) in table {
            let event = timed(&format!("2026-03-10T{was}:00"), "2026-03-10T23:30:00");
            let start =
                |half| Some(MOVER.moved(event, NewTime::Clock(at(&format!("{read}:00")), half))?.start(MOVER.zone));
            assert_eq!(start(ClockHalf::Open), Some(instant_of(civil(meant), MOVER.zone)), "{read} of {was}");
            let said = civil(&format!("2026-03-10T{read}:00"));
            assert_eq!(start(ClockHalf::Said), Some(instant_of(said, MOVER.zone)), "{read} of {was}");
        }
        let dinner = timed("2026-03-10T20:00:00", "2026-03-10T21:00:00");
        let friday = NewTime::At(civil("2026-03-13T08:00:00"), ClockHalf::Open);
        assert_eq!(MOVER.moved(dinner, friday), Some(timed("2026-03-13T20:00:00", "2026-03-13T21:00:00")));
    }

    #[test]
    fn what_is_not_said_of_a_new_time_stays() {
        let lunch = timed("2026-03-10T13:00:00", "2026-03-10T14:30:00");
        let trip = days("2026-05-12", "2026-05-15");
        let day = "2026-03-13".parse().unwrap();
        let range = NewTime::Range(civil("2026-03-11T09:00:00"), civil("2026-03-11T09:30:00"));
        let table = [
            (lunch, NewTime::Day(day), Some(timed("2026-03-13T13:00:00", "2026-03-13T14:30:00"))),
            (
                lunch,
                NewTime::Clock(at("17:00:00"), ClockHalf::Said),
                Some(timed("2026-03-10T17:00:00", "2026-03-10T18:30:00")),
            ),
            (
                lunch,
                NewTime::At(civil("2026-03-11T08:00:00"), ClockHalf::Said),
                Some(timed("2026-03-11T08:00:00", "2026-03-11T09:30:00")),
            ),
            (lunch, range, Some(timed("2026-03-11T09:00:00", "2026-03-11T09:30:00"))),
            (lunch, NewTime::Shift(Duration::hours(-1)), Some(timed("2026-03-10T12:00:00", "2026-03-10T13:30:00"))),
            (lunch, NewTime::Missing, None),
            (trip, NewTime::Day(day), Some(days("2026-03-13", "2026-03-16"))),
            (
                trip,
                NewTime::Clock(at("09:00:00"), ClockHalf::Said),
                Some(timed("2026-05-12T09:00:00", "2026-05-12T10:00:00")),
            ),
            (trip, NewTime::Shift(Duration::days(7)), Some(days("2026-05-19", "2026-05-22"))),
            (trip, NewTime::Shift(Duration::hours(1)), None),
        ];
        for (when, to, expected) in table {
            assert_eq!(MOVER.moved(when, to), expected, "{when:?} {to:?}");
        }
    }

    #[test]
    fn a_length_is_a_length_from_the_start() {
        let lunch = Event { when: timed("2026-03-10T23:00:00", "2026-03-11T00:00:00"), ..single("x").event };
        let trip = Event { when: days("2026-05-12", "2026-05-15"), ..single("y").event };
        let table = [
            (&lunch, Detail::Length(Duration::hours(2)), Some(timed("2026-03-10T23:00:00", "2026-03-11T01:00:00"))),
            (&lunch, Detail::Longer(Duration::minutes(30)), Some(timed("2026-03-10T23:00:00", "2026-03-11T00:30:00"))),
            (&lunch, Detail::Longer(Duration::minutes(-30)), Some(timed("2026-03-10T23:00:00", "2026-03-10T23:30:00"))),
            (&lunch, Detail::Longer(Duration::hours(-1)), None),
            (&lunch, Detail::Until(at("23:45:00")), Some(timed("2026-03-10T23:00:00", "2026-03-10T23:45:00"))),
            (&lunch, Detail::Until(at("00:30:00")), Some(timed("2026-03-10T23:00:00", "2026-03-11T00:30:00"))),
            (&trip, Detail::Length(Duration::days(5)), Some(days("2026-05-12", "2026-05-17"))),
            (&trip, Detail::Length(Duration::hours(2)), None),
        ];
        for (event, detail, when) in table {
            let expected = when.map(|when| Change { when: Some(when), ..Change::default() });
            assert_eq!(MOVER.changed(event, &detail), expected, "{detail:?}");
        }
        let place = MOVER.changed(&lunch, &Detail::Place("Pavilion".into())).unwrap();
        assert_eq!(place.place, Some(Some("Pavilion".into())));
        assert_eq!(MOVER.changed(&lunch, &Detail::Place(String::new())).unwrap().place, Some(None));
    }
}
