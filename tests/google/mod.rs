//! The adapter against the pretend Google, over real HTTP.

mod connect;

use std::net::Ipv4Addr;
use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Asia::Kuala_Lumpur;
use chrono_tz::Tz;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use janji::clock::Clock;
use janji::google::{Absence, Calendar, Credentials, EntriesPage, Entry, Error, Fetched, ListFrom};
use janji::model::{Change, Departure, Draft, EditId, Etag, Event, EventId, EventKind, EventTime, Lead, Rule, Trouble};
use janji::sandbox::google::{CLIENT_SECRET, Google, REFRESH_TOKEN};
use janji::sandbox::{Fault, How, Often, Sandbox};

use crate::support::cast::TUESDAY_AT_TEN;
use crate::support::outside::access_to;

/// A pretend Google, and the adapter that talks to it.
struct World {
    google: Google,
    calendar: Calendar,
    access: Credentials,
    _sandbox: Sandbox,
}

impl World {
    async fn new() -> Self {
        let clock = Clock::still(at(TUESDAY_AT_TEN));
        let sandbox = Sandbox::start(clock.clone(), Kuala_Lumpur).await.unwrap();
        let access = access_to(sandbox.google_url());
        let calendar = Calendar::new(&access, "primary", clock).await.unwrap();
        Self { google: sandbox.google().clone(), calendar, access, _sandbox: sandbox }
    }

    /// The adapter under another access.
    async fn calendar_with(&self, access: Credentials) -> Calendar {
        Calendar::new(&access, "primary", Clock::still(at("2026-03-10T02:00:00Z"))).await.unwrap()
    }

    /// A full list of the days around the tenth of March.
    async fn list(&self) -> Result<EntriesPage, Error> {
        self.calendar.list(&window(), None).await
    }

    /// What has changed since `page`, the last one of a list.
    async fn since(&self, page: &EntriesPage) -> EntriesPage {
        self.calendar.list(&ListFrom::Token(page.next_token.clone().unwrap()), None).await.unwrap()
    }

    async fn insert_lunch(&self) -> Event {
        self.calendar.insert(&id(0), &lunch(), &edit()).await.unwrap()
    }

    /// How often each call was made since the last time, and how each ended.
    fn asked(&self) -> Vec<(&'static str, Option<u16>)> {
        self.google.take_log().into_iter().map(|asked| (asked.point, asked.status)).collect()
    }
}

/// Opens a pretend Google on a port of its own.
fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn window() -> ListFrom {
    ListFrom::Window { from: at("2026-03-03T00:00:00Z"), to: at("2026-03-24T00:00:00Z") }
}

fn edit() -> EditId {
    EditId("edit-of-a-message".to_owned())
}

fn id(attempt: u32) -> EventId {
    EventId::derive(&edit(), attempt)
}

fn lunch() -> Draft {
    Draft {
        title: "Lunch with <Sarah> & 林".to_owned(),
        when: EventTime::Timed { start: at("2026-03-11T05:00:00Z"), end: at("2026-03-11T05:45:00Z") },
        zone: Kuala_Lumpur,
        place: Some("Nasi Kandar".to_owned()),
        rule: None,
        wants_meet: false,
        leads: Some(vec![Lead { minutes: 10 }, Lead { minutes: 60 }]),
        calendar: None,
        guests: Vec::new(),
    }
}

fn present(page: &EntriesPage) -> Vec<&Event> {
    page.entries
        .iter()
        .filter_map(|entry| match entry {
            Entry::Event(event) => Some(&**event),
            Entry::Series { .. } | Entry::Gone { .. } | Entry::Unreadable(_) => None,
        })
        .collect()
}

fn gone(page: &EntriesPage) -> Vec<&str> {
    page.entries
        .iter()
        .filter_map(|entry| match entry {
            Entry::Gone { id, .. } => Some(&**id),
            Entry::Series { .. } | Entry::Event(_) | Entry::Unreadable(_) => None,
        })
        .collect()
}

