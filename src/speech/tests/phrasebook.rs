//! Everything that is said, in every language: read `phrasebook/*.snap` to judge the words.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::building::{ZONE, now, variants_of};
use super::samples::{DOUBTS, FLAGS, TROUBLES, labels, notice_kinds, replies, whys};
use crate::model::{DoubtKind, Flag, HourStyle, Language, NoticeKind, Trouble};
use crate::speech::{Label, Outgoing, Refusal, Reply, Voice, commands, render};

#[test]
fn english_is_said_well() {
    beside_speech().bind(|| insta::assert_snapshot!("en", phrasebook(Language::En)));
}

#[test]
fn malay_is_said_well() {
    beside_speech().bind(|| insta::assert_snapshot!("ms", phrasebook(Language::Ms)));
}

#[test]
fn chinese_is_said_well() {
    beside_speech().bind(|| insta::assert_snapshot!("zh", phrasebook(Language::Zh)));
}

#[test]
fn no_variant_is_forgotten() {
    let replies = replies("dinner", "KLCC");
    assert_eq!(tags(&replies, "reply"), all::<Reply>(json!({ "reply": "?" })));
    assert_eq!(tags(&notice_kinds(), "what"), all::<NoticeKind>(json!({ "what": "?" })));
    assert_eq!(tags(&labels(), ""), all::<Label>(json!("?")));
    assert_eq!(tags(&whys(), ""), all::<Refusal>(json!("?")));
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

/// The snapshots stand in `src/speech/phrasebook/`, one a language.
fn beside_speech() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../phrasebook");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
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
    let voice = Voice { language, zone: ZONE, hours: HourStyle::TwentyFour, is_discreet: false, is_group: false };
    let replies = replies("dinner with Farah", "Mid Valley");
    let mut book = String::new();
    for name in variants_of::<Reply>(json!({ "reply": "?" })) {
        book.extend(["\n━━━ ", &name, " ━━━\n"]);
        let pages = replies.iter().filter(|reply| name_of(reply) == name);
        book.extend(pages.map(|reply| page(&render(reply, &voice, now()))));
    }
    book += "\n━━━ with clocks of twelve hours ━━━\n";
    let twelve = Voice { hours: HourStyle::Twelve, ..voice };
    for name in ["created", "list", "reminder"] {
        let reply = replies.iter().find(|reply| name_of(reply) == name);
        book.extend(reply.map(|reply| page(&render(reply, &twelve, now()))));
    }
    book += "\n━━━ commands ━━━\n\n";
    book.extend(commands(language).into_iter().map(|(command, does)| format!("/{command}  {does}\n")));
    book
}

fn name_of(reply: &Reply) -> String {
    tags(std::slice::from_ref(reply), "reply").pop_first().unwrap_or_default()
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
