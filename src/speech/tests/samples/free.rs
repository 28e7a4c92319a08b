//! Free time, the picture of a week, and the file of events.

use std::sync::Arc;

use super::super::building::{card, civil, day, days, instant, keyboard, timed};
use crate::model::{Attachment, AttachmentKind, DailyHours, Freshness, Interval, Moment, Trouble, UnknownCalendars};
use crate::speech::{FreeDay, Label, Reply};

pub(super) fn about_free_time(title: &str, place: &str) -> Vec<Reply> {
    let busy = card(title, timed("2026-03-13T14:30", "2026-03-13T16:00"), Some(place));
    let when = timed("2026-03-13T15:00", "2026-03-13T16:00");
    let holiday = card("Japan trip", days("2026-03-12", "2026-03-21"), None);
    let time = |start: &str, end: &str| Interval { start: instant(start), end: instant(end) };
    let tuesday = vec![time("2026-03-10T12:00", "2026-03-10T13:00"), time("2026-03-10T14:00", "2026-03-10T18:00")];
    let week = vec![
        FreeDay { day: day("2026-03-10"), times: Some(tuesday) },
        FreeDay { day: day("2026-03-11"), times: Some(vec![]) },
        FreeDay { day: day("2026-03-12"), times: Some(vec![time("2026-03-12T09:00", "2026-03-12T18:00")]) },
        FreeDay { day: day("2026-03-13"), times: None },
    ];
    let slots = keyboard(&[Label::Choice(Moment::Time(civil("2026-03-12T11:30")))]);
    let times = |days: &[FreeDay], length, hours, more| Reply::FreeTimes {
        first: day("2026-03-10"),
        last: day(if days.len() == 1 { "2026-03-10" } else { "2026-03-15" }),
        days: days.to_vec(),
        more,
        length,
        hours,
        freshness: Freshness::Fresh,
        unknown: UnknownCalendars::default(),
        keyboard: slots.clone(),
    };
    let stale = Freshness::Stale { as_of: Some(instant("2026-03-10T09:05")), trouble: Some(Trouble::Away) };
    let at = |busy, beside, freshness| Reply::FreeAt {
        when,
        busy,
        beside,
        is_unread: false,
        freshness,
        unknown: UnknownCalendars::default(),
        keyboard: slots.clone(),
    };
    let unread_at = Reply::FreeAt {
        when,
        busy: vec![],
        beside: vec![],
        is_unread: true,
        freshness: Freshness::Fresh,
        unknown: UnknownCalendars::default(),
        keyboard: vec![],
    };
    let file = |kind| Attachment { kind, name: "x".to_owned(), bytes: Arc::from([1]) };
    vec![
        Reply::Drawn {
            first: day("2026-03-09"),
            last: day("2026-03-15"),
            is_unread: false,
            unknown: UnknownCalendars::default(),
            picture: file(AttachmentKind::Picture),
        },
        Reply::Exported { count: 1, freshness: Freshness::Fresh, file: file(AttachmentKind::Document) },
        Reply::Exported { count: 12, freshness: stale, file: file(AttachmentKind::Document) },
        Reply::NotExported,
        at(vec![], vec![], Freshness::Fresh),
        at(vec![], vec![holiday.clone()], stale),
        at(vec![busy], vec![holiday], Freshness::Fresh),
        unread_at,
        times(&week[..3], None, None, 0),
        times(&week, None, None, 0),
        times(&week[3..], None, None, 0),
        times(&week[..3], Some(30), None, 3),
        times(&week[..1], Some(90), None, 0),
        times(&week[1..2], None, None, 1),
        times(&week[1..2], None, Some(DailyHours::OFFICE), 0),
        Reply::AskTitle { when, keyboard: keyboard(&[Label::Keep]) },
    ]
}
