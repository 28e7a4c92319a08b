//! Why something was not done, or not all of it, as data.

use serde::{Deserialize, Serialize};

use super::Card;
use crate::model::{Moment, Trouble};

/// What of a calendar file is left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportNotes {
    /// Events that are over.
    pub past: u32,
    /// Entries that could not be read.
    pub unreadable: u32,
    /// Days that the file changes or leaves out of a series, and that are added as usual.
    pub usual_days: u32,
    /// Days that the file adds to a series, and that are left out.
    pub extra_days: u32,
    /// Whether the file has more events than are looked at.
    pub is_cut: bool,
}

/// What became of one of several events that were to be added at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AddOutcome {
    /// It is in the calendar.
    Made,
    /// It will be when Google is back.
    Queued(Trouble),
    /// Google refused it.
    Refused(Trouble),
    /// It is over by now.
    Over,
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

/// Why an action on numbers was not carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Nothing followed the cancel word, or nothing that is a number.
    NoNumbers,
    /// These are not in the list.
    NotInList(Vec<u32>),
    /// This person has seen no list here, or not for a day.
    NoListSeen,
    /// These have changed since the list was shown.
    Changed(Vec<u32>),
    /// These are gone already.
    Gone(Vec<u32>),
    /// These are whole series, and were named beside others.
    WholeSeries(Vec<u32>),
    /// Nothing is on at this time, or on this day.
    NothingThen(Moment),
    /// An event was named in a chat that hides titles.
    TitlesHidden,
}

/// How an event was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Altered {
    /// It begins at another time.
    Moved,
    /// It is called otherwise, takes place elsewhere or is longer or shorter.
    Changed,
}

/// Why nothing was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotUndone {
    /// This person has done nothing here in the last ten minutes.
    Nothing,
    /// It was done more than ten minutes ago.
    TooLate,
    /// It is taken back already.
    Already,
    /// Somebody has changed it since: how it stands now.
    Changed(Box<Card>),
    /// Google refused.
    Refused(Trouble),
}
