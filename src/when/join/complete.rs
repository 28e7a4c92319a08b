//! What bare numbers are in a phrase, and what one phrase takes from another.

use super::Phrase;
use super::building::add;
use crate::when::piece::{Amount, Clock, Day, Time};
use crate::when::token::Number;

impl Phrase {
    /// The same phrase with another beginning, as far as that one says.
    pub(in crate::when) fn beginning_instead(&self, other: Time) -> Self {
        let start = Time {
            day: other.day.or(self.start.day),
            clock: other.clock.or(self.start.clock),
            part: other.part.or(self.start.part),
        };
        Self { start, ..self.clone() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.start == Time::default() && self.start_number.is_none() && self.offset.is_none()
    }

    pub(super) fn start_has_clock(&self) -> bool {
        self.start.clock.is_some() || self.start_number.is_some()
    }

    /// Whether the start says a day and nothing that a range of clocks could begin with.
    pub(super) fn start_has_only_day(&self) -> bool {
        self.start.day.is_some() && self.start.clock.is_none() && self.start_number.is_none()
    }

    /// How much it says.
    pub(super) fn weight(&self) -> u8 {
        let day = u8::from(self.start.day.is_some_and(|day| day.days.is_none_or(|days| days >= 0)));
        let clock = u8::from(self.start.clock.is_some());
        let part = u8::from(self.start.part.is_some() && self.start.clock.is_none());
        let span = u8::from(self.offset.is_some()) * 3 + u8::from(self.repeat.is_some()) * 3;
        day * 2 + clock * 2 + part + span
    }

    /// Decides what the bare numbers are: hours beside clocks, days beside days of a month; others are dropped.
    pub(super) fn settle_numbers(&mut self) {
        let has_clock =
            self.start.clock.is_some() || self.end.is_some_and(|end| end.clock.is_some() || end.part.is_some());
        let is_range = self.end.is_some();
        let day = self.start.day;
        let end_day = self.end.and_then(|end| end.day);
        let days_are_meant = day
            .is_some_and(|day| day.day.is_some() && self.start.clock.is_none() && self.start_number.is_none())
            || day.is_some_and(Day::lacks_day)
            || end_day.is_some_and(|end| end.day.is_some()) && !has_clock && day.is_none();
        if let Some(start) = self.start_number {
            let is_hour = if is_range {
                has_clock || self.end_number.is_some() && day.or(end_day).is_some() && !days_are_meant
            } else {
                day.is_some() && (self.start.part.is_some() || start.is_free && start.is_behind_day) && !days_are_meant
            };
            let is_day = days_are_meant && !has_clock && (is_range || start.is_free);
            // "friday 31" can only be a day.
            let is_day = is_day || is_hour && start.number.value > 24;
            if !(is_hour && hour(&mut self.start, start.number) || is_day && day_of(&mut self.start, start.number)) {
                self.drop_number(start.index);
                if is_range && self.start == Time::default() {
                    self.end = None;
                }
            }
        }
        if let Some(number) = self.end_number {
            let mut end = self.end.unwrap_or_default();
            let is_taken = match (self.start.clock, self.start.day) {
                (Some(_), _) => hour(&mut end, number.number),
                (None, Some(start)) if start.day.is_some() || start.lacks_day() => {
                    let is_day = day_of(&mut end, number.number);
                    if let Some(day) = &mut end.day {
                        day.month = day.month.or(start.month);
                        day.months = day.months.or(start.months);
                    }
                    is_day
                }
                _ => false,
            };
            if is_taken {
                self.end = Some(end);
            } else {
                self.drop_number(number.index);
                self.end = self.end.filter(|end| *end != Time::default());
            }
        }
        if self.end == Some(Time::default()) {
            self.end = None;
        }
        // "May eighth to tenth": the end is in the start's month.
        if let (Some(start), Some(end)) = (self.start.day, self.end.as_mut().and_then(|end| end.day.as_mut()))
            && end.day.is_some()
            && end.month.is_none()
            && end.months.is_none()
        {
            (end.month, end.months) = (start.month, start.months);
        }
    }

    fn drop_number(&mut self, index: usize) {
        self.used.retain(|used| *used != index);
    }

    /// Takes from a phrase elsewhere in the text what this one leaves open.
    pub(super) fn complete(&mut self, other: &Self, is_at_end: bool) {
        let has_clock = self.start.clock.is_some() || self.offset.is_some_and(|offset| offset.is_fine);
        let mut is_used = false;
        // "friday lunch with HR 12.30": at either end of the message a shy clock is one.
        let is_clock_alone =
            is_at_end && other.used.len() == 1 && other.start.day.is_none() && other.start.part.is_none();
        if is_clock_alone && other.start.clock.is_some() && !has_clock && self.end.is_none() && self.start.day.is_some()
        {
            is_used |= add(&mut self.start, other.start);
        }
        if other.is_sure && other.offset.is_none() {
            let is_of_day = other.start.day.is_some() && other.end.is_none();
            let fits = self.start.day.is_none() && self.offset.is_none();
            if is_of_day && fits && !(has_clock && other.start.clock.is_some()) {
                is_used |= add(&mut self.start, other.start);
            } else if other.start.day.is_none() && other.start.clock.is_some() && !has_clock && self.end.is_none() {
                is_used |= add(&mut self.start, other.start);
                self.end = other.end;
            }
            if self.repeat.is_none() && other.repeat.is_some() && self.offset.is_none() {
                self.repeat.clone_from(&other.repeat);
                is_used = true;
            }
        }
        let coarse = |phrase: &Self| phrase.length.filter(|length| !length.is_fine);
        if let Some(length) = coarse(self).or_else(|| coarse(other).filter(|_| is_used))
            && let Some(repeat) = &mut self.repeat
        {
            repeat.length = repeat.length.or(Some(length));
            self.length = self.length.filter(|length| length.is_fine);
        }
        let is_timed = has_clock || self.start.clock.is_some() || self.start.part.is_some();
        if let Some(length) = other.length.filter(|length| length.is_fine && is_timed || other.is_led_length(length))
            && self.length.is_none()
            && self.end.is_none()
            && other.start == Time::default()
        {
            self.length = Some(length);
            is_used = true;
        }
        if other.is_all_day && other.start == Time::default() && !has_clock {
            self.is_all_day = true;
            is_used = true;
        }
        if is_used {
            self.zone = self.zone.or(other.zone);
            self.used.extend(other.used.iter().copied());
        }
    }

    /// Days as a length are taken from afar only when they stand alone.
    fn is_led_length(&self, length: &Amount) -> bool {
        !length.is_fine && self.used.len() == 1 && length.months == 0 && length.days <= 31 && self.is_all_day
    }
}

/// Takes a number for an hour.
fn hour(side: &mut Time, number: Number) -> bool {
    let Some(hour) = u8::try_from(number.value).ok().filter(|hour| (1..=24).contains(hour)) else { return false };
    if side.clock.is_some() {
        return false;
    }
    side.clock = Some(Clock::at(hour, 0));
    true
}

/// Takes a number for a day of a month.
fn day_of(side: &mut Time, number: Number) -> bool {
    let Some(day) = i8::try_from(number.value).ok().filter(|day| (1..=31).contains(day)) else { return false };
    let mut conditions = side.day.unwrap_or_default();
    if conditions.day.is_some() {
        return false;
    }
    conditions.day = Some(day);
    side.day = Some(conditions);
    true
}
