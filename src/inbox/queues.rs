//! Each chat's messages in order, and chats in parallel.
//!
//! A queue is short. What does not fit stays in the durable inbox, and is read from there when the queue is empty. The
//! number of chats that are handled at the same time is limited, and they take turns after each message; a chat that
//! only waits for Telegram does not count.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::model::{ChatId, ChatQueues, Incoming, UpdateId};
use crate::telegram::Arrival;

/// How many messages of one chat wait in memory; the rest wait in the durable inbox.
const LONGEST: usize = 64;

/// How many chats are handled at the same time.
const WORKERS: usize = 64;

/// One of the [`WORKERS`]; dropping it frees it for the next chat.
pub(super) struct Worker {
    /// Always `Some`, because the semaphore is never closed.
    _permit: Option<OwnedSemaphorePermit>,
}

/// The queues of all chats. Clones share them.
#[derive(Clone)]
pub(super) struct InboxQueues {
    state: Arc<Mutex<InboxState>>,
    workers: Arc<Semaphore>,
    handled: Arc<watch::Sender<u64>>,
}

#[derive(Default)]
struct InboxState {
    queues: ChatQueues<Arrival>,
    /// What is queued or being handled, so that a replay queues nothing twice.
    known: HashSet<UpdateId>,
    /// The chats that have more messages in the durable inbox than in their queue.
    overflow: HashMap<ChatId, Overflow>,
}

/// Messages of a chat that are in the durable inbox only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Overflow {
    /// They must be read when the queue is empty.
    InInbox,
    /// They are being read: what arrives meanwhile stays in the inbox, after them.
    BeingRead,
}

/// What a chat's worker does next.
#[derive(Debug)]
pub(super) enum Next {
    /// It handles this message.
    Message(Arrival),
    /// It reads what the durable inbox holds for the chat, for [`InboxQueues::refill`].
    ReadInbox,
    /// It ends: the queue is empty and closed.
    Closed,
}

impl Default for InboxQueues {
    fn default() -> Self {
        Self {
            state: Arc::default(),
            workers: Arc::new(Semaphore::new(WORKERS)),
            handled: Arc::new(watch::Sender::new(0)),
        }
    }
}

impl InboxQueues {
    /// Adds a message to the end of its chat's queue, unless it is there already; true if that opened the queue, so
    /// that a worker must start.
    #[must_use]
    pub(super) fn offer(&self, arrival: Arrival) -> bool {
        let (chat, id) = (arrival.incoming.chat, arrival.incoming.id);
        let mut state = self.lock();
        if state.known.contains(&id) {
            return false;
        }
        if state.overflow.contains_key(&chat) || state.queues.len(chat) >= LONGEST {
            state.overflow.insert(chat, Overflow::InInbox);
            return false;
        }
        state.known.insert(id);
        state.queues.push(chat, arrival)
    }

    /// What a chat's worker does next.
    pub(super) fn next(&self, chat: ChatId) -> Next {
        let mut state = self.lock();
        if let Some(arrival) = state.queues.pop(chat) {
            return Next::Message(arrival);
        }
        if let Some(overflow) = state.overflow.get_mut(&chat) {
            *overflow = Overflow::BeingRead;
            return Next::ReadInbox;
        }
        // Nothing was pushed since, as the lock is held.
        let is_closed = state.queues.close(chat);
        drop(state);
        debug_assert!(is_closed, "an empty queue closes");
        self.handled.send_modify(|count| *count += 1);
        Next::Closed
    }

    /// How many of a chat's messages wait in its queue.
    pub(super) fn waiting(&self, chat: ChatId) -> usize {
        self.lock().queues.len(chat)
    }

    /// Fills a chat's queue with what the durable inbox held for it, as far as it fits.
    pub(super) fn refill(&self, chat: ChatId, left: Vec<Incoming>) {
        let mut state = self.lock();
        if state.overflow.get(&chat) == Some(&Overflow::BeingRead) {
            state.overflow.remove(&chat);
        }
        for incoming in left {
            if state.queues.len(chat) >= LONGEST {
                state.overflow.insert(chat, Overflow::InInbox);
                return;
            }
            if state.known.insert(incoming.id) {
                // The queue is open: it is its worker that refills it.
                let _ = state.queues.push(chat, Arrival::again(incoming));
            }
        }
    }

    /// Waits for a worker; chats get theirs in the order in which they ask.
    pub(super) async fn worker(&self) -> Worker {
        Worker { _permit: Arc::clone(&self.workers).acquire_owned().await.ok() }
    }

    /// A message is handled: it may be queued again.
    pub(super) fn handled_one(&self, id: UpdateId) {
        self.lock().known.remove(&id);
        self.handled.send_modify(|count| *count += 1);
    }

    /// A counter of handled messages, to wait for.
    pub(super) fn handled(&self) -> watch::Receiver<u64> {
        self.handled.subscribe()
    }

    /// Waits until no queue is open.
    pub(super) async fn idle(&self) {
        // The sender lives as long as `self`, so this cannot fail.
        drop(self.handled().wait_for(|_| self.lock().queues.open() == 0).await);
    }

    fn lock(&self) -> MutexGuard<'_, InboxState> {
        // Nothing panics while the lock is held.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::Barrier;
    use tokio::task::JoinSet;

