//! Another time for an event.

use std::ops::Range;

use chrono::{Duration, Weekday};

use super::is_negated;
use crate::model::{Intent, Moment, NewTime, Reference, RepliedTo, Scope, Target};
use crate::when::want::clause::without_filler;
use crate::when::want::items::{Item, ItemKind};
use crate::when::want::period::period;
use crate::when::want::senses::{Sense, Senses};
use crate::when::want::sentence::Sentence;
use crate::when::want::target::{first_day, leading_numbers, narrowed, numbers, scope, spoken_of, target, title};
use crate::when::want::time::{SaidTime, time};
use crate::when::want::words::clock_phrase;

/// Verbs that give an event another time.
pub(super) const MOVES: Senses = Senses::of(&[Sense::Move, Sense::Swap, Sense::Postpone, Sense::Advance]);

/// What moves an event, if the message does.
pub(in crate::when::want) fn move_event(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    if let Some(moved) = row_to(sentence) {
        return Some(moved);
    }
    let verb = (0..sentence.len()).find(|at| {
        let item = &sentence.items[*at];
        let is_lead = item.is(Sense::Ahead) && sentence.has(Sense::Remind);
        // "Bring the kids for their shots"
        let is_errand = item.is(Sense::Advance) && item.is(Sense::Task) && !sentence.has(Sense::Earlier);
        let is_wished = (*at == 0 || !is_negated(sentence, *at)) && !is_errand;
        item.is_any(MOVES) && !item.is_time && !is_lead && is_wished
    })?;
    // "Char kuey teow skrg 8.50 liao, dulu 3 ringgit": a price of today.
    let is_now = sentence.is(verb, Sense::Now);
    let is_price =
        sentence.has_any(&[Sense::Price, Sense::LastTime]) || !sentence.has_any(&[Sense::EventNoun, Sense::It]);
    if is_now && is_price && replied.is_none() && !sentence.items.iter().any(|item| item.is(Sense::Move)) {
        return None;
    }
    shifted(sentence, verb, replied)
        .or_else(|| moved_to(sentence, verb, replied))
        .or_else(|| moved(sentence, verb, replied))
}

/// "2 to friday 3pm": a row and a day, and nothing else.
fn row_to(sentence: &Sentence<'_>) -> Option<Intent> {
    let first = without_filler(sentence, sentence.all()).start;
    let to = first + 1;
    let is_row = sentence.items.get(first).is_some_and(|item| item.kind == ItemKind::Digits);
    if !is_row || !sentence.is(to, Sense::To) || matches!(sentence.items[to].kind, ItemKind::Mark(_)) {
        return None;
    }
    let rest = to + 1..sentence.end();
    let new = time(sentence.slice(rest.clone()), sentence.reference)?;
    let is_all = rest.clone().all(|at| sentence.items[at].is_time || !sentence.items[at].is_content());
    let rows = numbers(sentence, first..to)?;
    let names_day = new.has_day && is_all;
    names_day.then(|| Intent::Move { target: Target::Numbers(rows), to: new_time(&new, false), scope: None })
}

/// "to friday 3pm", 改到…: the word that leads to the new time, if a time follows it.
pub(in crate::when::want) fn lead_to_time(sentence: &Sentence<'_>, verb: usize) -> Option<usize> {
    (verb..sentence.len())
        .rev()
        .filter(|at| sentence.items[*at].is(Sense::To))
        .filter(|at| {
            let first = (at + 1..sentence.len()).find(|at| !is_before_time(sentence, *at));
            first.is_some_and(|first| begins_time(sentence, first))
        })
        .min()
}

/// Whether a word may stand between "to" and a time.
fn is_before_time(sentence: &Sentence<'_>, at: usize) -> bool {
    let item = &sentence.items[at];
    !item.is_time
        && item.number.is_none()
        && (item.is_filler() || item.is_any(Senses::of(&[Sense::Determiner, Sense::Link, Sense::TimeNoun])))
}

