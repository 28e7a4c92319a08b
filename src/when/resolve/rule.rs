//! The rule of a series as RFC 5545 writes it, and how the series ends.

use std::fmt::Write as _;

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Weekday};
use rrule::{RRule, Tz, Unvalidated};

use super::super::choice::Choice;
use super::super::piece::{Amount, DayTime, Repeat};
use super::super::word::Unit;
use super::view::{Notes, Viewpoint};
use super::{add_days, day};
use crate::model::{DoubtKind, Moment, Rule, instant_of};

/// The rule as Google takes it, checked by the `rrule` crate.
pub(super) fn rule(
    repeat: &Repeat,
    from: NaiveDate,
    first: Moment,
    here: &Viewpoint,
    notes: &mut Notes,
) -> Result<Rule, DoubtKind> {
    let mut text = String::with_capacity(64);
    let name = match repeat.every {
        Some(Unit::Second) => "SECONDLY",
        Some(Unit::Minute | Unit::Quarter) => "MINUTELY",
        Some(Unit::Hour) => "HOURLY",
        Some(Unit::Day | Unit::Workday) | None => "DAILY",
        Some(Unit::Week | Unit::Fortnight) => "WEEKLY",
        Some(Unit::Month | Unit::Season | Unit::HalfYear) => "MONTHLY",
        Some(Unit::Year) => "YEARLY",
    };
    // Writing to a string cannot fail.
    let _ = write!(text, "FREQ={name}");
    if repeat.interval > 1 {
        let _ = write!(text, ";INTERVAL={}", repeat.interval);
    }
    let (count, until) = ending(repeat, from, first, here, notes)?;
    if let Some(count) = count {
        let _ = write!(text, ";COUNT={count}");
    }
    if let Some(until) = until {
        let _ = write!(text, ";UNTIL={until}");
    }
    push_list(&mut text, "BYMONTH", repeat.months.iter());
    push_list(&mut text, "BYWEEKNO", repeat.weeks.iter());
    push_list(&mut text, "BYYEARDAY", repeat.year_days.iter());
    push_list(&mut text, "BYMONTHDAY", repeat.days.iter());
    push_list(&mut text, "BYDAY", repeat.weekdays.iter().map(|(nth, day)| Nth(*nth, *day)));
    push_list(&mut text, "BYHOUR", repeat.hours.iter());
    push_list(&mut text, "BYSETPOS", repeat.position.iter());
    let zone = if matches!(first, Moment::Day(_)) { Tz::UTC } else { Tz::Tz(here.zone) };
    let begin = match first {
        Moment::Day(date) => Tz::UTC.from_utc_datetime(&date.and_time(NaiveTime::MIN)),
        Moment::Time(time) => instant_of(time, here.zone).with_timezone(&zone),
    };
    // The crate wants the end of a series with a clock even where the series has none.
    let with_clock = match (first, text.find("UNTIL=")) {
        (Moment::Day(_), Some(until)) => {
            let end = until + "UNTIL=YYYYMMDD".len();
            format!("{}T000000Z{}", &text[..end], &text[end..])
        }
        (Moment::Day(_) | Moment::Time(_), _) => text.clone(),
    };
    let checked: RRule<Unvalidated> = with_clock.parse().map_err(|_| DoubtKind::Impossible)?;
    checked.validate(begin).map_err(|_| DoubtKind::EndBeforeStart)?;
    push_exceptions(&mut text, repeat, first, here, notes)?;
    Ok(Rule(text))
}

/// The days that are left out, each on a line of its own after the rule (RFC 5545, 3.8.5.1).
fn push_exceptions(
    text: &mut String,
    repeat: &Repeat,
    first: Moment,
    here: &Viewpoint,
    notes: &mut Notes,
) -> Result<(), DoubtKind> {
    for day in &repeat.except {
        let date = day::resolve_after(day, first.date().max(here.today()), here, notes)?;
        let _ = match first {
            Moment::Day(_) => write!(text, "\nEXDATE;VALUE=DATE:{}", date.format("%Y%m%d")),
            Moment::Time(time) => {
                let at = date.and_time(time.time()).format("%Y%m%dT%H%M%S");
                write!(text, "\nEXDATE;TZID={}:{at}", here.zone.name())
            }
        };
    }
    Ok(())
}

