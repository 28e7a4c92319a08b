//! Failures of a conversation, as the operator sees them.

use crate::model::UpdateId;
use crate::{store, sync};

/// A failure of ours: logged once with its causes, and answered with "sorry" and its reference.
#[derive(Debug, thiserror::Error)]
#[error("an incoming update could not be handled (reference {reference})")]
pub struct Failure {
    reference: String,
    #[source]
    cause: Cause,
}

impl Failure {
    /// The failure of handling one update.
    #[must_use]
    pub fn of(update: UpdateId, cause: Cause) -> Self {
        Self { reference: reference(update), cause }
    }

    /// Whether it is only that storage is down, so that the message can wait for it.
    #[must_use]
    pub fn is_storage_away(&self) -> bool {
        self.cause.is_storage_away()
    }

    /// The reference that the person is told, which can be found in the log.
    #[must_use]
    pub fn reference(&self) -> &str {
        &self.reference
    }
}

/// The short reference for any failure of an update, which a person can read out.
#[must_use]
pub fn reference(update: UpdateId) -> String {
    format!("{:08x}", update.0)
}

/// Why something in a conversation failed.
#[derive(Debug, thiserror::Error)]
pub enum Cause {
    /// Storage.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// Sync.
    #[error(transparent)]
    Sync(#[from] sync::Failure),
    /// There is no calendar at all.
    #[error("no calendar is linked")]
    NoCalendar,
}

impl Cause {
    /// Whether it is only that storage is down.
    fn is_storage_away(&self) -> bool {
        match self {
            Self::Store(error) => matches!(error, store::Error::Away(_)),
            Self::Sync(failure) => failure.is_storage_away(),
            Self::NoCalendar => false,
        }
    }
}
