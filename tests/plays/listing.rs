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
    let world = World::hasty().await;
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
        
        Setakat 10:00. Google tidak menjawab.
        [✕ 1]
        [Muat semula]
    ");
    world.close().await;
}
