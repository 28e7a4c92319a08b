//! Changing what is there: cancel, move, and change of title, place or length.

use std::ops::Range;

use chrono::Duration;

use super::amounts::runs;
use super::clause::{clauses, without_filler};
use super::sentence::{ItemKind, Sentence, Time, time, unquoted};
use super::target::{leading_numbers, narrowed, numbers, scope, spoken_of, target, title};
use super::words::{Sense, Senses};
use crate::model::{Detail, Intent, Moment, NewTime, Reference, RepliedTo, Scope, Target};

/// Verbs that give an event another time.
const MOVES: Senses = Senses::of(&[Sense::Move, Sense::Swap, Sense::Postpone, Sense::Advance]);

/// What cancels an event, if the message does.
pub(super) fn cancel(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let clauses = clauses(sentence);
    for (index, clause) in clauses.iter().enumerate() {
        let body = without_filler(sentence, clause.clone());
        let Some(at) = cancel_verb(sentence, &body) else { continue };
        let verb = &sentence.items[at];
        if at > 0 && is_negated(sentence, at) {
            continue;
        }
        let is_head = at == body.start || (body.start..at).all(|at| !sentence.items[at].is_content() || sentence.is(at, Sense::OnlyThis));
        let rest_of_all = at + 1..sentence.end();
        if let Some(rows) = numbers(sentence, rest_of_all.clone()) {
            return Some(Intent::Cancel { target: Target::Numbers(rows), scope: None });
        }
        let after = at + 1..clause.end;
        let before = clause.start..at;
        let is_tail = (at + 1..clause.end).all(|at| !is_named(sentence, at));
        // What is cancelled stands after the verb, or before it, or in the clause before.
        let named = if is_head && !is_tail {
            after
        } else if is_tail && (clause.start..at).any(|at| is_named(sentence, at)) {
            before
        } else if is_tail {
            index.checked_sub(1).map_or(after, |index| clauses[index].clone())
        } else if verb.is(Sense::CalledOff) {
            after
        } else {
            continue;
        };
        let meant = cancelled(sentence, named.clone(), replied);
        if !is_sure(sentence, at, &named, &meant, replied) {
            continue;
        }
        let scope = match &meant {
            Target::Numbers(_) => None,
            Target::Title { .. } | Target::At(_) | Target::Reply | Target::Last | Target::Missing => scope(sentence),
        };
        return Some(Intent::Cancel { target: meant, scope });
    }
    None
}

/// What is cancelled: "the stand-up from 5 oct onwards" names the day from which on.
fn cancelled(sentence: &Sentence<'_>, named: Range<usize>, replied: Option<&RepliedTo>) -> Target {
    let from = named.clone().find(|at| sentence.is(*at, Sense::From) && *at + 1 < named.end);
    if let Some(from) = from.filter(|_| sentence.has(Sense::Onwards))
        && let Some(time) = sentence.time_of(from + 1..named.end)
        && let Target::Title { title, .. } = target(sentence.slice(named.start..from), sentence.reference, replied)
    {
        return Target::Title { title, at: Some(narrowed(&time)) };
    }
    target(sentence.slice(named), sentence.reference, replied)
}

/// Whether an item names something: content, a time, or a number.
fn is_named(sentence: &Sentence<'_>, at: usize) -> bool {
    let item = &sentence.items[at];
    const BESIDE: Senses = Senses::of(&[Sense::OnlyThis, Sense::It, Sense::Whole, Sense::Onwards]);
    item.is_time || item.number.is_some() && !item.is_filler() || item.is_content() && !item.is_any(BESIDE) || item.is(Sense::All)
}

/// The verb of a clause that cancels: the strongest there is.
fn cancel_verb(sentence: &Sentence<'_>, clause: &Range<usize>) -> Option<usize> {
    let is_word = |at: &usize| !sentence.items[*at].is_time;
    let find = |sense| clause.clone().filter(is_word).find(|at| sentence.is(*at, sense));
    find(Sense::Cancel)
        .or_else(|| {
            let head = clause.start;
            let is_head = sentence.items.get(head).is_some_and(|item| item.is(Sense::Remove) && !item.is_time);
            let tail = clause.clone().rev().find(|at| sentence.items[*at].is(Sense::Remove));
            let is_tail = tail.is_some_and(|tail| (tail + 1..clause.end).all(|at| !is_named(sentence, at)));
            if is_head { Some(head) } else { tail.filter(|_| is_tail) }
        })
        .or_else(|| find(Sense::CalledOff))
}

