//! Which day is meant.

use super::super::choice::Choice;
use super::super::piece::Day;
use super::super::word::Edge;
use super::month::{
    MONTHS_AHEAD, coming_day_of_month, first_of_month, in_month, in_year, monday_of, nth_weekday_of, nth_workday,
    on_or_after, workdays_later,
};
use super::view::{Notes, Variant, Viewpoint};
use super::{YEARS, add_days};
use crate::model::{DayOrder, DoubtKind, Flag};
use chrono::{Datelike, Duration, NaiveDate, Weekday};

/// How many years a date without its year is looked for: 29 February comes within them, also around 2100.
const YEARS_AHEAD: i32 = 8;

/// The day that some conditions mean. `is_ahead` says whether, if it is today, it still lies ahead.
pub(super) fn resolve(day: &Day, here: &Viewpoint, is_ahead: bool, notes: &mut Notes) -> Result<NaiveDate, DoubtKind> {
    if day.is_impossible {
        return Err(DoubtKind::Impossible);
    }
    let base = match base(&ordered(day, here, notes), here, is_ahead, notes) {
        // "11/12 (Fri)": the weekday says which of the two numbers is the month.
        Err(disagrees @ DoubtKind::WeekdayDisagrees { .. }) => {
            base(&swapped(day).ok_or(disagrees)?, here, is_ahead, notes).map_err(|_| disagrees)?
        }
        found => found?,
    };
    match day.shift {
        Some(shift) => add_days(base, shift),
        None => Ok(base),
    }
}

/// The day that the conditions of an end mean, when the start is known.
pub(super) fn resolve_after(
    day: &Day,
    start: NaiveDate,
    here: &Viewpoint,
    notes: &mut Notes,
) -> Result<NaiveDate, DoubtKind> {
    let day = ordered(day, here, notes);
    if day.weekday.is_some() && day.day.is_none() && day.nth.is_none() && day.week.is_none() {
        return on_or_after(start, day.weekday.unwrap_or(Weekday::Mon));
    }
    if day.month.is_some() && day.year.is_none() && day.nth.is_none() && day.edge.is_none() {
        // Of dates without a year, the first one after the start.
        let this = in_year(&day, start.year())?;
        return match this.filter(|date| *date >= start) {
            Some(date) => Ok(date),
            // An end some days before its start was not meant to be a year later.
            None if day.day.is_some_and(|day| day > 0)
                && this.is_some_and(|date| start.signed_duration_since(date) < Duration::days(90)) =>
            {
                Err(DoubtKind::EndBeforeStart)
            }
            None => in_year(&day, start.year() + 1)?.ok_or(DoubtKind::Impossible),
        };
    }
    if day.day.is_some() && day.month.is_none() && day.months.is_none() && day.year.is_none() {
        return coming_day_of_month(&day, start, true);
    }
    resolve(&day, here, true, notes)
}

/// Puts day and month in the order that the chat has.
fn ordered(day: &Day, here: &Viewpoint, notes: &mut Notes) -> Day {
    let Some(swapped) = swapped(day) else { return *day };
    notes.chose(Choice::DayOrder);
    notes.flag(Flag::OrderImplied);
    let is_swapped = match here.reference.order {
        DayOrder::Dmy => here.variant == Variant::OtherOrder,
        DayOrder::Mdy => here.variant != Variant::OtherOrder,
    };
    if is_swapped { swapped } else { *day }
}

/// The day that the same numbers are in the other order.
fn swapped(day: &Day) -> Option<Day> {
    let (other_day, other_month) = day.swapped?;
    Some(Day { day: i8::try_from(other_day).ok(), month: Some(other_month), ..*day })
}

