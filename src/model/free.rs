//! Free time: what events leave of the hours in which people want to be free.

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveTime, Timelike, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{DailyHours, Event, EventKind, Weekend, civil_date, instant_of};

/// How many days one question for free time looks at, at most.
pub const MOST_DAYS: usize = 62;

/// Slots begin at full quarters of an hour.
const QUARTER: u32 = 15;

/// From one instant to before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Interval {
    /// The first moment.
    pub start: DateTime<Utc>,
    /// The moment after the last one.
    pub end: DateTime<Utc>,
}

impl Interval {
    /// How long it is.
    #[must_use]
    pub fn length(self) -> Duration {
        self.end - self.start
    }

    /// Whether two of them share a moment.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The time that an event keeps its owner busy, for people in `zone`; `None` when it leaves it free.
    ///
    /// Whole days do not: a birthday keeps nobody from a meeting. An absence (Google's "out of office") does.
    #[must_use]
    pub fn of_busy(event: &Event, zone: Tz) -> Option<Self> {
        let is_absence = event.kind == EventKind::OutOfOffice;
        (event.blocks_time() || is_absence).then(|| Self { start: event.when.start(zone), end: event.when.end(zone) })
    }
}

/// The hours of a week in which free time is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkWeek {
    /// Those of a working day.
    pub hours: DailyHours,
    /// The days without working hours, if there are any.
    pub weekend: Option<Weekend>,
}

impl WorkWeek {
    /// Whether a day is off.
    #[must_use]
    pub fn is_off(self, day: NaiveDate) -> bool {
        self.weekend.is_some_and(|weekend| weekend.contains(day.weekday()))
    }

    /// The hours of the days from `first` to `last` (both included) in which to look for free time, at most
    /// [`MOST_DAYS`] days. Days off are left out, unless all of them are: who asks for a Sunday wants to know.
    #[must_use]
    pub fn hours(self, first: NaiveDate, last: NaiveDate, zone: Tz) -> Vec<Interval> {
        let days: Vec<NaiveDate> = first.iter_days().take(MOST_DAYS).take_while(|day| *day <= last).collect();
        let are_all_off = days.iter().all(|day| self.is_off(*day));
        let wanted = days.into_iter().filter(|day| are_all_off || !self.is_off(*day));
        wanted.filter_map(|day| self.hours_of(day, zone)).collect()
    }

    /// The same hours, made longer where that is needed to hold an event: who moves a dinner looks for an evening.
    #[must_use]
    pub fn with_room_for(self, event: Interval, zone: Tz) -> Self {
        let clock = |at: DateTime<Utc>| at.with_timezone(&zone).time();
        let (start, end) = (clock(event.start), clock(event.end));
        let ends_that_day = end > start;
        let is_off = self.is_off(civil_date(event.start, zone));
        let weekend = self.weekend.filter(|_| !is_off);
        let DailyHours { from, until } = self.hours;
        if until <= from {
            return Self { hours: self.hours, weekend };
        }
        let until = if ends_that_day { until.max(end) } else { NaiveTime::MIN };
        Self { hours: DailyHours { from: from.min(start), until }, weekend }
    }

    fn hours_of(self, day: NaiveDate, zone: Tz) -> Option<Interval> {
        let DailyHours { from, until } = self.hours;
        let last = if until > from { day } else { day.checked_add_days(Days::new(1))? };
        let (start, end) = (instant_of(day.and_time(from), zone), instant_of(last.and_time(until), zone));
        (start < end).then_some(Interval { start, end })
    }
}

/// What is left of `hours` when busy times are taken out, in order. Neither needs to be sorted.
#[must_use]
pub fn free_times(hours: &[Interval], busy: impl IntoIterator<Item = Interval>) -> Vec<Interval> {
    let busy = merged(busy);
    let mut free = Vec::new();
    for Interval { start, end } in merged(hours.iter().copied()) {
        let mut from = start;
        let first = busy.partition_point(|busy| busy.end <= start);
        for taken in busy[first..].iter().take_while(|taken| taken.start < end) {
            if from < taken.start {
                free.push(Interval { start: from, end: taken.start });
            }
            from = from.max(taken.end);
        }
        if from < end {
            free.push(Interval { start: from, end });
        }
    }
    free
}

