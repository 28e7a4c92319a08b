//! "Please update", 帮我改一改: what is to be changed was said in the clauses before.

use std::ops::Range;

use super::Request;
use super::story::event_named;
use crate::model::{Detail, Intent, Moment, Target};
use crate::when::want::act::{length_said, new_time};
use crate::when::want::asking::is_bare;
use crate::when::want::clause::without_filler;
use crate::when::want::items::Item;
use crate::when::want::senses::{Sense, Senses};
use crate::when::want::target::{narrowed, spoken_of, target};

/// What the clauses before a bare request to change something say is new: a change in words of its own, another place,
/// or another time.
pub(super) fn updated(request: &Request<'_, '_>) -> Option<Intent> {
    if request.asking == 0 {
        return None;
    }
    if !is_bare(request.sentence, &request.parts[request.asking]) {
        return pointed_at(request);
    }
    length_said(request.sentence, request.replied)
        .or_else(|| contrasted(request))
        .or_else(|| declared(request))
        .or_else(|| placed(request))
        .or_else(|| timed(request))
}

/// "He can only come on tuesday at 10, kindly change the cabinet installation to that": the new time was said before.
fn pointed_at(request: &Request<'_, '_>) -> Option<Intent> {
    const POINTS: Senses = Senses::of(&[
        Sense::It,
        Sense::Determiner,
        Sense::TimeNoun,
        Sense::Filler,
        Sense::Tail,
        Sense::Urging,
        Sense::Thanks,
        Sense::Instead,
        Sense::Replace,
        Sense::Link,
    ]);
    const MOVES: Senses = Senses::of(&[Sense::Move, Sense::Swap, Sense::Postpone, Sense::Advance]);
    let sentence = request.sentence;
    let part = &request.parts[request.asking];
    let verb = part.clone().find(|at| sentence.items[*at].is_any(MOVES) && !sentence.items[*at].is_time)?;
    let lead = (verb..part.end).rev().find(|at| sentence.is(*at, Sense::To))?;
    let points = |at: usize| sentence.items[at].is_mark() || sentence.items[at].is_any(POINTS);
    let says_it = (lead + 1..part.end).any(|at| sentence.items[at].is_any(Senses::of(&[Sense::It, Sense::TimeNoun])));
    if !says_it || !(lead + 1..part.end).all(points) {
        return None;
    }
    let has_content = |range: &Range<usize>| {
        sentence.items[range.clone()].iter().any(|item| item.is_content() && !item.is_any(MOVES))
    };
    let named = [(verb + 1).min(lead)..lead, part.start..verb].into_iter().find(has_content)?;
    let named = without_filler(sentence, named);
    let at = (0..request.asking).rev().find(|at| request.is_timed(*at))?;
    let new = sentence.time_of(request.parts[at].clone()).filter(|time| !time.is_repeated)?;
    let to = new_time(&new.suiting(request.replied, sentence.reference), sentence.has(Sense::SameTime));
    let target = target(sentence.slice(named), sentence.reference, request.replied);
    Some(Intent::Move { target, to, scope: None })
}

/// "Dinner with the Tans is at Dragon-i now not Din Tai Fung, pls update": where something is, and where it is not.
fn contrasted(request: &Request<'_, '_>) -> Option<Intent> {
    const LEADS: Senses = Senses::of(&[Sense::At, Sense::To]);
    const NOW: Senses = Senses::of(&[Sense::Now, Sense::Already, Sense::Filler, Sense::Swap]);
    let sentence = request.sentence;
    let at = (0..request.asking).rev().find(|at| request.has(*at, Sense::EventNoun))?;
    let part = &request.parts[at];
    let noun = part.clone().find(|at| sentence.is(*at, Sense::EventNoun) && !sentence.items[*at].is_time)?;
    let not = (noun + 1..request.parts[request.asking].start).rev().find(|at| sentence.is(*at, Sense::Not))?;
    let is_lead = |at: &usize| sentence.items[*at].is_any(LEADS) && !sentence.items[*at].is_time;
    let lead = (noun + 1..not).find(is_lead)?;
    let lead = lead + (lead + 1..not).take_while(is_lead).count();
    let is_loose = |at: &usize| sentence.items[*at].is_any(NOW) || sentence.items[*at].is_mark();
    let end = not - (lead + 1..not).rev().take_while(is_loose).count();
    if lead + 1 >= end
        || sentence.has_time(lead + 1..end)
        || !sentence.within(lead + 1..end).iter().any(Item::is_content)
    {
        return None;
    }
    let from = noun + 1 + (noun + 1..lead).take_while(|at| !sentence.items[*at].is_any(NOW) && !is_lead(at)).count();
    let target = target(sentence.slice(part.start..from), sentence.reference, request.replied);
    let place = sentence.slice(lead + 1..end).to_owned();
    Some(Intent::Change { target, detail: Detail::Place(place), scope: None })
}

