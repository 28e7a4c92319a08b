//! Dates with a month in words: "14 March", "march 14th, 2026", "3月20号".

use super::{Day, Read, sure, weak};
use crate::when::lexicon;
use crate::when::piece::{is_free, ordinal, skip, small_number};
use crate::when::token::{Kind, Tokens};
use crate::when::word::{Edge, Unit, Word};

/// The years that a number of four digits after a month may be.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2199;

/// The Buddhist era, which some calendars count in, begins this many years earlier.
const BUDDHIST_ERA: i32 = 543;

/// "14 March", "march 14th, 2026", "15SEP", "first of may", "18 haribulan april", "3月20号", "2016年9月3日".
pub(in crate::when::piece) fn month_and_day(tokens: &Tokens<'_>, at: usize) -> Read {
    let from = skip(tokens, skip(tokens, at, &[Word::On]), &[Word::The]);
    han_date(tokens, from)
        .or_else(|| day_month(tokens, from))
        .or_else(|| month_day(tokens, from))
        .or_else(|| year_month_day(tokens, from))
}

/// A day of a month in digits or as an ordinal, and the token after it; whether it was an ordinal.
fn day_number(tokens: &Tokens<'_>, at: usize) -> Option<(i8, usize, bool)> {
    if let Some((day, end)) = ordinal(tokens, at) {
        return (1..=31).contains(&day).then_some((i8::try_from(day).ok()?, end, true));
    }
    let digits = tokens.number(at).map_or(2, |number| number.digits);
    let (day, end) = small_number(tokens, at)?;
    if !(1..=31).contains(&day) || digits > 2 {
        return None;
    }
    Some((i8::try_from(day).ok()?, end, false))
}

/// The mark between the parts of a date in words: "10-Aug", "10/August", "1.Jun".
fn skip_separator(tokens: &Tokens<'_>, at: usize) -> usize {
    let is_separator = ['-', '/', '.'].into_iter().any(|mark| tokens.is_mark(at, mark));
    at + usize::from(is_separator)
}

/// Skips a comma between a month and its day, if the day is plainly one ("October, 1st").
fn skip_comma(tokens: &Tokens<'_>, at: usize) -> usize {
    let is_day =
        |at| day_number(tokens, at).is_some_and(|(_, end, is_ordinal)| is_ordinal || year(tokens, end).0.is_some());
    at + usize::from(tokens.is_mark(at, ',') && is_day(skip(tokens, at + 1, &[Word::The])))
}

pub(super) fn month_word(tokens: &Tokens<'_>, at: usize) -> Option<(u8, usize)> {
    match tokens.word(at)? {
        Word::Month(month) => {
            // "Mar. 6"
            let has_dot = tokens.is_glued_mark(at + 1, '.') && tokens.folded(at).len() <= 4;
            Some((month, at + 1 + usize::from(has_dot && tokens.number(at + 2).is_some() && !tokens.is_glued(at + 2))))
        }
        // "15hb bulan 6"
        Word::Unit(Unit::Month) => {
            let month = tokens.number(at + 1).filter(|month| (1..=12).contains(&month.value) && month.digits <= 2)?;
            (is_day(tokens, at + 2) && is_free(tokens, at + 2)).then_some(())?;
            let is_other = matches!(
                tokens.word(at + 2),
                Some(Word::DayMark | Word::Hari | Word::Jam | Word::Unit(_) | Word::Part(_) | Word::Times)
            );
            (!is_other).then_some((u8::try_from(month.value).ok()?, at + 2))
        }
        _ => None,
    }
}

/// "14 March 2026", "the 2nd of march", "10-Aug-2012".
fn day_month(tokens: &Tokens<'_>, at: usize) -> Read {
    let (day, end, _) = day_number(tokens, at)?;
    let end = skip(tokens, end, &[Word::OrdinalMark, Word::DayMark]);
    let end = skip(tokens, end, &[Word::Hari]);
    let end = if tokens.is_mark(end, '-') && !tokens.is_glued(end) { end } else { skip_separator(tokens, end) };
    let end = skip(tokens, skip(tokens, end, &[Word::Day(0)]), &[Word::Of]);
    let end = end + usize::from(tokens.is(end, Word::Unit(Unit::Day)) && tokens.is(end + 1, Word::Of)) * 2;
    let (month, end) = month_word(tokens, end)?;
    let (year, end) = year(tokens, end);
    // "15 Mac ini"
    let end = end + usize::from(tokens.is(end, Word::ThisAfter));
    sure(Day { day: Some(day), month: Some(month), year, ..Day::default() }, end)
}

