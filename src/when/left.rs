//! What was said about time and is in no reading: it leaves a question, never silence.

use super::join::Phrase;
use super::piece::{Day, Found, Piece};
use super::token::Tokens;
use super::word::Word;

/// The first piece that is a time by itself and that a phrase leaves out.
pub(super) fn left<'f>(tokens: &Tokens<'_>, found: &'f [Found], phrase: &Phrase) -> Option<&'f Found> {
    found
        .iter()
        .enumerate()
        .filter(|(index, piece)| !phrase.used.contains(index) && !piece.is_weak)
        .map(|(_, piece)| piece)
        .find(|piece| is_of_time(&piece.piece) && !is_someones(tokens, piece))
}

/// Whether a piece says when something is; days that are past are told.
fn is_of_time(piece: &Piece) -> bool {
    match piece {
        Piece::Time(time) => {
            let is_past = |day: Day| day.days.is_some_and(|days| days < 0) || day.week.is_some_and(|week| week < 0);
            // A festival beside a date is what the date is for.
            time.day.is_none_or(|day| !is_past(day) && day.named.is_none())
        }
        Piece::Repeat(_) | Piece::Offset(_) => true,
        Piece::Number(_)
        | Piece::Length(_)
        | Piece::AllDay
        | Piece::Lead(_)
        | Piece::Zone(_)
        | Piece::Count(_)
        | Piece::Except(_)
        | Piece::Everyday => false,
    }
}

/// "today's slides", "friday's game": the time belongs to what is planned.
fn is_someones(tokens: &Tokens<'_>, piece: &Found) -> bool {
    tokens.is_glued_mark(piece.end, '\'') && tokens.is(piece.end + 1, Word::Possessive)
}
