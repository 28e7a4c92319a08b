//! What goes wrong in sync, as the operator sees it.

use crate::model::{AccountId, Trouble};
use crate::{google, store};

/// Why a round or an edit could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The memory.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The calendar.
    #[error("google cannot be had")]
    Google(#[from] google::Error),
    /// Another process syncs this calendar and does not come to an end.
    #[error("another process syncs this calendar")]
    Busy,
    /// No such calendar is linked.
    #[error("no calendar {0} is linked")]
    Unknown(AccountId),
}

impl Failure {
    /// Whether it is only that the memory is away, which people are told in words of its own.
    #[must_use]
    pub fn is_storage_away(&self) -> bool {
        match self {
            Self::Store(store::Error::Away(_)) => true,
            Self::Store(store::Error::Corrupt { .. }) | Self::Google(_) | Self::Busy | Self::Unknown(_) => false,
        }
    }

    /// What people are told of it, when it is Google that cannot be had.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble> {
        match self {
            Self::Google(error) => Some(error.trouble()),
            Self::Store(_) | Self::Busy | Self::Unknown(_) => None,
        }
    }

    /// The class as one word, for metrics.
    #[must_use]
    pub fn class(&self) -> &'static str {
        match self {
            Self::Store(store::Error::Away(_)) => "storage_away",
            Self::Store(store::Error::Corrupt { .. }) => "storage_corrupt",
            Self::Google(error) => error.class(),
            Self::Busy => "busy",
            Self::Unknown(_) => "unknown_account",
        }
    }
}