/// The first slots of a length within free times, each from a full quarter of an hour and not before `now`; at most
/// `a_day` of each day, so that there is a choice of days.
#[must_use]
pub fn slots(
    free: &[Interval],
    length: Duration,
    now: DateTime<Utc>,
    zone: Tz,
    a_day: usize,
    most: usize,
) -> Vec<Interval> {
    let mut found: Vec<Interval> = Vec::new();
    for time in free {
        let Some(start) = next_quarter(time.start.max(now)) else { continue };
        let Some(end) = start.checked_add_signed(length).filter(|end| *end <= time.end) else { continue };
        let day = civil_date(start, zone);
        if found.iter().filter(|slot| civil_date(slot.start, zone) == day).count() < a_day {
            found.push(Interval { start, end });
        }
        if found.len() == most {
            break;
        }
    }
    found
}

/// Sorted, and those that touch made one.
fn merged(intervals: impl IntoIterator<Item = Interval>) -> Vec<Interval> {
    let mut sorted: Vec<Interval> = intervals.into_iter().filter(|one| one.start < one.end).collect();
    sorted.sort_unstable();
    let mut merged: Vec<Interval> = Vec::with_capacity(sorted.len());
    for one in sorted {
        match merged.last_mut() {
            Some(last) if one.start <= last.end => last.end = last.end.max(one.end),
            Some(_) | None => merged.push(one),
        }
    }
    merged
}

