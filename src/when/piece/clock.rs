//! Times of day.

mod han;
mod led;

use super::{ClockTime, Day, DayTime, Piece, Read, skip, small_number};
use crate::when::number::Number;
use crate::when::token::{Kind, Tokens};
use crate::when::word::{DayPart, Meridiem, Unit, Word};
pub(super) use han::marked;
pub(super) use led::led;

/// A clock as a piece.
fn time(clock: ClockTime) -> Piece {
    Piece::Time(DayTime { clock: Some(clock), ..DayTime::default() })
}

/// A clock with the part of the day that was said after it.
fn time_of(clock: ClockTime, part: Option<DayPart>) -> Piece {
    Piece::Time(DayTime { clock: Some(clock), part, ..DayTime::default() })
}

/// What may follow the digits of a clock: am, pm, o'clock, a part of the day.
struct Tail {
    meridiem: Option<Meridiem>,
    part: Option<DayPart>,
    /// Something did follow.
    is_there: bool,
    end: usize,
}

/// Reads what follows the digits of a clock.
fn tail(tokens: &Tokens<'_>, at: usize) -> Tail {
    let is_mark = |mark| tokens.is_glued_mark(at, mark) && tokens.is_glued(at + 1);
    // "3.pm", "3-ish"
    let at_word = at + usize::from(is_mark('.') || is_mark('-') && tokens.is(at + 1, Word::About));
    let mut tail = Tail { meridiem: None, part: None, is_there: true, end: at_word + 1 };
    match tokens.word(at_word) {
        Some(Word::Meridiem(meridiem)) => {
            tail.meridiem = Some(meridiem);
            tail.end += usize::from(tokens.is_glued_mark(tail.end, '.') && !tokens.is_glued(tail.end + 1));
        }
        Some(Word::P) if tokens.is_glued(at_word) => tail.meridiem = Some(Meridiem::Pm),
        Some(Word::A) if tokens.is_glued(at_word) => tail.meridiem = Some(Meridiem::Am),
        // "7ish pm"
        Some(Word::About) if tokens.is_glued(at_word) => {
            let inner = self::tail(tokens, at_word + 1);
            return Tail { is_there: true, ..inner };
        }
        Some(Word::OClock | Word::Sharp | Word::Odd) => {
            let mut inner = self::tail(tokens, at_word + 1);
            inner.is_there = true;
            return inner;
        }
        Some(Word::Part(part) | Word::PartAfterDay(part) | Word::InPart(part)) => tail.part = Some(part),
        // "3 in the afternoon", "8 on the evening"
        Some(Word::In) if tokens.is(at_word + 1, Word::The) => match tokens.word(at_word + 2) {
            Some(Word::Part(part) | Word::PartAfterDay(part)) => {
                tail.part = Some(part);
                tail.end = at_word + 3;
            }
            _ => return Tail { is_there: false, end: at, ..tail },
        },
        Some(Word::Eve) => tail.part = Some(DayPart::Evening),
        Some(Word::Noon) => tail.part = Some(DayPart::Midday),
        Some(Word::Midnight) => {
            tail.part = Some(DayPart::Night);
        }
        _ => return Tail { is_there: false, end: at, ..tail },
    }
    tail
}

/// "15:30", "3.30pm", "330pm", "0930", "15h30", "1430hrs", "3pm", "3 petang", "3 setengah petang".
pub(super) fn digits(tokens: &Tokens<'_>, at: usize) -> Read {
    let number = tokens.number(at).filter(|number| !number.is_han)?;
    if tokens.is_glued_mark(at + 1, ':') {
        return colon(tokens, at, number);
    }
    if tokens.is_glued_mark(at + 1, '.') && tokens.glued_number(at + 2).is_some() {
        return dot(tokens, at, number);
    }
    match number.digits {
        1 | 2 => hour_alone(tokens, at, number),
        3 | 4 => compact(tokens, at, number),
        _ => None,
    }
}

