//! Rounds of sync: who may run one, where it begins, and writing its results.
//!
//! One process at a time syncs an account, under a lease with a fencing number. A round's results are written in parts
//! of bounded size, and the sync token moves on with the last of them. `version` rises with every edit that ends: if an
//! edit ended during a round, the round does not write what it read before.

use std::sync::LazyLock;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::cache::{minute_of, notice_arguments};
use super::script::{Script, ScriptInvocation};
use super::{Error, Store, decode, encode};
use crate::model::{AccountId, AccountState, CacheAction, CacheRow, KEPT_PAST_END, Notice};

/// How many events to write at once: some hundred kilobytes, a few milliseconds of Redis's time.
pub const MOST_IN_PART: usize = 500;

static TAKE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/take_round.lua")));
static HOLD: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/hold_round.lua")));
static COMMIT: LazyLock<Script> = LazyLock::new(|| {
    Script::new(concat!(include_str!("lua/times.lua"), include_str!("lua/copy.lua"), include_str!("lua/commit.lua")))
});
static TRIM: LazyLock<Script> = LazyLock::new(|| {
    Script::new(concat!(include_str!("lua/times.lua"), include_str!("lua/copy.lua"), include_str!("lua/trim.lua")))
});
static PUT_STATE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(concat!(include_str!("lua/times.lua"), include_str!("lua/copy.lua"), include_str!("lua/put_state.lua")))
});
static RAISE_EPOCH: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/raise_epoch.lua")));

/// The right to sync an account, until its lease runs out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundLease {
    /// The account.
    pub account: AccountId,
    /// The time up to which its reminders are planned.
    pub planned_until: Option<DateTime<Utc>>,
    fence: u64,
}

/// Where a round begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The sync token; `None` before the first full read.
    pub token: Option<String>,
    /// The account's state after the last round.
    pub state: AccountState,
    version: u64,
}

impl Mark {
    /// Whether this storage knows of an edit that has ended.
    #[must_use]
    pub fn has_seen_edits(&self) -> bool {
        self.version > 0
    }

    /// Whether one of our edits ended between an earlier mark and this one.
    #[must_use]
    pub fn is_overtaken(&self, earlier: &Self) -> bool {
        self.version != earlier.version
    }
}

/// The results of a round, to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Events that were added, changed or removed.
    pub rows: Vec<CacheRow>,
    /// Other notices.
    pub notices: Vec<Notice>,
}

/// The result of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Committed {
    /// Everything was written.
    Done,
    /// Another process has the account now.
    Lost,
    /// One of our edits ended meanwhile: what the round read is older than the copy.
    Overtaken,
}

impl Store {
    /// Takes the right to sync an account; `None` while another has it.
    pub async fn take_round(&self, account: &AccountId, lease: Duration) -> Result<Option<RoundLease>, Error> {
        let mut call = TAKE.key(self.keys.account(account, "round"));
        let taken: Option<(u64, Option<i64>)> = call.arg(millis(lease)).invoke_async(&mut self.connection()).await?;
        Ok(taken.map(|(fence, planned)| RoundLease {
            account: account.clone(),
            planned_until: planned.and_then(|second| DateTime::from_timestamp(second, 0)),
            fence,
        }))
    }

    /// Saves the time up to which an account's reminders are planned.
    pub async fn put_planned_until(&self, account: &AccountId, until: DateTime<Utc>) -> Result<(), Error> {
        let round = self.keys.account(account, "round");
        let mut put = redis::cmd("HSET");
        put.arg(round).arg("planned").arg(until.timestamp());
        Ok(put.query_async(&mut self.connection()).await?)
    }

    /// Renews the lease; false if another process has the account now.
    pub async fn hold_round(&self, lease: &RoundLease, length: Duration) -> Result<bool, Error> {
        let mut call = HOLD.key(self.keys.account(&lease.account, "round"));
        Ok(call.arg(lease.fence).arg(millis(length)).invoke_async(&mut self.connection()).await?)
    }

    /// Releases the right.
    pub async fn release_round(&self, lease: &RoundLease) -> Result<(), Error> {
        self.hold_round(lease, Duration::ZERO).await.map(drop)
    }

    /// Where a round begins. Read it before asking Google.
    pub async fn mark(&self, account: &AccountId) -> Result<Mark, Error> {
        let state_key = self.keys.account(account, "state");
        let mut pipe = redis::pipe();
        pipe.get(self.keys.account(account, "token")).get(&state_key).get(self.keys.account(account, "version"));
        let (token, state, version): (Option<String>, Option<String>, Option<u64>) =
            pipe.query_async(&mut self.connection()).await?;
        Ok(Mark { token, state: state_of(&state_key, state), version: version.unwrap_or(0) })
    }

