//! The lines of a series' `recurrence` (RFC 5545, Calendar v3 `Events`): ended, and gone on with at another time. Pure.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use rrule::RRuleSet;

use crate::model::{EventTime, OriginalStart, Rule, SeriesMove, instant_of, start_of_day};

/// The most occurrences of a rule that are counted; a series that long has no end worth counting.
const MOST_COUNTED: u16 = 10_000;

const DAY: &str = "%Y%m%d";
const LOCAL: &str = "%Y%m%dT%H%M%S";
const INSTANT: &str = "%Y%m%dT%H%M%SZ";

/// A series as its master has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Series<'a> {
    /// The lines of `recurrence`.
    pub lines: &'a [String],
    /// Its first occurrence.
    pub first: EventTime,
    /// The zone in which it repeats.
    pub zone: Tz,
}

impl Series<'_> {
    /// Whether nothing of the series is before this occurrence.
    pub(super) fn begins_at(&self, at: OriginalStart) -> bool {
        match at {
            OriginalStart::Day(day) => Value::from(self.first).day(self.zone) >= day,
            OriginalStart::Moment(moment) => self.first.start(self.zone) >= moment,
        }
    }

    /// The lines, ended before an occurrence.
    pub(super) fn ended(&self, at: OriginalStart) -> Vec<String> {
        let ended = |line: &String| match Line::read(line) {
            Line::Rule(rule) if self.is_over_by(rule, at) => Some(line.clone()),
            Line::Rule(rule) => Some(format!("RRULE:{}", with_end(rule, &format!("UNTIL={}", self.end(rule, at))))),
            Line::Extra { head, values } => {
                let kept = values.into_iter().filter(|value| self.is_before(*value, at));
                written(head, kept)
            }
            Line::LeftOut { .. } | Line::Other => Some(line.clone()),
        };
        self.lines.iter().filter_map(ended).collect()
    }

    /// The end of a rule before an occurrence: as Google writes it, that of the day before. What takes place several times
    /// a day ends within the day.
    fn end(&self, rule: &str, at: OriginalStart) -> String {
        let (day, instant) = (Value::from(at).day(self.zone), Value::from(at).instant(self.zone));
        if self.first.is_all_day() {
            return day.pred_opt().unwrap_or(day).format(DAY).to_string();
        }
        let within_day = ["FREQ=HOURLY", "FREQ=MINUTELY", "FREQ=SECONDLY", "BYHOUR", "BYMINUTE", "BYSECOND"];
        let next =
            if within_day.iter().any(|part| rule.contains(part)) { instant } else { start_of_day(day, self.zone) };
        (next - Duration::seconds(1)).format(INSTANT).to_string()
    }

    /// Whether a rule has an end already, and that is before this occurrence.
    fn is_over_by(&self, rule: &str, at: OriginalStart) -> bool {
        let until = end_of(rule).filter(|(name, _)| *name == "UNTIL").and_then(|(_, until)| Value::read(until));
        until.is_some_and(|until| self.is_before(until, at))
    }

    /// The lines of what follows from an occurrence on, when that moves; `left_out` are occurrences that were cancelled
    /// one by one. `None` when no simple rule says that.
    pub(super) fn rest(
        &self,
        at: OriginalStart,
        shift: &SeriesMove,
        left_out: &[OriginalStart],
    ) -> Option<Vec<String>> {
        let mut lines = Vec::with_capacity(self.lines.len() + 1);
        for line in self.lines {
            match Line::read(line) {
                Line::Rule(rule) => lines.push(format!("RRULE:{}", self.rest_of_rule(rule, at, shift)?)),
                Line::Extra { head, values } | Line::LeftOut { head, values } => {
                    let later = values.into_iter().filter(|value| !self.is_before(*value, at));
                    let moved: Option<Vec<Value>> = later.map(|value| self.moved(value, shift)).collect();
                    lines.extend(written(head, moved?.into_iter()));
                }
                Line::Other => lines.push(line.clone()),
            }
        }
        let moved: Option<Vec<Value>> = left_out.iter().map(|at| self.moved((*at).into(), shift)).collect();
        let head = if self.first.is_all_day() { "EXDATE;VALUE=DATE" } else { "EXDATE" };
        lines.extend(written(head, moved?.into_iter()));
        Some(lines)
    }

    fn rest_of_rule(&self, rule: &str, at: OriginalStart, shift: &SeriesMove) -> Option<String> {
        let (from, to) = shift.days();
        let moved = Rule(rule.to_owned()).moved(from, to)?.0;
        let end = match end_of(rule) {
            None => return Some(moved),
            Some(("COUNT", count)) => {
                let left = count.parse::<usize>().ok()?.checked_sub(self.count_before(rule, at)?)?;
                format!("COUNT={left}")
            }
            Some((name, until)) => format!("{name}={}", self.moved(Value::read(until)?, shift)?),
        };
        Some(with_end(&moved, &end))
    }

    /// How many occurrences a rule has before this one.
    fn count_before(&self, rule: &str, at: OriginalStart) -> Option<usize> {
        let zone = rrule::Tz::Tz(self.zone);
        let (start, at) = (self.first.start(self.zone), Value::from(at).instant(self.zone));
        let set = RRuleSet::new(start.with_timezone(&zone)).set_from_string(&format!("RRULE:{rule}")).ok()?;
        let before = set.before((at - Duration::seconds(1)).with_timezone(&zone)).all(MOST_COUNTED);
        (!before.limited).then_some(before.dates.len())
    }

    fn is_before(&self, value: Value, at: OriginalStart) -> bool {
        match (value, at) {
            (Value::Day(day), at) => day < Value::from(at).day(self.zone),
            (value, OriginalStart::Day(day)) => value.day(self.zone) < day,
            (value, OriginalStart::Moment(at)) => value.instant(self.zone) < at,
        }
    }

    /// A date or time as many days later and at the new time of day.
    fn moved(&self, value: Value, shift: &SeriesMove) -> Option<Value> {
        let (from, to) = shift.days();
        if let Value::Day(day) = value {
            return Some(Value::Day(day.checked_add_signed(to - from)?));
        }
        let start = value.instant(self.zone);
        let moved = shift.of(EventTime::Timed { start, end: start })?.start(self.zone);
        Some(match value {
            Value::Day(_) | Value::Instant(_) => Value::Instant(moved),
            Value::Local(_) => Value::Local(moved.with_timezone(&self.zone).naive_local()),
        })
    }
}

