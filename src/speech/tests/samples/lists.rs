//! Lists, and numbers that cannot be acted upon.

use super::super::building::{card, day, days, instant, keyboard, timed};
use super::whys;
use crate::model::{Freshness, Rule, ShownDays, Trouble, UnknownCalendars, View};
use crate::speech::{Card, Label, ListPage, NumberedEvent, Reply};

pub(super) fn about_lists(title: &str, place: &str) -> Vec<Reply> {
    let stale = Freshness::Stale { as_of: Some(instant("2026-03-09T22:05")), trouble: None };
    let away = Freshness::Stale { as_of: Some(instant("2026-03-10T09:05")), trouble: Some(Trouble::Away) };
    let never = Freshness::Stale { as_of: None, trouble: Some(Trouble::Grant) };
    let mut replies = vec![
        Reply::List(page(title, place, Freshness::Fresh)),
        Reply::List(page(title, place, away)),
        Reply::List(page(title, place, stale)),
        Reply::List(ListPage {
            view: found("Dentist <Wong>"),
            is_cut: true,
            is_unread: true,
            unknown: UnknownCalendars {
                lost: vec!["Family".into(), title.into()],
                being_read: vec![title.into()],
                read_so_far: Some(2_500),
            },
            ..page(title, place, Freshness::Fresh)
        }),
        Reply::List(ListPage { view: on("2026-03-09", "2026-03-15"), ..page(title, place, Freshness::Fresh) }),
        Reply::List(ListPage { view: on("2026-05-14", "2026-05-14"), ..page(title, place, Freshness::Fresh) }),
    ];
    let empty = |view, freshness| Reply::EmptyList {
        view,
        is_unread: false,
        freshness,
        unknown: UnknownCalendars::default(),
        keyboard: keyboard(&[Label::Refresh]),
    };
    replies.extend([
        empty(View::Coming, Freshness::Fresh),
        empty(View::Coming, never),
        empty(View::Coming, Freshness::Stale { as_of: None, trouble: None }),
        empty(View::Coming, Freshness::BeingRead { entries: 2_500 }),
        empty(found("dentist"), Freshness::Fresh),
        empty(on("2026-03-10", "2026-03-10"), Freshness::Fresh),
        empty(on("2026-03-09", "2026-03-15"), away),
        empty(on("2026-03-30", "2026-04-05"), Freshness::Fresh),
        empty(on("2026-12-28", "2027-01-03"), Freshness::Fresh),
        empty(on("2026-03-01", "2026-03-31"), Freshness::Fresh),
    ]);
    for (index, why) in whys().into_iter().enumerate() {
        let fresh = (index == 1).then(|| page(title, place, away));
        replies.push(Reply::NotDone { why, fresh });
    }
    replies
}

fn found(query: &str) -> View {
    View::Found { query: query.to_owned(), is_past: false }
}

fn on(from: &str, until: &str) -> View {
    View::Days(ShownDays::whole(day(from), day(until)))
}

fn page(title: &str, place: &str, freshness: Freshness) -> ListPage {
    let rows = [
        card(title, timed("2026-03-09T22:00", "2026-03-10T11:00"), None),
        card("mum's birthday", days("2026-03-10", "2026-03-11"), None),
        Card {
            is_repeating: true,
            rule: Some(Rule("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".to_owned())),
            calendar: Some("Team <A>".to_owned()),
            ..card("stand-up", timed("2026-03-10T15:00", "2026-03-10T15:15"), None)
        },
        card(title, timed("2026-03-11T19:00", "2026-03-11T20:00"), Some(place)),
        card(title, timed("2026-03-14T22:00", "2026-03-15T06:00"), Some(place)),
        card("Japan trip", days("2026-05-12", "2026-05-21"), None),
        card("", timed("2027-01-04T09:00", "2027-01-04T09:00"), None),
    ];
    let rows = (11..).zip(rows).map(|(number, card)| NumberedEvent { number, card, is_cancelled: number == 14 });
    let keyboard = vec![
        keyboard(&[Label::CancelRow(11), Label::CancelRow(12)]).remove(0),
        keyboard(&[Label::Earlier, Label::Later]).remove(0),
    ];
    ListPage {
        view: View::Coming,
        rows: rows.collect(),
        page: 1,
        pages: 3,
        total: 27,
        is_cut: false,
        is_unread: false,
        freshness,
        unknown: UnknownCalendars::default(),
        keyboard,
    }
}
