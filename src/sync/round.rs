//! One round: carry out what waits, read what Google says, write what it means for the copy.

use std::sync::atomic::Ordering;
use std::time::Duration as Span;

use chrono::{DateTime, Duration, Utc};

use crate::clock::pause;
use crate::google::{self, Error};
use crate::model::{AccountId, AccountState, Edit, Event, Notice, NoticeKind};
use crate::speech::RoundSummary;
use crate::store::{Changes, Committed, Mark, RoundLease};

use super::pace::{self, TOLD_AGAIN};
use super::plan::{Plan, Round, Tell, Window, plan};
use super::pull::{self, Pulled};
use super::{Depth, Failure, Linked, Sync};

/// How long a process may be silent before another takes its round over.
const LEASE: Span = Span::from_secs(60);

/// How long a round waits for another process' round, and in what steps.
const WAIT: (u32, Span) = (50, Span::from_millis(200));

/// How often a round begins anew because an edit of ours ended meanwhile; the last time edits wait for it.
const MOST_TRIES: u32 = 3;

/// After how long all is read again.
const FULL_EVERY: Duration = Duration::days(1);

/// What a round is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Order {
    depth: Depth,
    belief: Belief,
    /// Whether storage was found empty or old.
    is_rebuilding: bool,
}

/// Whether a calendar that comes back empty is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Belief {
    Never,
    IfAsked,
    Always,
}

impl Order {
    pub(super) fn of_the_loop(depth: Depth) -> Self {
        let belief = match depth {
            Depth::Incremental | Depth::Full => Belief::Never,
            Depth::Recovery => Belief::Always,
        };
        Self { depth, belief, is_rebuilding: false }
    }

    pub(super) fn by_hand() -> Self {
        Self { depth: Depth::Incremental, belief: Belief::IfAsked, is_rebuilding: false }
    }

    pub(super) fn rebuilding() -> Self {
        Self { depth: Depth::Recovery, belief: Belief::Always, is_rebuilding: true }
    }
}

/// How reading and writing ended.
enum Agreed {
    /// The copy is as Google said.
    Yes { plan: Plan, state: AccountState },
    /// The calendar came back empty: it is in question.
    InQuestion { state: AccountState, notice: Option<Notice> },
}

impl Sync {
    /// A round, as soon as nobody else runs one for this account.
    pub(super) async fn round_as(
        &self,
        account: &AccountId,
        order: Order,
        now: DateTime<Utc>,
    ) -> Result<RoundSummary, Failure> {
        let linked = self.linked(account)?;
        let _round = linked.round.lock().await;
        let outcome = match self.take(account).await {
            Ok(lease) => {
                let outcome = self.round_under(linked, &lease, order, now).await;
                if let Err(error) = self.inner.store.release_round(&lease).await {
                    tracing::debug!(error = &error as &dyn std::error::Error, "the lease runs out by itself");
                }
                outcome
            }
            Err(failure) => Err(failure),
        };
        let word = outcome.as_ref().map_or_else(Failure::class, |_| "ok");
        metrics::counter!("janji_sync_rounds_total", "outcome" => word).increment(1);
        outcome
    }

    async fn take(&self, account: &AccountId) -> Result<RoundLease, Failure> {
        let (times, step) = WAIT;
        for _ in 0..times {
            if let Some(lease) = self.inner.store.take_round(account, LEASE).await? {
                return Ok(lease);
            }
            pause(step).await;
        }
        Err(Failure::Busy)
    }

