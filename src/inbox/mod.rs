//! The inbox: takes a message from stored to settled.
//!
//! [`Inbox::run`] takes what `telegram::listen` receives and puts it into its chat's queue (`queues`). A chat's
//! messages are handled one after another (`attempts`): `chat` answers, and the answer is rendered and saved next to
//! the message in the durable inbox. Then it is delivered (`delivery`), and the message is settled. So the message
//! takes effect once and its answer is sent at least once: if the process dies in between, the next one repeats the
//! text and not the action. A message that keeps failing is quarantined (`quarantine`), so that it does not hold up
//! others. Nothing here understands messages or words answers.

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

/// The waits between attempts to reach Telegram or storage; the last one repeats.
///
/// This is not `backon`, because the waits must end at once when the bot stops, and an attempt may wait minutes inside
/// a call.
const WAITS: [Duration; 5] = [
    Duration::from_millis(100),
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(5),
];

/// The most answers that are held back to be joined.
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
    /// Held shared by every attempt, and exclusively by attempts in isolation.
    attempting: Arc<RwLock<()>>,
    /// Cancelled when we stop waiting for anything.
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

    /// Queues what is received until the channel closes, then waits until all of it is handled.
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

    /// A counter of handled messages, for callers that wait.
    #[must_use]
    pub fn handled(&self) -> tokio::sync::watch::Receiver<u64> {
        self.queues.handled()
    }

    /// Stops waiting for Telegram and storage: unsettled messages stay stored for the next start.
    pub fn give_up(&self) {
        self.over.cancel();
    }

    /// Handles a chat's messages one after another until its queue is closed. While more messages of a group wait, an
    /// answer is held back to be joined with the next ones: Telegram allows twenty messages a minute in a group.
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

    /// Answers a message; the worker is free for other chats as soon as the answer is saved. If answering panics, only
    /// this message is affected.
    async fn answer_caught(&self, arrival: Arrival, worker: Worker) -> Option<Rendered> {
        let answering = AssertUnwindSafe(async {
            let answer = self.answer(&arrival).await;
            drop(worker);
            answer
        });
        match answering.catch_unwind().await {
            Ok(answer) => answer,
            // Attempts catch their own panics, so this one must not be retried.
            Err(_panic) => {
                let reference = quarantine::log_panic(&arrival.incoming);
                Some(self.quarantine(&arrival.incoming, reference).await)
            }
        }
    }

    /// Delivers answers; afterwards their messages are settled, unless Telegram could not be reached before the bot
    /// stopped.
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

    /// Tells a person that storage is down and nothing was done; needs no storage.
    async fn refuse(self, incoming: Incoming) {
        let answer = self.chat.apology(&incoming, Reply::StorageAway);
        self.deliver(&incoming, &self.render(&incoming, &answer)).await;
    }

    /// A chat's messages in the durable inbox; waits while storage is down.
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

/// The waits between attempts, without end.
fn waits() -> impl Iterator<Item = Duration> {
    WAITS.into_iter().chain(repeat(WAITS[WAITS.len() - 1]))
}