/// The time that a text begins with; a bare number is a clock ("to 5").
pub(super) fn time_at_start(text: &str, reference: &Reference) -> Option<SaidTime> {
    let found = time(text, reference).filter(|time| time.ranges.first().is_some_and(|range| range.start == 0));
    let is_number = text.starts_with(|ch: char| ch.is_ascii_digit());
    found.or_else(|| if is_number { time(&clock_phrase(text), reference).filter(|time| time.has_clock) } else { None })
}

/// Whether a time begins here, on its own.
fn begins_time(sentence: &Sentence<'_>, at: usize) -> bool {
    if sentence.items[at].is_time {
        return true;
    }
    time_at_start(sentence.slice(at..sentence.len()), sentence.reference).is_some()
}

/// A move with "to".
fn moved_to(sentence: &Sentence<'_>, verb: usize, replied: Option<&RepliedTo>) -> Option<Intent> {
    let to = lead_to_time(sentence, verb)?;
    // "Starts 9.15 but the ads run till 9.35"
    if (verb + 1..to).any(|at| sentence.is(at, Sense::Break) && !sentence.items[at].is_mark()) {
        return None;
    }
    let first = (to + 1..sentence.len()).find(|at| !is_before_time(sentence, *at))?;
    let new = time(sentence.slice(to + 1..sentence.len()), sentence.reference)
        .or_else(|| time_at_start(sentence.slice(first..sentence.len()), sentence.reference))?;
    let new = new_time(&new.suiting(replied, sentence.reference), sentence.has(Sense::SameTime));
    let new = whole_weeks(sentence).unwrap_or(new);
    let meant = moved_target(sentence, verb, to, replied)?;
    Some(Intent::Move { target: from_then_on(sentence, verb, meant), to: new, scope: scope_of_move(sentence) })
}

/// "From january onwards shift the 1:1 to 4pm": the day from which on is said before the verb.
fn from_then_on(sentence: &Sentence<'_>, verb: usize, meant: Target) -> Target {
    let Target::Title { title, at: said } = meant else { return meant };
    let from = (0..verb).find(|at| sentence.is(*at, Sense::From) && sentence.has(Sense::Onwards));
    let end = sentence.find(Sense::Onwards).map_or(verb, |onwards| onwards.min(verb));
    let at = from.filter(|from| from + 1 < end).and_then(|from| first_day(sentence, from + 1..end));
    Target::Title { title, at: at.or(said) }
}

/// "To next week, same day and time": some weeks later.
fn whole_weeks(sentence: &Sentence<'_>) -> Option<NewTime> {
    let (monday, sunday) = period(sentence).filter(|_| sentence.has(Sense::SameDay))?;
    let today = sentence.reference.now.with_timezone(&sentence.reference.zone).date_naive();
    let weeks = (monday.week(Weekday::Mon).first_day() - today.week(Weekday::Mon).first_day()).num_weeks();
    (monday < sunday && weeks > 0).then(|| NewTime::Shift(Duration::weeks(weeks)))
}

/// Words around what is moved.
const AROUND_MOVE: Senses = MOVES.and(Senses::of(&[
    Sense::TimeNoun,
    Sense::It,
    Sense::To,
    Sense::Later,
    Sense::Earlier,
    Sense::SameTime,
    Sense::More,
]));

