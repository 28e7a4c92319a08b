//! The words of a wish that are not part of what is wished: "can you put … in", "remind me to …".

use std::ops::Range;

use super::asking::begins_request;
use super::clause::asks_us_to_act;
use super::items::{Item, ItemKind, items};
use super::narrative::is_reminded_by_others;
use super::reminding::leads;
use super::senses::{Sense, Senses};
use super::sentence::{Sentence, understood};
use super::told_title::{asides, without_teller};
use crate::model::{Lead, Reading, Understood};
use crate::when::choice::Choice;
use crate::when::fold::is_han;

/// The readings with the words of the wish left out of the title, and with the leads that were asked for.
pub(super) fn polished(sentence: &Sentence<'_>) -> Understood {
    let asked = sentence.has_any(&[Sense::Remind, Sense::ReminderNoun]);
    let leads = if asked { leads(sentence) } else { None };
    let mut blanked = wrapping(sentence);
    blanked.extend(meet_words(sentence));
    let service = service(sentence).or_else(|| site(sentence));
    blanked.extend(service.as_ref().map(|(range, _)| range.clone()));
    blanked.extend(requests(sentence));
    blanked.extend(asides(sentence));
    blanked.extend(leads.iter().flat_map(|leads| leads.ranges.clone()));
    let mut understood = if blanked.is_empty() {
        sentence.understood.clone()
    } else {
        let text = sentence.without(&blanked);
        let again = understood(&text, sentence.reference);
        if again.readings.is_empty() { sentence.understood.clone() } else { by_meal(again, &sentence.understood) }
    };
    let reminds = sentence.has(Sense::Remind) && !is_reminded_by_others(sentence) || sets_an_alarm(sentence);
    let is_asked = reminds || asks_us_to_act(sentence);
    for reading in &mut understood.readings {
        let title = closed_up(&tidied(without_teller(&reading.title), is_asked, !reminds), sentence.text);
        if !title.is_empty() {
            reading.title = title;
        }
        reading.wants_meet = wants_meet(sentence);
        let place = reading.place.take().or_else(|| service.as_ref().map(|(_, name)| name.clone()));
        reading.place = place.map(|place| tidied(&place, false, false)).filter(|place| !place.is_empty());
        if let Some(leads) = &leads {
            reading.leads.clone_from(&leads.leads);
        } else if reminds && reading.leads.is_empty() {
            reading.leads = vec![Lead { minutes: 0 }];
        }
    }
    understood
}

/// The readings without the words of the wish; that of the hour which those words stand for comes first ("wake me up
/// at 5").
fn by_meal(mut again: Understood, whole: &Understood) -> Understood {
    let Some(first) = whole.readings.first().filter(|first| first.fired.contains(&Choice::MealHour.name())) else {
        return again;
    };
    if let Some(at) = again.readings.iter().position(|reading| reading.start == first.start) {
        let reading = again.readings.remove(at);
        again.readings.insert(0, Reading { fired: first.fired.clone(), ..reading });
    }
    again
}

/// "Alarm 5.15am sahur": a message that begins with the noun, and names a time of day.
fn sets_an_alarm(sentence: &Sentence<'_>) -> bool {
    let first = sentence.items.iter().find(|item| !item.is_filler() && !item.is_time && !item.is_any(LEADS));
    let has_clock = sentence.understood.readings.first().is_some_and(|reading| reading.known.clock);
    has_clock && !sentence.has(Sense::BookingLabel) && first.is_some_and(|first| first.is(Sense::Alarm))
}

/// "On Zoom": the place of a call, and the words that lead to it.
fn service(sentence: &Sentence<'_>) -> Option<(Range<usize>, String)> {
    let at = (1..sentence.len()).find(|at| sentence.is(*at, Sense::Service) && sentence.is(at - 1, Sense::Using))?;
    let ends = sentence.items.get(at + 1).is_none_or(|next| next.is_time || next.is_mark() || next.is(Sense::Tail));
    ends.then(|| (at - 1..at + 1, sentence.slice(at..at + 1).to_owned()))
}