/// "Don't cancel", 别取消.
fn is_negated(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = &sentence.items[at - 1];
    before.is(Sense::Not) && !before.is(Sense::CalledOff)
}

/// Whether a cancelling word really cancels an event: errands and plans use the same words.
fn is_sure(
    sentence: &Sentence<'_>,
    verb: usize,
    named: &Range<usize>,
    target: &Target,
    replied: Option<&RepliedTo>,
) -> bool {
    let verb = &sentence.items[verb];
    let has = |sense| named.clone().any(|at| sentence.items[at].is(sense) && !sentence.items[at].is_time);
    match target {
        Target::Numbers(_) => true,
        Target::Reply | Target::Last | Target::Missing => {
            let says_it = sentence.has(Sense::It);
            replied.is_some() || verb.is(Sense::Cancel) || verb.is(Sense::Remove) && says_it
        }
        Target::At(_) => !verb.is(Sense::CalledOff) || replied.is_some(),
        Target::Title { at, .. } => {
            let is_known = has(Sense::EventNoun) || sentence.has(Sense::RowNoun);
            if verb.is(Sense::Cancel) {
                !has(Sense::Errand) || is_known && !has(Sense::Errand)
            } else if verb.is(Sense::Remove) {
                is_known && !has(Sense::Errand) || at.is_none() && !has(Sense::Errand) && !sentence.is_timed()
                    || sentence.has(Sense::CalledOff)
            } else {
                is_known || at.is_some() && !sentence.has(Sense::Past)
            }
        }
    }
}

/// What moves an event, if the message does.
pub(super) fn move_(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let verb = (0..sentence.len()).find(|at| {
        let item = &sentence.items[*at];
        let is_lead = item.is(Sense::Ahead) && sentence.has(Sense::Remind);
        item.is_any(MOVES) && !item.is_time && !is_lead && !(*at > 0 && is_negated(sentence, *at))
    })?;
    shifted(sentence, verb, replied).or_else(|| moved_to(sentence, verb, replied)).or_else(|| moved(sentence, verb, replied))
}

/// "to friday 3pm", 改到…: the word that leads to the new time, if a time follows it.
fn lead_to_time(sentence: &Sentence<'_>, verb: usize) -> Option<usize> {
    (verb..sentence.len()).rev().filter(|at| sentence.items[*at].is(Sense::To)).filter(|at| {
        let first = (at + 1..sentence.len()).find(|at| !is_before_time(sentence, *at));
        first.is_some_and(|first| begins_time(sentence, first))
    }).min()
}

/// Whether a word may stand between "to" and a time.
fn is_before_time(sentence: &Sentence<'_>, at: usize) -> bool {
    let item = &sentence.items[at];
    !item.is_time && item.number.is_none() && (item.is_filler() || item.is_any(Senses::of(&[Sense::Determiner, Sense::Link, Sense::TimeNoun])))
}

/// The time that a text begins with; a bare number is a clock ("to 5").
fn time_at_start(text: &str, reference: &Reference) -> Option<Time> {
    let found = time(text, reference).filter(|time| time.ranges.first().is_some_and(|range| range.start == 0));
    let is_number = text.starts_with(|ch: char| ch.is_ascii_digit());
    found.or_else(|| if is_number { time(&format!("at {text}"), reference).filter(|time| time.has_clock) } else { None })
}

/// Whether a time begins here, by itself.
fn begins_time(sentence: &Sentence<'_>, at: usize) -> bool {
    if sentence.items[at].is_time {
        return true;
    }
    time_at_start(sentence.slice(at..sentence.len()), sentence.reference).is_some()
}

/// A move with "to".
fn moved_to(sentence: &Sentence<'_>, verb: usize, replied: Option<&RepliedTo>) -> Option<Intent> {
    let to = lead_to_time(sentence, verb)?;
    let first = (to + 1..sentence.len()).find(|at| !is_before_time(sentence, *at))?;
    let new = time(sentence.slice(to + 1..sentence.len()), sentence.reference)
        .or_else(|| time_at_start(sentence.slice(first..sentence.len()), sentence.reference))?;
    let new = new_time(&new, sentence.has(Sense::SameTime));
    let meant = moved_target(sentence, verb, to, replied)?;
    Some(Intent::Move { target: meant, to: new, scope: scope_of_move(sentence) })
}

