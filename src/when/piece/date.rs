//! Days in words: relative ones, weekdays, days of the month.

mod span;
mod written;

pub(super) use span::{edge, nth, nth_weekday, span};
use written::year;
pub(super) use written::{month, month_and_day};

use super::{Day, Piece, Read, Time, amount, ordinal, skip, small_number, weekday_word};
use crate::when::lexicon::{Unit, Word};
use crate::when::token::Tokens;

/// A day as a piece.
#[expect(clippy::unnecessary_wraps, reason = "rules end with it, and they answer `Read`")]
fn sure(day: Day, end: usize) -> Read {
    Some((Piece::Time(Time { day: Some(day), ..Time::default() }), end, false))
}

/// A day as a shy piece.
#[expect(clippy::unnecessary_wraps, reason = "rules end with it, and they answer `Read`")]
fn shy(day: Day, end: usize) -> Read {
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
    let is_behind = match tokens.word(end)? {
        Word::After | Word::From => true,
        Word::Before => false,
        Word::By if matches!(tokens.folded(end), "before" | "sebelum" | "sblm") => false,
        _ => return None,
    };
    if amount.is_fine {
        return None;
    }
    let base = skip(tokens, end + 1, &[Word::The]);
    let (piece, end, _) =
        [relative, weekday, month_and_day, super::numeric::date].iter().find_map(|read| read(tokens, base))?;
    let Piece::Time(Time { day: Some(day), .. }) = piece else { return None };
    let shift = if is_behind { amount } else { amount.back() };
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
    let (weekday, is_shy) = weekday_word(tokens, from)?;
    if is_shy && from.checked_sub(1).is_some_and(|before| tokens.is(before, Word::The)) {
        // "the sun"
        return None;
    }
    let end = from + 1;
    let end = end + usize::from(is_shy && tokens.is_glued_mark(end, '.') && !tokens.is_glued(end + 1));
    let is_led = led && !tokens.is(from.wrapping_sub(1), Word::The);
    // "sabtu ni", "jumaat depan", "isnin lepas", "hari Isnin nanti"
    if let Some((week, next)) =
        relation(tokens, end).filter(|_| tokens.folded(end) != "this" && tokens.folded(end) != "next")
    {
        if tokens.word(next).is_some_and(|word| matches!(word, Word::Unit(_) | Word::Week)) {
            return if is_shy && !is_led { shy(Day::weekday(weekday), end) } else { sure(Day::weekday(weekday), end) };
        }
        // "nanti" says only that it is still to come.
        let is_coming = matches!(tokens.folded(end), "nanti" | "nnti");
        let week = (!is_coming).then_some(week);
        return sure(Day { week, is_next: week == Some(1), ..Day::weekday(weekday) }, next);
    }
    if is_shy && !is_led { shy(Day::weekday(weekday), end) } else { sure(Day::weekday(weekday), end) }
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
    // "the tenth, 2010", behind a month said before
    let (year, end) = if tokens.is_mark(end, ',') { year(tokens, end) } else { (None, end) };
    let day = Day { day: i8::try_from(day).ok(), year, ..Day::default() };
    // "20th day of next month"
    if tokens.is(end, Word::Unit(Unit::Day)) && tokens.is(end + 1, Word::Of) {
        return shy(day, end + 1);
    }
    let is_free = super::clock::is_free(tokens, end) && !matches!(tokens.word(end), Some(Word::PlaceNoun | Word::Half));
    let is_malay = tokens.word(from + 1) == Some(Word::OrdinalMark) && tokens.folded(from + 1).len() > 2
        || tokens.folded(from + 1) == "hb";
    if is_malay || !is_word && (is_free || is_led && tokens.is(at, Word::On)) {
        return sure(day, end);
    }
    shy(day, end)
}
