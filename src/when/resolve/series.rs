//! Repetitions: which days they name, and the first occurrence, by the `rrule` crate.

use chrono::{NaiveDate, NaiveTime, TimeZone, Timelike, Weekday};
use rrule::{Frequency, NWeekday, RRule, RRuleSet, Tz, Unvalidated};
use smallvec::SmallVec;

use super::super::choice::Choice;
use super::super::join::Phrase;
use super::super::piece::{Day, Repeat};
use super::super::word::Unit;
use super::rule::rule;
use super::view::{Notes, Variant, Viewpoint};
use super::{at, clock, day, length_end, overnight};
use crate::model::{DoubtKind, Flag, Moment, Rule};

/// How many occurrences are looked through for the first that is ahead; more are never needed, as they are counted
/// from today or later.
const MOST_LOOKED_AT: u16 = 8;

/// The series, its first occurrence and that one's end.
pub(super) fn resolve(
    phrase: &Phrase,
    repeat: &Repeat,
    here: &Viewpoint,
    notes: &mut Notes,
) -> Result<(Moment, Option<Moment>, Option<Rule>), DoubtKind> {
    notes.chose(Choice::FirstOccurrence);
    let time = if phrase.is_all_day { None } else { clock::time_of_day(phrase, here, notes) };
    let repeat = night_of(with_day(repeat, phrase.start.day, here), here, notes);
    let time = time.or_else(|| (!phrase.is_all_day).then(|| within_day(&repeat, phrase, here, notes)).flatten());
    let (repeat, time) = between_hours(repeat, time, phrase, here);
    let (repeat, time) = after_midnight(repeat, time);
    if !may_occur(&repeat) {
        return Err(DoubtKind::Impossible);
    }
    let from = first_day(phrase, &repeat, here, notes)?;
    let date = first_occurrence(&repeat, from, time.map(|(start, _)| start), here)?;
    let Some((start, end)) = time else {
        let first = Moment::Day(date);
        let rule = rule(&repeat, from, first, here, notes)?;
        return Ok((first, length_end(phrase, first)?, Some(rule)));
    };
    let first = at(date, start)?;
    let end = match end {
        Some(end) => Some(Moment::Time(at(date, overnight(start, end, notes)?)?)),
        None => length_end(phrase, Moment::Time(first))?,
    };
    if first < here.now && date < here.today() {
        notes.flag(Flag::Past);
    }
    let first = Moment::Time(first);
    let rule = rule(&repeat, from, first, here, notes)?;
    Ok((first, end, Some(rule)))
}

/// Something hourly begins with the next full hour, or half or quarter of one, unless a clock is said.
fn within_day(repeat: &Repeat, phrase: &Phrase, here: &Viewpoint, notes: &mut Notes) -> Option<(i64, Option<i64>)> {
    let step = match repeat.every? {
        Unit::Hour => 3600,
        Unit::Minute | Unit::Quarter => i64::from(repeat.interval.max(1)).saturating_mul(60).min(3600),
        Unit::Second => 60,
        Unit::Day
        | Unit::Workday
        | Unit::Week
        | Unit::Fortnight
        | Unit::Month
        | Unit::Season
        | Unit::HalfYear
        | Unit::Year => return None,
    };
    notes.flag(Flag::HourImplied);
    let now = i64::from(here.now.num_seconds_from_midnight());
    let is_today = phrase.start.day.is_none() && repeat.from.is_none();
    Some((if is_today { (now / step + 1) * step } else { 9 * 3600 }, None))
}

