//! The claim link of `janji run`: printed, opened, written into `.env`, and still true after a restart.

use janji::clock::Clock;
use janji::sandbox::Sandbox;

use crate::support::bot::{Bot, folder, settings, until};
use crate::support::world::{ANA, STRANGER};

#[tokio::test]
async fn the_first_person_who_opens_the_printed_link_owns_the_bot() {
    let sandbox = Sandbox::start(Clock::system(), chrono_tz::Asia::Kuala_Lumpur).await.unwrap();
    let (telegram, folder) = (sandbox.telegram(), folder());
    let mut settings = settings(&sandbox, folder.path());
    settings.remove("JANJI_ALLOWED_USERS");
    settings.remove("JANJI_ALLOWED_CHATS");
    let newest_has =
        |words: &str| telegram.last_from_bot(ANA.chat()).is_some_and(|message| message.text().contains(words));

    let bot = Bot::start(folder.path(), &settings);
    until("the link is printed", async || bot.printed().contains("?start=")).await;
    let printed = bot.printed();
    let link = printed.split_whitespace().find(|word| word.contains("?start=")).unwrap();
    let payload = link.strip_prefix("https://t.me/janji_bot?start=").unwrap();
    telegram.user_says(ANA.chat(), ANA, &format!("/start {payload}"));
    until("she owns the bot", async || newest_has("You’re the owner")).await;
    let welcome = telegram.last_from_bot(ANA.chat()).unwrap();
    telegram.user_says(STRANGER.chat(), STRANGER, &format!("/start {payload}"));
    until("nobody else does", async || telegram.last_from_bot(STRANGER.chat()).is_some()).await;
    telegram.user_says(ANA.chat(), ANA, "lunch tomorrow 1pm");
    until("she is served", async || newest_has("Added: lunch")).await;
    let log = bot.stop().await;
    assert!(!log.contains(payload), "the log knows the link");

    // The memory alone knows her.
    let bot = Bot::start(folder.path(), &settings);
    telegram.user_says(ANA.chat(), ANA, "/list");
    until("she is still served", async || newest_has("1. 13:00–14:00 · lunch")).await;
    assert!(telegram.press(ANA.chat(), ANA, welcome.id, "Save in .env").is_some());
    let file = folder.path().join(".env");
    until("the file is written", async || file.exists()).await;
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "JANJI_ALLOWED_USERS=101\n");
    bot.ready().await;
    assert_eq!(bot.printed().matches("?start=").count(), 1);
    bot.stop().await;
    sandbox.stop().await;
}
