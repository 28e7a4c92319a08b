//! Another title, place or length for an event.

use std::ops::Range;

use chrono::Duration;

use super::moving::lead_to_time;
use super::{is_named, is_negated};
use crate::model::{Detail, Intent, Moment, RepliedTo, Target};
use crate::when::want::amounts::wanted_runs;
use crate::when::want::clause::{clauses, without_filler};
use crate::when::want::items::{ItemKind, unquoted};
use crate::when::want::senses::{Sense, Senses};
use crate::when::want::sentence::Sentence;
use crate::when::want::target::{numbers, spoken_of, target};
use crate::when::want::time::{amount, time};

/// What changes title, place or length of an event, if the message does.
pub(in crate::when::want) fn change(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    retitled(sentence, replied).or_else(|| relocated(sentence, replied)).or_else(|| resized(sentence, replied))
}

/// "rename 2 to …", "call it …", 改名为….
fn retitled(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let verb = sentence.find(Sense::Rename).or_else(|| {
        let noun = sentence.find(Sense::TitleNoun)?;
        let changes = Senses::of(&[Sense::Swap, Sense::To, Sense::Put, Sense::MakeIt]);
        let is_changed = sentence.items.iter().any(|item| item.is_any(changes)) || sentence.is_mark(noun + 1, ':');
        (is_changed && (replied.is_some() || sentence.has(Sense::To))).then_some(noun)
    })?;
    if verb > 0 && is_negated(sentence, verb) {
        return None;
    }
    // "call mum at 5" is a plan: "call" renames only with "it", or in a message that leads to a title.
    let is_bare = matches!(sentence.slice(verb..verb + 1).to_lowercase().as_str(), "call" | "panggil" | "叫做" | "叫");
    let to = (verb + 1..sentence.len())
        .find(|at| sentence.items[*at].is(Sense::To) && sentence.items[*at].kind != ItemKind::Mark('-'));
    if is_bare && to.is_none() {
        return None;
    }
    // 把3月8号的聚会改名叫妇女节聚餐: what gets another name stands before the verb.
    let names_before = sentence.items[verb].is(Sense::To) || sentence.find(Sense::Taking).is_some_and(|at| at < verb);
    if (is_bare || replied.is_none() && to.is_none() && !sentence.has(Sense::RowLead) && !names_before)
        && sentence.is_timed()
    {
        return None;
    }
    let (named, from) = match to {
        Some(to)
            if (verb + 1..to).any(|at| is_named(sentence, at) || sentence.items[at].kind == ItemKind::Quoted)
                || !(verb + 1..to).is_empty()
                || replied.is_some() =>
        {
            (verb + 1..to, to + 1)
        }
        Some(to) => (clause_of(sentence, verb, replied)..verb, to + 1),
        None => (clause_of(sentence, verb, replied)..verb, verb + 1),
    };
    let new = value(sentence, from..sentence.len())?;
    if amount(&new).is_some() {
        return None;
    }
    let named =
        if (named.start..named.end).any(|at| is_named(sentence, at) || sentence.items[at].kind == ItemKind::Quoted) {
            named
        } else {
            clause_of(sentence, verb, replied)..verb
        };
    let target = if let Some(rows) = numbers(sentence, without_filler(sentence, named.clone())) {
        Target::Numbers(rows)
    } else {
        let is_any = named.clone().any(|at| {
            let item = &sentence.items[at];
            (item.is_content() || item.is_time || item.kind == ItemKind::Quoted)
                && !item.is_any(Senses::of(&[Sense::Swap, Sense::Put, Sense::TitleNoun, Sense::It, Sense::MakeIt]))
        });
        if is_any { target(sentence.slice(named), sentence.reference, replied) } else { spoken_of(replied) }
    };
    Some(Intent::Change { target, detail: Detail::Title(new), scope: None })
}

/// Where what is named before a verb begins: with the clause of the verb, if that names something or the message is a
/// reply; what stands further before is a reason or an excuse.
fn clause_of(sentence: &Sentence<'_>, verb: usize, replied: Option<&RepliedTo>) -> usize {
    let start = clauses(sentence).iter().find(|clause| clause.contains(&verb)).map_or(0, |clause| clause.start);
    let names = (start..verb).any(|at| is_named(sentence, at));
    if names || replied.is_some() { start } else { 0 }
}

