//! What a round is asked to do. Pure.

use chrono::{DateTime, Utc};

use crate::model::AccountState;

/// How much a round reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// What has changed since the last round; all, when a day has passed since all was read.
    Incremental,
    /// All there is, believed whatever it is, and read a second time to see whether the copy agrees.
    Recovery,
}

/// Why the loop is to recover an account's copy; it tries until a round of it goes well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Recovery {
    /// The operator asks for it.
    Asked,
    /// Storage was found empty or old. It said then that all was last read at this time.
    Lost { last_full: Option<DateTime<Utc>> },
}

impl Recovery {
    /// Whether it is to be done still: of several processes that find storage empty, one reads everything again.
    pub(super) fn is_open(self, state: &AccountState) -> bool {
        match self {
            Self::Asked => true,
            Self::Lost { last_full } => state.last_full == last_full,
        }
    }
}

/// What a round is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RoundOrder {
    /// How much is read.
    pub depth: Depth,
    /// Whether storage was found empty or old.
    pub is_rebuilding: bool,
    belief: Belief,
}

/// Whether a calendar that comes back empty is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Belief {
    Never,
    IfAsked,
    Always,
}

impl RoundOrder {
    /// The loop's next round.
    pub(super) fn due(recovery: Option<Recovery>) -> Self {
        match recovery {
            None => Self::of_the_loop(Depth::Incremental),
            Some(Recovery::Asked) => Self::of_the_loop(Depth::Recovery),
            Some(Recovery::Lost { .. }) => Self::rebuilding(),
        }
    }

    /// A round of the loop, or of an operator.
    pub(super) fn of_the_loop(depth: Depth) -> Self {
        let belief = match depth {
            Depth::Incremental => Belief::Never,
            Depth::Recovery => Belief::Always,
        };
        Self { depth, belief, is_rebuilding: false }
    }

    /// A round that a person asks for.
    pub(super) fn by_hand() -> Self {
        Self { depth: Depth::Incremental, belief: Belief::IfAsked, is_rebuilding: false }
    }

    /// A round after storage was found empty or old.
    pub(super) fn rebuilding() -> Self {
        Self { depth: Depth::Recovery, belief: Belief::Always, is_rebuilding: true }
    }

    /// Whether a calendar that comes back empty is believed, given how things stood before.
    pub(super) fn believes_empty(self, before: &AccountState) -> bool {
        match self.belief {
            Belief::Never => false,
            Belief::IfAsked => before.held.is_some(),
            Belief::Always => true,
        }
    }
}
