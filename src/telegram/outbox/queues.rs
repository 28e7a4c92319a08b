//! Whose turn it is: one queue a chat, the more urgent first, and the chats in turns.
//!
//! A chat is busy while a message of it is on its way, so that its messages stay in their order; it rests when it has
//! sent too much. Busy and resting chats hold nobody up. What a push has to wait, an answer need not: it asks for itself.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::time::Duration;

use super::Lane;
use crate::model::ChatId;

/// The queues of all chats. Times are lengths since some beginning.
pub(super) struct Queues<T> {
    chats: HashMap<ChatId, Queue<T>>,
    /// Whose turn is next, for each lane; whoever stands here has something in that lane, or had.
    turns: [VecDeque<ChatId>; 2],
    /// Who rests until when.
    resting: BTreeSet<(Duration, ChatId)>,
}

/// What one chat is to get.
struct Queue<T> {
    lanes: [VecDeque<T>; 2],
    /// Whether it stands in the turns of each lane.
    stands: [bool; 2],
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// It stands in the turns of the lanes in which it has something.
    Ready,
    /// A message of it is on its way.
    Busy,
    /// It stands among the resting.
    Resting(Duration),
}

impl<T> Default for Queues<T> {
    fn default() -> Self {
        Self { chats: HashMap::new(), turns: Default::default(), resting: BTreeSet::new() }
    }
}

impl<T> Queues<T> {
    /// Puts something at the end of its chat's queue; the first answer ends a rest that pushes have to keep.
    pub(super) fn push(&mut self, chat: ChatId, lane: Lane, item: T) {
        let queue = self.chats.entry(chat).or_default();
        queue.lanes[lane.index()].push_back(item);
        let is_first_answer = lane == Lane::Answer && queue.lanes[lane.index()].len() == 1;
        match queue.state {
            State::Ready => self.line_up(chat),
            State::Resting(until) if is_first_answer => {
                self.resting.remove(&(until, chat));
                self.line_up(chat);
            }
            State::Resting(_) | State::Busy => {}
        }
    }

    /// Takes the first thing of up to `most` chats that have something in this lane, each of which is busy from then.
    pub(super) fn take(&mut self, lane: Lane, most: usize) -> Vec<(ChatId, T)> {
        let lane = lane.index();
        let mut taken = Vec::new();
        while taken.len() < most {
            let Some(chat) = self.turns[lane].pop_front() else { break };
            let Some(queue) = self.chats.get_mut(&chat) else { continue };
            queue.stands[lane] = false;
            // Who stood in the turns of both lanes and was taken in the other one lines up again later.
            if queue.state != State::Ready {
                continue;
            }
            let Some(item) = queue.lanes[lane].pop_front() else { continue };
            queue.state = State::Busy;
            taken.push((chat, item));
        }
        taken
    }

    /// A busy chat's message did not get its turn: it is the first again, and its chat the next.
    pub(super) fn put_back(&mut self, chat: ChatId, lane: Lane, item: T) {
        let Some(queue) = self.chats.get_mut(&chat) else { return };
        queue.lanes[lane.index()].push_front(item);
        queue.stands[lane.index()] = true;
        self.turns[lane.index()].push_front(chat);
        self.line_up(chat);
    }

    /// A busy chat's message has to wait: it is the first again, and its chat rests until then.
    pub(super) fn put_back_until(&mut self, chat: ChatId, lane: Lane, item: T, until: Duration) {
        let Some(queue) = self.chats.get_mut(&chat) else { return };
        queue.lanes[lane.index()].push_front(item);
        queue.state = State::Resting(until);
        self.resting.insert((until, chat));
    }

    /// A busy chat's message is settled.
    pub(super) fn free(&mut self, chat: ChatId) {
        let Some(queue) = self.chats.get_mut(&chat) else { return };
        if queue.lanes.iter().all(VecDeque::is_empty) {
            self.chats.remove(&chat);
        } else {
            self.line_up(chat);
        }
    }

    /// Ends the rest of those who rest until `now`.
    pub(super) fn wake(&mut self, now: Duration) {
        while let Some(&(until, chat)) = self.resting.first() {
            if until > now {
                return;
            }
            self.resting.pop_first();
            self.line_up(chat);
        }
    }

    /// Whether somebody stands in the turns of this lane.
    pub(super) fn has(&self, lane: Lane) -> bool {
        !self.turns[lane.index()].is_empty()
    }

    /// When the next rest ends.
    pub(super) fn next_waking(&self) -> Option<Duration> {
        self.resting.first().map(|(until, _)| *until)
    }

