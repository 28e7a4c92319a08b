//! One account's calendar and the calls that we make of it.

use std::future::Future;
use std::io;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use google_calendar3::{CalendarHub, api, common};
use http_body_util::BodyExt;
use hyper::Request;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, IF_MATCH, USER_AGENT};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use super::answer::{self, Witness};
use super::calls::{Calls, Method};
use super::entry;
use super::route::Route;
use super::tokens::Tokens;
use super::{Absence, Access, Error};
use crate::clock::{Clock, Stopwatch};
use crate::model::{AccountId, Change, Draft, EditId, Etag, Event, EventId};

/// How long a call may take, its token and its second try included, before Google counts as away.
pub const CALL_TIMEOUT: Duration = Duration::from_secs(10);

/// How many entries we ask for at once; Google may give fewer.
const PAGE: i32 = 1000;

/// How we name ourselves to Google.
const AGENT: &str = concat!("janji/", env!("CARGO_PKG_VERSION"));

/// Where calendars live.
const CALENDARS: &str = "https://www.googleapis.com/calendar/v3/calendars";

/// Google's mark in the changes of a calendar: everything before it has been read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SyncToken(pub String);

/// Google's name for the next page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PageToken(pub String);

/// What a list begins from; the same for all of its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListFrom {
    /// A full list of what overlaps a window of time.
    Window {
        /// Its first moment.
        from: DateTime<Utc>,
        /// The moment after its last.
        to: DateTime<Utc>,
    },
    /// What has changed since a mark.
    Token(SyncToken),
}

/// One page of a list; series come as their occurrences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPage {
    /// The entries.
    pub found: Vec<Found>,
    /// The next page, if there is one.
    pub next_page: Option<PageToken>,
    /// On the last page: the mark to go on from later.
    pub next_token: Option<SyncToken>,
    /// The calendar's own zone.
    pub zone: Option<Tz>,
    /// Whether the grant may change the calendar.
    pub is_writable: bool,
    /// What Google's clock showed when it answered.
    pub told_at: Option<DateTime<Utc>>,
}

/// One entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It is an event.
    Present(Box<Event>),
    /// It is none, or none any more: deleted, declined by this account, or of a kind that does not count. The id of
    /// a series stands for all of its occurrences.
    Gone(EventId),
}

/// An entry as Google has it under one id, deleted ones too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The event; `None` when the entry is none for us, or none any more.
    pub event: Option<Event>,
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
    inner: Arc<Inner>,
    timeout: Duration,
}

struct Inner {
    id: String,
    client: common::Client<Route>,
    tokens: Tokens,
    calls: Calls,
    clock: Clock,
    zone: RwLock<Tz>,
}

