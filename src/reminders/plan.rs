//! Which reminders an event is to have. Pure.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::model::{AccountId, ChatId, Event, EventPlan, EventTime, Lead, Reminder, ReminderPlan};

/// Who is told, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The chat.
    pub chat: ChatId,
    /// The number that a group had before it became a supergroup: its reminders keep the names they had there, so that
    /// none is lost or said again.
    pub was: Option<ChatId>,
    /// The chat's own leads.
    pub leads: Vec<Lead>,
    /// The chat's zone, in which all-day events begin.
    pub zone: Tz,
}

impl Recipient {
    /// The reminder of an event; `None` when the calendar begins after its due time.
    #[must_use]
    pub fn reminder(&self, account: &AccountId, event: &Event, lead: Lead) -> Option<Reminder> {
        Reminder::plan(account, event, lead, self.chat, self.was.unwrap_or(self.chat), self.zone)
    }
}

/// Why reminders are planned, which decides what becomes of a lead that is past already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanFor {
    /// Somebody made or changed the event here, or changed the leads: the answer says that the lead is past, and that
    /// is all.
    MadeHere,
    /// The event came or moved in Google, where nobody said so: the late rule applies, once.
    CameFromGoogle,
}

/// The reminders of one event: a recipient and a lead each.
///
/// An event that is over has none, and neither have focus time and absences. Of several leads that are past when an event comes from Google, the last counts.
#[must_use]
pub fn plan(
    event: &Event,
    account: &AccountId,
    recipients: &[Recipient],
    now: DateTime<Utc>,
    origin: PlanFor,
) -> EventPlan {
    let mut plan = EventPlan::none(account, &event.id);
    if !event.is_reminded() {
        return plan;
    }
    for recipient in recipients {
        if event.when.end(recipient.zone) <= now {
            continue;
        }
        let leads = event.leads.as_deref().unwrap_or(&recipient.leads);
        let reminders = firings(event.when, leads, recipient.zone)
            .into_iter()
            .filter_map(|(lead, _)| recipient.reminder(account, event, lead));
        let (mut past, mut coming): (Vec<_>, Vec<_>) = reminders.partition(|reminder| reminder.due <= now);
        match origin {
            PlanFor::MadeHere => {}
            PlanFor::CameFromGoogle => coming.extend(past.pop()),
        }
        plan.coming.append(&mut coming);
        plan.passed.append(&mut past);
    }
    plan
}

/// What the answer says of the reminders of an event that is made or moved here.
#[must_use]
pub fn coming(when: EventTime, leads: &[Lead], zone: Tz, now: DateTime<Utc>) -> ReminderPlan {
    let (past, coming): (Vec<_>, Vec<_>) = firings(when, leads, zone).into_iter().partition(|&(_, due)| due <= now);
    ReminderPlan { coming, past: past.into_iter().map(|(lead, _)| lead).collect() }
}

/// Each lead with its due time, the earliest first; of leads that fall due together – an all-day event has one time a
/// day – the shortest.
fn firings(when: EventTime, leads: &[Lead], zone: Tz) -> Vec<(Lead, DateTime<Utc>)> {
    let mut firings: Vec<_> = leads.iter().filter_map(|&lead| Some((lead, lead.due(when, zone)?))).collect();
    firings.sort_unstable_by_key(|&(lead, due)| (due, lead));
    firings.dedup_by_key(|&mut (_, due)| due);
    firings
}

#[cfg(test)]
mod tests;