/// What is moved: between the verb and "to", or before the verb, or in the clause before.
fn moved_target(sentence: &Sentence<'_>, verb: usize, to: usize, replied: Option<&RepliedTo>) -> Option<Target> {
    let from = (verb + 1..to).find(|at| sentence.is(*at, Sense::From));
    let between = (verb + 1).min(to)..to;
    if let Some(rows) = numbers(sentence, between.start..from.unwrap_or(to)) {
        return Some(Target::Numbers(rows));
    }
    // "Minggu ni je tukar jadi pukul 9" in reply says when, and names nothing.
    let says_when = |item: &Item| {
        const WHEN: Senses = Senses::of(&[Sense::Week, Sense::This, Sense::OnlyThis]);
        item.is_any(AROUND_MOVE) || replied.is_some() && item.is_any(WHEN)
    };
    let is_named = |range: &Range<usize>| {
        sentence.items[range.clone()].iter().any(|item| item.is_time || item.is_content() && !says_when(item))
    };
    if is_named(&between) {
        let end = (between.start..between.end)
            .rev()
            .find(|at| !sentence.items[*at].is_any(Senses::of(&[Sense::Later, Sense::Earlier])))
            .map_or(between.end, |last| last + 1);
        let Some(from) = from else {
            return Some(target(sentence.slice(between.start..end), sentence.reference, replied));
        };
        // "from 12 to 1pm": the old time tells which event is meant.
        let old = time(sentence.slice(from..end), sentence.reference)
            .or_else(|| time_at_start(sentence.slice(from + 1..end), sentence.reference));
        return Some(match (target(sentence.slice(between.start..from), sentence.reference, replied), old) {
            (Target::Title { title, at: None }, Some(old)) => Target::Title { title, at: Some(narrowed(&old)) },
            (Target::Last, Some(old)) => Target::At(narrowed(&old)),
            (target, _) => target,
        });
    }
    let clauses = &sentence.clauses;
    let own = clauses.iter().position(|clause| clause.contains(&verb))?;
    let before = clauses[own].start..verb;
    if let Some(rows) = leading(sentence, &before) {
        return Some(Target::Numbers(rows));
    }
    if is_named(&before) {
        return Some(target(sentence.slice(before), sentence.reference, replied));
    }
    let says_it = between.clone().any(|at| sentence.items[at].is(Sense::It));
    if !says_it
        && replied.is_none()
        && let Some(previous) = named_before(sentence, &clauses[..own]).filter(is_named)
    {
        return Some(target(sentence.slice(previous), sentence.reference, replied));
    }
    Some(spoken_of(replied))
}

/// Of the clauses before a move, the nearest that names an event, or else the nearest.
fn named_before(sentence: &Sentence<'_>, clauses: &[Range<usize>]) -> Option<Range<usize>> {
    let names = |clause: &&Range<usize>| (*clause).clone().any(|at| sentence.is(at, Sense::EventNoun));
    clauses.iter().rev().find(names).or(clauses.last()).cloned()
}

/// Numbers that are all that a range says.
fn leading(sentence: &Sentence<'_>, range: &Range<usize>) -> Option<Vec<u32>> {
    numbers(sentence, without_filler(sentence, range.clone()))
}

/// "by two days", "an hour later", "+1h", 延后一个小时.
fn shifted(sentence: &Sentence<'_>, verb: usize, replied: Option<&RepliedTo>) -> Option<Intent> {
    let run = sentence.amounts_within(after_row(sentence, verb)..sentence.len()).into_iter().next()?;
    let at = run.range.start;
    let before = at.checked_sub(1);
    let is_led_to = before
        .is_some_and(|before| sentence.is(before, Sense::To) && !sentence.is(before, Sense::By) && before != verb);
    if is_led_to && !has_direction(sentence, &run.range) {
        return None;
    }
    let item = &sentence.items[verb];
    // "Bas tadi lambat sejam" tells of a delay.
    if item.is(Sense::Later) && !item.is(Sense::Move) && sentence.has(Sense::Past) && replied.is_none() {
        return None;
    }
    let sign = sign(sentence, verb, run.range.clone())?;
    if item.is(Sense::Swap)
        && !item.is_any(Senses::of(&[Sense::Postpone, Sense::Advance, Sense::Move]))
        && sentence.has(Sense::MakeIt)
        && !has_direction(sentence, &run.range)
    {
        return None;
    }
    let to = before.filter(|before| sentence.is(*before, Sense::By)).unwrap_or(at);
    let meant = moved_target(sentence, verb, to, replied)?;
    let by = run.total() * sign;
    Some(Intent::Move { target: meant, to: NewTime::Shift(by), scope: scope_of_move(sentence) })
}

