//! The loop over people's accounts: those in the shards that this process holds, each when its round is due.
//!
//! Accounts are spread over shards by a hash of their id, and shards over the running processes. Each process holds its
//! share by leases that it renews; if it dies, others take the shards over within fifteen seconds. The accounts are
//! kept in a queue by due time, so finding what is due is cheap even with very many accounts.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex as StdMutex, MutexGuard, PoisonError};
use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};
use tokio::sync::{Notify, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::ACTIVE_FOR;
use super::due_queue::{DueQueue, QueuedAccount, Standing};
use super::failure::Failure;
use super::order::RoundOrder;
use super::pace::{self, Signs};
use super::rounds::Rounds;
use crate::accounts::Directory;
use crate::clock::pause;
use crate::model::{AccountId, AccountState, Concern, Trouble};
use crate::store::{self, Shard};

/// How long a process holds a shard without renewing the lease.
const LEASE: StdDuration = StdDuration::from_secs(10);

/// How often leases are renewed and the requests of other processes read.
const LOOK_EVERY: StdDuration = StdDuration::from_secs(3);

/// How many rounds run at the same time.
const SIDE_BY_SIDE: usize = 16;

/// How long to wait before retrying a round that could not start.
const AFTER_FAILURE: Duration = Duration::seconds(60);

/// The shortest time between two tries of the same account.
const BETWEEN_ROUNDS: Duration = Duration::seconds(1);

/// Stands for the version of a shard whose index could not be read. No index has this version.
const NEVER_READ: u64 = u64::MAX;

/// The loop. Clones share the same state.
#[derive(Clone)]
pub(super) struct PeopleLoop {
    inner: Arc<PeopleLoopInner>,
}

struct PeopleLoopInner {
    rounds: Rounds,
    /// The name of this process among the others.
    process: String,
    queue: StdMutex<DueQueue>,
    room: Arc<Semaphore>,
    tasks: TaskTracker,
    /// Wakes the loop to check again what is due.
    woken: Notify,
}

impl PeopleLoop {
    pub(super) fn new(rounds: Rounds) -> Self {
        let tasks = TaskTracker::new();
        tasks.close();
        let inner = PeopleLoopInner {
            rounds,
            process: format!("{:016x}", rand::random::<u64>()),
            queue: StdMutex::default(),
            room: Arc::new(Semaphore::new(SIDE_BY_SIDE)),
            tasks,
            woken: Notify::new(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// Syncs the accounts of this process's shards until `stop`; rounds that have begun are finished.
    pub(super) async fn run(&self, stop: CancellationToken) {
        if self.directory().people().is_none() {
            return;
        }
        let clock = self.inner.rounds.clock.clone();
        while !stop.is_cancelled() {
            if let Err(error) = self.look().await {
                tracing::debug!(error = &error as &dyn std::error::Error, "people's accounts wait for storage");
            }
            let look = pause(LOOK_EVERY);
            tokio::pin!(look);
            loop {
                // Leases are renewed on time, no matter how many rounds are due.
                tokio::select! {
                    biased;
                    () = &mut look => break,
                    () = self.begin_due(&stop) => {}
                }
                let next = self.queue().due.first().map(|(due, _)| *due);
                let next = next.unwrap_or(DateTime::<Utc>::MAX_UTC);
                tokio::select! {
                    () = stop.cancelled() => break,
                    () = &mut look => break,
                    () = clock.sleep_until(next), if next > clock.now() => {}
                    () = self.inner.woken.notified() => {}
                }
            }
        }
        self.inner.tasks.wait().await;
        self.release().await;
    }

    /// Renews leases, takes this process's share of the shards, and updates its queue.
    pub(super) async fn look(&self) -> Result<(), store::Error> {
        if self.directory().people().is_none() {
            return Ok(());
        }
        let PeopleLoopInner { rounds, process, .. } = &*self.inner;
        let (place, count) = rounds.store.announce_process(process, LEASE).await?;
        let share = share(place, count);
        let held: BTreeSet<Shard> = self.queue().shards.keys().copied().collect();
        // Its own first, then those after its place, so that not all processes try the same ones.
        let own = held.iter().copied();
        let turn = usize::from(store::SHARDS) * place / count.max(1);
        let others = Shard::all().skip(turn).chain(Shard::all().take(turn)).filter(|shard| !held.contains(shard));
        let mut kept = BTreeSet::new();
        for shard in own.chain(others) {
            if kept.len() >= share {
                if held.contains(&shard) {
                    rounds.store.release_shard(shard, process).await?;
                }
                continue;
            }
            let Some(found) = rounds.store.hold_shard(shard, process, LEASE).await? else { continue };
            kept.insert(shard);
            let known = self.queue().shards.insert(shard, found.version);
            if known != Some(found.version)
                && let Err(error) = self.load(shard).await
            {
                // It is held; its index is read at the next look.
                self.queue().shards.insert(shard, NEVER_READ);
                return Err(error);
            }
            self.want(&found.wanted);
            self.ping(&found.pinged).await?;
        }
        self.let_go(&held, &kept);
        self.count(&kept).await?;
        self.directory().hold(kept);
        Ok(())
    }

    /// Saves how the accounts of these shards are doing, for the operator, where that has changed.
    async fn count(&self, shards: &BTreeSet<Shard>) -> Result<(), store::Error> {
        let uncounted = std::mem::take(&mut self.queue().uncounted);
        for shard in uncounted.intersection(shards) {
            let counts = self.queue().counts(*shard);
            if let Err(error) = self.inner.rounds.store.put_account_counts(*shard, &counts).await {
                self.queue().uncounted.extend(&uncounted);
                return Err(error);
            }
        }
        Ok(())
    }

    /// Runs one round now for every account of the shards that this process holds.
    pub(super) async fn round_all(&self) -> Result<(), store::Error> {
        self.look().await?;
        let accounts: BTreeSet<AccountId> = self.queue().accounts.keys().cloned().collect();
        for account in accounts {
            let now = self.inner.rounds.clock.now();
            let outcome = self.inner.rounds.round(&account, RoundOrder::due(None), now).await;
            self.end(&account, outcome.map(drop)).await?;
        }
        Ok(())
    }

    /// Reads the index of a shard again.
    async fn load(&self, shard: Shard) -> Result<(), store::Error> {
        let PeopleLoopInner { rounds, .. } = &*self.inner;
        let listed: BTreeSet<AccountId> = rounds.store.shard_accounts(shard).await?.into_iter().collect();
        let known = self.queue().of(shard);
        self.queue().uncounted.insert(shard);
        for gone in known.difference(&listed) {
            self.queue().forget(gone);
            rounds.links.close(gone);
        }
        for account in listed.difference(&known) {
            self.queue().accounts.insert(account.clone(), QueuedAccount::default());
            // An account that could not be read counts as new again at the next look.
            let due = self.due(account).await.inspect_err(|_| self.queue().forget(account))?;
            self.queue().put(account, due);
        }
        Ok(())
    }

    /// Brings their rounds forward: their owners are active, or an edit waits.
    fn want(&self, accounts: &[AccountId]) {
        let now = self.inner.rounds.clock.now();
        let mut queue = self.queue();
        for account in accounts {
            let Some(entry) = queue.accounts.get_mut(account) else { continue };
            let was_active = entry.active_until.is_some_and(|until| until > now);
            entry.active_until = now.checked_add_signed(ACTIVE_FOR);
            let due = entry.due;
            if let Some(due) = due.filter(|_| !was_active) {
                queue.put(account, due.min(now));
            }
        }
    }

    /// Makes their rounds due at once: Google has reported changes.
    async fn ping(&self, accounts: &[AccountId]) -> Result<(), store::Error> {
        for account in accounts {
            // While a round runs, we don't know yet whether it will see the change.
            let is_news = match self.queue().accounts.get_mut(account) {
                Some(entry) => entry.due.is_some() && !std::mem::replace(&mut entry.is_pinged, true),
                None => false,
            };
            if is_news {
                let due = self.due(account).await.inspect_err(|_| self.forget_ping(account))?;
                self.queue().put(account, due);
            }
        }
        Ok(())
    }

    /// Makes Google's report count as new again at the next look.
    fn forget_ping(&self, account: &AccountId) {
        if let Some(entry) = self.queue().accounts.get_mut(account) {
            entry.is_pinged = false;
        }
    }

    /// Forgets the accounts of shards that are no longer held.
    fn let_go(&self, held: &BTreeSet<Shard>, kept: &BTreeSet<Shard>) {
        let mut queue = self.queue();
        for shard in held.difference(kept) {
            queue.shards.remove(shard);
            for account in queue.of(*shard) {
                queue.forget(&account);
            }
        }
    }

    /// Starts the rounds that are due, as many as may run at the same time.
    async fn begin_due(&self, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            let now = self.inner.rounds.clock.now();
            let is_due = self.queue().due.first().is_some_and(|(due, _)| *due <= now);
            if !is_due {
                return;
            }
            let room = stop.run_until_cancelled(Arc::clone(&self.inner.room).acquire_owned()).await;
            // The semaphore is never closed.
            let Some(Ok(permit)) = room else { return };
            let Some(account) = self.queue().take(now) else { return };
            let people = self.clone();
            self.inner.tasks.spawn(async move {
                if let Err(error) = people.round(&account).await {
                    tracing::debug!(error = &error as &dyn std::error::Error, "a round waits for storage");
                    people.again(&account, AFTER_FAILURE);
                }
                drop(permit);
                people.inner.woken.notify_one();
            });
        }
    }

    /// Runs a round of an account that is due.
    async fn round(&self, account: &AccountId) -> Result<(), store::Error> {
        let rounds = &self.inner.rounds;
        let seen = rounds.store.account_state(account).await?;
        let outcome = rounds.due_round(account, RoundOrder::due(None), &seen, rounds.clock.now()).await;
        self.end(account, outcome.and_then(|summary| summary.map(drop).ok_or(Failure::Busy))).await
    }

    /// Queues the account's next round, or removes an account that no longer exists.
    async fn end(&self, account: &AccountId, outcome: Result<(), Failure>) -> Result<(), store::Error> {
        let rounds = &self.inner.rounds;
        rounds.replanner.look_for_notices(account);
        let soonest = rounds.clock.now() + least_wait(outcome.as_ref().err());
        match outcome {
            Ok(()) => {}
            Err(Failure::Store(error)) => return Err(error),
            Err(Failure::Unknown(_)) => {
                // A crash between writes to the person's record and the index, or its removal, left it here.
                self.queue().forget(account);
                return self.directory().clear(account).await;
            }
            Err(failure @ Failure::Busy) => {
                tracing::debug!(account.id = %account, error = &failure as &dyn std::error::Error, "a round is left to another process");
            }
            Err(failure @ (Failure::Google(_) | Failure::Locked(_))) => {
                metrics::counter!("janji_errors_total", "class" => "sync").increment(1);
                tracing::info!(account.id = %account, error = &failure as &dyn std::error::Error, "a round of a person's account failed");
            }
        }
        let due = self.due(account).await?;
        self.queue().put(account, due.max(soonest));
        Ok(())
    }

    /// When an account's next round is due.
    async fn due(&self, account: &AccountId) -> Result<DateTime<Utc>, store::Error> {
        let rounds = &self.inner.rounds;
        let now = rounds.clock.now();
        let known = self.queue().accounts.get(account).copied().unwrap_or_default();
        let state: AccountState = rounds.store.account_state(account).await?;
        self.queue().note(account, standing(account, &state, rounds.bounds.interval, now));
        let signs = Signs {
            is_active: known.active_until.is_some_and(|until| until > now),
            ..rounds.signs(account, &state, now).await?
        };
        let Some(next) = pace::next(&state, signs) else { return Ok(now) };
        // After a failure, a report from Google brings no round forward.
        if known.is_pinged && state.failures == 0 {
            return Ok(now);
        }
        let soonest = state.last_try.and_then(|at| at.checked_add_signed(BETWEEN_ROUNDS));
        Ok(soonest.map_or(next, |soonest| next.max(soonest)))
    }

    fn again(&self, account: &AccountId, wait: Duration) {
        let now = self.inner.rounds.clock.now();
        self.queue().put(account, now.checked_add_signed(wait).unwrap_or(now));
    }

    /// Releases the shards for the other processes.
    async fn release(&self) {
        let PeopleLoopInner { rounds, process, .. } = &*self.inner;
        let held: Vec<Shard> = std::mem::take(&mut self.queue().shards).into_keys().collect();
        for shard in held {
            // A lease that cannot be released now runs out.
            drop(rounds.store.release_shard(shard, process).await);
        }
        drop(rounds.store.withdraw_process(process).await);
    }

    fn directory(&self) -> &Directory {
        self.inner.rounds.links.directory()
    }

    fn queue(&self) -> MutexGuard<'_, DueQueue> {
        self.inner.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The shortest wait before the next round. A round that began has saved the time of the next one in the account's
/// state; where none began, this prevents retries without a pause.
fn least_wait(failure: Option<&Failure>) -> Duration {
    match failure {
        None | Some(Failure::Store(_) | Failure::Google(_) | Failure::Unknown(_)) => Duration::zero(),
        Some(Failure::Busy) => BETWEEN_ROUNDS,
        Some(Failure::Locked(_)) => AFTER_FAILURE,
    }
}

/// The standing of an account after a round that left it in this state.
fn standing(account: &AccountId, state: &AccountState, interval: Duration, now: DateTime<Utc>) -> Standing {
    let is_late = || {
        let concerns = Concern::of_account(account, state, interval, now);
        concerns.iter().any(|concern| matches!(concern, Concern::RoundsLate { .. }))
    };
    match state.trouble {
        Some(Trouble::Grant | Trouble::SignIn | Trouble::NotShared | Trouble::OwnRefused) => Standing::Waiting,
        Some(Trouble::Client) => Standing::Refused,
        Some(Trouble::Forbidden | Trouble::Quota | Trouble::Away | Trouble::Invalid | Trouble::ReadOnly)
            if is_late() =>
        {
            Standing::Behind
        }
        Some(Trouble::Forbidden | Trouble::Quota | Trouble::Away | Trouble::Invalid | Trouble::ReadOnly) | None => {
            Standing::Fine
        }
    }
}

/// The number of shards for the process at this place among `count`.
fn share(place: usize, count: usize) -> usize {
    let (shards, count) = (usize::from(store::SHARDS), count.max(1));
    shards / count + usize::from(place < shards % count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{OpenError, UnsealError};

    #[test]
    fn a_round_that_cannot_begin_is_not_tried_again_at_once() {
        assert!(least_wait(Some(&Failure::Busy)) >= Duration::seconds(1));
        let locked = Failure::from(OpenError::Sealed(UnsealError::OtherKey));
        assert!(least_wait(Some(&locked)) >= Duration::seconds(30));
    }

    #[test]
    fn every_shard_is_somebodys_and_shares_differ_by_one_at_most() {
        for count in 1..40 {
            let shares: Vec<usize> = (0..count).map(|place| share(place, count)).collect();
            assert_eq!(shares.iter().sum::<usize>(), usize::from(store::SHARDS), "{count}");
            assert!(shares.iter().max().unwrap() - shares.iter().min().unwrap() <= 1, "{shares:?}");
        }
    }
}
