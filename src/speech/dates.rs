//! Days, clocks and the times of events, as each language writes them.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset, Timelike, Utc, Weekday};
use i18n_embed_fl::fl;

use super::html;
use super::render::Renderer;
use crate::model::{EventTime, HourStyle, Moment};

impl Renderer<'_> {
    /// When an event is: "tomorrow", day, clocks and, unless it takes whole days, the zone they are read in.
    pub(super) fn when_in_zone(&self, when: EventTime) -> String {
        let brief = self.when_from_today(when);
        match when {
            EventTime::AllDay { .. } => brief,
            EventTime::Timed { .. } => {
                let key = self.zone_key();
                fl!(self.words, "when-in-zone", when = brief, key = key, city = key.replace('_', " "))
            }
        }
    }

    /// When an event is, for a line of its own where the zone goes without saying.
    pub(super) fn when_from_today(&self, when: EventTime) -> String {
        self.when_with(when, |day| self.day(day))
    }

    /// When an event is, in the midst of a sentence.
    pub(super) fn when(&self, when: EventTime) -> String {
        self.when_with(when, |day| self.date(day))
    }

    /// When an event is, in the midst of a sentence about `day`, which is not named again.
    pub(super) fn when_beside(&self, day: NaiveDate, when: EventTime) -> String {
        match self.civil(when) {
            CivilTime::Clock { day: its_day, at } if its_day == day => self.clock(at),
            CivilTime::Clocks { day: its_day, start, end } if its_day == day => self.clocks(start, end),
            CivilTime::Repeated { day: its_day, start, end } if its_day == day => self.repeated_clocks(start, end),
            CivilTime::Day(_)
            | CivilTime::Days { .. }
            | CivilTime::Clock { .. }
            | CivilTime::Clocks { .. }
            | CivilTime::Repeated { .. }
            | CivilTime::Moments { .. } => self.when(when),
        }
    }

    fn when_with(&self, when: EventTime, name: impl Fn(NaiveDate) -> String) -> String {
        let drawn = self.drawn_when(when, name);
        match when {
            EventTime::Timed { start, end: _ } if self.voice.is_group => html::time(start, &drawn),
            EventTime::Timed { .. } | EventTime::AllDay { .. } => drawn,
        }
    }

    fn drawn_when(&self, when: EventTime, name: impl Fn(NaiveDate) -> String) -> String {
        match self.civil(when) {
            CivilTime::Day(day) => fl!(self.words, "all-day-on", date = name(day)),
            CivilTime::Days { first, last } => {
                let range = fl!(self.words, "date-range", start = name(first), end = self.date(last));
                let days = (last - first).num_days() + 1;
                fl!(self.words, "days-in-all", range = range, n = days)
            }
            CivilTime::Clock { day, at } => {
                fl!(self.words, "date-and-clock", date = name(day), clock = self.clock(at))
            }
            CivilTime::Clocks { day, start, end } => {
                fl!(self.words, "date-and-clock", date = name(day), clock = self.clocks(start, end))
            }
            CivilTime::Repeated { day, start, end } => {
                fl!(self.words, "date-and-clock", date = name(day), clock = self.repeated_clocks(start, end))
            }
            CivilTime::Moments { start, end } => {
                let [from, to] = [start, end].map(|at| self.clock(at.time()));
                let start = fl!(self.words, "date-and-clock", date = name(start.date()), clock = from);
                let end = fl!(self.words, "date-and-clock", date = self.date(end.date()), clock = to);
                fl!(self.words, "date-range", start = start, end = end)
            }
        }
    }

    /// When an event is, under a heading that names `day`.
    pub(super) fn when_on(&self, day: NaiveDate, when: EventTime) -> String {
        match self.civil(when) {
            CivilTime::Days { last, .. } if last > day => {
                fl!(self.words, "all-day-until", date = self.date_short(last))
            }
            CivilTime::Day(_) | CivilTime::Days { .. } => fl!(self.words, "all-day"),
            CivilTime::Clock { at, .. } => self.clock(at),
            CivilTime::Clocks { start, end, .. } => self.clocks(start, end),
            CivilTime::Repeated { start, end, .. } => self.repeated_clocks(start, end),
            CivilTime::Moments { start, end } if start.date() == day => {
                let (start, clock) = (self.clock(start.time()), self.clock(end.time()));
                fl!(self.words, "clock-to-other-day", start = start, date = self.date_short(end.date()), end = clock)
            }
            CivilTime::Moments { end, .. } => self.until(end, day),
        }
    }

    /// The first day of an event.
    pub(super) fn first_day(&self, when: EventTime) -> NaiveDate {
        match when {
            EventTime::AllDay { first, .. } => first,
            EventTime::Timed { start, .. } => self.civil_at(start).date(),
        }
    }

    /// The day an event is shown under: its first, or today while it is going on.
    pub(super) fn day_of(&self, when: EventTime) -> NaiveDate {
        let first = self.first_day(when);
        if first < self.today && when.end(self.voice.zone) > self.now { self.today } else { first }
    }

    /// "until 20:00", with the date unless it is `day`.
    pub(super) fn until(&self, end: NaiveDateTime, day: NaiveDate) -> String {
        let clock = self.clock(end.time());
        if end.date() == day {
            fl!(self.words, "until-clock", clock = clock)
        } else {
            fl!(self.words, "until-moment", date = self.date_short(end.date()), clock = clock)
        }
    }

    /// A day or a time of a day.
    pub(super) fn moment(&self, moment: Moment) -> String {
        match moment {
            Moment::Day(day) => self.date(day),
            Moment::Time(at) => {
                fl!(self.words, "date-and-clock", date = self.date(at.date()), clock = self.clock(at.time()))
            }
        }
    }

    /// A day or a time of a day, for a button.
    pub(super) fn moment_short(&self, moment: Moment) -> String {
        match moment {
            Moment::Day(day) => self.date_short(day),
            Moment::Time(at) => {
                fl!(self.words, "date-and-clock", date = self.date_short(at.date()), clock = self.clock(at.time()))
            }
        }
    }

    /// An instant: its clock, with the date unless that is `day`.
    pub(super) fn instant(&self, at: DateTime<Utc>, day: NaiveDate) -> String {
        let civil = self.civil_at(at);
        if civil.date() == day { self.clock(civil.time()) } else { self.moment_short(Moment::Time(civil)) }
    }

    /// A day, with "today" or its neighbours before it.
    pub(super) fn day(&self, day: NaiveDate) -> String {
        let date = self.date(day);
        match day.signed_duration_since(self.today).num_days() {
            0 => fl!(self.words, "today", date = date),
            1 => fl!(self.words, "tomorrow", date = date),
            -1 => fl!(self.words, "yesterday", date = date),
            _ => date,
        }
    }

    /// Weekday, day and month; the year where it is not this one.
    pub(super) fn date(&self, date: NaiveDate) -> String {
        let (weekday, day, month, year) = (code(date.weekday()), date.day(), date.month(), date.year());
        if year == self.today.year() {
            fl!(self.words, "date", weekday = weekday, day = day, month = month)
        } else {
            fl!(self.words, "date-with-year", weekday = weekday, day = day, month = month, year = year)
        }
    }

    /// The same in short; with a year there is no room for the weekday.
    pub(super) fn date_short(&self, date: NaiveDate) -> String {
        let (weekday, day, month, year) = (code(date.weekday()), date.day(), date.month(), date.year());
        if year == self.today.year() {
            fl!(self.words, "date-short", weekday = weekday, day = day, month = month)
        } else {
            fl!(self.words, "date-short-with-year", day = day, month = month, year = year)
        }
    }

    /// The days from `first` to `last`, both included, as a heading: one day, a month, or any others.
    pub(super) fn days(&self, first: NaiveDate, last: NaiveDate) -> String {
        if first == last {
            self.day(first)
        } else if is_month(first, last) {
            fl!(self.words, "month-of-year", month = first.month(), year = first.year())
        } else {
            self.span_of_days(first, last)
        }
    }

    /// The same for a button.
    pub(super) fn days_short(&self, first: NaiveDate, last: NaiveDate) -> String {
        if first == last {
            self.date_short(first)
        } else if is_month(first, last) {
            fl!(self.words, "month-of-year", month = first.month(), year = first.year())
        } else if (first.year(), first.month()) == (last.year(), last.month()) {
            fl!(self.words, "days-of-month-short", first = first.day(), last = last.day(), month = first.month())
        } else {
            let [start, end] =
                [first, last].map(|day| fl!(self.words, "day-of-month-short", day = day.day(), month = day.month()));
            fl!(self.words, "date-range", start = start, end = end)
        }
    }

    /// The days from `first` to `last`, both included, with their year and without what both share.
    pub(super) fn span_of_days(&self, first: NaiveDate, last: NaiveDate) -> String {
        let (year, month) = (last.year(), last.month());
        if first == last {
            return fl!(
                self.words,
                "date-with-year",
                weekday = code(last.weekday()),
                day = last.day(),
                month = month,
                year = year
            );
        }
        if first.year() != year {
            let [start, end] = [first, last].map(|day| {
                fl!(self.words, "date-short-with-year", day = day.day(), month = day.month(), year = day.year())
            });
            return fl!(self.words, "date-range", start = start, end = end);
        }
        if first.month() != month {
            return fl!(
                self.words,
                "days-of-months",
                first = first.day(),
                earlier = first.month(),
                last = last.day(),
                month = month,
                year = year
            );
        }
        fl!(self.words, "days-of-month", first = first.day(), last = last.day(), month = month, year = year)
    }

    /// The name of the voice's zone.
    pub(super) fn zone(&self) -> String {
        let key = self.zone_key();
        fl!(self.words, "zone", key = key, city = key.replace('_', " "))
    }

    /// The last part of the zone's name, by which the words know it.
    fn zone_key(&self) -> &'static str {
        self.voice.zone.name().rsplit('/').next().unwrap_or_default()
    }

    /// A weekday's short name.
    pub(super) fn weekday_short(&self, day: NaiveDate) -> String {
        fl!(self.words, "weekday-short", weekday = code(day.weekday()))
    }

    /// A weekday's name.
    pub(super) fn weekday(&self, weekday: Weekday) -> String {
        fl!(self.words, "weekday", weekday = code(weekday))
    }

    /// What the clock shows.
    pub(super) fn clock(&self, time: NaiveTime) -> String {
        match self.voice.hours {
            HourStyle::TwentyFour => digits(time, self.voice.hours),
            HourStyle::Twelve => {
                fl!(self.words, "clock-twelve", clock = digits(time, HourStyle::Twelve), part = part_of_day(time))
            }
        }
    }

    /// From a clock time to another.
    pub(super) fn clocks(&self, start: NaiveTime, end: NaiveTime) -> String {
        match self.voice.hours {
            HourStyle::Twelve if part_of_day(start) == part_of_day(end) => {
                let [from, to] = [start, end].map(|time| digits(time, HourStyle::Twelve));
                let range = fl!(self.words, "clock-range", start = from, end = to);
                fl!(self.words, "clock-twelve", clock = range, part = part_of_day(start))
            }
            HourStyle::Twelve | HourStyle::TwentyFour => {
                fl!(self.words, "clock-range", start = self.clock(start), end = self.clock(end))
            }
        }
    }

    /// From a clock time to another that is the same or earlier, on a night on which clocks go back.
    fn repeated_clocks(&self, start: DateTime<Utc>, end: DateTime<Utc>) -> String {
        let [start, end] = [start, end].map(|at| {
            let (clock, offset) = (self.clock(self.civil_at(at).time()), self.offset(at));
            fl!(self.words, "clock-with-offset", clock = clock, offset = offset)
        });
        fl!(self.words, "clock-range", start = start, end = end)
    }

    /// How far the clocks of the voice's zone are ahead of UTC at an instant: "+2", "−3:30".
    fn offset(&self, at: DateTime<Utc>) -> String {
        let minutes = at.with_timezone(&self.voice.zone).offset().fix().local_minus_utc() / 60;
        let sign = if minutes < 0 { '−' } else { '+' };
        match (minutes.abs() / 60, minutes.abs() % 60) {
            (hours, 0) => format!("{sign}{hours}"),
            (hours, minutes) => format!("{sign}{hours}:{minutes:02}"),
        }
    }

    /// What calendars and clocks of the voice's zone show at an instant.
    pub(super) fn civil_at(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&self.voice.zone).naive_local()
    }

    fn civil(&self, when: EventTime) -> CivilTime {
        match when {
            EventTime::AllDay { first, until } => match until.pred_opt() {
                Some(last) if last > first => CivilTime::Days { first, last },
                Some(_) | None => CivilTime::Day(first),
            },
            EventTime::Timed { start, end } if start == end => {
                let at = self.civil_at(start);
                CivilTime::Clock { day: at.date(), at: at.time() }
            }
            EventTime::Timed { start: from, end: to } => {
                let [start, end] = [from, to].map(|at| self.civil_at(at));
                let ends_that_night = end.time() == NaiveTime::MIN && end.date().pred_opt() == Some(start.date());
                if start.date() == end.date() && start >= end {
                    CivilTime::Repeated { day: start.date(), start: from, end: to }
                } else if start.date() == end.date() || ends_that_night {
                    CivilTime::Clocks { day: start.date(), start: start.time(), end: end.time() }
                } else {
                    CivilTime::Moments { start, end }
                }
            }
        }
    }
}

