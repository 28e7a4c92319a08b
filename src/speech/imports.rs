//! What a calendar file would add, and why it adds nothing.

use i18n_embed_fl::fl;

use super::render::{Lines, Renderer};
use super::{ImportNotes, NotImported, Reply};

impl Renderer<'_> {
    pub(super) fn import(&self, reply: &Reply) -> Lines {
        let Reply::Import { added, is_begun, offered, first, total, notes, keyboard: _ } = reply else {
            return Lines::new();
        };
        let (first, total, notes) = (*first, *total, *notes);
        let mut lines = self.added(added);
        if !offered.is_empty() {
            lines.push(if *is_begun {
                fl!(self.words, "import-left", n = total)
            } else {
                fl!(self.words, "import-offered", n = total)
            });
            let numbered = (first..).zip(offered);
            lines.extend(
                numbered.map(|(number, card)| format!("{number}. {} · {}", self.when(card.when), self.row(card))),
            );
            let shown = u32::try_from(offered.len()).unwrap_or(u32::MAX);
            let left = total.saturating_sub((first - 1).saturating_add(shown));
            if left > 0 {
                lines.push(fl!(self.words, "import-more", n = left));
            }
        }
        lines.extend(self.import_notes(notes));
        lines
    }

    pub(super) fn not_imported(&self, why: &NotImported) -> Lines {
        match why {
            NotImported::TooLarge => vec![fl!(self.words, "import-too-large")],
            NotImported::NotACalendar => vec![fl!(self.words, "import-not-a-calendar")],
            NotImported::NotDownloaded => vec![fl!(self.words, "import-not-downloaded")],
            NotImported::Nothing(notes) => {
                let mut lines = vec![fl!(self.words, "import-nothing")];
                lines.extend(self.import_notes(*notes));
                lines
            }
        }
    }

    fn import_notes(&self, notes: ImportNotes) -> Lines {
        let mut lines = Lines::new();
        if notes.past > 0 {
            lines.push(fl!(self.words, "import-past", n = notes.past));
        }
        if notes.unreadable > 0 {
            lines.push(fl!(self.words, "import-unreadable", n = notes.unreadable));
        }
        if notes.usual_days > 0 {
            lines.push(fl!(self.words, "import-usual-days", n = notes.usual_days));
        }
        if notes.extra_days > 0 {
            lines.push(fl!(self.words, "import-extra-days", n = notes.extra_days));
        }
        if notes.is_cut {
            lines.push(fl!(self.words, "import-cut"));
        }
        lines
    }
}
