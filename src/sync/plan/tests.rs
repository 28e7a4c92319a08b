use proptest::prelude::*;

use super::*;
use crate::model::{
    Change, ChatId, Draft, EditId, EditKind, Etag, EventTime, GuestEdit, MessageId, NoticeKind, Origin, OriginalStart,
    Outcome, Rest, Rsvp, UserId,
};

fn now() -> DateTime<Utc> {
    "2026-03-10T02:00:00Z".parse().unwrap()
}

fn account() -> AccountId {
    AccountId("a".into())
}

fn round(tell: Tell) -> Round<'static> {
    static ACCOUNT: std::sync::LazyLock<AccountId> = std::sync::LazyLock::new(account);
    Round { account: &ACCOUNT, window: Window::at(now()), most: 1_000, tell, now: now() }
}

/// An event that begins this many hours from now, and lasts one.
fn event(id: &str, hours: i64) -> Event {
    let start = now() + Duration::hours(hours);
    Event::new(
        EventId(id.into()),
        Etag("1".into()),
        id.into(),
        EventTime::Timed { start, end: start + Duration::hours(1) },
        chrono_tz::Asia::Kuala_Lumpur,
    )
}

fn newer(event: &Event, etag: &str, change: impl FnOnce(&mut Event)) -> Event {
    let mut event = Event { etag: Etag(etag.into()), ..event.clone() };
    change(&mut event);
    event
}

fn changes(present: &[Event], gone: &[&str]) -> Theirs {
    Theirs {
        present: present.iter().map(|event| (event.id.clone(), event.clone())).collect(),
        gone: gone.iter().map(|id| (EventId((*id).into()), Departure::Cancelled)).collect(),
        ..Theirs::default()
    }
}

fn all(present: &[Event]) -> Theirs {
    Theirs { is_all: true, ..changes(present, &[]) }
}

/// What a plan does, in words: `+x` comes, `-x` goes, `!` is told.
fn words(plan: &Plan) -> Vec<String> {
    let word = |row: &CacheRow| {
        let told = match row.notice.as_ref().map(|notice| &notice.kind) {
            None => "",
            Some(NoticeKind::Changed { is_series: false, .. }) => " !changed",
            Some(NoticeKind::Changed { is_series: true, .. }) => " !series changed",
            Some(NoticeKind::Cancelled { why: Departure::Declined, .. }) => " !declined",
            Some(NoticeKind::Cancelled { why: Departure::MovedTo(_), .. }) => " !moved away",
            Some(NoticeKind::Cancelled { is_series: false, .. }) => " !cancelled",
            Some(NoticeKind::Cancelled { is_series: true, .. }) => " !series cancelled",
            Some(NoticeKind::New { .. }) => " !new",
            Some(kind) => panic!("{kind:?} is no news of a round"),
        };
        match &row.action {
            CacheAction::Put(put) => {
                let before = put.replaces.as_ref().map_or(String::new(), |before| format!("{before}→"));
                format!("+{before}{}@{}{told}", put.event.id, put.event.etag)
            }
            CacheAction::Drop(id) => format!("-{id}{told}"),
        }
    };
    plan.rows.iter().map(word).collect()
}

#[test]
fn the_copy_takes_what_google_says_and_people_are_told_what_concerns_them() {
    let x = event("x", 5);
    let past = event("p", -30);
    let renamed = newer(&x, "2", |event| event.title = "other".into());
    let touched = newer(&x, "2", |event| event.link = Some("link".into()));
    let far = event("far", 24 * 120);
    let ours = Event { is_ours: true, ..far.clone() };
    let old = event("old", -24 * 9);
    let table: [(&str, Option<&Event>, Theirs, &[&str]); 16] = [
        ("nothing changed", Some(&x), changes(std::slice::from_ref(&x), &[]), &[]),
        ("unsaid", Some(&x), changes(&[], &[]), &[]),
        ("changed", Some(&x), changes(&[renamed], &[]), &["+x@2 !changed"]),
        ("changed where nobody sees it", Some(&x), changes(&[touched], &[]), &["+x@2"]),
        ("gone", Some(&x), changes(&[], &["x"]), &["-x !cancelled"]),
        ("gone, never known", None, changes(&[], &["x"]), &[]),
        ("new today", None, changes(std::slice::from_ref(&x), &[]), &["+x@1 !new"]),
        ("new tomorrow", None, changes(&[event("y", 30)], &[]), &["+y@1"]),
        ("gone, and over", Some(&past), changes(&[], &["p"]), &["-p"]),
        ("new, and over", None, changes(std::slice::from_ref(&past), &[]), &["+p@1"]),
        ("outside the window", None, changes(std::slice::from_ref(&far), &[]), &[]),
        ("outside the window, made here", None, changes(&[ours], &[]), &["+far@1"]),
        ("over for too long", Some(&old), changes(std::slice::from_ref(&old), &[]), &["-old"]),
        ("not listed", Some(&x), all(&[]), &["-x !cancelled"]),
        ("not listed, but not asked for", Some(&far), all(&[]), &[]),
        ("outside the window, known", Some(&far), changes(&[newer(&far, "2", |_| ())], &[]), &["+far@2"]),
    ];
    for (case, agreed, theirs, expected) in table {
        let agreed = agreed.map_or(&[][..], std::slice::from_ref);
        assert_eq!(words(&plan(round(Tell::News), agreed, &theirs, &[])), expected, "{case}");
        let quiet = plan(round(Tell::Nothing), agreed, &theirs, &[]);
        assert!(quiet.rows.iter().all(|row| row.notice.is_none()), "{case}");
    }
}

