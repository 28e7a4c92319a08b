//! Long messages: a story or reasons, and in it one clause that asks. That clause decides what is wanted; what is told
//! around it only completes it.
//!
//! ```text
//! clauses ──▶ the one that asks ──▶ read alone, then with the clause that names what it lacks
//! ```

mod story;
mod update;

pub(super) use self::story::{event_named, tells, words};

use std::ops::Range;

use self::story::{narrates, parts, says_nothing};
use super::asked::asks_nothing_of_us;
use super::asking::{AROUND_REQUEST, BEFORE_VERB, NEW, address, asks, asks_when, concludes, is_bare, requests, verb};
use super::hours::times;
use super::items::items;
use super::plain;
use super::runs::OF_AMOUNT;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::wish::polished;
use crate::model::{Intent, NewTime, RepliedTo, Target};

/// As many words has a message that may tell a story beside what it asks.
const LONG: usize = 10;

/// What a long message asks for, read from the clause that asks; `None` where the message is to be read as a whole.
pub(super) fn requested(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let is_update = sentence.has(Sense::Polite)
        && sentence.has(Sense::Swap)
        && sentence.has_any(&[Sense::Not, Sense::PlaceNoun, Sense::LengthNoun]);
    let least = if is_update { LONG / 2 } else { LONG };
    if words(sentence, sentence.all()) < least || sentence.has(Sense::BookingLabel) {
        return None;
    }
    let parts = parts(sentence);
    let question = || Request::question_of(sentence, &parts, replied)?.question();
    match Request::of(sentence, &parts, replied).and_then(|request| request.wish()) {
        // "Is anything on this weekend, please list it": what is listed was asked before.
        Some(Intent::List) => question().or(Some(Intent::List)),
        Some(wish) => Some(wish),
        None => question(),
    }
}

/// What the clause that asks is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// "Remind me …", "please note …": something new.
    New,
    /// "Please move …", 拿掉吧: something that is there.
    Change,
    /// "When is it?"
    Question,
}

/// Words that name nothing, though they are none of the small ones.
const NO_NAMES: Senses = Senses::of(&[Sense::Is, Sense::It, Sense::Copula, Sense::Already, Sense::Says, Sense::Told]);

/// Whether a new event begins at a time of day.
fn has_clock(intent: &Intent) -> bool {
    let Intent::Create(understood) = intent else { return false };
    understood.readings.first().is_some_and(|reading| reading.known.clock)
}

/// Whether a new event is named in few words, and not by a story.
fn has_short_title(intent: &Intent) -> bool {
    const LONGEST: usize = 60;
    let Intent::Create(understood) = intent else { return true };
    let title = understood.readings.first().map_or("", |reading| reading.title.as_str());
    let names = items(title).iter().any(|item| item.is_content() && !item.is_any(NO_NAMES));
    title.len() <= LONGEST && names && !title.contains([',', '，', '.', '。'])
}

/// "Can you put that in": into the calendar, and not another place or time for it.
fn puts_in(sentence: &Sentence<'_>, part: &Range<usize>) -> bool {
    const OTHERWISE: Senses = Senses::of(&[Sense::Instead, Sense::Replace, Sense::PlaceNoun, Sense::TimeNoun]);
    let says =
        |senses: Senses| sentence.items[part.clone()].iter().any(|item| item.is_any(senses) && !item.is_filler());
    says(Senses::of(&[Sense::PutLink])) && !says(OTHERWISE)
}

/// A message in clauses, one of which asks.
struct Request<'s, 't> {
    sentence: &'s Sentence<'t>,
    parts: &'s [Range<usize>],
    asking: usize,
    kind: Asked,
    replied: Option<&'s RepliedTo>,
}

impl<'s, 't> Request<'s, 't> {
    /// The last clause that requests something, in a message that also tells something.
    fn of(sentence: &'s Sentence<'t>, parts: &'s [Range<usize>], replied: Option<&'s RepliedTo>) -> Option<Self> {
        let asking = parts.iter().rposition(|part| requests(sentence, part))?;
        let part = &parts[asking];
        let is_new = |verb: usize| sentence.items[verb].is_any(NEW) && !sentence.is(verb, Sense::Show);
        let kind = match verb(sentence, part) {
            Some(verb) if is_new(verb) && (!is_bare(sentence, part) || puts_in(sentence, part)) => Asked::New,
            Some(_) | None => Asked::Change,
        };
        let has_story = (0..parts.len()).any(|at| at != asking && tells(sentence, &parts[at]));
        let is_update = asking > 0 && (is_bare(sentence, part) || concludes(sentence, part));
        (has_story || is_update).then_some(Self { sentence, parts, asking, kind, replied })
    }

