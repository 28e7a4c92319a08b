//! The life of a reminder in the store: planned, due, taken, acknowledged.

use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};
use janji::model::{AccountId, ChatId, Etag, Event, EventId, EventPlan, EventTime, Lead, Reminder, TakenReminder};
use janji::reminders::{PlanFor, Recipient, plan};
use janji::store::{Counts, Shard, Store};

use crate::support::redis::Redis;

const LEASE: StdDuration = StdDuration::from_mins(1);

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// 10 March 2026, 15:00 to 16:00 in Kuala Lumpur.
fn lunch() -> Event {
    Event::new(
        EventId("lunch".into()),
        Etag("1".into()),
        "lunch".into(),
        EventTime::Timed { start: at("2026-03-10T07:00:00Z"), end: at("2026-03-10T08:00:00Z") },
        chrono_tz::Asia::Kuala_Lumpur,
    )
}

fn later(event: &Event, by: Duration) -> Event {
    Event { when: event.when.moved_by(by).unwrap(), ..event.clone() }
}

fn account() -> AccountId {
    AccountId("2v8k4m1c0q".into())
}

fn planned(event: &Event, chats: &[i64], now: DateTime<Utc>) -> EventPlan {
    let recipients: Vec<_> = chats
        .iter()
        .map(|&chat| Recipient {
            chat: ChatId(chat),
            was: None,
            leads: vec![Lead { minutes: 10 }],
            zone: event.zone,
            quiet: None,
        })
        .collect();
    plan(event, &account(), &recipients, now, PlanFor::CameFromGoogle)
}

async fn take(store: &Store, limit: usize, lease: StdDuration, now: DateTime<Utc>) -> Vec<TakenReminder> {
    store.take_due(Shard::of(&account()), limit, lease, now).await.unwrap()
}

fn reminders(taken: &[TakenReminder]) -> Vec<&Reminder> {
    taken.iter().map(|taken| &taken.reminder).collect()
}

#[tokio::test]
async fn a_reminder_is_taken_when_it_is_due_and_said_once() {
    let redis = Redis::start().await;
    let store = redis.store();
    let now = at("2026-03-10T01:00:00Z");
    let plan = planned(&lunch(), &[7], now);
    assert_eq!(store.put_plans(std::slice::from_ref(&plan), now).await.unwrap(), 1);
    assert_eq!(take(&store, 10, LEASE, at("2026-03-10T06:49:59.999Z")).await, []);

    let taken = take(&store, 10, LEASE, at("2026-03-10T06:50:00Z")).await;
    assert_eq!(reminders(&taken), [&plan.coming[0]]);
    assert_eq!(store.count_reminders().await.unwrap(), Counts { due: 0, taken: 1 });
    assert_eq!(take(&store, 10, LEASE, at("2026-03-10T06:50:00Z")).await, []);

    assert_eq!(store.ack(&[&taken[0]]).await.unwrap(), [true]);
    assert_eq!(store.ack(&[&taken[0]]).await.unwrap(), [false]);
    assert_eq!(store.count_reminders().await.unwrap(), Counts::default());
    // Planning again, as every round may, does not say it again.
    assert_eq!(store.put_plans(&[plan], at("2026-03-10T06:55:00Z")).await.unwrap(), 0);
    assert_eq!(store.count_reminders().await.unwrap(), Counts::default());
}

#[tokio::test]
async fn planning_twice_changes_nothing() {
    let redis = Redis::start().await;
    let store = redis.store();
    let now = at("2026-03-10T01:00:00Z");
    let plan = planned(&lunch(), &[7, 8, -5], now);
    assert_eq!(store.put_plans(std::slice::from_ref(&plan), now).await.unwrap(), 3);
    assert_eq!(store.put_plans(std::slice::from_ref(&plan), now).await.unwrap(), 0);
    assert_eq!(store.count_reminders().await.unwrap(), Counts { due: 3, taken: 0 });
    assert_eq!(store.planned(&account(), &lunch().id).await.unwrap().len(), 3);
}

