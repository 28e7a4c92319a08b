//! What is damaged, or panics, costs itself alone.

use insta::assert_snapshot;
use janji::model::{AccountState, Departure, Notice, NoticeKind};

use super::stage::{ANA, Stage, account, endless, event};

#[tokio::test]
async fn a_notice_that_is_damaged_or_panics_costs_itself_alone() {
    let stage = Stage::set().await.without_budi().await;
    let notice = |id: &str, was| Notice {
        id: id.into(),
        account: account(),
        chat: None,
        kind: NoticeKind::gone(was, Departure::Cancelled),
    };
    let notices = [
        notice("1", event("Call", "15:00:00")),
        notice("2", event("Lunch", "13:00:00")),
        notice("3", endless("Party", "18:00:00")),
        notice("4", event("Tea", "16:00:00")),
    ];
    stage.put(&AccountState::default(), &notices).await;
    let records = stage.store.keys().account(&account(), "notice");
    stage.redis.ask::<()>(redis::cmd("HSET").arg(records).arg("2").arg("nonsense")).await;
    stage.tick("09:01:00").await;
    let said = stage.read(ANA);
    for (title, times) in [("Call", 1), ("Lunch", 0), ("Party", 0), ("Tea", 1)] {
        assert_eq!(said.matches(title).count(), times, "{said}");
    }
    assert_eq!(stage.redis.count_notices(stage.store.keys(), &account()).await, 0, "none of them comes again");
}

#[tokio::test]
async fn a_change_that_panics_costs_itself_alone() {
    let stage = Stage::set().await.without_budi().await;
    let (lunch, call) = (event("Lunch", "13:00:00"), event("Call", "13:00:00"));
    stage.has(&lunch).await;
    stage.has(&call).await;
    stage.tick("12:50:00").await;
    stage.read(ANA);
    stage.has(&endless("Lunch", "13:30:00")).await;
    stage.loses(&call).await;
    stage.tick("12:51:00").await;
    assert_snapshot!(stage.read(ANA), @"Janji (edits 2): ❌ Cancelled: ~Call~, Tuesday 10 March, 13:00–14:00");
    assert_eq!(stage.store.amends(10).await.unwrap(), [], "it does not come again");
}
