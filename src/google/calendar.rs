//! One account's calendar: how we call it, and the calls about one entry.

use std::future::Future;
use std::io;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use google_calendar3::{CalendarHub, api, common};
use http_body_util::BodyExt;
use hyper::Request;
use hyper::body::Bytes;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, IF_MATCH, USER_AGENT};
use hyper::http::response::Parts;
use serde_json::{Value, json};
use url::Url;

use super::answer::{self, Witness};
use super::calls::{Calls, Method};
use super::entry::{self, Entry};
use super::mail::SendUpdates;
use super::route::Route;
use super::tokens::AccessTokens;
use super::{Absence, ClientSettings, Credentials, Error, Google};
use crate::clock::{Clock, Stopwatch};
use crate::model::{AccountId, Change, Draft, EditId, Etag, Event, EventId, Rule};

/// How long a call may take, its token and its second try included, before Google counts as away.
pub const CALL_TIMEOUT: Duration = Duration::from_secs(10);

/// How we name ourselves to Google.
const AGENT: &str = concat!("janji/", env!("CARGO_PKG_VERSION"));

/// Where calendars live.
const CALENDARS: &str = "https://www.googleapis.com/calendar/v3/calendars";

/// An entry as Google has it under one id, deleted ones too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The event; `None` when the entry is none for us, or none any more.
    pub event: Option<Event>,
    /// How it repeats, if it is the master of a series.
    pub rule: Option<Rule>,
    /// Whether it is deleted.
    pub is_cancelled: bool,
    /// Its version.
    pub etag: Option<Etag>,
    /// The edit that wrote it last through us.
    pub edit: Option<EditId>,
}

/// One account's calendar at Google. Clones share tokens and connections.
#[derive(Clone)]
pub struct Calendar {
    inner: Arc<CalendarInner>,
    timeout: Duration,
}

struct CalendarInner {
    id: String,
    client: common::Client<Route>,
    tokens: Arc<AccessTokens>,
    calls: Calls,
    clock: Clock,
    zone: RwLock<Tz>,
}

impl Calendar {
    /// The calendar `id` of the account that `access` opens; Google is not asked yet.
    ///
    /// # Errors
    /// When the machine has no root certificates, or the other address is none.
    pub async fn new(access: &Credentials, id: &str, clock: Clock) -> io::Result<Self> {
        let client = ClientSettings {
            id: access.client_id.clone(),
            secret: access.client_secret.clone(),
            api_url: access.api_url.clone(),
        };
        let google = Google::new(&client, clock)?;
        let tokens = google.tokens(&access.refresh_token).await?;
        let label = AccountId::derive(&access.client_id, id).to_string();
        Ok(google.calendar(&tokens, id, Some(label)))
    }

    /// The calendar `id` that these tokens open.
    pub(super) fn of(
        client: common::Client<Route>,
        tokens: Arc<AccessTokens>,
        id: &str,
        label: Option<String>,
        clock: Clock,
    ) -> Self {
        let calls = Calls::new(label, clock.clone());
        let inner = CalendarInner { id: id.to_owned(), client, tokens, calls, clock, zone: RwLock::new(Tz::UTC) };
        Self { inner: Arc::new(inner), timeout: CALL_TIMEOUT }
    }

    /// The same calendar with another patience than [`CALL_TIMEOUT`].
    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// Whether Google has said that the grant is no more. From then on every call is [`Error::Grant`] without Google
    /// being asked, until another calendar is made with another refresh token.
    #[must_use]
    pub fn has_lost_grant(&self) -> bool {
        self.inner.tokens.is_dead()
    }

    /// How many calls went out within the last minute, tokens included; brings the gauge up to date.
    #[must_use]
    pub fn calls_per_minute(&self) -> usize {
        self.inner.calls.per_minute()
    }

    /// Reads one entry, a series' master too, and also one that is deleted.
    pub async fn get(&self, id: &EventId) -> Result<Fetched, Error> {
        let entry = self.call(Method::Get, |token| self.get_once(token, id, Some(entry::FIELDS))).await?;
        let etag = entry["etag"].as_str().map(|etag| Etag(etag.to_owned()));
        let (is_cancelled, edit) = (entry::is_cancelled(&entry), entry::edit(&entry));
        let (event, rule) = match self.read(&entry) {
            Entry::Event(event) => (Some(*event), None),
            Entry::Series { master, rule } => (Some(*master), rule),
            Entry::Gone { .. } | Entry::Unreadable(_) => (None, None),
        };
        Ok(Fetched { event, rule, is_cancelled, etag, edit })
    }

