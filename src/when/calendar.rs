//! The calendar that a message names: "/work", "in family", "dalam kalendar keluarga", 到家庭日历 at its end, or before what is
//! put there ("put this in my work calendar: …"); and the one that is asked about ("what's on the family calendar").
//!
//! Only names that are there count. In words alone ("in office") a name that is also a place or a time stays what it
//! usually is; with a slash, or the word for a calendar, it is the calendar.

use std::sync::LazyLock;

use super::fold::is_han;
use super::lang::{self, CalendarWords};
use super::token::Tokens;
use super::word::Word;
use crate::model::Reference;

/// Words that lead to the name of a calendar, with the word for a calendar before or after it.
static LEADS: Listed = Listed::new(|| spaced(|words| words.leads));

/// Words that alone lead to a name.
static BARE_LEADS: Listed = Listed::new(|| spaced(|words| words.bare_leads));

/// Words between a lead and a name.
static BETWEEN: Listed = Listed::new(|| spaced(|words| words.between));

/// Words for a calendar.
static CALENDAR: Listed = Listed::new(|| spaced(|words| words.nouns));

/// Those of them that stand before the name.
static CALENDAR_FIRST: Listed = Listed::new(|| spaced(|words| words.nouns_first));

/// Words that put something into a calendar, before the lead.
static PUT: Listed = Listed::new(|| spaced(|words| words.put));

/// Words that put something somewhere, before the name of a calendar.
static PUTTING: Listed = Listed::new(|| spaced(|words| words.putting));

/// Words after all of it.
static TAIL: Listed = Listed::new(|| spaced(|words| words.tail));

/// Chinese words that lead to a name, the longest first.
static HAN_LEADS: Listed = Listed::new(|| unspaced(|words| words.leads));

/// Chinese words for a calendar, the usual one first.
static HAN_CALENDAR: Listed = Listed::new(|| unspaced(|words| words.nouns));

/// Chinese words after that.
static HAN_AFTER: Listed = Listed::new(|| unspaced(|words| words.inside));

/// Chinese words that put something somewhere, before the name of a calendar.
static HAN_PUTTING: Listed = Listed::new(|| unspaced(|words| words.putting));

/// Chinese words after all of it.
static HAN_TAIL: Listed = Listed::new(|| unspaced(|words| words.tail));

/// What is no name of a calendar beside the word for one.
static NO_NAMES: Listed = Listed::new(|| all(|words| words.no_names));

/// What turns another calendar down, after the one that is named.
static NEGATIONS: Listed = Listed::new(|| all(|words| words.negations));

/// Marks that may stand after all of it.
const TAIL_MARKS: &[&str] = &[".", "!", ",", "。", "！", "，"];

/// Words of several languages.
type Listed = LazyLock<Vec<&'static str>>;

/// A list of words, of each language.
type List = fn(&CalendarWords) -> &'static [&'static str];

/// The words of the languages that are written with spaces.
fn spaced(list: List) -> Vec<&'static str> {
    all(list).into_iter().filter(|word| !word.contains(is_han)).collect()
}

/// The words of the languages that are written without.
fn unspaced(list: List) -> Vec<&'static str> {
    all(list).into_iter().filter(|word| word.contains(is_han)).collect()
}

fn all(list: List) -> Vec<&'static str> {
    lang::ALL.iter().flat_map(|language| list(&language.calendar)).copied().collect()
}

/// The most words before a colon that only say where what follows goes.
const LONGEST_LEAD: usize = 8;

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
    for_calendar_at_end(text, names, reference)
        .or_else(|| for_calendar_at_start(text, names, reference))
        // "masuk personal calendar ya not work"
        .or_else(|| NEGATIONS.iter().find_map(|not| for_calendar_at_end(text.rsplit_once(not)?.0, names, reference)))
}

fn for_calendar_at_end<'t>(text: &'t str, names: &[String], reference: &Reference) -> Option<ForCalendar<'t>> {
    let text = without_tail(text);
    let found = names.iter().enumerate().filter_map(|(calendar, name)| {
        let rest = before_name(text, spoken(name), reference)?;
        let rest = rest.trim_end_matches(|ch: char| ch.is_whitespace() || matches!(ch, ',' | '，' | '-' | '–'));
        (!rest.trim().is_empty()).then_some(ForCalendar { calendar, text: rest })
    });
    // Of "family" and "big family", the longer one is meant.
    found.min_by_key(|found| found.text.len())
}

