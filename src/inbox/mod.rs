//! The inbox: one message from durable to settled.
//!
//! [`Inbox::run`] takes what `telegram::listen` receives and puts it into its chat's queue (`queues`). One after another a
//! chat's messages are attempted (`attempts`): `chat` answers, the answer is rendered and kept beside the message in the
//! durable inbox. Then it is delivered (`delivery`), and the message is settled. So its effects happen once and its answer
//! is sent at least once: a process that dies in between repeats the words and not the deed. A message that fails again and
//! again is quarantined (`quarantine`) and costs no other. Nothing here understands or words anything.

mod attempts;
mod delivery;
mod quarantine;
mod queues;

use std::iter::repeat;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use tokio::sync::{RwLock, mpsc};
use tokio_util::sync::CancellationToken;

use crate::chat::Chat;
use crate::clock::{Clock, pause};
use crate::model::{ChatId, Incoming};
use crate::speech::Reply;
use crate::store::Store;
use crate::telegram::{Arrival, Bot, Outbox, Received};
use delivery::{Answered, Rendered};
use queues::{InboxQueues, Next, Worker};

/// The waits between two attempts to reach Telegram or storage, the last one again and again.
///
/// These are not `backon`'s: they are given up as soon as the bot ends, and an attempt may wait minutes inside a call.
const WAITS: [Duration; 5] = [
    Duration::from_millis(100),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(5),
];

/// How many answers wait for each other at most.
const MOST_HELD: usize = 20;

/// Handles messages. Clones share everything.
#[derive(Clone)]
pub struct Inbox {
    clock: Clock,
    store: Store,
    chat: Chat,
    bot: Bot,
    outbox: Outbox,
    queues: InboxQueues,
    /// Held shared by every attempt, and exclusively by one that the process may die of.
    attempting: Arc<RwLock<()>>,
    /// Cancelled when nothing is waited for any longer.
    over: CancellationToken,
}

impl Inbox {
    /// An inbox whose messages `chat` answers and `outbox` sends; `bot` downloads what came with them.
    #[must_use]
    pub fn new(clock: Clock, store: Store, chat: Chat, bot: Bot, outbox: Outbox) -> Self {
        Self {
            clock,
            store,
            chat,
            bot,
            outbox,
            queues: InboxQueues::default(),
            attempting: Arc::default(),
            over: CancellationToken::new(),
        }
    }

    /// Queues what is received until no more comes, then waits until all of it is handled.
    pub async fn run(&self, mut received: mpsc::Receiver<Received>) {
        while let Some(received) = received.recv().await {
            match received {
                Received::Durable(arrival) => {
                    let chat = arrival.incoming.chat;
                    if self.queues.offer(arrival) {
                        tokio::spawn(self.clone().work(chat));
                    }
                }
                Received::Refused(incoming) => {
                    tokio::spawn(self.clone().refuse(incoming));
                }
            }
        }
        self.idle().await;
    }

    /// Waits until every queue is empty.
    pub async fn idle(&self) {
        self.queues.idle().await;
    }

    /// A counter of handled messages, to wait for.
    #[must_use]
    pub fn handled(&self) -> tokio::sync::watch::Receiver<u64> {
        self.queues.handled()
    }

    /// Stops waiting for Telegram and storage: what is not settled stays durable for the next start.
    pub fn give_up(&self) {
        self.over.cancel();
    }

    /// Handles a chat's messages one after another until its queue is closed. While more of a group's messages wait, an
    /// answer waits for the next one: Telegram lets a group have twenty messages a minute.
    async fn work(self, chat: ChatId) {
        let mut held: Vec<Answered> = Vec::new();
        loop {
            match self.queues.next(chat) {
                Next::Message(arrival) => {
                    let incoming = arrival.incoming.clone();
                    let worker = self.queues.worker().await;
                    match self.answer_caught(arrival, worker).await {
                        Some(answer) => held.push((incoming, answer)),
                        None => self.queues.handled_one(incoming.id),
                    }
                    let may_wait = held.last().is_none_or(|(_, answer)| answer.may_wait());
                    if !may_wait || held.len() >= MOST_HELD || self.queues.waiting(chat) == 0 {
                        self.deliver_caught(std::mem::take(&mut held)).await;
                    }
                }
                Next::ReadInbox => {
                    let left = self.left_of(chat).await;
                    self.queues.refill(chat, left);
                }
                Next::Closed => return,
            }
        }
    }

    /// Answers a message; other chats may have the worker as soon as the answer is kept. An answer that panics costs its
    /// message only.
    async fn answer_caught(&self, arrival: Arrival, worker: Worker) -> Option<Rendered> {
        let answering = AssertUnwindSafe(async {
            let answer = self.answer(&arrival).await;
            drop(worker);
            answer
        });
        match answering.catch_unwind().await {
            Ok(answer) => answer,
            // Attempts catch their own panics: this is not to be tried again.
            Err(_panic) => {
                let reference = quarantine::log_panic(&arrival.incoming);
                Some(self.quarantine(&arrival.incoming, reference).await)
            }
        }
    }

    /// Delivers answers; afterwards their messages are settled, unless Telegram could not be reached until the end.
    async fn deliver_caught(&self, answers: Vec<Answered>) {
        let delivering = AssertUnwindSafe(self.deliver_joined(&answers));
        if delivering.catch_unwind().await.is_err() {
            for (incoming, _) in &answers {
                let reference = quarantine::log_panic(incoming);
                let apology = self.quarantine(incoming, reference).await;
                let apologising = AssertUnwindSafe(self.deliver_and_settle(incoming, &apology));
                if apologising.catch_unwind().await.is_err() {
                    metrics::counter!("janji_errors_total", "class" => "panic").increment(1);
                    tracing::error!(
                        update.id = incoming.id.0,
                        chat.id = incoming.chat.0,
                        "handling a message panicked; the chat's next message is handled"
                    );
                }
            }
        }
        for (incoming, _) in &answers {
            self.queues.handled_one(incoming.id);
        }
    }

    /// Tells a person that storage is down and nothing was done, without storage.
    async fn refuse(self, incoming: Incoming) {
        let answer = self.chat.apology(&incoming, Reply::StorageAway);
        self.deliver(&incoming, &self.render(&incoming, &answer)).await;
    }

    /// What the durable inbox holds for a chat, however long storage is down.
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
}

/// The waits between two attempts, without end.
fn waits() -> impl Iterator<Item = Duration> {
    WAITS.into_iter().chain(repeat(WAITS[WAITS.len() - 1]))
}
