//! Questions to the calendar: what is on, when something is.

use std::ops::Range;

use super::agenda::{agenda, anything, beside, has_clock, is_after};
use super::asked::{asks_nothing_of_us, date_asked_for, exclaims, without_frame};
use super::clause::{ASKING, asks_us_to_act, begins_asking, is_question};
use super::free::free;
use super::hours::times;
use super::items::{ItemKind, unquoted};
use super::narrative::asks_why;
use super::period::period;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::target::title;
use crate::model::{Intent, PieceKind};

/// What is asked of the calendar, if something is.
pub(super) fn question(sentence: &Sentence<'_>) -> Option<Intent> {
    if let Some(proper) = without_frame(sentence)
        && let Some(asked) = question(&Sentence::of(&proper, sentence.reference))
    {
        return Some(asked);
    }
    if let Some(asked) = asked_in_a_clause(sentence) {
        return Some(asked);
    }
    of_the_calendar(sentence)
}

/// What a message asks of the calendar as a whole.
fn of_the_calendar(sentence: &Sentence<'_>) -> Option<Intent> {
    if asks_us_to_act(sentence)
        && !asks_to_be_told(sentence)
        && !sentence.has(Sense::Free)
        && !sentence.has(Sense::Slot)
        && !sends_what_is_on(sentence)
    {
        return None;
    }
    if exclaims(sentence) {
        return None;
    }
    if sentence.has(Sense::Fact) && asks_why(sentence) {
        return None;
    }
    if is_about_others(sentence) || is_about_a_change(sentence) || is_tale(sentence) || asks_nothing_of_us(sentence) {
        return None;
    }
    free(sentence).or_else(|| anything(sentence)).or_else(|| find(sentence)).or_else(|| agenda(sentence))
}

/// What is on, or free time, that one of several clauses asks for: "how's friday looking, thinking of leaving early". When
/// that is may stand in another: "someone wants to come saturday 3pm, do i have anything then".
fn asked_in_a_clause(sentence: &Sentence<'_>) -> Option<Intent> {
    const ASKS: [Sense; 8] =
        [Sense::What, Sense::Any, Sense::AnyEvent, Sense::Looks, Sense::Show, Sense::Free, Sense::Busy, Sense::Find];
    const ASKED: Senses = Senses::of(&[
        Sense::What,
        Sense::OtherQuestion,
        Sense::Auxiliary,
        Sense::Particle,
        Sense::Any,
        Sense::Show,
        Sense::Find,
    ]);
    let asks = is_question(sentence) || sentence.has_any(&[Sense::Show, Sense::Find]) || asks_if_free(sentence);
    if !asks || !sentence.has_any(&ASKS) {
        return None;
    }
    let parts = asking_parts(sentence);
    if parts.len() < 2 {
        return None;
    }
    let says =
        |part: &Range<usize>, senses: Senses| sentence.items[part.clone()].iter().any(|item| item.is_any(senses));
    let may_ask = |part: &Range<usize>| says(part, Senses::of(&ASKS)) && says(part, ASKED);
    parts.into_iter().filter(may_ask).find_map(|part| {
        let text = sentence.slice(part.clone());
        let when = if sentence.has_time(part) { None } else { times(sentence) };
        let text = when.map_or_else(|| text.to_owned(), |when| format!("{text} {when}"));
        let clause = Sentence::of(&text, sentence.reference);
        // 帮我找半小时空档，这周内: a week that is not read as time.
        if !clause.is_timed() && period(&clause).is_none() && period(sentence).is_some() {
            return None;
        }
        of_the_calendar(&clause).filter(|asked| match asked {
            Intent::Agenda { .. } => is_question(&clause) || clause.has_any(&[Sense::Show, Sense::List]),
            Intent::Free(free) => is_free_asked(&clause) && (free.length.is_some() || sentence.amounts().is_empty()),
            _ => false,
        })
    })
}

/// "Can you send me everything I have on next week".
fn sends_what_is_on(sentence: &Sentence<'_>) -> bool {
    sentence.has(Sense::Send) && sentence.has_any(&[Sense::All, Sense::AgendaNoun, Sense::AnyEvent])
}

/// Whether a clause asks for the person's own free time.
fn is_free_asked(clause: &Sentence<'_>) -> bool {
    clause.has(Sense::Find) || asks_if_free(clause) || clause.has_any(&[Sense::Me, Sense::Have]) && is_question(clause)
}

/// "Am I ok", which is one phrase.
fn asks_if_free(sentence: &Sentence<'_>) -> bool {
    sentence.items.iter().any(|item| item.is(Sense::Free) && item.is(Sense::Auxiliary))
}

