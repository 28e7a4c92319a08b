//! Notices: what people must be told, saved before it is sent.
//!
//! A notice has a record and is in `notices` (to be sent, in order), `notices-later` (once its round is done) or
//! `notices-taken` (by the end of its lease). `notices-heard` lists the chats that got one while others did not. A
//! notice that all have got is remembered for two weeks, so that adding it again does nothing. A notice is added by the
//! script that makes the change it tells about; see `lua/copy.lua`. Only if that script could not know that someone
//! must be told, the notice is added afterwards.

use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::time::Duration;

use futures::future::try_join_all;
use redis::ToRedisArgs;

use super::cache::notice_arguments;
use super::script::Script;
use super::{Error, Store, decode};
use crate::model::{AccountId, ChatId, Notice};

static PUT: LazyLock<Script> = LazyLock::new(|| {
    Script::new(concat!(
        include_str!("lua/times.lua"),
        include_str!("lua/copy.lua"),
        include_str!("lua/put_notice.lua")
    ))
});
static TAKE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/take_notices.lua")));
static EXTEND: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/extend_notices.lua")));
static DELIVERED: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/put_delivered.lua")));
static ACK: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/ack_notices.lua")));

/// The most notices that one script handles.
const MOST_AT_ONCE: usize = 1_000;

/// The keys that acknowledging notices touches.
const ACK_KEYS: [&str; 6] = ["notice", "notices", "notices-taken", "notice-fences", "notices-told", "notices-heard"];

/// A notice that a process has taken, until its lease runs out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenNotice {
    /// The notice.
    pub notice: Notice,
    /// The number of the batch it was taken with, which says who holds it.
    pub fence: u64,
    /// The chats that have got it already.
    pub delivered_to: BTreeSet<ChatId>,
}

impl Store {
    /// Adds a notice, unless it waits or was sent already, or its account was removed.
    pub async fn put_notice(&self, notice: &Notice) -> Result<(), Error> {
        let mut call = self.copy_script(&PUT, &notice.account);
        call.key(self.keys.gone(&notice.account));
        notice_arguments(&mut call, notice);
        Ok(call.invoke_async(&mut self.connection()).await?)
    }

