//! The list of what is to come.

use i18n_embed_fl::fl;

use super::render::{Lines, Renderer};
use super::{ListPage, NumberedEvent};
use crate::model::Freshness;

impl Renderer<'_> {
    /// A page: rows under a heading for each day, then where in the list this is and how old it is.
    pub(super) fn list(&self, page: &ListPage) -> Lines {
        let mut lines = vec![format!("<b>{}</b>", fl!(self.words, "list-heading"))];
        let mut heading = None;
        for row in &page.rows {
            let day = self.day_of(row.card.when);
            if heading != Some(day) {
                lines.extend([String::new(), format!("<b>{}</b>", self.day(day))]);
                heading = Some(day);
            }
            lines.push(self.numbered(row));
        }
        let footer = self.place_in_list(page).into_iter().chain(self.freshness(page.freshness));
        for (index, line) in footer.enumerate() {
            if index == 0 {
                lines.push(String::new());
            }
            lines.push(format!("<i>{line}</i>"));
        }
        lines
    }

    /// "Page 2 of 3", when there are several.
    fn place_in_list(&self, page: &ListPage) -> Option<String> {
        let number = page.page.saturating_add(1);
        (page.pages > 1).then(|| fl!(self.words, "list-page", page = number, pages = page.pages, n = page.total))
    }

    pub(super) fn empty_list(&self, freshness: Freshness) -> Lines {
        let mut lines = vec![fl!(self.words, "list-empty")];
        lines.extend(self.freshness(freshness).map(|line| format!("<i>{line}</i>")));
        lines
    }

    fn numbered(&self, row: &NumberedEvent) -> String {
        let when = self.when_on(self.day_of(row.card.when), row.card.when);
        let event = format!("{when} · {}", self.row(&row.card));
        if row.is_cancelled { format!("{}. <s>{event}</s>", row.number) } else { format!("{}. {event}", row.number) }
    }
}
