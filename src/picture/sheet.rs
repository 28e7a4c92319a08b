//! The picture as SVG: pixels, colours and words for what `layout` has put in its place.

#![expect(clippy::cast_precision_loss, reason = "days, hours and pixels are small numbers")]

use std::fmt::Write;

use chrono::{Datelike, Days, NaiveDate, NaiveTime};

use super::layout::{Bar, BarTime, Block, Layout, minute};
use super::letters::{Lines, cut, drawable, fit, width};
use super::{DAYS, PictureEvent, Week};
use crate::model::civil_date;
use crate::speech::Lettering;

/// Pixels across: as wide as Telegram keeps a picture of this shape.
pub const WIDTH: u32 = 1_024;
/// Pixels down: the longest side that Telegram keeps.
pub const HEIGHT: u32 = 1_280;

/// Room at the edges.
const EDGE: f32 = 24.0;
/// Down to the names of the days.
const TITLE: f32 = 104.0;
/// The names and numbers of the days.
const HEADS: f32 = 96.0;
/// A bar above the grid, with the room below it.
const BAR: f32 = 38.0;
/// Room between things that stand side by side.
const GAP: f32 = 4.0;
/// Room between a block's edge and its text.
const PAD: f32 = 9.0;
/// The strong line at the left of an entry.
const EDGE_LINE: f32 = 5.0;
/// Corners.
const ROUND: f32 = 8.0;

/// Sizes of text.
const LARGE: f32 = 42.0;
const NUMBER: f32 = 36.0;
const SMALL: f32 = 20.0;
const FINE: f32 = 18.0;
/// Those of a title, the first that fits: the largest only where it stands alone, the smallest only beside others.
const SIZES: [f32; 5] = [23.0, 21.0, 19.0, 17.0, 15.0];

/// How far apart lines of a size stand.
const LEADING: f32 = 1.2;

const PAPER: &str = "#ffffff";
const INK: &str = "#1c2230";
const QUIET: &str = "#7b8494";
const FAINT: &str = "#e6e9ef";
const OFF: &str = "#f6f7f9";
const TODAY: &str = "#f3f6ff";
const ACCENT: &str = "#3b5bdb";
const NOW: &str = "#e5383b";

/// A family of colours: the ground, the edge, the text.
type Colour = (&'static str, &'static str, &'static str);

const COLOURS: [Colour; 7] = [
    ("#e4e9ff", "#4c6ef5", "#24398f"),
    ("#dcf5ee", "#12a67c", "#0a5c46"),
    ("#fff0d2", "#f08c00", "#7a4a00"),
    ("#fde3ea", "#e0446c", "#8c1f40"),
    ("#f0e5fd", "#9254de", "#55278f"),
    ("#dff2fd", "#1c8fd1", "#0b527e"),
    ("#e8f5d8", "#6ba318", "#3d5f0a"),
];

/// Writes the picture.
pub fn write(week: &Week, layout: &Layout) -> String {
    let words = Lettering::new(&week.voice, week.now);
    let mut sheet = Sheet::new(week, layout, words);
    sheet.ground();
    sheet.title();
    sheet.heads();
    sheet.grid();
    sheet.now_line();
    for bar in &layout.bars {
        sheet.bar(bar);
    }
    for block in &layout.blocks {
        sheet.block(block);
    }
    sheet.more();
    sheet.now_disc();
    sheet.finish()
}

/// A picture in the making.
struct Sheet<'a> {
    week: &'a Week,
    layout: &'a Layout,
    words: Lettering<'a>,
    /// Where the first day begins.
    left: f32,
    /// How wide a day is.
    day: f32,
    /// Where the bars begin.
    bars: f32,
    /// Where the grid begins.
    top: f32,
    /// How high a minute is.
    minute: f32,
    today: NaiveDate,
    svg: String,
}

/// How heavy text is.
#[derive(Debug, Clone, Copy)]
enum Weight {
    Plain,
    Half,
    Bold,
}

/// Where text stands about its point.
#[derive(Debug, Clone, Copy)]
enum Anchor {
    Start,
    Middle,
    End,
}

