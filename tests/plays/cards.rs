//! The card of an event: the message that shows it, edited in place when it changes, here, in another chat or in Google.

use insta::assert_snapshot;
use serde_json::json;

use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn a_card_follows_its_event_in_google() {
    let world = World::open().await;
    world.says(ANA, "dentist friday 4.30pm").await;
    let id = world.event_named("dentist");
    let start = json!({ "dateTime": "2026-03-13T18:00:00+08:00", "timeZone": "Asia/Kuala_Lumpur" });
    let end = json!({ "dateTime": "2026-03-13T19:00:00+08:00", "timeZone": "Asia/Kuala_Lumpur" });
    world.google().edit(&id, &json!({ "start": start, "end": end, "location": "Bangsar" })).unwrap();
    world.round().await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji (edits 4): dentist
        Friday 13 March, 18:00–19:00 (Kuala Lumpur time)
        Place: Bangsar
        Reminder: 10 minutes before (17:50)
        [Move] [Cancel]
    Janji: 🔄 Moved in Google: dentist
        Was: Friday 13 March, 16:30–17:30
        Now: Friday 13 March, 18:00–19:00
        Place: Bangsar
    ");
    world.google().delete(&id).unwrap();
    world.round().await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji (edits 4): ❌ Cancelled: ~dentist~, Friday 13 March, 18:00–19:00
    Janji: ❌ Cancelled in Google: ~dentist~, Friday 13 March, 18:00–19:00
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: 🔄 Dipindah di Google: dentist
        Asal: Jumaat 13 Mac, 16:30–17:30
        Sekarang: Jumaat 13 Mac, 18:00–19:00
        Tempat: Bangsar
    Janji: ❌ Dibatalkan di Google: ~dentist~, Jumaat 13 Mac, 18:00–19:00

    Janji: 🔄 在 Google 改时间了：dentist
        原来：3月13日 星期五 16:30–17:30
        现在：3月13日 星期五 18:00–19:00
        地点：Bangsar
    Janji: ❌ 在 Google 取消了：~dentist~，3月13日 星期五 18:00–19:00
    ");
    world.close().await;
}

#[tokio::test]
async fn a_card_follows_what_another_person_does() {
    let world = World::open().await;
    world.says(BUDI, "makan malam jumaat 8 malam").await;
    world.says(MEI, "把makan malam改到周六晚上七点").await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji (edits 4): makan malam
        Sabtu 14 Mac, 19:00–20:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (18:50)
        [Pindah] [Batal]
    ");
    world.says(MEI, "/undo").await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji (edits 4): makan malam
        Jumaat 13 Mac, 20:00–21:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (19:50)
        [Pindah] [Batal]
    ");
    world.says(MEI, "取消 makan malam").await;
    assert_snapshot!(world.everybody_reads(), @"Janji (edits 4): ❌ Dibatalkan: ~makan malam~, Jumaat 13 Mac, 20:00–21:00");
    world.close().await;
}

#[tokio::test]
async fn the_newest_card_of_a_chat_has_the_buttons() {
    let world = World::open().await;
    world.says(ANA, "dentist friday 4.30pm").await;
    assert_snapshot!(world.says(ANA, "move dentist to 5pm").await, @"
    Ana: move dentist to 5pm
    Janji: ✅ Moved: dentist
        Friday 13 March, 17:00–18:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (16:50)
        [↩️ Undo] [Move] [Cancel]
    Janji (edits 4): dentist
        Friday 13 March, 17:00–18:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (16:50)
    ");
    assert_snapshot!(world.says(ANA, "move dentist to 6pm").await, @"
    Ana: move dentist to 6pm
    Janji: ✅ Moved: dentist
        Friday 13 March, 18:00–19:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (17:50)
        [↩️ Undo] [Move] [Cancel]
    Janji (edits 6): dentist
        Friday 13 March, 18:00–19:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (17:50)
    ");
    assert_snapshot!(world.presses(ANA, "↩️ Undo").await, @"
    Ana presses [↩️ Undo]
    Janji (edits 8): ↩️ Undone. Back to how it was:
        dentist
        Friday 13 March, 17:00–18:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (16:50)
        [Move] [Cancel]
    ");
    assert_snapshot!(world.presses(ANA, "Cancel").await, @"
    Ana presses [Cancel]
    Janji (edits 8): 🗑 Cancelled: ~dentist~, Friday 13 March, 17:00–18:00
        [↩️ Undo]
    ");
    assert_snapshot!(world.presses(ANA, "↩️ Undo").await, @"
    Ana presses [↩️ Undo]
    Janji (edits 8): ↩️ Undone. Back in the calendar:
        dentist
        Friday 13 March, 17:00–18:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (16:50)
        [Move] [Cancel]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_card_of_an_event_that_waits_for_google_stays_as_it_is_when_it_arrives() {
    use janji::sandbox::{EVERYWHERE, Fault, How, Often};
    let world = World::open().await;
    world.google().faults().inject(EVERYWHERE, Fault::before(How::Status(503)), Often::Always);
    world.says(ANA, "dentist friday 4.30pm").await;
    world.settle().await;
    assert_snapshot!(world.reads(ANA.chat()), @"");
    world.google().faults().clear();
    world.passes(chrono::TimeDelta::minutes(10)).await;
    assert_snapshot!(world.reads(ANA.chat()), @"Janji: ✅ Now in Google Calendar: dentist, Friday 13 March, 16:30–17:30");
    world.close().await;
}
