//! Turns Telegram's updates into our [`Incoming`], if they are for us. Pure.

mod addressed;

use std::path::Path;

use chrono::{DateTime, Duration, Utc};
use teloxide::types::{
    CallbackQuery, Chat, ChatMemberUpdated, ChatMigration, MaybeInaccessibleMessage, MediaKind, Message, MessageEntity,
    MessageKind, Update, UpdateKind, User,
};

use super::Me;
use crate::model::{
    CallbackId, ChatId, ChatKind, FileId, FormattedTime, GeoPoint, Incoming, IncomingKind, MessageId, ThreadId,
    UpdateId, UserId,
};
use addressed::Addressed;

/// The oldest a message can be when it arrives: twice as long as Telegram keeps it (Bot API, "Getting updates").
const LONGEST_WAIT: Duration = Duration::hours(48);

/// The most that our clock may be behind Telegram's.
const MOST_AHEAD: Duration = Duration::hours(24);

/// What an update means for us, received at `now`; `None` if we don't handle it.
///
/// In private chats everything that a person sends is for us; in groups commands, mentions of us and replies to us are.
/// Messages from bots and channels are not.
pub(super) fn read(update: &Update, me: &Me, now: DateTime<Utc>) -> Option<Incoming> {
    let id = UpdateId(update.id.0);
    match &update.kind {
        UpdateKind::Message(message) => of_message(id, message, me, now),
        UpdateKind::EditedMessage(message) => of_edit(id, message, me, now),
        UpdateKind::CallbackQuery(query) => of_press(id, query, now),
        UpdateKind::MyChatMember(change) => of_membership(id, change, now),
        _ => None,
    }
}

fn of_message(id: UpdateId, message: &Message, me: &Me, now: DateTime<Utc>) -> Option<Incoming> {
    let chat_kind = kind_of(&message.chat)?;
    let number = MessageId(message.id.0);
    let (kind, from) = match &message.kind {
        MessageKind::Common(common) => match &common.media_kind {
            // Telegram names the person who did this, but it happens to the chat.
            MediaKind::Migration(ChatMigration::To { chat_id }) => {
                (IncomingKind::Moved { to: ChatId(chat_id.0) }, message.from.as_ref())
            }
            MediaKind::Migration(ChatMigration::From { .. }) => return None,
            media => (of_content(message, media, chat_kind, me)?, Some(sender(message)?)),
        },
        // teloxide gives a message that it cannot decode this kind.
        MessageKind::Empty {} if chat_kind == ChatKind::Private => {
            (IncomingKind::Unreadable { message: number }, Some(sender(message)?))
        }
        MessageKind::Dice(_) | MessageKind::Invoice(_) => (wordless(number, chat_kind)?, Some(sender(message)?)),
        _ => return None,
    };
    Some(incoming(id, message, from, kind, now))
}

fn incoming(id: UpdateId, message: &Message, from: Option<&User>, kind: IncomingKind, now: DateTime<Utc>) -> Incoming {
    let (user, language) = from.map_or((UserId(0), None), |user| (UserId(user.id.0), user.language_code.clone()));
    Incoming {
        id,
        chat: ChatId(message.chat.id.0),
        chat_kind: if message.chat.is_private() { ChatKind::Private } else { ChatKind::Group },
        thread: thread_of(message),
        user,
        language,
        name: from.map(|user| user.first_name.clone()),
        sent: plausible(message.date, now),
        forwarded: message.forward_date(),
        kind,
    }
}

/// What a person sent: text or a caption, a calendar file, a location, or something else.
fn of_content(message: &Message, media: &MediaKind, chat_kind: ChatKind, me: &Me) -> Option<IncomingKind> {
    let number = MessageId(message.id.0);
    if let Some(file) = calendar_file(number, media)
        && (chat_kind == ChatKind::Private || meant_for_us(message, chat_kind, me).is_some())
    {
        return Some(file);
    }
    if let MediaKind::Location(location) = media
        && (chat_kind == ChatKind::Private || replied_to(message, me).is_some())
    {
        let at = GeoPoint::at(location.location.latitude, location.location.longitude)?;
        return Some(IncomingKind::Location { message: number, at });
    }
    if words(message).is_none() {
        return wordless(number, chat_kind);
    }
    let (text, reply_to, times) = meant_for_us(message, chat_kind, me)?;
    Some(IncomingKind::Text { message: number, text, reply_to, times })
}

/// The new text of a message that a person has edited. Telegram also sends this if only a reaction has changed.
fn of_edit(id: UpdateId, message: &Message, me: &Me, now: DateTime<Utc>) -> Option<Incoming> {
    let (text, reply_to, times) = meant_for_us(message, kind_of(&message.chat)?, me)?;
    let edited_at = plausible(*message.edit_date()?, now);
    let kind = IncomingKind::Edited { message: MessageId(message.id.0), text, reply_to, times, edited_at };
    Some(incoming(id, message, Some(sender(message)?), kind, now))
}

/// The text of a message or its caption, with the entities.
fn words(message: &Message) -> Option<(&str, &[MessageEntity])> {
    let text = message.text().zip(message.entities());
    text.or_else(|| Some((message.caption()?, message.caption_entities().unwrap_or_default())))
}

