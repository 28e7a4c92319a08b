//! Explains why reminders of an event came to a chat, or did not. Pure.

use chrono::{DateTime, Utc};

use super::plan::{AHEAD, Recipient};
use crate::model::{AccountId, Event, Explanation, Lead, Occasion, Reminder, Silence};

/// What is known about the reminders of one event.
#[derive(Debug)]
pub struct ReminderFacts<'a> {
    /// The calendar.
    pub account: &'a AccountId,
    /// The event.
    pub event: &'a Event,
    /// The chat that asks.
    pub recipient: &'a Recipient,
    /// Whether it is subscribed to reminders.
    pub is_subscribed: bool,
    /// Whether the reminders of the calendar are held back.
    pub is_held: bool,
    /// The reminders that were sent to this chat: when, and why they were due, as far as known.
    pub sent: Vec<(Option<DateTime<Utc>>, Option<Occasion>)>,
    /// Whether a person here has marked the event as done.
    pub is_done: bool,
    /// The reminders planned for this chat.
    pub planned: Vec<Reminder>,
}

/// Explains what was sent, what will come, and why others don't.
#[must_use]
pub fn explain(known: &ReminderFacts<'_>, now: DateTime<Utc>) -> Explanation {
    let ReminderFacts { account, event, recipient, .. } = known;
    let sent: Vec<_> = known.sent.iter().filter_map(|(at, occasion)| Some(((*at)?, *occasion))).collect();
    let mut coming: Vec<_> = known.planned.iter().map(|reminder| (reminder.due, reminder.occasion)).collect();
    let leads = event.leads.as_deref().unwrap_or(&recipient.leads);
    let is_settled = |lead: Lead| {
        let is_lead = |occasion: Occasion| matches!(occasion, Occasion::Lead(one) | Occasion::News(one) if one == lead);
        known.sent.iter().filter_map(|(_, occasion)| *occasion).any(is_lead)
            || coming.iter().any(|(_, occasion)| is_lead(*occasion))
    };
    let is_past = |lead: &&Lead| {
        let due = recipient.reminder(account, event, **lead).map(|reminder| reminder.due);
        !is_settled(**lead) && due.is_none_or(|due| due <= now)
    };
    let is_reminded = event.is_reminded() && known.is_subscribed && !known.is_done;
    let past = if is_reminded { leads.iter().filter(is_past).copied().collect() } else { Vec::new() };
    // Later reminders are planned when their time comes nearer.
    let later = leads.iter().filter(|lead| is_reminded && !known.is_held && !is_settled(**lead));
    let later = later.filter_map(|lead| recipient.reminder(account, event, *lead));
    let later = later.filter(|reminder| reminder.due > now + AHEAD).map(|reminder| (reminder.due, reminder.occasion));
    let later: Vec<_> = later.collect();
    coming.extend(later);
    coming.sort_by_key(|(due, _)| *due);
    Explanation { silence: silence(known, leads, now), sent, coming, past }
}

/// Why there are no more, most important reason first.
fn silence(known: &ReminderFacts<'_>, leads: &[Lead], now: DateTime<Utc>) -> Option<Silence> {
    let ReminderFacts { event, recipient, .. } = known;
    if !event.is_reminded() {
        Some(Silence::NotAnAppointment)
    } else if !known.is_subscribed {
        Some(Silence::Off)
    } else if known.is_held {
        Some(Silence::Held)
    } else if known.is_done {
        Some(Silence::Done)
    } else if !known.planned.is_empty() {
        None
    } else if event.when.end(recipient.zone) <= now {
        Some(Silence::Over)
    } else if leads.is_empty() {
        Some(Silence::NoLeads)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ChatId, Etag, EventId, EventTime};

    fn at(text: &str) -> DateTime<Utc> {
        format!("2026-03-10T{text}:00Z").parse().unwrap()
    }

    fn lunch() -> Event {
        let when = EventTime::Timed { start: at("07:00"), end: at("08:00") };
        Event::new(EventId("e".into()), Etag("1".into()), "lunch".into(), when, chrono_tz::UTC)
    }

    fn recipient(minutes: &[u32]) -> Recipient {
        let leads = minutes.iter().map(|&minutes| Lead { minutes }).collect();
        Recipient { chat: ChatId(7), was: None, leads, zone: chrono_tz::UTC, quiet: None }
    }

    fn known<'a>(account: &'a AccountId, event: &'a Event, recipient: &'a Recipient) -> ReminderFacts<'a> {
        let (sent, planned) = (Vec::new(), Vec::new());
        let (is_subscribed, is_held, is_done) = (true, false, false);
        ReminderFacts { account, event, recipient, is_subscribed, is_held, sent, is_done, planned }
    }

    #[test]
    fn each_lead_was_sent_is_coming_or_is_past() {
        let (account, event, recipient) = (AccountId("a".into()), lunch(), recipient(&[60, 30, 10]));
        let [hour, ten] = [60, 10].map(|minutes| Lead { minutes });
        let sent = vec![(Some(at("06:00")), Some(Occasion::Lead(hour)))];
        let planned = vec![recipient.reminder(&account, &event, ten).unwrap()];
        let explained = explain(&ReminderFacts { sent, planned, ..known(&account, &event, &recipient) }, at("06:40"));
        assert_eq!(explained.sent, [(at("06:00"), Some(Occasion::Lead(hour)))]);
        assert_eq!(explained.coming, [(at("06:50"), Occasion::Lead(ten))]);
        assert_eq!((explained.past, explained.silence), (vec![Lead { minutes: 30 }], None));
    }

    #[test]
    fn what_is_planned_later_is_coming_too() {
        let (account, lunch, recipient) = (AccountId("a".into()), lunch(), recipient(&[10]));
        let event = Event { when: lunch.when.moved_by(chrono::Duration::days(30)).unwrap(), ..lunch };
        let explained = explain(&known(&account, &event, &recipient), at("06:40"));
        let due = at("06:50") + chrono::Duration::days(30);
        assert_eq!(explained.coming, [(due, Occasion::Lead(Lead { minutes: 10 }))]);
        let done = ReminderFacts { is_done: true, ..known(&account, &event, &recipient) };
        assert_eq!(explain(&done, at("06:40")).coming, []);
    }

    #[test]
    fn silence_has_a_reason() {
        let (account, event, some, none) = (AccountId("a".into()), lunch(), recipient(&[10]), recipient(&[]));
        let focus = Event { kind: crate::model::EventKind::FocusTime, ..lunch() };
        let plain = || known(&account, &event, &some);
        let cases = [
            (ReminderFacts { is_subscribed: false, ..plain() }, "06:00", Some(Silence::Off)),
            (known(&account, &focus, &some), "06:00", Some(Silence::NotAnAppointment)),
            (ReminderFacts { is_held: true, ..plain() }, "06:00", Some(Silence::Held)),
            (ReminderFacts { is_done: true, ..plain() }, "06:00", Some(Silence::Done)),
            (plain(), "08:00", Some(Silence::Over)),
            (known(&account, &event, &none), "06:00", Some(Silence::NoLeads)),
            (plain(), "06:55", None),
        ];
        for (known, now, expected) in cases {
            assert_eq!(explain(&known, at(now)).silence, expected, "{known:?}");
        }
    }
}
