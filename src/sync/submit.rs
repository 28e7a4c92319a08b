//! One way to write: an edit is durable, then carried out at once, or as soon as Google answers again.

use std::panic::AssertUnwindSafe;

use chrono::{DateTime, Duration, Utc};
use futures::FutureExt;

use crate::clock::pause;
use crate::google;
use crate::model::{
    AccountId, CachePut, Change, Edit, EditId, EditKind, Event, EventId, MadeBy, Notice, NoticeKind, Outcome, Trouble,
};
use crate::store::{Ending, Known, Waiting, Written};

use super::apply::{Attempt, Settled, Unsettled};
use super::patience::Asker;
use super::round::is_about_one_call;
use super::{Depth, Failure, Linked, Sync, pace};

/// After how long an edit that Google cannot take, for reasons of its own, no longer holds up those of other events.
const STUCK_AFTER: Duration = Duration::minutes(10);

/// What became of the edits that waited.
pub(super) struct Drained {
    /// How many ended.
    pub ended: u32,
    /// What is in the way of the others.
    pub in_the_way: Option<google::Error>,
}

impl Sync {
    /// Writes an edit down and carries it out at once, behind those that wait already.
    ///
    /// The same edit submitted again is carried out once and has the same outcome. [`Outcome::Queued`] means that it is
    /// kept: it will be carried out when Google is back, and a notice will tell.
    /// When storage is away the edit may be kept or not: it is to be submitted again, and is carried out once.
    pub async fn submit(&self, edit: Edit, now: DateTime<Utc>) -> Result<Outcome, Failure> {
        self.linked(&edit.account)?;
        let fresh = match self.inner.store.put_edit(&edit, now).await {
            Ok(Known::Done(outcome)) => return Ok(outcome),
            Ok(Known::New) => Some(edit.id.clone()),
            Ok(Known::Waiting) => None,
            Err(error) => return Err(error.into()),
        };
        match self.carry_out_kept(&edit, fresh, now).await {
            // It is in the store, which went away only afterwards: it will be carried out when both are back.
            Err(failure) if failure.is_storage_away() => {
                self.keep(edit, Trouble::Away);
                Ok(Outcome::Queued(Trouble::Away))
            }
            outcome => outcome,
        }
    }

    /// Carries out an edit that is durable, behind those that wait already, or says that it is kept.
    async fn carry_out_kept(&self, edit: &Edit, fresh: Option<EditId>, now: DateTime<Utc>) -> Result<Outcome, Failure> {
        let patience = self.inner.bounds.patience;
        let work = tokio::spawn({
            let (sync, account) = (self.clone(), edit.account.clone());
            let asker = Asker::new(patience, self.inner.clock.stopwatch());
            async move { sync.write_and_read_back(&account, fresh, asker, now).await }
        });
        let trouble = match tokio::time::timeout(patience.most, work).await {
            Ok(Ok(drained)) => drained?.in_the_way.map_or(Trouble::Away, |error| error.trouble()),
            Ok(Err(error)) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            Ok(Err(_)) | Err(_) => Trouble::Away,
        };
        if let Some(outcome) = self.inner.store.keep_edit(edit, trouble).await? {
            return Ok(outcome);
        }
        self.inner.woken.notify_one();
        Ok(Outcome::Queued(trouble))
    }

    /// Carries out what waits. Of a series, Google alone knows the occurrences, so they are read at once.
    async fn write_and_read_back(
        &self,
        account: &AccountId,
        fresh: Option<EditId>,
        asker: Asker,
        now: DateTime<Utc>,
    ) -> Result<Drained, Failure> {
        let before = self.inner.store.edits(account).await?;
        let drained = self.drain(account, fresh.as_ref(), Some(asker), now).await?;
        let is_series = |waiting: &Waiting| writes_series(&waiting.edit);
        if drained.in_the_way.is_none()
            && before.iter().any(is_series)
            && let Err(error) = self.round(account, Depth::Incremental, now).await
        {
            tracing::warn!(
                account.id = %account,
                error = &error as &dyn std::error::Error,
                "the occurrences of a series come with the next round",
            );
        }
        Ok(drained)
    }

