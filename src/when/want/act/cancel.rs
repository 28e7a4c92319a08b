//! Cancelling, and what only looks like it: errands and plans use the same words.

use std::ops::Range;

use super::moving::lead_to_time;
use super::{is_deed, is_named, is_negated};
use crate::model::{Intent, RepliedTo, Scope, Target};
use crate::when::want::clause::without_filler;
use crate::when::want::senses::{Sense, Senses};
use crate::when::want::sentence::Sentence;
use crate::when::want::target::{first_day, narrowed, numbers, scope, target};
use crate::when::want::time::SaidTime;

/// What cancels an event, if the message does.
pub(in crate::when::want) fn cancel(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let clauses = &sentence.clauses;
    for (index, clause) in clauses.iter().enumerate() {
        let body = without_filler(sentence, clause.clone());
        let Some(at) = cancel_verb(sentence, &body) else { continue };
        let verb = &sentence.items[at];
        // "Tak payah tukar dentist": the moving is off.
        let is_of_deed = verb.is(Sense::CalledOff) && is_deed(sentence, at + 1);
        if at > 0 && is_negated(sentence, at) || is_of_deed || moves_after_all(sentence, at) {
            continue;
        }
        // "He comes in and says the client cancelled"
        let tells = |sense| (clause.start..at).any(|at| sentence.is(at, sense));
        if replied.is_none() && verb.is(Sense::CalledOff) && tells(Sense::Third) && tells(Sense::Says) {
            continue;
        }
        // 最后还讲取消: somebody's words, and not what is cancelled.
        let is_quoted = at > clause.start && sentence.items[at - 1].is_any(Senses::of(&[Sense::Says, Sense::Told]));
        if replied.is_none() && is_quoted && at + 1 == clause.end {
            continue;
        }
        let is_head = at == body.start
            || (body.start..at).all(|at| !sentence.items[at].is_content() || sentence.is(at, Sense::OnlyThis))
            || begins_with_no(sentence, &body, at);
        let rest_of_all = at + 1..sentence.end();
        if let Some(rows) = numbers(sentence, rest_of_all.clone()) {
            return Some(Intent::Cancel { target: Target::Numbers(rows), scope: None });
        }
        let after = at + 1..clause.end;
        let before = clause.start..at;
        let has_before = (clause.start..at).any(|at| is_named(sentence, at) && !is_how_much(sentence, at));
        let is_tail = (at + 1..clause.end).all(|at| !is_named(sentence, at) || has_before && is_how_much(sentence, at));
        // What is cancelled stands after the verb, or before it, or in the clause before.
        let says_it = replied.is_some() && after.clone().all(|at| !is_named(sentence, at));
        // "Can you remove it and please don't ask me to reschedule"
        let goes_on = sentence.is(at + 1, Sense::It) && sentence.is(at + 2, Sense::And) && at + 2 < clause.end;
        let after = if goes_on { at + 1..at + 2 } else { after };
        let named = if is_head && (!is_tail || says_it) {
            after
        } else if (is_tail || is_ended(sentence, at)) && (clause.start..at).any(|at| is_named(sentence, at)) {
            before
        } else if is_tail {
            index.checked_sub(1).map_or(after, |index| clauses[index].clone())
        } else if verb.is(Sense::CalledOff) && !(clause.start..at).any(|at| sentence.items[at].is_any(WHO_CANCELS)) {
            // "My boss cancelled the 3pm meeting" tells what somebody did.
            after
        } else {
            continue;
        };
        if replied.is_none() && named.clone().any(|at| sentence.is(at, Sense::Theirs) && !sentence.is(at, Sense::It)) {
            continue;
        }
        let meant = match cancelled(sentence, named.clone(), replied) {
            // "Mulai 1 Julai saya tak sambung zumba, buang semuanya": the event is named before.
            meant @ (Target::Last | Target::Missing | Target::Title { at: None, .. })
                if sentence.has(Sense::Onwards) =>
            {
                let mut beside = clauses[index.saturating_sub(1)..=index].iter();
                beside.find_map(|clause| ended_from(sentence, clause)).unwrap_or(meant)
            }
            meant => meant,
        };
        let is_declared = verb.is(Sense::Cancel) && is_tail && !is_head;
        if !is_declared && !is_sure(sentence, at, &named, &meant, replied) {
            continue;
        }
        // A bare "cancel" names nothing.
        let meant = if meant == Target::Last && !sentence.has(Sense::It) { Target::Missing } else { meant };
        let scope = match &meant {
            Target::Numbers(_) => None,
            // "All the classes from february"
            Target::Title { at: Some(_), .. } if sentence.has(Sense::From) && sentence.has(Sense::Whole) => {
                Some(Scope::Following)
            }
            Target::Title { .. } | Target::At(_) | Target::Reply | Target::Last | Target::Missing => scope(sentence),
        };
        return Some(Intent::Cancel { target: meant, scope });
    }
    None
}

