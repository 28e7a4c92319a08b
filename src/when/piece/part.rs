//! Parts of the day, noon and midnight.

use chrono::Weekday;

use super::{ClockTime, Day, DayTime, Piece, Read, date, skip};
use crate::model::Prayer;
use crate::when::token::{Kind, Tokens};
use crate::when::word::{Beside, DayPart, Meridiem, Word};

/// A clock as a piece.
fn clock(clock: ClockTime) -> Piece {
    Piece::Time(DayTime { clock: Some(clock), ..DayTime::default() })
}

/// "noon", "midnight", "tengah malam", "中午".
pub(super) fn noon(tokens: &Tokens<'_>, at: usize) -> Read {
    let at = skip(tokens, at, &[Word::The]);
    match tokens.word(at)? {
        Word::Noon => Some((clock(ClockTime { meridiem: Some(Meridiem::Pm), ..ClockTime::at(12, 0) }), at + 1, false)),
        Word::Midnight => Some((clock(ClockTime { is_exact: true, ..ClockTime::at(24, 0) }), at + 1, false)),
        _ => None,
    }
}

/// Whether one character that says a part of the day begins a word ("7点晚宴"): the part goes before its clock.
fn is_of_word(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_minute = |number: usize| {
        let before = number.checked_sub(1);
        before.is_some_and(|before| tokens.is_mark(before, ':') || tokens.is(before, Word::HourMark))
    };
    let is_after_clock = at.checked_sub(1).is_some_and(|before| {
        matches!(
            tokens.word(before),
            Some(Word::HourMark | Word::MinuteMark | Word::QuarterMark | Word::Half | Word::Part(_))
        ) || tokens.number(before).is_some() && is_minute(before)
    });
    tokens.is_han(at) && tokens.folded(at).chars().count() == 1 && is_after_clock
}

/// Whether a part of the day belongs to the noun before it: a day follows, and a word that is no time goes before.
fn is_of_noun(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_day = matches!(
        tokens.word(at + 1),
        Some(
            Word::Weekday(_)
                | Word::MonOrMonths
                | Word::WeakWeekday(_)
                | Word::Day(_)
                | Word::This
                | Word::Next
                | Word::On
                | Word::Tonight
        )
    ) || tokens.number(at + 1).is_some();
    is_day
        && at
            .checked_sub(1)
            .is_some_and(|before| matches!(tokens.kind(before), Kind::Other | Kind::Known(Word::Verb | Word::Have)))
}

/// "tonight", "this morning", "petang ni", "in the evening"; a part of the day alone is weak.
pub(super) fn part(tokens: &Tokens<'_>, at: usize) -> Read {
    let today = |part, end, is_weak| {
        Some((Piece::Time(DayTime { day: Some(Day::relative(0)), clock: None, part: Some(part) }), end, is_weak))
    };
    let led = |part, end| Some((Piece::Time(DayTime { day: None, clock: None, part: Some(part) }), end, false));
    let weak = |part, end| Some((Piece::Time(DayTime { day: None, clock: None, part: Some(part) }), end, true));
    if let Some(read) = prayer(tokens, at).or_else(|| night_of(tokens, at)) {
        return Some(read);
    }
    match tokens.word(at)? {
        Word::Tonight => today(DayPart::Night, at + 1, false),
        Word::DayPart(days, part) => {
            let day = Some(Day::relative(i64::from(days)));
            Some((Piece::Time(DayTime { day, clock: None, part: Some(part) }), at + 1, false))
        }
        Word::Eve => weak(DayPart::Evening, at + 1),
        Word::This => match tokens.word(at + 1)? {
            Word::Part(part) | Word::PartAfterDay(part) => today(part, at + 2, false),
            _ => None,
        },
        Word::In | Word::Of => {
            let from = skip(tokens, at + 1, &[Word::The]);
            match tokens.word(from)? {
                Word::Part(part) | Word::PartAfterDay(part) => {
                    // "in the morning" stands alone, "of the night" does not.
                    let is_sure = tokens.is(at, Word::In);
                    Some((Piece::Time(DayTime { day: None, clock: None, part: Some(part) }), from + 1, !is_sure))
                }
                _ => None,
            }
        }
        // "at night" is said of nights in general.
        Word::InPart(DayPart::Night) => weak(DayPart::Night, at + 1),
        Word::InPart(part) => led(part, at + 1),
        Word::PartAfterDay(_) if is_of_noun(tokens, at) => None,
        Word::Part(_) if is_of_word(tokens, at) => None,
        Word::Part(part) | Word::PartAfterDay(part) => match tokens.word(at + 1) {
            Some(Word::ThisAfter | Word::ComingAfter) => today(part, at + 2, false),
            Some(Word::JustNow) => Some((
                Piece::Time(DayTime { day: Some(Day::relative(0)), clock: None, part: Some(part) }),
                at + 2,
                true,
            )),
            _ => weak(part, at + 1),
        },
        _ => None,
    }
}

