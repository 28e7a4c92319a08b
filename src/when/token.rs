//! The first step: a text becomes tokens – numbers, words that some language knows, other words, marks, quotations.
//!
//! The text is folded first (lower case, full-width forms to plain ones, traditional characters to simplified ones,
//! any run of white space to one space), so that everything after this step compares plain folded text. Each token
//! remembers where it stands in the original.

use std::ops::Range;

use chrono::Weekday;
use smallvec::SmallVec;

use super::fold::{Fold, is_han};
use super::lang::zh::{NEXT_DAY, ONE_TIME};
use super::lexicon;
use super::number::{self, Number};
use super::short;
use super::word::{Unit, Word};

/// The tokens of one text.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    /// The text as it was typed.
    pub text: &'t str,
    /// The text as it is compared.
    pub folded: String,
    /// In the order of the text.
    pub list: SmallVec<[Token; 24]>,
}

/// One token.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands in the text.
    pub start: usize,
    /// Where it ends in the text.
    pub end: usize,
    /// Where it stands in the folded text.
    folded: (usize, usize),
    /// No white space stands before it.
    pub is_glued: bool,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// A number, in digits or in Chinese numerals.
    Number(Number),
    /// A word or phrase of some language's list.
    Known(Word),
    /// Any other word; of Chinese, one character.
    Other,
    /// Quoted text, with its marks: always literal.
    Quoted,
    /// A mark of punctuation, folded.
    Mark(char),
}

impl<'t> Tokens<'t> {
    /// Reads the tokens of a text.
    pub(super) fn of(text: &'t str) -> Self {
        let fold = Fold::of(text);
        let mut list = SmallVec::new();
        let mut at = 0;
        let mut is_glued = false;
        while let Some(ch) = fold.char_at(at) {
            if ch == ' ' {
                is_glued = false;
                at += 1;
                continue;
            }
            is_glued &= ch != '\n';
            let is_after_week =
                list.last().is_some_and(|last: &Token| last.kind == Kind::Known(Word::Freq(Unit::Week)));
            let (kind, end) = match next(&fold.text, at, ch) {
                // "每周一早上": the numeral is the week's, and not the first half of 一早.
                (Kind::Known(Word::Part(part)), end) if is_after_week => match number::numeral(&fold.text, at) {
                    Some((number, end)) => (Kind::Number(number), end),
                    None => (Kind::Known(Word::Part(part)), end),
                },
                next => next,
            };
            let (kind, end) = numbered_weekday(&fold.text, kind, end)
                .or_else(|| week_of_one(&fold.text, kind, at..end))
                .or_else(|| said_of_tomorrow(&fold.text, kind, at..end))
                .unwrap_or((kind, end));
            list.push(Token {
                kind,
                start: fold.original(at),
                end: fold.original(end),
                folded: (at, end),
                is_glued: is_glued && at > 0,
            });
            is_glued = ch != '\n';
            at = end;
        }
        Self { text, folded: fold.text, list }
    }

    /// What the token at `at` is, or a mark that stands nowhere after the last one.
    pub(super) fn kind(&self, at: usize) -> Kind {
        self.list.get(at).map_or(Kind::Mark('\0'), |token| token.kind)
    }

    /// The word known at `at`.
    pub(super) fn word(&self, at: usize) -> Option<Word> {
        match self.kind(at) {
            Kind::Known(word) => Some(word),
            Kind::Number(_) | Kind::Other | Kind::Quoted | Kind::Mark(_) => None,
        }
    }

