//! Repetitions.

mod except;
mod han;
mod list;

use chrono::Weekday;
use smallvec::SmallVec;

use super::{Piece, Read, Repeat, amount, date, ordinal, skip, small_number};
use crate::when::token::Tokens;
use crate::when::word::{Named, Unit, Word};
pub(super) use except::except;
use list::{edge_day, has_range, in_weeks, month, month_day_list, month_days, nth_weekdays, weekdays};

/// The most weekdays or days that one list may name.
const MOST_LISTED: usize = 7;

/// The longest interval between two occurrences, in its unit.
const LONGEST_INTERVAL: u32 = 999;

/// Monday to Friday.
const WORKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

#[expect(clippy::unnecessary_wraps, reason = "rules end with it, and they answer `Read`")]
fn found(repeat: Repeat, end: usize) -> Read {
    Some((Piece::Repeat(Box::new(repeat)), end, false))
}

/// Every n of a unit.
fn each(unit: Unit, interval: u32) -> Repeat {
    let (every, interval) = match unit {
        Unit::Fortnight => (Unit::Week, interval.saturating_mul(2)),
        Unit::Season => (Unit::Month, interval.saturating_mul(3)),
        Unit::HalfYear => (Unit::Month, interval.saturating_mul(6)),
        Unit::Quarter => (Unit::Minute, interval.saturating_mul(15)),
        unit => (unit, interval),
    };
    Repeat { every: Some(every), interval, ..Repeat::default() }
}

/// "every …", "daily", "weekly on wednesdays", "once a year on …".
///
/// ```text
/// every = "every" ["other" | n | nth] target [on]     target = unit | weekdays | nth weekday | day | month day | part
/// ```
pub(super) fn every(tokens: &Tokens<'_>, at: usize) -> Read {
    let at = skip(tokens, at, &[Word::On]);
    // "2 minggu sekali"
    if let Some((count, end)) = small_number(tokens, at).filter(|(count, _)| (1..=LONGEST_INTERVAL).contains(count))
        && let Some((unit, end)) = amount::unit(tokens, end)
        && tokens.is(end, Word::Once)
    {
        return found(each(unit, count), end + 1);
    }
    match tokens.word(at)? {
        Word::Freq(unit) => {
            if tokens.is_han(at)
                && let Some((repeat, end)) = han::weekdays(tokens, at, unit)
            {
                return found(repeat, end);
            }
            let (repeat, end) = on(tokens, at + 1, each(unit, 1));
            found(repeat, end)
        }
        Word::Once if matches!(tokens.word(at + 1), Some(Word::A | Word::Every)) => {
            let (unit, end) = amount::unit(tokens, at + 2)?;
            let (repeat, end) = on(tokens, end, each(unit, 1));
            found(repeat, end)
        }
        Word::EveryOther => match tokens.word(at + 1)? {
            Word::One(unit) => found(each(unit, 2), at + 2),
            _ => target(tokens, at + 1, 2),
        },
        Word::Every => {
            let from = skip(tokens, at + 1, &[Word::A]);
            if matches!(tokens.word(from), Some(Word::Other)) {
                return other(tokens, from + 1);
            }
            interval(tokens, from).unwrap_or_else(|| target(tokens, from, 1))
        }
        Word::Other if tokens.is_han(at) => other(tokens, at + 1),
        // "seminggu sekali", "once a month" said the other way round
        Word::One(unit) if tokens.is(at + 1, Word::Once) => {
            let (repeat, end) = on(tokens, at + 2, each(unit, 1));
            found(repeat, end)
        }
        _ => None,
    }
}

/// After "every other" and 每隔: one left out means every second, 每隔两周 is every two weeks in use.
fn other(tokens: &Tokens<'_>, at: usize) -> Read {
    match tokens.number(at) {
        Some(number) if number.value > 1 => interval(tokens, at).flatten(),
        Some(_) => target(tokens, at + 1, 2),
        None => target(tokens, at, 2),
    }
}

