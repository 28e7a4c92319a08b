//! Keeps our copy and Google's calendar the same.
//!
//! There is one way to write: [`Sync::submit`] saves an edit and carries it out at once, or, if Google is down, as soon
//! as it is back. There is one way to read: a round reads from Google, [`plan`] compares that with the copy and the
//! waiting edits, and the result is written to the copy. Changes that people did not make here become notices, which
//! `reminders` sends; nothing is sent from here. A calendar that suddenly comes back empty is not believed until a
//! person confirms it.
//!
//! Start with [`plan`]: it has the table of what happens when both sides change. Edits are in `edits`, rounds in
//! `rounds` (their core is `agree`), and the loops that run them in `run` and `people`.

pub mod plan;

mod agree;
mod apply;
mod batch;
mod deadline;
mod due_queue;
mod edits;
mod ending;
mod failure;
mod judge;
mod linked;
mod measure;
mod open_round;
mod order;
mod pace;
mod people;
mod promised;
mod pull;
mod push;
mod replan;
mod rounds;
mod rules;
mod run;
mod series;
mod settings;
mod state;

pub use batch::Batch;
pub use deadline::RetryBudget;
pub use failure::Failure;
pub use order::Depth;
pub use settings::{Bounds, Settings};

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use chrono::{DateTime, Duration, Utc};
use futures::future::BoxFuture;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use self::deadline::Deadline;
use self::edits::{Drained, EditRequest, Edits};
use self::linked::Links;
use self::order::{Recovery, RoundOrder};
use self::people::PeopleLoop;
use self::replan::Replanner;
use self::rounds::Rounds;
use self::run::Loop;
use crate::accounts::Directory;
use crate::clock::Clock;
use crate::google::Calendar;
use crate::model::{
    Account, AccountId, AccountState, Concern, Edit, Event, EventId, Freshness, Guest, Outcome, PushChannel,
    RoundSummary, Trouble,
};
use crate::reminders::Schedule;
use crate::store::{self, EditState, Store};

/// How long a person counts as active after a message.
const ACTIVE_FOR: Duration = Duration::minutes(10);

/// How far before and after now to look for earlier guests to suggest.
const GUESTS_KNOWN: (Duration, Duration) = (Duration::days(183), Duration::days(31));

/// All linked calendars and our copies of them. Clones share the same state.
#[derive(Clone)]
pub struct Sync {
    edits: Edits,
    rounds: Rounds,
    people: PeopleLoop,
    woken: Arc<Notify>,
}

impl Sync {
    /// Sync of these accounts from the settings, and of people's accounts in the directory.
    #[must_use]
    pub fn new(
        accounts: Vec<(Account, Calendar)>,
        directory: Directory,
        store: Store,
        schedule: Schedule,
        clock: Clock,
        bounds: Bounds,
    ) -> Self {
        let (links, woken) = (Arc::new(Links::new(accounts, directory)), Arc::new(Notify::new()));
        let replanner = Replanner::new(store.clone(), schedule);
        let edits = Edits {
            links: links.clone(),
            store: store.clone(),
            replanner: replanner.clone(),
            clock: clock.clone(),
            woken: woken.clone(),
        };
        let (active_until, epoch) = (Arc::new(AtomicI64::new(i64::MIN)), Arc::new(AtomicU64::new(0)));
        let push_address = None;
        let rounds =
            Rounds { links, store, edits: edits.clone(), replanner, clock, bounds, push_address, active_until, epoch };
        let people = PeopleLoop::new(rounds.clone());
        Self { edits, rounds, people, woken }
    }

    /// Sets the `address` to which Google reports changes. Call it before [`Sync::run`].
    #[must_use]
    pub fn told_at(mut self, address: &str) -> Self {
        self.rounds.push_address = Some(address.into());
        self.people = PeopleLoop::new(self.rounds.clone());
        self
    }

    /// Notes that Google has reported a change: a round is due at once. False if we have no such channel with this
    /// token.
    ///
    /// # Errors
    /// When storage is down.
    pub async fn take_word(&self, channel: &str, token: &[u8]) -> Result<bool, store::Error> {
        let is_ours = self.rounds.take_word(channel, token).await?;
        if is_ours {
            self.woken.notify_one();
        }
        Ok(is_ours)
    }

    /// Notes that a person who sees these calendars is active: their rounds come more often for a while.
    pub async fn nudge(&self, shown: &[Account], now: DateTime<Utc>) -> Result<(), store::Error> {
        let is_shared = |account: &Account| self.rounds.links.accounts().iter().any(|shared| shared.id == account.id);
        let (shared, own): (Vec<_>, Vec<_>) = shown.iter().partition(|account| is_shared(account));
        if !shared.is_empty() {
            let until = now.checked_add_signed(ACTIVE_FOR).unwrap_or(now).timestamp_millis();
            let before = self.rounds.active_until.fetch_max(until, Ordering::Relaxed);
            if before < now.timestamp_millis() {
                self.woken.notify_one();
            }
        }
        let own: Vec<AccountId> = own.into_iter().map(|account| account.id.clone()).collect();
        self.rounds.store.want_rounds(&own).await
    }