/// The next full quarter of an hour; every zone's offset is a multiple of one today.
fn next_quarter(at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let into = i64::from(at.minute() % QUARTER) * 60 + i64::from(at.second());
    let is_full = into == 0 && at.nanosecond() == 0;
    let begun = at.checked_sub_signed(Duration::seconds(into))?.with_nanosecond(0)?;
    if is_full { Some(at) } else { begun.checked_add_signed(Duration::minutes(QUARTER.into())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Availability, Etag, EventId, EventTime};
    use proptest::prelude::*;

    const KL: Tz = chrono_tz::Asia::Kuala_Lumpur;

    fn at(text: &str) -> DateTime<Utc> {
        instant_of(text.parse().unwrap(), KL)
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// From a clock to another on Tuesday, 10 March 2026.
    fn tuesday(start: &str, end: &str) -> Interval {
        Interval { start: at(&format!("2026-03-10T{start}:00")), end: at(&format!("2026-03-10T{end}:00")) }
    }

    fn event(when: EventTime) -> Event {
        Event::new(EventId("x".into()), Etag(String::new()), String::new(), when, KL)
    }

    /// Monday to Friday.
    fn week(from: &str, until: &str) -> WorkWeek {
        let hours = DailyHours { from: from.parse().unwrap(), until: until.parse().unwrap() };
        WorkWeek { hours, weekend: Some(Weekend::SaturdaySunday) }
    }

    #[test]
    fn what_blocks_time_is_what_has_hours_and_does_not_count_as_free() {
        let timed = event(EventTime::Timed { start: at("2026-03-10T10:00:00"), end: at("2026-03-10T11:00:00") });
        let birthday = event(EventTime::AllDay { first: day("2026-03-10"), until: day("2026-03-11") });
        let table = [
            (timed.clone(), Some(tuesday("10:00", "11:00"))),
            (Event { availability: Availability::Free, ..timed.clone() }, None),
            (Event { kind: EventKind::FocusTime, ..timed }, Some(tuesday("10:00", "11:00"))),
            (birthday.clone(), None),
            (
                Event { kind: EventKind::OutOfOffice, ..birthday },
                Some(Interval { start: at("2026-03-10T00:00:00"), end: at("2026-03-11T00:00:00") }),
            ),
        ];
        for (event, busy) in table {
            assert_eq!(Interval::of_busy(&event, KL), busy, "{event:?}");
        }
    }

    #[test]
    fn days_off_have_no_hours_unless_nothing_else_is_asked_for() {
        let week = week("09:00:00", "18:00:00");
        let days = |first, last| {
            let hours = week.hours(day(first), day(last), KL);
            hours.iter().map(|hours| civil_date(hours.start, KL).to_string()).collect::<Vec<_>>()
        };
        assert_eq!(days("2026-03-12", "2026-03-16"), ["2026-03-12", "2026-03-13", "2026-03-16"]);
        assert_eq!(days("2026-03-14", "2026-03-15"), ["2026-03-14", "2026-03-15"]);
        assert_eq!(days("2026-03-15", "2026-03-14"), [""; 0]);
        assert_eq!(days("2026-01-01", "2036-01-01").len(), 44);
    }

    #[test]
    fn a_working_day_may_end_after_midnight() {
        let week = week("20:00:00", "04:00:00");
        let hours = week.hours(day("2026-03-10"), day("2026-03-10"), KL);
        assert_eq!(hours, [Interval { start: at("2026-03-10T20:00:00"), end: at("2026-03-11T04:00:00") }]);
    }

    #[test]
    fn hours_are_as_long_as_the_day_makes_them() {
        let week = week("00:00:00", "06:00:00");
        // Clocks go forward by one hour at one in the morning.
        let london = chrono_tz::Europe::London;
        let hours = week.hours(day("2026-03-29"), day("2026-03-29"), london);
        assert_eq!(hours[0].length(), Duration::hours(5));
    }

    #[test]
    fn one_who_moves_a_dinner_looks_for_an_evening_and_one_who_moves_a_sunday_for_any_day() {
        let week = week("09:00:00", "18:00:00");
        let clocks =
            |week: WorkWeek| (week.hours.from.to_string(), week.hours.until.to_string(), week.weekend.is_some());
        let hours = |start, end| clocks(week.with_room_for(tuesday(start, end), KL));
        assert_eq!(hours("10:00", "11:00"), ("09:00:00".into(), "18:00:00".into(), true));
        assert_eq!(hours("19:00", "21:00"), ("09:00:00".into(), "21:00:00".into(), true));
        assert_eq!(hours("07:00", "08:00"), ("07:00:00".into(), "18:00:00".into(), true));
        let late = Interval { start: at("2026-03-10T23:00:00"), end: at("2026-03-11T01:00:00") };
        assert_eq!(clocks(week.with_room_for(late, KL)), ("09:00:00".into(), "00:00:00".into(), true));
        let sunday = Interval { start: at("2026-03-15T10:00:00"), end: at("2026-03-15T11:00:00") };
        assert_eq!(clocks(week.with_room_for(sunday, KL)), ("09:00:00".into(), "18:00:00".into(), false));
    }

    #[test]
    fn free_time_is_what_events_leave() {
        let hours = [tuesday("09:00", "18:00")];
        let free =
            free_times(&hours, [tuesday("13:00", "14:00"), tuesday("08:00", "09:30"), tuesday("13:30", "15:00")]);
        assert_eq!(free, [tuesday("09:30", "13:00"), tuesday("15:00", "18:00")]);
        assert_eq!(free_times(&hours, [tuesday("08:00", "19:00")]), []);
        assert_eq!(free_times(&hours, []), hours);
    }

    #[test]
    fn slots_begin_at_full_quarters_and_from_now_on() {
        let free = [tuesday("09:00", "10:05"), tuesday("11:10", "12:00"), tuesday("13:00", "18:00")];
        let slots = |minutes, now, most| slots(&free, Duration::minutes(minutes), at(now), KL, 3, most);
        let early = "2026-03-10T08:00:00";
        assert_eq!(
            slots(30, early, 3),
            [tuesday("09:00", "09:30"), tuesday("11:15", "11:45"), tuesday("13:00", "13:30")]
        );
        assert_eq!(slots(60, early, 3), [tuesday("09:00", "10:00"), tuesday("13:00", "14:00")]);
        assert_eq!(slots(30, "2026-03-10T13:20:07", 3), [tuesday("13:30", "14:00")]);
        assert_eq!(slots(30, early, 1).len(), 1);
        assert_eq!(slots(600, early, 3), []);
    }

    fn any_interval() -> impl Strategy<Value = Interval> {
        (0_i64..3_000, 0_i64..400).prop_map(|(from, length)| {
            let start = at("2026-03-09T00:00:00") + Duration::minutes(from);
            Interval { start, end: start + Duration::minutes(length) }
        })
    }

    proptest! {
        #[test]
        fn every_minute_of_the_hours_is_either_free_or_busy(
            hours in prop::collection::vec(any_interval(), 0..6),
            busy in prop::collection::vec(any_interval(), 0..20),
        ) {
            let free = free_times(&hours, busy.clone());
            let holds = |times: &[Interval], at| times.iter().any(|time| time.start <= at && at < time.end);
            for minute in 0..3_400 {
                let at = at("2026-03-09T00:00:00") + Duration::minutes(minute);
                prop_assert_eq!(holds(&free, at), holds(&hours, at) && !holds(&busy, at));
            }
            prop_assert!(free.windows(2).all(|pair| pair[0].end < pair[1].start));
        }

        #[test]
        fn a_slot_lies_in_free_time(
            free in prop::collection::vec(any_interval(), 0..8),
            minutes in 1_i64..200,
            now in 0_i64..3_000,
        ) {
            let now = at("2026-03-09T00:00:00") + Duration::minutes(now);
            let length = Duration::minutes(minutes);
            for slot in slots(&free, length, now, KL, 2, 5) {
                prop_assert_eq!(slot.length(), length);
                prop_assert!(slot.start >= now);
                prop_assert!(free.iter().any(|time| time.start <= slot.start && slot.end <= time.end));
            }
        }
    }
}
