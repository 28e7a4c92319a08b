//! Copies of entries: an organizer's in the calendars of the people who are invited, and their answers in the organizer's.

use serde_json::{Value, json};

use super::calendar::id_of;
use super::guests::{email, guest_of, of};
use super::resource::Resource;
use super::{Kept, OWNER};

impl Kept {
    /// Brings the copies of an entry of the open calendar up to date: an organizer's in the calendars of the people who are
    /// invited, a guest's answer in the organizer's.
    pub(super) fn spread(&mut self, before: Option<&Resource>, entry: &Resource, now: chrono::DateTime<chrono::Utc>) {
        let here = self.calendar.owner.clone();
        let organizer = entry.get("organizer").and_then(email);
        match organizer.filter(|by| *by != here) {
            Some(organizer) if self.is_person(&organizer) => self.tell_organizer(&organizer, entry, now),
            Some(_) => {}
            None => self.tell_guests(before, entry, now),
        }
        self.turn_to(&here);
    }

    /// Whether somebody of this address has a calendar here.
    fn is_person(&self, address: &str) -> bool {
        address == OWNER || self.grants.people.iter().any(|person| person == address)
    }

    fn tell_organizer(&mut self, organizer: &str, copy: &Resource, now: chrono::DateTime<chrono::Utc>) {
        let Some(own) = of(copy).find(|guest| guest["self"] == true).cloned() else { return };
        self.turn_to(organizer);
        let Ok(mut original) = self.calendar.get(id_of(copy)) else { return };
        let answered = of(&original).map(|guest| {
            let mut guest = guest.clone();
            if email(&guest) == email(&own) {
                guest["responseStatus"] = own["responseStatus"].clone();
            }
            guest
        });
        let answered: Vec<Value> = answered.collect();
        if original.get("attendees") != Some(&json!(answered)) {
            original.insert("attendees".to_owned(), json!(answered));
            self.calendar.put_copy(original, now);
        }
    }

    fn tell_guests(&mut self, before: Option<&Resource>, entry: &Resource, now: chrono::DateTime<chrono::Utc>) {
        let here = self.calendar.owner.clone();
        let is_person = |kept: &Self, guest: &String| *guest != here && kept.is_person(guest);
        let is: Vec<String> = of(entry).filter_map(email).filter(|guest| is_person(self, guest)).collect();
        let was = before.into_iter().flat_map(of).filter_map(email);
        let gone: Vec<String> = was.filter(|guest| is_person(self, guest) && !is.contains(guest)).collect();
        for guest in is.iter().chain(&gone) {
            let mut copy = entry.clone();
            copy.remove("extendedProperties");
            copy.insert("organizer".to_owned(), json!({"email": here}));
            let guests: Vec<Value> = of(entry).filter_map(|one| Some(guest_of(one, &email(one)?, guest))).collect();
            copy.insert("attendees".to_owned(), json!(guests));
            if gone.contains(guest) {
                copy.insert("status".to_owned(), json!("cancelled"));
            }
            self.turn_to(guest);
            self.calendar.put_copy(copy, now);
        }
    }
}
