//! Google's reports that calendars have changed ("pings"), until a round reads them; and the channels that they come
//! over.
//!
//! Pings are in the shard of their account, where the process that holds it finds those of people's accounts. A ping
//! stays until a round that began after it has ended; `pinged-again` lists those that have come since the last round
//! began.

use std::sync::LazyLock;

use super::script::Script;
use super::{Error, Shard, Store};
use crate::model::AccountId;

static END: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/end_ping.lua")));

impl Store {
    /// Notes that an account's calendar has changed; once, no matter how often this is called.
    pub async fn put_ping(&self, account: &AccountId) -> Result<(), Error> {
        let shard = Shard::of(account);
        let mut both = redis::pipe();
        both.atomic();
        for what in ["pinged", "pinged-again"] {
            both.sadd(self.keys.shard(shard, what), &**account).ignore();
        }
        Ok(both.query_async(&mut self.connection()).await?)
    }

    /// Whether Google has reported a change in an account's calendar and no round has read it since.
    pub async fn is_pinged(&self, account: &AccountId) -> Result<bool, Error> {
        let key = self.keys.shard(Shard::of(account), "pinged");
        Ok(redis::cmd("SISMEMBER").arg(key).arg(&**account).query_async(&mut self.connection()).await?)
    }

    /// Notes that a round begins to read what has changed so far; returns whether there was a ping.
    pub async fn begin_ping(&self, account: &AccountId) -> Result<bool, Error> {
        let shard = Shard::of(account);
        let mut both = redis::pipe();
        both.atomic().srem(self.keys.shard(shard, "pinged-again"), &**account).ignore();
        both.sismember(self.keys.shard(shard, "pinged"), &**account);
        let (is_pinged,): (bool,) = both.query_async(&mut self.connection()).await?;
        Ok(is_pinged)
    }

    /// Removes the ping, because a round has read the changes, unless another has come since the round began.
    pub async fn end_ping(&self, account: &AccountId) -> Result<(), Error> {
        let shard = Shard::of(account);
        let mut call = END.prepare_invoke();
        call.key(self.keys.shard(shard, "pinged")).key(self.keys.shard(shard, "pinged-again")).arg(&**account);
        Ok(call.invoke_async(&mut self.connection()).await?)
    }

    /// Saves a channel that Google has for an account, and Google's name for the watched resource.
    pub async fn put_channel(&self, account: &AccountId, id: &str, resource: &str) -> Result<(), Error> {
        let mut command = redis::cmd("HSET");
        command.arg(self.keys.account(account, "channels")).arg(id).arg(resource);
        Ok(command.query_async(&mut self.connection()).await?)
    }

    /// The channels that Google may have for an account, each with Google's name for the watched resource.
    pub async fn channels(&self, account: &AccountId) -> Result<Vec<(String, String)>, Error> {
        let key = self.keys.account(account, "channels");
        Ok(redis::cmd("HGETALL").arg(key).query_async(&mut self.connection()).await?)
    }

    /// Forgets a channel that was stopped.
    pub async fn forget_channel(&self, account: &AccountId, id: &str) -> Result<(), Error> {
        let key = self.keys.account(account, "channels");
        Ok(redis::cmd("HDEL").arg(key).arg(id).query_async(&mut self.connection()).await?)
    }
}
