//! The third step: pieces that belong together become one phrase, and phrases complete each other.
//!
//! [`building`] takes the pieces in one after another; [`refine`] then decides what was left open, and [`complete`] lets
//! phrases complete each other. Each decision is a named function in a list, and its name stands in a reading's `fired`.
//!
//! Two pieces belong together when nothing but connecting words stands between them ("on", "的", a comma). "To" and
//! its like begin the other side of a range. A weak piece counts only in company. Phrases that stand apart in the text
//! are put together as far as one says what the other leaves open: the day here, the clock there.

mod building;
mod complete;
mod link;
mod refine;

use building::Building;
pub(super) use link::is_linked;
use link::{Link, link};
use smallvec::SmallVec;

use super::lang;
use super::piece::{Amount, ClockTime, Day, DayTime, FoundPiece, Piece, Repeat};
use super::token::{Kind, Tokens};
use super::word::{DayPart, Named, Unit, Word};

/// What a text says about time, all pieces together.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a set of independent marks, each read by its own name")]
pub(super) struct Phrase {
    /// When it begins.
    pub start: DayTime,
    /// When it ends, if a range was said.
    pub end: Option<DayTime>,
    /// Another beginning, after "or".
    pub other: Option<DayTime>,
    /// The day of the end was said before its clock, so that it is not the start's.
    pub is_end_day_own: bool,
    /// The other days on which the same holds: "20/10, 27/10 and 3/11".
    pub also: Vec<DayTime>,
    /// The days that a series elsewhere in the text leaves out.
    except: Vec<Day>,
    /// How often a series elsewhere in the text comes.
    count: Option<u32>,
    /// It is a word like "weekly" before a noun, which may be what something is called.
    pub is_called: bool,
    /// "until" leads to it: beside a series elsewhere in the text it is the last day.
    is_until: bool,
    /// An amount from now.
    pub offset: Option<Amount>,
    /// How long.
    pub length: Option<Amount>,
    /// How it repeats.
    pub repeat: Option<Box<Repeat>>,
    /// In which zone.
    pub zone: Option<chrono_tz::Tz>,
    /// The part of the day of the meal or eve that is planned ("dinner at 8", 平安夜7点).
    pub meal: Option<DayPart>,
    /// It takes the whole day.
    pub is_all_day: bool,
    /// It is due by the end of its day.
    is_day_end: bool,
    /// "from" or "starting" leads to it: a length elsewhere in the text is its own.
    is_led_from: bool,
    /// "starting" leads to it: beside a series elsewhere in the text it is the first day.
    is_from: bool,
    /// Which pieces it is made of, by their number.
    pub used: SmallVec<[usize; 8]>,
    /// The decisions that shaped it.
    pub refined: SmallVec<[&'static str; 4]>,
    /// It is a time on its own, not only beside another one.
    is_sure: bool,
}

impl Phrase {
    /// The same phrase with another beginning, as far as that one says.
    pub(super) fn beginning_instead(&self, other: DayTime) -> Self {
        let start = DayTime {
            day: other.day.or(self.start.day),
            clock: other.clock.or(self.start.clock),
            part: other.part.or(self.start.part),
        };
        Self { start, ..self.clone() }
    }

    /// The same phrase on another day of its list; in a series, on another weekday.
    pub(super) fn on_day(&self, other: DayTime) -> Self {
        let mut phrase = self.beginning_instead(other);
        if let (Some(repeat), Some(weekday)) = (&mut phrase.repeat, other.only_weekday()) {
            repeat.weekdays = Repeat::weekly(&[weekday]).weekdays;
            phrase.start.day = None;
        }
        phrase
    }

    /// Whether it says a day or a series, and a clock.
    pub(super) fn is_whole(&self) -> bool {
        (self.start.day.is_some() || self.repeat.is_some()) && self.start.clock.is_some()
    }

