//! How a chat is spoken to.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::model::{HourStyle, Language};

/// The language, zone and hour style that a reply is rendered in, whether it names events, and who reads it.
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
    /// Whether several people read it, perhaps in several zones: times can be opened in each person's own.
    #[serde(default)]
    pub is_group: bool,
}
