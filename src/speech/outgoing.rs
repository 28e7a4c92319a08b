//! A reply in words, ready to be sent.

use serde::{Deserialize, Serialize};

/// A message in Telegram's HTML mode, with its buttons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// HTML, at most 4,096 characters after entities; every user's string escaped.
    pub text: String,
    /// Rows of buttons; empty means none.
    pub keyboard: Vec<Vec<OutgoingButton>>,
    /// Whether it arrives without a sound.
    pub is_silent: bool,
}

/// A button in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutgoingButton {
    /// What stands on it.
    pub label: String,
    /// What it carries: at most 64 bytes.
    pub data: String,
}
