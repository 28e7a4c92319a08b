//! The place, if one is named.

use std::ops::Range;

use super::cuts::Cuts;
use super::label_end;
use super::title::remark;
use crate::model::PieceKind;
use crate::when::piece::{FoundPiece, Piece};
use crate::when::token::{Kind, Tokens};
use crate::when::word::Word;

/// The most tokens that a place may have.
const LONGEST_PLACE: usize = 12;

/// The most tokens of a place that nothing but its last word tells.
const LONGEST_NAME: usize = 5;

/// Takes the place, if one is named, with the word that leads to it.
pub(super) fn take_place(tokens: &Tokens<'_>, found: &[FoundPiece], cuts: &mut Cuts) -> Option<Range<usize>> {
    for at in 0..tokens.len() {
        if cuts.is_taken(at) {
            continue;
        }
        let Some(first) = place_lead(tokens, cuts, at) else { continue };
        // "at 3pm" is no place, even if it is not the time that counts.
        if found.iter().any(|piece| {
            !piece.is_weak && matches!(piece.piece, Piece::Time(_)) && (piece.first == first || piece.first == at)
        }) {
            continue;
        }
        let end = with_town(tokens, cuts, first, place_end(tokens, cuts, first));
        let end = if tokens.is_mark(end - 1, '.') { end - 1 } else { end };
        if end > first {
            cuts.take_as(at..end, PieceKind::Place);
            return Some(first..end);
        }
    }
    let place = place_at_end(tokens, cuts)?;
    cuts.take_as(place.clone(), PieceKind::Place);
    Some(place)
}

/// "checkup esok 9 pagi klinik Dr Lim", "meeting tomorrow 3pm school hall", "9月30日 年度大会 大礼堂": after the time and a
/// title, words that say what kind of place they are.
fn place_at_end(tokens: &Tokens<'_>, cuts: &Cuts) -> Option<Range<usize>> {
    let after = (0..tokens.len()).rev().find(|at| cuts.is_taken(*at))? + 1;
    let is_word = |at: usize| !cuts.is_taken(at) && !matches!(tokens.kind(at), Kind::Mark(_));
    let has_title = (0..after).any(is_word);
    let before_remark = remark(tokens, after..tokens.len()).unwrap_or(tokens.len());
    let mut end = (after..before_remark).rev().find(|at| is_word(*at))? + 1;
    let is_kind =
        |at: usize| tokens.is(at, Word::PlaceName) || tokens.is_han(at) && tokens.is(at, Word::PlaceNoun) && at > after;
    // Of Chinese, the words after the last space.
    let space = (after..end).rev().find(|at| !tokens.is_glued(*at)).unwrap_or(after);
    let first = if tokens.is_han(end - 1) && space > after { space } else { after };
    let first = (first..end).find(|at| is_word(*at))?;
    if !has_title && first == after {
        return None;
    }
    if is_kind(first) && !tokens.is_han(first) && has_title {
        end = with_town(tokens, cuts, first, place_end(tokens, cuts, first));
        return Some(first..end).filter(|place| place.len() > 1);
    }
    let is_whole = place_end(tokens, cuts, first) == end && (first..end).all(is_word);
    // Of Latin words, a name or one phrase ("school hall"), and no sentence ("hantar nenek pi hospital").
    let is_capital = |at: usize| tokens.original(at..at + 1).starts_with(char::is_uppercase);
    let is_phrase = end == first + 1 && tokens.folded(first).contains(' ');
    let is_named = tokens.is_han(end - 1) || is_phrase || end > first + 1 && (first..end).all(is_capital);
    (is_kind(end - 1) && is_whole && is_named && end - first <= LONGEST_PLACE).then_some(first..end)
}

