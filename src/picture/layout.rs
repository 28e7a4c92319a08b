//! Which day, hour and column each event takes: in days, minutes and columns, not yet in pixels.

use std::cmp::Reverse;
use std::ops::Range;

use chrono::{Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::{DAYS, Week};
use crate::model::EventTime;

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// The hour before which the grid does not begin, unless it is asked to: what is earlier stands above it, by its clock.
const EARLIEST: u32 = 6;

/// The fewest hours that the grid shows, so that few events do not become giants.
const FEWEST_HOURS: u32 = 9;

/// How long an event is drawn at least, in minutes: its title needs a line.
const SHORTEST: u32 = 30;

/// The most columns side by side that can still be read.
const MOST_COLUMNS: u32 = 3;

/// The most bars above each other.
pub const MOST_BARS: u32 = 4;

/// Where everything goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The minutes of the day that the grid shows: full hours.
    pub minutes: Range<u32>,
    /// What stands above the grid.
    pub bars: Vec<Bar>,
    /// How many bars of each day found no room.
    pub more_bars: [u32; DAYS],
    /// What stands in the grid.
    pub blocks: Vec<Block>,
    /// Blocks that found no room.
    pub more_blocks: Vec<More>,
}

/// An entry above the grid: of whole days, or before the first hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// The entry's place in the week's entries.
    pub entry: usize,
    /// The days it covers, the last included.
    pub first: usize,
    /// The last day.
    pub last: usize,
    /// Its row, counted from the top.
    pub row: u32,
    /// Whether it goes on before or after the week.
    pub goes_on: (bool, bool),
    /// The clock that stands before its title.
    pub clock: Option<BarTime>,
}

/// What a bar says of its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BarTime {
    /// It begins then.
    From(NaiveTime),
    /// It began on an earlier day, and ends then.
    Until(NaiveTime),
}

/// An entry in the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The entry's place in the week's entries.
    pub entry: usize,
    /// The day.
    pub day: usize,
    /// The minutes of the day that it covers as drawn.
    pub minutes: Range<u32>,
    /// The first of the columns it covers.
    pub column: u32,
    /// How many it covers.
    pub span: u32,
    /// How many stand side by side here.
    pub columns: u32,
    /// When it begins.
    pub clock: NaiveTime,
}

/// Entries that found no room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct More {
    /// The day.
    pub day: usize,
    /// The minute of the day at which the first of them begins.
    pub minute: u32,
    /// How many.
    pub count: u32,
}

/// Lays a week out.
pub fn lay_out(week: &Week) -> Layout {
    let earliest = EARLIEST.min(week.hours.start) * 60;
    let (mut bars, mut blocks) = (Vec::new(), Vec::new());
    for (entry, shown) in week.entries.iter().enumerate() {
        match shown.when {
            EventTime::AllDay { first, until } => {
                let last = until.pred_opt().unwrap_or(first).max(first);
                bars.extend(bar(week, entry, first, last, None));
            }
            EventTime::Timed { start, end } => {
                let civil = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&week.voice.zone).naive_local();
                let (start, end) = (civil(start), civil(end.max(start)));
                if end - start >= Duration::days(1) {
                    let last = if end.time() == NaiveTime::MIN {
                        end.date().pred_opt().unwrap_or(end.date())
                    } else {
                        end.date()
                    };
                    let clock = if start.date() < week.first {
                        BarTime::Until(end.time())
                    } else {
                        BarTime::From(start.time())
                    };
                    bars.extend(bar(week, entry, start.date(), last, Some(clock)));
                } else {
                    pieces(week, entry, start, end, earliest, &mut bars, &mut blocks);
                }
            }
        }
    }
    let minutes = shown_minutes(&week.hours, &blocks);
    let more_bars = stack(&mut bars);
    let more_blocks = place_side_by_side(&mut blocks);
    Layout { minutes, bars, more_bars, blocks, more_blocks }
}

/// The part of a bar that lies within the week.
fn bar(week: &Week, entry: usize, first: NaiveDate, last: NaiveDate, clock: Option<BarTime>) -> Option<Bar> {
    let (from, to) = ((first - week.first).num_days(), (last - week.first).num_days());
    let end = i64::try_from(DAYS).unwrap_or(i64::MAX) - 1;
    if to < 0 || from > end {
        return None;
    }
    let index = |day: i64| usize::try_from(day.clamp(0, end)).unwrap_or(0);
    Some(Bar { entry, first: index(from), last: index(to), row: 0, goes_on: (from < 0, to > end), clock })
}

/// The pieces of an event that is shorter than a day: a block for each day that it touches, or, before the first hour of
/// the grid, a bar. After midnight an event is named again only if its beginning is not in the picture.
fn pieces(
    week: &Week,
    entry: usize,
    start: NaiveDateTime,
    end: NaiveDateTime,
    earliest: u32,
    bars: &mut Vec<Bar>,
    blocks: &mut Vec<Block>,
) {
    let Some(day) = day_in_week(week, start.date()) else {
        // It began on the day before the week.
        if day_in_week(week, end.date()) == Some(0) && end.time() > NaiveTime::MIN {
            let to = minute(end.time());
            if to <= earliest {
                bars.extend(bar(week, entry, end.date(), end.date(), Some(BarTime::Until(end.time()))));
            } else {
                blocks.push(block(entry, 0, earliest..to, start.time()));
            }
        }
        return;
    };
    let from = minute(start.time());
    let ends_today = end.date() == start.date();
    let to = if ends_today { minute(end.time()) } else { DAY };
    if to <= earliest {
        bars.extend(bar(week, entry, start.date(), start.date(), Some(BarTime::From(start.time()))));
    } else {
        blocks.push(block(entry, day, from..to, start.time()));
    }
    let tail = minute(end.time());
    if !ends_today && tail > earliest && day + 1 < DAYS {
        blocks.push(block(entry, day + 1, earliest..tail, start.time()));
    }
}

