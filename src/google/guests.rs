//! Who is invited: reading guests, inviting and taking off, and answering for oneself. Everyone else's entry is written
//! back as it was read, on condition that nobody has changed the event since.

use std::cmp::Reverse;
use std::collections::HashSet;

use chrono::{DateTime, NaiveTime, Utc};
use serde_json::{Map, Value, json};

use super::calendar::Calendar;
use super::calls::Method;
use super::entry;
use super::error::Error;
use super::list::{PageToken, window};
use super::mail::SendUpdates;
use crate::model::{Change, EditId, Etag, Event, EventId, Guest, GuestEdit, MailAddress, OriginalStart, Rsvp};

/// How many pages of events are read for the guests in them.
const MOST_PAGES: usize = 3;

/// An event whose guests were changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestsChanged {
    /// It as it is now; `None` when the account's owner has declined, which makes it none for us.
    pub event: Option<Event>,
    /// The version that was written over.
    pub over: Option<Etag>,
}

impl Calendar {
    /// Changes who is invited to an event, or its owner's own answer; what is so already is not done, nor mailed, again.
    ///
    /// [`Error::Outdated`] when somebody changed the event meanwhile. Refused as unexpected when its owner is to answer
    /// and is not invited, or when Google does not say who all is.
    pub async fn change_guests(&self, id: &EventId, what: &GuestEdit, edit: &EditId) -> Result<GuestsChanged, Error> {
        let entry = self.call(Method::Get, |token| self.get_once(token, id, None)).await?;
        if entry::is_cancelled(&entry) {
            return Err(Error::Gone);
        }
        let over = entry["etag"].as_str().map(|etag| Etag(etag.to_owned()));
        let Some(guests) = changed(&entry, what)? else {
            return Ok(GuestsChanged { event: self.unless_declined(&entry)?, over });
        };
        let mail = match what {
            GuestEdit::Invite(_) | GuestEdit::Uninvite(_) => SendUpdates::All,
            GuestEdit::Respond(_) => SendUpdates::None,
        };
        let mut body = entry::from_change(&Change::default(), self.zone(), edit);
        merge_guests(&mut body, guests);
        let changed =
            self.call(Method::Change, |token| self.change_once(token, id, over.as_ref(), &body, mail)).await?;
        Ok(GuestsChanged { event: self.unless_declined(&changed)?, over })
    }

    /// Who is invited to an event beside the calendar's owner.
    pub async fn guests(&self, id: &EventId) -> Result<Vec<Guest>, Error> {
        let fields = Some("status,attendees(email,displayName,self,resource,responseStatus)");
        let entry = self.call(Method::Get, |token| self.get_once(token, id, fields)).await?;
        if entry::is_cancelled(&entry) { Err(Error::Gone) } else { Ok(people(&entry)) }
    }

    /// Everyone who was invited to an event of the owner's own within a stretch of time, the latest first, each once.
    pub async fn guests_between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<Guest>, Error> {
        let mut query = window(from, to);
        let fields = "nextPageToken,items(status,start,organizer(self),attendees(email,displayName,self,resource))";
        query.extend([("singleEvents", "true".to_owned()), ("maxResults", "2500".to_owned())]);
        query.push(("fields", fields.to_owned()));
        let (mut found, mut page): (Vec<Value>, Option<PageToken>) = (Vec::new(), None);
        for _ in 0..MOST_PAGES {
            let mut query = query.clone();
            query.extend(page.map(|PageToken(page)| ("pageToken", page)));
            let address = self.address(&["events"], &query);
            let read = self.call(Method::List, |token| self.occurrences_once(token, &address)).await?;
            found.extend(read.items.into_iter().filter(|entry| entry["organizer"]["self"] == true));
            page = read.next_page_token;
            if page.is_none() {
                break;
            }
        }
        found.sort_by_key(|entry| Reverse(begins(entry)));
        let mut known = HashSet::new();
        Ok(found.iter().flat_map(people).filter(|guest| known.insert(guest.address.clone())).collect())
    }