/// "March 14th, 2026", "Aug-10-2012", "Feb13", "May twenty nine"; "Sep-2012" is its first day.
fn month_day(tokens: &Tokens<'_>, at: usize) -> Read {
    let (month, end) = month_word(tokens, at)?;
    let after = skip(tokens, skip_comma(tokens, skip_separator(tokens, end)), &[Word::The]);
    // "march 18 april": the number goes with the month after it.
    let is_others = |end| month_word(tokens, skip_separator(tokens, end)).is_some();
    if let Some((day, end, _)) = day_number(tokens, after)
        .filter(|(_, end, is_ordinal)| (*is_ordinal || is_day(tokens, *end)) && !is_others(*end))
    {
        let end = skip(tokens, end, &[Word::OrdinalMark]);
        let (year, end) = year(tokens, end);
        return sure(Day { day: Some(day), month: Some(month), year, ..Day::default() }, end);
    }
    // "September-2020-23"
    let year = tokens.number(after).filter(|year| year.digits == 4 && YEARS.contains(&year.value))?;
    let year = i32::try_from(year.value).ok();
    if tokens.is_glued_mark(after + 1, '-')
        && let Some(day) = tokens.glued_number(after + 2).filter(|day| (1..=31).contains(&day.value))
    {
        return sure(Day { day: i8::try_from(day.value).ok(), month: Some(month), year, ..Day::default() }, after + 3);
    }
    let day = Day { month: Some(month), year, ..Day::default() };
    if after > end { sure(day, after + 1) } else { weak(day, after + 1) }
}

/// Whether a number after a month is its day, and not the hour of a clock ("5 march 3pm").
pub(in crate::when::piece) fn is_day(tokens: &Tokens<'_>, end: usize) -> bool {
    let is_clock = matches!(
        tokens.word(end),
        Some(Word::Meridiem(_) | Word::OClock | Word::P | Word::H | Word::Hrs | Word::HourMark)
    ) || tokens.is_glued_mark(end, ':')
        || tokens.is_glued_mark(end, '.') && tokens.glued_number(end + 1).is_some()
        || tokens.is(end, Word::A) && tokens.is_glued(end);
    !is_clock
}

/// "2012/Aug/10", "2020/23/Sep", "2019-aug-01".
fn year_month_day(tokens: &Tokens<'_>, at: usize) -> Read {
    let year = tokens.number(at).filter(|year| year.digits == 4 && YEARS.contains(&year.value))?;
    let year = i32::try_from(year.value).ok();
    let step = |at: usize| skip_separator(tokens, at + usize::from(tokens.is_mark(at, ',')));
    let first = step(at + 1);
    let (day, month, end) = if let Some((month, end)) = month_word(tokens, first) {
        let (day, end, _) = day_number(tokens, step(end))?;
        (day, month, end)
    } else {
        let (day, end, _) = day_number(tokens, first)?;
        let (month, end) = month_word(tokens, step(end))?;
        (day, month, end)
    };
    // "1800 12 may": a clock goes before a date, too; a year beside a month is one of these days.
    is_day(tokens, end).then_some(())?;
    sure(Day { day: Some(day), month: Some(month), year, ..Day::default() }, end)
}

