//! Words about time → readings. Pure: no clock, no network, no language of the interface.
//!
//! A message goes through four steps, each in a file of its own, each a plain function of what the one before gave:
//!
//! ```text
//! text ──token──▶ tokens ──piece──▶ pieces ──join──▶ phrase ──resolve──▶ readings
//!                  words             days, clocks,     what is said        what is meant,
//!                  and numbers       amounts, rules    all together        here and now
//! ```
//!
//! and [`around`] reads what is left: words of request, the place, the lead, the title.
//!
//! The grammar, in short (each line is some of the rules in `piece::rules`; words are those of [`word`], in any language):
//!
//! ```text
//! message  = { request | phrase | lead | place | title words }
//! phrase   = side [ ("to" | "-" | "until" | "between … and") side ] [ length ] [ zone ] [ repeat ]
//!          | offset [ clock ] [ length ]
//! side     = { day | clock | part }             in any order, also apart from each other
//! day      = "today" … | [this | next | last] weekday | [weekday] date | nth weekday "of" month
//!          | amount ("after" | "from") day | edge "of" (month | week) | [this | next] (week | month)
//! date     = number month [year] | month number [year] | number "/" number ["/" year] | ISO | ordinal
//! clock    = hour [":" minute] ["am" | "pm"] | "half past" hour | lead hour [half | quarter] | noon | midnight
//! offset   = "in" amount | amount ("from now" | "lagi" | 后)
//! length   = ["for"] amount
//! repeat   = "every" [other | n] (unit | weekdays | nth weekday | day | month day) [until day | n times | length]
//! lead     = "remind me" amount "before" | 提前 amount
//! place    = ("@" | "at" | di | 在) words       up to a time, a mark, or a word like "with"
//! ```
//!
//! What is meant where a text leaves it open is decided by [`Choice`], the same for every language. The languages
//! themselves are lists of words in `lang/`, each beside a corpus of phrases in `corpus/` that holds it to its promise.
//!
//! Start with [`read`]. Reading never fails: no time found is an empty list, and a [`Doubt`] is a value.

mod around;
mod calendar;
mod choice;
mod fold;
#[cfg(test)]
mod generated;
mod join;
mod lang;
mod left;
mod lexicon;
mod number;
mod piece;
#[cfg(any(test, fuzzing))]
pub(crate) mod properties;
mod resolve;
mod several;
mod short;
#[cfg(test)]
mod tests;
mod token;
mod town;
mod value;
mod want;
mod word;

pub use calendar::{ForCalendar, OfCalendar, for_calendar, of_calendar, said_calendar};
pub use choice::Choice;
pub use want::{amount, kind, want};

use std::ops::Range;

use self::around::Around;
use self::join::Phrase;
use self::left::Left;
use self::piece::{Day, FoundPiece};
use self::resolve::{Resolved, Variant};
use self::token::Tokens;
use crate::model::{Doubt, DoubtKind, Flag, Reading, Reference, Understood};

/// All that a message may mean, seen from where and when the person is.
///
/// ```
/// use chrono::{TimeZone, Utc};
/// use janji::model::{DayOrder, Moment, Reference};
///
/// // A Tuesday morning, ten o'clock in Kuala Lumpur.
/// let now = Utc.with_ymd_and_hms(2026, 3, 10, 2, 0, 0).unwrap();
/// let reference = Reference { now, zone: chrono_tz::Asia::Kuala_Lumpur, order: DayOrder::Dmy };
///
/// let understood = janji::when::read("lunch with Sarah tomorrow 1pm", &reference);
/// let reading = &understood.readings[0];
/// assert_eq!(reading.title, "lunch with Sarah");
/// assert_eq!(reading.start, Moment::Time("2026-03-11T13:00:00".parse().unwrap()));
/// ```
#[must_use]
pub fn read(text: &str, reference: &Reference) -> Understood {
    let tokens = Tokens::of(text);
    let found = piece::pieces(&tokens);
    let understood = read_one(&tokens, &found, reference);
    if understood.doubt.is_none() && !text.contains('\n') || understood.all_hold {
        return understood;
    }
    // What is in doubt because two times stand in it may be two events.
    match several::several(&tokens, reference, read_part) {
        Some(readings) => Understood { readings, doubt: None, all_hold: true },
        None => understood,
    }
}