/// Where what follows a verb begins, its row aside: in "awalkan no 5 setengah jam" the amount is half an hour.
fn after_row(sentence: &Sentence<'_>, verb: usize) -> usize {
    let is_row = |at: usize| sentence.items.get(at).is_some_and(|item| item.kind == ItemKind::Digits);
    let is_named = sentence.is(verb + 1, Sense::RowLead) && is_row(verb + 2);
    // "Push no 2 hours" has no other amount.
    let is_counted = is_named && sentence.is(verb + 3, Sense::Unit);
    if is_named && !is_counted { verb + 3 } else { verb + 1 }
}

/// Whether "later" or "earlier" stands behind an amount.
fn has_direction(sentence: &Sentence<'_>, run: &Range<usize>) -> bool {
    (run.end..(run.end + 2).min(sentence.len()))
        .any(|at| sentence.items[at].is_any(Senses::of(&[Sense::Later, Sense::Earlier])))
}

/// Whether a shift goes later (1) or earlier (-1); `None` if nothing says so.
fn sign(sentence: &Sentence<'_>, verb: usize, run: Range<usize>) -> Option<i32> {
    let behind = run.end..(run.end + 2).min(sentence.len());
    let said = |sense| behind.clone().chain(verb + 1..run.start).any(|at| sentence.is(at, sense));
    let item = &sentence.items[verb];
    if said(Sense::Earlier) && !said(Sense::Later)
        || item.is(Sense::Advance) && !said(Sense::Later) && !item.is(Sense::Postpone)
    {
        return Some(-1);
    }
    if said(Sense::Later) || item.is(Sense::Postpone) {
        return Some(1);
    }
    let has_by = run.start.checked_sub(1).is_some_and(|before| sentence.is(before, Sense::By));
    (item.is(Sense::Move) && has_by).then_some(1)
}

/// A move without "to": "move 2 friday 3pm", "postpone dentist next week".
fn moved(sentence: &Sentence<'_>, verb: usize, replied: Option<&RepliedTo>) -> Option<Intent> {
    let item = &sentence.items[verb];
    let is_plain_swap =
        item.is(Sense::Swap) && !item.is_any(Senses::of(&[Sense::Postpone, Sense::Advance, Sense::Move]));
    let head = without_filler(sentence, sentence.all()).start;
    let is_instead = sentence.items.iter().any(|item| item.is(Sense::Instead) && !item.is(Sense::Swap))
        && sentence.has_any(&[Sense::EventNoun, Sense::It]);
    if verb > head && (!is_plain_swap || is_change(item)) {
        return moved_after_its_name(sentence, head..verb, verb, replied);
    }
    if is_plain_swap && !is_instead || verb != head {
        return None;
    }
    let rest = verb + 1..sentence.end();
    if let Some((rows, end)) = leading_numbers(sentence, rest.clone()) {
        let to = time(sentence.slice(end..sentence.len()), sentence.reference);
        let to = to.map_or(NewTime::Missing, |time| new_time(&time, sentence.has(Sense::SameTime)));
        return Some(Intent::Move { target: Target::Numbers(rows), to, scope: None });
    }
    let first_time = rest.clone().find(|at| sentence.items[*at].is_time).unwrap_or(rest.end);
    let named = rest.start..first_time;
    // "Shift swap discussion friday 3pm" is what an event is called.
    if is_noun_too(sentence, verb) && replied.is_none() && has_day_and_clock(sentence) {
        return None;
    }
    let has = |sense| rest.clone().any(|at| sentence.items[at].is(sense));
    let says_it = named.clone().any(|at| sentence.items[at].is(Sense::It));
    let has_title = !title(
        sentence,
        named.clone(),
        Senses::of(&[Sense::Link, Sense::Determiner, Sense::Filler, Sense::It, Sense::Me]),
    )
    .is_empty();
    let is_event = has(Sense::EventNoun) && !has(Sense::Errand);
    if !(is_event || says_it && !has_title || replied.is_some() && !has_title) {
        return None;
    }
    // "postpone tomorrow's meeting" names which one; "postpone the meeting tomorrow" says to when.
    if has_title || says_it || replied.is_some() && first_time < rest.end {
        let to = time(sentence.slice(first_time..rest.end), sentence.reference);
        let to = to.map(|time| time.suiting(replied, sentence.reference));
        let to = to.map_or(NewTime::Missing, |time| new_time(&time, sentence.has(Sense::SameTime)));
        let meant =
            if has_title { target(sentence.slice(named), sentence.reference, replied) } else { spoken_of(replied) };
        return Some(Intent::Move { target: meant, to, scope: scope_of_move(sentence) });
    }
    let meant = target(sentence.slice(rest), sentence.reference, replied);
    Some(Intent::Move { target: meant, to: NewTime::Missing, scope: scope_of_move(sentence) })
}

