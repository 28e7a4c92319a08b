//! Which clause of a message asks, and with which verb.

use std::ops::Range;

use super::act::lead_to_time;
use super::clause::{self, ASKING, is_question};
use super::items::{Item, ItemKind};
use super::narrative::{asks_why, is_of_others};
use super::question;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;

/// Whether the bot is asked politely to note something or to remind of it, anywhere in a message.
pub(super) fn asks_to_note(sentence: &Sentence<'_>) -> bool {
    let is_new = |at: usize| sentence.items[at].is_any(NEW);
    sentence.clauses.iter().any(|part| {
        let polite = part.clone().find(|at| begins_request(sentence, &(*at..part.end)));
        polite.and_then(|polite| head(sentence, &(polite..part.end))).is_some_and(is_new)
    })
}

/// What makes something new.
pub(super) const NEW: Senses = Senses::of(&[Sense::Put, Sense::Remind]);

/// What the bot is asked to do, or to show.
pub(super) const ACTS: Senses = clause::ACTS.and(Senses::of(&[Sense::Show, Sense::List]));

/// Words before the verb of a request.
pub(super) const BEFORE_VERB: Senses =
    Senses::of(&[Sense::Filler, Sense::CanYou, Sense::You, Sense::Polite, Sense::Break, Sense::Concludes, Sense::And]);

/// Words of a date beside its numbers.
const OF_DATES: Senses = Senses::of(&[Sense::Month, Sense::RowNoun, Sense::Unit]);

/// The word that a clause begins with, politeness and times aside.
fn head(sentence: &Sentence<'_>, part: &Range<usize>) -> Option<usize> {
    let is_before = |at: &usize| {
        let item = &sentence.items[*at];
        // 拜托你5月28号提醒我: a day that the reader of the whole message did not take.
        let is_dated = item.kind == ItemKind::Digits || item.is_any(OF_DATES);
        item.is_time || item.is_mark() || (is_dated || item.is_any(BEFORE_VERB)) && !item.is_any(ACTS)
    };
    part.clone().find(|at| !is_before(at))
}

/// The verb of a request: the one a polite word leads to, or the one that a clause begins with.
pub(super) fn verb(sentence: &Sentence<'_>, part: &Range<usize>) -> Option<usize> {
    let acts = |at: &usize| sentence.items[*at].is_any(ACTS) && !sentence.items[*at].is_time;
    let polite = part.clone().find(|at| begins_request(sentence, &(*at..part.end)));
    let led = polite.and_then(|polite| head(sentence, &(polite..part.end)));
    led.or_else(|| head(sentence, part).filter(acts)).or_else(|| taken(sentence, part))
}

/// "You", "can u just": the words that only address the bot before what is asked.
pub(super) fn address(sentence: &Sentence<'_>, part: &Range<usize>) -> Option<Range<usize>> {
    let Some(verb) = verb(sentence, part).filter(|_| taken(sentence, part).is_none()) else {
        let is_said = |at: &usize| sentence.items[*at].is_any(Senses::of(&[Sense::You, Sense::Polite]));
        let said = part.clone().take_while(is_said).count();
        return (said > 0).then_some(part.start..part.start + said);
    };
    let is_said = |at: &usize| {
        let item = &sentence.items[*at];
        item.is_any(Senses::of(&[Sense::You, Sense::Polite, Sense::CanYou, Sense::Filler])) && !item.is_time
    };
    let start = (part.start..verb).rev().take_while(is_said).last()?;
    let addressed = (start..verb).rfind(|at| sentence.is(*at, Sense::You))?;
    Some(start..addressed + 1)
}

/// Whether a request of the bot begins here: a polite word, and a verb of what it does.
pub(super) fn begins_request(sentence: &Sentence<'_>, part: &Range<usize>) -> bool {
    let first = &sentence.items[part.start];
    // "Tolong ingatkan" is known as one phrase.
    let is_phrase = first.is_any(ACTS) && sentence.slice(part.start..part.start + 1).contains(' ');
    let is_polite = first.is(Sense::Polite) || is_phrase && sentence.begins(part.start, Sense::Polite);
    is_polite && !first.is_time && head(sentence, part).is_some_and(|head| sentence.items[head].is_any(ACTS))
}

/// Whether a clause requests something of the bot: "please move …", "ingatkan saya …", 你把…拿掉吧.
pub(super) fn requests(sentence: &Sentence<'_>, part: &Range<usize>) -> bool {
    let items = &sentence.items[part.clone()];
    let has = |senses: &[Sense]| items.iter().any(|item| item.is_any(Senses::of(senses)) && !item.is_time);
    if has(&[Sense::Thanked, Sense::Reason]) {
        return false;
    }
    // "Anak dah tolong simpankan": it was done.
    let is_done = |at: usize| at > part.start && sentence.is(at - 1, Sense::Already);
    if part.clone().any(|at| begins_request(sentence, &(at..part.end)) && !is_done(at)) {
        return true;
    }
    // "Nak buat macam mana"
    if has(&[Sense::OtherQuestion, Sense::What]) {
        return false;
    }
    let is_said = orders(sentence, part) || asks_at_its_end(sentence, part) || declares(sentence, part);
    !has(&[Sense::If])
        && (concludes(sentence, part)
            || has(&[Sense::Polite]) && is_bare(sentence, part)
            || is_said && (has(&[Sense::Polite, Sense::Urging]) || !is_of_others(sentence)))
}

