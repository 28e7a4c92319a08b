//! What we are in the middle of with a chat: what was said once, and the question that is open.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use super::{AccountId, ButtonToken, DetailKind, Draft, EventTime, GrantId, GuestEdit, SeenEvent, UserId};

/// What was said once and need not be said again, and the question that is open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialogue {
    /// When "I read text only" was last said.
    #[serde(default)]
    pub text_only_told: Option<DateTime<Utc>>,
    /// "This bot serves others" was said.
    #[serde(default)]
    pub told_refused: bool,
    /// When a claim link was last refused.
    #[serde(default)]
    pub claim_refused: Option<DateTime<Utc>>,
    /// The question that waits for words.
    #[serde(default)]
    pub open: Option<OpenQuestion>,
}

/// A question that a person answers by writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenQuestion {
    /// Who was asked.
    pub user: UserId,
    /// Until when an answer is waited for.
    pub until: DateTime<Utc>,
    /// What was asked.
    pub about: AskedFor,
    /// The buttons that answer it too: pressed or answered in words, it is the same edit.
    #[serde(default)]
    pub token: Option<ButtonToken>,
}

/// What a question that waits for words asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskedFor {
    /// What to call a new event at this time.
    Title(EventTime),
    /// Whether to add this event.
    Add(Box<Draft>),
    /// Whether to give this event another time.
    Move {
        /// The event as it was shown.
        seen: Box<SeenEvent>,
        /// The other time.
        to: EventTime,
    },
    /// When this event is to be.
    Time(Box<SeenEvent>),
    /// What this event is to be called, where it is to be, or how long.
    Detail {
        /// The event as it was shown.
        seen: Box<SeenEvent>,
        /// What of it changes.
        what: DetailKind,
    },
    /// Which rows to cancel.
    WhichToCancel,
    /// What to call this Google account.
    AccountName(GrantId),
    /// Whether to change the guests of this event.
    Guests {
        /// The event as it was shown.
        seen: Box<SeenEvent>,
        /// What would change.
        what: GuestEdit,
    },
}

impl AskedFor {
    /// The calendar that an answer reads or changes, if it is about one.
    #[must_use]
    pub fn account(&self) -> Option<&AccountId> {
        match self {
            Self::Add(draft) => draft.calendar.as_ref(),
            Self::Move { seen, .. } | Self::Guests { seen, .. } | Self::Time(seen) | Self::Detail { seen, .. } => {
                Some(&seen.account)
            }
            Self::Title(_) | Self::WhichToCancel | Self::AccountName(_) => None,
        }
    }
}

impl OpenQuestion {
    /// How long a question waits.
    const WAITS: Duration = Duration::hours(1);

    /// The question that `user` is asked at `now`.
    #[must_use]
    pub fn new(user: UserId, about: AskedFor, now: DateTime<Utc>) -> Self {
        Self { user, until: now.checked_add_signed(Self::WAITS).unwrap_or(now), about, token: None }
    }

    /// The same question with buttons that answer it too.
    #[must_use]
    pub fn with_buttons(self, token: ButtonToken) -> Self {
        Self { token: Some(token), ..self }
    }

    /// Whether what this person writes at `now` answers it.
    #[must_use]
    pub fn waits_for(&self, user: UserId, now: DateTime<Utc>) -> bool {
        self.user == user && now < self.until
    }
}

/// A question with buttons, as `chat` asks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Cancel several events?
    Several,
    /// This occurrence, it and those after it, or all?
    Series,
    /// This occurrence alone? What is wished for cannot be done to a series.
    Occurrence,
    /// It has guests: cancel it anyway?
    Guests,
}
