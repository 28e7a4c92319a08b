//! A pretend Google Calendar over HTTP, which behaves like the real one for every call that the bot makes.
//!
//! It has one account with one calendar, `primary`, and as many others as [`Google::add_person`] and
//! [`Google::add_calendar`] make. [`Google::router`] is its API – token endpoint, consent page,
//! events – and refuses what the real one refuses; the methods of [`Google`] are what its owner does in Google's own
//! apps, what an operator does to grants and tokens, and what a test wants to know of it. Faults strike at points
//! named as the calls are in the API's reference (`events.insert`), at `token` and `consent`, and at `events.list.next`,
//! which is the pages of a list after the first.
//!
//! Access tokens stay valid until [`Google::expire_access_tokens`], whatever the clock is moved to. A few things
//! are less than the real one: no batch, no attachments; mails to guests are only noted ([`Google::take_mails`]).

mod calendar;
mod copies;
mod fields;
mod grants;
mod guests;
mod http;
mod list;
mod log;
mod meet;
mod people;
mod push;
mod refusal;
mod resource;
mod series;
#[cfg(test)]
mod tests;

pub use grants::{CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN};
pub use guests::{Mail, MailAbout};
pub use log::Asked;
pub use people::{HOLIDAYS, Role};
pub use push::Channel;
pub use refusal::Refusal;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::Faults;
use crate::clock::Clock;
use calendar::{By, Calendar, Quirk};
use grants::Grants;
use log::Log;
use people::Share;
use push::Channels;

/// The address of the account's owner, which is also the calendar's id.
pub const OWNER: &str = "owner@example.com";

/// The pretend Google. Clones are the same one.
#[derive(Debug, Clone)]
pub struct Google {
    clock: Clock,
    faults: Faults,
    kept: Arc<Mutex<Kept>>,
    changes: Arc<watch::Sender<u64>>,
    /// The calendar that is looked at and changed.
    calendar: String,
}

/// All that it keeps.
#[derive(Debug)]
struct Kept {
    /// The calendar that is open.
    calendar: Calendar,
    /// The others, by their ids.
    others: BTreeMap<String, Calendar>,
    /// Which calendars people see beside their own.
    shares: Vec<Share>,
    grants: Grants,
    log: Log,
    channels: Channels,
    /// How many changes there were, to any calendar.
    changes: u64,
}

impl Google {
    /// An empty calendar in `zone`, by `clock`; calls that a fault keeps waiting end when `stop` is cancelled.
    #[must_use]
    pub fn new(clock: Clock, zone: Tz, stop: CancellationToken) -> Self {
        let kept = Kept {
            calendar: Calendar::new(zone, OWNER),
            others: BTreeMap::new(),
            shares: Vec::new(),
            grants: Grants::new(),
            log: Log::default(),
            channels: Channels::default(),
            changes: 0,
        };
        Self {
            clock,
            faults: Faults::new(stop),
            kept: Arc::new(Mutex::new(kept)),
            changes: Arc::new(watch::Sender::new(0)),
            calendar: OWNER.to_owned(),
        }
    }

    /// Its API, to be served at the root of an address.
    pub fn router(&self) -> Router {
        http::router(self.clone())
    }

    /// What is to fail on purpose.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// The number of the last change to any calendar, and word of the next one.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }
}

/// What the calendar's owner does in Google's own apps. Entries are resources as in the API's reference.
impl Google {
    /// Adds an entry, of any type, with guests or a recurrence, or of another's, if it names an organizer; an id is chosen
    /// if none is given.
    pub fn add(&self, entry: &Value) -> Result<Value, Refusal> {
        let sent = entry.as_object().cloned().unwrap_or_default();
        let added = self.change(|kept, now| {
            let added = kept.calendar.insert(&sent, By::Owner, now)?;
            kept.spread(None, &added, now);
            Ok(added)
        });
        added.map(Value::Object)
    }

    /// Adds an event with a title and times; returns its id.
    ///
    /// # Errors
    /// When it ends before it begins.
    pub fn add_event(&self, title: &str, start: DateTime<Utc>, end: DateTime<Utc>) -> Result<String, Refusal> {
        let times = (json!({"dateTime": start}), json!({"dateTime": end}));
        let added = self.add(&json!({"summary": title, "start": times.0, "end": times.1}))?;
        Ok(added["id"].as_str().unwrap_or_default().to_owned())
    }

