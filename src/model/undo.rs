//! Writes that can be taken back for a while.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use super::{AccountId, EditId, Event, EventId, GuestEdit, UpdateId, UserId};

/// What one message or button wrote, and how to take it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undoable {
    /// Its name: the first edit that it made.
    pub id: EditId,
    /// Who wrote it.
    pub by: UserId,
    /// Until when it can be taken back.
    pub until: DateTime<Utc>,
    /// What was written, in this order.
    pub writes: Vec<Write>,
    /// The update that took it back, or is about to.
    #[serde(default)]
    pub taken_by: Option<UpdateId>,
    /// How often Google has refused to have it taken back.
    #[serde(default)]
    pub refusals: u32,
}

/// One write to the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Write {
    /// The edit that did it.
    pub edit: EditId,
    /// The calendar.
    pub account: AccountId,
    /// What it did.
    pub deed: Deed,
}

/// What a write did, with what is needed to take it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "did")]
pub enum Deed {
    /// It made an event.
    Made {
        /// The event as it was made.
        is: Box<Event>,
    },
    /// It changed an event.
    Changed {
        /// The event before.
        was: Box<Event>,
        /// The event after.
        is: Box<Event>,
    },
    /// It deleted an event, or a whole series as far as it was to come.
    Deleted {
        /// The event before.
        was: Box<Event>,
    },
    /// It changed who is invited to an event, or the answer to an invitation.
    Guests {
        /// The event before; a whole series names itself.
        was: Box<Event>,
        /// What was done.
        what: GuestEdit,
        /// What takes it back.
        back: GuestEdit,
    },
    /// It cut a series in two, and changed the later part.
    Cut {
        /// The series before, as its first occurrence that changed.
        was: Box<Event>,
        /// The later part, as its first occurrence.
        is: Box<Event>,
    },
}

/// The newest writes of a chat that can still be taken back, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undoables(Vec<Undoable>);

impl Undoables {
    /// How long a write can be taken back.
    pub const KEPT: Duration = Duration::minutes(10);

    /// How many writes are kept: more than anybody takes back one by one.
    const MOST: usize = 20;

    /// Adds a write; the same one added again, as when its message is handled again, stays as it was.
    pub fn add(&mut self, undoable: Undoable, now: DateTime<Utc>) {
        if self.0.iter().any(|known| known.id == undoable.id) {
            return;
        }
        self.0.retain(|known| now < known.until);
        self.0.push(undoable);
        let too_many = self.0.len().saturating_sub(Self::MOST);
        self.0.drain(..too_many);
    }

    /// The write that `update` takes back: the one it has taken already, if it is handled again, or else the newest of
    /// this person's that nobody has taken.
    #[must_use]
    pub fn last_of(&self, by: UserId, update: UpdateId, now: DateTime<Utc>) -> Option<&Undoable> {
        let taken = self.0.iter().find(|known| known.taken_by == Some(update));
        let is_open = |known: &&Undoable| known.by == by && known.taken_by.is_none() && now < known.until;
        taken.or_else(|| self.0.iter().rev().find(is_open))
    }

    /// The write with this name, whether or not it can still be taken back.
    #[must_use]
    pub fn named(&self, id: &EditId) -> Option<&Undoable> {
        self.0.iter().find(|known| known.id == *id)
    }

    /// Keeps that the event which the write with this name made was corrected since by the person who made it.
    pub fn correct(&mut self, id: &EditId, corrected: &Event) {
        for write in self.0.iter_mut().filter(|known| known.id == *id).flat_map(|known| &mut known.writes) {
            if let Deed::Made { is } = &mut write.deed {
                **is = corrected.clone();
            }
        }
    }

