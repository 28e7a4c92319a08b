//! People and their calendars: each has one of their own, named by their address, and sees others that are shared.

use serde_json::{Value, json};

use super::calendar::Calendar;
use super::resource::Resource;
use super::{Google, Kept};

/// The calendar of holidays that everybody may read.
pub const HOLIDAYS: &str = "en.malaysia#holiday@group.v.calendar.google.com";

/// What somebody may do with a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Everything: it is theirs.
    Owner,
    /// Read and write.
    Writer,
    /// Only read.
    Reader,
}

/// A calendar that somebody sees beside their own.
#[derive(Debug, Clone)]
pub(super) struct Share {
    person: String,
    calendar: String,
    title: String,
    role: Role,
}

impl Kept {
    /// Opens a calendar, if it is not open already; an unknown one is made.
    pub(super) fn turn_to(&mut self, id: &str) {
        if self.calendar.owner == id {
            return;
        }
        let zone = self.calendar.zone;
        let wanted = self.others.remove(id).unwrap_or_else(|| Calendar::new(zone, id));
        let before = std::mem::replace(&mut self.calendar, wanted);
        self.others.insert(before.owner.clone(), before);
    }

    /// What a person may do with a calendar; `None` when they do not see it.
    pub(super) fn role(&self, person: &str, calendar: &str) -> Option<Role> {
        if person == calendar {
            return Some(Role::Owner);
        }
        if calendar == HOLIDAYS {
            return Some(Role::Reader);
        }
        self.shares.iter().find(|share| share.person == person && share.calendar == calendar).map(|share| share.role)
    }

    /// The calendars that a person sees.
    pub(super) fn calendar_list(&self, person: &str) -> Resource {
        let mut list = Resource::new();
        list.insert("kind".to_owned(), json!("calendar#calendarList"));
        list.insert("items".to_owned(), json!(self.listed(person)));
        list
    }

    /// One of the calendars that a person sees, by its id, or their own as `primary`.
    pub(super) fn listed_calendar(&self, person: &str, id: &str) -> Option<Resource> {
        let id = if id == "primary" { person } else { id };
        self.listed(person).into_iter().find_map(|calendar| match calendar {
            Value::Object(calendar) if calendar.get("id") == Some(&json!(id)) => Some(calendar),
            _ => None,
        })
    }

    fn listed(&self, person: &str) -> Vec<Value> {
        let own = json!({"id": person, "summary": person, "primary": true, "accessRole": "owner"});
        let others = self.shares.iter().filter(|share| share.person == person).map(|share| {
            let role = match share.role {
                Role::Owner => "owner",
                Role::Writer => "writer",
                Role::Reader => "reader",
            };
            json!({"id": share.calendar, "summary": share.title, "accessRole": role})
        });
        std::iter::once(own).chain(others).collect()
    }
}

impl Google {
    /// The same Google, looking at another calendar: a person's own, by their address, or one that was added.
    #[must_use]
    pub fn of(&self, calendar: &str) -> Self {
        Self { calendar: calendar.to_owned(), ..self.clone() }
    }

    /// Adds somebody who may sign in; with several, the consent page asks who it is.
    pub fn add_person(&self, person: &str) {
        self.with(|kept| kept.grants.people.push(person.to_owned()));
    }

    /// Who sits at the browser and is taken for granted on the consent page.
    pub fn sits_at_browser(&self, person: &str) {
        self.with(|kept| person.clone_into(&mut kept.grants.at_browser));
    }

    /// Whether people leave the box about the list of calendars empty on the consent page.
    pub fn leave_list_out(&self, leaves_list_out: bool) {
        self.with(|kept| kept.grants.leaves_list_out = leaves_list_out);
    }

    /// Shows somebody a calendar beside their own.
    pub fn add_calendar(&self, person: &str, calendar: &str, title: &str, role: Role) {
        let share = Share { person: person.to_owned(), calendar: calendar.to_owned(), title: title.to_owned(), role };
        self.with(|kept| kept.shares.push(share));
    }

    /// Lets somebody do more or less with a calendar that they see beside their own.
    pub fn change_role(&self, person: &str, calendar: &str, role: Role) {
        self.with(|kept| {
            for share in kept.shares.iter_mut().filter(|share| share.person == person && share.calendar == calendar) {
                share.role = role;
            }
        });
    }

    /// Hides a calendar that somebody saw beside their own.
    pub fn stop_sharing(&self, person: &str, calendar: &str) {
        self.with(|kept| kept.shares.retain(|share| share.person != person || share.calendar != calendar));
    }

    /// Has the grant that is there from the start show which calendars its owner sees, beside the events.
    pub fn widen_first_grant(&self) {
        self.with(|kept| kept.grants.widen_first());
    }

    /// Grants somebody's calendars without a consent page; the refresh token.
    #[must_use]
    pub fn grant_to(&self, person: &str) -> String {
        self.with(|kept| kept.grants.grant_to(person))
    }

    /// Ends everything that a person has granted: `invalid_grant` from now on.
    pub fn revoke_grant_of(&self, person: &str) {
        self.with(|kept| kept.grants.end(person));
    }

    /// Whether a person has granted anything.
    #[must_use]
    pub fn has_granted(&self, person: &str) -> bool {
        self.with(|kept| kept.grants.has_granted(person))
    }
}
