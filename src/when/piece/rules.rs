//! The rules that read pieces, and which of them a text can do without.

use super::{
    Read, all_day, amount, clock, date, day_end, everyday, lead, number, numeric, open_end, part, repeat, zone,
};
use crate::when::token::{Kind, Tokens};
use crate::when::word::{Unit, Word};
use smallvec::SmallVec;

/// A rule: how one kind of piece is written.
pub(super) struct PieceRule {
    /// Its name, which stands in a reading's `fired`.
    pub name: &'static str,
    /// Reads a piece that begins at a token.
    pub read: fn(&Tokens<'_>, usize) -> Read,
    /// Where its pieces may begin.
    begins: Begins,
    /// Whether a token is one of those without which it reads nothing.
    needs: fn(&Kind) -> bool,
}

/// At which tokens a piece may begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begins {
    /// At a number, or a word that some list knows.
    Known,
    /// Also at a word that no list knows.
    Unknown,
    /// Also at a mark.
    Mark,
}

impl PieceRule {
    /// Whether a piece of this rule may begin at such a token.
    pub(super) fn begins_at(&self, kind: Kind) -> bool {
        match kind {
            Kind::Quoted => false,
            Kind::Other => self.begins == Begins::Unknown,
            Kind::Mark(_) => self.begins == Begins::Mark,
            Kind::Known(word) => !word.is_around(),
            Kind::Number(_) => true,
        }
    }
}

/// The rules that may read something in a text: what they need stands in it.
pub(super) fn rules(tokens: &Tokens<'_>) -> SmallVec<[&'static PieceRule; 16]> {
    // Words that no list knows say nothing to any rule on their own.
    let kinds: SmallVec<[&Kind; 24]> = tokens
        .list
        .iter()
        .map(|token| &token.kind)
        .filter(|kind| !matches!(kind, Kind::Other | Kind::Quoted))
        .collect();
    RULES.iter().filter(|rule| kinds.iter().any(|kind| (rule.needs)(kind))).collect()
}

/// Whether a token is a number, in digits or in words.
fn counts(kind: &Kind) -> bool {
    matches!(kind, Kind::Number(_) | Kind::Known(Word::Number(_) | Word::Tens(_)))
}

/// Whether a token is a unit of time, or one of a unit.
fn is_unit(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Mark('\'')
            | Kind::Known(
                Word::Unit(_)
                    | Word::One(_)
                    | Word::Jam
                    | Word::H
                    | Word::Hrs
                    | Word::MinuteMark
                    | Word::Hari
                    | Word::DayOrDays
                    | Word::Workday
                    | Word::Workdays
                    | Word::Second
                    | Word::SecondMark
                    | Word::Week
                    | Word::Minggu
                    | Word::YearMark
                    | Word::QuarterMark
                    | Word::MonthMark
                    | Word::MonOrMonths
            )
    )
}

/// Whether a token names a month.
fn is_month(kind: &Kind) -> bool {
    matches!(kind, Kind::Known(Word::Month(_) | Word::Unit(Unit::Month)))
}

/// Whether a token makes an ordinal number.
fn is_ordinal(kind: &Kind) -> bool {
    matches!(kind, Kind::Known(Word::OrdinalMark | Word::OrdinalLead | Word::Ordinal(_) | Word::Second))
}

/// Whether a token is a Chinese numeral.
fn is_han_number(kind: &Kind) -> bool {
    matches!(kind, Kind::Number(number) if number.is_han)
}

/// What a rule needs: one of some words.
macro_rules! words {
    ($words:pat) => {
        |kind| matches!(kind, Kind::Known($words))
    };
}

/// A rule whose pieces begin at numbers and known words.
const fn rule(name: &'static str, read: fn(&Tokens<'_>, usize) -> Read, needs: fn(&Kind) -> bool) -> PieceRule {
    PieceRule { name, read, begins: Begins::Known, needs }
}