/// The year after a day and month, if one follows: "2026", ", 2026", "'26", "of 1995", "2555 BE".
pub(super) fn year(tokens: &Tokens<'_>, at: usize) -> (Option<i32>, usize) {
    let from = at + usize::from(tokens.is_mark(at, ',') || tokens.is_mark(at, '-') || tokens.is_mark(at, '/'));
    let from = skip(tokens, from, &[Word::Of, Word::In]);
    if tokens.is_mark(from, '\'')
        && let Some(number) = tokens.glued_number(from + 1).filter(|number| number.digits == 2)
    {
        return (i32::try_from(2000 + number.value).ok(), from + 2);
    }
    let Some(number) = tokens.number(from) else { return (None, at) };
    let after = from + 1;
    match number.digits {
        4 if number.value > 2400 && tokens.is(after, Word::Be) => {
            (i32::try_from(number.value).ok().map(|year| year - BUDDHIST_ERA), after + 1)
        }
        4 if YEARS.contains(&number.value) && is_year(tokens, number.value, from) => {
            (i32::try_from(number.value).ok(), after)
        }
        // "14 March 99999": further than calendars go, which is for the resolving to say.
        5 if after == tokens.len() || tokens.number(after).is_some() => (i32::try_from(number.value).ok(), after),
        // "26NOV27", "15-Oct-26": glued to its month.
        2 if (from == at || is_separated(tokens, at))
            && tokens.is_glued(from)
            && is_day(tokens, after)
            && !tokens.is_glued_mark(after, '-')
            && number.value >= 10 =>
        {
            (i32::try_from(2000 + number.value).ok(), after)
        }
        // "26 nov 27 8pm": no hour, and nothing follows that it counts.
        2 if from == at
            && (25..=99).contains(&number.value)
            && is_day(tokens, after)
            && (is_free(tokens, after) || tokens.number(after).is_some()) =>
        {
            (i32::try_from(2000 + number.value).ok(), after)
        }
        // "14th April 15": two digits after a whole date, with nothing that makes them a clock.
        2 if from == at
            && (10..=99).contains(&number.value)
            && is_day(tokens, after)
            && !tokens.is_mark(after, '-')
            && after == tokens.len() =>
        {
            (i32::try_from(2000 + number.value).ok(), after)
        }
        _ => (None, at),
    }
}

/// Whether the mark before a year also stands between the other parts of its date: "15-Oct-26", but not "June 11-16".
fn is_separated(tokens: &Tokens<'_>, at: usize) -> bool {
    let before = |mark| at.checked_sub(2).is_some_and(|before| tokens.is_glued_mark(before, mark));
    ['-', '/'].into_iter().any(|mark| tokens.is_glued_mark(at, mark) && before(mark))
}

/// Whether four digits after a date are its year: 1815 and 2359 are clocks, as are numbers before "hrs" or a range.
fn is_year(tokens: &Tokens<'_>, value: u32, at: usize) -> bool {
    let is_marked = matches!(tokens.word(at + 1), Some(Word::Hrs | Word::H | Word::Meridiem(_)));
    let is_range = tokens.is_glued_mark(at + 1, '-') && tokens.glued_number(at + 2).is_some_and(|end| end.digits == 4);
    !is_marked && !is_range && value >= 1900
}

/// "3月20号", "三月一号", "2015年4月14号", "二零零四年八月十五", "18年10月1日", "10月".
fn han_date(tokens: &Tokens<'_>, at: usize) -> Read {
    let (year, from) = match (tokens.number(at), tokens.word(at + 1)) {
        (Some(year), Some(Word::YearMark)) if year.digits == 4 => (Some(year.value), at + 2),
        (Some(year), Some(Word::YearMark)) if year.digits == 2 && tokens.number(at + 2).is_some() => {
            (Some(2000 + year.value), at + 2)
        }
        _ => (None, at),
    };
    let from = from + usize::from(year.is_some() && tokens.is_mark(from, ','));
    let month = tokens.number(from).filter(|month| (1..=12).contains(&month.value) && month.digits <= 2)?;
    // "3月底"
    if let Some(Word::MonthEdge(edge)) = tokens.word(from + 1)
        && tokens.number(from + 2).is_none()
    {
        let year = year.and_then(|year| i32::try_from(year).ok());
        let month = u8::try_from(month.value).ok();
        return sure(Day { month, year, edge: Some(edge), ..Day::default() }, from + 2);
    }
    // "十月初一": 初 counts to the day, not to the month.
    let has_first = tokens.is(from + 1, Word::MonthEdge(Edge::Start)) && tokens.number(from + 2).is_some();
    if !tokens.is(from + 1, Word::MonthMark) && !has_first {
        return None;
    }
    let year = year.and_then(|year| i32::try_from(year).ok());
    let month = u8::try_from(month.value).ok();
    let day_at = from + 2 + usize::from(tokens.is(from + 2, Word::Edge(Edge::Start)));
    let day = tokens.number(day_at).filter(|day| (1..=31).contains(&day.value) && day.digits <= 2);
    match day {
        Some(day) if is_marked(tokens, day_at + 1) || is_plain_day(tokens, day_at + 1) => {
            let end = day_at + 1 + usize::from(is_marked(tokens, day_at + 1));
            sure(Day { day: i8::try_from(day.value).ok(), month, year, ..Day::default() }, end)
        }
        _ => weak(Day { month, year, ..Day::default() }, from + 2),
    }
}

