//! The page's view of the chats, and what people do in them.

use axum::Json;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{Demo, Wish, local};
use crate::sandbox::telegram::{
    Access, Button, ChatId, ChatKind, Content, Does, Entity, Happening, MediaKind, Message, MessageId, Person, Sender,
    Telegram, UserId,
};

/// The furthest that one wish moves the clock.
const FURTHEST_MOVE: Duration = Duration::days(366);

/// Everything but the calendar. Times are what a wall clock shows.
#[derive(Debug, Serialize)]
pub(super) struct View {
    now: NaiveDateTime,
    next_reminder: Option<NaiveDateTime>,
    is_moving: bool,
    people: Vec<Person>,
    chats: Vec<ChatView>,
}

#[derive(Debug, Serialize)]
struct ChatView {
    id: ChatId,
    title: String,
    members: Vec<UserId>,
    /// Whether the bot owes an answer here.
    is_thinking: bool,
    messages: Vec<MessageView>,
    /// The texts of all toasts so far.
    toasts: Vec<String>,
}

#[derive(Debug, Serialize)]
struct MessageView {
    id: MessageId,
    /// Who wrote it; nobody means the bot.
    user: Option<UserId>,
    sent: NaiveDateTime,
    edited: bool,
    is_silent: bool,
    text: String,
    entities: Vec<Entity>,
    file: Option<FileView>,
    keyboard: Vec<Vec<ButtonView>>,
    reply_to: Option<MessageId>,
}

/// A picture or document, which `/demo/file/` gives.
#[derive(Debug, Serialize)]
struct FileView {
    id: String,
    name: String,
    is_picture: bool,
}

#[derive(Debug, Serialize)]
struct ButtonView {
    label: String,
    style: Option<String>,
    url: Option<String>,
}

/// What there is to see.
pub(super) async fn state(Shared(demo): Shared<Demo>) -> Json<View> {
    let progress = demo.remote.progress();
    let zone = demo.zone;
    let people = demo.telegram.people();
    let mut chats: Vec<ChatView> = demo
        .telegram
        .chats()
        .into_iter()
        .filter(|(_, _, access)| !matches!(access, Access::MovedTo(_)))
        .map(|(id, kind, _)| chat_view(&demo.telegram, &people, id, kind, zone))
        .collect();
    // People first, groups after them.
    chats.sort_by_key(|chat| (chat.id.0 < 0, chat.id));
    let next_reminder = progress.next_reminder.map(|at| local(at, zone));
    Json(View { now: local(demo.clock.now(), zone), next_reminder, is_moving: progress.is_moving, people, chats })
}

fn chat_view(telegram: &Telegram, people: &[Person], id: ChatId, kind: ChatKind, zone: Tz) -> ChatView {
    let happenings = telegram.happenings(id);
    let last_is_ours = happenings.iter().rev().find_map(is_by_person).unwrap_or(false);
    let (title, members) = match kind {
        ChatKind::Private { person } => {
            let name = people.iter().find(|other| other.id == person).map(|person| person.name.clone());
            (name.unwrap_or_default(), vec![person])
        }
        ChatKind::Group { title, members, .. } => (title, members),
    };
    let toasts = happenings.into_iter().filter_map(|happening| match happening {
        Happening::Toast { text, .. } if !text.is_empty() => Some(text),
        _ => None,
    });
    ChatView {
        id,
        title,
        is_thinking: members.len() == 1 && last_is_ours,
        members,
        messages: telegram.messages(id).into_iter().map(|message| message_view(message, zone)).collect(),
        toasts: toasts.collect(),
    }
}

/// A file that somebody sent.
pub(super) async fn file(Shared(demo): Shared<Demo>, Path(file): Path<String>) -> Result<Vec<u8>, StatusCode> {
    demo.telegram.file(&file).ok_or(StatusCode::NOT_FOUND)
}

/// Whether a person or the bot did it; `None` for what neither did in words.
fn is_by_person(happening: &Happening) -> Option<bool> {
    match happening {
        Happening::Sent(message) | Happening::Edited(message) => Some(message.sender != Sender::Bot),
        Happening::Pressed { .. } => Some(true),
        Happening::Deleted(_) | Happening::Toast { .. } => Some(false),
        Happening::Blocked | Happening::Unblocked => None,
    }
}