/// "every hour from 9 to 5": at these hours of every day; the first is the next that is ahead.
fn between_hours(
    repeat: Repeat,
    time: Option<(i64, Option<i64>)>,
    phrase: &Phrase,
    here: &Viewpoint,
) -> (Repeat, Option<(i64, Option<i64>)>) {
    const HOUR: i64 = 3600;
    let is_hourly = matches!(repeat.every, Some(Unit::Hour | Unit::Minute));
    let Some((start, Some(end))) = time.filter(|(_, end)| is_hourly && end.is_some()) else { return (repeat, time) };
    let is_of_hours = repeat.every == Some(Unit::Hour);
    let (step, interval) = if is_of_hours { (i64::from(repeat.interval.max(1)), 1) } else { (1, repeat.interval) };
    // The last hour is one of them only if its minutes are reached.
    let last = if is_of_hours { end } else { end - 1 };
    let hours: SmallVec<[u8; 4]> = (start / HOUR..=last / HOUR)
        .step_by(usize::try_from(step).unwrap_or(1))
        .filter_map(|hour| u8::try_from(hour).ok().filter(|hour| *hour < 24))
        .collect();
    let now = i64::from(here.now.num_seconds_from_midnight());
    let is_today = phrase.start.day.is_none() && repeat.from.is_none();
    let ahead = hours.iter().map(|hour| i64::from(*hour) * HOUR + start % HOUR).find(|at| *at > now);
    let first = ahead.filter(|_| is_today).unwrap_or(start);
    (Repeat { interval, hours, ..repeat }, Some((first, None)))
}

/// A series whose clock lies after the midnight that ends its day ("every friday midnight", 每周五晚上12点): its days
/// move on by one, so that its first occurrence is one of its own. Where days cannot move so, the midnight is the one
/// that begins them.
fn after_midnight(mut repeat: Repeat, time: Option<(i64, Option<i64>)>) -> (Repeat, Option<(i64, Option<i64>)>) {
    const LAST_MOVABLE: i8 = 27;
    const DAY: i64 = 24 * 3600;
    let Some((start, end)) = time.filter(|(start, _)| *start >= DAY) else { return (repeat, time) };
    let can_move = repeat.weekdays.iter().all(|(nth, _)| *nth == 0)
        && repeat.days.iter().all(|day| (1..=LAST_MOVABLE).contains(day))
        && repeat.year_days.is_empty()
        && repeat.weeks.is_empty();
    if can_move {
        for (_, weekday) in &mut repeat.weekdays {
            *weekday = weekday.succ();
        }
        for day in &mut repeat.days {
            *day += 1;
        }
    }
    (repeat, Some((start - DAY, end.map(|end| if end >= DAY { end - DAY } else { end }))))
}

/// "setiap malam Jumaat": the evenings before, or those days' own.
fn night_of(mut repeat: Repeat, here: &Viewpoint, notes: &mut Notes) -> Repeat {
    if repeat.is_night {
        notes.chose(Choice::NightOfDay);
        notes.flag(Flag::NightBefore);
    }
    if repeat.is_night && here.variant == Variant::OtherNight {
        for (_, weekday) in &mut repeat.weekdays {
            // Of Friday's night the evening before was meant.
            *weekday = if *weekday == Weekday::Thu { Weekday::Fri } else { weekday.pred() };
        }
    }
    repeat
}

/// A repetition that takes its day from what stands beside it: "every month, the 12th", "yearly, 9 nov".
fn with_day(repeat: &Repeat, day: Option<Day>, here: &Viewpoint) -> Repeat {
    let mut repeat = repeat.clone();
    let Some(day) = day else { return repeat };
    match repeat.every {
        Some(Unit::Week) if repeat.weekdays.is_empty() => {
            repeat.weekdays.extend(day.weekday.map(|weekday| (0, weekday)));
        }
        Some(Unit::Month) if repeat.weekdays.is_empty() && repeat.days.is_empty() => match (day.nth, day.weekday) {
            (Some(nth), Some(weekday)) => repeat.weekdays.push((nth, weekday)),
            _ => repeat.days.extend(day.day),
        },
        Some(Unit::Year) if repeat.months.is_empty() && repeat.year_days.is_empty() => {
            let date = match (day.swapped, here.reference.order) {
                (Some((other, month)), crate::model::DayOrder::Mdy) => (i8::try_from(other).ok(), Some(month)),
                _ => (day.day, day.month),
            };
            if let (Some(number), Some(month)) = date {
                repeat.days.push(number);
                repeat.months.push(month);
            }
        }
        _ => {}
    }
    repeat
}

/// Whether a month that is named ever has a day that is named, so that it is not looked for in vain.
fn may_occur(repeat: &Repeat) -> bool {
    let has = |month: u8, day: i8| {
        // A leap year has every day that any year has.
        NaiveDate::from_ymd_opt(2024, u32::from(month), u32::from(day.unsigned_abs())).is_some()
    };
    repeat.months.iter().all(|month| repeat.days.iter().all(|day| has(*month, *day)))
}

