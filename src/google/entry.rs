//! Google's entries as our events, and ours as theirs.

use std::collections::HashMap;

use chrono_tz::Tz;
use google_calendar3::api;
use serde_json::{Map, Value, json};

use crate::model::{
    Availability, Change, Draft, EditId, Etag, Event, EventId, EventKind, EventTime, Invitation, Lead, OriginalStart,
};

/// The private extended property that carries the edit which wrote the event last through us.
const EDIT: &str = "janjiEdit";

/// The private extended property that carries the leads asked for, in minutes, with commas between.
const LEADS: &str = "janjiLeads";

/// What stands there when no reminder at all is asked for; an empty value might not be kept.
const NO_LEADS: &str = "none";

/// All that we read of an entry; the rest is not fetched.
pub(super) const FIELDS: &str = "id,status,etag,eventType,summary,location,start,end,recurringEventId,\
     originalStartTime,attendees(self,responseStatus),attendeesOmitted,organizer(self,displayName,email),\
     transparency,visibility,hangoutLink,conferenceData(entryPoints(entryPointType,uri)),\
     extendedProperties/private,htmlLink";

/// The entry as an event; `None` when it is none for us: deleted, declined by this account, or of a kind that does
/// not count.
///
/// `calendar_zone` is the zone of an entry that names none, as all-day entries do.
pub(super) fn event(entry: api::Event, calendar_zone: Tz) -> Option<Event> {
    if is_cancelled(&entry) || is_declined(&entry) {
        return None;
    }
    let (start, end) = (entry.start?, entry.end?);
    let named = start.time_zone.as_deref().or(end.time_zone.as_deref());
    let zone = named.and_then(|name| name.parse().ok()).unwrap_or(calendar_zone);
    let has_other_guests = entry.attendees.iter().flatten().any(|guest| guest.self_ != Some(true));
    let mut ours = entry.extended_properties.and_then(|properties| properties.private).unwrap_or_default();
    let edit = ours.remove(EDIT).map(EditId);
    let invitation = invitation(entry.attendees.as_deref());
    let is_busy_only = entry.summary.is_none() && entry.visibility.as_deref() == Some("private");
    let title = entry.summary.unwrap_or_default();
    Some(Event {
        kind: kind(entry.event_type.as_deref())?,
        place: entry.location.filter(|place| !place.trim().is_empty()),
        series: entry.recurring_event_id.map(EventId),
        original_start: entry.original_start_time.and_then(|start| original_start(&start)),
        has_guests: has_other_guests || entry.attendees_omitted == Some(true),
        is_ours: edit.is_some(),
        edit,
        leads: ours.get(LEADS).and_then(|text| leads(text)),
        link: entry.html_link,
        availability: match entry.transparency.as_deref() {
            Some("transparent") => Availability::Free,
            Some(_) | None => Availability::Busy,
        },
        is_busy_only,
        invitation,
        organizer: entry.organizer.filter(|by| by.self_ != Some(true)).and_then(|by| by.display_name.or(by.email)),
        conference: entry.hangout_link.or_else(|| entry.conference_data.and_then(video_link)),
        ..Event::new(EventId(entry.id?), Etag(entry.etag?), title, when(&start, &end)?, zone)
    })
}

/// Whether the entry is deleted.
pub(super) fn is_cancelled(entry: &api::Event) -> bool {
    entry.status.as_deref() == Some("cancelled")
}

/// The edit that wrote the entry last through us, also of an entry deleted since.
pub(super) fn edit(entry: &api::Event) -> Option<EditId> {
    entry.extended_properties.as_ref()?.private.as_ref()?.get(EDIT).cloned().map(EditId)
}

/// The entry that a draft becomes.
pub(super) fn from_draft(id: &EventId, draft: &Draft, edit: &EditId) -> api::Event {
    let mut ours = HashMap::from([(EDIT.to_owned(), edit.to_string())]);
    if let Some(leads) = &draft.leads {
        ours.insert(LEADS.to_owned(), leads_text(leads));
    }
    let (start, end) = times(draft.when, draft.zone);
    api::Event {
        id: Some(id.to_string()),
        summary: Some(draft.title.clone()),
        location: draft.place.clone(),
        start: Some(start),
        end: Some(end),
        recurrence: draft.rule.as_ref().map(|rule| vec![format!("RRULE:{}", rule.0)]),
        extended_properties: Some(api::EventExtendedProperties { private: Some(ours), shared: None }),
        ..api::Event::default()
    }
}

/// A new entry with the content of another; `None` when what is left of that one does not say when it was.
pub(super) fn copy(entry: api::Event, id: &EventId, edit: &EditId) -> Option<api::Event> {
    let (start, end) = (entry.start?, entry.end?);
    let mut properties = entry.extended_properties.unwrap_or_default();
    properties.private.get_or_insert_default().insert(EDIT.to_owned(), edit.to_string());
    Some(api::Event {
        id: Some(id.to_string()),
        summary: entry.summary,
        description: entry.description,
        location: entry.location,
        start: Some(start),
        end: Some(end),
        recurrence: entry.recurrence,
        attendees: entry.attendees,
        color_id: entry.color_id,
        transparency: entry.transparency,
        visibility: entry.visibility,
        reminders: entry.reminders,
        extended_properties: Some(properties),
        ..api::Event::default()
    })
}

