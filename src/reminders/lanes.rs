//! What is in hand for each chat: chats are told side by side, and none of them waits for another.
//!
//! A lane holds what was taken for one chat and is not dealt with yet and, while there is something in it, has one
//! task. What a chat that rests has in hand takes room, but never all of it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::model::{ChatId, TakenReminder};

/// How many reminders are in hand at most.
const MOST_IN_HAND: usize = 1_000;

/// How many chats are told at the same moment: as many as Telegram lets us tell in a few seconds.
const MOST_CHATS: usize = 200;

/// For fewer than this it is not worth taking some.
const WORTH_TAKING: usize = 20;

/// The lanes of all chats.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    open: Mutex<HashMap<ChatId, Vec<TakenReminder>>>,
    /// Something was dealt with.
    freed: Notify,
}

impl Lanes {
    /// Puts what was taken into the lanes of its chats; returns those that were opened for it.
    ///
    /// What is in a lane already was somebody else's meanwhile: the newer fence counts.
    pub(super) fn put(&self, taken: Vec<TakenReminder>) -> Vec<ChatId> {
        let mut open = self.lock();
        let mut opened = Vec::new();
        for taken in taken {
            let chat = taken.reminder.chat;
            let lane = open.entry(chat).or_insert_with(|| {
                opened.push(chat);
                Vec::new()
            });
            lane.retain(|older| older.reminder.id != taken.reminder.id);
            lane.push(taken);
        }
        opened
    }

    /// What is in hand for a chat.
    pub(super) fn of(&self, chat: ChatId) -> Vec<TakenReminder> {
        self.lock().get(&chat).cloned().unwrap_or_default()
    }

    /// Takes out what was dealt with, or is another's by now.
    pub(super) fn settle(&self, chat: ChatId, done: &[TakenReminder]) {
        if let Some(lane) = self.lock().get_mut(&chat) {
            lane.retain(|taken| !done.contains(taken));
        }
        self.freed.notify_one();
    }

    /// Closes a lane if nothing is in it any more; says whether it is closed.
    pub(super) fn close(&self, chat: ChatId) -> bool {
        let mut open = self.lock();
        let is_empty = open.get(&chat).is_none_or(Vec::is_empty);
        if is_empty {
            open.remove(&chat);
            self.freed.notify_one();
        }
        is_empty
    }

    /// How many more may be taken.
    pub(super) fn room(&self) -> usize {
        let open = self.lock();
        let in_hand: usize = open.values().map(Vec::len).sum();
        let room = MOST_IN_HAND.saturating_sub(in_hand).min(MOST_CHATS.saturating_sub(open.len()));
        if room < WORTH_TAKING { 0 } else { room }
    }

    /// Waits until there is room.
    pub(super) async fn has_room(&self) {
        while self.room() == 0 {
            self.freed.notified().await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ChatId, Vec<TakenReminder>>> {
        // Nothing panics while it is held.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AccountId, EventId, EventTime, Lead, Reminder, ReminderId};

    fn taken(id: usize, chat: i64, fence: u64) -> TakenReminder {
        let due = "2026-03-10T02:00:00Z".parse().unwrap();
        let reminder = Reminder {
            id: ReminderId(id.to_string()),
            account: AccountId("a".into()),
            event: EventId(id.to_string()),
            when: EventTime::Timed { start: due, end: due },
            lead: Lead { minutes: 0 },
            chat: ChatId(chat),
            due,
            until: due,
        };
        TakenReminder { reminder, fence }
    }

    #[test]
    fn a_lane_is_open_while_something_is_in_it() {
        let lanes = Lanes::default();
        assert_eq!(lanes.put(vec![taken(1, 7, 1), taken(2, 8, 1), taken(3, 7, 1)]), [ChatId(7), ChatId(8)]);
        assert_eq!(lanes.put(vec![taken(4, 7, 2)]), []);
        assert_eq!(lanes.of(ChatId(7)), [taken(1, 7, 1), taken(3, 7, 1), taken(4, 7, 2)]);
        assert!(!lanes.close(ChatId(7)));
        lanes.settle(ChatId(7), &lanes.of(ChatId(7)));
        assert!(lanes.close(ChatId(7)));
        assert_eq!(lanes.put(vec![taken(5, 7, 3)]), [ChatId(7)]);
    }

    #[test]
    fn what_is_taken_again_stands_under_its_newer_fence() {
        let lanes = Lanes::default();
        lanes.put(vec![taken(1, 7, 1)]);
        lanes.put(vec![taken(1, 7, 2)]);
        lanes.settle(ChatId(7), &[taken(1, 7, 1)]);
        assert_eq!(lanes.of(ChatId(7)), [taken(1, 7, 2)]);
    }

    #[test]
    fn one_chat_never_takes_all_the_room_there_is_for_others() {
        let lanes = Lanes::default();
        lanes.put((0..500).map(|id| taken(id, 7, 1)).collect());
        assert!(lanes.room() >= WORTH_TAKING);
        lanes.put((0..MOST_CHATS).map(|id| taken(1_000 + id, 100 + i64::try_from(id).unwrap(), 1)).collect());
        assert_eq!(lanes.room(), 0);
    }
}
