//! What is wanted, where it is not an event: small talk, doubt, and answers in words.

use insta::assert_snapshot;

use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn where_it_is_doubtful_the_event_is_offered_and_yes_adds_it() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "maybe lunch with Ali friday 1pm").await, @"
    Ana: maybe lunch with Ali friday 1pm
    Janji: Should I add this? maybe lunch with Ali, Friday 13 March, 13:00–14:00
        [Add] [Never mind]
    ");
    assert_snapshot!(world.calendar(), @"");
    assert_snapshot!(world.says(ANA, "yes please").await, @"
    Ana: yes please
    Janji: ✅ Added: maybe lunch with Ali
        Friday 13 March, 13:00–14:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (12:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.calendar(), @"2026-03-13T13:00:00+08:00 – 2026-03-13T14:00:00+08:00 maybe lunch with Ali");
    world.close().await;
}

#[tokio::test]
async fn no_forgets_the_question() {
    let world = World::open().await;
    assert_snapshot!(world.says(BUDI, "mungkin makan dengan Ali jumaat pukul 1 tengah hari").await, @"
    Budi: mungkin makan dengan Ali jumaat pukul 1 tengah hari
    Janji: Nak saya tambah ini? mungkin makan dengan Ali, Jumaat 13 Mac, 13:00–14:00
        [Tambah] [Tak jadi]
    ");
    assert_snapshot!(world.says(BUDI, "tak jadi").await, @"
    Budi: tak jadi
    Janji: OK, tiada apa-apa diubah.
    ");
    assert_snapshot!(world.says(BUDI, "ya").await, @"
    Budi: ya
    Janji: 👍
    ");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn a_question_thanks_and_an_advertisement_write_nothing() {
    let world = World::open().await;
    assert_snapshot!(world.says(MEI, "谢谢").await, @"
    Mei: 谢谢
    Janji: 👍
    ");
    assert_snapshot!(world.says(MEI, "银行明天几点开门？").await, @"
    Mei: 银行明天几点开门？
    Janji: 要帮你加上吗？银行几点开门，3月11日 星期三 全天
        [添加] [不用了]
    ");
    assert_snapshot!(world.says(MEI, "限时特价！本周末全场五折，立即购买").await, @"
    Mei: 限时特价！本周末全场五折，立即购买
    Janji: 要帮你加上吗？限时特价，3月14日 星期六 全天
        [添加] [不用了]
    ");
    assert_snapshot!(world.says(ANA, "/lst").await, @"
    Ana: /lst
    Janji: I don’t know that command. Did you mean /list?
    ");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn a_complaint_changes_nothing_and_the_wish_at_its_end_is_heard() {
    let world = World::open().await;
    world.says(ANA, "pottery tomorrow 3pm").await;
    world.says(ANA, "they cancelled the pottery class again, I'm so fed up").await;
    assert_snapshot!(world.calendar(), @"2026-03-11T15:00:00+08:00 – 2026-03-11T16:00:00+08:00 pottery");
    let wish = "the teacher broke her arm and they cancelled pottery again, so just take pottery off my calendar";
    assert_snapshot!(world.says(ANA, wish).await, @"
    Ana: the teacher broke her arm and they cancelled pottery again, so just take pottery off my calendar
    Janji: 🗑 Cancelled: ~pottery~, Wednesday 11 March, 15:00–16:00
        [↩️ Undo]
    Janji (edits 4): ❌ Cancelled: ~pottery~, Wednesday 11 March, 15:00–16:00
    ");
    world.says(BUDI, "kelas renang esok 5 petang").await;
    world.says(BUDI, "hujan lebat, cikgu batalkan kelas renang lagi, geram betul").await;
    assert_snapshot!(world.calendar(), @"2026-03-11T17:00:00+08:00 – 2026-03-11T18:00:00+08:00 kelas renang");
    let wish = "hujan lebat sangat, cikgu pun tak datang, jadi kelas renang tu buang jelah dari kalendar";
    assert_snapshot!(world.says(BUDI, wish).await, @"
    Budi: hujan lebat sangat, cikgu pun tak datang, jadi kelas renang tu buang jelah dari kalendar
    Janji: 🗑 Dibatalkan: ~kelas renang~, Rabu 11 Mac, 17:00–18:00
        [↩️ Undo]
    Janji (edits 4): ❌ Dibatalkan: ~kelas renang~, Rabu 11 Mac, 17:00–18:00
    ");
    world.says(MEI, "钢琴课 明天下午四点").await;
    world.says(MEI, "老师又取消了钢琴课，气死我了").await;
    assert_snapshot!(world.calendar(), @"2026-03-11T16:00:00+08:00 – 2026-03-11T17:00:00+08:00 钢琴课");
    let wish = "老师又病了，钢琴课上不成，帮我把钢琴课从日历拿掉吧";
    assert_snapshot!(world.says(MEI, wish).await, @"
    Mei: 老师又病了，钢琴课上不成，帮我把钢琴课从日历拿掉吧
    Janji: 🗑 已取消：~钢琴课~，3月11日 星期三 16:00–17:00
        [↩️ 撤销]
    Janji (edits 4): ❌ 已取消：~钢琴课~，3月11日 星期三 16:00–17:00
    ");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn an_event_named_with_a_verb_that_nobody_knows_is_asked_about() {
    let world = World::open().await;
    world.says(BUDI, "dentist jumaat 3 petang").await;
    let asked = world.says(BUDI, "geser dentist ke sabtu 4 petang").await;
    assert!(asked.contains("Saya tak jumpa “geser dentist”. Maksud anda dentist"), "{asked}");
    assert_snapshot!(world.calendar(), @"2026-03-13T15:00:00+08:00 – 2026-03-13T16:00:00+08:00 dentist");
    world.presses(BUDI, "Ya, yang itu").await;
    assert_snapshot!(world.calendar(), @"2026-03-14T16:00:00+08:00 – 2026-03-14T17:00:00+08:00 dentist");
    world.close().await;
}

#[tokio::test]
async fn remind_me_pings_at_the_time_itself() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "remind me in 25 min to check the oven").await, @"
    Ana: remind me in 25 min to check the oven
    Janji: ✅ Added: check the oven
        Today, Tuesday 10 March, 10:25–11:25 (Kuala Lumpur time)
        Reminder: at the start (10:25)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.says(BUDI, "buang sampah esok 8 malam").await, @"
    Budi: buang sampah esok 8 malam
    Janji: ✅ Dah ditambah: buang sampah
        Esok, Rabu 11 Mac, 20:00–21:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (19:50)
        [↩️ Undo] [Pindah] [Batal]
    ");
    assert_snapshot!(world.says(MEI, "取消健身房会员 明天下午3点").await, @"
    Mei: 取消健身房会员 明天下午3点
    Janji: ✅ 已加入日历：取消健身房会员
        明天 3月11日 星期三 15:00–16:00（吉隆坡时间）
        提醒：提前10分钟（14:50）
        [↩️ 撤销] [改时间] [取消]
    ");
    assert_snapshot!(world.calendar(), @"
    2026-03-10T10:25:00+08:00 – 2026-03-10T11:25:00+08:00 check the oven (leads 0)
    2026-03-11T15:00:00+08:00 – 2026-03-11T16:00:00+08:00 取消健身房会员
    2026-03-11T20:00:00+08:00 – 2026-03-11T21:00:00+08:00 buang sampah
    ");
    world.close().await;
}
