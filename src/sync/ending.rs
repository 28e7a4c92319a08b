//! What the end of an edit means: which events it removes, and what people are told. Pure.

use crate::model::{
    Change, Departure, Edit, EditKind, EventId, GuestEdit, Notice, NoticeKind, OriginalStart, Outcome, Rsvp, Trouble,
};

/// The event that an edit is about, or the root of its series.
pub(super) fn root(edit: &Edit) -> &EventId {
    edit.kind.shown().and_then(|event| event.series.as_ref()).unwrap_or(&edit.event)
}

/// Whether an edit is about a whole series rather than one event.
pub(super) fn writes_series(edit: &Edit) -> bool {
    match &edit.kind {
        EditKind::Create { draft, .. } => draft.rule.is_some(),
        EditKind::Change { base, .. } => base.series.as_ref() == Some(&edit.event),
        EditKind::Delete { base, seen } => base.is_none() || seen.series.as_ref() == Some(&edit.event),
        EditKind::Cut { .. } => true,
        EditKind::Guests { seen, .. } => seen.series.as_ref() == Some(&edit.event),
        EditKind::Restore { was, .. } => was.is_whole_series(),
    }
}

/// Whether an edit ends a series without a new one in its place.
fn ends_series(edit: &Edit) -> bool {
    matches!(edit.kind, EditKind::Cut { rest: None, .. })
}

/// What an edit removes from the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gone {
    /// Nothing.
    Nothing,
    /// The event, or the whole series.
    All,
    /// The occurrences of a series, from this one on.
    From(OriginalStart),
}

/// What the end of an edit removes from the copy, no matter who deleted it. If the later part of a series goes on as a
/// new series, nothing: the next round pairs old and new occurrences.
pub(super) fn gone(edit: &Edit, outcome: &Outcome) -> Gone {
    match (&edit.kind, outcome) {
        (EditKind::Cut { at, rest: None, .. }, Outcome::Agreed(_)) => Gone::From(*at),
        (_, Outcome::Deleted | Outcome::AlreadyGone) => Gone::All,
        (_, Outcome::Agreed(_) | Outcome::Queued(_) | Outcome::Conflict(_) | Outcome::Refused(_)) => Gone::Nothing,
    }
}

/// The notice for the person who asked, if they were told something else before. `lost` is the part of the edit that
/// was not carried out.
pub(super) fn notice(edit: &Edit, outcome: &Outcome, lost: &Change) -> Option<Notice> {
    let origin = edit.origin;
    let kind = match outcome {
        // The first part of a series stays; the occurrence that was named is gone.
        Outcome::Agreed(_) if ends_series(edit) => {
            let event = edit.kind.shown()?;
            NoticeKind::Landed { event: Box::new(event.clone()), is_deleted: true, origin }
        }
        Outcome::Agreed(event) => NoticeKind::Landed { event: event.clone(), is_deleted: false, origin },
        Outcome::Conflict(is) => NoticeKind::Overridden { is: is.clone(), ours: lost.clone(), origin },
        Outcome::Refused(trouble) => NoticeKind::Refused { title: title(edit), trouble: *trouble, origin },
        Outcome::Deleted | Outcome::AlreadyGone => match &edit.kind {
            EditKind::Guests { what: GuestEdit::Respond(Rsvp::Declined), seen } => {
                NoticeKind::gone((**seen).clone(), Departure::Declined)
            }
            EditKind::Delete { seen: event, .. }
            | EditKind::Change { base: event, .. }
            | EditKind::Guests { seen: event, .. }
            | EditKind::Cut { seen: event, .. } => {
                NoticeKind::Landed { event: event.clone(), is_deleted: true, origin }
            }
            EditKind::Create { .. } | EditKind::Restore { .. } => {
                NoticeKind::Refused { title: title(edit), trouble: Trouble::Invalid, origin }
            }
        },
        Outcome::Queued(_) => return None,
    };
    let id = format!("edit:{}", edit.id);
    Some(Notice { id, account: edit.account.clone(), chat: Some(origin.chat), kind })
}

/// The part of an edit that was not carried out, because Google's version won.
pub(super) fn lost(edit: &Edit, outcome: &Outcome) -> Change {
    match (&edit.kind, outcome) {
        (EditKind::Change { change, .. }, Outcome::Conflict(is)) => change.missing_in(is),
        (
            EditKind::Create { .. }
            | EditKind::Change { .. }
            | EditKind::Delete { .. }
            | EditKind::Cut { .. }
            | EditKind::Guests { .. }
            | EditKind::Restore { .. },
            _,
        ) => Change::default(),
    }
}

/// How an edit ended, as one word for metrics.
pub(super) fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Agreed(_) => "agreed",
        Outcome::Deleted => "deleted",
        Outcome::AlreadyGone => "already_gone",
        Outcome::Queued(_) => "queued",
        Outcome::Conflict(_) => "conflict",
        Outcome::Refused(_) => "refused",
    }
}

fn title(edit: &Edit) -> String {
    match &edit.kind {
        EditKind::Create { draft, .. } => draft.title.clone(),
        EditKind::Change { base: event, .. }
        | EditKind::Delete { seen: event, .. }
        | EditKind::Cut { seen: event, .. }
        | EditKind::Guests { seen: event, .. }
        | EditKind::Restore { was: event, .. } => event.title.clone(),
    }
}
