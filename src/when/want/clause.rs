//! Whether a message asks, and where its verb stands.

use std::ops::Range;

use super::clauses::is_break;
use super::items::{Item, ItemKind};
use super::senses::{Sense, Senses};
use super::sentence::Sentence;

/// What a request begins with: "can you", "minta tolong".
const ASKED_WITH: Senses = Senses::of(&[Sense::CanYou, Sense::Polite]);

/// A range without the filler at its beginning.
pub(super) fn without_filler(sentence: &Sentence<'_>, range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    while start < range.end && (sentence.items[start].is_filler() || sentence.items[start].is_any(ASKED_WITH)) {
        start += 1;
    }
    start..range.end
}

/// Whether a message asks, rather than tells or requests.
pub(super) fn is_question(sentence: &Sentence<'_>) -> bool {
    if asks_us_to_act(sentence) {
        return false;
    }
    sentence.has_mark('?')
        || has_question_word(sentence)
        || has_particle(sentence)
        || has_or_has_not(sentence)
        || begins_asking(sentence)
}

/// 星期六有节目没有: "has", and at the end "has not".
fn has_or_has_not(sentence: &Sentence<'_>) -> bool {
    let is_han = |at: usize, sense| sentence.items[at].kind == ItemKind::Han && sentence.is(at, sense);
    let Some(last) = sentence.end().checked_sub(1) else { return false };
    is_han(last, Sense::Not) && (0..last).any(|at| is_han(at, Sense::Have) && !is_han(at, Sense::Not))
}

/// Whether a word of question stands in it.
pub(super) fn has_question_word(sentence: &Sentence<'_>) -> bool {
    const WORDS: [Sense; 6] =
        [Sense::WhatTime, Sense::When, Sense::Where, Sense::OtherQuestion, Sense::HowLong, Sense::Reason];
    sentence.has_any(&WORDS)
        || sentence
            .find(Sense::What)
            .is_some_and(|at| !sentence.items[at].is(Sense::Any) || sentence.items[at].is(Sense::Have))
}

/// Whether it begins as a question: "am I", "is there", 有没有.
pub(super) fn begins_asking(sentence: &Sentence<'_>) -> bool {
    sentence.clauses.iter().any(|clause| {
        let start = (clause.start..clause.end)
            .find(|at| !sentence.items[*at].is_filler() && !sentence.items[*at].is_time)
            .unwrap_or(clause.end);
        let Some(item) = sentence.items.get(start) else { return false };
        let is_alone = start + 1 >= clause.end;
        item.is(Sense::Auxiliary) && !is_alone && (item.kind == ItemKind::Han || is_subject(sentence, start))
    }) || sentence.items.iter().any(|item| item.kind == ItemKind::Han && item.is(Sense::Auxiliary))
}

/// Whether an auxiliary that begins a clause is followed by what it asks about: "am i", "does 8pm", "ada apa".
fn is_subject(sentence: &Sentence<'_>, at: usize) -> bool {
    let whole = sentence.slice(at..at + 1);
    let is_phrase = whole.contains(' ');
    let next = sentence.items.get(at + 1);
    is_phrase
        || next.is_some_and(|next| {
            // "ada meeting esok" tells as often as it asks.
            next.is_time && !sentence.items[at].is(Sense::Have)
                || next.is_any(Senses::of(&[
                    Sense::Me,
                    Sense::Determiner,
                    Sense::Any,
                    Sense::Others,
                    Sense::It,
                    Sense::What,
                    Sense::Where,
                ]))
                || next.is(Sense::AgendaNoun) && !sentence.items[at].is(Sense::Have)
                || next.is(Sense::EventNoun) && !sentence.items[at].is(Sense::Have)
        })
}

/// What a particle of question may follow.
const ASKED: Senses = Senses::of(&[
    Sense::Free,
    Sense::Busy,
    Sense::Have,
    Sense::Any,
    Sense::Noted,
    Sense::What,
    Sense::Clash,
    Sense::Slot,
    Sense::CanYou,
]);

