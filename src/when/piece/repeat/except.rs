//! What a repetition leaves out: "except wednesday", "kecuali 15 Okt", 除了周三, 周三除外.

use chrono::Weekday;
use smallvec::SmallVec;

use super::list::{any_weekday, list_step};
use super::{MOST_LISTED, WORKDAYS};
use crate::when::piece::{Day, DayTime, Piece, Read, date, numeric, skip};
use crate::when::token::Tokens;
use crate::when::word::Word;

/// The days that are left out; they count only beside a repetition.
pub(in crate::when::piece) fn except(tokens: &Tokens<'_>, at: usize) -> Read {
    if tokens.is(at, Word::Except) {
        let (days, end) = days(tokens, skip(tokens, at + 1, &[Word::For, Word::On]))?;
        return Some((Piece::Except(days.into_iter().collect()), skip(tokens, end, &[Word::ExceptAfter]), true));
    }
    let (days, end) = days(tokens, at)?;
    tokens.is(end, Word::ExceptAfter).then_some((Piece::Except(days.into_iter().collect()), end + 1, true))
}

/// Days in a row: weekdays, dates, weekends.
fn days(tokens: &Tokens<'_>, at: usize) -> Option<(SmallVec<[Day; 4]>, usize)> {
    let mut days: SmallVec<[Day; 4]> = SmallVec::new();
    let mut end = at;
    for _ in 0..MOST_LISTED {
        let from = if days.is_empty() { end } else { list_step(tokens, end).0 };
        if !days.is_empty() && from == end {
            break;
        }
        let Some((more, after)) = day(tokens, skip(tokens, from, &[Word::On, Word::The, Word::Hari])) else { break };
        days.extend(more);
        end = after;
    }
    (!days.is_empty()).then_some((days, end))
}

/// One day, or the days that one word names.
fn day(tokens: &Tokens<'_>, at: usize) -> Option<(SmallVec<[Day; 4]>, usize)> {
    let weekdays = |days: &[Weekday]| days.iter().map(|day| Day::weekday(*day)).collect();
    match tokens.word(at) {
        Some(Word::Weekend | Word::Weekends) => return Some((weekdays(&[Weekday::Sat, Weekday::Sun]), at + 1)),
        Some(Word::Workday | Word::Workdays) => return Some((weekdays(&WORKDAYS), at + 1)),
        _ => {}
    }
    if let Some(weekday) = any_weekday(tokens, at) {
        return Some((weekdays(&[weekday]), at + 1));
    }
    let reads = [date::month_and_day, numeric::date, date::relative, date::named, date::day_of_month];
    let (piece, end, _) = reads.iter().find_map(|read| read(tokens, at))?;
    match piece {
        Piece::Time(DayTime { day: Some(day), .. }) => Some(([day].into_iter().collect(), end)),
        _ => None,
    }
}
