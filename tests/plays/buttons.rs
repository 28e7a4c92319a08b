//! Buttons: they act once, for the people who may press them, however often they are tapped.

use insta::assert_snapshot;

use crate::support::world::{ANA, BUDI, GROUP, MEI, World};

#[tokio::test]
async fn the_cancel_button_cancels_once_and_says_so_the_second_time() {
    let world = World::open().await;
    world.says(ANA, "dentist friday 4.30pm @ KLCC").await;
    let message = world.last(ANA.chat());
    let data = world.button(ANA.chat(), message, "Cancel");
    world.asked_of_google();
    assert_snapshot!(world.presses(ANA, "Cancel").await, @"
    Ana presses [Cancel]
    Janji (edits 4): 🗑 Cancelled: ~dentist~, Friday 13 March, 16:30–17:30
        [↩️ Undo]
    ");
    assert_snapshot!(world.presses_data(ANA.chat(), ANA, message, &data).await, @"
    Ana presses […]
    Ana sees: That’s already cancelled.
    Janji (edits 4): 🗑 Cancelled: ~dentist~, Friday 13 March, 16:30–17:30
    ");
    assert_snapshot!(world.asked_of_google().join("\n"), @"DELETE events.delete → 204");
    world.close().await;
}

#[tokio::test]
async fn a_button_of_the_list_strikes_its_row_through() {
    let world = World::open().await;
    world.says(BUDI, "jumpa Cikgu Azlan esok pukul 2.30 petang").await;
    world.says(BUDI, "ambil dobi lusa 6.30 petang").await;
    world.says(BUDI, "senarai").await;
    assert_snapshot!(world.presses(BUDI, "✕ 1").await, @"
    Budi presses [✕ 1]
    Budi sees: 🗑 Dibatalkan: jumpa Cikgu Azlan, Rabu 11 Mac, 14:30–15:30
    Janji (edits 4): ❌ Dibatalkan: ~jumpa Cikgu Azlan~, Rabu 11 Mac, 14:30–15:30
    Janji (edits 8): Akan datang
        
        Esok, Rabu 11 Mac
        1. ~14:30–15:30 · jumpa Cikgu Azlan~
        
        Khamis 12 Mac
        2. 18:30–19:30 · ambil dobi
        [✕ 2]
        [↩️ Undo]
    ");
    assert_snapshot!(world.calendar(), @"2026-03-12T18:30:00+08:00 – 2026-03-12T19:30:00+08:00 ambil dobi");
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
    assert_snapshot!(world.presses_data(MEI.chat(), MEI, other, &data).await, @"
    Mei presses […]
    Mei sees: 这个按钮已失效。发送 /list 看最新列表。
    ");
    assert_snapshot!(world.presses_data(MEI.chat(), MEI, other, "1:AAAAAAAAAAAAAAAAAAAAAA:0").await, @"
    Mei presses […]
    Mei sees: 这个按钮已失效。发送 /list 看最新列表。
    ");
    assert_snapshot!(world.presses_data(MEI.chat(), MEI, other, "nonsense").await, @"
    Mei presses [nonsense]
    Mei sees: 这个按钮已失效。发送 /list 看最新列表。
    ");
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
    assert_snapshot!(world.reads(GROUP), @"
    Ana presses [Cancel]
    Budi presses [Cancel]
    Janji (edits 2): 🗑 Cancelled: ~Busy~, Sunday 15 March, 10:00–11:00
        [↩️ Undo]
    Budi sees: Yang itu dah dibatalkan.
    Janji (edits 2): 🗑 Dibatalkan: ~Sibuk~, Ahad 15 Mac, 10:00–11:00
    ");
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
    assert_snapshot!(world.presses_under(GROUP, BUDI, message, "✕ 1").await, @"
    Budi presses [✕ 1]
    Budi sees: Butang ini untuk orang lain.
    ");
    assert_eq!(world.sandbox.google().count(), 1);
    world.close().await;
}
