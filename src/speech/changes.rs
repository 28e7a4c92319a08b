//! Which event is meant, and what is to become of it.

use i18n_embed_fl::fl;

use super::render::{Lines, Renderer};
use super::{Card, NotCorrected, html};
use crate::model::{DetailKind, Question, ReminderPlan};

/// How much of what was said is quoted.
const SAID_MOST: usize = 100;

impl Renderer<'_> {
    pub(super) fn which_event(&self, cards: &[Card]) -> Lines {
        let mut lines = vec![fl!(self.words, "which-event")];
        lines.extend(self.bullets(cards.iter().map(|card| self.event(card))));
        lines
    }

    pub(super) fn did_you_mean(&self, said: &str, card: &Card) -> Lines {
        vec![fl!(self.words, "did-you-mean", said = html::user(said, SAID_MOST), event = self.event(card))]
    }

    pub(super) fn no_such_event(&self, said: &str) -> Lines {
        vec![fl!(self.words, "no-such-event", said = html::user(said, SAID_MOST))]
    }

    pub(super) fn ask_before_change(&self, question: &Question, card: &Card) -> Lines {
        let event = self.event(card);
        vec![match question {
            Question::Series => fl!(self.words, "ask-series-change", event = event),
            Question::Occurrence => fl!(self.words, "ask-occurrence-change", event = event),
            Question::Guests | Question::Several => fl!(self.words, "ask-guests-change", event = event),
        }]
    }

    pub(super) fn move_menu(&self, card: &Card) -> Lines {
        let mut lines = vec![self.head(card)];
        lines.extend(self.details(card));
        lines.push(fl!(self.words, "move-to-when"));
        lines
    }

    pub(super) fn change_how(&self, card: &Card, what: DetailKind) -> Lines {
        let mut lines = vec![self.head(card)];
        lines.extend(self.details(card));
        lines.push(match what {
            DetailKind::Title => fl!(self.words, "ask-new-title"),
            DetailKind::Place => fl!(self.words, "ask-place"),
            DetailKind::Length => fl!(self.words, "ask-length"),
        });
        lines
    }

    pub(super) fn not_corrected(&self, why: NotCorrected, card: &Card) -> Lines {
        let event = self.event(card);
        vec![match why {
            NotCorrected::Unread => fl!(self.words, "not-corrected-unread", event = event),
            NotCorrected::Changed => fl!(self.words, "not-corrected-changed", event = event),
            NotCorrected::Series => fl!(self.words, "not-corrected-series", event = event),
        }]
    }

    pub(super) fn event_card(&self, card: &Card, plan: &ReminderPlan) -> Lines {
        let mut lines = vec![self.head(card)];
        lines.extend(self.details(card));
        lines.extend(self.plan(plan, card.when));
        lines
    }
}
