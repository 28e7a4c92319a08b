//! Chinese repetitions, whose days are glued to 每 and its unit: 每周一三五, 每月15号.

use chrono::Weekday;
use smallvec::SmallVec;

use super::list::{edge_day, month_day_list};
use super::{MOST_LISTED, each, workday_of_month};
use crate::when::lang::zh::{Numeral, numeral_of};
use crate::when::piece::{Repeat, date, skip, weekday_word};
use crate::when::token::Tokens;
use crate::when::word::{Unit, Word};

/// "每周一三五", "每周五", "每个星期天", "每月15号", "每年8月12日": what is glued to 每 and its unit.
pub(super) fn weekdays(tokens: &Tokens<'_>, at: usize, unit: Unit) -> Option<(Repeat, usize)> {
    match unit {
        Unit::Week => {
            // The unit has swallowed the 周 of 周一, so the day is a numeral, or 天, 日, 末 alone.
            if let Some(days) = tokens.number(at + 1).filter(|days| days.is_han && !is_counting(tokens, at + 2)) {
                let weekdays: SmallVec<[(i8, Weekday); 7]> =
                    digits_of(days.value).filter_map(numbered).map(|day| (0, day)).collect();
                let last = weekdays.last().map(|(_, day)| *day);
                // "每周六日"
                let is_sunday = matches!(tokens.word(at + 2), Some(Word::Unit(Unit::Day) | Word::DayOrDays));
                let (rest, end) = rest(tokens, at + 2 + usize::from(is_sunday), last);
                let mut repeat = Repeat { weekdays, ..each(Unit::Week, 1) };
                repeat.weekdays.extend(is_sunday.then_some((0, Weekday::Sun)));
                repeat.weekdays.extend(rest);
                return (!repeat.weekdays.is_empty()).then_some((repeat, end));
            }
            if matches!(tokens.word(at + 1), Some(Word::Unit(Unit::Day) | Word::DayMark | Word::DayOrDays)) {
                return Some((Repeat::weekly(&[Weekday::Sun]), at + 2));
            }
            None
        }
        Unit::Month => {
            let from = skip(tokens, at + 1, &[Word::De]);
            if let Some((nth, end)) = date::nth_workday(tokens, from) {
                return Some((workday_of_month(nth), end));
            }
            if let Some(Word::MonthEdge(edge)) = tokens.word(from) {
                return Some((Repeat { days: edge_day(edge), ..each(Unit::Month, 1) }, from + 1));
            }
            // "每月第二和第四个星期二"
            let (nths, end) = ordinals(tokens, from);
            if !nths.is_empty() {
                let (day, _) = weekday_word(tokens, end)?;
                let weekdays = nths.iter().map(|nth| (*nth, day)).collect();
                return Some((Repeat { weekdays, ..each(Unit::Month, 1) }, end + 1));
            }
            if tokens.is(from, Word::Final) {
                let (day, _) = weekday_word(tokens, from + 1)?;
                return Some((
                    Repeat { weekdays: [(-1, day)].into_iter().collect(), ..each(Unit::Month, 1) },
                    from + 2,
                ));
            }
            if tokens.is(from, Word::LastDay) {
                return Some((Repeat { days: [-1].into_iter().collect(), ..each(Unit::Month, 1) }, from + 1));
            }
            let (days, end) = month_day_list(tokens, from)?;
            Some((Repeat { days, ..each(Unit::Month, 1) }, end))
        }
        _ => None,
    }
}

/// "星期三五", "周一三五": a weekday with the numerals of others after it.
pub(super) fn weekdays_in_a_row(tokens: &Tokens<'_>, at: usize) -> Option<(SmallVec<[Weekday; 7]>, usize)> {
    let (first, _) = weekday_word(tokens, at).filter(|_| tokens.is_han(at))?;
    // "星期二、四", "周二/四"
    let (listed, end) = rest(tokens, at + 1, Some(first));
    let has_numeral = (at + 1..end).any(|at| tokens.number(at).is_some());
    let is_dated = matches!(tokens.word(end), Some(Word::MonthMark | Word::DayMark | Word::DayOrDays | Word::NotTime));
    if has_numeral && !is_dated && !tokens.is(at + 1, Word::To) && !tokens.is_mark(at + 1, '-') {
        return Some((std::iter::once(first).chain(listed.iter().map(|(_, day)| *day)).collect(), end));
    }
    let others = tokens.glued_number(at + 1).filter(|days| days.is_han && !is_counting(tokens, at + 2))?;
    let days: SmallVec<[Weekday; 7]> =
        std::iter::once(Some(first)).chain(digits_of(others.value).map(numbered)).collect::<Option<_>>()?;
    let is_plain =
        tokens.number(at + 2).is_none() && !matches!(tokens.word(at + 2), Some(Word::MonthMark | Word::DayMark));
    (is_plain && others.value < 1000).then_some((days, at + 2))
}

/// "一三五早上": the numbers of weekdays alone, two or more that rise, before a part of the day.
pub(super) fn weekdays_alone(tokens: &Tokens<'_>, at: usize) -> Option<(SmallVec<[Weekday; 7]>, usize)> {
    let number = tokens.number(at).filter(|number| number.is_han && number.least.is_none() && number.digits >= 2)?;
    let is_positional =
        tokens.folded(at).chars().any(|ch| matches!(numeral_of(ch), Some(Numeral::Place(_) | Numeral::Tens(_))));
    let days: SmallVec<[Weekday; 7]> = digits_of(number.value).map(numbered).collect::<Option<_>>()?;
    let rises = days.windows(2).all(|pair| pair[0].num_days_from_monday() < pair[1].num_days_from_monday());
    let is_free = !tokens.is_glued(at) || at == 0;
    let is_before_part = matches!(tokens.word(at + 1), Some(Word::Part(_)));
    (is_free && !is_positional && rises && days.len() >= 2 && is_before_part).then_some((days, at + 1))
}

/// Ordinals of a month's weekdays in a row: 第二个, 第二和第四个.
fn ordinals(tokens: &Tokens<'_>, at: usize) -> (SmallVec<[i8; 4]>, usize) {
    let mut nths = SmallVec::new();
    let mut end = at;
    for _ in 0..MOST_LISTED {
        let from =
            if nths.is_empty() { end } else { skip(tokens, end + usize::from(tokens.is_mark(end, ',')), &[Word::And]) };
        let nth =
            tokens.number(from + 1).filter(|nth| tokens.is(from, Word::OrdinalLead) && (1..=5).contains(&nth.value));
        let Some(nth) = nth.and_then(|nth| i8::try_from(nth.value).ok()) else { break };
        nths.push(nth);
        end = skip(tokens, from + 2, &[Word::Measure]);
    }
    (nths, end)
}

/// Whether a numeral after 每周 counts what follows, rather than naming days ("每周三次", "每周一点").
fn is_counting(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.word(at), Some(Word::Times | Word::Measure | Word::HourMark | Word::Unit(_)))
}

/// More weekdays after the first: "、周三", "和五", "到周五".
fn rest(tokens: &Tokens<'_>, at: usize, last: Option<Weekday>) -> (SmallVec<[(i8, Weekday); 7]>, usize) {
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
        let mark = [',', '/'].into_iter().any(|mark| tokens.is_mark(end, mark));
        let next = skip(tokens, end + usize::from(mark), &[Word::And]);
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
