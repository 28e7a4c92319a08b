//! What words mean, whatever their language: the one vocabulary that all rules are written in.
//!
//! The vocabulary is open: a rule asks for the words that it wants and passes over all others, so matches on [`Word`]
//! may end in `_`.

mod named;

use chrono::Weekday;
use chrono_tz::Tz;
pub(super) use named::Named;

use crate::model::Prayer;

/// The meaning of a word or phrase in a sentence about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    // Days.
    /// A weekday.
    Weekday(Weekday),
    /// "mon": Monday, and months after a number ("in 1 mon").
    MonOrMonths,
    /// A spelling of a weekday that is also an everyday word ("sun"): it needs company.
    WeakWeekday(Weekday),
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
    /// A word before a day of the Chinese calendar (农历).
    LunarLead,
    /// A month of the Hijri calendar.
    HijriMonth(u8),
    /// Some days from today.
    Day(i8),
    /// This evening.
    Tonight,
    /// A part of a day some days from today, as one word (明早).
    DayPart(i8, DayPart),
    /// The present moment.
    Now,
    /// A part of the day.
    Part(DayPart),
    /// A part of the day in a language that puts it after its day: before a day it belongs to the noun before it
    /// ("movie night saturday").
    PartAfterDay(DayPart),
    /// A part of the day in the plural ("mornings").
    Parts(DayPart),
    /// A part of the day with the words that tie it to a clock ("in the morning").
    InPart(DayPart),
    /// A prayer, by whose time people say when.
    Prayer(Prayer),
    /// The word for praying, before a prayer's name.
    Pray,
    /// The edge of a month or week.
    Edge(Edge),
    /// "edge of" in the form of one word with its month (月底).
    MonthEdge(Edge),
    /// Some years from this one, as one word (明年).
    YearBy(i8),
    /// The evening before a feast ("eve"), and of any other day its evening.
    Eve,
    /// "edge of" in the form of one word with its year (年底).
    YearEdge(Edge),

    /// A day that has a name of its own.
    Named(Named),
    /// "raya": Hari Raya beside a word that makes it a day ("sebelum raya", "raya kedua"), else part of a name.
    Raya,
    /// A festival of several days, whose number may follow (大年初二, hari raya kedua).
    Festival(Named),

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
    /// "more", between a number and its unit: says nothing.
    More,
    /// 夜: a number of them, after one of days.
    NightCount,
    /// "about": says nothing about the time.
    About,
    /// 多, after the mark of an hour: a little later, which says nothing either.
    Odd,
    /// 共: how often in all, before a number of times.
    InAll,

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
    /// An end that is left open, late at night ("till late").
    TillLate,
    /// An end that is left open ("until finish").
    TillDone,
    /// The end of a working day ("eod"), which is the day's own.
    DayEnd,
    /// What half of "tengah hari" says after twelve ("12 tgh").
    TwelveMark,
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
    /// 号, hb: a number before it is a day of a month.
    DayMark,
    /// 日: a number before it is a day of a month, or counts days.
    DayOrDays,
    /// Malay "minggu": week, and Sunday before a date.
    Minggu,
    /// 周: week, and the word before a weekday's number.
    Week,
    /// "past": minutes after an hour, before it.
    Past,
    /// "past", after its hour (lewat).
    PastAfter,
    /// "less": minutes that an hour lacks (kurang, 差).
    Less,
    /// "oh", the nought of spoken minutes ("nine oh five").
    Oh,

    // Relations.
    /// "this", before its noun.
    This,
    /// "this", after its noun (ini).
    ThisAfter,
    /// Still to come, after its noun (nanti).
    ComingAfter,
    /// "next", before its noun.
    Next,
    /// "next", after its noun (depan).
    NextAfter,
    /// The last of several (最后).
    Final,
    /// The last of several, after its noun (terakhir).
    FinalAfter,
    /// The one after the next.
    NextNext,
    /// "last", before its noun.
    Last,
    /// "last", after its noun (lalu).
    LastAfter,
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
    /// "ends", before the end of what has begun.
    Ends,
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
    /// "for the next": a length, of one unit where no number follows.
    ForNext,
    /// "of".
    Of,
    /// 的.
    De,
    /// "namely", between two ways to say one day.
    Namely,
    /// "starting", after its day (开始).
    StartsAfter,
    /// "after".
    After,
    /// "before": by a day, or after an amount.
    Before,
    /// "earlier", after an amount: only of leads.
    Earlier,
    /// 提前, before an amount: only of leads.
    Ahead,
    /// "ago".
    Ago,
    /// "ago", and alone "a moment ago" (tadi).
    JustNow,
    /// "later": from now.
    Later,
    /// 再过, before an amount: from now.
    Passing,
    /// Malay "lagi": from now, before or after its amount.
    Lagi,

    // Repetition.
    /// "every".
    Every,
    /// "other", in "every other".
    Other,
    /// "except".
    Except,
    /// "except", after its days (除外).
    ExceptAfter,
    /// "the last day".
    LastDay,
    /// Those that come next, before a number of them (接下来).
    ComingSome,
    /// "x": times after a number, and a mark of size.
    TimesSign,
    /// "daily" and its like.
    Freq(Unit),
    /// "mingguan": weekly, after its noun.
    FreqAfter(Unit),
    /// Some weekdays by their first letters, as one word ("mwf").
    Initials(&'static [Weekday]),
    /// "every other" as one word (selang).
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
    /// A noun that asks for a reminder at the beginning of a message, and may be part of a title ("reminder").
    Reminder,
    /// Words that ask for an entry ("please add").
    Request,
    /// Words that tell people of something formally ("please be informed that").
    Announcement,
    /// Words that ask for an entry only after a word of politeness ("add").
    WeakRequest,
    /// A noun that is a request with a colon after it ("event:").
    Label,
    /// A label of a form, where a colon follows it ("date:", tarikh, 日期).
    Field,
    /// The label of a form before what it is about ("subject:", tajuk, 主题).
    Subject,
    /// A word that begins a remark, after a time or a mark ("bring", jangan, 记得).
    Remark,
    /// A word that a reason or a condition follows ("because", kalau, 因为).
    Reason,
    /// A word with which a sentence begins: somebody who does something, or what must be done ("he's", kena, 我们).
    ClauseStart,
    /// What people say before they say why they write ("sorry").
    Apology,
    /// Says that something is announced, and not what ("notice", makluman, 通知).
    Notice,
    /// A word before the name of a person ("Dr", cikgu).
    Honorific,
    /// A word that only colours what is said ("lah", ya, 吧).
    Particle,
    /// A greeting, after which a name may follow ("hi").
    Greeting,
    /// "block": a request when a whole day follows.
    Block,
    /// Words of politeness before a request.
    Please,
    /// A word that may be left over after a request ("to").
    That,
    /// A word before a place and nothing else (di, kat, @).
    PlaceLead,
    /// 在.
    Zai,
    /// A word whose number follows it, and makes a place with it (room, level).
    PlaceNoun,
    /// What goes under a number (flight, bus): only what is plainly a clock is one after it.
    Numbered,
    /// A word that ends a place (with, and, for).
    PlaceEnd,
    /// "with", which also joins two days or clocks (dengan).
    With,
    /// A Chinese verb, which ends a place.
    Verb,
    /// 去: a place may follow.
    Go,
    /// 有: a verb, after which a number counts.
    Have,
    /// A word that takes "at" to itself ("look at").
    TakesAt,
    /// A time zone.
    Zone(Tz),
    /// A city or country, as "London time" has it.
    City(Tz),
    /// "time", in "London time".
    Time,
    /// What points are made of (建议): a number of them before it is no clock.
    Points,
    /// A meal, going to bed or getting up, which says its part of the day.
    Meal(DayPart),
    /// A place without a number of its own (office).
    PlaceName,
    /// A character that the name of a place ends with (园, 家, 角).
    PlaceSuffix,
    /// Currencies: the number beside it is no time.
    Currency,
    /// Units of measure and what is counted: the number before it is no time.
    NotTime,
    /// Streets, lots, scores: the numbers after it are no time.
    Address,
    /// "is", "will be"; "BE" after a year is the Buddhist era.
    Be,
    /// What a noun ends with when something belongs to it ("2 weeks' time").
    Possessive,
    /// Words that say something is over ("was").
    Told,
    /// What came to pass, as a verb ("dragged", "landed"): a clock alone after it is told, too.
    Happened,
    /// "only then": right after a clock it tells when something came to pass (baru, 才).
    OnlyThen,
    /// "last time": of what is over (上次).
    LastTime,
    /// What people call out before they tell ("aiyo").
    Exclaimed,
    /// "since", of what has been so (sejak).
    Since,
    /// How a game went ("won"): what is beside it is told, too.
    Outcome,
    /// An everyday phrase that holds a word of time and means none.
    Everyday,
}

