//! New events: whether one is wanted.

use super::advert::is_advert;
use super::asking::asks_to_note;
use super::clause::{asks_us_to_act, clauses, is_conditional, is_question};
use super::doubt::{is_doubtful, is_farewell, is_thanked};
use super::items::Item;
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
    // "下午两点的预约": a noun, too.
    let names = |item: &Item| item.is_content() && item.is_any(Senses::of(&[Sense::EventNoun]));
    let acts = || asks_us_to_act(sentence) && !sentence.items.iter().find(|item| item.is_content()).is_some_and(names);
    is_advert(sentence) && !asks() || is_tale(sentence) && !asks() && !acts()
}

/// What a message without a wish says, offered where it has a time.
pub(super) fn offered(sentence: &Sentence<'_>) -> Intent {
    let understood = &sentence.understood;
    if understood.readings.is_empty() && understood.doubt.is_none() {
        return Intent::Nothing(talk(sentence));
    }
    Intent::Offer(understood.clone())
}

/// "Dinner with my in-laws on saturday 7pm, she says bring dessert": a plan of one's own that says its day and its clock
/// in the first clause, and a remark that neither takes it back nor says another time.
fn is_plan_with_remark(sentence: &Sentence<'_>) -> bool {
    const OTHERWISE: Senses = Senses::of(&[
        Sense::CalledOff,
        Sense::Cancel,
        Sense::Move,
        Sense::Postpone,
        Sense::Past,
        Sense::Already,
        Sense::Not,
        Sense::If,
        Sense::Reason,
        Sense::Report,
        Sense::Advert,
        Sense::Opinion,
        Sense::Fact,
        Sense::Feeling,
        Sense::Farewell,
    ]);
    const SAYING: Senses = Senses::of(&[Sense::Says, Sense::Told]);
    let clauses = clauses(sentence);
    let [first, remarks @ ..] = clauses.as_slice() else { return false };
    let is_other = |at: usize| sentence.items[at].is_time || sentence.items[at].is_any(OTHERWISE);
    let begins = first.clone().find(|at| sentence.items[*at].is_content());
    let names = |at: usize| sentence.is(at, Sense::EventNoun) && !sentence.items[at].is_time;
    if remarks.is_empty()
        || is_question(sentence)
        || remarks.iter().cloned().flatten().any(is_other)
        || sentence.items.iter().rfind(|item| !item.is_mark()).is_some_and(|last| last.is_any(SAYING))
        || !(begins.is_some_and(|begins| sentence.is(begins, Sense::Task)) || first.clone().any(names))
    {
        return false;
    }
    let plan = Sentence::of(sentence.slice(first.clone()), sentence.reference);
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
