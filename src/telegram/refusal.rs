//! Turns Telegram's error answers into variants: the only place that compares its texts.

use std::time::Duration;

use serde::Deserialize;

use crate::model::ChatId;

/// Why a call failed.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// Telegram cannot be reached, does not answer in time, or has a failure of its own (5xx).
    #[error("Telegram is unavailable")]
    Away(#[source] Cause),
    /// Too many calls (429): wait for `retry_after`.
    #[error("too many calls: again in {} s", retry_after.as_secs())]
    TooMany {
        /// How long to wait.
        retry_after: Duration,
    },
    /// The group has become this supergroup.
    #[error("the group has moved to {0}")]
    Moved(ChatId),
    /// We may not write there: we were blocked, removed, never started, or silenced, or the account was deleted.
    #[error("not allowed to write there: {0}")]
    Blocked(String),
    /// The message already has this text.
    #[error("the message is not modified")]
    NotModified,
    /// The message to edit has no text, but perhaps a caption.
    #[error("the message has no text")]
    NoText,
    /// The HTML cannot be read.
    #[error("the entities cannot be parsed")]
    BadEntities,
    /// The pressed button's query has expired, or never existed.
    #[error("the query is too old")]
    QueryTooOld,
    /// Another program polls with this token.
    #[error("another program polls with this token")]
    Conflict,
    /// The token belongs to no bot.
    #[error("Telegram does not know this token")]
    BadToken,
    /// The call is wrong in another way; a retry is of no use.
    #[error("Telegram refused ({status}){}", said(description))]
    Refused {
        /// The HTTP status.
        status: u16,
        /// Telegram's description, without our text.
        description: String,
    },
    /// The call cannot be written as JSON.
    #[error("a call that cannot be said")]
    Unsayable,
}

/// Why Telegram is unavailable, without the address.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Details of a refusal (Bot API, `ResponseParameters`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

/// How long to wait after a 429 that does not say so.
const UNSAID_RETRY_AFTER: Duration = Duration::from_secs(1);

/// Parts of descriptions (in lower case) that mean that we may not write there; so does every 403.
const NOT_ALLOWED: [&str; 6] = [
    "chat not found",
    "user is deactivated",
    "not enough rights to send",
    "have no rights to send",
    "chat_write_forbidden",
    "peer_id_invalid",
];

impl CallError {
    /// The meaning of an answer with this status, description and parameters.
    pub(super) fn read(status: u16, description: &str, parameters: Parameters) -> Self {
        let words = description.to_lowercase();
        let says = |part: &str| words.contains(part);
        let description = without_quotes(description);
        if let Some(to) = parameters.migrate_to_chat_id {
            return Self::Moved(ChatId(to));
        }
        match status {
            429 => {
                Self::TooMany { retry_after: parameters.retry_after.map_or(UNSAID_RETRY_AFTER, Duration::from_secs) }
            }
            401 => Self::BadToken,
            // A malformed token gives a bare 404.
            404 if words.trim_end() == "not found" => Self::BadToken,
            409 if says("getupdates") || says("webhook") => Self::Conflict,
            403 => Self::Blocked(description),
            _ if NOT_ALLOWED.iter().any(|part| says(part)) => Self::Blocked(description),
            _ if says("message is not modified") => Self::NotModified,
            _ if says("there is no text in the message to edit") => Self::NoText,
            _ if says("can't parse entities") => Self::BadEntities,
            _ if ["query is too old", "query id is invalid", "query_id_invalid"].iter().any(|part| says(part)) => {
                Self::QueryTooOld
            }
            _ => Self::Refused { status, description },
        }
    }

    /// Whether a retry may help.
    pub(super) fn is_transient(&self) -> bool {
        match self {
            Self::Away(_) => true,
            Self::TooMany { .. }
            | Self::Moved(_)
            | Self::Blocked(_)
            | Self::NotModified
            | Self::NoText
            | Self::BadEntities
            | Self::QueryTooOld
            | Self::Conflict
            | Self::BadToken
            | Self::Refused { .. }
            | Self::Unsayable => false,
        }
    }
}

/// The description without its leading class, and without quoted parts: Telegram quotes our text.
fn without_quotes(description: &str) -> String {
    let bare = ["Bad Request: ", "Forbidden: "].iter().find_map(|class| description.strip_prefix(class));
    bare.unwrap_or(description).split('"').step_by(2).collect::<Vec<_>>().join("…")
}

fn said(description: &str) -> String {
    if description.is_empty() { String::new() } else { format!(": {description}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_meanings_here_and_nowhere_else() {
        let plain = Parameters::default();
        let cases: [(u16, &str, Parameters, &str); 19] = [
            (
                403,
                "Forbidden: bot was blocked by the user",
                plain,
                "not allowed to write there: bot was blocked by the user",
            ),
            (
                403,
                "Forbidden: bot was kicked from the group chat",
                plain,
                "not allowed to write there: bot was kicked from the group chat",
            ),
            (403, "Forbidden: user is deactivated", plain, "not allowed to write there: user is deactivated"),
            (400, "Bad Request: chat not found", plain, "not allowed to write there: chat not found"),
            (400, "Bad Request: CHAT_WRITE_FORBIDDEN", plain, "not allowed to write there: CHAT_WRITE_FORBIDDEN"),
            (
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                Parameters { migrate_to_chat_id: Some(-7), ..plain },
                "the group has moved to -7",
            ),
            (400, "Bad Request: message is not modified: specified new …", plain, "the message is not modified"),
            (
                400,
                "Bad Request: can't parse entities: Unsupported start tag \"x\"",
                plain,
                "the entities cannot be parsed",
            ),
            (400, "Bad Request: there is no text in the message to edit", plain, "the message has no text"),
            (400, "Bad Request: query is too old and response timeout expired", plain, "the query is too old"),
            (400, "Bad Request: QUERY_ID_INVALID", plain, "the query is too old"),
            (400, "Bad Request: query ID is invalid", plain, "the query is too old"),
            (400, "Bad Request: wrong thing \"my secret\" here", plain, "Telegram refused (400): wrong thing … here"),
            (
                429,
                "Too Many Requests: retry after 7",
                Parameters { retry_after: Some(7), ..plain },
                "too many calls: again in 7 s",
            ),
            (429, "Too Many Requests", plain, "too many calls: again in 1 s"),
            (409, "Conflict: terminated by other getUpdates request", plain, "another program polls with this token"),
            (401, "Unauthorized", plain, "Telegram does not know this token"),
            (404, "Not Found", plain, "Telegram does not know this token"),
            (404, "Not Found: method not found", plain, "Telegram refused (404): Not Found: method not found"),
        ];
        for (status, description, parameters, meaning) in cases {
            assert_eq!(CallError::read(status, description, parameters).to_string(), meaning);
        }
    }
}
