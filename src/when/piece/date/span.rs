//! Weeks, months and their parts: "next week", "last friday of march", "end of the month".

use super::written::{month_word, year};
use super::{Day, DayTime, Piece, Read, relation, relation_after, sure, weak};
use chrono::Weekday;

use crate::when::piece::{ordinal, skip, weekday_word};
use crate::when::token::Tokens;
use crate::when::word::{Edge, Unit, Word};

/// "first tuesday in october", "last friday of next month", "2nd to last fri in feb", "十月的第一个星期一".
pub(in crate::when::piece) fn nth_weekday(tokens: &Tokens<'_>, at: usize) -> Read {
    let from = skip(tokens, skip(tokens, at, &[Word::On]), &[Word::The]);
    if let Some(read) = han_nth_weekday(tokens, from) {
        return Some(read);
    }
    if tokens.is(from, Word::LastDay) {
        let of = skip(tokens, from + 1, &[Word::Of, Word::In]);
        let (day, end) = month_reference(tokens, of)?;
        return sure(Day { day: Some(-1), ..day }, end);
    }
    if let Some((nth, end)) = nth_workday(tokens, from) {
        let of = skip(tokens, skip(tokens, end, &[Word::Of, Word::In]), &[Word::The]);
        let (day, end) = month_reference(tokens, of).unwrap_or((Day { months: Some(0), ..Day::default() }, end));
        return sure(Day { nth: Some(nth), is_workday: true, ..day }, end);
    }
    if let Some((nth, weekday, end)) = nth_after(tokens, from) {
        let of = skip(tokens, skip(tokens, end, &[Word::Of, Word::In]), &[Word::The]);
        let day = Day { nth: Some(nth), weekday: Some(weekday), ..Day::default() };
        return match month_reference(tokens, of) {
            Some((month, end)) => sure(Day { nth: day.nth, weekday: day.weekday, ..month }, end),
            None => weak(day, end),
        };
    }
    if let Some((nth, end)) = nth_week(tokens, from) {
        let of = skip(tokens, skip(tokens, end, &[Word::Of, Word::In]), &[Word::The]);
        let (month, end) = month_reference(tokens, of)?;
        let day = if nth > 0 { nth * 7 - 6 } else { nth * 7 };
        return sure(Day { day: Some(day), ..month }, end);
    }
    let (nth, end) = nth(tokens, from)?;
    if tokens.is(end, Word::Unit(Unit::Day)) {
        // "last day of march", "fifth last day of may"
        let of = skip(tokens, end + 1, &[Word::Of, Word::In]);
        let (day, end) = month_reference(tokens, of)?;
        return sure(Day { day: Some(nth), ..day }, end);
    }
    // "2nd weekend of october"
    let weekday = if tokens.is(end, Word::Weekend) { Weekday::Sat } else { weekday_word(tokens, end)?.0 };
    let part = match tokens.word(end + 1) {
        Some(Word::Part(part) | Word::PartAfterDay(part)) => Some(part),
        _ => None,
    };
    let after = end + 1 + usize::from(part.is_some());
    let of = skip(tokens, skip(tokens, after, &[Word::Of, Word::In]), &[Word::The]);
    let Some((day, end)) = month_reference(tokens, of).filter(|_| of > after) else {
        // "the first Monday 1pm to 3pm of next month": its month stands apart.
        let day = Day { nth: Some(nth), weekday: Some(weekday), ..Day::default() };
        let is_nth =
            nth > 0 && part.is_none() && !matches!(tokens.word(after), Some(Word::And | Word::Every | Word::Freq(_)));
        return is_nth.then(|| weak(day, after))?;
    };
    let day = Day { nth: Some(nth), weekday: Some(weekday), ..day };
    Some((Piece::Time(DayTime { day: Some(day), clock: None, part }), end, false))
}

/// "isnin pertama", "sabtu terakhir", "jumaat minggu kedua": a weekday whose number in the month follows it.
pub(in crate::when::piece) fn nth_after(tokens: &Tokens<'_>, at: usize) -> Option<(i8, Weekday, usize)> {
    let from = skip(tokens, at, &[Word::Hari]);
    let (weekday, _) = weekday_word(tokens, from)?;
    let number = skip(tokens, from + 1, &[Word::Minggu]);
    if tokens.is(number, Word::FinalAfter) {
        return Some((-1, weekday, number + 1));
    }
    // "monday 1st" is a date.
    let is_after = matches!(tokens.word(number), Some(Word::Ordinal(_) | Word::OrdinalLead));
    let (nth, end) = ordinal(tokens, number).filter(|(nth, _)| is_after && (1..=5).contains(nth))?;
    Some((i8::try_from(nth).ok()?, weekday, end))
}

