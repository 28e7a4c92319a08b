//! "Please update", 帮我改一改: what is to be changed was said in the clauses before.

use super::Request;
use super::asking::is_bare;
use super::story::event_named;
use crate::model::{Detail, Intent, Moment, Target};
use crate::when::want::act::new_time;
use crate::when::want::senses::{Sense, Senses};
use crate::when::want::target::{narrowed, spoken_of};

/// What the clauses before a bare request to change something say is new: a change in words of its own, another place,
/// or another time.
pub(super) fn updated(request: &Request<'_, '_>) -> Option<Intent> {
    let is_bare = is_bare(request.sentence, &request.parts[request.asking]);
    if !is_bare || request.asking == 0 {
        return None;
    }
    declared(request).or_else(|| placed(request)).or_else(|| timed(request))
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
    let target =
        crate::when::want::target::target(sentence.slice(part.start..from), sentence.reference, request.replied);
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
