//! Days in words: relative ones, weekdays, days of the month.

mod span;
mod written;

pub(super) use span::{edge, nth, nth_after, nth_weekday, nth_workday, span};
use written::year;
pub(super) use written::{foreign_month, is_day, month, month_and_day, year_apart};

use chrono::Weekday;

use super::{Day, DayTime, Piece, Read, amount, ordinal, skip, small_number, weekday_word};
use crate::when::lang;
use crate::when::token::{Kind, Tokens};
use crate::when::word::{DayPart, Named, Unit, Word};

/// A day as a piece.
#[expect(clippy::unnecessary_wraps, reason = "rules end with it, and they answer `Read`")]
fn sure(day: Day, end: usize) -> Read {
    Some((Piece::Time(DayTime { day: Some(day), ..DayTime::default() }), end, false))
}

/// "12月9日（三）": the weekday of a date, which says nothing more.
pub(super) fn bracketed(tokens: &Tokens<'_>, at: usize) -> Read {
    let follows_date = at.checked_sub(1).is_some_and(|before| {
        tokens.number(before).is_some() || matches!(tokens.word(before), Some(Word::DayMark | Word::DayOrDays))
    });
    let is_enclosed = tokens.is_mark(at, '(') && tokens.is_mark(at + 2, ')');
    if is_enclosed && follows_date {
        return weak(Day::weekday(numbered_weekday(tokens, at + 1)?), at + 3);
    }
    // "10/12 四 19:30": without brackets, a clock or a part of the day follows.
    let is_before_clock = tokens.number(at + 1).is_some_and(|number| !number.is_han)
        || matches!(tokens.word(at + 1), Some(Word::Part(_)));
    let is_apart = !tokens.is_glued(at) && follows_date && is_before_clock;
    if is_apart { weak(Day::weekday(numbered_weekday(tokens, at)?), at + 1) } else { None }
}

/// A weekday by its Chinese number alone, 日 for Sunday.
fn numbered_weekday(tokens: &Tokens<'_>, at: usize) -> Option<Weekday> {
    if tokens.is(at, Word::DayOrDays) {
        return Some(Weekday::Sun);
    }
    let number = tokens.number(at).filter(|number| number.is_han && (1..=6).contains(&number.value))?;
    Weekday::try_from(u8::try_from(number.value - 1).ok()?).ok()
}

/// A day as a weak piece.
#[expect(clippy::unnecessary_wraps, reason = "rules end with it, and they answer `Read`")]
fn weak(day: Day, end: usize) -> Read {
    Some((Piece::Time(DayTime { day: Some(day), ..DayTime::default() }), end, true))
}

/// Whether a date begins here: a day with its month, or with its own mark.
pub(super) fn reads(tokens: &Tokens<'_>, at: usize) -> bool {
    [month_and_day, super::numeric::date].iter().any(|read| read(tokens, at).is_some_and(|(_, _, is_weak)| !is_weak))
        || day_of_month(tokens, at).is_some_and(|(_, _, is_weak)| !is_weak)
}

/// Which week, month or year is meant: this one, the next, the last.
fn relation(tokens: &Tokens<'_>, at: usize) -> Option<(i32, usize)> {
    match tokens.word(at)? {
        Word::This => Some((0, at + 1)),
        Word::Next => Some((1, at + 1)),
        Word::NextNext => Some((2, at + 1)),
        Word::Last => Some((-1, at + 1)),
        _ => None,
    }
}

/// Which week, month or year is meant, where the language says so after the noun.
fn relation_after(tokens: &Tokens<'_>, at: usize) -> Option<(i32, usize)> {
    match tokens.word(at)? {
        Word::ThisAfter => Some((0, at + 1)),
        Word::NextAfter => Some((1, at + 1)),
        Word::NextNext => Some((2, at + 1)),
        Word::LastAfter => Some((-1, at + 1)),
        _ => None,
    }
}

