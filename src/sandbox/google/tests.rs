//! The rules of the pretend Google, as its API shows them.

use axum::body::Body;
use axum::http::Request;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, IF_MATCH};
use chrono::Duration;
use chrono_tz::Asia::Kuala_Lumpur;
use tower_service::Service;

use super::*;

const EVENTS: &str = "/calendar/v3/calendars/primary/events";

/// The pretend Google, its API without a network between, and an access token.
struct Api {
    google: Google,
    access: String,
}

impl Api {
    async fn new() -> Self {
        let clock = Clock::still(at("2026-03-10T02:00:00Z"));
        let google = Google::new(clock, Kuala_Lumpur, CancellationToken::new());
        let mut api = Self { google, access: String::new() };
        let (status, answer) = api.refresh(REFRESH_TOKEN).await;
        assert_eq!(status, 200);
        api.access = answer["access_token"].as_str().unwrap().to_owned();
        api
    }

    async fn refresh(&self, token: &str) -> (u16, Value) {
        let form = format!(
            "grant_type=refresh_token&client_id={CLIENT_ID}&client_secret={CLIENT_SECRET}&refresh_token={token}"
        );
        self.send(Request::post("/o/oauth2/token").body(Body::from(form)).unwrap()).await
    }

    async fn send(&self, request: Request<Body>) -> (u16, Value) {
        let response = self.google.router().call(request).await.unwrap();
        let status = response.status().as_u16();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }

    async fn ask(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        self.ask_if("*", method, path, body).await
    }

    async fn ask_if(&self, etag: &str, method: &str, path: &str, body: Value) -> (u16, Value) {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(AUTHORIZATION, format!("Bearer {}", self.access))
            .header(CONTENT_TYPE, "application/json")
            .header(IF_MATCH, etag);
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        self.send(request.body(body).unwrap()).await
    }

    /// A list, whose refusal fails the test.
    async fn list(&self, query: &str) -> Value {
        let (status, answer) = self.ask("GET", &format!("{EVENTS}?{query}"), Value::Null).await;
        assert_eq!(status, 200, "{answer}");
        answer
    }

