//! The features of a message, hashed into rows of weights: its words, pairs of neighbours, beginnings and ends of words,
//! and what its items say, one by one and in twos and threes, whatever their language.

use super::super::items::{Item, ItemKind};
use super::super::sentence::Sentence;
use crate::when::fold::{Fold, is_han};

/// How many rows there are; features that share one share its weights.
pub(super) const ROWS: usize = 1 << 16;

/// What stands for any number.
const NUMBER: &str = "0";

/// What stands before the first word, after the last, and before the first of a reply.
const FIRST: &str = "\u{2}";
const LAST: &str = "\u{3}";
const FIRST_OF_REPLY: &str = "\u{1}";

/// From how many letters on a word's beginning and end count: "cancelled" is like "cancel", "dipindahkan" like "pindah".
const LONG: usize = 4;

/// How many items at either end of a message count once more, as its ends.
const ENDS: usize = 3;

/// What an item says, as a number: the senses have their own, and the others follow.
mod said {
    pub(super) const TIME: u16 = 1000;
    pub(super) const NUMBER: u16 = 1001;
    pub(super) const OTHER: u16 = 1002;
    pub(super) const EDGE: u16 = 1003;
    pub(super) const MARK: u16 = 2000;
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
pub(super) fn rows(sentence: &Sentence<'_>, is_reply: bool) -> Vec<usize> {
    let mut rows = Vec::with_capacity(sentence.len() * 10);
    of_words(&Fold::of(sentence.text).text, is_reply, &mut rows);
    of_items(&sentence.items, &mut rows);
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// The rows of words and their pairs.
fn of_words(folded: &str, is_reply: bool, rows: &mut Vec<usize>) {
    let mut before = if is_reply { FIRST_OF_REPLY } else { FIRST };
    rows.push(row(Of::Word, [before.bytes()]));
    for word in FoldedWords(folded).chain([LAST]) {
        rows.push(row(Of::Word, [word.bytes()]));
        rows.push(row(Of::Pair, [before.bytes(), word.bytes()]));
        if word.len() >= LONG && word.is_ascii() {
            for edge in [&word[..3], &word[..4], &word[word.len() - 3..]] {
                rows.push(row(Of::Edge, [edge.bytes()]));
            }
        }
        before = word;
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
fn of_items(items: &[Item], rows: &mut Vec<usize>) {
    let number = |said: u16| said.to_le_bytes().into_iter();
    let (mut before, mut last) = (said::EDGE, said::EDGE);
    let mut follow = |next: u16, rows: &mut Vec<usize>| {
        rows.push(row(Of::SaidPair, [number(last), number(next)]));
        rows.push(row(Of::SaidTriple, [number(before), number(last), number(next)]));
        (before, last) = (last, next);
    };
    for (at, item) in items.iter().enumerate() {
        let mut first = None;
        let mut say = |said: u16| {
            first.get_or_insert(said);
            rows.push(row(Of::Said, [number(said)]));
            if at < ENDS {
                rows.push(row(Of::AtBeginning, [number(said)]));
            }
            if at + ENDS >= items.len() {
                rows.push(row(Of::AtEnd, [number(said)]));
            }
        };
        each_said(item, &mut say);
        follow(first.unwrap_or(said::OTHER), rows);
    }
    follow(said::EDGE, rows);
}

/// Goes through all that an item says.
fn each_said(item: &Item, say: &mut impl FnMut(u16)) {
    if item.is_time {
        return say(said::TIME);
    }
    let mut says_nothing = true;
    let known = item.senses.numbers();
    let mark = match item.kind {
        ItemKind::Mark(mark) => Some(said::MARK.wrapping_add(mark as u16)),
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

/// The row of a feature: FNV-1a, whose last step mixes the high bits into the low ones, so that stored weights stay
/// right wherever they are read.
fn row<const PARTS: usize>(of: Of, parts: [impl Iterator<Item = u8>; PARTS]) -> usize {
    const PRIME: u32 = 0x0100_0193;
    let mut hash = 0x811c_9dc5 ^ of as u32;
    for byte in parts.into_iter().flat_map(|part| part.chain([0xff])) {
        hash = (hash ^ u32::from(byte)).wrapping_mul(PRIME);
    }
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x2c1b_3c6d);
    hash ^= hash >> 12;
    hash as usize % ROWS
}
