//! Decides what to do with due reminders: send in time, send late, or drop. Pure.
//!
//! The rule for late reminders: an event that has not begun is still announced, and the message says how late it is; a
//! running one gets a short note; one that is over gets nothing. A reminder that was already past when its event was
//! added or moved is news, not late. Several late or news reminders in a chat become one message.

use chrono::{DateTime, Duration, Utc};

use super::plan::Recipient;
use crate::model::{AgoOrAhead, ChatId, Event, Occasion, Reminder, TakenReminder};
use crate::speech::EVENTS_MOST;

/// Up to this delay a reminder is in time: sending takes a while.
const IN_TIME: Duration = Duration::minutes(1);

/// A taken reminder, with its event and chat as they are now.
#[derive(Debug, Clone)]
pub struct Looked {
    /// The reminder.
    pub taken: TakenReminder,
    /// The event in our copy of the calendar; `None` if it is gone.
    pub event: Option<Event>,
    /// The chat as a recipient; `None` if it is no longer subscribed, or can't see the event's calendar.
    pub recipient: Option<Recipient>,
    /// Whether the chat was already told that the event has begun.
    pub was_told_of_start: bool,
}

/// What to do with taken reminders.
#[derive(Debug, Default)]
pub struct Decision {
    /// The messages to send, earliest event first; each chat's in order.
    pub messages: Vec<Message>,
    /// The reminders that are not sent, and why.
    pub dropped: Vec<(TakenReminder, NotSent)>,
}

/// One message, and all the reminders that it covers.
#[derive(Debug)]
pub struct Message {
    /// The chat.
    pub chat: ChatId,
    /// When the first of its events begins.
    pub start: DateTime<Utc>,
    /// Its content.
    pub content: Content,
    /// The reminders, in the order of its events.
    pub taken: Vec<TakenReminder>,
}

/// The content of a message.
#[derive(Debug)]
pub enum Content {
    /// One reminder.
    One {
        /// The event.
        event: Box<Event>,
        /// The reminder.
        reminder: Reminder,
        /// How far away its start is.
        starts: AgoOrAhead,
        /// How many minutes it is late, if it is.
        late: Option<i64>,
    },
    /// Several reminders that are late, or news.
    Several {
        /// The events, each with how far away its start is.
        events: Vec<(Event, AgoOrAhead)>,
        /// Whether any of them is late.
        is_late: bool,
    },
}

impl Message {
    /// The events it names, in the order of [`Message::taken`].
    #[must_use]
    pub fn events(&self) -> Vec<(&Event, AgoOrAhead)> {
        match &self.content {
            Content::One { event, starts, .. } => vec![(event, *starts)],
            Content::Several { events, .. } => events.iter().map(|(event, starts)| (event, *starts)).collect(),
        }
    }

    /// Whether it is late.
    #[must_use]
    pub fn is_late(&self) -> bool {
        match &self.content {
            Content::One { late, .. } => late.is_some(),
            Content::Several { is_late, .. } => *is_late,
        }
    }
}

/// Why a reminder is not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotSent {
    /// The event is gone.
    Gone,
    /// The event now begins at another time, and must be planned again.
    Moved,
    /// The event is over.
    Over,
    /// The chat is no longer subscribed.
    NotSubscribed,
    /// Another reminder of the same event is sent at the same time, or the chat was told that the event has begun.
    Doubled,
}

impl NotSent {
    /// Its name in the metrics.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Moved => "moved",
            Self::Over => "over",
            Self::NotSubscribed => "not_subscribed",
            Self::Doubled => "doubled",
        }
    }
}

/// A reminder to send, before those of a chat are joined.
struct Firing {
    taken: TakenReminder,
    chat: ChatId,
    event: Event,
    start: DateTime<Utc>,
    starts: AgoOrAhead,
    /// How many minutes it is late, if it is.
    late: Option<i64>,
    /// Whether it is in time and gets its own message; otherwise it is joined with others of its chat.
    is_now: bool,
}

