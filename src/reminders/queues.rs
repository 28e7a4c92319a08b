//! What was taken for each chat: chats are served in parallel, and none waits for another.
//!
//! A chat's queue holds what was taken for it and not yet handled; while it is not empty, it has one task. The queue of
//! a chat that Telegram rate-limits takes room, but never all of it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::model::{ChatId, ChatQueues, TakenReminder};

/// The most reminders to take.
const MOST_TAKEN: usize = 1_000;

/// How many chats are served at the same time: as many as Telegram lets us send to in a few seconds.
const MOST_CHATS: usize = 200;

/// Fewer than this are not worth taking: each look at the schedule costs about as many commands as one reminder.
const WORTH_TAKING: usize = 50;

/// What was taken, by chat.
#[derive(Debug)]
pub(super) struct TakenQueues {
    state: Mutex<ReminderQueues>,
    /// How many more may be taken.
    room: watch::Sender<usize>,
}

#[derive(Debug, Default)]
struct ReminderQueues {
    queues: ChatQueues<TakenReminder>,
    /// The tokens that withdraw the message being sent to a chat.
    sending: HashMap<ChatId, CancellationToken>,
}

impl ReminderQueues {
    /// How many more may be taken; 0 if that is fewer than is worth taking.
    fn room(&self) -> usize {
        let room = MOST_TAKEN.saturating_sub(self.queues.total()).min(MOST_CHATS.saturating_sub(self.queues.open()));
        if room < WORTH_TAKING { 0 } else { room }
    }
}

impl TakenQueues {
    /// No queues.
    pub(super) fn new() -> Self {
        Self { state: Mutex::default(), room: watch::Sender::new(MOST_CHATS) }
    }

    /// Adds what was taken to the queues of its chats; returns the chats whose queues were opened for it.
    ///
    /// A reminder that is in a queue already was with another process meanwhile: the newer fence counts.
    pub(super) fn put(&self, taken: Vec<TakenReminder>) -> Vec<ChatId> {
        let mut state = self.lock();
        let mut opened = Vec::new();
        for taken in taken {
            let chat = taken.reminder.chat;
            state.queues.retain(chat, |older| older.reminder.id != taken.reminder.id);
            if state.queues.push(chat, taken) {
                opened.push(chat);
            }
        }
        self.update(&state);
        opened
    }

    /// What was taken for a chat and not yet handled.
    pub(super) fn of(&self, chat: ChatId) -> Vec<TakenReminder> {
        self.lock().queues.waiting(chat).cloned().collect()
    }

    /// What was taken for all chats and not yet handled.
    pub(super) fn all(&self) -> Vec<TakenReminder> {
        self.lock().queues.all().cloned().collect()
    }

    /// Whether a message about these may be sent: none of them was lost meanwhile. If one is lost afterwards,
    /// `take_back` is cancelled.
    pub(super) fn begin_to_send(&self, chat: ChatId, taken: &[TakenReminder], take_back: &CancellationToken) -> bool {
        let mut state = self.lock();
        state.sending.insert(chat, take_back.clone());
        taken.iter().all(|taken| state.queues.waiting(chat).any(|waiting| waiting == taken))
    }

    /// Removes what was handled.
    pub(super) fn settle(&self, chat: ChatId, done: &[TakenReminder]) {
        let mut state = self.lock();
        state.queues.retain(chat, |taken| !done.contains(taken));
        self.update(&state);
    }

    /// Removes what another process has taken over from us, and withdraws the messages of these chats.
    pub(super) fn lose(&self, lost: &[&TakenReminder]) {
        let mut state = self.lock();
        for lost in lost {
            let chat = lost.reminder.chat;
            state.queues.retain(chat, |taken| taken != *lost);
            if let Some(sending) = state.sending.get(&chat) {
                sending.cancel();
            }
        }
        self.update(&state);
    }

    /// Closes a queue if it is empty; true if it is closed.
    pub(super) fn close(&self, chat: ChatId) -> bool {
        let mut state = self.lock();
        let is_closed = state.queues.close(chat);
        if is_closed {
            state.sending.remove(&chat);
            self.update(&state);
        }
        is_closed
    }

