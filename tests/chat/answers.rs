//! What is answered to whom.

use chrono::Duration;
use janji::chat::{Answer, Place};
use janji::model::{CallbackId, ChatId, Incoming, IncomingKind, Language, MessageId, Profile, Trouble};
use janji::sandbox::{Fault, How, Often};
use janji::speech::{Label, Refusal, Reply};

use super::room::{ANA, BUDI, EVE, GROUP, Room, cancelled, labels, only, place, rows};

#[tokio::test]
async fn a_stranger_gets_one_refusal_and_google_is_not_asked() {
    let room = Room::open().await;
    let first = room.says(EVE, "lunch tomorrow 1pm").await;
    assert_eq!(only(&first), &Reply::Refused { chat: ChatId::private(EVE) });
    assert!(room.says(EVE, "/list").await.sayings.is_empty());
    assert_eq!(room.google().take_log(), []);
}

#[tokio::test]
async fn only_text_is_read_and_that_is_said_once() {
    let room = Room::open().await;
    let photo = || room.incoming(ChatId::private(ANA), ANA, |message| IncomingKind::Wordless { message });
    assert_eq!(only(&room.answer(&photo()).await), &Reply::TextOnly);
    assert!(room.answer(&photo()).await.sayings.is_empty());
}

#[tokio::test]
async fn people_are_answered_in_their_own_language_which_their_reminders_keep() {
    let room = Room::open().await;
    let malay = Incoming { language: Some("ms-MY".into()), ..room.text(ANA, "hello") };
    assert_eq!(room.answer(&malay).await.voice.language, Language::Ms);
    assert_eq!(room.store.profile(malay.chat).await.unwrap().language, Some(Language::Ms));
    // A language that we do not speak is answered in that of the settings.
    let french = Incoming { language: Some("fr".into()), ..room.text(ANA, "hello") };
    assert_eq!(room.answer(&french).await.voice.language, Language::En);

    let in_group = |language: &str| Incoming { language: Some(language.into()), ..room.text_in(GROUP, EVE, "hello") };
    assert_eq!(room.answer(&in_group("zh-hans")).await.voice.language, Language::Zh);
    assert_eq!(room.answer(&in_group("en")).await.voice.language, Language::En);
    assert_eq!(room.store.profile(GROUP).await.unwrap().language, Some(Language::Zh));
}

#[tokio::test]
async fn only_somebody_who_is_listed_turns_reminders_on_in_a_group() {
    let room = Room::open().await;
    let by_eve = room.answer(&room.text_in(GROUP, EVE, "/reminders on")).await;
    assert_eq!(only(&by_eve), &Reply::RemindersHere { is_on: false, may_change: false });
    assert_eq!(room.store.hearing_groups().await.unwrap(), []);
    let by_ana = room.answer(&room.text_in(GROUP, ANA, "/reminders on")).await;
    assert_eq!(only(&by_ana), &Reply::RemindersHere { is_on: true, may_change: true });
    assert_eq!(room.store.hearing_groups().await.unwrap(), [GROUP]);
    let asked = room.answer(&room.text_in(GROUP, EVE, "/reminders")).await;
    assert_eq!(only(&asked), &Reply::RemindersHere { is_on: true, may_change: false });
}

#[tokio::test]
async fn people_who_leave_are_left_alone_until_they_write_again() {
    let room = Room::open().await;
    let chat = ChatId::private(ANA);
    let left = room.incoming(chat, ANA, |_| IncomingKind::Left);
    assert!(room.answer(&left).await.sayings.is_empty());
    assert!(room.store.profile(chat).await.unwrap().is_blocked);
    assert_eq!(only(&room.says(ANA, "/start").await), &Reply::Start);
    assert!(!room.store.profile(chat).await.unwrap().is_blocked);
}

#[tokio::test]
async fn people_who_write_again_have_every_reminder_planned_also_when_that_was_cut_off() {
    let room = Room::open().await;
    let chat = ChatId::private(ANA);
    let planned = async || room.store.count_reminders().await.unwrap().due;
    room.says(BUDI, "lunch tomorrow 1pm").await;
    assert_eq!(planned().await, 2);
    let left = room.incoming(chat, ANA, |_| IncomingKind::Left);
    room.answer(&left).await;
    assert_eq!(planned().await, 1);
    // The process died when it knew that Ana is back, before her reminders were planned.
    let back = Profile { is_blocked: false, is_unplanned: true, ..room.store.profile(chat).await.unwrap() };
    room.store.put_profile(chat, &back).await.unwrap();
    room.says(ANA, "/help").await;
    assert_eq!(planned().await, 2);
    assert!(!room.store.profile(chat).await.unwrap().is_unplanned);
}

