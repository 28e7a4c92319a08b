//! The languages: words and what they mean, one file each, beside a corpus of phrases that hold it to its promise.
//!
//! A file holds only words; those around a plan stand in a file beside. Spellings stand in one string, divided by `|`, all in folded form: lower case, simplified
//! characters, one space. A spelling may be a phrase; the longest one counts.

pub(super) mod en;
pub(super) mod ms;
pub(super) mod zh;

use super::word::Word;

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
    let is_listed =
        |list: fn(&LanguageWords) -> &'static [&'static str]| ALL.iter().any(|words| list(words).contains(&word));
    let is_plural = word.ends_with('s') && !word.ends_with("ss") && !is_listed(|words| words.no_plurals);
    is_plural || is_listed(|words| words.counted)
}
