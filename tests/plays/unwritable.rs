//! People who have no calendar to write to: that is said, and it is no failure.

use insta::assert_snapshot;

use crate::support::signing_in::{ANAS, OWN_ONLY};
use crate::support::world::{ANA, BUDI, World};

#[tokio::test]
async fn a_message_that_is_edited_by_a_person_without_a_calendar_is_left_alone() {
    let world = World::open_with(&OWN_ONLY).await;
    let message = world.telegram().user_says(BUDI.chat(), BUDI, "makan esok 1 tengahari");
    world.settle().await;
    drop(world.reads(BUDI.chat()));
    world.telegram().user_edits(BUDI.chat(), message, "makan esok 2 petang");
    world.settle().await;
    assert_snapshot!(world.reads(BUDI.chat()), @"Budi (edits 4): makan esok 2 petang");
    world.close().await;
}

#[tokio::test]
async fn a_person_whose_calendars_can_only_be_read_hears_that_instead_of_sorry() {
    let world = World::with_shared_calendars().await;
    world.signs_in(ANA, "/connect work", ANAS).await;
    world.says(ANA, "/calendars on Team").await;
    world.says(ANA, "/calendars off work").await;
    assert_snapshot!(world.says(ANA, "lunch tomorrow 1pm").await, @"
    Ana: lunch tomorrow 1pm
    Janji: You can only view Team, so new events can’t go there.
        Your calendars (✓ = I read it)
        – work
        – Family
        ✓ Team · view only
        – Holidays in Malaysia · view only
        Tap one to switch it on or off.
        [work]
        [Family]
        [✓ Team]
        [Holidays in Malaysia]
    ");
    world.close().await;
}
