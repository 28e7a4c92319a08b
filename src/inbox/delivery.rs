//! A rendered answer on its way to the chat.

use serde::{Deserialize, Serialize};

use super::{Inbox, waits};
use crate::chat::{Answer, Elsewhere, Place, Saying};
use crate::clock::pause;
use crate::model::{ChatId, Incoming, IncomingKind, MessageId, Said, SeenEvent, ThreadId};
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
    /// What other chats are told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<RenderedElsewhere>,
}

/// A message for another chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct RenderedElsewhere {
    chat: ChatId,
    thread: Option<ThreadId>,
    outgoing: Outgoing,
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
    /// What stands below it and others in one message, if it may be joined with others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    below_joined: Option<String>,
}

/// What was shown while a better answer was waited for.
#[derive(Debug, Default)]
pub(super) struct EarlyAnswer {
    /// How often there was one.
    pub times: u32,
    /// The message that shows it.
    pub message: Option<MessageId>,
    /// What it shows.
    text: String,
}

/// A message with the answer that is to be delivered.
pub(super) type Answered = (Incoming, Rendered);

/// What became of a message that was to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sent {
    /// It is in the chat, under this number.
    As(MessageId),
    /// It was edited or answered, or the chat refuses our messages: there is nothing more to do.
    Settled,
    /// Telegram refused it, and would refuse it again.
    Refused,
    /// It is still to be sent.
    NotYet,
}

impl Rendered {
    /// Its one message, if that may be joined with others.
    fn joinable(&self) -> Option<&RenderedSaying> {
        match (self.sayings.as_slice(), &self.toast) {
            ([saying], None) if saying.below_joined.is_some() && self.elsewhere.is_empty() => Some(saying),
            _ => None,
        }
    }

    /// The same, its first message in place of one that was sent early.
    pub(super) fn in_place_of(mut self, early: Option<MessageId>) -> Self {
        if let Some(first) = self.sayings.first_mut() {
            first.edit = first.edit.or(early);
            first.below_joined = first.below_joined.take_if(|_| early.is_none());
        }
        self
    }

