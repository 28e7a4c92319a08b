//! Series: this one, this one and those after it, or all that is to come; what is over stays as it was.

use chrono::Duration;
use insta::assert_snapshot;
use janji::sandbox::{EVERYWHERE, Fault, How, Often};
use serde_json::json;

use crate::support::world::{ANA, BUDI, MEI, World};

/// A world in which football is on each Wednesday at eight since February; its id.
async fn with_football(rule: &str) -> (World, String) {
    let world = World::open().await;
    let id = add_football(&world, rule).await;
    (world, id)
}

async fn add_football(world: &World, rule: &str) -> String {
    let moment =
        |hour: u32| json!({"dateTime": format!("2026-02-04T{hour}:00:00+08:00"), "timeZone": "Asia/Kuala_Lumpur"});
    let entry = json!({"summary": "football", "start": moment(20), "end": moment(22), "recurrence": [rule]});
    let id = world.sandbox.google().add(&entry).unwrap()["id"].as_str().unwrap().to_owned();
    world.round().await;
    assert_eq!(world.everybody_reads(), "");
    id
}

const WEDNESDAYS: &str = "RRULE:FREQ=WEEKLY;BYDAY=WE";

#[tokio::test]
async fn from_one_on_all_are_cancelled_and_come_back() {
    let (world, id) = with_football(WEDNESDAYS).await;
    world.says(ANA, "what's on 18 march?").await;
    assert_snapshot!(world.says(ANA, "cancel 1").await, @"
    Ana: cancel 1
    Janji: football, Wednesday 18 March, 20:00–22:00 repeats. Cancel just this one, this and all later ones, or the whole series?
        [Just this one]
        [This and later ones]
        [The whole series]
        [Never mind]
    ");
    assert_snapshot!(world.presses(ANA, "This and later ones").await, @"
    Ana presses [This and later ones]
    Janji (edits 6): 🗑 Cancelled this and all later ones: ~football~, Wednesday 18 March, 20:00–22:00
        [↩️ Undo]
    ");
    assert_snapshot!(world.calendar(), @"
    2026-03-04T20:00:00+08:00 – 2026-03-04T22:00:00+08:00 football
    2026-03-11T20:00:00+08:00 – 2026-03-11T22:00:00+08:00 football
    ");
    assert_eq!(world.sandbox.google().entry(&id).unwrap()["status"], "confirmed", "what is over stays");
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 20:00–22:00 · football · every Wednesday, until Tuesday 17 March
        [✕ 1]
    ");
    assert_snapshot!(world.says(ANA, "undo").await, @"
    Ana: undo
    Janji: ↩️ Undone. Back in the calendar:
        football
        Wednesday 18 March, 20:00–22:00 (Kuala Lumpur time)
        Part of a series
        Reminder: 10 minutes before (19:50)
        [Move] [Cancel]
    ");
    assert_snapshot!(world.calendar(), @"
    2026-03-04T20:00:00+08:00 – 2026-03-04T22:00:00+08:00 football
    2026-03-11T20:00:00+08:00 – 2026-03-11T22:00:00+08:00 football
    2026-03-18T20:00:00+08:00 – 2026-03-18T22:00:00+08:00 football
    2026-03-25T20:00:00+08:00 – 2026-03-25T22:00:00+08:00 football
    2026-04-01T20:00:00+08:00 – 2026-04-01T22:00:00+08:00 football
    2026-04-08T20:00:00+08:00 – 2026-04-08T22:00:00+08:00 football
    ");
    assert_eq!(world.sandbox.google().entry(&id).unwrap()["recurrence"], json!([WEDNESDAYS]));
    world.round().await;
    assert_eq!(world.everybody_reads(), "");
    world.close().await;
}

#[tokio::test]
async fn all_that_is_to_come_is_cancelled_with_what_was_moved_alone() {
    let (world, id) = with_football(WEDNESDAYS).await;
    let moment =
        |hour: u32| json!({"dateTime": format!("2026-03-19T{hour}:00:00+08:00"), "timeZone": "Asia/Kuala_Lumpur"});
    let third = format!("{id}_20260318T120000Z");
    world.sandbox.google().edit(&third, &json!({"start": moment(20), "end": moment(22)})).unwrap();
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: 🔄 Moved in Google: football
        Was: Wednesday 18 March, 20:00–22:00
        Now: Thursday 19 March, 20:00–22:00

    Janji: 🔄 Dipindah di Google: football
        Asal: Rabu 18 Mac, 20:00–22:00
        Sekarang: Khamis 19 Mac, 20:00–22:00

    Janji: 🔄 在 Google 改时间了：football
        原来：3月18日 星期三 20:00–22:00
        现在：3月19日 星期四 20:00–22:00
    ");
    world.says(BUDI, "senarai").await;
    assert_snapshot!(world.presses(BUDI, "✕ 1").await, @"
    Budi presses [✕ 1]
    Janji (edits 5): football, Rabu 11 Mac, 20:00–22:00 ialah acara berulang. Batalkan yang ini sahaja, yang ini dan seterusnya, atau seluruh siri?
        [Yang ini sahaja]
        [Yang ini dan seterusnya]
        [Seluruh siri]
        [Tak jadi]
    ");
    assert_snapshot!(world.presses(BUDI, "Seluruh siri").await, @"
    Budi presses [Seluruh siri]
    Budi sees: 🗑 Seluruh siri dibatalkan: football, Rabu 11 Mac, 20:00–22:00 Termasuk yang pernah dipindah: • football, Khamis 19 Mac, 20:00–22:00
    Janji (edits 5): Akan datang
        
        Esok, Rabu 11 Mac
        1. ~20:00–22:00 · football · berulang~
        [↩️ Undo]
    ");
    assert_snapshot!(world.calendar(), @"2026-03-04T20:00:00+08:00 – 2026-03-04T22:00:00+08:00 football");
    world.round().await;
    assert_eq!(world.everybody_reads(), "");
    world.close().await;
}

#[tokio::test]
async fn the_card_of_a_series_that_was_just_made_asks_too() {
    let world = World::open().await;
    world.says(MEI, "足球 每周三晚上8点").await;
    assert_snapshot!(world.presses(MEI, "取消").await, @"
    Mei presses [取消]
    Janji: 足球，3月11日 星期三 20:00–21:00 是重复的日程。只取消这一次、这次和以后的，还是整个系列？
        [只这一次]
        [这次和以后的]
        [整个系列]
        [不用了]
    ");
    assert_snapshot!(world.presses(MEI, "只这一次").await, @"
    Mei presses [只这一次]
    Janji (edits 4): 🗑 已取消：~足球~，3月11日 星期三 20:00–21:00
        [↩️ 撤销]
    Janji (edits 5): 🗑 已取消：~足球~，3月11日 星期三 20:00–21:00
        [↩️ 撤销]
    ");
    assert_snapshot!(world.calendar(), @"
    2026-03-18T20:00:00+08:00 – 2026-03-18T21:00:00+08:00 足球
    2026-03-25T20:00:00+08:00 – 2026-03-25T21:00:00+08:00 足球
    2026-04-01T20:00:00+08:00 – 2026-04-01T21:00:00+08:00 足球
    2026-04-08T20:00:00+08:00 – 2026-04-08T21:00:00+08:00 足球
    2026-04-15T20:00:00+08:00 – 2026-04-15T21:00:00+08:00 足球
    2026-04-22T20:00:00+08:00 – 2026-04-22T21:00:00+08:00 足球
    ");
    world.close().await;
}

#[tokio::test]
async fn from_one_on_all_move_and_move_back() {
    let (world, id) = with_football("RRULE:FREQ=WEEKLY;COUNT=10;BYDAY=WE").await;
    // One that was cancelled on its own does not come back.
    world.sandbox.google().delete(&format!("{id}_20260325T120000Z")).unwrap();
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ❌ Cancelled in Google: ~football~, Wednesday 25 March, 20:00–22:00

    Janji: ❌ Dibatalkan di Google: ~football~, Rabu 25 Mac, 20:00–22:00

    Janji: ❌ 在 Google 取消了：~football~，3月25日 星期三 20:00–22:00
    ");
    world.says(ANA, "/list").await;
    assert_snapshot!(world.says(ANA, "move 1 to 9pm").await, @"
    Ana: move 1 to 9pm
    Janji: This repeats. Change just this one, this and all later ones, or the whole series? football, Wednesday 11 March, 21:00–23:00
        [Just this one]
        [This and later ones]
        [The whole series]
        [Never mind]
    ");
    assert_snapshot!(world.presses(ANA, "This and later ones").await, @"
    Ana presses [This and later ones]
    Janji (edits 7): ✅ Moved this and all later ones: football
        Tomorrow, Wednesday 11 March, 21:00–23:00 (Kuala Lumpur time)
        Part of a series
        Reminder: 10 minutes before (20:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.calendar(), @"
    2026-03-04T20:00:00+08:00 – 2026-03-04T22:00:00+08:00 football
    2026-03-11T21:00:00+08:00 – 2026-03-11T23:00:00+08:00 football
    2026-03-18T21:00:00+08:00 – 2026-03-18T23:00:00+08:00 football
    2026-04-01T21:00:00+08:00 – 2026-04-01T23:00:00+08:00 football
    2026-04-08T21:00:00+08:00 – 2026-04-08T23:00:00+08:00 football
    ");
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 21:00–23:00 · football · every Wednesday, 5 times
        [✕ 1]
    ");
    world.round().await;
    assert_eq!(world.everybody_reads(), "");
    assert_snapshot!(world.waits(BUDI, Duration::hours(35)).await, @"
    Janji: ⏰ football 10 minit lagi
        Hari ini, Rabu 11 Mac, 21:00–23:00
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ football in 10 minutes
        Today, Wednesday 11 March, 21:00–23:00
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]

    Janji: ⏰ 10分钟后：football
        今天 3月11日 星期三 21:00–23:00
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_move_of_a_series_is_taken_back_as_a_whole() {
    let (world, id) = with_football(WEDNESDAYS).await;
    world.says(BUDI, "senarai").await;
    assert_snapshot!(world.says(BUDI, "pindah 1 ke khamis").await, @"
    Budi: pindah 1 ke khamis
    Janji: Ini acara berulang. Ubah yang ini sahaja, yang ini dan seterusnya, atau seluruh siri? football, Khamis 12 Mac, 20:00–22:00
        [Yang ini sahaja]
        [Yang ini dan seterusnya]
        [Seluruh siri]
        [Tak jadi]
    ");
    assert_snapshot!(world.presses(BUDI, "Seluruh siri").await, @"
    Budi presses [Seluruh siri]
    Janji (edits 6): ✅ Seluruh siri dah dipindah: football
        Khamis 12 Mac, 20:00–22:00 (waktu Kuala Lumpur)
        Sebahagian daripada siri
        Peringatan: 10 minit sebelum (19:50)
        [↩️ Undo] [Pindah] [Batal]
    ");
    assert_snapshot!(world.calendar(), @"
    2026-03-04T20:00:00+08:00 – 2026-03-04T22:00:00+08:00 football
    2026-03-12T20:00:00+08:00 – 2026-03-12T22:00:00+08:00 football
    2026-03-19T20:00:00+08:00 – 2026-03-19T22:00:00+08:00 football
    2026-03-26T20:00:00+08:00 – 2026-03-26T22:00:00+08:00 football
    2026-04-02T20:00:00+08:00 – 2026-04-02T22:00:00+08:00 football
    2026-04-09T20:00:00+08:00 – 2026-04-09T22:00:00+08:00 football
    ");
    assert_snapshot!(world.presses(BUDI, "↩️ Undo").await, @"
    Budi presses [↩️ Undo]
    Janji (edits 6): ↩️ Okey, dah dikembalikan seperti tadi:
        football
        Esok, Rabu 11 Mac, 20:00–22:00 (waktu Kuala Lumpur)
        Sebahagian daripada siri
        Peringatan: 10 minit sebelum (19:50)
        [Pindah] [Batal]
    ");
    assert_snapshot!(world.calendar(), @"
    2026-03-04T20:00:00+08:00 – 2026-03-04T22:00:00+08:00 football
    2026-03-11T20:00:00+08:00 – 2026-03-11T22:00:00+08:00 football
    2026-03-18T20:00:00+08:00 – 2026-03-18T22:00:00+08:00 football
    2026-03-25T20:00:00+08:00 – 2026-03-25T22:00:00+08:00 football
    2026-04-01T20:00:00+08:00 – 2026-04-01T22:00:00+08:00 football
    2026-04-08T20:00:00+08:00 – 2026-04-08T22:00:00+08:00 football
    ");
    assert_eq!(world.sandbox.google().entry(&id).unwrap()["recurrence"], json!([WEDNESDAYS]));
    world.round().await;
    assert_eq!(world.everybody_reads(), "");
    world.close().await;
}

#[tokio::test]
async fn what_no_simple_rule_says_is_offered_for_one_alone() {
    let (world, _) = with_football("RRULE:FREQ=MONTHLY;BYDAY=MO,WE;BYSETPOS=1").await;
    world.says(MEI, "列表").await;
    assert_snapshot!(world.says(MEI, "把1改到4月2日").await, @"
    Mei: 把1改到4月2日
    Janji: 这是重复的日程，整个系列没法这样改。只改这一次吗？football，4月2日 星期四 20:00–22:00
        [只这一次]
        [不用了]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_series_gets_another_title_from_one_on() {
    let (world, _) = with_football(WEDNESDAYS).await;
    world.says(ANA, "what's on 18 march?").await;
    assert_snapshot!(world.says(ANA, "rename 1 to futsal").await, @"
    Ana: rename 1 to futsal
    Janji: This repeats. Change just this one, this and all later ones, or the whole series? futsal, Wednesday 18 March, 20:00–22:00
        [Just this one]
        [This and later ones]
        [The whole series]
        [Never mind]
    ");
    assert_snapshot!(world.presses(ANA, "This and later ones").await, @"
    Ana presses [This and later ones]
    Janji (edits 6): ✅ Changed this and all later ones: futsal
        Wednesday 18 March, 20:00–22:00 (Kuala Lumpur time)
        Part of a series
        Reminder: 10 minutes before (19:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.calendar(), @"
    2026-03-04T20:00:00+08:00 – 2026-03-04T22:00:00+08:00 football
    2026-03-11T20:00:00+08:00 – 2026-03-11T22:00:00+08:00 football
    2026-03-18T20:00:00+08:00 – 2026-03-18T22:00:00+08:00 futsal
    2026-03-25T20:00:00+08:00 – 2026-03-25T22:00:00+08:00 futsal
    2026-04-01T20:00:00+08:00 – 2026-04-01T22:00:00+08:00 futsal
    2026-04-08T20:00:00+08:00 – 2026-04-08T22:00:00+08:00 futsal
    ");
    world.round().await;
    assert_eq!(world.everybody_reads(), "");
    world.close().await;
}

#[tokio::test]
async fn while_google_is_away_the_list_shows_what_will_be() {
    let world = World::open().await;
    add_football(&world, WEDNESDAYS).await;
    world.says(ANA, "what's on 18 march?").await;
    world.says(ANA, "cancel 1").await;
    let google = world.sandbox.google();
    google.faults().inject(EVERYWHERE, Fault::before(How::Status(503)), Often::Always);
    assert_snapshot!(world.presses(ANA, "This and later ones").await, @"
    Ana presses [This and later ones]
    Janji (edits 6): 🕓 I’ll cancel this and all later ones: ~football~, Wednesday 18 March, 20:00–22:00
        Google isn’t responding. I’ll update Google Calendar as soon as I can.
        [↩️ Undo]
    ");
    assert_snapshot!(world.says(ANA, "what's on 18 march?").await, @"
    Ana: what's on 18 march?
    Janji: Wednesday 18 March: nothing planned.
        [‹ Tue 17 Mar] [Thu 19 Mar ›]
    ");
    google.faults().clear();
    world.passes(Duration::minutes(5)).await;
    assert_snapshot!(world.reads(ANA.chat()), @"Janji: 🗑 Now cancelled in Google Calendar: ~football~, Wednesday 18 March, 20:00–22:00");
    assert_snapshot!(world.calendar(), @"
    2026-03-04T20:00:00+08:00 – 2026-03-04T22:00:00+08:00 football
    2026-03-11T20:00:00+08:00 – 2026-03-11T22:00:00+08:00 football
    ");
    world.close().await;
}

#[tokio::test]
async fn the_card_of_a_new_series_is_replied_to() {
    let world = World::open().await;
    world.says(ANA, "yoga every wednesday 8pm").await;
    let card = world.last(ANA.chat());
    world.round().await;
    assert_snapshot!(world.replies(ANA, card, "9pm").await, @"
    Ana: 9pm
    Janji: This repeats. Change just this one, this and all later ones, or the whole series? yoga, Wednesday 11 March, 21:00–22:00
        [Just this one]
        [This and later ones]
        [The whole series]
        [Never mind]
    ");
    world.presses(ANA, "The whole series").await;
    assert_snapshot!(world.says(ANA, "make it 2 hours").await, @"
    Ana: make it 2 hours
    Janji: This repeats. Change just this one, this and all later ones, or the whole series? yoga, Wednesday 11 March, 21:00–23:00
        [Just this one]
        [This and later ones]
        [The whole series]
        [Never mind]
    ");
    world.presses(ANA, "Never mind").await;
    // The first is over; the next one is meant.
    world.passes(Duration::days(3)).await;
    drop(world.everybody_reads());
    assert_snapshot!(world.replies(ANA, card, "cancel").await, @"
    Ana: cancel
    Janji: yoga, Wednesday 18 March, 21:00–22:00 repeats. Cancel just this one, this and all later ones, or the whole series?
        [Just this one]
        [This and later ones]
        [The whole series]
        [Never mind]
    ");
    world.presses(ANA, "Just this one").await;
    drop(world.everybody_reads());
    world.says(MEI, "每个星期二晚上8点瑜伽").await;
    let card = world.last(MEI.chat());
    world.round().await;
    assert_snapshot!(world.replies(MEI, card, "改到晚上9点").await, @"
    Mei: 改到晚上9点
    Janji: 这是重复的日程。只改这一次、这次和以后的，还是整个系列？瑜伽，3月17日 星期二 21:00–22:00
        [只这一次]
        [这次和以后的]
        [整个系列]
        [不用了]
    ");
    drop(world.everybody_reads());
    world.close().await;
}
