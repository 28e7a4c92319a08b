//! One way to write: carried out at once, or kept; once, in order, and never against what somebody else did.

use janji::model::Rule;
use janji::sandbox::{EVERYWHERE, Fault, How, Often};

use super::*;

#[tokio::test]
async fn an_edit_is_carried_out_cached_and_planned_at_once() {
    let world = World::new().await;
    let event = world.made_here(1, "lunch", 3).await;
    assert_eq!(world.titles_at_google(), ["lunch"]);
    assert_eq!(world.cached(&event.id).await, Some(event.clone()));
    assert_eq!(world.reminders(&event.id).await, 1);
    let upcoming =
        world.store.upcoming(&world.account, world.now(), chrono_tz::Asia::Kuala_Lumpur, 10).await.unwrap().events;
    assert_eq!(upcoming, std::slice::from_ref(&event));

    let Outcome::Agreed(renamed) = world.submit(world.renaming(2, &event, "late lunch")).await else { panic!() };
    assert_eq!(world.cached(&event.id).await, Some(*renamed.clone()));

    assert_eq!(world.submit(world.deletion(3, &renamed)).await, Outcome::Deleted);
    assert_eq!(world.cached(&event.id).await, None);
    assert_eq!(world.reminders(&event.id).await, 0);
    assert_eq!(world.titles_at_google(), [""; 0]);
    assert_eq!(world.told().await, [""; 0], "the answer has told it");
}

#[tokio::test]
async fn the_same_edit_again_has_the_same_outcome_and_acts_once() {
    let world = World::new().await;
    let first = world.submit(world.creation(1, "lunch", 3)).await;
    assert_eq!(world.submit(world.creation(1, "lunch", 3)).await, first);
    let Outcome::Agreed(event) = first else { panic!() };
    assert_eq!(world.submit(world.deletion(2, &event)).await, Outcome::Deleted);
    assert_eq!(world.submit(world.deletion(2, &event)).await, Outcome::Deleted);
    assert_eq!(world.asked(), ["events.insert", "events.delete"]);
}

#[tokio::test]
async fn an_outcome_is_forgotten_after_a_day() {
    let world = World::new().await;
    let event = world.made_here(1, "lunch", 30).await;
    let deletion = world.deletion(2, &event);
    assert_eq!(world.submit(deletion.clone()).await, Outcome::Deleted);
    world.clock.move_to(world.hours(23));
    assert_eq!(world.submit(deletion.clone()).await, Outcome::Deleted);
    world.clock.move_to(world.hours(2));
    assert_eq!(world.submit(deletion).await, Outcome::AlreadyGone);
}

#[tokio::test]
async fn google_failing_for_a_moment_is_asked_again_while_the_person_waits() {
    for how in [How::Status(503), How::Status(500), How::Cut, How::HangUp] {
        let world = World::asking_again(QUICK_TRIES.most).await;
        for point in ["events.insert", "events.patch", "events.delete"] {
            world.google().faults().inject(point, Fault::before(how), Often::Times(1));
        }
        let event = world.made_here(1, "lunch", 3).await;
        let Outcome::Agreed(renamed) = world.submit(world.renaming(2, &event, "late lunch")).await else { panic!() };
        assert_eq!(world.titles_at_google(), ["late lunch"]);
        assert_eq!(world.submit(world.deletion(3, &renamed)).await, Outcome::Deleted);
        assert_eq!(world.titles_at_google(), [""; 0]);
        assert_eq!(world.told().await, [""; 0], "the answers have told it");
    }
}

#[tokio::test]
async fn a_short_wait_that_google_asks_for_is_waited() {
    // A second is the shortest wait that Google can ask for.
    let world = World::asking_again(QUICK_TRIES.most).await;
    world.google().faults().inject("events.insert", Fault::before(How::TooMany { retry_after: 1 }), Often::Times(1));
    world.made_here(1, "lunch", 3).await;
    assert_eq!(world.asked(), ["events.insert", "events.insert"]);
}

