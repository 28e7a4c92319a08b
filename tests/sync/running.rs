//! The loop: rounds when they are due, and at once when Redis has lost what it knew.

use janji::model::{Account, EventPlan};
use tokio_util::sync::CancellationToken;

use super::*;

/// A loop that runs, until it is dropped.
struct Running {
    stop: CancellationToken,
    task: tokio::task::JoinHandle<()>,
}

impl Running {
    fn start(world: &World) -> Self {
        Self::of(&world.sync)
    }

    fn of(sync: &Sync) -> Self {
        let stop = CancellationToken::new();
        let (sync, stopped) = (sync.clone(), stop.clone());
        Self { stop, task: tokio::spawn(async move { sync.run(stopped).await }) }
    }

    async fn stop(self) {
        self.stop.cancel();
        self.task.await.unwrap();
    }
}

impl World {
    fn lists(&self) -> u64 {
        self.google().calls("events.list")
    }
}

#[tokio::test]
async fn rounds_come_every_five_minutes_and_every_minute_while_somebody_is_active() {
    let world = World::new().await;
    let running = Running::start(&world);
    let has_synced = async |at: DateTime<Utc>| {
        until("synced", async || world.store.account_state(&world.account).await.unwrap().last_good == Some(at)).await;
    };
    has_synced(world.now()).await;
    world.clock.move_to(world.now() + Duration::minutes(5));
    has_synced(world.now()).await;
    assert_eq!(world.lists(), 2);
    let shared = [Account { id: world.account.clone(), calendar: "primary".to_owned() }];
    world.sync.nudge(&shared, world.now()).await.unwrap();
    for _ in 0..3 {
        world.clock.move_to(world.now() + Duration::minutes(1));
        has_synced(world.now()).await;
    }
    assert_eq!(world.lists(), 5);
    running.stop().await;
}

#[tokio::test]
async fn an_idle_day_costs_few_calls_with_three_processes() {
    let world = World::new().await;
    let mut running = Vec::new();
    for _ in 0..3 {
        running.push(Running::of(&process(&world, bounds(1_000)).await));
    }
    let end = world.now() + Duration::days(1);
    let next = async || world.store.account_state(&world.account).await.unwrap().next;
    until("synced", async || next().await.is_some()).await;
    let mut due = next().await.unwrap();
    while due <= end {
        world.clock.move_to(due);
        until("synced", async || next().await.is_some_and(|next| next > due)).await;
        due = next().await.unwrap();
    }
    for one in running {
        one.stop().await;
    }
    assert!(world.google().all_calls() <= 320, "{}", world.google().all_calls());
}

#[tokio::test]
async fn reminders_that_a_process_died_before_planning_are_planned_at_the_next_start() {
    let world = World::new().await;
    world.full_round().await;
    let made = world.made_here(1, "dentist", 1).await;
    assert_eq!(world.reminders(&made.id).await, 1);
    // As the copy is when the event has been written and nothing has been planned.
    world.store.put_plans(&[EventPlan::none(&world.account, &made.id)], world.now()).await.unwrap();
    let replan = world.store.keys().account(&world.account, "replan");
    world.redis.ask::<()>(redis::cmd("HSET").arg(replan).arg(&*made.id).arg(format!("here:{}", made.etag))).await;
    assert_eq!(world.reminders(&made.id).await, 0);

    world.clock.move_to(world.now() + Duration::minutes(55));
    let running = Running::start(&world);
    until("it is planned", async || world.reminders(&made.id).await == 1).await;
    running.stop().await;
}

#[tokio::test]
async fn an_edit_that_waits_is_tried_again_after_a_minute() {
    use janji::sandbox::{Fault, How, Often};
    let world = World::new().await;
    let running = Running::start(&world);
    until("synced", async || world.lists() == 1).await;
    world.google().faults().inject("events.insert", Fault::before(How::Status(503)), Often::Always);
    assert_eq!(world.submit(world.creation(1, "lunch", 3)).await, Outcome::Queued(Trouble::Away));
    world.google().faults().clear();
    world.clock.move_to(world.now() + Duration::minutes(1));
    until("carried out", async || world.store.count_edits(&world.account).await.unwrap() == 0).await;
    running.stop().await;
    assert_eq!(world.titles_at_google(), ["lunch"]);
    assert_eq!(world.told().await, ["lunch landed"]);
}

