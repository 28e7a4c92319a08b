//! Another title or length for an event.

use std::ops::Range;

use chrono::Duration;

use super::length_said::length_said;
use super::place_said::place_said;
use super::relocated::relocated;
use super::renamed::renamed;
use super::{clause_of, is_named, is_negated, is_planned, value};
use crate::model::{Detail, Intent, Moment, RepliedTo, Target};
use crate::when::want::amounts::wanted_runs;
use crate::when::want::clause::without_filler;
use crate::when::want::items::ItemKind;
use crate::when::want::senses::{Sense, Senses};
use crate::when::want::sentence::Sentence;
use crate::when::want::target::{numbers, spoken_of, target};
use crate::when::want::time::{amount, time};

/// What changes title, place or length of an event, if the message does.
pub(in crate::when::want) fn change(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    renamed(sentence, replied)
        .or_else(|| retitled(sentence, replied))
        .or_else(|| relocated(sentence, replied))
        .or_else(|| place_said(sentence, replied))
        .or_else(|| length_said(sentence, replied))
        .or_else(|| resized(sentence, replied))
}

/// "rename 2 to …", "call it …", 改名为….
fn retitled(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let renames = |at: &usize| sentence.is(*at, Sense::Rename) && !sentence.is(*at, Sense::Call);
    let verb = sentence.all().find(renames).or_else(|| sentence.find(Sense::Rename)).or_else(|| {
        let noun = sentence.find(Sense::TitleNoun)?;
        let changes = Senses::of(&[Sense::Swap, Sense::To, Sense::Put, Sense::MakeIt]);
        let is_changed = sentence.items.iter().any(|item| item.is_any(changes)) || sentence.is_mark(noun + 1, ':');
        (is_changed && (replied.is_some() || sentence.has(Sense::To))).then_some(noun)
    })?;
    if verb > 0 && is_negated(sentence, verb) {
        return None;
    }
    // "call mum at 5" is a plan: "call" renames only with "it", or in a message that leads to a title.
    let is_bare = sentence.is(verb, Sense::Call);
    let to = (verb + 1..sentence.len())
        .find(|at| sentence.items[*at].is(Sense::To) && sentence.items[*at].kind != ItemKind::Mark('-'));
    if is_bare && to.is_none() {
        return None;
    }
    // 把3月8号的聚会改名叫妇女节聚餐: what gets another name stands before the verb.
    let is_event = |at: usize| sentence.is(at, Sense::EventNoun) && !sentence.items[at].is_time;
    let names_before = sentence.items[verb].is(Sense::To)
        || sentence.find(Sense::Taking).is_some_and(|at| at < verb)
        || !is_planned(sentence) && (clause_of(sentence, verb, replied)..verb).any(is_event);
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

/// Verbs that say which way an amount goes.
const DIRECTIONS: Senses = Senses::of(&[Sense::Postpone, Sense::Advance, Sense::Later, Sense::Earlier]);

/// "make it 2 hours", "extend by 30 min", "ends at 6.15pm", 延长半小时.
fn resized(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    // "Make it 45 minutes, later got school run" puts nothing off.
    let snoozes = sentence.items.iter().any(|item| item.is(Sense::Snooze) && !item.is(Sense::Later));
    // "We waited an hour in the end" tells how long something took.
    let is_told = replied.is_none() && sentence.has(Sense::Past) && !sentence.has(Sense::Polite);
    if snoozes || is_told || sentence.has(Sense::Remind) {
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
        let is_delayed = longer.or(shorter).is_none()
            && sentence
                .within(0..run.range.start)
                .iter()
                .any(|item| item.is_any(Senses::of(&[Sense::Postpone, Sense::Advance])) && item.kind == ItemKind::Word);
        if is_direction || is_led || is_delayed {
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
        let end = sentence.clause_of(run.range.start).map(|clause| clause.end);
        let says_more =
            sentence.content_beside(run.range.end..end.unwrap_or(sentence.len()).max(run.range.end), VERBS) > 0;
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
    // "Habis pukul 6": the word for the hour is known with that for the end.
    let after = time(sentence.slice(ends + 1..sentence.len()), sentence.reference).filter(|time| time.has_clock);
    let time = after.or_else(|| time(sentence.slice(ends..sentence.len()), sentence.reference))?;
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
    Sense::OnlyThis,
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