/// "today", "tomorrow", "esok", "后天", "now".
pub(super) fn relative(tokens: &Tokens<'_>, at: usize) -> Read {
    let at = skip(tokens, at, &[Word::The]);
    match tokens.word(at)? {
        Word::Day(days) => sure(Day::relative(i64::from(days)), at + 1),
        // "jam 5 petang ni": the clock has taken the part of the day.
        // "3 pagi nanti": the next such hour.
        Word::ComingAfter
            if at.checked_sub(1).is_some_and(|before| matches!(tokens.word(before), Some(Word::Part(_)))) =>
        {
            Some((Piece::Aside, at + 1, true))
        }
        Word::ThisAfter
            if at.checked_sub(1).is_some_and(|before| matches!(tokens.word(before), Some(Word::Part(_)))) =>
        {
            weak(Day::relative(0), at + 1)
        }
        // "now" inside a sentence is a way of speaking.
        Word::Now if at == 0 && tokens.len() == 1 => {
            Some((Piece::Offset(super::Amount { is_fine: true, ..Default::default() }), at + 1, false))
        }
        _ => None,
    }
}

/// "3 days after tomorrow", "a week from friday", "3 fridays from now".
pub(super) fn from_another(tokens: &Tokens<'_>, at: usize) -> Read {
    if let Some((count, end)) = small_number(tokens, at)
        && let Some(Word::Weekdays(weekday)) = tokens.word(end)
        && matches!(tokens.word(end + 1), Some(Word::Later))
    {
        let week = i32::try_from(count).ok().filter(|count| (1..=500).contains(count))?;
        let shift = super::Amount { days: (week - 1) * 7, ..Default::default() };
        let day = Day { days: Some(1), weekday: Some(weekday), shift: Some(shift), ..Day::default() };
        return sure(day, end + 2);
    }
    let (amount, end) = if tokens.is(at, Word::The) && tokens.is(at + 1, Word::Unit(Unit::Day)) {
        (super::Amount { days: 1, ..Default::default() }, at + 2)
    } else {
        amount::amount(tokens, at)?
    };
    let is_after = match tokens.word(end)? {
        // "bengkel 3 hari dari 6 okt" lasts three days.
        Word::From if !lang::counts_on(tokens.folded(end)) && reads(tokens, end + 1) => return None,
        Word::After | Word::From => true,
        // "a week on friday"
        Word::On if amount.unit.is_some_and(|(unit, _)| unit == Unit::Week) => true,
        Word::Before => false,
        _ => return None,
    };
    if amount.is_fine {
        return None;
    }
    let base = skip(tokens, end + 1, &[Word::The]);
    let (piece, end, _) =
        [relative, weekday, month_and_day, super::numeric::date, named].iter().find_map(|read| read(tokens, base))?;
    let Piece::Time(DayTime { day: Some(day), .. }) = piece else { return None };
    let shift = if is_after { amount } else { amount.back() };
    sure(Day { shift: Some(shift), ..day }, end)
}

/// "Merdeka Day", "Christmas eve 2027", "大年初二", "hari raya kedua", "second day of CNY".
pub(super) fn named(tokens: &Tokens<'_>, at: usize) -> Read {
    let from = skip(tokens, skip(tokens, at, &[Word::On]), &[Word::The]);
    // "malam merdeka", "deepavali eve": the evening before.
    let is_night = matches!(tokens.word(from), Some(Word::Part(DayPart::Night))) && !tokens.is_han(from);
    let (named, end) = named_day(tokens, from + usize::from(is_night))?;
    let is_eve = tokens.is(end, Word::Eve);
    if is_night || is_eve {
        let shift = super::Amount { days: -1, ..Default::default() };
        let day = Some(Day { named: Some(named), shift: Some(shift), ..Day::default() });
        return Some((
            Piece::Time(DayTime { day, clock: None, part: Some(DayPart::Night) }),
            end + usize::from(is_eve),
            false,
        ));
    }
    let relation = |end: usize| match tokens.word(end) {
        Some(Word::ThisAfter) => (Some(0), end + 1),
        Some(Word::NextAfter) => (Some(1), end + 1),
        _ => (None, end),
    };
    // "Hari Guru 25 September": the number begins a date.
    let is_short = tokens.number(end).is_some_and(|number| number.digits < 4);
    let (year, end) = if is_short { (None, end) } else { year(tokens, end) };
    let (years, end) = relation(end);
    let day = Day { named: Some(named), year, years, ..Day::default() };
    // "圣诞节前一天", "中秋节后两天"
    let by = |word| amount::amount(tokens, end + 1).filter(|(by, _)| tokens.is(end, word) && !by.is_fine);
    match (by(Word::Ago), by(Word::Later)) {
        (Some((by, end)), _) => sure(Day { shift: Some(by.back()), ..day }, end),
        (None, Some((by, end))) => sure(Day { shift: Some(by), ..day }, end),
        (None, None) => sure(day, end),
    }
}

