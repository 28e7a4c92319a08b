//! Series as wholes: a rule whose occurrences move to other days, and the time that another occurrence moves to when one
//! does.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{Event, EventId, EventTime, OriginalStart, Rule, instant_of};

/// The days of the week as rules name them, from Monday on (RFC 5545, 3.3.10).
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// How the occurrences of a series move: by days, and to a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeriesMove {
    was: EventTime,
    is: EventTime,
    zone: Tz,
}

/// A series, or one part of it where it was cut before, and the first of its occurrences that is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeriesPart {
    /// Its id.
    pub series: EventId,
    /// The occurrence from which on all are meant.
    pub first: Event,
}

/// What is meant of a series.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeriesParts {
    /// Its parts, that of the occurrence that was seen first.
    pub parts: Vec<SeriesPart>,
    /// Of the occurrences that are meant, those that had been given a time of their own.
    pub apart: Vec<Event>,
}

impl SeriesPart {
    /// Where it is cut.
    #[must_use]
    pub fn at(&self) -> OriginalStart {
        self.first.place_in_series()
    }

    /// What stands for it as a whole.
    #[must_use]
    pub fn whole(&self) -> Event {
        Event { id: self.series.clone(), series: Some(self.series.clone()), ..self.first.clone() }
    }
}

impl SeriesMove {
    /// The move of one occurrence, as the clocks of the zone show it; `None` when whole days get hours or hours become
    /// whole days, which no rule survives.
    #[must_use]
    pub fn new(was: EventTime, is: EventTime, zone: Tz) -> Option<Self> {
        (was.is_all_day() == is.is_all_day()).then_some(Self { was, is, zone })
    }

    /// The day that the occurrence was on, and the one that it moves to.
    #[must_use]
    pub fn days(&self) -> (NaiveDate, NaiveDate) {
        (self.civil(self.was).date(), self.civil(self.is).date())
    }

    /// The time that another occurrence moves to: as many days away, at the same time of day; `None` when the calendar
    /// ends before.
    #[must_use]
    pub fn of(&self, when: EventTime) -> Option<EventTime> {
        let (from, to) = self.days();
        let day = self.civil(when).date().checked_add_signed(to - from)?;
        match self.is {
            EventTime::AllDay { first, until } => {
                Some(EventTime::AllDay { first: day, until: day.checked_add_signed(until - first)? })
            }
            EventTime::Timed { start, end } => {
                let from = instant_of(day.and_time(self.civil(self.is).time()), self.zone);
                Some(EventTime::Timed { start: from, end: from.checked_add_signed(end - start)? })
            }
        }
    }

    fn civil(&self, when: EventTime) -> NaiveDateTime {
        match when {
            EventTime::AllDay { first, .. } => first.and_time(NaiveTime::MIN),
            EventTime::Timed { start, .. } => start.with_timezone(&self.zone).naive_local(),
        }
    }
}

impl Rule {
    /// The same rule for a series of which the occurrence on the day `from` moves to the day `to`, without the lines under
    /// it; `None` when no simple rule says that.
    #[must_use]
    pub fn moved(&self, from: NaiveDate, to: NaiveDate) -> Option<Self> {
        if from == to {
            return Some(Self(self.rule().to_owned()));
        }
        let has_interval = self.part("INTERVAL").is_some_and(|interval| interval != "1");
        let parts: Option<Vec<String>> = self.rule().split(';').map(|part| self.moved_part(part, from, to)).collect();
        let is_one_day = self.part("BYDAY").is_none_or(|days| !days.contains(','));
        // Every other week, days that cross a Sunday would change weeks among themselves.
        (is_one_day || !has_interval).then(|| parts.map(|parts| Self(parts.join(";")))).flatten()
    }

    fn part(&self, name: &str) -> Option<&str> {
        self.rule().split(';').find_map(|part| part.strip_prefix(name)?.strip_prefix('='))
    }

    fn moved_part(&self, part: &str, from: NaiveDate, to: NaiveDate) -> Option<String> {
        let (name, value) = part.split_once('=')?;
        let value = match (name, self.part("FREQ")?) {
            ("FREQ" | "INTERVAL" | "COUNT" | "UNTIL" | "WKST", _) => value.to_owned(),
            ("BYDAY", "WEEKLY") => moved_weekdays(value, to - from)?,
            ("BYDAY", "MONTHLY" | "YEARLY") => moved_nth(value, from, to)?,
            ("BYMONTHDAY", "MONTHLY" | "YEARLY") if value == from.day().to_string() => to.day().to_string(),
            ("BYMONTH", "YEARLY") if value == from.month().to_string() => to.month().to_string(),
            _ => return None,
        };
        Some(format!("{name}={value}"))
    }
}

