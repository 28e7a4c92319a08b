//! What messages show of their events, and whether these changed while the messages were being sent.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};

use super::due::Message;
use super::schedule::Schedule;
use crate::model::{AccountId, AgoOrAhead, ChatId, Event, EventId, MessageId};
use crate::store::{self, Announcement, AnnouncementKind, OtherEvent};

/// Events as they were just announced, to be compared with what they are now.
pub(super) struct Announced {
    schedule: Schedule,
    events: Mutex<Vec<(AccountId, Event)>>,
}

impl Announced {
    pub(super) fn new(schedule: Schedule) -> Self {
        Self { schedule, events: Mutex::default() }
    }

    /// Remembers events as messages show them.
    pub(super) fn remember(&self, events: impl Iterator<Item = (AccountId, Event)>) {
        self.lock().extend(events);
    }

    /// Marks the messages whose event changed while they were being sent, so that they are edited: when the event was
    /// planned again, there was no message yet.
    pub(super) async fn amend_what_changed(&self) -> Result<(), store::Error> {
        let announced = std::mem::take(&mut *self.lock());
        let mut by_account: BTreeMap<&AccountId, BTreeMap<&EventId, &Event>> = BTreeMap::new();
        for (account, event) in &announced {
            by_account.entry(account).or_default().insert(&event.id, event);
        }
        let store = self.schedule.store();
        for (account, shown) in by_account {
            let ids: Vec<EventId> = shown.keys().map(|id| (*id).clone()).collect();
            let found: HashMap<EventId, Event> =
                store.events(account, &ids).await?.into_iter().map(|event| (event.id.clone(), event)).collect();
            let is_changed = |id: &EventId| found.get(id).is_none_or(|is| is.looks_other_than(shown[id]));
            let changed: Vec<EventId> = ids.into_iter().filter(is_changed).collect();
            if !changed.is_empty() {
                store.put_amends(account, &changed).await?;
                self.schedule.wake();
            }
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(AccountId, Event)>> {
        // Nothing panics while it is held.
        self.events.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a sent message shows of each of its events, in order.
pub(super) fn of(message: &Message, chat: ChatId, id: MessageId, sent: DateTime<Utc>) -> Vec<Announcement> {
    let events = message.events();
    let accounts = message.taken.iter().map(|taken| taken.reminder.account.clone());
    let named = events.iter().map(|(event, _)| OtherEvent { id: event.id.clone() });
    let named: Vec<(AccountId, OtherEvent)> = accounts.zip(named).collect();
    let one = |(place, (event, starts)): (usize, &(&Event, AgoOrAhead))| {
        let mut beside = named.clone();
        beside.remove(place);
        let has_begun = matches!(starts, AgoOrAhead::Ago(_));
        let occasion = Some(message.taken[place].reminder.occasion);
        Announcement {
            chat,
            message: id,
            kind: AnnouncementKind::Reminder,
            is_gone: false,
            event: (*event).clone(),
            has_begun,
            sent: Some(sent),
            occasion,
            is_done: false,
            beside,
        }
    };
    events.iter().enumerate().map(one).collect()
}
