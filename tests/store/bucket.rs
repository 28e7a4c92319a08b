//! The shared bucket: how many messages slot, and when. Waits are added up, not waited for.

use std::time::Duration;

use janji::model::{ChatId, Rate, Rates};
use janji::store::{Slot, Store};

use crate::support::redis::Redis;

/// Far beyond what a test takes, so that rates do not depend on how long that is.
const SLOW: Rates = Rates {
    overall: Rate { interval: Duration::from_secs(100), burst: 4 },
    chat: Rate { interval: Duration::from_mins(50), burst: 2 },
    group: Rate { interval: Duration::from_mins(150), burst: 3 },
};

/// Its key.
const BUCKET: &str = "bot:{4242}:bucket";

async fn draw(store: &Store, chats: &[i64], horizon: Duration) -> Vec<Slot> {
    let chats: Vec<ChatId> = chats.iter().copied().map(ChatId).collect();
    store.draw(&chats, horizon, 0, &SLOW).await.unwrap()
}

/// About `seconds` seconds: a test takes less than a minute.
fn is_about(span: Duration, seconds: u64) -> bool {
    (seconds.saturating_sub(60)..=seconds).contains(&span.as_secs())
}

#[tokio::test]
async fn all_chats_share_one_rate_and_turns_are_taken_up_to_the_horizon() {
    let redis = Redis::start().await;
    let store = redis.store();
    let slots = draw(&store, &[1, 2, 3, 4, 5, 6, 7], Duration::from_secs(210)).await;
    for (nth, slot) in slots.iter().enumerate() {
        let fits = match (nth, *slot) {
            (0..4, Slot::After(wait)) => wait.is_zero(),
            (4, Slot::After(wait)) => is_about(wait, 100),
            (5, Slot::After(wait)) => is_about(wait, 200),
            (6, Slot::AllPaused(rest)) => is_about(rest, 90),
            _ => false,
        };
        assert!(fits, "{nth}: {slot:?}");
    }
    // One in no hurry waits longer to be given a turn, and takes none until then.
    for _ in 0..2 {
        let patient = draw(&store, &[8], Duration::ZERO).await;
        assert!(matches!(patient[0], Slot::AllPaused(rest) if is_about(rest, 300)), "{patient:?}");
    }
}

#[tokio::test]
async fn a_chat_that_has_sent_its_burst_rests_and_takes_no_turn_from_others() {
    let redis = Redis::start().await;
    let store = redis.store();
    let slots = draw(&store, &[1, 1, 1, 1, 2, 3], Duration::ZERO).await;
    assert_eq!(slots[..2], [Slot::After(Duration::ZERO); 2]);
    for slot in &slots[2..4] {
        assert!(matches!(slot, Slot::ChatPaused(rest) if is_about(*rest, 3_000)), "{slot:?}");
    }
    assert_eq!(slots[4..], [Slot::After(Duration::ZERO); 2]);
}

#[tokio::test]
async fn a_group_rests_longer() {
    let redis = Redis::start().await;
    let store = redis.store();
    let rates = Rates { chat: Rate { burst: 9, ..SLOW.chat }, overall: Rate { burst: 99, ..SLOW.overall }, ..SLOW };
    let slots = store.draw(&[ChatId(-1); 4], Duration::ZERO, 0, &rates).await.unwrap();
    assert_eq!(slots[..3], [Slot::After(Duration::ZERO); 3]);
    assert!(matches!(slots[3], Slot::ChatPaused(rest) if is_about(rest, 9_000)), "{slots:?}");
}

#[tokio::test]
async fn a_chat_that_telegram_refuses_rests_alone_and_three_of_them_rest_all() {
    let redis = Redis::start().await;
    let store = redis.store();
    let span = Duration::from_secs(7_000);
    assert!(!store.block(ChatId(1), span, &SLOW).await.unwrap());
    assert!(!store.block(ChatId(1), span, &SLOW).await.unwrap());
    let slots = draw(&store, &[1, 2], Duration::ZERO).await;
    assert!(matches!(slots[0], Slot::ChatPaused(rest) if is_about(rest, 7_000)), "{slots:?}");
    assert_eq!(slots[1], Slot::After(Duration::ZERO));
    assert!(!store.block(ChatId(2), span, &SLOW).await.unwrap());
    assert!(store.block(ChatId(3), span, &SLOW).await.unwrap());
    let slots = draw(&store, &[4], Duration::ZERO).await;
    assert!(matches!(slots[0], Slot::AllPaused(rest) if is_about(rest, 7_000)), "{slots:?}");
}

#[tokio::test]
async fn the_bucket_forgets_chats_that_may_get_a_whole_burst_again() {
    let redis = Redis::start().await;
    let store = redis.store();
    let quick = Rate { interval: Duration::from_micros(1), burst: 1 };
    let rates = Rates { overall: quick, chat: quick, group: quick };
    for chat in 0..50 {
        store.draw(&[ChatId(chat)], Duration::from_secs(1), 0, &rates).await.unwrap();
    }
    let size: usize = redis.ask(redis::cmd("ZCARD").arg(BUCKET)).await;
    assert!(size <= 3, "{size} entries");
}

#[tokio::test]
async fn a_clock_that_was_set_back_keeps_nobody_waiting() {
    let redis = Redis::start().await;
    let store = redis.store();
    draw(&store, &[1, 1, 2, 3, 4, 5], Duration::from_secs(210)).await;
    // What was drawn an hour ahead, when the clock was an hour ahead.
    let drawn: Vec<(String, f64)> =
        redis.ask(redis::cmd("ZRANGE").arg(BUCKET).arg("0").arg("-1").arg("WITHSCORES")).await;
    for (who, at) in drawn {
        redis.ask::<()>(redis::cmd("ZADD").arg(BUCKET).arg(at + 3.6e9).arg(who)).await;
    }
    assert_eq!(draw(&store, &[1, 6], Duration::ZERO).await, [Slot::After(Duration::ZERO); 2]);
}

#[test]
fn the_rates_never_exceed_what_telegram_takes() {
    // The most that slots in any span: a burst, and what follows it.
    let most = |rate: Rate, span: Duration| {
        let after = span.as_micros().div_ceil(rate.interval.as_micros()) - 1;
        u128::from(rate.burst) + after
    };
    assert!(most(Rates::TELEGRAM.overall, Duration::from_secs(1)) <= 30);
    assert!(most(Rates::TELEGRAM.group, Duration::from_mins(1)) <= 20);
    assert!(Rates::TELEGRAM.overall.interval <= Duration::from_millis(35));
}
