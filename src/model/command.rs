//! Commands, whether typed with a slash or as a word of the person's language.

use serde::{Deserialize, Serialize};

/// What a command asks for. `when` knows the words, each language beside its time words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Greet, and take up reminders again.
    Start,
    /// Say what can be done.
    Help,
    /// Show what is to come.
    List,
    /// Cancel by number.
    Cancel(Numbers),
    /// Bring the calendar up to date now.
    Sync,
    /// Say how things stand.
    Status,
    /// Turn reminders on or off in this chat; `None` asks how it stands.
    Reminders(Option<bool>),
    /// A slash command that nobody knows.
    Unknown,
}

/// The numbers behind a cancel word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Numbers {
    /// Numbers of list rows, in the order typed, each once.
    These(Vec<u32>),
    /// Nothing followed.
    Missing,
    /// Something followed that is no number.
    Unclear,
}