/// "every 3 weeks", "every 3rd month", "setiap dua minggu"; `None` where no number of units is said.
fn interval(tokens: &Tokens<'_>, at: usize) -> Option<Read> {
    let (count, end) = match small_number(tokens, at) {
        Some((_, end)) if tokens.is(end, Word::OrdinalMark) => {
            let (nth, end) = ordinal(tokens, at)?;
            (u32::from(nth), end)
        }
        Some(counted) => counted,
        None => {
            let (nth, end) = ordinal(tokens, at)?;
            (u32::from(nth), end)
        }
    };
    if !(1..=LONGEST_INTERVAL).contains(&count) {
        return Some(None);
    }
    let end = skip(tokens, end, &[Word::Measure]);
    if let Some(Word::Weekdays(day)) = tokens.word(end) {
        let (repeat, end) = on(tokens, end + 1, Repeat { interval: count, ..Repeat::weekly(&[day]) });
        return Some(found(repeat, end));
    }
    let (unit, end) = amount::unit(tokens, end)?;
    let (repeat, end) = on(tokens, end, each(unit, count));
    Some(found(repeat, end))
}

/// "every last working day": the days from Monday to Friday of a month, of which one counts.
fn workday_of_month(nth: i8) -> Repeat {
    Repeat { position: Some(nth), weekdays: Repeat::weekly(&WORKDAYS).weekdays, ..each(Unit::Month, 1) }
}

/// What is repeated every `interval`.
fn target(tokens: &Tokens<'_>, at: usize, interval: u32) -> Read {
    let at = skip(tokens, at, &[Word::Measure]);
    let with = |repeat: Repeat, end| found(Repeat { interval: repeat.interval.max(1) * interval, ..repeat }, end);
    if let Some((nth, end)) = date::nth_workday(tokens, at) {
        return with(workday_of_month(nth), of_month(tokens, end));
    }
    // "every 2nd monday of the month", "every last friday", "every fourth thursday in november"
    if let Some((repeat, end)) = nth_weekdays(tokens, at) {
        let of = skip(tokens, skip(tokens, end, &[Word::Of, Word::In]), &[Word::The, Word::Every]);
        return match tokens.word(of) {
            Some(Word::Unit(Unit::Month)) if of > end || tokens.is(end - 1, Word::FinalAfter) => with(repeat, of + 1),
            Some(Word::Month(month)) if of > end => {
                with(Repeat { every: Some(Unit::Year), months: [month].into_iter().collect(), ..repeat }, of + 1)
            }
            _ => with(repeat, end),
        };
    }
    if let Some((days, end)) = weekdays(tokens, at) {
        let (repeat, end) = in_weeks(tokens, end, Repeat::weekly(&days));
        return with(repeat, end);
    }
    match tokens.word(at) {
        Some(Word::Workday | Word::Workdays) => return with(Repeat::weekly(&WORKDAYS), at + 1),
        Some(Word::Weekend | Word::Weekends) => return with(Repeat::weekly(&[Weekday::Sat, Weekday::Sun]), at + 1),
        Some(Word::Tonight) => return None,
        Some(Word::Part(part) | Word::PartAfterDay(part)) => {
            // "setiap malam jumaat", "every morning on mon and wed"
            if let Some((days, end)) = weekdays(tokens, skip(tokens, at + 1, &[Word::On])) {
                return with(Repeat { part: Some(part), ..Repeat::weekly(&days) }, end);
            }
            return with(Repeat { part: Some(part), ..each(Unit::Day, 1) }, at + 1);
        }
        Some(Word::Month(month)) => {
            let (days, end) = month_days(tokens, at + 1)?;
            let repeat = Repeat { months: [month].into_iter().collect(), days, ..each(Unit::Year, 1) };
            return with(repeat, end);
        }
        // "setiap hujung bulan"
        Some(Word::Edge(edge)) => {
            let of = skip(tokens, skip(tokens, at + 1, &[Word::Of]), &[Word::The]);
            return match amount::unit(tokens, of) {
                Some((Unit::Month, end)) => with(Repeat { days: edge_day(edge), ..each(Unit::Month, 1) }, end),
                _ => None,
            };
        }
        Some(Word::MonthEdge(edge)) => return with(Repeat { days: edge_day(edge), ..each(Unit::Month, 1) }, at + 1),
        _ => {}
    }
    // "every 3 march", "setiap 31 Ogos", "every 25/12"
    if let Some((repeat, end)) = yearly(tokens, at) {
        return with(repeat, end);
    }
    // "every 15th", "setiap 12hb", "every 4th and 10th of the month", "每15号"
    if let Some((days, end)) = month_day_list(tokens, at) {
        let of = skip(tokens, skip(tokens, end, &[Word::Of]), &[Word::The]);
        if let Some((month, end)) = month(tokens, of) {
            let repeat = Repeat { days, months: [month].into_iter().collect(), ..each(Unit::Year, 1) };
            return with(repeat, end);
        }
        return with(Repeat { days, ..each(Unit::Month, 1) }, of_month(tokens, end));
    }
    // "every last day of the month"
    if let Some((day, end)) = last_day(tokens, at) {
        return with(Repeat { days: [day].into_iter().collect(), ..each(Unit::Month, 1) }, of_month(tokens, end));
    }
    if let Some(Word::One(unit)) = tokens.word(at) {
        return with(each(unit, 1), at + 1);
    }
    let (unit, end) = amount::unit(tokens, at)?;
    let (repeat, end) = on(tokens, end, each(unit, 1));
    with(repeat, end)
}

