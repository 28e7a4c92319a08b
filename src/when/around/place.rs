//! The place, if one is named.

use std::ops::Range;

use super::cuts::Cuts;
use super::label_end;
use super::segment::{Border, Segment, ends_sentence, goes_on, is_particle, is_remark};
use crate::model::PieceKind;
use crate::when::fold::is_han;
use crate::when::piece::{FoundPiece, Piece};
use crate::when::token::{Kind, Tokens};
use crate::when::word::Word;

/// The most tokens that a place may have.
const LONGEST_PLACE: usize = 12;

/// The most tokens of a place that nothing but its last word tells.
const LONGEST_NAME: usize = 5;

/// Takes the place that a word leads to, with that word.
pub(super) fn led_place(tokens: &Tokens<'_>, found: &[FoundPiece], cuts: &mut Cuts) -> Option<Range<usize>> {
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
        // What a label leads to goes on to the end of its line: "地点：新佛有海鲜酒家".
        let is_labelled = tokens.is_mark(first - 1, ':');
        let end = if is_labelled { line_end(tokens, cuts, first) } else { place_end(tokens, cuts, first) };
        let end = with_town(tokens, cuts, first, end);
        let end = if tokens.is_mark(end - 1, '.') { end - 1 } else { end };
        if end > first {
            cuts.take_as(at..end, PieceKind::Place);
            return Some(first..end);
        }
    }
    None
}

/// Whether a segment after a time or a mark is a place: "klinik Dr Lim", "Level 12 auditorium", "Hilton PJ", 大礼堂.
pub(super) fn is_place(tokens: &Tokens<'_>, cuts: &Cuts, segment: &Segment) -> bool {
    let words = place_words(tokens, segment);
    let is_bracket = words.start.checked_sub(1).is_some_and(|before| tokens.is_mark(before, '('));
    let is_first = segment.words.start == 0;
    let is_set_apart = segment.is_after_cut || is_first || segment.border > Border::Open && !is_bracket;
    // "8.30pm (Kuala Lumpur)" says by which clock, and "Pick-up:" is a label.
    let is_zone = words.len() == 1 && words.start.checked_sub(1).is_some_and(|before| tokens.is_mark(before, '('));
    let is_label = tokens.is_mark(words.end, ':');
    if words.is_empty() || !is_set_apart || is_zone || is_label || place_end(tokens, cuts, words.start) < words.end {
        return false;
    }
    // "wedding dinner - Jason & Mei Yee, 28 Nov 7pm": a name before the time may be anybody's.
    let is_after_time = segment.border == Border::Line || (0..words.start).any(|at| cuts.is_taken(at));
    is_kind_of_place(tokens, &words)
        || is_after_time && segment.border < Border::Sentence && is_named_place(tokens, segment, &words)
}

/// Whether the first segment is in Chinese, with a space after it, and the next one names what is planned.
pub(super) fn is_room_first(tokens: &Tokens<'_>, segments: &[Segment]) -> bool {
    let [first, second, ..] = segments else { return false };
    let end = first.words.end;
    let is_apart = tokens.is_han(end.saturating_sub(1)) && !tokens.is_glued(end);
    is_apart && second.border < Border::Line && !goes_on(tokens, second) && !is_remark(tokens, second, false)
}

/// The words of a segment without particles and marks at its end.
pub(super) fn place_words(tokens: &Tokens<'_>, segment: &Segment) -> Range<usize> {
    let is_loose = |at: usize| is_particle(tokens, at) || matches!(tokens.kind(at), Kind::Mark(_));
    let start = segment.words.clone().find(|at| !is_loose(*at)).unwrap_or(segment.words.end);
    let end = (start..segment.words.end).rev().find(|at| !is_loose(*at)).map_or(start, |last| last + 1);
    start..end
}

/// A place with those that follow it: "Multi-purpose Hall, Block C", "Hospital Sri Melur - Klinik Mata".
pub(super) fn adjacent_places(
    tokens: &Tokens<'_>,
    segments: &[Segment],
    are_places: &[bool],
    title: &[usize],
    at: usize,
) -> Range<usize> {
    let mut place = place_words(tokens, &segments[at]);
    for next in at + 1..segments.len() {
        let segment = &segments[next];
        if segment.is_after_cut || segment.border > Border::Clause || !are_places[next] || title.contains(&next) {
            break;
        }
        place.end = place_words(tokens, segment).end;
    }
    place
}

