//! The core of a round: read Google's calendar, judge what was read, write it to the copy, and check that the copy now
//! agrees.

use chrono::{DateTime, Utc};

use super::failure::Failure;
use super::judge::{Before, KnownEvents, ListVerdict, judge};
use super::open_round::OpenRound;
use super::order::Depth;
use super::plan::{self, Plan, Round, Tell, Theirs, Window};
use super::pull::{self, Pages, Pulled};
use super::replan::Replanner;
use super::series;
use super::settings::Bounds;
use super::state::{self, Read};
use crate::google::Error;
use crate::model::{AccountState, Edit, Event, Notice};
use crate::store::{Changes, Committed, Mark, Store};

/// How often a round starts over because one of our edits ended meanwhile. The last try holds back edits until it is
/// done.
const MOST_TRIES: u32 = 3;

/// The result of reading and writing.
pub(super) enum Agreed {
    /// The copy now matches what Google sent.
    Yes { plan: Plan, state: AccountState },
    /// The calendar came back (nearly) empty, so a person must confirm it.
    InQuestion { state: AccountState, notice: Option<Notice> },
}

/// What was read, and how to write it.
struct Finding<'a> {
    /// The state of the copy when reading began.
    mark: &'a Mark,
    pulled: &'a Pulled,
    /// The account's state once this is written.
    state: &'a AccountState,
    /// Whether people are told about the events.
    tell: Tell,
    /// Other notices for them.
    notices: Vec<Notice>,
}

/// What changed at Google since the last round.
enum Increment {
    /// All changes are known.
    Known(Pulled),
    /// The changes are not known: the whole window must be read.
    Unknown,
}

/// Brings the copy and Google to agreement, for one round.
pub(super) struct Agreement<'a> {
    pub store: &'a Store,
    pub replanner: &'a Replanner,
    pub bounds: Bounds,
    pub run: OpenRound<'a>,
}

