//! Questions for free time: whether one is free then, or when.

use std::ops::Range;

use chrono::{Days, Duration, NaiveTime};

use super::clause::{ASKING, begins_asking, is_question};
use super::items::{Item, ItemKind};
use super::period::{period, today};
use super::runs::Run;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::time::SaidTime;
use crate::model::{DailyHours, FreeTime, Intent, Moment};
use crate::when::token::Tokens;
use crate::when::word::{DayPart, Word};

/// How long free time is looked for where a clock is named and no length.
const USUAL_LENGTH: Duration = Duration::minutes(60);

/// "Am I free friday 3pm?", "bila saya lapang", "find 30 min this week".
pub(super) fn free(sentence: &Sentence<'_>) -> Option<Intent> {
    let has_clock = sentence.understood.readings.first().is_some_and(|reading| reading.known.clock);
    let is_looked_for = sentence
        .items
        .iter()
        .find(|item| item.is_content() && !item.is(Sense::Then))
        .is_some_and(|item| item.is(Sense::Find))
        && sentence.amounts().first().is_some_and(|run| {
            let small = ASKING.and(Senses::of(&[Sense::Then]));
            sentence.content_beside(0..run.range.start, small)
                + sentence.content_beside(run.range.end..sentence.len(), small)
                == 0
        });
    let says_free = sentence.has_any(&[Sense::Free, Sense::Slot, Sense::Clash])
        || is_looked_for
        || is_when_possible(sentence)
        || sentence.has(Sense::Busy) && has_clock
        || is_not_busy(sentence);
    let is_event = sentence.has(Sense::EventNoun) && !is_question(sentence) && has_clock;
    if !says_free || is_event || comes_free(sentence) {
        return None;
    }
    let head = sentence.items.iter().find(|item| item.is_content() || item.is(Sense::Auxiliary));
    let begins = head.is_some_and(|item| {
        item.is_any(Senses::of(&[Sense::Free, Sense::Find, Sense::Show, Sense::When, Sense::Any, Sense::Slot]))
    });
    let is_asked = is_question(sentence)
        || begins_asking(sentence)
        || begins
        || sentence
            .items
            .iter()
            .any(|item| item.is_any(Senses::of(&[Sense::Find, Sense::Show])) && !item.is(Sense::Free))
        || sentence.has(Sense::When)
        || sentence.has(Sense::Or);
    let is_statement = sentence.items.iter().position(|item| item.is(Sense::Me)).is_some_and(|me| {
        sentence.items.get(me + 1).is_some_and(|next| next.is(Sense::Free))
            && !is_question(sentence)
            && !sentence.has_any(&[Sense::Show, Sense::Find])
    });
    // "Abang free tak malam ni": somebody else's time.
    let is_person = |at: usize| {
        sentence.items[at].is_any(Senses::of(&[Sense::Relative, Sense::Acquaintance, Sense::Outsider, Sense::Third]))
    };
    let is_of_another = sentence.find(Sense::Free).and_then(|free| free.checked_sub(1)).is_some_and(is_person);
    if !is_asked || is_statement || is_of_another && !sentence.has(Sense::Me) {
        return None;
    }
    // "free gift", "free parking": someone else's question.
    if sentence.has(Sense::Advert) && !sentence.has(Sense::Me) {
        return None;
    }
    // "is KLCC open on sunday" asks about something else.
    let subject =
        sentence.items.iter().position(|item| item.is(Sense::Auxiliary)).and_then(|at| sentence.items.get(at + 1));
    if !sentence.has(Sense::Me)
        && subject.is_some_and(|item| {
            item.is_content()
                && !item.is_any(Senses::of(&[
                    Sense::Any,
                    Sense::Free,
                    Sense::Slot,
                    Sense::Clash,
                    Sense::EventNoun,
                    Sense::AnyEvent,
                    Sense::What,
                    Sense::Have,
                    Sense::Week,
                ]))
        })
        && !is_looked_for
        && !is_when_possible(sentence)
    {
        return None;
    }
    let slot_only = !sentence.has_any(&[Sense::Free, Sense::Clash])
        && !is_looked_for
        && !is_when_possible(sentence)
        && !is_not_busy(sentence);
    if slot_only
        && !(sentence.has_any(&[
            Sense::Find,
            Sense::Any,
            Sense::Me,
            Sense::Have,
            Sense::CanYou,
            Sense::Show,
            Sense::Auxiliary,
        ]))
    {
        return None;
    }
    let looks_for_a_length = is_looked_for || sentence.has(Sense::Slot);
    let is_offset = first_time(sentence).is_some_and(|time| time.is_offset);
    if !(looks_for_a_length && is_offset)
        && let Some(free) = at_the_clock(sentence)
    {
        return Some(free);
    }
    Some(on_days(sentence))
}

/// "Free parking until 10pm", "free advice for everyone": what costs nothing, in a message that asks nothing.
fn comes_free(sentence: &Sentence<'_>) -> bool {
    let first = sentence.first();
    let names = |next: &Item| next.kind == ItemKind::Word && next.senses == Senses::NONE && !next.is_time;
    sentence.is(first, Sense::Gives)
        && sentence.is(first, Sense::Free)
        && sentence.items.get(first + 1).is_some_and(names)
        && !is_question(sentence)
}

