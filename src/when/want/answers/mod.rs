//! Answers to an invitation in free words: "yes count me in!", "tak dpt hadir, anak demam", 第3个我去不了.
//!
//! Such words are talk wherever else they stand. So they count only in reply to an invitation, or with the number of a row,
//! and only if nothing else is said before: what follows the answer is a remark, which may say anything.

mod en;
mod ms;
mod zh;

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

use crate::model::{AnsweredRows, GuestsWish, Intent, RepliedTo, RowAnswer, Rsvp, Target};
use crate::when::fold::{Fold, is_han};

/// The most rows that one message answers.
const MOST_ROWS: usize = 20;

/// How people of a language answer, phrases between bars.
struct AnswerWords {
    /// That they come.
    accept: &'static str,
    /// That they do not.
    decline: &'static str,
    /// That they do not know.
    maybe: &'static str,
    /// What may begin a yes, and is none on its own.
    yes: &'static str,
    /// What may begin a no, and is none on its own.
    no: &'static str,
    /// What may stand around an answer.
    small: &'static str,
    /// What begins a remark.
    ends: &'static str,
    /// What joins rows.
    and: &'static str,
    /// All rows that have not been named.
    others: &'static str,
    /// What asks us to answer for them.
    told: &'static str,
    /// Rows by their place.
    ordinals: &'static [(&'static str, u32)],
    /// What leads to the number of a row, and is a no elsewhere.
    numero: &'static [&'static str],
    /// What divides one answer from the next.
    dividers: &'static [&'static str],
    /// What leads to the number of a row, glued to it.
    row_leads: &'static [char],
    /// What a row is called, after its number.
    row_nouns: &'static [char],
    /// What makes a number a time.
    time_marks: &'static [char],
}

/// The words of all languages.
const LANGUAGES: [&AnswerWords; 3] = [&en::WORDS, &ms::WORDS, &zh::WORDS];

/// What a phrase is for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AnswerPart {
    Answer(Rsvp),
    Weak(Rsvp),
    Small,
    And,
    Ends,
    Others,
}

/// The phrases of all languages by their first letter, the longest first.
static PHRASES: LazyLock<FxHashMap<char, Vec<(&'static str, AnswerPart)>>> = LazyLock::new(|| {
    let mut phrases: FxHashMap<char, Vec<(&'static str, AnswerPart)>> = FxHashMap::default();
    for words in LANGUAGES {
        let kinds = [
            (words.accept, AnswerPart::Answer(Rsvp::Accepted)),
            (words.decline, AnswerPart::Answer(Rsvp::Declined)),
            (words.maybe, AnswerPart::Answer(Rsvp::Tentative)),
            (words.yes, AnswerPart::Weak(Rsvp::Accepted)),
            (words.no, AnswerPart::Weak(Rsvp::Declined)),
            (words.and, AnswerPart::And),
            (words.small, AnswerPart::Small),
            (words.ends, AnswerPart::Ends),
            (words.others, AnswerPart::Others),
        ];
        for (list, part) in kinds {
            for phrase in list.split('|') {
                phrases.entry(phrase.chars().next().unwrap_or_default()).or_default().push((phrase, part));
            }
        }
    }
    // The sort is stable: of the same phrase, what was listed first counts.
    for list in phrases.values_mut() {
        list.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
    }
    phrases
});

/// An answer to an invitation that is meant, if the message is one.
pub(super) fn answer(text: &str, replied: Option<&RepliedTo>) -> Option<Intent> {
    let is_reply = replied.is_some_and(|replied| replied.is_invitation);
    if !is_reply && !text.chars().any(|ch| ch.is_ascii_digit() || is_listed(ch, |words| words.row_leads)) {
        return None;
    }
    let folded = folded(text);
    if !begins_as_answer(&folded) {
        return None;
    }
    if let Some(answers) = several(&folded) {
        return Some(Intent::Guests(GuestsWish::RespondEach(answers)));
    }
    let SaidAnswer { rsvp, rows, .. } = read(&folded, is_reply)?;
    let target = match (rows.is_empty(), is_reply) {
        (false, _) => Target::Numbers(rows),
        (true, true) => Target::Reply,
        (true, false) => return None,
    };
    Some(Intent::Guests(GuestsWish::Respond { target, rsvp }))
}

/// A clear answer in reply to an event that may be no invitation: that one comes, or does not know.
pub(super) fn weak_answer(text: &str) -> Option<Intent> {
    let SaidAnswer { rsvp, rows, .. } = read(&folded(text), false)?;
    let is_clear = rows.is_empty() && rsvp != Rsvp::Declined;
    is_clear.then_some(Intent::Guests(GuestsWish::Respond { target: Target::Reply, rsvp }))
}

