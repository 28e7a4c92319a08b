//! Messages put together from random pieces whose meaning is known, and what must hold of whatever is read.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};
use chrono_tz::Asia::Kuala_Lumpur;
use proptest::prelude::*;
use proptest::sample::select;

use super::tests::{CORPORA, any_text};
use super::{properties, read};
use crate::model::{DayOrder, Moment, Reference};

/// A Wednesday, twenty past eleven in the morning.
fn wednesday() -> Reference {
    let now = DateTime::parse_from_rfc3339("2026-09-16T11:20:00+08:00").unwrap().with_timezone(&Utc);
    Reference { now, zone: Kuala_Lumpur, order: DayOrder::Dmy }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 16).unwrap()
}

/// Words with their meaning.
type Said<T> = (String, T);

/// A message and what is right.
#[derive(Debug, Clone)]
struct MadeUp {
    text: String,
    title: &'static str,
    start: NaiveDateTime,
}

/// A language: its titles, days and clocks, and what joins them.
struct Grammar {
    titles: &'static [&'static str],
    days: fn() -> BoxedStrategy<Said<NaiveDate>>,
    clocks: fn() -> BoxedStrategy<Said<NaiveTime>>,
    gap: &'static str,
    day_first: bool,
}

const ENGLISH: Grammar = Grammar {
    titles: &["dentist", "call Ravi", "team meeting", "badminton", "pick up the kids"],
    days: english_days,
    clocks: english_clocks,
    gap: " ",
    day_first: false,
};

const MALAY: Grammar = Grammar {
    titles: &["jumpa doktor", "gotong-royong", "kelas mengaji", "hantar kereta", "mesyuarat"],
    days: malay_days,
    clocks: malay_clocks,
    gap: " ",
    day_first: false,
};

const CHINESE: Grammar = Grammar {
    titles: &["开会", "看牙医", "跑步", "交报告", "打羽毛球"],
    days: chinese_days,
    clocks: chinese_clocks,
    gap: "",
    day_first: true,
};

fn coming(weekday: Weekday) -> NaiveDate {
    today().iter_days().skip(1).find(|date| date.weekday() == weekday).unwrap()
}

/// A day and month that is ahead, within a year.
fn date() -> impl Strategy<Value = NaiveDate> {
    (1_i64..360).prop_map(|days| today() + Duration::days(days))
}

fn clock() -> impl Strategy<Value = NaiveTime> {
    (7_u32..22, select(vec![0_u32, 5, 15, 30, 45]))
        .prop_map(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).unwrap())
}

const MONTHS: [&str; 12] =
    ["January", "Feb", "march", "Apr", "May", "june", "July", "Aug", "September", "oct", "Nov", "December"];

const BULAN: [&str; 12] =
    ["Januari", "Feb", "Mac", "April", "Mei", "Jun", "Julai", "Ogos", "Sept", "Okt", "November", "Disember"];

