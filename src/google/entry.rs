//! Google's entries as our events, and ours as theirs.
//!
//! An entry is read from its JSON field by field, so that one that is not as the API's reference has it costs only
//! itself, and a field we can do without costs nothing.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use google_calendar3::api;
use serde_json::{Map, Value, json};

use crate::model::{
    Availability, Change, Departure, Draft, EditId, Etag, Event, EventId, EventKind, EventTime, Invitation, Lead,
    OriginalStart, Rule,
};

/// The private extended property that carries the edit which wrote the event last through us.
const EDIT: &str = "janjiEdit";

/// The private extended property that carries the leads asked for, in minutes, with commas between.
const LEADS: &str = "janjiLeads";

/// What stands there when no reminder at all is asked for; an empty value might not be kept.
const NO_LEADS: &str = "none";

/// All that we read of an entry; the rest is not fetched.
pub(super) const FIELDS: &str = "id,status,etag,eventType,summary,location,start,end,recurringEventId,recurrence,\
     originalStartTime,attendees(self,responseStatus),attendeesOmitted,organizer(self,displayName,email),\
     transparency,visibility,hangoutLink,conferenceData(entryPoints(entryPointType,uri)),\
     extendedProperties/private,htmlLink";

/// What an entry is for us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// An event, or one occurrence of a series.
    Event(Box<Event>),
    /// The master of a series, which stands for all of its occurrences; the event is its first one.
    Series {
        /// How it repeats, as far as there is a rule.
        rule: Option<Rule>,
        /// The master as an event that names itself as its series.
        master: Box<Event>,
    },
    /// No event, or none any more. The id of a series stands for all of its occurrences.
    Gone {
        /// Its id.
        id: EventId,
        /// Why.
        why: Departure,
    },
    /// It is not as the API's reference has it.
    Unreadable(Option<EventId>),
}

impl Entry {
    /// The same in a calendar of holidays.
    pub(super) fn of_holidays(self) -> Self {
        let holiday = |event: Box<Event>| Box::new(Event { kind: EventKind::Holiday, ..*event });
        match self {
            Self::Event(event) => Self::Event(holiday(event)),
            Self::Series { rule, master } => Self::Series { rule, master: holiday(master) },
            gone @ (Self::Gone { .. } | Self::Unreadable(_)) => gone,
        }
    }
}

/// Reads an entry; `calendar_zone` is the zone of one that names none, as all-day entries do.
pub(super) fn read(entry: &Value, calendar_zone: Tz) -> Entry {
    let Some(id) = text(entry, "/id") else { return Entry::Unreadable(None) };
    let id = EventId(id.to_owned());
    let gone = |why| Entry::Gone { id: id.clone(), why };
    if is_cancelled(entry) {
        return gone(organizer(entry).map_or(Departure::Cancelled, |by| Departure::MovedTo(by.to_owned())));
    }
    if own_answer(entry) == Some("declined") {
        return gone(Departure::Declined);
    }
    let Some(kind) = kind(text(entry, "/eventType")) else { return gone(Departure::Cancelled) };
    let Some(event) = event(entry, id.clone(), kind, calendar_zone) else { return Entry::Unreadable(Some(id)) };
    match entry["recurrence"].as_array() {
        Some(lines) if !lines.is_empty() => {
            Entry::Series { rule: rule(lines), master: Box::new(Event { series: Some(id), ..event }) }
        }
        Some(_) | None => Entry::Event(Box::new(event)),
    }
}

/// Whether a calendar is one of Google's own calendars of holidays ("en.malaysia#holiday@group.v.calendar.google.com").
pub(super) fn is_of_holidays(id: &str) -> bool {
    id.ends_with("#holiday@group.v.calendar.google.com")
}

/// Whether the entry is deleted.
pub(super) fn is_cancelled(entry: &Value) -> bool {
    text(entry, "/status") == Some("cancelled")
}

/// The edit that wrote the entry last through us, also of an entry deleted since.
pub(super) fn edit(entry: &Value) -> Option<EditId> {
    ours(entry, EDIT).map(|edit| EditId(edit.to_owned()))
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
        recurrence: draft.rule.as_ref().map(Rule::lines),
        extended_properties: Some(api::EventExtendedProperties { private: Some(ours), shared: None }),
        conference_data: draft.wants_meet.then(|| meet(edit)),
        ..api::Event::default()
    }
}

