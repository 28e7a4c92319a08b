//! The only sender: answers go before pushes, a chat's messages are sent in order, and chats are served in parallel.
//!
//! [`Outbox::deliver`] puts a message into its chat's queue and waits until it is sent or fails. One task, the
//! [`sender`], takes messages from the [`queues`] as Telegram's limits allow: it draws send slots from the bucket that
//! all processes share, and pauses when Telegram says so. [`send`] makes the calls. The outbox is only in memory:
//! callers save what must survive a crash.

mod claim;
mod limiter;
mod priority;
mod queues;
mod send;
mod sender;
mod wire;

pub use claim::Claim;
pub use priority::Priority;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot, watch};

use super::Bot;
use crate::clock::{Clock, pause};
use crate::model::{CallbackId, ChatId, MessageId, ThreadId};
use crate::speech::Outgoing;
use crate::store::Store;
use send::SendOutcome;
use sender::Job;

/// How long a pressed button may spin: after that its answer is of no use.
const LONGEST_PRESS: Duration = Duration::from_secs(5);

/// Sends messages. Clones share the queues.
#[derive(Clone)]
pub struct Outbox {
    bot: Bot,
    jobs: mpsc::UnboundedSender<Job>,
    waiting: Arc<watch::Sender<usize>>,
}

/// A message to send, an edit, or the answer to a pressed button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The chat.
    pub chat: ChatId,
    /// How urgent it is.
    pub priority: Priority,
    /// What it does.
    pub what: What,
}

/// What a delivery does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Sends a message.
    Send {
        /// The message.
        outgoing: Outgoing,
        /// The message it replies to, if that still exists.
        reply_to: Option<MessageId>,
        /// The topic, in a group with topics.
        thread: Option<ThreadId>,
    },
    /// Edits one of our messages.
    Edit {
        /// The message.
        message: MessageId,
        /// The new content.
        outgoing: Outgoing,
    },
    /// Deletes a message.
    Delete {
        /// The message.
        message: MessageId,
    },
    /// Answers a pressed button.
    Toast {
        /// The press.
        callback: CallbackId,
        /// The text to show for a moment, at most 200 characters; without it the button just stops spinning.
        text: Option<String>,
    },
}

/// Why something was not delivered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Undelivered {
    /// The person blocked us or the group removed us: nothing arrives there until they come back.
    #[error("the chat refuses our messages")]
    Blocked,
    /// The group has become this supergroup.
    #[error("the group has moved to {0}")]
    Moved(ChatId),
    /// Telegram is unavailable, or is rate limiting us for longer than a caller should wait. The message may have
    /// arrived anyway.
    #[error("Telegram is unavailable")]
    Away,
    /// Telegram refuses it for good.
    #[error("Telegram refused a message ({status}): {description}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// Telegram's reason, without our text.
        description: String,
    },
}

impl Outbox {
    /// An outbox for this bot; its sender task runs until the last clone is gone.
    ///
    /// # Panics
    /// If called outside of a Tokio runtime.
    #[must_use]
    pub fn new(bot: Bot, store: Store, clock: Clock) -> Self {
        let (jobs, incoming) = mpsc::unbounded_channel();
        let waiting = Arc::new(watch::Sender::new(0));
        tokio::spawn(sender::run(bot.clone(), store, clock, incoming));
        Self { bot, jobs, waiting }
    }

    /// Delivers something as soon as it gets a send slot; returns the id of a message that was sent.
    ///
    /// A pressed button is answered at once, because limits do not apply to that. If the caller stops waiting, the
    /// delivery is withdrawn, unless it has already started.
    pub async fn deliver(&self, delivery: Delivery) -> Result<Option<MessageId>, Undelivered> {
        self.deliver_under(&Claim::for_good(), delivery).await
    }

    /// Delivers something, unless its claim has expired or was withdrawn when it gets a send slot: that is
    /// [`Undelivered::Away`].
    pub async fn deliver_under(&self, claim: &Claim, delivery: Delivery) -> Result<Option<MessageId>, Undelivered> {
        let priority = delivery.priority;
        let _waiting = WaitingCaller::begin(&self.waiting, priority);
        let outcome = match delivery.what {
            What::Send { .. } | What::Edit { .. } => self.in_turn(delivery, claim.clone()).await,
            What::Toast { .. } | What::Delete { .. } => self.at_once(&delivery).await,
        };
        count(priority, &outcome);
        outcome
    }

    async fn in_turn(&self, delivery: Delivery, claim: Claim) -> Result<Option<MessageId>, Undelivered> {
        let (done, outcome) = oneshot::channel();
        // The sender task runs as long as there is an outbox.
        drop(self.jobs.send(Job { delivery, claim, done }));
        outcome.await.unwrap_or(Err(Undelivered::Away))
    }

    /// Answers a pressed button when Telegram allows it, unless that is too late to be of use.
    async fn at_once(&self, delivery: &Delivery) -> Result<Option<MessageId>, Undelivered> {
        loop {
            match send::send(&self.bot, delivery, || true).await {
                SendOutcome::Settled(outcome) => return outcome,
                SendOutcome::TooMany { retry_after } if retry_after <= LONGEST_PRESS => pause(retry_after).await,
                SendOutcome::TooMany { .. } => return Ok(None),
            }
        }
    }

    /// Shows "typing…" for some seconds; nothing depends on it.
    pub async fn show_typing(&self, chat: ChatId, thread: Option<ThreadId>) {
        if let Err(error) = send::show_typing(&self.bot, chat, thread).await {
            tracing::debug!(chat.id = chat.0, error = &error as &dyn std::error::Error, "typing could not be shown");
        }
    }

    /// The number of deliveries that are waiting or in progress.
    #[must_use]
    pub fn depth(&self) -> usize {
        *self.waiting.borrow()
    }

    /// Waits until no delivery is waiting or in progress.
    pub async fn idle(&self) {
        // The sender lives as long as `self`, so this cannot fail.
        drop(self.waiting.subscribe().wait_for(|waiting| *waiting == 0).await);
    }
}

/// Counts a caller that waits for its delivery, until dropped.
struct WaitingCaller<'a> {
    all: &'a watch::Sender<usize>,
    priority: Priority,
}

impl<'a> WaitingCaller<'a> {
    fn begin(all: &'a watch::Sender<usize>, priority: Priority) -> Self {
        all.send_modify(|waiting| *waiting += 1);
        metrics::gauge!("janji_outbox_depth", "priority" => priority.name()).increment(1);
        Self { all, priority }
    }
}

impl Drop for WaitingCaller<'_> {
    fn drop(&mut self) {
        self.all.send_modify(|waiting| *waiting -= 1);
        metrics::gauge!("janji_outbox_depth", "priority" => self.priority.name()).decrement(1);
    }
}

fn count(priority: Priority, outcome: &Result<Option<MessageId>, Undelivered>) {
    let outcome = match outcome {
        Ok(_) => "delivered",
        Err(Undelivered::Blocked) => "blocked",
        Err(Undelivered::Moved(_)) => "moved",
        Err(Undelivered::Away) => "away",
        Err(Undelivered::Refused { .. }) => "refused",
    };
    metrics::counter!("janji_messages_total", "priority" => priority.name(), "outcome" => outcome).increment(1);
}
