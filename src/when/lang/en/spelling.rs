//! English spelling: what is understood with a letter wrong.

use chrono::Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};

use crate::when::word::Word::{self, Day, Month, Weekday};

/// The weekdays and months that are read with one letter wrong.
pub(super) const OFTEN_MISTYPED: &[(&str, Word)] = &[
    ("monday", Weekday(Mon)),
    ("tuesday", Weekday(Tue)),
    ("wednesday", Weekday(Wed)),
    ("thursday", Weekday(Thu)),
    ("friday", Weekday(Fri)),
    ("saturday", Weekday(Sat)),
    ("sunday", Weekday(Sun)),
    ("january", Month(1)),
    ("february", Month(2)),
    ("march", Month(3)),
    ("april", Month(4)),
    ("august", Month(8)),
    ("september", Month(9)),
    ("october", Month(10)),
    ("november", Month(11)),
    ("december", Month(12)),
    ("tomorrow", Day(1)),
    ("yesterday", Day(-1)),
];

/// Words that are one letter away from these, and mean something else.
pub(super) const NO_MISTAKES: &[&str] =
    &["match", "sunway", "marsh", "larch", "marches", "avril", "sundry", "mandy", "sunda", "marcy", "marco", "aprils"];

/// The letters that weekdays are listed by: "m/w/f".
pub(super) const INITIALS: &[(&str, chrono::Weekday)] =
    &[("m", Mon), ("t", Tue), ("tu", Tue), ("w", Wed), ("th", Thu), ("f", Fri), ("sa", Sat), ("su", Sun)];

/// What does not go on until a day: "wait until friday".
pub(super) const NO_LASTING: &[&str] = &["wait", "postpone", "delay"];

/// What counts on from a day, and begins no range: "two days from friday".
pub(super) const COUNTING_ON: &[&str] = &["from"];

/// What puts a weekday a week later: "friday week".
pub(super) const WEEK_AHEAD: &[&str] = &["week"];

/// Whether a word ends like a plural.
pub(in crate::when::lang) fn ends_like_plural(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss")
}

/// What people count without a measure, beside plurals.
pub(super) const COUNTED: &[&str] = &["dozen", "men", "women", "children", "more"];

/// Words that end like a plural and are what is planned.
pub(super) const NO_PLURALS: &[&str] =
    &["physics", "maths", "pilates", "tennis", "gymnastics", "sports", "drinks", "bus", "prayers", "teams"];