/// The lines with which a series that was cut is whole again, as long as nobody has changed its rules since: those that
/// it had then in place of those that it has, and what was left out since.
pub(super) fn whole_again(lines: &[String], before: &[String]) -> Option<Vec<String>> {
    let rules = |lines: &[String]| -> Vec<String> {
        let endless = |line: &String| match Line::read(line) {
            Line::Rule(rule) => Some(with_end(rule, "")),
            Line::Extra { .. } | Line::LeftOut { .. } | Line::Other => None,
        };
        lines.iter().filter_map(endless).collect()
    };
    let left_out = lines.iter().filter(|line| is_kept(line));
    (rules(lines) == rules(before)).then(|| before.iter().chain(left_out).cloned().collect())
}

/// Whether a line stays as it is when a series is cut.
pub(super) fn is_kept(line: &str) -> bool {
    match Line::read(line) {
        Line::Rule(_) | Line::Extra { .. } => false,
        Line::LeftOut { .. } | Line::Other => true,
    }
}

/// A line of `recurrence`.
enum Line<'a> {
    Rule(&'a str),
    /// `RDATE`: what begins the line, and its values.
    Extra {
        head: &'a str,
        values: Vec<Value>,
    },
    /// `EXDATE`.
    LeftOut {
        head: &'a str,
        values: Vec<Value>,
    },
    /// One that we do not know, or cannot read.
    Other,
}

impl<'a> Line<'a> {
    fn read(line: &'a str) -> Self {
        let Some((head, values)) = line.split_once(':') else { return Self::Other };
        if head == "RRULE" {
            return Self::Rule(values);
        }
        let name = head.split(';').next().unwrap_or_default();
        match (name, values.split(',').map(Value::read).collect::<Option<Vec<_>>>()) {
            ("RDATE", Some(values)) => Self::Extra { head, values },
            ("EXDATE", Some(values)) => Self::LeftOut { head, values },
            _ => Self::Other,
        }
    }
}

