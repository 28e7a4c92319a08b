//! Rounds: what Google says, and what is made of it.

use janji::model::Freshness;
use janji::sandbox::{Fault, How, Often};

use super::*;

#[tokio::test]
async fn what_changes_in_google_is_cached_planned_and_told() {
    let world = World::new().await;
    let lunch = world.made_in_google("lunch", 3);
    world.made_in_google("gym", 50);
    assert_eq!(world.round(Depth::Incremental).await.added, 2);
    assert_eq!(world.told().await, [""; 0], "a first reading tells nothing");
    assert_eq!(world.reminders(&lunch).await, 1);

    world.google().move_to(&lunch, world.hours(4), world.hours(5)).unwrap();
    world.made_in_google("tea", 6);
    world.made_in_google("tomorrow's tea", 30);
    let summary = world.round(Depth::Incremental).await;
    assert_eq!((summary.added, summary.changed, summary.removed), (2, 1, 0));
    assert_eq!(world.told().await, ["lunch moved", "tea is new"]);

    world.google().delete(&lunch).unwrap();
    assert_eq!(world.round(Depth::Incremental).await.removed, 1);
    assert_eq!(world.told().await, ["lunch cancelled"]);
    assert_eq!(world.reminders(&lunch).await, 0);
    assert_eq!(world.round(Depth::Incremental).await, RoundSummary::default());
    world.assert_equal().await;
}

#[tokio::test]
async fn a_round_asks_once_when_nothing_has_changed_and_reads_all_once_a_day() {
    let world = World::new().await;
    world.made_in_google("lunch", 3);
    world.round(Depth::Incremental).await;
    assert_eq!(world.asked(), ["events.list"]);
    world.round(Depth::Incremental).await;
    let log = world.google().take_log();
    assert_eq!(log.len(), 1);
    assert!(log[0].query.contains("syncToken"), "{}", log[0].query);
    world.clock.move_to(world.hours(24));
    world.round(Depth::Incremental).await;
    assert_eq!(world.asked(), ["events.list"; 2], "what has changed, then all");
    assert!(world.store.account_state(&world.account).await.unwrap().is_consistent.unwrap());
}

#[tokio::test]
async fn what_has_changed_comes_in_a_fiftieth_of_the_bytes_of_a_full_list() {
    let world = World::new().await;
    let ids: Vec<EventId> = (0..300).map(|number| world.made_in_google(&format!("e{number}"), 1 + number)).collect();
    drop(world.google().take_log());
    let bytes = || world.google().take_log().iter().filter(|one| one.point == "events.list").map(|one| one.bytes).sum();
    world.round(Depth::Incremental).await;
    let full: u64 = bytes();
    world.round(Depth::Incremental).await;
    let nothing: u64 = bytes();
    world.google().edit(&ids[7], &json!({"summary": "swim"})).unwrap();
    world.round(Depth::Incremental).await;
    let one: u64 = bytes();
    assert!(0 < nothing && nothing < one && one <= full / 50, "{nothing}, {one} and {full} bytes");
}

#[tokio::test]
async fn rounds_that_fail_are_tried_again_at_growing_intervals_with_jitter() {
    let world = World::new().await;
    world.google().faults().inject("events.list", Fault::before(How::Status(503)), Often::Always);
    let mut by_chance = Vec::new();
    for minutes in [1, 2, 4, 8, 15, 15] {
        world.failing_round().await;
        let next = world.store.account_state(&world.account).await.unwrap().next.unwrap();
        let longer = next - world.now() - Duration::minutes(minutes);
        assert!(longer >= Duration::zero() && longer <= Duration::minutes(minutes) / 5, "{minutes}: {longer}");
        by_chance.push(longer);
        world.clock.move_to(next);
    }
    assert!(by_chance.iter().any(|longer| *longer > Duration::zero()));
}

