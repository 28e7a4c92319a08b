//! What is wanted of one's Google accounts and calendars, and by the operator.

use super::UserId;

/// What is wanted of one's Google accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountsWish {
    /// Sign in to one.
    Connect {
        /// What to call it, if said.
        name: Option<String>,
    },
    /// See them.
    Show,
    /// Have new events go to this one.
    Default {
        /// Its name.
        name: String,
    },
    /// Call one something else.
    Rename {
        /// Its name.
        name: String,
        /// Its new name.
        to: String,
    },
    /// Sign out of one.
    SignOut {
        /// Its name.
        name: String,
    },
    /// Something of the calendars that are read.
    Calendars(CalendarsWish),
}

/// What is wanted of the calendars of one's Google accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarsWish {
    /// See what there is to choose from.
    Show,
    /// Have one read.
    On {
        /// Its name.
        name: String,
    },
    /// Have one not read any more.
    Off {
        /// Its name.
        name: String,
    },
    /// Have new events go there.
    Write {
        /// Its name.
        name: String,
    },
    /// Add an event to one, or ask about it, and there is none of this name.
    Unknown {
        /// The name.
        name: String,
    },
}

/// What the operator wants of the people who use the bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperatorWish {
    /// A link that lets one person in.
    Invite,
    /// See who there is.
    Users,
    /// Have somebody gone, with everything of theirs.
    Remove {
        /// Whom.
        user: UserId,
    },
}
