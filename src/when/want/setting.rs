//! Settings in words: "set timezone to London", "tukar bahasa ke Melayu", 每天早上七点发当天行程.

use std::ops::Range;

use super::amounts::wanted_runs;
use super::clause::is_question;
use super::hours::{is_own, times, times_of_clock};
use super::items::{ItemKind, unquoted};
use super::quiet::quiet;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::switch::wish;
use crate::model::{Intent, RepliedTo, Setting, SettingsWish};
use crate::when::town::zone_of;
use crate::when::value::settings_wish;

/// The setting that a message is about, if it is about one.
pub(super) fn setting(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let wish = zone(sentence)
        .or_else(|| local_time(sentence))
        .or_else(|| hour_style(sentence))
        .or_else(|| working_hours(sentence))
        .or_else(|| week_start(sentence))
        .or_else(|| weekend(sentence))
        .or_else(|| quiet(sentence))
        .or_else(|| digest(sentence))
        .or_else(|| language(sentence))
        .or_else(|| length(sentence))
        .or_else(|| leads(sentence))
        .or_else(|| reminders(sentence, replied))
        .or_else(|| all(sentence))?;
    Some(Intent::Settings(wish))
}

/// The words of a range, without what is small at its ends.
fn words(sentence: &Sentence<'_>, range: Range<usize>, around: Senses) -> Option<String> {
    if let Some(quoted) = range.clone().find(|at| sentence.items[*at].kind == ItemKind::Quoted) {
        return Some(unquoted(sentence.slice(quoted..quoted + 1)).to_owned());
    }
    let is_loose = |at: usize| {
        let item = &sentence.items[at];
        (item.is_mark() || item.is_any(around) || item.is(Sense::Filler)) && item.number.is_none()
    };
    let (mut start, mut end) = (range.start, range.end);
    while start < end && is_loose(start) {
        start += 1;
    }
    while start < end && is_loose(end - 1) {
        end -= 1;
    }
    let words = sentence.slice(start..end).trim();
    (!words.is_empty()).then(|| words.to_owned())
}

const SMALL: Senses = Senses::of(&[
    Sense::Filler,
    Sense::Link,
    Sense::Determiner,
    Sense::To,
    Sense::Me,
    Sense::Set,
    Sense::CanYou,
    Sense::At,
    Sense::Auxiliary,
]);

/// The value behind the last "to" after a noun, or else what follows the noun.
fn value_after(sentence: &Sentence<'_>, noun: usize) -> Option<String> {
    let clause_end = |from: usize| {
        (from..sentence.len())
            .find(|at| matches!(sentence.items[*at].kind, ItemKind::Mark(',' | '\n' | ';')))
            .unwrap_or(sentence.len())
    };
    // "…, I'm there till Sunday" says no value.
    let to = (noun + 1..clause_end(noun))
        .rev()
        .find(|at| sentence.is(*at, Sense::To) && sentence.items[*at].kind != ItemKind::Mark('-'));
    to.and_then(|to| words(sentence, to + 1..clause_end(to + 1), SMALL))
        .or_else(|| words(sentence, noun + 1..clause_end(noun + 1), SMALL))
}

fn zone(sentence: &Sentence<'_>) -> Option<SettingsWish> {
    let noun = sentence.find(Sense::ZoneNoun)?;
    if is_question(sentence) {
        return Some(SettingsWish::Ask(Setting::Zone));
    }
    // "my timezone is Perth from now on"
    let is_told = sentence.is(noun + 1, Sense::Copula);
    let is_wished = sentence.has_any(&[Sense::Set, Sense::Swap, Sense::To]) || sentence.first() == noun || is_told;
    if !is_wished {
        return None;
    }
    // "I'm in Melbourne for two weeks, use that time zone"
    let lead = (0..noun).find(|at| {
        sentence.items[*at].is(Sense::Set) && sentence.slice(*at..*at + 1).contains(' ')
            || sentence.items[*at].is(Sense::At) && !sentence.items[*at].is_time
    });
    let behind = value_after(sentence, noun);
    let before = lead.and_then(|lead| {
        let end = (lead + 1..noun)
            .find(|at| {
                sentence.items[*at].is_mark()
                    || sentence.items[*at].is_time
                    || sentence.items[*at].is_any(Senses::of(&[Sense::Link, Sense::Break, Sense::Unit]))
                    || sentence.items[*at].number.is_some()
            })
            .unwrap_or(noun);
        words(sentence, lead + 1..end, SMALL)
    });
    let own = || {
        words(
            sentence,
            0..noun,
            Senses::of(&[
                Sense::Filler,
                Sense::Link,
                Sense::Determiner,
                Sense::To,
                Sense::Me,
                Sense::Set,
                Sense::Swap,
                Sense::CanYou,
                Sense::It,
            ]),
        )
    };
    Some(wish(sentence, Setting::Zone, before.or(behind).or_else(own)))
}