    /// Makes the loop start with a recovery of all accounts, and retry until each has succeeded.
    pub fn recover(&self) {
        for (_, linked) in self.rounds.links.all() {
            linked.set_recovery(Some(Recovery::Asked));
        }
    }

    /// The concerns that follow from an account's state.
    #[must_use]
    pub fn concerns(&self, account: &AccountId, state: &AccountState, now: DateTime<Utc>) -> Vec<Concern> {
        Concern::of_account(account, state, self.rounds.bounds.interval, now)
    }

    /// How fresh the copy of an account is.
    pub async fn freshness(&self, account: &AccountId, now: DateTime<Utc>) -> Result<Freshness, store::Error> {
        Ok(self.freshness_of(&self.rounds.store.account_state(account).await?, now))
    }

    /// How fresh the copy of an account with this state is.
    #[must_use]
    pub fn freshness_of(&self, state: &AccountState, now: DateTime<Utc>) -> Freshness {
        if state.last_good.is_some_and(|at| now - at <= self.fresh_for(state, now)) {
            return Freshness::Fresh;
        }
        match state.reading.filter(|_| state.last_good.is_none()) {
            Some(entries) => Freshness::BeingRead { entries },
            None => Freshness::Stale { as_of: state.last_good, trouble: state.trouble },
        }
    }

    /// How long a copy counts as fresh.
    #[must_use]
    pub fn fresh_for(&self, state: &AccountState, now: DateTime<Utc>) -> Duration {
        PushChannel::interval(state.push.as_ref(), self.rounds.bounds.interval, now) * pace::FRESH_INTERVALS
    }

