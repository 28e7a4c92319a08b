//! How the page asks for what only the running demo can do: move the clock, and have the bot look at Google.

use chrono::{DateTime, Duration, Utc};
use tokio::sync::{mpsc, oneshot, watch};

/// How many wishes may wait.
const MOST_WAITING: usize = 16;

/// What the page asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Move the clock on, stopping at each reminder on the way.
    MoveBy(Duration),
    /// Move the clock to when the next reminder is due.
    MoveToNextReminder,
    /// Have the bot look at Google now, where something has been changed.
    Look,
}

/// A wish, and whom to tell when it is fulfilled.
#[derive(Debug)]
pub struct Wished {
    /// What is asked for.
    pub wish: Wish,
    /// To be told when it is done.
    pub done: oneshot::Sender<()>,
}

/// What the page shows of the demo's run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// When the next reminder is due.
    pub next_reminder: Option<DateTime<Utc>>,
    /// Whether the clock is being moved.
    pub is_moving: bool,
}

/// The page's end: it asks, and sees.
#[derive(Debug, Clone)]
pub struct Remote {
    wishes: mpsc::Sender<Wished>,
    progress: watch::Receiver<Progress>,
}

/// The demo's end: it hears, and shows.
#[derive(Debug)]
pub struct Steering {
    /// What the page asks for; the demo does one after the other.
    pub wishes: mpsc::Receiver<Wished>,
    /// What the page is to show.
    pub progress: watch::Sender<Progress>,
}

/// Both ends.
#[must_use]
pub fn remote() -> (Remote, Steering) {
    let (ask, wishes) = mpsc::channel(MOST_WAITING);
    let (progress, see) = watch::channel(Progress::default());
    (Remote { wishes: ask, progress: see }, Steering { wishes, progress })
}

impl Remote {
    /// Asks, and waits until it is done or the demo is gone.
    pub(super) async fn ask(&self, wish: Wish) {
        let (done, is_done) = oneshot::channel();
        if self.wishes.send(Wished { wish, done }).await.is_ok() {
            // An error means that the demo has ended, and there is nothing to wait for.
            is_done.await.ok();
        }
    }

    /// Asks without waiting; lost when too much is asked for already, which then includes this.
    pub(super) fn ask_in_passing(&self, wish: Wish) {
        self.wishes.try_send(Wished { wish, done: oneshot::channel().0 }).ok();
    }

    /// How far the demo is.
    pub(super) fn progress(&self) -> Progress {
        *self.progress.borrow()
    }

    /// Changes when the progress does.
    pub(super) fn subscribe(&self) -> watch::Receiver<Progress> {
        self.progress.clone()
    }
}
