//! The same message again, after the process has died at any of its writes: the same is done, and the same is answered.

use std::fmt::Write as _;

use chrono::Duration;
use chrono_tz::UTC;
use janji::chat::Answer;
use janji::model::{
    AccountId, AskedFor, ChatId, Dialogue, EventId, Grant, GrantId, GroupLink, Incoming, IncomingKind, MessageId,
    OpenQuestion, Said, Sealed, SeenEvent,
};
use janji::speech::Label;
use janji::store::{Announcement, AnnouncementKind};
use serde_json::json;

use super::room::{ANA, GROUP, Room, keyboard};

/// No word is that long, but for names of ours, which are the same each time.
const SHORTEST_ID: usize = 20;

/// More writes than any message makes.
const TOO_MANY: u32 = 100;

/// What a person says or presses, once everything before it was said.
#[derive(Debug, Clone, Copy)]
enum Scene {
    Creates,
    CancelsNumber,
    CancelsNumberUnseen,
    CancelsNumberPastTheEnd,
    CancelsWithoutNumber,
    CancelsNumbersAsked,
    MovesNumber,
    MovesByReply,
    MovesByTitle,
    Reminds,
    Corrects,
    TurnsPage,
    AcceptsOffer,
    AcceptsOfferWithGuests,
    AcceptsGuests,
    Refuses,
    NamesSlot,
    NamesPlace,
    InvitesToWhatIsNotThere,
    AnswersEach,
    AnswersByReply,
    MovesSeriesFromHereOn,
    CancelsSeriesFromHereOn,
    Undoes,
    SendsPhoto,
    Forgets,
    RenamesAccount,
    NamesAccount,
    WritesWhereTheCalendarIsGone,
}

/// What is said before, and the last message, of the scenes that consist of words alone.
fn words_of(scene: Scene) -> Option<(&'static [&'static str], &'static str)> {
    const LUNCH: &str = "lunch tomorrow 1pm";
    const DENTIST: &str = "dentist friday 4.30pm";
    let words: (&[&str], &str) = match scene {
        Scene::Creates => (&[], LUNCH),
        Scene::CancelsNumber => (&[LUNCH, DENTIST, "/list"], "cancel 2"),
        Scene::CancelsNumberUnseen => (&[LUNCH, DENTIST], "cancel 2"),
        Scene::CancelsNumberPastTheEnd => (&[LUNCH, "/list", DENTIST], "cancel 2"),
        Scene::CancelsWithoutNumber => (&[LUNCH, DENTIST], "cancel"),
        Scene::CancelsNumbersAsked => (&[LUNCH, DENTIST, "cancel"], "2"),
        Scene::MovesNumber => (&[LUNCH, DENTIST, "/list"], "move 2 one hour later"),
        Scene::MovesByTitle => (&[LUNCH, DENTIST], "move lunch one hour later"),
        Scene::Reminds => (&[LUNCH, DENTIST], "remind me of lunch 2 hours before"),
        Scene::AcceptsOffer => (&["maybe lunch with Ali friday 1pm"], "yes please"),
        Scene::AcceptsOfferWithGuests => (&["maybe lunch tomorrow 1pm invite ali@example.com"], "yes"),
        Scene::AcceptsGuests => (&["lunch tomorrow 1pm invite ali@example.com"], "yes"),
        Scene::Refuses => (&["maybe lunch with Ali friday 1pm"], "no"),
        Scene::NamesPlace => (&[LUNCH, DENTIST, "/list", "/place 1"], "Bistro KLCC"),
        Scene::InvitesToWhatIsNotThere => (&[], "invite ali@example.com to lunch tomorrow 1pm"),
        Scene::Undoes => (&[LUNCH, DENTIST], "undo"),
        _ => return None,
    };
    Some(words)
}