    /// Whether no queue is open.
    pub(super) fn are_closed(&self) -> bool {
        self.lock().queues.open() == 0
    }

    /// How many more may be taken.
    pub(super) fn room(&self) -> usize {
        self.lock().room()
    }

    /// Waits until there is room.
    pub(super) async fn has_room(&self) {
        // The sender lives as long as `self`, so this cannot fail.
        drop(self.room.subscribe().wait_for(|room| *room > 0).await);
    }

    /// Waits until no queue is open.
    pub(super) async fn closed(&self) {
        let mut changes = self.room.subscribe();
        while !self.are_closed() {
            drop(changes.changed().await);
        }
    }

    fn update(&self, state: &ReminderQueues) {
        self.room.send_replace(state.room());
    }

    fn lock(&self) -> MutexGuard<'_, ReminderQueues> {
        // Nothing panics while it is held.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AccountId, EventId, EventTime, Lead, Occasion, Reminder, ReminderId};

    fn taken(id: usize, chat: i64, fence: u64) -> TakenReminder {
        let due = "2026-03-10T02:00:00Z".parse().unwrap();
        let reminder = Reminder {
            id: ReminderId(id.to_string()),
            account: AccountId("a".into()),
            event: EventId(id.to_string()),
            when: EventTime::Timed { start: due, end: due },
            occasion: Occasion::Lead(Lead::NONE),
            chat: ChatId(chat),
            due,
            until: due,
        };
        TakenReminder { reminder, fence }
    }

    #[test]
    fn a_queue_is_open_while_something_is_in_it() {
        let queues = TakenQueues::new();
        assert_eq!(queues.put(vec![taken(1, 7, 1), taken(2, 8, 1), taken(3, 7, 1)]), [ChatId(7), ChatId(8)]);
        assert_eq!(queues.put(vec![taken(4, 7, 2)]), []);
        assert_eq!(queues.of(ChatId(7)), [taken(1, 7, 1), taken(3, 7, 1), taken(4, 7, 2)]);
        assert!(!queues.close(ChatId(7)));
        queues.settle(ChatId(7), &queues.of(ChatId(7)));
        assert!(queues.close(ChatId(7)));
        assert_eq!(queues.put(vec![taken(5, 7, 3)]), [ChatId(7)]);
    }

    #[test]
    fn what_is_taken_again_stands_under_its_newer_fence() {
        let queues = TakenQueues::new();
        queues.put(vec![taken(1, 7, 1)]);
        queues.put(vec![taken(1, 7, 2)]);
        queues.settle(ChatId(7), &[taken(1, 7, 1)]);
        assert_eq!(queues.of(ChatId(7)), [taken(1, 7, 2)]);
    }

    #[test]
    fn what_another_process_has_taken_is_not_sent_here() {
        let queues = TakenQueues::new();
        queues.put(vec![taken(1, 7, 1), taken(2, 8, 1)]);
        let [lost, kept] = [CancellationToken::new(), CancellationToken::new()];
        assert!(queues.begin_to_send(ChatId(7), &[taken(1, 7, 1)], &lost));
        assert!(queues.begin_to_send(ChatId(8), &[taken(2, 8, 1)], &kept));
        queues.lose(&[&taken(1, 7, 1)]);
        assert!(!queues.begin_to_send(ChatId(7), &[taken(1, 7, 1)], &CancellationToken::new()));
        assert_eq!((queues.all(), lost.is_cancelled(), kept.is_cancelled()), (vec![taken(2, 8, 1)], true, false));
    }

    #[test]
    fn one_chat_never_takes_all_the_room_there_is_for_others() {
        let queues = TakenQueues::new();
        queues.put((0..500).map(|id| taken(id, 7, 1)).collect());
        assert!(queues.room() >= WORTH_TAKING);
        queues.put((0..MOST_CHATS).map(|id| taken(1_000 + id, 100 + i64::try_from(id).unwrap(), 1)).collect());
        assert_eq!(queues.room(), 0);
    }
}
