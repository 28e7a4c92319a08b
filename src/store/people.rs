//! People with their own Google accounts, one record each; and indexes of them.
//!
//! A person's record decides: an account exists as long as it is named there. The index of accounts, by shard, may have
//! extra entries for a moment, after a crash; readers of the index check the record.

use std::sync::LazyLock;

use super::script::Script;
use super::{Error, Store, decode, encode};
use crate::model::{Person, UserId};

static PUT: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/put_person.lua")));

/// How often to retry a change because another process changed the same person meanwhile.
const MOST_TRIES: u32 = 10;

/// Roughly how many people to read in one step.
const PEOPLE_A_STEP: usize = 500;

impl Store {
    /// A person's record; an empty one if they are unknown.
    pub async fn person(&self, user: UserId) -> Result<Person, Error> {
        Ok(self.versioned(user).await?.1)
    }

    /// Changes a person's record. `change` may be called more than once, if another process changes the same person;
    /// its last result is returned.
    pub async fn change_person<T>(&self, user: UserId, mut change: impl FnMut(&mut Person) -> T) -> Result<T, Error> {
        let key = self.keys.person(user);
        for _ in 0..MOST_TRIES {
            let (version, mut person) = self.versioned(user).await?;
            let before = person.clone();
            let said = change(&mut person);
            if person == before {
                return Ok(said);
            }
            let record = if person.is_nobody() { String::new() } else { encode(&person) };
            // The index first: it may have one too many, but must never miss anyone.
            if !person.is_nobody() {
                self.list_person("SADD", user).await?;
            }
            let is_written: bool = PUT.key(&key).arg(version).arg(&record).invoke_async(&mut self.connection()).await?;
            if !is_written {
                continue;
            }
            if person.is_nobody() {
                self.list_person("SREM", user).await?;
            }
            // Another process may have deleted or written the record meanwhile, and changed the index after this one.
            if (person.is_nobody() || before.is_nobody()) && !self.person(user).await?.is_nobody() {
                self.list_person("SADD", user).await?;
            }
            return Ok(said);
        }
        Err(Error::Away(redis::RedisError::from((redis::ErrorKind::Client, "a person is changed again and again"))))
    }

    /// Adds a person to the index of known people, or removes them.
    async fn list_person(&self, command: &str, user: UserId) -> Result<(), Error> {
        let people = self.keys.bot("people");
        Ok(redis::cmd(command).arg(people).arg(user.0).query_async(&mut self.connection()).await?)
    }

    /// The number of known people.
    pub async fn count_people(&self) -> Result<u64, Error> {
        Ok(redis::cmd("SCARD").arg(self.keys.bot("people")).query_async(&mut self.connection()).await?)
    }

    /// Some of the known people, from a mark on; also returns the next mark, 0 after the last of them.
    pub async fn people_from(&self, mark: u64) -> Result<(u64, Vec<UserId>), Error> {
        let mut scan = redis::cmd("SSCAN");
        scan.arg(self.keys.bot("people")).arg(mark).arg("COUNT").arg(PEOPLE_A_STEP);
        let (next, users): (u64, Vec<u64>) = scan.query_async(&mut self.connection()).await?;
        Ok((next, users.into_iter().map(UserId).collect()))
    }

    /// The proof of which key seals: a text that was sealed when a key was first used.
    pub async fn key_proof(&self) -> Result<Option<String>, Error> {
        Ok(redis::cmd("GET").arg(self.keys.bot("key-proof")).query_async(&mut self.connection()).await?)
    }

    /// The proof of which key seals: the first that any process saved, or `fresh` if there was none.
    pub async fn first_key_proof(&self, fresh: &str) -> Result<String, Error> {
        let key = self.keys.bot("key-proof");
        redis::cmd("SETNX").arg(key).arg(fresh).query_async::<()>(&mut self.connection()).await?;
        Ok(self.key_proof().await?.unwrap_or_else(|| fresh.to_owned()))
    }

    /// Saves the proof of which key seals.
    pub async fn put_key_proof(&self, proof: &str) -> Result<(), Error> {
        Ok(redis::cmd("SET").arg(self.keys.bot("key-proof")).arg(proof).query_async(&mut self.connection()).await?)
    }

    /// A person's record with its version.
    async fn versioned(&self, user: UserId) -> Result<(u64, Person), Error> {
        let key = self.keys.person(user);
        let (version, record): (Option<u64>, Option<String>) =
            redis::cmd("HMGET").arg(&key).arg("version").arg("record").query_async(&mut self.connection()).await?;
        let person = record.map(|text| decode(&key, &text)).transpose()?;
        Ok((version.unwrap_or(0), person.unwrap_or_default()))
    }
}
