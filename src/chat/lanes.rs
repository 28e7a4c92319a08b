//! Every chat's messages in their order, chats side by side, and none of them at another's cost.
//!
//! A lane is a short queue and, while there is something in it, one task. What does not fit stays in the durable
//! inbox; when the lane has worked off what it holds it asks for the rest. How many lanes work at once is bounded, and
//! they take turns message by message; one that only waits for Telegram lets go of its worker. A message that panics
//! costs itself alone.

use std::collections::{HashMap, HashSet, VecDeque};
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures::FutureExt;
use futures::future::BoxFuture;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::model::{ChatId, Incoming, UpdateId};
use crate::store::Arrival;

/// How many messages of one chat wait in memory; further ones wait in the inbox.
const LONGEST_LANE: usize = 64;

/// How many chats are answered at the same moment.
const WORKERS: usize = 64;

/// One of the [`WORKERS`]; whoever drops it lets the next chat have it.
pub struct Worker {
    /// There always is one, for the semaphore is never closed.
    _permit: Option<OwnedSemaphorePermit>,
}

/// Handles one message.
type Handle = Arc<dyn Fn(Arrival, Worker) -> BoxFuture<'static, ()> + Send + Sync>;

/// Reads what the inbox still holds for a chat.
type Refill = Arc<dyn Fn(ChatId) -> BoxFuture<'static, Vec<Incoming>> + Send + Sync>;

/// The lanes of all chats. Clones share them.
#[derive(Clone)]
pub struct Lanes {
    handle: Handle,
    refill: Refill,
    open: Arc<Mutex<Open>>,
    workers: Arc<Semaphore>,
    handled: Arc<watch::Sender<u64>>,
}

/// The lanes that have something to do.
#[derive(Default)]
struct Open {
    lanes: HashMap<ChatId, Lane>,
    /// What is queued or in hand, so that a replay offers nothing twice.
    known: HashSet<UpdateId>,
}

/// One chat's messages.
#[derive(Default)]
struct Lane {
    waiting: VecDeque<Arrival>,
    rest: Rest,
}

/// What a lane knows of its messages that are not in it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Rest {
    /// There are none.
    #[default]
    None,
    /// The inbox holds more than fitted.
    InInbox,
    /// They are being read back: what comes meanwhile stays behind them, in the inbox.
    BeingRead,
}

impl Open {
    /// Fills a lane with what was read back for it, as far as it fits.
    fn fill(&mut self, chat: ChatId, left: Vec<Incoming>) {
        let lane = self.lanes.entry(chat).or_default();
        if lane.rest == Rest::BeingRead {
            lane.rest = Rest::None;
        }
        for incoming in left {
            if lane.waiting.len() >= LONGEST_LANE {
                lane.rest = Rest::InInbox;
                return;
            }
            if self.known.insert(incoming.id) {
                lane.waiting.push_back(Arrival::again(incoming));
            }
        }
    }
}

impl Lanes {
    /// Lanes whose messages `handle` handles, and whose overflow `refill` reads back.
    pub fn new<H, HF, R, RF>(handle: H, refill: R) -> Self
    where
        H: Fn(Arrival, Worker) -> HF + Send + Sync + 'static,
        HF: Future<Output = ()> + Send + 'static,
        R: Fn(ChatId) -> RF + Send + Sync + 'static,
        RF: Future<Output = Vec<Incoming>> + Send + 'static,
    {
        Self {
            handle: Arc::new(move |arrival, worker| Box::pin(handle(arrival, worker))),
            refill: Arc::new(move |chat| Box::pin(refill(chat))),
            open: Arc::default(),
            workers: Arc::new(Semaphore::new(WORKERS)),
            handled: Arc::new(watch::Sender::new(0)),
        }
    }