/// Has everything said that comes before the last message, which is returned.
async fn prepare(room: &Room, scene: Scene) -> Incoming {
    let says = async |text: &str| room.says(ANA, text).await;
    let text = |text: &str| room.text(ANA, text);
    if let Some((before, last)) = words_of(scene) {
        for words in before {
            says(words).await;
        }
        return text(last);
    }
    match scene {
        Scene::MovesByReply => {
            let card = says("dentist friday 4.30pm").await;
            let about = card.sayings[0].about.clone().expect("a card is about its event");
            reply_to(room, &about, "one hour later").await
        }
        Scene::Corrects => {
            let written = text("lunch tomorrow 1pm");
            let card = room.answer(&written).await;
            let seen = card.sayings[0].card.clone().expect("a card");
            show(room, &seen).await;
            let (message, reply_to) = (written.message().unwrap(), None);
            let (text, times, edited_at) = ("lunch tomorrow 2pm".to_owned(), Vec::new(), room.now());
            room.incoming(written.chat, ANA, |_| IncomingKind::Edited { message, text, reply_to, times, edited_at })
        }
        Scene::TurnsPage => {
            for day in 1..25 {
                let start = room.now() + Duration::days(day);
                room.google().add_event(&format!("event {day}"), start, start + Duration::hours(1)).unwrap();
            }
            room.round().await;
            says("/list").await;
            text("next page")
        }
        Scene::NamesSlot => {
            let free = says("am I free tomorrow at 3pm?").await;
            let slot = keyboard(&free).iter().flatten().next().expect("a slot").label.clone();
            room.presses(ANA, &free, &slot).await;
            text("Dentist")
        }
        Scene::AnswersEach => {
            for day in 1..4 {
                invited(room, day).await;
            }
            says("/list").await;
            text("accept 1, decline the others")
        }
        Scene::AnswersByReply => {
            let about = invited(room, 1).await;
            reply_to(room, &about, "yes").await
        }
        Scene::MovesSeriesFromHereOn => {
            let question = football(room, "move 1 to thursday 12 march 8pm").await;
            room.press(ANA, &question, &Label::AndLater)
        }
        Scene::CancelsSeriesFromHereOn => {
            let question = football(room, "cancel 1").await;
            room.press(ANA, &question, &Label::AndLater)
        }
        Scene::SendsPhoto => room.incoming(ChatId::private(ANA), ANA, |message| IncomingKind::Wordless { message }),
        Scene::Forgets => {
            says("lunch tomorrow 1pm").await;
            says("/list").await;
            let question = says("/forget").await;
            room.press(ANA, &question, &Label::Forget)
        }
        Scene::RenamesAccount => {
            has_account(room).await;
            text("/accounts rename work home")
        }
        Scene::NamesAccount => {
            let about = AskedFor::AccountName(has_account(room).await);
            let open = Some(OpenQuestion::new(ANA, about, room.now()));
            room.store.put_dialogue(ChatId::private(ANA), &Dialogue { open, ..Dialogue::default() }).await.unwrap();
            text("home")
        }
        Scene::WritesWhereTheCalendarIsGone => {
            let link = GroupLink { account: AccountId("gone".into()), owner: ANA };
            room.store.change_profile(GROUP, |profile| profile.linked = Some(link.clone())).await.unwrap();
            room.text_in(GROUP, ANA, "/list")
        }
        words => unreachable!("{words:?} has its words"),
    }
}

/// Ana has signed in to a Google account that she calls work.
async fn has_account(room: &Room) -> GrantId {
    let id = GrantId("g".into());
    let grant = Grant {
        id: id.clone(),
        name: "work".into(),
        token: Sealed("sealed".into()),
        lists_calendars: false,
        own: None,
        calendars: Vec::new(),
        since: room.now(),
    };
    room.store.change_person(ANA, |person| person.grants.push(grant.clone())).await.unwrap();
    id
}

/// A reply to a message of ours about this.
async fn reply_to(room: &Room, about: &Said, text: &str) -> Incoming {
    let (chat, ours) = (ChatId::private(ANA), MessageId(2_000));
    room.store.put_said(chat, ours, about, room.now()).await.unwrap();
    let (text, reply_to) = (text.to_owned(), Some(ours));
    room.incoming(chat, ANA, |message| IncomingKind::Text { message, text, reply_to, times: Vec::new() })
}

/// Has a message of ours be the card of this event.
async fn show(room: &Room, seen: &SeenEvent) {
    let card = Announcement {
        chat: ChatId::private(ANA),
        message: MessageId(2_000),
        kind: AnnouncementKind::Card,
        event: seen.event.clone(),
        is_gone: false,
        has_begun: false,
        sent: Some(room.now()),
        occasion: None,
        is_done: false,
        beside: Vec::new(),
    };
    let until = seen.event.when.end(seen.event.zone);
    room.store.put_announcement(&seen.account, &card, until, room.now()).await.unwrap();
}