    /// The number written at `at`.
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        match self.kind(at) {
            Kind::Number(number) => Some(number),
            Kind::Known(_) | Kind::Other | Kind::Quoted | Kind::Mark(_) => None,
        }
    }

    /// Whether the word at `at` is this one.
    pub(super) fn is(&self, at: usize, word: Word) -> bool {
        self.word(at) == Some(word)
    }

    /// Whether the mark at `at` is this one.
    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Kind::Mark(mark)
    }

    /// Whether no white space stands before the token at `at`; after the last token nothing is glued.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| token.is_glued)
    }

    /// A number at `at`, glued to what stands before it.
    pub(super) fn glued_number(&self, at: usize) -> Option<Number> {
        if self.is_glued(at) { self.number(at) } else { None }
    }

    /// A mark at `at`, glued to what stands before it.
    pub(super) fn is_glued_mark(&self, at: usize, mark: char) -> bool {
        self.is_glued(at) && self.is_mark(at, mark)
    }

    /// The folded text of the token at `at`.
    pub(super) fn folded(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |token| &self.folded[token.folded.0..token.folded.1])
    }

    /// The original text of some tokens.
    pub(super) fn original(&self, tokens: Range<usize>) -> &'t str {
        &self.text[self.bytes(tokens)]
    }

    /// Where some tokens stand in the original text.
    pub(super) fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        match (self.list.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.list.get(last))) {
            (Some(first), Some(last)) if first.start < last.end => first.start..last.end,
            _ => 0..0,
        }
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether the token at `at` is a Chinese character or word.
    pub(super) fn is_han(&self, at: usize) -> bool {
        self.folded(at).chars().next().is_some_and(is_han)
    }
}

/// "星期6": the word for week with a digit of its own, which no Chinese word or digit follows that would count weeks ("一星期3次").
fn numbered_weekday(text: &str, kind: Kind, end: usize) -> Option<(Kind, usize)> {
    if kind != Kind::Known(Word::Week) {
        return None;
    }
    let mut rest = text[end..].chars();
    let digit = rest.next()?.to_digit(10).filter(|digit| (1..=7).contains(digit))?;
    let after = rest.as_str();
    let counts = match after.chars().next() {
        Some(ch) if ch.is_ascii_digit() || matches!(ch, '-' | '.' | ':' | '/' | '~') => true,
        Some(ch) if is_han(ch) => match han(after, 0, ch).0 {
            Kind::Known(Word::Times | Word::Measure | Word::Unit(_) | Word::NotTime | Word::HourMark) => true,
            Kind::Known(_) | Kind::Other | Kind::Number(_) | Kind::Quoted | Kind::Mark(_) => false,
        },
        Some(_) | None => false,
    };
    let weekday = Weekday::try_from(u8::try_from(digit).ok()? - 1).ok().filter(|_| !counts)?;
    Some((Kind::Known(Word::Weekday(weekday)), end + 1))
}

/// "两周一次": the numeral after the word for week is that of 次, and makes no Monday.
fn week_of_one(text: &str, kind: Kind, word: Range<usize>) -> Option<(Kind, usize)> {
    let (one, time) = ONE_TIME;
    let is_once = kind == Kind::Known(Word::Weekday(Weekday::Mon)) && text[word.end..].starts_with(time);
    let week = text[word.clone()].strip_suffix(one).filter(|_| is_once)?;
    Some((Kind::Known(Word::Week), word.start + week.len()))
}

/// "老师说明天补课": 说 and 明天, and nobody explains a day.
fn said_of_tomorrow(text: &str, kind: Kind, word: Range<usize>) -> Option<(Kind, usize)> {
    let (next, day) = NEXT_DAY;
    let is_split = kind == Kind::Known(Word::Points) && text[word.end..].starts_with(day);
    let said = text[word.clone()].strip_suffix(next).filter(|_| is_split)?;
    Some((Kind::Other, word.start + said.len()))
}

/// The token that begins at `at`, and where it ends in the folded text.
fn next(text: &str, at: usize, first: char) -> (Kind, usize) {
    if let Some((word, end)) = mixed(text, at).filter(|_| first.is_ascii_alphanumeric()) {
        return (Kind::Known(word), end);
    }
    if first.is_ascii_digit() {
        let (number, end) = number::digits(text, at);
        return (Kind::Number(number), end);
    }
    if let Some(end) = quotation(text, at, first) {
        return (Kind::Quoted, end);
    }
    if is_han(first) {
        return han(text, at, first);
    }
    if let Some(end) = link(text, at, first) {
        return (Kind::Other, end);
    }
    if first.is_alphabetic() {
        return latin(text, at);
    }
    (Kind::Mark(first), at + first.len_utf8())
}

