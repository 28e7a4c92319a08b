//! Questions for what is on: in a day, a week, a month.

use chrono::{NaiveDate, NaiveTime};

use super::clause::{ASKING, begins_asking, has_question_word, is_question};
use super::free::{at_the_clock, part_looked_at};
use super::items::{Item, ItemKind};
use super::period::{period, today};
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use crate::model::{DailyHours, Intent, Moment};

/// Words that name no event of their own.
const GENERAL: [Sense; 17] = [
    Sense::AgendaNoun,
    Sense::AnyEvent,
    Sense::GoingOn,
    Sense::Busy,
    Sense::Upcoming,
    Sense::Week,
    Sense::Month,
    Sense::Then,
    Sense::Looks,
    Sense::Knows,
    Sense::List,
    Sense::Digest,
    Sense::Does,
    Sense::WeekendDays,
    Sense::Unit,
    Sense::RowNoun,
    Sense::Send,
];

/// Whether a word beside the question names an event; a number is of a day: 20号21号.
fn names_something(sentence: &Sentence<'_>) -> bool {
    let numbers = sentence.items.iter().filter(|item| item.kind == ItemKind::Digits && item.is_content()).count();
    beside(sentence, &GENERAL) > numbers
}

/// "Any appt tmr", "lusa ada meeting apa", 今晚还有会吗, "how does next week look": some days, and no event by its name.
pub(super) fn anything(sentence: &Sentence<'_>) -> Option<Intent> {
    const NAMED: Senses = Senses::of(&[
        Sense::When,
        Sense::WhatTime,
        Sense::Where,
        Sense::HowLong,
        Sense::Free,
        Sense::Slot,
        Sense::Clash,
        Sense::Remind,
        Sense::Put,
        Sense::Reason,
        Sense::LastTime,
        Sense::Advert,
    ]);
    let is_general =
        |item: &Item| item.is_any(Senses::of(&[Sense::AnyEvent, Sense::AgendaNoun, Sense::Show, Sense::What]));
    let names = |item: &Item| !item.is_time && item.is_any(NAMED) && !is_general(item);
    if sentence.items.iter().any(names) || names_something(sentence) {
        return None;
    }
    let shows = sentence.has_any(&[Sense::Show, Sense::List, Sense::Find, Sense::Send]);
    let asks_what = sentence.has_any(&[Sense::What, Sense::Any, Sense::AnyEvent, Sense::AgendaNoun]);
    let asks_how = sentence.has(Sense::OtherQuestion) && sentence.has(Sense::Looks);
    let asks = is_question(sentence) || begins_asking(sentence);
    if !(asks && (asks_what || asks_how) || shows && asks_what) {
        return None;
    }
    let (from, until) =
        period(sentence).or_else(|| part_looked_at(sentence).map(|_| (today(sentence), today(sentence))))?;
    let whether =
        sentence.has(Sense::Particle) || sentence.items.iter().any(|item| item.is(Sense::Any) && !item.is(Sense::Have));
    if has_clock(sentence)
        && whether
        && let Some(free) = at_the_clock(sentence)
    {
        return Some(free);
    }
    Some(Intent::Agenda { from, until, hours: hours(sentence, from, until) })
}

