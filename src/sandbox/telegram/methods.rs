//! The methods of the Bot API that we call, one function each.

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use super::html::{self, Formatted};
use super::media::MediaKind;
use super::message::{Content, Message, Sender};
use super::outgoing::{Answer, edit, keyboard_of, place_of, text_of};
use super::params::Params;
use super::refusal::Refusal;
use super::state::State;
use super::transcript::Happening;
use super::{Access, ChatId, ChatKind, UserId, uploads, webhook};

/// The longest toast.
const LONGEST_TOAST: usize = 200;

/// How long a bot may take a message back (Bot API, `deleteMessage`).
const DELETABLE: Duration = Duration::hours(48);

/// Calls a method by its name, in whatever case; `getUpdates` is the server's.
pub(super) fn call(state: &mut State, method: &str, params: &Params, now: DateTime<Utc>) -> Answer {
    match method.to_ascii_lowercase().as_str() {
        "getme" => Ok(state.bot.me()),
        "sendmessage" => send_message(state, params, now),
        "sendphoto" => uploads::send(state, params, MediaKind::Picture, now),
        "senddocument" => uploads::send(state, params, MediaKind::Document, now),
        "getfile" => uploads::get_file(state, params),
        "editmessagetext" => edit_message_text(state, params, now),
        "editmessagecaption" => uploads::edit_caption(state, params, now),
        "editmessagemedia" => uploads::edit_media(state, params, now),
        "editmessagereplymarkup" => edit_message_reply_markup(state, params, now),
        "deletemessage" => delete_message(state, params, now),
        "answercallbackquery" => answer_callback_query(state, params, now),
        "sendchataction" => state.open_chat(params.chat()?).map(|_| Value::Bool(true)),
        "getchat" => get_chat(state, params),
        "getchatadministrators" => get_chat_administrators(state, params),
        "setmycommands" => set_my_commands(state, params),
        "getmycommands" => Ok(state.commands.get(&scope(params)).cloned().unwrap_or_else(|| json!([]))),
        "deletemycommands" => {
            state.commands.remove(&scope(params));
            Ok(Value::Bool(true))
        }
        "setwebhook" => webhook::set(state, params),
        "deletewebhook" => {
            state.updates.hook = None;
            if params.is_set("drop_pending_updates") {
                state.updates.waiting.clear();
            }
            Ok(Value::Bool(true))
        }
        "getwebhookinfo" => Ok(webhook::info(state)),
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

fn get_chat_administrators(state: &mut State, params: &Params) -> Answer {
    let id = params.chat()?;
    let ChatKind::Group { admins, .. } = state.open_chat(id)?.kind.clone() else {
        return Err(Refusal::bad("there are no administrators in the private chat"));
    };
    let member = |(at, user): (usize, &UserId)| {
        let user = state.people.get(user)?.on_the_wire();
        let status = if at == 0 { "creator" } else { "administrator" };
        Some(json!({ "status": status, "user": user, "is_anonymous": false }))
    };
    Ok(admins.iter().enumerate().filter_map(member).collect())
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