/// A line with these values; none without values.
fn written(head: &str, values: impl Iterator<Item = Value>) -> Option<String> {
    let values: Vec<String> = values.map(|value| value.to_string()).collect();
    (!values.is_empty()).then(|| format!("{head}:{}", values.join(",")))
}

/// How a rule ends, if it does: `COUNT` or `UNTIL`, and its value.
fn end_of(rule: &str) -> Option<(&str, &str)> {
    rule.split(';').filter_map(|part| part.split_once('=')).find(|(name, _)| is_end(name))
}

fn is_end(name: &str) -> bool {
    name == "COUNT" || name == "UNTIL"
}

/// A rule with another end, or, if that is empty, with none.
fn with_end(rule: &str, end: &str) -> String {
    let parts = rule.split(';').filter(|part| !part.split_once('=').is_some_and(|(name, _)| is_end(name)));
    parts.chain((!end.is_empty()).then_some(end)).collect::<Vec<_>>().join(";")
}

/// A date or a time as such lines have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    Day(NaiveDate),
    /// By the clocks of the line's zone, which Google takes from the series.
    Local(NaiveDateTime),
    Instant(DateTime<Utc>),
}

impl Value {
    fn read(text: &str) -> Option<Self> {
        if let Some(local) = text.strip_suffix('Z') {
            return NaiveDateTime::parse_from_str(local, LOCAL).ok().map(|at| Self::Instant(at.and_utc()));
        }
        let day = || NaiveDate::parse_from_str(text, DAY).ok().map(Self::Day);
        NaiveDateTime::parse_from_str(text, LOCAL).ok().map(Self::Local).or_else(day)
    }

    fn day(self, zone: Tz) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Local(at) => at.date(),
            Self::Instant(at) => at.with_timezone(&zone).date_naive(),
        }
    }

    fn instant(self, zone: Tz) -> DateTime<Utc> {
        match self {
            Self::Day(day) => instant_of(day.and_time(chrono::NaiveTime::MIN), zone),
            Self::Local(at) => instant_of(at, zone),
            Self::Instant(at) => at,
        }
    }
}

impl From<OriginalStart> for Value {
    fn from(at: OriginalStart) -> Self {
        match at {
            OriginalStart::Day(day) => Self::Day(day),
            OriginalStart::Moment(at) => Self::Instant(at),
        }
    }
}