/// A new entry with the content of another; `None` when what is left of that one does not say when it was.
pub(super) fn copy(entry: Value, id: &EventId, edit: &EditId) -> Option<api::Event> {
    let entry: api::Event = serde_json::from_value(entry).ok()?;
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
    let mut private = Map::new();
    private.insert(EDIT.to_owned(), json!(edit));
    if let Some(leads) = &change.leads {
        private.insert(LEADS.to_owned(), json!(leads.as_deref().map(leads_text)));
    }
    body.insert("extendedProperties".to_owned(), json!({"private": private}));
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

/// The entry as an event; `None` when a time is missing, or is none.
fn event(entry: &Value, id: EventId, kind: EventKind, calendar_zone: Tz) -> Option<Event> {
    let when = when(&entry["start"], &entry["end"])?;
    let named = text(entry, "/start/timeZone").or_else(|| text(entry, "/end/timeZone"));
    let zone = named.and_then(|name| name.parse().ok()).unwrap_or(calendar_zone);
    let owned = |pointer: &str| text(entry, pointer).filter(|text| !text.trim().is_empty()).map(str::to_owned);
    let has_other_guests = guests(entry).any(|guest| guest["self"] != true);
    let title = owned("/summary");
    let edit = edit(entry);
    Some(Event {
        kind,
        place: owned("/location"),
        series: owned("/recurringEventId").map(EventId),
        original_start: original_start(&entry["originalStartTime"]),
        has_guests: has_other_guests || entry["attendeesOmitted"] == true,
        is_ours: edit.is_some(),
        edit,
        leads: ours(entry, LEADS).and_then(leads),
        link: owned("/htmlLink"),
        availability: match text(entry, "/transparency") {
            Some("transparent") => Availability::Free,
            Some(_) | None => Availability::Busy,
        },
        // A calendar that is shared as free/busy has private entries without a title.
        is_busy_only: title.is_none() && text(entry, "/visibility") == Some("private"),
        invitation: own_answer(entry).map(invitation),
        organizer: organizer(entry).map(str::to_owned),
        conference: owned("/hangoutLink").or_else(|| video_link(entry)),
        ..Event::new(id, Etag(owned("/etag").unwrap_or_default()), title.unwrap_or_default(), when, zone)
    })
}

fn text<'a>(entry: &'a Value, pointer: &str) -> Option<&'a str> {
    entry.pointer(pointer)?.as_str()
}

/// One of our private extended properties.
fn ours<'a>(entry: &'a Value, name: &str) -> Option<&'a str> {
    entry.pointer("/extendedProperties/private")?.get(name)?.as_str()
}

fn guests(entry: &Value) -> impl Iterator<Item = &Value> {
    entry["attendees"].as_array().into_iter().flatten()
}

/// How this account has answered, in Google's word, if it is among the guests.
fn own_answer(entry: &Value) -> Option<&str> {
    let own = guests(entry).find(|guest| guest["self"] == true)?;
    Some(own["responseStatus"].as_str().unwrap_or_default())
}

fn invitation(answer: &str) -> Invitation {
    match answer {
        "accepted" => Invitation::Accepted,
        "tentative" => Invitation::Tentative,
        _ => Invitation::Unanswered,
    }
}

/// Who organizes the entry, by name or address, if it is not this calendar.
fn organizer(entry: &Value) -> Option<&str> {
    let by = entry.get("organizer").filter(|by| by["self"] != true)?;
    by["displayName"].as_str().or_else(|| by["email"].as_str())
}

/// Where people join by video.
fn video_link(entry: &Value) -> Option<String> {
    let mut ways = entry.pointer("/conferenceData/entryPoints")?.as_array()?.iter();
    let video = ways.find(|way| way["entryPointType"] == "video")?;
    video["uri"].as_str().map(str::to_owned)
}

