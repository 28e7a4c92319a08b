//! The rules of choice: what is meant where a text leaves it open. They are the same for every language.
//!
//! Each has a name, which stands in the `fired` of every reading that it decided; `docs/reading.md` shows the same
//! table to everybody.

/// A rule of choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// A clock without a day.
    ClockAlone,
    /// A clock without a day, which has passed today.
    ClockPassed,
    /// "Today" with a clock that has passed.
    TodayPassed,
    /// A range whose start has passed and whose end has not.
    UnderWay,
    /// An hour without am or pm.
    BareHour,
    /// An hour beside a part of the day.
    HourInPart,
    /// A range whose end alone says am or pm.
    SpreadsBack,
    /// A range whose start alone says am or pm, or neither.
    EndFollows,
    /// A range whose end is earlier on the clock than its start.
    Overnight,
    /// Midnight and 12 at night.
    MidnightEnds,
    /// A part of the day without a clock.
    ImpliedHour,
    /// A day without a clock.
    AllDay,
    /// A weekday alone.
    WeekdayToCome,
    /// A time that is said by a prayer.
    PrayerTime,
    /// A day that has a name of its own.
    NamedDay,
    /// An hour without am or pm, of a meal, of going to bed or of getting up.
    MealHour,
    /// A night by the name of a weekday.
    NightOfDay,
    /// "This" or "next" before a weekday.
    CalendarWeek,
    /// "This" before a weekday that has passed.
    ThisPassed,
    /// A day of a month without its month.
    MonthToCome,
    /// A date without its year.
    YearToCome,
    /// Day and month in numbers that could change places.
    DayOrder,
    /// An amount of days or more from now.
    DaysFromNow,
    /// A repetition.
    FirstOccurrence,
    /// A repetition for a length of time.
    SeriesLength,
    /// A day or clock that is past by its own words.
    ToldNotPlanned,
}

impl Choice {
    /// Every rule, in the order of the table.
    pub const ALL: &[Self] = &[
        Self::ClockAlone,
        Self::ClockPassed,
        Self::TodayPassed,
        Self::UnderWay,
        Self::BareHour,
        Self::HourInPart,
        Self::SpreadsBack,
        Self::EndFollows,
        Self::Overnight,
        Self::MidnightEnds,
        Self::ImpliedHour,
        Self::AllDay,
        Self::WeekdayToCome,
        Self::PrayerTime,
        Self::NamedDay,
        Self::MealHour,
        Self::NightOfDay,
        Self::CalendarWeek,
        Self::ThisPassed,
        Self::MonthToCome,
        Self::YearToCome,
        Self::DayOrder,
        Self::DaysFromNow,
        Self::FirstOccurrence,
        Self::SeriesLength,
        Self::ToldNotPlanned,
    ];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ClockAlone => "choice: clock alone",
            Self::ClockPassed => "choice: clock passed",
            Self::TodayPassed => "choice: today passed",
            Self::UnderWay => "choice: under way",
            Self::BareHour => "choice: bare hour",
            Self::HourInPart => "choice: hour in part of day",
            Self::SpreadsBack => "choice: am and pm spread back",
            Self::EndFollows => "choice: end follows start",
            Self::Overnight => "choice: overnight",
            Self::MidnightEnds => "choice: midnight ends the day",
            Self::ImpliedHour => "choice: implied hour",
            Self::AllDay => "choice: all day",
            Self::WeekdayToCome => "choice: weekday to come",
            Self::PrayerTime => "choice: prayer time",
            Self::NamedDay => "choice: named day",
            Self::MealHour => "choice: hour of a meal",
            Self::NightOfDay => "choice: night of a weekday",
            Self::CalendarWeek => "choice: calendar week",
            Self::ThisPassed => "choice: this weekday passed",
            Self::MonthToCome => "choice: month to come",
            Self::YearToCome => "choice: year to come",
            Self::DayOrder => "choice: day order",
            Self::DaysFromNow => "choice: days from now",
            Self::FirstOccurrence => "choice: first occurrence",
            Self::SeriesLength => "choice: series length",
            Self::ToldNotPlanned => "choice: told, not planned",
        }
    }

    /// What it says.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::ClockAlone => "A clock without a day is today's.",
            Self::ClockPassed => "A clock without a day that has passed today is tomorrow's.",
            Self::TodayPassed => {
                "\"Today\" with a clock that has passed is the next day, with today kept as the other reading."
            }
            Self::UnderWay => "A range is past only when its end is.",
            Self::BareHour => {
                "Hours from 1 to 6 without am or pm are the afternoon's, 12 is noon, others are as written."
            }
            Self::HourInPart => "The part of the day says which half of the day an hour is in.",
            Self::SpreadsBack => "A start without am or pm is the last such hour before the end that has it.",
            Self::EndFollows => "An end without am or pm is the first such hour after the start.",
            Self::Overnight => {
                "An end that is earlier on the clock is the next day's, up to fourteen hours; beyond that it is doubtful."
            }
            Self::MidnightEnds => "Midnight, and 12 at night, is the end of the day that is named.",
            Self::ImpliedHour => "A part of the day without a clock means its usual hour, or soon if that has passed.",
            Self::AllDay => "A day without a clock is the whole day.",
            Self::WeekdayToCome => "A weekday alone is the next one to come: today only if its clock is still ahead.",
            Self::PrayerTime => {
                "A prayer's time is computed for the zone's place and day, and rounded to five minutes."
            }
            Self::NamedDay => {
                "A day with a name is the next one to come; days that are announced by sighting are only about right, and asked."
            }
            Self::MealHour => "Dinner, supper and bedtime are in the evening, breakfast and getting up in the morning.",
            Self::NightOfDay => {
                "\"Malam Jumaat\" is Thursday evening, as Malays count nights; of other weekdays it is the day's own evening."
            }
            Self::CalendarWeek => "\"This\" and \"next\" before a weekday count calendar weeks, Monday to Sunday.",
            Self::ThisPassed => "\"This\" weekday that has passed is the next week's.",
            Self::MonthToCome => "A day of a month without its month is the next one to come that exists.",
            Self::YearToCome => "A date without its year that is past is next year's.",
            Self::DayOrder => {
                "Day and month in numbers are ordered as the chat has it, unless only the other order exists or agrees with the weekday beside it."
            }
            Self::DaysFromNow => "Days, weeks, months or years from now without a clock are a whole day.",
            Self::FirstOccurrence => "A repetition begins with its first occurrence that is still ahead.",
            Self::SeriesLength => {
                "\"For six weeks\" of something weekly is six times; lengths in other units end the series by date."
            }
            Self::ToldNotPlanned => {
                "What is past by its own words, inside a sentence, is told and not planned: no time."
            }
        }
    }
}
