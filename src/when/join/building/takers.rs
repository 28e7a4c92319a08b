//! Where a day, clock or part of the day goes that comes into a phrase: one named function for each place.

use chrono::Weekday;
use smallvec::SmallVec;

use super::{Building, Side, add, set};
use crate::when::join::link::Link;
use crate::when::piece::{Day, DayTime, FoundPiece, Repeat};

/// A day, clock or part of the day that comes in.
pub(super) struct Coming<'a> {
    pub time: DayTime,
    pub index: usize,
    pub found: &'a FoundPiece,
    pub link: Link,
    /// A word like "in" or "of" stands before a month alone.
    pub is_led: bool,
}

impl Coming<'_> {
    /// "lunch with April tomorrow": a month alone, which goes only with the other side of a range.
    fn is_weak_month(&self) -> bool {
        self.found.is_weak && self.time.day.is_some_and(|day| day == Day { month: day.month, ..Day::default() })
    }
}

/// Where a day, clock or part of the day goes: the first taker that answers decides (`false` refuses it), else the side that is said.
pub(super) type Taker = fn(&mut Building, &Coming<'_>) -> Option<bool>;

pub(super) const TAKERS: &[Taker] = &[
    name_of_series,
    this_part,
    end_of_series,
    start_of_series,
    month_of_series,
    month_alone,
    other_beginning,
    second_weekday,
    first_of_numbers,
    another_date,
    rest_of_date,
    clock_of_second,
    range_of_clocks,
    range_beside_name,
    own_clock_of_date,
];

/// "setiap 31 Ogos merdeka 8 pagi": the name of the day that comes every year is what it is for.
fn name_of_series(building: &mut Building, coming: &Coming<'_>) -> Option<bool> {
    let is_dated = building.phrase.repeat.as_ref().is_some_and(|repeat| !repeat.months.is_empty());
    let is_name = is_dated && coming.link == Link::Near && coming.time.day.is_some_and(|day| day.named.is_some());
    is_name.then(|| {
        building.names.push(coming.index);
        true
    })
}

/// "jumaat jam 5 petang ni": which day is said already.
fn this_part(building: &mut Building, coming: &Coming<'_>) -> Option<bool> {
    let is_this = coming.found.is_weak && coming.time == DayTime { day: Some(Day::relative(0)), ..DayTime::default() };
    (is_this && building.phrase.start.day.is_some() && coming.link == Link::Near).then_some(true)
}

/// "every day until friday".
fn end_of_series(building: &mut Building, coming: &Coming<'_>) -> Option<bool> {
    // "every friday 6pm to sunday" is a weekend, "every friday 6pm from oct to dec" ends with a month.
    let is_dated = coming.time.only_weekday().is_none() && coming.time.part.is_none();
    let is_end = coming.link == Link::Until
        || coming.link == Link::To && coming.time.clock.is_none() && (!building.start_has_clock() || is_dated);
    (is_end && building.phrase.repeat.is_some() && coming.time.day.is_some())
        .then(|| set(&mut building.until, coming.time))
}

/// "starting monday".
fn start_of_series(building: &mut Building, coming: &Coming<'_>) -> Option<bool> {
    let is_led = building.is_starting && building.from.is_none() && building.phrase.used.is_empty();
    (coming.link == Link::Starting || is_led).then(|| {
        building.is_starting = false;
        set(&mut building.from, coming.time)
    })
}

/// "each sunday in march": the month in which a series is.
fn month_of_series(building: &mut Building, coming: &Coming<'_>) -> Option<bool> {
    let is_series = building.phrase.repeat.as_deref().is_some_and(Repeat::is_of_days);
    (is_series && coming.is_weak_month() && coming.is_led && building.phrase.start.day.is_none())
        .then(|| add(&mut building.phrase.start, coming.time))
}

/// "lunch with April tomorrow": a month alone stands beside nothing.
fn month_alone(building: &mut Building, coming: &Coming<'_>) -> Option<bool> {
    let is_beside = matches!(coming.link, Link::Near | Link::Comma | Link::And) && !building.is_between;
    let is_month = coming.is_weak_month();
    if is_beside && (is_month && !building.phrase.used.is_empty() || building.is_only_month()) {
        return Some(false);
    }
    if is_month {
        building.weak_months.push(coming.index);
    }
    None
}

/// "friday or saturday".
fn other_beginning(building: &mut Building, coming: &Coming<'_>) -> Option<bool> {
    (coming.link == Link::Or).then(|| set(&mut building.phrase.other, coming.time))
}

/// "wednesday and friday".
fn second_weekday(building: &mut Building, coming: &Coming<'_>) -> Option<bool> {
    // "and", a comma, or nothing: "class mon wed 7am"
    let is_joined = matches!(coming.link, Link::And | Link::Comma | Link::Near);
    let is_listed = building.also.is_some() || !building.dates.is_empty();
    if !is_joined || building.is_between || is_listed || building.phrase.end.is_some() {
        return None;
    }
    let first = building.phrase.start.only_weekday()?;
    building.also = Some(coming.time.only_weekday().filter(|second| coming.link == Link::And || *second != first)?);
    Some(add(&mut building.phrase.start, DayTime { day: None, ..coming.time }))
}

/// "20 and 21 oct": the date that says the month of the numbers before it.
fn first_of_numbers(building: &mut Building, coming: &Coming<'_>) -> Option<bool> {
    let day = coming.time.day.filter(|day| day.day.is_some() && day.month.is_some())?;
    if !coming.link.is_list() || building.is_between || building.phrase.start.day.is_some() {
        return None;
    }
    // "9am to 5pm on 5 and 6 dec": after a range of clocks, too.
    let is_after_clocks = building.phrase.end.is_some_and(|end| end.clock.is_some());
    let first = building.start_number.or(building.end_number.filter(|_| is_after_clocks))?;
    let all = || std::iter::once(first).chain(building.numbers.iter().copied());
    let dates: Option<SmallVec<[Day; 4]>> = all().map(|number| number.as_day_beside(day)).collect();
    let dates = dates?;
    building.phrase.start.day = dates.first().copied();
    building.dates =
        dates.iter().skip(1).chain([&day]).map(|day| DayTime { day: Some(*day), ..DayTime::default() }).collect();
    (building.start_number, building.end_number, building.numbers) = (None, None, Vec::new());
    Some(add(&mut building.phrase.start, DayTime { day: None, ..coming.time }))
}

/// "20/10, 27/10 and 3/11": another day than the start's, in a list.
fn another_date(building: &mut Building, coming: &Coming<'_>) -> Option<bool> {
    let start = building.phrase.start.day?;
    let day = coming.time.day?;
    let is_range = building.phrase.end.is_some() || building.phrase.repeat.is_some();
    if !coming.link.is_list() || building.is_between || is_range || !is_listable(start) || !is_listable(day) {
        return None;
    }
    let said = building.dates.last().and_then(|date| date.day).unwrap_or(start);
    if said.and(day).is_some() {
        return None;
    }
    // "10月17号和18号": the month is said once.
    let is_of_same_month = day.lacks_month() && day.day.is_some();
    let day =
        if is_of_same_month { Day { month: said.month, months: said.months, year: said.year, ..day } } else { day };
    building.dates.push(DayTime { day: Some(day), ..coming.time });
    Some(true)
}

/// "selasa 6 okt, rabu 14 okt": the date after the weekday that begins the last one.
fn rest_of_date(building: &mut Building, coming: &Coming<'_>) -> Option<bool> {
    let last = building.dates.last_mut()?;
    let date = coming.time.day.filter(|day| day.day.is_some())?;
    let whole = last.only_weekday().and_then(|weekday| Day::weekday(weekday).and(date))?;
    if !matches!(coming.link, Link::Near | Link::Comma) {
        return None;
    }
    *last = DayTime { day: Some(whole), ..coming.time };
    Some(true)
}

/// "gym mon 7am, wed 7am": the second weekday has a clock of its own, so that they are two events.
fn clock_of_second(building: &mut Building, coming: &Coming<'_>) -> Option<bool> {
    let is_clock_alone = coming.time.day.is_none() && coming.time.clock.is_some() && coming.link == Link::Near;
    let has_own = building.phrase.start.clock.is_some() && building.phrase.end.is_none() && building.dates.is_empty();
    let weekday = building.also.filter(|_| is_clock_alone && has_own)?;
    building.also = None;
    building.dates.push(DayTime { day: Some(Day::weekday(weekday)), ..coming.time });
    Some(true)
}

/// "5-7 Okt 8.30 pagi - 5 petang": a range of clocks after one of days, from the first day's to the last day's.
fn range_of_clocks(building: &mut Building, coming: &Coming<'_>) -> Option<bool> {
    let end = building.phrase.end.as_mut()?;
    let last = end.day?;
    let first = building.phrase.start.day.or(building.start_number.and_then(|number| number.as_day_beside(last)))?;
    let is_clock_alone = coming.time.day.is_none() && coming.time.clock.is_some();
    if !coming.link.is_range() || building.phrase.start.clock.is_some() || end.clock.is_none() || !is_clock_alone {
        return None;
    }
    building.start_number = None;
    building.phrase.start = DayTime { day: Some(first), ..*end };
    *end = DayTime { day: end.day, ..coming.time };
    Some(true)
}

/// "cuti deepavali 7-9 nov": the range says when, and the day's name what for.
fn range_beside_name(building: &mut Building, coming: &Coming<'_>) -> Option<bool> {
    let last = coming.time.day.filter(|day| day.day.is_some() && day.month.is_some())?;
    let (name, number) = (building.named.filter(|_| coming.link.is_range())?, building.start_number?);
    building.phrase.start.day = Some(number.as_day_beside(last)?);
    building.phrase.used.retain(|used| *used != name);
    (building.start_number, building.named) = (None, None);
    Some(own_side(building, coming))
}

/// Whether a day is one that a list can name: a date or a weekday, and not a whole week or month.
fn is_listable(day: Day) -> bool {
    day.day.is_some() || day.days.is_some() || day.weekday.is_some() || day.named.is_some()
}

/// "mon 9am, tue 10am": the clock of the last date of a list, where the first has its own.
fn own_clock_of_date(building: &mut Building, coming: &Coming<'_>) -> Option<bool> {
    let has_own = building.phrase.start.clock.is_some() && building.phrase.end.is_none();
    let last = building.dates.last_mut().filter(|last| last.clock.is_none() && has_own)?;
    (coming.link == Link::Near && coming.time.day.is_none() && coming.time.clock.is_some())
        .then(|| add(last, coming.time))
}

/// The side of the range that is being said, or the other one if its word stands before.
pub(super) fn own_side(building: &mut Building, coming: &Coming<'_>) -> bool {
    if coming.link.is_range()
        && building.is_empty()
        && let Some(from) = building.from.take()
    {
        add(&mut building.phrase.start, from);
    }
    if coming.link.is_range() && building.side == Side::End {
        range_of_weekdays(building);
    }
    // "every 3 march and 5 may": a yearly date and another one are two things.
    let is_dated = |day: Day| day.day.is_some() && day.month.is_some();
    let is_yearly = building.phrase.repeat.as_ref().is_some_and(|repeat| !repeat.months.is_empty());
    if is_yearly && coming.time.day.is_some_and(is_dated) {
        return false;
    }
    // "friday - 3pm" is no range.
    let is_dash_after_day =
        building.phrase.start.day.is_some() && !building.start_has_clock() && coming.time.day.is_none();
    let is_range = match coming.link {
        Link::To | Link::Until => true,
        Link::Dash => !is_dash_after_day,
        Link::And => building.is_between,
        Link::Near | Link::Comma | Link::Or | Link::Starting | Link::Far => false,
    };
    if !building.go_to_side(is_range) {
        return false;
    }
    // "from 2pm till tomorrow 4:30pm": a day before the clock of the end is the end's alone.
    if building.side == Side::End && building.phrase.end == Some(DayTime::default()) && building.end_number.is_none() {
        building.phrase.is_end_day_own = coming.time.day.is_some_and(is_listable);
    }
    let side = match (&mut building.phrase.end, building.side) {
        (Some(end), Side::End) => end,
        (_, Side::Start | Side::End) => &mut building.phrase.start,
    };
    if !add(side, coming.time) {
        return false;
    }
    if coming.time.day.is_some_and(|day| day.named.is_some()) {
        building.named = Some(coming.index);
    }
    building.has_weak_day |= coming.found.is_weak && coming.time.day.is_some();
    building.has_weak_clock |= coming.found.is_weak && (coming.time.clock.is_some() || coming.time.part.is_some());
    true
}

/// "Monday to Friday, 9am": a range of weekdays with one clock is said of every week.
pub(in crate::when::join) fn range_of_weekdays(building: &mut Building) -> bool {
    let has_start_number = building.start_number.is_some();
    let end_number = building.end_number;
    let phrase = &mut building.phrase;
    // "isnin sampai khamis 8-9 malam": the clock may be a bare number still.
    let has_clock = |end: &DayTime| end.clock.is_some() || end_number.is_some();
    let Some(end) = phrase.end.filter(|end| has_clock(end) && phrase.repeat.is_none()) else { return false };
    if phrase.start.clock.is_some() || has_start_number || phrase.start.part.is_some() {
        return false;
    }
    let (Some(first), Some(last)) = (phrase.start.only_weekday(), end.only_weekday()) else { return false };
    phrase.repeat = Some(Box::new(Repeat::weekly(&weekdays_from(first, last))));
    phrase.start = DayTime { day: None, ..end };
    phrase.end = None;
    (building.start_number, building.end_number) = (building.end_number.take(), None);
    building.side = Side::Start;
    true
}

/// The weekdays from one to another.
pub(in crate::when::join) fn weekdays_from(first: Weekday, last: Weekday) -> SmallVec<[Weekday; 7]> {
    let mut days: SmallVec<[Weekday; 7]> = SmallVec::new();
    let mut day = first;
    while day != last && days.len() < 7 {
        days.push(day);
        day = day.succ();
    }
    days.push(last);
    days
}