#[test]
fn a_series_that_is_gone_takes_its_occurrences_with_it_and_is_told_once() {
    let of_series = |id: &str, hours| Event { series: Some(EventId("s".into())), ..event(id, hours) };
    let agreed = [of_series("s_1", 5), of_series("s_2", 29), event("x", 6)];
    let plan = plan(round(Tell::News), &agreed, &changes(&[], &["s"]), &[]);
    assert_eq!(words(&plan), ["-s_1 !series cancelled", "-s_2"]);
}

#[test]
fn occurrences_that_move_alike_are_told_as_one_and_those_that_move_otherwise_by_themselves() {
    let of_series = |id: &str, hours| Event { series: Some(EventId("s".into())), ..event(id, hours) };
    let agreed = [of_series("s_1", 5), of_series("s_2", 29), of_series("s_3", 53)];
    let later = |event: &Event, hours| {
        newer(event, "2", |event| event.when = event.when.moved_by(Duration::hours(hours)).unwrap())
    };
    let theirs = changes(&[later(&agreed[0], 1), later(&agreed[1], 1), later(&agreed[2], 2)], &[]);
    let plan = plan(round(Tell::News), &agreed, &theirs, &[]);
    assert_eq!(words(&plan), ["+s_1@2 !series changed", "+s_2@2", "+s_3@2 !changed"]);
}

/// One occurrence of a series, which began by its rule a number of hours from now.
fn occurrence(series: &str, number: u32, hours: i64) -> Event {
    Event {
        series: Some(EventId(series.into())),
        original_start: Some(OriginalStart::Moment(now() + Duration::hours(hours))),
        title: "gym".into(),
        ..event(&format!("{series}_{number}"), hours)
    }
}

#[test]
fn an_occurrence_under_another_id_is_the_same_event() {
    let agreed = [occurrence("s", 1, 24), occurrence("s", 2, 24 * 8)];
    let moved = [occurrence("s", 3, 25), occurrence("s", 4, 24 * 8 + 1)];
    let cut = [agreed[0].clone(), occurrence("s_R20260317T020000Z", 2, 24 * 8)];
    let whole = |theirs: Theirs| Theirs { whole_series: [EventId("s".into())].into(), ..theirs };
    let moved_rows = ["+s_1→s_3@1 !series changed", "+s_2→s_4@1"];
    let cut_rows = ["+s_2→s_R20260317T020000Z_2@1"];
    let table: [(&str, Theirs, &[&str]); 6] = [
        ("moved, the old ones cancelled", changes(&moved, &["s_1", "s_2"]), &moved_rows),
        ("moved, nothing said of the old ones", whole(changes(&moved, &[])), &moved_rows),
        ("moved, all read", all(&moved), &moved_rows),
        ("cut, nothing said of the old ones", whole(changes(&cut, &[])), &cut_rows),
        ("cut, the old one cancelled", changes(&cut, &["s_2"]), &cut_rows),
        ("ended", whole(changes(&agreed[..1], &[])), &["-s_2 !cancelled"]),
    ];
    for (case, theirs, expected) in table {
        assert_eq!(words(&plan(round(Tell::News), &agreed, &theirs, &[])), expected, "{case}");
    }
}

#[test]
fn an_occurrence_whose_name_alone_is_new_is_not_reminded_of_again() {
    let agreed = [occurrence("s", 2, 24)];
    let cut = all(&[occurrence("s_R20260311T020000Z", 2, 24)]);
    let plan = plan(round(Tell::News), &agreed, &cut, &[]);
    let CacheAction::Put(put) = &plan.rows[0].action else { panic!("{:?}", plan.rows) };
    assert_eq!((put.replan, &put.replaces), (Some(MadeBy::Here), &Some(agreed[0].id.clone())));
}

