//! The copy of the calendar, its notices and the parts it is written in.

use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Asia::Kuala_Lumpur;

use janji::model::{
    AccountId, AccountState, CacheAction, CachePut, CacheRow, ChatId, Edit, EditId, EditKind, Etag, Event, EventId,
    EventTime, MadeBy, MessageId, Notice, NoticeKind, Origin, Outcome, Trouble, UserId,
};
use janji::store::{
    Announcement, AnnouncementKind, Changes, Committed, EditState, Ending, MOST_IN_PART, RoundLease, Schema, Shard,
    Store, Upcoming, Written,
};

use crate::support::redis::Redis;

const MINUTE: StdDuration = StdDuration::from_mins(1);

fn account() -> AccountId {
    AccountId("a".into())
}

fn now() -> DateTime<Utc> {
    "2026-03-10T02:00:00Z".parse().unwrap()
}

/// An event between two moments, in minutes from now.
fn event(id: &str, from: i64, to: i64) -> Event {
    Event::new(
        EventId(id.into()),
        Etag("1".into()),
        id.into(),
        EventTime::Timed { start: now() + Duration::minutes(from), end: now() + Duration::minutes(to) },
        Kuala_Lumpur,
    )
}

fn all_day(id: &str, first: &str, until: &str) -> Event {
    let when = EventTime::AllDay { first: first.parse().unwrap(), until: until.parse().unwrap() };
    Event { when, ..event(id, 0, 0) }
}

fn put(event: Event) -> CacheRow {
    CacheRow {
        action: CacheAction::Put(Box::new(CachePut { event, replan: Some(MadeBy::Google), replaces: None })),
        notice: None,
    }
}

fn dropped(id: &str) -> CacheRow {
    CacheRow { action: CacheAction::Drop(EventId(id.into())), notice: None }
}

fn notice(id: &str) -> Notice {
    Notice { id: id.into(), account: account(), chat: None, kind: NoticeKind::Trouble(Trouble::Grant) }
}

fn deletion(event: &Event) -> Edit {
    Edit {
        id: EditId(format!("deletion of {}", event.id)),
        account: account(),
        event: event.id.clone(),
        kind: EditKind::Delete { base: None, seen: Box::new(event.clone()) },
        origin: Origin { chat: ChatId(1), user: UserId(1), message: None },
        made: now(),
    }
}

async fn lease(store: &Store) -> RoundLease {
    store.take_round(&account(), MINUTE).await.unwrap().unwrap()
}

/// Writes as a round does.
async fn write(store: &Store, rows: Vec<CacheRow>, notices: Vec<Notice>, now: DateTime<Utc>) {
    let lease = lease(store).await;
    let mark = store.mark(&account()).await.unwrap();
    let (changes, state) = (Changes { rows, notices }, AccountState::default());
    let outcome = store.commit_round(&lease, &mark, &changes, Some("token"), &state, now).await.unwrap();
    assert_eq!(outcome, Committed::Done);
    store.release_round(&lease).await.unwrap();
}

fn ids(events: &[Event]) -> Vec<&str> {
    events.iter().map(|event| &*event.id).collect()
}

#[tokio::test]
async fn what_is_upcoming_is_what_is_not_over_by_start() {
    let redis = Redis::start().await;
    let store = redis.store();
    let events = [
        event("over", -60, 0),
        event("long", -300, 600),
        event("running", -30, 30),
        event("next", 10, 20),
        event("later", 60, 70),
        all_day("today", "2026-03-10", "2026-03-11"),
        all_day("yesterday", "2026-03-09", "2026-03-10"),
        all_day("tomorrow", "2026-03-11", "2026-03-13"),
    ];
    write(&store, events.into_iter().map(put).collect(), Vec::new(), now()).await;
    let upcoming = async |limit| store.upcoming(&account(), now(), Kuala_Lumpur, limit).await.unwrap().events;
    assert_eq!(ids(&upcoming(10).await), ["today", "long", "running", "next", "later", "tomorrow"]);
    assert_eq!(upcoming(3).await.len(), 3);
    assert_eq!(ids(&upcoming(4).await), ids(&upcoming(10).await[..4]));
    let between = store
        .events_between(&account(), now() + Duration::minutes(15), now() + Duration::minutes(60), Kuala_Lumpur)
        .await;
    assert_eq!(ids(&between.unwrap()), ["today", "long", "running", "next"]);
    assert_eq!(store.next_start(&account(), now()).await.unwrap(), Some(now() + Duration::minutes(10)));
    assert_eq!(store.count_events(&account()).await.unwrap(), 8);
}

