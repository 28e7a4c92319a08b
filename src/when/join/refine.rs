//! What is decided when all pieces of a phrase are there: one named function a decision, in this order.

use super::building::{Building, Numbered, add, range_of_weekdays, weekdays_from};
use crate::when::number::Number;
use crate::when::piece::{ClockTime, Day, DayTime, Repeat};
use crate::when::word::Unit;
use smallvec::SmallVec;

/// A decision about a phrase whose pieces are all there.
struct Refiner {
    /// Its name, which stands in a reading's `fired` where it changed something.
    name: &'static str,
    /// Decides; whether it changed something.
    refine: fn(&mut Building) -> bool,
}

/// Every decision, in the order in which they are made.
const REFINERS: &[Refiner] = &[
    Refiner { name: "join: range of weekdays", refine: range_of_weekdays },
    Refiner { name: "join: clock of a range of weekdays", refine: clock_of_weekdays },
    Refiner { name: "join: two weekdays", refine: two_weekdays },
    Refiner { name: "join: number starts as an hour", refine: number_as_start_hour },
    Refiner { name: "join: number starts as a day", refine: number_as_start_day },
    Refiner { name: "join: number ends as an hour", refine: number_as_end_hour },
    Refiner { name: "join: number ends as a day", refine: number_as_end_day },
    Refiner { name: "join: number is no time", refine: numbers_left },
    Refiner { name: "join: list of days", refine: list_of_days },
    Refiner { name: "join: month of the range", refine: month_of_range },
    Refiner { name: "join: end in the start's month", refine: end_in_starts_month },
    Refiner { name: "join: month alone is no time", refine: months_alone },
    Refiner { name: "join: weak day and clock", refine: weak_together },
    Refiner { name: "join: weekday for weeks", refine: weekday_for_weeks },
    Refiner { name: "join: start of the series", refine: start_of_series },
    Refiner { name: "join: end of the series", refine: end_of_series },
    Refiner { name: "join: range is the series'", refine: range_of_series },
    Refiner { name: "join: series within a month or week", refine: span_of_series },
    Refiner { name: "join: series in the start", refine: series_in_start },
    Refiner { name: "join: length of the series", refine: length_of_series },
    Refiner { name: "join: exceptions of the series", refine: exceptions },
];

/// Makes every decision.
pub(super) fn refine(building: &mut Building) {
    for refiner in REFINERS {
        if (refiner.refine)(building) {
            building.phrase.refined.push(refiner.name);
        }
    }
}

/// "1.15 mon to fri": a clock before a range of weekdays is that of each of them.
fn clock_of_weekdays(building: &mut Building) -> bool {
    let phrase = &mut building.phrase;
    let (Some(first), Some(last)) = (phrase.start.only_weekday(), phrase.end.and_then(DayTime::only_weekday)) else {
        return false;
    };
    let is_plain = phrase.end.is_some_and(|end| end.clock.is_none() && end.part.is_none());
    let has_clock = phrase.start.clock.is_some() && building.end_number.is_none();
    if !is_plain || !has_clock || phrase.repeat.is_some() || !building.dates.is_empty() {
        return false;
    }
    phrase.repeat = Some(Box::new(Repeat::weekly(&weekdays_from(first, last))));
    phrase.start.day = None;
    phrase.end = None;
    true
}

/// "Wednesday and Friday": every week if at a clock, else both days if the second follows the first.
fn two_weekdays(building: &mut Building) -> bool {
    // "sabtu & ahad 12-13 dis": the dates say which.
    let is_dated = |day: Option<Day>| day.is_some_and(|day| day.day.is_some());
    if is_dated(building.phrase.start.day) && is_dated(building.phrase.end.and_then(|end| end.day)) {
        building.also = None;
    }
    let has_number = building.start_number.is_some();
    let phrase = &mut building.phrase;
    let (Some(first), Some(second)) = (phrase.start.only_weekday(), building.also) else { return false };
    // "sabtu & ahad sampai 30 Nov 10 pagi": the clock after the end is that of every time.
    if let (None, Some(end @ DayTime { day: Some(_), clock: Some(_), .. })) = (phrase.start.clock, phrase.end) {
        building.until = Some(DayTime { day: end.day, ..DayTime::default() });
        phrase.start = DayTime { day: phrase.start.day, ..end };
        phrase.end = None;
    }
    if phrase.start.clock.is_some() || phrase.start.part.is_some() || has_number {
        if phrase.repeat.is_none() {
            phrase.repeat = Some(Box::new(Repeat::weekly(&[first, second])));
            phrase.start.day = None;
        }
    } else if first.succ() == second && phrase.end.is_none() {
        phrase.end = Some(DayTime { day: Some(Day::weekday(second)), ..DayTime::default() });
    }
    true
}

