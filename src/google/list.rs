//! Lists of entries, page by page: a window of time, words, what has changed since a mark, the occurrences of a series.

use chrono::{DateTime, SecondsFormat, Utc};
use hyper::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use super::Error;
use super::answer;
use super::calendar::Calendar;
use super::calls::Method;
use super::entry::{self, Entry};
use crate::model::EventId;

/// How many entries we ask for at once; Google may give fewer.
const PAGE: i32 = 1000;

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
    /// What within a window of time has these words in it, wherever Google looks for words.
    Search {
        /// The words.
        words: String,
        /// The first moment.
        from: DateTime<Utc>,
        /// The moment after the last.
        to: DateTime<Utc>,
    },
    /// What has changed since a mark.
    Token(SyncToken),
}

/// One page of a list; series come as their occurrences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntriesPage {
    /// The entries.
    pub entries: Vec<Entry>,
    /// The next page, if there is one.
    pub next_page: Option<PageToken>,
    /// On the last page: the mark to go on from later.
    pub next_token: Option<SyncToken>,
}

/// A page as it comes; its entries are read one by one.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct RawPage {
    pub items: Vec<Value>,
    pub next_page_token: Option<PageToken>,
    next_sync_token: Option<SyncToken>,
    time_zone: Option<String>,
}

impl Calendar {
    /// Lists one page of the window's entries, or of what has changed since a mark. An entry that cannot be read costs
    /// itself alone.
    ///
    /// An increment may name entries outside the window that its mark came from. [`Error::Gone`] means that the mark
    /// is too old: read the whole window again. A calendar that is not there is [`Error::Unexpected`] with 404.
    pub async fn list(&self, from: &ListFrom, page: Option<&PageToken>) -> Result<EntriesPage, Error> {
        let mut query = vec![("singleEvents", "true".to_owned())];
        match from {
            ListFrom::Window { from, to } => query.extend(window(*from, *to)),
            ListFrom::Search { words, from, to } => {
                query.extend(window(*from, *to));
                query.push(("q", words.clone()));
            }
            ListFrom::Token(token) => query.push(("syncToken", token.0.clone())),
        }
        let address = self.page_address(&["events"], &query, page);
        let page = self.call(Method::List, |token| self.list_once(token, &address)).await?;
        Ok(self.read_page(page))
    }

    /// Lists one page of the occurrences that a series has in a window.
    pub async fn occurrences(
        &self,
        series: &EventId,
        (from, to): (DateTime<Utc>, DateTime<Utc>),
        page: Option<&PageToken>,
    ) -> Result<EntriesPage, Error> {
        let address = self.page_address(&["events", series, "instances"], &window(from, to), page);
        let page = self.call(Method::List, |token| self.occurrences_once(token, &address)).await?;
        Ok(self.read_page(page))
    }

    async fn list_once(&self, token: String, address: &Url) -> Result<RawPage, Error> {
        let (parts, body) = self.send(token, "GET", address, None, None).await?;
        // What is not found is the calendar itself.
        if parts.status == StatusCode::NOT_FOUND {
            return Err(Error::Unexpected { status: 404, reason: "notFound".to_owned() });
        }
        answer::read(&parts, &body, self.now())
    }

    pub(super) async fn occurrences_once(&self, token: String, address: &Url) -> Result<RawPage, Error> {
        let (parts, body) = self.send(token, "GET", address, None, None).await?;
        answer::read(&parts, &body, self.now())
    }

    /// Where one page of entries is.
    pub(super) fn page_address(&self, below: &[&str], query: &[(&str, String)], page: Option<&PageToken>) -> Url {
        let mut query = query.to_vec();
        let fields = format!("accessRole,timeZone,nextPageToken,nextSyncToken,items({})", entry::FIELDS);
        query.extend([("maxResults", PAGE.to_string()), ("fields", fields)]);
        query.extend(page.map(|page| ("pageToken", page.0.clone())));
        self.address(below, &query)
    }

    fn read_page(&self, page: RawPage) -> EntriesPage {
        if let Some(zone) = page.time_zone.and_then(|name| name.parse().ok()) {
            self.keep_zone(zone);
        }
        let entries = page.items.iter().map(|item| self.read(item)).collect();
        EntriesPage { entries, next_page: page.next_page_token, next_token: page.next_sync_token }
    }
}

/// A window of time as a list asks for it.
pub(super) fn window(from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<(&'static str, String)> {
    let text = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    vec![("timeMin", text(from)), ("timeMax", text(to))]
}
