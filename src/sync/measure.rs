//! The metrics of linked calendars.

use chrono::{DateTime, Utc};

use super::linked::Links;
use crate::store::{self, Store};

/// Sets the gauges of all accounts: age of the copy, waiting edits, calls in the last minute.
pub(super) async fn measure(links: &Links, store: &Store, now: DateTime<Utc>) -> Result<(), store::Error> {
    for (account, linked) in links.all() {
        let label = account.to_string();
        if let Some(at) = store.account_state(account).await?.last_good {
            let seconds = u32::try_from((now - at).num_seconds().max(0)).unwrap_or(u32::MAX);
            metrics::gauge!("janji_cache_age_seconds", "account" => label.clone()).set(seconds);
        }
        let edits = store.count_edits(account).await?;
        metrics::gauge!("janji_edits_waiting", "account" => label.clone())
            .set(u32::try_from(edits).unwrap_or(u32::MAX));
        let events = store.count_events(account).await?;
        metrics::gauge!("janji_events_cached", "account" => label).set(u32::try_from(events).unwrap_or(u32::MAX));
        // Counting the calls updates their gauge.
        let _ = linked.calendar.calls_per_minute();
    }
    Ok(())
}
