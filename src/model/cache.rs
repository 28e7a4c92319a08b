//! Our copy of a calendar: what becomes of an event in it, and what a round did to it.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::{Event, EventId, Notice};

/// How long an event is kept after its end.
pub const KEPT_PAST_END: Duration = Duration::days(7);

/// Who made an event what it is, which decides how its reminders are planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeBy {
    /// A person here, who was told which reminders come.
    Here,
    /// A change in Google.
    Google,
}

/// An event that comes into the copy, or a newer version of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CachePut {
    /// The event.
    pub event: Event,
    /// Who changed it, if its reminders must be planned again.
    pub replan: Option<MadeBy>,
    /// The id that the same occurrence had before, if Google has given it a new one.
    pub replaces: Option<EventId>,
}

/// What becomes of an event in the copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CacheAction {
    /// It comes, or a newer version of it.
    Put(Box<CachePut>),
    /// It goes.
    Drop(EventId),
}

/// One event that came, changed or went, and what people are told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CacheRow {
    /// What becomes of it in the copy.
    pub action: CacheAction,
    /// What people are told; written together with the event.
    pub notice: Option<Notice>,
}

/// What a round changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundSummary {
    /// Events that came.
    pub added: u32,
    /// Events that changed.
    pub changed: u32,
    /// Events that went.
    pub removed: u32,
    /// Edits of ours carried out.
    pub carried_out: u32,
    /// Edits of ours that still wait.
    pub waiting: u32,
}
