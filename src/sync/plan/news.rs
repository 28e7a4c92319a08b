//! Which of a round's changes people are told about: those to upcoming events that were not made here.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::{DateTime, Duration, Utc};

use super::{Difference, Leaving, Round, is_written_here};
use crate::model::{Departure, Edit, Event, EventId, EventTime, Notice, NoticeKind};

/// The largest difference between the local times of two zones.
const ZONES_APART: Duration = Duration::hours(26);

/// The notices for these differences.
///
/// If occurrences of a series changed in the same way, the earliest stands for all of them.
pub(super) fn news(round: Round<'_>, lines: &[Difference<'_>], ours: &[Edit]) -> BTreeMap<EventId, Notice> {
    let mut told: Vec<(&Difference<'_>, NoticeKind)> =
        lines.iter().filter(|line| !is_ours(line, ours)).filter_map(|line| Some((line, kind(round, line)?))).collect();
    told.sort_by_key(|(line, _)| line.was.or(line.is).map(|event| event.when.start(event.zone)));
    let notice = |(line, kind): (&Difference<'_>, NoticeKind)| {
        let etag = line.is.or(line.was).map_or("", |event| &event.etag);
        let id = format!("{}:{}:{etag}", kind.word(), line.id);
        (line.id.clone(), Notice { id, account: round.account.clone(), chat: None, kind })
    };
    one_a_series(told).into_iter().map(notice).collect()
}

/// Keeps the first of the occurrences that changed in the same way; it then stands for the series.
fn one_a_series<'a, 'b>(told: Vec<(&'a Difference<'b>, NoticeKind)>) -> Vec<(&'a Difference<'b>, NoticeKind)> {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<(&Difference<'_>, NoticeKind)> = Vec::new();
    for (line, kind) in told {
        match same_way(line, &kind).map(|way| first.entry(way)) {
            Some(Entry::Occupied(place)) => kept[*place.get()].1.speak_of_series(),
            Some(Entry::Vacant(place)) => {
                place.insert(kept.len());
                kept.push((line, kind));
            }
            None => kept.push((line, kind)),
        }
    }
    kept
}

/// Whether we made the change ourselves, or an edit of ours is about to settle it.
fn is_ours(line: &Difference<'_>, ours: &[Edit]) -> bool {
    let series = line.was.or(line.is).and_then(|event| event.series.as_ref());
    let waits = ours.iter().any(|edit| edit.event == *line.id || series == Some(&edit.event));
    waits || line.is.is_some_and(|is| is_written_here(line.was, is, ours))
}

fn kind(round: Round<'_>, line: &Difference<'_>) -> Option<NoticeKind> {
    let is_coming = |event: &Event| is_coming_somewhere(event, round.now);
    match (line.was, line.is, line.leaving) {
        (_, _, Leaving::Housekeeping) => None,
        (Some(was), Some(is), _) if is.looks_other_than(was) && (is_coming(was) || is_coming(is)) => {
            Some(NoticeKind::changed(was.clone(), is.clone()))
        }
        (Some(was), None, Leaving::Gone(said)) if is_coming(was) => Some(NoticeKind::gone(was.clone(), why(was, said))),
        // An invitation waits for an answer, no matter how far away the event is.
        (None, Some(is), _) if is_coming(is) && (is.is_unanswered() || is_today_somewhere(is, round.now)) => {
            Some(NoticeKind::New { is: Box::new(is.clone()) })
        }
        (Some(_) | None, Some(_) | None, Leaving::Stays | Leaving::Gone(_)) => None,
    }
}

/// Why an event is gone. If its organizer cancelled it, it has not moved to the organizer's calendar.
fn why(was: &Event, said: Option<&Departure>) -> Departure {
    match said {
        Some(Departure::MovedTo(calendar)) if was.organizer.as_ref() == Some(calendar) => Departure::Cancelled,
        Some(said) => said.clone(),
        None => Departure::Cancelled,
    }
}

/// Whether an event is not yet over in some time zone; each chat is then told what concerns its own day.
fn is_coming_somewhere(event: &Event, now: DateTime<Utc>) -> bool {
    match event.when {
        EventTime::AllDay { .. } => event.when.end(chrono_tz::UTC) + ZONES_APART > now,
        EventTime::Timed { end, .. } => end > now,
    }
}

/// Whether an event may begin today in some time zone.
fn is_today_somewhere(event: &Event, now: DateTime<Utc>) -> bool {
    match event.when {
        EventTime::AllDay { .. } => (event.when.start(chrono_tz::UTC) - now).abs() < Duration::days(1) + ZONES_APART,
        EventTime::Timed { start, .. } => (start - now).abs() < Duration::days(1),
    }
}

/// A key that is the same for occurrences of a series that changed in the same way.
fn same_way(line: &Difference<'_>, kind: &NoticeKind) -> Option<String> {
    let root = line.was.or(line.is)?.series.as_ref()?.root();
    let way = match (line.was, line.is) {
        (Some(was), Some(is)) => {
            let shift = is.when.start(is.zone) - was.when.start(was.zone);
            let stretch = is.when.end(is.zone) - was.when.end(was.zone);
            let title = (was.title != is.title).then_some(&is.title);
            let place = (was.place != is.place).then_some(&is.place);
            format!("{shift}|{stretch}|{title:?}|{place:?}")
        }
        (Some(_) | None, _) => String::new(),
    };
    Some(format!("{}|{root}|{way}", kind.word()))
}