/// The first day that an occurrence may fall on.
fn first_day(phrase: &Phrase, repeat: &Repeat, here: &Viewpoint, notes: &mut Notes) -> Result<NaiveDate, DoubtKind> {
    if let Some(day) = repeat.from.and_then(|from| from.day) {
        return day::resolve(&day, here, true, notes);
    }
    let Some(day) = phrase.start.day else { return Ok(here.today()) };
    let is_in_rule = day.weekday.is_some() && !repeat.weekdays.is_empty() && day.week.is_none() && day.days.is_none()
        || day.day.is_some() && (!repeat.days.is_empty() || !repeat.months.is_empty())
        || day.nth.is_some();
    if is_in_rule && day.year.is_none() { Ok(here.today()) } else { day::resolve(&day, here, true, notes) }
}

/// The first occurrence that is still ahead, as the `rrule` crate expands the rule.
fn first_occurrence(
    repeat: &Repeat,
    from: NaiveDate,
    start: Option<i64>,
    here: &Viewpoint,
) -> Result<NaiveDate, DoubtKind> {
    let rule = RRule::new(frequency(repeat.every)).interval(1);
    let rule = limited(rule, repeat);
    // Days are counted in UTC, where none is missing; the clock is put on afterwards.
    let begin = Tz::UTC.from_utc_datetime(&from.and_time(NaiveTime::MIN));
    let rule = rule.validate(begin).map_err(|_| DoubtKind::Impossible)?;
    let set = RRuleSet::new(begin).rrule(rule).limit();
    let is_ahead = |date: &NaiveDate| match start {
        Some(start) => at(*date, start).is_ok_and(|at| at > here.now) || *date > here.today(),
        None => *date >= here.today(),
    };
    let left_out: SmallVec<[NaiveDate; 2]> = repeat
        .except
        .iter()
        .filter_map(|day| day::resolve_after(day, from.max(here.today()), here, &mut Notes::default()).ok())
        .collect();
    set.into_iter()
        .take(usize::from(MOST_LOOKED_AT))
        .map(|occurrence| occurrence.naive_utc().date())
        .find(|date| (is_ahead(date) || *date >= from && from > here.today()) && !left_out.contains(date))
        .ok_or(DoubtKind::Impossible)
}

/// The frequency of a rule; what is finer than a day begins within the day, so the day is what counts.
fn frequency(every: Option<Unit>) -> Frequency {
    match every {
        Some(Unit::Week | Unit::Fortnight) => Frequency::Weekly,
        Some(Unit::Month | Unit::Season | Unit::HalfYear) => Frequency::Monthly,
        Some(Unit::Year) => Frequency::Yearly,
        Some(Unit::Second | Unit::Minute | Unit::Quarter | Unit::Hour | Unit::Day | Unit::Workday) | None => {
            Frequency::Daily
        }
    }
}

/// A rule with the limits of a repetition.
fn limited(rule: RRule<Unvalidated>, repeat: &Repeat) -> RRule<Unvalidated> {
    let mut rule = rule;
    if !repeat.weekdays.is_empty() {
        let days = repeat.weekdays.iter().map(|(nth, day)| match nth {
            0 => NWeekday::Every(*day),
            nth => NWeekday::Nth(i16::from(*nth), *day),
        });
        rule = rule.by_weekday(days.collect());
    }
    if !repeat.days.is_empty() {
        rule = rule.by_month_day(repeat.days.iter().copied().collect());
    }
    if !repeat.months.is_empty() {
        let months: Vec<chrono::Month> =
            repeat.months.iter().filter_map(|month| chrono::Month::try_from(*month).ok()).collect();
        rule = rule.by_month(&months);
    }
    if let Some(position) = repeat.position {
        rule = rule.by_set_pos(vec![i32::from(position)]);
    }
    if !repeat.year_days.is_empty() {
        rule = rule.by_year_day(repeat.year_days.iter().filter_map(|day| i16::try_from(*day).ok()).collect());
    }
    if !repeat.weeks.is_empty() {
        rule = rule.by_week_no(repeat.weeks.iter().filter_map(|week| i8::try_from(*week).ok()).collect());
    }
    rule
}