/// Days of the week, as many days later.
fn moved_weekdays(value: &str, by: Duration) -> Option<String> {
    let by = usize::try_from(by.num_days().rem_euclid(7)).ok()?;
    let moved = |day: &str| Some(DAYS[(DAYS.iter().position(|name| *name == day)? + by) % DAYS.len()]);
    let days: Option<Vec<&str>> = value.split(',').map(moved).collect();
    Some(days?.join(","))
}

/// Which weekday of its month a day is, said in the way in which the rule says it: counted from the first, or as the last.
fn moved_nth(value: &str, from: NaiveDate, to: NaiveDate) -> Option<String> {
    let name = |day: Weekday| DAYS[day.num_days_from_monday() as usize];
    let nth = |day: NaiveDate| format!("{}{}", day.day0() / 7 + 1, name(day.weekday()));
    let last = |day: NaiveDate| {
        let is_last = day.checked_add_signed(Duration::days(7))?.month() != day.month();
        is_last.then(|| format!("-1{}", name(day.weekday())))
    };
    if last(from).is_some_and(|from| from == value) {
        return last(to);
    }
    (nth(from) == value).then(|| nth(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_rule_moves_with_the_day_of_its_occurrence() {
        let table = [
            // Wednesday to Thursday.
            ("FREQ=WEEKLY;BYDAY=WE", "2026-09-16", "2026-09-17", Some("FREQ=WEEKLY;BYDAY=TH")),
            (
                "FREQ=WEEKLY;BYDAY=MO,WE,SU;COUNT=9",
                "2026-09-16",
                "2026-09-17",
                Some("FREQ=WEEKLY;BYDAY=TU,TH,MO;COUNT=9"),
            ),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "2026-09-16", "2026-09-15", Some("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", "2026-09-16", "2026-09-17", None),
            ("FREQ=WEEKLY", "2026-09-16", "2026-09-17", Some("FREQ=WEEKLY")),
            ("FREQ=WEEKLY;BYDAY=WE", "2026-09-16", "2026-09-16", Some("FREQ=WEEKLY;BYDAY=WE")),
            ("FREQ=DAILY", "2026-09-16", "2026-09-17", Some("FREQ=DAILY")),
            ("FREQ=DAILY;BYDAY=MO,TU", "2026-09-15", "2026-09-17", None),
            ("FREQ=MONTHLY;BYMONTHDAY=15", "2026-09-15", "2026-09-20", Some("FREQ=MONTHLY;BYMONTHDAY=20")),
            ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-09-30", "2026-09-20", None),
            ("FREQ=MONTHLY;BYDAY=2TU", "2026-09-08", "2026-09-16", Some("FREQ=MONTHLY;BYDAY=3WE")),
            ("FREQ=MONTHLY;BYDAY=-1FR", "2026-09-25", "2026-09-24", Some("FREQ=MONTHLY;BYDAY=-1TH")),
            ("FREQ=MONTHLY;BYDAY=-1FR", "2026-09-25", "2026-09-18", None),
            ("FREQ=MONTHLY;BYDAY=MO,FR;BYSETPOS=1", "2026-09-04", "2026-09-05", None),
            (
                "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=30",
                "2026-09-30",
                "2026-10-01",
                Some("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1"),
            ),
        ];
        for (rule, from, to, expected) in table {
            let moved = Rule(rule.into()).moved(day(from), day(to));
            assert_eq!(moved.as_ref().map(Rule::rule), expected, "{rule} {from} {to}");
        }
    }

    #[test]
    fn the_others_of_a_series_move_as_one_does() {
        let zone = chrono_tz::Europe::Berlin;
        let timed = |from: &str, until: &str| {
            let at = |text: &str| instant_of(text.parse().unwrap(), zone);
            EventTime::Timed { start: at(from), end: at(until) }
        };
        let (was, is) =
            (timed("2026-10-21T20:00:00", "2026-10-21T21:00:00"), timed("2026-10-22T21:00:00", "2026-10-22T23:00:00"));
        let shift = SeriesMove::new(was, is, zone).unwrap();
        // Summer time has ended meanwhile: the clocks still show nine.
        let later = timed("2026-10-28T20:00:00", "2026-10-28T21:00:00");
        assert_eq!(shift.of(later), Some(timed("2026-10-29T21:00:00", "2026-10-29T23:00:00")));
        let days = EventTime::AllDay { first: day("2026-10-21"), until: day("2026-10-22") };
        assert_eq!(SeriesMove::new(was, days, zone), None);
    }
}