/// The first time that a message says.
fn first_time(sentence: &Sentence<'_>) -> Option<SaidTime> {
    sentence.understood.readings.first().map(|reading| SaidTime::of(reading, sentence.reference))
}

/// Free time at a clock that is named: for as long as is said, or an hour.
pub(super) fn at_the_clock(sentence: &Sentence<'_>) -> Option<Intent> {
    let time = first_time(sentence).filter(|time| time.has_clock && !time.is_repeated)?;
    let Moment::Time(start) = time.start else { return None };
    let run = sentence.amounts().first().filter(|_| time.end.is_none());
    let length = run.map(Run::total).filter(|length| *length < Duration::days(1) && !time.is_offset);
    let until = match time.end {
        Some(Moment::Time(end)) => end,
        Some(Moment::Day(_)) | None => start.checked_add_signed(length.unwrap_or(USUAL_LENGTH))?,
    };
    Some(Intent::Free(FreeTime { from: time.start, until: Moment::Time(until), length: None, hours: None }))
}

/// "Which evening am i not busy": asks for free time.
fn is_not_busy(sentence: &Sentence<'_>) -> bool {
    (1..sentence.len()).any(|at| sentence.is(at, Sense::Busy) && sentence.is(at - 1, Sense::Not))
}

/// Free time on some days, or within a part of each of them.
pub(super) fn on_days(sentence: &Sentence<'_>) -> Intent {
    let run = sentence.amounts().iter().find(|run| run.total() < Duration::days(1));
    let length = run.map(Run::total);
    let blanked: Vec<Range<usize>> = run.into_iter().map(|run| run.range.clone()).collect();
    let text = sentence.without(&blanked);
    let rest = Sentence::of(&text, sentence.reference);
    let today = today(sentence);
    let (from, until) = period(&rest).unwrap_or_else(|| (today, today + Days::new(6)));
    let hours = part_of_day(sentence);
    Intent::Free(FreeTime { from: Moment::Day(from), until: Moment::Day(until), length, hours })
}

/// The hours in which to look for free time in the part of the day that is named, if one is.
fn part_of_day(sentence: &Sentence<'_>) -> Option<DailyHours> {
    if sentence.has(Sense::AfterLunch) {
        return hours(13, 18);
    }
    if sentence.has(Sense::AfterWork) {
        return hours(18, 22);
    }
    let (from, until) = match named_part(sentence)? {
        DayPart::SmallHours => (0, 6),
        DayPart::EarlyMorning => (6, 9),
        DayPart::Morning => (8, 12),
        DayPart::Midday => (11, 14),
        DayPart::Afternoon => (12, 18),
        DayPart::LateAfternoon => (16, 19),
        DayPart::Evening => (18, 22),
        DayPart::Night => (19, 0),
        DayPart::LateNight => (22, 0),
        DayPart::Prayer(..) => return None,
    };
    hours(from, until)
}

/// The hours in which to look for what is on in the part of the day that is named: nothing at its edges is left out.
pub(super) fn part_looked_at(sentence: &Sentence<'_>) -> Option<DailyHours> {
    if sentence.has(Sense::AfterLunch) {
        return hours(13, 0);
    }
    if sentence.has(Sense::AfterWork) {
        return hours(17, 0);
    }
    let (from, until) = match named_part(sentence)? {
        DayPart::SmallHours => (0, 6),
        DayPart::EarlyMorning => (5, 9),
        DayPart::Morning => (5, 12),
        DayPart::Midday => (11, 14),
        DayPart::Afternoon => (12, 18),
        DayPart::LateAfternoon => (15, 19),
        DayPart::Evening => (17, 0),
        DayPart::Night => (18, 0),
        DayPart::LateNight => (21, 0),
        DayPart::Prayer(..) => return None,
    };
    hours(from, until)
}

fn hours(from: u32, until: u32) -> Option<DailyHours> {
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
    Some(DailyHours { from: hour(from)?, until: hour(until)? })
}

/// The part of the day that a message names.
fn named_part(sentence: &Sentence<'_>) -> Option<DayPart> {
    let tokens = Tokens::of(sentence.text);
    (0..tokens.list.len()).find_map(|at| match tokens.word(at)? {
        Word::Part(part)
        | Word::PartAfterDay(part)
        | Word::Parts(part)
        | Word::InPart(part)
        | Word::DayPart(_, part) => Some(part),
        Word::Tonight => Some(DayPart::Night),
        _ => None,
    })
}

/// "When can I do a 1 hour call this week?", "bila boleh buat meeting 2 jam": a length, and the wish for a time.
fn is_when_possible(sentence: &Sentence<'_>) -> bool {
    let is_possible = sentence.has(Sense::CanYou)
        || sentence.items.iter().any(|item| item.is(Sense::Auxiliary) && item.is(Sense::Me));
    sentence.has(Sense::When) && is_possible && sentence.amounts().iter().any(|run| run.total() < Duration::days(1))
}
