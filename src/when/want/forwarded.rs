//! Messages that were written elsewhere and forwarded: bookings, invitations, notices, advertisements.

use std::ops::Range;

use super::advert::{is_advert, sells_more_than_it_books};
use super::doubt::is_past;
use super::items::{ItemKind, items};
use super::narrative::{asks_why, is_report};
use super::request::words;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::wish::site;
use crate::model::{Intent, Reading, SmallTalk};

/// More words and marks than anyone types for a bot.
const LONG: usize = 60;

/// As many lines have something that was pasted.
const LINES: usize = 3;

/// A notice with a label of a booking is shorter than other forwarded texts, and longer than what people type.
const LABELLED: usize = 18;

/// Whether a message was not typed for a bot: it is too long, has many lines, or is worded as a notice.
pub(super) fn is_forwarded(sentence: &Sentence<'_>) -> bool {
    let is_notice =
        sentence.has_any(&[Sense::BookingLabel, Sense::Held]) && sentence.len() >= LABELLED && !asks_why(sentence);
    is_pasted(sentence) || length(sentence) > LONG || is_notice
}

/// How long a message is: its words and marks.
fn length(sentence: &Sentence<'_>) -> usize {
    words(sentence, sentence.all()) + sentence.items.iter().filter(|item| item.is_mark()).count()
}

/// Whether a message has more lines than anyone types for a bot.
fn is_pasted(sentence: &Sentence<'_>) -> bool {
    sentence.text.trim().lines().count() >= LINES
}

/// A long message is something forwarded: an event, unless it advertises.
pub(super) fn forwarded(sentence: &Sentence<'_>) -> Intent {
    let understood = &sentence.understood;
    if understood.readings.is_empty() && understood.doubt.is_none() {
        return Intent::Nothing(SmallTalk::Other);
    }
    if is_advert(sentence) || sells_more_than_it_books(sentence) || is_past(sentence) || is_report(sentence) {
        return Intent::Offer(understood.clone());
    }
    let mut understood = understood.clone();
    let is_labelled = |reading: &Reading| reading.fired.contains(&"title: labelled");
    if understood.readings.iter().any(is_labelled) {
        return Intent::Create(understood);
    }
    let place = understood.readings.first().and_then(|reading| reading.place.clone());
    let title = announced(sentence)
        .or_else(|| headline(sentence).filter(|_| is_pasted(sentence)))
        .map(|title| undetermined(&title));
    // "Temujanji anda di Klinik Bandar Baru": the place is not what is planned.
    let title = title.filter(|title| !understood.all_hold && place.as_ref() != Some(title));
    if let Some(title) = title {
        for reading in &mut understood.readings {
            reading.title.clone_from(&title);
        }
    }
    if let Some((_, place)) = site(sentence) {
        for reading in &mut understood.readings {
            let is_name = reading.title != place;
            reading.place = reading.place.take().or_else(|| is_name.then(|| place.clone()));
        }
    }
    Intent::Create(understood)
}

/// A title without the article or pronoun that a sentence has before it: "the Budget Review", "your car service".
fn undetermined(title: &str) -> String {
    let items = items(title);
    match items.as_slice() {
        [first, next, ..] if first.is(Sense::Determiner) && first.kind == ItemKind::Word => {
            title[next.range.start..].to_owned()
        }
        _ => title.to_owned(),
    }
}

/// What a notice announces: "please be informed that the Budget Review will be held on …".
fn announced(sentence: &Sentence<'_>) -> Option<String> {
    let held = sentence.find(Sense::Held).filter(|held| *held > 0)?;
    let is_border = |at: &usize| {
        let item = &sentence.items[*at];
        let is_end = matches!(item.kind, ItemKind::Mark('.' | '!' | ':' | '\n' | ',' | ';'));
        let goes_on = sentence.items.get(at + 1).is_some_and(|next| next.number.is_some());
        is_end && !goes_on || item.is(Sense::TitleLead) && !item.is(Sense::Link) && item.kind != ItemKind::Han
    };
    let from = (0..held).rev().find(is_border).map_or(0, |border| border + 1);
    let after = (held..sentence.len()).find(|at| sentence.is(*at, Sense::Hold)).map(|hold| hold + 1);
    let end = |from: usize| (from..sentence.len()).find(|at| sentence.items[*at].is_mark()).unwrap_or(sentence.len());
    let title = after
        .map(|after| super::target::title(sentence, after..end(after), AROUND_HEADLINE))
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| super::target::title(sentence, from..held, AROUND_HEADLINE));
    let length = title.chars().count();
    (2 < length && length <= LONGEST_HEADLINE).then_some(title)
}

