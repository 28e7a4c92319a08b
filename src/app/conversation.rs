//! One message from the inbox to its answer, so that its effects happen once and its answer is sent at least once.
//!
//! The rendered answer is kept in the inbox record before it is sent: a process that dies after that repeats the words
//! and not the deed. When storage goes away while a message is thought about, the person hears that it is kept, and it is
//! thought about again as soon as storage is back. A message that fails, or panics, costs itself alone: it is tried again, and the third time it is
//! set aside for an operator and the person is told with a reference; one whose answer cannot be sent without a panic is
//! set aside at once. So is one that the process dies of: tries are counted before they begin, the first when it is put
//! into the inbox, and whatever was in hand at two deaths is thought about alone from then on, so that three more are its
//! own doing and nobody else's.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use serde::{Deserialize, Serialize};
use tokio::sync::RwLock;
use tokio_util::sync::CancellationToken;

use crate::chat::lanes::{Lanes, Worker};
use crate::chat::{self, Answer, Chat, Place, Saying};
use crate::clock::{Clock, pause};
use crate::model::{ChatId, Incoming, IncomingKind, MessageId, Said};
use crate::speech::{self, Outgoing, Reply};
use crate::store::{Arrival, Opened, Store};
use crate::telegram::{Delivery, Outbox, Priority, Undelivered, What};

/// How many failures set a message aside.
const TOO_MANY_FAILURES: u32 = 3;

/// How many tries a message has among others: when the process dies, what happens to be in hand is not to blame.
const TRIES_AMONG_OTHERS: u32 = 2;

/// How many tries it has in all; the later ones alone.
const TRIES: u32 = TRIES_AMONG_OTHERS + TOO_MANY_FAILURES;

/// The waits between two tries to reach somebody who is away, the last one again and again.
const WAITS: [Duration; 5] = [
    Duration::from_millis(100),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(5),
];

/// How long to wait before asking storage again that was away.
const STORAGE_PAUSE: Duration = Duration::from_millis(500);

/// What answers messages. Clones share everything.
#[derive(Clone)]
pub(super) struct Conversation {
    pub clock: Clock,
    pub store: Store,
    pub chat: Chat,
    pub outbox: Outbox,
    /// Shared by all that are thought about at the same time, and one's alone that the process may die of.
    pub thinking: Arc<RwLock<()>>,
    /// Cancelled when nothing is waited for any longer.
    pub over: CancellationToken,
}

/// A rendered answer, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    toast: Option<String>,
    sayings: Vec<KeptSaying>,
}

/// A rendered message and its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct KeptSaying {
    outgoing: Outgoing,
    reply_to: Option<MessageId>,
    edit: Option<MessageId>,
    about: Option<Said>,
}

impl Conversation {
    /// The lanes in which it is held, one message of a chat after another.
    pub fn lanes(&self) -> Lanes {
        let (hold, refill) = (self.clone(), self.clone());
        Lanes::new(
            move |arrival, worker| {
                let conversation = hold.clone();
                async move { conversation.hold(arrival, worker).await }
            },
            move |chat| {
                let conversation = refill.clone();
                async move { conversation.left_of(chat).await }
            },
        )
    }

    /// What the inbox still holds for a chat, however long storage is away.
    async fn left_of(&self, chat: ChatId) -> Vec<Incoming> {
        let mut waits = waits();
        loop {
            match self.store.inbox_pending_of(chat).await {
                Ok(left) => return left,
                Err(_) if self.over.is_cancelled() => return Vec::new(),
                Err(_) => {
                    self.over.run_until_cancelled(pause(waits.next().unwrap_or_default())).await;
                }
            }
        }
    }

    /// Tells a person that storage is away, without storage.
    pub async fn refuse(&self, incoming: Incoming) {
        let answer = self.chat.apology(&incoming, Reply::StorageAway);
        let kept = self.render(&incoming, &answer);
        self.deliver(&incoming, &kept).await;
    }

    /// Answers a message; the worker is free when the answer is kept. Afterwards the inbox holds it no more, unless
    /// Telegram could not be reached until the end.
    pub async fn hold(&self, arrival: Arrival, worker: Worker) {
        let incoming = &arrival.incoming;
        let holding = AssertUnwindSafe(async {
            let kept = match self.hold_among_others(&arrival).await {
                Held::Settled(kept) => kept,
                Held::TriedBefore => self.hold_alone(&arrival).await,
            };
            drop(worker);
            if let Some(kept) = kept {
                self.say(incoming, &kept).await;
            }
        });
        if holding.catch_unwind().await.is_err() {
            // Thinking has a net of its own: it is the saying that is not to be tried again.
            let reference = note_panic(incoming);
            let apology = self.give_up(incoming, reference).await;
            self.say(incoming, &apology).await;
        }
    }

