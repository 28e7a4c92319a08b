//! The pretend Google over HTTP.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::{Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, ETAG, IF_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderName, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use url::form_urlencoded;

use super::calendar::{By, Quirk, id_of};
use super::fields::Selection;
use super::grants::{Fields, Holder, LIST_SCOPE};
use super::log::Asked;
use super::people::Role;
use super::refusal::of_fault;
use super::resource::Resource;
use super::{Google, Kept, Refusal, guests, list};

/// The longest body that is read.
const LONGEST_BODY: usize = 1 << 20;

/// Where faults strike the pages of a list after the first.
const NEXT_PAGE: &str = "events.list.next";

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Call {
    Token,
    Consent,
    Revoke,
    Calendars,
    Listed(String),
    List,
    Insert,
    Get(String),
    Instances(String),
    Patch(String),
    Update(String),
    Delete(String),
    Watch,
    Stop,
    Unknown,
}

impl Call {
    /// Reads a method and a path; the second value is the calendar that it is about.
    fn read(method: &Method, path: &str) -> (Self, String) {
        let segments: Vec<String> = path.trim_start_matches('/').split('/').map(decoded).collect();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        match (method.as_str(), segments.as_slice()) {
            ("POST", ["o", "oauth2", "token"] | ["token"]) => (Self::Token, String::new()),
            ("GET", ["o", "oauth2", "v2", "auth"]) => (Self::Consent, String::new()),
            ("POST", ["calendar", "v3", "channels", "stop"]) => (Self::Stop, "primary".to_owned()),
            ("POST", ["revoke"]) => (Self::Revoke, String::new()),
            ("GET", ["calendar", "v3", "users", "me", "calendarList"]) => (Self::Calendars, String::new()),
            ("GET", ["calendar", "v3", "users", "me", "calendarList", id]) => {
                (Self::Listed((*id).to_owned()), String::new())
            }
            (method, ["calendar", "v3", "calendars", calendar, "events", rest @ ..]) => {
                let call = match (method, rest) {
                    ("GET", []) => Self::List,
                    ("POST", []) => Self::Insert,
                    ("POST", ["watch"]) => Self::Watch,
                    ("GET", [id]) => Self::Get((*id).to_owned()),
                    ("GET", [id, "instances"]) => Self::Instances((*id).to_owned()),
                    ("PATCH", [id]) => Self::Patch((*id).to_owned()),
                    ("PUT", [id]) => Self::Update((*id).to_owned()),
                    ("DELETE", [id]) => Self::Delete((*id).to_owned()),
                    _ => Self::Unknown,
                };
                (call, (*calendar).to_owned())
            }
            _ => (Self::Unknown, String::new()),
        }
    }

    /// Whether somebody may make it who may only read the calendar.
    fn is_allowed_to_readers(&self) -> bool {
        match self {
            Self::List | Self::Get(_) | Self::Instances(_) | Self::Watch | Self::Stop => true,
            Self::Token
            | Self::Consent
            | Self::Revoke
            | Self::Calendars
            | Self::Listed(_)
            | Self::Insert
            | Self::Patch(_)
            | Self::Update(_)
            | Self::Delete(_)
            | Self::Unknown => false,
        }
    }

    /// Its name in the API's reference.
    fn name(&self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Consent => "consent",
            Self::Revoke => "revoke",
            Self::Calendars => "calendarList.list",
            Self::Listed(_) => "calendarList.get",
            Self::List => "events.list",
            Self::Insert => "events.insert",
            Self::Get(_) => "events.get",
            Self::Instances(_) => "events.instances",
            Self::Patch(_) => "events.patch",
            Self::Update(_) => "events.update",
            Self::Delete(_) => "events.delete",
            Self::Watch => "events.watch",
            Self::Stop => "channels.stop",
            Self::Unknown => "unknown",
        }
    }
}

/// All the pretend Google's addresses.
pub(super) fn router(google: Google) -> Router {
    Router::new().fallback(answer).with_state(google)
}

/// Answers a request, to its end even if the caller has gone: what was asked for may still be done.
async fn answer(State(google): State<Google>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, LONGEST_BODY).await else {
        return Refusal::new(413, "uploadTooLarge", "Request is too large.").into_response();
    };
    let answered = tokio::spawn(async move { answer_noted(&google, &parts, &body).await });
    answered.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// Notes a request, lets faults strike, and does what is asked.
