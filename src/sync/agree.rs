//! The heart of a round: read what Google says, plan, write, and look whether the copy now agrees.

use chrono::{DateTime, Utc};

use crate::google::Error;
use crate::model::{AccountId, AccountState, Edit, Event, EventId, Notice, NoticeKind};
use crate::store::{Changes, Committed, Mark, RoundLease};

use super::order::Order;
use super::plan::{Plan, Round, Tell, Window, plan};
use super::pull::{self, Pulled};
use super::state::{self, Read};
use super::{Depth, Failure, Linked, Sync};

/// How often a round begins anew because an edit of ours ended meanwhile; the last time edits wait for it.
const MOST_TRIES: u32 = 3;

/// How reading and writing ended.
pub(super) enum Agreed {
    /// The copy is as Google said.
    Yes { plan: Plan, state: AccountState },
    /// The calendar came back empty: it is in question.
    InQuestion { state: AccountState, notice: Option<Notice> },
}

impl Sync {
    /// Reads and writes until nothing of ours came between.
    pub(super) async fn agree(
        &self,
        linked: &Linked,
        lease: &RoundLease,
        order: Order,
        now: DateTime<Utc>,
    ) -> Result<Agreed, Failure> {
        for tried in 1..=MOST_TRIES {
            // Whoever writes all the time does not keep a round from its end.
            let _writing = if tried == MOST_TRIES { Some(linked.writing.lock().await) } else { None };
            let mark = self.inner.store.mark(&lease.account).await?;
            if let Some(agreed) = self.agree_from(linked, lease, order, mark, now).await? {
                return Ok(agreed);
            }
        }
        Err(Failure::Busy)
    }

    /// Reads from a mark and writes; `None` when an edit of ours came between.
    async fn agree_from(
        &self,
        linked: &Linked,
        lease: &RoundLease,
        order: Order,
        mark: Mark,
        now: DateTime<Utc>,
    ) -> Result<Option<Agreed>, Failure> {
        let store = &self.inner.store;
        let account = &lease.account;
        let is_due = state::is_full_due(&mark.state, now);
        let mut told_before = Plan::default();
        if let Some(token) = &mark.token
            && order.depth != Depth::Recovery
            && mark.state.held.is_none()
        {
            // What was deleted one by one is known before all is read, so that an empty answer is told from a clearing.
            match pull::changes(&linked.calendar, token).await {
                Ok(pulled) => {
                    let whole = order.depth == Depth::Incremental && !is_due;
                    let state = if whole { state::good(&mark.state, Read::Changes, now) } else { mark.state.clone() };
                    let Some(plan) = self.write(lease, &mark, &pulled, &state, &[], Tell::News, now).await? else {
                        return Ok(None);
                    };
                    if whole {
                        return Ok(Some(Agreed::Yes { plan, state }));
                    }
                    told_before = plan;
                }
                Err(Error::Gone) => tracing::info!(account.id = %account, "the sync token is too old: all is read"),
                Err(error) => return Err(error.into()),
            }
        }
        let mark = store.mark(account).await?;
        let is_first = mark.token.is_none() && mark.state.last_full.is_none();
        let window = Window::at(now);
        let mut pulled = pull::all(&linked.calendar, window).await?;
        let known = self.known(account, window, now).await?;
        if known.is_questionable(&pulled, &mark.state) && !order.believes_empty(&mark.state) {
            pulled = pull::all(&linked.calendar, window).await?;
            if known.is_questionable(&pulled, &mark.state) {
                let (state, notice) = state::in_question(account, &mark.state, known.count(), now);
                return Ok(Some(Agreed::InQuestion { state, notice }));
            }
        }
        // Events made through us, and a memory that has never heard of an edit: it has been another one.
        let was_lost = is_first && !mark.has_seen_edits() && pulled.theirs.present.values().any(|event| event.is_ours);
        let mut notices = Vec::new();
        if order.is_rebuilding || was_lost {
            notices.push(state::notice(account, NoticeKind::Rebuilt, now));
        }
        // Somebody has said so: one sentence, and not one for each event.
        let is_emptied = known.is_questionable(&pulled, &mark.state);
        if is_emptied {
            let missing = known.missing_in(&pulled);
            notices.push(state::notice(account, NoticeKind::Emptied { known: missing }, now));
        }
        let tell = if is_first || order.is_rebuilding || is_emptied { Tell::Nothing } else { Tell::News };
        let state = state::good(&mark.state, Read::All, now);
        let Some(plan) = self.write(lease, &mark, &pulled, &state, &notices, tell, now).await? else {
            return Ok(None);
        };
        let state = self.check(lease, &mark, pulled, state, now).await?;
        Ok(Some(Agreed::Yes { plan: told_before.and(plan), state }))
    }

