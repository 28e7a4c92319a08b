//! One message to a chat that did not ask for it, and what becomes of the chat when it cannot be had.

use super::Reminders;
use crate::model::{ChatId, MessageId, Profile};
use crate::speech::Outgoing;
use crate::store;
use crate::telegram::{Claim, Delivery, Lane, Outbox, Undelivered, What};

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pushed {
    /// It stands there.
    As(ChatId, MessageId),
    /// The chat will not have it, or Telegram will not: it is not tried again.
    Refused,
    /// Telegram cannot be reached, or it is another's to send by now.
    Away,
}

impl Reminders {
    /// Sends a message for as long as it is ours to send; a chat that has blocked us is left alone from now on, one that has moved is followed.
    pub(super) async fn push(
        &self,
        outbox: &Outbox,
        claim: &Claim,
        chat: ChatId,
        outgoing: Outgoing,
    ) -> Result<Pushed, store::Error> {
        let send = |chat| {
            let what = What::Send { outgoing: outgoing.clone(), reply_to: None };
            outbox.deliver_under(claim, Delivery { chat, lane: Lane::Push, what })
        };
        match send(chat).await {
            Ok(Some(message)) => Ok(Pushed::As(chat, message)),
            Ok(None) => Ok(Pushed::Refused),
            Err(Undelivered::Moved(to)) => {
                self.follow(chat, to).await?;
                Ok(match send(to).await {
                    Ok(Some(message)) => Pushed::As(to, message),
                    Err(Undelivered::Away) => Pushed::Away,
                    Ok(None) | Err(Undelivered::Blocked | Undelivered::Moved(_) | Undelivered::Refused { .. }) => {
                        Pushed::Refused
                    }
                })
            }
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
