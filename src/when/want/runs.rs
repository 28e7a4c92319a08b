//! Stretches of items that say how much time.

use std::ops::Range;

use chrono::Duration;

use super::items::{Item, ItemKind, slice};
use super::senses::{Sense, Senses};
use super::time::amount;

/// Words that an amount is made of.
pub(super) const OF_AMOUNT: Senses = Senses::of(&[Sense::Unit, Sense::Count, Sense::Amount]);

/// A stretch of items that say how much time: "1 day and 2 hours".
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// Where it stands.
    pub range: Range<usize>,
    /// The amounts, one after another.
    pub amounts: Vec<Duration>,
}

impl Run {
    /// All of it together.
    pub(super) fn total(&self) -> Duration {
        self.amounts.iter().sum()
    }
}

/// The stretches of a range that are amounts of time, and nothing longer.
pub(super) fn runs(text: &str, items: &[Item], within: Range<usize>) -> Vec<Run> {
    let is_unit = |at: usize| items[at].is_any(Senses::of(&[Sense::Unit, Sense::Amount]));
    let is_part = |at: usize| {
        let item = &items[at];
        item.number.is_some() || item.is_any(OF_AMOUNT) || item.kind == ItemKind::Mark('.') && item.is_glued
    };
    let is_joint = |at: usize| {
        let item = &items[at];
        item.is(Sense::And) || matches!(item.kind, ItemKind::Mark(',' | '&' | '+' | '/' | '-'))
    };
    let mut runs = Vec::new();
    let mut at = within.start;
    while at < within.end {
        if !is_part(at) {
            at += 1;
            continue;
        }
        let mut end = at;
        while end < within.end && (is_part(end) || is_joint(end) && end + 1 < within.end && is_part(end + 1)) {
            end += 1;
        }
        // The longest stretch from here that says an amount.
        let longest = (at + 1..=end)
            .rev()
            .filter(|end| (at..*end).any(is_unit))
            .find_map(|end| Some(Run { range: at..end, amounts: amounts(text, items, at..end)? }));
        match longest {
            Some(run) => {
                at = run.range.end;
                runs.push(run);
            }
            None => at += 1,
        }
    }
    runs
}

/// The amounts of a stretch: each between "and" or a comma, as "an hour and a half" is one.
fn amounts(text: &str, items: &[Item], range: Range<usize>) -> Option<Vec<Duration>> {
    let has_unit =
        |range: Range<usize>| items[range].iter().any(|item| item.is_any(Senses::of(&[Sense::Unit, Sense::Amount])));
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut from = range.start;
    for at in range.clone() {
        let item = &items[at];
        let is_joint = item.is(Sense::And) || matches!(item.kind, ItemKind::Mark(',' | '&' | '+' | '/'));
        if is_joint && has_unit(from..at) && has_unit(at + 1..range.end) && at > from {
            parts.push(from..at);
            from = at + 1;
        }
    }
    parts.push(from..range.end);
    let said = |part: Range<usize>| amount(slice(text, items, part.clone())).or_else(|| the_one(text, items, part));
    parts.into_iter().map(|part| said(part).filter(|amount| *amount > Duration::zero())).collect()
}

/// "The day" before: one of them.
fn the_one(text: &str, items: &[Item], range: Range<usize>) -> Option<Duration> {
    let is = |at: usize, sense| items.get(at).is_some_and(|item| item.is(sense));
    let is_led = is(range.start, Sense::Determiner) && range.len() == 2 && is(range.end, Sense::Before);
    if is_led { amount(&format!("1 {}", slice(text, items, range.start + 1..range.end))) } else { None }
}
