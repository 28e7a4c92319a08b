//! Questions that somebody else is asked, and not the calendar: "Daniel, what time is your flight", 阿明你今天几点放工.

use std::ops::Range;

use super::clause::ASKING;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use crate::when::fold::is_han;

/// Words of a clause that asks.
const QUESTIONS: Senses = Senses::of(&[
    Sense::When,
    Sense::WhatTime,
    Sense::Where,
    Sense::What,
    Sense::HowLong,
    Sense::OtherQuestion,
    Sense::Auxiliary,
    Sense::Particle,
    Sense::Free,
    Sense::Busy,
]);

/// What is asked of the calendar about oneself.
const OWN: Senses = Senses::of(&[Sense::Free, Sense::Busy, Sense::AgendaNoun, Sense::Have]);

/// Whether the question of a message is put to somebody else: it is about "you", or begins with whom it asks.
pub(super) fn asks_somebody(sentence: &Sentence<'_>) -> bool {
    let clauses = &sentence.clauses;
    let asks = |clause: &Range<usize>| {
        sentence.is_mark(clause.end, '?')
            || sentence.items[clause.clone()].iter().any(|item| item.is_any(QUESTIONS) && !item.is_time)
    };
    let is_name = |at: usize| calls_somebody(sentence, &clauses[at]);
    let asking = || (0..clauses.len()).filter(|at| asks(&clauses[*at]) && !is_name(*at));
    let is_mine = |at: usize| clauses[at].clone().any(|at| sentence.is(at, Sense::Me));
    let calls = |at: usize| at > 0 && is_name(at - 1);
    let is_own = |at: usize| sentence.items[clauses[at].clone()].iter().any(|item| item.is_any(OWN));
    match asking().next() {
        Some(first) if calls(first) => !(is_mine(first) && is_own(first)),
        Some(_) => {
            let is_yours = |at: usize| !is_mine(at) && is_about_you(sentence, &clauses[at]);
            asking().any(is_yours) && !asking().any(|at| is_mine(at) && is_own(at))
        }
        None => false,
    }
}

/// "What time is your flight", 你今天几点放工: "you", and what "you" do or have; not what the bot keeps or knows.
fn is_about_you(sentence: &Sentence<'_>, clause: &Range<usize>) -> bool {
    const KEEPS: Senses = Senses::of(&[
        Sense::Put,
        Sense::Noted,
        Sense::Show,
        Sense::Find,
        Sense::Remind,
        Sense::Help,
        Sense::Knows,
        Sense::AgendaNoun,
        Sense::Polite,
        Sense::Speak,
        Sense::Status,
        Sense::Sync,
    ]);
    let is_said = |at: &usize| !sentence.items[*at].is_time;
    let you =
        clause.clone().filter(is_said).find(|at| sentence.is(*at, Sense::You) && !sentence.is(*at, Sense::Polite));
    let Some(you) = you else { return false };
    let keeps = clause.clone().filter(is_said).any(|at| sentence.items[at].is_any(KEEPS));
    let named = |at: usize| {
        let item = &sentence.items[at];
        item.is_content() && !item.is_any(ASKING) || item.is_any(Senses::of(&[Sense::Free, Sense::Busy]))
    };
    // 你明天几点到
    let asks_when = |at: usize| sentence.items[at].is_any(Senses::of(&[Sense::When, Sense::WhatTime]));
    !keeps && (you + 1..clause.end).any(|at| named(at) || asks_when(at))
}

/// The most words of a name that somebody is called by.
const LONGEST_NAME: usize = 3;

/// "Mei Ling, …", "Kak Long, …", 妈, …: a clause that does nothing but call somebody.
fn calls_somebody(sentence: &Sentence<'_>, clause: &Range<usize>) -> bool {
    const PEOPLE: Senses = Senses::of(&[Sense::Kin, Sense::Relative, Sense::Folk, Sense::Outsider]);
    const AROUND: Senses = Senses::of(&[Sense::Filler, Sense::Greeting]);
    let items = &sentence.items[clause.clone()];
    let is_plain = |at: &usize| {
        let item = &sentence.items[*at];
        let is_large = *at > clause.start && sentence.slice(*at..*at + 1).starts_with(char::is_uppercase);
        (item.senses == Senses::NONE || is_large) && item.number.is_none() && !item.is_time
    };
    let is_word = |at: &usize| is_plain(at) || sentence.items[*at].is_any(PEOPLE.and(AROUND));
    let is_person =
        items.iter().any(|item| item.is_any(PEOPLE) && !item.is_any(Senses::of(&[Sense::EventNoun, Sense::Tail])));
    let is_large = |at: usize| sentence.slice(at..at + 1).starts_with(|ch: char| ch.is_uppercase() || is_han(ch));
    clause.len() <= LONGEST_NAME
        && sentence.is_mark(clause.end, ',')
        && items.iter().all(|item| !item.is_time)
        && (is_person || clause.clone().any(|at| is_plain(&at) && is_large(at)))
        && clause.clone().all(|at| is_word(&at))
}
