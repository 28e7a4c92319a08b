//! What becomes of reminders that are due: said in time, said late, or not at all. Pure.
//!
//! The late rule: an event that has not begun is still reminded of, and the message says how late that is; one that is
//! running gets one short note; one that is over gets none. Several late ones of a chat become one message.

use chrono::{DateTime, Duration, Utc};

use super::Recipient;
use crate::model::{AgoOrAhead, ChatId, Event, Reminder, TakenReminder};
use crate::speech::EVENTS_MOST;

/// Up to here a reminder is in time: sending takes a while.
const IN_TIME: Duration = Duration::minutes(1);

/// A reminder in hand, and what its event is now.
#[derive(Debug, Clone)]
pub struct InHand {
    /// The reminder.
    pub taken: TakenReminder,
    /// The event in our copy of the calendar; `None`: it is gone.
    pub event: Option<Event>,
    /// The chat as it hears reminders now; `None`: it does not any more.
    pub recipient: Option<Recipient>,
    /// Whether the chat was told before that the event has begun.
    pub is_noted: bool,
}

/// What is to be done with reminders in hand.
#[derive(Debug, Default)]
pub struct Decision {
    /// What is said, the earliest event first; each chat's in order.
    pub sayings: Vec<Saying>,
    /// What is not said, and why.
    pub dropped: Vec<(TakenReminder, Unsaid)>,
}

/// One message, and all the reminders that are dealt with by it.
#[derive(Debug)]
pub struct Saying {
    /// Who is told.
    pub chat: ChatId,
    /// When the first of its events begins.
    pub start: DateTime<Utc>,
    /// What is said.
    pub what: What,
    /// The reminders.
    pub taken: Vec<TakenReminder>,
}

/// What one message says.
#[derive(Debug)]
pub enum What {
    /// One reminder.
    One {
        /// The event.
        event: Box<Event>,
        /// The reminder.
        reminder: Reminder,
        /// How far its start is.
        starts: AgoOrAhead,
        /// By how many minutes it is late, if so.
        late: Option<i64>,
    },
    /// Several that are late.
    Late(Vec<(Event, AgoOrAhead)>),
}

/// Why a reminder is not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsaid {
    /// The event is gone.
    Gone,
    /// The event begins at another time now, and has been planned anew.
    Moved,
    /// The event is over.
    Over,
    /// The chat does not hear reminders any more.
    Unheard,
    /// Another reminder of the same event says it at the same time, or has said that it has begun.
    Doubled,
}

impl Unsaid {
    /// Its name in the figures.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Moved => "moved",
            Self::Over => "over",
            Self::Unheard => "unheard",
            Self::Doubled => "doubled",
        }
    }
}

/// One that is to be said, before those of a chat are put together.
struct Firing {
    taken: TakenReminder,
    chat: ChatId,
    event: Event,
    start: DateTime<Utc>,
    starts: AgoOrAhead,
    late: Option<i64>,
}

/// Decides what becomes of reminders in hand.
#[must_use]
pub fn decide(in_hand: Vec<InHand>, now: DateTime<Utc>) -> Decision {
    let mut decision = Decision::default();
    let mut firings = Vec::new();
    for one in in_hand {
        match firing(one, now) {
            Ok(firing) => firings.push(firing),
            Err(dropped) => decision.dropped.push(*dropped),
        }
    }
    // The last of an event's reminders in a chat is the one that is said.
    firings.sort_by(|a, b| key(a).cmp(&key(b)).then(b.taken.reminder.due.cmp(&a.taken.reminder.due)));
    let mut kept: Vec<Firing> = Vec::new();
    for firing in firings {
        match kept.last() {
            Some(last) if key(last) == key(&firing) => decision.dropped.push((firing.taken, Unsaid::Doubled)),
            Some(_) | None => kept.push(firing),
        }
    }
    let mut late: Vec<Firing> = Vec::new();
    for firing in kept {
        if firing.late.is_some() {
            late.push(firing);
        } else {
            decision.sayings.push(alone(firing));
        }
    }
    decision.sayings.append(&mut together(late));
    decision.sayings.sort_by_key(|saying| (saying.start, saying.chat));
    decision
}

fn key(firing: &Firing) -> (ChatId, DateTime<Utc>, &str, &str) {
    let reminder = &firing.taken.reminder;
    (firing.chat, firing.start, &reminder.account, &reminder.event)
}

/// Looks at the event again.
fn firing(in_hand: InHand, now: DateTime<Utc>) -> Result<Firing, Box<(TakenReminder, Unsaid)>> {
    let InHand { taken, event, recipient, is_noted } = in_hand;
    let Some(recipient) = recipient else { return Err(Box::new((taken, Unsaid::Unheard))) };
    let Some(event) = event else { return Err(Box::new((taken, Unsaid::Gone))) };
    let reminder = &taken.reminder;
    let (chat, zone) = (recipient.chat, recipient.zone);
    let as_it_is = recipient.reminder(&reminder.account, &event, reminder.lead);
    let Some(due) = as_it_is.filter(|is| is.id == reminder.id).map(|is| is.due).filter(|&due| due <= now) else {
        return Err(Box::new((taken, Unsaid::Moved)));
    };
    let is_in_time = now - due <= IN_TIME;
    if !is_in_time && event.when.end(zone) <= now {
        return Err(Box::new((taken, Unsaid::Over)));
    }
    let start = event.when.start(zone);
    let starts = if start < now {
        AgoOrAhead::Ago((now - start).num_minutes())
    } else {
        AgoOrAhead::Ahead(whole_minutes(start - now))
    };
    if !is_in_time && is_noted {
        return Err(Box::new((taken, Unsaid::Doubled)));
    }
    let late = (!is_in_time).then(|| whole_minutes(now - due));
    Ok(Firing { taken, chat, event, start, starts, late })
}

/// To the nearest minute: a reminder ten minutes before is said a moment after it fell due.
fn whole_minutes(span: Duration) -> i64 {
    (span.num_seconds() + 30) / 60
}

fn alone(firing: Firing) -> Saying {
    let Firing { taken, chat, event, start, starts, late } = firing;
    let reminder = taken.reminder.clone();
    let what = What::One { event: Box::new(event), reminder, starts, late };
    Saying { chat, start, what, taken: vec![taken] }
}

/// One message a chat; `late` is in the order of chats, and of starts within a chat.
fn together(late: Vec<Firing>) -> Vec<Saying> {
    let mut sayings: Vec<Saying> = Vec::new();
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
        sayings.push(match <[Firing; 1]>::try_from(here) {
            Ok([only]) => alone(only),
            Err(several) => {
                let (taken, events) =
                    several.into_iter().map(|firing| (firing.taken, (firing.event, firing.starts))).unzip();
                Saying { chat, start, what: What::Late(events), taken }
            }
        });
    }
    sayings
}

#[cfg(test)]
mod tests;
