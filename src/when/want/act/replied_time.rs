//! A reply to an event or a reminder that says a time: when the event is to be.

use std::ops::Range;

use chrono::Duration;

use super::moving::{AROUND_TIME, MOVES, new_time, time_at_start};
use crate::model::{Intent, NewTime, RepliedTo};
use crate::when::want::items::ItemKind;
use crate::when::want::senses::{Sense, Senses};
use crate::when::want::sentence::Sentence;
use crate::when::want::target::spoken_of;
use crate::when::want::time::SaidTime;

/// "I'll be late, 7.30pm", "jalan jem, sampai pukul 8": may mean another time for the event, or only for one person.
pub(in crate::when::want) fn suggestion(sentence: &Sentence<'_>, replied: &RepliedTo) -> Option<Intent> {
    let commands = MOVES.and(Senses::of(&[Sense::MakeIt]));
    let is_command = sentence.items.iter().any(|item| item.is_any(commands) && !item.is(Sense::Late) && !item.is_time);
    if is_command || !sentence.has(Sense::Late) {
        return None;
    }
    let Intent::Move { target, to, scope: _ } = time_of_reply(sentence, replied)? else { return None };
    Some(Intent::Suggest { target, to })
}

/// A reply that is nothing but a time, or an amount later or earlier.
pub(in crate::when::want) fn reply_time(sentence: &Sentence<'_>, replied: &RepliedTo) -> Option<Intent> {
    let runs = sentence.amounts();
    let is_in_run = |at: usize| runs.iter().any(|run| run.range.contains(&at));
    let rest = (0..sentence.len()).filter(|at| {
        let item = &sentence.items[*at];
        item.is_content() && item.number.is_none() && !item.is_any(AROUND_TIME) && !is_in_run(*at)
    });
    if rest.count() == 0 {
        return time_of_reply(sentence, replied);
    }
    let wished = before_excuses(sentence)?;
    reply_time(&wished, replied)
}

/// "Can do this 30 mins later instead? Stuck on the highway": the clause that asks, without the excuse behind it.
fn before_excuses<'t>(sentence: &Sentence<'t>) -> Option<Sentence<'t>> {
    let clauses = &sentence.clauses;
    let [first, excuses @ ..] = clauses.as_slice() else { return None };
    let has_time = |excuse: &Range<usize>| sentence.has_time(excuse.clone());
    let wished = sentence.slice(first.clone());
    let is_excused = !excuses.is_empty() && !excuses.iter().any(has_time);
    let wished = is_excused.then(|| Sentence::of(wished, sentence.reference))?;
    wished.has_any(&[Sense::CanYou, Sense::Replace]).then_some(wished)
}

/// The time that a reply names, as the event's.
fn time_of_reply(sentence: &Sentence<'_>, replied: &RepliedTo) -> Option<Intent> {
    let runs = sentence.amounts();
    let target = spoken_of(Some(replied));
    if let [run] = runs {
        let said = |sense| sentence.has(sense);
        let before = run.range.start.checked_sub(1).map(|before| sentence.items[before].kind);
        let sign = match before {
            Some(ItemKind::Mark('+')) => Some(1),
            Some(ItemKind::Mark('-')) => Some(-1),
            _ if said(Sense::Earlier) || said(Sense::Advance) => Some(-1),
            _ if said(Sense::Later) || said(Sense::Postpone) || said(Sense::Late) => Some(1),
            _ => None,
        };
        if let Some(sign) = sign {
            return Some(Intent::Move { target, to: NewTime::Shift(run.total() * sign), scope: None });
        }
    }
    let Some(reading) = sentence.understood.readings.first() else {
        // "make it 4": a bare number is a clock.
        let says_to = sentence.has_any(&[Sense::MakeIt, Sense::Swap, Sense::To, Sense::Instead, Sense::Move]);
        let number = sentence.items.iter().position(|item| item.kind == ItemKind::Digits)?;
        // "8.30 la": a mark between digits makes a clock; a number alone does not.
        let is_clock = matches!(sentence.items.get(number + 1).map(|item| item.kind), Some(ItemKind::Mark('.' | ':')))
            && sentence.items.get(number + 2).is_some_and(|item| item.kind == ItemKind::Digits && item.is_glued);
        if !(says_to || is_clock || sentence.has(Sense::Late)) || !runs.is_empty() {
            return None;
        }
        let end =
            number + 1 + sentence.within(number + 1..sentence.len()).iter().take_while(|item| item.is_glued).count();
        let time = time_at_start(sentence.slice(number..sentence.len()), sentence.reference)
            .or_else(|| time_at_start(sentence.slice(number..end), sentence.reference))?;
        let time = time.suiting(Some(replied), sentence.reference);
        return Some(Intent::Move { target, to: new_time(&time, false), scope: None });
    };
    let time = SaidTime::of(reading, sentence.reference).suiting(Some(replied), sentence.reference);
    let is_length = runs.iter().any(|run| run.total() < Duration::days(1)) && !time.is_offset && !time.has_clock;
    if time.is_repeated || is_length {
        return None;
    }
    Some(Intent::Move { target, to: new_time(&time, sentence.has(Sense::SameTime)), scope: None })
}
