//! Plans that are made side by side.

use chrono::Duration;
use janji::model::{AccountState, CacheAction, CachePut, CacheRow, Event};
use janji::store::{Changes, Committed, Shard};

use super::stage::{Stage, account, at, event};

#[tokio::test]
async fn a_plan_of_what_an_event_was_does_not_stand() {
    let stage = Stage::set().await.without_budi().await;
    let now = at("09:00:00");
    let event = |number: i64| {
        let event = event(&format!("e{number:04}"), "12:00:00");
        Event { when: event.when.moved_by(Duration::seconds(number)).unwrap(), ..event }
    };
    let events: Vec<Event> = (0..3_000).map(event).collect();
    let put = |event: &Event| CacheRow {
        action: CacheAction::Put(Box::new(CachePut { event: event.clone(), replan: None, replaces: None })),
        notice: None,
    };
    let changes = Changes { rows: events.iter().map(put).collect(), notices: Vec::new() };
    let lease = stage.store.take_round(&account(), std::time::Duration::from_mins(1)).await.unwrap().unwrap();
    let mark = stage.store.mark(&account()).await.unwrap();
    let how = AccountState::default();
    let written = stage.store.commit_round(&lease, &mark, &changes, None, &how, now).await.unwrap();
    assert_eq!(written, Committed::Done);

    let everything = tokio::spawn({
        let schedule = stage.schedule.clone();
        async move { schedule.replan_all(&account(), now).await.unwrap() }
    });
    while stage.store.planned(&account(), &events[0].id).await.unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
    let last = &events[2_999];
    stage.has(&Event { when: last.when.moved_by(Duration::hours(-2)).unwrap(), ..last.clone() }).await;
    everything.await.unwrap();
    let heads = stage.store.heads(&[Shard::of(&account())]).await.unwrap();
    assert_eq!(heads[0].due, Some(at("10:39:59")), "it begins at 10:49:59 now");
    assert_eq!(heads[0].waiting, 3_000);
}