/// Words that may follow a question without changing it.
const OF_TIME: Senses = Senses::of(&[Sense::Week, Sense::Month, Sense::This, Sense::Link]);

/// Whether a particle of question ends a clause, or follows what is asked about.
fn has_particle(sentence: &Sentence<'_>) -> bool {
    (0..sentence.len()).any(|at| {
        let item = &sentence.items[at];
        let is_inside_word = item.is_glued && item.kind == ItemKind::Word;
        // "Aku free ke hari tu": "ke hari" is known as one phrase.
        let follows_free = at > 0
            && sentence.items[at - 1].is_any(Senses::of(&[Sense::Free, Sense::Busy]))
            && sentence.begins(at, Sense::Particle)
            && sentence.slice(at..at + 1).contains(' ');
        if follows_free {
            return true;
        }
        if is_inside_word
            || !item.is_any(Senses::of(&[Sense::Particle, Sense::HasNot]))
            || at == 0 && !item.is_any(ASKED)
        {
            return false;
        }
        // "Ada lagi ke": small words may stand between.
        let before = (0..at).rev().find(|before| !sentence.items[*before].is_filler()).unwrap_or(at.saturating_sub(1));
        let before = &sentence.items[before];
        let is_last = (at + 1..sentence.len()).all(|rest| {
            let item = &sentence.items[rest];
            item.is_filler() || item.is_time || item.is_any(OF_TIME)
        });
        let ends_clause = is_last || is_break(sentence.text, &sentence.items, at + 1);
        let asks = item.kind == ItemKind::Han || before.is_any(ASKED) || item.is_any(ASKED);
        // 有排东西没有: a denial that ends a clause asks, where it has what it asks about.
        if item.kind == ItemKind::Han && item.is(Sense::HasNot) {
            return ends_clause && sentence.within(0..at).iter().any(|item| item.is(Sense::Have) && !item.is_time);
        }
        // "Aku ada interview esok pukul 10 pagi, doakan eh": says a plan, and calls for attention.
        if item.is(Sense::Filler) && item.is(Sense::Tail) && !before.is_any(ASKED) && says_a_plan(sentence, at) {
            return false;
        }
        // "ke" also means "to", "x" also "not": alone at the end they ask.
        ends_clause
            && (item.kind == ItemKind::Han
                || !item.is(Sense::To)
                || (at + 1..sentence.len()).all(|rest| sentence.items[rest].is_filler()))
            || asks
                && (!item.is(Sense::To)
                    || before.is_any(Senses::of(&[Sense::Free, Sense::Busy, Sense::Have]))
                    || item.is_any(ASKED))
    })
}

/// Whether what stands before a word names an event with its day and its clock.
fn says_a_plan(sentence: &Sentence<'_>, end: usize) -> bool {
    let first = sentence.understood.readings.first();
    first.is_some_and(|reading| reading.known.date && reading.known.clock)
        && sentence.within(0..end).iter().any(|item| item.is(Sense::EventNoun) && !item.is_time)
}

/// Verbs that ask the bot to act.
pub(super) const ACTS: Senses = Senses::of(&[
    Sense::Remind,
    Sense::Put,
    Sense::Cancel,
    Sense::Remove,
    Sense::Move,
    Sense::Swap,
    Sense::Postpone,
    Sense::Advance,
    Sense::Rename,
    Sense::Extend,
    Sense::Shorten,
    Sense::Snooze,
    Sense::Undo,
    Sense::Set,
    Sense::Send,
    Sense::Speak,
]);

/// "…, buang dulu dari kalendar", "…, ingatkan sejam awal eh": the last clause begins with a verb that asks for it.
fn cancels_at_the_end(sentence: &Sentence<'_>) -> bool {
    let clauses = &sentence.clauses;
    let Some(last) = clauses.last().filter(|_| clauses.len() > 1) else { return false };
    let body = without_filler(sentence, last.clone());
    let head = sentence.items.get(body.start).filter(|_| !body.is_empty());
    let asks = Senses::of(&[Sense::Cancel, Sense::Remove, Sense::Remind]);
    head.is_some_and(|head| head.is_any(asks) && !head.is_any(Senses::of(&[Sense::Put, Sense::ReminderNoun])))
        && !body
            .clone()
            .any(|at| sentence.items[at].is_any(Senses::of(&[Sense::What, Sense::When, Sense::OtherQuestion])))
}

