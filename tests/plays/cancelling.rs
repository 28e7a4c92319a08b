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
    assert_snapshot!(world.says(ANA, "cancel 2").await, @"
    Ana: cancel 2
    Janji: 🗑 Cancelled: ~lunch with Sarah~, Wednesday 11 March, 13:00–14:00
        [↩️ Undo]
    Janji (edits 6): ❌ Cancelled: ~lunch with Sarah~, Wednesday 11 March, 13:00–14:00
    ");
    assert_snapshot!(world.calendar(), @"
    2026-03-11T09:00:00+08:00 – 2026-03-11T10:00:00+08:00 standup
    2026-03-13T16:30:00+08:00 – 2026-03-13T17:30:00+08:00 dentist
    ");
    world.close().await;
}

#[tokio::test]
async fn the_number_means_the_list_last_seen_even_when_the_calendar_changed() {
    let world = with_three().await;
    world.says(BUDI, "senarai").await;
    let early = world.now() + chrono::Duration::hours(1);
    world.sandbox.google().add_event("earlier", early, early + chrono::Duration::hours(1)).unwrap();
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ✨ New in Google: earlier, Tuesday 10 March, 11:00–12:00

    Janji: ✨ Baharu di Google: earlier, Selasa 10 Mac, 11:00–12:00

    Janji: ✨ Google 里的新日程：earlier，3月10日 星期二 11:00–12:00
    ");
    assert_snapshot!(world.says(BUDI, "batal 2").await, @"
    Budi: batal 2
    Janji: 🗑 Dibatalkan: ~lunch with Sarah~, Rabu 11 Mac, 13:00–14:00
        [↩️ Undo]
    ");
    assert_snapshot!(world.calendar(), @"
    2026-03-10T11:00:00+08:00 – 2026-03-10T12:00:00+08:00 earlier
    2026-03-11T09:00:00+08:00 – 2026-03-11T10:00:00+08:00 standup
    2026-03-13T16:30:00+08:00 – 2026-03-13T17:30:00+08:00 dentist
    ");
    assert_snapshot!(world.everybody_reads(), @"Janji (edits 6): ❌ Cancelled: ~lunch with Sarah~, Wednesday 11 March, 13:00–14:00");
    world.close().await;
}

#[tokio::test]
async fn several_are_asked_about_first() {
    let world = with_three().await;
    world.says(ANA, "/list").await;
    assert_snapshot!(world.says(ANA, "/cancel 1,3-5").await, @"
    Ana: /cancel 1,3-5
    Janji: There are no numbers 4 and 5 in the list you saw. Nothing was changed.
        Here’s a fresh list:
        
        Coming up
        
        Tomorrow, Wednesday 11 March
        1. 09:00–10:00 · standup
        2. 13:00–14:00 · lunch with Sarah
        
        Friday 13 March
        3. 16:30–17:30 · dentist
        [✕ 1] [✕ 2] [✕ 3]
    ");
    assert_snapshot!(world.says(ANA, "/cancel 1,3").await, @"
    Ana: /cancel 1,3
    Janji: Cancel these 2 events?
        • standup, Wednesday 11 March, 09:00–10:00
        • dentist, Friday 13 March, 16:30–17:30
        [Yes, cancel all]
        [Never mind]
    ");
    assert_eq!(world.sandbox.google().count(), 3, "nothing is touched before the answer");
    assert_snapshot!(world.presses(ANA, "Yes, cancel all").await, @"
    Ana presses [Yes, cancel all]
    Janji (edits 4): ❌ Cancelled: ~standup~, Wednesday 11 March, 09:00–10:00
    Janji (edits 8): ❌ Cancelled: ~dentist~, Friday 13 March, 16:30–17:30
    Janji (edits 14): 🗑 Cancelled:
        • ~standup~, Wednesday 11 March, 09:00–10:00
        • ~dentist~, Friday 13 March, 16:30–17:30
        [↩️ Undo]
    ");
    assert_snapshot!(world.calendar(), @"2026-03-11T13:00:00+08:00 – 2026-03-11T14:00:00+08:00 lunch with Sarah");
    world.close().await;
}

#[tokio::test]
async fn no_list_seen_or_no_number_shows_a_fresh_list() {
    let world = with_three().await;
    assert_snapshot!(world.says(MEI, "取消 2").await, @"
    Mei: 取消 2
    Janji: 我不确定这个编号是哪个列表里的。
        这是最新的列表：
        
        接下来的日程
        
        明天 3月11日 星期三
        1. 09:00–10:00 · standup
        2. 13:00–14:00 · lunch with Sarah
        
        3月13日 星期五
        3. 16:30–17:30 · dentist
        [✕ 1] [✕ 2] [✕ 3]
    ");
    assert_snapshot!(world.says(ANA, "/cancel").await, @"
    Ana: /cancel
    Janji: Which one? Reply to its message, or give me its number, like /cancel 2 or /move 2 5pm.
        Here’s a fresh list:
        
        Coming up
        
        Tomorrow, Wednesday 11 March
        1. 09:00–10:00 · standup
        2. 13:00–14:00 · lunch with Sarah
        
        Friday 13 March
        3. 16:30–17:30 · dentist
        [✕ 1] [✕ 2] [✕ 3]
    ");
    assert_snapshot!(world.says(ANA, "cancel subscription tomorrow 3pm").await, @"
    Ana: cancel subscription tomorrow 3pm
    Janji: ✅ Added: cancel subscription
        Tomorrow, Wednesday 11 March, 15:00–16:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (14:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_eq!(world.sandbox.google().count(), 4);
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
    assert_snapshot!(world.everybody_reads(), @"
    Janji (edits 6): lunch with Sarah
        Thursday 12 March, 10:00–11:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (09:50)
        [Move] [Cancel]
    Janji: 🔄 Moved in Google: lunch with Sarah
        Was: Tomorrow, Wednesday 11 March, 13:00–14:00
        Now: Thursday 12 March, 10:00–11:00

    Janji: 🔄 Dipindah di Google: lunch with Sarah
        Asal: Esok, Rabu 11 Mac, 13:00–14:00
        Sekarang: Khamis 12 Mac, 10:00–11:00

    Janji: 🔄 在 Google 改时间了：lunch with Sarah
        原来：明天 3月11日 星期三 13:00–14:00
        现在：3月12日 星期四 10:00–11:00
    ");
    assert_snapshot!(world.says(ANA, "cancel 2").await, @"
    Ana: cancel 2
    Janji: Number 2 has changed since you saw the list. Nothing was changed.
        Here’s a fresh list:
        
        Coming up
        
        Tomorrow, Wednesday 11 March
        1. 09:00–10:00 · standup
        
        Thursday 12 March
        2. 10:00–11:00 · lunch with Sarah
        
        Friday 13 March
        3. 16:30–17:30 · dentist
        [✕ 1] [✕ 2] [✕ 3]
    ");
    assert_eq!(world.sandbox.google().count(), 3);
    world.close().await;
}

#[tokio::test]
async fn an_event_gone_since_the_list_is_said_to_be_gone() {
    let world = with_three().await;
    world.says(ANA, "/list").await;
    world.sandbox.google().delete(&world.event_named("lunch with Sarah")).unwrap();
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji (edits 6): ❌ Cancelled: ~lunch with Sarah~, Wednesday 11 March, 13:00–14:00
    Janji: ❌ Cancelled in Google: ~lunch with Sarah~, Wednesday 11 March, 13:00–14:00

    Janji: ❌ Dibatalkan di Google: ~lunch with Sarah~, Rabu 11 Mac, 13:00–14:00

    Janji: ❌ 在 Google 取消了：~lunch with Sarah~，3月11日 星期三 13:00–14:00
    ");
    assert_snapshot!(world.says(ANA, "cancel 2").await, @"
    Ana: cancel 2
    Janji: Number 2 is already gone. Nothing was changed.
        Here’s a fresh list:
        
        Coming up
        
        Tomorrow, Wednesday 11 March
        1. 09:00–10:00 · standup
        
        Friday 13 March
        2. 16:30–17:30 · dentist
        [✕ 1] [✕ 2]
    ");
    world.close().await;
}

#[tokio::test]
async fn one_of_a_series_or_all_of_it() {
    let world = World::open().await;
    world.says(ANA, "gym every day 7am").await;
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"");
    world.says(ANA, "/list").await;
    assert_snapshot!(world.says(ANA, "cancel 1").await, @"
    Ana: cancel 1
    Janji: gym, Wednesday 11 March, 07:00–08:00 repeats. Cancel just this one, this and all later ones, or the whole series?
        [Just this one]
        [This and later ones]
        [The whole series]
        [Never mind]
    ");
    assert_snapshot!(world.presses(ANA, "Just this one").await, @"
    Ana presses [Just this one]
    Janji (edits 8): 🗑 Cancelled: ~gym~, Wednesday 11 March, 07:00–08:00
        [↩️ Undo]
    ");
    world.says(ANA, "/list").await;
    world.says(ANA, "cancel 1").await;
    assert_snapshot!(world.presses(ANA, "The whole series").await, @"
    Ana presses [The whole series]
    Janji (edits 12): 🗑 Cancelled the whole series: ~gym~, Thursday 12 March, 07:00–08:00
        [↩️ Undo]
    ");
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"");
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Nothing coming up. Tell me what and when, and I’ll add it.
        [Refresh]
    ");
    world.close().await;
}
