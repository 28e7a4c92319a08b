//! Days in words.

use super::{Day, Piece, Read, Time, amount, ordinal, skip, small_number, weekday_word};
use crate::when::lexicon::{Edge, Unit, Word};
use crate::when::token::{Kind, Tokens};

/// The years that a number of four digits behind a month may be.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2199;

/// The Buddhist era, which some calendars count in, begins this many years earlier.
const BUDDHIST_ERA: i32 = 543;

/// A day as a piece.
fn sure(day: Day, end: usize) -> Read {
    Some((Piece::Time(Time { day: Some(day), ..Time::default() }), end, false))
}

/// A day as a shy piece.
fn shy(day: Day, end: usize) -> Read {
    Some((Piece::Time(Time { day: Some(day), ..Time::default() }), end, true))
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

/// "today", "tomorrow", "esok", "后天", "now".
pub(super) fn relative(tokens: &Tokens<'_>, at: usize) -> Read {
    let at = skip(tokens, at, &[Word::The]);
    match tokens.word(at)? {
        Word::Day(days) => sure(Day::relative(i64::from(days)), at + 1),
        Word::Now => {
            // "now" inside a sentence is a way of speaking.
            let is_alone = at == 0 && tokens.len() == 1;
            Some((Piece::Offset(super::Amount { is_fine: true, ..Default::default() }), at + 1, !is_alone))
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
    let (amount, end) = amount::amount(tokens, at)?;
    let is_behind = match tokens.word(end)? {
        Word::After | Word::From => true,
        Word::Before => false,
        Word::By if matches!(tokens.folded(end), "before" | "sebelum" | "sblm") => false,
        _ => return None,
    };
    if amount.is_fine {
        return None;
    }
    let base = skip(tokens, end + 1, &[Word::The]);
    let (piece, end, _) =
        [relative, weekday, month_and_day, super::numeric::date].iter().find_map(|read| read(tokens, base))?;
    let Piece::Time(Time { day: Some(day), .. }) = piece else { return None };
    let shift = if is_behind { amount } else { amount.back() };
    sure(Day { shift: Some(shift), ..day }, end)
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
    let (weekday, is_shy) = weekday_word(tokens, from)?;
    if is_shy && from.checked_sub(1).is_some_and(|before| tokens.is(before, Word::The)) {
        // "the sun"
        return None;
    }
    let end = from + 1;
    let end = end + usize::from(is_shy && tokens.is_glued_mark(end, '.') && !tokens.is_glued(end + 1));
    let is_led = led && !tokens.is(from.wrapping_sub(1), Word::The);
    // "sabtu ni", "jumaat depan", "isnin lepas", "hari Isnin nanti"
    if let Some((week, next)) =
        relation(tokens, end).filter(|_| tokens.folded(end) != "this" && tokens.folded(end) != "next")
    {
        if tokens.word(next).is_some_and(|word| matches!(word, Word::Unit(_) | Word::Week)) {
            return if is_shy && !is_led { shy(Day::weekday(weekday), end) } else { sure(Day::weekday(weekday), end) };
        }
        // "nanti" says only that it is still to come.
        let is_coming = matches!(tokens.folded(end), "nanti" | "nnti");
        let week = (!is_coming).then_some(week);
        return sure(Day { week, is_next: week == Some(1), ..Day::weekday(weekday) }, next);
    }
    if is_shy && !is_led { shy(Day::weekday(weekday), end) } else { sure(Day::weekday(weekday), end) }
}

/// "14 March", "march 14th, 2026", "15SEP", "first of may", "18 haribulan april", "3月20号", "2016年9月3日".
pub(super) fn month_and_day(tokens: &Tokens<'_>, at: usize) -> Read {
    let from = skip(tokens, skip(tokens, at, &[Word::On]), &[Word::The]);
    han_date(tokens, from)
        .or_else(|| day_month(tokens, from))
        .or_else(|| month_day(tokens, from))
        .or_else(|| year_month_day(tokens, from))
}

/// A day of a month in digits or as an ordinal, and the token behind it; whether it was an ordinal.
fn day_number(tokens: &Tokens<'_>, at: usize) -> Option<(i8, usize, bool)> {
    if let Some((day, end)) = ordinal(tokens, at) {
        return (1..=31).contains(&day).then_some((i8::try_from(day).ok()?, end, true));
    }
    let digits = tokens.number(at).map_or(2, |number| number.digits);
    let (day, end) = small_number(tokens, at)?;
    if !(1..=31).contains(&day) || digits > 2 {
        return None;
    }
    Some((i8::try_from(day).ok()?, end, false))
}

/// The mark between the parts of a date in words: "10-Aug", "10/August", "1.Jun".
fn skip_separator(tokens: &Tokens<'_>, at: usize) -> usize {
    let is_separator = ['-', '/', '.'].into_iter().any(|mark| tokens.is_mark(at, mark));
    at + usize::from(is_separator)
}

fn month_word(tokens: &Tokens<'_>, at: usize) -> Option<(u8, usize)> {
    match tokens.word(at)? {
        Word::Month(month) => {
            // "Mar. 6"
            let has_dot = tokens.is_glued_mark(at + 1, '.') && tokens.folded(at).len() <= 4;
            Some((month, at + 1 + usize::from(has_dot && tokens.number(at + 2).is_some() && !tokens.is_glued(at + 2))))
        }
        _ => None,
    }
}

/// "14 March 2026", "the 2nd of march", "10-Aug-2012".
fn day_month(tokens: &Tokens<'_>, at: usize) -> Read {
    let (day, end, _) = day_number(tokens, at)?;
    let end = skip(tokens, end, &[Word::OrdinalMark]);
    let end = skip(tokens, end, &[Word::Hari]);
    let end = if tokens.is_mark(end, '-') && !tokens.is_glued(end) { end } else { skip_separator(tokens, end) };
    let end = skip(tokens, skip(tokens, end, &[Word::Day(0)]), &[Word::Of]);
    let end = end + usize::from(tokens.is(end, Word::Unit(Unit::Day)) && tokens.is(end + 1, Word::Of)) * 2;
    let (month, end) = month_word(tokens, end)?;
    let (year, end) = year(tokens, end);
    // "15 Mac ini"
    let end = end + usize::from(matches!(tokens.folded(end), "ini" | "ni"));
    sure(Day { day: Some(day), month: Some(month), year, ..Day::default() }, end)
}

/// "March 14th, 2026", "Aug-10-2012", "Feb13", "May twenty nine"; "Sep-2012" is its first day.
fn month_day(tokens: &Tokens<'_>, at: usize) -> Read {
    let (month, end) = month_word(tokens, at)?;
    let behind = skip(tokens, skip_separator(tokens, end), &[Word::The]);
    if let Some((day, end, _)) =
        day_number(tokens, behind).filter(|(_, end, is_ordinal)| *is_ordinal || is_day(tokens, *end))
    {
        let end = skip(tokens, end, &[Word::OrdinalMark]);
        let (year, end) = year(tokens, end);
        return sure(Day { day: Some(day), month: Some(month), year, ..Day::default() }, end);
    }
    // "September-2020-23"
    let year = tokens.number(behind).filter(|year| year.digits == 4 && YEARS.contains(&year.value))?;
    let year = i32::try_from(year.value).ok();
    if tokens.is_glued_mark(behind + 1, '-')
        && let Some(day) = tokens.glued_number(behind + 2).filter(|day| (1..=31).contains(&day.value))
    {
        return sure(Day { day: i8::try_from(day.value).ok(), month: Some(month), year, ..Day::default() }, behind + 3);
    }
    let day = Day { month: Some(month), year, ..Day::default() };
    if behind > end { sure(day, behind + 1) } else { shy(day, behind + 1) }
}

/// Whether a number behind a month is its day, and not the hour of a clock ("5 march 3pm").
fn is_day(tokens: &Tokens<'_>, end: usize) -> bool {
    let is_clock = matches!(
        tokens.word(end),
        Some(Word::Meridiem(_) | Word::OClock | Word::P | Word::H | Word::Hrs | Word::HourMark)
    ) || tokens.is_glued_mark(end, ':')
        || tokens.is_glued_mark(end, '.') && tokens.glued_number(end + 1).is_some()
        || tokens.is(end, Word::A) && tokens.is_glued(end);
    !is_clock
}

/// "2012/Aug/10", "2020/23/Sep", "2019-aug-01".
fn year_month_day(tokens: &Tokens<'_>, at: usize) -> Read {
    let year = tokens.number(at).filter(|year| year.digits == 4 && YEARS.contains(&year.value))?;
    let year = i32::try_from(year.value).ok();
    if !(tokens.is_mark(at + 1, '/') || tokens.is_mark(at + 1, '-')) {
        return None;
    }
    let (day, month) = match (tokens.kind(at + 2), tokens.kind(at + 4)) {
        (Kind::Known(Word::Month(month)), Kind::Number(day)) => (day.value, month),
        (Kind::Number(day), Kind::Known(Word::Month(month))) => (day.value, month),
        _ => return None,
    };
    if !(1..=31).contains(&day) {
        return None;
    }
    sure(Day { day: i8::try_from(day).ok(), month: Some(month), year, ..Day::default() }, at + 5)
}

/// The year behind a day and month, if one follows: "2026", ", 2026", "'26", "of 1995", "2555 BE".
fn year(tokens: &Tokens<'_>, at: usize) -> (Option<i32>, usize) {
    let from = at + usize::from(tokens.is_mark(at, ',') || tokens.is_mark(at, '-') || tokens.is_mark(at, '/'));
    let from = skip(tokens, from, &[Word::Of, Word::In]);
    let Some(number) = tokens.number(from) else { return (None, at) };
    let behind = from + 1;
    match number.digits {
        4 if number.value > 2400 && tokens.folded(behind) == "be" => {
            (i32::try_from(number.value).ok().map(|year| year - BUDDHIST_ERA), behind + 1)
        }
        4 if YEARS.contains(&number.value) && is_year(tokens, number.value, from) => {
            (i32::try_from(number.value).ok(), behind)
        }
        // "14th April 15": two digits behind a whole date, with nothing that makes them a clock.
        2 if from == at
            && (10..=99).contains(&number.value)
            && is_day(tokens, behind)
            && !tokens.is_mark(behind, '-')
            && behind == tokens.len() =>
        {
            (i32::try_from(2000 + number.value).ok(), behind)
        }
        _ => (None, at),
    }
}

/// Whether four digits behind a date are its year: 1815 and 2359 are clocks, as are numbers before "hrs" or a range.
fn is_year(tokens: &Tokens<'_>, value: u32, at: usize) -> bool {
    let is_marked = matches!(tokens.word(at + 1), Some(Word::Hrs | Word::H | Word::Meridiem(_)));
    let is_range = tokens.is_glued_mark(at + 1, '-') && tokens.glued_number(at + 2).is_some_and(|end| end.digits == 4);
    !is_marked && !is_range && value >= 1900
}

/// "3月20号", "三月一号", "2015年4月14号", "二零零四年八月十五", "18年10月1日", "10月".
fn han_date(tokens: &Tokens<'_>, at: usize) -> Read {
    let (year, from) = match (tokens.number(at), tokens.word(at + 1)) {
        (Some(year), Some(Word::YearMark)) if year.digits == 4 => (Some(year.value), at + 2),
        (Some(year), Some(Word::YearMark)) if year.digits == 2 && tokens.number(at + 2).is_some() => {
            (Some(2000 + year.value), at + 2)
        }
        _ => (None, at),
    };
    let from = from + usize::from(year.is_some() && tokens.is_mark(from, ','));
    let month = tokens.number(from).filter(|month| (1..=12).contains(&month.value) && month.digits <= 2)?;
    // "十月初一": 初 counts to the day, not to the month.
    let has_first = tokens.folded(from + 1) == "月初" && tokens.number(from + 2).is_some();
    if !tokens.is(from + 1, Word::MonthMark) && !has_first {
        return None;
    }
    let year = year.and_then(|year| i32::try_from(year).ok());
    let month = u8::try_from(month.value).ok();
    let day_at = from + 2 + usize::from(tokens.folded(from + 2) == "初");
    let day = tokens.number(day_at).filter(|day| (1..=31).contains(&day.value) && day.digits <= 2);
    match day {
        Some(day) if tokens.is(day_at + 1, Word::DayMark) || is_plain_day(tokens, day_at + 1) => {
            let end = day_at + 1 + usize::from(tokens.is(day_at + 1, Word::DayMark));
            sure(Day { day: i8::try_from(day.value).ok(), month, year, ..Day::default() }, end)
        }
        _ => shy(Day { month, year, ..Day::default() }, from + 2),
    }
}

/// Whether a number behind 月 can be its day without a mark: nothing follows that it would count.
fn is_plain_day(tokens: &Tokens<'_>, end: usize) -> bool {
    !matches!(tokens.word(end), Some(Word::Measure | Word::HourMark | Word::Unit(_) | Word::NotTime | Word::Week))
}

/// A month alone, which is a time only in a range or behind "starting" and "until".
pub(super) fn month(tokens: &Tokens<'_>, at: usize) -> Read {
    let (month, end) = month_word(tokens, skip(tokens, at, &[Word::In]))?;
    shy(Day { month: Some(month), ..Day::default() }, end)
}

/// "the 15th", "15hb", "20号", "on the 4th".
pub(super) fn day_of_month(tokens: &Tokens<'_>, at: usize) -> Read {
    let from = skip(tokens, at, &[Word::On]);
    let from = skip(tokens, from, &[Word::The]);
    let is_led = from > at;
    let is_marked = |mark| matches!(tokens.word(mark), Some(Word::DayMark));
    if let Some(number) = tokens.number(from).filter(|day| (1..=31).contains(&day.value) && day.digits <= 2)
        && is_marked(from + 1)
    {
        // "7日内" counts days, "5号线" is a railway.
        if matches!(tokens.word(from + 2), Some(Word::Within | Word::Later | Word::NotTime)) {
            return None;
        }
        return sure(Day { day: i8::try_from(number.value).ok(), ..Day::default() }, from + 2);
    }
    let is_word = matches!(tokens.word(from), Some(Word::Ordinal(_) | Word::Second));
    let (day, end) = ordinal(tokens, from).filter(|(day, _)| (1..=31).contains(day))?;
    // "the tenth, 2010", behind a month said before
    let (year, end) = if tokens.is_mark(end, ',') { year(tokens, end) } else { (None, end) };
    let day = Day { day: i8::try_from(day).ok(), year, ..Day::default() };
    // "20th day of next month"
    if tokens.is(end, Word::Unit(Unit::Day)) && tokens.is(end + 1, Word::Of) {
        return shy(day, end + 1);
    }
    let is_free = super::clock::is_free(tokens, end) && !matches!(tokens.word(end), Some(Word::PlaceNoun | Word::Half));
    let is_malay = tokens.word(from + 1) == Some(Word::OrdinalMark) && tokens.folded(from + 1).len() > 2
        || tokens.folded(from + 1) == "hb";
    if is_malay || !is_word && (is_free || is_led && tokens.is(at, Word::On)) {
        return sure(day, end);
    }
    shy(day, end)
}

/// "first tuesday in october", "last friday of next month", "2nd to last fri in feb", "十月的第一个星期一".
pub(super) fn nth_weekday(tokens: &Tokens<'_>, at: usize) -> Read {
    let from = skip(tokens, skip(tokens, at, &[Word::On]), &[Word::The]);
    if let Some(read) = han_nth_weekday(tokens, from) {
        return Some(read);
    }
    let (nth, end) = nth(tokens, from)?;
    if tokens.is(end, Word::Unit(Unit::Day)) {
        // "last day of march", "fifth last day of may"
        let of = skip(tokens, end + 1, &[Word::Of, Word::In]);
        let (day, end) = month_reference(tokens, of)?;
        return sure(Day { day: Some(nth), ..day }, end);
    }
    let (weekday, _) = weekday_word(tokens, end)?;
    let part = match tokens.word(end + 1) {
        Some(Word::Part(part) | Word::PartBehind(part)) => Some(part),
        _ => None,
    };
    let behind = end + 1 + usize::from(part.is_some());
    let of = skip(tokens, skip(tokens, behind, &[Word::Of, Word::In]), &[Word::The]);
    if of == behind {
        return None;
    }
    let (day, end) = month_reference(tokens, of)?;
    let day = Day { nth: Some(nth), weekday: Some(weekday), ..day };
    Some((Piece::Time(Time { day: Some(day), clock: None, part }), end, false))
}

/// "first", "2nd", "last", "second last", "2nd to last": from the end when negative.
pub(super) fn nth(tokens: &Tokens<'_>, at: usize) -> Option<(i8, usize)> {
    if tokens.is(at, Word::Last) {
        return Some((-1, at + 1));
    }
    let (value, end) = ordinal(tokens, at)?;
    let value = i8::try_from(value).ok()?;
    let last = skip(tokens, skip(tokens, end, &[Word::To]), &[Word::The]);
    if tokens.is(last, Word::Last) {
        return Some((-value, last + 1));
    }
    Some((value, end))
}

/// A month, or one counted from this: "october 2015", "next month".
fn month_reference(tokens: &Tokens<'_>, at: usize) -> Option<(Day, usize)> {
    if let Some((month, end)) = month_word(tokens, at) {
        let (year, end) = year(tokens, end);
        return Some((Day { month: Some(month), year, ..Day::default() }, end));
    }
    if let Some((months, end)) = relation(tokens, at)
        && tokens.is(end, Word::Unit(Unit::Month))
    {
        return Some((Day { months: Some(months), ..Day::default() }, end + 1));
    }
    if tokens.is(at, Word::Unit(Unit::Month)) {
        return Some(match relation(tokens, at + 1) {
            Some((months, end)) => (Day { months: Some(months), ..Day::default() }, end),
            None => (Day { months: Some(0), ..Day::default() }, at + 1),
        });
    }
    None
}

/// "十月的第一个星期一", "下个月第二个周五".
fn han_nth_weekday(tokens: &Tokens<'_>, at: usize) -> Read {
    let (day, end) = match (tokens.number(at), tokens.word(at + 1)) {
        (Some(month), Some(Word::MonthMark)) if (1..=12).contains(&month.value) => {
            (Day { month: u8::try_from(month.value).ok(), ..Day::default() }, at + 2)
        }
        _ => {
            let (months, next) = relation(tokens, at)?;
            let next = skip(tokens, next, &[Word::Measure]);
            if !tokens.is(next, Word::MonthMark) {
                return None;
            }
            (Day { months: Some(months), ..Day::default() }, next + 1)
        }
    };
    let end = skip(tokens, end, &[Word::De]);
    if tokens.is(end, Word::Final) {
        let (weekday, _) = weekday_word(tokens, end + 1)?;
        return sure(Day { nth: Some(-1), weekday: Some(weekday), ..day }, end + 2);
    }
    if !tokens.is(end, Word::OrdinalLead) {
        return None;
    }
    let nth = tokens.number(end + 1).filter(|nth| (1..=5).contains(&nth.value))?;
    let (weekday, _) = weekday_word(tokens, skip(tokens, end + 2, &[Word::Measure]))?;
    let end = skip(tokens, end + 2, &[Word::Measure]) + 1;
    sure(Day { nth: i8::try_from(nth.value).ok(), weekday: Some(weekday), ..day }, end)
}

/// "next week", "minggu depan", "下个月", "this weekend", "next year", "monday of the following week".
pub(super) fn span(tokens: &Tokens<'_>, at: usize) -> Read {
    let from = skip(tokens, skip(tokens, at, &[Word::Of, Word::On, Word::In]), &[Word::The]);
    if let Some((relation, next)) = relation(tokens, from) {
        let next = skip(tokens, next, &[Word::Measure]);
        let is_weekend = tokens.is(next, Word::Weekend);
        let day = if is_weekend { weekend(Some(relation)) } else { span_of(tokens.word(next)?, relation)? };
        let end = if day.months.is_some() { skip(tokens, next + 1, &[Word::De]) } else { next + 1 };
        // A month's day may follow in Chinese: 下个月二十号.
        return if is_shy_span(day) { shy(day, end) } else { sure(day, end) };
    }
    if tokens.is(from, Word::Weekend) {
        return match relation(tokens, from + 1).filter(|_| tokens.folded(from + 1) != "this") {
            Some((week, end)) => sure(weekend(Some(week)), end),
            None if from > at || tokens.is_han(from) || tokens.folded(from).contains(' ') => {
                sure(weekend(None), from + 1)
            }
            None => shy(weekend(None), from + 1),
        };
    }
    // "minggu depan", "bulan ini"
    let word = tokens.word(from)?;
    let (relation, end) = relation(tokens, from + 1)?;
    if tokens.folded(from + 1) == "this" || tokens.folded(from + 1) == "next" || tokens.folded(from + 1) == "last" {
        return None;
    }
    let day = span_of(word, relation)?;
    if is_shy_span(day) { shy(day, end) } else { sure(day, end) }
}

/// This week, month or year alone says nothing about a day.
fn is_shy_span(day: Day) -> bool {
    !day.is_weekend && (day.week == Some(0) || day.months == Some(0) || day.years.is_some())
}

fn weekend(week: Option<i32>) -> Day {
    Day { is_weekend: true, week, ..Day::default() }
}

fn span_of(word: Word, relation: i32) -> Option<Day> {
    Some(match word {
        Word::Unit(Unit::Week) | Word::Week => Day { week: Some(relation), ..Day::default() },
        Word::Unit(Unit::Month) | Word::MonthMark => Day { months: Some(relation), ..Day::default() },
        Word::Unit(Unit::Year) | Word::YearMark => Day { years: Some(relation), ..Day::default() },
        Word::Unit(Unit::Day) if relation == 1 => Day::relative(1),
        Word::Month(month) if relation == 1 => Day { month: Some(month), ..Day::default() },
        _ => return None,
    })
}

/// "end of the month", "hujung bulan depan", "awal minggu depan", "月底", "end of march".
pub(super) fn edge(tokens: &Tokens<'_>, at: usize) -> Read {
    if let Some((months, next)) = relation(tokens, at)
        && let next = skip(tokens, next, &[Word::Measure])
        && let Some(Word::MonthEdge(edge)) = tokens.word(next)
    {
        return sure(Day { months: Some(months), edge: Some(edge), ..Day::default() }, next + 1);
    }
    match tokens.word(at)? {
        Word::MonthEdge(edge) => sure(Day { months: Some(0), edge: Some(edge), ..Day::default() }, at + 1),
        Word::Edge(edge) => {
            let from = skip(tokens, skip(tokens, at + 1, &[Word::Of]), &[Word::The]);
            let (day, end) = match month_reference(tokens, from) {
                Some(found) => found,
                None => match span(tokens, from)? {
                    (Piece::Time(Time { day: Some(day), .. }), end, _) => (day, end),
                    _ => return None,
                },
            };
            if edge == Edge::Middle && day.week.is_some() {
                return None;
            }
            sure(Day { edge: Some(edge), ..day }, end)
        }
        _ => None,
    }
}
