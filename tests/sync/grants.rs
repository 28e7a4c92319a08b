//! A grant that is no more: said once, and nothing is asked until there is another.

use super::*;

#[tokio::test]
async fn a_revoked_grant_is_told_once_a_day_and_nothing_more_is_asked() {
    let world = World::new().await;
    world.made_in_google("lunch", 3);
    world.round(Depth::Incremental).await;
    world.google().revoke_grant();
    world.google().expire_access_tokens();
    assert_eq!(world.failing_round().await.trouble(), Some(Trouble::Grant));
    assert_eq!(world.told().await, ["trouble: Grant"]);
    let calls = world.google().all_calls();
    for _ in 0..5 {
        world.clock.move_to(world.now() + Duration::hours(4));
        assert_eq!(world.failing_round().await.trouble(), Some(Trouble::Grant));
    }
    assert_eq!(world.told().await, [""; 0]);
    world.clock.move_to(world.now() + Duration::hours(5));
    world.failing_round().await;
    assert_eq!(world.told().await, ["trouble: Grant"]);
    assert_eq!(world.submit(world.creation(1, "dinner", 3)).await, Outcome::Queued(Trouble::Grant));
    assert_eq!(world.google().all_calls(), calls, "nothing is asked without a grant");
    assert_eq!(world.titles().await, ["lunch"]);
}

#[tokio::test]
async fn with_a_new_grant_what_was_kept_is_carried_out_and_people_hear_that_it_is_over() {
    let world = World::new().await;
    world.google().revoke_grant();
    assert_eq!(world.failing_round().await.trouble(), Some(Trouble::Grant));
    assert_eq!(world.submit(world.creation(1, "dinner", 3)).await, Outcome::Queued(Trouble::Grant));
    assert_eq!(world.told().await, ["trouble: Grant"]);
    world.google().restore_grant();
    let restarted = process(&world, bounds(1_000)).await;
    let summary = restarted.round(&world.account, Depth::Incremental, world.now()).await.unwrap();
    assert_eq!(summary.carried_out, 1);
    assert_eq!(world.told().await, ["dinner landed", "recovered"]);
}