/// "malam Jumaat", "malam Ahad ni": a night by the name of a weekday.
fn night_of(tokens: &Tokens<'_>, at: usize) -> Read {
    if !tokens.is(at, Word::Part(DayPart::Night)) || tokens.is_han(at) {
        return None;
    }
    let part = Some(DayPart::Night);
    // "malam minggu" is Saturday's.
    if tokens.is(at + 1, Word::Minggu) {
        let day = Some(Day { night_of: Some(Weekday::Sun), ..Day::weekday(Weekday::Sat) });
        let end = skip(tokens, at + 2, &[Word::ThisAfter]);
        let is_week = matches!(tokens.word(end), Some(Word::NextAfter | Word::LastAfter));
        return (!is_week).then_some((Piece::Time(DayTime { day, clock: None, part }), end, false));
    }
    let (Piece::Time(DayTime { day: Some(day), .. }), end, _) = date::weekday(tokens, at + 1)? else { return None };
    Some((Piece::Time(DayTime { day: Some(day.night_of()), clock: None, part }), end, false))
}

/// "lepas Maghrib", "after Asar", "sebelum subuh", "selepas solat Jumaat"; a prayer alone is weak, and praying itself is
/// what is planned ("solat maghrib di masjid").
fn prayer(tokens: &Tokens<'_>, at: usize) -> Read {
    let (beside, from) = match tokens.word(at)? {
        Word::After | Word::LastAfter => (Beside::After, at + 1),
        Word::Before | Word::By => (Beside::Before, at + 1),
        Word::Prayer(_) if at.checked_sub(1).is_some_and(|before| tokens.is(before, Word::Pray)) => return None,
        Word::Prayer(_) => (Beside::At, at),
        Word::At | Word::Time | Word::From if !tokens.is(at + 1, Word::Pray) => (Beside::At, at + 1),
        _ => return None,
    };
    let is_alone = beside == Beside::At;
    let first = from;
    let from = skip(tokens, skip(tokens, from, &[Word::The, Word::Time]), &[Word::Pray]);
    let Word::Prayer(prayer) = tokens.word(from)? else { return None };
    // The Friday prayer is what is planned, unless something is after it.
    if is_alone && prayer == Prayer::Jumaat {
        return None;
    }
    let end = skip(tokens, from + 1, &[Word::Pray]);
    // "maghrib ni": today's.
    if is_alone && first == from && tokens.is(end, Word::ThisAfter) {
        let part = Some(DayPart::Prayer(prayer, beside));
        return Some((Piece::Time(DayTime { day: Some(Day::relative(0)), clock: None, part }), end + 1, false));
    }
    let day = (prayer == Prayer::Jumaat && !says_day(tokens, at, end)).then(|| Day::weekday(Weekday::Fri));
    Some((Piece::Time(DayTime { day, clock: None, part: Some(DayPart::Prayer(prayer, beside)) }), end, is_alone))
}

/// Whether a day is said right beside some tokens.
fn says_day(tokens: &Tokens<'_>, first: usize, end: usize) -> bool {
    let is_day = |at| matches!(tokens.word(at), Some(Word::Day(_) | Word::Weekday(_) | Word::Hari));
    is_day(end) || first.checked_sub(1).is_some_and(is_day)
}