/// "21 Zulhijjah 1447H": the whole Hijri date of a card, on which the other one stands, too.
pub(super) fn in_another_calendar(tokens: &Tokens<'_>, at: usize) -> Read {
    let is_day = tokens.number(at).is_some_and(|day| (1..=30).contains(&day.value));
    let is_year = tokens.number(at + 2).is_some_and(|year| (1400..1500).contains(&year.value));
    let is_date = is_day && is_year && matches!(tokens.word(at + 1), Some(Word::HijriMonth(_)));
    is_date.then(|| (Piece::Aside, skip(tokens, at + 3, &[Word::H]), true))
}

/// A day by its name, with its number among the days of a festival.
fn named_day(tokens: &Tokens<'_>, at: usize) -> Option<(Named, usize)> {
    // "second day of chinese new year"
    if let Some((nth, end)) = ordinal(tokens, at)
        && tokens.is(end, Word::Unit(Unit::Day))
        && let Some(Word::Festival(first)) = tokens.word(skip(tokens, end + 1, &[Word::Of]))
    {
        return Some((first.later(nth)?, skip(tokens, end + 1, &[Word::Of]) + 1));
    }
    // "农历八月十五", "农历七月初一"
    if let (Some(Word::LunarLead), Some(month), Some(Word::MonthMark | Word::MonthEdge(_)), Some(day)) =
        (tokens.word(at), tokens.number(at + 1), tokens.word(at + 2), tokens.number(at + 3))
        && (1..=12).contains(&month.value)
        && (1..=30).contains(&day.value)
    {
        let named = Named::Lunar(u8::try_from(month.value).ok()?, u8::try_from(day.value).ok()?);
        return Some((named, skip(tokens, at + 4, &[Word::DayMark, Word::DayOrDays])));
    }
    // "初一十五", "初一和十五", "农历十五"
    if let Some(Word::Named(Named::LunarDay(1))) = tokens.word(at) {
        let second = skip(tokens, at + 1 + usize::from(tokens.is_mark(at + 1, ',')), &[Word::And]);
        let is_full = tokens.number(second).is_some_and(|number| number.is_han && number.value == 15);
        return Some(if is_full { (Named::NewAndFullMoon, second + 1) } else { (Named::LunarDay(1), at + 1) });
    }
    if let (Some(Word::LunarLead), Some(day)) = (tokens.word(at), tokens.number(at + 1)) {
        let day = u8::try_from(day.value).ok().filter(|day| (1..=30).contains(day))?;
        return Some((Named::LunarDay(day), skip(tokens, at + 2, &[Word::DayMark, Word::DayOrDays])));
    }
    if let (Some(Word::LunarLead), Some(Word::Named(named))) = (tokens.word(at), tokens.word(at + 1)) {
        return Some((named, at + 2));
    }
    // "10 Zulhijjah"
    if let (Some(day), Some(Word::HijriMonth(month))) = (tokens.number(at), tokens.word(at + 1)) {
        let day = u8::try_from(day.value).ok().filter(|day| (1..=30).contains(day))?;
        return Some((Named::Hijri(month, day), at + 2));
    }
    match tokens.word(at)? {
        Word::Named(named) => Some((named, at + 1)),
        Word::Raya => {
            let first = Named::Hijri(10, 1);
            if let Some((nth, end)) = ordinal(tokens, at + 1) {
                return Some((first.later(nth)?, end));
            }
            let before = at.checked_sub(1).and_then(|before| tokens.word(before));
            let is_day = matches!(before, Some(Word::Before | Word::After | Word::LastAfter | Word::From));
            is_day.then_some((first, at + 1))
        }
        Word::Festival(first) => {
            // "tahun baru cina hari kedua", "cny day 2"
            let day_at = skip(tokens, at + 1, &[Word::Hari, Word::Unit(Unit::Day)]);
            let number = ordinal(tokens, day_at).or_else(|| {
                let (nth, end) = small_number(tokens, day_at).filter(|(nth, _)| (1..=15).contains(nth))?;
                Some((u8::try_from(nth).ok()?, end))
            });
            if let Some((nth, end)) = number.filter(|_| day_at > at + 1) {
                return Some((first.later(nth)?, end));
            }
            if let Some((nth, end)) = ordinal(tokens, at + 1).filter(|_| !tokens.is_mark(at + 1, '-')) {
                return Some((first.later(nth)?, skip(tokens, end, &[Word::Unit(Unit::Day)])));
            }
            match tokens.number(at + 1).filter(|number| number.is_han && tokens.is_han(at)) {
                Some(nth) if (1..=15).contains(&nth.value) && !tokens.is(at + 2, Word::HourMark) => {
                    Some((first.later(u8::try_from(nth.value).ok()?)?, at + 2))
                }
                _ => Some((first, at + 1)),
            }
        }
        _ => None,
    }
}

