//! The page's view of the calendar, and what its owner does there "in Google".

use axum::Json;
use axum::extract::{Path, Query, State as Shared};
use axum::http::StatusCode;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{Demo, Wish, local, moment};
use crate::sandbox::google::Refusal;

/// A refusal in words for the person who looks at the page.
type Refused = (StatusCode, String);

/// Which days are asked for; `until` is not one of them.
#[derive(Debug, Deserialize)]
pub(super) struct Days {
    from: NaiveDate,
    until: NaiveDate,
}

/// An event as the week shows it; times are what a wall clock shows.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct EventView {
    id: String,
    etag: String,
    title: String,
    place: String,
    start: String,
    end: String,
    all_day: bool,
    is_series: bool,
}

/// What the editor or a moved event says; what is missing stays.
#[derive(Debug, Deserialize)]
pub(super) struct Entry {
    title: Option<String>,
    place: Option<String>,
    all_day: bool,
    start: String,
    end: String,
}

pub(super) async fn list(
    Shared(demo): Shared<Demo>,
    Query(days): Query<Days>,
) -> Result<Json<Vec<EventView>>, Refused> {
    let midnight =
        |day: NaiveDate| moment(day.and_time(NaiveTime::MIN), demo.zone).ok_or_else(|| wrong("No such day."));
    let entries = demo.google.events(midnight(days.from)?, midnight(days.until)?);
    Ok(Json(entries.iter().filter_map(|entry| view(entry, demo.zone)).collect()))
}

pub(super) async fn add(Shared(demo): Shared<Demo>, Json(entry): Json<Entry>) -> Result<StatusCode, Refused> {
    demo.google.add(&resource(&entry, demo.zone)?).map_err(|refusal| refused(&refusal))?;
    demo.remote.ask_in_passing(Wish::Look);
    Ok(StatusCode::CREATED)
}

pub(super) async fn change(
    Shared(demo): Shared<Demo>,
    Path(id): Path<String>,
    Json(entry): Json<Entry>,
) -> Result<StatusCode, Refused> {
    demo.google.edit(&id, &resource(&entry, demo.zone)?).map_err(|refusal| refused(&refusal))?;
    demo.remote.ask_in_passing(Wish::Look);
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn delete(Shared(demo): Shared<Demo>, Path(id): Path<String>) -> Result<StatusCode, Refused> {
    demo.google.delete(&id).map_err(|refusal| refused(&refusal))?;
    demo.remote.ask_in_passing(Wish::Look);
    Ok(StatusCode::NO_CONTENT)
}

/// An event resource as the week shows it; `None` for what has no times.
fn view(entry: &Value, zone: Tz) -> Option<EventView> {
    let text = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
    let time = |name: &str| match (entry[name]["date"].as_str(), entry[name]["dateTime"].as_str()) {
        (Some(date), _) => Some(date.to_owned()),
        (None, Some(time)) => {
            let at: DateTime<Utc> = time.parse().ok()?;
            Some(local(at, zone).format("%Y-%m-%dT%H:%M").to_string())
        }
        (None, None) => None,
    };
    Some(EventView {
        id: text("id"),
        etag: text("etag"),
        title: Some(text("summary")).filter(|title| !title.is_empty()).unwrap_or_else(|| "(no title)".into()),
        place: text("location"),
        start: time("start")?,
        end: time("end")?,
        all_day: entry["start"]["date"].is_string(),
        is_series: entry["recurringEventId"].is_string(),
    })
}

/// The event resource that the entry stands for.
fn resource(entry: &Entry, zone: Tz) -> Result<Value, Refused> {
    let time = |text: &str| {
        if entry.all_day {
            let day: NaiveDate = text.parse().map_err(|_| wrong("That is not a day."))?;
            Ok(json!({ "date": day, "dateTime": null, "timeZone": null }))
        } else {
            let shown =
                NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").map_err(|_| wrong("That is not a time."))?;
            let at = moment(shown, zone).ok_or_else(|| wrong("There is no such time."))?;
            let at = at.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, true);
            Ok(json!({ "date": null, "dateTime": at, "timeZone": zone.name() }))
        }
    };
    let mut resource = Map::new();
    resource.insert("start".into(), time(&entry.start)?);
    resource.insert("end".into(), time(&entry.end)?);
    if let Some(title) = &entry.title {
        resource.insert("summary".into(), title.as_str().into());
    }
    if let Some(place) = &entry.place {
        let place = Some(place.as_str()).filter(|place| !place.is_empty());
        resource.insert("location".into(), place.into());
    }
    Ok(Value::Object(resource))
}

fn wrong(why: &str) -> Refused {
    (StatusCode::BAD_REQUEST, why.to_owned())
}

fn refused(refusal: &Refusal) -> Refused {
    let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::BAD_REQUEST);
    (status, format!("Google says: {}", refusal.message))
}
