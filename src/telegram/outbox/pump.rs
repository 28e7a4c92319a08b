//! The one task that decides what is sent next.

use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::{JoinError, JoinSet};

use super::limiter::Limiter;
use super::queues::Queues;
use super::send::{self, Sent};
use super::{Claim, Delivery, Lane, Undelivered};
use crate::clock::{Clock, Stopwatch, pause};
use crate::model::{ChatId, MessageId};
use crate::store::{Leave, Store};
use crate::telegram::Bot;

/// How many messages are on their way at once; pushes leave room for answers.
const MOST_ON_THEIR_WAY: [usize; 2] = [64, 48];

/// How many turns are drawn at once.
const BATCH: usize = 16;

/// How far ahead turns are taken: what a person's answer may have to wait for pushes, and for other answers.
const HORIZON: [Duration; 2] = [Duration::from_millis(500), Duration::from_millis(100)];

/// How much of a chat's burst is left alone: a person's answer need not wait until the pushes before it are forgotten.
const RESERVE: [u32; 2] = [0, 1];

/// How late after its turn a message may still leave. Turns are 34.5 ms apart, thirty of them 1,035 ms: as long as none is
/// later than this, no second ever has more than the thirty that Telegram takes.
const LATEST: Duration = Duration::from_millis(30);

/// How long the shared bucket may take to answer.
const BUCKET_PATIENCE: Duration = Duration::from_millis(300);

/// How long the shared bucket is left alone after it did not answer.
const BUCKET_AWAY: Duration = Duration::from_secs(1);

/// The longest rest that a message waits for in memory: whoever delivers keeps it durably and brings it again. When all
/// rest, the bucket is asked again after so long, for it may have changed its mind.
const LONGEST_REST: Duration = Duration::from_mins(1);

/// A delivery, and who waits for it.
pub(super) struct Job {
    pub(super) delivery: Delivery,
    pub(super) claim: Claim,
    pub(super) done: oneshot::Sender<Result<Option<MessageId>, Undelivered>>,
}

struct Pump {
    bot: Bot,
    store: Store,
    /// Since the beginning: what "now" is counted from here.
    running: Stopwatch,
    queues: Queues<Job>,
    /// Each on its own, so that it leaves in time whatever we wait for meanwhile.
    on_their_way: JoinSet<(Job, Option<Sent>)>,
    /// Until when each lane rests because all chats have to.
    rests: [Duration; 2],
    limiter: Limiter,
    /// Until when the shared bucket is left alone.
    bucket_away: Duration,
}

/// Sends what comes in until nobody can send anything more.
pub(super) async fn run(bot: Bot, store: Store, clock: Clock, mut jobs: mpsc::UnboundedReceiver<Job>) {
    let mut pump = Pump {
        bot,
        store,
        running: clock.stopwatch(),
        queues: Queues::default(),
        on_their_way: JoinSet::new(),
        rests: [Duration::ZERO; 2],
        limiter: Limiter::default(),
        bucket_away: Duration::ZERO,
    };
    loop {
        while let Ok(job) = jobs.try_recv() {
            pump.line_up(job);
        }
        // All that is back by now makes room, so that turns are drawn for many at once.
        while let Some(done) = pump.on_their_way.try_join_next() {
            pump.arrive(done).await;
        }
        let goes_on = pump.start_some().await;
        let nap = pump.nap(goes_on);
        tokio::select! {
            job = jobs.recv() => match job {
                Some(job) => pump.line_up(job),
                None => return,
            },
            Some(done) = pump.on_their_way.join_next() => pump.arrive(done).await,
            () = pause(nap.unwrap_or_default()), if nap.is_some() => {}
        }
    }
}

impl Pump {
    fn now(&self) -> Duration {
        self.running.elapsed()
    }

    fn line_up(&mut self, job: Job) {
        self.queues.push(job.delivery.chat, job.delivery.lane, job);
    }

    /// How long there is nothing to do unless something happens, when a lane goes on then; `None`: until something does.
    fn nap(&self, goes_on: Option<Duration>) -> Option<Duration> {
        let wakings = goes_on.into_iter().chain(self.queues.next_waking());
        wakings.min().map(|waking| waking.saturating_sub(self.now()))
    }

    /// Sends off what may leave now, answers first. Says when the first lane goes on that was left because it rests: the
    /// rest may be over by the time somebody else asks.
    async fn start_some(&mut self) -> Option<Duration> {
        self.queues.wake(self.now());
        let mut goes_on: Option<Duration> = None;
        for lane in Lane::ALL {
            loop {
                let room = MOST_ON_THEIR_WAY[lane.index()].saturating_sub(self.on_their_way.len());
                if room == 0 {
                    break;
                }
                let rest = self.rests[lane.index()];
                if rest > self.now() {
                    if self.queues.has(lane) {
                        goes_on = Some(goes_on.map_or(rest, |earlier| earlier.min(rest)));
                    }
                    break;
                }
                let mut taken = self.queues.take(lane, room.min(BATCH));
                if taken.is_empty() {
                    break;
                }
                taken = self.drop_unwanted(taken);
                self.start(lane, taken).await;
            }
        }
        goes_on
    }

