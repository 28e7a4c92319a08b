//! The pretend calendar: its entries, their versions, and what became of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde_json::{Value, json};

use super::resource::{self, Resource};
use super::series;
use super::{Refusal, guests, meet};

/// How far back and ahead a changed series shows its occurrences in increments; the real one stops after half a year.
pub(super) const HORIZON: (Duration, Duration) = (Duration::days(31), Duration::days(183));

/// Who writes: a client through the API, or the calendar's owner in Google's own apps, who may do more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Client,
    Owner,
}

/// What a calendar does that not every one does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Quirk {
    /// Increments say nothing of the occurrences that a changed series has no more.
    HidesVanished,
    /// Clients are shown only when the owner is busy.
    ShowsOnlyBusy,
    /// Meet links are refused.
    RefusesMeet,
    /// Its owner's organization has turned it off.
    IsOff,
}

/// A calendar with all that ever was in it.
#[derive(Debug)]
pub(super) struct Calendar {
    /// Its zone.
    pub zone: Tz,
    /// Whose it is.
    pub owner: String,
    /// Whether clients may write.
    pub is_writable: bool,
    /// Whether lists come back empty, whatever is in it.
    pub seems_empty: bool,
    /// The most entries on a page, whatever is asked for.
    pub most_per_page: usize,
    /// Whether a deleted entry comes back when its status is patched: whether the real one does this is said nowhere.
    pub revives: bool,
    /// What it does that not every calendar does.
    pub quirks: BTreeSet<Quirk>,
    /// Entries that are shown as they are, however wrong, with the number of the change that brought them.
    raw: BTreeMap<String, (Value, u64)>,
    /// Sync tokens of an earlier age are not valid any more.
    pub age: u64,
    entries: BTreeMap<String, Entry>,
    /// Occurrences that are no more because their series is another now.
    vanished: BTreeMap<String, Entry>,
    changes: u64,
    /// The number of the change up to which [`Self::take_news`] has counted.
    told: u64,
}

/// An entry, and the number of the change that made it what it is.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub resource: Resource,
    pub changed: u64,
}

impl Calendar {
    /// An empty calendar.
    pub(super) fn new(zone: Tz, owner: &str) -> Self {
        Self {
            zone,
            owner: owner.to_owned(),
            is_writable: true,
            seems_empty: false,
            most_per_page: 2500,
            quirks: BTreeSet::new(),
            revives: true,
            raw: BTreeMap::new(),
            age: 0,
            entries: BTreeMap::new(),
            vanished: BTreeMap::new(),
            changes: 0,
            told: 0,
        }
    }

    /// How many changes there were since this was last asked.
    pub(super) fn take_news(&mut self) -> u64 {
        self.changes - std::mem::replace(&mut self.told, self.changes)
    }

    /// The number of the last change.
    pub(super) fn changes(&self) -> u64 {
        self.changes
    }

