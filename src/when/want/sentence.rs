//! A message as the rules of wanting see it: its items, and what of them is time.

use std::cell::OnceCell;
use std::ops::Range;

use super::clauses::clauses_of;
use super::items::{Item, ItemKind, items_within, slice};
use super::runs::{Run, runs};
use super::senses::{Sense, Senses};
use super::time::{SaidTime, is_time, time};
use super::words;
use crate::model::{PieceKind, Reference, Understood};

/// A message, or a part of one, in items.
#[derive(Debug)]
pub(super) struct Sentence<'t> {
    /// The message as it was typed.
    pub text: &'t str,
    /// Its items, in order.
    pub items: Vec<Item>,
    /// All that its items say.
    said: Senses,
    /// Its clauses: what stands between marks and words like "so".
    pub clauses: Vec<Range<usize>>,
    /// Its amounts of time, once they were asked for.
    amounts: OnceCell<Vec<Run>>,
    /// What the reader of time made of it.
    pub understood: Understood,
    /// What relative words are relative to.
    pub reference: &'t Reference,
}

impl<'t> Sentence<'t> {
    /// Reads a message.
    pub(super) fn of(text: &'t str, reference: &'t Reference) -> Self {
        let understood = understood(text, reference);
        let mut items = items_within(text, &times(&understood));
        mark_times(text, &mut items, &understood);
        Self::new(text, items, understood, reference)
    }

    fn new(text: &'t str, items: Vec<Item>, understood: Understood, reference: &'t Reference) -> Self {
        let said = items.iter().fold(Senses::NONE, |said, item| said.and(item.senses));
        let clauses = clauses_of(text, &items);
        Self { text, items, said, clauses, amounts: OnceCell::new(), understood, reference }
    }

    /// The same message without its remarks, if it has some: what they tell or ask says nothing about what is planned.
    pub(super) fn without_remarks(&self) -> Option<Self> {
        let spans = self.understood.readings.first().map_or(&[][..], |reading| &reading.spans);
        let remarks = || spans.iter().filter(|span| span.part == PieceKind::Note).map(|span| &span.range);
        let is_remark = |item: &Item| remarks().any(|range| range.contains(&item.range.start));
        let items: Vec<Item> = self.items.iter().filter(|item| !is_remark(item)).cloned().collect();
        (items.len() < self.items.len()).then(|| Self::new(self.text, items, self.understood.clone(), self.reference))
    }

    /// How many items there are.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// All items.
    pub(super) fn all(&self) -> Range<usize> {
        0..self.items.len()
    }

    /// The items of a range; none where it is turned round or reaches past the end.
    pub(super) fn within(&self, range: Range<usize>) -> &[Item] {
        self.items.get(range).unwrap_or_default()
    }

    /// The first item that says this.
    pub(super) fn find(&self, sense: Sense) -> Option<usize> {
        if self.has(sense) { self.items.iter().position(|item| item.is(sense)) } else { None }
    }

    /// Whether an item says this.
    pub(super) fn has(&self, sense: Sense) -> bool {
        self.said.has(sense)
    }

    /// Whether an item says one of these.
    pub(super) fn has_any(&self, senses: &[Sense]) -> bool {
        self.said.meets(Senses::of(senses))
    }

    /// Whether the item at `at` says this.
    pub(super) fn is(&self, at: usize, sense: Sense) -> bool {
        self.items.get(at).is_some_and(|item| item.is(sense))
    }

    /// Whether the first word of the item at `at` says this on its own: "from" in "from the list".
    pub(super) fn begins(&self, at: usize, sense: Sense) -> bool {
        let first = self.slice(at..at + 1).split(' ').next().unwrap_or_default();
        words::says(first, sense)
    }

