//! Every language holds what English holds.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};

use crate::model::Language;
use crate::speech::words::Locales;
use crate::speech::{commands, examples};

/// The variables of a message, those of the messages it refers to included.
#[derive(Debug, Default, Clone, PartialEq)]
struct Variables {
    /// All of them.
    used: BTreeSet<String>,
    /// Those that stand in the text, not only choose between texts: a language without plurals needs no number to
    /// choose by.
    shown: BTreeSet<String>,
    /// Other messages.
    messages: BTreeSet<String>,
}

#[test]
fn every_language_has_exactly_the_messages_of_english() {
    let english = ids(Language::En);
    assert!(english.len() > 200, "the words were not found");
    for language in [Language::Ms, Language::Zh] {
        let theirs = ids(language);
        let missing: Vec<_> = english.difference(&theirs).collect();
        let surplus: Vec<_> = theirs.difference(&english).collect();
        assert!(missing.is_empty() && surplus.is_empty(), "{language}: without {missing:?}, but with {surplus:?}");
    }
}

#[test]
fn every_language_tells_what_english_tells() {
    let english = variables(Language::En);
    for language in [Language::Ms, Language::Zh] {
        for (id, theirs) in variables(language) {
            let english = &english[&id];
            assert!(theirs.used.is_subset(&english.used), "{language}: {id} uses what English has not: {theirs:?}");
            assert!(
                english.shown.is_subset(&theirs.used),
                "{language}: {id} leaves out what English tells: {theirs:?}"
            );
        }
    }
}

#[test]
fn every_language_has_its_own_words() {
    let english = messages(Language::En);
    let shared = ["clock-range", "date-range", "title-and-place"];
    for language in [Language::Ms, Language::Zh] {
        let theirs = messages(language);
        for id in ["created", "no-time", "reminder-late", "list-heading", "label-cancel", "examples", "why-away"] {
            assert_ne!(english[id], theirs[id], "{language}: {id}");
        }
        for id in shared {
            assert_eq!(english[id], theirs[id], "{language}: {id}");
        }
    }
}

#[test]
fn commands_are_as_telegram_takes_them() {
    for language in Language::ALL {
        let commands = commands(language);
        let names: BTreeSet<_> = commands.iter().map(|(name, _)| *name).collect();
        assert_eq!(names.len(), commands.len(), "each stands once");
        assert!(commands.len() <= 100 && names.contains("undo"), "{names:?}");
        assert!(names.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_lowercase())), "{names:?}");
        for (_, does) in commands {
            assert!((1..=256).contains(&does.chars().count()) && !does.contains(['<', '>', '&', '\n']), "{does}");
        }
    }
}

#[test]
fn every_language_has_examples_of_its_own() {
    let all: BTreeSet<String> = Language::ALL.into_iter().flat_map(examples).collect();
    assert_eq!(all.len(), 15);
    assert!(all.iter().all(|example| !example.trim().is_empty() && example.trim() == example));
}

fn ids(language: Language) -> BTreeSet<String> {
    messages(language).into_keys().collect()
}

/// The messages of a language's own file, as written.
fn messages(language: Language) -> BTreeMap<String, String> {
    let resource = resource(language);
    let found = resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some((message.id.name.to_owned(), format!("{:?}", message.value))),
        Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => None,
        Entry::Term(_) | Entry::Junk { .. } => panic!("{language}: neither terms nor junk: {entry:?}"),
    });
    let found: Vec<_> = found.collect();
    let messages: BTreeMap<_, _> = found.iter().cloned().collect();
    assert_eq!(messages.len(), found.len(), "{language}: a message stands twice");
    messages
}

fn variables(language: Language) -> BTreeMap<String, Variables> {
    let resource = resource(language);
    let mut all: BTreeMap<String, Variables> = resource
        .entries()
        .filter_map(|entry| {
            let Entry::Message(message) = entry else { return None };
            let mut variables = Variables::default();
            variables.add_pattern(message.value.as_ref()?);
            Some((message.id.name.to_owned(), variables))
        })
        .collect();
    // Two rounds: messages refer to messages that refer to none.
    for _ in 0..2 {
        let known = all.clone();
        for variables in all.values_mut() {
            for message in variables.messages.clone() {
                let other = known.get(&message).unwrap_or_else(|| panic!("{language}: no message {message}"));
                variables.used.extend(other.used.iter().cloned());
                variables.shown.extend(other.shown.iter().cloned());
            }
        }
    }
    all
}

fn resource(language: Language) -> FluentResource {
    let path = format!("{language}/janji.ftl");
    let file = Locales::get(&path).unwrap_or_else(|| panic!("no {path}"));
    let text = String::from_utf8(file.data.into_owned()).unwrap();
    FluentResource::try_new(text).unwrap_or_else(|(_, errors)| panic!("{path}: {errors:?}"))
}

impl Variables {
    fn add_pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { .. } => {}
                PatternElement::Placeable { expression } => self.add_expression(expression),
            }
        }
    }

    fn add_expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.add_inline(inline),
            Expression::Select { selector, variants } => {
                match selector {
                    InlineExpression::VariableReference { id } => {
                        self.used.insert(id.name.to_owned());
                    }
                    other => panic!("only a variable chooses: {other:?}"),
                }
                for variant in variants {
                    self.add_pattern(&variant.value);
                }
            }
        }
    }

    fn add_inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.used.insert(id.name.to_owned());
                self.shown.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, .. } => {
                self.messages.insert(id.name.to_owned());
            }
            InlineExpression::Placeable { expression } => self.add_expression(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::FunctionReference { arguments: CallArguments { .. }, .. }
            | InlineExpression::TermReference { .. } => panic!("no functions, no terms: {inline:?}"),
        }
    }
}
