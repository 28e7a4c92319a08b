//! New events: whether one is wanted.

use super::clause::{asks_us_to_act, is_conditional, is_question};
use super::doubt::{is_doubtful, is_farewell, is_thanked};
use super::narrative::{is_reminded_by_others, is_report};
use super::request::asks_to_note;
use super::senses::Sense;
use super::sentence::Sentence;
use super::small::talk;
use super::wish::polished;
use crate::model::Intent;

/// An event, the offer of one, or nothing.
pub(super) fn create(sentence: &Sentence<'_>) -> Intent {
    let understood = &sentence.understood;
    if understood.readings.is_empty() && understood.doubt.is_none() {
        return Intent::Nothing(talk(sentence));
    }
    if !is_wished(sentence) && is_doubtful(sentence) {
        return Intent::Offer(understood.clone());
    }
    Intent::Create(polished(sentence))
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
