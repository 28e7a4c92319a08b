//! The pretend Telegram, as teloxide sees it.

use std::time::Duration as StdDuration;

use teloxide::payloads::{AnswerCallbackQuerySetters, GetUpdatesSetters, SendMessageSetters};
use teloxide::requests::Requester;
use teloxide::types::{
    BotCommand, CallbackQueryId, InlineKeyboardButton, InlineKeyboardMarkup, ParseMode, ReplyParameters, UpdateKind,
};
use teloxide::{ApiError, Bot, RequestError};

use chrono::{DateTime, Utc};
use janji::clock::Clock;
use janji::sandbox::telegram::{ChatId, Content, Limits, MessageId, Rate, Telegram, UserId};
use janji::sandbox::{Fault, How, Often, Sandbox};

const AISYAH: UserId = UserId(101);
const BUDI: UserId = UserId(102);
const GROUP: ChatId = ChatId(-501);

/// A sandbox at a standing clock, with two people and a group.
async fn sandbox() -> (Sandbox, Bot) {
    let clock = Clock::still("2026-03-10T02:00:00Z".parse().unwrap());
    let sandbox = Sandbox::start(clock, chrono_tz::Asia::Kuala_Lumpur).await.unwrap();
    let telegram = sandbox.telegram();
    telegram.add_person(AISYAH, "Aisyah", "ms");
    telegram.add_person(BUDI, "Budi", "en");
    telegram.add_group(GROUP, "Family", &[AISYAH, BUDI]);
    let bot = Bot::new(&telegram.bot().token).set_api_url(sandbox.telegram_url().clone());
    (sandbox, bot)
}

fn wire(chat: ChatId) -> teloxide::types::ChatId {
    teloxide::types::ChatId(chat.0)
}

fn keyboard(label: &str, data: &str) -> InlineKeyboardMarkup {
    InlineKeyboardMarkup::new([[InlineKeyboardButton::callback(label, data)]])
}

fn api_error<T: std::fmt::Debug>(result: Result<T, RequestError>) -> ApiError {
    match result {
        Err(RequestError::Api(error)) => error,
        other => panic!("no error of the API: {other:?}"),
    }
}

