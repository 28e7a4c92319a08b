//! What words mean, whatever their language: the one vocabulary that all rules are written in.
//!
//! The languages' files hold the spellings; here they come together in one table, so that a sentence may mix them.
//! The vocabulary is open: a rule asks for the words that it wants and passes over all others, so matches on [`Word`]
//! may end in `_`.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::Weekday;
use chrono_tz::Tz;

use super::lang;

/// The meaning of a word or phrase in a sentence about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    // Days.
    /// A weekday.
    Weekday(Weekday),
    /// A spelling of a weekday that is also an everyday word ("sun"): it needs company.
    ShyWeekday(Weekday),
    /// A weekday in the plural: a repetition.
    Weekdays(Weekday),
    /// "weekday": a day from Monday to Friday.
    Workday,
    /// "weekdays".
    Workdays,
    /// "weekend".
    Weekend,
    /// "weekends".
    Weekends,
    /// A month; alone it is no time.
    Month(u8),
    /// So many days from today.
    Day(i8),
    /// This evening.
    Tonight,
    /// A part of a day that is so many days from today, as one word (明早).
    DayPart(i8, Part),
    /// The present moment.
    Now,
    /// A part of the day.
    Part(Part),
    /// A part of the day in a language that puts it behind its day: before a day it belongs to the noun before it
    /// ("movie night saturday").
    PartBehind(Part),
    /// A part of the day in the plural ("mornings").
    Parts(Part),
    /// The edge of a month or week.
    Edge(Edge),
    /// "edge of" in the form of one word with its month (月底).
    MonthEdge(Edge),

    // Amounts.
    /// A unit of time.
    Unit(Unit),
    /// One of a unit, as one word (sejam).
    One(Unit),
    /// Malay "jam": hour, and the word before a clock time.
    Jam,
    /// Malay "hari": day, and the word before a weekday.
    Hari,
    /// "second": the second one, and the unit.
    Second,
    /// "h": hours, and the mark of a clock (15h30).
    H,
    /// "hrs": hours, and the mark of a clock (1430hrs).
    Hrs,
    /// A number word below twenty, or a small one.
    Number(u8),
    /// An unsure number, which counts units of time and nothing else ("a few").
    Few(u8),
    /// A number word for tens, which a smaller one may follow.
    Tens(u8),
    /// An ordinal word.
    Ordinal(u8),
    /// What makes a number an ordinal (st, th, hb).
    OrdinalMark,
    /// A word before an ordinal number (ke-, 第).
    OrdinalLead,
    /// A Chinese measure word (个).
    Measure,
    /// "half".
    Half,
    /// "quarter".
    Quarter,
    /// "a".
    A,
    /// "the".
    The,
    /// "about": says nothing about the time.
    About,

    // Clocks.
    /// Before or after noon.
    Meridiem(Meridiem),
    /// "p", which only a number glued to it makes a meridiem.
    P,
    /// "noon".
    Noon,
    /// "midnight".
    Midnight,
    /// "o'clock".
    OClock,
    /// "sharp", "整".
    Sharp,
    /// A word before a clock time (pukul).
    ClockLead,
    /// 点.
    HourMark,
    /// 分.
    MinuteMark,
    /// 秒.
    SecondMark,
    /// 刻.
    QuarterMark,
    /// 年.
    YearMark,
    /// 月.
    MonthMark,
    /// 号.
    DayMark,
    /// 周: week, and the word before a weekday's number.
    Week,
    /// "past": minutes after an hour.
    Past,

    // Relations.
    /// "this".
    This,
    /// "next".
    Next,
    /// The last of several (最后).
    Final,
    /// The one after the next.
    NextNext,
    /// "last".
    Last,
    /// "coming".
    Coming,
    /// "at".
    At,
    /// "on".
    On,
    /// "in".
    In,
    /// "within".
    Within,
    /// "by".
    By,
    /// "from".
    From,
    /// "starting".
    Starting,
    /// "to".
    To,
    /// "until".
    Until,
    /// "between".
    Between,
    /// "and".
    And,
    /// "or".
    Or,
    /// "for".
    For,
    /// "during", "selama".
    During,
    /// "of".
    Of,
    /// 的.
    De,
    /// "after".
    After,
    /// "before", behind an amount.
    Before,
    /// "earlier", behind an amount: only of leads.
    Earlier,
    /// 提前, before an amount: only of leads.
    Ahead,
    /// "ago".
    Ago,
    /// "later": from now.
    Later,
    /// Malay "lagi": from now, before or behind its amount.
    Lagi,

    // Repetition.
    /// "every".
    Every,
    /// "other", in "every other".
    Other,
    /// "daily" and its like.
    Freq(Unit),
    /// "every weekday" as one word.
    EveryOther,
    /// "times".
    Times,
    /// "once".
    Once,
    /// "twice".
    Twice,
    /// "up to".
    UpTo,
    /// "all day".
    AllDay,
    /// "the whole of".
    Whole,

    // Everything around times.
    /// Words that ask for a reminder ("remind me").
    Remind,
    /// Words that ask for an entry ("please add").
    Request,
    /// Words that ask for an entry only behind a word of politeness ("add").
    WeakRequest,
    /// A noun that is a request with a colon behind it ("event:").
    Label,
    /// "block": a request when a whole day follows.
    Block,
    /// Words of politeness before a request.
    Please,
    /// A word that may be left over behind a request ("to").
    That,
    /// A word before a place and nothing else (di, kat, @).
    PlaceLead,
    /// 在.
    Zai,
    /// A word that makes a place with the number behind it (room, level).
    PlaceNoun,
    /// A word that ends a place (with, and, for).
    PlaceEnd,
    /// A Chinese verb, which ends a place.
    Verb,
    /// A word that takes "at" to itself ("look at").
    TakesAt,
    /// A time zone.
    Zone(Tz),
    /// A city or country, as "London time" has it.
    City(Tz),
    /// "time", in "London time".
    Time,
    /// Currencies, units of measure: the number beside it is no time.
    NotTime,
    /// Streets, lots, scores: the numbers behind it are no time.
    Address,
    /// Words that say something is over ("was").
    Told,
    /// An everyday phrase that holds a word of time and means none.
    Everyday,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// A quarter of an hour.
    Quarter,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Working days.
    Workday,
    /// Weeks.
    Week,
    /// Two weeks.
    Fortnight,
    /// Months.
    Month,
    /// Three months.
    Season,
    /// Half a year.
    HalfYear,
    /// Years.
    Year,
}