async fn answer_noted(google: &Google, parts: &Parts, body: &[u8]) -> Response {
    let (call, calendar) = Call::read(&parts.method, parts.uri.path());
    let asked = Asked {
        point: call.name(),
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        status: None,
        bytes: 0,
    };
    let number = google.with(|kept| kept.log.begin(asked));
    let effect = async { carry_out(google, &call, &calendar, parts, body) };
    let is_next =
        call == Call::List && fields(parts.uri.query().unwrap_or_default().as_bytes()).contains_key("pageToken");
    let point = if is_next { NEXT_PAGE } else { call.name() };
    let response = google.faults().around(point, of_fault, effect).await;
    let bytes = response.body().size_hint().exact().unwrap_or(0);
    google.with(|kept| kept.log.end(number, response.status().as_u16(), bytes));
    response
}

fn carry_out(google: &Google, call: &Call, calendar: &str, parts: &Parts, body: &[u8]) -> Response {
    let query = fields(parts.uri.query().unwrap_or_default().as_bytes());
    match call {
        Call::Token => google.with(|kept| kept.grants.token(&fields(body))),
        Call::Consent => google.with(|kept| kept.grants.consent(&query)),
        Call::Revoke => google.with(|kept| kept.grants.take_back(&fields(body))),
        Call::Unknown => Refusal::not_found().into_response(),
        Call::Calendars
        | Call::Listed(_)
        | Call::List
        | Call::Insert
        | Call::Get(_)
        | Call::Instances(_)
        | Call::Patch(_)
        | Call::Update(_)
        | Call::Delete(_)
        | Call::Watch
        | Call::Stop => {
            let asking = Asking { call, calendar, query: &query, parts, body };
            let answered = google.change(|kept, now| asking.answer(kept, now));
            match answered {
                Ok(Some(resource)) => shown(resource, query.get("fields").map(String::as_str)),
                Ok(None) => StatusCode::NO_CONTENT.into_response(),
                Err(refusal) => refusal.into_response(),
            }
        }
    }
}

/// A call to the calendar, with all that came with it.
struct Asking<'a> {
    call: &'a Call,
    calendar: &'a str,
    query: &'a Fields,
    parts: &'a Parts,
    body: &'a [u8],
}

