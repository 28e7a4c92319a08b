//! Decides which message is sent next: one queue for each chat, answers before pushes, and chats in turn.
//!
//! A chat is sending while one of its messages is in progress, so that they stay in order; it is paused if it has sent
//! too much. Neither holds up other chats. A push's pause does not apply to an answer, which asks for its own send
//! slot.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::time::Duration;

use super::priority::{ByPriority, Priority};
use crate::model::ChatId;

/// The queues of all chats. Times are durations since the outbox was opened.
pub(super) struct SendQueues<T> {
    chats: HashMap<ChatId, Queue<T>>,
    /// The chats in the order of their turns; a chat in the list has something of that priority, or had.
    turns: ByPriority<VecDeque<ChatId>>,
    /// The chats that are paused, by the end of their pause.
    paused: BTreeSet<(Duration, ChatId)>,
}

/// What waits to be sent to one chat.
struct Queue<T> {
    lines: ByPriority<PriorityQueue<T>>,
    state: ChatState,
}

/// What waits to be sent to one chat with one priority.
struct PriorityQueue<T> {
    waiting: VecDeque<T>,
    /// Whether the chat is in the list of turns of this priority.
    is_listed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ChatState {
    /// It is in the list of turns of every priority of which it has something.
    Ready,
    /// One of its messages is in progress.
    Sending,
    /// It is in the list of paused chats.
    PausedUntil(Duration),
}

impl<T> Default for SendQueues<T> {
    fn default() -> Self {
        Self { chats: HashMap::new(), turns: ByPriority::default(), paused: BTreeSet::new() }
    }
}

impl<T> SendQueues<T> {
    /// Appends to a chat's queue; the first answer ends a pause that holds for pushes only.
    pub(super) fn push(&mut self, chat: ChatId, priority: Priority, item: T) {
        let queue = self.chats.entry(chat).or_default();
        let waiting = &mut queue.lines[priority].waiting;
        waiting.push_back(item);
        let is_first_answer = priority == Priority::Answer && waiting.len() == 1;
        match queue.state {
            ChatState::Ready => self.list(chat),
            ChatState::PausedUntil(until) if is_first_answer => {
                self.paused.remove(&(until, chat));
                self.list(chat);
            }
            ChatState::PausedUntil(_) | ChatState::Sending => {}
        }
    }

    /// Takes the first item of up to `most` chats that have something of this priority; these chats are then sending.
    pub(super) fn take(&mut self, priority: Priority, most: usize) -> Vec<(ChatId, T)> {
        let mut taken = Vec::new();
        while taken.len() < most {
            let Some(chat) = self.turns[priority].pop_front() else { break };
            let Some(queue) = self.chats.get_mut(&chat) else { continue };
            let line = &mut queue.lines[priority];
            line.is_listed = false;
            // A chat that was taken with the other priority is listed again when that message is settled.
            if queue.state != ChatState::Ready {
                continue;
            }
            let Some(item) = line.waiting.pop_front() else { continue };
            queue.state = ChatState::Sending;
            taken.push((chat, item));
        }
        taken
    }

    /// Puts a message without a send slot first in its queue; its chat is the next.
    pub(super) fn requeue(&mut self, chat: ChatId, priority: Priority, item: T) {
        let Some(queue) = self.chats.get_mut(&chat) else { return };
        queue.lines[priority].waiting.push_front(item);
        queue.lines[priority].is_listed = true;
        self.turns[priority].push_front(chat);
        self.list(chat);
    }

    /// Puts a message that has to wait first in its queue, and pauses the chat until then.
    pub(super) fn requeue_after(&mut self, until: Duration, chat: ChatId, priority: Priority, item: T) {
        let Some(queue) = self.chats.get_mut(&chat) else { return };
        queue.lines[priority].waiting.push_front(item);
        queue.state = ChatState::PausedUntil(until);
        self.paused.insert((until, chat));
    }

    /// Notes that a message of this chat is settled: the next one may be taken.
    pub(super) fn settle(&mut self, chat: ChatId) {
        let Some(queue) = self.chats.get_mut(&chat) else { return };
        if Priority::ALL.iter().all(|priority| queue.lines[*priority].waiting.is_empty()) {
            self.chats.remove(&chat);
        } else {
            self.list(chat);
        }
    }

    /// Ends the pauses that last until `now`.
    pub(super) fn resume(&mut self, now: Duration) {
        while let Some(&(until, chat)) = self.paused.first() {
            if until > now {
                return;
            }
            self.paused.pop_first();
            self.list(chat);
        }
    }

    /// Whether any chat is in the list of turns of this priority.
    pub(super) fn has(&self, priority: Priority) -> bool {
        !self.turns[priority].is_empty()
    }

    /// When the next pause ends.
    pub(super) fn next_resume(&self) -> Option<Duration> {
        self.paused.first().map(|(until, _)| *until)
    }

