//! Steps, for the demo and the tests: they move the clock and wait until everything that follows has happened.

use std::time::Duration as StdDuration;

use chrono::{DateTime, Utc};
use futures::future::BoxFuture;

use super::App;
use crate::clock::pause;

/// Between two looks at whether everything is settled, where nothing tells of it.
const SETTLE_POLL: StdDuration = StdDuration::from_millis(5);

impl App {
    /// One round of every account, as the loop does them.
    ///
    /// # Errors
    /// When storage is down.
    #[must_use]
    pub fn round(&self) -> BoxFuture<'_, anyhow::Result<()>> {
        Box::pin(async { Ok(self.sync.round_all().await?) })
    }

    /// Waits until inbox, due reminders, notices and outbox are empty; says when the next reminder is due.
    ///
    /// # Errors
    /// When storage is down.
    #[must_use]
    pub fn settle(&self) -> BoxFuture<'_, anyhow::Result<Option<DateTime<Utc>>>> {
        Box::pin(self.until_settled())
    }

    async fn until_settled(&self) -> anyhow::Result<Option<DateTime<Utc>>> {
        self.sync.hold_shards().await?;
        loop {
            let mut handled = self.inbox.handled();
            if self.store.inbox_depth().await? > 0 {
                tokio::time::timeout(SETTLE_POLL, handled.changed()).await.ok();
                continue;
            }
            self.inbox.idle().await;
            let next = self.reminders.tick(self.clock.now()).await?;
            self.outbox.idle().await;
            let is_quiet = self.store.inbox_depth().await? == 0 && self.store.count_reminders().await?.taken == 0;
            if is_quiet && next.is_none_or(|next| next > self.clock.now()) {
                return Ok(next);
            }
            pause(SETTLE_POLL).await;
        }
    }
}