/// "/work townhall tmr 4pm", "put this in my work calendar: supplier audit …", 家庭日历：…
fn for_calendar_at_start<'t>(text: &'t str, names: &[String], reference: &Reference) -> Option<ForCalendar<'t>> {
    let text = text.trim_start();
    let found = names.iter().enumerate().filter_map(|(calendar, name)| {
        let name = spoken(name);
        let rest = slashed_first(text, name).or_else(|| before_colon(text, name, reference))?;
        (!rest.trim().is_empty()).then_some(ForCalendar { calendar, text: rest.trim_start() })
    });
    found.min_by_key(|found| found.text.len())
}

/// "/work …"
fn slashed_first<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(['/', '／'])?;
    let rest = after(rest, name)?;
    (!name.is_empty() && rest.starts_with(char::is_whitespace)).then_some(rest)
}

/// "In the family calendar: …", "masukkan dalam kalendar masjid: …"
fn before_colon<'t>(text: &'t str, name: &str, reference: &Reference) -> Option<&'t str> {
    let at = text.find([':', '：'])?;
    let (head, rest) = text.split_at(at);
    let rest = rest.trim_start_matches([':', '：']);
    let is_short = head.split_whitespace().count() <= LONGEST_LEAD && !rest.starts_with(|ch: char| ch.is_ascii_digit());
    let is_bare = || {
        let with_word =
            one_before(head.trim_end(), &HAN_CALENDAR).or_else(|| word_before(head, &CALENDAR)).unwrap_or(head);
        before_word(with_word, name).is_some_and(|left| left.trim().is_empty())
    };
    let left = before_name(head, name, reference);
    let is_put = left.is_some_and(|left| {
        let left = left.trim().to_lowercase();
        left.split_whitespace().all(|word| PUTTING.contains(&word)) || HAN_PUTTING.contains(&left.as_str())
    });
    (is_short && (is_put || is_bare())).then_some(rest)
}

/// What follows a beginning, in whatever case.
fn after<'t>(text: &'t str, beginning: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for wanted in beginning.chars() {
        let found = rest.next()?;
        if found != wanted && !found.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// A question about one calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfCalendar {
    /// The place of its name among those that there are.
    pub calendar: usize,
    /// The message without the name, which asks about the calendar.
    pub text: String,
}

/// The calendar that a message speaks of, wherever its name stands: "what's on the family calendar this week".
#[must_use]
pub fn of_calendar(text: &str, names: &[String]) -> Option<OfCalendar> {
    let found = names.iter().enumerate().filter_map(|(calendar, name)| {
        let text = without_name(text, spoken(name))?;
        Some(OfCalendar { calendar, text })
    });
    found.min_by_key(|found| found.text.len())
}

/// A message without the name of a calendar that it speaks of.
fn without_name(text: &str, name: &str) -> Option<String> {
    if name.is_empty() {
        return None;
    }
    text.char_indices().find_map(|(at, _)| {
        let (before, rest) = text.split_at(at);
        let rest = after(rest, name)?;
        let begins = !before.ends_with(|ch: char| ch.is_alphanumeric() && ch.is_ascii());
        let ends = !rest.starts_with(|ch: char| ch.is_alphanumeric() && ch.is_ascii());
        let is_calendar = HAN_CALENDAR.iter().any(|calendar| name.ends_with(calendar));
        let follows = rest.trim_start();
        let is_led = word_before(before, &CALENDAR).is_some();
        let is_followed = is_calendar
            || HAN_CALENDAR.iter().any(|calendar| follows.starts_with(calendar))
            || CALENDAR.iter().any(|calendar| {
                after(follows, calendar).is_some_and(|rest| !rest.starts_with(|ch: char| ch.is_alphanumeric()))
            });
        let slash = before.strip_suffix(['/', '／']);
        let bare = word_before(before, &BARE_LEADS);
        let kept = match (slash, bare) {
            (Some(before), _) => before,
            _ if is_led || is_followed => before,
            (None, Some(before)) => before,
            (None, None) => return None,
        };
        // A calendar stays a calendar: 公司日历 is asked about as 日历.
        let usual = HAN_CALENDAR.first().copied().unwrap_or_default();
        let noun = if is_calendar { usual } else { "" };
        // 家庭日历里 is asked about as 日历.
        let inside = HAN_CALENDAR.iter().find_map(|calendar| {
            let behind = if is_calendar { rest } else { follows.strip_prefix(calendar)? };
            let behind = HAN_AFTER.iter().find_map(|after| behind.strip_prefix(after))?;
            Some(format!("{usual}{behind}"))
        });
        if let Some(inside) = inside {
            return (begins && ends).then(|| format!("{kept}{inside}"));
        }
        (begins && ends).then(|| format!("{kept}{noun}{rest}"))
    })
}