#[tokio::test]
async fn a_moved_event_reminds_at_its_new_time_only() {
    let redis = Redis::start().await;
    let store = redis.store();
    let now = at("2026-03-10T01:00:00Z");
    store.put_plans(&[planned(&lunch(), &[7], now)], now).await.unwrap();
    let moved = planned(&later(&lunch(), Duration::hours(2)), &[7], now);
    store.put_plans(std::slice::from_ref(&moved), now).await.unwrap();
    assert_eq!(take(&store, 10, LEASE, at("2026-03-10T08:49:59Z")).await, []);
    assert_eq!(reminders(&take(&store, 10, LEASE, at("2026-03-10T08:50:00Z")).await), [&moved.coming[0]]);
}

#[tokio::test]
async fn an_event_that_is_gone_leaves_nothing() {
    let redis = Redis::start().await;
    let store = redis.store();
    let now = at("2026-03-10T01:00:00Z");
    store.put_plans(&[planned(&lunch(), &[7, 8], now)], now).await.unwrap();
    store.put_plans(&[EventPlan::none(&account(), &lunch().id)], now).await.unwrap();
    assert_eq!(redis.keys().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_lead_that_had_passed_is_never_said() {
    let redis = Redis::start().await;
    let store = redis.store();
    let now = at("2026-03-10T06:55:00Z");
    let late = planned(&lunch(), &[7], now);
    let passed = EventPlan { coming: Vec::new(), passed: late.coming.clone(), ..late.clone() };
    store.put_plans(&[passed], now).await.unwrap();
    assert_eq!(store.put_plans(&[late], now).await.unwrap(), 0);
    assert_eq!(store.count_reminders().await.unwrap(), Counts::default());
}

#[tokio::test]
async fn what_is_due_and_not_yet_taken_is_not_lost_by_planning_it_as_passed() {
    let redis = Redis::start().await;
    let store = redis.store();
    let made = at("2026-03-10T01:00:00Z");
    let plan = planned(&lunch(), &[7], made);
    store.put_plans(std::slice::from_ref(&plan), made).await.unwrap();
    // Ten seconds after it fell due a person changes the leads, and everything is planned again.
    let now = at("2026-03-10T06:50:10Z");
    let again = EventPlan { coming: Vec::new(), passed: plan.coming.clone(), ..plan.clone() };
    store.put_plans(&[again], now).await.unwrap();
    assert_eq!(reminders(&take(&store, 10, LEASE, now).await), [&plan.coming[0]]);
}

#[tokio::test]
async fn a_lease_that_runs_out_gives_the_reminder_to_the_next_and_fences_the_holder_off() {
    let redis = Redis::start().await;
    let store = redis.store();
    let now = at("2026-03-10T06:50:00Z");
    store.put_plans(&[planned(&lunch(), &[7], now)], now).await.unwrap();

    let frozen = take(&store, 10, StdDuration::ZERO, now).await;
    assert_eq!(store.extend(&[&frozen[0]], StdDuration::ZERO).await.unwrap(), [true]);
    let next = take(&store, 10, LEASE, now).await;
    assert_eq!(reminders(&next), reminders(&frozen));
    assert!(next[0].fence > frozen[0].fence);

    assert_eq!(store.extend(&[&frozen[0]], LEASE).await.unwrap(), [false]);
    assert_eq!(store.ack(&[&frozen[0]]).await.unwrap(), [false]);
    assert_eq!(store.release(&[&frozen[0]]).await.unwrap(), [false]);
    assert_eq!(store.ack(&[&next[0]]).await.unwrap(), [true]);
}

#[tokio::test]
async fn no_fence_comes_again_after_the_store_was_emptied() {
    let redis = Redis::start().await;
    let store = redis.store();
    let now = at("2026-03-10T06:50:00Z");
    let plan = planned(&lunch(), &[7], now);
    store.put_plans(std::slice::from_ref(&plan), now).await.unwrap();
    let before = take(&store, 10, LEASE, now).await;
    redis.empty().await;
    store.put_plans(&[plan], now).await.unwrap();
    let after = take(&store, 10, LEASE, now).await;
    assert_ne!(before[0].fence, after[0].fence);
    assert_eq!(store.ack(&[&before[0]]).await.unwrap(), [false]);
    assert_eq!(store.ack(&[&after[0]]).await.unwrap(), [true]);
}

#[tokio::test]
async fn what_is_release_is_due_when_it_was() {
    let redis = Redis::start().await;
    let store = redis.store();
    let now = at("2026-03-10T07:10:00Z");
    store.put_plans(&[planned(&lunch(), &[7], now)], now).await.unwrap();
    let taken = take(&store, 10, LEASE, now).await;
    assert_eq!(store.release(&[&taken[0]]).await.unwrap(), [true]);
    let heads = store.heads(&[Shard::of(&account())]).await.unwrap();
    assert_eq!(heads[0].due, Some(at("2026-03-10T06:50:00Z")));
    assert_eq!(heads[0].lease, None);
    assert_eq!(reminders(&take(&store, 10, LEASE, now).await), reminders(&taken));
}

#[tokio::test]
async fn what_is_postpone_comes_again_though_the_rest_of_its_hand_is_held() {
    let redis = Redis::start().await;
    let store = redis.store();
    store
        .put_plans(&[planned(&lunch(), &[7, 8], at("2026-03-10T02:00:00Z"))], at("2026-03-10T02:00:00Z"))
        .await
        .unwrap();
    let now = at("2026-03-10T06:50:00Z");
    let taken = take(&store, 10, LEASE, now).await;
    assert_eq!(store.postpone(&[&taken[0]], StdDuration::ZERO).await.unwrap(), [true]);
    assert_eq!(store.extend(&[&taken[0], &taken[1]], LEASE).await.unwrap(), [false, true]);
    let again = take(&store, 10, LEASE, now).await;
    assert_eq!(reminders(&again), [&taken[0].reminder]);
    assert!(again[0].fence > taken[0].fence);
    assert_eq!(store.postpone(&[&taken[0]], LEASE).await.unwrap(), [false]);
    assert_eq!(store.ack(&[&again[0], &taken[1]]).await.unwrap(), [true, true]);
    assert_eq!(store.count_reminders().await.unwrap(), Counts::default());
}

#[tokio::test]
async fn what_is_in_progress_stays_so_when_the_event_is_planned_again() {
    let redis = Redis::start().await;
    let store = redis.store();
    let now = at("2026-03-10T06:50:00Z");
    store.put_plans(&[planned(&lunch(), &[7], now)], now).await.unwrap();
    let taken = take(&store, 10, LEASE, now).await;
    let moved = planned(&later(&lunch(), Duration::hours(2)), &[7], now);
    store.put_plans(&[moved], now).await.unwrap();
    assert_eq!(store.count_reminders().await.unwrap(), Counts { due: 1, taken: 1 });
    assert_eq!(store.planned(&account(), &lunch().id).await.unwrap().len(), 2);
    assert_eq!(store.ack(&[&taken[0]]).await.unwrap(), [true]);
    assert_eq!(store.planned(&account(), &lunch().id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_reminder_whose_record_has_expired_is_forgotten() {
    let redis = Redis::start().await;
    let store = redis.store();
    let now = at("2026-03-10T01:00:00Z");
    let plan = planned(&lunch(), &[7, 8], now);
    store.put_plans(std::slice::from_ref(&plan), now).await.unwrap();
    redis.delete(&store.keys().reminder(Shard::of(&account()), &plan.coming[0].id)).await;
    let taken = take(&store, 10, LEASE, at("2026-03-10T06:50:00Z")).await;
    assert_eq!(reminders(&taken), [&plan.coming[1]]);
    assert_eq!(store.planned(&account(), &lunch().id).await.unwrap(), [plan.coming[1].id.clone()]);
    assert_eq!(store.count_reminders().await.unwrap(), Counts { due: 0, taken: 1 });
}

#[tokio::test]
async fn records_are_kept_a_day_longer_than_they_are_of_use() {
    let redis = Redis::start().await;
    let store = redis.store();
    let now = at("2026-03-10T01:00:00Z");
    let plan = planned(&lunch(), &[7], now);
    store.put_plans(std::slice::from_ref(&plan), now).await.unwrap();
    let key = store.keys().reminder(Shard::of(&account()), &plan.coming[0].id);
    // Eight hours to an hour after the event's end, and a day.
    let kept = redis.kept_for(&key).await;
    assert!(kept <= StdDuration::from_hours(32), "{kept:?}");
    assert!(kept > StdDuration::from_hours(31), "{kept:?}");
}

#[tokio::test]
async fn many_at_once_are_taken_in_order_and_none_is_left() {
    let redis = Redis::start().await;
    let store = redis.store();
    let now = at("2026-03-10T01:00:00Z");
    let plans: Vec<_> = (0..2_500)
        .map(|n| {
            let event = Event { id: EventId(format!("event{n}")), ..later(&lunch(), Duration::seconds(n % 60)) };
            planned(&event, &[7, 8], now)
        })
        .collect();
    assert_eq!(store.put_plans(&plans, now).await.unwrap(), 5_000);
    let (mut said, mut last) = (0, DateTime::UNIX_EPOCH);
    loop {
        let taken = take(&store, 10_000, LEASE, at("2026-03-10T07:00:00Z")).await;
        if taken.is_empty() {
            break;
        }
        assert!(taken.len() <= 1_000);
        assert!(taken.is_sorted_by_key(|taken| taken.reminder.due) && taken[0].reminder.due >= last);
        last = taken[taken.len() - 1].reminder.due;
        said += store.ack(&taken.iter().collect::<Vec<_>>()).await.unwrap().iter().filter(|&&mine| mine).count();
    }
    assert_eq!(said, 5_000);
    assert_eq!(store.count_reminders().await.unwrap(), Counts::default());
    let shard = Shard::of(&account());
    let left: Vec<_> = redis.keys().await.into_iter().filter(|key| !key.contains("calendar:reminder:")).collect();
    assert_eq!(left, [store.keys().shard(shard, "fence")]);
}

#[tokio::test]
async fn a_raised_version_is_seen_by_every_process() {
    let redis = Redis::start().await;
    let (one, other) = (redis.store(), redis.store());
    let before = other.schedule_version().await.unwrap();
    one.raise_schedule_version().await.unwrap();
    assert_eq!(other.schedule_version().await.unwrap(), before + 1);
}

#[tokio::test]
async fn a_hand_whose_lease_ran_out_is_taken_piece_by_piece() {
    let redis = Redis::start().await;
    let store = redis.store();
    let now = at("2026-03-10T06:50:00Z");
    store.put_plans(&[planned(&lunch(), &[1, 2, 3, 4, 5], now)], now).await.unwrap();
    let frozen = take(&store, 10, StdDuration::ZERO, now).await;
    let next = take(&store, 2, LEASE, now).await;
    let last = take(&store, 10, LEASE, now).await;
    assert_eq!((frozen.len(), next.len(), last.len()), (5, 2, 3));
    assert_eq!(store.ack(&frozen.iter().collect::<Vec<_>>()).await.unwrap(), [false; 5]);
    let all: Vec<_> = next.iter().chain(&last).collect();
    assert_eq!(store.ack(&all).await.unwrap(), [true; 5]);
}

#[tokio::test]
async fn a_damaged_record_is_dropped_and_the_others_are_said() {
    let redis = Redis::start().await;
    let store = redis.store();
    let now = at("2026-03-10T06:50:00Z");
    let plan = planned(&lunch(), &[7, 8], now);
    store.put_plans(std::slice::from_ref(&plan), now).await.unwrap();
    redis.write(&store.keys().reminder(Shard::of(&account()), &plan.coming[0].id), "nonsense").await;
    assert_eq!(reminders(&take(&store, 10, LEASE, now).await), [&plan.coming[1]]);
    assert_eq!(store.count_reminders().await.unwrap(), Counts { due: 0, taken: 1 });
}

#[tokio::test]
async fn no_fence_comes_again_when_redis_has_lost_its_last_second() {
    let redis = Redis::start().await;
    let store = redis.store();
    let now = at("2026-03-10T06:50:00Z");
    store.put_plans(&[planned(&lunch(), &[7, 8], at("2026-03-10T01:00:00Z"))], now).await.unwrap();
    let batch = take(&store, 1, LEASE, now).await[0].fence;
    redis.ask::<()>(redis::cmd("DECR").arg(store.keys().shard(Shard::of(&account()), "fence"))).await;
    assert!(take(&store, 1, LEASE, now).await[0].fence > batch);

    let round = store.take_round(&account(), LEASE).await.unwrap().unwrap();
    store.release_round(&round).await.unwrap();
    let key = store.keys().account(&account(), "round");
    redis.ask::<()>(redis::cmd("HINCRBY").arg(key).arg("last").arg(-1)).await;
    assert_ne!(store.take_round(&account(), LEASE).await.unwrap(), Some(round));
}

#[tokio::test]
async fn what_a_person_asked_for_again_survives_planning_and_is_added_once() {
    let redis = Redis::start().await;
    let store = redis.store();
    let now = at("2026-03-10T06:52:00Z");
    let snooze = Reminder::snooze(&account(), &lunch(), ChatId(7), at("2026-03-10T06:57:00Z"), lunch().zone);
    assert!(store.add_reminder(&snooze, now).await.unwrap());
    assert!(!store.add_reminder(&snooze, now).await.unwrap());
    store.put_plans(&[EventPlan::none(&account(), &lunch().id)], now).await.unwrap();
    assert_eq!(store.planned_reminders(&account(), &lunch().id).await.unwrap(), std::slice::from_ref(&snooze));
    let taken = take(&store, 10, LEASE, at("2026-03-10T06:57:00Z")).await;
    assert_eq!(reminders(&taken), [&snooze]);
    store.ack(&[&taken[0]]).await.unwrap();
    assert_eq!(store.count_reminders().await.unwrap(), Counts::default());
}

#[tokio::test]
async fn what_is_ended_in_one_chat_is_not_planned_again_and_goes_on_in_others() {
    let redis = Redis::start().await;
    let store = redis.store();
    let now = at("2026-03-10T01:00:00Z");
    let plan = planned(&lunch(), &[7, 8], now);
    store.put_plans(std::slice::from_ref(&plan), now).await.unwrap();
    assert_eq!(store.end_reminders(&account(), &lunch().id, ChatId(7)).await.unwrap(), 1);
    assert_eq!(store.end_reminders(&account(), &lunch().id, ChatId(7)).await.unwrap(), 0);
    store.put_plans(&[plan], now).await.unwrap();
    let left = store.planned_reminders(&account(), &lunch().id).await.unwrap();
    assert_eq!(left.iter().map(|reminder| reminder.chat).collect::<Vec<_>>(), [ChatId(8)]);
}

#[tokio::test]
async fn the_nearest_reminder_stays_if_it_is_planned_and_is_not_added_otherwise() {
    let redis = Redis::start().await;
    let store = redis.store();
    let now = at("2026-03-10T06:55:00Z");
    let mut plan = planned(&lunch(), &[7], now);
    let at_start = Recipient { chat: ChatId(7), was: None, leads: Vec::new(), zone: lunch().zone, quiet: None }
        .reminder(&account(), &lunch(), Lead::NONE)
        .unwrap();
    assert_eq!(plan.nearest, [at_start]);
    (plan.passed, plan.coming) = (plan.coming, Vec::new());
    let kept = plan.clone();
    assert_eq!(store.put_plans(std::slice::from_ref(&kept), now).await.unwrap(), 0);
    plan.coming = std::mem::take(&mut plan.nearest);
    assert_eq!(store.put_plans(&[plan], now).await.unwrap(), 1);
    store.put_plans(&[kept], now).await.unwrap();
    assert_eq!(store.count_reminders().await.unwrap(), Counts { due: 1, taken: 0 });
    store.put_plans(&[EventPlan::none(&account(), &lunch().id)], now).await.unwrap();
    assert_eq!(store.count_reminders().await.unwrap(), Counts::default());
}