/// "Nvm cancel this": what was said before is taken back, and nothing is named before the verb.
fn begins_with_no(sentence: &Sentence<'_>, body: &Range<usize>, verb: usize) -> bool {
    let first = &sentence.items[body.start];
    body.start + 1 == verb && first.is(Sense::No) && !first.is_any(Senses::of(&[Sense::Not, Sense::RowLead]))
}

/// "Kelas gitar cancel la tangan sakit": a small word ends what is called off, and the reason follows.
fn is_ended(sentence: &Sentence<'_>, verb: usize) -> bool {
    let names_event = (0..verb).any(|at| sentence.is(at, Sense::EventNoun));
    names_event && sentence.is(verb, Sense::Cancel) && sentence.is(verb + 1, Sense::Tail)
}

/// Whether a word says how much, and not what: "batalkan semua terus".
fn is_how_much(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.items[at].is_any(Senses::of(&[Sense::All, Sense::Whole]))
}

/// "No 3 tak jadi", "number 2 not happening", "no 4 不要了 delete": a row named as one, and that it is off, and nothing
/// else.
pub(in crate::when::want) fn called_off_row(sentence: &Sentence<'_>) -> Option<Intent> {
    const OFF: Senses =
        Senses::of(&[Sense::CalledOff, Sense::Already, Sense::Cancel, Sense::Remove, Sense::Not, Sense::It]);
    const ENDS: Senses = Senses::of(&[Sense::CalledOff, Sense::Cancel, Sense::Remove]);
    let lead = sentence.first_of(Sense::RowLead)?;
    let ends = |at: &usize| sentence.items[*at].is_any(ENDS) || sentence.is(*at, Sense::Not) && *at > lead + 1;
    let off = (lead + 1..sentence.len()).find(ends)?;
    let says_off = sentence.within(off..sentence.len()).iter().any(|item| item.is_any(ENDS));
    let is_all = sentence.content_beside(off..sentence.len(), OFF) == 0;
    let rows = numbers(sentence, 0..off).filter(|_| says_off && is_all && !sentence.is_timed())?;
    Some(Intent::Cancel { target: Target::Numbers(rows), scope: None })
}

/// Who stands before a verb that tells what they did.
const WHO_CANCELS: Senses = Senses::of(&[Sense::Acquaintance, Sense::Third, Sense::Outlet]);

/// "X sempat jam 11 ni, tolak ke 2 petang": what does not suit gets another time.
fn moves_after_all(sentence: &Sentence<'_>, verb: usize) -> bool {
    const MOVES: Senses = Senses::of(&[Sense::Move, Sense::Postpone, Sense::Advance]);
    let is_weak = !sentence.items[verb].is_any(Senses::of(&[Sense::Cancel, Sense::Remove]));
    let next = (verb + 1..sentence.len()).find(|at| sentence.items[*at].is_any(MOVES) && !sentence.items[*at].is_time);
    is_weak
        && next.is_some_and(|next| {
            lead_to_time(sentence, next).is_some() || !sentence.amounts_within(next + 1..sentence.len()).is_empty()
        })
}

/// The event of a clause that ends from a day on: "from 1 july i don't do zumba".
fn ended_from(sentence: &Sentence<'_>, clause: &Range<usize>) -> Option<Target> {
    let event = clause.clone().find(|at| sentence.is(*at, Sense::EventNoun) && !sentence.items[*at].is_time)?;
    let within = sentence.items[clause.start].range.start..sentence.items[event].range.start;
    let is_before = |said: &SaidTime| said.ranges.iter().all(|range| within.contains(&range.start));
    let said = sentence.understood.readings.first().map(|reading| SaidTime::of(reading, sentence.reference));
    let said = said.filter(is_before).map(|said| narrowed(&said));
    let first = said.or_else(|| first_day(sentence, clause.start..event))?;
    match target(sentence.slice(event..clause.end), sentence.reference, None) {
        Target::Title { title, .. } => Some(Target::Title { title, at: Some(first) }),
        Target::Numbers(_) | Target::At(_) | Target::Reply | Target::Last | Target::Missing => None,
    }
}

/// What is cancelled: "the stand-up from 5 oct onwards" names the day from which on.
fn cancelled(sentence: &Sentence<'_>, named: Range<usize>, replied: Option<&RepliedTo>) -> Target {
    let from = named.clone().find(|at| sentence.is(*at, Sense::From) && *at + 1 < named.end);
    if let Some(from) = from.filter(|_| sentence.has_any(&[Sense::Onwards, Sense::Whole]))
        && let Some(first) = first_day(sentence, from + 1..named.end)
        && let Target::Title { title, .. } = target(sentence.slice(named.start..from), sentence.reference, replied)
    {
        return Target::Title { title, at: Some(first) };
    }
    let named = taken_off(sentence, named);
    let meant = target(sentence.slice(named.clone()), sentence.reference, replied);
    // "don't want no. 6 already": a row among other words.
    match (row_among(sentence, named), &meant) {
        (Some(rows), Target::Title { .. }) => Target::Numbers(rows),
        (Some(_) | None, _) => meant,
    }
}