/// A block that is long enough to be read; within its day.
fn block(entry: usize, day: usize, minutes: Range<u32>, clock: NaiveTime) -> Block {
    let end = minutes.end.max(minutes.start + SHORTEST).min(DAY);
    let start = minutes.start.min(end - SHORTEST);
    Block { entry, day, minutes: start..end, column: 0, span: 1, columns: 1, clock }
}

fn day_in_week(week: &Week, date: NaiveDate) -> Option<usize> {
    let last = week.first.checked_add_days(Days::new(DAYS as u64 - 1))?;
    (week.first..=last).contains(&date).then(|| usize::try_from((date - week.first).num_days()).unwrap_or(0))
}

/// The minute of the day that a clock shows.
pub fn minute(time: NaiveTime) -> u32 {
    time.num_seconds_from_midnight() / 60
}

/// The hours asked for, and those of all blocks.
fn shown_minutes(hours: &Range<u32>, blocks: &[Block]) -> Range<u32> {
    let first = blocks.iter().map(|block| block.minutes.start / 60).min().unwrap_or(24).min(hours.start).min(23);
    let last = blocks.iter().map(|block| block.minutes.end.div_ceil(60)).max().unwrap_or(0).max(hours.end).min(24);
    let last = last.max(first + FEWEST_HOURS).min(24);
    let first = first.min(last - FEWEST_HOURS);
    first * 60..last * 60
}

/// Gives each bar a row in which it touches no other; how many of each day find none.
fn stack(bars: &mut Vec<Bar>) -> [u32; DAYS] {
    bars.sort_by_key(|bar| (bar.clock.is_some(), bar.first, Reverse(bar.last), bar.entry));
    let mut more = [0; DAYS];
    let mut taken: Vec<[bool; DAYS]> = Vec::new();
    for bar in bars.iter_mut() {
        let days = bar.first..=bar.last;
        let free = taken.iter().position(|row| !row[days.clone()].contains(&true));
        let row = free.unwrap_or_else(|| {
            taken.push([false; DAYS]);
            taken.len() - 1
        });
        taken[row][days].fill(true);
        bar.row = u32::try_from(row).unwrap_or(u32::MAX);
    }
    for bar in bars.iter().filter(|bar| bar.row >= MOST_BARS) {
        for day in &mut more[bar.first..=bar.last] {
            *day += 1;
        }
    }
    bars.retain(|bar| bar.row < MOST_BARS);
    more
}

/// Gives overlapping blocks columns side by side, and each as many as are free beside it; those that find none.
fn place_side_by_side(blocks: &mut Vec<Block>) -> Vec<More> {
    blocks.sort_by_key(|block| (block.day, block.minutes.start, Reverse(block.minutes.end), block.entry));
    let mut more = Vec::new();
    let mut begin = 0;
    while begin < blocks.len() {
        let (day, mut reach) = (blocks[begin].day, blocks[begin].minutes.end);
        let mut end = begin + 1;
        while end < blocks.len() && blocks[end].day == day && blocks[end].minutes.start < reach {
            reach = reach.max(blocks[end].minutes.end);
            end += 1;
        }
        more.extend(place_cluster(&mut blocks[begin..end]));
        begin = end;
    }
    blocks.retain(|block| block.column < MOST_COLUMNS);
    more
}

/// Blocks of one day that hang together by their overlaps.
fn place_cluster(blocks: &mut [Block]) -> Option<More> {
    let mut ends: Vec<u32> = Vec::new();
    for block in blocks.iter_mut() {
        let free = ends.iter().position(|end| *end <= block.minutes.start);
        let column = free.unwrap_or_else(|| {
            ends.push(0);
            ends.len() - 1
        });
        ends[column] = block.minutes.end;
        block.column = u32::try_from(column).unwrap_or(u32::MAX);
    }
    let columns = u32::try_from(ends.len()).unwrap_or(u32::MAX).min(MOST_COLUMNS);
    let placed: Vec<(u32, Range<u32>)> = blocks.iter().map(|block| (block.column, block.minutes.clone())).collect();
    for block in blocks.iter_mut() {
        let is_free = |column: u32| {
            let mut others = placed.iter().filter(|(taken, _)| *taken == column);
            others.all(|(_, minutes)| minutes.end <= block.minutes.start || block.minutes.end <= minutes.start)
        };
        block.columns = columns;
        block.span =
            1 + u32::try_from((block.column + 1..columns).take_while(|column| is_free(*column)).count()).unwrap_or(0);
    }
    let hidden = blocks.iter().filter(|block| block.column >= MOST_COLUMNS);
    let minute = hidden.clone().map(|block| block.minutes.start).min()?;
    Some(More { day: blocks[0].day, minute, count: u32::try_from(hidden.count()).unwrap_or(u32::MAX) })
}
