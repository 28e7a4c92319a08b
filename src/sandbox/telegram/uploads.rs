//! The methods that send, change and find files.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::html::{self, Formatted};
use super::media::{Media, MediaKind, id_of};
use super::message::{Content, Message, Sender};
use super::outgoing::{Answer, edit, formatted, keyboard_of, place_of};
use super::params::Params;
use super::refusal::Refusal;
use super::state::State;
use super::transcript::Happening;

/// The longest caption, after the tags are gone.
const LONGEST_CAPTION: usize = 1024;

/// `sendPhoto` and `sendDocument`.
pub(super) fn send(state: &mut State, params: &Params, kind: MediaKind, now: DateTime<Utc>) -> Answer {
    let id = params.chat()?;
    let media = media_of(params, params, kind)?;
    let keyboard = keyboard_of(params)?.unwrap_or_default();
    let chat = state.open_chat(id)?;
    let (reply_to, thread) = place_of(params, |message| chat.messages.contains_key(&message))?;
    let message = chat.add(|id| Message {
        keyboard,
        reply_to,
        thread,
        is_silent: params.is_set("disable_notification"),
        ..Message::new(id, now, Sender::Bot, Content::Media(media))
    });
    chat.happenings.push(Happening::Sent(chat.messages[&message].clone()));
    Ok(state.message_on_the_wire(id, message).unwrap_or_default())
}

/// `editMessageMedia`.
pub(super) fn edit_media(state: &mut State, params: &Params, now: DateTime<Utc>) -> Answer {
    let wanted = params.value("media").ok_or_else(|| Refusal::bad("can't parse InputMedia"))?;
    let kind = match wanted["type"].as_str() {
        Some("photo") => MediaKind::Picture,
        Some("document") => MediaKind::Document,
        _ => return Err(Refusal::bad("can't parse InputMedia: type is invalid")),
    };
    let media = media_of(params, &Params::of(&wanted), kind)?;
    let keyboard = keyboard_of(params)?.unwrap_or_default();
    edit(state, params, now, |message| {
        message.content = Content::Media(media);
        message.keyboard = keyboard;
        Ok(())
    })
}

/// `editMessageCaption`.
pub(super) fn edit_caption(state: &mut State, params: &Params, now: DateTime<Utc>) -> Answer {
    let Formatted { text, entities } = caption_of(params)?;
    let keyboard = keyboard_of(params)?.unwrap_or_default();
    edit(state, params, now, |message| {
        let Content::Media(media) = &mut message.content else {
            return Err(Refusal::bad("there is no caption in the message to edit"));
        };
        (media.caption, media.entities) = (text, entities);
        message.keyboard = keyboard;
        Ok(())
    })
}

/// `getFile`.
pub(super) fn get_file(state: &State, params: &Params) -> Answer {
    let file = params.text("file_id").unwrap_or_default();
    let bytes =
        find(state, &file).ok_or_else(|| Refusal::bad("wrong file_id or the file is temporarily unavailable"))?;
    let path = format!("documents/{file}");
    Ok(json!({ "file_id": file, "file_unique_id": file, "file_size": bytes.len(), "file_path": path }))
}

/// What is in a file of some chat.
pub(super) fn find(state: &State, file: &str) -> Option<Arc<[u8]>> {
    let messages = state.chats.values().flat_map(|chat| chat.messages.values());
    let mut media = messages.filter_map(|message| match &message.content {
        Content::Media(media) => Some(media),
        _ => None,
    });
    media.find(|media| media.file == file).map(|media| media.bytes.clone())
}

fn media_of(upload: &Params, words: &Params, kind: MediaKind) -> Result<Media, Refusal> {
    let (name, bytes) = upload.file().ok_or_else(|| Refusal::bad("there is no file in the request"))?;
    if bytes.is_empty() {
        return Err(Refusal::bad("file must be non-empty"));
    }
    let Formatted { text: caption, entities } = caption_of(words)?;
    Ok(Media { kind, name: name.to_owned(), file: id_of(bytes), caption, entities, bytes: bytes.into() })
}

fn caption_of(params: &Params) -> Result<Formatted, Refusal> {
    let raw = params.text("caption").unwrap_or_default();
    let formatted = formatted(&raw, params.text("parse_mode").as_deref())?;
    if html::utf16(&formatted.text) > LONGEST_CAPTION {
        return Err(Refusal::bad("message caption is too long"));
    }
    Ok(formatted)
}
