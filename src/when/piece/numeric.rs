//! Days written in numbers: ISO, day/month, day.month.year.

use super::{ClockTime, Day, DayTime, Piece, Read};
use crate::when::number::Number;
use crate::when::token::Tokens;
use crate::when::word::{Meridiem, Word};

/// The first and last year that calendars here go to.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2199;

/// "2026-04-02T15:00:00Z": an ISO day glued to a clock by its T.
pub(super) fn iso(tokens: &Tokens<'_>, at: usize) -> Read {
    let (day, end) = year_first(tokens, at)?;
    if tokens.folded(end) != "t" || !tokens.is_glued(end) {
        return None;
    }
    let (Piece::Time(DayTime { clock: Some(clock), .. }), mut end, _) = super::clock::digits(tokens, end + 1)? else {
        return None;
    };
    // Fractions of a second say nothing here.
    if tokens.is_glued_mark(end, '.') && tokens.glued_number(end + 1).is_some() {
        end += 2;
    }
    Some((
        Piece::Time(DayTime { day: Some(day), clock: Some(ClockTime { is_exact: true, ..clock }), part: None }),
        end,
        false,
    ))
}

/// A day in numbers, in any order, or eight digits of it.
pub(super) fn date(tokens: &Tokens<'_>, at: usize) -> Read {
    let day = |day, end, is_weak| Some((Piece::Time(DayTime { day: Some(day), ..DayTime::default() }), end, is_weak));
    if let Some((found, end)) = year_first(tokens, at).or_else(|| eight_digits(tokens, at)) {
        return day(found, end, false);
    }
    if is_after_address(tokens, at) {
        return None;
    }
    let (found, end, is_weak) = year_last(tokens, at)?;
    day(found, end, is_weak)
}

/// Whether what stands a little before makes numbers with a stroke an address ("Jalan SS 17/21").
fn is_after_address(tokens: &Tokens<'_>, at: usize) -> bool {
    (at.saturating_sub(2)..at).any(|before| tokens.is(before, Word::Address))
}

/// "2026-04-02", "2026/4/2", "2026.4.2".
fn year_first(tokens: &Tokens<'_>, at: usize) -> Option<(Day, usize)> {
    let year = tokens.number(at).filter(|year| year.digits == 4 && YEARS.contains(&year.value))?;
    let mark = separator(tokens, at + 1)?;
    let month = tokens.glued_number(at + 2)?;
    if separator(tokens, at + 3)? != mark {
        return None;
    }
    let day = tokens.glued_number(at + 4)?;
    // "2027/13/1": the parts that can only be the other way round.
    let (month, day) = if month.value > 12 && day.value <= 12 { (day, month) } else { (month, day) };
    Some((full(day.value, month.value, year.value)?, at + 5))
}

/// "20260402".
fn eight_digits(tokens: &Tokens<'_>, at: usize) -> Option<(Day, usize)> {
    let number = tokens.number(at).filter(|number| number.digits == 8)?;
    let year = number.value / 10_000;
    if !(1990..=2099).contains(&year) {
        return None;
    }
    Some((full(number.value % 100, number.value / 100 % 100, year)?, at + 1))
}

/// A day; whether it exists is for the resolving to say.
fn full(day: u32, month: u32, year: u32) -> Option<Day> {
    let year = i32::try_from(year).ok()?;
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    Some(Day { day: i8::try_from(day).ok(), month: u8::try_from(month).ok(), year: Some(year), ..Day::default() })
}

/// The mark between the numbers of a date.
fn separator(tokens: &Tokens<'_>, at: usize) -> Option<char> {
    ['-', '/', '.'].into_iter().find(|mark| tokens.is_glued_mark(at, *mark))
}

