//! The third step: pieces that belong together become one phrase, and phrases complete each other.
//!
//! Two pieces belong together when nothing but connecting words stands between them ("on", "的", a comma). "To" and
//! its like begin the other side of a range. A shy piece counts only in company. Phrases that stand apart in the text
//! are put together as far as one says what the other leaves open: the day here, the clock there.

use chrono::Weekday;
use smallvec::SmallVec;

use super::lexicon::{Unit, Word};
use super::piece::{Amount, Clock, Day, Found, Piece, Repeat, Time};
use super::token::{Kind, Number, Tokens};

/// What a text says about time, all pieces together.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrase {
    /// When it begins.
    pub start: Time,
    /// When it ends, if a range was said.
    pub end: Option<Time>,
    /// Another beginning, behind "or".
    pub other: Option<Time>,
    /// So much from now.
    pub offset: Option<Amount>,
    /// How long.
    pub length: Option<Amount>,
    /// How it repeats.
    pub repeat: Option<Repeat>,
    /// In which zone.
    pub zone: Option<chrono_tz::Tz>,
    /// It takes the whole day.
    pub is_all_day: bool,
    /// Which pieces it is made of, by their number.
    pub used: SmallVec<[usize; 8]>,
    start_number: Option<Numbered>,
    end_number: Option<Numbered>,
    is_sure: bool,
    count: Option<u32>,
}

/// A bare number that waits to be known as an hour or a day.
#[derive(Debug, Clone, Copy)]
struct Numbered {
    number: Number,
    index: usize,
    /// Nothing it could count follows it.
    is_free: bool,
    /// A day was already said when it came.
    is_behind_day: bool,
}

/// How a piece is tied to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// By connecting words, or nothing at all.
    Near,
    /// By a word that says a range.
    To,
    /// By a dash, which says a range or nothing.
    Dash,
    /// By "until".
    Until,
    /// By "and".
    And,
    /// By "or".
    Or,
    /// By "starting".
    Starting,
    /// Other words stand between them.
    Far,
}

/// The most tokens that may connect two pieces.
const LONGEST_LINK: usize = 5;

/// What stands between two pieces.
fn link(tokens: &Tokens<'_>, from: usize, to: usize) -> Link {
    if to > from + LONGEST_LINK {
        return Link::Far;
    }
    let mut link = Link::Near;
    for at in from..to {
        link = match (tokens.kind(at), link) {
            (Kind::Known(Word::To), _) => Link::To,
            (Kind::Known(Word::Until), _) => Link::Until,
            (Kind::Known(Word::Starting), _) => Link::Starting,
            (Kind::Known(Word::And) | Kind::Mark('&'), Link::Near) => Link::And,
            (Kind::Known(Word::Or), _) => Link::Or,
            (Kind::Mark('-' | '~' | '→'), Link::Near) => Link::Dash,
            (Kind::Mark('/'), Link::Near) if !tokens.is_glued(at) => Link::Dash,
            (Kind::Mark(',' | '.' | ':' | ';' | '(' | ')' | '[' | ']' | '@' | '|' | '\n' | '·' | '/' | '-'), link) => {
                link
            }
            (Kind::Known(word), link) if is_connecting(word) => link,
            _ => return Link::Far,
        };
    }
    link
}

/// Whether only connecting words stand between two pieces.
pub(super) fn is_linked(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    from <= to && link(tokens, from, to) != Link::Far
}

/// Whether a word may stand between two pieces without saying anything itself.
fn is_connecting(word: Word) -> bool {
    matches!(
        word,
        Word::At
            | Word::On
            | Word::In
            | Word::The
            | Word::Of
            | Word::De
            | Word::By
            | Word::From
            | Word::For
            | Word::About
            | Word::ClockLead
            | Word::Hari
            | Word::Between
            | Word::During
            | Word::Sharp
            | Word::A
            | Word::Time
            | Word::That
    )
}

/// Joins the pieces of a text to the one phrase that it says, if it says one.
pub(super) fn join(tokens: &Tokens<'_>, found: &[Found]) -> Option<Phrase> {
    let phrases = phrases(tokens, found);
    let main = phrases
        .iter()
        .enumerate()
        .filter(|(_, phrase)| phrase.is_sure)
        .max_by_key(|(index, phrase)| (phrase.weight(), std::cmp::Reverse(*index)))?;
    let (chosen, mut main) = (main.0, main.1.clone());
    for (index, other) in phrases.iter().enumerate() {
        if index != chosen {
            let is_at_end = other
                .used
                .iter()
                .filter_map(|index| found.get(*index))
                .any(|piece| piece.first == 0 || piece.end == tokens.len());
            main.complete(other, is_at_end);
        }
    }
    main.used.sort_unstable();
    Some(main)
}