#[tokio::test]
async fn a_group_that_becomes_a_supergroup_is_served_there_with_its_lists() {
    let room = Room::open().await;
    let to = ChatId(-100_500);
    room.answer(&room.text_in(GROUP, EVE, "picnic sunday 10am")).await;
    room.answer(&room.text_in(GROUP, EVE, "/list")).await;
    let moved = room.incoming(GROUP, EVE, |_| IncomingKind::Moved { to });
    assert!(room.answer(&moved).await.sayings.is_empty());
    let answer = room.answer(&room.text_in(to, EVE, "cancel 1")).await;
    assert_eq!(cancelled(&answer), ["picnic"]);
    let elsewhere = room.answer(&room.text_in(ChatId(-77), EVE, "/list")).await;
    assert_eq!(only(&elsewhere), &Reply::Refused { chat: ChatId(-77) });
}

#[tokio::test]
async fn without_storage_nothing_is_done_and_only_those_who_are_served_hear_of_it() {
    let mut room = Room::open().await;
    let card = room.says(ANA, "lunch tomorrow 1pm").await;
    room.writes();
    room.redis.kill();
    let (text, press) = (room.text(ANA, "dinner tomorrow 7pm"), room.press(ANA, &card, &Label::Cancel));
    for incoming in [&text, &press] {
        assert!(room.chat.answer(incoming, room.now()).await.unwrap_err().is_storage_away());
    }
    let apology = room.chat.apology(&text, Reply::StorageAway);
    assert_eq!((only(&apology), place(&apology)), (&Reply::StorageAway, Place::Reply));
    assert_eq!(room.chat.apology(&press, Reply::StorageAway).toast, Some(Reply::StorageAway));
    let stranger = room.text(EVE, "hello");
    assert!(room.chat.apology(&stranger, Reply::StorageAway).sayings.is_empty(), "strangers hear nothing of it");
    assert_eq!(room.writes(), Vec::<&str>::new());
    assert_eq!(room.titles(), ["lunch"]);
}

#[tokio::test]
async fn the_answer_to_a_text_replies_to_it_and_the_answer_to_a_button_takes_its_messages_place() {
    let room = Room::open().await;
    let card = room.says(ANA, "lunch tomorrow 1pm").await;
    assert_eq!(place(&card), Place::Reply);
    let said = card.sayings[0].about.clone().expect("what the message is about");
    assert_eq!((said.account, said.until), (room.account.clone(), "2026-03-11T06:00:00Z".parse().unwrap()));
    let answer = room.presses(ANA, &card, &Label::Cancel).await;
    assert_eq!(place(&answer), Place::Edit(MessageId(1_000)));
}

#[tokio::test]
async fn numbers_run_on_across_pages_and_pages_show_what_was_listed() {
    let room = Room::open().await;
    for hour in 1..=12 {
        let start = room.now() + Duration::hours(hour);
        room.google().add_event(&format!("event {hour}"), start, start + Duration::minutes(30)).unwrap();
    }
    room.round().await;
    let first = room.says(ANA, "/list").await;
    assert_eq!(rows(&first).len(), 10);
    let soon = room.now() + Duration::minutes(5);
    room.google().add_event("earlier", soon, soon + Duration::minutes(5)).unwrap();
    room.round().await;
    let second = room.presses(ANA, &first, &Label::Later).await;
    assert_eq!(rows(&second), ["11 event 11", "12 event 12"]);
    assert_eq!(labels(&second), [Label::CancelRow(11), Label::CancelRow(12), Label::Earlier]);
    assert_eq!(cancelled(&room.says(ANA, "cancel 11").await), ["event 11"]);
    let again = room.presses(ANA, &second, &Label::CancelRow(12)).await;
    assert_eq!(rows(&again), ["11 (event 11)", "12 (event 12)"]);
    let back = room.presses(ANA, &again, &Label::Earlier).await;
    assert_eq!(rows(&back)[0], "1 event 1");
}

#[tokio::test]
async fn a_number_that_cannot_be_acted_upon_touches_nothing() {
    let room = Room::open().await;
    let refusal = |answer: &Answer| match only(answer) {
        Reply::NotDone { why, .. } => why.clone(),
        other => panic!("{other:?}"),
    };
    for title in ["lunch tomorrow 1pm", "dinner tomorrow 7pm"] {
        room.says(ANA, title).await;
    }
    room.writes();
    assert_eq!(refusal(&room.says(ANA, "cancel 1").await), Refusal::NoListSeen);
    assert_eq!(refusal(&room.says(ANA, "cancel 1,7").await), Refusal::NotInList(vec![7]));
    assert_eq!(refusal(&room.says(ANA, "/cancel").await), Refusal::NoNumbers);
    let list = room.says(ANA, "/list").await;
    assert_eq!(rows(&list), ["1 lunch", "2 dinner"]);
    let events = room.store.upcoming(&room.account, room.now(), chrono_tz::Asia::Kuala_Lumpur, 2).await.unwrap().events;
    let later = room.now() + Duration::days(3);
    room.google().move_to(&events[0].id, later, later + Duration::hours(1)).unwrap();
    room.round().await;
    assert_eq!(refusal(&room.says(ANA, "cancel 1").await), Refusal::Changed(vec![1]));
    room.google().delete(&events[1].id).unwrap();
    room.round().await;
    let list = room.presses(ANA, &list, &Label::CancelRow(2)).await;
    assert_eq!(list.toast, Some(Reply::AlreadyCancelled));
    assert_eq!(room.writes(), Vec::<&str>::new());
    assert_eq!(room.titles(), ["lunch"]);
}