#[tokio::test]
async fn what_is_owed_and_how_the_account_stands_come_with_what_is_upcoming() {
    let redis = Redis::start().await;
    let store = redis.store();
    assert_eq!(store.upcoming(&account(), now(), Kuala_Lumpur, 10).await.unwrap().state, AccountState::default());
    let odd = Event { title: "a\n10 20\n午饭 \\".into(), ..event("x", 10, 20) };
    let (state, lease) = (AccountState { last_good: Some(now()), ..AccountState::default() }, lease(&store).await);
    let changes = Changes { rows: vec![put(odd.clone()), put(event("y", 30, 40))], notices: Vec::new() };
    let mark = store.mark(&account()).await.unwrap();
    store.commit_round(&lease, &mark, &changes, Some("token"), &state, now()).await.unwrap();
    let edits = ["x", "broken", "y"].map(|id| deletion(&event(id, 0, 1)));
    for edit in &edits {
        store.put_edit(edit, now()).await.unwrap();
    }
    let mut broken = redis::cmd("HSET");
    broken.arg(store.keys().account(&account(), "edit")).arg(&*edits[1].id).arg("{");
    redis.ask::<()>(&broken).await;
    let upcoming = store.upcoming(&account(), now(), Kuala_Lumpur, 10).await.unwrap();
    let [first, _, last] = edits;
    assert_eq!(upcoming, Upcoming { edits: vec![first, last], events: vec![odd, event("y", 30, 40)], state });
}

#[tokio::test]
async fn an_event_is_kept_for_seven_days_after_its_end() {
    let redis = Redis::start().await;
    let store = redis.store();
    write(&store, vec![put(event("x", 0, 60)), put(event("y", 120, 180))], Vec::new(), now()).await;
    let week = now() + Duration::days(7);
    write(&store, Vec::new(), Vec::new(), week + Duration::minutes(59)).await;
    assert_eq!(ids(&store.all_events(&account()).await.unwrap()), ["x", "y"]);
    write(&store, Vec::new(), Vec::new(), week + Duration::minutes(60)).await;
    assert_eq!(ids(&store.all_events(&account()).await.unwrap()), ["y"]);
}

#[tokio::test]
async fn a_calendar_of_ten_thousand_events_is_written_and_read() {
    let redis = Redis::start().await;
    let store = redis.store();
    let rows = (0..10_000).map(|number| put(event(&format!("e{number}"), number - 5_000, number - 4_990))).collect();
    write(&store, rows, Vec::new(), now()).await;
    assert_eq!(store.count_events(&account()).await.unwrap(), 10_000);
    assert_eq!(store.all_events(&account()).await.unwrap().len(), 10_000);
    assert_eq!(store.upcoming(&account(), now(), Kuala_Lumpur, 20_000).await.unwrap().events.len(), 5_009);
    let lease = lease(&store).await;
    assert_eq!(store.trim_events(&lease, 1_200).await.unwrap(), Some(8_800));
    assert_eq!(store.count_events(&account()).await.unwrap(), 1_200);
}

#[tokio::test]
async fn a_crash_between_two_parts_leaves_the_token_and_tells_nothing_yet() {
    let redis = Redis::start().await;
    let store = redis.store();
    write(&store, Vec::new(), Vec::new(), now()).await;
    let held = lease(&store).await;
    let mark = store.mark(&account()).await.unwrap();
    let told = |number: i64| {
        let notice = Some(notice(&format!("n{number}")));
        CacheRow { notice, ..put(event(&format!("e{number}"), number, number + 1)) }
    };
    let rows: Vec<CacheRow> = (0..=i64::try_from(MOST_IN_PART).unwrap()).map(told).collect();
    // Redis refuses the last part: what is to be told has no place to stand.
    let mut connection = redis.client().get_multiplexed_async_connection().await.unwrap();
    let place = store.keys().account(&account(), "notices");
    redis::cmd("SET").arg(&place).arg("x").query_async::<()>(&mut connection).await.unwrap();
    let changes = Changes { rows: rows.clone(), notices: Vec::new() };
    let state = AccountState { failures: 3, ..AccountState::default() };
    store.commit_round(&held, &mark, &changes, Some("new"), &state, now()).await.unwrap_err();
    redis::cmd("DEL").arg(&place).query_async::<()>(&mut connection).await.unwrap();
    assert!(store.count_events(&account()).await.unwrap() >= 500, "the first part is written");
    let after = store.mark(&account()).await.unwrap();
    assert_eq!((after.token.as_deref(), after.state.failures), (Some("token"), 0));
    assert_eq!(store.take_notices(&account(), 1_000, MINUTE).await.unwrap(), []);
    store.release_round(&held).await.unwrap();
    write(&store, rows, Vec::new(), now()).await;
    assert_eq!(store.take_notices(&account(), 1_000, MINUTE).await.unwrap().len(), MOST_IN_PART + 1);
}

