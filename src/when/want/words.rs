//! The words that say what is wanted, found by their spelling. The languages' own lists stand in files beside.

use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

use super::senses::{Sense, Senses};
use super::{en, ms, zh};
use crate::when::fold::Fold;
use crate::when::short;

pub(super) use super::en::small::{OWNER_ENDINGS, clock_phrase, free_phrase, offset_phrase, reminder_phrase};

/// What is known of the words that a phrase may begin with.
#[derive(Debug, Default)]
struct PhraseEntry {
    senses: Senses,
    numeral: Option<u32>,
}

/// The words of all languages.
struct Lexicon {
    entries: FxHashMap<Cow<'static, str>, PhraseEntry>,
    /// How long the phrases are that begin with a word or Chinese character.
    lengths: FxHashMap<String, Lengths>,
    often_mistyped: Vec<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon =
        Lexicon { entries: FxHashMap::default(), lengths: FxHashMap::default(), often_mistyped: Vec::new() };
    for words in [&en::WORDS, &ms::WORDS, &zh::WORDS] {
        for (sense, spellings) in words.senses.iter().copied().flatten() {
            for spelling in spellings.split('|') {
                lexicon.entry(Cow::Borrowed(spelling)).senses.add(*sense);
                if let Some(whole) = spelled_out(spelling) {
                    lexicon.entry(Cow::Owned(whole)).senses.add(*sense);
                }
            }
        }
        for (number, spellings) in words.numerals {
            for spelling in spellings.split('|') {
                lexicon.entry(Cow::Borrowed(spelling)).numeral = Some(*number);
            }
        }
        lexicon.often_mistyped.extend(words.often_mistyped);
    }
    lexicon
});

impl Lexicon {
    fn entry(&mut self, spelling: Cow<'static, str>) -> &mut PhraseEntry {
        self.lengths.entry(first_term(&spelling).to_owned()).or_default().add(spelling.len());
        self.entries.entry(spelling).or_default()
    }
}

/// A phrase with the short forms in it spelled out, if there are some.
fn spelled_out(phrase: &str) -> Option<String> {
    let words: Vec<&str> = phrase.split(' ').map(|word| short::texted(word).unwrap_or(word)).collect();
    Some(words.join(" ")).filter(|whole| whole != phrase)
}

/// What is known of a word or phrase.
pub(super) struct PhraseSenses {
    /// What it says.
    pub senses: Senses,
    /// The number it stands for.
    pub numeral: Option<u32>,
}

/// The lengths of some phrases, in bytes; what is longer than [`Lengths::MOST`] counts as that.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lengths(u128);

impl Lengths {
    const MOST: usize = 127;

    fn add(&mut self, length: usize) {
        self.0 |= 1 << length.min(Self::MOST);
    }

    /// Whether a phrase is so long.
    pub(super) fn has(self, length: usize) -> bool {
        self.0 & 1 << length.min(Self::MOST) != 0
    }

    /// Whether a phrase is so long or longer.
    pub(super) fn reaches(self, length: usize) -> bool {
        self.0 >> length.min(Self::MOST) != 0
    }
}

/// How long the phrases are that begin with a word; `None` where no known phrase does.
pub(super) fn lengths(first: &str) -> Option<Lengths> {
    LEXICON.lengths.get(first).copied()
}

/// What is known of a folded word or phrase.
pub(super) fn known(phrase: &str) -> Option<PhraseSenses> {
    let entry = LEXICON.entries.get(phrase)?;
    Some(PhraseSenses { senses: entry.senses, numeral: entry.numeral })
}

/// Whether a word says this on its own.
pub(super) fn says(word: &str, sense: Sense) -> bool {
    known(&Fold::of(word).text).is_some_and(|known| known.senses.has(sense))
}

/// What is known of a word that was typed with one mistake.
pub(super) fn mistyped(word: &str) -> Option<PhraseSenses> {
    const SHORTEST: usize = 5;
    if word.len() < SHORTEST {
        return None;
    }
    let meant = LEXICON.often_mistyped.iter().find(|known| is_one_mistake(word, known))?;
    known(meant)
}

