//! The second step: pieces of time, wherever in the text they stand.
//!
//! A piece is what one rule reads from a run of tokens: a day, a clock, an amount, a repetition. A rule is a named
//! function in [`rules`]; at every token the rule that reads furthest wins. A piece may be *weak*: it is only a
//! time beside another one ("10" in "fri 10 to 11").

mod amount;
mod clock;
mod date;
mod lead;
mod numeric;
mod part;
mod parts;
mod repeat;
mod rules;
mod zone;

use chrono::Weekday;
use smallvec::SmallVec;

pub(super) use amount::part as one_amount;
pub(super) use parts::{Amount, ClockTime, Day, DayTime, FoundPiece, Piece, Repeat, night_before};

use rules::PieceRule;

use super::number::Number;
use super::token::{Kind, Tokens};
use super::word::{DayPart, Unit, Word};

/// What a rule has read: what it says, the token after it, and whether it is weak.
pub(super) type Read = Option<(Piece, usize, bool)>;

/// All pieces of a text, in its order, never overlapping.
pub(super) fn pieces(tokens: &Tokens<'_>) -> SmallVec<[FoundPiece; 8]> {
    let mut found: SmallVec<[FoundPiece; 8]> = SmallVec::new();
    let rules = rules::rules(tokens);
    let mut at = 0;
    while at < tokens.len() {
        match piece(tokens, &rules, at) {
            Some(piece) => {
                at = piece.end;
                found.push(piece);
            }
            None => at += 1,
        }
    }
    found
}

/// The piece that begins at a token and reaches furthest.
fn piece(tokens: &Tokens<'_>, rules: &[&PieceRule], at: usize) -> Option<FoundPiece> {
    let kind = tokens.kind(at);
    let mut best: Option<FoundPiece> = None;
    for rule in rules.iter().filter(|rule| rule.begins_at(kind)) {
        let Some((piece, end, is_weak)) = (rule.read)(tokens, at) else { continue };
        if best.as_ref().is_none_or(|best| end > best.end) && is_bordered(tokens, at, end) {
            best = Some(FoundPiece { piece, first: at, end, is_weak, rule: rule.name });
        }
    }
    best
}

/// Whether a piece stands free: no number, letter or sign of money or measure is glued to it that it did not read.
fn is_bordered(tokens: &Tokens<'_>, first: usize, end: usize) -> bool {
    is_bordered_before(tokens, first) && is_bordered_after(tokens, end)
}

fn is_bordered_before(tokens: &Tokens<'_>, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else { return true };
    let begins_with_digit = tokens.number(first).is_some_and(|number| !number.is_han);
    // "jalan 10", but not "cukai jalan 10 Okt": a month makes the number a day.
    let is_numbered = matches!(tokens.word(before), Some(Word::Currency | Word::Address))
        && !matches!(tokens.word(first + 1), Some(Word::Month(_)));
    if begins_with_digit && !tokens.is_han(before) && is_numbered {
        return false;
    }
    // "room 5", "gate 7", "group 4": the number is the noun's, unless it is plainly a clock.
    let is_at_night = tokens.is(before, Word::Numbered) && matches!(tokens.word(first + 1), Some(Word::InPart(_)));
    let is_numbered = matches!(tokens.word(before), Some(Word::PlaceNoun | Word::Numbered));
    if is_numbered && is_number_of_noun(tokens, first) && !is_at_night {
        return false;
    }
    if begins_with_digit && (tokens.is_mark(before, '$') || is_after_thousands(tokens, first)) {
        return false;
    }
    // "11/20(五)"
    if !tokens.is_glued(first) || tokens.is_han(before) || tokens.is_mark(first, '(') {
        return true;
    }
    match tokens.kind(before) {
        Kind::Other => tokens.is_han(first) && !begins_with_digit,
        Kind::Number(_) => tokens.is_han(first),
        Kind::Known(word) => !begins_with_digit || is_of_time(word),
        Kind::Quoted => true,
        Kind::Mark(mark) => !matches!(mark, '$' | '€' | '£' | '¥' | '#' | '%' | '=' | '_' | '&' | '\\'),
    }
}

/// Whether a number is the hundreds of another one: "4,350".
fn is_after_thousands(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_of_three = tokens.glued_number(at).is_some_and(|number| number.digits == 3);
    is_of_three
        && at
            .checked_sub(2)
            .is_some_and(|thousands| tokens.number(thousands).is_some() && tokens.is_glued_mark(thousands + 1, ','))
}

/// Whether a number after a noun that is numbered belongs to it: no am, pm, minutes or month follow.
fn is_number_of_noun(tokens: &Tokens<'_>, at: usize) -> bool {
    let Some((_, end)) = small_number(tokens, at) else { return false };
    let is_clock = matches!(
        tokens.word(end),
        Some(
            Word::Meridiem(_)
                | Word::P
                | Word::OClock
                | Word::Hrs
                | Word::Part(_)
                | Word::PartAfterDay(_)
                | Word::HourMark
        )
    ) || [':', '.'].into_iter().any(|mark| tokens.is_glued_mark(end, mark))
        && tokens.glued_number(end + 1).is_some();
    let is_date = matches!(tokens.word(end), Some(Word::Month(_) | Word::OrdinalMark | Word::DayMark))
        || ['/', '-'].into_iter().any(|mark| tokens.is_glued_mark(end, mark));
    !is_clock && !is_date
}

