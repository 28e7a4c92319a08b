//! From events to a file.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarParameter, ICalendarProperty, ICalendarValue,
    ICalendarValueType,
};
use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};

use crate::model::{Event, EventTime};

/// How we name ourselves in files.
const PROGRAM: &str = concat!("-//Janji//Janji ", env!("CARGO_PKG_VERSION"), "//EN");

/// The events as a file, as they are known at `now`; each occurrence of a series on its own.
#[must_use]
pub fn write<'a>(events: impl IntoIterator<Item = &'a Event>, now: DateTime<Utc>) -> String {
    let mut calendar = ICalendarComponent::new(ICalendarComponentType::VCalendar);
    calendar.add_property(ICalendarProperty::Version, text("2.0"));
    calendar.add_property(ICalendarProperty::Prodid, text(PROGRAM));
    let mut components = vec![calendar];
    components.extend(events.into_iter().map(|event| component(event, now)));
    components[0].component_ids = (1..).take(components.len() - 1).collect();
    ICalendar { components }.to_string()
}

fn component(event: &Event, now: DateTime<Utc>) -> ICalendarComponent {
    let mut component = ICalendarComponent::new(ICalendarComponentType::VEvent);
    component.add_uid(&format!("{}@google.com", event.id));
    component.add_dtstamp(instant(now));
    let [start, end] = match event.when {
        EventTime::AllDay { first, until } => [day(first), day(until)],
        EventTime::Timed { start, end } => [instant(start), instant(end)],
    };
    let kind = event.when.is_all_day().then(|| ICalendarParameter::value(ICalendarValueType::Date));
    component.add_property_with_params(ICalendarProperty::Dtstart, kind.clone(), start);
    component.add_property_with_params(ICalendarProperty::Dtend, kind, end);
    component.add_property(ICalendarProperty::Summary, text(&event.title));
    if let Some(place) = &event.place {
        component.add_property(ICalendarProperty::Location, text(place));
    }
    component
}

fn text(text: &str) -> ICalendarValue {
    ICalendarValue::Text(text.to_owned())
}

fn day(date: NaiveDate) -> PartialDateTime {
    PartialDateTime {
        year: u16::try_from(date.year()).ok(),
        month: u8::try_from(date.month()).ok(),
        day: u8::try_from(date.day()).ok(),
        ..PartialDateTime::default()
    }
}

/// An instant is written in UTC: every program shows it in its own zone, and none has to know ours.
fn instant(at: DateTime<Utc>) -> PartialDateTime {
    let part = |part: u32| u8::try_from(part).ok();
    PartialDateTime {
        hour: part(at.hour()),
        minute: part(at.minute()),
        second: part(at.second()),
        tz_hour: Some(0),
        tz_minute: Some(0),
        ..day(at.date_naive())
    }
}
