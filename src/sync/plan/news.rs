//! What of a round's changes people are told: what concerns events to come, and what they did not do here.

use std::collections::{BTreeMap, BTreeSet};

use super::{Line, Round, is_written_here};
use crate::model::{Edit, Event, EventId, EventTime, Notice, NoticeKind, civil_date};

/// The notice of each line that has one.
///
/// Where occurrences of one series changed in the same way, the earliest stands for all of them.
pub(super) fn news(round: Round<'_>, lines: &[Line<'_>], ours: &[Edit]) -> BTreeMap<EventId, Notice> {
    let mut told: Vec<(&Line<'_>, NoticeKind)> =
        lines.iter().filter(|line| !is_ours(line, ours)).filter_map(|line| Some((line, kind(round, line)?))).collect();
    told.sort_by_key(|(line, _)| line.was.or(line.is).map(|event| event.when.start(event.zone)));
    let mut said = BTreeSet::new();
    told.retain(|(line, kind)| same_way(line, kind).is_none_or(|way| said.insert(way)));
    let notice = |(line, kind): (&Line<'_>, NoticeKind)| {
        let etag = line.is.or(line.was).map_or("", |event| &event.etag);
        let id = format!("{}:{}:{etag}", kind.word(), line.id);
        (line.id.clone(), Notice { id, account: round.account.clone(), chat: None, kind })
    };
    told.into_iter().map(notice).collect()
}

/// Whether the change is our own doing, or about to be settled with an edit of ours.
fn is_ours(line: &Line<'_>, ours: &[Edit]) -> bool {
    let series = line.was.or(line.is).and_then(|event| event.series.as_ref());
    let waits = ours.iter().any(|edit| edit.event == *line.id || series == Some(&edit.event));
    waits || line.is.is_some_and(|is| is_written_here(line.was, is, ours))
}

fn kind(round: Round<'_>, line: &Line<'_>) -> Option<NoticeKind> {
    let is_coming = |event: &Event| event.when.end(event.zone) > round.now;
    match (line.was, line.is) {
        _ if line.is_housekeeping => None,
        (Some(was), Some(is)) if is.looks_other_than(was) && (is_coming(was) || is_coming(is)) => {
            Some(NoticeKind::Changed { was: Box::new(was.clone()), is: Box::new(is.clone()) })
        }
        (Some(was), None) if is_coming(was) => Some(NoticeKind::Cancelled { was: Box::new(was.clone()) }),
        (None, Some(is)) if is_coming(is) && is_today(round, is) => Some(NoticeKind::New { is: Box::new(is.clone()) }),
        (Some(_) | None, Some(_) | None) => None,
    }
}

/// Whether an event begins today, by the calendars of its own zone.
fn is_today(round: Round<'_>, event: &Event) -> bool {
    let today = civil_date(round.now, event.zone);
    match event.when {
        EventTime::AllDay { first, .. } => first == today,
        EventTime::Timed { start, .. } => civil_date(start, event.zone) == today,
    }
}

/// What two occurrences of a series have in common that changed in the same way.
fn same_way(line: &Line<'_>, kind: &NoticeKind) -> Option<String> {
    let series = line.was.or(line.is)?.series.as_ref()?;
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
    Some(format!("{}|{series}|{way}", kind.word()))
}
