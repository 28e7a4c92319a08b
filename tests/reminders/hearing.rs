//! Who hears a notice, and how often.

use chrono::Duration;
use insta::assert_snapshot;
use janji::model::{AccountState, ChatId, Departure, Event, Notice, NoticeKind, Origin, Trouble};

use super::stage::{ANA, BUDI, Stage, account, at, event};

fn notice(id: &str, kind: NoticeKind) -> Notice {
    Notice { id: id.into(), account: account(), chat: None, kind }
}

fn cancelled(title: &str) -> Notice {
    notice(title, NoticeKind::gone(event(title, "15:00:00"), Departure::Cancelled))
}

#[tokio::test]
async fn a_chat_that_cannot_be_had_costs_nobody_else_a_repetition() {
    let stage = Stage::set().await;
    stage.rests(ChatId::private(ANA)).await;
    stage.put(&AccountState::default(), &[cancelled("Call")]).await;
    stage.tick("09:01:00").await;
    assert_eq!(stage.read(ANA), "");
    assert!(stage.read(BUDI).contains("Call"));
    for _ in 0..2 {
        stage.leases_end().await;
        stage.tick("09:02:00").await;
        assert_eq!(stage.read(BUDI), "");
    }
    stage.has_rested().await;
    stage.leases_end().await;
    stage.tick("09:03:00").await;
    assert!(stage.read(ANA).contains("Call"));
    assert_eq!(stage.read(BUDI), "");
    assert_eq!(stage.redis.count_notices(stage.store.keys(), &account()).await, 0);
}

#[tokio::test]
async fn what_nobody_may_miss_is_told_to_those_too_who_want_no_reminders() {
    let stage = Stage::set().await.without_budi().await;
    let trouble = notice("grant", NoticeKind::Trouble(Trouble::Grant));
    stage.put(&AccountState::default(), &[cancelled("Call"), trouble]).await;
    stage.tick("09:01:00").await;
    assert_snapshot!(stage.read(BUDI), @"
    Janji: ⚠️ Google access has expired.
        The bot’s operator needs to run janji connect and set the new token.
        Your list and existing reminders still work.
    ");
    let told = stage.read(ANA);
    assert!(told.contains("Call") && told.contains("Google access has expired"), "{told}");
}

#[tokio::test]
async fn a_round_is_one_message_that_names_or_counts_each_change() {
    let stage = Stage::set().await.without_budi().await;
    let moved = |n: u32| {
        let was = Event { place: Some("a long way to go ".repeat(18)), ..event(&format!("Event {n}"), "13:00:00") };
        let is = Event { when: was.when.moved_by(Duration::hours(1)).unwrap(), ..was.clone() };
        notice(&n.to_string(), NoticeKind::changed(was, is))
    };
    let mut notices: Vec<Notice> = (0..30).map(moved).collect();
    notices.push(notice(
        "refused",
        NoticeKind::Refused {
            title: "Yoga".into(),
            trouble: Trouble::Invalid,
            origin: Origin { chat: ChatId::private(ANA), user: ANA, message: None },
        },
    ));
    stage.put(&AccountState::default(), &notices).await;
    stage.tick("09:01:00").await;
    let told = stage.read(ANA);
    assert_eq!(told.matches("Janji: ").count(), 1, "{told}");
    assert!(told.starts_with("Janji: ❌ Your change to Yoga couldn’t be saved."), "{told}");
    let named = told.matches("Moved in Google").count();
    assert!(named > 3 && told.contains(&format!("…and {} more changes", 30 - named)), "{told}");
    assert_eq!(stage.redis.count_notices(stage.store.keys(), &account()).await, 0);
}

#[tokio::test]
async fn two_processes_tell_a_notice_once() {
    let stage = Stage::set().await.without_budi().await;
    stage.put(&AccountState::default(), &["a", "b", "c"].map(cancelled)).await;
    let other = stage.process();
    let now = at("09:00:00");
    let (one, two) = tokio::join!(stage.reminders.tick(now), other.tick(now));
    one.unwrap();
    two.unwrap();
    assert_eq!(stage.read(ANA).matches("Cancelled in Google").count(), 3);
}
