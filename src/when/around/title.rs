//! What is left as the title.

use std::ops::Range;

use smallvec::SmallVec;

use super::mark::is_loose_mark;
use super::segment::{Border, Segment, goes_on, is_heading, is_particle, is_remark};
use crate::when::fold::is_han;
use crate::when::token::{Kind, Tokens};
use crate::when::word::Word;

/// Chooses the segments that name what is planned: the one that names it, and what goes on from there.
pub(super) fn choose(
    tokens: &Tokens<'_>,
    segments: &[Segment],
    clock: Option<usize>,
    are_places: &[bool],
) -> SmallVec<[usize; 4]> {
    let is_left = |at: &usize| !trim(tokens, segments[*at].words.clone(), true, true).is_empty();
    let fallback = || (0..segments.len()).find(is_left).or((!segments.is_empty()).then_some(0));
    let Some(head) = head(tokens, segments, clock, are_places).or_else(fallback) else { return SmallVec::new() };
    let mut chosen: SmallVec<[usize; 4]> = smallvec::smallvec![head];
    let mut is_apart = false;
    for (at, segment) in segments.iter().enumerate().skip(head + 1) {
        if segment.border >= Border::Line {
            break;
        }
        if goes_on(tokens, segment) && segment.border <= Border::Comma && !is_apart {
            chosen.push(at);
            continue;
        }
        let is_marked = segment.border > Border::Open;
        let is_after_time = segments[head + 1..=at].iter().any(|segment| segment.is_after_cut);
        // "明天两点搬家,朋友会来": after the times, what a comma sets apart. "with Ali, Siti and Abu" is a list.
        let is_list = segment.words.clone().any(|at| tokens.is(at, Word::And));
        let is_after_all =
            segments[head].is_after_cut && !segments[at..].iter().skip(1).any(|later| later.is_after_cut);
        is_apart |= is_marked && (is_after_time || is_after_all && !is_list);
        is_apart |= is_remark(tokens, segment, false) || are_places[at];
        if !is_apart {
            chosen.push(at);
        }
    }
    chosen
}

/// The segment that names what is planned: the first that is no remark, heading or greeting, in the sentence with the
/// clock where the first one has none ("School reopens tomorrow. School van at 6.40am.").
fn head(tokens: &Tokens<'_>, segments: &[Segment], clock: Option<usize>, are_places: &[bool]) -> Option<usize> {
    let is_aside = |at: usize| is_heading(tokens, &segments[at]) || is_remark(tokens, &segments[at], true);
    let first_said = (0..segments.len()).find(|at| !is_aside(*at)).unwrap_or(0);
    let names = |at: &usize| {
        let segment = &segments[*at];
        !is_heading(tokens, segment)
            && !is_remark(tokens, segment, *at <= first_said)
            && says_something(tokens, segment)
    };
    let mut first: Option<usize> = None;
    let mut from = 0;
    while from < segments.len() {
        let is_end = |at: &usize| segments[*at].border >= Border::Line;
        let end = (from + 1..segments.len()).find(is_end).unwrap_or(segments.len());
        let head = (from..end).filter(names).find(|at| !are_places[*at]).or_else(|| (from..end).find(names));
        let starts = segments[from].words.start;
        let ends = segments.get(end).map_or(tokens.len(), |next| next.words.start);
        let has_clock = clock.is_some_and(|clock| (starts..ends).contains(&clock));
        // "Team outing! …" says what it is, and a price names nothing.
        let is_exclaimed = starts.checked_sub(1).is_some_and(|mark| tokens.is_mark(mark, '!'));
        let is_named = |head: usize| segments[head].words.clone().any(|at| tokens.kind(at) == Kind::Other);
        let is_sentence = segments[from].border == Border::Sentence && !is_exclaimed && head.is_some_and(is_named);
        match first {
            None if has_clock && head.is_some() => return head,
            None => first = head,
            Some(_) if is_sentence && has_clock => return head,
            Some(_) => {}
        }
        from = end;
    }
    first
}

/// Whether something is left of a segment without its loose words.
fn says_something(tokens: &Tokens<'_>, segment: &Segment) -> bool {
    let range = trim(tokens, segment.words.clone(), true, true);
    range.clone().any(|at| {
        !matches!(tokens.kind(at), Kind::Mark(_) | Kind::Known(Word::ClauseStart)) && !is_particle(tokens, at)
    })
}