/// "Show me Melbourne time", "guna masa Tokyo": a town beside the word for time.
fn local_time(sentence: &Sentence<'_>) -> Option<SettingsWish> {
    let has_clock = sentence.understood.readings.first().is_some_and(|reading| reading.known.clock);
    if has_clock || is_question(sentence) || !sentence.has_any(&[Sense::Set, Sense::Swap, Sense::Show, Sense::Speak]) {
        return None;
    }
    let beside = |noun: usize| {
        let before = [2, 1].into_iter().filter_map(move |words| Some(noun.checked_sub(words)?..noun));
        let after = [3, 2].into_iter().map(move |words| noun + 1..(noun + words).min(sentence.len()));
        before.chain(after).filter(|range| range.start < range.end)
    };
    let nouns = (0..sentence.len()).filter(|at| sentence.is(*at, Sense::TimeNoun));
    let town = nouns.flat_map(beside).map(|range| sentence.slice(range).trim()).find(|town| zone_of(town).is_some())?;
    Some(wish(sentence, Setting::Zone, Some(town.to_owned())))
}

fn hour_style(sentence: &Sentence<'_>) -> Option<SettingsWish> {
    let noun = sentence.find(Sense::HourStyle)?;
    let is_wished = sentence.has_any(&[Sense::Set, Sense::Swap, Sense::Show, Sense::Speak])
        || sentence.content_beside(sentence.all(), Senses::of(&[Sense::HourStyle, Sense::TimeNoun])) == 0;
    (is_wished && sentence.len() <= MOST_WORDS).then(|| {
        let value = value_after(sentence, noun)
            .filter(|_| sentence.slice(noun..noun + 1).chars().all(|ch| !ch.is_ascii_digit()));
        wish(sentence, Setting::HourStyle, value.or_else(|| Some(sentence.slice(noun..noun + 1).to_owned())))
    })
}

/// Longer messages speak of something else.
const MOST_WORDS: usize = 16;

fn working_hours(sentence: &Sentence<'_>) -> Option<SettingsWish> {
    let noun = sentence.find(Sense::WorkingHours)?;
    if is_question(sentence) {
        return Some(SettingsWish::Ask(Setting::WorkingHours));
    }
    if !is_own(sentence, noun) {
        return None;
    }
    let value = times(sentence).or_else(|| words(sentence, noun + 1..sentence.len(), SMALL))?;
    (sentence.has_any(&[Sense::Set, Sense::Swap, Sense::From, Sense::MakeIt, Sense::Me, Sense::Link, Sense::To])
        || sentence.is(sentence.first(), Sense::WorkingHours))
    .then(|| wish(sentence, Setting::WorkingHours, Some(value)))
}

fn week_start(sentence: &Sentence<'_>) -> Option<SettingsWish> {
    let noun = sentence.find(Sense::WeekStart)?;
    if is_question(sentence) {
        return Some(SettingsWish::Ask(Setting::WeekStart));
    }
    let has_clock = sentence.understood.readings.first().is_some_and(|reading| reading.known.clock);
    if has_clock {
        return None;
    }
    let value = (noun + 1..sentence.len())
        .find(|at| super::words::is_weekday(&sentence.slice(*at..*at + 1).to_lowercase()))
        .map(|at| sentence.slice(at..at + 1).to_owned());
    // "…, not on Sunday" says what it is now.
    let end = (noun + 1..sentence.len()).find(|at| sentence.items[*at].is_mark() || sentence.is(*at, Sense::Not));
    let value = value.or_else(|| words(sentence, noun + 1..end.unwrap_or(sentence.len()), SMALL))?;
    Some(wish(sentence, Setting::WeekStart, Some(value)))
}

/// "Weekend is friday and saturday", "hujung minggu hari jumaat dan sabtu": two days and nothing more.
fn weekend(sentence: &Sentence<'_>) -> Option<SettingsWish> {
    let noun = sentence.find(Sense::WeekendDays)?;
    if is_question(sentence) || sentence.understood.readings.first().is_some_and(|reading| reading.known.clock) {
        return None;
    }
    let day = |at: &usize| super::words::is_weekday(&sentence.slice(*at..*at + 1).to_lowercase());
    let days: Vec<&str> = (noun + 1..sentence.len()).filter(day).map(|at| sentence.slice(at..at + 1)).collect();
    let others = (noun + 1..sentence.len()).filter(|at| sentence.items[*at].is_content() && !day(at)).count();
    (days.len() == 2 && others == 0).then(|| wish(sentence, Setting::Weekend, Some(days.join(" "))))
}

