//! What samples are made of.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::{Asia::Kuala_Lumpur, Tz};
use serde::de::DeserializeOwned;

use super::samples::labels;
use crate::model::{ButtonData, ButtonToken, ChatId, Etag, Event, EventId, EventTime, Origin, UserId, instant_of};
use crate::speech::{Button, Card, Keyboard, Label};

/// Tuesday 10 March 2026, 10:00 in Kuala Lumpur.
pub(super) fn now() -> DateTime<Utc> {
    instant("2026-03-10T10:00")
}

/// Where the samples take place.
pub(super) const ZONE: Tz = Kuala_Lumpur;

/// The names of all variants of one of our enums, as serde lists them when it meets an unknown one: a person who adds a
/// variant is told by the tests that it needs a sample.
pub(super) fn variants_of<T: DeserializeOwned>(unknown: serde_json::Value) -> Vec<String> {
    let Err(error) = serde_json::from_value::<T>(unknown) else { panic!("no unknown variant") };
    let error = error.to_string();
    let (_, expected) = error.split_once("expected one of ").expect("serde lists the variants");
    expected.split(", ").map(|name| name.trim_matches('`').to_owned()).collect()
}

pub(super) const ORIGIN: Origin = Origin { chat: ChatId(5), user: UserId(5), message: None };

pub(super) fn boxed(event: &Event) -> Box<Event> {
    Box::new(event.clone())
}

pub(super) fn event(title: &str, when: EventTime, place: Option<&str>) -> Event {
    Event {
        place: place.map(Into::into),
        is_ours: true,
        ..Event::new(EventId("e".into()), Etag("1".into()), title.into(), when, ZONE)
    }
}

pub(super) fn card(title: &str, when: EventTime, place: Option<&str>) -> Card {
    Card::of(&event(title, when, place))
}

/// A row for each.
pub(super) fn every_button() -> Keyboard {
    labels().into_iter().map(|label| keyboard(&[label]).remove(0)).collect()
}

pub(super) fn keyboard(labels: &[Label]) -> Keyboard {
    let data = ButtonData { token: ButtonToken::from_random([7; 16]), row: 0 };
    vec![labels.iter().map(|label| Button { label: label.clone(), data: data.clone() }).collect()]
}

pub(super) fn timed(start: &str, end: &str) -> EventTime {
    EventTime::Timed { start: instant(start), end: instant(end) }
}

pub(super) fn days(first: &str, until: &str) -> EventTime {
    EventTime::AllDay { first: day(first), until: day(until) }
}

pub(super) fn instant(civil_time: &str) -> DateTime<Utc> {
    instant_of(civil(civil_time), ZONE)
}

pub(super) fn civil(text: &str) -> NaiveDateTime {
    format!("{text}:00").parse().expect("samples are well-formed")
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("samples are well-formed")
}
