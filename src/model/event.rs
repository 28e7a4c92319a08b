//! Calendar entries, written and not yet written.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{EditId, Etag, EventId, Lead, start_of_day};

/// When an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventTime {
    /// Whole days, which never pass through a zone.
    AllDay {
        /// The first day.
        first: NaiveDate,
        /// The day after the last one (exclusive, as Google has it).
        until: NaiveDate,
    },
    /// From an instant to an instant.
    Timed {
        /// The first moment.
        start: DateTime<Utc>,
        /// The moment after the last one.
        end: DateTime<Utc>,
    },
}

impl EventTime {
    /// The instant at which it begins for people in `zone`.
    #[must_use]
    pub fn start(self, zone: Tz) -> DateTime<Utc> {
        match self {
            Self::AllDay { first, .. } => start_of_day(first, zone),
            Self::Timed { start, .. } => start,
        }
    }

    /// The instant at which it is over for people in `zone`.
    #[must_use]
    pub fn end(self, zone: Tz) -> DateTime<Utc> {
        match self {
            Self::AllDay { until, .. } => start_of_day(until, zone),
            Self::Timed { end, .. } => end,
        }
    }

    /// Whether it takes whole days.
    #[must_use]
    pub fn is_all_day(self) -> bool {
        matches!(self, Self::AllDay { .. })
    }

    /// Whether two times share a moment; all-day events overlap nothing, as they block nobody's hours.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        match (self, other) {
            (Self::Timed { start, end }, Self::Timed { start: from, end: to }) => start < to && from < end,
            _ => false,
        }
    }

    /// The same length, beginning at another instant or day.
    ///
    /// `None` when the calendar ends before the event would.
    #[must_use]
    pub fn moved_by(self, by: Duration) -> Option<Self> {
        Some(match self {
            Self::AllDay { first, until } => {
                Self::AllDay { first: first.checked_add_signed(by)?, until: until.checked_add_signed(by)? }
            }
            Self::Timed { start, end } => {
                Self::Timed { start: start.checked_add_signed(by)?, end: end.checked_add_signed(by)? }
            }
        })
    }
}

/// A recurrence rule of RFC 5545 as Google takes it, without its `RRULE:` prefix.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rule(pub String);

/// Which of Google's entries this is (Calendar v3, `eventType`); those that are no events for us do not exist here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// An ordinary event.
    Default,
    /// Made by Google from a mail.
    FromGmail,
    /// Time kept free for work.
    FocusTime,
    /// Away.
    OutOfOffice,
}

/// A calendar entry: a single event, or one occurrence of a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its id at Google; an occurrence has one of its own.
    pub id: EventId,
    /// Google's version of it.
    pub etag: Etag,
    /// Which entry it is.
    pub kind: EventKind,
    /// What it is called; empty when Google has no title.
    pub title: String,
    /// When it is.
    pub when: EventTime,
    /// The zone it was made in.
    pub zone: Tz,
    /// Where it is.
    pub place: Option<String>,
    /// The series that it is one occurrence of; a whole series, as it was just made, names itself.
    pub series: Option<EventId>,
    /// Whether others are invited.
    pub has_guests: bool,
    /// Whether it was made through Janji.
    pub is_ours: bool,
    /// The edit that wrote it last through Janji, from its private extended property.
    pub edit: Option<EditId>,
    /// Leads asked for in the message; `None` means the chat's own.
    pub leads: Option<Vec<Lead>>,
    /// Google's page of it.
    pub link: Option<String>,
}

impl Event {
    /// Whether this stands for a whole series rather than for one occurrence.
    #[must_use]
    pub fn is_whole_series(&self) -> bool {
        self.series.as_ref() == Some(&self.id)
    }

    /// Whether what a person sees of it differs: title, start, end or place. Another etag alone does not.
    #[must_use]
    pub fn looks_other_than(&self, other: &Self) -> bool {
        self.title != other.title || self.when != other.when || self.place != other.place
    }
}

/// An event not yet written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What it is called.
    pub title: String,
    /// When it is; of a series, its first occurrence.
    pub when: EventTime,
    /// The zone it was said in.
    pub zone: Tz,
    /// Where it is.
    pub place: Option<String>,
    /// How it repeats.
    pub rule: Option<Rule>,
    /// Leads asked for in the message; `None` means the chat's own.
    pub leads: Option<Vec<Lead>>,
}
