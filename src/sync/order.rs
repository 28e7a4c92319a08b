//! What a round is asked to do. Pure.

use chrono::{DateTime, Utc};

use crate::model::AccountState;

/// How much a round reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// What has changed since the last round; everything if the last full read was a day ago.
    Incremental,
    /// Everything, believed even if it is empty, and read a second time to check that the copy agrees.
    Recovery,
}

/// Why the loop must recover an account's copy. It retries until a round succeeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Recovery {
    /// The operator asks for it.
    Asked,
    /// Storage was found empty or rolled back. At that time it said that everything was last read at `last_full`.
    Lost { last_full: Option<DateTime<Utc>> },
}

impl Recovery {
    /// Whether it still has to be done: if several processes find storage empty, only one of them reads everything
    /// again.
    pub(super) fn is_open(self, state: &AccountState) -> bool {
        match self {
            Self::Asked => true,
            Self::Lost { last_full } => state.last_full == last_full,
        }
    }
}

/// What a round has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RoundOrder {
    /// How much it reads.
    pub depth: Depth,
    /// Whether storage was found empty or rolled back.
    pub is_rebuilding: bool,
    belief: Belief,
}

/// Whether to believe that a calendar is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Belief {
    Never,
    IfAsked,
    Always,
}

impl RoundOrder {
    /// The order for the loop's next round.
    pub(super) fn due(recovery: Option<Recovery>) -> Self {
        match recovery {
            None => Self::of_the_loop(Depth::Incremental),
            Some(Recovery::Asked) => Self::of_the_loop(Depth::Recovery),
            Some(Recovery::Lost { .. }) => Self::rebuilding(),
        }
    }

    /// The order for a round of the loop, or of the operator.
    pub(super) fn of_the_loop(depth: Depth) -> Self {
        let belief = match depth {
            Depth::Incremental => Belief::Never,
            Depth::Recovery => Belief::Always,
        };
        Self { depth, belief, is_rebuilding: false }
    }

    /// The order for a round that a person asks for.
    pub(super) fn by_hand() -> Self {
        Self { depth: Depth::Incremental, belief: Belief::IfAsked, is_rebuilding: false }
    }

    /// The order for a round after storage was found empty or rolled back.
    pub(super) fn rebuilding() -> Self {
        Self { depth: Depth::Recovery, belief: Belief::Always, is_rebuilding: true }
    }

    /// Whether to believe that a calendar is empty, given its state before.
    pub(super) fn believes_empty(self, before: &AccountState) -> bool {
        match self.belief {
            Belief::Never => false,
            Belief::IfAsked => before.held.is_some(),
            Belief::Always => true,
        }
    }
}