    /// The last question, in a message that also tells something.
    fn question_of(
        sentence: &'s Sentence<'t>,
        parts: &'s [Range<usize>],
        replied: Option<&'s RepliedTo>,
    ) -> Option<Self> {
        let has_story = parts.iter().any(|part| tells(sentence, part));
        let asked = || parts.iter().rposition(|part| asks(sentence, part) || asks_when(sentence, part));
        let asking = if has_story && !asks_nothing_of_us(sentence) { asked()? } else { return None };
        Some(Self { sentence, parts, asking, kind: Asked::Question, replied })
    }

    /// What is asked for.
    fn wish(&self) -> Option<Intent> {
        match self.kind {
            Asked::New => self.new_event(),
            Asked::Change | Asked::Question => self.change(),
        }
    }

    /// Something new: what is said beside the story belongs to it, and of the story only what it lacks.
    fn new_event(&self) -> Option<Intent> {
        if let Some(named) = self.named_before() {
            return Some(named);
        }
        let says = |at: usize| !self.is_told(at) && self.completes(at);
        let said: Vec<usize> = (0..self.parts.len()).filter(|at| *at == self.asking || says(*at)).collect();
        let others = self.nearest().filter(|at| self.is_told(*at) && !self.has(*at, Sense::If));
        let others: Vec<usize> = others.collect();
        let timed = others.iter().copied().filter(|at| self.is_timed(*at));
        let alone = self.read(&[self.asking]);
        if matches!(alone, Intent::Remind { .. }) {
            return if self.is_whole(&alone) { Some(alone) } else { self.with_its_name() };
        }
        let wished = std::iter::once(None).chain(timed.map(Some)).find_map(|told| {
            let mut kept = said.clone();
            kept.extend(told);
            self.accepted(self.read(&kept))
        });
        match wished {
            Some(wished) if has_short_title(&wished) => Some(wished),
            wished => {
                let keeps_clock =
                    |named: &Intent| wished.as_ref().is_none_or(|wished| has_clock(named) || !has_clock(wished));
                self.named_beside().filter(has_short_title).filter(keeps_clock).or(wished)
            }
        }
    }

    /// "…, block that for me please": the clause that says when names it, or else the nearest before that one.
    fn named_beside(&self) -> Option<Intent> {
        if !self.names_nothing() || self.is_timed(self.asking) {
            return None;
        }
        let when = (0..self.asking).rev().find(|at| self.is_timed(*at) && !self.has(*at, Sense::Past))?;
        let names = |at: &usize| {
            let is_name = |at: usize| {
                let item = &self.sentence.items[at];
                item.is_content() && item.number.is_none() && !item.is_any(NO_NAMES)
            };
            self.parts[*at].clone().any(is_name)
        };
        let event = |at: &usize| self.has(*at, Sense::EventNoun) || self.has(*at, Sense::Task);
        let (mut kept, more) = (vec![when, self.asking], || (0..when).rev());
        let mut blanked = Vec::new();
        if !names(&when) {
            let small = self.parts[when].clone().filter(|at| !self.sentence.items[*at].is_time);
            blanked.extend(small.map(|at| at..at + 1));
            kept.extend(more().find(event).or_else(|| more().find(names)));
        }
        // "… is coming this monday, about 10 in the morning, …": one says the day, the other the clock.
        let time = self.sentence.time_of(self.parts[when].clone())?;
        if !time.has_day && !time.is_offset {
            kept.extend(more().find(|at| self.is_timed(*at)).filter(|at| !kept.contains(at)));
        }
        self.accepted(self.read_without(&kept, blanked))
    }