#[tokio::test]
async fn an_event_comes_back_as_it_was_written() {
    let world = World::new().await;
    let made = world.insert_lunch().await;
    let draft = lunch();
    assert_eq!((made.id.clone(), made.title.clone(), made.when), (id(0), draft.title, draft.when));
    assert_eq!((made.zone, made.place.clone(), made.leads.clone()), (draft.zone, draft.place, draft.leads));
    assert_eq!((made.kind, made.is_ours, made.edit.clone()), (EventKind::Default, true, Some(edit())));
    assert!(!made.has_guests && made.series.is_none() && made.link.is_some());
    let fetched = world.calendar.get(&made.id).await.unwrap();
    let etag = Some(made.etag.clone());
    assert_eq!(
        fetched,
        Fetched { event: Some(made.clone()), rule: None, is_cancelled: false, etag, edit: Some(edit()) }
    );
    let page = world.list().await.unwrap();
    assert_eq!(present(&page), [&made]);
    assert!(page.next_page.is_none() && page.next_token.is_some());
}

#[tokio::test]
async fn whole_days_never_pass_through_a_zone() {
    let world = World::new().await;
    world.list().await.unwrap();
    let days = EventTime::AllDay { first: "2026-03-12".parse().unwrap(), until: "2026-03-14".parse().unwrap() };
    let made = world.calendar.insert(&id(0), &Draft { when: days, ..lunch() }, &edit()).await.unwrap();
    assert_eq!((made.when, made.zone), (days, Kuala_Lumpur));
    assert_eq!(world.google.entry(&made.id).unwrap()["start"], json!({"date": "2026-03-12"}));
}

#[tokio::test]
async fn a_change_touches_only_its_own_fields() {
    let world = World::new().await;
    let made = world.insert_lunch().await;
    world.google.edit(&made.id, &json!({"description": "bring the plans", "colorId": "5"})).unwrap();
    let change = Change { title: Some("Late lunch".to_owned()), ..Change::default() };
    let other = EditId("another".to_owned());
    let changed = world.calendar.change(&made.id, &change, made.zone, None, &other).await.unwrap();
    assert_eq!(changed.title, "Late lunch");
    assert_eq!((changed.when, changed.place, changed.leads), (made.when, made.place, made.leads));
    assert_eq!(changed.edit, Some(other));
    let entry = world.google.entry(&made.id).unwrap();
    assert_eq!((&entry["description"], &entry["colorId"]), (&json!("bring the plans"), &json!("5")));
}

#[tokio::test]
async fn a_place_that_is_taken_away_is_gone() {
    let world = World::new().await;
    let made = world.insert_lunch().await;
    let change = Change { place: Some(None), ..Change::default() };
    let changed = world.calendar.change(&made.id, &change, made.zone, Some(&made.etag), &edit()).await.unwrap();
    assert_eq!(changed.place, None);
    assert_eq!(world.google.entry(&made.id).unwrap().get("location"), None);
}

#[tokio::test]
async fn an_event_changes_between_hours_and_whole_days() {
    let world = World::new().await;
    let made = world.insert_lunch().await;
    let days = EventTime::AllDay { first: "2026-03-12".parse().unwrap(), until: "2026-03-13".parse().unwrap() };
    for when in [days, made.when] {
        let change = Change { when: Some(when), ..Change::default() };
        let changed = world.calendar.change(&made.id, &change, made.zone, None, &edit()).await.unwrap();
        assert_eq!((changed.when, changed.zone), (when, if when == days { Tz::UTC } else { made.zone }));
    }
}

