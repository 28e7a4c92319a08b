//! Which hour is meant. Times of day are seconds after the midnight that begins the day; the night may reach beyond
//! the next one.

use super::super::choice::Choice;
use super::super::join::Phrase;
use super::super::piece::DayTime;
use super::super::word::{Beside, DayPart, Meridiem};
use chrono::NaiveDate;

use super::prayer;
use super::view::{Notes, Variant, Viewpoint};
use crate::model::{Flag, Prayer};

const HOUR: i64 = 3600;
const HALF_DAY: i64 = 12 * HOUR;

/// What a clock says about the half of the day.
#[derive(Debug, Clone, Copy)]
enum HalfOfDay {
    /// It says which.
    Fixed(i64),
    /// It leaves both open: the time in the first half.
    Open(i64),
}

/// When a phrase begins and ends on the clock; `None` when it says no time of day.
pub(super) fn time_of_day(phrase: &Phrase, here: &Viewpoint, notes: &mut Notes) -> Option<(i64, Option<i64>)> {
    let variant = here.variant;
    let end = phrase.end.as_ref();
    let start = match (side_time(&phrase.start, here, notes)?, end) {
        // "from midnight to noon" begins the day that is named.
        (HalfOfDay::Fixed(start), Some(end))
            if start == 24 * HOUR && end.day.is_none_or(|_| !phrase.is_end_day_own) =>
        {
            HalfOfDay::Fixed(0)
        }
        (start, _) => start,
    };
    let has_day = end.is_some_and(|end| end.day.is_some()) && phrase.start.day.is_some();
    let end = end.filter(|end| end.clock.is_some() || end.part.is_some()).and_then(|end| side_time(end, here, notes));
    if let (true, HalfOfDay::Open(start), Some(HalfOfDay::Fixed(end))) = (has_day, start, end) {
        return Some((bare(start, phrase.meal, variant, notes), Some(end)));
    }
    Some(match (start, end) {
        (HalfOfDay::Fixed(start), None) => (start, None),
        (HalfOfDay::Open(start), None) => (bare(start, phrase.meal, variant, notes), None),
        (HalfOfDay::Fixed(start), Some(HalfOfDay::Fixed(end))) => (start, Some(end)),
        (HalfOfDay::Fixed(start), Some(HalfOfDay::Open(end))) => {
            notes.chose(Choice::EndFollows);
            (start, Some(if has_day { bare(end, phrase.meal, Variant::Plain, notes) } else { first_after(start, end) }))
        }
        (HalfOfDay::Open(start), Some(HalfOfDay::Fixed(end))) => {
            notes.chose(Choice::SpreadsBack);
            (last_before(start, end), Some(end))
        }
        (HalfOfDay::Open(start), Some(HalfOfDay::Open(end))) => {
            let start = bare(start, phrase.meal, variant, notes);
            notes.chose(Choice::EndFollows);
            (start, Some(if has_day { bare(end, phrase.meal, Variant::Plain, notes) } else { first_after(start, end) }))
        }
    })
}

/// The first time after `start` that an open clock can mean.
fn first_after(start: i64, open: i64) -> i64 {
    let mut end = open;
    while end <= start {
        end += HALF_DAY;
    }
    end
}

/// The last time before `end` that an open clock can mean; of the day before if there is none.
fn last_before(open: i64, end: i64) -> i64 {
    if open + HALF_DAY < end {
        open + HALF_DAY
    } else if open < end {
        open
    } else if open + HALF_DAY < end + 2 * HALF_DAY {
        open + HALF_DAY
    } else {
        open
    }
}

/// What one side says.
fn side_time(side: &DayTime, here: &Viewpoint, notes: &mut Notes) -> Option<HalfOfDay> {
    let Some(clock) = side.clock else {
        return side.part.map(|part| match part {
            DayPart::Prayer(prayer, beside) => {
                notes.chose(Choice::PrayerTime);
                notes.flag(Flag::Prayer(prayer));
                HalfOfDay::Fixed(prayer_time(prayer, beside, here.today(), here).unwrap_or_else(|| usual(part)))
            }
            part => {
                notes.chose(Choice::ImpliedHour);
                notes.flag(Flag::HourImplied);
                HalfOfDay::Fixed(usual(part))
            }
        });
    };
    let hour = i64::from(clock.hour);
    let rest = i64::from(clock.minute) * 60 + i64::from(clock.second);
    if hour == 24 {
        notes.chose(Choice::MidnightEnds);
    }
    if let Some(meridiem) = clock.meridiem {
        return Some(HalfOfDay::Fixed(half(hour, meridiem, side.part) * HOUR + rest));
    }
    if let Some(part) = side.part
        && !(clock.is_exact && hour != 12)
        && (1..=12).contains(&hour)
    {
        notes.chose(Choice::HourInPart);
        return Some(HalfOfDay::Fixed(in_part(hour, part, notes) * HOUR + rest));
    }
    if clock.is_exact || hour > 12 || hour == 0 {
        return Some(HalfOfDay::Fixed(hour * HOUR + rest));
    }
    Some(HalfOfDay::Open(hour % 12 * HOUR + rest))
}

