//! One message to Telegram: the calls, and what their ends mean.

use backon::{ExponentialBuilder, Retryable};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::time::Duration;
use teloxide::payloads::{
    AnswerCallbackQuery, AnswerCallbackQuerySetters, EditMessageText, EditMessageTextSetters, SendMessage,
    SendMessageSetters,
};
use teloxide::types::{
    CallbackQueryId, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ParseMode, ReplyParameters,
};

use super::{Delivery, Undelivered, What};
use crate::model::{ChatId, MessageId};
use crate::speech::{self, Outgoing};
use crate::telegram::Bot;
use crate::telegram::bot::CALL_TIMEOUT;
use crate::telegram::refusal::CallError;

/// The first wait before a call is made again, and the longest.
const WAITS: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(2));

/// How often a call is made again when Telegram is unavailable.
const RETRIES: usize = 3;

/// Link previews are never shown: a place's link would cover the message.
const NO_PREVIEW: LinkPreviewOptions = LinkPreviewOptions {
    is_disabled: true,
    url: None,
    prefer_small_media: false,
    prefer_large_media: false,
    show_above_text: false,
};

/// How an attempt to send ended.
#[derive(Debug)]
pub(super) enum Sent {
    /// It is settled.
    Settled(Result<Option<MessageId>, Undelivered>),
    /// Telegram is rate limiting us (429).
    TooMany {
        /// When to try again.
        retry_after: Duration,
    },
}

/// The part of a sent message that we look at.
#[derive(Deserialize)]
struct SentMessage {
    message_id: i32,
}

/// How the text is to be read.
#[derive(Clone, Copy)]
enum Form {
    Html,
    Plain,
}

/// Sends, edits or answers, as long as that `is_ours` to do; again if Telegram is unavailable, and without HTML if that cannot
/// be read.
///
/// A press that nobody waits for any more counts as answered, and a message that says so already as edited.
pub(super) async fn send(bot: &Bot, delivery: &Delivery, is_ours: impl Fn() -> bool + Sync) -> Sent {
    let mut outcome = call(bot, delivery, Form::Html, &is_ours).await;
    if matches!(outcome, Err(CallError::BadEntities)) {
        metrics::counter!("janji_errors_total", "class" => "entities").increment(1);
        tracing::error!(chat.id = delivery.chat.0, "Telegram cannot read our HTML; it is sent as plain text");
        outcome = call(bot, delivery, Form::Plain, &is_ours).await;
    }
    match outcome {
        Ok(message) => Sent::Settled(Ok(message)),
        Err(CallError::TooMany { retry_after }) => Sent::TooMany { retry_after },
        Err(CallError::NotModified | CallError::QueryTooOld) => Sent::Settled(Ok(None)),
        Err(error) => Sent::Settled(Err(undelivered(delivery.chat, error))),
    }
}

async fn call(
    bot: &Bot,
    delivery: &Delivery,
    form: Form,
    is_ours: &(impl Fn() -> bool + Sync),
) -> Result<Option<MessageId>, CallError> {
    let chat = teloxide::types::ChatId(delivery.chat.0);
    match &delivery.what {
        What::Send { outgoing, reply_to } => {
            let mut payload = SendMessage::new(chat, text(outgoing, form))
                .link_preview_options(NO_PREVIEW)
                .disable_notification(outgoing.is_silent);
            if let Form::Html = form {
                payload = payload.parse_mode(ParseMode::Html);
            }
            if !outgoing.keyboard.is_empty() {
                payload = payload.reply_markup(keyboard(outgoing));
            }
            if let Some(message) = reply_to {
                let reply = ReplyParameters::new(teloxide::types::MessageId(message.0));
                payload = payload.reply_parameters(reply.allow_sending_without_reply());
            }
            let sent: SentMessage = again(|| bot.call(&payload, CALL_TIMEOUT), is_ours).await?;
            Ok(Some(MessageId(sent.message_id)))
        }
        What::Edit { message, outgoing } => {
            let message = teloxide::types::MessageId(message.0);
            let mut payload = EditMessageText::new(chat, message, text(outgoing, form))
                .link_preview_options(NO_PREVIEW)
                .reply_markup(keyboard(outgoing));
            if let Form::Html = form {
                payload = payload.parse_mode(ParseMode::Html);
            }
            again(|| bot.call::<_, IgnoredAny>(&payload, CALL_TIMEOUT), is_ours).await?;
            Ok(None)
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

/// Makes a call again, after a while, as long as Telegram is unavailable.
///
/// Whether it still is ours is asked before every call: a process that was frozen in one, or between two, would say what
/// another has said in its place.
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
        // A token that is refused now may be a mistake of Telegram's; whoever polls says so if it is not.
        CallError::Away(_) | CallError::TooMany { .. } | CallError::Conflict | CallError::BadToken => Undelivered::Away,
        CallError::Refused { status, description } => Undelivered::Refused { status, description },
        CallError::NotModified | CallError::BadEntities | CallError::QueryTooOld | CallError::Unsayable => {
            Undelivered::Refused { status: 400, description: error.to_string() }
        }
    }
}

fn text(outgoing: &Outgoing, form: Form) -> String {
    match form {
        Form::Html => outgoing.text.clone(),
        Form::Plain => speech::fallback(outgoing),
    }
}

fn keyboard(outgoing: &Outgoing) -> InlineKeyboardMarkup {
    let rows = outgoing.keyboard.iter();
    InlineKeyboardMarkup::new(
        rows.map(|row| row.iter().map(|button| InlineKeyboardButton::callback(&button.label, &button.data))),
    )
}
