//! `janji run`: a message becomes an event, is listed and cancelled; the bot ends in order, and comes back.

use janji::clock::Clock;
use janji::sandbox::telegram::{Message, Telegram};
use janji::sandbox::{EVERYWHERE, Fault, How, Often, Sandbox};

use crate::support::bot::{Bot, folder, in_time, janji, processes_in, run_to_end, settings, until};
use crate::support::world::ANA;

/// The pretend world, by the system's clock.
async fn sandbox() -> Sandbox {
    Sandbox::start(Clock::system(), chrono_tz::Asia::Kuala_Lumpur).await.unwrap()
}

/// Waits until the bot's newest message to Ana has all these words in it.
async fn hears(telegram: &Telegram, words: &[&str]) -> Message {
    let newest = |telegram: &Telegram| {
        let message = telegram.last_from_bot(ANA.chat())?;
        let text = message.text();
        words.iter().all(|word| text.contains(word)).then_some(message)
    };
    in_time(&words.join(", "), telegram.wait_until(|telegram| newest(telegram).is_some())).await;
    newest(telegram).unwrap()
}

#[tokio::test]
async fn a_person_is_served_and_nothing_is_left_when_the_bot_is_told_to_stop() {
    let (sandbox, folder) = (sandbox().await, folder());
    let (telegram, google) = (sandbox.telegram(), sandbox.google());
    let mut bot = Bot::start(folder.path(), &settings(&sandbox, folder.path()));

    telegram.user_says(ANA.chat(), ANA, "lunch with Sarah tomorrow 1pm");
    let added = hears(telegram, &["Added: lunch with Sarah", "13:00–14:00"]).await;
    assert_eq!(google.count(), 1);
    telegram.user_says(ANA.chat(), ANA, "/list");
    hears(telegram, &["1. 13:00–14:00 · lunch with Sarah"]).await;
    assert!(telegram.press(ANA.chat(), ANA, added.id, "Cancel").is_some());
    in_time("the press is answered", telegram.quiet()).await;
    let is_cancelled = |telegram: &Telegram| {
        let message = telegram.message(ANA.chat(), added.id);
        message.is_some_and(|message| message.text().contains("Cancelled: lunch with Sarah"))
    };
    in_time("the message says so", telegram.wait_until(is_cancelled)).await;
    assert_eq!(google.count(), 0);

    bot.ready().await;
    assert_eq!(bot.asked("/healthz").await, Some((200, "alive\n".to_owned())));
    let (status, metrics) = bot.asked("/metrics").await.unwrap();
    assert_eq!(status, 200);
    for metric in ["janji_google_calls_total", "janji_updates_total", "janji_sync_rounds_total"] {
        assert!(metrics.contains(metric), "{metric} is not in:\n{metrics}");
    }

    assert!(processes_in(folder.path()).iter().any(|process| process.contains("redis-server")));
    bot.signal("TERM");
    assert_eq!(bot.ended().await.code(), Some(0), "{}", bot.log());
    assert!(!bot.log().contains("not every message is answered"), "{}", bot.log());
    assert!(!bot.log().contains('\u{1b}'), "a log that no terminal shows has no colours");
    assert_eq!(processes_in(folder.path()), Vec::<String>::new());
    sandbox.stop().await;
}

#[tokio::test]
async fn what_was_said_while_the_bot_was_away_is_answered_and_what_it_knew_it_still_knows() {
    let (sandbox, folder) = (sandbox().await, folder());
    let telegram = sandbox.telegram();
    let settings = settings(&sandbox, folder.path());
    let mut bot = Bot::start(folder.path(), &settings);
    telegram.user_says(ANA.chat(), ANA, "dentist tomorrow 4pm");
    hears(telegram, &["Added: dentist"]).await;
    bot.kill().await;
    // The guard of its redis-server is about to end it; a bot that starts at once waits for that.
    sandbox.google().faults().inject(EVERYWHERE, Fault::before(How::Status(503)), Often::Always);
    telegram.user_says(ANA.chat(), ANA, "/list");
    let bot = Bot::start(folder.path(), &settings);
    hears(telegram, &["1. 16:00–17:00 · dentist"]).await;
    bot.stop().await;
    sandbox.stop().await;
}

#[tokio::test]
async fn a_message_not_answered_in_time_when_the_bot_stops_is_answered_at_the_next_start() {
    let (sandbox, folder) = (sandbox().await, folder());
    let (telegram, google) = (sandbox.telegram(), sandbox.google());
    let settings = settings(&sandbox, folder.path());
    let mut bot = Bot::start(folder.path(), &settings);
    bot.ready().await;
    telegram.faults().inject("sendMessage", Fault::before(How::Silence), Often::Always);
    telegram.user_says(ANA.chat(), ANA, "dentist tomorrow 4pm");
    until("it is in the calendar", async || google.count() == 1).await;
    bot.signal("INT");
    assert_eq!(bot.ended().await.code(), Some(0), "{}", bot.log());
    assert!(bot.log().contains("not every message is answered"), "{}", bot.log());

    telegram.faults().clear();
    let bot = Bot::start(folder.path(), &settings);
    hears(telegram, &["Added: dentist"]).await;
    assert_eq!(google.count(), 1);
    bot.stop().await;
    sandbox.stop().await;
}

#[tokio::test]
async fn a_second_bot_on_the_same_data_folder_is_refused_in_a_sentence() {
    let (sandbox, folder) = (sandbox().await, folder());
    let mut settings = settings(&sandbox, folder.path());
    let bot = Bot::start(folder.path(), &settings);
    bot.ready().await;
    settings.insert("RUST_LOG".to_owned(), "off".to_owned());
    let second = run_to_end(janji(folder.path(), &settings, &["run"])).await;
    assert_eq!(second.status.code(), Some(1));
    let said = String::from_utf8(second.stderr).unwrap();
    let data = folder.path().join("data");
    let expected = format!(
        "janji: the data folder {} is in use by another Janji: stop that one, or set JANJI_DATA to another folder\n",
        data.display()
    );
    assert_eq!(said, expected);
    bot.stop().await;
    sandbox.stop().await;
}