    /// Carries out the edits that wait, in order, until one is in the way. `fresh` names one that was never tried;
    /// for an `asker` Google is asked again when it fails, as long as they wait.
    pub(super) async fn drain(
        &self,
        account: &AccountId,
        fresh: Option<&EditId>,
        mut asker: Option<Asker>,
        now: DateTime<Utc>,
    ) -> Result<Drained, Failure> {
        let linked = self.linked(account)?;
        let _writing = linked.writing.lock().await;
        let mut drained = Drained { ended: 0, in_the_way: linked.is_told_to_wait(self.inner.clock.now()) };
        if drained.in_the_way.is_some() {
            return Ok(drained);
        }
        let mut stuck: Vec<EventId> = Vec::new();
        for Waiting { edit, .. } in self.inner.store.edits(account).await? {
            // Of one event, or one series, no edit overtakes another.
            if stuck.contains(root(&edit)) {
                continue;
            }
            let is_stuck = now - edit.made > STUCK_AFTER;
            let attempt = Attempt::new(edit.clone(), fresh != Some(&edit.id));
            let cached = self.inner.store.event(account, &edit.event).await?;
            let tried = AssertUnwindSafe(self.try_for(asker.as_mut().filter(|_| !is_stuck), linked, attempt));
            match tried.catch_unwind().await.unwrap_or_else(|_panic| Ok(panicked(&edit))) {
                Ok(settled) => {
                    self.end(&edit, cached.as_ref(), settled, now).await?;
                    drained.ended += 1;
                }
                Err(Unsettled::Elsewhere) => {}
                Err(Unsettled::Store(error)) => return Err(error.into()),
                Err(Unsettled::Google(error)) => {
                    metrics::counter!("janji_edits_postponed_total", "class" => error.class()).increment(1);
                    tracing::warn!(
                        account.id = %account,
                        edit.id = %edit.id,
                        error = &error as &dyn std::error::Error,
                        "an edit is kept until google takes it",
                    );
                    let goes_on = is_stuck && is_about_one_call(&error);
                    drained.in_the_way = Some(error);
                    if !goes_on {
                        break;
                    }
                    stuck.push(root(&edit).clone());
                }
            }
        }
        Ok(drained)
    }

    /// Carries out one edit; for an `asker` again when Google fails for a moment, as long as they wait.
    async fn try_for(
        &self,
        mut asker: Option<&mut Asker>,
        linked: &Linked,
        mut attempt: Attempt,
    ) -> Result<Settled, Unsettled> {
        let mut calendar = linked.calendar.clone();
        if let Some(asker) = &asker {
            calendar = calendar.with_timeout(asker.first_answer());
        }
        loop {
            let error = match attempt.carry_out(&calendar, &self.inner.store).await {
                Err(Unsettled::Google(error)) => error,
                ended => return ended,
            };
            let wait = asker.as_mut().and_then(|asker| asker.wait_after(&error));
            let rest = wait.and_then(|wait| Duration::from_std(wait).ok());
            let rest = rest.unwrap_or_else(|| pace::backoff(1, None, rand::random()));
            linked.rest_after(&error, rest, self.inner.clock.now());
            let Some(wait) = wait else { return Err(error.into()) };
            tracing::debug!(
                error = &error as &dyn std::error::Error,
                wait_ms = wait.as_millis(),
                "google is asked again, as somebody waits"
            );
            pause(wait).await;
            calendar = linked.calendar.clone();
        }
    }

