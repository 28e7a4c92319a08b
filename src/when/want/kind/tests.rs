//! Tests that the stored weights fit the messages and the code, and that training repeats exactly.

use chrono::{DateTime, Duration};
use chrono_tz::Asia::Kuala_Lumpur;

use super::training::{Example, all_of, corpus, examples, train};
use super::{WishKind, chances};
use crate::model::{DayOrder, Reference};

fn here() -> Reference {
    Reference { now: DateTime::UNIX_EPOCH + Duration::days(20_500), zone: Kuala_Lumpur, order: DayOrder::Dmy }
}

/// The percentage of examples that the stored weights get right.
fn known(examples: &[Example]) -> usize {
    let right = |example: &&Example| chances(&example.text, &here(), example.is_reply).likeliest() == example.kind;
    100 * examples.iter().filter(right).count() / examples.len()
}

#[test]
fn the_stored_weights_fit_the_current_messages_and_senses() {
    let stale = "run `make train`";
    for file in [include_str!("../../../../training/english.tsv"), include_str!("../../../../training/chinese.tsv")] {
        let examples = examples(file).unwrap();
        assert!(examples.len() > 1000, "the examples were not read: {}", examples.len());
        assert!(known(&examples) >= 98, "{stale}: {} % known", known(&examples));
    }
    assert!(known(&all_of(WishKind::Nothing, include_str!("../corpus/told.txt"))) >= 98, "{stale}");
    assert!(known(&corpus(include_str!("../corpus/ms.txt"))) >= 98, "{stale}");
}

#[test]
fn training_twice_gives_the_same_weights() {
    let example = |kind, text: &str| Example { kind, is_reply: false, text: text.to_owned() };
    let few = [
        example(WishKind::Cancel, "cancel the dentist"),
        example(WishKind::Cancel, "cancel yoga please"),
        example(WishKind::Nothing, "he cancelled on me"),
        example(WishKind::Nothing, "they cancelled the show"),
    ];
    let weights = train(&few);
    assert_eq!(weights, train(&few));
    assert!(weights.iter().any(|weight| *weight != 0));
}

#[test]
fn a_line_that_is_no_example_is_named() {
    let bad = examples("create\t-\tlunch 1pm\n\ncancel\tyes\tyoga\n").unwrap_err();
    assert_eq!((bad.number, bad.line.as_str()), (3, "cancel\tyes\tyoga"));
    assert!(examples("dance\t-\tlunch").is_err());
}

#[test]
fn every_kind_is_named_as_its_intent_is() {
    let names = "nothing create cancel move change remind snooze undo done agenda free find settings list help sync";
    let kinds: Vec<WishKind> = names.split(' ').filter_map(WishKind::named).collect();
    assert_eq!(kinds, WishKind::ALL);
    assert!(WishKind::ALL.iter().enumerate().all(|(at, kind)| *kind as usize == at));
}
