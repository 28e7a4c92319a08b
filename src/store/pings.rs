//! Google's word that calendars have changed, until a round looks; and the channels that it was asked for.
//!
//! Pings lie with the shard of their account: the process that holds it finds those of people's accounts there.

use super::{Error, Shard, Store};
use crate::model::AccountId;

impl Store {
    /// Notes that an account's calendar has changed; once, however often.
    pub async fn put_ping(&self, account: &AccountId) -> Result<(), Error> {
        let key = self.keys.shard(Shard::of(account), "pinged");
        Ok(redis::cmd("SADD").arg(key).arg(&**account).query_async(&mut self.connection()).await?)
    }

    /// Whether an account's calendar has changed, as Google says, and no round has looked since.
    pub async fn is_pinged(&self, account: &AccountId) -> Result<bool, Error> {
        let key = self.keys.shard(Shard::of(account), "pinged");
        Ok(redis::cmd("SISMEMBER").arg(key).arg(&**account).query_async(&mut self.connection()).await?)
    }

    /// Forgets that an account's calendar has changed: a round looks now.
    pub async fn take_ping(&self, account: &AccountId) -> Result<(), Error> {
        let key = self.keys.shard(Shard::of(account), "pinged");
        Ok(redis::cmd("SREM").arg(key).arg(&**account).query_async(&mut self.connection()).await?)
    }

    /// Notes a channel that Google has for an account, and its name for what is watched.
    pub async fn put_channel(&self, account: &AccountId, id: &str, resource: &str) -> Result<(), Error> {
        let mut command = redis::cmd("HSET");
        command.arg(self.keys.account(account, "channels")).arg(id).arg(resource);
        Ok(command.query_async(&mut self.connection()).await?)
    }

    /// The channels that Google may have for an account, each with its name for what is watched.
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
