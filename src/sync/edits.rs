//! Edits on their way to Google: saved first, then carried out in order, each once.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use futures::FutureExt;
use tokio::sync::Notify;

use super::apply::{Attempt, Settled, Unsettled};
use super::deadline::Deadline;
use super::ending::{Gone, gone, notice, root, word, writes_series};
use super::failure::{Failure, is_about_one_call};
use super::linked::{Linked, Links};
use super::pace;
use super::replan::Replanner;
use crate::clock::{Clock, pause};
use crate::google;
use crate::model::{AccountId, CachePut, Change, Edit, EditId, Event, EventId, MadeBy, Outcome, Trouble};
use crate::store::{Ending, Store, WaitingEdit, Written};

/// How old an edit that Google doesn't accept must be before it no longer holds up edits to other events.
const STUCK_AFTER: Duration = Duration::minutes(10);

/// The edits of all accounts. Clones share the same state.
#[derive(Clone)]
pub(super) struct Edits {
    pub links: Arc<Links>,
    pub store: Store,
    pub replanner: Replanner,
    pub clock: Clock,
    /// Wakes the loop to check again what is due.
    pub woken: Arc<Notify>,
}

/// The results of carrying out the waiting edits.
#[derive(Default)]
pub(super) struct Drained {
    /// How many edits ended.
    pub ended: u32,
    /// The outcome of the edit that was asked about.
    pub outcome: Option<Outcome>,
    /// Whether a whole series was written: only Google knows its occurrences.
    pub has_series: bool,
    /// The error that holds up the remaining edits.
    pub in_the_way: Option<google::Error>,
}

/// What a call to [`Edits::drain`] asks for.
#[derive(Default)]
pub(super) struct EditRequest {
    /// The edit whose outcome the caller needs.
    pub about: Option<EditId>,
    /// Whether that edit has never been tried before.
    pub is_new: bool,
    /// The deadline of a person who waits; until then, failed calls to Google are retried.
    pub deadline: Option<Deadline>,
}