#[tokio::test]
async fn a_series_comes_as_its_occurrences() {
    let world = World::new().await;
    let page = world.list().await.unwrap();
    let rule = Some(Rule("FREQ=WEEKLY;COUNT=3".to_owned()));
    let master = world.calendar.insert(&id(0), &Draft { rule, ..lunch() }, &edit()).await.unwrap();
    assert!(master.is_whole_series());
    let page = world.since(&page).await;
    let found = present(&page);
    let starts: Vec<_> = found.iter().map(|event| event.when.start(Kuala_Lumpur)).collect();
    let first = at("2026-03-11T05:00:00Z");
    assert_eq!(starts, [first, first + Duration::weeks(1), first + Duration::weeks(2)]);
    assert!(found.iter().all(|event| event.series == Some(id(0)) && event.is_ours && event.leads == lunch().leads));
    assert_eq!(found[1].id.0, format!("{}_20260318T050000Z", id(0)));

    // One is moved, one is deleted, and then all of them.
    world.google.move_to(&found[0].id, first + Duration::hours(1), first + Duration::hours(2)).unwrap();
    world.calendar.delete(&found[1].id, Some(&found[1].etag)).await.unwrap();
    let next = world.since(&page).await;
    assert_eq!(gone(&next), [&*found[1].id]);
    assert_eq!(present(&next)[0].when.start(Kuala_Lumpur), first + Duration::hours(1));
    world.calendar.delete(&master.id, None).await.unwrap();
    let last = world.since(&next).await;
    assert_eq!(gone(&last), found.iter().map(|event| &*event.id).collect::<Vec<_>>());
    assert_eq!(present(&world.list().await.unwrap()), Vec::<&Event>::new());
}

#[tokio::test]
async fn entries_that_do_not_count_are_gone() {
    let world = World::new().await;
    let times = json!({"start": {"dateTime": "2026-03-11T05:00:00Z"}, "end": {"dateTime": "2026-03-11T06:00:00Z"}});
    let add = |more: Value| {
        let mut entry = times.as_object().unwrap().clone();
        entry.extend(more.as_object().unwrap().clone());
        let added = world.google.add(&Value::Object(entry)).unwrap();
        added["id"].as_str().unwrap().to_owned()
    };
    let own = |answer: &str| json!([{"email": "owner@example.com", "self": true, "responseStatus": answer}]);
    let counts = [
        add(json!({})),
        add(json!({"eventType": "fromGmail"})),
        add(json!({"eventType": "focusTime"})),
        add(json!({"eventType": "outOfOffice"})),
        add(json!({"attendees": own("accepted")})),
        add(json!({"status": "tentative"})),
    ];
    let not = [
        add(json!({"eventType": "birthday"})),
        add(json!({"eventType": "workingLocation"})),
        add(json!({"eventType": "somethingNew"})),
        add(json!({"attendees": own("declined")})),
    ];
    let page = world.list().await.unwrap();
    assert_eq!(present(&page).iter().map(|event| &*event.id).collect::<Vec<_>>(), counts);
    assert_eq!(gone(&page), not);
    assert!(present(&page).iter().all(|event| !event.is_ours && event.leads.is_none() && !event.has_guests));
}

#[tokio::test]
async fn guests_are_others_than_oneself() {
    let world = World::new().await;
    let made = world.insert_lunch().await;
    world.google.edit(&made.id, &json!({"attendees": [{"email": "sarah@example.com"}]})).unwrap();
    assert!(world.calendar.get(&made.id).await.unwrap().event.unwrap().has_guests);
}

#[tokio::test]
async fn all_pages_make_the_whole() {
    let world = World::new().await;
    let start = at("2026-03-11T05:00:00Z");
    for n in 0..7 {
        world.google.add_event(&format!("event {n}"), start, start + Duration::hours(1)).unwrap();
    }
    world.google.limit_pages(3);
    let mut titles = Vec::new();
    let mut page = world.list().await.unwrap();
    loop {
        titles.extend(present(&page).iter().map(|event| event.title.clone()));
        assert_eq!(page.next_page.is_some(), page.next_token.is_none());
        let Some(next) = page.next_page else { break };
        page = world.calendar.list(&window(), Some(&next)).await.unwrap();
    }
    titles.sort();
    assert_eq!(titles, (0..7).map(|n| format!("event {n}")).collect::<Vec<_>>());
}