    /// An account's state.
    pub async fn account_state(&self, account: &AccountId) -> Result<AccountState, Error> {
        let key = self.keys.account(account, "state");
        Ok(state_of(&key, redis::cmd("GET").arg(&key).query_async(&mut self.connection()).await?))
    }

    /// Writes the results of a round that began at `mark`, and with the last part the token and the state.
    ///
    /// Can be repeated. Parts that were written before the lease was lost or an edit ended stay; the token does not
    /// move on then, so the next round reads the rest.
    pub async fn commit_round(
        &self,
        lease: &RoundLease,
        mark: &Mark,
        changes: &Changes,
        token: Option<&str>,
        state: &AccountState,
        now: DateTime<Utc>,
    ) -> Result<Committed, Error> {
        let parts: Vec<&[CacheRow]> = match changes.rows.as_slice() {
            [] => vec![&[]],
            rows => rows.chunks(MOST_IN_PART).collect(),
        };
        let last = parts.len() - 1;
        for (place, rows) in parts.into_iter().enumerate() {
            let mut call = self.copy_script(&COMMIT, &lease.account);
            for what in ["round", "token", "state"] {
                call.key(self.keys.account(&lease.account, what));
            }
            call.arg(lease.fence).arg(mark.version);
            row_arguments(&mut call, rows, now);
            let more = if place == last { changes.notices.as_slice() } else { &[] };
            let notices: Vec<&Notice> = rows.iter().filter_map(|row| row.notice.as_ref()).chain(more).collect();
            call.arg(notices.len());
            for notice in notices {
                notice_arguments(&mut call, notice);
            }
            if place == last {
                let too_old = minute_of(now.checked_sub_signed(KEPT_PAST_END).unwrap_or(now));
                call.arg("last").arg(token.unwrap_or_default()).arg(encode(state)).arg(too_old);
            } else {
                call.arg("more");
            }
            let word: String = call.invoke_async(&mut self.connection()).await?;
            match word.as_str() {
                "done" => {}
                "overtaken" => return Ok(Committed::Overtaken),
                _ => return Ok(Committed::Lost),
            }
        }
        Ok(Committed::Done)
    }

    /// Removes the events beyond `most`, furthest away first; returns how many, or `None` if another process has the
    /// account now.
    pub async fn trim_events(&self, lease: &RoundLease, most: u32) -> Result<Option<u64>, Error> {
        let mut trimmed = 0;
        loop {
            let mut call = self.copy_script(&TRIM, &lease.account);
            call.key(self.keys.account(&lease.account, "round")).arg(lease.fence).arg(most);
            let step: i64 = call.invoke_async(&mut self.connection()).await?;
            match u64::try_from(step) {
                Ok(0) => return Ok(Some(trimmed)),
                Ok(step) => trimmed += step,
                Err(_) => return Ok(None),
            }
        }
    }

    /// Writes an account's state and notices; false if another process has the account now.
    pub async fn put_state(&self, lease: &RoundLease, state: &AccountState, notices: &[Notice]) -> Result<bool, Error> {
        let mut call = self.copy_script(&PUT_STATE, &lease.account);
        for what in ["round", "state"] {
            call.key(self.keys.account(&lease.account, what));
        }
        call.arg(lease.fence).arg(encode(state)).arg(notices.len());
        for notice in notices {
            notice_arguments(&mut call, notice);
        }
        Ok(call.invoke_async(&mut self.connection()).await?)
    }

    /// The number that rises with every round; `None` if nothing was ever synced, or Redis was emptied. If it is lower
    /// than before, Redis was restored from an old file.
    pub async fn epoch(&self) -> Result<Option<u64>, Error> {
        Ok(redis::cmd("GET").arg(self.keys.bot("epoch")).query_async(&mut self.connection()).await?)
    }

    /// Raises that number, and returns it.
    pub async fn raise_epoch(&self) -> Result<u64, Error> {
        Ok(RAISE_EPOCH.key(self.keys.bot("epoch")).invoke_async(&mut self.connection()).await?)
    }
}

/// The added and removed events, as `lua/commit.lua` takes them.
fn row_arguments(call: &mut ScriptInvocation<'_>, rows: &[CacheRow], now: DateTime<Utc>) {
    let (mut put, mut drop) = (Vec::new(), Vec::new());
    for row in rows {
        match &row.action {
            CacheAction::Put(one) => put.push(one.as_ref()),
            CacheAction::Drop(id) => drop.push(id),
        }
    }
    call.arg(put.len());
    for one in put {
        one.arguments(call, now);
    }
    call.arg(drop.len());
    for id in drop {
        call.arg(&**id);
    }
}

/// An account's state in its record. An unreadable one counts as none: everything is read again.
pub(super) fn state_of(key: &str, text: Option<String>) -> AccountState {
    text.and_then(|text| decode(key, &text).ok()).unwrap_or_default()
}

fn millis(span: Duration) -> u64 {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX)
}
