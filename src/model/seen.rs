//! What people saw of events: the list that numbers refer to, and the events that messages are about.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{AccountId, DailyHours, Event, EventId, OriginalStart};

/// What a person saw of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenEvent {
    /// The calendar.
    pub account: AccountId,
    /// The event as it was shown.
    pub event: Event,
    /// Whether it was cancelled from this list.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_cancelled: bool,
}

/// The list that a person last saw in a chat; kept for a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenList {
    /// The rows; row `i` has the number `i + 1`, on whatever page.
    pub rows: Vec<SeenEvent>,
    /// When it was made.
    pub made: DateTime<Utc>,
    /// What it shows.
    #[serde(default)]
    pub view: View,
    /// Whether there is more of it than a list holds.
    #[serde(default)]
    pub is_cut: bool,
    /// Whether Google did not answer for days that the copy does not hold.
    #[serde(default)]
    pub is_unread: bool,
    /// The page of it that was shown last.
    #[serde(default)]
    pub page: u32,
}

/// What a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// What is to come; a series once, at its next occurrence.
    #[default]
    Coming,
    /// What takes place from one day to another, both included; each occurrence of a series on its own.
    Days(ShownDays),
    /// What these words name; of what is to come, a series once.
    Found {
        /// The words.
        query: String,
        /// Whether it is what is over, the latest first.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        is_past: bool,
    },
}

/// Some days as they are looked at: all of each day and all calendars, unless something else is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownDays {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// The part of each day that is meant: "tonight".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<DailyHours>,
    /// The one calendar that is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<NamedCalendar>,
}

impl ShownDays {
    /// All of some days.
    #[must_use]
    pub fn whole(from: NaiveDate, until: NaiveDate) -> Self {
        Self { from, until, hours: None, calendar: None }
    }

    /// Whether these are whole days of all calendars.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.hours.is_none() && self.calendar.is_none()
    }
}

/// A calendar with the name that its person has for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedCalendar {
    /// The calendar.
    pub account: AccountId,
    /// What it is called.
    pub name: String,
}

impl SeenList {
    /// How long numbers refer to a list.
    pub const KEPT: Duration = Duration::days(1);

    /// Until when numbers refer to it.
    #[must_use]
    pub fn until(&self) -> DateTime<Utc> {
        self.made.checked_add_signed(Self::KEPT).unwrap_or(self.made)
    }

    /// The row with the number that a person typed.
    #[must_use]
    pub fn row(&self, number: u32) -> Option<&SeenEvent> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        self.rows.get(index)
    }

    /// Strikes an event through, in whatever row it stands; whether it stands in one.
    pub fn strike(&mut self, account: &AccountId, event: &EventId) -> bool {
        self.strike_where(|row| row.account == *account && row.event.id == *event)
    }

    /// Strikes the occurrences of a series through from one of them on; whether one stands here.
    pub fn strike_series(&mut self, account: &AccountId, series: &EventId, from: OriginalStart) -> bool {
        let is_of_it = |row: &SeenEvent| row.account == *account && row.event.series.as_ref() == Some(series);
        self.strike_where(|row| is_of_it(row) && from <= row.event.place_in_series())
    }

    /// Shows an event as it is now in the row in which it stood, and takes its line away; of a series, in all its rows.
    pub fn bring_back(&mut self, account: &AccountId, was: &EventId, is: &Event) {
        for row in self.rows.iter_mut().filter(|row| row.account == *account) {
            if row.event.id == *was {
                row.event = is.clone();
                row.is_cancelled = false;
            } else if row.event.series.as_ref() == Some(was) {
                row.is_cancelled = false;
            }
        }
    }

    fn strike_where(&mut self, is_meant: impl Fn(&SeenEvent) -> bool) -> bool {
        let mut is_here = false;
        for row in self.rows.iter_mut().filter(|row| is_meant(row)) {
            row.is_cancelled = true;
            is_here = true;
        }
        is_here
    }
}

/// Where an event that was said stands: found again by chat and message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The calendar.
    pub account: AccountId,
    /// The event.
    pub event: EventId,
    /// Until when that is needed: the end of the event.
    pub until: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Etag, EventTime};

    fn list(ids: &[(&str, Option<&str>)]) -> SeenList {
        let at = DateTime::UNIX_EPOCH;
        let rows = ids.iter().map(|(id, series)| SeenEvent {
            account: AccountId("a".into()),
            event: Event {
                series: series.map(|series| EventId(series.into())),
                ..Event::new(
                    EventId((*id).into()),
                    Etag(String::new()),
                    String::new(),
                    EventTime::Timed { start: at, end: at },
                    chrono_tz::UTC,
                )
            },
            is_cancelled: false,
        });
        SeenList { rows: rows.collect(), made: at, view: View::Coming, is_cut: false, is_unread: false, page: 0 }
    }

    fn at() -> OriginalStart {
        OriginalStart::Moment(DateTime::UNIX_EPOCH)
    }

    #[test]
    fn numbers_begin_with_one_and_end_with_the_list() {
        let list = list(&[("x", None), ("y", None)]);
        assert_eq!(list.row(0), None);
        assert_eq!(list.row(1).unwrap().event.id.0, "x");
        assert_eq!(list.row(2).unwrap().event.id.0, "y");
        assert_eq!(list.row(3), None);
    }

    #[test]
    fn what_is_brought_back_stands_where_it_stood() {
        let mut list = list(&[("s_1", Some("s")), ("y", None), ("s_2", Some("s"))]);
        let account = AccountId("a".into());
        list.strike_series(&account, &EventId("s".into()), at());
        list.strike(&account, &EventId("y".into()));
        let copy = Event { id: EventId("z".into()), ..list.rows[1].event.clone() };
        list.bring_back(&account, &EventId("y".into()), &copy);
        assert_eq!((&*list.rows[1].event.id.0, list.rows[1].is_cancelled), ("z", false));
        list.bring_back(&account, &EventId("s".into()), &copy);
        assert_eq!(list.rows.iter().map(|row| &*row.event.id.0).collect::<Vec<_>>(), ["s_1", "z", "s_2"]);
        assert!(list.rows.iter().all(|row| !row.is_cancelled));
    }

    #[test]
    fn a_series_is_struck_through_in_all_its_rows() {
        let mut list = list(&[("s_1", Some("s")), ("y", None), ("s_2", Some("s"))]);
        assert!(list.strike_series(&AccountId("a".into()), &EventId("s".into()), at()));
        assert_eq!(list.rows.iter().map(|row| row.is_cancelled).collect::<Vec<_>>(), [true, false, true]);
        assert!(!list.strike(&AccountId("b".into()), &EventId("y".into())));
    }
}
