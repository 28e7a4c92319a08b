//! What is to come, as numbers.

use std::time::Duration;

use insta::assert_snapshot;
use janji::model::AccountState;
use janji::sandbox::telegram::Telegram;

use crate::support::outside::Outside;
use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn the_list_is_numbered_and_grouped_by_day_and_costs_no_call_to_google() {
    let world = World::open().await;
    for text in ["standup tomorrow 9am", "lunch with Sarah tomorrow 1pm @ KLCC", "mum's birthday 21 march"] {
        world.says(ANA, text).await;
    }
    world.asked_of_google();
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 09:00–10:00 · standup
        2. 13:00–14:00 · lunch with Sarah · KLCC
        
        Saturday 21 March
        3. all day · mum's birthday
        [✕ 1] [✕ 2] [✕ 3]
    ");
    assert_snapshot!(world.says(BUDI, "senarai").await, @"
    Budi: senarai
    Janji: Akan datang
        
        Esok, Rabu 11 Mac
        1. 09:00–10:00 · standup
        2. 13:00–14:00 · lunch with Sarah · KLCC
        
        Sabtu 21 Mac
        3. sepanjang hari · mum's birthday
        [✕ 1] [✕ 2] [✕ 3]
    ");
    assert_snapshot!(world.says(MEI, "列表").await, @"
    Mei: 列表
    Janji: 接下来的日程
        
        明天 3月11日 星期三
        1. 09:00–10:00 · standup
        2. 13:00–14:00 · lunch with Sarah · KLCC
        
        3月21日 星期六
        3. 全天 · mum's birthday
        [✕ 1] [✕ 2] [✕ 3]
    ");
    assert!(world.asked_of_google().is_empty());
    world.close().await;
}

#[tokio::test]
async fn nothing_to_come_is_said() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "list").await, @"
    Ana: list
    Janji: Nothing coming up. Tell me what and when, and I’ll add it.
        [Refresh]
    ");
    world.close().await;
}

#[tokio::test]
async fn ten_a_page_and_numbers_run_on() {
    let world = World::open().await;
    for day in 11..=22 {
        world.says(ANA, &format!("run {day} march 7am")).await;
    }
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 07:00–08:00 · run
        
        Thursday 12 March
        2. 07:00–08:00 · run
        
        Friday 13 March
        3. 07:00–08:00 · run
        
        Saturday 14 March
        4. 07:00–08:00 · run
        
        Sunday 15 March
        5. 07:00–08:00 · run
        
        Monday 16 March
        6. 07:00–08:00 · run
        
        Tuesday 17 March
        7. 07:00–08:00 · run
        
        Wednesday 18 March
        8. 07:00–08:00 · run
        
        Thursday 19 March
        9. 07:00–08:00 · run
        
        Friday 20 March
        10. 07:00–08:00 · run
        
        Page 1 of 2 · 12 events
        [✕ 1] [✕ 2] [✕ 3] [✕ 4] [✕ 5]
        [✕ 6] [✕ 7] [✕ 8] [✕ 9] [✕ 10]
        [Later ›]
    ");
    assert_snapshot!(world.presses(ANA, "Later ›").await, @"
    Ana presses [Later ›]
    Janji (edits 28): Coming up
        
        Saturday 21 March
        11. 07:00–08:00 · run
        
        Sunday 22 March
        12. 07:00–08:00 · run
        
        Page 2 of 2 · 12 events
        [✕ 11] [✕ 12]
        [‹ Earlier]
    ");
    assert_snapshot!(world.says(ANA, "cancel 12").await, @"
    Ana: cancel 12
    Janji: 🗑 Cancelled: ~run~, Sunday 22 March, 07:00–08:00
        [↩️ Undo]
    Janji (edits 26): ❌ Cancelled: ~run~, Sunday 22 March, 07:00–08:00
    ");
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
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 09:00–10:00 · standup
        
        As of 10:00. Google isn’t responding.
        [✕ 1]
        [Refresh]
    ");
    assert_snapshot!(world.says(BUDI, "/list").await, @"
    Budi: /list
    Janji: Akan datang
        
        Esok, Rabu 11 Mac
        1. 09:00–10:00 · standup
        
        Setakat 10:00. Google tak menjawab.
        [✕ 1]
        [Muat semula]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_list_follows_the_first_reading_of_a_large_calendar_in_one_message() {
    let world = World::open().await;
    let [start, end] = ["2026-03-11T08:30:00Z", "2026-03-11T09:30:00Z"].map(|at| at.parse().unwrap());
    world.google().add_event("dentist", start, end).unwrap();
    let (store, account) = (world.store(), Outside::account());
    let lease = store.take_round(&account, Duration::from_mins(1)).await.unwrap().expect("no round is under way");
    let has_read = async |entries| {
        let state = AccountState { reading: Some(entries), ..AccountState::default() };
        assert!(store.put_state(&lease, &state, &[]).await.unwrap());
    };
    has_read(0).await;
    world.telegram().user_says(BUDI.chat(), BUDI, "ada apa esok?");
    shows(&world, "Saya masih baca daripada Google").await;
    has_read(2_500).await;
    shows(&world, "2500 entri").await;
    store.release_round(&lease).await.unwrap();
    world.round().await;
    world.settle().await;
    assert_snapshot!(world.reads(BUDI.chat()), @"
    Budi: ada apa esok?
    Janji: Esok, Rabu 11 Mac
        Saya masih baca daripada Google.
        [‹ Sel 10 Mac] [Kha 12 Mac ›]
        [Muat semula]
    Janji (edits 4): Esok, Rabu 11 Mac
        Saya masih baca daripada Google: 2500 entri setakat ini.
        [‹ Sel 10 Mac] [Kha 12 Mac ›]
        [Muat semula]
    Janji (edits 4): Esok, Rabu 11 Mac
        1. 16:30–17:30 · dentist
        [✕ 1]
        [‹ Sel 10 Mac] [Kha 12 Mac ›]
    ");
    world.close().await;
}

/// Waits until the last message to Budi has these words in it.
async fn shows(world: &World, words: &str) {
    let has_them = |telegram: &Telegram| {
        telegram.messages(BUDI.chat()).last().is_some_and(|message| format!("{message:?}").contains(words))
    };
    world.telegram().wait_until(has_them).await;
}