/// "friday", "next fri", "this coming saturday", "hari isnin", "jumaat depan", "下周一", "这个星期六".
pub(super) fn weekday(tokens: &Tokens<'_>, at: usize) -> Read {
    let mut from = skip(tokens, at, &[Word::On]);
    from = skip(tokens, from, &[Word::The]);
    let led = from > at;
    from = skip(tokens, from, &[Word::Hari]);
    if tokens.is(from, Word::Coming) {
        let (weekday, _) = weekday_word(tokens, from + 1)?;
        return sure(Day::weekday(weekday), from + 2);
    }
    if let Some((week, next)) = relation(tokens, from) {
        let next = skip(tokens, next, &[Word::Measure]);
        if tokens.is(next, Word::Workday) {
            return sure(Day { is_workday: true, ..Day::default() }, next + 1);
        }
        let (weekday, _) = weekday_word(tokens, next)?;
        let is_next = week == 1 && !tokens.is_han(from);
        return sure(Day { week: Some(week), is_next, ..Day::weekday(weekday) }, next + 1);
    }
    if tokens.is(from, Word::Minggu) && is_before_clock(tokens, from + 1) {
        return sure(Day::weekday(Weekday::Sun), from + 1);
    }
    if tokens.is(from, Word::Minggu) && reads(tokens, from + 1 + usize::from(tokens.is_mark(from + 1, ','))) {
        return sure(Day::weekday(Weekday::Sun), from + 1);
    }
    let (weekday, is_weak) = weekday_word(tokens, from)?;
    if is_weak && from.checked_sub(1).is_some_and(|before| tokens.is(before, Word::The)) {
        // "the sun"
        return None;
    }
    let end = from + 1;
    let end = end + usize::from(is_weak && tokens.is_glued_mark(end, '.') && !tokens.is_glued(end + 1));
    // "lunch sat"
    let is_of_meal = from.checked_sub(1).is_some_and(|before| matches!(tokens.word(before), Some(Word::Meal(_))));
    let is_led = led && !tokens.is(from.wrapping_sub(1), Word::The) || is_of_meal;
    // "sabtu ni", "jumaat depan", "isnin lepas", "hari Isnin nanti"
    // "jumaat lepas solat": a prayer follows, which it is after.
    let is_prayers = matches!(tokens.word(end + 1), Some(Word::Prayer(_) | Word::Pray));
    if let Some((week, next)) = relation_after(tokens, end).filter(|_| !is_prayers) {
        return sure(Day { week: Some(week), is_next: week == 1, ..Day::weekday(weekday) }, next);
    }
    if tokens.is(end, Word::ComingAfter) {
        return sure(Day::weekday(weekday), end + 1);
    }
    // "friday week": the one after the coming one.
    if tokens.is(end, Word::Unit(Unit::Week)) && lang::is_week_ahead(tokens.folded(end)) && is_end(tokens, end + 1) {
        let week = super::Amount { days: 7, ..Default::default() };
        return sure(Day { shift: Some(week), ..Day::weekday(weekday) }, end + 1);
    }
    if is_weak && !is_led { weak(Day::weekday(weekday), end) } else { sure(Day::weekday(weekday), end) }
}

