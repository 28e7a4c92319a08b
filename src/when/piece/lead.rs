//! Leads: "remind me 30 min before", "ingatkan 2 jam sebelum", "提前30分钟提醒我".

use super::{Amount, Piece, Read, amount, skip};
use crate::when::token::Tokens;
use crate::when::word::{Unit, Word};

/// A wish to be reminded some time before. Without a word that asks for a reminder it is weak.
///
/// ```text
/// lead = [remind] amount before | [remind] ahead amount [remind] | amount "reminder" | amount 前 remind
/// ```
pub(super) fn lead(tokens: &Tokens<'_>, at: usize) -> Read {
    let from = skip(tokens, at, &[Word::Remind, Word::Reminder]);
    let is_asked = from > at;
    let from = skip(tokens, from, &[Word::At, Word::In]);
    if tokens.is(from, Word::Ahead) {
        let (amount, end) = amount::amount(tokens, from + 1)?;
        let after = skip(tokens, end, &[Word::Remind]);
        return found(amount, after, !is_asked && after == end);
    }
    // "the day before"
    let (amount, end) = match tokens.word(from + 1) {
        Some(Word::Unit(Unit::Day)) if tokens.is(from, Word::The) => {
            (Amount { days: 1, ..Amount::default() }, from + 2)
        }
        _ => amount::amount(tokens, from)?,
    };
    match tokens.word(end)? {
        Word::Before | Word::Earlier => found(amount, skip(tokens, end + 1, &[Word::This, Word::Remind]), !is_asked),
        Word::Ago if tokens.is(end + 1, Word::Remind) => found(amount, end + 2, false),
        Word::Reminder if !is_asked => found(amount, end + 1, false),
        _ => None,
    }
}

fn found(amount: Amount, end: usize, is_weak: bool) -> Read {
    (amount.minutes() > 0).then_some((Piece::Lead(amount), end, is_weak))
}
