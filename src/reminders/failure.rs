//! Why a turn of the loop was broken off.

use crate::store;

/// Why a turn was broken off; what was taken comes again.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The schedule cannot be read or kept.
    #[error("reminders wait for storage")]
    Store(#[from] store::Error),
}
