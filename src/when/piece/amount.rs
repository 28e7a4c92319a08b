//! Amounts of time: from now ("in 20 mins") and lengths ("for 45 min").

use super::{Amount, Piece, Read, skip, small_number};
use crate::when::token::Tokens;
use crate::when::word::{Unit, Word};

/// How many parts an amount may have ("1 day 2 hours 5 min").
const MOST_PARTS: usize = 4;

/// The largest number that counts a unit; beyond, no calendar goes.
const MOST: u32 = 99_999;

/// An amount and the token after it.
///
/// ```text
/// amount = part { ["and" | ","] part }        part = count unit [half] | one | half unit
/// ```
pub(super) fn amount(tokens: &Tokens<'_>, at: usize) -> Option<(Amount, usize)> {
    let (mut total, mut end) = part(tokens, at)?;
    for _ in 1..MOST_PARTS {
        let gap = skip(tokens, end + usize::from(tokens.is_mark(end, ',')), &[Word::And]);
        let Some((more, after)) = part(tokens, gap) else { break };
        total = Amount {
            months: total.months.checked_add(more.months)?,
            days: total.days.checked_add(more.days)?,
            seconds: total.seconds.checked_add(more.seconds)?,
            is_fine: total.is_fine && more.is_fine,
            is_workdays: total.is_workdays || more.is_workdays,
            unit: None,
        };
        end = after;
    }
    Some((total, end))
}

/// One part of an amount, and the token after it. The count is in hundredths, so that halves and quarters stay whole.
pub(in crate::when) fn part(tokens: &Tokens<'_>, at: usize) -> Option<(Amount, usize)> {
    let at = skip(tokens, at, &[Word::About]);
    // "0700hrs" is a clock.
    if tokens.number(at).is_some_and(|number| number.digits == 4) && tokens.is(at + 1, Word::Hrs) {
        return None;
    }
    if let Some(Word::One(unit)) = tokens.word(at) {
        let half = usize::from(tokens.is(at + 1, Word::Half));
        let end = at + 1 + half;
        return Some((of(unit, if half == 1 { 150 } else { 100 })?, or_two(tokens, end)));
    }
    let (mut hundredths, mut end) = range(tokens, at).or_else(|| count(tokens, at))?;
    end = skip(tokens, end, &[Word::More, Word::Lagi, Word::Odd]);
    if tokens.is(end, Word::Of) && hundredths < 100 {
        end = skip(tokens, end + 1, &[Word::A]);
    }
    // "2 setengah jam", "一个半小时", "one and a half hours"
    end = skip(tokens, end, &[Word::Measure]);
    if hundredths >= 100 && tokens.is(end, Word::Half) && unit(tokens, end + 1).is_some() {
        hundredths += 50;
        end += 1;
    } else if hundredths >= 100
        && tokens.is(end, Word::And)
        && tokens.is(end + 1, Word::A)
        && tokens.is(end + 2, Word::Half)
        && unit(tokens, end + 3).is_some()
    {
        hundredths += 50;
        end += 3;
    }
    end += usize::from(tokens.is_mark(end, '-') && unit(tokens, end + 1).is_some());
    let (unit, mut end) = unit(tokens, end)?;
    // "an hour and a half", "2 jam setengah", "两个小时半"
    if hundredths % 100 == 0 && matches!(unit, Unit::Hour | Unit::Day | Unit::Week | Unit::Month | Unit::Year) {
        if tokens.is(end, Word::Half) && unit_at(tokens, end + 1).is_none() {
            hundredths += 50;
            end += 1;
        } else if tokens.is(end, Word::And) && tokens.is(end + 1, Word::A) && tokens.is(end + 2, Word::Half) {
            hundredths += 50;
            end += 3;
        }
    }
    if hundredths == 100 && tokens.is(end, Word::Or) {
        end = or_two(tokens, end);
    }
    Some((of(unit, hundredths)?, end))
}

