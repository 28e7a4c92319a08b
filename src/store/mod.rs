//! Storage: Redis, and nothing but Redis.
//!
//! [`Store`] is one multiplexed connection that reconnects; each of the other files adds the calls of one concern.
//! Every call has a time-out of a second, so that nothing hangs when Redis does; the caller then gets [`Error::Away`].
//! Calls to a cluster are first retried for some seconds, while a replica is promoted. Scripts are in `lua/`, touch one
//! hash slot each, and can be repeated. Keys are built only in [`keys`]. Records are JSON, except those that are very
//! many, which are shorter. A record that expires has its own `until`, which is compared with the `now` that is passed;
//! Redis's time to live only cleans up, a day later.

mod address;
mod announcements;
pub mod backup;
mod bucket;
mod cache;
mod chats;
mod connection;
mod edits;
mod holders;
mod inbox;
mod invitations;
mod keys;
mod look;
mod members;
mod nodes;
mod notices;
mod operator;
mod people;
mod pings;
mod poller;
mod replicas;
mod risks;
mod rounds;
mod rules;
mod schedule;
mod schema;
mod script;
pub mod server;
mod settings;
mod shards;
mod sign_ins;
mod upcoming;

pub use address::Address;
pub use announcements::{Amend, Announcement, AnnouncementKind, OtherEvent};
pub use bucket::Slot;
pub use cache::Replan;
pub use edits::{EditState, Ending, WaitingEdit, Written};
pub use inbox::{Opened, Put, Receipt};
pub use keys::{Keys, SHARDS, Shard};
pub use members::Members;
pub use notices::TakenNotice;
pub use operator::{OperatorTold, ToldConcern};
pub use poller::PollTurn;
pub use risks::About;
pub use rounds::{Changes, Committed, MOST_IN_PART, Mark, RoundLease};
pub use schedule::{Counts, MOST_AT_ONCE, ShardHead};
pub use schema::{OURS as LAYOUT, Schema};
pub use settings::Settings;
pub use shards::HeldShard;
pub use upcoming::Upcoming;

use std::sync::Arc;
use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use connection::Connection;

/// How long one call may take before Redis counts as down.
pub const CALL_TIMEOUT: StdDuration = StdDuration::from_secs(1);

/// How much longer than it is valid a record is kept.
const HOUSEKEEPING: Duration = Duration::days(1);

/// Redis, as this bot uses it. Clones share one connection.
#[derive(Clone)]
pub struct Store {
    connection: Connection,
    keys: Keys,
    /// Whether to wait for a replica of a cluster before telling people that something is saved.
    waits_for_replicas: bool,
    silent: Arc<replicas::Silent>,
}

/// Why a call to the store failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Redis does not answer, or not in time, or is loading.
    #[error("storage is away")]
    Away(#[source] redis::RedisError),
    /// A record is damaged.
    #[error("the record {key} cannot be read")]
    Corrupt {
        /// Its key.
        key: String,
        /// What is wrong with it.
        #[source]
        source: Damage,
    },
}

/// What is wrong with a record, without its content: that may be private, and errors are logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("its text is {kind} at column {column}")]
pub struct Damage {
    kind: &'static str,
    column: usize,
}

impl Damage {
    /// It is not one of our texts at all.
    const UNEXPECTED: Self = Self { kind: "not what was expected", column: 1 };
}

impl From<&serde_json::Error> for Damage {
    fn from(error: &serde_json::Error) -> Self {
        let kind = match error.classify() {
            Category::Io | Category::Eof => "cut short",
            Category::Syntax => "malformed",
            Category::Data => "not what was expected",
        };
        Self { kind, column: error.column() }
    }
}

impl From<redis::RedisError> for Error {
    fn from(error: redis::RedisError) -> Self {
        Self::Away(error)
    }
}

impl Store {
    /// A store at an address; does not wait for Redis to answer.
    ///
    /// # Errors
    /// [`Error::Away`] when the address cannot be used at all.
    pub fn connect(url: &str, keys: Keys) -> Result<Self, Error> {
        Self::connect_patiently(url, keys, CALL_TIMEOUT)
    }

