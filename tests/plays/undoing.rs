//! Taking back: by button and by word, for ten minutes, once; and never over somebody's head.

use chrono::Duration;
use insta::assert_snapshot;
use janji::sandbox::{Fault, How, Often};
use serde_json::json;

use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn what_was_made_is_taken_back_by_its_button_once() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "dentist friday 4.30pm").await, @"
    Ana: dentist friday 4.30pm
    Janji: ✅ Added: dentist
        Friday 13 March, 16:30–17:30 (Kuala Lumpur time)
        Reminder: 10 minutes before (16:20)
        [↩️ Undo] [Move] [Cancel]
    ");
    let message = world.last(ANA.chat());
    let data = world.button(ANA.chat(), message, "↩️ Undo");
    assert_snapshot!(world.presses(ANA, "↩️ Undo").await, @"
    Ana presses [↩️ Undo]
    Janji (edits 4): ↩️ Undone. No longer in the calendar:
        • ~dentist~, Friday 13 March, 16:30–17:30
    ");
    assert_eq!(world.calendar(), "");
    assert_snapshot!(world.presses_data(ANA.chat(), ANA, message, &data).await, @"
    Ana presses […]
    Ana sees: That’s already undone.
    ");
    world.close().await;
}

#[tokio::test]
async fn what_was_cancelled_comes_back_with_its_reminders() {
    let world = World::open().await;
    world.says(MEI, "牙医 星期五下午4点半").await;
    world.says(MEI, "列表").await;
    assert_snapshot!(world.says(MEI, "取消1").await, @"
    Mei: 取消1
    Janji: 🗑 已取消：~牙医~，3月13日 星期五 16:30–17:30
        [↩️ 撤销]
    Janji (edits 4): ❌ 已取消：~牙医~，3月13日 星期五 16:30–17:30
    ");
    assert_eq!(world.calendar(), "");
    assert_snapshot!(world.says(MEI, "/undo").await, @"
    Mei: /undo
    Janji: ↩️ 已撤销，放回日历了：
        牙医
        3月13日 星期五 16:30–17:30（吉隆坡时间）
        提醒：提前10分钟（16:20）
        [改时间] [取消]
    Janji (edits 4): 牙医
        3月13日 星期五 16:30–17:30（吉隆坡时间）
        提醒：提前10分钟（16:20）
    ");
    assert_snapshot!(world.calendar(), @"2026-03-13T16:30:00+08:00 – 2026-03-13T17:30:00+08:00 牙医");
    assert_snapshot!(world.waits(MEI, Duration::hours(79)).await, @"
    Janji: ⏰ 10分钟后：牙医
        今天 3月13日 星期五 16:30–17:30
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ 牙医 in 10 minutes
        Today, Friday 13 March, 16:30–17:30
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]

    Janji: ⏰ 牙医 10 minit lagi
        Hari ini, Jumaat 13 Mac, 16:30–17:30
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]
    ");
    world.close().await;
}

#[tokio::test]
async fn where_google_gives_nothing_back_a_copy_comes_in_its_place() {
    let world = World::open().await;
    world.sandbox.google().allow_reviving(false);
    world.says(BUDI, "jumpa Cikgu Azlan esok pukul 2.30 petang").await;
    world.says(BUDI, "senarai").await;
    let before = world.event_named("jumpa Cikgu Azlan");
    world.sandbox.google().edit(&before, &json!({"description": "bawa buku"})).unwrap();
    assert_snapshot!(world.presses(BUDI, "✕ 1").await, @"
    Budi presses [✕ 1]
    Budi sees: 🗑 Dibatalkan: jumpa Cikgu Azlan, Rabu 11 Mac, 14:30–15:30
    Janji (edits 4): ❌ Dibatalkan: ~jumpa Cikgu Azlan~, Rabu 11 Mac, 14:30–15:30
    Janji (edits 6): Akan datang
        
        Esok, Rabu 11 Mac
        1. ~14:30–15:30 · jumpa Cikgu Azlan~
        [↩️ Undo]
    ");
    assert_snapshot!(world.presses(BUDI, "↩️ Undo").await, @"
    Budi presses [↩️ Undo]
    Budi sees: ↩️ Okey, dah ada semula dalam kalendar: jumpa Cikgu Azlan Esok, Rabu 11 Mac, 14:30–15:30 (waktu Kuala Lumpur) Peringatan: 10 minit sebelum (14:20)
    Janji (edits 6): Akan datang
        
        Esok, Rabu 11 Mac
        1. 14:30–15:30 · jumpa Cikgu Azlan
        [✕ 1]
    ");
    assert_snapshot!(world.calendar(), @"2026-03-11T14:30:00+08:00 – 2026-03-11T15:30:00+08:00 jumpa Cikgu Azlan");
    let after = world.event_named("jumpa Cikgu Azlan");
    assert_ne!(before, after);
    assert_eq!(world.sandbox.google().entry(&after).unwrap()["description"], "bawa buku");
    assert_snapshot!(world.says(BUDI, "batal 1").await, @"
    Budi: batal 1
    Janji: 🗑 Dibatalkan: ~jumpa Cikgu Azlan~, Rabu 11 Mac, 14:30–15:30
        [↩️ Undo]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_whole_series_comes_back() {
    let world = World::open().await;
    world.says(ANA, "gym every day 7am").await;
    assert_snapshot!(world.presses(ANA, "Cancel").await, @"
    Ana presses [Cancel]
    Janji: gym, Wednesday 11 March, 07:00–08:00 repeats. Cancel just this one, this and all later ones, or the whole series?
        [Just this one]
        [This and later ones]
        [The whole series]
        [Never mind]
    ");
    assert_snapshot!(world.presses(ANA, "The whole series").await, @"
    Ana presses [The whole series]
    Janji (edits 4): 🗑 Cancelled the whole series: ~gym~, Wednesday 11 March, 07:00–08:00
        [↩️ Undo]
    Janji (edits 5): 🗑 Cancelled the whole series: ~gym~, Wednesday 11 March, 07:00–08:00
        [↩️ Undo]
    ");
    assert_eq!(world.calendar(), "");
    assert_snapshot!(world.presses(ANA, "↩️ Undo").await, @"
    Ana presses [↩️ Undo]
    Janji (edits 5): ↩️ Undone. Back in the calendar:
        gym
        Tomorrow, Wednesday 11 March, 07:00–08:00 (Kuala Lumpur time)
        Part of a series
        Reminder: 10 minutes before (06:50)
        [Move] [Cancel]
    ");
    assert_eq!(world.calendar().lines().count(), 6);
    assert!(world.says(ANA, "/list").await.contains("gym"));
    world.close().await;
}

#[tokio::test]
async fn several_that_were_cancelled_together_come_back_together() {
    let world = World::open().await;
    world.says(ANA, "standup tomorrow 9am").await;
    world.says(ANA, "lunch with Sarah tomorrow 1pm").await;
    world.says(ANA, "/list").await;
    world.says(ANA, "cancel 1-2").await;
    world.presses(ANA, "Yes, cancel all").await;
    assert_snapshot!(world.says(ANA, "/undo").await, @"
    Ana: /undo
    Janji: ↩️ Undone. Back in the calendar:
        • standup, Wednesday 11 March, 09:00–10:00
        • lunch with Sarah, Wednesday 11 March, 13:00–14:00
    Janji (edits 4): standup
        Tomorrow, Wednesday 11 March, 09:00–10:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (08:50)
        [Move] [Cancel]
    Janji (edits 6): lunch with Sarah
        Tomorrow, Wednesday 11 March, 13:00–14:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (12:50)
        [Move] [Cancel]
    ");
    assert_snapshot!(world.says(ANA, "/undo").await, @"
    Ana: /undo
    Janji: ↩️ Undone. No longer in the calendar:
        • ~lunch with Sarah~, Wednesday 11 March, 13:00–14:00
    Janji (edits 6): ❌ Cancelled: ~lunch with Sarah~, Wednesday 11 March, 13:00–14:00
    ");
    assert_snapshot!(world.says(ANA, "/undo").await, @"
    Ana: /undo
    Janji: ↩️ Undone. No longer in the calendar:
        • ~standup~, Wednesday 11 March, 09:00–10:00
    Janji (edits 4): ❌ Cancelled: ~standup~, Wednesday 11 March, 09:00–10:00
    ");
    assert_eq!(world.calendar().lines().count(), 0);
    world.close().await;
}

#[tokio::test]
async fn what_somebody_changed_since_is_left_alone() {
    let world = World::open().await;
    world.says(ANA, "dentist friday 4.30pm").await;
    let dentist = world.event_named("dentist");
    world.sandbox.google().edit(&dentist, &json!({"location": "KLCC"})).unwrap();
    // Nobody has told us yet: Google does, when it is asked.
    assert_snapshot!(world.says(ANA, "/undo").await, @"
    Ana: /undo
    Janji: Someone has changed this since, so I didn’t undo it. It’s now:
        dentist
        Friday 13 March, 16:30–17:30 (Kuala Lumpur time)
        Place: KLCC
    Janji (edits 4): dentist
        Friday 13 March, 16:30–17:30 (Kuala Lumpur time)
        Place: KLCC
        Reminder: 10 minutes before (16:20)
        [Move] [Cancel]
    ");
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"");
    assert_snapshot!(world.says(ANA, "/undo").await, @"
    Ana: /undo
    Janji: There’s nothing to undo. I can undo what you did here in the last ten minutes.
    ");
    assert_snapshot!(world.calendar(), @"2026-03-13T16:30:00+08:00 – 2026-03-13T17:30:00+08:00 dentist @ KLCC");
    world.close().await;
}

#[tokio::test]
async fn it_can_be_taken_back_for_ten_minutes_and_only_by_the_one_who_did_it() {
    let world = World::open().await;
    world.says(ANA, "dentist friday 4.30pm").await;
    assert_snapshot!(world.says(BUDI, "/undo").await, @"
    Budi: /undo
    Janji: Tiada apa-apa untuk di-undo. Saya boleh undo apa yang anda buat di sini dalam 10 minit lepas.
    ");
    world.passes(Duration::minutes(10)).await;
    assert_snapshot!(world.says(ANA, "/undo").await, @"
    Ana: /undo
    Janji: There’s nothing to undo. I can undo what you did here in the last ten minutes.
    ");
    assert_eq!(world.sandbox.google().count(), 1);
    world.close().await;
}

#[tokio::test]
async fn while_google_is_away_it_is_taken_back_too() {
    use janji::sandbox::{Fault, How, Often};
    let world = World::open().await;
    world.says(BUDI, "ambil dobi lusa 6.30 petang").await;
    world.says(BUDI, "senarai").await;
    world.sandbox.google().faults().inject("*", Fault::before(How::Status(503)), Often::Always);
    assert_snapshot!(world.says(BUDI, "batal 1").await, @"
    Budi: batal 1
    Janji: 🕓 Akan dibatalkan: ~ambil dobi~, Khamis 12 Mac, 18:30–19:30
        Google tak menjawab. Nanti saya kemas kini Google Calendar secepat mungkin.
        [↩️ Undo]
    ");
    assert_snapshot!(world.says(BUDI, "/undo").await, @"
    Budi: /undo
    Janji: ↩️ Okey, dah ada semula dalam kalendar:
        ambil dobi
        Khamis 12 Mac, 18:30–19:30 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (18:20)
        Google tak menjawab. Nanti saya kemas kini Google Calendar secepat mungkin.
        [Pindah] [Batal]
    ");
    assert_snapshot!(world.says(BUDI, "senarai").await, @"
    Budi: senarai
    Janji: Akan datang
        
        Khamis 12 Mac
        1. 18:30–19:30 · ambil dobi
        [✕ 1]
    ");
    assert_snapshot!(world.says(BUDI, "batal 1").await, @"
    Budi: batal 1
    Janji: 🕓 Akan dibatalkan: ~ambil dobi~, Khamis 12 Mac, 18:30–19:30
        Google tak menjawab. Nanti saya kemas kini Google Calendar secepat mungkin.
        [↩️ Undo]
    ");
    assert_snapshot!(world.says(BUDI, "/undo").await, @"
    Budi: /undo
    Janji: ↩️ Okey, dah ada semula dalam kalendar:
        ambil dobi
        Khamis 12 Mac, 18:30–19:30 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (18:20)
        Google tak menjawab. Nanti saya kemas kini Google Calendar secepat mungkin.
        [Pindah] [Batal]
    ");
    world.sandbox.google().faults().clear();
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: 🗑 Dah dibatalkan di Google Calendar: ~ambil dobi~, Khamis 12 Mac, 18:30–19:30
        
        ✅ Dah masuk Google Calendar: ambil dobi, Khamis 12 Mac, 18:30–19:30
        
        🗑 Dah dibatalkan di Google Calendar: ~ambil dobi~, Khamis 12 Mac, 18:30–19:30
        
        ✅ Dah masuk Google Calendar: ambil dobi, Khamis 12 Mac, 18:30–19:30
    ");
    assert_snapshot!(world.calendar(), @"2026-03-12T18:30:00+08:00 – 2026-03-12T19:30:00+08:00 ambil dobi");
    world.close().await;
}

#[tokio::test]
async fn what_google_refused_to_have_taken_back_can_be_tried_again() {
    use janji::sandbox::{Fault, How, Often};
    let world = World::open().await;
    let google = world.sandbox.google();
    world.says(ANA, "dentist friday 4.30pm").await;
    google.faults().inject("events.delete", Fault::before(How::Status(400)), Often::Times(2));
    assert_snapshot!(world.says(ANA, "undo").await, @"
    Ana: undo
    Janji: I couldn’t undo that. Google rejected it.
    ");
    assert_snapshot!(world.says(ANA, "undo").await, @"
    Ana: undo
    Janji: I couldn’t undo that. Google rejected it.
    ");
    assert_snapshot!(world.says(ANA, "undo").await, @"
    Ana: undo
    Janji: ↩️ Undone. No longer in the calendar:
        • ~dentist~, Friday 13 March, 16:30–17:30
    Janji (edits 4): ❌ Cancelled: ~dentist~, Friday 13 March, 16:30–17:30
    ");
    world.says(BUDI, "gigi jumaat 5 petang").await;
    google.faults().inject("events.delete", Fault::before(How::Status(400)), Often::Times(1));
    assert_snapshot!(world.says(BUDI, "/undo").await, @"
    Budi: /undo
    Janji: Tak dapat undo. Google tak terima.
    ");
    assert_snapshot!(world.says(BUDI, "batal balik").await, @"
    Budi: batal balik
    Janji: ↩️ Okey, dah dibuang dari kalendar:
        • ~gigi~, Jumaat 13 Mac, 17:00–18:00
    Janji (edits 4): ❌ Dibatalkan: ~gigi~, Jumaat 13 Mac, 17:00–18:00
    ");
    assert_eq!(world.calendar(), "");
    world.close().await;
}

#[tokio::test]
async fn of_several_what_google_refuses_is_said_with_the_reason_and_can_be_tried_again() {
    let world = World::open().await;
    world.says(ANA, "Wed 9am standup\nFri 3pm demo").await;
    world.presses(ANA, "Add all 2").await;
    world.google().faults().inject("events.delete", Fault::before(How::Status(400)), Often::Times(1));
    assert_snapshot!(world.says(ANA, "undo").await, @"
    Ana: undo
    Janji: ↩️ Undone. No longer in the calendar:
        • ~standup~, Wednesday 11 March, 09:00–10:00
        I couldn’t undo these. Google rejected it.
        • demo, Friday 13 March, 15:00–16:00
    ");
    assert_snapshot!(world.says(ANA, "undo").await, @"
    Ana: undo
    Janji: ↩️ Undone. No longer in the calendar:
        • ~demo~, Friday 13 March, 15:00–16:00
    ");
    assert_eq!(world.calendar(), "");
    assert_snapshot!(world.says(ANA, "undo").await, @"
    Ana: undo
    Janji: There’s nothing to undo. I can undo what you did here in the last ten minutes.
    ");
    world.close().await;
}
