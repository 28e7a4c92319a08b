//! What is typed as a command with a number of the list last seen: in English and Malay.

use chrono::{DateTime, Utc};
use insta::assert_snapshot;
use serde_json::json;

use crate::support::world::{ANA, BUDI, World};

/// Two events, and the list that numbers them.
async fn with_list() -> World {
    let world = World::open().await;
    world.says(ANA, "dentist tomorrow 10am").await;
    world.says(ANA, "lunch with Mei thursday 1pm").await;
    world.says(ANA, "/list").await;
    world.says(BUDI, "/list").await;
    world
}

#[tokio::test]
async fn reminders_of_an_event_are_set_and_explained_by_its_number() {
    let world = with_list().await;
    assert_snapshot!(world.says(ANA, "/remind 2 1d, 1h").await, @"
    Ana: /remind 2 1d, 1h
    Janji: 🔔 lunch with Mei, Thursday 12 March, 13:00–14:00
        Reminder: 1 day before (Wed 11 Mar, 13:00) and 1 hour before (12:00)
        [↩️ Undo]
    ");
    assert_snapshot!(world.says(ANA, "/why 2").await, @"
    Ana: /why 2
    Janji: Reminders for lunch with Mei, Thursday 12 March, 13:00–14:00
        ⏳ Planned: Wed 11 Mar, 13:00 (1 day before)
        ⏳ Planned: Thu 12 Mar, 12:00 (1 hour before)
    ");
    assert_snapshot!(world.says(BUDI, "/remind 2 2 jam, 30 minit").await, @"
    Budi: /remind 2 2 jam, 30 minit
    Janji: 🔔 lunch with Mei, Khamis 12 Mac, 13:00–14:00
        Peringatan: 2 jam sebelum (11:00) dan 30 minit sebelum (12:30)
        [↩️ Undo]
    ");
    assert_snapshot!(world.says(BUDI, "/why 2").await, @"
    Budi: /why 2
    Janji: Peringatan untuk lunch with Mei, Khamis 12 Mac, 13:00–14:00
        ⏳ Akan datang: Kha 12 Mac, 11:00 (2 jam sebelum)
        ⏳ Akan datang: Kha 12 Mac, 12:30 (30 minit sebelum)
    ");
    world.close().await;
}

#[tokio::test]
async fn an_event_is_moved_and_renamed_by_its_number() {
    let world = with_list().await;
    assert_snapshot!(world.says(ANA, "/move 2 friday 3pm").await, @"
    Ana: /move 2 friday 3pm
    Janji: ✅ Moved: lunch with Mei
        Friday 13 March, 15:00–16:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (14:50)
        [↩️ Undo] [Move] [Cancel]
    Janji (edits 6): lunch with Mei
        Friday 13 March, 15:00–16:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (14:50)
    ");
    assert_snapshot!(world.says(ANA, "/rename 2 lunch with Farah").await, @"
    Ana: /rename 2 lunch with Farah
    Janji: ✅ Changed: lunch with Farah
        Friday 13 March, 15:00–16:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (14:50)
        [↩️ Undo] [Move] [Cancel]
    Janji (edits 10): lunch with Farah
        Friday 13 March, 15:00–16:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (14:50)
    ");
    world.says(BUDI, "/list").await;
    assert_snapshot!(world.says(BUDI, "/move 1 esok 4 petang").await, @"
    Budi: /move 1 esok 4 petang
    Janji: ✅ Dah dipindah: dentist
        Esok, Rabu 11 Mac, 16:00–17:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (15:50)
        [↩️ Undo] [Pindah] [Batal]
    ");
    assert_snapshot!(world.says(BUDI, "/rename 1 doktor gigi").await, @"
    Budi: /rename 1 doktor gigi
    Janji: ✅ Dah diubah: doktor gigi
        Esok, Rabu 11 Mac, 16:00–17:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (15:50)
        [↩️ Undo] [Pindah] [Batal]
    Janji (edits 8): doktor gigi
        Esok, Rabu 11 Mac, 16:00–17:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (15:50)
    ");
    assert_snapshot!(world.calendar(), @"
    2026-03-11T16:00:00+08:00 – 2026-03-11T17:00:00+08:00 doktor gigi
    2026-03-13T15:00:00+08:00 – 2026-03-13T16:00:00+08:00 lunch with Farah
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji (edits 4): dentist
        Tomorrow, Wednesday 11 March, 16:00–17:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (15:50)
        [Move] [Cancel]
    Janji (edits 4): doktor gigi
        Tomorrow, Wednesday 11 March, 16:00–17:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (15:50)
        [Move] [Cancel]
    ");
    world.close().await;
}

#[tokio::test]
async fn why_in_reply_to_a_message_is_about_its_event() {
    let world = World::open().await;
    world.says(ANA, "dentist tomorrow 10am").await;
    let card = world.last(ANA.chat());
    world.telegram().user_replies(ANA.chat(), ANA, card, "/why");
    world.settle().await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Ana: /why
    Janji: Reminders for dentist, Wednesday 11 March, 10:00–11:00
        ⏳ Planned: Wed 11 Mar, 09:50 (10 minutes before)
    ");
    world.says(BUDI, "mesyuarat esok 3 petang").await;
    let card = world.last(BUDI.chat());
    world.telegram().user_replies(BUDI.chat(), BUDI, card, "/why");
    world.settle().await;
    assert_snapshot!(world.reads(BUDI.chat()), @"
    Budi: /why
    Janji: Peringatan untuk mesyuarat, Rabu 11 Mac, 15:00–16:00
        ⏳ Akan datang: Rab 11 Mac, 14:50 (10 minit sebelum)
    ");
    world.close().await;
}

#[tokio::test]
async fn why_is_asked_in_words_too_also_of_what_is_just_over() {
    let world = World::open().await;
    world.says(ANA, "dentist today 11am").await;
    world.waits(ANA, chrono::Duration::hours(3)).await;
    assert_eq!(world.everybody_reads().matches("⏰").count(), 2);
    assert_snapshot!(world.says(ANA, "why didn't you remind me about the dentist?").await, @"
    Ana: why didn't you remind me about the dentist?
    Janji: Reminders for dentist, Tuesday 10 March, 11:00–12:00
        ✅ Sent: 10:50 (10 minutes before)
        The event is over, so there won’t be any more.
    ");
    assert_snapshot!(world.says(BUDI, "kenapa tak ingatkan saya pasal dentist tadi?").await, @"
    Budi: kenapa tak ingatkan saya pasal dentist tadi?
    Janji: Peringatan untuk dentist, Selasa 10 Mac, 11:00–12:00
        ✅ Dihantar: 10:50 (10 minit sebelum)
        Acara dah tamat, jadi tiada peringatan lagi.
    ");
    assert_snapshot!(world.says(ANA, "/why 1").await, @"
    Ana: /why 1
    Janji: I’m not sure which list that number is from.
        Nothing is coming up.
    ");
    world.close().await;
}

#[tokio::test]
async fn focus_time_is_listed_and_not_reminded_and_an_open_invitation_is_marked() {
    let world = World::open().await;
    let at = |text: &str| json!({ "dateTime": text, "timeZone": "Asia/Kuala_Lumpur" });
    let google = world.google();
    google
        .add(&json!({ "summary": "deep work", "eventType": "focusTime",
            "start": at("2026-03-11T09:00:00+08:00"), "end": at("2026-03-11T10:00:00+08:00") }))
        .unwrap();
    google
        .add(&json!({ "summary": "launch", "start": at("2026-03-11T11:00:00+08:00"), "end": at("2026-03-11T12:00:00+08:00"),
            "attendees": [{ "email": "me@example.com", "self": true, "responseStatus": "needsAction" }] }))
        .unwrap();
    world.round().await;
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Janji: 📨 Someone invited you: launch, Wednesday 11 March, 11:00–12:00
        [Yes] [Maybe] [No]
    Ana: /list
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 09:00–10:00 · deep work
        2. 11:00–12:00 · launch (not answered)
        [✕ 1] [✕ 2]
    ");
    assert_snapshot!(world.says(BUDI, "/list").await, @"
    Janji: 📨 Seseorang jemput anda: launch, Rabu 11 Mac, 11:00–12:00
        [Ya] [Mungkin] [Tidak]
    Budi: /list
    Janji: Akan datang
        
        Esok, Rabu 11 Mac
        1. 09:00–10:00 · deep work
        2. 11:00–12:00 · launch (belum dijawab)
        [✕ 1] [✕ 2]
    ");
    assert_snapshot!(world.says(BUDI, "/why 1").await, @"
    Budi: /why 1
    Janji: Peringatan untuk deep work, Rabu 11 Mac, 09:00–10:00
        Ini masa fokus atau cuti. Saya senaraikan, tapi tak ingatkan anda.
    ");
    let until: DateTime<Utc> = "2026-03-11T03:30:00Z".parse().unwrap();
    let span = until - world.now();
    assert_snapshot!(world.waits(ANA, span).await, @"
    Janji: ⏰ launch in 10 minutes
        Today, Wednesday 11 March, 11:00–12:00
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Yes] [Maybe] [No]
        [Done] [Cancel]
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ launch 10 minit lagi
        Hari ini, Rabu 11 Mac, 11:00–12:00
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Ya] [Mungkin] [Tidak]
        [Selesai] [Batal]

    Janji: 📨 有人 邀请你：launch，3月11日 星期三 11:00–12:00
        [参加] [可能] [不参加]
    Janji: ⏰ 10分钟后：launch
        今天 3月11日 星期三 11:00–12:00
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [参加] [可能] [不参加]
        [完成] [取消]
    ");
    world.close().await;
}