#[tokio::test]
async fn all_pages_are_read_and_a_page_that_fails_leaves_the_copy_as_it_was() {
    let world = World::new().await;
    world.google().limit_pages(3);
    let ids: Vec<EventId> = (1..=10).map(|hours| world.made_in_google(&format!("e{hours}"), hours)).collect();
    world.round(Depth::Incremental).await;
    assert_eq!(world.titles().await.len(), 10);
    world.assert_equal().await;

    world.google().expire_sync_tokens();
    ids[..5].iter().for_each(|id| world.google().delete(id).unwrap());
    let before = world.store.all_events(&world.account).await.unwrap();
    // The increment is refused, the first page of all comes, the second does not.
    world.google().faults().inject("events.list.next", Fault::before(How::Status(503)), Often::Always);
    assert_eq!(world.failing_round().await.trouble(), Some(Trouble::Away));
    assert_eq!(world.store.all_events(&world.account).await.unwrap(), before);
    world.google().faults().clear();
    assert_eq!(world.round(Depth::Incremental).await.removed, 5);
    world.assert_equal().await;
    assert_eq!(world.told().await.len(), 5);
}

#[tokio::test]
async fn an_old_token_means_reading_all_and_dropping_only_what_is_gone() {
    let world = World::new().await;
    let (lunch, gym) = (world.made_in_google("lunch", 3), world.made_in_google("gym", 50));
    let far = world.made_here(1, "wedding", 24 * 200).await;
    world.round(Depth::Incremental).await;
    world.google().expire_sync_tokens();
    world.google().delete(&lunch).unwrap();
    world.google().edit(&gym, &json!({"summary": "swim"})).unwrap();
    world.round(Depth::Incremental).await;
    assert_eq!(world.titles().await, ["swim", "wedding"]);
    assert_eq!(world.told().await, ["lunch cancelled", "gym changed to swim"]);
    world.full_round().await;
    assert!(world.cached(&far.id).await.is_some(), "it lies outside the window that is read");
    world.google().delete(&far.id).unwrap();
    world.round(Depth::Incremental).await;
    assert!(world.cached(&far.id).await.is_none(), "that it is gone was said by name");
}

#[tokio::test]
async fn a_calendar_that_comes_back_empty_is_held_and_asked_about() {
    let world = World::new().await;
    let lunch = world.made_in_google("lunch", 3);
    world.round(Depth::Incremental).await;
    world.google().seem_empty(true);
    world.google().expire_sync_tokens();
    drop(world.asked());
    world.round(Depth::Incremental).await;
    assert_eq!(world.asked(), ["events.list"; 3], "refused, then read twice");
    assert_eq!(world.told().await, ["empty, 1 known"]);
    assert_eq!(world.store.account_state(&world.account).await.unwrap().held, Some(1));
    assert_eq!(world.titles().await, ["lunch"]);
    world.round(Depth::Incremental).await;
    assert_eq!(world.told().await, [""; 0], "people are asked once");

    world.google().seem_empty(false);
    world.round(Depth::Incremental).await;
    assert_eq!(world.store.account_state(&world.account).await.unwrap().held, None);
    assert_eq!(world.reminders(&lunch).await, 1);
    assert_eq!(world.told().await, [""; 0]);
}

#[tokio::test]
async fn what_is_made_while_a_calendar_is_in_question_is_no_answer() {
    let world = World::new().await;
    let lunch = world.made_in_google("lunch", 3);
    world.made_in_google("gym", 50);
    world.round(Depth::Incremental).await;
    world.google().wipe();
    world.google().expire_sync_tokens();
    world.round(Depth::Incremental).await;
    assert_eq!(world.told().await, ["empty, 2 known"]);
    for message in 1..=3 {
        world.made_here(message, "dinner", 5).await;
        world.made_in_google("tea", 6);
        world.full_round().await;
        assert_eq!(world.store.account_state(&world.account).await.unwrap().held, Some(2));
        assert!(world.cached(&lunch).await.is_some());
    }
    assert_eq!(world.told().await, [""; 0]);

    world.sync.round_by_hand(&world.account, world.now()).await.unwrap();
    assert_eq!(world.told().await, ["emptied of 2"]);
    assert_eq!(world.titles().await, ["dinner", "dinner", "dinner", "tea", "tea", "tea"]);
    assert_eq!(world.store.account_state(&world.account).await.unwrap().held, None);
    world.assert_equal().await;
}

