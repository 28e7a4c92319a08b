//! Reads from Google: all pages of a window, of the changes since a sync token, or of one series.

use chrono::{DateTime, Utc};

use super::plan::{Theirs, Window};
use crate::google::{Calendar, Entry, Error, ListFrom, PageToken, SyncToken};
use crate::model::EventId;

/// The most pages to read. A list that never ends is treated as Google being unavailable.
const MOST_PAGES: usize = 1_000;

/// The most pages of search results to read: more than a list shows.
const MOST_PAGES_SEARCHED: usize = 3;

/// What was read.
pub(super) struct Pulled {
    /// What Google has.
    pub theirs: Theirs,
    /// The next sync token.
    pub token: Option<String>,
}

/// What to read.
enum Source<'a> {
    /// A list of the calendar.
    List(ListFrom),
    /// The occurrences of a series within a span of time.
    Series(&'a EventId, (DateTime<Utc>, DateTime<Utc>)),
}

/// Reads what has changed since a token. [`Error::Gone`] means that the token is too old.
pub(super) async fn changes(calendar: &Calendar, token: &str) -> Result<Pulled, Error> {
    let source = Source::List(ListFrom::Token(SyncToken(token.to_owned())));
    Pages::new(calendar, source, Theirs::default()).rest().await
}

/// Reads everything in a window.
pub(super) async fn all(calendar: &Calendar, window: Window) -> Result<Pulled, Error> {
    Pages::of_all(calendar, window).rest().await
}

/// Searches a window for these words; reads only a few pages.
pub(super) async fn search(calendar: &Calendar, words: &str, window: Window) -> Result<Theirs, Error> {
    let (from, to) = whole_seconds(window);
    let from = ListFrom::Search { words: words.to_owned(), from, to };
    let (mut theirs, mut page) = (Theirs::default(), None);
    for _ in 0..MOST_PAGES_SEARCHED {
        let list = calendar.list(&from, page.as_ref()).await?;
        for entry in list.entries {
            theirs.take_in(entry);
        }
        page = list.next_page;
        if page.is_none() {
            break;
        }
    }
    Ok(theirs)
}

/// Reads all occurrences that a series has in a window.
pub(super) async fn occurrences(calendar: &Calendar, series: &EventId, window: Window) -> Result<Theirs, Error> {
    let source = Source::Series(series, whole_seconds(window));
    Ok(Pages::new(calendar, source, Theirs::default()).rest().await?.theirs)
}

/// A list that is read page by page.
pub(super) struct Pages<'a> {
    calendar: &'a Calendar,
    source: Source<'a>,
    read: usize,
    next: Option<PageToken>,
    /// How many entries were read so far.
    pub entries: usize,
    pulled: Pulled,
}

impl<'a> Pages<'a> {
    /// Starts to read everything in a window.
    pub(super) fn of_all(calendar: &'a Calendar, window: Window) -> Self {
        let (from, to) = whole_seconds(window);
        let theirs = Theirs { is_all: true, ..Theirs::default() };
        Self::new(calendar, Source::List(ListFrom::Window { from, to }), theirs)
    }

    fn new(calendar: &'a Calendar, source: Source<'a>, theirs: Theirs) -> Self {
        Self { calendar, source, read: 0, next: None, entries: 0, pulled: Pulled { theirs, token: None } }
    }

    /// Reads one page; true if there is another.
    pub(super) async fn read_one(&mut self) -> Result<bool, Error> {
        if self.read == MOST_PAGES {
            return Err(Error::Unexpected { status: 200, reason: "endless list".to_owned() });
        }
        let list = match &self.source {
            Source::List(from) => self.calendar.list(from, self.next.as_ref()).await?,
            Source::Series(series, window) => self.calendar.occurrences(series, *window, self.next.as_ref()).await?,
        };
        self.read += 1;
        self.entries += list.entries.len();
        for entry in list.entries {
            self.pulled.theirs.take_in(entry);
        }
        self.pulled.token = list.next_token.map(|token| token.0);
        self.next = list.next_page;
        Ok(self.next.is_some())
    }

    /// What was read.
    pub(super) fn pulled(self) -> Pulled {
        self.pulled
    }

    /// Reads what is left.
    async fn rest(mut self) -> Result<Pulled, Error> {
        while self.read_one().await? {}
        Ok(self.pulled)
    }
}

fn whole_seconds(window: Window) -> (DateTime<Utc>, DateTime<Utc>) {
    let whole = |at: DateTime<Utc>| DateTime::from_timestamp(at.timestamp(), 0).unwrap_or(at);
    (whole(window.from), whole(window.to))
}

impl Theirs {
    /// Adds one entry; the last one for an id counts.
    fn take_in(&mut self, entry: Entry) {
        match entry {
            Entry::Event(event) => {
                self.gone.remove(&event.id);
                self.present.insert(event.id.clone(), *event);
            }
            Entry::Series { master, .. } => {
                self.masters.insert(master.id.clone());
            }
            Entry::Gone { id, why } => {
                self.present.remove(&id);
                self.gone.insert(id, why);
            }
            Entry::Unreadable(id) => self.unreadable.push(id),
        }
    }
}
