//! What the pretend Google says when it refuses: the error bodies of Calendar v3.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::sandbox::How;

/// A refusal, in Google's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{status} {reason}: {message}")]
pub struct Refusal {
    /// The status of the answer.
    pub status: u16,
    /// Google's word for it.
    pub reason: &'static str,
    /// Google's sentence for it.
    pub message: String,
}

impl Refusal {
    pub(super) fn new(status: u16, reason: &'static str, message: impl Into<String>) -> Self {
        Self { status, reason, message: message.into() }
    }

    pub(super) fn invalid(message: impl Into<String>) -> Self {
        Self::new(400, "invalid", message)
    }

    pub(super) fn not_found() -> Self {
        Self::new(404, "notFound", "Not Found")
    }

    pub(super) fn deleted() -> Self {
        Self::new(410, "deleted", "Resource has been deleted")
    }

    fn body(&self) -> Value {
        let (reason, message) = (self.reason, &self.message);
        let one = json!({"domain": "global", "reason": reason, "message": message});
        json!({"error": {"errors": [one], "code": self.status, "message": message}})
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        // Every refusal is made with a status of HTTP.
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(self.body())).into_response()
    }
}

/// The words in which a fault made on purpose reaches the caller.
pub(super) fn of_fault(how: How) -> Response {
    match how {
        How::Status(status) => on_purpose(status).into_response(),
        How::TooMany { retry_after } => ([(RETRY_AFTER, retry_after.to_string())], on_purpose(429)).into_response(),
        // These have no words.
        How::Cut | How::HangUp | How::Delay(_) | How::Held | How::Silence => on_purpose(500).into_response(),
    }
}

fn on_purpose(status: u16) -> Refusal {
    let (reason, message) = match status {
        400 => ("invalid", "Invalid Value"),
        401 => ("authError", "Invalid Credentials"),
        403 | 429 => ("rateLimitExceeded", "Rate Limit Exceeded"),
        404 => ("notFound", "Not Found"),
        409 => ("duplicate", "The requested identifier already exists."),
        410 => ("fullSyncRequired", "Sync token is no longer valid, a full sync is required."),
        412 => ("conditionNotMet", "Precondition Failed"),
        _ => ("backendError", "Backend Error"),
    };
    Refusal::new(status, reason, message)
}
