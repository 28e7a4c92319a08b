//! Carrying out one edit at Google: ask, and where Google has something else than we believed, look and plan again.

use super::plan::{LaterPart, Seen, Step, step};
use crate::google::{Calendar, Error, Fetched};
use crate::model::{Change, Draft, Edit, EditKind, Etag, Event, EventId, OriginalStart, Outcome};
use crate::store::{self, Store};

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
    /// Google is unavailable, or not for now.
    #[error(transparent)]
    Google(#[from] Error),
    /// Storage is down.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// Another process has settled it meanwhile.
    #[error("the edit has ended elsewhere")]
    Elsewhere,
}

/// What Google said to one request.
enum Response {
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
enum AtGoogle {
    /// Nothing newer than what the edit was based on.
    AsAgreed,
    /// It was looked at.
    There(Box<Fetched>),
    /// It is deleted, in this version if Google said which.
    Gone(Option<Etag>),
    /// Google knows nothing by its id.
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
    known: AtGoogle,
}

impl Attempt {
    /// An edit to carry out. `was_tried` says that Google may have been asked for it before.
    pub(super) fn new(edit: Edit, was_tried: bool) -> Self {
        Self { edit, was_tried, looks_first: false, is_taken: false, known: AtGoogle::AsAgreed }
    }