/// An invitation of Farah's in some days, which nobody has answered.
async fn invited(room: &Room, days: i64) -> Said {
    let start = room.now() + Duration::days(days);
    let moment = |hours: i64| json!({"dateTime": (start + Duration::hours(hours)).to_rfc3339(), "timeZone": "UTC"});
    let entry = json!({
        "summary": format!("launch {days}"), "start": moment(0), "end": moment(1),
        "organizer": {"email": "farah@example.com", "displayName": "Farah"},
        "attendees": [
            {"email": "farah@example.com", "responseStatus": "accepted"},
            {"email": "owner@example.com", "self": true, "responseStatus": "needsAction"},
        ],
    });
    let id = room.google().add(&entry).unwrap()["id"].as_str().unwrap().to_owned();
    room.round().await;
    Said { account: room.account.clone(), event: EventId(id), until: start }
}

/// Football on each Wednesday since February is in the list; what the wish for the first of it is answered with.
async fn football(room: &Room, wish: &str) -> Answer {
    let moment =
        |hour: u32| json!({"dateTime": format!("2026-02-04T{hour}:00:00+08:00"), "timeZone": "Asia/Kuala_Lumpur"});
    let rule = ["RRULE:FREQ=WEEKLY;BYDAY=WE"];
    let entry = json!({"summary": "football", "start": moment(20), "end": moment(22), "recurrence": rule});
    room.google().add(&entry).unwrap();
    room.round().await;
    room.says(ANA, "/list").await;
    room.says(ANA, wish).await
}

/// All that there is after a message: at Google and here.
async fn state(room: &Room) -> String {
    let chat = ChatId::private(ANA);
    let mut state = String::new();
    let (from, to) = (room.now() - Duration::days(60), room.now() + Duration::days(60));
    for entry in room.google().events(from, to) {
        let of = |field: &str| &entry[field];
        let fields = ["summary", "location", "start", "end", "status", "attendees"].map(|field| of(field).to_string());
        writeln!(state, "{}", fields.join(" ")).unwrap();
    }
    for mail in room.google().take_mails() {
        writeln!(state, "{mail:?}").unwrap();
    }
    let (profile, dialogue, _) = room.store.conversation(chat).await.unwrap();
    writeln!(state, "{profile:?}\n{:?}", dialogue.open.map(|open| open.about)).unwrap();
    let names: Vec<String> = room.store.person(ANA).await.unwrap().grants.into_iter().map(|grant| grant.name).collect();
    writeln!(state, "{names:?}\n{:?}", room.store.profile(GROUP).await.unwrap()).unwrap();
    let list = room.store.seen_list(chat, ANA, room.now()).await.unwrap();
    for (number, row) in (1..).zip(list.iter().flat_map(|list| &list.rows)) {
        writeln!(state, "{number} {} {} {}", row.event.title, row.event.when.start(UTC), row.is_cancelled).unwrap();
    }
    writeln!(state, "page {:?}", list.map(|list| list.page)).unwrap();
    let undoables = room.store.undoables(chat).await.unwrap();
    writeln!(state, "{undoables:?}\n{:?}", room.store.count_reminders().await.unwrap().due).unwrap();
    without_ids(&state)
}

/// What is the same whatever is drawn by lot: the ids, which come from the names of buttons and from Google, are left out.
fn without_ids(text: &str) -> String {
    let words = text.split_inclusive(|letter: char| !letter.is_ascii_alphanumeric() && !"_-".contains(letter));
    words.filter(|word| word.len() < SHORTEST_ID).collect()
}

/// Has the process die at each write of the last message in turn.
async fn holds(scene: Scene) {
    let room = Room::open().await;
    let incoming = prepare(&room, scene).await;
    let answer = without_ids(&format!("{:#?}", room.answer(&incoming).await));
    room.round().await;
    let expected = state(&room).await;
    for writes in 0..TOO_MANY {
        let room = Room::open().await;
        let incoming = prepare(&room, scene).await;
        let is_whole = room.answer_of_a_dying_process(&incoming, writes).await.is_some();
        room.round_of_another_process().await;
        let again = without_ids(&format!("{:#?}", room.answer(&incoming).await));
        assert_eq!(again, answer, "{scene:?}: another answer after {writes} writes");
        room.round().await;
        assert_eq!(state(&room).await, expected, "{scene:?}: something else was done after {writes} writes");
        if is_whole {
            return;
        }
    }
    panic!("{scene:?}: no end of writes");
}

