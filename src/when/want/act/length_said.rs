//! A length that is stated for an event: "the review should only be 45 minutes", 瑜伽课只有四十五分钟,帮我改短.

use std::ops::Range;

use chrono::Duration;

use super::{clause_of, is_named, is_planned};
use crate::model::{Detail, Intent, RepliedTo, Target};
use crate::when::want::amounts::wanted_runs;
use crate::when::want::runs::Run;
use crate::when::want::senses::{Sense, Senses};
use crate::when::want::sentence::Sentence;
use crate::when::want::target::{spoken_of, target};

/// The longest length of an event that is stated in words.
const LONGEST: Duration = Duration::days(1);

/// What a message says is the length of an event, where something says that it is to be changed: what it is not, a
/// request to put it right, or "should be".
pub(in crate::when::want) fn length_said(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    const OTHERWISE: [Sense; 7] = [
        Sense::Remind,
        Sense::ReminderNoun,
        Sense::Before,
        Sense::Past,
        Sense::WhatTime,
        Sense::OtherQuestion,
        Sense::If,
    ];
    if is_planned(sentence) || sentence.has_any(&OTHERWISE) {
        return None;
    }
    let run = wanted_runs(sentence).into_iter().next().filter(|run| run.total() < LONGEST)?;
    let clause = sentence.clause_of(run.range.start)?;
    let said = StatedLength { sentence, run, clause: clause.clone() };
    let is_sure = said.is_ordered()
        || said.ends_with_it() && (said.is_contrasted() || said.is_to_be_fixed() || said.ought_to_be())
        || replied.is_some() && said.is_of_what_is_replied_to();
    let target = said.target(replied).filter(|_| is_sure)?;
    Some(Intent::Change { target, detail: Detail::Length(said.run.total()), scope: None })
}

/// Words between an event and its length.
const PREDICATE: Senses = Senses::of(&[
    Sense::MakeIt,
    Sense::Swap,
    Sense::CanYou,
    Sense::Link,
    Sense::OnlyThis,
    Sense::Instead,
    Sense::Filler,
    Sense::Already,
    Sense::Copula,
    Sense::Is,
    Sense::To,
    Sense::Wants,
    Sense::Ought,
    Sense::LengthNoun,
    Sense::Determiner,
    Sense::It,
    Sense::Have,
    Sense::Set,
]);

/// Words behind a length that say no more of it.
const BEHIND: Senses = Senses::of(&[
    Sense::OnlyThis,
    Sense::LengthNoun,
    Sense::Instead,
    Sense::Replace,
    Sense::Filler,
    Sense::Tail,
    Sense::Enough,
    Sense::Ought,
    Sense::Not,
    Sense::Unit,
    Sense::Count,
    Sense::Amount,
    Sense::Link,
]);

/// Words before what is ordered.
const BEFORE_ORDER: Senses =
    Senses::of(&[Sense::Filler, Sense::CanYou, Sense::You, Sense::Polite, Sense::Break, Sense::And, Sense::Concludes]);

/// A clause that names a length.
struct StatedLength<'s, 't> {
    sentence: &'s Sentence<'t>,
    run: Run,
    clause: Range<usize>,
}

impl StatedLength<'_, '_> {
    /// Where what the length is said of ends, and the words begin that lead to the length.
    fn predicate(&self) -> usize {
        let is_small = |at: &usize| {
            let item = &self.sentence.items[*at];
            !item.is_time && !item.is(Sense::EventNoun) && (item.is_any(PREDICATE) || item.is_mark())
        };
        self.run.range.start - (self.clause.start..self.run.range.start).rev().take_while(is_small).count()
    }

    /// Whether some word between the event and its length says this.
    fn leads_with(&self, sense: Sense) -> bool {
        (self.predicate()..self.run.range.start).any(|at| self.sentence.is(at, sense))
    }

    /// Whether an event is named before the length.
    fn names_event(&self) -> bool {
        (self.clause.start..self.predicate()).any(|at| self.sentence.is(at, Sense::EventNoun))
    }

    /// Whether nothing more is said of the length behind it.
    fn ends_with_it(&self) -> bool {
        self.sentence
            .within(self.run.range.end..self.clause.end)
            .iter()
            .all(|item| !item.is_content() || item.number.is_some() || item.is_any(BEHIND))
    }