#[test]
fn an_entry_that_cannot_be_read_stays_as_it_was() {
    let agreed = [event("x", 5), event("y", 6)];
    let theirs = Theirs { unreadable: vec![Some(agreed[0].id.clone()), None], ..all(&[]) };
    assert_eq!(words(&plan(round(Tell::News), &agreed, &theirs, &[])), ["-y !cancelled"]);
}

#[test]
fn why_an_event_is_gone_is_told() {
    let by_boss = Event { organizer: Some("boss".into()), ..event("x", 5) };
    let moved = |to: &str| Departure::MovedTo(to.into());
    let table = [
        ("declined", event("x", 5), Departure::Declined, "-x !declined"),
        ("moved to another calendar", event("x", 5), moved("Family"), "-x !moved away"),
        ("cancelled by who had invited", by_boss.clone(), moved("boss"), "-x !cancelled"),
        ("given to somebody else", by_boss, moved("other"), "-x !moved away"),
    ];
    for (case, was, why, expected) in table {
        let theirs = Theirs { gone: [(was.id.clone(), why)].into(), ..Theirs::default() };
        assert_eq!(words(&plan(round(Tell::News), &[was], &theirs, &[])), [expected], "{case}");
    }
}

#[test]
fn an_occurrence_that_follows_a_declined_series_again_is_declined() {
    let day = |day: i64| now() + Duration::days(day);
    let id = |series: &str, at: DateTime<Utc>| EventId(format!("{series}_{}", at.format("%Y%m%dT%H%M%SZ")));
    // It was moved on its own, and not declined with the others.
    let was = Event {
        id: id("s", day(3)),
        series: Some(EventId("s".into())),
        original_start: Some(OriginalStart::Moment(day(3))),
        ..event("s", 3 * 24 + 5)
    };
    let declined = |series: &str, days: &[i64], by: Duration| -> BTreeMap<EventId, Departure> {
        days.iter().map(|&of| (id(series, day(of) + by), Departure::Declined)).collect()
    };
    let (same, hour, later) = (Duration::zero(), Duration::hours(1), "s_R20260312T020000Z");
    let table = [
        ("daily, an hour later", declined("s", &[2, 3, 4], hour), "declined"),
        ("weekly, two days later", declined("s", &[-2, 5, 12], same), "declined"),
        ("the only one left", declined("s", &[5], same), "declined"),
        ("cut, at the same time", declined(later, &[3, 4], same), "declined"),
        ("cancelled among declined ones", declined("s", &[1, 2, 4, 5], same), "cancelled"),
        ("another series", declined("t", &[2, 3, 4], hour), "cancelled"),
        ("none declined", BTreeMap::new(), "cancelled"),
    ];
    for (case, gone, expected) in table {
        let mut named = gone.clone();
        named.insert(was.id.clone(), Departure::Cancelled);
        for gone in [gone, named] {
            let theirs = Theirs { gone, whole_series: [EventId("s".into())].into(), ..Theirs::default() };
            let told = words(&plan(round(Tell::News), std::slice::from_ref(&was), &theirs, &[]));
            assert_eq!(told, [format!("-{} !{expected}", was.id)], "{case}");
        }
    }
}

#[test]
fn what_was_made_here_is_not_left_out() {
    let ours = Event { is_ours: true, ..event("far", 9) };
    let there = all(&[event("a", 1), event("b", 2), ours]);
    let plan = plan(Round { most: 2, ..round(Tell::News) }, &[], &there, &[]);
    assert_eq!((words(&plan), plan.left_out), (vec!["+a@1 !new".to_owned(), "+far@1 !new".to_owned()], 1));
}

#[test]
fn nobody_is_told_of_what_was_done_here() {
    let x = event("x", 5);
    let by_us = newer(&x, "2", |event| {
        event.title = "other".into();
        event.edit = Some(EditId("e".into()));
    });
    let by_them = newer(&by_us, "3", |event| event.title = "yet another".into());
    let told = |agreed: &Event, theirs: &Event, ours: &[Edit]| {
        let theirs = changes(std::slice::from_ref(theirs), &[]);
        words(&plan(round(Tell::News), std::slice::from_ref(agreed), &theirs, ours))
    };
    assert_eq!(told(&x, &by_us, &[]), ["+x@2"]);
    assert_eq!(told(&by_us, &by_them, &[]), ["+x@3 !changed"]);
    assert_eq!(told(&by_us, &by_them, &[deletion(&x)]), ["+x@3"], "its own outcome tells");
}

