//! A reminder as it is stored: a short text rather than JSON, because there can be hundreds of thousands.
//!
//! Times are whole seconds, the due time rounded up, so that nothing is early. It comes first, where `lua/release.lua`
//! reads it; the times of a timed event follow from it. The reminder's id is in the key.

use std::fmt;

use chrono::{DateTime, Duration, NaiveDate, Utc};

use crate::model::{AccountId, ChatId, EventId, EventTime, Lead, Occasion, Reminder, ReminderId};

/// Written as `DUE OCCASION CHAT LENGTH ACCOUNT EVENT`. The occasion is a lead in minutes (`10`), with an `n` if it is
/// news (`10n`); an `s` and how many seconds after the due time the event starts (`s-1800`), for a snooze; or a `d` for
/// a digest. The length is in seconds. For all-day events it is the first day, the number of days, and how many seconds
/// after its due time the reminder ends: `2026-03-11/1/93600`.
pub(super) struct ScheduleRecord<'a>(pub(super) &'a Reminder);

/// When a reminder falls due, in seconds since 1970.
pub(super) fn due_second(reminder: &Reminder) -> i64 {
    reminder.due.timestamp() + i64::from(reminder.due.timestamp_subsec_nanos() > 0)
}

impl fmt::Display for ScheduleRecord<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Reminder { account, event, when, occasion, chat, until, .. } = self.0;
        let due = due_second(self.0);
        write!(f, "{due} ")?;
        match (occasion, when) {
            (Occasion::Lead(lead), _) => write!(f, "{}", lead.minutes)?,
            (Occasion::News(lead), _) => write!(f, "{}n", lead.minutes)?,
            (Occasion::Snooze, EventTime::Timed { start, .. }) => write!(f, "s{}", start.timestamp() - due)?,
            (Occasion::Snooze, EventTime::AllDay { .. }) => write!(f, "s0")?,
            (Occasion::Digest(_), _) => write!(f, "d")?,
        }
        write!(f, " {chat} ")?;
        match when {
            EventTime::Timed { start, end } => write!(f, "{}", (*end - *start).num_seconds())?,
            EventTime::AllDay { first, until: end } => {
                write!(f, "{first}/{}/{}", (*end - *first).num_days(), until.timestamp() - due)?;
            }
        }
        write!(f, " {account} {event}")
    }
}

/// The reminder again; `None` if the text is not one of ours.
pub(super) fn read(id: ReminderId, text: &str) -> Option<Reminder> {
    let mut words = text.splitn(6, ' ');
    let due = DateTime::<Utc>::from_timestamp(words.next()?.parse().ok()?, 0)?;
    let (occasion, start) = occasion(words.next()?, due)?;
    let chat = ChatId(words.next()?.parse().ok()?);
    let (when, until) = times(words.next()?, due, start)?;
    let occasion = occasion.or(match when {
        EventTime::AllDay { first, .. } => Some(Occasion::Digest(first)),
        EventTime::Timed { .. } => None,
    })?;
    let account = AccountId(words.next()?.to_owned());
    let event = EventId(words.next()?.to_owned());
    Some(Reminder { id, account, event, when, occasion, chat, due, until })
}

/// Why the reminder is due (`None` for a digest), and when a timed event then starts.
fn occasion(text: &str, due: DateTime<Utc>) -> Option<(Option<Occasion>, DateTime<Utc>)> {
    if text == "d" {
        return Some((None, due));
    }
    if let Some(seconds) = text.strip_prefix('s') {
        let start = due.checked_add_signed(Duration::try_seconds(seconds.parse().ok()?)?)?;
        return Some((Some(Occasion::Snooze), start));
    }
    let (minutes, is_news) = text.strip_suffix('n').map_or((text, false), |minutes| (minutes, true));
    let lead = Lead { minutes: minutes.parse().ok()? };
    let start = due.checked_add_signed(Duration::minutes(i64::from(lead.minutes)))?;
    Some((Some(if is_news { Occasion::News(lead) } else { Occasion::Lead(lead) }), start))
}

/// When the event is, and when the reminder ends.
fn times(length: &str, due: DateTime<Utc>, start: DateTime<Utc>) -> Option<(EventTime, DateTime<Utc>)> {
    if let Some((first, rest)) = length.split_once('/') {
        let (days, left) = rest.split_once('/')?;
        let first: NaiveDate = first.parse().ok()?;
        let until = first.checked_add_signed(Duration::try_days(days.parse().ok()?)?)?;
        let end = due.checked_add_signed(Duration::try_seconds(left.parse().ok()?)?)?;
        return Some((EventTime::AllDay { first, until }, end));
    }
    let end = start.checked_add_signed(Duration::try_seconds(length.parse().ok()?)?)?;
    Some((EventTime::Timed { start, end }, end.max(due).checked_add_signed(Reminder::KEPT)?))
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
            occasion: Occasion::Lead(Lead { minutes: 10 }),
            chat: ChatId(-1_001_234_567_890),
            due: "2026-03-10T01:50:00Z".parse().unwrap(),
            until: "2026-03-10T04:00:00Z".parse().unwrap(),
        }
    }

    fn timed(start: &str, end: &str) -> EventTime {
        EventTime::Timed { start: start.parse().unwrap(), end: end.parse().unwrap() }
    }

    #[test]
    fn a_reminder_comes_back_as_it_was_kept() {
        let hour = timed("2026-03-10T02:00:00Z", "2026-03-10T03:00:00Z");
        let days = EventTime::AllDay { first: "2026-03-11".parse().unwrap(), until: "2026-03-13".parse().unwrap() };
        let news = Reminder { occasion: Occasion::News(Lead { minutes: 10 }), ..reminder(hour) };
        let snooze = |when, due: &str, until: &str| Reminder {
            occasion: Occasion::Snooze,
            due: due.parse().unwrap(),
            until: until.parse().unwrap(),
            ..reminder(when)
        };
        let during = snooze(hour, "2026-03-10T02:30:00Z", "2026-03-10T04:00:00Z");
        let after = snooze(hour, "2026-03-11T01:00:00Z", "2026-03-11T02:00:00Z");
        let whole = snooze(days, "2026-03-11T01:00:00Z", "2026-03-12T17:00:00Z");
        let digest = Reminder {
            id: ReminderId("x".into()),
            ..Reminder::digest(&reminder(hour).account, ChatId(7), ChatId(7), "2026-03-11".parse().unwrap(), during.due)
        };
        for reminder in [reminder(hour), reminder(days), news, during, after, whole, digest] {
            let text = ScheduleRecord(&reminder).to_string();
            assert_eq!(read(reminder.id.clone(), &text), Some(reminder), "{text}");
        }
    }

    #[test]
    fn a_due_time_between_two_seconds_is_the_later_one() {
        let when = timed("2026-03-10T02:00:00.250Z", "2026-03-10T03:00:00Z");
        let reminder = Reminder { due: "2026-03-10T01:50:00.250Z".parse().unwrap(), ..reminder(when) };
        let due = "2026-03-10T01:50:01Z".parse::<DateTime<Utc>>().unwrap();
        assert_eq!(read(reminder.id.clone(), &ScheduleRecord(&reminder).to_string()).unwrap().due, due);
    }

    #[test]
    fn what_is_not_ours_is_no_reminder() {
        let texts = ["", "nonsense", "1 2 3 4 a", "9223372036854775807 10 1 3600 a e", "1 10 1 2026-03-11/1 a e"];
        for text in texts {
            assert_eq!(read(ReminderId("x".into()), text), None, "{text}");
        }
    }
}
