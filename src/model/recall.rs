//! What an update found in a conversation: handled again, it finds the same, whatever it has changed since.

use serde::{Deserialize, Serialize};

use super::{ChatId, Dialogue, Event, GrantId, MessageId, SeenEvent, SeenList, SeriesParts, UpdateId};

/// What the update that a chat's messages have come to found there, piece by piece, as it asked for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recall {
    /// The update.
    pub by: UpdateId,
    /// What we were in the middle of, before the update changed that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dialogue: Option<Dialogue>,
    /// The list last seen, which numbers refer to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<Sought<SeenList>>,
    /// The event of the message that is replied to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replied: Option<SeenEvent>,
    /// The event that its words were found to mean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<SeenEvent>,
    /// The event that is changed, as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Sought<Event>>,
    /// The message that shows the event that is corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<Sought<MessageId>>,
    /// Whether an event was found for the people to be invited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_there: Option<bool>,
    /// The next occurrence of a series that has begun and is spoken of as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Sought<SeenEvent>>,
    /// Whether a change of an occurrence can be made to its series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_possible: Option<bool>,
    /// What was meant of a series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<SeriesParts>,
    /// The Google account that is renamed, and its name before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renamed: Option<(GrantId, String)>,
    /// The groups whose link to a calendar ended because the calendar is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fell_back: Option<Vec<ChatId>>,
}

/// What was looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sought<T> {
    /// It was not there.
    Missing,
    /// This was there.
    Present(T),
}

impl Recall {
    /// Nothing found yet.
    #[must_use]
    pub fn new(by: UpdateId) -> Self {
        Self {
            by,
            dialogue: None,
            list: None,
            replied: None,
            seen: None,
            base: None,
            card: None,
            is_there: None,
            next: None,
            is_possible: None,
            parts: None,
            renamed: None,
            fell_back: None,
        }
    }
}

impl<T> From<Option<T>> for Sought<T> {
    fn from(found: Option<T>) -> Self {
        found.map_or(Self::Missing, Self::Present)
    }
}

impl<T> From<Sought<T>> for Option<T> {
    fn from(sought: Sought<T>) -> Self {
        match sought {
            Sought::Missing => None,
            Sought::Present(found) => Some(found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AccountId, Etag, EventId, EventTime};
    use chrono::DateTime;

    #[test]
    fn that_nothing_was_there_is_another_thing_than_not_having_looked() {
        let looked = Recall { list: Some(Sought::Missing), ..Recall::new(UpdateId(7)) };
        for recall in [looked, Recall::new(UpdateId(7))] {
            let text = serde_json::to_string(&recall).unwrap();
            assert_eq!(serde_json::from_str::<Recall>(&text).unwrap(), recall, "{text}");
        }
    }

    #[test]
    fn what_an_older_version_kept_of_a_message_is_read() {
        let event = Event::new(
            EventId("e".into()),
            Etag("1".into()),
            "lunch".into(),
            EventTime::Timed { start: DateTime::UNIX_EPOCH, end: DateTime::UNIX_EPOCH },
            chrono_tz::UTC,
        );
        let seen = SeenEvent { account: AccountId("a".into()), event, is_cancelled: false };
        let kept = serde_json::json!({ "by": 7, "seen": seen });
        let recall: Recall = serde_json::from_value(kept).unwrap();
        assert_eq!(recall, Recall { seen: Some(seen), ..Recall::new(UpdateId(7)) });
    }
}
