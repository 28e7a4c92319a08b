//! The features of a message, hashed into rows of weights: its words, pairs of words, beginnings and ends of words, and
//! what its items say, one by one, in twos and in threes, whatever the language.

use super::super::items::{Item, ItemKind};
use super::super::sentence::Sentence;
use crate::when::fold::{Fold, is_han};

/// The number of a row of weights.
pub(super) type Row = u16;

/// How many rows there are; features that share one share its weights.
pub(super) const ROWS: usize = 1 << Row::BITS;

/// Replaces every number.
const NUMBER: &str = "0";

/// Markers for the start and end of a message, and the start of a reply.
const FIRST: &str = "\u{2}";
const LAST: &str = "\u{3}";
const FIRST_OF_REPLY: &str = "\u{1}";

/// ASCII words of this length also count by their first 3 and 4 letters and their last 3.
const LONG: usize = 4;

/// How many items at either end of a message count once more, as its ends.
const ENDS: usize = 3;

/// Numbers for what an item can say besides its senses, whose own numbers are all below 1000.
mod said {
    pub(super) const TIME: u32 = 1000;
    pub(super) const NUMBER: u32 = 1001;
    pub(super) const OTHER: u32 = 1002;
    pub(super) const EDGE: u32 = 1003;
    pub(super) const MARK: u32 = 2000;
}

/// A kind of feature, so that equal parts of different kinds differ.
#[derive(Clone, Copy)]
enum Of {
    Word = 1,
    Pair,
    Edge,
    Said,
    SaidPair,
    SaidTriple,
    AtBeginning,
    AtEnd,
}

/// The rows of a message, in order, each once.
pub(super) fn rows(sentence: &Sentence<'_>, is_reply: bool) -> Vec<Row> {
    let mut rows = Vec::with_capacity(sentence.text.len() + sentence.len() * 4);
    of_words(&Fold::of(sentence.text).text, is_reply, &mut rows);
    of_items(&sentence.items, &mut rows);
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// The rows of words and their pairs.
fn of_words(folded: &str, is_reply: bool, rows: &mut Vec<Row>) {
    let mut before = hash(if is_reply { FIRST_OF_REPLY } else { FIRST });
    rows.push(row(Of::Word, [before]));
    for word in FoldedWords(folded).chain([LAST]) {
        let this = hash(word);
        rows.push(row(Of::Word, [this]));
        rows.push(row(Of::Pair, [before, this]));
        if word.len() >= LONG && word.is_ascii() {
            for edge in [&word[..3], &word[..4], &word[word.len() - 3..]] {
                rows.push(row(Of::Edge, [hash(edge)]));
            }
        }
        before = this;
    }
}

/// The words of a folded text: a run of digits is one, whatever its number; so are a Chinese character and a mark.
struct FoldedWords<'t>(&'t str);

impl<'t> Iterator for FoldedWords<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let rest = self.0.trim_start_matches(' ');
        let first = rest.chars().next()?;
        let goes_on = |ch: char| match first {
            '0'..='9' => ch.is_ascii_digit(),
            _ => is_letter(first) && is_letter(ch),
        };
        let end = rest.char_indices().skip(1).find(|(_, ch)| !goes_on(*ch)).map_or(rest.len(), |(at, _)| at);
        let (word, rest) = rest.split_at(end);
        self.0 = rest;
        Some(if first.is_ascii_digit() { NUMBER } else { word })
    }
}

/// Whether a character is one of a word's letters; a Chinese one is a word of its own.
fn is_letter(ch: char) -> bool {
    (ch.is_alphabetic() || ch == '\'') && !is_han(ch)
}

/// The rows of what items say.
fn of_items(items: &[Item], rows: &mut Vec<Row>) {
    let (mut before, mut last) = (said::EDGE, said::EDGE);
    let mut follow = |next: u32, rows: &mut Vec<Row>| {
        rows.push(row(Of::SaidPair, [last, next]));
        rows.push(row(Of::SaidTriple, [before, last, next]));
        (before, last) = (last, next);
    };
    for (at, item) in items.iter().enumerate() {
        let mut first = None;
        let mut say = |said: u32| {
            first.get_or_insert(said);
            rows.push(row(Of::Said, [said]));
            if at < ENDS {
                rows.push(row(Of::AtBeginning, [said]));
            }
            if at + ENDS >= items.len() {
                rows.push(row(Of::AtEnd, [said]));
            }
        };
        each_said(item, &mut say);
        follow(first.unwrap_or(said::OTHER), rows);
    }
    follow(said::EDGE, rows);
}

/// Goes through all that an item says.
fn each_said(item: &Item, say: &mut impl FnMut(u32)) {
    if item.is_time {
        return say(said::TIME);
    }
    let mut says_nothing = true;
    let known = item.senses.numbers().map(u32::from);
    let mark = match item.kind {
        ItemKind::Mark(mark) => Some(said::MARK + u32::from(mark)),
        ItemKind::Word | ItemKind::Han | ItemKind::Digits | ItemKind::Quoted => None,
    };
    for said in known.chain(mark).chain(item.number.map(|_| said::NUMBER)) {
        says_nothing = false;
        say(said);
    }
    if says_nothing {
        say(said::OTHER);
    }
}

/// The hash of a word: FNV-1a, the same on every machine, because the stored weights depend on it.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The row of a feature: each part is mixed in by Knuth's multiplication, and the high 16 bits are the row.
fn row<const PARTS: usize>(of: Of, parts: [u32; PARTS]) -> Row {
    const GOLDEN: u32 = 0x9e37_79b9;
    let mixed = parts.into_iter().fold(of as u32, |mixed, part| {
        let mixed = (mixed ^ part).wrapping_mul(GOLDEN);
        mixed ^ (mixed >> 15)
    });
    (mixed.wrapping_mul(GOLDEN) >> 16) as Row
}
