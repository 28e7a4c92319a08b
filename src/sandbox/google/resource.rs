//! One entry of the pretend calendar: its JSON, its times, and the rules that both must keep.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, SecondsFormat, TimeZone, Utc};
use chrono_tz::Tz;
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value, json};

use super::Refusal;

/// An event resource (Calendar v3, `Events`).
pub(super) type Resource = Map<String, Value>;

/// The longest key and value of an extended property (Calendar v3, "Extended properties").
const LONGEST_KEY: usize = 44;
const LONGEST_VALUE: usize = 1024;

/// Fields that only Google writes.
const READ_ONLY: [&str; 11] = [
    "kind",
    "etag",
    "id",
    "htmlLink",
    "created",
    "updated",
    "creator",
    "organizer",
    "iCalUID",
    "recurringEventId",
    "originalStartTime",
];

/// When an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    Days { first: NaiveDate, until: NaiveDate },
    Moments { start: DateTime<Utc>, end: DateTime<Utc>, zone: Tz },
}

impl Times {
    /// The instants between which it is, for a calendar in `zone`.
    pub(super) fn bounds(self, zone: Tz) -> (DateTime<Utc>, DateTime<Utc>) {
        match self {
            Self::Days { first, until } => (midnight(first, zone), midnight(until, zone)),
            Self::Moments { start, end, .. } => (start, end),
        }
    }

    /// The same length from another start.
    pub(super) fn beginning(self, at: DateTime<Utc>) -> Self {
        match self {
            Self::Days { first, until } => {
                Self::Days { first: at.date_naive(), until: at.date_naive() + (until - first) }
            }
            Self::Moments { start, end, zone } => Self::Moments { start: at, end: at + (end - start), zone },
        }
    }

    /// `start` and `end` as Google writes them.
    pub(super) fn to_json(self) -> (Value, Value) {
        match self {
            Self::Days { first, until } => (json!({"date": first}), json!({"date": until})),
            Self::Moments { start, end, zone } => (moment(start, zone), moment(end, zone)),
        }
    }
}

/// Reads `start` and `end` and checks them by Google's rules.
pub(super) fn times(resource: &Resource, calendar_zone: Tz) -> Result<Times, Refusal> {
    let field = |name: &str| resource.get(name).and_then(Value::as_object).filter(|field| !field.is_empty());
    let start = field("start").ok_or_else(|| Refusal::new(400, "required", "Missing start time."))?;
    let end = field("end").ok_or_else(|| Refusal::new(400, "required", "Missing end time."))?;
    let times = match (day(start)?, day(end)?) {
        (Some(first), Some(until)) => Times::Days { first, until },
        (None, None) => {
            let zone = zone(start)?.unwrap_or(calendar_zone);
            let end_zone = self::zone(end)?.unwrap_or(zone);
            Times::Moments { start: instant(start, zone)?, end: instant(end, end_zone)?, zone }
        }
        (Some(_), None) | (None, Some(_)) => {
            return Err(Refusal::invalid("Start and end times must either both be date or both be dateTime."));
        }
    };
    let (from, to) = times.bounds(calendar_zone);
    if to < from {
        return Err(Refusal::new(400, "timeRangeEmpty", "The specified time range is empty."));
    }
    Ok(times)
}

/// Checks what a client has sent by the rules that are not about times.
pub(super) fn check(resource: &Resource) -> Result<(), Refusal> {
    let properties = resource.get("extendedProperties").and_then(|both| both.get("private")).and_then(Value::as_object);
    for (key, value) in properties.into_iter().flatten() {
        let length = value.as_str().ok_or_else(|| Refusal::invalid("Invalid extended property."))?.chars().count();
        if key.len() > LONGEST_KEY || length > LONGEST_VALUE {
            return Err(Refusal::invalid("The extended property is too long."));
        }
    }
    let texts = ["summary", "location", "description", "status", "colorId", "transparency", "visibility"];
    let wrong = texts.iter().find(|name| resource.get(**name).is_some_and(|value| !value.is_string()));
    wrong.map_or(Ok(()), |name| Err(Refusal::invalid(format!("Invalid value for: {name}"))))
}

/// Whether clients may choose this id (Calendar v3, `Events: insert`).
pub(super) fn is_valid_id(id: &str) -> bool {
    (5..=1024).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'v').contains(&byte))
}

/// Merges a patch: objects field by field, `null` takes a field away, all else replaces (Calendar v3, "Patch").
pub(super) fn merge(into: &mut Resource, patch: &Resource) {
    for (name, value) in patch {
        match (into.get_mut(name), value) {
            (_, Value::Null) => drop(into.remove(name)),
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            (_, Value::Object(new)) => {
                let mut fresh = Map::new();
                merge(&mut fresh, new);
                into.insert(name.clone(), Value::Object(fresh));
            }
            (_, value) => drop(into.insert(name.clone(), value.clone())),
        }
    }
}