/// "…, can add?", "… boleh masukkan": the last words ask politely to put it in.
fn asks_at_the_end(sentence: &Sentence<'_>) -> bool {
    let end = sentence.end();
    let is_put = |at: &usize| sentence.is(*at, Sense::Put) && !sentence.items[*at].is_time;
    let verb = end.checked_sub(1).filter(is_put).and_then(|verb| verb.checked_sub(1));
    verb.is_some_and(|polite| sentence.is(polite, Sense::CanYou))
}

/// "…, put in calendar can or not", "…, masuk kalendar boleh tak": a clause that says nothing but that it is to be put in.
pub(super) fn asks_to_put_in(sentence: &Sentence<'_>) -> bool {
    const ASKING: Senses = Senses::of(&[
        Sense::Put,
        Sense::PutLink,
        Sense::CanYou,
        Sense::Polite,
        Sense::Filler,
        Sense::Particle,
        Sense::Urging,
        Sense::Tail,
        Sense::It,
        Sense::Me,
        Sense::Link,
        Sense::AgendaNoun,
        Sense::You,
    ]);
    const KEEPS: Senses = Senses::of(&[Sense::PutLink, Sense::CanYou, Sense::Polite, Sense::Note]);
    if !sentence.has_any(&[Sense::Put, Sense::PutLink]) {
        return false;
    }
    let clauses = &sentence.clauses;
    clauses.len() > 1
        && clauses.iter().any(|clause| {
            let items = &sentence.items[clause.clone()];
            let is_small = |item: &Item| !item.is_time && (item.is_mark() || item.is_any(ASKING));
            // "Can you get that into my calendar": where it goes says what is done.
            let is_kept = |item: &Item| {
                item.is(Sense::PutLink) && !item.is(Sense::Put) && sentence.text[item.range.clone()].contains(' ')
            };
            let puts = |item: &Item| item.is(Sense::Put) || is_kept(item);
            items.iter().any(puts) && items.iter().any(|item| item.is_any(KEEPS)) && items.iter().all(is_small)
        })
}

/// "Can the interview be at 11 instead of 10", 面试能改到11点吗: asks politely for another time.
fn asks_for_a_change(sentence: &Sentence<'_>) -> bool {
    const CHANGES: Senses = Senses::of(&[Sense::Move, Sense::Postpone, Sense::Advance]);
    let has_number = sentence.items.iter().any(|item| item.kind == ItemKind::Digits);
    if !has_number && !sentence.is_timed()
        || sentence.has_any(&[
            Sense::Reason,
            Sense::You,
            Sense::Third,
            Sense::What,
            Sense::Free,
            Sense::Clash,
            Sense::Fact,
        ])
    {
        return false;
    }
    let polite = sentence.items.iter().position(|item| item.is(Sense::CanYou) && !item.is_time);
    let Some(polite) = polite else { return false };
    let changes = |item: &Item| item.is_any(CHANGES) && item.kind == ItemKind::Han && !item.is_time;
    let is_moved = sentence.within(polite + 1..sentence.len()).iter().any(changes);
    let is_instead = polite == sentence.first() && sentence.has(Sense::Replace);
    let is_corrected = sentence
        .within(polite..sentence.len())
        .iter()
        .zip(sentence.within(polite + 1..sentence.len()))
        .any(|(item, next)| item.is(Sense::Not) && !item.is(Sense::No) && next.number.is_some());
    (is_moved || is_instead || is_corrected) && sentence.has_any(&[Sense::EventNoun, Sense::It, Sense::Move])
}