/// Whether a clock or a part of the day is said on either side.
fn has_clock(building: &Building) -> bool {
    building.phrase.start.clock.is_some()
        || building.phrase.end.is_some_and(|end| end.clock.is_some() || end.part.is_some())
}

/// Whether what is said beside a number makes it a day: the day or month of a date.
fn days_are_meant(building: &Building) -> bool {
    let day = building.phrase.start.day;
    let end_day = building.phrase.end.and_then(|end| end.day);
    day.is_some_and(|day| day.day.is_some() && building.phrase.start.clock.is_none() && building.start_number.is_none())
        || day.is_some_and(Day::lacks_day)
        || end_day.is_some_and(|end| end.day.is_some()) && !has_clock(building) && day.is_none()
}

/// "10 to 11am", "friday 10", "10 tonight".
fn number_as_start_hour(building: &mut Building) -> bool {
    let Some(start) = building.start_number else { return false };
    let day = building.phrase.start.day;
    let days_are_meant = days_are_meant(building);
    let has_fine_length = building.phrase.length.is_some_and(|length| length.is_fine);
    let is_hour = if let Some(end) = building.phrase.end {
        has_clock(building)
            || building.end_number.is_some()
                && (day.or(end.day).is_some() && !days_are_meant || is_within_day(building) || is_of_days(building))
    } else if (start.is_of_meal || start.is_from && has_fine_length) && !days_are_meant {
        building.phrase.is_sure = true;
        true
    } else if start.is_in_part && building.phrase.repeat.as_ref().is_some_and(|repeat| repeat.part.is_some()) {
        true
    } else {
        let is_free =
            start.is_free && (start.is_after_day || start.is_before_day) || start.is_of_day && start.is_after_day;
        day.is_some() && (building.phrase.start.part.is_some() || is_free) && !days_are_meant
    };
    // "from 10 til 2 sat", "massage sun 4": the hour makes a weak weekday sure.
    building.has_weak_clock |= is_hour && (building.end_number.is_some() || start.is_free || start.is_of_day);
    is_hour && take_start(building, hour)
}

/// Whether a repetition of hours or minutes is said, so that numbers are hours: "every hour from 9 to 5".
fn is_within_day(building: &Building) -> bool {
    building.phrase.repeat.as_ref().is_some_and(|repeat| matches!(repeat.every, Some(Unit::Hour | Unit::Minute)))
}

/// Whether a repetition of weekdays or days is said and no date beside it, so that a range is one of hours: "every sat 2-4".
fn is_of_days(building: &Building) -> bool {
    let is_hour =
        |numbered: Option<Numbered>| numbered.is_some_and(|numbered| (1..=12).contains(&numbered.number.value));
    let is_series = building.phrase.repeat.as_deref().is_some_and(Repeat::is_of_days);
    is_series && is_hour(building.start_number) && is_hour(building.end_number) && !days_are_meant(building)
}

/// "12 to 20 may", "friday 31".
fn number_as_start_day(building: &mut Building) -> bool {
    let Some(start) = building.start_number else { return false };
    let is_range = building.phrase.end.is_some();
    let is_beside_date = days_are_meant(building) && !has_clock(building) && (is_range || start.is_free);
    let is_no_hour = start.number.value > 24 && building.phrase.start.day.is_some() && start.is_free;
    (is_beside_date || is_no_hour) && take_start(building, day_of)
}

/// Takes the number where the start is said, if that fits.
fn take_start(building: &mut Building, take: fn(&mut DayTime, Number) -> bool) -> bool {
    let Some(start) = building.start_number else { return false };
    let is_taken = take(&mut building.phrase.start, start.number);
    if is_taken {
        building.start_number = None;
    }
    is_taken
}

/// "2pm to 4".
fn number_as_end_hour(building: &mut Building) -> bool {
    let (Some(number), Some(_)) = (building.end_number, building.phrase.start.clock) else { return false };
    let mut end = building.phrase.end.unwrap_or_default();
    take_end(building, number, hour(&mut end, number.number), end)
}

/// "12 may to 20".
fn number_as_end_day(building: &mut Building) -> bool {
    let (Some(number), None, Some(start)) =
        (building.end_number, building.phrase.start.clock, building.phrase.start.day)
    else {
        return false;
    };
    if start.day.is_none() && !start.lacks_day() {
        return false;
    }
    let mut end = building.phrase.end.unwrap_or_default();
    let is_day = day_of(&mut end, number.number);
    take_end(building, number, is_day, end)
}

fn take_end(building: &mut Building, number: Numbered, is_taken: bool, end: DayTime) -> bool {
    if is_taken {
        building.phrase.end = Some(end);
        building.end_number = None;
    } else {
        building.phrase.used.retain(|used| *used != number.index);
    }
    is_taken
}

