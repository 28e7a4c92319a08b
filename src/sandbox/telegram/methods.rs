//! The methods of the Bot API that we call, one function each.

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use super::html::{self, Formatted};
use super::media::{self, MediaKind};
use super::message::{Button, Content, Does, Message, Sender};
use super::params::Params;
use super::refusal::Refusal;
use super::state::State;
use super::transcript::Happening;
use super::{Access, ChatId, MessageId};

/// The longest text, after the tags are gone.
const LONGEST_TEXT: usize = 4096;

/// The longest toast.
const LONGEST_TOAST: usize = 200;

/// The colours of buttons (Bot API 9.4).
const STYLES: [&str; 3] = ["danger", "success", "primary"];

/// The most buttons under one message.
const MOST_BUTTONS: usize = 100;

/// How long a bot may take a message back (Bot API, `deleteMessage`).
const DELETABLE: Duration = Duration::hours(48);

/// What a method answers.
pub(super) type Answer = Result<Value, Refusal>;

/// Calls a method by its name, in whatever case; `getUpdates` is the server's.
pub(super) fn call(state: &mut State, method: &str, params: &Params, now: DateTime<Utc>) -> Answer {
    match method.to_ascii_lowercase().as_str() {
        "getme" => Ok(state.bot.me()),
        "sendmessage" => send_message(state, params, now),
        "sendphoto" => media::send(state, params, MediaKind::Picture, now),
        "senddocument" => media::send(state, params, MediaKind::Document, now),
        "getfile" => media::get_file(state, params),
        "editmessagetext" => edit_message_text(state, params, now),
        "editmessagecaption" => media::edit_caption(state, params, now),
        "editmessagemedia" => media::edit_media(state, params, now),
        "editmessagereplymarkup" => edit_message_reply_markup(state, params, now),
        "deletemessage" => delete_message(state, params, now),
        "answercallbackquery" => answer_callback_query(state, params, now),
        "sendchataction" => state.open_chat(params.chat()?).map(|_| Value::Bool(true)),
        "getchat" => get_chat(state, params),
        "setmycommands" => set_my_commands(state, params),
        "getmycommands" => Ok(state.commands.get(&scope(params)).cloned().unwrap_or_else(|| json!([]))),
        "deletemycommands" => {
            state.commands.remove(&scope(params));
            Ok(Value::Bool(true))
        }
        "deletewebhook" => {
            if params.is_set("drop_pending_updates") {
                state.updates.waiting.clear();
            }
            Ok(Value::Bool(true))
        }
        "getwebhookinfo" => Ok(json!({
            "url": "", "has_custom_certificate": false, "pending_update_count": state.updates.waiting.len(),
        })),
        _ => Err(Refusal::no_such_method()),
    }
}

/// Whether a method counts against the limits, and for which chat.
pub(super) fn counts_for(method: &str, params: &Params) -> Option<ChatId> {
    let counts = [
        "sendmessage",
        "sendphoto",
        "senddocument",
        "editmessagetext",
        "editmessagecaption",
        "editmessagemedia",
        "editmessagereplymarkup",
    ];
    counts.contains(&method.to_ascii_lowercase().as_str()).then(|| params.chat().ok()).flatten()
}

fn send_message(state: &mut State, params: &Params, now: DateTime<Utc>) -> Answer {
    let id = params.chat()?;
    let chat = state.open_chat(id)?;
    let Formatted { text, entities } = text_of(params, "message is too long")?;
    let keyboard = keyboard_of(params)?;
    let (reply_to, thread) = place_of(params, |message| chat.messages.contains_key(&message))?;
    let message = chat.add(|id| Message {
        keyboard: keyboard.unwrap_or_default(),
        reply_to,
        thread,
        is_silent: params.is_set("disable_notification"),
        ..Message::new(id, now, Sender::Bot, Content::Text { text, entities })
    });
    chat.happenings.push(Happening::Sent(chat.messages[&message].clone()));
    Ok(state.message_on_the_wire(id, message).unwrap_or_default())
}