/// "15:30", "9:01:10 am".
fn colon(tokens: &Tokens<'_>, at: usize, hour: Number) -> Read {
    let minute = tokens.glued_number(at + 2).filter(|minute| minute.digits == 2)?;
    let mut clock = ClockTime::at(u8::try_from(hour.value).ok()?, u8::try_from(minute.value).ok()?);
    clock.is_exact = hour.digits == 2 && hour.value < 10;
    let mut end = at + 3;
    if tokens.is_glued_mark(end, ':') {
        let second = tokens.glued_number(end + 1).filter(|second| second.digits == 2 && second.value < 60)?;
        clock.second = u8::try_from(second.value).ok()?;
        end += 2;
    }
    finish(tokens, clock, end, false)
}

/// "3.30pm"; without am or pm it is weak, as it may be any number.
fn dot(tokens: &Tokens<'_>, at: usize, hour: Number) -> Read {
    let minute = tokens.glued_number(at + 2).filter(|minute| minute.digits == 2)?;
    if hour.digits > 2 || tokens.is_glued_mark(at + 3, '.') && tokens.glued_number(at + 4).is_some() {
        return None;
    }
    let mut clock = ClockTime::at(u8::try_from(hour.value).ok()?, u8::try_from(minute.value).ok()?);
    clock.is_exact = hour.digits == 2 && hour.value < 10;
    finish(tokens, clock, at + 3, true)
}

/// "930pm", "1430hrs"; without a mark it is weak.
fn compact(tokens: &Tokens<'_>, at: usize, number: Number) -> Read {
    let mut clock = ClockTime::at(u8::try_from(number.value / 100).ok()?, u8::try_from(number.value % 100).ok()?);
    // "2130" and "0930" are written by twenty-four hours, "1030" may be either.
    clock.is_exact = number.digits == 4 && !(10..=12).contains(&clock.hour);
    if matches!(tokens.word(at + 1), Some(Word::Hrs | Word::H)) {
        return is_valid(clock).then(|| (time(ClockTime { is_exact: true, ..clock }), at + 2, false));
    }
    let is_round = number.value.is_multiple_of(5) && !(1900..2200).contains(&number.value);
    let is_in_date = !is_round
        && ['/', '-'].into_iter().any(|mark| {
            tokens.is_glued_mark(at + 1, mark) && tokens.glued_number(at + 2).is_some_and(|number| number.digits <= 2)
        });
    // 2026 is a year before it is a clock, as clocks go by fives.
    let is_year = number.digits == 4 && (2020..2060).contains(&number.value) && !number.value.is_multiple_of(5);
    if (is_in_date || is_year) && !tail(tokens, at + 1).is_there {
        return None;
    }
    if number.digits == 3 && !number.value.is_multiple_of(5) && !tail(tokens, at + 1).is_there {
        return None;
    }
    finish(tokens, clock, at + 1, !is_of_shift(tokens, at))
}

/// "0700-1500 shift": the first of two clocks of four digits that a dash joins, if a nought begins it, and the second.
fn is_of_shift(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_clock = |at: usize| {
        tokens.number(at).is_some_and(|number| {
            number.digits == 4 && number.value.is_multiple_of(5) && number.value / 100 < 24 && number.value % 100 < 60
        })
    };
    let begins = |at: usize| {
        let is_nought = tokens.number(at).is_some_and(|number| number.value < 1000);
        let is_joined = tokens.is_glued_mark(at + 1, '-') && tokens.is_glued(at + 2);
        let is_free = at == 0 || !tokens.is_glued(at);
        is_nought && is_joined && is_free && is_clock(at) && is_clock(at + 2) && !tokens.is_glued(at + 3)
    };
    begins(at) || at.checked_sub(2).is_some_and(begins)
}

