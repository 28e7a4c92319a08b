//! Questions to the calendar: what is on, when something is.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};

use super::addressed::asks_somebody;
use super::clause::{ASKING, asks_us_to_act, begins_asking, clauses, has_question_word, is_question};
use super::free::{free, part_looked_at};
use super::items::{ItemKind, unquoted};
use super::narrative::asks_why;
use super::period::{period, today};
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::target::title;
use crate::model::{DailyHours, Intent, Moment, PieceKind};

/// What is asked of the calendar, if something is.
pub(super) fn question(sentence: &Sentence<'_>) -> Option<Intent> {
    if asks_us_to_act(sentence)
        && !asks_to_be_told(sentence)
        && !sentence.has(Sense::Free)
        && !sentence.has(Sense::Slot)
    {
        return None;
    }
    if sentence.has(Sense::Fact) && asks_why(sentence) {
        return None;
    }
    if is_about_others(sentence) || is_about_a_change(sentence) || is_tale(sentence) {
        return None;
    }
    free(sentence).or_else(|| find(sentence)).or_else(|| agenda(sentence))
}

/// "Remind me which day is the vet", "ingatkan aku bila dentist", "remind me why …": asks something.
pub(super) fn asks_to_be_told(sentence: &Sentence<'_>) -> bool {
    const ASKS: Senses = Senses::of(&[Sense::When, Sense::WhatTime, Sense::Where, Sense::Why]);
    let verb = sentence.items.iter().position(|item| item.is(Sense::Remind) && !item.is(Sense::ReminderNoun));
    let next = verb.and_then(|verb| (verb + 1..sentence.len()).find(|at| !sentence.is(*at, Sense::Me)));
    !sentence.is_timed() && next.is_some_and(|at| sentence.items[at].is_any(ASKS))
}

/// "I used to play bridge every Friday at eight when …", "ah seng say he maybe free sat": told, and nothing in it asks.
fn is_tale(sentence: &Sentence<'_>) -> bool {
    let begins = sentence.items.iter().find(|item| item.is_content() || item.is(Sense::Auxiliary));
    let asks = begins.is_some_and(|item| item.is_any(ASKING) && !item.is(Sense::It)) || sentence.has_mark('?');
    let is_of_another = sentence.has(Sense::Third) && !sentence.has_any(&[Sense::Me, Sense::Particle]);
    let is_past = sentence.all().any(|at| sentence.is(at, Sense::Past) && !is_after(sentence, at));
    !asks && (sentence.is_timed() && is_past || is_of_another)
}

/// "Why is it so", "are you free", "who's coming", "buka puasa pukul berapa": what is not in this person's calendar.
fn is_about_others(sentence: &Sentence<'_>) -> bool {
    if is_about_an_outlet(sentence) || asks_somebody(sentence) {
        return true;
    }
    if sentence.has(Sense::Me) {
        return sentence.has(Sense::Reason) && sentence.has(Sense::Help);
    }
    let named = Senses::of(&[Sense::World, Sense::AgendaNoun]);
    let is_of_the_world = sentence.has(Sense::World) && beside(sentence, &[Sense::World]) == 0
        || sentence.items.iter().any(|item| item.is(Sense::World)) && !sentence.has(Sense::EventNoun);
    let asks_someone = sentence
        .items
        .iter()
        .find(|item| !item.is_filler() && !item.is_time && !item.is(Sense::Auxiliary) || item.is(Sense::You))
        .is_some_and(|item| item.is(Sense::You) && !item.is_any(named));
    sentence.has(Sense::Reason) || is_of_the_world || asks_someone
}

/// "What time does the pharmacy close", 药房星期六开到几点: when something is open to everybody.
fn is_about_an_outlet(sentence: &Sentence<'_>) -> bool {
    let asks_when =
        sentence.has_any(&[Sense::When, Sense::WhatTime]) && !sentence.has_any(&[Sense::Me, Sense::EventNoun]);
    sentence.has(Sense::Hours) && (sentence.has(Sense::Outlet) || asks_when)
}

