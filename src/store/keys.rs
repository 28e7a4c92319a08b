//! Every Redis key, built from one prefix. The part in `{}` is the hash tag: keys that one script touches share it.

use crate::model::{AccountId, BotId, ButtonToken, ChatId, EditId, EventId, MessageId, ReminderId, UserId};

/// The number of shards (hash tags) over which reminders and people's accounts are spread.
pub const SHARDS: u16 = 16;

/// The records that an account has one of. When it is removed these are deleted, without a search.
pub const OF_ACCOUNT: [&str; 20] = [
    "times",
    "replan",
    "notice",
    "notices",
    "notices-later",
    "notices-taken",
    "notices-told",
    "notices-heard",
    "notice-fences",
    "edits",
    "edit",
    "edits-kept",
    "outcomes",
    "rules",
    "round",
    "state",
    "token",
    "version",
    "channels",
    "written",
];

/// Builds keys.
#[derive(Debug, Clone)]
pub struct Keys {
    prefix: String,
    bot: BotId,
}

/// One of the [`SHARDS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Shard(pub u16);

impl Shard {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..SHARDS).map(Self)
    }

    /// The shard of an account's reminders, and of a person's account in the index.
    #[must_use]
    pub fn of(account: &AccountId) -> Self {
        // FNV-1a: small, and the same in every version, as stored keys require.
        let hash =
            account.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        Self(u16::try_from(hash % u32::from(SHARDS)).unwrap_or(0))
    }
}

impl Keys {
    /// Keys under `prefix` for one bot.
    #[must_use]
    pub fn new(prefix: &str, bot: BotId) -> Self {
        Self { prefix: prefix.to_owned(), bot }
    }

    /// The prefix of every key.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The bot whose keys these are.
    #[must_use]
    pub fn bot_id(&self) -> BotId {
        self.bot
    }

    /// A cached event.
    #[must_use]
    pub fn event(&self, account: &AccountId, event: &EventId) -> String {
        format!("{}calendar:event:{{{account}}}:{event}", self.prefix)
    }

    /// The new id of an event whose id Google has replaced.
    #[must_use]
    pub fn successor(&self, account: &AccountId, event: &EventId) -> String {
        format!("{}calendar:successor:{{{account}}}:{event}", self.prefix)
    }

    /// A record that an account has one of; `what` is one of [`OF_ACCOUNT`].
    #[must_use]
    pub fn account(&self, account: &AccountId, what: &str) -> String {
        debug_assert!(OF_ACCOUNT.contains(&what), "{what} would outlive its account");
        format!("{}calendar:{{{account}}}:{what}", self.prefix)
    }

    /// The mark that an account was removed: what is still in progress must not write for it.
    #[must_use]
    pub fn gone(&self, account: &AccountId) -> String {
        format!("{}calendar:{{{account}}}:gone", self.prefix)
    }

    /// A reminder's record.
    #[must_use]
    pub fn reminder(&self, shard: Shard, reminder: &ReminderId) -> String {
        format!("{}calendar:reminder:{{{}}}:{reminder}", self.prefix, shard.0)
    }

    /// A record that a shard has one of: `due`, `taken`, …
    #[must_use]
    pub fn shard(&self, shard: Shard, what: &str) -> String {
        format!("{}calendar:{{{}}}:{what}", self.prefix, shard.0)
    }

    /// How an edit ended.
    #[must_use]
    pub fn outcome(&self, account: &AccountId, edit: &EditId) -> String {
        format!("{}calendar:{{{account}}}:outcome:{edit}", self.prefix)
    }

    /// The claim to delete one version of an event.
    #[must_use]
    pub fn claim(&self, account: &AccountId, edit: &EditId) -> String {
        format!("{}calendar:{{{account}}}:claim:{edit}", self.prefix)
    }

    /// A record that a chat has one of: `profile`, `dialogue`.
    #[must_use]
    pub fn chat(&self, chat: ChatId, what: &str) -> String {
        format!("{}chat:{{{chat}}}:{what}", self.prefix)
    }

    /// The list that a person last saw in a chat.
    #[must_use]
    pub fn list(&self, chat: ChatId, user: UserId) -> String {
        format!("{}chat:{{{chat}}}:list:{user}", self.prefix)
    }

    /// The record behind a message's buttons.
    #[must_use]
    pub fn handle(&self, chat: ChatId, token: &ButtonToken) -> String {
        format!("{}chat:{{{chat}}}:handle:{token}", self.prefix)
    }

    /// Which event a message of ours is about.
    #[must_use]
    pub fn said(&self, chat: ChatId, message: MessageId) -> String {
        format!("{}chat:{{{chat}}}:said:{message}", self.prefix)
    }

    /// A person's record.
    #[must_use]
    pub fn person(&self, user: UserId) -> String {
        format!("{}person:{{{user}}}:record", self.prefix)
    }

    /// A sign-in that has begun, by the hash of its state.
    #[must_use]
    pub fn sign_in(&self, state: &str) -> String {
        format!("{}sign-in:{{{state}}}:record", self.prefix)
    }

    /// The users of a Google account, by the digest of its primary calendar's id.
    #[must_use]
    pub fn holders(&self, digest: &str) -> String {
        format!("{}google-account:{{{digest}}}:holders", self.prefix)
    }

    /// A record that the bot has one of: `inbox`, `poller`, `bucket`, `members`, `schema`, …
    #[must_use]
    pub fn bot(&self, what: &str) -> String {
        format!("{}bot:{{{}}}:{what}", self.prefix, self.bot)
    }
}
