//! The token bucket that all processes draw send slots from: Telegram counts what a bot sends, no matter which process
//! sent it.
//!
//! Rates are in real time and go by Redis's own clock, so it does not matter if processes' clocks differ or are moved.

use std::sync::LazyLock;
use std::time::Duration;

use super::script::Script;
use super::{Error, Store};
use crate::model::{ChatId, Rates};

static DRAW: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/draw.lua")));
static BLOCK: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/block.lua")));

/// How long to remember which chats were refused.
const REFUSAL_REMEMBERED: Duration = Duration::from_secs(5);

/// When a message may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// After this wait; the slot is reserved.
    After(Duration),
    /// Its chat is paused for this long; ask again then.
    ChatPaused(Duration),
    /// All chats are paused for this long; ask again then.
    AllPaused(Duration),
}

impl Store {
    /// The send slots of messages to these chats. They are reserved up to `horizon` ahead, so that more urgent messages
    /// that come later wait no longer than that; `reserve` messages of each chat's and group's burst are left for
    /// those.
    pub async fn draw(
        &self,
        chats: &[ChatId],
        horizon: Duration,
        reserve: u32,
        rates: &Rates,
    ) -> Result<Vec<Slot>, Error> {
        let mut call = DRAW.key(self.keys.bot("bucket"));
        call.arg(micros(horizon));
        for (rate, reserve) in [(rates.overall, 0), (rates.chat, reserve), (rates.group, reserve)] {
            call.arg(micros(rate.interval)).arg(rate.burst.saturating_sub(reserve).max(1));
        }
        for chat in chats {
            call.arg(chat.0).arg(u8::from(chat.is_group()));
        }
        let answers: Vec<(u8, u64)> = call.invoke_async(&mut self.connection()).await?;
        let leave = |(kind, wait): (u8, u64)| match kind {
            1 => Slot::After(Duration::from_micros(wait)),
            2 => Slot::ChatPaused(Duration::from_micros(wait)),
            _ => Slot::AllPaused(Duration::from_micros(wait)),
        };
        Ok(answers.into_iter().map(leave).collect())
    }

    /// Notes that Telegram has rate limited a message to `chat` (429) for this long; returns whether that applies to
    /// all chats.
    pub async fn block(&self, chat: ChatId, span: Duration, rates: &Rates) -> Result<bool, Error> {
        let mut call = BLOCK.key(self.keys.bot("bucket"));
        call.key(self.keys.bot("bucket:refused")).arg(chat.0).arg(micros(span));
        for rate in [rates.overall, rates.chat] {
            call.arg(micros(rate.interval)).arg(rate.burst);
        }
        call.arg(micros(REFUSAL_REMEMBERED) / 1_000);
        Ok(call.invoke_async(&mut self.connection()).await?)
    }
}

fn micros(span: Duration) -> u64 {
    u64::try_from(span.as_micros()).unwrap_or(u64::MAX)
}