/// "Remind me …", "batalkan …", 你取消…: a clause that begins with what is to be done.
fn orders(sentence: &Sentence<'_>, part: &Range<usize>) -> bool {
    const ORDERS: Senses = Senses::of(&[Sense::Remind, Sense::Cancel, Sense::Remove, Sense::Snooze, Sense::Undo]);
    let Some(head) = taken(sentence, part).or_else(|| head(sentence, part)) else { return false };
    if head_asks(sentence, part) {
        return false;
    }
    let verb = &sentence.items[head];
    let is_addressed = sentence
        .within(part.start..head)
        .iter()
        .any(|item| item.is(Sense::CanYou) || item.is(Sense::You) && item.kind == ItemKind::Han);
    let has = |senses: Senses| sentence.items[part.clone()].iter().any(|item| item.is_any(senses));
    // "Put … in my calendar", "tengokkan jadual saya"
    let is_kept =
        (head..part.end).any(|at| sentence.is(at, Sense::PutLink) && sentence.slice(at..at + 1).contains(' '));
    let is_order = verb.is_any(ORDERS) && !verb.is(Sense::CalledOff)
        || verb.is(Sense::Put) && (is_kept || puts_it(sentence, head, part.end))
        || verb.is(Sense::Show) && has(Senses::of(&[Sense::AgendaNoun]));
    let depends = sentence.has(Sense::If) && !verb.is(Sense::Remind);
    let is_told = !is_addressed && sentence.within(part.start..head).iter().any(|item| item.is(Sense::You));
    !depends && !is_told && verb.is_any(ACTS) && (is_addressed || is_order)
}

/// "Save it", "note that": what was said before is to be put in, and nothing else is said.
fn puts_it(sentence: &Sentence<'_>, verb: usize, end: usize) -> bool {
    let says_it = sentence.is(verb + 1, Sense::It) || sentence.slice(verb..verb + 1).contains(' ');
    says_it && sentence.content_beside(verb + 1..end, Senses::of(&[Sense::It, Sense::Tail])) == 0
}

/// 你先把下个月的行程给我看: what is done to what stands behind 把 ends the clause.
fn taken(sentence: &Sentence<'_>, part: &Range<usize>) -> Option<usize> {
    let taking = part.clone().find(|at| sentence.is(*at, Sense::Taking))?;
    (taking + 1..part.end).rev().find(|at| sentence.items[*at].is_any(ACTS) && !sentence.items[*at].is_time)
}

/// "Nak buat macam mana": a clause that asks how or what orders nothing.
fn head_asks(sentence: &Sentence<'_>, part: &Range<usize>) -> bool {
    const LOOKS: Senses = Senses::of(&[Sense::Show, Sense::List, Sense::Remind]);
    const ASKS: Senses = Senses::of(&[Sense::OtherQuestion, Sense::Why, Sense::Reason]);
    let items = &sentence.items[part.clone()];
    items.iter().any(|item| item.is_any(ASKS) && !item.is_time) && !items.iter().any(|item| item.is_any(LOOKS))
}

/// What changes an event.
const CHANGES: Senses = Senses::of(&[
    Sense::Cancel,
    Sense::Remove,
    Sense::Move,
    Sense::Postpone,
    Sense::Advance,
    Sense::Rename,
    Sense::Extend,
    Sense::Shorten,
]);

/// 修车改去礼拜四吧, "take the trip off my calendar please": what is to be done ends the clause, or stands behind its object.
fn asks_at_its_end(sentence: &Sentence<'_>, part: &Range<usize>) -> bool {
    let items = &sentence.items[part.clone()];
    let changes = items.iter().any(|item| item.is_any(CHANGES) && !item.is_time);
    let is_urged = items.iter().rfind(|item| !item.is_mark()).is_some_and(|last| last.is(Sense::Urging));
    let is_polite = items.iter().any(|item| item.is(Sense::Polite) && !item.is_time);
    changes && (is_urged || is_polite)
}

/// 培训要拉长到三个钟头, "kelas esok kena pindah ke ahad": an event, and what has to be done with it.
fn declares(sentence: &Sentence<'_>, part: &Range<usize>) -> bool {
    let is = |at: usize, senses: Senses| sentence.items[at].is_any(senses) && !sentence.items[at].is_time;
    let must = part
        .clone()
        .find(|at| is(*at, Senses::of(&[Sense::CanYou])) && (at + 1..part.end).take(2).any(|next| is(next, CHANGES)));
    must.is_some_and(|must| (part.start..must).any(|at| is(at, Senses::of(&[Sense::EventNoun]))))
}

