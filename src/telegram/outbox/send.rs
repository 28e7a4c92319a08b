//! Sends one message to Telegram: the calls, and what their results mean.

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use reqwest::multipart;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use teloxide::payloads::{AnswerCallbackQuery, AnswerCallbackQuerySetters};
use teloxide::types::CallbackQueryId;

use super::wire::{self, Fields, Form};
use super::{Delivery, Undelivered, What};
use crate::model::{Attachment, ChatId, MessageId, ThreadId};
use crate::speech::Outgoing;
use crate::telegram::Bot;
use crate::telegram::bot::CALL_TIMEOUT;
use crate::telegram::refusal::CallError;

/// How long an upload may take.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(20);

/// The first and the longest wait before a retry.
const WAITS: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(2));

/// How often a call is retried if Telegram is unavailable.
const RETRIES: usize = 3;

/// How an attempt to send ended.
#[derive(Debug)]
pub(super) enum SendOutcome {
    /// It is settled.
    Settled(Result<Option<MessageId>, Undelivered>),
    /// Telegram is rate limiting us (429).
    TooMany {
        /// When to try again.
        retry_after: Duration,
    },
}

/// The part of a sent message that we need.
#[derive(Deserialize)]
struct SentMessage {
    message_id: i32,
}

/// Sends, edits or answers while `is_ours` says that we may; retries if Telegram is unavailable, and sends without HTML
/// if Telegram cannot read that.
///
/// A press that has expired counts as answered, and a message that already has this text as edited.
pub(super) async fn send(bot: &Bot, delivery: &Delivery, is_ours: impl Fn() -> bool + Sync) -> SendOutcome {
    let mut outcome = call(bot, delivery, Form::Html, &is_ours).await;
    if matches!(outcome, Err(CallError::BadEntities)) {
        metrics::counter!("janji_errors_total", "class" => "entities").increment(1);
        tracing::error!(chat.id = delivery.chat.0, "Telegram cannot read our HTML; it is sent as plain text");
        outcome = call(bot, delivery, Form::Plain, &is_ours).await;
    }
    match outcome {
        Ok(message) => SendOutcome::Settled(Ok(message)),
        Err(CallError::TooMany { retry_after }) => SendOutcome::TooMany { retry_after },
        Err(CallError::NotModified | CallError::QueryTooOld) => SendOutcome::Settled(Ok(None)),
        Err(error) => SendOutcome::Settled(Err(undelivered(delivery.chat, error))),
    }
}

async fn call(
    bot: &Bot,
    delivery: &Delivery,
    form: Form,
    is_ours: &(impl Fn() -> bool + Sync),
) -> Result<Option<MessageId>, CallError> {
    match &delivery.what {
        What::Send { outgoing, reply_to, thread } => {
            let place = wire::place(delivery.chat, *thread, *reply_to, outgoing);
            let sent = send_to(bot, place, outgoing, form, is_ours).await?;
            Ok(Some(MessageId(sent.message_id)))
        }
        What::Edit { message, outgoing } => {
            edit(bot, delivery.chat, *message, outgoing, form, is_ours).await?;
            Ok(None)
        }
        What::Delete { message } => {
            let fields = Fields::from_iter([
                ("chat_id".to_owned(), delivery.chat.0.into()),
                ("message_id".to_owned(), message.0.into()),
            ]);
            let deleted =
                again(|| bot.call_method::<IgnoredAny>("DeleteMessage", &fields, CALL_TIMEOUT), is_ours).await;
            match deleted {
                // That a message cannot be deleted, or is gone already, must not hold up the answer.
                Ok(_) | Err(CallError::Refused { .. }) => Ok(None),
                Err(error) => Err(error),
            }
        }
        What::Toast { callback, text } => {
            let mut payload = AnswerCallbackQuery::new(CallbackQueryId(callback.0.clone()));
            if let Some(text) = text {
                payload = payload.text(text);
            }
            again(|| bot.call::<_, IgnoredAny>(&payload, CALL_TIMEOUT), is_ours).await?;
            Ok(None)
        }
    }
}

/// Sends a message, with its attachment if it has one; text that is too long for a caption follows in a separate
/// message.
async fn send_to(
    bot: &Bot,
    mut place: Fields,
    outgoing: &Outgoing,
    form: Form,
    is_ours: &(impl Fn() -> bool + Sync),
) -> Result<SentMessage, CallError> {
    if let Some(attachment) = &outgoing.attachment {
        let mut fields = place.clone();
        fields.extend(wire::file(attachment));
        let is_whole = wire::fits_as_caption(outgoing);
        if is_whole {
            fields.extend(wire::caption(outgoing, form));
        }
        let sent = upload(bot, wire::method(attachment), &fields, attachment, is_ours).await?;
        if is_whole {
            return Ok(sent);
        }
    }
    place.extend(wire::text(outgoing, form));
    again(|| bot.call_method("SendMessage", &place, CALL_TIMEOUT), is_ours).await
}