/// "3pm", "15h30", "3 o'clock", "8 malam", "3 setengah petang", "12 noon".
fn hour_alone(tokens: &Tokens<'_>, at: usize, number: Number) -> Read {
    let hour = u8::try_from(number.value).ok()?;
    if tokens.is(at + 1, Word::H) && tokens.is_glued(at + 1) {
        let minute = tokens.glued_number(at + 2).filter(|minute| minute.digits == 2);
        let clock = ClockTime::at(hour, minute.map_or(0, |minute| u8::try_from(minute.value).unwrap_or(u8::MAX)));
        // "2h" is a length; what is later than noon can only be an hour.
        let is_hour = minute.is_some() || (13..24).contains(&hour);
        return (is_hour && is_valid(clock))
            .then(|| (time(clock), at + 2 + usize::from(minute.is_some()), minute.is_none()));
    }
    let (clock, end) = minutes_in_words(tokens, ClockTime::at(hour, 0), at + 1);
    if hour == 12 && end == at + 1 && tokens.is(end, Word::TwelveMark) {
        return Some((time_of(clock, Some(DayPart::Midday)), end + 1, false));
    }
    let tail = tail(tokens, end);
    if !tail.is_there {
        return None;
    }
    if hour > 12 && tail.meridiem == Some(Meridiem::Am) {
        return None;
    }
    // "9 a" is an hour only beside another time ("9a to 11a").
    // "14pm" is one only beside a day.
    let is_weak = tokens.is(end, Word::A)
        || hour > 12 && tail.meridiem.is_some()
        || tail.part.is_some() && end == at + 1 && is_unsure_part(tokens, tail.end);
    let clock = ClockTime { hour: midnight_hour(tokens, clock.hour, &tail), meridiem: tail.meridiem, ..clock };
    is_valid(clock).then(|| (time_of(clock, tail.part), tail.end, is_weak))
}

/// Whether the part of the day before a token could belong to a noun ("2 night stay").
fn is_unsure_part(tokens: &Tokens<'_>, end: usize) -> bool {
    end.checked_sub(1).is_some_and(|last| matches!(tokens.word(last), Some(Word::PartAfterDay(_))))
        && matches!(tokens.kind(end), Kind::Other)
}

/// "12 midnight" and "12 tengah malam" end the day.
fn midnight_hour(tokens: &Tokens<'_>, hour: u8, tail: &Tail) -> u8 {
    if hour == 12 && tail.end.checked_sub(1).is_some_and(|last| tokens.is(last, Word::Midnight)) { 24 } else { hour }
}

/// "3 setengah", "8 suku", "8 lima belas minit"; else the clock as it was.
fn minutes_in_words(tokens: &Tokens<'_>, clock: ClockTime, at: usize) -> (ClockTime, usize) {
    match tokens.word(at) {
        Some(Word::Half) => (ClockTime { minute: 30, ..clock }, at + 1),
        Some(Word::Quarter) => (ClockTime { minute: 15, ..clock }, at + 1),
        Some(Word::PastAfter | Word::Less) => match minutes_after(tokens, at + 1) {
            Some((minutes, end)) if tokens.is(at, Word::Less) => (less(clock, minutes), end),
            Some((minutes, end)) => (ClockTime { minute: minutes, ..clock }, end),
            None => (clock, at),
        },
        _ => match small_number(tokens, at) {
            // "5 tiga suku"
            Some((3, end)) if tokens.is(end, Word::Quarter) => (ClockTime { minute: 45, ..clock }, end + 1),
            _ => (clock, at),
        },
    }
}

/// Minutes after a word that adds or takes them: "sepuluh minit", "a quarter".
fn minutes_after(tokens: &Tokens<'_>, at: usize) -> Option<(u8, usize)> {
    match tokens.word(skip(tokens, at, &[Word::A])) {
        Some(Word::Quarter) => return Some((15, skip(tokens, at, &[Word::A]) + 1)),
        Some(Word::QuarterMark) => return None,
        _ => {}
    }
    let (minutes, end) = small_number(tokens, at).filter(|(minutes, _)| (1..60).contains(minutes))?;
    let end = if tokens.is(end, Word::QuarterMark) {
        return Some((u8::try_from(minutes * 15).ok().filter(|minutes| *minutes < 60)?, end + 1));
    } else {
        skip(tokens, end, &[Word::Unit(Unit::Minute), Word::MinuteMark])
    };
    Some((u8::try_from(minutes).ok()?, end))
}

