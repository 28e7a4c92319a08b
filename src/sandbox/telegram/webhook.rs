//! The webhook: updates are sent to the bot instead of being asked for (Bot API, `setWebhook`).
//!
//! Chats side by side, each one's updates one after another; what is not answered with 2xx is sent again.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use serde_json::{Value, json};
use url::Url;

use super::Telegram;
use super::delivery::{Delivered, Delivery, Hook};
use super::outgoing::Answer;
use super::params::Params;
use super::refusal::Refusal;
use super::state::State;

/// How many updates are on their way at most where the bot does not say (Bot API, `max_connections`).
const MOST_CONNECTIONS: usize = 40;

/// How many deliveries that ended together are noted together.
const ENDED_TOGETHER: usize = 100;

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
    let is_served = url.starts_with("https://") || url.starts_with("http://127.0.0.1:");
    let Some(url) = Url::parse(&url).ok().filter(|_| is_served) else {
        return Err(Refusal::bad("bad webhook: An HTTPS URL must be provided for webhook"));
    };
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
    state.updates.hook = Some(Arc::new(Hook::new(url, &secret, most.unwrap_or(MOST_CONNECTIONS))));
    // Who polls is sent away.
    state.updates.poll += 1;
    Ok(Value::Bool(true))
}

/// `getWebhookInfo`; the last failure stays until another address is set.
pub(super) fn info(state: &State) -> Value {
    let url = state.updates.hook.as_ref().map_or("", |hook| hook.url.as_str());
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
        let mut changed = self.subscribe();
        let (mut on_the_way, mut idle) = (FuturesUnordered::new(), Vec::new());
        let mut busy = HashSet::new();
        loop {
            changed.mark_unchanged();
            for delivery in self.look(|state| ready(state, &mut busy)) {
                on_the_way.push(delivery.make(idle.pop()));
            }
            let next = async {
                let mut ended = (&mut on_the_way).ready_chunks(ENDED_TOGETHER);
                tokio::select! {
                    // The sender lives as long as `self`.
                    _ = changed.changed() => Vec::new(),
                    Some(ended) = ended.next() => ended,
                }
            };
            let Some(ended) = self.until_stopped(next).await else { return };
            if ended.is_empty() {
                continue;
            }
            let now = self.clock().now();
            self.change(|state| {
                for Delivered { id, chat, outcome } in ended {
                    busy.remove(&chat);
                    match outcome {
                        Ok(connection) => {
                            idle.extend(connection);
                            state.updates.delivered(id);
                        }
                        Err(why) => state.updates.failed = Some((now, why)),
                    }
                }
            });
        }
    }

    /// The address that updates are sent to.
    #[must_use]
    pub fn webhook(&self) -> Option<String> {
        self.look(|state| state.updates.hook.as_ref().map(|hook| hook.url.to_string()))
    }
}

/// The first update of each chat that has none on the way; these are busy from now on.
fn ready(state: &State, busy: &mut HashSet<i64>) -> Vec<Delivery> {
    let Some(hook) = &state.updates.hook else { return Vec::new() };
    let mut ready = Vec::new();
    for update in &state.updates.waiting {
        if busy.len() >= hook.most {
            break;
        }
        if busy.insert(update.chat) {
            ready.push(Delivery::new(hook, update.id, update.chat, &update.wire.to_string()));
        }
    }
    ready
}
