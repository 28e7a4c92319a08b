//! Decides the next step of one of our edits, given what Google has.

use chrono_tz::Tz;

use crate::model::{
    Change, Draft, Edit, EditId, EditKind, Etag, Event, EventId, GuestEdit, OriginalStart, Outcome, Rest,
};

/// What we know about Google's version of one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen<'a> {
    /// Nothing newer than the version that the edit was based on.
    AsAgreed,
    /// It exists; `event` is `None` if the entry is not an event for us.
    There {
        /// The event.
        event: Option<&'a Event>,
        /// The edit of ours that wrote it last.
        edit: Option<&'a EditId>,
    },
    /// It is deleted; for an insert, its id is taken.
    Gone,
    /// Google does not know its id.
    Unknown,
}

/// The next step of an edit.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Ask Google to create an event.
    Insert {
        /// Under this id.
        id: EventId,
        /// The event.
        draft: Draft,
    },
    /// The id is taken, or cannot be restored: derive the next one.
    InsertElsewhere,
    /// Ask Google to bring a deleted event back under its own id.
    Revive,
    /// Ask Google to create a copy of a deleted event.
    Copy {
        /// Under this id.
        id: EventId,
        /// The deleted event.
        of: EventId,
        /// What we know of it, in case Google no longer has it; `None` for a series, whose rule only Google knows.
        draft: Option<Draft>,
    },
    /// Ask Google to change an event.
    Change {
        /// What changes.
        change: Change,
        /// The zone to write times in.
        zone: Tz,
        /// Only if it is still this version.
        etag: Etag,
        /// The part of the edit that is not carried out, because Google's version wins.
        lost: Change,
    },
    /// Ask Google to delete.
    Delete {
        /// Only if it is still this version.
        etag: Option<Etag>,
    },
    /// Ask Google to end a series before one of its occurrences.
    Cut {
        /// The first occurrence that no longer belongs to it.
        at: OriginalStart,
        /// The series that continues from there, if any.
        rest: Option<LaterPart>,
    },
    /// Ask Google to change the guests, or the owner's answer.
    Guests {
        /// What changes.
        what: GuestEdit,
    },
    /// Ask Google to join a cut series again.
    Uncut,
    /// Read the event from Google first: for a series, whose master we don't cache, or for an event that was not yet
    /// created when the edit was made, so that it has no known version.
    Look,
    /// The edit has ended.
    Ended {
        /// The outcome.
        outcome: Outcome,
        /// The part of the edit that was not carried out, because Google's version won.
        lost: Change,
    },
}

/// The later part of a series that is cut.
#[derive(Debug, Clone, PartialEq)]
pub struct LaterPart {
    /// Its id.
    pub id: EventId,
    /// What differs from the first part.
    pub change: Change,
}

/// The result of merging our change with theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merge {
    /// What we still have to write.
    pub rest: Change,
    /// What both sides changed differently: Google's version wins.
    pub lost: Change,
}

/// Merges field by field: a field that they left alone takes our change; one that both changed in the same way is done.
#[must_use]
pub fn merge(base: &Event, theirs: &Event, ours: &Change) -> Merge {
    let mut merge = Merge::default();
    let Change { title, when, place, leads } = ours;
    (merge.rest.title, merge.lost.title) = field(&base.title, &theirs.title, title.clone());
    (merge.rest.when, merge.lost.when) = field(&base.when, &theirs.when, *when);
    (merge.rest.place, merge.lost.place) = field(&base.place, &theirs.place, place.clone());
    (merge.rest.leads, merge.lost.leads) = field(&base.leads, &theirs.leads, leads.clone());
    merge
}

/// For one field: what we still have to write, and what is lost.
fn field<T: PartialEq>(base: &T, theirs: &T, ours: Option<T>) -> (Option<T>, Option<T>) {
    match ours {
        Some(ours) if *theirs == ours => (None, None),
        Some(ours) if theirs == base => (Some(ours), None),
        Some(ours) => (None, Some(ours)),
        None => (None, None),
    }
}

/// The next step of an edit. `was_tried` says that it may have been sent to Google before without an answer reaching
/// us.
#[must_use]
pub fn step(edit: &Edit, seen: Seen<'_>, was_tried: bool) -> Step {
    match &edit.kind {
        EditKind::Create { draft, attempt } => create(edit, draft, *attempt, seen),
        EditKind::Change { change, base } => self::change(edit, change, base, seen),
        EditKind::Delete { base, seen: shown } => delete(base.as_ref(), shown, seen, was_tried),
        EditKind::Cut { at, rest, .. } => cut(edit, *at, rest.as_ref(), seen, was_tried),
        EditKind::Guests { what, .. } => guests(what, seen),
        EditKind::Restore { was, attempt: 0 } => revive(edit, was, seen),
        EditKind::Restore { was, attempt } => copy(edit, was, *attempt, seen),
    }
}

fn create(edit: &Edit, draft: &Draft, attempt: u32, seen: Seen<'_>) -> Step {
    match seen {
        Seen::AsAgreed | Seen::Unknown => Step::Insert { id: EventId::derive(&edit.id, attempt), draft: draft.clone() },
        Seen::There { event: Some(event), edit: Some(by) } if *by == edit.id => {
            ended(Outcome::Agreed(Box::new(event.clone())))
        }
        // We wrote it, but someone has since turned it into something that is not an event for us.
        Seen::There { event: None, edit: Some(by) } if *by == edit.id => ended(Outcome::AlreadyGone),
        Seen::There { .. } | Seen::Gone => Step::InsertElsewhere,
    }
}