    /// "… gotta pay the rent by the 15th, remind me on the 14th": the request says when, and a clause before it what.
    fn named_before(&self) -> Option<Intent> {
        if !self.names_nothing() || !self.is_timed(self.asking) || self.has(self.asking, Sense::Before) {
            return None;
        }
        let of_plan = |at: &usize| self.has(*at, Sense::EventNoun) || self.has(*at, Sense::Task);
        let named = (0..self.asking).rev().find(of_plan)?;
        let times = self.parts[named].clone().filter(|at| self.sentence.items[*at].is_time).map(|at| at..at + 1);
        self.accepted(self.read_without(&[named, self.asking], times.collect()))
    }

    /// Something that is there, which the clause names, or one that names an event.
    fn change(&self) -> Option<Intent> {
        let alone = self.accepted(self.read(&[self.asking]));
        if alone.as_ref().is_some_and(|intent| self.is_whole(intent)) {
            return alone;
        }
        if !self.is_polite() {
            return None;
        }
        if let Some(updated) = update::updated(self) {
            return Some(updated);
        }
        self.with_its_name().or(alone)
    }

    /// What is asked of an event that another clause names, best one that says when.
    fn with_its_name(&self) -> Option<Intent> {
        let names = |at: &usize| self.has(*at, Sense::EventNoun);
        let (timed, others): (Vec<usize>, Vec<usize>) = self.nearest().filter(names).partition(|at| self.is_timed(*at));
        timed.into_iter().chain(others).find_map(|at| {
            let intent = self.accepted(self.read(&[at, self.asking]))?;
            self.is_whole(&intent).then_some(intent)
        })
    }

    /// A question; what it does not name and when it means may stand in another clause.
    fn question(&self) -> Option<Intent> {
        let part = &self.parts[self.asking];
        if asks_when(self.sentence, part) {
            let named = || self.nearest().filter_map(|at| event_named(self.sentence, &self.parts[at]));
            let named = named().find(|named| named.is_definite).or_else(|| named().next())?;
            return Some(Intent::Find { query: named.title, is_past: false });
        }
        let asked = self.accepted(self.read(&[self.asking]));
        if self.is_timed(self.asking) || matches!(asked, Some(Intent::Find { .. })) {
            return asked;
        }
        let said = (0..self.parts.len()).filter(|at| *at != self.asking).filter_map(|at| {
            times(&Sentence::of(self.sentence.slice(self.parts[at].clone()), self.sentence.reference))
        });
        let when = said.collect::<Vec<_>>().join(" ");
        if when.is_empty() {
            return asked;
        }
        let text = format!("{} {when}", self.sentence.slice(part.clone()));
        self.accepted(plain(&Sentence::of(&text, self.sentence.reference), self.replied))
    }

    /// Whether a clause says when or where, or names what the clause that asks does not.
    fn completes(&self, at: usize) -> bool {
        const LEADS: Senses = Senses::of(&[Sense::At, Sense::With, Sense::Using, Sense::Meet]);
        let part = &self.parts[at];
        let says_where = || {
            let items = &self.sentence.items[part.clone()];
            let first = items.iter().find(|item| !item.is_filler());
            first.is_some_and(|first| first.is_any(LEADS)) || items.iter().any(|item| item.is(Sense::Site))
        };
        self.is_timed(at)
            || self.names_nothing() && !says_nothing(self.sentence, part)
            || at > self.asking && says_where()
    }

    /// The other clauses, the nearest before the one that asks first, then those behind it.
    fn nearest(&self) -> impl Iterator<Item = usize> {
        (0..self.asking).rev().chain(self.asking + 1..self.parts.len())
    }

    /// Whether a clause is part of the story.
    fn is_told(&self, at: usize) -> bool {
        let part = &self.parts[at];
        let tells = if self.names_nothing() { narrates(self.sentence, part) } else { tells(self.sentence, part) };
        at != self.asking && tells
    }

    /// Whether the clause that asks says only that something is to be noted, so that another clause says what.
    fn names_nothing(&self) -> bool {
        let part = self.parts[self.asking].clone();
        let names = |at: usize| {
            let item = &self.sentence.items[at];
            item.is_content()
                && item.number.is_none()
                && !item.is_any(BEFORE_VERB.and(NEW).and(AROUND_REQUEST).and(OF_AMOUNT))
        };
        let says_it = verb(self.sentence, &part).is_some_and(|verb| self.sentence.is(verb + 1, Sense::It));
        self.kind == Asked::New && (says_it || !part.into_iter().any(names))
    }

