//! Reads a message as a given kind: by that kind's rules, on all of it or on one clause, or else more loosely: "geser
//! the sync ke 11.30", "all mahjong sessions out". What is missing is asked for.

use std::ops::Range;

use chrono::Duration;

use super::act;
use super::agenda::{agenda, anything, has_clock};
use super::amounts::{lead, wanted_runs};
use super::create::offered;
use super::free::{at_the_clock, free, on_days};
use super::hours::times_of_clock;
use super::kind::WishKind;
use super::period::period;
use super::question::{question, searched};
use super::reminding::{AROUND_REMINDER, remind, reminded};
use super::runs::Run;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::setting::setting;
use super::small::talk;
use super::snooze::{AROUND_SNOOZE, MORNING, snooze};
use super::switch::wish;
use super::target::{scope, spoken_of, target};
use super::time::{SaidTime, time};
use super::wish::polished;
use crate::model::{Detail, Intent, Lead, Moment, NewTime, RepliedTo, Setting, SettingsWish, Snooze, Target};

/// Words of wishing around an event's name.
const AROUND_NAME: Senses = Senses::of(&[
    Sense::Cancel,
    Sense::Remove,
    Sense::CalledOff,
    Sense::Move,
    Sense::Swap,
    Sense::Postpone,
    Sense::Advance,
    Sense::MakeIt,
    Sense::To,
    Sense::CanYou,
    Sense::Polite,
    Sense::Me,
    Sense::You,
    Sense::Filler,
    Sense::Link,
    Sense::Auxiliary,
    Sense::Wants,
    Sense::Put,
    Sense::Takes,
    Sense::CalendarNoun,
    Sense::Already,
    Sense::Not,
    Sense::Instead,
    Sense::From,
]);

/// The most words of a name; anything longer is not a name.
const LONGEST_NAME: usize = 6;

/// The most bytes of a name; Chinese has no spaces to count words by.
const LONGEST_NAME_IN_BYTES: usize = 60;

/// What a message says when it is taken for a wish of this kind; `None` where it does not say enough for one.
pub(super) fn taken_as(kind: WishKind, sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    match kind {
        WishKind::Nothing => {
            Some(if sentence.is_timed() { offered(sentence) } else { Intent::Nothing(talk(sentence)) })
        }
        WishKind::Create => sentence.is_timed().then(|| Intent::Create(polished(sentence))),
        WishKind::Cancel => {
            in_a_part(sentence, |part| act::cancel(part, replied)).or_else(|| Some(cancelled(sentence, replied)))
        }
        WishKind::Move => in_a_part(sentence, |part| {
            act::move_event(part, replied).or_else(|| replied.and_then(|replied| act::reply_time(part, replied)))
        })
        .or_else(|| Some(moved(sentence, replied))),
        WishKind::Change => in_a_part(sentence, |part| {
            act::change(part, replied)
                .or_else(|| act::correction(part, replied))
                .or_else(|| act::length_said(part, replied))
        })
        .or_else(|| lengthened(sentence, replied)),
        WishKind::Remind => in_a_part(sentence, |part| remind(part, replied)).or_else(|| Some(led(sentence, replied))),
        WishKind::Snooze => in_a_part(sentence, |part| snooze(part, replied)).or_else(|| Some(snoozed(sentence))),
        WishKind::Undo => Some(Intent::Undo),
        WishKind::Done => Some(Intent::Done),
        WishKind::Agenda => {
            in_a_part(sentence, |part| question(part).or_else(|| anything(part)).or_else(|| agenda(part)))
                .filter(|read| matches!(read, Intent::Agenda { .. }))
                .or_else(|| period(sentence).map(|(from, until)| Intent::Agenda { from, until, hours: None }))
        }
        WishKind::Free => in_a_part(sentence, |part| question(part).or_else(|| free(part)))
            .filter(|read| matches!(read, Intent::Free(_)))
            .or_else(|| at_the_clock(sentence))
            .or_else(|| period(sentence).map(|_| on_days(sentence))),
        WishKind::Find => in_a_part(sentence, question)
            .filter(|read| matches!(read, Intent::Find { .. }))
            .or_else(|| searched(sentence)),
        WishKind::Settings => {
            in_a_part(sentence, |part| setting(part, replied)).or_else(|| Some(Intent::Settings(set(sentence))))
        }
        WishKind::List => Some(Intent::List),
        WishKind::Help => Some(Intent::Help),
        WishKind::Upkeep => Some(if sentence.has(Sense::Sync) { Intent::Sync } else { Intent::Status }),
    }
    .filter(|intent| WishKind::of(intent) == Some(kind))
}

