//! A message that crashes the process each time it is handled: it is given up in words, and affects no other message.

use janji::chat::reference;
use janji::model::{ChatId, Incoming};
use janji::sandbox::telegram::{Telegram, UserId};
use janji::sandbox::{Fault, How, Often};

use super::stage::{PEOPLE, Stage, row, said, title, wish};
use crate::support::bot::{in_time, until};
use crate::support::redis::Redis;
use crate::support::world::{ANA, BUDI};

/// How often it is begun until it is given up: twice among others, and then three times alone.
const TRIES: u32 = 5;

/// How often the process crashes while it handles another message too.
const BOTH: u32 = 2;

/// What lies in the inbox for somebody.
async fn pending(stage: &Stage, user: UserId) -> Option<Incoming> {
    stage.store().inbox_pending_of(ChatId(user.chat().0)).await.unwrap().into_iter().next()
}

/// How often something in the inbox was begun; without a number, when it was put there.
async fn tries(stage: &Stage, incoming: &Incoming) -> u32 {
    let key = format!("bot:{{{}}}:inbox:tries", stage.sandbox.telegram().bot().id.0);
    let tries: Option<u32> = stage.redis.ask(redis::cmd("HGET").arg(key).arg(incoming.id.0)).await;
    tries.unwrap_or(1)
}

/// Waits until a user's message is being handled for the `number`th time, or is answered.
async fn is_begun(stage: &Stage, user: UserId, number: u32) {
    until("the message is being handled", async || match pending(stage, user).await {
        Some(incoming) => tries(stage, &incoming).await == number,
        None => true,
    })
    .await;
}

#[tokio::test]
async fn a_message_that_kills_the_process_is_given_up_and_costs_nobody_elses() {
    let stage = Stage::open(Redis::start().await, &[]).await;
    let (telegram, google) = (stage.sandbox.telegram(), stage.sandbox.google());
    let mut bot = stage.bot("bot");
    stage.greet(&PEOPLE).await;
    bot.ready().await;

    // A message that hangs is in progress until the process is killed.
    for point in ["events.list", "events.insert"] {
        google.faults().inject(point, Fault::before(How::Silence), Often::Always);
    }
    stage.says(ANA, "/sync");
    stage.says(BUDI, &wish(&title("errand", 0), 0));
    until("both lie in the inbox", async || telegram.pending_updates() == 0 && pending(&stage, ANA).await.is_some())
        .await;
    let deadly = pending(&stage, ANA).await.unwrap();
    for number in 1..=TRIES {
        is_begun(&stage, ANA, number).await;
        if number <= BOTH {
            is_begun(&stage, BUDI, number).await;
        }
        bot.kill().await;
        if number == BOTH {
            google.faults().clear();
            google.faults().inject("events.list", Fault::before(How::Silence), Often::Always);
        }
        stage.end_turn().await;
        bot = stage.bot("bot");
    }

    let hears = |user: UserId, words: &str| {
        let words = words.to_owned();
        async move {
            let is_said = |telegram: &Telegram| said(telegram, user.chat()).iter().any(|text| text.contains(&words));
            in_time(&words, telegram.wait_until(is_said)).await;
        }
    };
    hears(ANA, &reference(deadly.id)).await;
    hears(BUDI, &title("errand", 0)).await;
    assert_eq!(stage.redis.quarantined(stage.store().keys()).await, std::slice::from_ref(&deadly));
    stage.says(ANA, "/help");
    hears(ANA, "/list").await;
    google.faults().clear();
    bot.stop().await;

    assert_eq!(stage.at_google()[&title("errand", 0)], 1);
    let sorry = reference(deadly.id);
    assert_eq!(said(telegram, ANA.chat()).iter().filter(|text| text.contains(&sorry)).count(), 1);
    row("a message that kills the process", &[("crashes", TRIES.to_string()), ("others lost", "0".to_owned())]);
    stage.close().await;
}
