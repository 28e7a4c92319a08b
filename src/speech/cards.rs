//! Events as they are shown: in a block of lines, in one line, in a row of a list.

use crate::model::UnknownCalendars;
use chrono::NaiveDate;
use i18n_embed_fl::fl;

use super::render::{Lines, Renderer};
use super::{Card, html};
use crate::model::Freshness;

/// How much of a title a block shows, in UTF-16 code units; Google shows the rest.
const TITLE_MOST: usize = 600;
/// How much of a title a line among others shows.
const TITLE_IN_LINE_MOST: usize = 120;
/// How much of a place a block shows.
const PLACE_MOST: usize = 300;
/// How much of a place a line among others shows.
const PLACE_IN_LINE_MOST: usize = 60;
/// How much of a calendar's name is shown.
const CALENDAR_MOST: usize = 30;
/// How many calendars one line names.
const CALENDARS_MOST: usize = 5;
/// How long a link may be to stand behind a title.
const LINK_MOST: usize = 1_024;
/// How many events one message names where nothing pages them, so that it fits into 4,096 characters.
pub const EVENTS_MOST: usize = 10;

impl Renderer<'_> {
    /// A title for the head of a block: bold, and leading to Google's page of the event.
    pub(super) fn head(&self, card: &Card) -> String {
        let title = format!("<b>{}</b>", self.name(card, TITLE_MOST));
        match card.link.as_deref().filter(|_| !self.is_discreet) {
            Some(link) if link.len() <= LINK_MOST && (link.starts_with("https://") || link.starts_with("http://")) => {
                format!("<a href=\"{}\">{title}</a>", html::escape(link))
            }
            Some(_) | None => title,
        }
    }

    /// When, where and how often: the lines below a head.
    pub(super) fn details(&self, card: &Card) -> Lines {
        let mut lines = vec![self.when_in_zone(card.when)];
        lines.extend(self.place(card));
        if let Some(rule) = &card.rule {
            lines.push(fl!(self.words, "event-repeats", rule = self.rule(rule)));
        } else if card.is_repeating {
            lines.push(fl!(self.words, "event-is-repeating"));
        }
        if card.is_unanswered {
            lines.push(fl!(self.words, "event-unanswered"));
        }
        lines.extend(self.calendar(card));
        lines
    }

    /// "Place: Mid Valley", if there is one, and where to join online.
    pub(super) fn place(&self, card: &Card) -> Lines {
        if self.is_discreet {
            return Lines::new();
        }
        let place = html::user(card.place.as_deref().unwrap_or_default(), PLACE_MOST);
        let join = card.join.as_deref().filter(|link| link.len() <= LINK_MOST && card.place.as_deref() != Some(*link));
        let place = (!place.is_empty()).then(|| fl!(self.words, "event-place", place = place));
        let join = join.map(|link| fl!(self.words, "event-join", link = html::escape(link)));
        place.into_iter().chain(join).collect()
    }

    /// Title and time in one line.
    pub(super) fn event(&self, card: &Card) -> String {
        fl!(self.words, "title-and-when", title = self.name_in_line(card), when = self.when(card.when))
    }

    /// Title and time in one line about `day`.
    pub(super) fn event_beside(&self, day: NaiveDate, card: &Card) -> String {
        let when = self.when_beside(day, card.when);
        fl!(self.words, "title-and-when", title = self.name_in_line(card), when = when)
    }

    /// An event that is no more.
    pub(super) fn struck(&self, card: &Card) -> String {
        let title = format!("<s>{}</s>", self.name(card, TITLE_IN_LINE_MOST));
        fl!(self.words, "title-and-when", title = title, when = self.when(card.when))
    }

    /// Lines about several events, as many as one message should name.
    pub(super) fn bullets(&self, events: impl ExactSizeIterator<Item = String>) -> Lines {
        let more = events.len().saturating_sub(EVENTS_MOST);
        let mut lines: Lines = events.take(EVENTS_MOST).map(|event| format!("• {event}")).collect();
        if more > 0 {
            lines.push(fl!(self.words, "list-more", n = more));
        }
        lines
    }

    /// Title, place and whether it repeats, for a row of a list.
    pub(super) fn row(&self, card: &Card) -> String {
        let mut row = self.name(card, TITLE_IN_LINE_MOST);
        let place = card.place.as_deref().map(|place| html::user(place, PLACE_IN_LINE_MOST)).unwrap_or_default();
        if !place.is_empty() && !self.is_discreet {
            row = fl!(self.words, "title-and-place", title = row, place = place);
        }
        if let Some(rule) = &card.rule {
            row = fl!(self.words, "row-repeats", title = row, rule = self.rule(rule));
        } else if card.is_repeating {
            row = fl!(self.words, "row-is-repeating", title = row);
        }
        if card.is_unanswered {
            row = fl!(self.words, "row-is-unanswered", title = row);
        }
        with_calendar(card, row)
    }

    /// What an event is called among other words of a line, bold.
    fn name_in_line(&self, card: &Card) -> String {
        format!("<b>{}</b>", self.name(card, TITLE_IN_LINE_MOST))
    }

    /// What an event is called; one of which the calendar says nothing is "Busy".
    fn name(&self, card: &Card, most: usize) -> String {
        if card.is_busy_only { fl!(self.words, "busy") } else { self.title(&card.title, most) }
    }

    /// A title among other words of a line, bold.
    pub(super) fn bold_in_line(&self, title: &str) -> String {
        format!("<b>{}</b>", self.title(title, TITLE_IN_LINE_MOST))
    }

    /// A title that is no more.
    pub(super) fn struck_title(&self, title: &str) -> String {
        format!("<s>{}</s>", self.title(title, TITLE_IN_LINE_MOST))
    }

    /// A place among other words of a line, or that there is none.
    pub(super) fn place_in_line(&self, place: Option<&str>) -> String {
        let place = place.filter(|_| !self.is_discreet);
        let place = place.map(|place| html::user(place, PLACE_IN_LINE_MOST)).unwrap_or_default();
        if place.is_empty() { fl!(self.words, "no-place") } else { fl!(self.words, "event-place", place = place) }
    }

    fn title(&self, title: &str, most: usize) -> String {
        if self.is_discreet {
            return fl!(self.words, "busy");
        }
        let title = html::user(title, most);
        if title.is_empty() { fl!(self.words, "no-title") } else { title }
    }

    /// The calendar of an event, where it is named.
    pub(super) fn calendar(&self, card: &Card) -> Option<String> {
        let name = html::user(card.calendar.as_ref()?, CALENDAR_MOST);
        Some(fl!(self.words, "event-calendar", name = name))
    }

    /// The calendars of which more may be there than an answer says.
    pub(super) fn unknown(&self, calendars: &UnknownCalendars) -> Lines {
        let lost = self.names(&calendars.lost).map(|names| fl!(self.words, "calendars-unknown", names = names));
        let read = self.names(&calendars.being_read).map(|names| match calendars.read_so_far {
            None | Some(0) => fl!(self.words, "calendars-being-read", names = names),
            Some(entries) => fl!(self.words, "calendars-read-so-far", names = names, n = entries),
        });
        lost.into_iter().chain(read).collect()
    }

    /// The names of some calendars, if there are any.
    pub(super) fn names(&self, calendars: &[String]) -> Option<String> {
        let first = calendars.iter().take(CALENDARS_MOST).map(|name| html::user(name, CALENDAR_MOST));
        let more = (calendars.len() > CALENDARS_MOST).then(|| "…".to_owned());
        first.chain(more).reduce(|first, second| fl!(self.words, "list-comma", first = first, second = second))
    }

    /// How old an answer from the cache is, and why; nothing when it is fresh.
    pub(super) fn freshness(&self, freshness: Freshness) -> Option<String> {
        let (as_of, trouble) = match freshness {
            Freshness::Fresh => return None,
            Freshness::BeingRead { entries: 0 } => (None, None),
            Freshness::BeingRead { entries } => return Some(fl!(self.words, "list-read-so-far", n = entries)),
            Freshness::Stale { as_of, trouble } => (as_of, trouble),
        };
        let why = trouble.map(|trouble| self.why(trouble));
        Some(match as_of {
            Some(at) => {
                let why = why.unwrap_or_else(|| fl!(self.words, "list-is-old"));
                fl!(self.words, "list-as-of", moment = self.instant(at, self.today), why = why)
            }
            None => why.map_or_else(
                || fl!(self.words, "list-being-read"),
                |why| fl!(self.words, "list-never-read", why = why),
            ),
        })
    }
}

/// A row about an event, with its calendar where that is named.
pub(super) fn with_calendar(card: &Card, row: String) -> String {
    match &card.calendar {
        Some(calendar) => format!("{row} · <i>{}</i>", html::user(calendar, CALENDAR_MOST)),
        None => row,
    }
}
