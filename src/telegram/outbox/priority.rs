//! How urgent a delivery is, and what that means for it.

use std::ops::{Index, IndexMut};
use std::time::Duration;

/// How urgent a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Priority {
    /// A person is waiting for it.
    Answer,
    /// No one is waiting for it: a reminder, a notice.
    Push,
}

/// The share of resources that a priority may use.
#[derive(Debug, Clone, Copy)]
pub(super) struct Policy {
    /// How many messages may be in progress when another one starts; pushes leave room for answers.
    pub in_flight: usize,
    /// How far ahead send slots are reserved: the longest an answer may have to wait for pushes and other answers.
    pub horizon: Duration,
    /// How much of the horizon must be left before more slots are drawn: a draw costs Redis the same for one slot as
    /// for several.
    pub refill: Duration,
    /// How much of a chat's burst is left unused, so that an answer need not wait for the pushes before it.
    pub reserve: u32,
}

impl Priority {
    /// Both, more urgent first.
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