/// Skips the "two" of "a day or two", "sehari dua".
fn or_two(tokens: &Tokens<'_>, at: usize) -> usize {
    let number = skip(tokens, at, &[Word::Or]);
    let is_two = tokens.is(number, Word::Number(2)) && unit(tokens, number + 1).is_none();
    if is_two { number + 1 } else { at }
}

fn unit_at(tokens: &Tokens<'_>, at: usize) -> Option<Unit> {
    unit(tokens, at).map(|(unit, _)| unit)
}

/// "8-10", "2 to 3", "两到三", before a unit: the smaller number counts.
fn range(tokens: &Tokens<'_>, at: usize) -> Option<(i64, usize)> {
    let (least, end) = small_number(tokens, at)?;
    let is_dash = ['-', '~'].into_iter().any(|mark| tokens.is_glued_mark(end, mark)) && tokens.is_glued(end + 1);
    // "dua tiga hari": neighbouring numbers in words.
    let is_row = matches!(tokens.word(end), Some(Word::Number(next)) if least.checked_add(1) == Some(u32::from(next)))
        && tokens.number(at).is_none();
    if !is_dash && !is_row && !matches!(tokens.word(end), Some(Word::To | Word::Or)) {
        return None;
    }
    let (most, after) = small_number(tokens, end + usize::from(!is_row))?;
    // "0830 to 1230 hrs" are clocks.
    if most >= 100 && matches!(tokens.word(after), Some(Word::Hrs | Word::H)) {
        return None;
    }
    let is_range = (1..most).contains(&least) && most <= MOST;
    let unit_at = skip(tokens, skip(tokens, after, &[Word::More]), &[Word::Measure]);
    (is_range && unit(tokens, unit_at).is_some()).then_some((i64::from(least) * 100, after))
}

/// How many, in hundredths: "2", "2.5", "1/2", "a", "half a", "three".
fn count(tokens: &Tokens<'_>, at: usize) -> Option<(i64, usize)> {
    match tokens.word(at) {
        Some(Word::A) => {
            return match tokens.word(at + 1) {
                Some(Word::Quarter) => Some((25, at + 2)),
                Some(Word::Half) => Some((50, at + 2)),
                _ => Some((100, at + 1)),
            };
        }
        Some(Word::Half) => {
            let end = skip(tokens, skip(tokens, at + 1, &[Word::A]), &[Word::Measure]);
            return Some((50, end + usize::from(tokens.is_mark(end, '-'))));
        }
        Some(Word::Quarter) => return Some((25, at + 1)),
        _ if is_quarters(tokens, at) => {
            let (quarters, end) = small_number(tokens, at)?;
            return Some((
                i64::from(quarters) * 25,
                skip(tokens, end + usize::from(tokens.is_mark(end, '-')), QUARTERS),
            ));
        }
        Some(Word::Few(number)) => return Some((i64::from(number) * 100, at + 1)),
        _ => {}
    }
    let (whole, end) = small_number(tokens, at)?;
    if whole > MOST {
        return None;
    }
    let whole = i64::from(whole);
    if tokens.is_glued_mark(end, '.')
        && let Some(fraction) = tokens.glued_number(end + 1)
    {
        let hundredths = match (fraction.digits, fraction.value) {
            (1, tenths) => tenths * 10,
            (2, hundredths) => hundredths,
            _ => return None,
        };
        return Some((whole * 100 + i64::from(hundredths), end + 2));
    }
    if tokens.is_glued_mark(end, '/')
        && let Some(parts) = tokens.glued_number(end + 1)
    {
        return matches!((whole, parts.value), (1..=3, 2..=4)).then(|| (whole * 100 / i64::from(parts.value), end + 2));
    }
    Some((whole * 100, end))
}

/// What quarters are called after their number.
const QUARTERS: &[Word] = &[Word::Quarter, Word::Unit(Unit::Season)];

/// "three quarters of", "tiga suku jam".
fn is_quarters(tokens: &Tokens<'_>, at: usize) -> bool {
    let Some((1..=3, end)) = small_number(tokens, at) else { return false };
    let end = end + usize::from(tokens.is_mark(end, '-'));
    match tokens.word(end) {
        Some(Word::Quarter) => tokens.is(end + 1, Word::Of) || unit(tokens, end + 1).is_some(),
        Some(Word::Unit(Unit::Season)) => tokens.is(end + 1, Word::Of),
        _ => false,
    }
}

