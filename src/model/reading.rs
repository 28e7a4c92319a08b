//! What a text about time may mean.

use std::ops::Range;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{Lead, Rule};

/// What relative words are relative to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The present moment.
    pub now: DateTime<Utc>,
    /// Where the person is.
    pub zone: Tz,
    /// How numeric dates are ordered.
    pub order: DayOrder,
}

/// How numeric dates are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    /// Day first: 3/4 is the third of April.
    #[default]
    Dmy,
    /// Month first: 3/4 is the fourth of March.
    Mdy,
}

/// A whole day, or a time of a day, as calendars and clocks of the reading's zone show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// A whole day.
    Day(NaiveDate),
    /// A time of a day.
    Time(NaiveDateTime),
}

impl Moment {
    /// The day.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        match self {
            Self::Day(date) => date,
            Self::Time(at) => at.date(),
        }
    }
}

/// One understood meaning of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What is left when times, rule, place, lead and command words are taken out.
    pub title: String,
    /// When it begins; of a series, its first occurrence.
    pub start: Moment,
    /// When it ends, if the text says: of whole days the last one (inclusive).
    pub end: Option<Moment>,
    /// The zone that `start` and `end` are in: the one named in the text, else the reference's.
    pub zone: Tz,
    /// How it repeats.
    pub rule: Option<Rule>,
    /// Where it is.
    pub place: Option<String>,
    /// A Meet link is asked for.
    pub wants_meet: bool,
    /// How long before the person wants to be reminded: 0 is at the time itself, none that the message does not say.
    pub leads: Vec<Lead>,
    /// Which parts the text named, and which were implied.
    pub known: NamedParts,
    /// What was taken as what, in the order of the text; never overlapping.
    pub spans: Vec<Span>,
    /// What a decision left behind.
    pub flags: Vec<Flag>,
    /// The names of the rules that fired, for bug reports.
    pub fired: Vec<&'static str>,
}

/// Which parts the text itself named; the others are implied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "a set of independent marks, each read by its own name")]
pub struct NamedParts {
    /// A day of some kind.
    pub date: bool,
    /// The year.
    pub year: bool,
    /// A clock time.
    pub clock: bool,
    /// Whether the clock is before or after noon.
    pub meridiem: bool,
    /// An end or a length.
    pub end: bool,
    /// A zone.
    pub zone: bool,
}

/// A piece of the text and what it was taken as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Byte offsets into the text, on character borders.
    pub range: Range<usize>,
    /// What it was taken as.
    pub part: PieceKind,
}

/// What a piece of text can be taken as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PieceKind {
    /// A day.
    Date,
    /// A time of day.
    Clock,
    /// An amount of time from now.
    Offset,
    /// A length.
    Length,
    /// A repetition.
    Rule,
    /// A place.
    Place,
    /// A wish to be reminded earlier.
    Lead,
    /// A time zone.
    Zone,
    /// Words of request, such as "remind me to".
    Command,
    /// A remark, which is no part of the title.
    Note,
}

/// What a decision left behind, for the answer to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// The clock time had passed today, so it is the next day.
    RolledToTomorrow,
    /// The text said "today", but the clock had passed, so the next day.
    TodayRolled,
    /// No year was said.
    YearImplied,
    /// No am or pm was said, and the hour leaves both open.
    MeridiemImplied,
    /// Day and month could change places.
    OrderImplied,
    /// "next Friday" may mean this week's or next week's.
    NextAmbiguous,
    /// A night by the name of a weekday ("malam Jumaat") may be the evening before it or its own.
    NightBefore,
    /// The hour was implied from a part of the day ("morning").
    HourImplied,
    /// The clocks skip this time; it moved forward.
    InGap,
    /// The clocks show this time twice; it means the first.
    InOverlap,
    /// It lies in the past.
    Past,
    /// The hour is a prayer's, computed for the place and rounded.
    Prayer(Prayer),
}

/// A prayer that a time is said by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prayer {
    /// Before dawn.
    Subuh,
    /// Noon.
    Zohor,
    /// Friday's noon.
    Jumaat,
    /// Afternoon.
    Asar,
    /// Sunset.
    Maghrib,
    /// Night.
    Isyak,
}

/// Why a text cannot be acted upon without asking, or at all.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// What is the matter.
    pub kind: DoubtKind,
    /// The piece of the text that raised it (byte offsets).
    pub range: Range<usize>,
}

/// What is the matter with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DoubtKind {
    /// The weekday named is not the date's.
    WeekdayDisagrees {
        /// The weekday named.
        said: Weekday,
        /// The date's own weekday.
        is: Weekday,
    },
    /// There is no such date or time, such as 31 February or 25:00.
    Impossible,
    /// The end comes before the start.
    EndBeforeStart,
    /// The date is further away than calendars go.
    TooFar,
    /// More than one meaning that a person would really mean differently.
    Ambiguous,
}

/// All that a text may mean.
///
/// No readings and no doubt: the text says no time. A doubt without readings: it cannot be acted upon. A doubt with
/// readings: ask which. No doubt: act on the first reading; the others are for corrections by one tap – unless all hold,
/// as where a message names several dates: then each is an event of its own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Understood {
    /// The readings, best first.
    pub readings: Vec<Reading>,
    /// What is in the way of acting on the first.
    pub doubt: Option<Doubt>,
    /// Every reading holds: the message names as many events.
    pub all_hold: bool,
}
