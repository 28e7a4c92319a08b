//! What a setting is set to.

use super::senses::Sense;
use super::sentence::Sentence;
use crate::model::{Setting, SettingsWish};
use crate::when::value::settings_wish;

/// A setting with its value, or a question for it.
pub(super) fn wish(sentence: &Sentence<'_>, setting: Setting, value: Option<String>) -> SettingsWish {
    match value {
        Some(said) => settings_wish(setting, said, switch(sentence), sentence.reference),
        None => SettingsWish::Ask(setting),
    }
}

/// Whether a message switches something on or off.
pub(super) fn switch(sentence: &Sentence<'_>) -> Option<bool> {
    match (sentence.has(Sense::On), sentence.has(Sense::Off)) {
        (_, true) => Some(false),
        (true, false) => Some(true),
        (false, false) => None,
    }
}
