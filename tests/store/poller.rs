//! The turn to poll: leased, renewed, taken over.

use std::time::Duration;

use janji::store::{PollTurn, Store};

use crate::support::redis::Redis;
use crate::support::waiting::until;

const LONG: Duration = Duration::from_mins(1);

async fn fence(store: &Store, me: &str, span: Duration) -> Option<u64> {
    match store.lease_poller(me, span).await.unwrap() {
        PollTurn::Ours { fence } => Some(fence),
        PollTurn::Theirs { left, .. } => {
            assert!(left <= LONG);
            None
        }
    }
}

#[tokio::test]
async fn one_polls_at_a_time_and_keeps_its_number_while_it_renews() {
    let redis = Redis::start().await;
    let store = redis.store();
    let first = fence(&store, "a", LONG).await.unwrap();
    assert_eq!(fence(&store, "b", LONG).await, None);
    assert_eq!(fence(&store, "a", LONG).await, Some(first));
    store.release_poller("b").await.unwrap();
    assert_eq!(fence(&store, "b", LONG).await, None);
    store.release_poller("a").await.unwrap();
    assert!(fence(&store, "b", LONG).await.unwrap() > first);
}

#[tokio::test]
async fn a_turn_that_is_not_renewed_is_taken_over_with_a_higher_number() {
    let redis = Redis::start().await;
    let store = redis.store();
    let first = fence(&store, "a", Duration::from_millis(20)).await.unwrap();
    // The lease ends by Redis' own clock.
    let mut second = None;
    until("the turn is taken over", async || {
        second = fence(&store, "b", LONG).await;
        second.is_some()
    })
    .await;
    assert!(second > Some(first));
    assert_eq!(fence(&store, "a", LONG).await, None);
}

#[tokio::test]
async fn after_the_store_was_emptied_or_restored_no_number_comes_again() {
    let redis = Redis::start().await;
    let store = redis.store();
    let first = fence(&store, "a", LONG).await.unwrap();
    redis.empty().await;
    let second = fence(&store, "b", LONG).await.unwrap();
    assert!(second > first);
    redis.delete("bot:{4242}:poller").await;
    redis.write("bot:{4242}:poller:fence", "7").await;
    assert!(fence(&store, "c", LONG).await.unwrap() > second);
}

#[tokio::test]
async fn the_turn_of_the_dead_is_taken_over_at_once_and_of_no_other() {
    let redis = Redis::start().await;
    let store = redis.store();
    let first = fence(&store, "a", LONG).await.unwrap();
    let PollTurn::Theirs { holder, .. } = store.lease_poller("b", LONG).await.unwrap() else { panic!("it is taken") };
    assert_eq!(holder, "a");
    assert!(matches!(store.take_over_poller("b", "c", LONG).await.unwrap(), PollTurn::Theirs { .. }));
    let PollTurn::Ours { fence: second } = store.take_over_poller("b", "a", LONG).await.unwrap() else {
        panic!("it is not taken over")
    };
    assert!(second > first);
    // A second one that found the same dead process does not take it over again.
    assert!(matches!(store.take_over_poller("c", "a", LONG).await.unwrap(), PollTurn::Theirs { .. }));
}
