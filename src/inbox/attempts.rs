//! Attempts to answer a message.
//!
//! Every attempt is counted before it begins (the first one when the message is stored), so that attempts that crash
//! the process are known too. A crash takes down every message in progress, and most of them did not cause it. So a
//! message first has two attempts next to others. If the process crashed in both, it has three more in isolation, while
//! no other message is processed; then it is quarantined. An attempt that only fails or panics is counted as a failure,
//! and the third one quarantines the message.

use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::time::Duration;

use futures::FutureExt;

use super::Inbox;
use super::delivery::{EarlyAnswer, Rendered};
use super::quarantine;
use crate::chat::{self, Download, LONGEST_FILE};
use crate::clock::pause;
use crate::model::{ChatId, FileId, Incoming};
use crate::speech::Reply;
use crate::store::Opened;
use crate::telegram::{Arrival, CallError};

/// How many attempts a message has next to others.
const ATTEMPTS_BESIDE_OTHERS: u32 = 2;

/// How many attempts it has in total; the later ones are made in isolation.
const ATTEMPTS: u32 = 5;

/// How many failures quarantine a message.
const FAILURES: u32 = 3;

/// How long to wait before the next attempt while storage is down.
const STORAGE_PAUSE: Duration = Duration::from_millis(500);

/// How long an answer may take before the chat shows "typing…".
const TYPING_AFTER: Duration = Duration::from_secs(1);

/// How soon "typing…" is shown again: a little before it goes away (Bot API, `sendChatAction`: five seconds).
const TYPING_AGAIN: Duration = Duration::from_millis(4_500);

/// How long to wait before asking for a better answer, and how often before an early answer must do.
const EARLY: (Duration, u32) = (Duration::from_millis(500), 60);

/// How an attempt ended.
enum AttemptEnd {
    /// With an answer, which is saved and must be delivered.
    Answered(Rendered),
    /// With nothing to deliver: another process has settled the message, or the bot stops while storage is down.
    Nothing,
    /// It was not made, because the message has used up its attempts.
    Exhausted,
}

impl Inbox {
    /// The answer to a message, saved with it; `None` if there is nothing to deliver.
    pub(super) async fn answer(&self, arrival: &Arrival) -> Option<Rendered> {
        let mut attempt = self.attempt_beside_others(arrival).await;
        if matches!(attempt, AttemptEnd::Exhausted) {
            attempt = self.attempt_in_isolation(arrival).await;
        }
        match attempt {
            AttemptEnd::Answered(answer) => Some(answer),
            AttemptEnd::Nothing => None,
            AttemptEnd::Exhausted => self.blame(&arrival.incoming).await,
        }
    }

    async fn attempt_beside_others(&self, arrival: &Arrival) -> AttemptEnd {
        let _shared = self.attempting.read().await;
        self.attempt(arrival, ATTEMPTS_BESIDE_OTHERS).await
    }

    async fn attempt_in_isolation(&self, arrival: &Arrival) -> AttemptEnd {
        let _alone = self.attempting.write().await;
        self.attempt(arrival, ATTEMPTS).await
    }

    /// Makes one attempt, if the message has had fewer than `most`.
    async fn attempt(&self, arrival: &Arrival, most: u32) -> AttemptEnd {
        let Arrival { incoming, put } = arrival;
        let unreadable = match self.store.inbox_open(incoming, *put, most).await {
            Ok(Opened::Settled) => return AttemptEnd::Nothing,
            Ok(Opened::Exhausted) => return AttemptEnd::Exhausted,
            Ok(Opened::Answered(text)) => match serde_json::from_str(&text) {
                Ok(answer) => return AttemptEnd::Answered(answer),
                Err(error) => {
                    tracing::error!(
                        update.id = incoming.id.0,
                        error = &error as &dyn std::error::Error,
                        "a saved answer cannot be read; the message is answered again"
                    );
                    Some(text)
                }
            },
            // Storage is down: `chat` will find that too.
            Ok(Opened::Unanswered) | Err(_) => None,
        };
        // Boxed, because the type of this future is too deep for the compiler otherwise.
        match Box::pin(self.ask(incoming)).await {
            Some(answer) => self.keep(incoming, answer, unreadable.as_deref()).await,
            None => AttemptEnd::Nothing,
        }
    }

    /// Saves an answer, and replaces an unreadable one.
    async fn keep(&self, incoming: &Incoming, answer: Rendered, unreadable: Option<&str>) -> AttemptEnd {
        // An answer is text and numbers, which JSON can always hold.
        let text = serde_json::to_string(&answer).expect("an answer is plain data");
        match self.store.inbox_keep_answer(incoming, &text, unreadable).await {
            Ok(true) => AttemptEnd::Answered(answer),
            // Another process has answered it meanwhile.
            Ok(false) => AttemptEnd::Nothing,
            Err(error) => {
                tracing::warn!(
                    update.id = incoming.id.0,
                    error = &error as &dyn std::error::Error,
                    "could not save an answer with its message; sending it anyway"
                );
                AttemptEnd::Answered(answer)
            }
        }
    }