/// "first week", "minggu pertama": which of a month's weeks, from the end when negative.
fn nth_week(tokens: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    if tokens.is(at, Word::Minggu) {
        if tokens.is(at + 1, Word::FinalAfter) {
            return Some((-1, at + 2));
        }
        let (nth, end) = ordinal(tokens, at + 1).filter(|(nth, _)| (1..=4).contains(nth))?;
        return Some((i8::try_from(nth).ok()?, end));
    }
    let (nth, end) = nth(tokens, at).filter(|(nth, _)| (-1..=4).contains(nth))?;
    tokens.is(end, Word::Unit(Unit::Week)).then_some((nth, end + 1))
}

/// "last working day", "hari bekerja pertama", "最后一个工作日": which of a month's working days, from the end when negative.
pub(in crate::when::piece) fn nth_workday(tokens: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    let is_workday = |at| matches!(tokens.word(at), Some(Word::Workday | Word::Workdays));
    if is_workday(at) {
        if tokens.is(at + 1, Word::FinalAfter) {
            return Some((-1, at + 2));
        }
        let is_after = matches!(tokens.word(at + 1), Some(Word::Ordinal(_) | Word::OrdinalLead));
        let (nth, end) = ordinal(tokens, at + 1).filter(|_| is_after)?;
        return Some((i8::try_from(nth).ok()?, end));
    }
    let (nth, end) = if tokens.is(at, Word::Final) { (-1, at + 1) } else { nth(tokens, at)? };
    let end = skip(tokens, end, &[Word::Measure]);
    is_workday(end).then_some((nth, end + 1))
}

/// "first", "2nd", "last", "second last", "2nd to last": from the end when negative.
pub(in crate::when::piece) fn nth(tokens: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    if tokens.is(at, Word::Last) {
        return Some((-1, at + 1));
    }
    let (value, end) = ordinal(tokens, at)?;
    let value = i8::try_from(value).ok()?;
    let last = skip(tokens, skip(tokens, end, &[Word::To]), &[Word::The]);
    if tokens.is(last, Word::Last) {
        return Some((-value, last + 1));
    }
    Some((value, end))
}

/// A month, or one counted from this: "october 2015", "next month".
fn month_reference(tokens: &Tokens<'_>, at: usize) -> Option<(Day, usize)> {
    if let Some((month, end)) = month_word(tokens, at) {
        let (year, end) = year(tokens, end);
        return Some((Day { month: Some(month), year, ..Day::default() }, end));
    }
    if let Some((months, end)) = relation(tokens, at)
        && tokens.is(end, Word::Unit(Unit::Month))
    {
        return Some((Day { months: Some(months), ..Day::default() }, end + 1));
    }
    if tokens.is(at, Word::Unit(Unit::Month)) {
        return Some(match relation_after(tokens, at + 1) {
            Some((months, end)) => (Day { months: Some(months), ..Day::default() }, end),
            None => (Day { months: Some(0), ..Day::default() }, at + 1),
        });
    }
    None
}

/// "十月的第一个星期一", "下个月第二个周五".
fn han_nth_weekday(tokens: &Tokens<'_>, at: usize) -> Read {
    let (day, end) = match (tokens.number(at), tokens.word(at + 1)) {
        (Some(month), Some(Word::MonthMark)) if (1..=12).contains(&month.value) => {
            (Day { month: u8::try_from(month.value).ok(), ..Day::default() }, at + 2)
        }
        _ => {
            let (months, next) = relation(tokens, at)?;
            let next = skip(tokens, next, &[Word::Measure]);
            if !tokens.is(next, Word::MonthMark) {
                return None;
            }
            (Day { months: Some(months), ..Day::default() }, next + 1)
        }
    };
    let end = skip(tokens, end, &[Word::De]);
    if let Some((nth, end)) = nth_workday(tokens, end) {
        return sure(Day { nth: Some(nth), is_workday: true, ..day }, end);
    }
    if tokens.is(end, Word::LastDay) {
        return sure(Day { day: Some(-1), ..day }, end + 1);
    }
    if tokens.is(end, Word::Final) {
        let (weekday, _) = weekday_word(tokens, end + 1)?;
        return sure(Day { nth: Some(-1), weekday: Some(weekday), ..day }, end + 2);
    }
    if !tokens.is(end, Word::OrdinalLead) {
        return None;
    }
    let nth = tokens.number(end + 1).filter(|nth| (1..=5).contains(&nth.value))?;
    // "十月第一周"
    let week = skip(tokens, end + 2, &[Word::Measure]);
    if tokens.is(week, Word::Week) && nth.value <= 4 {
        return sure(Day { day: i8::try_from(nth.value * 7 - 6).ok(), ..day }, week + 1);
    }
    let day_at = skip(tokens, end + 2, &[Word::Measure]);
    let weekday = if tokens.is(day_at, Word::Weekend) { Weekday::Sat } else { weekday_word(tokens, day_at)?.0 };
    let end = skip(tokens, end + 2, &[Word::Measure]) + 1;
    sure(Day { nth: i8::try_from(nth.value).ok(), weekday: Some(weekday), ..day }, end)
}

