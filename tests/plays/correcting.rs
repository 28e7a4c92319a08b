//! Editing one's own message within ten minutes corrects the event that was made from it.

use chrono::{Duration, TimeDelta};
use insta::assert_snapshot;
use janji::sandbox::telegram::{MessageId, UserId};
use janji::sandbox::{Fault, How, Often};

use crate::support::world::{ANA, BUDI, MEI, World};

/// Somebody edits a message of theirs; what is answered.
async fn edits(world: &World, user: UserId, message: MessageId, text: &str) -> String {
    world.telegram().user_edits(user.chat(), message, text);
    world.settle().await;
    world.reads(user.chat())
}

/// Somebody writes a message that will be edited.
async fn writes(world: &World, user: UserId, text: &str) -> MessageId {
    let message = world.telegram().user_says(user.chat(), user, text);
    world.settle().await;
    assert!(!world.reads(user.chat()).is_empty());
    message
}

#[tokio::test]
async fn a_correction_that_names_nothing_keeps_the_name() {
    let world = World::open().await;
    let message = writes(&world, ANA, "dentist friday 4.30pm").await;
    drop(edits(&world, ANA, message, "friday 5.30pm").await);
    assert_snapshot!(world.calendar(), @"2026-03-13T17:30:00+08:00 – 2026-03-13T18:30:00+08:00 dentist");
    world.close().await;
}

