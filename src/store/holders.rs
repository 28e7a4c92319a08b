//! Who uses a Google account: Google ends all that an account has granted at once, so signing out asks for others.
//!
//! The account is named by a digest of its own calendar's id, which is a mail address. Somebody who is listed here and
//! whose record says otherwise uses it no more.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::{Error, Store};
use crate::model::{GrantId, UserId};

impl Store {
    /// Notes that a person's grant is of the Google account with this calendar of its own.
    pub async fn put_holder(&self, own: &str, user: UserId, grant: &GrantId) -> Result<(), Error> {
        let mut add = redis::cmd("SADD");
        add.arg(self.holders_key(own)).arg(format!("{user}:{grant}"));
        Ok(add.query_async(&mut self.connection()).await?)
    }

    /// Forgets that a person's grant is of this Google account.
    pub async fn forget_holder(&self, own: &str, user: UserId, grant: &GrantId) -> Result<(), Error> {
        let mut remove = redis::cmd("SREM");
        remove.arg(self.holders_key(own)).arg(format!("{user}:{grant}"));
        Ok(remove.query_async(&mut self.connection()).await?)
    }

    /// The grants that may be of this Google account, each with its person.
    pub async fn holders(&self, own: &str) -> Result<Vec<(UserId, GrantId)>, Error> {
        let key = self.holders_key(own);
        let listed: Vec<String> = redis::cmd("SMEMBERS").arg(key).query_async(&mut self.connection()).await?;
        let read = |text: &String| {
            let (user, grant) = text.split_once(':')?;
            Some((UserId(user.parse().ok()?), GrantId(grant.to_owned())))
        };
        Ok(listed.iter().filter_map(read).collect())
    }

    fn holders_key(&self, own: &str) -> String {
        self.keys.holders(&HEXLOWER.encode(&Sha256::digest(own)))
    }
}
