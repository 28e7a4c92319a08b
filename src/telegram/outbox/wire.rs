//! Messages as the Bot API takes them. Pure.
//!
//! We don't use teloxide's payloads for this, because they lack what is newer than Bot API 9.1, such as the colour of a
//! button.

use serde_json::{Map, Value, json};

use crate::model::{Attachment, AttachmentKind, ChatId, MessageId, ThreadId};
use crate::speech::{self, Outgoing, OutgoingButton};

/// How the text of a message is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Html,
    /// Without any tags, because Telegram could not read them.
    Plain,
}

/// The fields of one call.
pub(super) type Fields = Map<String, Value>;

/// The longest caption of a picture or document, in UTF-16 units (Bot API, `sendPhoto`).
const LONGEST_CAPTION: usize = 1_024;

/// The name of the part that carries the file in an upload.
pub(super) const FILE_PART: &str = "file";

/// The text of a message, for `sendMessage` and `editMessageText`.
pub(super) fn text(outgoing: &Outgoing, form: Form) -> Fields {
    let mut fields = worded("text", outgoing, form);
    // A preview of a place's link would cover the message.
    fields.insert("link_preview_options".to_owned(), json!({ "is_disabled": true }));
    fields
}

/// The caption of a message, for `sendPhoto`, `sendDocument` and `editMessageCaption`.
pub(super) fn caption(outgoing: &Outgoing, form: Form) -> Fields {
    worded("caption", outgoing, form)
}

/// Whether the text of a message fits under a picture or document.
pub(super) fn fits_as_caption(outgoing: &Outgoing) -> bool {
    // Tags only make it longer.
    speech::fallback(outgoing).encode_utf16().count() <= LONGEST_CAPTION
}

/// The new file and caption of a message, for `editMessageMedia`.
pub(super) fn media(outgoing: &Outgoing, attachment: &Attachment, form: Form) -> Fields {
    let mut media = worded("caption", outgoing, form);
    let markup = media.remove("reply_markup");
    media.insert("type".to_owned(), kind(attachment).into());
    media.insert("media".to_owned(), format!("attach://{FILE_PART}").into());
    let mut fields = Fields::new();
    fields.insert("media".to_owned(), Value::Object(media));
    fields.extend(markup.map(|markup| ("reply_markup".to_owned(), markup)));
    fields
}

/// The file of a message, for `sendPhoto` and `sendDocument`.
pub(super) fn file(attachment: &Attachment) -> Fields {
    Fields::from_iter([(kind(attachment).to_owned(), format!("attach://{FILE_PART}").into())])
}

/// The method that sends an attachment.
pub(super) fn method(attachment: &Attachment) -> &'static str {
    match attachment.kind {
        AttachmentKind::Picture => "SendPhoto",
        AttachmentKind::Document => "SendDocument",
    }
}

fn kind(attachment: &Attachment) -> &'static str {
    match attachment.kind {
        AttachmentKind::Picture => "photo",
        AttachmentKind::Document => "document",
    }
}

/// The chat, the topic and the options of a message.
pub(super) fn place(
    chat: ChatId,
    thread: Option<ThreadId>,
    reply_to: Option<MessageId>,
    outgoing: &Outgoing,
) -> Fields {
    let mut fields = Fields::from_iter([
        ("chat_id".to_owned(), chat.0.into()),
        ("disable_notification".to_owned(), outgoing.is_silent.into()),
    ]);
    if let Some(thread) = thread {
        fields.insert("message_thread_id".to_owned(), thread.0.into());
    }
    if let Some(message) = reply_to {
        let reply = json!({ "message_id": message.0, "allow_sending_without_reply": true });
        fields.insert("reply_parameters".to_owned(), reply);
    }
    fields
}

/// The text with HTML or without, and the buttons under it.
fn worded(name: &str, outgoing: &Outgoing, form: Form) -> Fields {
    let mut fields = Fields::new();
    match form {
        Form::Html => {
            fields.insert(name.to_owned(), outgoing.text.as_str().into());
            fields.insert("parse_mode".to_owned(), "HTML".into());
        }
        Form::Plain => {
            fields.insert(name.to_owned(), speech::fallback(outgoing).into());
        }
    }
    if !outgoing.keyboard.is_empty() {
        fields.insert("reply_markup".to_owned(), keyboard(&outgoing.keyboard));
    }
    fields
}

fn keyboard(rows: &[Vec<OutgoingButton>]) -> Value {
    let button = |button: &OutgoingButton| {
        let mut wire = json!({ "text": button.label, "callback_data": button.data });
        if let Some(style) = button.style {
            wire["style"] = json!(style);
        }
        wire
    };
    let rows: Vec<Vec<Value>> = rows.iter().map(|row| row.iter().map(button).collect()).collect();
    json!({ "inline_keyboard": rows })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::ButtonStyle;

    #[test]
    fn a_message_has_its_place_its_words_and_its_buttons() {
        let button = |label: &str, style| OutgoingButton { label: label.into(), data: "1:x:0".into(), style };
        let outgoing = Outgoing {
            text: "<b>lunch</b> &amp; more".into(),
            keyboard: vec![vec![button("Undo", Some(ButtonStyle::Success)), button("Keep", None)]],
            is_silent: true,
            attachment: None,
        };
        let mut fields = place(ChatId(-7), Some(ThreadId(3)), Some(MessageId(9)), &outgoing);
        fields.extend(text(&outgoing, Form::Html));
        let keyboard = json!({ "inline_keyboard": [[
            { "text": "Undo", "callback_data": "1:x:0", "style": "success" },
            { "text": "Keep", "callback_data": "1:x:0" },
        ]] });
        let expected = json!({
            "chat_id": -7, "message_thread_id": 3, "disable_notification": true,
            "reply_parameters": { "message_id": 9, "allow_sending_without_reply": true },
            "text": "<b>lunch</b> &amp; more", "parse_mode": "HTML",
            "link_preview_options": { "is_disabled": true }, "reply_markup": keyboard,
        });
        assert_eq!(Value::Object(fields), expected);
        let plain = caption(&Outgoing { keyboard: vec![], ..outgoing }, Form::Plain);
        assert_eq!(Value::Object(plain), json!({ "caption": "lunch & more" }));
    }
}
