//! Which titles some words name, and which is nearest if they name none. Pure.

/// The fewest letters by which the beginning of a word can name it.
const SHORTEST_BEGINNING: usize = 3;

/// The shortest word that counts if no text has all the words.
const SHORTEST_WORD: usize = 3;

/// The shortest title that counts where it stands among other words.
const SHORTEST_TITLE: usize = 2;

/// The share of the words that such a text must have: one in this many.
const ONE_OF: usize = 3;

/// Whether these words name this title: each is a word in it, or the beginning of one.
pub fn names(words: &str, title: &str) -> bool {
    let (words, title) = (Folded::of(words), Folded::of(title));
    if words.text.is_empty() {
        return false;
    }
    let is_beginning = |word: &str, of: &String| word.chars().count() >= SHORTEST_BEGINNING && of.starts_with(word);
    let stands_in_it = |word: &String| title.words.iter().any(|known| known == word || is_beginning(word, known));
    words.words.iter().all(stands_in_it) || (is_unspaced(&words.text) && title.text.contains(&words.text))
}

/// Whether these words are exactly this title.
pub fn is_title(words: &str, title: &str) -> bool {
    Folded::of(words).text == Folded::of(title).text
}

/// The index of the title that is nearest to some words: to misspelt ones, if it is near enough, or else the only one that
/// has most of them, a longest one among them ("shift dentist", where nobody knows the verb), or else the only one that
/// stands whole among them ("gym la tired already"). Short words such as "with" say little.
pub fn nearest(words: &str, titles: &[&str]) -> Option<usize> {
    nearest_by_letters(words, titles)
        .or_else(|| having_longest(words, titles))
        .or_else(|| standing_among(words, titles))
}

fn having_longest(words: &str, titles: &[&str]) -> Option<usize> {
    let only = only_title(&having_most(words, titles.iter()), titles)?;
    let pieces = pieces(words);
    let longest = pieces.iter().map(|piece| piece.chars().count()).max()?;
    let title = titles[only].to_lowercase();
    let has = |piece: &String| piece.chars().count() == longest && title.contains(piece.as_str());
    pieces.iter().any(has).then_some(only)
}

fn standing_among(words: &str, titles: &[&str]) -> Option<usize> {
    let words = Folded::of(words);
    let stands = |title: &str| {
        let title = Folded::of(title);
        let is_long_enough = title.text.chars().count() >= SHORTEST_TITLE;
        let stands_apart = || words.words.windows(title.words.len().max(1)).any(|run| run == title.words);
        is_long_enough && (stands_apart() || is_unspaced(&title.text) && words.text.contains(&title.text))
    };
    let standing: Vec<usize> = (0..titles.len()).filter(|at| stands(titles[*at])).collect();
    only_title(&standing, titles)
}

/// The first of these titles if they are all equal, as those of a series are.
fn only_title(found: &[usize], titles: &[&str]) -> Option<usize> {
    let first = *found.first()?;
    found.iter().all(|at| is_title(titles[*at], titles[first])).then_some(first)
}

/// The indices of the texts that have most of the words, if they have enough of them. Parts of words count.
pub fn having_most(words: &str, texts: impl Iterator<Item = impl AsRef<str>>) -> Vec<usize> {
    let pieces = pieces(words);
    let count = |text: &str| {
        let text = text.to_lowercase();
        pieces.iter().filter(|piece| text.contains(piece.as_str())).count()
    };
    let counts: Vec<usize> = texts.map(|text| count(text.as_ref())).collect();
    let most = counts.iter().copied().max().unwrap_or(0);
    if most == 0 || most * ONE_OF < pieces.len() {
        return Vec::new();
    }
    (0..counts.len()).filter(|at| counts[*at] == most).collect()
}

/// The words that are long enough to tell texts apart; of words without spaces, each pair of neighbouring characters.
fn pieces(words: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    for word in Folded::of(words).words {
        let letters: Vec<char> = word.chars().collect();
        if letters.iter().all(char::is_ascii) {
            pieces.extend((letters.len() >= SHORTEST_WORD).then_some(word));
        } else {
            pieces.extend(letters.windows(2).map(|pair| pair.iter().collect::<String>()));
        }
    }
    pieces
}