#[test]
fn what_was_made_here_and_comes_back_to_the_copy_was_brought_back_in_google() {
    let made = Event { is_ours: true, edit: Some(EditId("edit of x".into())), ..event("x", 5) };
    let occurrence = Event { series: Some(EventId("s".into())), ..made.clone() };
    let draft = Draft {
        title: "x".into(),
        when: made.when,
        zone: made.zone,
        place: None,
        rule: None,
        wants_meet: false,
        leads: None,
        calendar: None,
        guests: Vec::new(),
    };
    let creation = edit(&made.id, EditKind::Create { draft, attempt: 0 });
    let table: [(&str, &Event, &[Edit], &str, MadeBy); 3] = [
        ("its edit has ended", &made, &[], "+x@1 !new", MadeBy::Google),
        ("its edit waits", &made, &[creation], "+x@1", MadeBy::Here),
        ("only a round brings it", &occurrence, &[], "+x@1", MadeBy::Here),
    ];
    for (case, is, ours, expected, by) in table {
        let plan = plan(round(Tell::News), &[], &changes(std::slice::from_ref(is), &[]), ours);
        assert_eq!(words(&plan), [expected], "{case}");
        let CacheAction::Put(put) = &plan.rows[0].action else { panic!("{case}") };
        assert_eq!(put.replan, Some(by), "{case}");
    }
}

#[test]
fn the_furthest_are_left_out_without_a_word() {
    let events = [event("a", 1), event("b", 2), event("c", 3)];
    let full = Round { most: 2, ..round(Tell::News) };
    let first = plan(full, &[], &all(&events), &[]);
    assert_eq!(words(&first), ["+a@1 !new", "+b@1 !new"]);
    assert_eq!(first.left_out, 1);
    assert_eq!(words(&plan(full, &events, &all(&events), &[])), ["-c"]);
}

#[test]
fn an_absence_at_the_border_of_the_window_proves_nothing() {
    let window = Window::at(now());
    for (hours, expected) in [(-24 * 7 - 2, false), (-24 * 7 + 20, false), (0, true), (24 * 88, true), (24 * 89, false)]
    {
        assert_eq!(window.vouches_for(&event("x", hours)), expected, "{hours}");
    }
}

fn origin() -> Origin {
    Origin { chat: ChatId(7), user: UserId(7), message: Some(MessageId(1)) }
}

fn edit(event: &EventId, kind: EditKind) -> Edit {
    let id = EditId(format!("edit of {event}"));
    Edit { id, account: account(), event: event.clone(), kind, origin: origin(), made: now() }
}

fn deletion(base: &Event) -> Edit {
    edit(&base.id, EditKind::Delete { base: Some(base.etag.clone()), seen: Box::new(base.clone()) })
}

fn renaming(base: &Event, title: &str, place: Option<&str>) -> Edit {
    let place = place.map(|place| Some(place.into()));
    let change = Change { title: Some(title.into()), place, ..Change::default() };
    edit(&base.id, EditKind::Change { change, base: Box::new(base.clone()) })
}

fn there(event: &Event) -> Seen<'_> {
    Seen::There { event: Some(event), edit: event.edit.as_ref() }
}

/// A step in words.
fn step_words(edit: &Edit, seen: Seen<'_>, was_tried: bool) -> String {
    let fields = |change: &Change| {
        let title = change.title.as_deref().map(|title| format!("title={title}"));
        let place = change.place.as_ref().map(|place| format!("place={}", place.as_deref().unwrap_or("-")));
        [title, place].into_iter().flatten().collect::<Vec<_>>().join(",")
    };
    match step(edit, seen, was_tried) {
        Step::Insert { .. } => "insert".into(),
        Step::InsertElsewhere => "insert elsewhere".into(),
        Step::Change { change, etag, lost, .. } => {
            format!("change {} if {etag}, lost {}", fields(&change), fields(&lost))
        }
        Step::Delete { etag } => format!("delete if {}", etag.as_deref().unwrap_or("-")),
        Step::Look => "look".into(),
        Step::Revive => "revive".into(),
        Step::Cut { at: _, rest: None } => "cut".into(),
        Step::Cut { at: _, rest: Some(later) } => {
            format!("cut, {} goes on with {}", later.id.root(), fields(&later.change))
        }
        Step::Guests { .. } => "guests".into(),
        Step::Uncut => "make whole".into(),
        Step::Copy { of, draft, .. } => format!("copy {of}{}", if draft.is_some() { ", known" } else { "" }),
        Step::Ended { outcome, lost } => match outcome {
            Outcome::Agreed(_) => "agreed".into(),
            Outcome::Deleted => "deleted".into(),
            Outcome::AlreadyGone => "already gone".into(),
            Outcome::Conflict(is) => format!("conflict with {}, lost {}", is.etag, fields(&lost)),
            Outcome::Queued(_) | Outcome::Refused(_) => panic!("no step ends so"),
        },
    }
}

