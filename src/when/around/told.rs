//! Words by which a message tells of what is over, rather than plans.

use crate::when::join::Phrase;
use crate::when::piece::{FoundPiece, Piece};
use crate::when::token::{Kind, Tokens};
use crate::when::word::{DayPart, Unit, Word};

/// Whether a message begins with a day that is over ("last friday's meeting dragged on till 7pm", "semalam …"), or says
/// right after its clock, or in the same clause before it, that something came to pass ("pukul 7 baru datang").
pub(super) fn is_told_of_past(tokens: &Tokens<'_>, found: &[FoundPiece], phrase: &Phrase) -> bool {
    let begins = (0..tokens.len()).find(|at| !is_opening(tokens, *at));
    if begins.is_some_and(|at| is_past_day(tokens, at)) {
        return true;
    }
    // "3点40分才放学,记得去接": what is asked for is planned.
    let is_asked = |at: usize| matches!(tokens.word(at), Some(Word::Request | Word::Remind | Word::Reminder));
    if (0..tokens.len()).any(is_asked) {
        return false;
    }
    let clocks = phrase.used.iter().filter_map(|index| found.get(*index));
    clocks.filter(|piece| matches!(&piece.piece, Piece::Time(time) if time.clock.is_some())).any(|clock| {
        let clause = (0..clock.first).rev().take_while(|at| !matches!(tokens.kind(*at), Kind::Mark(_)));
        tokens.is(clock.end, Word::OnlyThen) || clause.into_iter().any(|at| tokens.is(at, Word::Happened))
    })
}

/// Whether a token only opens what is said: "aiyo", "the", "my".
fn is_opening(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.word(at), Some(Word::Particle | Word::The | Word::Exclaimed | Word::Please | Word::ClauseStart))
        || matches!(tokens.kind(at), Kind::Mark(_))
}

/// Whether a day that is over is named here: "yesterday", 昨晚, "last friday", "minggu lepas".
fn is_past_day(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_named = |at: usize| {
        matches!(
            tokens.word(at),
            Some(
                Word::Weekday(_)
                    | Word::Unit(Unit::Week | Unit::Month | Unit::Year)
                    | Word::Week
                    | Word::MonthMark
                    | Word::Minggu
                    | Word::Weekend
                    | Word::Part(DayPart::Night)
            )
        )
    };
    match tokens.word(at) {
        Some(Word::Day(days) | Word::DayPart(days, _)) => days < 0,
        Some(Word::Last) => is_named(at + 1),
        Some(Word::LastTime) => true,
        _ => {
            is_named(at)
                && tokens.is(at + 1, Word::LastAfter)
                && !matches!(tokens.word(at + 2), Some(Word::Prayer(_) | Word::Pray))
        }
    }
}