    /// Makes a chat ready: it goes to the end of the turns of each priority of which it has something, once.
    fn list(&mut self, chat: ChatId) {
        let Some(queue) = self.chats.get_mut(&chat) else { return };
        queue.state = ChatState::Ready;
        for priority in Priority::ALL {
            let line = &mut queue.lines[priority];
            if !line.waiting.is_empty() && !line.is_listed {
                line.is_listed = true;
                self.turns[priority].push_back(chat);
            }
        }
    }
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self { lines: ByPriority::default(), state: ChatState::Ready }
    }
}

impl<T> Default for PriorityQueue<T> {
    fn default() -> Self {
        Self { waiting: VecDeque::new(), is_listed: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: ChatId = ChatId(1);
    const TWO: ChatId = ChatId(2);

    fn at(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    fn queues(items: &[(ChatId, Priority, &'static str)]) -> SendQueues<&'static str> {
        let mut queues = SendQueues::default();
        for (chat, priority, item) in items {
            queues.push(*chat, *priority, *item);
        }
        queues
    }

    /// Everything of a priority that can be taken, one after another, each settled at once.
    fn all(queues: &mut SendQueues<&'static str>, priority: Priority) -> Vec<&'static str> {
        let mut taken = Vec::new();
        while let Some((chat, item)) = queues.take(priority, 1).pop() {
            taken.push(item);
            queues.settle(chat);
        }
        taken
    }

    #[test]
    fn chats_take_turns_and_each_keeps_its_order() {
        let push = Priority::Push;
        let mut queues = queues(&[(ONE, push, "1a"), (ONE, push, "1b"), (ONE, push, "1c"), (TWO, push, "2a")]);
        assert_eq!(all(&mut queues, push), ["1a", "2a", "1b", "1c"]);
        assert!(queues.chats.is_empty() && Priority::ALL.iter().all(|priority| queues.turns[*priority].is_empty()));
    }

    #[test]
    fn a_sending_chat_is_passed_over() {
        let mut queues =
            queues(&[(ONE, Priority::Answer, "1a"), (ONE, Priority::Answer, "1b"), (TWO, Priority::Answer, "2a")]);
        assert_eq!(queues.take(Priority::Answer, 9), [(ONE, "1a"), (TWO, "2a")]);
        assert_eq!(queues.take(Priority::Answer, 9), []);
        queues.settle(ONE);
        assert_eq!(queues.take(Priority::Answer, 9), [(ONE, "1b")]);
    }

    #[test]
    fn an_answer_overtakes_the_pushes_of_its_own_chat() {
        let mut queues = queues(&[(ONE, Priority::Push, "push"), (ONE, Priority::Answer, "answer")]);
        assert_eq!(queues.take(Priority::Answer, 9), [(ONE, "answer")]);
        assert_eq!(queues.take(Priority::Push, 9), []);
        queues.settle(ONE);
        assert_eq!(queues.take(Priority::Push, 9), [(ONE, "push")]);
    }

    #[test]
    fn what_is_requeued_is_the_next() {
        let mut queues =
            queues(&[(ONE, Priority::Push, "1a"), (ONE, Priority::Push, "1b"), (TWO, Priority::Push, "2a")]);
        let (chat, item) = queues.take(Priority::Push, 1).remove(0);
        queues.requeue(chat, Priority::Push, item);
        assert_eq!(all(&mut queues, Priority::Push), ["1a", "2a", "1b"]);
    }

    #[test]
    fn a_paused_chat_resumes_in_time_and_holds_up_no_other() {
        let mut queues = queues(&[(ONE, Priority::Push, "1a"), (TWO, Priority::Push, "2a")]);
        let (chat, item) = queues.take(Priority::Push, 1).remove(0);
        queues.requeue_after(at(1000), chat, Priority::Push, item);
        queues.push(ONE, Priority::Push, "1b");
        assert_eq!(queues.next_resume(), Some(at(1000)));
        assert_eq!(all(&mut queues, Priority::Push), ["2a"]);
        queues.resume(at(999));
        assert_eq!(all(&mut queues, Priority::Push), [""; 0]);
        queues.resume(at(1000));
        assert_eq!(all(&mut queues, Priority::Push), ["1a", "1b"]);
        assert_eq!(queues.next_resume(), None);
    }

    #[test]
    fn an_answer_is_taken_while_the_pushes_of_its_chat_are_paused() {
        let mut queues = queues(&[(ONE, Priority::Push, "push")]);
        let (chat, item) = queues.take(Priority::Push, 1).remove(0);
        queues.requeue_after(at(1000), chat, Priority::Push, item);
        queues.push(ONE, Priority::Answer, "first");
        queues.push(ONE, Priority::Answer, "second");
        let (chat, item) = queues.take(Priority::Answer, 9).remove(0);
        assert_eq!(item, "first");
        // It is paused as well: those that come now wait with it.
        queues.requeue_after(at(500), chat, Priority::Answer, item);
        queues.push(ONE, Priority::Answer, "third");
        assert_eq!(all(&mut queues, Priority::Answer), [""; 0]);
        queues.resume(at(500));
        assert_eq!(all(&mut queues, Priority::Answer), ["first", "second", "third"]);
        assert_eq!(all(&mut queues, Priority::Push), ["push"]);
    }
}
