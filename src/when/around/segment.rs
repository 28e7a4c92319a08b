//! What is left beside the times, in segments: runs of words that no time and no mark divides.
//!
//! People name what they plan in one run of words. A run that goes on after a time belongs to it ("lunch tomorrow 1pm
//! with Sarah"); what a mark sets apart after the time is the place or a remark.

use std::ops::Range;

use smallvec::SmallVec;

use super::cuts::Cuts;
use super::label_end;
use super::mark::{is_loose_mark, is_picture};
use crate::when::token::{Kind, Tokens};
use crate::when::word::Word;

/// The strongest mark between two segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Border {
    /// None: only a time, or the beginning of the text.
    Open,
    /// A comma.
    Comma,
    /// A dash, a bracket, a semicolon.
    Clause,
    /// The end of a line.
    Line,
    /// The end of a sentence.
    Sentence,
}

/// A run of words that no time and no mark divides.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    /// Its tokens, without the marks around it.
    pub words: Range<usize>,
    /// What stands before it.
    pub border: Border,
    /// A time, a place or a request stands between it and the one before.
    pub is_after_cut: bool,
}

/// The segments of what is not taken.
pub(super) fn segments(tokens: &Tokens<'_>, cuts: &Cuts) -> SmallVec<[Segment; 8]> {
    let mut segments: SmallVec<[Segment; 8]> = SmallVec::new();
    let (mut border, mut is_after_cut) = (Border::Open, false);
    let mut first: Option<usize> = None;
    let close = |first: &mut Option<usize>, end: usize, border: &mut Border, is_after_cut: &mut bool| {
        first.take().map(|first| Segment {
            words: first..end,
            border: std::mem::replace(border, Border::Open),
            is_after_cut: std::mem::take(is_after_cut),
        })
    };
    let is_cut = |at: Option<usize>| at.is_some_and(|at| at < tokens.len() && cuts.is_taken(at));
    for at in 0..tokens.len() {
        // The brackets around a time divide nothing.
        let is_around_cut = matches!(tokens.kind(at), Kind::Mark('(' | ')' | '[' | ']'))
            && (is_cut(at.checked_sub(1)) || is_cut(Some(at + 1)));
        let mark = border_at(tokens, at).filter(|_| !is_around_cut);
        if cuts.is_taken(at) || mark.is_some() {
            segments.extend(close(&mut first, at, &mut border, &mut is_after_cut));
            is_after_cut |= cuts.is_taken(at);
            border = border.max(mark.unwrap_or(Border::Open));
            continue;
        }
        // A space between Chinese words is as good as a comma.
        let is_spaced = at > 0 && tokens.is_han(at) && tokens.is_han(at - 1) && is_one_space(tokens, at);
        if first.is_some() && is_spaced {
            segments.extend(close(&mut first, at, &mut border, &mut is_after_cut));
            border = Border::Comma;
        }
        // "sat 10am bring goggles": such a word begins a remark after a time, with no mark before it.
        let is_led = at > 0 && matches!(tokens.word(at - 1), Some(Word::ClauseStart | Word::Please));
        if first.is_some() && is_after_cut && tokens.is(at, Word::Remark) && !tokens.is_han(at) && !is_led {
            segments.extend(close(&mut first, at, &mut border, &mut is_after_cut));
            is_after_cut = true;
        }
        let is_loose = (first.is_none() || is_around_cut) && is_loose_mark(tokens, at) && !is_picture(tokens, at);
        if !is_loose {
            first = first.or(Some(at));
        }
    }
    segments.extend(close(&mut first, tokens.len(), &mut border, &mut is_after_cut));
    segments
}

/// Whether one space stands before a token; where words were blanked out, there are more.
fn is_one_space(tokens: &Tokens<'_>, at: usize) -> bool {
    let between = tokens.bytes(at - 1..at).end..tokens.bytes(at..at + 1).start;
    tokens.text.get(between).is_some_and(|gap| gap.chars().count() == 1)
}

/// What divides the text at a token, if something does.
fn border_at(tokens: &Tokens<'_>, at: usize) -> Option<Border> {
    let Kind::Mark(mark) = tokens.kind(at) else { return None };
    match mark {
        // "4,350" is one number, and 、 joins.
        ',' => {
            let is_number = tokens.glued_number(at + 1).is_some()
                && tokens.is_glued(at)
                && at.checked_sub(1).is_some_and(|before| tokens.number(before).is_some());
            (!is_number && tokens.original(at..at + 1) != "、").then_some(Border::Comma)
        }
        ';' | '|' | '·' => Some(Border::Clause),
        '(' | '[' => (!tokens.is_glued(at) || tokens.is_han(at + 1)).then_some(Border::Clause),
        ')' | ']' => (!tokens.is_glued(at + 1)).then_some(Border::Clause),
        '-' => (!tokens.is_glued(at) && !tokens.is_glued(at + 1)).then_some(Border::Clause),
        '\n' => Some(Border::Line),
        '.' | '!' | '?' => ends_sentence(tokens, at).then_some(Border::Sentence),
        _ => None,
    }
}