    /// Carries the edit out, and may be called again when Google was unavailable.
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
                    let written = self.insert(calendar, &id, &draft).await;
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
                Step::Cut { at, rest } => {
                    let written = self.cut(calendar, at, rest.as_ref()).await;
                    if matches!(written, Err(Error::Exists)) {
                        self.move_on(store).await?;
                        continue;
                    }
                    (written, None, Change::default())
                }
                Step::Guests { what } => {
                    let written = calendar.change_guests(&self.edit.event, &what, &self.edit.id).await;
                    let base = written.as_ref().ok().and_then(|written| written.over.clone());
                    (written.map(|written| written.event), base, Change::default())
                }
                Step::Uncut => match calendar.uncut(&self.edit.event, &self.edit.id).await {
                    Ok(Some(event)) => (Ok(Some(event)), None, Change::default()),
                    // Somebody has changed its rule since: theirs stands.
                    Ok(None) => return Ok(end(self.as_shown(Outcome::Conflict), Change::default())),
                    Err(error) => (Err(error), None, Change::default()),
                },
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
                Response::Written { event, base, lost } => return Ok(self::written(event, base, lost)),
                Response::Refused(error) => return Ok(refused(&error)),
                Response::Otherwise => self.looks_first = true,
                Response::Gone => self.known = AtGoogle::Gone(None),
            }
        }
        Err(Error::Outdated.into())
    }

    /// Asks Google to make the event; where it may not have the Meet link that it was to have, without that.
    async fn insert(&self, calendar: &Calendar, id: &EventId, draft: &Draft) -> Result<Event, Error> {
        match calendar.insert(id, draft, &self.edit.id).await {
            Err(Error::Unexpected { status: 400 | 403, .. }) if draft.wants_meet => {
                tracing::info!(edit.id = %self.edit.id, "Google refused a Meet link: the event is made without one");
                let without = Draft { wants_meet: false, ..draft.clone() };
                calendar.insert(id, &without, &self.edit.id).await
            }
            written => written,
        }
    }

    /// Cuts a series in two: the later part is made first, so that a crash between the two leaves nothing out. What is made
    /// of it is taken away again when the series cannot be cut.
    async fn cut(
        &self,
        calendar: &Calendar,
        at: OriginalStart,
        rest: Option<&LaterPart>,
    ) -> Result<Option<Event>, Error> {
        let series = &self.edit.event;
        let Some(LaterPart { id, change }) = rest else { return calendar.cut(series, at, &self.edit.id).await };
        let made = match calendar.continue_series(series, at, id, change, &self.edit.id).await {
            Ok(made) => made,
            // It may have been made by the try before, and nothing be left of the series.
            Err(error @ (Error::Exists | Error::Gone)) if self.was_tried || matches!(error, Error::Exists) => {
                self.made_before(calendar, id).await?.ok_or(error)?
            }
            Err(error) => return Err(error),
        };
        match calendar.cut(series, at, &self.edit.id).await {
            Ok(_) => Ok(Some(made)),
            Err(Error::Gone) if self.was_tried => Ok(Some(made)),
            Err(error @ (Error::Gone | Error::Unexpected { status: 300.., .. })) => {
                calendar.delete(id, None).await?;
                Err(error)
            }
            Err(error) => Err(error),
        }
    }

    /// The event with this id, if this edit has made it.
    async fn made_before(&self, calendar: &Calendar, id: &EventId) -> Result<Option<Event>, Error> {
        match calendar.get(id).await {
            Ok(fetched) if fetched.edit.as_ref() == Some(&self.edit.id) && !fetched.is_cancelled => Ok(fetched.event),
            Ok(_) | Err(Error::Gone) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// What the person was shown, as an outcome.
    fn as_shown(&self, outcome: impl Fn(Box<Event>) -> Outcome) -> Outcome {
        self.edit.kind.shown().map_or(Outcome::AlreadyGone, |event| outcome(Box::new(event.clone())))
    }

    fn seen(&self) -> Seen<'_> {
        match &self.known {
            AtGoogle::AsAgreed => Seen::AsAgreed,
            AtGoogle::There(fetched) => Seen::There { event: fetched.event.as_ref(), edit: fetched.edit.as_ref() },
            AtGoogle::Gone(_) => Seen::Gone,
            AtGoogle::Unknown => Seen::Unknown,
        }
    }

    async fn look(&mut self, calendar: &Calendar) -> Result<(), Error> {
        self.known = match calendar.get(&self.edit.event).await {
            Ok(fetched) if fetched.is_cancelled => AtGoogle::Gone(fetched.etag),
            Ok(fetched) => AtGoogle::There(Box::new(fetched)),
            Err(Error::Gone) if self.is_taken => AtGoogle::Gone(None),
            Err(Error::Gone) => AtGoogle::Unknown,
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
    ) -> Result<Response, Error> {
        match written {
            Ok(event) => Ok(Response::Written { event: event.map(Box::new), base, lost }),
            // An insert under an id that is gone has to look whose it was.
            Err(Error::Gone) if !self.is_creation() => Ok(Response::Gone),
            // An answer that cannot be read may belong to a write that went well.
            Err(Error::Exists | Error::Outdated | Error::Gone | Error::Unexpected { status: 200..=299, .. }) => {
                Ok(Response::Otherwise)
            }
            Err(error @ Error::Unexpected { .. }) => Ok(Response::Refused(error)),
            Err(error @ (Error::Grant | Error::Auth { .. } | Error::Quota { .. } | Error::Away(_))) => {
                // Deleting again tells as much as looking.
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
            EditKind::Change { .. } | EditKind::Delete { .. } | EditKind::Cut { .. } | EditKind::Guests { .. } => false,
        }
    }

    /// The version of the deleted event that was looked at.
    fn deleted_version(&self) -> Option<&Etag> {
        match &self.known {
            AtGoogle::Gone(etag) => etag.as_ref(),
            AtGoogle::AsAgreed | AtGoogle::There(_) | AtGoogle::Unknown => None,
        }
    }

    fn is_deletion(&self) -> bool {
        matches!(self.edit.kind, EditKind::Delete { .. })
    }

    /// The same edit under the next id, durable before Google is asked for it.
    async fn move_on(&mut self, store: &Store) -> Result<(), Unsettled> {
        match &mut self.edit.kind {
            EditKind::Create { attempt, .. } | EditKind::Restore { attempt, .. } => {
                *attempt += 1;
                self.edit.event = EventId::derive(&self.edit.id, *attempt);
            }
            EditKind::Cut { rest: Some(rest), .. } => rest.attempt += 1,
            EditKind::Cut { rest: None, .. }
            | EditKind::Change { .. }
            | EditKind::Delete { .. }
            | EditKind::Guests { .. } => {}
        }
        (self.known, self.is_taken) = (AtGoogle::AsAgreed, false);
        if store.retry_edit(&self.edit).await? { Ok(()) } else { Err(Unsettled::Elsewhere) }
    }
}

/// Whether Google has answered that it does not do this, rather than that it cannot now, or that something has changed.
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
