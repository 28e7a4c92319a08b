//! Our copy of the calendar and Google's, brought to agreement.
//!
//! There is one way to write: [`Sync::submit`] makes an edit durable and carries it out at once, or, when Google is
//! down, as soon as it is back. There is one way to read: a round pulls what Google says, [`plan`] compares it with the
//! copy and the edits that wait, and what it finds is written in one go. What people must be told of changes that they
//! did not make here becomes notices, which `reminders` sends. Nothing is sent from here, and nothing is believed of
//! Google that it did not say: a calendar that comes back empty is asked about.
//!
//! Start with [`plan`]: it is the table of what happens when both sides change. Edits are in `edits`, rounds in `rounds`
//! (whose heart is `agree`), and the loop that runs them in `run`.

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

/// How far back and ahead of now guests are looked for who may be invited again.
const GUESTS_KNOWN: (Duration, Duration) = (Duration::days(183), Duration::days(31));

/// All linked calendars and our copies of them. Clones are the same.
#[derive(Clone)]
pub struct Sync {
    edits: Edits,
    rounds: Rounds,
    people: PeopleLoop,
    woken: Arc<Notify>,
}

impl Sync {
    /// Sync of these accounts of the settings, and of the accounts of people that the directory knows.
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

    /// The same before it runs, where Google is asked to tell `address` of changes.
    #[must_use]
    pub fn told_at(mut self, address: &str) -> Self {
        self.rounds.push_address = Some(address.into());
        self.people = PeopleLoop::new(self.rounds.clone());
        self
    }

    /// Takes Google's word that a calendar has changed: a round is due at once. False when nobody asked it to tell over
    /// this channel with this token.
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

    /// A person who sees these calendars is active: their rounds come more often for a while.
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

    /// Has the loop begin with a recovery of all accounts, and try until each has gone well.
    pub fn recover(&self) {
        for (_, linked) in self.rounds.links.all() {
            linked.set_recovery(Some(Recovery::Asked));
        }
    }

    /// What the state of an account gives cause for.
    #[must_use]
    pub fn concerns(&self, account: &AccountId, state: &AccountState, now: DateTime<Utc>) -> Vec<Concern> {
        Concern::of_account(account, state, self.rounds.bounds.interval, now)
    }

    /// How fresh the copy of an account is.
    pub async fn freshness(&self, account: &AccountId, now: DateTime<Utc>) -> Result<Freshness, store::Error> {
        Ok(self.freshness_of(&self.rounds.store.account_state(account).await?, now))
    }

    /// How fresh the copy of an account is that stands like this.
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

    /// For how long a copy is fresh.
    #[must_use]
    pub fn fresh_for(&self, state: &AccountState, now: DateTime<Utc>) -> Duration {
        PushChannel::interval(state.push.as_ref(), self.rounds.bounds.interval, now) * pace::FRESH_INTERVALS
    }

    /// What Google has within a span of time, read for this once: the copy stays as it is.
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

    /// What Google has with these words in it after the time that the copy surely holds, up to two years ahead; read for
    /// this once.
    pub async fn search(&self, account: &AccountId, words: &str, now: DateTime<Utc>) -> Result<Vec<Event>, Failure> {
        let calendar = &self.rounds.links.of(account).await?.calendar;
        let found = pull::search(calendar, words, plan::Window::beyond(now)).await?;
        Ok(found.present.into_values().collect())
    }

    /// What Google has with these words in it of the last two years; read for this once.
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

    /// Who is invited to an event beside the calendar's owner, as Google has it now.
    pub async fn guests(&self, account: &AccountId, event: &EventId) -> Result<Vec<Guest>, Failure> {
        Ok(self.rounds.links.of(account).await?.calendar.guests(event).await?)
    }

    /// Who was invited to the owner's own events of the last half year and the next month, the latest first.
    pub async fn earlier_guests(&self, account: &AccountId, now: DateTime<Utc>) -> Result<Vec<Guest>, Failure> {
        let (from, to) = (now - GUESTS_KNOWN.0, now + GUESTS_KNOWN.1);
        Ok(self.rounds.links.of(account).await?.calendar.guests_between(from, to).await?)
    }