/// "Tempat majlis dah tukar ke Surau Al-Hidayah, tolong kemas kini".
fn declared(request: &Request<'_, '_>) -> Option<Intent> {
    let before = (0..request.asking).rev();
    before.take(2).find_map(|at| match request.read(&[at]) {
        intent @ (Intent::Move { .. } | Intent::Change { .. }) => {
            request.accepted(intent).filter(|intent| request.is_whole(intent))
        }
        _ => None,
    })
}

/// "Tomorrow's supplier lunch will be at Rebung Hijau, please fix the venue".
fn placed(request: &Request<'_, '_>) -> Option<Intent> {
    const LEADS: Senses = Senses::of(&[Sense::At, Sense::Held, Sense::To]);
    if !request.has(request.asking, Sense::PlaceNoun) {
        return None;
    }
    let sentence = request.sentence;
    let at = (0..request.asking).rev().find(|at| request.has(*at, Sense::EventNoun))?;
    let part = &request.parts[at];
    let noun = part.clone().find(|at| sentence.is(*at, Sense::EventNoun) && !sentence.items[*at].is_time)?;
    let lead =
        (noun + 1..part.end).rev().find(|at| sentence.items[*at].is_any(LEADS) && !sentence.items[*at].is_time)?;
    let place = sentence.slice(lead + 1..part.end).trim().to_owned();
    let from = (noun + 1..lead).find(|at| sentence.items[*at].is_any(LEADS)).unwrap_or(lead);
    let target = target(sentence.slice(part.start..from), sentence.reference, request.replied);
    (!place.is_empty()).then_some(Intent::Change { target, detail: Detail::Place(place), scope: None })
}

/// "He's okay with saturday 5pm, please put this there instead", "we agreed on wednesday, same time, please update".
fn timed(request: &Request<'_, '_>) -> Option<Intent> {
    let sentence = request.sentence;
    let at = (0..request.asking).rev().find(|at| request.is_timed(*at))?;
    let new = sentence.time_of(request.parts[at].clone()).filter(|time| !time.is_repeated)?;
    let to = new_time(&new.suiting(request.replied, sentence.reference), sentence.has(Sense::SameTime));
    let target = if request.replied.is_some() { spoken_of(request.replied) } else { meant(request, at)? };
    Some(Intent::Move { target, to, scope: None })
}

/// What gets another time: the event, or else the person, that the clauses up to `last` name first, with its old day.
fn meant(request: &Request<'_, '_>, last: usize) -> Option<Target> {
    let sentence = request.sentence;
    (0..=last).find_map(|at| {
        let part = request.parts[at].clone();
        let title = event_named(sentence, &part).map(|named| named.title).or_else(|| {
            let person = part.clone().find(|at| sentence.items[*at].is_content())?;
            let acts = sentence.items.get(person + 1)?.is_any(Senses::of(&[
                Sense::Says,
                Sense::Told,
                Sense::CalledOff,
                Sense::Not,
            ]));
            acts.then(|| sentence.slice(person..person + 1).to_owned())
        })?;
        let old = (at < last).then(|| sentence.time_of(part)).flatten().map(|time| narrowed(&time));
        Some(Target::Title { title, at: old.map(|old| Moment::Day(old.date())) })
    })
}
