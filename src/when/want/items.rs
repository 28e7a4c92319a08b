//! The items of a text: words and known phrases with what they say, numbers, quotations and marks.

use std::ops::Range;

use smallvec::SmallVec;

use super::senses::{Sense, Senses};
use super::words;
use crate::when::fold::{fold, is_han};
use crate::when::short;

/// A word or known phrase, a number, a quotation or a mark.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// What it says.
    pub senses: Senses,
    /// The number it stands for, in digits or as a word.
    pub number: Option<u32>,
    /// What it is.
    pub kind: ItemKind,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// Nothing stands between it and the item before.
    pub is_glued: bool,
    /// It was read as time.
    pub is_time: bool,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// A word in letters.
    Word,
    /// Chinese: a known word, or one character.
    Han,
    /// A number in digits.
    Digits,
    /// A quotation, with its marks.
    Quoted,
    /// A mark.
    Mark(char),
}

impl Item {
    /// Whether it says this.
    pub(super) fn is(&self, sense: Sense) -> bool {
        self.senses.has(sense)
    }

    /// Whether it says one of these.
    pub(super) fn is_any(&self, senses: Senses) -> bool {
        self.senses.meets(senses)
    }

    /// Whether it is a mark.
    pub(super) fn is_mark(&self) -> bool {
        matches!(self.kind, ItemKind::Mark(_))
    }

    /// Whether it says nothing of what is wanted.
    pub(super) fn is_filler(&self) -> bool {
        self.is_mark() || self.is(Sense::Filler)
    }

    /// Whether it carries meaning of its own: neither time, nor a small word.
    pub(super) fn is_content(&self) -> bool {
        const SMALL: Senses = Senses::of(&[
            Sense::Filler,
            Sense::CanYou,
            Sense::Me,
            Sense::Determiner,
            Sense::Link,
            Sense::To,
            Sense::From,
            Sense::At,
            Sense::Auxiliary,
            Sense::Particle,
            Sense::And,
            Sense::Polite,
        ]);
        !self.is_time && !self.is_mark() && !self.senses.meets(SMALL)
    }
}

/// A term on its way to an item: where it stands in the folded text and in the original.
struct Term {
    folded: Range<usize>,
    original: Range<usize>,
    kind: ItemKind,
    is_glued: bool,
}

/// The items of a text: the longest known phrases, and what is between them.
pub(super) fn items(text: &str) -> Vec<Item> {
    items_within(text, &[])
}

/// The items of a text in which some stretches (in bytes) are time. No Chinese phrase is made of the end of one and of
/// what follows: there is no "一下" in "周一下午".
pub(super) fn items_within(text: &str, times: &[Range<usize>]) -> Vec<Item> {
    let (folded, terms) = spelled_out(terms(text));
    let mut items = Vec::with_capacity(terms.len());
    let mut at = 0;
    while let Some(term) = terms.get(at) {
        let word = &folded[term.folded.clone()];
        let phrase = phrase(&folded, &terms, at, times);
        let mistyped =
            || if term.kind == ItemKind::Word { words::mistyped(word).map(|known| (known, at + 1)) } else { None };
        let (known, end) = match phrase.or_else(mistyped) {
            Some((known, end)) => (Some(known), end),
            None => (None, at + 1),
        };
        let digits = if term.kind == ItemKind::Digits { word.parse().ok() } else { None };
        items.push(Item {
            senses: known.as_ref().map_or(Senses::NONE, |known| known.senses),
            number: digits.or(known.and_then(|known| known.numeral)),
            kind: term.kind,
            range: term.original.start..terms.get(end - 1).map_or(term.original.end, |last| last.original.end),
            is_glued: term.is_glued,
            is_time: false,
        });
        at = end;
    }
    items
}

/// The longest known phrase from a term on, and the term behind it.
fn phrase(folded: &str, terms: &[Term], at: usize, times: &[Range<usize>]) -> Option<(words::PhraseSenses, usize)> {
    let from = terms[at].folded.start;
    let lengths = words::lengths(words::first_term(&folded[terms[at].folded.clone()]))?;
    let start = terms[at].original.start;
    let is_over = |end: usize| {
        let is_torn = |time: &Range<usize>| time.start < start && start < time.end && time.end < end;
        terms[at].kind == ItemKind::Han && times.iter().any(is_torn)
    };
    let within = terms[at..]
        .iter()
        .take_while(|term| lengths.reaches(term.folded.end - from) && !is_over(term.original.end))
        .count();
    let known = |end: usize| {
        let until = terms[end - 1].folded.end;
        if lengths.has(until - from) { Some((words::known(&folded[from..until])?, end)) } else { None }
    };
    (at + 1..=at + within).rev().find_map(known)
}

