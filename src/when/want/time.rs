//! The times and amounts of time that a text says.

use std::ops::Range;

use chrono::Duration;

use super::words::offset_phrase;
use crate::model::{ClockHalf, Flag, Moment, PieceKind, Reading, Reference, RepliedTo};

/// A time that was said, with what of it was named.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "a set of independent marks, each read by its own name")]
pub(super) struct SaidTime {
    /// When it begins.
    pub start: Moment,
    /// When it ends, if that was said.
    pub end: Option<Moment>,
    /// A day was named.
    pub has_day: bool,
    /// A clock time was named.
    pub has_clock: bool,
    /// Which half of the day is meant was not said.
    pub is_half_open: bool,
    /// It counts from now.
    pub is_offset: bool,
    /// It repeats.
    pub is_repeated: bool,
    /// Where the words of time stand in the text.
    pub ranges: Vec<Range<usize>>,
}

impl SaidTime {
    /// What of a reading was named.
    pub(super) fn of(reading: &Reading, reference: &Reference) -> Self {
        let has = |part| reading.spans.iter().any(|span| span.part == part);
        let here = |moment: Moment| match moment {
            Moment::Time(at) if reading.zone != reference.zone => {
                Moment::Time(crate::model::instant_of(at, reading.zone).with_timezone(&reference.zone).naive_local())
            }
            Moment::Time(_) | Moment::Day(_) => moment,
        };
        Self {
            start: here(reading.start),
            end: reading.end.map(here),
            has_day: reading.known.date || has(PieceKind::Date),
            has_clock: reading.known.clock,
            is_half_open: reading.flags.contains(&Flag::MeridiemImplied),
            is_offset: has(PieceKind::Offset),
            is_repeated: reading.rule.is_some(),
            ranges: reading.spans.iter().filter(|span| is_time(span.part)).map(|span| span.range.clone()).collect(),
        }
    }
}

impl SaidTime {
    /// The time as it suits the event that is spoken of: "8.30" about one at 20:00 is 20:30.
    pub(super) fn suiting(mut self, replied: Option<&RepliedTo>, reference: &Reference) -> Self {
        let (Some(replied), Moment::Time(said)) = (replied, self.start) else { return self };
        if self.end.is_none() && !replied.when.is_all_day() {
            let was = replied.when.start(reference.zone).with_timezone(&reference.zone).time();
            self.start = Moment::Time(self.half().suiting(said, was));
        }
        self
    }

    /// Whether it says which half of the day is meant.
    pub(super) fn half(&self) -> ClockHalf {
        if self.is_half_open { ClockHalf::Open } else { ClockHalf::Said }
    }
}

/// The time that a text says on its own.
pub(super) fn time(text: &str, reference: &Reference) -> Option<SaidTime> {
    if text.is_empty() {
        return None;
    }
    let understood = crate::when::read(text, reference);
    understood.readings.first().map(|reading| SaidTime::of(reading, reference))
}

/// The amount of time that a text says and nothing else ("an hour and a half", "2 hari"); `None` for anything else.
#[must_use]
pub fn amount(text: &str) -> Option<Duration> {
    use chrono::TimeZone;
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    // The reader knows amounts as distances from now, so that is what it is asked for.
    let now = chrono::Utc.with_ymd_and_hms(2026, 1, 5, 0, 0, 0).single()?;
    let reference = Reference { now, zone: chrono_tz::UTC, order: crate::model::DayOrder::Dmy };
    let asked = offset_phrase(text);
    let understood = crate::when::read(&asked, &reference);
    let reading = understood.readings.first()?;
    let [span] = reading.spans.as_slice() else { return None };
    if span.part != PieceKind::Offset || span.range != (0..asked.len()) {
        return None;
    }
    Some(match reading.start {
        Moment::Day(day) => day - now.date_naive(),
        Moment::Time(at) => at - now.naive_utc(),
    })
}

pub(super) fn is_time(part: PieceKind) -> bool {
    match part {
        PieceKind::Date
        | PieceKind::Clock
        | PieceKind::Offset
        | PieceKind::Length
        | PieceKind::Rule
        | PieceKind::Zone => true,
        PieceKind::Place | PieceKind::Lead | PieceKind::Command | PieceKind::Note => false,
    }
}
