//! All records as plain data: a copy that any later version can restore into any Redis.

use std::sync::LazyLock;
use std::time::Duration as StdDuration;

use redis::Pipeline;
use serde::{Deserialize, Serialize};

use super::address::Address;
use super::connection::Connection;
use super::script::Script;
use super::{Error, Keys};

static SNAPSHOT: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/snapshot.lua")));

/// How long reading everything at one moment may take. Redis serves no other client meanwhile: about a tenth of a
/// second for 100,000 records.
const SNAPSHOT_TIMEOUT: StdDuration = StdDuration::from_mins(1);

/// How many records are written in one transaction.
const BATCH: usize = 500;

/// The first parts of all keys, after the prefix.
pub const FAMILIES: [&str; 6] = ["calendar:", "chat:", "person:", "sign-in:", "google-account:", "bot:"];

/// The endings of the keys of leases and rates, which mean nothing to another process.
const SHORT_LIVED: [&str; 8] =
    ["}:poller", "}:poller:elsewhere", "}:bucket", "}:alive", "}:processes", "}:round", "}:sync-lease", "}:written"];

/// One record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupRecord {
    /// Its key, without the prefix.
    pub key: String,
    /// What it holds.
    #[serde(flatten)]
    pub content: KeyContent,
    /// Its remaining time to live, in milliseconds; `None` if it does not expire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ttl_ms: Option<u64>,
}

/// The content of a record, by Redis type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "type", content = "value")]
pub enum KeyContent {
    /// A text.
    String(String),
    /// Fields and their values.
    Hash(Vec<(String, String)>),
    /// A list, from its head.
    List(Vec<String>),
    /// A set.
    Set(Vec<String>),
    /// Members and their scores, as Redis writes them.
    SortedSet(Vec<(String, String)>),
}

/// A Redis that is copied from, or into.
pub struct Vault {
    connection: Connection,
    keys: Keys,
}

impl Vault {
    /// Connects to the Redis at `url`.
    ///
    /// # Errors
    /// [`Error::Away`] when it does not answer.
    pub async fn connect(url: &str, keys: Keys) -> Result<Self, Error> {
        let connection = Connection::open(&Address::read(url), SNAPSHOT_TIMEOUT)?;
        redis::cmd("PING").query_async::<()>(&mut connection.clone()).await?;
        Ok(Self { connection, keys })
    }

    /// Every record, in order of key; leases and rates are left out. The records of one node are a snapshot of one
    /// moment; the primaries of a cluster are read one after another.
    ///
    /// # Errors
    /// [`Error::Away`] when Redis does not answer within a minute.
    pub async fn records(&mut self) -> Result<Vec<BackupRecord>, Error> {
        let prefix = self.keys.prefix();
        let mut call = SNAPSHOT.prepare_invoke();
        for pattern in patterns(prefix) {
            call.arg(pattern);
        }
        let mut found: Vec<(String, String, i64, Vec<String>)> = Vec::new();
        for place in self.connection.primaries().await? {
            found.extend(self.connection.ask_at::<Vec<_>>(&place, &call.eval()).await?);
        }
        let mut records: Vec<BackupRecord> = found
            .into_iter()
            .filter_map(|(key, kind, left, values)| {
                let key = key.strip_prefix(prefix).filter(|key| !is_short_lived(key))?.to_owned();
                Some(BackupRecord { key, content: KeyContent::of(&kind, values)?, ttl_ms: u64::try_from(left).ok() })
            })
            .collect();
        records.sort_by(|one, other| one.key.cmp(&other.key));
        Ok(records)
    }

    /// The number of records.
    ///
    /// # Errors
    /// [`Error::Away`] when Redis does not answer.
    pub async fn count(&mut self) -> Result<usize, Error> {
        Ok(self.records().await?.len())
    }

    /// Whether a bot is running on this Redis.
    ///
    /// # Errors
    /// [`Error::Away`] when Redis does not answer.
    pub async fn is_in_use(&mut self) -> Result<bool, Error> {
        Ok(redis::cmd("EXISTS").arg(self.keys.bot("poller")).query_async(&mut self.connection).await?)
    }

    /// Deletes every record.
    ///
    /// # Errors
    /// [`Error::Away`] when Redis does not answer.
    pub async fn clear(&mut self) -> Result<(), Error> {
        for pattern in patterns(self.keys.prefix()) {
            let keys = self.connection.scan(&pattern).await?;
            for keys in keys.chunks(BATCH) {
                redis::cmd("DEL").arg(keys).query_async::<()>(&mut self.connection).await?;
            }
        }
        Ok(())
    }

