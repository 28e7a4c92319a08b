//! Having Google tell of changes, and having it stop (Google, "Push notifications").

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;
use url::Url;

use super::answer;
use super::calendar::Calendar;
use super::calls::Method;
use super::error::{Absence, Error};

/// For how long Google is asked to tell of changes: its longest for events, a week, in seconds.
const LIFE_SECONDS: &str = "604800";

/// Where a channel is stopped.
const STOP: &str = "https://www.googleapis.com/calendar/v3/channels/stop";

/// What Google promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// Google's name for what is watched.
    pub resource: String,
    /// When it ends.
    pub until: DateTime<Utc>,
}

/// A channel as Google describes it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawChannel {
    resource_id: String,
    /// Milliseconds since 1970, as text.
    expiration: String,
}

impl Calendar {
    /// Has Google tell `address` of every change, under a name and with a token of ours.
    pub async fn watch(&self, id: &str, token: &str, address: &str) -> Result<Watched, Error> {
        let body = json!({
            "id": id, "token": token, "type": "web_hook", "address": address, "params": { "ttl": LIFE_SECONDS },
        });
        let place = self.address(&["events", "watch"], &[]);
        let raw: RawChannel = self
            .call(Method::Watch, async |access: String| {
                let (parts, answered) = self.send(access, "POST", &place, None, Some(&body)).await?;
                answer::read(&parts, &answered, self.now())
            })
            .await?;
        let until = raw.expiration.parse().ok().and_then(DateTime::from_timestamp_millis);
        Ok(Watched { resource: raw.resource_id, until: until.ok_or(Error::Away(Absence::Unreadable))? })
    }

    /// Has Google tell no more over a channel; one that has ended is no error.
    pub async fn stop_watching(&self, id: &str, resource: &str) -> Result<(), Error> {
        let body = json!({ "id": id, "resourceId": resource });
        let place = stop_address();
        let stopped = self
            .call(Method::Unwatch, async |access: String| {
                let (parts, answered) = self.send(access, "POST", &place, None, Some(&body)).await?;
                answer::is_done(&parts, &answered, self.now())
            })
            .await;
        match stopped {
            Err(Error::Gone) => Ok(()),
            stopped => stopped,
        }
    }
}

fn stop_address() -> Url {
    Url::parse(STOP).expect("it is a constant")
}
