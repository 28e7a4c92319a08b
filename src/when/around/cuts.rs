//! Which tokens are taken, and as what.

use std::ops::Range;

use smallvec::SmallVec;

use crate::model::PieceKind;

/// Which tokens are taken, and as what.
#[derive(Debug)]
pub(super) struct Cuts {
    pub taken: SmallVec<[bool; 64]>,
    pub spans: SmallVec<[(Range<usize>, PieceKind); 8]>,
}

impl Cuts {
    pub(super) fn is_taken(&self, at: usize) -> bool {
        self.taken.get(at).copied().unwrap_or(true)
    }

    pub(super) fn take(&mut self, tokens: Range<usize>) {
        if let Some(taken) = self.taken.get_mut(tokens) {
            taken.fill(true);
        }
    }

    pub(super) fn take_as(&mut self, tokens: Range<usize>, part: PieceKind) {
        if tokens.is_empty() || tokens.clone().any(|at| self.is_taken(at)) {
            return;
        }
        self.take(tokens.clone());
        self.spans.push((tokens, part));
    }
}
