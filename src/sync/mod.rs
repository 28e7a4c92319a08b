//! Our copy of the calendar and Google's, brought to agreement.
//!
//! There is one way to write: [`Sync::submit`] makes an edit durable and carries it out at once, or, when Google is away,
//! as soon as it is back. There is one way to read: a round pulls what Google says, [`plan`] holds it against the copy
//! and the edits that wait, and what it finds is written in one go. What people must be told of changes that they did
//! not make here becomes notices, which `reminders` says. Nothing is sent from here, and nothing is believed of Google
//! that it did not say: a calendar that comes back empty is asked about.
//!
//! Start with [`plan`]: it is the table of what happens when both sides change.

pub mod plan;

mod agree;
mod apply;
mod failure;
mod measure;
mod order;
mod pace;
mod patience;
mod pull;
mod round;
mod run;
mod settings;
mod state;
mod submit;
mod word;

pub use failure::Failure;
pub use patience::Patience;
pub use settings::Settings;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError};

use chrono::{DateTime, Duration, Utc};
use tokio::sync::{Mutex, Notify};

use crate::clock::Clock;
use crate::google::{self, Calendar};
use crate::model::{Account, AccountId, AccountState, EventId, Freshness, MadeBy, RoundSummary};
use crate::reminders::{PlanFor, Schedule};
use crate::store::{self, Replan, Store};

use self::order::{Order, Recovery};

/// How long somebody counts as active after a message.
const ACTIVE_FOR: Duration = Duration::minutes(10);

/// How many intervals old a copy may be and still be fresh.
const FRESH_INTERVALS: i32 = 2;

/// How many events' reminders are planned anew in one step.
const REPLANS_A_STEP: usize = 500;

/// The bounds of sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The longest time between two rounds.
    pub interval: Duration,
    /// How many events of a calendar are kept; the furthest are left out.
    pub most_events: u32,
    /// How long whoever asks for a change waits for Google.
    pub patience: Patience,
}

impl From<&Settings> for Bounds {
    fn from(settings: &Settings) -> Self {
        Self { interval: settings.interval, most_events: settings.max_events, patience: settings.patience }
    }
}

/// How much a round reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// What has changed since the last round; all, when a day has passed since all was read.
    Incremental,
    /// All there is in the window.
    Full,
    /// All there is, believed whatever it is, and read a second time to see whether the copy agrees.
    Recovery,
}

/// All linked calendars and our copies of them. Clones are the same.
#[derive(Clone)]
pub struct Sync {
    inner: Arc<Inner>,
}

struct Inner {
    accounts: Vec<Account>,
    linked: HashMap<AccountId, Linked>,
    store: Store,
    reminders: Schedule,
    clock: Clock,
    bounds: Bounds,
    /// Makes the loop look again at what is due.
    woken: Notify,
    /// Until when somebody counts as active, in milliseconds since 1970.
    active_until: AtomicI64,
    /// The highest epoch seen; 0 when none was.
    epoch: AtomicU64,
}

/// One linked calendar.
struct Linked {
    calendar: Calendar,
    /// Held by who carries out edits.
    writing: Mutex<()>,
    /// Held by who runs a round.
    round: Mutex<()>,
    /// Whether the loop is to recover the copy.
    recovery: std::sync::Mutex<Option<Recovery>>,
    /// When this process began its last round, in milliseconds since 1970.
    last_own: AtomicI64,
    /// When Google is left alone.
    rest: std::sync::Mutex<Option<Range<DateTime<Utc>>>>,
}

impl Linked {
    fn new(calendar: Calendar) -> Self {
        Self {
            calendar,
            writing: Mutex::new(()),
            round: Mutex::new(()),
            recovery: std::sync::Mutex::new(None),
            last_own: AtomicI64::new(i64::MIN),
            rest: std::sync::Mutex::new(None),
        }
    }

    /// Whether the loop is to recover the copy, and why.
    fn recovery(&self) -> Option<Recovery> {
        *self.recovery.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_recovery(&self, recovery: Option<Recovery>) {
        *self.recovery.lock().unwrap_or_else(PoisonError::into_inner) = recovery;
    }

    /// Whether the account's last round was this process'.
    fn ran_last(&self, state: &AccountState) -> bool {
        state.last_try.is_none_or(|at| at.timestamp_millis() == self.last_own.load(Ordering::Relaxed))
    }

    /// Leaves Google alone for as long as an answer of this moment asks for; where calls are too many and it does not
    /// say for how long, for `otherwise`.
    fn rest_after(&self, error: &google::Error, otherwise: Duration, now: DateTime<Utc>) {
        let asked = error.retry_after().and_then(|wait| Duration::from_std(wait).ok());
        let wait = asked.or_else(|| matches!(error, google::Error::Quota { .. }).then_some(otherwise));
        if let Some(until) = wait.and_then(|wait| now.checked_add_signed(wait)) {
            *self.rest.lock().unwrap_or_else(PoisonError::into_inner) = Some(now..until);
        }
    }

    /// Until when Google is left alone; a clock that was set back to before it was asked for ends it.
    fn rests_until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        rest.as_ref().filter(|rest| rest.contains(&now)).map(|rest| rest.end)
    }

