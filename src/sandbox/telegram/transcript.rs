//! What happened in a chat, in order, to be read like a play.

use std::fmt::Write as _;

use serde::Serialize;

use super::html::{Entity, EntityKind};
use super::message::{Button, Message};
use super::{MessageId, UserId};

/// One thing that happened in a chat, as it looked then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// Somebody, or the bot, sent a message.
    Sent(Message),
    /// The bot changed one of its messages to this.
    Edited(Message),
    /// The bot took one of its messages back.
    Deleted(MessageId),
    /// Somebody pressed a button.
    Pressed {
        /// Who.
        user: UserId,
        /// Under which message.
        message: MessageId,
        /// What stood on it.
        label: String,
    },
    /// The bot answered a press; an empty text only stops the waiting.
    Toast {
        /// Who saw it.
        user: UserId,
        /// What it said.
        text: String,
    },
    /// Somebody blocked the bot, or a group removed it.
    Blocked,
    /// Somebody unblocked the bot, or a group took it in.
    Unblocked,
}

impl Happening {
    /// The lines that tell it; `name` says what somebody is called. What is struck through is between `~` and `~`.
    pub(super) fn tell(&self, out: &mut String, bot: &str, name: impl Fn(UserId) -> String) {
        // Writing to a string cannot fail.
        let _ = match self {
            Self::Sent(message) => said(out, &who(message, bot, name), message),
            Self::Edited(message) => {
                said(out, &format!("{} (edits {})", who(message, bot, name), message.id.0), message)
            }
            Self::Deleted(id) => writeln!(out, "{bot} deletes {}", id.0),
            Self::Pressed { user, label, .. } => writeln!(out, "{} presses [{label}]", name(*user)),
            Self::Toast { text, .. } if text.is_empty() => Ok(()),
            Self::Toast { user, text } => writeln!(out, "{} sees: {text}", name(*user)),
            Self::Blocked => writeln!(out, "({bot} is shut out)"),
            Self::Unblocked => writeln!(out, "({bot} is let in)"),
        };
    }
}

/// Who sent a message, and in which topic.
fn who(message: &Message, bot: &str, name: impl Fn(UserId) -> String) -> String {
    let who = match message.sender {
        super::Sender::Bot => bot.to_owned(),
        super::Sender::Person(id) => name(id),
    };
    let forwards = if message.forwarded.is_some() { " forwards" } else { "" };
    match message.thread {
        Some(thread) => format!("{who}{forwards} (topic {thread})"),
        None => format!("{who}{forwards}"),
    }
}

/// `Who: text`, further lines and buttons indented.
fn said(out: &mut String, who: &str, message: &Message) -> std::fmt::Result {
    let text = match &message.content {
        super::Content::Text { text, entities } => struck(text, entities).replace('\n', "\n    "),
        super::Content::Media(media) => {
            let file = match media.kind {
                super::MediaKind::Picture => "a picture".to_owned(),
                super::MediaKind::Document => format!("the file {}", media.name),
            };
            format!("({file}) {}", media.caption.replace('\n', "\n    ")).trim_end().to_owned()
        }
        other => format!("({})", wordless(other)),
    };
    writeln!(out, "{who}: {text}")?;
    for row in &message.keyboard {
        let labels: Vec<String> = row.iter().map(|Button { label, .. }| format!("[{label}]")).collect();
        writeln!(out, "    {}", labels.join(" "))?;
    }
    Ok(())
}

/// The text with `~` on both sides of what is struck through.
fn struck(text: &str, entities: &[Entity]) -> String {
    let strikes = entities.iter().filter(|entity| entity.kind == EntityKind::Strikethrough);
    let edges: Vec<usize> = strikes.flat_map(|entity| [entity.offset, entity.offset + entity.length]).collect();
    let mut marked = String::with_capacity(text.len() + edges.len());
    let mut offset = 0;
    // A last turn without a letter marks what is struck through to the end.
    for letter in text.chars().map(Some).chain([None]) {
        if edges.contains(&offset) {
            marked.push('~');
        }
        marked.extend(letter);
        offset += letter.map_or(0, char::len_utf16);
    }
    marked
}

/// What stands for content without text.
fn wordless(content: &super::Content) -> &'static str {
    match content {
        super::Content::Text { .. } => "text",
        super::Content::Media(_) => "a file",
        super::Content::Pin { .. } => "a pin on the map",
        super::Content::Photo => "a photo",
        super::Content::Sticker => "a sticker",
        super::Content::Voice => "a voice message",
        super::Content::Unreadable => "newer formatting",
        super::Content::MovedTo { .. } => "the group becomes a supergroup",
        super::Content::MovedFrom { .. } => "the supergroup begins",
    }
}
