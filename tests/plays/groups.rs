//! Groups: commands, mentions and replies, for those who are listed.

use chrono::Duration;
use insta::assert_snapshot;

use crate::support::world::{ANA, GROUP, STRANGER, World};

#[tokio::test]
async fn a_group_is_heard_only_when_it_speaks_to_the_bot() {
    let world = World::open().await;
    assert_snapshot!(world.says_in(GROUP, ANA, "picnic sunday 10am").await, @"");
    assert_snapshot!(world.says_in(GROUP, ANA, "@janji_bot picnic sunday 10am").await, @"");
    assert_eq!(world.sandbox.google().count(), 1);
    world.close().await;
}

#[tokio::test]
async fn reminders_come_to_a_group_after_a_listed_user_said_so() {
    let world = World::open().await;
    assert_snapshot!(world.says_in(GROUP, STRANGER, "/reminders on").await, @"");
    assert_snapshot!(world.says_in(GROUP, ANA, "/reminders").await, @"");
    assert_snapshot!(world.says_in(GROUP, ANA, "/reminders on").await, @"");
    world.says(ANA, "dentist today 4.30pm").await;
    world.waits(ANA, Duration::hours(7)).await;
    assert_snapshot!(world.reads(GROUP), @"");
    world.forget_notices();
    world.close().await;
}

#[tokio::test]
async fn a_group_that_becomes_a_supergroup_takes_everything_with_it() {
    let world = World::open().await;
    world.says_in(GROUP, ANA, "/reminders on").await;
    world.says_in(GROUP, ANA, "@janji_bot picnic today 4pm").await;
    let new = world.becomes_super(GROUP, ANA).await;
    world.waits(ANA, Duration::hours(6)).await;
    assert_snapshot!(world.reads(new), @"");
    world.forget_notices();
    world.close().await;
}

#[tokio::test]
async fn a_stranger_gets_one_refusal_and_costs_no_call() {
    let world = World::open().await;
    assert_snapshot!(world.says(STRANGER, "lunch tomorrow 1pm").await, @"");
    assert_snapshot!(world.says(STRANGER, "/list").await, @"");
    assert!(world.asked_of_google().is_empty());
    world.close().await;
}