    /// Syncs all accounts until `stop`; a round that has begun is finished.
    ///
    /// Boxed, so that what runs here is compiled with this library, and not once more with each program that waits for it.
    #[must_use]
    pub fn run(&self, stop: CancellationToken) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            let shared = self.as_loop();
            tokio::join!(shared.run(stop.clone()), self.people.run(stop));
        })
    }

    /// One round of every account of the settings, and of every account of people in the shards that are free, now, as
    /// the loops do them: a Redis that was emptied is noticed.
    pub async fn round_all(&self) -> Result<(), store::Error> {
        self.as_loop().round_all().await?;
        self.people.round_all().await
    }

    /// Takes the shards of people's accounts that are due to this process: what its loop does again and again.
    pub async fn hold_shards(&self) -> Result<(), store::Error> {
        self.people.look().await
    }

    /// A round now, as the loop runs it.
    pub async fn round(&self, account: &AccountId, depth: Depth, now: DateTime<Utc>) -> Result<RoundSummary, Failure> {
        self.rounds.round(account, RoundOrder::of_the_loop(depth), now).await
    }

    /// A round that a person asks for, which also says that the calendar is empty indeed, if that is in question.
    pub async fn round_by_hand(&self, account: &AccountId, now: DateTime<Utc>) -> Result<RoundSummary, Failure> {
        self.rounds.round(account, RoundOrder::by_hand(), now).await
    }

    /// Writes an edit down and carries it out at once, after those that wait already.
    ///
    /// The same edit submitted again is carried out once and has the same outcome. [`Outcome::Queued`] means that it is
    /// saved: it will be carried out when Google is back, and a notice will tell.
    /// When storage is down the edit may be saved or not: it is to be submitted again, and is carried out once. An edit of
    /// a calendar that can only be read is refused here, and not saved.
    pub async fn submit(&self, edit: Edit, now: DateTime<Utc>) -> Result<Outcome, Failure> {
        let is_new = match self.write_down(&edit, now).await? {
            EditState::Done(outcome) => return Ok(outcome),
            EditState::New => true,
            EditState::Waiting => false,
        };
        let tried = self.carry_out(&edit, is_new, now).await;
        self.or_promised(edit, tried)
    }

    /// Begins several edits of one message: see [`Batch`].
    #[must_use]
    pub fn batch(&self) -> Batch<'_> {
        Batch::new(self)
    }

    /// Writes an edit down and leaves it to the next round, because of what is in the way of those before it.
    async fn save(&self, edit: Edit, trouble: Trouble, now: DateTime<Utc>) -> Result<Outcome, Failure> {
        match self.write_down(&edit, now).await? {
            EditState::Done(outcome) => return Ok(outcome),
            EditState::New | EditState::Waiting => {}
        }
        let kept = self.keep(&edit, trouble).await;
        self.or_promised(edit, kept)
    }

    /// Makes an edit durable; one of a calendar that can only be read is refused instead.
    async fn write_down(&self, edit: &Edit, now: DateTime<Utc>) -> Result<EditState, Failure> {
        if !self.rounds.links.of(&edit.account).await?.is_writable {
            return Ok(EditState::Done(Outcome::Refused(Trouble::ReadOnly)));
        }
        Ok(self.edits.store.put_edit(edit, now).await?)
    }

    /// What became of an edit that is in the store. If storage went away only afterwards, it will be carried out when both
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

    /// Carries out an edit that is durable, or says that it waits.
    async fn carry_out(&self, edit: &Edit, is_new: bool, now: DateTime<Utc>) -> Result<Outcome, Failure> {
        let budget = self.rounds.bounds.budget;
        let deadline = Deadline::new(budget, self.rounds.clock.stopwatch());
        let wish = EditRequest { about: Some(edit.id.clone()), is_new, deadline: Some(deadline) };
        // It goes on when the person has waited long enough.
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

    /// Has an edit wait for the next round, which is wanted soon.
    async fn keep(&self, edit: &Edit, trouble: Trouble) -> Result<Outcome, Failure> {
        // Another process may have ended it meanwhile.
        if let Some(outcome) = self.edits.store.keep_edit(edit, trouble).await? {
            return Ok(outcome);
        }
        self.woken.notify_one();
        self.rounds.store.want_rounds(std::slice::from_ref(&edit.account)).await?;
        Ok(Outcome::Queued(trouble))
    }

    /// Carries out what waits. Of a series, Google alone knows the occurrences, so they are read at once.
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

    /// Sets the gauges of all accounts: the age of the copy, edits that wait, calls of the last minute.
    pub async fn measure(&self, now: DateTime<Utc>) -> Result<(), store::Error> {
        measure::measure(&self.rounds.links, &self.rounds.store, now).await
    }

    fn as_loop(&self) -> Loop {
        Loop { rounds: self.rounds.clone(), woken: self.woken.clone() }
    }
}
