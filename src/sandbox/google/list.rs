//! `events.list`: full lists of a window, increments since a sync token, and their pages.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

use super::Refusal;
use super::calendar::{Calendar, HORIZON, Quirk, id_of};
use super::resource::{self, Resource};
use super::series;

/// What a client may not ask for together with a sync token (Calendar v3, `Events: list`, `syncToken`).
const NOT_WITH_TOKEN: [&str; 7] =
    ["iCalUID", "orderBy", "privateExtendedProperty", "q", "sharedExtendedProperty", "timeMin", "timeMax"];

/// The parameters that are understood here; the real one knows more, which the bot does not use.
const KNOWN: [&str; 11] = [
    "syncToken",
    "pageToken",
    "timeMin",
    "timeMax",
    "singleEvents",
    "maxResults",
    "showDeleted",
    "fields",
    "alt",
    "prettyPrint",
    "updatedMin",
];

/// The entries on a page when no number is asked for.
const USUAL_PAGE: usize = 250;

/// What is asked for.
#[derive(Debug, Default)]
struct Query {
    since: Option<u64>,
    page: Option<Page>,
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
    is_single: bool,
    most: usize,
    with_deleted: bool,
    words: Vec<String>,
}

/// Where a page begins: after an id, in the list as of a change.
#[derive(Debug)]
struct Page {
    as_of: u64,
    after: String,
}

/// Answers a list.
pub(super) fn list(
    calendar: &Calendar,
    parameters: &BTreeMap<String, String>,
    now: DateTime<Utc>,
) -> Result<Resource, Refusal> {
    let query = read(calendar, parameters)?;
    let as_of = query.page.as_ref().map_or(calendar.changes(), |page| page.as_of);
    let mut items = match query.since {
        _ if calendar.seems_empty => BTreeMap::new(),
        Some(since) => increment(calendar, &query, since, now),
        None => window(calendar, &query, now),
    };
    items.retain(|_, item| has_words(item, &query.words));
    if let Some(page) = &query.page {
        items = items.split_off(&page.after);
        items.remove(&page.after);
    }
    let has_more = items.len() > query.most;
    let items: Vec<(String, Resource)> = items.into_iter().take(query.most).collect();
    let last = items.last().map(|(id, _)| id.clone());
    let mut entries: Vec<Value> = items.into_iter().map(|(_, item)| Value::Object(shown(calendar, item))).collect();
    if query.page.is_none() && !calendar.seems_empty {
        entries.extend(calendar.raw(query.since.unwrap_or(0)).map(|(_, entry)| entry.clone()));
    }
    let mut answer = json!({
        "kind": "calendar#events",
        "etag": format!("\"p33{as_of:014}\""),
        "summary": calendar.owner,
        "updated": now,
        "timeZone": calendar.zone.name(),
        "accessRole": access_role(calendar),
        "defaultReminders": [{"method": "popup", "minutes": 10}],
        "items": entries,
    });
    if let Some(last) = last.filter(|_| has_more) {
        answer["nextPageToken"] = json!(token(&format!("page:{as_of}:{last}")));
    } else {
        let mark = format!("sync:{}:{as_of}:{}", calendar.age, u8::from(query.is_single));
        answer["nextSyncToken"] = json!(token(&mark));
    }
    Ok(answer.as_object().cloned().unwrap_or_default())
}

/// What is shown of an entry: all of it, or only that its owner is busy then.
fn shown(calendar: &Calendar, item: Resource) -> Resource {
    let is_hidden = calendar.quirks.contains(&Quirk::ShowsOnlyBusy) && !resource::is_cancelled(&item);
    if is_hidden { resource::busy(&item) } else { item }
}

fn access_role(calendar: &Calendar) -> &'static str {
    match (calendar.quirks.contains(&Quirk::ShowsOnlyBusy), calendar.is_writable) {
        (true, _) => "freeBusyReader",
        (false, true) => "owner",
        (false, false) => "reader",
    }
}

/// Answers a list of the occurrences of one series (Calendar v3, `Events: instances`), all on one page.
pub(super) fn instances(
    calendar: &Calendar,
    series: &str,
    parameters: &BTreeMap<String, String>,
    now: DateTime<Utc>,
) -> Result<Resource, Refusal> {
    let query = Query { is_single: true, ..read(calendar, parameters)? };
    let master = calendar.get(series)?;
    if resource::is_cancelled(&master) || !series::is_master(&master) {
        return Err(Refusal::not_found());
    }
    let of_series = window(calendar, &query, now).into_values().filter(|one| resource::series(one) == Some(series));
    let items: Vec<Value> = of_series.map(|one| Value::Object(shown(calendar, one))).collect();
    let answer = json!({
        "kind": "calendar#events",
        "timeZone": calendar.zone.name(),
        "accessRole": access_role(calendar),
        "items": items,
    });
    Ok(answer.as_object().cloned().unwrap_or_default())
}