fn change(edit: &Edit, change: &Change, base: &Event, seen: Seen<'_>) -> Step {
    match seen {
        Seen::AsAgreed if base.etag.is_empty() => Step::Look,
        Seen::AsAgreed => {
            Step::Change { change: change.clone(), zone: base.zone, etag: base.etag.clone(), lost: Change::default() }
        }
        // We have written it. Where it differs, Google had that before, or it has changed since.
        Seen::There { event: Some(event), edit: Some(by) } if *by == edit.id => stands(event, change.missing_in(event)),
        Seen::There { event: Some(event), .. } => {
            let Merge { rest, lost } = merge(base, event, change);
            if rest.is_empty() {
                return stands(event, lost);
            }
            Step::Change { change: rest, zone: event.zone, etag: event.etag.clone(), lost }
        }
        Seen::There { event: None, .. } | Seen::Gone | Seen::Unknown => ended(Outcome::AlreadyGone),
    }
}

fn delete(base: Option<&Etag>, shown: &Event, seen: Seen<'_>, was_tried: bool) -> Step {
    match (seen, base) {
        (Seen::AsAgreed, Some(etag)) if !etag.is_empty() => Step::Delete { etag: Some(etag.clone()) },
        (Seen::AsAgreed, _) => Step::Look,
        (Seen::There { event, .. }, None) => Step::Delete { etag: event.map(|event| event.etag.clone()) },
        (Seen::There { event: Some(event), .. }, Some(_)) if event.looks_other_than(shown) => {
            ended(Outcome::Conflict(Box::new(event.clone())))
        }
        (Seen::There { event, .. }, Some(_)) => Step::Delete { etag: event.map(|event| event.etag.clone()) },
        (Seen::Gone | Seen::Unknown, _) if was_tried => ended(Outcome::Deleted),
        (Seen::Gone | Seen::Unknown, _) => ended(Outcome::AlreadyGone),
    }
}

fn cut(edit: &Edit, at: OriginalStart, rest: Option<&Rest>, seen: Seen<'_>, was_tried: bool) -> Step {
    match seen {
        Seen::AsAgreed | Seen::There { .. } => {
            let later = |Rest { change, attempt }: &Rest| LaterPart {
                id: EventId::of_later_part(&edit.event, &edit.id, *attempt),
                change: change.clone(),
            };
            Step::Cut { at, rest: rest.map(later) }
        }
        Seen::Gone | Seen::Unknown if was_tried && rest.is_none() => ended(Outcome::Deleted),
        Seen::Gone | Seen::Unknown => ended(Outcome::AlreadyGone),
    }
}

/// Changes the guests in the version that Google has: it is read first, and what is already done is not done again. A
/// declined event is not an event for us, but it exists.
fn guests(what: &GuestEdit, seen: Seen<'_>) -> Step {
    match seen {
        Seen::AsAgreed | Seen::There { .. } => Step::Guests { what: what.clone() },
        Seen::Gone | Seen::Unknown => ended(Outcome::AlreadyGone),
    }
}

/// Brings an event back under its own id. If someone has already brought it back, it stays as they left it.
fn revive(edit: &Edit, was: &Event, seen: Seen<'_>) -> Step {
    match seen {
        Seen::AsAgreed => Step::Look,
        Seen::Gone => Step::Revive,
        // It was cut, and its first part still exists.
        Seen::There { .. } if was.is_whole_series() => Step::Uncut,
        Seen::There { event: Some(event), edit: by } if by == Some(&edit.id) || !event.looks_other_than(was) => {
            ended(Outcome::Agreed(Box::new(event.clone())))
        }
        Seen::There { event: Some(event), .. } => ended(Outcome::Conflict(Box::new(event.clone()))),
        Seen::There { event: None, .. } => ended(Outcome::AlreadyGone),
        Seen::Unknown => Step::InsertElsewhere,
    }
}

/// Creates a copy of an event that Google does not restore.
fn copy(edit: &Edit, was: &Event, attempt: u32, seen: Seen<'_>) -> Step {
    match seen {
        Seen::AsAgreed | Seen::Unknown => {
            let draft = (!was.is_whole_series()).then(|| Draft::of(was));
            Step::Copy { id: EventId::derive(&edit.id, attempt), of: was.id.clone(), draft }
        }
        Seen::There { event: Some(event), edit: Some(by) } if *by == edit.id => {
            ended(Outcome::Agreed(Box::new(event.clone())))
        }
        Seen::There { event: None, edit: Some(by) } if *by == edit.id => ended(Outcome::AlreadyGone),
        Seen::There { .. } | Seen::Gone => Step::InsertElsewhere,
    }
}

/// Nothing is left to write: the event stays as it is, and the rest of the edit is lost.
fn stands(event: &Event, lost: Change) -> Step {
    let event = Box::new(event.clone());
    let outcome = if lost.is_empty() { Outcome::Agreed(event) } else { Outcome::Conflict(event) };
    Step::Ended { outcome, lost }
}

fn ended(outcome: Outcome) -> Step {
    Step::Ended { outcome, lost: Change::default() }
}
