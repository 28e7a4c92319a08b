//! Clocks after a word that leads to one: "pukul 3", "at 6".

use super::{digits, is_valid, midnight_hour, minutes_in_words, past, tail, time_of, words};
use crate::when::piece::{ClockTime, Piece, Read, date, is_free, skip, small_number};
use crate::when::token::Tokens;
use crate::when::word::{Unit, Word};

/// A clock after a word that leads to one: "pukul 3", "jam 8 suku", "at 6", "@ 10", "at three thirty".
pub(in crate::when::piece) fn led(tokens: &Tokens<'_>, at: usize) -> Read {
    let (from, is_leading) = match tokens.word(at) {
        Some(Word::ClockLead | Word::Jam) => (at + 1, true),
        // "later at 5"
        Some(Word::At) => (skip(tokens, at + 1, &[Word::About]), at > 0 && is_later_today(tokens, at - 1)),
        Some(Word::By | Word::Before) => (at + 1, false),
        // "nanti 5.20 kena ambil anak"
        Some(Word::ComingAfter) if !tokens.is_han(at) => {
            (at + 1, tokens.number(at + 1).is_none() || is_written_out(tokens, at + 1))
        }
        // "later 4.30"
        Some(Word::Later) if is_later_today(tokens, at) && is_written_out(tokens, at + 1) => (at + 1, true),
        _ if tokens.is_mark(at, '@') => (at + 1, false),
        _ => return None,
    };
    let from = skip(tokens, from, &[Word::ClockLead, Word::Jam, Word::Sharp]);
    if date::reads(tokens, from) {
        return None;
    }
    if let Some((piece @ Piece::Time(_), end, is_weak)) = digits(tokens, from).or_else(|| words(tokens, from)) {
        let is_measured = matches!(tokens.word(end), Some(Word::NotTime | Word::Currency | Word::Unit(_)));
        return (!is_measured).then_some((piece, end, is_weak && !is_leading && !is_free(tokens, end)));
    }
    if let Some((piece, end, _)) = past(tokens, from) {
        return Some((piece, end, false));
    }
    let (hour, end) = small_number(tokens, from)?;
    let hour = u8::try_from(hour).ok()?;
    if tokens.is_glued_mark(end, '/')
        || tokens.is_glued_mark(end, ':')
        || tokens.is_glued_mark(end, '.') && tokens.is_glued(end + 1)
    {
        return None;
    }
    let (clock, mut end) = minutes_in_words(tokens, ClockTime::at(hour, 0), end);
    let mut clock = clock;
    // "at 3 15", "pukul lapan lima belas minit"
    if let Some((minute, after)) = small_number(tokens, end).filter(|(minute, _)| (10..60).contains(minute))
        && clock.minute == 0
        && (is_free(tokens, after) || tokens.is(after, Word::Unit(Unit::Minute)))
        && !tokens.is_glued(end)
    {
        clock.minute = u8::try_from(minute).ok()?;
        end = skip(tokens, after, &[Word::Unit(Unit::Minute)]);
    }
    let tail = tail(tokens, end);
    let clock = ClockTime { meridiem: tail.meridiem, hour: midnight_hour(tokens, clock.hour, &tail), ..clock };
    let is_counting = matches!(
        tokens.word(tail.end),
        Some(Word::Unit(_) | Word::NotTime | Word::Currency | Word::Jam | Word::Hrs | Word::H)
    );
    if !is_valid(clock) || clock.hour == 0 && !is_leading || is_counting && !tail.is_there {
        return None;
    }
    Some((time_of(clock, tail.part), tail.end, !is_leading && !tail.is_there && !is_free(tokens, tail.end)))
}

/// Whether a word means some time today: "later", but not "an hour later".
fn is_later_today(tokens: &Tokens<'_>, at: usize) -> bool {
    let follows_amount = at.checked_sub(1).is_some_and(|before| matches!(tokens.word(before), Some(Word::Unit(_))));
    tokens.is(at, Word::Later) && !follows_amount
}

/// Whether a number goes on with the mark of a clock: "5.20", "5:20".
fn is_written_out(tokens: &Tokens<'_>, at: usize) -> bool {
    ['.', ':'].into_iter().any(|mark| tokens.is_glued_mark(at + 1, mark)) && tokens.glued_number(at + 2).is_some()
}
