//! What an answer adds: assumptions, coming reminders, trouble with Google.

use chrono::{DateTime, Datelike, NaiveDateTime, NaiveTime, Utc};
use i18n_embed_fl::fl;

use super::render::{Lines, Renderer};
use super::{Card, Correction};
use crate::model::{EventTime, Flag, Lead, Prayer, ReminderPlan, Trouble};

impl Renderer<'_> {
    /// An assumption, in words; nothing when it is obvious.
    pub(super) fn correction(&self, correction: &Correction, card: &Card) -> Option<String> {
        let at = correction.clock.unwrap_or_else(|| self.start_of(card.when));
        let clock = || self.clock(at.time());
        let text = match correction.flag {
            Flag::RolledToTomorrow => fl!(self.words, "rolled-to-tomorrow", clock = clock()),
            Flag::TodayRolled => fl!(self.words, "today-rolled", clock = clock()),
            // This year is obvious; another one is in the date too.
            Flag::YearImplied if at.year() == self.today.year() => return None,
            Flag::YearImplied => fl!(self.words, "year-implied", year = at.year()),
            Flag::MeridiemImplied => fl!(self.words, "meridiem-implied", clock = clock()),
            Flag::OrderImplied => fl!(self.words, "order-implied", date = self.date(at.date())),
            Flag::NextAmbiguous => fl!(self.words, "next-ambiguous", date = self.date(at.date())),
            Flag::NightBefore => fl!(self.words, "night-before", date = self.date(at.date())),
            Flag::HourImplied => fl!(self.words, "hour-implied", clock = clock()),
            Flag::InGap => fl!(self.words, "in-gap", clock = self.clock(self.start_of(card.when).time())),
            Flag::InOverlap => fl!(self.words, "in-overlap", clock = clock()),
            Flag::Prayer(prayer) => {
                fl!(self.words, "at-prayer", clock = clock(), prayer = self.prayer(prayer))
            }
            Flag::Past => fl!(self.words, "lies-in-the-past"),
        };
        Some(format!("<i>{text}</i>"))
    }

    fn prayer(&self, prayer: Prayer) -> String {
        match prayer {
            Prayer::Subuh => fl!(self.words, "prayer-subuh"),
            Prayer::Zohor => fl!(self.words, "prayer-zohor"),
            Prayer::Jumaat => fl!(self.words, "prayer-jumaat"),
            Prayer::Asar => fl!(self.words, "prayer-asar"),
            Prayer::Maghrib => fl!(self.words, "prayer-maghrib"),
            Prayer::Isyak => fl!(self.words, "prayer-isyak"),
        }
    }

    /// The coming reminders, and those it is too late for.
    pub(super) fn plan(&self, plan: &ReminderPlan, when: EventTime) -> Lines {
        let mut lines = Lines::new();
        if !plan.coming.is_empty() {
            let reminders = plan.coming.iter().map(|&(lead, at)| self.planned(lead, at, when)).collect();
            lines.push(fl!(self.words, "plan-coming", reminders = self.all_of(reminders)));
        }
        if !plan.past.is_empty() {
            let leads = plan.past.iter().map(|&lead| self.lead_of(lead, when)).collect();
            lines.push(fl!(self.words, "plan-past", lead = self.all_of(leads)));
        }
        if lines.is_empty() {
            lines.push(fl!(self.words, "plan-none"));
        }
        lines
    }

    /// "10 minutes before (18:50)"; of whole days only the moment, as minutes before midnight tell nobody anything.
    fn planned(&self, lead: Lead, at: DateTime<Utc>, when: EventTime) -> String {
        let day = self.start_of(when).date();
        let moment = self.instant(at, day);
        match when {
            EventTime::AllDay { .. } => moment,
            EventTime::Timed { .. } => fl!(self.words, "plan-reminder", lead = self.lead(lead), clock = moment),
        }
    }

    /// Why Google is unavailable: a sentence.
    pub(super) fn why(&self, trouble: Trouble) -> String {
        match trouble {
            Trouble::Grant | Trouble::SignIn => fl!(self.words, "why-grant"),
            Trouble::Client => fl!(self.words, "why-client"),
            Trouble::Forbidden => fl!(self.words, "why-forbidden"),
            Trouble::NotShared => fl!(self.words, "why-not-shared"),
            Trouble::OwnRefused => fl!(self.words, "why-own-refused"),
            Trouble::Quota => fl!(self.words, "why-quota"),
            Trouble::Away => fl!(self.words, "why-away"),
            Trouble::Invalid => fl!(self.words, "why-invalid"),
            Trouble::ReadOnly => fl!(self.words, "why-read-only"),
        }
    }

    /// What to do about it: a sentence.
    pub(super) fn fix(&self, trouble: Trouble) -> String {
        match trouble {
            Trouble::Grant => fl!(self.words, "fix-grant"),
            Trouble::SignIn => fl!(self.words, "fix-sign-in"),
            Trouble::Client => fl!(self.words, "fix-client"),
            Trouble::Forbidden => fl!(self.words, "fix-forbidden"),
            Trouble::NotShared => fl!(self.words, "fix-not-shared"),
            Trouble::OwnRefused => fl!(self.words, "fix-own-refused"),
            Trouble::Quota => fl!(self.words, "fix-quota"),
            Trouble::Away => fl!(self.words, "fix-away"),
            Trouble::Invalid => fl!(self.words, "fix-invalid"),
            Trouble::ReadOnly => fl!(self.words, "fix-read-only"),
        }
    }

    /// What to do about it, if a person has to.
    pub(super) fn fix_by_people(&self, trouble: Trouble) -> Option<String> {
        match trouble {
            Trouble::Grant
            | Trouble::SignIn
            | Trouble::Client
            | Trouble::Forbidden
            | Trouble::NotShared
            | Trouble::OwnRefused
            | Trouble::Invalid
            | Trouble::ReadOnly => Some(self.fix(trouble)),
            Trouble::Quota | Trouble::Away => None,
        }
    }

    /// That an edit is saved until Google is back, if so, and what a person must do for that.
    pub(super) fn queued(&self, queued: Option<Trouble>) -> Lines {
        let Some(trouble) = queued else { return Lines::new() };
        let mut lines = vec![fl!(self.words, "queued", why = self.why(trouble))];
        lines.extend(self.fix_by_people(trouble));
        lines
    }

    pub(super) fn start_of(&self, when: EventTime) -> NaiveDateTime {
        match when {
            EventTime::AllDay { first, .. } => first.and_time(NaiveTime::MIN),
            EventTime::Timed { start, .. } => self.civil_at(start),
        }
    }
}
