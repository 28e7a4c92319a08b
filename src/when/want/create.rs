//! New events: whether one is wanted, and the words of the wish that are not part of its title.

use std::ops::Range;

use super::clause::{asks_us_to_act, is_musing, is_question};
use super::reminding::leads;
use super::sentence::{ItemKind, Sentence};
use super::small::talk;
use super::words::{Sense, Senses};
use crate::model::{Flag, Intent, Lead, SmallTalk, Understood};

/// An event, the offer of one, or nothing.
pub(super) fn create(sentence: &Sentence<'_>) -> Intent {
    let understood = &sentence.understood;
    if understood.readings.is_empty() && understood.doubt.is_none() {
        return Intent::Nothing(talk(sentence));
    }
    if !is_wished(sentence) && is_doubtful(sentence) {
        return Intent::Offer(understood.clone());
    }
    Intent::Create(polished(sentence))
}

/// A long message is something forwarded: an event, unless it advertises.
pub(super) fn forwarded(sentence: &Sentence<'_>) -> Intent {
    let understood = &sentence.understood;
    if understood.readings.is_empty() && understood.doubt.is_none() {
        return Intent::Nothing(SmallTalk::Other);
    }
    let adverts = sentence.items.iter().filter(|item| item.is(Sense::Advert)).count();
    let labels = sentence.items.iter().filter(|item| item.is(Sense::BookingLabel)).count();
    if adverts > labels || is_past(sentence) {
        return Intent::Offer(understood.clone());
    }
    Intent::Create(understood.clone())
}

/// Whether the message asks for an event in so many words.
fn is_wished(sentence: &Sentence<'_>) -> bool {
    asks_us_to_act(sentence)
        || sentence.has(Sense::Remind) && !is_question(sentence) && !sentence.has_any(&[Sense::Opinion, Sense::Past])
}

/// Whether it is doubtful that an event is wanted, though there is a time.
fn is_doubtful(sentence: &Sentence<'_>) -> bool {
    is_question(sentence) || is_past(sentence) || is_musing(sentence) || is_farewell(sentence) || is_refusal(sentence)
}

/// Whether the time is past, or what is said about it.
fn is_past(sentence: &Sentence<'_>) -> bool {
    sentence
        .understood
        .readings
        .first()
        .is_some_and(|reading| reading.flags.contains(&Flag::Past) && reading.rule.is_none())
        || sentence.has(Sense::Past)
            && !sentence.understood.readings.first().is_some_and(|reading| reading.known.date && reading.known.clock)
}

/// "See you tomorrow at 8": a farewell that begins the message.
fn is_farewell(sentence: &Sentence<'_>) -> bool {
    sentence.items.get(sentence.first()).is_some_and(|item| item.is(Sense::Farewell))
}

/// "Not free tomorrow", "can't make it friday": nothing will be.
fn is_refusal(sentence: &Sentence<'_>) -> bool {
    let first = sentence.items.iter().find(|item| !item.is_filler() && !item.is_time && !item.is(Sense::Me));
    first.is_some_and(|item| item.is_any(Senses::of(&[Sense::Not, Sense::CalledOff]))) && !sentence.has(Sense::Put)
}

/// The readings with the words of the wish left out of the title, and with the leads that were asked for.
fn polished(sentence: &Sentence<'_>) -> Understood {
    let asked = sentence.has_any(&[Sense::Remind, Sense::ReminderNoun]);
    let leads = if asked { leads(sentence) } else { None };
    let mut blanked = wrapping(sentence);
    blanked.extend(leads.as_ref().map(|leads| leads.range.clone()));
    let mut understood = if blanked.is_empty() {
        sentence.understood.clone()
    } else {
        let text = sentence.without(&blanked);
        let again = crate::when::read(&text, sentence.reference);
        if again.readings.is_empty() { sentence.understood.clone() } else { again }
    };
    let reminds = sentence.has(Sense::Remind);
    let is_asked = reminds || asks_us_to_act(sentence);
    for reading in &mut understood.readings {
        let tidied = tidied(&reading.title, is_asked);
        if !tidied.is_empty() {
            reading.title = tidied;
        }
        if let Some(leads) = &leads {
            reading.leads.clone_from(&leads.leads);
        } else if reminds && reading.leads.is_empty() {
            reading.leads = vec![Lead { minutes: 0 }];
        }
    }
    understood
}