#[test]
fn guests_change_whatever_version_google_has() {
    let was = event("x", 5);
    let what = GuestEdit::Respond(Rsvp::Accepted);
    let answer = edit(&was.id, EditKind::Guests { what, seen: Box::new(was.clone()) });
    let newer = newer(&was, "2", |event| event.title = "theirs".into());
    let table = [
        ("as it was seen", Seen::AsAgreed, "guests"),
        ("changed since", there(&newer), "guests"),
        ("declined: no event for us", Seen::There { event: None, edit: None }, "guests"),
        ("deleted", Seen::Gone, "already gone"),
        ("unknown", Seen::Unknown, "already gone"),
    ];
    for (case, seen, expected) in table {
        assert_eq!(step_words(&answer, seen, true), expected, "{case}");
    }
}

#[test]
fn what_was_deleted_comes_back_under_its_own_id_or_else_as_a_copy() {
    let was = event("x", 5);
    let series = Event { series: Some(was.id.clone()), ..was.clone() };
    let restore = |was: &Event, attempt| edit(&was.id, EditKind::Restore { was: Box::new(was.clone()), attempt });
    let by_us = newer(&was, "2", |event| event.edit = Some(restore(&was, 0).id));
    let moved = newer(&was, "2", |event| event.title = "theirs".into());
    let moved_by_us = newer(&by_us, "3", |event| event.title = "theirs".into());
    let (first, second) = (restore(&was, 0), restore(&was, 1));
    let table = [
        ("nothing is known", &first, Seen::AsAgreed, "look"),
        ("deleted", &first, Seen::Gone, "revive"),
        ("forgotten", &first, Seen::Unknown, "insert elsewhere"),
        ("brought back by this edit", &first, there(&by_us), "agreed"),
        ("brought back by this edit, then changed", &first, there(&moved_by_us), "agreed"),
        ("brought back by somebody", &first, there(&was), "agreed"),
        ("brought back by somebody as another", &first, there(&moved), "conflict with 2, lost "),
        ("no event any more", &first, Seen::There { event: None, edit: None }, "already gone"),
        ("not had back", &second, Seen::AsAgreed, "copy x, known"),
        ("copied by this edit", &second, there(&by_us), "agreed"),
        ("the copy's id is another's", &second, there(&moved), "insert elsewhere"),
        ("the copy is deleted", &second, Seen::Gone, "insert elsewhere"),
    ];
    for (case, edit, seen, expected) in table {
        assert_eq!(step_words(edit, seen, true), expected, "{case}");
    }
    assert_eq!(step_words(&restore(&series, 1), Seen::AsAgreed, true), "copy x", "only Google knows a series' rule");
}

#[test]
fn a_change_merges_with_theirs_and_where_both_changed_a_field_googles_stands() {
    let base = event("x", 5);
    let title = newer(&base, "2", |event| event.title = "theirs".into());
    let place = newer(&base, "2", |event| event.place = Some("theirs".into()));
    let both = newer(&title, "3", |event| event.place = Some("theirs".into()));
    let same = newer(&base, "2", |event| event.title = "ours".into());
    let by_us = newer(&same, "4", |event| event.edit = Some(renaming(&base, "ours", None).id));
    let rest_by_us = newer(&by_us, "4", |event| (event.title, event.place) = ("theirs".into(), Some("ours".into())));
    let (one, two) = (renaming(&base, "ours", None), renaming(&base, "ours", Some("ours")));
    let table = [
        ("as agreed", &one, Seen::AsAgreed, "change title=ours if 1, lost "),
        ("another version only", &one, there(&base), "change title=ours if 1, lost "),
        ("another field", &one, there(&place), "change title=ours if 2, lost "),
        ("the same field", &one, there(&title), "conflict with 2, lost title=ours"),
        ("the same field, the same way", &one, there(&same), "agreed"),
        ("one of two fields", &two, there(&title), "change place=ours if 2, lost title=ours"),
        ("both fields", &two, there(&both), "conflict with 3, lost title=ours,place=ours"),
        ("written by this edit already", &one, there(&by_us), "agreed"),
        ("written by this edit but for a field", &two, there(&rest_by_us), "conflict with 4, lost title=ours"),
        ("gone", &one, Seen::Gone, "already gone"),
        ("gone for good", &one, Seen::Unknown, "already gone"),
        ("no event any more", &one, Seen::There { event: None, edit: None }, "already gone"),
    ];
    for (case, edit, seen, expected) in table {
        assert_eq!(step_words(edit, seen, true), expected, "{case}");
    }
}