fn nearest_by_letters(words: &str, titles: &[&str]) -> Option<usize> {
    let words = Folded::of(words);
    let allowed = mistakes_allowed(words.text.chars().count());
    let distance = |title: &str| {
        let title = Folded::of(title);
        let of_a_word = title.words.iter().map(|word| distance(&words.text, word)).min();
        of_a_word.into_iter().chain([distance(&words.text, &title.text)]).min()
    };
    let near = titles.iter().enumerate().filter_map(|(at, title)| Some((distance(title)?, at)));
    near.min().filter(|(distance, _)| *distance <= allowed).map(|(_, at)| at)
}

/// A text normalized for comparison: without case, punctuation and outer spaces.
struct Folded {
    text: String,
    words: Vec<String>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let is_apart = |letter: char| !letter.is_alphanumeric();
        let words: Vec<String> = lower.split(is_apart).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        Self { text: words.join(" "), words }
    }
}

/// Whether a text is in a script without spaces between words.
fn is_unspaced(text: &str) -> bool {
    text.chars().any(|letter| ('\u{3400}'..='\u{9fff}').contains(&letter))
}

/// How many mistakes a text of this many letters may have and still match.
fn mistakes_allowed(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4 => 1,
        _ => letters / 3,
    }
}

/// How many letters must be inserted, removed, replaced or swapped with their neighbour to turn one text into the
/// other.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, other_letter) in other.iter().enumerate() {
            let replaced = last[column] + usize::from(letter != other_letter);
            let mut fewest = replaced.min(last[column + 1] + 1).min(next[column] + 1);
            if row > 0 && column > 0 && *letter == other[column - 1] && one[row - 1] == *other_letter {
                fewest = fewest.min(before[column - 1] + 1);
            }
            next.push(fewest);
        }
        before = std::mem::replace(&mut last, next);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_name_a_title_that_has_them_all() {
        let table = [
            ("dentist", "Dentist with Dr. Lim", true),
            ("Dr Lim", "Dentist with Dr. Lim", true),
            ("dent", "Dentist", true),
            ("de", "Dentist", false),
            ("dentist tan", "Dentist with Dr. Lim", false),
            ("pasar", "pergi pasar", true),
            ("牙医", "看牙医", true),
            ("牙", "看牙医", true),
            ("", "Dentist", false),
            ("!!", "Dentist", false),
            ("tist", "Dentist", false),
        ];
        for (words, title, expected) in table {
            assert_eq!(names(words, title), expected, "{words} in {title}");
        }
        assert!(is_title("dentist!", "Dentist") && !is_title("dentist", "Dentist with Dr. Lim"));
    }

    #[test]
    fn misspelt_words_come_near_to_one_title_or_to_none() {
        let titles =
            ["gym", "Dentist with Dr. Lim", "mesyuarat", "牙医复诊", "yoga class", "piano class", "yoga class"];
        let table = [
            ("dentits", Some(1)),
            ("detnist", Some(1)),
            ("mesyurat", Some(2)),
            ("gim", None),
            ("geser dentist", Some(1)),
            ("dentist tan", Some(1)),
            ("ditch dentist pls", Some(1)),
            ("牙医的约", Some(3)),
            ("breakfast with ali", None),
            ("gym la tired already", Some(0)),
            ("sebab penat gym", Some(0)),
            ("gymnastics at school", None),
            ("牙医复诊因为下雨", Some(3)),
            ("gym or mesyuarat", None),
            // All of a series.
            ("plan yoga", Some(4)),
            // Which class is not said.
            ("swimming class", None),
            ("breakfast", None),
            ("", None),
        ];
        for (words, expected) in table {
            assert_eq!(nearest(words, &titles), expected, "{words}");
        }
    }

    proptest! {
        #[test]
        fn a_distance_is_the_same_both_ways_and_none_to_itself(one in "\\PC{0,12}", other in "\\PC{0,12}") {
            prop_assert_eq!(distance(&one, &other), distance(&other, &one));
            prop_assert_eq!(distance(&one, &one), 0);
        }

        #[test]
        fn comparing_never_panics(words in "\\PC{0,40}", title in "\\PC{0,40}") {
            names(&words, &title);
            nearest(&words, &[title.as_str()]);
        }
    }
}