    /// How much it says.
    fn weight(&self) -> u8 {
        // "quarterly report due last fri of sept": what something is called says least.
        if self.is_called && self.used.len() == 1 {
            return 1;
        }
        let day = match self.start.day {
            Some(day) if day.days.is_some_and(|days| days < 0) => 0,
            // A festival beside a date is what the date is for.
            Some(day) if day.named.is_some() => 1,
            Some(_) => 2,
            None => 0,
        };
        let clock = u8::from(self.start.clock.is_some());
        let part = u8::from(self.start.part.is_some() && self.start.clock.is_none());
        let span = u8::from(self.offset.is_some()) * 3 + u8::from(self.repeat.is_some()) * 3;
        day + clock * 2 + part + span
    }
}

/// Joins the pieces of a text to the one phrase that it says, if it says one.
pub(super) fn join(tokens: &Tokens<'_>, found: &[FoundPiece]) -> Option<Phrase> {
    let phrases = phrases(tokens, found);
    let main = phrases
        .iter()
        .enumerate()
        .filter(|(_, phrase)| phrase.is_sure)
        .max_by_key(|(index, phrase)| (phrase.weight(), std::cmp::Reverse(*index)))?;
    let (chosen, mut main) = (main.0, main.1.clone());
    for (index, other) in phrases.iter().enumerate() {
        if index != chosen {
            let pieces = || other.used.iter().filter_map(|index| found.get(*index));
            let is_last = pieces().any(|piece| is_end(tokens, piece.end));
            let is_at_edge = is_last
                || pieces().any(|piece| {
                    piece.first == 0 || follows_meal(tokens, piece.first) || is_written_out(tokens, piece)
                });
            complete::complete(&mut main, other, is_at_edge, is_last);
        }
    }
    let meal = |at| match tokens.word(at) {
        Some(Word::Meal(part)) => Some(part),
        Some(Word::TillLate) => Some(DayPart::Night),
        _ => None,
    };
    // "movie night sat 9.15": the night is what it is called.
    let is_used = |at: usize| {
        main.used.iter().filter_map(|index| found.get(*index)).any(|piece| (piece.first..piece.end).contains(&at))
    };
    let night = |at: usize| match tokens.word(at) {
        Some(Word::PartAfterDay(part @ DayPart::Night)) if !is_used(at) => Some(part),
        // "21号晚上全家吃饭,7点开饭"
        Some(Word::Part(part @ DayPart::Night)) if !is_used(at) && tokens.is_han(at) => Some(part),
        _ => None,
    };
    let is_eve = main.start.day.and_then(|day| day.named).is_some_and(Named::is_eve);
    main.meal = (0..tokens.len())
        .find_map(meal)
        .or_else(|| (0..tokens.len()).find_map(night))
        .or(is_eve.then_some(DayPart::Night));
    drop_moving_year(found, &mut main);
    // An end that is left open says nothing, wherever it stands.
    let is_aside = |piece: &FoundPiece| matches!(piece.piece, Piece::Aside);
    main.used.extend(found.iter().enumerate().filter(|(_, piece)| is_aside(piece)).map(|(index, _)| index));
    main.used.sort_unstable();
    main.used.dedup();
    hour_at_end(tokens, found, &mut main);
    until_day(tokens, found, &mut main);
    let is_dayless = main.start.day.is_none() && main.repeat.is_none() && main.offset.is_none();
    if main.is_day_end && is_dayless {
        main.start.day = Some(Day::relative(0));
    }
    Some(main)
}

/// "rabu mlm usrah 9": beside a part of the day, the small number that ends a message is its hour.
fn hour_at_end(tokens: &Tokens<'_>, found: &[FoundPiece], phrase: &mut Phrase) {
    let Some((index, piece)) = found.iter().enumerate().next_back() else { return };
    let Piece::Number(number) = &piece.piece else { return };
    let is_hour = (1..=12).contains(&number.value) && !tokens.is_glued(piece.first);
    let is_last = piece.end == tokens.len() && !phrase.used.contains(&index);
    let is_counted = piece.first.checked_sub(1).is_none_or(|before| {
        matches!(tokens.word(before), Some(Word::PlaceNoun | Word::Numbered | Word::Address))
            || !is_word(tokens, before)
    });
    let is_vague = phrase.start.part.is_some_and(|part| !matches!(part, DayPart::Prayer(..)));
    let is_open = is_vague && phrase.start.clock.is_none() && phrase.end.is_none() && phrase.offset.is_none();
    if let (true, Ok(hour)) = (is_hour && is_last && !is_counted && is_open, u8::try_from(number.value)) {
        phrase.start.clock = Some(ClockTime::at(hour, 0));
        phrase.used.push(index);
        phrase.refined.push("join: hour at the end");
    }
}

/// Whether a token is a word.
fn is_word(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.kind(at), Kind::Other | Kind::Known(_))
}