#[tokio::test]
async fn an_increment_is_small_and_names_what_is_deleted() {
    let world = World::new().await;
    let made = world.insert_lunch().await;
    let full = world.list().await.unwrap();
    world.google.delete(&made.id).unwrap();
    let page = world.since(&full).await;
    assert_eq!(page.entries, [Entry::Gone { id: made.id, why: Departure::Cancelled }]);
    assert_eq!(world.since(&page).await.entries, []);
}

#[tokio::test]
async fn a_sync_token_that_is_too_old_is_gone_and_a_calendar_that_is_not_there_is_not() {
    let world = World::new().await;
    let page = world.list().await.unwrap();
    world.google.expire_sync_tokens();
    let old = ListFrom::Token(page.next_token.unwrap());
    assert!(matches!(world.calendar.list(&old, None).await, Err(Error::Gone)));
    let other = Calendar::new(&world.access, "nobody@example.com", Clock::system()).await.unwrap();
    let error = other.list(&window(), None).await.unwrap_err();
    assert!(matches!(error, Error::Unexpected { status: 404, .. }), "{error:?}");
    assert_eq!(error.trouble(), Trouble::Forbidden);
}

#[tokio::test]
async fn an_id_that_is_taken_is_told_from_one_that_was_deleted() {
    let world = World::new().await;
    let made = world.insert_lunch().await;
    assert!(matches!(world.calendar.insert(&id(0), &lunch(), &edit()).await, Err(Error::Exists)));
    world.calendar.delete(&made.id, None).await.unwrap();
    assert!(matches!(world.calendar.insert(&id(0), &lunch(), &edit()).await, Err(Error::Exists)));
    let fetched = world.calendar.get(&made.id).await.unwrap();
    assert_eq!((fetched.event, fetched.is_cancelled, fetched.edit), (None, true, Some(edit())));
    assert_ne!(fetched.etag, Some(made.etag));
    assert!(matches!(world.calendar.get(&id(1)).await, Err(Error::Gone)));
}

#[tokio::test]
async fn a_deleted_event_comes_back_under_its_own_id_where_google_takes_that() {
    let world = World::new().await;
    let made = world.insert_lunch().await;
    world.calendar.delete(&made.id, None).await.unwrap();
    let deleted = world.calendar.get(&made.id).await.unwrap().etag;
    world.google.allow_reviving(false);
    let outcome = world.calendar.revive(&made.id, deleted.as_ref(), &edit()).await;
    assert!(matches!(outcome, Err(Error::Unexpected { status: 403, .. })), "{outcome:?}");
    world.google.allow_reviving(true);
    assert!(matches!(world.calendar.revive(&made.id, Some(&made.etag), &edit()).await, Err(Error::Outdated)));
    let back = world.calendar.revive(&made.id, deleted.as_ref(), &edit()).await.unwrap();
    assert!(!back.looks_other_than(&made) && back.id == made.id && back.leads == made.leads, "{back:?}");
}

#[tokio::test]
async fn a_copy_of_a_deleted_event_has_all_that_google_still_says_of_it() {
    let world = World::new().await;
    let made = world.insert_lunch().await;
    let kept = json!({"description": "bring the keys", "colorId": "5", "recurrence": ["RRULE:FREQ=DAILY;COUNT=3"]});
    world.google.edit(&made.id, &kept).unwrap();
    world.calendar.delete(&made.id, None).await.unwrap();
    let copy = world.calendar.insert_like(&made.id, &id(1), None, &edit()).await.unwrap();
    assert_eq!((copy.title, copy.place, copy.leads), (made.title, made.place, made.leads));
    let entry = world.google.entry(&id(1)).unwrap();
    assert_eq!(
        [&entry["description"], &entry["colorId"], &entry["recurrence"]],
        [&kept["description"], &kept["colorId"], &kept["recurrence"]]
    );
    let forgotten = EventId("forgotten0".to_owned());
    let refused = world.calendar.insert_like(&forgotten, &id(2), None, &edit()).await;
    assert!(matches!(refused, Err(Error::Unexpected { status: 404, .. })), "{refused:?}");
    let known = world.calendar.insert_like(&forgotten, &id(2), Some(&lunch()), &edit()).await.unwrap();
    assert_eq!(known.title, lunch().title);
}

