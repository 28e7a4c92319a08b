//! The words about guests that every rule of theirs needs: addresses, names, and the event that is meant.

use std::ops::Range;

use super::create;
use super::items::ItemKind;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::target::{spoken_of, target};
use super::words;
use crate::model::{GuestsWish, Intent, MailAddress, RepliedTo, SaidGuest, Target};

/// The most names that one message invites; more words than that are no names.
const MOST_NAMES: usize = 8;

/// The most words of a name.
const LONGEST_NAME: usize = 3;

/// A mail address in a message, and the items that it takes.
pub(super) struct WrittenAddress {
    pub items: Range<usize>,
    pub address: MailAddress,
}

/// The mail addresses of a message, in order.
pub(super) fn addresses(sentence: &Sentence<'_>) -> Vec<WrittenAddress> {
    let text = sentence.text;
    let is_part = |ch: char| ch.is_ascii_alphanumeric() || "._%+-'@".contains(ch);
    let mut found = Vec::new();
    let mut from = 0;
    for piece in text.split_inclusive(|ch: char| !is_part(ch)) {
        let start = from;
        from += piece.len();
        if !piece.contains('@') {
            continue;
        }
        let word = piece.trim_end_matches(|ch: char| !is_part(ch)).trim_end_matches(['.', '\'', '-', '_']);
        let word = words::without_owner(word);
        let Some(address) = MailAddress::parse(word) else { continue };
        let bytes = start..start + word.len();
        let is_inside = |at: &usize| {
            let range = &sentence.items[*at].range;
            bytes.start <= range.start && range.end <= bytes.end
        };
        let items: Vec<usize> = sentence.all().filter(is_inside).collect();
        if let (Some(first), Some(last)) = (items.first(), items.last()) {
            found.push(WrittenAddress { items: *first..*last + 1, address });
        }
    }
    found
}

/// The addresses that are listed from an item on, and where the list ends.
pub(super) fn listed(sentence: &Sentence<'_>, written: &[WrittenAddress], from: usize) -> (Vec<MailAddress>, usize) {
    const BETWEEN: Senses = Senses::of(&[Sense::Filler, Sense::And, Sense::Somebody, Sense::Invite]);
    let (mut found, mut at, mut end) = (Vec::new(), from, from);
    while at < sentence.len() {
        if let Some(next) = written.iter().find(|written| written.items.start == at) {
            if !found.contains(&next.address) {
                found.push(next.address.clone());
            }
            (at, end) = (next.items.end, next.items.end);
        } else if is_between(sentence, at, BETWEEN) {
            at += 1;
        } else if let Some(bracketed) = after_name(sentence, written, at) {
            at = bracketed;
        } else {
            break;
        }
    }
    (found, end)
}

/// The address that follows a name in brackets: "Dr Chong (chong@example.com)".
fn after_name(sentence: &Sentence<'_>, written: &[WrittenAddress], from: usize) -> Option<usize> {
    let bracket = (from + 1..sentence.len().min(from + LONGEST_NAME + 1))
        .find(|at| matches!(sentence.items[*at].kind, ItemKind::Mark('(' | '<')))?;
    let is_name = sentence.within(from..bracket).iter().all(|item| !item.is_mark() && !item.is_time);
    (is_name && written.iter().any(|written| written.items.start == bracket + 1)).then_some(bracket + 1)
}

fn is_between(sentence: &Sentence<'_>, at: usize, between: Senses) -> bool {
    let item = &sentence.items[at];
    matches!(item.kind, ItemKind::Mark(',' | ';' | '&' | ':' | '+' | '、' | '(' | ')' | '<' | '>'))
        || item.is_any(between)
}

/// Whether an item says nothing: politeness, marks, "and".
pub(super) fn is_small(sentence: &Sentence<'_>, at: usize) -> bool {
    let item = &sentence.items[at];
    item.is_filler() && !item.is_time || item.is(Sense::And) || item.is(Sense::CanYou)
}

/// Whether nothing in a range carries meaning.
pub(super) fn is_alone(sentence: &Sentence<'_>, range: Range<usize>) -> bool {
    range.into_iter().all(|at| is_small(sentence, at))
}

/// A new event with guests, or the offer of one; where the time is all that is said of it, inviting is what it is about.
pub(super) fn with_event(rest: &Sentence<'_>, guests: Vec<MailAddress>) -> Option<GuestsWish> {
    let intent = create::create(rest);
    let is_doubtful = matches!(intent, Intent::Offer(_));
    let (Intent::Create(understood) | Intent::Offer(understood)) = intent else { return None };
    let is_named = understood.readings.iter().all(|reading| !reading.title.trim().is_empty());
    is_named.then_some(GuestsWish::WithEvent { understood, guests, is_doubtful })
}

/// The names of a range; `None` when it holds something else than names.
pub(super) fn names(sentence: &Sentence<'_>, range: Range<usize>) -> Option<Vec<SaidGuest>> {
    // An address that cannot be one is asked for again.
    if range.clone().any(|at| sentence.is_mark(at, '@')) {
        return Some(Vec::new());
    }
    let mut names: Vec<SaidGuest> = Vec::new();
    let is_border = |at: usize| sentence.is(at, Sense::And) || sentence.items[at].is_mark();
    let mut from = range.start;
    for at in range.start..=range.end {
        if at < range.end && !is_border(at) {
            continue;
        }
        let is_name = |at: &usize| {
            const AROUND: Senses = Senses::of(&[
                Sense::Somebody,
                Sense::Person,
                Sense::GuestList,
                Sense::TitleNoun,
                Sense::Particle,
                Sense::Tail,
            ]);
            !is_small(sentence, *at) && !sentence.items[*at].is_any(AROUND)
        };
        let said: Vec<usize> = (from..at).filter(is_name).collect();
        from = at + 1;
        // "The guests" names nobody.
        if said.iter().all(|at| sentence.is(*at, Sense::Determiner)) {
            continue;
        }
        let (Some(first), Some(last)) = (said.first(), said.last()) else { continue };
        let is_han = sentence.items[*first].kind == ItemKind::Han;
        if said.len() > LONGEST_NAME && !is_han || names.len() >= MOST_NAMES {
            return None;
        }
        // "Winnie's name"
        let name = words::without_owner(sentence.slice(*first..last + 1));
        names.push(SaidGuest::Called(name.to_owned()));
    }
    Some(names)
}

/// What stands from an item on, without politeness and particles at the end.
pub(super) fn until_end<'t>(sentence: &Sentence<'t>, from: usize) -> &'t str {
    let is_last = |at: &usize| !sentence.items[*at].is_filler() && !sentence.is(*at, Sense::Particle);
    let end = (from..sentence.len()).rev().find(is_last).map_or(from, |last| last + 1);
    sentence.slice(from..end)
}

/// "To", "for", "ke", 参加.
pub(super) fn leads_to_event(sentence: &Sentence<'_>, at: usize) -> bool {
    let item = &sentence.items[at];
    !item.is_time && item.is_any(Senses::of(&[Sense::To, Sense::ForEvent]))
}

/// The event that words mean; nothing is the one replied to, or else the one last spoken of.
pub(super) fn meant(text: &str, sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Target {
    if text.trim().is_empty() { spoken_of(replied) } else { target(text, sentence.reference, replied) }
}
