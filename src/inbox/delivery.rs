//! A rendered answer on its way to the chat.

use serde::{Deserialize, Serialize};

use super::{Inbox, waits};
use crate::chat::{Answer, Place, Saying};
use crate::clock::pause;
use crate::model::{ChatId, Incoming, IncomingKind, MessageId, Said, SeenEvent};
use crate::speech::{self, Outgoing};
use crate::store::{self, Announcement, AnnouncementKind};
use crate::telegram::{Delivery, Priority, Undelivered, What};

/// An answer in words, as it is kept beside its message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Rendered {
    toast: Option<String>,
    sayings: Vec<RenderedSaying>,
    /// The person's message that is deleted first.
    #[serde(default)]
    delete: Option<MessageId>,
}

/// One message of an answer and its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct RenderedSaying {
    outgoing: Outgoing,
    reply_to: Option<MessageId>,
    edit: Option<MessageId>,
    about: Option<Said>,
    #[serde(default)]
    card: Option<SeenEvent>,
}

/// What became of a message that was to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sent {
    /// It is in the chat, under this number.
    As(MessageId),
    /// It was edited, answered or refused: there is nothing more to do.
    Settled,
    /// It is still to be sent.
    NotYet,
}

impl Inbox {
    /// An answer in words.
    pub(super) fn render(&self, incoming: &Incoming, answer: &Answer) -> Rendered {
        let now = self.clock.now();
        let render = |saying: &Saying| RenderedSaying {
            outgoing: speech::render(&saying.reply, &answer.voice, now),
            reply_to: match saying.place {
                Place::Reply => message_of(incoming),
                Place::New | Place::Edit(_) => None,
            },
            edit: match saying.place {
                Place::Edit(message) => Some(message),
                Place::New | Place::Reply => None,
            },
            about: saying.about.clone(),
            card: saying.card.clone(),
        };
        Rendered {
            toast: answer.toast.as_ref().map(|reply| speech::plain(&speech::render(reply, &answer.voice, now))),
            sayings: answer.sayings.iter().map(render).collect(),
            delete: answer.delete,
        }
    }

    /// Delivers a kept answer; if that settles the message, the durable inbox holds it no more.
    pub(super) async fn deliver_and_settle(&self, incoming: &Incoming, answer: &Rendered) {
        if self.deliver(incoming, answer).await {
            self.settle(incoming).await;
        }
    }

    /// Delivers an answer; says whether the message is settled.
    pub(super) async fn deliver(&self, incoming: &Incoming, answer: &Rendered) -> bool {
        if let IncomingKind::Pressed { callback, .. } = &incoming.kind {
            let what = What::Toast { callback: callback.clone(), text: answer.toast.clone() };
            if self.send(incoming, what).await == Sent::NotYet {
                return false;
            }
        }
        if let Some(message) = answer.delete
            && self.send(incoming, What::Delete { message }).await == Sent::NotYet
        {
            return false;
        }
        for saying in &answer.sayings {
            let outgoing = saying.outgoing.clone();
            let what = match saying.edit {
                Some(message) => What::Edit { message, outgoing },
                None => What::Send { outgoing, reply_to: saying.reply_to, thread: incoming.thread },
            };
            let message = match self.send(incoming, what).await {
                Sent::NotYet => return false,
                Sent::As(message) => Some(message),
                Sent::Settled => saying.edit,
            };
            if let Some(message) = message {
                self.remember(incoming.chat, message, saying).await;
            }
        }
        true
    }

    /// Sends until it is sent, or refused, or the bot ends.
    async fn send(&self, incoming: &Incoming, what: What) -> Sent {
        let mut delivery = Delivery { chat: incoming.chat, priority: Priority::Answer, what };
        let mut waits = waits();
        loop {
            match self.outbox.deliver(delivery.clone()).await {
                Ok(Some(message)) => return Sent::As(message),
                Ok(None) => return Sent::Settled,
                Err(Undelivered::Moved(to)) if delivery.chat != to => delivery.chat = to,
                Err(Undelivered::Away) => {
                    let wait = waits.next().unwrap_or_default();
                    if self.over.run_until_cancelled(pause(wait)).await.is_none() {
                        return Sent::NotYet;
                    }
                }
                Err(refusal @ (Undelivered::Blocked | Undelivered::Moved(_) | Undelivered::Refused { .. })) => {
                    tracing::warn!(
                        chat.id = incoming.chat.0,
                        error = &refusal as &dyn std::error::Error,
                        "Telegram refused an answer; it is not sent again"
                    );
                    return Sent::Settled;
                }
            }
        }
    }

    /// Keeps which event a message is about, and that it is its card.
    async fn remember(&self, chat: ChatId, message: MessageId, saying: &RenderedSaying) {
        let kept = async {
            if let Some(about) = &saying.about {
                self.store.put_said(chat, message, about, self.clock.now()).await?;
            }
            match &saying.card {
                Some(seen) if !seen.event.is_whole_series() => self.remember_card(chat, message, seen).await,
                Some(_) | None => Ok(()),
            }
        };
        if let Err(error) = kept.await {
            tracing::warn!(
                chat.id = chat.0,
                error = &error as &dyn std::error::Error,
                "could not save which event a message is about"
            );
        }
    }

    async fn remember_card(&self, chat: ChatId, message: MessageId, seen: &SeenEvent) -> Result<(), store::Error> {
        let now = self.clock.now();
        let card = Announcement {
            chat,
            message,
            kind: AnnouncementKind::Card,
            event: seen.event.clone(),
            is_gone: false,
            has_begun: false,
            sent: Some(now),
            occasion: None,
            is_done: false,
            beside: Vec::new(),
        };
        let until = seen.event.when.end(seen.event.zone);
        self.store.put_announcement(&seen.account, &card, until, now).await
    }

    /// Takes a message out of the durable inbox, however long storage is down: it is not answered twice for that.
    async fn settle(&self, incoming: &Incoming) {
        let mut waits = waits();
        while let Err(error) = self.store.inbox_done(incoming).await {
            tracing::warn!(
                update.id = incoming.id.0,
                error = &error as &dyn std::error::Error,
                "could not remove an answered message from the inbox; trying again later"
            );
            if self.over.run_until_cancelled(pause(waits.next().unwrap_or_default())).await.is_none() {
                return;
            }
        }
    }
}

/// The person's own message, to reply to.
fn message_of(incoming: &Incoming) -> Option<MessageId> {
    match incoming.kind {
        IncomingKind::Text { message, .. }
        | IncomingKind::Edited { message, .. }
        | IncomingKind::File { message, .. }
        | IncomingKind::Location { message, .. }
        | IncomingKind::Wordless { message }
        | IncomingKind::Unreadable { message } => Some(message),
        IncomingKind::Pressed { .. } | IncomingKind::Left | IncomingKind::Joined | IncomingKind::Moved { .. } => None,
    }
}
