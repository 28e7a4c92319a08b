//! What is repeated: units, weekdays, days of a month or year.

use super::list::{
    edge_day, in_weeks, initials, last_day, list_step, month, month_day_list, month_days, nth_weekdays, of_month,
    weekdays, workday_of_month,
};
use super::{Repeat, WORKDAYS, each, found, han, on};
use crate::when::piece::{Day, Piece, Read, amount, date, night_before, numeric, skip};
use crate::when::token::Tokens;
use crate::when::word::{DayPart, Edge, Named, Unit, Word};
use chrono::Weekday;
use smallvec::SmallVec;

/// What is repeated every `interval`.
pub(super) fn target(tokens: &Tokens<'_>, at: usize, interval: u32) -> Read {
    let at = skip(tokens, at, &[Word::Measure]);
    let with = |repeat: Repeat, end| found(Repeat { interval: repeat.interval.max(1) * interval, ..repeat }, end);
    if let Some((nth, end)) = date::nth_workday(tokens, at) {
        return with(workday_of_month(nth), of_month(tokens, end));
    }
    // "every 2nd monday of the month", "every last friday", "every fourth thursday in november"
    if let Some((repeat, end)) = nth_weekdays(tokens, at) {
        let of = skip(tokens, skip(tokens, end, &[Word::Of, Word::In]), &[Word::The, Word::Every]);
        return match tokens.word(of) {
            Some(Word::Unit(Unit::Month)) if of > end || is_nth_after(tokens, end) => with(repeat, of + 1),
            Some(Word::Month(month)) if of > end => {
                with(Repeat { every: Some(Unit::Year), months: [month].into_iter().collect(), ..repeat }, of + 1)
            }
            _ => with(repeat, end),
        };
    }
    if let Some((days, end)) = han::weekdays_in_a_row(tokens, at).or_else(|| initials(tokens, at)) {
        return with(Repeat::weekly(&days), end);
    }
    if let Some((days, end)) = weekdays(tokens, at) {
        let (repeat, end) = in_weeks(tokens, end, Repeat::weekly(&days));
        return with(repeat, end);
    }
    match tokens.word(at) {
        Some(Word::Workday | Word::Workdays) => return with(Repeat::weekly(&WORKDAYS), at + 1),
        Some(Word::Weekend | Word::Weekends) => return with(Repeat::weekly(&[Weekday::Sat, Weekday::Sun]), at + 1),
        Some(Word::Tonight) => return None,
        Some(Word::Part(part) | Word::PartAfterDay(part)) => {
            // "setiap malam jumaat", "every morning on mon and wed"
            if let Some((days, end)) = weekdays(tokens, skip(tokens, at + 1, &[Word::On])) {
                let is_night = tokens.is(at, Word::Part(DayPart::Night)) && !tokens.is_han(at);
                let days: SmallVec<[Weekday; 7]> =
                    days.iter().map(|day| if is_night { night_before(*day) } else { *day }).collect();
                return with(Repeat { part: Some(part), is_night, ..Repeat::weekly(&days) }, end);
            }
            return with(Repeat { part: Some(part), ..each(Unit::Day, 1) }, at + 1);
        }
        Some(Word::Month(month)) => {
            // "setiap Mei": its first day.
            let (days, end) = month_days(tokens, at + 1).unwrap_or_else(|| (edge_day(Edge::Start), at + 1));
            let repeat = Repeat { months: [month].into_iter().collect(), days, ..each(Unit::Year, 1) };
            return with(repeat, end);
        }
        // "setiap hujung bulan"
        Some(Word::Edge(edge)) => {
            let of = skip(tokens, skip(tokens, at + 1, &[Word::Of]), &[Word::The]);
            return match amount::unit(tokens, of) {
                Some((Unit::Month, end)) => with(Repeat { days: edge_day(edge), ..each(Unit::Month, 1) }, end),
                _ => None,
            };
        }
        Some(Word::Quarter) => return with(each(Unit::Season, 1), at + 1),
        Some(Word::MonthEdge(edge)) => return with(Repeat { days: edge_day(edge), ..each(Unit::Month, 1) }, at + 1),
        _ => {}
    }
    // "every 3 march", "setiap 31 Ogos", "every 25/12"
    if let Some((repeat, end)) = yearly(tokens, at) {
        return with(repeat, end);
    }
    // "every 15th", "setiap 12hb", "every 4th and 10th of the month", "每15号"
    if let Some((days, end)) = month_day_list(tokens, at) {
        let of = skip(tokens, skip(tokens, end, &[Word::Of]), &[Word::The]);
        if let Some((month, end)) = month(tokens, of) {
            let repeat = Repeat { days, months: [month].into_iter().collect(), ..each(Unit::Year, 1) };
            return with(repeat, end);
        }
        return with(Repeat { days, ..each(Unit::Month, 1) }, of_month(tokens, end));
    }
    // "every last day of the month"
    if let Some((day, end)) = last_day(tokens, at) {
        return with(Repeat { days: [day].into_iter().collect(), ..each(Unit::Month, 1) }, of_month(tokens, end));
    }
    if let Some(Word::One(unit)) = tokens.word(at) {
        return with(each(unit, 1), at + 1);
    }
    let (unit, end) = amount::unit(tokens, at)?;
    let (repeat, end) = on(tokens, end, each(unit, 1));
    with(repeat, end)
}

/// Whether what ends here is a weekday with its number after it ("isnin kedua").
fn is_nth_after(tokens: &Tokens<'_>, end: usize) -> bool {
    let last = end.checked_sub(1).and_then(|last| tokens.word(last));
    matches!(last, Some(Word::FinalAfter | Word::Ordinal(_)))
}

/// A day and month that come every year.
fn yearly(tokens: &Tokens<'_>, at: usize) -> Option<(Repeat, usize)> {
    let (Piece::Time(time), end, false) =
        date::month_and_day(tokens, at).or_else(|| numeric::date(tokens, at)).or_else(|| date::named(tokens, at))?
    else {
        return None;
    };
    let (day, month) = match time.day? {
        Day { day: Some(day), month: Some(month), year: None, .. } => (day, month),
        Day { named: Some(Named::Fixed(month, day)), year: None, .. } => (i8::try_from(day).ok()?, month),
        _ => return None,
    };
    let mut repeat =
        Repeat { days: [day].into_iter().collect(), months: [month].into_iter().collect(), ..each(Unit::Year, 1) };
    // "every 1 march and 1 september": one rule says both only if the day or the month is the same.
    let next = list_step(tokens, end).0;
    if next > end
        && let Some((Piece::Time(time), after, false)) = date::month_and_day(tokens, next)
        && let Some(Day { day: Some(other), month: Some(also), year: None, .. }) = time.day
        && (other == day || also == month)
    {
        if other == day {
            repeat.months.push(also);
        } else {
            repeat.days.push(other);
        }
        return Some((repeat, after));
    }
    Some((repeat, end))
}
