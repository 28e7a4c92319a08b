//! Repetitions.

mod except;
mod han;
mod list;
mod on;
mod target;

use super::{Piece, Read, Repeat, amount, date, ordinal, skip, small_number, weekday_word};
use crate::when::token::Tokens;
use crate::when::word::{Unit, Word};
use chrono::Weekday;
pub(super) use except::except;
use list::{edge_day, has_range, last_day, month_day_list, nth_weekdays, of_month, weekdays, workday_of_month};
use on::on;
use smallvec::SmallVec;
use target::target;

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
    let (repeat, after, is_weak) = every_some(tokens, at)?;
    // "setiap 2 minggu sekali", "每两周一次"
    let is_once = tokens.number(after).is_some_and(|number| number.is_han && number.value == 1);
    let end = if is_once && tokens.is(after + 1, Word::Times) { after + 2 } else { skip(tokens, after, &[Word::Once]) };
    let (repeat, end) = if end > after { days_after_once(tokens, repeat, end) } else { (repeat, end) };
    Some((repeat, end, is_weak))
}

/// "每两周一次星期一", "setiap dua minggu sekali isnin": the days may follow how often it is.
fn days_after_once(tokens: &Tokens<'_>, piece: Piece, end: usize) -> (Piece, usize) {
    match piece {
        Piece::Repeat(repeat) if repeat.weekdays.is_empty() && repeat.days.is_empty() && repeat.months.is_empty() => {
            let (repeat, end) = on(tokens, end, *repeat);
            (Piece::Repeat(Box::new(repeat)), end)
        }
        piece => (piece, end),
    }
}

fn every_some(tokens: &Tokens<'_>, at: usize) -> Read {
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
            // "setiap hari Isnin"
            if unit == Unit::Day && tokens.folded(at).contains(' ') && weekday_word(tokens, at + 1).is_some() {
                return target(tokens, at + 1, 1);
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
        Word::Every if tokens.is(at + 1, Word::EveryOther) => every_some(tokens, at + 1),
        // "mesyuarat mingguan isnin", "bulanan isnin pertama": only with its days.
        Word::FreqAfter(unit) => {
            let (repeat, end) = on(tokens, at + 1, each(unit, 1));
            // "mesyuarat bulanan isnin pertama setiap bulan": the series is said whole after it.
            let is_named = tokens.is(end, Word::Every);
            let is_dated = date::reads(tokens, end) || tokens.is(end, Word::NextAfter) || is_named;
            if end > at + 1 && !is_dated { found(repeat, end) } else { None }
        }
        Word::Every => {
            let from = skip(tokens, at + 1, &[Word::A]);
            if matches!(tokens.word(from), Some(Word::Other)) {
                return other(tokens, from + 1);
            }
            interval(tokens, from).unwrap_or_else(|| target(tokens, from, 1))
        }
        Word::Other if tokens.is_han(at) || matches!(tokens.word(at + 1), Some(Word::Weekdays(_))) => {
            other(tokens, at + 1)
        }
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
    // "2nd and 3rd Tuesday of the month", "first and third saturdays": more than one is every month's.
    let are_several = repeat.weekdays.len() >= 2 && repeat.position.is_none();
    let is_plural = end.checked_sub(1).is_some_and(|last| matches!(tokens.word(last), Some(Word::Weekdays(_))));
    if are_several && of > end && tokens.is(of, Word::Unit(Unit::Month)) {
        return found(repeat, of + 1);
    }
    if is_plural && !tokens.is(of, Word::Every) {
        return found(repeat, of_month(tokens, end));
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
    if let Some((days, end)) = han::weekdays_in_a_row(tokens, from) {
        return found(Repeat::weekly(&days), end);
    }
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

/// "m/w/f", "t/th", "mwf", 一三五早上: weekdays by their first letters, or by their numbers alone.
pub(super) fn initials(tokens: &Tokens<'_>, at: usize) -> Read {
    let (days, end) = list::initials(tokens, at).or_else(|| han::weekdays_alone(tokens, at))?;
    found(Repeat::weekly(&days), end)
}

/// "twice", "for 4 times", "6 kali": counts only beside a repetition.
pub(super) fn count(tokens: &Tokens<'_>, at: usize) -> Read {
    let count = |count, end| Some((Piece::Count(count), end, true));
    // "twice a week tue and thu": how often, which the days say, too.
    if let Some(end) = rate(tokens, at) {
        let days = skip(tokens, end + usize::from(tokens.is_mark(end, ',')), &[Word::On, Word::Every]);
        let is_said = weekdays(tokens, days).is_some_and(|(days, _)| days.len() > 1);
        return is_said.then_some((Piece::Aside, end, true));
    }
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
    (is_times && (1..=LONGEST_INTERVAL).contains(&times)).then(|| count(times, end + 1)).flatten()
}

/// "twice a week", "2x a week", "3 kali seminggu": how often in a unit, not how many times in all.
fn rate(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let end = if tokens.is(at, Word::Twice) {
        at + 1
    } else {
        let (_, end) = small_number(tokens, at)?;
        let end = skip(tokens, end, &[Word::Measure]);
        let is_times = tokens.is(end, Word::Times) || tokens.is(end, Word::TimesSign) && tokens.is_glued(end);
        is_times.then_some(end + 1)?
    };
    match tokens.word(end)? {
        Word::Every | Word::A => amount::unit(tokens, end + 1).map(|(_, end)| end),
        Word::One(_) | Word::Freq(_) => Some(end + 1),
        _ => None,
    }
}