#[tokio::test]
async fn a_notice_is_told_once_in_order_by_one_process() {
    let redis = Redis::start().await;
    let store = redis.store();
    write(&store, Vec::new(), vec![notice("b"), notice("a"), notice("b")], now()).await;
    assert_eq!(redis.count_notices(store.keys(), &account()).await, 2);
    let first = store.take_notices(&account(), 10, StdDuration::ZERO).await.unwrap();
    assert_eq!(first.iter().map(|taken| taken.notice.id.as_str()).collect::<Vec<_>>(), ["b", "a"]);
    let second = store.take_notices(&account(), 10, MINUTE).await.unwrap();
    assert_eq!(second.len(), 2, "the lease had run out");
    assert_eq!(store.take_notices(&account(), 10, MINUTE).await.unwrap(), []);
    assert_eq!(store.ack_notices(&account(), &first).await.unwrap(), [false, false]);
    let (told, untold): (Vec<_>, Vec<_>) = second.into_iter().partition(|taken| taken.notice.id == "b");
    assert_eq!(store.ack_notices(&account(), &told).await.unwrap(), [true]);
    assert_eq!(store.release_notices(&account(), &untold).await.unwrap(), [true]);
    write(&store, Vec::new(), vec![notice("b"), notice("a")], now()).await;
    let third = store.take_notices(&account(), 10, MINUTE).await.unwrap();
    assert_eq!(third.iter().map(|taken| taken.notice.id.as_str()).collect::<Vec<_>>(), ["a"]);
    assert_eq!(store.ack_notices(&account(), &third).await.unwrap(), [true]);
    assert_eq!(redis.count_notices(store.keys(), &account()).await, 0);
}

#[tokio::test]
async fn what_a_chat_has_heard_of_a_notice_is_known_to_who_takes_it_next() {
    let redis = Redis::start().await;
    let store = redis.store();
    write(&store, Vec::new(), vec![notice("a"), notice("b")], now()).await;
    let first = store.take_notices(&account(), 10, StdDuration::ZERO).await.unwrap();
    store.put_delivered(&account(), &["a", "b", "never was"], ChatId(7)).await.unwrap();
    store.put_delivered(&account(), &["a"], ChatId(-5)).await.unwrap();
    let second = store.take_notices(&account(), 10, StdDuration::ZERO).await.unwrap();
    let heard: Vec<_> =
        second.iter().map(|taken| taken.delivered_to.iter().map(|chat| chat.0).collect::<Vec<_>>()).collect();
    assert_eq!(heard, [vec![-5, 7], vec![7]]);
    assert_eq!(store.extend_notices(&account(), &first, MINUTE).await.unwrap(), [false, false]);
    assert_eq!(store.extend_notices(&account(), &second, MINUTE).await.unwrap(), [true, true]);
    assert_eq!(store.take_notices(&account(), 10, MINUTE).await.unwrap(), []);
    store.ack_notices(&account(), &second).await.unwrap();
    store.put_delivered(&account(), &["a"], ChatId(8)).await.unwrap();
    assert!(!redis.keys().await.contains(&store.keys().account(&account(), "notices-heard")));
}

#[tokio::test]
async fn reasons_to_plan_again_stay_until_they_are_dealt_with() {
    let redis = Redis::start().await;
    let store = redis.store();
    write(&store, vec![put(event("x", 1, 2)), put(event("y", 1, 2)), dropped("z")], Vec::new(), now()).await;
    let replans = store.replans(&account(), 100).await.unwrap();
    assert_eq!(replans.len(), 3);
    let newer = Event { etag: Etag("2".into()), ..event("x", 5, 6) };
    write(&store, vec![put(newer)], Vec::new(), now()).await;
    store.replanned(&account(), &replans).await.unwrap();
    let left = store.replans(&account(), 100).await.unwrap();
    assert_eq!(left.iter().map(|replan| &*replan.event).collect::<Vec<_>>(), ["x"]);
}

