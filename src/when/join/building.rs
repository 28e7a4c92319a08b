//! A phrase while its pieces come in, one after another.

mod takers;

use super::Phrase;
use super::link::Link;
use crate::when::lang;
use crate::when::number::Number;
use crate::when::piece::{Day, DayTime, FoundPiece, Piece, Repeat, is_clock, is_free, skip};
use crate::when::token::{Kind, Tokens};
use crate::when::word::{DayPart, Word};
use chrono::Weekday;
use smallvec::SmallVec;
use takers::{Coming, TAKERS, own_side};
pub(super) use takers::{range_of_weekdays, weekdays_from};

/// A phrase while its pieces come in.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a set of independent marks, each read by its own name")]
pub(super) struct Building {
    /// What is said so far.
    pub phrase: Phrase,
    /// The side of a range that pieces are added to.
    pub side: Side,
    /// "between" was said, so that "and" is a range.
    pub is_between: bool,
    /// "starting" was said, and what follows is the start of a series.
    pub is_starting: bool,
    /// A day that is one only beside another time.
    pub has_weak_day: bool,
    /// A clock that is one only beside another time.
    pub has_weak_clock: bool,
    /// A second weekday after "and".
    pub also: Option<Weekday>,
    /// Months without a day, which need a range.
    pub weak_months: SmallVec<[usize; 2]>,
    /// The last day of a series.
    pub until: Option<DayTime>,
    /// The first day of a series.
    pub from: Option<DayTime>,
    /// How often a series comes.
    pub count: Option<u32>,
    /// Further days of a list that begins with the start's: "20/10, 27/10 and 3/11".
    pub dates: Vec<DayTime>,
    /// Bare numbers of a list of days, before or after the one that says their month.
    pub numbers: Vec<Numbered>,
    /// The days that a series leaves out.
    pub except: Vec<Day>,
    /// The pieces that say them.
    pub except_pieces: SmallVec<[usize; 2]>,
    /// Pieces that are what the event is for, and no time.
    pub names: SmallVec<[usize; 1]>,
    /// The piece that names the start's day.
    pub named: Option<usize>,
    /// A bare number where the start is said.
    pub start_number: Option<Numbered>,
    /// A bare number where the end is said.
    pub end_number: Option<Numbered>,
}

/// A side of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Side {
    /// Its start, or all of what is no range.
    #[default]
    Start,
    /// Its end.
    End,
}

/// A bare number that waits to be known as an hour or a day.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "a set of independent marks, each read by its own name")]
pub(super) struct Numbered {
    pub number: Number,
    /// Which piece it is.
    pub index: usize,
    /// Nothing it could count follows it.
    pub is_free: bool,
    /// A day was already said when it came.
    pub is_after_day: bool,
    /// It is small enough for a clock, and a day follows ("meeting 9 tomorrow").
    pub is_before_day: bool,
    /// It is an hour of the meal before it ("lunch 12").
    pub is_of_meal: bool,
    /// A part of the day stands before it ("setiap pagi 7").
    pub is_in_part: bool,
    /// "from" stands before it ("from 3 for 2 hours").
    pub is_from: bool,
    /// It stands between a day and what is planned ("mon 9 dentist").
    pub is_of_day: bool,
}

impl Numbered {
    /// The number as a day of the same month as another.
    pub(super) fn as_day_beside(self, day: Day) -> Option<Day> {
        let number = i8::try_from(self.number.value).ok().filter(|number| (1..=31).contains(number))?;
        Some(Day { day: Some(number), weekday: None, swapped: None, ..day })
    }
}

/// Whether a day follows that people say after an hour: "9 tomorrow", "7 on friday", "6 esok".
fn is_day_of_speech(tokens: &Tokens<'_>, at: usize) -> bool {
    let at = skip(tokens, at, &[Word::On, Word::Hari, Word::This, Word::Next]);
    matches!(tokens.word(at), Some(Word::Day(0 | 1) | Word::Tonight | Word::Weekday(_)))
}

/// Whether a number right after a meal is an hour at which it is eaten, and counts nothing ("dinner 7", "lunch 12").
fn is_hour_of_meal(tokens: &Tokens<'_>, number: u32, found: &FoundPiece) -> bool {
    let Some(Word::Meal(part)) = found.first.checked_sub(1).and_then(|before| tokens.word(before)) else {
        return false;
    };
    let hours = match part {
        DayPart::Morning => &[6, 7, 8, 9, 10, 11][..],
        DayPart::Midday => &[11, 12, 1, 2, 3],
        DayPart::LateNight => &[9, 10, 11, 12],
        _ => &[5, 6, 7, 8, 9, 10],
    };
    hours.contains(&number) && is_free(tokens, found.end)
}

