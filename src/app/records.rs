//! The records in Redis: their layout, and whether our keys open them.

use anyhow::{Context, bail};
use tokio_util::sync::CancellationToken;

use super::{App, STORAGE_PAUSE};
use crate::accounts::{self, OpenError};
use crate::clock::pause;
use crate::store::{LAYOUT, Schema};

impl App {
    /// Brings the records to this version's layout as soon as storage answers; then waits for the end.
    pub(super) async fn know_records(&self, stop: CancellationToken) -> anyhow::Result<()> {
        while !stop.is_cancelled() {
            if self.upgrade_records().await? && self.know_keys().await? {
                stop.cancelled().await;
            } else {
                stop.run_until_cancelled(pause(STORAGE_PAUSE)).await;
            }
        }
        Ok(())
    }

    /// Brings the records to this version's layout; whether storage answered.
    ///
    /// # Errors
    /// When a newer version wrote them.
    pub(super) async fn upgrade_records(&self) -> anyhow::Result<bool> {
        match self.store.upgrade().await {
            Ok(Schema::Ours) => {}
            Ok(Schema::Upgraded { from }) => {
                tracing::info!(
                    layout.from = from,
                    layout.to = LAYOUT,
                    "upgraded the records in Redis from layout {from} to {LAYOUT}"
                );
            }
            Ok(Schema::Newer { number }) => bail!(newer_layout(number)),
            Err(_) => return Ok(false),
        }
        Ok(true)
    }

    /// Checks that the keys of the settings open the tokens in Redis; false while storage is down.
    ///
    /// # Errors
    /// When they do not.
    pub(super) async fn know_keys(&self) -> anyhow::Result<bool> {
        match self.directory.check_keys().await {
            Ok(()) => Ok(true),
            Err(OpenError::Store(_)) => Ok(false),
            Err(error) => Err(error).context(accounts::WRONG_KEY),
        }
    }
}

/// Why records of a newer version are left alone, and what to do.
#[must_use]
pub fn newer_layout(number: u32) -> String {
    format!(
        "a newer Janji wrote the records in Redis (layout {number}, this one knows {LAYOUT}): run that version, or set \
         another JANJI_REDIS_PREFIX"
    )
}
