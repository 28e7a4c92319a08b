//! New events: whether one is wanted, and the words of the wish that are not part of its title.

use std::ops::Range;

use super::clause::{asks_us_to_act, clauses, is_musing, is_question};
use super::reminding::leads;
use super::items::{Item, ItemKind, items};
use super::sentence::Sentence;
use super::small::talk;
use super::senses::{Sense, Senses};
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
    let mut understood = understood.clone();
    if let Some(title) = headline(sentence).filter(|_| !understood.all_hold) {
        for reading in &mut understood.readings {
            reading.title.clone_from(&title);
        }
    }
    Intent::Create(understood)
}

/// The longest headline, in characters.
const LONGEST_HEADLINE: usize = 80;

/// How many sentences are looked at for a headline.
const FIRST_SENTENCES: usize = 6;

/// The sentence of a forwarded text that names the event: the first with the name of an event in it, or else the
/// first that says something.
fn headline(sentence: &Sentence<'_>) -> Option<String> {
    let parts = sentence.text.lines().flat_map(|line| line.split_inclusive(['.', '!', '。', '！', '👇']));
    let parts: Vec<String> =
        parts.take(FIRST_SENTENCES * 2).filter_map(|part| named_in(part, sentence)).take(FIRST_SENTENCES).collect();
    let names_event = |part: &&String| items(part).iter().any(|item| item.is(Sense::EventNoun));
    let best = parts.iter().find(names_event).or_else(|| parts.first())?;
    let short: String = best.chars().take(LONGEST_HEADLINE).collect();
    Some(short.trim().to_owned())
}

/// What a sentence of a forwarded text names, if it names something.
fn named_in(part: &str, whole: &Sentence<'_>) -> Option<String> {
    const MOST_DIGITS: usize = 7;
    if part.chars().filter(char::is_ascii_digit).count() > MOST_DIGITS {
        return None;
    }
    let part = Sentence::of(part, whole.reference);
    // "Date: …", "Makluman: …": a label, and what it labels.
    let colon = part.items.iter().take(3).position(|item| matches!(item.kind, ItemKind::Mark(':')));
    let is_label = part.items.first().is_some_and(|item| item.is(Sense::BookingLabel)) && part.is_timed();
    let from = colon.map_or(0, |colon| colon + 1);
    let says = part.content_beside(from..part.len(), AROUND_HEADLINE);
    if is_label || says == 0 {
        return None;
    }
    let title = super::target::title(&part, from..part.len(), AROUND_HEADLINE);
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

/// Whether the message asks for an event in plain words.
fn is_wished(sentence: &Sentence<'_>) -> bool {
    asks_us_to_act(sentence)
        || sentence.has(Sense::Remind) && !is_question(sentence) && !sentence.has_any(&[Sense::Opinion, Sense::Past])
}

/// Whether it is doubtful that an event is wanted, though there is a time.
fn is_doubtful(sentence: &Sentence<'_>) -> bool {
    let told = sentence.items.iter().filter(|item| item.is_content()).take(4).any(tells_of_the_past);
    told || is_advert(sentence)
        || is_question(sentence)
        || is_past(sentence)
        || is_musing(sentence)
        || is_farewell(sentence)
        || is_refusal(sentence)
}

/// Whether a short message sells something, or is a code that a bank sends: two of its words, and none of a booking.
fn is_advert(sentence: &Sentence<'_>) -> bool {
    let count = |sense: Sense| sentence.items.iter().filter(|item| item.is(sense)).count();
    count(Sense::Advert) >= 2 && count(Sense::BookingLabel) == 0
}

/// Whether the time is past, or what is said about it.
fn is_past(sentence: &Sentence<'_>) -> bool {
    sentence
        .understood
        .readings
        .first()
        .is_some_and(|reading| reading.flags.contains(&Flag::Past) && reading.rule.is_none())
        || sentence.items.iter().any(tells_of_the_past)
            && !sentence.understood.readings.first().is_some_and(|reading| reading.known.date && reading.known.clock)
}

/// Whether a word puts what is said into the past; "lepas Maghrib" only says when.
fn tells_of_the_past(item: &Item) -> bool {
    item.is(Sense::Past) && !item.is_time
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
    blanked.extend(requests_after(sentence));
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
const LEADS: Senses = Senses::of(&[Sense::Filler, Sense::CanYou, Sense::Me, Sense::TitleLead, Sense::Break]);

/// Clauses after the first that only ask: ", put in calendar pls", ", set reminder ye".
fn requests_after(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    let mut clauses = clauses(sentence);
    let is_request = |clause: &Range<usize>| {
        let asks = clause.clone().any(|at| sentence.items[at].is_any(Senses::of(&[Sense::Put, Sense::ReminderNoun])));
        asks && clause.clone().all(|at| sentence.items[at].is_any(REQUESTING) || sentence.items[at].is_mark())
    };
    if clauses.is_empty() {
        return clauses;
    }
    clauses.remove(0);
    clauses.retain(is_request);
    clauses
}

/// Words of a request that name nothing.
const REQUESTING: Senses = Senses::of(&[
    Sense::Put,
    Sense::PutLink,
    Sense::Filler,
    Sense::CanYou,
    Sense::It,
    Sense::ReminderNoun,
    Sense::AgendaNoun,
    Sense::Me,
    Sense::Link,
    Sense::Tail,
]);

/// A title without the small words that a chat message has around it.
fn tidied(title: &str, is_asked: bool) -> String {
    let items = items(title);
    let (mut start, mut end) = (0, items.len());
    let is_loose = |item: &Item| {
        item.is_any(LEADS)
            && item.number.is_none()
            && !item.is(Sense::EventNoun)
            && (item.kind != ItemKind::Han || item.is(Sense::Me) || item.is(Sense::CanYou) && item.range.len() > 4)
    };
    while start < end && (is_loose_mark(items[start].kind) || is_asked && is_loose(&items[start])) {
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
