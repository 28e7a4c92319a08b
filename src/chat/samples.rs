//! Events for the tests of this room.

use chrono::{DateTime, Duration};

use crate::model::{AccountId, Etag, Event, EventId, EventTime, SeenEvent};

/// A single event of an hour, as it was shown.
pub fn single(id: &str) -> SeenEvent {
    let start = DateTime::UNIX_EPOCH;
    let event = Event {
        is_ours: true,
        ..Event::new(
            EventId(id.into()),
            Etag("1".into()),
            format!("event {id}"),
            EventTime::Timed { start, end: start + Duration::hours(1) },
            chrono_tz::UTC,
        )
    };
    SeenEvent { account: AccountId("a".into()), event, is_cancelled: false }
}

/// An occurrence of a series, as it was shown.
pub fn occurrence(id: &str, series: &str) -> SeenEvent {
    let seen = single(id);
    SeenEvent { event: Event { series: Some(EventId(series.into())), ..seen.event }, ..seen }
}

/// An event to which others are invited, as it was shown.
pub fn with_guests(id: &str) -> SeenEvent {
    let seen = single(id);
    SeenEvent { event: Event { has_guests: true, ..seen.event }, ..seen }
}