/// Numbers that nothing makes an hour or a day, and the sides of a range that said nothing else.
fn numbers_left(building: &mut Building) -> bool {
    let left = [building.start_number.take(), building.end_number.take()];
    let phrase = &mut building.phrase;
    phrase.used.retain(|used| !left.iter().flatten().any(|number| number.index == *used));
    if phrase.start == DayTime::default() && left[0].is_some() || phrase.end == Some(DayTime::default()) {
        phrase.end = None;
    }
    left.iter().any(Option::is_some)
}

/// "nov 5, 12 and 19", and the days of a list that were whole dates.
fn list_of_days(building: &mut Building) -> bool {
    let numbers = std::mem::take(&mut building.numbers);
    let day = building.phrase.start.day.filter(|day| day.day.is_some() && day.month.is_some());
    let days: Option<SmallVec<[DayTime; 4]>> = numbers
        .iter()
        .map(|number| number.as_day_beside(day?).map(|day| DayTime { day: Some(day), ..DayTime::default() }))
        .collect();
    match days {
        Some(days) => building.dates.extend(days),
        None => building.phrase.used.retain(|used| !numbers.iter().any(|number| number.index == *used)),
    }
    let start = building.phrase.start;
    building.phrase.also = std::mem::take(&mut building.dates)
        .iter()
        .map(|date| DayTime {
            day: date.day,
            clock: date.clock.or(start.clock),
            part: if date.clock.is_some() { date.part } else { date.part.or(start.part) },
        })
        .collect();
    // "20/10/2026, 27/10 and 3/11": the year is said once.
    !building.phrase.also.is_empty()
}

/// "the first monday 1pm to 3pm of next month": the month after the range is its start's.
fn month_of_range(building: &mut Building) -> bool {
    let phrase = &mut building.phrase;
    let Some(end) = &mut phrase.end else { return false };
    let (Some(start), Some(month)) = (phrase.start.day, end.day.filter(|day| day.lacks_day())) else { return false };
    let Some(both) = start.and(month).filter(|_| start.lacks_month() && end.clock.is_some()) else { return false };
    phrase.start.day = Some(both);
    end.day = None;
    true
}

/// "May eighth to tenth".
fn end_in_starts_month(building: &mut Building) -> bool {
    let phrase = &mut building.phrase;
    let (Some(start), Some(end)) = (phrase.start.day, phrase.end.as_mut().and_then(|end| end.day.as_mut())) else {
        return false;
    };
    let is_open = end.day.is_some() && end.month.is_none() && end.months.is_none();
    if is_open {
        (end.month, end.months) = (start.month, start.months);
    }
    is_open
}

/// "lunch with April tomorrow": a month alone counts only in a range of two days.
fn months_alone(building: &mut Building) -> bool {
    let phrase = &mut building.phrase;
    if phrase.start.day.is_some() && phrase.end.is_some_and(|end| end.day.is_some()) {
        phrase.is_sure |= building.weak_months.len() == 2;
        return false;
    }
    let is_alone =
        !building.weak_months.is_empty() && phrase.start.day.is_some_and(Day::lacks_day) && phrase.repeat.is_none();
    // A whole phrase of it may be the month of a yearly series elsewhere, or the last of any.
    if is_alone && phrase.used.len() == building.weak_months.len() && !phrase.is_sure {
        building.has_weak_day = false;
        return false;
    }
    if is_alone {
        phrase.start.day = None;
        phrase.used.retain(|used| !building.weak_months.contains(used));
        building.has_weak_day = false;
    }
    is_alone
}

/// "sat 10.30": a weak day and a weak clock make each other sure.
fn weak_together(building: &mut Building) -> bool {
    let are_both = building.has_weak_day && building.has_weak_clock;
    building.phrase.is_sure |= are_both;
    are_both
}

/// "every monday starting 3 may", and what else "starting" leads to.
fn start_of_series(building: &mut Building) -> bool {
    let phrase = &mut building.phrase;
    let from = building.from;
    let Some(repeat) = &mut phrase.repeat else {
        phrase.is_from = from.is_some();
        let Some(from) = from else { return false };
        // "tamat pukul 11 malam sabtu mula pukul 8": the clock that was said first is the end.
        if let (Some(start), Some(end), None) = (from.clock, phrase.start.clock, phrase.end) {
            phrase.end = Some(DayTime { day: None, clock: Some(end), part: phrase.start.part });
            phrase.start.clock = Some(start);
            phrase.start.part = from.part;
            return true;
        }
        return add(&mut phrase.start, from);
    };
    // "every day 3 may until 9 may": the day beside an end is the start.
    let beside_end = building.until.and(phrase.start.day).map(|day| DayTime { day: Some(day), ..DayTime::default() });
    repeat.from = from.or(beside_end);
    repeat.from.is_some()
}