    /// Ends an edit: its outcome, the copy, the notice and the reminders.
    async fn end(
        &self,
        edit: &Edit,
        cached: Option<&Event>,
        settled: Settled,
        now: DateTime<Utc>,
    ) -> Result<(), Failure> {
        let notice = notice(edit, &settled.outcome, &settled.lost);
        let drop = self.gone(edit, &settled.outcome).await?;
        let put = settled.event.filter(|_| !writes_series(edit)).map(|event| Written {
            put: CachePut { event, replan: Some(MadeBy::Here) },
            cached: cached.map(|event| event.etag.clone()),
            base: settled.base,
        });
        metrics::counter!("janji_edits_total", "outcome" => word(&settled.outcome)).increment(1);
        let ending = Ending { outcome: settled.outcome, put, drop, notice };
        self.inner.store.finish_edit(edit, &ending, now).await?;
        self.inner.reminders.wake();
        if let Err(error) = self.replan(&edit.account, now).await {
            // The edit has ended, and says so; the copy still says that reminders are to be planned.
            tracing::warn!(
                account.id = %edit.account,
                error = &error as &dyn std::error::Error,
                "reminders are planned when storage is back",
            );
            self.inner.woken.notify_one();
        }
        Ok(())
    }

    /// The cached events that are gone with an edit: of a series, all of its occurrences.
    async fn gone(&self, edit: &Edit, outcome: &Outcome) -> Result<Vec<EventId>, Failure> {
        match outcome {
            Outcome::Deleted | Outcome::AlreadyGone => {}
            Outcome::Agreed(_) | Outcome::Queued(_) | Outcome::Conflict(_) | Outcome::Refused(_) => {
                return Ok(Vec::new());
            }
        }
        let mut gone = vec![edit.event.clone()];
        if writes_series(edit) {
            let cached = self.inner.store.all_events(&edit.account).await?;
            let of_series = cached.into_iter().filter(|event| event.series.as_ref() == Some(&edit.event));
            gone.extend(of_series.map(|event| event.id));
        }
        Ok(gone)
    }
}

/// The event that an edit is about, or its series.
fn root(edit: &Edit) -> &EventId {
    edit.kind.shown().and_then(|event| event.series.as_ref()).unwrap_or(&edit.event)
}

/// What becomes of an edit that panics: it is given up, so that it costs no other edit and does not come again and again.
fn panicked(edit: &Edit) -> Settled {
    metrics::counter!("janji_errors_total", "class" => "panic").increment(1);
    tracing::error!(account.id = %edit.account, edit.id = %edit.id, "an edit panicked and is given up");
    Settled { outcome: Outcome::Refused(Trouble::Invalid), event: None, base: None, lost: Change::default() }
}

/// Whether an edit is about a whole series rather than one event.
fn writes_series(edit: &Edit) -> bool {
    match &edit.kind {
        EditKind::Create { draft, .. } => draft.rule.is_some(),
        EditKind::Change { base, .. } => base.series.as_ref() == Some(&edit.event),
        EditKind::Delete { base, seen } => base.is_none() || seen.series.as_ref() == Some(&edit.event),
        EditKind::Restore { was, .. } => was.is_whole_series(),
    }
}

/// What the asker is told of the end, if they were told otherwise before; `lost` is what of the edit is not carried out.
pub(super) fn notice(edit: &Edit, outcome: &Outcome, lost: &Change) -> Option<Notice> {
    let origin = edit.origin;
    let kind = match outcome {
        Outcome::Agreed(event) => NoticeKind::Landed { event: event.clone(), is_deleted: false, origin },
        Outcome::Conflict(is) => NoticeKind::Overridden { is: is.clone(), ours: lost.clone(), origin },
        Outcome::Refused(trouble) => NoticeKind::Refused { title: title(edit), trouble: *trouble, origin },
        Outcome::Deleted | Outcome::AlreadyGone => match &edit.kind {
            EditKind::Delete { seen: event, .. } | EditKind::Change { base: event, .. } => {
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

fn title(edit: &Edit) -> String {
    match &edit.kind {
        EditKind::Create { draft, .. } => draft.title.clone(),
        EditKind::Change { base: event, .. }
        | EditKind::Delete { seen: event, .. }
        | EditKind::Restore { was: event, .. } => event.title.clone(),
    }
}

fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Agreed(_) => "agreed",
        Outcome::Deleted => "deleted",
        Outcome::AlreadyGone => "already_gone",
        Outcome::Queued(_) => "queued",
        Outcome::Conflict(_) => "conflict",
        Outcome::Refused(_) => "refused",
    }
}
