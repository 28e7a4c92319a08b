//! What Telegram can carry beside plain text: captions, formatted dates, forwards, edits, topics.

use chrono::Duration;
use insta::assert_snapshot;
use janji::sandbox::telegram::{Content, Entity, EntityKind, Media, MediaKind};

use crate::support::world::{ANA, BUDI, GROUP, MEI, World};

fn photo(caption: &str) -> Content {
    Content::Media(Media::new(MediaKind::Picture, "poster.jpg", b"a picture", caption))
}

#[tokio::test]
async fn a_caption_is_read_as_text() {
    let world = World::open().await;
    assert_snapshot!(world.sends(ANA, photo("concert saturday 8pm")).await, @"");
    assert_snapshot!(world.sends(BUDI, photo("kenduri sabtu 12 tengah hari")).await, @"");
    let programme = Content::Media(Media::new(MediaKind::Document, "programme.pdf", b"%PDF", "家长会 周五下午3点"));
    assert_snapshot!(world.sends(MEI, programme).await, @"");
    world.close().await;
}

#[tokio::test]
async fn in_a_group_a_caption_counts_when_it_speaks_to_the_bot() {
    let world = World::open().await;
    let telegram = world.sandbox.telegram();
    telegram.user_sends(GROUP, ANA, photo("concert saturday 8pm"), None);
    world.settle().await;
    assert_snapshot!(world.reads(GROUP), @"");
    telegram.user_sends(GROUP, ANA, photo("@janji_bot concert saturday 8pm"), None);
    world.settle().await;
    assert_snapshot!(world.reads(GROUP), @"");
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
    assert_snapshot!(world.sends(ANA, at("lunch tomorrow at one", "tomorrow at one", 1_773_205_200)).await, @"");
    assert_snapshot!(world.sends(BUDI, at("makan tengah hari esok", "esok", 1_773_205_200)).await, @"");
    world.close().await;
}

#[tokio::test]
async fn a_forwarded_message_is_read_relative_to_when_it_was_written() {
    let world = World::open().await;
    let telegram = world.sandbox.telegram();
    telegram.user_forwards(ANA.chat(), ANA, "dinner tomorrow 8pm", world.now() - Duration::hours(14));
    world.settle().await;
    assert_snapshot!(world.reads(ANA.chat()), @"");
    telegram.user_forwards(BUDI.chat(), BUDI, "mesyuarat esok 3 petang", world.now() - Duration::days(10));
    world.settle().await;
    assert_snapshot!(world.reads(BUDI.chat()), @"");
    world.close().await;
}

#[tokio::test]
async fn an_answer_goes_to_the_topic_that_asked() {
    let world = World::open().await;
    let telegram = world.sandbox.telegram();
    telegram.user_says_in_topic(GROUP, ANA, 7, "/list@janji_bot");
    telegram.user_says_in_topic(GROUP, BUDI, 9, "@janji_bot berkelah ahad 10 pagi");
    world.settle().await;
    assert_snapshot!(world.reads(GROUP), @"");
    world.close().await;
}

#[tokio::test]
async fn text_only_is_said_again_after_a_week() {
    let world = World::open().await;
    assert_snapshot!(world.sends(ANA, Content::Sticker).await, @"");
    assert_snapshot!(world.sends(ANA, Content::Sticker).await, @"");
    world.passes(Duration::days(8)).await;
    assert_snapshot!(world.sends(ANA, Content::Sticker).await, @"");
    world.close().await;
}