fn edit_message_text(state: &mut State, params: &Params, now: DateTime<Utc>) -> Answer {
    let Formatted { text, entities } = text_of(params, "MESSAGE_TOO_LONG")?;
    let keyboard = keyboard_of(params)?.unwrap_or_default();
    edit(state, params, now, |message| {
        let Content::Text { .. } = message.content else {
            return Err(Refusal::bad("there is no text in the message to edit"));
        };
        message.content = Content::Text { text, entities };
        message.keyboard = keyboard;
        Ok(())
    })
}

fn edit_message_reply_markup(state: &mut State, params: &Params, now: DateTime<Utc>) -> Answer {
    let keyboard = keyboard_of(params)?.unwrap_or_default();
    edit(state, params, now, |message| {
        message.keyboard = keyboard;
        Ok(())
    })
}

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

fn delete_message(state: &mut State, params: &Params, now: DateTime<Utc>) -> Answer {
    let chat = state.open_chat(params.chat()?)?;
    let id = params.message()?;
    let message = chat.messages.get(&id).ok_or_else(|| Refusal::bad("message to delete not found"))?;
    if now - message.sent > DELETABLE {
        return Err(Refusal::bad("message can't be deleted for everyone"));
    }
    chat.messages.remove(&id);
    chat.happenings.push(Happening::Deleted(id));
    Ok(Value::Bool(true))
}

fn answer_callback_query(state: &mut State, params: &Params, now: DateTime<Utc>) -> Answer {
    let text = params.text("text").unwrap_or_default();
    let callback = state.callback(&params.text("callback_query_id").unwrap_or_default(), now)?;
    if html::utf16(&text) > LONGEST_TOAST {
        return Err(Refusal::bad("MESSAGE_TOO_LONG"));
    }
    callback.answer = Some(text.clone());
    let (chat, user) = (callback.chat, callback.user);
    if let Some(chat) = state.chats.get_mut(&chat) {
        chat.happenings.push(Happening::Toast { user, text });
    }
    Ok(Value::Bool(true))
}

fn get_chat(state: &mut State, params: &Params) -> Answer {
    let id = params.chat()?;
    match state.chats.get(&id).map(|chat| chat.access) {
        None | Some(Access::NeverStarted) => Err(Refusal::bad("chat not found")),
        Some(Access::MovedTo(to)) => Err(Refusal::moved(to)),
        Some(Access::Open | Access::Blocked) => {
            let mut chat = state.chat_on_the_wire(id);
            chat["accent_color_id"] = 0.into();
            chat["max_reaction_count"] = 11.into();
            chat["accepted_gift_types"] = json!({
                "unlimited_gifts": true, "limited_gifts": true, "unique_gifts": true, "premium_subscription": true,
            });
            Ok(chat)
        }
    }
}

fn set_my_commands(state: &mut State, params: &Params) -> Answer {
    let commands = params.value("commands").unwrap_or_default();
    let is_command = |c: &str| {
        (1..=32).contains(&c.len()) && c.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    for command in commands.as_array().into_iter().flatten() {
        if !command["command"].as_str().is_some_and(is_command) {
            return Err(Refusal::bad("BOT_COMMAND_INVALID"));
        }
        let length = command["description"].as_str().map_or(0, html::utf16);
        if !(1..=256).contains(&length) {
            return Err(Refusal::bad("BOT_COMMAND_DESCRIPTION_INVALID"));
        }
    }
    let (scope, language) = scope(params);
    if !(language.is_empty() || language.len() == 2) {
        return Err(Refusal::bad("language code is invalid"));
    }
    state.commands.insert((scope, language), commands);
    Ok(Value::Bool(true))
}

/// For whom commands are: the scope as JSON, and the language.
fn scope(params: &Params) -> (String, String) {
    let scope = params.value("scope").map_or_else(|| "default".into(), |scope| scope.to_string());
    (scope, params.text("language_code").unwrap_or_default())
}

/// The text with its entities, or why Telegram does not take it.
fn text_of(params: &Params, too_long: &str) -> Result<Formatted, Refusal> {
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