/// "3/4", "3/4/26", "3.4.2026", "3-4-2026", "26.10."; of day and month, whichever order is possible.
fn year_last(tokens: &Tokens<'_>, at: usize) -> Option<(Day, usize, bool)> {
    let first = tokens.number(at).filter(|number| !number.is_han && number.digits <= 2)?;
    if let Some(read) = spaced_out(tokens, at, first) {
        return Some(read);
    }
    let spaced = tokens.is_mark(at + 1, '/') && !tokens.is_glued(at + 1) && !tokens.is_glued(at + 2);
    let mark = if spaced { '/' } else { separator(tokens, at + 1)? };
    let second = tokens.number(at + 2).filter(|number| number.digits <= 2 && (spaced || tokens.is_glued(at + 2)))?;
    let third = (separator(tokens, at + 3) == Some(mark)).then(|| tokens.glued_number(at + 4)).flatten();
    let Some(third) = third else {
        return without_year(tokens, at, (first.value, second.value), (second.digits, mark));
    };
    let year = match third.digits {
        4 if YEARS.contains(&third.value) => third.value,
        2 => 2000 + third.value,
        // "1/1/99999": further than calendars go, which is for the resolving to say.
        5 if mark == '/' => third.value,
        _ => return None,
    };
    let day = pair(first.value, second.value, Some(i32::try_from(year).ok()?))?;
    // "1-2-26" may be anything; with a whole year it is a date.
    (mark != '-' || third.digits == 4 || second.digits == 2).then_some((day, at + 5, false))
}

/// "31 10 2026": three numbers with nothing but spaces between, the last a whole year.
fn spaced_out(tokens: &Tokens<'_>, at: usize, first: Number) -> Option<(Day, usize, bool)> {
    let second = tokens.number(at + 1).filter(|number| number.digits <= 2 && !number.is_han)?;
    let year = tokens.number(at + 2).filter(|year| year.digits == 4 && (1990..=2099).contains(&year.value))?;
    let is_marked = [':', '.', '/', '-'].into_iter().any(|mark| tokens.is_glued_mark(at + 3, mark))
        || matches!(tokens.word(at + 3), Some(Word::Hrs | Word::H | Word::Meridiem(_)));
    let day = pair(first.value, second.value, i32::try_from(year.value).ok())?;
    (!is_marked).then_some((day, at + 3, false))
}

/// Day and month alone: with a stroke a date, with a dot only where no clock could be meant, never with a dash.
fn without_year(
    tokens: &Tokens<'_>,
    at: usize,
    (first, second): (u32, u32),
    (digits, mark): (u8, char),
) -> Option<(Day, usize, bool)> {
    let day = pair(first, second, None)?;
    match mark {
        '/' => Some((day, at + 3, false)),
        '.' => {
            // "26.10." ends with a dot that is no full stop if something follows.
            let has_dot = tokens.is_glued_mark(at + 3, '.');
            let is_ended = has_dot && at + 4 < tokens.len() && !matches!(tokens.word(at + 4), Some(Word::Meridiem(_)));
            let is_clock = first <= 24 && second.is_multiple_of(5);
            if !is_ended && (is_clock || digits != 2) {
                return None;
            }
            let is_meridiem = matches!(
                tokens.word(at + 3),
                Some(Word::Meridiem(Meridiem::Am | Meridiem::Pm) | Word::Part(_) | Word::PartAfterDay(_))
            );
            (!is_meridiem).then_some((day, at + 3 + usize::from(has_dot), !is_ended))
        }
        _ => None,
    }
}

/// Two numbers as day and month, day first where both orders are possible; the other order is kept beside.
fn pair(first: u32, second: u32, year: Option<i32>) -> Option<Day> {
    let small = |number: u32| u8::try_from(number).ok();
    let (first, second) = (small(first)?, small(second)?);
    let is_date = |day: u8, month: u8| (1..=31).contains(&day) && (1..=12).contains(&month);
    let (day, month, swapped) = match (is_date(first, second), is_date(second, first)) {
        (true, true) => (first, second, Some((second, first)).filter(|_| first != second)),
        (true, false) => (first, second, None),
        (false, true) => (second, first, None),
        (false, false) => return None,
    };
    Some(Day { day: i8::try_from(day).ok(), month: Some(month), year, swapped, ..Day::default() })
}
