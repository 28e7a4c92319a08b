//! What people are told, and when.

use std::sync::Arc;
use std::time::Duration as StdDuration;

use chrono::Duration;
use insta::assert_snapshot;
use janji::model::{
    AccountState, ChatId, Departure, Event, Language, Lead, MessageId, Notice, NoticeKind, Profile, Trouble,
};
use janji::reminders::Schedule;
use janji::sandbox::telegram;
use janji::sandbox::{Fault, How, Often};
use janji::store::{Counts, Shard};
use tokio_util::sync::CancellationToken;

use super::stage::{ANA, BUDI, FAMILY, Stage, account, at, event};
use crate::support::cast;
use crate::support::outside::defaults;
use crate::support::people;
use crate::support::waiting::until;

#[tokio::test]
async fn everyone_is_reminded_in_time_in_their_own_language_and_once() {
    let stage = Stage::set().await;
    let mut lunch = event("Lunch with Sarah", "13:00:00");
    lunch.place = Some("KLCC".into());
    stage.has(&lunch).await;
    assert_eq!(stage.tick("12:49:59").await, Some(at("12:50:00")));
    assert_eq!(stage.read(ANA), "");
    assert_eq!(stage.tick("12:50:00").await, None);
    assert_snapshot!(stage.read(ANA), @"
    Janji: ⏰ Lunch with Sarah in 10 minutes
        Today, Tuesday 10 March, 13:00–14:00
        Place: KLCC
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    assert_snapshot!(stage.read(BUDI), @"
    Janji: ⏰ Lunch with Sarah 10 minit lagi
        Hari ini, Selasa 10 Mac, 13:00–14:00
        Tempat: KLCC
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]
    ");
    // Planning again, as every round may, says nothing again.
    stage.has(&lunch).await;
    stage.tick("12:51:00").await;
    assert_eq!(stage.read(ANA), "");
    assert_eq!(stage.store.count_reminders().await.unwrap(), Counts::default());
}

#[tokio::test]
async fn a_reminders_message_is_found_again_by_a_reply_and_its_button_by_its_token() {
    let stage = Stage::set().await.without_budi().await;
    let lunch = event("Lunch", "13:00:00");
    stage.has(&lunch).await;
    stage.tick("12:50:00").await;
    let message = stage.sandbox.telegram().last_from_bot(cast::ANA.chat()).unwrap();
    let chat = ChatId::private(ANA);
    let said = stage.store.said(chat, MessageId(message.id.0), at("12:50:00")).await.unwrap().unwrap();
    assert_eq!((said.event, said.until), (lunch.id.clone(), at("14:00:00")));
    let telegram::Does::Data(data) = &message.buttons().next().unwrap().does else { panic!("a button of ours") };
    let data = janji::model::ButtonData::parse(data).unwrap();
    let handle = stage.store.handle(chat, &data.token, at("13:59:59")).await.unwrap().unwrap();
    assert!(matches!(handle.presses.last().unwrap(), janji::model::Press::Cancel { seen } if seen.event == lunch));
    assert_eq!(stage.store.handle(chat, &data.token, at("12:50:00") + Duration::days(1)).await.unwrap(), None);
}

#[tokio::test]
async fn a_late_reminder_says_so_and_several_are_one_message() {
    let stage = Stage::set().await.without_budi().await;
    stage.has(&event("Lunch", "13:00:00")).await;
    stage.tick("12:55:30").await;
    assert_snapshot!(stage.read(ANA), @"
    Janji: ⏰ Lunch in 5 minutes
        Today, Tuesday 10 March, 13:00–14:00
        Sorry, this is 6 minutes late.
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    stage.has(&event("Call", "14:00:00")).await;
    stage.has(&event("Review", "14:30:00")).await;
    stage.has(&event("Over by then", "13:10:00")).await;
    stage.tick("14:25:00").await;
    assert_snapshot!(stage.read(ANA), @r"
    Janji: ⏰ Sorry, these are late:
        • Call, 14:00–15:00 · started 25 minutes ago
        • Review, 14:30–15:30 · in 5 minutes
    ");
    assert_eq!(stage.store.count_reminders().await.unwrap(), Counts::default());
}

#[tokio::test]
async fn a_running_event_gets_one_short_note() {
    let stage = Stage::set().await.without_budi().await;
    stage.has(&event("Lunch", "13:00:00")).await;
    stage.tick("13:20:00").await;
    assert_snapshot!(stage.read(ANA), @"
    Janji: ▶️ Lunch started 20 minutes ago, runs until 14:00
        [💤 10 minutes] [💤 1 hour]
        [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
}

#[tokio::test]
async fn a_running_event_gets_one_short_note_though_its_leads_come_one_after_another() {
    let stage = Stage::set().await.without_budi().await;
    let leads = [10, 60].map(|minutes| Lead { minutes }).to_vec();
    stage.has(&Event { leads: Some(leads), ..event("Lunch", "13:00:00") }).await;
    // A process takes the first of the two, and is no more.
    let shard = Shard::of(&account());
    assert_eq!(stage.store.take_due(shard, 10, StdDuration::from_hours(1), at("12:05:00")).await.unwrap().len(), 1);
    stage.tick("13:20:00").await;
    assert_snapshot!(stage.read(ANA), @"
    Janji: ▶️ Lunch started 20 minutes ago, runs until 14:00
        [💤 10 minutes] [💤 1 hour]
        [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    stage.leases_end().await;
    stage.tick("13:21:00").await;
    assert_eq!(stage.read(ANA), "");
    assert_eq!(stage.store.count_reminders().await.unwrap(), Counts::default());
}

#[tokio::test]
async fn an_event_that_moves_or_goes_before_its_reminder_is_not_said_at_its_old_time() {
    let stage = Stage::set().await.without_budi().await;
    let (lunch, call) = (event("Lunch", "13:00:00"), event("Call", "13:00:00"));
    stage.has(&lunch).await;
    stage.has(&call).await;
    let mut moved = lunch.clone();
    moved.when = moved.when.moved_by(Duration::hours(1)).unwrap();
    stage.has(&moved).await;
    stage.loses(&call).await;
    assert_eq!(stage.tick("12:50:00").await, Some(at("13:50:00")));
    assert_eq!(stage.read(ANA), "");
    stage.tick("13:50:00").await;
    assert_snapshot!(stage.read(ANA), @"
    Janji: ⏰ Lunch in 10 minutes
        Today, Tuesday 10 March, 14:00–15:00
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
}

#[tokio::test]
async fn an_event_that_is_found_moved_when_its_reminder_falls_due_is_planned_again() {
    let stage = Stage::set().await.without_budi().await;
    let lunch = event("Lunch", "13:00:00");
    stage.has(&lunch).await;
    // The copy knows, and its reminders have not been planned again yet.
    let moved = Event { when: lunch.when.moved_by(Duration::hours(1)).unwrap(), ..lunch };
    let key = stage.store.keys().event(&account(), &moved.id);
    stage.redis.write(&key, &serde_json::to_string(&moved).unwrap()).await;
    assert_eq!(stage.tick("12:50:00").await, Some(at("13:50:00")));
    assert_eq!(stage.read(ANA), "");
    assert_eq!(stage.store.count_reminders().await.unwrap(), Counts { due: 1, taken: 0 });
    stage.tick("13:50:00").await;
    assert!(stage.read(ANA).contains("Lunch in 10 minutes"));
}

#[tokio::test]
async fn a_message_that_has_reminded_of_an_event_follows_it() {
    let stage = Stage::set().await.without_budi().await;
    let (lunch, call) = (event("Lunch", "13:00:00"), event("Call", "13:00:00"));
    stage.has(&lunch).await;
    stage.has(&call).await;
    stage.tick("12:50:00").await;
    stage.read(ANA);
    let mut moved = lunch.clone();
    moved.when = moved.when.moved_by(Duration::hours(1)).unwrap();
    stage.has(&moved).await;
    stage.loses(&call).await;
    stage.tick("12:52:00").await;
    assert_snapshot!(stage.read(ANA), @"
    Janji (edits 2): ❌ Cancelled: ~Call~, Tuesday 10 March, 13:00–14:00
    Janji (edits 3): 🔄 Lunch has moved
        Was: Today, Tuesday 10 March, 13:00–14:00
        Now: Today, Tuesday 10 March, 14:00–15:00
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    // And at its new time there is a new one.
    stage.tick("13:50:00").await;
    assert_snapshot!(stage.read(ANA), @"
    Janji: ⏰ Lunch in 10 minutes
        Today, Tuesday 10 March, 14:00–15:00
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
}

#[tokio::test]
async fn what_was_said_of_an_event_that_is_cancelled_goes_with_its_account() {
    let stage = Stage::set().await.without_budi().await;
    let (call, lunch) = (event("Call", "13:00:00"), event("Lunch", "14:00:00"));
    for event in [&call, &lunch] {
        stage.has(event).await;
    }
    stage.tick("12:50:00").await;
    stage.tick("13:50:00").await;
    // One has been said to be gone, the other not yet.
    stage.loses(&call).await;
    stage.tick("13:51:00").await;
    stage.loses(&lunch).await;
    let kept = async || stage.redis.keys().await.into_iter().filter(|key| key.contains(":told")).count();
    assert_eq!(kept().await, 3);
    stage.store.forget_account(&account()).await.unwrap();
    assert_eq!(kept().await, 0);
    stage.read(ANA);
}

#[tokio::test]
async fn a_message_of_several_late_reminders_follows_its_events() {
    let stage = Stage::set().await.without_budi().await;
    let (call, review) = (event("Call", "14:00:00"), event("Review", "14:30:00"));
    for event in [&call, &review, &event("Tea", "14:20:00")] {
        stage.has(event).await;
    }
    stage.tick("14:25:00").await;
    stage.read(ANA);
    stage.loses(&call).await;
    let moved = Event { when: review.when.moved_by(Duration::hours(1)).unwrap(), ..review };
    stage.has(&moved).await;
    stage.tick("14:26:00").await;
    let edited = stage.read(ANA);
    assert_snapshot!(edited.rsplit("Janji").next().unwrap(), @"
    (edits 2): ⏰ Sorry, these are late:
       • ❌ ~Call, 14:00–15:00~
       • Tea, 14:20–15:20
       • 🔄 ~Review, 14:30–15:30~ → Review, 15:30–16:30
    ");
}

#[tokio::test]
async fn a_message_whose_event_is_called_otherwise_says_so_and_keeps_its_button() {
    let stage = Stage::set().await.without_budi().await;
    let lunch = event("Lunch", "13:00:00");
    stage.has(&lunch).await;
    stage.tick("12:50:00").await;
    stage.read(ANA);
    stage.has(&Event { title: "Long lunch".into(), etag: janji::model::Etag("2".into()), ..lunch }).await;
    stage.tick("12:51:00").await;
    assert_snapshot!(stage.read(ANA), @"
    Janji (edits 2): 🔄 ~Lunch~ → Long lunch has changed
        Today, Tuesday 10 March, 13:00–14:00
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
}

#[tokio::test]
async fn a_chat_that_has_blocked_us_is_left_alone() {
    let stage = Stage::set().await.without_budi().await;
    stage.has(&event("Lunch", "13:00:00")).await;
    stage.has(&event("Call", "15:00:00")).await;
    stage.sandbox.telegram().user_blocks(cast::ANA);
    stage.tick("12:50:00").await;
    let chat = ChatId::private(ANA);
    assert!(stage.store.profile(chat).await.unwrap().is_blocked);
    let asked = stage.sandbox.telegram().requests().len();
    stage.tick("14:50:00").await;
    assert_eq!(stage.sandbox.telegram().requests().len(), asked);
    assert_eq!(stage.store.count_reminders().await.unwrap(), Counts::default());
}

#[tokio::test]
async fn a_group_hears_reminders_once_somebody_has_said_so() {
    let stage = Stage::set().await.without_budi().await;
    stage.has(&event("Lunch", "13:00:00")).await;
    stage.tick("12:50:00").await;
    assert_eq!(stage.read_in(FAMILY), "");
    let hears = Profile { reminders: Some(true), shows_titles: true, ..Profile::default() };
    stage.store.put_profile(FAMILY, &hears).await.unwrap();
    stage.has(&event("Dinner", "19:00:00")).await;
    stage.tick("18:50:00").await;
    assert_snapshot!(stage.read_in(FAMILY), @"
    Janji: ⏰ Dinner in 10 minutes
        Today, Tuesday 10 March, 19:00–20:00
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    stage.read(ANA);
}

#[tokio::test]
async fn a_group_that_becomes_a_supergroup_is_followed() {
    let stage = Stage::set().await.without_budi().await;
    let hears = Profile { reminders: Some(true), shows_titles: true, ..Profile::default() };
    stage.store.put_profile(FAMILY, &hears).await.unwrap();
    stage.has(&event("Dinner", "19:00:00")).await;
    let to = telegram::ChatId(-1_000_000_000_005);
    stage.sandbox.telegram().group_becomes_super(cast::GROUP, cast::ANA, to);
    stage.tick("18:50:00").await;
    assert!(stage.read_in(ChatId(to.0)).contains("Dinner"));
    assert_eq!(stage.store.hearing_groups().await.unwrap(), [ChatId(to.0)]);
    assert_eq!(stage.store.count_reminders().await.unwrap(), Counts::default());
}

#[tokio::test]
async fn a_group_that_becomes_a_supergroup_loses_nothing_that_is_due_and_hears_nothing_twice() {
    let stage = Stage::set().await.without_budi().await;
    let hears = Profile { reminders: Some(true), shows_titles: true, ..Profile::default() };
    stage.store.put_profile(FAMILY, &hears).await.unwrap();
    let (dinner, film, walk) = (event("Dinner", "19:00:00"), event("Film", "19:00:00"), event("Walk", "18:55:00"));
    for event in [&dinner, &film, &walk] {
        stage.has(event).await;
    }
    stage.tick("18:45:00").await;
    assert!(stage.read_in(FAMILY).contains("Walk"));
    let to = telegram::ChatId(-1_000_000_000_005);
    stage.sandbox.telegram().group_becomes_super(cast::GROUP, cast::ANA, to);
    // Both are in progress under the old number when the first finds out.
    stage.tick("18:50:00").await;
    let said = stage.read_in(ChatId(to.0));
    for (title, times) in [("Dinner", 1), ("Film", 1), ("Walk", 0)] {
        assert_eq!(said.matches(&format!("{title} in")).count(), times, "{said}");
    }
    for event in [&dinner, &film, &walk] {
        stage.has(event).await;
    }
    stage.tick("18:50:30").await;
    assert_eq!(stage.read_in(ChatId(to.0)), "");
    assert_eq!(stage.store.count_reminders().await.unwrap(), Counts::default());
}

#[tokio::test]
async fn what_fell_due_before_a_group_moved_is_said_where_it_has_moved() {
    let stage = Stage::set().await.without_budi().await;
    let hears = Profile { reminders: Some(true), shows_titles: true, ..Profile::default() };
    stage.store.put_profile(FAMILY, &hears).await.unwrap();
    stage.has(&event("Dinner", "19:00:00")).await;
    let to = telegram::ChatId(-1_000_000_000_005);
    stage.sandbox.telegram().group_becomes_super(cast::GROUP, cast::ANA, to);
    // We hear of it before we say what has fallen due.
    stage.store.move_chat(FAMILY, ChatId(to.0)).await.unwrap();
    stage.schedule.replan_all(&account(), at("18:52:00")).await.unwrap();
    stage.tick("18:52:00").await;
    assert!(stage.read_in(ChatId(to.0)).contains("Dinner"));
}

#[tokio::test]
async fn while_telegram_is_down_reminders_stay_taken() {
    let stage = Stage::set().await.without_budi().await;
    stage.has(&event("Lunch", "13:00:00")).await;
    stage.sandbox.telegram().faults().inject("sendMessage", Fault::before(How::Status(502)), Often::Always);
    stage.tick("12:50:00").await;
    assert_eq!(stage.store.count_reminders().await.unwrap(), Counts { due: 0, taken: 1 });
    assert_eq!(stage.read(ANA), "");
}

#[tokio::test]
async fn a_damaged_record_costs_nobody_elses_reminder() {
    let stage = Stage::set().await.without_budi().await;
    let (lunch, call) = (event("Lunch", "13:00:00"), event("Call", "13:00:00"));
    stage.has(&lunch).await;
    stage.has(&call).await;
    stage.redis.write(&stage.store.keys().event(&account(), &call.id), "nonsense").await;
    stage.redis.write(&stage.store.keys().chat(ChatId::private(BUDI), "profile"), "nonsense").await;
    stage.tick("12:50:00").await;
    assert_snapshot!(stage.read(ANA), @"
    Janji: ⏰ Lunch in 10 minutes
        Today, Tuesday 10 March, 13:00–14:00
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    assert_eq!(stage.store.count_reminders().await.unwrap(), Counts::default());
}

#[tokio::test]
async fn two_processes_say_each_reminder_once() {
    let stage = Stage::set().await.without_budi().await;
    stage.sandbox.telegram().unlimit();
    for n in 0..4 {
        stage.has(&event(&format!("Event {n}"), "13:00:00")).await;
    }
    let other = stage.process();
    stage.clock.move_to(at("12:50:00"));
    let now = at("12:50:00");
    let (one, two) = tokio::join!(stage.reminders.tick(now), other.tick(now));
    one.unwrap();
    two.unwrap();
    let said = stage.read(ANA);
    for n in 0..4 {
        assert_eq!(said.matches(&format!("Event {n} in")).count(), 1, "{n}:\n{said}");
    }
}

#[tokio::test]
async fn notices_are_told_in_one_message_and_once() {
    let stage = Stage::set().await.without_budi().await;
    let notice = |id: &str, kind| Notice { id: id.into(), account: account(), chat: None, kind };
    let lunch = event("Lunch", "13:00:00");
    let moved = event("Lunch", "14:00:00");
    let notices = [
        notice("1", NoticeKind::changed(lunch, moved)),
        notice("2", NoticeKind::gone(event("Call", "15:00:00"), Departure::Cancelled)),
        notice("3", NoticeKind::Trouble(Trouble::Grant)),
    ];
    stage.put(&AccountState::default(), &notices).await;
    stage.tick("09:01:00").await;
    assert_snapshot!(stage.read(ANA), @"
    Janji: ⚠️ Google access has expired.
        The bot’s operator needs to run janji connect and set the new token.
        Your list and existing reminders still work.
        
        🔄 Moved in Google: Lunch
        Was: Today, Tuesday 10 March, 13:00–14:00
        Now: Today, Tuesday 10 March, 14:00–15:00
        
        ❌ Cancelled in Google: ~Call~, Tuesday 10 March, 15:00–16:00
    ");
    stage.put(&AccountState::default(), &notices).await;
    stage.tick("09:02:00").await;
    assert_eq!(stage.read(ANA), "");
}

#[tokio::test]
async fn the_reminders_of_a_calendar_that_came_back_empty_are_held_and_people_are_asked() {
    let stage = Stage::set().await.without_budi().await;
    stage.has(&event("Lunch", "13:00:00")).await;
    let notice = Notice { id: "1".into(), account: account(), chat: None, kind: NoticeKind::Empty { known: 1 } };
    stage.put(&AccountState { held: Some(1), ..AccountState::default() }, &[notice]).await;
    stage.tick("12:50:00").await;
    assert_snapshot!(stage.read(ANA), @r"
    Janji: ⚠️ Google says the calendar is empty, but I had 1 event. Reminders are paused. Is it really empty?
        [Yes, it’s empty]
    ");
    assert_eq!(stage.store.count_reminders().await.unwrap(), Counts { due: 0, taken: 1 });
}

#[tokio::test]
async fn the_loop_says_what_falls_due_and_hears_other_processes() {
    let stage = Arc::new(Stage::set().await.without_budi().await);
    let stop = CancellationToken::new();
    let running = tokio::spawn({
        let (reminders, stop) = (stage.reminders.clone(), stop.clone());
        async move { reminders.run(stop).await }
    });
    // Another process plans it, so that only the version of the schedule tells.
    let lunch = event("Lunch", "13:00:00");
    let key = stage.store.keys().event(&account(), &lunch.id);
    stage.redis.write(&key, &serde_json::to_string(&lunch).unwrap()).await;
    let other = stage.outside.schedule(&stage.store);
    other
        .replan(&account(), std::slice::from_ref(&lunch.id), janji::reminders::PlanFor::CameFromGoogle, at("09:00:00"))
        .await
        .unwrap();
    stage.clock.move_to(at("12:50:00"));
    until("the reminder is told", async || stage.store.count_reminders().await.unwrap() == Counts::default()).await;
    assert!(stage.read(ANA).contains("Lunch"));
    stop.cancel();
    running.await.unwrap();
}

#[tokio::test]
async fn told_to_stop_the_loop_gives_back_what_it_has_not_said() {
    let stage = Stage::set().await.without_budi().await;
    for n in 0..5 {
        stage.has(&event(&format!("Event {n}"), "13:00:00")).await;
    }
    // The first message hangs until after the stop.
    let faults = stage.sandbox.telegram().faults();
    faults.inject("sendMessage", Fault::before(How::Held), Often::Times(1));
    stage.clock.move_to(at("12:50:00"));
    let stop = CancellationToken::new();
    let running = tokio::spawn({
        let (reminders, stop) = (stage.reminders.clone(), stop.clone());
        async move { reminders.run(stop).await }
    });
    until("a reminder is taken", async || stage.store.count_reminders().await.unwrap().taken > 0).await;
    stop.cancel();
    faults.clear();
    running.await.unwrap();
    let said = stage.read(ANA).matches("Event ").count() as u64;
    assert_eq!(stage.store.count_reminders().await.unwrap(), Counts { due: 5 - said, taken: 0 });
}

#[tokio::test]
async fn the_digest_comes_at_its_hour_every_day_that_has_events() {
    let stage = Stage::set().await;
    let seven = chrono::NaiveTime::from_hms_opt(7, 0, 0);
    for (chat, language) in [(ANA, Language::En), (BUDI, Language::Ms)] {
        let profile =
            Profile { digest: seven, language: Some(language), leads: Some(Vec::new()), ..Profile::default() };
        stage.store.put_profile(ChatId::private(chat), &profile).await.unwrap();
    }
    stage.schedule.replan_all(&account(), at("09:00:00")).await.unwrap();
    let tomorrow = |mut event: Event| {
        event.when = event.when.moved_by(Duration::days(1)).unwrap();
        event
    };
    // The party is over by seven.
    let party = event("Party", "23:30:00");
    for event in [party, tomorrow(event("Lunch", "13:00:00")), tomorrow(event("Call", "13:30:00"))] {
        stage.has(&event).await;
        stage.lists(&event).await;
    }
    let next_day = at("07:00:00") + Duration::days(1);
    stage.clock.move_to(next_day);
    let after = stage.reminders.tick(next_day).await.unwrap();
    assert_eq!(after, Some(next_day + Duration::days(1)));
    assert_snapshot!(stage.read(ANA), @"
    Janji: ☀️ Today, Wednesday 11 March
        • Lunch, 13:00–14:00
        • Call, 13:30–14:30
        ⚠️ Lunch and Call overlap
    ");
    assert_snapshot!(stage.read(BUDI), @"
    Janji: ☀️ Hari ini, Rabu 11 Mac
        • Lunch, 13:00–14:00
        • Call, 13:30–14:30
        ⚠️ Lunch dan Call bertindih
    ");
    // The day after is empty: nothing comes, and the digest goes on.
    stage.clock.move_to(next_day + Duration::days(1));
    let after = stage.reminders.tick(next_day + Duration::days(1)).await.unwrap();
    assert_eq!(after, Some(next_day + Duration::days(2)));
    assert_eq!(stage.read(ANA), "");
}

#[tokio::test]
async fn the_digests_of_somebody_who_is_listed_stand_in_one_place() {
    let stage = Stage::set().await;
    let now = stage.clock.now();
    let seven = chrono::NaiveTime::from_hms_opt(7, 0, 0);
    let chat = ChatId::private(ANA);
    stage.store.put_profile(chat, &Profile { digest: seven, ..Profile::default() }).await.unwrap();
    // Before, the settings named no calendar.
    let before = Schedule::new(people::directory(&stage.outside, &stage.store), defaults());
    for schedule in [&before, &stage.schedule] {
        schedule.plan_digest(chat, now).await.unwrap();
        assert_eq!(stage.store.count_reminders().await.unwrap().due, 2);
    }
}
