//! Sends one unprompted message to a chat, and handles a chat that cannot be reached.

use tokio::pin;
use tokio_util::sync::CancellationToken;

use super::schedule::Schedule;
use crate::clock::Clock;
use crate::model::{ChatId, MessageId, ThreadId};
use crate::speech::Outgoing;
use crate::store;
use crate::telegram::{Claim, Delivery, Outbox, Priority, Undelivered, What};

/// Sends messages that no one is waiting for.
#[derive(Clone)]
pub(super) struct Pusher {
    outbox: Outbox,
    schedule: Schedule,
    clock: Clock,
}

/// The result of sending a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pushed {
    /// It was sent.
    Sent(ChatId, MessageId),
    /// The chat or Telegram refuses it: it is not tried again.
    Refused,
    /// Telegram is unavailable, or another process must send the message by now, or it was withdrawn.
    Unsent,
}

impl Pusher {
    pub(super) fn new(outbox: Outbox, schedule: Schedule, clock: Clock) -> Self {
        Self { outbox, schedule, clock }
    }

    /// The sender.
    pub(super) fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// Sends a message while its claim holds; `take_back` withdraws it if it has not left. If the chat has blocked us,
    /// nothing is pushed to it from now on; if it has moved, we follow.
    pub(super) async fn push(
        &self,
        chat: ChatId,
        thread: Option<ThreadId>,
        outgoing: Outgoing,
        claim: &Claim,
        take_back: &CancellationToken,
    ) -> Result<Pushed, store::Error> {
        let sent = self.send(chat, thread, outgoing.clone(), claim, take_back).await;
        let (chat, sent) = match sent {
            Err(Undelivered::Moved(to)) => {
                self.schedule.follow(chat, to, self.clock.now()).await?;
                (to, self.send(to, thread, outgoing, claim, take_back).await)
            }
            Ok(_) | Err(Undelivered::Blocked | Undelivered::Away | Undelivered::Refused { .. }) => (chat, sent),
        };
        match sent {
            Ok(Some(message)) => Ok(Pushed::Sent(chat, message)),
            Ok(None) | Err(Undelivered::Moved(_)) => Ok(Pushed::Refused),
            Err(Undelivered::Blocked) => {
                self.schedule.subscribers().block(chat).await?;
                Ok(Pushed::Refused)
            }
            Err(Undelivered::Away) => Ok(Pushed::Unsent),
            Err(refused @ Undelivered::Refused { .. }) => {
                metrics::counter!("janji_errors_total", "class" => "reminders").increment(1);
                tracing::error!(
                    chat.id = chat.0,
                    error = %refused,
                    "Telegram refused a reminder or notice; it is not tried again"
                );
                Ok(Pushed::Refused)
            }
        }
    }

    async fn send(
        &self,
        chat: ChatId,
        thread: Option<ThreadId>,
        outgoing: Outgoing,
        claim: &Claim,
        take_back: &CancellationToken,
    ) -> Result<Option<MessageId>, Undelivered> {
        let what = What::Send { outgoing, reply_to: None, thread };
        let sent = self.outbox.deliver_under(claim, Delivery { chat, priority: Priority::Push, what });
        pin!(sent);
        tokio::select! {
            sent = &mut sent => sent,
            () = take_back.cancelled() => if claim.withdraw() { Err(Undelivered::Away) } else { sent.await },
        }
    }
}