impl<'a> Sheet<'a> {
    fn new(week: &'a Week, layout: &'a Layout, words: Lettering<'a>) -> Self {
        let widest = hours(layout).map(|hour| width(&words.hour(hour), FINE)).fold(0.0, f32::max);
        let left = EDGE + widest + 12.0;
        let rows = layout.bars.iter().map(|bar| bar.row + 1).max().unwrap_or(0);
        let rows = rows as f32 + if layout.more_bars.iter().any(|more| *more > 0) { 0.7 } else { 0.0 };
        let bars = TITLE + HEADS;
        let top = bars + rows * BAR + 10.0;
        let span = (layout.minutes.end - layout.minutes.start) as f32;
        Self {
            week,
            layout,
            words,
            left,
            day: (WIDTH as f32 - EDGE - left) / DAYS as f32,
            bars,
            top,
            minute: (HEIGHT as f32 - EDGE - top) / span,
            today: civil_date(week.now, week.voice.zone),
            svg: String::with_capacity(32 * 1_024),
        }
    }

    fn ground(&mut self) {
        let _ = write!(
            self.svg,
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">"#
        );
        self.rect(0.0, 0.0, WIDTH as f32, HEIGHT as f32, 0.0, &format!(r#"fill="{PAPER}""#));
        let height = HEIGHT as f32 - EDGE - self.bars + 4.0;
        for (index, date) in self.days().collect::<Vec<_>>() {
            let fill = if date == self.today {
                TODAY
            } else if self.week.weekend.contains(date.weekday()) {
                OFF
            } else {
                continue;
            };
            self.rect(self.x(index), self.bars - 4.0, self.day, height, 0.0, &format!(r#"fill="{fill}""#));
        }
    }

    /// The dates at the left, the zone at the right.
    fn title(&mut self) {
        let zone = self.words.zone();
        let room = WIDTH as f32 - 3.0 * EDGE - width(&zone, SMALL);
        if let Some(last) = self.week.first.checked_add_days(Days::new(DAYS as u64 - 1)) {
            let days = self.words.days(self.week.first, last);
            self.text(cut(&days, LARGE, room), EDGE, 66.0, LARGE, INK, Anchor::Start, Weight::Bold);
        }
        self.text(&zone, WIDTH as f32 - EDGE, 64.0, SMALL, QUIET, Anchor::End, Weight::Plain);
    }

    /// The name and the number of each day; today's in a disc.
    fn heads(&mut self) {
        for (index, date) in self.days().collect::<Vec<_>>() {
            let middle = self.x(index) + self.day / 2.0;
            let is_today = date == self.today;
            let (name, number) = (self.words.weekday(date), date.day().to_string());
            let name_colour = if is_today { ACCENT } else { QUIET };
            self.text(&name, middle, TITLE + 20.0, SMALL, name_colour, Anchor::Middle, Weight::Plain);
            if is_today {
                let _ =
                    write!(self.svg, r#"<circle cx="{middle:.1}" cy="{:.1}" r="29" fill="{ACCENT}"/>"#, TITLE + 56.0);
            }
            let is_off = self.week.weekend.contains(date.weekday());
            let colour = if is_today {
                PAPER
            } else if is_off {
                QUIET
            } else {
                INK
            };
            self.text(&number, middle, TITLE + 69.0, NUMBER, colour, Anchor::Middle, Weight::Bold);
        }
    }

    /// A line an hour with its clock, and a line between days.
    fn grid(&mut self) {
        let right = WIDTH as f32 - EDGE;
        for hour in hours(self.layout) {
            let y = self.y(minute(hour));
            self.line(self.left, y, right, y, FAINT, 2.0);
            let clock = self.words.hour(hour);
            self.text(&clock, self.left - 12.0, y + 6.0, FINE, QUIET, Anchor::End, Weight::Plain);
        }
        for index in 1..DAYS {
            let x = self.x(index);
            self.line(x, self.bars - 4.0, x, HEIGHT as f32 - EDGE, FAINT, 2.0);
        }
    }

    fn bar(&mut self, bar: &Bar) {
        let entry = &self.week.entries[bar.entry];
        let (goes_back, goes_on) = bar.goes_on;
        let x = self.x(bar.first) + if goes_back { 0.0 } else { GAP };
        let end = self.x(bar.last + 1) - if goes_on { 0.0 } else { GAP };
        let y = self.bars + BAR * bar.row as f32;
        let colour = colour(entry);
        self.open(entry, x, y, end - x, BAR - GAP);
        self.panel(x, y, end - x, BAR - GAP, entry, colour);
        let title = self.titled(entry);
        let text = match bar.clock {
            None => title,
            Some(BarTime::From(time)) => self.words.at(&self.words.clock(time), &title),
            Some(BarTime::Until(time)) => self.words.at(&self.words.until(time), &title),
        };
        let text = drawable(&text);
        let (left, room) = (x + EDGE_LINE + PAD - 2.0, end - x - EDGE_LINE - PAD);
        self.text(cut(&text, SMALL, room), left, y + 24.0, SMALL, colour.2, Anchor::Start, Weight::Plain);
        self.svg.push_str("</g>");
    }

    /// What an entry is called, with its calendar where that is named.
    fn titled(&self, entry: &PictureEvent) -> String {
        let title = self.words.title(&entry.title);
        entry.calendar.as_ref().map_or_else(|| title.clone(), |calendar| format!("{title} · {calendar}"))
    }

    /// A panel with as much of title, clock and place as there is room for, the title first.
    fn block(&mut self, block: &Block) {
        let entry = &self.week.entries[block.entry];
        let column = (self.day - 2.0 * GAP) / block.columns as f32;
        let x = self.x(block.day) + GAP + column * block.column as f32;
        let wide = column * block.span as f32 - if block.column + block.span < block.columns { GAP } else { 0.0 };
        let (y, end) = (self.y(block.minutes.start) + 1.0, self.y(block.minutes.end) - 2.0);
        let colour = colour(entry);
        self.open(entry, x, y, wide, end - y);
        self.panel(x, y, wide, end - y, entry, colour);
        let pad = if block.columns > 1 { 3.0 } else { PAD };
        let (left, room, high) = (x + EDGE_LINE + pad, wide - EDGE_LINE - 1.5 * pad, end - y);
        let clock = self.words.clock(block.clock);
        let title = drawable(&self.titled(entry));
        let sizes = if block.columns > 1 { &SIZES[1..] } else { &SIZES[..SIZES.len() - 1] };
        let Lines { lines, size } = fit(&title, sizes, LEADING, room, high - 6.0);
        let needed = size * LEADING;
        let mut line =
            y + if lines.len() == 1 && high < 2.0 * needed { f32::midpoint(high, size) - 3.0 } else { size + 4.0 };
        for text in &lines {
            self.text(text, left, line, size, colour.2, Anchor::Start, Weight::Half);
            line += needed;
        }
        let below = (width(&clock, FINE) <= room).then_some(clock);
        let place = self.words.place(entry.place.as_deref());
        for text in below.into_iter().chain(place) {
            if line + 3.0 > end {
                break;
            }
            let text = drawable(&text);
            self.text(cut(&text, FINE, room), left, line, FINE, colour.2, Anchor::Start, Weight::Plain);
            line += FINE * LEADING;
        }
        self.svg.push_str("</g>");
    }

    /// "+2", where not everything found room.
    fn more(&mut self) {
        for (day, more) in self.layout.more_bars.into_iter().enumerate().filter(|(_, more)| *more > 0) {
            self.text(
                &format!("+{more}"),
                self.x(day) + GAP + PAD,
                self.top - 16.0,
                FINE,
                QUIET,
                Anchor::Start,
                Weight::Bold,
            );
        }
        for more in &self.layout.more_blocks {
            let text = format!("+{}", more.count);
            let (wide, right) = (width(&text, FINE) + 14.0, self.x(more.day + 1) - 2.0);
            let y = self.y(more.minute) + 2.0;
            self.rect(right - wide, y, wide, 26.0, 13.0, &format!(r#"fill="{INK}""#));
            self.text(&text, right - wide / 2.0, y + 19.5, FINE, PAPER, Anchor::Middle, Weight::Plain);
        }
    }

    /// A line across today, at the present minute. Events cover it: across a title it would look like a deletion.
    fn now_line(&mut self) {
        if let Some((x, y)) = self.now_at() {
            self.line(x, y, x + self.day, y, NOW, 4.0);
        }
    }

    /// A disc at the left end of that line, above everything.
    fn now_disc(&mut self) {
        if let Some((x, y)) = self.now_at() {
            let _ = write!(self.svg, r#"<circle cx="{x:.1}" cy="{y:.1}" r="9" fill="{NOW}"/>"#);
        }
    }

    /// Where the present minute begins, if the picture shows it.
    fn now_at(&self) -> Option<(f32, f32)> {
        let local = self.week.now.with_timezone(&self.week.voice.zone).naive_local();
        let minute = minute(local.time());
        let day = usize::try_from((self.today - self.week.first).num_days()).ok()?;
        (day < DAYS && self.layout.minutes.contains(&minute)).then(|| (self.x(day), self.y(minute)))
    }

    fn finish(mut self) -> String {
        self.svg.push_str("</svg>");
        self.svg
    }

    /// The ground of an entry with its edge at the left; only an outline when its time is free.
    fn panel(&mut self, x: f32, y: f32, wide: f32, high: f32, entry: &PictureEvent, colour: Colour) {
        let (ground, edge, _) = colour;
        if entry.is_free {
            let look = format!(r#"fill="{PAPER}" stroke="{edge}" stroke-width="2" stroke-dasharray="7 5""#);
            return self.rect(x + 1.0, y + 1.0, wide - 2.0, high - 2.0, ROUND, &look);
        }
        self.rect(x, y, wide, high, ROUND, &format!(r#"fill="{edge}""#));
        let round = ROUND.min(high / 2.0);
        let (across, down) = ((wide - EDGE_LINE - round).max(0.0), high - 2.0 * round);
        let _ = write!(
            self.svg,
            r#"<path d="M{:.1} {y:.1}h{across:.1}a{round} {round} 0 0 1 {round} {round}v{down:.1}a{round} {round} 0 0 1 -{round} {round}h-{across:.1}z" fill="{ground}"/>"#,
            x + EDGE_LINE
        );
    }

    /// Begins an entry, with paper under it; what is over is paler.
    fn open(&mut self, entry: &PictureEvent, x: f32, y: f32, wide: f32, high: f32) {
        self.rect(x, y, wide, high, ROUND, &format!(r#"fill="{PAPER}""#));
        let is_over = entry.when.end(self.week.voice.zone) <= self.week.now;
        self.svg.push_str(if is_over { r#"<g opacity="0.55">"# } else { "<g>" });
    }

    fn rect(&mut self, x: f32, y: f32, wide: f32, high: f32, round: f32, look: &str) {
        let _ = write!(
            self.svg,
            r#"<rect x="{x:.1}" y="{y:.1}" width="{:.1}" height="{:.1}" rx="{round}" {look}/>"#,
            wide.max(1.0),
            high.max(1.0)
        );
    }

    fn line(&mut self, x: f32, y: f32, to_x: f32, to_y: f32, colour: &str, thick: f32) {
        let _ = write!(
            self.svg,
            r#"<path d="M{x:.1} {y:.1}L{to_x:.1} {to_y:.1}" stroke="{colour}" stroke-width="{thick}"/>"#
        );
    }

    #[expect(clippy::too_many_arguments, reason = "a text, its place and its look")]
    fn text(&mut self, text: &str, x: f32, y: f32, size: f32, colour: &str, anchor: Anchor, weight: Weight) {
        let x = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width(text, size) / 2.0,
            Anchor::End => x - width(text, size),
        };
        // The font has one weight: an outline in the same colour makes it heavier.
        let outline = match weight {
            Weight::Plain => String::new(),
            Weight::Half => format!(r#" stroke="{colour}" stroke-width="{:.2}""#, size * 0.018),
            Weight::Bold => format!(r#" stroke="{colour}" stroke-width="{:.2}""#, size * 0.035),
        };
        let _ = write!(
            self.svg,
            r#"<text x="{x:.1}" y="{y:.1}" font-size="{size}" fill="{colour}"{outline} xml:space="preserve">{}</text>"#,
            escape(text)
        );
    }

    fn days(&self) -> impl Iterator<Item = (usize, NaiveDate)> + use<> {
        self.week.first.iter_days().take(DAYS).enumerate()
    }

    fn x(&self, day: usize) -> f32 {
        self.left + self.day * day as f32
    }

    fn y(&self, minute: u32) -> f32 {
        self.top + self.minute * (minute.saturating_sub(self.layout.minutes.start)) as f32
    }
}

/// The full hours between the first and the last line of the grid.
fn hours(layout: &Layout) -> impl Iterator<Item = NaiveTime> + use<> {
    (layout.minutes.start / 60..layout.minutes.end / 60).filter_map(|hour| NaiveTime::from_hms_opt(hour, 0, 0))
}

/// The colours of an entry: the same for all of its family, whenever it is drawn.
fn colour(entry: &PictureEvent) -> Colour {
    // FNV-1a: small, and the same in every version.
    let hash =
        entry.family.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    COLOURS[hash as usize % COLOURS.len()]
}

/// Text as it may stand in XML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
