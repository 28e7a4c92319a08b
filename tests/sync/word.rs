//! Storage goes away in the middle of an edit: what people were told of it holds.

use janji::sandbox::{Fault, How, Often};

use super::*;

impl World {
    /// Lets Redis hold back whatever writes, until it is let go: its answers are lost, and what was asked is done later.
    async fn hold_writes(&self) {
        self.redis.ask::<()>(redis::cmd("CLIENT").arg("PAUSE").arg(600_000).arg("WRITE")).await;
    }

    async fn let_writes_go(&self) {
        self.redis.ask::<()>(redis::cmd("CLIENT").arg("UNPAUSE")).await;
    }

    /// How often something was added to a sorted set of Redis.
    async fn additions(&self) -> String {
        let stats: String = self.redis.ask(redis::cmd("INFO").arg("commandstats")).await;
        let line = stats.lines().find(|line| line.starts_with("cmdstat_zadd:")).unwrap_or_default();
        line.split(',').next().unwrap_or_default().to_owned()
    }
}

#[tokio::test]
async fn an_edit_whose_writing_down_went_unheard_is_submitted_again_and_carried_out_once() {
    let world = World::new().await;
    world.made_here(1, "breakfast", 2).await;
    let before = world.additions().await;
    world.hold_writes().await;
    let failure = world.sync.submit(world.creation(2, "lunch", 3), world.now()).await.unwrap_err();
    assert!(failure.is_storage_away(), "{failure}");
    world.let_writes_go().await;
    until("written down after all", async || world.additions().await != before).await;
    let outcome = world.submit(world.creation(2, "lunch", 3)).await;
    assert!(matches!(outcome, Outcome::Agreed(_)), "{outcome:?}");
    assert_eq!(world.round(Depth::Incremental).await.carried_out, 0);
    assert_eq!(world.titles_at_google(), ["breakfast", "lunch"]);
    assert_eq!(world.told().await, [""; 0], "the answer has told it");
}

#[tokio::test]
async fn what_was_kept_is_told_though_storage_went_away_before_that_was_noted() {
    let mut world = World::with_a_file().await;
    // Storage dies while the answer is waited for, which only the end of the person's patience ends.
    for point in ["events.insert", "events.get"] {
        world.google().faults().inject(point, Fault::after(How::Silence), Often::Always);
    }
    let submitted = tokio::spawn({
        let (sync, edit, now) = (world.sync.clone(), world.creation(1, "lunch", 3), world.now());
        async move { sync.submit(edit, now).await }
    });
    until("asked", async || !world.asked().is_empty()).await;
    world.redis.kill();
    assert_eq!(submitted.await.unwrap().unwrap(), Outcome::Queued(Trouble::Away));
    world.redis.restart().await;
    let is_kept = async || world.store.edits(&world.account).await.is_ok_and(|edits| edits[0].kept.is_some());
    until("kept", is_kept).await;
    world.google().faults().clear();
    world.round(Depth::Incremental).await;
    assert_eq!(world.titles_at_google(), ["lunch"]);
    assert_eq!(world.told().await, ["lunch landed"]);
}