/// The name of a calendar that a message clearly says, whether there is one or not.
#[must_use]
pub fn said_calendar(text: &str) -> Option<String> {
    let tail = without_tail(text);
    let slashed = tail.rsplit_once([' ', '\u{3000}']).and_then(|(_, last)| last.strip_prefix(['/', '／']));
    let first =
        || text.trim_start().strip_prefix(['/', '／']).and_then(|rest| rest.split_once(' ')).map(|(first, _)| first);
    let worded = || {
        let head = text.split_once([':', '：']).map_or(tail, |(head, _)| head);
        [head, tail].into_iter().find_map(named_with_word)
    };
    let name = slashed.map(str::to_owned).or_else(|| first().map(str::to_owned)).or_else(worded)?;
    let is_name = name.chars().count() <= LONGEST_NAME
        && name.chars().all(|ch| ch.is_alphanumeric() || ch == ' ' || ch == '-')
        && name.chars().any(char::is_alphabetic)
        && !NO_NAMES.contains(&name.to_lowercase().as_str());
    is_name.then_some(name)
}

/// The longest name that is looked for in words, in characters.
const LONGEST_NAME: usize = 24;

/// The one or two words between "in the" and "calendar", after "dalam kalendar", or before 日历.
fn named_with_word(text: &str) -> Option<String> {
    let text = text.trim_end();
    let words: Vec<&str> = text.split_whitespace().collect();
    let is = |word: &str, list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    let noun = words.iter().rposition(|word| is(word, &CALENDAR));
    if let Some(noun) = noun {
        let is_led = noun == 0 || is(words[noun - 1], &LEADS) || is(words[noun - 1], &PUT);
        if let Some(next) = words.get(noun + 1).filter(|_| is_led && is(words[noun], &CALENDAR_FIRST)) {
            return Some((*next).to_owned());
        }
        let from = (0..noun)
            .rev()
            .take(3)
            .find(|at| is(words[*at], &LEADS) || is(words[*at], &BETWEEN) || is(words[*at], &PUT))?;
        return (from + 1 < noun).then(|| words[from + 1..noun].join(" "));
    }
    // 公司日历下个星期有什么, "kalendar family minggu ni"
    let first = HAN_CALENDAR.iter().find_map(|calendar| text.split_once(calendar)).map(|(first, _)| first);
    let is_short = |first: &&str| (1..=4).contains(&first.chars().count()) && first.chars().all(is_han);
    if let Some(first) = first.filter(is_short).filter(|first| !HAN_LEADS.iter().any(|lead| first.starts_with(lead))) {
        return Some(first.to_owned());
    }
    let before = one_before(one_before(text, &HAN_AFTER).unwrap_or(text), &HAN_CALENDAR)?;
    let (at, lead) = HAN_LEADS
        .iter()
        .filter_map(|lead| Some((before.rfind(lead)?, lead)))
        .max_by_key(|(at, lead)| at + lead.len())?;
    Some(before[at + lead.len()..].trim().to_owned())
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
    let name_first = word_before(text, &CALENDAR).and_then(|rest| before_word(rest, name));
    let name_last = before_word(text, name).and_then(|rest| word_before(rest, &CALENDAR));
    let rest = name_first.or(name_last)?;
    let rest = word_before(rest, &BETWEEN).unwrap_or(rest);
    match word_before(rest, &LEADS) {
        Some(rest) => Some(word_before(rest, &PUT).unwrap_or(rest)),
        None => word_before(rest, &PUT),
    }
}

/// …加到家庭日历
fn han<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let text = one_before(text, &HAN_AFTER).unwrap_or(text);
    let is_said = HAN_CALENDAR.iter().any(|calendar| name.ends_with(calendar));
    let named = one_before(text, &HAN_CALENDAR).and_then(|rest| before(rest.trim_end(), name));
    let rest = named.or_else(|| before(text, name).filter(|_| is_said))?;
    one_before(rest.trim_end(), &HAN_LEADS)
}

