//! Settings of conversations.

use std::str::FromStr;

use chrono::Duration;
use chrono_tz::Tz;
use clap::Args;

use crate::model::{Access, ChatId, Language, UserId, parse_span};

/// Settings of who may use the bot, and of a chat's defaults.
#[derive(Debug, Clone, Args)]
#[group(skip)]
pub struct Settings {
    /// Telegram IDs of the users who may use the bot, separated by commas; while this is empty, Janji prints a link at
    /// start that makes you the owner
    #[arg(long = "JANJI_ALLOWED_USERS", value_delimiter = ',', value_parser = parse_user)]
    pub allowed_users: Vec<UserId>,

    /// Telegram IDs of the groups that may use the bot, separated by commas
    #[arg(long = "JANJI_ALLOWED_CHATS", value_delimiter = ',', value_parser = parse_group, allow_hyphen_values = true)]
    pub allowed_chats: Vec<ChatId>,

    /// Telegram ID of the chat for operator messages
    #[arg(long = "JANJI_ADMIN", value_parser = parse_chat, allow_hyphen_values = true)]
    pub admin: Option<ChatId>,

    /// Time zone of chats that have not set their own
    #[arg(long = "JANJI_TIME_ZONE", default_value = "Asia/Kuala_Lumpur", value_parser = parse_zone)]
    pub time_zone: Tz,

    /// Language for people whose Telegram is in none of en, ms, zh
    #[arg(long = "JANJI_LANGUAGE", default_value = "en", value_parser = Language::from_str)]
    pub language: Language,

    /// Whether people are told what others add, move and cancel; each can change it for themselves
    #[arg(long = "JANJI_TELL_OTHERS", default_value_t = true, action = clap::ArgAction::Set)]
    pub tell_others: bool,

    /// How long an event lasts if the message doesn't say
    #[arg(long = "JANJI_EVENT_LENGTH", default_value = "60m", value_parser = parse_span)]
    pub event_length: Duration,
}

impl Settings {
    /// Who may use the bot.
    #[must_use]
    pub fn access(&self) -> Access {
        Access {
            users: self.allowed_users.iter().copied().collect(),
            chats: self.allowed_chats.iter().copied().collect(),
            admin: self.admin,
        }
    }
}

fn parse_user(text: &str) -> Result<UserId, String> {
    let wrong = |_| "a user is a number, such as 123456789; /start shows it to a stranger".to_owned();
    text.trim().parse().map(UserId).map_err(wrong)
}

fn parse_chat(text: &str) -> Result<ChatId, String> {
    text.trim().parse().map(ChatId).map_err(|_| "a chat is a number, such as 123456789 or -1001234567890".to_owned())
}

fn parse_group(text: &str) -> Result<ChatId, String> {
    parse_chat(text)
        .ok()
        .filter(|chat| chat.is_group())
        .ok_or_else(|| "a group is a negative number, such as -1001234567890".to_owned())
}

fn parse_zone(text: &str) -> Result<Tz, String> {
    text.parse().map_err(|_| "a zone is named like Asia/Kuala_Lumpur".to_owned())
}