/// A unit of time and the token after it.
pub(super) fn unit(tokens: &Tokens<'_>, at: usize) -> Option<(Unit, usize)> {
    if tokens.is_mark(at, '\'') && tokens.is_glued(at) {
        return Some((Unit::Minute, at + 1));
    }
    let unit = match tokens.word(at)? {
        Word::Unit(unit) => unit,
        Word::Jam | Word::H | Word::Hrs => Unit::Hour,
        Word::MinuteMark => Unit::Minute,
        Word::Hari => Unit::Day,
        // "24日" is a day of a month unless it is counted from or to.
        Word::DayOrDays
            if matches!(tokens.word(at + 1), Some(Word::Later | Word::Within | Word::Until | Word::Ahead)) =>
        {
            Unit::Day
        }
        Word::Workday | Word::Workdays => Unit::Workday,
        Word::Second | Word::SecondMark => Unit::Second,
        Word::Week | Word::Minggu => Unit::Week,
        Word::YearMark => Unit::Year,
        Word::QuarterMark => Unit::Quarter,
        Word::MonthMark if is_counted_month(tokens, at) => Unit::Month,
        Word::MonOrMonths => Unit::Month,
        _ => return None,
    };
    Some((unit, at + 1))
}

/// Whether 月 counts months: a measure word or a fraction stands before it, else it names one.
fn is_counted_month(tokens: &Tokens<'_>, at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| matches!(tokens.word(before), Some(Word::Measure | Word::Half | Word::Few(_))))
}

/// Some hundredths of a unit.
fn of(unit: Unit, hundredths: i64) -> Option<Amount> {
    let seconds = |each: i64| hundredths.checked_mul(each).map(|all| all / 100);
    let whole = i32::try_from(hundredths / 100).ok()?;
    let named = Some((unit, u32::try_from(whole).ok()?)).filter(|_| hundredths % 100 == 0);
    let fine = |each: i64| Some(Amount { seconds: seconds(each)?, is_fine: true, unit: named, ..Amount::default() });
    let days = |each: i64| Some(Amount { days: i32::try_from(seconds(each)?).ok()?, unit: named, ..Amount::default() });
    let months =
        |each: i64| Some(Amount { months: i32::try_from(seconds(each)?).ok()?, unit: named, ..Amount::default() });
    match unit {
        Unit::Second => fine(1),
        Unit::Minute => fine(60),
        Unit::Quarter => fine(15 * 60),
        Unit::Hour => fine(60 * 60),
        Unit::Day if hundredths % 100 != 0 => fine(24 * 60 * 60),
        Unit::Day => days(1),
        Unit::Workday => days(1).map(|amount| Amount { is_workdays: true, ..amount }),
        Unit::Week => days(7),
        Unit::Fortnight => days(14),
        // Half a month is fifteen days.
        Unit::Month if hundredths % 100 == 50 => months(1).map(|amount| Amount { days: 15, unit: None, ..amount }),
        Unit::Month => months(1),
        Unit::Season => months(3),
        Unit::HalfYear => months(6),
        Unit::Year => months(12),
    }
}

/// From now on: "in 20 mins", "2 hours from now", "setengah jam lagi", "lagi 40 minit", "半小时后", "+15min".
pub(super) fn offset(tokens: &Tokens<'_>, at: usize) -> Read {
    if let Some(read) = led_offset(tokens, at) {
        return Some(read);
    }
    let (amount, end) = amount(tokens, at)?;
    let end = skip(tokens, end, &[Word::About]);
    let end = end + usize::from(tokens.is_mark(end, '\''));
    match tokens.word(end)? {
        Word::Later | Word::Lagi | Word::Within => Some((Piece::Offset(amount), from_now(tokens, end + 1), false)),
        Word::Ago | Word::JustNow => Some((Piece::Offset(amount.back()), end + 1, false)),
        Word::From if tokens.is(end + 1, Word::Now) || tokens.is(end + 1, Word::Day(0)) => {
            Some((Piece::Offset(amount), end + 2, false))
        }
        _ => None,
    }
}