/// "saturday 10am for 8 weeks", "yoga monday 7pm, 8 sessions": an event this long or often is a weekly one.
fn weekday_for_weeks(building: &mut Building) -> bool {
    let phrase = &mut building.phrase;
    let is_some_weeks = phrase.length.is_some_and(|length| matches!(length.unit, Some((Unit::Week, 2..))));
    let is_weeks = is_some_weeks || matches!(building.count, Some(2..));
    let Some(weekday) = phrase.start.day.and_then(|day| day.weekday) else { return false };
    let is_weekly = is_weeks && phrase.repeat.is_none() && phrase.start.clock.is_some();
    if is_weekly {
        phrase.repeat = Some(Box::new(Repeat::weekly(&[weekday])));
    }
    is_weekly
}

/// "every day until friday", "every day 3 times".
fn end_of_series(building: &mut Building) -> bool {
    let Some(repeat) = &mut building.phrase.repeat else {
        // The series may stand elsewhere.
        building.phrase.count = building.count.filter(|_| building.phrase.used.len() == 1);
        return false;
    };
    repeat.until = building.until;
    repeat.count = building.count.or(repeat.count);
    repeat.until.is_some() || repeat.count.is_some()
}

/// "mondays from jan 1 to march 25": the range of days is the series'.
fn range_of_series(building: &mut Building) -> bool {
    let phrase = &mut building.phrase;
    let (Some(repeat), Some(DayTime { day: Some(last), clock: None, .. })) = (&mut phrase.repeat, phrase.end) else {
        return false;
    };
    repeat.from = repeat.from.or(Some(DayTime { clock: None, ..phrase.start }));
    repeat.until = Some(DayTime { day: Some(last), ..DayTime::default() });
    phrase.end = None;
    phrase.start.day = None;
    true
}

/// "each sunday in march", "every day next week": the series begins and ends with the month or week.
fn span_of_series(building: &mut Building) -> bool {
    let phrase = &mut building.phrase;
    let Some(repeat) = phrase.repeat.as_mut().filter(|repeat| repeat.is_of_days()) else { return false };
    let Some(span) = phrase.start.day.filter(|day| day.lacks_day() || day.is_week()) else { return false };
    if repeat.from.is_some() {
        return false;
    }
    repeat.from = Some(DayTime { day: Some(span), ..DayTime::default() });
    // "from next month every monday" has no end.
    if !phrase.is_led_from {
        repeat.until = repeat.until.or(repeat.from);
    }
    phrase.start.day = None;
    true
}

/// "every day except wednesday", "every weekday except 15 oct"; without a series they are no time.
fn exceptions(building: &mut Building) -> bool {
    let except = std::mem::take(&mut building.except);
    let pieces = std::mem::take(&mut building.except_pieces);
    let phrase = &mut building.phrase;
    if except.is_empty() {
        return false;
    }
    match &mut phrase.repeat {
        Some(repeat) => repeat.leave_out_days(&except),
        // The series may stand elsewhere.
        None if phrase.used.len() == pieces.len() => phrase.except = except,
        None => phrase.used.retain(|used| !pieces.contains(used)),
    }
    phrase.repeat.is_some()
}

/// What is said of a series is said of its first occurrence: the part of the day, the clock of its first day.
fn series_in_start(building: &mut Building) -> bool {
    let phrase = &mut building.phrase;
    let Some(repeat) = &phrase.repeat else { return false };
    let before = phrase.start;
    if repeat.from.is_some_and(|from| from.day == phrase.start.day) {
        phrase.start.day = None;
    }
    // "starting tonight at 9"
    phrase.start.part = phrase.start.part.or(repeat.part).or(repeat.from.and_then(|from| from.part));
    phrase.start.clock = phrase.start.clock.or(repeat.from.and_then(|from| from.clock));
    phrase.start != before
}

/// "every monday for 6 weeks".
fn length_of_series(building: &mut Building) -> bool {
    let phrase = &mut building.phrase;
    let Some(repeat) = &mut phrase.repeat else { return false };
    let is_long = phrase.length.is_some_and(|length| !length.is_fine);
    if is_long {
        repeat.length = phrase.length.take();
    }
    is_long
}

/// Takes a number for an hour.
fn hour(side: &mut DayTime, number: Number) -> bool {
    let Some(hour) = u8::try_from(number.value).ok().filter(|hour| (1..=24).contains(hour)) else { return false };
    if side.clock.is_some() {
        return false;
    }
    side.clock = Some(ClockTime::at(hour, 0));
    true
}

/// Takes a number for a day of a month.
fn day_of(side: &mut DayTime, number: Number) -> bool {
    let Some(day) = i8::try_from(number.value).ok().filter(|day| (1..=31).contains(day)) else { return false };
    let mut conditions = side.day.unwrap_or_default();
    if conditions.day.is_some() {
        return false;
    }
    conditions.day = Some(day);
    side.day = Some(conditions);
    true
}
