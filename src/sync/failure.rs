//! Failures of sync, as the operator sees them.

use crate::accounts::OpenError;
use crate::google::{self, Error};
use crate::model::{AccountId, CalendarKind, Trouble};
use crate::store;

/// Why a round or an edit failed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Storage.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// Google.
    #[error("Google is unavailable")]
    Google(#[from] google::Error),
    /// Another process is syncing this calendar and has not finished in time.
    #[error("another process syncs this calendar")]
    Busy,
    /// No such calendar is linked.
    #[error("no calendar {0} is linked")]
    Unknown(AccountId),
    /// A person's calendar is linked, but none of the keys opens its token.
    #[error("a linked calendar cannot be opened")]
    Locked(#[source] OpenError),
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Store(error) => Self::Store(error),
            error @ (OpenError::Unknown | OpenError::Sealed(_) | OpenError::Machine(_)) => Self::Locked(error),
        }
    }
}

impl Failure {
    /// Whether storage is down, for which people get a message of its own.
    #[must_use]
    pub fn is_storage_away(&self) -> bool {
        match self {
            Self::Store(store::Error::Away(_)) => true,
            Self::Store(store::Error::Corrupt { .. })
            | Self::Google(_)
            | Self::Busy
            | Self::Unknown(_)
            | Self::Locked(_) => false,
        }
    }

    /// What people are told, if the failure is Google's.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble> {
        match self {
            Self::Google(error) => Some(error.trouble()),
            Self::Store(_) | Self::Busy | Self::Unknown(_) | Self::Locked(_) => None,
        }
    }

    /// The same for a person's calendar of this kind.
    #[must_use]
    pub fn trouble_of_person(&self, kind: CalendarKind) -> Option<Trouble> {
        match self {
            Self::Google(error) => Some(error.trouble_of_person(kind)),
            Self::Store(_) | Self::Busy | Self::Unknown(_) | Self::Locked(_) => None,
        }
    }

    /// Whether it concerns only this account, so that others can still be read: Google refuses or fails for it, it
    /// cannot be opened, or it is no longer linked.
    #[must_use]
    pub fn is_about_account(&self) -> bool {
        match self {
            Self::Google(_) | Self::Unknown(_) | Self::Locked(_) => true,
            Self::Store(_) | Self::Busy => false,
        }
    }

    /// Whether the same call may succeed a moment later.
    pub(super) fn may_pass(&self) -> bool {
        match self {
            Self::Google(error) => error.is_transient(),
            Self::Store(_) | Self::Busy => true,
            Self::Unknown(_) | Self::Locked(_) => false,
        }
    }

    /// One word for metrics.
    #[must_use]
    pub fn class(&self) -> &'static str {
        match self {
            Self::Store(store::Error::Away(_)) => "storage_away",
            Self::Store(store::Error::Corrupt { .. }) => "storage_corrupt",
            Self::Google(error) => error.class(),
            Self::Busy => "busy",
            Self::Unknown(_) => "unknown_account",
            Self::Locked(_) => "locked_account",
        }
    }
}

/// Whether a failure may concern only this one call, so that others are worth a try.
pub(super) fn is_about_one_call(error: &Error) -> bool {
    match error {
        Error::Away(google::Absence::Status { .. } | google::Absence::Cut | google::Absence::Unreadable)
        | Error::Outdated => true,
        Error::Away(google::Absence::TimedOut | google::Absence::Unreachable(_) | google::Absence::NoToken { .. })
        | Error::Grant
        | Error::Auth { .. }
        | Error::Quota { .. }
        | Error::Gone
        | Error::Exists
        | Error::Unexpected { .. } => false,
    }
}
