//! What is written in a picture: short plain text, without HTML.

use chrono::{DateTime, NaiveDate, NaiveTime, Timelike, Utc};
use i18n_embed_fl::fl;

use super::dates::part_of_day;
use super::render::Renderer;
use super::words::words;
use super::{Voice, html};
use crate::model::{HourStyle, civil_date};

/// How much of a title a picture is given, in UTF-16 code units; it shows as much of it as there is room for.
const TITLE_MOST: usize = 120;

/// Writes the short texts of a picture in a voice.
pub struct Lettering<'a>(Renderer<'a>);

impl<'a> Lettering<'a> {
    /// Texts as they are true at `now`.
    #[must_use]
    pub fn new(voice: &'a Voice, now: DateTime<Utc>) -> Self {
        Self(Renderer {
            words: words(voice.language),
            voice,
            now,
            today: civil_date(now, voice.zone),
            is_discreet: voice.is_discreet,
        })
    }

    /// "9 – 15 March 2026": the days from `first` to `last`, both included.
    #[must_use]
    pub fn days(&self, first: NaiveDate, last: NaiveDate) -> String {
        self.0.span_of_days(first, last)
    }

    /// A weekday in short: "Mon".
    #[must_use]
    pub fn weekday(&self, day: NaiveDate) -> String {
        self.0.weekday_short(day)
    }

    /// A full hour at the side of a grid: "09:00", or "9 am".
    #[must_use]
    pub fn hour(&self, hour: NaiveTime) -> String {
        match self.0.voice.hours {
            HourStyle::TwentyFour => self.0.clock(hour),
            HourStyle::Twelve => {
                fl!(self.0.words, "hour-short", hour = hour.hour12().1, part = part_of_day(hour))
            }
        }
    }

    /// What the clock shows: "09:30".
    #[must_use]
    pub fn clock(&self, time: NaiveTime) -> String {
        self.0.clock(time)
    }

    /// "until 02:00".
    #[must_use]
    pub fn until(&self, time: NaiveTime) -> String {
        fl!(self.0.words, "until-clock", clock = self.0.clock(time))
    }

    /// A title with its clock before it, where there is one line for both.
    #[must_use]
    pub fn at(&self, clock: &str, title: &str) -> String {
        fl!(self.0.words, "clock-and-title", clock = clock, title = title)
    }

    /// A title, cleaned of what is not drawn; never empty.
    #[must_use]
    pub fn title(&self, title: &str) -> String {
        if self.0.is_discreet {
            return fl!(self.0.words, "busy");
        }
        let title = html::line(title, TITLE_MOST);
        if title.is_empty() { fl!(self.0.words, "no-title") } else { title }
    }

    /// A place, if there is one to show.
    #[must_use]
    pub fn place(&self, place: Option<&str>) -> Option<String> {
        let place = place.filter(|_| !self.0.is_discreet)?;
        Some(html::line(place, TITLE_MOST)).filter(|place| !place.is_empty())
    }

    /// The zone in which the picture shows the time.
    #[must_use]
    pub fn zone(&self) -> String {
        self.0.zone()
    }
}
