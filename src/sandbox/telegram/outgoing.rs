//! What the bot's messages are made of: text, buttons, a place; and how they are changed.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::MessageId;
use super::html::{self, Formatted};
use super::message::{Button, Does, Message, Sender};
use super::params::Params;
use super::refusal::Refusal;
use super::state::State;
use super::transcript::Happening;

/// The longest text, after the tags are gone.
const LONGEST_TEXT: usize = 4096;

/// The colours of buttons (Bot API 9.4).
const STYLES: [&str; 3] = ["danger", "success", "primary"];

/// The most buttons under one message.
const MOST_BUTTONS: usize = 100;

/// What a method answers.
pub(super) type Answer = Result<Value, Refusal>;

/// Changes one of the bot's own messages, if the change is one.
pub(super) fn edit(
    state: &mut State,
    params: &Params,
    now: DateTime<Utc>,
    change: impl FnOnce(&mut Message) -> Result<(), Refusal>,
) -> Answer {
    let id = params.chat()?;
    let message_id = params.message()?;
    let chat = state.open_chat(id)?;
    let message = chat.messages.get_mut(&message_id).ok_or_else(|| Refusal::bad("message to edit not found"))?;
    if message.sender != Sender::Bot {
        return Err(Refusal::bad("message can't be edited"));
    }
    let before = message.clone();
    change(message)?;
    if *message == before {
        return Err(Refusal::bad(
            "message is not modified: specified new message content and reply markup are exactly the same as a \
             current content and reply markup of the message",
        ));
    }
    message.edited = Some(now);
    chat.happenings.push(Happening::Edited(message.clone()));
    Ok(state.message_on_the_wire(id, message_id).unwrap_or_default())
}

/// The text with its entities, or why Telegram does not take it.
pub(super) fn text_of(params: &Params, too_long: &str) -> Result<Formatted, Refusal> {
    let raw = params.text("text").ok_or_else(|| Refusal::bad("message text is empty"))?;
    let formatted = formatted(&raw, params.text("parse_mode").as_deref())?;
    if formatted.text.is_empty() {
        return Err(Refusal::bad("message text is empty"));
    }
    // The real server counts characters; counting UTF-16 units is never more generous.
    if html::utf16(&formatted.text) > LONGEST_TEXT {
        return Err(Refusal::bad(too_long));
    }
    Ok(formatted)
}

/// Text or a caption in one of the modes.
pub(super) fn formatted(raw: &str, mode: Option<&str>) -> Result<Formatted, Refusal> {
    match mode {
        Some(mode) if mode.eq_ignore_ascii_case("html") => {
            html::parse(raw).map_err(|why| Refusal::bad(format!("can't parse entities: {why}")))
        }
        None | Some("") => Ok(Formatted { text: raw.trim().to_owned(), entities: Vec::new() }),
        Some(mode) => Err(Refusal::bad(format!("unsupported parse_mode {mode}"))),
    }
}

/// The inline keyboard, if one is given.
pub(super) fn keyboard_of(params: &Params) -> Result<Option<Vec<Vec<Button>>>, Refusal> {
    let Some(markup) = params.value("reply_markup") else { return Ok(None) };
    let Some(rows) = markup.get("inline_keyboard") else { return Ok(None) };
    let rows = rows.as_array().ok_or_else(|| Refusal::bad("object expected as reply markup"))?;
    let mut keyboard = Vec::new();
    for row in rows {
        let buttons: Result<Vec<Button>, Refusal> = row.as_array().into_iter().flatten().map(button_of).collect();
        let buttons = buttons?;
        if !buttons.is_empty() {
            keyboard.push(buttons);
        }
    }
    if keyboard.iter().flatten().count() > MOST_BUTTONS {
        return Err(Refusal::bad("reply markup is too long"));
    }
    Ok(Some(keyboard))
}

fn button_of(wire: &Value) -> Result<Button, Refusal> {
    let label = wire["text"].as_str().unwrap_or_default().trim().to_owned();
    if label.is_empty() {
        return Err(Refusal::bad(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ));
    }
    let does = match (wire["callback_data"].as_str(), wire["url"].as_str()) {
        (Some(data), None) if (1..=64).contains(&data.len()) => Does::Data(data.to_owned()),
        (Some(_), _) => return Err(Refusal::bad("BUTTON_DATA_INVALID")),
        (None, Some(url)) if url::Url::parse(url).is_ok() => Does::Url(url.to_owned()),
        (None, Some(_)) => return Err(Refusal::bad("BUTTON_URL_INVALID")),
        (None, None) => {
            let why = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard";
            return Err(Refusal::bad(why));
        }
    };
    let style = wire["style"].as_str().map(str::to_owned);
    if style.as_deref().is_some_and(|style| !STYLES.contains(&style)) {
        return Err(Refusal::bad("BUTTON_STYLE_INVALID"));
    }
    Ok(Button { label, style, does })
}

/// The message to reply to, and the topic; `is_there` knows the chat's messages.
pub(super) fn place_of(
    params: &Params,
    is_there: impl Fn(MessageId) -> bool,
) -> Result<(Option<MessageId>, Option<i32>), Refusal> {
    let thread = params.number("message_thread_id").and_then(|thread| i32::try_from(thread).ok());
    Ok((reply_of(params, is_there)?, thread))
}

fn reply_of(params: &Params, is_there: impl Fn(MessageId) -> bool) -> Result<Option<MessageId>, Refusal> {
    let Some(reply) = params.value("reply_parameters") else { return Ok(None) };
    let id = reply["message_id"].as_i64().and_then(|id| i32::try_from(id).ok()).map(MessageId);
    match id {
        Some(id) if is_there(id) => Ok(Some(id)),
        Some(_) | None if reply["allow_sending_without_reply"] == true => Ok(None),
        Some(_) | None => Err(Refusal::bad("message to be replied not found")),
    }
}
