//! What waits for each chat, in order.

use std::collections::{HashMap, VecDeque};

use super::ChatId;

/// One queue a chat. A queue is open from the first thing that is put into it until its worker closes it empty, so that
/// each open queue has exactly one worker.
#[derive(Debug, Clone)]
pub struct ChatQueues<T> {
    open: HashMap<ChatId, VecDeque<T>>,
}

impl<T> Default for ChatQueues<T> {
    fn default() -> Self {
        Self { open: HashMap::new() }
    }
}

impl<T> ChatQueues<T> {
    /// Appends to a chat's queue; says whether that opened it, so that a worker has to begin.
    #[must_use = "a queue that was opened needs a worker"]
    pub fn push(&mut self, chat: ChatId, item: T) -> bool {
        let is_new = !self.open.contains_key(&chat);
        self.open.entry(chat).or_default().push_back(item);
        is_new
    }

    /// Takes the first thing out of a chat's queue, which stays open.
    pub fn pop(&mut self, chat: ChatId) -> Option<T> {
        self.open.get_mut(&chat)?.pop_front()
    }

    /// What waits for a chat.
    pub fn waiting(&self, chat: ChatId) -> impl Iterator<Item = &T> {
        self.open.get(&chat).into_iter().flatten()
    }

    /// What waits for all chats.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        self.open.values().flatten()
    }

    /// Keeps only what `wanted` says of what waits for a chat.
    pub fn retain(&mut self, chat: ChatId, wanted: impl FnMut(&T) -> bool) {
        if let Some(queue) = self.open.get_mut(&chat) {
            queue.retain(wanted);
        }
    }

    /// Closes a chat's queue if it is empty; says whether it is closed, so that its worker has to end.
    #[must_use = "the worker of a closed queue has to end"]
    pub fn close(&mut self, chat: ChatId) -> bool {
        let is_empty = self.open.get(&chat).is_none_or(VecDeque::is_empty);
        if is_empty {
            self.open.remove(&chat);
        }
        is_empty
    }

    /// How many things wait for a chat.
    #[must_use]
    pub fn len(&self, chat: ChatId) -> usize {
        self.open.get(&chat).map_or(0, VecDeque::len)
    }

    /// How many things wait for all chats together.
    #[must_use]
    pub fn total(&self) -> usize {
        self.open.values().map(VecDeque::len).sum()
    }

    /// How many queues are open.
    #[must_use]
    pub fn open(&self) -> usize {
        self.open.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: ChatId = ChatId(1);
    const TWO: ChatId = ChatId(2);

    #[test]
    fn a_queue_is_open_until_it_is_closed_empty() {
        let mut queues = ChatQueues::default();
        assert_eq!([queues.push(ONE, 'a'), queues.push(TWO, 'b'), queues.push(ONE, 'c')], [true, true, false]);
        assert_eq!((queues.len(ONE), queues.total(), queues.open()), (2, 3, 2));
        assert!(!queues.close(ONE));
        assert_eq!([queues.pop(ONE), queues.pop(ONE), queues.pop(ONE)], [Some('a'), Some('c'), None]);
        assert!(!queues.push(ONE, 'd'), "its worker has not ended");
        queues.retain(ONE, |item| *item != 'd');
        assert!(queues.close(ONE));
        assert!(queues.push(ONE, 'e'), "a new worker has to begin");
        assert_eq!(queues.waiting(TWO).collect::<Vec<_>>(), [&'b']);
    }
}