fn base(day: &Day, here: &Viewpoint, is_ahead: bool, notes: &mut Notes) -> Result<NaiveDate, DoubtKind> {
    let today = here.today();
    if let Some(days) = day.days {
        let date = Duration::try_days(days).and_then(|by| today.checked_add_signed(by)).ok_or(DoubtKind::TooFar)?;
        return match day.weekday {
            Some(weekday) if day.shift.is_some() => on_or_after(date, weekday),
            Some(weekday) => agreeing(date, weekday, day.night_of),
            None => Ok(date),
        };
    }
    if let Some(named) = day.named {
        notes.chose(Choice::NamedDay);
        let year = day.year.or(day.years.map(|years| today.year() + years));
        let from = if is_ahead { today } else { today.succ_opt().ok_or(DoubtKind::TooFar)? };
        let (date, is_certain) = super::named::resolve(named, from, year, here).ok_or(DoubtKind::TooFar)?;
        notes.is_about |= !is_certain;
        return day.weekday.map_or(Ok(date), |weekday| agreeing(date, weekday, day.night_of));
    }
    if let (true, Some(nth)) = (day.is_workday, day.nth) {
        return nth_workday(day, nth, today);
    }
    if day.is_workday {
        return Ok(workdays_later(today, 1));
    }
    if day.is_weekend {
        return weekend(day, today);
    }
    if day.weekday.is_some() && day.nth.is_some() {
        return nth_weekday(day, today);
    }
    if day.edge.is_some() {
        return edge(day, today);
    }
    if day.day.is_some() {
        return if day.month.is_some() || day.months.is_some() {
            date(day, today, is_ahead, notes)
        } else {
            notes.chose(Choice::MonthToCome);
            match (day.week, day.weekday) {
                // "下周三10号": the weekday of a week is one day, which the number must agree with.
                (Some(_), Some(weekday)) => of_week(day, weekday, here, is_ahead, notes),
                _ => coming_day_of_month(day, today, is_ahead),
            }
        };
    }
    if let Some(weekday) = day.weekday {
        return weekday_to_come(day, weekday, here, is_ahead, notes);
    }
    if let Some(week) = day.week {
        return monday_of(today, week);
    }
    if let Some(months) = day.months {
        return first_of_month(today, months);
    }
    let year = day.year.unwrap_or(today.year() + day.years.unwrap_or(0));
    if let Some(month) = day.month {
        let first = NaiveDate::from_ymd_opt(year, u32::from(month), 1).ok_or(DoubtKind::TooFar)?;
        if day.year.is_none() && first < first_of_month(today, 0)? {
            return NaiveDate::from_ymd_opt(year + 1, u32::from(month), 1).ok_or(DoubtKind::TooFar);
        }
        return Ok(first);
    }
    NaiveDate::from_ymd_opt(year, 1, 1).ok_or(DoubtKind::TooFar)
}

/// A date that a weekday was said with: they must agree. A night has either of its two.
fn agreeing(date: NaiveDate, weekday: Weekday, night_of: Option<Weekday>) -> Result<NaiveDate, DoubtKind> {
    if date.weekday() == weekday || night_of == Some(date.weekday()) {
        Ok(date)
    } else {
        Err(DoubtKind::WeekdayDisagrees { said: weekday, is: date.weekday() })
    }
}

/// A weekday: the next to come, or that of a calendar week.
fn weekday_to_come(
    day: &Day,
    weekday: Weekday,
    here: &Viewpoint,
    is_ahead: bool,
    notes: &mut Notes,
) -> Result<NaiveDate, DoubtKind> {
    let today = here.today();
    if let Some(named) = day.night_of {
        notes.chose(Choice::NightOfDay);
        notes.flag(Flag::NightBefore);
        let is_eve = (weekday != named) != (here.variant == Variant::OtherNight);
        return night(day, named, is_eve, today);
    }
    let Some(week) = day.week else {
        notes.chose(Choice::WeekdayToCome);
        let date = on_or_after(today, weekday)?;
        return if date == today && !is_ahead {
            on_or_after(date.succ_opt().ok_or(DoubtKind::TooFar)?, weekday)
        } else {
            Ok(date)
        };
    };
    notes.chose(Choice::CalendarWeek);
    let in_week = |week| {
        let ahead = i64::from(weekday.num_days_from_monday());
        monday_of(today, week)?.checked_add_signed(Duration::days(ahead)).ok_or(DoubtKind::TooFar)
    };
    let date = in_week(week)?;
    if week == 0 && (date < today || date == today && !is_ahead) {
        notes.chose(Choice::ThisPassed);
        return in_week(1);
    }
    if day.is_next && week == 1 && in_week(0)? > today {
        notes.flag(Flag::NextAmbiguous);
        if here.variant == Variant::OtherWeek {
            return in_week(0);
        }
    }
    Ok(date)
}

/// The weekday of a week that is said, if the day of the month beside it is its own.
fn of_week(
    day: &Day,
    weekday: Weekday,
    here: &Viewpoint,
    is_ahead: bool,
    notes: &mut Notes,
) -> Result<NaiveDate, DoubtKind> {
    let date = weekday_to_come(day, weekday, here, is_ahead, notes)?;
    if day.day.is_some_and(|day| u32::try_from(day).is_ok_and(|day| day == date.day())) {
        return Ok(date);
    }
    let is = coming_day_of_month(&Day { weekday: None, ..*day }, here.today(), is_ahead)?.weekday();
    Err(if is == weekday { DoubtKind::Impossible } else { DoubtKind::WeekdayDisagrees { said: weekday, is } })
}

/// The evening of a night that goes by the name of a weekday: that day's, or that of the day before.
fn night(day: &Day, named: Weekday, is_eve: bool, today: NaiveDate) -> Result<NaiveDate, DoubtKind> {
    let Some(week) = day.week else { return on_or_after(today, if is_eve { named.pred() } else { named }) };
    let ahead = i64::from(named.num_days_from_monday()) - i64::from(is_eve);
    let date = monday_of(today, week)?.checked_add_signed(Duration::days(ahead)).ok_or(DoubtKind::TooFar)?;
    if date < today && week == 0 {
        date.checked_add_signed(Duration::days(7)).ok_or(DoubtKind::TooFar)
    } else {
        Ok(date)
    }
}