/// The most words of a place.
const LONGEST_PLACE: usize = 8;

/// Words of a clause that says something other than where.
const OTHERWISE: Senses =
    Senses::of(&[Sense::Remind, Sense::ReminderNoun, Sense::Put, Sense::CanYou, Sense::Not, Sense::Me, Sense::With]);

/// ", level 8 Menara TM": a clause of its own that names a place.
pub(super) fn site(sentence: &Sentence<'_>) -> Option<(Range<usize>, String)> {
    let has_place = sentence.understood.readings.first().is_some_and(|reading| reading.place.is_some());
    let is_place = |clause: &Range<usize>| {
        let items = &sentence.items[clause.clone()];
        clause.len() <= LONGEST_PLACE
            && items.iter().any(|item| item.is(Sense::Site))
            && items.iter().all(|item| !item.is_time && !item.is_any(OTHERWISE))
    };
    let clause = sentence.clauses.iter().skip(1).find(|clause| is_place(clause)).filter(|_| !has_place)?;
    let place = sentence.slice(clause.clone()).trim().to_owned();
    Some((clause.clone(), place))
}

/// Whether a Meet link is asked for.
pub(super) fn wants_meet(sentence: &Sentence<'_>) -> bool {
    sentence.has(Sense::Meet)
}

/// The words that ask for a Meet link, where they do not name the event: "via gmeet", but not "video call",
/// nor "gmeet with Siti".
fn meet_words(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    let names_event = sentence.items.iter().any(|item| item.is(Sense::EventNoun));
    let is_plan =
        |at: usize| !names_event && (sentence.is(at + 1, Sense::With) || sentence.items[at].kind == ItemKind::Han);
    let is_asked = |at: &usize| sentence.is(*at, Sense::Meet) && !sentence.is(*at, Sense::EventNoun) && !is_plan(*at);
    let leads = |at: &usize| sentence.is(*at, Sense::Using) && !sentence.items[*at].is_time;
    let with_lead = |at: usize| {
        let first = at - (0..at).rev().take_while(leads).count();
        first..at + 1 + usize::from(sentence.is(at + 1, Sense::TitleLead))
    };
    (0..sentence.len()).filter(is_asked).map(with_lead).collect()
}

/// Small words before a title.
const LEADS: Senses =
    Senses::of(&[Sense::Filler, Sense::CanYou, Sense::Me, Sense::TitleLead, Sense::Break, Sense::Concludes]);

/// Clauses that only ask: ", put in calendar pls", ", set reminder ye".
fn requests(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    let mut clauses = sentence.clauses.clone();
    let is_request = |clause: &Range<usize>| {
        let asks = clause.clone().any(|at| sentence.items[at].is_any(Senses::of(&[Sense::Put, Sense::ReminderNoun])));
        asks && clause.clone().all(|at| sentence.items[at].is_any(REQUESTING) || sentence.items[at].is_mark())
    };
    // A clause that all of a message consists of names what it asks.
    if clauses.len() > 1 {
        clauses.retain(is_request);
    } else {
        clauses.clear();
    }
    clauses.extend(request_at_end(sentence));
    clauses
}

