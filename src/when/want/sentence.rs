//! A message as the rules of wanting see it: items – words with what they say, numbers, marks – and what of it is time.

use std::ops::Range;

use chrono::Duration;

use super::words::{self, Sense, Senses};
use crate::model::{Moment, Part, Reading, Reference, Understood};
use crate::when::fold::{fold, is_han};

/// A message, or a part of one, in items.
#[derive(Debug)]
pub(super) struct Sentence<'t> {
    /// The message as it was typed.
    pub text: &'t str,
    /// Its items, in order.
    pub items: Vec<Item>,
    /// What the reader of time made of it.
    pub understood: Understood,
    /// What relative words are relative to.
    pub reference: &'t Reference,
}

/// A word or known phrase, a number, a quotation or a mark.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// What it says.
    pub senses: Senses,
    /// The number it stands for, in digits or as a word.
    pub number: Option<u32>,
    /// What it is.
    pub kind: ItemKind,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// Nothing stands between it and the item before.
    pub is_glued: bool,
    /// It was read as time.
    pub is_time: bool,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// A word in letters.
    Word,
    /// Chinese: a known word, or one character.
    Han,
    /// A number in digits.
    Digits,
    /// A quotation, with its marks.
    Quoted,
    /// A mark.
    Mark(char),
}

impl Item {
    /// Whether it says this.
    pub(super) fn is(&self, sense: Sense) -> bool {
        self.senses.has(sense)
    }

    /// Whether it says one of these.
    pub(super) fn is_any(&self, senses: Senses) -> bool {
        self.senses.meets(senses)
    }

    /// Whether it is a mark.
    pub(super) fn is_mark(&self) -> bool {
        matches!(self.kind, ItemKind::Mark(_))
    }

    /// Whether it says nothing of what is wanted.
    pub(super) fn is_filler(&self) -> bool {
        self.is_mark() || self.is(Sense::Filler)
    }

    /// Whether it carries meaning of its own: neither time, nor a small word.
    pub(super) fn is_content(&self) -> bool {
        const SMALL: Senses = Senses::of(&[
            Sense::Filler,
            Sense::CanYou,
            Sense::Me,
            Sense::Determiner,
            Sense::Link,
            Sense::To,
            Sense::From,
            Sense::At,
            Sense::Auxiliary,
            Sense::Particle,
            Sense::And,
        ]);
        !self.is_time && !self.is_mark() && !self.senses.meets(SMALL)
    }
}

impl<'t> Sentence<'t> {
    /// Reads a message.
    pub(super) fn of(text: &'t str, reference: &'t Reference) -> Self {
        let understood = match unowned(text) {
            Some(text) => crate::when::read(&text, reference),
            None => crate::when::read(text, reference),
        };
        let mut items = items(text);
        mark_times(text, &mut items, &understood);
        Self { text, items, understood, reference }
    }

    /// How many items there are.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// All items.
    pub(super) fn all(&self) -> Range<usize> {
        0..self.items.len()
    }

    /// The first item that says this.
    pub(super) fn find(&self, sense: Sense) -> Option<usize> {
        self.items.iter().position(|item| item.is(sense))
    }

    /// Whether an item says this.
    pub(super) fn has(&self, sense: Sense) -> bool {
        self.find(sense).is_some()
    }

    /// Whether an item says one of these.
    pub(super) fn has_any(&self, senses: &[Sense]) -> bool {
        let senses = Senses::of(senses);
        self.items.iter().any(|item| item.is_any(senses))
    }

    /// Whether the item at `at` says this.
    pub(super) fn is(&self, at: usize, sense: Sense) -> bool {
        self.items.get(at).is_some_and(|item| item.is(sense))
    }

    /// The mark at `at`.
    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.items.get(at).is_some_and(|item| item.kind == ItemKind::Mark(mark))
    }

    /// Whether this mark stands anywhere.
    pub(super) fn has_mark(&self, mark: char) -> bool {
        self.items.iter().any(|item| item.kind == ItemKind::Mark(mark))
    }

    /// The first item that is not filler.
    pub(super) fn first(&self) -> usize {
        self.items.iter().position(|item| !item.is_filler()).unwrap_or(self.items.len())
    }

    /// The end of what is not filler.
    pub(super) fn end(&self) -> usize {
        self.items.iter().rposition(|item| !item.is_filler()).map_or(0, |last| last + 1)
    }

    /// Whether something in a range was read as time.
    pub(super) fn has_time(&self, range: Range<usize>) -> bool {
        self.items[range].iter().any(|item| item.is_time)
    }

    /// Whether anything was read as time.
    pub(super) fn is_timed(&self) -> bool {
        !self.understood.readings.is_empty()
    }

    /// The text of some items.
    pub(super) fn slice(&self, range: Range<usize>) -> &'t str {
        match (self.items.get(range.start), range.end.checked_sub(1).and_then(|last| self.items.get(last))) {
            (Some(first), Some(last)) if range.start < range.end => &self.text[first.range.start..last.range.end],
            _ => "",
        }
    }

    /// How many items of a range carry meaning of their own, other than those with these senses.
    pub(super) fn content_beside(&self, range: Range<usize>, senses: Senses) -> usize {
        self.items[range].iter().filter(|item| item.is_content() && !item.senses.meets(senses)).count()
    }

    /// What time some items say by themselves.
    pub(super) fn time_of(&self, range: Range<usize>) -> Option<Time> {
        time(self.slice(range), self.reference)
    }

    /// The text with some items blanked out, so that everything else stays where it is.
    pub(super) fn without(&self, blanked: &[Range<usize>]) -> String {
        let mut text = self.text.to_owned();
        for range in blanked {
            let Some(first) = self.items.get(range.start) else { continue };
            let Some(last) = range.end.checked_sub(1).and_then(|last| self.items.get(last)) else { continue };
            if first.range.start < last.range.end {
                let bytes = first.range.start..last.range.end;
                text.replace_range(bytes.clone(), &" ".repeat(bytes.len()));
            }
        }
        text
    }
}

