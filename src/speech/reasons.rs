//! Why something was not done, or not all of it, as data.

use serde::{Deserialize, Serialize};

/// What of a calendar file is left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportNotes {
    /// Events that are over.
    pub past: u32,
    /// Entries that could not be read.
    pub unreadable: u32,
    /// Exceptions of series.
    pub exceptions: u32,
    /// Whether the file has more events than are looked at.
    pub is_cut: bool,
}

/// Why a calendar file adds nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotImported {
    /// It is too large.
    TooLarge,
    /// There is no calendar in it.
    NotACalendar,
    /// Telegram did not give it.
    NotDownloaded,
    /// There is no event to come in it.
    Nothing(ImportNotes),
}

/// Why an event was not corrected after its message was edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotCorrected {
    /// The message does not read as one event any more.
    Unread,
    /// The event was changed since in another way.
    Changed,
    /// It is a series, or would become one.
    Series,
}
