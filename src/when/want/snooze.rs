//! A reminder again later: "snooze 15", "ping me again in half an hour", 等下半个钟再叫我一次.

use std::ops::Range;

use chrono::Duration;

use super::items::Item;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::time::{SaidTime, amount};
use crate::model::{Intent, Moment, RepliedTo, Snooze};

/// Words around what is meant that name nothing.
pub(super) const AROUND_SNOOZE: Senses = Senses::of(&[
    Sense::Snooze,
    Sense::Remind,
    Sense::ReminderNoun,
    Sense::Again,
    Sense::Later,
    Sense::It,
    Sense::By,
    Sense::MakeIt,
    Sense::Put,
    Sense::UntilStart,
    Sense::Instead,
    Sense::Postpone,
    Sense::Amount,
    Sense::Count,
    Sense::Unit,
    Sense::Not,
    Sense::Wait,
    Sense::After,
    Sense::AfterIt,
    Sense::Belated,
    Sense::More,
    Sense::Another,
]);

/// A reminder again later, said in the whole message, or in a clause beside excuses: "still driving, ping me again at 5".
pub(super) fn snooze(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    snoozed(sentence, replied).or_else(|| some_more(sentence, replied)).or_else(|| {
        let text = without_excuses(sentence)?;
        snoozed(&Sentence::of(&text, sentence.reference), replied)
    })
}

/// "10 more min" under a reminder that has just come.
fn some_more(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let is_between = |at: &usize| {
        let item = &sentence.items[*at];
        item.is(Sense::More) && sentence.items[at - 1].number.is_some() && sentence.is(at + 1, Sense::Unit)
    };
    let more = (1..sentence.len()).find(is_between)?;
    let others = sentence.content_beside(sentence.all(), Senses::of(&[Sense::Unit, Sense::More])) > 1;
    let said = format!("{} {}", sentence.slice(more - 1..more), sentence.slice(more + 1..more + 2));
    let amount = amount(&said).filter(|_| !others && replied.is_none_or(|replied| is_due(sentence, replied)))?;
    Some(Intent::Snooze(Snooze::For(amount)))
}

/// The text without the clauses that only say why, if one of several clauses asks for the reminder again.
fn without_excuses(sentence: &Sentence<'_>) -> Option<String> {
    const ASKS: Senses = Senses::of(&[Sense::Snooze, Sense::Again]);
    if !sentence.has(Sense::Snooze) {
        return None;
    }
    let clauses = &sentence.clauses;
    let has = |clause: &Range<usize>, senses: Senses| clause.clone().any(|at| sentence.items[at].is_any(senses));
    let asks = |clause: &Range<usize>| has(clause, ASKS) && has(clause, Senses::of(&[Sense::Remind, Sense::Snooze]));
    let is_excuse = |clause: &&Range<usize>| !asks(clause) && !sentence.has_time((*clause).clone());
    let excuses: Vec<Range<usize>> = clauses.iter().filter(is_excuse).cloned().collect();
    (clauses.len() > excuses.len() && !excuses.is_empty()).then(|| sentence.without(&excuses))
}

