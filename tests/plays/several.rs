//! One message that names several events: all are offered together.

use insta::assert_snapshot;

use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn a_line_for_each_event_offers_them_all_and_one_tap_adds_them() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "Mon 9am standup\nTue 10am review\nFri 3pm demo").await, @"");
    assert_snapshot!(world.calendar(), @"");
    assert_snapshot!(world.presses(ANA, "Add all 3").await, @"");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn one_event_on_several_days_is_added_day_by_day_as_wanted() {
    let world = World::open().await;
    assert_snapshot!(world.says(BUDI, "kelas 20 dan 21 Okt 9 pagi").await, @"");
    assert_snapshot!(world.presses(BUDI, "Catat 2").await, @"");
    assert_snapshot!(world.presses(BUDI, "Catat 1").await, @"");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn what_is_offered_can_be_left() {
    let world = World::open().await;
    assert_snapshot!(world.says(MEI, "10月17号和18号早上9点上课").await, @"");
    assert_snapshot!(world.presses(MEI, "不用了").await, @"");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn a_prayer_says_when_and_what_it_was_taken_for() {
    let world = World::open().await;
    assert_snapshot!(world.says(BUDI, "kenduri esok lepas Maghrib").await, @"");
    world.close().await;
}

#[tokio::test]
async fn a_day_that_is_left_out_of_a_series_reaches_the_calendar() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "standup every weekday 9.45am except 20 march").await, @"");
    assert_snapshot!(world.asked_of_google().join("\n"), @"");
    world.close().await;
}
