//! Days of weeks and months, counted in the calendar.

use chrono::{Datelike, Duration, NaiveDate, Weekday};

use super::super::piece::Day;
use crate::model::DoubtKind;

/// How many months a day without its month is looked for: within them every weekday has fallen on every day.
pub(super) const MONTHS_AHEAD: i32 = 48;

/// The first such weekday, that day included.
pub(super) fn on_or_after(date: NaiveDate, weekday: Weekday) -> Result<NaiveDate, DoubtKind> {
    let ahead = weekday.days_since(date.weekday());
    date.checked_add_signed(Duration::days(i64::from(ahead))).ok_or(DoubtKind::TooFar)
}

/// Working days later, weekends left out.
pub(super) fn workdays_later(date: NaiveDate, days: i32) -> NaiveDate {
    const MOST: i32 = 1000;
    let mut date = date;
    let mut left = days.clamp(-MOST, MOST);
    while left != 0 {
        let next = if left > 0 { date.succ_opt() } else { date.pred_opt() };
        let Some(next) = next else { break };
        date = next;
        if !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
            left -= left.signum();
        }
    }
    date
}

/// The Monday of a calendar week, counted from this one.
pub(super) fn monday_of(today: NaiveDate, week: i32) -> Result<NaiveDate, DoubtKind> {
    let back = i64::from(today.weekday().num_days_from_monday());
    let by = i64::from(week).checked_mul(7).and_then(|days| days.checked_sub(back)).ok_or(DoubtKind::TooFar)?;
    Duration::try_days(by).and_then(|by| today.checked_add_signed(by)).ok_or(DoubtKind::TooFar)
}

pub(super) fn first_of_month(today: NaiveDate, months: i32) -> Result<NaiveDate, DoubtKind> {
    let first = today.with_day(1).ok_or(DoubtKind::TooFar)?;
    let count = chrono::Months::new(months.unsigned_abs());
    if months < 0 { first.checked_sub_months(count) } else { first.checked_add_months(count) }.ok_or(DoubtKind::TooFar)
}

/// The day in a year, if that year has it.
pub(super) fn in_year(day: &Day, year: i32) -> Result<Option<NaiveDate>, DoubtKind> {
    match day.month {
        Some(month) => in_month(day, year, u32::from(month)),
        None => Ok(None),
    }
}

/// The day in a month, if that month has it; negative days count from its end.
pub(super) fn in_month(day: &Day, year: i32, month: u32) -> Result<Option<NaiveDate>, DoubtKind> {
    let number = i32::from(day.day.unwrap_or(1));
    if number > 0 {
        return Ok(NaiveDate::from_ymd_opt(year, month, number.unsigned_abs()));
    }
    let first = NaiveDate::from_ymd_opt(year, month, 1).ok_or(DoubtKind::TooFar)?;
    let next = first.checked_add_months(chrono::Months::new(1)).ok_or(DoubtKind::TooFar)?;
    let date = next.checked_add_signed(Duration::days(i64::from(number))).ok_or(DoubtKind::TooFar)?;
    Ok((date >= first).then_some(date))
}

/// The next day of this number, on this weekday if one was said.
pub(super) fn coming_day_of_month(day: &Day, today: NaiveDate, is_ahead: bool) -> Result<NaiveDate, DoubtKind> {
    for months in 0..MONTHS_AHEAD {
        let first = first_of_month(today, months)?;
        let Some(date) = in_month(day, first.year(), first.month())? else { continue };
        let is_agreed = day.weekday.is_none_or(|weekday| date.weekday() == weekday);
        if is_agreed && (date > today || date == today && is_ahead) {
            return Ok(date);
        }
    }
    Err(DoubtKind::Impossible)
}

/// "last working day of the month": of the month that is said, else of the next one that still has it ahead.
pub(super) fn nth_workday(day: &Day, nth: i8, today: NaiveDate) -> Result<NaiveDate, DoubtKind> {
    let is_counted = |first: NaiveDate| {
        let before = first.pred_opt()?;
        let after = first.checked_add_months(chrono::Months::new(1))?;
        let date = workdays_later(if nth > 0 { before } else { after }, i32::from(nth));
        (date >= first && date < after).then_some(date)
    };
    let months = match (day.months.filter(|months| *months != 0), day.month) {
        (Some(months), _) => months..=months,
        (None, None) => 0..=MONTHS_AHEAD,
        (None, Some(month)) => {
            let year = day.year.unwrap_or(today.year());
            let ahead = (year - today.year()) * 12 + i32::from(month) - i32::try_from(today.month()).unwrap_or(1);
            ahead..=if day.year.is_some() { ahead } else { ahead + 12 }
        }
    };
    let step = if day.month.is_some() { 12 } else { 1 };
    months
        .step_by(step)
        .filter_map(|months| is_counted(first_of_month(today, months).ok()?))
        .find(|date| *date >= today || day.year.is_some() || day.months.is_some_and(|months| months != 0))
        .ok_or(DoubtKind::Impossible)
}

/// The nth such weekday of the month that begins on `first`, from its end when negative; `None` if it has none.
pub(super) fn nth_weekday_of(first: NaiveDate, nth: i8, weekday: Weekday) -> Option<NaiveDate> {
    let next = first.checked_add_months(chrono::Months::new(1))?;
    let date = if nth > 0 {
        let ahead = i64::from(weekday.days_since(first.weekday())) + 7 * (i64::from(nth) - 1);
        first.checked_add_signed(Duration::try_days(ahead)?)?
    } else {
        let last = next.pred_opt()?;
        let back = i64::from(last.weekday().days_since(weekday)) + 7 * (-i64::from(nth) - 1);
        last.checked_sub_signed(Duration::try_days(back)?)?
    };
    (first <= date && date < next).then_some(date)
}