/// Whether two words differ by one letter more, less, other, or changed about; the first is right.
fn is_one_mistake(typed: &str, known: &str) -> bool {
    let (typed, known) = (typed.as_bytes(), known.as_bytes());
    if typed.len().abs_diff(known.len()) > 1 || typed.first() != known.first() || typed == known {
        return false;
    }
    let same = typed.iter().zip(known).take_while(|(a, b)| a == b).count();
    let (typed, known) = (&typed[same..], &known[same..]);
    let is_swapped = typed.len() >= 2
        && known.len() == typed.len()
        && typed[0] == known[1]
        && typed[1] == known[0]
        && typed[2..] == known[2..];
    is_swapped
        || typed.get(1..) == known.get(1..) && typed.len() == known.len()
        || typed.get(1..) == Some(known)
        || Some(typed) == known.get(1..)
}

/// The first word or Chinese character of a phrase.
pub(super) fn first_term(phrase: &str) -> &str {
    let first = phrase.chars().next().map_or(0, char::len_utf8);
    let is_word = |ch: char| ch.is_alphanumeric() && !crate::when::fold::is_han(ch) || ch == '\'';
    if !phrase.starts_with(is_word) {
        return &phrase[..first];
    }
    &phrase[..phrase.find(|ch: char| !is_word(ch)).unwrap_or(phrase.len())]
}

/// The month that a folded word names.
pub(super) fn month(word: &str) -> Option<u32> {
    [&en::WORDS, &ms::WORDS, &zh::WORDS]
        .iter()
        .flat_map(|words| words.months)
        .find(|(_, spellings)| spellings.split('|').any(|spelling| spelling == word))
        .map(|(month, _)| *month)
}

/// Whether a folded word names a weekday.
pub(super) fn is_weekday(word: &str) -> bool {
    [&en::WORDS, &ms::WORDS, &zh::WORDS]
        .iter()
        .flat_map(|words| words.weekdays.split('|'))
        .any(|weekday| weekday == word)
}

/// Whether a folded word names the morning summary and nothing else.
pub(super) fn names_digest(word: &str) -> bool {
    [&en::WORDS, &ms::WORDS, &zh::WORDS].iter().flat_map(|words| words.digests.split('|')).any(|digest| digest == word)
}

/// The days from today, first and last, that are named as a pair: "today and tomorrow", 明后天.
pub(super) fn day_pair(text: &str) -> Option<(u64, u64)> {
    let text = text.to_lowercase();
    let pairs = [en::small::DAY_PAIRS, ms::small::DAY_PAIRS, zh::small::DAY_PAIRS];
    let named = pairs.into_iter().flatten().find(|(words, ..)| words.split('|').any(|words| text.contains(words)));
    named.map(|(_, first, last)| (*first, *last))
}

/// Whether a text goes on with a Sunday, after a Saturday: 六日, "sabtu ahad".
pub(super) fn begins_with_sunday(text: &str) -> bool {
    let text = text.to_lowercase();
    [en::small::SUNDAYS, ms::small::SUNDAYS, zh::small::SUNDAYS].iter().flat_map(|words| words.split('|')).any(
        |sunday| text.strip_prefix(sunday).is_some_and(|rest| !rest.starts_with(|ch: char| ch.is_ascii_alphabetic())),
    )
}

/// Whether a folded word names a day by its distance, so that it can own something: "tomorrow's lunch".
pub(super) fn is_day(word: &str) -> bool {
    en::DAYS.split('|').any(|day| day == word)
}

/// A word without the ending that makes it an owner.
pub(super) fn without_owner(word: &str) -> &str {
    OWNER_ENDINGS.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// Whether a word ends as an owner does.
pub(super) fn is_owner(word: &str) -> bool {
    without_owner(word) != word
}

/// Whether this is the ending of an owner, or its letters.
pub(super) fn is_owner_ending(ending: &str) -> bool {
    OWNER_ENDINGS.iter().any(|owner| *owner == ending || owner.trim_start_matches(['\'', '’']) == ending)
}

/// Whether a word is a price: "RM20".
pub(super) fn is_price(word: &str) -> bool {
    let (currency, digits) = word.split_at_checked(ms::small::CURRENCY.len()).unwrap_or_default();
    currency.eq_ignore_ascii_case(ms::small::CURRENCY) && digits.starts_with(|ch: char| ch.is_ascii_digit())
}

/// Whether an unknown word is a verb of the past: of what is typed, and no name.
pub(super) fn is_past_verb(word: &str, senses: Senses) -> bool {
    const SHORTEST: usize = 6;
    let is_small = word.chars().all(|ch| ch.is_ascii_lowercase());
    senses == Senses::NONE && is_small && word.len() >= SHORTEST && word.ends_with(en::PAST_ENDING)
}
