//! Reminders: other leads of an event, and a reminder again later.

use std::ops::Range;

use chrono::Duration;

use super::amounts::{Run, lead, runs};
use super::items::ItemKind;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::target::{numbers, spoken_of, target};
use super::time::SaidTime;
use crate::model::{Intent, Lead, Moment, RepliedTo, Snooze, Target};

/// The leads that a message names, and where they and the words around them stand.
pub(super) struct Leads {
    /// Minutes before, in the order named.
    pub leads: Vec<Lead>,
    /// Where they stand, with "before".
    pub range: Range<usize>,
}

/// The leads of a message: amounts before something, or of a reminder.
pub(super) fn leads(sentence: &Sentence<'_>) -> Option<Leads> {
    let runs = runs(sentence, sentence.all());
    let is_before = |run: &Run| {
        let next = sentence.items.get(run.range.end);
        let ahead = run.range.start.checked_sub(1).is_some_and(|before| sentence.items[before].is(Sense::Ahead));
        let after = run.range.start.checked_sub(1).is_some_and(|before| {
            let item = &sentence.items[before];
            item.is(Sense::Before) && item.kind == ItemKind::Han
        });
        ahead || after || next.is_some_and(|next| next.is(Sense::Before))
    };
    let last = runs.iter().rposition(is_before)?;
    // "10 minutes before and 1 hour before", "10 minutes, and also 1 hour before"
    let first = (0..=last)
        .rev()
        .take_while(|index| *index == last || is_joined(sentence, &runs[*index], &runs[*index + 1]))
        .last()
        .unwrap_or(last);
    let leads = runs[first..=last].iter().flat_map(|run| run.amounts.iter().map(|amount| lead(*amount))).collect();
    let start = runs[first].range.start;
    let start = start
        .checked_sub(1)
        .filter(|before| {
            let item = &sentence.items[*before];
            item.is(Sense::Ahead) || item.is(Sense::Before) && item.kind == ItemKind::Han
        })
        .unwrap_or(start);
    let end = runs[last].range.end;
    let end = end + usize::from(sentence.items.get(end).is_some_and(|next| next.is(Sense::Before)));
    Some(Leads { leads, range: start..end })
}

/// Whether nothing but "before" and "and" stands between two amounts.
fn is_joined(sentence: &Sentence<'_>, one: &Run, other: &Run) -> bool {
    (one.range.end..other.range.start).all(|at| {
        let item = &sentence.items[at];
        item.is_mark() || item.is_any(Senses::of(&[Sense::And, Sense::Before, Sense::Filler]))
    })
}

/// Words around what is meant that name nothing.
pub(super) const AROUND_REMINDER: Senses = Senses::of(&[
    Sense::Remind,
    Sense::ReminderNoun,
    Sense::Reminders,
    Sense::Before,
    Sense::Ahead,
    Sense::Swap,
    Sense::Set,
    Sense::Put,
    Sense::Off,
    Sense::On,
    Sense::Not,
    Sense::Again,
    Sense::It,
    Sense::By,
    Sense::OnlyThis,
    Sense::RowNoun,
    Sense::Remove,
    Sense::Cancel,
    Sense::MakeIt,
    Sense::Earlier,
]);