/// The clauses of a message, each with the mark that ends it, and without what begins with "before I" or "or can I".
fn asking_parts(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    let is_polar = |at: usize| {
        sentence.items.get(at).is_some_and(|item| item.is_any(Senses::of(&[Sense::CanYou, Sense::Auxiliary])))
    };
    let is_reason = |at: &usize| {
        sentence.is(*at, Sense::Before) && sentence.is(at + 1, Sense::Me)
            || sentence.is(*at, Sense::Or) && is_polar(at + 1)
    };
    let mut parts = Vec::new();
    for clause in sentence.clauses.iter().cloned() {
        let reason = (clause.start + 1..clause.end).find(is_reason);
        match reason {
            Some(reason) => parts.extend([clause.start..reason, reason..clause.end]),
            None if sentence.is_mark(clause.end, '?') => parts.push(clause.start..clause.end + 1),
            None => parts.push(clause),
        }
    }
    parts
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
    let is_past = sentence
        .all()
        .any(|at| sentence.is(at, Sense::Past) && !sentence.is(at, Sense::Then) && !is_after(sentence, at));
    !asks && (sentence.is_timed() && is_past || is_of_another)
}

/// "Why is it so", "are you free", "who's coming", "buka puasa pukul berapa": what is not in this person's calendar.
fn is_about_others(sentence: &Sentence<'_>) -> bool {
    if is_about_an_outlet(sentence) {
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
        .is_some_and(|item| item.is(Sense::You) && !item.is_any(named))
        && !sentence.has_any(&[Sense::Show, Sense::Knows]);
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

/// The most words that name something.
const LONGEST_QUERY: usize = 7;

/// "When is my dentist?", "bila temujanji", "look for budget".
fn find(sentence: &Sentence<'_>) -> Option<Intent> {
    let says_find = sentence.items.iter().position(|item| item.is(Sense::Find));
    let date = date_asked_for(sentence);
    let says_when = sentence.has_any(&[Sense::When, Sense::WhatTime, Sense::HowLong, Sense::Where]) || date.is_some();
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
        || sentence.all().any(|at| is_over(sentence, at)) && !sentence.has(Sense::LastTime);
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
    let names_something =
        beside(sentence, &[Sense::AgendaNoun, Sense::AnyEvent, Sense::Then, Sense::Busy, Sense::Upcoming]) > 0;
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

/// Whether a word says that what is asked about is over: not in "what time was dinner again", where it only follows the
/// word of question, nor in 那天, which names a day that was said.
fn is_over(sentence: &Sentence<'_>, at: usize) -> bool {
    const ASKS: Senses = Senses::of(&[Sense::When, Sense::WhatTime, Sense::Where]);
    const OURS: [Sense; 3] = [Sense::Me, Sense::EventNoun, Sense::Again];
    let item = &sentence.items[at];
    let follows_asking =
        item.is(Sense::Auxiliary) && at.checked_sub(1).is_some_and(|at| sentence.items[at].is_any(ASKS));
    item.is(Sense::Past) && !item.is(Sense::Then) && !(follows_asking && sentence.has_any(&OURS))
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

/// What a question looks for by name, once it is known to look for something.
pub(super) fn searched(sentence: &Sentence<'_>) -> Option<Intent> {
    let find = sentence.find(Sense::Find);
    let query = Some(query(sentence, find)).filter(|query| !query.is_empty())?;
    let is_name = query.split_whitespace().count() <= LONGEST_QUERY;
    is_name.then(|| Intent::Find { query, is_past: sentence.has(Sense::LastTime) })
}

/// The words of a question that name something.
fn query(sentence: &Sentence<'_>, find: Option<usize>) -> String {
    if let Some(quoted) = sentence.items.iter().position(|item| item.kind == ItemKind::Quoted) {
        return unquoted(sentence.slice(quoted..quoted + 1)).to_owned();
    }
    let asked = sentence
        .items
        .iter()
        .position(|item| item.is_any(Senses::of(&[Sense::When, Sense::WhatTime, Sense::Where, Sense::HowLong])))
        .or_else(|| date_asked_for(sentence));
    // Of several clauses, the one that names most.
    let clauses = &sentence.clauses;
    let asks_of_it = asked.is_some_and(|asked| {
        let clause = sentence.clause_of(asked);
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
    let has_name = |at: usize| sentence.items[at].is_content() && !sentence.items[at].is_any(ASKING);
    let is_fixed = |at: &usize| {
        sentence.is(*at, Sense::Me)
            && sentence.items.get(at + 1).is_some_and(|item| item.is_any(Senses::of(&[Sense::Put, Sense::Says])))
    };
    let first = range.clone().take_while(|at| !has_name(*at)).find(is_fixed);
    let range = first.map_or(range.clone(), |me| me + 2..range.end.max(me + 2));
    let end = range.clone().skip(1).find(is_said).unwrap_or(range.end);
    // 阿公下一次复诊: which of several is meant stands inside the name.
    let which = (range.start..end).find(|at| {
        sentence.items[*at].kind == ItemKind::Han
            && sentence.items[*at].is_any(Senses::of(&[Sense::Upcoming, Sense::LastTime]))
    });
    match which {
        Some(which) => title(sentence, range.start..which, ASKING) + &title(sentence, which + 1..end, ASKING),
        None => title(sentence, range.start..end, ASKING),
    }
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