/// What a part of a message means on its own.
fn read_part(text: &str, reference: &Reference) -> Understood {
    let tokens = Tokens::of(text);
    let found = piece::pieces(&tokens);
    read_one(&tokens, &found, reference)
}

/// What a message means that names one event, or one event on several days.
fn read_one(tokens: &Tokens<'_>, found: &[FoundPiece], reference: &Reference) -> Understood {
    let Some(phrase) = join::join(tokens, found) else { return Understood::default() };
    let around = around::around(tokens, found, &phrase);
    match resolve::resolve(&phrase, reference, Variant::Plain) {
        Ok(resolved) if is_told(&phrase, &resolved, &around) => Understood::default(),
        Ok(resolved) => {
            let remarks = around.remarks.clone();
            let understood = understood(&phrase, resolved, around, reference, tokens, found);
            match left::left(tokens, found, &phrase, &remarks) {
                Some(left) if understood.doubt.is_none() => in_doubt(understood, &left, &phrase, tokens, reference),
                _ => understood,
            }
        }
        Err(kind) => doubted(kind, &phrase, &around, reference, range(tokens, found, &phrase)),
    }
}

/// A reading beside which another time is said that it leaves out: a question, with that time as the other choice.
fn in_doubt(
    understood: Understood,
    left: &Left,
    phrase: &Phrase,
    tokens: &Tokens<'_>,
    reference: &Reference,
) -> Understood {
    let Understood { mut readings, .. } = understood;
    readings.truncate(1);
    if let (Some(other), Some(first)) = (left.time, readings.first().cloned()) {
        let mut meant = phrase.beginning_instead(other);
        meant.end = None;
        if let Ok(resolved) = resolve::resolve(&meant, reference, Variant::Plain)
            && resolved.start != first.start
        {
            let flags = resolved.notes.flags.into_vec();
            readings.push(Reading { start: resolved.start, end: resolved.end, rule: resolved.rule, flags, ..first });
        }
    }
    let doubt = Some(Doubt { kind: DoubtKind::Ambiguous, range: tokens.bytes(left.tokens.clone()) });
    Understood { readings, doubt, all_hold: false }
}

/// Whether a time that is past by its own words is told in a sentence, rather than planned.
fn is_told(phrase: &Phrase, resolved: &Resolved, around: &Around) -> bool {
    let is_past = resolved.notes.flags.contains(&Flag::Past);
    let is_rolled = resolved.notes.flags.iter().any(|flag| matches!(flag, Flag::RolledToTomorrow | Flag::TodayRolled));
    if (is_past || is_rolled) && around.is_told {
        return true;
    }
    let day = phrase.start.day.unwrap_or_default();
    // "it was 3pm when he came", "today was great", "suhu hari ini 31": of now, and nothing to come is named.
    let is_of_today = phrase.start.day.is_none_or(|day| day == Day::relative(0)) && phrase.repeat.is_none();
    let is_over = around.is_just_now && is_of_today && phrase.offset.is_none();
    if is_over || around.is_since && phrase.repeat.is_none() {
        return true;
    }
    let is_only_clock = phrase.start.day.is_none() && phrase.repeat.is_none() && phrase.offset.is_none();
    let is_only_today = day.days == Some(0) && phrase.start.clock.is_none() && phrase.start.part.is_none();
    if is_only_clock && (around.is_told_of_time || around.is_told_of_past)
        || is_only_today && phrase.repeat.is_none() && around.is_told
    {
        return true;
    }
    let is_backward = day.days.is_some_and(|days| days < 0)
        || day.week.is_some_and(|week| week < 0)
        || day.months.is_some_and(|months| months < 0)
        || phrase.offset.is_some_and(|offset| offset.minutes() < 0);
    // "Arsenal won 3-1, hat trick in 74 min"
    let is_only_offset = phrase.offset.is_some() && phrase.start == piece::DayTime::default();
    if (is_only_offset || is_backward) && around.is_outcome {
        return true;
    }
    is_past && is_backward && !around.title.is_empty()
}