/// The answer that some words are, if they name no row.
pub(super) fn bare_answer(text: &str) -> Option<Rsvp> {
    let SaidAnswer { rsvp, weak, rows, .. } = spoken(&folded(text), false)?;
    rsvp.or(weak).filter(|_| rows.is_empty())
}

/// What asks us to answer, by its first letter.
static TOLD: LazyLock<FxHashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut told: FxHashMap<char, Vec<&'static str>> = FxHashMap::default();
    for phrase in LANGUAGES.iter().flat_map(|words| words.told.split('|')) {
        told.entry(phrase.chars().next().unwrap_or_default()).or_default().push(phrase);
    }
    told
});

/// Whether the words ask us to answer something: "put maybe", 帮我回.
pub(super) fn is_told_to_answer(text: &str) -> bool {
    let folded = folded(text);
    let begins = |(at, ch): (usize, char)| {
        TOLD.get(&ch).is_some_and(|told| told.iter().any(|told| folded[at..].starts_with(told)))
    };
    folded.char_indices().any(begins)
}

/// The most answers in one message.
const MOST_ANSWERS: usize = 20;

/// "Yes to 1, no to 3", 1去，2不去, "accept 3, decline the other two": an answer and rows in every part, up to a remark.
fn several(text: &str) -> Option<Vec<RowAnswer>> {
    let mut answers: Vec<RowAnswer> = Vec::new();
    for part in parts(text) {
        if part.trim().is_empty() {
            continue;
        }
        match read_part(part) {
            Some(answer) if answers.len() < MOST_ANSWERS => answers.push(answer),
            // A remark may follow the answers.
            None if answers.len() > 1 && !part.contains(|ch: char| ch.is_ascii_digit()) => break,
            Some(_) | None => return None,
        }
    }
    let is_mixed = answers.iter().any(|answer| answer.rsvp != answers[0].rsvp);
    (answers.len() > 1 && is_mixed).then_some(answers)
}

/// What marks and words like "but" divide.
fn parts(text: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = text.split([',', ';', '.', '\n', '、']).collect();
    for divider in LANGUAGES.iter().flat_map(|words| words.dividers) {
        parts = parts.into_iter().flat_map(|part| part.split(divider)).collect();
    }
    parts
}

/// Whether a character stands in a list of some language.
fn is_listed(ch: char, list: fn(&AnswerWords) -> &'static [char]) -> bool {
    LANGUAGES.iter().any(|words| list(words).contains(&ch))
}

/// Whether a "no" is short for "number".
fn is_numero(phrase: &str) -> bool {
    LANGUAGES.iter().any(|words| words.numero.contains(&phrase))
}

/// One of several answers: a "yes" is enough beside a row.
fn read_part(text: &str) -> Option<RowAnswer> {
    let said = spoken(text, false)?;
    let rsvp = said.rsvp.or(said.weak)?;
    let rows = match (said.rows.is_empty(), said.is_of_others) {
        (false, false) => AnsweredRows::These(said.rows),
        (true, true) => AnsweredRows::Others,
        (true, false) | (false, true) => return None,
    };
    Some(RowAnswer { rows, rsvp })
}

/// The text as phrases are compared with it.
fn folded(text: &str) -> String {
    Fold::of(text).text
}

/// An answer, and the rows that it names.
#[derive(Debug, Default, PartialEq, Eq)]
struct SaidAnswer<R = Rsvp> {
    rsvp: R,
    /// What a "yes" or "no" beside it would be.
    weak: Option<Rsvp>,
    rows: Vec<u32>,
    /// All rows but those named.
    is_of_others: bool,
}

/// Reads folded text up to the remark; `None` if it is no answer.
fn read(text: &str, is_reply: bool) -> Option<SaidAnswer> {
    let SaidAnswer { rsvp, weak, rows, is_of_others } = spoken(text, is_reply)?;
    Some(SaidAnswer { rsvp: rsvp.filter(|_| !is_of_others)?, weak, rows, is_of_others })
}

