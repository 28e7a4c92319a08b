//! Questions to the calendar: what is on, what is free, when something is.

use std::ops::Range;

use chrono::{Datelike, Days, Duration, Months, NaiveDate};

use super::amounts::{Run, runs};
use super::clause::{asks_us_to_act, begins_asking, has_question_word, is_question};
use super::sentence::{ItemKind, Sentence, Time};
use super::target::title;
use super::words::{Sense, Senses};
use crate::model::{FreeTime, Intent, Moment};

/// How long free time is looked for where a clock is named and no length.
const USUAL_LENGTH: Duration = Duration::minutes(60);

/// What is asked of the calendar, if something is.
pub(super) fn question(sentence: &Sentence<'_>) -> Option<Intent> {
    if asks_us_to_act(sentence) && !sentence.has(Sense::Free) && !sentence.has(Sense::Slot) {
        return None;
    }
    free(sentence).or_else(|| find(sentence)).or_else(|| agenda(sentence))
}

/// Words that say nothing of their own in a question.
const ASKING: Senses = Senses::of(&[
    Sense::Filler,
    Sense::CanYou,
    Sense::Me,
    Sense::Determiner,
    Sense::Link,
    Sense::What,
    Sense::When,
    Sense::WhatTime,
    Sense::Where,
    Sense::OtherQuestion,
    Sense::Auxiliary,
    Sense::Particle,
    Sense::Any,
    Sense::Have,
    Sense::Show,
    Sense::Find,
    Sense::GoingOn,
    Sense::HowLong,
    Sense::Noted,
    Sense::And,
    Sense::Or,
    Sense::All,
    Sense::Again,
    Sense::Already,
    Sense::Upcoming,
    Sense::At,
    Sense::It,
    Sense::This,
    Sense::PlaceNoun,
    Sense::Rest,
    Sense::TimeNoun,
    Sense::Not,
    Sense::Whole,
    Sense::Week,
    Sense::Month,
    Sense::List,
]);

/// How many words of a message are about something other than the question itself.
fn beside(sentence: &Sentence<'_>, more: &[Sense]) -> usize {
    let more = Senses::of(more);
    sentence.items.iter().filter(|item| item.is_content() && !item.is_any(ASKING) && !item.is_any(more)).count()
}

/// "Am I free friday 3pm?", "bila saya lapang", "find 30 min this week".
fn free(sentence: &Sentence<'_>) -> Option<Intent> {
    let has_clock = sentence.understood.readings.first().is_some_and(|reading| reading.known.clock);
    let is_looked_for = sentence.items.iter().find(|item| item.is_content()).is_some_and(|item| item.is(Sense::Find))
        && runs(sentence, sentence.all()).first().is_some_and(|run| {
            sentence.content_beside(0..run.range.start, ASKING)
                + sentence.content_beside(run.range.end..sentence.len(), ASKING)
                == 0
        });
    let says_free = sentence.has_any(&[Sense::Free, Sense::Slot, Sense::Clash])
        || is_looked_for
        || sentence.has(Sense::Busy) && has_clock;
    let is_event = sentence.has(Sense::EventNoun) && !is_question(sentence) && has_clock;
    if !says_free || is_event {
        return None;
    }
    let head = sentence.items.iter().find(|item| item.is_content() || item.is(Sense::Auxiliary));
    let begins = head.is_some_and(|item| {
        item.is_any(Senses::of(&[Sense::Free, Sense::Find, Sense::Show, Sense::When, Sense::Any, Sense::Slot]))
    });
    let is_asked = is_question(sentence)
        || begins_asking(sentence)
        || begins
        || sentence.has_any(&[Sense::Find, Sense::Show])
        || sentence.has(Sense::When)
        || sentence.has(Sense::Or);
    let is_statement = sentence.items.iter().position(|item| item.is(Sense::Me)).is_some_and(|me| {
        sentence.items.get(me + 1).is_some_and(|next| next.is(Sense::Free))
            && !is_question(sentence)
            && !sentence.has_any(&[Sense::Show, Sense::Find])
    });
    if !is_asked || is_statement {
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
                    Sense::What,
                    Sense::Have,
                    Sense::Week,
                ]))
        })
        && !is_looked_for
    {
        return None;
    }
    let slot_only = !sentence.has_any(&[Sense::Free, Sense::Clash]) && !is_looked_for;
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
    let first = sentence.understood.readings.first().map(|reading| Time::of(reading, sentence.reference));
    if let Some(time) =
        first.as_ref().filter(|time| time.has_clock && !time.is_repeated && !(is_looked_for && time.is_offset))
        && let Moment::Time(start) = time.start
    {
        let run = runs(sentence, sentence.all()).into_iter().next().filter(|_| time.end.is_none());
        let length = run.map(|run| run.total()).filter(|length| *length < Duration::days(1) && !time.is_offset);
        let until = match time.end {
            Some(Moment::Time(end)) => end,
            Some(Moment::Day(_)) | None => start.checked_add_signed(length.unwrap_or(USUAL_LENGTH))?,
        };
        return Some(Intent::Free(FreeTime { from: time.start, until: Moment::Time(until), length: None }));
    }
    let run = runs(sentence, sentence.all()).into_iter().find(|run| run.total() < Duration::days(1));
    let length = run.as_ref().map(Run::total);
    let blanked: Vec<Range<usize>> = run.into_iter().map(|run| run.range).collect();
    let text = sentence.without(&blanked);
    let rest = Sentence::of(&text, sentence.reference);
    let today = today(sentence);
    let (from, until) = period(&rest).unwrap_or_else(|| (today, today + Days::new(6)));
    Some(Intent::Free(FreeTime { from: Moment::Day(from), until: Moment::Day(until), length }))
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
    if sentence.has_any(&[Sense::Fact, Sense::Advert, Sense::Past, Sense::Opinion, Sense::Others])
        && !sentence.has(Sense::Me)
        && !is_search
    {
        return None;
    }
    if has_clock(sentence) && !is_question(sentence) {
        return None;
    }
    let query = query(sentence, says_find.filter(|_| is_search));
    if query.is_empty() {
        return None;
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
    Some(Intent::Find { query })
}