/// A weekday as RFC 5545 writes it, with its number in the month.
struct Nth(i8, Weekday);

impl std::fmt::Display for Nth {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 != 0 {
            write!(formatter, "{}", self.0)?;
        }
        formatter.write_str(match self.1 {
            Weekday::Mon => "MO",
            Weekday::Tue => "TU",
            Weekday::Wed => "WE",
            Weekday::Thu => "TH",
            Weekday::Fri => "FR",
            Weekday::Sat => "SA",
            Weekday::Sun => "SU",
        })
    }
}

fn push_list(text: &mut String, name: &str, items: impl Iterator<Item = impl std::fmt::Display>) {
    for (index, item) in items.enumerate() {
        let _ = if index == 0 { write!(text, ";{name}={item}") } else { write!(text, ",{item}") };
    }
}

/// How a series ends: after a number of times, or with a day.
fn ending(
    repeat: &Repeat,
    from: NaiveDate,
    first: Moment,
    here: &Viewpoint,
    notes: &mut Notes,
) -> Result<(Option<u32>, Option<String>), DoubtKind> {
    if repeat.count.is_some() {
        return Ok((repeat.count, None));
    }
    if let Some(DayTime { day: Some(day), .. }) = repeat.until {
        let day = day.last_of_span();
        let last = day::resolve_after(&day, from.max(here.today()), here, notes)?;
        return if last < first.date() {
            Err(DoubtKind::EndBeforeStart)
        } else {
            Ok((None, Some(until(last, first, here))))
        };
    }
    let Some(length) = repeat.length else { return Ok((None, None)) };
    notes.chose(Choice::SeriesLength);
    // "every 12 hours for 5 days"
    if let (Some(Unit::Hour), false) = (repeat.every, length.is_fine)
        && length.months == 0
        && repeat.hours.is_empty()
    {
        return Ok((u32::try_from(length.days).ok().map(|days| days * 24 / repeat.interval.max(1)), None));
    }
    if let Some(count) = times(repeat, length) {
        return Ok((Some(count), None));
    }
    Ok((None, Some(until(add_days(from, length)?, first, here))))
}

/// How often a series comes within a length of its own unit.
fn times(repeat: &Repeat, length: Amount) -> Option<u32> {
    let (unit, count) = length.unit?;
    let each = u32::try_from(repeat.weekdays.len().max(1)).ok()?;
    match (repeat.every?, unit) {
        (Unit::Week, Unit::Week) => (count / repeat.interval.max(1)).checked_mul(each),
        (Unit::Day, Unit::Day) | (Unit::Year, Unit::Year) => Some(count / repeat.interval.max(1)),
        (Unit::Day, Unit::Week) if repeat.interval <= 1 => count.checked_mul(7),
        (Unit::Month, Unit::Month) if repeat.days.len() <= 1 && repeat.weekdays.len() <= 1 => {
            Some(count / repeat.interval.max(1))
        }
        _ => None,
    }
    .filter(|count| *count > 0)
}

/// The end of a series with its last day: a date for whole days, else the last second of that day in UTC (RFC 5545,
/// 3.3.10: of the same kind as the start).
fn until(last: NaiveDate, first: Moment, here: &Viewpoint) -> String {
    match first {
        Moment::Day(_) => format!("{:04}{:02}{:02}", last.year(), last.month(), last.day()),
        Moment::Time(_) => {
            let end: NaiveDateTime = last
                .and_time(NaiveTime::MIN)
                .checked_add_signed(Duration::seconds(86_399))
                .unwrap_or(NaiveDateTime::MAX);
            instant_of(end, here.zone).format("%Y%m%dT%H%M%SZ").to_string()
        }
    }
}