fn is_bordered_after(tokens: &Tokens<'_>, end: usize) -> bool {
    let ends_with_digit = end.checked_sub(1).and_then(|last| tokens.number(last)).is_some_and(|number| !number.is_han);
    if ends_with_digit && matches!(tokens.word(end), Some(Word::NotTime | Word::Currency | Word::TimesSign)) {
        return false;
    }
    if ends_with_digit && tokens.is_mark(end, ',') && is_after_thousands(tokens, end + 1) {
        return false;
    }
    let is_closed = end.checked_sub(1).is_some_and(|last| tokens.is_mark(last, ')'));
    if !tokens.is_glued(end) || tokens.is_han(end) || is_closed {
        return true;
    }
    let ends_with_time = end.checked_sub(1).and_then(|last| tokens.word(last)).is_some_and(is_of_time);
    match tokens.kind(end) {
        Kind::Number(_) if ends_with_time => true,
        Kind::Other | Kind::Number(_) => end.checked_sub(1).is_some_and(|last| tokens.is_han(last)),
        Kind::Known(word) => is_of_time(word) || end.checked_sub(1).is_some_and(|last| tokens.is_han(last)),
        Kind::Quoted => true,
        Kind::Mark(mark) => !matches!(mark, '$' | '€' | '£' | '¥' | '#' | '%' | '=' | '_' | '+' | '\''),
    }
}

/// Whether a word speaks of time, so that a number may be glued to it ("tmr3pm").
fn is_of_time(word: Word) -> bool {
    matches!(
        word,
        Word::Weekday(_)
            | Word::MonOrMonths
            | Word::WeakWeekday(_)
            | Word::Day(_)
            | Word::Tonight
            | Word::Part(_)
            | Word::PartAfterDay(_)
            | Word::ClockLead
            | Word::Jam
            | Word::At
            | Word::Month(_)
            | Word::Noon
            | Word::To
            | Word::Until
            | Word::Meridiem(_)
            | Word::PlaceLead
    )
}

/// Numbers with a mark between them that people say of other things than time: "1-1 with boss", "24/7", "50/50".
const NUMBERS_OF_SPEECH: [(&str, char, &str); 4] =
    [("1", '-', "1"), ("1", ':', "1"), ("24", '/', "7"), ("50", '/', "50")];

/// An everyday phrase that holds a word or the numbers of a time.
fn everyday(tokens: &Tokens<'_>, at: usize) -> Read {
    if tokens.is(at, Word::Everyday) {
        return Some((Piece::Everyday, at + 1, true));
    }
    if let Some(end) = days_and_nights(tokens, at) {
        return Some((Piece::Everyday, end, true));
    }
    let is_said = |(first, mark, second): &(&str, char, &str)| {
        tokens.folded(at) == *first && tokens.is_glued_mark(at + 1, *mark) && tokens.folded(at + 2) == *second
    };
    let is_alone = !(matches!(tokens.kind(at + 3), Kind::Mark('-' | '/' | ':')) && tokens.is_glued(at + 3));
    (is_alone && NUMBERS_OF_SPEECH.iter().any(is_said)).then_some((Piece::Everyday, at + 3, true))
}

/// "3 hari 2 malam", "2 days 1 night", 两天一夜: how long a trip is, which is part of its name.
fn days_and_nights(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let (_, end) = small_number(tokens, at)?;
    let is_days = matches!(tokens.word(end), Some(Word::Unit(Unit::Day) | Word::Hari));
    let (_, end) = small_number(tokens, end + 1).filter(|_| is_days)?;
    let are_nights = matches!(
        tokens.word(end),
        Some(
            Word::Part(DayPart::Night)
                | Word::PartAfterDay(DayPart::Night)
                | Word::Parts(DayPart::Night)
                | Word::NightCount
        )
    );
    are_nights.then_some(end + 1)
}

/// "all day", "the whole of" before a day.
fn all_day(tokens: &Tokens<'_>, at: usize) -> Read {
    match tokens.word(at) {
        Some(Word::AllDay) => Some((Piece::AllDay, at + 1, false)),
        Some(Word::Whole) => Some((Piece::AllDay, at + 1, true)),
        _ => None,
    }
}

/// "till late", "sampai habis", 到很晚: an end that is left open.
fn open_end(tokens: &Tokens<'_>, at: usize) -> Read {
    match tokens.word(at) {
        Some(Word::TillLate | Word::TillDone) => Some((Piece::Aside, at + 1, true)),
        _ => None,
    }
}