impl Word {
    /// Whether this word only stands around times: none begins with it.
    pub(super) fn is_around(self) -> bool {
        matches!(
            self,
            Self::Request
                | Self::Announcement
                | Self::WeakRequest
                | Self::Label
                | Self::Field
                | Self::Subject
                | Self::Remark
                | Self::Reason
                | Self::ClauseStart
                | Self::Apology
                | Self::Notice
                | Self::Honorific
                | Self::Particle
                | Self::Greeting
                | Self::Please
                | Self::That
                | Self::PlaceLead
                | Self::PlaceNoun
                | Self::Numbered
                | Self::PlaceEnd
                | Self::Verb
                | Self::Go
                | Self::Have
                | Self::TakesAt
                | Self::Points
                | Self::PlaceName
                | Self::PlaceSuffix
                | Self::Currency
                | Self::NotTime
                | Self::Address
                | Self::Be
                | Self::Possessive
                | Self::Told
                | Self::Happened
                | Self::OnlyThen
                | Self::LastTime
                | Self::Exclaimed
                | Self::Outcome
                | Self::To
                | Self::And
                | Self::De
                | Self::Measure
        )
    }
}

/// How a time lies beside a prayer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// Before it.
    Before,
    /// When it begins.
    At,
    /// After it.
    After,
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
pub(super) enum DayPart {
    /// The hours after midnight (凌晨).
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
    /// By a prayer.
    Prayer(Prayer, Beside),
}
