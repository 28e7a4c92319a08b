//! Leads: "remind me 30 min before", "ingatkan 2 jam sebelum", "提前30分钟提醒我".

use super::{Amount, Piece, Read, amount, skip};
use crate::when::lexicon::Word;
use crate::when::token::Tokens;

/// A wish to be reminded so long before. Without a word that asks for a reminder it is shy.
///
/// ```text
/// lead = [remind] amount before | [remind] ahead amount [remind] | amount "reminder" | amount 前 remind
/// ```
pub(super) fn lead(tokens: &Tokens<'_>, at: usize) -> Read {
    let from = skip(tokens, at, &[Word::Remind]);
    let is_asked = from > at;
    let from = skip(tokens, from, &[Word::At, Word::In]);
    if tokens.is(from, Word::Ahead) {
        let (amount, end) = amount::amount(tokens, from + 1)?;
        let behind = skip(tokens, end, &[Word::Remind]);
        return found(amount, behind, !is_asked && behind == end);
    }
    let (amount, end) = amount::amount(tokens, from)?;
    match tokens.word(end)? {
        Word::Before | Word::Earlier => found(amount, behind_before(tokens, end + 1), !is_asked),
        // "before" also leads to a day: then it is a lead only if a reminder is asked for.
        Word::By if matches!(tokens.folded(end), "before" | "sebelum" | "sblm") => {
            found(amount, behind_before(tokens, end + 1), !is_asked)
        }
        Word::Ago if tokens.is(end + 1, Word::Remind) => found(amount, end + 2, false),
        Word::Remind if !is_asked && matches!(tokens.folded(end), "reminder" | "alert" | "peringatan" | "alarm") => {
            found(amount, end + 1, false)
        }
        _ => None,
    }
}

/// Skips what only repeats the event: "before it starts", "sebelum tu", "前提醒我".
fn behind_before(tokens: &Tokens<'_>, at: usize) -> usize {
    let end = skip(tokens, at, &[Word::This, Word::Remind]);
    end + usize::from(matches!(tokens.folded(end), "tu" | "itu" | "mula" | "it" | "hand"))
}

fn found(amount: Amount, end: usize, is_shy: bool) -> Read {
    (amount.minutes() > 0).then_some((Piece::Lead(amount), end, is_shy))
}
