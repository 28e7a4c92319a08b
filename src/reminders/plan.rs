//! Decides which reminders an event should have. Pure.

use chrono::{DateTime, Days, Duration, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::model::{
    AccountId, ChatId, DailyHours, Event, EventPlan, EventTime, Lead, Occasion, Reminder, ReminderPlan, instant_of,
};

/// Who gets reminders, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The chat.
    pub chat: ChatId,
    /// The id that a group had before it became a supergroup: its reminders keep their ids, so that none is lost or
    /// sent again.
    pub was: Option<ChatId>,
    /// The chat's own leads.
    pub leads: Vec<Lead>,
    /// The chat's zone, in which all-day events begin.
    pub zone: Tz,
    /// The quiet hours, in which everything waits that can.
    pub quiet: Option<DailyHours>,
}

impl Recipient {
    /// The reminder of an event for a lead; that of an all-day event waits until quiet hours end. `None` if its due
    /// time is too far in the past to be represented.
    #[must_use]
    pub fn reminder(&self, account: &AccountId, event: &Event, lead: Lead) -> Option<Reminder> {
        let reminder = Reminder::plan(account, event, lead, self.chat, self.was.unwrap_or(self.chat), self.zone)?;
        let due = match event.when {
            EventTime::AllDay { .. } => self.after_quiet_hours(reminder.due),
            EventTime::Timed { .. } => reminder.due,
        };
        Some(Reminder { due, ..reminder })
    }

    /// The moment itself, or the end of the quiet hours if it is within them.
    #[must_use]
    pub fn after_quiet_hours(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        self.quiet.map_or(at, |quiet| quiet.after(at, self.zone))
    }
}

/// How far ahead reminders are planned at least; later ones follow day by day ([`PlanFor::NextDays`]).
pub const AHEAD: Duration = Duration::days(4);

/// Why reminders are planned. This decides what happens to a lead that is already past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanFor {
    /// A person made or changed the event here: the answer says that the lead is past, and which reminder comes
    /// instead.
    MadeHere,
    /// The leads of a chat, or the subscribers, have changed here: a lead that is past is skipped.
    ChangedSettings,
    /// The event was added or moved in Google, where no one was told about its reminders: the rule for late reminders
    /// applies, once.
    CameFromGoogle,
    /// Time has passed: reminders due after `since` were never planned, even if they are past by now.
    NextDays {
        /// The time up to which reminders were planned.
        since: DateTime<Utc>,
    },
}

/// The reminders of one event, for each recipient and lead.
///
/// An event that is over has none, and neither have focus time and absences. If several leads are past when an event
/// comes from Google, only the last one counts, as news. If every lead is past and the event is still ahead, the
/// reminder comes at its start.
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
        let is_past = |reminder: &Reminder| match origin {
            PlanFor::NextDays { since } => reminder.due <= since.min(now),
            PlanFor::MadeHere | PlanFor::ChangedSettings | PlanFor::CameFromGoogle => reminder.due <= now,
        };
        let (mut past, mut coming): (Vec<_>, Vec<_>) = reminders.partition(is_past);
        if coming.is_empty() && !past.is_empty() {
            let nearest = recipient.reminder(account, event, Lead::NONE);
            plan.nearest.extend(nearest.filter(|nearest| nearest.due > now));
        }
        match origin {
            PlanFor::MadeHere | PlanFor::ChangedSettings | PlanFor::NextDays { .. } => {}
            PlanFor::CameFromGoogle => coming.extend(past.pop().map(as_news)),
        }
        plan.coming.append(&mut coming);
        plan.passed.append(&mut past);
    }
    plan
}

/// The next digests of a chat that wants one `at` that time of day; more than one, so that none is missed if the next
/// planning fails.
#[must_use]
pub fn digests(recipient: &Recipient, account: &AccountId, at: NaiveTime, now: DateTime<Utc>) -> Vec<Reminder> {
    let today = now.with_timezone(&recipient.zone).date_naive();
    let one = |days| {
        let day = today.checked_add_days(Days::new(days))?;
        let due = recipient.after_quiet_hours(instant_of(day.and_time(at), recipient.zone));
        let first = recipient.was.unwrap_or(recipient.chat);
        (due > now).then(|| Reminder::digest(account, recipient.chat, first, day, due))
    };
    (0..3).filter_map(one).collect()
}

/// What the answer says about the reminders of an event that is made or moved here.
#[must_use]
pub fn coming(when: EventTime, leads: &[Lead], zone: Tz, now: DateTime<Utc>) -> ReminderPlan {
    let (past, mut coming): (Vec<_>, Vec<_>) = firings(when, leads, zone).into_iter().partition(|&(_, due)| due <= now);
    if coming.is_empty() && !past.is_empty() {
        coming.extend(firings(when, &[Lead::NONE], zone).into_iter().filter(|&(_, due)| due > now));
    }
    ReminderPlan { coming, past: past.into_iter().map(|(lead, _)| lead).collect() }
}

/// Marks a reminder that was already past when it was planned.
fn as_news(reminder: Reminder) -> Reminder {
    match reminder.occasion {
        Occasion::Lead(lead) | Occasion::News(lead) => Reminder { occasion: Occasion::News(lead), ..reminder },
        Occasion::Snooze | Occasion::Digest(_) => reminder,
    }
}

/// Each lead with its due time, earliest first; of leads that are due together (an all-day event has one time a day)
/// the shortest.
fn firings(when: EventTime, leads: &[Lead], zone: Tz) -> Vec<(Lead, DateTime<Utc>)> {
    let mut firings: Vec<_> = leads.iter().filter_map(|&lead| Some((lead, lead.due(when, zone)?))).collect();
    firings.sort_unstable_by_key(|&(lead, due)| (due, lead));
    firings.dedup_by_key(|&mut (_, due)| due);
    firings
}

#[cfg(test)]
mod tests;