#[tokio::test]
async fn several_are_asked_about_and_cancelled_together() {
    let room = Room::open().await;
    for title in ["lunch tomorrow 1pm", "dinner tomorrow 7pm", "dentist friday 4pm"] {
        room.says(ANA, title).await;
    }
    room.says(ANA, "/list").await;
    let question = room.says(ANA, "/cancel 1,3").await;
    assert_eq!(room.titles().len(), 3);
    let answer = room.presses(ANA, &question, &Label::CancelAll).await;
    assert_eq!(cancelled(&answer), ["lunch", "dentist"]);
    assert_eq!(room.titles(), ["dinner"]);
}

#[tokio::test]
async fn a_list_and_a_question_are_the_askers_own_and_a_card_is_everybodys() {
    let room = Room::open().await;
    let card = room.answer(&room.text_in(GROUP, ANA, "picnic sunday 10am")).await;
    let list = room.answer(&room.text_in(GROUP, ANA, "/list")).await;
    let foreign = room.answer(&room.press_in(GROUP, BUDI, &list, &Label::CancelRow(1))).await;
    assert_eq!(foreign.toast, Some(Reply::ButtonNotYours));
    assert_eq!(room.titles(), ["picnic"]);
    let elsewhere = room.answer(&room.press(BUDI, &card, &Label::Cancel)).await;
    assert_eq!(elsewhere.toast, Some(Reply::ButtonStale));
    let own = room.answer(&room.press_in(GROUP, BUDI, &card, &Label::Cancel)).await;
    assert_eq!(cancelled(&own), ["picnic"]);
}

#[tokio::test]
async fn an_event_that_google_refuses_for_good_is_reported() {
    let room = Room::open().await;
    room.google().allow_writing(false);
    let answer = room.says(ANA, "lunch tomorrow 1pm").await;
    assert!(matches!(only(&answer), Reply::RefusedByGoogle { .. }), "{answer:?}");
    assert_eq!(room.titles(), Vec::<String>::new());
}

#[tokio::test]
async fn what_else_is_at_that_time_is_said() {
    let room = Room::open().await;
    room.says(ANA, "lunch tomorrow 1pm").await;
    let answer = room.says(ANA, "call with Bala tomorrow 1.30pm").await;
    let Reply::Created { overlaps, .. } = only(&answer) else { panic!("{answer:?}") };
    assert_eq!(overlaps.iter().map(|card| card.title.as_str()).collect::<Vec<_>>(), ["lunch"]);
}

#[tokio::test]
async fn a_manual_round_says_what_changed_or_what_is_in_the_way() {
    let room = Room::open().await;
    let start = room.now() + Duration::hours(5);
    room.google().add_event("made in google", start, start + Duration::hours(1)).unwrap();
    let answer = room.says(ANA, "/sync").await;
    let Reply::Synced(summary) = only(&answer) else { panic!("{answer:?}") };
    assert_eq!((summary.added, summary.changed, summary.removed), (1, 0, 0));
    room.google().revoke_grant();
    room.google().expire_access_tokens();
    let answer = room.says(ANA, "/sync").await;
    assert!(matches!(only(&answer), Reply::NotSynced(Trouble::Grant)), "{answer:?}");
}

#[tokio::test]
async fn status_counts_events_and_edits_and_names_what_is_in_the_way() {
    let room = Room::open().await;
    room.says(ANA, "lunch tomorrow 1pm").await;
    room.google().faults().inject("*", Fault::before(How::Status(503)), Often::Always);
    room.says(ANA, "dinner tomorrow 7pm").await;
    let answer = room.says(ANA, "/status").await;
    let Reply::Status(report) = only(&answer) else { panic!("{answer:?}") };
    assert_eq!((report.events, report.edits, report.reminders_here), (1, 1, true));
    assert!(report.last_sync.is_some());
}