    /// Changes some fields of an entry; of an occurrence, that one alone; `null` takes a field away.
    pub fn edit(&self, id: &str, patch: &Value) -> Result<Value, Refusal> {
        let patch = patch.as_object().cloned().unwrap_or_default();
        let edited = self.change(|kept, now| {
            let before = kept.calendar.get(id).ok();
            let edited = kept.calendar.patch(id, &patch, None, By::Owner, now)?;
            kept.spread(before.as_ref(), &edited, now);
            Ok(edited)
        });
        edited.map(Value::Object)
    }

    /// Moves an event to other times.
    pub fn move_to(&self, id: &str, start: DateTime<Utc>, end: DateTime<Utc>) -> Result<(), Refusal> {
        let (start, end) = (json!({"dateTime": start, "date": null}), json!({"dateTime": end, "date": null}));
        self.edit(id, &json!({"start": start, "end": end})).map(drop)
    }

    /// Deletes an event, an occurrence, or a series with all of its occurrences.
    pub fn delete(&self, id: &str) -> Result<(), Refusal> {
        self.change(|kept, now| kept.calendar.delete(id, None, By::Owner, now))
    }

    /// Changes an occurrence and all that follow it: its series ends before, and goes on as one of its own, whose id is
    /// that of the first with `_R` and a time.
    pub fn edit_following(&self, id: &str, patch: &Value) -> Result<Value, Refusal> {
        let patch = patch.as_object().cloned().unwrap_or_default();
        self.change(|kept, now| kept.calendar.change_following(id, &patch, now)).map(Value::Object)
    }

    /// Moves an entry to another calendar, of this name.
    pub fn move_to_calendar(&self, id: &str, calendar: &str) -> Result<(), Refusal> {
        self.change(|kept, now| kept.calendar.move_away(id, calendar, now))
    }

    /// Answers an invitation: `accepted`, `tentative`, `declined`. A person who is not among the guests becomes one.
    pub fn answer(&self, id: &str, answer: &str) -> Result<Value, Refusal> {
        let own = json!({"email": OWNER, "self": true, "responseStatus": answer});
        self.edit(id, &json!({"attendees": [own]}))
    }

    /// Has lists show an entry as it is, however wrong, after all others; `None` takes it away again.
    pub fn show_raw(&self, id: &str, entry: Option<&Value>) {
        self.change(|kept, _| kept.calendar.put_raw(id, entry.cloned()));
    }

    /// Deletes everything.
    pub fn wipe(&self) {
        self.change(|kept, now| {
            let present = kept.calendar.entries().filter(|(_, entry)| !resource::is_cancelled(&entry.resource));
            let ids: Vec<String> = present.map(|(id, _)| id.to_owned()).collect();
            for id in ids {
                // An exception goes with its series, before its own turn comes.
                kept.calendar.delete(&id, None, By::Owner, now).ok();
            }
        });
    }

    /// The entry or the occurrence with this id, deleted ones too.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<Value> {
        self.with(|kept| kept.calendar.get(id).ok()).map(Value::Object)
    }

    /// All that a person sees within a stretch of time: single events and occurrences, not ordered.
    #[must_use]
    pub fn events(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<Value> {
        let found = self.with(|kept| list::expanded(&kept.calendar, from, to));
        found.into_iter().map(Value::Object).collect()
    }

    /// How many entries there are that are not deleted; a series counts once.
    #[must_use]
    pub fn count(&self) -> usize {
        self.with(|kept| kept.calendar.entries().filter(|(_, entry)| !resource::is_cancelled(&entry.resource)).count())
    }
}

/// What happens to the account.
impl Google {
    /// Ends all access tokens: the next call with one is 401.
    pub fn expire_access_tokens(&self) {
        self.with(|kept| kept.grants.expire());
    }

    /// Revokes every grant: `invalid_grant` from now on.
    pub fn revoke_grant(&self) {
        self.with(|kept| kept.grants.revoke());
    }

    /// Grants [`REFRESH_TOKEN`] again.
    pub fn restore_grant(&self) {
        self.with(|kept| kept.grants.restore());
    }

