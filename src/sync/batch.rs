//! Several edits from one message: while Google is down, the person waits once, and not for each of them.

use chrono::{DateTime, Utc};

use super::{Failure, Sync};
use crate::model::{AccountId, Edit, Outcome, Trouble};

/// Edits that are submitted one after another. Once an edit to a calendar waits for Google, the following edits to that
/// calendar are saved without a try.
pub struct Batch<'a> {
    sync: &'a Sync,
    /// The calendars whose edits wait, and why.
    waiting: Vec<(AccountId, Trouble)>,
}

impl<'a> Batch<'a> {
    pub(super) fn new(sync: &'a Sync) -> Self {
        Self { sync, waiting: Vec::new() }
    }

    /// Submits the next edit as [`Sync::submit`] does; [`Outcome::Queued`] at once if an earlier one to its calendar
    /// waits.
    pub async fn submit(&mut self, edit: Edit, now: DateTime<Utc>) -> Result<Outcome, Failure> {
        if let Some((_, trouble)) = self.waiting.iter().find(|(account, _)| *account == edit.account) {
            return self.sync.save(edit, *trouble, now).await;
        }
        let account = edit.account.clone();
        let outcome = self.sync.submit(edit, now).await?;
        if let Outcome::Queued(trouble) = &outcome {
            self.waiting.push((account, *trouble));
        }
        Ok(outcome)
    }
}
