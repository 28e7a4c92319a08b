//! What may follow how often it is: on which days.

use super::list::{
    edge_day, in_weeks, last_day, month, month_day_list, nth_weekdays, of_month, weekdays, workday_of_month,
};
use super::{Repeat, WORKDAYS};
use crate::when::piece::{Day, Piece, date, ordinal, skip};
use crate::when::token::Tokens;
use crate::when::word::{Edge, Unit, Word};
use chrono::Weekday;

/// What may follow how often it is: on which days.
pub(super) fn on(tokens: &Tokens<'_>, at: usize, repeat: Repeat) -> (Repeat, usize) {
    let from = skip(
        tokens,
        skip(tokens, at + usize::from(tokens.is_mark(at, ',')), &[Word::On, Word::De, Word::At]),
        &[Word::The],
    );
    let unchanged = |repeat| (repeat, at);
    match repeat.every {
        Some(Unit::Week) => {
            if let Some((days, end)) = weekdays(tokens, from) {
                return in_weeks(
                    tokens,
                    end,
                    Repeat { weekdays: days.iter().map(|day| (0, *day)).collect(), ..repeat },
                );
            }
            match tokens.word(from) {
                Some(Word::Workday | Word::Workdays) => {
                    (Repeat { weekdays: Repeat::weekly(&WORKDAYS).weekdays, ..repeat }, from + 1)
                }
                Some(Word::Weekend | Word::Weekends) => {
                    (Repeat { weekdays: Repeat::weekly(&[Weekday::Sat, Weekday::Sun]).weekdays, ..repeat }, from + 1)
                }
                _ => unchanged(repeat),
            }
        }
        Some(Unit::Month) => {
            if let Some((nth, end)) = date::nth_workday(tokens, from) {
                return (Repeat { interval: repeat.interval, ..workday_of_month(nth) }, end);
            }
            if let Some((nth, end)) = nth_weekdays(tokens, from) {
                return (Repeat { weekdays: nth.weekdays, ..repeat }, end);
            }
            if let Some((days, end)) = weekdays(tokens, from) {
                return (Repeat { weekdays: days.iter().map(|day| (0, *day)).collect(), ..repeat }, end);
            }
            if let Some((days, end)) = month_day_list(tokens, from) {
                return (Repeat { days, ..repeat }, end);
            }
            if let Some((day, end)) = last_day(tokens, from) {
                return (Repeat { days: [day].into_iter().collect(), ..repeat }, end);
            }
            match tokens.word(from) {
                // "every month at the start"
                Some(Word::Starting) if from > at + usize::from(tokens.is_mark(at, ',')) => {
                    (Repeat { days: edge_day(Edge::Start), ..repeat }, from + 1)
                }
                Some(Word::Edge(edge) | Word::MonthEdge(edge)) => {
                    (Repeat { days: edge_day(edge), ..repeat }, of_month(tokens, from + 1))
                }
                _ => unchanged(repeat),
            }
        }
        // "everyday mon-fri"
        Some(Unit::Day) if repeat.interval <= 1 => match weekdays(tokens, from) {
            Some((days, end)) if days.len() >= 2 => (Repeat::weekly(&days), end),
            _ => unchanged(repeat),
        },
        Some(Unit::Year) => in_year(tokens, from, &repeat).unwrap_or((repeat, at)),
        _ => unchanged(repeat),
    }
}

/// What may follow "every year": "on december 25th", "on the fourth thursday in november", "on the 31st day".
fn in_year(tokens: &Tokens<'_>, at: usize, repeat: &Repeat) -> Option<(Repeat, usize)> {
    if let Some((nth, end)) = nth_weekdays(tokens, at) {
        let of = skip(tokens, end, &[Word::Of, Word::In]);
        let (month, end) = month(tokens, of)?;
        let months = [month].into_iter().collect();
        return Some((Repeat { weekdays: nth.weekdays, months, ..repeat.clone() }, end));
    }
    if let Some((days, end)) = weekdays(tokens, at) {
        let on = Repeat { weekdays: days.iter().map(|day| (0, *day)).collect(), ..repeat.clone() };
        let (on, after) = in_weeks(tokens, end, on);
        return (after > end).then_some((on, after));
    }
    if let Some((Piece::Time(time), end, _)) = date::month_and_day(tokens, at)
        && let Some(Day { day: Some(day), month: Some(month), .. }) = time.day
    {
        let repeat =
            Repeat { days: [day].into_iter().collect(), months: [month].into_iter().collect(), ..repeat.clone() };
        return Some((repeat, end));
    }
    // "every year in june", "tiap tahun bulan jun", 每年六月: its first day.
    let month_at = skip(tokens, skip(tokens, at, &[Word::In, Word::Of]), &[Word::Unit(Unit::Month)]);
    let month = month(tokens, month_at).or_else(|| {
        let number = tokens.number(month_at).filter(|month| (1..=12).contains(&month.value))?;
        tokens.is(month_at + 1, Word::MonthMark).then_some((u8::try_from(number.value).ok()?, month_at + 2))
    });
    if let Some((month, end)) = month {
        let months = [month].into_iter().collect();
        return Some((Repeat { months, days: edge_day(Edge::Start), ..repeat.clone() }, end));
    }
    let (day, end) = ordinal(tokens, at)?;
    let end = skip(tokens, end, &[Word::Unit(Unit::Day)]);
    Some((Repeat { year_days: [u16::from(day)].into_iter().collect(), ..repeat.clone() }, end))
}
