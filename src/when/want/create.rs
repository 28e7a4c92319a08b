//! New events: whether one is wanted.

use std::ops::Range;

use super::advert::is_advert;
use super::asking::{asks_to_note, requests};
use super::clause::{asks_us_to_act, is_conditional, is_question};
use super::doubt::{is_doubtful, is_farewell, is_thanked};
use super::narrative::{is_reminded_by_others, is_report};
use super::own::is_own_plan;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::small::talk;
use super::tale::is_tale;
use super::wish::polished;
use crate::model::Intent;

/// An event, the offer of one, or nothing.
pub(super) fn create(sentence: &Sentence<'_>) -> Intent {
    let understood = &sentence.understood;
    if understood.readings.is_empty() && understood.doubt.is_none() {
        return Intent::Nothing(talk(sentence));
    }
    if !is_wished(sentence) && is_doubtful(sentence) && !is_plan_with_remark(sentence) && !is_own_plan(sentence) {
        return Intent::Offer(understood.clone());
    }
    Intent::Create(polished(sentence))
}

/// Whether a message sells something, or tells a tale, and asks for nothing.
pub(super) fn is_for_nobody(sentence: &Sentence<'_>) -> bool {
    let asks = || asks_to_note(sentence) || reminds(sentence);
    let requested = || sentence.clauses.iter().any(|clause| requests(sentence, clause));
    is_advert(sentence) && !asks() || is_tale(sentence) && !asks() && !requested()
}

/// What a message without a wish says, offered where it has a time.
pub(super) fn offered(sentence: &Sentence<'_>) -> Intent {
    let understood = &sentence.understood;
    if understood.readings.is_empty() && understood.doubt.is_none() {
        return Intent::Nothing(talk(sentence));
    }
    Intent::Offer(understood.clone())
}

/// "Dinner with my in-laws on saturday 7pm, she says bring dessert", "we agreed, mediation on 6 may 10am": a plan of
/// one's own that says its day and its clock in one clause, and remarks that neither take it back nor say another time.
fn is_plan_with_remark(sentence: &Sentence<'_>) -> bool {
    const OTHERWISE: Senses = Senses::of(&[
        Sense::CalledOff,
        Sense::Cancel,
        Sense::Move,
        Sense::Postpone,
        Sense::Not,
        Sense::If,
        Sense::Reason,
        Sense::Report,
        Sense::Advert,
        Sense::Opinion,
        Sense::Fact,
        Sense::Farewell,
        Sense::Crowd,
    ]);
    const OF_OTHERS: Senses = Senses::of(&[Sense::Third, Sense::Acquaintance, Sense::Outsider, Sense::Says]);
    const OVER: Senses = Senses::of(&[Sense::Past, Sense::Already]);
    const SAYING: Senses = Senses::of(&[Sense::Says, Sense::Told]);
    let clauses = &sentence.clauses;
    let has = |clause: &Range<usize>, senses| sentence.items[clause.clone()].iter().any(|item| item.is_any(senses));
    let Some(at) = clauses.iter().position(|clause| sentence.has_time(clause.clone())) else { return false };
    let (before, after) = (&clauses[..at], &clauses[at + 1..]);
    let is_otherwise = |clause: &Range<usize>| sentence.has_time(clause.clone()) || has(clause, OTHERWISE);
    // A mood says nothing of a plan, but of a tale about somebody it does.
    let is_of_others = |clause: &Range<usize>| has(clause, OF_OTHERS) && has(clause, Senses::of(&[Sense::Feeling]));
    let names = |at: usize| sentence.is(at, Sense::EventNoun) && !sentence.items[at].is_time;
    let begins = clauses[at].clone().find(|at| sentence.items[*at].is_content());
    if clauses.len() == 1
        || is_question(sentence)
        || before.iter().chain(after).any(|clause| is_otherwise(clause) || is_of_others(clause))
        || before.iter().any(|clause| has(clause, OF_OTHERS))
        || after.iter().any(|clause| has(clause, OVER))
        || sentence.items.iter().rfind(|item| !item.is_mark()).is_some_and(|last| last.is_any(SAYING))
        || !(begins.is_some_and(|begins| sentence.is(begins, Sense::Task)) || clauses[at].clone().any(names))
    {
        return false;
    }
    let plan = Sentence::of(sentence.slice(clauses[at].clone()), sentence.reference);
    let is_whole = plan.understood.readings.first().is_some_and(|reading| reading.known.date && reading.known.clock);
    is_whole && !is_doubtful(&plan)
}

/// Whether the message asks for an event in plain words.
fn is_wished(sentence: &Sentence<'_>) -> bool {
    let asks = asks_us_to_act(sentence) && sentence.has_any(&[Sense::Put, Sense::Remind, Sense::Set, Sense::Send])
        || asks_to_note(sentence);
    !is_thanked(sentence) && !is_farewell(sentence) && !is_conditional(sentence) && asks
        || reminds(sentence)
            && !is_question(sentence)
            && !sentence.has_any(&[Sense::Opinion, Sense::Past, Sense::Thanked])
}

/// Whether the bot is to remind: not "I'll tell you", nor what depends on something that is said first.
fn reminds(sentence: &Sentence<'_>) -> bool {
    let Some(verb) = sentence.find(Sense::Remind) else { return false };
    let is_ours = verb > 0 && sentence.is(verb - 1, Sense::Me) && sentence.is(verb + 1, Sense::You);
    let depends = is_conditional(sentence) && sentence.find(Sense::If).is_some_and(|at| at < verb);
    !is_ours && !depends && !is_reminded_by_others(sentence) && !is_report(sentence)
}
