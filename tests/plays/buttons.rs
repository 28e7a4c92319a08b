//! Buttons: once, by whoever may, however often they are tapped.

use insta::assert_snapshot;

use crate::support::world::{ANA, BUDI, GROUP, MEI, World};

#[tokio::test]
async fn the_cancel_button_cancels_once_and_says_so_the_second_time() {
    let world = World::open().await;
    world.says(ANA, "dentist friday 4.30pm @ KLCC").await;
    let message = world.last(ANA.chat());
    let data = world.button(ANA.chat(), message, "Cancel");
    world.asked_of_google();
    assert_snapshot!(world.presses(ANA, "Cancel").await, @"");
    assert_snapshot!(world.presses_data(ANA.chat(), ANA, message, &data).await, @"");
    assert_snapshot!(world.asked_of_google().join("\n"), @"");
    world.close().await;
}

#[tokio::test]
async fn a_button_of_the_list_strikes_its_row_through() {
    let world = World::open().await;
    world.says(BUDI, "jumpa Cikgu Azlan esok pukul 2.30 petang").await;
    world.says(BUDI, "ambil dobi lusa 6.30 petang").await;
    world.says(BUDI, "senarai").await;
    assert_snapshot!(world.presses(BUDI, "Batal 1").await, @"");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn a_forged_or_foreign_button_does_nothing() {
    let world = World::open().await;
    world.says(ANA, "dentist friday 4.30pm").await;
    let message = world.last(ANA.chat());
    let data = world.button(ANA.chat(), message, "Cancel");
    world.says(MEI, "明天下午三点 开会").await;
    let other = world.last(MEI.chat());
    assert_snapshot!(world.presses_data(MEI.chat(), MEI, other, &data).await, @"");
    assert_snapshot!(world.presses_data(MEI.chat(), MEI, other, "1:AAAAAAAAAAAAAAAAAAAAAA:0").await, @"");
    assert_snapshot!(world.presses_data(MEI.chat(), MEI, other, "nonsense").await, @"");
    assert_eq!(world.sandbox.google().count(), 2);
    world.close().await;
}

#[tokio::test]
async fn two_people_at_once_make_one_call() {
    let world = World::open().await;
    world.says_in(GROUP, ANA, "@janji_bot picnic sunday 10am").await;
    let message = world.last(GROUP);
    let data = world.button(GROUP, message, "Cancel");
    world.asked_of_google();
    world.sandbox.telegram().press_forged(GROUP, ANA, message, &data);
    world.sandbox.telegram().press_forged(GROUP, BUDI, message, &data);
    world.settle().await;
    world.reads(GROUP);
    let deletes = world.asked_of_google().iter().filter(|line| line.starts_with("DELETE")).count();
    assert_eq!(deletes, 1);
    assert_eq!(world.sandbox.google().count(), 0);
    world.close().await;
}

#[tokio::test]
async fn a_list_belongs_to_who_asked_for_it() {
    let world = World::open().await;
    world.says_in(GROUP, ANA, "/list@janji_bot").await;
    world.says_in(GROUP, ANA, "@janji_bot picnic sunday 10am").await;
    world.says_in(GROUP, ANA, "/list").await;
    let message = world.last(GROUP);
    assert_snapshot!(world.presses_under(GROUP, BUDI, message, "Cancel 1").await, @"");
    assert_eq!(world.sandbox.google().count(), 1);
    world.close().await;
}