impl Asking<'_> {
    fn answer(&self, kept: &mut Kept, now: chrono::DateTime<chrono::Utc>) -> Result<Option<Resource>, Refusal> {
        let Holder { person, scope } = self.holder(kept)?;
        if kept.grants.is_api_off {
            return Err(Refusal::new(403, "accessNotConfigured", "Access Not Configured."));
        }
        if matches!(self.call, Call::Calendars | Call::Listed(_)) && !scope.split(' ').any(|scope| scope == LIST_SCOPE)
        {
            return Err(Refusal::new(403, "insufficientPermissions", "Insufficient Permission"));
        }
        if *self.call == Call::Calendars {
            return Ok(Some(kept.calendar_list(&person)));
        }
        if let Call::Listed(id) = self.call {
            return kept.listed_calendar(&person, id).map(Some).ok_or_else(Refusal::not_found);
        }
        let id = if self.calendar == "primary" { person.as_str() } else { self.calendar };
        let role = kept.role(&person, id).ok_or_else(Refusal::not_found)?;
        if role == Role::Reader && !self.call.is_allowed_to_readers() {
            return Err(Refusal::new(403, "requiredAccessLevel", "You need to have writer access to this calendar."));
        }
        kept.turn_to(id);
        if kept.calendar.quirks.contains(&Quirk::IsOff) {
            return Err(Refusal::new(403, "notACalendarUser", "The user must be signed up for Google Calendar."));
        }
        let before = self.event().and_then(|id| kept.calendar.get(id).ok());
        let answered = self.carry_out(kept, now)?;
        if matches!(self.call, Call::Insert | Call::Patch(_) | Call::Update(_) | Call::Delete(_)) {
            let id = answered.as_ref().map(id_of).or(self.event()).unwrap_or_default().to_owned();
            if let Ok(after) = kept.calendar.get(&id) {
                if self.query.get("sendUpdates").map(String::as_str) == Some("all") {
                    kept.log.mail(guests::mails(before.as_ref(), &after));
                }
                kept.spread(before.as_ref(), &after, now);
            }
        }
        Ok(answered)
    }

    /// The entry that is written.
    fn event(&self) -> Option<&str> {
        match self.call {
            Call::Patch(id) | Call::Update(id) | Call::Delete(id) => Some(id),
            Call::Token
            | Call::Consent
            | Call::Revoke
            | Call::Calendars
            | Call::Listed(_)
            | Call::List
            | Call::Insert
            | Call::Get(_)
            | Call::Instances(_)
            | Call::Watch
            | Call::Stop
            | Call::Unknown => None,
        }
    }

    /// Does what is asked of the calendar that is open.
    fn carry_out(&self, kept: &mut Kept, now: chrono::DateTime<chrono::Utc>) -> Result<Option<Resource>, Refusal> {
        let Kept { calendar, log, channels, .. } = kept;
        let if_match = self.header(&IF_MATCH);
        let resource = match self.call {
            Call::List => list::list(calendar, self.query, now)?,
            Call::Insert => {
                let mut sent = self.sent()?;
                if self.query.get("conferenceDataVersion").map(String::as_str) != Some("1") {
                    sent.remove("conferenceData");
                }
                log.insert(id_of(&sent));
                calendar.insert(&sent, By::Client, now)?
            }
            Call::Get(id) => calendar.get(id)?,
            Call::Instances(id) => list::instances(calendar, id, self.query, now)?,
            Call::Patch(id) => calendar.patch(id, &self.sent()?, if_match, By::Client, now)?,
            Call::Update(id) => calendar.replace(id, &self.sent()?, if_match, now)?,
            Call::Delete(id) => {
                calendar.delete(id, if_match, By::Client, now)?;
                return Ok(None);
            }
            Call::Watch => channels.watch(&self.sent()?, calendar, now)?,
            Call::Stop => {
                channels.stop(&self.sent()?)?;
                return Ok(None);
            }
            Call::Token | Call::Consent | Call::Revoke | Call::Calendars | Call::Listed(_) | Call::Unknown => {
                return Err(Refusal::not_found());
            }
        };
        Ok(Some(resource))
    }

    fn holder(&self, kept: &Kept) -> Result<Holder, Refusal> {
        match self.header(&AUTHORIZATION).and_then(|header| header.strip_prefix("Bearer ")) {
            Some(token) => {
                let holder = kept.grants.holder(token).cloned();
                holder.ok_or_else(|| Refusal::new(401, "authError", "Invalid Credentials"))
            }
            None => Err(Refusal::new(401, "required", "Login Required.")),
        }
    }

    fn header(&self, name: &HeaderName) -> Option<&str> {
        self.parts.headers.get(name)?.to_str().ok()
    }

    /// The resource in the body.
    fn sent(&self) -> Result<Resource, Refusal> {
        if !self.header(&CONTENT_TYPE).is_some_and(|kind| kind.starts_with("application/json")) {
            return Err(Refusal::new(400, "badContent", "Unsupported content type."));
        }
        serde_json::from_slice(self.body).map_err(|_| Refusal::new(400, "parseError", "Parse Error"))
    }
}

/// A resource as an answer, or those of its fields that are wanted.
fn shown(resource: Resource, fields: Option<&str>) -> Response {
    let etag = resource.get("etag").and_then(Value::as_str).unwrap_or_default().to_owned();
    let shown = match fields.map(Selection::read).transpose() {
        Ok(Some(selection)) => selection.pick(Value::Object(resource)),
        Ok(None) => Value::Object(resource),
        Err(refusal) => return refusal.into_response(),
    };
    // The body is made here, so that its length is known to the log.
    let body = Bytes::from(shown.to_string());
    ([(CONTENT_TYPE, "application/json; charset=UTF-8".to_owned()), (ETAG, etag)], body).into_response()
}

/// A form or a query, by name.
fn fields(text: &[u8]) -> BTreeMap<String, String> {
    form_urlencoded::parse(text).into_owned().collect()
}

/// A segment of a path; unlike in forms, a plus there is a plus.
fn decoded(segment: &str) -> String {
    let segment = segment.replace('+', "%2B");
    form_urlencoded::parse(segment.as_bytes()).map(|(name, _)| name.into_owned()).collect()
}
