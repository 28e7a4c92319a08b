//! Numbers, as digits and as Chinese numerals write them.

use super::lang::zh::{Numeral, numeral_of};

/// A number as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value; numbers too long for any date or clock are all this large.
    pub value: u32,
    /// How many digits it was written with.
    pub digits: u8,
    /// It was written in Chinese numerals.
    pub is_han: bool,
    /// The least that two neighbouring Chinese digits name (两三), which may also be digits in a row (周二三).
    pub least: Option<u8>,
}

impl Number {
    /// What a number with too many digits counts as.
    const HUGE: u32 = u32::MAX;

    /// What it counts, of an approximate number the least.
    pub(super) fn counted(self) -> u32 {
        self.least.map_or(self.value, u32::from)
    }
}

/// A number in digits. More digits than any date or clock has make no number that could be used.
pub(super) fn digits(text: &str, at: usize) -> (Number, usize) {
    let length = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let end = at + length;
    let value = if length > 8 { Number::HUGE } else { text[at..end].parse().unwrap_or(Number::HUGE) };
    (Number { value, digits: u8::try_from(length).unwrap_or(u8::MAX), is_han: false, least: None }, end)
}

/// A Chinese numeral below ten thousand: by places (二十五), digit by digit (二零一六), or 廿三; and an approximate one
/// (两三, 七八, 十一二), which counts as its least.
pub(super) fn numeral(text: &str, at: usize) -> Option<(Number, usize)> {
    let (mut total, mut last, mut count, mut end) = (0_u32, 0_u32, 0_u8, at);
    let mut digit_by_digit = 0_u32;
    let mut has_places = false;
    let mut is_after_digit = false;
    let mut lower = None;
    for ch in text[at..].chars() {
        let Some(meaning) = numeral_of(ch) else { break };
        if count >= 6 {
            return None;
        }
        match meaning {
            Numeral::Digit(digit) => {
                digit_by_digit = digit_by_digit * 10 + digit;
                // Of two digits in a row the first is the lower: "十一二" is eleven or twelve.
                let is_neighbour = digit == last + 1 || (last, digit) == (3, 5);
                lower = (is_after_digit && last > 0 && is_neighbour).then_some(last);
                last = if has_places && is_after_digit { last } else { digit };
            }
            Numeral::Place(place) => {
                total += match (lower.take(), last) {
                    (Some(lower), _) => lower * place,
                    (None, 0) => place,
                    (None, last) => last * place,
                };
                last = 0;
                has_places = true;
            }
            Numeral::Tens(tens) => {
                total += tens;
                has_places = true;
            }
        }
        is_after_digit = matches!(meaning, Numeral::Digit(_));
        count += 1;
        end += ch.len_utf8();
    }
    let value = if has_places { total + last } else { digit_by_digit };
    let lower = lower.filter(|_| !has_places && count == 2).and_then(|lower| u8::try_from(lower).ok());
    (count > 0)
        .then_some((Number { value, digits: if has_places { 2 } else { count }, is_han: true, least: lower }, end))
}
