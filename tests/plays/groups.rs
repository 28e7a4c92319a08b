//! Groups: commands, mentions and replies, for those who are listed.

use chrono::Duration;
use insta::assert_snapshot;
use janji::sandbox::telegram::{ChatId, Content, EntityKind, Message};
use janji::sandbox::{Fault, How, Often};

use crate::support::world::{ANA, BUDI, GROUP, MEI, STRANGER, World};

#[tokio::test]
async fn a_group_is_heard_only_when_it_speaks_to_the_bot() {
    let world = World::open().await;
    assert_snapshot!(world.says_in(GROUP, ANA, "picnic sunday 10am").await, @"Ana: picnic sunday 10am");
    assert_snapshot!(world.says_in(GROUP, ANA, "@janji_bot picnic sunday 10am").await, @"
    Ana: @janji_bot picnic sunday 10am
    Janji: ✅ Added: picnic
        Sunday 15 March, 10:00–11:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (09:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_eq!(world.sandbox.google().count(), 1);
    world.close().await;
}

#[tokio::test]
async fn reminders_come_to_a_group_after_a_listed_user_said_so() {
    let world = World::open().await;
    assert_snapshot!(world.says_in(GROUP, STRANGER, "/reminders on").await, @"
    Eve: /reminders on
    Janji: Reminders are off in this chat.
        Only people on this bot’s user list can change that.
    ");
    assert_snapshot!(world.says_in(GROUP, ANA, "/reminders").await, @"
    Ana: /reminders
    Janji: Reminders are off in this chat.
        To turn them on, send /reminders on.
    ");
    assert_snapshot!(world.says_in(GROUP, ANA, "/reminders on").await, @"
    Ana: /reminders on
    Janji: Reminders are on in this chat.
        To turn them off, send /reminders off.
    ");
    world.says(ANA, "dentist today 4.30pm").await;
    world.waits(ANA, Duration::hours(7)).await;
    assert_snapshot!(world.reads(GROUP), @"
    Janji: ⏰ Busy in 10 minutes
        Today, Tuesday 10 March, 16:30–17:30
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ dentist 10 minit lagi
        Hari ini, Selasa 10 Mac, 16:30–17:30
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]

    Janji: ⏰ 10分钟后：dentist
        今天 3月10日 星期二 16:30–17:30
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_time_in_a_group_opens_in_the_zone_of_the_person_who_taps_on_it() {
    let world = World::open().await;
    world.says_in(GROUP, ANA, "@janji_bot picnic sunday 10am").await;
    let card = world.last(GROUP);
    // Sunday 15 March, 10:00 in Kuala Lumpur.
    assert_eq!(moments(&world, GROUP), [1_773_540_000]);
    world.telegram().user_replies(GROUP, ANA, card, "4pm");
    world.settle().await;
    // The card itself, and the answer.
    assert_eq!(moments(&world, GROUP), [1_773_561_600; 2]);
    assert_snapshot!(world.reads(GROUP), @"
    Ana: 4pm
    Janji: ✅ Moved: Busy
        Sunday 15 March, 16:00–17:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (15:50)
        [↩️ Undo] [Move] [Cancel]
    Janji (edits 2): Busy
        Sunday 15 March, 16:00–17:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (15:50)
    ");

    world.says(BUDI, "mesyuarat esok 3 petang").await;
    assert!(moments(&world, BUDI.chat()).is_empty());
    world.close().await;
}

/// The moments that the times in a chat's messages open as, in seconds since 1970; of each message its last text.
fn moments(world: &World, chat: ChatId) -> Vec<i64> {
    let opened = |message: Message| match message.content {
        Content::Text { entities, .. } => entities.into_iter().filter_map(|entity| match entity.kind {
            EntityKind::DateTime { unix_time } => Some(unix_time),
            _ => None,
        }),
        other => panic!("{other:?} is not text"),
    };
    world.telegram().messages(chat).into_iter().flat_map(opened).collect()
}

#[tokio::test]
async fn a_group_that_becomes_a_supergroup_takes_everything_with_it() {
    let world = World::open().await;
    world.says_in(GROUP, ANA, "/reminders on").await;
    world.says_in(GROUP, ANA, "@janji_bot picnic today 4pm").await;
    let new = world.becomes_super(GROUP, ANA).await;
    world.waits(ANA, Duration::hours(6)).await;
    assert_snapshot!(world.reads(new), @"
    Ana: (the supergroup begins)
    Janji: ⏰ Busy in 10 minutes
        Today, Tuesday 10 March, 16:00–17:00
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ picnic 10 minit lagi
        Hari ini, Selasa 10 Mac, 16:00–17:00
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]

    Janji: ⏰ 10分钟后：picnic
        今天 3月10日 星期二 16:00–17:00
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_stranger_gets_one_refusal_and_costs_no_call() {
    let world = World::open().await;
    assert_snapshot!(world.says(STRANGER, "lunch tomorrow 1pm").await, @"
    Eve: lunch tomorrow 1pm
    Janji: Sorry, this is a private bot. Its owner can add you with this ID: 666
    ");
    assert_snapshot!(world.says(STRANGER, "/list").await, @"Eve: /list");
    assert!(world.asked_of_google().is_empty());
    world.close().await;
}

#[tokio::test]
async fn fifteen_messages_at_once_are_answered_in_a_few() {
    let world = World::open().await;
    let telegram = world.sandbox.telegram();
    let before = telegram.messages(GROUP).len();
    for number in 1..=15 {
        telegram.user_says(GROUP, ANA, &format!("@janji_bot errand {number} sunday {number}:30"));
    }
    world.settle().await;
    let answers = telegram.messages(GROUP).len() - before - 15;
    assert!(answers <= 3, "{answers} messages");
    let read = world.reads(GROUP);
    assert_eq!(read.matches("✅ Added").count(), 15, "{read}");
    assert_eq!(world.sandbox.google().count(), 15);
    assert_snapshot!(world.says_in(GROUP, ANA, "@janji_bot undo").await, @"
    Ana: @janji_bot undo
    Janji: ↩️ Undone. No longer in the calendar:
        • ~Busy~, Sunday 15 March, 15:30–16:30
    ");
    world.close().await;
}

#[tokio::test]
async fn a_listed_person_agrees_under_the_list_that_titles_are_shown() {
    let world = World::open().await;
    world.says(BUDI, "jumpa doktor esok 3 petang").await;
    assert_snapshot!(world.says_in(GROUP, STRANGER, "/list@janji_bot").await, @"
    Eve: /list@janji_bot
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 15:00–16:00 · Busy
        [✕ 1]
    ");
    assert_snapshot!(world.says_in(GROUP, BUDI, "/list@janji_bot").await, @"
    Budi: /list@janji_bot
    Janji: Akan datang
        
        Esok, Rabu 11 Mac
        1. 15:00–16:00 · Sibuk
        [✕ 1]
        [Tunjuk tajuk di sini]
    ");
    let list = world.last(GROUP);
    assert_snapshot!(world.presses_under(GROUP, BUDI, list, "Tunjuk tajuk di sini").await, @"
    Budi presses [Tunjuk tajuk di sini]
    Janji (edits 4): Dah disimpan. Tunjuk tajuk di sini: hidup
    ");
    assert_snapshot!(world.says_in(GROUP, ANA, "/list@janji_bot").await, @"
    Ana: /list@janji_bot
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 15:00–16:00 · jumpa doktor
        [✕ 1]
    ");
    world.close().await;
}

#[tokio::test]
async fn the_settings_of_a_group_are_for_its_administrators() {
    let world = World::open().await;
    assert_snapshot!(world.says_in(GROUP, BUDI, "@janji_bot tukar bahasa ke Melayu").await, @"
    Budi: @janji_bot tukar bahasa ke Melayu
    Janji: Hanya admin kumpulan ini boleh ubah tetapannya.
    ");
    assert_snapshot!(world.says_in(GROUP, ANA, "@janji_bot set language to English").await, @"
    Ana: @janji_bot set language to English
    Janji: Saved. Language: English
    ");
    world.says_in(GROUP, BUDI, "/settings").await;
    let menu = world.last(GROUP);
    world.presses_under(GROUP, BUDI, menu, "Time format").await;
    assert_snapshot!(world.presses_under(GROUP, BUDI, menu, "12-hour (3:30 pm)").await, @"
    Budi presses [12-hour (3:30 pm)]
    Janji (edits 6): Only this group’s admins can change its settings.
    ");
    world.says_in(GROUP, BUDI, "/forget").await;
    assert_snapshot!(world.presses_under(GROUP, BUDI, world.last(GROUP), "Yes, delete it").await, @"
    Budi presses [Yes, delete it]
    Janji (edits 8): Only this group’s admins can change its settings.
    ");
    let asked = world.telegram().requests();
    assert_eq!(asked.iter().filter(|request| request.method == "getChatAdministrators").count(), 1);
    world.close().await;
}

#[tokio::test]
async fn nothing_is_changed_while_telegram_does_not_say_who_administers() {
    let world = World::open().await;
    world.telegram().faults().inject("getChatAdministrators", Fault::before(How::Status(502)), Often::Times(1));
    assert_snapshot!(world.says_in(GROUP, ANA, "@janji_bot set language to Malay").await, @"
    Ana: @janji_bot set language to Malay
    Janji: Telegram didn’t tell me who this group’s admins are, so nothing was changed. Please try again in a minute.
    ");
    assert_snapshot!(world.says_in(GROUP, ANA, "@janji_bot set language to Malay").await, @"
    Ana: @janji_bot set language to Malay
    Janji: Dah disimpan. Bahasa: Bahasa Melayu
    ");
    world.close().await;
}

#[tokio::test]
async fn where_titles_are_hidden_no_answer_tells_whether_there_is_an_event_of_that_name() {
    let world = World::open().await;
    world.says(ANA, "dentist friday 3pm").await;
    // This one is over.
    let start = world.now() - Duration::hours(2);
    world.google().add_event("gym", start, start + Duration::hours(1)).unwrap();
    world.round().await;
    let wishes = [
        "/cancel NAME",
        "/cancel NAME friday",
        "@janji_bot move NAME to 5pm",
        "@janji_bot rename NAME to lunch",
        "@janji_bot remind me of NAME 2 hours before",
        "@janji_bot invite ali@example.com to NAME",
        "/why NAME",
    ];
    for wish in wishes {
        let mut answers = Vec::new();
        for name in ["dentist", "dentits", "gym", "zoo"] {
            let said = world.says_in(GROUP, ANA, &wish.replace("NAME", name)).await;
            answers.push(said.replace(name, "NAME"));
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
    }
    assert_snapshot!(world.says_in(GROUP, ANA, "/cancel dentist").await, @"
    Ana: /cancel dentist
    Janji: Titles are hidden in this group, so I can’t look for an event by its name. Reply to its message, or use its number in the list, like /cancel 2.
        Here’s a fresh list:
        
        Coming up
        
        Friday 13 March
        1. 15:00–16:00 · Busy
        [✕ 1]
        [Show titles here]
    ");
    assert_snapshot!(world.says_in(GROUP, BUDI, "/batal dentist").await, @"
    Budi: /batal dentist
    Janji: Tajuk disembunyikan dalam kumpulan ini, jadi saya tak boleh cari acara ikut nama. Balas mesejnya, atau guna nombornya dalam senarai, contohnya /cancel 2.
        Ini senarai yang baharu:
        
        Akan datang
        
        Jumaat 13 Mac
        1. 15:00–16:00 · Sibuk
        [✕ 1]
        [Tunjuk tajuk di sini]
    ");
    assert_snapshot!(world.says_in(GROUP, MEI, "/cancel dentist").await, @"
    Mei: /cancel dentist
    Janji: 这个群不显示标题，所以我不能按名称找日程。请直接回复那个日程的消息，或者用列表里的编号，比如 /cancel 2。
        这是最新的列表：
        
        接下来的日程
        
        3月13日 星期五
        1. 15:00–16:00 · 忙碌
        [✕ 1]
        [在这里显示标题]
    ");
    // The numbers of that list work, and replies do.
    assert_snapshot!(world.says_in(GROUP, ANA, "@janji_bot move 1 to 5pm").await, @"
    Ana: @janji_bot move 1 to 5pm
    Janji: ✅ Moved: Busy
        Friday 13 March, 17:00–18:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (16:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    world.telegram().user_replies(GROUP, ANA, world.last(GROUP), "cancel");
    world.settle().await;
    assert_snapshot!(world.reads(GROUP), @"
    Ana: cancel
    Janji: 🗑 Cancelled: ~Busy~, Friday 13 March, 17:00–18:00
        [↩️ Undo]
    Janji (edits 64): 🗑 Cancelled: ~Busy~, Friday 13 March, 17:00–18:00
        [↩️ Undo]
    ");
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji (edits 4): dentist
        Friday 13 March, 17:00–18:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (16:50)
        [Move] [Cancel]
    Janji (edits 4): ❌ Cancelled: ~dentist~, Friday 13 March, 17:00–18:00
    ");
    world.close().await;
}
