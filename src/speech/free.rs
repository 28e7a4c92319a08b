//! Free time, and what to call an event there.

use chrono::NaiveDate;
use i18n_embed_fl::fl;

use super::render::{Lines, Renderer};
use super::shown::Certainty;
use super::{Card, FreeDay};
use crate::model::{DailyHours, EventTime, Freshness, Interval, UnknownCalendars};

/// Stretches of one day that a line names.
const TIMES_MOST: usize = 6;

impl Renderer<'_> {
    /// Whether one is free at a time: what is in the way, and what else there is that day.
    pub(super) fn free_at(&self, when: EventTime, busy: &[Card], beside: &[Card], certainty: Certainty) -> Lines {
        let (day, when) = (self.first_day(when), self.when_from_today(when));
        let mut lines = if busy.is_empty() {
            vec![match certainty {
                Certainty::Sure => fl!(self.words, "free-at", when = when),
                Certainty::AsFarAsKnown => fl!(self.words, "free-at-unsure", when = when),
                Certainty::Unread => fl!(self.words, "free-at-unread", when = when),
            }]
        } else {
            let mut lines = vec![fl!(self.words, "busy-at", when = when)];
            lines.extend(self.bullets(busy.iter().map(|card| self.event_beside(day, card))));
            lines
        };
        if !beside.is_empty() {
            lines.extend([String::new(), fl!(self.words, "free-beside")]);
            lines.extend(self.bullets(beside.iter().map(|card| self.event(card))));
        }
        lines
    }

    /// When one is free, a line a day.
    pub(super) fn free_times(
        &self,
        (first, last): (NaiveDate, NaiveDate),
        days: &[FreeDay],
        more: u32,
        (length, hours): (Option<u64>, Option<DailyHours>),
    ) -> Lines {
        let days_said = self.days(first, last);
        let span = match hours {
            Some(hours) => {
                let clock = self.clocks(hours.from, hours.until);
                fl!(self.words, "date-and-clock", date = days_said, clock = clock)
            }
            None => days_said,
        };
        let heading = match length {
            Some(length) => fl!(self.words, "free-for", span = self.span(length), days = span),
            None => fl!(self.words, "free-heading", days = span),
        };
        let mut lines = vec![format!("<b>{heading}</b>")];
        match days {
            // The footer says why.
            [_, ..] if days.iter().all(|day| day.times.is_none()) => {}
            _ if days.iter().all(|day| day.times.as_ref().is_some_and(Vec::is_empty)) => lines.push(match hours {
                Some(_) => fl!(self.words, "free-none-then"),
                None => fl!(self.words, "free-none"),
            }),
            [FreeDay { times: Some(times), .. }] if first == last => lines.push(self.free_hours(times)),
            several => lines.extend(several.iter().map(|day| self.free_day(day))),
        }
        if more > 0 {
            lines.push(fl!(self.words, "free-more", n = more));
        }
        lines
    }

    fn free_day(&self, day: &FreeDay) -> String {
        let date = self.day(day.day);
        match day.times.as_deref() {
            None => fl!(self.words, "free-day-unread", date = date),
            Some([]) => fl!(self.words, "free-day-none", date = date),
            Some(times) => fl!(self.words, "free-day", date = date, times = self.free_hours(times)),
        }
    }

    fn free_hours(&self, times: &[Interval]) -> String {
        let shown = times.iter().take(TIMES_MOST).map(|time| self.free_time(*time));
        let named = shown.reduce(|first, second| fl!(self.words, "list-comma", first = first, second = second));
        let named = named.unwrap_or_default();
        let more = times.len().saturating_sub(TIMES_MOST);
        if more > 0 { format!("{named} {}", fl!(self.words, "list-more", n = more)) } else { named }
    }

    fn free_time(&self, time: Interval) -> String {
        let [start, end] = [time.start, time.end].map(|at| self.civil_at(at).time());
        self.clocks(start, end)
    }

    /// What to call the event that a slot is for.
    pub(super) fn ask_title(&self, when: EventTime) -> Lines {
        vec![fl!(self.words, "ask-title"), self.when_in_zone(when)]
    }

    /// How old an answer about free time is, and which days and calendars it leaves out.
    pub(super) fn free_footer(&self, is_unread: bool, freshness: Freshness, unknown: &UnknownCalendars) -> Lines {
        let lines = self.unread(is_unread).into_iter().chain(self.freshness(freshness));
        let lines: Lines = lines.chain(self.unknown(unknown)).collect();
        let italic = lines.iter().map(|line| format!("<i>{line}</i>"));
        (!lines.is_empty()).then(String::new).into_iter().chain(italic).collect()
    }
}