    /// The answer to a message, thought about beside those of other chats.
    async fn hold_among_others(&self, arrival: &Arrival) -> Held {
        let _shared = self.thinking.read().await;
        self.try_to_hold(arrival, TRIES_AMONG_OTHERS).await
    }

    /// The answer to a message that was in hand when the process died, more than once: while it is thought about
    /// nothing else is, and when that has not helped either it is given up.
    async fn hold_alone(&self, arrival: &Arrival) -> Option<Kept> {
        let incoming = &arrival.incoming;
        let _alone = self.thinking.write().await;
        match self.try_to_hold(arrival, TRIES).await {
            Held::Settled(kept) => kept,
            Held::TriedBefore => {
                metrics::counter!("janji_errors_total", "class" => "death").increment(1);
                let reference = chat::reference(incoming.id);
                tracing::error!(
                    update.id = incoming.id.0,
                    chat.id = incoming.chat.0,
                    reference,
                    "the process died each time this message was in hand; it is set aside"
                );
                let apology = self.give_up(incoming, reference).await;
                self.keep(incoming, apology, None).await
            }
        }
    }

    async fn try_to_hold(&self, arrival: &Arrival, most: u32) -> Held {
        let incoming = &arrival.incoming;
        let unreadable = match self.store.inbox_open(arrival, most).await {
            Ok(Opened::Gone) => return Held::Settled(None),
            Ok(Opened::TriedBefore) => return Held::TriedBefore,
            Ok(Opened::Answered(text)) => match serde_json::from_str(&text) {
                Ok(kept) => return Held::Settled(Some(kept)),
                Err(error) => {
                    tracing::error!(
                        update.id = incoming.id.0,
                        error = &error as &dyn std::error::Error,
                        "a kept answer cannot be read: the message is answered anew"
                    );
                    Some(text)
                }
            },
            // Storage is away: `chat` will find that too.
            Ok(Opened::Unanswered) | Err(_) => None,
        };
        // In a box, for otherwise the type of this future is too deep for the compiler.
        Held::Settled(match Box::pin(self.think(incoming)).await {
            Some(kept) => self.keep(incoming, kept, unreadable.as_deref()).await,
            None => None,
        })
    }

    /// Keeps the words, in place of those that nobody can read; `None` when another process has answered meanwhile.
    async fn keep(&self, incoming: &Incoming, kept: Kept, unreadable: Option<&str>) -> Option<Kept> {
        // An answer is text and numbers, which JSON can always hold.
        let text = serde_json::to_string(&kept).expect("an answer is plain data");
        match self.store.inbox_keep_answer(incoming, &text, unreadable).await {
            Ok(true) => Some(kept),
            Ok(false) => None,
            Err(error) => {
                tracing::warn!(
                    update.id = incoming.id.0,
                    error = &error as &dyn std::error::Error,
                    "an answer could not be kept"
                );
                Some(kept)
            }
        }
    }

    /// Asks `chat` and finds the words, up to three times; a panic is a failure like another. While storage is away it is
    /// waited for, and the person is told so; `None` when it is not back before the end.
    async fn think(&self, incoming: &Incoming) -> Option<Kept> {
        let mut is_told = false;
        loop {
            let thinking = AssertUnwindSafe(async {
                let answer = self.chat.answer(incoming, self.clock.now()).await?;
                Ok::<_, chat::Failure>(self.render(incoming, &answer))
            });
            let reference = match thinking.catch_unwind().await {
                Ok(Ok(kept)) => return Some(kept),
                Ok(Err(failure)) if failure.is_storage_away() => {
                    if !is_told {
                        is_told = true;
                        metrics::counter!("janji_errors_total", "class" => "storage").increment(1);
                        tracing::warn!(
                            update.id = incoming.id.0,
                            error = &failure as &dyn std::error::Error,
                            "a message waits for storage"
                        );
                        let apology = self.chat.apology(incoming, Reply::WaitsForStorage);
                        self.deliver(incoming, &self.render(incoming, &apology)).await;
                    }
                    self.over.run_until_cancelled(pause(STORAGE_PAUSE)).await?;
                    continue;
                }
                Ok(Err(failure)) => {
                    metrics::counter!("janji_errors_total", "class" => "chat").increment(1);
                    tracing::error!(
                        update.id = incoming.id.0,
                        chat.id = incoming.chat.0,
                        error = &failure as &dyn std::error::Error,
                        "a message failed"
                    );
                    failure.reference().to_owned()
                }
                Err(_panic) => note_panic(incoming),
            };
            let failures = self.store.inbox_failed(incoming.id).await.unwrap_or(TOO_MANY_FAILURES);
            if failures >= TOO_MANY_FAILURES {
                return Some(self.give_up(incoming, reference).await);
            }
        }
    }