    use super::*;
    use crate::model::{ChatKind, IncomingKind, MessageId, UserId};

    fn message(id: u32, chat: i64) -> Incoming {
        Incoming {
            id: UpdateId(id),
            chat: ChatId(chat),
            chat_kind: ChatKind::Private,
            thread: None,
            user: UserId(1),
            language: None,
            name: None,
            sent: "2026-03-10T02:00:00Z".parse().unwrap(),
            forwarded: None,
            kind: IncomingKind::Wordless { message: MessageId(1) },
        }
    }

    /// Queues, the durable inbox that they overflow into, and what was handled, by chat and update.
    #[derive(Clone, Default)]
    struct Room {
        queues: InboxQueues,
        inbox: Arc<Mutex<Vec<Incoming>>>,
        handled: Arc<Mutex<Vec<(i64, u32)>>>,
    }

    impl Room {
        /// Messages arrive; the chats whose queues were opened.
        fn arrive(&self, messages: impl IntoIterator<Item = Incoming>) -> Vec<ChatId> {
            let mut opened = Vec::new();
            for incoming in messages {
                self.inbox.lock().unwrap().push(incoming.clone());
                let chat = incoming.chat;
                if self.queues.offer(Arrival::again(incoming)) {
                    opened.push(chat);
                }
            }
            opened
        }

        fn left_of(&self, chat: ChatId) -> Vec<Incoming> {
            self.inbox.lock().unwrap().iter().filter(|kept| kept.chat == chat).cloned().collect()
        }

        fn handle(&self, id: UpdateId, chat: ChatId) {
            self.handled.lock().unwrap().push((chat.0, id.0));
            self.inbox.lock().unwrap().retain(|kept| kept.id != id);
            self.queues.handled_one(id);
        }

        /// Works as the inbox does, yielding in each message.
        async fn work(self, chat: ChatId) {
            loop {
                match self.queues.next(chat) {
                    Next::Message(arrival) => {
                        let worker = self.queues.worker().await;
                        tokio::task::yield_now().await;
                        drop(worker);
                        self.handle(arrival.incoming.id, chat);
                    }
                    Next::ReadInbox => self.queues.refill(chat, self.left_of(chat)),
                    Next::Closed => return,
                }
            }
        }

        async fn work_off(&self, opened: Vec<ChatId>) -> Vec<(i64, u32)> {
            let workers: JoinSet<()> = opened.into_iter().map(|chat| self.clone().work(chat)).collect();
            workers.join_all().await;
            self.queues.idle().await;
            assert!(self.queues.lock().known.is_empty());
            self.handled.lock().unwrap().clone()
        }
    }

    #[tokio::test]
    async fn a_chats_messages_are_handled_in_order_and_once_each() {
        let room = Room::default();
        let messages: Vec<Incoming> = (0..500).map(|id| message(id, i64::from(id % 3) + 1)).collect();
        let opened = room.arrive(messages.clone());
        assert_eq!(opened.len(), 3);
        for again in messages {
            assert!(!room.queues.offer(Arrival::again(again)));
        }
        let handled = room.work_off(opened).await;
        assert_eq!(handled.len(), 500);
        for chat in 1..=3 {
            let ids: Vec<u32> = handled.iter().filter(|(at, _)| *at == chat).map(|(_, id)| *id).collect();
            assert!(ids.is_sorted(), "chat {chat}: {ids:?}");
        }
    }

    #[test]
    fn what_comes_while_the_inbox_is_read_stays_behind_what_is_older() {
        let room = Room::default();
        let chat = ChatId(1);
        room.arrive((0..200).map(|id| message(id, 1)));
        let mut is_late = false;
        loop {
            match room.queues.next(chat) {
                Next::Message(arrival) => room.handle(arrival.incoming.id, chat),
                Next::ReadInbox => {
                    let left = room.left_of(chat);
                    if !std::mem::replace(&mut is_late, true) {
                        // It is in the inbox by now, but was not when that was read.
                        room.arrive([message(1_000, 1)]);
                    }
                    room.queues.refill(chat, left);
                }
                Next::Closed => break,
            }
        }
        let ids: Vec<u32> = room.handled.lock().unwrap().iter().map(|(_, id)| *id).collect();
        assert_eq!(ids, (0..200).chain([1_000]).collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn a_flood_in_one_chat_does_not_keep_another_waiting() {
        let room = Room::default();
        let opened = room.arrive((0..1_000).map(|id| message(id, 1)).chain([message(5_000, 2)]));
        let handled = room.work_off(opened).await;
        let place = handled.iter().position(|(chat, _)| *chat == 2).unwrap();
        assert!(place < 10, "the other chat's message was handled as number {place}");
        assert_eq!(handled.len(), 1_001);
    }

    #[tokio::test]
    async fn a_chat_that_waits_for_telegram_keeps_no_worker() {
        let (queues, all) = (InboxQueues::default(), Arc::new(Barrier::new(2 * WORKERS)));
        let waiting: JoinSet<()> = (0..2 * WORKERS)
            .map(|_| {
                let (queues, all) = (queues.clone(), all.clone());
                async move {
                    drop(queues.worker().await);
                    all.wait().await;
                }
            })
            .collect();
        waiting.join_all().await;
    }
}
