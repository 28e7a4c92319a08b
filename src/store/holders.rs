//! Who uses a Google account. Revoking a grant at Google ends all grants of that account, so signing out first checks
//! for other users.
//!
//! The account is identified by a digest of its primary calendar's id, which is an email address. People who are listed
//! here but whose record says otherwise no longer use it.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::{Error, Store};
use crate::model::{GrantId, UserId};

impl Store {
    /// Notes that a person's grant belongs to the Google account with this primary calendar.
    pub async fn put_holder(&self, own: &str, user: UserId, grant: &GrantId) -> Result<(), Error> {
        let mut add = redis::cmd("SADD");
        add.arg(self.holders_key(own)).arg(format!("{user}:{grant}"));
        Ok(add.query_async(&mut self.connection()).await?)
    }

    /// Forgets that a person's grant belongs to this Google account.
    pub async fn forget_holder(&self, own: &str, user: UserId, grant: &GrantId) -> Result<(), Error> {
        let mut remove = redis::cmd("SREM");
        remove.arg(self.holders_key(own)).arg(format!("{user}:{grant}"));
        Ok(remove.query_async(&mut self.connection()).await?)
    }

    /// The grants that may belong to this Google account, each with its person.
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
