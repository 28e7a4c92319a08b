//! Carries out one edit at Google. If Google has a different version than we thought, it reads that version and plans
//! again.

use super::plan::{LaterPart, Seen, Step, step};
use crate::google::{Calendar, Error, Fetched};
use crate::model::{Change, Draft, Edit, EditKind, Etag, Event, EventId, OriginalStart, Outcome};
use crate::store::{self, Store};

/// How often an edit is planned again because the event changed at Google, before it waits for the next round.
const MOST_LOOKS: u32 = 5;

/// An edit that Google has settled.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Settled {
    /// The outcome.
    pub outcome: Outcome,
    /// The event as Google now has it.
    pub event: Option<Event>,
    /// The version that Google wrote over.
    pub base: Option<Etag>,
    /// The part of the edit that was not carried out, because Google's version won.
    pub lost: Change,
}

/// Why an edit is not settled yet.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unsettled {
    /// Google is unavailable, or asks us to wait.
    #[error(transparent)]
    Google(#[from] Error),
    /// Storage is down.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// Another process has settled it in the meantime.
    #[error("the edit has ended elsewhere")]
    Elsewhere,
}

/// What Google's answer to one request means.
enum Response {
    /// Google did it.
    Written { event: Option<Box<Event>>, base: Option<Etag>, lost: Change },
    /// Google has a different version: read it.
    Otherwise,
    /// It is gone.
    Gone,
    /// Google will never do it.
    Refused(Error),
}

/// What we know about Google's version of an event.
enum AtGoogle {
    /// Nothing newer than the version that the edit was based on.
    AsAgreed,
    /// It was read.
    There(Box<Fetched>),
    /// It is deleted; the etag of the deleted version, if Google sent one.
    Gone(Option<Etag>),
    /// Google does not know its id.
    Unknown,
}

/// One edit on its way to Google, with what we learn on the way: a retry continues where the last try ended.
pub(super) struct Attempt {
    edit: Edit,
    /// Whether it may have been sent to Google before.
    was_tried: bool,
    /// Whether to read the event from Google before sending anything.
    looks_first: bool,
    /// Whether Google has refused the id as taken.
    is_taken: bool,
    known: AtGoogle,
}

impl Attempt {
    /// An edit to carry out. `was_tried` says that it may have been sent to Google before.
    pub(super) fn new(edit: Edit, was_tried: bool) -> Self {
        Self { edit, was_tried, looks_first: false, is_taken: false, known: AtGoogle::AsAgreed }
    }

    /// Carries out the edit. May be called again if Google was unavailable.
    pub(super) async fn carry_out(&mut self, calendar: &Calendar, store: &Store) -> Result<Settled, Unsettled> {
        for _ in 0..MOST_LOOKS {
            if self.looks_first {
                match self.look(calendar).await {
                    // If Google refuses even to show the event, the edit can never be made. An unreadable answer proves
                    // nothing.
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
                    // Someone has changed its rule since; that version wins.
                    Ok(None) => return Ok(end(self.as_shown(Outcome::Conflict), Change::default())),
                    Err(error) => (Err(error), None, Change::default()),
                },
                Step::Revive => {
                    let written = calendar.revive(&self.edit.event, self.deleted_version(), &self.edit.id).await;
                    // Google doesn't document whether it allows this. A copy under another id does the job too.
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

    /// Asks Google to create the event; if it refuses the Meet link that was asked for, without one.
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

    /// Cuts a series in two. The later part is created first, so that a crash in between loses no occurrence. If the
    /// series then cannot be cut, the later part is deleted again.
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
            // The try before may have created it and left nothing of the series.
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

    /// The event with this id, if this edit created it.
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

    /// What Google's answer means for the edit; answers that say nothing about the edit itself are errors.
    fn hear(
        &mut self,
        written: Result<Option<Event>, Error>,
        base: Option<Etag>,
        lost: Change,
    ) -> Result<Response, Error> {
        match written {
            Ok(event) => Ok(Response::Written { event: event.map(Box::new), base, lost }),
            // An insert under a deleted id must check whose event that was.
            Err(Error::Gone) if !self.is_creation() => Ok(Response::Gone),
            // An unreadable answer may belong to a write that succeeded.
            Err(Error::Exists | Error::Outdated | Error::Gone | Error::Unexpected { status: 200..=299, .. }) => {
                Ok(Response::Otherwise)
            }
            Err(error @ Error::Unexpected { .. }) => Ok(Response::Refused(error)),
            Err(error @ (Error::Grant | Error::Auth { .. } | Error::Quota { .. } | Error::Away(_))) => {
                // Deleting again tells us as much as reading would.
                self.looks_first = error.is_probably_done() && !self.is_deletion();
                self.was_tried = true;
                Err(error)
            }
        }
    }

    /// Whether we choose the id that is written to.
    fn is_creation(&self) -> bool {
        match self.edit.kind {
            EditKind::Create { .. } => true,
            EditKind::Restore { attempt, .. } => attempt > 0,
            EditKind::Change { .. } | EditKind::Delete { .. } | EditKind::Cut { .. } | EditKind::Guests { .. } => false,
        }
    }

    /// The etag of the deleted event that was read.
    fn deleted_version(&self) -> Option<&Etag> {
        match &self.known {
            AtGoogle::Gone(etag) => etag.as_ref(),
            AtGoogle::AsAgreed | AtGoogle::There(_) | AtGoogle::Unknown => None,
        }
    }

    fn is_deletion(&self) -> bool {
        matches!(self.edit.kind, EditKind::Delete { .. })
    }

    /// Moves the edit on to the next id, and saves it before Google is asked for it.
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

/// Whether Google's answer means that it never does this, rather than not now, or not after a change in between.
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
