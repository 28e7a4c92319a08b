//! Doubt whether an event is wanted, though there is a time: what is told, asked, thanked for or advertised is no plan.

use super::act::is_only_negated;
use super::advert::is_advert;
use super::clause::{is_musing, is_question};
use super::hours::tells_hours;
use super::items::{Item, ItemKind};
use super::narrative::{is_of_others, is_report};
use super::news::{ends_with_who_said_it, is_news, is_standing};
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::tale::is_tale;
use super::words;
use crate::model::{Flag, Moment};

/// Whether it is doubtful that an event is wanted.
pub(super) fn is_doubtful(sentence: &Sentence<'_>) -> bool {
    let planned = sentence.without_remarks();
    is_advert(sentence)
        || is_question(sentence)
        || is_farewell(sentence)
        || is_acknowledgement(sentence)
        || is_told(sentence)
        || is_no_plan(planned.as_ref().unwrap_or(sentence))
}

/// Whether a message, with its remarks, tells of the past, or how something was.
fn is_told(sentence: &Sentence<'_>) -> bool {
    let first = sentence.items.iter().find(|item| !item.is_time);
    sentence.items.iter().filter(|item| item.is_content()).take(4).chain(first).any(tells_of_the_past)
        || is_past(sentence)
        || is_story(sentence)
        || is_report(sentence)
        || is_standing(sentence)
        || ends_with_who_said_it(sentence)
        || sentence.has(Sense::Fact)
        || is_refusal(sentence)
        || tells_hours(sentence)
}

/// Whether what a message says, its remarks aside, is no plan.
fn is_no_plan(sentence: &Sentence<'_>) -> bool {
    is_musing(sentence)
        || sentence.has(Sense::Idle)
        || is_statement(sentence)
        || is_narrated(sentence)
        || is_unsupported(sentence)
        || cancels_for_others(sentence)
        || is_over(sentence)
        || is_tale(sentence)
        || is_news(sentence)
        || is_of_others(sentence)
        || is_only_negated(sentence)
}

/// Whether a message thanks for what has happened.
pub(super) fn is_thanked(sentence: &Sentence<'_>) -> bool {
    sentence.has(Sense::Thanked)
}

/// Whether the time is past, or what is said about it.
pub(super) fn is_past(sentence: &Sentence<'_>) -> bool {
    let first = sentence.understood.readings.first();
    first.is_some_and(|reading| reading.flags.contains(&Flag::Past) && reading.rule.is_none())
        || sentence.items.iter().any(tells_of_the_past)
            && !first.is_some_and(|reading| reading.known.date && reading.known.clock && reading.rule.is_none())
}

/// Whether a word puts what is said into the past; "lepas Maghrib" only says when.
fn tells_of_the_past(item: &Item) -> bool {
    item.is(Sense::Past) && !item.is_time
}

/// A story tells who did or said something in its first words.
const EARLY: usize = 3;

/// "She called at 3am", "doktor suruh …", 老板说…: what others did or said, or how it felt.
pub(super) fn is_story(sentence: &Sentence<'_>) -> bool {
    let mut first = sentence.items.iter().filter(|item| !item.is_filler() && !item.is_time);
    let is_about_others = first.next().is_some_and(|item| item.is(Sense::Third));
    let is_told = first.take(EARLY).any(|item| item.is(Sense::Told));
    is_about_others || is_told || sentence.has_any(&[Sense::Feeling, Sense::Thanked]) || ends_in_a_mood(sentence)
}

/// "…, so predictable", "…, how convenient", …，真会挑日子: how something is, in a few last words.
fn ends_in_a_mood(sentence: &Sentence<'_>) -> bool {
    const LONGEST: usize = 4;
    let clauses = &sentence.clauses;
    let Some(last) = clauses.last().filter(|last| clauses.len() > 1 && last.len() <= LONGEST) else { return false };
    let items = &sentence.items[last.clone()];
    let says_how = |item: &Item| item.senses == Senses::NONE && item.kind != ItemKind::Digits;
    items[0].is(Sense::Degree) && items[1..].iter().any(says_how) && !items.iter().any(|item| item.is_time)
}

/// "Traffic is crazy at 6pm": tells how something is; "mum is coming" and "dinner is at 8" are plans.
fn is_statement(sentence: &Sentence<'_>) -> bool {
    (1..sentence.len()).any(|at| {
        let is_told = sentence.is(at, Sense::Copula) && !sentence.items[at].is_time;
        let has_subject = (0..at).any(|before| sentence.items[before].is_content() || sentence.items[before].is_time);
        let next = sentence.items.get(at + 1);
        let says_how = next.is_some_and(|next| {
            !next.is_time
                && !next.is_mark()
                && next.number.is_none()
                && !next.is_any(Senses::of(&[Sense::Coming, Sense::EventNoun]))
        });
        is_told && has_subject && says_how
    })
}

/// As many words as this name something; more are a sentence.
const SHORT: usize = 4;