/// "What's on friday", "apa jadual minggu depan", 明天有什么安排.
pub(super) fn agenda(sentence: &Sentence<'_>) -> Option<Intent> {
    const WORDS: [Sense; 9] = [
        Sense::Week,
        Sense::WhatTime,
        Sense::List,
        Sense::AgendaNoun,
        Sense::GoingOn,
        Sense::Busy,
        Sense::What,
        Sense::Any,
        Sense::Have,
    ];
    if !sentence.has_any(&WORDS) && !sentence.has(Sense::Show) {
        return None;
    }
    // "Put this in the work calendar" asks for nothing that is on.
    if sentence.has(Sense::CalendarNoun) && sentence.has_any(&[Sense::Move, Sense::Swap]) && !is_question(sentence) {
        return None;
    }
    let is_shown = sentence
        .items
        .iter()
        .find(|item| item.is_content())
        .is_some_and(|item| item.is_any(Senses::of(&[Sense::Show, Sense::List])))
        || sentence.has(Sense::Show) && sentence.has_any(&[Sense::AgendaNoun, Sense::What]);
    let first = sentence.items.iter().find(|item| item.is_content());
    let has_clock = sentence.understood.readings.first().is_some_and(|reading| reading.known.clock);
    let begins_with_noun =
        first.is_some_and(|item| item.is(Sense::AgendaNoun) && !item.is(Sense::EventNoun)) && !has_clock;
    let is_told = has_clock && !is_question(sentence) && !sentence.has(Sense::What);
    if is_told {
        return None;
    }
    let asks = is_question(sentence)
        || begins_asking(sentence)
        || has_question_word(sentence)
        || sentence.has_any(&[Sense::What, Sense::List]);
    let others = beside(
        sentence,
        &[Sense::AgendaNoun, Sense::GoingOn, Sense::Busy, Sense::Upcoming, Sense::Week, Sense::Month, Sense::Digest],
    );
    let is_about_us = sentence.has_any(&[Sense::Me, Sense::AgendaNoun, Sense::Any, Sense::GoingOn, Sense::Busy])
        || is_shown
        || sentence.has_any(&[Sense::What, Sense::List]);
    let is_plain = sentence.has_any(&[Sense::AgendaNoun, Sense::Busy]) || is_shown && sentence.has(Sense::What);
    let most = if is_plain { 3 } else { usize::from(sentence.has(Sense::Me)) };
    let is_only_shown =
        is_shown && !sentence.has_any(&[Sense::AgendaNoun, Sense::What, Sense::Any, Sense::List, Sense::Me]);
    if others > most || !is_about_us || is_only_shown && (others > 0 || has_clock) {
        return None;
    }
    let is_any = first.is_some_and(|item| item.is(Sense::Any)) && !has_clock;
    let is_my_week = sentence.has(Sense::Me)
        && sentence.has_any(&[Sense::Week, Sense::Month])
        && sentence
            .items
            .iter()
            .all(|item| !item.is_content() || item.is_any(Senses::of(&[Sense::Week, Sense::Month, Sense::This])));
    let is_bare_noun = begins_with_noun && others == 0 || is_any || is_my_week;
    if !(asks || is_shown || is_bare_noun) {
        return None;
    }
    if sentence.has_any(&[Sense::Fact, Sense::Advert, Sense::Past])
        && !sentence.has(Sense::Me)
        && !sentence.has(Sense::AgendaNoun)
    {
        return None;
    }
    let is_my_day = sentence.has(Sense::MyDay);
    match period(sentence).or_else(|| is_my_day.then(|| (today(sentence), today(sentence)))) {
        Some((from, until)) => Some(Intent::Agenda { from, until, hours: hours(sentence, from, until) }),
        None if sentence.has_any(&[Sense::AgendaNoun, Sense::Upcoming, Sense::Busy, Sense::GoingOn, Sense::List])
            && others == 0
            && (sentence.has_any(&[Sense::Me, Sense::AgendaNoun, Sense::List]) || sentence.has(Sense::Upcoming)) =>
        {
            Some(Intent::List)
        }
        None => None,
    }
}

/// The part of the days that is meant: "tonight", "friday morning"; "after lunch" and "from 3pm" last to the end of the day.
fn hours(sentence: &Sentence<'_>, from: NaiveDate, until: NaiveDate) -> Option<DailyHours> {
    let reading = sentence.understood.readings.first()?;
    if reading.known.clock && reading.rule.is_none() && from == until {
        let Moment::Time(start) = reading.start else { return None };
        let end = match reading.end {
            Some(Moment::Time(end)) => end.time(),
            Some(Moment::Day(_)) | None => NaiveTime::MIN,
        };
        return Some(DailyHours { from: start.time(), until: end });
    }
    part_looked_at(sentence)
}

/// How many words of a message are about something other than the question itself.
pub(super) fn beside(sentence: &Sentence<'_>, more: &[Sense]) -> usize {
    let more = Senses::of(more);
    let more = more.and(Senses::of(&[Sense::AfterLunch, Sense::AfterWork, Sense::Greeting]));
    sentence
        .all()
        .filter(|at| {
            let item = &sentence.items[*at];
            item.is_content()
                && !item.is_any(ASKING)
                && !item.is_any(more)
                && !is_after(sentence, *at)
                && !is_month(sentence, *at)
        })
        .count()
}

/// "After 3pm", "lepas 5 petang", 三点过后: only says from when on.
pub(super) fn is_after(sentence: &Sentence<'_>, at: usize) -> bool {
    let is_time = |at: usize| sentence.items.get(at).is_some_and(|item| item.is_time);
    sentence.is(at, Sense::After) && is_time(at + 1)
        || sentence.is(at, Sense::AfterIt) && (at.checked_sub(1).is_some_and(is_time) || is_after_han(sentence, at))
}

/// "Bulan 5": the number of a month goes with the word for one.
fn is_month(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.items[at].kind == ItemKind::Digits && at.checked_sub(1).is_some_and(|at| sentence.is(at, Sense::Month))
}

/// 过 and 后, one behind the other.
fn is_after_han(sentence: &Sentence<'_>, at: usize) -> bool {
    at > 1 && sentence.is(at - 1, Sense::AfterIt) && sentence.items[at - 2].is_time
}

/// Whether a clock is named.
pub(super) fn has_clock(sentence: &Sentence<'_>) -> bool {
    sentence.understood.readings.first().is_some_and(|reading| reading.known.clock)
}
