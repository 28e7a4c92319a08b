//! How many messages Telegram takes, when it is told to be strict.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use super::ChatId;

/// At most this number of messages within any period of this length, in real time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many messages.
    pub count: usize,
    /// In any such span.
    pub per: Duration,
}

/// What the bot may send before it is answered 429 (Bot FAQ, "My bot is hitting limits").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Over all chats.
    pub overall: Rate,
    /// To one chat.
    pub chat: Rate,
    /// To one group.
    pub group: Rate,
}

impl Default for Limits {
    /// 30 a second in all, one a second to a chat with bursts of three, 20 a minute to a group.
    fn default() -> Self {
        Self {
            overall: Rate { count: 30, per: Duration::from_secs(1) },
            chat: Rate { count: 3, per: Duration::from_secs(3) },
            group: Rate { count: 20, per: Duration::from_mins(1) },
        }
    }
}

/// When messages were sent lately.
#[derive(Debug, Default)]
pub(super) struct Sendings {
    overall: VecDeque<Duration>,
    chats: BTreeMap<ChatId, VecDeque<Duration>>,
}

impl Sendings {
    /// Counts a message to `chat` at `at`, or says how many seconds it comes too early.
    pub(super) fn count(&mut self, chat: ChatId, at: Duration, limits: &Limits) -> Result<(), u32> {
        let lately = self.chats.entry(chat).or_default();
        let mut wait = wait(&self.overall, limits.overall, at).max(wait(lately, limits.chat, at));
        if chat.0 < 0 {
            wait = wait.max(self::wait(lately, limits.group, at));
        }
        if !wait.is_zero() {
            // `retry_after` is in whole seconds, so it is rounded up; the waits are minutes at most.
            return Err(u32::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u32::MAX));
        }
        let longest = limits.chat.per.max(limits.group.per);
        remember(lately, at, longest);
        remember(&mut self.overall, at, limits.overall.per);
        Ok(())
    }
}

/// How long from `at` until `rate` lets the next one pass.
fn wait(sent: &VecDeque<Duration>, rate: Rate, at: Duration) -> Duration {
    let Some(nth_last) = sent.len().checked_sub(rate.count).and_then(|index| sent.get(index)) else {
        return Duration::ZERO;
    };
    (*nth_last + rate.per).saturating_sub(at)
}

/// Adds `at`, and forgets what is older than `kept`.
fn remember(sent: &mut VecDeque<Duration>, at: Duration, kept: Duration) {
    while sent.front().is_some_and(|first| *first + kept <= at) {
        sent.pop_front();
    }
    sent.push_back(at);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn millis(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn a_chat_takes_a_short_burst_and_then_one_a_second() {
        let (mut sendings, limits) = (Sendings::default(), Limits::default());
        for at in [0, 10, 20] {
            assert_eq!(sendings.count(ChatId(1), millis(at), &limits), Ok(()));
        }
        assert_eq!(sendings.count(ChatId(1), millis(30), &limits), Err(3));
        assert_eq!(sendings.count(ChatId(2), millis(30), &limits), Ok(()));
        assert_eq!(sendings.count(ChatId(1), millis(3000), &limits), Ok(()));
    }

    #[test]
    fn a_group_takes_twenty_a_minute() {
        let (mut sendings, limits) = (Sendings::default(), Limits::default());
        for nth in 0..20 {
            assert_eq!(sendings.count(ChatId(-1), millis(nth * 1100), &limits), Ok(()));
        }
        assert_eq!(sendings.count(ChatId(-1), millis(22_000), &limits), Err(38));
    }

    #[test]
    fn all_chats_together_take_thirty_a_second() {
        let (mut sendings, limits) = (Sendings::default(), Limits::default());
        for chat in 0..30 {
            assert_eq!(sendings.count(ChatId(chat), millis(0), &limits), Ok(()));
        }
        assert_eq!(sendings.count(ChatId(99), millis(999), &limits), Err(1));
        assert_eq!(sendings.count(ChatId(99), millis(1000), &limits), Ok(()));
    }
}
