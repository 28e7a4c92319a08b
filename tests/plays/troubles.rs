//! Google, Redis and the grant fail: people are told, and nothing is lost or doubled.

use insta::assert_snapshot;
use janji::sandbox::{EVERYWHERE, Fault, How, Often};

use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn an_event_made_while_google_is_away_is_kept_and_carried_out_later() {
    let world = World::open().await;
    world.sandbox.google().faults().inject(EVERYWHERE, Fault::before(How::Status(503)), Often::Always);
    assert_snapshot!(world.says(ANA, "dentist friday 4.30pm").await, @"");
    assert_snapshot!(world.says(BUDI, "jumpa bos esok 3 petang").await, @"");
    assert_eq!(world.sandbox.google().count(), 0);
    world.sandbox.google().faults().clear();
    world.round().await;
    assert_snapshot!(world.reads(ANA.chat()), @"");
    world.forget_notices();
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn success_at_google_with_a_lost_answer_makes_no_twin() {
    let world = World::open().await;
    world.sandbox.google().faults().inject("events.insert", Fault::after(How::Cut), Often::Times(1));
    world.says(ANA, "dentist friday 4.30pm").await;
    world.round().await;
    world.forget_notices();
    assert_eq!(world.sandbox.google().count(), 1);
    world.close().await;
}

#[tokio::test]
async fn a_revoked_grant_is_told_once_and_lists_go_on() {
    let world = World::open().await;
    world.says(ANA, "dentist friday 4.30pm").await;
    world.sandbox.google().revoke_grant();
    world.sandbox.google().expire_access_tokens();
    world.round().await;
    assert_snapshot!(world.reads(ANA.chat()), @"");
    assert_snapshot!(world.reads(BUDI.chat()), @"");
    assert_snapshot!(world.reads(MEI.chat()), @"");
    let calls = world.sandbox.google().all_calls();
    world.round().await;
    assert_eq!(world.sandbox.google().all_calls(), calls, "nothing is asked with a dead grant");
    assert_snapshot!(world.says(ANA, "/list").await, @"");
    assert_snapshot!(world.says(ANA, "/status").await, @"");
    assert_snapshot!(world.says(ANA, "lunch tomorrow 1pm").await, @"");
    world.close().await;
}

#[tokio::test]
async fn every_class_of_failure_is_told_in_words() {
    for (status, said) in [(401, "auth"), (403, "forbidden"), (429, "quota"), (500, "away"), (400, "invalid")] {
        let world = World::open().await;
        world.sandbox.google().faults().inject("events.insert", Fault::before(How::Status(status)), Often::Always);
        let told = world.says(ANA, "dentist friday 4.30pm").await;
        insta::with_settings!({ snapshot_path => "told", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(said, told);
        });
        world.sandbox.google().faults().clear();
        world.round().await;
        world.forget_notices();
        world.close().await;
    }
}

#[tokio::test]
async fn storage_away_is_said_and_nothing_is_done() {
    let mut world = World::open().await;
    world.redis.kill();
    assert_snapshot!(world.says_while_storage_is_away(ANA, "dentist friday 4.30pm").await, @"");
    assert_snapshot!(world.says_while_storage_is_away(BUDI, "jumpa bos esok 3 petang").await, @"");
    assert_eq!(world.sandbox.google().count(), 0);
    world.redis.restart().await;
    assert_snapshot!(world.says(ANA, "dentist friday 4.30pm").await, @"");
    world.forget_notices();
    world.close().await;
}

#[tokio::test]
async fn an_emptied_redis_is_rebuilt_from_google() {
    let mut world = World::open().await;
    for text in ["standup tomorrow 9am", "dentist friday 4.30pm"] {
        world.says(ANA, text).await;
    }
    world.redis.kill();
    world.redis.restart().await;
    world.round().await;
    world.forget_notices();
    assert_snapshot!(world.says(ANA, "/list").await, @"");
    assert_eq!(world.app.pending_reminders().await.unwrap(), 6);
    world.close().await;
}