#[tokio::test]
async fn a_record_that_cannot_be_read_counts_as_missing() {
    let redis = Redis::start().await;
    let store = redis.store();
    write(&store, vec![put(event("x", 1, 2)), put(event("y", 3, 4))], Vec::new(), now()).await;
    let mut connection = redis.client().get_multiplexed_async_connection().await.unwrap();
    let key = store.keys().event(&account(), &EventId("x".into()));
    redis::cmd("SET").arg(key).arg("{").query_async::<()>(&mut connection).await.unwrap();
    assert_eq!(store.event(&account(), &EventId("x".into())).await.unwrap(), None);
    assert_eq!(ids(&store.upcoming(&account(), now(), chrono_tz::Asia::Kuala_Lumpur, 10).await.unwrap().events), ["y"]);
}

#[tokio::test]
async fn the_epoch_rises_and_after_a_loss_is_higher_than_ever() {
    let redis = Redis::start().await;
    let store = redis.store();
    assert_eq!(store.epoch().await.unwrap(), None);
    let first = store.raise_epoch().await.unwrap();
    let second = store.raise_epoch().await.unwrap();
    assert!(second > first);
    let mut connection = redis.client().get_multiplexed_async_connection().await.unwrap();
    redis::cmd("FLUSHALL").query_async::<()>(&mut connection).await.unwrap();
    assert_eq!(store.epoch().await.unwrap(), None);
    assert!(store.raise_epoch().await.unwrap() >= second);
}

#[tokio::test]
async fn the_copy_of_an_older_layout_is_listed_by_one_index_and_its_records_are_read() {
    let redis = Redis::start().await;
    let store = redis.store();
    redis.write("bot:{4242}:schema", "2").await;
    let events = [event("over", -60, 0), event("long", -300, 600), event("next", 10, 20)];
    for event in &events {
        redis.write(&store.keys().event(&account(), &event.id), &serde_json::to_string(event).unwrap()).await;
        for (index, at) in [("by-start", event.when.start(Kuala_Lumpur)), ("by-end", event.when.end(Kuala_Lumpur))] {
            let mut add = redis::cmd("ZADD");
            add.arg(store.keys().account(&account(), "times").replace("times", index))
                .arg(at.timestamp_millis())
                .arg(&*event.id);
            redis.ask::<()>(&add).await;
        }
    }
    assert_eq!(store.upgrade().await.unwrap(), Schema::Upgraded { from: 2 });
    assert_eq!(ids(&store.all_events(&account()).await.unwrap()), ["long", "over", "next"]);
    assert_eq!(
        store.upcoming(&account(), now(), Kuala_Lumpur, 10).await.unwrap().events,
        [events[1].clone(), events[2].clone()]
    );
    let keys = redis.keys().await;
    assert!(!keys.iter().any(|key| key.ends_with("by-start") || key.ends_with("by-end")), "{keys:?}");
    // What was made here is still not left out of a full account.
    let ours = Event { is_ours: true, ..events[2].clone() };
    redis.write(&store.keys().event(&account(), &ours.id), &serde_json::to_string(&ours).unwrap()).await;
    assert_eq!(store.trim_events(&lease(&store).await, 1).await.unwrap(), Some(2));
    assert_eq!(store.all_events(&account()).await.unwrap(), [ours]);
}

#[tokio::test]
async fn an_account_is_forgotten_without_searching_for_its_keys() {
    let redis = Redis::start().await;
    let store = redis.store();
    let rows = ["one", "two", "three"].map(|id| put(event(id, 60, 120))).into();
    write(&store, rows, vec![notice("trouble")], now()).await;
    let edit = deletion(&event("one", 60, 120));
    assert_eq!(store.put_edit(&edit, now()).await.unwrap(), EditState::New);
    let ending = Ending { outcome: Outcome::Refused(Trouble::Invalid), put: None, drop: Vec::new(), notice: None };
    store.finish_edit(&edit, &ending, now()).await.unwrap();
    assert!(redis.keys().await.len() > 8);
    redis.ask::<()>(redis::cmd("CONFIG").arg("RESETSTAT")).await;
    store.forget_account(&account()).await.unwrap();
    let asked: String = redis.ask(redis::cmd("INFO").arg("commandstats")).await;
    assert!(!asked.contains("cmdstat_scan:"), "{asked}");
    assert_eq!(kept_of_account(&redis).await, ["calendar:{a}:gone"]);
}

