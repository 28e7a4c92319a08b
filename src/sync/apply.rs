//! Carrying out one edit at Google: ask, and where Google has something else than we believed, look and plan again.

use crate::google::{Calendar, Error, Fetched};
use crate::model::{Change, Edit, EditKind, Etag, Event, EventId, Outcome};
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
    /// It is not as we believed: look.
    Otherwise,
    /// It is gone.
    Gone,
    /// It will never be done.
    Refused(Error),
}

/// What we know of Google's side of an event.
enum Known {
    /// Nothing newer than what the edit was based on.
    AsAgreed,
    /// It was looked at.
    There(Box<Fetched>),
    /// It is deleted, in this version if Google said which.
    Gone(Option<Etag>),
    /// Nobody there knows its id.
    Unknown,
}

/// One edit on its way to Google, with what is learned on the way: a further try goes on where the last one ended.
pub(super) struct Attempt {
    edit: Edit,
    /// Whether Google may have been asked for it before.
    was_tried: bool,
    /// Whether Google is to be looked at before it is asked for anything.
    looks_first: bool,
    /// Whether Google has refused the id as taken.
    is_taken: bool,
    known: Known,
}

impl Attempt {
    /// An edit to carry out. `was_tried` says that Google may have been asked for it before.
    pub(super) fn new(edit: Edit, was_tried: bool) -> Self {
        Self { edit, was_tried, looks_first: false, is_taken: false, known: Known::AsAgreed }
    }

    /// Carries the edit out, and may be called again where Google could not be had.
    pub(super) async fn carry_out(&mut self, calendar: &Calendar, store: &Store) -> Result<Settled, Unsettled> {
        for _ in 0..MOST_LOOKS {
            if self.looks_first {
                match self.look(calendar).await {
                    // What may not even be looked at will never be done; an answer that cannot be read says nothing.
                    Err(error @ Error::Unexpected { status: 300.., .. }) => return Ok(refused(&error)),
                    looked => looked?,
                }
            }
            let (written, base, lost) = match step(&self.edit, self.seen(), self.was_tried) {
                Step::Ended { outcome, lost } => return Ok(end(outcome, lost)),
                Step::InsertElsewhere => {
                    self.move_on(store).await?;
                    continue;
                }
                Step::Look => {
                    self.looks_first = true;
                    continue;
                }
                Step::Insert { id, draft } => {
                    let written = calendar.insert(&id, &draft, &self.edit.id).await;
                    self.is_taken |= matches!(written, Err(Error::Exists));
                    (written.map(Some), None, Change::default())
                }
                Step::Change { change, zone, etag, lost } => {
                    let edit = &self.edit;
                    let written = calendar.change(&edit.event, &change, zone, Some(&etag), &edit.id).await;
                    (written.map(Some), Some(etag), lost)
                }
                Step::Delete { etag } => {
                    let written = calendar.delete(&self.edit.event, etag.as_ref()).await;
                    (written.map(|()| None), etag, Change::default())
                }
                Step::Revive => {
                    let written = calendar.revive(&self.edit.event, self.deleted_version(), &self.edit.id).await;
                    // Whether Google takes this at all is said nowhere; a copy under another id does as well.
                    if written.as_ref().is_err_and(is_refusal) {
                        self.move_on(store).await?;
                        continue;
                    }
                    (written.map(Some), None, Change::default())
                }
                Step::Copy { id, of, draft } => {
                    let written = calendar.insert_like(&of, &id, draft.as_ref(), &self.edit.id).await;
                    self.is_taken |= matches!(written, Err(Error::Exists));
                    (written.map(Some), None, Change::default())
                }
            };
            match self.hear(written, base, lost)? {
                Answer::Written { event, base, lost } => return Ok(self::written(event, base, lost)),
                Answer::Refused(error) => return Ok(refused(&error)),
                Answer::Otherwise => self.looks_first = true,
                Answer::Gone => self.known = Known::Gone(None),
            }
        }
        Err(Error::Outdated.into())
    }