/// What folded text says as an answer, up to the remark; `None` if it says something else.
fn spoken(text: &str, is_reply: bool) -> Option<SaidAnswer<Option<Rsvp>>> {
    let mut said = SaidAnswer::<Option<Rsvp>>::default();
    let (mut rest, mut is_listed, mut lead) = (text.trim(), false, None);
    while let Some(first) = rest.chars().next() {
        if let Some((number, after)) = row(rest) {
            // "Tolak 2 ke 5" says where to.
            if !said.rows.is_empty() && !is_listed {
                return None;
            }
            said.rows.push(number);
            rest = after.trim_start();
        } else if let Some((phrase, part)) = phrase(rest) {
            match (part, said.rsvp) {
                (AnswerPart::Answer(rsvp), None) => said.rsvp = Some(rsvp),
                // "Maybe I can make it": what is unsure stays so.
                (AnswerPart::Answer(_), Some(Rsvp::Tentative)) => {}
                (AnswerPart::Answer(rsvp), Some(before)) if rsvp != before => return None,
                (AnswerPart::Ends, Some(_)) => break,
                // "No to 3, clash with my scan": a row has its answer.
                (AnswerPart::Ends, None) if said.weak.is_some() && !said.rows.is_empty() => break,
                (AnswerPart::Ends, None) => return None,
                // "No 1 ok": the number's own word.
                (AnswerPart::Weak(_), _) if is_numero(phrase) && row(rest[phrase.len()..].trim_start()).is_some() => {
                    lead = lead.or(Some(Rsvp::Declined));
                }
                (AnswerPart::Weak(rsvp), _) => said.weak = said.weak.or(Some(rsvp)),
                (AnswerPart::Others, _) => said.is_of_others = true,
                (AnswerPart::Answer(_) | AnswerPart::And | AnswerPart::Small, _) => {}
            }
            is_listed = part == AnswerPart::And;
            rest = rest[phrase.len()..].trim_start();
        } else if is_mark(first) {
            rest = rest[first.len_utf8()..].trim_start();
            is_listed = matches!(first, ',' | '，' | '、' | '&' | '+');
            let goes_on = matches!(first, '\'' | '"' | '#' | '(' | ')' | '&' | '+' | '@')
                || is_listed && row(rest).is_some() && !said.rows.is_empty();
            match said.rsvp {
                _ if goes_on => {}
                Some(_) if matches!(first, '?' | '？') => return None,
                Some(_) if said.rows.is_empty() && is_row_alone(rest) => {}
                Some(_) => break,
                None => {}
            }
        } else if is_picture(first) {
            rest = rest[first.len_utf8()..].trim_start();
        } else if is_reply && said.rsvp == Some(Rsvp::Declined) && said.rows.is_empty() && !rest.contains(['?', '？'])
        {
            // "Can't make it on the 22nd": the rest says what.
            break;
        } else {
            return None;
        }
    }
    said.weak = said.weak.or(lead);
    (said.rows.len() <= MOST_ROWS).then_some(said)
}

/// Whether folded text begins with something that may stand in an answer.
fn begins_as_answer(text: &str) -> bool {
    let first = text.trim_start_matches(|ch: char| ch.is_whitespace() || is_mark(ch) || is_picture(ch));
    row(first).is_some() || phrase(first).is_some()
}

/// Whether what is left is nothing but a row.
fn is_row_alone(rest: &str) -> bool {
    row(rest).is_some_and(|(_, after)| after.chars().all(is_mark))
}

/// The longest known phrase at the beginning.
fn phrase(text: &str) -> Option<(&'static str, AnswerPart)> {
    let phrases = PHRASES.get(&text.chars().next()?)?;
    let ends = |phrase: &str| {
        let last_is_han = phrase.chars().next_back().is_some_and(is_han);
        last_is_han || !text[phrase.len()..].starts_with(|ch: char| ch.is_alphanumeric() && !is_han(ch) || ch == '\'')
    };
    phrases.iter().find(|(phrase, _)| text.starts_with(phrase) && ends(phrase)).copied()
}

/// The number of a row at the beginning, and what follows it: "2", "#2", 第3, 第三, "2nd".
fn row(text: &str) -> Option<(u32, &str)> {
    let is_word_end = |rest: &str| !rest.starts_with(|ch: char| ch.is_alphanumeric() && !is_han(ch));
    for (word, number) in LANGUAGES.iter().flat_map(|words| words.ordinals) {
        if let Some(rest) = text.strip_prefix(word).filter(|rest| is_word_end(rest)) {
            return Some((*number, rest));
        }
    }
    let led = text.strip_prefix(|ch| is_listed(ch, |words| words.row_leads));
    let number = led.unwrap_or(text).trim_start_matches(['#', ' ']);
    let end = number.find(|ch: char| !ch.is_ascii_digit()).unwrap_or(number.len());
    let rest = &number[end..];
    let mut after = rest.chars();
    // "2.30", "2:30", "2/3" and "2pm" are no rows.
    let is_more =
        matches!(after.next(), Some('.' | ':' | '/' | '-')) && after.next().is_some_and(|ch| ch.is_ascii_digit());
    let is_time = rest.starts_with(|ch| is_listed(ch, |words| words.time_marks));
    let is_row = (1..=2).contains(&end) && !is_more && is_word_end(rest) && !is_time;
    // 第3个
    let noun = rest.strip_prefix(|ch| is_listed(ch, |words| words.row_nouns));
    let rest = noun.filter(|_| led.is_some()).unwrap_or(rest);
    if is_row { Some((number[..end].parse().ok()?, rest)) } else { None }
}

