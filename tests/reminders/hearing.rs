//! Who hears a notice, and how often.

use janji::model::{AccountState, ChatId, Notice, NoticeKind};

use super::stage::{AISYAH, Stage, account, at, event};

fn notice(id: &str, kind: NoticeKind) -> Notice {
    Notice { id: id.into(), account: account(), chat: None, kind }
}

fn cancelled(title: &str) -> Notice {
    notice(title, NoticeKind::Cancelled { was: Box::new(event(title, "15:00:00")) })
}

#[tokio::test]
async fn a_chat_that_cannot_be_had_costs_nobody_else_a_repetition() {
    let stage = Stage::set().await;
    stage.rests(ChatId::private(AISYAH)).await;
    stage.put(&AccountState::default(), &[cancelled("Call")]).await;
    stage.tick("09:01:00").await;
    assert_eq!(stage.read(7), "");
    assert!(stage.read(8).contains("Call"));
    for _ in 0..2 {
        stage.leases_end().await;
        stage.tick("09:02:00").await;
        assert_eq!(stage.read(8), "");
    }
    stage.has_rested().await;
    stage.leases_end().await;
    stage.tick("09:03:00").await;
    assert!(stage.read(7).contains("Call"));
    assert_eq!(stage.read(8), "");
    assert_eq!(stage.store.count_notices(&account()).await.unwrap(), 0);
}

#[tokio::test]
async fn two_processes_tell_a_notice_once() {
    let stage = Stage::set().await.without_budi().await;
    stage.put(&AccountState::default(), &["a", "b", "c"].map(cancelled)).await;
    let other = Stage::process(&stage.store, &stage.clock);
    let now = at("09:00:00");
    let (one, two) = tokio::join!(stage.reminders.tick(&stage.outbox, now), other.tick(&stage.outbox, now));
    one.unwrap();
    two.unwrap();
    assert_eq!(stage.read(7).matches("Cancelled in Google").count(), 3);
}
