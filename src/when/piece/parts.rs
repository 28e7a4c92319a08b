//! What pieces are: the parts of a time as they were said, before anybody asks what they mean.

use chrono::Weekday;
use chrono_tz::Tz;
use smallvec::SmallVec;

use crate::when::number::Number;
use crate::when::word::{DayPart, Edge, Meridiem, Named, Unit};

/// A piece that a rule has read.
#[derive(Debug, Clone)]
pub(in crate::when) struct FoundPiece {
    /// What it says.
    pub piece: Piece,
    /// Its first token.
    pub first: usize,
    /// The token after it.
    pub end: usize,
    /// It is a time only beside another one.
    pub is_weak: bool,
    /// The rule that read it.
    pub rule: &'static str,
}

/// What a piece says.
#[derive(Debug, Clone)]
pub(in crate::when) enum Piece {
    /// A day, a clock, or both.
    Time(DayTime),
    /// A number that may be an hour or a day of a month.
    Number(Number),
    /// An amount from now.
    Offset(Amount),
    /// A length.
    Length(Amount),
    /// A repetition.
    Repeat(Box<Repeat>),
    /// It takes the whole day.
    AllDay,
    /// By the end of the day, which is today where none is said.
    DayEnd,
    /// Remind this long before.
    Lead(Amount),
    /// A time zone.
    Zone(Tz),
    /// A number of times.
    Count(u32),
    /// Days that a repetition leaves out.
    Except(Box<[Day]>),
    /// The day in another calendar, beside the one that counts.
    Aside,
    /// An everyday phrase, which is no time.
    Everyday,
}

/// A day and a time of day, each as far as it is said.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(in crate::when) struct DayTime {
    /// The day.
    pub day: Option<Day>,
    /// The clock.
    pub clock: Option<ClockTime>,
    /// The part of the day.
    pub part: Option<DayPart>,
}

impl DayTime {
    /// The weekday, if nothing else is said about the day.
    pub(in crate::when) fn only_weekday(self) -> Option<Weekday> {
        self.day.and_then(|day| day.weekday.filter(|weekday| day == Day::weekday(*weekday)))
    }
}

/// What is said about a day: every field is one condition.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a set of independent conditions, each read by its own name")]
#[expect(clippy::struct_field_names, reason = "`day` is the day of the month, as in every calendar")]
pub(in crate::when) struct Day {
    /// Some days from today.
    pub days: Option<i64>,
    /// A weekday.
    pub weekday: Option<Weekday>,
    /// The weekday by whose name a night goes ("malam Jumaat"): it may be the evening before or its own.
    pub night_of: Option<Weekday>,
    /// The calendar week, counted from this one.
    pub week: Option<i32>,
    /// "next" was said of the weekday itself, of which people think in two ways.
    pub is_next: bool,
    /// Which of its weekdays in a month; from the end when negative.
    pub nth: Option<i8>,
    /// The day of the month; from the end when negative.
    pub day: Option<i8>,
    /// The day and month, if they could change places.
    pub swapped: Option<(u8, u8)>,
    /// The month.
    pub month: Option<u8>,
    /// The month, counted from this one.
    pub months: Option<i32>,
    /// The year.
    pub year: Option<i32>,
    /// The year, counted from this one.
    pub years: Option<i32>,
    /// A day that has a name of its own.
    pub named: Option<Named>,
    /// An edge of the month, week or year.
    pub edge: Option<Edge>,
    /// The weekend.
    pub is_weekend: bool,
    /// The first working day after.
    pub is_workday: bool,
    /// How much later than the day that the other fields say.
    pub shift: Option<Amount>,
    /// There is no such day: what was said stands in the other fields.
    pub is_impossible: bool,
}

impl Day {
    /// Some days from today.
    pub(in crate::when) fn relative(days: i64) -> Self {
        Self { days: Some(days), ..Self::default() }
    }

    /// A weekday.
    pub(in crate::when) fn weekday(weekday: Weekday) -> Self {
        Self { weekday: Some(weekday), ..Self::default() }
    }

    /// The night that goes by the name of a weekday: "malam Jumaat" is Thursday's, as nights are counted with the day
    /// after them; of other days usage is divided, and the day itself is taken.
    pub(in crate::when) fn night_of(self) -> Self {
        let weekday = self.weekday.map(night_before);
        Self { weekday, night_of: self.weekday, ..self }
    }