/// "Take the trip off my calendar": what is taken stands behind the verb.
fn taken_off(sentence: &Sentence<'_>, named: Range<usize>) -> Range<usize> {
    let takes = |at: &usize| sentence.is(*at, Sense::Takes) && !sentence.items[*at].is_time;
    let body = without_filler(sentence, named.clone());
    if sentence.is(named.end, Sense::Remove) && Some(body.start).is_some_and(|at| takes(&at)) {
        body.start + 1..named.end
    } else {
        named
    }
}

/// The rows that are named as rows somewhere in a range: "no. 6", "the 3rd one".
pub(in crate::when::want) fn row_among(sentence: &Sentence<'_>, range: Range<usize>) -> Option<Vec<u32>> {
    let lead = range.clone().find(|at| {
        sentence.is(*at, Sense::RowLead) && sentence.items[*at].number.is_none() && !sentence.items[*at].is_time
    })?;
    (lead + 1..=range.end).rev().find_map(|end| numbers(sentence, lead..end))
}

/// The verb of a clause that cancels: the strongest there is.
fn cancel_verb(sentence: &Sentence<'_>, clause: &Range<usize>) -> Option<usize> {
    let is_word = |at: &usize| !sentence.items[*at].is_time;
    let find = |sense| clause.clone().filter(is_word).find(|at| sentence.is(*at, sense));
    find(Sense::Cancel)
        .or_else(|| {
            let head = clause.start;
            let is_head = sentence.items.get(head).is_some_and(|item| item.is(Sense::Remove) && !item.is_time);
            let tail = clause.clone().rev().find(|at| sentence.items[*at].is(Sense::Remove));
            // "Kelas piano tu delete terus semua"
            let is_rest = |at: usize| !is_named(sentence, at) || is_how_much(sentence, at);
            let is_tail = tail.is_some_and(|tail| (tail + 1..clause.end).all(is_rest));
            if is_head { Some(head) } else { tail.filter(|_| is_tail) }
        })
        .or_else(|| find(Sense::CalledOff))
        .or_else(|| {
            // "No more tuition from 2 nov onwards"
            let ends = sentence.has(Sense::From) && sentence.has(Sense::Onwards) && sentence.has(Sense::EventNoun);
            let is_about_reminders = sentence.has_any(&[Sense::Remind, Sense::ReminderNoun, Sense::Reminders]);
            let is_before = |at: usize| sentence.items[at].is_time || !is_named(sentence, at);
            clause
                .clone()
                .find(|at| sentence.is(*at, Sense::Off))
                .filter(|at| ends && !is_about_reminders && (clause.start..*at).all(is_before))
        })
}

/// Whether a cancelling word really cancels an event: errands and plans use the same words.
fn is_sure(
    sentence: &Sentence<'_>,
    verb: usize,
    named: &Range<usize>,
    target: &Target,
    replied: Option<&RepliedTo>,
) -> bool {
    let verb = &sentence.items[verb];
    let has = |sense| named.clone().any(|at| sentence.items[at].is(sense) && !sentence.items[at].is_time);
    match target {
        Target::Numbers(_) => true,
        Target::Reply | Target::Last | Target::Missing => {
            let says_it = sentence.has(Sense::It);
            replied.is_some() || verb.is(Sense::Cancel) || verb.is(Sense::Remove) && says_it
        }
        Target::At(_) => !verb.is(Sense::CalledOff) || replied.is_some(),
        Target::Title { at, .. } => {
            let is_known = has(Sense::EventNoun) || sentence.has(Sense::RowNoun);
            if verb.is(Sense::Cancel) {
                !has(Sense::Errand) || is_known && !has(Sense::Errand)
            } else if verb.is(Sense::Remove) {
                // "Padam gambar lama", "delete my old chats" tidy something else up.
                if has(Sense::Clutter) && !is_known && at.is_none() {
                    return false;
                }
                (is_known || verb.is(Sense::Erases)) && !has(Sense::Errand)
                    || at.is_none() && !has(Sense::Errand) && !sentence.is_timed()
                    || !has(Sense::Errand) && sentence.has(Sense::CalledOff)
            } else {
                // "Shaun can't come on thursday" tells of somebody.
                is_known && !has(Sense::Errand)
                    || at.is_some() && !sentence.has(Sense::Past) && (replied.is_some() || !verb.is(Sense::NotComing))
            }
        }
    }
}
