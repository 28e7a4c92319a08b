//! Quiet hours: "no messages between 10 and 6", "jgn kacau aku dari 11 malam sampai 7 pagi", 晚上11点到早上7点不要吵我.

use super::clause::{is_question, without_filler};
use super::hours::{is_own, times, times_of_clock};
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::switch::wish;
use crate::model::{Setting, SettingsWish};

/// The quiet hours that are wanted or asked about.
pub(super) fn quiet(sentence: &Sentence<'_>) -> Option<SettingsWish> {
    let Some(noun) = sentence.find(Sense::Quiet) else {
        return forbidden(sentence).map(|hours| wish(sentence, Setting::Quiet, Some(hours)));
    };
    if is_question(sentence) {
        return Some(SettingsWish::Ask(Setting::Quiet));
    }
    if let Some(hours) = forbidden(sentence) {
        return Some(wish(sentence, Setting::Quiet, Some(hours)));
    }
    if !is_own(sentence, noun) {
        return None;
    }
    if let Some(value) = hours_said(sentence) {
        // "The office is quiet till Friday" says no hours.
        return has_clock(sentence).then(|| wish(sentence, Setting::Quiet, Some(value)));
    }
    let others =
        sentence.content_beside(sentence.all(), Senses::of(&[Sense::Quiet, Sense::Off, Sense::On, Sense::Set]));
    let switch = sentence
        .items
        .iter()
        .position(|item| item.is_any(Senses::of(&[Sense::Off, Sense::On])) && !item.is(Sense::Quiet));
    (others == 0).then(|| wish(sentence, Setting::Quiet, switch.map(|at| sentence.slice(at..at + 1).to_owned())))
}

fn has_clock(sentence: &Sentence<'_>) -> bool {
    sentence.understood.readings.first().is_some_and(|reading| reading.known.clock)
}

/// The hours as they were typed: from the first word of a clock to the last, or else all words of time.
fn hours_said(sentence: &Sentence<'_>) -> Option<String> {
    times_of_clock(sentence).or_else(|| times(sentence))
}

/// The hours in which the bot is not to disturb: what it is forbidden stands first in a clause, or is urged politely.
fn forbidden(sentence: &Sentence<'_>) -> Option<String> {
    let reading = sentence.understood.readings.first()?;
    if !(reading.known.clock && reading.end.is_some()) {
        return None;
    }
    let forbids = sentence.clauses.iter().any(|clause| {
        let is_lead = |at: &usize| {
            let item = &sentence.items[*at];
            item.is_time
                || item.is_any(Senses::of(&[
                    Sense::Polite,
                    Sense::You,
                    Sense::From,
                    Sense::To,
                    Sense::Me,
                    Sense::Daily,
                    Sense::Doing,
                    Sense::Then,
                    Sense::Link,
                ]))
        };
        let begins = without_filler(sentence, clause.clone());
        let before = begins.clone().take_while(|at| is_lead(at) && !sentence.is(*at, Sense::Not)).count();
        let not = begins.start + before;
        let stops = not < clause.end && sentence.items[not].is_any(Senses::of(&[Sense::Not, Sense::Off, Sense::Quiet]));
        stops
            && (not..clause.end).take(REACH).any(|at| sentence.is(at, Sense::Disturbs) || sentence.is(at, Sense::Quiet))
    });
    let others = sentence.has_any(&[Sense::Third, Sense::EventNoun, Sense::Outlet]);
    (forbids && !others && !is_question(sentence)).then(|| hours_said(sentence)).flatten()
}

/// As many words after the one that forbids may stand what is forbidden.
const REACH: usize = 3;