/// A day and month that come every year.
fn yearly(tokens: &Tokens<'_>, at: usize) -> Option<(Repeat, usize)> {
    let (Piece::Time(time), end, false) = date::month_and_day(tokens, at)
        .or_else(|| super::numeric::date(tokens, at))
        .or_else(|| date::named(tokens, at))?
    else {
        return None;
    };
    let (day, month) = match time.day? {
        super::Day { day: Some(day), month: Some(month), year: None, .. } => (day, month),
        super::Day { named: Some(Named::Fixed(month, day)), year: None, .. } => (i8::try_from(day).ok()?, month),
        _ => return None,
    };
    let mut repeat =
        Repeat { days: [day].into_iter().collect(), months: [month].into_iter().collect(), ..each(Unit::Year, 1) };
    // "every 1 march and 1 september": one rule says both only if the day or the month is the same.
    let next = list::list_step(tokens, end).0;
    if next > end
        && let Some((Piece::Time(time), after, false)) = date::month_and_day(tokens, next)
        && let Some(super::Day { day: Some(other), month: Some(also), year: None, .. }) = time.day
        && (other == day || also == month)
    {
        if other == day {
            repeat.months.push(also);
        } else {
            repeat.days.push(other);
        }
        return Some((repeat, after));
    }
    Some((repeat, end))
}

/// Skips "of the month" and "of every month", "bulan", "daripada bulan".
fn of_month(tokens: &Tokens<'_>, at: usize) -> usize {
    let of = skip(tokens, skip(tokens, skip(tokens, at, &[Word::Of, Word::In]), &[Word::The]), &[Word::Every]);
    if tokens.is(of, Word::Unit(Unit::Month)) { of + 1 } else { at }
}

/// "last day", "second last day", "hari terakhir", "最后一天": a day counted from the end of the month.
fn last_day(tokens: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    if tokens.is(at, Word::LastDay) {
        return Some((-1, at + 1));
    }
    let (day, end) = date::nth(tokens, at).filter(|(day, _)| *day < 0)?;
    tokens.is(end, Word::Unit(Unit::Day)).then_some((day, end + 1))
}

/// "the next 3 mondays", "接下来三个周一", "3 isnin akan datang": some of a weekday, and no more.
pub(super) fn next_some(tokens: &Tokens<'_>, at: usize) -> Read {
    let from = skip(tokens, skip(tokens, at, &[Word::For, Word::Within]), &[Word::The]);
    let is_led = matches!(tokens.word(from), Some(Word::Next | Word::ForNext | Word::ComingSome | Word::Coming));
    let (count, end) =
        small_number(tokens, from + usize::from(is_led)).filter(|(count, _)| (1..=99).contains(count))?;
    let day_at = skip(tokens, skip(tokens, end, &[Word::Measure]), &[Word::Hari]);
    let (days, end): (SmallVec<[Weekday; 5]>, usize) = match tokens.word(day_at)? {
        Word::Weekend | Word::Weekends => ([Weekday::Sat].into_iter().collect(), day_at + 1),
        Word::Workday | Word::Workdays => (WORKDAYS.into_iter().collect(), day_at + 1),
        _ => ([list::any_weekday(tokens, day_at)?].into_iter().collect(), day_at + 1),
    };
    let is_led_after = tokens.is(end, Word::NextAfter);
    (is_led || is_led_after).then(|| {
        let repeat = Repeat { count: Some(count), ..Repeat::weekly(&days) };
        found(repeat, end + usize::from(is_led_after))
    })?
}

