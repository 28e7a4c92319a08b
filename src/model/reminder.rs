//! One firing: an event, a lead and a chat.

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};
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

    /// At the start itself.
    pub const NONE: Self = Self { minutes: 0 };

    /// When people are told of an all-day event: at this time the day before.
    pub const EVENING_BEFORE: NaiveTime = match NaiveTime::from_hms_opt(18, 0, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    };

    /// When people are told of an all-day event without any lead: at this time of the day itself.
    pub const MORNING_OF: NaiveTime = match NaiveTime::from_hms_opt(8, 0, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    };

    /// When this lead falls due for an event. An all-day event reminds at 18:00 the day before, and leads of a day or
    /// more count days from there; without a lead it reminds at 08:00 of the day itself.
    ///
    /// `None` when the calendar begins after that.
    #[must_use]
    pub fn due(self, when: EventTime, zone: Tz) -> Option<DateTime<Utc>> {
        match when {
            EventTime::Timed { start, .. } => start.checked_sub_signed(Duration::minutes(i64::from(self.minutes))),
            EventTime::AllDay { first, .. } if self == Self::NONE => {
                Some(instant_of(first.and_time(Self::MORNING_OF), zone))
            }
            EventTime::AllDay { first, .. } => {
                let days = (self.minutes / (24 * 60)).max(1);
                let day: NaiveDate = first.checked_sub_signed(Duration::days(i64::from(days)))?;
                Some(instant_of(day.and_time(Self::EVENING_BEFORE), zone))
            }
        }
    }
}

/// What makes a reminder fall due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// The event starts this long after.
    Lead(Lead),
    /// The same, but that moment had passed when the event came or moved: it is news, not late.
    News(Lead),
    /// A person asked to be reminded again at this moment.
    Snooze,
    /// It is time for the message about this day.
    Digest(NaiveDate),
}

/// A reminder planned, due or taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// Derived from account, event, start, lead and chat.
    pub id: ReminderId,
    /// The calendar.
    pub account: AccountId,
    /// The event; a digest has a name here that no event has.
    pub event: EventId,
    /// When the event was to be when this was planned: if it has moved since, this is not said.
    pub when: EventTime,
    /// What makes it fall due.
    pub occasion: Occasion,
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

    /// The reminder of an event for a chat in `zone` because of a lead, whose name is made with the number that the chat
    /// had `first`; `None` when the calendar begins before its due time.
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
            occasion: Occasion::Lead(lead),
            chat,
            due: lead.due(when, zone)?,
            until: when.end(zone).checked_add_signed(Self::KEPT)?,
        })
    }

    /// The digest of a day for a chat, whose name is made with the number that the chat had `first`.
    #[must_use]
    pub fn digest(account: &AccountId, chat: ChatId, first: ChatId, day: NaiveDate, due: DateTime<Utc>) -> Self {
        let event = Self::digest_event(first);
        let until = day.checked_add_days(Days::new(1)).unwrap_or(day);
        Self {
            id: ReminderId::derive(account, &event, &day.to_string(), 0, first),
            account: account.clone(),
            event,
            when: EventTime::AllDay { first: day, until },
            occasion: Occasion::Digest(day),
            chat,
            due,
            until: due.checked_add_signed(Duration::days(1)).unwrap_or(due),
        }
    }

    /// What stands in place of an event's id in the digests of a chat; no id at Google has a colon.
    #[must_use]
    pub fn digest_event(chat: ChatId) -> EventId {
        EventId(format!("digest:{chat}"))
    }

    /// The reminder of an event that a person in this chat asked for again, due at `due`, which may be after its end.
    #[must_use]
    pub fn snooze(account: &AccountId, event: &Event, chat: ChatId, due: DateTime<Utc>, zone: Tz) -> Self {
        let end = event.when.end(zone).max(due);
        Self {
            id: ReminderId::of_snooze(account, &event.id, due.timestamp(), chat),
            account: account.clone(),
            event: event.id.clone(),
            when: event.when,
            occasion: Occasion::Snooze,
            chat,
            due,
            until: end.checked_add_signed(Self::KEPT).unwrap_or(end),
        }
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
    /// Those at the start of an event whose every lead is past: they stay if they are planned.
    pub nearest: Vec<Reminder>,
}

impl EventPlan {
    /// An event without reminders.
    #[must_use]
    pub fn none(account: &AccountId, event: &EventId) -> Self {
        Self {
            account: account.clone(),
            event: event.clone(),
            coming: Vec::new(),
            passed: Vec::new(),
            nearest: Vec::new(),
        }
    }

    /// The same without what falls due after `until`.
    #[must_use]
    pub fn until(mut self, until: DateTime<Utc>) -> Self {
        self.coming.retain(|reminder| reminder.due <= until);
        self
    }
}

/// What `/why` says of the reminders of an event in one chat.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// Those that were sent: when, and what made them fall due if that is known.
    pub sent: Vec<(DateTime<Utc>, Option<Occasion>)>,
    /// Those to come: when, and what makes them fall due.
    pub coming: Vec<(DateTime<Utc>, Occasion)>,
    /// Leads whose moment had passed when the event came, moved, or was planned again.
    pub past: Vec<Lead>,
    /// Why there are no more.
    pub silence: Option<Silence>,
}

/// Why a chat is not reminded of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Silence {
    /// Reminders are off in the chat.
    Off,
    /// It is focus time or an absence.
    NotAnAppointment,
    /// The event is over.
    Over,
    /// A person has said that it is done.
    Done,
    /// No leads are set, for the event or for the chat.
    NoLeads,
    /// The calendar came back empty, and a person has yet to say whether it is.
    Held,
}
