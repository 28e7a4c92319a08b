//! The calendars that there are to choose from.

use i18n_embed_fl::fl;
use serde::{Deserialize, Serialize};

use super::accounts::NAME_MOST;
use super::html;
use super::render::{Lines, Renderer};
use crate::model::MOST_CALENDARS;

/// A calendar as it is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarRow {
    /// What the person calls it.
    pub name: String,
    /// Whether it is read.
    pub used: CalendarUse,
    /// Whether events can be written to it.
    pub is_writable: bool,
    /// Whether new events go there.
    pub is_default: bool,
}

/// Whether a calendar is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarUse {
    /// It is not.
    Off,
    /// It is.
    Read,
    /// It was chosen, but is no longer shared with the person.
    NotShared,
}

/// What was just done to a calendar, or why it was not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarNews {
    /// It is read now.
    Read {
        /// Its name.
        name: String,
    },
    /// It is not read any more.
    LeftOut {
        /// Its name.
        name: String,
    },
    /// New events go there now.
    Written {
        /// Its name.
        name: String,
    },
    /// New events cannot go there, because it is not read.
    NotRead {
        /// Its name.
        name: String,
    },
    /// New events cannot go there, because it can only be read.
    ReadOnly {
        /// Its name.
        name: String,
    },
    /// There is none of this name.
    NoSuch {
        /// The name.
        name: String,
    },
    /// As many are read as may be.
    TooMany,
}

/// Why not all calendars of a Google account can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnlistedCalendars {
    /// We may not see which there are.
    NotGranted,
    /// Google does not answer.
    Unavailable,
}

impl Renderer<'_> {
    pub(super) fn calendars(
        &self,
        news: Option<&CalendarNews>,
        rows: &[CalendarRow],
        unlisted: &[(String, UnlistedCalendars)],
    ) -> Lines {
        let mut lines: Lines = news.map(|news| self.calendar_news(news)).into_iter().collect();
        if rows.is_empty() {
            lines.push(fl!(self.words, "accounts-none"));
            return lines;
        }
        lines.push(fl!(self.words, "calendars-heading"));
        lines.extend(rows.iter().map(|row| self.calendar_row(row)));
        lines.extend(unlisted.iter().map(|(name, why)| {
            let name = html::user(name, NAME_MOST);
            match why {
                UnlistedCalendars::NotGranted => fl!(self.words, "calendars-not-granted", name = name),
                UnlistedCalendars::Unavailable => fl!(self.words, "calendars-unavailable", name = name),
            }
        }));
        lines.push(fl!(self.words, "calendars-more"));
        lines
    }

    fn calendar_row(&self, row: &CalendarRow) -> String {
        let name = html::user(&row.name, NAME_MOST);
        let name = match row.used {
            CalendarUse::Off => format!("– {name}"),
            CalendarUse::Read => format!("✓ <b>{name}</b>"),
            CalendarUse::NotShared => return fl!(self.words, "calendar-row-lost", name = format!("⚠️ <b>{name}</b>")),
        };
        if row.is_default {
            fl!(self.words, "calendar-row-default", name = name)
        } else if !row.is_writable {
            fl!(self.words, "calendar-row-read-only", name = name)
        } else {
            name
        }
    }

    fn calendar_news(&self, news: &CalendarNews) -> String {
        let named = |name: &str| html::user(name, NAME_MOST);
        match news {
            CalendarNews::Read { name } => fl!(self.words, "calendar-read", name = named(name)),
            CalendarNews::LeftOut { name } => fl!(self.words, "calendar-left-out", name = named(name)),
            CalendarNews::Written { name } => fl!(self.words, "accounts-default-is", name = named(name)),
            CalendarNews::NotRead { name } => fl!(self.words, "calendar-not-read", name = named(name)),
            CalendarNews::ReadOnly { name } => fl!(self.words, "calendar-read-only", name = named(name)),
            CalendarNews::NoSuch { name } => fl!(self.words, "calendar-no-such", name = named(name)),
            CalendarNews::TooMany => fl!(self.words, "calendars-too-many", n = MOST_CALENDARS),
        }
    }
}
