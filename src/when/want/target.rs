//! Which event a message means, and how much of its series.

use std::ops::Range;

use super::items::{ItemKind, unquoted};
use super::period::period;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::time::{SaidTime, time};
use super::words::{self, clock_phrase};
use crate::model::{Moment, Reference, RepliedTo, Scope, Target};

/// The most rows that one message may name.
const MOST_ROWS: usize = 100;

/// The highest number that a row of a list may have.
const MOST_ROWS_SHOWN: u32 = 200;

/// Small words at the ends of a title that are not part of it.
const AROUND_TITLE: Senses = Senses::of(&[
    Sense::Filler,
    Sense::Determiner,
    Sense::Link,
    Sense::With,
    Sense::Me,
    Sense::And,
    Sense::CanYou,
    Sense::Particle,
    Sense::From,
    Sense::To,
    Sense::CalledOff,
    Sense::OnlyThis,
    Sense::Onwards,
    Sense::Whole,
    Sense::It,
    Sense::SameTime,
    Sense::TimeNoun,
    Sense::Already,
    Sense::Break,
    Sense::RowNoun,
    Sense::Auxiliary,
    Sense::Have,
    Sense::All,
]);

/// What a piece of a message means as the event it speaks of.
pub(super) fn target(text: &str, reference: &Reference, replied: Option<&RepliedTo>) -> Target {
    let sentence = Sentence::of(text, reference);
    if let Some(rows) = numbers(&sentence, sentence.all()) {
        return Target::Numbers(rows);
    }
    let title = title(&sentence, sentence.all(), AROUND_TITLE);
    let at = moment(&sentence, sentence.all());
    // "my 4.30": a bare clock names the event by its time.
    let is_clock = !title.is_empty() && title.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, '.' | ':'));
    if is_clock && let Some(time) = time(&clock_phrase(&title), reference) {
        return Target::At(narrowed(&time));
    }
    if !title.is_empty() && !title.chars().any(char::is_alphabetic) && !sentence.has(Sense::EventNoun) {
        return Target::Missing;
    }
    match (title.is_empty(), at) {
        (false, at) => Target::Title { title, at },
        (true, Some(at)) if replied.is_none() => Target::At(at),
        (true, _) => spoken_of(replied),
    }
}

/// The event replied to, or else the one last spoken of.
pub(super) fn spoken_of(replied: Option<&RepliedTo>) -> Target {
    if replied.is_some() { Target::Reply } else { Target::Last }
}

/// The day or time that a range says: a time of day where a clock is named.
fn moment(sentence: &Sentence<'_>, range: Range<usize>) -> Option<Moment> {
    let time = if range == sentence.all() {
        SaidTime::of(sentence.understood.readings.first()?, sentence.reference)
    } else {
        sentence.time_of(range)?
    };
    // "Every tuesday" says which series, and not which of its days.
    Some(narrowed(&time)).filter(|_| !time.is_repeated)
}

/// The start of a time, as exactly as it was said.
pub(super) fn narrowed(time: &SaidTime) -> Moment {
    if time.has_clock { time.start } else { Moment::Day(time.start.date()) }
}

/// The day from which on a series ends or moves: a time, or the first day of a month.
pub(super) fn first_day(sentence: &Sentence<'_>, range: Range<usize>) -> Option<Moment> {
    sentence.time_of(range.clone()).map(|time| narrowed(&time)).or_else(|| {
        let named = Sentence::of(sentence.slice(range), sentence.reference);
        period(&named).map(|(first, _)| Moment::Day(first))
    })
}

/// Words between the numbers of rows.
const BETWEEN: Senses =
    Senses::of(&[Sense::Filler, Sense::RowLead, Sense::RowNoun, Sense::And, Sense::Determiner, Sense::CanYou]);

/// Every row that a range names, in order, each once; `None` if anything else is said.
pub(super) fn numbers(sentence: &Sentence<'_>, range: Range<usize>) -> Option<Vec<u32>> {
    let mut rows: Vec<u32> = Vec::new();
    let mut through: Option<u32> = None;
    for at in range.clone() {
        let item = &sentence.items[at];
        let is_digits = item.kind == ItemKind::Digits;
        let before = at.checked_sub(1).filter(|before| range.contains(before)).map(|before| &sentence.items[before]);
        let is_clock = is_digits
            && item.is_glued
            && before.is_some_and(|before| matches!(before.kind, ItemKind::Mark('.' | ':' | '/')));
        if is_clock {
            return None;
        }
        if let Some(number) = item.number {
            // "the second one": the last word says nothing more.
            if !is_digits && item.is(Sense::RowNoun) && before.is_some_and(|before| before.number.is_some()) {
                continue;
            }
            let first = match through.take() {
                Some(first) => first.checked_add(1)?,
                None => number,
            };
            if first > number.checked_add(1)? || usize::try_from(number.saturating_sub(first)).ok()? > MOST_ROWS {
                return None;
            }
            for row in first..=number {
                if rows.len() >= MOST_ROWS {
                    return None;
                }
                if !rows.contains(&row) {
                    rows.push(row);
                }
            }
            continue;
        }
        let is_dash = matches!(item.kind, ItemKind::Mark('-' | '~'));
        if (is_dash || item.is(Sense::Through)) && rows.last().is_some() {
            through = rows.last().copied();
            continue;
        }
        let is_ordinal =
            item.is_glued && before.is_some_and(|before| before.kind == ItemKind::Digits) && item.is(Sense::OrdinalEnd);
        let is_mark = matches!(item.kind, ItemKind::Mark(mark) if !matches!(mark, ':' | '/' | '@' | '?' | '+'));
        let is_of = item.is(Sense::Link) && (item.kind == ItemKind::Han || item.is(Sense::Of));
        if !(is_ordinal || is_mark || is_of || item.is_any(BETWEEN)) {
            return None;
        }
    }
    (!rows.is_empty() && through.is_none()).then_some(rows)
}