    /// Whether the last word of the item at `at` says this on its own: "to" in "yes to".
    pub(super) fn ends(&self, at: usize, sense: Sense) -> bool {
        let last = self.slice(at..at + 1).split(' ').next_back().unwrap_or_default();
        words::says(last, sense)
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

    /// The first item that is not filler, if it says this.
    pub(super) fn first_of(&self, sense: Sense) -> Option<usize> {
        Some(self.first()).filter(|first| self.is(*first, sense))
    }

    /// The end of what is not filler.
    pub(super) fn end(&self) -> usize {
        self.items.iter().rposition(|item| !item.is_filler()).map_or(0, |last| last + 1)
    }

    /// Whether something in a range was read as time.
    pub(super) fn has_time(&self, range: Range<usize>) -> bool {
        self.within(range).iter().any(|item| item.is_time)
    }

    /// Whether anything was read as time.
    pub(super) fn is_timed(&self) -> bool {
        !self.understood.readings.is_empty()
    }

    /// The text of some items.
    pub(super) fn slice(&self, range: Range<usize>) -> &'t str {
        slice(self.text, &self.items, range)
    }

    /// How many items of a range carry meaning of their own, other than those with these senses.
    pub(super) fn content_beside(&self, range: Range<usize>, senses: Senses) -> usize {
        self.within(range).iter().filter(|item| item.is_content() && !item.senses.meets(senses)).count()
    }

    /// The clause in which an item stands; none for a mark or word between two clauses.
    pub(super) fn clause_of(&self, item: usize) -> Option<&Range<usize>> {
        self.clauses.iter().find(|clause| clause.contains(&item))
    }

    /// Its stretches that are amounts of time, and nothing longer.
    pub(super) fn amounts(&self) -> &[Run] {
        self.amounts.get_or_init(|| self.amounts_within(self.all()))
    }

    /// The amounts of time in a range.
    pub(super) fn amounts_within(&self, range: Range<usize>) -> Vec<Run> {
        runs(self.text, &self.items, range)
    }

    /// What time some items say on their own.
    pub(super) fn time_of(&self, range: Range<usize>) -> Option<SaidTime> {
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

/// The times of a text; "tomorrow's" names tomorrow, unless another day is named: "prepare Monday's slides tomorrow".
pub(super) fn understood(text: &str, reference: &Reference) -> Understood {
    let as_written = crate::when::read(text, reference);
    match unowned(text) {
        Some(unowned) if !names_day_apart(text, &as_written) => crate::when::read(&unowned, reference),
        Some(_) | None => as_written,
    }
}

/// Whether a text names a day surely, and not by a word that owns something.
fn names_day_apart(text: &str, understood: &Understood) -> bool {
    let ends_as_owner = |time: &Range<usize>| {
        let rest = text.get(time.end..).unwrap_or_default();
        words::OWNER_ENDINGS.iter().any(|ending| rest.starts_with(ending))
    };
    understood.doubt.is_none()
        && understood.readings.first().is_some_and(|reading| reading.known.date)
        && !times(understood).iter().any(ends_as_owner)
}

/// The text with the "'s" of days blanked out ("tomorrow's lunch"), so that the day is read as one; `None` without.
fn unowned(text: &str) -> Option<String> {
    let mut blanked: Option<String> = None;
    for owner in words::OWNER_ENDINGS.map(|ending| format!("{ending} ")) {
        let mut from = 0;
        while let Some(found) = text.get(from..).and_then(|rest| rest.find(&owner)) {
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

/// Where the first reading takes words as time.
fn times(understood: &Understood) -> Vec<Range<usize>> {
    let spans = understood.readings.first().into_iter().flat_map(|reading| &reading.spans);
    spans.filter(|span| is_time(span.part)).map(|span| span.range.clone()).collect()
}

/// Marks the items that the first reading, or the doubt, takes as time.
fn mark_times(text: &str, items: &mut [Item], understood: &Understood) {
    for time in times(understood) {
        for item in items.iter_mut() {
            let is_inside = time.start <= item.range.start && item.range.end <= time.end;
            // "tomorrow's": the reader takes the day, and this word goes with it.
            let is_owner = time.contains(&item.range.start)
                && text.get(time.end..item.range.end).is_some_and(words::is_owner_ending);
            item.is_time |= is_inside || is_owner;
        }
    }
    // 22/5那天: says nothing more than the day.
    for at in 1..items.len() {
        items[at].is_time |= items[at].is(Sense::ThatDay) && items[at - 1].is_time;
    }
}
