//! This process's own bucket, for when the shared one is unavailable: slow enough for several processes to use theirs
//! at the same time.

use std::collections::HashMap;
use std::time::Duration;

use crate::model::{ChatId, Rate, Rates};
use crate::store::Slot;

/// A third of the overall rate that Telegram accepts.
const CAREFUL: Rates = Rates { overall: Rate { interval: Duration::from_millis(100), burst: 3 }, ..Rates::TELEGRAM };

/// Gives send slots. Times are durations since the outbox was opened.
#[derive(Debug, Default)]
pub(super) struct Limiter {
    overall: Duration,
    /// When the bucket of each recently used chat is full again.
    chats: HashMap<ChatId, Duration>,
    groups: HashMap<ChatId, Duration>,
}

impl Limiter {
    /// The slot of a message to `chat` that could be sent at `now`; it is reserved if it begins before `horizon` has
    /// passed. `reserve` messages of the chat's and the group's burst are kept for others.
    pub(super) fn draw(&mut self, chat: ChatId, horizon: Duration, reserve: u32, now: Duration) -> Slot {
        self.chats.retain(|_, full| *full > now);
        self.groups.retain(|_, full| *full > now);
        let mut here = wait(self.chats.get(&chat), CAREFUL.chat, reserve, now);
        if chat.is_group() {
            here = here.max(wait(self.groups.get(&chat), CAREFUL.group, reserve, now));
        }
        let everywhere = wait(Some(&self.overall), CAREFUL.overall, 0, now);
        if !here.is_zero() {
            return Slot::ChatPaused(here);
        }
        let beyond = everywhere.saturating_sub(horizon);
        if !beyond.is_zero() {
            return Slot::AllPaused(beyond);
        }
        take(self.chats.entry(chat).or_insert(now), CAREFUL.chat, now);
        if chat.is_group() {
            take(self.groups.entry(chat).or_insert(now), CAREFUL.group, now);
        }
        take(&mut self.overall, CAREFUL.overall, now);
        Slot::After(everywhere)
    }
}

/// The wait until a bucket that is full again at `full` lets one message pass and still has the reserve.
fn wait(full: Option<&Duration>, rate: Rate, reserve: u32, now: Duration) -> Duration {
    let full = full.copied().unwrap_or(now);
    let burst = rate.burst.saturating_sub(reserve).max(1);
    full.saturating_sub(rate.interval * (burst - 1)).saturating_sub(now)
}

fn take(full: &mut Duration, rate: Rate, now: Duration) {
    *full = (*full).max(now) + rate.interval;
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Duration = Duration::ZERO;

    fn millis(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn a_chat_may_send_a_burst_and_then_one_a_second() {
        let mut limiter = Limiter::default();
        for _ in 0..3 {
            assert!(matches!(limiter.draw(ChatId(1), millis(500), 0, NONE), Slot::After(_)));
        }
        assert_eq!(limiter.draw(ChatId(1), millis(500), 0, NONE), Slot::ChatPaused(millis(1000)));
        assert!(matches!(limiter.draw(ChatId(2), millis(500), 0, NONE), Slot::After(_)));
        assert!(matches!(limiter.draw(ChatId(1), millis(500), 0, millis(1000)), Slot::After(_)));
    }

    #[test]
    fn the_reserve_is_there_for_those_who_may_use_it() {
        let mut limiter = Limiter::default();
        for _ in 0..2 {
            assert!(matches!(limiter.draw(ChatId(1), millis(500), 1, NONE), Slot::After(_)));
        }
        assert_eq!(limiter.draw(ChatId(1), millis(500), 1, NONE), Slot::ChatPaused(millis(1000)));
        assert!(matches!(limiter.draw(ChatId(1), millis(500), 0, NONE), Slot::After(_)));
    }

    #[test]
    fn all_chats_together_send_ten_a_second() {
        let mut limiter = Limiter::default();
        let mut left = 0;
        for chat in 0..1_000 {
            if let Slot::After(wait) = limiter.draw(ChatId(chat), millis(1000), 0, NONE) {
                assert!(wait <= millis(1000));
                left += 1;
            }
        }
        assert_eq!(left, 13);
        assert_eq!(limiter.draw(ChatId(5_000), NONE, 0, NONE), Slot::AllPaused(millis(1100)));
    }

    #[test]
    fn a_group_takes_fewer_than_twenty_a_minute() {
        let mut limiter = Limiter::default();
        let sent = (0..60_000)
            .step_by(10)
            .filter(|at| matches!(limiter.draw(ChatId(-1), NONE, 0, millis(*at)), Slot::After(_)));
        assert_eq!(sent.count(), 20);
    }
}
