//! Taking back: done, or why not.

use i18n_embed_fl::fl;

use super::render::{Lines, Renderer};
use super::{Card, NotUndone, Undone};
use crate::model::{ReminderPlan, Trouble};

impl Renderer<'_> {
    pub(super) fn undone(
        &self,
        undone: Undone,
        cards: &[Card],
        left: &[Card],
        refused: &[(Card, Trouble)],
        plan: Option<&ReminderPlan>,
        queued: Option<Trouble>,
    ) -> Lines {
        let mut lines = match (undone, cards) {
            (Undone::Removed, cards) => {
                let mut lines = vec![fl!(self.words, "undone-removed")];
                lines.extend(self.bullets(cards.iter().map(|card| self.struck(card))));
                lines
            }
            (Undone::Reverted, [card]) => self.block(fl!(self.words, "undone-reverted"), card),
            (Undone::BroughtBack, [card]) => self.block(fl!(self.words, "undone-back"), card),
            (Undone::TakenOff, cards) => self.several(fl!(self.words, "undone-taken-off"), cards),
            (Undone::PutBack, cards) => self.several(fl!(self.words, "undone-put-back"), cards),
            (Undone::Answered, [card]) => self.block(fl!(self.words, "undone-answered"), card),
            (Undone::Answered, cards) => self.several(fl!(self.words, "undone-answered"), cards),
            (Undone::Reverted, cards) => self.several(fl!(self.words, "undone-reverted"), cards),
            (Undone::BroughtBack, cards) => self.several(fl!(self.words, "undone-back"), cards),
        };
        if let (Some(plan), [card]) = (plan, cards) {
            lines.extend(self.plan(plan, card.when));
        }
        if !left.is_empty() {
            lines.extend(self.several(fl!(self.words, "undone-left"), left));
        }
        for alike in refused.chunk_by(|one, other| one.1 == other.1) {
            let cards: Vec<Card> = alike.iter().map(|(card, _)| card.clone()).collect();
            lines.extend(self.several(fl!(self.words, "undone-refused", why = self.why(alike[0].1)), &cards));
        }
        lines.extend(self.queued(queued));
        lines
    }

    pub(super) fn not_undone(&self, why: &NotUndone) -> Lines {
        match why {
            NotUndone::Nothing => vec![fl!(self.words, "undo-nothing")],
            NotUndone::TooLate => vec![fl!(self.words, "undo-too-late")],
            NotUndone::Already => vec![fl!(self.words, "undo-already")],
            NotUndone::Changed(card) => self.block(fl!(self.words, "undo-changed"), card),
            NotUndone::Refused(trouble) => vec![fl!(self.words, "undo-refused", why = self.why(*trouble))],
        }
    }

    /// A heading and one event in full.
    fn block(&self, heading: String, card: &Card) -> Lines {
        let mut lines = vec![heading, self.head(card)];
        lines.extend(self.details(card));
        lines
    }

    /// A heading and several events, a line each.
    fn several(&self, heading: String, cards: &[Card]) -> Lines {
        let mut lines = vec![heading];
        lines.extend(self.bullets(cards.iter().map(|card| self.event(card))));
        lines
    }
}