/// The phrases of a text: runs of pieces that belong together.
fn phrases(tokens: &Tokens<'_>, found: &[Found]) -> SmallVec<[Phrase; 3]> {
    let mut phrases: SmallVec<[Phrase; 3]> = SmallVec::new();
    let mut building = Building::default();
    let mut behind: Option<usize> = None;
    for (index, piece) in found.iter().enumerate() {
        if matches!(piece.piece, Piece::Everyday | Piece::Lead(_)) {
            behind = None;
            continue;
        }
        if !is_free_of_glue(tokens, found, index) {
            // What a dash ties to such a number is no time either.
            if behind.is_some_and(|end| matches!(link(tokens, end, piece.first), Link::Dash | Link::To)) {
                building = Building::default();
            }
            behind = None;
            continue;
        }
        let link = behind.map_or(Link::Far, |end| link(tokens, end, piece.first));
        building.is_between |= behind.is_some_and(|end| (end..piece.first).any(|at| tokens.is(at, Word::Between)));
        behind = Some(piece.end);
        if link == Link::Far {
            phrases.extend(std::mem::take(&mut building).finish());
            building.link_in(tokens, piece.first);
        }
        if !building.take(tokens, index, piece, link) {
            phrases.extend(std::mem::take(&mut building).finish());
            building.link_in(tokens, piece.first);
            building.take(tokens, index, piece, Link::Far);
        }
    }
    phrases.extend(building.finish());
    phrases
}

/// Whether no number is left over that is glued to this piece: "3-1", "10-10.1", "012-345".
fn is_free_of_glue(tokens: &Tokens<'_>, found: &[Found], index: usize) -> bool {
    let Some(piece) = found.get(index) else { return false };
    let before = piece.first.checked_sub(1).filter(|before| {
        tokens.is_glued(piece.first)
            && tokens.is_glued(*before)
            && matches!(tokens.kind(*before), Kind::Mark('-' | '/' | '.' | ':' | '+'))
    });
    if let Some(before) = before.and_then(|mark| mark.checked_sub(1)) {
        let is_read = !tokens.is_mark(before + 1, '.')
            && index.checked_sub(1).and_then(|before| found.get(before)).is_some_and(|left| left.end == before + 1);
        if !is_read && matches!(tokens.kind(before), Kind::Number(_) | Kind::Other) {
            return false;
        }
    }
    let is_glued_on = tokens.is_glued(piece.end)
        && tokens.is_glued(piece.end + 1)
        && matches!(tokens.kind(piece.end), Kind::Mark('-' | '/' | '.' | ':' | '+'));
    if is_glued_on && matches!(tokens.kind(piece.end + 1), Kind::Number(_)) {
        return found.get(index + 1).is_some_and(|right| right.first == piece.end + 1);
    }
    true
}

/// A phrase while its pieces come in.
#[derive(Debug, Default)]
struct Building {
    phrase: Phrase,
    is_at_end: bool,
    is_between: bool,
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
    fn link_in(&mut self, tokens: &Tokens<'_>, first: usize) {
        for at in first.saturating_sub(2)..first {
            match tokens.word(at) {
                Some(Word::Between) => self.is_between = true,
                Some(Word::Starting) => self.is_starting = true,
                _ => {}
            }
        }
    }

    /// Takes a piece; `false` if it says something else than what is already there.
    fn take(&mut self, tokens: &Tokens<'_>, index: usize, found: &Found, link: Link) -> bool {
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
        if link == Link::And && !self.is_between && self.also.is_none() && self.phrase.end.is_none() {
            if let (Some(_), Some(weekday)) = (self.phrase.start.only_weekday(), time.only_weekday()) {
                self.also = Some(weekday);
                return add(&mut self.phrase.start, Time { day: None, ..time });
            }
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
            is_free: super::piece::is_free(tokens, found.end),
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
    fn finish(mut self) -> Option<Phrase> {
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
fn set<T>(place: &mut Option<T>, value: T) -> bool {
    if place.is_some() {
        return false;
    }
    *place = Some(value);
    true
}

/// Adds what a piece says to a side; `false` if the side says otherwise.
fn add(side: &mut Time, more: Time) -> bool {
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

impl Phrase {
    /// The same phrase with another beginning, as far as that one says.
    pub(super) fn beginning_instead(&self, other: Time) -> Self {
        let start = Time {
            day: other.day.or(self.start.day),
            clock: other.clock.or(self.start.clock),
            part: other.part.or(self.start.part),
        };
        Self { start, ..self.clone() }
    }

    fn is_empty(&self) -> bool {
        self.start == Time::default() && self.start_number.is_none() && self.offset.is_none()
    }

    fn start_has_clock(&self) -> bool {
        self.start.clock.is_some() || self.start_number.is_some()
    }

    /// Whether the start says a day and nothing that a range of clocks could begin with.
    fn start_has_only_day(&self) -> bool {
        self.start.day.is_some() && self.start.clock.is_none() && self.start_number.is_none()
    }

    /// How much it says.
    fn weight(&self) -> u8 {
        let day = u8::from(self.start.day.is_some_and(|day| day.days.is_none_or(|days| days >= 0)));
        let clock = u8::from(self.start.clock.is_some());
        let part = u8::from(self.start.part.is_some() && self.start.clock.is_none());
        let span = u8::from(self.offset.is_some()) * 3 + u8::from(self.repeat.is_some()) * 3;
        day * 2 + clock * 2 + part + span
    }

    /// Decides what the bare numbers are: hours beside clocks, days beside days of a month; others are dropped.
    fn settle_numbers(&mut self) {
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
    fn complete(&mut self, other: &Self, is_at_end: bool) {
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
