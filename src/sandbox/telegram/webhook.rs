//! The webhook: updates are sent to the bot instead of being asked for (Bot API, `setWebhook`).
//!
//! Chats side by side, each one's updates one after another; what is not answered with 2xx is sent again.

use std::collections::BTreeSet;
use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use serde_json::{Value, json};

use super::Telegram;
use super::outgoing::Answer;
use super::params::Params;
use super::refusal::Refusal;
use super::state::{Hook, State, Update};
use crate::clock::pause;

/// How many updates are on their way at most where the bot does not say (Bot API, `max_connections`).
const MOST_CONNECTIONS: usize = 40;

/// How long a delivery may take.
const DELIVERY_TIMEOUT: Duration = Duration::from_mins(1);

/// How long to wait before an update is sent again.
const RETRY_PAUSE: Duration = Duration::from_millis(100);

/// `setWebhook`; an empty address takes it away.
pub(super) fn set(state: &mut State, params: &Params) -> Answer {
    let url = params.text("url").unwrap_or_default();
    if params.is_set("drop_pending_updates") {
        state.updates.waiting.clear();
    }
    if url.is_empty() {
        state.updates.hook = None;
        return Ok(Value::Bool(true));
    }
    if !(url.starts_with("https://") || url.starts_with("http://127.0.0.1:")) {
        return Err(Refusal::bad("bad webhook: An HTTPS URL must be provided for webhook"));
    }
    let secret = params.text("secret_token").unwrap_or_default();
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if secret.len() > 256 || !secret.bytes().all(is_allowed) {
        return Err(Refusal::bad("secret token contains unallowed characters"));
    }
    if let Some(wanted) = params.value("allowed_updates") {
        let wanted = wanted.as_array().into_iter().flatten().filter_map(|kind| kind.as_str().map(str::to_owned));
        state.updates.wanted = Some(wanted.collect()).filter(|wanted: &BTreeSet<_>| !wanted.is_empty());
    }
    let most = params.number("max_connections").and_then(|most| usize::try_from(most).ok());
    state.updates.failed = None;
    state.updates.hook = Some(Hook { url, secret, most: most.unwrap_or(MOST_CONNECTIONS) });
    // Who polls is sent away.
    state.updates.poll += 1;
    Ok(Value::Bool(true))
}

/// `getWebhookInfo`; the last failure stays until another address is set.
pub(super) fn info(state: &State) -> Value {
    let url = state.updates.hook.as_ref().map_or("", |hook| &hook.url);
    let mut info = json!({
        "url": url, "has_custom_certificate": false, "pending_update_count": state.updates.waiting.len(),
    });
    if let Some((at, why)) = &state.updates.failed {
        info["last_error_date"] = json!(at.timestamp());
        info["last_error_message"] = json!(why);
    }
    info
}

impl Telegram {
    /// Sends updates to the webhook, whenever there is one, until this Telegram closes.
    pub(in crate::sandbox) async fn push_updates(&self) {
        let client = reqwest::Client::new();
        let mut changed = self.subscribe();
        let mut on_the_way = FuturesUnordered::new();
        let mut busy: BTreeSet<i64> = BTreeSet::new();
        loop {
            changed.mark_unchanged();
            for (hook, update) in self.look(|state| ready(state, &busy)) {
                busy.insert(chat_of(&update));
                on_the_way.push(deliver(client.clone(), hook, update));
            }
            let next = async {
                tokio::select! {
                    // The sender lives as long as `self`.
                    _ = changed.changed() => None,
                    done = on_the_way.next(), if !on_the_way.is_empty() => done,
                }
            };
            let Some(done) = self.until_stopped(next).await else { return };
            let Some((update, outcome)) = done else { continue };
            busy.remove(&chat_of(&update));
            let now = self.clock().now();
            self.change(|state| match outcome {
                Ok(()) => state.updates.waiting.retain(|waiting| waiting.id != update.id),
                Err(why) => state.updates.failed = Some((now, why)),
            });
        }
    }

    /// The address that updates are sent to.
    #[must_use]
    pub fn webhook(&self) -> Option<String> {
        self.look(|state| state.updates.hook.as_ref().map(|hook| hook.url.clone()))
    }
}

/// The first update of each chat that has none on the way.
fn ready(state: &State, busy: &BTreeSet<i64>) -> Vec<(Hook, Update)> {
    let Some(hook) = &state.updates.hook else { return Vec::new() };
    let mut taken = busy.clone();
    let mut ready = Vec::new();
    for update in &state.updates.waiting {
        if taken.len() >= hook.most {
            break;
        }
        if taken.insert(chat_of(update)) {
            ready.push((hook.clone(), update.clone()));
        }
    }
    ready
}

/// Sends one update; why the bot has not taken it, if so.
async fn deliver(client: reqwest::Client, hook: Hook, update: Update) -> (Update, Result<(), String>) {
    let request = client
        .post(&hook.url)
        .timeout(DELIVERY_TIMEOUT)
        .header("content-type", "application/json")
        .header("x-telegram-bot-api-secret-token", &hook.secret)
        .body(update.wire.to_string());
    let outcome = match request.send().await {
        Ok(response) if response.status().is_success() => Ok(()),
        Ok(response) => Err(format!("Wrong response from the webhook: {}", response.status())),
        Err(_) => Err("Connection refused".to_owned()),
    };
    if outcome.is_err() {
        pause(RETRY_PAUSE).await;
    }
    (update, outcome)
}

/// The chat that an update belongs to, or 0.
fn chat_of(update: &Update) -> i64 {
    let places =
        ["/message/chat/id", "/edited_message/chat/id", "/callback_query/message/chat/id", "/my_chat_member/chat/id"];
    places.iter().find_map(|place| update.wire.pointer(place)?.as_i64()).unwrap_or_default()
}
