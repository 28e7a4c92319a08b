//! Stories: what others do and did, day after day or once, what the papers report, and tricks that are told of. They
//! hold times and verbs of change, and plan nothing.

use std::ops::Range;

use chrono::Timelike;

use super::items::Item;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use crate::model::{Moment, PieceKind, Reading};

/// Whether a message reports news, asks to be passed on, or tells of a trick.
pub(super) fn is_report(sentence: &Sentence<'_>) -> bool {
    const EARLY: usize = 10;
    let is_early = sentence.items.iter().take(EARLY).any(|item| item.is(Sense::Report));
    is_early
        || sentence.items.iter().filter(|item| item.is(Sense::Report)).count() > 1
        || sentence.has_any(&[Sense::Scam, Sense::Chain])
        || is_logged(sentence)
}

/// Whether a machine wrote a message: "ERROR 2026-07-02 10:15:03 timeout". No person plans to the second.
pub(super) fn is_logged(sentence: &Sentence<'_>) -> bool {
    let to_the_second = |reading: &Reading| match reading.start {
        // "In 45 seconds" is from now.
        Moment::Time(at) => at.second() != 0 && reading.spans.iter().all(|span| span.part != PieceKind::Offset),
        Moment::Day(_) => false,
    };
    sentence.understood.readings.first().is_some_and(to_the_second) && !sentence.has(Sense::Remind)
}

/// Whether all of them, and not oneself, are told of: "bos suruh semua orang masuk kerja ahad ni".
pub(super) fn is_story_of_a_crowd(sentence: &Sentence<'_>) -> bool {
    sentence.items.iter().any(|item| item.is(Sense::Crowd) && !item.is_time)
}

/// Whether a message begins by asking for a reason: "how come the office is closed on 3 May".
pub(super) fn asks_why(sentence: &Sentence<'_>) -> bool {
    sentence
        .items
        .iter()
        .find(|item| !item.is_filler())
        .is_some_and(|item| item.is_any(Senses::of(&[Sense::Reason, Sense::Why])))
}

/// What a person does that changes nothing: speaks, works, reminds.
const SPEECH: Senses = Senses::of(&[Sense::Says, Sense::Told, Sense::Doing, Sense::Fact, Sense::Remind]);

/// What a person does who is told of: changes plans, works, speaks.
const DEEDS: Senses = Senses::of(&[
    Sense::Cancel,
    Sense::CalledOff,
    Sense::Move,
    Sense::Postpone,
    Sense::Advance,
    Sense::Says,
    Sense::Told,
    Sense::Doing,
    Sense::Fact,
    Sense::Past,
    Sense::Remind,
]);

/// Words between a person and what the person does: "boss aku ni asyik …".
const BETWEEN: Senses = Senses::of(&[
    Sense::Me,
    Sense::Determiner,
    Sense::Filler,
    Sense::Already,
    Sense::Link,
    Sense::All,
    Sense::CanYou,
    Sense::Again,
]);

/// Whether someone else acts in every clause that says when: "my boss moved the deadline to friday", "adik aku keje
/// malam, masuk pukul 11". A clause without a subject has that of the one before.
pub(super) fn is_of_others(sentence: &Sentence<'_>) -> bool {
    is_done_by_others(sentence, |item| item.is_time)
}

/// Whether someone else, and not the bot, reminds: "mak selalu ingatkan aku".
pub(super) fn is_reminded_by_others(sentence: &Sentence<'_>) -> bool {
    is_done_by_others(sentence, |item| item.is(Sense::Remind))
}

/// Whether someone else does all that cancels or moves something in a message.
pub(super) fn is_changed_by_others(sentence: &Sentence<'_>) -> bool {
    const CHANGES: Senses =
        Senses::of(&[Sense::Cancel, Sense::CalledOff, Sense::Remove, Sense::Move, Sense::Postpone, Sense::Advance]);
    is_done_by_others(sentence, |item| item.is_any(CHANGES) && !item.is_time)
}

/// What a clause begins with that has another subject than the one before it, or gives an order.
const OWN: Senses = Senses::of(&[Sense::Me, Sense::EventNoun, Sense::Show, Sense::Remind]);

/// Whether someone else acts in every clause with a word of a kind, and there is one.
fn is_done_by_others(sentence: &Sentence<'_>, is_meant: impl Fn(&Item) -> bool) -> bool {
    if !sentence.items.iter().any(&is_meant) {
        return false;
    }
    let (mut is_theirs, mut any) = (false, false);
    for clause in sentence.clauses.iter().cloned() {
        let is_small = |item: &Item| item.is_filler() || item.is_time || item.is(Sense::Concludes);
        let first = clause.clone().find(|at| !is_small(&sentence.items[*at]));
        let is_own = first.is_some_and(|at| sentence.items[at].is_any(OWN))
            || clause.clone().any(|at| sentence.is(at, Sense::Polite) && !sentence.items[at].is_time);
        let acts = clause.clone().any(|at| stands_as_subject(sentence, &clause, at) && acts(sentence, at, clause.end));
        is_theirs = acts || is_theirs && !is_own;
        if clause.clone().any(|at| is_meant(&sentence.items[at])) {
            if !is_theirs {
                return false;
            }
            any = true;
        }
    }
    any
}

/// Whether a person at `at` may be the subject of a clause: someone known stands first, "he" stands anywhere.
fn stands_as_subject(sentence: &Sentence<'_>, clause: &Range<usize>, at: usize) -> bool {
    const KNOWN: Senses = Senses::of(&[Sense::Acquaintance, Sense::Relative, Sense::Outsider]);
    let item = &sentence.items[at];
    if item.is_time {
        return false;
    }
    let is_before = |before: usize| {
        let item = &sentence.items[before];
        item.is_time
            || item.is_filler()
            || item.is_any(Senses::of(&[Sense::Me, Sense::Determiner, Sense::Opinion, Sense::Third, Sense::Belated]))
    };
    item.is(Sense::Third) || item.is_any(KNOWN) && (clause.start..at).all(is_before)
}

/// Whether a verb follows a person, and no more than small words stand between.
fn acts(sentence: &Sentence<'_>, person: usize, end: usize) -> bool {
    let next = (person + 1..end).find(|at| {
        let item = &sentence.items[*at];
        item.is_any(DEEDS) && !item.is(Sense::Filler) || !(item.is_any(BETWEEN) || item.is_filler())
    });
    let Some(verb) = next.map(|at| (at, &sentence.items[at])) else { return false };
    let (at, verb) = verb;
    let item = &sentence.items[person];
    let does = if item.is(Sense::Third) {
        DEEDS.and(Senses::of(&[Sense::Deed]))
    } else if item.is_any(Senses::of(&[Sense::Acquaintance, Sense::Relative])) {
        DEEDS
    } else {
        // A plumber who moves a visit moves one's own plan.
        SPEECH
    };
    let is_done = (person + 1..at).any(|at| sentence.is(at, Sense::Already)) && is_deed(verb);
    !verb.is_time && !verb.is(Sense::EventNoun) && (verb.is_any(does) || is_done)
}

/// Whether a word may be a verb of what is done already.
fn is_deed(item: &Item) -> bool {
    item.is_any(Senses::of(&[Sense::Remove, Sense::Swap, Sense::Task, Sense::Deed])) && !item.is(Sense::Put)
}