    /// Sets a message aside for an operator, and says sorry.
    async fn give_up(&self, incoming: &Incoming, reference: String) -> Kept {
        if let Err(error) = self.store.inbox_set_aside(incoming).await {
            tracing::warn!(
                update.id = incoming.id.0,
                error = &error as &dyn std::error::Error,
                "a message could not be set aside"
            );
        }
        self.render(incoming, &self.chat.apology(incoming, Reply::Sorry { reference }))
    }

    fn render(&self, incoming: &Incoming, answer: &Answer) -> Kept {
        let now = self.clock.now();
        let say = |saying: &Saying| KeptSaying {
            outgoing: speech::render(&saying.reply, &answer.voice, now),
            reply_to: (saying.place == Place::Reply).then(|| message_of(incoming)).flatten(),
            edit: match saying.place {
                Place::Edit(message) => Some(message),
                Place::New | Place::Reply => None,
            },
            about: saying.about.clone(),
        };
        Kept {
            toast: answer.toast.as_ref().map(|reply| speech::plain(&speech::render(reply, &answer.voice, now))),
            sayings: answer.sayings.iter().map(say).collect(),
        }
    }

    /// Sends a kept answer; if that settles the message, the inbox holds it no more.
    async fn say(&self, incoming: &Incoming, kept: &Kept) {
        if self.deliver(incoming, kept).await {
            self.finish(incoming).await;
        }
    }

    /// Sends a kept answer; says whether the message is settled.
    async fn deliver(&self, incoming: &Incoming, kept: &Kept) -> bool {
        if let IncomingKind::Pressed { callback, .. } = &incoming.kind {
            let what = What::Toast { callback: callback.clone(), text: kept.toast.clone() };
            if !self.send(incoming, what).await.is_settled() {
                return false;
            }
        }
        for saying in &kept.sayings {
            let outgoing = saying.outgoing.clone();
            let what = match saying.edit {
                Some(message) => What::Edit { message, outgoing },
                None => What::Send { outgoing, reply_to: saying.reply_to },
            };
            let sent = self.send(incoming, what).await;
            if !sent.is_settled() {
                return false;
            }
            if let (Sent::As(message), Some(about)) = (sent, &saying.about) {
                self.remember(incoming, message, about).await;
            }
        }
        true
    }

    /// Sends until it is sent, or refused, or we are stopping.
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
                Err(refusal) => {
                    tracing::warn!(
                        chat.id = incoming.chat.0,
                        error = &refusal as &dyn std::error::Error,
                        "an answer was refused"
                    );
                    return Sent::Settled;
                }
            }
        }
    }

    async fn remember(&self, incoming: &Incoming, message: MessageId, about: &Said) {
        if let Err(error) = self.store.put_said(incoming.chat, message, about, self.clock.now()).await {
            tracing::warn!(
                chat.id = incoming.chat.0,
                error = &error as &dyn std::error::Error,
                "a message was not noted down"
            );
        }
    }

    /// Takes the message out of the inbox, however long storage is away: nothing is answered twice for that.
    async fn finish(&self, incoming: &Incoming) {
        let mut waits = waits();
        while let Err(error) = self.store.inbox_done(incoming).await {
            tracing::warn!(
                update.id = incoming.id.0,
                error = &error as &dyn std::error::Error,
                "an answered message stays in the inbox for now"
            );
            if self.over.run_until_cancelled(pause(waits.next().unwrap_or_default())).await.is_none() {
                return;
            }
        }
    }
}

/// Counts and logs that a message caused a panic; returns the reference under which it is found.
fn note_panic(incoming: &Incoming) -> String {
    metrics::counter!("janji_errors_total", "class" => "panic").increment(1);
    let reference = chat::reference(incoming.id);
    tracing::error!(update.id = incoming.id.0, chat.id = incoming.chat.0, reference, "a message caused a panic");
    reference
}

/// The waits between two tries, without an end.
fn waits() -> impl Iterator<Item = Duration> {
    WAITS.into_iter().chain(std::iter::repeat(WAITS[WAITS.len() - 1]))
}

/// What came of setting about an answer.
enum Held {
    /// The answer to send, or none because it is settled.
    Settled(Option<Kept>),
    /// It was tried as often as may be.
    TriedBefore,
}

/// What became of a message to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sent {
    /// It stands in the chat under this number.
    As(MessageId),
    /// It was edited, answered or refused: there is nothing more to do.
    Settled,
    /// It is to be sent yet.
    NotYet,
}

impl Sent {
    fn is_settled(self) -> bool {
        self != Self::NotYet
    }
}

/// The person's own message, to reply to.
fn message_of(incoming: &Incoming) -> Option<MessageId> {
    match incoming.kind {
        IncomingKind::Text { message, .. }
        | IncomingKind::Wordless { message }
        | IncomingKind::Unreadable { message } => Some(message),
        IncomingKind::Pressed { .. } | IncomingKind::Left | IncomingKind::Joined | IncomingKind::Moved { .. } => None,
    }
}