#[tokio::test]
async fn a_new_event_is_made_once() {
    holds(Scene::Creates).await;
}

#[tokio::test]
async fn a_number_cancels_its_event_once() {
    holds(Scene::CancelsNumber).await;
}

#[tokio::test]
async fn a_number_before_any_list_cancels_nothing() {
    holds(Scene::CancelsNumberUnseen).await;
}

#[tokio::test]
async fn a_number_past_the_end_of_a_list_cancels_nothing() {
    holds(Scene::CancelsNumberPastTheEnd).await;
}

#[tokio::test]
async fn a_cancel_without_a_number_asks_which() {
    holds(Scene::CancelsWithoutNumber).await;
}

#[tokio::test]
async fn a_number_answers_which_to_cancel() {
    holds(Scene::CancelsNumbersAsked).await;
}

#[tokio::test]
async fn a_number_moves_its_event_once() {
    holds(Scene::MovesNumber).await;
}

#[tokio::test]
async fn a_reply_moves_its_event_once() {
    holds(Scene::MovesByReply).await;
}

#[tokio::test]
async fn a_reminder_is_set_once() {
    holds(Scene::Reminds).await;
}

#[tokio::test]
async fn an_edited_message_corrects_its_event_once() {
    holds(Scene::Corrects).await;
}

#[tokio::test]
async fn a_title_moves_its_event_once() {
    holds(Scene::MovesByTitle).await;
}

#[tokio::test]
async fn a_page_is_turned_once() {
    holds(Scene::TurnsPage).await;
}

#[tokio::test]
async fn a_yes_adds_what_was_offered() {
    holds(Scene::AcceptsOffer).await;
}

#[tokio::test]
async fn a_yes_to_an_event_invites_nobody() {
    holds(Scene::AcceptsOfferWithGuests).await;
}

#[tokio::test]
async fn a_yes_invites_once() {
    holds(Scene::AcceptsGuests).await;
}

#[tokio::test]
async fn a_no_is_about_its_question() {
    holds(Scene::Refuses).await;
}

#[tokio::test]
async fn a_title_names_the_slot_that_was_asked_about() {
    holds(Scene::NamesSlot).await;
}

#[tokio::test]
async fn a_place_goes_to_the_event_that_was_asked_about() {
    holds(Scene::NamesPlace).await;
}

#[tokio::test]
async fn an_event_that_was_not_there_is_made_and_its_guests_are_asked_about() {
    holds(Scene::InvitesToWhatIsNotThere).await;
}

#[tokio::test]
async fn several_answers_go_to_the_invitations_that_were_meant() {
    holds(Scene::AnswersEach).await;
}

#[tokio::test]
async fn a_yes_in_reply_answers_the_invitation() {
    holds(Scene::AnswersByReply).await;
}

#[tokio::test]
async fn the_rest_of_a_series_moves_once() {
    holds(Scene::MovesSeriesFromHereOn).await;
}

#[tokio::test]
async fn the_rest_of_a_series_is_cancelled_once() {
    holds(Scene::CancelsSeriesFromHereOn).await;
}

#[tokio::test]
async fn an_undo_takes_one_thing_back() {
    holds(Scene::Undoes).await;
}

#[tokio::test]
async fn a_photo_is_answered() {
    holds(Scene::SendsPhoto).await;
}

#[tokio::test]
async fn a_chat_is_forgotten_to_the_end() {
    holds(Scene::Forgets).await;
}

#[tokio::test]
async fn an_account_is_renamed_once_by_its_name() {
    holds(Scene::RenamesAccount).await;
}

#[tokio::test]
async fn an_account_gets_the_name_that_was_asked_for() {
    holds(Scene::NamesAccount).await;
}

#[tokio::test]
async fn a_group_hears_that_its_calendar_is_gone() {
    holds(Scene::WritesWhereTheCalendarIsGone).await;
}
