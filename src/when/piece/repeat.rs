//! Repetitions.

use chrono::Weekday;
use smallvec::SmallVec;

use super::{Piece, Read, Repeat, amount, date, ordinal, skip, small_number, weekday_word};
use crate::when::lexicon::{Edge, Unit, Word};
use crate::when::token::Tokens;

/// The most weekdays or days that one list may name.
const MOST_LISTED: usize = 7;

/// The longest interval between two occurrences, in its unit.
const LONGEST_INTERVAL: u32 = 999;

/// Monday to Friday.
const WORKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

fn found(repeat: Repeat, end: usize) -> Read {
    Some((Piece::Repeat(Box::new(repeat)), end, false))
}

/// So often, every so many of it.
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
                && let Some((repeat, end)) = han_weekdays(tokens, at, unit)
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

/// Behind "every other" and 每隔: one left out means every second, 每隔两周 is every two weeks in use.
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

/// What is repeated every `interval`.
fn target(tokens: &Tokens<'_>, at: usize, interval: u32) -> Read {
    let at = skip(tokens, at, &[Word::Measure]);
    let with = |repeat: Repeat, end| found(Repeat { interval: repeat.interval.max(1) * interval, ..repeat }, end);
    // "every 2nd monday of the month", "every last friday", "every fourth thursday in november"
    if let Some((repeat, end)) = nth_weekdays(tokens, at) {
        let of = skip(tokens, skip(tokens, end, &[Word::Of, Word::In]), &[Word::The, Word::Every]);
        return match tokens.word(of) {
            Some(Word::Unit(Unit::Month)) if of > end => with(repeat, of + 1),
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
        Some(Word::Part(part) | Word::PartBehind(part)) => {
            return with(Repeat { part: Some(part), ..each(Unit::Day, 1) }, at + 1);
        }
        Some(Word::Month(month)) => {
            let (days, end) = month_days(tokens, at + 1)?;
            let repeat = Repeat { months: [month].into_iter().collect(), days, ..each(Unit::Year, 1) };
            return with(repeat, end);
        }
        Some(Word::MonthEdge(edge)) => return with(Repeat { days: edge_day(edge), ..each(Unit::Month, 1) }, at + 1),
        _ => {}
    }
    // "every 15th", "setiap 12hb", "every 2nd of the month", "每15号"
    if let Some((day, end)) = month_day(tokens, at) {
        let of = skip(tokens, skip(tokens, end, &[Word::Of]), &[Word::The]);
        let end = if of > end && tokens.is(of, Word::Unit(Unit::Month)) { of + 1 } else { end };
        if let Some((month, end)) = month(tokens, of).filter(|_| true) {
            let repeat = Repeat {
                days: [day].into_iter().collect(),
                months: [month].into_iter().collect(),
                ..each(Unit::Year, 1)
            };
            return with(repeat, end);
        }
        return with(Repeat { days: [day].into_iter().collect(), ..each(Unit::Month, 1) }, end);
    }
    if let Some(Word::One(unit)) = tokens.word(at) {
        return with(each(unit, 1), at + 1);
    }
    let (unit, end) = amount::unit(tokens, at)?;
    let (repeat, end) = on(tokens, end, each(unit, 1));
    with(repeat, end)
}

fn month(tokens: &Tokens<'_>, at: usize) -> Option<(u8, usize)> {
    match tokens.word(at)? {
        Word::Month(month) => Some((month, at + 1)),
        _ => None,
    }
}

/// A day of a month with its mark: "15th", "12hb", "15号".
fn month_day(tokens: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    if let Some(day) = tokens.number(at).filter(|day| (1..=31).contains(&day.value))
        && tokens.is(at + 1, Word::DayMark)
    {
        return Some((i8::try_from(day.value).ok()?, at + 2));
    }
    let (day, end) = ordinal(tokens, at).filter(|(day, _)| (1..=31).contains(day))?;
    Some((i8::try_from(day).ok()?, end))
}

/// Days of a month behind its name: "4th", "on day 20 and 30".
fn month_days(tokens: &Tokens<'_>, at: usize) -> Option<(SmallVec<[i8; 4]>, usize)> {
    let at = skip(tokens, skip(tokens, at, &[Word::On]), &[Word::The]);
    let at = skip(tokens, at, &[Word::Unit(Unit::Day)]);
    let mut days = SmallVec::new();
    let mut end = at;
    for _ in 0..MOST_LISTED {
        let from =
            if days.is_empty() { end } else { skip(tokens, end + usize::from(tokens.is_mark(end, ',')), &[Word::And]) };
        let Some((day, behind)) = month_day(tokens, from).or_else(|| {
            let (day, behind) = small_number(tokens, from).filter(|(day, _)| (1..=31).contains(day))?;
            Some((i8::try_from(day).ok()?, behind))
        }) else {
            break;
        };
        days.push(day);
        end = behind;
    }
    (!days.is_empty()).then_some((days, end))
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
            if let Some((nth, end)) = nth_weekdays(tokens, from) {
                return (Repeat { weekdays: nth.weekdays, ..repeat }, end);
            }
            if let Some((days, end)) = weekdays(tokens, from) {
                return (Repeat { weekdays: days.iter().map(|day| (0, *day)).collect(), ..repeat }, end);
            }
            if let Some((day, end)) = month_day(tokens, from) {
                return (Repeat { days: [day].into_iter().collect(), ..repeat }, end);
            }
            match tokens.word(from) {
                Some(Word::Edge(edge)) => (Repeat { days: edge_day(edge), ..repeat }, from + 1),
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
        let (on, behind) = in_weeks(tokens, end, on);
        return (behind > end).then_some((on, behind));
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

/// "in week 12 and 14": weeks of the year, which make the rule yearly.
fn in_weeks(tokens: &Tokens<'_>, at: usize, repeat: Repeat) -> (Repeat, usize) {
    if !tokens.is(at, Word::In) || !tokens.is(at + 1, Word::Unit(Unit::Week)) {
        return (repeat, at);
    }
    let mut weeks = SmallVec::new();
    let mut end = at + 2;
    for _ in 0..MOST_LISTED {
        let from = if weeks.is_empty() {
            end
        } else {
            skip(tokens, end + usize::from(tokens.is_mark(end, ',')), &[Word::And])
        };
        let Some(week) = tokens.number(from).and_then(|week| u8::try_from(week.value).ok()) else { break };
        if !(1..=53).contains(&week) {
            break;
        }
        weeks.push(week);
        end = from + 1;
    }
    if weeks.is_empty() { (repeat, at) } else { (Repeat { every: Some(Unit::Year), weeks, ..repeat }, end) }
}

/// Weekdays in a row: "mon wed fri", "tue and thu", "mon, wed", "Mon-Wed", "isnin hingga jumaat".
fn weekdays(tokens: &Tokens<'_>, at: usize) -> Option<(SmallVec<[Weekday; 7]>, usize)> {
    let mut days: SmallVec<[Weekday; 7]> = SmallVec::new();
    let mut end = at;
    for _ in 0..MOST_LISTED {
        let (from, is_range) = if days.is_empty() { (end, false) } else { list_step(tokens, end) };
        let from = skip(tokens, from, &[Word::Hari]);
        let Some(day) = any_weekday(tokens, from) else { break };
        let last = days.last().copied();
        match last {
            Some(last) if is_range && last != day => {
                let mut next = last.succ();
                while next != day && days.len() < MOST_LISTED {
                    days.push(next);
                    next = next.succ();
                }
                if !days.contains(&day) {
                    days.push(day);
                }
            }
            _ if days.contains(&day) => {}
            _ => days.push(day),
        }
        end = from + 1;
    }
    (!days.is_empty()).then_some((days, end))
}

/// Whether a list says "to" somewhere.
fn has_range(tokens: &Tokens<'_>, list: std::ops::Range<usize>) -> bool {
    list.into_iter().any(|at| list_step(tokens, at).1)
}

/// Steps over what stands between two members of a list; whether it says "to".
fn list_step(tokens: &Tokens<'_>, at: usize) -> (usize, bool) {
    if tokens.is_mark(at, '-') || matches!(tokens.word(at), Some(Word::To | Word::Until)) {
        return (at + 1, true);
    }
    let mark = at + usize::from([',', '/', '&', '+'].into_iter().any(|mark| tokens.is_mark(at, mark)));
    (skip(tokens, skip(tokens, mark, &[Word::And]), &[Word::Every]), false)
}

fn any_weekday(tokens: &Tokens<'_>, at: usize) -> Option<Weekday> {
    match tokens.word(at)? {
        Word::Weekdays(day) => Some(day),
        _ => weekday_word(tokens, at).map(|(day, _)| day),
    }
}

/// Which weekdays of a month: "2nd monday", "last fri", "first and third friday", "2nd and 2nd to the last fri".
fn nth_weekdays(tokens: &Tokens<'_>, at: usize) -> Option<(Repeat, usize)> {
    let mut repeat = Repeat { every: Some(Unit::Month), interval: 1, ..Repeat::default() };
    let mut end = at;
    for _ in 0..MOST_LISTED {
        let from = if repeat.weekdays.is_empty() { end } else { skip(tokens, end, &[Word::And]) };
        if !repeat.weekdays.is_empty() && from == end {
            break;
        }
        let mut which: SmallVec<[i8; 4]> = SmallVec::new();
        let mut next = skip(tokens, from, &[Word::The]);
        while let Some((nth, behind)) = date::nth(tokens, next) {
            which.push(nth);
            let step = skip(tokens, behind + usize::from(tokens.is_mark(behind, ',')), &[Word::And]);
            next = if date::nth(tokens, step).is_some() && which.len() < 4 { step } else { behind };
            if next == behind {
                break;
            }
        }
        let Some(day) = any_weekday(tokens, next).filter(|_| !which.is_empty()) else { break };
        repeat.weekdays.extend(which.iter().map(|nth| (*nth, day)));
        end = next + 1;
        if repeat.weekdays.len() >= MOST_LISTED {
            break;
        }
    }
    (!repeat.weekdays.is_empty()).then_some((repeat, end))
}

/// "the 4th of every other month", "last friday of every month", "start of each month", "31st of every year".
pub(super) fn of_every(tokens: &Tokens<'_>, at: usize) -> Read {
    let from = skip(tokens, skip(tokens, at, &[Word::On]), &[Word::The]);
    let (repeat, end) = match nth_weekdays(tokens, from) {
        Some(found) => found,
        None => of_every_day(tokens, from)?,
    };
    let of = skip(tokens, skip(tokens, end, &[Word::Of, Word::In]), &[Word::The]);
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
    if let Some(Word::Edge(edge)) = tokens.word(at) {
        return Some((monthly(edge_day(edge)), at + 1));
    }
    let (day, end) = date::nth(tokens, at).or_else(|| month_day(tokens, at))?;
    Some((monthly([day].into_iter().collect()), skip(tokens, end, &[Word::Unit(Unit::Day)])))
}

/// The day of the month that is its edge.
fn edge_day(edge: Edge) -> SmallVec<[i8; 4]> {
    let day = match edge {
        Edge::Start => 1,
        Edge::Middle => 15,
        Edge::End => -1,
    };
    [day].into_iter().collect()
}

/// "tuesdays", "mondays and thursdays", "saturdays through tuesdays", "weekdays", "weekends".
pub(super) fn plural(tokens: &Tokens<'_>, at: usize) -> Read {
    let from = skip(tokens, at, &[Word::On]);
    match tokens.word(from)? {
        // "mon, wed, fri": three days in a row are more than one event.
        Word::Weekday(_) | Word::ShyWeekday(_) => {
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
    let (times, end) = small_number(tokens, skip(tokens, at, &[Word::For, Word::During]))?;
    let end = skip(tokens, end, &[Word::Measure]);
    (tokens.is(end, Word::Times) && (1..=LONGEST_INTERVAL).contains(&times)).then(|| count(times, end + 1)).flatten()
}

/// "每周一三五", "每周五", "每个星期天", "每月15号", "每年8月12日": what is glued to 每 and its unit.
fn han_weekdays(tokens: &Tokens<'_>, at: usize, unit: Unit) -> Option<(Repeat, usize)> {
    match unit {
        Unit::Week => {
            // The unit has swallowed the 周 of 周一, so the day is a numeral, or 天, 日, 末 by itself.
            if let Some(days) = tokens.number(at + 1).filter(|days| days.is_han && !is_counting(tokens, at + 2)) {
                let weekdays: SmallVec<[(i8, Weekday); 7]> =
                    digits_of(days.value).filter_map(numbered).map(|day| (0, day)).collect();
                let last = weekdays.last().map(|(_, day)| *day);
                let (rest, end) = han_rest(tokens, at + 2, last);
                let mut repeat = Repeat { weekdays, ..each(Unit::Week, 1) };
                repeat.weekdays.extend(rest);
                return (!repeat.weekdays.is_empty()).then_some((repeat, end));
            }
            if matches!(tokens.folded(at + 1), "天" | "日") {
                return Some((Repeat::weekly(&[Weekday::Sun]), at + 2));
            }
            None
        }
        Unit::Month => {
            let from = skip(tokens, at + 1, &[Word::De]);
            if let Some(Word::MonthEdge(edge)) = tokens.word(from) {
                return Some((Repeat { days: edge_day(edge), ..each(Unit::Month, 1) }, from + 1));
            }
            if tokens.is(from, Word::OrdinalLead)
                && let Some(nth) = tokens.number(from + 1).filter(|nth| (1..=5).contains(&nth.value))
            {
                let day_at = skip(tokens, from + 2, &[Word::Measure]);
                let (day, _) = weekday_word(tokens, day_at)?;
                let weekdays = [(i8::try_from(nth.value).ok()?, day)].into_iter().collect();
                return Some((Repeat { weekdays, ..each(Unit::Month, 1) }, day_at + 1));
            }
            if tokens.is(from, Word::Final) {
                let (day, _) = weekday_word(tokens, from + 1)?;
                return Some((
                    Repeat { weekdays: [(-1, day)].into_iter().collect(), ..each(Unit::Month, 1) },
                    from + 2,
                ));
            }
            let (day, end) = month_day(tokens, from)?;
            Some((Repeat { days: [day].into_iter().collect(), ..each(Unit::Month, 1) }, end))
        }
        _ => None,
    }
}

/// Whether a numeral behind 每周 counts what follows, rather than naming days ("每周三次", "每周一点").
fn is_counting(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.word(at), Some(Word::Times | Word::Measure | Word::HourMark | Word::Unit(_)))
}

/// More weekdays behind the first: "、周三", "和五", "到周五".
fn han_rest(tokens: &Tokens<'_>, at: usize, last: Option<Weekday>) -> (SmallVec<[(i8, Weekday); 7]>, usize) {
    let mut days: SmallVec<[(i8, Weekday); 7]> = SmallVec::new();
    let mut end = at;
    if let (true, Some(last)) = (tokens.is(end, Word::To) || tokens.is_mark(end, '-'), last) {
        let to = weekday_word(tokens, end + 1).map(|(day, _)| day).or_else(|| {
            let number = tokens.number(end + 1).filter(|number| number.is_han && !is_counting(tokens, end + 2))?;
            numbered(number.value)
        });
        if let Some(to) = to {
            let mut next = last.succ();
            while next != to && days.len() < MOST_LISTED {
                days.push((0, next));
                next = next.succ();
            }
            days.push((0, to));
            return (days, end + 2);
        }
    }
    for _ in 0..MOST_LISTED {
        let next = skip(tokens, end + usize::from(tokens.is_mark(end, ',')), &[Word::And]);
        if next == end {
            break;
        }
        if let Some((day, _)) = weekday_word(tokens, next) {
            days.push((0, day));
        } else if let Some(number) =
            tokens.number(next).filter(|number| number.is_han && !is_counting(tokens, next + 1))
        {
            days.extend(digits_of(number.value).filter_map(numbered).map(|day| (0, day)));
        } else {
            break;
        }
        end = next + 1;
    }
    (days, end)
}

/// The decimal digits of a number, first to last.
fn digits_of(value: u32) -> impl Iterator<Item = u32> {
    (0..6).rev().map(move |place| value / 10_u32.pow(place)).filter(|rest| *rest > 0).map(|rest| rest % 10)
}

/// Chinese weekdays are numbered from Monday.
fn numbered(number: u32) -> Option<Weekday> {
    Some(match number {
        1 => Weekday::Mon,
        2 => Weekday::Tue,
        3 => Weekday::Wed,
        4 => Weekday::Thu,
        5 => Weekday::Fri,
        6 => Weekday::Sat,
        _ => return None,
    })
}
