//! Everything that is said, in every language: read `phrasebook/*.snap` to judge the words.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::samples::{DOUBTS, FLAGS, TROUBLES, ZONE, labels, notice_kinds, now, replies, variants_of, whys};
use crate::model::{DoubtKind, Flag, HourStyle, Language, NoticeKind, Trouble};
use crate::speech::{Label, Outgoing, Reply, Voice, Why, commands, render};

#[test]
fn english_is_said_well() {
    let text = phrasebook(Language::En);
    insta::with_settings!({ snapshot_path => "../phrasebook", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("en", text);
    });
}

#[test]
fn malay_is_said_well() {
    let text = phrasebook(Language::Ms);
    insta::with_settings!({ snapshot_path => "../phrasebook", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("ms", text);
    });
}

#[test]
fn chinese_is_said_well() {
    let text = phrasebook(Language::Zh);
    insta::with_settings!({ snapshot_path => "../phrasebook", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("zh", text);
    });
}

#[test]
fn no_variant_is_forgotten() {
    let replies = replies("dinner", "KLCC");
    assert_eq!(tags(&replies, "reply"), all::<Reply>(json!({ "reply": "?" })));
    assert_eq!(tags(&notice_kinds(), "what"), all::<NoticeKind>(json!({ "what": "?" })));
    assert_eq!(tags(&labels(), ""), all::<Label>(json!("?")));
    assert_eq!(tags(&whys(), ""), all::<Why>(json!("?")));
    assert_eq!(tags(&FLAGS, ""), all::<Flag>(json!("?")));
    assert_eq!(tags(&DOUBTS, ""), all::<DoubtKind>(json!("?")));
    assert_eq!(tags(&TROUBLES, ""), all::<Trouble>(json!("?")));
}

#[test]
fn every_reply_can_be_stored_and_read_back() {
    for reply in replies("dinner", "KLCC") {
        let stored = serde_json::to_string(&reply).unwrap();
        assert_eq!(serde_json::from_str::<Reply>(&stored).unwrap(), reply, "{stored}");
    }
}

fn all<T: DeserializeOwned>(unknown: Value) -> BTreeSet<String> {
    variants_of::<T>(unknown).into_iter().collect()
}

/// The variants that occur, by their names in JSON: under `tag`, or as serde names variants by default.
fn tags<T: Serialize>(values: &[T], tag: &str) -> BTreeSet<String> {
    values
        .iter()
        .map(|value| match serde_json::to_value(value).unwrap() {
            Value::String(name) => name,
            Value::Object(fields) => match fields.get(tag) {
                Some(Value::String(name)) => name.clone(),
                _ => fields.into_iter().next().expect("a variant has a name").0,
            },
            other => panic!("no variant: {other}"),
        })
        .collect()
}

fn phrasebook(language: Language) -> String {
    let voice = Voice { language, zone: ZONE, hours: HourStyle::TwentyFour };
    let mut book = String::new();
    let mut heading = String::new();
    for reply in replies("dinner with Farah", "Mid Valley") {
        let name = tags(std::slice::from_ref(&reply), "reply").pop_first().unwrap_or_default();
        if name != heading {
            book.push_str(&format!("\n━━━ {name} ━━━\n"));
            heading = name;
        }
        book.push_str(&page(&render(&reply, &voice, now())));
    }
    book.push_str("\n━━━ commands ━━━\n\n");
    for (command, does) in commands(language) {
        book.push_str(&format!("/{command}  {does}\n"));
    }
    book
}

/// A message as it is sent, with its buttons below it.
fn page(outgoing: &Outgoing) -> String {
    let rows = outgoing.keyboard.iter().map(|row| {
        let labels: Vec<String> = row.iter().map(|button| format!("[{}]", button.label)).collect();
        labels.join(" ") + "\n"
    });
    let bell = if outgoing.is_silent { "(without a sound)\n" } else { "" };
    format!("\n{}\n{}{bell}", outgoing.text, rows.collect::<String>())
}