/// What may follow how often it is: on which days.
fn on(tokens: &Tokens<'_>, at: usize, repeat: Repeat) -> (Repeat, usize) {
    let from = skip(
        tokens,
        skip(tokens, at + usize::from(tokens.is_mark(at, ',')), &[Word::On, Word::De, Word::At]),
        &[Word::The],
    );
    let unchanged = |repeat| (repeat, at);
    match repeat.every {
        Some(Unit::Week) => {
            if let Some((days, end)) = weekdays(tokens, from) {
                return in_weeks(
                    tokens,
                    end,
                    Repeat { weekdays: days.iter().map(|day| (0, *day)).collect(), ..repeat },
                );
            }
            match tokens.word(from) {
                Some(Word::Workday | Word::Workdays) => {
                    (Repeat { weekdays: Repeat::weekly(&WORKDAYS).weekdays, ..repeat }, from + 1)
                }
                Some(Word::Weekend | Word::Weekends) => {
                    (Repeat { weekdays: Repeat::weekly(&[Weekday::Sat, Weekday::Sun]).weekdays, ..repeat }, from + 1)
                }
                _ => unchanged(repeat),
            }
        }
        Some(Unit::Month) => {
            if let Some((nth, end)) = date::nth_workday(tokens, from) {
                return (Repeat { interval: repeat.interval, ..workday_of_month(nth) }, end);
            }
            if let Some((nth, end)) = nth_weekdays(tokens, from) {
                return (Repeat { weekdays: nth.weekdays, ..repeat }, end);
            }
            if let Some((days, end)) = weekdays(tokens, from) {
                return (Repeat { weekdays: days.iter().map(|day| (0, *day)).collect(), ..repeat }, end);
            }
            if let Some((days, end)) = month_day_list(tokens, from) {
                return (Repeat { days, ..repeat }, end);
            }
            if let Some((day, end)) = last_day(tokens, from) {
                return (Repeat { days: [day].into_iter().collect(), ..repeat }, end);
            }
            match tokens.word(from) {
                Some(Word::Edge(edge) | Word::MonthEdge(edge)) => {
                    (Repeat { days: edge_day(edge), ..repeat }, of_month(tokens, from + 1))
                }
                _ => unchanged(repeat),
            }
        }
        Some(Unit::Year) => in_year(tokens, from, &repeat).unwrap_or((repeat, at)),
        _ => unchanged(repeat),
    }
}

/// What may follow "every year": "on december 25th", "on the fourth thursday in november", "on the 31st day".
fn in_year(tokens: &Tokens<'_>, at: usize, repeat: &Repeat) -> Option<(Repeat, usize)> {
    if let Some((nth, end)) = nth_weekdays(tokens, at) {
        let of = skip(tokens, end, &[Word::Of, Word::In]);
        let (month, end) = month(tokens, of)?;
        let months = [month].into_iter().collect();
        return Some((Repeat { weekdays: nth.weekdays, months, ..repeat.clone() }, end));
    }
    if let Some((days, end)) = weekdays(tokens, at) {
        let on = Repeat { weekdays: days.iter().map(|day| (0, *day)).collect(), ..repeat.clone() };
        let (on, after) = in_weeks(tokens, end, on);
        return (after > end).then_some((on, after));
    }
    if let Some((Piece::Time(time), end, _)) = date::month_and_day(tokens, at)
        && let Some(super::Day { day: Some(day), month: Some(month), .. }) = time.day
    {
        let repeat =
            Repeat { days: [day].into_iter().collect(), months: [month].into_iter().collect(), ..repeat.clone() };
        return Some((repeat, end));
    }
    let (day, end) = ordinal(tokens, at)?;
    let end = skip(tokens, end, &[Word::Unit(Unit::Day)]);
    Some((Repeat { year_days: [u16::from(day)].into_iter().collect(), ..repeat.clone() }, end))
}

/// "the 4th of every other month", "last friday of every month", "start of each month", "31st of every year".
pub(super) fn of_every(tokens: &Tokens<'_>, at: usize) -> Read {
    let from = skip(tokens, skip(tokens, at, &[Word::On]), &[Word::The]);
    let (repeat, end) = match (date::nth_workday(tokens, from), nth_weekdays(tokens, from)) {
        (Some((nth, end)), _) => (workday_of_month(nth), end),
        (None, Some(found)) => found,
        (None, None) => of_every_day(tokens, from)?,
    };
    let of = skip(tokens, skip(tokens, end, &[Word::Of, Word::In]), &[Word::The]);
    // "on the 2nd and 3rd tuesday monthly"
    if tokens.is(of, Word::Freq(Unit::Month)) {
        return found(repeat, of + 1);
    }
    if !tokens.is(of, Word::Every) {
        return None;
    }
    let (count, end) = if tokens.is(of + 1, Word::Other) {
        (2, of + 2)
    } else if let Some((nth, end)) = ordinal(tokens, of + 1) {
        (u32::from(nth), end)
    } else {
        small_number(tokens, of + 1).unwrap_or((1, of + 1))
    };
    let (unit, end) = amount::unit(tokens, end)?;
    let repeat = Repeat { interval: count.clamp(1, LONGEST_INTERVAL), ..repeat };
    match unit {
        Unit::Month => found(repeat, end),
        Unit::Year => {
            let year_days = repeat.days.iter().filter_map(|day| u16::try_from(*day).ok()).collect();
            found(Repeat { every: Some(Unit::Year), year_days, days: SmallVec::new(), ..repeat }, end)
        }
        _ => None,
    }
}

