//! Where a phrase is resolved from, which way, and what the decisions left to tell.

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use smallvec::SmallVec;

use super::super::choice::Choice;
use crate::model::{Flag, Reference};

/// Which way to decide where a text leaves something open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::when) enum Variant {
    /// As the table says.
    Plain,
    /// The other half of the day.
    OtherMeridiem,
    /// The other order of day and month.
    OtherOrder,
    /// The other week, where "next" leaves it open.
    OtherWeek,
    /// Today, though the clock has passed.
    KeepToday,
    /// When the prayer is over.
    OtherPrayer,
    /// The other of the two evenings that a night by the name of a weekday may be.
    OtherNight,
    /// The neighbouring day, where a named day is not certain.
    OtherDay,
    /// What stands after "or".
    Other,
}

/// What the decisions left after.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::when) struct Notes {
    pub flags: SmallVec<[Flag; 4]>,
    pub choices: SmallVec<[Choice; 6]>,
    /// The day is only about this one (a day that is announced by sighting).
    pub is_about: bool,
}

impl Notes {
    /// A choice was made.
    pub(super) fn chose(&mut self, choice: Choice) {
        if !self.choices.contains(&choice) {
            self.choices.push(choice);
        }
    }

    /// A flag is left for the answer to name.
    pub(super) fn flag(&mut self, flag: Flag) {
        if !self.flags.contains(&flag) {
            self.flags.push(flag);
        }
    }
}

/// Where and when the person is, as the calendars and clocks of the reading's zone show it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Viewpoint {
    pub reference: Reference,
    pub zone: Tz,
    pub now: NaiveDateTime,
    pub variant: Variant,
}

impl Viewpoint {
    pub(super) fn today(&self) -> NaiveDate {
        self.now.date()
    }
}
