//! Shards of people's accounts: which accounts each has, and which process holds it.
//!
//! A process holds a shard by a lease, which it renews; if it dies, another takes over when its leases run out. The
//! index of a shard names the owner of each account in it, but the owner's record decides.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::Duration;

use futures::future::try_join_all;

use super::keys::OF_ACCOUNT;
use super::script::Script;
use super::{Error, Shard, Store};
use crate::model::{AccountCounts, AccountId, EventPlan, UserId};
use chrono::DateTime;

static HOLD: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/hold_shard.lua")));
static RELEASE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/release_shard.lua")));
static ANNOUNCE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/announce_process.lua")));

/// Roughly how many accounts to read in one step.
const ACCOUNTS_A_STEP: usize = 500;

/// How many requests for rounds to read at once; the others come at the next look.
const MOST_WANTED: usize = 200;

/// Longer than any work that was in progress when its account was removed.
const LONGEST_WRITE: Duration = Duration::from_hours(1);

/// A shard that a process holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldShard {
    /// Rises with every account that is added or removed.
    pub version: u64,
    /// Accounts that need a round soon: a person is active, or an edit waits.
    pub wanted: Vec<AccountId>,
    /// Accounts for which Google has reported changes; each stays until a round has begun.
    pub pinged: Vec<AccountId>,
}

impl Store {
    /// Takes a shard for `process`, or renews its lease; `None` while another process has it.
    pub async fn hold_shard(&self, shard: Shard, process: &str, lease: Duration) -> Result<Option<HeldShard>, Error> {
        let mut call = HOLD.prepare_invoke();
        for what in ["sync-lease", "accounts-version", "wanted", "pinged"] {
            call.key(self.keys.shard(shard, what));
        }
        call.arg(process).arg(u64::try_from(lease.as_millis()).unwrap_or(u64::MAX)).arg(MOST_WANTED);
        let (is_held, version, wanted, pinged): (bool, u64, Vec<String>, Vec<String>) =
            call.invoke_async(&mut self.connection()).await?;
        let named = |accounts: Vec<String>| accounts.into_iter().map(AccountId).collect();
        Ok(is_held.then(|| HeldShard { version, wanted: named(wanted), pinged: named(pinged) }))
    }

    /// Releases a shard.
    pub async fn release_shard(&self, shard: Shard, process: &str) -> Result<(), Error> {
        let key = self.keys.shard(shard, "sync-lease");
        Ok(RELEASE.key(key).arg(process).invoke_async(&mut self.connection()).await?)
    }

    /// Announces a process that syncs people's accounts; returns its place among those that are running, and their
    /// number.
    pub async fn announce_process(&self, process: &str, lease: Duration) -> Result<(usize, usize), Error> {
        let mut call = ANNOUNCE.key(self.keys.bot("processes"));
        call.arg(process).arg(u64::try_from(lease.as_millis()).unwrap_or(u64::MAX));
        Ok(call.invoke_async(&mut self.connection()).await?)
    }

    /// Ends the announcement of a process.
    pub async fn withdraw_process(&self, process: &str) -> Result<(), Error> {
        let key = self.keys.bot("processes");
        Ok(redis::cmd("ZREM").arg(key).arg(process).query_async(&mut self.connection()).await?)
    }

    /// Adds an account to the index of its shard; from now on its records are kept.
    pub async fn index_account(&self, account: &AccountId, owner: UserId) -> Result<(), Error> {
        self.delete([self.keys.gone(account)]).await?;
        let shard = Shard::of(account);
        let mut all = redis::pipe();
        all.atomic().hset(self.keys.shard(shard, "accounts"), &**account, owner.0).ignore();
        all.incr(self.keys.shard(shard, "accounts-version"), 1).ignore();
        all.sadd(self.keys.shard(shard, "wanted"), &**account).ignore();
        Ok(all.query_async(&mut self.connection()).await?)
    }

    /// Removes an account from the index of its shard.
    pub async fn unindex_account(&self, account: &AccountId) -> Result<(), Error> {
        let shard = Shard::of(account);
        let mut all = redis::pipe();
        all.atomic().hdel(self.keys.shard(shard, "accounts"), &**account).ignore();
        all.srem(self.keys.shard(shard, "wanted"), &**account).ignore();
        all.srem(self.keys.shard(shard, "pinged"), &**account).ignore();
        all.srem(self.keys.shard(shard, "pinged-again"), &**account).ignore();
        all.incr(self.keys.shard(shard, "accounts-version"), 1).ignore();
        Ok(all.query_async(&mut self.connection()).await?)
    }