#[tokio::test]
async fn an_emptied_redis_is_noticed_and_rebuilt_without_anybody_asking() {
    let world = World::with_running_clock().await;
    world.made_in_google("lunch", 3);
    let running = Running::start(&world);
    until("synced", async || world.store.epoch().await.unwrap().is_some()).await;
    let mut connection = world.redis.client().get_multiplexed_async_connection().await.unwrap();
    redis::cmd("FLUSHALL").query_async::<()>(&mut connection).await.unwrap();
    until("rebuilt", async || world.titles().await == ["lunch"]).await;
    until("told", async || world.told().await == ["rebuilt"]).await;
    running.stop().await;
    world.assert_equal().await;
}

#[tokio::test]
async fn a_recovery_that_is_asked_for_is_tried_until_it_goes_well() {
    use janji::sandbox::{Fault, How, Often};
    let world = World::new().await;
    let lunch = world.made_in_google("lunch", 3);
    world.round(Depth::Incremental).await;
    world.redis.delete(&world.store.keys().event(&world.account, &lunch)).await;
    world.google().faults().inject("events.list", Fault::before(How::Status(503)), Often::Times(1));
    let restarted = process(&world, bounds(1_000)).await;
    // The process before was killed within a round, and has the account still.
    let killed = world.store.take_round(&world.account, StdDuration::from_mins(1)).await.unwrap().unwrap();
    world.clock.move_to(world.now() + Duration::seconds(1));
    restarted.recover();
    let scripts_run = async || {
        let stats: String = world.redis.ask(redis::cmd("INFO").arg("commandstats")).await;
        let calls = stats.lines().find_map(|line| line.strip_prefix("cmdstat_evalsha:calls="));
        calls.and_then(|calls| calls.split(',').next()?.parse::<u64>().ok()).unwrap_or_default()
    };
    let before = scripts_run().await;
    let running = Running::of(&restarted);
    until("the loop has looked for the account", async || scripts_run().await > before).await;
    world.store.release_round(&killed).await.unwrap();
    world.clock.move_to(world.now() + Duration::seconds(1));
    let state = async || world.store.account_state(&world.account).await.unwrap();
    until("refused", async || state().await.failures == 1).await;
    assert_eq!(world.titles().await, [""; 0]);
    world.clock.move_to(world.now() + Duration::minutes(2));
    until("recovered", async || state().await.failures == 0).await;
    running.stop().await;
    assert_eq!(world.titles().await, ["lunch"]);
    assert_eq!(state().await.is_consistent, Some(true));
}

#[tokio::test]
async fn a_process_whose_grant_is_gone_leaves_the_account_to_one_with_a_better_one() {
    let world = World::new().await;
    world.google().revoke_grant();
    world.google().expire_access_tokens();
    assert_eq!(world.failing_round().await.trouble(), Some(Trouble::Grant));
    world.google().restore_grant();
    let better = process(&world, bounds(1_000)).await;
    let running = [Running::of(&world.sync), Running::of(&better)];
    world.clock.move_to(world.now() + Duration::seconds(1));
    better.round(&world.account, Depth::Incremental, world.now()).await.unwrap();
    assert_eq!(world.told().await, ["trouble: Grant", "recovered"]);
    let state = async || world.store.account_state(&world.account).await.unwrap();
    for _ in 0..30 {
        // Time enough for either of them.
        let due = state().await.next.unwrap() + Duration::seconds(10);
        world.clock.move_to(due);
        until("synced", async || state().await.last_try == Some(due)).await;
        assert_eq!(state().await.trouble, None);
    }
    for one in running {
        one.stop().await;
    }
    assert_eq!(world.told().await, [""; 0]);
}