    async fn round_under(
        &self,
        linked: &Linked,
        lease: &RoundLease,
        order: Order,
        now: DateTime<Utc>,
    ) -> Result<RoundSummary, Failure> {
        let account = &lease.account;
        self.replan(account, now).await?;
        let drained = self.drain(account, None, now).await?;
        if let Some(error) = drained.in_the_way.filter(|error| !is_about_one_call(error)) {
            return self.fail(lease, error, now).await;
        }
        match self.agree(linked, lease, order, now).await {
            Ok(Agreed::Yes { plan, state }) => {
                self.conclude(linked, lease, order, &plan, state, now).await?;
                let waiting = self.inner.store.count_edits(account).await?;
                Ok(RoundSummary {
                    added: plan.added,
                    changed: plan.changed,
                    removed: plan.removed,
                    carried_out: drained.ended,
                    waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
                })
            }
            Ok(Agreed::InQuestion { state, notice }) => {
                tracing::warn!(account.id = %account, "the calendar came back empty twice and is in question");
                self.put_state(lease, &state, notice.as_slice()).await?;
                Ok(RoundSummary { carried_out: drained.ended, ..RoundSummary::default() })
            }
            Err(Failure::Google(error)) => self.fail(lease, error, now).await,
            Err(failure) => Err(failure),
        }
    }