/// "next week", "minggu depan", "下个月", "this weekend", "next year", "monday of the following week".
pub(in crate::when::piece) fn span(tokens: &Tokens<'_>, at: usize) -> Read {
    let from = skip(tokens, skip(tokens, at, &[Word::Of, Word::On, Word::In]), &[Word::The]);
    if let Some(Word::YearBy(years)) = tokens.word(from) {
        return weak(Day { years: Some(i32::from(years)), ..Day::default() }, from + 1);
    }
    if let Some((relation, next)) = relation(tokens, from) {
        let next = skip(tokens, next, &[Word::Measure]);
        let is_weekend = tokens.is(next, Word::Weekend);
        let day = if is_weekend { weekend(Some(relation)) } else { span_of(tokens.word(next)?, relation)? };
        let end = if day.months.is_some() { skip(tokens, next + 1, &[Word::De]) } else { next + 1 };
        // A month's day may follow in Chinese: 下个月二十号.
        return if is_weak_span(day) { weak(day, end) } else { sure(day, end) };
    }
    if tokens.is(from, Word::Weekend) {
        return match relation_after(tokens, from + 1) {
            Some((week, end)) => sure(weekend(Some(week)), end),
            None if from > at || tokens.is_han(from) => sure(weekend(None), from + 1),
            None => weak(weekend(None), from + 1),
        };
    }
    // "minggu depan", "bulan ini"
    let word = tokens.word(from)?;
    let (relation, end) = relation_after(tokens, from + 1)?;
    let day = span_of(word, relation)?;
    if is_weak_span(day) { weak(day, end) } else { sure(day, end) }
}

/// This week, month or year alone says nothing about a day.
fn is_weak_span(day: Day) -> bool {
    !day.is_weekend && (day.week == Some(0) || day.months == Some(0) || day.years.is_some())
}

fn weekend(week: Option<i32>) -> Day {
    Day { is_weekend: true, week, ..Day::default() }
}

fn span_of(word: Word, relation: i32) -> Option<Day> {
    Some(match word {
        Word::Unit(Unit::Week) | Word::Week | Word::Minggu => Day { week: Some(relation), ..Day::default() },
        Word::Unit(Unit::Month) | Word::MonthMark => Day { months: Some(relation), ..Day::default() },
        Word::Unit(Unit::Year) | Word::YearMark => Day { years: Some(relation), ..Day::default() },
        Word::Unit(Unit::Day) if relation == 1 => Day::relative(1),
        Word::Month(month) if relation == 1 => Day { month: Some(month), ..Day::default() },
        _ => return None,
    })
}

/// "end of the month", "hujung bulan depan", "awal minggu depan", "月底", "end of march".
pub(in crate::when::piece) fn edge(tokens: &Tokens<'_>, at: usize) -> Read {
    if let Some((months, next)) = relation(tokens, at)
        && let next = skip(tokens, next, &[Word::Measure])
        && let Some(Word::MonthEdge(edge)) = tokens.word(next)
    {
        return sure(Day { months: Some(months), edge: Some(edge), ..Day::default() }, next + 1);
    }
    if let Some((years, next)) = relation(tokens, at)
        && let Some(Word::YearEdge(edge)) = tokens.word(next)
    {
        return sure(Day { years: Some(years), edge: Some(edge), ..Day::default() }, next + 1);
    }
    match tokens.word(at)? {
        Word::YearEdge(edge) => sure(Day { years: Some(0), edge: Some(edge), ..Day::default() }, at + 1),
        Word::MonthEdge(edge) => sure(Day { months: Some(0), edge: Some(edge), ..Day::default() }, at + 1),
        Word::Edge(edge) => {
            let from = skip(tokens, skip(tokens, at + 1, &[Word::Of]), &[Word::The]);
            let (day, end) = match month_reference(tokens, from) {
                Some(found) => found,
                None => match (span(tokens, from), tokens.word(from)?) {
                    (Some((Piece::Time(DayTime { day: Some(day), .. }), end, _)), _) => (day, end),
                    (_, Word::Unit(Unit::Year)) => (Day { years: Some(0), ..Day::default() }, from + 1),
                    (_, Word::Unit(Unit::Week)) => (Day { week: Some(0), ..Day::default() }, from + 1),
                    _ => return None,
                },
            };
            if edge == Edge::Middle && day.week.is_some() {
                return None;
            }
            sure(Day { edge: Some(edge), ..day }, end)
        }
        _ => None,
    }
}