#[tokio::test]
async fn a_write_based_on_an_older_version_is_outdated() {
    let world = World::new().await;
    let made = world.insert_lunch().await;
    world.google.edit(&made.id, &json!({"summary": "Brunch"})).unwrap();
    let change = Change { title: Some("Late lunch".to_owned()), ..Change::default() };
    let outcome = world.calendar.change(&made.id, &change, made.zone, Some(&made.etag), &edit()).await;
    assert!(matches!(outcome, Err(Error::Outdated)));
    assert!(matches!(world.calendar.delete(&made.id, Some(&made.etag)).await, Err(Error::Outdated)));
    assert_eq!(world.google.entry(&made.id).unwrap()["summary"], "Brunch");
    let now: Etag = world.calendar.get(&made.id).await.unwrap().event.unwrap().etag;
    world.calendar.delete(&made.id, Some(&now)).await.unwrap();
    assert!(matches!(world.calendar.delete(&made.id, Some(&now)).await, Err(Error::Gone)));
    assert!(matches!(world.calendar.change(&made.id, &change, made.zone, None, &edit()).await, Err(Error::Gone)));
}

#[tokio::test]
async fn nobody_is_sent_mail() {
    let world = World::new().await;
    let made = world.insert_lunch().await;
    let change = Change { title: Some("Late lunch".to_owned()), ..Change::default() };
    world.calendar.change(&made.id, &change, made.zone, None, &edit()).await.unwrap();
    world.calendar.delete(&made.id, None).await.unwrap();
    let log = world.google.take_log();
    let writes: Vec<_> = log.iter().filter(|asked| !["token", "events.get"].contains(&asked.point)).collect();
    assert_eq!(writes.len(), 3);
    assert!(writes.iter().all(|asked| asked.query.contains("sendUpdates=none")), "{writes:?}");
}

#[tokio::test]
async fn a_refused_token_is_replaced_once_for_all_who_wait() {
    let world = World::new().await;
    world.list().await.unwrap();
    world.google.expire_access_tokens();
    world.asked();
    let outcomes = futures::future::join_all((0..8).map(|_| world.list())).await;
    assert!(outcomes.iter().all(Result::is_ok));
    let asked = world.asked();
    assert_eq!(asked.iter().filter(|(point, _)| *point == "token").count(), 1, "{asked:?}");
    assert_eq!(asked.iter().filter(|(_, status)| *status == Some(200)).count(), 9, "{asked:?}");
}

#[tokio::test]
async fn the_first_token_is_fetched_once_for_all_who_wait() {
    let world = World::new().await;
    let outcomes = futures::future::join_all((0..8).map(|_| world.list())).await;
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!(world.google.calls("token"), 1);
}

#[tokio::test]
async fn a_token_that_is_refused_twice_is_not_tried_a_third_time() {
    let world = World::new().await;
    world.google.faults().inject("events.list", Fault::before(How::Status(401)), Often::Always);
    let error = world.list().await.unwrap_err();
    assert!(matches!(error, Error::Auth { .. }), "{error:?}");
    assert!(!error.is_transient());
    let points: Vec<_> = world.asked().into_iter().map(|(point, _)| point).collect();
    assert_eq!(points, ["token", "events.list", "token", "events.list"]);
}

#[tokio::test]
async fn a_revoked_grant_ends_all_calls() {
    let world = World::new().await;
    world.list().await.unwrap();
    world.google.revoke_grant();
    let error = world.list().await.unwrap_err();
    assert!(matches!(error, Error::Grant), "{error:?}");
    assert_eq!((error.trouble(), error.is_transient()), (Trouble::Grant, false));
    assert!(world.calendar.has_lost_grant());
    world.asked();
    world.google.restore_grant();
    assert!(matches!(world.list().await, Err(Error::Grant)));
    assert!(matches!(world.calendar.delete(&id(0), None).await, Err(Error::Grant)));
    assert_eq!(world.asked(), []);
    let fresh = world.calendar_with(world.access.clone()).await;
    assert!(fresh.list(&window(), None).await.is_ok());
}