/// Where a place begins that a word at `at` leads to.
fn place_lead(tokens: &Tokens<'_>, cuts: &Cuts, at: usize) -> Option<usize> {
    let is_word = |at: usize| !cuts.is_taken(at) && !matches!(tokens.kind(at), Kind::Mark(_));
    match tokens.kind(at) {
        // An "@" inside a word is an address of mail.
        Kind::Mark('@') => (is_word(at + 1) && !is_mail(tokens, at)).then_some(at + 1),
        Kind::Known(Word::PlaceLead) => {
            let first = at + 1 + usize::from(tokens.is_mark(at + 1, ':'));
            is_word(first).then_some(first)
        }
        Kind::Known(Word::At) => {
            let takes_at = at.checked_sub(1).is_some_and(|before| tokens.is(before, Word::TakesAt));
            (is_word(at + 1) && !takes_at).then_some(at + 1)
        }
        Kind::Known(Word::Zai) => is_word(at + 1).then_some(at + 1),
        // "in room 5", "in the lobby"
        Kind::Known(Word::In) => {
            let first = at + 1 + usize::from(tokens.is(at + 1, Word::The));
            let is_name =
                |at: usize| matches!(tokens.word(at), Some(Word::PlaceNoun | Word::PlaceName | Word::City(_)));
            // "in the main hall": what kind of place it is ends it.
            let end = place_end(tokens, cuts, first);
            let is_short = (first..first + LONGEST_NAME).contains(&end);
            let is_place = is_name(first) || is_short && end > first && is_name(end - 1);
            (is_place && is_word(at + 1) && is_word(first)).then_some(at + 1)
        }
        // "…, meeting room 2": a room after a comma.
        Kind::Known(Word::PlaceNoun) => {
            let before = at.checked_sub(1)?;
            let is_after_time = before.checked_sub(1).is_some_and(|before| cuts.is_taken(before));
            (tokens.is_mark(before, ',') && is_after_time && at + 1 < tokens.len()).then_some(at)
        }
        Kind::Number(_) | Kind::Known(_) | Kind::Other | Kind::Quoted | Kind::Mark(_) => None,
    }
}

/// Whether an "@" stands inside an address of mail: glued on both sides, with a dot after.
fn is_mail(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_name = |at: usize| {
        tokens.is_glued(at)
            && matches!(tokens.kind(at), Kind::Known(_) | Kind::Number(_) | Kind::Other | Kind::Mark('-'))
    };
    let dot = (at + 1..tokens.len()).find(|at| !is_name(*at)).unwrap_or(tokens.len());
    tokens.is_glued(at) && dot > at + 1 && tokens.is_glued_mark(dot, '.') && tokens.is_glued(dot + 1)
}

/// Where a place ends: at a time, a mark, or a word that begins something else.
fn place_end(tokens: &Tokens<'_>, cuts: &Cuts, first: usize) -> usize {
    let mut at = first;
    while at < tokens.len() && at < first + LONGEST_PLACE && !cuts.is_taken(at) && label_end(tokens, at).is_none() {
        let is_end = match tokens.kind(at) {
            Kind::Mark('-') => !tokens.is_glued(at) && !tokens.is_glued(at + 1),
            Kind::Mark('.') => !tokens.is_glued(at + 1) && tokens.folded(at.saturating_sub(1)).len() > 3,
            Kind::Mark(',' | ';' | '(' | ')' | '!' | '?' | '\n' | ':' | '|') => true,
            Kind::Known(word) => ends_place(word) && (at > first || !matches!(word, Word::Verb | Word::Have)),
            Kind::Number(_) | Kind::Other | Kind::Quoted | Kind::Mark(_) => false,
        };
        if is_end {
            break;
        }
        at += 1;
    }
    at
}

/// The end of a place with what stands after its comma, if that is a name too ("Din Tai Fung, Mid Valley").
fn with_town(tokens: &Tokens<'_>, cuts: &Cuts, first: usize, end: usize) -> usize {
    const LONGEST_TOWN: usize = 4;
    if end == first || !tokens.is_mark(end, ',') || cuts.is_taken(end) {
        return end;
    }
    let after = place_end(tokens, cuts, end + 1);
    let after = if tokens.is_mark(after - 1, '.') { after - 1 } else { after };
    let is_name = |at: usize| {
        tokens.original(at..at + 1).starts_with(char::is_uppercase) || at > end + 1 && tokens.number(at).is_some()
    };
    let is_town = (end + 2..=end + 1 + LONGEST_TOWN).contains(&after) && (end + 1..after).all(is_name);
    if is_town { after } else { end }
}

/// Whether a word begins something else than a place.
fn ends_place(word: Word) -> bool {
    matches!(
        word,
        Word::PlaceEnd
            | Word::With
            | Word::Verb
            | Word::Have
            | Word::Meal(_)
            | Word::Remind
            | Word::Reminder
            | Word::For
            | Word::To
            | Word::By
            | Word::Before
            | Word::Until
            | Word::That
            | Word::PlaceLead
            | Word::On
            | Word::De
            | Word::About
            | Word::Please
            | Word::Remark
            | Word::Be
    ) || word == Word::And
}
