//! The second step: pieces of time, wherever in the text they stand.
//!
//! A piece is what one rule reads from a run of tokens: a day, a clock, an amount, a repetition. A rule is a named
//! function in [`RULES`]; at every token the rule that reads furthest wins. A piece may be *shy*: it is only a
//! time beside another one ("10" in "fri 10 to 11").

mod amount;
mod clock;
mod date;
mod english;
mod lead;
mod numeric;
mod part;
mod repeat;
mod zone;

use chrono::Weekday;
use chrono_tz::Tz;
use smallvec::SmallVec;

pub(super) use clock::is_free;

use super::lexicon::{Edge, Meridiem, Part, Unit, Word};
use super::token::{Kind, Number, Tokens};

/// A piece that a rule has read.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// What it says.
    pub piece: Piece,
    /// Its first token.
    pub first: usize,
    /// The token behind it.
    pub end: usize,
    /// It is a time only beside another one.
    pub is_shy: bool,
    /// The rule that read it.
    pub rule: &'static str,
}

/// What a piece says.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// A day, a clock, or both.
    Time(Time),
    /// A number that may be an hour or a day of a month.
    Number(Number),
    /// So much from now.
    Offset(Amount),
    /// So long.
    Length(Amount),
    /// A repetition.
    Repeat(Box<Repeat>),
    /// It takes the whole day.
    AllDay,
    /// Remind so long before.
    Lead(Amount),
    /// A time zone.
    Zone(Tz),
    /// So many times.
    Count(u32),
    /// An everyday phrase, which is no time.
    Everyday,
}

/// A day and a time of day, each as far as it is said.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Time {
    /// The day.
    pub day: Option<Day>,
    /// The clock.
    pub clock: Option<Clock>,
    /// The part of the day.
    pub part: Option<Part>,
}

impl Time {
    /// The weekday, if nothing else is said about the day.
    pub(super) fn only_weekday(self) -> Option<Weekday> {
        self.day.and_then(|day| day.weekday.filter(|weekday| day == Day::weekday(*weekday)))
    }
}

/// What is said about a day: every field is one condition.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a set of independent conditions, each read by its own name")]
#[expect(clippy::struct_field_names, reason = "`day` is the day of the month, as in every calendar")]
pub(super) struct Day {
    /// So many days from today.
    pub days: Option<i64>,
    /// A weekday.
    pub weekday: Option<Weekday>,
    /// The calendar week, counted from this one.
    pub week: Option<i32>,
    /// "next" was said of the weekday itself, of which people think in two ways.
    pub is_next: bool,
    /// Which of its weekdays in a month; from the end when negative.
    pub nth: Option<i8>,
    /// The day of the month; from the end when negative.
    pub day: Option<i8>,
    /// The day and month, if they could change places.
    pub swapped: Option<(u8, u8)>,
    /// The month.
    pub month: Option<u8>,
    /// The month, counted from this one.
    pub months: Option<i32>,
    /// The year.
    pub year: Option<i32>,
    /// The year, counted from this one.
    pub years: Option<i32>,
    /// An edge of the month, week or year.
    pub edge: Option<Edge>,
    /// The weekend.
    pub is_weekend: bool,
    /// The first working day behind.
    pub is_workday: bool,
    /// So much later than the day that the other fields say.
    pub shift: Option<Amount>,
    /// There is no such day: what was said stands in the other fields.
    pub is_impossible: bool,
}

impl Day {
    /// So many days from today.
    pub(super) fn relative(days: i64) -> Self {
        Self { days: Some(days), ..Self::default() }
    }

    /// A weekday.
    pub(super) fn weekday(weekday: Weekday) -> Self {
        Self { weekday: Some(weekday), ..Self::default() }
    }

    /// The same day, if both conditions can be meant together.
    pub(super) fn and(self, other: Self) -> Option<Self> {
        let is_relative = |day: &Self| day.days.is_some() || day.shift.is_some();
        let has_two_anchors = (is_relative(&self) && (other.week.is_some() || other.months.is_some()))
            || (is_relative(&other) && (self.week.is_some() || self.months.is_some()));
        if has_two_anchors || self.is_weekend != other.is_weekend && (self.weekday.is_some() || other.weekday.is_some())
        {
            return None;
        }
        Some(Self {
            days: either(self.days, other.days).ok()?,
            weekday: either(self.weekday, other.weekday).ok()?,
            week: either(self.week, other.week).ok()?,
            is_next: self.is_next || other.is_next,
            nth: either(self.nth, other.nth).ok()?,
            day: either(self.day, other.day).ok()?,
            swapped: self.swapped.or(other.swapped),
            month: either(self.month, other.month).ok()?,
            months: either(self.months, other.months).ok()?,
            year: either(self.year, other.year).ok()?,
            years: either(self.years, other.years).ok()?,
            edge: either(self.edge, other.edge).ok()?,
            is_weekend: self.is_weekend || other.is_weekend,
            is_workday: self.is_workday || other.is_workday,
            shift: either(self.shift, other.shift).ok()?,
            is_impossible: self.is_impossible || other.is_impossible,
        })
    }