/// The body of the patch that brings a deleted entry back.
pub(super) fn revival(edit: &EditId) -> Value {
    json!({"status": "confirmed", "extendedProperties": {"private": {EDIT: edit}}})
}

/// The body of the patch that a change becomes: only what changes, with `null` for what is taken away.
pub(super) fn from_change(change: &Change, zone: Tz, edit: &EditId) -> Value {
    let mut body = Map::new();
    body.insert("extendedProperties".to_owned(), json!({"private": {EDIT: edit}}));
    if let Some(title) = &change.title {
        body.insert("summary".to_owned(), json!(title));
    }
    if let Some(place) = &change.place {
        body.insert("location".to_owned(), json!(place));
    }
    if let Some(when) = change.when {
        // A patch merges: the form of time that no longer holds must be taken away by name.
        let (start, end) = times(when, zone);
        body.insert("start".to_owned(), json!(start));
        body.insert("end".to_owned(), json!(end));
    }
    Value::Object(body)
}

fn is_declined(entry: &api::Event) -> bool {
    let mut own = entry.attendees.iter().flatten().filter(|guest| guest.self_ == Some(true));
    own.any(|guest| guest.response_status.as_deref() == Some("declined"))
}

/// How this account has answered, if it is among the guests.
fn invitation(guests: Option<&[api::EventAttendee]>) -> Option<Invitation> {
    let own = guests?.iter().find(|guest| guest.self_ == Some(true))?;
    match own.response_status.as_deref() {
        Some("accepted") => Some(Invitation::Accepted),
        Some("tentative") => Some(Invitation::Tentative),
        Some(_) | None => Some(Invitation::Unanswered),
    }
}

fn original_start(start: &api::EventDateTime) -> Option<OriginalStart> {
    start.date.map(OriginalStart::Day).or_else(|| start.date_time.map(OriginalStart::Moment))
}

/// Where people join by video.
fn video_link(conference: api::ConferenceData) -> Option<String> {
    let mut ways = conference.entry_points.into_iter().flatten();
    ways.find(|way| way.entry_point_type.as_deref() == Some("video")).and_then(|way| way.uri)
}

/// Which of Google's entries count; those of kinds that are yet to be invented do not.
fn kind(event_type: Option<&str>) -> Option<EventKind> {
    match event_type {
        None | Some("default") => Some(EventKind::Default),
        Some("fromGmail") => Some(EventKind::FromGmail),
        Some("focusTime") => Some(EventKind::FocusTime),
        Some("outOfOffice") => Some(EventKind::OutOfOffice),
        Some(_) => None,
    }
}

fn when(start: &api::EventDateTime, end: &api::EventDateTime) -> Option<EventTime> {
    match (start.date, end.date) {
        (Some(first), Some(until)) => Some(EventTime::AllDay { first, until }),
        _ => Some(EventTime::Timed { start: start.date_time?, end: end.date_time? }),
    }
}

fn times(when: EventTime, zone: Tz) -> (api::EventDateTime, api::EventDateTime) {
    let time_zone = Some(zone.name().to_owned());
    let day = |date| api::EventDateTime { date: Some(date), date_time: None, time_zone: time_zone.clone() };
    let moment = |at| api::EventDateTime { date: None, date_time: Some(at), time_zone: time_zone.clone() };
    match when {
        EventTime::AllDay { first, until } => (day(first), day(until)),
        EventTime::Timed { start, end } => (moment(start), moment(end)),
    }
}

/// Leads as text: minutes with commas between, or a word that says that no reminder is wished for.
fn leads_text(leads: &[Lead]) -> String {
    if leads.is_empty() {
        return NO_LEADS.to_owned();
    }
    leads.iter().map(|lead| lead.minutes.to_string()).collect::<Vec<_>>().join(",")
}

/// Leads from their text; what we did not write is left out, and an empty result counts as no wish.
fn leads(text: &str) -> Option<Vec<Lead>> {
    if text == NO_LEADS {
        return Some(Vec::new());
    }
    let read = |minutes: &str| minutes.parse().ok().map(|minutes| Lead { minutes }).filter(|l| *l <= Lead::LONGEST);
    let leads: Vec<Lead> = text.split(',').filter_map(read).collect();
    (!leads.is_empty()).then_some(leads)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_survive_their_text() {
        let leads_of = |minutes: &[u32]| minutes.iter().map(|minutes| Lead { minutes: *minutes }).collect::<Vec<_>>();
        for minutes in [&[][..], &[0], &[10, 60, 40_320]] {
            assert_eq!(leads(&leads_text(&leads_of(minutes))), Some(leads_of(minutes)));
        }
        assert_eq!(leads("10,soon,99999999"), Some(leads_of(&[10])));
        assert_eq!(leads("soon"), None);
        assert_eq!(leads(""), None);
    }
}
