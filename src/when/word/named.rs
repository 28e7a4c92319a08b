//! Days that have a name of their own.

use chrono::Weekday;

/// A day that has a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::when) enum Named {
    /// The same day every year: month and day.
    Fixed(u8, u8),
    /// A weekday of a month: the month, which of them (from the end when negative), the weekday.
    Nth(u8, i8, Weekday),
    /// A day of the Chinese calendar: month and day.
    Lunar(u8, u8),
    /// A day of any month of the Chinese calendar (初五).
    LunarDay(u8),
    /// The first and the fifteenth of any month of the Chinese calendar (初一十五).
    NewAndFullMoon,
    /// The day before the Chinese new year.
    LunarEve,
    /// Days from Easter Sunday.
    Easter(i8),
    /// The day of a solar term: the sun's longitude in degrees (clear and bright: 15, winter solstice: 270).
    Solar(u16),
    /// A day of the Hijri calendar, which is announced by sighting: month and day.
    Hijri(u8, u8),
    /// Deepavali, the day before the new moon of Kartika.
    Deepavali,
    /// Thaipusam, about the full moon of the month Thai.
    Thaipusam,
}

impl Named {
    /// Whether it is the eve of a feast, which is kept in the evening.
    pub(in crate::when) fn is_eve(self) -> bool {
        match self {
            Self::Fixed(month, day) => month == 12 && matches!(day, 24 | 31),
            Self::LunarEve => true,
            Self::Nth(..)
            | Self::Lunar(..)
            | Self::LunarDay(_)
            | Self::NewAndFullMoon
            | Self::Easter(_)
            | Self::Solar(_)
            | Self::Hijri(..)
            | Self::Deepavali
            | Self::Thaipusam => false,
        }
    }

    /// The nth day of a festival of which this is the first.
    pub(in crate::when) fn later(self, nth: u8) -> Option<Self> {
        let by = nth.checked_sub(1).filter(|by| *by < 15)?;
        match self {
            Self::Lunar(month, day) => Some(Self::Lunar(month, day.checked_add(by)?)),
            Self::Hijri(month, day) => Some(Self::Hijri(month, day.checked_add(by)?)),
            Self::Fixed(..)
            | Self::Nth(..)
            | Self::LunarDay(_)
            | Self::NewAndFullMoon
            | Self::LunarEve
            | Self::Easter(_)
            | Self::Solar(_)
            | Self::Deepavali
            | Self::Thaipusam => None,
        }
    }
}
