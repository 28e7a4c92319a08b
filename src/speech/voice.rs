//! How a chat is spoken to.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::model::{HourStyle, Language};

/// The language, zone and hour style that a reply is rendered in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    /// The language.
    pub language: Language,
    /// Where the chat is.
    pub zone: Tz,
    /// How hours are written.
    pub hours: HourStyle,
}
