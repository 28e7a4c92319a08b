//! Strangers: whatever they send, they are refused once, it costs no call to Google, and nothing of it is kept.

use janji::sandbox::telegram::{ChatId, Content, Sender};

use crate::support::world::{ANA, STRANGER, World};

/// What people who are served write, and what nobody does.
const TEXTS: [&str; 18] = [
    "/start",
    "/start 1:AAAAAAAAAAAAAAAAAAAAAA:0",
    "/help",
    "/list",
    "list",
    "senarai",
    "列表",
    "/cancel 1",
    "batal 1",
    "/sync",
    "/status",
    "/reminders on",
    "/frobnicate",
    "lunch tomorrow 1pm",
    "mesyuarat setiap hari 9 pagi",
    "明天下午三点 开会",
    "31 feb 8pm",
    "<b>\u{202e}</b>\0",
];

/// How many messages a flood has.
const FLOOD: usize = 300;

/// How much the bot has said in a chat.
fn said(world: &World, chat: ChatId) -> usize {
    let messages = world.sandbox.telegram().messages(chat);
    messages.iter().filter(|message| message.sender == Sender::Bot).count()
}

/// What Redis knows of a chat.
async fn known(world: &World, chat: ChatId) -> Vec<String> {
    let of_chat = format!("{{{}}}:", chat.0);
    let keys = world.redis.keys().await.into_iter();
    keys.filter_map(|key| key.split_once(&of_chat).map(|(_, what)| what.to_owned())).collect()
}

#[tokio::test]
async fn whatever_a_stranger_sends_is_refused_once_and_costs_nothing() {
    let world = World::open().await;
    let (telegram, chat) = (world.sandbox.telegram(), STRANGER.chat());
    world.says(ANA, "dentist friday 4.30pm").await;
    let anas = world.button(ANA.chat(), world.last(ANA.chat()), "Cancel");
    world.asked_of_google();

    for text in TEXTS {
        telegram.user_says(chat, STRANGER, text);
    }
    telegram.user_says(chat, STRANGER, &"dinner tomorrow 7pm ".repeat(200));
    for content in [Content::Photo, Content::Sticker, Content::Voice, Content::Unreadable] {
        telegram.user_sends(chat, STRANGER, content, None);
    }
    world.settle().await;
    let refusal = world.last(chat);
    for data in [anas.as_str(), "1:AAAAAAAAAAAAAAAAAAAAAA:0", "nonsense"] {
        telegram.press_forged(chat, STRANGER, refusal, data);
    }
    telegram.user_replies(chat, STRANGER, refusal, "lunch tomorrow 1pm");
    telegram.user_blocks(STRANGER);
    telegram.user_starts(STRANGER);
    for number in 0..FLOOD {
        telegram.user_says(chat, STRANGER, &format!("party {number} tomorrow 8pm"));
    }
    world.settle().await;
    assert_eq!(world.reads(chat).matches("Janji: ").count(), 1);
    assert_eq!(said(&world, chat), 1);
    assert_eq!(world.asked_of_google(), [""; 0]);
    assert_eq!(world.sandbox.google().count(), 1);
    assert_eq!(known(&world, chat).await, ["dialogue"]);
    world.close().await;
}

#[tokio::test]
async fn a_group_that_nobody_listed_is_refused_once_no_matter_who_writes_there() {
    let world = World::open().await;
    let (telegram, group) = (world.sandbox.telegram(), ChatId(-7_007));
    telegram.add_group(group, "Strangers", &[STRANGER, ANA]);
    telegram.group_removes(group, STRANGER);
    telegram.group_takes_in(group, STRANGER);
    world.settle().await;
    let refusal = world.last(group);
    for user in [STRANGER, ANA] {
        for text in ["/list@janji_bot", "/reminders on", "@janji_bot lunch tomorrow 1pm", "lunch tomorrow 1pm"] {
            telegram.user_says(group, user, text);
        }
        telegram.user_replies(group, user, refusal, "lunch tomorrow 1pm");
        telegram.press_forged(group, user, refusal, "1:AAAAAAAAAAAAAAAAAAAAAA:0");
    }
    telegram.group_removes(group, STRANGER);
    telegram.group_takes_in(group, STRANGER);
    world.settle().await;
    assert_eq!(world.reads(group).matches("Janji: ").count(), 1);
    assert_eq!(said(&world, group), 1);
    assert_eq!(world.asked_of_google(), [""; 0]);
    assert_eq!(world.sandbox.google().count(), 0);
    assert_eq!(known(&world, group).await, ["dialogue"]);
    world.close().await;
}
