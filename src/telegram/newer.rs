//! Rewrites updates from newer Bot APIs so that teloxide can decode them. Pure.
//!
//! teloxide-core 0.13 (Bot API 9.1) decodes a message with an entity of an unknown kind as an empty message, without an
//! error. We remove such entities from the JSON before we decode it again; a date that the person's app has formatted
//! (`date_time`, Bot API 9.5) becomes a link that contains the time.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use teloxide::types::{Message, MessageKind, Update, UpdateKind};

/// The kinds of entity that teloxide decodes (Bot API 9.1, `MessageEntity`).
const KNOWN: [&str; 19] = [
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
];

/// The scheme of the link that a formatted date becomes. No person can send it: Telegram only accepts `http`, `https`,
/// `tg` and the like.
const SCHEME: &str = "janji-time:";

/// The end of the link if the app shows only the day.
const DAY_ONLY: &str = "?day";

/// A time that the person's app has formatted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Formatted {
    pub at: DateTime<Utc>,
    /// Whether the app also shows the time of day.
    pub has_time: bool,
}

/// Whether decoding has lost a part of an update.
pub(super) fn is_lossy(update: &Update) -> bool {
    match &update.kind {
        UpdateKind::Error(_) => true,
        UpdateKind::Message(message) | UpdateKind::EditedMessage(message) => is_empty(message),
        _ => false,
    }
}

fn is_empty(message: &Message) -> bool {
    matches!(message.kind, MessageKind::Empty {})
}

/// Rewrites the entities that teloxide does not know, in an update and in the messages it replies to.
pub(super) fn rewrite(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::Array(entities) if name == "entities" || name == "caption_entities" => {
                        entities.retain_mut(|entity| entity.as_object_mut().is_some_and(is_kept));
                    }
                    _ => rewrite(value),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(rewrite),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Rewrites one entity; false if it must be removed.
fn is_kept(entity: &mut Map<String, Value>) -> bool {
    let kind = entity.get("type").and_then(Value::as_str).unwrap_or_default();
    if KNOWN.contains(&kind) {
        return true;
    }
    let Some(unix) = entity.get("unix_time").and_then(Value::as_i64).filter(|_| kind == "date_time") else {
        return false;
    };
    // `r` is a relative time, `t` and `T` are times of day, `w`, `d` and `D` days; without a format, the text stays as
    // it was.
    let format = entity.get("date_time_format").and_then(Value::as_str).unwrap_or_default();
    let is_day = !format.is_empty() && !format.contains(['r', 't', 'T']);
    let url = format!("{SCHEME}{unix}{}", if is_day { DAY_ONLY } else { "" });
    entity.insert("type".to_owned(), "text_link".into());
    entity.insert("url".to_owned(), url.into());
    true
}

/// The time that a link stands for, if it was a formatted date.
pub(super) fn formatted(url: &str) -> Option<Formatted> {
    let unix = url.strip_prefix(SCHEME)?;
    let (unix, has_time) = unix.strip_suffix(DAY_ONLY).map_or((unix, true), |unix| (unix, false));
    Some(Formatted { at: DateTime::from_timestamp(unix.parse().ok()?, 0)?, has_time })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_formatted_date_becomes_a_link_and_unknown_kinds_go() {
        let mut update = json!({ "message": {
            "text": "lunch tomorrow 1pm",
            "entities": [
                { "type": "bold", "offset": 0, "length": 5 },
                { "type": "sparkle", "offset": 0, "length": 5 },
                { "type": "date_time", "offset": 6, "length": 12, "unix_time": 1_773_205_200, "date_time_format": "wDT" },
            ],
            "reply_to_message": { "caption": "x", "caption_entities": [
                { "type": "date_time", "offset": 0, "length": 1, "unix_time": 1_773_205_200, "date_time_format": "D" },
                { "type": "date_time", "offset": 0, "length": 1 },
            ] },
        } });
        rewrite(&mut update);
        let kinds = |value: &Value| {
            let entities = value.as_array().unwrap().iter();
            entities.map(|entity| entity["type"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let message = &update["message"];
        assert_eq!(kinds(&message["entities"]), ["bold", "text_link"]);
        assert_eq!(kinds(&message["reply_to_message"]["caption_entities"]), ["text_link"]);
        let at = "2026-03-11T05:00:00Z".parse().unwrap();
        let url = |entity: &Value| formatted(entity["url"].as_str().unwrap()).unwrap();
        assert_eq!(url(&message["entities"][1]), Formatted { at, has_time: true });
        let replied = &message["reply_to_message"]["caption_entities"][0];
        assert_eq!(url(replied), Formatted { at, has_time: false });
        assert_eq!(formatted("https://example.com"), None);
        assert_eq!(formatted("janji-time:soon"), None);
    }
}
