//! Telling of changes (Google, "Push notifications"): channels, and what is sent over them.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use super::calendar::Calendar;
use super::resource::Resource;
use super::{Google, Refusal};

/// The longest life of a channel for events, and the one where none is asked for.
const LONGEST_LIFE: i64 = 7 * 24 * 3600;

/// How the ids of Google's own calendars end, such as those of holidays: it does not tell of their changes.
const GOOGLES_OWN: &str = "@group.v.calendar.google.com";

/// A channel that the bot has asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// The bot's name for it.
    pub id: String,
    /// What shows that a message is Google's.
    pub token: String,
    /// Where messages are sent.
    pub address: String,
    /// Google's name for what is watched.
    pub resource: String,
    /// When it ends.
    pub until: DateTime<Utc>,
    /// The calendar that is watched.
    pub calendar: String,
    /// The number of the last change that was told.
    told: u64,
}

/// The channels there are.
#[derive(Debug, Default)]
pub(super) struct Channels {
    open: BTreeMap<String, Channel>,
    made: u64,
}

impl Channels {
    /// `events.watch`.
    pub(super) fn watch(
        &mut self,
        sent: &Resource,
        calendar: &Calendar,
        now: DateTime<Utc>,
    ) -> Result<Resource, Refusal> {
        let text = |name: &str| sent.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (id, address) = (text("id"), text("address"));
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_+/=".contains(&byte);
        if id.is_empty() || id.len() > 64 || !id.bytes().all(is_allowed) {
            return Err(Refusal::new(400, "channelIdInvalid", "Channel id invalid"));
        }
        if calendar.owner.ends_with(GOOGLES_OWN) {
            let why = "Push notifications are not supported by this resource.";
            return Err(Refusal::new(400, "pushNotSupportedForRequestedResource", why));
        }
        if self.open.contains_key(&id) {
            return Err(Refusal::new(400, "channelIdNotUnique", "Channel id not unique"));
        }
        if text("type") != "web_hook" || !(address.starts_with("https://") || address.starts_with("http://127.0.0.1:"))
        {
            return Err(Refusal::new(401, "push.webhookUrlUnauthorized", "Unauthorized WebHook callback channel"));
        }
        let asked = sent.get("params").and_then(|params| params["ttl"].as_str()?.parse().ok());
        let life = asked.unwrap_or(LONGEST_LIFE).clamp(1, LONGEST_LIFE);
        self.made += 1;
        let (resource, until) = (format!("resource{}", self.made), now + Duration::seconds(life));
        let channel = Channel {
            id: id.clone(),
            token: text("token"),
            address,
            resource: resource.clone(),
            until,
            calendar: calendar.owner.clone(),
            told: calendar.changes(),
        };
        self.open.insert(id.clone(), channel);
        let answer = json!({
            "kind": "api#channel", "id": id, "resourceId": resource,
            "expiration": until.timestamp_millis().to_string(),
        });
        Ok(answer.as_object().cloned().unwrap_or_default())
    }

    /// `channels.stop`.
    pub(super) fn stop(&mut self, sent: &Resource) -> Result<(), Refusal> {
        let text = |name: &str| sent.get(name).and_then(Value::as_str).unwrap_or_default();
        match self.open.get(text("id")) {
            Some(channel) if channel.resource == text("resourceId") => {
                self.open.remove(text("id"));
                Ok(())
            }
            _ => Err(Refusal::not_found()),
        }
    }
}

impl Google {
    /// The channels that are open.
    #[must_use]
    pub fn channels(&self) -> Vec<Channel> {
        let now = self.clock.now();
        self.with(|kept| kept.channels.open.values().filter(|channel| now < channel.until).cloned().collect())
    }

    /// The channels whose calendars have changed since they were last told.
    fn take_news(&self) -> Vec<Channel> {
        let now = self.clock.now();
        self.with(|kept| {
            let mut news = Vec::new();
            for channel in kept.channels.open.values_mut().filter(|channel| now < channel.until) {
                let calendars = kept.others.values().chain([&kept.calendar]);
                let changes = calendars.filter(|calendar| calendar.owner == channel.calendar).map(Calendar::changes);
                let changes = changes.max().unwrap_or(0);
                if std::mem::replace(&mut channel.told, changes) != changes {
                    news.push(channel.clone());
                }
            }
            news
        })
    }

    /// Tells of changes over the open channels of a calendar, until the sandbox stops; changes that come together are told once.
    pub(in crate::sandbox) async fn push_changes(&self) {
        let client = reqwest::Client::new();
        let mut changes = self.changes();
        // The sender lives as long as `self`.
        while changes.changed().await.is_ok() {
            for channel in self.take_news() {
                let told = client
                    .post(&channel.address)
                    .header("x-goog-channel-id", &channel.id)
                    .header("x-goog-channel-token", &channel.token)
                    .header("x-goog-resource-id", &channel.resource)
                    .header("x-goog-resource-state", "exists");
                // Google tries again for a while; here a lost message stays lost.
                let _ = told.send().await;
            }
        }
    }
}
