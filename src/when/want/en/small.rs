//! Small words of English that rules look for beside others, and what makes a phrase of a word alone.

use crate::when::want::senses::Sense::{
    self, After, Attends, AwayFrom, Buys, Calendars, Call, ForEvent, Gives, Into, MoveNoun, NoPlace, NoPlaceAlone, Of,
    OrdinalEnd, Person, SnoozeVerb, TakesOff, Thing, Wants,
};

pub(super) const SMALL: &[(Sense, &str)] = &[
    (Attends, "going|go|invited|attending"),
    (TakesOff, "take|kick|cross|strike|leave"),
    (Person, "him|her|them|he|she|they"),
    (AwayFrom, "off|out|from"),
    (Of, "of"),
    (Into, "in|into"),
    (ForEvent, "for"),
    (Thing, "thing|things|anything|something|everything|nothing|that thing|this thing|anything on|everything on"),
    (Wants, "wants|want|needs"),
    (After, "after"),
    (Calendars, "calendars"),
    (Call, "call"),
    (MoveNoun, "shift|transfer|swap|switch|change|exchange|slide"),
    (Buys, "buy"),
    (Gives, "free|get"),
    (OrdinalEnd, "st|nd|rd|th|s"),
    (NoPlace, "least|last|most|once"),
    (NoPlaceAlone, "first|work"),
    (SnoozeVerb, "snooze|snooze it"),
];

/// What makes a word the owner of what follows.
pub(in crate::when::want) const OWNER_ENDINGS: [&str; 2] = ["'s", "’s"];

/// A number as a time of day.
pub(in crate::when::want) fn clock_phrase(number: &str) -> String {
    format!("at {number}")
}

/// An amount as a distance from now.
pub(in crate::when::want) fn offset_phrase(amount: &str) -> String {
    format!("in {amount}")
}

/// What to be reminded of, as a sentence.
pub(in crate::when::want) fn reminder_phrase(what: &str) -> String {
    format!("remind me {what}")
}

/// Days, as a question for free time.
pub(in crate::when::want) fn free_phrase(days: &str) -> String {
    format!("am i free {days}")
}

/// Two days that are named together, by their distance from today.
pub(in crate::when::want) const DAY_PAIRS: &[(&str, u64, u64)] = &[
    (
        "today and tomorrow|today or tomorrow|today & tomorrow|today n tomorrow|today and tmr|today or tmr|today n tmr",
        0,
        1,
    ),
    (
        "tomorrow and the day after|tomorrow or the day after|tmr and the day after|tmr or the day after|tomorrow n the day after",
        1,
        2,
    ),
];

/// A Sunday that goes with the Saturday before it.
pub(in crate::when::want) const SUNDAYS: &str = "sunday|sun|and sunday|and sun|n sunday|n sun|& sun|& sunday";