/// "on leave until friday", "cuti hingga 5 okt": what goes on until a day has begun.
fn until_day(tokens: &Tokens<'_>, found: &[FoundPiece], phrase: &mut Phrase) {
    let [only] = phrase.used.as_slice() else { return };
    let Some(before) = found.get(*only).and_then(|piece| piece.first.checked_sub(1)) else { return };
    let is_until = tokens.is(before, Word::Until);
    let is_day = phrase.start.day.is_some_and(|day| day.days != Some(0)) && phrase.end.is_none();
    let is_bare = phrase.start.clock.is_none() && phrase.start.part.is_none() && phrase.repeat.is_none();
    let goes_on = before
        .checked_sub(1)
        .is_some_and(|before| matches!(tokens.kind(before), Kind::Other) && lang::lasts(tokens.folded(before)));
    if is_until && is_day && is_bare && goes_on {
        phrase.end = Some(phrase.start);
        phrase.start = DayTime { day: Some(Day::relative(0)), ..DayTime::default() };
    }
}

/// "每年清明", "every CNY", "每月初一十五": no rule says on which days a moving feast comes, so that the repetition is left for a question.
fn drop_moving_year(found: &[FoundPiece], phrase: &mut Phrase) {
    let is_moving = |named| !matches!(named, Named::Fixed(..));
    let is_bare = |repeat: &Repeat| repeat.months.is_empty() && repeat.days.is_empty() && repeat.weekdays.is_empty();
    let is_yearly = phrase
        .repeat
        .as_ref()
        .is_some_and(|repeat| matches!(repeat.every, Some(Unit::Year | Unit::Month)) && is_bare(repeat));
    if is_yearly && phrase.start.day.and_then(|day| day.named).is_some_and(is_moving) {
        phrase.repeat = None;
        phrase.used.retain(|index| !found.get(*index).is_some_and(|piece| matches!(piece.piece, Piece::Repeat(_))));
    }
}

/// Whether nothing but marks follows, or a place.
fn is_end(tokens: &Tokens<'_>, at: usize) -> bool {
    let place = at + usize::from(tokens.is_mark(at, ','));
    let is_place =
        tokens.is_mark(place, '@') || matches!(tokens.word(place), Some(Word::PlaceLead | Word::At | Word::Zai));
    is_place || (at..tokens.len()).all(|at| matches!(tokens.kind(at), Kind::Mark('.' | '!' | '?' | ')' | '\n')))
}

/// "quiz math 10.15 la": an hour with its minutes, which go by fives, is a clock anywhere.
fn is_written_out(tokens: &Tokens<'_>, piece: &FoundPiece) -> bool {
    let Piece::Time(DayTime { clock: Some(clock), day: None, part: None }) = piece.piece else { return false };
    let has_minutes = piece.end == piece.first + 3 && tokens.is_glued_mark(piece.first + 1, '.');
    let is_told = (0..tokens.len()).any(|at| tokens.is(at, Word::Told));
    has_minutes && clock.hour > 0 && clock.minute.is_multiple_of(5) && !is_told
}

/// "dinner 7.30 w boss tmr": a clock right after a meal is the meal's.
fn follows_meal(tokens: &Tokens<'_>, first: usize) -> bool {
    first.checked_sub(1).is_some_and(|before| matches!(tokens.word(before), Some(Word::Meal(_))))
}

/// The phrases of a text: runs of pieces that belong together.
fn phrases(tokens: &Tokens<'_>, found: &[FoundPiece]) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    let mut building = Building::default();
    let mut after: Option<usize> = None;
    for (index, piece) in found.iter().enumerate() {
        let is_called = is_called(tokens, piece);
        if matches!(piece.piece, Piece::Everyday | Piece::Lead(_)) || is_occasion(tokens, found, piece) {
            after = None;
            continue;
        }
        if !is_free_of_glue(tokens, found, index) {
            // What a dash ties to such a number is no time either.
            if after.is_some_and(|end| matches!(link(tokens, end, piece.first), Link::Dash | Link::To)) {
                building = Building::default();
            }
            after = None;
            continue;
        }
        let link = after.map_or(Link::Far, |end| link(tokens, end, piece.first));
        // "每周六早上9点,10月3日开始"
        let is_first_day = matches!(&piece.piece, Piece::Time(time) if time.day.is_some() && time.clock.is_none());
        let starts = is_first_day && tokens.is(piece.end, Word::StartsAfter);
        // "weekdays 9.45am-10am from 1 oct"
        let is_series = building.phrase.repeat.is_some() && building.phrase.start.clock.is_some();
        let is_from = is_first_day && piece.first.checked_sub(1).is_some_and(|before| tokens.is(before, Word::From));
        let starts = starts || is_from && (is_series || building.has_numbers());
        let link = if starts && matches!(link, Link::Near | Link::Comma) { Link::Starting } else { link };
        building.is_between |= after.is_some_and(|end| (end..piece.first).any(|at| tokens.is(at, Word::Between)));
        after = Some(piece.end);
        if link == Link::Far {
            phrases.extend(finished(std::mem::take(&mut building)));
            building.link_in(tokens, piece.first, piece.end);
        }
        if !building.take(tokens, index, piece, link) {
            phrases.extend(finished(std::mem::take(&mut building)));
            building.link_in(tokens, piece.first, piece.end);
            building.take(tokens, index, piece, Link::Far);
        }
        building.phrase.is_called = is_called;
    }
    phrases.extend(finished(building));
    phrases
}

