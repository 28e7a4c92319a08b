//! The parameters of a call, however they came.

use axum::http::{HeaderMap, header};
use serde_json::{Map, Value};

use super::refusal::Refusal;
use super::{ChatId, MessageId};

/// The parameters of one call: from JSON, a form, an upload or the query, as the Bot API takes them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Params {
    fields: Map<String, Value>,
    /// The name and the bytes of the file that came with them.
    file: Option<(String, Vec<u8>)>,
}

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
            let parts = multipart(kind, body).ok_or_else(|| Refusal::bad("can't parse the upload"))?;
            let (files, texts): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.file_name.is_some());
            let text = |part: Part| (part.name, Value::String(String::from_utf8_lossy(&part.bytes).into_owned()));
            all.extend(texts.into_iter().map(text));
            let file = files.into_iter().next().map(|part| (part.file_name.unwrap_or_default(), part.bytes));
            return Ok(Self { fields: all, file });
        }
        Ok(Self { fields: all, file: None })
    }

    /// The fields of an object that is itself a parameter.
    pub(super) fn of(object: &Value) -> Self {
        Self { fields: object.as_object().cloned().unwrap_or_default(), file: None }
    }

    /// The name and the bytes of the uploaded file.
    pub(super) fn file(&self) -> Option<(&str, &[u8])> {
        self.file.as_ref().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// All of them, as JSON.
    pub(super) fn to_json(&self) -> Value {
        Value::Object(self.fields.clone())
    }

    /// A text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self.fields.get(name)? {
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
        match self.fields.get(name)? {
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

/// One part of an upload.
struct Part {
    name: String,
    file_name: Option<String>,
    bytes: Vec<u8>,
}

/// Takes an upload apart (RFC 7578).
fn multipart(content_type: &str, body: &[u8]) -> Option<Vec<Part>> {
    let boundary = content_type.split("boundary=").nth(1)?.trim_matches('"');
    let marker = format!("--{boundary}").into_bytes();
    let mut parts = Vec::new();
    let mut rest = body.get(find(body, &marker)? + marker.len()..)?;
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let head_end = find(part, b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(part.get(..head_end)?).into_owned();
        let content = part.get(head_end + 4..)?;
        let end = find(content, &[b"\r\n", marker.as_slice()].concat())?;
        let field = |name: &str| {
            let after = head.split(&format!("; {name}=\"")).nth(1)?;
            after.split('"').next().map(str::to_owned)
        };
        parts.push(Part { name: field("name")?, file_name: field("filename"), bytes: content.get(..end)?.to_vec() });
        rest = content.get(end + 2 + marker.len()..)?;
    }
    Some(parts)
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}