/// "… in family", where that is neither a place nor a time.
fn bare<'t>(text: &'t str, name: &str, reference: &Reference) -> Option<&'t str> {
    let rest = word_before(before_word(text, name)?, &BARE_LEADS)?;
    let tokens = Tokens::of(name);
    let is_place =
        |at| matches!(tokens.word(at), Some(Word::PlaceNoun | Word::PlaceName | Word::City(_) | Word::Month(_)));
    let is_time = |text: &str| {
        let understood = super::read(text, reference);
        !understood.readings.is_empty() || understood.doubt.is_some()
    };
    let is_otherwise = (0..tokens.len()).any(is_place) || is_time(name) || is_time(&lang::en::place_phrase(name));
    (!is_otherwise).then_some(rest)
}

/// The message without what may stand after a name.
fn without_tail(text: &str) -> &str {
    let mut text = text.trim_end();
    let shorter = |text| {
        word_before(text, &TAIL).or_else(|| one_before(text, &HAN_TAIL)).or_else(|| one_before(text, TAIL_MARKS))
    };
    while let Some(rest) = shorter(text) {
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
    fn a_calendar_may_be_named_before_what_is_put_there() {
        let table = [
            ("/work townhall tmr 4pm", "work", "townhall tmr 4pm"),
            ("/家庭 明天下午1点吃饭", "家庭", "明天下午1点吃饭"),
            ("Put this in my work calendar: audit, 14 January 9am", "work", "audit, 14 January 9am"),
            ("in family: dinner friday 8pm", "Family", "dinner friday 8pm"),
            ("family: dinner friday 8pm", "Family", "dinner friday 8pm"),
            ("masukkan dalam kalendar keluarga: kenduri 12/12 11 pagi", "keluarga", "kenduri 12/12 11 pagi"),
            ("家庭日历：明天下午1点吃饭", "家庭", "明天下午1点吃饭"),
            ("gym friday 7am, masuk big family calendar ya not work", "Big Family", "gym friday 7am"),
        ];
        for (text, name, rest) in table {
            assert_eq!(found(text), Some((name, rest.to_owned())), "{text}");
        }
        for text in ["/work", "work 9:30 standup", "family dinner: friday 8pm", "note: dinner in family style"] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn a_question_may_be_about_one_calendar() {
        let names = NAMES.map(str::to_owned);
        let table = [
            ("what's on the family calendar this week", "Family", "what's on the  calendar this week"),
            ("what's in family this weekend?", "Family", "what's this weekend?"),
            ("apa ada dalam kalendar keluarga minggu depan", "keluarga", "apa ada dalam kalendar  minggu depan"),
            ("公司日历下个星期有什么", "公司日历", "日历下个星期有什么"),
            ("家庭日历里这个月还有什么", "家庭", "日历这个月还有什么"),
            ("what's on tomorrow /work", "work", "what's on tomorrow "),
        ];
        for (text, name, rest) in table {
            let found = of_calendar(text, &names).map(|found| (NAMES[found.calendar], found.text));
            let squeezed = found.map(|(name, text)| {
                (name, text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
            });
            let rest = rest.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
            assert_eq!(squeezed, Some((name, rest)), "{text}");
        }
        for text in ["what's on this week", "homework this week", "is the office open tomorrow", "家庭聚餐几点"] {
            assert_eq!(of_calendar(text, &names), None, "{text}");
        }
    }

    #[test]
    fn a_name_is_heard_though_no_calendar_has_it() {
        let table = [
            ("badminton wed 8pm /sports", "sports"),
            ("/sports badminton wed 8pm", "sports"),
            ("put this in my choir calendar: rehearsal friday 8pm", "choir"),
            ("rehearsal friday 8pm in the choir calendar", "choir"),
            ("masukkan dalam kalendar masjid: ceramah khamis 8.45 malam", "masjid"),
            ("明天下午三点复诊，放到健康日历", "健康"),
        ];
        for (text, name) in table {
            assert_eq!(said_calendar(text).as_deref(), Some(name), "{text}");
        }
        for text in [
            "lunch 1pm",
            "lunch in my calendar",
            "lunch 1pm and/or dinner",
            "buy a calendar",
            "on my google calendar",
            "到日历",
        ] {
            assert_eq!(said_calendar(text), None, "{text}");
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