/// A reminder again later: "snooze 15", "remind me again in 20 min", 过半小时再叫我.
fn snoozed(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let says_remind = sentence.has(Sense::Remind);
    let says_again = sentence.has(Sense::Again);
    let snoozes = sentence.find(Sense::Snooze);
    let is_reminded = replied.is_some_and(|replied| is_due(sentence, replied));
    if !says_remind && snoozes.is_none() && !is_reminded && !sentence.has(Sense::Wait) {
        return None;
    }
    let runs = sentence.amounts();
    let in_run = |at: usize| runs.iter().any(|run| run.range.contains(&at));
    let others = (0..sentence.len()).filter(|at| {
        let item = &sentence.items[*at];
        item.is_content() && !item.is_any(AROUND_SNOOZE) && !in_run(*at) && item.number.is_none()
    });
    let others = others.count();
    if sentence.has(Sense::Thanked) || says_remind && runs.is_empty() && (is_refused(sentence) || wants_none(sentence))
    {
        return None;
    }
    // Beside a reminder that has just come, a word or two of excuse may stand: "wait la busy, remind balik pukul 6".
    let says_later = says_again || snoozes.is_some() || says_remind && sentence.has_any(&[Sense::Later, Sense::More]);
    let most = if is_reminded && says_later { 3 } else { 0 };
    let is_said = match (snoozes, says_remind) {
        (Some(at), _) if sentence.is(at, Sense::SnoozeVerb) => others <= 2,
        // 再叫我 says both, whatever else is said of being sleepy.
        (Some(at), true) if sentence.is(at, Sense::Remind) && !runs.is_empty() && replied.is_none() => {
            let names = |item: &Item| item.is_content() && item.is_any(Senses::of(&[Sense::EventNoun, Sense::Task]));
            let is_free = !sentence.items.iter().any(names) && !sentence.has_any(&[Sense::Before, Sense::Ahead]);
            others <= most || others <= 3 && is_free
        }
        (Some(_), true) => others <= most,
        (Some(_), false) => {
            let is_meant = is_reminded || !sentence.has(Sense::Later) || replied.is_none() && !runs.is_empty();
            others == 0
                && is_meant
                && (replied.is_some() || !runs.is_empty())
                && !sentence.has_any(&[Sense::Move, Sense::Replace])
        }
        (None, true) => {
            others <= most && (says_again || replied.is_some()) && !sentence.has_any(&[Sense::Before, Sense::Ahead])
        }
        (None, false) => {
            others == 0
                && is_reminded
                && !runs.is_empty()
                && (sentence.is_timed() || says_again || sentence.has_any(&[Sense::Later, Sense::Another, Sense::Wait]))
                && !sentence.has_any(&[Sense::Postpone, Sense::Earlier, Sense::Advance])
                || waits(sentence, replied) && others == 0 && !runs.is_empty()
        }
    };
    if !is_said || sentence.has_any(&[Sense::Before, Sense::Ahead]) && !sentence.has(Sense::Again) {
        return None;
    }
    if sentence.has(Sense::UntilStart) {
        return Some(Intent::Snooze(Snooze::UntilStart));
    }
    let time = sentence.understood.readings.first().map(|reading| SaidTime::of(reading, sentence.reference));
    if let Some(time) = time.as_ref().filter(|time| !time.is_offset && (time.has_clock || time.has_day)) {
        return Some(Intent::Snooze(match time.start {
            Moment::Time(at) => Snooze::At(at),
            Moment::Day(day) => Snooze::At(day.and_hms_opt(MORNING, 0, 0)?),
        }));
    }
    if let Some(run) = runs.first() {
        return Some(Intent::Snooze(Snooze::For(run.total())));
    }
    if let Some(time) = time.filter(|time| time.is_offset) {
        return Some(Intent::Snooze(match time.start {
            Moment::Time(at) => Snooze::At(at),
            Moment::Day(day) => Snooze::At(day.and_hms_opt(MORNING, 0, 0)?),
        }));
    }
    // "snooze 15": minutes, where nothing else is said.
    let bare = sentence
        .items
        .iter()
        .find_map(|item| item.number.filter(|number| (1..=600).contains(number) && !item.is(Sense::Filler)));
    Some(Intent::Snooze(bare.map_or(Snooze::Later, |minutes| Snooze::For(Duration::minutes(i64::from(minutes))))))
}

/// "Takyah ingatkan", 不用提醒: a reminder is not wanted.
fn is_refused(sentence: &Sentence<'_>) -> bool {
    const NO_MORE: Senses = Senses::of(&[Sense::Off, Sense::Not]);
    sentence.all().any(|at| {
        let says_no = |at: usize| sentence.items[at].is_any(NO_MORE) && !sentence.items[at].is_time;
        sentence.is(at, Sense::Remind) && (says_no(at) || at > 0 && says_no(at - 1))
    })
}

/// "Give me another 15 minutes", "tunggu 10 minit": asks for more time, and for nothing else.
fn waits(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> bool {
    let is_due = replied.is_none_or(|replied| is_due(sentence, replied));
    is_due && sentence.has(Sense::Wait) && !sentence.has_mark('?') && !sentence.has_any(&[Sense::You, Sense::Third])
}

/// Whether no reminder is wanted, and no other time for it: "不用提醒我了，我天天都去".
fn wants_none(sentence: &Sentence<'_>) -> bool {
    let clauses = &sentence.clauses;
    let asks = clauses.iter().find(|clause| (*clause).clone().any(|at| sentence.is(at, Sense::Remind)));
    asks.is_some_and(|clause| {
        let is_off = |at: usize| sentence.items[at].is_any(Senses::of(&[Sense::Off, Sense::Not]));
        !sentence.has_time(clause.clone()) && clause.clone().any(is_off)
    })
}

/// The hour at which a reminder comes that is put off to another day.
pub(super) const MORNING: u32 = 9;

/// Whether the event replied to begins about now, so that its reminder has just come.
fn is_due(sentence: &Sentence<'_>, replied: &RepliedTo) -> bool {
    let start = replied.when.start(sentence.reference.zone);
    let ahead = start - sentence.reference.now;
    ahead <= Duration::hours(1) && ahead >= Duration::hours(-3)
}