/// Reads the whole message, else its clauses from the last; a reading without its event or new time does not count.
fn in_a_part(sentence: &Sentence<'_>, read: impl Fn(&Sentence<'_>) -> Option<Intent>) -> Option<Intent> {
    let is_named = |intent: &Intent| {
        !matches!(
            intent,
            Intent::Cancel { target: Target::Missing, .. }
                | Intent::Move { target: Target::Missing, .. }
                | Intent::Move { to: NewTime::Missing, .. }
                | Intent::Change { target: Target::Missing, .. }
                | Intent::Remind { target: Target::Missing, .. }
        )
    };
    if let Some(whole) = read(sentence).filter(is_named) {
        return Some(whole);
    }
    let clauses = &sentence.clauses;
    let parts = clauses.iter().rev().filter(|_| clauses.len() > 1);
    parts
        .map(|part| Sentence::of(sentence.slice(part.clone()), sentence.reference))
        .find_map(|part| read(&part).filter(is_named))
}

/// Cancels the list numbers that are named, or the event in a clause, preferably one with an event word.
fn cancelled(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Intent {
    let target = named(sentence, sentence.all(), replied);
    let scope = if matches!(target, Target::Numbers(_)) { None } else { scope(sentence) };
    Intent::Cancel { target, scope }
}

/// Another time: what follows the last word that leads to a time, or the only time there is; or an amount, earlier or
/// later.
fn moved(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Intent {
    const LEADS: Senses = Senses::of(&[
        Sense::To,
        Sense::MakeIt,
        Sense::Move,
        Sense::Swap,
        Sense::Postpone,
        Sense::Advance,
        Sense::Instead,
    ]);
    let is_earlier = sentence.has_any(&[Sense::Earlier, Sense::Advance]);
    let amount = wanted_runs(sentence).into_iter().next().filter(|_| {
        !sentence.is_timed() && (is_earlier || sentence.has_any(&[Sense::Later, Sense::Postpone, Sense::More]))
    });
    if let Some(run) = amount {
        let by = if is_earlier { -run.total() } else { run.total() };
        let target = named(sentence, 0..run.range.start, replied);
        return Intent::Move { target, to: NewTime::Shift(by), scope: None };
    }
    let leads = |at: &usize| {
        let item = &sentence.items[*at];
        (item.is_any(LEADS) || item.is_mark()) && !item.is_time
    };
    let led = (0..sentence.len()).rev().filter(leads).find_map(|at| {
        let said = time(sentence.slice(at + 1..sentence.len()), sentence.reference)?;
        Some((at, said))
    });
    let only = || sentence.understood.readings.first().map(|reading| SaidTime::of(reading, sentence.reference));
    let (end, said) = match led {
        Some((at, said)) => (at, Some(said)),
        None => (sentence.len(), only()),
    };
    let target = match named(sentence, 0..end, replied) {
        // The only time is the new one, and not the event's.
        Target::Title { title, at: Some(_) } if end == sentence.len() => Target::Title { title, at: None },
        Target::At(_) if end == sentence.len() => spoken_of(replied),
        target => target,
    };
    let said = said.filter(|said| !said.is_repeated).map(|said| said.suiting(replied, sentence.reference));
    let to = said.map_or(NewTime::Missing, |said| act::new_time(&said, sentence.has(Sense::SameTime)));
    Intent::Move { target, to, scope: None }
}

/// Another length: the amount that is wanted, where no time is said that could be another start.
fn lengthened(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let run = wanted_runs(sentence).into_iter().next();
    let run = run.filter(|run| !has_clock(sentence) && run.total() < Duration::days(1))?;
    let target = named(sentence, 0..run.range.start, replied);
    Some(Intent::Change { target, detail: Detail::Length(run.total()), scope: None })
}

/// Other reminders: all leads that are named; an empty list for "no reminders"; `None` if it says neither.
fn led(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Intent {
    let runs = wanted_runs(sentence);
    let leads: Vec<Lead> = runs.iter().flat_map(|run| run.amounts.iter().map(|amount| lead(*amount))).collect();
    let blanked: Vec<Range<usize>> = runs.into_iter().map(|run| run.range).collect();
    let text = sentence.without(&blanked);
    let target = reminded(&Sentence::of(&text, sentence.reference), AROUND_REMINDER, replied);
    let is_off = sentence.has_any(&[Sense::Off, Sense::Not]);
    let leads = match (leads.is_empty(), is_off) {
        (false, _) => Some(leads),
        (true, true) => Some(Vec::new()),
        (true, false) => None,
    };
    Intent::Remind { target: short(target, replied), leads }
}

/// A reminder again later: at a time, after an amount or a number of minutes, or just later.
fn snoozed(sentence: &Sentence<'_>) -> Intent {
    let amount = sentence.amounts().last().map(Run::total);
    let said = sentence.understood.readings.first().map(|reading| SaidTime::of(reading, sentence.reference));
    let at =
        said.filter(|said| !said.is_offset && (said.has_clock || said.has_day)).and_then(|said| match said.start {
            Moment::Time(at) => Some(at),
            Moment::Day(day) => day.and_hms_opt(MORNING, 0, 0),
        });
    let minutes = sentence.items.iter().find_map(|item| item.number.filter(|_| !item.is_any(AROUND_SNOOZE)));
    Intent::Snooze(match (at, amount, minutes) {
        (Some(at), _, _) => Snooze::At(at),
        (None, Some(amount), _) => Snooze::For(amount),
        (None, None, Some(minutes)) => Snooze::For(Duration::minutes(i64::from(minutes))),
        (None, None, None) => Snooze::Later,
    })
}

/// The setting, guessed from its value: a time range is quiet hours, a time the summary, an amount a lead or a length.
fn set(sentence: &Sentence<'_>) -> SettingsWish {
    let reading = sentence.understood.readings.first().filter(|reading| reading.known.clock);
    let runs = wanted_runs(sentence);
    let (setting, said) = match (reading, runs.first(), runs.last()) {
        (Some(reading), _, _) => {
            let setting = if reading.end.is_some() { Setting::Quiet } else { Setting::Digest };
            (setting, times_of_clock(sentence))
        }
        (None, Some(first), Some(last)) => {
            let reminds = sentence.has_any(&[Sense::Remind, Sense::ReminderNoun, Sense::Before, Sense::Ahead]);
            let setting = if reminds { Setting::Leads } else { Setting::Length };
            (setting, Some(sentence.slice(first.range.start..last.range.end).to_owned()))
        }
        (None, _, _) => return SettingsWish::Show,
    };
    wish(sentence, setting, said)
}

/// The event that a range names: rows, or the words of the clause that names an event, or of the last that names
/// anything.
fn named(sentence: &Sentence<'_>, within: Range<usize>, replied: Option<&RepliedTo>) -> Target {
    if let Some(rows) = act::row_among(sentence, within.clone()) {
        return Target::Numbers(rows);
    }
    let parts: Vec<Range<usize>> = sentence
        .clauses
        .iter()
        .map(|clause| clause.start.max(within.start)..clause.end.min(within.end))
        .filter(|part| part.start < part.end)
        .collect();
    let is_event = |part: &&Range<usize>| {
        (*part).clone().any(|at| sentence.is(at, Sense::EventNoun) && !sentence.items[at].is_time)
    };
    if replied.is_some() && !parts.iter().any(|part| is_event(&part)) {
        return Target::Reply;
    }
    let Some(part) = parts.iter().rev().find(is_event).or(parts.last()) else { return spoken_of(replied) };
    let is_loose = |at: &usize| {
        let item = &sentence.items[*at];
        item.is_mark() || item.is_any(AROUND_NAME) && !item.is_time
    };
    let start = part.clone().find(|at| !is_loose(at)).unwrap_or(part.end);
    let end = part.clone().rev().find(|at| !is_loose(at)).map_or(start, |last| last + 1);
    short(target(sentence.slice(start..end), sentence.reference, replied), replied)
}

/// A target whose title is a name; a story names nothing.
fn short(target: Target, replied: Option<&RepliedTo>) -> Target {
    match target {
        Target::Title { title, .. }
            if title.len() > LONGEST_NAME_IN_BYTES || title.split_whitespace().count() > LONGEST_NAME =>
        {
            if replied.is_some() { Target::Reply } else { Target::Missing }
        }
        target => target,
    }
}
