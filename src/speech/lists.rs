//! Lists: what is to come, what is on within some days, what was found.

use chrono::NaiveDate;
use i18n_embed_fl::fl;

use super::render::{Lines, Renderer};
use super::{ListPage, NumberedEvent, html};
use crate::model::{EventTime, Freshness, ShownDays, UnknownCalendars, View};

/// How much of the words that were looked for a heading repeats, in UTF-16 code units.
const QUERY_MOST: usize = 60;

impl Renderer<'_> {
    /// A page: rows under a heading for each day, then where in the list this is, what it leaves out, and how old it is.
    pub(super) fn list(&self, page: &ListPage) -> Lines {
        let mut lines = vec![format!("<b>{}</b>", self.heading(&page.view))];
        let mut under = match page.view {
            View::Days(ref days) if days.from == days.until => Some(days.from),
            View::Days(_) | View::Coming | View::Found { .. } => None,
        };
        for row in &page.rows {
            let day = self.day_in(&page.view, row.card.when);
            if under != Some(day) {
                lines.extend([String::new(), format!("<b>{}</b>", self.day(day))]);
                under = Some(day);
            }
            lines.push(self.numbered(row, day));
        }
        let cut = page.is_cut.then(|| fl!(self.words, "list-cut", n = page.total));
        let unread = self.unread(page.is_unread);
        let footer =
            self.place_in_list(page).into_iter().chain(cut).chain(unread).chain(self.freshness(page.freshness));
        let footer = footer.chain(self.unknown(&page.unknown));
        for (index, line) in footer.enumerate() {
            if index == 0 {
                lines.push(String::new());
            }
            lines.push(format!("<i>{line}</i>"));
        }
        lines
    }

    fn heading(&self, view: &View) -> String {
        match view {
            View::Coming => fl!(self.words, "list-heading"),
            View::Days(days) => self.shown_days(days),
            View::Found { query, is_past: _ } => fl!(self.words, "list-found", query = html::user(query, QUERY_MOST)),
        }
    }

    /// Days, with the part of them and the calendar that are looked at.
    fn shown_days(&self, days: &ShownDays) -> String {
        let hours = days.hours.map(|hours| self.daily_hours(hours));
        let calendar = days.calendar.as_ref().map(|calendar| html::user(&calendar.name, QUERY_MOST));
        let mut said = self.days(days.from, days.until);
        for more in hours.into_iter().chain(calendar) {
            said.push_str(" · ");
            said.push_str(&more);
        }
        said
    }

    /// The day that an event is shown under: the first on which it takes place and that the list shows.
    fn day_in(&self, view: &View, when: EventTime) -> NaiveDate {
        match view {
            View::Days(days) => self.first_day(when).max(days.from),
            View::Coming | View::Found { .. } => self.day_of(when),
        }
    }

    /// "Page 2 of 3", when there are several.
    fn place_in_list(&self, page: &ListPage) -> Option<String> {
        let number = page.page.saturating_add(1);
        (page.pages > 1).then(|| fl!(self.words, "list-page", page = number, pages = page.pages, n = page.total))
    }

    /// That a list has no rows.
    pub(super) fn empty_list(
        &self,
        view: &View,
        is_unread: bool,
        freshness: Freshness,
        unknown: &UnknownCalendars,
    ) -> Lines {
        let mut lines = vec![match view {
            _ if !freshness.is_read() => format!("<b>{}</b>", self.heading(view)),
            View::Days(_) if is_unread => {
                format!("<b>{}</b>\n<i>{}</i>", self.heading(view), fl!(self.words, "list-unread"))
            }
            View::Coming => fl!(self.words, "list-empty"),
            View::Days(days) => fl!(self.words, "nothing-on", days = self.shown_days(days)),
            View::Found { query, is_past: false } => {
                fl!(self.words, "nothing-found", query = html::user(query, QUERY_MOST))
            }
            View::Found { query, is_past: true } => {
                fl!(self.words, "nothing-found-past", query = html::user(query, QUERY_MOST))
            }
        }];
        let is_found = matches!(view, View::Found { .. });
        let unread = self.unread(is_found && is_unread);
        let footer = unread.into_iter().chain(self.freshness(freshness)).chain(self.unknown(unknown));
        lines.extend(footer.map(|line| format!("<i>{line}</i>")));
        lines
    }

    /// If Google did not answer for days that the copy does not hold, says so.
    pub(super) fn unread(&self, is_unread: bool) -> Option<String> {
        is_unread.then(|| fl!(self.words, "list-unread"))
    }

    /// What stands under a week's picture.
    pub(super) fn drawn(
        &self,
        first: NaiveDate,
        last: NaiveDate,
        is_unread: bool,
        unknown: &UnknownCalendars,
    ) -> Lines {
        let mut lines = vec![format!("<b>{}</b>", self.days(first, last))];
        let footer = self.unread(is_unread).into_iter().chain(self.unknown(unknown));
        lines.extend(footer.map(|line| format!("<i>{line}</i>")));
        lines
    }

    /// What goes with the calendar as a file.
    pub(super) fn exported(&self, count: u32, freshness: Freshness) -> Lines {
        let mut lines = vec![fl!(self.words, "exported", n = count)];
        lines.extend(self.freshness(freshness).map(|line| format!("<i>{line}</i>")));
        lines
    }

    pub(super) fn not_exported(&self) -> Lines {
        vec![fl!(self.words, "not-exported")]
    }

    fn numbered(&self, row: &NumberedEvent, day: NaiveDate) -> String {
        let when = self.when_on(day, row.card.when);
        let event = format!("{when} · {}", self.row(&row.card));
        if row.is_cancelled { format!("{}. <s>{event}</s>", row.number) } else { format!("{}. {event}", row.number) }
    }
}