#[tokio::test]
async fn a_lost_answer_makes_no_twin_and_costs_what_is_known_of_it() {
    let (looked, asked) = (&["events.insert", "events.get"][..], &["events.insert", "events.insert", "events.get"][..]);
    for (how, calls) in
        [(How::Cut, looked), (How::Status(500), looked), (How::Status(503), asked), (How::HangUp, asked)]
    {
        let world = World::asking_again(QUICK_TRIES.most).await;
        world.google().faults().inject("events.insert", Fault::after(how), Often::Times(1));
        world.made_here(1, "lunch", 3).await;
        assert_eq!(world.asked(), calls, "{how:?}");
        assert_eq!(world.titles_at_google(), ["lunch"]);
        assert_eq!(world.titles().await, ["lunch"]);
        assert_eq!(world.told().await, [""; 0]);
    }
}

#[tokio::test]
async fn an_answer_lost_while_nobody_waited_makes_no_twin() {
    let world = World::new().await;
    world.google().faults().inject("events.insert", Fault::before(How::Status(503)), Often::Always);
    assert_eq!(world.submit(world.creation(1, "lunch", 3)).await, Outcome::Queued(Trouble::Away));
    world.google().faults().clear();
    world.google().faults().inject("events.insert", Fault::after(How::HangUp), Often::Times(1));
    world.failing_round().await;
    assert_eq!(world.round(Depth::Incremental).await.carried_out, 1);
    assert_eq!(world.titles_at_google(), ["lunch"]);
    assert_eq!(world.titles().await, ["lunch"]);
    assert_eq!(world.told().await, ["lunch landed"]);
}

#[tokio::test]
async fn a_lost_answer_to_a_change_or_a_deletion_counts_as_done_by_us() {
    for how in [How::Cut, How::HangUp] {
        let world = World::asking_again(QUICK_TRIES.most).await;
        let event = world.made_here(1, "lunch", 3).await;
        world.google().faults().inject("events.patch", Fault::after(how), Often::Times(1));
        world.google().faults().inject("events.delete", Fault::after(how), Often::Times(1));
        world.asked();
        let Outcome::Agreed(event) = world.submit(world.renaming(2, &event, "late lunch")).await else { panic!() };
        assert_eq!(event.title, "late lunch");
        assert_eq!(world.asked().last(), Some(&"events.get"));
        assert_eq!(world.submit(world.deletion(3, &event)).await, Outcome::Deleted);
        assert_eq!(world.asked(), ["events.delete", "events.delete"], "what is gone need not be looked at");
        assert_eq!(world.told().await, [""; 0]);
    }
}

#[tokio::test]
async fn while_google_is_away_edits_are_kept_and_carried_out_in_order() {
    let world = World::new().await;
    let event = world.made_here(1, "lunch", 3).await;
    world.google().faults().inject(EVERYWHERE, Fault::before(How::Status(503)), Often::Always);
    let kept = Outcome::Queued(Trouble::Away);
    assert_eq!(world.submit(world.renaming(2, &event, "late lunch")).await, kept);
    assert_eq!(world.submit(world.creation(3, "dinner", 9)).await, kept);
    // The chat shows what was renamed as it will be, and so it is what is deleted.
    let renamed = Event { title: "late lunch".into(), ..event };
    assert_eq!(world.submit(world.deletion(4, &renamed)).await, kept);
    assert_eq!(world.store.count_edits(&world.account).await.unwrap(), 3);
    assert!(world.failing_round().await.trouble() == Some(Trouble::Away));
    assert_eq!(world.told().await, [""; 0], "nothing is left to fix");

    world.google().faults().clear();
    let summary = world.round(Depth::Incremental).await;
    assert_eq!((summary.carried_out, summary.waiting), (3, 0));
    assert_eq!(world.told().await, ["late lunch landed", "dinner landed", "late lunch deleted"]);
    assert_eq!(world.titles().await, ["dinner"]);
    assert_eq!(world.titles_at_google(), ["dinner"]);
}

#[tokio::test]
async fn an_edit_waits_behind_those_that_wait_and_takes_them_along() {
    let world = World::new().await;
    world.google().faults().inject("events.insert", Fault::before(How::Status(502)), Often::Always);
    assert_eq!(world.submit(world.creation(1, "lunch", 3)).await, Outcome::Queued(Trouble::Away));
    world.google().faults().clear();
    world.made_here(2, "dinner", 9).await;
    assert_eq!(world.titles_at_google(), ["lunch", "dinner"]);
    assert_eq!(world.told().await, ["lunch landed"]);
}