    /// Downloads the file that came with a message; if that fails, the person is told.
    async fn download(&self, file: &FileId) -> Download {
        match self.bot.download(file, LONGEST_FILE).await {
            Ok(bytes) => Download::Bytes(bytes),
            Err(CallError::Refused { status: 413, .. }) => Download::TooLarge,
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "a file could not be downloaded");
                Download::Failed
            }
        }
    }

    /// Saves who administers a group; if Telegram does not say, the person is told.
    async fn learn_administrators(&self, group: ChatId) {
        let kept = match self.bot.administrators(group).await {
            Ok(users) => self.store.put_administrators(group, users, self.clock.now()).await,
            Err(error) => {
                let error = &error as &dyn std::error::Error;
                return tracing::warn!(chat.id = group.0, error, "Telegram did not say who administers a group");
            }
        };
        if let Err(error) = kept {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(chat.id = group.0, error, "could not keep who administers a group");
        }
    }

    /// Asks `chat`, up to three times; a panic counts as a failure. While storage is down it waits, and the person is
    /// told; `None` if storage does not come back before the bot stops.
    ///
    /// An early answer is shown, and `chat` is asked again; the better answer replaces it.
    async fn ask(&self, incoming: &Incoming) -> Option<Rendered> {
        let mut is_told = false;
        let mut early = EarlyAnswer::default();
        loop {
            let asking = AssertUnwindSafe(async {
                let download = match self.chat.file_of(incoming).await? {
                    Some(file) => Some(self.download(&file).await),
                    None => None,
                };
                if self.chat.asks_for_administrators(incoming, self.clock.now()).await? {
                    self.learn_administrators(incoming.chat).await;
                }
                let answer = Box::pin(self.chat.answer_with(incoming, download, self.clock.now())).await?;
                Ok::<_, chat::Failure>((answer.is_early(), self.render(incoming, &answer)))
            });
            let reference = match self.while_typing(incoming, asking.catch_unwind()).await {
                Ok(Ok((true, answer))) if early.times < EARLY.1 && !self.over.is_cancelled() => {
                    self.show_early(incoming, answer, &mut early).await;
                    self.over.run_until_cancelled(pause(EARLY.0)).await;
                    continue;
                }
                Ok(Ok((_, answer))) => return Some(answer.in_place_of(early.message)),
                Ok(Err(failure)) if failure.is_storage_away() => {
                    if !is_told {
                        is_told = true;
                        self.tell_to_wait(incoming, &failure).await;
                    }
                    self.over.run_until_cancelled(pause(STORAGE_PAUSE)).await?;
                    continue;
                }
                Ok(Err(failure)) => quarantine::log_failure(incoming, &failure),
                Err(_panic) => quarantine::log_panic(incoming),
            };
            let failures = self.store.inbox_failed(incoming.id).await.unwrap_or(FAILURES);
            if failures >= FAILURES {
                return Some(self.quarantine(incoming, reference).await);
            }
        }
    }

    /// Waits for an answer, and shows "typing…" if it takes long.
    async fn while_typing<T>(&self, incoming: &Incoming, answer: impl Future<Output = T>) -> T {
        let mut answer = pin!(answer);
        let mut wait = TYPING_AFTER;
        loop {
            tokio::select! {
                answer = &mut answer => return answer,
                () = pause(wait) => {}
            }
            wait = TYPING_AGAIN;
            tokio::select! {
                answer = &mut answer => return answer,
                () = self.outbox.show_typing(incoming.chat, incoming.thread) => {}
            }
        }
    }

    async fn tell_to_wait(&self, incoming: &Incoming, failure: &chat::Failure) {
        metrics::counter!("janji_errors_total", "class" => "storage").increment(1);
        tracing::warn!(
            update.id = incoming.id.0,
            error = failure as &dyn std::error::Error,
            "storage is down: a message waits for it"
        );
        let apology = self.chat.apology(incoming, Reply::WaitsForStorage);
        self.deliver(incoming, &self.render(incoming, &apology)).await;
    }

    /// Quarantines a message after the process crashed in each of its attempts.
    async fn blame(&self, incoming: &Incoming) -> Option<Rendered> {
        let _alone = self.attempting.write().await;
        let reference = quarantine::log_crashes(incoming);
        let apology = self.quarantine(incoming, reference).await;
        match self.keep(incoming, apology, None).await {
            AttemptEnd::Answered(apology) => Some(apology),
            AttemptEnd::Nothing | AttemptEnd::Exhausted => None,
        }
    }
}
