//! A phrase while its pieces come in, one after another.

use chrono::Weekday;
use smallvec::SmallVec;

use super::{Link, Numbered, Phrase};
use crate::when::lexicon::{Unit, Word};
use crate::when::piece::{Day, Found, Piece, Repeat, Time, is_free};
use crate::when::token::{Number, Tokens};

/// A phrase while its pieces come in.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a set of independent marks, each read by its own name")]
pub(super) struct Building {
    phrase: Phrase,
    is_at_end: bool,
    pub(super) is_between: bool,
    is_starting: bool,
    has_shy_day: bool,
    has_shy_clock: bool,
    /// A second weekday behind "and".
    also: Option<Weekday>,
    /// Months without a day, which need a range.
    shy_months: SmallVec<[usize; 2]>,
    /// The sides of a repetition's own range.
    until: Option<Time>,
    from: Option<Time>,
}

impl Building {
    /// Looks at the words that lead to the first piece.
    pub(super) fn link_in(&mut self, tokens: &Tokens<'_>, first: usize) {
        for at in first.saturating_sub(2)..first {
            match tokens.word(at) {
                Some(Word::Between) => self.is_between = true,
                Some(Word::Starting) => self.is_starting = true,
                _ => {}
            }
        }
    }

    /// Takes a piece; `false` if it says something else than what is already there.
    pub(super) fn take(&mut self, tokens: &Tokens<'_>, index: usize, found: &Found, link: Link) -> bool {
        let is_taken = match &found.piece {
            Piece::Time(time) => self.take_time(*time, index, found, link),
            Piece::Number(number) => self.take_number(tokens, *number, index, found, link),
            Piece::Offset(amount) => set(&mut self.phrase.offset, *amount),
            Piece::Length(amount) => set(&mut self.phrase.length, *amount),
            Piece::Repeat(repeat) => set(&mut self.phrase.repeat, repeat.as_ref().clone()),
            Piece::AllDay => {
                self.phrase.is_all_day = true;
                true
            }
            Piece::Zone(zone) => set(&mut self.phrase.zone, *zone),
            Piece::Count(count) => set(&mut self.phrase.count, *count),
            Piece::Lead(_) | Piece::Everyday => false,
        };
        if is_taken {
            self.phrase.used.push(index);
            self.phrase.is_sure |= !found.is_shy;
        }
        is_taken
    }

    fn take_time(&mut self, time: Time, index: usize, found: &Found, link: Link) -> bool {
        let has_repeat = self.phrase.repeat.is_some();
        if has_repeat
            && (link == Link::Until || link == Link::To && time.clock.is_none() && !self.phrase.start_has_clock())
            && time.day.is_some()
        {
            return set(&mut self.until, time);
        }
        if link == Link::Starting || self.is_starting && self.from.is_none() && self.phrase.used.is_empty() {
            self.is_starting = false;
            return set(&mut self.from, time);
        }
        // "lunch with April tomorrow": a month alone goes only with the other side of a range.
        let is_shy_month =
            found.is_shy && time.day.is_some_and(|day| day == Day { month: day.month, ..Day::default() });
        let is_beside = matches!(link, Link::Near | Link::And) && !self.is_between;
        if is_beside && (is_shy_month && !self.phrase.used.is_empty() || self.is_only_month()) {
            return false;
        }
        if is_shy_month {
            self.shy_months.push(index);
        }
        if link == Link::Or {
            return set(&mut self.phrase.other, time);
        }
        if matches!(link, Link::To | Link::Dash | Link::Until)
            && self.phrase.is_empty()
            && let Some(from) = self.from.take()
        {
            add(&mut self.phrase.start, from);
        }
        if link == Link::And
            && !self.is_between
            && self.also.is_none()
            && self.phrase.end.is_none()
            && let (Some(_), Some(weekday)) = (self.phrase.start.only_weekday(), time.only_weekday())
        {
            self.also = Some(weekday);
            return add(&mut self.phrase.start, Time { day: None, ..time });
        }
        if matches!(link, Link::To | Link::Dash | Link::Until) && self.is_at_end {
            self.make_weekly();
        }
        let is_range = match link {
            Link::To | Link::Until => true,
            Link::Dash => !self.phrase.start_has_only_day() || time.day.is_some(),
            Link::And => self.is_between,
            Link::Near | Link::Or | Link::Starting | Link::Far => false,
        };
        if is_range && !self.is_at_end && !self.phrase.is_empty() {
            self.is_at_end = true;
            self.phrase.end = Some(Time::default());
        } else if is_range && self.is_at_end {
            return false;
        }
        let side = match (&mut self.phrase.end, self.is_at_end) {
            (Some(end), true) => end,
            _ => &mut self.phrase.start,
        };
        if !add(side, time) {
            return false;
        }
        self.has_shy_day |= found.is_shy && time.day.is_some();
        self.has_shy_clock |= found.is_shy && (time.clock.is_some() || time.part.is_some());
        true
    }

    fn take_number(&mut self, tokens: &Tokens<'_>, number: Number, index: usize, found: &Found, link: Link) -> bool {
        if matches!(link, Link::To | Link::Dash | Link::Until) && self.is_at_end {
            self.make_weekly();
        }
        let is_range = match link {
            Link::To | Link::Until | Link::Dash => true,
            Link::And => self.is_between,
            Link::Near | Link::Or | Link::Starting | Link::Far => false,
        };
        if is_range && !self.is_at_end && !self.phrase.is_empty() {
            self.is_at_end = true;
            self.phrase.end = Some(Time::default());
        } else if is_range && self.is_at_end {
            return false;
        }
        let numbered = Numbered {
            number,
            index,
            is_free: is_free(tokens, found.end),
            is_behind_day: self.phrase.start.day.is_some(),
        };
        set(if self.is_at_end { &mut self.phrase.end_number } else { &mut self.phrase.start_number }, numbered)
    }