    /// Every entry that was ever written, masters and exceptions as they are.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.iter().map(|(id, entry)| (id.as_str(), entry))
    }

    /// Occurrences that are no more.
    pub(super) fn vanished(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.vanished.iter().map(|(id, entry)| (id.as_str(), entry))
    }

    /// Entries that are shown as they are, brought after a change.
    pub(super) fn raw(&self, since: u64) -> impl Iterator<Item = (&str, &Value)> {
        let new = self.raw.iter().filter(move |(_, (_, changed))| *changed > since);
        new.map(|(id, (entry, _))| (id.as_str(), entry))
    }

    /// Shows an entry as it is, however wrong; `None` takes it away again.
    pub(super) fn put_raw(&mut self, id: &str, entry: Option<Value>) {
        self.changes += 1;
        match entry {
            Some(entry) => drop(self.raw.insert(id.to_owned(), (entry, self.changes))),
            None => drop(self.raw.remove(id)),
        }
    }

    /// The occurrences of a master within a stretch, those left aside that are entries of their own.
    pub(super) fn occurrences(&self, master: &Resource, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<Resource> {
        let mut found = series::occurrences(master, self.zone, from, to);
        found.retain(|one| !self.entries.contains_key(id_of(one)));
        found
    }

    /// The entry or the occurrence with this id, deleted ones too.
    pub(super) fn get(&self, id: &str) -> Result<Resource, Refusal> {
        if let Some(entry) = self.entries.get(id) {
            return Ok(entry.resource.clone());
        }
        let master = id.rsplit_once('_').and_then(|(master, _)| self.entries.get(master));
        let one = master.and_then(|master| series::occurrence_of(&master.resource, id, self.zone));
        one.ok_or_else(Refusal::not_found)
    }

    /// Makes an entry.
    pub(super) fn insert(&mut self, sent: &Resource, by: By, now: DateTime<Utc>) -> Result<Resource, Refusal> {
        self.may_write(by)?;
        let id = match sent.get("id").and_then(Value::as_str) {
            Some(id) if !resource::is_valid_id(id) => return Err(Refusal::invalid("Invalid resource id value.")),
            Some(id) if self.entries.contains_key(id) => {
                return Err(Refusal::new(409, "duplicate", "The requested identifier already exists."));
            }
            Some(id) => id.to_owned(),
            None => format!("pretend{:08}", self.changes),
        };
        if by == By::Client && !matches!(sent.get("eventType").and_then(Value::as_str), None | Some("default")) {
            return Err(Refusal::new(400, "eventTypeRestriction", "Event type cannot be created here."));
        }
        let mut sent = sent.clone();
        if by == By::Client {
            guests::accept(&mut sent, None, &self.owner)?;
        }
        let mut fresh = Resource::new();
        resource::merge(&mut fresh, &resource::writable(&sent));
        meet::make(&mut fresh, &id, self.quirks.contains(&Quirk::RefusesMeet))?;
        let person = json!({"email": self.owner, "self": true});
        // What the owner was invited to by others.
        let organizer = sent.get("organizer").filter(|_| by == By::Owner).unwrap_or(&person).clone();
        for (name, value) in [
            ("kind", json!("calendar#event")),
            ("id", json!(id)),
            ("created", json!(now.to_rfc3339_opts(SecondsFormat::Millis, true))),
            ("creator", organizer.clone()),
            ("organizer", organizer),
            ("htmlLink", json!(resource::page(&id, &self.owner))),
            ("iCalUID", json!(format!("{id}@google.com"))),
            ("sequence", json!(0)),
            ("reminders", json!({"useDefault": true})),
        ] {
            fresh.insert(name.to_owned(), value);
        }
        fresh.entry("status").or_insert_with(|| json!("confirmed"));
        fresh.entry("eventType").or_insert_with(|| json!("default"));
        self.write(fresh, now)
    }

    /// Changes some fields of an entry; of an occurrence, which becomes an exception.
    pub(super) fn patch(
        &mut self,
        id: &str,
        patch: &Resource,
        if_match: Option<&str>,
        by: By,
        now: DateTime<Utc>,
    ) -> Result<Resource, Refusal> {
        self.may_write(by)?;
        let mut changed = if patch.get("status").and_then(Value::as_str) == Some("confirmed") {
            self.current_or_deleted(id, if_match)?
        } else {
            self.current(id, if_match)?
        };
        let mut patch = patch.clone();
        if by == By::Client {
            guests::accept(&mut patch, Some(&changed), &self.owner)?;
        }
        resource::merge(&mut changed, &resource::writable(&patch));
        self.write(changed, now)
    }

    /// Keeps an entry as another calendar's is: its organizer's, or a guest's.
    pub(super) fn put_copy(&mut self, copy: Resource, now: DateTime<Utc>) {
        self.write(copy, now).ok();
    }

    /// Changes an occurrence and all that follow it, as Google's apps do: the series ends before it, and the rest becomes
    /// a series of its own.
    pub(super) fn change_following(
        &mut self,
        id: &str,
        patch: &Resource,
        now: DateTime<Utc>,
    ) -> Result<Resource, Refusal> {
        let occurrence = self.get(id)?;
        let series = resource::series(&occurrence).ok_or_else(|| Refusal::invalid("It is no occurrence."))?;
        let master = self.current(series, None)?;
        let (mut before, mut after) = series::cut(&master, &occurrence, self.zone)?;
        resource::merge(&mut after, &resource::writable(patch));
        before = self.write(before, now)?;
        debug_assert_ne!(id_of(&before), id_of(&after));
        self.write(after, now)
    }

    /// Moves an entry to another calendar: in this one it is cancelled, and says to whom it belongs.
    pub(super) fn move_away(&mut self, id: &str, calendar: &str, now: DateTime<Utc>) -> Result<(), Refusal> {
        let mut gone = self.current(id, None)?;
        gone.insert("status".to_owned(), json!("cancelled"));
        let address = format!("{}@group.calendar.google.com", calendar.to_lowercase());
        gone.insert("organizer".to_owned(), json!({"email": address, "displayName": calendar}));
        self.write(gone, now).map(drop)
    }

    /// Replaces what a client may write of an entry.
    pub(super) fn replace(
        &mut self,
        id: &str,
        sent: &Resource,
        if_match: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Resource, Refusal> {
        self.may_write(By::Client)?;
        let old = self.current(id, if_match)?;
        let kept = resource::writable(&old);
        let mut changed: Resource = old.into_iter().filter(|(name, _)| !kept.contains_key(name)).collect();
        for name in ["status", "eventType", "sequence", "reminders"] {
            changed.extend(kept.get(name).map(|value| (name.to_owned(), value.clone())));
        }
        resource::merge(&mut changed, &resource::writable(sent));
        self.write(changed, now)
    }

    /// Deletes an entry; an occurrence; with a master, all of its occurrences.
    pub(super) fn delete(
        &mut self,
        id: &str,
        if_match: Option<&str>,
        by: By,
        now: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        self.may_write(by)?;
        let mut gone = self.current(id, if_match)?;
        gone.insert("status".to_owned(), json!("cancelled"));
        self.write(gone, now).map(drop)
    }

    fn may_write(&self, by: By) -> Result<(), Refusal> {
        if by == By::Owner || self.is_writable {
            return Ok(());
        }
        Err(Refusal::new(403, "requiredAccessLevel", "You need to have writer access to this calendar."))
    }

    /// The entry as it is now, if it is there and of the version that the caller knows.
    fn current(&self, id: &str, if_match: Option<&str>) -> Result<Resource, Refusal> {
        if resource::is_cancelled(&self.get(id)?) {
            return Err(Refusal::deleted());
        }
        self.current_or_deleted(id, if_match)
    }

    /// The entry as it is now, for one who may bring it back.
    fn current_or_deleted(&self, id: &str, if_match: Option<&str>) -> Result<Resource, Refusal> {
        let current = self.get(id)?;
        if resource::is_cancelled(&current) && !self.revives {
            return Err(Refusal::new(403, "forbidden", "Forbidden"));
        }
        match if_match {
            Some(known) if known != "*" && current.get("etag").and_then(Value::as_str) != Some(known) => {
                Err(Refusal::new(412, "conditionNotMet", "Precondition Failed"))
            }
            Some(_) | None => Ok(current),
        }
    }

    /// Checks an entry, gives it a new version and keeps it.
    fn write(&mut self, mut fresh: Resource, now: DateTime<Utc>) -> Result<Resource, Refusal> {
        resource::check(&fresh)?;
        let times = resource::times(&fresh, self.zone)?;
        if series::is_master(&fresh) {
            series::check(&fresh, self.zone)?;
        }
        let (start, end) = times.to_json();
        self.changes += 1;
        let known = self.entries.get(id_of(&fresh)).map(|entry| entry.resource.clone());
        let sequence = fresh.get("sequence").and_then(Value::as_u64).unwrap_or(0) + u64::from(known.is_some());
        for (name, value) in [
            ("start", start),
            ("end", end),
            ("etag", json!(format!("\"33{:014}\"", self.changes))),
            ("updated", json!(now.to_rfc3339_opts(SecondsFormat::Millis, true))),
            ("sequence", json!(sequence)),
        ] {
            fresh.insert(name.to_owned(), value);
        }
        let entry = Entry { resource: fresh.clone(), changed: self.changes };
        let id = id_of(&fresh).to_owned();
        self.vanished.remove(&id);
        self.entries.insert(id, entry);
        if let Some(known) = known.filter(series::is_master) {
            self.reshape(&known, &fresh, now);
        }
        Ok(fresh)
    }

    /// Takes away what a series had and has no more, and brings back what it has again. Exceptions do not outlive
    /// the occurrences that they are exceptions from: all of them go when the series as a whole gets other times.
    fn reshape(&mut self, old: &Resource, new: &Resource, now: DateTime<Utc>) {
        let is_over = resource::is_cancelled(new);
        let is_moved = ["start", "end", "recurrence"].iter().any(|name| old.get(*name) != new.get(*name));
        let is_back = resource::is_cancelled(old) && !is_over;
        if !is_over && !is_moved && !is_back {
            return;
        }
        let (from, to) = (now - HORIZON.0, now + HORIZON.1);
        let master = id_of(new);
        let mut gone: Vec<Resource> = series::occurrences(old, self.zone, from, to);
        let keeps_exceptions = !is_over && ["start", "end"].iter().all(|name| old.get(*name) == new.get(*name));
        let has_still = |id: &str| keeps_exceptions && series::occurrence_of(new, id, self.zone).is_some();
        let exceptions = self
            .entries
            .extract_if(.., |id, entry| resource::series(&entry.resource) == Some(master) && !has_still(id));
        gone.extend(exceptions.map(|(_, entry)| entry.resource));
        for mut one in gone {
            one.insert("status".to_owned(), json!("cancelled"));
            let id = id_of(&one).to_owned();
            self.vanished.insert(id, Entry { resource: resource::stub(&one), changed: self.changes });
        }
        if !is_over {
            for one in series::occurrences(new, self.zone, from, to) {
                self.vanished.remove(id_of(&one));
            }
        }
    }
}

/// A resource's id; every kept one has one.
pub(super) fn id_of(resource: &Resource) -> &str {
    resource.get("id").and_then(Value::as_str).unwrap_or_default()
}
