//! Who is on an event's guest list: taking people off, adding them by the way, asking who comes, and answering an
//! invitation by its title.

use std::ops::Range;

use super::answers;
use super::guest_words::{
    WrittenAddress, addresses, is_alone, is_small, leads_to_event, listed, meant, names, until_end, with_event,
};
use super::items::ItemKind;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::target::{numbers, spoken_of, target};
use crate::model::{GuestsWish, MailAddress, RepliedTo, SaidGuest, Target};

/// "Who's coming to the dinner?", "siapa dah confirm datang", 谁会来烧烤: who is invited to an event that is named.
pub(super) fn asked(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<GuestsWish> {
    const COMES: Senses =
        Senses::of(&[Sense::Invite, Sense::Visits, Sense::GuestList, Sense::Answered, Sense::Attends]);
    const AROUND: Senses = Senses::of(&[
        Sense::Already,
        Sense::Done,
        Sense::Yes,
        Sense::CanYou,
        Sense::Again,
        Sense::Answered,
        Sense::Visits,
        Sense::InvitationNoun,
    ]);
    let who = sentence.find(Sense::Who)?;
    let is_first = (0..who).all(|at| !sentence.items[at].is_content() || sentence.items[at].is_time);
    let comes = (who + 1..sentence.len().min(who + 6)).find(|at| sentence.items[*at].is_any(COMES));
    let comes = comes.filter(|_| is_first)?;
    let from = (comes + 1..sentence.len()).find(|at| {
        let item = &sentence.items[*at];
        !is_small(sentence, *at) && !item.is_any(AROUND) && !leads_to_event(sentence, *at)
    });
    let text = from.map_or("", |from| until_end(sentence, from)).trim_end_matches(['?', '？', ' ']);
    let target = meant(text, sentence, replied);
    let is_known = match &target {
        Target::Title { .. } => sentence.within(comes + 1..sentence.len()).iter().any(|item| item.is(Sense::EventNoun)),
        Target::Numbers(_) | Target::Reply => true,
        Target::At(_) | Target::Last | Target::Missing => false,
    };
    is_known.then_some(GuestsWish::Show { target })
}

/// What a message takes people off, and whom.
struct TakenOff {
    guests: Vec<SaidGuest>,
    event: Range<usize>,
}

/// "Take ali off the lunch", "buang ali dari mesyuarat", 把阿里从午餐去掉, 星期天烧烤不用请 Jason 了.
pub(super) fn taken_off(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<GuestsWish> {
    let written = addresses(sentence);
    let off = off_from(sentence, &written, replied)
        .or_else(|| off_within(sentence))
        .or_else(|| not_invited(sentence, &written))
        .or_else(|| off_by_name(sentence))?;
    let end = sentence.clause_of(off.event.start).map_or(off.event.end, |clause| clause.end);
    let event = off.event.start..off.event.end.min(end).max(off.event.start);
    let text = event_text(sentence, event);
    let target = meant(&text, sentence, replied);
    Some(GuestsWish::Uninvite { target, guests: off.guests })
}

/// The words for an event without those for its guest list.
fn event_text(sentence: &Sentence<'_>, event: Range<usize>) -> String {
    let is_list = |at: &usize| {
        sentence.items[*at].is_any(Senses::of(&[Sense::GuestList, Sense::InvitationNoun, Sense::Invite]))
            && !sentence.is(*at, Sense::EventNoun)
    };
    let mut text = String::new();
    for at in event.filter(|at| !is_list(at)) {
        let item = &sentence.items[at];
        if !item.is_glued && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(sentence.slice(at..at + 1));
    }
    text.trim().to_owned()
}

/// Verbs that take somebody off an event.
const TAKES_OFF: Senses = Senses::of(&[Sense::TakesOff, Sense::Remove, Sense::Uninvite]);

/// The verb that takes somebody off something.
fn verb_off(sentence: &Sentence<'_>) -> Option<usize> {
    sentence.all().find(|at| sentence.items[*at].is_any(TAKES_OFF))
}

/// Where a message begins, its politeness aside.
fn begin(sentence: &Sentence<'_>) -> Option<usize> {
    sentence.all().find(|at| !is_small(sentence, *at))
}

/// Takes somebody "off", "from" or "out of" an event.
fn off_from(sentence: &Sentence<'_>, written: &[WrittenAddress], replied: Option<&RepliedTo>) -> Option<TakenOff> {
    let begin = begin(sentence)?;
    let is_led = sentence.is(begin, Sense::Taking);
    // "Nama winnie buang dari 4"
    let is_last = !is_led && !sentence.items[begin].is_any(TAKES_OFF);
    let verb = if is_last { verb_off(sentence)? } else { begin };
    let is_from = |at: &usize| {
        // "From the list" is one phrase.
        sentence.begins(*at, Sense::AwayFrom) && !written.iter().any(|written| written.items.contains(at))
    };
    // "Kick out …" begins with its own "out".
    let first = verb + 1 + usize::from(!is_last && is_from(&(verb + 1)));
    let from = (first..sentence.len()).find(is_from)?;
    let is_end = |at: &usize| sentence.items[*at].is_any(TAKES_OFF);
    let end = if is_led { (from + 1..sentence.len()).find(is_end)? } else { sentence.len() };
    let event = event_off(sentence, from + 1..end);
    let who = if is_last { begin..verb } else { first..from };
    let (addressed, listed_to) = listed(sentence, written, who.start);
    if is_last && from > verb + 1 {
        return None;
    }
    if !addressed.is_empty() && listed_to <= from {
        return Some(TakenOff { guests: at(addressed), event });
    }
    let is_reply = replied.is_some() && is_alone(sentence, event.clone());
    let guests = named(sentence, who)?;
    (is_reply || is_event(sentence, event.clone())).then_some(TakenOff { guests, event })
}

/// 第4个活动里的 winnie 删掉, "dari no 4 buang winnie": the event stands before whom is taken off.
fn off_within(sentence: &Sentence<'_>) -> Option<TakenOff> {
    let verb = verb_off(sentence)?;
    let begin = begin(sentence)?;
    let begin = if sentence.is(begin, Sense::Taking) { begin + 1 } else { begin };
    let inside = (begin + 1..sentence.len()).find(|at| sentence.is(*at, Sense::Inside));
    let (event, who) = match inside {
        Some(inside) if inside < verb => (begin..inside, inside + 1..verb),
        Some(inside) => (verb + 1..inside, inside + 1..sentence.len()),
        None if sentence.begins(begin, Sense::AwayFrom) || sentence.is(begin, Sense::Into) => {
            (begin + 1..verb, verb + 1..sentence.len())
        }
        None => return None,
    };
    // "把第4个活动里的 winnie 删掉，谢谢"
    let is_verb_last = who.end == sentence.len() || is_alone(sentence, verb + 1..sentence.len());
    let event = event_off(sentence, event);
    let guests = named(sentence, who)?;
    (is_verb_last && is_event(sentence, event.clone())).then_some(TakenOff { guests, event })
}

/// "Buang nama winnie", "remove winnie's name": off the event that is spoken of.
fn off_by_name(sentence: &Sentence<'_>) -> Option<TakenOff> {
    let (begin, verb) = (begin(sentence)?, verb_off(sentence)?);
    // 把阿明的名字删掉
    let led = begin + usize::from(sentence.is(begin, Sense::Taking));
    let who = if verb == begin { verb + 1..sentence.len() } else { led..verb };
    if verb > begin && !is_alone(sentence, verb + 1..sentence.len()) {
        return None;
    }
    let says_name = who.clone().any(|at| sentence.is(at, Sense::TitleNoun) && !sentence.is(at, Sense::EventNoun));
    let guests = named(sentence, who).filter(|_| says_name && !sentence.has(Sense::To))?;
    Some(TakenOff { guests, event: sentence.len()..sentence.len() })
}

/// The words of an event that somebody is taken off, without "the" and without "the list for".
fn event_off(sentence: &Sentence<'_>, range: Range<usize>) -> Range<usize> {
    const SMALL: Senses = Senses::of(&[Sense::Of, Sense::Determiner]);
    const LISTS: Senses = Senses::of(&[Sense::List, Sense::GuestList, Sense::RowNoun, Sense::Determiner]);
    let led = range.clone().find(|at| sentence.is(*at, Sense::ForEvent) || sentence.is(*at, Sense::Of));
    let led = led.filter(|led| (range.start..*led).all(|at| sentence.items[at].is_any(LISTS)));
    let start = led.map_or(range.start, |led| led + 1);
    let start = (start..range.end).find(|at| !sentence.items[*at].is_any(SMALL)).unwrap_or(range.end);
    start..range.end
}

/// Whether words name an event, a row, or the guests of one: from a calendar an event goes, and no guest.
fn is_event(sentence: &Sentence<'_>, range: Range<usize>) -> bool {
    const NAMED: Senses = Senses::of(&[Sense::EventNoun, Sense::GuestList]);
    range.clone().any(|at| sentence.items[at].is_any(NAMED)) || numbers(sentence, range).is_some()
}

/// Does not want somebody invited: the event stands before, or after "to".
fn not_invited(sentence: &Sentence<'_>, written: &[WrittenAddress]) -> Option<TakenOff> {
    let verb = sentence.find(Sense::Uninvite)?;
    let has_clock = sentence.understood.readings.first().is_some_and(|reading| reading.known.clock);
    let before = 0..verb;
    let is_before = before.clone().any(|at| sentence.items[at].is_content() || sentence.items[at].number.is_some());
    let to = (verb + 1..sentence.len()).find(|at| leads_to_event(sentence, *at) || sentence.is(*at, Sense::From));
    let (addressed, end) = listed(sentence, written, verb + 1);
    let until = to.unwrap_or(sentence.len());
    let guests = if addressed.is_empty() { named(sentence, verb + 1..until)? } else { at(addressed) };
    match (to, is_before) {
        (Some(to), false) => Some(TakenOff { guests, event: to + 1..sentence.len() }),
        (None, false) => Some(TakenOff { guests, event: end.max(sentence.len())..sentence.len() }),
        // "Lunch tomorrow 1pm, don't invite ali@…" is a new event.
        (_, true) if has_clock || before.clone().any(|at| sentence.is_mark(at, ',')) => None,
        (_, true) => {
            let is_event = before.clone().any(|at| sentence.is(at, Sense::EventNoun))
                || numbers(sentence, before.clone()).is_some();
            is_event.then_some(TakenOff { guests, event: before })
        }
    }
}

fn at(addresses: Vec<MailAddress>) -> Vec<SaidGuest> {
    addresses.into_iter().map(SaidGuest::At).collect()
}

/// Whom a range names, if it holds nothing but names; nobody, where it only says "him" or "the guests".
fn named(sentence: &Sentence<'_>, range: Range<usize>) -> Option<Vec<SaidGuest>> {
    const NAMELESS: Senses = Senses::of(&[Sense::Person, Sense::GuestList, Sense::Somebody]);
    let says_who = range.clone().any(|at| sentence.items[at].is_any(NAMELESS));
    let guests = names(sentence, range.clone()).filter(|_| are_names(sentence, range))?;
    (says_who || !guests.is_empty()).then_some(guests)
}

/// Whether a range may be names: nothing in it is an event, a time or a number, nor another part of an event.
fn are_names(sentence: &Sentence<'_>, range: Range<usize>) -> bool {
    const PEOPLE: Senses = Senses::of(&[Sense::Determiner, Sense::Person]);
    const OTHERWISE: Senses = Senses::of(&[
        Sense::EventNoun,
        Sense::It,
        Sense::Reminders,
        Sense::ReminderNoun,
        Sense::Errand,
        Sense::PlaceNoun,
        Sense::TimeNoun,
        Sense::Meet,
        Sense::AgendaNoun,
        Sense::Unit,
    ]);
    let mut says = false;
    for at in range {
        let item = &sentence.items[at];
        if item.is_time || item.number.is_some() || item.is_any(OTHERWISE) && !item.is_any(PEOPLE) {
            return false;
        }
        says |= !is_small(sentence, at) && !item.is(Sense::TitleNoun);
    }
    says
}

/// "Invite the same people as last week's demo to the one this friday": whom is asked, and those of before are offered.
pub(super) fn same_people(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<GuestsWish> {
    let same = sentence.find(Sense::SamePeople)?;
    if !sentence.has_any(&[Sense::Invite, Sense::Join, Sense::Put]) {
        return None;
    }
    let to = (same + 1..sentence.len()).rev().find(|at| leads_to_event(sentence, *at));
    let target = match to {
        Some(to) if replied.is_none() => meant(until_end(sentence, to + 1), sentence, replied),
        Some(_) | None => spoken_of(replied),
    };
    Some(GuestsWish::Invite { target, guests: Vec::new(), otherwise: None })
}

/// "Site visit monday 10am with ali@…": a new event with these.
pub(super) fn with_these(sentence: &Sentence<'_>, written: &[WrittenAddress]) -> Option<GuestsWish> {
    let first = written.first()?.items.start;
    let has_clock =
        sentence.understood.readings.first().is_some_and(|reading| reading.known.clock || reading.known.date);
    let lead = first.checked_sub(1).filter(|_| has_clock)?;
    let word = sentence.slice(lead..lead + 1);
    let is_lead =
        sentence.items[lead].is_any(Senses::of(&[Sense::With, Sense::Join])) || matches!(word, "/" if lead > 0);
    let lead = if word == "/" { lead - 1 } else { lead };
    let (guests, end) = listed(sentence, written, first);
    let is_plan = |at: usize| sentence.items[at].is_content() || sentence.is(at, Sense::EventNoun);
    let is_planned = (0..lead).chain(end..sentence.len()).any(is_plan);
    if !is_lead || !is_planned || guests.is_empty() {
        return None;
    }
    let clause = lead..end;
    let text = sentence.without(std::slice::from_ref(&clause));
    with_event(&Sentence::of(&text, sentence.reference), guests)
}

/// "Suresh@… pun kena ada, add him", "+ weiling@…" in reply, "tambah hafiz@… dlm no 2".
pub(super) fn joined(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<GuestsWish> {
    let written = addresses(sentence);
    let last = written.last()?;
    let is_of_address = |at: usize| written.iter().any(|written| written.items.contains(&at));
    let begins_with_plus = sentence.is_mark(0, '+') && replied.is_some();
    let joins = sentence.all().any(|at| sentence.is(at, Sense::Join) && !is_of_address(at));
    let has_clock = sentence.understood.readings.first().is_some_and(|reading| reading.known.clock);
    let is_refused = (1..sentence.len()).any(|at| sentence.is(at, Sense::Join) && sentence.is(at - 1, Sense::Not));
    let is_invited = sentence.has(Sense::InvitationNoun) && !super::clause::is_question(sentence);
    if !(joins || begins_with_plus || is_invited)
        || has_clock
        || sentence.has_any(&[Sense::Remind, Sense::Remove])
        || is_refused
    {
        return None;
    }
    let to = (last.items.end..sentence.len()).find(|at| leads_to_event(sentence, *at) || sentence.is(*at, Sense::Into));
    // "Send the invite for 2 to ali@…", 把陈经理加到星期三的会议，chen@…
    let first = written.first()?.items.start;
    let before = (0..first).rev().find(|at| {
        let is_number = sentence.items.get(at + 1).is_some_and(|next| next.number.is_some());
        leads_to_event(sentence, *at) && is_number
            || sentence.is(*at, Sense::Join) && sentence.items[*at].kind == ItemKind::Han
    });
    let text = match (to, before) {
        (Some(to), _) => until_end(sentence, to + 1),
        (None, Some(before)) => {
            let end = (before + 1..first).find(|at| sentence.items[*at].is_mark()).unwrap_or(first);
            let end = (before + 1..end).find(|at| sentence.is(*at, Sense::To)).unwrap_or(end);
            sentence.slice(before + 1..end)
        }
        (None, None) => "",
    };
    let target = meant(text, sentence, replied);
    let is_known = match &target {
        Target::Title { .. } => sentence.items.iter().any(|item| item.is(Sense::EventNoun)),
        Target::Numbers(_) | Target::At(_) | Target::Reply | Target::Last | Target::Missing => true,
    };
    let guests = written.iter().map(|written| SaidGuest::At(written.address.clone())).collect();
    is_known.then_some(GuestsWish::Invite { target, guests, otherwise: None })
}

/// "The durian trip invite tu reject je", "kayaking thing tu put maybe", 公司年会那个帮我回不去: an answer by title.
pub(super) fn answered(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<GuestsWish> {
    if replied.is_some() || !(sentence.has(Sense::InvitationNoun) || answers::is_told_to_answer(sentence.text)) {
        return None;
    }
    // "Count me in for the hackathon invite"
    let lead = (1..sentence.len())
        .find(|at| leads_to_event(sentence, *at) && answers::bare_answer(sentence.slice(0..*at)).is_some());
    if let Some(lead) = lead
        && let Some(rsvp) = answers::bare_answer(sentence.slice(0..lead))
        && let Some(noun) = (lead + 1..sentence.len()).find(|at| sentence.is(*at, Sense::InvitationNoun))
    {
        let end = if noun > lead + 2 { noun } else { sentence.len() };
        let target = target(sentence.slice(lead + 1..end), sentence.reference, None);
        return matches!(target, Target::Title { .. }).then_some(GuestsWish::Respond { target, rsvp });
    }
    for first in 1..sentence.len() {
        if sentence.items[first].is_mark() || sentence.items[first].kind == ItemKind::Digits {
            continue;
        }
        let Some(rsvp) = answers::bare_answer(sentence.slice(first..sentence.len())) else { continue };
        // What is said before the comma is an apology.
        let begin = (0..first).rev().find(|at| sentence.is_mark(*at, ',')).map_or(0, |comma| comma + 1);
        let mut named = (begin..first).filter(|at| !is_of_invitation(sentence, *at));
        let (from, to) = (named.clone().next()?, named.next_back()? + 1);
        let target = target(sentence.slice(from..to), sentence.reference, None);
        return matches!(target, Target::Title { .. }).then_some(GuestsWish::Respond { target, rsvp });
    }
    None
}

/// Words around the title of an invitation.
fn is_of_invitation(sentence: &Sentence<'_>, at: usize) -> bool {
    const AROUND: Senses =
        Senses::of(&[Sense::InvitationNoun, Sense::Determiner, Sense::It, Sense::Thing, Sense::ForEvent, Sense::To]);
    is_small(sentence, at) || sentence.items[at].is_any(AROUND)
}