    /// Reads what Google has within a span of time, without changing the copy.
    pub async fn look_up(
        &self,
        account: &AccountId,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> Result<Vec<Event>, Failure> {
        let calendar = &self.rounds.links.of(account).await?.calendar;
        let found = pull::all(calendar, plan::Window { from, to }).await?;
        Ok(found.theirs.present.into_values().collect())
    }

    /// Searches Google for these words from where the copy may end to two years ahead, without changing the copy.
    pub async fn search(&self, account: &AccountId, words: &str, now: DateTime<Utc>) -> Result<Vec<Event>, Failure> {
        let calendar = &self.rounds.links.of(account).await?.calendar;
        let found = pull::search(calendar, words, plan::Window::beyond(now)).await?;
        Ok(found.present.into_values().collect())
    }

    /// Searches Google for these words in the last two years, without changing the copy.
    pub async fn search_past(
        &self,
        account: &AccountId,
        words: &str,
        now: DateTime<Utc>,
    ) -> Result<Vec<Event>, Failure> {
        let calendar = &self.rounds.links.of(account).await?.calendar;
        let found = pull::search(calendar, words, plan::Window::past(now)).await?;
        Ok(found.present.into_values().collect())
    }

    /// The guests of an event besides the calendar's owner, as Google has them now.
    pub async fn guests(&self, account: &AccountId, event: &EventId) -> Result<Vec<Guest>, Failure> {
        Ok(self.rounds.links.of(account).await?.calendar.guests(event).await?)
    }

    /// The guests of the owner's own events in the last half year and the next month, latest first.
    pub async fn earlier_guests(&self, account: &AccountId, now: DateTime<Utc>) -> Result<Vec<Guest>, Failure> {
        let (from, to) = (now - GUESTS_KNOWN.0, now + GUESTS_KNOWN.1);
        Ok(self.rounds.links.of(account).await?.calendar.guests_between(from, to).await?)
    }

    /// Syncs all accounts until `stop`; a round that has begun is finished.
    ///
    /// Boxed, so that this is compiled with the library, and not again with each program that uses it.
    #[must_use]
    pub fn run(&self, stop: CancellationToken) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let shared = self.as_loop();
            tokio::join!(shared.run(stop.clone()), self.people.run(stop));
        })
    }

    /// Runs one round now for every account from the settings and every person's account in the shards that are free,
    /// as the loops do: if Redis was emptied, it is noticed.
    pub async fn round_all(&self) -> Result<(), store::Error> {
        self.as_loop().round_all().await?;
        self.people.round_all().await
    }

    /// Takes this process's share of the shards of people's accounts; its loop does this again and again.
    pub async fn hold_shards(&self) -> Result<(), store::Error> {
        self.people.look().await
    }

    /// Runs a round now, as the loop does.
    pub async fn round(&self, account: &AccountId, depth: Depth, now: DateTime<Utc>) -> Result<RoundSummary, Failure> {
        self.rounds.round(account, RoundOrder::of_the_loop(depth), now).await
    }

    /// Runs a round that a person asks for. If the calendar is waiting for confirmation that it is empty, this confirms
    /// it.
    pub async fn round_by_hand(&self, account: &AccountId, now: DateTime<Utc>) -> Result<RoundSummary, Failure> {
        self.rounds.round(account, RoundOrder::by_hand(), now).await
    }

    /// Saves an edit and carries it out at once, after those that wait already.
    ///
    /// An edit that is submitted twice is carried out once and has the same outcome. [`Outcome::Queued`] means that it
    /// is saved: it will be carried out when Google is back, and a notice will say so. If storage is down, the edit may
    /// or may not be saved: submit it again. An edit to a read-only calendar is refused here, and not saved.
    pub async fn submit(&self, edit: Edit, now: DateTime<Utc>) -> Result<Outcome, Failure> {
        let is_new = match self.write_down(&edit, now).await? {
            EditState::Done(outcome) => return Ok(outcome),
            EditState::New => true,
            EditState::Waiting => false,
        };
        let tried = self.carry_out(&edit, is_new, now).await;
        self.or_promised(edit, tried)
    }

    /// Begins several edits from one message: see [`Batch`].
    #[must_use]
    pub fn batch(&self) -> Batch<'_> {
        Batch::new(self)
    }

    /// Saves an edit for the next round, because of the trouble that holds up those before it.
    async fn save(&self, edit: Edit, trouble: Trouble, now: DateTime<Utc>) -> Result<Outcome, Failure> {
        match self.write_down(&edit, now).await? {
            EditState::Done(outcome) => return Ok(outcome),
            EditState::New | EditState::Waiting => {}
        }
        let kept = self.keep(&edit, trouble).await;
        self.or_promised(edit, kept)
    }

    /// Saves an edit; one to a read-only calendar is refused instead.
    async fn write_down(&self, edit: &Edit, now: DateTime<Utc>) -> Result<EditState, Failure> {
        if !self.rounds.links.of(&edit.account).await?.is_writable {
            return Ok(EditState::Done(Outcome::Refused(Trouble::ReadOnly)));
        }
        Ok(self.edits.store.put_edit(edit, now).await?)
    }

    /// The outcome of an edit that is saved. If storage went down only afterwards, the edit is carried out when both
    /// are back.
    fn or_promised(&self, edit: Edit, tried: Result<Outcome, Failure>) -> Result<Outcome, Failure> {
        match tried {
            Err(failure) if failure.is_storage_away() => {
                promised::keep_promise(&self.edits, edit, Trouble::Away);
                Ok(Outcome::Queued(Trouble::Away))
            }
            tried => tried,
        }
    }

    /// Carries out a saved edit, or says that it waits.
    async fn carry_out(&self, edit: &Edit, is_new: bool, now: DateTime<Utc>) -> Result<Outcome, Failure> {
        let budget = self.rounds.bounds.budget;
        let deadline = Deadline::new(budget, self.rounds.clock.stopwatch());
        let wish = EditRequest { about: Some(edit.id.clone()), is_new, deadline: Some(deadline) };
        // It goes on in the background when the person has waited long enough.
        let work = tokio::spawn({
            let (sync, account) = (self.clone(), edit.account.clone());
            async move { sync.write_and_read_back(&account, wish, now).await }
        });
        let trouble = match tokio::time::timeout(budget.most, work).await {
            Ok(Ok(drained)) => match drained? {
                Drained { outcome: Some(outcome), .. } => return Ok(outcome),
                Drained { in_the_way, .. } => {
                    in_the_way.map_or(Trouble::Away, |error| self.rounds.links.trouble(&edit.account, &error))
                }
            },
            Ok(Err(error)) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            Ok(Err(_)) | Err(_) => Trouble::Away,
        };
        self.keep(edit, trouble).await
    }

    /// Leaves an edit to the next round, and asks for that soon.
    async fn keep(&self, edit: &Edit, trouble: Trouble) -> Result<Outcome, Failure> {
        // Another process may have ended it in the meantime.
        if let Some(outcome) = self.edits.store.keep_edit(edit, trouble).await? {
            return Ok(outcome);
        }
        self.woken.notify_one();
        self.rounds.store.want_rounds(std::slice::from_ref(&edit.account)).await?;
        Ok(Outcome::Queued(trouble))
    }

    /// Carries out what waits. If a series was written, its occurrences are then read at once, because only Google
    /// knows them.
    async fn write_and_read_back(
        &self,
        account: &AccountId,
        wish: EditRequest,
        now: DateTime<Utc>,
    ) -> Result<Drained, Failure> {
        let drained = self.edits.drain(account, wish, now).await?;
        if drained.has_series
            && drained.in_the_way.is_none()
            && let Err(error) = self.round(account, Depth::Incremental, now).await
        {
            tracing::warn!(
                account.id = %account,
                error = &error as &dyn std::error::Error,
                "the occurrences of a new series come with the next round",
            );
        }
        Ok(drained)
    }

    /// Sets the gauges of all accounts: age of the copy, waiting edits, calls in the last minute.
    pub async fn measure(&self, now: DateTime<Utc>) -> Result<(), store::Error> {
        measure::measure(&self.rounds.links, &self.rounds.store, now).await
    }

    fn as_loop(&self) -> Loop {
        Loop { rounds: self.rounds.clone(), woken: self.woken.clone() }
    }
}