/// What is there within a window.
pub(super) fn expanded(calendar: &Calendar, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<Resource> {
    let query = Query { from: Some(from), to: Some(to), is_single: true, ..Query::default() };
    window(calendar, &query, from).into_values().collect()
}

fn window(calendar: &Calendar, query: &Query, now: DateTime<Utc>) -> BTreeMap<String, Resource> {
    // What stands alone is finite; a series needs an end.
    let alone = (query.from.unwrap_or(DateTime::<Utc>::MIN_UTC), query.to.unwrap_or(DateTime::<Utc>::MAX_UTC));
    let expanded = (query.from.unwrap_or(now - HORIZON.0), query.to.unwrap_or(now + HORIZON.1));
    let mut items = BTreeMap::new();
    for (id, entry) in calendar.entries() {
        let one = &entry.resource;
        if resource::is_cancelled(one) {
            // Cancelled occurrences belong to their master where that is shown.
            if query.with_deleted || (!query.is_single && resource::series(one).is_some()) {
                items.insert(id.to_owned(), one.clone());
            }
        } else if series::is_master(one) && query.is_single {
            let occurrences = calendar.occurrences(one, expanded.0, expanded.1);
            items.extend(occurrences.into_iter().map(|one| (id_of(&one).to_owned(), one)));
        } else if series::is_master(one) || is_within(one, calendar, alone) {
            items.insert(id.to_owned(), one.clone());
        }
    }
    items
}

/// Whether all words are in what a search looks through (Calendar v3, `Events: list`, `q`).
fn has_words(item: &Resource, words: &[String]) -> bool {
    let text = |name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default().to_lowercase();
    let text = ["summary", "description", "location"].map(text).join("\n");
    words.iter().all(|word| text.contains(word))
}

fn is_within(one: &Resource, calendar: &Calendar, (from, to): (DateTime<Utc>, DateTime<Utc>)) -> bool {
    resource::times(one, calendar.zone).is_ok_and(|times| series::overlaps(times, calendar.zone, from, to))
}

fn increment(calendar: &Calendar, query: &Query, since: u64, now: DateTime<Utc>) -> BTreeMap<String, Resource> {
    let mut items = BTreeMap::new();
    for (id, entry) in calendar.entries().filter(|(_, entry)| entry.changed > since) {
        let one = &entry.resource;
        if series::is_master(one) && query.is_single {
            // A deleted series shows as its vanished occurrences, or as its master.
            if resource::is_cancelled(one) {
                if calendar.quirks.contains(&Quirk::HidesVanished) {
                    items.insert(id.to_owned(), resource::stub(one));
                }
            } else {
                let occurrences = calendar.occurrences(one, now - HORIZON.0, now + HORIZON.1);
                items.extend(occurrences.into_iter().map(|one| (id_of(&one).to_owned(), one)));
            }
        } else {
            let shown = if resource::is_cancelled(one) { resource::stub(one) } else { one.clone() };
            items.insert(id.to_owned(), shown);
        }
    }
    if query.is_single && !calendar.quirks.contains(&Quirk::HidesVanished) {
        let vanished = calendar.vanished().filter(|(_, entry)| entry.changed > since);
        items.extend(vanished.map(|(id, entry)| (id.to_owned(), entry.resource.clone())));
    }
    items
}

fn read(calendar: &Calendar, parameters: &BTreeMap<String, String>) -> Result<Query, Refusal> {
    if let Some(unknown) =
        parameters.keys().find(|name| !KNOWN.contains(&name.as_str()) && !NOT_WITH_TOKEN.contains(&name.as_str()))
    {
        return Err(Refusal::invalid(format!("The pretend Google does not know the parameter {unknown}.")));
    }
    let text = |name: &str| parameters.get(name).map(String::as_str);
    let is_true = |name: &str| text(name) == Some("true");
    let most = text("maxResults").map(str::parse).transpose();
    let most = most.map_err(|_| Refusal::invalid("Invalid value for: maxResults"))?.unwrap_or(USUAL_PAGE);
    let mut query = Query {
        since: None,
        page: text("pageToken").map(read_page).transpose()?,
        from: text("timeMin").map(|text| instant("timeMin", text)).transpose()?,
        to: text("timeMax").map(|text| instant("timeMax", text)).transpose()?,
        is_single: is_true("singleEvents"),
        most: most.clamp(1, 2500).min(calendar.most_per_page),
        with_deleted: is_true("showDeleted"),
        words: text("q").unwrap_or_default().split_whitespace().map(str::to_lowercase).collect(),
    };
    if query.from.zip(query.to).is_some_and(|(from, to)| to <= from) {
        return Err(Refusal::new(400, "timeRangeEmpty", "The specified time range is empty."));
    }
    let Some(mark) = text("syncToken") else { return Ok(query) };
    if let Some(name) = NOT_WITH_TOKEN.iter().chain(&["updatedMin"]).find(|name| parameters.contains_key(**name)) {
        return Err(Refusal::invalid(format!("Sync token cannot be used with {name}.")));
    }
    let (age, since, is_single) = read_mark(mark).ok_or_else(|| Refusal::invalid("Invalid sync token value."))?;
    if age != calendar.age {
        let message = "Sync token is no longer valid, a full sync is required.";
        return Err(Refusal::new(410, "fullSyncRequired", message));
    }
    if is_single != query.is_single {
        return Err(Refusal::invalid("The parameters differ from those that the sync token came from."));
    }
    query.since = Some(since);
    Ok(query)
}

fn instant(name: &str, text: &str) -> Result<DateTime<Utc>, Refusal> {
    let at = DateTime::parse_from_rfc3339(text).map_err(|_| Refusal::invalid(format!("Invalid value for: {name}")))?;
    Ok(at.with_timezone(&Utc))
}

fn token(text: &str) -> String {
    BASE64URL_NOPAD.encode(text.as_bytes())
}

fn decoded(text: &str) -> Option<String> {
    String::from_utf8(BASE64URL_NOPAD.decode(text.as_bytes()).ok()?).ok()
}

fn read_page(text: &str) -> Result<Page, Refusal> {
    let page = decoded(text).and_then(|text| {
        let (as_of, after) = text.strip_prefix("page:")?.split_once(':')?;
        Some(Page { as_of: as_of.parse().ok()?, after: after.to_owned() })
    });
    page.ok_or_else(|| Refusal::invalid("Invalid page token value."))
}

fn read_mark(text: &str) -> Option<(u64, u64, bool)> {
    let text = decoded(text)?;
    let mut parts = text.strip_prefix("sync:")?.split(':');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()? == "1"))
}
