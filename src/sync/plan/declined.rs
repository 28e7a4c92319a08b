//! Which occurrences disappear because they follow their declined series again.
//!
//! An occurrence that was changed has its own answer to the invitation. When its series is moved or cut, Google drops
//! the change: the occurrence follows the series again, and takes over the answer given to the series. No entry says
//! so, but a declined occurrence now stands in its place.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;

use super::Theirs;
use super::pairs::FURTHEST;
use crate::model::{Departure, Event, EventId, OriginalStart, start_of_day};

/// Whether an occurrence that Google no longer has was declined with its series, which was read as a whole.
pub(super) fn is_declined_with_series(was: &Event, theirs: &Theirs, agreed: &BTreeMap<&EventId, &Event>) -> bool {
    let Some(root) = was.series.as_ref().map(EventId::root) else { return false };
    // An occurrence that was in the copy until now doesn't replace another.
    let declined: Vec<DateTime<Utc>> = theirs
        .gone
        .iter()
        .filter(|(id, why)| **why == Departure::Declined && !agreed.contains_key(id))
        .filter_map(|(id, _)| OriginalStart::of_occurrence(id).filter(|(series, _)| *series == root))
        .map(|(_, start)| moment(start, was.zone))
        .collect();
    let place = moment(was.place_in_series(), was.zone);
    let Some(distance) = declined.iter().map(|other| (*other - place).abs()).min() else { return false };
    let shown =
        theirs.present.values().filter(|event| event.series.as_ref().is_some_and(|series| series.root() == root));
    let places = declined.into_iter().chain(shown.map(|event| moment(event.place_in_series(), event.zone))).collect();
    distance <= FURTHEST && spacing(places).is_none_or(|spacing| distance * 2 < spacing)
}

/// The shortest time between two occurrences.
fn spacing(mut places: Vec<DateTime<Utc>>) -> Option<Duration> {
    places.sort_unstable();
    places.dedup();
    places.windows(2).map(|pair| pair[1] - pair[0]).min()
}

fn moment(start: OriginalStart, zone: Tz) -> DateTime<Utc> {
    match start {
        OriginalStart::Day(day) => start_of_day(day, zone),
        OriginalStart::Moment(moment) => moment,
    }
}
