//! Plans that are made side by side.

use chrono::Duration;
use janji::model::{AccountState, CacheAction, CachePut, CacheRow, ChatId, Event};
use janji::reminders::AHEAD;
use janji::store::{Changes, Committed, Shard};

use super::stage::{ANA, BUDI, Stage, account, at, event};

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

/// An event in nine days, which the copy lists.
async fn next_week(stage: &Stage) -> Event {
    let lunch = event("lunch", "12:00:00");
    let lunch = Event { when: lunch.when.moved_by(Duration::days(9)).unwrap(), ..lunch };
    stage.has(&lunch).await;
    stage.lists(&lunch).await;
    lunch
}

#[tokio::test]
async fn reminders_are_planned_some_days_ahead_and_none_is_lost_while_nothing_was_planned() {
    let stage = Stage::set().await.without_budi().await;
    let (now, lunch) = (at("09:00:00"), next_week(&stage).await);
    let planned = async || stage.store.planned(&account(), &lunch.id).await.unwrap().len();
    assert_eq!(planned().await, 0);
    let first = stage.schedule.plan_ahead(&account(), None, now).await.unwrap();
    assert_eq!(first, Some(now + AHEAD));
    assert_eq!(planned().await, 0);
    let soon = stage.schedule.plan_ahead(&account(), first, now + Duration::hours(1)).await.unwrap();
    assert_eq!(soon, None, "it is not time yet");
    // The bot was off meanwhile, and the reminder is past.
    let back = lunch.when.start(chrono_tz::UTC) + Duration::minutes(5);
    stage.schedule.plan_ahead(&account(), first, back).await.unwrap();
    assert_eq!(planned().await, 1);
    assert_eq!(stage.store.heads(&[Shard::of(&account())]).await.unwrap()[0].due, Some(back - Duration::minutes(15)));
}

#[tokio::test]
async fn what_a_person_is_done_with_is_not_planned_when_it_comes_nearer() {
    let stage = Stage::set().await;
    let (now, lunch) = (at("09:00:00"), next_week(&stage).await);
    stage.schedule.end(&account(), &lunch, ChatId::private(ANA), now).await.unwrap();
    stage.schedule.plan_ahead(&account(), None, now + Duration::days(8)).await.unwrap();
    let planned = stage.store.planned_reminders(&account(), &lunch.id).await.unwrap();
    assert_eq!(planned.iter().map(|reminder| reminder.chat).collect::<Vec<_>>(), [ChatId::private(BUDI)]);
}
