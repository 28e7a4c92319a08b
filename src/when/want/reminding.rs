//! Reminders: other leads of an event.

use std::ops::Range;

use super::amounts::lead;
use super::items::ItemKind;
use super::narrative::is_reminded_by_others;
use super::runs::Run;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::target::{numbers, spoken_of, target};
use super::words;
use crate::model::{Intent, Lead, RepliedTo, Target};

/// The leads that a message names, and where they and the words around them stand.
pub(super) struct Leads {
    /// Minutes before, in the order named.
    pub leads: Vec<Lead>,
    /// Where they stand, with "before", and with those that are turned down: "45 min before, not 10".
    pub ranges: Vec<Range<usize>>,
}

/// The leads of a message: amounts before something, or of a reminder.
pub(super) fn leads(sentence: &Sentence<'_>) -> Option<Leads> {
    let is_turned_down = |run: &Run| run.range.start.checked_sub(1).is_some_and(|before| is_denial(sentence, before));
    let runs: Vec<&Run> = sentence.amounts().iter().filter(|run| !is_turned_down(run)).collect();
    let last = runs.iter().rposition(|run| is_before(sentence, run))?;
    // "10 minutes before and 1 hour before", "a day before the exam and again 2 hours before"
    let goes_on = |index: usize| {
        let (one, other) = (&runs[index], &runs[index + 1]);
        is_joined(sentence, one, other) || is_before(sentence, one) && is_resumed(sentence, other)
    };
    let first = (0..=last).rev().take_while(|index| *index == last || goes_on(*index)).last().unwrap_or(last);
    let leads = runs[first..=last].iter().flat_map(|run| run.amounts.iter().map(|amount| lead(*amount))).collect();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (index, run) in runs.iter().enumerate().take(last + 1).skip(first) {
        let whole = with_its_words(sentence, run);
        match ranges.last_mut() {
            Some(before) if is_joined(sentence, runs[index - 1], run) => before.end = whole.end,
            Some(_) | None => ranges.push(whole),
        }
    }
    if let Some(range) = ranges.last_mut() {
        range.end = after_denied(sentence, range.end);
    }
    Some(Leads { leads, ranges })
}

/// Whether an amount is one before something: "2 hours before", 提前两小时.
fn is_before(sentence: &Sentence<'_>, run: &Run) -> bool {
    leads_before(sentence, run).is_some() || sentence.is(run.range.end, Sense::Before)
}

/// The word before an amount that makes it one before something: 提前, 前.
fn leads_before(sentence: &Sentence<'_>, run: &Run) -> Option<usize> {
    run.range.start.checked_sub(1).filter(|before| {
        let item = &sentence.items[*before];
        item.is(Sense::Ahead) || item.is(Sense::Before) && item.kind == ItemKind::Han
    })
}

/// An amount with the words that make it one before something.
fn with_its_words(sentence: &Sentence<'_>, run: &Run) -> Range<usize> {
    let start = leads_before(sentence, run).unwrap_or(run.range.start);
    start..run.range.end + usize::from(sentence.is(run.range.end, Sense::Before))
}

/// Whether nothing but "before", "and", "again" stands between two amounts.
fn is_joined(sentence: &Sentence<'_>, one: &Run, other: &Run) -> bool {
    const BETWEEN: Senses =
        Senses::of(&[Sense::And, Sense::Before, Sense::Ahead, Sense::Filler, Sense::Again, Sense::Remind, Sense::Me]);
    (one.range.end..other.range.start).all(|at| sentence.items[at].is_mark() || sentence.items[at].is_any(BETWEEN))
}

/// Whether an amount goes on with another said before: "and again 2 hours before", "dan lagi sekali sejam sebelum".
fn is_resumed(sentence: &Sentence<'_>, run: &Run) -> bool {
    let start = leads_before(sentence, run).unwrap_or(run.range.start);
    let is_join = |at: usize| sentence.items[at].is_any(Senses::of(&[Sense::And, Sense::Again]));
    let before = (0..start).rev().find(|at| is_join(*at) || !sentence.items[*at].is_filler());
    before.is_some_and(is_join)
}

/// Whether what follows is turned down: "not", "bukan", 不是.
fn is_denial(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is(at, Sense::Not) && !sentence.is(at, Sense::Off)
}