/// "Lunch tomorrow 1pm pls add", "… note it down ya": what is asked at the end of a message that has named an event.
fn request_at_end(sentence: &Sentence<'_>) -> Option<Range<usize>> {
    const BESIDE: Senses = Senses::of(&[Sense::Determiner, Sense::Noted]);
    let may_ask = |item: &Item| item.is_any(REQUESTING) || item.is_any(BESIDE) || item.is_mark();
    let asks = |item: &Item| !item.is_time && may_ask(item) && !item.is(Sense::EventNoun);
    let end = sentence.len();
    let first = end - sentence.items.iter().rev().take_while(|item| asks(item)).count();
    let put = (first..end).find(|at| sentence.is(*at, Sense::Put))?;
    let is_named = sentence.within(0..first).iter().any(|item| item.is_content() && !item.is_time);
    let follows_time = first.checked_sub(1).is_some_and(|before| sentence.items[before].is_time);
    // "1pm reading book" names a book.
    let is_polite = (first..put).any(|at| sentence.items[at].is_any(Senses::of(&[Sense::CanYou, Sense::Polite])));
    let is_asked = follows_time || is_polite || sentence.is(put + 1, Sense::It);
    (is_named && is_asked).then_some(first..end)
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
    Sense::Others,
    Sense::Particle,
    Sense::Urging,
    Sense::Polite,
]);

/// A title without the small words that a chat message has around it.
fn tidied(title: &str, is_asked: bool, is_put: bool) -> String {
    let items = items(title);
    let (mut start, mut end) = (0, items.len());
    let is_loose = |item: &Item| {
        item.is_any(LEADS)
            && item.number.is_none()
            && !item.is(Sense::EventNoun)
            && (item.kind != ItemKind::Han || item.is(Sense::Me) || item.is(Sense::CanYou) && item.range.len() > 4)
    };
    // "Shangri-La" ends in no particle.
    let is_hyphened = |at: usize| items[at].is_glued && at > 0 && items[at - 1].kind == ItemKind::Mark('-');
    // "*lunch* with _Mei_" is the person's own; "* lunch" is a list, "*lunch*" alone a headline.
    let is_markup = |at: usize| {
        matches!(items[at].kind, ItemKind::Mark('*' | '_'))
            && items[end - 1].kind != items[at].kind
            && items.get(at + 1).is_some_and(|next| next.is_glued)
    };
    // "Boleh ingatkan saya hantar borang esok tak?"
    let is_particle = |end: usize| {
        let last = &items[end - 1];
        last.is(Sense::Particle)
            && last.kind == ItemKind::Word
            && !last.is_any(Senses::of(&[Sense::To, Sense::EventNoun]))
    };
    // "Put down the open day": an article says nothing; "A levels" has none.
    let is_determined = |at: usize| {
        is_put
            && items[at].is(Sense::Determiner)
            && items[at].kind == ItemKind::Word
            && !items[at].is(Sense::Me)
            && !title[items[at].range.clone()].starts_with(char::is_uppercase)
            && items.get(at + 1).is_some_and(|next| next.kind == ItemKind::Word && !next.is_glued)
    };
    while start < end
        && (is_loose_mark(items[start].kind) && !is_markup(start)
            || is_asked && (is_loose(&items[start]) || is_determined(start)))
    {
        start += 1;
    }
    while end > start
        && (is_loose_mark(items[end - 1].kind)
            || items[end - 1].is(Sense::Tail) && !is_hyphened(end - 1)
            || is_asked && is_particle(end))
    {
        end -= 1;
    }
    match (items.get(start), end.checked_sub(1).and_then(|last| items.get(last))) {
        (Some(first), Some(last)) if start < end => title[first.range.start..last.range.end].to_owned(),
        _ => String::new(),
    }
}

/// A title without the spaces that words left out of Chinese have left behind.
fn closed_up(title: &str, text: &str) -> String {
    let mut closed = String::with_capacity(title.len());
    let mut rest = title;
    while let Some((before, after)) = rest.split_once(' ') {
        closed.push_str(before);
        let ends =
            closed.chars().next_back().filter(|ch| is_han(*ch)).zip(after.chars().next().filter(|ch| is_han(*ch)));
        let is_typed = ends.is_none_or(|(one, other)| text.contains(&format!("{one} {other}")));
        if is_typed {
            closed.push(' ');
        }
        rest = after;
    }
    closed.push_str(rest);
    closed
}

fn is_loose_mark(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Mark(',' | '?' | '*' | '_' | '.' | ';' | '!' | '-' | ':' | '，' | '~' | '🙏' | '👍'))
}