/// Whether nothing in a message says that it is a plan: neither the name of an event nor a verb that plans begin with,
/// and either it is a sentence, or it says less than a date, or a day and a clock.
fn is_unsupported(sentence: &Sentence<'_>) -> bool {
    const PLANS: Senses = Senses::of(&[Sense::EventNoun, Sense::BookingLabel, Sense::Held, Sense::Put, Sense::Remind]);
    let content = || sentence.items.iter().filter(|item| item.is_content() || item.is(Sense::Task));
    let words: usize = content().filter(|item| item.kind != ItemKind::Han).count();
    let characters: usize = content().filter(|item| item.kind == ItemKind::Han).map(|item| item.range.len() / 3).sum();
    let begins_with_task = content().take(2).any(|item| item.is(Sense::Task));
    let is_plan = begins_with_task || sentence.items.iter().any(|item| item.is_any(PLANS));
    let has_place = sentence.understood.readings.first().is_some_and(|reading| reading.place.is_some());
    let is_whole = is_day_named(sentence)
        && sentence.understood.readings.first().is_some_and(|reading| matches!(reading.start, Moment::Time(_)));
    let most = if is_whole { SHORT * 2 } else { SHORT };
    let is_long = !has_place && !sentence.has(Sense::Site) && words + characters / 2 > most;
    !is_plan && (is_long || !is_whole && !says_when(sentence))
}

/// Whether a date is said, or a day and a clock, or a time from now: "tomorrow" and "6pm" alone stand in any small talk.
fn says_when(sentence: &Sentence<'_>) -> bool {
    const DATES: [&str; 5] =
        ["date: month and day", "date: numbers", "date: day of month", "date: ISO with clock", "offset"];
    let Some(reading) = sentence.understood.readings.first() else { return true };
    let is_dated = reading.known.date || reading.rule.is_some();
    let has_date = reading.fired.iter().any(|rule| DATES.contains(rule)) || reading.end.is_some();
    is_dated && reading.known.clock || has_date
}

/// "My flight landed at 3pm": a verb of the past that no list knows.
fn is_narrated(sentence: &Sentence<'_>) -> bool {
    let mut content = sentence.items.iter().filter(|item| item.is_content());
    let begins_with_get = content.next().is_none_or(|first| first.is(Sense::Have) || first.is(Sense::Coming));
    !begins_with_get && content.any(|item| words::is_past_verb(&sentence.text[item.range.clone()], item.senses))
}

/// "Siti batalkan kelas dia": who cancels or moves something stands before the verb.
fn cancels_for_others(sentence: &Sentence<'_>) -> bool {
    const CHANGES: Senses = Senses::of(&[Sense::Cancel, Sense::CalledOff]);
    let verb = sentence.items.iter().position(|item| item.is_any(CHANGES) && !item.is_time);
    verb.is_some_and(|verb| sentence.within(0..verb).iter().any(|item| item.is_content() && !item.is_time))
}

/// 包裹今天到了: a message that ends in 了, with no day to come, tells what is over; 约了 and 订了 do not.
fn is_over(sentence: &Sentence<'_>) -> bool {
    let end = sentence.items.iter().rposition(|item| !item.is_mark());
    let Some(last) = end.map(|end| &sentence.items[end]) else { return false };
    let is_perfect = last.is(Sense::Perfect);
    let before = end.and_then(|end| end.checked_sub(1)).map(|before| &sentence.items[before]);
    let is_booked = before.is_some_and(|before| before.is_any(Senses::of(&[Sense::Put, Sense::Not, Sense::EventNoun])));
    let today = sentence.reference.now.with_timezone(&sentence.reference.zone).date_naive();
    let is_ahead =
        sentence.understood.readings.first().is_some_and(|reading| reading.known.date && reading.start.date() > today);
    // "It's 3pm already", "dah pukul 3": the hour has come.
    let is_now =
        sentence.has(Sense::Already) && !sentence.has_any(&[Sense::EventNoun, Sense::Put]) && !is_day_named(sentence);
    is_perfect && !is_booked && !is_ahead || is_now
}

fn is_day_named(sentence: &Sentence<'_>) -> bool {
    sentence.understood.readings.first().is_some_and(|reading| reading.known.date)
}

/// "See you tomorrow at 8": a farewell that begins a clause.
pub(super) fn is_farewell(sentence: &Sentence<'_>) -> bool {
    let begins = |at: usize| sentence.items.get(at).is_some_and(|item| item.is(Sense::Farewell));
    begins(sentence.first())
        || sentence.clauses.iter().any(|clause| {
            let is_polite =
                |at: &usize| sentence.items[*at].is_any(Senses::of(&[Sense::Thanks, Sense::Tail, Sense::Filler]));
            let is_said =
                |at: &usize| sentence.is(*at, Sense::Farewell) || !is_polite(at) && !sentence.items[*at].is_mark();
            let first = clause.clone().find(|at| is_said(at) && !sentence.items[*at].is_time);
            first.is_some_and(begins)
        })
}

/// "Not free tomorrow", "can't make it friday": nothing will be.
fn is_refusal(sentence: &Sentence<'_>) -> bool {
    let first = sentence.items.iter().find(|item| !item.is_filler() && !item.is_time && !item.is(Sense::Me));
    first.is_some_and(|item| item.is_any(Senses::of(&[Sense::Not, Sense::CalledOff]))) && !sentence.has(Sense::Put)
}

/// "Ok tq, 3pm noted": only that something was understood.
fn is_acknowledgement(sentence: &Sentence<'_>) -> bool {
    let says = |senses: &[Sense]| sentence.has_any(senses);
    let has_day = sentence.understood.readings.first().is_some_and(|reading| reading.known.date);
    let others = sentence.content_beside(sentence.all(), Senses::of(&[Sense::Thanks, Sense::Yes, Sense::Noted]));
    says(&[Sense::Thanks, Sense::Yes]) && others == 0 && !has_day && sentence.is_timed()
}