fn has_clock(sentence: &Sentence<'_>) -> bool {
    sentence.understood.readings.first().is_some_and(|reading| reading.known.clock)
}

/// The words of a question that name something.
fn query(sentence: &Sentence<'_>, find: Option<usize>) -> String {
    if let Some(quoted) = sentence.items.iter().position(|item| item.kind == ItemKind::Quoted) {
        return super::sentence::unquoted(sentence.slice(quoted..quoted + 1)).to_owned();
    }
    let asked = sentence
        .items
        .iter()
        .position(|item| item.is_any(Senses::of(&[Sense::When, Sense::WhatTime, Sense::Where, Sense::HowLong])));
    let asked = asked.filter(|asked| {
        (asked + 1..sentence.len()).any(|at| sentence.items[at].is_content() && !sentence.items[at].is_any(ASKING))
    });
    let from = find.or(asked).map_or(0, |find| find + 1);
    // Of several clauses, the one that names most.
    let clauses = super::clause::clauses(sentence);
    let named = |range: &Range<usize>| {
        range
            .clone()
            .filter(|at| *at >= from && sentence.items[*at].is_content() && !sentence.items[*at].is_any(ASKING))
            .count()
    };
    let clause = clauses
        .iter()
        .max_by_key(|clause| (named(clause), std::cmp::Reverse(clause.start)))
        .cloned()
        .unwrap_or(sentence.all());
    title(sentence, clause.start.max(from)..clause.end, ASKING)
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
        Some((from, until)) => Some(Intent::Agenda { from, until }),
        None if sentence.has_any(&[Sense::AgendaNoun, Sense::Upcoming, Sense::Busy, Sense::GoingOn, Sense::List])
            && others == 0
            && (sentence.has_any(&[Sense::Me, Sense::AgendaNoun, Sense::List]) || sentence.has(Sense::Upcoming)) =>
        {
            Some(Intent::List)
        }
        None => None,
    }
}

fn today(sentence: &Sentence<'_>) -> NaiveDate {
    sentence.reference.now.with_timezone(&sentence.reference.zone).date_naive()
}