    /// What nobody waits for any more is not sent.
    fn drop_unwanted(&mut self, taken: Vec<(ChatId, Job)>) -> Vec<(ChatId, Job)> {
        let (unwanted, wanted): (Vec<_>, Vec<_>) = taken.into_iter().partition(|(_, job)| job.done.is_closed());
        for (chat, _) in unwanted {
            self.queues.free(chat);
        }
        wanted
    }

    /// Draws a turn for each, and sends off those that get one.
    async fn start(&mut self, lane: Lane, taken: Vec<(ChatId, Job)>) {
        let chats: Vec<ChatId> = taken.iter().map(|(chat, _)| *chat).collect();
        let leaves = self.draw(&chats, HORIZON[lane.index()], RESERVE[lane.index()]).await;
        let now = self.now();
        // From the end, so that those who have to come back stand in their old order.
        for ((chat, job), leave) in taken.into_iter().zip(leaves).rev() {
            match leave {
                Leave::After(wait) => self.send_off(job, wait),
                Leave::ChatRests(rest) => self.rest(chat, job, now + rest),
                Leave::AllRest(rest) => {
                    self.rests[lane.index()] = now + rest.min(LONGEST_REST);
                    self.queues.put_back(chat, lane, job);
                }
            }
        }
    }

    /// When messages to these chats may leave: by the shared bucket, or by our own when that is away.
    async fn draw(&mut self, chats: &[ChatId], horizon: Duration, reserve: u32) -> Vec<Leave> {
        if self.now() >= self.bucket_away {
            let drawn = self.store.draw(chats, horizon, reserve, self.bot.rates());
            if let Ok(Ok(leaves)) = tokio::time::timeout(BUCKET_PATIENCE, drawn).await {
                return leaves;
            }
            self.bucket_away = self.now() + BUCKET_AWAY;
        }
        let now = self.now();
        chats.iter().map(|chat| self.limiter.draw(*chat, horizon, reserve, now)).collect()
    }

    fn send_off(&mut self, job: Job, wait: Duration) {
        let (bot, running, turn) = (self.bot.clone(), self.running, self.now() + wait);
        self.on_their_way.spawn(async move {
            pause(wait).await;
            // Whoever does not have to wait is in time, so that something leaves however slow we are.
            if !wait.is_zero() && running.elapsed() > turn + LATEST {
                return (job, None);
            }
            let sent = send::send(&bot, &job.delivery, || !job.done.is_closed() && job.claim.leave()).await;
            (job, Some(sent))
        });
    }

    /// A message has been on its way, or has missed its turn: then it draws another.
    async fn arrive(&mut self, done: Result<(Job, Option<Sent>), JoinError>) {
        match done {
            Ok((job, Some(sent))) => self.settle(job, sent).await,
            Ok((job, None)) => self.queues.put_back(job.delivery.chat, job.delivery.lane, job),
            // Nothing aborts them, so this one panicked; so do we, as the outbox has lost count.
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }

    /// A message is settled, or Telegram wants peace first.
    async fn settle(&mut self, job: Job, sent: Sent) {
        let chat = job.delivery.chat;
        match sent {
            Sent::Settled(outcome) => {
                // Whoever does not wait any more does not want to know.
                drop(job.done.send(outcome));
                self.queues.free(chat);
            }
            Sent::TooEarly(rest) => {
                metrics::counter!("janji_errors_total", "class" => "too_many").increment(1);
                tracing::warn!(chat.id = chat.0, rest_s = rest.as_secs(), "Telegram wants peace");
                let until = self.now() + rest;
                job.claim.come_back();
                self.block(chat, rest).await;
                self.rest(chat, job, until);
            }
        }
    }

    /// Tells everybody that a chat, or all of them, want peace.
    async fn block(&mut self, chat: ChatId, rest: Duration) {
        let blocked = tokio::time::timeout(BUCKET_PATIENCE, self.store.block(chat, rest, self.bot.rates())).await;
        if let Ok(Ok(true)) = blocked {
            let until = self.now() + rest.min(LONGEST_REST);
            self.rests = self.rests.map(|lane| lane.max(until));
        }
    }

    /// A chat's message waits until then, or comes back to who delivered it if that is too long.
    fn rest(&mut self, chat: ChatId, job: Job, until: Duration) {
        if until.saturating_sub(self.now()) > LONGEST_REST {
            drop(job.done.send(Err(Undelivered::Away)));
            self.queues.free(chat);
        } else {
            let lane = job.delivery.lane;
            self.queues.put_back_until(chat, lane, job, until);
        }
    }
}
