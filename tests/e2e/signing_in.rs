//! Signing in where the bot has an address that browsers reach: nothing is pasted.

use janji::clock::Clock;
use janji::sandbox::Sandbox;
use janji::sandbox::telegram::{Content, EntityKind, Telegram};
use reqwest::header::LOCATION;
use reqwest::redirect::Policy;

use crate::support::bot::{Bot, folder, in_time, settings, until};
use crate::support::world::ANA;

/// The address of the link in the bot's newest message to Ana.
fn link(telegram: &Telegram) -> Option<String> {
    let Content::Text { entities, .. } = telegram.last_from_bot(ANA.chat())?.content else { return None };
    entities.into_iter().find_map(|entity| match entity.kind {
        EntityKind::TextLink { url } => Some(url),
        _ => None,
    })
}

#[tokio::test]
async fn the_browser_brings_the_code_and_the_chat_says_so() {
    let sandbox = Sandbox::start(Clock::system(), chrono_tz::Asia::Kuala_Lumpur).await.unwrap();
    let (telegram, google, folder) = (sandbox.telegram(), sandbox.google(), folder());
    let mut settings = settings(&sandbox, folder.path());
    settings.insert("GOOGLE_REFRESH_TOKEN".to_owned(), String::new());
    settings.insert("JANJI_SECRET_KEY".to_owned(), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=".to_owned());
    let public = format!("http://{}", settings["JANJI_HTTP"]);
    settings.insert("JANJI_PUBLIC_URL".to_owned(), public.clone());
    let bot = Bot::start(folder.path(), &settings);
    telegram.user_says(ANA.chat(), ANA, "/connect work");
    in_time("a link", telegram.wait_until(|telegram| link(telegram).is_some())).await;
    google.sits_at_browser("ana@example.com");
    let browser = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
    let answer = browser.get(link(telegram).unwrap()).send().await.unwrap();
    let ended_on = answer.headers()[LOCATION].to_str().unwrap().to_owned();
    let path = ended_on.strip_prefix(&public).expect("the way back is the bot's own address");

    let (status, _) = bot.asked(&path.replace("state=", "state=x")).await.unwrap();
    assert_eq!(status, 404);
    assert_eq!(bot.asked("/google/callback").await.unwrap().0, 404);
    let (status, page) = bot.asked(path).await.unwrap();
    assert_eq!(status, 200, "{page}");
    assert!(page.contains("Signed in: work"), "{page}");
    // The same page again, and another with the same state.
    assert_eq!(bot.asked(path).await.unwrap(), (status, page));
    let (status, page) = bot.asked(&format!("{path}&more")).await.unwrap();
    assert_eq!(status, 400, "{page}");
    assert!(page.contains("already been used"), "{page}");
    let is_told = |telegram: &Telegram| {
        telegram.messages(ANA.chat()).iter().any(|message| message.text().contains("Signed in: work"))
    };
    in_time("the chat says so", telegram.wait_until(is_told)).await;
    let may_choose = |telegram: &Telegram| {
        telegram
            .last_from_bot(ANA.chat())
            .is_some_and(|message| message.keyboard.iter().flatten().any(|button| button.label.contains("work")))
    };
    in_time("calendars can be chosen", telegram.wait_until(may_choose)).await;
    telegram.user_says(ANA.chat(), ANA, "lunch tomorrow 1pm");
    until("the event is there", async || google.of("ana@example.com").count() == 1).await;
    let told =
        telegram.messages(ANA.chat()).iter().filter(|message| message.text().contains("Signed in: work")).count();
    assert_eq!(told, 1);
    let log = bot.stop().await;
    for secret in ["pretend-refresh-token", "pretend-access-token", "pretend-code"] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
    sandbox.stop().await;
}