/// What a client may write of what it sent.
pub(super) fn writable(sent: &Resource) -> Resource {
    sent.iter().filter(|(name, _)| !READ_ONLY.contains(&name.as_str())).map(|(n, v)| (n.clone(), v.clone())).collect()
}

/// Whether the entry is deleted.
pub(super) fn is_cancelled(resource: &Resource) -> bool {
    resource.get("status").and_then(Value::as_str) == Some("cancelled")
}

/// The entry's series, if it is one occurrence of it.
pub(super) fn series(resource: &Resource) -> Option<&str> {
    resource.get("recurringEventId").and_then(Value::as_str)
}

/// What Google's page of an entry is called before its `eid`.
const PAGE: &str = "https://www.google.com/calendar/event?eid=";

/// The address of Google's page of an entry: in base64, its id and whose calendar it is in, in short.
pub(super) fn page(id: &str, owner: &str) -> String {
    let named = format!("{id} {}", owner.replace("@gmail.com", "@m"));
    format!("{PAGE}{}", BASE64URL_NOPAD.encode(named.as_bytes()))
}

/// The page of an occurrence, by that of its series.
pub(super) fn page_of_occurrence(id: &str, page_of_series: &str) -> Option<String> {
    let named = BASE64URL_NOPAD.decode(page_of_series.strip_prefix(PAGE)?.as_bytes()).ok()?;
    let named = String::from_utf8(named).ok()?;
    Some(page(id, named.split_once(' ')?.1))
}

/// All that an increment says of a deleted entry.
pub(super) fn stub(resource: &Resource) -> Resource {
    let mut kept = vec!["kind", "etag", "id", "status", "recurringEventId", "originalStartTime"];
    if resource.get("organizer").is_some_and(|by| by["self"] != true) {
        kept.push("organizer");
    }
    resource.iter().filter(|(name, _)| kept.contains(&name.as_str())).map(|(n, v)| (n.clone(), v.clone())).collect()
}

/// All that is shown of an entry of a calendar that is shared as free/busy.
pub(super) fn busy(resource: &Resource) -> Resource {
    let kept = [
        "kind",
        "etag",
        "id",
        "status",
        "start",
        "end",
        "transparency",
        "eventType",
        "recurringEventId",
        "originalStartTime",
    ];
    let shown = resource.iter().filter(|(name, _)| kept.contains(&name.as_str()));
    let mut busy: Resource = shown.map(|(name, value)| (name.clone(), value.clone())).collect();
    busy.insert("visibility".to_owned(), json!("private"));
    busy
}

/// An instant as Google writes it, in a zone.
fn moment(at: DateTime<Utc>, zone: Tz) -> Value {
    json!({
        "dateTime": at.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, true),
        "timeZone": zone.name(),
    })
}

fn day(field: &Resource) -> Result<Option<NaiveDate>, Refusal> {
    match (field.get("date"), field.get("dateTime")) {
        (Some(_), Some(_)) => Err(Refusal::invalid("Invalid start time.")),
        (Some(date), None) => {
            let date = date.as_str().and_then(|text| text.parse().ok());
            date.map(Some).ok_or_else(|| Refusal::invalid("Invalid value for: date"))
        }
        (None, _) => Ok(None),
    }
}

fn zone(field: &Resource) -> Result<Option<Tz>, Refusal> {
    let Some(name) = field.get("timeZone") else { return Ok(None) };
    let zone = name.as_str().and_then(|name| name.parse().ok());
    zone.map(Some).ok_or_else(|| Refusal::invalid("Invalid time zone definition."))
}

/// `dateTime` with its offset, or in the zone if it has none.
fn instant(field: &Resource, zone: Tz) -> Result<DateTime<Utc>, Refusal> {
    let text = field.get("dateTime").and_then(Value::as_str).unwrap_or_default();
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Ok(at.with_timezone(&Utc));
    }
    let civil: NaiveDateTime = text.parse().map_err(|_| Refusal::invalid("Invalid value for: dateTime"))?;
    let at = zone.from_local_datetime(&civil).earliest();
    at.map(|at| at.with_timezone(&Utc)).ok_or_else(|| Refusal::invalid("Invalid value for: dateTime"))
}

/// The first instant of a day; after a gap if the day begins in one, or is left out.
pub(super) fn midnight(date: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let mut hours = (0..48).map(|hour| date.and_time(chrono::NaiveTime::MIN) + Duration::hours(hour));
    let first = hours.find_map(|civil| zone.from_local_datetime(&civil).earliest());
    first.map_or_else(|| date.and_time(chrono::NaiveTime::MIN).and_utc(), |at| at.with_timezone(&Utc))
}