/// Decides what to do with taken reminders.
#[must_use]
pub fn decide(looked: Vec<Looked>, now: DateTime<Utc>) -> Decision {
    let mut decision = Decision::default();
    let mut firings = Vec::new();
    for one in looked {
        match firing(one, now) {
            Ok(firing) => firings.push(firing),
            Err(dropped) => decision.dropped.push(*dropped),
        }
    }
    // Of several reminders of an event in a chat, the last is sent.
    firings.sort_by(|a, b| key(a).cmp(&key(b)).then(b.taken.reminder.due.cmp(&a.taken.reminder.due)));
    let mut kept: Vec<Firing> = Vec::new();
    for firing in firings {
        match kept.last() {
            Some(last) if key(last) == key(&firing) => decision.dropped.push((firing.taken, NotSent::Doubled)),
            Some(_) | None => kept.push(firing),
        }
    }
    let mut late: Vec<Firing> = Vec::new();
    for firing in kept {
        if firing.is_now {
            decision.messages.push(alone(firing));
        } else {
            late.push(firing);
        }
    }
    decision.messages.append(&mut together(late));
    decision.messages.sort_by_key(|message| (message.start, message.chat));
    decision
}

fn key(firing: &Firing) -> (ChatId, DateTime<Utc>, &str, &str) {
    let reminder = &firing.taken.reminder;
    (firing.chat, firing.start, &reminder.account, &reminder.event)
}

/// Compares a reminder with its event as it is now.
fn firing(looked: Looked, now: DateTime<Utc>) -> Result<Firing, Box<(TakenReminder, NotSent)>> {
    let Looked { taken, event, recipient, was_told_of_start } = looked;
    let Some(recipient) = recipient else { return Err(Box::new((taken, NotSent::NotSubscribed))) };
    let Some(event) = event else { return Err(Box::new((taken, NotSent::Gone))) };
    let reminder = &taken.reminder;
    let (chat, zone) = (recipient.chat, recipient.zone);
    let as_planned = |lead| {
        let is = recipient.reminder(&reminder.account, &event, lead)?;
        (is.id == reminder.id && is.due <= now).then_some(is.due)
    };
    let (due, is_news) = match reminder.occasion {
        Occasion::Lead(lead) => (as_planned(lead), false),
        Occasion::News(lead) => (as_planned(lead), true),
        // Digests do not come here.
        Occasion::Snooze | Occasion::Digest(_) => (Some(reminder.due), false),
    };
    let Some(due) = due else { return Err(Box::new((taken, NotSent::Moved))) };
    let is_in_time = now - due <= IN_TIME;
    // A snooze comes when the person asked for it, even after the event.
    let can_be_over = reminder.occasion != Occasion::Snooze && !is_in_time;
    if can_be_over && event.when.end(zone) <= now {
        return Err(Box::new((taken, NotSent::Over)));
    }
    let start = event.when.start(zone);
    let starts = ago_or_ahead(start, now);
    if can_be_over && was_told_of_start {
        return Err(Box::new((taken, NotSent::Doubled)));
    }
    let late = (!is_in_time && !is_news).then(|| whole_minutes(now - due));
    Ok(Firing { taken, chat, event, start, starts, late, is_now: is_in_time })
}

/// How far the start of an event is from `now`.
pub(super) fn ago_or_ahead(start: DateTime<Utc>, now: DateTime<Utc>) -> AgoOrAhead {
    if start < now {
        AgoOrAhead::Ago((now - start).num_minutes())
    } else {
        AgoOrAhead::Ahead(whole_minutes(start - now))
    }
}

/// Rounds to the nearest minute, because a reminder ten minutes before is sent a moment after it is due.
fn whole_minutes(span: Duration) -> i64 {
    (span.num_seconds() + 30) / 60
}

fn alone(firing: Firing) -> Message {
    let Firing { taken, chat, event, start, starts, late, is_now: _ } = firing;
    let reminder = taken.reminder.clone();
    let content = Content::One { event: Box::new(event), reminder, starts, late };
    Message { chat, start, content, taken: vec![taken] }
}

/// One message for each chat; `late` is sorted by chat, and by start within a chat.
fn together(late: Vec<Firing>) -> Vec<Message> {
    let mut messages: Vec<Message> = Vec::new();
    let mut firings = late.into_iter().peekable();
    while let Some(first) = firings.next() {
        let chat = first.chat;
        let mut here = vec![first];
        while here.len() < EVENTS_MOST
            && let Some(next) = firings.next_if(|next| next.chat == chat)
        {
            here.push(next);
        }
        let start = here[0].start;
        messages.push(match <[Firing; 1]>::try_from(here) {
            Ok([only]) => alone(only),
            Err(several) => {
                let is_late = several.iter().any(|firing| firing.late.is_some());
                let (taken, events) =
                    several.into_iter().map(|firing| (firing.taken, (firing.event, firing.starts))).unzip();
                Message { chat, start, content: Content::Several { events, is_late }, taken }
            }
        });
    }
    messages
}

#[cfg(test)]
mod tests;
