//! Both directions: what was changed in Google arrives, is told, and never overrides in silence.

use chrono::Duration;
use insta::assert_snapshot;
use janji::sandbox::{EVERYWHERE, Fault, How, Often};

use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn a_change_in_google_is_told_once() {
    let world = World::open().await;
    world.says(ANA, "dentist friday 4.30pm").await;
    let later = world.now() + Duration::days(4);
    world.sandbox.google().move_to(&world.event_named("dentist"), later, later + Duration::hours(1)).unwrap();
    world.round().await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji (edits 4): dentist
        Saturday 14 March, 10:00–11:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (09:50)
        [Move] [Cancel]
    Janji: 🔄 Moved in Google: dentist
        Was: Friday 13 March, 16:30–17:30
        Now: Saturday 14 March, 10:00–11:00
    ");
    assert_snapshot!(world.reads(BUDI.chat()), @"
    Janji: 🔄 Dipindah di Google: dentist
        Asal: Jumaat 13 Mac, 16:30–17:30
        Sekarang: Sabtu 14 Mac, 10:00–11:00
    ");
    world.round().await;
    assert_snapshot!(world.reads(MEI.chat()), @"
    Janji: 🔄 在 Google 改时间了：dentist
        原来：3月13日 星期五 16:30–17:30
        现在：3月14日 星期六 10:00–11:00
    ");
    assert_snapshot!(world.reads(ANA.chat()), @"");
    world.close().await;
}

#[tokio::test]
async fn of_what_was_kept_and_changed_in_google_meanwhile_googles_stands_and_ours_is_offered() {
    let world = World::open().await;
    let google = world.sandbox.google();
    let mut moves = Vec::new();
    for text in ["lunch tomorrow 1", "call Bob tomorrow 2", "dentist friday 4.30pm"] {
        world.says(ANA, text).await;
        moves.push(world.last(ANA.chat()));
    }
    google.faults().inject(EVERYWHERE, Fault::before(How::Status(503)), Often::Always);
    world.presses_under(ANA.chat(), ANA, moves[0], "Make it Wed 11 Mar, 01:00").await;
    world.presses_under(ANA.chat(), ANA, moves[1], "Make it Wed 11 Mar, 02:00").await;
    world.presses_under(ANA.chat(), ANA, moves[2], "Cancel").await;
    let later = world.now() + Duration::days(5);
    for title in ["lunch", "call Bob", "dentist"] {
        google.move_to(&world.event_named(title), later, later + Duration::hours(1)).unwrap();
    }
    google.faults().clear();
    world.round().await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji (edits 4): lunch
        Sunday 15 March, 10:00–11:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (09:50)
        [Move] [Cancel]
    Janji (edits 6): call Bob
        Sunday 15 March, 10:00–11:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (09:50)
        [Move] [Cancel]
    Janji: 🔄 Changed in Google in the meantime, so I kept Google’s version: lunch, Sunday 15 March, 10:00–11:00
        Your version: Wednesday 11 March, 01:00–02:00
        
        🔄 Changed in Google in the meantime, so I kept Google’s version: call Bob, Sunday 15 March, 10:00–11:00
        Your version: Wednesday 11 March, 02:00–03:00
        
        🔄 Changed in Google in the meantime, so I kept Google’s version: dentist, Sunday 15 March, 10:00–11:00
        [Use mine instead]
        [Use mine instead]
        [Cancel]
    ");
    assert_snapshot!(world.everybody_reads(), @"");
    let message = world.last(ANA.chat());
    let lunch = world.button(ANA.chat(), message, "Use mine instead");
    let bob = format!("{}:1", lunch.strip_suffix(":0").expect("lunch comes first"));
    assert_snapshot!(world.presses_data(ANA.chat(), ANA, message, &bob).await, @"
    Ana presses [Use mine instead]
    Janji (edits 6): call Bob
        Tomorrow, Wednesday 11 March, 02:00–03:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (01:50)
    Janji (edits 9): ✅ Moved: call Bob
        Tomorrow, Wednesday 11 March, 02:00–03:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (01:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.presses_data(ANA.chat(), ANA, message, &lunch).await, @"
    Ana presses […]
    Janji (edits 4): lunch
        Tomorrow, Wednesday 11 March, 01:00–02:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (00:50)
    Janji (edits 9): ✅ Moved: lunch
        Tomorrow, Wednesday 11 March, 01:00–02:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (00:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    let dentist = format!("{}:2", lunch.strip_suffix(":0").expect("lunch comes first"));
    assert_snapshot!(world.presses_data(ANA.chat(), ANA, message, &dentist).await, @"
    Ana presses […]
    Janji (edits 9): 🗑 Cancelled: ~dentist~, Sunday 15 March, 10:00–11:00
        [↩️ Undo]
    ");
    assert_snapshot!(world.calendar(), @"
    2026-03-11T01:00:00+08:00 – 2026-03-11T02:00:00+08:00 lunch
    2026-03-11T02:00:00+08:00 – 2026-03-11T03:00:00+08:00 call Bob
    ");
    world.close().await;
}

#[tokio::test]
async fn sync_now_says_what_changed() {
    let world = World::open().await;
    let start = world.now() + Duration::days(3);
    for title in ["one", "two"] {
        world.sandbox.google().add_event(title, start, start + Duration::hours(1)).unwrap();
    }
    assert_snapshot!(world.says(ANA, "/sync").await, @"
    Ana: /sync
    Janji: ✅ In sync with Google: 2 new.
    ");
    assert_snapshot!(world.says(BUDI, "/sync").await, @"
    Budi: /sync
    Janji: ✅ Dah sync dengan Google. Tiada perubahan.
    ");
    world.close().await;
}

#[tokio::test]
async fn an_idle_round_is_one_small_call() {
    let world = World::open().await;
    world.round().await;
    assert_snapshot!(world.asked_of_google().join("\n"), @"GET events.list (what changed) → 200");
    world.close().await;
}

#[tokio::test]
async fn a_sync_token_that_is_too_old_means_reading_everything_and_losing_nothing() {
    let world = World::open().await;
    for text in ["standup tomorrow 9am", "lunch tomorrow 1pm"] {
        world.says(ANA, text).await;
    }
    world.sandbox.google().expire_sync_tokens();
    world.sandbox.google().delete(&world.event_named("standup")).unwrap();
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji (edits 4): ❌ Cancelled: ~standup~, Wednesday 11 March, 09:00–10:00
    Janji: ❌ Cancelled in Google: ~standup~, Wednesday 11 March, 09:00–10:00

    Janji: ❌ Dibatalkan di Google: ~standup~, Rabu 11 Mac, 09:00–10:00

    Janji: ❌ 在 Google 取消了：~standup~，3月11日 星期三 09:00–10:00
    ");
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 13:00–14:00 · lunch
        [✕ 1]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_calendar_that_comes_back_empty_is_not_believed_at_once() {
    let world = World::open().await;
    for text in ["standup tomorrow 9am", "lunch tomorrow 1pm", "dentist friday 4.30pm"] {
        world.says(ANA, text).await;
    }
    world.sandbox.google().seem_empty(true);
    world.sandbox.google().expire_sync_tokens();
    world.round().await;
    world.round().await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji: ⚠️ Google says the calendar is empty, but I had 3 events. Reminders are paused. Is it really empty?
        [Yes, it’s empty]
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⚠️ Google kata kalendar ini kosong, tapi sebelum ini ada 3 acara. Peringatan saya tahan dulu. Memang betul kosong?
        [Ya, memang kosong]

    Janji: ⚠️ Google 说日历是空的，可是之前有3个日程。提醒先暂停。日历真的空了吗？
        [对，是空的]
    ");
    world.sandbox.google().seem_empty(false);
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"");
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 09:00–10:00 · standup
        2. 13:00–14:00 · lunch
        
        Friday 13 March
        3. 16:30–17:30 · dentist
        [✕ 1] [✕ 2] [✕ 3]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_person_who_says_that_the_calendar_is_empty_is_believed() {
    let world = World::open().await;
    for text in ["standup tomorrow 9am", "lunch tomorrow 1pm"] {
        world.says(ANA, text).await;
    }
    world.sandbox.google().seem_empty(true);
    world.sandbox.google().expire_sync_tokens();
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⚠️ Google says the calendar is empty, but I had 2 events. Reminders are paused. Is it really empty?
        [Yes, it’s empty]

    Janji: ⚠️ Google kata kalendar ini kosong, tapi sebelum ini ada 2 acara. Peringatan saya tahan dulu. Memang betul kosong?
        [Ya, memang kosong]

    Janji: ⚠️ Google 说日历是空的，可是之前有2个日程。提醒先暂停。日历真的空了吗？
        [对，是空的]
    ");
    assert_snapshot!(world.presses(ANA, "Yes, it’s empty").await, @"
    Ana presses [Yes, it’s empty]
    Janji (edits 4): ❌ Cancelled: ~standup~, Wednesday 11 March, 09:00–10:00
    Janji (edits 6): ❌ Cancelled: ~lunch~, Wednesday 11 March, 13:00–14:00
    Janji (edits 7): ✅ In sync with Google: 2 removed.
    Janji: 🗑 Confirmed: the calendar is empty. 2 events and their reminders were removed.
    ");
    assert_snapshot!(world.reads(BUDI.chat()), @"Janji: 🗑 Disahkan: kalendar ini kosong. 2 acara dan peringatannya dah dibuang.");
    assert_snapshot!(world.everybody_reads(), @"Janji: 🗑 已确认日历是空的，移除了2个日程和它们的提醒。");
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Nothing coming up. Tell me what and when, and I’ll add it.
        [Refresh]
    ");
    assert_eq!(world.pending_reminders().await, 0);
    world.close().await;
}

#[tokio::test]
async fn entries_that_are_no_events_are_neither_listed_nor_reminded() {
    let world = World::open().await;
    let google = world.sandbox.google();
    let at = |hour: u32| serde_json::json!({ "dateTime": format!("2026-03-11T{hour:02}:00:00+08:00"), "timeZone": "Asia/Kuala_Lumpur" });
    for (title, kind) in [("a birthday", "birthday"), ("at home", "workingLocation")] {
        google.add(&serde_json::json!({ "summary": title, "eventType": kind, "start": at(9), "end": at(10) })).unwrap();
    }
    google
        .add(&serde_json::json!({ "summary": "focus", "eventType": "focusTime", "start": at(11), "end": at(12) }))
        .unwrap();
    google
        .add(&serde_json::json!({ "summary": "declined", "start": at(13), "end": at(14),
            "attendees": [{ "email": "me@example.com", "self": true, "responseStatus": "declined" }] }))
        .unwrap();
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"");
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 11:00–12:00 · focus
        [✕ 1]
    ");
    world.close().await;
}
