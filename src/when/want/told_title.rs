//! What of a story belongs to the name of a new event, and what does not: "boss just told me that we're going to have the
//! budget review" is about the budget review.

use std::ops::Range;

use super::asking::{BEFORE_VERB, NEW};
use super::items::items;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use crate::model::Intent;

/// A new event whose name says only "it", named after what the message says is always forgotten.
pub(super) fn completed(sentence: &Sentence<'_>, intent: Intent) -> Intent {
    let Intent::Create(mut understood) = intent else { return intent };
    for reading in &mut understood.readings {
        if let Some(named) = forgotten(sentence, &reading.title) {
            named.clone_into(&mut reading.title);
        }
    }
    Intent::Create(understood)
}

/// The clauses before the one that says when and what, where they only tell something: "forgot to tell you, …".
pub(super) fn asides(sentence: &Sentence<'_>) -> Option<Range<usize>> {
    const TELLS: Senses = Senses::of(&[
        Sense::Past,
        Sense::Told,
        Sense::Says,
        Sense::Greeting,
        Sense::Already,
        Sense::Lest,
        Sense::Third,
        Sense::Feeling,
        Sense::Opinion,
        Sense::Idle,
        Sense::Not,
        Sense::Fact,
        Sense::Reason,
    ]);
    const REQUESTS: Senses = BEFORE_VERB.and(NEW).and(Senses::of(&[Sense::ReminderNoun, Sense::Me, Sense::Determiner]));
    let clauses = &sentence.clauses;
    let is_named = |clause: &Range<usize>| {
        let items = &sentence.items[clause.clone()];
        let names = |senses: &[Sense]| items.iter().any(|item| item.is_any(Senses::of(senses)) && !item.is_time);
        names(&[Sense::EventNoun, Sense::Task])
    };
    let is_timed = |at: usize| clauses.get(at).is_some_and(|clause| sentence.has_time(clause.clone()));
    let planned = (0..clauses.len()).find(|at| is_named(&clauses[*at]) && (is_timed(*at) || is_timed(at + 1)))?;
    let is_aside = |clause: &&Range<usize>| {
        let tells = sentence.items[(*clause).clone()].iter().any(|item| item.is_any(TELLS));
        let is_request = sentence.content_beside((*clause).clone(), REQUESTS) == 0;
        (tells || is_request) && !sentence.has_time((*clause).clone())
    };
    let until = clauses[planned].start;
    let asides = clauses[..planned].iter().take_while(is_aside).count();
    (asides == planned && planned > 0).then(|| clauses[0].start..until)
}

/// A title without who told of it: "the guy said the class" is "class".
pub(super) fn without_teller(title: &str) -> &str {
    const EARLY: usize = 6;
    const BETWEEN: Senses = Senses::of(&[
        Sense::TitleLead,
        Sense::Me,
        Sense::Third,
        Sense::Coming,
        Sense::To,
        Sense::Have,
        Sense::Auxiliary,
        Sense::Determiner,
        Sense::CanYou,
        Sense::Filler,
    ]);
    let items = items(title);
    let Some(told) = items.iter().take(EARLY).rposition(|item| item.is_any(Senses::of(&[Sense::Told, Sense::Says])))
    else {
        return title;
    };
    // "Call mum and tell her …" is what is to be done.
    let does = Senses::of(&[Sense::Task, Sense::EventNoun, Sense::Call]);
    if items[..told].iter().any(|item| item.is_any(does)) {
        return title;
    }
    let is_between = |item: &&super::items::Item| item.is_any(BETWEEN) && !item.is(Sense::EventNoun) || item.is_mark();
    let from = told + 1 + items[told + 1..].iter().take_while(is_between).count();
    let names = items.get(from..).is_some_and(|rest| rest.iter().any(|item| item.is(Sense::EventNoun)));
    if names { &title[items[from].range.start..] } else { title }
}

/// "I keep forgetting to water the orchids, remind me at 7 to do it": what is forgotten, where a title says only "it".
fn forgotten<'t>(sentence: &Sentence<'t>, title: &str) -> Option<&'t str> {
    const SMALL: Senses = Senses::of(&[
        Sense::It,
        Sense::Does,
        Sense::Filler,
        Sense::You,
        Sense::Me,
        Sense::Link,
        Sense::To,
        Sense::Determiner,
        Sense::Tail,
        Sense::TitleLead,
    ]);
    if title.is_empty() || !items(title).iter().all(|item| item.is_mark() || item.is_any(SMALL)) {
        return None;
    }
    let forgets = |at: &usize| sentence.is(*at, Sense::Forgets) && !sentence.items[*at].is_time;
    sentence.clauses.iter().cloned().find_map(|clause| {
        let from = clause.clone().find(forgets)? + 1;
        let is_lead = |at: &usize| {
            let item = &sentence.items[*at];
            item.is_any(Senses::of(&[Sense::Forgets, Sense::Filler, Sense::Me, Sense::CanYou])) && !item.is_content()
                || item.is(Sense::Forgets)
        };
        let from = from + (from..clause.end).take_while(is_lead).count();
        let names = (from..clause.end).any(|at| sentence.items[at].is_content());
        names.then(|| sentence.slice(from..clause.end))
    })
}
