//! The same again, and two at once: every effect happens once.

use chrono::Duration;
use janji::chat::Place;
use janji::model::{ButtonToken, CallbackId, ChatId, IncomingKind, MessageId, Press, Rsvp, SeenEvent, Who};
use janji::sandbox::{Fault, How, Often};
use janji::speech::{Buttons, GuestsReply, Label, Reply, Undone};
use serde_json::{Value, json};

use super::room::{ANA, BUDI, Room, cancelled, keyboard, labels, only, rows};
use crate::support::waiting::until;

#[tokio::test]
async fn a_message_handled_twice_makes_one_event_and_gets_one_answer() {
    let room = Room::open().await;
    let message = room.text(ANA, "lunch with Sarah tomorrow 1pm");
    let (first, second) = (room.answer(&message).await, room.answer(&message).await);
    let (Reply::Created { card: one, plan, .. }, Reply::Created { card: other, .. }) = (only(&first), only(&second))
    else {
        panic!("{first:?} {second:?}");
    };
    assert_eq!(one, other);
    assert_eq!(plan.coming.len(), 1);
    assert_eq!(room.titles(), ["lunch with Sarah"]);
    assert_eq!(room.writes(), ["events.insert"]);
    assert_eq!(labels(&first), labels(&second));
}

#[tokio::test]
async fn a_cancel_handled_twice_deletes_once_and_says_the_same() {
    let room = Room::open().await;
    room.says(ANA, "lunch tomorrow 1pm").await;
    room.says(ANA, "dentist friday 4.30pm").await;
    room.says(ANA, "/list").await;
    room.writes();
    let message = room.text(ANA, "cancel 2");
    let (first, second) = (room.answer(&message).await, room.answer(&message).await);
    assert_eq!((cancelled(&first), cancelled(&second)), (vec!["dentist"], vec!["dentist"]));
    assert_eq!(room.titles(), ["lunch"]);
    assert_eq!(room.writes(), ["events.delete"]);
}

#[tokio::test]
async fn answers_to_several_invitations_handled_again_after_a_crash_are_each_to_their_own() {
    let room = Room::open().await;
    for (day, title) in [(12, "launch"), (13, "picnic"), (14, "match"), (15, "party")] {
        room.google().add(&invitation(day, title)).unwrap();
    }
    room.round().await;
    room.says(ANA, "/list").await;
    room.says(ANA, "decline 4").await;
    let message = room.text(ANA, "no to 1, yes to the others");
    let before = room.google().calls("events.patch");
    // The process dies while the third waits for Google.
    room.google().faults().inject("events.patch", Fault::before(How::Held), Often::Every(3));
    tokio::select! {
        answer = room.answer(&message) => panic!("handled to its end: {answer:?}"),
        // Google's calls cannot be waited on.
        () = until("the third answer", async || room.google().calls("events.patch") == before + 3) => {}
    }
    room.google().faults().clear();
    let again = room.answer(&message).await;
    let answered = again.sayings.iter().map(|saying| match &saying.reply {
        Reply::Guests(GuestsReply::Answered { rsvp, card, .. }) => (card.title.as_str(), *rsvp),
        other => panic!("no answer: {other:?}"),
    });
    let expected = [("launch", Rsvp::Declined), ("picnic", Rsvp::Accepted), ("match", Rsvp::Accepted)];
    assert_eq!(answered.collect::<Vec<_>>(), expected);
    let own = |title: &str| {
        let (from, to) = (room.now(), room.now() + Duration::days(30));
        let entry = room.google().events(from, to).into_iter().find(|entry| entry["summary"] == title);
        entry.map(|entry| entry["attendees"][0]["responseStatus"].as_str().unwrap().to_owned())
    };
    assert_eq!(
        ["launch", "picnic", "match"].map(own),
        ["declined", "accepted", "accepted"].map(|is| Some(is.to_owned()))
    );
    room.close().await;
}

/// Somebody's invitation that waits for an answer.
fn invitation(day: u32, title: &str) -> Value {
    let at =
        |hour: u32| json!({"dateTime": format!("2026-03-{day}T{hour}:00:00+08:00"), "timeZone": "Asia/Kuala_Lumpur"});
    json!({
        "summary": title, "start": at(19), "end": at(21), "organizer": {"email": "farah@example.com"},
        "attendees": [{"email": "owner@example.com", "self": true, "responseStatus": "needsAction"}],
    })
}

