//! Sign-ins that have begun: each is stored under the hash of its state, is valid for ten minutes, and can be used
//! once.

use std::sync::LazyLock;

use super::script::Script;
use super::{Error, Store, decode, encode, kept_for};
use crate::model::{SignIn, SignInEnd};
use chrono::{DateTime, Utc};

pub(super) static CLAIM: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/claim_sign_in.lua")));

impl Store {
    /// Saves a sign-in that has begun.
    pub async fn put_sign_in(&self, state: &str, sign_in: &SignIn, now: DateTime<Utc>) -> Result<(), Error> {
        let key = self.keys.sign_in(state);
        let mut both = redis::pipe();
        both.atomic().hset(&key, "record", encode(sign_in)).ignore();
        both.cmd("PEXPIRE").arg(&key).arg(kept_for(sign_in.until, now)).ignore();
        Ok(both.query_async(&mut self.connection()).await?)
    }

    /// A sign-in by the hash of its state, used or not.
    pub async fn sign_in(&self, state: &str) -> Result<Option<SignIn>, Error> {
        let key = self.keys.sign_in(state);
        let record: Option<String> =
            redis::cmd("HGET").arg(&key).arg("record").query_async(&mut self.connection()).await?;
        record.map(|text| decode(&key, &text)).transpose()
    }

    /// Uses up a sign-in; true for the first caller, and whenever the same one comes again.
    pub async fn claim_sign_in(&self, state: &str, by: &str) -> Result<bool, Error> {
        Ok(CLAIM.key(self.keys.sign_in(state)).arg(by).invoke_async(&mut self.connection()).await?)
    }

    /// Saves how a sign-in ended, in case the same attempt comes again.
    pub async fn put_sign_in_end(&self, state: &str, end: &SignInEnd) -> Result<(), Error> {
        let key = self.keys.sign_in(state);
        Ok(redis::cmd("HSET").arg(key).arg("end").arg(encode(end)).query_async(&mut self.connection()).await?)
    }

    /// How a sign-in ended, if it has.
    pub async fn sign_in_end(&self, state: &str) -> Result<Option<SignInEnd>, Error> {
        let key = self.keys.sign_in(state);
        let end: Option<String> = redis::cmd("HGET").arg(&key).arg("end").query_async(&mut self.connection()).await?;
        end.map(|text| decode(&key, &text)).transpose()
    }
}