/// Some minutes before a whole hour. Before noon and midnight the half of the day is the other one.
fn less(clock: ClockTime, minutes: u8) -> ClockTime {
    let hour = if clock.hour == 0 { 23 } else { clock.hour - 1 };
    let meridiem = match (clock.hour, clock.meridiem) {
        (12, Some(Meridiem::Pm)) => Some(Meridiem::Am),
        (12, Some(Meridiem::Am)) => Some(Meridiem::Pm),
        (_, meridiem) => meridiem,
    };
    ClockTime { hour, minute: 60 - minutes, meridiem, ..clock }
}

/// A clock with whatever follows it; weak if nothing follows and it was written weakly.
fn finish(tokens: &Tokens<'_>, clock: ClockTime, end: usize, is_weak: bool) -> Read {
    let tail = tail(tokens, end);
    let clock = ClockTime { meridiem: tail.meridiem, hour: midnight_hour(tokens, clock.hour, &tail), ..clock };
    if !is_valid(clock) {
        // An hour like 25:00 is said to be impossible, where it was clearly meant as one.
        let is_meant = !is_weak && clock.minute < 60 && (24..30).contains(&clock.hour);
        return is_meant.then(|| (impossible(), tail.end, true));
    }
    // "3.30" between a price and a clock: a word that leads to clocks makes it one.
    Some((time_of(clock, tail.part), tail.end, is_weak && !tail.is_there))
}

/// A time that does not exist.
fn impossible() -> Piece {
    Piece::Time(DayTime { day: Some(Day { is_impossible: true, ..Day::default() }), ..DayTime::default() })
}

/// Whether a clock can show this.
fn is_valid(clock: ClockTime) -> bool {
    let hour = match clock.meridiem {
        // 19:20pm is said often enough; 14pm without minutes is refused where it is read.
        Some(_) => clock.hour >= 1 && clock.hour < 24,
        None => clock.hour < 24 || clock.hour == 24 && clock.minute == 0,
    };
    hour && clock.minute < 60 && clock.second < 60
}

/// "six p.m.", "ten thirty am", "seven o'clock", and weakly "three thirty".
pub(super) fn words(tokens: &Tokens<'_>, at: usize) -> Read {
    let (hour, end) = word_hour(tokens, at)?;
    let (minute, end) = word_minute(tokens, end).unwrap_or((0, end));
    let (clock, end) = minutes_in_words(tokens, ClockTime::at(hour, minute), end);
    let tail = tail(tokens, end);
    // Number words mean many things: alone they are weak, and only as far as a clock goes.
    let is_alone = minute == 0 && clock.minute == 0 && !tail.is_there;
    let clock = ClockTime { meridiem: tail.meridiem, hour: midnight_hour(tokens, clock.hour, &tail), ..clock };
    (!is_alone && is_valid(clock)).then(|| (time_of(clock, tail.part), tail.end, !tail.is_there))
}

/// An hour in words.
fn word_hour(tokens: &Tokens<'_>, at: usize) -> Option<(u8, usize)> {
    match tokens.word(at)? {
        Word::Number(hour @ 1..=12) => Some((hour, at + 1)),
        _ => None,
    }
}

/// Minutes in words: "thirty", "forty-three", "fifteen", "oh five".
fn word_minute(tokens: &Tokens<'_>, at: usize) -> Option<(u8, usize)> {
    let at = at + usize::from(tokens.is_glued_mark(at, '-') && tokens.is_glued(at + 1));
    match tokens.word(at)? {
        Word::Oh | Word::Number(0) => match tokens.kind(at + 1) {
            Kind::Known(Word::Number(minute @ 1..=9)) => Some((minute, at + 2)),
            _ => None,
        },
        Word::Number(10..=19) | Word::Tens(20..=50) => {
            let (minute, end) = small_number(tokens, at)?;
            Some((u8::try_from(minute).ok()?, end))
        }
        _ => None,
    }
}