impl Agreement<'_> {
    /// Reads and writes until none of our edits came in between.
    pub(super) async fn reach(&self) -> Result<Agreed, Failure> {
        for tried in 1..=MOST_TRIES {
            // Someone who makes edits all the time must not keep a round from finishing.
            let _writing = if tried == MOST_TRIES { Some(self.run.linked.writing.lock().await) } else { None };
            if let Some(agreed) = self.try_once().await? {
                return Ok(agreed);
            }
        }
        Err(Failure::Busy)
    }

    /// Reads and writes; `None` if one of our edits came in between.
    async fn try_once(&self) -> Result<Option<Agreed>, Failure> {
        let mark = self.store.mark(self.run.account()).await?;
        let Increment::Known(pulled) = self.changes(&mark).await? else {
            return self.agree_on_all(Plan::default()).await;
        };
        let is_enough = self.run.order.depth == Depth::Incremental && !state::is_full_due(&mark.state, self.run.now);
        let state = if is_enough {
            let state = state::good(&mark.state, Read::Changes, self.run.now);
            AccountState { unreadable: state::unreadable(&mark.state, &pulled.theirs), ..state }
        } else {
            mark.state.clone()
        };
        let finding = Finding { mark: &mark, pulled: &pulled, state: &state, tell: Tell::News, notices: Vec::new() };
        let Some(plan) = self.write(finding).await? else { return Ok(None) };
        if is_enough { Ok(Some(Agreed::Yes { plan, state })) } else { self.agree_on_all(plan).await }
    }

    /// What has changed since the last round. These changes are written before everything is read, so that events
    /// deleted one by one are not mistaken for a calendar that came back empty.
    async fn changes(&self, mark: &Mark) -> Result<Increment, Failure> {
        let Some(token) = mark.token.as_ref().filter(|_| mark.state.held.is_none()) else {
            return Ok(Increment::Unknown);
        };
        if self.run.order.depth == Depth::Recovery {
            return Ok(Increment::Unknown);
        }
        match pull::changes(&self.run.linked.calendar, token).await {
            Ok(mut pulled) => {
                let is_complete = self.complete_series(&mut pulled.theirs).await?;
                Ok(if is_complete { Increment::Known(pulled) } else { Increment::Unknown })
            }
            Err(Error::Gone) => {
                tracing::info!(account.id = %self.run.account(), "the sync token is too old: all events are read");
                Ok(Increment::Unknown)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Reads all occurrences of the series whose masters changed, because an increment may not mention occurrences that
    /// no longer exist. False if reading everything is better.
    async fn complete_series(&self, theirs: &mut Theirs) -> Result<bool, Failure> {
        let names_none = |event: &Event| event.series.is_none();
        if theirs.masters.is_empty() && theirs.present.values().all(names_none) && !theirs.has_declined() {
            return Ok(true);
        }
        let cached = self.store.all_events(self.run.account()).await?;
        let roots = series::changed_roots(theirs, &cached);
        let of_roots = series::of_roots(&roots, theirs, &cached);
        if of_roots.len() > series::MOST_SERIES {
            return Ok(false);
        }
        for id in of_roots {
            match pull::occurrences(&self.run.linked.calendar, &id, self.window()).await {
                Ok(whole) => {
                    theirs.present.retain(|id, _| !whole.gone.contains_key(id));
                    theirs.present.extend(whole.present);
                    theirs.gone.extend(whole.gone);
                    theirs.unreadable.extend(whole.unreadable);
                }
                // The series may be gone by now, or this calendar doesn't list occurrences. Reading the whole window
                // will tell.
                Err(Error::Gone | Error::Unexpected { .. }) => return Ok(false),
                Err(error) => return Err(error.into()),
            }
        }
        theirs.whole_series = roots;
        Ok(true)
    }

    /// Reads the whole window, judges it and writes it; `None` if one of our edits came in between. `told` is what was
    /// written before.
    async fn agree_on_all(&self, told: Plan) -> Result<Option<Agreed>, Failure> {
        let (account, now) = (self.run.account(), self.run.now);
        let mark = self.store.mark(account).await?;
        let known = self.known().await?;
        let before = Before {
            state: &mark.state,
            known: &known,
            is_first: mark.token.is_none() && mark.state.last_full.is_none(),
            is_of_settings: self.run.linked.is_of_settings,
            has_seen_edits: mark.has_seen_edits(),
        };
        let mut pulled = if before.is_first { self.pull_first(&mark.state).await? } else { self.pull_all().await? };
        let mut verdict = judge(before, &pulled.theirs, self.run.order);
        if verdict == ListVerdict::Question {
            pulled = self.pull_all().await?;
            verdict = judge(before, &pulled.theirs, self.run.order);
        }
        let ListVerdict::Believe { tell, notices } = verdict else {
            let (state, notice) = state::in_question(account, &mark.state, known.count(), now);
            return Ok(Some(Agreed::InQuestion { state, notice }));
        };
        let notices = notices.into_iter().map(|kind| state::notice(account, kind, now)).collect();
        let state = AccountState {
            unreadable: state::unreadable(&mark.state, &pulled.theirs),
            ..state::good(&mark.state, Read::All, now)
        };
        let finding = Finding { mark: &mark, pulled: &pulled, state: &state, tell, notices };
        let Some(plan) = self.write(finding).await? else { return Ok(None) };
        let state = self.check(&mark, &pulled, state).await?;
        Ok(Some(Agreed::Yes { plan: told.and(plan), state }))
    }

    async fn pull_all(&self) -> Result<Pulled, Error> {
        pull::all(&self.run.linked.calendar, self.window()).await
    }

    /// Reads everything for the first time, and saves the progress: people may be waiting.
    async fn pull_first(&self, before: &AccountState) -> Result<Pulled, Failure> {
        let mut pages = Pages::of_all(&self.run.linked.calendar, self.window());
        loop {
            self.keep_progress(before, pages.entries).await?;
            if !pages.read_one().await? {
                return Ok(pages.pulled());
            }
        }
    }

    async fn keep_progress(&self, before: &AccountState, entries: usize) -> Result<(), Failure> {
        let reading = Some(u32::try_from(entries).unwrap_or(u32::MAX));
        let state = AccountState { reading, ..before.clone() };
        if self.store.put_state(self.run.lease, &state, &[]).await? { Ok(()) } else { Err(Failure::Busy) }
    }

    /// Plans and writes; `None` if one of our edits came in between.
    async fn write(&self, finding: Finding<'_>) -> Result<Option<Plan>, Failure> {
        let Finding { mark, pulled, state, tell, mut notices } = finding;
        let (account, now) = (self.run.account(), self.run.now);
        self.log_unreadable(&mark.state, state);
        let agreed = self.agreed(&pulled.theirs).await?;
        let ours: Vec<Edit> = self.store.edits(account).await?.into_iter().map(|waiting| waiting.edit).collect();
        let plan = plan::plan(self.about(tell), &agreed, &pulled.theirs, &ours);
        notices.extend(state::recovered(account, &mark.state, state, now));
        let changes = Changes { rows: plan.rows.clone(), notices };
        match self.store.commit_round(self.run.lease, mark, &changes, pulled.token.as_deref(), state, now).await? {
            Committed::Done => {}
            Committed::Overtaken => return Ok(None),
            Committed::Lost => return Err(Failure::Busy),
        }
        if changes.rows.iter().any(|row| row.notice.is_some()) || !changes.notices.is_empty() {
            self.replanner.look_for_notices(self.run.account());
        }
        self.replanner.replan(account, now).await?;
        Ok(Some(plan))
    }

    /// Logs each entry that cannot be read, once.
    fn log_unreadable(&self, before: &AccountState, after: &AccountState) {
        for id in after.unreadable.difference(&before.unreadable) {
            metrics::counter!("janji_entries_unreadable_total").increment(1);
            tracing::warn!(account.id = %self.run.account(), event.id = %id, "an entry of the calendar cannot be read");
        }
    }

    /// The cached events that Google's answer is about.
    async fn agreed(&self, theirs: &Theirs) -> Result<Vec<Event>, Failure> {
        let account = self.run.account();
        // An id in `gone` may be that of a series, but only its occurrences are cached.
        if theirs.is_all || !theirs.gone.is_empty() || !theirs.whole_series.is_empty() {
            return Ok(self.store.all_events(account).await?);
        }
        let ids: Vec<_> = theirs.present.keys().cloned().collect();
        Ok(self.store.events(account, &ids).await?)
    }

    fn window(&self) -> Window {
        Window::at(self.run.now)
    }

    fn about(&self, tell: Tell) -> Round<'_> {
        let most = usize::try_from(self.bounds.most_events).unwrap_or(usize::MAX);
        Round { account: self.run.account(), window: self.window(), most, tell, now: self.run.now }
    }

    /// The upcoming events that a full list would have to contain.
    async fn known(&self) -> Result<KnownEvents, Failure> {
        let (window, now): (Window, DateTime<Utc>) = (self.window(), self.run.now);
        let events = self.store.events_between(self.run.account(), now, window.to, chrono_tz::UTC).await?;
        Ok(KnownEvents(events.into_iter().filter(|event| window.vouches_for(event)).map(|event| event.id).collect()))
    }

    /// Checks whether the copy now matches what Google sent. The result stays open if one of our edits came in between.
    async fn check(&self, mark: &Mark, pulled: &Pulled, state: AccountState) -> Result<AccountState, Failure> {
        let account = self.run.account();
        let agreed = self.store.all_events(account).await?;
        let again = plan::plan(self.about(Tell::Nothing), &agreed, &pulled.theirs, &[]);
        if self.store.mark(account).await?.is_overtaken(mark) {
            return Ok(state);
        }
        let is_consistent = again.rows.is_empty();
        if is_consistent {
            tracing::debug!(account.id = %account, events = agreed.len(), "the copy agrees with Google");
        } else {
            tracing::warn!(
                account.id = %account,
                events.cached = agreed.len(),
                events.google = pulled.theirs.present.len(),
                events.different = again.rows.len(),
                "the copy differs from Google after a full round",
            );
        }
        let left_out = u32::try_from(again.left_out).unwrap_or(u32::MAX);
        Ok(AccountState { is_consistent: Some(is_consistent), left_out, ..state })
    }

    /// Reads everything a second time, at the end of a recovery, and logs whether the copy agrees. What people changed
    /// in Google in the meantime is written first, so it does not count as a difference.
    pub(super) async fn verify(&self, plan: &Plan, state: AccountState) -> Result<AccountState, Failure> {
        let account = self.run.account();
        let mark = self.store.mark(account).await?;
        let pulled = self.pull_all().await?;
        let google = pulled.theirs.present.len();
        let finding = Finding { mark: &mark, pulled: &pulled, state: &state, tell: Tell::News, notices: Vec::new() };
        let state = match self.write(finding).await? {
            Some(_) => self.check(&mark, &pulled, state).await?,
            None => state,
        };
        tracing::info!(
            account.id = %account,
            events.google = google,
            events.added = plan.added,
            events.changed = plan.changed,
            events.removed = plan.removed,
            is_consistent = ?state.is_consistent,
            "the copy was recovered from Google",
        );
        Ok(state)
    }
}

impl Plan {
    /// This plan and a later one, added up.
    fn and(mut self, later: Self) -> Self {
        self.rows.extend(later.rows);
        Self {
            rows: self.rows,
            added: self.added + later.added,
            changed: self.changed + later.changed,
            removed: self.removed + later.removed,
            left_out: later.left_out,
        }
    }
}
