//! The state of deliveries to our webhook, as Telegram reports it (Bot API, `getWebhookInfo`). Pure.

use chrono::{DateTime, Duration, Utc};
use serde::Deserialize;

use crate::model::Concern;

/// How long a failed delivery means that updates do not reach us: Telegram retries more often than this.
const FAILURE_COUNTS_FOR: Duration = Duration::minutes(15);

/// The most characters of Telegram's reason to pass on.
const LONGEST_ERROR: usize = 200;

/// What Telegram reports about our webhook (Bot API, `WebhookInfo`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct WebhookInfo {
    /// How many updates wait to be delivered.
    pending_update_count: u64,
    /// When a delivery last failed, in seconds since 1970.
    last_error_date: Option<i64>,
    /// Why.
    #[serde(default)]
    last_error_message: String,
}

impl WebhookInfo {
    /// The concern that updates do not reach us, if they wait and a delivery failed recently: Telegram keeps the last
    /// failure forever.
    #[must_use]
    pub fn concern(&self, now: DateTime<Utc>) -> Option<Concern> {
        let failed = DateTime::from_timestamp(self.last_error_date?, 0)?;
        let is_failing = self.pending_update_count > 0 && now - failed < FAILURE_COUNTS_FOR;
        let error = self.last_error_message.chars().take(LONGEST_ERROR).collect();
        is_failing.then_some(Concern::WebhookUnreachable { waiting: self.pending_update_count, error })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn updates_that_wait_after_a_fresh_failure_are_a_concern() {
        let now = DateTime::from_timestamp(1_773_108_000, 0).unwrap();
        let concern = |waiting: u64, failed: Option<i64>| {
            let info = serde_json::json!({"url": "https://bot.example/telegram", "has_custom_certificate": false,
                "pending_update_count": waiting, "last_error_date": failed, "last_error_message": "Connection refused"});
            serde_json::from_value::<WebhookInfo>(info).unwrap().concern(now)
        };
        let error = "Connection refused".to_owned();
        assert_eq!(concern(3, Some(1_773_107_940)), Some(Concern::WebhookUnreachable { waiting: 3, error }));
        for (waiting, failed) in [(0, Some(1_773_107_940)), (3, Some(1_773_100_000)), (3, None)] {
            assert_eq!(concern(waiting, failed), None, "{waiting} {failed:?}");
        }
    }
}