    /// What Google says that it has written, or nothing if the owner has declined it.
    fn unless_declined(&self, entry: &Value) -> Result<Option<Event>, Error> {
        match own(entry) {
            Some(own) if own["responseStatus"] == Rsvp::Declined.word() => Ok(None),
            Some(_) | None => self.written(entry).map(Some),
        }
    }
}

/// The fields of a patch that make the change; `None` when all is so already.
fn changed(entry: &Value, what: &GuestEdit) -> Result<Option<Map<String, Value>>, Error> {
    let refused = |reason: &str| Error::Unexpected { status: 400, reason: reason.to_owned() };
    let guests = entry["attendees"].as_array().cloned().unwrap_or_default();
    let is_cut = entry["attendeesOmitted"] == true;
    let (changed, is_done) = match what {
        GuestEdit::Respond(response) => {
            let own = own(entry).ok_or_else(|| refused("notInvited"))?;
            let answered = |guest: &Value| {
                let mut guest = guest.clone();
                guest["responseStatus"] = json!(response.word());
                guest
            };
            // Google takes one's own answer alone where it does not say who else is invited.
            let answer = |guest: &Value| if guest["self"] == true { answered(guest) } else { guest.clone() };
            let all = if is_cut { vec![answered(own)] } else { guests.iter().map(answer).collect() };
            (all, own["responseStatus"] == response.word())
        }
        GuestEdit::Invite(_) | GuestEdit::Uninvite(_) if is_cut => return Err(refused("attendeesOmitted")),
        GuestEdit::Invite(addresses) => {
            let is_new = |address: &&MailAddress| guests.iter().all(|guest| !is_of(guest, address));
            let fresh: Vec<Value> =
                addresses.iter().filter(is_new).map(|address| json!({"email": address.as_str()})).collect();
            let is_known = fresh.is_empty();
            (guests.iter().cloned().chain(fresh).collect(), is_known)
        }
        GuestEdit::Uninvite(addresses) => {
            let stays =
                |guest: &&Value| guest["self"] == true || !addresses.iter().any(|address| is_of(guest, address));
            let left: Vec<Value> = guests.iter().filter(stays).cloned().collect();
            let is_off = left.len() == guests.len();
            (left, is_off)
        }
    };
    if is_done {
        return Ok(None);
    }
    let mut fields = Map::from_iter([("attendees".to_owned(), json!(changed))]);
    if is_cut {
        fields.insert("attendeesOmitted".to_owned(), json!(true));
    }
    Ok(Some(fields))
}

fn merge_guests(body: &mut Value, guests: Map<String, Value>) {
    if let Some(body) = body.as_object_mut() {
        body.extend(guests);
    }
}

/// The guests of an entry who are people, without the calendar's owner.
fn people(entry: &Value) -> Vec<Guest> {
    let guests = entry["attendees"].as_array().into_iter().flatten();
    let others = guests.filter(|guest| guest["self"] != true && guest["resource"] != true);
    others
        .filter_map(|guest| {
            let address = MailAddress::parse(guest["email"].as_str()?)?;
            let name = guest["displayName"].as_str().filter(|name| !name.trim().is_empty()).map(str::to_owned);
            let rsvp = Rsvp::of_word(guest["responseStatus"].as_str().unwrap_or_default());
            Some(Guest { address, name, rsvp })
        })
        .collect()
}

/// When an entry begins, as far as that orders guests.
fn begins(entry: &Value) -> Option<DateTime<Utc>> {
    Some(match entry::original_start(&entry["start"])? {
        OriginalStart::Day(day) => day.and_time(NaiveTime::MIN).and_utc(),
        OriginalStart::Moment(at) => at,
    })
}

/// The owner's own entry among the guests.
fn own(entry: &Value) -> Option<&Value> {
    entry["attendees"].as_array()?.iter().find(|guest| guest["self"] == true)
}

fn is_of(guest: &Value, address: &MailAddress) -> bool {
    guest["email"].as_str().is_some_and(|email| email.eq_ignore_ascii_case(address.as_str()))
}
