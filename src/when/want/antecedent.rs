//! What "it" means that another clause names: "the nail appt, I can't make it on time, help me delay it 45 minutes".

use std::ops::Range;

use super::items::ItemKind;
use super::request::event_named;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::target::narrowed;
use crate::model::{Intent, Moment, NewTime, Scope, Target};

/// The intent with the event that an earlier clause names, in place of "it".
pub(super) fn resolved(sentence: &Sentence<'_>, intent: Intent) -> Intent {
    let is_open = |target: &Target| matches!(target, Target::Last | Target::Missing) || names_a_week(sentence, target);
    match intent {
        Intent::Cancel { target, scope } if is_open(&target) => {
            let scope = scope.or_else(|| is_of_one_day(sentence).then_some(Scope::This));
            Intent::Cancel { target: named(sentence, None).unwrap_or(target), scope }
        }
        Intent::Move { target, to, scope } if is_open(&target) => {
            let day = new_day(&to);
            Intent::Move { target: named(sentence, day).unwrap_or(target), to, scope }
        }
        Intent::Change { target, detail, scope } if is_open(&target) => {
            Intent::Change { target: named(sentence, None).unwrap_or(target), detail, scope }
        }
        Intent::Cancel { target, scope } => Intent::Cancel { target: trimmed(sentence, target), scope },
        Intent::Move { target, to, scope } => Intent::Move { target: trimmed(sentence, target), to, scope },
        Intent::Change { target, detail, scope } => Intent::Change { target: trimmed(sentence, target), detail, scope },
        other => other,
    }
}

/// Words before the name of an event that are no part of it: who goes there, and what they think of it.
const BEFORE_NAME: Senses = Senses::of(&[
    Sense::Determiner,
    Sense::CanYou,
    Sense::Third,
    Sense::Not,
    Sense::Says,
    Sense::Told,
    Sense::Feeling,
    Sense::Opinion,
    Sense::Attends,
    Sense::Late,
    Sense::With,
    Sense::Using,
]);

/// A target whose title begins with a story, without it: "can't be bothered with the book club" is "book club".
fn trimmed(sentence: &Sentence<'_>, target: Target) -> Target {
    let Target::Title { title, at } = target else { return target };
    let named = Sentence::of(&title, sentence.reference);
    let is_quoted = named.items.iter().any(|item| item.kind == ItemKind::Quoted);
    let noun = named.find(Sense::EventNoun).filter(|_| !is_quoted);
    let last = noun.and_then(|noun| (0..noun).rev().find(|at| named.items[*at].is_any(BEFORE_NAME)));
    let from = last.map_or(0, |last| last + 1);
    let title = if from > 1 { named.slice(from..named.len()).to_owned() } else { title };
    Target::Title { title, at }
}

/// "No class this friday only": one day of a series is meant.
fn is_of_one_day(sentence: &Sentence<'_>) -> bool {
    (1..sentence.len()).any(|at| sentence.is(at, Sense::OnlyThis) && sentence.items[at - 1].is_time)
}

/// "The one this week": names a week, and no event.
fn names_a_week(sentence: &Sentence<'_>, target: &Target) -> bool {
    const OF_WEEKS: Senses = Senses::of(&[
        Sense::Week,
        Sense::Month,
        Sense::Unit,
        Sense::This,
        Sense::OnlyThis,
        Sense::RowNoun,
        Sense::It,
        Sense::CalendarNoun,
    ]);
    let Target::Title { title, .. } = target else { return false };
    let named = Sentence::of(title, sentence.reference);
    named.has_any(&[Sense::Week, Sense::CalendarNoun]) && named.items.iter().all(|item| item.is_any(OF_WEEKS))
}

/// The day that a new time names, which tells nothing of the event.
fn new_day(to: &NewTime) -> Option<Moment> {
    match to {
        NewTime::Day(day) => Some(Moment::Day(*day)),
        NewTime::At(at, _) | NewTime::Range(at, _) => Some(Moment::Day(at.date())),
        NewTime::Clock(..) | NewTime::Shift(_) | NewTime::Missing => None,
    }
}

/// The event that a clause names, best one that says when, with its day.
fn named(sentence: &Sentence<'_>, new_day: Option<Moment>) -> Option<Target> {
    if !sentence.has_any(&[Sense::It, Sense::All, Sense::Week]) || !sentence.has(Sense::EventNoun) {
        return None;
    }
    let of = |clause: &Range<usize>| {
        let event = event_named(sentence, clause)?;
        let noun = clause.clone().find(|at| sentence.is(*at, Sense::EventNoun) && !sentence.items[*at].is_time)?;
        let is_off = (clause.start..noun).any(|at| sentence.is(at, Sense::Off) && !sentence.is(at, Sense::No));
        let is_clash = clause.clone().any(|at| sentence.is(at, Sense::Clash));
        let is_definite = event.is_definite || !is_off && !is_clash;
        let day = sentence.time_of(clause.clone()).filter(|time| !time.is_repeated).map(|time| narrowed(&time));
        let day = day.map(|day| Moment::Day(day.date())).filter(|day| Some(*day) != new_day);
        is_definite.then_some(Target::Title { title: event.title, at: day })
    };
    let all: Vec<Target> = sentence.clauses.iter().filter_map(of).collect();
    let is_timed = |target: &&Target| matches!(target, Target::Title { at: Some(_), .. });
    all.iter().find(is_timed).or(all.first()).cloned()
}
