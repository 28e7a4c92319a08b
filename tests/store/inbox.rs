//! The durable inbox: put, opened, answered, settled.

use chrono::{DateTime, Utc};
use janji::clock::Clock;
use janji::model::{ChatId, ChatKind, Incoming, IncomingKind, MessageId, UpdateId, UserId};
use janji::store::{Opened, PollTurn, Put, Receipt, Store};
use std::time::Duration;

use crate::support::redis::Redis;

fn now() -> DateTime<Utc> {
    "2026-03-10T02:00:00Z".parse().unwrap()
}

fn incoming(id: u32, chat: i64) -> Incoming {
    Incoming {
        id: UpdateId(id),
        chat: ChatId(chat),
        chat_kind: ChatKind::Private,
        thread: None,
        user: UserId(7),
        language: None,
        name: None,
        sent: now(),
        forwarded: None,
        kind: IncomingKind::Text { message: MessageId(1), text: format!("text {id}"), reply_to: None, times: vec![] },
    }
}

async fn turn(store: &Store, me: &str) -> u64 {
    match store.lease_poller(me, Duration::from_mins(1)).await.unwrap() {
        PollTurn::Ours { fence } => fence,
        PollTurn::Theirs { left, .. } => panic!("it is another's turn for {left:?}"),
    }
}

async fn put(store: &Store, incoming: &[Incoming], fence: u64) -> Receipt {
    store.inbox_put(incoming, fence, Put::First).await.unwrap()
}

/// How something stands that lay in the inbox.
async fn open(store: &Store, incoming: &Incoming, most: u32) -> Opened {
    store.inbox_open(incoming, None, most).await.unwrap()
}

fn ids(incoming: &[Incoming]) -> Vec<u32> {
    incoming.iter().map(|incoming| incoming.id.0).collect()
}

#[tokio::test]
async fn what_is_put_lies_there_in_its_order_until_it_is_done() {
    let redis = Redis::start().await;
    let store = redis.store();
    let fence = turn(&store, "a").await;
    // Numbers of updates start again at random; what counts is when they came.
    let all = [incoming(900, 1), incoming(5, 1), incoming(7, 2), incoming(6, 1)];
    assert_eq!(put(&store, &all, fence).await, Receipt::Stored(vec![true; 4]));
    assert_eq!(store.inbox_depth().await.unwrap(), 4);
    assert_eq!(store.inbox_pending_of(ChatId(1)).await.unwrap(), [all[0].clone(), all[1].clone(), all[3].clone()]);
    assert_eq!(ids(&store.inbox_pending_of(ChatId(2)).await.unwrap()), [7]);
    assert_eq!(ids(&store.inbox_pending_of(ChatId(11)).await.unwrap()), [0; 0]);
    assert_eq!(store.inbox_pending().await.unwrap().len(), 4);
    store.inbox_done(&all[0]).await.unwrap();
    store.inbox_done(&all[0]).await.unwrap();
    assert_eq!(ids(&store.inbox_pending().await.unwrap()), [5, 6, 7]);
}

#[tokio::test]
async fn many_messages_keep_their_order_over_many_steps() {
    let redis = Redis::start().await;
    let store = redis.store();
    let fence = turn(&store, "a").await;
    let all: Vec<Incoming> = (0..1_234).map(|id| incoming(id, -5)).collect();
    for batch in all.chunks(100) {
        put(&store, batch, fence).await;
    }
    assert_eq!(store.inbox_pending().await.unwrap(), all);
    assert_eq!(store.inbox_pending_of(ChatId(-5)).await.unwrap(), all[..128]);
}

#[tokio::test]
async fn what_comes_twice_is_known_even_when_it_is_done() {
    let redis = Redis::start().await;
    let store = redis.store();
    let fence = turn(&store, "a").await;
    put(&store, &[incoming(1, 1)], fence).await;
    assert_eq!(put(&store, &[incoming(1, 1), incoming(2, 1)], fence).await, Receipt::Stored(vec![false, true]));
    store.inbox_done(&incoming(1, 1)).await.unwrap();
    assert_eq!(put(&store, &[incoming(1, 1)], fence).await, Receipt::Stored(vec![false]));
    assert_eq!(ids(&store.inbox_pending().await.unwrap()), [2]);
}