/// Whether what is said of a day ends here: with the message, a mark, or a clock.
fn is_end(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_clock = super::clock::digits(tokens, at).is_some_and(|(_, _, is_weak)| !is_weak);
    matches!(tokens.kind(at), Kind::Mark(_)) || matches!(tokens.word(at), Some(Word::At | Word::Part(_))) || is_clock
}

/// Whether a clock begins here that says its half of the day: "minggu 8 pagi" is a Sunday, "minggu 8" the eighth week.
fn is_before_clock(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_led = matches!(tokens.word(at), Some(Word::ClockLead | Word::Part(_)));
    is_led || super::clock::digits(tokens, at).is_some_and(|(_, _, is_weak)| !is_weak)
}

/// "the 15th", "15hb", "20号", "on the 4th".
pub(super) fn day_of_month(tokens: &Tokens<'_>, at: usize) -> Read {
    let from = skip(tokens, at, &[Word::On]);
    let from = skip(tokens, from, &[Word::The]);
    let is_led = from > at;
    let is_marked = |mark| matches!(tokens.word(mark), Some(Word::DayMark | Word::DayOrDays));
    if let Some(number) = tokens.number(from).filter(|day| (1..=31).contains(&day.value) && day.digits <= 2)
        && is_marked(from + 1)
    {
        // "7日内" counts days, "5号线" is a railway.
        if matches!(
            tokens.word(from + 2),
            Some(Word::Within | Word::Later | Word::NotTime | Word::Currency | Word::PlaceNoun)
        ) {
            return None;
        }
        return sure(Day { day: i8::try_from(number.value).ok(), ..Day::default() }, from + 2);
    }
    // "20 of this month"
    if let Some((day, end)) = small_number(tokens, from).filter(|(day, _)| (1..=31).contains(day))
        && tokens.is(end, Word::Of)
        && let Some((Piece::Time(DayTime { day: Some(month), .. }), end, _)) = span(tokens, end)
        && month.months.is_some()
    {
        return sure(Day { day: i8::try_from(day).ok(), ..month }, end);
    }
    // "kali ke-12", "第3组": the twelfth and the third of something else.
    if tokens.is(from, Word::OrdinalLead) {
        return None;
    }
    let is_word = matches!(tokens.word(from), Some(Word::Ordinal(_) | Word::Second));
    let (day, end) = ordinal(tokens, from).filter(|(day, _)| (1..=31).contains(day))?;
    // "the tenth, 2010", after a month said before
    let (year, end) = if tokens.is_mark(end, ',') { year(tokens, end) } else { (None, end) };
    let day = Day { day: i8::try_from(day).ok(), year, ..Day::default() };
    // "20th day of next month"
    if tokens.is(end, Word::Unit(Unit::Day)) && tokens.is(end + 1, Word::Of) {
        return weak(day, end + 1);
    }
    // "the 24th 4-6": a clock follows.
    let is_led_by_the = from.checked_sub(1).is_some_and(|before| tokens.is(before, Word::The));
    if is_led_by_the && !is_word && tokens.number(end).is_some() {
        return sure(day, end);
    }
    // "2nd dose", "1st half", "3rd floor": the number is the noun's.
    let is_free =
        super::is_free(tokens, end) && !matches!(tokens.word(end), Some(Word::PlaceNoun | Word::Half | Word::Numbered));
    // "on the first": at the end of a message, or before another time.
    let is_whole = is_word && is_led && tokens.is(at, Word::On) && tokens.is(at + 1, Word::The);
    if is_whole && is_free && !matches!(tokens.word(end), Some(Word::Of | Word::And | Word::To)) {
        return sure(day, end);
    }
    if !is_word && (is_free || is_led && tokens.is(at, Word::On)) {
        return sure(day, end);
    }
    weak(day, end)
}