#[tokio::test]
async fn a_corrected_message_corrects_its_event_and_the_card() {
    let world = World::open().await;
    let message = writes(&world, ANA, "dentits friday 4.30pm").await;
    assert_snapshot!(edits(&world, ANA, message, "dentist friday 5.30pm at Bangsar").await, @"
    Ana (edits 3): dentist friday 5.30pm at Bangsar
    Janji (edits 4): ✅ Moved: dentist
        Friday 13 March, 17:30–18:30 (Kuala Lumpur time)
        Place: Bangsar
        Reminder: 10 minutes before (17:20)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.calendar(), @"2026-03-13T17:30:00+08:00 – 2026-03-13T18:30:00+08:00 dentist @ Bangsar");
    world.passes(TimeDelta::minutes(9)).await;
    assert_snapshot!(edits(&world, ANA, message, "dentist saturday 10am, remind me 1 hour before").await, @"
    Ana (edits 3): dentist saturday 10am, remind me 1 hour before
    Janji (edits 4): ✅ Moved: dentist
        Saturday 14 March, 10:00–11:00 (Kuala Lumpur time)
        Reminder: 1 hour before (09:00)
        [↩️ Undo] [Move] [Cancel]
    ");
    // A reaction looks like an edit that changes nothing.
    assert_snapshot!(edits(&world, ANA, message, "dentist saturday 10am, remind me 1 hour before").await, @"Ana (edits 3): dentist saturday 10am, remind me 1 hour before");
    assert_snapshot!(world.presses_under(ANA.chat(), ANA, MessageId(4), "↩️ Undo").await, @"
    Ana presses [↩️ Undo]
    Janji (edits 4): ↩️ Undone. Back to how it was:
        dentist
        Friday 13 March, 17:30–18:30 (Kuala Lumpur time)
        Place: Bangsar
        Reminder: 10 minutes before (17:20)
        [Move] [Cancel]
    ");
    assert_snapshot!(world.calendar(), @"2026-03-13T17:30:00+08:00 – 2026-03-13T18:30:00+08:00 dentist @ Bangsar");
    world.close().await;
}

#[tokio::test]
async fn in_malay_and_in_chinese() {
    let world = World::open().await;
    let budis = writes(&world, BUDI, "jumpa doktor esok 3 petang").await;
    assert_snapshot!(edits(&world, BUDI, budis, "jumpa doktor gigi esok 4 petang").await, @"
    Budi (edits 3): jumpa doktor gigi esok 4 petang
    Janji (edits 4): ✅ Dah dipindah: jumpa doktor gigi
        Esok, Rabu 11 Mac, 16:00–17:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (15:50)
        [↩️ Undo] [Pindah] [Batal]
    ");
    let meis = writes(&world, MEI, "明天下午三点开会").await;
    assert_snapshot!(edits(&world, MEI, meis, "后天下午三点开会").await, @"
    Mei (edits 3): 后天下午三点开会
    Janji (edits 4): ✅ 已改时间：开会
        3月12日 星期四 15:00–16:00（吉隆坡时间）
        提醒：提前10分钟（14:50）
        [↩️ 撤销] [改时间] [取消]
    ");
    assert_snapshot!(edits(&world, MEI, meis, "开会").await, @"
    Mei (edits 3): 开会
    Janji: 你修改后的消息里找不到日程，所以这个保持不变：开会，3月12日 星期四 15:00–16:00
    ");
    world.close().await;
}

#[tokio::test]
async fn what_changed_since_or_repeats_is_left_and_said() {
    let world = World::open().await;
    let message = writes(&world, ANA, "lunch tomorrow 1pm").await;
    world.says(ANA, "move lunch to 2pm").await;
    assert_snapshot!(edits(&world, ANA, message, "lunch tomorrow 12pm").await, @"
    Ana (edits 3): lunch tomorrow 12pm
    Janji: This event has changed since, so I didn’t apply your edit. It’s now: lunch, Wednesday 11 March, 14:00–15:00
    ");
    let gym = writes(&world, BUDI, "gym setiap isnin 7 pagi").await;
    assert_snapshot!(edits(&world, BUDI, gym, "gym setiap selasa 7 pagi").await, @"
    Budi (edits 3): gym setiap selasa 7 pagi
    Janji: Siri tak boleh diubah dengan edit mesej, jadi yang ini kekal: gym, Isnin 16 Mac, 07:00–08:00
    ");
    let gone = writes(&world, MEI, "明天早上八点跑步").await;
    world.says(MEI, "取消跑步").await;
    assert_snapshot!(edits(&world, MEI, gone, "明天早上九点跑步").await, @"
    Mei (edits 3): 明天早上九点跑步
    Janji: 这个已经取消了。
    ");
    world.close().await;
}

#[tokio::test]
async fn after_ten_minutes_and_where_nothing_was_made_an_edit_is_silent() {
    let world = World::open().await;
    let message = writes(&world, ANA, "lunch tomorrow 1pm").await;
    let talk = writes(&world, ANA, "thanks").await;
    assert_snapshot!(edits(&world, ANA, talk, "dinner tomorrow 7pm").await, @"Ana (edits 5): dinner tomorrow 7pm");
    world.passes(Duration::minutes(10)).await;
    assert_snapshot!(edits(&world, ANA, message, "lunch tomorrow 12pm").await, @"Ana (edits 3): lunch tomorrow 12pm");
    assert_snapshot!(world.calendar(), @"2026-03-11T13:00:00+08:00 – 2026-03-11T14:00:00+08:00 lunch");
    world.close().await;
}

#[tokio::test]
async fn a_corrected_event_can_be_taken_back_step_by_step() {
    let world = World::open().await;
    let message = writes(&world, MEI, "周五下午3点 牙医").await;
    edits(&world, MEI, message, "周五下午4点 牙医").await;
    assert_snapshot!(world.presses_under(MEI.chat(), MEI, MessageId(4), "↩️ 撤销").await, @"
    Mei presses [↩️ 撤销]
    Janji (edits 4): ↩️ 已撤销，改回原来的样子：
        牙医
        3月13日 星期五 15:00–16:00（吉隆坡时间）
        提醒：提前10分钟（14:50）
        [改时间] [取消]
    ");
    assert_snapshot!(world.says(MEI, "/undo").await, @"
    Mei: /undo
    Janji: ↩️ 已撤销，从日历里拿掉了：
        • ~牙医~，3月13日 星期五 15:00–16:00
    Janji (edits 4): ❌ 已取消：~牙医~，3月13日 星期五 15:00–16:00
    ");
    assert_eq!(world.calendar(), "");
    world.close().await;
}

#[tokio::test]
async fn an_answer_that_telegram_does_not_put_in_place_of_another_is_a_message_of_its_own() {
    let world = World::open().await;
    let message = writes(&world, ANA, "dentist friday 4.30pm").await;
    let refuses_edit =
        || world.telegram().faults().inject("editMessageText", Fault::before(How::Status(400)), Often::Times(1));
    refuses_edit();
    assert_snapshot!(edits(&world, ANA, message, "dentist friday 5.30pm").await, @"
    Ana (edits 3): dentist friday 5.30pm
    Janji: ✅ Moved: dentist
        Friday 13 March, 17:30–18:30 (Kuala Lumpur time)
        Reminder: 10 minutes before (17:20)
        [↩️ Undo] [Move] [Cancel]
    ");
    // From now on that is the card.
    assert_snapshot!(edits(&world, ANA, message, "dentist friday 6pm").await, @"
    Ana (edits 3): dentist friday 6pm
    Janji (edits 5): ✅ Moved: dentist
        Friday 13 March, 18:00–19:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (17:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    refuses_edit();
    assert_snapshot!(world.presses_under(ANA.chat(), ANA, world.last(ANA.chat()), "Cancel").await, @"
    Ana presses [Cancel]
    Janji: 🗑 Cancelled: ~dentist~, Friday 13 March, 18:00–19:00
        [↩️ Undo]
    ");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}