    /// "Set the training to 4 hours", "make the haircut 2 hours": an order, and an event.
    fn is_ordered(&self) -> bool {
        const ORDERS: Senses = Senses::of(&[Sense::Set, Sense::Swap, Sense::MakeIt]);
        let items = &self.sentence.items;
        let head = (self.clause.start..self.run.range.start).find(|at| !items[*at].is_any(BEFORE_ORDER.and(ORDERS)));
        let verb = (self.clause.start..head.unwrap_or(self.clause.start)).find(|at| items[*at].is_any(ORDERS));
        let leads_to = self.run.range.start.checked_sub(1).is_some_and(|before| self.sentence.is(before, Sense::To));
        verb.is_some() && leads_to && self.names_event() && self.ends_with_it()
    }

    /// "… not two", "bukan sejam", "instead of 1": what it is not.
    fn is_contrasted(&self) -> bool {
        let is_amount = |at: usize| {
            let item = self.sentence.items.get(at);
            item.is_some_and(|item| {
                item.number.is_some() || item.is_any(Senses::of(&[Sense::Amount, Sense::Count, Sense::Unit]))
            })
        };
        let is_denied = |at: usize| self.sentence.is(at, Sense::Not) && is_amount(at + 1);
        self.names_event() && self.sentence.all().any(is_denied)
    }

    /// "…, can you fix that", "…, betulkan", …,改一下: another clause asks to put it right, and says nothing else.
    fn is_to_be_fixed(&self) -> bool {
        const FIXES: Senses =
            Senses::of(&[Sense::Swap, Sense::Shorten, Sense::Extend, Sense::Move, Sense::Set, Sense::LengthNoun]);
        const BESIDE: Senses = BEFORE_ORDER.and(FIXES).and(Senses::of(&[
            Sense::It,
            Sense::OnlyThis,
            Sense::TimeNoun,
            Sense::Tail,
            Sense::Urging,
            Sense::Sync,
            Sense::AgendaNoun,
        ]));
        let asks = |clause: &Range<usize>| {
            let items = &self.sentence.items[clause.clone()];
            items.iter().any(|item| item.is_any(FIXES) && !item.is_time)
                && items.iter().all(|item| !item.is_time && (item.is_any(BESIDE) || !item.is_content()))
        };
        let later = |clause: &&Range<usize>| clause.start > self.run.range.start;
        self.names_event() && self.sentence.clauses.iter().filter(later).any(asks)
    }

    /// "Thursday's stand-up should be 15 minutes".
    fn ought_to_be(&self) -> bool {
        let is_weak = |at: usize| self.sentence.is(at, Sense::Filler) || self.sentence.is(at, Sense::Link);
        let says =
            (self.predicate()..self.run.range.start).any(|at| self.sentence.is(at, Sense::Ought) && !is_weak(at));
        says && self.names_event() && self.sentence.clauses.len() == 1
    }

    /// "It's 3 hours long actually": a reply that names nothing, and a word that leads to the length.
    fn is_of_what_is_replied_to(&self) -> bool {
        let leads = [Sense::MakeIt, Sense::Copula, Sense::Is, Sense::Ought, Sense::OnlyThis];
        let is_long = (self.run.range.end..self.clause.end)
            .any(|at| self.sentence.items[at].is_any(Senses::of(&[Sense::LengthNoun, Sense::Ought, Sense::OnlyThis])));
        let names = (self.clause.start..self.predicate()).any(|at| is_named(self.sentence, at));
        !names && self.ends_with_it() && (is_long || leads.into_iter().any(|sense| self.leads_with(sense)))
    }

    /// What has the length.
    fn target(&self, replied: Option<&RepliedTo>) -> Option<Target> {
        let start = clause_of(self.sentence, self.run.range.start, replied).min(self.clause.start);
        let start = if self.names_event() { self.clause.start } else { start };
        let named = start..self.predicate();
        let is_any = named.clone().any(|at| is_named(self.sentence, at));
        if !is_any {
            return replied.map(|_| spoken_of(replied));
        }
        let verbs = Senses::of(&[Sense::Set, Sense::Swap, Sense::MakeIt]).and(BEFORE_ORDER);
        let is_verb =
            |at: &usize| self.sentence.items[*at].is_any(verbs) && !self.sentence.items[*at].is(Sense::EventNoun);
        let from = named.start + named.clone().take_while(is_verb).count();
        match target(self.sentence.slice(from..named.end), self.sentence.reference, replied) {
            Target::Missing | Target::Last => None,
            target => Some(target),
        }
    }
}