/// The end of leads with those that are turned down after them: ", not 10 minutes".
fn after_denied(sentence: &Sentence<'_>, end: usize) -> usize {
    let denial = (end..sentence.len()).find(|at| !sentence.items[*at].is_filler());
    let Some(denial) = denial.filter(|at| is_denial(sentence, *at)) else { return end };
    let is_amount = |at: &usize| {
        sentence.items[*at].number.is_some()
            || sentence.items[*at].is_any(Senses::of(&[Sense::Unit, Sense::Count, Sense::Amount, Sense::Before]))
    };
    let amounts = (denial + 1..sentence.len()).take_while(is_amount).count();
    if amounts > 0 { denial + 1 + amounts } else { end }
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
    Sense::Late,
    Sense::Enough,
    Sense::You,
]);

/// Other reminders of an event: "remind me 1 hour before", "no reminder for 2".
pub(super) fn remind(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let is_about = sentence.has_any(&[Sense::Remind, Sense::ReminderNoun]);
    let is_theirs = replied.is_none() && is_reminded_by_others(sentence);
    if sentence.has(Sense::Thanked) || is_theirs || !(is_about || replied.is_some() && is_only_leads(sentence)) {
        return None;
    }
    if let Some(found) = leads(sentence) {
        let text = sentence.without(&found.ranges);
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
        && let runs = sentence.amounts()
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
        || off >= word && says_no_more(sentence, off);
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

/// "Gym reminder not needed" ends so; "reminder to self: never buy shoes" says what is not to be done.
fn says_no_more(sentence: &Sentence<'_>, off: usize) -> bool {
    let end = sentence.clause_of(off).map_or(sentence.len(), |clause| clause.end);
    sentence.is(off, Sense::Remind)
        || sentence.items[off].is(Sense::Off) && !sentence.items[off].is(Sense::Not)
        || sentence.content_beside(off + 1..end, AROUND_REMINDER) == 0
}

/// "1 day before and 2 hours before": a reply of leads and nothing else; "an hour earlier" moves.
fn is_only_leads(sentence: &Sentence<'_>) -> bool {
    const AROUND: Senses = Senses::of(&[Sense::Enough, Sense::It, Sense::OnlyThis, Sense::RowNoun, Sense::This]);
    let Some(found) = leads(sentence) else { return false };
    let is_before = |at: usize| sentence.is(at, Sense::Before) && !sentence.is(at, Sense::Earlier);
    let [range] = found.ranges.as_slice() else { return false };
    let beside =
        sentence.content_beside(0..range.start, AROUND) + sentence.content_beside(range.end..sentence.len(), AROUND);
    beside == 0 && (is_before(range.end - 1) || sentence.has(Sense::Enough))
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
    let kept = near(sentence, &kept, replied);
    // "there's no need to remind me about the choir practice": what is meant stands on one side of the verb.
    let verb = sentence.items.iter().position(|item| item.is(Sense::Remind) && !item.is(Sense::ReminderNoun));
    let (before, after): (Vec<usize>, Vec<usize>) = kept.iter().partition(|at| verb.is_some_and(|verb| **at < verb));
    let kept = if before.len() > after.len() { before } else { after };
    let (Some(first), Some(last)) = (kept.first(), kept.last()) else { return spoken_of(replied) };
    let range = *first..*last + 1;
    if let Some(rows) = numbers(sentence, range.clone()) {
        return Target::Numbers(rows);
    }
    // "gym's" names "gym".
    target(words::without_owner(sentence.slice(range)), sentence.reference, replied)
}

/// Of the words that may name what is meant, those in the clause of the reminder; where it names nothing and the message
/// is no reply, those in the clause before, or else the first that name something.
fn near(sentence: &Sentence<'_>, kept: &[usize], replied: Option<&RepliedTo>) -> Vec<usize> {
    let about = Senses::of(&[Sense::Remind, Sense::ReminderNoun, Sense::Reminders]);
    let clauses = &sentence.clauses;
    let verb = sentence.items.iter().position(|item| item.is_any(about));
    let Some(own) = verb.and_then(|verb| clauses.iter().position(|clause| clause.contains(&verb))) else {
        return kept.to_vec();
    };
    let within =
        |clause: &Range<usize>| -> Vec<usize> { kept.iter().copied().filter(|at| clause.contains(at)).collect() };
    let named = within(&clauses[own]);
    if !named.is_empty() || replied.is_some() {
        return named;
    }
    let others = clauses[..own].iter().rev().chain(&clauses[own + 1..]);
    others.map(within).find(|named| !named.is_empty()).unwrap_or_default()
}