fn is_mark(ch: char) -> bool {
    !ch.is_alphanumeric() && (ch.is_ascii_punctuation() || "，。；：！？、…–—～“”‘’（）".contains(ch))
}

/// An emoji or what joins its parts.
fn is_picture(ch: char) -> bool {
    !ch.is_alphanumeric() && !ch.is_whitespace() && u32::from(ch) >= 0x2000
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(text: &str) -> Option<String> {
        let SaidAnswer { rsvp, rows, .. } = read(&folded(text), false)?;
        let rows = rows.iter().fold(String::new(), |said, row| said + " #" + &row.to_string());
        Some(format!("{rsvp:?}{rows}"))
    }

    #[test]
    fn people_answer_in_their_own_words() {
        let table = [
            ("yes count me in!", "Accepted"),
            ("Sure, I'll be there 🎉", "Accepted"),
            ("ok can, see you there", "Accepted"),
            ("boleh, saya join", "Accepted"),
            ("Insya-Allah saya hadir", "Accepted"),
            ("In sha Allah saya sampai", "Accepted"),
            ("我参加", "Accepted"),
            ("好的，我会去", "Accepted"),
            ("count me out", "Declined"),
            ("Sorry, can't make it, the kids are sick", "Declined"),
            ("no I won't be able to attend because of work", "Declined"),
            ("tak dpt hadir, anak demam", "Declined"),
            ("maaf saya x dpt join", "Declined"),
            ("不好意思，我去不了，要加班", "Declined"),
            ("decline 2, clashing with clinic", "Declined #2"),
            ("can't make 2 and 3", "Declined #2 #3"),
            ("tolak 2, 4", "Declined #2 #4"),
            ("第3个我去不了", "Declined #3"),
            ("第三个我不参加", "Declined #3"),
            ("maybe for 2", "Tentative #2"),
            ("not sure about no. 3 yet", "Tentative #3"),
            ("mungkin boleh datang", "Tentative"),
            ("可能会去，看情况", "Tentative"),
            ("count me in for 2 but i will be late at 3pm", "Accepted #2"),
        ];
        for (text, expected) in table {
            assert_eq!(answered(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn several_answers_stand_in_one_message() {
        let said = |text: &str| {
            let one = |answer: &RowAnswer| match &answer.rows {
                AnsweredRows::These(rows) => format!("{:?}{rows:?}", answer.rsvp),
                AnsweredRows::Others => format!("{:?} others", answer.rsvp),
            };
            several(&folded(text)).map(|answers| answers.iter().map(one).collect::<Vec<_>>().join(" "))
        };
        let table = [
            ("yes to 1, no to 3", "Accepted[1] Declined[3]"),
            ("yes to 1, no to 3 (clash with my scan)", "Accepted[1] Declined[3]"),
            ("accept 1 and 2, decline 3, maybe for 4", "Accepted[1, 2] Declined[3] Tentative[4]"),
            ("Accept invitation 3, decline the other two.", "Accepted[3] Declined others"),
            ("no 1 tak pergi, no 2 mungkin", "Declined[1] Tentative[2]"),
            ("1 hadir, 2 tak dapat", "Accepted[1] Declined[2]"),
            ("1 can, 2 tak boleh", "Accepted[1] Declined[2]"),
            ("terima 2, yang lain tolak", "Accepted[2] Declined others"),
            ("no 1 ok, no 2 pass", "Accepted[1] Declined[2]"),
            ("I'll be there for number 2 but skip 4", "Accepted[2] Declined[4]"),
            ("1去，2不去", "Accepted[1] Declined[2]"),
            ("第一个参加，第三个不去", "Accepted[1] Declined[3]"),
        ];
        for (text, expected) in table {
            assert_eq!(said(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["yes to 1", "tolak 2, 4", "1, 2", "cancel 1, 2", "can't make 2 and 3", "accept 2, lunch at 3"] {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn what_says_something_else_is_no_answer() {
        let table = [
            "yes",
            "ok",
            "boleh",
            "can you come?",
            "who is coming?",
            "lunch with Sarah tomorrow 1pm",
            "move 2 to 3pm",
            "cancel 2",
            "I'm in KL on 2 March",
            "can't make it at 2pm? what about 4",
            "he can't make it",
            "maybe 2pm",
            "第3个取消",
            "count me in and count me out",
            "2",
            "",
        ];
        for text in table {
            assert_eq!(answered(text), None, "{text}");
        }
    }
}