impl Edits {
    /// Carries out the waiting edits in order, until one holds up the others.
    pub(super) async fn drain(
        &self,
        account: &AccountId,
        mut wish: EditRequest,
        now: DateTime<Utc>,
    ) -> Result<Drained, Failure> {
        let linked = self.links.of(account).await?;
        let _writing = linked.writing.lock().await;
        let mut drained = Drained { in_the_way: linked.is_told_to_wait(self.clock.now()), ..Drained::default() };
        if drained.in_the_way.is_some() {
            return Ok(drained);
        }
        let mut stuck: Vec<EventId> = Vec::new();
        for WaitingEdit { edit, .. } in self.store.edits(account).await? {
            // Edits to the same event or series never overtake each other.
            if stuck.contains(root(&edit)) {
                continue;
            }
            let is_stuck = now - edit.made > STUCK_AFTER;
            let is_asked_for = wish.about.as_ref() == Some(&edit.id);
            let attempt = Attempt::new(edit.clone(), !(is_asked_for && wish.is_new));
            let cached = self.store.event(account, &edit.event).await?;
            let deadline = wish.deadline.as_mut().filter(|_| !is_stuck);
            let tried = AssertUnwindSafe(self.try_until(deadline, &linked, attempt)).catch_unwind().await;
            match tried.unwrap_or_else(|_panic| Ok(panicked(&edit))) {
                Ok(settled) => {
                    let outcome = self.end(&edit, cached.as_ref(), settled, now).await?;
                    drained.ended += 1;
                    drained.has_series |= writes_series(&edit);
                    if is_asked_for {
                        drained.outcome = Some(outcome);
                    }
                }
                Err(Unsettled::Elsewhere) => {}
                Err(Unsettled::Store(error)) => return Err(error.into()),
                Err(Unsettled::Google(error)) => {
                    metrics::counter!("janji_edits_postponed_total", "class" => error.class()).increment(1);
                    tracing::warn!(
                        account.id = %account,
                        edit.id = %edit.id,
                        error = &error as &dyn std::error::Error,
                        "an edit waits until Google takes it",
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

    /// Carries out one edit; with a deadline, it retries after short failures.
    async fn try_until(
        &self,
        mut deadline: Option<&mut Deadline>,
        linked: &Linked,
        mut attempt: Attempt,
    ) -> Result<Settled, Unsettled> {
        let mut calendar = linked.calendar.clone();
        if let Some(deadline) = &deadline {
            calendar = calendar.with_timeout(deadline.first_answer());
        }
        loop {
            let error = match attempt.carry_out(&calendar, &self.store).await {
                Err(Unsettled::Google(error)) => error,
                ended => return ended,
            };
            let wait = deadline.as_mut().and_then(|deadline| deadline.wait_after(&error));
            let rest = wait.and_then(|wait| Duration::from_std(wait).ok());
            let rest = rest.unwrap_or_else(|| pace::backoff(1, None, rand::random()));
            linked.rest_after(&error, rest, self.clock.now());
            let Some(wait) = wait else { return Err(error.into()) };
            tracing::debug!(
                error = &error as &dyn std::error::Error,
                wait_ms = wait.as_millis(),
                "Google is asked again while a person waits"
            );
            pause(wait).await;
            calendar = linked.calendar.clone();
        }
    }

    /// Ends an edit: saves its outcome, updates the copy, and sees to the notice and the reminders.
    async fn end(
        &self,
        edit: &Edit,
        cached: Option<&Event>,
        settled: Settled,
        now: DateTime<Utc>,
    ) -> Result<Outcome, Failure> {
        let notice = notice(edit, &settled.outcome, &settled.lost);
        let drop = self.gone_with(edit, &settled.outcome).await?;
        let put = settled.event.filter(|_| !writes_series(edit)).map(|event| Written {
            put: CachePut { event, replan: Some(MadeBy::Here), replaces: None },
            cached: cached.map(|event| event.etag.clone()),
            base: settled.base,
        });
        metrics::counter!("janji_edits_total", "outcome" => word(&settled.outcome)).increment(1);
        let ending = Ending { outcome: settled.outcome, put, drop, notice };
        let outcome = self.store.finish_edit(edit, &ending, now).await?;
        self.replanner.look_for_notices(&edit.account);
        if let Err(error) = self.replanner.replan(&edit.account, now).await {
            // The edit has ended and is recorded as such. The copy still says which reminders need planning.
            tracing::warn!(
                account.id = %edit.account,
                error = &error as &dyn std::error::Error,
                "storage is down: reminders are planned when it is back",
            );
            self.woken.notify_one();
        }
        Ok(outcome)
    }

    /// The cached events that an edit has removed.
    async fn gone_with(&self, edit: &Edit, outcome: &Outcome) -> Result<Vec<EventId>, Failure> {
        let (mut gone, from) = match gone(edit, outcome) {
            Gone::Nothing => return Ok(Vec::new()),
            Gone::All => (vec![edit.event.clone()], None),
            Gone::From(at) => (Vec::new(), Some(at)),
        };
        if writes_series(edit) {
            let cached = self.store.all_events(&edit.account).await?;
            let is_gone = |event: &Event| {
                event.series.as_ref() == Some(&edit.event) && from.is_none_or(|from| from <= event.place_in_series())
            };
            gone.extend(cached.into_iter().filter(is_gone).map(|event| event.id));
        }
        Ok(gone)
    }
}

/// An edit that panics is refused, so that it holds up no other edit and does not come back.
fn panicked(edit: &Edit) -> Settled {
    metrics::counter!("janji_errors_total", "class" => "panic").increment(1);
    tracing::error!(account.id = %edit.account, edit.id = %edit.id, "an edit panicked; giving it up");
    Settled { outcome: Outcome::Refused(Trouble::Invalid), event: None, base: None, lost: Change::default() }
}
