//! Settings: one message with buttons, or in words; and forgetting everything about a chat.

use insta::assert_snapshot;
use janji::sandbox::telegram::Content;

use crate::support::world::{ANA, BUDI, GROUP, MEI, World};

#[tokio::test]
async fn settings_are_one_message_with_buttons() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "/settings").await, @"
    Ana: /settings
    Janji: Settings for this chat
        Language: English
        Time zone: Kuala Lumpur
        Time format: 24-hour (15:30)
        Date format: day first (31/12)
        Week starts on: Monday
        Weekend: Saturday and Sunday
        Reminders here: on
        Remind me: 10 minutes before
        Quiet hours: off
        Daily summary: off
        Event length: 1 hour
        Working hours: 09:00–18:00
        Week as a picture: off
        Others’ changes: off
        Tap one to change it, or just tell me: “set timezone to London”, “no reminders after 10pm”.
        [Language] [Time zone]
        [Time format] [Date format]
        [Week starts on] [Weekend]
        [Reminders here] [Remind me]
        [Quiet hours] [Daily summary]
        [Event length] [Working hours]
        [Week as a picture] [Others’ changes]
    ");
    assert_snapshot!(world.presses(ANA, "Time format").await, @"
    Ana presses [Time format]
    Janji (edits 4): Time format: 24-hour (15:30)
        [12-hour (3:30 pm)]
        [‹ All settings]
    ");
    assert_snapshot!(world.presses(ANA, "12-hour (3:30 pm)").await, @"
    Ana presses [12-hour (3:30 pm)]
    Janji (edits 4): Saved. Time format: 12-hour (3:30 pm)
    ");
    assert_snapshot!(world.says(ANA, "lunch tomorrow 1pm").await, @"
    Ana: lunch tomorrow 1pm
    Janji: ✅ Added: lunch
        Tomorrow, Wednesday 11 March, 1:00–2:00 pm (Kuala Lumpur time)
        Reminder: 10 minutes before (12:50 pm)
        [↩️ Undo] [Move] [Cancel]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_setting_can_be_said_in_words() {
    let world = World::open().await;
    assert_snapshot!(world.says(BUDI, "tukar zon masa ke London").await, @"
    Budi: tukar zon masa ke London
    Janji: Dah disimpan. Zon masa: London
    ");
    assert_snapshot!(world.says(BUDI, "mesyuarat esok pukul 3 petang").await, @"
    Budi: mesyuarat esok pukul 3 petang
    Janji: ✅ Dah ditambah: mesyuarat
        Esok, Rabu 11 Mac, 15:00–16:00 (waktu London)
        Peringatan: 10 minit sebelum (14:50)
        [↩️ Undo] [Pindah] [Batal]
    ");
    assert_snapshot!(world.says(MEI, "/timezone the moon").await, @"
    Mei: /timezone the moon
    Janji: “the moon”我没看懂。
        时区：Kuala Lumpur
        选一个，写城市名，或者发个位置给我。位置只用这一次，不会保存。
        [Kuching] [Singapore] [Jakarta]
        [Bangkok] [Tokyo] [Kolkata]
        [Riyadh] [London] [Sydney]
        [New York] [Los Angeles]
        [‹ 所有设置]
    ");
    assert_snapshot!(world.presses(MEI, "Tokyo").await, @"
    Mei presses [Tokyo]
    Janji (edits 4): 已保存。时区：Tokyo
    ");
    world.close().await;
}

#[tokio::test]
async fn a_group_sees_no_titles_until_a_listed_user_agrees() {
    let world = World::open().await;
    world.says(ANA, "doctor tomorrow 9am @ Pantai").await;
    assert_snapshot!(world.says_in(GROUP, ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 09:00–10:00 · Busy
        [✕ 1]
        [Show titles here]
    ");
    assert_snapshot!(world.says_in(GROUP, ANA, "/settings").await, @"
    Ana: /settings
    Janji: Settings for this chat
        Language: English
        Time zone: Kuala Lumpur
        Time format: 24-hour (15:30)
        Date format: day first (31/12)
        Week starts on: Monday
        Weekend: Saturday and Sunday
        Reminders here: off
        Remind me: 10 minutes before
        Quiet hours: off
        Daily summary: off
        Event length: 1 hour
        Working hours: 09:00–18:00
        Week as a picture: off
        Show titles here: off
        Tap one to change it, or just tell me: “set timezone to London”, “no reminders after 10pm”.
        [Language] [Time zone]
        [Time format] [Date format]
        [Week starts on] [Weekend]
        [Reminders here] [Remind me]
        [Quiet hours] [Daily summary]
        [Event length] [Working hours]
        [Week as a picture] [Show titles here]
        [This group’s calendar]
    ");
    assert_snapshot!(world.presses_under(GROUP, ANA, world.last(GROUP), "Show titles here").await, @"
    Ana presses [Show titles here]
    Janji (edits 4): Show titles here: off
        Until someone turns this on, I only say “Busy” in this group, with no titles or places.
        [on]
        [‹ All settings]
    ");
    assert_snapshot!(world.presses_under(GROUP, ANA, world.last(GROUP), "on").await, @"
    Ana presses [on]
    Janji (edits 4): Saved. Show titles here: on
    ");
    assert_snapshot!(world.says_in(GROUP, ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 09:00–10:00 · doctor · Pantai
        [✕ 1]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_chat_can_be_forgotten() {
    let world = World::open().await;
    world.says(ANA, "use 12 hour clock").await;
    world.says(ANA, "dentist tomorrow 4pm").await;
    assert_snapshot!(world.says(ANA, "/forget").await, @"
    Ana: /forget
    Janji: Forget this chat?
        I’ll delete its settings, lists, buttons, undo history and reminders.
        Your calendar and your other chats stay as they are.
        [Yes, delete it] [Never mind]
    ");
    assert_snapshot!(world.presses(ANA, "Yes, delete it").await, @"
    Ana presses [Yes, delete it]
    Janji (edits 8): Done. I’ve forgotten everything about this chat. Message me any time to start again.
    ");
    assert_eq!(
        world.store().undoables(janji::model::ChatId(ANA.chat().0)).await.unwrap(),
        janji::model::Undoables::default()
    );
    assert_eq!(
        world.store().profile(janji::model::ChatId(ANA.chat().0)).await.unwrap().hours,
        janji::model::HourStyle::TwentyFour
    );
    assert_eq!(world.sandbox.google().count(), 1);
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 16:00–17:00 · dentist
        [✕ 1]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_location_sets_the_time_zone() {
    let world = World::open().await;
    let pin = Content::Pin { latitude: 51_507_000, longitude: -128_000 };
    assert_snapshot!(world.sends(ANA, pin).await, @"
    Ana: (a pin on the map)
    Janji: Saved. Time zone: London
    ");
    assert_snapshot!(world.says(ANA, "tea tomorrow 4pm").await, @"
    Ana: tea tomorrow 4pm
    Janji: ✅ Added: tea
        Tomorrow, Wednesday 11 March, 16:00–17:00 (London time)
        Reminder: 10 minutes before (15:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    world.close().await;
}