/// The keys of the account.
async fn kept_of_account(redis: &Redis) -> Vec<String> {
    redis.keys().await.into_iter().filter(|key| key.contains("{a}")).collect()
}

#[tokio::test]
async fn what_is_under_way_when_an_account_is_given_up_writes_nothing_until_it_comes_back() {
    let redis = Redis::start().await;
    let store = redis.store();
    let kind = EditKind::Delete { base: None, seen: Box::new(event("one", 60, 120)) };
    let origin = Origin { chat: ChatId(1), user: UserId(1), message: None };
    let edit =
        Edit { id: EditId("edit".into()), account: account(), event: EventId("one".into()), kind, origin, made: now() };
    assert_eq!(store.put_edit(&edit, now()).await.unwrap(), EditState::New);
    store.forget_account(&account()).await.unwrap();
    let refused = Outcome::Refused(Trouble::SignIn);
    assert_eq!(store.keep_edit(&edit, Trouble::Away).await.unwrap(), Some(refused.clone()));
    assert_eq!(store.put_edit(&edit, now()).await.unwrap(), EditState::Done(refused));
    let put = CachePut { event: event("one", 60, 120), replan: None, replaces: None };
    let written = Written { put, cached: None, base: None };
    let ending = Ending { outcome: Outcome::Deleted, put: Some(written), drop: vec![], notice: Some(notice("landed")) };
    assert_eq!(store.finish_edit(&edit, &ending, now()).await.unwrap(), Outcome::Deleted);
    store.put_notice(&notice("other")).await.unwrap();
    assert_eq!(kept_of_account(&redis).await, ["calendar:{a}:gone"]);
    store.index_account(&account(), UserId(1)).await.unwrap();
    assert_eq!(store.keep_edit(&edit, Trouble::Away).await.unwrap(), None);
    assert_eq!(store.edits(&account()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_further_message_about_an_event_leaves_the_list_of_events_alone() {
    let redis = Redis::start().await;
    let store = redis.store();
    // From the full hour on: half an hour later the list still says the same hour.
    let now = now() + Duration::minutes(1);
    let shown = |chat| Announcement {
        chat: ChatId(chat),
        message: MessageId(7),
        kind: AnnouncementKind::Reminder,
        event: event("one", 60, 120),
        is_gone: false,
        has_begun: false,
        sent: Some(now),
        occasion: None,
        is_done: false,
        beside: Vec::new(),
    };
    let put = async |chat, at| store.put_announcement(&account(), &shown(chat), at, at).await.unwrap();
    put(1, now).await;
    redis.ask::<()>(redis::cmd("CONFIG").arg("RESETSTAT")).await;
    put(2, now + Duration::minutes(29)).await;
    let asked: String = redis.ask(redis::cmd("INFO").arg("commandstats")).await;
    for once in ["hset", "pexpire", "zadd"] {
        assert!(asked.contains(&format!("cmdstat_{once}:calls=1,")), "{once}: {asked}");
    }
    assert!(!asked.contains("cmdstat_zremrangebyscore:"), "{asked}");
    // Later, the event is listed for longer, and all of its messages are forgotten with its account.
    put(3, now + Duration::hours(2)).await;
    assert_eq!(store.announcements(&account(), &EventId("one".into())).await.unwrap().len(), 3);
    store.forget_account(&account()).await.unwrap();
    assert_eq!(kept_of_account(&redis).await, ["calendar:{a}:gone"]);
    assert_eq!(store.announcements(&account(), &EventId("one".into())).await.unwrap(), []);
}

#[tokio::test]
async fn rounds_of_many_accounts_are_wanted_by_one_command_a_shard() {
    let redis = Redis::start().await;
    let store = redis.store();
    let accounts: Vec<AccountId> = (0..100).map(|number| AccountId(format!("account{number}"))).collect();
    redis.ask::<()>(redis::cmd("CONFIG").arg("RESETSTAT")).await;
    store.want_rounds(&accounts).await.unwrap();
    let asked: String = redis.ask(redis::cmd("INFO").arg("commandstats")).await;
    assert!(asked.contains("cmdstat_sadd:calls=16,"), "{asked}");
    let mut wanted = Vec::new();
    for shard in Shard::all() {
        wanted.extend(store.hold_shard(shard, "one", MINUTE).await.unwrap().unwrap().wanted);
    }
    wanted.sort_unstable();
    let mut accounts = accounts;
    accounts.sort_unstable();
    assert_eq!(wanted, accounts);
}
