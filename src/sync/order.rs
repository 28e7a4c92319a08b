//! What a round is asked to do. Pure.

use crate::model::AccountState;

use super::Depth;

/// What a round is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Order {
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

impl Order {
    /// A round of the loop, or of an operator.
    pub(super) fn of_the_loop(depth: Depth) -> Self {
        let belief = match depth {
            Depth::Incremental | Depth::Full => Belief::Never,
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