/// The words around a wish that are not part of what is wished: "can you put … in".
fn wrapping(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    let mut blanked = Vec::new();
    let head =
        (0..sentence.len()).find(|at| !sentence.items[*at].is_time && !sentence.items[*at].is_mark()).unwrap_or(0);
    let head = greeted(sentence, head);
    let (end, is_put) = request(sentence, head);
    let begins =
        (0..sentence.len()).find(|at| !sentence.items[*at].is_time && !sentence.items[*at].is_mark()).unwrap_or(0);
    if end > begins {
        blanked.push(begins..end);
    }
    if is_put {
        blanked.extend(put_link(sentence, end));
    } else {
        blanked.extend(person(sentence, end));
    }
    blanked
}

/// The most words of a greeting with a name.
const LONGEST_ADDRESS: usize = 3;

/// What a greeting with a name has none of.
const NO_ADDRESS: Senses = Senses::of(&[Sense::EventNoun, Sense::Put, Sense::Remind, Sense::Cancel, Sense::Move]);

/// Who is called before something is asked.
const CALLED: Senses = Senses::of(&[Sense::Acquaintance, Sense::Relative, Sense::Kin, Sense::Filler]);

/// "Salam semua. …": where a message begins after a greeting.
fn greeted(sentence: &Sentence<'_>, head: usize) -> usize {
    const GREETING: Senses =
        Senses::of(&[Sense::Greeting, Sense::All, Sense::Filler, Sense::Others, Sense::BookingLabel]);
    let all = &sentence.clauses;
    let Some(first) = all.first().filter(|first| first.start <= head && all.len() > 1) else { return head };
    let items = &sentence.items[first.clone()];
    let greets = items.iter().all(|item| item.is_any(GREETING) && !item.is_time);
    // "Hi auntie, …", "hi Kak Long, …"
    let names = first.len() <= LONGEST_ADDRESS
        && sentence.is(first.start, Sense::Greeting)
        && sentence.is_mark(first.end, ',')
        && items.iter().all(|item| !item.is_time && item.number.is_none() && !item.is_any(NO_ADDRESS));
    // "Boss, tolong add …"
    let calls = first.len() <= LONGEST_ADDRESS
        && sentence.is_mark(first.end, ',')
        && items.iter().all(|item| item.is_any(CALLED) && !item.is_time)
        && begins_request(sentence, &all[1]);
    if greets || names || calls { all[1].start } else { head }
}

/// Where the request that a message begins with ends, and whether it puts something into the calendar. Without
/// politeness and without a word that belongs to calendars, a verb is part of the plan: "put the bins out".
fn request(sentence: &Sentence<'_>, head: usize) -> (usize, bool) {
    let mut at = head;
    let (mut is_polite, mut is_put) = (false, false);
    while let Some(item) = sentence.items.get(at).filter(|item| !item.is_time && item.kind != ItemKind::Quoted) {
        let is_syllable = item.kind == ItemKind::Han && item.range.len() <= 4;
        // "Ah Meng wedding", "sis birthday": a name, where nothing was asked before it.
        let names = item.is(Sense::Kin)
            && sentence.items.get(at + 1).is_some_and(|next| next.is_content() && !next.is(Sense::Put));
        if names && !is_polite {
            break;
        }
        // "Hang tolong ingatkan …", 你帮我记…: the bot is spoken to.
        let is_addressed = item.is(Sense::You)
            && sentence.items.get(at + 1).is_some_and(|next| next.is_any(ADDRESSED) && !next.is_time);
        // "Jadi jangan bagi aku lupa …"
        let concludes = item.is(Sense::Concludes) && sentence.is(at + 1, Sense::Remind);
        if (is_addressed || concludes) && !is_polite {
            at += 1;
            continue;
        }
        let is_spoken = item.is(Sense::CanYou) && item.kind != ItemKind::Han
            || item.is_any(Senses::of(&[Sense::CanYou, Sense::Filler])) && !item.is(Sense::Link) && !is_syllable;
        if item.is(Sense::Put) && !is_put && !item.is(Sense::Filler) {
            if !(is_polite || is_calendars(sentence, at)) {
                break;
            }
            is_put = true;
        } else if item.is_mark() || is_spoken || item.is(Sense::Remind) && !item.is(Sense::EventNoun) {
            is_polite |= !item.is_mark();
        } else {
            break;
        }
        at += 1;
    }
    if is_polite || is_put { (at, is_put) } else { (head, false) }
}