    /// The same day, if both conditions can be meant together.
    pub(in crate::when) fn and(self, other: Self) -> Option<Self> {
        let is_relative = |day: &Self| day.days.is_some() || day.shift.is_some();
        let has_two_anchors = (is_relative(&self) && (other.week.is_some() || other.months.is_some()))
            || (is_relative(&other) && (self.week.is_some() || self.months.is_some()));
        // "4月5日清明节": a day that has a name and is dated needs no second date.
        let is_dated =
            |day: &Self| day.day.is_some() || day.days.is_some() || day.month.is_some() || day.week.is_some();
        let is_named_twice = self.named.is_some() && is_dated(&other) || other.named.is_some() && is_dated(&self);
        if has_two_anchors
            || is_named_twice
            || self.is_weekend != other.is_weekend && (self.weekday.is_some() || other.weekday.is_some())
        {
            return None;
        }
        Some(Self {
            days: either(self.days, other.days).ok()?,
            weekday: either(self.weekday, other.weekday).ok()?,
            night_of: self.night_of.or(other.night_of),
            week: either(self.week, other.week).ok()?,
            is_next: self.is_next || other.is_next,
            nth: either(self.nth, other.nth).ok()?,
            day: either(self.day, other.day).ok()?,
            swapped: self.swapped.or(other.swapped),
            month: either(self.month, other.month).ok()?,
            months: either(self.months, other.months).ok()?,
            year: either(self.year, other.year).ok()?,
            years: either(self.years, other.years).ok()?,
            named: either(self.named, other.named).ok()?,
            edge: either(self.edge, other.edge).ok()?,
            is_weekend: self.is_weekend || other.is_weekend,
            is_workday: self.is_workday || other.is_workday,
            shift: either(self.shift, other.shift).ok()?,
            is_impossible: self.is_impossible || other.is_impossible,
        })
    }

    /// Whether it says no month of any kind.
    pub(in crate::when) fn lacks_month(self) -> bool {
        self.month.is_none() && self.months.is_none()
    }

    /// Whether it says a calendar week, and no day in it.
    pub(in crate::when) fn is_week(self) -> bool {
        self.week.is_some() && self == Self { week: self.week, ..Self::default() }
    }

    /// The last day of the week or month, where no day in it is said.
    pub(in crate::when) fn last_of_span(self) -> Self {
        if self.is_week() {
            Self { weekday: Some(Weekday::Sun), ..self }
        } else if self.lacks_day() {
            Self { day: Some(-1), ..self }
        } else {
            self
        }
    }

    /// Whether it says a month or year, but no day in it.
    pub(in crate::when) fn lacks_day(self) -> bool {
        (self.month.is_some() || self.months.is_some())
            && self.day.is_none()
            && self.weekday.is_none()
            && self.edge.is_none()
            && self.shift.is_none()
    }
}

/// The weekday on whose evening the night of a weekday is, as most people mean it.
pub(in crate::when) fn night_before(weekday: Weekday) -> Weekday {
    if weekday == Weekday::Fri { Weekday::Thu } else { weekday }
}

/// What two pieces say of one condition, if they do not contradict each other.
fn either<T: PartialEq>(a: Option<T>, b: Option<T>) -> Result<Option<T>, Contradiction> {
    match (a, b) {
        (Some(a), Some(b)) if a != b => Err(Contradiction),
        (a, b) => Ok(a.or(b)),
    }
}

/// Two pieces say different things.
struct Contradiction;

/// What a clock shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::when) struct ClockTime {
    /// The hour as said; 24 is the midnight that ends the day.
    pub hour: u8,
    /// The minute.
    pub minute: u8,
    /// The second.
    pub second: u8,
    /// Before or after noon, if said.
    pub meridiem: Option<Meridiem>,
    /// It was written in the form of 24 hours (0930, 09:30).
    pub is_exact: bool,
}

impl ClockTime {
    /// The hour alone.
    pub(in crate::when) fn at(hour: u8, minute: u8) -> Self {
        Self { hour, minute, second: 0, meridiem: None, is_exact: false }
    }
}

