//! Events for the tests of this room.

use chrono::{DateTime, Duration};

use crate::model::{AccountId, Etag, Event, EventId, EventKind, EventTime, SeenEvent};

/// A single event of an hour, as it was shown.
pub fn single(id: &str) -> SeenEvent {
    let start = DateTime::UNIX_EPOCH;
    let event = Event {
        id: EventId(id.into()),
        etag: Etag("1".into()),
        kind: EventKind::Default,
        title: format!("event {id}"),
        when: EventTime::Timed { start, end: start + Duration::hours(1) },
        zone: chrono_tz::UTC,
        place: None,
        series: None,
        has_guests: false,
        is_ours: true,
        edit: None,
        leads: None,
        link: None,
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