/// "half past 3", "quarter to six", "20 past 3pm", "15 minutes to noon".
pub(super) fn past(tokens: &Tokens<'_>, at: usize) -> Read {
    let start = skip(tokens, at, &[Word::A]);
    let (minutes, end) = match tokens.word(start) {
        Some(Word::Half) => (30, start + 1),
        Some(Word::Quarter) => (15, start + 1),
        _ => {
            let (minutes, end) = small_number(tokens, start)?;
            (u8::try_from(minutes).ok().filter(|minutes| (1..60).contains(minutes))?, end)
        }
    };
    let has_unit = tokens.word(end).is_some_and(|word| word == Word::Unit(Unit::Minute));
    let end = end + usize::from(has_unit);
    // "half twelve": half past it, beside a day.
    if tokens.is(start, Word::Half)
        && let Some((hour, after)) = small_number(tokens, end).filter(|(hour, _)| (1..=12).contains(hour))
        && !matches!(tokens.word(after), Some(Word::NotTime | Word::Unit(_) | Word::Currency | Word::Jam | Word::Hari))
    {
        let tail = tail(tokens, after);
        let clock = ClockTime { meridiem: tail.meridiem, ..ClockTime::at(u8::try_from(hour).ok()?, 30) };
        return Some((time_of(clock, tail.part), tail.end, !tail.is_there));
    }
    let is_before = match tokens.word(end)? {
        Word::Past | Word::After => false,
        Word::From if has_unit => false,
        Word::To => true,
        _ => return None,
    };
    let (clock, part, after, is_sure) = whole_hour(tokens, end + 1)?;
    let is_spoken = is_before && is_spoken(tokens, start, minutes, clock.hour);
    // "10 to 11" is a range unless minutes were named.
    let is_named = has_unit || is_spoken || minutes == 30 || matches!(tokens.word(start), Some(Word::Quarter));
    if is_before && !is_named || !is_named && !is_sure && !tokens.is(end, Word::Past) {
        return None;
    }
    let clock = if is_before { less(clock, minutes) } else { ClockTime { minute: minutes, ..clock } };
    is_valid(clock).then(|| (time_of(clock, part), after, false))
}

/// Whether "ten to three" says minutes before an hour: in words, of fives, and no range that people name.
fn is_spoken(tokens: &Tokens<'_>, start: usize, minutes: u8, hour: u8) -> bool {
    const LONGEST: u8 = 4;
    let is_in_words = tokens.number(start).is_none();
    let is_of_fives = matches!(minutes, 5 | 10 | 20 | 25);
    let is_no_hour = minutes > 12;
    let hours = (hour + 12 - minutes.min(12)) % 12;
    (1..=12).contains(&hour) && is_of_fives && (is_no_hour || is_in_words && !(1..=LONGEST).contains(&hours))
}

/// A whole hour with what follows it; whether am, pm or the like made it sure.
fn whole_hour(tokens: &Tokens<'_>, at: usize) -> Option<(ClockTime, Option<DayPart>, usize, bool)> {
    match tokens.word(at) {
        Some(Word::Noon) => {
            return Some((ClockTime { meridiem: Some(Meridiem::Pm), ..ClockTime::at(12, 0) }, None, at + 1, true));
        }
        Some(Word::Midnight) => {
            return Some((ClockTime { is_exact: true, ..ClockTime::at(24, 0) }, None, at + 1, true));
        }
        _ => {}
    }
    let (hour, end) = small_number(tokens, at)?;
    let hour = u8::try_from(hour).ok().filter(|hour| *hour < 24)?;
    let tail = tail(tokens, end);
    Some((ClockTime { meridiem: tail.meridiem, ..ClockTime::at(hour, 0) }, tail.part, tail.end, tail.is_there))
}
