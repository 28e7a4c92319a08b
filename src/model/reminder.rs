//! One firing: an event, a lead and a chat.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{AccountId, ChatId, Event, EventId, EventTime, ReminderId, instant_of};

/// How long before the start of an event a reminder comes, in whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Lead {
    /// Minutes before the start.
    pub minutes: u32,
}

impl Lead {
    /// The longest lead: four weeks, as at Google (Calendar v3, `reminders.overrides.minutes`).
    pub const LONGEST: Self = Self { minutes: 40_320 };

    /// When people are told of an all-day event: at this time the day before.
    pub const ALL_DAY: NaiveTime = match NaiveTime::from_hms_opt(18, 0, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    };

    /// When this lead falls due for an event; an all-day event reminds at 18:00 the day before, and leads of a day
    /// or more count days from there.
    ///
    /// `None` when the calendar begins after that.
    #[must_use]
    pub fn due(self, when: EventTime, zone: Tz) -> Option<DateTime<Utc>> {
        match when {
            EventTime::Timed { start, .. } => start.checked_sub_signed(Duration::minutes(i64::from(self.minutes))),
            EventTime::AllDay { first, .. } => {
                let days = (self.minutes / (24 * 60)).max(1);
                let day: NaiveDate = first.checked_sub_signed(Duration::days(i64::from(days)))?;
                Some(instant_of(day.and_time(Self::ALL_DAY), zone))
            }
        }
    }
}

/// A reminder planned, due or taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// Derived from account, event, start, lead and chat.
    pub id: ReminderId,
    /// The calendar.
    pub account: AccountId,
    /// The event.
    pub event: EventId,
    /// When the event was to be when this was planned: if it has moved since, this is not said.
    pub when: EventTime,
    /// How long before.
    pub lead: Lead,
    /// Who is told.
    pub chat: ChatId,
    /// When it falls due.
    pub due: DateTime<Utc>,
    /// When its record ends: an hour after the event.
    pub until: DateTime<Utc>,
}

impl Reminder {
    /// How long after the end of its event a reminder's record is needed.
    pub const KEPT: Duration = Duration::hours(1);

    /// When the event of this reminder is over.
    #[must_use]
    pub fn event_end(&self) -> DateTime<Utc> {
        self.until - Self::KEPT
    }

    /// The reminder of an event for a chat in `zone`, whose name is made with the number that the chat had `first`;
    /// `None` when the calendar begins after its due time.
    #[must_use]
    pub fn plan(account: &AccountId, event: &Event, lead: Lead, chat: ChatId, first: ChatId, zone: Tz) -> Option<Self> {
        let when = event.when;
        let start = match when {
            EventTime::AllDay { first, .. } => first.to_string(),
            EventTime::Timed { start, .. } => start.timestamp_millis().to_string(),
        };
        Some(Self {
            id: ReminderId::derive(account, &event.id, &start, lead.minutes, first),
            account: account.clone(),
            event: event.id.clone(),
            when,
            lead,
            chat,
            due: lead.due(when, zone)?,
            until: when.end(zone).checked_add_signed(Self::KEPT)?,
        })
    }
}

/// A reminder that a process has taken from the schedule, until its lease runs out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenReminder {
    /// The reminder.
    pub reminder: Reminder,
    /// The number of the batch it was taken with, which says whose it is.
    pub fence: u64,
}

/// Which reminders will come, and which cannot any more.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderPlan {
    /// When they come: lead and instant.
    pub coming: Vec<(Lead, DateTime<Utc>)>,
    /// Leads that are past already, so nothing is planned.
    pub past: Vec<Lead>,
}

/// How a moment lies to `now`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgoOrAhead {
    /// A number of minutes ago.
    Ago(i64),
    /// In a number of minutes.
    Ahead(i64),
}

/// All reminders that an event is to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventPlan {
    /// The calendar.
    pub account: AccountId,
    /// The event.
    pub event: EventId,
    /// Those that will be sent.
    pub coming: Vec<Reminder>,
    /// Those that are never to be sent, however often they are planned again: their lead was past already.
    pub passed: Vec<Reminder>,
}

impl EventPlan {
    /// An event without reminders.
    #[must_use]
    pub fn none(account: &AccountId, event: &EventId) -> Self {
        Self { account: account.clone(), event: event.clone(), coming: Vec::new(), passed: Vec::new() }
    }
}