    /// The owner of an account, if it is a person's.
    pub async fn owner(&self, account: &AccountId) -> Result<Option<UserId>, Error> {
        let key = self.keys.shard(Shard::of(account), "accounts");
        let owner: Option<u64> =
            redis::cmd("HGET").arg(key).arg(&**account).query_async(&mut self.connection()).await?;
        Ok(owner.map(UserId))
    }

    /// The accounts of a shard.
    pub async fn shard_accounts(&self, shard: Shard) -> Result<Vec<AccountId>, Error> {
        let key = self.keys.shard(shard, "accounts");
        let (mut mark, mut found) = (0_u64, Vec::new());
        loop {
            let mut scan = redis::cmd("HSCAN");
            scan.arg(&key).arg(mark).arg("COUNT").arg(ACCOUNTS_A_STEP);
            let (next, fields): (u64, Vec<(String, u64)>) = scan.query_async(&mut self.connection()).await?;
            found.extend(fields.into_iter().map(|(account, _)| AccountId(account)));
            if next == 0 {
                found.sort_unstable();
                found.dedup();
                return Ok(found);
            }
            mark = next;
        }
    }

    /// Saves how many accounts of a shard have each standing.
    pub async fn put_account_counts(&self, shard: Shard, counts: &AccountCounts) -> Result<(), Error> {
        self.write(&self.keys.shard(shard, "counts"), counts).await
    }

    /// How many of people's accounts have each standing, as last saved by the processes that hold them.
    pub async fn account_counts(&self) -> Result<AccountCounts, Error> {
        let mut all = AccountCounts::default();
        for shard in Shard::all() {
            let of_shard: Option<AccountCounts> = self.read(&self.keys.shard(shard, "counts")).await?;
            let AccountCounts { fine, waiting, behind, refused } = of_shard.unwrap_or_default();
            all.fine += fine;
            all.waiting += waiting;
            all.behind += behind;
            all.refused += refused;
        }
        Ok(all)
    }

    /// Asks for a round of these accounts soon, by whichever process holds them.
    pub async fn want_rounds(&self, accounts: &[AccountId]) -> Result<(), Error> {
        let mut by_shard: BTreeMap<Shard, Vec<&str>> = BTreeMap::new();
        for account in accounts {
            by_shard.entry(Shard::of(account)).or_default().push(account);
        }
        // Shards are in different slots, so there is one call for each; in parallel they take one round trip.
        try_join_all(by_shard.into_iter().map(|(shard, accounts)| self.want_in(shard, accounts))).await?;
        Ok(())
    }

    async fn want_in(&self, shard: Shard, accounts: Vec<&str>) -> Result<(), Error> {
        let key = self.keys.shard(shard, "wanted");
        Ok(redis::cmd("SADD").arg(key).arg(accounts).query_async(&mut self.connection()).await?)
    }

    /// Deletes everything about an account: its copy, edits, notices and reminders; work that is still in progress no
    /// longer writes any of these. Can be repeated. A few keys stay until they expire, and hold no private content:
    /// replaced ids, claims, and the mark that the account is gone.
    pub async fn forget_account(&self, account: &AccountId) -> Result<(), Error> {
        let mut mark = redis::cmd("SET");
        mark.arg(self.keys.gone(account)).arg(1).arg("EX").arg(LONGEST_WRITE.as_secs());
        mark.query_async::<()>(&mut self.connection()).await?;
        for ids in self.event_ids(account).await?.chunks(ACCOUNTS_A_STEP) {
            let plans: Vec<EventPlan> = ids.iter().map(|id| EventPlan::none(account, id)).collect();
            self.put_plans(&plans, DateTime::UNIX_EPOCH).await?;
            self.delete(ids.iter().map(|id| self.announcements_key(account, id))).await?;
            self.delete(ids.iter().map(|id| self.keys.event(account, id))).await?;
        }
        self.forget_announcements(account).await?;
        let outcomes = self.keys.account(account, "outcomes");
        let outcomes: Vec<String> =
            redis::cmd("ZRANGE").arg(outcomes).arg(0).arg(-1).query_async(&mut self.connection()).await?;
        self.delete(outcomes).await?;
        // The lists are deleted last: if this is interrupted, they still name the rest.
        self.delete(OF_ACCOUNT.map(|what| self.keys.account(account, what))).await
    }

    /// Deletes keys of one slot, in order.
    pub(super) async fn delete(&self, keys: impl IntoIterator<Item = String>) -> Result<(), Error> {
        let keys: Vec<String> = keys.into_iter().collect();
        for keys in keys.chunks(ACCOUNTS_A_STEP) {
            redis::cmd("DEL").arg(keys).query_async::<()>(&mut self.connection()).await?;
        }
        Ok(())
    }
}
