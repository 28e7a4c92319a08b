//! Moving and changing: by buttons, by number, by title, by a reply; and what a reply cancels.

use chrono::Duration;
use insta::assert_snapshot;
use serde_json::json;

use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn an_hour_without_am_or_pm_is_the_one_near_the_event() {
    let world = World::open().await;
    drop(world.says(ANA, "dinner tomorrow 8pm").await);
    drop(world.says(ANA, "move dinner to 9").await);
    drop(world.says(ANA, "wake me up at 5 tomorrow").await);
    drop(world.says(ANA, "move it to 6").await);
    drop(world.says(BUDI, "futsal jumaat 10 malam").await);
    drop(world.says(BUDI, "tukar futsal ke sabtu pukul 9").await);
    assert_snapshot!(world.calendar(), @"
    2026-03-11T06:00:00+08:00 – 2026-03-11T07:00:00+08:00 Reminder (leads 0)
    2026-03-11T21:00:00+08:00 – 2026-03-11T22:00:00+08:00 dinner
    2026-03-14T21:00:00+08:00 – 2026-03-14T22:00:00+08:00 futsal
    ");
    world.close().await;
}

#[tokio::test]
async fn the_usual_times_are_offered_under_the_card_and_one_press_moves() {
    let world = World::open().await;
    world.says(ANA, "lunch with Sarah tomorrow 1pm").await;
    assert_snapshot!(world.presses(ANA, "Move").await, @"
    Ana presses [Move]
    Janji (edits 4): lunch with Sarah
        Tomorrow, Wednesday 11 March, 13:00–14:00 (Kuala Lumpur time)
        When should it be? You can also just reply with a time.
        [+15 min] [+1 h]
        [Next week]
        [‹ Back]
    ");
    assert_snapshot!(world.presses(ANA, "+15 min").await, @"
    Ana presses [+15 min]
    Janji (edits 4): ✅ Moved: lunch with Sarah
        Tomorrow, Wednesday 11 March, 13:15–14:15 (Kuala Lumpur time)
        Reminder: 10 minutes before (13:05)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.calendar(), @"2026-03-11T13:15:00+08:00 – 2026-03-11T14:15:00+08:00 lunch with Sarah");
    assert_snapshot!(world.presses(ANA, "Move").await, @"
    Ana presses [Move]
    Janji (edits 4): lunch with Sarah
        Tomorrow, Wednesday 11 March, 13:15–14:15 (Kuala Lumpur time)
        When should it be? You can also just reply with a time.
        [+15 min] [+1 h]
        [Next week]
        [‹ Back]
    ");
    assert_snapshot!(world.presses(ANA, "‹ Back").await, @"
    Ana presses [‹ Back]
    Janji (edits 4): lunch with Sarah
        Tomorrow, Wednesday 11 March, 13:15–14:15 (Kuala Lumpur time)
        Reminder: 10 minutes before (13:05)
        [Move] [Cancel]
    ");
    world.presses(ANA, "Move").await;
    assert_snapshot!(world.presses(ANA, "Next week").await, @"
    Ana presses [Next week]
    Janji (edits 4): ✅ Moved: lunch with Sarah
        Wednesday 18 March, 13:15–14:15 (Kuala Lumpur time)
        Reminder: 10 minutes before (13:05)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.says(ANA, "/undo").await, @"
    Ana: /undo
    Janji: ↩️ Undone. Back to how it was:
        lunch with Sarah
        Tomorrow, Wednesday 11 March, 13:15–14:15 (Kuala Lumpur time)
        Reminder: 10 minutes before (13:05)
        [Move] [Cancel]
    Janji (edits 4): lunch with Sarah
        Tomorrow, Wednesday 11 March, 13:15–14:15 (Kuala Lumpur time)
        Reminder: 10 minutes before (13:05)
    ");
    assert_snapshot!(world.calendar(), @"2026-03-11T13:15:00+08:00 – 2026-03-11T14:15:00+08:00 lunch with Sarah");
    world.close().await;
}

#[tokio::test]
async fn moving_names_what_it_overlaps() {
    let world = World::open().await;
    world.says(BUDI, "mesyuarat esok 2pm").await;
    world.says(BUDI, "ambil dobi esok 1pm").await;
    world.presses(BUDI, "Pindah").await;
    assert_snapshot!(world.presses(BUDI, "+1 jam").await, @"
    Budi presses [+1 jam]
    Janji (edits 6): ✅ Dah dipindah: ambil dobi
        Esok, Rabu 11 Mac, 14:00–15:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (13:50)
        ⚠️ Bertindih dengan: mesyuarat, 14:00–15:00
        [↩️ Undo] [Pindah] [Batal]
    ");
    world.close().await;
}

#[tokio::test]
async fn what_changed_in_google_meanwhile_is_shown_and_left() {
    let world = World::open().await;
    world.says(MEI, "明天下午三点 开会").await;
    let card = world.last(MEI.chat());
    let button = world.button(MEI.chat(), card, "改时间");
    let meeting = world.event_named("开会");
    let later = world.now() + Duration::days(2);
    world.sandbox.google().move_to(&meeting, later, later + Duration::hours(1)).unwrap();
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: 🔄 Moved in Google: 开会
        Was: Tomorrow, Wednesday 11 March, 15:00–16:00
        Now: Thursday 12 March, 10:00–11:00

    Janji: 🔄 Dipindah di Google: 开会
        Asal: Esok, Rabu 11 Mac, 15:00–16:00
        Sekarang: Khamis 12 Mac, 10:00–11:00

    Janji (edits 4): 开会
        3月12日 星期四 10:00–11:00（吉隆坡时间）
        提醒：提前10分钟（09:50）
        [改时间] [取消]
    Janji: 🔄 在 Google 改时间了：开会
        原来：明天 3月11日 星期三 15:00–16:00
        现在：3月12日 星期四 10:00–11:00
    ");
    assert_snapshot!(world.presses_data(MEI.chat(), MEI, card, &button).await, @"
    Mei presses […]
    Janji (edits 4): 这个日程已有变动，所以我没有动它。现在是：
        开会
        3月12日 星期四 10:00–11:00（吉隆坡时间）
        [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn an_event_with_guests_is_asked_about_before_it_moves() {
    let world = World::open().await;
    world.says(ANA, "dinner with Farah tomorrow 7pm").await;
    let dinner = world.event_named("dinner with Farah");
    world.sandbox.google().edit(&dinner, &json!({"attendees": [{"email": "farah@example.com"}]})).unwrap();
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"");
    world.presses(ANA, "Move").await;
    assert_snapshot!(world.presses(ANA, "+1 h").await, @"
    Ana presses [+1 h]
    Janji (edits 4): Other people are invited to this. Change it anyway? dinner with Farah, Wednesday 11 March, 20:00–21:00
        I won’t email them.
        [Go ahead]
        [Never mind]
    ");
    assert_snapshot!(world.calendar(), @"2026-03-11T19:00:00+08:00 – 2026-03-11T20:00:00+08:00 dinner with Farah");
    assert_snapshot!(world.presses(ANA, "Go ahead").await, @"
    Ana presses [Go ahead]
    Janji (edits 4): ✅ Moved: dinner with Farah
        Tomorrow, Wednesday 11 March, 20:00–21:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (19:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.calendar(), @"2026-03-11T20:00:00+08:00 – 2026-03-11T21:00:00+08:00 dinner with Farah");
    world.close().await;
}

#[tokio::test]
async fn a_reply_cancels_the_event_of_the_message_replied_to() {
    let world = World::open().await;
    world.says(ANA, "standup tomorrow 9am").await;
    let card = world.last(ANA.chat());
    world.says(ANA, "lunch with Sarah tomorrow 1pm").await;
    world.sandbox.telegram().user_replies(ANA.chat(), ANA, card, "cancel");
    world.settle().await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Ana: cancel
    Janji: 🗑 Cancelled: ~standup~, Wednesday 11 March, 09:00–10:00
        [↩️ Undo]
    Janji (edits 4): 🗑 Cancelled: ~standup~, Wednesday 11 March, 09:00–10:00
        [↩️ Undo]
    ");
    assert_snapshot!(world.calendar(), @"2026-03-11T13:00:00+08:00 – 2026-03-11T14:00:00+08:00 lunch with Sarah");
    world.close().await;
}