/// Whether a verb gives another time and does nothing else: "tukar", 换, but not "make" or "put".
fn is_change(item: &Item) -> bool {
    const MANY: Senses = Senses::of(&[Sense::Put, Sense::MakeIt, Sense::Now, Sense::On, Sense::Copula, Sense::To]);
    item.is(Sense::Swap) && !item.is_any(MANY)
}

/// Whether a verb that moves is as often the name of something: "shift", "transfer", 调动.
fn is_noun_too(sentence: &Sentence<'_>, verb: usize) -> bool {
    sentence.is(verb, Sense::MoveNoun)
}

fn has_day_and_clock(sentence: &Sentence<'_>) -> bool {
    let first = sentence.understood.readings.first();
    first.is_some_and(|reading| reading.known.date && reading.known.clock)
}

/// "Dentist tunda minggu depan": the event, the verb, and the new time.
fn moved_after_its_name(
    sentence: &Sentence<'_>,
    named: Range<usize>,
    verb: usize,
    replied: Option<&RepliedTo>,
) -> Option<Intent> {
    let is_event = named.clone().any(|at| sentence.items[at].is(Sense::EventNoun));
    let is_errand = named.clone().any(|at| sentence.items[at].is(Sense::Errand));
    let is_plain = sentence.content_beside(verb + 1..sentence.end(), AROUND_TIME) == 0;
    let to = sentence.time_of(verb + 1..sentence.end()).filter(|time| !time.is_repeated && !time.is_offset)?;
    if !is_event || is_errand || !is_plain {
        return None;
    }
    let to = whole_weeks(sentence).unwrap_or_else(|| new_time(&to, sentence.has(Sense::SameTime)));
    let target = target(sentence.slice(named), sentence.reference, replied);
    Some(Intent::Move { target, to, scope: scope_of_move(sentence) })
}

fn scope_of_move(sentence: &Sentence<'_>) -> Option<Scope> {
    scope(sentence).filter(|scope| *scope != Scope::This)
}

/// What a time means as the new time of an event: a day alone keeps the clock, a clock alone keeps the day.
pub(in crate::when::want) fn new_time(time: &SaidTime, keeps_clock: bool) -> NewTime {
    match (time.start, time.end) {
        (Moment::Day(day), _) => NewTime::Day(day),
        (Moment::Time(at), _) if keeps_clock && time.has_day => NewTime::Day(at.date()),
        (Moment::Time(start), Some(Moment::Time(end))) if time.has_day => NewTime::Range(start, end),
        (Moment::Time(at), _) if time.has_day => NewTime::At(at, time.half()),
        (Moment::Time(at), _) => NewTime::Clock(at.time(), time.half()),
    }
}

/// Words around what is meant that name nothing.
pub(super) const AROUND_TIME: Senses = Senses::of(&[
    Sense::Instead,
    Sense::SameTime,
    Sense::SameDay,
    Sense::TimeNoun,
    Sense::MakeIt,
    Sense::Swap,
    Sense::Move,
    Sense::Postpone,
    Sense::Advance,
    Sense::Later,
    Sense::Earlier,
    Sense::It,
    Sense::RowNoun,
    Sense::Not,
    Sense::Already,
    Sense::Free,
    Sense::Yes,
    Sense::No,
    Sense::Mistake,
    Sense::Ought,
    Sense::Late,
    Sense::Urging,
    Sense::Tail,
]);