/// What a range says as a value: a quotation, or its words without politeness.
fn value(sentence: &Sentence<'_>, range: Range<usize>) -> Option<String> {
    if let Some(quoted) = range.clone().find(|at| sentence.items[*at].kind == ItemKind::Quoted) {
        return Some(unquoted(sentence.slice(quoted..quoted + 1)).to_owned());
    }
    let (mut start, mut end) = (range.start, range.end);
    while start < end
        && (sentence.items[start].is_mark()
            || sentence.items[start].is(Sense::MakeIt) && sentence.items[start].is(Sense::Link))
    {
        start += 1;
    }
    while start < end && sentence.items[end - 1].is_filler() && sentence.items[end - 1].kind != ItemKind::Mark(')') {
        end -= 1;
    }
    let value = sentence.slice(start..end).trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// "venue is now …", "at Pavilion instead", 地点换成….
fn relocated(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let noun = sentence
        .find(Sense::PlaceNoun)
        .filter(|at| !sentence.items[*at].is(Sense::Where) && !sentence.items[*at].is_time);
    let changes = Senses::of(&[Sense::Swap, Sense::Move]);
    let verb = sentence.items.iter().position(|item| item.is_any(changes) && !item.is_time);
    // "Bukan kat Sunway dah, sekarang di HELP": what is denied is the old place.
    let all = clauses(sentence);
    let is_denied = |at: usize| {
        let clause = all.iter().find(|clause| clause.contains(&at));
        clause.is_some_and(|clause| (clause.start..at).any(|at| sentence.is(at, Sense::Not)))
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
            if (noun + 1..lead)
                .any(|at| is_named(sentence, at) && !sentence.items[at].is_any(changes) && !is_denied(at))
            {
                let is_loose = |at: &usize| sentence.items[*at].is_any(changes) || sentence.is(*at, Sense::Already);
                let loose = (noun + 1..lead).rev().take_while(is_loose).count();
                (noun + 1..lead - loose, lead + 1)
            } else {
                let loose = (0..noun).rev().take_while(|at| sentence.items[*at].is_any(changes)).count();
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
            if !is_first || sentence.is_timed() {
                return None;
            }
            (0..lead, lead + 1)
        }
    };
    let mut end = without_requests(sentence, from, &all);
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
    let target = if let Some(rows) = numbers(sentence, without_filler(sentence, named.clone())) {
        Target::Numbers(rows)
    } else {
        let is_any = named.clone().any(|at| {
            let item = &sentence.items[at];
            (item.is_content() || item.is_time)
                && !item.is_any(changes)
                && !item.is_any(Senses::of(&[Sense::PlaceNoun, Sense::It, Sense::MakeIt, Sense::Instead]))
        });
        if is_any { target(sentence.slice(named), sentence.reference, replied) } else { spoken_of(replied) }
    };
    Some(Intent::Change { target, detail: Detail::Place(place), scope: None })
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

/// "Dinner is at Pavilion instead"; a place alone is that of the event last spoken of.
fn placed_instead(sentence: &Sentence<'_>, lead: usize) -> Option<Intent> {
    let is_known = sentence.items[..lead].iter().any(|item| item.is(Sense::EventNoun));
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
    let names_event = sentence.items[..lead].iter().any(|item| item.is(Sense::EventNoun));
    is_first && ends && !names_event && !sentence.is_timed() && sentence.len() <= lead + LONGEST
}

/// "Put it in the work calendar" says no place.
fn names_calendar(sentence: &Sentence<'_>, mut range: Range<usize>) -> bool {
    range.any(|at| sentence.is(at, Sense::CalendarNoun))
}

/// "Meeting dgn En Wong tukar ke bilik Melati": an event before the verb, and what it is changed to is a place.
fn is_led_to_site(sentence: &Sentence<'_>, verb: usize, lead: usize) -> bool {
    let names_event = sentence.items[..verb].iter().any(|item| item.is(Sense::EventNoun));
    names_event && sentence.items[lead + 1..].iter().any(|item| item.is(Sense::Site))
}

/// Whether a message names a time of day, so that it is a plan.
fn is_planned(sentence: &Sentence<'_>) -> bool {
    sentence.understood.readings.first().is_some_and(|reading| reading.known.clock)
}

/// Verbs that say which way an amount goes.
const DIRECTIONS: Senses = Senses::of(&[Sense::Postpone, Sense::Advance, Sense::Later, Sense::Earlier]);

/// "make it 2 hours", "extend by 30 min", "ends at 6.15pm", 延长半小时.
fn resized(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    if sentence.has_any(&[Sense::Remind, Sense::Snooze]) {
        return None;
    }
    let (longer, shorter) = (sentence.find(Sense::Extend), sentence.find(Sense::Shorten));
    let is_corrected = sentence.has(Sense::Instead) && sentence.has(Sense::EventNoun) && !is_planned(sentence);
    let is_length = is_corrected || sentence.has_any(&[Sense::MakeIt, Sense::LengthNoun, Sense::Swap]);
    let run = wanted_runs(sentence).into_iter().last();
    if let Some(run) = run {
        let before = run.range.start.checked_sub(1);
        let is_led_to = before.is_some_and(|before| sentence.is(before, Sense::To));
        let has_by = before.is_some_and(|before| sentence.is(before, Sense::By));
        let is_direction = longer.or(shorter).is_none()
            && (run.range.end..(run.range.end + 2).min(sentence.len()))
                .any(|at| sentence.items[at].is_any(Senses::of(&[Sense::Later, Sense::Earlier])));
        let is_led = before.is_some_and(|before| {
            sentence.items[before].is_any(DIRECTIONS)
                && !sentence.items[before].is_any(Senses::of(&[Sense::Extend, Sense::Shorten]))
        });
        if is_direction || is_led {
            return None;
        }
        let total = run.total();
        let verb = longer
            .or(shorter)
            .or_else(|| sentence.find(Sense::More).filter(|_| replied.is_some() || sentence.has(Sense::MakeIt)));
        let strong = verb.is_some_and(|verb| {
            sentence.items[verb].is_any(Senses::of(&[Sense::Extend, Sense::Shorten]))
                && !sentence.items[verb].is(Sense::Put)
        });
        let detail = match verb {
            Some(_) if (strong || replied.is_some()) && !is_led_to => {
                let is_shorter = sentence.has(Sense::Shorten);
                Detail::Longer(if is_shorter { -total } else { total })
            }
            Some(_) if strong || replied.is_some() => Detail::Length(total),
            Some(_) | None if is_length && !has_by && !sentence.has_any(&[Sense::Remind, Sense::Before]) => {
                let is_whole =
                    replied.is_some() || is_corrected || sentence.has(Sense::LengthNoun) || sentence.has(Sense::MakeIt);
                let is_plan = sentence.is_timed()
                    && replied.is_none()
                    && sentence.understood.readings.first().is_some_and(|reading| reading.known.clock);
                if !is_whole || is_plan || total > Duration::days(2) {
                    return None;
                }
                Detail::Length(total)
            }
            Some(_) | None => return None,
        };
        let verb = verb.or_else(|| {
            sentence
                .items
                .iter()
                .position(|item| item.is_any(Senses::of(&[Sense::MakeIt, Sense::Swap, Sense::LengthNoun])))
                .or_else(|| sentence.find(Sense::Instead))
        })?;
        let to = before.filter(|_| is_led_to || has_by).unwrap_or(run.range.start);
        let target = resized_target(sentence, verb, to, replied);
        // "It takes 45 minutes to get there" is about no event.
        let is_weak =
            !sentence.items[verb].is_any(Senses::of(&[Sense::Extend, Sense::Shorten, Sense::LengthNoun, Sense::Swap]));
        let says_more = sentence.content_beside(run.range.end..sentence.len(), VERBS) > 0;
        let is_unknown = match &target {
            Target::Title { .. } => !sentence.has(Sense::EventNoun),
            Target::Numbers(_) | Target::At(_) | Target::Reply | Target::Last | Target::Missing => false,
        };
        if is_weak && replied.is_none() && (says_more || is_unknown) {
            return None;
        }
        return Some(Intent::Change { target, detail, scope: None });
    }
    // "it ends at 6.15pm"
    let ends = sentence.find(Sense::Ends)?;
    replied?;
    let time = time(sentence.slice(ends + 1..sentence.len()), sentence.reference)?;
    let Moment::Time(at) = time.start else { return None };
    let is_only = sentence.content_beside(
        0..ends,
        Senses::of(&[Sense::It, Sense::MakeIt, Sense::Instead, Sense::TimeNoun, Sense::EventNoun]),
    ) == 0;
    (is_only && time.has_clock).then(|| Intent::Change {
        target: spoken_of(replied),
        detail: Detail::Until(at.time()),
        scope: None,
    })
}

/// Verbs of length.
const VERBS: Senses = Senses::of(&[
    Sense::MakeIt,
    Sense::It,
    Sense::Swap,
    Sense::Extend,
    Sense::Shorten,
    Sense::LengthNoun,
    Sense::Instead,
    Sense::By,
]);

/// What is made longer or shorter: behind the verb, or before it.
fn resized_target(sentence: &Sentence<'_>, verb: usize, to: usize, replied: Option<&RepliedTo>) -> Target {
    let is_named = |range: &Range<usize>| {
        range.clone().any(|at| {
            let item = &sentence.items[at];
            item.is_time || (item.is_content() || item.number.is_some()) && !item.is_any(VERBS)
        })
    };
    let (after, before) = ((verb + 1).min(to)..to, clause_of(sentence, verb, replied)..verb);
    let named = if is_named(&after) { after } else { before };
    if !is_named(&named) {
        return spoken_of(replied);
    }
    if let Some(rows) = numbers(sentence, without_filler(sentence, named.clone())) {
        return Target::Numbers(rows);
    }
    target(sentence.slice(named), sentence.reference, replied)
}
