//! The version of our records' layout, which is stored with them, and the steps from older layouts to ours.
//!
//! A change that the current readers cannot handle raises [`OURS`] and adds a step. Steps can be repeated and run while
//! other processes, even of older versions, are running: several may start on one Redis, and any of them may die on the
//! way.

use std::sync::LazyLock;

use super::backup::literal;
use super::script::Script;
use super::{Error, Store};
use crate::model::{AccountId, ChatId};

/// The layout that this version writes.
pub const OURS: u32 = 4;

static RAISE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/raise_schema.lua")));
static ONE_INDEX: LazyLock<Script> =
    LazyLock::new(|| Script::new(concat!(include_str!("lua/times.lua"), include_str!("lua/one_index.lua"))));

/// What was found at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// Our layout, or an empty storage.
    Ours,
    /// An older layout, which was upgraded to ours.
    Upgraded {
        /// Its number.
        from: u32,
    },
    /// A newer version wrote it; nothing was changed.
    Newer {
        /// Its number.
        number: u32,
    },
}

impl Store {
    /// Upgrades the records to our layout, and writes its number if there is none.
    ///
    /// # Errors
    /// [`Error::Away`] when Redis does not answer; the next call goes on with the step that was not finished.
    pub async fn upgrade(&self) -> Result<Schema, Error> {
        let key = self.keys.bot("schema");
        // Redis 6.2 has no `SET` that both writes only what is missing and answers what was there.
        let mut both = redis::pipe();
        both.cmd("SET").arg(&key).arg(OURS).arg("NX").ignore().cmd("GET").arg(&key);
        let (found,): (u32,) = both.query_async(&mut self.connection()).await?;
        if found > OURS {
            return Ok(Schema::Newer { number: found });
        }
        for number in found..OURS {
            self.upgrade_from(number).await?;
            RAISE.key(&key).arg(number + 1).invoke_async::<()>(&mut self.connection()).await?;
        }
        Ok(if found < OURS { Schema::Upgraded { from: found } } else { Schema::Ours })
    }

    /// The stored number, if there is one; changes nothing.
    ///
    /// # Errors
    /// [`Error::Away`] when Redis does not answer.
    pub async fn layout(&self) -> Result<Option<u32>, Error> {
        Ok(redis::cmd("GET").arg(self.keys.bot("schema")).query_async(&mut self.connection()).await?)
    }

    /// The step from one layout to the next.
    async fn upgrade_from(&self, number: u32) -> Result<(), Error> {
        if number < 2 {
            // The schedule version has a new key, and nothing else would ever delete the old one.
            redis::cmd("DEL").arg(self.keys.bot("bell")).query_async::<()>(&mut self.connection()).await?;
        }
        if number < 3 {
            self.join_indexes().await?;
        }
        if number < 4 {
            self.list_linked_groups().await?;
        }
        Ok(())
    }

    /// Adds the groups that are linked to a person's calendar to their list, which older versions didn't have.
    async fn list_linked_groups(&self) -> Result<(), Error> {
        let before = format!("{}chat:{{", self.keys.prefix());
        for key in self.connection.scan(&format!("{}*}}:profile", literal(&before))).await? {
            let chat = key.strip_prefix(&before).and_then(|rest| rest.strip_suffix("}:profile"));
            let Some(chat) = chat.and_then(|chat| chat.parse().ok()).map(ChatId) else { continue };
            match self.profile(chat).await {
                Ok(profile) => self.list_if_linked(chat, &profile).await?,
                // It stays as it is, and is reported where it is needed.
                Err(Error::Corrupt { .. }) => {}
                Err(error @ Error::Away(_)) => return Err(error),
            }
        }
        Ok(())
    }

    /// Joins the two indexes of each account's events, by start and by end, into one. The events' records stay as they
    /// are: both forms can be read.
    async fn join_indexes(&self) -> Result<(), Error> {
        let before = format!("{}calendar:{{", self.keys.prefix());
        let pattern = format!("{}*}}:by-start", literal(&before));
        for by_start in self.connection.scan(&pattern).await? {
            let name = by_start.strip_prefix(&before).and_then(|rest| rest.strip_suffix("}:by-start"));
            let Some(account) = name.map(|name| AccountId(name.to_owned())) else { continue };
            let by_end = format!("{before}{account}}}:by-end");
            let mut call = ONE_INDEX.prepare_invoke();
            call.key(&by_start).key(by_end).key(self.keys.account(&account, "times"));
            call.invoke_async::<()>(&mut self.connection()).await?;
        }
        Ok(())
    }
}
