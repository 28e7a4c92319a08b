//! Bad input gets a clear answer, and nothing is lost.

use insta::assert_snapshot;
use janji::sandbox::telegram::Content;

use crate::support::world::{ANA, BUDI, MEI, World};

/// A text in which marks of direction can be seen.
fn visible(text: &str) -> String {
    let show = |letter: char| match letter {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => format!("<U+{:04X}>", u32::from(letter)),
        other => other.to_string(),
    };
    text.chars().map(show).collect()
}

#[tokio::test]
async fn a_date_that_does_not_exist_is_no_event() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "party 31 feb 8pm").await, @"
    Ana: party 31 feb 8pm
    Janji: “31 feb 8pm”: there’s no such date or time.
        Nothing was added. Please try again.
    ");
    assert_snapshot!(world.says(BUDI, "kenduri 31 feb 8 malam").await, @"
    Budi: kenduri 31 feb 8 malam
    Janji: “31 feb 8 malam”: tak ada tarikh atau waktu macam itu.
        Tiada apa-apa ditambah. Cuba tulis sekali lagi.
    ");
    assert_snapshot!(world.says(MEI, "2月31日 聚会").await, @"
    Mei: 2月31日 聚会
    Janji: “2月31日”：没有这样的日期或时间。
        什么都没加，请再试一次。
    ");
    assert_snapshot!(world.says(ANA, "party 1/1/99999 8pm").await, @"
    Ana: party 1/1/99999 8pm
    Janji: “1/1/99999 8pm”: that’s too far from today.
        Nothing was added. Please try again.
    ");
    assert_eq!(world.sandbox.google().count(), 0);
    world.close().await;
}

#[tokio::test]
async fn an_end_before_the_start_and_a_time_in_the_past_are_said() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "trip from 20 may 2026 to 12 may 2026").await, @"
    Ana: trip from 20 may 2026 to 12 may 2026
    Janji: “20 may 2026 to 12 may 2026”: that ends before it starts.
        Nothing was added. Please try again.
    ");
    assert_snapshot!(world.says(ANA, "party 14 march 2020 8pm").await, @"
    Ana: party 14 march 2020 8pm
    Janji: Saturday 14 March 2020, 20:00 is in the past, so nothing was added.
    ");
    assert_eq!(world.sandbox.google().count(), 0);
    world.close().await;
}

#[tokio::test]
async fn a_weekday_that_contradicts_its_date_is_a_question() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "dinner friday 14 march 7pm").await, @"
    Ana: dinner friday 14 march 7pm
    Janji: “friday 14 march 7pm”: that’s a Saturday, not a Friday.
        Which one did you mean?
        [Sat 14 Mar, 19:00]
        [Fri 13 Mar, 19:00]
        [Never mind]
    ");
    assert_eq!(world.sandbox.google().count(), 0);
    world.close().await;
}

#[tokio::test]
async fn text_only_is_said_once() {
    let world = World::open().await;
    assert_snapshot!(world.sends(ANA, Content::Photo).await, @"
    Ana: (a photo)
    Janji: I can only read text. Please type it out.
    ");
    assert_snapshot!(world.sends(ANA, Content::Sticker).await, @"Ana: (a sticker)");
    assert_snapshot!(world.sends(BUDI, Content::Voice).await, @"
    Budi: (a voice message)
    Janji: Saya hanya boleh baca teks. Sila taip mesej anda.
    ");
    assert_snapshot!(world.sends(ANA, Content::Unreadable).await, @"
    Ana: (newer formatting)
    Janji: I couldn’t read that one. Please send it as plain text.
    ");
    world.close().await;
}

#[tokio::test]
async fn html_markdown_emoji_and_right_to_left_text_are_literal() {
    let world = World::open().await;
    for text in [
        "lunch <b>bold</b> & <script>alert(1)</script> tomorrow 3pm",
        "*stars* _lines_ [link](http://x) tomorrow 4pm",
        "🎂🎉 tomorrow 5pm",
        "פגישה tomorrow 6pm",
        "a\u{202e}b\u{2066}c tomorrow 7pm",
    ] {
        world.says(ANA, text).await;
    }
    assert_snapshot!(visible(&world.says(ANA, "/list").await), @"
    Ana: /list
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 15:00–16:00 · lunch <b>bold</b> & <script>alert(1)</script>
        2. 16:00–17:00 · *stars* _lines_ [link](http://x)
        3. 17:00–18:00 · 🎂🎉
        4. 18:00–19:00 · <U+2068>פגישה<U+2069>
        5. 19:00–20:00 · abc
        [✕ 1] [✕ 2] [✕ 3] [✕ 4] [✕ 5]
    ");
    assert_snapshot!(visible(&world.calendar()), @"
    2026-03-11T15:00:00+08:00 – 2026-03-11T16:00:00+08:00 lunch <b>bold</b> & <script>alert(1)</script>
    2026-03-11T16:00:00+08:00 – 2026-03-11T17:00:00+08:00 *stars* _lines_ [link](http://x)
    2026-03-11T17:00:00+08:00 – 2026-03-11T18:00:00+08:00 🎂🎉
    2026-03-11T18:00:00+08:00 – 2026-03-11T19:00:00+08:00 פגישה
    2026-03-11T19:00:00+08:00 – 2026-03-11T20:00:00+08:00 a<U+202E>b<U+2066>c
    ");
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