/// "Jadi ambil motor tu tukar ke 15 haribulan", 所以修车改到15号: what follows from a reason moves something to a time.
pub(super) fn concludes(sentence: &Sentence<'_>, part: &Range<usize>) -> bool {
    const OTHERS: Senses = Senses::of(&[
        Sense::Third,
        Sense::Acquaintance,
        Sense::Relative,
        Sense::Past,
        Sense::Already,
        Sense::Opinion,
        Sense::You,
        Sense::Not,
        Sense::Says,
    ]);
    const MOVES: Senses = Senses::of(&[Sense::Move, Sense::Swap, Sense::Postpone, Sense::Advance]);
    let is = |at: usize, senses: Senses| sentence.items[at].is_any(senses) && !sentence.items[at].is_time;
    let before = part.start.checked_sub(1);
    let begins = before.is_some_and(|before| sentence.is(before, Sense::Break) && !sentence.is(before, Sense::Reason));
    let first = if begins { part.start } else { part.start + 1 };
    let is_led = begins || part.start > 0 && sentence.is(part.start, Sense::Concludes);
    let verb = (first + 1..part.end).find(|at| is(*at, MOVES));
    let Some(verb) = verb.filter(|_| is_led && !is(first, MOVES)) else { return false };
    let names = (first..verb).any(|at| sentence.items[at].is_content());
    let is_own = !part.clone().any(|at| is(at, OTHERS));
    let is_timed = lead_to_time(sentence, verb).is_some_and(|to| to < part.end);
    names && is_own && is_timed
}

/// Whether a clause asks when something is that it does not name: "when is it", 到底是几号.
pub(super) fn asks_when(sentence: &Sentence<'_>, part: &Range<usize>) -> bool {
    const WHEN: Senses = Senses::of(&[Sense::When, Sense::WhatTime]);
    let items = &sentence.items[part.clone()];
    items.iter().any(|item| item.is_any(WHEN) && !item.is_time)
        && items.iter().all(|item| !item.is_content() || item.is_any(ASKING.and(WHEN)))
}

/// Words of a question.
const QUESTIONS: Senses = Senses::of(&[
    Sense::What,
    Sense::When,
    Sense::WhatTime,
    Sense::Where,
    Sense::OtherQuestion,
    Sense::HowLong,
    Sense::Auxiliary,
    Sense::Particle,
]);

/// Whether a clause is a question to the calendar.
pub(super) fn asks(sentence: &Sentence<'_>, part: &Range<usize>) -> bool {
    const OWN: [Sense; 7] = [
        Sense::Me,
        Sense::EventNoun,
        Sense::AgendaNoun,
        Sense::AnyEvent,
        Sense::WeekendDays,
        Sense::Free,
        Sense::Clash,
    ];
    if asks_why(sentence) {
        return false;
    }
    let first = part.clone().find(|at| !sentence.items[*at].is_filler() && !sentence.items[*at].is_time);
    // "Am I free", but not "senang", which also tells how something is.
    let asks_free = |at: usize| sentence.is(at, Sense::Free) && sentence.slice(at..at + 1).contains(' ');
    let begins = first.is_some_and(|first| sentence.items[first].is_any(ASKING) || asks_free(first));
    // 你先把下个月的行程给我看
    let shows = |at: usize| sentence.is(at, Sense::Show) && sentence.items[at].kind == ItemKind::Han;
    let last = part.clone().rfind(|at| !sentence.items[*at].is_filler());
    let begins = begins || last.is_some_and(shows);
    let mut items = sentence.items[part.clone()].iter().chain(sentence.items.get(part.end));
    if !begins && !items.any(|item| item.is_any(QUESTIONS) || item.kind == ItemKind::Mark('?')) {
        return false;
    }
    let part = Sentence::of(sentence.slice(part.clone()), sentence.reference);
    (begins || is_question(&part)) && part.has_any(&OWN) && question::question(&part).is_some()
}

/// Words around a request that name nothing.
pub(super) const AROUND_REQUEST: Senses = Senses::of(&[
    Sense::It,
    Sense::Tail,
    Sense::Urging,
    Sense::Thanks,
    Sense::PutLink,
    Sense::Again,
    Sense::ReminderNoun,
    Sense::AgendaNoun,
]);

/// Whether a request names nothing of its own: "please update", 帮我改一改, "please put this there instead".
pub(super) fn is_bare(sentence: &Sentence<'_>, part: &Range<usize>) -> bool {
    const SMALL: Senses = BEFORE_VERB.and(ACTS).and(Senses::of(&[
        Sense::It,
        Sense::Instead,
        Sense::Replace,
        Sense::PlaceNoun,
        Sense::TimeNoun,
        Sense::AgendaNoun,
        Sense::SameTime,
        Sense::Tail,
        Sense::Urging,
        Sense::Thanks,
        Sense::PutLink,
    ]));
    let changes = |item: &Item| item.is_any(Senses::of(&[Sense::Swap, Sense::Move]));
    let items = &sentence.items[part.clone()];
    items.iter().any(changes) && items.iter().all(|item| !item.is_time && (item.is_any(SMALL) || !item.is_content()))
}
