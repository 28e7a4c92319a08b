//! A message that fails, panics, or is forgotten by storage while it is handled: it affects no other message, and is answered.

use std::time::Duration;

use chrono::{DateTime, Utc};
use insta::assert_snapshot;
use janji::clock::pause;
use janji::model::{Event, EventTime};
use janji::sandbox::telegram::Telegram;
use janji::sandbox::{Fault, How, Often};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusRecorder};

use crate::support::bot::{in_time, until};
use crate::support::errors as logged;
use crate::support::redis::Redis;
use crate::support::world::{ANA, BUDI, World};

/// How many errors of a class were counted.
fn errors(recorder: &PrometheusRecorder, class: &str) -> String {
    let metrics = recorder.handle().render();
    let line = metrics.lines().find(|line| line.starts_with(&format!("janji_errors_total{{class=\"{class}\"}}")));
    line.and_then(|line| line.rsplit(' ').next()).unwrap_or("0").to_owned()
}

#[tokio::test]
async fn a_message_that_fails_three_times_is_quarantined_and_costs_no_other() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let _counting = metrics::set_default_local_recorder(&recorder);
    let world = World::open().await;
    let store = world.store();
    let profile = store.keys().chat(janji::model::ChatId(ANA.0), "profile");
    world.redis.write(&profile, "nonsense").await;
    let answer = world.says(ANA, "/list").await;
    let all = world.redis.quarantined(store.keys()).await;
    let [quarantined] = all.as_slice() else { panic!("{all:?}") };
    let reference = format!("{:08x}", quarantined.id.0);
    assert_snapshot!(answer.replace(&reference, "…"), @"
    Ana: /list
    Janji: 😕 Sorry, something went wrong. Reference: …
    ");
    assert_eq!(errors(&recorder, "chat"), "3");
    assert_eq!(store.inbox_depth().await.unwrap(), 0, "it does not come again");

    world.says(BUDI, "/help").await;
    world.redis.delete(&profile).await;
    assert!(world.says(ANA, "/list").await.contains("Nothing coming up"));
    logged::expect("a message failed");
    world.close().await;
}

#[tokio::test]
async fn a_message_whose_answer_cannot_be_worded_without_a_panic_costs_itself_alone() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let _counting = metrics::set_default_local_recorder(&recorder);
    let world = World::open().await;
    world.says(ANA, "dentist friday 4.30pm").await;
    let store = world.store();
    let account = janji::model::AccountId::derive(janji::sandbox::google::CLIENT_ID, "primary");
    let [dentist] = store.all_events(&account).await.unwrap().try_into().unwrap();
    // An end that no clock of Kuala Lumpur can show.
    let EventTime::Timed { start, .. } = dentist.when else { panic!("{dentist:?}") };
    let damaged = Event { when: EventTime::Timed { start, end: DateTime::<Utc>::MAX_UTC }, ..dentist.clone() };
    let key = store.keys().event(&account, &dentist.id);
    world.redis.write(&key, &serde_json::to_string(&damaged).unwrap()).await;

    let answer = world.says(ANA, "/list").await;
    assert!(answer.contains("Sorry, something went wrong. Reference: "), "{answer}");
    assert_eq!(errors(&recorder, "panic"), "3");
    assert_eq!(store.inbox_count_quarantined().await.unwrap(), 1);
    assert_eq!(store.inbox_depth().await.unwrap(), 0);

    world.redis.write(&key, &serde_json::to_string(&dentist).unwrap()).await;
    assert!(world.says(ANA, "/list").await.contains("dentist"));
    logged::expect("a message caused a panic");
    world.close().await;
}

#[tokio::test]
async fn a_saved_answer_that_cannot_be_read_is_made_again_and_said_once() {
    let world = World::open().await;
    let (telegram, store) = (world.sandbox.telegram(), world.store());
    hold_first_insert(&world, "dentist friday 4.30pm").await;
    telegram.user_says(ANA.chat(), ANA, "/help");
    until("it waits behind the other", async || store.inbox_depth().await.unwrap() == 2).await;
    // As another version may have kept it.
    let waiting = store.inbox_pending().await.unwrap().pop().unwrap();
    let answers = store.keys().bot("inbox:answers");
    world.redis.ask::<()>(redis::cmd("HSET").arg(answers).arg(waiting.id.0).arg("{\"words\":[]}")).await;
    // For two seconds a process does not ask how a message stands that it has stored.
    pause(FRESH).await;
    world.google().faults().clear();
    world.settle().await;
    let said = world.reads(ANA.chat());
    assert_eq!(said.matches("/cancel").count().min(1), 1, "{said}");
    assert_eq!(said.matches("Janji:").count(), 2, "{said}");
    assert_eq!(store.inbox_depth().await.unwrap(), 0);
    logged::expect("a saved answer cannot be read");
    world.close().await;
}

#[tokio::test]
async fn messages_in_progress_and_waiting_when_storage_is_emptied_are_answered() {
    let world = World::open().await;
    let (telegram, store) = (world.sandbox.telegram(), world.store());
    hold_first_insert(&world, "dentist friday 4.30pm").await;
    telegram.user_says(ANA.chat(), ANA, "lunch saturday 1pm");
    until("it waits behind the other", async || store.inbox_depth().await.unwrap() == 2).await;
    world.redis.empty().await;
    world.google().faults().clear();
    world.settle().await;
    let said = world.reads(ANA.chat());
    assert!(said.contains("Added: dentist"), "{said}");
    assert!(said.contains("Added: lunch"), "{said}");
    assert_eq!(world.sandbox.google().count(), 2);
    assert_eq!(store.inbox_depth().await.unwrap(), 0);
    assert_snapshot!(world.everybody_reads(), @"");
    world.close().await;
}

#[tokio::test]
async fn a_message_in_progress_when_storage_goes_down_is_kept_and_answered_when_it_is_back() {
    let mut world = World::open_on(Redis::start_durable().await, &[]).await;
    let (telegram, google) = (world.sandbox.telegram().clone(), world.sandbox.google().clone());
    google.faults().inject("events.list", Fault::before(How::Held), Often::Times(1));
    telegram.user_says(ANA.chat(), ANA, "/sync");
    until("google is asked", async || google.faults().struck("events.list") == 1).await;
    world.redis.kill();
    let waits = "Got your message, but I can’t reach my database right now.";
    let has_heard =
        |telegram: &Telegram| telegram.messages(ANA.chat()).iter().any(|message| message.text().contains(waits));
    in_time("hearing that it is kept", telegram.wait_until(has_heard)).await;
    world.redis.restart().await;
    google.faults().clear();
    world.storage_is_back().await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Ana: /sync
    Janji: 🕓 Got your message, but I can’t reach my database right now. I’ll handle it and reply as soon as it’s back.
    Janji: ✅ In sync with Google. No changes.
    ");
    assert_snapshot!(world.everybody_reads(), @"");
    world.close().await;
}

/// As long as `store` takes a message that this process has stored to be as it was.
const FRESH: Duration = Duration::from_secs(2);

/// Somebody asks for an event, and Google makes it when the faults are cleared.
async fn hold_first_insert(world: &World, text: &str) {
    let google = world.sandbox.google();
    google.faults().inject("events.insert", Fault::before(How::Held), Often::Times(1));
    world.sandbox.telegram().user_says(ANA.chat(), ANA, text);
    until("google is asked", async || google.faults().struck("events.insert") == 1).await;
}
