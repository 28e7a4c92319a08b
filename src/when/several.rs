//! One message that names several events: a line, or a part between commas, for each of them.

use std::ops::Range;

use super::token::{Kind, Tokens};
use super::word::Word;
use crate::model::{Reading, Reference, Span, Understood};

/// The most events that one message may name.
const MOST: usize = 12;

/// Where a message may be divided, the strongest mark first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Divider {
    Line,
    Semicolon,
    Comma,
    And,
}

impl Divider {
    const ALL: [Self; 4] = [Self::Line, Self::Semicolon, Self::Comma, Self::And];

    /// Whether a token divides at this mark; "and" divides where commas do, too.
    fn is_at(self, tokens: &Tokens<'_>, at: usize) -> bool {
        match self {
            Self::Line => tokens.is_mark(at, '\n'),
            Self::Semicolon => matches!(tokens.kind(at), Kind::Mark(';' | '\n')),
            Self::Comma => matches!(tokens.kind(at), Kind::Mark(',' | ';' | '\n')),
            Self::And => matches!(tokens.kind(at), Kind::Mark(',' | ';' | '\n') | Kind::Known(Word::And)),
        }
    }

    /// Whether each part needs a clock of its own to be an event: lines are events by being lines.
    fn needs_clock(self) -> bool {
        match self {
            Self::Line => false,
            Self::Semicolon | Self::Comma | Self::And => true,
        }
    }
}

/// The events of a message, if dividing it makes a whole event of every part. `read` reads one part.
pub(super) fn several(
    tokens: &Tokens<'_>,
    reference: &Reference,
    read: fn(&str, &Reference) -> Understood,
) -> Option<Vec<Reading>> {
    Divider::ALL.into_iter().find_map(|mark| {
        let parts = parts(tokens, mark);
        let readings = with_day_above(tokens.text, &parts, reference, read)
            .or_else(|| each(tokens.text, &parts, mark, reference, read))?;
        (2..=MOST).contains(&readings.len()).then_some(readings)
    })
}

/// The parts of a message between its marks, without white space and bullets, as byte offsets.
fn parts(tokens: &Tokens<'_>, mark: Divider) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut first = 0;
    for at in 0..=tokens.len() {
        if at == tokens.len() || mark.is_at(tokens, at) {
            let range = tokens.bytes(after_bullet(tokens, first..at)..at);
            if !range.is_empty() {
                parts.push(range);
            }
            first = at + 1;
        }
    }
    parts
}

/// The token after "1." or "-" at the beginning of a part.
fn after_bullet(tokens: &Tokens<'_>, part: Range<usize>) -> usize {
    let is_numbered = tokens.number(part.start).is_some_and(|number| number.digits <= 2)
        && [')', '.'].into_iter().any(|mark| tokens.is_glued_mark(part.start + 1, mark))
        && !tokens.is_glued(part.start + 2);
    let is_marked =
        matches!(tokens.kind(part.start), Kind::Mark('-' | '*' | '•' | '·')) && !tokens.is_glued(part.start + 1);
    part.start + if is_numbered { 2 } else { usize::from(is_marked) }
}

/// Every part as an event of its own; a first line that says no time and ends with a colon is a heading.
fn each(
    text: &str,
    parts: &[Range<usize>],
    mark: Divider,
    reference: &Reference,
    read: fn(&str, &Reference) -> Understood,
) -> Option<Vec<Reading>> {
    let parts = match parts {
        [heading, rest @ ..] if text[heading.clone()].ends_with([':', '：']) => rest,
        parts => parts,
    };
    if !(2..=MOST).contains(&parts.len()) {
        return None;
    }
    let event = |part: &Range<usize>| {
        let reading = whole(read(&text[part.clone()], reference))?;
        let is_whole = reading.known.date && (reading.known.clock || !mark.needs_clock());
        is_whole.then(|| moved(reading, |range| range.start + part.start..range.end + part.start))
    };
    parts.iter().map(event).collect()
}

/// "Tomorrow:⏎9am standup⏎10am review": the day stands above its events.
fn with_day_above(
    text: &str,
    parts: &[Range<usize>],
    reference: &Reference,
    read: fn(&str, &Reference) -> Understood,
) -> Option<Vec<Reading>> {
    let [above, rest @ ..] = parts else { return None };
    let head = text[above.clone()].trim_end_matches([':', '：', ' ']);
    let day = read(head, reference).readings.into_iter().next()?;
    let is_day_alone = day.title.is_empty() && day.known.date && !day.known.clock && day.rule.is_none();
    if !is_day_alone || rest.len() < 2 {
        return None;
    }
    let event = |part: &Range<usize>| {
        let line = format!("{head} {}", &text[part.clone()]);
        let reading = whole(read(&line, reference)).filter(|reading| reading.known.clock)?;
        let own = head.len() + 1;
        Some(moved(reading, |range| {
            if range.start < own {
                above.start + range.start..above.start + range.end.min(head.len())
            } else {
                range.start - own + part.start..range.end - own + part.start
            }
        }))
    };
    rest.iter().map(event).collect()
}

/// The one event that a part names with a title, if nothing about it is open.
fn whole(understood: Understood) -> Option<Reading> {
    if understood.doubt.is_some() || understood.all_hold {
        return None;
    }
    understood.readings.into_iter().next().filter(|reading| !reading.title.is_empty())
}

/// A reading of a part with its spans where they stand in the whole.
fn moved(reading: Reading, to: impl Fn(&Range<usize>) -> Range<usize>) -> Reading {
    let mut spans: Vec<Span> =
        reading.spans.iter().map(|span| Span { range: to(&span.range), part: span.part }).collect();
    spans.sort_by_key(|span| span.range.start);
    Reading { spans, ..reading }
}
