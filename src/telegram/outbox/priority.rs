//! How urgent a delivery is, and what that gives it.

use std::ops::{Index, IndexMut};
use std::time::Duration;

/// How urgent a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Priority {
    /// A person is waiting for it.
    Answer,
    /// Nobody asked for it just now: a reminder, a notice.
    Push,
}

/// What a priority may use of what all deliveries share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Policy {
    /// How many messages may be on their way when another one starts; pushes leave room for answers.
    pub in_flight: usize,
    /// How far ahead send slots are reserved: the longest that an answer has to wait for pushes, and for other answers.
    pub horizon: Duration,
    /// How much of the horizon is left to pass before more slots are drawn: each draw costs the database as much as it
    /// does when it gives several.
    pub refill: Duration,
    /// How much of a chat's burst is left unused, so that an answer need not wait for the pushes before it.
    pub reserve: u32,
}

impl Priority {
    /// Both, the more urgent one first.
    pub const ALL: [Self; 2] = [Self::Answer, Self::Push];

    /// Its name in metrics.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Push => "push",
        }
    }

    pub(super) fn policy(self) -> Policy {
        match self {
            Self::Answer => {
                Policy { in_flight: 64, horizon: Duration::from_millis(500), refill: Duration::ZERO, reserve: 0 }
            }
            Self::Push => Policy {
                in_flight: 48,
                horizon: Duration::from_millis(300),
                refill: Duration::from_millis(200),
                reserve: 1,
            },
        }
    }
}

/// One value for each priority.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ByPriority<T> {
    pub answer: T,
    pub push: T,
}

impl<T> Index<Priority> for ByPriority<T> {
    type Output = T;

    fn index(&self, priority: Priority) -> &T {
        match priority {
            Priority::Answer => &self.answer,
            Priority::Push => &self.push,
        }
    }
}

impl<T> IndexMut<Priority> for ByPriority<T> {
    fn index_mut(&mut self, priority: Priority) -> &mut T {
        match priority {
            Priority::Answer => &mut self.answer,
            Priority::Push => &mut self.push,
        }
    }
}
