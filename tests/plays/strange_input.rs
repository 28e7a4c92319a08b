//! Bad input gets a clear answer, and nothing is lost.

use insta::assert_snapshot;
use janji::sandbox::telegram::Content;

use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn a_date_that_does_not_exist_is_no_event() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "party 31 feb 8pm").await, @"");
    assert_snapshot!(world.says(BUDI, "kenduri 31 feb 8 malam").await, @"");
    assert_snapshot!(world.says(MEI, "2月31日 聚会").await, @"");
    assert_snapshot!(world.says(ANA, "party 1/1/99999 8pm").await, @"");
    assert_eq!(world.sandbox.google().count(), 0);
    world.close().await;
}

#[tokio::test]
async fn an_end_before_the_start_and_a_time_in_the_past_are_said() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "trip from 20 may 2026 to 12 may 2026").await, @"");
    assert_snapshot!(world.says(ANA, "party 14 march 2020 8pm").await, @"");
    assert_eq!(world.sandbox.google().count(), 0);
    world.close().await;
}

#[tokio::test]
async fn a_weekday_that_contradicts_its_date_is_a_question() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "dinner friday 14 march 7pm").await, @"");
    assert_eq!(world.sandbox.google().count(), 0);
    world.close().await;
}

#[tokio::test]
async fn text_only_is_said_once() {
    let world = World::open().await;
    assert_snapshot!(world.sends(ANA, Content::Photo).await, @"");
    assert_snapshot!(world.sends(ANA, Content::Sticker).await, @"");
    assert_snapshot!(world.sends(BUDI, Content::Voice).await, @"");
    assert_snapshot!(world.sends(ANA, Content::Unreadable).await, @"");
    world.close().await;
}

#[tokio::test]
async fn html_markdown_emoji_and_right_to_left_text_are_literal() {
    let world = World::open().await;
    for text in [
        "<b>bold</b> & <script>alert(1)</script> tomorrow 3pm",
        "*stars* _lines_ [link](http://x) tomorrow 4pm",
        "🎂🎉 tomorrow 5pm",
        "פגישה tomorrow 6pm",
        "a\u{202e}b\u{2066}c tomorrow 7pm",
    ] {
        world.says(ANA, text).await;
    }
    assert_snapshot!(world.says(ANA, "/list").await, @"");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn a_message_as_long_as_telegram_allows_is_answered() {
    let world = World::open().await;
    let long = format!("{} tomorrow 3pm", "<&\">🎂".repeat(800));
    let long: String = long.chars().skip(long.chars().count().saturating_sub(3_200)).collect();
    world.says(ANA, &long).await;
    assert_eq!(world.sandbox.google().count(), 1);
    world.says(ANA, "/list").await;
    world.close().await;
}
