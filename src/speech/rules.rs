//! Recurrence rules in words (RFC 5545, 3.3.10): "every Monday and Wednesday, until 30 June".

use chrono::{NaiveDate, NaiveDateTime, Weekday};
use i18n_embed_fl::fl;
use rrule::{Frequency, NWeekday, RRule, Unvalidated};

use super::dates::code;
use super::render::Renderer;
use crate::model::Rule;

/// Monday to Friday.
const WORKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

impl Renderer<'_> {
    /// How an event repeats; a rule that there are no words for is "a rule of its own".
    pub(super) fn rule(&self, rule: &Rule) -> String {
        let Some(said) = RuleWords::read(rule) else { return fl!(self.words, "rule-other") };
        let words = self.pattern(&said.pattern, said.interval);
        let words = match said.end {
            End::Never => words,
            End::After(times) => fl!(self.words, "rule-times", rule = words, n = times),
            End::On(date) => fl!(self.words, "rule-until", rule = words, date = self.date(date)),
            End::At(at) => {
                let date = self.civil_at(at.and_utc()).date();
                fl!(self.words, "rule-until", rule = words, date = self.date(date))
            }
        };
        let left_out: Vec<String> = rule.left_out().map(|date| self.date(date)).collect();
        if left_out.is_empty() {
            words
        } else {
            fl!(self.words, "rule-except", rule = words, dates = self.all_of(left_out))
        }
    }

    fn pattern(&self, pattern: &Pattern, interval: u16) -> String {
        match *pattern {
            Pattern::Daily => fl!(self.words, "rule-daily", n = interval),
            Pattern::Weekly(ref days) if days.is_empty() => fl!(self.words, "rule-weekly", n = interval),
            Pattern::Weekly(ref days) if interval == 1 && *days == WORKDAYS => fl!(self.words, "rule-workdays"),
            Pattern::Weekly(ref days) => fl!(self.words, "rule-weekly-on", n = interval, days = self.weekdays(days)),
            Pattern::Monthly(ref days) if days.is_empty() => fl!(self.words, "rule-monthly", n = interval),
            Pattern::Monthly(ref days) => {
                let days = days.iter().map(|day| self.day_of_month(*day)).collect();
                fl!(self.words, "rule-monthly-on", n = interval, days = self.all_of(days))
            }
            Pattern::MonthlyNth(ref days) => {
                let days = days.iter().map(|nth| self.nth(*nth)).collect();
                fl!(self.words, "rule-monthly-on", n = interval, days = self.all_of(days))
            }
            Pattern::Yearly => fl!(self.words, "rule-yearly", n = interval),
            Pattern::YearlyOn { month, day } => {
                let date = fl!(self.words, "day-of-year", day = day, month = month);
                fl!(self.words, "rule-yearly-on", n = interval, date = date)
            }
            Pattern::YearlyNth { month, nth } => {
                let weekday = self.nth(nth);
                fl!(self.words, "rule-yearly-on-nth", n = interval, weekday = weekday, month = month)
            }
        }
    }

    fn weekdays(&self, days: &[Weekday]) -> String {
        let mut names = Vec::with_capacity(days.len());
        for day in days {
            names.push(if names.is_empty() {
                fl!(self.words, "weekday-in-rule", weekday = code(*day))
            } else {
                fl!(self.words, "weekday-following", weekday = code(*day))
            });
        }
        self.all_of(names)
    }

    fn day_of_month(&self, day: DayOfMonth) -> String {
        match day {
            DayOfMonth::Nth(day) => fl!(self.words, "day-of-month", n = day),
            DayOfMonth::Last => fl!(self.words, "last-day-of-month"),
        }
    }

    fn nth(&self, NthWeekday { nth, weekday }: NthWeekday) -> String {
        fl!(self.words, "nth-weekday", n = nth, weekday = code(weekday))
    }
}

/// A rule that there are words for.
#[derive(Debug, PartialEq)]
struct RuleWords {
    pattern: Pattern,
    /// At least 1.
    interval: u16,
    end: End,
}

