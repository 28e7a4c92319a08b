//! What real calendars do: series that change as a whole, invitations, other calendars, entries that cannot be read.

use super::*;

/// A weekly series of Fridays at ten, made in Google: the Tuesday of the tests is 10 March 2026.
fn fridays(world: &World) -> String {
    let entry = json!({
        "summary": "gym",
        "start": {"dateTime": "2026-03-13T10:00:00+08:00", "timeZone": "Asia/Kuala_Lumpur"},
        "end": {"dateTime": "2026-03-13T11:00:00+08:00", "timeZone": "Asia/Kuala_Lumpur"},
        "recurrence": ["RRULE:FREQ=WEEKLY;BYDAY=FR"],
    });
    world.google().add(&entry).unwrap()["id"].as_str().unwrap().to_owned()
}

/// The times of one Friday's hour, by the clock of Kuala Lumpur.
fn hour(day: &str, hour: u32) -> Value {
    let moment =
        |hour: u32| json!({"dateTime": format!("{day}T{hour:02}:00:00+08:00"), "timeZone": "Asia/Kuala_Lumpur"});
    json!({"start": moment(hour), "end": moment(hour + 1)})
}

/// How often Google says nothing of the occurrences that are no more, and how often that they are cancelled.
const BOTH_WAYS: [bool; 2] = [false, true];

#[tokio::test]
async fn a_series_that_moves_is_told_once_as_moved() {
    for hides_vanished in BOTH_WAYS {
        let world = World::new().await;
        world.google().hide_vanished(hides_vanished);
        let series = fridays(&world);
        world.made_in_google("lunch", 5);
        world.round(Depth::Incremental).await;
        world.told().await;
        world.google().edit(&series, &hour("2026-03-13", 11)).unwrap();
        world.round(Depth::Incremental).await;
        assert_eq!(world.told().await, ["series gym moved"], "{hides_vanished}");
        world.assert_equal().await;
        world.full_round().await;
        assert_eq!(world.told().await, [""; 0]);
        world.outside.close().await;
    }
}

#[tokio::test]
async fn this_and_following_lists_each_occurrence_once() {
    for hides_vanished in BOTH_WAYS {
        let world = World::new().await;
        world.google().hide_vanished(hides_vanished);
        let series = fridays(&world);
        world.round(Depth::Incremental).await;
        let second = format!("{series}_20260320T020000Z");
        let id = EventId(second.clone());
        world.google().edit_following(&second, &json!({"location": "KLCC"})).unwrap();
        world.round(Depth::Incremental).await;
        world.assert_equal().await;
        assert_eq!(world.told().await, ["series gym changed"], "{hides_vanished}");
        let later = world.cached(&id).await.expect("its first id still leads to it");
        assert_eq!((later.place.as_deref(), later.id == id), (Some("KLCC"), false));
        assert_eq!(world.reminders(&later.id).await, 0);
        world.clock.move_to("2026-03-17T02:00:00Z".parse().unwrap());
        world.round(Depth::Incremental).await;
        assert_eq!(world.reminders(&later.id).await, 1, "it comes nearer");
        world.full_round().await;
        assert_eq!(world.told().await, [""; 0]);
        world.outside.close().await;
    }
}

#[tokio::test]
async fn a_series_is_known_by_its_rule() {
    let world = World::new().await;
    let series = EventId(fridays(&world));
    world.round(Depth::Incremental).await;
    let rule = async || world.store.series_rules(&world.account).await.unwrap().get(&series).cloned();
    assert_eq!(rule().await.map(|rule| rule.0).as_deref(), Some("FREQ=WEEKLY;BYDAY=FR"));
    let asked = world.google().calls("events.get");
    world.round(Depth::Incremental).await;
    assert_eq!(world.google().calls("events.get"), asked, "a master is read once");
    world.google().edit(&series, &json!({"recurrence": ["RRULE:FREQ=DAILY"]})).unwrap();
    world.round(Depth::Incremental).await;
    assert_eq!(rule().await.map(|rule| rule.0).as_deref(), Some("FREQ=DAILY"));
    world.assert_equal().await;
    world.told().await;
    world.outside.close().await;
}

