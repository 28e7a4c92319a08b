//! Finds occurrences that only got a new id.
//!
//! Google gives the occurrences of a series new ids when the series is moved, and when it is cut in two by a change to
//! "this and following events": the later part becomes a series of its own, with the id of the first plus `_R` and a
//! time. An occurrence is the same if it has the same root and the same original start; of those that are left, the
//! nearest one.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};

use super::{Difference, Leaving};
use crate::model::{Event, EventId, OriginalStart, start_of_day};

/// How far a series may be moved and still count as the same: to another day of the week.
pub(super) const FURTHEST: Duration = Duration::days(4);

/// Joins an occurrence that disappears and the one that replaces it into one difference.
pub(super) fn pair(lines: Vec<Difference<'_>>) -> Vec<Difference<'_>> {
    let (mut going, mut coming): (BTreeMap<EventId, Vec<Difference<'_>>>, BTreeMap<EventId, Vec<Difference<'_>>>) =
        (BTreeMap::new(), BTreeMap::new());
    let mut paired = Vec::with_capacity(lines.len());
    for line in lines {
        let series = line.was.or(line.is).and_then(|event| event.series.as_ref());
        match (series, line.was, line.is, line.leaving) {
            (Some(series), Some(_), None, Leaving::Gone(_)) => going.entry(series.root()).or_default().push(line),
            (Some(series), None, Some(_), _) => coming.entry(series.root()).or_default().push(line),
            (Some(_) | None, _, _, _) => paired.push(line),
        }
    }
    for (root, going) in going {
        let coming = coming.remove(&root).unwrap_or_default();
        paired.extend(pair_within(going, coming));
    }
    paired.extend(coming.into_values().flatten());
    paired
}

/// Pairs the occurrences of one root: first those with the same original start, then the nearest ones, earliest first.
fn pair_within<'a>(going: Vec<Difference<'a>>, mut coming: Vec<Difference<'a>>) -> Vec<Difference<'a>> {
    let mut paired = Vec::new();
    let mut left = Vec::new();
    for line in going {
        let same = line.was.and_then(|was| coming.iter().position(|other| other.is.is_some_and(|is| is_same(was, is))));
        match same {
            Some(place) => paired.push(together(&line, &coming.swap_remove(place))),
            None => left.push(line),
        }
    }
    left.sort_by_key(place);
    coming.sort_by_key(place);
    for line in left {
        let distance = |other: &Difference<'_>| (place(other) - place(&line)).abs();
        let nearest = (0..coming.len()).min_by_key(|&place| distance(&coming[place]));
        match nearest.filter(|&place| distance(&coming[place]) <= FURTHEST) {
            Some(place) => paired.push(together(&line, &coming.remove(place))),
            None => paired.push(line),
        }
    }
    paired.extend(coming);
    paired
}

fn together<'a>(going: &Difference<'a>, coming: &Difference<'a>) -> Difference<'a> {
    Difference { was: going.was, ..coming.clone() }
}

/// Whether two events are the same occurrence of the same root.
fn is_same(was: &Event, is: &Event) -> bool {
    match (was.original_start, is.original_start) {
        (Some(was), Some(is)) => was == is,
        (Some(original), None) => original == is.when.into(),
        (None, Some(original)) => original == was.when.into(),
        (None, None) => was.when == is.when,
    }
}

/// The original start of an occurrence, even if it was moved on its own.
fn place(line: &Difference<'_>) -> DateTime<Utc> {
    let place = |event: &Event| match event.place_in_series() {
        OriginalStart::Day(day) => start_of_day(day, event.zone),
        OriginalStart::Moment(moment) => moment,
    };
    line.was.or(line.is).map_or(DateTime::<Utc>::MAX_UTC, place)
}