    /// Makes a chat ready: it stands at the end of the turns of each lane in which it has something, once.
    fn line_up(&mut self, chat: ChatId) {
        let Some(queue) = self.chats.get_mut(&chat) else { return };
        queue.state = State::Ready;
        for lane in [0, 1] {
            if !queue.lanes[lane].is_empty() && !queue.stands[lane] {
                queue.stands[lane] = true;
                self.turns[lane].push_back(chat);
            }
        }
    }
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self { lanes: Default::default(), stands: [false; 2], state: State::Ready }
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

    fn queues(items: &[(ChatId, Lane, &'static str)]) -> Queues<&'static str> {
        let mut queues = Queues::default();
        for (chat, lane, item) in items {
            queues.push(*chat, *lane, *item);
        }
        queues
    }

    /// Everything that can be taken of a lane, one after another, each settled at once.
    fn all(queues: &mut Queues<&'static str>, lane: Lane) -> Vec<&'static str> {
        let mut taken = Vec::new();
        while let Some((chat, item)) = queues.take(lane, 1).pop() {
            taken.push(item);
            queues.free(chat);
        }
        taken
    }

    #[test]
    fn chats_take_turns_and_each_keeps_its_order() {
        let push = Lane::Push;
        let mut queues = queues(&[(ONE, push, "1a"), (ONE, push, "1b"), (ONE, push, "1c"), (TWO, push, "2a")]);
        assert_eq!(all(&mut queues, push), ["1a", "2a", "1b", "1c"]);
        assert!(queues.chats.is_empty() && queues.turns.iter().all(VecDeque::is_empty));
    }

    #[test]
    fn a_busy_chat_is_passed_over() {
        let mut queues = queues(&[(ONE, Lane::Answer, "1a"), (ONE, Lane::Answer, "1b"), (TWO, Lane::Answer, "2a")]);
        assert_eq!(queues.take(Lane::Answer, 9), [(ONE, "1a"), (TWO, "2a")]);
        assert_eq!(queues.take(Lane::Answer, 9), []);
        queues.free(ONE);
        assert_eq!(queues.take(Lane::Answer, 9), [(ONE, "1b")]);
    }

    #[test]
    fn an_answer_overtakes_the_pushes_of_its_own_chat() {
        let mut queues = queues(&[(ONE, Lane::Push, "push"), (ONE, Lane::Answer, "answer")]);
        assert_eq!(queues.take(Lane::Answer, 9), [(ONE, "answer")]);
        assert_eq!(queues.take(Lane::Push, 9), []);
        queues.free(ONE);
        assert_eq!(queues.take(Lane::Push, 9), [(ONE, "push")]);
    }

    #[test]
    fn what_is_put_back_is_the_next() {
        let mut queues = queues(&[(ONE, Lane::Push, "1a"), (ONE, Lane::Push, "1b"), (TWO, Lane::Push, "2a")]);
        let (chat, item) = queues.take(Lane::Push, 1).remove(0);
        queues.put_back(chat, Lane::Push, item);
        assert_eq!(all(&mut queues, Lane::Push), ["1a", "2a", "1b"]);
    }

    #[test]
    fn a_resting_chat_comes_back_in_time_and_holds_nobody_up() {
        let mut queues = queues(&[(ONE, Lane::Push, "1a"), (TWO, Lane::Push, "2a")]);
        let (chat, item) = queues.take(Lane::Push, 1).remove(0);
        queues.put_back_until(chat, Lane::Push, item, at(1000));
        queues.push(ONE, Lane::Push, "1b");
        assert_eq!(queues.next_waking(), Some(at(1000)));
        assert_eq!(all(&mut queues, Lane::Push), ["2a"]);
        queues.wake(at(999));
        assert_eq!(all(&mut queues, Lane::Push), [""; 0]);
        queues.wake(at(1000));
        assert_eq!(all(&mut queues, Lane::Push), ["1a", "1b"]);
        assert_eq!(queues.next_waking(), None);
    }

    #[test]
    fn an_answer_asks_for_itself_while_the_pushes_of_its_chat_rest() {
        let mut queues = queues(&[(ONE, Lane::Push, "push")]);
        let (chat, item) = queues.take(Lane::Push, 1).remove(0);
        queues.put_back_until(chat, Lane::Push, item, at(1000));
        queues.push(ONE, Lane::Answer, "first");
        queues.push(ONE, Lane::Answer, "second");
        let (chat, item) = queues.take(Lane::Answer, 9).remove(0);
        assert_eq!(item, "first");
        // It has to rest as well: those that come now wait with it.
        queues.put_back_until(chat, Lane::Answer, item, at(500));
        queues.push(ONE, Lane::Answer, "third");
        assert_eq!(all(&mut queues, Lane::Answer), [""; 0]);
        queues.wake(at(500));
        assert_eq!(all(&mut queues, Lane::Answer), ["first", "second", "third"]);
        assert_eq!(all(&mut queues, Lane::Push), ["push"]);
    }
}
