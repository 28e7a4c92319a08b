//! How the Bot API says no.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::ChatId;
use crate::sandbox::How;

/// An answer that is not `ok`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: u16,
    description: String,
    parameters: Option<Value>,
}

impl Refusal {
    /// 400: the request makes no sense. `why` is in Telegram's own words, which clients compare.
    pub(super) fn bad(why: impl AsRef<str>) -> Self {
        Self::new(400, format!("Bad Request: {}", why.as_ref()))
    }

    /// 403: the bot may not.
    pub(super) fn forbidden(why: &str) -> Self {
        Self::new(403, format!("Forbidden: {why}"))
    }

    /// 401: not a token of any bot.
    pub(super) fn unauthorized() -> Self {
        Self::new(401, "Unauthorized".into())
    }

    /// 404: no such method.
    pub(super) fn no_such_method() -> Self {
        Self::new(404, "Not Found: method not found".into())
    }

    /// 409: another one polls.
    pub(super) fn conflict() -> Self {
        let why = "terminated by other getUpdates request; make sure that only one bot instance is running";
        Self::new(409, format!("Conflict: {why}"))
    }

    /// 409: updates are sent to a webhook.
    pub(super) fn has_webhook() -> Self {
        let why = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
        Self::new(409, format!("Conflict: {why}"))
    }

    /// 400: the group has become a supergroup.
    pub(super) fn moved(to: ChatId) -> Self {
        let mut refusal = Self::bad("group chat was upgraded to a supergroup chat");
        refusal.parameters = Some(json!({ "migrate_to_chat_id": to }));
        refusal
    }

    /// 429: too many requests.
    pub(super) fn too_many(retry_after: u32) -> Self {
        let mut refusal = Self::new(429, format!("Too Many Requests: retry after {retry_after}"));
        refusal.parameters = Some(json!({ "retry_after": retry_after }));
        refusal
    }

    /// What an injected fault looks like.
    pub(super) fn on_purpose(how: How) -> Self {
        match how {
            How::TooMany { retry_after } => Self::too_many(retry_after),
            How::Status(status) => {
                let reason = StatusCode::from_u16(status).ok().and_then(|code| code.canonical_reason());
                Self::new(status, reason.unwrap_or("Error").into())
            }
            How::Cut | How::HangUp | How::Delay(_) | How::Held | How::Silence => Self::new(502, "Bad Gateway".into()),
        }
    }

    fn new(status: u16, description: String) -> Self {
        Self { status, description, parameters: None }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut body = json!({ "ok": false, "error_code": self.status, "description": self.description });
        if let Some(parameters) = self.parameters {
            body["parameters"] = parameters;
        }
        (StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), Json(body)).into_response()
    }
}