/// "Why was it moved?", 你取消了吗: asks what became of an event.
fn is_about_a_change(sentence: &Sentence<'_>) -> bool {
    const CHANGES: Senses =
        Senses::of(&[Sense::Cancel, Sense::Move, Sense::Postpone, Sense::Advance, Sense::CalledOff]);
    sentence.items.iter().any(|item| item.is_any(CHANGES) && !item.is_time)
        && is_question(sentence)
        && !sentence.has_any(&[Sense::Free, Sense::Clash, Sense::Slot, Sense::Find, Sense::Show])
        && !sentence.has_any(&[Sense::When, Sense::WhatTime, Sense::Where, Sense::HowLong])
}

/// How many words of a message are about something other than the question itself.
fn beside(sentence: &Sentence<'_>, more: &[Sense]) -> usize {
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
fn is_after(sentence: &Sentence<'_>, at: usize) -> bool {
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

/// The most words that name something.
const LONGEST_QUERY: usize = 7;

/// "When is my dentist?", "bila temujanji", "look for budget".
fn find(sentence: &Sentence<'_>) -> Option<Intent> {
    let says_find = sentence.items.iter().position(|item| item.is(Sense::Find));
    let says_when = sentence.has_any(&[Sense::When, Sense::WhatTime, Sense::HowLong]) || sentence.has(Sense::Where);
    let first = sentence.first();
    let is_search = says_find.is_some_and(|at| (first..at).all(|at| !sentence.items[at].is_content()));
    let asks_there = sentence.has(Sense::Noted) && (is_question(sentence) || begins_asking(sentence));
    let says_what = sentence.has(Sense::What) && sentence.has(Sense::AgendaNoun);
    if says_what && !says_when && !is_search {
        return None;
    }
    let asks_have = sentence.has(Sense::Have) && (is_question(sentence) || begins_asking(sentence));
    let asks_which =
        begins_asking(sentence) && sentence.has(Sense::EventNoun) && sentence.has(Sense::Or) && !has_clock(sentence);
    if !(is_search || says_when || asks_there || asks_have || asks_which) {
        return None;
    }
    // Facts about the world are not in a calendar: "what time does the mall close".
    let is_told = sentence.has_any(&[Sense::Fact, Sense::Advert, Sense::Opinion, Sense::Others, Sense::Feeling])
        || sentence.has(Sense::Past) && !sentence.has(Sense::LastTime);
    let is_of_a_thing = sentence.has(Sense::Thing);
    let is_of_mine = sentence.has(Sense::Me)
        || sentence.has(Sense::LastTime) && !sentence.has_any(&[Sense::Opinion, Sense::Feeling]);
    if is_told && !is_of_mine && !is_search && !is_of_a_thing {
        return None;
    }
    if has_clock(sentence) && !is_question(sentence) {
        return None;
    }
    let query = query(sentence, says_find.filter(|_| is_search));
    if query.is_empty() {
        return named_day(sentence).filter(|_| sentence.has(Sense::When));
    }
    // "what do I have on friday": the day is asked about, not something by name.
    let names_something = beside(sentence, &[Sense::AgendaNoun, Sense::Busy, Sense::Upcoming]) > 0;
    // "look up the schedule of 2 to 5 January" asks for days.
    if is_search && !names_something && sentence.has(Sense::AgendaNoun) && period(sentence).is_some() {
        return None;
    }
    let names_kind = sentence.has(Sense::EventNoun) && (says_when || is_search || asks_there);
    if !names_something && !names_kind {
        return None;
    }
    let words = query.split_whitespace().count();
    if words > LONGEST_QUERY && !is_search {
        return None;
    }
    Some(Intent::Find { query, is_past: sentence.has(Sense::LastTime) })
}

/// "Bila raya haji tahun depan": a day by its name is looked for like an event.
fn named_day(sentence: &Sentence<'_>) -> Option<Intent> {
    let understood = &sentence.understood;
    let is_named = understood.readings.iter().any(|reading| reading.fired.contains(&"date: named"));
    let doubted = understood.doubt.as_ref().map(|doubt| &sentence.text[doubt.range.clone()]);
    let query = doubted.map(str::to_owned).or_else(|| {
        let time = understood.readings.first()?.spans.iter().find(|span| span.part == PieceKind::Date)?;
        Some(sentence.text[time.range.clone()].to_owned())
    })?;
    (is_named && query.chars().any(char::is_alphabetic)).then_some(Intent::Find { query, is_past: false })
}

fn has_clock(sentence: &Sentence<'_>) -> bool {
    sentence.understood.readings.first().is_some_and(|reading| reading.known.clock)
}

/// The words of a question that name something.
fn query(sentence: &Sentence<'_>, find: Option<usize>) -> String {
    if let Some(quoted) = sentence.items.iter().position(|item| item.kind == ItemKind::Quoted) {
        return unquoted(sentence.slice(quoted..quoted + 1)).to_owned();
    }
    let asked = sentence
        .items
        .iter()
        .position(|item| item.is_any(Senses::of(&[Sense::When, Sense::WhatTime, Sense::Where, Sense::HowLong])));
    // Of several clauses, the one that names most.
    let clauses = clauses(sentence);
    let asks_of_it = asked.is_some_and(|asked| {
        let clause = clauses.iter().find(|clause| clause.contains(&asked));
        clause.is_some_and(|clause| clause.start > 0 && sentence.content_beside(clause.clone(), ASKING) == 0)
    });
    let asking = asked;
    let asked = asked.filter(|asked| {
        let clause = clauses.iter().find(|clause| clause.contains(asked)).map_or(sentence.len(), |clause| clause.end);
        (asked + 1..clause).any(|at| sentence.items[at].is_content() && !sentence.items[at].is_any(ASKING))
    });
    let from = find.or(asked).map_or(0, |find| find + 1);
    let named = |range: &Range<usize>| {
        range
            .clone()
            .filter(|at| *at >= from && sentence.items[*at].is_content() && !sentence.items[*at].is_any(ASKING))
            .count()
    };
    let since = (from..sentence.len()).find(|at| sentence.is(*at, Sense::Since));
    let clause = clauses
        .iter()
        .max_by_key(|clause| {
            let asks = asking.is_some_and(|asking| clause.contains(&asking)) && named(clause) > 0;
            (asks, named(clause), std::cmp::Reverse(clause.start))
        })
        .cloned()
        .unwrap_or(sentence.all());
    let end = since.map_or(clause.end, |since| clause.end.min(since)).max(clause.start.max(from));
    let range = clause.start.max(from)..end;
    // "… the hokkaido trip starts on the 12th …, when is it": the event that was named before.
    if asks_of_it && let Some(event) = event_named(sentence, &range) {
        return title(sentence, event, ASKING);
    }
    // "Potong rambut tu I letak hari apa": who put it there names nothing.
    let is_said = |at: &usize| sentence.is(*at, Sense::Me) && sentence.is(at + 1, Sense::Put);
    let end = range.clone().skip(1).find(is_said).unwrap_or(range.end);
    title(sentence, range.start..end, ASKING)
}

/// The words of a range that name an event, from the word that determines it to the last that says what it is.
fn event_named(sentence: &Sentence<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let last = range.clone().rev().find(|at| sentence.is(*at, Sense::EventNoun) && !sentence.items[*at].is_time)?;
    let first =
        (range.start..last).rev().find(|at| sentence.is(*at, Sense::Determiner)).map_or(range.start, |at| at + 1);
    let goes_on = |at: &usize| sentence.items[*at].senses == Senses::NONE && sentence.items[*at].is_content();
    let more = (last + 1..range.end).take_while(goes_on).count();
    Some(first..last + 1 + more)
}

/// "What's on friday", "apa jadual minggu depan", 明天有什么安排.
fn agenda(sentence: &Sentence<'_>) -> Option<Intent> {
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
