//! Reads the events of taken reminders again, and how their chat gets reminders now.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};

use super::due::Looked;
use super::failure::Failure;
use super::plan::Recipient;
use super::schedule::Schedule;
use super::subscribers::Subscriber;
use crate::model::{AccountId, ChatId, Event, EventId, TakenReminder};

/// What was found for the reminders of one chat.
pub(super) struct LookedAgain {
    /// The chat, if it is still subscribed.
    pub(super) subscriber: Option<Subscriber>,
    /// Reminders of calendars that came back empty: they wait until a person has confirmed that.
    pub(super) held: Vec<TakenReminder>,
    /// The other reminders, each with its event.
    pub(super) looked: Vec<Looked>,
}

/// Reads the events of reminders again. A chat that can no longer see a calendar gets no reminders of its events.
pub(super) async fn look_again(
    schedule: &Schedule,
    chat: ChatId,
    taken: Vec<TakenReminder>,
    now: DateTime<Utc>,
) -> Result<LookedAgain, Failure> {
    let mut ids: BTreeMap<&AccountId, BTreeSet<&EventId>> = BTreeMap::new();
    for TakenReminder { reminder, .. } in &taken {
        ids.entry(&reminder.account).or_default().insert(&reminder.event);
    }
    let mut events: HashMap<(AccountId, EventId), Event> = HashMap::new();
    let (mut held, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let (store, subscribers) = (schedule.store(), schedule.subscribers());
    for (account, ids) in ids {
        let ids: Vec<EventId> = ids.into_iter().cloned().collect();
        let (state, found) = store.state_and_events(account, &ids).await?;
        if state.held.is_some() {
            held.insert(account.clone());
        }
        if subscribers.sees(account, chat).await? {
            seen.insert(account.clone());
        }
        events.extend(found.into_iter().map(|event| ((account.clone(), event.id.clone()), event)));
        for id in ids {
            // Google may have given it a new id while its reminder was taken.
            if let Entry::Vacant(place) = events.entry((account.clone(), id.clone()))
                && let Some(event) = store.event(account, &id).await?
            {
                place.insert(event);
            }
        }
    }
    let (held, free): (Vec<_>, Vec<_>) = taken.into_iter().partition(|taken| held.contains(&taken.reminder.account));
    let subscriber = subscribers.find(chat).await?;
    let mut looked = Vec::with_capacity(free.len());
    for taken in free {
        let is_seen = seen.contains(&taken.reminder.account);
        let recipient = subscriber.as_ref().filter(|_| is_seen).map(|subscriber| &subscriber.recipient);
        let event = events.get(&(taken.reminder.account.clone(), taken.reminder.event.clone())).cloned();
        let was_told_of_start = match (&event, recipient) {
            (Some(event), Some(recipient)) => {
                was_told_of_start(schedule, &taken.reminder.account, event, recipient, now).await?
            }
            (Some(_) | None, _) => false,
        };
        looked.push(Looked { taken, event, recipient: recipient.cloned(), was_told_of_start });
    }
    Ok(LookedAgain { subscriber, held, looked })
}

/// Whether a chat was told that an event has begun.
async fn was_told_of_start(
    schedule: &Schedule,
    account: &AccountId,
    event: &Event,
    recipient: &Recipient,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    if event.when.start(recipient.zone) >= now {
        return Ok(false);
    }
    let sent = schedule.store().announcements(account, &event.id).await?;
    Ok(sent.iter().any(|sent| sent.chat == recipient.chat && sent.has_begun && sent.event.when == event.when))
}