/// A day of a month without its month: "4th", "last day", "2nd to the last", "start".
fn of_every_day(tokens: &Tokens<'_>, at: usize) -> Option<(Repeat, usize)> {
    let monthly = |days| Repeat { days, ..each(Unit::Month, 1) };
    if let Some(Word::Edge(edge) | Word::MonthEdge(edge)) = tokens.word(at) {
        let of = skip(tokens, skip(tokens, at + 1, &[Word::Of]), &[Word::The]);
        return Some((monthly(edge_day(edge)), if tokens.is(of, Word::Unit(Unit::Month)) { of + 1 } else { at + 1 }));
    }
    if let Some((day, end)) = last_day(tokens, at).or_else(|| date::nth(tokens, at).filter(|(day, _)| *day < 0)) {
        return Some((monthly([day].into_iter().collect()), end));
    }
    if let Some((days, end)) = month_day_list(tokens, at) {
        return Some((monthly(days), skip(tokens, end, &[Word::Unit(Unit::Day)])));
    }
    let (day, end) = date::nth(tokens, at)?;
    Some((monthly([day].into_iter().collect()), skip(tokens, end, &[Word::Unit(Unit::Day)])))
}

/// "tuesdays", "mondays and thursdays", "saturdays through tuesdays", "weekdays", "weekends".
pub(super) fn plural(tokens: &Tokens<'_>, at: usize) -> Read {
    let from = skip(tokens, at, &[Word::On]);
    match tokens.word(from)? {
        // "mon, wed, fri": three days in a row are more than one event.
        Word::Weekday(_) | Word::MonOrMonths | Word::WeakWeekday(_) => {
            let (days, end) =
                weekdays(tokens, from).filter(|(days, end)| days.len() >= 3 && !has_range(tokens, from..*end))?;
            found(Repeat::weekly(&days), end)
        }
        Word::Weekdays(_) => {
            let (days, end) = weekdays(tokens, from)?;
            found(Repeat::weekly(&days), end)
        }
        Word::Workdays => found(Repeat::weekly(&WORKDAYS), from + 1),
        Word::Weekends => found(Repeat::weekly(&[Weekday::Sat, Weekday::Sun]), from + 1),
        Word::Workday if from > at => found(Repeat::weekly(&WORKDAYS), from + 1),
        _ => None,
    }
}

/// "twice", "for 4 times", "6 kali": counts only beside a repetition.
pub(super) fn count(tokens: &Tokens<'_>, at: usize) -> Read {
    let count = |count, end| Some((Piece::Count(count), end, true));
    match tokens.word(at) {
        Some(Word::Twice) => return count(2, at + 1),
        Some(Word::Once) => return count(1, at + 1),
        _ => {}
    }
    // "x 6": the sign before its number.
    if tokens.is(at, Word::TimesSign)
        && let Some((times, end)) = small_number(tokens, at + 1).filter(|_| !tokens.is_glued(at))
    {
        return (1..=LONGEST_INTERVAL).contains(&times).then(|| count(times, end)).flatten();
    }
    let from = skip(tokens, skip(tokens, at, &[Word::For, Word::During]), &[Word::InAll]);
    let (times, end) = small_number(tokens, from)?;
    let end = skip(tokens, end, &[Word::Measure]);
    let is_times = tokens.is(end, Word::Times) || tokens.is(end, Word::TimesSign) && tokens.is_glued(end);
    // "2x a week", "3 kali seminggu": how often, not how many.
    let is_rate = match tokens.word(end + 1) {
        Some(Word::Every) => amount::unit(tokens, end + 2).is_some(),
        word => matches!(word, Some(Word::A | Word::One(_) | Word::Freq(_))),
    };
    (is_times && !is_rate && (1..=LONGEST_INTERVAL).contains(&times)).then(|| count(times, end + 1)).flatten()
}
