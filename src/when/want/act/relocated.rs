//! Another place for an event.

use std::ops::Range;

use super::moving::lead_to_time;
use super::{is_named, is_planned, value};
use crate::model::{Detail, Intent, RepliedTo, Target};
use crate::when::want::clause::without_filler;
use crate::when::want::items::ItemKind;
use crate::when::want::senses::{Sense, Senses};
use crate::when::want::sentence::Sentence;
use crate::when::want::target::{numbers, spoken_of, target};
use crate::when::want::time::amount;

/// Verbs that give an event another place.
const CHANGES: Senses = Senses::of(&[Sense::Swap, Sense::Move]);

/// "venue is now …", "at Pavilion instead", 地点换成….
pub(super) fn relocated(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let noun = sentence
        .find(Sense::PlaceNoun)
        .filter(|at| !sentence.items[*at].is(Sense::Where) && !sentence.items[*at].is_time);
    let verb = sentence.items.iter().position(|item| item.is_any(CHANGES) && !item.is_time);
    // "Bukan kat Sunway dah, sekarang di HELP": what is denied is the old place.
    let all = &sentence.clauses;
    let is_denied = |at: usize| {
        let clause = sentence.clause_of(at);
        clause.is_some_and(|clause| (clause.start..=at).any(|at| sentence.is(at, Sense::Not)))
    };
    let to = |from: usize| {
        (from..sentence.len()).find(|at| {
            sentence.items[*at].is(Sense::To) && sentence.items[*at].kind != ItemKind::Mark('-') && !is_denied(*at)
        })
    };
    let at_place = |from: usize| {
        (from..sentence.len()).find(|at| sentence.items[*at].is(Sense::At) && !sentence.items[*at].is_time)
    };
    let (named, from) = match (noun, verb) {
        // "venue for sunday's brunch is now Kopi Corner", "lokasi change to Mall Kayangan"
        (Some(noun), _) => {
            if replied.is_none()
                && verb.is_none()
                && !(0..noun).any(|at| is_named(sentence, at))
                && !(noun + 1..sentence.len()).any(|at| sentence.items[at].is(Sense::To))
            {
                return None;
            }
            // A plan with its place is a new event: "跟老板开会,地点在二楼会议室" at a time.
            if replied.is_none() && verb.is_none() && is_planned(sentence) {
                return None;
            }
            let lead = to(noun + 1).or_else(|| (replied.is_some()).then(|| at_place(noun + 1)).flatten());
            let lead = lead.or_else(|| sentence.is_mark(noun + 1, ':').then_some(noun + 1))?;
            let reason = (noun + 1..lead).find(|at| sentence.is(*at, Sense::Break)).unwrap_or(lead);
            if (noun + 1..reason)
                .any(|at| is_named(sentence, at) && !sentence.items[at].is_any(CHANGES) && !is_denied(at))
            {
                let is_loose = |at: &usize| sentence.items[*at].is_any(CHANGES) || sentence.is(*at, Sense::Already);
                let loose = (noun + 1..lead).rev().take_while(is_loose).count();
                (noun + 1..lead - loose, lead + 1)
            } else {
                let loose = (0..noun).rev().take_while(|at| sentence.items[*at].is_any(CHANGES)).count();
                (0..noun - loose, lead + 1)
            }
        }
        // "move it to the blue room": led to by "to", and no time
        (None, Some(verb)) => {
            let lead = to(verb)?;
            // 改在 leads to a place or a time; any other verb only with a sign that the time stays.
            let is_placed = verb == lead && sentence.items[lead].is(Sense::Placed);
            let is_sure =
                sentence.has(Sense::SameTime) || replied.is_some() || is_placed || is_led_to_site(sentence, verb, lead);
            if !is_sure || lead_to_time(sentence, verb).is_some() || sentence.has_time(lead + 1..sentence.len()) {
                return None;
            }
            (
                if lead > verb + 1 && (verb + 1..lead).any(|at| is_named(sentence, at)) {
                    verb + 1..lead
                } else {
                    0..verb
                },
                lead + 1,
            )
        }
        // "at Pavilion instead", "dinner is at Pavilion instead"
        (None, None) => {
            let lead = at_place(0)?;
            if replied.is_none() {
                return placed_instead(sentence, lead);
            }
            let is_first = (0..lead).all(|at| {
                !sentence.items[at].is_content()
                    || sentence.items[at].is_any(Senses::of(&[Sense::Instead, Sense::MakeIt, Sense::It]))
            });
            if !is_first || sentence.is_timed() || is_no_place(sentence, lead) {
                return None;
            }
            (0..lead, lead + 1)
        }
    };
    let mut end = without_requests(sentence, from, all);
    let from = from + usize::from(sentence.is(from, Sense::At) && !sentence.items[from].is_time && from + 1 < end);
    // What follows a comma and keeps the time is no part of the place.
    if let Some(same) = (from..end).find(|at| sentence.items[*at].is_any(Senses::of(&[Sense::SameTime]))) {
        end = same;
    }
    if let Some(instead) = (from..end)
        .rev()
        .take(2)
        .find(|at| sentence.items[*at].is(Sense::Instead) && !sentence.items[*at].is(Sense::Filler))
    {
        end = instead;
    }
    let place = value(sentence, from..end)?;
    if amount(&place).is_some() || names_calendar(sentence, from..end) {
        return None;
    }
    let target = relocated_target(sentence, named, replied);
    Some(Intent::Change { target, detail: Detail::Place(place), scope: None })
}