#[derive(Debug, PartialEq)]
enum Pattern {
    Daily,
    /// On these days, Monday first; none means the day it began on.
    Weekly(Vec<Weekday>),
    /// On these days; none means the day it began on.
    Monthly(Vec<DayOfMonth>),
    MonthlyNth(Vec<NthWeekday>),
    Yearly,
    YearlyOn {
        month: u8,
        day: i8,
    },
    YearlyNth {
        month: u8,
        nth: NthWeekday,
    },
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum DayOfMonth {
    Nth(i8),
    Last,
}

/// The second Monday, the last Friday.
#[derive(Debug, Clone, Copy, PartialEq)]
struct NthWeekday {
    /// 1 to 5, or -1 for the last.
    nth: i16,
    weekday: Weekday,
}

#[derive(Debug, PartialEq)]
enum End {
    Never,
    After(u32),
    On(NaiveDate),
    /// In UTC.
    At(NaiveDateTime),
}

impl RuleWords {
    fn read(rule: &Rule) -> Option<Self> {
        let text = rule.rule().trim();
        let text = text.strip_prefix("RRULE:").unwrap_or(text);
        // A date-only UNTIL is read here: the crate would put it into the machine's own zone.
        let (until, rest): (Vec<&str>, Vec<&str>) = text.split(';').partition(|part| part.starts_with("UNTIL="));
        let rule: RRule<Unvalidated> = rest.join(";").parse().ok()?;
        let end = match (until.as_slice(), rule.get_count()) {
            ([], None) => End::Never,
            ([], Some(times)) => End::After(times),
            ([until], None) => End::read(until.strip_prefix("UNTIL=")?)?,
            _ => return None,
        };
        let interval = Some(rule.get_interval()).filter(|interval| *interval > 0)?;
        Some(Self { pattern: Pattern::of(&rule)?, interval, end })
    }
}

impl End {
    fn read(until: &str) -> Option<Self> {
        if let Ok(date) = NaiveDate::parse_from_str(until, "%Y%m%d") {
            return Some(Self::On(date));
        }
        if let Ok(at) = NaiveDateTime::parse_from_str(until, "%Y%m%dT%H%M%SZ") {
            return Some(Self::At(at));
        }
        NaiveDateTime::parse_from_str(until, "%Y%m%dT%H%M%S").ok().map(|at| Self::On(at.date()))
    }
}

impl Pattern {
    /// `None` for a rule with parts that there are no words for.
    fn of(rule: &RRule<Unvalidated>) -> Option<Self> {
        let has_rare_parts = !(rule.get_by_year_day().is_empty()
            && rule.get_by_week_no().is_empty()
            && rule.get_by_hour().is_empty()
            && rule.get_by_minute().is_empty()
            && rule.get_by_second().is_empty());
        if has_rare_parts {
            return None;
        }
        let (months, dates) = (rule.get_by_month(), rule.get_by_month_day());
        let (weekdays, positions) = (rule.get_by_weekday(), rule.get_by_set_pos());
        match (rule.get_freq(), months, dates, weekdays, positions) {
            (Frequency::Daily, [], [], [], []) => Some(Self::Daily),
            (Frequency::Weekly, [], [], days, []) => weekly(days).map(Self::Weekly),
            (Frequency::Monthly, [], days, [], []) => {
                let mut days = days.to_vec();
                days.sort_unstable_by_key(|day| (*day < 0, *day));
                days.into_iter().map(DayOfMonth::of).collect::<Option<_>>().map(Self::Monthly)
            }
            (Frequency::Monthly, [], [], days, positions) => nths(days, positions).map(Self::MonthlyNth),
            (Frequency::Yearly, [], [], [], []) => Some(Self::Yearly),
            (Frequency::Yearly, [month], [day @ 1..=31], [], []) => Some(Self::YearlyOn { month: *month, day: *day }),
            (Frequency::Yearly, [month], [], days, positions) => match nths(days, positions)?.as_slice() {
                [nth] => Some(Self::YearlyNth { month: *month, nth: *nth }),
                _ => None,
            },
            _ => None,
        }
    }
}

impl DayOfMonth {
    fn of(day: i8) -> Option<Self> {
        match day {
            1..=31 => Some(Self::Nth(day)),
            -1 => Some(Self::Last),
            _ => None,
        }
    }
}

/// Plain weekdays, Monday first.
fn weekly(days: &[NWeekday]) -> Option<Vec<Weekday>> {
    let mut days = days.iter().copied().map(plain).collect::<Option<Vec<_>>>()?;
    days.sort_unstable_by_key(Weekday::num_days_from_monday);
    days.dedup();
    Some(days)
}

fn plain(day: NWeekday) -> Option<Weekday> {
    match day {
        NWeekday::Every(weekday) => Some(weekday),
        NWeekday::Nth(..) => None,
    }
}

/// Weekdays with their places in the month, whether written `2MO` or as a weekday with `BYSETPOS=2`.
fn nths(days: &[NWeekday], positions: &[i32]) -> Option<Vec<NthWeekday>> {
    let nths: Vec<NthWeekday> = match (days, positions) {
        ([], _) => return None,
        ([day], [position]) => vec![NthWeekday { nth: i16::try_from(*position).ok()?, weekday: plain(*day)? }],
        (days, []) => days.iter().copied().map(nth).collect::<Option<_>>()?,
        _ => return None,
    };
    nths.iter().all(|day| matches!(day.nth, 1..=5 | -1)).then_some(nths)
}

fn nth(day: NWeekday) -> Option<NthWeekday> {
    match day {
        NWeekday::Every(_) => None,
        NWeekday::Nth(nth, weekday) => Some(NthWeekday { nth, weekday }),
    }
}
