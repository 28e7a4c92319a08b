//! The calendar of a group: which it is, and that it is another now.

use i18n_embed_fl::fl;
use serde::{Deserialize, Serialize};

use super::Keyboard;
use super::render::{Lines, Renderer};

/// What is said of the calendar of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupReply {
    /// Which it is, and which it could be.
    Calendar {
        /// Whether it is a person's.
        is_linked: bool,
        /// The calendars of the person who asks; the last button leaves things as they are.
        keyboard: Keyboard,
    },
    /// It has none.
    None,
    /// It is this person's from now on.
    Linked {
        /// Shows titles.
        keyboard: Keyboard,
    },
    /// It is the shared one again.
    Unlinked,
    /// The person's is not there any more.
    FellBack {
        /// Whether the group uses the shared one again; else it has none.
        is_shared: bool,
    },
}

impl GroupReply {
    /// Its buttons.
    pub(super) fn keyboard(&self) -> Option<&Keyboard> {
        match self {
            Self::Calendar { keyboard, .. } | Self::Linked { keyboard } => Some(keyboard),
            Self::None | Self::Unlinked | Self::FellBack { .. } => None,
        }
    }
}

impl Renderer<'_> {
    pub(super) fn group(&self, reply: &GroupReply) -> Lines {
        match reply {
            GroupReply::Calendar { is_linked, keyboard } => {
                let is = if *is_linked {
                    fl!(self.words, "group-calendar-linked")
                } else {
                    fl!(self.words, "group-calendar-shared")
                };
                // One button is "never mind".
                let how = if keyboard.len() > 1 {
                    fl!(self.words, "group-calendar-choose")
                } else {
                    fl!(self.words, "group-calendar-none")
                };
                vec![is, how]
            }
            GroupReply::None => vec![fl!(self.words, "group-no-calendar"), fl!(self.words, "group-choose")],
            GroupReply::Linked { keyboard: _ } => {
                vec![fl!(self.words, "group-linked"), fl!(self.words, "group-titles-hidden")]
            }
            GroupReply::Unlinked => vec![fl!(self.words, "group-unlinked")],
            GroupReply::FellBack { is_shared } => {
                let is = if *is_shared {
                    fl!(self.words, "group-fell-back")
                } else {
                    fl!(self.words, "group-fell-back-none")
                };
                vec![is, fl!(self.words, "group-choose")]
            }
        }
    }
}