/// The longest headline, in characters.
const LONGEST_HEADLINE: usize = 80;

/// How many sentences are looked at for a headline.
const FIRST_SENTENCES: usize = 6;

/// The sentence of a forwarded text that names the event: the first with the name of an event in it, or else the
/// first that says something.
fn headline(sentence: &Sentence<'_>) -> Option<String> {
    let parts = sentence.text.lines().flat_map(clauses);
    let parts: Vec<String> =
        parts.take(FIRST_SENTENCES * 2).filter_map(|part| named_in(part, sentence)).take(FIRST_SENTENCES).collect();
    let names_event = |part: &&String| items(part).iter().any(|item| item.is(Sense::EventNoun));
    let best = parts.iter().find(names_event).or_else(|| parts.first())?;
    let short: String = best.chars().take(LONGEST_HEADLINE).collect();
    Some(short.trim().to_owned())
}

/// The clauses of a line: up to a full stop or comma with a space after it, or a Chinese mark.
fn clauses(line: &str) -> impl Iterator<Item = &str> {
    let ends = line.char_indices().filter_map(|(at, ch)| {
        let after = &line[at + ch.len_utf8()..];
        let is_end = match ch {
            '.' | ',' => after.is_empty() || after.starts_with(char::is_whitespace),
            _ => matches!(ch, '!' | '。' | '！' | '，' | '👇'),
        };
        is_end.then_some(at + ch.len_utf8())
    });
    let mut from = 0;
    let ends: Vec<usize> = ends.chain([line.len()]).collect();
    ends.into_iter()
        .map(move |end| &line[std::mem::replace(&mut from, end)..end])
        .filter(|part| !part.trim().is_empty())
}

/// What a sentence of a forwarded text names, if it names something.
fn named_in(part: &str, whole: &Sentence<'_>) -> Option<String> {
    const MOST_DIGITS: usize = 7;
    let begin = part.as_ptr() as usize - whole.text.as_ptr() as usize;
    let spans = whole.understood.readings.first().map_or(&[][..], |reading| &reading.spans[..]);
    let is_when = spans.iter().any(|span| span.range.start < begin + part.len() && begin < span.range.end);
    let part = Sentence::of(part, whole.reference);
    let digits = |range: &Range<usize>| part.text[range.clone()].chars().filter(char::is_ascii_digit).count();
    if part.items.iter().filter(|item| !item.is_time).map(|item| digits(&item.range)).sum::<usize>() > MOST_DIGITS {
        return None;
    }
    // "Date: …", "Makluman: …": a label, and what it labels.
    let colon = part.items.iter().take(3).position(|item| matches!(item.kind, ItemKind::Mark(':')));
    let from = colon.map_or(0, |colon| colon + 1);
    let says = part.content_beside(from..part.len(), AROUND_HEADLINE);
    let first = part.items.first();
    let is_label = first.is_some_and(|item| item.is(Sense::BookingLabel))
        && part.is_timed()
        && says <= usize::from(colon.is_some())
        || first.is_some_and(|item| item.is(Sense::PlaceNoun)) && colon.is_some();
    // "Booking confirmed!"
    let is_confirmed = first.is_some_and(|item| item.is(Sense::BookingLabel)) && part.has_mark('!') && says <= 1;
    if is_label || is_confirmed || says == 0 {
        return None;
    }
    // What stands before the time names the event: "your appointment with Dr Kumar is on 17/3 at …". A day by its name
    // that is not when it is ("Sambutan Hari Guru") is part of the name.
    let time = (from..part.len()).find(|at| part.items[*at].is_time && is_when).unwrap_or(part.len());
    let says_before = part.content_beside(from..time, AROUND_HEADLINE) > 0;
    let end = if says_before { time } else { part.len() };
    let title = super::target::title(&part, from..end, AROUND_HEADLINE);
    (title.chars().count() > 2).then_some(title)
}

/// Words of a forwarded text that name no event.
const AROUND_HEADLINE: Senses = Senses::of(&[
    Sense::Filler,
    Sense::Put,
    Sense::It,
    Sense::Greeting,
    Sense::Thanks,
    Sense::BookingLabel,
    Sense::CanYou,
    Sense::Tail,
    Sense::Already,
    Sense::Yes,
    Sense::Link,
]);