/// An amount after a word that says "from now".
fn led_offset(tokens: &Tokens<'_>, at: usize) -> Read {
    let (is_weak, from) = match tokens.word(at) {
        Some(Word::In | Word::Within) => {
            let from = skip(tokens, at + 1, &[Word::Time]);
            (false, skip(tokens, from, &[Word::About, Word::The, Word::Next]))
        }
        Some(Word::Lagi | Word::After | Word::Passing) => (false, at + 1),
        // "lepas 2 minggu", but not "isnin lepas 2 minggu"
        Some(Word::LastAfter) if !is_said_of_day(tokens, at) => (false, at + 1),
        Some(Word::Next) => (true, at + 1),
        Some(Word::Now) if tokens.is_mark(at + 1, '+') => (false, at + 2),
        _ if tokens.is_mark(at, '+') => (false, at + 1),
        _ => return None,
    };
    let (amount, end) = amount(tokens, from)?;
    // "next 2 days" is an amount, "next week" is a week of its own.
    if tokens.is(at, Word::Next) && small_number(tokens, from).is_none() {
        return None;
    }
    // "after 3 days of …" would be no offset, and a bare unit is none either.
    if tokens.is(at, Word::After) && tokens.is(end, Word::Of) {
        return None;
    }
    // "in 2 weeks time", "dalam 2 jam lagi", "in 3 days from today"
    let end = end + usize::from(tokens.is_mark(end, '\'')) + usize::from(tokens.is(end + 1, Word::Possessive));
    let end = skip(tokens, end, &[Word::Time]);
    let end = from_now(tokens, skip(tokens, end, &[Word::Lagi, Word::Later]));
    Some((Piece::Offset(amount), end, is_weak))
}

/// Whether a day, week or month stands before a token, of which it says "last".
fn is_said_of_day(tokens: &Tokens<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        matches!(tokens.word(before), Some(Word::Weekday(_) | Word::Unit(_) | Word::Minggu | Word::Month(_)))
    })
}

/// Skips "from now", "dari sekarang".
fn from_now(tokens: &Tokens<'_>, at: usize) -> usize {
    let is_said = tokens.is(at, Word::From) && matches!(tokens.word(at + 1), Some(Word::Now | Word::Day(0)));
    if is_said { at + 2 } else { at }
}

/// How long: "for 45 min", "selama 2 jam", and weakly any amount ("45 min call", "开会一个小时").
pub(super) fn length(tokens: &Tokens<'_>, at: usize) -> Read {
    let is_led = matches!(tokens.word(at), Some(Word::For | Word::During | Word::ForNext | Word::InAll));
    let (amount, end) = if is_led {
        let from = skip(tokens, at + 1, &[Word::UpTo, Word::The]);
        let from = skip(tokens, from, &[Word::Next]);
        let from = skip(tokens, from, &[Word::About]);
        amount(tokens, from).or_else(|| bare_unit(tokens, from))?
    } else {
        amount(tokens, at)?
    };
    // "0 min" would end as it starts.
    if (amount.months, amount.days, amount.seconds) == (0, 0, 0) {
        return None;
    }
    // "arrive 15 min early" is no length.
    let is_earliness = !is_led && matches!(tokens.word(end), Some(Word::Edge(crate::when::word::Edge::Start)));
    (!is_earliness).then_some((Piece::Length(amount), end, true))
}

/// "for the next month": the unit alone counts one.
fn bare_unit(tokens: &Tokens<'_>, at: usize) -> Option<(Amount, usize)> {
    let (unit, end) = unit(tokens, at)?;
    let before = at.checked_sub(1)?;
    matches!(tokens.word(before), Some(Word::Next | Word::ForNext)).then_some((of(unit, 100)?, end))
}
