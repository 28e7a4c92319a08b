//! What Telegram can carry beside plain text: captions, formatted dates, forwards, edits, topics.

use chrono::Duration;
use insta::assert_snapshot;
use janji::sandbox::telegram::{Content, Entity, EntityKind, Media, MediaKind, UserId};

use crate::support::world::{ANA, BUDI, GROUP, MEI, World};

fn photo(caption: &str) -> Content {
    Content::Media(Media::new(MediaKind::Picture, "poster.jpg", b"a picture", caption))
}

#[tokio::test]
async fn a_caption_is_read_as_text() {
    let world = World::open().await;
    assert_snapshot!(world.sends(ANA, photo("concert saturday 8pm")).await, @"
    Ana: (a picture) concert saturday 8pm
    Janji: ✅ Added: concert
        Saturday 14 March, 20:00–21:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (19:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.sends(BUDI, photo("kenduri sabtu 12 tengah hari")).await, @"
    Budi: (a picture) kenduri sabtu 12 tengah hari
    Janji: ✅ Dah ditambah: kenduri
        Sabtu 14 Mac, 12:00–13:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (11:50)
        [↩️ Undo] [Pindah] [Batal]
    ");
    let programme = Content::Media(Media::new(MediaKind::Document, "programme.pdf", b"%PDF", "家长会 周五下午3点"));
    assert_snapshot!(world.sends(MEI, programme).await, @"
    Mei: (the file programme.pdf) 家长会 周五下午3点
    Janji: ✅ 已加入日历：家长会
        3月13日 星期五 15:00–16:00（吉隆坡时间）
        提醒：提前10分钟（14:50）
        [↩️ 撤销] [改时间] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn in_a_group_a_caption_counts_when_it_speaks_to_the_bot() {
    let world = World::open().await;
    let telegram = world.sandbox.telegram();
    telegram.user_sends(GROUP, ANA, photo("concert saturday 8pm"), None);
    world.settle().await;
    assert_snapshot!(world.reads(GROUP), @"Ana: (a picture) concert saturday 8pm");
    telegram.user_sends(GROUP, ANA, photo("@janji_bot concert saturday 8pm"), None);
    world.settle().await;
    assert_snapshot!(world.reads(GROUP), @"
    Ana: (a picture) @janji_bot concert saturday 8pm
    Janji: ✅ Added: concert
        Saturday 14 March, 20:00–21:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (19:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_date_that_the_persons_app_has_formatted_is_taken_exactly() {
    let world = World::open().await;
    // Wednesday, 11 March 2026, one in the afternoon in Kuala Lumpur.
    let at = |text: &str, words: &str, unix_time: i64| {
        let offset = text.find(words).unwrap();
        let entity = Entity { kind: EntityKind::DateTime { unix_time }, offset, length: words.len() };
        Content::Text { text: text.to_owned(), entities: vec![entity] }
    };
    assert_snapshot!(world.sends(ANA, at("lunch tomorrow at one", "tomorrow at one", 1_773_205_200)).await, @"
    Ana: lunch tomorrow at one
    Janji: ✅ Added: lunch
        Tomorrow, Wednesday 11 March, 13:00–14:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (12:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.sends(BUDI, at("makan tengah hari esok", "esok", 1_773_205_200)).await, @"
    Budi: makan tengah hari esok
    Janji: ✅ Dah ditambah: makan tengah hari
        Esok, Rabu 11 Mac, 13:00–14:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (12:50)
        ⚠️ Bertindih dengan: lunch, 13:00–14:00
        [Tukar: Rab 11 Mac, 14:00] [Tukar: Kha 12 Mac, 09:00]
        [↩️ Undo] [Pindah] [Batal]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_forwarded_message_is_read_relative_to_when_it_was_written() {
    let world = World::open().await;
    let telegram = world.sandbox.telegram();
    telegram.user_forwards(ANA.chat(), ANA, "dinner tomorrow 8pm", world.now() - Duration::hours(14));
    world.settle().await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Ana: dinner tomorrow 8pm
    Janji: ✅ Added: dinner
        Today, Tuesday 10 March, 20:00–21:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (19:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    telegram.user_forwards(BUDI.chat(), BUDI, "mesyuarat esok 3 petang", world.now() - Duration::days(10));
    world.settle().await;
    assert_snapshot!(world.reads(BUDI.chat()), @"
    Budi: mesyuarat esok 3 petang
    Janji: Ahad 1 Mac, 15:00 dah lepas, jadi tiada apa-apa ditambah.
    ");
    world.close().await;
}

#[tokio::test]
async fn an_answer_goes_to_the_topic_that_asked() {
    let world = World::open().await;
    let telegram = world.sandbox.telegram();
    telegram.user_says_in_topic(GROUP, ANA, 7, "/list@janji_bot");
    telegram.user_says_in_topic(GROUP, BUDI, 9, "@janji_bot berkelah ahad 10 pagi");
    world.settle().await;
    assert_snapshot!(world.reads(GROUP), @"
    Ana: /list@janji_bot
    Budi: @janji_bot berkelah ahad 10 pagi
    Janji (topic 7): Nothing coming up. Tell me what and when, and I’ll add it.
        [Refresh]
    Janji (topic 9): ✅ Dah ditambah: berkelah
        Ahad 15 Mac, 10:00–11:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (09:50)
        [↩️ Undo] [Pindah] [Batal]
    ");
    world.close().await;
}

#[tokio::test]
async fn text_only_is_said_again_after_a_week() {
    let world = World::open().await;
    assert_snapshot!(world.sends(ANA, Content::Sticker).await, @"
    Ana: (a sticker)
    Janji: I can only read text. Please type it out.
    ");
    assert_snapshot!(world.sends(ANA, Content::Sticker).await, @"Ana: (a sticker)");
    world.passes(Duration::days(8)).await;
    assert_snapshot!(world.sends(ANA, Content::Sticker).await, @"
    Ana: (a sticker)
    Janji: I can only read text. Please type it out.
    ");
    world.close().await;
}

#[tokio::test]
async fn reminders_come_to_the_topic_in_which_they_were_turned_on() {
    let world = World::open().await;
    let telegram = world.sandbox.telegram();
    telegram.user_says_in_topic(GROUP, ANA, 7, "/reminders@janji_bot on");
    telegram.user_says_in_topic(GROUP, BUDI, 9, "@janji_bot mesyuarat hari ini 4 petang");
    world.settle().await;
    assert_snapshot!(world.reads(GROUP), @"
    Ana: /reminders@janji_bot on
    Budi: @janji_bot mesyuarat hari ini 4 petang
    Janji (topic 7): Reminders are on in this chat.
        To turn them off, send /reminders off.
    Janji (topic 9): ✅ Dah ditambah: mesyuarat
        Hari ini, Selasa 10 Mac, 16:00–17:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (15:50)
        [↩️ Undo] [Pindah] [Batal]
    ");
    world.waits(ANA, Duration::hours(6)).await;
    assert_snapshot!(world.reads(GROUP), @"
    Janji (topic 7): ⏰ Busy in 10 minutes
        Today, Tuesday 10 March, 16:00–17:00
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ mesyuarat 10 minit lagi
        Hari ini, Selasa 10 Mac, 16:00–17:00
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]

    Janji: ⏰ 10分钟后：mesyuarat
        今天 3月10日 星期二 16:00–17:00
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_person_whose_language_the_bot_does_not_speak_is_answered_in_its_own() {
    let world = World::open_with(&[("JANJI_LANGUAGE", "ms")]).await;
    let jonas = world.sandbox.telegram().add_person(UserId(700), "Jonas", "de");
    assert_snapshot!(world.says_in(GROUP, ANA, "/list").await, @"
    Ana: /list
    Janji: Nothing coming up. Tell me what and when, and I’ll add it.
        [Refresh]
    ");
    assert_snapshot!(world.says_in(GROUP, jonas, "/list").await, @"
    Jonas: /list
    Janji: Tiada acara akan datang. Beritahu saya apa dan bila, nanti saya tambah.
        [Muat semula]
    ");
    world.close().await;
}
