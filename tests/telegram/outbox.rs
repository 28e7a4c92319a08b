//! The sender: what arrives, in what order, and what becomes of what does not.
//!
//! Some waits pass for real: attempts to reach Telegram, its limits and the polling lease go by real time, which no clock
//! of ours moves.

use std::time::Duration;

use futures::FutureExt;
use futures::future::join_all;
use janji::clock::Clock;
use janji::model::{Attachment, AttachmentKind, CallbackId, FileId, MessageId};
use janji::sandbox::telegram::{Content, Limits, Message, Sender, UserId};
use janji::sandbox::{Fault, How, Often};
use janji::speech::{ButtonStyle, Outgoing, OutgoingButton};
use janji::telegram::{Claim, Delivery, Outbox, Priority, Undelivered, What};

use super::{ANA, BUDI, GROUP, Outside};

fn outgoing(text: &str) -> Outgoing {
    Outgoing { text: text.to_owned(), keyboard: Vec::new(), is_silent: false, attachment: None }
}

fn send(user: UserId, priority: Priority, text: &str) -> Delivery {
    let what = What::Send { outgoing: outgoing(text), reply_to: None, thread: None };
    Delivery { chat: janji::model::ChatId(user.0), priority, what }
}

fn edit(user: UserId, message: MessageId, text: &str) -> Delivery {
    let what = What::Edit { message, outgoing: outgoing(text) };
    Delivery { what, ..send(user, Priority::Answer, "") }
}

fn toast(callback: &str, text: Option<&str>) -> Delivery {
    let what = What::Toast { callback: CallbackId(callback.to_owned()), text: text.map(str::to_owned) };
    Delivery { what, ..send(ANA, Priority::Answer, "") }
}

async fn answer(outbox: &Outbox, user: UserId, text: &str) -> Result<Option<MessageId>, Undelivered> {
    outbox.deliver(send(user, Priority::Answer, text)).await
}

/// The texts of all messages that the bot sent successfully, over all chats, in their order.
fn sent(outside: &Outside) -> Vec<String> {
    let sent = outside.telegram().requests().into_iter();
    let sent = sent.filter(|request| request.method == "sendMessage" && request.status == 200);
    sent.map(|request| request.params["text"].as_str().unwrap_or_default().to_owned()).collect()
}

fn last(outside: &Outside, user: UserId) -> Message {
    outside.telegram().last_from_bot(user.chat()).expect("the bot has said something")
}

#[tokio::test]
async fn a_message_arrives_as_it_was_meant() {
    let outside = Outside::open().await;
    let outbox = outside.outbox();
    let asked = outside.telegram().user_says(ANA.chat(), ANA, "lunch 1pm");
    let button = OutgoingButton { label: "Cancel".into(), data: "1:x:0".into(), style: Some(ButtonStyle::Danger) };
    let words = Outgoing {
        text: "<b>lunch</b> &amp; more".into(),
        keyboard: vec![vec![button]],
        is_silent: true,
        attachment: None,
    };
    let what = What::Send { outgoing: words, reply_to: Some(MessageId(asked.0)), thread: None };
    let message = outbox.deliver(Delivery { what, ..send(ANA, Priority::Answer, "") }).await.unwrap();
    let arrived = last(&outside, ANA);
    assert_eq!(Some(MessageId(arrived.id.0)), message);
    assert_eq!((arrived.text(), arrived.is_silent, arrived.reply_to), ("lunch & more", true, Some(asked)));
    let buttons: Vec<_> = arrived.buttons().map(|button| (button.label.as_str(), button.style.as_deref())).collect();
    assert_eq!(buttons, [("Cancel", Some("danger"))]);
    let request = outside.telegram().requests().pop().unwrap();
    assert_eq!(request.params["link_preview_options"]["is_disabled"], true);
    assert_eq!(outbox.depth(), 0);
}

fn with(kind: AttachmentKind, name: &str, bytes: &[u8], text: &str) -> Outgoing {
    Outgoing { attachment: Some(Attachment { kind, name: name.into(), bytes: bytes.into() }), ..outgoing(text) }
}

/// The name and the bytes of the file in the bot's last message, and its caption.
fn last_file(outside: &Outside, user: UserId) -> (String, Vec<u8>, String) {
    let message = last(outside, user);
    let Content::Media(media) = message.content else { panic!("{message:?}") };
    (media.name, media.bytes.to_vec(), media.caption)
}

