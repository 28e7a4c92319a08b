//! A message before each event.

use chrono::Duration;
use insta::assert_snapshot;

use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn a_reminder_comes_before_the_event_to_everybody_in_their_language() {
    let world = World::open().await;
    world.says(ANA, "dentist today 4.30pm @ KLCC").await;
    assert_snapshot!(world.waits(ANA, Duration::hours(7)).await, @"");
    assert_snapshot!(world.reads(BUDI.chat()), @"");
    assert_snapshot!(world.reads(MEI.chat()), @"");
    world.close().await;
}

#[tokio::test]
async fn events_of_googles_own_apps_are_reminded_too() {
    let world = World::open().await;
    let start = world.now() + Duration::hours(3);
    world.sandbox.google().add_event("made in Google", start, start + Duration::hours(1)).unwrap();
    world.round().await;
    world.forget_notices();
    assert_snapshot!(world.waits(ANA, Duration::hours(3)).await, @"");
    world.forget_notices();
    world.close().await;
}

#[tokio::test]
async fn a_moved_event_reminds_at_its_new_time_and_a_cancelled_one_not_at_all() {
    let world = World::open().await;
    world.says(ANA, "dentist today 4.30pm").await;
    world.says(ANA, "call today 3pm").await;
    let later = world.now() + Duration::hours(8);
    world.sandbox.google().move_to(&world.event_named("dentist"), later, later + Duration::hours(1)).unwrap();
    world.sandbox.google().delete(&world.event_named("call")).unwrap();
    world.round().await;
    assert_snapshot!(world.reads(ANA.chat()), @"");
    world.forget_notices();
    assert_snapshot!(world.waits(ANA, Duration::hours(7)).await, @"");
    assert_snapshot!(world.waits(ANA, Duration::hours(1)).await, @"");
    world.forget_notices();
    world.close().await;
}

#[tokio::test]
async fn whole_days_are_reminded_the_evening_before() {
    let world = World::open().await;
    world.says(BUDI, "cuti 12 mac").await;
    assert_snapshot!(world.waits(BUDI, Duration::hours(33)).await, @"");
    world.forget_notices();
    world.close().await;
}

#[tokio::test]
async fn a_lead_of_the_message_replaces_the_chats_own() {
    let world = World::open().await;
    world.says(MEI, "周五下午3点看牙医，提前30分钟提醒我").await;
    assert_snapshot!(world.waits(MEI, Duration::days(4)).await, @"");
    world.forget_notices();
    world.close().await;
}

#[tokio::test]
async fn a_reminder_that_comes_late_says_so() {
    let world = World::open().await;
    world.says(ANA, "dentist today 4.30pm").await;
    world.sleeps_until("2026-03-10T08:25:00Z").await;
    assert_snapshot!(world.reads(ANA.chat()), @"");
    world.forget_notices();
    world.close().await;
}

#[tokio::test]
async fn of_an_event_that_runs_there_is_a_short_note_and_of_one_that_is_over_nothing() {
    let world = World::open().await;
    world.says(ANA, "dentist today 4.30pm").await;
    world.says(ANA, "coffee today 11am").await;
    world.sleeps_until("2026-03-10T08:40:00Z").await;
    assert_snapshot!(world.reads(ANA.chat()), @"");
    world.forget_notices();
    world.close().await;
}

#[tokio::test]
async fn several_late_ones_are_one_message() {
    let world = World::open().await;
    for text in ["dentist today 4.30pm", "call today 4.25pm", "tea today 4.40pm"] {
        world.says(BUDI, text).await;
    }
    world.sleeps_until("2026-03-10T08:34:00Z").await;
    assert_snapshot!(world.reads(BUDI.chat()), @"");
    world.forget_notices();
    world.close().await;
}

#[tokio::test]
async fn a_reminder_that_went_out_is_edited_when_its_event_changes() {
    let world = World::open().await;
    world.says(ANA, "dentist today 4.30pm").await;
    world.waits(ANA, Duration::minutes(6 * 60 + 25)).await;
    world.forget_notices();
    let later = world.now() + Duration::hours(2);
    world.sandbox.google().move_to(&world.event_named("dentist"), later, later + Duration::hours(1)).unwrap();
    world.round().await;
    assert_snapshot!(world.reads(ANA.chat()), @"");
    world.forget_notices();
    world.close().await;
}

#[tokio::test]
async fn a_reminder_carries_a_cancel_button() {
    let world = World::open().await;
    world.says(ANA, "dentist today 4.30pm").await;
    world.waits(ANA, Duration::minutes(6 * 60 + 25)).await;
    assert_snapshot!(world.presses(ANA, "Cancel").await, @"");
    assert_eq!(world.sandbox.google().count(), 0);
    world.forget_notices();
    world.close().await;
}
