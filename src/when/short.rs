//! Short forms of chats: what a word stands for that is typed as people text it, or without its vowels. The languages'
//! own lists stand in their files; here is how a word is found in them.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

use super::lang;

/// What texted forms and words without their vowels stand for.
struct ShortForms {
    texted: FxHashMap<&'static str, &'static str>,
    /// The words that have these consonants.
    by_consonants: FxHashMap<String, Vec<&'static str>>,
}

static FORMS: LazyLock<ShortForms> = LazyLock::new(|| {
    let mut texted = FxHashMap::default();
    let mut by_consonants: FxHashMap<String, Vec<&'static str>> = FxHashMap::default();
    for language in lang::ALL {
        for (full, forms) in language.texted {
            for form in forms.split('|') {
                texted.entry(form).or_insert(*full);
            }
        }
        for word in language.often_shortened.split('|').filter(|word| !word.is_empty()) {
            by_consonants.entry(consonants(word)).or_default().push(word);
        }
    }
    ShortForms { texted, by_consonants }
});

/// The longest word that may be a short form, in bytes.
const LONGEST: usize = 12;

/// What a folded word stands for as a texted form: "agn" for "again", "xpyh" for "tak payah".
pub(super) fn texted(word: &str) -> Option<&'static str> {
    if word.len() > LONGEST {
        return None;
    }
    FORMS.texted.get(word).copied()
}

/// The word that an unknown folded word is without some vowels, the first of them among these: "snz", "rschedule".
pub(super) fn without_vowels(word: &str) -> Option<&'static str> {
    const SHORTEST: usize = 3;
    let is_candidate = (SHORTEST..=LONGEST).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && !word.as_bytes().get(1).copied().is_some_and(is_vowel);
    if !is_candidate {
        return None;
    }
    let full = FORMS.by_consonants.get(&consonants(word))?;
    full.iter().find(|full| is_shortened(word, full)).copied()
}

/// What an unknown folded word stands for.
pub(super) fn full(word: &str) -> Option<&'static str> {
    texted(word).or_else(|| without_vowels(word))
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// The first letter of a word and its other consonants, each double one once.
fn consonants(word: &str) -> String {
    let mut letters = String::with_capacity(word.len());
    for (at, letter) in word.char_indices() {
        let is_kept = at == 0 || !u8::try_from(letter).is_ok_and(is_vowel);
        if is_kept && !letters.ends_with(letter) {
            letters.push(letter);
        }
    }
    letters
}

/// Whether a word is another with its first inner vowel left out, and maybe more of them.
fn is_shortened(typed: &str, full: &str) -> bool {
    let mut rest = full.bytes();
    let vowels = |word: &str| word.bytes().skip(1).filter(|byte| is_vowel(*byte)).count();
    let keeps_order = typed.bytes().all(|letter| rest.any(|byte| byte == letter));
    let first = |word: &str| word.bytes().skip(1).position(is_vowel);
    let drops_first = match (first(typed), first(full)) {
        (Some(typed), Some(full)) => typed > full,
        (None, Some(_)) => true,
        (_, None) => false,
    };
    keeps_order && drops_first && vowels(typed) < vowels(full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_without_its_vowels_is_found_and_a_name_is_not() {
        let table = [
            ("snz", Some("snooze")),
            ("rmnd", Some("remind")),
            ("rmind", Some("remind")),
            ("cncl", Some("cancel")),
            ("rschdl", Some("reschedule")),
            ("pstpn", Some("postpone")),
            ("whch", Some("which")),
            ("tht", Some("that")),
            ("dlte", Some("delete")),
            ("smpi", Some("sampai")),
            ("pndhkn", Some("pindahkan")),
            ("btlkn", Some("batalkan")),
            ("tnggh", Some("tangguh")),
            ("chang", None),
            ("mask", None),
            ("mint", None),
            ("form", None),
            ("remind", None),
            ("don", None),
            ("sky", None),
            ("kl", None),
        ];
        for (typed, full) in table {
            assert_eq!(without_vowels(typed), full, "{typed}");
        }
    }

    #[test]
    fn what_people_text_stands_for_the_whole_word() {
        let table = [("agn", Some("again")), ("xpyh", Some("tak payah")), ("ngan", Some("dengan")), ("lunch", None)];
        for (typed, full) in table {
            assert_eq!(texted(typed), full, "{typed}");
        }
    }

    #[test]
    fn no_texted_form_is_a_whole_word_of_these_lists() {
        for language in lang::ALL {
            for (full, forms) in language.texted {
                assert!(forms.split('|').all(|form| !form.is_empty() && form != *full), "{full}: {forms}");
                assert_eq!(texted(full), None, "{full}");
            }
        }
    }
}