/// Whether words say what kind of place they are, at their beginning ("dewan A", "room 4B") or at their end.
fn is_kind_of_place(tokens: &Tokens<'_>, words: &Range<usize>) -> bool {
    let (first, last) = (words.start, words.end - 1);
    if tokens.is_han(last) || tokens.is_han(first) {
        // "中央医院3楼", "喜临门酒楼8桌"
        let is_floor = last > first + 1
            && tokens.number(last - 1).is_some()
            && matches!(tokens.word(last), Some(Word::NotTime | Word::DayMark));
        let last = if is_floor { last - 2 } else { last };
        // Of Chinese, the last word: what stands before a verb is part of the plan.
        let has_verb = words
            .clone()
            .any(|at| matches!(tokens.word(at), Some(Word::Verb | Word::Have | Word::Zai | Word::Go | Word::And)));
        // "2号楼", "5号桌"
        let is_numbered = words.len() == 3
            && tokens.number(first).is_some()
            && tokens.is(first + 1, Word::DayMark)
            && tokens.is(last, Word::NotTime);
        let is_room = matches!(tokens.word(last), Some(Word::PlaceName | Word::PlaceNoun))
            || is_numbered
            || last > first && tokens.is(last, Word::PlaceSuffix)
            || matches!(tokens.word(last), Some(Word::City(_)))
                && (last == first || tokens.is(last - 1, Word::PlaceName));
        return is_room && !has_verb;
    }
    let leads = match tokens.word(first) {
        Some(Word::PlaceName) => true,
        Some(Word::PlaceNoun) => words.len() > 1,
        // "Block C", "block 3"
        Some(Word::Block) => tokens.number(first + 1).is_some() || tokens.folded(first + 1).len() == 1,
        _ => false,
    };
    let is_phrase = words.len() == 1 && tokens.folded(first).contains(' ');
    let is_named = words.clone().all(|at| is_capital(tokens, at) || is_code(tokens, at));
    let ends = matches!(tokens.word(last), Some(Word::PlaceName | Word::PlaceNoun | Word::City(_)))
        || last > first && tokens.number(last).is_some() && tokens.is(last - 1, Word::PlaceNoun);
    let is_short = words.len() <= LONGEST_NAME && matches!(tokens.word(last), Some(Word::PlaceName | Word::PlaceNoun));
    leads || ends && (is_phrase || is_named || is_short && tokens.is(first, Word::The)) || is_phrase && ends
}

/// What the name of a place does not begin with.
const NO_NAME: [Word; 6] =
    [Word::Honorific, Word::From, Word::Greeting, Word::Notice, Word::Request, Word::WeakRequest];

/// Whether words are a name as places have one: each with a capital ("Oriental Star"), or short for one ("gsc mv", "ss15").
fn is_named_place(tokens: &Tokens<'_>, segment: &Segment, words: &Range<usize>) -> bool {
    let (first, last) = (words.start, words.end - 1);
    if words.len() > LONGEST_NAME || tokens.word(first).is_some_and(|word| NO_NAME.contains(&word)) {
        return false;
    }
    // Chinese words may follow a name in Latin letters ("Aeon Bukit Tinggi 那间").
    let latin = (first..=last).find(|at| tokens.is_han(*at)).unwrap_or(words.end);
    if latin == first || words.end - latin > 2 {
        return false;
    }
    let is_part = |at: usize| {
        is_capital(tokens, at)
            || is_code(tokens, at)
            || at > first && tokens.is_glued(at)
            || tokens.is(at, Word::PlaceNoun)
            || tokens.number(at).is_some()
            || matches!(tokens.kind(at), Kind::Mark('&' | '\'' | '-' | '/' | '.'))
            || at > first
                && matches!(tokens.word(at), Some(Word::Of | Word::And | Word::The | Word::City(_) | Word::Possessive))
    };
    if !(first..latin).all(is_part) {
        return false;
    }
    let is_cased = is_cased(tokens);
    // "gsc 1u hall 4"
    let is_numbered = |at: usize| {
        tokens.number(at).is_some() && at > first || tokens.is(at, Word::PlaceNoun) && tokens.number(at + 1).is_some()
    };
    let are_codes = is_code(tokens, first)
        && (first..latin).all(|at| {
            is_code(tokens, at)
                || is_numbered(at)
                || tokens.is_glued(at)
                || matches!(tokens.word(at), Some(Word::City(_)))
        });
    let is_name = is_cased && is_capital(tokens, first) && (latin - first > 1 || segment.border > Border::Open);
    are_codes || is_name
}