/// Whether a mark ends a sentence: nothing is glued to it, and it is not the dot of "Dr." or "Jln.".
pub(super) fn ends_sentence(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_full_width = tokens.original(at..at + 1) != tokens.folded(at);
    let is_abbreviated =
        tokens.is_mark(at, '.') && at.checked_sub(1).is_some_and(|before| is_abbreviation(tokens, before));
    is_full_width || !tokens.is_glued(at + 1) && !is_abbreviated
}

/// Whether a word is short for another, so that a dot belongs to it: "Dr", "Pn", "J", "Jln", but not "KL".
fn is_abbreviation(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.original(at..at + 1);
    // "Bil. 4", "Vol. 2"
    let is_numbered = word.len() <= 4 && tokens.number(at + 2).is_some();
    let is_short = word.len() <= 2 && word.chars().all(|ch| ch.is_ascii_alphabetic());
    let is_capitals = word.len() == 2 && word.chars().all(|ch| ch.is_ascii_uppercase());
    let follows_number = tokens.is_glued(at) && at.checked_sub(1).is_some_and(|before| tokens.number(before).is_some());
    let is_word = matches!(tokens.word(at), Some(Word::Particle));
    matches!(tokens.word(at), Some(Word::Honorific | Word::Address))
        || is_numbered && !follows_number
        || is_short && !is_capitals && !follows_number && !is_word
}

/// Whether a segment begins as a remark does: what to bring or do, a reason, what somebody does. What a message begins
/// with is none, but for an apology or a greeting.
pub(super) fn is_remark(tokens: &Tokens<'_>, segment: &Segment, is_first: bool) -> bool {
    const FEW: usize = 3;
    let is_coloured = |at: &usize| is_particle(tokens, *at);
    let first = segment.words.clone().find(|at| !is_coloured(at)).unwrap_or(segment.words.start);
    let is_set_apart = segment.border > Border::Open;
    match tokens.word(first) {
        Some(Word::Apology | Word::Greeting) => true,
        // "刚跟厂商讲好了": what is told before the time.
        _ if segment
            .words
            .end
            .checked_sub(1)
            .is_some_and(|last| tokens.is_han(last) && tokens.is(last, Word::Told)) =>
        {
            true
        }
        _ if is_first => false,
        // "…，晚上9点40分到KLIA"
        Some(Word::To) if tokens.is_han(first) && segment.is_after_cut => true,
        Some(Word::Remark | Word::Reason) => true,
        Some(Word::Please | Word::Request | Word::ClauseStart) => is_set_apart,
        // "ya nak", "la die"
        _ if first > segment.words.start && segment.words.len() <= FEW => true,
        _ => is_set_apart && is_labelled(tokens, segment),
    }
}

/// Whether a segment begins with a label that no list knows: "Theme: Old Shanghai", "着装要求：正装".
pub(super) fn is_labelled(tokens: &Tokens<'_>, segment: &Segment) -> bool {
    const LONGEST_LABEL: usize = 4;
    let first = segment.words.start;
    (first + 1..=first + LONGEST_LABEL).any(|at| {
        tokens.is_mark(at, ':')
            && at + 1 < segment.words.end
            && tokens.number(at - 1).is_none()
            && !tokens.is_glued_mark(at + 1, '/')
    }) || label_end(tokens, first).is_some()
}

/// Whether a segment only says that something is announced or confirmed, and not what.
pub(super) fn is_heading(tokens: &Tokens<'_>, segment: &Segment) -> bool {
    segment.words.clone().all(|at| {
        matches!(tokens.word(at), Some(Word::Notice | Word::Announcement | Word::Reminder | Word::The))
            || matches!(tokens.kind(at), Kind::Mark(_))
    })
}

/// Whether a segment goes on with what was said before the time: "with Sarah", "to discuss the budget", "re mortgage".
pub(super) fn goes_on(tokens: &Tokens<'_>, segment: &Segment) -> bool {
    let first = segment.words.start;
    let leads = matches!(
        tokens.word(first),
        Some(Word::With | Word::PlaceEnd | Word::To | Word::That | Word::About | Word::For)
    );
    let leads = leads && !(tokens.is_han(first) && tokens.is(first, Word::To));
    // 和 and 跟 go on a Chinese title.
    leads || tokens.is_han(first) && tokens.is(first, Word::And)
}

/// Whether a word only colours what is said ("la", "ya", 吧).
pub(super) fn is_particle(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is(at, Word::Particle) && (tokens.is_han(at) || !tokens.is_glued(at))
}
