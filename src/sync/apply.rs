//! Carrying out one edit at Google: ask, and where Google has something else than we believed, look and plan again.

use crate::google::{Calendar, Error, Fetched};
use crate::model::{Change, Edit, EditKind, Etag, Event, EventId, Outcome, Trouble};
use crate::store::{self, Store};

use super::plan::{Seen, Step, step};

/// How often an edit is planned again because Google has changed, before it waits for the next round.
const MOST_LOOKS: u32 = 5;

/// An edit that Google has settled.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Settled {
    /// What became of it.
    pub outcome: Outcome,
    /// The event as Google now has it.
    pub event: Option<Event>,
    /// The version that Google wrote over.
    pub base: Option<Etag>,
    /// What of the edit was not carried out, as Google's stands.
    pub lost: Change,
}

/// Why an edit is not settled yet.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unsettled {
    /// Google cannot be had, or not now.
    #[error(transparent)]
    Google(#[from] Error),
    /// Storage cannot be had.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// Somebody else has settled it meanwhile.
    #[error("the edit has ended elsewhere")]
    Elsewhere,
}

/// What Google said to one question.
enum Answer {
    /// It is done.
    Written { event: Option<Box<Event>>, base: Option<Etag>, lost: Change },
    /// It is not as we believed.
    Otherwise,
    /// It will never be done.
    Refused(Trouble),
}

/// Carries out an edit. `was_tried` says that Google may have been asked for it before.
pub(super) async fn carry_out(
    calendar: &Calendar,
    store: &Store,
    mut edit: Edit,
    was_tried: bool,
) -> Result<Settled, Unsettled> {
    let mut fetched: Option<Look> = None;
    for _ in 0..MOST_LOOKS {
        let seen = fetched.as_ref().map_or(Seen::AsAgreed, Look::seen);
        let next = step(&edit, seen, was_tried);
        let answer = match next {
            Step::Ended { outcome, lost } => return Ok(end(outcome, lost)),
            Step::InsertElsewhere => {
                edit = elsewhere(edit);
                if !store.retry_edit(&edit).await? {
                    return Err(Unsettled::Elsewhere);
                }
                fetched = None;
                continue;
            }
            Step::Look => Answer::Otherwise,
            Step::Insert { id, draft } => {
                let written = calendar.insert(&id, &draft, &edit.id).await;
                answer(written.map(Some), None, Change::default())?
            }
            Step::Change { change, zone, etag, lost } => {
                let written = calendar.change(&edit.event, &change, zone, Some(&etag), &edit.id).await;
                answer(written.map(Some), Some(etag), lost)?
            }
            Step::Delete { etag } => {
                let written = calendar.delete(&edit.event, etag.as_ref()).await;
                answer(written.map(|()| None), etag, Change::default())?
            }
        };
        match answer {
            Answer::Written { event, base, lost } => return Ok(written(event, base, lost)),
            Answer::Refused(trouble) => return Ok(end(Outcome::Refused(trouble), Change::default())),
            Answer::Otherwise => fetched = Some(look(calendar, &edit.event).await?),
        }
    }
    Err(Error::Outdated.into())
}

/// An event as Google has it now; `None` when there is none.
struct Look(Option<Fetched>);

impl Look {
    fn seen(&self) -> Seen<'_> {
        match &self.0 {
            Some(fetched) if !fetched.is_cancelled => {
                Seen::There { event: fetched.event.as_ref(), edit: fetched.edit.as_ref() }
            }
            Some(_) | None => Seen::Gone,
        }
    }
}

async fn look(calendar: &Calendar, id: &EventId) -> Result<Look, Error> {
    match calendar.get(id).await {
        Ok(fetched) => Ok(Look(Some(fetched))),
        Err(Error::Gone) => Ok(Look(None)),
        Err(error) => Err(error),
    }
}

/// The same edit under the next id.
fn elsewhere(mut edit: Edit) -> Edit {
    if let EditKind::Create { attempt, .. } = &mut edit.kind {
        *attempt += 1;
        edit.event = EventId::derive(&edit.id, *attempt);
    }
    edit
}

/// What an answer of Google's means for an edit; those that say nothing about the edit itself are errors.
fn answer(written: Result<Option<Event>, Error>, base: Option<Etag>, lost: Change) -> Result<Answer, Error> {
    match written {
        Ok(event) => Ok(Answer::Written { event: event.map(Box::new), base, lost }),
        // An answer that nobody can read may belong to a write that went well.
        Err(Error::Exists | Error::Outdated | Error::Gone | Error::Unexpected { status: 200..=299, .. }) => {
            Ok(Answer::Otherwise)
        }
        Err(error @ Error::Unexpected { .. }) => Ok(Answer::Refused(error.trouble())),
        Err(error @ (Error::Grant | Error::Auth { .. } | Error::Quota { .. } | Error::Away(_))) => Err(error),
    }
}

fn written(event: Option<Box<Event>>, base: Option<Etag>, lost: Change) -> Settled {
    let outcome = match event {
        Some(event) if lost.is_empty() => Outcome::Agreed(event),
        Some(event) => Outcome::Conflict(event),
        None => Outcome::Deleted,
    };
    Settled { base, ..end(outcome, lost) }
}

fn end(outcome: Outcome, lost: Change) -> Settled {
    let event = match &outcome {
        Outcome::Agreed(event) | Outcome::Conflict(event) => Some((**event).clone()),
        Outcome::Deleted | Outcome::AlreadyGone | Outcome::Queued(_) | Outcome::Refused(_) => None,
    };
    Settled { outcome, event, base: None, lost }
}
