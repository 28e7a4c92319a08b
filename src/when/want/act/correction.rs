//! Times that correct what was said before: "dinner is at 8 not 7", "can we do the review on the 29th instead?".

use std::ops::Range;

use crate::model::{Intent, RepliedTo, Target};
use crate::when::want::items::ItemKind;
use crate::when::want::senses::{Sense, Senses};
use crate::when::want::sentence::Sentence;
use crate::when::want::target::{narrowed, spoken_of, target};
use crate::when::want::time::{SaidTime, time};
use crate::when::want::words::clock_phrase;

use super::moving::new_time;

/// What moves an event by naming the right time beside the wrong one, or by "instead".
pub(in crate::when::want) fn correction(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    not_that(sentence, replied).or_else(|| from_day_to_day(sentence, replied)).or_else(|| instead(sentence, replied))
}

/// "Tomorrow's lunch should be at 12.45 not 1", "dinner pukul 8 bukan 7", 晚饭是8点不是7点.
fn not_that(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let end = sentence.end();
    let is_old = |at: usize| sentence.items[at].is_time || sentence.items[at].number.is_some();
    let goes_with = |at: usize| {
        let item = &sentence.items[at];
        // 7点: the word after a number belongs to it.
        let is_glued = item.kind == ItemKind::Han && item.is_glued && is_old(at - 1);
        is_old(at) || is_glued || !item.is_content() || item.is_any(Senses::of(&[Sense::Unit, Sense::It]))
    };
    let not = (1..end).rev().find(|at| sentence.is(*at, Sense::Not) && !sentence.items[*at].is_time)?;
    if !(not + 1..end).any(is_old) || !(not + 1..end).all(goes_with) {
        return None;
    }
    let new = time(sentence.slice(0..not), sentence.reference).or_else(|| last_number(sentence, not))?;
    if !new.has_clock || new.is_repeated || new.is_offset {
        return None;
    }
    let is_sure = replied.is_some() || sentence.has_any(&[Sense::EventNoun, Sense::Instead, Sense::Swap, Sense::Move]);
    let meant = named(sentence, 0..not, &new, replied)?;
    is_sure.then(|| Intent::Move {
        target: meant,
        to: new_time(&new.suiting(replied, sentence.reference), false),
        scope: None,
    })
}

/// The bare number before an item as a clock time: "lunch at 2 not 1".
fn last_number(sentence: &Sentence<'_>, before: usize) -> Option<SaidTime> {
    let at = (0..before).rev().find(|at| sentence.items[*at].kind == ItemKind::Digits)?;
    time(&clock_phrase(sentence.slice(at..before)), sentence.reference).filter(|time| time.has_clock)
}

/// "Can we do the budget review on the 29th instead?", "lunch at 2 instead".
fn instead(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let end = sentence.end().checked_sub(1)?;
    if !sentence.is(end, Sense::Replace) || !sentence.has(Sense::EventNoun) {
        return None;
    }
    let new = time(sentence.slice(0..end), sentence.reference).filter(|new| !new.is_repeated && !new.is_offset)?;
    let meant = named(sentence, 0..end, &new, replied)?;
    Some(Intent::Move { target: meant, to: new_time(&new, false), scope: None })
}

/// "The viewing on wednesday will have to be on saturday instead": what it was, and what it is to be.
fn from_day_to_day(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let replace = sentence.find(Sense::Replace)?;
    let clause = sentence.clause_of(replace)?;
    let is_time = |at: &usize| sentence.items[*at].is_time;
    let noun = clause.clone().find(|at| sentence.is(*at, Sense::EventNoun) && !is_time(at))?;
    let old = (clause.start..replace).find(is_time)?;
    let old = old..old + (old..replace).take_while(is_time).count();
    let new = (old.end..replace).find(is_time)?;
    let said =
        sentence.content_beside(old.end..new, Senses::of(&[Sense::MakeIt, Sense::Wants, Sense::Swap, Sense::Have]));
    let (was, will) = (sentence.time_of(old.clone())?, sentence.time_of(new..replace)?);
    if said > 0 || !was.has_day || was.is_repeated || will.is_repeated || new == old.end {
        return None;
    }
    let named = if noun < old.start { clause.start..old.start } else { old.end..new };
    match target(sentence.slice(named), sentence.reference, replied) {
        Target::Title { title, .. } => {
            let target = Target::Title { title, at: Some(narrowed(&was)) };
            let to = new_time(&will, sentence.has(Sense::SameTime));
            Some(Intent::Move { target, to, scope: None })
        }
        Target::At(_) | Target::Last | Target::Missing | Target::Numbers(_) | Target::Reply => None,
    }
}

/// The event that a range names beside the new time: a day beside a clock tells which one.
fn named(sentence: &Sentence<'_>, range: Range<usize>, new: &SaidTime, replied: Option<&RepliedTo>) -> Option<Target> {
    match target(sentence.slice(range), sentence.reference, replied) {
        Target::Title { title, .. } => {
            let day = new.has_day && new.has_clock;
            let at = day.then(|| crate::model::Moment::Day(new.start.date()));
            Some(Target::Title { title: bare(&title), at })
        }
        Target::Reply => Some(Target::Reply),
        Target::At(_) | Target::Last | Target::Missing => replied.map(|_| spoken_of(replied)),
        Target::Numbers(rows) => Some(Target::Numbers(rows)),
    }
}

/// A title without the words that correct.
fn bare(title: &str) -> String {
    use crate::when::want::items::items;
    const AROUND: Senses = Senses::of(&[
        Sense::Instead,
        Sense::MakeIt,
        Sense::Auxiliary,
        Sense::Swap,
        Sense::CanYou,
        Sense::Link,
        Sense::Determiner,
        Sense::Particle,
    ]);
    let items = items(title);
    let is_named = |item: &&crate::when::want::items::Item| !item.is_any(AROUND) || item.is(Sense::EventNoun);
    let (first, last) = (items.iter().find(is_named), items.iter().rfind(is_named));
    match (first, last) {
        (Some(first), Some(last)) => title[first.range.start..last.range.end].to_owned(),
        (_, _) => title.to_owned(),
    }
}
