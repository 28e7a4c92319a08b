//! Google Calendar, as this bot uses it: Calendar v3 and the tokens for it.
//!
//! [`Calendar`] is one account's calendar; its calls list, get, insert, change and delete. Google's own types
//! stay in this room: their entries become [`model::Event`](crate::model::Event)s at its door, and every
//! status becomes an [`Error`] once. Nothing is retried here but a call whose access token was refused: one refresh
//! serves all who wait for it. What else is worth a retry is the caller's to decide, by [`Error::is_transient`].
//!
//! One connector carries everything – the token calls, google-calendar3's and our own conditional ones – so that one
//! address ([`Credentials::api_url`]) leads all of it to another place. Start with [`Calendar`].

mod answer;
mod calendar;
mod calls;
mod client;
mod cut;
mod entry;
mod error;
mod grant;
mod guests;
mod list;
mod mail;
mod push;
mod recurrence;
mod route;
mod settings;
mod siblings;
mod tokens;

pub use calendar::{CALL_TIMEOUT, Calendar, Fetched};
pub use client::{Google, TokenSource};
pub use entry::Entry;
pub use error::{Absence, Error};
pub use grant::{Code, Consent, ConsentError, EndedOn, Granted, exchange, revoke};
pub use guests::GuestsChanged;
pub use list::{EntriesPage, ListFrom, PageToken, SyncToken};
pub use push::Watched;
pub use settings::{ClientSettings, Settings};

use secrecy::SecretString;
use url::Url;

/// The scope that everything needs: events, and nothing else of the person's calendars.
pub const SCOPE: &str = "https://www.googleapis.com/auth/calendar.events";

/// The scope that shows which calendars there are, for people who sign in from the chat.
pub const LIST_SCOPE: &str = "https://www.googleapis.com/auth/calendar.calendarlist.readonly";

/// What opens one account: the OAuth client and the grant it was given.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The OAuth client's id.
    pub client_id: String,
    /// The OAuth client's secret.
    pub client_secret: SecretString,
    /// The refresh token that `janji connect` obtained.
    pub refresh_token: SecretString,
    /// Another root in place of all of Google's hosts, without a path; `None` means Google's own.
    pub api_url: Option<Url>,
}
