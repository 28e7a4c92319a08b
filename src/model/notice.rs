//! What people must be told of changes that they did not make here.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{AccountId, Change, ChatId, Event, Origin, Scope, Trouble, UserId, civil_date};

/// One thing to be told, durable before it is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// A name that is the same for the same thing.
    pub id: String,
    /// The calendar.
    pub account: AccountId,
    /// The only chat that is told; `None`: every chat that hears the account's reminders.
    pub chat: Option<ChatId>,
    /// What is told.
    pub kind: NoticeKind,
}

/// Why an event is no longer in the calendar.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Departure {
    /// It was cancelled.
    #[default]
    Cancelled,
    /// The account's owner has declined the invitation.
    Declined,
    /// It belongs to another calendar, of this name or address.
    MovedTo(String),
}

/// What somebody did to events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OthersDeed {
    /// They are there now.
    Added,
    /// They are at another time.
    Moved,
    /// They are otherwise.
    Changed,
    /// They are gone.
    Cancelled,
    /// They are gone, as somebody has declined the invitation.
    Declined,
    /// They are there again, as somebody has taken back that they were cancelled or declined.
    BroughtBack,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum NoticeKind {
    /// A coming event moved in Google, or changed its title or place.
    Changed {
        /// As it was.
        was: Box<Event>,
        /// As it is.
        is: Box<Event>,
        /// Whether others of its series changed in the same way.
        #[serde(default)]
        is_series: bool,
    },
    /// A coming event is no longer in the calendar.
    Cancelled {
        /// As it was.
        was: Box<Event>,
        /// Why.
        #[serde(default)]
        why: Departure,
        /// Whether others of its series went in the same way.
        #[serde(default)]
        is_series: bool,
    },
    /// An event of today was made in Google.
    New {
        /// The event.
        is: Box<Event>,
    },
    /// Someone else has changed the calendar here.
    ByOther {
        /// Who, and not to be told.
        by: UserId,
        /// What they call themselves.
        name: Option<String>,
        /// What they did.
        deed: OthersDeed,
        /// How much of a series.
        scope: Scope,
        /// The events.
        events: Vec<Event>,
    },
    /// An edit that was kept has been carried out.
    Landed {
        /// The event, as Google has it or, when deleted, had it.
        event: Box<Event>,
        /// Whether it was deleted.
        is_deleted: bool,
        /// Who had asked.
        origin: Origin,
    },
    /// An edit that was kept was refused for good.
    Refused {
        /// What it was called.
        title: String,
        /// Why.
        trouble: Trouble,
        /// Who had asked.
        origin: Origin,
    },
    /// Google changed the same field first: Google's stands.
    Overridden {
        /// As Google has it.
        is: Box<Event>,
        /// What we wanted.
        ours: Change,
        /// Who had asked.
        origin: Origin,
    },
    /// Google is unavailable, and a person has to fix it.
    Trouble(Trouble),
    /// It is over.
    Recovered,
    /// It is over as the calendar's owner has signed in again: they know, and groups that use it are told.
    SignedInAgain,
    /// The calendar came back empty, twice: its reminders are held until somebody says that it is so.
    Empty {
        /// How many events we knew.
        known: u32,
    },
    /// Somebody has said that it is empty indeed: its events and their reminders are gone.
    Emptied {
        /// How many events there were.
        known: u32,
    },
    /// Storage was found empty and has been rebuilt from Google.
    Rebuilt,
    /// The account has more events than the setting allows: the furthest are left out.
    Full {
        /// The bound.
        most: u32,
    },
}

impl Notice {
    /// Whether it concerns people in `zone` at `now`: a new event is news on its day alone, unless it is an invitation, and what is over by then
    /// is not told any more. The day is that of the people, whatever zone the calendar has.
    #[must_use]
    pub fn concerns(&self, zone: Tz, now: DateTime<Utc>) -> bool {
        let is_coming = |event: &Event| event.when.end(zone) > now;
        match &self.kind {
            NoticeKind::New { is } if is.is_unanswered() => is_coming(is),
            NoticeKind::New { is } => is_coming(is) && civil_date(is.when.start(zone), zone) == civil_date(now, zone),
            NoticeKind::Changed { was, is, .. } if is.when.is_all_day() => is_coming(was) || is_coming(is),
            NoticeKind::Cancelled { was, .. } if was.when.is_all_day() => is_coming(was),
            NoticeKind::ByOther { events, .. } => events.iter().any(is_coming),
            NoticeKind::Changed { .. }
            | NoticeKind::Cancelled { .. }
            | NoticeKind::Landed { .. }
            | NoticeKind::Refused { .. }
            | NoticeKind::Overridden { .. }
            | NoticeKind::Trouble(_)
            | NoticeKind::Recovered
            | NoticeKind::SignedInAgain
            | NoticeKind::Empty { .. }
            | NoticeKind::Emptied { .. }
            | NoticeKind::Rebuilt
            | NoticeKind::Full { .. } => true,
        }
    }
}