#[tokio::test]
async fn a_wrong_client_is_not_a_revoked_grant() {
    let world = World::new().await;
    let wrong = Credentials { client_secret: "another".into(), ..world.access.clone() };
    let calendar = world.calendar_with(wrong).await;
    let error = calendar.list(&window(), None).await.unwrap_err();
    assert!(matches!(&error, Error::Auth { reason } if reason == "invalid_client"), "{error:?}");
    assert_eq!(error.trouble(), Trouble::Client);
    assert!(!calendar.has_lost_grant());
    assert_eq!(world.google.calls("token"), 1);
}

#[tokio::test]
async fn a_token_endpoint_that_is_down_is_not_a_revoked_grant() {
    let world = World::new().await;
    for how in [How::Status(500), How::Status(503), How::TooMany { retry_after: 1 }, How::Cut] {
        world.google.faults().inject("token", Fault::before(how), Often::Times(1));
        let error = world.list().await.unwrap_err();
        assert!(matches!(error, Error::Away(_)), "{how:?} {error:?}");
        assert!(!world.calendar.has_lost_grant());
    }
    assert!(world.list().await.is_ok());
}

#[tokio::test]
async fn too_many_calls_say_how_long_to_wait() {
    let world = World::new().await;
    world.google.faults().inject("*", Fault::before(How::TooMany { retry_after: 7 }), Often::Times(1));
    world.google.faults().inject("events.insert", Fault::before(How::TooMany { retry_after: 7 }), Often::Times(1));
    assert!(world.list().await.is_err());
    let error = world.calendar.insert(&id(0), &lunch(), &edit()).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(StdDuration::from_secs(7)));
    assert_eq!((error.class(), error.trouble(), error.is_transient()), ("quota", Trouble::Quota, true));
    world.google.faults().inject("events.delete", Fault::before(How::Status(403)), Often::Times(1));
    assert_eq!(world.calendar.delete(&id(0), None).await.unwrap_err().class(), "quota");
}

#[tokio::test]
async fn a_calendar_that_may_only_be_read_refuses_for_good() {
    let world = World::new().await;
    world.google.allow_writing(false);
    let error = world.calendar.insert(&id(0), &lunch(), &edit()).await.unwrap_err();
    assert!(matches!(&error, Error::Unexpected { status: 403, reason } if reason == "requiredAccessLevel"));
    assert_eq!((error.trouble(), error.is_transient()), (Trouble::Forbidden, false));
}

#[tokio::test]
async fn a_request_that_makes_no_sense_is_refused_for_good() {
    let world = World::new().await;
    let rule = Some(Rule("FREQ=SOMETIMES".to_owned()));
    let error = world.calendar.insert(&id(0), &Draft { rule, ..lunch() }, &edit()).await.unwrap_err();
    assert!(matches!(&error, Error::Unexpected { status: 400, .. }), "{error:?}");
    assert_eq!((error.trouble(), error.is_transient()), (Trouble::Invalid, false));
}

#[tokio::test]
async fn failures_that_pass_are_away() {
    let world = World::new().await;
    let made = world.insert_lunch().await;
    let change = Change { title: Some("Late lunch".to_owned()), ..Change::default() };
    for how in [How::Status(500), How::Status(502), How::Status(503), How::Cut, How::HangUp] {
        for point in ["events.list", "events.get", "events.insert", "events.patch", "events.delete"] {
            world.google.faults().inject(point, Fault::before(how), Often::Times(1));
        }
        let errors = [
            world.list().await.unwrap_err(),
            world.calendar.get(&made.id).await.unwrap_err(),
            world.calendar.insert(&id(1), &lunch(), &edit()).await.unwrap_err(),
            world.calendar.change(&made.id, &change, made.zone, None, &edit()).await.unwrap_err(),
            world.calendar.delete(&made.id, None).await.unwrap_err(),
        ];
        for error in errors {
            assert!(matches!(error, Error::Away(_)), "{how:?} {error:?}");
            assert_eq!((error.trouble(), error.is_transient()), (Trouble::Away, true));
        }
    }
    assert_eq!(world.google.count(), 1);
}

