//! A reminder as it is kept: a JSON array, as short as it can be, because it is kept by the hundred thousand.
//!
//! Due time first, as `lua/put_back.lua` reads it. The name is the key's.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::model::{AccountId, ChatId, EventId, EventTime, Lead, Reminder, ReminderId};

/// The times of one with hours are told by its due time, lead and length; of one of whole days the zone is not known.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Record {
    /// Due (milliseconds since 1970), account, event, lead, chat, length (milliseconds).
    Timed(i64, AccountId, EventId, Lead, ChatId, i64),
    /// Due, account, event, lead, chat, first day, days, and how long after due it ends (milliseconds).
    AllDay(i64, AccountId, EventId, Lead, ChatId, NaiveDate, i64, i64),
}

impl Record {
    pub(super) fn of(reminder: &Reminder) -> Self {
        let due = reminder.due.timestamp_millis();
        let (account, event) = (reminder.account.clone(), reminder.event.clone());
        match reminder.when {
            EventTime::Timed { start, end } => {
                Self::Timed(due, account, event, reminder.lead, reminder.chat, (end - start).num_milliseconds())
            }
            EventTime::AllDay { first, until } => {
                let left = reminder.until.timestamp_millis() - due;
                let days = (until - first).num_days();
                Self::AllDay(due, account, event, reminder.lead, reminder.chat, first, days, left)
            }
        }
    }

    /// The reminder again; `None` if its numbers lie outside the calendar, which ours do not.
    pub(super) fn reminder(self, id: ReminderId) -> Option<Reminder> {
        match self {
            Self::Timed(due, account, event, lead, chat, length) => {
                let due = DateTime::<Utc>::from_timestamp_millis(due)?;
                let start = due.checked_add_signed(Duration::minutes(i64::from(lead.minutes)))?;
                let end = start.checked_add_signed(Duration::try_milliseconds(length)?)?;
                let until = end.checked_add_signed(Reminder::KEPT)?;
                Some(Reminder { id, account, event, when: EventTime::Timed { start, end }, lead, chat, due, until })
            }
            Self::AllDay(due, account, event, lead, chat, first, days, left) => {
                let due = DateTime::<Utc>::from_timestamp_millis(due)?;
                let when = EventTime::AllDay { first, until: first.checked_add_signed(Duration::try_days(days)?)? };
                let until = due.checked_add_signed(Duration::try_milliseconds(left)?)?;
                Some(Reminder { id, account, event, when, lead, chat, due, until })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reminder(when: EventTime) -> Reminder {
        Reminder {
            id: ReminderId("x".into()),
            account: AccountId("2v8k4m1c0q".into()),
            event: EventId("0123456789abcdefghijklmnopqrstuv".into()),
            when,
            lead: Lead { minutes: 10 },
            chat: ChatId(-1_001_234_567_890),
            due: "2026-03-10T01:50:00Z".parse().unwrap(),
            until: "2026-03-10T04:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn a_reminder_comes_back_as_it_was_kept() {
        let timed = EventTime::Timed {
            start: "2026-03-10T02:00:00Z".parse().unwrap(),
            end: "2026-03-10T03:00:00Z".parse().unwrap(),
        };
        let days = EventTime::AllDay { first: "2026-03-11".parse().unwrap(), until: "2026-03-13".parse().unwrap() };
        for when in [timed, days] {
            let reminder = reminder(when);
            let text = serde_json::to_string(&Record::of(&reminder)).unwrap();
            let record: Record = serde_json::from_str(&text).unwrap();
            assert_eq!(record.reminder(reminder.id.clone()), Some(reminder), "{text}");
        }
    }

    #[test]
    fn numbers_outside_the_calendar_are_no_reminder() {
        let record: Record = serde_json::from_str(r#"[9223372036854775807,"a","e",10,1,0]"#).unwrap();
        assert_eq!(record.reminder(ReminderId("x".into())), None);
    }
}
