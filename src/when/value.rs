//! The value of a setting, from the words that a message has for it.

use chrono::{NaiveTime, Weekday};

use super::fold::Fold;
use super::token::{Kind, Tokens};
use super::word::Word;
use super::{lang, lexicon, piece, town};
use crate::model::{
    DailyHours, DayOrder, HourStyle, Language, Lead, Moment, PieceKind, Reading, Reference, Setting, SettingValue,
    SettingsWish, Weekend,
};

/// The longest event that may be usual: a day, in minutes.
const LONGEST_USUAL: i64 = 24 * 60;

/// The wish for another value of a setting, in the words that a message has for it.
pub(super) fn settings_wish(
    setting: Setting,
    said: String,
    switch: Option<bool>,
    reference: &Reference,
) -> SettingsWish {
    let value = setting_value(setting, &said, switch, reference);
    SettingsWish::Set { setting, said, value }
}

/// The value that `text` names for a setting, or that it is switched on or off where `switch` says so; `None` when it
/// names none.
fn setting_value(setting: Setting, text: &str, switch: Option<bool>, reference: &Reference) -> Option<SettingValue> {
    let text = text.trim();
    match setting {
        Setting::Zone => zone(text).map(SettingValue::Zone),
        Setting::Language => language(text).map(SettingValue::Language),
        Setting::HourStyle => hour_style(text).map(SettingValue::HourStyle),
        Setting::DayOrder => day_order(text).map(SettingValue::DayOrder),
        Setting::WeekStart => weekday(text).map(SettingValue::WeekStart),
        Setting::Weekend => weekend(text).map(SettingValue::Weekend),
        Setting::Length => {
            let minutes = minutes(text).filter(|minutes| (1..=LONGEST_USUAL).contains(minutes))?;
            u32::try_from(minutes).ok().map(SettingValue::Length)
        }
        Setting::Leads => leads(text).map(SettingValue::Leads),
        Setting::WorkingHours => hours(text, reference).or_else(|| day_hours(text)).map(SettingValue::WorkingHours),
        Setting::Quiet => match hours(text, reference) {
            Some(hours) => Some(SettingValue::Quiet(Some(hours))),
            None => (switch == Some(false)).then_some(SettingValue::Quiet(None)),
        },
        Setting::Digest => match clock(text, reference) {
            Some(at) => Some(SettingValue::Digest(Some(at))),
            None => (switch == Some(false)).then_some(SettingValue::Digest(None)),
        },
        Setting::Reminders => switch.map(SettingValue::Reminders),
        Setting::Picture => switch.map(SettingValue::Picture),
        Setting::Titles => switch.map(SettingValue::Titles),
        Setting::Others => switch.map(SettingValue::Others),
    }
}

/// The zone of a place or of a zone's own name.
fn zone(text: &str) -> Option<chrono_tz::Tz> {
    town::zone_of(text).or_else(|| match word(text)? {
        Word::Zone(zone) | Word::City(zone) => Some(zone),
        _ => None,
    })
}

fn language(text: &str) -> Option<Language> {
    lang::language(&text.to_lowercase())
}

fn hour_style(text: &str) -> Option<HourStyle> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.as_str() {
        "12" => Some(HourStyle::Twelve),
        "24" => Some(HourStyle::TwentyFour),
        _ => says_half(text).then_some(HourStyle::Twelve),
    }
}

/// Whether a text names a half of the day: "am/pm".
fn says_half(text: &str) -> bool {
    let tokens = Tokens::of(text);
    (0..tokens.len()).any(|at| matches!(tokens.word(at), Some(Word::Meridiem(_))))
}

fn day_order(text: &str) -> Option<DayOrder> {
    match text.to_lowercase().as_str() {
        "dd/mm" | "dd/mm/yyyy" | "d/m" | "dmy" => Some(DayOrder::Dmy),
        "mm/dd" | "mm/dd/yyyy" | "m/d" | "mdy" => Some(DayOrder::Mdy),
        _ => None,
    }
}

fn weekday(text: &str) -> Option<Weekday> {
    match word(text)? {
        Word::Weekday(day) => Some(day),
        _ => None,
    }
}

/// The weekend that begins with the first weekday named.
fn weekend(text: &str) -> Option<Weekend> {
    let first = text.split(|ch: char| !ch.is_alphanumeric()).find_map(weekday)?;
    match first {
        Weekday::Fri => Some(Weekend::FridaySaturday),
        Weekday::Sat => Some(Weekend::SaturdaySunday),
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Sun => None,
    }
}

/// What a text means to the reader on its own.
fn word(text: &str) -> Option<Word> {
    lexicon::entry(&Fold::of(text).text)?.word
}

/// A whole text as an amount of time, in minutes.
fn minutes(text: &str) -> Option<i64> {
    amounts_of(text).map(|amounts| amounts.iter().sum())
}

/// Amounts of time one after another, as leads, the longest first.
fn leads(text: &str) -> Option<Vec<Lead>> {
    let amounts = amounts_of(text)?;
    let mut leads: Vec<Lead> = amounts
        .iter()
        .map(|minutes| u32::try_from(*minutes).ok().map(|minutes| Lead { minutes }))
        .collect::<Option<_>>()?;
    leads.retain(|lead| *lead <= Lead::LONGEST);
    leads.sort_unstable_by(|one, other| other.cmp(one));
    leads.dedup();
    (!leads.is_empty()).then_some(leads)
}

