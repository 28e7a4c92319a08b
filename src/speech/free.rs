//! Free time, and what to call an event there.

use chrono::NaiveDate;
use i18n_embed_fl::fl;

use super::render::{Lines, Renderer};
use super::{Card, FreeDay};
use crate::model::{DailyHours, EventTime, Freshness, Interval, UnknownCalendars};

/// Stretches of one day that a line names.
const TIMES_MOST: usize = 6;

impl Renderer<'_> {
    /// Whether one is free at a time: what is in the way, and what else there is that day.
    pub(super) fn free_at(&self, when: EventTime, busy: &[Card], beside: &[Card], is_sure: bool) -> Lines {
        let (day, when) = (self.first_day(when), self.when_from_today(when));
        let mut lines = if busy.is_empty() {
            let free = if is_sure {
                fl!(self.words, "free-at", when = when)
            } else {
                fl!(self.words, "free-at-unsure", when = when)
            };
            vec![free]
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
        if days.iter().all(|day| day.times.is_empty()) {
            lines.push(match hours {
                Some(_) => fl!(self.words, "free-none-then"),
                None => fl!(self.words, "free-none"),
            });
        } else {
            match days {
                [only] if first == last => lines.push(self.free_hours(only)),
                several => lines.extend(several.iter().map(|day| self.free_day(day))),
            }
        }
        if more > 0 {
            lines.push(fl!(self.words, "free-more", n = more));
        }
        lines
    }

    fn free_day(&self, day: &FreeDay) -> String {
        let date = self.day(day.day);
        if day.times.is_empty() {
            return fl!(self.words, "free-day-none", date = date);
        }
        fl!(self.words, "free-day", date = date, times = self.free_hours(day))
    }

    fn free_hours(&self, day: &FreeDay) -> String {
        let shown = day.times.iter().take(TIMES_MOST).map(|time| self.free_time(*time));
        let times = shown.reduce(|first, second| fl!(self.words, "list-comma", first = first, second = second));
        let more = day.times.len().saturating_sub(TIMES_MOST);
        let times = times.unwrap_or_default();
        if more > 0 { format!("{times} {}", fl!(self.words, "list-more", n = more)) } else { times }
    }

    fn free_time(&self, time: Interval) -> String {
        let [start, end] = [time.start, time.end].map(|at| self.civil_at(at).time());
        self.clocks(start, end)
    }

    /// What to call the event that a slot is for.
    pub(super) fn ask_title(&self, when: EventTime) -> Lines {
        vec![fl!(self.words, "ask-title"), self.when_in_zone(when)]
    }

    /// How old an answer about free time is, and which calendars it leaves out.
    pub(super) fn free_footer(&self, freshness: Freshness, unknown: &UnknownCalendars) -> Lines {
        let lines: Lines = self.freshness(freshness).into_iter().chain(self.unknown(unknown)).collect();
        let italic = lines.iter().map(|line| format!("<i>{line}</i>"));
        (!lines.is_empty()).then(String::new).into_iter().chain(italic).collect()
    }
}