impl Calendar {
    /// The calendar `id` of the account that `access` opens; Google is not asked yet.
    ///
    /// # Errors
    /// When the machine has no root certificates, or the other address is none.
    pub async fn new(access: &Access, id: &str, clock: Clock) -> io::Result<Self> {
        let route = Route::new(access.api_url.as_ref())?;
        let inner = Inner {
            id: id.to_owned(),
            client: Client::builder(TokioExecutor::new()).build(route.clone()),
            tokens: Tokens::new(access, route).await?,
            calls: Calls::new(AccountId::derive(&access.client_id, id).to_string(), clock.clone()),
            clock,
            zone: RwLock::new(Tz::UTC),
        };
        Ok(Self { inner: Arc::new(inner), timeout: CALL_TIMEOUT })
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

    /// Lists one page of the window's entries, or of what has changed since a mark.
    ///
    /// An increment may name entries outside the window that its mark came from. [`Error::Gone`] means that the mark
    /// is too old: read the whole window again. A calendar that is not there is [`Error::Unexpected`] with 404.
    pub async fn list(&self, from: &ListFrom, page: Option<&PageToken>) -> Result<ListPage, Error> {
        let (response, events) = self.call(Method::List, |token| Box::pin(self.list_once(token, from, page))).await?;
        if let Some(zone) = events.time_zone.as_deref().and_then(|name| name.parse().ok()) {
            *self.inner.zone.write().unwrap_or_else(PoisonError::into_inner) = zone;
        }
        let found = events.items.unwrap_or_default().into_iter().filter_map(|entry| self.found(entry));
        Ok(ListPage {
            found: found.collect(),
            next_page: events.next_page_token.map(PageToken),
            next_token: events.next_sync_token.map(SyncToken),
            zone: events.time_zone.and_then(|name| name.parse().ok()),
            is_writable: matches!(events.access_role.as_deref(), Some("writer" | "owner")),
            told_at: answer::told_at(&response),
        })
    }

    /// Reads one entry, a series' master too, and also one that is deleted.
    pub async fn get(&self, id: &EventId) -> Result<Fetched, Error> {
        let entry = self.call(Method::Get, |token| Box::pin(self.get_once(token, id, Some(entry::FIELDS)))).await?;
        let (is_cancelled, edit) = (entry::is_cancelled(&entry), entry::edit(&entry));
        let etag = entry.etag.clone().map(Etag);
        Ok(Fetched { event: entry::event(entry, self.zone()), is_cancelled, etag, edit })
    }

    /// Makes an event under an id of ours; of a draft with a rule, a series, whose master is returned.
    ///
    /// [`Error::Exists`] when the id is taken, also by a deleted event: [`Calendar::get`] tells whose it is.
    pub async fn insert(&self, id: &EventId, draft: &Draft, edit: &EditId) -> Result<Event, Error> {
        let entry = entry::from_draft(id, draft, edit);
        let entry = self.call(Method::Insert, |token| Box::pin(self.insert_once(token, &entry))).await?;
        self.written(entry)
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
        let known = match self.call(Method::Get, |token| Box::pin(self.get_once(token, deleted, None))).await {
            Ok(entry) => entry::copy(entry, id, edit),
            Err(Error::Gone) => None,
            Err(error) => return Err(error),
        };
        let entry = known.or_else(|| Some(entry::from_draft(id, draft?, edit)));
        let entry = entry.ok_or_else(|| Error::Unexpected { status: 404, reason: "notFound".to_owned() })?;
        let entry = self.call(Method::Insert, |token| Box::pin(self.insert_once(token, &entry))).await?;
        self.written(entry)
    }

    /// Brings a deleted event, occurrence or series back under its own id.
    ///
    /// Whether Google takes this is said nowhere: a refusal is no surprise. [`Error::Outdated`] as for
    /// [`Calendar::change`].
    pub async fn revive(&self, id: &EventId, etag: Option<&Etag>, edit: &EditId) -> Result<Event, Error> {
        let body = entry::revival(edit);
        let sent = self.call(Method::Change, |token| self.send(token, "PATCH", id, etag, Some(&body))).await?;
        self.written(serde_json::from_slice(&sent).map_err(|error| answer::unreadable(&error))?)
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
        let sent = self.call(Method::Change, |token| self.send(token, "PATCH", id, etag, Some(&body))).await?;
        self.written(serde_json::from_slice(&sent).map_err(|error| answer::unreadable(&error))?)
    }

    /// Deletes an event, one occurrence of a series, or, by its master's id, a whole series.
    ///
    /// [`Error::Outdated`] as for [`Calendar::change`]; [`Error::Gone`] when it was gone before.
    pub async fn delete(&self, id: &EventId, etag: Option<&Etag>) -> Result<(), Error> {
        self.call(Method::Delete, |token| self.send(token, "DELETE", id, etag, None)).await?;
        Ok(())
    }

    async fn list_once(
        &self,
        token: String,
        from: &ListFrom,
        page: Option<&PageToken>,
    ) -> Result<(common::Response, api::Events), Error> {
        let mut witness = Witness::new(self.inner.clock.now());
        let hub = self.hub(token);
        let fields = format!("accessRole,timeZone,nextPageToken,nextSyncToken,items({})", entry::FIELDS);
        let mut list = hub.events().list(&self.inner.id).single_events(true).max_results(PAGE);
        list = match from {
            ListFrom::Window { from, to } => list.time_min(*from).time_max(*to),
            ListFrom::Token(token) => list.sync_token(&token.0),
        };
        if let Some(page) = page {
            list = list.page_token(&page.0);
        }
        let outcome = list.param("fields", fields.as_str()).delegate(&mut witness).doit().await;
        witness.judge_calendar(outcome)
    }

    /// Reads one entry: these fields of it, or all there are.
    async fn get_once(&self, token: String, id: &EventId, fields: Option<&str>) -> Result<api::Event, Error> {
        let mut witness = Witness::new(self.inner.clock.now());
        let hub = self.hub(token);
        let mut get = hub.events().get(&self.inner.id, id);
        if let Some(fields) = fields {
            get = get.param("fields", fields);
        }
        let outcome = get.delegate(&mut witness).doit().await;
        Ok(witness.judge(outcome)?.1)
    }

    async fn insert_once(&self, token: String, entry: &api::Event) -> Result<api::Event, Error> {
        let mut witness = Witness::new(self.inner.clock.now());
        let hub = self.hub(token);
        let insert =
            hub.events().insert(entry.clone(), &self.inner.id).send_updates("none").param("fields", entry::FIELDS);
        let outcome = insert.delegate(&mut witness).doit().await;
        Ok(witness.judge_calendar(outcome)?.1)
    }

    /// Sends a call that google-calendar3 cannot: it has no way to set `If-Match`, and no way to clear a field.
    async fn send(
        &self,
        token: String,
        method: &str,
        id: &EventId,
        etag: Option<&Etag>,
        body: Option<&Value>,
    ) -> Result<Vec<u8>, Error> {
        let unsendable = |error: hyper::http::Error| Error::Away(Absence::Unreachable(error.into()));
        let mut request = Request::builder()
            .method(method)
            .uri(self.address(id))
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
        answer::read(&parts, &body, self.inner.clock.now())?;
        Ok(body.into())
    }

    /// Makes a call within the time-out: with the token at hand and, if Google refuses that one, once more with a
    /// token that is fetched for all who were refused.
    async fn call<T, F, Sent>(&self, method: Method, send: F) -> Result<T, Error>
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

    /// Where an event lives.
    fn address(&self, id: &EventId) -> String {
        let mut url = Url::parse(CALENDARS).expect("it is a constant");
        url.path_segments_mut().expect("it has a path").extend([self.inner.id.as_str(), "events", id]);
        url.query_pairs_mut().append_pair("sendUpdates", "none").append_pair("fields", entry::FIELDS);
        url.into()
    }

    fn zone(&self) -> Tz {
        *self.inner.zone.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn found(&self, entry: api::Event) -> Option<Found> {
        let id = EventId(entry.id.clone()?);
        Some(entry::event(entry, self.zone()).map_or(Found::Gone(id), |event| Found::Present(Box::new(event))))
    }

    /// What Google says that it has written; an entry that was deleted may stay so, for all that is changed in it.
    fn written(&self, entry: api::Event) -> Result<Event, Error> {
        if entry::is_cancelled(&entry) {
            return Err(Error::Gone);
        }
        entry::event(entry, self.zone()).ok_or(Error::Away(Absence::Unreadable))
    }
}