/// Small words before a title.
const LEADS: Senses = Senses::of(&[Sense::Filler, Sense::CanYou, Sense::Me, Sense::Link, Sense::Break]);

/// A title without the small words that a chat message has around it.
fn tidied(title: &str, is_asked: bool) -> String {
    let items = super::sentence::items(title);
    let (mut start, mut end) = (0, items.len());
    let is_loose = |item: &super::sentence::Item| {
        item.is_any(LEADS)
            && item.number.is_none()
            && !item.is(Sense::EventNoun)
            && (item.kind != ItemKind::Han || item.is(Sense::CanYou) && item.range.len() > 4)
    };
    while start < end
        && (items[start].is_mark() && items[start].kind != ItemKind::Mark('#') || is_asked && is_loose(&items[start]))
    {
        start += 1;
    }
    while end > start && (is_loose_mark(items[end - 1].kind) || items[end - 1].is(Sense::Tail)) {
        end -= 1;
    }
    match (items.get(start), end.checked_sub(1).and_then(|last| items.get(last))) {
        (Some(first), Some(last)) if start < end => title[first.range.start..last.range.end].to_owned(),
        _ => String::new(),
    }
}

fn is_loose_mark(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Mark(',' | '.' | ';' | '!' | '-' | ':' | '，' | '~' | '🙏' | '👍'))
}

/// The words around a wish that are not part of what is wished: "can you put … in".
fn wrapping(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    let mut blanked = Vec::new();
    let head =
        (0..sentence.len()).find(|at| !sentence.items[*at].is_time && !sentence.items[*at].is_mark()).unwrap_or(0);
    let mut at = head;
    let (mut is_polite, mut is_put) = (false, false);
    while let Some(item) = sentence.items.get(at).filter(|item| !item.is_time && item.kind != ItemKind::Quoted) {
        let is_syllable = item.kind == ItemKind::Han && item.range.len() <= 4;
        let is_spoken =
            item.is_any(Senses::of(&[Sense::CanYou, Sense::Filler])) && !item.is(Sense::Link) && !is_syllable;
        let follows = sentence.items.get(at + 1);
        if item.is(Sense::Put) && !is_put && !item.is(Sense::Filler) {
            let links = (at + 1..sentence.len())
                .any(|at| sentence.items[at].is(Sense::PutLink) && sentence.slice(at..at + 1).contains(' '));
            if !(is_polite
                || links
                || follows.is_some_and(|next| next.is(Sense::PutLink) && next.kind == ItemKind::Han))
            {
                break;
            }
            is_put = true;
        } else if item.is_mark() || is_spoken {
            is_polite |= item.is(Sense::CanYou) || item.is(Sense::Filler);
        } else {
            break;
        }
        at += 1;
    }
    if at > head && (is_polite || is_put) {
        blanked.push(head..at);
    }
    if is_put {
        let link = (at..sentence.len()).find(|at| {
            let item = &sentence.items[*at];
            item.is(Sense::PutLink)
                && !item.is_time
                && (sentence.slice(*at..*at + 1).contains(' ')
                    || sentence
                        .items
                        .get(at + 1)
                        .is_none_or(|next| next.is_time || next.is(Sense::PutLink) || next.is_mark()))
        });
        if let Some(link) = link {
            let mut end = link + 1;
            while sentence.items.get(end).is_some_and(|item| item.is(Sense::PutLink) && !item.is_time) {
                end += 1;
            }
            blanked.push(link..end);
        }
    }
    // "I have …", "we booked the …", 我要…: the person is no part of what happens.
    if let Some(item) = sentence.items.get(at)
        && item.is(Sense::Me)
        && !is_put
    {
        let mut end = at + 1;
        while sentence.items.get(end).is_some_and(|item| {
            !item.is_time
                && item.is_any(Senses::of(&[
                    Sense::Have,
                    Sense::Put,
                    Sense::Auxiliary,
                    Sense::Determiner,
                    Sense::CanYou,
                ]))
                && !item.is(Sense::EventNoun)
        }) {
            end += 1;
        }
        if end < sentence.len() {
            blanked.push(at..end);
        }
    }
    blanked
}