#[tokio::test]
async fn what_is_put_again_because_the_answer_was_lost_counts_as_new() {
    let redis = Redis::start().await;
    let store = redis.store();
    let fence = turn(&store, "a").await;
    put(&store, &[incoming(1, 1), incoming(2, 1)], fence).await;
    store.inbox_done(&incoming(1, 1)).await.unwrap();
    let again = store.inbox_put(&[incoming(1, 1), incoming(2, 1)], fence, Put::Again).await.unwrap();
    assert_eq!(again, Receipt::Stored(vec![false, true]));
    assert_eq!(ids(&store.inbox_pending().await.unwrap()), [2]);
}

#[tokio::test]
async fn one_who_lost_the_turn_puts_nothing_there() {
    let redis = Redis::start().await;
    let store = redis.store();
    let old = turn(&store, "a").await;
    store.release_poller("a").await.unwrap();
    let new = turn(&store, "b").await;
    assert!(new > old);
    assert_eq!(put(&store, &[incoming(1, 1)], old).await, Receipt::Lost);
    assert_eq!(store.inbox_depth().await.unwrap(), 0);
    assert_eq!(put(&store, &[incoming(1, 1)], new).await, Receipt::Stored(vec![true]));
}

#[tokio::test]
async fn the_first_answer_is_kept_and_no_other() {
    let redis = Redis::start().await;
    let store = redis.store();
    let fence = turn(&store, "a").await;
    let one = incoming(1, 1);
    put(&store, std::slice::from_ref(&one), fence).await;
    assert_eq!(open(&store, &one, 2).await, Opened::Unanswered);
    assert!(store.inbox_keep_answer(&one, "first", None).await.unwrap());
    assert!(!store.inbox_keep_answer(&one, "second", None).await.unwrap());
    assert!(!store.inbox_keep_answer(&one, "second", Some("an older one")).await.unwrap());
    assert_eq!(open(&store, &one, 2).await, Opened::Answered("first".into()));
    assert!(store.inbox_keep_answer(&one, "readable", Some("first")).await.unwrap());
    assert_eq!(open(&store, &one, 2).await, Opened::Answered("readable".into()));
    store.inbox_done(&one).await.unwrap();
    assert_eq!(open(&store, &one, 2).await, Opened::Settled);
    assert!(!store.inbox_keep_answer(&one, "late", None).await.unwrap());
}

#[tokio::test]
async fn what_storage_has_forgotten_while_it_is_in_progress_is_put_again() {
    let redis = Redis::start().await;
    let store = redis.store();
    let fence = turn(&store, "a").await;
    let (waiting, in_progress) = (incoming(1, 1), incoming(2, 2));
    put(&store, &[waiting.clone(), in_progress.clone()], fence).await;
    assert_eq!(open(&store, &in_progress, 2).await, Opened::Unanswered);
    redis.empty().await;
    assert_eq!(open(&store, &waiting, 2).await, Opened::Unanswered);
    assert!(store.inbox_keep_answer(&in_progress, "words", None).await.unwrap());
    assert_eq!(store.inbox_pending().await.unwrap(), [waiting, in_progress.clone()]);
    assert_eq!(open(&store, &in_progress, 2).await, Opened::Answered("words".into()));
    store.inbox_done(&in_progress).await.unwrap();
    assert_eq!(open(&store, &in_progress, 2).await, Opened::Settled, "it is settled, and not forgotten");
}