    /// Why a call is refused.
    async fn refusal(&self, method: &str, path: &str, body: Value) -> (u16, String) {
        let (status, answer) = self.ask(method, path, body).await;
        assert_eq!(answer["error"]["code"], status, "{answer}");
        (status, answer["error"]["errors"][0]["reason"].as_str().unwrap().to_owned())
    }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// An event of an hour on the day after.
fn lunch() -> Value {
    json!({
        "summary": "Lunch",
        "start": {"dateTime": "2026-03-11T05:00:00Z", "timeZone": "Asia/Kuala_Lumpur"},
        "end": {"dateTime": "2026-03-11T06:00:00Z", "timeZone": "Asia/Kuala_Lumpur"},
    })
}

fn with(mut entry: Value, more: &Value) -> Value {
    entry.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    entry
}

fn ids(answer: &Value) -> Vec<&str> {
    answer["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn only_a_valid_token_opens_the_calendar() {
    let mut api = Api::new().await;
    assert_eq!(api.ask("GET", EVENTS, Value::Null).await.0, 200);
    api.google.expire_access_tokens();
    assert_eq!(api.refusal("GET", EVENTS, Value::Null).await, (401, "authError".to_owned()));
    let without = Request::get(EVENTS).body(Body::empty()).unwrap();
    assert_eq!(api.send(without).await.1["error"]["errors"][0]["reason"], "required");
    api.access = api.refresh(REFRESH_TOKEN).await.1["access_token"].as_str().unwrap().to_owned();
    assert_eq!(api.ask("GET", EVENTS, Value::Null).await.0, 200);
    let other = "/calendar/v3/calendars/someone%40example.com/events";
    assert_eq!(api.refusal("GET", other, Value::Null).await, (404, "notFound".to_owned()));
    assert_eq!(api.ask("GET", "/calendar/v3/calendars/owner%40example.com/events", Value::Null).await.0, 200);
}

#[tokio::test]
async fn grants_end_and_clients_are_known() {
    let api = Api::new().await;
    assert_eq!(api.refresh("another").await, (400, invalid_grant()));
    api.google.revoke_grant();
    assert_eq!(api.refresh(REFRESH_TOKEN).await, (400, invalid_grant()));
    api.google.restore_grant();
    assert_eq!(api.refresh(REFRESH_TOKEN).await.0, 200);
    let form = format!("grant_type=refresh_token&client_id={CLIENT_ID}&refresh_token={REFRESH_TOKEN}");
    let (status, answer) = api.send(Request::post("/token").body(Body::from(form)).unwrap()).await;
    assert_eq!((status, &answer["error"]), (401, &json!("invalid_client")));
}

fn invalid_grant() -> Value {
    json!({"error": "invalid_grant", "error_description": "Token has been expired or revoked."})
}

#[tokio::test]
async fn what_the_real_one_refuses_is_refused() {
    let api = Api::new().await;
    let day = json!({"date": "2026-03-11"});
    let early = json!({"dateTime": "2026-03-11T04:00:00Z"});
    let long = "x".repeat(1025);
    let table = [
        (json!({}), 400, "required"),
        (json!({"start": early}), 400, "required"),
        (with(lunch(), &json!({"id": "abcd"})), 400, "invalid"),
        (with(lunch(), &json!({"id": "has-dashes"})), 400, "invalid"),
        (with(lunch(), &json!({"id": "wxyzwxyz"})), 400, "invalid"),
        (with(lunch(), &json!({"end": early})), 400, "timeRangeEmpty"),
        (with(lunch(), &json!({"end": day})), 400, "invalid"),
        (with(lunch(), &json!({"start": {"dateTime": "tomorrow"}})), 400, "invalid"),
        (with(lunch(), &json!({"start": {"date": "2026-02-30"}, "end": day})), 400, "invalid"),
        (with(lunch(), &json!({"end": {"dateTime": "2026-03-11T06:00:00Z", "timeZone": "Mars"}})), 400, "invalid"),
        (with(lunch(), &json!({"recurrence": ["FREQ=DAILY"]})), 400, "invalid"),
        (with(lunch(), &json!({"recurrence": ["RRULE:FREQ=OFTEN"]})), 400, "invalid"),
        (with(lunch(), &json!({"start": early, "recurrence": ["RRULE:FREQ=DAILY"]})), 400, "required"),
        (with(lunch(), &json!({"summary": 7})), 400, "invalid"),
        (with(lunch(), &json!({"extendedProperties": {"private": {"a": long}}})), 400, "invalid"),
        (with(lunch(), &json!({"eventType": "birthday"})), 400, "eventTypeRestriction"),
    ];
    for (body, status, reason) in table {
        assert_eq!(api.refusal("POST", EVENTS, body.clone()).await, (status, reason.to_owned()), "{body}");
    }
    assert_eq!(api.google.count(), 0);
}

#[tokio::test]
async fn an_id_is_taken_for_ever() {
    let api = Api::new().await;
    let entry = with(lunch(), &json!({"id": "abcde"}));
    let path = format!("{EVENTS}/abcde");
    assert_eq!(api.ask("POST", EVENTS, entry.clone()).await.0, 200);
    assert_eq!(api.refusal("POST", EVENTS, entry.clone()).await, (409, "duplicate".to_owned()));
    assert_eq!(api.ask("DELETE", &path, Value::Null).await, (204, Value::Null));
    assert_eq!(api.refusal("DELETE", &path, Value::Null).await, (410, "deleted".to_owned()));
    assert_eq!(api.refusal("POST", EVENTS, entry).await, (409, "duplicate".to_owned()));
    let (status, deleted) = api.ask("GET", &path, Value::Null).await;
    assert_eq!((status, &deleted["status"], &deleted["summary"]), (200, &json!("cancelled"), &json!("Lunch")));
    assert_eq!(api.refusal("DELETE", &format!("{EVENTS}/unknown"), Value::Null).await, (404, "notFound".to_owned()));
    assert_eq!(api.google.inserts("abcde"), 3);
}

#[tokio::test]
async fn a_write_may_name_the_version_it_is_based_on() {
    let api = Api::new().await;
    let (_, made) = api.ask("POST", EVENTS, lunch()).await;
    let path = format!("{EVENTS}/{}", made["id"].as_str().unwrap());
    let first = made["etag"].as_str().unwrap();
    let (status, changed) = api.ask_if(first, "PATCH", &path, json!({"location": "Penang"})).await;
    assert_eq!((status, &changed["location"], &changed["summary"]), (200, &json!("Penang"), &json!("Lunch")));
    for method in ["PATCH", "PUT", "DELETE"] {
        let (status, answer) = api.ask_if(first, method, &path, lunch()).await;
        assert_eq!((status, &answer["error"]["errors"][0]["reason"]), (412, &json!("conditionNotMet")), "{method}");
    }
    let (_, cleared) = api.ask("PATCH", &path, json!({"location": null})).await;
    assert_eq!(cleared.get("location"), None);
    let (_, replaced) = api.ask("PUT", &path, with(lunch(), &json!({"summary": null}))).await;
    assert_eq!((replaced.get("summary"), &replaced["id"]), (None, &made["id"]));
}

#[tokio::test]
async fn times_come_back_with_the_offset_of_their_zone() {
    let api = Api::new().await;
    let (_, made) = api.ask("POST", EVENTS, lunch()).await;
    assert_eq!(made["start"], json!({"dateTime": "2026-03-11T13:00:00+08:00", "timeZone": "Asia/Kuala_Lumpur"}));
    let civil = json!({"dateTime": "2026-07-11T13:00:00", "timeZone": "Europe/London"});
    let (_, made) = api.ask("POST", EVENTS, json!({"start": civil, "end": civil})).await;
    assert_eq!(made["end"], json!({"dateTime": "2026-07-11T13:00:00+01:00", "timeZone": "Europe/London"}));
}

#[tokio::test]
async fn a_window_holds_what_overlaps_it() {
    let api = Api::new().await;
    let start = at("2026-03-11T05:00:00Z");
    let lunch = api.google.add_event("lunch", start, start + Duration::hours(1)).unwrap();
    let day = api.google.add(&json!({"start": {"date": "2026-03-11"}, "end": {"date": "2026-03-12"}})).unwrap();
    let day = day["id"].as_str().unwrap();
    let table = [
        ("2026-03-11T04:00:00Z", "2026-03-11T05:00:00Z", vec![day]),
        ("2026-03-11T04:00:00Z", "2026-03-11T05:00:01Z", vec![&*lunch, day]),
        ("2026-03-11T05:59:59Z", "2026-03-11T07:00:00Z", vec![&*lunch, day]),
        ("2026-03-11T06:00:00Z", "2026-03-11T07:00:00Z", vec![day]),
        ("2026-03-11T15:00:00Z", "2026-03-11T16:00:00Z", vec![day]),
        ("2026-03-11T16:00:00Z", "2026-03-11T17:00:00Z", vec![]),
    ];
    for (from, to, expected) in table {
        let answer = api.list(&format!("singleEvents=true&timeMin={from}&timeMax={to}")).await;
        assert_eq!(ids(&answer), expected, "{from} {to}");
    }
    let backwards = format!("{EVENTS}?timeMin=2026-03-12T00:00:00Z&timeMax=2026-03-11T00:00:00Z");
    assert_eq!(api.refusal("GET", &backwards, Value::Null).await, (400, "timeRangeEmpty".to_owned()));
}

#[tokio::test]
async fn a_sync_token_stands_alone_and_ages() {
    let api = Api::new().await;
    let first = api.list("singleEvents=true").await;
    let token = first["nextSyncToken"].as_str().unwrap();
    let made = api.google.add(&lunch()).unwrap();
    let second = api.list(&format!("singleEvents=true&syncToken={token}")).await;
    assert_eq!(ids(&second), [made["id"].as_str().unwrap()]);
    let next = second["nextSyncToken"].as_str().unwrap();
    assert!(ids(&api.list(&format!("singleEvents=true&syncToken={next}")).await).is_empty());
    for more in [
        "singleEvents=true&timeMin=2026-03-11T00:00:00Z",
        "singleEvents=true&timeMax=2026-03-11T00:00:00Z",
        "singleEvents=true&orderBy=startTime",
        "singleEvents=true&q=lunch",
        "singleEvents=true&updatedMin=2026-03-11T00:00:00Z",
        "singleEvents=false",
    ] {
        let path = format!("{EVENTS}?{more}&syncToken={token}");
        assert_eq!(api.refusal("GET", &path, Value::Null).await, (400, "invalid".to_owned()), "{more}");
    }
    assert_eq!(api.refusal("GET", &format!("{EVENTS}?syncToken=x"), Value::Null).await, (400, "invalid".to_owned()));
    api.google.expire_sync_tokens();
    let old = format!("{EVENTS}?singleEvents=true&syncToken={token}");
    assert_eq!(api.refusal("GET", &old, Value::Null).await, (410, "fullSyncRequired".to_owned()));
}

#[tokio::test]
async fn what_changes_between_two_pages_is_in_the_next_increment() {
    let api = Api::new().await;
    for n in 0..4 {
        api.google.add(&with(lunch(), &json!({"id": format!("event{n}")}))).unwrap();
    }
    let first = api.list("maxResults=2").await;
    assert_eq!((ids(&first), first.get("nextSyncToken")), (vec!["event0", "event1"], None));
    api.google.delete("event1").unwrap();
    api.google.delete("event3").unwrap();
    let page = first["nextPageToken"].as_str().unwrap();
    let last = api.list(&format!("maxResults=2&pageToken={page}")).await;
    assert_eq!((ids(&last), last.get("nextPageToken")), (vec!["event2"], None));
    let token = last["nextSyncToken"].as_str().unwrap();
    let increment = api.list(&format!("syncToken={token}")).await;
    assert_eq!(ids(&increment), ["event1", "event3"]);
    let deleted = &increment["items"][0];
    assert_eq!((&deleted["status"], deleted.get("summary")), (&json!("cancelled"), None));
}

#[tokio::test]
async fn a_series_has_occurrences_and_they_have_lives_of_their_own() {
    let api = Api::new().await;
    let rule = json!({"id": "series", "recurrence": ["RRULE:FREQ=DAILY;COUNT=4", "EXDATE:20260313T050000Z"]});
    api.ask("POST", EVENTS, with(lunch(), &rule)).await;
    let all = "singleEvents=true&timeMin=2026-03-01T00:00:00Z&timeMax=2026-04-01T00:00:00Z";
    let listed = api.list(all).await;
    let (one, two, three) = ("series_20260311T050000Z", "series_20260312T050000Z", "series_20260314T050000Z");
    assert_eq!(ids(&listed), [one, two, three]);
    assert_eq!(listed["items"][1]["recurringEventId"], "series");
    assert_eq!(listed["items"][1]["originalStartTime"]["dateTime"], "2026-03-12T13:00:00+08:00");
    let token = listed["nextSyncToken"].as_str().unwrap().to_owned();

    let path = |id: &str| format!("{EVENTS}/{id}");
    let moved = json!({"start": {"dateTime": "2026-03-12T09:00:00Z"}, "end": {"dateTime": "2026-03-12T10:00:00Z"}});
    assert_eq!(api.ask("PATCH", &path(two), moved).await.0, 200);
    assert_eq!(api.ask("DELETE", &path(three), Value::Null).await.0, 204);
    assert_eq!(api.ask("DELETE", &path(three), Value::Null).await.0, 410);
    assert_eq!(api.ask("GET", &path("series_20260401T050000Z"), Value::Null).await.0, 404);
    let listed = api.list(all).await;
    assert_eq!(ids(&listed), [one, two]);
    assert_eq!(listed["items"][1]["start"]["dateTime"], "2026-03-12T17:00:00+08:00");
    let increment = api.list(&format!("singleEvents=true&syncToken={token}")).await;
    assert_eq!(ids(&increment), [two, three]);

    // The whole series moves by an hour: its occurrences have other ids then, and exceptions end.
    let later = json!({"start": {"dateTime": "2026-03-11T06:00:00Z"}, "end": {"dateTime": "2026-03-11T07:00:00Z"}});
    api.ask("PATCH", &path("series"), later).await;
    let increment = api.list(&format!("singleEvents=true&syncToken={token}")).await;
    let of = |status: &str| {
        let items = increment["items"].as_array().unwrap().iter().filter(|item| item["status"] == status);
        items.map(|item| item["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of("cancelled"), [one, two, three]);
    assert_eq!(of("confirmed").len(), 4);

    api.ask("DELETE", &path("series"), Value::Null).await;
    assert!(ids(&api.list(all).await).is_empty());
    assert_eq!(api.ask("GET", &path("series_20260311T060000Z"), Value::Null).await.1["status"], "cancelled");
    let increment = api.list(&format!("singleEvents=true&syncToken={token}")).await;
    assert_eq!(ids(&increment).len(), 7);
}

#[tokio::test]
async fn an_all_day_series_goes_by_dates() {
    let api = Api::new().await;
    let times = json!({"id": "series", "start": {"date": "2026-03-11"}, "end": {"date": "2026-03-13"}});
    let rule = json!({"recurrence": ["RRULE:FREQ=WEEKLY;UNTIL=20260325"]});
    assert_eq!(api.ask("POST", EVENTS, with(times, &rule)).await.0, 200);
    let listed = api.list("singleEvents=true&timeMin=2026-03-12T15:59:00Z&timeMax=2026-04-12T00:00:00Z").await;
    assert_eq!(ids(&listed), ["series_20260311", "series_20260318", "series_20260325"]);
    assert_eq!(listed["items"][1]["start"], json!({"date": "2026-03-18"}));
    assert_eq!(listed["items"][1]["end"], json!({"date": "2026-03-20"}));
}

#[tokio::test]
async fn a_series_keeps_its_hour_when_the_clocks_change() {
    let api = Api::new().await;
    let zone = "Europe/London";
    let times = json!({
        "id": "series",
        "start": {"dateTime": "2026-03-28T09:00:00", "timeZone": zone},
        "end": {"dateTime": "2026-03-28T10:00:00", "timeZone": zone},
        "recurrence": ["RRULE:FREQ=DAILY;COUNT=2"],
    });
    api.ask("POST", EVENTS, times).await;
    let listed = api.list("singleEvents=true&timeMin=2026-03-28T00:00:00Z&timeMax=2026-03-30T00:00:00Z").await;
    assert_eq!(ids(&listed), ["series_20260328T090000Z", "series_20260329T080000Z"]);
}

#[tokio::test]
async fn a_wiped_calendar_says_so_and_one_that_seems_empty_does_not() {
    let api = Api::new().await;
    api.google.add(&with(lunch(), &json!({"id": "event1"}))).unwrap();
    let token = api.list("").await["nextSyncToken"].as_str().unwrap().to_owned();
    api.google.seem_empty(true);
    assert!(ids(&api.list("").await).is_empty());
    assert!(ids(&api.list(&format!("syncToken={token}")).await).is_empty());
    api.google.seem_empty(false);
    assert_eq!(ids(&api.list("").await), ["event1"]);
    api.google.wipe();
    assert_eq!((ids(&api.list("").await).len(), api.google.count()), (0, 0));
    assert_eq!(ids(&api.list(&format!("syncToken={token}")).await), ["event1"]);
}

#[tokio::test]
async fn a_caller_that_waits_for_a_change_hears_of_it() {
    let api = Api::new().await;
    let mut changes = api.google.changes();
    api.list("").await;
    assert!(!changes.has_changed().unwrap());
    api.ask("POST", EVENTS, lunch()).await;
    changes.changed().await.unwrap();
    assert_eq!(*changes.borrow_and_update(), 1);
}

#[tokio::test]
async fn every_request_is_noted_with_its_end() {
    let api = Api::new().await;
    assert_eq!(api.google.take_log().len(), 1);
    let answer = api.list("maxResults=5").await;
    api.ask("GET", "/calendar/v3/colors", Value::Null).await;
    let log = api.google.take_log();
    let asked = Asked {
        point: "events.list",
        method: "GET".to_owned(),
        path: EVENTS.to_owned(),
        query: "maxResults=5".to_owned(),
        status: Some(200),
        bytes: u64::try_from(answer.to_string().len()).unwrap(),
    };
    assert_eq!(log[0], asked);
    assert_eq!((log[1].point, log[1].status), ("unknown", Some(404)));
    assert_eq!((api.google.calls("events.list"), api.google.all_calls()), (1, 3));
}