    /// Makes an event under an id of ours; of a draft with a rule, a series, whose master is returned.
    ///
    /// [`Error::Exists`] when the id is taken, also by a deleted event: [`Calendar::get`] tells whose it is.
    pub async fn insert(&self, id: &EventId, draft: &Draft, edit: &EditId) -> Result<Event, Error> {
        let entry = entry::from_draft(id, draft, edit);
        let entry = self.call(Method::Insert, |token| Box::pin(self.insert_once(token, &entry))).await?;
        self.written(&json!(entry))
    }

    /// Makes an event under an id of ours that is like a deleted one: in all that Google still says of it, or else as
    /// the draft has it.
    ///
    /// [`Error::Exists`] as for [`Calendar::insert`]. Without a draft, and where Google says no more of the deleted one,
    /// it is refused as unexpected.
    pub async fn insert_like(
        &self,
        deleted: &EventId,
        id: &EventId,
        draft: Option<&Draft>,
        edit: &EditId,
    ) -> Result<Event, Error> {
        let known = match self.call(Method::Get, |token| self.get_once(token, deleted, None)).await {
            Ok(entry) => entry::copy(entry, id, edit),
            Err(Error::Gone) => None,
            Err(error) => return Err(error),
        };
        let entry = known.or_else(|| Some(entry::from_draft(id, draft?, edit)));
        let entry = entry.ok_or_else(|| Error::Unexpected { status: 404, reason: "notFound".to_owned() })?;
        let entry = self.call(Method::Insert, |token| Box::pin(self.insert_once(token, &entry))).await?;
        self.written(&json!(entry))
    }

    /// Brings a deleted event, occurrence or series back under its own id.
    ///
    /// Whether Google takes this is said nowhere: a refusal is no surprise. [`Error::Outdated`] as for
    /// [`Calendar::change`].
    pub async fn revive(&self, id: &EventId, etag: Option<&Etag>, edit: &EditId) -> Result<Event, Error> {
        let body = entry::revival(edit);
        let entry =
            self.call(Method::Change, |token| self.change_once(token, id, etag, &body, SendUpdates::None)).await?;
        self.written(&entry)
    }

    /// Changes some fields of an event and leaves the others alone; times are written in `zone`, the event's own.
    ///
    /// [`Error::Outdated`] when it is not the version `etag` any more; without an etag it is changed as it is.
    pub async fn change(
        &self,
        id: &EventId,
        change: &Change,
        zone: Tz,
        etag: Option<&Etag>,
        edit: &EditId,
    ) -> Result<Event, Error> {
        let body = entry::from_change(change, zone, edit);
        let entry =
            self.call(Method::Change, |token| self.change_once(token, id, etag, &body, SendUpdates::None)).await?;
        self.written(&entry)
    }

    /// Deletes an event, one occurrence of a series, or, by its master's id, a whole series.
    ///
    /// [`Error::Outdated`] as for [`Calendar::change`]; [`Error::Gone`] when it was gone before.
    pub async fn delete(&self, id: &EventId, etag: Option<&Etag>) -> Result<(), Error> {
        self.call(Method::Delete, |token| self.delete_once(token, id, etag)).await
    }

    /// Reads one entry: these fields of it, or all there are.
    pub(super) async fn get_once(&self, token: String, id: &EventId, fields: Option<&str>) -> Result<Value, Error> {
        let query: Vec<_> = fields.map(|fields| ("fields", fields.to_owned())).into_iter().collect();
        let address = self.address(&["events", id], &query);
        let (parts, body) = self.send(token, "GET", &address, None, None).await?;
        answer::read(&parts, &body, self.inner.clock.now())
    }

    pub(super) async fn change_once(
        &self,
        token: String,
        id: &EventId,
        etag: Option<&Etag>,
        change: &Value,
        mail: SendUpdates,
    ) -> Result<Value, Error> {
        let query = [mail.query(), ("fields", entry::FIELDS.to_owned())];
        let (parts, body) =
            self.send(token, "PATCH", &self.address(&["events", id], &query), etag, Some(change)).await?;
        answer::read(&parts, &body, self.inner.clock.now())
    }

    async fn delete_once(&self, token: String, id: &EventId, etag: Option<&Etag>) -> Result<(), Error> {
        let address = self.address(&["events", id], &[SendUpdates::None.query()]);
        let (parts, body) = self.send(token, "DELETE", &address, etag, None).await?;
        answer::is_done(&parts, &body, self.inner.clock.now())
    }

    pub(super) async fn insert_once(&self, token: String, entry: &api::Event) -> Result<api::Event, Error> {
        let mut witness = Witness::new(self.inner.clock.now());
        let hub = self.hub(token);
        let mut insert =
            hub.events().insert(entry.clone(), &self.inner.id).send_updates("none").param("fields", entry::FIELDS);
        if entry.conference_data.is_some() {
            insert = insert.conference_data_version(1);
        }
        let outcome = insert.delegate(&mut witness).doit().await;
        Ok(witness.judge_calendar(outcome)?.1)
    }

