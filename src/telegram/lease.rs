//! The turn to poll: one process at a time; another takes over when it is gone.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::process::ProcessName;
use crate::clock::pause;
use crate::store::{Error, PollTurn, Store};

/// How long a turn lasts unless it is renewed.
const LEASE: Duration = Duration::from_secs(5);

/// How often it is asked for or renewed: several times in a lease.
const ROUND: Duration = Duration::from_millis(1500);

/// Whether we may poll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PollingStanding {
    /// Storage has not answered since we started: we poll, so that people hear that it is down.
    Unknown,
    /// It is our turn, with this fence. It stays ours while storage is down: no other process can get it then.
    Ours {
        /// The fence.
        fence: u64,
        /// Whether storage answered when it was last asked.
        is_reachable: bool,
    },
    /// It is another process's turn.
    Theirs,
}

impl PollingStanding {
    /// Whether we should poll.
    pub(super) fn polls(self) -> bool {
        match self {
            Self::Unknown | Self::Ours { .. } => true,
            Self::Theirs => false,
        }
    }

    /// Whether it is our turn, still with this fence.
    pub(super) fn is_turn(self, of: u64) -> bool {
        match self {
            Self::Ours { fence, .. } => fence == of,
            Self::Unknown | Self::Theirs => false,
        }
    }

    /// Our standing after asking again; `None` as `turn` means that storage is down.
    fn after(self, turn: Option<PollTurn>) -> Self {
        match (turn, self) {
            (Some(PollTurn::Ours { fence }), _) => Self::Ours { fence, is_reachable: true },
            (Some(PollTurn::Theirs { .. }), _) | (None, Self::Theirs) => Self::Theirs,
            (None, Self::Unknown) => Self::Unknown,
            (None, Self::Ours { fence, .. }) => Self::Ours { fence, is_reachable: false },
        }
    }
}

/// Our side of the turns. Clones share the same state.
#[derive(Clone)]
pub(super) struct PollingLease {
    store: Store,
    me: Arc<ProcessName>,
    standing: Arc<watch::Sender<PollingStanding>>,
}

impl PollingLease {
    /// Our side, under a name that no other process has.
    pub(super) fn new(store: Store) -> Self {
        let (me, standing) = (Arc::new(ProcessName::own()), Arc::new(watch::Sender::new(PollingStanding::Unknown)));
        Self { store, me, standing }
    }

    /// Our standing.
    pub(super) fn standing(&self) -> PollingStanding {
        *self.standing.borrow()
    }

    /// Our standing, as a channel to wait for changes.
    pub(super) fn watch(&self) -> watch::Receiver<PollingStanding> {
        self.standing.subscribe()
    }

    /// Waits until our standing is like this.
    pub(super) async fn until(&self, is_so: impl Fn(PollingStanding) -> bool) {
        // The sender lives as long as `self`, so this cannot fail.
        drop(self.standing.subscribe().wait_for(|standing| is_so(*standing)).await);
    }

    /// Asks for the turn, or renews it.
    pub(super) async fn ask(&self) -> PollingStanding {
        let turn = match self.take().await {
            Ok(turn) => Some(turn),
            Err(error) => {
                tracing::debug!(error = &error as &dyn std::error::Error, "the turn to poll cannot be asked for");
                None
            }
        };
        let before = self.standing();
        let after = before.after(turn);
        self.standing.send_if_modified(|standing| std::mem::replace(standing, after) != after);
        if before.polls() != after.polls() || (before == PollingStanding::Unknown && after != before) {
            match after {
                PollingStanding::Theirs => tracing::info!("another process polls Telegram; this one stands by"),
                PollingStanding::Ours { fence, .. } => tracing::info!(fence, "this process polls Telegram"),
                PollingStanding::Unknown => {}
            }
        }
        after
    }

    /// Asks for the turn, and takes it over from a process on this machine that was killed.
    async fn take(&self) -> Result<PollTurn, Error> {
        let me = self.me.as_str();
        match self.store.lease_poller(me, LEASE).await? {
            PollTurn::Theirs { holder, .. } if self.me.knows_dead(&holder) => {
                tracing::info!("the process that polled Telegram here before was killed; this one takes over");
                self.store.take_over_poller(me, &holder, LEASE).await
            }
            turn => Ok(turn),
        }
    }

    /// Keeps asking until `is_over`; after `stop`, it only renews a turn that is ours.
    pub(super) async fn keep(&self, stop: &CancellationToken, is_over: &CancellationToken) {
        while is_over.run_until_cancelled(pause(ROUND)).await.is_some() {
            if !stop.is_cancelled() || matches!(self.standing(), PollingStanding::Ours { .. }) {
                self.ask().await;
            }
        }
    }

    /// Releases the turn, so that another process can take it at once.
    pub(super) async fn give_back(&self) {
        if let Err(error) = self.store.release_poller(self.me.as_str()).await {
            tracing::debug!(
                error = &error as &dyn std::error::Error,
                "the turn to poll was not given back; it ends when its lease runs out"
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_polls_goes_on_while_storage_is_away_and_who_stands_by_does_not_begin() {
        let ours = |is_reachable| PollingStanding::Ours { fence: 7, is_reachable };
        let theirs = || PollTurn::Theirs { left: Duration::from_secs(3), holder: "another".into() };
        let cases = [
            (PollingStanding::Unknown, None, PollingStanding::Unknown),
            (PollingStanding::Unknown, Some(theirs()), PollingStanding::Theirs),
            (PollingStanding::Unknown, Some(PollTurn::Ours { fence: 7 }), ours(true)),
            (ours(true), None, ours(false)),
            (ours(false), Some(PollTurn::Ours { fence: 7 }), ours(true)),
            (ours(false), Some(theirs()), PollingStanding::Theirs),
            (PollingStanding::Theirs, None, PollingStanding::Theirs),
            (PollingStanding::Theirs, Some(PollTurn::Ours { fence: 7 }), ours(true)),
        ];
        for (before, turn, after) in cases {
            assert_eq!(before.after(turn.clone()), after, "{before:?} {turn:?}");
        }
    }

    #[test]
    fn a_turn_lasts_while_storage_is_away_and_not_under_another_fence() {
        let ours = |fence, is_reachable| PollingStanding::Ours { fence, is_reachable };
        let cases = [
            (ours(7, true), true),
            (ours(7, false), true),
            (ours(8, true), false),
            (PollingStanding::Theirs, false),
            (PollingStanding::Unknown, false),
        ];
        for (standing, expected) in cases {
            assert_eq!(standing.is_turn(7), expected, "{standing:?}");
        }
    }
}
