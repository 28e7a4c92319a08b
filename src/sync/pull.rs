//! Reading from Google: all pages of a window, or of what has changed since a sync token.

use chrono::{DateTime, Utc};

use crate::google::{Calendar, Error, Found, ListFrom, PageToken, SyncToken};

use super::plan::{Theirs, Window};

/// How many pages are read at most; Google that never ends a list is taken for away.
const MOST_PAGES: usize = 1_000;

/// What was read.
pub(super) struct Pulled {
    /// What Google says.
    pub theirs: Theirs,
    /// The token to go on from.
    pub token: Option<String>,
}

/// Reads what has changed since a token. [`Error::Gone`] means that the token is too old.
pub(super) async fn changes(calendar: &Calendar, token: &str) -> Result<Pulled, Error> {
    pages(calendar, ListFrom::Token(SyncToken(token.to_owned())), false).await
}

/// Reads all there is in a window.
pub(super) async fn all(calendar: &Calendar, window: Window) -> Result<Pulled, Error> {
    let whole = |at: DateTime<Utc>| DateTime::from_timestamp(at.timestamp(), 0).unwrap_or(at);
    pages(calendar, ListFrom::Window { from: whole(window.from), to: whole(window.to) }, true).await
}

async fn pages(calendar: &Calendar, from: ListFrom, is_all: bool) -> Result<Pulled, Error> {
    let mut theirs = Theirs { is_all, ..Theirs::default() };
    let mut page: Option<PageToken> = None;
    for _ in 0..MOST_PAGES {
        let list = calendar.list(&from, page.as_ref()).await?;
        for found in list.found {
            theirs.say(found);
        }
        match list.next_page {
            Some(next) => page = Some(next),
            None => return Ok(Pulled { theirs, token: list.next_token.map(|token| token.0) }),
        }
    }
    Err(Error::Unexpected { status: 200, reason: "endless list".to_owned() })
}

impl Theirs {
    /// Takes in one entry; what is said last counts.
    fn say(&mut self, found: Found) {
        match found {
            Found::Present(event) => {
                self.gone.remove(&event.id);
                self.present.insert(event.id.clone(), *event);
            }
            Found::Gone(id) => {
                self.present.remove(&id);
                self.gone.insert(id);
            }
        }
    }
}