    /// Whether it says a month or year, but no day in it.
    pub(super) fn lacks_day(self) -> bool {
        (self.month.is_some() || self.months.is_some())
            && self.day.is_none()
            && self.weekday.is_none()
            && self.edge.is_none()
            && self.shift.is_none()
    }
}

/// What two pieces say of one condition, if they do not contradict each other.
fn either<T: PartialEq>(a: Option<T>, b: Option<T>) -> Result<Option<T>, Contradiction> {
    match (a, b) {
        (Some(a), Some(b)) if a != b => Err(Contradiction),
        (a, b) => Ok(a.or(b)),
    }
}

/// Two pieces say different things.
struct Contradiction;

/// What a clock shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    /// The hour as said; 24 is the midnight that ends the day.
    pub hour: u8,
    /// The minute.
    pub minute: u8,
    /// The second.
    pub second: u8,
    /// Before or after noon, if said.
    pub meridiem: Option<Meridiem>,
    /// It was written in the form of 24 hours (0930, 09:30).
    pub is_exact: bool,
}

impl Clock {
    /// The hour alone.
    pub(super) fn at(hour: u8, minute: u8) -> Self {
        Self { hour, minute, second: 0, meridiem: None, is_exact: false }
    }
}

/// An amount of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Amount {
    /// Months.
    pub months: i32,
    /// Days.
    pub days: i32,
    /// Seconds.
    pub seconds: i64,
    /// Only hours or less were named.
    pub is_fine: bool,
    /// It counts working days.
    pub is_workdays: bool,
    /// The unit that was named, if it was one.
    pub unit: Option<(Unit, u32)>,
}

impl Amount {
    /// The same backwards.
    pub(super) fn back(self) -> Self {
        Self { months: -self.months, days: -self.days, seconds: -self.seconds, ..self }
    }

    /// In whole minutes, a month as thirty days.
    pub(super) fn minutes(self) -> i64 {
        (i64::from(self.months) * 30 + i64::from(self.days)) * 24 * 60 + self.seconds / 60
    }
}

/// A repetition, as RFC 5545 has it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Repeat {
    /// How often; `None` when only the days are said.
    pub every: Option<Unit>,
    /// Every so many of it.
    pub interval: u32,
    /// On these weekdays, which of them in the month (0: all).
    pub weekdays: SmallVec<[(i8, Weekday); 7]>,
    /// On these days of the month.
    pub days: SmallVec<[i8; 4]>,
    /// In these months.
    pub months: SmallVec<[u8; 2]>,
    /// On these days of the year.
    pub year_days: SmallVec<[u16; 1]>,
    /// In these weeks of the year.
    pub weeks: SmallVec<[u8; 2]>,
    /// So many times.
    pub count: Option<u32>,
    /// For so long.
    pub length: Option<Amount>,
    /// The last day.
    pub until: Option<Time>,
    /// The first day, if said.
    pub from: Option<Time>,
    /// The part of the day that is said with it ("every morning").
    pub part: Option<Part>,
}

impl Repeat {
    /// Every week on these days.
    pub(super) fn weekly(days: &[Weekday]) -> Self {
        Self {
            every: Some(Unit::Week),
            interval: 1,
            weekdays: days.iter().map(|day| (0, *day)).collect(),
            ..Self::default()
        }
    }
}

/// What a rule has read: what it says, the token behind it, and whether it is shy.
pub(super) type Read = Option<(Piece, usize, bool)>;