/// Whether a small number stands between a day and a word that it does not count: "mon 9 dentist", "esok 3 klinik", but
/// not "sat 3 friends".
fn is_of_day(tokens: &Tokens<'_>, number: u32, found: &FoundPiece) -> bool {
    let is_day = |at: usize| match tokens.word(at) {
        Some(Word::Weekday(_) | Word::MonOrMonths | Word::WeakWeekday(_) | Word::Day(0..=2) | Word::Tonight) => true,
        // "3 dec 9 dentist"
        Some(Word::Month(_)) => at.checked_sub(1).is_some_and(|day| tokens.number(day).is_some()),
        // "isnin depan 9", "sabtu ni 4"
        Some(Word::NextAfter | Word::ThisAfter) => {
            at.checked_sub(1).is_some_and(|noun| matches!(tokens.word(noun), Some(Word::Weekday(_) | Word::Hari)))
        }
        _ => false,
    };
    let is_counted =
        matches!(tokens.word(found.end), Some(Word::Times | Word::TimesSign | Word::More | Word::Half | Word::Quarter));
    let is_word = match tokens.kind(found.end) {
        Kind::Other => true,
        Kind::Known(_) => is_free(tokens, found.end) && !is_counted,
        Kind::Number(_) | Kind::Quoted | Kind::Mark(_) => false,
    };
    let word = tokens.folded(found.end);
    let is_plural = lang::is_counted(word);
    let is_after_day = found.first.checked_sub(1).is_some_and(is_day);
    // "tmr 3 course dinner 8pm": the clock is said elsewhere.
    let has_clock = || (found.end..tokens.len()).any(|at| is_clock(tokens, at));
    is_after_day && (1..=12).contains(&number) && is_word && !is_plural && !tokens.is_glued(found.end) && !has_clock()
}

/// Whether a part of the day stands right before a number, which counts nothing ("pagi 7 hantar anak").
fn is_in_part(tokens: &Tokens<'_>, found: &FoundPiece) -> bool {
    let is_part = |at| matches!(tokens.word(at), Some(Word::Part(_) | Word::PartAfterDay(_)));
    found.first.checked_sub(1).is_some_and(is_part)
        && (is_free(tokens, found.end) || tokens.kind(found.end) == Kind::Other)
}

impl Building {
    /// Looks at the words that lead to the first piece, and at the one after it.
    pub(super) fn link_in(&mut self, tokens: &Tokens<'_>, first: usize, end: usize) {
        self.is_starting |= tokens.is(end, Word::StartsAfter);
        self.phrase.is_led_from |= self.is_starting;
        for at in first.saturating_sub(2)..first {
            match tokens.word(at) {
                Some(Word::Between) => self.is_between = true,
                Some(Word::Starting) => (self.is_starting, self.phrase.is_led_from) = (true, true),
                Some(Word::From) => self.phrase.is_led_from = true,
                Some(Word::Until | Word::To) => self.phrase.is_until = true,
                _ => {}
            }
        }
    }

    /// Takes a piece; `false` if it says something else than what is already there.
    pub(super) fn take(&mut self, tokens: &Tokens<'_>, index: usize, found: &FoundPiece, link: Link) -> bool {
        self.drop_rough_offset(&found.piece);
        let is_taken = match &found.piece {
            Piece::Time(time) => {
                let is_from = found.first.checked_sub(1).is_some_and(|before| tokens.is(before, Word::From));
                let is_led = found.end - found.first > 1 || tokens.is_han(found.first) || is_from;
                let coming = Coming { time: *time, index, found, link, is_led };
                TAKERS.iter().find_map(|take| take(self, &coming)).unwrap_or_else(|| own_side(self, &coming))
            }
            Piece::Number(number) => self.take_number(tokens, *number, index, found, link),
            Piece::Offset(amount) => set(&mut self.phrase.offset, *amount),
            Piece::Length(amount) => set(&mut self.phrase.length, *amount),
            Piece::Repeat(repeat) if repeat.is_daily() && self.daily_on_weekdays() => true,
            Piece::Repeat(repeat) => set(&mut self.phrase.repeat, repeat.clone()),
            Piece::AllDay => {
                self.phrase.is_all_day = true;
                true
            }
            Piece::DayEnd => {
                self.phrase.is_day_end = true;
                true
            }
            Piece::Zone(zone) => set(&mut self.phrase.zone, *zone),
            Piece::Count(count) => set(&mut self.count, *count),
            Piece::Except(days) => {
                self.except.extend(days.iter().copied());
                self.except_pieces.push(index);
                true
            }
            Piece::Aside => true,
            Piece::Lead(_) | Piece::Everyday => false,
        };
        if is_taken {
            self.phrase.used.push(index);
            self.phrase.is_sure |= !found.is_weak;
        }
        is_taken
    }

