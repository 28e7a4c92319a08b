//! Why a turn of the loop failed.

use crate::store;

/// Why a turn failed. What was taken comes again.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The schedule cannot be read or written.
    #[error("reminders wait for storage")]
    Store(#[from] store::Error),
}
