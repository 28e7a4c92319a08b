//! A reminder as it is kept: a JSON array, as short as it can be, because it is kept by the hundred thousand.
//!
//! Due time first, as `lua/put_back.lua` reads it; the other times count from there. The name is the key's.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::model::{AccountId, ChatId, EventId, EventTime, Lead, Reminder, ReminderId};

/// Due (milliseconds since 1970), account, event, start, length, lead, chat, and how long after due it ends.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record(i64, AccountId, EventId, Start, i64, Lead, ChatId, i64);

/// When the event begins.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Start {
    /// So many milliseconds after the due time; lengths are in milliseconds too.
    After(i64),
    /// On this day; lengths are in days.
    On(NaiveDate),
}

impl Record {
    pub(super) fn of(reminder: &Reminder) -> Self {
        let due = reminder.due.timestamp_millis();
        let (start, length) = match reminder.when {
            EventTime::Timed { start, end } => {
                (Start::After(start.timestamp_millis() - due), (end - start).num_milliseconds())
            }
            EventTime::AllDay { first, until } => (Start::On(first), (until - first).num_days()),
        };
        let left = reminder.until.timestamp_millis() - due;
        let (account, event) = (reminder.account.clone(), reminder.event.clone());
        Self(due, account, event, start, length, reminder.lead, reminder.chat, left)
    }

    /// The reminder again; `None` if its numbers lie outside the calendar, which ours do not.
    pub(super) fn reminder(self, id: ReminderId) -> Option<Reminder> {
        let Self(due, account, event, start, length, lead, chat, left) = self;
        let due = DateTime::<Utc>::from_timestamp_millis(due)?;
        let when = match start {
            Start::After(span) => {
                let start = due.checked_add_signed(Duration::try_milliseconds(span)?)?;
                EventTime::Timed { start, end: start.checked_add_signed(Duration::try_milliseconds(length)?)? }
            }
            Start::On(first) => {
                EventTime::AllDay { first, until: first.checked_add_signed(Duration::try_days(length)?)? }
            }
        };
        let until = due.checked_add_signed(Duration::try_milliseconds(left)?)?;
        Some(Reminder { id, account, event, when, lead, chat, due, until })
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
            start: "2026-03-10T02:00:00.250Z".parse().unwrap(),
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
        let record: Record = serde_json::from_str(r#"[9223372036854775807,"a","e",0,0,10,1,0]"#).unwrap();
        assert_eq!(record.reminder(ReminderId("x".into())), None);
    }
}
