//! Which series must be read as a whole because their masters changed. Pure.
//!
//! An increment lists the occurrences that a changed series has now. It may list the former ones as cancelled, or not
//! at all.

use std::collections::{BTreeMap, BTreeSet};

use super::plan::Theirs;
use crate::model::{Departure, Event, EventId, OriginalStart};

/// If more series than this changed, everything is read.
pub(super) const MOST_SERIES: usize = 20;

/// The roots of the series whose masters changed: those with a new occurrence next to known ones, or with several
/// changed occurrences at once.
pub(super) fn changed_roots(theirs: &Theirs, cached: &[Event]) -> BTreeSet<EventId> {
    let known: BTreeSet<&EventId> = cached.iter().map(|event| &event.id).collect();
    let known_roots: BTreeSet<EventId> =
        cached.iter().filter_map(|event| Some(event.series.as_ref()?.root())).collect();
    let mut named: BTreeMap<EventId, (usize, bool)> = BTreeMap::new();
    for event in theirs.present.values() {
        let Some(series) = &event.series else { continue };
        let (count, has_new) = named.entry(series.root()).or_default();
        *count += 1;
        *has_new |= !known.contains(&event.id);
    }
    // Occurrences that follow a declined series again are not listed, but the declined ones in their place are.
    for (id, why) in &theirs.gone {
        let occurrence =
            OriginalStart::of_occurrence(id).filter(|_| *why == Departure::Declined && !known.contains(id));
        if let Some((root, _)) = occurrence {
            named.entry(root).or_default().1 = true;
        }
    }
    let masters = theirs.masters.iter().map(EventId::root);
    let changed = named.into_iter().filter(|(_, (count, has_new))| *has_new || *count > 1).map(|(root, _)| root);
    changed.chain(masters).filter(|root| known_roots.contains(root)).collect()
}

/// The series of some roots, as far as the copy or Google's answer names them.
pub(super) fn of_roots(roots: &BTreeSet<EventId>, theirs: &Theirs, cached: &[Event]) -> BTreeSet<EventId> {
    let named = theirs.present.values().chain(cached).filter_map(|event| event.series.as_ref());
    named.chain(&theirs.masters).filter(|series| roots.contains(&series.root())).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Etag, EventTime};

    fn occurrence(series: &str, number: u32) -> Event {
        let at = chrono::DateTime::UNIX_EPOCH;
        let when = EventTime::Timed { start: at, end: at };
        let id = EventId(format!("{series}_{number}"));
        let plain = Event::new(id, Etag("1".into()), String::new(), when, chrono_tz::UTC);
        Event { series: Some(EventId(series.into())), ..plain }
    }

    #[test]
    fn a_series_is_read_as_a_whole_when_its_master_changed() {
        let cached = [occurrence("a", 1), occurrence("a", 2), occurrence("b", 1)];
        let cut = "a_R20260923T070000Z";
        let table: [(&str, Vec<Event>, &[&str]); 6] = [
            ("nothing is said", vec![], &[]),
            ("one occurrence was moved", vec![occurrence("a", 1)], &[]),
            ("two were changed", vec![occurrence("a", 1), occurrence("a", 2)], &["a"]),
            ("one is new", vec![occurrence("a", 3)], &["a"]),
            ("it was cut", vec![occurrence(cut, 2)], &["a"]),
            ("a series is new", vec![occurrence("c", 1), occurrence("c", 2)], &[]),
        ];
        let gone = |ids: &[(&str, Departure)]| {
            let gone = ids.iter().map(|(id, why)| (EventId((*id).into()), why.clone())).collect();
            Theirs { gone, ..Theirs::default() }
        };
        let declined = [
            ("one was cancelled", gone(&[("a_20260923T070000Z", Departure::Cancelled)]), [].into()),
            ("one was declined", gone(&[("a_1", Departure::Declined)]), [].into()),
            ("another is declined", gone(&[("a_20260923T070000Z", Departure::Declined)]), [EventId("a".into())].into()),
        ];
        for (case, theirs, expected) in declined {
            assert_eq!(changed_roots(&theirs, &cached), expected, "{case}");
        }
        for (case, present, expected) in table {
            let present = present.into_iter().map(|event| (event.id.clone(), event)).collect();
            let theirs = Theirs { present, ..Theirs::default() };
            let expected: BTreeSet<EventId> = expected.iter().map(|id| EventId((*id).into())).collect();
            assert_eq!(changed_roots(&theirs, &cached), expected, "{case}");
        }
    }

    #[test]
    fn both_parts_of_a_cut_series_are_read() {
        let cached = [occurrence("a", 1), occurrence("b", 1)];
        let later = occurrence("a_R20260923T070000Z", 2);
        let theirs = Theirs { present: [(later.id.clone(), later)].into(), ..Theirs::default() };
        let series = of_roots(&[EventId("a".into())].into(), &theirs, &cached);
        assert_eq!(series.iter().map(|id| &**id).collect::<Vec<_>>(), ["a", "a_R20260923T070000Z"]);
    }
}