/// Before or after noon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meridiem {
    /// Before noon.
    Am,
    /// After noon.
    Pm,
}

/// The beginning or the end of a span of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// Its first day.
    Start,
    /// Its middle.
    Middle,
    /// Its last day.
    End,
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The hours behind midnight (凌晨).
    SmallHours,
    /// Early in the morning.
    EarlyMorning,
    /// In the morning.
    Morning,
    /// Around noon.
    Midday,
    /// In the afternoon; Malay petang.
    Afternoon,
    /// Late in the afternoon.
    LateAfternoon,
    /// In the evening.
    Evening,
    /// At night; Malay malam, 晚上.
    Night,
    /// Late at night.
    LateNight,
    /// After the afternoon prayer.
    AfterZohor,
    /// After the late afternoon prayer.
    AfterAsar,
    /// After the sunset prayer.
    AfterMaghrib,
    /// After the night prayer.
    AfterIsyak,
}

/// What the table knows about a spelling.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    /// Its meaning, if it is a word or phrase by itself.
    pub word: Option<Word>,
    /// How many steps (words, of Chinese characters) the longest phrase has that begins with it.
    pub longest: u8,
}

/// Every spelling of every language.
static TABLE: LazyLock<HashMap<&'static str, Entry>> = LazyLock::new(table);

fn table() -> HashMap<&'static str, Entry> {
    let mut table: HashMap<&'static str, Entry> = HashMap::new();
    for (word, spellings) in lang::ALL.iter().flat_map(|language| language.words) {
        for spelling in spellings.split('|') {
            let (head, steps) = head_and_steps(spelling);
            let first = table.entry(head).or_default();
            first.longest = first.longest.max(steps);
            table.entry(spelling).or_default().word.get_or_insert(*word);
        }
    }
    table
}

/// The first step of a phrase, and how many steps it has, as the tokens count them.
fn head_and_steps(spelling: &'static str) -> (&'static str, u8) {
    let mut chars = spelling.chars();
    let first = chars.next().map_or(0, char::len_utf8);
    if spelling.chars().next().is_some_and(super::token::is_han) {
        return (&spelling[..first], u8::try_from(spelling.chars().count()).unwrap_or(u8::MAX));
    }
    let head = spelling.find(|ch: char| !ch.is_alphabetic()).unwrap_or(spelling.len()).max(first);
    let mut steps = 0_u8;
    let mut in_word = false;
    for ch in spelling.chars() {
        if ch.is_alphabetic() {
            steps = steps.saturating_add(u8::from(!in_word));
            in_word = true;
        } else {
            steps = steps.saturating_add(u8::from(ch != ' '));
            in_word = false;
        }
    }
    (&spelling[..head], steps)
}

/// What the table knows about a spelling.
pub(super) fn entry(spelling: &str) -> Option<Entry> {
    TABLE.get(spelling).copied()
}

/// The fewest letters that a word must have to be taken for a mistyped one.
const MISTYPED_FROM: usize = 5;

/// The weekday or month that a word is one mistake away from: a letter wrong, missing, too many, or two changed round.
pub(super) fn mistyped(word: &str) -> Option<Word> {
    if word.len() < MISTYPED_FROM || !word.is_ascii() || lang::ALL.iter().any(|one| one.no_mistakes.contains(&word)) {
        return None;
    }
    lang::ALL
        .iter()
        .flat_map(|language| language.often_mistyped)
        .find(|(spelling, _)| is_one_mistake_apart(word.as_bytes(), spelling.as_bytes()))
        .map(|(_, word)| *word)
}

/// Whether two words differ by one mistake. Their first letters must agree, or be what changed round.
fn is_one_mistake_apart(typed: &[u8], meant: &[u8]) -> bool {
    if typed.len().abs_diff(meant.len()) > 1 {
        return false;
    }
    let same = typed.iter().zip(meant).take_while(|(a, b)| a == b).count();
    let (typed, meant) = (&typed[same..], &meant[same..]);
    match (typed, meant) {
        ([], [_]) | ([_], []) => true,
        ([], _) | (_, []) => false,
        ([wrong, typed_rest @ ..], [right, meant_rest @ ..]) => {
            let is_swapped = typed_rest.first() == Some(right)
                && meant_rest.first() == Some(wrong)
                && typed_rest[1..] == meant_rest[1..];
            is_swapped || (same > 0 && (typed_rest == meant_rest || typed == meant_rest || typed_rest == meant))
        }
    }
}
