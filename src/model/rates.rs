//! How fast one bot may send.

use std::time::Duration;

/// A burst of this size, and one more each interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Between two.
    pub interval: Duration,
    /// At once, after a rest.
    pub burst: u32,
}

/// What Telegram takes of one bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// Over all chats.
    pub overall: Rate,
    /// To one chat.
    pub chat: Rate,
    /// To one group, beside what holds for a chat.
    pub group: Rate,
}

impl Rates {
    /// What Telegram says that it takes (Bot FAQ, "My bot is hitting limits"): 30 a second, one a second to a chat with
    /// short bursts, 20 a minute to a group.
    ///
    /// `count` messages in any `span`, `burst` of them at once, need an interval of `span / (count − burst + 1)`. Overall
    /// it is a little longer, so that messages which arrive unevenly do not exceed it.
    pub const TELEGRAM: Self = Self {
        overall: Rate { interval: Duration::from_micros(34_500), burst: 1 },
        chat: Rate { interval: Duration::from_secs(1), burst: 3 },
        group: Rate { interval: Duration::from_millis(3_750), burst: 5 },
    };
}