/// An amount of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::when) struct Amount {
    /// Months.
    pub months: i32,
    /// Days.
    pub days: i32,
    /// Seconds.
    pub seconds: i64,
    /// Only hours or less were named.
    pub is_fine: bool,
    /// It counts working days.
    pub is_workdays: bool,
    /// The unit that was named, if it was one.
    pub unit: Option<(Unit, u32)>,
}

impl Amount {
    /// The same backwards.
    pub(in crate::when) fn back(self) -> Self {
        Self { months: -self.months, days: -self.days, seconds: -self.seconds, ..self }
    }

    /// In whole minutes, a month as thirty days.
    pub(in crate::when) fn minutes(self) -> i64 {
        (i64::from(self.months) * 30 + i64::from(self.days)) * 24 * 60 + self.seconds / 60
    }
}

/// A repetition, as RFC 5545 has it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::when) struct Repeat {
    /// How often; `None` when only the days are said.
    pub every: Option<Unit>,
    /// The interval: every n of it.
    pub interval: u32,
    /// On these weekdays, which of them in the month (0: all).
    pub weekdays: SmallVec<[(i8, Weekday); 7]>,
    /// Which of the days that the rest of the rule names, from the end when negative ("last working day").
    pub position: Option<i8>,
    /// At these hours of the day.
    pub hours: SmallVec<[u8; 4]>,
    /// On these days of the month.
    pub days: SmallVec<[i8; 4]>,
    /// In these months.
    pub months: SmallVec<[u8; 2]>,
    /// On these days of the year.
    pub year_days: SmallVec<[u16; 1]>,
    /// In these weeks of the year.
    pub weeks: SmallVec<[u8; 2]>,
    /// A number of times.
    pub count: Option<u32>,
    /// For how long.
    pub length: Option<Amount>,
    /// The last day.
    pub until: Option<DayTime>,
    /// The first day, if said.
    pub from: Option<DayTime>,
    /// The days that are left out, beside those that the weekdays leave out already.
    pub except: SmallVec<[Day; 2]>,
    /// The part of the day that is said with it ("every morning").
    pub part: Option<DayPart>,
    /// Its weekdays are those of nights ("setiap malam Jumaat").
    pub is_night: bool,
}

impl Repeat {
    /// Whether it comes on days of the week, or every day.
    pub(in crate::when) fn is_of_days(&self) -> bool {
        self.days.is_empty() && self.months.is_empty() && matches!(self.every, Some(Unit::Day | Unit::Week) | None)
    }

    /// Whether it is every day and nothing more.
    pub(in crate::when) fn is_daily(&self) -> bool {
        let is_bare = self.weekdays.is_empty() && self.days.is_empty() && self.months.is_empty();
        self.every == Some(Unit::Day) && self.interval <= 1 && is_bare
    }

    /// Leaves out some weekdays: of every day, the others are left; of some weekdays, the rest of them.
    fn leave_out(&mut self, left_out: &[Weekday]) {
        if self.weekdays.is_empty() && self.days.is_empty() {
            let mut day = Weekday::Mon;
            for _ in 0..7 {
                self.weekdays.push((0, day));
                day = day.succ();
            }
            if self.every == Some(Unit::Day) && self.interval <= 1 {
                self.every = Some(Unit::Week);
            }
        }
        self.weekdays.retain(|(_, day)| !left_out.contains(day));
    }

    /// Leaves out days: weekdays from the rule, dates one by one.
    pub(in crate::when) fn leave_out_days(&mut self, days: &[Day]) {
        let is_weekday = |day: &Day| day.weekday.is_some_and(|weekday| *day == Day::weekday(weekday));
        let weekdays: SmallVec<[Weekday; 7]> =
            days.iter().filter(|day| is_weekday(day)).filter_map(|day| day.weekday).collect();
        if !weekdays.is_empty() {
            self.leave_out(&weekdays);
        }
        self.except.extend(days.iter().filter(|day| !is_weekday(day)).copied());
    }

    /// Every week on these days.
    pub(in crate::when) fn weekly(days: &[Weekday]) -> Self {
        Self {
            every: Some(Unit::Week),
            interval: 1,
            weekdays: days.iter().map(|day| (0, *day)).collect(),
            ..Self::default()
        }
    }
}