/// Whether it requests something of the bot, however politely: "can you remind me", "boleh batalkan".
pub(super) fn asks_us_to_act(sentence: &Sentence<'_>) -> bool {
    if cancels_at_the_end(sentence)
        || asks_for_a_change(sentence)
        || asks_at_the_end(sentence)
        || asks_to_put_in(sentence)
    {
        return true;
    }
    if sentence.has_any(&[Sense::What, Sense::WhatTime, Sense::OtherQuestion]) && !sentence.has(Sense::Remind) {
        return false;
    }
    let start = (0..sentence.len())
        .find(|at| !sentence.items[*at].is_filler() && !sentence.items[*at].is_time)
        .unwrap_or(sentence.len());
    let polite =
        (start..sentence.len()).find(|at| !sentence.items[*at].is_any(ASKED_WITH) && !sentence.items[*at].is_filler());
    let Some(verb) = polite.map(|at| &sentence.items[at]) else { return false };
    let is_polite = polite.is_some_and(|polite| (start..polite).any(|at| sentence.items[at].is_any(ASKED_WITH)));
    let is_bare_noun = verb.is(Sense::AgendaNoun)
        && !sentence.understood.readings.first().is_some_and(|reading| reading.known.clock)
        && sentence.content_beside(
            sentence.all(),
            Senses::of(&[
                Sense::Upcoming,
                Sense::Week,
                Sense::Month,
                Sense::This,
                Sense::Unit,
                Sense::Show,
                Sense::List,
            ]),
        ) <= 1;
    let is_verb = !is_bare_noun
        && verb.is_any(ACTS)
        && !verb.is_any(Senses::of(&[Sense::What, Sense::When, Sense::Show, Sense::Find]));
    is_verb && (is_polite || verb.is_any(Senses::of(&[Sense::Remind, Sense::Put, Sense::Cancel, Sense::Move])))
}

/// Whether what is said depends on something: "if it rains …", "kalau esok hujan …"; "if you can" only asks politely.
pub(super) fn is_conditional(sentence: &Sentence<'_>) -> bool {
    sentence
        .find(Sense::If)
        .is_some_and(|at| !sentence.is(at + 1, Sense::CanYou) && !sentence.items[at].is(Sense::CanYou))
}

/// A thought is told as one in its first words.
const EARLY: usize = 4;

/// Whether what it says is a thought, a fact or an advertisement, rather than a plan.
pub(super) fn is_musing(sentence: &Sentence<'_>) -> bool {
    let is_early =
        |sense| sentence.items.iter().filter(|item| item.is_content()).take(EARLY).any(|item| item.is(sense));
    let adverts = sentence.items.iter().filter(|item| item.is(Sense::Advert)).count();
    let has_price = sentence.has_mark('%') || sentence.has(Sense::Price);
    let begins_with_if = is_conditional(sentence) && sentence.find(Sense::If).is_some_and(|at| at < EARLY);
    is_early(Sense::Opinion) || begins_with_if || sentence.has(Sense::Fact) || adverts > 1 || adverts == 1 && has_price
}

/// Words that say nothing of their own in a question.
pub(super) const ASKING: Senses = Senses::of(&[
    Sense::Filler,
    Sense::CanYou,
    Sense::Me,
    Sense::Determiner,
    Sense::Link,
    Sense::What,
    Sense::When,
    Sense::WhatTime,
    Sense::Where,
    Sense::OtherQuestion,
    Sense::Auxiliary,
    Sense::Particle,
    Sense::Any,
    Sense::Have,
    Sense::Show,
    Sense::Find,
    Sense::GoingOn,
    Sense::HowLong,
    Sense::Noted,
    Sense::And,
    Sense::Or,
    Sense::All,
    Sense::Again,
    Sense::Already,
    Sense::Upcoming,
    Sense::At,
    Sense::It,
    Sense::This,
    Sense::PlaceNoun,
    Sense::Rest,
    Sense::TimeNoun,
    Sense::Not,
    Sense::Whole,
    Sense::Week,
    Sense::Month,
    Sense::List,
    Sense::LastTime,
]);