/// The phrase that was built, if it holds anything.
fn finished(mut building: Building) -> Option<Phrase> {
    if building.phrase.used.is_empty() {
        return None;
    }
    refine::refine(&mut building);
    let names = std::mem::take(&mut building.names);
    building.phrase.used.retain(|used| !names.contains(used));
    (!building.phrase.used.is_empty()).then_some(building.phrase)
}

/// "cuti akhir tahun 19 Dis - 3 Jan", "12 dec 7pm year end dinner": beside a date, or a whole day of its own, the end of a
/// year or month is what something is called.
pub(super) fn is_occasion(tokens: &Tokens<'_>, found: &[FoundPiece], piece: &FoundPiece) -> bool {
    if piece.rule != "date: edge" {
        return false;
    }
    let Piece::Time(DayTime { day: Some(edge), .. }) = piece.piece else { return false };
    let is_date = |day: Day| day.day.is_some() && day.month.is_some();
    let is_day = |day: Day| is_date(day) || edge.years.is_some() && (day.weekday.is_some() || day.days.is_some());
    let is_dated =
        found.iter().any(|other| matches!(other.piece, Piece::Time(DayTime { day: Some(day), .. }) if is_day(day)));
    let is_led = piece.first.checked_sub(1).is_some_and(|before| {
        tokens.is_mark(before, '-')
            || matches!(
                tokens.word(before),
                Some(Word::To | Word::Until | Word::By | Word::Before | Word::From | Word::Starting | Word::Every)
            )
    });
    is_dated && !is_led && !matches!(tokens.word(piece.end), Some(Word::To | Word::Until))
}

/// Whether a piece is a word like "weekly" before a noun.
pub(super) fn is_called(tokens: &Tokens<'_>, piece: &FoundPiece) -> bool {
    let is_word = piece.end == piece.first + 1 && !tokens.is_han(piece.first);
    let is_often =
        matches!(tokens.word(piece.first), Some(Word::Freq(Unit::Week | Unit::Fortnight | Unit::Month | Unit::Season)));
    is_word && is_often && (tokens.kind(piece.end) == Kind::Other || tokens.is(piece.end, Word::PlaceName))
}

/// Whether no number is left over that is glued to this piece: "3-1", "10-10.1", "012-345".
fn is_free_of_glue(tokens: &Tokens<'_>, found: &[FoundPiece], index: usize) -> bool {
    let Some(piece) = found.get(index) else { return false };
    let before = piece.first.checked_sub(1).filter(|before| {
        tokens.is_glued(piece.first)
            && tokens.is_glued(*before)
            && matches!(tokens.kind(*before), Kind::Mark('-' | '/' | '.' | ':' | '+'))
    });
    if let Some(before) = before.and_then(|mark| mark.checked_sub(1)) {
        let is_read = !tokens.is_mark(before + 1, '.')
            && index.checked_sub(1).and_then(|before| found.get(before)).is_some_and(|left| left.end == before + 1);
        // "确认：3月18日": a colon after a word leads to what follows.
        let is_glue = match tokens.kind(before) {
            Kind::Number(_) => true,
            Kind::Other => !tokens.is_han(before) && !tokens.is_mark(before + 1, ':'),
            Kind::Known(_) | Kind::Quoted | Kind::Mark(_) => false,
        };
        if !is_read && is_glue {
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
