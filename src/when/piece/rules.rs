//! The rules that read pieces, and which of them a text can do without.

use super::{
    Read, all_day, amount, clock, date, day_end, everyday, lead, number, numeric, open_end, part, repeat, zone,
};
use crate::when::token::{Kind, Tokens};
use crate::when::word::{Unit, Word};
use smallvec::SmallVec;

use Begins::{Known, Mark, Unknown};

/// A rule: how one kind of piece is written.
pub(super) struct PieceRule {
    /// Its name, which stands in a reading's `fired`.
    pub name: &'static str,
    /// Where its pieces may begin.
    begins: Begins,
    /// Reads a piece that begins at a token.
    pub read: fn(&Tokens<'_>, usize) -> Read,
    /// Which tokens it needs: in a text without any of them it reads nothing.
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
            Kind::Other => self.begins == Unknown,
            Kind::Mark(_) => self.begins == Mark,
            Kind::Known(word) => !word.is_around(),
            Kind::Number(_) => true,
        }
    }
}

/// The rules that may read something in a text: those that find a token they need.
pub(super) fn rules(tokens: &Tokens<'_>) -> SmallVec<[&'static PieceRule; 16]> {
    // No rule needs a word that no list knows.
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

/// Every rule. Where two read equally far, the earlier one wins.
const RULES: &[PieceRule] = &[
    PieceRule {
        name: "everyday phrase",
        begins: Known,
        read: everyday,
        needs: |kind| counts(kind) || *kind == Kind::Known(Word::Everyday),
    },
    PieceRule {
        name: "lead",
        begins: Known,
        read: lead::lead,
        needs: words!(Word::Before | Word::Earlier | Word::Ago | Word::Reminder | Word::Ahead),
    },
    PieceRule {
        name: "repeat: every",
        begins: Known,
        read: repeat::every,
        needs: words!(
            Word::Every
                | Word::EveryOther
                | Word::Other
                | Word::Freq(_)
                | Word::FreqAfter(_)
                | Word::Once
                | Word::One(_)
        ),
    },
    PieceRule {
        name: "repeat: of the month",
        begins: Known,
        read: repeat::of_every,
        needs: words!(Word::Every | Word::Freq(Unit::Month) | Word::Unit(Unit::Month) | Word::Weekdays(_)),
    },
    PieceRule {
        name: "repeat: plural",
        begins: Known,
        read: repeat::plural,
        needs: words!(
            Word::Weekday(_)
                | Word::MonOrMonths
                | Word::WeakWeekday(_)
                | Word::Weekdays(_)
                | Word::Workday
                | Word::Workdays
                | Word::Weekends
        ),
    },
    PieceRule {
        name: "repeat: initials",
        begins: Unknown,
        read: repeat::initials,
        needs: |kind| is_han_number(kind) || matches!(kind, Kind::Mark('/') | Kind::Known(Word::Initials(_))),
    },
    PieceRule {
        name: "repeat: count",
        begins: Known,
        read: repeat::count,
        needs: words!(Word::Once | Word::Twice | Word::Times | Word::TimesSign),
    },
    PieceRule {
        name: "repeat: next some",
        begins: Known,
        read: repeat::next_some,
        needs: words!(Word::Next | Word::ForNext | Word::ComingSome | Word::Coming | Word::NextAfter),
    },
    PieceRule {
        name: "repeat: except",
        begins: Known,
        read: repeat::except,
        needs: words!(Word::Except | Word::ExceptAfter),
    },
    PieceRule {
        name: "date: ISO with clock",
        begins: Known,
        read: numeric::iso,
        needs: |kind| matches!(kind, Kind::Number(_)),
    },
    PieceRule {
        name: "date: numbers",
        begins: Known,
        read: numeric::date,
        needs: |kind| matches!(kind, Kind::Number(_)),
    },
    PieceRule {
        name: "date: relative",
        begins: Known,
        read: date::relative,
        needs: words!(Word::Day(_) | Word::ThisAfter | Word::ComingAfter | Word::Now),
    },
    PieceRule {
        name: "date: from another",
        begins: Known,
        read: date::from_another,
        needs: words!(Word::After | Word::From | Word::On | Word::Before | Word::Later),
    },
    PieceRule {
        name: "date: in another calendar",
        begins: Known,
        read: date::in_another_calendar,
        needs: words!(Word::HijriMonth(_)),
    },
    PieceRule {
        name: "date: weekday in brackets",
        begins: Mark,
        read: date::bracketed,
        needs: |kind| is_han_number(kind) || *kind == Kind::Known(Word::DayOrDays),
    },
    PieceRule {
        name: "date: named",
        begins: Known,
        read: date::named,
        needs: words!(Word::Named(_) | Word::Festival(_) | Word::LunarLead | Word::HijriMonth(_) | Word::Raya),
    },
    PieceRule {
        name: "date: weekday",
        begins: Known,
        read: date::weekday,
        needs: words!(Word::Weekday(_) | Word::MonOrMonths | Word::WeakWeekday(_) | Word::Workday | Word::Minggu),
    },
    PieceRule {
        name: "date: month and day",
        begins: Known,
        read: date::month_and_day,
        needs: |kind| is_month(kind) || matches!(kind, Kind::Known(Word::MonthMark | Word::MonthEdge(_))),
    },
    PieceRule {
        name: "date: day of month",
        begins: Known,
        read: date::day_of_month,
        needs: |kind| is_ordinal(kind) || matches!(kind, Kind::Known(Word::DayMark | Word::DayOrDays | Word::Of)),
    },
    PieceRule {
        name: "date: nth weekday",
        begins: Known,
        read: date::nth_weekday,
        needs: |kind| {
            is_ordinal(kind) || matches!(kind, Kind::Known(Word::Last | Word::Final | Word::FinalAfter | Word::LastDay))
        },
    },
    PieceRule {
        name: "date: week or month",
        begins: Known,
        read: date::span,
        needs: words!(
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
    },
    PieceRule {
        name: "date: edge",
        begins: Known,
        read: date::edge,
        needs: words!(Word::Edge(_) | Word::MonthEdge(_) | Word::YearEdge(_)),
    },
    PieceRule { name: "date: month", begins: Known, read: date::month, needs: is_month },
    PieceRule { name: "date: year apart", begins: Mark, read: date::year_apart, needs: is_month },
    PieceRule {
        name: "date: foreign month",
        begins: Unknown,
        read: date::foreign_month,
        needs: |kind| matches!(kind, Kind::Number(number) if number.digits == 4),
    },
    PieceRule {
        name: "clock: digits",
        begins: Known,
        read: clock::digits,
        needs: |kind| matches!(kind, Kind::Number(_)),
    },
    PieceRule { name: "offset", begins: Mark, read: amount::offset, needs: is_unit },
    PieceRule { name: "length", begins: Known, read: amount::length, needs: is_unit },
    PieceRule { name: "clock: words", begins: Known, read: clock::words, needs: words!(Word::Number(_)) },
    PieceRule {
        name: "clock: past or to",
        begins: Known,
        read: clock::past,
        needs: words!(Word::Half | Word::Past | Word::After | Word::From | Word::To),
    },
    PieceRule {
        name: "clock: hour mark",
        begins: Known,
        read: clock::marked,
        needs: words!(Word::HourMark | Word::Part(_) | Word::PartAfterDay(_)),
    },
    PieceRule {
        name: "clock: led",
        begins: Mark,
        read: clock::led,
        needs: |kind| {
            let leads: fn(&Kind) -> bool = words!(
                Word::ClockLead | Word::Jam | Word::At | Word::By | Word::Before | Word::ComingAfter | Word::Later
            );
            leads(kind) || *kind == Kind::Mark('@')
        },
    },
    PieceRule {
        name: "clock: noon or midnight",
        begins: Known,
        read: part::noon,
        needs: words!(Word::Noon | Word::Midnight),
    },
    PieceRule {
        name: "part of day",
        begins: Known,
        read: part::part,
        needs: words!(
            Word::Part(_)
                | Word::PartAfterDay(_)
                | Word::InPart(_)
                | Word::DayPart(..)
                | Word::Tonight
                | Word::Eve
                | Word::Prayer(_)
        ),
    },
    PieceRule { name: "all day", begins: Known, read: all_day, needs: words!(Word::AllDay | Word::Whole) },
    PieceRule { name: "open end", begins: Known, read: open_end, needs: words!(Word::TillLate | Word::TillDone) },
    PieceRule { name: "end of the day", begins: Known, read: day_end, needs: words!(Word::DayEnd) },
    PieceRule {
        name: "zone",
        begins: Mark,
        read: zone::zone,
        needs: |kind| matches!(kind, Kind::Mark('+' | '-') | Kind::Known(Word::Zone(_) | Word::City(_))),
    },
    PieceRule { name: "number", begins: Known, read: number, needs: counts },
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