    /// Why nothing is asked of Google now, if it is left alone.
    fn is_told_to_wait(&self, now: DateTime<Utc>) -> Option<google::Error> {
        let left = (self.rests_until(now)? - now).to_std().ok()?;
        Some(google::Error::Quota { reason: "told to wait".to_owned(), retry_after: Some(left) })
    }
}

impl Sync {
    /// Sync of these accounts.
    #[must_use]
    pub fn new(
        accounts: Vec<(Account, Calendar)>,
        store: Store,
        reminders: Schedule,
        clock: Clock,
        bounds: Bounds,
    ) -> Self {
        let (accounts, calendars): (Vec<_>, Vec<_>) = accounts.into_iter().unzip();
        let ids = accounts.iter().map(|account| account.id.clone());
        let linked = ids.zip(calendars.into_iter().map(Linked::new)).collect();
        let inner = Inner {
            accounts,
            linked,
            store,
            reminders,
            clock,
            bounds,
            woken: Notify::new(),
            active_until: AtomicI64::new(i64::MIN),
            epoch: AtomicU64::new(0),
        };
        Self { inner: Arc::new(inner) }
    }

    /// The linked accounts.
    #[must_use]
    pub fn accounts(&self) -> &[Account] {
        &self.inner.accounts
    }

    /// Somebody is active: rounds come more often for a while.
    pub fn nudge(&self, now: DateTime<Utc>) {
        let until = now.checked_add_signed(ACTIVE_FOR).unwrap_or(now).timestamp_millis();
        let before = self.inner.active_until.fetch_max(until, Ordering::Relaxed);
        if before < now.timestamp_millis() {
            self.inner.woken.notify_one();
        }
    }

    /// Has the loop begin with a recovery of all accounts, and try until each has gone well.
    pub fn recover(&self) {
        for linked in self.inner.linked.values() {
            linked.set_recovery(Some(Recovery::Asked));
        }
    }

    /// How fresh the copy of an account is.
    pub async fn freshness(&self, account: &AccountId, now: DateTime<Utc>) -> Result<Freshness, store::Error> {
        let state = self.inner.store.account_state(account).await?;
        let is_fresh = state.last_good.is_some_and(|at| now - at <= self.inner.bounds.interval * FRESH_INTERVALS);
        if is_fresh {
            return Ok(Freshness::Fresh);
        }
        Ok(Freshness::Stale { as_of: state.last_good, trouble: state.trouble })
    }

    /// A round now, as the loop runs it.
    pub async fn round(&self, account: &AccountId, depth: Depth, now: DateTime<Utc>) -> Result<RoundSummary, Failure> {
        self.round_as(account, Order::of_the_loop(depth), now).await
    }

    /// A round that a person asks for, which also says that the calendar is empty indeed, if that is in question.
    pub async fn round_by_hand(&self, account: &AccountId, now: DateTime<Utc>) -> Result<RoundSummary, Failure> {
        self.nudge(now);
        self.round_as(account, Order::by_hand(), now).await
    }

    /// Plans the reminders of the events anew of which the copy says that it is to be done.
    async fn replan(&self, account: &AccountId, now: DateTime<Utc>) -> Result<(), store::Error> {
        self.replan_as(account, now, |by| match by {
            MadeBy::Here => PlanFor::MadeHere,
            MadeBy::Google => PlanFor::CameFromGoogle,
        })
        .await
    }

    /// Plans what a process left unplanned that died, or lost its storage, right after an edit: a reminder that was
    /// promised, and fell due since, comes by the late rule.
    async fn replan_left(&self, account: &AccountId, now: DateTime<Utc>) -> Result<(), store::Error> {
        let Some(linked) = self.inner.linked.get(account) else { return Ok(()) };
        // Whoever is writing plans what it has written.
        let Ok(_writing) = linked.writing.try_lock() else { return Ok(()) };
        self.replan_as(account, now, |_| PlanFor::CameFromGoogle).await
    }

    async fn replan_as(
        &self,
        account: &AccountId,
        now: DateTime<Utc>,
        origin_of: impl Fn(MadeBy) -> PlanFor,
    ) -> Result<(), store::Error> {
        let Inner { store, reminders, .. } = &*self.inner;
        loop {
            let replans = store.replans(account, REPLANS_A_STEP).await?;
            if replans.is_empty() {
                return Ok(());
            }
            for by in [MadeBy::Here, MadeBy::Google] {
                let these: Vec<Replan> = replans.iter().filter(|replan| replan.by == by).cloned().collect();
                let ids: Vec<EventId> = these.iter().map(|replan| replan.event.clone()).collect();
                reminders.replan(account, &ids, origin_of(by), now).await?;
                store.replanned(account, &these).await?;
            }
        }
    }

    fn linked(&self, account: &AccountId) -> Result<&Linked, Failure> {
        self.inner.linked.get(account).ok_or_else(|| Failure::Unknown(account.clone()))
    }

    fn is_active(&self, now: DateTime<Utc>) -> bool {
        self.inner.active_until.load(Ordering::Relaxed) > now.timestamp_millis()
    }
}
