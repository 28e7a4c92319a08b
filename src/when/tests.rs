//! The corpus, and what must hold of every reading.

use std::fmt::Write as _;

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Asia::Kuala_Lumpur;
use proptest::prelude::*;

use super::{Choice, read};
use crate::model::{DayOrder, DoubtKind, Flag, Moment, PieceKind, Reading, Reference, Understood, instant_of};

/// Each language's corpus.
pub(super) const CORPORA: [(&str, &str); 3] = [
    ("en", include_str!("corpus/en.txt")),
    ("ms", include_str!("corpus/ms.txt")),
    ("zh", include_str!("corpus/zh.txt")),
];

fn reference(now: &str) -> Reference {
    let now = DateTime::parse_from_rfc3339(now).unwrap().with_timezone(&Utc);
    Reference { now, zone: Kuala_Lumpur, order: DayOrder::Dmy }
}

/// A Tuesday, ten in the morning.
fn tuesday() -> Reference {
    reference("2026-03-10T10:00:00+08:00")
}

fn first(text: &str) -> Reading {
    read(text, &tuesday()).readings.into_iter().next().unwrap_or_else(|| panic!("no time in {text:?}"))
}

/// What a part of the corpus says of its phrases.
enum Expected<'t> {
    Meaning(&'t str),
    Silent,
    Doubt(&'t str),
}

#[test]
fn every_phrase_of_the_corpus_means_what_stands_above_it() {
    let mut failures = String::new();
    let mut phrases = 0;
    for (language, corpus) in CORPORA {
        let mut reference = tuesday();
        let mut expected = Expected::Silent;
        for (number, line) in corpus.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(now) = line.strip_prefix("[now ").and_then(|rest| rest.strip_suffix(']')) {
                reference = self::reference(now);
            } else if let Some(kind) = line.strip_prefix("[doubt ").and_then(|rest| rest.strip_suffix(']')) {
                expected = Expected::Doubt(kind);
            } else if line == "[silent]" {
                expected = Expected::Silent;
            } else if let Some(phrase) = line.strip_prefix("    ") {
                phrases += 1;
                let understood = read(phrase, &reference);
                if let Err(got) = check(&expected, &understood, &reference) {
                    let fired = understood.readings.first().map(|reading| reading.fired.join(", ")).unwrap_or_default();
                    let _ = writeln!(failures, "{language}.txt:{}: {phrase}\n    {got}\n    by {fired}", number + 1);
                }
            } else {
                expected = Expected::Meaning(line);
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(phrases > 500, "the corpus was not read: {phrases} phrases");
}

/// Whether a reading is as expected; else what is wrong with it.
fn check(expected: &Expected<'_>, understood: &Understood, reference: &Reference) -> Result<(), String> {
    match expected {
        Expected::Silent if understood.readings.is_empty() && understood.doubt.is_none() => Ok(()),
        Expected::Silent => Err(format!("taken for a time: {:?}", understood.readings.first().map(|one| one.start))),
        Expected::Doubt(kind) => {
            let got = understood.doubt.as_ref().map(|doubt| match doubt.kind {
                DoubtKind::WeekdayDisagrees { .. } => "weekday_disagrees",
                DoubtKind::Impossible => "impossible",
                DoubtKind::EndBeforeStart => "end_before_start",
                DoubtKind::TooFar => "too_far",
                DoubtKind::Ambiguous => "ambiguous",
            });
            if got == Some(*kind) { Ok(()) } else { Err(format!("want doubt {kind}, got {got:?}")) }
        }
        Expected::Meaning(meaning) => {
            let Some(reading) = understood.readings.first() else { return Err("no time found".to_owned()) };
            meaning.split(" | ").enumerate().try_for_each(|(index, field)| {
                let (name, want) =
                    if index == 0 { ("time", field) } else { field.split_once(' ').unwrap_or((field, "")) };
                let got = match name {
                    "also" => also(understood, reference),
                    name => field_of(reading, name, reference),
                };
                let is_right = if name == "flag" { got.split(' ').any(|flag| flag == want) } else { got == want };
                if is_right { Ok(()) } else { Err(format!("want {name} {want:?}, got {got:?}")) }
            })
        }
    }
}

/// The times of the other events that one message names.
fn also(understood: &Understood, reference: &Reference) -> String {
    let others = understood.readings.iter().skip(1).filter(|_| understood.all_hold);
    others.map(|reading| field_of(reading, "time", reference)).collect::<Vec<_>>().join(", ")
}

/// A field of a reading as the corpus writes it.
fn field_of(reading: &Reading, name: &str, reference: &Reference) -> String {
    let moment = |moment: Moment| match moment {
        Moment::Day(date) => date.to_string(),
        Moment::Time(civil) => {
            instant_of(civil, reading.zone).with_timezone(&reference.zone).format("%Y-%m-%dT%H:%M").to_string()
        }
    };
    match name {
        "time" => match reading.end {
            Some(end) => format!("{} .. {}", moment(reading.start), moment(end)),
            None => moment(reading.start),
        },
        "title" => reading.title.clone(),
        "place" => reading.place.clone().unwrap_or_default(),
        // The days that are left out stand on lines of their own.
        "rule" => reading.rule.as_ref().map(|rule| rule.0.replace('\n', " ")).unwrap_or_default(),
        "lead" => reading.leads.iter().map(|lead| lead.minutes.to_string()).collect::<Vec<_>>().join(" "),
        "flag" => reading.flags.iter().copied().map(flag_name).fold(String::new(), |all, flag| all + &flag + " "),
        other => panic!("the corpus has no field {other:?}"),
    }
}

/// A flag as JSON names it, without what it holds.
fn flag_name(flag: Flag) -> String {
    match serde_json::to_value(flag).unwrap() {
        serde_json::Value::Object(fields) => fields.keys().next().unwrap().clone(),
        name => name.as_str().unwrap().to_owned(),
    }
}

#[test]
fn the_documentation_shows_the_rules_of_choice() {
    let page = include_str!("../../docs/reading.md");
    for choice in Choice::ALL {
        let row = format!("| {} | {} |", choice.name().trim_start_matches("choice: "), choice.says());
        assert!(page.contains(&row), "docs/reading.md lacks the row\n{row}");
    }
    let rows = page
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| rule") && !line.starts_with("| -"))
        .count();
    assert_eq!(rows, Choice::ALL.len(), "docs/reading.md has rows that are no rule");
}

#[test]
fn an_implied_part_leaves_the_other_reading_for_one_tap() {
    let starts = |text| {
        let understood = read(text, &tuesday());
        assert_eq!(understood.doubt, None, "{text}");
        understood.readings.iter().map(|reading| field_of(reading, "time", &tuesday())).collect::<Vec<_>>()
    };
    assert_eq!(starts("meeting at 8 tomorrow"), ["2026-03-11T08:00", "2026-03-11T20:00"]);
    assert_eq!(
        starts("meeting 3/4 2pm"),
        ["2026-04-03T14:00", "2026-03-04T14:00"].map(|one| one.replace("2026-03-04", "2027-03-04"))
    );
    assert_eq!(starts("meeting next friday 2pm"), ["2026-03-20T14:00", "2026-03-13T14:00"]);
    assert_eq!(starts("meeting today 9am"), ["2026-03-11T09:00", "2026-03-10T09:00"]);
    assert_eq!(starts("meeting tomorrow 2pm"), ["2026-03-11T14:00"]);
}

#[test]
fn a_weekday_that_is_not_its_dates_asks_which_of_the_two() {
    let understood = read("dinner fri 25 march 7pm", &tuesday());
    let starts: Vec<_> = understood.readings.iter().map(|reading| reading.start.date().to_string()).collect();
    assert_eq!(starts, ["2026-03-25", "2026-03-13"]);
    assert!(matches!(understood.doubt.unwrap().kind, DoubtKind::WeekdayDisagrees { .. }));
}

#[test]
fn a_range_is_past_only_when_its_end_is() {
    let under_way = first("training 9am-12pm");
    assert_eq!(field_of(&under_way, "time", &tuesday()), "2026-03-10T09:00 .. 2026-03-10T12:00");
    assert!(!under_way.flags.contains(&Flag::Past));
    let over = first("training 8-9am");
    assert_eq!(field_of(&over, "time", &tuesday()), "2026-03-11T08:00 .. 2026-03-11T09:00");
}

#[test]
fn a_full_date_in_the_past_is_flagged_and_stays() {
    let past = first("dentist 3/2/2026 3pm");
    assert_eq!(field_of(&past, "time", &tuesday()), "2026-02-03T15:00");
    assert!(past.flags.contains(&Flag::Past));
}

#[test]
fn a_time_in_a_gap_or_overlap_is_flagged() {
    let london = |text| {
        let now = Utc.with_ymd_and_hms(2026, 3, 10, 2, 0, 0).unwrap();
        let reference = Reference { now, zone: chrono_tz::Europe::London, order: DayOrder::Dmy };
        read(text, &reference).readings[0].flags.clone()
    };
    assert!(london("call 29/3/2026 1.30am").contains(&Flag::InGap));
    assert!(london("call 25/10/2026 1.30am").contains(&Flag::InOverlap));
}

#[test]
fn no_spelling_means_two_things() {
    let mut known: std::collections::HashMap<&str, String> = std::collections::HashMap::new();
    let mut twice = Vec::new();
    for (word, spellings) in super::lang::ALL.iter().flat_map(|language| language.all()) {
        for spelling in spellings.split('|') {
            let meaning = format!("{word:?}");
            let before = known.entry(spelling).or_insert_with(|| meaning.clone());
            if *before != meaning {
                twice.push(format!("{spelling}: {before} and {meaning}"));
            }
        }
    }
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}

/// Texts of the kinds that readers stumble over: words of time, numbers, marks and anything else.
pub(super) fn any_text() -> impl Strategy<Value = String> {
    let words: Vec<&'static str> = super::lang::ALL
        .iter()
        .flat_map(|language| language.all())
        .flat_map(|(_, spellings)| spellings.split('|'))
        .collect();
    let piece = prop_oneof![
        6 => proptest::sample::select(words).prop_map(ToOwned::to_owned),
        3 => (0_u32..3000).prop_map(|number| number.to_string()),
        2 => proptest::sample::select(vec!["-", "/", ".", ":", ",", "@", "pm", "am", "\n", "(", ")", "\"", "　", "３", "İ", "ß"])
            .prop_map(ToOwned::to_owned),
        1 => "\\PC{0,6}",
    ];
    let gap = proptest::sample::select(vec![" ", " ", "", "  "]);
    proptest::collection::vec((piece, gap), 0..14)
        .prop_map(|pieces| pieces.into_iter().fold(String::new(), |text, (piece, gap)| text + &piece + gap))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_reading_is_never_past_unmarked(text in any_text()) {
        let reference = tuesday();
        for reading in read(&text, &reference).readings.iter().take(1) {
            let end = reading.end.unwrap_or(reading.start);
            let is_past = match end {
                Moment::Day(date) => date < reference.now.with_timezone(&reading.zone).date_naive(),
                Moment::Time(civil) => instant_of(civil, reading.zone) < reference.now,
            };
            prop_assert!(!is_past || reading.flags.contains(&Flag::Past), "{text:?}: {:?}", reading);
        }
    }

    #[test]
    fn a_time_said_in_any_language_reads_back(days in 0_i64..700, minutes in 0_u32..(24 * 60)) {
        let reference = tuesday();
        let date = NaiveDate::from_ymd_opt(2026, 3, 11).unwrap() + Duration::days(days);
        let at = date.and_hms_opt(minutes / 60, minutes % 60, 0).unwrap();
        for text in said(at) {
            let understood = read(&text, &reference);
            let start = understood.readings.first().map(|reading| reading.start);
            prop_assert_eq!(start, Some(Moment::Time(at)), "{}", text);
            prop_assert!(understood.doubt.is_none(), "{}", text);
        }
    }
}

/// A time as people of each language write it out.
fn said(at: NaiveDateTime) -> Vec<String> {
    use chrono::{Datelike, Timelike};
    const EN: [&str; 12] =
        ["January", "Feb", "march", "April", "May", "june", "Jul", "August", "Sept", "October", "nov", "December"];
    const MS: [&str; 12] = [
        "Januari",
        "Februari",
        "Mac",
        "April",
        "Mei",
        "Jun",
        "Julai",
        "Ogos",
        "September",
        "Oktober",
        "November",
        "Disember",
    ];
    let (year, month, day) = (at.year(), at.month() as usize - 1, at.day());
    let (hour, minute) = (at.hour(), at.minute());
    let half = if hour < 12 { "am" } else { "pm" };
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    let part = match hour {
        0..=4 => "凌晨",
        5..=11 => "早上",
        12 => "中午",
        13..=18 => "下午",
        _ => "晚上",
    };
    let han = if hour < 5 { hour } else { twelve };
    let waktu = match hour {
        1..=11 => "pagi",
        12 => "tengah hari",
        13..=18 => "petang",
        _ => "malam",
    };
    let mut all = vec![
        format!("lunch on {} {day}, {year} at {twelve}.{minute:02}{half}", EN[month]),
        format!("{twelve}:{minute:02} {half} {day} {} {year} lunch", EN[month]),
        format!("lunch {day}/{}/{year} {hour:02}:{minute:02}", month + 1),
        format!("{year}-{:02}-{day:02} {hour:02}:{minute:02} lunch", month + 1),
        format!("{year}年{}月{day}日{part}{han}点{minute:02}分吃饭", month + 1),
    ];
    if hour != 0 {
        all.push(format!("makan {day} {} {year} pukul {twelve}.{minute:02} {waktu}", MS[month]));
    }
    all
}

#[test]
fn a_message_of_digits_reads_within_bounds() {
    // Work is bounded by construction; that it ends at all, and without a panic, is what can be tested here.
    for text in [
        "1".repeat(4096),
        "1 ".repeat(2048),
        "1-".repeat(2048),
        "@1".repeat(2048),
        "每一".repeat(2048),
        "every 1 day ".repeat(340),
        "mon tue ".repeat(512),
        "at ".repeat(1365),
        "\"".repeat(4096),
        "\"《".repeat(1365),
    ] {
        let understood = read(&text, &tuesday());
        assert!(understood.readings.len() <= 5);
    }
}

#[test]
fn spans_say_what_was_taken_as_what() {
    let text = "remind me to call Ali @ KLCC tomorrow 3pm";
    let reading = first(text);
    let spans: Vec<_> = reading.spans.iter().map(|span| (&text[span.range.clone()], span.part)).collect();
    assert_eq!(
        spans,
        [
            ("remind me to", PieceKind::Command),
            ("@ KLCC", PieceKind::Place),
            ("tomorrow", PieceKind::Date),
            ("3pm", PieceKind::Clock),
        ]
    );
}