#[tokio::test]
async fn an_insert_whose_answer_is_lost_is_found_again() {
    let world = World::new().await;
    for (attempt, how, is_probable) in [(0, How::Status(500), true), (1, How::Cut, true), (2, How::HangUp, false)] {
        world.google.wipe();
        world.google.faults().inject("events.insert", Fault::after(how), Often::Times(1));
        let lost = world.calendar.insert(&id(attempt), &lunch(), &edit()).await.unwrap_err();
        assert!(matches!(lost, Error::Away(_)), "{lost:?}");
        assert_eq!(lost.is_probably_done(), is_probable, "{lost:?}");
        let again = world.calendar.insert(&id(attempt), &lunch(), &edit()).await;
        assert!(matches!(again, Err(Error::Exists)));
        let fetched = world.calendar.get(&id(attempt)).await.unwrap();
        assert_eq!((fetched.is_cancelled, fetched.edit), (false, Some(edit())));
        assert_eq!(world.google.count(), 1);
    }
}

#[tokio::test]
async fn no_answer_in_time_is_away() {
    let world = World::new().await;
    world.google.faults().inject("*", Fault::before(How::Silence), Often::Always);
    // A time-out can only be shown by letting it pass; nothing else is measured by it.
    let hasty = world.calendar.clone().with_timeout(StdDuration::from_millis(20));
    let error = hasty.list(&window(), None).await.unwrap_err();
    assert!(matches!(error, Error::Away(Absence::TimedOut)), "{error:?}");
}

#[tokio::test]
async fn nobody_at_the_address_is_away() {
    let world = World::new().await;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let nobody = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    drop(listener);
    let calendar = world.calendar_with(Credentials { api_url: Some(nobody), ..world.access.clone() }).await;
    assert!(matches!(calendar.list(&window(), None).await, Err(Error::Away(Absence::Unreachable(_)))));
}

#[tokio::test]
async fn calls_are_counted_by_the_minute() {
    let world = World::new().await;
    world.list().await.unwrap();
    assert_eq!(world.calendar.calls_per_minute(), 2);
}

#[tokio::test]
async fn nothing_of_an_error_is_secret_or_private() {
    let world = World::new().await;
    let rule = Some(Rule("FREQ=SOMETIMES".to_owned()));
    let refused = world.calendar.insert(&id(0), &Draft { rule, ..lunch() }, &edit()).await.unwrap_err();
    world.google.revoke_grant();
    let revoked = world.list().await.unwrap_err();
    let words = format!("{refused} {refused:?} {revoked} {revoked:?} {:?}", world.access);
    for secret in [CLIENT_SECRET, REFRESH_TOKEN, "ya29", "Sarah", "Kandar"] {
        assert!(!words.contains(secret), "{words}");
    }
}

#[tokio::test]
async fn what_google_does_after_we_gave_up_is_found_again() {
    let world = World::new().await;
    world.list().await.unwrap();
    let late = Fault::before(How::Delay(StdDuration::from_millis(60)));
    world.google.faults().inject("events.insert", late, Often::Times(1));
    let mut changes = world.google.changes();
    let calendar = world.calendar.clone();
    let given_up = tokio::spawn(async move { calendar.insert(&id(0), &lunch(), &edit()).await });
    while world.google.calls("events.insert") == 0 {
        tokio::task::yield_now().await;
    }
    given_up.abort();
    assert!(given_up.await.unwrap_err().is_cancelled());
    changes.changed().await.unwrap();
    let again = world.calendar.insert(&id(0), &lunch(), &edit()).await;
    assert!(matches!(again, Err(Error::Exists)));
}
