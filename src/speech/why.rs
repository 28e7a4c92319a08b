//! Why reminders came or did not, in plain words.

use chrono::{DateTime, Utc};
use i18n_embed_fl::fl;

use super::Card;
use super::render::{Lines, Renderer};
use crate::model::{EventTime, Explanation, Lead, Occasion, Silence};

impl Renderer<'_> {
    pub(super) fn explanation(&self, card: &Card, explanation: &Explanation) -> Lines {
        let mut lines = vec![fl!(self.words, "why-reminders", event = self.event(card))];
        lines.extend(explanation.sent.iter().map(|(at, occasion)| {
            let reminder = self.dated(*at, occasion.map(|occasion| self.occasion(occasion, card.when)));
            fl!(self.words, "why-sent", reminder = reminder)
        }));
        lines.extend(explanation.coming.iter().map(|(at, occasion)| {
            let reminder = self.dated(*at, Some(self.occasion(*occasion, card.when)));
            fl!(self.words, "why-coming", reminder = reminder)
        }));
        lines.extend(
            explanation.past.iter().map(|lead| fl!(self.words, "why-past", lead = self.lead_of(*lead, card.when))),
        );
        match explanation.silence {
            Some(silence) => lines.push(self.silence(silence)),
            None if lines.len() == 1 => lines.push(fl!(self.words, "plan-none")),
            None => {}
        }
        lines
    }

    /// "Tue 10 Mar, 16:20 (10 minutes before)".
    fn dated(&self, at: DateTime<Utc>, why: Option<String>) -> String {
        let at = self.instant(at, self.today);
        match why {
            Some(why) => fl!(self.words, "why-reminder", at = at, why = why),
            None => at,
        }
    }

    fn occasion(&self, occasion: Occasion, when: EventTime) -> String {
        match occasion {
            Occasion::Lead(lead) => self.lead_of(lead, when),
            Occasion::News(_) => fl!(self.words, "why-news"),
            Occasion::Snooze => fl!(self.words, "why-snoozed"),
            Occasion::Digest(_) => fl!(self.words, "why-digest"),
        }
    }

    /// A lead in words; minutes before a whole day tell a reader nothing.
    pub(super) fn lead_of(&self, lead: Lead, when: EventTime) -> String {
        match when {
            EventTime::AllDay { .. } if lead == Lead::NONE => fl!(self.words, "why-that-morning"),
            EventTime::AllDay { .. } if lead.minutes < 2 * 24 * 60 => fl!(self.words, "why-evening-before"),
            EventTime::AllDay { .. } | EventTime::Timed { .. } => self.lead(lead),
        }
    }

    fn silence(&self, silence: Silence) -> String {
        match silence {
            Silence::Off => fl!(self.words, "why-off"),
            Silence::NotAnAppointment => fl!(self.words, "why-not-an-appointment"),
            Silence::Over => fl!(self.words, "why-over"),
            Silence::Done => fl!(self.words, "why-done"),
            Silence::NoLeads => fl!(self.words, "why-no-leads"),
            Silence::Held => fl!(self.words, "why-held"),
        }
    }
}
