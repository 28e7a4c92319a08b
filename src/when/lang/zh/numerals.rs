//! Chinese numerals, character by character.

/// What a character means in a numeral.
pub(in crate::when) enum Numeral {
    /// A digit.
    Digit(u32),
    /// What the digit before it is multiplied by: 十.
    Place(u32),
    /// Tens in one character: 廿.
    Tens(u32),
}

/// What a character means in a numeral, if it stands in one.
pub(in crate::when) fn numeral_of(ch: char) -> Option<Numeral> {
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

/// The numeral that belongs to what is counted, and not to the week before it: 两周一次 is no Monday.
pub(in crate::when) const ONE_TIME: (char, char) = ('一', '次');

/// The day that belongs to "tomorrow", and not to the word before it: 说明天 explains nothing.
pub(in crate::when) const NEXT_DAY: (char, char) = ('明', '天');

/// What five minutes are counted in, as it stands on the face of a clock: "3点3个字".
pub(in crate::when) const FIVE_MINUTES: &str = "字";
