//! Chats that are unavailable for a while: no other chat waits for them, and no message comes twice.

use std::sync::Arc;
use std::time::Duration as StdDuration;

use chrono::Duration;
use janji::model::{AccountState, ChatId, Departure, Notice, NoticeKind, UserId};
use janji::sandbox::{Fault, How, Often, telegram};
use janji::store::Counts;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::stage::{ANA, BUDI, Stage, account, at, event};
use crate::support::cast;
use crate::support::waiting::in_time;

/// The loop, running until it is told to stop.
fn run(stage: &Stage) -> (CancellationToken, JoinHandle<()>) {
    let stop = CancellationToken::new();
    let (reminders, told) = (stage.reminders.clone(), stop.clone());
    (stop, tokio::spawn(async move { reminders.run(told).await }))
}

/// Waits until a chat has seen something, and returns all that it has seen since it was last read.
async fn hears(stage: &Stage, person: UserId, what: &str) -> String {
    let chat = telegram::ChatId(ChatId::private(person).0);
    let mut seen = String::new();
    let mut changed = stage.telegram().subscribe();
    loop {
        changed.mark_unchanged();
        seen += &stage.telegram().read(chat);
        if seen.contains(what) {
            return seen;
        }
        in_time(what, changed.changed()).await.unwrap();
    }
}

#[tokio::test]
async fn a_chat_that_rests_holds_up_nobody_elses_reminders_notices_or_edits() {
    let mut stage = Stage::set().await;
    let (lunch, call) = (event("Lunch", "13:00:00"), event("Call", "13:10:00"));
    stage.has(&lunch).await;
    stage.has(&call).await;
    stage.store.block(ChatId::private(ANA), StdDuration::from_secs(50), &janji::model::Rates::TELEGRAM).await.unwrap();
    let (stop, running) = run(&stage);
    stage.clock.move_to(at("12:50:00"));
    hears(&stage, BUDI, "Lunch").await;
    stage.clock.move_to(at("13:00:00"));
    hears(&stage, BUDI, "Call").await;
    let gone = NoticeKind::gone(event("Dinner", "19:00:00"), Departure::Cancelled);
    let notice = Notice { id: "1".into(), account: account(), chat: None, kind: gone };
    stage.put(&AccountState::default(), &[notice]).await;
    stage.schedule.wake();
    hears(&stage, BUDI, "Dinner").await;
    let mut moved = lunch.clone();
    moved.when = moved.when.moved_by(Duration::hours(1)).unwrap();
    stage.has(&moved).await;
    hears(&stage, BUDI, "edits").await;
    assert_eq!(stage.read(ANA), "");
    // Told to stop, it gives back what Ana has not heard.
    stop.cancel();
    running.await.unwrap();
    assert_eq!(stage.store.count_reminders().await.unwrap().taken, 0);
    assert_eq!(stage.redis.count_notices(stage.store.keys(), &account()).await, 1);
    stage.has_rested().await;
    stage.starts_again();
    stage.tick("13:00:30").await;
    let told = stage.read(ANA);
    for title in ["Call", "Dinner"] {
        assert_eq!(told.matches(title).count(), 1, "{told}");
    }
}

#[tokio::test]
async fn what_was_said_is_not_said_again_when_it_is_taken_again_before_it_is_acknowledged() {
    let stage = Arc::new(Stage::set().await.without_budi().await);
    stage.has(&event("Lunch", "13:00:00")).await;
    let slowly = Fault::after(How::Delay(StdDuration::from_millis(300)));
    stage.sandbox.telegram().faults().inject("sendMessage", slowly, Often::Times(1));
    let first = tokio::spawn({
        let stage = stage.clone();
        async move { stage.tick("12:50:00").await }
    });
    let is_told = |telegram: &telegram::Telegram| {
        telegram.last_from_bot(cast::ANA.chat()).is_some_and(|last| last.text().contains("Lunch"))
    };
    in_time("lunch is told", stage.telegram().wait_until(is_told)).await;
    // It stands in the chat, and nobody here knows yet.
    stage.leases_end().await;
    stage.tick("12:50:01").await;
    first.await.unwrap();
    assert_eq!(stage.read(ANA).matches("Lunch").count(), 1);
    assert_eq!(stage.store.count_reminders().await.unwrap(), Counts::default());
}

#[tokio::test]
async fn a_reminder_that_is_tried_often_leaves_one_record_of_its_button() {
    let stage = Stage::set().await.without_budi().await;
    stage.has(&event("Lunch", "13:00:00")).await;
    stage.rests(ChatId::private(ANA)).await;
    for time in ["12:50:00", "12:50:10", "12:50:20"] {
        stage.tick(time).await;
        stage.leases_end().await;
    }
    let handles = stage.redis.keys().await.into_iter().filter(|key| key.contains(":handle:"));
    assert_eq!(handles.count(), 1);
}
