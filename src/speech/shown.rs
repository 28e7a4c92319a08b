//! What replies show: events, pages of lists, free days, the status report.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::Keyboard;
use crate::model::{
    AccountCounts, Concern, Event, EventTime, Flag, Freshness, Interval, Lead, Rule, Trouble, UnknownCalendars, View,
};

/// An event as it is shown: already in words of the calendar, not yet in words of a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// What it is called; empty is rendered as "(no title)".
    pub title: String,
    /// When.
    pub when: EventTime,
    /// Where.
    pub place: Option<String>,
    /// How it repeats, if it was just said.
    pub rule: Option<Rule>,
    /// Whether it is one of a series.
    pub is_repeating: bool,
    /// Google's page of it.
    pub link: Option<String>,
    /// Whether the calendar shows only that its owner is busy then.
    pub is_busy_only: bool,
    /// Whether it is an invitation that is not answered yet.
    pub is_unanswered: bool,
    /// Where to join it online.
    pub join: Option<String>,
    /// What its calendar is called, where that is not the one that new events go to.
    pub calendar: Option<String>,
}

impl Card {
    /// The card of an event in a calendar of this name, which is told where it is not the one that new events go to.
    #[must_use]
    pub fn new(event: &Event, calendar: Option<String>) -> Self {
        Self { calendar, ..Self::of(event) }
    }

    /// The card of an event whose calendar is not named.
    pub(super) fn of(event: &Event) -> Self {
        Self {
            title: event.title.clone(),
            when: event.when,
            place: event.place.clone(),
            rule: None,
            is_repeating: event.series.is_some(),
            link: event.link.clone(),
            is_busy_only: event.is_busy_only,
            is_unanswered: event.is_unanswered(),
            join: event.join_link().map(str::to_owned),
            calendar: None,
        }
    }
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberedEvent {
    /// Its number; numbers run on across pages.
    pub number: u32,
    /// The event.
    pub card: Card,
    /// Struck through.
    pub is_cancelled: bool,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPage {
    /// What the list shows.
    pub view: View,
    /// The rows of this page, by start.
    pub rows: Vec<NumberedEvent>,
    /// Counted from 0.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// How many events in all.
    pub total: u32,
    /// Whether there are more than the list holds.
    pub is_cut: bool,
    /// Whether Google did not answer for days that the copy does not hold.
    pub is_unread: bool,
    /// How fresh the copy is.
    pub freshness: Freshness,
    /// The calendars of which more may be there than is known.
    pub unknown: UnknownCalendars,
    /// Buttons.
    pub keyboard: Keyboard,
}

/// When one is free on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeDay {
    /// The day.
    pub day: NaiveDate,
    /// From when to when; `None` when Google did not answer for the day, and the copy does not hold it.
    pub times: Option<Vec<Interval>>,
}

/// How sure it is that a time is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Certainty {
    /// All events are known.
    Sure,
    /// The copy is old, or a calendar cannot be read.
    AsFarAsKnown,
    /// Google does not answer for the day, and the copy does not hold it.
    Unread,
}

impl Certainty {
    pub(super) fn of(is_unread: bool, freshness: Freshness, unknown: &UnknownCalendars) -> Self {
        match (is_unread, unknown.is_empty() && freshness.is_read()) {
            (true, _) => Self::Unread,
            (false, false) => Self::AsFarAsKnown,
            (false, true) => Self::Sure,
        }
    }
}

/// What was implied in a reading, for the answer to name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// What a decision left behind.
    pub flag: Flag,
    /// The clock time concerned: "09:00 has passed today, so tomorrow".
    pub clock: Option<NaiveDateTime>,
}

/// Calendars that could not be synced, all for the same reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsynced {
    /// Their names; the shared one has none.
    pub calendars: Vec<Option<String>>,
    /// What is in the way; `None` when another process runs a round.
    pub trouble: Option<Trouble>,
}

/// The status report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusReport {
    /// The last good sync.
    pub last_sync: Option<DateTime<Utc>>,
    /// The next one.
    pub next_sync: Option<DateTime<Utc>>,
    /// Events in the cache.
    pub events: u64,
    /// Reminders pending.
    pub reminders: u64,
    /// Edits waiting for Google.
    pub edits: u64,
    /// Whether every calendar was found to agree with its copy when they were last compared.
    pub was_compared: bool,
    /// What is wrong.
    pub concerns: Vec<Concern>,
    /// How the calendars do that people signed in to, for the operator.
    pub people: Option<AccountCounts>,
    /// The zone of this chat.
    pub zone: Tz,
    /// The leads of this chat.
    pub leads: Vec<Lead>,
    /// Whether reminders come here.
    pub reminders_here: bool,
}
