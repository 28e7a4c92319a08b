//! What of a message tells a story, and how much it says.

use std::ops::Range;

use crate::when::want::asking::{ACTS, begins_request};
use crate::when::want::items::{Item, ItemKind};
use crate::when::want::senses::{Sense, Senses};
use crate::when::want::sentence::Sentence;

/// As many words of their own has a clause that tells something.
const TELLING: usize = 4;

/// The clauses of a message; one that tells something ends where a request begins in it.
pub(in crate::when::want) fn parts(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    for clause in sentence.clauses.iter().cloned() {
        let end = (clause.start + 1..clause.end).find(|at| sentence.is(*at, Sense::Lest)).unwrap_or(clause.end);
        let (clause, lest) = (clause.start..end, end..clause.end);
        let begins = (clause.start + 1..clause.end)
            .find(|at| begins_request(sentence, &(*at..clause.end)) && tells(sentence, &(clause.start..*at)));
        match begins {
            Some(at) => parts.extend([clause.start..at, at..clause.end]),
            None => parts.push(clause),
        }
        if !lest.is_empty() {
            parts.push(lest);
        }
    }
    parts
}

/// How many words a range has; Chinese characters count half.
pub(in crate::when::want) fn words(sentence: &Sentence<'_>, range: Range<usize>) -> usize {
    sentence.items[range].iter().filter(|item| !item.is_mark()).map(halves).sum::<usize>() / 2
}

/// Words by which a clause tells of someone, or of what came to pass.
const NARRATES: Senses = Senses::of(&[
    Sense::Third,
    Sense::Acquaintance,
    Sense::Relative,
    Sense::Outsider,
    Sense::Says,
    Sense::Told,
    Sense::Past,
    Sense::Feeling,
    Sense::Opinion,
    Sense::Idle,
    Sense::Not,
    Sense::Late,
    Sense::Fact,
    Sense::Already,
    Sense::Reason,
    Sense::If,
    Sense::Lest,
]);

/// Whether a clause tells something, rather than saying what, when or where.
pub(in crate::when::want) fn tells(sentence: &Sentence<'_>, part: &Range<usize>) -> bool {
    narrates(sentence, part) || !sentence.has_time(part.clone()) && own_words(sentence, part) >= TELLING
}

/// Whether a clause tells of someone, or of what came to pass.
pub(in crate::when::want) fn narrates(sentence: &Sentence<'_>, part: &Range<usize>) -> bool {
    let is_told = sentence.items[part.clone()].iter().any(|item| !item.is_time && item.is_any(NARRATES));
    is_told && own_words(sentence, part) >= TELLING / 2
}

/// How many words of a clause carry meaning of their own.
fn own_words(sentence: &Sentence<'_>, part: &Range<usize>) -> usize {
    let content = sentence.items[part.clone()].iter().filter(|item| item.is_content() && item.number.is_none());
    content.map(halves).sum::<usize>() / 2
}

/// How much of a text an item is, in half words: a Chinese character is half a word.
fn halves(item: &Item) -> usize {
    match item.kind {
        ItemKind::Han => item.range.len() / '一'.len_utf8(),
        ItemKind::Word | ItemKind::Digits | ItemKind::Quoted | ItemKind::Mark(_) => 2,
    }
}

/// Whether a clause says nothing of what, when or where: "okay", "so ya", "macam ni".
pub(in crate::when::want) fn says_nothing(sentence: &Sentence<'_>, part: &Range<usize>) -> bool {
    !sentence.items[part.clone()].iter().any(|item| item.is_time || item.is_content() && !item.is(Sense::Thanks))
}

/// An event that a clause names.
pub(in crate::when::want) struct NamedEvent {
    /// What it is called.
    pub title: String,
    /// "The trip", "my trip": one that both know of.
    pub is_definite: bool,
}

/// What an event is called that a clause names: the words around its kind, up to small words and verbs.
pub(in crate::when::want) fn event_named(sentence: &Sentence<'_>, part: &Range<usize>) -> Option<NamedEvent> {
    let is_noun = |at: &usize| sentence.is(*at, Sense::EventNoun) && !sentence.items[*at].is_time;
    let noun = part.clone().find(is_noun)?;
    let is_of_name = |at: &usize| {
        let item = &sentence.items[*at];
        item.is_content() && item.number.is_none() && !item.is_any(NARRATES) && !item.is_any(ACTS)
    };
    let before = (part.start..noun).rev().take_while(is_of_name).count();
    let after = (noun + 1..part.end).take_while(is_of_name).count();
    let ends_name = sentence.items[noun].kind == ItemKind::Han;
    let is_definite = (noun - before).checked_sub(1).is_some_and(|at| sentence.is(at, Sense::Determiner));
    // "The hokkaido trip starts …": in English and Chinese the kind of event stands last.
    let after = if ends_name || is_definite { 0 } else { after };
    Some(NamedEvent { title: sentence.slice(noun - before..noun + 1 + after).to_owned(), is_definite })
}