    /// Whether the person says no on the consent page.
    pub fn refuse_consent(&self, is_refused: bool) {
        self.with(|kept| kept.grants.is_refused = is_refused);
    }

    /// Makes all sync tokens too old: 410 `fullSyncRequired`.
    pub fn expire_sync_tokens(&self) {
        self.with(|kept| kept.calendar.age += 1);
    }

    /// Whether the account may write to the calendar, or only read it.
    pub fn allow_writing(&self, is_writable: bool) {
        self.with(|kept| kept.calendar.is_writable = is_writable);
    }

    /// Whether a deleted entry comes back under its own id when its status is patched, or the patch is refused.
    pub fn allow_reviving(&self, revives: bool) {
        self.with(|kept| kept.calendar.revives = revives);
    }

    /// Whether lists come back empty although the calendar is not.
    pub fn seem_empty(&self, seems_empty: bool) {
        self.with(|kept| kept.calendar.seems_empty = seems_empty);
    }

    /// Whether increments say nothing of the occurrences that a changed series has no more; otherwise they say that these
    /// are cancelled. Google does both.
    pub fn hide_vanished(&self, hides_vanished: bool) {
        self.set(Quirk::HidesVanished, hides_vanished);
    }

    /// Whether the calendar is shared as free/busy: its entries have a time and nothing else.
    pub fn show_only_busy(&self, is_busy_only: bool) {
        self.set(Quirk::ShowsOnlyBusy, is_busy_only);
    }

    /// Whether the account may make no Meet links.
    pub fn refuse_meet(&self, refuses_meet: bool) {
        self.set(Quirk::RefusesMeet, refuses_meet);
    }

    /// Whether the calendar's owner may not use Google Calendar, because their organization has turned it off.
    pub fn turn_off(&self, is_off: bool) {
        self.set(Quirk::IsOff, is_off);
    }

    /// Whether the client's project may not use the Calendar API.
    pub fn turn_api_off(&self, is_off: bool) {
        self.with(|kept| kept.grants.is_api_off = is_off);
    }

    fn set(&self, quirk: Quirk, is_set: bool) {
        self.with(|kept| {
            let quirks = &mut kept.calendar.quirks;
            if is_set { quirks.insert(quirk) } else { quirks.remove(&quirk) }
        });
    }

    /// The most entries that a page of a list has, however many are asked for.
    pub fn limit_pages(&self, most: usize) {
        self.with(|kept| kept.calendar.most_per_page = most.max(1));
    }
}

/// What a test wants to know.
impl Google {
    /// Takes out the requests since the last time; the oldest of very many are forgotten.
    #[must_use]
    pub fn take_log(&self) -> Vec<Asked> {
        self.with(|kept| kept.log.take())
    }

    /// Takes out the mails that guests got since the last time, in any calendar.
    #[must_use]
    pub fn take_mails(&self) -> Vec<Mail> {
        self.with(|kept| kept.log.take_mails())
    }

    /// How many requests have been made at a point, ever.
    #[must_use]
    pub fn calls(&self, point: &str) -> u64 {
        self.with(|kept| kept.log.count(point))
    }

    /// How many requests have been made, ever.
    #[must_use]
    pub fn all_calls(&self) -> u64 {
        self.with(|kept| kept.log.count_all())
    }

    /// How often the API was asked to make an entry under this id, whatever came of it.
    #[must_use]
    pub fn inserts(&self, id: &str) -> u64 {
        self.with(|kept| kept.log.inserts(id))
    }

    /// Looks at, or changes, what is kept.
    fn with<T>(&self, look: impl FnOnce(&mut Kept) -> T) -> T {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.turn_to(&self.calendar);
        look(&mut kept)
    }

    /// Changes what is kept at the present moment, and tells everyone who is watching.
    fn change<T>(&self, change: impl FnOnce(&mut Kept, DateTime<Utc>) -> T) -> T {
        let now = self.clock.now();
        let (outcome, changes) = self.with(|kept| {
            let outcome = change(kept, now);
            kept.changes += kept.calendar.take_news();
            (outcome, kept.changes)
        });
        self.changes.send_if_modified(|known| std::mem::replace(known, changes) != changes);
        outcome
    }
}