    /// Whether nothing but a month alone is there yet.
    fn is_only_month(&self) -> bool {
        !self.shy_months.is_empty() && self.shy_months.len() == self.phrase.used.len()
    }

    /// "Monday to Friday, 9am": a range of weekdays with one clock is said of every week.
    fn make_weekly(&mut self) {
        let phrase = &mut self.phrase;
        let Some(end) = phrase.end.filter(|end| end.clock.is_some() && phrase.repeat.is_none()) else { return };
        if phrase.start.clock.is_some() || phrase.start_number.is_some() || phrase.start.part.is_some() {
            return;
        }
        let (Some(first), Some(last)) = (phrase.start.only_weekday(), end.only_weekday()) else { return };
        let mut days: SmallVec<[Weekday; 7]> = SmallVec::new();
        let mut day = first;
        while day != last && days.len() < 7 {
            days.push(day);
            day = day.succ();
        }
        days.push(last);
        phrase.repeat = Some(Repeat::weekly(&days));
        phrase.start = Time { day: None, ..end };
        phrase.end = None;
        self.is_at_end = false;
    }

    /// "Wednesday and Friday": every week if at a clock, else both days if the second follows the first.
    fn settle_two_days(&mut self) {
        let phrase = &mut self.phrase;
        let (Some(first), Some(second)) = (phrase.start.only_weekday(), self.also) else { return };
        if phrase.start.clock.is_some() || phrase.start.part.is_some() || phrase.start_number.is_some() {
            if phrase.repeat.is_none() {
                phrase.repeat = Some(Repeat::weekly(&[first, second]));
                phrase.start.day = None;
            }
        } else if first.succ() == second && phrase.end.is_none() {
            phrase.end = Some(Time { day: Some(Day::weekday(second)), ..Time::default() });
        }
    }

    /// The phrase, if it holds anything.
    pub(super) fn finish(mut self) -> Option<Phrase> {
        self.make_weekly();
        self.settle_two_days();
        let mut phrase = std::mem::take(&mut self.phrase);
        if phrase.used.is_empty() {
            return None;
        }
        phrase.settle_numbers();
        let has_range_of_days = phrase.start.day.is_some() && phrase.end.is_some_and(|end| end.day.is_some());
        if has_range_of_days {
            phrase.is_sure |= self.shy_months.len() == 2;
        } else if !self.shy_months.is_empty() && phrase.start.day.is_some_and(Day::lacks_day) && phrase.repeat.is_none()
        {
            phrase.start.day = None;
            phrase.used.retain(|used| !self.shy_months.contains(used));
            self.has_shy_day = false;
            if phrase.used.is_empty() {
                return None;
            }
        }
        phrase.is_sure |= self.has_shy_day && self.has_shy_clock;
        if let (Some(repeat), Some(from)) = (
            &mut phrase.repeat,
            self.from.or(self.until.and(phrase.start.day).map(|day| Time { day: Some(day), ..Time::default() })),
        ) {
            repeat.from = Some(from);
        } else if let Some(from) = self.from {
            add(&mut phrase.start, from);
        }
        if phrase.repeat.is_none()
            && let Some(weekday) = phrase.start.day.and_then(|day| day.weekday)
            && phrase.length.is_some_and(|length| matches!(length.unit, Some((Unit::Week, 2..))))
            && phrase.start.clock.is_some()
        {
            // "saturday 10am for 8 weeks": nobody stays in class that long.
            phrase.repeat = Some(Repeat::weekly(&[weekday]));
        }
        if let Some(repeat) = &mut phrase.repeat {
            repeat.until = self.until;
            repeat.count = phrase.count;
            // "mondays from jan 1 to march 25": the range of days is the series'.
            if let Some(Time { day: Some(last), clock: None, .. }) = phrase.end {
                repeat.from = repeat.from.or(Some(Time { clock: None, ..phrase.start }));
                repeat.until = Some(Time { day: Some(last), ..Time::default() });
                phrase.end = None;
                phrase.start.day = None;
            }
            if repeat.from.is_some_and(|from| from.day == phrase.start.day) {
                phrase.start.day = None;
            }
            phrase.start.part = phrase.start.part.or(repeat.part);
            if let Some(Time { clock: Some(clock), .. }) = repeat.from {
                phrase.start.clock.get_or_insert(clock);
            }
            if phrase.length.is_some_and(|length| !length.is_fine) {
                repeat.length = phrase.length.take();
            }
        }
        Some(phrase)
    }
}

/// Sets what was not set; `false` if it was.
pub(super) fn set<T>(place: &mut Option<T>, value: T) -> bool {
    if place.is_some() {
        return false;
    }
    *place = Some(value);
    true
}

/// Adds what a piece says to a side; `false` if the side says otherwise.
pub(super) fn add(side: &mut Time, more: Time) -> bool {
    if side.clock.is_some() && more.clock.is_some() {
        return false;
    }
    let day = match (side.day, more.day) {
        (Some(a), Some(b)) => match a.and(b) {
            Some(both) => Some(both),
            None => return false,
        },
        (a, b) => a.or(b),
    };
    *side = Time { day, clock: side.clock.or(more.clock), part: more.part.or(side.part) };
    true
}
