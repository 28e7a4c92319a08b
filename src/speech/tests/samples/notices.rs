//! News of changes.

use super::super::building::{ORIGIN, boxed, event, timed};
use super::TROUBLES;
use crate::model::{Change, Departure, Event, NoticeKind, OthersDeed, Scope, Trouble, UserId};

pub(in crate::speech::tests) fn notice_kinds() -> Vec<NoticeKind> {
    let was = event("dinner with Farah", timed("2026-03-11T19:00", "2026-03-11T20:00"), Some("Mid Valley"));
    let moved = Event { when: timed("2026-03-12T19:30", "2026-03-12T20:30"), ..was.clone() };
    let renamed = Event { title: "dinner with Farah and Ali".into(), place: Some("VCR".into()), ..was.clone() };
    let today = event("stand-up", timed("2026-03-10T15:00", "2026-03-10T15:15"), None);
    let ours = Change { when: Some(moved.when), ..Change::default() };
    let all_ours =
        Change { title: Some("supper".into()), when: Some(moved.when), place: Some(None), ..Change::default() };
    let mut kinds = vec![
        NoticeKind::changed(was.clone(), moved.clone()),
        NoticeKind::changed(was.clone(), renamed.clone()),
        NoticeKind::gone(was.clone(), Departure::Cancelled),
        NoticeKind::gone(was.clone(), Departure::Declined),
        NoticeKind::gone(was.clone(), Departure::MovedTo("Family <3".into())),
        of_series(NoticeKind::changed(was.clone(), moved.clone())),
        of_series(NoticeKind::changed(was.clone(), renamed.clone())),
        of_series(NoticeKind::gone(was.clone(), Departure::Cancelled)),
        NoticeKind::New { is: boxed(&today) },
        by_other(Some("Aisyah"), OthersDeed::Added, Scope::All, vec![today.clone()]),
        by_other(Some("Aisyah <b>"), OthersDeed::Moved, Scope::Following, vec![today.clone()]),
        by_other(None, OthersDeed::Changed, Scope::This, vec![today.clone()]),
        by_other(Some("Aisyah"), OthersDeed::Cancelled, Scope::All, vec![today.clone()]),
        by_other(Some("Aisyah"), OthersDeed::Cancelled, Scope::This, vec![today.clone(), today.clone()]),
        by_other(Some("Aisyah"), OthersDeed::Declined, Scope::This, vec![today.clone()]),
        by_other(Some("Aisyah"), OthersDeed::BroughtBack, Scope::This, vec![today.clone()]),
        NoticeKind::Landed { event: boxed(&was), is_deleted: false, origin: ORIGIN },
        NoticeKind::Landed { event: boxed(&was), is_deleted: true, origin: ORIGIN },
        NoticeKind::Refused { title: was.title.clone(), trouble: Trouble::Invalid, origin: ORIGIN },
        NoticeKind::Overridden { is: boxed(&was), ours, origin: ORIGIN },
        NoticeKind::Overridden { is: boxed(&was), ours: all_ours, origin: ORIGIN },
    ];
    kinds.extend(TROUBLES.map(NoticeKind::Trouble));
    kinds.extend([
        NoticeKind::Recovered,
        NoticeKind::SignedInAgain,
        NoticeKind::Empty { known: 1 },
        NoticeKind::Empty { known: 27 },
        NoticeKind::Emptied { known: 1 },
        NoticeKind::Emptied { known: 27 },
        NoticeKind::Rebuilt,
        NoticeKind::Full { most: 2_500 },
    ]);
    kinds
}

fn by_other(name: Option<&str>, deed: OthersDeed, scope: Scope, events: Vec<Event>) -> NoticeKind {
    NoticeKind::ByOther { by: UserId(7), name: name.map(str::to_owned), deed, scope, events }
}

fn of_series(mut kind: NoticeKind) -> NoticeKind {
    kind.speak_of_series();
    kind
}