/// What the bot is asked with, where it is spoken to first.
const ADDRESSED: Senses = Senses::of(&[Sense::Remind, Sense::Put, Sense::CanYou, Sense::Filler]);

/// Whether a verb of putting speaks of the calendar: it always does ("schedule"), "in my calendar" follows, or the name
/// of an event does.
fn is_calendars(sentence: &Sentence<'_>, verb: usize) -> bool {
    const NEAR: usize = 3;
    let links = (verb + 1..sentence.len())
        .any(|at| sentence.items[at].is(Sense::PutLink) && sentence.slice(at..at + 1).contains(' '));
    let next = sentence.items.get(verb + 1);
    let is_led = next.is_some_and(|next| next.is(Sense::PutLink) && next.kind == ItemKind::Han);
    let is_errand = next.is_some_and(|next| next.is(Sense::Errand));
    let mut near = sentence.within(verb + 1..sentence.len()).iter().filter(|item| !item.is_time).take(NEAR);
    let names_event = near.any(|item| item.is(Sense::EventNoun) && !item.is(Sense::Errand));
    let item = &sentence.items[verb];
    // "Put in surfing lesson"; one that stands alone is no errand.
    let is_put_in = verb == sentence.first() && sentence.slice(verb..verb + 1).contains(' ') && !is_errand;
    let is_put_in = is_put_in && next.is_some_and(|next| next.is_content() && !next.is(Sense::Task));
    links || is_put_in || is_led || item.is(Sense::Note) && !is_errand || names_event && item.is(Sense::Set)
}

/// "… in my calendar": what goes with the verb, after it.
fn put_link(sentence: &Sentence<'_>, from: usize) -> Option<Range<usize>> {
    let is_link = |at: &usize| {
        let item = &sentence.items[*at];
        let next = sentence.items.get(at + 1);
        // "block 14:00 to 15:30" has a range.
        let is_range = *at > 0 && sentence.items[*at - 1].is_time && next.is_some_and(|next| next.is_time);
        let ends = !is_range && next.is_none_or(|next| next.is_time || next.is(Sense::PutLink) || next.is_mark());
        item.is(Sense::PutLink) && !item.is_time && (sentence.slice(*at..*at + 1).contains(' ') || ends)
    };
    let link = (from..sentence.len()).find(is_link)?;
    let more = sentence
        .within(link + 1..sentence.len())
        .iter()
        .take_while(|item| item.is(Sense::PutLink) && !item.is_time)
        .count();
    Some(link..link + 1 + more)
}

/// "I have …", "we booked the …", 我要…: the person is no part of what happens.
fn person(sentence: &Sentence<'_>, at: usize) -> Option<Range<usize>> {
    const BESIDE_PERSON: Senses =
        Senses::of(&[Sense::Have, Sense::Put, Sense::Auxiliary, Sense::Determiner, Sense::CanYou]);
    let first = sentence.items.get(at)?;
    let has_something = first.is(Sense::Have) && first.kind != ItemKind::Han;
    if !first.is(Sense::Me) && !has_something || first.is_time {
        return None;
    }
    let is_beside = |item: &&Item| !item.is_time && item.is_any(BESIDE_PERSON) && !item.is(Sense::EventNoun);
    let end = at + 1 + sentence.within(at + 1..sentence.len()).iter().take_while(is_beside).count();
    (end < sentence.len()).then_some(at..end)
}
