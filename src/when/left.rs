//! What was said about time and is in no reading: it leaves a question, never silence.

use std::ops::Range;

use super::join::{Phrase, is_called, is_occasion};
use super::piece::{Day, DayTime, FoundPiece, Piece, Repeat};
use super::token::Tokens;
use super::word::Word;

/// Something said about time that no reading holds.
pub(super) struct Left {
    /// Which tokens say it.
    pub tokens: Range<usize>,
    /// The time that it says, if it is one.
    pub time: Option<DayTime>,
}

/// The first thing that is a time on its own and that a phrase leaves out, or a limit of its series.
pub(super) fn left(
    tokens: &Tokens<'_>,
    found: &[FoundPiece],
    phrase: &Phrase,
    remarks: &[Range<usize>],
) -> Option<Left> {
    // "bengkel 10/6 9am, daftar by 7/6": what a remark says beside a whole time is not when it is.
    let is_remarked = |words: &Range<usize>| {
        phrase.is_whole() && remarks.iter().any(|remark| remark.start <= words.start && words.end <= remark.end)
    };
    let unused = || found.iter().enumerate().filter(|(index, _)| !phrase.used.contains(index)).map(|(_, piece)| piece);
    let is_left = |piece: &&FoundPiece| {
        // "Weekly 1:1 with Jason every Wed" says the same twice.
        let is_said = |repeat: &Repeat| phrase.repeat.as_ref().is_some_and(|said| said.every == repeat.every);
        let is_echo = matches!(&piece.piece, Piece::Repeat(repeat) if piece.end == piece.first + 1 && is_said(repeat));
        let is_name = is_echo || is_called(tokens, piece) && phrase.repeat.is_none();
        // "复诊,三个月后,3月1号": the date says it exactly.
        let is_rough = matches!(&piece.piece, Piece::Offset(amount) if !amount.is_fine)
            && phrase.start.day.is_some_and(|day| day.day.is_some() && day.month.is_some());
        let is_name = is_name || is_occasion(tokens, found, piece) || is_rough;
        !piece.is_weak
            && !is_remarked(&(piece.first..piece.end))
            && is_of_time(&piece.piece)
            && !is_someones(tokens, piece.end)
            && !is_name
    };
    let piece = unused().find(is_left);
    if let Some(piece) = piece {
        let time = match piece.piece {
            Piece::Time(time) => Some(time),
            _ => None,
        };
        return Some(Left { tokens: piece.first..piece.end, time });
    }
    let used = |at: usize| {
        let is_used = |index: &usize| found.get(*index).is_some_and(|piece| (piece.first..piece.end).contains(&at));
        phrase.used.iter().any(is_used)
    };
    let is_left =
        |at: &usize| !used(*at) && !is_remarked(&(*at..*at + 1)) && says_when(tokens, *at, phrase.repeat.is_some());
    let at = (0..tokens.len()).find(is_left)?;
    Some(Left { tokens: at..at + 1, time: None })
}

/// Whether a word says when something is, whatever piece it was read in, so that it may not be dropped: a day, or beside a
/// series its limit. Chinese words may be a part of others, and what belongs to somebody is what is planned.
pub(super) fn says_when(tokens: &Tokens<'_>, at: usize, is_series: bool) -> bool {
    let is_said = match tokens.word(at) {
        Some(Word::Day(days)) => days >= 0,
        Some(Word::Weekday(_) | Word::Weekdays(_) | Word::Tonight) => true,
        Some(Word::Except | Word::ExceptAfter) => return is_series,
        _ => false,
    };
    is_said && !tokens.is_han(at) && !is_someones(tokens, at + 1)
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
        | Piece::DayEnd
        | Piece::Lead(_)
        | Piece::Zone(_)
        | Piece::Count(_)
        | Piece::Except(_)
        | Piece::Aside
        | Piece::Everyday => false,
    }
}

/// "today's slides", "friday's game": the time belongs to what is planned.
fn is_someones(tokens: &Tokens<'_>, end: usize) -> bool {
    tokens.is_glued_mark(end, '\'') && tokens.is(end + 1, Word::Possessive)
}
