//! The amounts of time that a message wants: how long, how much later, how long before.

use chrono::Duration;

use super::runs::Run;
use super::senses::Sense;
use super::sentence::Sentence;
use crate::model::Lead;

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

/// A lead as long as this; the longest that there is for anything longer.
pub(super) fn lead(amount: Duration) -> Lead {
    let minutes = u32::try_from(amount.num_minutes()).unwrap_or(0).min(Lead::LONGEST.minutes);
    Lead { minutes }
}