    /// Whether a clause says when.
    fn is_timed(&self, at: usize) -> bool {
        self.sentence.time_of(self.parts[at].clone()).is_some()
    }

    /// Whether a word of a clause says this.
    fn has(&self, at: usize, sense: Sense) -> bool {
        self.sentence.items[self.parts[at].clone()].iter().any(|item| item.is(sense) && !item.is_time)
    }

    /// Whether it is asked for with a word of politeness, or urged.
    fn is_polite(&self) -> bool {
        self.has(self.asking, Sense::Polite) || self.has(self.asking, Sense::Urging)
    }

    /// What some clauses want, read without the others.
    fn read(&self, kept: &[usize]) -> Intent {
        self.read_without(kept, Vec::new())
    }

    /// What some clauses want, read without the others and without some words.
    fn read_without(&self, kept: &[usize], blanked: Vec<Range<usize>>) -> Intent {
        let end = |at: usize| self.parts.get(at + 1).map_or(self.sentence.len(), |next| next.start);
        let left_out: Vec<Range<usize>> = (0..self.parts.len())
            .filter(|at| !kept.contains(at))
            .map(|at| self.parts[at].start..end(at))
            .chain(kept.iter().flat_map(|at| self.told_around_times(*at)))
            .chain(address(self.sentence, &self.parts[self.asking]))
            .chain(blanked)
            .collect();
        let text = self.sentence.without(&left_out);
        let rest = Sentence::of(&text, self.sentence.reference);
        match plain(&rest, self.replied) {
            Intent::Offer(_)
            | Intent::Nothing(_)
            | Intent::Undo
            | Intent::Find { .. }
            | Intent::Agenda { .. }
            | Intent::Free(_)
            | Intent::List
                if self.kind == Asked::New && rest.is_timed() =>
            {
                Intent::Create(polished(&rest))
            }
            intent => intent,
        }
    }

    /// What a clause of the story says beside its times, where the clause that asks names what is new.
    fn told_around_times(&self, at: usize) -> Vec<Range<usize>> {
        let names = self.has(self.asking, Sense::EventNoun) || self.has(self.asking, Sense::Task);
        if self.kind != Asked::New || at == self.asking || !names || self.names_nothing() || !self.is_told(at) {
            return Vec::new();
        }
        let is_of_time = |at: usize| {
            let item = &self.sentence.items[at];
            item.is_time || item.number.is_some()
        };
        self.parts[at].clone().filter(|at| !is_of_time(*at)).map(|at| at..at + 1).collect()
    }

    /// What was read, if it is what this clause may ask for and says all it needs.
    fn accepted(&self, intent: Intent) -> Option<Intent> {
        let is_accepted = match &intent {
            Intent::Create(understood) => {
                self.kind == Asked::New && understood.readings.first().is_some_and(|reading| !reading.title.is_empty())
            }
            Intent::Move { to, .. } => self.kind != Asked::Question && *to != NewTime::Missing,
            // "Yesterday's meeting …, we waited an hour" tells how long it took.
            Intent::Change { .. } => {
                self.kind != Asked::Question && (self.is_polite() || !self.sentence.has(Sense::Past))
            }
            Intent::Cancel { .. } | Intent::Undo => self.kind != Asked::Question,
            // How long the free time is to be may stand in the story.
            Intent::Free(free) => free.length.is_some() || self.sentence.amounts().is_empty(),
            Intent::Agenda { .. } | Intent::Find { .. } | Intent::List | Intent::Help => self.kind != Asked::New,
            Intent::Snooze(_) | Intent::Remind { .. } | Intent::Settings(_) | Intent::Sync => true,
            _ => false,
        };
        is_accepted.then_some(intent)
    }

    /// Whether an intent names what it is about, or says "it".
    fn is_whole(&self, intent: &Intent) -> bool {
        let is_named = |target: &Target| match target {
            Target::Missing => false,
            Target::Last => self.has(self.asking, Sense::It),
            Target::Numbers(_) | Target::Title { .. } | Target::At(_) | Target::Reply => true,
        };
        match intent {
            Intent::Cancel { target, .. }
            | Intent::Move { target, .. }
            | Intent::Change { target, .. }
            | Intent::Remind { target, .. } => is_named(target),
            _ => true,
        }
    }
}