#[tokio::test]
async fn a_person_does_not_wait_for_a_silent_google() {
    // Nothing but a time-out ends a silence, so it is short.
    let world = World::asking_again(StdDuration::from_millis(100)).await;
    world.google().faults().inject("events.insert", Fault::before(How::Silence), Often::Always);
    assert_eq!(world.submit(world.creation(1, "lunch", 3)).await, Outcome::Queued(Trouble::Away));
    world.google().faults().clear();
    world.google().faults().inject(
        "events.insert",
        Fault::after(How::Delay(StdDuration::from_millis(100))),
        Often::Times(1),
    );
    world.round(Depth::Incremental).await;
    assert_eq!(world.told().await, ["lunch landed"]);
}

#[tokio::test]
async fn a_connection_that_has_gone_dead_is_left_for_another() {
    // Half of it passes before the connection counts as dead; the other half is there for a slow machine.
    let world = World::asking_again(StdDuration::from_secs(2)).await;
    for fault in [Fault::before(How::Silence), Fault::after(How::Silence)] {
        world.google().faults().inject("events.insert", fault, Often::Times(1));
        let message = 1 + i32::from(fault == Fault::after(How::Silence));
        world.made_here(message, &format!("lunch {message}"), 3 * i64::from(message)).await;
    }
    assert_eq!(world.titles_at_google(), ["lunch 1", "lunch 2"]);
}

#[tokio::test]
async fn what_google_refuses_for_good_is_said_and_not_tried_again() {
    let world = World::new().await;
    world.google().allow_writing(false);
    assert_eq!(world.submit(world.creation(1, "lunch", 3)).await, Outcome::Refused(Trouble::Forbidden));
    assert_eq!(world.round(Depth::Incremental).await.waiting, 0);
    world.google().faults().inject("events.insert", Fault::before(How::Status(503)), Often::Always);
    assert_eq!(world.submit(world.creation(2, "dinner", 3)).await, Outcome::Queued(Trouble::Away));
    world.google().faults().clear();
    world.round(Depth::Incremental).await;
    assert_eq!(world.told().await, ["dinner refused: Forbidden"]);
    world.google().allow_writing(true);
    world.clock.move_to(world.now() + Duration::minutes(2));
    world.made_here(1, "lunch", 3).await;
}

#[tokio::test]
async fn an_edit_that_may_not_look_is_refused_for_good_and_holds_up_nothing() {
    let world = World::new().await;
    let lunch = world.made_here(1, "lunch", 3).await;
    world.google().edit(&lunch.id, &json!({"summary": "brunch"})).unwrap();
    world.google().faults().inject("events.get", Fault::before(How::Status(400)), Often::Always);
    let renaming = world.renaming(2, &lunch, "late lunch");
    assert_eq!(
        world.submit(renaming).await,
        Outcome::Refused(Trouble::Invalid),
        "it has changed, and cannot be looked at"
    );

    let series = world.edit(3, lunch.id.clone(), EditKind::Delete { base: None, seen: Box::new(lunch) });
    for edit in [&series, &world.creation(4, "dinner", 9)] {
        world.store.put_edit(edit, world.now()).await.unwrap();
        world.store.keep_edit(edit, Trouble::Away).await.unwrap();
    }
    let summary = world.round(Depth::Incremental).await;
    assert_eq!((summary.carried_out, summary.waiting), (2, 0));
    assert_eq!(world.titles_at_google(), ["brunch", "dinner"]);
    assert_eq!(world.titles().await, ["brunch", "dinner"]);
    assert_eq!(world.told().await[..2], ["lunch refused: Invalid", "dinner landed"]);
}

