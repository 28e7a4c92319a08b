//! A message before each event.

use chrono::Duration;
use insta::assert_snapshot;
use janji::sandbox::{EVERYWHERE, Fault, How, Often};
use serde_json::json;

use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn a_reminder_comes_before_the_event_to_everybody_in_their_language() {
    let world = World::open().await;
    world.says(ANA, "dentist today 4.30pm @ KLCC").await;
    assert_snapshot!(world.waits(ANA, Duration::hours(7)).await, @"
    Janji: ⏰ dentist in 10 minutes
        Today, Tuesday 10 March, 16:30–17:30
        Place: KLCC
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    assert_snapshot!(world.reads(BUDI.chat()), @"
    Janji: ⏰ dentist 10 minit lagi
        Hari ini, Selasa 10 Mac, 16:30–17:30
        Tempat: KLCC
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]
    ");
    assert_snapshot!(world.reads(MEI.chat()), @"
    Janji: ⏰ 10分钟后：dentist
        今天 3月10日 星期二 16:30–17:30
        地点：KLCC
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn events_of_googles_own_apps_are_reminded_too() {
    let world = World::open().await;
    let start = world.now() + Duration::hours(3);
    world.sandbox.google().add_event("made in Google", start, start + Duration::hours(1)).unwrap();
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ✨ New in Google: made in Google, Tuesday 10 March, 13:00–14:00

    Janji: ✨ Baharu di Google: made in Google, Selasa 10 Mac, 13:00–14:00

    Janji: ✨ Google 里的新日程：made in Google，3月10日 星期二 13:00–14:00
    ");
    assert_snapshot!(world.waits(ANA, Duration::hours(3)).await, @"
    Janji: ⏰ made in Google in 10 minutes
        Today, Tuesday 10 March, 13:00–14:00
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ made in Google 10 minit lagi
        Hari ini, Selasa 10 Mac, 13:00–14:00
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]

    Janji: ⏰ 10分钟后：made in Google
        今天 3月10日 星期二 13:00–14:00
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_moved_event_reminds_at_its_new_time_and_a_cancelled_one_not_at_all() {
    let world = World::open().await;
    world.says(ANA, "dentist today 4.30pm").await;
    world.says(ANA, "call today 3pm").await;
    let later = world.now() + Duration::hours(8);
    world.sandbox.google().move_to(&world.event_named("dentist"), later, later + Duration::hours(1)).unwrap();
    world.sandbox.google().delete(&world.event_named("call")).unwrap();
    world.round().await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji (edits 4): dentist
        Today, Tuesday 10 March, 18:00–19:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (17:50)
        [Move] [Cancel]
    Janji (edits 6): ❌ Cancelled: ~call~, Tuesday 10 March, 15:00–16:00
    Janji: ❌ Cancelled in Google: ~call~, Tuesday 10 March, 15:00–16:00
        
        🔄 Moved in Google: dentist
        Was: Today, Tuesday 10 March, 16:30–17:30
        Now: Today, Tuesday 10 March, 18:00–19:00
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ❌ Dibatalkan di Google: ~call~, Selasa 10 Mac, 15:00–16:00
        
        🔄 Dipindah di Google: dentist
        Asal: Hari ini, Selasa 10 Mac, 16:30–17:30
        Sekarang: Hari ini, Selasa 10 Mac, 18:00–19:00

    Janji: ❌ 在 Google 取消了：~call~，3月10日 星期二 15:00–16:00
        
        🔄 在 Google 改时间了：dentist
        原来：今天 3月10日 星期二 16:30–17:30
        现在：今天 3月10日 星期二 18:00–19:00
    ");
    assert_snapshot!(world.waits(ANA, Duration::hours(7)).await, @"");
    assert_snapshot!(world.waits(ANA, Duration::hours(1)).await, @"
    Janji: ⏰ dentist in 10 minutes
        Today, Tuesday 10 March, 18:00–19:00
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ dentist 10 minit lagi
        Hari ini, Selasa 10 Mac, 18:00–19:00
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]

    Janji: ⏰ 10分钟后：dentist
        今天 3月10日 星期二 18:00–19:00
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn whole_days_are_reminded_the_evening_before() {
    let world = World::open().await;
    world.says(BUDI, "cuti 12 mac").await;
    assert_snapshot!(world.waits(BUDI, Duration::hours(33)).await, @"
    Janji: ⏰ cuti
        Esok, Khamis 12 Mac, sepanjang hari
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ cuti
        Tomorrow, Thursday 12 March, all day
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]

    Janji: ⏰ cuti
        明天 3月12日 星期四 全天
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_lead_of_the_message_replaces_the_chats_own() {
    let world = World::open().await;
    world.says(MEI, "周五下午3点看牙医，提前30分钟提醒我").await;
    assert_snapshot!(world.waits(MEI, Duration::days(4)).await, @"
    Janji: ⏰ 30分钟后：看牙医
        今天 3月13日 星期五 15:00–16:00
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ 看牙医 in 30 minutes
        Today, Friday 13 March, 15:00–16:00
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]

    Janji: ⏰ 看牙医 30 minit lagi
        Hari ini, Jumaat 13 Mac, 15:00–16:00
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_reminder_that_comes_late_says_so() {
    let world = World::open().await;
    world.says(ANA, "dentist today 4.30pm").await;
    world.sleeps_until("2026-03-10T08:25:00Z").await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji: ⏰ dentist in 5 minutes
        Today, Tuesday 10 March, 16:30–17:30
        Sorry, this is 5 minutes late.
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ dentist 5 minit lagi
        Hari ini, Selasa 10 Mac, 16:30–17:30
        Maaf, peringatan ini lewat 5 minit.
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]

    Janji: ⏰ 5分钟后：dentist
        今天 3月10日 星期二 16:30–17:30
        抱歉，这个提醒迟了5分钟。
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn of_an_event_that_runs_there_is_a_short_note_and_of_one_that_is_over_nothing() {
    let world = World::open().await;
    world.says(ANA, "dentist today 4.30pm").await;
    world.says(ANA, "coffee today 11am").await;
    world.sleeps_until("2026-03-10T08:40:00Z").await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji: ▶️ dentist started 10 minutes ago, runs until 17:30
        [💤 10 minutes] [💤 1 hour]
        [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ▶️ dentist dah bermula 10 minit lalu, hingga 17:30
        [💤 10 minit] [💤 1 jam]
        [💤 Esok 09:00]
        [Selesai] [Batal]

    Janji: ▶️ dentist 10分钟前已经开始，到17:30
        [💤 10分钟] [💤 1小时]
        [💤 明天 09:00]
        [完成] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn several_late_ones_are_one_message() {
    let world = World::open().await;
    for text in ["dentist today 4.30pm", "call today 4.25pm", "tea today 4.40pm"] {
        world.says(BUDI, text).await;
    }
    world.sleeps_until("2026-03-10T08:34:00Z").await;
    assert_snapshot!(world.reads(BUDI.chat()), @"
    Janji: ⏰ Maaf, peringatan ini lewat:
        • call, 16:25–17:25 · bermula 9 minit lalu
        • dentist, 16:30–17:30 · bermula 4 minit lalu
        • tea, 16:40–17:40 · 6 minit lagi
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ Sorry, these are late:
        • call, 16:25–17:25 · started 9 minutes ago
        • dentist, 16:30–17:30 · started 4 minutes ago
        • tea, 16:40–17:40 · in 6 minutes

    Janji: ⏰ 抱歉，这些提醒迟了：
        • call，16:25–17:25 · 9分钟前已开始
        • dentist，16:30–17:30 · 4分钟前已开始
        • tea，16:40–17:40 · 6分钟后开始
    ");
    world.close().await;
}

#[tokio::test]
async fn a_reminder_that_went_out_is_edited_when_its_event_changes() {
    let world = World::open().await;
    world.says(ANA, "dentist today 4.30pm").await;
    world.waits(ANA, Duration::minutes(6 * 60 + 25)).await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ dentist 10 minit lagi
        Hari ini, Selasa 10 Mac, 16:30–17:30
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]

    Janji: ⏰ 10分钟后：dentist
        今天 3月10日 星期二 16:30–17:30
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    ");
    let later = world.now() + Duration::hours(2);
    world.sandbox.google().move_to(&world.event_named("dentist"), later, later + Duration::hours(1)).unwrap();
    world.round().await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji (edits 4): dentist
        Today, Tuesday 10 March, 18:25–19:25 (Kuala Lumpur time)
        Reminder: 10 minutes before (18:15)
        [Move] [Cancel]
    Janji (edits 5): 🔄 dentist has moved
        Was: Today, Tuesday 10 March, 16:30–17:30
        Now: Today, Tuesday 10 March, 18:25–19:25
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    Janji: 🔄 Moved in Google: dentist
        Was: Today, Tuesday 10 March, 16:30–17:30
        Now: Today, Tuesday 10 March, 18:25–19:25
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji (edits 3): 🔄 dentist dah dipindah
        Asal: Hari ini, Selasa 10 Mac, 16:30–17:30
        Sekarang: Hari ini, Selasa 10 Mac, 18:25–19:25
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]
    Janji: 🔄 Dipindah di Google: dentist
        Asal: Hari ini, Selasa 10 Mac, 16:30–17:30
        Sekarang: Hari ini, Selasa 10 Mac, 18:25–19:25

    Janji (edits 3): 🔄 dentist 改时间了
        原来：今天 3月10日 星期二 16:30–17:30
        现在：今天 3月10日 星期二 18:25–19:25
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    Janji: 🔄 在 Google 改时间了：dentist
        原来：今天 3月10日 星期二 16:30–17:30
        现在：今天 3月10日 星期二 18:25–19:25
    ");
    world.close().await;
}

#[tokio::test]
async fn a_reminder_carries_a_cancel_button() {
    let world = World::open().await;
    world.says(ANA, "dentist today 4.30pm").await;
    world.waits(ANA, Duration::minutes(6 * 60 + 25)).await;
    assert_snapshot!(world.presses(ANA, "Cancel").await, @"
    Ana presses [Cancel]
    Janji (edits 4): ❌ Cancelled: ~dentist~, Tuesday 10 March, 16:30–17:30
    Janji (edits 5): 🗑 Cancelled: ~dentist~, Tuesday 10 March, 16:30–17:30
        [↩️ Undo]
    ");
    assert_eq!(world.sandbox.google().count(), 0);
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ dentist 10 minit lagi
        Hari ini, Selasa 10 Mac, 16:30–17:30
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]
    Janji (edits 3): ❌ Dibatalkan: ~dentist~, Selasa 10 Mac, 16:30–17:30

    Janji: ⏰ 10分钟后：dentist
        今天 3月10日 星期二 16:30–17:30
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    Janji (edits 3): ❌ 已取消：~dentist~，3月10日 星期二 16:30–17:30
    ");
    world.close().await;
}

#[tokio::test]
async fn a_reminder_is_snoozed_by_its_buttons_and_comes_again() {
    let world = World::open().await;
    world.says(ANA, "dentist today 4.30pm").await;
    world.waits(ANA, Duration::minutes(6 * 60 + 20)).await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ dentist 10 minit lagi
        Hari ini, Selasa 10 Mac, 16:30–17:30
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]

    Janji: ⏰ 10分钟后：dentist
        今天 3月10日 星期二 16:30–17:30
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    ");
    assert_snapshot!(world.presses(ANA, "💤 10 minutes").await, @"
    Ana presses [💤 10 minutes]
    Janji (edits 5): 💤 dentist
        Today, Tuesday 10 March, 16:30–17:30
        Next reminder: 16:30
        [Done] [Cancel]
    ");
    assert_snapshot!(world.waits(ANA, Duration::minutes(10)).await, @"
    Janji: ⏰ dentist starts now
        Today, Tuesday 10 March, 16:30–17:30
        [💤 10 minutes] [💤 1 hour]
        [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    assert_snapshot!(world.presses(ANA, "Done").await, @"
    Ana presses [Done]
    Janji (edits 6): ✅ Done: dentist, Tuesday 10 March, 16:30–17:30
    ");
    assert_snapshot!(world.waits(ANA, Duration::hours(2)).await, @"");
    world.close().await;
}

#[tokio::test]
async fn a_snooze_survives_a_change_and_a_new_plan() {
    let world = World::open().await;
    world.says(MEI, "今天下午4点半看牙医").await;
    world.waits(MEI, Duration::minutes(6 * 60 + 20)).await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ 看牙医 in 10 minutes
        Today, Tuesday 10 March, 16:30–17:30
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]

    Janji: ⏰ 看牙医 10 minit lagi
        Hari ini, Selasa 10 Mac, 16:30–17:30
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]
    ");
    assert_snapshot!(world.presses(MEI, "💤 1小时").await, @"
    Mei presses [💤 1小时]
    Janji (edits 5): 💤 看牙医
        今天 3月10日 星期二 16:30–17:30
        下次提醒：17:20
        [完成] [取消]
    ");
    let later = world.now() + Duration::hours(3);
    world.sandbox.google().move_to(&world.event_named("看牙医"), later, later + Duration::hours(1)).unwrap();
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji (edits 3): 🔄 看牙医 has moved
        Was: Today, Tuesday 10 March, 16:30–17:30
        Now: Today, Tuesday 10 March, 19:20–20:20
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    Janji: 🔄 Moved in Google: 看牙医
        Was: Today, Tuesday 10 March, 16:30–17:30
        Now: Today, Tuesday 10 March, 19:20–20:20

    Janji (edits 3): 🔄 看牙医 dah dipindah
        Asal: Hari ini, Selasa 10 Mac, 16:30–17:30
        Sekarang: Hari ini, Selasa 10 Mac, 19:20–20:20
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]
    Janji: 🔄 Dipindah di Google: 看牙医
        Asal: Hari ini, Selasa 10 Mac, 16:30–17:30
        Sekarang: Hari ini, Selasa 10 Mac, 19:20–20:20

    Janji (edits 4): 看牙医
        今天 3月10日 星期二 19:20–20:20（吉隆坡时间）
        提醒：提前10分钟（19:10）
        [改时间] [取消]
    Janji (edits 5): 🔄 看牙医 改时间了
        原来：今天 3月10日 星期二 16:30–17:30
        现在：今天 3月10日 星期二 19:20–20:20
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    Janji: 🔄 在 Google 改时间了：看牙医
        原来：今天 3月10日 星期二 16:30–17:30
        现在：今天 3月10日 星期二 19:20–20:20
    ");
    assert_snapshot!(world.waits(MEI, Duration::hours(1)).await, @"
    Janji: ⏰ 2小时后：看牙医
        今天 3月10日 星期二 19:20–20:20
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn an_event_made_within_its_lead_is_reminded_of_at_its_start() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "call at 10.05am").await, @"
    Ana: call at 10.05am
    Janji: ✅ Added: call
        Today, Tuesday 10 March, 10:05–11:05 (Kuala Lumpur time)
        Reminder: at the start (10:05)
        Too late for a reminder 10 minutes before
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.waits(ANA, Duration::minutes(5)).await, @"
    Janji: ⏰ call starts now
        Today, Tuesday 10 March, 10:05–11:05
        [💤 10 minutes] [💤 1 hour]
        [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ call bermula sekarang
        Hari ini, Selasa 10 Mac, 10:05–11:05
        [💤 10 minit] [💤 1 jam]
        [💤 Esok 09:00]
        [Selesai] [Batal]

    Janji: ⏰ 现在开始：call
        今天 3月10日 星期二 10:05–11:05
        [💤 10分钟] [💤 1小时]
        [💤 明天 09:00]
        [完成] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn an_all_day_event_made_the_evening_before_is_reminded_of_in_the_morning() {
    let world = World::open().await;
    world.waits(BUDI, Duration::hours(9)).await;
    assert_snapshot!(world.says(BUDI, "kek hari jadi esok").await, @"
    Budi: kek hari jadi esok
    Janji: ✅ Dah ditambah: kek hari jadi
        Esok, Rabu 11 Mac, sepanjang hari
        Peringatan: 08:00
        Dah tak sempat untuk peringatan petang sebelumnya
        [↩️ Undo] [Pindah] [Batal]
    ");
    assert_snapshot!(world.waits(BUDI, Duration::hours(13)).await, @"
    Janji: ⏰ kek hari jadi
        Hari ini, Rabu 11 Mac, sepanjang hari
        [💤 10 minit] [💤 1 jam]
        [💤 Esok 09:00]
        [Selesai] [Batal]
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ kek hari jadi
        Today, Wednesday 11 March, all day
        [💤 10 minutes] [💤 1 hour]
        [💤 Tomorrow 09:00]
        [Done] [Cancel]

    Janji: ⏰ kek hari jadi
        今天 3月11日 星期三 全天
        [💤 10分钟] [💤 1小时]
        [💤 明天 09:00]
        [完成] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn an_event_made_in_google_within_its_lead_is_news_and_not_late() {
    let world = World::open().await;
    let start = world.now() + Duration::minutes(5);
    world.sandbox.google().add_event("stand-up", start, start + Duration::hours(1)).unwrap();
    world.round().await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji: ⏰ stand-up in 5 minutes
        Today, Tuesday 10 March, 10:05–11:05
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    Janji: ✨ New in Google: stand-up, Tuesday 10 March, 10:05–11:05
    ");
    assert_snapshot!(world.waits(ANA, Duration::minutes(10)).await, @"");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ stand-up 5 minit lagi
        Hari ini, Selasa 10 Mac, 10:05–11:05
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]
    Janji: ✨ Baharu di Google: stand-up, Selasa 10 Mac, 10:05–11:05

    Janji: ⏰ 5分钟后：stand-up
        今天 3月10日 星期二 10:05–11:05
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    Janji: ✨ Google 里的新日程：stand-up，3月10日 星期二 10:05–11:05
    ");
    world.close().await;
}

#[tokio::test]
async fn a_reminder_that_is_out_follows_its_series_and_is_not_repeated() {
    let world = World::open().await;
    let google = world.sandbox.google();
    google.hide_vanished(true);
    let hour = |hour| json!({"dateTime": format!("2026-03-03T{hour}:00:00+08:00"), "timeZone": "Asia/Kuala_Lumpur"});
    let gym = json!({"summary": "gym", "start": hour(13), "end": hour(14), "recurrence": ["RRULE:FREQ=WEEKLY"]});
    let series = google.add(&gym).unwrap()["id"].as_str().unwrap().to_owned();
    world.round().await;
    world.waits(ANA, Duration::hours(2) + Duration::minutes(52)).await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ✨ Baharu di Google: gym, Selasa 10 Mac, 13:00–14:00
    Janji: ⏰ gym 10 minit lagi
        Hari ini, Selasa 10 Mac, 13:00–14:00
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]

    Janji: ✨ Google 里的新日程：gym，3月10日 星期二 13:00–14:00
    Janji: ⏰ 10分钟后：gym
        今天 3月10日 星期二 13:00–14:00
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    ");
    google.edit_following(&format!("{series}_20260310T050000Z"), &json!({"location": "KLCC"})).unwrap();
    world.round().await;
    assert_snapshot!(world.waits(ANA, Duration::minutes(5)).await, @"
    Janji (edits 4): 🔄 gym has changed
        Today, Tuesday 10 March, 13:00–14:00
        Place: KLCC
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    Janji: 🔄 Series changed in Google: gym
        Today, Tuesday 10 March, 13:00–14:00
        Place: KLCC
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji (edits 4): 🔄 gym dah diubah
        Hari ini, Selasa 10 Mac, 13:00–14:00
        Tempat: KLCC
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]
    Janji: 🔄 Siri diubah di Google: gym
        Hari ini, Selasa 10 Mac, 13:00–14:00
        Tempat: KLCC

    Janji (edits 4): 🔄 gym 有改动
        今天 3月10日 星期二 13:00–14:00
        地点：KLCC
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    Janji: 🔄 整个系列在 Google 有改动：gym
        今天 3月10日 星期二 13:00–14:00
        地点：KLCC
    ");
    world.close().await;
}

#[tokio::test]
async fn an_event_that_waits_for_google_or_is_far_away_is_given_reminders_too() {
    let world = World::open().await;
    let google = world.google();
    let at = |text: &str| text.parse().unwrap();
    google.add_event("conference", at("2026-11-12T02:00:00Z"), at("2026-11-12T03:00:00Z")).unwrap();
    google.faults().inject(EVERYWHERE, Fault::before(How::Status(503)), Often::Always);
    world.says(ANA, "lunch tomorrow 1pm").await;
    assert_snapshot!(world.says(ANA, "remind me 1 hour before").await, @"
    Ana: remind me 1 hour before
    Janji: 🔔 lunch, Wednesday 11 March, 13:00–14:00
        Reminder: 1 hour before (12:00)
        Google isn’t responding.
        [↩️ Undo]
    ");
    google.faults().clear();
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ✅ Now in Google Calendar: lunch, Wednesday 11 March, 13:00–14:00
        
        ✅ Now in Google Calendar: lunch, Wednesday 11 March, 13:00–14:00
    ");
    world.says(ANA, "/find conference").await;
    assert_snapshot!(world.says(ANA, "remind me 2 days before 1").await, @"
    Ana: remind me 2 days before 1
    Janji: 🔔 conference, Thursday 12 November, 10:00–11:00
        Reminder: 2 days before (Tue 10 Nov, 10:00)
        [↩️ Undo]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_distance_alone_soon_after_a_reminder_is_a_snooze() {
    let world = World::open().await;
    world.says(ANA, "call mum at 11am").await;
    drop(world.waits(ANA, Duration::minutes(55)).await);
    drop(world.everybody_reads());
    assert_snapshot!(world.says(ANA, "in 10 min").await, @"
    Ana: in 10 min
    Janji: 💤 call mum
        Today, Tuesday 10 March, 11:00–12:00
        Next reminder: 11:05
        [Done] [Cancel]
    ");
    assert_snapshot!(world.says(BUDI, "nanti 15 minit lagi").await, @"
    Budi: nanti 15 minit lagi
    Janji: 💤 call mum
        Hari ini, Selasa 10 Mac, 11:00–12:00
        Peringatan seterusnya: 11:10
        [Selesai] [Batal]
    ");
    assert_snapshot!(world.says(MEI, "再过20分钟").await, @"
    Mei: 再过20分钟
    Janji: 💤 call mum
        今天 3月10日 星期二 11:00–12:00
        下次提醒：11:15
        [完成] [取消]
    ");
    // With a title it is an event of its own, and an hour later it answers nothing.
    assert_snapshot!(world.says(ANA, "tea in 2 hours").await, @"
    Ana: tea in 2 hours
    Janji: ✅ Added: tea
        Today, Tuesday 10 March, 12:55–13:55 (Kuala Lumpur time)
        Reminder: 10 minutes before (12:45)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.calendar(), @"
    2026-03-10T11:00:00+08:00 – 2026-03-10T12:00:00+08:00 call mum
    2026-03-10T12:55:00+08:00 – 2026-03-10T13:55:00+08:00 tea
    ");
    drop(world.waits(ANA, Duration::hours(4)).await);
    drop(world.everybody_reads());
    assert_snapshot!(world.says(ANA, "remind me in 10 min").await, @"
    Ana: remind me in 10 min
    Janji: ✅ Added: Reminder
        Today, Tuesday 10 March, 15:05–16:05 (Kuala Lumpur time)
        Reminder: at the start (15:05)
        [↩️ Undo] [Move] [Cancel]
    ");
    world.close().await;
}
