//! A place that is stated for an event: "the venue's now Level 12", "tempat mesyuarat AJK bilik Cempaka", 地址是….

use std::ops::Range;

use super::{is_planned, value};
use crate::model::{Detail, Intent, RepliedTo, Target};
use crate::when::want::clause::{is_question, without_filler};
use crate::when::want::items::ItemKind;
use crate::when::want::senses::{Sense, Senses};
use crate::when::want::sentence::Sentence;
use crate::when::want::target::{spoken_of, target};
use crate::when::want::words;

/// Words between the word for the place and the place itself.
const LEADS: Senses = Senses::of(&[
    Sense::Copula,
    Sense::Is,
    Sense::Now,
    Sense::Already,
    Sense::Swap,
    Sense::Move,
    Sense::To,
    Sense::At,
    Sense::Link,
    Sense::Filler,
    Sense::Instead,
]);

/// What a message says is the place of an event, or of the one replied to.
pub(super) fn place_said(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    const OTHERWISE: [Sense; 4] = [Sense::If, Sense::Opinion, Sense::Feeling, Sense::Where];
    let is_noun = |at: &usize| {
        let is_labelled = || is_label(sentence.slice(*at..*at + 1)) && replied.is_some();
        (sentence.is(*at, Sense::PlaceNoun) || is_labelled()) && !sentence.items[*at].is_time
    };
    let noun = sentence.all().find(is_noun)?;
    if is_planned(sentence) || is_question(sentence) || sentence.has_any(&OTHERWISE) {
        return None;
    }
    let clause = sentence.clause_of(noun)?;
    let body = without_filler(sentence, clause.clone());
    let begins = (body.start..noun).all(|at| !sentence.items[at].is_content() && !sentence.items[at].is_time);
    if !begins {
        return None;
    }
    let of_event = event_behind(sentence, noun, clause.end);
    let from = match (&of_event, replied) {
        (Some(event), _) => event.end,
        (None, Some(_)) => noun + 1,
        (None, None) => return None,
    };
    let leads = leads(sentence, from);
    let place = leads.end..end_of_place(sentence, leads.end);
    let is_sure = is_sure(sentence, noun, &leads, &place);
    let target = match of_event {
        Some(event) => target(sentence.slice(event), sentence.reference, replied),
        None => spoken_of(replied),
    };
    let is_told = matches!(target, Target::Missing | Target::Last) || sentence.has_time(place.clone());
    if !is_sure || is_told {
        return None;
    }
    Some(Intent::Change { target, detail: Detail::Place(value(sentence, place)?), scope: None })
}

/// "Venue:" is known as the label of a booking.
fn is_label(word: &str) -> bool {
    word.strip_suffix(':').is_some_and(|word| words::says(word, Sense::PlaceNoun))
}

/// "Of the AGM", "for friday's vet visit", "mesyuarat AJK khamis ni": the event that the place is of.
fn event_behind(sentence: &Sentence<'_>, noun: usize, end: usize) -> Option<Range<usize>> {
    const ENDS: Senses = Senses::of(&[Sense::Copula, Sense::Is, Sense::Now, Sense::Swap, Sense::Site, Sense::At]);
    let is_event = |at: &usize| sentence.is(*at, Sense::EventNoun) && !sentence.items[*at].is_time;
    let event = (noun + 1..end).find(is_event)?;
    let ends = |at: &usize| {
        let item = &sentence.items[*at];
        !item.is_time && !item.is(Sense::EventNoun) && (item.is_any(ENDS) || matches!(item.kind, ItemKind::Mark(':')))
    };
    let until = (event + 1..end).find(ends)?;
    let names_nothing = (noun + 1..event).any(|at| sentence.items[at].is_any(Senses::of(&[Sense::Copula, Sense::Is])));
    (!names_nothing).then_some(noun + 1..until)
}

/// The words that lead to the place.
fn leads(sentence: &Sentence<'_>, from: usize) -> Range<usize> {
    let is_lead = |at: &usize| {
        let item = &sentence.items[*at];
        let is_mark = matches!(item.kind, ItemKind::Mark(':' | ',' | '\'' | '’' | '-'));
        !item.is_time && !item.is(Sense::Site) && (is_mark || item.is_any(LEADS))
    };
    from..from + (from..sentence.len()).take_while(is_lead).count()
}

/// Where a place ends: with its clause, or before a clause that only asks.
fn end_of_place(sentence: &Sentence<'_>, from: usize) -> usize {
    const ASKS: Senses = Senses::of(&[Sense::Swap, Sense::Put, Sense::Set, Sense::It, Sense::PlaceNoun, Sense::Polite]);
    let says_more = |clause: &Range<usize>| {
        clause.start > from
            && (sentence.content_beside(clause.clone(), ASKS) == 0
                || clause
                    .clone()
                    .any(|at| sentence.items[at].is_any(Senses::of(&[Sense::Not, Sense::Break, Sense::Reason]))))
    };
    sentence.clauses.iter().find(|clause| says_more(clause)).map_or(sentence.len(), |clause| clause.start)
}

/// Whether what follows is a place: it is said to be another, or led to, or has the look of one.
fn is_sure(sentence: &Sentence<'_>, noun: usize, leads: &Range<usize>, place: &Range<usize>) -> bool {
    const CHANGES: Senses = Senses::of(&[Sense::Now, Sense::Swap, Sense::Move]);
    let says =
        |at: usize| sentence.items[at].is_any(CHANGES) || sentence.is(at, Sense::To) || sentence.is(at, Sense::At);
    let is_colon = |at: usize| sentence.is_mark(at, ':');
    let is_led =
        leads.clone().any(|at| says(at) || is_colon(at)) || sentence.slice(noun..noun + 1).contains([' ', ':']);
    let first = sentence.slice(place.clone()).chars().next();
    let has_look = first.is_some_and(|first| first.is_uppercase() || first.is_ascii_digit())
        || place.clone().any(|at| sentence.is(at, Sense::Site));
    let is_led = is_led || !leads.is_empty() && has_look;
    let names = place.clone().any(|at| sentence.items[at].is_content());
    let is_remark =
        sentence.items[place.clone()].iter().any(|item| item.is_any(Senses::of(&[Sense::Late, Sense::Busy])));
    names && !is_remark && (is_led || has_look)
}
