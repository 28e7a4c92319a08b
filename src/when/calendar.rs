//! The calendar that a message names at its end: "/work", "in family", "dalam kalendar keluarga", 到家庭日历.
//!
//! Only names that are there count. In words alone ("in office") a name that is also a place or a time stays what it
//! usually is; with a slash, or the word for a calendar, it is the calendar.

use super::token::Tokens;
use super::word::Word;
use crate::model::Reference;

/// Words that lead to the name of a calendar, with the word for a calendar before or after it.
const LEADS: &[&str] = &["in", "on", "to", "into", "dalam", "dlm", "di", "ke", "pada"];

/// Words that alone lead to a name.
const BARE_LEADS: &[&str] = &["in", "dalam", "dlm"];

/// Words between a lead and a name.
const BETWEEN: &[&str] = &["the", "my", "our"];

/// Words for a calendar.
const CALENDAR: &[&str] = &["calendar", "cal", "kalendar"];

/// Words that put something into a calendar, before the lead.
const PUT: &[&str] =
    &["put", "put it", "add", "add it", "save", "save it", "masuk", "masukkan", "letak", "simpan", "catat", "tambah"];

/// Chinese words that lead to a name, the longest first.
const HAN_LEADS: &[&str] =
    &["加到", "放到", "写到", "记到", "存到", "放进", "加进", "写进", "加入", "放入", "放在", "记在", "到", "进", "在"];

/// Chinese words for a calendar.
const HAN_CALENDAR: &[&str] = &["日历", "日程表", "行事历"];

/// Chinese words after that.
const HAN_AFTER: &[&str] = &["里面", "里", "中", "上"];

/// Words after all of it.
const TAIL_WORDS: &[&str] = &["please", "pls", "plz", "thanks", "tq", "ya", "ye"];

/// What else may stand after all of it, glued to it.
const TAIL_MARKS: &[&str] = &["谢谢", ".", "!", ",", "。", "！", "，"];

/// A message that names a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForCalendar<'t> {
    /// The place of its name among those that there are.
    pub calendar: usize,
    /// The message without it.
    pub text: &'t str,
}

/// The calendar that a message names at its end, if there is one of that name and the message says something else.
#[must_use]
pub fn for_calendar<'t>(text: &'t str, names: &[String], reference: &Reference) -> Option<ForCalendar<'t>> {
    let text = without_tail(text);
    let found = names.iter().enumerate().filter_map(|(calendar, name)| {
        let rest = before_name(text, spoken(name), reference)?;
        let rest = rest.trim_end_matches(|ch: char| ch.is_whitespace() || matches!(ch, ',' | '，' | '-' | '–'));
        (!rest.trim().is_empty()).then_some(ForCalendar { calendar, text: rest })
    });
    // Of "family" and "big family", the longer one is meant.
    found.min_by_key(|found| found.text.len())
}

/// A name as it is typed: without the pictures around it.
fn spoken(name: &str) -> &str {
    name.trim_matches(|ch: char| !ch.is_alphanumeric())
}

/// The message before the words that name this calendar.
fn before_name<'t>(text: &'t str, name: &str, reference: &Reference) -> Option<&'t str> {
    if name.is_empty() {
        return None;
    }
    slashed(text, name)
        .or_else(|| worded(text, name))
        .or_else(|| han(text, name))
        .or_else(|| bare(text, name, reference))
}

/// "… /work"
fn slashed<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let rest = before(text, name)?.strip_suffix(['/', '／'])?;
    let is_named = name.chars().any(char::is_alphabetic);
    (is_named && rest.ends_with(char::is_whitespace)).then_some(rest)
}

/// "… in the family calendar", "… dalam kalendar keluarga"
fn worded<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let name_first = word_before(text, CALENDAR).and_then(|rest| before_word(rest, name));
    let name_last = before_word(text, name).and_then(|rest| word_before(rest, CALENDAR));
    let rest = name_first.or(name_last)?;
    let rest = word_before(rest, BETWEEN).unwrap_or(rest);
    let rest = word_before(rest, LEADS)?;
    Some(word_before(rest, PUT).unwrap_or(rest))
}

