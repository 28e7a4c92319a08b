//! Reminders, on time and late, and what becomes of their messages.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use i18n_embed_fl::fl;

use super::Card;
use super::cards::with_calendar;
use super::render::{Lines, Renderer};
use super::spans::Distance;
use super::words::words;
use crate::model::{AgoOrAhead, EventTime, Language, ReminderPlan, Trouble, UnknownCalendars};

/// How many overlaps a digest names.
const OVERLAPS_MOST: usize = 5;

/// What a reminder is called, in `language`, if nobody said of what.
#[must_use]
pub fn reminder_title(language: Language) -> &'static str {
    static TITLES: LazyLock<HashMap<Language, String>> =
        LazyLock::new(|| Language::ALL.map(|language| (language, fl!(words(language), "reminder-title"))).into());
    &TITLES[&language]
}

impl Renderer<'_> {
    pub(super) fn reminder(&self, card: &Card, starts: AgoOrAhead, late: Option<i64>) -> Lines {
        let mut lines = match (card.when, self.distance(starts)) {
            (EventTime::AllDay { .. }, _) => {
                vec![fl!(self.words, "reminder-all-day", title = self.head(card)), self.when_from_today(card.when)]
            }
            (EventTime::Timed { end, .. }, Distance::Ago(ago)) => {
                let until = self.until(self.civil_at(end), self.today);
                vec![fl!(self.words, "reminder-running", title = self.head(card), ago = ago, until = until)]
            }
            (EventTime::Timed { .. }, Distance::Ahead(starts)) => {
                vec![
                    fl!(self.words, "reminder", title = self.head(card), starts = starts),
                    self.when_from_today(card.when),
                ]
            }
            (EventTime::Timed { .. }, Distance::Now) => {
                vec![fl!(self.words, "reminder-now", title = self.head(card)), self.when_from_today(card.when)]
            }
        };
        lines.extend(self.place(card));
        lines.extend(self.calendar(card));
        // A note on an event that is running already says that it is late.
        if let (AgoOrAhead::Ahead(_), Some(minutes)) = (starts, late.filter(|minutes| *minutes > 0)) {
            let span = self.span(minutes.unsigned_abs());
            lines.push(format!("<i>{}</i>", fl!(self.words, "reminder-late", span = span)));
        }
        lines
    }

    pub(super) fn late_reminders(&self, cards: &[(Card, AgoOrAhead)], is_late: bool) -> Lines {
        let head = if is_late { fl!(self.words, "late-reminders") } else { fl!(self.words, "new-reminders") };
        let mut lines = vec![head];
        lines.extend(self.bullets(cards.iter().map(|(card, starts)| self.late_reminder(card, *starts))));
        lines
    }

    fn late_reminder(&self, card: &Card, starts: AgoOrAhead) -> String {
        let event = with_calendar(card, self.event_beside(self.today, card));
        match (card.when, self.distance(starts)) {
            (EventTime::AllDay { .. }, _) => event,
            (EventTime::Timed { .. }, Distance::Ahead(starts)) => {
                fl!(self.words, "late-ahead", event = event, starts = starts)
            }
            (EventTime::Timed { .. }, Distance::Ago(ago)) => fl!(self.words, "late-running", event = event, ago = ago),
            (EventTime::Timed { .. }, Distance::Now) => fl!(self.words, "late-now", event = event),
        }
    }

    pub(super) fn snoozed(&self, card: &Card, at: DateTime<Utc>, is_after_quiet_hours: bool) -> Lines {
        let at = self.instant(at, self.today);
        let again = fl!(self.words, "snoozed", at = at);
        let mut lines = vec![format!("💤 {}", self.head(card)), self.when_from_today(card.when)];
        lines.extend(self.calendar(card));
        lines.push(again);
        if is_after_quiet_hours {
            lines.push(format!("<i>{}</i>", fl!(self.words, "snoozed-quiet")));
        }
        lines
    }

    pub(super) fn done(&self, card: &Card) -> Lines {
        vec![fl!(self.words, "done", event = self.event(card))]
    }

    pub(super) fn reminders_of(&self, card: &Card, plan: &ReminderPlan, queued: Option<Trouble>) -> Lines {
        let mut lines = vec![fl!(self.words, "reminders-of", event = self.event(card))];
        lines.extend(self.plan(plan, card.when));
        if let Some(trouble) = queued {
            lines.push(self.why(trouble));
        }
        lines
    }

    pub(super) fn digest(
        &self,
        day: NaiveDate,
        cards: &[Card],
        overlaps: &[(Card, Card)],
        unknown: &UnknownCalendars,
    ) -> Lines {
        let mut lines = vec![format!("☀️ <b>{}</b>", self.day(day))];
        if cards.is_empty() {
            lines.push(fl!(self.words, "digest-empty"));
        }
        lines.extend(self.bullets(cards.iter().map(|card| with_calendar(card, self.event_beside(day, card)))));
        lines.extend(overlaps.iter().take(OVERLAPS_MOST).map(|(first, second)| {
            let (first, second) = (self.bold_in_line(&first.title), self.bold_in_line(&second.title));
            fl!(self.words, "digest-overlap", first = first, second = second)
        }));
        lines.extend(self.unknown(unknown).into_iter().map(|line| format!("<i>{line}</i>")));
        lines
    }

    pub(super) fn no_reminder_meant(&self) -> Lines {
        vec![fl!(self.words, "no-reminder-meant")]
    }

    pub(super) fn reminder_changed(&self, was: &Card, is: &Card) -> Lines {
        let title = if was.title == is.title {
            self.head(is)
        } else {
            format!("{} → {}", self.struck_title(&was.title), self.head(is))
        };
        let mut lines = vec![if was.when == is.when {
            fl!(self.words, "reminder-changed", title = title)
        } else {
            fl!(self.words, "reminder-moved", title = title)
        }];
        lines.extend(self.difference(was, is));
        lines
    }

    pub(super) fn late_reminders_changed(&self, cards: &[(Card, Option<Card>)]) -> Lines {
        let mut lines = vec![fl!(self.words, "late-reminders")];
        let row = |card| with_calendar(card, self.event_beside(self.today, card));
        lines.extend(self.bullets(cards.iter().map(|(was, is)| {
            let was = row(was);
            match is.as_ref().map(row) {
                Some(is) if is == was => is,
                Some(is) => format!("🔄 <s>{was}</s> → {is}"),
                None => format!("❌ <s>{was}</s>"),
            }
        })));
        lines
    }

    pub(super) fn reminder_cancelled(&self, was: &Card) -> Lines {
        vec![fl!(self.words, "reminder-cancelled", event = self.struck(was))]
    }

    /// When and where an event is now, beside when it was if that differs.
    pub(super) fn difference(&self, was: &Card, is: &Card) -> Lines {
        let mut lines = if was.when == is.when {
            vec![self.when_from_today(is.when)]
        } else {
            vec![
                fl!(self.words, "was", when = self.when_from_today(was.when)),
                fl!(self.words, "is-now", when = self.when_from_today(is.when)),
            ]
        };
        lines.extend(self.place(is));
        lines.extend(self.calendar(is));
        lines
    }

    pub(super) fn reminders_here(&self, is_on: bool, may_change: bool) -> Lines {
        let how = if is_on { fl!(self.words, "reminders-on") } else { fl!(self.words, "reminders-off") };
        let change = match (may_change, is_on) {
            (true, true) => fl!(self.words, "reminders-turn-off"),
            (true, false) => fl!(self.words, "reminders-turn-on"),
            (false, _) => fl!(self.words, "reminders-not-yours"),
        };
        vec![how, change]
    }
}