/// What is moved: between the verb and "to", or before the verb, or in the clause before.
fn moved_target(sentence: &Sentence<'_>, verb: usize, to: usize, replied: Option<&RepliedTo>) -> Option<Target> {
    let from = (verb + 1..to).find(|at| sentence.is(*at, Sense::From));
    let between = (verb + 1).min(to)..to;
    if let Some(rows) = numbers(sentence, between.start..from.unwrap_or(to)) {
        return Some(Target::Numbers(rows));
    }
    let is_named = |range: &Range<usize>| {
        range.clone().any(|at| {
            let item = &sentence.items[at];
            item.is_time || item.is_content() && !item.is_any(MOVES) && !item.is_any(Senses::of(&[Sense::TimeNoun, Sense::It, Sense::To, Sense::Later, Sense::Earlier, Sense::SameTime]))
        })
    };
    if is_named(&between) {
        let end = (between.start..between.end).rev().find(|at| !sentence.items[*at].is_any(Senses::of(&[Sense::Later, Sense::Earlier]))).map_or(between.end, |last| last + 1);
        let Some(from) = from else { return Some(target(sentence.slice(between.start..end), sentence.reference, replied)) };
        // "from 12 to 1pm": the old time tells which event is meant.
        let old = time(sentence.slice(from..end), sentence.reference)
            .or_else(|| time_at_start(sentence.slice(from + 1..end), sentence.reference));
        return Some(match (target(sentence.slice(between.start..from), sentence.reference, replied), old) {
            (Target::Title { title, at: None }, Some(old)) => Target::Title { title, at: Some(narrowed(&old)) },
            (Target::Last, Some(old)) => Target::At(narrowed(&old)),
            (target, _) => target,
        });
    }
    let clauses = clauses(sentence);
    let own = clauses.iter().position(|clause| clause.contains(&verb))?;
    let before = clauses[own].start..verb;
    if let Some(rows) = leading(sentence, &before) {
        return Some(Target::Numbers(rows));
    }
    if is_named(&before) {
        return Some(target(sentence.slice(before), sentence.reference, replied));
    }
    let says_it = between.clone().any(|at| sentence.items[at].is(Sense::It));
    if !says_it && replied.is_none() && let Some(previous) = own.checked_sub(1).map(|own| clauses[own].clone()).filter(is_named) {
        return Some(target(sentence.slice(previous), sentence.reference, replied));
    }
    Some(spoken_of(replied))
}

/// Numbers that are all that a range says.
fn leading(sentence: &Sentence<'_>, range: &Range<usize>) -> Option<Vec<u32>> {
    numbers(sentence, without_filler(sentence, range.clone()))
}

/// "by two days", "an hour later", "+1h", 延后一个小时.
fn shifted(sentence: &Sentence<'_>, verb: usize, replied: Option<&RepliedTo>) -> Option<Intent> {
    let run = runs(sentence, verb + 1..sentence.len()).into_iter().next()?;
    let at = run.range.start;
    let before = at.checked_sub(1);
    let is_led_to = before.is_some_and(|before| sentence.is(before, Sense::To) && !sentence.is(before, Sense::By) && before != verb);
    if is_led_to {
        return None;
    }
    let item = &sentence.items[verb];
    let sign = sign(sentence, verb, run.range.clone())?;
    if item.is(Sense::Swap) && !item.is_any(Senses::of(&[Sense::Postpone, Sense::Advance, Sense::Move])) && sentence.has(Sense::MakeIt) && !has_direction(sentence, &run.range) {
        return None;
    }
    let to = before.filter(|before| sentence.is(*before, Sense::By)).unwrap_or(at);
    let meant = moved_target(sentence, verb, to, replied)?;
    let by = run.total() * sign;
    Some(Intent::Move { target: meant, to: NewTime::Shift(by), scope: scope_of_move(sentence) })
}

