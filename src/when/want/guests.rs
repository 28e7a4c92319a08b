//! Guests: inviting people to an event, taking them off, and answering an invitation.
//!
//! A word that invites does, and "with ali@…" in a plan; an address alone ("email ali@…") is part of what an event is
//! called. Whatever is found here is asked about before anybody gets a mail.

use std::ops::Range;

use super::clause::{asks_us_to_act, is_conditional, is_question};
use super::guest_words::{
    WrittenAddress, addresses, is_alone, is_small, leads_to_event, listed, meant, names, until_end, with_event,
};
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::target::{numbers, spoken_of, target};
use super::{Intent, create, guest_list};
use crate::model::{GuestsWish, MailAddress, RepliedTo, Rsvp, SaidGuest, Target};

/// What somebody may be taken off: an event, a list, or a name off either.
const OFF_WHAT: [Sense; 6] =
    [Sense::EventNoun, Sense::GuestList, Sense::From, Sense::AwayFrom, Sense::Inside, Sense::TitleNoun];

/// What is wanted of guests, if anything is.
pub(super) fn guests(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    if let Some(asked) = guest_list::asked(sentence, replied) {
        return Some(Intent::Guests(asked));
    }
    let is_about_guests = sentence.has_any(&[Sense::Invite, Sense::Uninvite, Sense::SamePeople])
        || sentence.text.contains('@')
        || sentence.has_any(&[Sense::Remove, Sense::TakesOff]) && sentence.has_any(&OFF_WHAT);
    if is_about_guests && !is_idle(sentence) {
        let found = guest_list::taken_off(sentence, replied)
            .or_else(|| uninvite(sentence, replied))
            .or_else(|| guest_list::same_people(sentence, replied))
            .or_else(|| invite(sentence, replied))
            .or_else(|| guest_list::joined(sentence, replied))
            .map(Intent::Guests);
        if let Some(found) = found.or_else(|| without_guests(sentence)) {
            return Some(found);
        }
    }
    if sentence.text.contains('@') {
        return None;
    }
    respond(sentence, replied).or_else(|| guest_list::answered(sentence, replied)).map(Intent::Guests)
}

/// "Did you invite ali?", "if it rains …": nothing is wanted.
fn is_idle(sentence: &Sentence<'_>) -> bool {
    let is_polite = sentence.is(sentence.first(), Sense::CanYou);
    is_question(sentence) && !is_polite && !asks_us_to_act(sentence) || is_conditional(sentence)
}