    /// Sends a call that google-calendar3 cannot make as we need it: it has no way to set `If-Match`, none to clear a
    /// field, and fails a whole list for one entry that it cannot read.
    pub(super) async fn send(
        &self,
        token: String,
        method: &str,
        address: &Url,
        etag: Option<&Etag>,
        body: Option<&Value>,
    ) -> Result<(Parts, Bytes), Error> {
        let unsendable = |error: hyper::http::Error| Error::Away(Absence::Unreachable(error.into()));
        let mut request = Request::builder()
            .method(method)
            .uri(address.as_str())
            .header(USER_AGENT, AGENT)
            .header(AUTHORIZATION, format!("Bearer {token}"));
        if let Some(etag) = etag {
            request = request.header(IF_MATCH, etag.as_bytes());
        }
        if body.is_some() {
            request = request.header(CONTENT_TYPE, "application/json");
        }
        let body = common::to_body(body.map(|body| body.to_string().into_bytes()));
        let request = request.body(body).map_err(unsendable)?;
        let response = self.inner.client.request(request).await;
        let (parts, body) = response.map_err(|error| Error::Away(Absence::Unreachable(error.into())))?.into_parts();
        let body = body.collect().await.map_err(|_| Error::Away(Absence::Cut))?.to_bytes();
        Ok((parts, body))
    }

    /// Makes a call within the time-out: with the token at hand and, if Google refuses that one, once more with a
    /// token that is fetched for all who were refused.
    pub(super) async fn call<T, F, Sent>(&self, method: Method, send: F) -> Result<T, Error>
    where
        F: Fn(String) -> Sent,
        Sent: Future<Output = Result<T, Error>>,
    {
        let watch = self.inner.clock.stopwatch();
        let token = self.token(None, watch).await?;
        match self.within(method, watch, send(token.clone())).await {
            Err(Error::Auth { .. }) => {
                let fresh = self.token(Some(&token), watch).await?;
                self.within(method, watch, send(fresh)).await
            }
            outcome => outcome,
        }
    }

    /// The token at hand, or a new one in place of the one that was `refused`.
    async fn token(&self, refused: Option<&str>, watch: Stopwatch) -> Result<String, Error> {
        let tokens = &self.inner.tokens;
        if tokens.is_dead() {
            return Err(Error::Grant);
        }
        let mut held = self.in_time(watch, async { Ok(tokens.hold().await) }).await?;
        match held.token(refused) {
            Some(token) => Ok(token),
            None => self.within(Method::Token, watch, held.fetch()).await,
        }
    }

    /// Waits for one exchange with Google, and counts it.
    async fn within<T>(
        &self,
        method: Method,
        watch: Stopwatch,
        exchange: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let began = self.inner.calls.begin();
        let outcome = self.in_time(watch, exchange).await;
        super::calls::end(method, began, &outcome);
        outcome
    }

    /// Waits no longer than what is left of the time-out.
    async fn in_time<T>(&self, watch: Stopwatch, future: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        let left = self.timeout.saturating_sub(watch.elapsed());
        tokio::time::timeout(left, future).await.unwrap_or(Err(Error::Away(Absence::TimedOut)))
    }

    /// google-calendar3's way in, with one token.
    fn hub(&self, token: String) -> CalendarHub<Route> {
        let mut hub = CalendarHub::new(self.inner.client.clone(), token);
        hub.user_agent(AGENT.to_owned());
        hub
    }

    /// Where something of the calendar lives.
    pub(super) fn address(&self, below: &[&str], query: &[(&str, String)]) -> Url {
        let mut url = Url::parse(CALENDARS).expect("it is a constant");
        url.path_segments_mut().expect("it has a path").push(&self.inner.id).extend(below);
        url.query_pairs_mut().extend_pairs(query);
        url
    }

    /// Reads an entry as what it is in this calendar.
    pub(super) fn read(&self, entry: &Value) -> Entry {
        let read = entry::read(entry, self.zone());
        if entry::is_of_holidays(&self.inner.id) { read.of_holidays() } else { read }
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.inner.clock.now()
    }

    /// Keeps the calendar's own zone, which each page of a list names.
    pub(super) fn keep_zone(&self, zone: Tz) {
        *self.inner.zone.write().unwrap_or_else(PoisonError::into_inner) = zone;
    }

    pub(super) fn zone(&self) -> Tz {
        *self.inner.zone.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// What Google says that it has written; an entry that was deleted may stay so, for all that is changed in it.
    pub(super) fn written(&self, entry: &Value) -> Result<Event, Error> {
        if entry::is_cancelled(entry) {
            return Err(Error::Gone);
        }
        match self.read(entry) {
            Entry::Event(event) | Entry::Series { master: event, .. } => Ok(*event),
            Entry::Gone { .. } | Entry::Unreadable(_) => Err(Error::Away(Absence::Unreadable)),
        }
    }
}
