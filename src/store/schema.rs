//! The number of the layout of our records, kept beside them, and the steps from older layouts to ours.
//!
//! A change that this version's readers cannot cope with raises [`OURS`] and adds a step. Steps may be repeated and run
//! beside other processes, of older versions too: several may start on one Redis, and any of them may die on the way.

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
    /// Our layout, or nothing at all.
    Ours,
    /// An older layout, which is ours now.
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
    /// Brings the records to our layout, and writes its number where there is none.
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

    /// The number that is stored, if there is one; changes nothing.
    ///
    /// # Errors
    /// [`Error::Away`] when Redis does not answer.
    pub async fn layout(&self) -> Result<Option<u32>, Error> {
        Ok(redis::cmd("GET").arg(self.keys.bot("schema")).query_async(&mut self.connection()).await?)
    }

    /// The step from one layout to the next.
    async fn upgrade_from(&self, number: u32) -> Result<(), Error> {
        if number < 2 {
            // The version of the schedule has another name now, and nothing else would ever delete the old one.
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

    /// Groups that are linked to a person's calendar were in no list.
    async fn list_linked_groups(&self) -> Result<(), Error> {
        let before = format!("{}chat:{{", self.keys.prefix());
        for key in self.connection.scan(&format!("{}*}}:profile", literal(&before))).await? {
            let chat = key.strip_prefix(&before).and_then(|rest| rest.strip_suffix("}:profile"));
            let Some(chat) = chat.and_then(|chat| chat.parse().ok()).map(ChatId) else { continue };
            match self.profile(chat).await {
                Ok(profile) => self.list_if_linked(chat, &profile).await?,
                // It is left as it is, and reported where it is needed.
                Err(Error::Corrupt { .. }) => {}
                Err(error @ Error::Away(_)) => return Err(error),
            }
        }
        Ok(())
    }

    /// Each account's events were listed by start and by end, and are listed once now. Their records stay as they are:
    /// both forms are read.
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