/// A rule whose pieces may begin at a mark, too.
const fn at_mark(name: &'static str, read: fn(&Tokens<'_>, usize) -> Read, needs: fn(&Kind) -> bool) -> PieceRule {
    PieceRule { name, read, begins: Begins::Mark, needs }
}

/// A rule whose pieces may begin at an unknown word, too.
const fn at_unknown(name: &'static str, read: fn(&Tokens<'_>, usize) -> Read, needs: fn(&Kind) -> bool) -> PieceRule {
    PieceRule { name, read, begins: Begins::Unknown, needs }
}

/// Every rule. Where two read equally far, the earlier one wins.
const RULES: &[PieceRule] = &[
    rule("everyday phrase", everyday, |kind| counts(kind) || *kind == Kind::Known(Word::Everyday)),
    rule("lead", lead::lead, words!(Word::Before | Word::Earlier | Word::Ago | Word::Reminder | Word::Ahead)),
    rule(
        "repeat: every",
        repeat::every,
        words!(
            Word::Every
                | Word::EveryOther
                | Word::Other
                | Word::Freq(_)
                | Word::FreqAfter(_)
                | Word::Once
                | Word::One(_)
        ),
    ),
    rule(
        "repeat: of the month",
        repeat::of_every,
        words!(Word::Every | Word::Freq(Unit::Month) | Word::Unit(Unit::Month) | Word::Weekdays(_)),
    ),
    rule(
        "repeat: plural",
        repeat::plural,
        words!(
            Word::Weekday(_)
                | Word::MonOrMonths
                | Word::WeakWeekday(_)
                | Word::Weekdays(_)
                | Word::Workday
                | Word::Workdays
                | Word::Weekends
        ),
    ),
    at_unknown("repeat: initials", repeat::initials, |kind| {
        is_han_number(kind) || matches!(kind, Kind::Mark('/') | Kind::Known(Word::Initials(_)))
    }),
    rule("repeat: count", repeat::count, words!(Word::Once | Word::Twice | Word::Times | Word::TimesSign)),
    rule(
        "repeat: next some",
        repeat::next_some,
        words!(Word::Next | Word::ForNext | Word::ComingSome | Word::Coming | Word::NextAfter),
    ),
    rule("repeat: except", repeat::except, words!(Word::Except | Word::ExceptAfter)),
    rule("date: ISO with clock", numeric::iso, |kind| matches!(kind, Kind::Number(_))),
    rule("date: numbers", numeric::date, |kind| matches!(kind, Kind::Number(_))),
    rule("date: relative", date::relative, words!(Word::Day(_) | Word::ThisAfter | Word::ComingAfter | Word::Now)),
    rule(
        "date: from another",
        date::from_another,
        words!(Word::After | Word::From | Word::On | Word::Before | Word::Later),
    ),
    rule("date: in another calendar", date::in_another_calendar, words!(Word::HijriMonth(_))),
    at_mark("date: weekday in brackets", date::bracketed, |kind| {
        is_han_number(kind) || *kind == Kind::Known(Word::DayOrDays)
    }),
    rule(
        "date: named",
        date::named,
        words!(Word::Named(_) | Word::Festival(_) | Word::LunarLead | Word::HijriMonth(_) | Word::Raya),
    ),
    rule(
        "date: weekday",
        date::weekday,
        words!(Word::Weekday(_) | Word::MonOrMonths | Word::WeakWeekday(_) | Word::Workday | Word::Minggu),
    ),
    rule("date: month and day", date::month_and_day, |kind| {
        is_month(kind) || matches!(kind, Kind::Known(Word::MonthMark | Word::MonthEdge(_)))
    }),
    rule("date: day of month", date::day_of_month, |kind| {
        is_ordinal(kind) || matches!(kind, Kind::Known(Word::DayMark | Word::DayOrDays | Word::Of))
    }),
    rule("date: nth weekday", date::nth_weekday, |kind| {
        is_ordinal(kind) || matches!(kind, Kind::Known(Word::Last | Word::Final | Word::FinalAfter | Word::LastDay))
    }),
    rule(
        "date: week or month",
        date::span,
        words!(
            Word::This
                | Word::Next
                | Word::NextNext
                | Word::Last
                | Word::ThisAfter
                | Word::NextAfter
                | Word::LastAfter
                | Word::Weekend
                | Word::YearBy(_)
        ),
    ),
    rule("date: edge", date::edge, words!(Word::Edge(_) | Word::MonthEdge(_) | Word::YearEdge(_))),
    rule("date: month", date::month, is_month),
    at_mark("date: year apart", date::year_apart, is_month),
    at_unknown(
        "date: foreign month",
        date::foreign_month,
        |kind| matches!(kind, Kind::Number(number) if number.digits == 4),
    ),
    rule("clock: digits", clock::digits, |kind| matches!(kind, Kind::Number(_))),
    at_mark("offset", amount::offset, is_unit),
    rule("length", amount::length, is_unit),
    rule("clock: words", clock::words, words!(Word::Number(_))),
    rule("clock: past or to", clock::past, words!(Word::Half | Word::Past | Word::After | Word::From | Word::To)),
    rule("clock: hour mark", clock::marked, words!(Word::HourMark | Word::Part(_) | Word::PartAfterDay(_))),
    at_mark("clock: led", clock::led, |kind| {
        let leads: fn(&Kind) -> bool =
            words!(Word::ClockLead | Word::Jam | Word::At | Word::By | Word::Before | Word::ComingAfter | Word::Later);
        leads(kind) || *kind == Kind::Mark('@')
    }),
    rule("clock: noon or midnight", part::noon, words!(Word::Noon | Word::Midnight)),
    rule(
        "part of day",
        part::part,
        words!(
            Word::Part(_)
                | Word::PartAfterDay(_)
                | Word::InPart(_)
                | Word::DayPart(..)
                | Word::Tonight
                | Word::Eve
                | Word::Prayer(_)
        ),
    ),
    rule("all day", all_day, words!(Word::AllDay | Word::Whole)),
    rule("open end", open_end, words!(Word::TillLate | Word::TillDone)),
    rule("end of the day", day_end, words!(Word::DayEnd)),
    at_mark("zone", zone::zone, |kind| {
        matches!(kind, Kind::Mark('+' | '-') | Kind::Known(Word::Zone(_) | Word::City(_)))
    }),
    rule("number", number, counts),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The readers' corpora, and that of intents.
    const CORPORA: [&str; 7] = [
        include_str!("../corpus/en.txt"),
        include_str!("../corpus/ms.txt"),
        include_str!("../corpus/zh.txt"),
        include_str!("../want/corpus/en.txt"),
        include_str!("../want/corpus/ms.txt"),
        include_str!("../want/corpus/zh.txt"),
        include_str!("../want/corpus/told.txt"),
    ];

    /// The lines of the corpora, and their words in another order: the third of the words first, then the others.
    fn texts() -> impl Iterator<Item = String> {
        let turned = |line: &str| {
            let words: Vec<&str> = line.split_whitespace().collect();
            (0..3).flat_map(|from| words.iter().skip(from).step_by(3)).copied().collect::<Vec<_>>().join(" ")
        };
        CORPORA.iter().flat_map(|corpus| corpus.lines()).flat_map(move |line| [line.to_owned(), turned(line)])
    }

    #[test]
    fn the_rules_left_out_at_a_token_read_nothing_there() {
        let (mut tried, mut wrong) = (0, Vec::new());
        for text in texts() {
            let tokens = Tokens::of(&text);
            let rules = rules(&tokens);
            for at in 0..tokens.len() {
                let kind = tokens.kind(at);
                if kind == Kind::Quoted {
                    continue;
                }
                for rule in RULES {
                    if rule.begins_at(kind) && rules.iter().any(|may_read| may_read.name == rule.name) {
                        continue;
                    }
                    if let Some((piece, ..)) = (rule.read)(&tokens, at) {
                        wrong.push(format!("{} reads {kind:?} in {text:?}: {piece:?}", rule.name));
                    }
                    tried += 1;
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(tried > 1_000_000, "the corpora were not read: {tried}");
    }
}