/// The text with the "'s" of days blanked out ("tomorrow's lunch"), so that the day is read as one; `None` without.
fn unowned(text: &str) -> Option<String> {
    let mut blanked: Option<String> = None;
    for owner in ["'s ", "’s "] {
        let mut from = 0;
        while let Some(found) = text.get(from..).and_then(|rest| rest.find(owner)) {
            let at = from + found;
            let word = text[..at].rsplit(|ch: char| !ch.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
            if words::is_weekday(&word) || words::is_day(&word) {
                let blanked = blanked.get_or_insert_with(|| text.to_owned());
                blanked.replace_range(at..at + owner.len(), &" ".repeat(owner.len()));
            }
            from = at + owner.len();
        }
    }
    blanked
}

/// A time that was said, with what of it was named.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "a set of independent marks, each read by its own name")]
pub(super) struct Time {
    /// When it begins.
    pub start: Moment,
    /// When it ends, if that was said.
    pub end: Option<Moment>,
    /// A day was named.
    pub has_day: bool,
    /// A clock time was named.
    pub has_clock: bool,
    /// It counts from now.
    pub is_offset: bool,
    /// It repeats.
    pub is_repeated: bool,
    /// Where the words of time stand in the text.
    pub ranges: Vec<Range<usize>>,
}

impl Time {
    /// What of a reading was named.
    pub(super) fn of(reading: &Reading, reference: &Reference) -> Self {
        let has = |part| reading.spans.iter().any(|span| span.part == part);
        let here = |moment: Moment| match moment {
            Moment::Time(at) if reading.zone != reference.zone => {
                Moment::Time(crate::model::instant_of(at, reading.zone).with_timezone(&reference.zone).naive_local())
            }
            Moment::Time(_) | Moment::Day(_) => moment,
        };
        Self {
            start: here(reading.start),
            end: reading.end.map(here),
            has_day: reading.known.date || has(Part::Date),
            has_clock: reading.known.clock,
            is_offset: has(Part::Offset),
            is_repeated: reading.rule.is_some(),
            ranges: reading.spans.iter().filter(|span| is_time(span.part)).map(|span| span.range.clone()).collect(),
        }
    }
}

/// The time that a text says by itself.
pub(super) fn time(text: &str, reference: &Reference) -> Option<Time> {
    if text.is_empty() {
        return None;
    }
    let understood = crate::when::read(text, reference);
    understood.readings.first().map(|reading| Time::of(reading, reference))
}

/// The amount of time that a text says and nothing else ("an hour and a half", "2 hari"); `None` for anything else.
pub(super) fn amount(text: &str) -> Option<Duration> {
    use chrono::TimeZone;
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    // The reader knows amounts as distances from now, so that is what it is asked for.
    let now = chrono::Utc.with_ymd_and_hms(2026, 1, 5, 0, 0, 0).single()?;
    let reference = Reference { now, zone: chrono_tz::UTC, order: crate::model::DayOrder::Dmy };
    let asked = format!("in {text}");
    let understood = crate::when::read(&asked, &reference);
    let reading = understood.readings.first()?;
    let [span] = reading.spans.as_slice() else { return None };
    if span.part != Part::Offset || span.range != (0..asked.len()) {
        return None;
    }
    Some(match reading.start {
        Moment::Day(day) => day - now.date_naive(),
        Moment::Time(at) => at - now.naive_utc(),
    })
}

fn is_time(part: Part) -> bool {
    match part {
        Part::Date | Part::Clock | Part::Offset | Part::Length | Part::Rule | Part::Zone => true,
        Part::Place | Part::Lead | Part::Command => false,
    }
}

/// Marks the items that the first reading, or the doubt, takes as time.
fn mark_times(text: &str, items: &mut [Item], understood: &Understood) {
    let spans = understood.readings.first().into_iter().flat_map(|reading| &reading.spans);
    for span in spans.filter(|span| is_time(span.part)) {
        for item in items.iter_mut() {
            let is_inside = span.range.start <= item.range.start && item.range.end <= span.range.end;
            // "tomorrow's": the reader takes the day, and this word goes with it.
            let is_owner = span.range.contains(&item.range.start)
                && text.get(span.range.end..item.range.end).is_some_and(|rest| matches!(rest, "'s" | "’s" | "s"));
            item.is_time |= is_inside || is_owner;
        }
    }
}

/// A term on its way to an item: where it stands in the folded text and in the original.
struct Term {
    folded: Range<usize>,
    original: Range<usize>,
    kind: ItemKind,
    is_glued: bool,
}

/// The items of a text: the longest known phrases, and what is between them.
pub(super) fn items(text: &str) -> Vec<Item> {
    let (folded, terms) = terms(text);
    let mut items = Vec::with_capacity(terms.len());
    let mut at = 0;
    while let Some(term) = terms.get(at) {
        let word = &folded[term.folded.clone()];
        let phrase = phrase(&folded, &terms, at);
        let mistyped =
            || if term.kind == ItemKind::Word { words::mistyped(word).map(|known| (known, at + 1)) } else { None };
        let (known, end) = match phrase.or_else(mistyped) {
            Some((known, end)) => (Some(known), end),
            None => (None, at + 1),
        };
        let digits = if term.kind == ItemKind::Digits { word.parse().ok() } else { None };
        items.push(Item {
            senses: known.as_ref().map_or(Senses::NONE, |known| known.senses),
            number: digits.or(known.and_then(|known| known.numeral)),
            kind: term.kind,
            range: term.original.start..terms.get(end - 1).map_or(term.original.end, |last| last.original.end),
            is_glued: term.is_glued,
            is_time: false,
        });
        at = end;
    }
    items
}

/// The longest known phrase from a term on, and the term behind it.
fn phrase(folded: &str, terms: &[Term], at: usize) -> Option<(words::Known, usize)> {
    let from = terms[at].folded.start;
    let reach = words::reach(&folded[terms[at].folded.clone()])?;
    let within = terms[at..].iter().take_while(|term| term.folded.end - from <= reach).count();
    (at + 1..=at + within).rev().find_map(|end| Some((words::known(&folded[from..terms[end - 1].folded.end])?, end)))
}

/// The terms of a text: words, numbers, Chinese characters, quotations, marks.
fn terms(text: &str) -> (String, Vec<Term>) {
    let mut folded = String::with_capacity(text.len());
    let mut terms: Vec<Term> = Vec::new();
    let mut is_apart = true;
    let mut quoted_until = 0;
    for (at, ch) in text.char_indices() {
        let plain = fold(ch);
        let start = folded.len();
        if plain == ' ' {
            if !folded.ends_with(' ') {
                folded.push(' ');
            }
            is_apart = true;
            continue;
        }
        folded.push(plain);
        let (end, original_end) = (folded.len(), at + ch.len_utf8());
        if at < quoted_until {
            if let Some(last) = terms.last_mut() {
                (last.folded.end, last.original.end) = (end, original_end);
            }
            is_apart = false;
            continue;
        }
        let kind = if plain.is_ascii_digit() {
            ItemKind::Digits
        } else if is_han(plain) {
            ItemKind::Han
        } else if plain.is_alphabetic() {
            ItemKind::Word
        } else if let Some(length) = quotation(&text[at..], ch, is_apart) {
            quoted_until = at + length;
            ItemKind::Quoted
        } else {
            ItemKind::Mark(plain)
        };
        let previous = terms.last_mut().filter(|_| !is_apart);
        match previous {
            Some(last) if goes_on(last.kind, kind) => {
                (last.folded.end, last.original.end) = (end, original_end);
            }
            Some(_) | None => {
                terms.push(Term { folded: start..end, original: at..original_end, kind, is_glued: !is_apart });
            }
        }
        is_apart = plain == '\n';
    }
    (folded, terms)
}

/// Whether a character goes on the term before it: letters, digits behind letters ("apa2"), apostrophes inside words.
fn goes_on(before: ItemKind, kind: ItemKind) -> bool {
    match (before, kind) {
        (ItemKind::Word, ItemKind::Word | ItemKind::Digits | ItemKind::Mark('\''))
        | (ItemKind::Digits, ItemKind::Digits) => true,
        (
            ItemKind::Word | ItemKind::Digits | ItemKind::Han | ItemKind::Quoted | ItemKind::Mark(_),
            ItemKind::Word | ItemKind::Digits | ItemKind::Han | ItemKind::Quoted | ItemKind::Mark(_),
        ) => false,
    }
}

/// The length, in bytes, of a quotation that begins here and is closed again.
fn quotation(text: &str, first: char, is_apart: bool) -> Option<usize> {
    let close = match first {
        '"' => '"',
        '“' => '”',
        '「' => '」',
        '『' => '』',
        '《' => '》',
        '‘' => '’',
        '\'' if is_apart => '\'',
        _ => return None,
    };
    let inside = first.len_utf8();
    let length = text[inside..].find(close)?;
    Some(inside + length + close.len_utf8())
}

/// What stands inside a quotation.
pub(super) fn unquoted(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.next_back();
    chars.as_str().trim()
}