fn named(date: NaiveDate, names: &[&'static str; 12]) -> &'static str {
    names[date.month0() as usize]
}

fn english_days() -> BoxedStrategy<Said<NaiveDate>> {
    let weekdays =
        vec![("monday", Weekday::Mon), ("tues", Weekday::Tue), ("fri", Weekday::Fri), ("Sunday", Weekday::Sun)];
    prop_oneof![
        Just(("tomorrow".to_owned(), today() + Duration::days(1))),
        select(weekdays).prop_map(|(said, weekday)| (said.to_owned(), coming(weekday))),
        select(vec!["by ", "on ", "", "before "]).prop_flat_map(
            |lead| date().prop_map(move |date| (format!("{lead}{} {}", date.day(), named(date, &MONTHS)), date))
        ),
        date().prop_map(|date| (format!("{} {}", named(date, &MONTHS), date.day()), date)),
        date().prop_map(|date| (format!("{}-{}-{}", date.day(), named(date, &MONTHS), date.year()), date)),
        date().prop_map(|date| (format!("{:02}.{:02}.{}", date.day(), date.month(), date.year()), date)),
        date().prop_map(|date| (format!("{}, {} {}", date.weekday(), date.day(), named(date, &MONTHS)), date)),
    ]
    .boxed()
}

/// The hour as a dial shows it.
fn twelve(time: NaiveTime) -> u32 {
    use chrono::Timelike;
    match time.hour() % 12 {
        0 => 12,
        hour => hour,
    }
}

fn english_clocks() -> BoxedStrategy<Said<NaiveTime>> {
    use chrono::Timelike;
    let half = |time: NaiveTime| if time.hour() < 12 { ("am", "a m") } else { ("pm", "p m") };
    prop_oneof![
        clock().prop_map(move |time| (format!("{}.{:02}{}", twelve(time), time.minute(), half(time).0), time)),
        clock().prop_map(move |time| (format!("at {}:{:02} {}", twelve(time), time.minute(), half(time).1), time)),
        clock().prop_map(|time| (format!("{:02}{:02}hrs", time.hour(), time.minute()), time)),
        clock().prop_map(|time| (format!("{:02}:{:02}", time.hour(), time.minute()), time)),
        clock().prop_map(move |time| {
            let hour = time.with_minute(0).unwrap();
            (format!("quarter past {} {}", twelve(time), half(time).0), hour + Duration::minutes(15))
        }),
    ]
    .boxed()
}

fn malay_days() -> BoxedStrategy<Said<NaiveDate>> {
    let weekdays = vec![
        ("hari Isnin", Weekday::Mon),
        ("khamis", Weekday::Thu),
        ("hari Minggu", Weekday::Sun),
        ("sabtu", Weekday::Sat),
    ];
    prop_oneof![
        Just(("esok".to_owned(), today() + Duration::days(1))),
        Just(("lusa".to_owned(), today() + Duration::days(2))),
        select(weekdays).prop_map(|(said, weekday)| (said.to_owned(), coming(weekday))),
        select(vec!["pada ", "sebelum ", ""]).prop_flat_map(
            |lead| date().prop_map(move |date| (format!("{lead}{} {}", date.day(), named(date, &BULAN)), date))
        ),
        date().prop_map(|date| (format!("{}hb {}", date.day(), named(date, &BULAN)), date)),
        date().prop_map(|date| (format!("{}/{}/{}", date.day(), date.month(), date.year()), date)),
    ]
    .boxed()
}

fn malay_clocks() -> BoxedStrategy<Said<NaiveTime>> {
    use chrono::Timelike;
    let part = |time: NaiveTime| match time.hour() {
        0..=11 => "pagi",
        12..=13 => "tengah hari",
        14..=18 => "petang",
        _ => "malam",
    };
    prop_oneof![
        clock().prop_map(move |time| (format!("pukul {}.{:02} {}", twelve(time), time.minute(), part(time)), time)),
        clock().prop_map(move |time| {
            let hour = time.with_minute(0).unwrap();
            (format!("jam {} tiga suku {}", twelve(time), part(time)), hour + Duration::minutes(45))
        }),
        clock().prop_map(move |time| {
            let hour = time.with_minute(0).unwrap();
            (format!("{} setengah {}", twelve(time), part(time)), hour + Duration::minutes(30))
        }),
    ]
    .boxed()
}

fn chinese_days() -> BoxedStrategy<Said<NaiveDate>> {
    let weekdays = vec![("周一", Weekday::Mon), ("星期五", Weekday::Fri), ("礼拜天", Weekday::Sun)];
    prop_oneof![
        Just(("明天".to_owned(), today() + Duration::days(1))),
        Just(("后天".to_owned(), today() + Duration::days(2))),
        select(weekdays).prop_map(|(said, weekday)| (said.to_owned(), coming(weekday))),
        date().prop_map(|date| (format!("{}月{}号", date.month(), date.day()), date)),
        date().prop_map(|date| (format!("{}年{}月{}日", date.year(), date.month(), date.day()), date)),
    ]
    .boxed()
}

fn chinese_clocks() -> BoxedStrategy<Said<NaiveTime>> {
    use chrono::Timelike;
    const HOURS: [&str; 13] = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let part = |time: NaiveTime| match time.hour() {
        0..=11 => "早上",
        12 => "中午",
        13..=18 => "下午",
        _ => "晚上",
    };
    prop_oneof![
        clock().prop_map(move |time| (format!("{}{}:{:02}", part(time), twelve(time), time.minute()), time)),
        clock().prop_map(move |time| {
            let hour = time.with_minute(0).unwrap();
            (format!("{}{}点半", part(time), HOURS[twelve(time) as usize]), hour + Duration::minutes(30))
        }),
        clock().prop_map(move |time| {
            let hour = time.with_minute(0).unwrap();
            (format!("{}{}点三刻", part(time), HOURS[twelve(time) as usize]), hour + Duration::minutes(45))
        }),
    ]
    .boxed()
}

/// A message of a language, its parts in any order that people write.
fn message(grammar: &'static Grammar) -> impl Strategy<Value = MadeUp> {
    let orders = if grammar.day_first { 0..2_usize } else { 0..4_usize };
    (select(grammar.titles), (grammar.days)(), (grammar.clocks)(), orders).prop_map(|(title, day, clock, order)| {
        let parts = match order {
            0 => [day.0.as_str(), clock.0.as_str(), title],
            1 => [title, day.0.as_str(), clock.0.as_str()],
            2 => [title, clock.0.as_str(), day.0.as_str()],
            _ => [day.0.as_str(), title, clock.0.as_str()],
        };
        MadeUp { text: parts.join(grammar.gap), title, start: day.1.and_time(clock.1) }
    })
}

fn is_read_right(message: &MadeUp) -> Result<(), TestCaseError> {
    let understood = read(&message.text, &wednesday());
    prop_assert!(understood.doubt.is_none(), "{:?} in doubt: {:?}", message.text, understood.doubt);
    let reading = understood.readings.first();
    prop_assert_eq!(reading.map(|reading| reading.start), Some(Moment::Time(message.start)), "{:?}", &message.text);
    prop_assert_eq!(reading.map(|reading| reading.title.as_str()), Some(message.title), "{:?}", &message.text);
    Ok(())
}

fn all_hold(text: &str, reference: &Reference) -> Result<(), TestCaseError> {
    properties::hold(text, &read(text, reference)).map_err(TestCaseError::fail)
}

#[test]
fn the_properties_hold_over_the_corpora() {
    let mut failures = Vec::new();
    for (_, corpus) in CORPORA {
        for phrase in corpus.lines().filter_map(|line| line.strip_prefix("    ")) {
            if let Err(error) = all_hold(phrase, &wednesday()) {
                failures.push(error.to_string());
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn english_messages_mean_what_they_were_made_of(message in message(&ENGLISH)) {
        is_read_right(&message)?;
        all_hold(&message.text, &wednesday())?;
    }

    #[test]
    fn malay_messages_mean_what_they_were_made_of(message in message(&MALAY)) {
        is_read_right(&message)?;
        all_hold(&message.text, &wednesday())?;
    }

    #[test]
    fn chinese_messages_mean_what_they_were_made_of(message in message(&CHINESE)) {
        is_read_right(&message)?;
        all_hold(&message.text, &wednesday())?;
    }

    #[test]
    fn the_properties_hold_in_any_text(text in any_text()) {
        all_hold(&text, &wednesday())?;
    }
}