fn digest(sentence: &Sentence<'_>) -> Option<SettingsWish> {
    let says_send = sentence.has(Sense::Send);
    let noun = sentence.find(Sense::Digest).or_else(|| sentence.find(Sense::AgendaNoun).filter(|_| says_send))?;
    let says_daily = sentence.has(Sense::Daily)
        || sentence.understood.readings.first().is_some_and(|reading| reading.rule.is_some());
    let name = sentence.slice(noun..noun + 1).to_lowercase();
    let is_clear = super::words::names_digest(&name);
    let switch = sentence
        .items
        .iter()
        .position(|item| item.is_any(Senses::of(&[Sense::Off, Sense::On])) && !item.is_time && !item.is(Sense::Send));
    if is_question(sentence) && !says_send {
        return is_clear.then_some(SettingsWish::Ask(Setting::Digest));
    }
    if !(says_send && says_daily
        || is_clear && (says_send || says_daily || switch.is_some() || sentence.has_any(&[Sense::Set, Sense::Swap])))
    {
        return None;
    }
    let off = switch.filter(|at| sentence.items[*at].is(Sense::Off));
    let value = match off {
        Some(off)
            if !sentence.is_timed()
                || !sentence.understood.readings.first().is_some_and(|reading| reading.known.clock) =>
        {
            Some(sentence.slice(off..off + 1).to_owned())
        }
        Some(_) | None => times_of_clock(sentence).or_else(|| switch.map(|at| sentence.slice(at..at + 1).to_owned())),
    };
    let value = value.or_else(|| times(sentence)).or_else(|| value_after(sentence, noun));
    Some(wish(sentence, Setting::Digest, value))
}

fn language(sentence: &Sentence<'_>) -> Option<SettingsWish> {
    let name = sentence.items.iter().rposition(|item| item.is(Sense::LanguageName));
    let noun = sentence.find(Sense::LanguageNoun);
    let is_timed = sentence.is_timed() && !begins_today(sentence);
    if is_timed || sentence.len() > MOST_WORDS {
        return None;
    }
    let Some(name) = name else {
        let noun = noun?;
        if is_question(sentence) {
            return Some(SettingsWish::Ask(Setting::Language));
        }
        let is_wished = sentence.has_any(&[Sense::Swap, Sense::Set]);
        return is_wished.then(|| wish(sentence, Setting::Language, value_after(sentence, noun)));
    };
    let is_wished =
        sentence.has_any(&[Sense::Speak]) || noun.is_some() && sentence.has_any(&[Sense::Swap, Sense::Set, Sense::To]);
    let is_asked = is_question(sentence) && !super::clause::asks_us_to_act(sentence) && !sentence.has(Sense::CanYou);
    let others = sentence
        .content_beside(0..name, Senses::of(&[Sense::Speak, Sense::LanguageNoun, Sense::Set, Sense::Swap, Sense::To]));
    if is_asked || others > 1 {
        return None;
    }
    let end = (name + 1..sentence.len())
        .take_while(|at| sentence.items[*at].is_any(Senses::of(&[Sense::LanguageName])))
        .last()
        .map_or(name + 1, |last| last + 1);
    let is_alone = sentence.content_beside(sentence.all(), Senses::of(&[Sense::LanguageName, Sense::LanguageNoun]))
        == 0
        && sentence.has(Sense::LanguageName)
        && sentence.has(Sense::Filler);
    (is_wished || is_alone).then(|| wish(sentence, Setting::Language, Some(sentence.slice(name..end).to_owned())))
}

/// "From today on": no time but the one from which on a setting holds.
fn begins_today(sentence: &Sentence<'_>) -> bool {
    let today = super::period::today(sentence);
    let first = sentence.understood.readings.first();
    let is_today = first.is_some_and(|reading| {
        reading.start.date() == today && !reading.known.clock && reading.end.is_none() && reading.rule.is_none()
    });
    is_today && sentence.has(Sense::Speak)
}

