//! From Telegram's updates to our own words: what is for us, and what it is. Pure.

use std::cmp::Reverse;
use std::ops::Range;

use chrono::{DateTime, Duration, Utc};
use teloxide::types::{
    CallbackQuery, Chat, ChatMemberUpdated, ChatMigration, MaybeInaccessibleMessage, MediaKind, Message, MessageEntity,
    MessageEntityKind, MessageKind, Update, UpdateKind, User,
};

use super::Me;
use crate::model::{CallbackId, ChatId, ChatKind, Incoming, IncomingKind, MessageId, UpdateId, UserId};

/// How long ago a message that arrives now may have been sent: twice as long as Telegram keeps it (Bot API, "Getting
/// updates").
const LONGEST_WAIT: Duration = Duration::hours(48);

/// How far our clock may be behind Telegram's.
const MOST_AHEAD: Duration = Duration::hours(24);

/// What an update says to us, received at `now`; `None` for what we do not serve.
///
/// In private chats everything that a person sends is for us; in groups commands, mentions of us and replies to us
/// are. What bots and channels say, and what was edited, is not.
pub(super) fn read(update: &Update, me: &Me, now: DateTime<Utc>) -> Option<Incoming> {
    let id = UpdateId(update.id.0);
    match &update.kind {
        UpdateKind::Message(message) => of_message(id, message, me, now),
        UpdateKind::CallbackQuery(query) => of_press(id, query, now),
        UpdateKind::MyChatMember(change) => of_membership(id, change, now),
        _ => None,
    }
}

fn of_message(id: UpdateId, message: &Message, me: &Me, now: DateTime<Utc>) -> Option<Incoming> {
    let chat_kind = kind_of(&message.chat)?;
    let chat = ChatId(message.chat.id.0);
    let (kind, from) = match &message.kind {
        MessageKind::Common(common) => match &common.media_kind {
            // Telegram names the person who did it, but it happens to the chat.
            MediaKind::Migration(ChatMigration::To { chat_id }) => {
                (IncomingKind::Moved { to: ChatId(chat_id.0) }, message.from.as_ref())
            }
            MediaKind::Migration(ChatMigration::From { .. }) => return None,
            MediaKind::Text(_) => (of_text(message, chat_kind, me)?, Some(sender(message)?)),
            _ => (without_text(message, chat_kind)?, Some(sender(message)?)),
        },
        // An entity that teloxide does not know makes a message of no kind.
        MessageKind::Empty {} if chat_kind == ChatKind::Private => {
            (IncomingKind::Unreadable { message: MessageId(message.id.0) }, Some(sender(message)?))
        }
        MessageKind::Dice(_) | MessageKind::Invoice(_) => (without_text(message, chat_kind)?, Some(sender(message)?)),
        _ => return None,
    };
    let (user, language) = from.map_or((UserId(0), None), |user| (UserId(user.id.0), user.language_code.clone()));
    Some(Incoming { id, chat, chat_kind, user, language, sent: plausible(message.date, now), kind })
}

/// When something was sent, or `now` if that cannot be so: Telegram keeps what is waiting for a day.
fn plausible(sent: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    if (now - LONGEST_WAIT..=now + MOST_AHEAD).contains(&sent) { sent } else { now }
}

/// Text: all of it in private, in groups what is meant for us.
fn of_text(message: &Message, chat_kind: ChatKind, me: &Me) -> Option<IncomingKind> {
    let reply_to = message.reply_to_message().filter(|replied| is_me(replied.from.as_ref(), me));
    let reply_to = reply_to.map(|replied| MessageId(replied.id.0));
    let said = Said::read(message, me)?;
    let is_for_us = match chat_kind {
        ChatKind::Private => true,
        ChatKind::Group => said.is_command || said.mentions_us || reply_to.is_some(),
    };
    // A command that names another bot is that bot's, in a group; in private nobody else can be meant.
    if !is_for_us || (said.is_for_another && chat_kind == ChatKind::Group) {
        return None;
    }
    let text = if said.is_for_another { message.text()?.to_owned() } else { said.text };
    Some(IncomingKind::Text { message: MessageId(message.id.0), text, reply_to })
}

