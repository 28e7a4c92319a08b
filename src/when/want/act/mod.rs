//! Changing what is there: cancel, move, and change of title, place or length.

mod cancel;
mod change;
mod correction;
mod length_said;
mod moving;
mod place_said;
mod relocated;
mod remade;
mod renamed;
mod replied_time;

pub(super) use self::cancel::{called_off_row, cancel, row_among};
pub(super) use self::change::change;
pub(super) use self::correction::correction;
pub(super) use self::length_said::length_said;
pub(super) use self::moving::{lead_to_time, move_event, new_time};
pub(super) use self::remade::remade;
pub(super) use self::replied_time::{reply_time, suggestion};

use std::ops::Range;

use super::items::{Item, ItemKind, unquoted};
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use crate::model::RepliedTo;

/// Words beside a verb of cancelling that name nothing.
const BESIDE: Senses = Senses::of(&[Sense::OnlyThis, Sense::It, Sense::Whole, Sense::Onwards]);

/// Whether an item names something: content, a time, or a number.
fn is_named(sentence: &Sentence<'_>, at: usize) -> bool {
    let item = &sentence.items[at];
    item.is_time
        || item.number.is_some() && !item.is_filler()
        || item.is_content() && !item.is_any(BESIDE)
        || item.is(Sense::All)
}

/// "Don't cancel", "no need to cancel", 不用取消.
fn is_negated(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = sentence.within(0..at).iter().rev().find(|item| !item.is(Sense::To));
    let is_off = |before: &Item| before.is_any(Senses::of(&[Sense::Off, Sense::CalledOff]));
    before.is_some_and(|before| before.is(Sense::Not) || before.is(Sense::No) && is_off(before))
}

/// What is done to an event that is there.
const DEEDS: Senses =
    Senses::of(&[Sense::Cancel, Sense::Remove, Sense::Move, Sense::Postpone, Sense::Advance, Sense::Swap]);

/// Whether a word is such a deed, and not what says that it is off.
fn is_deed(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.items.get(at).is_some_and(|item| item.is_any(DEEDS) && !item.is(Sense::Not) && !item.is_time)
}

/// Whether a message says only what is not to be done: "no need to cancel the dentist".
pub(super) fn is_only_negated(sentence: &Sentence<'_>) -> bool {
    let mut deeds = (0..sentence.len()).filter(|at| is_deed(sentence, *at)).peekable();
    let is_all = deeds.peek().is_some() && deeds.all(|at| at > 0 && is_negated(sentence, at));
    is_all && !sentence.has(Sense::Remind)
}

/// What a range says as a value: a quotation, or its words without politeness.
fn value(sentence: &Sentence<'_>, range: Range<usize>) -> Option<String> {
    if let Some(quoted) = range.clone().find(|at| sentence.items[*at].kind == ItemKind::Quoted) {
        return Some(unquoted(sentence.slice(quoted..quoted + 1)).to_owned());
    }
    let (mut start, mut end) = (range.start, range.end);
    while start < end
        && (sentence.items[start].is_mark()
            || sentence.items[start].is(Sense::MakeIt) && sentence.items[start].is(Sense::Link))
    {
        start += 1;
    }
    let is_loose = |at: usize| sentence.items[at].is_filler() || sentence.is(at, Sense::Replace);
    while start < end && is_loose(end - 1) && sentence.items[end - 1].kind != ItemKind::Mark(')') {
        end -= 1;
    }
    let value = sentence.slice(start..end).trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// Where what is named before a verb begins: with the clause of the verb, if that names something or the message is a
/// reply; what stands further before is a reason or an excuse.
fn clause_of(sentence: &Sentence<'_>, verb: usize, replied: Option<&RepliedTo>) -> usize {
    let start = sentence.clause_of(verb).map_or(0, |clause| clause.start);
    let names = (start..verb).any(|at| is_named(sentence, at));
    if names || replied.is_some() { start } else { 0 }
}

/// Whether a message names a time of day, so that it is a plan.
fn is_planned(sentence: &Sentence<'_>) -> bool {
    sentence.understood.readings.first().is_some_and(|reading| reading.known.clock)
}
