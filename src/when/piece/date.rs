//! Days in words: relative ones, weekdays, days of the month.

mod span;
mod written;

pub(super) use span::{edge, nth, nth_weekday, span};
use written::year;
pub(super) use written::{month, month_and_day};

use super::{Day, Piece, Read, Time, amount, ordinal, skip, small_number, weekday_word};
use crate::when::token::Tokens;
use crate::when::word::{Unit, Word};

/// A day as a piece.
#[expect(clippy::unnecessary_wraps, reason = "rules end with it, and they answer `Read`")]
fn sure(day: Day, end: usize) -> Read {
    Some((Piece::Time(Time { day: Some(day), ..Time::default() }), end, false))
}

/// A day as a weak piece.
#[expect(clippy::unnecessary_wraps, reason = "rules end with it, and they answer `Read`")]
fn weak(day: Day, end: usize) -> Read {
    Some((Piece::Time(Time { day: Some(day), ..Time::default() }), end, true))
}

/// Which week, month or year is meant: this one, the next, the last.
fn relation(tokens: &Tokens<'_>, at: usize) -> Option<(i32, usize)> {
    match tokens.word(at)? {
        Word::This => Some((0, at + 1)),
        Word::Next => Some((1, at + 1)),
        Word::NextNext => Some((2, at + 1)),
        Word::Last => Some((-1, at + 1)),
        _ => None,
    }
}

/// Which week, month or year is meant, where the language says so after the noun.
fn relation_after(tokens: &Tokens<'_>, at: usize) -> Option<(i32, usize)> {
    match tokens.word(at)? {
        Word::ThisAfter => Some((0, at + 1)),
        Word::NextAfter => Some((1, at + 1)),
        Word::NextNext => Some((2, at + 1)),
        Word::LastAfter => Some((-1, at + 1)),
        _ => None,
    }
}

/// "today", "tomorrow", "esok", "后天", "now".
pub(super) fn relative(tokens: &Tokens<'_>, at: usize) -> Read {
    let at = skip(tokens, at, &[Word::The]);
    match tokens.word(at)? {
        Word::Day(days) => sure(Day::relative(i64::from(days)), at + 1),
        // "now" inside a sentence is a way of speaking.
        Word::Now if at == 0 && tokens.len() == 1 => {
            Some((Piece::Offset(super::Amount { is_fine: true, ..Default::default() }), at + 1, false))
        }
        _ => None,
    }
}

/// "3 days after tomorrow", "a week from friday", "3 fridays from now".
pub(super) fn from_another(tokens: &Tokens<'_>, at: usize) -> Read {
    if let Some((count, end)) = small_number(tokens, at)
        && let Some(Word::Weekdays(weekday)) = tokens.word(end)
        && matches!(tokens.word(end + 1), Some(Word::Later))
    {
        let week = i32::try_from(count).ok().filter(|count| (1..=500).contains(count))?;
        let shift = super::Amount { days: (week - 1) * 7, ..Default::default() };
        let day = Day { days: Some(1), weekday: Some(weekday), shift: Some(shift), ..Day::default() };
        return sure(day, end + 2);
    }
    let (amount, end) = amount::amount(tokens, at)?;
    let is_after = match tokens.word(end)? {
        Word::After | Word::From => true,
        Word::Before => false,
        _ => return None,
    };
    if amount.is_fine {
        return None;
    }
    let base = skip(tokens, end + 1, &[Word::The]);
    let (piece, end, _) =
        [relative, weekday, month_and_day, super::numeric::date].iter().find_map(|read| read(tokens, base))?;
    let Piece::Time(Time { day: Some(day), .. }) = piece else { return None };
    let shift = if is_after { amount } else { amount.back() };
    sure(Day { shift: Some(shift), ..day }, end)
}

/// "friday", "next fri", "this coming saturday", "hari isnin", "jumaat depan", "下周一", "这个星期六".
pub(super) fn weekday(tokens: &Tokens<'_>, at: usize) -> Read {
    let mut from = skip(tokens, at, &[Word::On]);
    from = skip(tokens, from, &[Word::The]);
    let led = from > at;
    from = skip(tokens, from, &[Word::Hari]);
    if tokens.is(from, Word::Coming) {
        let (weekday, _) = weekday_word(tokens, from + 1)?;
        return sure(Day::weekday(weekday), from + 2);
    }
    if let Some((week, next)) = relation(tokens, from) {
        let next = skip(tokens, next, &[Word::Measure]);
        if tokens.is(next, Word::Workday) {
            return sure(Day { is_workday: true, ..Day::default() }, next + 1);
        }
        let (weekday, _) = weekday_word(tokens, next)?;
        let is_next = week == 1 && !tokens.is_han(from);
        return sure(Day { week: Some(week), is_next, ..Day::weekday(weekday) }, next + 1);
    }
    let (weekday, is_weak) = weekday_word(tokens, from)?;
    if is_weak && from.checked_sub(1).is_some_and(|before| tokens.is(before, Word::The)) {
        // "the sun"
        return None;
    }
    let end = from + 1;
    let end = end + usize::from(is_weak && tokens.is_glued_mark(end, '.') && !tokens.is_glued(end + 1));
    let is_led = led && !tokens.is(from.wrapping_sub(1), Word::The);
    // "sabtu ni", "jumaat depan", "isnin lepas", "hari Isnin nanti"
    if let Some((week, next)) = relation_after(tokens, end) {
        return sure(Day { week: Some(week), is_next: week == 1, ..Day::weekday(weekday) }, next);
    }
    if tokens.is(end, Word::ComingAfter) {
        return sure(Day::weekday(weekday), end + 1);
    }
    if is_weak && !is_led { weak(Day::weekday(weekday), end) } else { sure(Day::weekday(weekday), end) }
}

/// "the 15th", "15hb", "20号", "on the 4th".
pub(super) fn day_of_month(tokens: &Tokens<'_>, at: usize) -> Read {
    let from = skip(tokens, at, &[Word::On]);
    let from = skip(tokens, from, &[Word::The]);
    let is_led = from > at;
    let is_marked = |mark| matches!(tokens.word(mark), Some(Word::DayMark));
    if let Some(number) = tokens.number(from).filter(|day| (1..=31).contains(&day.value) && day.digits <= 2)
        && is_marked(from + 1)
    {
        // "7日内" counts days, "5号线" is a railway.
        if matches!(tokens.word(from + 2), Some(Word::Within | Word::Later | Word::NotTime)) {
            return None;
        }
        return sure(Day { day: i8::try_from(number.value).ok(), ..Day::default() }, from + 2);
    }
    let is_word = matches!(tokens.word(from), Some(Word::Ordinal(_) | Word::Second));
    let (day, end) = ordinal(tokens, from).filter(|(day, _)| (1..=31).contains(day))?;
    // "the tenth, 2010", after a month said before
    let (year, end) = if tokens.is_mark(end, ',') { year(tokens, end) } else { (None, end) };
    let day = Day { day: i8::try_from(day).ok(), year, ..Day::default() };
    // "20th day of next month"
    if tokens.is(end, Word::Unit(Unit::Day)) && tokens.is(end + 1, Word::Of) {
        return weak(day, end + 1);
    }
    let is_free = super::clock::is_free(tokens, end) && !matches!(tokens.word(end), Some(Word::PlaceNoun | Word::Half));
    if !is_word && (is_free || is_led && tokens.is(at, Word::On)) {
        return sure(day, end);
    }
    weak(day, end)
}