#[test]
fn a_deletion_deletes_only_what_the_person_saw() {
    let base = event("x", 5);
    let touched = newer(&base, "2", |event| event.link = Some("link".into()));
    let moved = newer(&base, "2", |event| event.when = event.when.moved_by(Duration::hours(1)).unwrap());
    let table = [
        ("as agreed", Seen::AsAgreed, false, "delete if 1"),
        ("another version only", there(&touched), false, "delete if 2"),
        ("moved", there(&moved), false, "conflict with 2, lost "),
        ("gone before", Seen::Gone, false, "already gone"),
        ("gone, perhaps by us", Seen::Gone, true, "deleted"),
    ];
    for (case, seen, was_tried, expected) in table {
        assert_eq!(step_words(&deletion(&base), seen, was_tried), expected, "{case}");
    }
}

#[test]
fn a_series_is_cut_as_it_is_and_made_whole_again() {
    let seen = Event { series: Some(EventId("s".into())), ..event("s_1", 5) };
    let master = EventId("s".into());
    let at = seen.place_in_series();
    let cut = |rest| edit(&master, EditKind::Cut { at, seen: Box::new(seen.clone()), rest });
    let ends = cut(None);
    let change = Change { title: Some("ours".into()), ..Change::default() };
    let goes_on = cut(Some(Rest { change, attempt: 0 }));
    let whole = Event { id: master.clone(), series: Some(master.clone()), ..seen.clone() };
    let back = edit(&master, EditKind::Restore { was: Box::new(whole.clone()), attempt: 0 });
    let table = [
        ("as agreed", &ends, Seen::AsAgreed, false, "cut"),
        ("looked at", &ends, there(&whole), false, "cut"),
        ("gone before", &ends, Seen::Gone, false, "already gone"),
        ("gone, perhaps by us", &ends, Seen::Gone, true, "deleted"),
        ("the rest goes on", &goes_on, Seen::AsAgreed, false, "cut, s goes on with title=ours"),
        ("the rest has nothing to go on from", &goes_on, Seen::Gone, true, "already gone"),
        ("taken back: its first part is there", &back, there(&whole), false, "make whole"),
        ("taken back: nothing of it was left", &back, Seen::Gone, false, "revive"),
    ];
    for (case, edit, seen, was_tried, expected) in table {
        assert_eq!(step_words(edit, seen, was_tried), expected, "{case}");
    }
}

#[test]
fn a_series_is_looked_at_before_it_is_deleted() {
    let occurrence = Event { series: Some(EventId("s".into())), ..event("s_1", 5) };
    let master = event("s", 5);
    let edit = edit(&master.id, EditKind::Delete { base: None, seen: Box::new(occurrence) });
    assert_eq!(step_words(&edit, Seen::AsAgreed, false), "look");
    assert_eq!(step_words(&edit, there(&master), false), "delete if 1");
    assert_eq!(step_words(&edit, Seen::Gone, false), "already gone");
}

#[test]
fn what_was_still_to_be_made_when_the_edit_was_is_looked_at_first() {
    let made = event("x", 5);
    let expected = Event { etag: Etag(String::new()), ..made.clone() };
    assert_eq!(step_words(&deletion(&expected), Seen::AsAgreed, false), "look");
    assert_eq!(step_words(&deletion(&expected), there(&made), false), "delete if 1");
    let renaming = renaming(&expected, "ours", None);
    assert_eq!(step_words(&renaming, Seen::AsAgreed, false), "look");
    assert_eq!(step_words(&renaming, there(&made), false), "change title=ours if 1, lost ");
}

#[test]
fn an_insert_that_is_there_already_is_ours_only_if_it_carries_the_edit() {
    let made = event("x", 5);
    let draft = Draft {
        title: made.title.clone(),
        when: made.when,
        zone: made.zone,
        place: None,
        rule: None,
        wants_meet: false,
        leads: None,
        calendar: None,
        guests: Vec::new(),
    };
    let edit = edit(&made.id, EditKind::Create { draft, attempt: 0 });
    let ours = Event { edit: Some(edit.id.clone()), ..made.clone() };
    let others = Event { edit: Some(EditId("another".into())), ..made.clone() };
    assert_eq!(step_words(&edit, Seen::AsAgreed, false), "insert");
    assert_eq!(step_words(&edit, there(&ours), false), "agreed");
    assert_eq!(step_words(&edit, there(&others), false), "insert elsewhere");
    assert_eq!(step_words(&edit, there(&made), false), "insert elsewhere");
    assert_eq!(step_words(&edit, Seen::Gone, false), "insert elsewhere");
    assert_eq!(step_words(&edit, Seen::Unknown, true), "insert", "the try before has not been heard");
}

/// Google, as far as steps are concerned.
#[derive(Debug, Clone, Default)]
struct Google {
    events: BTreeMap<EventId, Event>,
    versions: u32,
}

