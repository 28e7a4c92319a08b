//! The claim link: with nobody allowed yet, the first person who opens it owns the bot.

use chrono::TimeDelta;
use insta::assert_snapshot;
use janji::model::Access;
use janji::sandbox::telegram::UserId;
use janji::store::Members;

use crate::support::cast::user;
use crate::support::world::{ANA, BUDI, MEI, STRANGER, World};

/// Nobody is listed.
const NOBODY: [(&str, &str); 2] = [("JANJI_ALLOWED_USERS", ""), ("JANJI_ALLOWED_CHATS", "")];

/// What Telegram sends when somebody opens a link.
fn opening(link: &str) -> String {
    format!("/start {}", link.split_once("?start=").expect("a deep link").1)
}

/// Somebody opens a link; the secret in it is left out of what was said.
async fn opens(world: &World, who: UserId, link: &str) -> String {
    let text = opening(link);
    world.says(who, &text).await.replace(&text, "/start …")
}

#[tokio::test]
async fn the_person_who_opens_the_link_owns_the_bot_at_once_and_in_every_process() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(".env");
    std::fs::write(&path, "TELOXIDE_TOKEN=1:x\nJANJI_ALLOWED_USERS=\n").unwrap();
    let world = World::open_with_env_file(&NOBODY, &path).await;
    let link = world.app.claim_link().await.expect("nobody is allowed yet");
    assert!(link.starts_with("https://t.me/janji_bot?start=own-"), "{link}");
    assert_snapshot!(world.says(ANA, "dentist friday 4.30pm").await, @"Ana: dentist friday 4.30pm");
    assert_snapshot!(opens(&world, ANA, &link).await, @"
    Ana: /start …
    Janji: 👋 You’re the owner of this bot now. I only answer you and the people you list.
        Tell me what you’re planning and when. I’ll add it to Google Calendar and remind you in time.
        
        I’ll remember that. To be safe, keep your ID in the settings too: JANJI_ALLOWED_USERS=101
        [Save in .env]
    ");
    assert_snapshot!(world.says(ANA, "dentist friday 4.30pm").await, @"
    Ana: dentist friday 4.30pm
    Janji: ✅ Added: dentist
        Friday 13 March, 16:30–17:30 (Kuala Lumpur time)
        Reminder: 10 minutes before (16:20)
        [↩️ Undo] [Move] [Cancel]
    ");
    let message = world.last(ANA.chat());
    let elsewhere = Members::new(world.store(), Access::default());
    assert!(elsewhere.has(user(ANA)).await.unwrap());
    assert!(!elsewhere.has(user(BUDI)).await.unwrap());
    assert_eq!(world.app.claim_link().await, None);

    assert_snapshot!(world.says(ANA, "/undo").await, @"
    Ana: /undo
    Janji: ↩️ Undone. No longer in the calendar:
        • ~dentist~, Friday 13 March, 16:30–17:30
    Janji (edits 7): ❌ Cancelled: ~dentist~, Friday 13 March, 16:30–17:30
    ");
    assert_ne!(world.last(ANA.chat()), message);
    let offer =
        world.telegram().messages(ANA.chat()).into_iter().find(|message| message.text().contains("You’re the owner"));
    let offer = offer.expect("the owner was welcomed").id;
    assert_snapshot!(world.presses_under(ANA.chat(), ANA, offer, "Save in .env").await, @"
    Ana presses [Save in .env]
    Janji (edits 5): ✅ Saved in .env: JANJI_ALLOWED_USERS=101
    ");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "TELOXIDE_TOKEN=1:x\nJANJI_ALLOWED_USERS=101\n");
    world.close().await;
}

#[tokio::test]
async fn wrong_old_and_used_links_are_refused_with_the_same_words_once() {
    let world = World::open_with(&NOBODY).await;
    let old = world.app.claim_link().await.unwrap();
    assert_snapshot!(opens(&world, BUDI, "https://t.me/janji_bot?start=own-AAAAAAAAAAAAAAAAAAAAAA").await, @"
    Budi: /start …
    Janji: Pautan ini tak sah. Setiap pautan boleh dipakai sekali sahaja, dalam masa sejam.
    ");
    assert_eq!(opens(&world, BUDI, "https://t.me/janji_bot?start=own-").await, "Budi: /start …\n");
    world.passes(TimeDelta::minutes(60)).await;
    assert_snapshot!(opens(&world, MEI, &old).await, @"
    Mei: /start …
    Janji: 这个链接无效。每个链接只能用一次，一小时内有效。
    ");

    let replaced = world.app.claim_link().await.unwrap();
    let valid = world.app.claim_link().await.unwrap();
    assert_snapshot!(opens(&world, STRANGER, &replaced).await, @"
    Eve: /start …
    Janji: This link isn’t valid. Each link works only once, for an hour.
    ");
    // An hour after Budi was refused, he is heard again; the valid link is always heard.
    assert_snapshot!(opens(&world, BUDI, &valid).await, @"
    Budi: /start …
    Janji: 👋 Anda sekarang pemilik bot ini. Saya hanya layan anda dan orang yang anda senaraikan.
        Beritahu saya apa rancangan anda dan bila. Saya masukkan ke Google Calendar dan ingatkan anda nanti.
        
        Untuk lebih selamat, sila tambah juga baris ini dalam .env: JANJI_ALLOWED_USERS=102
    ");
    assert_snapshot!(opens(&world, ANA, &valid).await, @"
    Ana: /start …
    Janji: This link isn’t valid. Each link works only once, for an hour.
    ");
    assert_snapshot!(opens(&world, BUDI, &valid).await, @"
    Budi: /start …
    Janji: Pautan ini tak sah. Setiap pautan boleh dipakai sekali sahaja, dalam masa sejam.
    ");
    assert_snapshot!(world.says(ANA, "lunch tomorrow 1pm").await, @"Ana: lunch tomorrow 1pm");
    world.close().await;
}

#[tokio::test]
async fn where_the_file_cannot_be_written_the_line_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::open_with_env_file(&NOBODY, &folder.path().join("missing").join(".env")).await;
    let link = world.app.claim_link().await.unwrap();
    assert_snapshot!(opens(&world, MEI, &link).await, @"
    Mei: /start …
    Janji: 👋 你现在是这个机器人的主人了。我只回应你和你名单上的人。
        告诉我要做什么、什么时候，我就加到 Google 日历，到时提醒你。
        
        我会记住的。为了保险，也把你的 ID 写进设置吧：JANJI_ALLOWED_USERS=103
        [写入 .env]
    ");
    assert_snapshot!(world.presses(MEI, "写入 .env").await, @"
    Mei presses [写入 .env]
    Janji (edits 4): 我无法写入 .env。
        为了保险，请把这一行也加进 .env：JANJI_ALLOWED_USERS=103
    ");
    world.close().await;
}

#[tokio::test]
async fn with_somebody_listed_there_is_no_link_and_an_old_one_is_of_no_use() {
    let world = World::open().await;
    assert_eq!(world.app.claim_link().await, None);
    let code = janji::model::ClaimCode::from_random([9; 16]);
    Members::new(world.store(), Access::default()).offer(&code, world.now()).await.unwrap();
    assert_snapshot!(opens(&world, STRANGER, &code.link("janji_bot")).await, @"
    Eve: /start …
    Janji: This link isn’t valid. Each link works only once, for an hour.
    ");
    assert_snapshot!(opens(&world, ANA, &code.link("janji_bot")).await, @"
    Ana: /start …
    Janji: This link isn’t valid. Each link works only once, for an hour.
    ");
    world.close().await;
}
