//! Edits on their way to Google: written down first, then carried out in order, each once.

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

/// After how long an edit that Google cannot take, for reasons of its own, no longer holds up those of other events.
const STUCK_AFTER: Duration = Duration::minutes(10);

/// The edits of all accounts. Clones are the same.
#[derive(Clone)]
pub(super) struct Edits {
    pub links: Arc<Links>,
    pub store: Store,
    pub replanner: Replanner,
    pub clock: Clock,
    /// Makes the loop look again at what is due.
    pub woken: Arc<Notify>,
}

/// What became of the edits that waited.
#[derive(Default)]
pub(super) struct Drained {
    /// How many ended.
    pub ended: u32,
    /// How the one ended that was asked about.
    pub outcome: Option<Outcome>,
    /// Whether a whole series was written, of which Google alone knows the occurrences.
    pub has_series: bool,
    /// What is in the way of the others.
    pub in_the_way: Option<google::Error>,
}

/// What is asked of the edits that wait.
#[derive(Default)]
pub(super) struct EditRequest {
    /// The edit whose outcome is asked for.
    pub about: Option<EditId>,
    /// Whether that one has never been tried before.
    pub is_new: bool,
    /// Until when a person waits; until then Google is asked again when it fails.
    pub deadline: Option<Deadline>,
}

impl Edits {
    /// Carries out the edits that wait, in order, until one is in the way.
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
            // Of one event, or one series, no edit overtakes another.
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

    /// Carries out one edit; with a deadline again when Google fails for a moment.
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

    /// Ends an edit: its outcome, the copy, the notice and the reminders.
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
            // The edit has ended, and says so; the copy still says that reminders are to be planned.
            tracing::warn!(
                account.id = %edit.account,
                error = &error as &dyn std::error::Error,
                "storage is down: reminders are planned when it is back",
            );
            self.woken.notify_one();
        }
        Ok(outcome)
    }

    /// The cached events that are gone with an edit.
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

/// What becomes of an edit that panics: it is given up, so that it costs no other edit and does not come again and again.
fn panicked(edit: &Edit) -> Settled {
    metrics::counter!("janji_errors_total", "class" => "panic").increment(1);
    tracing::error!(account.id = %edit.account, edit.id = %edit.id, "an edit panicked; giving it up");
    Settled { outcome: Outcome::Refused(Trouble::Invalid), event: None, base: None, lost: Change::default() }
}