    fn take_number(
        &mut self,
        tokens: &Tokens<'_>,
        number: Number,
        index: usize,
        found: &FoundPiece,
        link: Link,
    ) -> bool {
        if link.is_range() && self.side == Side::End {
            range_of_weekdays(self);
        }
        let is_range = link.is_range() || link == Link::And && self.is_between;
        if !self.go_to_side(is_range) {
            return false;
        }
        let is_listed = link.is_list() && !self.is_between && self.side == Side::Start && number.value <= 31;
        let numbered = Numbered {
            number,
            index,
            is_free: is_free(tokens, found.end),
            is_after_day: self.phrase.start.day.is_some(),
            is_before_day: number.value <= 12 && is_day_of_speech(tokens, found.end),
            is_of_meal: is_hour_of_meal(tokens, number.value, found),
            is_in_part: number.value <= 12 && is_in_part(tokens, found),
            is_from: found.first.checked_sub(1).is_some_and(|before| tokens.is(before, Word::From)),
            is_of_day: is_of_day(tokens, number.value, found),
        };
        // "5, 12 and 19 nov", "nov 5, 12 and 19"
        let follows_date = self.phrase.start.day.is_some_and(|day| day.day.is_some() && day.month.is_some());
        let is_clock_said = self.phrase.start.clock.is_some();
        // "22 Sept, 5-6pm": the start of a range of clocks.
        let begins_range = tokens.is_mark(found.end, '-') || matches!(tokens.word(found.end), Some(Word::To));
        let is_listed = is_listed && !(begins_range && self.start_number.is_none() && self.numbers.is_empty());
        if is_listed && (self.start_number.is_some() || follows_date && !is_clock_said && numbered.is_free) {
            self.numbers.push(numbered);
            return true;
        }
        set(
            match self.side {
                Side::Start => &mut self.start_number,
                Side::End => &mut self.end_number,
            },
            numbered,
        )
    }

    /// "follow up in 3 months, 3 March": a date says exactly what some months from now are.
    fn drop_rough_offset(&mut self, piece: &Piece) {
        let is_date =
            matches!(piece, Piece::Time(DayTime { day: Some(day), .. }) if day.day.is_some() && day.month.is_some());
        let is_rough = self.phrase.offset.is_some_and(|offset| !offset.is_fine) && self.phrase.used.len() == 1;
        if is_date && is_rough {
            self.phrase.offset = None;
        }
    }

    /// "星期一到星期五每天": every day of a range of weekdays.
    fn daily_on_weekdays(&mut self) -> bool {
        let phrase = &mut self.phrase;
        let last = phrase.end.and_then(DayTime::only_weekday);
        let is_bare = phrase.start.clock.is_none() && phrase.end.is_some_and(|end| end.clock.is_none());
        let (Some(first), Some(last)) = (phrase.start.only_weekday(), last.filter(|_| is_bare)) else { return false };
        phrase.repeat = Some(Box::new(Repeat::weekly(&weekdays_from(first, last))));
        phrase.start.day = None;
        phrase.end = None;
        self.side = Side::Start;
        true
    }

    /// Goes to the end of a range if one begins; `false` if its end is already there.
    fn go_to_side(&mut self, is_range: bool) -> bool {
        match self.side {
            Side::Start if is_range && !self.is_empty() => {
                self.side = Side::End;
                self.phrase.end = Some(DayTime::default());
                true
            }
            Side::Start => true,
            Side::End => !is_range,
        }
    }

    /// Whether a series is said with a range of bare numbers ("every sat 2-4").
    pub(super) fn has_numbers(&self) -> bool {
        self.phrase.repeat.is_some() && self.start_number.is_some() && self.end_number.is_some()
    }

    fn is_empty(&self) -> bool {
        self.phrase.start == DayTime::default() && self.start_number.is_none() && self.phrase.offset.is_none()
    }

    /// Whether nothing but a month alone is there yet.
    fn is_only_month(&self) -> bool {
        !self.weak_months.is_empty() && self.weak_months.len() == self.phrase.used.len()
    }

    fn start_has_clock(&self) -> bool {
        self.phrase.start.clock.is_some() || self.start_number.is_some()
    }
}

/// Of two parts of the day the one that says more: a prayer, else the later one.
fn exact(said: Option<DayPart>, more: Option<DayPart>) -> Option<DayPart> {
    match said {
        Some(DayPart::Prayer(..)) => said,
        said => more.or(said),
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
pub(super) fn add(side: &mut DayTime, more: DayTime) -> bool {
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
    *side = DayTime { day, clock: side.clock.or(more.clock), part: exact(side.part, more.part) };
    true
}