    /// Keeps that an event which a write made is again as it was before a later change of it.
    pub fn revert(&mut self, account: &AccountId, event: &EventId, to: &Event) {
        for write in self.0.iter_mut().flat_map(|known| &mut known.writes) {
            match &mut write.deed {
                Deed::Made { is } if write.account == *account && is.id == *event => **is = to.clone(),
                Deed::Made { .. }
                | Deed::Changed { .. }
                | Deed::Deleted { .. }
                | Deed::Cut { .. }
                | Deed::Guests { .. } => {}
            }
        }
    }

    /// Keeps that Google has refused to have these edits of the write with this name taken back: they can be tried again.
    pub fn refuse(&mut self, id: &EditId, refused: &[&EditId]) {
        for known in self.0.iter_mut().filter(|known| known.id == *id) {
            known.writes.retain(|write| refused.contains(&&write.edit));
            known.taken_by = None;
            known.refusals += 1;
        }
    }

    /// Marks the write with this name as taken back by `update`.
    pub fn take(&mut self, id: &EditId, update: UpdateId) {
        for known in self.0.iter_mut().filter(|known| known.id == *id) {
            known.taken_by = Some(update);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANA: UserId = UserId(1);
    const BUDI: UserId = UserId(2);

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + Duration::minutes(minute)
    }

    fn write(id: &str, by: UserId, minute: i64) -> Undoable {
        let until = at(minute) + Undoables::KEPT;
        Undoable { id: EditId(id.into()), by, until, writes: Vec::new(), taken_by: None, refusals: 0 }
    }

    fn three() -> Undoables {
        let mut kept = Undoables::default();
        for (id, by, minute) in [("a", ANA, 0), ("b", BUDI, 1), ("c", ANA, 2)] {
            kept.add(write(id, by, minute), at(minute));
        }
        kept
    }

    fn last(kept: &Undoables, by: UserId, update: u32, minute: i64) -> Option<&str> {
        kept.last_of(by, UpdateId(update), at(minute)).map(|undoable| &*undoable.id.0)
    }

    #[test]
    fn the_newest_of_ones_own_is_taken_back_within_ten_minutes() {
        let kept = three();
        assert_eq!(last(&kept, ANA, 1, 3), Some("c"));
        assert_eq!(last(&kept, BUDI, 1, 3), Some("b"));
        assert_eq!(last(&kept, BUDI, 1, 11), None);
    }

    #[test]
    fn what_is_taken_is_taken_once_and_the_same_update_finds_it_again() {
        let mut kept = three();
        kept.take(&EditId("c".into()), UpdateId(7));
        assert_eq!(last(&kept, ANA, 7, 3), Some("c"));
        assert_eq!(last(&kept, ANA, 8, 3), Some("a"));
        kept.take(&EditId("a".into()), UpdateId(8));
        assert_eq!(last(&kept, ANA, 9, 3), None);
    }

    #[test]
    fn what_google_refused_to_take_back_can_be_tried_again() {
        let mut kept = three();
        kept.take(&EditId("c".into()), UpdateId(7));
        kept.refuse(&EditId("c".into()), &[]);
        assert_eq!(last(&kept, ANA, 8, 3), Some("c"));
        assert_eq!(kept.named(&EditId("c".into())).map(|known| known.refusals), Some(1));
    }

    #[test]
    fn a_write_that_is_told_again_stays_taken() {
        let mut kept = three();
        kept.take(&EditId("c".into()), UpdateId(7));
        kept.add(write("c", ANA, 4), at(4));
        assert_eq!(kept.named(&EditId("c".into())).and_then(|known| known.taken_by), Some(UpdateId(7)));
        assert_eq!(last(&kept, ANA, 7, 4), Some("c"));
    }

    #[test]
    fn only_so_many_are_kept() {
        let mut kept = Undoables::default();
        for number in 0..100 {
            kept.add(write(&number.to_string(), ANA, 0), at(0));
        }
        assert_eq!(kept.0.len(), Undoables::MOST);
        assert_eq!(last(&kept, ANA, 1, 1), Some("99"));
    }
}