#[tokio::test]
async fn a_calendar_that_is_empty_is_believed_when_a_person_says_so() {
    let world = World::new().await;
    let lunch = world.made_in_google("lunch", 3);
    world.round(Depth::Incremental).await;
    world.google().wipe();
    world.google().expire_sync_tokens();
    world.round(Depth::Incremental).await;
    assert_eq!(world.told().await, ["empty, 1 known"]);
    let summary = world.sync.round_by_hand(&world.account, world.now()).await.unwrap();
    assert_eq!(summary.removed, 1);
    assert_eq!(world.told().await, ["emptied of 1"]);
    assert_eq!(world.titles().await, [""; 0]);
    assert_eq!(world.reminders(&lunch).await, 0);
    assert_eq!(world.store.account_state(&world.account).await.unwrap().held, None);
}

#[tokio::test]
async fn a_person_who_asks_for_a_round_says_nothing_about_a_calendar_not_in_question() {
    let world = World::new().await;
    world.made_in_google("lunch", 3);
    world.round(Depth::Incremental).await;
    world.google().seem_empty(true);
    world.google().expire_sync_tokens();
    world.sync.round_by_hand(&world.account, world.now()).await.unwrap();
    assert_eq!(world.titles().await, ["lunch"]);
    assert_eq!(world.told().await, ["empty, 1 known"]);
}

#[tokio::test]
async fn events_deleted_one_by_one_are_believed_at_once() {
    let world = World::new().await;
    let lunch = world.made_in_google("lunch", 3);
    world.round(Depth::Incremental).await;
    world.google().delete(&lunch).unwrap();
    world.clock.move_to(world.now() + Duration::hours(25));
    world.round(Depth::Incremental).await;
    assert_eq!(world.titles().await, [""; 0]);
    assert_eq!(world.store.account_state(&world.account).await.unwrap().held, None);
}

#[tokio::test]
async fn the_furthest_events_of_a_full_account_are_left_out_and_it_is_told_once() {
    let world = World::with_most(3).await;
    for hours in [1, 2, 30, 40, 50] {
        world.made_in_google(&format!("e{hours}"), hours);
    }
    world.round(Depth::Incremental).await;
    assert_eq!(world.titles().await, ["e1", "e2", "e30"]);
    assert_eq!(world.told().await, ["full with 3"]);
    world.made_in_google("e10", 10);
    world.round(Depth::Incremental).await;
    assert_eq!(world.titles().await, ["e1", "e2", "e10"]);
    world.full_round().await;
    assert_eq!(world.titles().await, ["e1", "e2", "e10"]);
    assert_eq!(world.told().await, ["e10 is new"]);
    assert!(world.store.account_state(&world.account).await.unwrap().is_full);
}

#[tokio::test]
async fn a_copy_goes_stale_after_two_intervals_and_says_why() {
    let world = World::new().await;
    let freshness = || async { world.sync.freshness(&world.account, world.now()).await.unwrap() };
    assert_eq!(freshness().await, Freshness::Stale { as_of: None, trouble: None });
    world.round(Depth::Incremental).await;
    let as_of = Some(world.now());
    world.google().faults().inject("events.list", Fault::before(How::Status(503)), Often::Always);
    world.clock.move_to(world.now() + Duration::minutes(10));
    world.failing_round().await;
    assert_eq!(freshness().await, Freshness::Fresh);
    world.clock.move_to(world.now() + Duration::minutes(1));
    assert_eq!(freshness().await, Freshness::Stale { as_of, trouble: Some(Trouble::Away) });
}

