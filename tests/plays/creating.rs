//! A message becomes an event.

use insta::assert_snapshot;

use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn a_message_with_a_time_becomes_an_event_and_the_answer_names_what_was_understood() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "lunch with Sarah tomorrow 1pm for 45 min").await, @"");
    assert_snapshot!(world.calendar(), @"");
    assert_snapshot!(world.asked_of_google().join("\n"), @"");
    world.close().await;
}

#[tokio::test]
async fn malay_is_read_and_answered() {
    let world = World::open().await;
    assert_snapshot!(world.says(BUDI, "jumpa Cikgu Azlan esok pukul 2.30 petang @ Shah Alam").await, @"");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn chinese_is_read_and_answered() {
    let world = World::open().await;
    assert_snapshot!(world.says(MEI, "明天下午两点开会一个小时").await, @"");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn a_clock_time_already_past_means_tomorrow_and_the_answer_says_so() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "call bank 9am").await, @"");
    assert_snapshot!(world.says(BUDI, "telefon bank pukul 9 pagi").await, @"");
    world.close().await;
}

#[tokio::test]
async fn today_with_a_past_clock_goes_to_the_next_day_with_a_way_back() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "call bank today 9am").await, @"");
    assert_snapshot!(world.presses(ANA, "Keep today").await, @"");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn a_bare_hour_names_what_was_implied_and_offers_the_other_half_of_the_day() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "pick up laundry at 6").await, @"");
    world.close().await;
}

#[tokio::test]
async fn place_lead_and_rule_go_into_the_event() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "football every saturday 5pm @ Padang, remind me 1 hour before").await, @"");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn whole_days_stay_whole_days() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "Japan trip 12 to 20 May").await, @"");
    assert_snapshot!(world.says(MEI, "20号交水电费").await, @"");
    world.close().await;
}

#[tokio::test]
async fn an_event_at_the_same_time_as_another_says_so() {
    let world = World::open().await;
    world.says(ANA, "standup tomorrow 9am").await;
    assert_snapshot!(world.says(ANA, "dentist tomorrow 9.30am").await, @"");
    world.close().await;
}

#[tokio::test]
async fn a_lead_already_past_is_not_planned_and_the_answer_says_so() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "call Kelvin in 5 minutes").await, @"");
    assert_eq!(world.app.pending_reminders().await.unwrap(), 0);
    world.close().await;
}

#[tokio::test]
async fn no_time_no_event() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "hello there").await, @"");
    assert_snapshot!(world.says(BUDI, "terima kasih").await, @"");
    assert_snapshot!(world.says(MEI, "你好").await, @"");
    assert!(world.asked_of_google().is_empty());
    world.close().await;
}

#[tokio::test]
async fn two_messages_are_two_events_even_when_they_say_the_same() {
    let world = World::open().await;
    world.says(ANA, "lunch tomorrow 1pm").await;
    world.says(ANA, "lunch tomorrow 1pm").await;
    assert_eq!(world.sandbox.google().count(), 2);
    world.close().await;
}