/// The time of an event as calendars and clocks show it.
enum CivilTime {
    Day(NaiveDate),
    /// Both inclusive.
    Days {
        first: NaiveDate,
        last: NaiveDate,
    },
    /// A moment that has no length.
    Clock {
        day: NaiveDate,
        at: NaiveTime,
    },
    /// Within one day, its last midnight included.
    Clocks {
        day: NaiveDate,
        start: NaiveTime,
        end: NaiveTime,
    },
    /// Within an hour that the end of summer time repeats: the clocks alone do not tell the times apart.
    Repeated {
        day: NaiveDate,
        start: DateTime<Utc>,
        end: DateTime<Utc>,
    },
    Moments {
        start: NaiveDateTime,
        end: NaiveDateTime,
    },
}

/// A weekday as RFC 5545, 3.3.10 abbreviates it: the key that the words select by.
pub(super) fn code(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

/// Whether these are all days of one month.
fn is_month(first: NaiveDate, last: NaiveDate) -> bool {
    first.day() == 1 && first.month() == last.month() && last.succ_opt().is_some_and(|next| next.day() == 1)
}

fn digits(time: NaiveTime, hours: HourStyle) -> String {
    match hours {
        HourStyle::TwentyFour => format!("{:02}:{:02}", time.hour(), time.minute()),
        HourStyle::Twelve => format!("{}:{:02}", time.hour12().1, time.minute()),
    }
}

/// The finest parts that our languages divide the day into; each language names several of them alike.
pub(super) fn part_of_day(time: NaiveTime) -> &'static str {
    match time.hour() {
        0 => "midnight",
        1..=5 => "dawn",
        6..=11 => "morning",
        12 => "noon",
        13..=17 => "afternoon",
        18 => "dusk",
        _ => "evening",
    }
}