fn message_view(message: Message, zone: Tz) -> MessageView {
    let user = match message.sender {
        Sender::Person(id) => Some(id),
        Sender::Bot => None,
    };
    let mut file = None;
    let (text, entities) = match message.content {
        Content::Text { text, entities } => (text, entities),
        Content::Media(media) => {
            let picture = media.kind == MediaKind::Picture;
            file = Some(FileView { id: media.file, name: media.name, is_picture: picture });
            (media.caption, media.entities)
        }
        Content::Pin { .. } => ("📍 a pin on the map".into(), Vec::new()),
        Content::Photo => ("🖼 photo".into(), Vec::new()),
        Content::Sticker => ("👍".into(), Vec::new()),
        Content::Voice => ("🎤 voice message".into(), Vec::new()),
        Content::Unreadable => ("(newer formatting)".into(), Vec::new()),
        Content::MovedTo { .. } | Content::MovedFrom { .. } => ("(the group became a supergroup)".into(), Vec::new()),
    };
    let button = |Button { label, style, does }: Button| match does {
        Does::Data(_) => ButtonView { label, style, url: None },
        Does::Url(url) => ButtonView { label, style, url: Some(url) },
    };
    MessageView {
        id: message.id,
        user,
        sent: local(message.sent, zone),
        edited: message.edited.is_some(),
        is_silent: message.is_silent,
        file,
        text,
        entities,
        keyboard: message.keyboard.into_iter().map(|row| row.into_iter().map(button).collect()).collect(),
        reply_to: message.reply_to,
    }
}

/// Somebody writes, perhaps in reply to a message, or corrects what they wrote.
#[derive(Debug, Deserialize)]
pub(super) struct Say {
    chat: ChatId,
    user: UserId,
    text: String,
    #[serde(default)]
    reply_to: Option<MessageId>,
    #[serde(default)]
    edits: Option<MessageId>,
}

pub(super) async fn say(
    Shared(demo): Shared<Demo>,
    Json(say): Json<Say>,
) -> Result<StatusCode, (StatusCode, &'static str)> {
    let text = say.text.trim();
    if text.is_empty() || !may_write(&demo.telegram, say.chat, say.user) {
        return Err((StatusCode::BAD_REQUEST, "Nobody can write that here."));
    }
    let is_own = |message| {
        let message: Option<Message> = demo.telegram.message(say.chat, message);
        message.is_some_and(|message| message.sender == Sender::Person(say.user))
    };
    match (say.edits, say.reply_to) {
        (Some(message), _) if is_own(message) => demo.telegram.user_edits(say.chat, message, text),
        (Some(_), _) => return Err((StatusCode::BAD_REQUEST, "Nobody can change what another wrote.")),
        (None, Some(message)) => {
            demo.telegram.user_replies(say.chat, say.user, message, text);
        }
        (None, None) => {
            demo.telegram.user_says(say.chat, say.user, text);
        }
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Somebody presses a button, counted from 0 row by row.
#[derive(Debug, Deserialize)]
pub(super) struct Press {
    chat: ChatId,
    user: UserId,
    message: MessageId,
    nth: usize,
}

pub(super) async fn press(
    Shared(demo): Shared<Demo>,
    Json(press): Json<Press>,
) -> Result<StatusCode, (StatusCode, &'static str)> {
    let pressed = may_write(&demo.telegram, press.chat, press.user)
        .then(|| demo.telegram.press_nth(press.chat, press.user, press.message, press.nth));
    match pressed.flatten() {
        Some(_) => Ok(StatusCode::NO_CONTENT),
        None => Err((StatusCode::GONE, "That button is gone.")),
    }
}

/// Whether the chat exists and the person is in it.
fn may_write(telegram: &Telegram, chat: ChatId, user: UserId) -> bool {
    telegram.chats().into_iter().any(|(id, kind, _)| {
        id == chat
            && match kind {
                ChatKind::Private { person } => person == user,
                ChatKind::Group { members, .. } => members.contains(&user),
            }
    })
}

/// Move the clock: by a number of minutes, or to the next reminder.
#[derive(Debug, Deserialize)]
pub(super) struct MoveClock {
    minutes: Option<i64>,
}

pub(super) async fn move_clock(Shared(demo): Shared<Demo>, Json(moved): Json<MoveClock>) -> Json<DateTime<Utc>> {
    let wish = match moved.minutes {
        Some(minutes) => {
            let by = Duration::try_minutes(minutes).unwrap_or(FURTHEST_MOVE);
            Wish::MoveBy(by.clamp(Duration::zero(), FURTHEST_MOVE))
        }
        None => Wish::MoveToNextReminder,
    };
    demo.remote.ask(wish).await;
    Json(demo.clock.now())
}
