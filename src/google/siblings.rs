//! The list of a person's calendars.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use url::Url;

use super::answer;
use super::calendar::Calendar;
use super::calls::Method;
use super::entry::is_of_holidays;
use super::error::Error;
use super::list::PageToken;
use crate::model::{CalendarKind, ListedCalendar};

/// More calendars than a person can choose from.
const MOST_CALENDARS: usize = 500;

/// What we read of each calendar.
const FIELDS: &str = "id,summary,summaryOverride,primary,accessRole,deleted";

/// In how many of an account's own events we look for its id: almost everybody has made one of them.
const OWN_EVENTS: &str = "250";

/// A page of the list of a person's calendars as it comes.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct RawCalendars {
    items: Vec<RawCalendar>,
    next_page_token: Option<PageToken>,
}

/// A calendar in that list.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct RawCalendar {
    id: String,
    summary: String,
    summary_override: Option<String>,
    primary: bool,
    access_role: String,
    deleted: bool,
}

impl RawCalendar {
    fn listed(self) -> ListedCalendar {
        ListedCalendar {
            title: self.summary_override.unwrap_or(self.summary),
            kind: match self.primary {
                true => CalendarKind::Own,
                false if is_of_holidays(&self.id) => CalendarKind::Holidays,
                false => CalendarKind::Other,
            },
            is_writable: matches!(self.access_role.as_str(), "owner" | "writer"),
            id: self.id,
        }
    }
}

/// A page of an account's own events as it comes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RawOwnEvents {
    items: Vec<RawOwnEvent>,
}

/// Who has made an event.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RawOwnEvent {
    organizer: RawMaker,
    creator: RawMaker,
}

/// Somebody who has made an event.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RawMaker {
    email: String,
    #[serde(rename = "self")]
    is_self: bool,
}

impl RawOwnEvents {
    fn own_id(self) -> Option<String> {
        let makers = self.items.into_iter().flat_map(|event| [event.organizer, event.creator]);
        makers.filter(|maker| maker.is_self && !maker.email.is_empty()).map(|maker| maker.email).next()
    }
}

impl Calendar {
    /// All calendars of the account that this one is of, as its owner sees them.
    ///
    /// [`Error::Unexpected`] with 403 when the grant does not let us see them.
    pub async fn siblings(&self) -> Result<Vec<ListedCalendar>, Error> {
        let (mut found, mut page) = (Vec::new(), None);
        loop {
            let mut address = calendar_list();
            let fields = format!("nextPageToken,items({FIELDS})");
            address.query_pairs_mut().append_pair("maxResults", "250").append_pair("fields", &fields);
            address.query_pairs_mut().extend_pairs(page.iter().map(|PageToken(page)| ("pageToken", page)));
            let list: RawCalendars = self.call(Method::Calendars, |token| self.listed_once(token, &address)).await?;
            found.extend(list.items.into_iter().filter(|item| !item.deleted).map(RawCalendar::listed));
            page = list.next_page_token;
            if page.is_none() || found.len() >= MOST_CALENDARS {
                return Ok(found);
            }
        }
    }

    /// The own calendar of the account that this one is of, under its real id.
    ///
    /// [`Error::Unexpected`] with 403 when the grant does not let us see it.
    pub async fn own(&self) -> Result<ListedCalendar, Error> {
        let mut address = own_calendar();
        address.query_pairs_mut().append_pair("fields", FIELDS);
        let own: RawCalendar = self.call(Method::Calendars, |token| self.listed_once(token, &address)).await?;
        Ok(own.listed())
    }

    /// The real id of the own calendar of the account that this one is of: from the list of its calendars or, where the
    /// grant does not let us see that, from an event in its own calendar that it has made itself. `None` where neither
    /// says it.
    ///
    /// Of the organizer and the creator of an event, `self` says that it is the calendar that is read, and `email` is its
    /// id then (Calendar API, "Events").
    pub async fn own_id(&self) -> Result<Option<String>, Error> {
        match self.own().await {
            Ok(own) => Ok(Some(own.id)),
            Err(Error::Unexpected { status: 403, .. }) => {
                let address = own_events();
                let page: RawOwnEvents = self.call(Method::List, |token| self.listed_once(token, &address)).await?;
                Ok(page.own_id())
            }
            Err(error) => Err(error),
        }
    }

    async fn listed_once<T: DeserializeOwned>(&self, token: String, address: &Url) -> Result<T, Error> {
        let (parts, body) = self.send(token, "GET", address, None, None).await?;
        answer::read(&parts, &body, self.now())
    }
}

/// Where the list of a person's calendars is.
fn calendar_list() -> Url {
    Url::parse("https://www.googleapis.com/calendar/v3/users/me/calendarList").expect("it is a constant")
}

/// Where the entry of an account's own calendar is in that list.
fn own_calendar() -> Url {
    Url::parse("https://www.googleapis.com/calendar/v3/users/me/calendarList/primary").expect("it is a constant")
}

/// Where some events of an account's own calendar are, with who made them.
fn own_events() -> Url {
    let mut url =
        Url::parse("https://www.googleapis.com/calendar/v3/calendars/primary/events").expect("it is a constant");
    let fields = "items(organizer(email,self),creator(email,self))";
    url.query_pairs_mut().append_pair("maxResults", OWN_EVENTS).append_pair("fields", fields);
    url
}
