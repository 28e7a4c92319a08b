//! What goes wrong in a conversation, as the operator sees it.

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

    /// Whether it is only that the memory is away, so that it need not be tried in vain.
    #[must_use]
    pub fn is_storage_away(&self) -> bool {
        self.cause.is_storage_away()
    }

    /// What the person is told, to be found in the logs.
    #[must_use]
    pub fn reference(&self) -> &str {
        &self.reference
    }
}

/// The short reference of whatever goes wrong with an update: a person can read it out.
#[must_use]
pub fn reference(update: UpdateId) -> String {
    format!("{:08x}", update.0)
}

/// Why something in a conversation could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Cause {
    /// The memory.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The calendar's copy.
    #[error(transparent)]
    Sync(#[from] sync::Failure),
    /// There is no calendar at all.
    #[error("no calendar is linked")]
    NoCalendar,
}

impl Cause {
    /// Whether it is only that the memory is away.
    fn is_storage_away(&self) -> bool {
        match self {
            Self::Store(error) => matches!(error, store::Error::Away(_)),
            Self::Sync(failure) => failure.is_storage_away(),
            Self::NoCalendar => false,
        }
    }
}