#[tokio::test]
async fn a_picture_is_sent_with_its_caption_and_can_become_another() {
    let outside = Outside::open().await;
    let outbox = outside.outbox();
    let week = with(AttachmentKind::Picture, "week.png", b"one\r\n--x", "<b>This</b> week");
    let what = What::Send { outgoing: week, reply_to: None, thread: None };
    let message = outbox.deliver(Delivery { what, ..send(ANA, Priority::Answer, "") }).await.unwrap().unwrap();
    assert_eq!(last_file(&outside, ANA), ("week.png".into(), b"one\r\n--x".to_vec(), "This week".into()));
    let next = with(AttachmentKind::Picture, "next.png", b"two", "Next week");
    let what = What::Edit { message, outgoing: next };
    outbox.deliver(Delivery { what, ..send(ANA, Priority::Answer, "") }).await.unwrap();
    assert_eq!(last_file(&outside, ANA), ("next.png".into(), b"two".to_vec(), "Next week".into()));
    // What has no attachment changes the caption of what stays.
    outbox.deliver(edit(ANA, message, "as it was")).await.unwrap();
    assert_eq!(last_file(&outside, ANA), ("next.png".into(), b"two".to_vec(), "as it was".into()));
}

#[tokio::test]
async fn words_too_long_for_a_caption_follow_the_file() {
    let outside = Outside::open().await;
    let long = "word ".repeat(300);
    let calendar = with(AttachmentKind::Document, "janji.ics", b"BEGIN:VCALENDAR", &long);
    let what = What::Send { outgoing: calendar, reply_to: None, thread: None };
    outside.outbox().deliver(Delivery { what, ..send(ANA, Priority::Answer, "") }).await.unwrap();
    assert_eq!(last(&outside, ANA).text(), long.trim());
    let messages = outside.telegram().messages(ANA.chat());
    let Content::Media(media) = &messages[messages.len() - 2].content else { panic!("{messages:?}") };
    assert_eq!((media.name.as_str(), media.caption.as_str()), ("janji.ics", ""));
    let file = FileId(media.file.clone());
    assert_eq!(outside.bot.download(&file, 1_000).await.unwrap(), b"BEGIN:VCALENDAR");
    let too_large = outside.bot.download(&file, 10).await.unwrap_err();
    assert_eq!(too_large.to_string(), "Telegram refused (413): the file is too large");
}

#[tokio::test]
async fn a_reply_to_a_message_that_is_gone_is_sent_without_it() {
    let outside = Outside::open().await;
    let what = What::Send { outgoing: outgoing("hello"), reply_to: Some(MessageId(77)), thread: None };
    outside.outbox().deliver(Delivery { what, ..send(ANA, Priority::Answer, "") }).await.unwrap();
    assert_eq!(last(&outside, ANA).reply_to, None);
}

#[tokio::test]
async fn what_another_process_may_say_by_now_is_not_sent() {
    let outside = Outside::open().await;
    let outbox = outside.outbox();
    let since = Clock::system().stopwatch();
    let claim = Claim::leased(since, Duration::ZERO);
    let message = || send(ANA, Priority::Push, "lunch in 10 minutes");
    assert_eq!(outbox.deliver_under(&claim, message()).await, Err(Undelivered::Away));
    assert_eq!(sent(&outside), Vec::<String>::new());
    let claim = Claim::leased(since, Duration::from_hours(1));
    assert!(outbox.deliver_under(&claim, message()).await.is_ok());
    assert_eq!(sent(&outside), ["lunch in 10 minutes"]);
}

#[tokio::test]
async fn what_was_lost_on_the_way_is_not_sent_again_when_another_process_may_say_it_by_now() {
    let outside = Outside::open().await;
    // It arrives and is not known to have; the claim ends before it could be sent again.
    outside.telegram().faults().inject("sendMessage", Fault::after(How::Status(502)), Often::Always);
    let claim = Claim::leased(Clock::system().stopwatch(), Duration::from_millis(150));
    let message = send(ANA, Priority::Push, "lunch in 10 minutes");
    assert_eq!(outside.outbox().deliver_under(&claim, message).await, Err(Undelivered::Away));
    let arrived = outside.telegram().messages(ANA.chat()).into_iter().filter(|message| message.sender == Sender::Bot);
    assert!(arrived.count() <= 1, "{}", outside.telegram().transcript(ANA.chat()));
}

#[tokio::test]
async fn what_is_taken_back_before_it_leaves_is_never_sent() {
    let outside = Outside::open().await;
    let outbox = outside.outbox();
    let message = || send(ANA, Priority::Push, "lunch in 10 minutes");
    let claim = Claim::for_good();
    assert!(claim.withdraw());
    assert_eq!(outbox.deliver_under(&claim, message()).await, Err(Undelivered::Away));
    assert_eq!(sent(&outside), Vec::<String>::new());
    let claim = claim.for_another();
    assert!(outbox.deliver_under(&claim, message()).await.is_ok());
    assert!(!claim.withdraw());
    assert_eq!(sent(&outside), ["lunch in 10 minutes"]);
}

