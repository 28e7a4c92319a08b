//! What is to come, as numbers.

use insta::assert_snapshot;

use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn the_list_is_numbered_and_grouped_by_day_and_costs_no_call_to_google() {
    let world = World::open().await;
    for text in ["standup tomorrow 9am", "lunch with Sarah tomorrow 1pm @ KLCC", "mum's birthday 21 march"] {
        world.says(ANA, text).await;
    }
    world.asked_of_google();
    assert_snapshot!(world.says(ANA, "/list").await, @"");
    assert_snapshot!(world.says(BUDI, "senarai").await, @"");
    assert_snapshot!(world.says(MEI, "列表").await, @"");
    assert!(world.asked_of_google().is_empty());
    world.close().await;
}

#[tokio::test]
async fn nothing_to_come_is_said() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "list").await, @"");
    world.close().await;
}

#[tokio::test]
async fn ten_a_page_and_numbers_run_on() {
    let world = World::open().await;
    for day in 11..=22 {
        world.says(ANA, &format!("run {day} march 7am")).await;
    }
    assert_snapshot!(world.says(ANA, "/list").await, @"");
    assert_snapshot!(world.presses(ANA, "Later ›").await, @"");
    assert_snapshot!(world.says(ANA, "cancel 12").await, @"");
    assert_eq!(world.sandbox.google().count(), 11);
    world.close().await;
}

#[tokio::test]
async fn an_old_copy_says_so() {
    let world = World::open().await;
    world.says(ANA, "standup tomorrow 9am").await;
    world.sandbox.google().faults().inject(
        janji::sandbox::EVERYWHERE,
        janji::sandbox::Fault::before(janji::sandbox::How::Status(503)),
        janji::sandbox::Often::Always,
    );
    world.passes(chrono::Duration::minutes(16)).await;
    assert_snapshot!(world.says(ANA, "/list").await, @"");
    assert_snapshot!(world.says(BUDI, "/list").await, @"");
    world.close().await;
}
