//! The accounts of the shards that a process holds, as a queue by the time of their next round. Pure.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};

use crate::model::{AccountCounts, AccountId};
use crate::store::Shard;

/// The accounts of the shards that this process holds, by the time of their next round.
#[derive(Default)]
pub(super) struct DueQueue {
    /// The shards, each with the version of its index when it was read.
    pub(super) shards: BTreeMap<Shard, u64>,
    pub(super) accounts: HashMap<AccountId, QueuedAccount>,
    pub(super) due: BTreeSet<(DateTime<Utc>, AccountId)>,
    /// The shards whose accounts, or their standing, have changed since they were last counted.
    pub(super) uncounted: BTreeSet<Shard>,
}

/// How an account is doing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is up to date, or has not been synced yet.
    #[default]
    Fine,
    /// Its owner has to act: sign in again, or get access back at Google.
    Waiting,
    /// No round has succeeded for some time.
    Behind,
    /// Google refuses the bot's OAuth client.
    Refused,
}

/// What we know about an account between two rounds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct QueuedAccount {
    /// When its next round is due; `None` while one runs.
    pub(super) due: Option<DateTime<Utc>>,
    /// Until when its owner counts as active.
    pub(super) active_until: Option<DateTime<Utc>>,
    /// Whether Google has reported a change and no round has begun since.
    pub(super) is_pinged: bool,
    /// Its standing after the last round.
    pub(super) standing: Standing,
}

impl DueQueue {
    /// Queues an account for the time of its next round, unless it was removed in the meantime.
    pub(super) fn put(&mut self, account: &AccountId, due: DateTime<Utc>) {
        let Some(entry) = self.accounts.get_mut(account) else { return };
        if let Some(before) = entry.due.replace(due) {
            self.due.remove(&(before, account.clone()));
        }
        self.due.insert((due, account.clone()));
    }

    /// Takes an account whose round is due; it is queued again when the round has ended.
    pub(super) fn take(&mut self, now: DateTime<Utc>) -> Option<AccountId> {
        let (due, account) = self.due.first().cloned()?;
        if due > now {
            return None;
        }
        self.due.pop_first();
        if let Some(entry) = self.accounts.get_mut(&account) {
            entry.due = None;
            entry.is_pinged = false;
        }
        Some(account)
    }

    /// Removes an account.
    pub(super) fn forget(&mut self, account: &AccountId) {
        if let Some(QueuedAccount { due: Some(due), .. }) = self.accounts.remove(account) {
            self.due.remove(&(due, account.clone()));
        }
        self.uncounted.insert(Shard::of(account));
    }

    /// Sets the standing of an account.
    pub(super) fn note(&mut self, account: &AccountId, standing: Standing) {
        let Some(entry) = self.accounts.get_mut(account) else { return };
        if std::mem::replace(&mut entry.standing, standing) != standing {
            self.uncounted.insert(Shard::of(account));
        }
    }

    /// How many accounts of a shard have each standing.
    pub(super) fn counts(&self, shard: Shard) -> AccountCounts {
        let mut counts = AccountCounts::default();
        for (_, entry) in self.accounts.iter().filter(|(account, _)| Shard::of(account) == shard) {
            match entry.standing {
                Standing::Fine => counts.fine += 1,
                Standing::Waiting => counts.waiting += 1,
                Standing::Behind => counts.behind += 1,
                Standing::Refused => {
                    counts.behind += 1;
                    counts.refused += 1;
                }
            }
        }
        counts
    }

    /// The accounts of a shard.
    pub(super) fn of(&self, shard: Shard) -> BTreeSet<AccountId> {
        self.accounts.keys().filter(|account| Shard::of(account) == shard).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_come_in_the_order_in_which_they_are_due_and_once_until_they_are_put_back() {
        let at = |second: i64| DateTime::from_timestamp(second, 0).unwrap();
        let account = |name: &str| AccountId(name.into());
        let mut queue = DueQueue::default();
        for (name, due) in [("b", 20), ("a", 10), ("c", 30)] {
            queue.accounts.insert(account(name), QueuedAccount::default());
            queue.put(&account(name), at(due));
        }
        assert_eq!(queue.take(at(25)), Some(account("a")));
        queue.put(&account("c"), at(15));
        assert_eq!(
            [queue.take(at(25)), queue.take(at(25)), queue.take(at(25))],
            [Some(account("c")), Some(account("b")), None]
        );
        queue.put(&account("a"), at(40));
        queue.forget(&account("a"));
        queue.put(&account("a"), at(41));
        assert_eq!(queue.take(at(50)), None);
    }
}
