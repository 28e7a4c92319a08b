//! What people must be told of changes that they did not make here.

use serde::{Deserialize, Serialize};

use super::{AccountId, Change, ChatId, Event, Origin, Trouble};

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
    },
    /// A coming event was cancelled in Google.
    Cancelled {
        /// As it was.
        was: Box<Event>,
    },
    /// An event of today was made in Google.
    New {
        /// The event.
        is: Box<Event>,
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

impl NoticeKind {
    /// Whether everyone who is served must hear it, also those who want no reminders: how the bot itself fares.
    #[must_use]
    pub fn is_critical(&self) -> bool {
        match self {
            Self::Trouble(_) | Self::Recovered | Self::Empty { .. } | Self::Rebuilt | Self::Full { .. } => true,
            Self::Changed { .. }
            | Self::Cancelled { .. }
            | Self::New { .. }
            | Self::Landed { .. }
            | Self::Refused { .. }
            | Self::Overridden { .. }
            | Self::Emptied { .. } => false,
        }
    }

    /// Whether the list shows what it tells of: of too many of these the last are only counted.
    #[must_use]
    pub fn is_news(&self) -> bool {
        match self {
            Self::Changed { .. } | Self::Cancelled { .. } | Self::New { .. } | Self::Landed { .. } => true,
            Self::Refused { .. }
            | Self::Overridden { .. }
            | Self::Trouble(_)
            | Self::Recovered
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
            Self::Landed { .. } => "landed",
            Self::Refused { .. } => "refused",
            Self::Overridden { .. } => "overridden",
            Self::Trouble(_) => "trouble",
            Self::Recovered => "recovered",
            Self::Empty { .. } => "empty",
            Self::Emptied { .. } => "emptied",
            Self::Rebuilt => "rebuilt",
            Self::Full { .. } => "full",
        }
    }
}