/// The text that is meant for us: everything in private; in groups commands, mentions of us and replies to us. With the
/// message of ours that it replies to, and the formatted times in it.
fn meant_for_us(
    message: &Message,
    chat_kind: ChatKind,
    me: &Me,
) -> Option<(String, Option<MessageId>, Vec<FormattedTime>)> {
    let (raw, entities) = words(message)?;
    let reply_to = replied_to(message, me);
    let read = Addressed::read(raw, entities, me);
    let is_for_us = match chat_kind {
        ChatKind::Private => true,
        ChatKind::Group => read.is_command || read.mentions_us || reply_to.is_some(),
    };
    // In a group, a command that names another bot is that bot's; in private it must be ours.
    if !is_for_us || (read.is_for_another && chat_kind == ChatKind::Group) {
        return None;
    }
    if read.is_for_another {
        return Some((raw.to_owned(), reply_to, Vec::new()));
    }
    Some((read.text, reply_to, read.times))
}

/// The message of ours that a message replies to.
fn replied_to(message: &Message, me: &Me) -> Option<MessageId> {
    let replied = message.reply_to_message().filter(|replied| is_me(replied.from.as_ref(), me))?;
    Some(MessageId(replied.id.0))
}

/// A calendar file, by its type or its name.
fn calendar_file(message: MessageId, media: &MediaKind) -> Option<IncomingKind> {
    let MediaKind::Document(media) = media else { return None };
    let document = &media.document;
    let name = document.file_name.clone().unwrap_or_default();
    let is_calendar = document.mime_type.as_ref().is_some_and(|mime| mime.essence_str() == "text/calendar")
        || Path::new(&name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ics"));
    let file = FileId(document.file.id.0.clone());
    is_calendar.then_some(IncomingKind::File { message, file, name, size: document.file.size })
}

/// A message without text: only in private chats, because a photo in a group is not meant for us.
fn wordless(message: MessageId, chat_kind: ChatKind) -> Option<IncomingKind> {
    match chat_kind {
        ChatKind::Private => Some(IncomingKind::Wordless { message }),
        ChatKind::Group => None,
    }
}

/// The topic of a message, in a group with topics.
fn thread_of(message: &Message) -> Option<ThreadId> {
    message.thread_id.filter(|_| message.is_topic_message).map(|thread| ThreadId(thread.0.0))
}

/// When something was sent, or `now` if that is impossible: Telegram keeps updates for a day.
fn plausible(sent: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    if (now - LONGEST_WAIT..=now + MOST_AHEAD).contains(&sent) { sent } else { now }
}

fn of_press(id: UpdateId, query: &CallbackQuery, now: DateTime<Utc>) -> Option<Incoming> {
    let data = query.data.clone()?;
    let shown = query.message.as_ref()?;
    let chat = chat_of(shown);
    Some(Incoming {
        id,
        chat: ChatId(chat.id.0),
        chat_kind: kind_of(chat)?,
        thread: query.regular_message().and_then(thread_of),
        user: UserId(query.from.id.0),
        language: query.from.language_code.clone(),
        name: Some(query.from.first_name.clone()),
        // Telegram does not say when a button was pressed.
        sent: now,
        forwarded: None,
        kind: IncomingKind::Pressed {
            callback: CallbackId(query.id.0.clone()),
            message: Some(MessageId(shown.id().0)),
            data,
        },
    })
}

fn of_membership(id: UpdateId, change: &ChatMemberUpdated, now: DateTime<Utc>) -> Option<Incoming> {
    let was = change.old_chat_member.kind.is_present();
    let is = change.new_chat_member.kind.is_present();
    let kind = match (was, is) {
        (true, false) => IncomingKind::Left,
        (false, true) => IncomingKind::Joined,
        (true, true) | (false, false) => return None,
    };
    Some(Incoming {
        id,
        chat: ChatId(change.chat.id.0),
        chat_kind: kind_of(&change.chat)?,
        thread: None,
        user: UserId(change.from.id.0),
        language: change.from.language_code.clone(),
        name: Some(change.from.first_name.clone()),
        sent: plausible(change.date, now),
        forwarded: None,
        kind,
    })
}

/// The sender of a message; `None` for bots and channels.
///
/// An admin who writes in the group's name appears as a bot of Telegram's, but is a person.
fn sender(message: &Message) -> Option<&User> {
    let is_group_itself = message.sender_chat.as_ref().is_some_and(|chat| chat.id == message.chat.id);
    let is_channel = message.sender_chat.is_some() && !is_group_itself;
    message.from.as_ref().filter(|user| !is_channel && (!user.is_bot || is_group_itself))
}

fn is_me(user: Option<&User>, me: &Me) -> bool {
    user.is_some_and(|user| user.id.0 == me.id.0)
}

fn kind_of(chat: &Chat) -> Option<ChatKind> {
    if chat.is_private() {
        Some(ChatKind::Private)
    } else if chat.is_group() || chat.is_supergroup() {
        Some(ChatKind::Group)
    } else {
        None
    }
}

fn chat_of(shown: &MaybeInaccessibleMessage) -> &Chat {
    match shown {
        MaybeInaccessibleMessage::Regular(message) => &message.chat,
        MaybeInaccessibleMessage::Inaccessible(message) => &message.chat,
    }
}

#[cfg(test)]
mod tests;