/// Edits one of our messages: its text, its attachment with its caption, or the caption of an attachment that stays.
async fn edit(
    bot: &Bot,
    chat: ChatId,
    message: MessageId,
    outgoing: &Outgoing,
    form: Form,
    is_ours: &(impl Fn() -> bool + Sync),
) -> Result<(), CallError> {
    let target =
        || Fields::from_iter([("chat_id".to_owned(), chat.0.into()), ("message_id".to_owned(), message.0.into())]);
    let with = |fields: Fields| target().into_iter().chain(fields).collect::<Fields>();
    if let Some(attachment) = &outgoing.attachment {
        let fields = with(wire::media(outgoing, attachment, form));
        upload::<IgnoredAny>(bot, "EditMessageMedia", &fields, attachment, is_ours).await?;
        return Ok(());
    }
    let fields = with(wire::text(outgoing, form));
    match again(|| bot.call_method::<IgnoredAny>("EditMessageText", &fields, CALL_TIMEOUT), is_ours).await {
        Err(CallError::NoText) => {
            let fields = with(wire::caption(outgoing, form));
            again(|| bot.call_method::<IgnoredAny>("EditMessageCaption", &fields, CALL_TIMEOUT), is_ours).await?;
            Ok(())
        }
        edited => edited.map(drop),
    }
}

/// Makes a call that uploads a file.
async fn upload<T: DeserializeOwned>(
    bot: &Bot,
    method: &str,
    fields: &Fields,
    attachment: &Attachment,
    is_ours: &(impl Fn() -> bool + Sync),
) -> Result<T, CallError> {
    let form = || {
        let mut form = multipart::Form::new();
        for (name, value) in fields {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            form = form.text(name.clone(), text);
        }
        form.part(wire::FILE_PART, multipart::Part::bytes(attachment.bytes.to_vec()).file_name(attachment.name.clone()))
    };
    again(|| bot.upload(method, form(), UPLOAD_TIMEOUT), is_ours).await
}

/// Shows "typing…" in a chat (Bot API, `sendChatAction`).
pub(super) async fn show_typing(bot: &Bot, chat: ChatId, thread: Option<ThreadId>) -> Result<(), CallError> {
    let mut fields = Fields::from_iter([("chat_id".to_owned(), chat.0.into()), ("action".to_owned(), "typing".into())]);
    fields.extend(thread.map(|thread| ("message_thread_id".to_owned(), thread.0.into())));
    bot.call_method::<IgnoredAny>("SendChatAction", &fields, CALL_TIMEOUT).await.map(drop)
}

/// Retries a call, after a wait, while Telegram is unavailable.
///
/// The claim is checked before every call: otherwise a process that was frozen would send what another has already
/// sent.
async fn again<T, F: Future<Output = Result<T, CallError>>>(
    mut call: impl FnMut() -> F,
    is_ours: impl Fn() -> bool,
) -> Result<T, CallError> {
    let waits = ExponentialBuilder::default().with_min_delay(WAITS.0).with_max_delay(WAITS.1).with_max_times(RETRIES);
    let call_if_ours = || {
        let call = is_ours().then(&mut call);
        async { call.ok_or_else(|| CallError::Away("it may be another's to say by now".into()))?.await }
    };
    call_if_ours
        .retry(waits.with_jitter())
        .when(|error| error.is_transient() && is_ours())
        .notify(|error, _| {
            metrics::counter!("janji_errors_total", "class" => "telegram").increment(1);
            tracing::debug!(error = error as &dyn std::error::Error, "a call to Telegram is made again");
        })
        .await
}

fn undelivered(chat: ChatId, error: CallError) -> Undelivered {
    match error {
        CallError::Blocked(why) => {
            tracing::info!(chat.id = chat.0, why, "a chat refuses our messages");
            Undelivered::Blocked
        }
        CallError::Moved(to) => Undelivered::Moved(to),
        // A token that is refused now may be a mistake of Telegram's; if it is not, the process that polls reports it.
        CallError::Away(_) | CallError::TooMany { .. } | CallError::Conflict | CallError::BadToken => Undelivered::Away,
        CallError::Refused { status, description } => Undelivered::Refused { status, description },
        CallError::NotModified
        | CallError::BadEntities
        | CallError::NoText
        | CallError::QueryTooOld
        | CallError::Unsayable => Undelivered::Refused { status: 400, description: error.to_string() },
    }
}
