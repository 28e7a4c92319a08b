//! One message to a chat that did not ask for it, and what becomes of the chat when it cannot be had.

use tokio::pin;
use tokio_util::sync::CancellationToken;

use super::Reminders;
use crate::model::{ChatId, MessageId, Profile};
use crate::speech::Outgoing;
use crate::store;
use crate::telegram::{Claim, Delivery, Outbox, Priority, Undelivered, What};

/// What a message is sent with.
#[derive(Clone, Copy)]
pub(super) struct Pushing<'a> {
    /// The sender.
    pub outbox: &'a Outbox,
    /// It leaves only while it is ours to send.
    pub claim: &'a Claim,
    /// Told to stop, it is taken back if it has not left.
    pub stop: &'a CancellationToken,
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pushed {
    /// It stands there.
    As(ChatId, MessageId),
    /// The chat will not have it, or Telegram will not: it is not tried again.
    Refused,
    /// Telegram cannot be reached, or it is another's to send by now, or it was taken back.
    Away,
}

impl Reminders {
    /// Sends a message; a chat that has blocked us is left alone from now on, one that has moved is followed.
    pub(super) async fn push(
        &self,
        pushing: Pushing<'_>,
        chat: ChatId,
        outgoing: Outgoing,
    ) -> Result<Pushed, store::Error> {
        let sent = self.send(pushing, chat, outgoing.clone()).await;
        let (chat, sent) = match sent {
            Err(Undelivered::Moved(to)) => {
                self.follow(chat, to).await?;
                (to, self.send(pushing, to, outgoing).await)
            }
            Ok(_) | Err(Undelivered::Blocked | Undelivered::Away | Undelivered::Refused { .. }) => (chat, sent),
        };
        match sent {
            Ok(Some(message)) => Ok(Pushed::As(chat, message)),
            Ok(None) | Err(Undelivered::Moved(_)) => Ok(Pushed::Refused),
            Err(Undelivered::Blocked) => {
                self.leave_alone(chat).await?;
                Ok(Pushed::Refused)
            }
            Err(Undelivered::Away) => Ok(Pushed::Away),
            Err(refused @ Undelivered::Refused { .. }) => {
                metrics::counter!("janji_errors_total", "class" => "reminders").increment(1);
                tracing::error!(chat.id = chat.0, error = %refused, "a message was refused and is not tried again");
                Ok(Pushed::Refused)
            }
        }
    }

    async fn send(
        &self,
        Pushing { outbox, claim, stop }: Pushing<'_>,
        chat: ChatId,
        outgoing: Outgoing,
    ) -> Result<Option<MessageId>, Undelivered> {
        let what = What::Send { outgoing, reply_to: None };
        let sent = outbox.deliver_under(claim, Delivery { chat, priority: Priority::Push, what });
        pin!(sent);
        tokio::select! {
            sent = &mut sent => sent,
            () = stop.cancelled() => if claim.withdraw() { Err(Undelivered::Away) } else { sent.await },
        }
    }

    /// Nothing more is pushed to this chat until it speaks again.
    async fn leave_alone(&self, chat: ChatId) -> Result<(), store::Error> {
        tracing::info!(chat.id = chat.0, "a chat has blocked the bot: no reminders until it speaks again");
        let profile = self.inner.profile(chat).await?;
        self.inner.store.put_profile(chat, &Profile { is_blocked: true, ..profile }).await
    }

    /// A group has become a supergroup: everything goes with it.
    async fn follow(&self, from: ChatId, to: ChatId) -> Result<(), store::Error> {
        self.inner.store.move_chat(from, to).await?;
        let now = self.inner.clock.now();
        for account in &self.inner.accounts {
            self.replan_all(account, now).await?;
        }
        Ok(())
    }
}