impl Google {
    fn write(&mut self, mut event: Event) {
        self.versions += 1;
        event.etag = Etag(format!("g{}", self.versions));
        self.events.insert(event.id.clone(), event);
    }

    /// Carries out an edit as `apply` does; gives the outcome.
    fn settle(&mut self, edit: &Edit) -> Outcome {
        let mut looked = false;
        for _ in 0..5 {
            let event = self.events.get(&edit.event).cloned();
            let seen = match (&event, looked) {
                (_, false) => Seen::AsAgreed,
                (Some(event), true) => there(event),
                (None, true) => Seen::Gone,
            };
            looked = true;
            match step(edit, seen, false) {
                Step::Insert { draft, .. } if event.is_none() => {
                    let made = Event { title: draft.title, when: draft.when, place: draft.place, ..self::event("", 0) };
                    self.write(Event { id: edit.event.clone(), edit: Some(edit.id.clone()), is_ours: true, ..made });
                }
                Step::Change { change, etag, lost, .. } => {
                    let Some(event) = event.filter(|event| event.etag == etag) else { continue };
                    let edited = Event {
                        title: change.title.unwrap_or(event.title.clone()),
                        when: change.when.unwrap_or(event.when),
                        place: change.place.unwrap_or(event.place.clone()),
                        edit: Some(edit.id.clone()),
                        ..event
                    };
                    self.write(edited.clone());
                    if !lost.is_empty() {
                        return Outcome::Conflict(Box::new(edited));
                    }
                }
                Step::Delete { etag } => {
                    if event.is_some_and(|event| etag.is_none_or(|etag| event.etag == etag)) {
                        self.events.remove(&edit.event);
                        return Outcome::Deleted;
                    }
                }
                Step::Insert { .. } | Step::Look => {}
                Step::InsertElsewhere
                | Step::Revive
                | Step::Copy { .. }
                | Step::Cut { .. }
                | Step::Guests { .. }
                | Step::Uncut => {
                    panic!("these tests bring nothing back, cut nothing and invite nobody")
                }
                Step::Ended { outcome, .. } => return outcome,
            }
        }
        panic!("{edit:?} does not end");
    }
}

fn apply(cache: &mut BTreeMap<EventId, Event>, plan: &Plan) {
    for row in &plan.rows {
        match &row.action {
            CacheAction::Put(put) => drop(cache.insert(put.event.id.clone(), put.event.clone())),
            CacheAction::Drop(id) => drop(cache.remove(id)),
        }
    }
}

/// One random doing: by whom, to which event, what.
#[derive(Debug, Clone)]
struct Doing {
    is_ours: bool,
    event: u8,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Make(i64),
    Rename(u8),
    Place(Option<u8>),
    Move(i64),
    Delete,
}

fn doing() -> impl Strategy<Value = Doing> {
    let what = prop_oneof![
        (-200_i64..2_400).prop_map(What::Make),
        (0_u8..3).prop_map(What::Rename),
        proptest::option::of(0_u8..3).prop_map(What::Place),
        (-200_i64..2_400).prop_map(What::Move),
        Just(What::Delete),
    ];
    (any::<bool>(), 0_u8..6, what).prop_map(|(is_ours, event, what)| Doing { is_ours, event, what })
}

fn when(hours: i64) -> EventTime {
    event("", hours).when
}

/// What somebody does in Google's own apps.
fn done_by_them(google: &mut Google, doing: &Doing) {
    let id = EventId(format!("e{}", doing.event));
    let there = google.events.get(&id).cloned();
    match (&doing.what, there) {
        (What::Make(hours), None) => google.write(Event { id, ..event("made", *hours) }),
        (What::Rename(to), Some(is)) => google.write(Event { title: format!("theirs {to}"), ..is }),
        (What::Place(to), Some(is)) => google.write(Event { place: to.map(|to| format!("theirs {to}")), ..is }),
        (What::Move(hours), Some(is)) => google.write(Event { when: when(*hours), ..is }),
        (What::Delete, Some(_)) => drop(google.events.remove(&id)),
        (What::Make(_), Some(_)) | (_, None) => {}
    }
}

/// The edit that somebody here asks for, of what the copy shows.
fn asked_for_here(cache: &BTreeMap<EventId, Event>, doing: &Doing, number: usize) -> Option<Edit> {
    let id = EventId(format!("e{}", doing.event));
    let seen = cache.get(&id);
    let of_change = |change| seen.map(|base| EditKind::Change { change, base: Box::new(base.clone()) });
    let kind = match &doing.what {
        What::Make(_) => None,
        What::Rename(to) => of_change(Change { title: Some(format!("ours {to}")), ..Change::default() }),
        What::Place(to) => of_change(Change { place: Some(to.map(|to| format!("ours {to}"))), ..Change::default() }),
        What::Move(hours) => of_change(Change { when: Some(when(*hours)), ..Change::default() }),
        What::Delete => {
            seen.map(|seen| EditKind::Delete { base: Some(seen.etag.clone()), seen: Box::new(seen.clone()) })
        }
    };
    Some(Edit { id: EditId(format!("edit {number}")), ..edit(&id, kind?) })
}

