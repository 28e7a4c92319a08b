//! The clauses of a message: where one ends and the next begins.

use std::ops::Range;

use super::items::{Item, ItemKind};
use super::senses::Sense;

/// The clauses of items: what stands between marks and words like "so".
pub(super) fn clauses_of(text: &str, items: &[Item]) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut from = 0;
    for at in 0..=items.len() {
        if at < items.len() && !is_break(text, items, at) {
            continue;
        }
        if from < at {
            clauses.push(from..at);
        }
        from = at + 1;
    }
    clauses
}

/// Whether a clause ends here.
pub(super) fn is_break(text: &str, items: &[Item], at: usize) -> bool {
    let item = &items[at];
    let next_is_number = items.get(at + 1).is_some_and(|next| next.number.is_some());
    match item.kind {
        ItemKind::Mark(',') => !(next_is_number && at > 0 && items[at - 1].number.is_some()),
        ItemKind::Mark(';' | '\n' | '!' | '?') => true,
        ItemKind::Mark('.') => {
            let is_han = text[item.range.clone()].starts_with('。');
            is_han || !items.get(at + 1).is_some_and(|next| next.is_glued)
        }
        ItemKind::Mark(_) | ItemKind::Quoted | ItemKind::Digits => false,
        ItemKind::Word | ItemKind::Han => item.is(Sense::Break) && at > 0,
    }
}