/// What gets another place: the words of a range beside those of changing.
fn relocated_target(sentence: &Sentence<'_>, named: Range<usize>, replied: Option<&RepliedTo>) -> Target {
    if let Some(rows) = numbers(sentence, without_filler(sentence, named.clone())) {
        return Target::Numbers(rows);
    }

    let is_any = named.clone().any(|at| {
        let item = &sentence.items[at];
        (item.is_content() || item.is_time)
            && !item.is_any(CHANGES)
            && !item.is_any(Senses::of(&[
                Sense::PlaceNoun,
                Sense::It,
                Sense::MakeIt,
                Sense::Instead,
                Sense::Past,
                Sense::Third,
                Sense::Others,
                Sense::Already,
            ]))
    });
    if is_any { target(sentence.slice(named), sentence.reference, replied) } else { spoken_of(replied) }
}

/// The end of a place without the clauses after it that only ask for the change: ", tolong kemas kini".
fn without_requests(sentence: &Sentence<'_>, from: usize, clauses: &[Range<usize>]) -> usize {
    const ASKS: Senses = Senses::of(&[Sense::Swap, Sense::Put, Sense::Set, Sense::It, Sense::PlaceNoun]);
    let is_request = |clause: &&Range<usize>| {
        clause.start > from
            && sentence.content_beside((*clause).clone(), ASKS) == 0
            && !sentence.has_time((*clause).clone())
    };
    let requests = clauses.iter().rev().take_while(is_request).last();
    requests.map_or(sentence.len(), |clause| clause.start)
}

/// "At least …", "di sana hujan", 在忙: talk that begins like a place.
fn is_no_place(sentence: &Sentence<'_>, lead: usize) -> bool {
    const TALK: Senses = Senses::of(&[Sense::Tail, Sense::Particle, Sense::Opinion, Sense::Third]);
    let goes_on = sentence.items.get(lead + 2).is_some_and(|next| next.is_content() && !next.is_any(TALK));
    sentence.is(lead + 1, Sense::NoPlace) || sentence.is(lead + 1, Sense::NoPlaceAlone) && !goes_on
}

/// "Dinner is at Pavilion instead"; a place alone is that of the event last spoken of.
fn placed_instead(sentence: &Sentence<'_>, lead: usize) -> Option<Intent> {
    let is_known = sentence.within(0..lead).iter().any(|item| item.is(Sense::EventNoun));
    let is_alone = is_only_a_place(sentence, lead);
    if !is_alone && (!is_known || sentence.is_timed()) {
        return None;
    }
    let place = value(sentence, lead + 1..sentence.find(Sense::Replace)?)?;
    let target = if is_alone { Target::Last } else { target(sentence.slice(0..lead), sentence.reference, None) };
    Some(Intent::Change { target, detail: Detail::Place(place), scope: None })
}

/// "At Pavilion instead", "di Mid Valley pulak": a place and nothing else.
fn is_only_a_place(sentence: &Sentence<'_>, lead: usize) -> bool {
    const LONGEST: usize = 6;
    let is_first = (0..lead).all(|at| sentence.items[at].is_filler());
    let replaced = sentence.find(Sense::Replace).filter(|at| *at > lead + 1);
    let ends = replaced.is_some_and(|at| (at + 1..sentence.len()).all(|at| sentence.items[at].is_filler()));
    let names_event = sentence.within(0..lead).iter().any(|item| item.is(Sense::EventNoun));
    is_first && ends && !names_event && !sentence.is_timed() && sentence.len() <= lead + LONGEST
}

/// "Put it in the work calendar" says no place.
fn names_calendar(sentence: &Sentence<'_>, mut range: Range<usize>) -> bool {
    range.any(|at| sentence.is(at, Sense::CalendarNoun))
}

/// "Meeting dgn En Wong tukar ke bilik Melati": an event before the verb, and what it is changed to is a place.
fn is_led_to_site(sentence: &Sentence<'_>, verb: usize, lead: usize) -> bool {
    let names_event = sentence.within(0..verb).iter().any(|item| item.is(Sense::EventNoun));
    names_event && sentence.within(lead + 1..sentence.len()).iter().any(|item| item.is(Sense::Site))
}
