//! The parameters of a call, however they came.

use axum::http::{HeaderMap, header};
use serde_json::{Map, Value};

use super::refusal::Refusal;
use super::{ChatId, MessageId};

/// The parameters of one call: from JSON, a form or the query, as the Bot API takes them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Params(Map<String, Value>);

impl Params {
    /// Reads the query and the body.
    pub(super) fn read(query: &str, headers: &HeaderMap, body: &[u8]) -> Result<Self, Refusal> {
        let mut all = pairs(query.as_bytes());
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.starts_with("application/json") && !body.is_empty() {
            match serde_json::from_slice(body) {
                Ok(Value::Object(object)) => all.extend(object),
                Ok(_) | Err(_) => return Err(Refusal::bad("can't parse JSON object")),
            }
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            all.extend(pairs(body));
        } else if kind.starts_with("multipart/") {
            return Err(Refusal::bad("this pretend server takes no files"));
        }
        Ok(Self(all))
    }

    /// All of them, as JSON.
    pub(super) fn to_json(&self) -> Value {
        Value::Object(self.0.clone())
    }

    /// A text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self.0.get(name)? {
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        }
    }

    /// A number, also as text.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.text(name)?.trim().parse().ok()
    }

    /// Whether a flag is set.
    pub(super) fn is_set(&self, name: &str) -> bool {
        self.text(name).is_some_and(|text| text.eq_ignore_ascii_case("true") || text == "1")
    }

    /// An object or a list, also as JSON in a text.
    pub(super) fn value(&self, name: &str) -> Option<Value> {
        match self.0.get(name)? {
            Value::Null => None,
            Value::String(text) => serde_json::from_str(text).ok(),
            other => Some(other.clone()),
        }
    }

    /// The chat.
    pub(super) fn chat(&self) -> Result<ChatId, Refusal> {
        let missing = || Refusal::bad("chat_id is empty");
        self.text("chat_id").filter(|text| !text.is_empty()).ok_or_else(missing)?;
        self.number("chat_id").map(ChatId).ok_or_else(|| Refusal::bad("chat not found"))
    }

    /// The message.
    pub(super) fn message(&self) -> Result<MessageId, Refusal> {
        let id = self.number("message_id").and_then(|id| i32::try_from(id).ok());
        id.map(MessageId).ok_or_else(|| Refusal::bad("message identifier is not specified"))
    }
}

/// `key=value&…`
fn pairs(encoded: &[u8]) -> Map<String, Value> {
    url::form_urlencoded::parse(encoded)
        .map(|(key, value)| (key.into_owned(), Value::String(value.into_owned())))
        .collect()
}
