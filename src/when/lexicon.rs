//! Every spelling of every language in one table, so that a sentence may mix them.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

use super::fold::is_han;
use super::lang;
use super::word::Word;

/// What the table knows about a spelling.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct SpellingEntry {
    /// Its meaning, if it is a word or phrase on its own.
    pub word: Option<Word>,
    /// How many steps (words, of Chinese characters) the longest phrase has that begins with it.
    pub longest: u8,
}

/// Every spelling of every language.
static TABLE: LazyLock<FxHashMap<&'static str, SpellingEntry>> = LazyLock::new(table);

fn table() -> FxHashMap<&'static str, SpellingEntry> {
    let mut table: FxHashMap<&'static str, SpellingEntry> = FxHashMap::default();
    for (word, spellings) in lang::ALL.iter().flat_map(|language| language.all()) {
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
    if spelling.chars().next().is_some_and(is_han) {
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
pub(super) fn entry(spelling: &str) -> Option<SpellingEntry> {
    TABLE.get(spelling).copied()
}

/// The fewest letters that a word must have to be taken for a mistyped one.
const MISTYPED_FROM: usize = 5;

/// The weekday or month that a word is one mistake away from: a letter wrong, missing, too many, or two changed round.
pub(super) fn mistyped(word: &str) -> Option<Word> {
    if word.len() < MISTYPED_FROM || !word.is_ascii() {
        return None;
    }
    let may_be_mistyped = || !lang::ALL.iter().any(|language| language.no_mistakes.contains(&word));
    lang::ALL
        .iter()
        .flat_map(|language| language.often_mistyped)
        .find(|(spelling, _)| is_one_mistake_apart(word.as_bytes(), spelling.as_bytes()))
        .filter(|_| may_be_mistyped())
        .map(|(_, meant)| *meant)
}

/// The letters by which a month is known in most languages of Europe.
const MONTH_LETTERS: usize = 3;

/// The month that an unknown word begins like: "septiembre", "Septtember".
pub(super) fn month_like(word: &str) -> Option<u8> {
    let head = word.get(..MONTH_LETTERS).filter(|_| word.len() > MONTH_LETTERS)?;
    match entry(head)?.word? {
        Word::Month(month) => Some(month),
        _ => None,
    }
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
