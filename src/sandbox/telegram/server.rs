//! The HTTP side: tokens, methods, long polling, faults and limits.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, RawQuery, State as Shared};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::params::Params;
use super::refusal::Refusal;
use super::state::{State, Update};
use super::{Request, Telegram, methods};

/// The most updates in one answer, and the number when none is asked for.
const MOST_UPDATES: i64 = 100;

/// The largest upload (Bot API, "Sending files").
const LARGEST_UPLOAD: usize = 50 * 1024 * 1024;

/// The longest that a poll waits here, whatever it asks for.
const LONGEST_POLL: i64 = 50;

impl Telegram {
    /// The pretend Bot API: `/bot<token>/<method>`.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/{bot}/{method}", any(answer))
            .route("/file/{bot}/{folder}/{file}", any(download))
            .layer(DefaultBodyLimit::max(LARGEST_UPLOAD))
            .with_state(self.clone())
    }

    /// Waits for updates as `getUpdates` does, giving way to a later poll.
    async fn get_updates(&self, params: &Params) -> Result<Value, Refusal> {
        let offset = params.number("offset").unwrap_or(0);
        let limit = params.number("limit").unwrap_or(MOST_UPDATES).clamp(1, MOST_UPDATES);
        let limit = usize::try_from(limit).unwrap_or(1);
        let timeout = params.number("timeout").unwrap_or(0).clamp(0, LONGEST_POLL);
        if self.webhook().is_some() {
            return Err(Refusal::has_webhook());
        }
        let mut changed = self.subscribe();
        let poll = self.change(|state| {
            if let Some(wanted) = params.value("allowed_updates") {
                let wanted =
                    wanted.as_array().into_iter().flatten().filter_map(|kind| kind.as_str().map(str::to_owned));
                state.updates.wanted =
                    Some(wanted.collect()).filter(|set: &std::collections::BTreeSet<_>| !set.is_empty());
            }
            confirm(state, offset);
            state.updates.poll += 1;
            state.updates.poll
        });
        let _polling = Polling { telegram: self, poll };
        self.change(|state| state.updates.is_polled = true);
        let found = async {
            loop {
                changed.mark_unchanged();
                match self.look(|state| ready(state, poll, limit)) {
                    Ok(updates) if updates.is_empty() => {}
                    done => return done,
                }
                // The sender lives as long as `self`.
                drop(changed.changed().await);
            }
        };
        let patience = Duration::from_secs(timeout.unsigned_abs());
        let in_time = async { tokio::time::timeout(patience, found).await.unwrap_or_else(|_| Ok(Vec::new())) };
        let updates = self.until_stopped(in_time).await.unwrap_or_else(|| Ok(Vec::new()))?;
        Ok(updates.into_iter().map(|update| update.wire).collect())
    }
}

/// Says that nobody polls when the poll that it stands for ends, however it ends.
struct Polling<'a> {
    telegram: &'a Telegram,
    poll: u64,
}

impl Drop for Polling<'_> {
    fn drop(&mut self) {
        self.telegram.change(|state| {
            if state.updates.poll == self.poll {
                state.updates.is_polled = false;
            }
        });
    }
}

/// Forgets what the bot has seen; a negative offset keeps only that number from the end.
fn confirm(state: &mut State, offset: i64) {
    let waiting = &mut state.updates.waiting;
    if offset < 0 {
        let kept = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
        let dropped = waiting.len().saturating_sub(kept);
        waiting.drain(..dropped);
    } else {
        waiting.retain(|update| i64::from(update.id) >= offset);
    }
}

/// What a poll gets now, or that it has to go.
fn ready(state: &State, poll: u64, limit: usize) -> Result<Vec<Update>, Refusal> {
    if state.updates.hook.is_some() {
        return Err(Refusal::has_webhook());
    }
    if state.updates.poll != poll {
        return Err(Refusal::conflict());
    }
    Ok(state.updates.waiting.iter().take(limit).cloned().collect())
}

/// Gives a file to the bot (Bot API, `getFile`).
async fn download(
    Shared(telegram): Shared<Telegram>,
    Path((bot, _, file)): Path<(String, String, String)>,
) -> Response {
    if bot.strip_prefix("bot") != Some(&telegram.bot().token) {
        return Refusal::unauthorized().into_response();
    }
    match telegram.file(&file) {
        Some(bytes) => bytes.into_response(),
        None => Refusal::no_such_method().into_response(),
    }
}

/// Answers one call.
async fn answer(
    Shared(telegram): Shared<Telegram>,
    Path((bot, method)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if bot.strip_prefix("bot") != Some(&telegram.bot().token) {
        return Refusal::unauthorized().into_response();
    }
    let params = match Params::read(query.as_deref().unwrap_or_default(), &headers, &body) {
        Ok(params) => params,
        Err(refusal) => return refusal.into_response(),
    };
    let effect = async {
        let outcome = carry_out(&telegram, &method, &params).await;
        match outcome {
            Ok(result) => Json(json!({ "ok": true, "result": result })).into_response(),
            Err(refusal) => refusal.into_response(),
        }
    };
    let point = point(&method);
    let response = telegram.faults().around(&point, |how| Refusal::on_purpose(how).into_response(), effect).await;
    // A poll is no request of interest: there is always one.
    if point != "getUpdates" {
        let status = response.status().as_u16();
        let at = telegram.clock().now();
        telegram.change(|state| state.requests.push(Request { at, method: point, params: params.to_json(), status }));
    }
    response
}

/// Does what the method says, if the limits let it.
async fn carry_out(telegram: &Telegram, method: &str, params: &Params) -> Result<Value, Refusal> {
    if method.eq_ignore_ascii_case("getUpdates") {
        return telegram.get_updates(params).await;
    }
    let now = telegram.clock().now();
    let running = telegram.running_for();
    telegram.change(|state| {
        if let (Some(limits), Some(chat)) = (state.limits, methods::counts_for(method, params)) {
            state.sendings.count(chat, running, &limits).map_err(Refusal::too_many)?;
        }
        methods::call(state, method, params, now)
    })
}

/// The name of a method as the documents write it: with a small first letter.
fn point(method: &str) -> String {
    let mut letters = method.chars();
    letters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(letters).collect()
}