#[tokio::test]
async fn an_edit_that_panics_is_given_up_and_holds_up_nothing() {
    let world = World::new().await;
    let mut edit = world.creation(1, "lunch", 3);
    let EditKind::Create { attempt, .. } = &mut edit.kind else { unreachable!("it is a creation") };
    // A damaged record: the id is another's, and there is no number for a further one.
    *attempt = u32::MAX;
    edit.event = EventId::derive(&edit.id, u32::MAX);
    let [start, end] = [3, 4].map(|hours| json!({"dateTime": world.hours(hours)}));
    let foreign = json!({"id": *edit.event, "summary": "foreign", "start": start, "end": end});
    world.google().add(&foreign).unwrap();
    for edit in [&edit, &world.creation(2, "dinner", 9)] {
        world.store.put_edit(edit, world.now()).await.unwrap();
        world.store.keep_edit(edit, Trouble::Away).await.unwrap();
    }
    let summary = world.round(Depth::Incremental).await;
    assert_eq!((summary.carried_out, summary.waiting), (2, 0));
    assert_eq!(world.titles_at_google(), ["foreign", "dinner"]);
    assert_eq!(world.told().await[..2], ["lunch refused: Invalid", "dinner landed"]);
}

#[tokio::test]
async fn an_edit_that_storage_forgets_while_it_is_tried_is_kept_as_was_said() {
    // For as long as the person waits, Google is asked again; storage is emptied meanwhile.
    let world = World::asking_again(StdDuration::from_secs(2)).await;
    world.google().faults().inject(EVERYWHERE, Fault::before(How::Status(503)), Often::Always);
    let submitting = tokio::spawn({
        let (sync, edit, now) = (world.sync.clone(), world.creation(1, "lunch", 3), world.now());
        async move { sync.submit(edit, now).await }
    });
    until("google is asked", async || world.google().faults().struck_in_all() > 0).await;
    world.redis.empty().await;
    assert_eq!(submitting.await.unwrap().unwrap(), Outcome::Queued(Trouble::Away));
    world.google().faults().clear();
    world.clock.move_to(world.now() + Duration::minutes(1));
    assert_eq!(world.round(Depth::Incremental).await.carried_out, 1);
    assert_eq!(world.titles_at_google(), ["lunch"]);
    assert!(world.told().await.contains(&"lunch landed".to_owned()));
}

#[tokio::test]
async fn different_fields_merge_and_of_the_same_field_googles_stands() {
    let world = World::new().await;
    let event = world.made_here(1, "lunch", 3).await;
    world.google().edit(&event.id, &json!({"location": "KLCC"})).unwrap();
    let Outcome::Agreed(merged) = world.submit(world.renaming(2, &event, "late lunch")).await else { panic!() };
    assert_eq!((merged.title.as_str(), merged.place.as_deref()), ("late lunch", Some("KLCC")));
    assert_eq!(world.cached(&event.id).await, Some(*merged.clone()));

    world.google().edit(&event.id, &json!({"summary": "their lunch"})).unwrap();
    let Outcome::Conflict(stands) = world.submit(world.renaming(3, &merged, "our lunch")).await else { panic!() };
    assert_eq!(stands.title, "their lunch");
    assert_eq!(world.cached(&event.id).await, Some(*stands.clone()));
    assert_eq!(world.titles_at_google(), ["their lunch"]);

    let Outcome::Conflict(_) = world.submit(world.deletion(4, &merged)).await else { panic!() };
    assert_eq!(world.titles_at_google(), ["their lunch"], "nobody deletes what they have not seen");
    assert_eq!(world.submit(world.deletion(5, &stands)).await, Outcome::Deleted);
}

#[tokio::test]
async fn what_a_merge_lost_is_told_though_its_answer_was_lost_too() {
    let world = World::new().await;
    let event = world.made_here(1, "lunch", 3).await;
    world.google().edit(&event.id, &json!({"summary": "their lunch"})).unwrap();
    let change = Change { title: Some("our lunch".into()), place: Some(Some("KLCC".into())), ..Change::default() };
    let edit = world.edit(2, event.id.clone(), EditKind::Change { change, base: Box::new(event) });
    world.store.put_edit(&edit, world.now()).await.unwrap();
    world.store.keep_edit(&edit, Trouble::Away).await.unwrap();
    // The first try is refused, as the event has changed; the second does what is left, and nobody hears of it.
    world.google().faults().inject("events.patch", Fault::after(How::Cut), Often::Every(2));
    assert_eq!(world.round(Depth::Incremental).await.waiting, 1);
    assert_eq!(world.round(Depth::Incremental).await.carried_out, 1);
    assert_eq!(world.told().await, ["their lunch stands, not our lunch"]);
    let is = world.cached(&edit.event).await.unwrap();
    assert_eq!((is.title.as_str(), is.place.as_deref()), ("their lunch", Some("KLCC")));
}