/// A word that is written with digits in it: "b4", "2nite", "tiap2".
fn mixed(text: &str, at: usize) -> Option<(Word, usize)> {
    const LONGEST: usize = 6;
    let rest = &text.as_bytes()[at..];
    let length = rest.iter().take(LONGEST + 1).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let word = rest.get(..length).filter(|_| length <= LONGEST)?;
    let has_both = word.iter().any(u8::is_ascii_digit) && word.iter().any(u8::is_ascii_alphabetic);
    let end = at + length;
    lexicon::entry(text.get(at..end).filter(|_| has_both)?)?.word.map(|word| (word, end))
}

/// The end of a quotation that begins at `at` and is closed again.
fn quotation(text: &str, at: usize, first: char) -> Option<usize> {
    let close = match first {
        '"' => '"',
        '“' => '”',
        '「' => '」',
        '『' => '』',
        '《' => '》',
        _ => return None,
    };
    let inside = at + first.len_utf8();
    text[inside..].find(close).map(|length| inside + length + close.len_utf8())
}

/// The end of a link that begins at `at`: it is one word, up to white space, Chinese or the marks after it.
fn link(text: &str, at: usize, first: char) -> Option<usize> {
    let rest = &text[at..];
    let is_link = match first {
        'h' => rest.starts_with("https://") || rest.starts_with("http://"),
        'w' => rest.starts_with("www."),
        _ => false,
    };
    if !is_link {
        return None;
    }
    let length = rest.find(|ch: char| ch == ' ' || ch == '\n' || is_han(ch)).unwrap_or(rest.len());
    let link = &rest[..length];
    Some(at + link.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']']).len())
}

/// A word in Latin letters, or the longest phrase that some language knows from here.
fn latin(text: &str, at: usize) -> (Kind, usize) {
    let end = word_end(text, at);
    let Some(entry) = lexicon::entry(&text[at..end]) else {
        let short = short::full(&text[at..end]).and_then(lexicon::entry).and_then(|entry| entry.word);
        return match short.or_else(|| lexicon::mistyped(&text[at..end])) {
            Some(word) => (Kind::Known(word), end),
            None => (Kind::Other, end),
        };
    };
    let mut best = entry.word.map(|word| (Kind::Known(word), end));
    let mut phrase_end = end;
    for _ in 1..entry.longest {
        let Some(next) = phrase_step(text, phrase_end) else { break };
        phrase_end = next;
        if let Some(word) = lexicon::entry(&text[at..phrase_end]).and_then(|entry| entry.word) {
            best = Some((Kind::Known(word), phrase_end));
        }
    }
    best.unwrap_or((Kind::Other, end))
}

/// The end of the next word or mark that a phrase could go on with.
fn phrase_step(text: &str, end: usize) -> Option<usize> {
    let rest = &text[end..];
    let gap = usize::from(rest.starts_with(' '));
    let ch = rest[gap..].chars().next()?;
    let at = end + gap;
    match ch {
        '.' | '\'' | '-' => Some(at + 1),
        _ if ch.is_alphabetic() && !is_han(ch) => Some(word_end(text, at)),
        _ => None,
    }
}

/// Where the Latin word that begins at `at` ends. A letter mark inside a number word ("7th") is not part of it.
fn word_end(text: &str, at: usize) -> usize {
    text[at..].find(|ch: char| !ch.is_alphabetic() || is_han(ch)).map_or(text.len(), |length| at + length)
}

/// A Chinese word of the list, else a numeral, else one character.
fn han(text: &str, at: usize, first: char) -> (Kind, usize) {
    let mut best = None;
    if let Some(entry) = lexicon::entry(&text[at..at + first.len_utf8()]) {
        let mut end = at;
        for (count, ch) in text[at..].chars().enumerate() {
            if count >= usize::from(entry.longest) || !is_han(ch) {
                break;
            }
            end += ch.len_utf8();
            if let Some(word) = lexicon::entry(&text[at..end]).and_then(|entry| entry.word) {
                best = Some((Kind::Known(word), end));
            }
        }
    }
    if let Some((number, end)) = number::numeral(text, at)
        && best.as_ref().is_none_or(|(_, known)| *known <= end)
    {
        return (Kind::Number(number), end);
    }
    best.unwrap_or((Kind::Other, at + first.len_utf8()))
}
