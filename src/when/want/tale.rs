//! Tales with times in them: how long something took to come, whose party it is, what would be. A plan names what one
//! does and when; a tale names somebody else, or how it went, and goes on about it.

use std::ops::Range;

use super::items::ItemKind;
use super::request::tells;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;

/// Whether a message tells a tale, and holds no plan of one's own.
pub(super) fn is_tale(sentence: &Sentence<'_>) -> bool {
    sentence.has(Sense::Unreal) || came_late(sentence) || sentence.is_timed() && is_their_party(sentence)
}

/// People who have nothing to do with one's own plans.
const STRANGERS: Senses = Senses::of(&[Sense::Third, Sense::Acquaintance, Sense::Outsider, Sense::Folk]);

/// People whom one tells of.
const PEOPLE: Senses = STRANGERS.and(Senses::of(&[Sense::Relative]));

/// "3pm appointment, 4.30 baru doctor masuk", 八点的电影,九点了还在放广告: one hour was said, and at another something
/// came, or somebody did. What has a day to come is planned.
fn came_late(sentence: &Sentence<'_>) -> bool {
    let first = sentence.understood.readings.first();
    let today = sentence.reference.now.with_timezone(&sentence.reference.zone).date_naive();
    let tells = STRANGERS.and(Senses::of(&[Sense::Belated, Sense::Past]));
    let is_told = |clause: &Range<usize>| sentence.items[clause.clone()].iter().any(|item| item.is_any(tells));
    if !is_told(&sentence.all()) || first.is_some_and(|first| first.known.date && first.start.date() > today) {
        return false;
    }
    let clauses = &sentence.clauses;
    let mut hours = (0..clauses.len()).filter(|at| says_hour(sentence, &clauses[*at]));
    let Some(said) = hours.next() else { return false };
    hours.next().is_some() && clauses[said + 1..].iter().any(is_told)
}

/// Whether a clause names a time of day, or a number that may be one: "lecturer masuk 8.40", "kelas start 8".
fn says_hour(sentence: &Sentence<'_>, clause: &Range<usize>) -> bool {
    let is_digits = |at: usize| at < clause.end && sentence.items[at].kind == ItemKind::Digits;
    let is_glued = |at: usize| at < clause.end && sentence.items[at].is_glued;
    let is_written =
        |at: usize| is_digits(at) && sentence.is_mark(at + 1, '.') && is_digits(at + 2) && is_glued(at + 2);
    let is_hour = |at: usize| is_digits(at) && sentence.items[at].number.is_some_and(|hour| (1..=12).contains(&hour));
    // 一点 is also "a little".
    let is_marked = |at: usize| {
        sentence.is(at + 1, Sense::HourMark) && sentence.items[at].number.is_some_and(|hour| (2..=24).contains(&hour))
    };
    clause.clone().any(|at| is_written(at) || is_marked(at))
        || is_hour(clause.end - 1)
        || sentence.time_of(clause.clone()).is_some_and(|time| time.has_clock)
}

/// "Anak bos nak tunang ahad ni pukul 3, semua staff kena kutip duit": somebody else's party, and talk about it.
fn is_their_party(sentence: &Sentence<'_>) -> bool {
    let is_verb = |at: &usize| sentence.is(*at, Sense::Celebrates) && !sentence.items[*at].is_time;
    let Some(verb) = sentence.all().find(is_verb) else { return false };
    let labels = sentence.items.iter().filter(|item| item.is(Sense::BookingLabel)).count();
    if labels > 1 || sentence.has_any(&[Sense::Held, Sense::Hold]) {
        return false;
    }
    let clauses = &sentence.clauses;
    let Some(party) = clauses.iter().position(|clause| clause.contains(&verb)) else { return false };
    let before = clauses[party].start..verb;
    let Some(host) = before.clone().find(|at| sentence.items[*at].is_any(PEOPLE)) else { return false };
    let is_mine = before.clone().any(|at| sentence.is(at, Sense::Me) && !sentence.is(at, Sense::Determiner));
    let is_near = is_relative_of_mine(sentence, host, before.start);
    let is_over = |clause: &Range<usize>| {
        const OVER: Senses = Senses::of(&[Sense::Perfect, Sense::Feeling, Sense::Opinion]);
        sentence.items[clause.clone()].iter().any(|item| item.is_any(OVER) && !item.is_time)
    };
    let goes_on = |at: usize| {
        let clause = if at == party { verb + 1..clauses[at].end } else { clauses[at].clone() };
        let is_crowd = sentence.items[clause.clone()].iter().any(|item| item.is(Sense::Crowd));
        is_crowd || at != party && !is_near && (tells(sentence, &clause) || is_over(&clause))
    };
    (is_near || !is_mine) && !clauses.iter().any(|clause| is_duty(sentence, clause)) && (0..clauses.len()).any(goes_on)
}

/// "My sister", "adik saya", 我姐: close enough for their party to be one's own.
fn is_relative_of_mine(sentence: &Sentence<'_>, person: usize, start: usize) -> bool {
    let is_mine = |at: usize| sentence.is(at, Sense::Me);
    let is_last = !sentence.within(person + 1..sentence.len()).iter().take(1).any(|next| next.is_any(PEOPLE));
    sentence.is(person, Sense::Relative) && is_last && (person > start && is_mine(person - 1) || is_mine(person + 1))
}

/// "I need to do the inspection then", "saya kena tunggu kat rumah", 我得在家: what is left to do for oneself.
pub(super) fn is_duty(sentence: &Sentence<'_>, clause: &Range<usize>) -> bool {
    const DONE: Senses = Senses::of(&[Sense::Task, Sense::Attends, Sense::EventNoun, Sense::Stays, Sense::Visits]);
    const NEAR: usize = 2;
    let first = clause.clone().find(|at| !sentence.items[*at].is_filler() && !sentence.items[*at].is_time);
    let must = clause.clone().find(|at| {
        let item = &sentence.items[*at];
        let is_mine = sentence.begins(*at, Sense::Me) || *at > clause.start && sentence.is(*at - 1, Sense::Me);
        item.is(Sense::Must) && !item.is_time && (is_mine || first == Some(*at))
    });
    let does = |must: usize| {
        let mut next = sentence.within(must + 1..clause.end).iter().filter(|item| !item.is_time);
        next.by_ref().take(NEAR).any(|item| item.is_any(DONE) && !item.is(Sense::Feeling))
    };
    must.is_some_and(does)
}