/// "by eod", "eod friday", "tmr cob", "周五下班前": the end of a day is the day's own.
fn day_end(tokens: &Tokens<'_>, at: usize) -> Read {
    let from = skip(tokens, at, &[Word::By, Word::Before, Word::At]);
    let from = skip(tokens, from, &[Word::The]);
    if !tokens.is(from, Word::DayEnd) {
        return None;
    }
    let is_day = |at: usize| {
        matches!(tokens.word(at), Some(Word::Day(_) | Word::Weekday(_) | Word::MonOrMonths | Word::WeakWeekday(_)))
    };
    let follows = from.checked_sub(1).is_some_and(is_day);
    let is_sure = from > at || tokens.is_han(from) || from + 1 == tokens.len() || follows;
    let leads = is_day(skip(tokens, skip(tokens, from + 1, &[Word::On, Word::Of]), &[Word::Hari]));
    (is_sure || leads).then_some((Piece::DayEnd, from + 1, false))
}

/// A bare number that could be an hour or a day of a month.
fn number(tokens: &Tokens<'_>, at: usize) -> Read {
    let (value, end) = small_number(tokens, at)?;
    let digits = tokens.number(at).map_or(2, |number| number.digits);
    let is_small = (1..=31).contains(&value) && digits <= 2 && !tokens.number(at).is_some_and(|number| number.is_han);
    is_small.then_some((Piece::Number(Number { value, digits, is_han: false, least: None }), end, true))
}

/// A whole number at a token, in digits or in words ("twenty five"), and the token after it.
pub(super) fn small_number(tokens: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    match tokens.kind(at) {
        Kind::Number(number) => Some((number.counted(), at + 1)),
        Kind::Known(Word::Number(value)) => Some((u32::from(value), at + 1)),
        Kind::Known(Word::Tens(tens)) => {
            let gap = usize::from(tokens.is_mark(at + 1, '-'));
            Some(match tokens.word(at + 1 + gap) {
                Some(Word::Number(ones @ 1..=9)) => (u32::from(tens + ones), at + 2 + gap),
                _ => (u32::from(tens), at + 1),
            })
        }
        Kind::Known(_) | Kind::Other | Kind::Quoted | Kind::Mark(_) => None,
    }
}

/// An ordinal number at a token, in digits with a mark or in words, and the token after it.
pub(super) fn ordinal(tokens: &Tokens<'_>, at: usize) -> Option<(u8, usize)> {
    match tokens.kind(at) {
        Kind::Number(number) if tokens.is(at + 1, Word::OrdinalMark) && number.value <= 31 => {
            Some((u8::try_from(number.value).ok()?, at + 2))
        }
        Kind::Known(Word::OrdinalLead) => {
            let number = tokens.number(at + 1).filter(|number| (1..=31).contains(&number.value))?;
            Some((u8::try_from(number.value).ok()?, at + 2))
        }
        Kind::Known(Word::Ordinal(value)) => Some((value, at + 1)),
        Kind::Known(Word::Second) => Some((2, at + 1)),
        Kind::Known(Word::Tens(tens)) => {
            let gap = usize::from(tokens.is_mark(at + 1, '-'));
            match tokens.word(at + 1 + gap) {
                Some(Word::Ordinal(ones @ 1..=9)) => Some((tens + ones, at + 2 + gap)),
                Some(Word::Second) => Some((tens + 2, at + 2 + gap)),
                _ => None,
            }
        }
        Kind::Number(_) | Kind::Known(_) | Kind::Other | Kind::Quoted | Kind::Mark(_) => None,
    }
}

/// A weekday at a token, and whether it is a weak spelling.
pub(super) fn weekday_word(tokens: &Tokens<'_>, at: usize) -> Option<(Weekday, bool)> {
    match tokens.word(at)? {
        Word::Weekday(day) => Some((day, false)),
        Word::MonOrMonths => Some((Weekday::Mon, false)),
        Word::WeakWeekday(day) => Some((day, true)),
        _ => None,
    }
}

/// Skips one of some words.
pub(super) fn skip(tokens: &Tokens<'_>, at: usize, words: &[Word]) -> usize {
    at + usize::from(tokens.word(at).is_some_and(|word| words.contains(&word)))
}

/// Whether a clock begins here that is one on its own.
pub(super) fn is_clock(tokens: &Tokens<'_>, at: usize) -> bool {
    [clock::digits, clock::marked, clock::led]
        .iter()
        .any(|read| read(tokens, at).is_some_and(|(_, _, is_weak)| !is_weak))
}

/// Whether nothing follows that a number could count: the end, a mark, or a word of some list.
pub(super) fn is_free(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.kind(at) {
        Kind::Mark(mark) => !matches!(mark, '%' | '+' | '*' | '='),
        Kind::Known(word) => !matches!(
            word,
            Word::NotTime
                | Word::Currency
                | Word::Unit(_)
                | Word::Everyday
                | Word::PlaceNoun
                | Word::Numbered
                | Word::Measure
        ),
        Kind::Other | Kind::Quoted => tokens.is_han(at),
        Kind::Number(_) => false,
    }
}