/// …加到家庭日历
fn han<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let text = one_before(text, HAN_AFTER).unwrap_or(text);
    let is_said = HAN_CALENDAR.iter().any(|calendar| name.ends_with(calendar));
    let named = one_before(text, HAN_CALENDAR).and_then(|rest| before(rest.trim_end(), name));
    let rest = named.or_else(|| before(text, name).filter(|_| is_said))?;
    one_before(rest.trim_end(), HAN_LEADS)
}

/// "… in family", where that is neither a place nor a time.
fn bare<'t>(text: &'t str, name: &str, reference: &Reference) -> Option<&'t str> {
    let rest = word_before(before_word(text, name)?, BARE_LEADS)?;
    let tokens = Tokens::of(name);
    let is_place =
        |at| matches!(tokens.word(at), Some(Word::PlaceNoun | Word::PlaceName | Word::City(_) | Word::Month(_)));
    let is_time = |text: &str| {
        let understood = super::read(text, reference);
        !understood.readings.is_empty() || understood.doubt.is_some()
    };
    let is_otherwise = (0..tokens.len()).any(is_place) || is_time(name) || is_time(&format!("in {name}"));
    (!is_otherwise).then_some(rest)
}

/// The message without what may stand after a name.
fn without_tail(text: &str) -> &str {
    let mut text = text.trim_end();
    while let Some(rest) = word_before(text, TAIL_WORDS).or_else(|| one_before(text, TAIL_MARKS)) {
        text = rest.trim_end();
    }
    text
}

/// What stands before one of these words, which end the text.
fn word_before<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().filter_map(|word| before_word(text, word)).min_by_key(|rest| rest.len())
}

/// What stands before one of these, which end the text.
fn one_before<'t>(text: &'t str, ends: &[&str]) -> Option<&'t str> {
    ends.iter().find_map(|end| before(text, end))
}

/// What stands before a word, in whatever case, that ends the text and does not begin within another.
fn before_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let rest = before(text.trim_end(), word)?;
    rest.chars().next_back().is_none_or(|ch| !ch.is_alphanumeric() && ch != '/').then_some(rest)
}