    /// The accounts that have notices waiting or taken; one cheap command for each.
    pub async fn accounts_with_notices<'a>(&self, accounts: &'a [AccountId]) -> Result<Vec<&'a AccountId>, Error> {
        // Accounts are in different slots, so there is one command for each; in parallel they take one round trip.
        let asked = accounts.iter().map(async |account| {
            let keys = ["notices", "notices-taken"].map(|what| self.keys.account(account, what));
            redis::cmd("EXISTS").arg(&keys).query_async::<u64>(&mut self.connection()).await
        });
        let found = try_join_all(asked).await?;
        let has_some = accounts.iter().zip(found).filter(|(_, found)| *found > 0);
        Ok(has_some.map(|(account, _)| account).collect())
    }

    /// Takes up to `limit` notices of an account for the length of a lease, in order. An unreadable one is logged and
    /// removed, so that it does not hold up the others.
    pub async fn take_notices(
        &self,
        account: &AccountId,
        limit: usize,
        lease: Duration,
    ) -> Result<Vec<TakenNotice>, Error> {
        let mut call = TAKE.prepare_invoke();
        for what in ["notice", "notices", "notices-taken", "notice-fences", "notices-heard"] {
            call.key(self.keys.account(account, what));
        }
        call.arg(limit.min(MOST_AT_ONCE)).arg(u64::try_from(lease.as_millis()).unwrap_or(u64::MAX));
        let (fence, texts) = split(call.invoke_async(&mut self.connection()).await?)?;
        let key = self.keys.account(account, "notice");
        let (mut taken, mut damaged) = (Vec::new(), Vec::new());
        for one in texts.chunks_exact(3) {
            match decode(&key, &one[1]) {
                Ok(notice) => {
                    let delivered_to = one[2].split(' ').filter_map(|chat| chat.parse().ok().map(ChatId)).collect();
                    taken.push(TakenNotice { notice, fence, delivered_to });
                }
                Err(error) => {
                    tracing::error!(
                        account.id = %account,
                        notice.id = one[0],
                        error = &error as &dyn std::error::Error,
                        "a notice cannot be read and is dropped"
                    );
                    damaged.push((one[0].as_str(), fence));
                }
            }
        }
        self.for_each_taken(account, &damaged, &ACK_KEYS, &ACK, "told").await?;
        Ok(taken)
    }

    /// Renews the lease on notices of one account. Returns for each whether it was still in this batch.
    pub async fn extend_notices(
        &self,
        account: &AccountId,
        taken: &[TakenNotice],
        lease: Duration,
    ) -> Result<Vec<bool>, Error> {
        let lease = u64::try_from(lease.as_millis()).unwrap_or(u64::MAX);
        self.for_each_taken(account, &names(taken), &["notices-taken", "notice-fences"], &EXTEND, lease).await
    }

    /// Notes that a chat has got notices of one account, so that it does not get them again if other chats still have
    /// to.
    pub async fn put_delivered(&self, account: &AccountId, ids: &[&str], chat: ChatId) -> Result<(), Error> {
        for ids in ids.chunks(MOST_AT_ONCE) {
            let mut call = DELIVERED.prepare_invoke();
            call.key(self.keys.account(account, "notice")).key(self.keys.account(account, "notices-heard"));
            call.arg(chat.0).arg(ids);
            let () = call.invoke_async(&mut self.connection()).await?;
        }
        Ok(())
    }

    /// Acknowledges notices of one account: they were sent. Returns for each whether it was still in this batch.
    pub async fn ack_notices(&self, account: &AccountId, taken: &[TakenNotice]) -> Result<Vec<bool>, Error> {
        self.for_each_taken(account, &names(taken), &ACK_KEYS, &ACK, "told").await
    }

    /// Releases notices of one account unsent. Returns for each whether it was still in this batch.
    pub async fn release_notices(&self, account: &AccountId, taken: &[TakenNotice]) -> Result<Vec<bool>, Error> {
        self.for_each_taken(account, &names(taken), &ACK_KEYS, &ACK, "back").await
    }

    /// Calls a script about taken notices, by id and fence; it returns for each whether it was still in this batch.
    async fn for_each_taken(
        &self,
        account: &AccountId,
        taken: &[(&str, u64)],
        keys: &[&str],
        script: &'static Script,
        argument: impl ToRedisArgs + Copy,
    ) -> Result<Vec<bool>, Error> {
        let mut answers = Vec::with_capacity(taken.len());
        for taken in taken.chunks(MOST_AT_ONCE) {
            let mut call = script.prepare_invoke();
            for what in keys {
                call.key(self.keys.account(account, what));
            }
            call.arg(argument);
            for (id, fence) in taken {
                call.arg(id).arg(fence);
            }
            let step: Vec<bool> = call.invoke_async(&mut self.connection()).await?;
            answers.extend(step);
        }
        Ok(answers)
    }
}

/// The ids of taken notices, each with its fence.
fn names(taken: &[TakenNotice]) -> Vec<(&str, u64)> {
    taken.iter().map(|taken| (taken.notice.id.as_str(), taken.fence)).collect()
}

/// Splits a script's answer into a number and texts.
fn split(answer: Vec<redis::Value>) -> Result<(u64, Vec<String>), Error> {
    let mut values = answer.into_iter();
    let first = values.next().map_or(Ok(0), redis::from_redis_value).map_err(redis::RedisError::from)?;
    let rest: Result<Vec<String>, _> = values.map(redis::from_redis_value).collect();
    Ok((first, rest.map_err(redis::RedisError::from)?))
}