/// Other reminders of an event: "remind me 1 hour before", "no reminder for 2".
pub(super) fn remind(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let is_about = sentence.has_any(&[Sense::Remind, Sense::ReminderNoun]);
    if sentence.has(Sense::Thanked) || !(is_about || replied.is_some() && is_only_leads(sentence)) {
        return None;
    }
    if let Some(found) = leads(sentence) {
        let text = sentence.without(std::slice::from_ref(&found.range));
        let rest = Sentence::of(&text, sentence.reference);
        let has_clock = rest.understood.readings.first().is_some_and(|reading| reading.known.clock);
        let has_day = rest.is_timed();
        // With a time of its own it is a new event, unless it answers about one that is there.
        if has_clock && replied.is_none()
            || has_day
                && replied.is_none()
                && !rest.items.iter().any(|item| item.is(Sense::ReminderNoun) && !item.is(Sense::Remind))
                && rest.items.iter().filter(|item| item.is_content() && !item.is_any(AROUND_REMINDER)).count() > 1
                && !rest.has(Sense::Determiner)
        {
            return None;
        }
        return Some(Intent::Remind { target: reminded(&rest, AROUND_REMINDER, replied), leads: Some(found.leads) });
    }
    // "set no 4's reminder to 45 min"
    let noun = sentence.find(Sense::ReminderNoun);
    if let Some(noun) = noun
        && let runs = runs(sentence, sentence.all())
        && let (Some(first), Some(last)) = (runs.first(), runs.last())
        && runs.windows(2).all(|pair| is_joined(sentence, &pair[0], &pair[1]))
        && (sentence.has_any(&[Sense::Swap, Sense::Set]) || replied.is_some() || names_row(sentence, noun, first))
        && !sentence.has(Sense::Default)
        && (first.range.start > noun || first.range.end == noun)
    {
        let text = sentence.without(std::slice::from_ref(&(first.range.start..last.range.end)));
        let rest = Sentence::of(&text, sentence.reference);
        if !rest.is_timed() {
            let leads = runs.iter().flat_map(|run| run.amounts.iter().map(|amount| lead(*amount))).collect();
            return Some(Intent::Remind { target: reminded(&rest, AROUND_REMINDER, replied), leads: Some(leads) });
        }
    }
    // "no reminder for this one", "off reminder for gym"
    let off = sentence.find(Sense::Off).or_else(|| sentence.find(Sense::Not))?;
    let word =
        sentence.items.iter().rposition(|item| item.is_any(Senses::of(&[Sense::ReminderNoun, Sense::Remind])))?;
    let is_near = off < word
        && (off + 1..word)
            .filter(|at| {
                let item = &sentence.items[*at];
                item.is_content() && item.number.is_none() && !item.is_any(AROUND_REMINDER) && !item.is(Sense::RowLead)
            })
            .count()
            == 0
        || off > word;
    let has_clock = sentence.understood.readings.first().is_some_and(|reading| reading.known.clock);
    if !is_near || has_clock {
        return None;
    }
    let target = reminded(sentence, AROUND_REMINDER, replied);
    if target == Target::Last && !sentence.has(Sense::It) {
        return None;
    }
    Some(Intent::Remind { target, leads: Some(Vec::new()) })
}

/// "1 day before and 2 hours before": a reply of leads and nothing else; "an hour earlier" moves.
fn is_only_leads(sentence: &Sentence<'_>) -> bool {
    let Some(found) = leads(sentence) else { return false };
    let is_before = |at: usize| sentence.is(at, Sense::Before) && !sentence.is(at, Sense::Earlier);
    let beside = sentence.content_beside(0..found.range.start, Senses::NONE)
        + sentence.content_beside(found.range.end..sentence.len(), Senses::NONE);
    beside == 0 && is_before(found.range.end - 1)
}

/// Whether rows stand between a reminder and its leads: "set reminder for 2: 1 day, 1 hour".
fn names_row(sentence: &Sentence<'_>, noun: usize, first: &Run) -> bool {
    let row = (noun + 1..first.range.start).find(|at| !sentence.is(*at, Sense::Link));
    row.is_some_and(|row| numbers(sentence, row..first.range.start).is_some())
}

/// The event whose reminders are meant: what is named beside the words of reminding.
pub(super) fn reminded(sentence: &Sentence<'_>, around: Senses, replied: Option<&RepliedTo>) -> Target {
    let kept: Vec<usize> = (0..sentence.len())
        .filter(|at| {
            let item = &sentence.items[*at];
            (item.is_time || item.is_content() || item.number.is_some() || item.is(Sense::RowLead))
                && (item.kind == ItemKind::Digits
                    || item.number.is_none()
                    || item.is_time
                    || at.checked_sub(1).is_some_and(|before| sentence.is(before, Sense::RowLead)))
                && (!item.is_any(around) || item.number.is_some() && !item.is(Sense::Filler))
        })
        .collect();
    // "there's no need to remind me about the choir practice": what is meant stands on one side of the verb.
    let verb = sentence.items.iter().position(|item| item.is(Sense::Remind) && !item.is(Sense::ReminderNoun));
    let (before, after): (Vec<usize>, Vec<usize>) = kept.iter().partition(|at| verb.is_some_and(|verb| **at < verb));
    let kept = if before.len() > after.len() { before } else { after };
    let (Some(first), Some(last)) = (kept.first(), kept.last()) else { return spoken_of(replied) };
    let range = *first..*last + 1;
    if let Some(rows) = numbers(sentence, range.clone()) {
        return Target::Numbers(rows);
    }
    target(trim_owner(sentence.slice(range)), sentence.reference, replied)
}

/// "gym's" names "gym".
fn trim_owner(text: &str) -> &str {
    text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text)
}

