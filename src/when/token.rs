//! The first step: a text becomes tokens – numbers, words that some language knows, other words, marks, quotations.
//!
//! The text is folded first (lower case, full-width forms to plain ones, traditional characters to simplified ones,
//! any run of white space to one space), so that everything behind this step compares plain folded text. Each token
//! remembers where it stands in the original.

use std::ops::Range;

use smallvec::SmallVec;

use super::lexicon::{self, Word};

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

/// A number as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value; numbers too long for any date or clock are all this large.
    pub value: u32,
    /// How many digits it was written with.
    pub digits: u8,
    /// It was written in Chinese numerals.
    pub is_han: bool,
}

impl Number {
    /// What a number with too many digits counts as.
    const HUGE: u32 = u32::MAX;
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
            let (kind, end) = next(&fold.text, at, ch);
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

    /// What the token at `at` is, or a mark that stands nowhere behind the last one.
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

    /// Whether no white space stands before the token at `at`; behind the last token nothing is glued.
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

/// The token that begins at `at`, and where it ends in the folded text.
fn next(text: &str, at: usize, first: char) -> (Kind, usize) {
    if first.is_ascii_digit() {
        return digits(text, at);
    }
    if let Some(end) = quotation(text, at, first) {
        return (Kind::Quoted, end);
    }
    if is_han(first) {
        return han(text, at, first);
    }
    if first.is_alphabetic() {
        return latin(text, at);
    }
    (Kind::Mark(first), at + first.len_utf8())
}

/// A number in digits. More digits than any date or clock has make no number that could be used.
fn digits(text: &str, at: usize) -> (Kind, usize) {
    let length = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let end = at + length;
    let value = if length > 8 { Number::HUGE } else { text[at..end].parse().unwrap_or(Number::HUGE) };
    (Kind::Number(Number { value, digits: u8::try_from(length).unwrap_or(u8::MAX), is_han: false }), end)
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

/// A word in Latin letters, or the longest phrase that some language knows from here.
fn latin(text: &str, at: usize) -> (Kind, usize) {
    let end = word_end(text, at);
    let Some(entry) = lexicon::entry(&text[at..end]) else {
        return match lexicon::mistyped(&text[at..end]) {
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
    if let Some((number, end)) = numeral(text, at)
        && best.as_ref().is_none_or(|(_, known)| *known <= end)
    {
        return (Kind::Number(number), end);
    }
    best.unwrap_or((Kind::Other, at + first.len_utf8()))
}

/// A Chinese numeral below ten thousand: by places (二十五), digit by digit (二零一六), or 廿三.
fn numeral(text: &str, at: usize) -> Option<(Number, usize)> {
    let (mut total, mut last, mut count, mut end) = (0_u32, 0_u32, 0_u8, at);
    let mut digit_by_digit = 0_u32;
    let mut has_places = false;
    for ch in text[at..].chars() {
        let Some(meaning) = numeral_of(ch) else { break };
        if count >= 6 {
            return None;
        }
        match meaning {
            Numeral::Digit(digit) => {
                digit_by_digit = digit_by_digit * 10 + digit;
                last = digit;
            }
            Numeral::Place(place) => {
                total += if last == 0 { place } else { last * place };
                last = 0;
                has_places = true;
            }
            Numeral::Tens(tens) => {
                total += tens;
                has_places = true;
            }
        }
        count += 1;
        end += ch.len_utf8();
    }
    let value = if has_places { total + last } else { digit_by_digit };
    (count > 0).then_some((Number { value, digits: if has_places { 2 } else { count }, is_han: true }, end))
}

/// What a character means in a numeral.
enum Numeral {
    Digit(u32),
    Place(u32),
    Tens(u32),
}

fn numeral_of(ch: char) -> Option<Numeral> {
    Some(match ch {
        '零' | '〇' => Numeral::Digit(0),
        '一' => Numeral::Digit(1),
        '二' | '两' => Numeral::Digit(2),
        '三' => Numeral::Digit(3),
        '四' => Numeral::Digit(4),
        '五' => Numeral::Digit(5),
        '六' => Numeral::Digit(6),
        '七' => Numeral::Digit(7),
        '八' => Numeral::Digit(8),
        '九' => Numeral::Digit(9),
        '十' => Numeral::Place(10),
        '百' => Numeral::Place(100),
        '廿' => Numeral::Tens(20),
        '卅' => Numeral::Tens(30),
        _ => return None,
    })
}

/// Whether a character is Chinese.
pub(super) fn is_han(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// The folded text and the way back.
struct Fold {
    text: String,
    /// Where folding changed the length: from this folded offset on, originals lie so much further.
    shifts: SmallVec<[(usize, usize); 8]>,
}

impl Fold {
    fn of(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut shifts: SmallVec<[(usize, usize); 8]> = SmallVec::new();
        let mut shift = 0;
        for (at, ch) in text.char_indices() {
            let plain = fold(ch);
            if !(plain == ' ' && folded.ends_with(' ')) {
                // Folding never makes a character longer, so the original never lies before its folded form.
                let behind = at - folded.len();
                if behind != shift {
                    shift = behind;
                    shifts.push((folded.len(), shift));
                }
                folded.push(plain);
            }
        }
        let behind = text.len() - folded.len();
        if behind != shift {
            shifts.push((folded.len(), behind));
        }
        Self { text: folded, shifts }
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    /// The original offset of a folded one. No token ends behind white space, so this serves beginnings and ends.
    fn original(&self, at: usize) -> usize {
        let index = self.shifts.partition_point(|(from, _)| *from <= at);
        at + index.checked_sub(1).and_then(|index| self.shifts.get(index)).map_or(0, |(_, shift)| *shift)
    }
}

/// One character as it is compared; never longer in UTF-8 than the original.
fn fold(ch: char) -> char {
    match ch {
        'A'..='Z' => ch.to_ascii_lowercase(),
        '\n' => '\n',
        '\0'..='\u{7f}' if ch.is_ascii_whitespace() => ' ',
        '\0'..='\u{7f}' => ch,
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(ch) - 0xfee0).map_or(ch, |plain| plain.to_ascii_lowercase())
        }
        '\u{3000}' | '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
        '’' | '‘' | '′' => '\'',
        '–' | '—' | '―' | '−' | 'ー' | '〜' | '‐' | '‑' => '-',
        '、' => ',',
        '。' => '.',
        _ => super::lang::zh::simplified(ch).unwrap_or_else(|| lower(ch)),
    }
}

/// The lower-case form, where it is one character that is no longer than the original.
fn lower(ch: char) -> char {
    let mut forms = ch.to_lowercase();
    match (forms.next(), forms.next()) {
        (Some(small), None) if small.len_utf8() <= ch.len_utf8() => small,
        _ => ch,
    }
}
