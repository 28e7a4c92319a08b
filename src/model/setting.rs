//! What can be set for a chat, beside its language and zone.

use chrono::{NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

/// Some hours of every day; they may reach over midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DailyHours {
    /// When they begin.
    pub from: NaiveTime,
    /// When they end (exclusive). The same as `from` means the whole day.
    pub until: NaiveTime,
}

impl DailyHours {
    /// From nine to six.
    pub const OFFICE: Self = Self { from: hour(9), until: hour(18) };

    /// Whether a time of day lies in them.
    #[must_use]
    pub fn contains(self, at: NaiveTime) -> bool {
        if self.from < self.until { self.from <= at && at < self.until } else { self.from <= at || at < self.until }
    }
}

const fn hour(hour: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, 0, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

/// Which days are the weekend; in Malaysia it differs between states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weekend {
    /// Saturday and Sunday.
    #[default]
    SaturdaySunday,
    /// Friday and Saturday, as in Kedah, Kelantan and Terengganu.
    FridaySaturday,
}

impl Weekend {
    /// Whether a day belongs to it.
    #[must_use]
    pub fn contains(self, day: Weekday) -> bool {
        match self {
            Self::SaturdaySunday => matches!(day, Weekday::Sat | Weekday::Sun),
            Self::FridaySaturday => matches!(day, Weekday::Fri | Weekday::Sat),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_may_reach_over_midnight() {
        let night = DailyHours { from: hour(22), until: hour(7) };
        let table = [(21, false), (22, true), (0, true), (6, true), (7, false), (12, false)];
        for (at, is_inside) in table {
            assert_eq!(night.contains(hour(at)), is_inside, "{at}");
            assert_eq!(DailyHours { from: hour(7), until: hour(22) }.contains(hour(at)), !is_inside, "{at}");
        }
        assert!(DailyHours { from: hour(8), until: hour(8) }.contains(hour(3)));
    }

    #[test]
    fn the_weekend_differs_between_states() {
        assert!(Weekend::FridaySaturday.contains(Weekday::Fri) && !Weekend::FridaySaturday.contains(Weekday::Sun));
        assert!(!Weekend::SaturdaySunday.contains(Weekday::Fri) && Weekend::SaturdaySunday.contains(Weekday::Sun));
    }
}