#[tokio::test]
async fn an_edit_that_changes_nothing_is_a_success() {
    let outside = Outside::open().await;
    let outbox = outside.outbox();
    let message = answer(&outbox, ANA, "first").await.unwrap().unwrap();
    for _ in 0..2 {
        assert_eq!(outbox.deliver(edit(ANA, message, "second")).await, Ok(None));
    }
    assert_eq!(last(&outside, ANA).text(), "second");
}

#[tokio::test]
async fn html_that_telegram_cannot_read_is_sent_as_plain_text() {
    let outside = Outside::open().await;
    answer(&outside.outbox(), ANA, "<b>lunch</b> <wrong>1pm").await.unwrap();
    assert_eq!(last(&outside, ANA).text(), "lunch 1pm");
}

#[tokio::test]
async fn a_press_is_answered_and_one_that_nobody_waits_for_counts_as_answered() {
    let outside = Outside::open().await;
    let outbox = outside.outbox();
    let message = answer(&outbox, ANA, "x").await.unwrap().unwrap();
    let id = janji::sandbox::telegram::MessageId(message.0);
    for text in [Some("Cancelled"), None] {
        let press = outside.telegram().press_forged(ANA.chat(), ANA, id, "1:x:0");
        assert_eq!(outbox.deliver(toast(&press, text)).await, Ok(None));
        let shown = outside.telegram().callbacks().pop().unwrap().answer;
        assert_eq!(shown.as_deref(), Some(text.unwrap_or_default()));
    }
    assert_eq!(outbox.deliver(toast("never was", None)).await, Ok(None));
}

#[tokio::test]
async fn a_chat_that_does_not_want_us_says_so() {
    let outside = Outside::open().await;
    let outbox = outside.outbox();
    outside.telegram().user_blocks(ANA);
    outside.telegram().add_person(UserId(9), "Never", "en");
    for user in [ANA, UserId(9), UserId(4_711)] {
        assert_eq!(answer(&outbox, user, "hello").await, Err(Undelivered::Blocked), "{user:?}");
    }
    assert!(answer(&outbox, BUDI, "hello").await.is_ok());
}

#[tokio::test]
async fn a_group_that_moved_says_where() {
    let outside = Outside::open().await;
    outside.telegram().group_becomes_super(GROUP, ANA, janji::sandbox::telegram::ChatId(-1_000));
    let moved = answer(&outside.outbox(), UserId(GROUP.0), "hello").await;
    assert_eq!(moved, Err(Undelivered::Moved(janji::model::ChatId(-1_000))));
}

#[tokio::test]
async fn what_telegram_will_never_take_is_refused_with_its_reason() {
    let outside = Outside::open().await;
    let outbox = outside.outbox();
    let refused = |description: &str| Err(Undelivered::Refused { status: 400, description: description.into() });
    assert_eq!(answer(&outbox, ANA, " ").await, refused("message text is empty"));
    assert_eq!(outbox.deliver(edit(ANA, MessageId(99), "x")).await, refused("message to edit not found"));
}

#[tokio::test]
async fn a_telegram_that_fails_for_a_moment_is_asked_again() {
    let outside = Outside::open().await;
    let outbox = outside.outbox();
    let faults = outside.telegram().faults();
    for (how, text) in [(How::Status(502), "first"), (How::Cut, "second"), (How::Status(500), "third")] {
        faults.inject("sendMessage", Fault::before(how), Often::Times(2));
        assert!(answer(&outbox, ANA, text).await.is_ok());
        assert_eq!(last(&outside, ANA).text(), text);
    }
    assert_eq!(outside.telegram().messages(ANA.chat()).len(), 4);
}

#[tokio::test]
async fn a_telegram_that_goes_on_failing_is_away() {
    let outside = Outside::open().await;
    let outbox = outside.outbox();
    outside.telegram().faults().inject("sendMessage", Fault::before(How::Cut), Often::Always);
    assert_eq!(answer(&outbox, ANA, "hello").await, Err(Undelivered::Away));
    outside.telegram().faults().clear();
    assert!(answer(&outbox, ANA, "again").await.is_ok());
}

#[tokio::test]
async fn a_chat_that_is_to_rest_keeps_its_order_and_holds_nobody_up() {
    let outside = Outside::open().await;
    let outbox = outside.outbox();
    let faults = outside.telegram().faults();
    faults.inject("sendMessage", Fault::before(How::TooMany { retry_after: 1 }), Often::Times(1));
    let to_ana = join_all(["1", "2"].map(|text| answer(&outbox, ANA, text)));
    let to_budi = async {
        outside.telegram().wait_until(|_| faults.struck("sendMessage") == 1).await;
        answer(&outbox, BUDI, "other").await
    };
    let (to_ana, to_budi) = futures::join!(to_ana, to_budi);
    assert!(to_ana.iter().all(Result::is_ok) && to_budi.is_ok());
    assert_eq!(sent(&outside), ["other", "1", "2"]);
}