/// The same terms with the short forms of chats spelled out in the folded text: "rmd me agn".
fn spelled_out((folded, mut terms): (String, Vec<Term>)) -> (String, Vec<Term>) {
    let full = |term: &Term| {
        let word = folded.get(term.folded.clone()).filter(|_| term.kind == ItemKind::Word)?;
        short::texted(word).or_else(|| if words::lengths(word).is_none() { short::without_vowels(word) } else { None })
    };
    let fulls: SmallVec<[(usize, &'static str); 8]> =
        terms.iter().enumerate().filter_map(|(at, term)| Some((at, full(term)?))).collect();
    if fulls.is_empty() {
        return (folded, terms);
    }
    let mut spelled = String::with_capacity(folded.len() * 2);
    let (mut copied, mut next) = (0, fulls.iter().peekable());
    for (at, term) in terms.iter_mut().enumerate() {
        spelled.push_str(&folded[copied..term.folded.start]);
        let start = spelled.len();
        let full = next.next_if(|(short, _)| *short == at).map_or(&folded[term.folded.clone()], |(_, full)| full);
        spelled.push_str(full);
        copied = term.folded.end;
        term.folded = start..spelled.len();
    }
    (spelled, terms)
}

/// The terms of a text: words, numbers, Chinese characters, quotations, marks.
fn terms(text: &str) -> (String, Vec<Term>) {
    let mut folded = String::with_capacity(text.len());
    let mut terms: Vec<Term> = Vec::new();
    let mut is_apart = true;
    let mut quoted_until = 0;
    for (at, ch) in text.char_indices() {
        let plain = fold(ch);
        let start = folded.len();
        if plain == ' ' {
            if !folded.ends_with(' ') {
                folded.push(' ');
            }
            is_apart = true;
            continue;
        }
        folded.push(plain);
        let (end, original_end) = (folded.len(), at + ch.len_utf8());
        if at < quoted_until {
            if let Some(last) = terms.last_mut() {
                (last.folded.end, last.original.end) = (end, original_end);
            }
            is_apart = false;
            continue;
        }
        let kind = if plain.is_ascii_digit() {
            ItemKind::Digits
        } else if is_han(plain) {
            ItemKind::Han
        } else if plain.is_alphabetic() {
            ItemKind::Word
        } else if let Some(length) = quotation(&text[at..], ch, is_apart) {
            quoted_until = at + length;
            ItemKind::Quoted
        } else {
            ItemKind::Mark(plain)
        };
        let previous = terms.last_mut().filter(|_| !is_apart);
        match previous {
            Some(last) if goes_on(last.kind, kind) => {
                (last.folded.end, last.original.end) = (end, original_end);
            }
            Some(_) | None => {
                terms.push(Term { folded: start..end, original: at..original_end, kind, is_glued: !is_apart });
            }
        }
        is_apart = plain == '\n';
    }
    (folded, terms)
}

/// Whether a character goes on the term before it: letters, digits behind letters ("apa2"), apostrophes inside words.
fn goes_on(before: ItemKind, kind: ItemKind) -> bool {
    match (before, kind) {
        (ItemKind::Word, ItemKind::Word | ItemKind::Digits | ItemKind::Mark('\''))
        | (ItemKind::Digits, ItemKind::Digits) => true,
        (
            ItemKind::Word | ItemKind::Digits | ItemKind::Han | ItemKind::Quoted | ItemKind::Mark(_),
            ItemKind::Word | ItemKind::Digits | ItemKind::Han | ItemKind::Quoted | ItemKind::Mark(_),
        ) => false,
    }
}

/// The length, in bytes, of a quotation that begins here and is closed again.
fn quotation(text: &str, first: char, is_apart: bool) -> Option<usize> {
    let close = match first {
        '"' => '"',
        '“' => '”',
        '「' => '」',
        '『' => '』',
        '《' => '》',
        '‘' => '’',
        '\'' if is_apart => '\'',
        _ => return None,
    };
    let inside = first.len_utf8();
    let length = text[inside..].find(close)?;
    Some(inside + length + close.len_utf8())
}

/// The text of some items.
pub(super) fn slice<'t>(text: &'t str, items: &[Item], range: Range<usize>) -> &'t str {
    match (items.get(range.start), range.end.checked_sub(1).and_then(|last| items.get(last))) {
        (Some(first), Some(last)) if range.start < range.end => &text[first.range.start..last.range.end],
        _ => "",
    }
}

/// What stands inside a quotation.
pub(super) fn unquoted(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.next_back();
    chars.as_str().trim()
}
