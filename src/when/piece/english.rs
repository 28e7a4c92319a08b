//! Dates that our own words do not know, as chrono-english reads them.
//!
//! It knows a month by its first three letters, so it reads what is misspelt beyond one letter, or written in another
//! language ("12 septiembre 2026"). It is wrong about whole messages and panics beside anything that is not ASCII, so
//! it sees only spans that are cut out here: a day, a word of Latin letters and a full year, in ASCII, which it reads
//! well. Relative words and clocks never reach it.

use chrono::{DateTime, Datelike, Utc};
use chrono_english::{Dialect, parse_date_string};

use super::{Day, Piece, Read, Time};
use crate::when::token::{Kind, Tokens};

/// The fewest letters of a word that may be a month.
const SHORTEST_MONTH: usize = 5;

/// "12 septiembre 2026", "septiembre 12, 2026".
pub(super) fn date(tokens: &Tokens<'_>, at: usize) -> Read {
    let word = [at, at + 1].into_iter().find(|word| is_word(tokens, *word))?;
    let (day, last) = if word == at { (at + 1, at + 2) } else { (at, at + 2) };
    let last = last + usize::from(tokens.is_mark(last, ','));
    tokens.number(day).filter(|day| (1..=31).contains(&day.value) && !day.is_han)?;
    let year = tokens.number(last).filter(|year| year.digits == 4 && (1900..=2199).contains(&year.value))?;
    let span = tokens.original(at..last + 1);
    if !span.is_ascii() {
        return None;
    }
    // The span says its year, so the present moment says nothing.
    let date = parse_date_string(span, DateTime::<Utc>::UNIX_EPOCH, Dialect::Uk).ok()?;
    let is_as_written = u32::try_from(date.year()).ok() == Some(year.value);
    let day = Day {
        day: i8::try_from(date.day()).ok(),
        month: u8::try_from(date.month()).ok(),
        year: Some(date.year()),
        ..Day::default()
    };
    is_as_written.then(|| (Piece::Time(Time { day: Some(day), ..Time::default() }), last + 1, false))
}

/// Whether a token is a word that no list knows, long enough for a month.
fn is_word(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.kind(at), Kind::Other) && tokens.folded(at).len() >= SHORTEST_MONTH && tokens.folded(at).is_ascii()
}