/// Something without text: only in private, for nobody means us with a photo in a group.
fn without_text(message: &Message, chat_kind: ChatKind) -> Option<IncomingKind> {
    match chat_kind {
        ChatKind::Private => Some(IncomingKind::Wordless { message: MessageId(message.id.0) }),
        ChatKind::Group => None,
    }
}

fn of_press(id: UpdateId, query: &CallbackQuery, now: DateTime<Utc>) -> Option<Incoming> {
    let data = query.data.clone()?;
    let shown = query.message.as_ref()?;
    let chat = chat_of(shown);
    Some(Incoming {
        id,
        chat: ChatId(chat.id.0),
        chat_kind: kind_of(chat)?,
        user: UserId(query.from.id.0),
        language: query.from.language_code.clone(),
        // Telegram does not say when a button was pressed.
        sent: now,
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
        user: UserId(change.from.id.0),
        language: change.from.language_code.clone(),
        sent: plausible(change.date, now),
        kind,
    })
}

/// Who wrote a message; `None` for bots and channels.
///
/// An administrator who writes in the group's name comes as a bot of Telegram's, but is a person.
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

/// A text, and who is spoken to in it.
struct Said {
    /// Without our name.
    text: String,
    is_command: bool,
    /// A command that names another bot.
    is_for_another: bool,
    mentions_us: bool,
}

impl Said {
    fn read(message: &Message, me: &Me) -> Option<Self> {
        let raw = message.text()?;
        let mut said = Self { text: raw.to_owned(), is_command: false, is_for_another: false, mentions_us: false };
        let mut entities: Vec<&MessageEntity> = message.entities()?.iter().collect();
        entities.sort_by_key(|entity| Reverse(entity.offset));
        // From the end, so that what was cut out moves nothing that is still to be looked at.
        let mut untouched = raw.len();
        for entity in entities {
            let range = range_of(raw, entity).filter(|range| range.end <= untouched);
            if let Some(range) = range
                && said.hear(&raw[range.clone()], &entity.kind, range.clone(), me)
            {
                untouched = range.start;
            }
        }
        Some(Self { text: said.text.trim().to_owned(), ..said })
    }

    /// Takes notice of what stands in `range`; says whether the text has changed there.
    fn hear(&mut self, part: &str, kind: &MessageEntityKind, range: Range<usize>, me: &Me) -> bool {
        match kind {
            MessageEntityKind::BotCommand if range.start == 0 => {
                self.is_command = true;
                let Some((command, name)) = part.split_once('@') else { return false };
                self.is_for_another = !name.eq_ignore_ascii_case(&me.username);
                self.text.replace_range(range, command);
            }
            MessageEntityKind::Mention if names(part, me) => self.cut(range),
            MessageEntityKind::TextMention { user } if is_me(Some(user), me) => self.cut(range),
            _ => return false,
        }
        true
    }

    /// Cuts a mention of us out, and one of the spaces around it.
    fn cut(&mut self, range: Range<usize>) {
        self.mentions_us = true;
        let follows_space = self.text[range.end..].starts_with(' ');
        let end = if follows_space { range.end + 1 } else { range.end };
        self.text.replace_range(range.start..end, "");
    }
}

fn names(part: &str, me: &Me) -> bool {
    part.strip_prefix('@').is_some_and(|name| name.eq_ignore_ascii_case(&me.username))
}

/// Where an entity stands in bytes. Telegram counts UTF-16 code units; one that ends within a character is nowhere.
///
/// Teloxide's own conversion panics there.
fn range_of(text: &str, entity: &MessageEntity) -> Option<Range<usize>> {
    let mut units = 0;
    let (from, to) = (entity.offset, entity.offset.checked_add(entity.length)?);
    let (mut start, mut end) = (None, None);
    for (at, letter) in text.char_indices().chain([(text.len(), '\0')]) {
        if units == from {
            start = Some(at);
        }
        if units == to {
            end = Some(at);
        }
        units += letter.len_utf16();
    }
    Some(start?..end?)
}

#[cfg(test)]
mod tests;
