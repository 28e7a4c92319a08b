//! The one task that decides which message is sent next.

use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::{JoinError, JoinSet};

use super::limiter::Limiter;
use super::priority::{ByPriority, Policy, Priority};
use super::queues::SendQueues;
use super::send::{self, SendOutcome};
use super::{Claim, Delivery, Undelivered};
use crate::clock::{Clock, Stopwatch, pause};
use crate::model::{ChatId, MessageId};
use crate::store::{Slot, Store};
use crate::telegram::Bot;

/// How many send slots to draw at once.
const BATCH: usize = 16;

/// How late after its slot a message may still be sent. Slots are 34.5 ms apart, thirty of them 1,035 ms: if none is
/// later than this, no second has more than the thirty messages that Telegram accepts.
const LATEST: Duration = Duration::from_millis(30);

/// How long the shared bucket may take to answer.
const BUCKET_TIMEOUT: Duration = Duration::from_millis(300);

/// How long not to ask the shared bucket after it did not answer.
const BUCKET_RETRY: Duration = Duration::from_secs(1);

/// The longest pause that a message waits out in memory; after longer ones its caller, who has saved it, delivers it
/// again. If all chats are paused, the bucket is asked again after this long, because the pause may have been changed.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// A delivery, and the channel to its caller, who waits for the outcome.
pub(super) struct Job {
    pub(super) delivery: Delivery,
    pub(super) claim: Claim,
    pub(super) done: oneshot::Sender<Result<Option<MessageId>, Undelivered>>,
}

struct Sender {
    bot: Bot,
    store: Store,
    /// Running since the outbox was opened: all times here are durations on it.
    running: Stopwatch,
    queues: SendQueues<Job>,
    /// A task for each message in progress, so that it is sent in its slot, no matter what this task is waiting for.
    in_flight: JoinSet<(Job, Option<SendOutcome>)>,
    /// Until when each priority is paused because all chats are.
    paused_until: ByPriority<Duration>,
    limiter: Limiter,
    /// Until when not to ask the shared bucket.
    bucket_down_until: Duration,
}

/// Sends what comes in until the last outbox is dropped.
pub(super) async fn run(bot: Bot, store: Store, clock: Clock, mut jobs: mpsc::UnboundedReceiver<Job>) {
    let mut sender = Sender {
        bot,
        store,
        running: clock.stopwatch(),
        queues: SendQueues::default(),
        in_flight: JoinSet::new(),
        paused_until: ByPriority::default(),
        limiter: Limiter::default(),
        bucket_down_until: Duration::ZERO,
    };
    loop {
        while let Ok(job) = jobs.try_recv() {
            sender.enqueue(job);
        }
        // Collect everything that has come back, so that slots are drawn for many at once.
        while let Some(returned) = sender.in_flight.try_join_next() {
            sender.returned(returned).await;
        }
        let resumes = sender.start_some().await;
        let nap = sender.nap(resumes);
        tokio::select! {
            job = jobs.recv() => match job {
                Some(job) => sender.enqueue(job),
                None => return,
            },
            Some(returned) = sender.in_flight.join_next() => sender.returned(returned).await,
            () = pause(nap.unwrap_or_default()), if nap.is_some() => {}
        }
    }
}

impl Sender {
    fn now(&self) -> Duration {
        self.running.elapsed()
    }

    fn enqueue(&mut self, job: Job) {
        self.queues.push(job.delivery.chat, job.delivery.priority, job);
    }

    /// How long to sleep unless something happens, if a priority resumes at `resumes`; `None`: until something happens.
    fn nap(&self, resumes: Option<Duration>) -> Option<Duration> {
        let next = resumes.into_iter().chain(self.queues.next_resume()).min();
        next.map(|next| next.saturating_sub(self.now()))
    }

    /// Starts what may be sent now, answers first. Returns when the first priority that was skipped as paused resumes:
    /// by the time another part asks, that pause may be over.
    async fn start_some(&mut self) -> Option<Duration> {
        self.queues.resume(self.now());
        let mut resumes: Option<Duration> = None;
        for priority in Priority::ALL {
            loop {
                let room = priority.policy().in_flight.saturating_sub(self.in_flight.len());
                if room == 0 {
                    break;
                }
                let until = self.paused_until[priority];
                if until > self.now() {
                    if self.queues.has(priority) {
                        resumes = Some(resumes.map_or(until, |earlier| earlier.min(until)));
                    }
                    break;
                }
                let taken = self.queues.take(priority, room.min(BATCH));
                if taken.is_empty() {
                    break;
                }
                let wanted = self.drop_unwanted(taken);
                self.start(priority, wanted).await;
            }
        }
        resumes
    }