#[tokio::test]
async fn a_talk_reads_like_a_play() {
    let (sandbox, bot) = sandbox().await;
    let telegram = sandbox.telegram();
    assert_eq!(bot.get_me().await.unwrap().username(), "janji_bot");
    telegram.user_says(AISYAH.chat(), AISYAH, "lunch tomorrow 1pm");
    let updates = bot.get_updates().timeout(1).await.unwrap();
    let UpdateKind::Message(message) = &updates[0].kind else { panic!("{updates:?}") };
    assert_eq!(message.text(), Some("lunch tomorrow 1pm"));
    assert_eq!(message.date, "2026-03-10T02:00:00Z".parse::<DateTime<Utc>>().unwrap());
    let sent = bot.send_message(message.chat.id, "<b>lunch</b>\nWed 13:00").parse_mode(ParseMode::Html);
    let sent = sent.reply_markup(keyboard("Cancel", "1:x:0")).reply_parameters(ReplyParameters::new(message.id));
    let sent = sent.await.unwrap();
    assert_eq!(sent.text(), Some("lunch\nWed 13:00"));
    telegram.press(AISYAH.chat(), AISYAH, MessageId(sent.id.0), "Cancel").unwrap();
    assert_eq!(telegram.unanswered().len(), 1);
    let updates = bot.get_updates().offset(updates[0].id.as_offset()).await.unwrap();
    let UpdateKind::CallbackQuery(query) = &updates[0].kind else { panic!("{updates:?}") };
    assert_eq!(query.data.as_deref(), Some("1:x:0"));
    bot.answer_callback_query(query.id.clone()).text("Cancelled").await.unwrap();
    bot.edit_message_text(sent.chat.id, sent.id, "lunch is cancelled").await.unwrap();
    bot.get_updates().offset(updates[0].id.as_offset()).await.unwrap();
    telegram.quiet().await;
    insta::assert_snapshot!(telegram.read(AISYAH.chat()), @"
    Aisyah: lunch tomorrow 1pm
    Janji: lunch
        Wed 13:00
        [Cancel]
    Aisyah presses [Cancel]
    Aisyah sees: Cancelled
    Janji (edits 2): lunch is cancelled
    ");
    assert_eq!(telegram.unread(), "");
    sandbox.stop().await;
}

#[tokio::test]
async fn a_poll_waits_until_somebody_writes() {
    let (sandbox, bot) = sandbox().await;
    let poll = tokio::spawn(async move { bot.get_updates().timeout(10).await });
    let telegram = sandbox.telegram();
    telegram.wait_until(Telegram::is_polled).await;
    telegram.user_sends(BUDI.chat(), BUDI, Content::Voice, None);
    let updates = poll.await.unwrap().unwrap();
    let UpdateKind::Message(message) = &updates[0].kind else { panic!("{updates:?}") };
    assert!(message.voice().is_some());
}

#[tokio::test]
async fn a_second_poller_puts_the_first_out() {
    let (sandbox, bot) = sandbox().await;
    let second = bot.clone();
    let first = tokio::spawn(async move { bot.get_updates().timeout(10).await });
    sandbox.telegram().wait_until(Telegram::is_polled).await;
    let second = second.get_updates().await.unwrap();
    assert!(second.is_empty());
    assert_eq!(api_error(first.await.unwrap()), ApiError::TerminatedByOtherGetUpdates);
}

#[tokio::test]
async fn what_the_real_one_refuses_is_refused() {
    let (sandbox, bot) = sandbox().await;
    let telegram = sandbox.telegram();
    let chat = wire(AISYAH.chat());
    assert_eq!(api_error(bot.send_message(wire(ChatId(9)), "x").await), ApiError::ChatNotFound);
    let never = api_error(bot.send_message(chat, "x").await);
    assert_eq!(never.to_string(), "Unknown error: \"Forbidden: bot can't initiate conversation with a user\"");
    telegram.user_starts(AISYAH);
    assert_eq!(api_error(bot.send_message(chat, " \n ").await), ApiError::MessageTextIsEmpty);
    assert_eq!(api_error(bot.send_message(chat, "x".repeat(4097)).await), ApiError::MessageIsTooLong);
    let long_data = bot.send_message(chat, "x").reply_markup(keyboard("a", &"d".repeat(65)));
    assert_eq!(api_error(long_data.await), ApiError::ButtonDataInvalid);
    let bad_html = bot.send_message(chat, "1 < 2").parse_mode(ParseMode::Html);
    assert!(matches!(api_error(bad_html.await), ApiError::CantParseEntities(_)));
    let sent = bot.send_message(chat, "x".repeat(4096)).await.unwrap();
    assert_eq!(api_error(bot.edit_message_text(chat, sent.id, "x".repeat(4096)).await), ApiError::MessageNotModified);
    let unknown = bot.edit_message_text(chat, teloxide::types::MessageId(99), "y");
    assert_eq!(api_error(unknown.await), ApiError::MessageToEditNotFound);
    let theirs = bot.edit_message_text(chat, teloxide::types::MessageId(1), "y");
    assert_eq!(api_error(theirs.await), ApiError::MessageCantBeEdited);
    assert!(bot.answer_callback_query(CallbackQueryId("7".into())).await.is_err());
    telegram.user_blocks(AISYAH);
    assert_eq!(api_error(bot.send_message(chat, "x").await), ApiError::BotBlocked);
    let stranger = Bot::new("1:wrong").set_api_url(sandbox.telegram_url().clone());
    assert_eq!(api_error(stranger.get_me().await), ApiError::InvalidToken);
    let commands = [BotCommand::new("list", "what is coming")];
    bot.set_my_commands(commands).await.unwrap();
    assert_eq!(telegram.commands("").unwrap()[0]["command"], "list");
    assert!(bot.set_my_commands([BotCommand::new("List", "x")]).await.is_err());
}

#[tokio::test]
async fn a_button_is_answered_within_a_minute_or_never() {
    let (sandbox, bot) = sandbox().await;
    let telegram = sandbox.telegram();
    telegram.user_starts(BUDI);
    let sent = bot.send_message(wire(BUDI.chat()), "x").reply_markup(keyboard("a", "d")).await.unwrap();
    let query = telegram.press_nth(BUDI.chat(), BUDI, MessageId(sent.id.0), 0).unwrap();
    assert_eq!(telegram.press(BUDI.chat(), BUDI, MessageId(sent.id.0), "b"), None);
    sandbox.clock().move_to(sandbox.clock().now() + chrono::Duration::seconds(61));
    let late = api_error(bot.answer_callback_query(CallbackQueryId(query)).await);
    assert!(late.to_string().contains("query is too old"));
}

#[tokio::test]
async fn a_group_that_becomes_a_supergroup_says_where_it_went() {
    let (sandbox, bot) = sandbox().await;
    let to = sandbox.telegram().group_becomes_super(GROUP, AISYAH, ChatId(-1_000_000_000_501));
    let updates = bot.get_updates().await.unwrap();
    let moved = updates.iter().filter_map(|update| match &update.kind {
        UpdateKind::Message(message) => message.migrate_to_chat_id(),
        _ => None,
    });
    assert_eq!(moved.collect::<Vec<_>>(), [&wire(to)]);
    let error = bot.send_message(wire(GROUP), "x").await.unwrap_err();
    assert!(matches!(error, RequestError::MigrateToChatId(id) if id == wire(to)));
    bot.send_message(wire(to), "x").await.unwrap();
}

#[tokio::test]
async fn blocking_and_coming_back_are_told() {
    let (sandbox, bot) = sandbox().await;
    let telegram = sandbox.telegram();
    telegram.user_starts(BUDI);
    telegram.user_blocks(BUDI);
    telegram.user_starts(BUDI);
    telegram.group_removes(GROUP, BUDI);
    let updates = bot.get_updates().await.unwrap();
    let told: Vec<String> = updates
        .iter()
        .map(|update| match &update.kind {
            UpdateKind::MyChatMember(member) => format!("{:?}", member.new_chat_member.kind.status()),
            UpdateKind::Message(message) => message.text().unwrap_or_default().to_owned(),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(told, ["/start", "Banned", "Member", "/start", "Banned"]);
}

#[tokio::test]
async fn limits_answer_429_with_the_seconds_to_wait() {
    let (sandbox, bot) = sandbox().await;
    let telegram = sandbox.telegram();
    telegram.user_starts(BUDI);
    let hour = Rate { count: 1, per: StdDuration::from_hours(1) };
    telegram.limit(Limits { chat: hour, ..Limits::default() });
    bot.send_message(wire(BUDI.chat()), "x").await.unwrap();
    let error = bot.send_message(wire(BUDI.chat()), "y").await.unwrap_err();
    assert!(matches!(error, RequestError::RetryAfter(after) if after.seconds() > 3500), "{error:?}");
    telegram.unlimit();
    bot.send_message(wire(BUDI.chat()), "y").await.unwrap();
}

#[tokio::test]
async fn faults_strike_before_or_after_the_effect() {
    let (sandbox, bot) = sandbox().await;
    let telegram = sandbox.telegram();
    telegram.user_starts(BUDI);
    let chat = wire(BUDI.chat());
    let faults = telegram.faults();
    faults.inject("sendMessage", Fault::before(How::Cut), Often::Times(1));
    assert!(matches!(bot.send_message(chat, "never arrives").await, Err(RequestError::Network(_))));
    faults.inject("sendMessage", Fault::after(How::Cut), Often::Times(1));
    assert!(matches!(bot.send_message(chat, "arrives").await, Err(RequestError::Network(_))));
    faults.inject("*", Fault::before(How::TooMany { retry_after: 7 }), Often::Times(1));
    assert!(matches!(bot.get_me().await, Err(RequestError::RetryAfter(after)) if after.seconds() == 7));
    let texts: Vec<String> = telegram.messages(BUDI.chat()).iter().map(|message| message.text().to_owned()).collect();
    assert_eq!(texts, ["/start", "arrives"]);
    assert_eq!(faults.struck("sendMessage"), 2);
    assert_eq!(faults.struck_in_all(), 3);
}

#[tokio::test]
async fn stopping_lets_go_of_those_who_wait() {
    let (sandbox, bot) = sandbox().await;
    sandbox.telegram().faults().inject("getMe", Fault::before(How::Silence), Often::Always);
    let silent = tokio::spawn({
        let bot = bot.clone();
        async move { bot.get_me().await.is_err() }
    });
    let poll = tokio::spawn(async move { bot.get_updates().timeout(15).await });
    sandbox.telegram().wait_until(|telegram| telegram.is_polled() && telegram.faults().struck_in_all() > 0).await;
    drop((sandbox.stop().await, poll.await.unwrap()));
    assert!(silent.await.unwrap());
}
