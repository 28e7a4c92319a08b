//! What was taken back, as data.

use serde::{Deserialize, Serialize};

use crate::model::GuestEdit;

/// What was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Undone {
    /// What was made is out of the calendar again.
    Removed,
    /// What was changed is as it was.
    Reverted,
    /// What was cancelled is back.
    BroughtBack,
    /// Who was invited is not any more, and has a mail about it.
    TakenOff,
    /// Who was taken off is invited again, and has a mail about it.
    PutBack,
    /// An invitation is answered as it was before, or not.
    Answered,
}

impl From<&GuestEdit> for Undone {
    /// What it is to take this back.
    fn from(what: &GuestEdit) -> Self {
        match what {
            GuestEdit::Invite(_) => Self::TakenOff,
            GuestEdit::Uninvite(_) => Self::PutBack,
            GuestEdit::Respond(_) => Self::Answered,
        }
    }
}