/// The first recurrence rule of a series.
fn rule(lines: &[Value]) -> Option<Rule> {
    lines.iter().find_map(|line| line.as_str()?.strip_prefix("RRULE:")).map(|rule| Rule(rule.to_owned()))
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

fn when(start: &Value, end: &Value) -> Option<EventTime> {
    if let (Some(first), Some(until)) = (day(start), day(end)) {
        return (first < until).then_some(EventTime::AllDay { first, until });
    }
    let (start, end) = (moment(start)?, moment(end)?);
    (start <= end).then_some(EventTime::Timed { start, end })
}

/// When an occurrence was to begin by its series.
pub(super) fn original_start(start: &Value) -> Option<OriginalStart> {
    day(start).map(OriginalStart::Day).or_else(|| moment(start).map(OriginalStart::Moment))
}

fn day(at: &Value) -> Option<NaiveDate> {
    at["date"].as_str()?.parse().ok().filter(is_real)
}

fn moment(at: &Value) -> Option<DateTime<Utc>> {
    let moment = DateTime::parse_from_rfc3339(at["dateTime"].as_str()?).ok()?;
    Some(moment.with_timezone(&Utc)).filter(is_real)
}

/// Whether a date is one of a calendar that people use: a year 0 is a slip.
fn is_real(date: &impl Datelike) -> bool {
    (1..=9999).contains(&date.year())
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

/// The wish for a Meet link; Google makes one link for one name, however often it is asked.
fn meet(edit: &EditId) -> api::ConferenceData {
    let kind = api::ConferenceSolutionKey { type_: Some("hangoutsMeet".to_owned()) };
    let request = api::CreateConferenceRequest {
        request_id: Some(edit.to_string()),
        conference_solution_key: Some(kind),
        status: None,
    };
    api::ConferenceData { create_request: Some(request), ..api::ConferenceData::default() }
}

/// Leads as text: minutes with commas between, or a word that says that no reminder is wished for.
fn leads_text(leads: &[Lead]) -> String {
    if leads.is_empty() {
        return NO_LEADS.to_owned();
    }
    leads.iter().map(|lead| lead.minutes.to_string()).collect::<Vec<_>>().join(",")
}

/// Leads from their text; what is not ours is left out, and if nothing is left, nothing was wished for.
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

    fn lunch(change: impl FnOnce(&mut Value)) -> Entry {
        let mut entry = json!({
            "id": "lunch", "etag": "\"1\"", "status": "confirmed", "summary": "lunch",
            "start": {"dateTime": "2026-03-10T12:00:00+08:00", "timeZone": "Asia/Kuala_Lumpur"},
            "end": {"dateTime": "2026-03-10T13:00:00+08:00", "timeZone": "Asia/Kuala_Lumpur"},
        });
        change(&mut entry);
        read(&entry, Tz::UTC)
    }

    fn event(change: impl FnOnce(&mut Value)) -> Event {
        let Entry::Event(event) = lunch(change) else { panic!("it is no event") };
        *event
    }

    #[test]
    fn a_holiday_is_neither_reminded_nor_in_the_way() {
        let Entry::Event(holiday) = lunch(|_| ()).of_holidays() else { panic!("it is no event") };
        assert!(!holiday.is_reminded() && !holiday.blocks_time());
        let ordinary = event(|_| ());
        assert!(ordinary.is_reminded() && ordinary.blocks_time());
    }

    #[test]
    fn leads_survive_their_text() {
        let leads_of = |minutes: &[u32]| minutes.iter().map(|minutes| Lead { minutes: *minutes }).collect::<Vec<_>>();
        for minutes in [&[][..], &[0], &[10, 60, 40_320]] {
            assert_eq!(leads(&leads_text(&leads_of(minutes))), Some(leads_of(minutes)));
        }
        for text in ["", "soon", "40321", "-1"] {
            assert_eq!(leads(text), None, "{text}");
        }
        assert_eq!(leads("10,soon"), Some(leads_of(&[10])));
    }

    #[test]
    fn a_time_that_is_none_makes_the_entry_unreadable_and_says_which_one_it_is() {
        let times = [
            json!({"date": "0000-00-00"}),
            json!({"date": "0000-01-01"}),
            json!({"dateTime": "0000-01-01T00:00:00Z"}),
            json!({"dateTime": "soon"}),
            json!({"dateTime": "2026-03-11T00:00:00Z"}),
            json!({}),
            json!(5),
            Value::Null,
        ];
        for time in times {
            let unreadable = lunch(|entry| entry["start"] = time.clone());
            assert_eq!(unreadable, Entry::Unreadable(Some(EventId("lunch".into()))), "{time}");
        }
        assert_eq!(lunch(|entry| entry["id"] = json!(7)), Entry::Unreadable(None));
        assert_eq!(read(&json!("nonsense"), Tz::UTC), Entry::Unreadable(None));
    }

    #[test]
    fn a_field_that_can_be_done_without_costs_nothing() {
        let strange = event(|entry| {
            entry["attendees"] = json!("everyone");
            entry["summary"] = json!(5);
            entry["transparency"] = json!("see-through");
            entry["visibility"] = json!(["secret"]);
            entry["conferenceData"] = json!({"entryPoints": {}});
            entry["originalStartTime"] = json!({"date": "0000-00-00"});
        });
        assert_eq!(strange, Event { title: String::new(), ..event(|_| {}) });
    }

    #[test]
    fn what_an_entry_says_of_itself_is_read() {
        let guest = |answer: &str| json!([{"self": true, "responseStatus": answer}, {"email": "a@b.c"}]);
        assert_eq!(event(|entry| entry["transparency"] = json!("transparent")).availability, Availability::Free);
        let hidden = event(|entry| {
            entry["visibility"] = json!("private");
            entry["summary"] = Value::Null;
        });
        assert!(hidden.is_busy_only);
        assert!(!event(|entry| entry["visibility"] = json!("private")).is_busy_only);
        for (answer, expected) in [
            ("needsAction", Invitation::Unanswered),
            ("tentative", Invitation::Tentative),
            ("accepted", Invitation::Accepted),
        ] {
            assert_eq!(event(|entry| entry["attendees"] = guest(answer)).invitation, Some(expected), "{answer}");
        }
        let invited = event(|entry| entry["organizer"] = json!({"email": "boss@example.com"}));
        assert_eq!(invited.organizer.as_deref(), Some("boss@example.com"));
        assert_eq!(event(|entry| entry["organizer"] = json!({"email": "me", "self": true})).organizer, None);
        let zoom = json!({"entryPoints": [
            {"entryPointType": "phone", "uri": "tel:+1"},
            {"entryPointType": "video", "uri": "https://zoom.example/1"},
        ]});
        let by_zoom = event(|entry| entry["conferenceData"] = zoom);
        assert_eq!(by_zoom.conference.as_deref(), Some("https://zoom.example/1"));
        assert!(event(|entry| entry["attendeesOmitted"] = json!(true)).has_guests);
    }

    #[test]
    fn an_entry_that_is_no_event_says_why() {
        let why = |entry: Entry| match entry {
            Entry::Gone { why, .. } => why,
            Entry::Event(_) | Entry::Series { .. } | Entry::Unreadable(_) => panic!("it is not gone"),
        };
        let declined = json!([{"self": true, "responseStatus": "declined"}]);
        assert_eq!(why(lunch(|entry| entry["attendees"] = declined)), Departure::Declined);
        assert_eq!(why(lunch(|entry| entry["status"] = json!("cancelled"))), Departure::Cancelled);
        let moved = lunch(|entry| {
            entry["status"] = json!("cancelled");
            entry["organizer"] = json!({"email": "x@group.calendar.google.com", "displayName": "Family"});
        });
        assert_eq!(why(moved), Departure::MovedTo("Family".into()));
        assert_eq!(why(lunch(|entry| entry["eventType"] = json!("birthday"))), Departure::Cancelled);
    }

    #[test]
    fn the_master_of_a_series_is_told_from_an_event() {
        let series = lunch(|entry| entry["recurrence"] = json!(["EXDATE:20260317T040000Z", "RRULE:FREQ=WEEKLY"]));
        let Entry::Series { rule, master } = series else { panic!("it is no series") };
        assert_eq!(rule, Some(Rule("FREQ=WEEKLY".into())));
        assert!(master.is_whole_series());
    }

    #[test]
    fn a_change_of_leads_is_written_beside_the_edit_and_taken_away_by_name() {
        let private = |leads| {
            let change = Change { leads: Some(leads), ..Change::default() };
            let edit = EditId("an edit".into());
            from_change(&change, chrono_tz::UTC, &edit)["extendedProperties"]["private"][LEADS].clone()
        };
        assert_eq!(private(Some(vec![Lead { minutes: 1_440 }, Lead { minutes: 60 }])), json!("1440,60"));
        assert_eq!(private(None), Value::Null);
    }
}