/// The amounts that a text lists and is nothing but, each in minutes.
fn amounts_of(text: &str) -> Option<Vec<i64>> {
    let tokens = Tokens::of(text);
    let is_joint = |at: usize| {
        matches!(tokens.kind(at), Kind::Known(Word::And | Word::With) | Kind::Mark(',' | '+' | '&' | '/'))
            && at < tokens.len()
    };
    let (mut amounts, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let (amount, end) = piece::one_amount(&tokens, at)?;
        amounts.push(amount.minutes());
        at = (end..=tokens.len()).find(|at| !is_joint(*at))?;
    }
    (!amounts.is_empty()).then_some(amounts)
}

/// The first meaning of a text that is nothing but time.
fn reading(text: &str, reference: &Reference) -> Option<Reading> {
    super::read(text, reference).readings.into_iter().next()
}

fn clock(text: &str, reference: &Reference) -> Option<NaiveTime> {
    let reading = reading(text, reference).filter(|reading| reading.known.clock)?;
    time_of(reading.start)
}

/// "10pm to 7am"; the end may lie on the next day.
fn hours(text: &str, reference: &Reference) -> Option<DailyHours> {
    let reading =
        reading(text, reference).filter(|reading| reading.spans.iter().any(|span| span.part == PieceKind::Clock))?;
    Some(DailyHours { from: time_of(reading.start)?, until: time_of(reading.end?)? })
}

/// "10 to 7": two bare hours of one day, the first as it stands.
fn day_hours(text: &str) -> Option<DailyHours> {
    let tokens = Tokens::of(text);
    let is_range = tokens.len() == 3 && matches!(tokens.kind(1), Kind::Known(Word::To | Word::Until) | Kind::Mark('-'));
    let (from, until) = (tokens.number(0)?.value, tokens.number(2)?.value);
    let until = if until <= from { until.saturating_add(12) } else { until };
    let clock = |hour: u32| NaiveTime::from_hms_opt(hour, 0, 0);
    is_range.then_some(DailyHours { from: clock(from)?, until: clock(until)? })
}

fn time_of(moment: Moment) -> Option<NaiveTime> {
    match moment {
        Moment::Time(at) => Some(at.time()),
        Moment::Day(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(setting: Setting, text: &str, switch: Option<bool>) -> Option<SettingValue> {
        let now = "2026-03-10T02:00:00Z".parse().unwrap();
        let reference = Reference { now, zone: chrono_tz::Asia::Kuala_Lumpur, order: DayOrder::Dmy };
        setting_value(setting, text, switch, &reference)
    }

    fn at(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
    }

    #[test]
    fn words_are_values() {
        let night = |from, until| Some(SettingValue::Quiet(Some(DailyHours { from, until })));
        let leads =
            |minutes: &[u32]| Some(SettingValue::Leads(minutes.iter().map(|&minutes| Lead { minutes }).collect()));
        let table = [
            (Setting::Zone, "London", Some(SettingValue::Zone(chrono_tz::Europe::London))),
            (Setting::Zone, "the moon", None),
            (Setting::Language, "Melayu", Some(SettingValue::Language(Language::Ms))),
            (Setting::Language, "华语", Some(SettingValue::Language(Language::Zh))),
            (Setting::HourStyle, "12 jam", Some(SettingValue::HourStyle(HourStyle::Twelve))),
            (Setting::HourStyle, "24小时制", Some(SettingValue::HourStyle(HourStyle::TwentyFour))),
            (Setting::WeekStart, "Ahad", Some(SettingValue::WeekStart(Weekday::Sun))),
            (Setting::Weekend, "friday and saturday", Some(SettingValue::Weekend(Weekend::FridaySaturday))),
            (Setting::Length, "45 min", Some(SettingValue::Length(45))),
            (Setting::Length, "setengah jam", Some(SettingValue::Length(30))),
            (Setting::Length, "two weeks", None),
            (Setting::Leads, "1 day and 2 hours", leads(&[1440, 120])),
            (Setting::Leads, "30 minit", leads(&[30])),
            (Setting::Leads, "sehari dan 2 jam", leads(&[1440, 120])),
            (Setting::Leads, "1天和30分钟", leads(&[1440, 30])),
            (Setting::Quiet, "10pm to 7am", night(at(22, 0), at(7, 0))),
            (Setting::Quiet, "11 malam sampai 6.30 pagi", night(at(23, 0), at(6, 30))),
            (
                Setting::WorkingHours,
                "10 hingga 7",
                Some(SettingValue::WorkingHours(DailyHours { from: at(10, 0), until: at(19, 0) })),
            ),
            (
                Setting::WorkingHours,
                "9.30am to 6pm",
                Some(SettingValue::WorkingHours(DailyHours { from: at(9, 30), until: at(18, 0) })),
            ),
            (Setting::Digest, "6.45am", Some(SettingValue::Digest(Some(at(6, 45))))),
            (Setting::Digest, "早上七点", Some(SettingValue::Digest(Some(at(7, 0))))),
            (Setting::Digest, "whatever", None),
        ];
        for (setting, text, expected) in table {
            assert_eq!(value(setting, text, None), expected, "{text}");
        }
        assert_eq!(value(Setting::Quiet, "off", Some(false)), Some(SettingValue::Quiet(None)));
        assert_eq!(value(Setting::Reminders, "on", Some(true)), Some(SettingValue::Reminders(true)));
    }
}