/// The Saturday of a weekend.
fn weekend(day: &Day, today: NaiveDate) -> Result<NaiveDate, DoubtKind> {
    let saturday = |week| monday_of(today, week)?.checked_add_signed(Duration::days(5)).ok_or(DoubtKind::TooFar);
    if let Some(week) = day.week {
        return saturday(week);
    }
    // On a Sunday, the weekend is what is left of it.
    Ok(saturday(0)?.max(today))
}

/// A day in a month: of the year that is said, else of the next that has it.
fn date(day: &Day, today: NaiveDate, is_ahead: bool, notes: &mut Notes) -> Result<NaiveDate, DoubtKind> {
    if let Some(months) = day.months {
        let first = first_of_month(today, months)?;
        let date = in_month(day, first.year(), first.month())?.ok_or(DoubtKind::Impossible)?;
        return day.weekday.map_or(Ok(date), |weekday| agreeing(date, weekday, day.night_of));
    }
    if let Some(year) = day.year.or(day.years.map(|years| today.year() + years)) {
        if !YEARS.contains(&year) {
            return Err(DoubtKind::TooFar);
        }
        let date = in_year(day, year)?.ok_or(DoubtKind::Impossible)?;
        return day.weekday.map_or(Ok(date), |weekday| agreeing(date, weekday, day.night_of));
    }
    notes.chose(Choice::YearToCome);
    notes.flag(Flag::YearImplied);
    for year in today.year()..=today.year() + YEARS_AHEAD {
        if let Some(date) = in_year(day, year)?
            && (date > today || date == today && is_ahead)
        {
            return day.weekday.map_or(Ok(date), |weekday| agreeing(date, weekday, day.night_of));
        }
    }
    Err(DoubtKind::Impossible)
}

/// "first monday of next month", "last friday of march".
fn nth_weekday(day: &Day, today: NaiveDate) -> Result<NaiveDate, DoubtKind> {
    let (Some(nth), Some(weekday)) = (day.nth, day.weekday) else { return Err(DoubtKind::Impossible) };
    let in_month = |first: NaiveDate| nth_weekday_of(first, nth, weekday);
    if let Some(months) = day.months {
        return in_month(first_of_month(today, months)?).ok_or(DoubtKind::Impossible);
    }
    if day.month.is_none() && day.year.is_none() {
        // "the first monday": of this month, or of the next one that still has it ahead.
        return (0..MONTHS_AHEAD)
            .filter_map(|months| in_month(first_of_month(today, months).ok()?))
            .find(|date| *date >= today)
            .ok_or(DoubtKind::Impossible);
    }
    let month = u32::from(day.month.unwrap_or(1));
    let first = |year| NaiveDate::from_ymd_opt(year, month, 1).ok_or(DoubtKind::TooFar);
    if let Some(year) = day.year {
        return in_month(first(year)?).ok_or(DoubtKind::Impossible);
    }
    match in_month(first(today.year())?).filter(|date| *date >= today) {
        Some(date) => Ok(date),
        None => in_month(first(today.year() + 1)?).ok_or(DoubtKind::Impossible),
    }
}

/// The edge of a week, month or year.
fn edge(day: &Day, today: NaiveDate) -> Result<NaiveDate, DoubtKind> {
    let edge = day.edge.unwrap_or(Edge::Start);
    if let Some(week) = day.week {
        let days = match edge {
            Edge::Start => 0,
            Edge::Middle => 2,
            Edge::End => 4,
        };
        return monday_of(today, week)?.checked_add_signed(Duration::days(days)).ok_or(DoubtKind::TooFar);
    }
    let first = match (day.months, day.month, day.years) {
        (Some(months), ..) => first_of_month(today, months)?,
        (None, Some(month), _) => {
            let year = day.year.unwrap_or(today.year());
            let first = NaiveDate::from_ymd_opt(year, u32::from(month), 1).ok_or(DoubtKind::TooFar)?;
            let is_past = day.year.is_none() && first < first_of_month(today, 0)?;
            if is_past { first.checked_add_months(chrono::Months::new(12)).ok_or(DoubtKind::TooFar)? } else { first }
        }
        (None, None, years) => {
            let month = if edge == Edge::End { 12 } else { 1 };
            NaiveDate::from_ymd_opt(today.year() + years.unwrap_or(0), month, 1).ok_or(DoubtKind::TooFar)?
        }
    };
    let date = match edge {
        Edge::Start => Some(first),
        Edge::Middle => first.with_day(15),
        Edge::End => first.checked_add_months(chrono::Months::new(1)).and_then(|next| next.pred_opt()),
    };
    let date = date.ok_or(DoubtKind::TooFar)?;
    // "the beginning of the month" that has begun is the next one's.
    if date < today && day.months == Some(0) { self::edge(&Day { months: Some(1), ..*day }, today) } else { Ok(date) }
}