impl From<EventTime> for Value {
    fn from(when: EventTime) -> Self {
        OriginalStart::from(when).into()
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{}", day.format(DAY)),
            Self::Local(at) => write!(f, "{}", at.format(LOCAL)),
            Self::Instant(at) => write!(f, "{}", at.format(INSTANT)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: Tz = chrono_tz::Asia::Kuala_Lumpur;

    fn timed(text: &str) -> EventTime {
        let start = instant_of(text.parse().unwrap(), ZONE);
        EventTime::Timed { start, end: start + Duration::hours(2) }
    }

    fn days(text: &str) -> EventTime {
        let first: NaiveDate = text.parse().unwrap();
        EventTime::AllDay { first, until: first.succ_opt().unwrap() }
    }

    fn lines(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_series_ends_before_an_occurrence() {
        // Wednesdays at eight from 16 September 2026.
        let table = [
            ("RRULE:FREQ=WEEKLY;BYDAY=WE", "RRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL=20260929T155959Z"),
            ("RRULE:FREQ=WEEKLY;COUNT=10;BYDAY=WE", "RRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL=20260929T155959Z"),
            (
                "RRULE:FREQ=WEEKLY EXDATE:20260923T120000Z",
                "RRULE:FREQ=WEEKLY;UNTIL=20260929T155959Z EXDATE:20260923T120000Z",
            ),
            (
                "RRULE:FREQ=WEEKLY RDATE;TZID=Asia/Kuala_Lumpur:20260918T200000,20261002T200000",
                "RRULE:FREQ=WEEKLY;UNTIL=20260929T155959Z RDATE;TZID=Asia/Kuala_Lumpur:20260918T200000",
            ),
        ];
        for (before, after) in table {
            let before = lines(before);
            let series = Series { lines: &before, first: timed("2026-09-16T20:00:00"), zone: ZONE };
            assert_eq!(series.ended(timed("2026-09-30T20:00:00").into()), lines(after));
            assert!(series.begins_at(timed("2026-09-16T20:00:00").into()));
            assert!(!series.begins_at(timed("2026-09-23T20:00:00").into()));
        }
        let hourly = lines("RRULE:FREQ=HOURLY RRULE:FREQ=DAILY;UNTIL=20260920T120000Z");
        let series = Series { lines: &hourly, first: timed("2026-09-16T20:00:00"), zone: ZONE };
        let ended = "RRULE:FREQ=HOURLY;UNTIL=20260930T115959Z RRULE:FREQ=DAILY;UNTIL=20260920T120000Z";
        assert_eq!(series.ended(timed("2026-09-30T20:00:00").into()), lines(ended));
        let daily = lines("RRULE:FREQ=DAILY");
        let series = Series { lines: &daily, first: days("2026-09-16"), zone: ZONE };
        assert_eq!(series.ended(days("2026-09-20").into()), lines("RRULE:FREQ=DAILY;UNTIL=20260919"));
    }

    #[test]
    fn the_rest_goes_on_at_its_new_time() {
        let at = timed("2026-09-30T20:00:00");
        let table = [
            ("RRULE:FREQ=WEEKLY;BYDAY=WE", "2026-10-01T21:00:00", "RRULE:FREQ=WEEKLY;BYDAY=TH"),
            ("RRULE:FREQ=WEEKLY;COUNT=10;BYDAY=WE", "2026-09-30T21:00:00", "RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=8"),
            (
                "RRULE:FREQ=WEEKLY;UNTIL=20261028T120000Z;BYDAY=WE",
                "2026-09-30T21:00:00",
                "RRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL=20261028T130000Z",
            ),
            (
                "RRULE:FREQ=WEEKLY EXDATE;TZID=Asia/Kuala_Lumpur:20260923T200000,20261007T200000",
                "2026-10-01T21:30:00",
                "RRULE:FREQ=WEEKLY EXDATE;TZID=Asia/Kuala_Lumpur:20261008T213000",
            ),
        ];
        for (before, to, after) in table {
            let before = lines(before);
            let series = Series { lines: &before, first: timed("2026-09-16T20:00:00"), zone: ZONE };
            let shift = SeriesMove::new(at, timed(to), ZONE).unwrap();
            assert_eq!(series.rest(at.into(), &shift, &[]), Some(lines(after)), "{before:?}");
        }
        let weekly = lines("RRULE:FREQ=WEEKLY");
        let series = Series { lines: &weekly, first: timed("2026-09-16T20:00:00"), zone: ZONE };
        let shift = SeriesMove::new(at, timed("2026-09-30T21:00:00"), ZONE).unwrap();
        let left_out = [timed("2026-10-07T20:00:00").into()];
        let rest = series.rest(at.into(), &shift, &left_out);
        assert_eq!(rest, Some(lines("RRULE:FREQ=WEEKLY EXDATE:20261007T130000Z")));
        let odd = lines("RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1");
        let series = Series { lines: &odd, ..series };
        let shift = SeriesMove::new(at, timed("2026-10-01T21:00:00"), ZONE).unwrap();
        assert_eq!(series.rest(at.into(), &shift, &[]), None);
    }

    #[test]
    fn what_was_cut_is_whole_again_unless_somebody_changed_its_rule() {
        let before = lines("RRULE:FREQ=WEEKLY;COUNT=10");
        let cut = lines("RRULE:FREQ=WEEKLY;UNTIL=20260929T155959Z EXDATE:20260923T120000Z");
        assert_eq!(whole_again(&cut, &before), Some(lines("RRULE:FREQ=WEEKLY;COUNT=10 EXDATE:20260923T120000Z")));
        assert_eq!(whole_again(&lines("RRULE:FREQ=DAILY;UNTIL=20260929T155959Z"), &before), None);
    }
}
