//! What is next for one edit of ours, given what Google has.

use chrono_tz::Tz;

use crate::model::{
    Change, Draft, Edit, EditId, EditKind, Etag, Event, EventId, GuestEdit, OriginalStart, Outcome, Rest,
};

/// What we know of Google's side of one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen<'a> {
    /// Nothing newer than what the edit was based on.
    AsAgreed,
    /// It is there; the event is `None` when the entry is no event for us.
    There {
        /// The event.
        event: Option<&'a Event>,
        /// The edit that wrote it last through us.
        edit: Option<&'a EditId>,
    },
    /// It is deleted; for an insert, its id is taken.
    Gone,
    /// Google knows nothing by its id.
    Unknown,
}

/// What is next for an edit.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Ask Google to make an event.
    Insert {
        /// Under this id.
        id: EventId,
        /// The event.
        draft: Draft,
    },
    /// The id is taken, or cannot be restored: derive the next.
    InsertElsewhere,
    /// Ask Google to bring a deleted event back under its own id.
    Revive,
    /// Ask Google to make an event like a deleted one.
    Copy {
        /// Under this id.
        id: EventId,
        /// The deleted one.
        of: EventId,
        /// What we know of it, if Google knows no more; nothing of a series, whose rule only Google knows.
        draft: Option<Draft>,
    },
    /// Ask Google to change an event.
    Change {
        /// What changes.
        change: Change,
        /// Written in this zone.
        zone: Tz,
        /// On condition that it is this version.
        etag: Etag,
        /// What of the edit is not carried out, as Google's stands.
        lost: Change,
    },
    /// Ask Google to delete.
    Delete {
        /// On condition that it is this version.
        etag: Option<Etag>,
    },
    /// Ask Google to end a series before one of its occurrences.
    Cut {
        /// The first occurrence that does not belong to it any more.
        at: OriginalStart,
        /// The series that goes on from there, if one does.
        rest: Option<LaterPart>,
    },
    /// Ask Google to change who is invited, or one's own answer.
    Guests {
        /// What changes.
        what: GuestEdit,
    },
    /// Ask Google to make a series whole again that was cut.
    Uncut,
    /// Ask Google first how it stands: a series, whose master we do not keep, or an event that was still to be made when
    /// the edit was, so that no version of it was known.
    Look,
    /// The edit has ended.
    Ended {
        /// What became of it.
        outcome: Outcome,
        /// What of the edit was not carried out, as Google's stands.
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

/// How a change of ours meets a change of theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merge {
    /// What is still to be written.
    pub rest: Change,
    /// What both sides changed, differently: Google's stands.
    pub lost: Change,
}

/// Merges field by field: what they left alone is ours to change, what both made the same is done.
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

/// What of one field is still to be written, and what is lost.
fn field<T: PartialEq>(base: &T, theirs: &T, ours: Option<T>) -> (Option<T>, Option<T>) {
    match ours {
        Some(ours) if *theirs == ours => (None, None),
        Some(ours) if theirs == base => (Some(ours), None),
        Some(ours) => (None, Some(ours)),
        None => (None, None),
    }
}

/// What is next for an edit. `was_tried` says that Google may have been asked for it before, without our hearing of it.
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
        // It is ours, but somebody has made it into what is no event for us.
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
        // We have written it; what it has otherwise was Google's then, or has changed since.
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

/// Changes the guests of whatever version Google has: it is read first, and what was done before is not done again. One
/// that was declined is no event for us, and is there.
fn guests(what: &GuestEdit, seen: Seen<'_>) -> Step {
    match seen {
        Seen::AsAgreed | Seen::There { .. } => Step::Guests { what: what.clone() },
        Seen::Gone | Seen::Unknown => ended(Outcome::AlreadyGone),
    }
}

/// Brings an event back under its own id. One that somebody has brought back before is as they left it.
fn revive(edit: &Edit, was: &Event, seen: Seen<'_>) -> Step {
    match seen {
        Seen::AsAgreed => Step::Look,
        Seen::Gone => Step::Revive,
        // It was cut, and its first part is still there.
        Seen::There { .. } if was.is_whole_series() => Step::Uncut,
        Seen::There { event: Some(event), edit: by } if by == Some(&edit.id) || !event.looks_other_than(was) => {
            ended(Outcome::Agreed(Box::new(event.clone())))
        }
        Seen::There { event: Some(event), .. } => ended(Outcome::Conflict(Box::new(event.clone()))),
        Seen::There { event: None, .. } => ended(Outcome::AlreadyGone),
        Seen::Unknown => Step::InsertElsewhere,
    }
}

/// Makes an event like the one that Google does not give back.
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

/// Nothing is left to be written: the event stands as it is, and what of the edit was not carried out is lost.
fn stands(event: &Event, lost: Change) -> Step {
    let event = Box::new(event.clone());
    let outcome = if lost.is_empty() { Outcome::Agreed(event) } else { Outcome::Conflict(event) };
    Step::Ended { outcome, lost }
}

fn ended(outcome: Outcome) -> Step {
    Step::Ended { outcome, lost: Change::default() }
}