#[tokio::test]
async fn an_event_that_changed_is_not_cancelled_by_its_old_card_but_by_the_new_one() {
    let room = Room::open().await;
    let card = room.says(ANA, "lunch tomorrow 1pm").await;
    let events = room.store.upcoming(&room.account, room.now(), chrono_tz::Asia::Kuala_Lumpur, 1).await.unwrap().events;
    let later = room.now() + Duration::days(3);
    room.google().move_to(&events[0].id, later, later + Duration::hours(1)).unwrap();
    room.round().await;
    let changed = room.presses(ANA, &card, &Label::Cancel).await;
    assert!(matches!(only(&changed), Reply::ChangedSince { .. }), "{changed:?}");
    assert_eq!(room.titles(), ["lunch"]);
    assert_eq!(cancelled(&room.presses(ANA, &changed, &Label::Cancel).await), ["lunch"]);
    assert_eq!(room.titles(), Vec::<String>::new());
}

#[tokio::test]
async fn a_number_whose_event_is_gone_is_said_to_be_gone() {
    let room = Room::open().await;
    room.says(ANA, "lunch tomorrow 1pm").await;
    room.says(ANA, "dinner tomorrow 7pm").await;
    room.says(ANA, "/list").await;
    let events = room.store.upcoming(&room.account, room.now(), chrono_tz::Asia::Kuala_Lumpur, 1).await.unwrap().events;
    room.google().delete(&events[0].id).unwrap();
    room.round().await;
    let answer = room.says(ANA, "cancel 1").await;
    assert!(matches!(only(&answer), Reply::NotDone { why: Refusal::Gone(numbers), .. } if *numbers == [1]));
    assert_eq!(rows(&answer), ["1 dinner"]);
    assert_eq!(cancelled(&room.says(ANA, "cancel 1").await), ["dinner"]);
}

#[tokio::test]
async fn lists_and_their_buttons_are_good_for_a_day() {
    let room = Room::open().await;
    room.says(ANA, "dentist friday 4pm").await;
    let list = room.says(ANA, "/list").await;
    let (press, text) = (room.press(ANA, &list, &Label::CancelRow(1)), room.text(ANA, "cancel 1"));
    let tomorrow = room.now() + Duration::days(1);
    let answer = room.chat.answer(&press, tomorrow).await.unwrap();
    assert_eq!((answer.toast, answer.sayings), (Some(Reply::ButtonStale), vec![]));
    let answer = room.chat.answer(&text, tomorrow).await.unwrap();
    assert!(matches!(only(&answer), Reply::NotDone { why: Refusal::NoListSeen, .. }), "{answer:?}");
    assert_eq!(room.titles(), ["dentist"]);
}

#[tokio::test]
async fn refreshing_reads_the_calendar_and_shows_it_in_the_same_message() {
    let room = Room::open().await;
    let empty = room.says(ANA, "/list").await;
    let start = room.now() + Duration::hours(5);
    room.google().add_event("made in google", start, start + Duration::hours(1)).unwrap();
    let list = room.presses(ANA, &empty, &Label::Refresh).await;
    assert_eq!(rows(&list), ["1 made in google"]);
    assert_eq!(place(&list), Place::Edit(MessageId(1_000)));
}

#[tokio::test]
async fn where_google_changed_the_same_its_version_stands_and_ours_is_offered() {
    let room = Room::open().await;
    let card = room.says(ANA, "call mum 9am").await;
    let other = labels(&card).into_iter().find(|label| *label != Label::Cancel).expect("another reading");
    let events = room.store.upcoming(&room.account, room.now(), chrono_tz::Asia::Kuala_Lumpur, 1).await.unwrap().events;
    let later = room.now() + Duration::days(3);
    room.google().move_to(&events[0].id, later, later + Duration::hours(1)).unwrap();
    let answer = room.presses(ANA, &card, &other).await;
    let Reply::Overridden { card: theirs, .. } = only(&answer) else { panic!("{answer:?}") };
    assert_eq!(theirs.when.start(chrono_tz::UTC), later);
    let answer = room.presses(ANA, &answer, &Label::UseMine).await;
    let Reply::Moved { card: ours, .. } = only(&answer) else { panic!("{answer:?}") };
    assert_ne!(ours.when.start(chrono_tz::UTC), later);
}

#[tokio::test]
async fn forged_and_foreign_buttons_do_nothing() {
    let room = Room::open().await;
    let card = room.says(ANA, "lunch tomorrow 1pm").await;
    let token = super::room::keyboard(&card)[0][0].data.token.clone();
    let forged = [format!("1:{token}:99"), "1:AAAAAAAAAAAAAAAAAAAAAA:0".into(), "x".into(), String::new()];
    room.writes();
    for data in forged {
        let callback = CallbackId("callback".to_owned());
        let kind = |_| IncomingKind::Pressed { callback, message: Some(MessageId(1_000)), data };
        let press = room.incoming(ChatId::private(ANA), ANA, kind);
        let answer = room.answer(&press).await;
        assert_eq!((answer.toast, answer.sayings), (Some(Reply::ButtonStale), vec![]));
    }
    assert_eq!(room.writes(), Vec::<&str>::new());
}