/// The rows that a range begins with, and where they end: "2 friday 3pm".
pub(super) fn leading_numbers(sentence: &Sentence<'_>, range: Range<usize>) -> Option<(Vec<u32>, usize)> {
    // "Shift 0700-1500" names hours.
    let is_row = |rows: &Vec<u32>| rows.iter().all(|row| *row <= MOST_ROWS_SHOWN);
    (range.start + 1..=range.end).rev().find_map(|end| {
        let is_apart = sentence.items.get(end).is_none_or(|next| !next.is_glued || next.is_mark());
        // The range must end with a number, and nothing after it may belong to it.
        let is_number = sentence.items[end - 1].number.is_some();
        let rows = (is_number && is_apart).then(|| numbers(sentence, range.start..end)).flatten();
        rows.filter(is_row).map(|rows| (rows, end))
    })
}

/// The words of a range that are a title: no time, and none of `around` at its ends.
pub(super) fn title(sentence: &Sentence<'_>, range: Range<usize>, around: Senses) -> String {
    if let Some(quoted) = range.clone().find(|at| sentence.items[*at].kind == ItemKind::Quoted) {
        return unquoted(sentence.slice(quoted..quoted + 1)).to_owned();
    }
    let is_loose = |at: usize| {
        let item = &sentence.items[at];
        item.is_time || item.is_mark() || item.senses.meets(around)
    };
    let (mut start, mut end) = (range.start, range.end);
    // "Mei Ling's recital", "Ah Meng's birthday": a name, though its first word is also a month or filler.
    let is_capital = |at: usize| at < end && sentence.slice(at..at + 1).starts_with(char::is_uppercase);
    let is_name = |at: usize| {
        let item = &sentence.items[at];
        let is_unsure = item.is_any(Senses::of(&[Sense::Month, Sense::Filler])) && !item.is_time;
        is_unsure && is_capital(at) && is_capital(at + 1) && sentence.items[at + 1].is_content()
    };
    // "This week's class", 这个星期的瑜伽课
    let is_week = |at: usize| {
        at > range.start
            && sentence.items[at].is(Sense::Week)
            && sentence.is(at - 1, Sense::Determiner)
            && sentence.is(at + 1, Sense::Link)
            || sentence.items[at].is(Sense::Week) && words::is_owner(sentence.slice(at..at + 1))
    };
    while start < end && (is_loose(start) && !is_name(start) || is_week(start)) {
        start += 1;
    }
    // "Tuition this week"
    let is_of_week = |end: usize| {
        end > start + 2 && sentence.items[end - 1].is(Sense::Week) && sentence.items[end - 2].is(Sense::This)
    };
    while start < end && (is_loose(end - 1) || is_of_week(end)) {
        end -= if is_loose(end - 1) { 1 } else { 2 };
    }
    let mut title = String::new();
    let mut at = start;
    while at < end {
        if sentence.items[at].is_time {
            at += 1;
            continue;
        }
        let from = at;
        while at < end && !sentence.items[at].is_time {
            at += 1;
        }
        let (mut from, mut to) = (from, at);
        let is_small = |at: usize| {
            sentence.items[at].is_mark()
                || sentence.items[at].is_any(Senses::of(&[Sense::Link, Sense::Determiner, Sense::Filler]))
        };
        // Small words beside a time that stands inside belong to the time.
        while from < to && from > start && is_small(from) {
            from += 1;
        }
        while from < to && to < end && is_small(to - 1) {
            to -= 1;
        }
        push(&mut title, sentence.slice(from..to));
    }
    title
}

/// Adds a piece to a title, with a space between, except between Chinese characters.
fn push(title: &mut String, piece: &str) {
    use crate::when::fold::is_han;
    let is_han_between = title.chars().next_back().is_some_and(is_han) && piece.chars().next().is_some_and(is_han);
    for word in piece.split_whitespace() {
        let joins = title.is_empty() || is_han_between && piece.starts_with(word);
        if !joins {
            title.push(' ');
        }
        title.push_str(word);
    }
}

/// How much of a series is meant, if that is said.
pub(super) fn scope(sentence: &Sentence<'_>) -> Option<Scope> {
    if sentence.has(Sense::OnlyThis) {
        Some(Scope::This)
    } else if sentence.has(Sense::Onwards) || is_from_then(sentence) {
        Some(Scope::Following)
    } else if sentence.has(Sense::Whole) {
        Some(Scope::All)
    } else {
        None
    }
}

/// 从1月9号那堂开始: from then on.
fn is_from_then(sentence: &Sentence<'_>) -> bool {
    let from = sentence.all().find(|at| sentence.is(*at, Sense::From) && sentence.items[*at].kind == ItemKind::Han);
    from.is_some_and(|from| (from..sentence.len()).any(|at| sentence.is(at, Sense::Begins)))
}