/// A rule: how one kind of piece is written.
pub(super) struct Rule {
    /// Its name, which stands in a reading's `fired`.
    pub name: &'static str,
    /// Reads a piece that begins at a token.
    pub read: fn(&Tokens<'_>, usize) -> Read,
}

/// Every rule. Where two read equally far, the earlier one wins.
pub(super) const RULES: &[Rule] = &[
    Rule { name: "everyday phrase", read: everyday },
    Rule { name: "lead", read: lead::lead },
    Rule { name: "repeat: every", read: repeat::every },
    Rule { name: "repeat: of the month", read: repeat::of_every },
    Rule { name: "repeat: plural", read: repeat::plural },
    Rule { name: "repeat: count", read: repeat::count },
    Rule { name: "date: ISO with clock", read: numeric::iso },
    Rule { name: "date: numbers", read: numeric::date },
    Rule { name: "date: relative", read: date::relative },
    Rule { name: "date: from another", read: date::from_another },
    Rule { name: "date: weekday", read: date::weekday },
    Rule { name: "date: month and day", read: date::month_and_day },
    Rule { name: "date: day of month", read: date::day_of_month },
    Rule { name: "date: nth weekday", read: date::nth_weekday },
    Rule { name: "date: week or month", read: date::span },
    Rule { name: "date: edge", read: date::edge },
    Rule { name: "date: month", read: date::month },
    Rule { name: "date: chrono-english", read: english::date },
    Rule { name: "clock: digits", read: clock::digits },
    Rule { name: "offset", read: amount::offset },
    Rule { name: "length", read: amount::length },
    Rule { name: "clock: words", read: clock::words },
    Rule { name: "clock: past or to", read: clock::past },
    Rule { name: "clock: hour mark", read: clock::marked },
    Rule { name: "clock: led", read: clock::led },
    Rule { name: "clock: noon or midnight", read: part::noon },
    Rule { name: "part of day", read: part::part },
    Rule { name: "all day", read: all_day },
    Rule { name: "zone", read: zone::zone },
    Rule { name: "number", read: number },
];

/// The rules that a word no list knows may begin.
const UNKNOWN_WORD: &[Rule] = &[Rule { name: "date: chrono-english", read: english::date }];

/// All pieces of a text, in its order, never overlapping.
pub(super) fn pieces(tokens: &Tokens<'_>) -> SmallVec<[Found; 8]> {
    let mut found: SmallVec<[Found; 8]> = SmallVec::new();
    let mut at = 0;
    while at < tokens.len() {
        match piece(tokens, at) {
            Some(piece) => {
                at = piece.end;
                found.push(piece);
            }
            None => at += 1,
        }
    }
    found
}

/// The piece that begins at a token and reaches furthest.
fn piece(tokens: &Tokens<'_>, at: usize) -> Option<Found> {
    let rules = match tokens.kind(at) {
        Kind::Quoted => return None,
        // No rule but one begins with a word that nobody knows.
        Kind::Other => UNKNOWN_WORD,
        Kind::Number(_) | Kind::Known(_) | Kind::Mark(_) => RULES,
    };
    let mut best: Option<Found> = None;
    for rule in rules {
        let Some((piece, end, is_shy)) = (rule.read)(tokens, at) else { continue };
        if best.as_ref().is_none_or(|best| end > best.end) && is_bordered(tokens, at, end) {
            best = Some(Found { piece, first: at, end, is_shy, rule: rule.name });
        }
    }
    best
}

/// Whether a piece stands free: no number, letter or sign of money or measure is glued to it that it did not read.
fn is_bordered(tokens: &Tokens<'_>, first: usize, end: usize) -> bool {
    is_bordered_before(tokens, first) && is_bordered_behind(tokens, end)
}

fn is_bordered_before(tokens: &Tokens<'_>, first: usize) -> bool {
    let Some(before) = first.checked_sub(1) else { return true };
    let begins_with_digit = tokens.number(first).is_some_and(|number| !number.is_han);
    if begins_with_digit && !tokens.is_han(before) && matches!(tokens.word(before), Some(Word::NotTime | Word::Address))
    {
        return false;
    }
    if begins_with_digit && tokens.is_mark(before, '$') {
        return false;
    }
    if !tokens.is_glued(first) || tokens.is_han(before) {
        return true;
    }
    match tokens.kind(before) {
        Kind::Other => tokens.is_han(first) && !begins_with_digit,
        Kind::Number(_) => tokens.is_han(first),
        Kind::Known(word) => !begins_with_digit || is_of_time(word),
        Kind::Quoted => true,
        Kind::Mark(mark) => !matches!(mark, '$' | '€' | '£' | '¥' | '#' | '%' | '=' | '_' | '&' | '\\'),
    }
}

fn is_bordered_behind(tokens: &Tokens<'_>, end: usize) -> bool {
    let ends_with_digit = end.checked_sub(1).and_then(|last| tokens.number(last)).is_some_and(|number| !number.is_han);
    if ends_with_digit && tokens.is(end, Word::NotTime) {
        return false;
    }
    if !tokens.is_glued(end) || tokens.is_han(end) {
        return true;
    }
    let ends_with_time = end.checked_sub(1).and_then(|last| tokens.word(last)).is_some_and(is_of_time);
    match tokens.kind(end) {
        Kind::Number(_) if ends_with_time => true,
        Kind::Other | Kind::Number(_) => end.checked_sub(1).is_some_and(|last| tokens.is_han(last)),
        Kind::Known(word) => is_of_time(word) || end.checked_sub(1).is_some_and(|last| tokens.is_han(last)),
        Kind::Quoted => true,
        Kind::Mark(mark) => !matches!(mark, '$' | '€' | '£' | '¥' | '#' | '%' | '=' | '_' | '+' | '\''),
    }
}

/// Whether a word speaks of time, so that a number may be glued to it ("tmr3pm").
fn is_of_time(word: Word) -> bool {
    matches!(
        word,
        Word::Weekday(_)
            | Word::ShyWeekday(_)
            | Word::Day(_)
            | Word::Tonight
            | Word::Part(_)
            | Word::PartBehind(_)
            | Word::ClockLead
            | Word::Jam
            | Word::At
            | Word::Month(_)
            | Word::Noon
            | Word::To
            | Word::Until
            | Word::Meridiem(_)
            | Word::PlaceLead
    )
}

/// An everyday phrase that holds a word of time.
fn everyday(tokens: &Tokens<'_>, at: usize) -> Read {
    tokens.is(at, Word::Everyday).then_some((Piece::Everyday, at + 1, true))
}

/// "all day", "the whole of" before a day.
fn all_day(tokens: &Tokens<'_>, at: usize) -> Read {
    match tokens.word(at) {
        Some(Word::AllDay) => Some((Piece::AllDay, at + 1, false)),
        Some(Word::Whole) => Some((Piece::AllDay, at + 1, true)),
        _ => None,
    }
}

/// A bare number that could be an hour or a day of a month.
fn number(tokens: &Tokens<'_>, at: usize) -> Read {
    let (value, end) = small_number(tokens, at)?;
    let digits = tokens.number(at).map_or(2, |number| number.digits);
    let is_small = value <= 31 && digits <= 2 && !tokens.number(at).is_some_and(|number| number.is_han);
    is_small.then_some((Piece::Number(Number { value, digits, is_han: false }), end, true))
}

/// A whole number at a token, in digits or in words ("twenty five"), and the token behind it.
pub(super) fn small_number(tokens: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    match tokens.kind(at) {
        Kind::Number(number) => Some((number.value, at + 1)),
        Kind::Known(Word::Number(value)) => Some((u32::from(value), at + 1)),
        Kind::Known(Word::Tens(tens)) => {
            let gap = usize::from(tokens.is_mark(at + 1, '-'));
            Some(match tokens.word(at + 1 + gap) {
                Some(Word::Number(ones @ 1..=9)) => (u32::from(tens + ones), at + 2 + gap),
                _ => (u32::from(tens), at + 1),
            })
        }
        Kind::Known(_) | Kind::Other | Kind::Quoted | Kind::Mark(_) => None,
    }
}

/// An ordinal number at a token, in digits with a mark or in words, and the token behind it.
pub(super) fn ordinal(tokens: &Tokens<'_>, at: usize) -> Option<(u8, usize)> {
    match tokens.kind(at) {
        Kind::Number(number) if tokens.is(at + 1, Word::OrdinalMark) && number.value <= 31 => {
            Some((u8::try_from(number.value).ok()?, at + 2))
        }
        Kind::Known(Word::OrdinalLead) => {
            let number = tokens.number(at + 1).filter(|number| (1..=31).contains(&number.value))?;
            Some((u8::try_from(number.value).ok()?, at + 2))
        }
        Kind::Known(Word::Ordinal(value)) => Some((value, at + 1)),
        Kind::Known(Word::Second) => Some((2, at + 1)),
        Kind::Known(Word::Tens(tens)) => {
            let gap = usize::from(tokens.is_mark(at + 1, '-'));
            match tokens.word(at + 1 + gap) {
                Some(Word::Ordinal(ones @ 1..=9)) => Some((tens + ones, at + 2 + gap)),
                Some(Word::Second) => Some((tens + 2, at + 2 + gap)),
                _ => None,
            }
        }
        Kind::Number(_) | Kind::Known(_) | Kind::Other | Kind::Quoted | Kind::Mark(_) => None,
    }
}

/// A weekday at a token, and whether it is a shy spelling.
pub(super) fn weekday_word(tokens: &Tokens<'_>, at: usize) -> Option<(Weekday, bool)> {
    match tokens.word(at)? {
        Word::Weekday(day) => Some((day, false)),
        Word::ShyWeekday(day) => Some((day, true)),
        _ => None,
    }
}

/// Skips one of some words.
pub(super) fn skip(tokens: &Tokens<'_>, at: usize, words: &[Word]) -> usize {
    at + usize::from(tokens.word(at).is_some_and(|word| words.contains(&word)))
}
