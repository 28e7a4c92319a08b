//! What can be set for a chat, beside its language and zone.

use chrono::{DateTime, Days, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{DayOrder, HourStyle, Language, Lead, instant_of};

/// A setting with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingValue {
    /// The time zone.
    Zone(Tz),
    /// The language.
    Language(Language),
    /// How hours are written.
    HourStyle(HourStyle),
    /// How numeric dates are ordered.
    DayOrder(DayOrder),
    /// The first day of the week.
    WeekStart(Weekday),
    /// Which days are the weekend.
    Weekend(Weekend),
    /// Whether reminders come here.
    Reminders(bool),
    /// How long before events reminders come.
    Leads(Vec<Lead>),
    /// The hours in which nothing is sent unasked, if any.
    Quiet(Option<DailyHours>),
    /// When the day's events are sent, if at all.
    Digest(Option<NaiveTime>),
    /// How many minutes an event lasts when nobody says.
    Length(u32),
    /// The hours in which free time is looked for.
    WorkingHours(DailyHours),
    /// Whether `/week` sends the picture at once.
    Picture(bool),
    /// Whether titles and places are shown.
    Titles(bool),
    /// Whether what others do is told.
    Others(bool),
}

impl SettingValue {
    /// Which setting it is of.
    #[must_use]
    pub fn setting(&self) -> Setting {
        match self {
            Self::Zone(_) => Setting::Zone,
            Self::Language(_) => Setting::Language,
            Self::HourStyle(_) => Setting::HourStyle,
            Self::DayOrder(_) => Setting::DayOrder,
            Self::WeekStart(_) => Setting::WeekStart,
            Self::Weekend(_) => Setting::Weekend,
            Self::Reminders(_) => Setting::Reminders,
            Self::Leads(_) => Setting::Leads,
            Self::Quiet(_) => Setting::Quiet,
            Self::Digest(_) => Setting::Digest,
            Self::Length(_) => Setting::Length,
            Self::WorkingHours(_) => Setting::WorkingHours,
            Self::Picture(_) => Setting::Picture,
            Self::Titles(_) => Setting::Titles,
            Self::Others(_) => Setting::Others,
        }
    }

    /// Whether reminders must be planned again when it changes.
    #[must_use]
    pub fn moves_reminders(&self) -> bool {
        match self {
            Self::Zone(_) | Self::Reminders(_) | Self::Leads(_) | Self::Quiet(_) | Self::Digest(_) => true,
            Self::Language(_)
            | Self::HourStyle(_)
            | Self::DayOrder(_)
            | Self::WeekStart(_)
            | Self::Weekend(_)
            | Self::Length(_)
            | Self::WorkingHours(_)
            | Self::Picture(_)
            | Self::Titles(_)
            | Self::Others(_) => false,
        }
    }
}

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

    /// The moment itself, or the end of the hours that it lies in.
    #[must_use]
    pub fn after(self, at: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
        let local = at.with_timezone(&zone).naive_local();
        if !self.contains(local.time()) {
            return at;
        }
        let ends_today = local.time() < self.until;
        let day = local.date().checked_add_days(Days::new(u64::from(!ends_today)));
        day.map_or(at, |day| instant_of(day.and_time(self.until), zone).max(at))
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

/// What is wanted of the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingsWish {
    /// See them all.
    Show,
    /// See one.
    Ask(Setting),
    /// Change one.
    Set {
        /// Which.
        setting: Setting,
        /// The value in the message's own words.
        said: String,
        /// What these words say, if they name a value.
        value: Option<SettingValue>,
    },
}

/// A setting of a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// The time zone.
    Zone,
    /// The language.
    Language,
    /// How long before events reminders come.
    Leads,
    /// The day's events each morning.
    Digest,
    /// The hours in which nothing is sent unasked.
    Quiet,
    /// How long an event is when the message does not say.
    Length,
    /// Twelve or twenty-four hours.
    HourStyle,
    /// The hours in which free time is looked for.
    WorkingHours,
    /// The first day of the week.
    WeekStart,
    /// Which days are the weekend.
    Weekend,
    /// How numeric dates are ordered.
    DayOrder,
    /// Whether reminders come to this chat.
    Reminders,
    /// Whether `/week` sends the picture at once.
    Picture,
    /// In a group: whether titles and places are shown.
    Titles,
    /// In a private chat: whether what others add, move and cancel is told.
    Others,
}

impl Setting {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 15] = [
        Self::Language,
        Self::Zone,
        Self::HourStyle,
        Self::DayOrder,
        Self::WeekStart,
        Self::Weekend,
        Self::Reminders,
        Self::Leads,
        Self::Quiet,
        Self::Digest,
        Self::Length,
        Self::WorkingHours,
        Self::Picture,
        Self::Titles,
        Self::Others,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_falls_into_some_hours_waits_until_they_end() {
        let zone = chrono_tz::Asia::Kuala_Lumpur;
        let at = |text: &str| {
            instant_of(
                chrono::NaiveDateTime::parse_from_str(&format!("2026-03-{text}"), "%Y-%m-%d %H:%M").unwrap(),
                zone,
            )
        };
        let night = DailyHours { from: hour(22), until: hour(7) };
        let noon = DailyHours { from: hour(12), until: hour(13) };
        let table = [
            (night, "10 21:59", "10 21:59"),
            (night, "10 22:00", "11 07:00"),
            (night, "11 00:00", "11 07:00"),
            (night, "11 06:59", "11 07:00"),
            (night, "11 07:00", "11 07:00"),
            (noon, "10 12:00", "10 13:00"),
            (noon, "10 13:00", "10 13:00"),
        ];
        for (hours, moment, expected) in table {
            assert_eq!(hours.after(at(moment), zone), at(expected), "{hours:?} {moment}");
        }
    }

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
