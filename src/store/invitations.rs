//! Invitations from the operator: each lets one person in until it expires. Stored by the hash of its code.

use chrono::{DateTime, Utc};

use super::sign_ins::CLAIM;
use super::{Error, Store, kept_for};

impl Store {
    /// Makes an invitation valid until `until`.
    pub async fn put_invitation(&self, code: &str, until: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Error> {
        let key = self.keys.bot(&format!("invitation:{code}"));
        let mut both = redis::pipe();
        both.atomic().hset(&key, "until", until.timestamp_millis()).ignore();
        both.cmd("PEXPIRE").arg(&key).arg(kept_for(until, now)).ignore();
        Ok(both.query_async(&mut self.connection()).await?)
    }

    /// Uses up an invitation; true for the first caller while it is valid, and whenever the same one comes again.
    pub async fn take_invitation(&self, code: &str, by: &str, now: DateTime<Utc>) -> Result<bool, Error> {
        let key = self.keys.bot(&format!("invitation:{code}"));
        let until: Option<i64> = redis::cmd("HGET").arg(&key).arg("until").query_async(&mut self.connection()).await?;
        if until.is_none_or(|until| until <= now.timestamp_millis()) {
            return Ok(false);
        }
        Ok(CLAIM.key(key).arg(by).invoke_async(&mut self.connection()).await?)
    }

    /// The bot's name at Telegram, once it is known.
    pub async fn bot_name(&self) -> Result<Option<String>, Error> {
        self.read(&self.keys.bot("name")).await
    }

    /// Saves the bot's name at Telegram.
    pub async fn put_bot_name(&self, name: &str) -> Result<(), Error> {
        self.write(&self.keys.bot("name"), &name.to_owned()).await
    }
}
