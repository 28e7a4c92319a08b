//! The question proper: without who wants to know it and who is to look, and only where it is asked of the calendar.

use std::ops::Range;

use super::addressed::asks_somebody;
use super::clause::{has_question_word, without_filler};
use super::items::{Item, ItemKind};
use super::senses::{Sense, Senses};
use super::sentence::Sentence;

/// People.
const PEOPLE: Senses =
    Senses::of(&[Sense::Acquaintance, Sense::Relative, Sense::Outsider, Sense::Third, Sense::Person]);

/// How far behind a person stands what the person asks.
const NEAR: usize = 4;

/// The text without who asks ("mak tanya", "my boss wants to know"), without clauses that only say to look ("tolong
/// tengok jap", 帮我查查) or that it was forgotten; `None` where there is nothing to leave out, or nothing else.
pub(super) fn without_frame(sentence: &Sentence<'_>) -> Option<String> {
    if !sentence.has_any(&[Sense::Asks, Sense::Knows, Sense::Show, Sense::Find]) {
        return None;
    }
    let clauses = &sentence.clauses;
    let lead = |clause| who_asks(sentence, clause).or_else(|| embedding(sentence, clause));
    let mut framed: Vec<Range<usize>> = clauses.iter().filter_map(lead).collect();
    if clauses.len() > 1 {
        framed.extend(clauses.iter().filter(|clause| only_looks(sentence, clause)).cloned());
    }
    let is_left = |at: usize| !framed.iter().any(|range| range.contains(&at));
    let says = |at: usize| sentence.items[at].is_time || sentence.items[at].is_content();
    (!framed.is_empty() && sentence.all().any(|at| is_left(at) && says(at))).then(|| sentence.without(&framed))
}

/// Who asks, in a clause that goes on with what is asked: "boss nak tahu", 我妈问我.
fn who_asks(sentence: &Sentence<'_>, clause: &Range<usize>) -> Option<Range<usize>> {
    const AROUND: Senses = Senses::of(&[Sense::Me, Sense::If, Sense::Again, Sense::Already, Sense::Tail]);
    let first = without_filler(sentence, clause.clone()).start;
    let person = (first..clause.end).take(NEAR).find(|at| sentence.items[*at].is_any(PEOPLE))?;
    let asks = (person + 1..clause.end).take(NEAR).find(|at| sentence.is(*at, Sense::Asks))?;
    let is_around = |at: &usize| !sentence.items[*at].is_time && sentence.items[*at].is_any(AROUND);
    let after = (asks + 1..clause.end).take_while(is_around).count();
    let end = asks + 1 + after;
    // "Asks her when": somebody else is asked.
    let asks_another = sentence.items.get(end).is_some_and(|next| next.is_any(PEOPLE));
    (end < clause.end && !asks_another).then_some(clause.start..end)
}

/// What leads to a question within a clause, and says no time: "before I book I should check", "nak tengok dulu".
fn embedding(sentence: &Sentence<'_>, clause: &Range<usize>) -> Option<Range<usize>> {
    const ASKING: Senses = Senses::of(&[Sense::What, Sense::When, Sense::WhatTime, Sense::Where]);
    let looks = |at: usize| sentence.items[at].is_any(LOOKS) && !sentence.items[at].is_any(ASKING);
    let asking = (clause.start + 1..clause.end).find(|at| sentence.items[*at].is_any(ASKING))?;
    let before = (clause.start..asking).rev().find(|at| !sentence.items[*at].is_filler())?;
    (looks(before) && !sentence.has_time(clause.start..asking)).then_some(clause.start..asking)
}

/// Words for looking something up, or having forgotten it.
const LOOKS: Senses = Senses::of(&[Sense::Show, Sense::Find, Sense::Knows]);

/// Whether a clause only says to look, or that something was forgotten: "tolong check", "check sat", "I forgot".
fn only_looks(sentence: &Sentence<'_>, clause: &Range<usize>) -> bool {
    const SMALL: Senses = Senses::of(&[
        Sense::Filler,
        Sense::CanYou,
        Sense::You,
        Sense::Polite,
        Sense::Break,
        Sense::And,
        Sense::Me,
        Sense::Not,
        Sense::Already,
        Sense::Again,
        Sense::It,
        Sense::Tail,
        Sense::Urging,
        Sense::Link,
        Sense::CalendarNoun,
        Sense::PutLink,
    ]);
    let items = &sentence.items[clause.clone()];
    let is_small = |item: &Item| !item.is_time && (item.is_mark() || item.is_any(LOOKS.and(SMALL)));
    items.iter().any(|item| item.is_any(LOOKS)) && items.iter().all(is_small)
}