/// Whether "later" or "earlier" stands behind an amount.
fn has_direction(sentence: &Sentence<'_>, run: &Range<usize>) -> bool {
    (run.end..(run.end + 2).min(sentence.len())).any(|at| sentence.items[at].is_any(Senses::of(&[Sense::Later, Sense::Earlier])))
}

/// Whether a shift goes later (1) or earlier (-1); `None` if nothing says so.
fn sign(sentence: &Sentence<'_>, verb: usize, run: Range<usize>) -> Option<i32> {
    let behind = run.end..(run.end + 2).min(sentence.len());
    let said = |sense| behind.clone().chain(verb + 1..run.start).any(|at| sentence.is(at, sense));
    let item = &sentence.items[verb];
    if said(Sense::Earlier) && !said(Sense::Later) || item.is(Sense::Advance) && !said(Sense::Later) && !item.is(Sense::Postpone) {
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
    let is_plain_swap = item.is(Sense::Swap) && !item.is_any(Senses::of(&[Sense::Postpone, Sense::Advance, Sense::Move]));
    let head = without_filler(sentence, sentence.all()).start;
    let is_instead = sentence.items.iter().any(|item| item.is(Sense::Instead) && !item.is(Sense::Swap)) && sentence.has_any(&[Sense::EventNoun, Sense::It]);
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
    let has = |sense| rest.clone().any(|at| sentence.items[at].is(sense));
    let says_it = named.clone().any(|at| sentence.items[at].is(Sense::It));
    let has_title = !title(sentence, named.clone(), Senses::of(&[Sense::Link, Sense::Determiner, Sense::Filler, Sense::It, Sense::Me])).is_empty();
    let is_event = has(Sense::EventNoun) && !has(Sense::Errand);
    if !(is_event || says_it && !has_title || replied.is_some() && !has_title) {
        return None;
    }
    // "postpone tomorrow's meeting" names which one; "postpone the meeting tomorrow" says to when.
    if has_title || says_it || replied.is_some() && first_time < rest.end {
        let to = time(sentence.slice(first_time..rest.end), sentence.reference);
        let to = to.map_or(NewTime::Missing, |time| new_time(&time, sentence.has(Sense::SameTime)));
        let meant = if has_title { target(sentence.slice(named), sentence.reference, replied) } else { spoken_of(replied) };
        return Some(Intent::Move { target: meant, to, scope: scope_of_move(sentence) });
    }
    let meant = target(sentence.slice(rest), sentence.reference, replied);
    Some(Intent::Move { target: meant, to: NewTime::Missing, scope: scope_of_move(sentence) })
}

fn scope_of_move(sentence: &Sentence<'_>) -> Option<Scope> {
    scope(sentence).filter(|scope| *scope != Scope::This)
}

/// What a time means as the new time of an event: a day alone keeps the clock, a clock alone keeps the day.
pub(super) fn new_time(time: &Time, keeps_clock: bool) -> NewTime {
    match (time.start, time.end) {
        (Moment::Day(day), _) => NewTime::Day(day),
        (Moment::Time(at), _) if keeps_clock && time.has_day => NewTime::Day(at.date()),
        (Moment::Time(start), Some(Moment::Time(end))) if time.has_day => NewTime::Range(start, end),
        (Moment::Time(at), _) if time.has_day => NewTime::At(at),
        (Moment::Time(at), _) => NewTime::Clock(at.time()),
    }
}

/// A reply that is nothing but a time, or an amount later or earlier.
pub(super) fn reply_time(sentence: &Sentence<'_>, replied: &RepliedTo) -> Option<Intent> {
    const AROUND: Senses = Senses::of(&[
        Sense::Instead,
        Sense::SameTime,
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
    ]);
    let runs = runs(sentence, sentence.all());
    let is_in_run = |at: usize| runs.iter().any(|run| run.range.contains(&at));
    let rest = (0..sentence.len()).filter(|at| {
        let item = &sentence.items[*at];
        item.is_content() && !item.is_any(AROUND) && !is_in_run(*at)
    });
    if rest.count() > 0 {
        return None;
    }
    let target = spoken_of(Some(replied));
    if let [run] = runs.as_slice() {
        let said = |sense| sentence.has(sense);
        let before = run.range.start.checked_sub(1).map(|before| sentence.items[before].kind);
        let sign = match before {
            Some(ItemKind::Mark('+')) => Some(1),
            Some(ItemKind::Mark('-')) => Some(-1),
            _ if said(Sense::Earlier) || said(Sense::Advance) => Some(-1),
            _ if said(Sense::Later) || said(Sense::Postpone) => Some(1),
            _ => None,
        };
        if let Some(sign) = sign {
            return Some(Intent::Move { target, to: NewTime::Shift(run.total() * sign), scope: None });
        }
    }
    let time = Time::of(sentence.understood.readings.first()?, sentence.reference);
    let is_length = runs.iter().any(|run| run.total() < Duration::days(1)) && !time.is_offset && !time.has_clock;
    if time.is_repeated || is_length {
        return None;
    }
    Some(Intent::Move { target, to: new_time(&time, sentence.has(Sense::SameTime)), scope: None })
}

/// What changes title, place or length of an event, if the message does.
pub(super) fn change(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    retitled(sentence, replied).or_else(|| relocated(sentence, replied)).or_else(|| resized(sentence, replied))
}

/// "rename 2 to …", "call it …", 改名为….
fn retitled(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let verb = sentence.find(Sense::Rename).or_else(|| {
        let noun = sentence.find(Sense::TitleNoun)?;
        let changes = Senses::of(&[Sense::Swap, Sense::To, Sense::Put, Sense::MakeIt]);
        let is_changed = sentence.items.iter().any(|item| item.is_any(changes)) || sentence.is_mark(noun + 1, ':');
        (is_changed && (replied.is_some() || sentence.has(Sense::To))).then_some(noun)
    })?;
    if verb > 0 && is_negated(sentence, verb) {
        return None;
    }
    // "call mum at 5" is a plan: "call" renames only with "it", or in a message that leads to a title.
    let is_bare = matches!(sentence.slice(verb..verb + 1).to_lowercase().as_str(), "call" | "panggil" | "叫做" | "叫");
    let to = (verb + 1..sentence.len()).find(|at| sentence.items[*at].is(Sense::To) && sentence.items[*at].kind != ItemKind::Mark('-'));
    if is_bare && to.is_none() {
        return None;
    }
    if (is_bare || replied.is_none() && to.is_none() && !sentence.has(Sense::RowLead)) && sentence.is_timed() {
        return None;
    }
    let (named, from) = match to {
        Some(to) if (verb + 1..to).any(|at| is_named(sentence, at) || sentence.items[at].kind == ItemKind::Quoted) || !(verb + 1..to).is_empty() || replied.is_some() => (verb + 1..to, to + 1),
        Some(to) => (0..verb, to + 1),
        None => (0..verb, verb + 1),
    };
    let new = value(sentence, from..sentence.len())?;
    let named = if (named.start..named.end).any(|at| is_named(sentence, at) || sentence.items[at].kind == ItemKind::Quoted) { named } else { 0..verb };
    let target = if let Some(rows) = numbers(sentence, without_filler(sentence, named.clone())) {
        Target::Numbers(rows)
    } else {
        let is_any = named.clone().any(|at| {
            let item = &sentence.items[at];
            (item.is_content() || item.is_time || item.kind == ItemKind::Quoted) && !item.is_any(Senses::of(&[Sense::Swap, Sense::Put, Sense::TitleNoun, Sense::It, Sense::MakeIt]))
        });
        if is_any { target(sentence.slice(named), sentence.reference, replied) } else { spoken_of(replied) }
    };
    Some(Intent::Change { target, detail: Detail::Title(new), scope: None })
}

/// What a range says as a value: a quotation, or its words without politeness.
fn value(sentence: &Sentence<'_>, range: Range<usize>) -> Option<String> {
    if let Some(quoted) = range.clone().find(|at| sentence.items[*at].kind == ItemKind::Quoted) {
        return Some(unquoted(sentence.slice(quoted..quoted + 1)).to_owned());
    }
    let (mut start, mut end) = (range.start, range.end);
    while start < end && (sentence.items[start].is_mark() || sentence.items[start].is(Sense::MakeIt) && sentence.items[start].is(Sense::Link)) {
        start += 1;
    }
    while start < end && sentence.items[end - 1].is_filler() && sentence.items[end - 1].kind != ItemKind::Mark(')') {
        end -= 1;
    }
    let value = sentence.slice(start..end).trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// "venue is now …", "at Pavilion instead", 地点换成….
fn relocated(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let noun = sentence.find(Sense::PlaceNoun).filter(|at| !sentence.items[*at].is(Sense::Where) && !sentence.items[*at].is_time);
    let changes = Senses::of(&[Sense::Swap, Sense::Move]);
    let verb = sentence.items.iter().position(|item| item.is_any(changes) && !item.is_time);
    let to = |from: usize| (from..sentence.len()).find(|at| sentence.items[*at].is(Sense::To) && sentence.items[*at].kind != ItemKind::Mark('-'));
    let at_place = |from: usize| (from..sentence.len()).find(|at| sentence.items[*at].is(Sense::At) && !sentence.items[*at].is_time);
    let (named, from) = match (noun, verb) {
        // "venue for sunday's brunch is now Kopi Corner", "lokasi change to Mall Kayangan"
        (Some(noun), _) => {
            if replied.is_none() && verb.is_none() && !(0..noun).any(|at| is_named(sentence, at)) && !(noun + 1..sentence.len()).any(|at| sentence.items[at].is(Sense::To)) {
                return None;
            }
            let lead = to(noun + 1).or_else(|| (replied.is_some()).then(|| at_place(noun + 1)).flatten());
            let lead = lead.or_else(|| sentence.is_mark(noun + 1, ':').then_some(noun + 1))?;
            if (noun + 1..lead).any(|at| is_named(sentence, at) && !sentence.items[at].is_any(changes)) {
                (noun + 1..lead, lead + 1)
            } else {
                (0..noun, lead + 1)
            }
        }
        // "move it to the blue room": led to by "to", and no time
        (None, Some(verb)) => {
            let lead = to(verb)?;
            let is_sure = sentence.has(Sense::SameTime) || replied.is_some();
            if !is_sure || lead_to_time(sentence, verb).is_some() || sentence.has_time(lead + 1..sentence.len()) {
                return None;
            }
            (if lead > verb + 1 && (verb + 1..lead).any(|at| is_named(sentence, at)) { verb + 1..lead } else { 0..verb }, lead + 1)
        }
        // "at Pavilion instead"
        (None, None) => {
            replied?;
            let lead = at_place(0)?;
            let is_first = (0..lead).all(|at| !sentence.items[at].is_content() || sentence.items[at].is_any(Senses::of(&[Sense::Instead, Sense::MakeIt, Sense::It])));
            if !is_first || sentence.is_timed() {
                return None;
            }
            (0..lead, lead + 1)
        }
    };
    let mut end = sentence.len();
    // What follows a comma and keeps the time is no part of the place.
    if let Some(same) = (from..end).find(|at| sentence.items[*at].is_any(Senses::of(&[Sense::SameTime])) ) {
        end = same;
    }
    if let Some(instead) = (from..end).rev().take(2).find(|at| sentence.items[*at].is(Sense::Instead) && !sentence.items[*at].is(Sense::Filler)) {
        end = instead;
    }
    let place = value(sentence, from..end)?;
    let target = if let Some(rows) = numbers(sentence, without_filler(sentence, named.clone())) {
        Target::Numbers(rows)
    } else {
        let is_any = named.clone().any(|at| {
            let item = &sentence.items[at];
            (item.is_content() || item.is_time) && !item.is_any(changes) && !item.is_any(Senses::of(&[Sense::PlaceNoun, Sense::It, Sense::MakeIt, Sense::Instead]))
        });
        if is_any { target(sentence.slice(named), sentence.reference, replied) } else { spoken_of(replied) }
    };
    Some(Intent::Change { target, detail: Detail::Place(place), scope: None })
}

/// "make it 2 hours", "extend by 30 min", "ends at 6.15pm", 延长半小时.
fn resized(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    if sentence.has_any(&[Sense::Remind, Sense::Snooze]) {
        return None;
    }
    let (longer, shorter) = (sentence.find(Sense::Extend), sentence.find(Sense::Shorten));
    let is_length = sentence.has_any(&[Sense::MakeIt, Sense::LengthNoun, Sense::Swap]);
    let run = runs(sentence, sentence.all()).into_iter().last();
    if let Some(run) = run {
        let before = run.range.start.checked_sub(1);
        let is_led_to = before.is_some_and(|before| sentence.is(before, Sense::To));
        let has_by = before.is_some_and(|before| sentence.is(before, Sense::By));
        let is_direction = (run.range.end..(run.range.end + 2).min(sentence.len()))
            .any(|at| sentence.items[at].is_any(Senses::of(&[Sense::Later, Sense::Earlier])) && !sentence.items[at].is_any(Senses::of(&[Sense::Extend, Sense::Shorten])));
        const DIRECTIONS: Senses = Senses::of(&[Sense::Postpone, Sense::Advance, Sense::Later, Sense::Earlier]);
        let is_led = before.is_some_and(|before| sentence.items[before].is_any(DIRECTIONS) && !sentence.items[before].is_any(Senses::of(&[Sense::Extend, Sense::Shorten])));
        if is_direction || is_led {
            return None;
        }
        let total = run.total();
        let verb = longer.or(shorter).or_else(|| sentence.find(Sense::More).filter(|_| replied.is_some() || sentence.has(Sense::MakeIt)));
        let strong = verb.is_some_and(|verb| sentence.items[verb].is_any(Senses::of(&[Sense::Extend, Sense::Shorten])) && !sentence.items[verb].is(Sense::Put));
        let detail = match verb {
            Some(verb) if (strong || replied.is_some()) && !is_led_to => {
                let is_shorter = sentence.has(Sense::Shorten);
                Detail::Longer(if is_shorter { -total } else { total })
            }
            Some(_) if strong || replied.is_some() => Detail::Length(total),
            Some(_) | None if is_length && !has_by && !sentence.has_any(&[Sense::Remind, Sense::Before]) => {
                let is_whole = replied.is_some() || sentence.has(Sense::LengthNoun) || sentence.has(Sense::MakeIt);
                let is_plan = sentence.is_timed() && replied.is_none() && sentence.understood.readings.first().is_some_and(|reading| reading.known.clock);
                if !is_whole || is_plan || total > Duration::days(2) {
                    return None;
                }
                Detail::Length(total)
            }
            Some(_) | None => return None,
        };
        let verb = verb.or_else(|| sentence.items.iter().position(|item| item.is_any(Senses::of(&[Sense::MakeIt, Sense::Swap, Sense::LengthNoun]))))?;
        let to = before.filter(|_| is_led_to || has_by).unwrap_or(run.range.start);
        let target = resized_target(sentence, verb, to, replied);
        return Some(Intent::Change { target, detail, scope: None });
    }
    // "it ends at 6.15pm"
    let ends = sentence.find(Sense::Ends)?;
    replied?;
    let time = time(sentence.slice(ends + 1..sentence.len()), sentence.reference)?;
    let Moment::Time(at) = time.start else { return None };
    let is_only = sentence.content_beside(0..ends, Senses::of(&[Sense::It, Sense::MakeIt, Sense::Instead, Sense::TimeNoun, Sense::EventNoun])) == 0;
    (is_only && time.has_clock)
        .then(|| Intent::Change { target: spoken_of(replied), detail: Detail::Until(at.time()), scope: None })
}

/// What is made longer or shorter: behind the verb, or before it.
fn resized_target(sentence: &Sentence<'_>, verb: usize, to: usize, replied: Option<&RepliedTo>) -> Target {
    const VERBS: Senses = Senses::of(&[Sense::MakeIt, Sense::It, Sense::Swap, Sense::Extend, Sense::Shorten, Sense::LengthNoun, Sense::Instead, Sense::By]);
    let is_named = |range: &Range<usize>| {
        range.clone().any(|at| {
            let item = &sentence.items[at];
            item.is_time || (item.is_content() || item.number.is_some()) && !item.is_any(VERBS)
        })
    };
    let (after, before) = ((verb + 1).min(to)..to, 0..verb);
    let named = if is_named(&after) { after } else { before };
    if !is_named(&named) {
        return spoken_of(replied);
    }
    if let Some(rows) = numbers(sentence, without_filler(sentence, named.clone())) {
        return Target::Numbers(rows);
    }
    target(sentence.slice(named), sentence.reference, replied)
}
