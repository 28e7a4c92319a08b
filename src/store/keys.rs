//! Every Redis key, built from one prefix. What stands in `{}` is the hash tag: keys that one script touches share it.

use crate::model::{AccountId, BotId, ButtonToken, ChatId, EditId, EventId, MessageId, ReminderId, UserId};

/// Over how many slots reminders and people's accounts are spread, by account.
pub const SHARDS: u16 = 16;

/// All that an account has but one of. When nothing of it is kept any more these go, and nothing has to be searched for.
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

/// Names keys.
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

    /// Where an account's reminders are, and in whose index a person's account is.
    #[must_use]
    pub fn of(account: &AccountId) -> Self {
        // FNV-1a: small, and the same in every version, as stored keys ask for.
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

    /// What every key begins with.
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

    /// Which event has taken the place of another that Google has given a new id.
    #[must_use]
    pub fn successor(&self, account: &AccountId, event: &EventId) -> String {
        format!("{}calendar:successor:{{{account}}}:{event}", self.prefix)
    }

    /// What an account has but one of: one of [`OF_ACCOUNT`].
    #[must_use]
    pub fn account(&self, account: &AccountId, what: &str) -> String {
        debug_assert!(OF_ACCOUNT.contains(&what), "{what} would outlive its account");
        format!("{}calendar:{{{account}}}:{what}", self.prefix)
    }

    /// That nothing of an account is kept any more: what is still under way is not to write for it.
    #[must_use]
    pub fn gone(&self, account: &AccountId) -> String {
        format!("{}calendar:{{{account}}}:gone", self.prefix)
    }

    /// A reminder's record.
    #[must_use]
    pub fn reminder(&self, shard: Shard, reminder: &ReminderId) -> String {
        format!("{}calendar:reminder:{{{}}}:{reminder}", self.prefix, shard.0)
    }

    /// What a shard has but one of: `due`, `taken`, …
    #[must_use]
    pub fn shard(&self, shard: Shard, what: &str) -> String {
        format!("{}calendar:{{{}}}:{what}", self.prefix, shard.0)
    }

    /// How an edit ended.
    #[must_use]
    pub fn outcome(&self, account: &AccountId, edit: &EditId) -> String {
        format!("{}calendar:{{{account}}}:outcome:{edit}", self.prefix)
    }

    /// Who deletes one version of an event.
    #[must_use]
    pub fn claim(&self, account: &AccountId, edit: &EditId) -> String {
        format!("{}calendar:{{{account}}}:claim:{edit}", self.prefix)
    }

    /// What a chat has but one of: `profile`, `dialogue`.
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

    /// What is kept of a person.
    #[must_use]
    pub fn person(&self, user: UserId) -> String {
        format!("{}person:{{{user}}}:record", self.prefix)
    }

    /// A sign-in that has begun, by the hash of its state.
    #[must_use]
    pub fn sign_in(&self, state: &str) -> String {
        format!("{}sign-in:{{{state}}}:record", self.prefix)
    }

    /// Who uses a Google account, by the digest of its own calendar's id.
    #[must_use]
    pub fn holders(&self, digest: &str) -> String {
        format!("{}google-account:{{{digest}}}:holders", self.prefix)
    }

    /// What the bot has but one of: `inbox`, `poller`, `bucket`, `members`, `schema`, …
    #[must_use]
    pub fn bot(&self, what: &str) -> String {
        format!("{}bot:{{{}}}:{what}", self.prefix, self.bot)
    }
}