/// An hour with am or pm. "12am tonight" is the midnight that ends the day.
fn half(hour: i64, meridiem: Meridiem, part: Option<DayPart>) -> i64 {
    match meridiem {
        Meridiem::Am if hour == 12 && matches!(part, Some(DayPart::Night | DayPart::LateNight)) => 24,
        Meridiem::Am if hour == 12 => 0,
        Meridiem::Pm if hour < 12 => hour + 12,
        Meridiem::Am | Meridiem::Pm => hour,
    }
}

/// An hour from 1 to 12 in a part of the day.
fn in_part(hour: i64, part: DayPart, notes: &mut Notes) -> i64 {
    match part {
        DayPart::SmallHours if hour == 12 => 0,
        DayPart::SmallHours | DayPart::EarlyMorning | DayPart::Morning | DayPart::Prayer(Prayer::Subuh, _) => hour,
        DayPart::Midday => {
            if hour < 10 {
                hour + 12
            } else {
                hour
            }
        }
        DayPart::Afternoon
        | DayPart::LateAfternoon
        | DayPart::Prayer(Prayer::Zohor | Prayer::Jumaat | Prayer::Asar, _) => {
            if hour < 12 {
                hour + 12
            } else {
                hour
            }
        }
        DayPart::Evening
        | DayPart::Night
        | DayPart::LateNight
        | DayPart::Prayer(Prayer::Maghrib | Prayer::Isyak, _) => match hour {
            12 => {
                notes.chose(Choice::MidnightEnds);
                24
            }
            1..=4 if part != DayPart::Evening => hour + 24,
            _ => hour + 12,
        },
    }
}

/// An open clock alone: hours from one to six are the afternoon's, twelve is noon, others are as written.
fn bare(open: i64, meal: Option<DayPart>, variant: Variant, notes: &mut Notes) -> i64 {
    let by_meal = match meal {
        Some(DayPart::Night | DayPart::LateNight) if open >= 5 * HOUR => Some(true),
        Some(DayPart::Morning) if open >= 4 * HOUR => Some(false),
        _ => None,
    };
    notes.chose(if by_meal.is_some() { Choice::MealHour } else { Choice::BareHour });
    notes.flag(Flag::MeridiemImplied);
    let is_afternoon = by_meal.unwrap_or(open < 7 * HOUR);
    let is_afternoon = if variant == Variant::OtherMeridiem { !is_afternoon } else { is_afternoon };
    if is_afternoon { open + HALF_DAY } else { open }
}

/// When it is beside a prayer on a day, rounded to five minutes: up, but before a prayer down. The other reading is half
/// an hour later, when the prayer is over, or half an hour earlier.
pub(super) fn prayer_time(prayer: Prayer, beside: Beside, date: NaiveDate, here: &Viewpoint) -> Option<i64> {
    const FIVE: i64 = 5 * 60;
    const HALF_HOUR: i64 = 30 * 60;
    let begins = prayer::begins(prayer, date, here.zone)?;
    let other = if here.variant == Variant::OtherPrayer { HALF_HOUR } else { 0 };
    Some(match beside {
        Beside::Before => begins / FIVE * FIVE - other,
        Beside::At | Beside::After => (begins + FIVE - 1) / FIVE * FIVE + other,
    })
}

/// The usual hour of a part of the day.
fn usual(part: DayPart) -> i64 {
    let minutes = match part {
        DayPart::SmallHours => 3 * 60,
        DayPart::EarlyMorning | DayPart::Prayer(Prayer::Subuh, _) => 6 * 60,
        DayPart::Morning => 9 * 60,
        DayPart::Midday => 12 * 60,
        DayPart::Afternoon => 15 * 60,
        DayPart::LateAfternoon | DayPart::Prayer(Prayer::Asar, _) => 17 * 60,
        DayPart::Prayer(Prayer::Zohor, _) => 13 * 60 + 30,
        DayPart::Prayer(Prayer::Jumaat, _) => 14 * 60 + 15,
        DayPart::Prayer(Prayer::Maghrib, _) => 19 * 60 + 30,
        DayPart::Prayer(Prayer::Isyak, _) => 20 * 60 + 45,
        DayPart::Evening => 19 * 60,
        DayPart::Night => 20 * 60,
        DayPart::LateNight => 22 * 60,
    };
    minutes * 60
}

/// When a part of the day is over.
pub(super) fn ends(part: DayPart) -> i64 {
    let hours = match part {
        DayPart::SmallHours => 5,
        DayPart::EarlyMorning | DayPart::Prayer(Prayer::Subuh, _) => 8,
        DayPart::Morning => 12,
        DayPart::Midday => 14,
        DayPart::Afternoon | DayPart::LateAfternoon | DayPart::Prayer(Prayer::Zohor | Prayer::Jumaat, _) => 18,
        DayPart::Prayer(Prayer::Asar, _) => 19,
        DayPart::Evening => 21,
        DayPart::Night | DayPart::LateNight | DayPart::Prayer(Prayer::Maghrib | Prayer::Isyak, _) => 24,
    };
    hours * HOUR
}
