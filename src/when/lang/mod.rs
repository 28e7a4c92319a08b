//! The languages: words and what they mean, one file each, beside a corpus of phrases that hold it to its promise.
//!
//! A file holds only words. Spellings stand in one string, divided by `|`, all in folded form: lower case, simplified
//! characters, one space. A spelling may be a phrase; the longest one counts.

pub(super) mod en;
pub(super) mod ms;
pub(super) mod zh;

use super::word::Word;

/// What the reader knows of one language.
#[derive(Debug)]
pub(super) struct Language {
    /// Meanings and their spellings.
    pub words: &'static [(Word, &'static str)],
    /// Spellings that are also recognised with one mistake in them.
    pub often_mistyped: &'static [(&'static str, Word)],
    /// Words that look like such a mistake and are none.
    pub no_mistakes: &'static [&'static str],
    /// The words of commands.
    pub commands: &'static [(CommandWord, &'static str)],
}

/// What a command word asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CommandWord {
    /// Greeting, after which reminders come again.
    Start,
    /// To take back what was just done.
    Undo,
    /// What can be done.
    Help,
    /// What is to come.
    List,
    /// Cancel by number.
    Cancel,
    /// Bring the calendar up to date.
    Sync,
    /// How things stand.
    Status,
    /// Reminders in this chat.
    Reminders,
    /// After reminders: turn them on.
    On,
    /// After reminders: turn them off.
    Off,
    /// Between the numbers of a cancel command: says nothing ("number", "and").
    Filler,
    /// Between two numbers of a cancel command: all from the first to the second.
    Through,
}

/// Every language, English first: where two spell different things alike, the earlier one counts.
pub(super) static ALL: [&Language; 3] = [&en::LANGUAGE, &ms::LANGUAGE, &zh::LANGUAGE];
