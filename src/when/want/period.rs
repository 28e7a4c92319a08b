//! The days that a message speaks of: a day, a week, a weekend, a month.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::items::{Item, ItemKind};
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::time::SaidTime;
use crate::model::Moment;
use crate::when::token::Tokens;
use crate::when::word::Word;

/// The days that a message speaks of, first and last.
pub(super) fn period(sentence: &Sentence<'_>) -> Option<(NaiveDate, NaiveDate)> {
    let today = today(sentence);
    if let Some((first, last)) = super::words::day_pair(sentence.text) {
        return Some((today + Days::new(first), today + Days::new(last)));
    }
    let time = sentence.understood.readings.first().map(|reading| SaidTime::of(reading, sentence.reference));
    let is_week = |item: &Item| item.is(Sense::Week);
    // "Next week …, that week": the one that was read as time.
    let week = sentence.items.iter().rposition(|item| is_week(item) && item.is_time);
    let week = week.or_else(|| sentence.items.iter().rposition(is_week));
    let month = sentence.items.iter().rposition(|item| item.is(Sense::Month));
    let day = time.as_ref().map(|time| time.start.date());
    let end = time.as_ref().and_then(|time| time.end).map(Moment::date);
    let is_rest = sentence.has(Sense::Rest);
    // A weekday or date beside the week is that day: "thursday next week".
    let is_monday = day.is_none_or(|day| day.weekday() == chrono::Weekday::Mon);
    let spans =
        || {
            sentence.understood.readings.first().map_or(0, |reading| {
                reading.spans.iter().filter(|span| span.part == crate::model::PieceKind::Date).count()
            })
        };
    if let Some(at) = week
        && (day.is_none()
            || is_week_of(sentence, at)
            || is_monday && sentence.items[at].is_time && is_whole_week(sentence, at) && spans() <= 1)
        && end.is_none()
    {
        let base = day.unwrap_or(if is_next(sentence, at) { today + Days::new(7) } else { today });
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
    let Some(from) = day else { return coming_weekend(sentence, today) };
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
        (Some(Moment::Day(_)), None) => joined_day(sentence, from).unwrap_or(from),
        (_, _) => from,
    };
    Some((from, until.max(from)))
}

/// "14th n 15th", 20号21号: the day that goes with the first.
fn joined_day(sentence: &Sentence<'_>, first: NaiveDate) -> Option<NaiveDate> {
    const JOINS: Senses = Senses::of(&[Sense::And, Sense::Or, Sense::Through]);
    const FARTHEST: Days = Days::new(14);
    let begin = sentence.items.iter().position(|item| item.is_time)?;
    let end = begin + sentence.within(begin..sentence.len()).iter().take_while(|item| item.is_time).count();
    let next = sentence.items.get(end)?;
    if first.weekday() == chrono::Weekday::Sat && super::words::begins_with_sunday(sentence.slice(end..sentence.len()))
    {
        return Some(first + Days::new(1));
    }
    let from = if next.is_any(JOINS) { end + 1 } else { Some(end).filter(|_| next.kind == ItemKind::Digits)? };
    let time = sentence.time_of(from..sentence.len()).filter(|time| !time.has_clock && time.has_day)?;
    let is_beside = time.ranges.first().is_some_and(|range| range.start == 0);
    let day = time.start.date();
    (is_beside && day > first && day <= first + FARTHEST).then_some(day)
}

/// "My weekend", 周末: the one that comes, or that it is.
fn coming_weekend(sentence: &Sentence<'_>, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    is_weekend(sentence.text).then(|| {
        let saturday = match today.weekday() {
            chrono::Weekday::Sun => today - Days::new(1),
            day => today + Days::new(u64::from(5 - day.num_days_from_monday())),
        };
        (saturday.max(today), saturday + Days::new(1))
    })
}

/// Whether the words of a day name a weekend.
fn is_weekend(words: &str) -> bool {
    let tokens = Tokens::of(words);
    (0..tokens.list.len()).any(|at| matches!(tokens.word(at), Some(Word::Weekend | Word::Weekends)))
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

/// "The week of 23 March": the week in which a day falls.
fn is_week_of(sentence: &Sentence<'_>, at: usize) -> bool {
    let is_time = |at: usize| sentence.items.get(at).is_some_and(|item| item.is_time);
    !is_time(at) && sentence.is(at + 1, Sense::Of) && is_time(at + 2)
}

/// "Next", before a week or month that was not read as time: "calendar for next month".
fn is_next(sentence: &Sentence<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| sentence.is(before, Sense::Upcoming))
}

/// Whether a month is meant as a whole, and not as a part of a date.
fn is_whole_month(sentence: &Sentence<'_>, at: usize, day: Option<NaiveDate>) -> bool {
    let is_number =
        |at: Option<usize>| at.and_then(|at| sentence.items.get(at)).is_some_and(|item| item.kind == ItemKind::Digits);
    // 4月 is a month, 4月5号 a day of it.
    let is_han = sentence.items[at].kind == ItemKind::Han;
    let is_date = is_number(at.checked_sub(1)) && !is_han || is_number(Some(at + 1)) && !is_numbered(sentence, at);
    !is_date && (day.is_none() || sentence.items[at].is_time && day.is_some_and(|day| day.day() == 1))
}

/// "Bulan 12", "month 5": the number of the month follows the word for one.
fn is_numbered(sentence: &Sentence<'_>, at: usize) -> bool {
    let is_name = super::words::month(&sentence.slice(at..at + 1).to_lowercase()).is_some();
    let is_month = sentence.items.get(at + 1).and_then(|item| item.number).is_some_and(|month| month <= 12);
    let is_clock = sentence.is_mark(at + 2, ':') || sentence.is_mark(at + 2, '.') || sentence.is_mark(at + 2, '/');
    !is_name && is_month && !is_clock && !sentence.items[at + 1].is_glued && !sentence.items[at + 1].is_time
}

/// The first day of the month that a word names: this month's, or the next one of that name.
fn month_named(sentence: &Sentence<'_>, at: usize, today: NaiveDate) -> Option<NaiveDate> {
    let named = |at: usize| {
        sentence.items.get(at).and_then(|_| super::words::month(&sentence.slice(at..at + 1).to_lowercase()))
    };
    let number =
        |at: usize| sentence.items.get(at).and_then(|item| item.number).filter(|number| (1..=12).contains(number));
    // 十一月: of several numerals, one word.
    let written = || {
        let word = sentence.slice(at.checked_sub(2)?..at + 1);
        super::words::month(word)
    };
    let follows = || number(at + 1).filter(|_| is_numbered(sentence, at));
    let month = named(at)
        .or_else(|| named(at + 1))
        .or_else(written)
        .or_else(|| at.checked_sub(1).and_then(number))
        .or_else(follows);
    if month.is_none() && is_next(sentence, at) {
        return today.with_day(1)?.checked_add_months(Months::new(1));
    }
    let month = month.unwrap_or(today.month());
    let year = if month < today.month() { today.year() + 1 } else { today.year() };
    NaiveDate::from_ymd_opt(year, month, 1)
}

/// The day that it is.
pub(super) fn today(sentence: &Sentence<'_>) -> NaiveDate {
    sentence.reference.now.with_timezone(&sentence.reference.zone).date_naive()
}
