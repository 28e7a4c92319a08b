//! Hours that are told: the person's own, which may be set, and those of others, which are neither set nor planned.

use super::clause::without_filler;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;

/// Whether hours are the person's own to set: not how long a husband works, how quiet a house is, or when a shop sells.
/// It is said with an imperative, with "my", or in a message that says nothing else.
pub(super) fn is_own(sentence: &Sentence<'_>, noun: usize) -> bool {
    const SAID: Senses = Senses::of(&[
        Sense::WorkingHours,
        Sense::Quiet,
        Sense::Set,
        Sense::Swap,
        Sense::MakeIt,
        Sense::On,
        Sense::Off,
        Sense::Default,
        Sense::Daily,
        Sense::Unit,
        Sense::Week,
        Sense::Copula,
        Sense::Put,
        Sense::Not,
        Sense::Through,
        Sense::TimeNoun,
        Sense::Ends,
        Sense::Onwards,
        Sense::Before,
        Sense::Remind,
        Sense::ReminderNoun,
        Sense::Send,
    ]);
    const ORDERS: Senses = Senses::of(&[Sense::Set, Sense::Swap, Sense::MakeIt]);
    let others = sentence.items.iter().filter(|item| {
        let is_named = item.is_content() && item.number.is_none() && !item.is_any(SAID);
        is_named || item.is(Sense::Relative) && !item.is_time
    });
    if others.count() == 0 {
        return true;
    }
    let is_mine = |at: usize| sentence.is(at, Sense::Me);
    let before = noun.checked_sub(1);
    // "Working hours from monday: 9 to 6", but "working hours at my old company …"
    let leads_to_hours = noun == sentence.first()
        && sentence.items.get(noun + 1).is_some_and(|next| {
            next.is_time
                || next.number.is_some()
                || next.is_mark()
                || next.is_any(Senses::of(&[Sense::To, Sense::From]))
        });
    let is_relatives = before.is_some_and(|before| sentence.is(before, Sense::Relative));
    let says_mine = before.is_some_and(is_mine)
        && !noun.checked_sub(2).is_some_and(|at| sentence.is(at, Sense::Relative))
        || is_mine(noun + 1)
        || leads_to_hours;
    let orders = sentence.clauses.iter().any(|clause| {
        let start = without_filler(sentence, clause.clone()).start;
        // "Quiet" alone also tells how something is.
        let is_order = sentence.is(start, Sense::Quiet) && sentence.items[start].range.len() > SHORTEST_ORDER;
        clause.contains(&start) && (sentence.items[start].is_any(ORDERS) || is_order)
    });
    let sells = sentence.has(Sense::Advert);
    let is_of_relative = sentence.has(Sense::Relative) && sentence.is(noun, Sense::WorkingHours);
    orders && !sells || says_mine && !is_relatives && !is_of_relative && !sells
}

/// Whether a message tells for how long others work, or how long it is quiet somewhere.
pub(super) fn tells_hours(sentence: &Sentence<'_>) -> bool {
    let noun = sentence.find(Sense::WorkingHours).or_else(|| sentence.find(Sense::Quiet));
    let lasts = sentence.understood.readings.first().is_some_and(|reading| reading.end.is_some());
    let is_event = sentence.has(Sense::EventNoun) && !sentence.has(Sense::Relative);
    lasts && !is_event && noun.is_some_and(|noun| !is_own(sentence, noun))
}

/// A word as long as this, in bytes, tells to be quiet; shorter ones also tell how something is.
const SHORTEST_ORDER: usize = 6;

/// The words of time in a message, from the first to the last.
pub(super) fn times(sentence: &Sentence<'_>) -> Option<String> {
    let first = sentence.items.iter().position(|item| item.is_time)?;
    let last = sentence.items.iter().rposition(|item| item.is_time)?;
    let text = sentence.slice(first..last + 1);
    // The words that lead to a time are not part of the value.
    let lead = (first..=last)
        .find(|at| {
            !sentence.items[*at].is_any(Senses::of(&[Sense::At, Sense::Link, Sense::From, Sense::Daily]))
                || sentence.items[*at].number.is_some()
        })
        .unwrap_or(first);
    Some(if lead > first { sentence.slice(lead..last + 1).to_owned() } else { text.to_owned() })
}

/// The words of the clock in a message, as the reader took them.
pub(super) fn times_of_clock(sentence: &Sentence<'_>) -> Option<String> {
    use crate::model::PieceKind;
    let reading = sentence.understood.readings.first()?;
    let clocks = || reading.spans.iter().filter(|span| span.part == PieceKind::Clock);
    let start = clocks().map(|span| span.range.start).min()?;
    let end = clocks().map(|span| span.range.end).max()?;
    let first = sentence.items.iter().position(|item| {
        item.range.start >= start && !(item.is_any(Senses::of(&[Sense::At, Sense::Link])) && item.number.is_none())
    })?;
    let start = sentence.items[first].range.start;
    sentence.text.get(start..end).map(str::to_owned)
}