/// Words around what is meant that name nothing.
const AROUND_SNOOZE: Senses = Senses::of(&[
    Sense::Snooze,
    Sense::Remind,
    Sense::ReminderNoun,
    Sense::Again,
    Sense::Later,
    Sense::It,
    Sense::By,
    Sense::MakeIt,
    Sense::Put,
    Sense::UntilStart,
    Sense::Instead,
    Sense::Postpone,
    Sense::Amount,
    Sense::Count,
    Sense::Unit,
    Sense::Not,
]);

/// A reminder again later: "snooze 15", "remind me again in 20 min", 过半小时再叫我.
pub(super) fn snooze(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let says_remind = sentence.has(Sense::Remind);
    let says_again = sentence.has(Sense::Again);
    let snoozes = sentence.find(Sense::Snooze);
    let is_reminded = replied.is_some_and(|replied| is_due(sentence, replied));
    let runs = runs(sentence, sentence.all());
    let in_run = |at: usize| runs.iter().any(|run| run.range.contains(&at));
    let others = (0..sentence.len()).filter(|at| {
        let item = &sentence.items[*at];
        item.is_content() && !item.is_any(AROUND_SNOOZE) && !in_run(*at) && item.number.is_none()
    });
    let others = others.count();
    // "不用提醒我了" wants none, and no other time.
    if says_remind && runs.is_empty() && !sentence.is_timed() && sentence.has_any(&[Sense::Off, Sense::Not]) {
        return None;
    }
    // Beside a reminder that has just come, a word or two of excuse may stand: "wait la busy, remind balik pukul 6".
    let most = if is_reminded && (says_again || snoozes.is_some()) { 3 } else { 0 };
    let is_said = match (snoozes, says_remind) {
        (Some(at), _) if sentence.slice(at..at + 1).to_lowercase().starts_with("snooze") => others <= 2,
        (Some(_), true) => others <= most,
        (Some(_), false) => {
            let is_meant = is_reminded || !sentence.has(Sense::Later) || replied.is_none() && !runs.is_empty();
            others == 0 && is_meant && (replied.is_some() || !runs.is_empty()) && !sentence.has(Sense::Move)
        }
        (None, true) => {
            others <= most && (says_again || replied.is_some()) && !sentence.has_any(&[Sense::Before, Sense::Ahead])
        }
        (None, false) => {
            others == 0
                && is_reminded
                && !runs.is_empty()
                && (sentence.is_timed() || says_again || sentence.has(Sense::Later))
                && !sentence.has_any(&[Sense::Postpone, Sense::Earlier, Sense::Advance])
        }
    };
    if !is_said || sentence.has_any(&[Sense::Before, Sense::Ahead]) && !sentence.has(Sense::Again) {
        return None;
    }
    if sentence.has(Sense::UntilStart) {
        return Some(Intent::Snooze(Snooze::UntilStart));
    }
    let time = sentence.understood.readings.first().map(|reading| SaidTime::of(reading, sentence.reference));
    if let Some(time) = time.as_ref().filter(|time| !time.is_offset && (time.has_clock || time.has_day)) {
        return Some(Intent::Snooze(match time.start {
            Moment::Time(at) => Snooze::At(at),
            Moment::Day(day) => Snooze::At(day.and_hms_opt(MORNING, 0, 0)?),
        }));
    }
    if let Some(run) = runs.first() {
        return Some(Intent::Snooze(Snooze::For(run.total())));
    }
    if let Some(time) = time.filter(|time| time.is_offset) {
        return Some(Intent::Snooze(match time.start {
            Moment::Time(at) => Snooze::At(at),
            Moment::Day(day) => Snooze::At(day.and_hms_opt(MORNING, 0, 0)?),
        }));
    }
    // "snooze 15": minutes, where nothing else is said.
    let bare = sentence
        .items
        .iter()
        .find_map(|item| item.number.filter(|number| (1..=600).contains(number) && !item.is(Sense::Filler)));
    Some(Intent::Snooze(bare.map_or(Snooze::Later, |minutes| Snooze::For(Duration::minutes(i64::from(minutes))))))
}

/// The hour at which a reminder comes that is put off to another day.
const MORNING: u32 = 9;

/// Whether the event replied to begins about now, so that its reminder has just come.
fn is_due(sentence: &Sentence<'_>, replied: &RepliedTo) -> bool {
    let start = replied.when.start(sentence.reference.zone);
    let ahead = start - sentence.reference.now;
    ahead <= Duration::hours(1) && ahead >= Duration::hours(-3)
}
