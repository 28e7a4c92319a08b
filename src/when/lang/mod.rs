//! The languages: words and what they mean, one file each, beside a corpus of phrases that hold it to its promise.
//!
//! A file holds only words; those around a plan stand in a file beside. Spellings stand in one string, divided by `|`, all in folded form: lower case, simplified
//! characters, one space. A spelling may be a phrase; the longest one counts.

pub(super) mod en;
pub(super) mod ms;
pub(super) mod zh;

use chrono::Weekday;
use chrono_tz::Tz;

use super::word::Word;
use crate::model::Language;

/// What the reader knows of one language.
#[derive(Debug)]
pub(super) struct LanguageWords {
    /// Meanings of the words of time, and their spellings.
    pub words: &'static [(Word, &'static str)],
    /// Those of the words around a plan.
    pub around: &'static [(Word, &'static str)],
    /// Spellings that are also recognised with one mistake in them.
    pub often_mistyped: &'static [(&'static str, Word)],
    /// Words that look like such a mistake and are none.
    pub no_mistakes: &'static [&'static str],
    /// What people count without a measure: right after a day and a number, the number is theirs ("esok 2 kereta").
    pub counted: &'static [&'static str],
    /// What is planned, though it ends like an English plural ("kelas", "tennis").
    pub no_plurals: &'static [&'static str],
    /// Whole words, and what people text in their place, or say in a dialect.
    pub texted: &'static [(&'static str, &'static str)],
    /// Words that people type without their vowels.
    pub often_shortened: &'static str,
    /// Letters that stand for weekdays in a list.
    pub initials: &'static [(&'static str, Weekday)],
    /// What does not go on until a day that follows ("wait until friday").
    pub no_lasting: &'static [&'static str],
    /// Words for "from" that count on from a day, and begin no range.
    pub counting_on: &'static [&'static str],
    /// What puts the weekday before it a week later ("friday week").
    pub week_ahead: &'static [&'static str],
    /// How a calendar is named.
    pub calendar: CalendarWords,
    /// What languages are called.
    pub languages: &'static [(Language, &'static str)],
    /// Zones, and what lies in them and has no zone of its own name.
    pub towns: &'static [(Tz, &'static str)],
}

/// How a language names a calendar to put something into.
#[derive(Debug)]
pub(super) struct CalendarWords {
    /// What leads to a name beside the word for a calendar; in Chinese, the longest first.
    pub leads: &'static [&'static str],
    /// What alone leads to a name.
    pub bare_leads: &'static [&'static str],
    /// What stands between a lead and a name.
    pub between: &'static [&'static str],
    /// A calendar; in Chinese, the usual word first.
    pub nouns: &'static [&'static str],
    /// Those of them that stand before the name.
    pub nouns_first: &'static [&'static str],
    /// What puts something into a calendar, before the lead.
    pub put: &'static [&'static str],
    /// What puts something somewhere, before all of it.
    pub putting: &'static [&'static str],
    /// "In it", after the word for a calendar.
    pub inside: &'static [&'static str],
    /// Politeness after all of it.
    pub tail: &'static [&'static str],
    /// What is no name beside the word for a calendar.
    pub no_names: &'static [&'static str],
    /// What turns another calendar down, after the one that is named.
    pub negations: &'static [&'static str],
}

impl LanguageWords {
    /// All meanings and their spellings.
    pub(super) fn all(&self) -> impl Iterator<Item = &'static (Word, &'static str)> {
        self.words.iter().chain(self.around)
    }
}

/// Every language, English first: where two spell different things alike, the earlier one counts.
pub(super) static ALL: [&LanguageWords; 3] = [&en::LANGUAGE, &ms::LANGUAGE, &zh::LANGUAGE];

/// Whether a word is what a number before it counts: a plural, or a noun that people count without a measure.
pub(super) fn is_counted(word: &str) -> bool {
    let is_plural = en::ends_like_plural(word) && !is_listed(word, |words| words.no_plurals);
    is_plural || is_listed(word, |words| words.counted)
}

/// Whether what a word says may go on until a day that follows.
pub(super) fn lasts(word: &str) -> bool {
    !is_listed(word, |words| words.no_lasting)
}

/// Whether a word for "from" counts on from a day.
pub(super) fn counts_on(word: &str) -> bool {
    is_listed(word, |words| words.counting_on)
}

/// Whether a word puts the weekday before it a week later.
pub(super) fn is_week_ahead(word: &str) -> bool {
    is_listed(word, |words| words.week_ahead)
}

/// The weekday that letters stand for in a list.
pub(super) fn initial(letters: &str) -> Option<Weekday> {
    ALL.iter().flat_map(|words| words.initials).find(|(initial, _)| *initial == letters).map(|(_, day)| *day)
}

/// The language that is called so, in lower case.
pub(super) fn language(name: &str) -> Option<Language> {
    called(name, |words| words.languages)
}

/// The zone of what is called so, in lower case.
pub(super) fn town(name: &str) -> Option<Tz> {
    called(name, |words| words.towns)
}

/// What has a name in some language.
fn called<T: Copy>(name: &str, list: fn(&LanguageWords) -> &'static [(T, &'static str)]) -> Option<T> {
    let is_named = |names: &str| names.split('|').any(|known| known == name);
    ALL.iter().flat_map(|words| list(words)).find(|(_, names)| is_named(names)).map(|(named, _)| *named)
}

/// Whether a word stands in a list of some language.
fn is_listed(word: &str, list: fn(&LanguageWords) -> &'static [&'static str]) -> bool {
    ALL.iter().any(|words| list(words).contains(&word))
}
