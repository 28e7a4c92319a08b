//! Linked calendars, who may use them, and how fresh our copy is.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use super::{AccountId, ChatId, ChatKind, EventId, PushChannel, Trouble, UserId};

/// One Google grant with its calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its short name.
    pub id: AccountId,
    /// The calendar's id at Google; `primary` is the person's own.
    pub calendar: String,
}

/// Who is served, and who hears reminders. Closed by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Access {
    /// People who are served in private.
    pub users: BTreeSet<UserId>,
    /// Groups in which everybody is served.
    pub chats: BTreeSet<ChatId>,
    /// Where operator messages go.
    pub admin: Option<ChatId>,
}

impl Access {
    /// Whether `user` is served in `chat`: a private chat if the user is listed, a group if the chat is listed.
    #[must_use]
    pub fn serves(&self, chat: ChatId, kind: ChatKind, user: UserId) -> bool {
        match kind {
            ChatKind::Private => self.users.contains(&user),
            ChatKind::Group => self.chats.contains(&chat),
        }
    }

    /// Whether `user` is listed by name, which alone lets one change what a group hears.
    #[must_use]
    pub fn lists(&self, user: UserId) -> bool {
        self.users.contains(&user)
    }
}

/// What we keep about an account between two rounds; defaults are not stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountState {
    /// The last round in which all went well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_good: Option<DateTime<Utc>>,
    /// The last full read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_full: Option<DateTime<Utc>>,
    /// The next round.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<DateTime<Utc>>,
    /// Rounds that failed since.
    #[serde(skip_serializing_if = "is_default")]
    pub failures: u32,
    /// Why the last one failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trouble: Option<Trouble>,
    /// Whether the last consistency check agreed; `None` before the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_consistent: Option<bool>,
    /// Whether events had to be left out because the account is full.
    #[serde(skip_serializing_if = "is_default")]
    pub is_full: bool,
    /// The last round, however it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_try: Option<DateTime<Utc>>,
    /// When people were last told of a trouble that a person has to fix; `None` when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told: Option<DateTime<Utc>>,
    /// When people were last told of such a trouble, whether it is over or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_told: Option<DateTime<Utc>>,
    /// How many events we know of a calendar that came back empty, twice: its reminders are held until somebody says
    /// that it is so, or most of them are back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<u32>,
    /// The entries that cannot be read; one without an id has an empty one here.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub unreadable: BTreeSet<EventId>,
    /// How many events are left out because the account has more than the setting allows.
    #[serde(skip_serializing_if = "is_default")]
    pub left_out: u32,
    /// When people were last told that events are left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_told_full: Option<DateTime<Utc>>,
    /// The channel over which Google tells of changes, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub push: Option<PushChannel>,
    /// Until when Google is not asked to tell of changes, because it refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unwatched_until: Option<DateTime<Utc>>,
    /// How many entries the first read has brought so far, while it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<u32>,
}

impl AccountState {
    /// Whether more may be in the calendar than its copy holds, although it was read before: Google refuses it, or has not
    /// answered for longer than `fresh`.
    #[must_use]
    pub fn is_lost(&self, fresh: Duration, now: DateTime<Utc>) -> bool {
        match self.trouble {
            None => false,
            // It may pass.
            Some(Trouble::Quota | Trouble::Away) => self.last_good.is_none_or(|at| now - at > fresh),
            Some(
                Trouble::Grant
                | Trouble::SignIn
                | Trouble::Client
                | Trouble::Forbidden
                | Trouble::NotShared
                | Trouble::OwnRefused
                | Trouble::Invalid
                | Trouble::ReadOnly,
            ) => true,
        }
    }

    /// Whether the calendar is being read for the first time.
    #[must_use]
    pub fn is_being_read(&self) -> bool {
        self.trouble.is_none() && self.last_good.is_none()
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Calendars of which more may be there than an answer says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownCalendars {
    /// These cannot be read.
    pub lost: Vec<String>,
    /// These are being read for the first time.
    pub being_read: Vec<String>,
    /// How many entries of these have come so far, once reading has begun.
    pub read_so_far: Option<u32>,
}

impl UnknownCalendars {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lost.is_empty() && self.being_read.is_empty()
    }
}

/// How many accounts are in which state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountCounts {
    /// These are up to date.
    pub fine: u64,
    /// These wait for their person: to sign in again, or for Google to let them use the calendar again.
    #[serde(rename = "sign_in")]
    pub waiting: u64,
    /// Of these no round has gone well for some time.
    pub behind: u64,
    /// Of those behind, these are because Google refuses the bot's client.
    #[serde(default)]
    pub refused: u64,
}

impl AccountCounts {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.fine.saturating_add(self.waiting).saturating_add(self.behind)
    }
}

/// How fresh an answer from the cache is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Freshness {
    /// Younger than two sync intervals.
    Fresh,
    /// It is read for the first time just now.
    BeingRead {
        /// How many entries were read so far.
        entries: u32,
    },
    /// Older: when Google last answered (`None`: never), and what is in the way.
    Stale {
        /// The last good round.
        as_of: Option<DateTime<Utc>>,
        /// What is in the way, if we know.
        trouble: Option<Trouble>,
    },
}

impl Freshness {
    /// Whether the calendar is read for the first time just now, or soon.
    #[must_use]
    pub fn is_being_read(self) -> bool {
        match self {
            Self::BeingRead { .. } | Self::Stale { as_of: None, trouble: None } => true,
            Self::Fresh | Self::Stale { .. } => false,
        }
    }

    /// Whether the calendar was read at all: of one that was not, nothing is known.
    #[must_use]
    pub fn is_read(self) -> bool {
        match self {
            Self::Fresh => true,
            Self::BeingRead { .. } => false,
            Self::Stale { as_of, .. } => as_of.is_some(),
        }
    }
}
