//! A reply in words, ready to be sent.

use serde::{Deserialize, Serialize};

use crate::model::Attachment;

/// A message in Telegram's HTML mode, with its buttons.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// HTML, at most 4,096 characters after entities; every user's string escaped.
    pub text: String,
    /// Rows of buttons; empty means none.
    pub keyboard: Vec<Vec<OutgoingButton>>,
    /// Whether it arrives without a sound.
    pub is_silent: bool,
    /// A picture or document; the text is its caption then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment: Option<Attachment>,
}

/// A button in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutgoingButton {
    /// What stands on it.
    pub label: String,
    /// What it carries: at most 64 bytes.
    pub data: String,
    /// Its colour, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<ButtonStyle>,
}

/// The colour of a button (Bot API 9.4, `style`); older apps show it as any other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ButtonStyle {
    /// Red: it takes something away.
    Danger,
    /// Green: it makes something, or brings it back.
    Success,
}