#[tokio::test]
async fn what_fails_is_counted_and_what_is_quarantined_is_there_once_and_stays_until_it_is_done() {
    let redis = Redis::start().await;
    let store = redis.store();
    let fence = turn(&store, "a").await;
    let one = incoming(1, 1);
    put(&store, std::slice::from_ref(&one), fence).await;
    for count in 1..=3 {
        assert_eq!(store.inbox_failed(one.id).await.unwrap(), count);
        store.inbox_quarantine(&one).await.unwrap();
        assert_eq!(store.inbox_count_quarantined().await.unwrap(), 1);
    }
    assert_eq!(store.inbox_pending().await.unwrap(), std::slice::from_ref(&one));
    store.inbox_done(&one).await.unwrap();
    assert_eq!(redis.quarantined(store.keys()).await, [one]);
    let left = ["aside", "fence", "poller", "seen", "sequence"];
    let keys = redis.keys().await;
    assert_eq!(keys.len(), left.len(), "{keys:?}");
    assert!(left.iter().all(|part| keys.iter().any(|key| key.contains("bot:{4242}:") && key.ends_with(part))));
}

#[tokio::test]
async fn what_cannot_be_read_is_quarantined_and_does_not_come_again() {
    let redis = Redis::start().await;
    let store = redis.store();
    let fence = turn(&store, "a").await;
    put(&store, &[incoming(1, 1), incoming(2, 1)], fence).await;
    let records = store.keys().bot("inbox");
    let record: String = redis.ask(redis::cmd("HGET").arg(&records).arg(1)).await;
    let damaged = format!("{} nonsense", record.split(' ').next().unwrap());
    redis.ask::<()>(redis::cmd("HSET").arg(&records).arg(1).arg(damaged)).await;
    for _ in 0..2 {
        assert_eq!(ids(&store.inbox_pending().await.unwrap()), [2]);
        assert_eq!((store.inbox_depth().await.unwrap(), store.inbox_count_quarantined().await.unwrap()), (1, 1));
    }
    let aside: Vec<String> = redis.ask(redis::cmd("LRANGE").arg(store.keys().bot("inbox:aside")).arg(0).arg(-1)).await;
    assert_eq!(aside, ["nonsense"], "for an operator to see");
}

#[tokio::test]
async fn a_try_is_counted_before_it_begins_and_none_is_once_there_is_an_answer() {
    let redis = Redis::start().await;
    let store = redis.store();
    let fence = turn(&store, "a").await;
    let (one, other) = (incoming(1, 1), incoming(2, 2));
    put(&store, &[one.clone(), other.clone()], fence).await;
    let open_one = async |most| open(&store, &one, most).await;
    for (most, expected) in [
        // Putting it was the first.
        (2, Opened::Unanswered),
        // A process that finds too many attempts has not begun one, so the number stays.
        (2, Opened::Exhausted),
        (2, Opened::Exhausted),
        (3, Opened::Unanswered),
        (3, Opened::Exhausted),
    ] {
        assert_eq!(open_one(most).await, expected);
    }
    assert_eq!(open(&store, &other, 1).await, Opened::Exhausted);
    assert_eq!(open(&store, &other, 2).await, Opened::Unanswered);
    assert!(store.inbox_keep_answer(&one, "answer", None).await.unwrap());
    assert_eq!(open_one(3).await, Opened::Answered("answer".into()));
}

#[tokio::test]
async fn a_process_that_has_just_put_something_has_opened_it_with_that() {
    let redis = Redis::start().await;
    let store = redis.store();
    let fence = turn(&store, "a").await;
    let one = incoming(1, 1);
    put(&store, std::slice::from_ref(&one), fence).await;
    let just_now = Some(Clock::system().stopwatch());
    for _ in 0..3 {
        assert_eq!(store.inbox_open(&one, just_now, 2).await.unwrap(), Opened::Unanswered);
    }
    assert_eq!(open(&store, &one, 2).await, Opened::Unanswered, "it was tried once");
    assert_eq!(open(&store, &one, 2).await, Opened::Exhausted);
}

#[tokio::test]
async fn storage_that_is_away_says_so_and_takes_up_again() {
    let mut redis = Redis::start().await;
    let store = redis.store();
    turn(&store, "a").await;
    redis.kill();
    for _ in 0..5 {
        assert!(store.inbox_depth().await.is_err());
    }
    redis.restart().await;
    // The first call finds the broken connection and opens a new one.
    drop(store.inbox_depth().await);
    assert_eq!(store.inbox_depth().await.unwrap(), 0);
}
