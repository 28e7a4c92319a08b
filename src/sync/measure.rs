//! The metrics of linked calendars.

use chrono::{DateTime, Utc};

use super::Sync;
use crate::store;

impl Sync {
    /// Sets the metrics of all accounts: the age of the copy, edits that wait, calls of the last minute.
    pub async fn measure(&self, now: DateTime<Utc>) -> Result<(), store::Error> {
        for account in &self.inner.accounts {
            let label = account.id.to_string();
            if let Some(at) = self.inner.store.account_state(&account.id).await?.last_good {
                let seconds = u32::try_from((now - at).num_seconds().max(0)).unwrap_or(u32::MAX);
                metrics::gauge!("janji_cache_age_seconds", "account" => label.clone()).set(seconds);
            }
            let edits = self.inner.store.count_edits(&account.id).await?;
            metrics::gauge!("janji_edits_waiting", "account" => label.clone())
                .set(u32::try_from(edits).unwrap_or(u32::MAX));
            let events = self.inner.store.count_events(&account.id).await?;
            metrics::gauge!("janji_events_cached", "account" => label).set(u32::try_from(events).unwrap_or(u32::MAX));
            if let Some(linked) = self.inner.linked.get(&account.id) {
                // Counting them anew brings their figure up to date.
                let _ = linked.calendar.calls_per_minute();
            }
        }
        Ok(())
    }
}