    /// Drops deliveries whose callers have stopped waiting.
    fn drop_unwanted(&mut self, taken: Vec<(ChatId, Job)>) -> Vec<(ChatId, Job)> {
        let (unwanted, wanted): (Vec<_>, Vec<_>) = taken.into_iter().partition(|(_, job)| job.done.is_closed());
        for (chat, _) in unwanted {
            self.queues.settle(chat);
        }
        wanted
    }

    /// Draws a send slot for each message, and starts those that get one.
    async fn start(&mut self, priority: Priority, taken: Vec<(ChatId, Job)>) {
        let chats: Vec<ChatId> = taken.iter().map(|(chat, _)| *chat).collect();
        let slots = self.draw(&chats, priority.policy()).await;
        let now = self.now();
        // From the end, so that requeued messages keep their order.
        for ((chat, job), slot) in taken.into_iter().zip(slots).rev() {
            match slot {
                Slot::After(wait) => self.send_after(wait, job),
                Slot::ChatPaused(pause) => self.pause_chat(chat, job, now + pause),
                Slot::AllPaused(pause) => {
                    self.paused_until[priority] = now + (pause + priority.policy().refill).min(LONGEST_PAUSE);
                    self.queues.requeue(chat, priority, job);
                }
            }
        }
    }

    /// The send slots of messages to these chats: from the shared bucket, or from our own if that is unavailable.
    async fn draw(&mut self, chats: &[ChatId], policy: Policy) -> Vec<Slot> {
        let Policy { horizon, reserve, .. } = policy;
        if self.now() >= self.bucket_down_until {
            let drawn = self.store.draw(chats, horizon, reserve, self.bot.rates());
            if let Ok(Ok(slots)) = tokio::time::timeout(BUCKET_TIMEOUT, drawn).await {
                return slots;
            }
            self.bucket_down_until = self.now() + BUCKET_RETRY;
        }
        let now = self.now();
        chats.iter().map(|chat| self.limiter.draw(*chat, horizon, reserve, now)).collect()
    }

    fn send_after(&mut self, wait: Duration, job: Job) {
        let (bot, running, slot) = (self.bot.clone(), self.running, self.now() + wait);
        self.in_flight.spawn(async move {
            pause(wait).await;
            // A message that does not have to wait is always in time, so that a slow process still sends.
            if !wait.is_zero() && running.elapsed() > slot + LATEST {
                return (job, None);
            }
            let sent = send::send(&bot, &job.delivery, || !job.done.is_closed() && job.claim.start()).await;
            (job, Some(sent))
        });
    }

    /// Handles a message that was tried, or has missed its slot and needs another.
    async fn returned(&mut self, returned: Result<(Job, Option<SendOutcome>), JoinError>) {
        match returned {
            Ok((job, Some(sent))) => self.settle(job, sent).await,
            Ok((job, None)) => self.queues.requeue(job.delivery.chat, job.delivery.priority, job),
            // It panicked, or the runtime is ending. After a panic the outbox has lost count, so panic here too.
            Err(error) => {
                if let Ok(panic) = error.try_into_panic() {
                    std::panic::resume_unwind(panic);
                }
            }
        }
    }

    /// Tells the caller the outcome, or requeues the message if Telegram is rate limiting us.
    async fn settle(&mut self, job: Job, sent: SendOutcome) {
        let chat = job.delivery.chat;
        match sent {
            SendOutcome::Settled(outcome) => {
                // A caller that has stopped waiting does not need the outcome.
                drop(job.done.send(outcome));
                self.queues.settle(chat);
            }
            SendOutcome::TooMany { retry_after } => {
                metrics::counter!("janji_errors_total", "class" => "too_many").increment(1);
                tracing::warn!(
                    chat.id = chat.0,
                    retry_after_s = retry_after.as_secs(),
                    "Telegram is rate limiting messages (429); the message is sent again later"
                );
                let until = self.now() + retry_after;
                job.claim.requeue();
                self.block(chat, retry_after).await;
                self.pause_chat(chat, job, until);
            }
        }
    }

    /// Tells all processes to pause a chat, or all chats.
    async fn block(&mut self, chat: ChatId, pause: Duration) {
        let blocked = tokio::time::timeout(BUCKET_TIMEOUT, self.store.block(chat, pause, self.bot.rates())).await;
        if let Ok(Ok(true)) = blocked {
            let until = self.now() + pause.min(LONGEST_PAUSE);
            for priority in Priority::ALL {
                self.paused_until[priority] = self.paused_until[priority].max(until);
            }
        }
    }

    /// Requeues a chat's message until then, or returns it to its caller if that is too long.
    fn pause_chat(&mut self, chat: ChatId, job: Job, until: Duration) {
        if until.saturating_sub(self.now()) > LONGEST_PAUSE {
            drop(job.done.send(Err(Undelivered::Away)));
            self.queues.settle(chat);
        } else {
            let priority = job.delivery.priority;
            self.queues.requeue_after(until, chat, priority, job);
        }
    }
}
