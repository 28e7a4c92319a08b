//! Changes we owe Google.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize};

use super::{
    AccountId, ChatId, Draft, EditId, Etag, Event, EventId, EventTime, GuestEdit, Lead, MessageId, OriginalStart,
    UserId,
};

/// A change to the calendar, durable before Google is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Its name; the same when the same message is handled again.
    pub id: EditId,
    /// The calendar.
    pub account: AccountId,
    /// The event it makes, changes or deletes.
    pub event: EventId,
    /// What to do.
    pub kind: EditKind,
    /// Who asked, and where to tell the outcome.
    pub origin: Origin,
    /// When it was asked.
    pub made: DateTime<Utc>,
}

/// What an edit does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do")]
pub enum EditKind {
    /// Makes an event.
    Create {
        /// The event.
        draft: Draft,
        /// How many ids Google has refused as taken so far.
        attempt: u32,
    },
    /// Changes some fields of an event.
    Change {
        /// What changes.
        change: Change,
        /// The event as it was when the person asked: what was last agreed.
        base: Box<Event>,
    },
    /// Deletes an event, an occurrence or a whole series.
    Delete {
        /// The version it is based on; `None` for a series, whose master is read first.
        base: Option<Etag>,
        /// What was seen, for the words that tell the outcome.
        seen: Box<Event>,
    },
    /// Ends a series before one of its occurrences. One that would have no occurrence left is deleted.
    Cut {
        /// The first occurrence that does not belong to it any more.
        at: OriginalStart,
        /// What was seen of that occurrence, for the words that tell the outcome.
        seen: Box<Event>,
        /// How the occurrences from there on go on as a series of their own, if they do.
        rest: Option<Rest>,
    },
    /// Changes who is invited to an event, an occurrence or a whole series, or one's own answer.
    Guests {
        /// What changes.
        what: GuestEdit,
        /// What was seen, for the words that tell the outcome.
        seen: Box<Event>,
    },
    /// Brings back an event, an occurrence or a whole series that was deleted or cut.
    Restore {
        /// The event before it was deleted.
        was: Box<Event>,
        /// How many ids Google has refused so far: at first it is brought back under its own.
        attempt: u32,
    },
}

/// The later part of a series that is cut, as a series of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rest {
    /// What differs from the first part; a time is that of its first occurrence.
    pub change: Change,
    /// How many ids Google has refused as taken so far.
    pub attempt: u32,
}

impl EditKind {
    /// The event as it was when the person asked; nothing when the event was still to be made.
    #[must_use]
    pub fn shown(&self) -> Option<&Event> {
        match self {
            Self::Create { .. } => None,
            Self::Change { base: event, .. }
            | Self::Delete { seen: event, .. }
            | Self::Cut { seen: event, .. }
            | Self::Guests { seen: event, .. }
            | Self::Restore { was: event, .. } => Some(event),
        }
    }
}

/// The fields of an event that change; `None` leaves one as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// A new title.
    pub title: Option<String>,
    /// A new time.
    pub when: Option<EventTime>,
    /// A new place; `Some(None)` takes the place away.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub place: Option<Option<String>>,
    /// Other leads; `Some(None)` are the chat's own.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub leads: Option<Option<Vec<Lead>>>,
}

impl Change {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.title.is_none() && self.when.is_none() && self.place.is_none() && self.leads.is_none()
    }

    /// The change that turns `from` into `to`.
    #[must_use]
    pub fn between(from: &Event, to: &Event) -> Self {
        let (title, when) = (Some(to.title.clone()), Some(to.when));
        Self { title, when, place: Some(to.place.clone()), leads: Some(to.leads.clone()) }.missing_in(from)
    }

    /// The part of it that this event does not have yet.
    #[must_use]
    pub fn missing_in(&self, event: &Event) -> Self {
        Self {
            title: self.title.clone().filter(|title| *title != event.title),
            when: self.when.filter(|when| *when != event.when),
            place: self.place.clone().filter(|place| *place != event.place),
            leads: self.leads.clone().filter(|leads| *leads != event.leads),
        }
    }

    /// The event as it is once this has been done.
    #[must_use]
    pub fn applied_to(self, event: Event) -> Event {
        let Self { title, when, place, leads } = self;
        Event {
            title: title.unwrap_or(event.title),
            when: when.unwrap_or(event.when),
            place: place.unwrap_or(event.place),
            leads: leads.unwrap_or(event.leads),
            ..event
        }
    }
}

/// Reads a field that is there, if only as `null`: a field that is left out stays the default.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Who asked for an edit, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The chat.
    pub chat: ChatId,
    /// The person.
    pub user: UserId,
    /// The message that asked, or that carried the button.
    pub message: Option<MessageId>,
}

/// What became of an edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Google has it; the event as it now stands.
    Agreed(Box<Event>),
    /// The event is gone, by us.
    Deleted,
    /// The event was gone before we came.
    AlreadyGone,
    /// Kept, and carried out as soon as Google answers.
    Queued(Trouble),
    /// Google changed the same field since: Google's stands.
    Conflict(Box<Event>),
    /// Google refused for good.
    Refused(Trouble),
}

/// Why Google is unavailable, as people and operators are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// The shared grant is revoked or expired: the operator has to obtain a new one.
    Grant,
    /// A person's own grant is revoked or expired: they have to sign in again.
    SignIn,
    /// Google refused the bot's client, whosever the calendar is: 401 after a refresh, 403 because of the project.
    Client,
    /// Google refused the calendar: 403, 404 of the calendar.
    Forbidden,
    /// Google refused a person one of their calendars: it is no longer shared with them, or was deleted.
    NotShared,
    /// Google refused a person their own calendar: their organization has turned it off, for example.
    OwnRefused,
    /// Too many calls for now.
    Quota,
    /// Google does not answer, or answers 5xx.
    Away,
    /// Google refused what was asked, for good.
    Invalid,
    /// The person may only read this calendar of theirs.
    ReadOnly,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taking_a_place_away_is_not_the_same_as_leaving_it() {
        for place in [None, Some(None), Some(Some("KLCC".to_owned()))] {
            let change = Change { place, ..Change::default() };
            let stored = serde_json::to_string(&change).unwrap();
            assert_eq!(serde_json::from_str::<Change>(&stored).unwrap(), change, "{stored}");
        }
    }

    #[test]
    fn leads_of_its_own_are_not_the_same_as_the_chats() {
        for leads in [None, Some(None), Some(Some(vec![])), Some(Some(vec![Lead { minutes: 60 }]))] {
            let change = Change { leads, ..Change::default() };
            let stored = serde_json::to_string(&change).unwrap();
            assert_eq!(serde_json::from_str::<Change>(&stored).unwrap(), change, "{stored}");
        }
    }
}