/// "Invite ali@example.com to 1", "lunch tomorrow 1pm, invite ali@example.com".
fn invite(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<GuestsWish> {
    let written = addresses(sentence);
    let is_of_address = |at: usize| written.iter().any(|written| written.items.contains(&at));
    let verbs = sentence.all().filter(|at| sentence.is(*at, Sense::Invite) && !is_of_address(*at));
    for verb in verbs.filter(|at| is_wish(sentence, *at)) {
        let (guests, end) = listed(sentence, &written, verb + 1);
        if !guests.is_empty() {
            return invite_these(sentence, replied, verb..end, guests);
        }
        if written.is_empty() && is_alone(sentence, 0..verb) {
            let named = invite_named(sentence, replied, verb);
            if !sentence.is_timed() || named.as_ref().is_some_and(|named| is_of_an_event_there(sentence, named)) {
                return named;
            }
        }
    }
    add_these(sentence, replied, &written).or_else(|| guest_list::with_these(sentence, &written))
}

/// "Invite Auntie Susan to the dinner on saturday": an event by its name and day, which has a time already.
fn is_of_an_event_there(sentence: &Sentence<'_>, wish: &GuestsWish) -> bool {
    let has_clock = sentence.understood.readings.first().is_some_and(|reading| reading.known.clock);
    let is_named = matches!(wish, GuestsWish::Invite { target: Target::Title { at: Some(_), .. } | Target::At(_), .. });
    is_named && !has_clock && sentence.understood.readings.iter().all(|reading| reading.rule.is_none())
}

/// "Lunch tomorrow 1pm, don't invite ali@example.com": the event alone.
fn without_guests(sentence: &Sentence<'_>) -> Option<Intent> {
    let verb = (1..sentence.len()).find(|at| sentence.is(*at, Sense::Invite) && sentence.is(*at - 1, Sense::Not))?;
    let (guests, end) = listed(sentence, &addresses(sentence), verb + 1);
    if guests.is_empty() || is_alone(sentence, 0..verb - 1) {
        return None;
    }
    let clause = verb - 1..end;
    let text = sentence.without(std::slice::from_ref(&clause));
    let rest = Sentence::of(&text, sentence.reference);
    rest.is_timed().then(|| create::create(&rest))
}

/// Whether a verb that invites is a wish: it begins what is wanted, and is not what somebody is reminded of, has to do,
/// or does not want.
fn is_wish(sentence: &Sentence<'_>, verb: usize) -> bool {
    const TIES: Senses = Senses::of(&[
        Sense::Me,
        Sense::Not,
        Sense::Remind,
        Sense::Others,
        Sense::Third,
        Sense::Opinion,
        Sense::Past,
        Sense::You,
        Sense::TitleLead,
        Sense::Auxiliary,
    ]);
    let before = (0..verb).rev().find(|at| !is_small(sentence, *at));
    let Some(before) = before else { return true };
    let item = &sentence.items[before];
    if sentence.within(0..verb).iter().any(|item| item.is(Sense::CanYou)) && is_alone(sentence, 0..verb) {
        return true;
    }
    !item.is_any(TIES) && !item.is(Sense::To) || item.is_time || ends_clause(sentence, before, verb)
}

/// Whether a mark or "and" stands between two items.
fn ends_clause(sentence: &Sentence<'_>, before: usize, verb: usize) -> bool {
    (before + 1..verb).any(|at| sentence.items[at].is_mark() || sentence.is(at, Sense::And))
}

/// Invites whose addresses are listed: to the event that the rest of the message tells of, or means.
fn invite_these(
    sentence: &Sentence<'_>,
    replied: Option<&RepliedTo>,
    clause: Range<usize>,
    guests: Vec<MailAddress>,
) -> Option<GuestsWish> {
    let said = |guests: Vec<MailAddress>| guests.into_iter().map(SaidGuest::At).collect();
    if !is_alone(sentence, 0..clause.start) {
        let text = sentence.without(std::slice::from_ref(&clause));
        let rest = Sentence::of(&text, sentence.reference);
        if rest.is_timed() {
            return with_event(&rest, guests);
        }
        // "2: invite ali@…", "lunch, invite ali@…"
        let end = (0..clause.start).rev().find(|at| !is_small(sentence, *at)).map_or(0, |last| last + 1);
        let named = target(sentence.slice(0..end), sentence.reference, replied);
        let is_end = is_alone(sentence, clause.end..sentence.len());
        let is_told =
            sentence.within(0..clause.start).iter().any(|item| item.is_any(Senses::of(&[Sense::Me, Sense::Remind])));
        return (is_end && !is_told).then(|| GuestsWish::Invite {
            target: named,
            guests: said(guests),
            otherwise: None,
        });
    }
    let (text, has_to) = after_to(sentence, clause.end);
    let rest = Sentence::of(text, sentence.reference);
    // On a line of its own, above the event or the events.
    if ends_line(sentence, clause.end) && rest.is_timed() {
        return with_event(&rest, guests);
    }
    let meant = meant(text, sentence, replied);
    match meant {
        // "Invite ali@… tomorrow 9am" is something to do then.
        Target::At(_) if !has_to => None,
        Target::Title { .. } if rest.is_timed() => {
            let otherwise =
                if let Intent::Create(understood) = create::create(&rest) { Some(understood) } else { None };
            Some(GuestsWish::Invite { target: meant, guests: said(guests), otherwise })
        }
        meant => Some(GuestsWish::Invite { target: meant, guests: said(guests), otherwise: None }),
    }
}

/// Whether nothing more stands on the line on which the items before this one end.
fn ends_line(sentence: &Sentence<'_>, end: usize) -> bool {
    let Some(last) = end.checked_sub(1).and_then(|last| sentence.items.get(last)) else { return false };
    let after = sentence.text.get(last.range.end..).unwrap_or_default();
    after.chars().take_while(|ch| ch.is_whitespace()).any(|ch| ch == '\n')
}

/// "Add ali@example.com to 2", 把ali@example.com加到2: to an event that is there.
fn add_these(sentence: &Sentence<'_>, replied: Option<&RepliedTo>, written: &[WrittenAddress]) -> Option<GuestsWish> {
    let first = sentence.all().find(|at| !is_small(sentence, *at))?;
    let is_lead = sentence.is(first, Sense::Taking);
    let (guests, end) = listed(sentence, written, first + 1);
    if guests.is_empty() || sentence.is_timed() || !is_lead && !sentence.is(first, Sense::Put) {
        return None;
    }
    let is_put = |at: &usize| sentence.items[*at].is_any(Senses::of(&[Sense::Put, Sense::To, Sense::Into]));
    let verb = (end..sentence.len()).take_while(is_put).last().filter(|_| is_lead);
    let (text, has_to) = match verb {
        Some(verb) => (until_end(sentence, verb + 1), true),
        None => after_to(sentence, end),
    };
    if !has_to {
        return None;
    }
    let guests = guests.into_iter().map(SaidGuest::At).collect();
    Some(GuestsWish::Invite { target: meant(text, sentence, replied), guests, otherwise: None })
}

/// "Invite ali to 1", "jemput ali dan siti ke lunch", "invite" in reply to an event.
fn invite_named(sentence: &Sentence<'_>, replied: Option<&RepliedTo>, verb: usize) -> Option<GuestsWish> {
    let to = (verb + 1..sentence.len()).find(|at| leads_to_event(sentence, *at));
    let guests = names(sentence, verb + 1..to.unwrap_or(sentence.len()))?;
    let target = match to {
        Some(to) => meant(until_end(sentence, to + 1), sentence, replied),
        None => spoken_of(replied),
    };
    Some(GuestsWish::Invite { target, guests, otherwise: None })
}

/// "Uninvite ali@example.com from 2", "remove ali@example.com from 2", 取消邀请ali@example.com.
fn uninvite(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<GuestsWish> {
    let verb = sentence.all().find(|at| !is_small(sentence, *at))?;
    let is_verb = sentence.is(verb, Sense::Uninvite);
    if sentence.is_timed() || !is_verb && !sentence.is(verb, Sense::Remove) {
        return None;
    }
    let written = addresses(sentence);
    let (guests, end) = listed(sentence, &written, verb + 1);
    let from =
        (end.max(verb + 1)..sentence.len()).find(|at| sentence.is(*at, Sense::From) || leads_to_event(sentence, *at));
    let guests: Vec<SaidGuest> = match guests.is_empty() {
        false => guests.into_iter().map(SaidGuest::At).collect(),
        true if is_verb => names(sentence, verb + 1..from.unwrap_or(sentence.len()))?,
        true => return None,
    };
    let target = match from {
        Some(from) => meant(until_end(sentence, from + 1), sentence, replied),
        None if is_alone(sentence, end.max(verb + 1)..sentence.len()) || is_verb => spoken_of(replied),
        None => return None,
    };
    Some(GuestsWish::Uninvite { target, guests })
}

/// What stands after an item, without the "to" or "for" that leads to it; and whether there was one.
fn after_to<'t>(sentence: &Sentence<'t>, from: usize) -> (&'t str, bool) {
    let first = (from..sentence.len()).find(|at| !is_small(sentence, *at));
    let Some(first) = first else { return ("", false) };
    let has_to = leads_to_event(sentence, first);
    let from = if has_to { first + 1 } else { first };
    (until_end(sentence, from), has_to)
}

/// "/guests 2 ali@example.com", "/guests 2 ali, siti"; without anybody it asks whom.
pub(super) fn slash(target: Target, rest: &str, sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> GuestsWish {
    let asked = Sentence::of(rest, sentence.reference);
    let written = addresses(&asked);
    let first = written.first().map_or(asked.len(), |written| written.items.start);
    let (listed, _) = listed(&asked, &written, first);
    let is_named = target == Target::Missing && !is_alone(&asked, 0..first);
    let target = match target {
        // "/guests lunch ali@example.com"
        Target::Missing if is_named => meant(asked.slice(0..first), sentence, replied),
        Target::Missing => spoken_of(replied),
        target => target,
    };
    let guests = if listed.is_empty() && !is_named {
        names(&asked, asked.all()).unwrap_or_default()
    } else {
        listed.into_iter().map(SaidGuest::At).collect()
    };
    GuestsWish::Invite { target, guests, otherwise: None }
}

/// "Accept 2", "tolak 2", "yes to 2", 接受 2, "decline the invitation to lunch"; in reply to one, "accept" alone.
fn respond(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<GuestsWish> {
    const WORDS: Senses =
        Senses::of(&[Sense::Accept, Sense::Decline, Sense::Tentative, Sense::Yes, Sense::No, Sense::CanYou]);
    let is_otherwise = sentence.is_timed() && !sentence.has(Sense::InvitationNoun) || is_idle(sentence);
    if !sentence.items.iter().any(|item| item.is_any(WORDS)) || is_otherwise {
        return None;
    }
    let verb = sentence.all().find(|at| {
        !sentence.items[*at].is_mark() && (!sentence.items[*at].is_filler() || sentence.is(*at, Sense::Yes))
    })?;
    let item = &sentence.items[verb];
    let (rsvp, is_verb) = if item.is(Sense::Accept) {
        (Rsvp::Accepted, true)
    } else if item.is(Sense::Decline) {
        (Rsvp::Declined, true)
    } else if item.is(Sense::Tentative) {
        (Rsvp::Tentative, false)
    } else if item.is(Sense::Yes) && !item.is(Sense::No) {
        (Rsvp::Accepted, false)
    } else if item.is(Sense::No) && !item.is(Sense::Yes) {
        (Rsvp::Declined, false)
    } else {
        return None;
    };
    let is_yes_or_no = !is_verb && rsvp != Rsvp::Tentative;
    let noun = (verb + 1..sentence.len()).find(|at| sentence.is(*at, Sense::InvitationNoun));
    let is_around = |at: usize| {
        is_small(sentence, at)
            || sentence.items[at].is_any(Senses::of(&[Sense::Determiner, Sense::To, Sense::It, Sense::InvitationNoun]))
                && sentence.items[at].number.is_none()
            || leads_to_event(sentence, at)
    };
    let has_to =
        (verb + 1..sentence.len()).take(2).any(|at| leads_to_event(sentence, at)) || sentence.ends(verb, Sense::To);
    let first = (verb + 1..sentence.len()).find(|at| !is_around(*at)).unwrap_or(sentence.len());
    if let Some(rows) = numbers(sentence, first..sentence.len()) {
        let is_meant = !is_yes_or_no || has_to;
        return is_meant.then_some(GuestsWish::Respond { target: Target::Numbers(rows), rsvp });
    }
    if first == sentence.len() {
        let says_which = noun.is_some() || sentence.has(Sense::It);
        let is_meant = is_verb && says_which || !is_yes_or_no && replied.is_some();
        return is_meant.then(|| GuestsWish::Respond { target: spoken_of(replied), rsvp });
    }
    // "Decline the townhall invite": the noun may stand last.
    let end = noun.filter(|noun| *noun > first).unwrap_or(sentence.len());
    let named = (is_verb && noun.is_some()).then(|| target(sentence.slice(first..end), sentence.reference, replied))?;
    Some(GuestsWish::Respond { target: named, rsvp })
}