#[tokio::test]
async fn a_first_read_says_how_far_it_is() {
    let world = World::new().await;
    for (id, hour) in [("e1", 1), ("e2", 2), ("e3", 3)] {
        world.made_in_google(id, hour);
    }
    world.google().limit_pages(2);
    world.google().faults().inject("events.list.next", Fault::before(How::Silence), Often::Times(1));
    let (sync, account, now) = (world.sync.clone(), world.account.clone(), world.now());
    let round = tokio::spawn(async move { sync.round(&account, Depth::Incremental, now).await });
    until("the first page is read", async || {
        let freshness = world.sync.freshness(&world.account, world.now()).await.unwrap();
        freshness == Freshness::BeingRead { entries: 2 }
    })
    .await;
    round.abort();
}

#[tokio::test]
async fn an_emptied_memory_is_rebuilt_and_people_are_told() {
    let mut world = World::new().await;
    world.made_in_google("lunch", 3);
    let dinner = world.made_here(1, "dinner", 9).await;
    world.round(Depth::Incremental).await;
    world.redis.kill();
    assert!(world.failing_round().await.is_storage_away());
    world.redis.restart().await;
    // The first call over the broken connection fails, no matter what it asks.
    drop(world.sync.round(&world.account, Depth::Incremental, world.now()).await);
    world.round(Depth::Incremental).await;
    assert_eq!(world.titles().await, ["lunch", "dinner"]);
    assert_eq!(world.told().await, ["rebuilt"]);
    assert_eq!(world.reminders(&dinner.id).await, 1);
    world.assert_equal().await;
}

#[tokio::test]
async fn a_recovery_round_fixes_a_copy_that_has_gone_wrong() {
    let world = World::new().await;
    let lunch = world.made_in_google("lunch", 3);
    world.made_in_google("gym", 5);
    world.round(Depth::Incremental).await;
    let client = world.redis.client();
    let mut connection = client.get_multiplexed_async_connection().await.unwrap();
    let key = world.store.keys().event(&world.account, &lunch);
    redis::cmd("DEL").arg(key).query_async::<()>(&mut connection).await.unwrap();
    assert_eq!(world.round(Depth::Recovery).await.added, 1);
    assert_eq!(world.titles().await, ["lunch", "gym"]);
    assert_eq!(world.store.account_state(&world.account).await.unwrap().is_consistent, Some(true));
    world.assert_equal().await;
}

#[tokio::test]
async fn what_somebody_changes_while_a_recovery_reads_is_no_difference() {
    let world = World::new().await;
    let lunch = world.made_in_google("lunch", 3);
    world.round(Depth::Incremental).await;
    let late = Fault::after(How::Delay(std::time::Duration::from_millis(300)));
    world.google().faults().inject("events.list", late, Often::Times(1));
    let change = async {
        while world.google().calls("events.list") < 2 {
            tokio::task::yield_now().await;
        }
        world.google().edit(&lunch, &json!({"summary": "brunch"})).unwrap();
    };
    tokio::join!(world.round(Depth::Recovery), change);
    let state = world.store.account_state(&world.account).await.unwrap();
    assert_eq!((state.is_consistent, world.titles().await), (Some(true), vec!["brunch".to_owned()]));
    assert_eq!(world.told().await, ["lunch changed to brunch"]);
    assert_eq!(world.round(Depth::Incremental).await, RoundSummary::default());
}

#[tokio::test]
async fn only_entries_that_count_are_cached() {
    let world = World::new().await;
    let (start, end) = (json!({"dateTime": world.hours(3)}), json!({"dateTime": world.hours(4)}));
    let invitation = json!({
        "summary": "declined", "start": start, "end": end,
        "attendees": [{"email": "owner@example.com", "self": true, "responseStatus": "declined"}],
    });
    world.google().add(&invitation).unwrap();
    world.google().add(&json!({"summary": "focus", "start": start, "end": end, "eventType": "focusTime"})).unwrap();
    let day = json!({"date": "2026-03-11"});
    let holiday = json!({"summary": "holiday", "start": day, "end": {"date": "2026-03-12"}});
    world.google().add(&holiday).unwrap();
    world.round(Depth::Incremental).await;
    assert_eq!(world.titles().await, ["focus", "holiday"]);
    assert_eq!(world.store.account_state(&world.account).await.unwrap().is_consistent, Some(true));
}
