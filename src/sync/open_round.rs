//! A round in progress.

use chrono::{DateTime, Utc};

use super::linked::Linked;
use super::order::RoundOrder;
use crate::model::AccountId;
use crate::store::RoundLease;

/// A round that holds its account's lease.
#[derive(Clone, Copy)]
pub(super) struct OpenRound<'a> {
    pub linked: &'a Linked,
    pub lease: &'a RoundLease,
    pub order: RoundOrder,
    pub now: DateTime<Utc>,
}

impl OpenRound<'_> {
    /// The account that the round is about.
    pub(super) fn account(&self) -> &AccountId {
        &self.lease.account
    }
}