/// Whether a message only tells when something happened, or asks somebody else.
pub(super) fn asks_nothing_of_us(sentence: &Sentence<'_>) -> bool {
    tells_when(sentence) || asks_somebody(sentence)
}

/// Whether "when" only says when something happened, or somebody else is asked: "when I finally got through, they told
/// me …", "bila aku tanya dia, dia kata …", 每次我问他几时还钱.
fn tells_when(sentence: &Sentence<'_>) -> bool {
    if !sentence.has(Sense::When) || sentence.has_mark('?') {
        return false;
    }
    let asks_another = |at: usize| sentence.is(at, Sense::Asks) && is_another(sentence, at + 1);
    let asked = sentence.all().find(|at| asks_another(*at));
    let when = sentence.find(Sense::When);
    asked.is_some_and(|asked| when.is_some_and(|when| asked < when)) || is_subordinate(sentence)
}

/// Whether somebody else stands at `at`.
fn is_another(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.items.get(at).is_some_and(|item| item.is_any(PEOPLE) && !item.is(Sense::Filler))
}

/// Whether a clause begins with a bare "when" that no verb follows, and what follows is told.
fn is_subordinate(sentence: &Sentence<'_>) -> bool {
    const VERBS: Senses = Senses::of(&[Sense::Auxiliary, Sense::Copula]);
    const TOLD: Senses = Senses::of(&[
        Sense::Third,
        Sense::Told,
        Sense::Says,
        Sense::Feeling,
        Sense::Doing,
        Sense::Past,
        Sense::CalledOff,
    ]);
    sentence.clauses.iter().any(|clause| {
        let start = without_filler(sentence, clause.clone()).start;
        let item = &sentence.items[start.min(sentence.len() - 1)];
        let is_bare =
            item.is(Sense::When) && item.kind == ItemKind::Word && !sentence.slice(start..start + 1).contains(' ');
        let asks = sentence.items.get(start + 1).is_none_or(|next| next.is_any(VERBS) && !next.is(Sense::Have));
        let ends_asking = (start + 1..clause.end).rfind(|at| !sentence.items[*at].is_mark());
        let ends_asking =
            ends_asking.is_some_and(|last| sentence.items[last].is_any(Senses::of(&[Sense::Tail, Sense::Particle])));
        let told = start + 2..sentence.len();
        is_bare
            && !asks
            && !ends_asking
            && told.into_iter().any(|at| !sentence.items[at].is_time && sentence.items[at].is_any(TOLD))
    })
}

/// Where the word for a date or time stands that is asked for: "what is the date of …", "apa tarikh …", "date for the
/// convo?".
pub(super) fn date_asked_for(sentence: &Sentence<'_>) -> Option<usize> {
    let is_noun = |at: usize| {
        let item = &sentence.items[at];
        item.is(Sense::TimeNoun) && !item.is_time && !item.is_any(Senses::of(&[Sense::Slot, Sense::Does]))
    };
    let before = |at: usize| (0..at).rev().find(|before| !sentence.items[*before].is_filler());
    sentence.all().find(|at| {
        let asks_what =
            before(*at).is_some_and(|before| sentence.is(before, Sense::What) && !sentence.is(before, Sense::Any));
        let leads = *at == sentence.first()
            && sentence.is(at + 1, Sense::Link)
            && (sentence.has_mark('?') || has_question_word(sentence));
        is_noun(*at) && (asks_what || leads)
    })
}

/// "What a friday": calls out, and asks nothing.
pub(super) fn exclaims(sentence: &Sentence<'_>) -> bool {
    let is_call = |at: usize| {
        sentence.is(at, Sense::What)
            && sentence.items[at].kind == ItemKind::Word
            && sentence.is(at + 1, Sense::Count)
            && sentence.is(at + 1, Sense::Determiner)
            && !sentence.is(at + 1, Sense::This)
    };
    sentence.all().any(is_call) && !sentence.has_mark('?')
}

/// Whether "remind me why …" turns something over in one's mind, and wants no reminder.
pub(super) fn wonders_why(sentence: &Sentence<'_>) -> bool {
    let is_verb = |at: &usize| sentence.is(*at, Sense::Remind);
    let Some(verb) = Some(sentence.first()).filter(is_verb) else { return false };
    let why =
        |at: usize| sentence.items[at].is_any(Senses::of(&[Sense::Why, Sense::Reason])) && !sentence.is(at, Sense::Who);
    let why = (verb + 1..sentence.len()).take(NEAR).find(|at| why(*at));
    why.is_some_and(|why| !sentence.has_time(verb..why) && !sentence.within(verb..why).iter().any(Item::is_mark))
}
