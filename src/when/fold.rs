//! The folding of text: lower case, full-width forms as plain ones, traditional characters as simplified ones, any run
//! of white space as one space – and the way back to the original.

use smallvec::SmallVec;

use super::lang;

/// Whether a character is Chinese.
pub(super) fn is_han(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// The folded text and the way back.
pub(super) struct Fold {
    /// The text as it is compared.
    pub text: String,
    /// Where folding changed the length: from this folded offset on, originals lie this much further.
    shifts: SmallVec<[(usize, usize); 8]>,
}

impl Fold {
    /// Folds a text.
    pub(super) fn of(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut shifts: SmallVec<[(usize, usize); 8]> = SmallVec::new();
        let mut shift = 0;
        let mut is_after_space = false;
        for (at, ch) in text.char_indices() {
            if is_invisible(ch) {
                continue;
            }
            let plain = fold(ch);
            let is_space = plain == ' ';
            if !(is_space && is_after_space) {
                // Folding never makes a character longer, so the original never lies before its folded form.
                let after = at - folded.len();
                if after != shift {
                    shift = after;
                    shifts.push((folded.len(), shift));
                }
                folded.push(plain);
                is_after_space = is_space;
            }
        }
        let after = text.len() - folded.len();
        if after != shift {
            shifts.push((folded.len(), after));
        }
        Self { text: folded, shifts }
    }

    /// The folded character at an offset.
    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    /// The original offset of a folded one. No token ends after white space, so this serves beginnings and ends.
    pub(super) fn original(&self, at: usize) -> usize {
        let index = self.shifts.partition_point(|(from, _)| *from <= at);
        at + index.checked_sub(1).and_then(|index| self.shifts.get(index)).map_or(0, |(_, shift)| *shift)
    }
}

/// Whether a character shows nothing: marks of direction and width that come with copied text.
fn is_invisible(ch: char) -> bool {
    matches!(ch, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// One character as it is compared; never longer in UTF-8 than the original.
pub(super) fn fold(ch: char) -> char {
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
        _ if is_han(ch) => lang::zh::simplified(ch).unwrap_or(ch),
        _ => lower(ch),
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
