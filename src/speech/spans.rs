//! Lengths of time and lists of words.

use i18n_embed_fl::fl;

use super::render::Renderer;
use crate::model::{AgoOrAhead, Lead};

const MINUTES_AN_HOUR: u64 = 60;
const MINUTES_A_DAY: u64 = 24 * MINUTES_AN_HOUR;
const MINUTES_A_WEEK: u64 = 7 * MINUTES_A_DAY;

impl Renderer<'_> {
    /// A number of minutes, in the largest units that express it exactly.
    pub(super) fn span(&self, minutes: u64) -> String {
        let weeks = minutes / MINUTES_A_WEEK;
        if minutes > 0 && minutes == weeks * MINUTES_A_WEEK {
            return fl!(self.words, "weeks", n = weeks);
        }
        let (days, rest) = (minutes / MINUTES_A_DAY, minutes % MINUTES_A_DAY);
        let (hours, rest) = (rest / MINUTES_AN_HOUR, rest % MINUTES_AN_HOUR);
        let mut parts = Vec::new();
        if days > 0 {
            parts.push(fl!(self.words, "days", n = days));
        }
        if hours > 0 {
            parts.push(fl!(self.words, "hours", n = hours));
        }
        if rest > 0 || parts.is_empty() {
            parts.push(fl!(self.words, "minutes", n = rest));
        }
        parts
            .into_iter()
            .reduce(|first, second| fl!(self.words, "span-and-span", first = first, second = second))
            .unwrap_or_default()
    }

    /// "10 minutes before".
    pub(super) fn lead(&self, lead: Lead) -> String {
        match lead.minutes {
            0 => fl!(self.words, "at-the-start"),
            minutes => fl!(self.words, "span-before", span = self.span(minutes.into())),
        }
    }

    /// "in 10 minutes", "3 minutes ago"; `None` in the very minute.
    pub(super) fn distance(&self, distance: AgoOrAhead) -> Distance {
        match distance {
            AgoOrAhead::Ahead(0) | AgoOrAhead::Ago(0) => Distance::Now,
            AgoOrAhead::Ahead(minutes) => {
                Distance::Ahead(fl!(self.words, "in-span", span = self.span(minutes.unsigned_abs())))
            }
            AgoOrAhead::Ago(minutes) => Distance::Ago(self.ago(minutes)),
        }
    }

    /// "3 minutes ago".
    pub(super) fn ago(&self, minutes: i64) -> String {
        fl!(self.words, "span-ago", span = self.span(minutes.unsigned_abs()))
    }

    /// "one, two and three".
    pub(super) fn all_of(&self, mut items: Vec<String>) -> String {
        let Some(last) = items.pop() else { return String::new() };
        match self.each_of(items) {
            first if first.is_empty() => last,
            first => fl!(self.words, "list-and", first = first, second = last),
        }
    }

    /// "one, two, three".
    pub(super) fn each_of(&self, items: Vec<String>) -> String {
        items
            .into_iter()
            .reduce(|first, second| fl!(self.words, "list-comma", first = first, second = second))
            .unwrap_or_default()
    }
}

/// How a moment lies to the present one, in words.
pub(super) enum Distance {
    Now,
    Ahead(String),
    Ago(String),
}
