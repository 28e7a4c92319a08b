//! Lists in repetitions: weekdays, days of a month, weeks of a year.

use chrono::Weekday;
use smallvec::SmallVec;

use super::{MOST_LISTED, WORKDAYS, each};
use crate::when::lang;
use crate::when::piece::{Repeat, date, ordinal, skip, small_number, weekday_word};
use crate::when::token::Tokens;
use crate::when::word::{Edge, Unit, Word};

/// No month has more of a weekday.
const MOST_IN_A_MONTH: u8 = 5;

pub(super) fn month(tokens: &Tokens<'_>, at: usize) -> Option<(u8, usize)> {
    match tokens.word(at)? {
        Word::Month(month) => Some((month, at + 1)),
        _ => None,
    }
}

/// A day of a month with its mark: "15th", "12hb", "15号".
pub(super) fn month_day(tokens: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    if let Some(day) = tokens.number(at).filter(|day| (1..=31).contains(&day.value))
        && matches!(tokens.word(at + 1), Some(Word::DayMark | Word::DayOrDays))
    {
        return Some((i8::try_from(day.value).ok()?, at + 2));
    }
    let (day, end) = ordinal(tokens, at).filter(|(day, _)| (1..=31).contains(day))?;
    Some((i8::try_from(day).ok()?, end))
}

/// Days of a month in a row, of which the last has its mark: "4th and 10th", "1hb dan 15hb", "5、15、25号".
pub(super) fn month_day_list(tokens: &Tokens<'_>, at: usize) -> Option<(SmallVec<[i8; 4]>, usize)> {
    let mut days: SmallVec<[i8; 4]> = SmallVec::new();
    let mut marked = None;
    let mut end = at;
    for _ in 0..MOST_LISTED {
        let from = if days.is_empty() { end } else { list_step(tokens, end).0 };
        if !days.is_empty() && from == end {
            break;
        }
        let from = skip(tokens, from, &[Word::The]);
        if let Some((day, after)) = month_day(tokens, from) {
            days.push(day);
            (end, marked) = (after, Some((days.len(), after)));
        } else if let Some((day, after)) = last_of_month(tokens, from).filter(|_| !days.is_empty()) {
            days.push(day);
            marked = Some((days.len(), after));
            break;
        } else if let Some(day) = tokens.number(from).filter(|day| (1..=31).contains(&day.value) && day.digits <= 2) {
            days.push(i8::try_from(day.value).ok()?);
            end = from + 1;
        } else {
            break;
        }
    }
    let (count, end) = marked?;
    days.truncate(count);
    Some((days, end))
}

/// Days of a month after its name: "4th", "on day 20 and 30".
pub(super) fn month_days(tokens: &Tokens<'_>, at: usize) -> Option<(SmallVec<[i8; 4]>, usize)> {
    let at = skip(tokens, skip(tokens, at, &[Word::On]), &[Word::The]);
    let at = skip(tokens, at, &[Word::Unit(Unit::Day)]);
    let mut days = SmallVec::new();
    let mut end = at;
    for _ in 0..MOST_LISTED {
        let from =
            if days.is_empty() { end } else { skip(tokens, end + usize::from(tokens.is_mark(end, ',')), &[Word::And]) };
        if !days.is_empty() && from == end {
            break;
        }
        let Some((day, after)) = month_day(tokens, from).or_else(|| {
            let (day, after) = small_number(tokens, from)
                .filter(|(day, after)| (1..=31).contains(day) && date::is_day(tokens, *after))?;
            Some((i8::try_from(day).ok()?, after))
        }) else {
            break;
        };
        days.push(day);
        end = after;
    }
    (!days.is_empty()).then_some((days, end))
}

