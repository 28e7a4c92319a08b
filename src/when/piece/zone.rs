//! Time zones: "London time", "SGT", "waktu Tokyo", "UTC+8", "+08:00".

use chrono_tz::Tz;

use super::{Piece, Read, skip};
use crate::when::token::Tokens;
use crate::when::word::Word;

/// A zone, which is weak: it counts only beside a clock.
pub(super) fn zone(tokens: &Tokens<'_>, at: usize) -> Read {
    let found = |zone, end| Some((Piece::Zone(zone), end, true));
    match tokens.word(at) {
        Some(Word::Zone(zone)) => match offset(tokens, at + 1) {
            Some((moved, end)) if zone == Tz::UTC => found(moved, end),
            // "UTC Pudu", "UTC Melaka": offices that Malaysians call so.
            _ if zone == Tz::UTC && matches!(tokens.word(at + 1), Some(Word::City(Tz::Asia__Kuala_Lumpur))) => None,
            _ if says_zone(tokens, at) => found(zone, skip(tokens, at + 1, &[Word::Time])),
            _ => None,
        },
        Some(Word::City(zone)) if tokens.is(at + 1, Word::Time) => found(zone, at + 2),
        Some(Word::Time) => match tokens.word(at + 1)? {
            Word::City(zone) | Word::Zone(zone) => found(zone, at + 2),
            _ => None,
        },
        // A bare offset is written out whole, and glued to its clock or not: "15:00+08:00".
        _ => offset(tokens, at)
            .filter(|_| tokens.is_mark(at + 2, ':') || tokens.number(at + 1).is_some_and(|number| number.digits == 4))
            .and_then(|(zone, end)| found(zone, end)),
    }
}

/// Whether a short name is that of a zone, and of nothing else ("vendor ICT"): right after a clock, or with its own "time".
fn says_zone(tokens: &Tokens<'_>, at: usize) -> bool {
    let before = at.checked_sub(1 + usize::from(at.checked_sub(1).is_some_and(|mark| tokens.is_mark(mark, '('))));
    let is_clock = |at: usize| {
        tokens.number(at).is_some()
            || matches!(
                tokens.word(at),
                Some(
                    Word::Meridiem(_)
                        | Word::Part(_)
                        | Word::PartAfterDay(_)
                        | Word::P
                        | Word::OClock
                        | Word::Noon
                        | Word::Midnight
                        | Word::Hrs
                        | Word::H
                )
            )
    };
    let is_phrase = tokens.is_han(at) || tokens.folded(at).contains(' ') || tokens.is(at + 1, Word::Time);
    is_phrase || before.is_none_or(is_clock)
}

/// "+08:00", "+8", "-0500".
fn offset(tokens: &Tokens<'_>, at: usize) -> Option<(Tz, usize)> {
    let is_west = tokens.is_mark(at, '-');
    if !is_west && !tokens.is_mark(at, '+') {
        return None;
    }
    let number = tokens.glued_number(at + 1)?;
    let (hours, minutes, end) = if tokens.is_glued_mark(at + 2, ':') {
        (number.value, tokens.glued_number(at + 3).filter(|minutes| minutes.digits == 2)?.value, at + 4)
    } else if number.digits == 4 {
        (number.value / 100, number.value % 100, at + 2)
    } else {
        (number.value, 0, at + 2)
    };
    Some((fixed(is_west, hours, minutes)?, end))
}

/// The zone that always lies so far from Greenwich (the names of `Etc` count the other way round).
fn fixed(is_west: bool, hours: u32, minutes: u32) -> Option<Tz> {
    Some(match (is_west, hours, minutes) {
        (_, 0, 0) => Tz::UTC,
        (false, 1, 0) => Tz::Etc__GMTMinus1,
        (false, 2, 0) => Tz::Etc__GMTMinus2,
        (false, 3, 0) => Tz::Etc__GMTMinus3,
        (false, 4, 0) => Tz::Etc__GMTMinus4,
        (false, 5, 0) => Tz::Etc__GMTMinus5,
        (false, 6, 0) => Tz::Etc__GMTMinus6,
        (false, 7, 0) => Tz::Etc__GMTMinus7,
        (false, 8, 0) => Tz::Etc__GMTMinus8,
        (false, 9, 0) => Tz::Etc__GMTMinus9,
        (false, 10, 0) => Tz::Etc__GMTMinus10,
        (false, 11, 0) => Tz::Etc__GMTMinus11,
        (false, 12, 0) => Tz::Etc__GMTMinus12,
        (false, 13, 0) => Tz::Etc__GMTMinus13,
        (false, 14, 0) => Tz::Etc__GMTMinus14,
        (true, 1, 0) => Tz::Etc__GMTPlus1,
        (true, 2, 0) => Tz::Etc__GMTPlus2,
        (true, 3, 0) => Tz::Etc__GMTPlus3,
        (true, 4, 0) => Tz::Etc__GMTPlus4,
        (true, 5, 0) => Tz::Etc__GMTPlus5,
        (true, 6, 0) => Tz::Etc__GMTPlus6,
        (true, 7, 0) => Tz::Etc__GMTPlus7,
        (true, 8, 0) => Tz::Etc__GMTPlus8,
        (true, 9, 0) => Tz::Etc__GMTPlus9,
        (true, 10, 0) => Tz::Etc__GMTPlus10,
        (true, 11, 0) => Tz::Etc__GMTPlus11,
        (true, 12, 0) => Tz::Etc__GMTPlus12,
        (false, 5, 30) => Tz::Asia__Kolkata,
        (false, 5, 45) => Tz::Asia__Kathmandu,
        (false, 6, 30) => Tz::Asia__Yangon,
        (false, 9, 30) => Tz::Australia__Darwin,
        _ => return None,
    })
}