/// The days that a message speaks of, first and last.
pub(super) fn period(sentence: &Sentence<'_>) -> Option<(NaiveDate, NaiveDate)> {
    let today = today(sentence);
    let time = sentence.understood.readings.first().map(|reading| Time::of(reading, sentence.reference));
    let week = sentence.items.iter().rposition(|item| item.is(Sense::Week));
    let month = sentence.items.iter().rposition(|item| item.is(Sense::Month));
    let day = time.as_ref().map(|time| time.start.date());
    let end = time.as_ref().and_then(|time| time.end).map(Moment::date);
    let is_rest = sentence.has(Sense::Rest);
    // A weekday or date beside the week is that day: "thursday next week".
    let is_monday = day.is_none_or(|day| day.weekday() == chrono::Weekday::Mon);
    let spans = || {
        sentence
            .understood
            .readings
            .first()
            .map_or(0, |reading| reading.spans.iter().filter(|span| span.part == crate::model::Part::Date).count())
    };
    if let Some(at) = week
        && (day.is_none() || is_monday && sentence.items[at].is_time && is_whole_week(sentence, at) && spans() <= 1)
        && end.is_none()
    {
        let base = day.unwrap_or(today);
        let monday = base - Days::new(u64::from(base.weekday().num_days_from_monday()));
        let sunday = monday + Days::new(6);
        return Some(if is_rest { (today.max(monday), sunday) } else { (monday, sunday) });
    }
    if let Some(at) = month
        && end.is_none()
        && is_whole_month(sentence, at, day)
    {
        let first = match day {
            Some(day) if sentence.items[at].is_time => day.with_day(1)?,
            Some(_) | None => month_named(sentence, at, today)?,
        };
        let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
        return Some(if is_rest { (today.max(first), last) } else { (first, last) });
    }
    let from = day?;
    let weekend = sentence.understood.readings.first().is_some_and(|reading| {
        from.weekday() == chrono::Weekday::Sat
            && reading.end.is_none()
            && reading.spans.iter().any(|span| is_weekend(&sentence.text[span.range.clone()]))
    });
    if weekend {
        return Some((from, from + Days::new(1)));
    }
    // A night that ends after midnight belongs to its day.
    let until = match (time.as_ref().map(|time| time.start), time.as_ref().and_then(|time| time.end)) {
        (Some(Moment::Day(_)), Some(end)) => end.date(),
        (_, _) => from,
    };
    Some((from, until.max(from)))
}

/// Whether the words of a day name a weekend.
fn is_weekend(words: &str) -> bool {
    super::words::is_weekend(&words.to_lowercase())
}

/// Whether the week at `at` stands for itself: "next week", not "monday next week".
fn is_whole_week(sentence: &Sentence<'_>, at: usize) -> bool {
    let weekday_beside = |at: usize| {
        sentence.items.get(at).is_some_and(|item| {
            item.is_time
                && !item.is_any(Senses::of(&[
                    Sense::This,
                    Sense::Week,
                    Sense::Link,
                    Sense::Upcoming,
                    Sense::Determiner,
                ]))
                && item.number.is_none()
        })
    };
    let before = at.checked_sub(2).is_some_and(weekday_beside) && sentence.items[at - 1].is_time;
    !before
}

/// Whether a month is meant as a whole, and not as a part of a date.
fn is_whole_month(sentence: &Sentence<'_>, at: usize, day: Option<NaiveDate>) -> bool {
    let is_number =
        |at: Option<usize>| at.and_then(|at| sentence.items.get(at)).is_some_and(|item| item.kind == ItemKind::Digits);
    // 4月 is a month, 4月5号 a day of it.
    let is_han = sentence.items[at].kind == ItemKind::Han;
    let is_date = is_number(at.checked_sub(1)) && !is_han || is_number(Some(at + 1));
    !is_date && (day.is_none() || sentence.items[at].is_time && day.is_some_and(|day| day.day() == 1))
}

/// The first day of the month that a word names: this month's, or the next one of that name.
fn month_named(sentence: &Sentence<'_>, at: usize, today: NaiveDate) -> Option<NaiveDate> {
    let named = |at: usize| {
        sentence.items.get(at).and_then(|_| super::words::month(&sentence.slice(at..at + 1).to_lowercase()))
    };
    let number =
        |at: usize| sentence.items.get(at).and_then(|item| item.number).filter(|number| (1..=12).contains(number));
    let month = named(at).or_else(|| named(at + 1)).or_else(|| at.checked_sub(1).and_then(number));
    let month = month.unwrap_or(today.month());
    let year = if month < today.month() { today.year() + 1 } else { today.year() };
    NaiveDate::from_ymd_opt(year, month, 1)
}
