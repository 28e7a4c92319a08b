//! The third step: pieces that belong together become one phrase, and phrases complete each other.
//!
//! Two pieces belong together when nothing but connecting words stands between them ("on", "的", a comma). "To" and
//! its like begin the other side of a range. A shy piece counts only in company. Phrases that stand apart in the text
//! are put together as far as one says what the other leaves open: the day here, the clock there.

mod building;
mod complete;

use building::Building;
use smallvec::SmallVec;

use super::lexicon::Word;
use super::piece::{Amount, Found, Piece, Repeat, Time};
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
