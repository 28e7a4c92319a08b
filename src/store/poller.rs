//! Who polls Telegram: one process at a time, under a lease with a fencing number.
//!
//! The lease says when to give up on a poller; the number, which the inbox checks, keeps out a poller that was given
//! up.

use std::sync::LazyLock;
use std::time::Duration;

use super::script::Script;
use super::{Error, Store};

static LEASE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/lease_poller.lua")));
static RELEASE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/release_poller.lua")));

/// How long another program counts as polling after it was noticed: longer than the time between its polls.
const ELSEWHERE_MILLIS: u64 = 120_000;

/// Whose turn it is to poll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PollTurn {
    /// Ours, with this number, which rises whenever the turn passes to another process.
    Ours {
        /// The number.
        fence: u64,
    },
    /// Another process's, until it expires or is renewed.
    Theirs {
        /// The remaining time.
        left: Duration,
        /// The name of the other process.
        holder: String,
    },
}

impl Store {
    /// Asks for the turn to poll, or for more time; `me` is a name that no other process has.
    pub async fn lease_poller(&self, me: &str, span: Duration) -> Result<PollTurn, Error> {
        self.take_over_poller(me, "", span).await
    }

    /// The same, but also takes the turn from a process that is known to be `dead`.
    pub async fn take_over_poller(&self, me: &str, dead: &str, span: Duration) -> Result<PollTurn, Error> {
        let mut call = LEASE.key(self.keys.bot("poller"));
        let millis = u64::try_from(span.as_millis()).unwrap_or(u64::MAX);
        call.key(self.keys.bot("poller:fence")).arg(me).arg(millis).arg(dead);
        let answer: (bool, i64, Option<String>) = call.invoke_async(&mut self.connection()).await?;
        // Fences are positive; a lease that has just ended has nothing left.
        let number = u64::try_from(answer.1).unwrap_or(0);
        Ok(match answer {
            (true, ..) => PollTurn::Ours { fence: number },
            (false, _, holder) => {
                PollTurn::Theirs { left: Duration::from_millis(number), holder: holder.unwrap_or_default() }
            }
        })
    }

    /// Notes that another program polls with our token.
    pub async fn note_polled_elsewhere(&self) -> Result<(), Error> {
        let mut command = redis::cmd("SET");
        command.arg(self.keys.bot("poller:elsewhere")).arg(1).arg("PX").arg(ELSEWHERE_MILLIS);
        Ok(command.query_async(&mut self.connection()).await?)
    }

    /// Whether another program has polled with our token recently.
    pub async fn is_polled_elsewhere(&self) -> Result<bool, Error> {
        let key = self.keys.bot("poller:elsewhere");
        Ok(redis::cmd("EXISTS").arg(key).query_async(&mut self.connection()).await?)
    }

    /// Releases the turn, if it is ours.
    pub async fn release_poller(&self, me: &str) -> Result<(), Error> {
        Ok(RELEASE.key(self.keys.bot("poller")).arg(me).invoke_async(&mut self.connection()).await?)
    }
}