    /// Reads and writes until nothing of ours came between.
    async fn agree(
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
        let is_due = mark.state.last_full.is_none_or(|at| now - at >= FULL_EVERY) || mark.state.held.is_some();
        let mut told_before = Plan::default();
        if let Some(token) = &mark.token
            && order.depth != Depth::Recovery
            && mark.state.held.is_none()
        {
            // What was deleted one by one is known before all is read, so that an empty answer is told from a clearing.
            match pull::changes(&linked.calendar, token).await {
                Ok(pulled) => {
                    let whole = order.depth == Depth::Incremental && !is_due;
                    let state = if whole { good(&mark.state, now, false) } else { mark.state.clone() };
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
        if pulled.theirs.present.is_empty() && known > 0 && !believes(order, &mark.state) {
            pulled = pull::all(&linked.calendar, window).await?;
            if pulled.theirs.present.is_empty() {
                return Ok(Some(in_question(account, mark.state, known, now)));
            }
        }
        // Events made through us, and a memory that has never heard of an edit: it has been another one.
        let was_lost = is_first && !mark.has_seen_edits() && pulled.theirs.present.values().any(|event| event.is_ours);
        let mut notices = Vec::new();
        if order.is_rebuilding || was_lost {
            notices.push(notice(account, NoticeKind::Rebuilt, now));
        }
        let tell = if is_first || order.is_rebuilding { Tell::Nothing } else { Tell::News };
        let state = AccountState { held: None, ..good(&mark.state, now, true) };
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
        notices.extend(recovered(&lease.account, &mark.state, state, now));
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

    /// How many events are to come of which a full list would have to tell.
    async fn known(&self, account: &AccountId, window: Window, now: DateTime<Utc>) -> Result<u32, Failure> {
        let events = self.inner.store.events_between(account, now, window.to).await?;
        let known = events.iter().filter(|event| window.vouches_for(event)).count();
        Ok(u32::try_from(known).unwrap_or(u32::MAX))
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

    /// What follows a round that went well: the bound, the second look of a recovery, the state.
    async fn conclude(
        &self,
        linked: &Linked,
        lease: &RoundLease,
        order: Order,
        plan: &Plan,
        state: AccountState,
        now: DateTime<Utc>,
    ) -> Result<(), Failure> {
        let store = &self.inner.store;
        let account = &lease.account;
        let before = store.account_state(account).await?;
        let trimmed = store.trim_events(lease, self.inner.bounds.most_events).await?.ok_or(Failure::Busy)?;
        if trimmed > 0 {
            self.replan(account, now).await?;
        }
        let mut state = AccountState { is_full: state.is_full || trimmed > 0, ..state };
        let mut notices = Vec::new();
        if state.is_full && !before.is_full {
            notices.push(notice(account, NoticeKind::Full { most: self.inner.bounds.most_events }, now));
        }
        if order.depth == Depth::Recovery {
            state = self.verify(linked, lease, plan, state, now).await?;
        }
        let signs = self.signs(account, now).await?;
        state.next = pace::next(&state, signs);
        self.put_state(lease, &state, &notices).await?;
        store.raise_epoch().await.map(|epoch| self.saw_epoch(epoch))?;
        linked.is_lost.store(false, Ordering::Relaxed);
        Ok(())
    }

    /// Reads all a second time, as a recovery does, and logs whether the copy agrees.
    async fn verify(
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
        let state = self.check(lease, &mark, pulled, state, now).await?;
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

    /// Notes a failure of Google's, tells people of it if a person has to mend it, and passes it on.
    async fn fail(
        &self,
        lease: &RoundLease,
        error: google::Error,
        now: DateTime<Utc>,
    ) -> Result<RoundSummary, Failure> {
        let before = self.inner.store.account_state(&lease.account).await?;
        let trouble = error.trouble();
        let failures = before.failures.saturating_add(1);
        let wait =
            pace::backoff(failures, error.retry_after().and_then(|wait| Duration::from_std(wait).ok()), rand::random());
        let mut state = AccountState {
            failures,
            trouble: Some(trouble),
            last_try: Some(now),
            next: now.checked_add_signed(wait),
            ..before
        };
        let is_news = state.told.is_none_or(|told| now - told >= TOLD_AGAIN);
        let mut notices = Vec::new();
        if pace::is_persons(trouble) && is_news {
            state.told = Some(now);
            notices.push(notice(&lease.account, NoticeKind::Trouble(trouble), now));
        }
        self.put_state(lease, &state, &notices).await?;
        Err(error.into())
    }

    async fn put_state(&self, lease: &RoundLease, state: &AccountState, notices: &[Notice]) -> Result<(), Failure> {
        if !self.inner.store.put_state(lease, state, notices).await? {
            return Err(Failure::Busy);
        }
        if !notices.is_empty() {
            self.inner.reminders.wake();
        }
        Ok(())
    }
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

/// Whether a failure may concern the one call only, so that others are worth a try.
fn is_about_one_call(error: &Error) -> bool {
    match error {
        Error::Away(google::Absence::Status { .. } | google::Absence::Cut | google::Absence::Unreadable)
        | Error::Outdated => true,
        Error::Away(google::Absence::TimedOut | google::Absence::Unreachable(_) | google::Absence::NoToken { .. })
        | Error::Grant
        | Error::Auth { .. }
        | Error::Quota { .. }
        | Error::Gone
        | Error::Exists
        | Error::Unexpected { .. } => false,
    }
}

fn believes(order: Order, state: &AccountState) -> bool {
    match order.belief {
        Belief::Never => false,
        Belief::IfAsked => state.held.is_some(),
        Belief::Always => true,
    }
}

/// The state after a round that went well.
fn good(before: &AccountState, now: DateTime<Utc>, is_full: bool) -> AccountState {
    AccountState {
        last_good: Some(now),
        last_try: Some(now),
        last_full: if is_full { Some(now) } else { before.last_full },
        failures: 0,
        trouble: None,
        told: None,
        ..before.clone()
    }
}

/// What is told when a trouble that people were told of is over.
fn recovered(account: &AccountId, before: &AccountState, after: &AccountState, now: DateTime<Utc>) -> Option<Notice> {
    (before.told.is_some() && after.told.is_none()).then(|| notice(account, NoticeKind::Recovered, now))
}

/// A calendar that came back empty twice: its reminders are held, and people are asked once.
fn in_question(account: &AccountId, before: AccountState, known: u32, now: DateTime<Utc>) -> Agreed {
    let notice = before.held.is_none().then(|| notice(account, NoticeKind::Empty { known }, now));
    let state = AccountState { held: Some(before.held.unwrap_or(known)), last_try: Some(now), failures: 0, ..before };
    Agreed::InQuestion { state, notice }
}

fn notice(account: &AccountId, kind: NoticeKind, now: DateTime<Utc>) -> Notice {
    let word = match &kind {
        NoticeKind::Trouble(_) => "trouble",
        NoticeKind::Recovered => "recovered",
        NoticeKind::Empty { .. } => "empty",
        NoticeKind::Rebuilt => "rebuilt",
        NoticeKind::Full { .. } => "full",
        NoticeKind::Changed { .. }
        | NoticeKind::Cancelled { .. }
        | NoticeKind::New { .. }
        | NoticeKind::Landed { .. }
        | NoticeKind::Refused { .. }
        | NoticeKind::Overridden { .. } => "other",
    };
    let id = format!("{word}:{}", now.timestamp_millis());
    Notice { id, account: account.clone(), chat: None, kind }
}