/// What stands before the end of a text, which is this in whatever case.
fn before<'t>(text: &'t str, end: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for wanted in end.chars().rev() {
        let found = rest.next_back()?;
        if found != wanted && !found.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(rest.as_str())
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone, Utc};

    use super::*;
    use crate::model::DayOrder;

    const NAMES: [&str; 9] =
        ["work", "Family", "Big Family", "keluarga", "家庭", "公司日历", "🏠 Home", "office", "March"];

    fn found(text: &str) -> Option<(&'static str, String)> {
        let now = Utc.with_ymd_and_hms(2026, 3, 10, 2, 0, 0).unwrap();
        let reference = Reference { now, zone: chrono_tz::Asia::Kuala_Lumpur, order: DayOrder::Dmy };
        let names = NAMES.map(str::to_owned);
        let found = for_calendar(text, &names, &reference)?;
        Some((NAMES[found.calendar], found.text.to_owned()))
    }

    #[test]
    fn the_name_of_a_calendar_at_the_end_is_taken() {
        let table = [
            ("lunch tomorrow 1pm /work", "work", "lunch tomorrow 1pm"),
            ("lunch tomorrow 1pm /WORK", "work", "lunch tomorrow 1pm"),
            ("lunch tomorrow 1pm /work pls", "work", "lunch tomorrow 1pm"),
            ("lunch tomorrow 1pm, /work.", "work", "lunch tomorrow 1pm"),
            ("/add lunch tomorrow 1pm /work", "work", "/add lunch tomorrow 1pm"),
            ("dinner friday 8pm /big family", "Big Family", "dinner friday 8pm"),
            ("dinner friday 8pm /family", "Family", "dinner friday 8pm"),
            ("dinner friday 8pm in family", "Family", "dinner friday 8pm"),
            ("dinner friday 8pm in Family!", "Family", "dinner friday 8pm"),
            ("dinner friday 8pm in big family", "Big Family", "dinner friday 8pm"),
            ("dinner friday 8pm in the family calendar", "Family", "dinner friday 8pm"),
            ("dinner friday 8pm on my work calendar", "work", "dinner friday 8pm"),
            ("dinner friday 8pm, add to family calendar", "Family", "dinner friday 8pm"),
            ("dinner friday 8pm, put it in the family cal please", "Family", "dinner friday 8pm"),
            ("standup monday 9am in calendar work", "work", "standup monday 9am"),
            ("standup monday 9am in office calendar", "office", "standup monday 9am"),
            ("standup monday 9am /office", "office", "standup monday 9am"),
            ("call mum 5pm /home", "🏠 Home", "call mum 5pm"),
            ("call mum 5pm in home", "🏠 Home", "call mum 5pm"),
            ("review friday 3pm /march", "March", "review friday 3pm"),
            ("makan malam esok 8 malam dalam kalendar keluarga", "keluarga", "makan malam esok 8 malam"),
            ("makan malam esok 8 malam dalam keluarga", "keluarga", "makan malam esok 8 malam"),
            ("mkn mlm esok 8 malam dlm keluarga", "keluarga", "mkn mlm esok 8 malam"),
            ("makan malam esok 8 malam ke kalendar keluarga ya", "keluarga", "makan malam esok 8 malam"),
            ("makan malam esok 8 malam, masukkan ke kalendar keluarga", "keluarga", "makan malam esok 8 malam"),
            ("mesyuarat isnin 9 pagi /work", "work", "mesyuarat isnin 9 pagi"),
            ("kenduri sabtu ni 1 tengah hari /Keluarga", "keluarga", "kenduri sabtu ni 1 tengah hari"),
            ("明天下午1点吃饭 /家庭", "家庭", "明天下午1点吃饭"),
            ("明天下午1点吃饭到家庭日历", "家庭", "明天下午1点吃饭"),
            ("明天下午1点吃饭，加到家庭日历里", "家庭", "明天下午1点吃饭"),
            ("明天下午1点吃饭 放进家庭日历。", "家庭", "明天下午1点吃饭"),
            ("星期五3点开会，记在公司日历上", "公司日历", "星期五3点开会"),
            ("星期五3点开会 /公司日历", "公司日历", "星期五3点开会"),
            ("星期五3点开会 ／work", "work", "星期五3点开会"),
        ];
        for (text, name, rest) in table {
            assert_eq!(found(text), Some((name, rest.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_names_no_calendar_stays_as_it_is() {
        let table = [
            "/work",
            "/family",
            "in family",
            "到家庭日历",
            "dinner in town",
            "dinner friday 8pm in town",
            "dinner friday 8pm /town",
            "meeting in office",
            "meeting tomorrow 3pm in office",
            "meeting tomorrow 3pm in the office",
            "review in March",
            "exam 3pm in march",
            "lunch in 2 hours",
            "dinner in family restaurant tomorrow 7pm",
            "family dinner tomorrow 7pm",
            "dinner with family tomorrow 7pm",
            "drive to work tomorrow 8am",
            "tomorrow 8am go to work",
            "tomorrow 8am stop at work",
            "carwork tomorrow 8am/work",
            "homework tomorrow 3pm",
            "tomorrow 3pm homework",
            "and/or work",
            "makan malam keluarga esok 8 malam",
            "esok 8 malam makan dengan keluarga",
            "balik ke keluarga esok",
            "esok 9 pagi mesyuarat di office",
            "明天下午1点家庭聚餐",
            "明天1点到家庭医生那里",
            "明天1点在家庭",
            "星期五3点在公司",
            "",
        ];
        for text in table {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn without_names_nothing_is_taken_and_no_text_breaks_it() {
        let now = Utc.with_ymd_and_hms(2026, 3, 10, 2, 0, 0).unwrap();
        let reference = Reference { now, zone: chrono_tz::Asia::Kuala_Lumpur, order: DayOrder::Dmy };
        assert_eq!(for_calendar("lunch 1pm /work", &[], &reference), None);
        let names = ["", "🏠", "İ", "ß", "2026", "a b"].map(str::to_owned);
        for text in ["lunch 1pm /", "lunch 1pm /2026", "lunch 1pm /🏠", "x in ", "i̇", "日历", "/", "ß in SS"] {
            assert_eq!(for_calendar(text, &names, &reference), None, "{text}");
        }
    }
}
