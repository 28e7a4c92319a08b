//! Storage goes away in the middle of an edit: what people were told of it holds.

use janji::sandbox::{EVERYWHERE, Fault, How, Often};
use janji::store::{Ending, Known};

use super::*;

impl World {
    async fn edits(&self) -> u64 {
        self.store.count_edits(&self.account).await.unwrap()
    }

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
async fn an_edit_that_was_said_not_to_be_done_is_taken_back() {
    let world = World::new().await;
    world.made_here(1, "breakfast", 2).await;
    let before = world.additions().await;
    world.hold_writes().await;
    let failure = world.sync.submit(world.creation(2, "lunch", 3), world.now()).await.unwrap_err();
    assert!(failure.is_storage_away(), "{failure}");
    world.let_writes_go().await;
    until("written down after all", async || world.additions().await != before).await;
    until("taken back", async || world.edits().await == 0).await;
    assert_eq!(world.round(Depth::Incremental).await.carried_out, 0);
    assert_eq!(world.titles_at_google(), ["breakfast"]);
    assert_eq!(world.told().await, [""; 0]);
    let later = world.submit(world.creation(2, "lunch", 3)).await;
    assert!(matches!(later, Outcome::Agreed(_)), "it can be asked for again: {later:?}");
}

#[tokio::test]
async fn an_edit_that_was_said_not_to_be_done_and_is_done_all_the_same_is_told() {
    let world = World::new().await;
    let event = world.made_here(1, "breakfast", 2).await;
    let (creation, renaming) = (world.creation(1, "breakfast", 2), world.renaming(2, &event, "brunch"));
    world.hold_writes().await;
    let failure = world.sync.submit(creation, world.now()).await.unwrap_err();
    assert!(failure.is_storage_away(), "{failure}");
    world.let_writes_go().await;
    until("told", async || world.store.count_notices(&world.account).await.unwrap() == 1).await;
    assert_eq!(world.told().await, ["breakfast landed"], "it had ended before");

    assert_eq!(world.store.put_edit(&renaming, world.now()).await.unwrap(), Known::New);
    assert_eq!(world.store.take_back_edit(&renaming, world.now()).await.unwrap(), None);
    let outcome = Outcome::Refused(Trouble::Forbidden);
    let kind = NoticeKind::Refused { title: "brunch".into(), trouble: Trouble::Forbidden, origin: renaming.origin };
    let id = "edit".to_owned();
    let notice = Some(janji::model::Notice { id, account: world.account.clone(), chat: None, kind });
    let ending = Ending { outcome, put: None, drop: vec![], notice };
    world.store.finish_edit(&renaming, &ending, world.now()).await.unwrap();
    assert_eq!(
        world.told().await,
        ["brunch refused: Forbidden"],
        "somebody was carrying it out when it was taken back"
    );
}

#[tokio::test]
async fn an_edit_that_others_were_told_is_kept_is_not_taken_back() {
    let world = World::new().await;
    world.google().faults().inject(EVERYWHERE, Fault::before(How::Status(503)), Often::Always);
    let edit = world.creation(1, "lunch", 3);
    assert_eq!(world.submit(edit.clone()).await, Outcome::Queued(Trouble::Away));
    assert_eq!(world.store.take_back_edit(&edit, world.now()).await.unwrap(), None);
    assert_eq!(world.edits().await, 1);
}

#[tokio::test]
async fn what_was_kept_is_told_though_storage_went_away_before_that_was_noted() {
    let mut world = World::with_a_file().await;
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
