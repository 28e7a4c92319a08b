//! The one sender: answers before pushes, in each chat one after another, side by side between chats.
//!
//! [`Outbox::deliver`] puts a message into its chat's queue and waits until it is sent or cannot be. One task, the
//! [`pump`], takes messages from the [`queues`] as Telegram's limits allow: it draws from the bucket that all processes
//! share, so that no limit is run into, and rests when Telegram says so. [`send`] makes the calls. The outbox is memory
//! only: what must survive a crash is kept by whoever delivers.

mod claim;
mod limiter;
mod pump;
mod queues;
mod send;

pub use claim::Claim;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot, watch};

use super::Bot;
use crate::clock::{Clock, pause};
use crate::model::{CallbackId, ChatId, MessageId};
use crate::speech::Outgoing;
use crate::store::Store;
use pump::Job;
use send::Sent;

/// How long a button may spin: its answer is of no use to anybody after that.
const LONGEST_PRESS: Duration = Duration::from_secs(5);

/// Sends messages. Clones share the queues.
#[derive(Clone)]
pub struct Outbox {
    bot: Bot,
    jobs: mpsc::UnboundedSender<Job>,
    waiting: Arc<watch::Sender<usize>>,
}

/// Something to be said somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Where.
    pub chat: ChatId,
    /// How urgent it is.
    pub lane: Lane,
    /// What.
    pub what: What,
}

/// How urgent a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lane {
    /// Somebody is waiting for it.
    Answer,
    /// It comes by itself: a reminder, a notice.
    Push,
}

impl Lane {
    /// Both, the more urgent one first.
    pub const ALL: [Self; 2] = [Self::Answer, Self::Push];

    /// Its name in metrics.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Push => "push",
        }
    }

    /// Its place in a pair.
    fn index(self) -> usize {
        match self {
            Self::Answer => 0,
            Self::Push => 1,
        }
    }
}

/// What a delivery does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Sends a message.
    Send {
        /// The message.
        outgoing: Outgoing,
        /// The message it replies to, if that is still there.
        reply_to: Option<MessageId>,
    },
    /// Changes a message of ours.
    Edit {
        /// Which.
        message: MessageId,
        /// What it becomes.
        outgoing: Outgoing,
    },
    /// Answers a pressed button.
    Toast {
        /// The press.
        callback: CallbackId,
        /// What is shown for a moment, at most 200 characters; without it the button just stops spinning.
        text: Option<String>,
    },
}

/// Why something was not delivered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Undelivered {
    /// The person blocked us or the group removed us: nothing arrives there until they come back.
    #[error("the chat does not want us")]
    Blocked,
    /// The group has become this supergroup.
    #[error("the group has moved to {0}")]
    Moved(ChatId),
    /// Telegram cannot be reached, or wants peace for longer than is worth waiting; it may have arrived all the same.
    #[error("Telegram is away")]
    Away,
    /// Telegram does not take it, and never will.
    #[error("Telegram refused a message ({status}): {description}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// Why, in Telegram's words, without ours.
        description: String,
    },
}

impl Outbox {
    /// An outbox for this bot; its pump runs until the last clone is gone.
    ///
    /// # Panics
    /// Outside of a Tokio runtime.
    #[must_use]
    pub fn new(bot: Bot, store: Store, clock: Clock) -> Self {
        let (jobs, incoming) = mpsc::unbounded_channel();
        let waiting = Arc::new(watch::Sender::new(0));
        tokio::spawn(pump::run(bot.clone(), store, clock, incoming));
        Self { bot, jobs, waiting }
    }

    /// Delivers something, as soon as its turn comes; gives the number of a message that was sent.
    ///
    /// A pressed button is answered at once: limits do not count that. A caller who stops waiting takes it back, unless
    /// it is on its way already.
    pub async fn deliver(&self, delivery: Delivery) -> Result<Option<MessageId>, Undelivered> {
        self.deliver_under(&Claim::for_good(), delivery).await
    }

    /// Delivers something unless the claim to it has run out or was withdrawn when its turn comes, which is
    /// [`Undelivered::Away`].
    pub async fn deliver_under(&self, claim: &Claim, delivery: Delivery) -> Result<Option<MessageId>, Undelivered> {
        let lane = delivery.lane;
        let _waiting = Waiting::in_line(&self.waiting, lane);
        let outcome = match delivery.what {
            What::Send { .. } | What::Edit { .. } => self.in_turn(delivery, claim.clone()).await,
            What::Toast { .. } => self.at_once(&delivery).await,
        };
        count(lane, &outcome);
        outcome
    }

    async fn in_turn(&self, delivery: Delivery, claim: Claim) -> Result<Option<MessageId>, Undelivered> {
        let (done, outcome) = oneshot::channel();
        // The pump runs as long as there is an outbox.
        drop(self.jobs.send(Job { delivery, claim, done }));
        outcome.await.unwrap_or(Err(Undelivered::Away))
    }

    /// A press is answered when Telegram wants, unless that is later than anybody looks at it.
    async fn at_once(&self, delivery: &Delivery) -> Result<Option<MessageId>, Undelivered> {
        loop {
            match send::send(&self.bot, delivery, || true).await {
                Sent::Settled(outcome) => return outcome,
                Sent::TooEarly(rest) if rest <= LONGEST_PRESS => pause(rest).await,
                Sent::TooEarly(_) => return Ok(None),
            }
        }
    }

    /// How many deliveries are waiting or on their way.
    #[must_use]
    pub fn depth(&self) -> usize {
        *self.waiting.borrow()
    }

    /// Waits until nothing is waiting or on its way.
    pub async fn idle(&self) {
        // The sender lives as long as `self`, so this cannot fail.
        drop(self.waiting.subscribe().wait_for(|waiting| *waiting == 0).await);
    }
}

/// One who waits for a delivery; counted until dropped.
struct Waiting<'a> {
    all: &'a watch::Sender<usize>,
    lane: Lane,
}

impl<'a> Waiting<'a> {
    fn in_line(all: &'a watch::Sender<usize>, lane: Lane) -> Self {
        all.send_modify(|waiting| *waiting += 1);
        metrics::gauge!("janji_outbox_depth", "lane" => lane.name()).increment(1);
        Self { all, lane }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.all.send_modify(|waiting| *waiting -= 1);
        metrics::gauge!("janji_outbox_depth", "lane" => self.lane.name()).decrement(1);
    }
}

fn count(lane: Lane, outcome: &Result<Option<MessageId>, Undelivered>) {
    let outcome = match outcome {
        Ok(_) => "delivered",
        Err(Undelivered::Blocked) => "blocked",
        Err(Undelivered::Moved(_)) => "moved",
        Err(Undelivered::Away) => "away",
        Err(Undelivered::Refused { .. }) => "refused",
    };
    metrics::counter!("janji_messages_total", "lane" => lane.name(), "outcome" => outcome).increment(1);
}