    /// Puts a message at the end of its chat's lane, unless it is there already. Returns at once.
    pub fn offer(&self, arrival: Arrival) {
        let (chat, id) = (arrival.incoming.chat, arrival.incoming.id);
        let mut open = self.lock();
        if open.known.contains(&id) {
            return;
        }
        let is_new = !open.lanes.contains_key(&chat);
        let lane = open.lanes.entry(chat).or_default();
        if lane.rest != Rest::None || lane.waiting.len() >= LONGEST_LANE {
            lane.rest = Rest::InInbox;
            return;
        }
        lane.waiting.push_back(arrival);
        open.known.insert(id);
        drop(open);
        if is_new {
            tokio::spawn(self.clone().work(chat));
        }
    }

    /// How many messages are queued or in hand.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.lock().known.len()
    }

    /// A counter of handled messages, to wait for.
    #[must_use]
    pub fn handled(&self) -> watch::Receiver<u64> {
        self.handled.subscribe()
    }

    /// Waits until no lane has anything to do.
    pub async fn idle(&self) {
        let mut handled = self.handled();
        while !self.lock().lanes.is_empty() {
            // The sender lives as long as `self`, so this cannot fail.
            drop(handled.changed().await);
        }
    }

    /// Works off one chat's lane, and ends with it.
    async fn work(self, chat: ChatId) {
        loop {
            let Some(arrival) = self.next(chat) else {
                if !self.close(chat).await {
                    return;
                }
                continue;
            };
            let id = arrival.incoming.id;
            // Its queue is fair, so that lanes take turns.
            let worker = Worker { _permit: Arc::clone(&self.workers).acquire_owned().await.ok() };
            if AssertUnwindSafe((self.handle)(arrival, worker)).catch_unwind().await.is_err() {
                metrics::counter!("janji_errors_total", "class" => "panic").increment(1);
                tracing::error!(update.id = id.0, chat.id = chat.0, "a message panicked; its lane goes on");
            }
            self.lock().known.remove(&id);
            self.handled.send_modify(|count| *count += 1);
        }
    }

    fn next(&self, chat: ChatId) -> Option<Arrival> {
        self.lock().lanes.get_mut(&chat)?.waiting.pop_front()
    }

    /// Ends an empty lane, or fills it again from the inbox; says whether it goes on.
    async fn close(&self, chat: ChatId) -> bool {
        {
            let mut open = self.lock();
            let lane = open.lanes.entry(chat).or_default();
            match lane.rest {
                Rest::None if lane.waiting.is_empty() => {
                    open.lanes.remove(&chat);
                    drop(open);
                    self.handled.send_modify(|count| *count += 1);
                    return false;
                }
                Rest::None => return true,
                Rest::InInbox | Rest::BeingRead => lane.rest = Rest::BeingRead,
            }
        }
        let left = (self.refill)(chat).await;
        self.lock().fill(chat, left);
        true
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        // Nothing panics while it is held.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::Barrier;

    use super::*;
    use crate::model::{ChatKind, IncomingKind, MessageId, UserId};

    fn message(id: u32, chat: i64) -> Incoming {
        let at = "2026-03-10T02:00:00Z".parse().unwrap();
        Incoming {
            id: UpdateId(id),
            chat: ChatId(chat),
            chat_kind: ChatKind::Private,
            user: UserId(1),
            language: None,
            sent: at,
            received: at,
            kind: IncomingKind::Wordless { message: MessageId(1) },
        }
    }

    /// Something that several tasks write to.
    type Shared<T> = Arc<Mutex<Vec<T>>>;

    /// Lanes that write down what they handle, by chat and update, and an inbox that keeps it until then.
    fn lanes() -> (Lanes, Shared<(i64, u32)>, Shared<Incoming>) {
        let done = Arc::new(Mutex::new(Vec::new()));
        let inbox = Arc::new(Mutex::new(Vec::<Incoming>::new()));
        let lanes = Lanes::new(
            {
                let (done, inbox) = (done.clone(), inbox.clone());
                move |Arrival { incoming, .. }, worker| {
                    let (done, inbox) = (done.clone(), inbox.clone());
                    async move {
                        tokio::task::yield_now().await;
                        drop(worker);
                        done.lock().unwrap().push((incoming.chat.0, incoming.id.0));
                        inbox.lock().unwrap().retain(|kept| kept.id != incoming.id);
                    }
                }
            },
            {
                let inbox = inbox.clone();
                move |chat| {
                    let left = inbox.lock().unwrap().iter().filter(|kept| kept.chat == chat).cloned().collect();
                    async move { left }
                }
            },
        );
        (lanes, done, inbox)
    }

    #[tokio::test]
    async fn a_chats_messages_are_handled_in_their_order_and_once_each() {
        let (lanes, done, inbox) = lanes();
        for id in 0..500 {
            let incoming = message(id, i64::from(id % 3) + 1);
            inbox.lock().unwrap().push(incoming.clone());
            lanes.offer(Arrival::again(incoming.clone()));
            lanes.offer(Arrival::again(incoming));
        }
        lanes.idle().await;
        let done = done.lock().unwrap();
        assert_eq!(done.len(), 500);
        for chat in 1..=3 {
            let ids: Vec<u32> = done.iter().filter(|(at, _)| *at == chat).map(|(_, id)| *id).collect();
            assert!(ids.is_sorted(), "chat {chat}: {ids:?}");
        }
    }

    #[tokio::test]
    async fn what_comes_while_a_lane_is_filled_again_stays_behind_the_older_ones() {
        let (lanes, done, inbox) = lanes();
        let refill = lanes.refill.clone();
        let late = Arc::new(Mutex::new(vec![message(1_000, 1)]));
        let lanes = Lanes {
            refill: Arc::new({
                let (lanes, inbox) = (lanes.clone(), inbox.clone());
                move |chat| {
                    let read = refill(chat);
                    // It is in the inbox by now, but after that was read.
                    while let Some(late) = late.lock().unwrap().pop() {
                        inbox.lock().unwrap().push(late.clone());
                        lanes.offer(Arrival::again(late));
                    }
                    read
                }
            }),
            ..lanes
        };
        for id in 0..200 {
            inbox.lock().unwrap().push(message(id, 1));
            lanes.offer(Arrival::again(message(id, 1)));
        }
        lanes.idle().await;
        let ids: Vec<u32> = done.lock().unwrap().iter().map(|(_, id)| *id).collect();
        assert_eq!(ids, (0..200).chain([1_000]).collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn a_flood_in_one_chat_does_not_keep_another_waiting() {
        let (lanes, done, inbox) = lanes();
        for id in 0..1_000 {
            inbox.lock().unwrap().push(message(id, 1));
            lanes.offer(Arrival::again(message(id, 1)));
        }
        lanes.offer(Arrival::again(message(5_000, 2)));
        lanes.idle().await;
        let place = done.lock().unwrap().iter().position(|(chat, _)| *chat == 2).unwrap();
        assert!(place < 10, "the other chat's message was handled as number {place}");
        assert_eq!(done.lock().unwrap().len(), 1_001);
    }

    #[tokio::test]
    async fn a_message_that_panics_costs_itself_alone() {
        let done = Arc::new(Mutex::new(Vec::new()));
        let lanes = Lanes::new(
            {
                let done = done.clone();
                move |Arrival { incoming, .. }, _worker| {
                    let done = done.clone();
                    async move {
                        assert_ne!(incoming.id, UpdateId(1), "the panic of this test");
                        done.lock().unwrap().push(incoming.id.0);
                    }
                }
            },
            |_| async { Vec::new() },
        );
        for id in 0..4 {
            lanes.offer(Arrival::again(message(id, 1)));
        }
        lanes.idle().await;
        assert_eq!(*done.lock().unwrap(), [0, 2, 3]);
        assert_eq!(lanes.depth(), 0);
    }

    #[tokio::test]
    async fn a_chat_that_waits_for_telegram_keeps_no_worker() {
        let all = Arc::new(Barrier::new(2 * WORKERS));
        let lanes = Lanes::new(
            move |_, worker| {
                let all = all.clone();
                async move {
                    drop(worker);
                    all.wait().await;
                }
            },
            |_| async { Vec::new() },
        );
        for chat in 0..2 * WORKERS {
            lanes.offer(Arrival::again(message(u32::try_from(chat).unwrap(), i64::try_from(chat).unwrap())));
        }
        lanes.idle().await;
    }
}