#[tokio::test]
async fn an_entry_that_cannot_be_read_costs_itself_alone() {
    let world = World::new().await;
    world.made_in_google("lunch", 5);
    let broken = [
        json!({"id": "zero", "status": "confirmed", "start": {"date": "0000-00-00"}, "end": {"date": "0000-00-00"}}),
        json!({"id": "nothing", "status": "confirmed"}),
    ];
    for entry in &broken {
        world.google().show_raw(entry["id"].as_str().unwrap(), Some(entry));
    }
    world.round(Depth::Incremental).await;
    assert_eq!(world.titles().await, ["lunch"]);
    let unreadable = async || world.store.account_state(&world.account).await.unwrap().unreadable.len();
    assert_eq!(unreadable().await, 2);
    world.made_in_google("tea", 7);
    world.round(Depth::Incremental).await;
    assert_eq!((world.titles().await.len(), unreadable().await), (2, 2));
    for entry in &broken {
        world.google().show_raw(entry["id"].as_str().unwrap(), None);
    }
    world.full_round().await;
    assert_eq!(unreadable().await, 0);
    world.told().await;
    world.outside.close().await;
}

#[tokio::test]
async fn ones_own_no_and_another_calendar_are_told_as_what_they_are() {
    let world = World::new().await;
    let (lunch, tea, dinner) =
        (world.made_in_google("lunch", 5), world.made_in_google("tea", 6), world.made_in_google("dinner", 7));
    world.round(Depth::Incremental).await;
    world.told().await;
    world.google().answer(&lunch, "declined").unwrap();
    world.google().move_to_calendar(&tea, "Family").unwrap();
    world.google().delete(&dinner).unwrap();
    world.round(Depth::Incremental).await;
    let mut told = world.told().await;
    told.sort();
    assert_eq!(told, ["dinner cancelled", "lunch declined", "tea moved to Family"]);
    world.outside.close().await;
}

#[tokio::test]
async fn a_calendar_that_shows_only_when_its_owner_is_busy_is_shown_so() {
    let world = World::new().await;
    world.google().show_only_busy(true);
    let lunch = world.made_in_google("lunch", 5);
    world.round(Depth::Incremental).await;
    let event = world.cached(&lunch).await.unwrap();
    assert!(event.is_busy_only && event.title.is_empty());
    world.told().await;
    world.outside.close().await;
}

#[tokio::test]
async fn what_a_person_was_told_is_there_stays_when_the_calendar_is_full() {
    let world = World::with_most(3).await;
    for number in 1..=3 {
        world.made_in_google(&format!("theirs {number}"), number);
    }
    world.round(Depth::Incremental).await;
    world.told().await;
    let ours = world.made_here(1, "ours", 200).await;
    world.round(Depth::Incremental).await;
    assert!(world.cached(&ours.id).await.is_some());
    assert_eq!(world.told().await, ["full with 3"]);
    let state = world.store.account_state(&world.account).await.unwrap();
    assert_eq!((state.is_full, state.left_out), (true, 1));
    world.outside.close().await;
}

#[tokio::test]
async fn a_meet_link_is_made_when_asked_for_and_its_refusal_costs_only_the_link() {
    let world = World::new().await;
    let asking = |message| {
        let mut edit = world.creation(message, "call", 5);
        let EditKind::Create { draft, .. } = &mut edit.kind else { panic!("{edit:?}") };
        draft.wants_meet = true;
        edit
    };
    let Outcome::Agreed(call) = world.submit(asking(1)).await else { panic!() };
    assert!(call.join_link().is_some_and(|link| link.starts_with("https://meet.google.com/")), "{call:?}");
    world.google().refuse_meet(true);
    let Outcome::Agreed(call) = world.submit(asking(2)).await else { panic!() };
    assert_eq!(call.join_link(), None);
    world.outside.close().await;
}