    /// Whether it may wait for the next answer of its chat, to be joined with that.
    pub(super) fn may_wait(&self) -> bool {
        self.joinable().is_some()
    }
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
            below_joined: (incoming.chat.is_group() && saying.place == Place::Reply && saying.reply.can_be_joined())
                .then(|| speech::below_joined(&answer.voice, now)),
        };
        Rendered {
            toast: answer.toast.as_ref().map(|reply| speech::plain(&speech::render(reply, &answer.voice, now))),
            sayings: answer.sayings.iter().map(render).collect(),
            delete: answer.delete,
            elsewhere: answer
                .elsewhere
                .iter()
                .map(|Elsewhere { chat, thread, voice, reply }| RenderedElsewhere {
                    chat: *chat,
                    thread: *thread,
                    outgoing: speech::render(reply, voice, now),
                })
                .collect(),
        }
    }

    /// Delivers a kept answer; if that settles the message, the durable inbox holds it no more.
    pub(super) async fn deliver_and_settle(&self, incoming: &Incoming, answer: &Rendered) {
        if self.deliver(incoming, answer).await {
            self.settle(incoming).await;
        }
    }

    /// Delivers answers, those that may be joined in as few messages as they fit into, and settles their messages.
    pub(super) async fn deliver_joined(&self, answers: &[Answered]) {
        let mut left = answers;
        while let Some((incoming, rendered)) = left.first() {
            let joinable: Vec<&RenderedSaying> = left.iter().map_while(|(_, rendered)| rendered.joinable()).collect();
            let outgoing: Vec<&Outgoing> = joinable.iter().map(|saying| &saying.outgoing).collect();
            let below = joinable.first().and_then(|saying| saying.below_joined.as_deref()).unwrap_or_default();
            let (joined, count) = speech::join(&outgoing, below);
            if count <= 1 {
                self.deliver_and_settle(incoming, rendered).await;
                left = &left[1..];
                continue;
            }
            let (these, others) = left.split_at(count);
            let reply_to = joinable[0].reply_to;
            let what = || What::Send { outgoing: joined.clone(), reply_to, thread: incoming.thread };
            if self.send(incoming.chat, what).await != Sent::NotYet {
                for (incoming, _) in these {
                    self.settle(incoming).await;
                }
            }
            left = others;
        }
    }

    /// Delivers an answer; says whether the message is settled.
    pub(super) async fn deliver(&self, incoming: &Incoming, answer: &Rendered) -> bool {
        if let IncomingKind::Pressed { callback, .. } = &incoming.kind {
            let what = || What::Toast { callback: callback.clone(), text: answer.toast.clone() };
            if self.send(incoming.chat, what).await == Sent::NotYet {
                return false;
            }
        }
        if let Some(message) = answer.delete
            && self.send(incoming.chat, || What::Delete { message }).await == Sent::NotYet
        {
            return false;
        }
        for saying in &answer.sayings {
            let message = match self.say(incoming, saying).await {
                Sent::NotYet => return false,
                Sent::As(message) => Some(message),
                Sent::Settled => saying.edit,
                Sent::Refused => None,
            };
            if let Some(message) = message {
                self.remember(incoming.chat, message, saying).await;
            }
        }
        for RenderedElsewhere { chat, thread, outgoing } in &answer.elsewhere {
            let what = || What::Send { outgoing: outgoing.clone(), reply_to: None, thread: *thread };
            if self.send(*chat, what).await == Sent::NotYet {
                return false;
            }
        }
        true
    }

    /// Sends one message of an answer, or edits an earlier message. If Telegram refuses the edit, the answer becomes a new
    /// message, because the person is waiting for it.
    async fn say(&self, incoming: &Incoming, saying: &RenderedSaying) -> Sent {
        let outgoing = || saying.outgoing.clone();
        let mut reply_to = saying.reply_to;
        if let Some(message) = saying.edit {
            match self.send(incoming.chat, || What::Edit { message, outgoing: outgoing() }).await {
                Sent::Refused => reply_to = reply_to.or(message_of(incoming)),
                edited @ (Sent::As(_) | Sent::Settled | Sent::NotYet) => return edited,
            }
        }
        self.send(incoming.chat, || What::Send { outgoing: outgoing(), reply_to, thread: incoming.thread }).await
    }

    /// Shows an early answer in place of the one before it. It is tried once: a better one follows.
    pub(super) async fn show_early(&self, incoming: &Incoming, answer: Rendered, early: &mut EarlyAnswer) {
        early.times += 1;
        let Some(saying) = answer.in_place_of(early.message).sayings.into_iter().next() else { return };
        if saying.outgoing.text == early.text {
            return;
        }
        early.text.clone_from(&saying.outgoing.text);
        let what = match saying.edit {
            Some(message) => What::Edit { message, outgoing: saying.outgoing },
            None => What::Send { outgoing: saying.outgoing, reply_to: saying.reply_to, thread: incoming.thread },
        };
        let delivery = Delivery { chat: incoming.chat, priority: Priority::Answer, what };
        match self.outbox.deliver(delivery).await {
            Ok(sent) => early.message = early.message.or(sent),
            Err(error) => tracing::debug!(
                chat.id = incoming.chat.0,
                error = &error as &dyn std::error::Error,
                "an early answer could not be shown"
            ),
        }
    }

    /// Sends until it is sent, or refused, or the bot ends; `what` is made for each try.
    async fn send(&self, mut chat: ChatId, what: impl Fn() -> What) -> Sent {
        let mut waits = waits();
        loop {
            match self.outbox.deliver(Delivery { chat, priority: Priority::Answer, what: what() }).await {
                Ok(Some(message)) => return Sent::As(message),
                Ok(None) => return Sent::Settled,
                Err(Undelivered::Moved(to)) if chat != to => chat = to,
                Err(Undelivered::Away) => {
                    let wait = waits.next().unwrap_or_default();
                    if self.over.run_until_cancelled(pause(wait)).await.is_none() {
                        return Sent::NotYet;
                    }
                }
                Err(refusal @ (Undelivered::Blocked | Undelivered::Moved(_) | Undelivered::Refused { .. })) => {
                    tracing::warn!(
                        chat.id = chat.0,
                        error = &refusal as &dyn std::error::Error,
                        "Telegram refused a message of an answer"
                    );
                    return match refusal {
                        Undelivered::Refused { .. } => Sent::Refused,
                        Undelivered::Blocked | Undelivered::Moved(_) | Undelivered::Away => Sent::Settled,
                    };
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
