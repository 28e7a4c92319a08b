//! Google's promise to tell of changes in a calendar (Google, "Push notifications").

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

/// How long before its end a channel is replaced: more than two rounds.
const RENEWED_BEFORE: Duration = Duration::days(1);

/// A channel over which Google tells of changes, until it ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushChannel {
    /// Its name, which is ours.
    pub id: String,
    /// SHA-256 of the token that Google shows, in hexadecimal.
    pub digest: String,
    /// Google's name for what is watched.
    pub resource: String,
    /// Where Google sends to.
    pub address: String,
    /// When it ends.
    pub until: DateTime<Utc>,
}

impl PushChannel {
    /// Between two rounds while Google tells of changes: a message of Google's may be lost, which costs no more than this.
    pub const ROUNDS_APART: Duration = Duration::hours(6);

    /// Whether it need not be replaced yet.
    #[must_use]
    pub fn lasts(&self, address: &str, now: DateTime<Utc>) -> bool {
        self.address == address && self.until - now > RENEWED_BEFORE
    }

    /// The longest time between two rounds, which is `otherwise` unless a channel is alive.
    #[must_use]
    pub fn interval(push: Option<&Self>, otherwise: Duration, now: DateTime<Utc>) -> Duration {
        if push.is_some_and(|push| now < push.until) { otherwise.max(Self::ROUNDS_APART) } else { otherwise }
    }
}