#[tokio::test]
async fn a_rest_that_is_too_long_to_wait_for_is_given_back() {
    let outside = Outside::open().await;
    let outbox = outside.outbox();
    let long = Fault::before(How::TooMany { retry_after: 3_600 });
    outside.telegram().faults().inject("sendMessage", long, Often::Times(1));
    assert_eq!(answer(&outbox, ANA, "hello").await, Err(Undelivered::Away));
    // Nor is Telegram asked again before that; also not by another process.
    assert_eq!(answer(&outside.outbox(), ANA, "hello").await, Err(Undelivered::Away));
    assert_eq!(outside.telegram().requests().len(), 1);
}

#[tokio::test]
async fn a_press_is_answered_when_telegram_wants_or_not_at_all() {
    let outside = Outside::open().await;
    let outbox = outside.outbox();
    let message = answer(&outbox, ANA, "x").await.unwrap().unwrap();
    let id = janji::sandbox::telegram::MessageId(message.0);
    for (retry_after, shown, calls) in [(1, Some("Cancelled"), 2), (3_600, None, 1)] {
        let press = outside.telegram().press_forged(ANA.chat(), ANA, id, "1:x:0");
        let early = Fault::before(How::TooMany { retry_after });
        outside.telegram().faults().inject("answerCallbackQuery", early, Often::Times(1));
        let before = outside.telegram().requests().len();
        assert_eq!(outbox.deliver(toast(&press, Some("Cancelled"))).await, Ok(None));
        assert_eq!(outside.telegram().requests().len() - before, calls);
        assert_eq!(outside.telegram().callbacks().pop().unwrap().answer.as_deref(), shown);
    }
}

#[tokio::test]
async fn a_chats_pushes_leave_room_for_its_answers() {
    let outside = Outside::open().await;
    let outbox = outside.outbox();
    let pushes = join_all(["1", "2", "3"].map(|text| outbox.deliver(send(ANA, Priority::Push, text))));
    let asked = async {
        outside.telegram().wait_until(|_| sent(&outside).len() == 2).await;
        answer(&outbox, ANA, "answer").await
    };
    let (told, answered) = futures::join!(pushes, asked);
    assert!(told.iter().all(Result::is_ok) && answered.is_ok());
    assert_eq!(sent(&outside), ["1", "2", "answer", "3"]);
}

#[tokio::test]
async fn answers_overtake_pushes() {
    let outside = Outside::open().await;
    let outbox = outside.outbox();
    let people: Vec<UserId> = (1_000..1_040).map(UserId).collect();
    for person in &people {
        outside.telegram().add_person(*person, "P", "en");
        outside.telegram().user_starts(*person);
    }
    let pushes = people.iter().map(|person| outbox.deliver(send(*person, Priority::Push, "push")).boxed());
    let late = [answer(&outbox, ANA, "answer").boxed()];
    let all = join_all(pushes.chain(late)).await;
    assert!(all.iter().all(Result::is_ok), "{all:?}");
    let before = sent(&outside).iter().position(|text| text == "answer").unwrap();
    assert!(before <= 8, "{before} pushes came before the answer");
}

#[tokio::test]
async fn what_two_processes_send_at_once_arrives_once_each_under_strict_limits() {
    let outside = Outside::open().await;
    let outboxes = [outside.outbox(), outside.outbox()];
    outside.telegram().limit(Limits::default());
    let people: Vec<UserId> = (1_000..1_070).map(UserId).collect();
    for person in &people {
        outside.telegram().add_person(*person, "P", "en");
        outside.telegram().user_starts(*person);
    }
    let pushes = people.iter().zip(outboxes.iter().cycle());
    let all = join_all(pushes.map(|(person, outbox)| outbox.deliver(send(*person, Priority::Push, "push")))).await;
    assert!(all.iter().all(Result::is_ok), "{all:?}");
    for person in &people {
        assert_eq!(outside.telegram().messages(person.chat()).len(), 2, "/start and the push");
    }
}

#[tokio::test]
async fn what_is_taken_back_before_its_turn_is_not_sent() {
    let outside = Outside::open().await;
    let outbox = outside.outbox();
    let mut withdrawn = Box::pin(answer(&outbox, ANA, "withdrawn"));
    assert!((&mut withdrawn).now_or_never().is_none());
    drop(withdrawn);
    assert_eq!(outbox.depth(), 0);
    answer(&outbox, ANA, "kept").await.unwrap();
    assert_eq!(sent(&outside), ["kept"]);
}

#[tokio::test]
async fn without_storage_messages_leave_all_the_same() {
    let mut outside = Outside::open().await;
    let outbox = outside.outbox();
    outside.redis.kill();
    assert!(answer(&outbox, ANA, "storage is away").await.is_ok());
    outside.redis.restart().await;
    assert!(answer(&outbox, ANA, "and back").await.is_ok());
    outbox.idle().await;
}
