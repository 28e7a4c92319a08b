//! How a chat is spoken to.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::model::{HourStyle, Language};

/// The language, zone and hour style that a reply is rendered in, and whether it names events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    /// The language.
    pub language: Language,
    /// Where the chat is.
    pub zone: Tz,
    /// How hours are written.
    pub hours: HourStyle,
    /// Whether events are only "busy", without title and place: in groups that have not agreed to show them.
    pub is_discreet: bool,
}