    /// Plans and writes; `None` when an edit of ours came between.
    #[expect(clippy::too_many_arguments, reason = "all that is written together")]
    async fn write(
        &self,
        lease: &RoundLease,
        mark: &Mark,
        pulled: &Pulled,
        state: &AccountState,
        notices: &[Notice],
        tell: Tell,
        now: DateTime<Utc>,
    ) -> Result<Option<Plan>, Failure> {
        let store = &self.inner.store;
        let agreed = self.agreed(&lease.account, pulled).await?;
        let ours: Vec<Edit> = store.edits(&lease.account).await?.into_iter().map(|waiting| waiting.edit).collect();
        let plan = plan(self.about(&lease.account, tell, now), &agreed, &pulled.theirs, &ours);
        let mut notices = notices.to_vec();
        notices.extend(state::recovered(&lease.account, &mark.state, state, now));
        let changes = Changes { rows: plan.rows.clone(), notices };
        let token = pulled.token.as_deref();
        match store.commit_round(lease, mark, &changes, token, state, now).await? {
            Committed::Done => {}
            Committed::Overtaken => return Ok(None),
            Committed::Lost => return Err(Failure::Busy),
        }
        if changes.rows.iter().any(|row| row.notice.is_some()) || !changes.notices.is_empty() {
            self.inner.reminders.wake();
        }
        self.replan(&lease.account, now).await?;
        Ok(Some(plan))
    }

    /// What of the copy Google's answer concerns.
    async fn agreed(&self, account: &AccountId, pulled: &Pulled) -> Result<Vec<Event>, Failure> {
        let store = &self.inner.store;
        // What is gone may be a series, of which only the occurrences are cached.
        if pulled.theirs.is_all || !pulled.theirs.gone.is_empty() {
            return Ok(store.all_events(account).await?);
        }
        let ids: Vec<_> = pulled.theirs.present.keys().cloned().collect();
        Ok(store.events(account, &ids).await?)
    }

    fn about<'a>(&self, account: &'a AccountId, tell: Tell, now: DateTime<Utc>) -> Round<'a> {
        let most = usize::try_from(self.inner.bounds.most_events).unwrap_or(usize::MAX);
        Round { account, window: Window::at(now), most, tell, now }
    }

    /// The events to come of which a full list would have to tell.
    async fn known(&self, account: &AccountId, window: Window, now: DateTime<Utc>) -> Result<Known, Failure> {
        let events = self.inner.store.events_between(account, now, window.to).await?;
        Ok(Known(events.into_iter().filter(|event| window.vouches_for(event)).map(|event| event.id).collect()))
    }

    /// Whether the copy now is what Google said; not known when an edit of ours came between.
    async fn check(
        &self,
        lease: &RoundLease,
        mark: &Mark,
        pulled: Pulled,
        state: AccountState,
        now: DateTime<Utc>,
    ) -> Result<AccountState, Failure> {
        let store = &self.inner.store;
        let agreed = store.all_events(&lease.account).await?;
        let again = plan(self.about(&lease.account, Tell::Nothing, now), &agreed, &pulled.theirs, &[]);
        if store.mark(&lease.account).await?.is_overtaken(mark) {
            return Ok(state);
        }
        let is_consistent = again.rows.is_empty();
        if is_consistent {
            tracing::debug!(account.id = %lease.account, events = agreed.len(), "the copy agrees with google");
        } else {
            tracing::warn!(
                account.id = %lease.account,
                events.cached = agreed.len(),
                events.google = pulled.theirs.present.len(),
                events.different = again.rows.len(),
                "the copy differs from google after a full round",
            );
        }
        Ok(AccountState { is_consistent: Some(is_consistent), is_full: again.left_out > 0, ..state })
    }

    /// Reads all a second time, as a recovery does, and logs whether the copy agrees. What somebody has changed in Google
    /// since it was read first is no difference: it is written before.
    pub(super) async fn verify(
        &self,
        linked: &Linked,
        lease: &RoundLease,
        plan: &Plan,
        state: AccountState,
        now: DateTime<Utc>,
    ) -> Result<AccountState, Failure> {
        let mark = self.inner.store.mark(&lease.account).await?;
        let pulled = pull::all(&linked.calendar, Window::at(now)).await?;
        let google = pulled.theirs.present.len();
        let state = match self.write(lease, &mark, &pulled, &state, &[], Tell::News, now).await? {
            Some(_) => self.check(lease, &mark, pulled, state, now).await?,
            None => state,
        };
        tracing::info!(
            account.id = %lease.account,
            events.google = google,
            events.added = plan.added,
            events.changed = plan.changed,
            events.removed = plan.removed,
            is_consistent = ?state.is_consistent,
            "recovery is done",
        );
        Ok(state)
    }
}

/// The events to come of which a full list would have to tell.
struct Known(Vec<EventId>);

impl Known {
    fn count(&self) -> u32 {
        count(self.0.len())
    }

    fn missing_in(&self, pulled: &Pulled) -> u32 {
        count(self.0.iter().filter(|id| !pulled.theirs.present.contains_key(*id)).count())
    }

    /// Whether a person has to say that the calendar is as this full list has it.
    fn is_questionable(&self, pulled: &Pulled, before: &AccountState) -> bool {
        let missing = self.missing_in(pulled);
        match before.held {
            None => pulled.theirs.present.is_empty() && missing > 0,
            Some(held) => state::is_still_in_question(held, self.count(), missing),
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Plan {
    /// This and what was found after it, as sums.
    fn and(self, later: Self) -> Self {
        Self {
            added: self.added + later.added,
            changed: self.changed + later.changed,
            removed: self.removed + later.removed,
            ..later
        }
    }
}