    /// The same, but one call may take `timeout` before Redis counts as down.
    ///
    /// # Errors
    /// [`Error::Away`] when the address cannot be used at all.
    pub fn connect_patiently(url: &str, keys: Keys, timeout: StdDuration) -> Result<Self, Error> {
        Ok(Self::over(Connection::open(&Address::read(url), timeout)?, keys))
    }

    /// A store at `client`; does not wait for Redis to answer.
    ///
    /// # Errors
    /// [`Error::Away`] when the address cannot be used at all.
    pub fn open(client: &redis::Client, keys: Keys) -> Result<Self, Error> {
        Ok(Self::over(Connection::to(client, CALL_TIMEOUT)?, keys))
    }

    fn over(connection: Connection, keys: Keys) -> Self {
        Self { connection, keys, waits_for_replicas: true, silent: Arc::default() }
    }

    /// The same, but nothing waits for a replica of a cluster.
    #[must_use]
    pub fn without_waiting(self) -> Self {
        Self { waits_for_replicas: false, ..self }
    }

    /// How long a call may be retried before it fails: a cluster recovers in that time.
    #[must_use]
    pub fn patience(&self) -> StdDuration {
        if self.connection.is_cluster() { connection::PATIENCE + CALL_TIMEOUT } else { CALL_TIMEOUT }
    }

    /// The keys.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The connection, for one call.
    pub(crate) fn connection(&self) -> Connection {
        self.connection.clone()
    }

    /// Whether Redis answers.
    pub async fn ping(&self) -> Result<(), Error> {
        Ok(redis::cmd("PING").query_async(&mut self.connection()).await?)
    }

    /// The record under `key`, if there is one.
    pub(crate) async fn read<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Error> {
        let text: Option<String> = redis::cmd("GET").arg(key).query_async(&mut self.connection()).await?;
        text.map(|text| decode(key, &text)).transpose()
    }

    /// Writes a record that is valid until `until`.
    pub(crate) async fn write_until<T: Serialize + Sync>(
        &self,
        key: &str,
        record: &T,
        until: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        Ok(set_until(key, record, until, now).query_async(&mut self.connection()).await?)
    }

    /// Writes a record that does not expire.
    pub(crate) async fn write<T: Serialize + Sync>(&self, key: &str, record: &T) -> Result<(), Error> {
        Ok(redis::cmd("SET").arg(key).arg(encode(record)).query_async(&mut self.connection()).await?)
    }
}

/// The command that writes a record that is valid until `until`.
pub(crate) fn set_until<T: Serialize>(key: &str, record: &T, until: DateTime<Utc>, now: DateTime<Utc>) -> redis::Cmd {
    let mut command = redis::cmd("SET");
    command.arg(key).arg(encode(record)).arg("PX").arg(kept_for(until, now));
    command
}

/// How many milliseconds to keep a record that is valid until `until`, counted from `now`: at least a day.
pub(crate) fn kept_for(until: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    ((until - now).max(Duration::zero()) + HOUSEKEEPING).num_milliseconds()
}

/// A record as text.
pub(crate) fn encode<T: Serialize>(record: &T) -> String {
    // Our records are structs of plain fields and maps with text keys, which JSON can always hold.
    serde_json::to_string(record).expect("records are plain data")
}

/// A record from its text.
pub(crate) fn decode<T: DeserializeOwned>(key: &str, text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| Error::Corrupt { key: key.to_owned(), source: (&error).into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_record_is_said_without_what_it_says() {
        let cases = [
            (r#""lunch with Sarah""#, "its text is not what was expected at column 18"),
            ("[1,", "its text is cut short at column 3"),
            ("[1 2]", "its text is malformed at column 4"),
        ];
        for (text, said) in cases {
            let error = decode::<Vec<u32>>("key", text).unwrap_err();
            let Error::Corrupt { source, .. } = &error else { panic!("{error}") };
            assert_eq!(source.to_string(), said);
            assert!(!format!("{error:?}").contains("Sarah"));
        }
    }
}
