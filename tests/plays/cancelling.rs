//! Cancelling by number: the list that this person last saw, and nothing else.

use insta::assert_snapshot;

use crate::support::world::{ANA, BUDI, MEI, World};

async fn with_three() -> World {
    let world = World::open().await;
    for text in ["standup tomorrow 9am", "lunch with Sarah tomorrow 1pm", "dentist friday 4.30pm"] {
        world.says(ANA, text).await;
    }
    world.asked_of_google();
    world
}

#[tokio::test]
async fn cancel_2_cancels_what_the_list_showed_as_2() {
    let world = with_three().await;
    world.says(ANA, "/list").await;
    assert_snapshot!(world.says(ANA, "cancel 2").await, @"");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn the_number_means_the_list_last_seen_even_when_the_calendar_changed() {
    let world = with_three().await;
    world.says(BUDI, "senarai").await;
    let early = world.now() + chrono::Duration::hours(1);
    world.sandbox.google().add_event("earlier", early, early + chrono::Duration::hours(1)).unwrap();
    world.round().await;
    world.forget_notices();
    assert_snapshot!(world.says(BUDI, "batal 2").await, @"");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn several_are_asked_about_first() {
    let world = with_three().await;
    world.says(ANA, "/list").await;
    assert_snapshot!(world.says(ANA, "/cancel 1,3-5").await, @"");
    assert_snapshot!(world.says(ANA, "/cancel 1,3").await, @"");
    assert_eq!(world.sandbox.google().count(), 3, "nothing is touched before the answer");
    assert_snapshot!(world.presses(ANA, "Yes, cancel all").await, @"");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn no_list_seen_or_no_number_shows_a_fresh_list() {
    let world = with_three().await;
    assert_snapshot!(world.says(MEI, "取消 2").await, @"");
    assert_snapshot!(world.says(ANA, "/cancel").await, @"");
    assert_snapshot!(world.says(ANA, "cancel subscription tomorrow 3pm").await, @"");
    assert_eq!(world.sandbox.google().count(), 3);
    world.close().await;
}

#[tokio::test]
async fn an_event_changed_since_the_list_is_left_alone() {
    let world = with_three().await;
    world.says(ANA, "/list").await;
    let lunch = world.event_named("lunch with Sarah");
    let later = world.now() + chrono::Duration::days(2);
    world.sandbox.google().move_to(&lunch, later, later + chrono::Duration::hours(1)).unwrap();
    world.round().await;
    world.forget_notices();
    assert_snapshot!(world.says(ANA, "cancel 2").await, @"");
    assert_eq!(world.sandbox.google().count(), 3);
    world.close().await;
}

#[tokio::test]
async fn an_event_gone_since_the_list_is_said_to_be_gone() {
    let world = with_three().await;
    world.says(ANA, "/list").await;
    world.sandbox.google().delete(&world.event_named("lunch with Sarah")).unwrap();
    world.round().await;
    world.forget_notices();
    assert_snapshot!(world.says(ANA, "cancel 2").await, @"");
    world.close().await;
}

#[tokio::test]
async fn one_of_a_series_or_all_of_it() {
    let world = World::open().await;
    world.says(ANA, "gym every day 7am").await;
    world.round().await;
    world.forget_notices();
    world.says(ANA, "/list").await;
    assert_snapshot!(world.says(ANA, "cancel 1").await, @"");
    assert_snapshot!(world.presses(ANA, "Only this one").await, @"");
    world.says(ANA, "/list").await;
    world.says(ANA, "cancel 1").await;
    assert_snapshot!(world.presses(ANA, "The whole series").await, @"");
    world.round().await;
    world.forget_notices();
    assert_snapshot!(world.says(ANA, "/list").await, @"");
    world.close().await;
}