/// The text of the title: what was typed where its segments follow each other, else its pieces.
pub(super) fn title(tokens: &Tokens<'_>, segments: &[Segment], chosen: &[usize]) -> String {
    let mut title = String::new();
    let mut at = 0;
    while let Some(first) = chosen.get(at).map(|at| &segments[*at]) {
        let mut range = first.words.clone();
        // Segments with nothing but marks between them are one piece.
        while let Some(next) = chosen.get(at + 1).map(|at| &segments[*at])
            && !next.is_after_cut
            && chosen[at + 1] == chosen[at] + 1
        {
            range.end = next.words.end;
            at += 1;
        }
        at += 1;
        let is_after_cut = range.start > 0;
        let is_before_cut = range.end < tokens.len();
        // "meeting friday 3pm to discuss budget": inside a title the word stays.
        let leads_on = !title.is_empty()
            && matches!(tokens.word(range.start), Some(Word::To | Word::That | Word::About | Word::For))
            && range.len() > 1;
        let trimmed = trim(tokens, range.start + usize::from(leads_on)..range.end, is_after_cut, is_before_cut);
        let trimmed = if leads_on && trimmed.start == range.start + 1 { range.start..trimmed.end } else { trimmed };
        // A title of nothing but pictures is one.
        let shown = if trimmed.is_empty() && chosen.len() == 1 { range } else { trimmed };
        if !shown.is_empty() {
            push(&mut title, tokens.original(shown));
        }
    }
    match title.strip_prefix(['"', '“', '「']).and_then(|rest| rest.strip_suffix(['"', '”', '」'])) {
        Some(inside) if !inside.contains(['"', '“', '”']) => inside.to_owned(),
        _ => title,
    }
}

/// Leaves out marks and loose words at the ends of a piece of title.
fn trim(tokens: &Tokens<'_>, range: Range<usize>, is_after_cut: bool, is_before_cut: bool) -> Range<usize> {
    let Range { mut start, mut end } = range;
    let is_be = |at: usize| tokens.is(at, Word::Be) && !tokens.is_han(at);
    while start < end
        && (is_loose_mark(tokens, start) || is_be(start) || is_after_cut && is_loose_at_start(tokens, start))
    {
        start += 1;
    }
    while start < end
        && (is_loose_mark(tokens, end - 1) || (is_before_cut || is_after_cut) && is_loose_at_end(tokens, end - 1))
    {
        end -= 1;
    }
    // A closing bracket belongs to an opening one inside.
    let has_open = (start..end).any(|at| tokens.is_mark(at, '('));
    if has_open && tokens.is_mark(end, ')') { start..end + 1 } else { start..end }
}

/// Words that a title does not begin with after a time.
fn is_loose_at_start(tokens: &Tokens<'_>, at: usize) -> bool {
    // 和 begins a Chinese title ("和朋友吃饭"), "and" no English one.
    let is_and = tokens.is(at, Word::And) && !tokens.is_han(at);
    // "5点前交报告": 前 says "by" of the time before it.
    let is_by = tokens.is_han(at) && matches!(tokens.word(at), Some(Word::By | Word::Ago));
    // "Ah Meng"
    let is_name = tokens.original(at + 1..at + 2).starts_with(char::is_uppercase);
    is_and
        || is_by
        || is_particle(tokens, at) && !is_name
        || matches!(tokens.word(at), Some(Word::De | Word::That | Word::To | Word::Lagi | Word::Sharp | Word::Please))
}

/// Whether "with" goes before a word, which then is no preposition: "follow up w dr in 3 months".
pub(super) fn is_after_with(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_with = |before| matches!(tokens.word(before), Some(Word::With | Word::PlaceEnd));
    tokens.is(at, Word::From) && at.checked_sub(1).is_some_and(is_with)
}

/// Words that a title does not end with before a time.
fn is_loose_at_end(tokens: &Tokens<'_>, at: usize) -> bool {
    // "coffee w dan": a name, and no "and".
    let is_name = at.checked_sub(1).is_some_and(|before| {
        tokens.is(at, Word::And) && matches!(tokens.word(before), Some(Word::With | Word::PlaceEnd))
    });
    // "明早开会9点别忘了"
    let is_request = tokens.is_han(at) && tokens.is(at, Word::Request);
    is_request
        || !is_name && (is_lead_in(tokens, at) && !is_after_with(tokens, at))
        || is_particle(tokens, at)
        || !is_name
            && matches!(
                tokens.word(at),
                Some(Word::And | Word::To | Word::Or | Word::De | Word::PlaceLead | Word::Please | Word::Be)
            )
}

/// Adds a piece to the title, with a space between, except between Chinese characters.
fn push(title: &mut String, piece: &str) {
    let is_han_between = title.chars().next_back().is_some_and(is_han) && piece.chars().next().is_some_and(is_han);
    if !title.is_empty() && !is_han_between {
        title.push(' ');
    }
    title.push_str(&tidy(piece));
}

pub(super) fn is_lead_in(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(
        tokens.word(at),
        Some(
            Word::At
                | Word::On
                | Word::By
                | Word::Before
                | Word::From
                | Word::For
                | Word::The
                | Word::Starting
                | Word::Until
                | Word::Between
                | Word::About
                | Word::During
                | Word::Hari
                | Word::ClockLead
                | Word::Whole
                | Word::After
                | Word::LastAfter
                | Word::ComingAfter
                | Word::Later
                | Word::Lagi
                | Word::Of
                | Word::Zai
        )
    )
}

/// Any run of white space as one space.
pub(super) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    tidy
}
