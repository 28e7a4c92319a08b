//! Chinese clocks, whose hour has its mark: 下午三点半, 差十分三点, 五到六点.

use super::super::{ClockTime, Piece, Read, skip};
use super::{digits, is_valid, less, minutes_after, tail, time_of};
use crate::when::lang::zh::FIVE_MINUTES;
use crate::when::token::Tokens;
use crate::when::word::{DayPart, Word};

/// "下午三点半", "15时20分", "三点一刻", "8点十五分".
pub(in crate::when::piece) fn marked(tokens: &Tokens<'_>, at: usize) -> Read {
    let (part, start) = match tokens.word(at) {
        Some(Word::Part(part) | Word::PartAfterDay(part)) => (Some(part), at + 1),
        _ => (None, at),
    };
    if let Some(read) = lacking(tokens, start, part) {
        return Some(read);
    }
    let number = tokens.number(start)?;
    let mut clock = ClockTime::at(u8::try_from(number.counted()).ok()?, 0);
    if !tokens.is(start + 1, Word::HourMark) {
        // "五到六点": the mark of the end serves the start.
        if is_start_of_marked(tokens, start + 1) && is_valid(clock) {
            return Some((time_of(clock, part), start + 1, false));
        }
        // "下午3:15", "晚上9:30"
        let part = part?;
        let (Piece::Time(inner), end, _) = digits(tokens, start)? else { return None };
        return inner.clock.map(|clock| (time_of(clock, Some(part)), end, false));
    }
    if is_point(tokens, start + 2) || is_count_of_points(tokens, start) {
        return None;
    }
    let mut end = start + 2;
    match tokens.word(end) {
        Some(Word::Half) => (clock.minute, end) = (30, end + 1),
        Some(Word::QuarterMark) => (clock.minute, end) = (15, end + 1),
        Some(Word::Sharp) => end += 1,
        // "三点差五分"
        Some(Word::Less) => {
            if let Some((minutes, after)) = minutes_after(tokens, end + 1) {
                (clock, end) = (less(clock, minutes), after);
            }
        }
        _ => {
            if let Some(minute) = tokens.number(end) {
                let is_quarter = tokens.is(end + 1, Word::QuarterMark);
                let is_marked = tokens.is(end + 1, Word::MinuteMark);
                let is_fives = tokens.is(end + 1, Word::Measure) && tokens.folded(end + 2) == FIVE_MINUTES;
                let is_plain =
                    minute.value < 60 && (minute.digits == 2) && tokens.word(end + 1) != Some(Word::HourMark);
                if is_quarter {
                    (clock.minute, end) = (u8::try_from(minute.value.checked_mul(15)?).ok()?, end + 2);
                } else if is_fives {
                    (clock.minute, end) = (u8::try_from(minute.value.checked_mul(5)?).ok()?, end + 3);
                } else if is_marked {
                    (clock.minute, end) = (u8::try_from(minute.value).ok()?, end + 2);
                } else if is_plain && tokens.is_glued(end) && !is_counted(tokens, end + 1) {
                    (clock.minute, end) = (u8::try_from(minute.value).ok()?, end + 1);
                }
            }
        }
    }
    if let (Some(second), Some(Word::SecondMark)) = (tokens.number(end), tokens.word(end + 1)) {
        (clock.second, end) = (u8::try_from(second.value).ok()?, end + 2);
    }
    end = skip(tokens, skip(tokens, end, &[Word::Odd]), &[Word::About]);
    let tail = tail(tokens, end);
    if let Some(meridiem) = tail.meridiem {
        (clock.meridiem, end) = (Some(meridiem), tail.end);
    }
    is_valid(clock).then(|| (time_of(clock, part), end, false))
}

/// "差十分三点", "差一刻五点": minutes that an hour lacks, said before it.
fn lacking(tokens: &Tokens<'_>, at: usize, part: Option<DayPart>) -> Read {
    if !tokens.is(at, Word::Less) {
        return None;
    }
    let (minutes, hour_at) = minutes_after(tokens, at + 1)?;
    let hour = tokens.number(hour_at).filter(|hour| (1..=24).contains(&hour.value))?;
    let clock = less(ClockTime::at(u8::try_from(hour.value).ok()?, 0), minutes);
    tokens.is(hour_at + 1, Word::HourMark).then(|| (time_of(clock, part), hour_at + 2, false))
}

/// Whether a range follows whose end bears the mark of the hour: "到六点", "-6点".
fn is_start_of_marked(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_range = tokens.is(at, Word::To) || ['-', '~'].into_iter().any(|mark| tokens.is_glued_mark(at, mark));
    is_range && tokens.number(at + 1).is_some() && tokens.is(at + 2, Word::HourMark)
}

/// Whether 点 is the point of a decimal number: one digit follows that measures something ("三点五公里").
fn is_point(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_digit = tokens.glued_number(at).is_some_and(|number| number.digits == 1);
    let measured = skip(tokens, at + 1, &[Word::Measure]);
    is_digit
        && matches!(
            tokens.word(measured),
            Some(Word::NotTime | Word::Currency | Word::Unit(_) | Word::YearMark | Word::Week | Word::Times)
        )
}

/// Whether a number with 点 counts points that are made ("两点建议", "我有三点").
fn is_count_of_points(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_had = at.checked_sub(1).is_some_and(|before| tokens.is(before, Word::Have));
    is_had || tokens.is(skip(tokens, at + 2, &[Word::De]), Word::Points)
}

/// Whether a number is the count of what follows ("三点20个人").
fn is_counted(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(
        tokens.word(at),
        Some(
            Word::Measure
                | Word::NotTime
                | Word::Unit(_)
                | Word::Times
                | Word::MonthMark
                | Word::DayMark
                | Word::DayOrDays
        )
    )
}
