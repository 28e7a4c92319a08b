//! Questions that wait for words: what answers them, what ends them, and what leaves them alone.

use chrono::Duration;
use insta::assert_snapshot;

use crate::support::world::{ANA, BUDI, GROUP, MEI, World};

#[tokio::test]
async fn ok_thanks_is_no_yes() {
    let world = World::open().await;
    world.says(ANA, "maybe lunch with Ali friday 1pm").await;
    assert_snapshot!(world.says(ANA, "ok thanks").await, @"");
    world.says(BUDI, "mungkin makan dengan Ali jumaat pukul 1 tengah hari").await;
    assert_snapshot!(world.says(BUDI, "ok tq").await, @"");
    world.says(MEI, "可能周五下午一点和Ali吃饭").await;
    assert_snapshot!(world.says(MEI, "好的，谢谢").await, @"");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn ok_is_a_yes_in_ones_own_chat_and_nothing_in_a_group() {
    let world = World::open().await;
    world.says(BUDI, "mungkin makan dengan Ali jumaat pukul 1 tengah hari").await;
    assert_snapshot!(world.says(BUDI, "ok").await, @"");
    world.says_in(GROUP, ANA, "@janji_bot maybe picnic sunday 10am").await;
    let offer = world.last(GROUP);
    world.sandbox.telegram().user_replies(GROUP, ANA, offer, "ok thanks");
    world.settle().await;
    assert_snapshot!(world.reads(GROUP), @"");
    world.sandbox.telegram().user_replies(GROUP, ANA, offer, "ok");
    world.settle().await;
    assert_snapshot!(world.reads(GROUP), @"");
    world.sandbox.telegram().user_replies(GROUP, ANA, offer, "yes, add it");
    world.settle().await;
    assert_snapshot!(world.reads(GROUP), @"");
    world.close().await;
}

#[tokio::test]
async fn that_someone_will_be_late_offers_to_move_the_event() {
    let world = World::open().await;
    world.says_in(GROUP, ANA, "@janji_bot dinner today 7pm").await;
    let card = world.last(GROUP);
    world.sandbox.telegram().user_replies(GROUP, BUDI, card, "I'll be late, 7.30pm");
    world.settle().await;
    assert_snapshot!(world.reads(GROUP), @"");
    assert_snapshot!(world.calendar(), @"");
    let offer = world.last(GROUP);
    assert_snapshot!(world.presses_under(GROUP, BUDI, offer, "Pindah").await, @"");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn in_ones_own_chat_being_late_is_an_offer_too() {
    let world = World::open().await;
    world.says(BUDI, "makan malam hari ini 7 malam").await;
    let card = world.last(BUDI.chat());
    world.sandbox.telegram().user_replies(BUDI.chat(), BUDI, card, "jalan jem, sampai pukul 8");
    world.settle().await;
    assert_snapshot!(world.reads(BUDI.chat()), @"");
    assert_snapshot!(world.says(BUDI, "ya").await, @"");
    world.says(MEI, "今晚七点聚餐").await;
    let card = world.last(MEI.chat());
    world.sandbox.telegram().user_replies(MEI.chat(), MEI, card, "我会迟到，七点半");
    world.settle().await;
    assert_snapshot!(world.reads(MEI.chat()), @"");
    assert_snapshot!(world.says(MEI, "算了").await, @"");
    world.close().await;
}

#[tokio::test]
async fn no_and_cancel_end_any_question() {
    let world = World::open().await;
    world.says(ANA, "dentist friday 3pm").await;
    world.says(ANA, "cancel").await;
    assert_snapshot!(world.says(ANA, "cancel").await, @"");
    world.says(ANA, "maybe lunch with Ali friday 1pm").await;
    assert_snapshot!(world.says(ANA, "cancel").await, @"");
    world.says(BUDI, "batal").await;
    assert_snapshot!(world.says(BUDI, "tak jadi").await, @"");
    world.says(BUDI, "aku free tak esok pukul 3 petang").await;
    world.presses(BUDI, "Rabu 11 Mac, 15:00").await;
    assert_snapshot!(world.says(BUDI, "tak jadi").await, @"");
    world.says(MEI, "取消").await;
    assert_snapshot!(world.says(MEI, "算了").await, @"");
    assert_snapshot!(world.says(MEI, "1").await, @"");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn a_question_left_alone_for_an_hour_is_forgotten() {
    let world = World::open().await;
    world.says(ANA, "maybe lunch with Ali friday 1pm").await;
    world.says(MEI, "可能周五下午一点和Ali吃饭").await;
    world.waits(ANA, Duration::minutes(59)).await;
    assert_snapshot!(world.says(MEI, "要").await, @"");
    world.waits(ANA, Duration::minutes(1)).await;
    assert_snapshot!(world.says(ANA, "yes").await, @"");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn a_command_that_is_nearly_right_is_understood_or_the_nearest_is_offered() {
    let world = World::open().await;
    world.says(ANA, "dentist friday 3pm").await;
    assert_snapshot!(world.says(ANA, "cancle the dentist").await, @"");
    world.says(BUDI, "klinik jumaat 3 petang").await;
    assert_snapshot!(world.says(BUDI, "/batl klinik").await, @"");
    assert_snapshot!(world.says(BUDI, "btalkan klinik").await, @"");
    world.says(MEI, "周五下午三点看牙医").await;
    assert_snapshot!(world.says(MEI, "/取销 牙医").await, @"");
    world.close().await;
}
