//! What is left as the title.

use std::ops::Range;

use super::cuts::Cuts;
use crate::when::fold::is_han;
use crate::when::left::says_when;
use crate::when::token::{Kind, Tokens};
use crate::when::word::Word;

/// What is left as the title.
pub(super) fn title(tokens: &Tokens<'_>, cuts: &Cuts) -> String {
    let mut title = String::new();
    let mut at = 0;
    while at < tokens.len() {
        if cuts.is_taken(at) {
            at += 1;
            continue;
        }
        let mut end = at;
        while end < tokens.len() && !cuts.is_taken(end) {
            end += 1;
        }
        if !title.is_empty() && is_remark(tokens, at..tokens.len()) {
            break;
        }
        if !title.is_empty() && is_told_beside(tokens, at..end) {
            at = end;
            continue;
        }
        let shown = if title.is_empty() { end } else { remark(tokens, at..end).unwrap_or(end) };
        let is_after_cut = at > 0;
        let is_before_cut = end < tokens.len();
        // "meeting friday 3pm to discuss budget": inside a title the word stays.
        let leads_on = !title.is_empty() && matches!(tokens.word(at), Some(Word::To | Word::That)) && end > at + 1;
        let range = trim(tokens, at + usize::from(leads_on)..shown, is_after_cut, is_before_cut);
        let range = if leads_on && range.start == at + 1 { at..range.end } else { range };
        if !range.is_empty() {
            push(&mut title, tokens.original(range));
        }
        at = end;
    }
    match title.strip_prefix(['"', '“', '「']).and_then(|rest| rest.strip_suffix(['"', '”', '」'])) {
        Some(inside) if !inside.contains(['"', '“', '”']) => inside.to_owned(),
        _ => title,
    }
}

/// Whether a sentence ends before what is left, which then is a remark: "Fire drill tomorrow 3pm. All staff to assemble."
/// What has numbers is kept, so that none is lost.
fn is_remark(tokens: &Tokens<'_>, rest: Range<usize>) -> bool {
    // The mark after "p.m." has gone with it.
    let is_end =
        |at| matches!(tokens.kind(at), Kind::Mark('.' | '!')) && tokens.is_glued(at) && !tokens.is_glued(at + 1);
    let ends_sentence = is_end(rest.start) || rest.start.checked_sub(1).is_some_and(is_end);
    ends_sentence && rest.clone().all(|at| tokens.number(at).is_none())
}

/// Where a remark begins among some words, with its comma: "…, bring your own plates".
pub(super) fn remark(tokens: &Tokens<'_>, words: Range<usize>) -> Option<usize> {
    let says_more = |at: usize| tokens.number(at).is_some() || says_when(tokens, at, true);
    let is_remark = |at: &usize| tokens.is_mark(*at, ',') && tokens.is(at + 1, Word::Remark);
    words.clone().find(is_remark).filter(|comma| !(*comma..words.end).any(says_more))
}

/// Whether what is left after the time tells what to bring or do: "…, bring your own food", ", jangan lambat", ，记得带卡.
fn is_told_beside(tokens: &Tokens<'_>, rest: Range<usize>) -> bool {
    let is_comma = |at| matches!(tokens.kind(at), Kind::Mark(',' | ';' | '-' | '('));
    let first = rest.clone().find(|at| !is_comma(*at)).unwrap_or(rest.end);
    let says_more = |at: usize| tokens.number(at).is_some() || says_when(tokens, at, true);
    tokens.is(first, Word::Remark) && !rest.clone().any(says_more)
}

/// Leaves out marks and loose words at the ends of a piece of title.
fn trim(tokens: &Tokens<'_>, range: Range<usize>, is_after_cut: bool, is_before_cut: bool) -> Range<usize> {
    let Range { mut start, mut end } = range;
    while start < end && (is_loose_mark(tokens, start) || is_after_cut && is_loose_at_start(tokens, start)) {
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

fn is_loose_mark(tokens: &Tokens<'_>, at: usize) -> bool {
    // "* lunch" is a list, "*lunch*" the person's own.
    let is_star = matches!(tokens.kind(at), Kind::Mark('*'));
    if is_star && (tokens.is_glued(at) || tokens.is_glued(at + 1)) {
        return false;
    }
    matches!(
        tokens.kind(at),
        Kind::Mark(
            ',' | '.' | ';' | ':' | '-' | '|' | '/' | '(' | ')' | '[' | ']' | '@' | '\n' | '·' | '~' | '!' | '*'
        )
    )
}

/// Words that a title does not begin with after a time.
fn is_loose_at_start(tokens: &Tokens<'_>, at: usize) -> bool {
    // 和 begins a Chinese title ("和朋友吃饭"), "and" no English one.
    let is_and = tokens.is(at, Word::And) && !tokens.is_han(at);
    // "5点前交报告": 前 says "by" of the time before it.
    let is_by = tokens.is_han(at) && matches!(tokens.word(at), Some(Word::By | Word::Ago));
    is_and
        || is_by
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