#[tokio::test]
async fn a_press_handled_twice_deletes_once_and_a_second_press_hears_that_it_is_done() {
    let room = Room::open().await;
    let card = room.says(ANA, "lunch tomorrow 1pm").await;
    room.writes();
    let press = room.press(ANA, &card, &Label::Cancel);
    let (first, replayed) = (room.answer(&press).await, room.answer(&press).await);
    assert_eq!((cancelled(&first), cancelled(&replayed)), (vec!["lunch"], vec!["lunch"]));
    assert_eq!((&first.toast, &replayed.toast), (&None, &None));
    let second = room.presses(ANA, &card, &Label::Cancel).await;
    assert_eq!(second.toast, Some(Reply::AlreadyCancelled));
    assert_eq!(cancelled(&second), ["lunch"]);
    assert_eq!(room.writes(), ["events.delete"]);
}

#[tokio::test]
async fn two_people_at_once_in_two_chats_make_one_call_and_one_of_them_hears_that_it_is_done() {
    let room = Room::open().await;
    let card = room.says(ANA, "lunch tomorrow 1pm").await;
    let list = room.says(BUDI, "/list").await;
    room.writes();
    let one = room.press(ANA, &card, &Label::Cancel);
    let other = room.press(BUDI, &list, &Label::CancelRow(1));
    let (one, other) = tokio::join!(room.answer(&one), room.answer(&other));
    let late = [&one, &other].into_iter().filter(|answer| answer.toast == Some(Reply::AlreadyCancelled)).count();
    assert_eq!(late, 1, "{one:?} {other:?}");
    assert_eq!(room.writes(), ["events.delete"]);
    assert_eq!(rows(&other), ["1 (lunch)"]);
}

#[tokio::test]
async fn one_question_makes_one_event_whatever_is_pressed() {
    let room = Room::open().await;
    let question = room.says(ANA, "dentist Thursday 13 March 2026 3pm").await;
    let choices: Vec<Label> = labels(&question).into_iter().filter(|label| *label != Label::Keep).collect();
    assert!(!choices.is_empty(), "{question:?}");
    let first = room.presses(ANA, &question, &choices[0]).await;
    let second = room.presses(ANA, &question, &choices[choices.len() - 1]).await;
    let (Reply::Created { card: one, .. }, Reply::Created { card: other, .. }) = (only(&first), only(&second)) else {
        panic!("{first:?} {second:?}");
    };
    assert_eq!(one.when, other.when);
    assert_eq!(room.titles(), ["dentist"]);
}

#[tokio::test]
async fn a_correction_handled_twice_moves_once_and_can_be_taken_back() {
    let room = Room::open().await;
    let card = room.says(ANA, "call mum 9am").await;
    let other = labels(&card).into_iter().find(|label| !matches!(label, Label::Cancel | Label::Undo));
    let Some(other) = other else { panic!("no other reading: {card:?}") };
    room.writes();
    let press = room.press(ANA, &card, &other);
    let (first, second) = (room.answer(&press).await, room.answer(&press).await);
    let (Reply::Moved { card: one, .. }, Reply::Moved { card: again, .. }) = (only(&first), only(&second)) else {
        panic!("{first:?} {second:?}");
    };
    assert_eq!(one, again);
    assert_eq!(room.writes().len(), 1);
    let Reply::Created { card: made, .. } = only(&card) else { panic!("{card:?}") };
    assert_ne!(one.when, made.when);

    let taken_back = room.presses(ANA, &first, &Label::Undo).await;
    let Reply::Undone { undone: Undone::Reverted, cards, .. } = only(&taken_back) else { panic!("{taken_back:?}") };
    assert_eq!(cards[0].when, made.when);
}

#[tokio::test]
async fn the_answer_of_an_insert_that_is_lost_makes_no_twin() {
    let room = Room::open().await;
    room.google().faults().inject("events.insert", Fault::after(How::Cut), Often::Times(1));
    let message = room.text(ANA, "lunch tomorrow 1pm");
    let first = room.answer(&message).await;
    assert!(matches!(only(&first), Reply::Created { .. }), "{first:?}");
    room.answer(&message).await;
    room.round().await;
    assert_eq!(room.titles(), ["lunch"]);
}