impl NoticeKind {
    /// An event changed in Google.
    #[must_use]
    pub fn changed(was: Event, is: Event) -> Self {
        Self::Changed { was: Box::new(was), is: Box::new(is), is_series: false }
    }

    /// An event is no longer in the calendar.
    #[must_use]
    pub fn gone(was: Event, why: Departure) -> Self {
        Self::Cancelled { was: Box::new(was), why, is_series: false }
    }

    /// Has it speak of the whole series, where it is about an occurrence.
    pub fn speak_of_series(&mut self) {
        match self {
            Self::Changed { is_series, .. } | Self::Cancelled { is_series, .. } => *is_series = true,
            Self::New { .. }
            | Self::ByOther { .. }
            | Self::Landed { .. }
            | Self::Refused { .. }
            | Self::Overridden { .. }
            | Self::Trouble(_)
            | Self::Recovered
            | Self::SignedInAgain
            | Self::Empty { .. }
            | Self::Emptied { .. }
            | Self::Rebuilt
            | Self::Full { .. } => {}
        }
    }

    /// Whether everyone who is served must hear it, also those who want no reminders: how the bot itself fares.
    #[must_use]
    pub fn is_critical(&self) -> bool {
        match self {
            Self::Trouble(_) | Self::Recovered | Self::Empty { .. } | Self::Rebuilt | Self::Full { .. } => true,
            Self::Changed { .. }
            | Self::Cancelled { .. }
            | Self::New { .. }
            | Self::ByOther { .. }
            | Self::Landed { .. }
            | Self::Refused { .. }
            | Self::Overridden { .. }
            | Self::SignedInAgain
            | Self::Emptied { .. } => false,
        }
    }

    /// Whether the groups that are linked to the calendar hear it, also those without reminders: that it cannot be read
    /// until a person does something, and that it can again.
    #[must_use]
    pub fn is_for_linked(&self) -> bool {
        match self {
            Self::Trouble(_) | Self::Recovered | Self::SignedInAgain => true,
            Self::Changed { .. }
            | Self::Cancelled { .. }
            | Self::New { .. }
            | Self::ByOther { .. }
            | Self::Landed { .. }
            | Self::Refused { .. }
            | Self::Overridden { .. }
            | Self::Empty { .. }
            | Self::Emptied { .. }
            | Self::Rebuilt
            | Self::Full { .. } => false,
        }
    }

    /// Whether the list shows what it tells of: of too many of these the last are only counted.
    #[must_use]
    pub fn is_news(&self) -> bool {
        match self {
            Self::Changed { .. }
            | Self::Cancelled { .. }
            | Self::New { .. }
            | Self::ByOther { .. }
            | Self::Landed { .. } => true,
            Self::Refused { .. }
            | Self::Overridden { .. }
            | Self::Trouble(_)
            | Self::Recovered
            | Self::SignedInAgain
            | Self::Empty { .. }
            | Self::Emptied { .. }
            | Self::Rebuilt
            | Self::Full { .. } => false,
        }
    }

    /// It in one word, for names and metrics.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Changed { .. } => "changed",
            Self::Cancelled { .. } => "cancelled",
            Self::New { .. } => "new",
            Self::ByOther { .. } => "by_other",
            Self::Landed { .. } => "landed",
            Self::Refused { .. } => "refused",
            Self::Overridden { .. } => "overridden",
            Self::Trouble(_) => "trouble",
            Self::Recovered => "recovered",
            Self::SignedInAgain => "signed_in_again",
            Self::Empty { .. } => "empty",
            Self::Emptied { .. } => "emptied",
            Self::Rebuilt => "rebuilt",
            Self::Full { .. } => "full",
        }
    }
}