    /// Writes records; each replaces what is stored under its key.
    ///
    /// # Errors
    /// [`Error::Away`] when Redis does not answer.
    pub async fn put(&mut self, records: &[BackupRecord]) -> Result<(), Error> {
        let mut records: Vec<&BackupRecord> = records.iter().collect();
        // All keys of a transaction must be in one slot.
        records.sort_by_key(|record| tag(&record.key));
        let slots = records.chunk_by(|one, other| tag(&one.key) == tag(&other.key));
        for batch in slots.flat_map(|slot| slot.chunks(BATCH)) {
            let mut pipe = redis::pipe();
            pipe.atomic();
            for record in batch {
                record.write(self.keys.prefix(), &mut pipe);
            }
            pipe.query_async::<()>(&mut self.connection).await?;
        }
        Ok(())
    }
}

impl BackupRecord {
    fn write(&self, prefix: &str, pipe: &mut Pipeline) {
        let key = format!("{prefix}{}", self.key);
        pipe.cmd("DEL").arg(&key).ignore();
        match &self.content {
            KeyContent::String(text) => pipe.cmd("SET").arg(&key).arg(text).ignore(),
            KeyContent::Hash(fields) => pipe.cmd("HSET").arg(&key).arg(fields).ignore(),
            KeyContent::List(items) => pipe.cmd("RPUSH").arg(&key).arg(items).ignore(),
            KeyContent::Set(members) => pipe.cmd("SADD").arg(&key).arg(members).ignore(),
            KeyContent::SortedSet(members) => {
                let swapped: Vec<(&str, &str)> =
                    members.iter().map(|(member, score)| (score.as_str(), member.as_str())).collect();
                pipe.cmd("ZADD").arg(&key).arg(swapped).ignore()
            }
        };
        if let Some(left) = self.ttl_ms {
            pipe.cmd("PEXPIRE").arg(&key).arg(left).ignore();
        }
    }
}

impl KeyContent {
    /// The content of a record of the Redis type `kind`; `None` for a type that we never write, or a record that has
    /// just expired.
    fn of(kind: &str, values: Vec<String>) -> Option<Self> {
        Some(match kind {
            "string" => Self::String(values.into_iter().next()?),
            "hash" => Self::Hash(in_pairs(values)),
            "list" => Self::List(values),
            "set" => Self::Set(values),
            "zset" => Self::SortedSet(in_pairs(values)),
            _ => return None,
        })
    }
}

fn in_pairs(values: Vec<String>) -> Vec<(String, String)> {
    let mut values = values.into_iter();
    std::iter::from_fn(|| Some((values.next()?, values.next()?))).collect()
}

/// The part of a key that decides its slot.
fn tag(key: &str) -> &str {
    key.split_once('{').and_then(|(_, after)| after.split_once('}')).map_or(key, |(tag, _)| tag)
}

fn is_short_lived(key: &str) -> bool {
    SHORT_LIVED.iter().any(|end| key.ends_with(end))
}

/// The patterns of each family's keys, for `KEYS`.
fn patterns(prefix: &str) -> impl Iterator<Item = String> {
    let literal = literal(prefix);
    FAMILIES.into_iter().map(move |family| format!("{literal}{family}*"))
}

/// Escapes a text to a pattern that only matches itself.
pub(super) fn literal(text: &str) -> String {
    let mut literal = String::new();
    for letter in text.chars() {
        if "*?[]^\\".contains(letter) {
            literal.push('\\');
        }
        literal.push(letter);
    }
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_taken_literally() {
        let patterns: Vec<String> = patterns("my*[bot]:").collect();
        assert_eq!(patterns[1], r"my\*\[bot\]:chat:*");
    }

    #[test]
    fn leases_are_left_out() {
        for (key, is_short) in [("bot:{1}:poller", true), ("bot:{1}:poller:fence", false), ("calendar:{a}:round", true)]
        {
            assert_eq!(is_short_lived(key), is_short, "{key}");
        }
    }

    #[test]
    fn a_record_is_one_plain_line() {
        let record = BackupRecord {
            key: "calendar:{3}:due".into(),
            content: KeyContent::SortedSet(vec![("r".into(), "1773108000000".into())]),
            ttl_ms: None,
        };
        let line = serde_json::to_string(&record).unwrap();
        assert_eq!(line, r#"{"key":"calendar:{3}:due","type":"sorted_set","value":[["r","1773108000000"]]}"#);
        assert_eq!(serde_json::from_str::<BackupRecord>(&line).unwrap(), record);
    }
}