#[tokio::test]
async fn what_waits_for_google_is_listed_and_can_be_cancelled_before_it_is_made() {
    let room = Room::open().await;
    room.google().faults().inject("*", Fault::before(How::Status(503)), Often::Always);
    let card = room.says(ANA, "lunch tomorrow 1pm").await;
    assert!(matches!(only(&card), Reply::Created { queued: Some(_), .. }), "{card:?}");
    let list = room.says(ANA, "/list").await;
    assert_eq!(rows(&list), ["1 lunch"]);
    let answer = room.says(ANA, "cancel 1").await;
    assert!(matches!(only(&answer), Reply::Cancelled { queued: Some(_), .. }), "{answer:?}");
    assert!(matches!(only(&room.says(ANA, "/list").await), Reply::EmptyList { .. }));
    let again = room.presses(ANA, &card, &Label::Cancel).await;
    assert_eq!(again.toast, Some(Reply::AlreadyCancelled));
    room.google().faults().clear();
    room.round().await;
    assert_eq!(room.titles(), Vec::<String>::new());
}

#[tokio::test]
async fn an_occurrence_goes_alone_and_the_series_as_a_whole() {
    let room = Room::open().await;
    room.says(ANA, "standup every day 9am").await;
    room.round().await;
    let before = room.titles().len();
    let list = room.says(ANA, "/list").await;
    let question = room.presses(ANA, &list, &Label::CancelRow(1)).await;
    assert!(matches!(only(&question), Reply::Ask { .. }), "{question:?}");
    let list = room.presses(ANA, &question, &Label::ThisOne).await;
    assert_eq!(rows(&list), ["1 (standup)"]);
    assert_eq!(room.titles().len(), before - 1);

    let list = room.says(ANA, "/list").await;
    assert_eq!(rows(&list), ["1 standup"]);
    let question = room.presses(ANA, &list, &Label::CancelRow(1)).await;
    let list = room.presses(ANA, &question, &Label::WholeSeries).await;
    assert!(rows(&list).iter().all(|row| row.ends_with("(standup)")), "{list:?}");
    assert_eq!(room.titles(), Vec::<String>::new());
}

#[tokio::test]
async fn a_question_that_is_left_gives_the_list_back() {
    let room = Room::open().await;
    room.says(ANA, "standup every day 9am").await;
    room.round().await;
    let list = room.says(ANA, "/list").await;
    let question = room.presses(ANA, &list, &Label::CancelRow(1)).await;
    let back = room.presses(ANA, &question, &Label::Keep).await;
    assert_eq!(rows(&back), rows(&list));
}

#[tokio::test]
async fn a_series_that_was_just_made_is_undone_as_a_whole() {
    let room = Room::open().await;
    let card = room.says(ANA, "standup every day 9am").await;
    let answer = room.presses(ANA, &card, &Label::Undo).await;
    assert!(matches!(only(&answer), Reply::Undone { undone: Undone::Removed, .. }), "{answer:?}");
    room.round().await;
    assert_eq!(room.titles(), Vec::<String>::new());
}

#[tokio::test]
async fn the_card_whose_button_led_to_a_question_says_that_it_is_done_too() {
    let room = Room::open().await;
    room.says(ANA, "standup every day 9am").await;
    room.round().await;
    let events = room.store.upcoming(&room.account, room.now(), chrono_tz::Asia::Kuala_Lumpur, 3).await.unwrap().events;
    let seen = SeenEvent { account: room.account.clone(), event: events[0].clone(), is_cancelled: false };
    // As a reminder's message carries it.
    let (handle, keyboard) = Buttons::new(ButtonToken::from_random([5; 16]))
        .row([(Label::Cancel, Press::Cancel { seen })])
        .finish(ChatId::private(ANA), Who::Anyone, room.now() + Duration::days(2));
    room.store.put_handle(&handle, room.now()).await.unwrap();
    let data = keyboard[0][0].data.to_string();
    let (callback, message) = (CallbackId("callback".into()), Some(MessageId(500)));
    let press = room.incoming(handle.chat, ANA, |_| IncomingKind::Pressed { callback, message, data });
    let question = room.answer(&press).await;
    let answer = room.presses(ANA, &question, &Label::ThisOne).await;
    let places: Vec<_> = answer.sayings.iter().map(|saying| saying.place).collect();
    let edit = |number| Place::Edit(MessageId(number));
    assert_eq!(places, [edit(1_000), edit(500)]);
    assert!(answer.sayings.iter().all(|saying| matches!(saying.reply, Reply::Cancelled { .. })));
}

#[tokio::test]
async fn buttons_are_stored_before_they_are_shown() {
    let room = Room::open().await;
    let card = room.says(ANA, "lunch tomorrow 1pm").await;
    let data = keyboard(&card)[0][0].data.clone();
    let chat = ChatId::private(ANA);
    let handle = room.store.handle(chat, &data.token, room.now()).await.unwrap().expect("a handle");
    assert!(usize::from(data.row) < handle.presses.len());
}