    fn seen(&self) -> Seen<'_> {
        match &self.known {
            Known::AsAgreed => Seen::AsAgreed,
            Known::There(fetched) => Seen::There { event: fetched.event.as_ref(), edit: fetched.edit.as_ref() },
            Known::Gone(_) => Seen::Gone,
            Known::Unknown => Seen::Unknown,
        }
    }

    async fn look(&mut self, calendar: &Calendar) -> Result<(), Error> {
        self.known = match calendar.get(&self.edit.event).await {
            Ok(fetched) if fetched.is_cancelled => Known::Gone(fetched.etag),
            Ok(fetched) => Known::There(Box::new(fetched)),
            Err(Error::Gone) if self.is_taken => Known::Gone(None),
            Err(Error::Gone) => Known::Unknown,
            Err(error) => return Err(error),
        };
        self.looks_first = false;
        Ok(())
    }

    /// What an answer of Google's means for the edit; those that say nothing about the edit itself are errors.
    fn hear(
        &mut self,
        written: Result<Option<Event>, Error>,
        base: Option<Etag>,
        lost: Change,
    ) -> Result<Answer, Error> {
        match written {
            Ok(event) => Ok(Answer::Written { event: event.map(Box::new), base, lost }),
            // An insert under an id that is gone has to look whose it was.
            Err(Error::Gone) if !self.is_creation() => Ok(Answer::Gone),
            // An answer that nobody can read may belong to a write that went well.
            Err(Error::Exists | Error::Outdated | Error::Gone | Error::Unexpected { status: 200..=299, .. }) => {
                Ok(Answer::Otherwise)
            }
            Err(error @ Error::Unexpected { .. }) => Ok(Answer::Refused(error)),
            Err(error @ (Error::Grant | Error::Auth { .. } | Error::Quota { .. } | Error::Away(_))) => {
                // Who deletes again learns as much as who looks.
                self.looks_first = error.is_probably_done() && !self.is_deletion();
                self.was_tried = true;
                Err(error)
            }
        }
    }

    /// Whether the id that is written to is ours to choose.
    fn is_creation(&self) -> bool {
        match self.edit.kind {
            EditKind::Create { .. } => true,
            EditKind::Restore { attempt, .. } => attempt > 0,
            EditKind::Change { .. } | EditKind::Delete { .. } => false,
        }
    }

    /// The version of the deleted event that was looked at.
    fn deleted_version(&self) -> Option<&Etag> {
        match &self.known {
            Known::Gone(etag) => etag.as_ref(),
            Known::AsAgreed | Known::There(_) | Known::Unknown => None,
        }
    }

    fn is_deletion(&self) -> bool {
        matches!(self.edit.kind, EditKind::Delete { .. })
    }

    /// The same edit under the next id, durable before Google is asked for it.
    async fn move_on(&mut self, store: &Store) -> Result<(), Unsettled> {
        if let EditKind::Create { attempt, .. } | EditKind::Restore { attempt, .. } = &mut self.edit.kind {
            *attempt += 1;
            self.edit.event = EventId::derive(&self.edit.id, *attempt);
        }
        (self.known, self.is_taken) = (Known::AsAgreed, false);
        if store.retry_edit(&self.edit).await? { Ok(()) } else { Err(Unsettled::Elsewhere) }
    }
}

/// Whether Google has answered that it does not do this, rather than that it cannot now or that all is otherwise.
fn is_refusal(error: &Error) -> bool {
    match error {
        Error::Exists | Error::Gone | Error::Unexpected { status: 300.., .. } => true,
        Error::Outdated
        | Error::Unexpected { .. }
        | Error::Grant
        | Error::Auth { .. }
        | Error::Quota { .. }
        | Error::Away(_) => false,
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

fn refused(error: &Error) -> Settled {
    end(Outcome::Refused(error.trouble()), Change::default())
}

fn end(outcome: Outcome, lost: Change) -> Settled {
    let event = match &outcome {
        Outcome::Agreed(event) | Outcome::Conflict(event) => Some((**event).clone()),
        Outcome::Deleted | Outcome::AlreadyGone | Outcome::Queued(_) | Outcome::Refused(_) => None,
    };
    Settled { outcome, event, base: None, lost }
}