/// The readings of a phrase that can be acted upon: what it means, and what it could mean instead.
fn understood(
    phrase: &Phrase,
    resolved: Resolved,
    around: Around,
    reference: &Reference,
    tokens: &Tokens<'_>,
    found: &[FoundPiece],
) -> Understood {
    if !phrase.also.is_empty() {
        return on_all_days(phrase, resolved, &around, reference, range(tokens, found, phrase));
    }
    let flags = resolved.notes.flags.clone();
    let variants = flags.iter().filter_map(|flag| match flag {
        Flag::MeridiemImplied => Some(Variant::OtherMeridiem),
        Flag::OrderImplied => Some(Variant::OtherOrder),
        Flag::NextAmbiguous => Some(Variant::OtherWeek),
        Flag::RolledToTomorrow | Flag::TodayRolled => Some(Variant::KeepToday),
        Flag::YearImplied | Flag::HourImplied | Flag::InGap | Flag::InOverlap | Flag::Past => None,
        Flag::NightBefore => Some(Variant::OtherNight),
        Flag::Prayer(_) => Some(Variant::OtherPrayer),
    });
    let others: Vec<Resolved> = variants
        .chain(phrase.other.is_some().then_some(Variant::Other))
        .chain(resolved.notes.is_about.then_some(Variant::OtherDay))
        .filter_map(|variant| resolve::resolve(phrase, reference, variant).ok())
        .filter(|other| other.start != resolved.start || other.end != resolved.end)
        .collect();
    let doubt = (phrase.other.is_some() || resolved.notes.is_about)
        .then(|| Doubt { kind: DoubtKind::Ambiguous, range: range(tokens, found, phrase) })
        .filter(|_| !others.is_empty());
    let mut readings = Vec::with_capacity(1 + others.len());
    for other in others {
        readings.push(reading(other, around.clone()));
    }
    readings.insert(0, reading(resolved, around));
    Understood { readings, doubt, all_hold: false }
}

/// The readings of an event that is on several days: all of them hold, or one is doubtful and nothing does.
fn on_all_days(
    phrase: &Phrase,
    first: Resolved,
    around: &Around,
    reference: &Reference,
    range: Range<usize>,
) -> Understood {
    let mut readings = vec![reading(first, around.clone())];
    for start in &phrase.also {
        match resolve::resolve(&phrase.on_day(*start), reference, Variant::Plain) {
            Ok(resolved) => readings.push(reading(resolved, around.clone())),
            Err(kind) => {
                return Understood { readings: Vec::new(), doubt: Some(Doubt { kind, range }), all_hold: false };
            }
        }
    }
    Understood { readings, doubt: None, all_hold: true }
}

/// What a phrase that cannot be acted upon leaves to ask: a weekday that is not its date's, either of the two.
fn doubted(
    kind: DoubtKind,
    phrase: &Phrase,
    around: &Around,
    reference: &Reference,
    range: Range<usize>,
) -> Understood {
    let mut readings = Vec::new();
    if let DoubtKind::WeekdayDisagrees { said, .. } = kind
        && let Some(day) = phrase.start.day
    {
        let by_date = Day { weekday: None, ..day };
        let by_weekday = Day { week: day.week, ..Day::weekday(said) };
        for day in [by_date, by_weekday] {
            let mut meant = phrase.clone();
            meant.start.day = Some(day);
            if let Ok(resolved) = resolve::resolve(&meant, reference, Variant::Plain) {
                readings.push(reading(resolved, around.clone()));
            }
        }
    }
    Understood { readings, doubt: Some(Doubt { kind, range }), all_hold: false }
}

/// A reading of what was resolved and what stands around it.
fn reading(resolved: Resolved, around: Around) -> Reading {
    let mut fired: Vec<&'static str> = around.fired.into_vec();
    fired.extend(resolved.notes.choices.iter().map(|choice| choice.name()));
    Reading {
        title: around.title,
        start: resolved.start,
        end: resolved.end,
        zone: resolved.zone,
        rule: resolved.rule,
        place: around.place,
        wants_meet: false,
        leads: around.leads,
        known: resolved.known,
        spans: around.spans,
        flags: resolved.notes.flags.into_vec(),
        fired,
    }
}

/// Where the phrase stands in the text, from its first piece to its last.
fn range(tokens: &Tokens<'_>, found: &[FoundPiece], phrase: &Phrase) -> Range<usize> {
    let pieces = || phrase.used.iter().filter_map(|index| found.get(*index));
    let first = pieces().map(|piece| piece.first).min().unwrap_or(0);
    let end = pieces().map(|piece| piece.end).max().unwrap_or(0);
    tokens.bytes(first..end)
}