/// Whether capitals say something in a text: it is not written in nothing else.
fn is_cased(tokens: &Tokens<'_>) -> bool {
    tokens.text.contains(|ch: char| ch.is_lowercase() || is_han(ch))
}

/// Whether a word begins with a capital.
fn is_capital(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.original(at..at + 1).starts_with(char::is_uppercase)
}

/// Whether a word is short for a name: letters without a vowel, capitals, or letters with digits ("tbs", "KLIA", "dk3").
fn is_code(tokens: &Tokens<'_>, at: usize) -> bool {
    const LONGEST_CODE: usize = 5;
    let word = tokens.original(at..at + 1);
    let is_word =
        matches!(tokens.kind(at), Kind::Other | Kind::Known(Word::PlaceNoun | Word::PlaceName | Word::Address));
    let is_short = (2..=LONGEST_CODE).contains(&word.len()) && word.chars().all(|ch| ch.is_ascii_alphabetic());
    let is_glued_to_number = tokens.glued_number(at + 1).is_some();
    let is_capitals = word.chars().all(char::is_uppercase) && is_cased(tokens);
    let is_without_vowel = !tokens.folded(at).contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let is_tail = tokens.glued_number(at).is_some()
        && at > 0
        && tokens.list.get(at - 1).is_some_and(|_| !matches!(tokens.kind(at - 1), Kind::Mark(_) | Kind::Number(_)));
    is_word && is_short && (is_glued_to_number || is_capitals || is_without_vowel) || is_tail
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
        // "去 Sunway Medical 看眼科": a name between going and what is done there.
        Kind::Known(Word::Go) => {
            let end = (at + 1..tokens.len()).find(|at| !is_capital(tokens, *at))?;
            (end > at + 1 && is_word(at + 1) && tokens.is(end, Word::Verb)).then_some(at + 1)
        }
        // "in room 5", "in the lobby"
        Kind::Known(Word::In) => {
            let first = at + 1 + usize::from(tokens.is(at + 1, Word::The));
            // "flying in from Melbourne"
            let is_led = tokens.is(first, Word::From);
            let is_name = |at: usize| {
                !is_led && matches!(tokens.word(at), Some(Word::PlaceNoun | Word::PlaceName | Word::City(_)))
            };
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

/// Where a line ends, or what else begins in it: a time, a mark that divides, another label.
fn line_end(tokens: &Tokens<'_>, cuts: &Cuts, first: usize) -> usize {
    let is_end = |at: &usize| {
        cuts.is_taken(*at)
            || label_end(tokens, *at).is_some()
            || matches!(tokens.kind(*at), Kind::Mark(',' | ';' | '(' | ')' | '!' | '\n' | '|'))
            || tokens.is_mark(*at, '.') && ends_sentence(tokens, *at)
            || *at > first && tokens.is(*at, Word::PlaceLead)
    };
    (first..tokens.len()).find(is_end).unwrap_or(tokens.len())
}

/// Where a place ends: at a time, a mark, or a word that begins something else.
fn place_end(tokens: &Tokens<'_>, cuts: &Cuts, first: usize) -> usize {
    let mut at = first;
    while at < tokens.len() && at < first + LONGEST_PLACE && !cuts.is_taken(at) && label_end(tokens, at).is_none() {
        let is_end = match tokens.kind(at) {
            Kind::Mark('-') => !tokens.is_glued(at) && !tokens.is_glued(at + 1),
            Kind::Mark('.') => ends_sentence(tokens, at),
            Kind::Mark(',' | ';' | '(' | ')' | '!' | '?' | '\n' | ':' | '|') => true,
            // "Juru la", but not "bengkel ah meng"
            Kind::Known(Word::Particle) => {
                let goes_on = !cuts.is_taken(at + 1) && matches!(tokens.kind(at + 1), Kind::Other | Kind::Known(_));
                is_particle(tokens, at) && at > first && !goes_on
            }
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
            | Word::Reason
            | Word::Be
    ) || word == Word::And
}
