//! Who may use the bot: the users in the settings, and those who were let in since.
//!
//! [`Members`] is the one place that knows. For users in the settings it doesn't ask Redis. For those let in later it
//! asks at each message, so that a change takes effect in every process at once.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use chrono::{DateTime, Duration, Utc};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use super::script::Script;
use super::{Error, Store, encode, kept_for};
use crate::model::{Access, ChatId, ChatKind, ClaimCode, UpdateId, UserId};

/// Lets in the first person who opens a claim link.
static TAKE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/take_claim.lua")));

/// How long a claim link is valid.
const CLAIM_VALID: Duration = Duration::hours(1);

/// Who may use the bot. Clones share what they know.
#[derive(Clone)]
pub struct Members {
    store: Store,
    listed: Arc<Access>,
    /// Users whom Redis has named: they are still known while it is down.
    met: Arc<RwLock<BTreeSet<UserId>>>,
}

/// The record of a claim link that was printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct PrintedClaim {
    /// SHA-256 of its code, in hexadecimal.
    digest: String,
    until: DateTime<Utc>,
    /// The message that opened it: if it is handled again, as after a crash, it has the same effect.
    #[serde(default)]
    by: Option<UpdateId>,
}

impl Members {
    /// The users in the settings, and people let in later.
    #[must_use]
    pub fn new(store: Store, listed: Access) -> Self {
        Self { store, listed: Arc::new(listed), met: Arc::default() }
    }

    /// The access given by the settings.
    #[must_use]
    pub fn listed(&self) -> &Access {
        &self.listed
    }

    /// Whether this person may use the bot in private and decide for groups.
    pub async fn has(&self, user: UserId) -> Result<bool, Error> {
        if self.listed.lists(user) {
            return Ok(true);
        }
        let mut command = redis::cmd("SISMEMBER");
        let is_member = command.arg(self.key()).arg(user.0).query_async(&mut self.store.connection()).await?;
        self.remember(user, is_member);
        Ok(is_member)
    }

    /// Whether the bot serves this person in this chat: in private if they are a member, in a group if the group is
    /// listed.
    pub async fn serves(&self, chat: ChatId, kind: ChatKind, user: UserId) -> Result<bool, Error> {
        match kind {
            ChatKind::Private => self.has(user).await,
            ChatKind::Group => Ok(self.listed.chats.contains(&chat)),
        }
    }

    /// The same, as far as is known without asking Redis.
    #[must_use]
    pub fn knows(&self, chat: ChatId, kind: ChatKind, user: UserId) -> bool {
        let has_met = || self.met.read().unwrap_or_else(PoisonError::into_inner).contains(&user);
        self.listed.serves(chat, kind, user) || (kind == ChatKind::Private && has_met())
    }

    /// Everyone who is served in private.
    pub async fn all(&self) -> Result<BTreeSet<UserId>, Error> {
        let admitted: Vec<u64> =
            redis::cmd("SMEMBERS").arg(self.key()).query_async(&mut self.store.connection()).await?;
        Ok(self.listed.users.iter().copied().chain(admitted.into_iter().map(UserId)).collect())
    }

    /// Lets a person in.
    pub async fn admit(&self, user: UserId) -> Result<(), Error> {
        let () = redis::cmd("SADD").arg(self.key()).arg(user.0).query_async(&mut self.store.connection()).await?;
        self.remember(user, true);
        Ok(())
    }

    /// Whether no one may use the bot yet, in private or in a group.
    pub async fn is_empty(&self) -> Result<bool, Error> {
        Ok(self.listed.chats.is_empty() && self.all().await?.is_empty())
    }

    /// Makes the code of a claim link valid for an hour; it replaces any earlier one.
    pub async fn offer(&self, code: &ClaimCode, now: DateTime<Utc>) -> Result<(), Error> {
        let until = now.checked_add_signed(CLAIM_VALID).unwrap_or(now);
        let claim = PrintedClaim { digest: HEXLOWER.encode(&code.digest()), until, by: None };
        self.store.write_until(&self.store.keys.bot("claim"), &claim, until, now).await
    }

    /// Lets in the person who opens a claim link with the message `by`; true if the link is valid and no other message
    /// has used it.
    pub async fn claim(&self, code: &ClaimCode, user: UserId, by: UpdateId, now: DateTime<Utc>) -> Result<bool, Error> {
        if !(self.listed.users.is_empty() && self.listed.chats.is_empty()) {
            return Ok(false);
        }
        let key = self.store.keys.bot("claim");
        let Some(claim) = self.store.read::<PrintedClaim>(&key).await? else { return Ok(false) };
        let digest = HEXLOWER.encode(&code.digest());
        if !bool::from(digest.as_bytes().ct_eq(claim.digest.as_bytes())) {
            return Ok(false);
        }
        if claim.by.is_some() || now >= claim.until {
            return Ok(claim.by == Some(by));
        }
        let opened = PrintedClaim { by: Some(by), ..claim.clone() };
        let mut take = TAKE.prepare_invoke();
        take.key(key).key(self.key());
        take.arg(encode(&claim)).arg(encode(&opened)).arg(user.0).arg(kept_for(claim.until, now));
        let is_taken: bool = take.invoke_async(&mut self.store.connection()).await?;
        if is_taken {
            self.remember(user, true);
        }
        Ok(is_taken)
    }

    fn key(&self) -> String {
        self.store.keys.bot("members")
    }

    fn remember(&self, user: UserId, is_member: bool) {
        let mut met = self.met.write().unwrap_or_else(PoisonError::into_inner);
        if is_member {
            met.insert(user);
        } else {
            met.remove(&user);
        }
    }
}
