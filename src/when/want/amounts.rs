//! Amounts of time in a message: how long, how much later, how long before.

use std::ops::Range;

use chrono::Duration;

use super::items::ItemKind;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::time::amount;
use crate::model::Lead;

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
pub(super) fn runs(sentence: &Sentence<'_>, within: Range<usize>) -> Vec<Run> {
    let is_unit = |at: usize| sentence.items[at].is_any(Senses::of(&[Sense::Unit, Sense::Amount]));
    let is_part = |at: usize| {
        let item = &sentence.items[at];
        item.number.is_some() || item.is_any(OF_AMOUNT) || item.kind == ItemKind::Mark('.') && item.is_glued
    };
    let is_joint = |at: usize| {
        let item = &sentence.items[at];
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
            .find_map(|end| Some(Run { range: at..end, amounts: amounts(sentence, at..end)? }));
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

/// The amounts of a message that are wanted, where others are turned down: "2 jam la, 1 jam tak cukup", "not 10 minutes".
pub(super) fn wanted_runs(sentence: &Sentence<'_>) -> Vec<Run> {
    const CLOSE: usize = 2;
    let all = sentence.amounts();
    let is_turned_down = |run: &Run| {
        let before = run.range.start.checked_sub(1).is_some_and(|before| sentence.is(before, Sense::Not));
        let end = (run.range.end + CLOSE).min(sentence.len());
        before || (run.range.end..end).any(|at| sentence.is(at, Sense::TooMuch))
    };
    let wanted: Vec<Run> = all.iter().filter(|run| !is_turned_down(run)).cloned().collect();
    if wanted.is_empty() { all.to_vec() } else { wanted }
}

/// The amounts of a stretch: each between "and" or a comma, as "an hour and a half" is one.
fn amounts(sentence: &Sentence<'_>, range: Range<usize>) -> Option<Vec<Duration>> {
    let has_unit = |range: Range<usize>| {
        sentence.items[range].iter().any(|item| item.is_any(Senses::of(&[Sense::Unit, Sense::Amount])))
    };
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut from = range.start;
    for at in range.clone() {
        let item = &sentence.items[at];
        let is_joint = item.is(Sense::And) || matches!(item.kind, ItemKind::Mark(',' | '&' | '+' | '/'));
        if is_joint && has_unit(from..at) && has_unit(at + 1..range.end) && at > from {
            parts.push(from..at);
            from = at + 1;
        }
    }
    parts.push(from..range.end);
    let said = |part: Range<usize>| amount(sentence.slice(part.clone())).or_else(|| the_one(sentence, part));
    parts.into_iter().map(|part| said(part).filter(|amount| *amount > Duration::zero())).collect()
}

/// "The day" before: one of them.
fn the_one(sentence: &Sentence<'_>, range: Range<usize>) -> Option<Duration> {
    let is_led =
        sentence.is(range.start, Sense::Determiner) && range.len() == 2 && sentence.is(range.end, Sense::Before);
    if is_led { amount(&format!("1 {}", sentence.slice(range.start + 1..range.end))) } else { None }
}

/// A lead as long as this; the longest that there is for anything longer.
pub(super) fn lead(amount: Duration) -> Lead {
    let minutes = u32::try_from(amount.num_minutes()).unwrap_or(0).min(Lead::LONGEST.minutes);
    Lead { minutes }
}