#[tokio::test]
async fn a_change_of_what_is_gone_ends_and_the_copy_knows() {
    let world = World::new().await;
    let event = world.made_here(1, "lunch", 3).await;
    world.google().delete(&event.id).unwrap();
    assert_eq!(world.submit(world.renaming(2, &event, "late lunch")).await, Outcome::AlreadyGone);
    assert_eq!(world.cached(&event.id).await, None);
    let other = world.made_here(3, "dinner", 3).await;
    world.google().delete(&other.id).unwrap();
    assert_eq!(world.submit(world.deletion(4, &other)).await, Outcome::AlreadyGone);
    world.round(Depth::Incremental).await;
    assert_eq!(world.told().await, [""; 0], "the answers have told it");
}

#[tokio::test]
async fn an_id_that_is_taken_leads_to_a_fresh_one() {
    let world = World::new().await;
    let edit = world.creation(1, "lunch", 3);
    let times = json!({"dateTime": world.hours(3)});
    let foreign = json!({"id": *edit.event, "summary": "foreign", "start": times, "end": {"dateTime": world.hours(4)}});
    world.google().add(&foreign).unwrap();
    let Outcome::Agreed(made) = world.submit(edit.clone()).await else { panic!() };
    assert_eq!(made.id, EventId::derive(&edit.id, 1));
    world.google().delete(&EventId::derive(&edit.id, 0)).unwrap();
    let deleted = world.creation(2, "dinner", 5);
    world
        .google()
        .add(&json!({"id": *deleted.event, "summary": "x", "start": times, "end": {"dateTime": world.hours(4)}}))
        .unwrap();
    world.google().delete(&deleted.event).unwrap();
    let Outcome::Agreed(made) = world.submit(deleted.clone()).await else { panic!() };
    assert_eq!(made.id, EventId::derive(&deleted.id, 1));
    assert_eq!(world.titles_at_google(), ["lunch", "dinner"]);
}

#[tokio::test]
async fn a_series_made_here_is_cached_by_its_occurrences_and_goes_with_them() {
    let world = World::new().await;
    let mut edit = world.creation(1, "standup", 24);
    let EditKind::Create { draft, .. } = &mut edit.kind else { panic!() };
    draft.rule = Some(Rule("FREQ=DAILY;COUNT=5".into()));
    let Outcome::Agreed(master) = world.submit(edit).await else { panic!() };
    assert_eq!(world.titles().await, ["standup"; 5]);
    assert_eq!(world.cached(&master.id).await, None, "a series is no event of its own");
    assert_eq!(world.told().await, [""; 0]);

    let occurrences = world.store.all_events(&world.account).await.unwrap();
    assert_eq!(world.submit(world.deletion(2, &occurrences[1])).await, Outcome::Deleted);
    assert_eq!(world.titles().await, ["standup"; 4]);
    let seen = Box::new(occurrences[2].clone());
    let all = world.edit(3, master.id.clone(), EditKind::Delete { base: None, seen });
    assert_eq!(world.submit(all).await, Outcome::Deleted);
    assert_eq!(world.titles().await, [""; 0]);
    assert_eq!(world.titles_at_google(), [""; 0]);
    assert_eq!(world.store.count_reminders().await.unwrap().due, 0);
}

