//! How English speakers name a calendar to put something into.

use crate::when::lang::CalendarWords;

/// A name as the place where something is.
pub(in crate::when) fn place_phrase(name: &str) -> String {
    format!("in {name}")
}

pub(super) const CALENDAR: CalendarWords = CalendarWords {
    leads: &["in", "on", "to", "into"],
    bare_leads: &["in"],
    between: &["the", "my", "our"],
    nouns: &["calendar", "cal"],
    nouns_first: &[],
    put: &["put", "put it", "add", "add it", "save", "save it"],
    putting: &["put", "add", "save", "this", "it", "please", "pls", "can", "you"],
    inside: &[],
    tail: &["please", "pls", "plz", "thanks", "tq"],
    no_names: &["google", "my", "your", "the", "this", "that", "our", "same", "default"],
    negations: &[" not "],
};
