//! A week of events as a picture: a grid of days and hours, as PNG, for a phone.
//!
//! [`draw()`] is the way in. Three steps, each a pure function of the one before: `layout` says which day, hour and
//! column each event takes; `sheet` writes that as SVG, in pixels, colours and the chat's words; `paint` makes a PNG of it
//! with the one font that is compiled in (`font/README.md`). Nothing here waits, reads a file or looks at a clock, and
//! no title can make it fail: a character that the font lacks is drawn as a box.

mod layout;
mod letters;
mod paint;
mod sheet;

#[cfg(test)]
mod tests;

use std::ops::Range;

use chrono::{DateTime, NaiveDate, Utc};

use crate::model::{Availability, Event, EventTime, Weekend};
use crate::speech::Voice;

pub use paint::Undrawable;
pub use sheet::{HEIGHT, WIDTH};

/// Days that a picture shows.
pub const DAYS: usize = 7;

/// What a picture shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Week {
    /// Its first day.
    pub first: NaiveDate,
    /// The full hours that are shown at least, such as 9 to 18.
    pub hours: Range<u32>,
    /// The days that are drawn as days off.
    pub weekend: Weekend,
    /// The events; those that do not touch the week are left out.
    pub entries: Vec<PictureEvent>,
    /// The language, zone and hour style.
    pub voice: Voice,
    /// The present moment, marked where it is shown.
    pub now: DateTime<Utc>,
}

/// An event as a picture shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureEvent {
    /// What it is called.
    pub title: String,
    /// When it is.
    pub when: EventTime,
    /// Where it is.
    pub place: Option<String>,
    /// What its calendar is called, where that is not the one that new events go to.
    pub calendar: Option<String>,
    /// Entries that belong together, as those of a series, have the same colour.
    pub family: String,
    /// Whether it leaves its time free: it is drawn as an outline.
    pub is_free: bool,
}

impl PictureEvent {
    /// The entry of an event.
    #[must_use]
    pub fn of(event: &Event) -> Self {
        Self {
            title: event.title.clone(),
            when: event.when,
            place: event.place.clone(),
            calendar: None,
            family: event.series.as_ref().unwrap_or(&event.id).to_string(),
            is_free: event.availability == Availability::Free,
        }
    }
}

/// The picture of a week as PNG, [`WIDTH`] by [`HEIGHT`] pixels.
///
/// # Errors
/// When the renderer refuses what we wrote, which no input should bring about: the text of the week is shown instead.
pub fn draw(week: &Week) -> Result<Vec<u8>, Undrawable> {
    paint::png(&svg(week))
}

/// The picture as SVG.
#[must_use]
pub fn svg(week: &Week) -> String {
    sheet::write(week, &layout::lay_out(week))
}
