//! What we are in the middle of with a chat: lists seen, questions asked, buttons shown.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{AccountId, ChatId, Draft, Event, EventId, EventTime, Token, UserId};

/// What was said once and need not be said again, and the question that is open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialogue {
    /// "I read text only" was said.
    #[serde(default)]
    pub told_text_only: bool,
    /// "This bot serves others" was said.
    #[serde(default)]
    pub told_refused: bool,
}

/// What a person saw of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenEvent {
    /// The calendar.
    pub account: AccountId,
    /// The event as it was shown.
    pub event: Event,
    /// Whether it was cancelled from this list.
    #[serde(default)]
    pub is_cancelled: bool,
}

/// The list that a person last saw in a chat; kept for a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenList {
    /// The rows; row `i` has the number `i + 1`, on whatever page.
    pub rows: Vec<SeenEvent>,
    /// When it was made.
    pub made: DateTime<Utc>,
}

/// Who may press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Everybody who is served in that chat.
    Anyone,
    /// The one who asked.
    Only(UserId),
}

/// The record behind a message's buttons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handle {
    /// Its unguessable name.
    pub token: Token,
    /// The chat it was shown in.
    pub chat: ChatId,
    /// Who may press.
    pub who: Who,
    /// Until when.
    pub until: DateTime<Utc>,
    /// What each button does, by its number.
    pub presses: Vec<Press>,
}

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "press")]
pub enum Press {
    /// Cancel this event; of a series, ask first.
    Cancel {
        /// The event as it was shown.
        seen: SeenEvent,
    },
    /// Cancel these, already confirmed. `rows` are their numbers in the list (empty when there was no list).
    CancelAll {
        /// The events as they were shown.
        seen: Vec<SeenEvent>,
        /// Their numbers.
        rows: Vec<u32>,
    },
    /// Cancel the whole series of this occurrence, already confirmed.
    CancelSeries {
        /// The occurrence as it was shown.
        seen: SeenEvent,
    },
    /// Show another page of the list this person last saw (counted from 0).
    Page {
        /// The page.
        page: u32,
    },
    /// Make this event: the answer to a doubt.
    Create {
        /// The event.
        draft: Draft,
    },
    /// Move an event that was just made: the other reading.
    Move {
        /// The event as it was made.
        seen: SeenEvent,
        /// Its time by the other reading.
        to: EventTime,
    },
    /// Offer again what Google's change overrode.
    Override {
        /// The calendar.
        account: AccountId,
        /// The event as Google has it.
        event: Box<Event>,
        /// Our version.
        change: super::Change,
    },
    /// Believe that the calendar is empty.
    BelieveEmpty {
        /// The calendar.
        account: AccountId,
    },
    /// Leave things as they are.
    Dismiss,
    /// Read the calendar anew and show the list.
    Refresh,
}

/// A question with buttons, as `chat` asks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Cancel several events?
    Several,
    /// This occurrence, or all?
    Series,
    /// It has guests: cancel all the same?
    Guests,
}

/// Where an event that was said stands: found again by chat and message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The calendar.
    pub account: AccountId,
    /// The event.
    pub event: EventId,
}