fn length(sentence: &Sentence<'_>) -> Option<SettingsWish> {
    let default = sentence.has(Sense::Default);
    let noun = sentence.has_any(&[Sense::LengthNoun, Sense::MakeIt]) || is_of_events(sentence);
    if !(default && noun) || sentence.has_any(&[Sense::Remind, Sense::ReminderNoun, Sense::Reason]) {
        return None;
    }
    if is_question(sentence) {
        return sentence.has(Sense::LengthNoun).then_some(SettingsWish::Ask(Setting::Length));
    }
    // "Kelas tu biasanya 2 jam" tells how long something is.
    if sentence.has(Sense::Fact)
        && sentence.has(Sense::It)
        && !sentence.has_any(&[Sense::Set, Sense::Swap, Sense::MakeIt])
    {
        return None;
    }
    let runs = wanted_runs(sentence);
    let run = runs.last()?;
    let has_clock = sentence.understood.readings.first().is_some_and(|reading| {
        reading.known.clock && !reading.spans.iter().any(|span| span.part == crate::model::PieceKind::Offset)
    });
    (!has_clock).then(|| wish(sentence, Setting::Length, Some(sentence.slice(run.range.clone()).to_owned())))
}

/// "Default meeting 45 min": events and how long they are, and nothing else.
fn is_of_events(sentence: &Sentence<'_>) -> bool {
    const SAID: Senses = Senses::of(&[
        Sense::Default,
        Sense::EventNoun,
        Sense::AgendaNoun,
        Sense::Unit,
        Sense::Count,
        Sense::Amount,
        Sense::Not,
        Sense::TooMuch,
        Sense::Set,
    ]);
    sentence.has_any(&[Sense::EventNoun, Sense::AgendaNoun])
        && sentence.items.iter().all(|item| item.number.is_some() || !item.is_content() || item.is_any(SAID))
}

fn leads(sentence: &Sentence<'_>) -> Option<SettingsWish> {
    if !sentence.has(Sense::Default) || !sentence.has_any(&[Sense::Remind, Sense::ReminderNoun]) {
        return None;
    }
    if is_question(sentence) {
        return Some(SettingsWish::Ask(Setting::Leads));
    }
    let runs = wanted_runs(sentence);
    let (first, last) = (runs.first()?, runs.last()?);
    let has_clock = sentence.understood.readings.first().is_some_and(|reading| {
        reading.known.clock
            && !reading
                .spans
                .iter()
                .any(|span| matches!(span.part, crate::model::PieceKind::Offset | crate::model::PieceKind::Lead))
            && reading.rule.is_none()
    });
    let said = sentence.slice(first.range.start..last.range.end).to_owned();
    (!has_clock).then(|| wish(sentence, Setting::Leads, Some(said)))
}

fn reminders(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<SettingsWish> {
    let noun = sentence.find(Sense::Reminders)?;
    if sentence.is_timed() || replied.is_some() || sentence.len() > MOST_WORDS {
        return None;
    }
    let beside = sentence.content_beside(
        sentence.all(),
        Senses::of(&[
            Sense::Reminders,
            Sense::On,
            Sense::Off,
            Sense::All,
            Sense::Whole,
            Sense::ReminderNoun,
            Sense::Remind,
            Sense::OnlyThis,
            Sense::It,
            Sense::Again,
            Sense::Not,
            Sense::Send,
            Sense::Set,
            Sense::Default,
            Sense::LengthNoun,
        ]),
    );
    let names_row = sentence.items.iter().any(|item| {
        item.kind == ItemKind::Digits || item.is(Sense::RowLead) && item.number.is_none() && item.kind == ItemKind::Han
    });
    if beside > 0 || names_row || sentence.items[noun].number.is_some() {
        return None;
    }
    let switch = sentence
        .items
        .iter()
        .enumerate()
        .position(|(at, item)| at != noun && item.is_any(Senses::of(&[Sense::Off, Sense::On])) && !item.is_mark());
    match switch {
        Some(at) => {
            let is_off = sentence.items[at].is(Sense::Off);
            let said = sentence.slice(at..at + 1).to_owned();
            Some(settings_wish(Setting::Reminders, said, Some(!is_off), sentence.reference))
        }
        None if beside == 0 && sentence.content_beside(sentence.all(), Senses::NONE) <= 1 => {
            Some(SettingsWish::Ask(Setting::Reminders))
        }
        None => None,
    }
}

fn all(sentence: &Sentence<'_>) -> Option<SettingsWish> {
    sentence.find(Sense::SettingsNoun)?;
    let others = sentence.content_beside(
        sentence.all(),
        Senses::of(&[Sense::SettingsNoun, Sense::Show, Sense::Swap, Sense::Set, Sense::What]),
    );
    (others == 0 && !sentence.is_timed()).then_some(SettingsWish::Show)
}