fn full_list(google: &Google, window: Window) -> Theirs {
    all(&google.events.values().filter(|event| window.touches(event)).cloned().collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn after_a_round_both_sides_are_equal_and_planning_again_is_empty(
        before in proptest::collection::vec(doing(), 0..12),
        between in proptest::collection::vec(doing(), 0..12),
    ) {
        let round = round(Tell::News);
        let mut google = Google::default();
        for doing in &before {
            done_by_them(&mut google, doing);
        }
        let mut cache = BTreeMap::new();
        apply(&mut cache, &plan(round, &[], &full_list(&google, round.window), &[]));
        let asked: Vec<Edit> = between
            .iter()
            .enumerate()
            .filter(|(_, doing)| doing.is_ours)
            .filter_map(|(number, doing)| asked_for_here(&cache, doing, number))
            .collect();
        for doing in between.iter().filter(|doing| !doing.is_ours) {
            done_by_them(&mut google, doing);
        }

        let theirs = google.clone();
        for edit in &asked {
            let stood = google.events.get(&edit.event).cloned();
            match google.settle(edit) {
                Outcome::Agreed(_) | Outcome::Deleted => {}
                Outcome::AlreadyGone => prop_assert!(!google.events.contains_key(&edit.event)),
                Outcome::Conflict(is) => {
                    let stood = stood.expect("a conflict is with something");
                    prop_assert!(google.events.get(&edit.event) == Some(&is));
                    prop_assert!(is.title == stood.title || !stood.title.starts_with("theirs"));
                }
                Outcome::Queued(_) | Outcome::Refused(_) => prop_assert!(false, "no step ends so"),
            }
        }
        for (id, event) in &theirs.events {
            let was = cache.get(id);
            let is_touched = was.is_some_and(|was| was.looks_other_than(event));
            let is_asked = asked.iter().any(|edit| edit.event == *id);
            if is_touched {
                prop_assert!(google.events.contains_key(id), "nobody deletes what they have not seen");
            }
            if !is_asked {
                prop_assert_eq!(google.events.get(id), Some(event));
            }
        }

        let agreed: Vec<Event> = cache.values().cloned().collect();
        apply(&mut cache, &plan(round, &agreed, &full_list(&google, round.window), &[]));
        for event in google.events.values().filter(|event| round.window.touches(event) && !is_over(event, round)) {
            prop_assert_eq!(cache.get(&event.id), Some(event));
        }
        for event in cache.values().filter(|event| round.window.vouches_for(event)) {
            prop_assert_eq!(google.events.get(&event.id), Some(event));
        }
        let agreed: Vec<Event> = cache.values().cloned().collect();
        let again = plan(round, &agreed, &full_list(&google, round.window), &[]);
        prop_assert!(again.rows.is_empty(), "{:?}", again.rows);
    }

    #[test]
    fn what_is_said_in_pieces_comes_to_the_same_as_what_is_said_at_once(
        before in proptest::collection::vec(doing(), 0..12),
        between in proptest::collection::vec(doing(), 0..12),
    ) {
        let round = round(Tell::News);
        let mut google = Google::default();
        for doing in &before {
            done_by_them(&mut google, doing);
        }
        let mut copy = BTreeMap::new();
        apply(&mut copy, &plan(round, &[], &full_list(&google, round.window), &[]));
        let old = google.clone();
        for doing in &between {
            done_by_them(&mut google, doing);
        }
        let is_new = |event: &&Event| old.events.get(&event.id) != Some(*event);
        let present: Vec<Event> = google.events.values().filter(is_new).cloned().collect();
        let gone: Vec<&str> = old.events.keys().filter(|id| !google.events.contains_key(id)).map(|id| &**id).collect();
        let (mut in_pieces, mut at_once) = (copy.clone(), copy.clone());
        let agreed: Vec<Event> = copy.into_values().collect();
        apply(&mut in_pieces, &plan(round, &agreed, &changes(&present, &gone), &[]));
        apply(&mut at_once, &plan(round, &agreed, &full_list(&google, round.window), &[]));
        let certain = |cache: BTreeMap<EventId, Event>| -> Vec<Event> {
            cache.into_values().filter(|event| round.window.vouches_for(event)).collect()
        };
        prop_assert_eq!(certain(in_pieces), certain(at_once));
    }
}