/// Whether a number before it is marked as a day of a month.
fn is_marked(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.word(at), Some(Word::DayMark | Word::DayOrDays))
}

/// The year of a date that stands apart from its day: "June 11-16, 2027". Weak: it adds to a date that has none.
pub(in crate::when::piece) fn year_apart(tokens: &Tokens<'_>, at: usize) -> Read {
    const FAR: usize = 7;
    let year = tokens.number(at).filter(|year| year.digits == 4 && (1990..=2199).contains(&year.value))?;
    let before = at.checked_sub(1)?;
    let day_at = if tokens.is_mark(before, ',') { before.checked_sub(1)? } else { before };
    let is_day = tokens.number(day_at).is_some_and(|day| (1..=31).contains(&day.value) && day.digits <= 2)
        || matches!(tokens.word(day_at), Some(Word::OrdinalMark | Word::Ordinal(_)));
    let has_month = (at.saturating_sub(FAR)..day_at).any(|at| month_word(tokens, at).is_some());
    (is_day && has_month && is_year(tokens, year.value, at))
        .then(|| weak(Day { year: i32::try_from(year.value).ok(), ..Day::default() }, at + 1))?
}

/// "12 septiembre 2026", "Septtember 12, 2026": a word that no list knows between a day and a year, and begins as a
/// month does.
pub(in crate::when::piece) fn foreign_month(tokens: &Tokens<'_>, at: usize) -> Read {
    let word = [at, at + 1].into_iter().find(|word| is_word(tokens, *word))?;
    let (day, last) = if word == at { (at + 1, at + 2) } else { (at, at + 2) };
    let last = last + usize::from(tokens.is_mark(last, ','));
    let day = tokens.number(day).filter(|day| (1..=31).contains(&day.value) && !day.is_han)?;
    let year = tokens.number(last).filter(|year| year.digits == 4 && YEARS.contains(&year.value))?;
    let year = i32::try_from(year.value).ok();
    let day = i8::try_from(day.value).ok();
    match lexicon::month_like(tokens.folded(word)) {
        Some(month) => sure(Day { day, month: Some(month), year, ..Day::default() }, last + 1),
        // Which month is not known: a question, and only where nothing else says the day.
        None => weak(Day { is_impossible: true, year, ..Day::default() }, last + 1),
    }
}

/// Whether a token is a word of Latin letters that no list knows.
fn is_word(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.kind(at), Kind::Other) && tokens.folded(at).len() >= 3 && tokens.folded(at).is_ascii()
}

/// Whether a number after 月 can be its day without a mark: nothing follows that it would count.
fn is_plain_day(tokens: &Tokens<'_>, end: usize) -> bool {
    !matches!(
        tokens.word(end),
        Some(Word::Measure | Word::HourMark | Word::Unit(_) | Word::NotTime | Word::Currency | Word::Week)
    )
}

/// A month alone, which is a time only in a range or after "starting" and "until".
pub(in crate::when::piece) fn month(tokens: &Tokens<'_>, at: usize) -> Read {
    let led =
        skip(tokens, skip(tokens, at, &[Word::In, Word::Of, Word::During]), &[Word::The, Word::Unit(Unit::Month)]);
    let (month, end) = month_word(tokens, led)?;
    weak(Day { month: Some(month), ..Day::default() }, end)
}
