//! Questions that wait for words: what answers them, what ends them, and what leaves them alone.

use chrono::Duration;
use insta::assert_snapshot;

use crate::support::world::{ANA, BUDI, GROUP, MEI, World};

#[tokio::test]
async fn ok_thanks_is_no_yes() {
    let world = World::open().await;
    world.says(ANA, "maybe lunch with Ali friday 1pm").await;
    assert_snapshot!(world.says(ANA, "ok thanks").await, @"
    Ana: ok thanks
    Janji: 👍
    ");
    world.says(BUDI, "mungkin makan dengan Ali jumaat pukul 1 tengah hari").await;
    assert_snapshot!(world.says(BUDI, "ok tq").await, @"
    Budi: ok tq
    Janji: 👍
    ");
    world.says(MEI, "可能周五下午一点和Ali吃饭").await;
    assert_snapshot!(world.says(MEI, "好的，谢谢").await, @"
    Mei: 好的，谢谢
    Janji: 👍
    ");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn ok_is_a_yes_in_ones_own_chat_and_nothing_in_a_group() {
    let world = World::open().await;
    world.says(BUDI, "mungkin makan dengan Ali jumaat pukul 1 tengah hari").await;
    assert_snapshot!(world.says(BUDI, "ok").await, @"
    Budi: ok
    Janji: ✅ Dah ditambah: mungkin makan dengan Ali
        Jumaat 13 Mac, 13:00–14:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (12:50)
        [↩️ Undo] [Pindah] [Batal]
    ");
    world.says_in(GROUP, ANA, "@janji_bot maybe picnic sunday 10am").await;
    let offer = world.last(GROUP);
    world.sandbox.telegram().user_replies(GROUP, ANA, offer, "ok thanks");
    world.settle().await;
    assert_snapshot!(world.reads(GROUP), @"Ana: ok thanks");
    world.sandbox.telegram().user_replies(GROUP, ANA, offer, "ok");
    world.settle().await;
    assert_snapshot!(world.reads(GROUP), @"Ana: ok");
    world.sandbox.telegram().user_replies(GROUP, ANA, offer, "yes, add it");
    world.settle().await;
    assert_snapshot!(world.reads(GROUP), @"
    Ana: yes, add it
    Janji: ✅ Added: maybe picnic
        Sunday 15 March, 10:00–11:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (09:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    world.close().await;
}

#[tokio::test]
async fn that_someone_will_be_late_offers_to_move_the_event() {
    let world = World::open().await;
    world.says_in(GROUP, ANA, "@janji_bot dinner today 7pm").await;
    let card = world.last(GROUP);
    world.sandbox.telegram().user_replies(GROUP, BUDI, card, "I'll be late, 7.30pm");
    world.settle().await;
    assert_snapshot!(world.reads(GROUP), @"
    Budi: I'll be late, 7.30pm
    Janji: Nak saya pindahkan? Sibuk, Selasa 10 Mac, 19:30–20:30
        [Pindah] [Tak jadi]
    ");
    assert_snapshot!(world.calendar(), @"2026-03-10T19:00:00+08:00 – 2026-03-10T20:00:00+08:00 dinner");
    let offer = world.last(GROUP);
    assert_snapshot!(world.presses_under(GROUP, BUDI, offer, "Pindah").await, @"
    Budi presses [Pindah]
    Janji (edits 2): Busy
        Today, Tuesday 10 March, 19:30–20:30 (Kuala Lumpur time)
        Reminder: 10 minutes before (19:20)
    Janji (edits 4): ✅ Dah dipindah: Sibuk
        Hari ini, Selasa 10 Mac, 19:30–20:30 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (19:20)
        [↩️ Undo] [Pindah] [Batal]
    ");
    assert_snapshot!(world.calendar(), @"2026-03-10T19:30:00+08:00 – 2026-03-10T20:30:00+08:00 dinner");
    world.close().await;
}

#[tokio::test]
async fn in_ones_own_chat_being_late_is_an_offer_too() {
    let world = World::open().await;
    world.says(BUDI, "makan malam hari ini 7 malam").await;
    let card = world.last(BUDI.chat());
    world.sandbox.telegram().user_replies(BUDI.chat(), BUDI, card, "jalan jem, sampai pukul 8");
    world.settle().await;
    assert_snapshot!(world.reads(BUDI.chat()), @"
    Budi: jalan jem, sampai pukul 8
    Janji: Nak saya pindahkan? makan malam, Selasa 10 Mac, 20:00–21:00
        [Pindah] [Tak jadi]
    ");
    assert_snapshot!(world.says(BUDI, "ya").await, @"
    Budi: ya
    Janji: ✅ Dah dipindah: makan malam
        Hari ini, Selasa 10 Mac, 20:00–21:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (19:50)
        [↩️ Undo] [Pindah] [Batal]
    Janji (edits 4): makan malam
        Hari ini, Selasa 10 Mac, 20:00–21:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (19:50)
    ");
    world.says(MEI, "今晚七点聚餐").await;
    let card = world.last(MEI.chat());
    world.sandbox.telegram().user_replies(MEI.chat(), MEI, card, "我会迟到，七点半");
    world.settle().await;
    assert_snapshot!(world.reads(MEI.chat()), @"
    Mei: 我会迟到，七点半
    Janji: 要改到这个时间吗？聚餐，3月10日 星期二 19:30–20:30
        [改时间] [不用了]
    ");
    assert_snapshot!(world.says(MEI, "算了").await, @"
    Mei: 算了
    Janji: 好的，什么都没改。
    ");
    world.close().await;
}

#[tokio::test]
async fn no_and_cancel_end_any_question() {
    let world = World::open().await;
    world.says(ANA, "dentist friday 3pm").await;
    world.says(ANA, "cancel").await;
    assert_snapshot!(world.says(ANA, "cancel").await, @"
    Ana: cancel
    Janji: OK, nothing was changed.
    ");
    world.says(ANA, "maybe lunch with Ali friday 1pm").await;
    assert_snapshot!(world.says(ANA, "cancel").await, @"
    Ana: cancel
    Janji: OK, nothing was changed.
    ");
    world.says(BUDI, "batal").await;
    assert_snapshot!(world.says(BUDI, "tak jadi").await, @"
    Budi: tak jadi
    Janji: OK, tiada apa-apa diubah.
    ");
    assert_snapshot!(world.says(BUDI, "aku free tak esok pukul 3 petang").await, @"
    Budi: aku free tak esok pukul 3 petang
    Janji: ✅ Anda lapang: Esok, Rabu 11 Mac, 15:00–16:00
        [Rab 11 Mac, 15:00]
    ");
    world.presses(BUDI, "Rab 11 Mac, 15:00").await;
    assert_snapshot!(world.says(BUDI, "tak jadi").await, @"
    Budi: tak jadi
    Janji: OK, tiada apa-apa diubah.
    ");
    world.says(MEI, "取消").await;
    assert_snapshot!(world.says(MEI, "算了").await, @"
    Mei: 算了
    Janji: 好的，什么都没改。
    ");
    assert_snapshot!(world.says(MEI, "1").await, @"
    Mei: 1
    Janji: 我没看到日期或时间，所以什么都没动。想加活动，可以这样写：明天下午两点开会一个小时
    ");
    assert_snapshot!(world.calendar(), @"2026-03-13T15:00:00+08:00 – 2026-03-13T16:00:00+08:00 dentist");
    world.close().await;
}

#[tokio::test]
async fn a_question_left_alone_for_an_hour_is_forgotten() {
    let world = World::open().await;
    world.says(ANA, "maybe lunch with Ali friday 1pm").await;
    world.says(MEI, "可能周五下午一点和Ali吃饭").await;
    world.waits(ANA, Duration::minutes(59)).await;
    assert_snapshot!(world.says(MEI, "要").await, @"
    Mei: 要
    Janji: ✅ 已加入日历：可能和Ali吃饭
        3月13日 星期五 13:00–14:00（吉隆坡时间）
        提醒：提前10分钟（12:50）
        [↩️ 撤销] [改时间] [取消]
    ");
    world.waits(ANA, Duration::minutes(1)).await;
    assert_snapshot!(world.says(ANA, "yes").await, @"
    Ana: yes
    Janji: 👍
    ");
    assert_snapshot!(world.calendar(), @"2026-03-13T13:00:00+08:00 – 2026-03-13T14:00:00+08:00 可能和Ali吃饭");
    world.close().await;
}

#[tokio::test]
async fn a_command_that_is_nearly_right_is_understood_or_the_nearest_is_offered() {
    let world = World::open().await;
    world.says(ANA, "dentist friday 3pm").await;
    assert_snapshot!(world.says(ANA, "cancle the dentist").await, @"
    Ana: cancle the dentist
    Janji: 🗑 Cancelled: ~dentist~, Friday 13 March, 15:00–16:00
        [↩️ Undo]
    Janji (edits 4): ❌ Cancelled: ~dentist~, Friday 13 March, 15:00–16:00
    ");
    world.says(BUDI, "klinik jumaat 3 petang").await;
    assert_snapshot!(world.says(BUDI, "/batl klinik").await, @"
    Budi: /batl klinik
    Janji: Saya tak kenal arahan itu. Maksud anda /batal?
    ");
    assert_snapshot!(world.says(BUDI, "btalkan klinik").await, @"
    Budi: btalkan klinik
    Janji: 🗑 Dibatalkan: ~klinik~, Jumaat 13 Mac, 15:00–16:00
        [↩️ Undo]
    Janji (edits 4): ❌ Dibatalkan: ~klinik~, Jumaat 13 Mac, 15:00–16:00
    ");
    world.says(MEI, "周五下午三点看牙医").await;
    assert_snapshot!(world.says(MEI, "/取销 牙医").await, @"
    Mei: /取销 牙医
    Janji: 我不认识这个命令。你是想用 /取消 吗？
    ");
    world.close().await;
}

#[tokio::test]
async fn reminders_are_given_to_an_event_that_is_named() {
    let world = World::open().await;
    world.says(ANA, "flight friday 3pm").await;
    assert_snapshot!(world.says(ANA, "remind me 1 day and 2 hours before the flight").await, @"
    Ana: remind me 1 day and 2 hours before the flight
    Janji: 🔔 flight, Friday 13 March, 15:00–16:00
        Reminder: 1 day before (Thu 12 Mar, 15:00) and 2 hours before (13:00)
        [↩️ Undo]
    ");
    assert_snapshot!(world.says(ANA, "remind me 1 day 2 hours before the flight").await, @"
    Ana: remind me 1 day 2 hours before the flight
    Janji: 🔔 flight, Friday 13 March, 15:00–16:00
        Reminder: 1 day 2 hours before (Thu 12 Mar, 13:00)
        [↩️ Undo]
    ");
    world.says(BUDI, "klinik gigi jumaat 5 petang").await;
    assert_snapshot!(world.says(BUDI, "ingatkan sejam sebelum klinik gigi").await, @"
    Budi: ingatkan sejam sebelum klinik gigi
    Janji: 🔔 klinik gigi, Jumaat 13 Mac, 17:00–18:00
        Peringatan: 1 jam sebelum (16:00)
        [↩️ Undo]
    ");
    world.says(MEI, "周六下午三点看电影").await;
    assert_snapshot!(world.says(MEI, "看电影前半小时提醒我").await, @"
    Mei: 看电影前半小时提醒我
    Janji: 🔔 看电影，3月14日 星期六 15:00–16:00
        提醒：提前30分钟（14:30）
        [↩️ 撤销]
    ");
    world.close().await;
}

#[tokio::test]
async fn an_offer_is_over_once_it_was_answered_or_something_else_was_wanted() {
    let world = World::open().await;
    world.says(ANA, "maybe lunch with Ali friday 1pm").await;
    world.presses(ANA, "Add").await;
    assert_snapshot!(world.says(ANA, "ok").await, @"
    Ana: ok
    Janji: 👍
    ");
    assert_snapshot!(world.says(ANA, "cancel it").await, @"
    Ana: cancel it
    Janji: 🗑 Cancelled: ~maybe lunch with Ali~, Friday 13 March, 13:00–14:00
        [↩️ Undo]
    Janji (edits 4): ❌ Cancelled: ~maybe lunch with Ali~, Friday 13 March, 13:00–14:00
    ");
    world.says(ANA, "maybe lunch with Ali friday 1pm").await;
    world.says(ANA, "dentist friday 4.30pm").await;
    assert_snapshot!(world.says(ANA, "ok").await, @"
    Ana: ok
    Janji: 👍
    ");
    assert_snapshot!(world.calendar(), @"2026-03-13T16:30:00+08:00 – 2026-03-13T17:30:00+08:00 dentist");
    world.close().await;
}

#[tokio::test]
async fn an_offer_is_over_once_another_message_offers_something_else() {
    let world = World::open().await;
    world.says(MEI, "可能周五下午一点和Ali吃饭").await;
    world.says(MEI, "10月17号和18号早上9点上课").await;
    assert_snapshot!(world.says(MEI, "好").await, @"
    Mei: 好
    Janji: 👍
    ");
    world.close().await;
}

#[tokio::test]
async fn a_forwarded_message_answers_no_question() {
    let world = World::open().await;
    world.says(ANA, "am I free tomorrow 3pm?").await;
    world.presses(ANA, "Wed 11 Mar, 15:00").await;
    world.sandbox.telegram().user_forwards(ANA.chat(), ANA, "cancel all", world.now());
    world.settle().await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Ana: cancel all
    Janji: I couldn’t find a date or time in that, so nothing’s changed. For an event, try something like: brunch w cousins sun 10.30am @ VCR
    ");
    assert_snapshot!(world.says(ANA, "haircut").await, @"
    Ana: haircut
    Janji: ✅ Added: haircut
        Tomorrow, Wednesday 11 March, 15:00–16:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (14:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    world.close().await;
}

#[tokio::test]
async fn what_is_asked_of_an_event_is_answered_in_plain_words() {
    let world = World::open().await;
    world.says(ANA, "lunch tomorrow 1pm").await;
    world.says(ANA, "/list").await;
    assert_snapshot!(world.says(ANA, "/length 1").await, @"
    Ana: /length 1
    Janji: lunch
        Tomorrow, Wednesday 11 March, 13:00–14:00 (Kuala Lumpur time)
        How long should it be? For example: 2 hours
    ");
    assert_snapshot!(world.says(ANA, "long").await, @"
    Ana: long
    Janji: lunch
        Tomorrow, Wednesday 11 March, 13:00–14:00 (Kuala Lumpur time)
        How long should it be? For example: 2 hours
    ");
    assert_snapshot!(world.says(ANA, "90 min").await, @"
    Ana: 90 min
    Janji: ✅ Changed: lunch
        Tomorrow, Wednesday 11 March, 13:00–14:30 (Kuala Lumpur time)
        Reminder: 10 minutes before (12:50)
        [↩️ Undo] [Move] [Cancel]
    Janji (edits 4): lunch
        Tomorrow, Wednesday 11 March, 13:00–14:30 (Kuala Lumpur time)
        Reminder: 10 minutes before (12:50)
    ");
    assert_snapshot!(world.says(ANA, "/rename 1").await, @"
    Ana: /rename 1
    Janji: lunch
        Tomorrow, Wednesday 11 March, 13:00–14:30 (Kuala Lumpur time)
        What should it be called?
    ");
    assert_snapshot!(world.says(ANA, "Lunch with Mei").await, @"
    Ana: Lunch with Mei
    Janji: ✅ Changed: Lunch with Mei
        Tomorrow, Wednesday 11 March, 13:00–14:30 (Kuala Lumpur time)
        Reminder: 10 minutes before (12:50)
        [↩️ Undo] [Move] [Cancel]
    Janji (edits 12): Lunch with Mei
        Tomorrow, Wednesday 11 March, 13:00–14:30 (Kuala Lumpur time)
        Reminder: 10 minutes before (12:50)
    ");
    assert_snapshot!(world.says(ANA, "/place 1").await, @"
    Ana: /place 1
    Janji: Lunch with Mei
        Tomorrow, Wednesday 11 March, 13:00–14:30 (Kuala Lumpur time)
        Where should it be?
    ");
    assert_snapshot!(world.says(ANA, "KLCC").await, @"
    Ana: KLCC
    Janji: ✅ Changed: Lunch with Mei
        Tomorrow, Wednesday 11 March, 13:00–14:30 (Kuala Lumpur time)
        Place: KLCC
        Reminder: 10 minutes before (12:50)
        [↩️ Undo] [Move] [Cancel]
    Janji (edits 16): Lunch with Mei
        Tomorrow, Wednesday 11 March, 13:00–14:30 (Kuala Lumpur time)
        Place: KLCC
        Reminder: 10 minutes before (12:50)
    ");
    assert_snapshot!(world.says(ANA, "Pavilion").await, @"
    Ana: Pavilion
    Janji: I couldn’t find a date or time in that, so nothing’s changed. For an event, try something like: brunch w cousins sun 10.30am @ VCR
    ");
    world.says(MEI, "明天下午三点看牙医").await;
    world.says(MEI, "列表").await;
    world.says(MEI, "/length 2").await;
    assert_snapshot!(world.says(MEI, "90分钟").await, @"
    Mei: 90分钟
    Janji: ✅ 已改好：看牙医
        明天 3月11日 星期三 15:00–16:30（吉隆坡时间）
        提醒：提前10分钟（14:50）
        [↩️ 撤销] [改时间] [取消]
    Janji (edits 4): 看牙医
        明天 3月11日 星期三 15:00–16:30（吉隆坡时间）
        提醒：提前10分钟（14:50）
    ");
    world.says(BUDI, "/list").await;
    world.says(BUDI, "/place 2").await;
    assert_snapshot!(world.says(BUDI, "Klinik Mewah").await, @"
    Budi: Klinik Mewah
    Janji: ✅ Dah diubah: 看牙医
        Esok, Rabu 11 Mac, 15:00–16:30 (waktu Kuala Lumpur)
        Tempat: Klinik Mewah
        Peringatan: 10 minit sebelum (14:50)
        [↩️ Undo] [Pindah] [Batal]
    ");
    world.says(BUDI, "/rename 2").await;
    assert_snapshot!(world.says(BUDI, "tak jadi").await, @"
    Budi: tak jadi
    Janji: OK, tiada apa-apa diubah.
    ");
    world.says(ANA, "/length 1").await;
    assert_snapshot!(world.says(ANA, "cancel").await, @"
    Ana: cancel
    Janji: OK, nothing was changed.
    ");
    drop(world.everybody_reads());
    world.close().await;
}

#[tokio::test]
async fn a_time_that_is_asked_for_needs_no_reply() {
    let world = World::open().await;
    world.says(ANA, "lunch tomorrow 1pm").await;
    world.presses(ANA, "Move").await;
    assert_snapshot!(world.says(ANA, "2pm").await, @"
    Ana: 2pm
    Janji: ✅ Moved: lunch
        Tomorrow, Wednesday 11 March, 14:00–15:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (13:50)
        [↩️ Undo] [Move] [Cancel]
    Janji (edits 4): lunch
        Tomorrow, Wednesday 11 March, 14:00–15:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (13:50)
    ");
    world.says(BUDI, "jumpa doktor esok pukul 4 petang").await;
    world.presses(BUDI, "Pindah").await;
    assert_snapshot!(world.says(BUDI, "lusa").await, @"
    Budi: lusa
    Janji: ✅ Dah dipindah: jumpa doktor
        Khamis 12 Mac, 16:00–17:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (15:50)
        [↩️ Undo] [Pindah] [Batal]
    Janji (edits 4): jumpa doktor
        Khamis 12 Mac, 16:00–17:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (15:50)
    ");
    // A new event is one, whatever was asked.
    world.presses(ANA, "Move").await;
    assert_snapshot!(world.says(ANA, "dinner saturday 7pm").await, @"
    Ana: dinner saturday 7pm
    Janji: ✅ Added: dinner
        Saturday 14 March, 19:00–20:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (18:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    world.close().await;
}

#[tokio::test]
async fn kind_words_get_one_back() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "lol").await, @"
    Ana: lol
    Janji: 😊
    ");
    assert_snapshot!(world.says(BUDI, "selamat malam").await, @"
    Budi: selamat malam
    Janji: 😊
    ");
    assert_snapshot!(world.says(MEI, "晚安").await, @"
    Mei: 晚安
    Janji: 😊
    ");
    world.close().await;
}