#[tokio::test]
async fn too_many_calls_postpone_edits_and_rounds_as_long_as_google_asks() {
    let world = World::new().await;
    let fault = Fault::before(How::TooMany { retry_after: 200 });
    world.google().faults().inject("events.insert", fault, Often::Always);
    assert_eq!(world.submit(world.creation(1, "lunch", 3)).await, Outcome::Queued(Trouble::Quota));
    assert_eq!(world.asked(), ["events.insert"]);
    world.clock.move_to(world.now() + Duration::seconds(100));
    assert_eq!(world.failing_round().await.trouble(), Some(Trouble::Quota));
    assert_eq!(world.submit(world.creation(2, "dinner", 9)).await, Outcome::Queued(Trouble::Quota));
    assert_eq!(world.asked(), [""; 0], "nothing is asked for as long as Google says");
    world.clock.move_to(world.now() + Duration::seconds(100));
    assert_eq!(world.failing_round().await.trouble(), Some(Trouble::Quota));
    assert_eq!(world.asked(), ["events.insert"], "the calendar is not read when calls are too many");
    let state = world.store.account_state(&world.account).await.unwrap();
    assert!(state.next >= Some(world.now() + Duration::seconds(200)), "{state:?}");
    world.google().faults().clear();
    world.clock.move_to(world.now() + Duration::seconds(200));
    world.round(Depth::Incremental).await;
    assert_eq!(world.titles_at_google(), ["lunch", "dinner"]);
}

#[tokio::test]
async fn too_many_calls_keep_edits_back_though_google_does_not_say_for_how_long() {
    let world = World::new().await;
    world.google().faults().inject("events.insert", Fault::before(How::Status(403)), Often::Always);
    world.store.put_edit(&world.creation(1, "lunch", 3), world.now()).await.unwrap();
    assert_eq!(world.failing_round().await.trouble(), Some(Trouble::Quota));
    assert_eq!(world.asked(), ["events.insert"]);
    assert_eq!(world.submit(world.creation(2, "lunch", 3)).await, Outcome::Queued(Trouble::Quota));
    assert_eq!(world.asked(), [""; 0]);
    // A clock that is set back does not make the wait longer.
    world.clock.move_to(world.hours(-1));
    for _ in 0..4 {
        assert_eq!(world.failing_round().await.trouble(), Some(Trouble::Quota));
        assert_eq!(world.asked(), ["events.insert"]);
        world.clock.move_to(world.store.account_state(&world.account).await.unwrap().next.unwrap());
    }
    assert_eq!(world.failing_round().await.trouble(), Some(Trouble::Quota));
    world.asked();
    world.clock.move_to(world.now() + Duration::minutes(14));
    assert_eq!(world.submit(world.creation(3, "lunch", 3)).await, Outcome::Queued(Trouble::Quota));
    assert_eq!(world.asked(), [""; 0], "each time it is left alone for longer");
}

#[tokio::test]
async fn a_stuck_edit_holds_up_later_ones_of_its_event_and_no_others() {
    let world = World::new().await;
    let dinner = world.made_here(1, "dinner", 9).await;
    let lunch = world.creation(2, "lunch", 3);
    let when = EventTime::Timed { start: world.hours(3), end: world.hours(4) };
    let to_come = Event { id: lunch.event.clone(), title: "lunch".to_owned(), when, ..dinner.clone() };
    for edit in [lunch, world.deletion(3, &to_come), world.renaming(4, &dinner, "supper")] {
        world.store.put_edit(&edit, world.now()).await.unwrap();
    }
    world.google().faults().inject("events.insert", Fault::before(How::Status(503)), Often::Always);
    world.clock.move_to(world.now() + Duration::minutes(11));
    assert_eq!(world.round(Depth::Incremental).await.carried_out, 1);
    assert_eq!(world.titles_at_google(), ["supper"]);
    assert_eq!(world.store.count_edits(&world.account).await.unwrap(), 2);

    world.google().faults().clear();
    assert_eq!(world.round(Depth::Incremental).await.carried_out, 2);
    assert_eq!(world.titles_at_google(), ["supper"], "what was made and then deleted does not come back");
}

#[tokio::test]
async fn of_the_edits_that_wait_for_a_google_that_is_away_one_is_tried() {
    let world = World::new().await;
    for message in 1..=5 {
        let edit = world.creation(message, "lunch", 3);
        world.store.put_edit(&edit, world.now()).await.unwrap();
    }
    world.clock.move_to(world.now() + Duration::minutes(11));
    // Nothing but the time-out of the call ends a silence.
    world.google().faults().inject("events.insert", Fault::before(How::Silence), Often::Always);
    assert_eq!(world.failing_round().await.trouble(), Some(Trouble::Away));
    assert_eq!(world.asked(), ["events.insert"]);
}
