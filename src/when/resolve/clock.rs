//! Which hour is meant. Times of day are seconds after the midnight that begins the day; the night may reach beyond
//! the next one.

use super::super::choice::Choice;
use super::super::join::Phrase;
use super::super::piece::Time;
use super::super::word::{Meridiem, Part};
use super::{Notes, Variant};
use crate::model::Flag;

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
pub(super) fn time_of_day(phrase: &Phrase, variant: Variant, notes: &mut Notes) -> Option<(i64, Option<i64>)> {
    let end = phrase.end.as_ref();
    let start = side_time(&phrase.start, notes)?;
    let has_day = end.is_some_and(|end| end.day.is_some()) && phrase.start.day.is_some();
    let end = end.filter(|end| end.clock.is_some() || end.part.is_some()).and_then(|end| side_time(end, notes));
    if let (true, HalfOfDay::Open(start), Some(HalfOfDay::Fixed(end))) = (has_day, start, end) {
        return Some((bare(start, variant, notes), Some(end)));
    }
    Some(match (start, end) {
        (HalfOfDay::Fixed(start), None) => (start, None),
        (HalfOfDay::Open(start), None) => (bare(start, variant, notes), None),
        (HalfOfDay::Fixed(start), Some(HalfOfDay::Fixed(end))) => (start, Some(end)),
        (HalfOfDay::Fixed(start), Some(HalfOfDay::Open(end))) => {
            notes.chose(Choice::EndFollows);
            (start, Some(if has_day { bare(end, Variant::Plain, notes) } else { first_after(start, end) }))
        }
        (HalfOfDay::Open(start), Some(HalfOfDay::Fixed(end))) => {
            notes.chose(Choice::SpreadsBack);
            (last_before(start, end), Some(end))
        }
        (HalfOfDay::Open(start), Some(HalfOfDay::Open(end))) => {
            let start = bare(start, variant, notes);
            notes.chose(Choice::EndFollows);
            (start, Some(if has_day { bare(end, Variant::Plain, notes) } else { first_after(start, end) }))
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
fn side_time(side: &Time, notes: &mut Notes) -> Option<HalfOfDay> {
    let Some(clock) = side.clock else {
        return side.part.map(|part| {
            notes.chose(Choice::ImpliedHour);
            notes.flag(Flag::HourImplied);
            HalfOfDay::Fixed(usual(part))
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
fn half(hour: i64, meridiem: Meridiem, part: Option<Part>) -> i64 {
    match meridiem {
        Meridiem::Am if hour == 12 && matches!(part, Some(Part::Night | Part::LateNight)) => 24,
        Meridiem::Am if hour == 12 => 0,
        Meridiem::Pm if hour < 12 => hour + 12,
        Meridiem::Am | Meridiem::Pm => hour,
    }
}

/// An hour from 1 to 12 in a part of the day.
fn in_part(hour: i64, part: Part, notes: &mut Notes) -> i64 {
    match part {
        Part::SmallHours if hour == 12 => 0,
        Part::SmallHours | Part::EarlyMorning | Part::Morning => hour,
        Part::Midday => {
            if hour < 10 {
                hour + 12
            } else {
                hour
            }
        }
        Part::Afternoon | Part::LateAfternoon | Part::AfterZohor | Part::AfterAsar => {
            if hour < 12 {
                hour + 12
            } else {
                hour
            }
        }
        Part::Evening | Part::Night | Part::LateNight | Part::AfterMaghrib | Part::AfterIsyak => match hour {
            12 => {
                notes.chose(Choice::MidnightEnds);
                24
            }
            1..=4 if part != Part::Evening => hour + 24,
            _ => hour + 12,
        },
    }
}

/// An open clock alone: hours from one to six are the afternoon's, twelve is noon, others are as written.
fn bare(open: i64, variant: Variant, notes: &mut Notes) -> i64 {
    notes.chose(Choice::BareHour);
    notes.flag(Flag::MeridiemImplied);
    let is_afternoon = open < 7 * HOUR;
    let is_afternoon = if variant == Variant::OtherMeridiem { !is_afternoon } else { is_afternoon };
    if is_afternoon { open + HALF_DAY } else { open }
}

/// The usual hour of a part of the day.
fn usual(part: Part) -> i64 {
    let minutes = match part {
        Part::SmallHours => 3 * 60,
        Part::EarlyMorning => 6 * 60,
        Part::Morning => 9 * 60,
        Part::Midday => 12 * 60,
        Part::Afternoon => 15 * 60,
        Part::LateAfternoon | Part::AfterAsar => 17 * 60,
        Part::Evening => 19 * 60,
        Part::Night => 20 * 60,
        Part::LateNight => 22 * 60,
        Part::AfterZohor => 14 * 60,
        Part::AfterMaghrib => 19 * 60 + 45,
        Part::AfterIsyak => 21 * 60,
    };
    minutes * 60
}

/// When a part of the day is over.
pub(super) fn ends(part: Part) -> i64 {
    let hours = match part {
        Part::SmallHours => 5,
        Part::EarlyMorning => 8,
        Part::Morning => 12,
        Part::Midday => 14,
        Part::Afternoon | Part::LateAfternoon | Part::AfterZohor => 18,
        Part::AfterAsar => 19,
        Part::Evening => 21,
        Part::Night | Part::LateNight | Part::AfterMaghrib | Part::AfterIsyak => 24,
    };
    hours * HOUR
}
