//! One's own question inside a longer message: "boss asks what I've on thursday, please look", 那天我有东西做吗.

use std::ops::Range;

use super::asking::requests;
use super::free::free;
use super::hours::times;
use super::period::period;
use super::question::question;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::words::free_phrase;
use crate::model::Intent;

/// Words of a question for what one has on.
const ASKING: Senses = Senses::of(&[
    Sense::Me,
    Sense::Have,
    Sense::What,
    Sense::Any,
    Sense::Thing,
    Sense::GoingOn,
    Sense::Particle,
    Sense::Auxiliary,
    Sense::Filler,
    Sense::Link,
    Sense::Determiner,
    Sense::AgendaNoun,
    Sense::Busy,
    Sense::Free,
    Sense::At,
    Sense::This,
    Sense::TimeNoun,
    Sense::Ought,
    Sense::Does,
    Sense::It,
    Sense::All,
    Sense::Unit,
    Sense::Count,
]);

/// What a message asks about one's own day, beside a story that says why, and maybe when.
pub(super) fn own_question(sentence: &Sentence<'_>) -> Option<Intent> {
    const ABOUT: [Sense; 4] = [Sense::What, Sense::Any, Sense::Thing, Sense::AgendaNoun];
    if !sentence.has_any(&[Sense::Me, Sense::Have]) || !sentence.has_any(&ABOUT) || sentence.has(Sense::Slot) {
        return None;
    }
    let clauses = &sentence.clauses;
    if let Some(shown) = shown(sentence, clauses) {
        return Some(shown);
    }
    if !sentence.is_timed() {
        return None;
    }
    let asked = clauses.iter().find_map(|clause| asked(sentence, clause))?;
    let is_wish = |clause: &Range<usize>| {
        let shows = clause.clone().any(|at| sentence.is(at, Sense::Show));
        !shows && !clause.contains(&asked.start) && requests(sentence, clause)
    };
    let is_all = sentence.content_beside(0..asked.start, ASKING)
        + sentence.content_beside(asked.end..sentence.len(), ASKING)
        == 0;
    if is_all || clauses.iter().any(is_wish) {
        return None;
    }
    let alone = Sentence::of(sentence.slice(asked.clone()), sentence.reference);
    let when = times(&alone).or_else(|| said_when(sentence, clauses, &asked))?;
    let free_then = free_phrase(&when);
    let then = Sentence::of(&free_then, sentence.reference);
    if then.understood.readings.first().is_some_and(|reading| reading.known.clock) {
        return free(&then);
    }
    let (from, until) = period(&then)?;
    Some(Intent::Agenda { from, until, hours: None })
}

/// "List all my meetings this week, boss wants to know": the first clause asks to be shown something, and the others say why.
fn shown(sentence: &Sentence<'_>, clauses: &[Range<usize>]) -> Option<Intent> {
    let [first, others @ ..] = clauses else { return None };
    let head = first.clone().find(|at| !sentence.items[*at].is_filler() && !sentence.items[*at].is(Sense::CanYou))?;
    let shows = sentence.items[head].is_any(Senses::of(&[Sense::Show, Sense::List]));
    if others.is_empty() || !shows || others.iter().any(|other| sentence.has_time(other.clone())) {
        return None;
    }
    let part = Sentence::of(sentence.slice(first.clone()), sentence.reference);
    question(&part).filter(|asked| matches!(asked, Intent::Agenda { .. } | Intent::Free(_)))
}

/// The stretch of a clause that asks: "I've what on friday", "aku ada apa-apa tak".
fn asked(sentence: &Sentence<'_>, clause: &Range<usize>) -> Option<Range<usize>> {
    // "Aku ada" is known as one phrase, and "ada meeting apa" leaves the person out.
    let is_person = |at: &usize| {
        let has = sentence.is(*at, Sense::Have);
        (sentence.is(*at, Sense::Me) || has) && !sentence.items[*at].is_time
    };
    clause.clone().filter(is_person).find_map(|person| stretch(sentence, clause, person))
}

/// The stretch around a person, or "have", if it asks.
fn stretch(sentence: &Sentence<'_>, clause: &Range<usize>, person: usize) -> Option<Range<usize>> {
    const MEANT: Senses = Senses::of(&[Sense::Any, Sense::Thing, Sense::AgendaNoun]);
    const ASKS: Senses = Senses::of(&[Sense::Particle, Sense::HasNot, Sense::Auxiliary]);
    let is_of_it = |at: &usize| {
        let item = &sentence.items[*at];
        item.is_time || item.number.is_some() || item.is_any(ASKING) && !item.is(Sense::Says) && !item.is(Sense::Third)
    };
    let has = |range: &Range<usize>, senses: Senses| {
        range.clone().any(|at| sentence.items[at].is_any(senses) && !sentence.items[at].is_time)
    };
    let start = person - (clause.start..person).rev().take_while(is_of_it).count();
    let end = person + (person..clause.end).take_while(is_of_it).count();
    let range = start..end;
    let is_whole = sentence.content_beside(end..clause.end, Senses::of(&[Sense::Show, Sense::Tail])) == 0;
    let says_what = has(&range, Senses::of(&[Sense::What]));
    // "I have something on": tells, where nothing asks.
    let is_asked = has(&range, ASKS) || sentence.is_mark(end, '?');
    let asks = has(&range, Senses::of(&[Sense::Have])) && (says_what || has(&range, MEANT) && is_asked)
        || has(&range, Senses::of(&[Sense::GoingOn])) && says_what;
    let is_mine = has(&range, Senses::of(&[Sense::Me, Sense::What]))
        || range.clone().any(|at| sentence.is(at, Sense::Have) && sentence.slice(at..at + 1).contains(' '));
    (is_whole && asks && is_mine).then_some(range)
}

/// When is meant, where the question does not say it: what the clauses beside it say.
fn said_when(sentence: &Sentence<'_>, clauses: &[Range<usize>], asked: &Range<usize>) -> Option<String> {
    let is_other = |clause: &&Range<usize>| !clause.contains(&asked.start);
    clauses
        .iter()
        .filter(is_other)
        .rev()
        .find_map(|clause| times(&Sentence::of(sentence.slice(clause.clone()), sentence.reference)))
}