/// "in week 12 and 14": weeks of the year, which make the rule yearly.
pub(super) fn in_weeks(tokens: &Tokens<'_>, at: usize, repeat: Repeat) -> (Repeat, usize) {
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
pub(super) fn weekdays(tokens: &Tokens<'_>, at: usize) -> Option<(SmallVec<[Weekday; 7]>, usize)> {
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

/// Weekdays by their first letters: "m/w/f", "t/th", "tu/th", or as one word ("mwf").
pub(super) fn initials(tokens: &Tokens<'_>, at: usize) -> Option<(SmallVec<[Weekday; 7]>, usize)> {
    if let Some(Word::Initials(days)) = tokens.word(at) {
        return Some((days.iter().copied().collect(), at + 1));
    }
    let mut days: SmallVec<[Weekday; 7]> = SmallVec::new();
    let mut end = at;
    let mut is_telling = false;
    while days.len() < MOST_LISTED {
        let from = end + usize::from(!days.is_empty());
        let is_joined = days.is_empty() || tokens.is_glued_mark(end, '/') && tokens.is_glued(from);
        let Some(day) = lang::initial(tokens.folded(from)).filter(|_| is_joined) else { break };
        let rises = days.last().is_none_or(|last| last.num_days_from_monday() < day.num_days_from_monday());
        if !rises {
            return None;
        }
        is_telling |= tokens.folded(from).len() == 2;
        days.push(day);
        end = from + 1;
    }
    // "m/f" and "w/" mean other things.
    let is_sure = days.len() >= 3 || days.len() == 2 && is_telling;
    (is_sure && !tokens.is_glued_mark(end, '/')).then_some((days, end))
}

/// Whether a list says "to" somewhere.
pub(super) fn has_range(tokens: &Tokens<'_>, list: std::ops::Range<usize>) -> bool {
    list.into_iter().any(|at| list_step(tokens, at).1)
}

/// Steps over what stands between two members of a list; whether it says "to".
pub(super) fn list_step(tokens: &Tokens<'_>, at: usize) -> (usize, bool) {
    if tokens.is_mark(at, '-') || matches!(tokens.word(at), Some(Word::To | Word::Until)) {
        return (at + 1, true);
    }
    let mark = at + usize::from([',', '/', '&', '+'].into_iter().any(|mark| tokens.is_mark(at, mark)));
    // "selasa dgn khamis"
    let and = if any_weekday(tokens, mark + 1).is_some() { skip(tokens, mark, &[Word::With]) } else { mark };
    (skip(tokens, skip(tokens, and, &[Word::And]), &[Word::Every]), false)
}

pub(super) fn any_weekday(tokens: &Tokens<'_>, at: usize) -> Option<Weekday> {
    match tokens.word(at)? {
        Word::Weekdays(day) => Some(day),
        _ => weekday_word(tokens, at).map(|(day, _)| day),
    }
}

/// Which weekdays of a month: "2nd monday", "last fri", "first and third friday", "2nd and 2nd to the last fri".
pub(super) fn nth_weekdays(tokens: &Tokens<'_>, at: usize) -> Option<(Repeat, usize)> {
    let mut repeat = Repeat { every: Some(Unit::Month), interval: 1, ..Repeat::default() };
    let mut end = at;
    for _ in 0..MOST_LISTED {
        let from = if repeat.weekdays.is_empty() { end } else { skip(tokens, end, &[Word::And]) };
        if !repeat.weekdays.is_empty() && from == end {
            break;
        }
        // "isnin pertama dan ketiga"
        if let Some((nth, day, after)) = date::nth_after(tokens, from) {
            repeat.weekdays.push((nth, day));
            end = after;
            let more = skip(tokens, end, &[Word::And]);
            if let Some((nth, after)) = ordinal(tokens, more).filter(|(nth, _)| more > end && *nth <= MOST_IN_A_MONTH) {
                repeat.weekdays.push((i8::try_from(nth).ok()?, day));
                end = after;
            }
            continue;
        }
        let mut which: SmallVec<[i8; 4]> = SmallVec::new();
        let mut next = skip(tokens, from, &[Word::The]);
        while let Some((nth, after)) = date::nth(tokens, next).filter(|(nth, _)| nth.unsigned_abs() <= MOST_IN_A_MONTH)
        {
            which.push(nth);
            let step = skip(tokens, after + usize::from(tokens.is_mark(after, ',')), &[Word::And]);
            next = if date::nth(tokens, step).is_some() && which.len() < 4 { step } else { after };
            if next == after {
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

/// The day of the month that is its edge.
pub(super) fn edge_day(edge: Edge) -> SmallVec<[i8; 4]> {
    let day = match edge {
        Edge::Start => 1,
        Edge::Middle => 15,
        Edge::End => -1,
    };
    [day].into_iter().collect()
}

/// Skips "of the month" and "of every month", "bulan", "daripada bulan".
pub(super) fn of_month(tokens: &Tokens<'_>, at: usize) -> usize {
    let of = skip(tokens, skip(tokens, skip(tokens, at, &[Word::Of, Word::In]), &[Word::The]), &[Word::Every]);
    if tokens.is(of, Word::Unit(Unit::Month)) { of + 1 } else { at }
}

/// "last day of the month", "end of month", "akhir bulan", 月底, as the last of some days of a month.
fn last_of_month(tokens: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    let from = skip(tokens, at, &[Word::MonthMark, Word::Unit(Unit::Month)]);
    match tokens.word(from) {
        Some(Word::MonthEdge(Edge::End)) => Some((-1, from + 1)),
        Some(Word::Edge(Edge::End)) => {
            let end = of_month(tokens, from + 1);
            (end > from + 1).then_some((-1, end))
        }
        _ => last_day(tokens, from).map(|(day, end)| (day, of_month(tokens, end))),
    }
}

/// "last day", "second last day", "hari terakhir", "最后一天": a day counted from the end of the month.
pub(super) fn last_day(tokens: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    if tokens.is(at, Word::LastDay) {
        return Some((-1, at + 1));
    }
    let (day, end) = date::nth(tokens, at).filter(|(day, _)| *day < 0)?;
    tokens.is(end, Word::Unit(Unit::Day)).then_some((day, end + 1))
}

/// "every last working day": the days from Monday to Friday of a month, of which one counts.
pub(super) fn workday_of_month(nth: i8) -> Repeat {
    Repeat { position: Some(nth), weekdays: Repeat::weekly(&WORKDAYS).weekdays, ..each(Unit::Month, 1) }
}
