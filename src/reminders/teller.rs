//! Reminds people: takes what is due, looks at each event again, sends, acknowledges.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use futures::FutureExt;
use futures::future::try_join_all;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::announced::{self, Announced};
use super::card::{self, WithButtons};
use super::digest;
use super::due::{self, Decision, Message, NotSent};
use super::failure::Failure;
use super::lease::{BETWEEN_RENEWALS, LEASE, ReminderLease};
use super::look_again::{LookedAgain, look_again};
use super::plan::PlanFor;
use super::push::{Pushed, Pusher};
use super::queues::TakenQueues;
use super::recently_sent::RecentlySent;
use super::schedule::Schedule;
use super::subscribers::Subscriber;
use crate::clock::{Clock, pause};
use crate::model::{ChatId, MessageId, Occasion, Said, TakenReminder};
use crate::speech::render;
use crate::store::{self, Announcement, MOST_AT_ONCE, Shard, ShardHead};

/// Sends reminders to chats, in parallel.
pub(super) struct Teller {
    schedule: Schedule,
    pusher: Pusher,
    clock: Clock,
    tasks: TaskTracker,
    queues: TakenQueues,
    lease: ReminderLease,
    recently_sent: RecentlySent,
    announced: Announced,
    /// The secret from which button tokens are derived.
    secret: [u8; 16],
}

/// The result of taking, and what is left in the schedule.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Taken {
    /// Whether anything was taken.
    pub(super) is_any: bool,
    /// Whether there was no room to take anything.
    pub(super) is_full: bool,
    /// When the next reminder is due.
    pub(super) next_due: Option<DateTime<Utc>>,
    /// When the first lease runs out.
    pub(super) next_lease: Option<Duration>,
}

/// The progress with one chat's queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ChatProgress {
    /// Something was handled; there may be more.
    Onwards,
    /// Telegram, or the chat, cannot be reached now.
    Unreachable,
}

impl Teller {
    pub(super) fn new(
        schedule: Schedule,
        pusher: Pusher,
        clock: Clock,
        tasks: TaskTracker,
        secret: [u8; 16],
    ) -> Arc<Self> {
        let (queues, lease) = (TakenQueues::new(), ReminderLease::new(clock.stopwatch()));
        let (recently_sent, announced) = (RecentlySent::default(), Announced::new(schedule.clone()));
        Arc::new(Self { schedule, pusher, clock, tasks, queues, lease, recently_sent, announced, secret })
    }

    /// Takes what is due and adds it to the queues of its chats, whose tasks run in the background.
    pub(super) async fn take(self: &Arc<Self>, now: DateTime<Utc>, stop: &CancellationToken) -> Result<Taken, Failure> {
        let store = self.schedule.store();
        let shards: Vec<Shard> = self.schedule.shards().into_iter().collect();
        let heads = store.heads(&shards).await?;
        #[expect(clippy::cast_precision_loss, reason = "a number for people")]
        metrics::gauge!("janji_reminders_pending").set(heads.iter().map(|head| head.waiting).sum::<u64>() as f64);
        let is_ready = |head: &&ShardHead| head.due.is_some_and(|due| due <= now) || head.lease == Some(Duration::ZERO);
        let ready: Vec<Shard> = heads.iter().filter(is_ready).map(|head| head.shard).collect();
        let room = self.queues.room().min(MOST_AT_ONCE);
        let mut is_any = false;
        if room > 0 && !ready.is_empty() {
            let share = (room / ready.len()).max(1);
            let since = self.clock.stopwatch();
            let taken = try_join_all(ready.iter().map(|&shard| store.take_due(shard, share, LEASE, now))).await?;
            let taken: Vec<TakenReminder> = taken.into_iter().flatten().collect();
            is_any = !taken.is_empty();
            if is_any {
                self.begin(taken, since, stop);
            }
        }
        Ok(Taken {
            is_any,
            is_full: room == 0,
            next_due: heads.iter().filter_map(|head| head.due).min(),
            next_lease: heads.iter().filter_map(|head| head.lease).min(),
        })
    }

    /// Waits until there is room to take more.
    pub(super) async fn has_room(&self) {
        self.queues.has_room().await;
    }

    /// Queues what was taken after `since`, and starts the tasks that handle it.
    fn begin(self: &Arc<Self>, taken: Vec<TakenReminder>, since: crate::clock::Stopwatch, stop: &CancellationToken) {
        if self.queues.are_closed() {
            self.lease.begin(since);
            let teller = Arc::clone(self);
            self.tasks.spawn(async move {
                tokio::select! {
                    () = teller.queues.closed() => {}
                    () = teller.keep_lease() => {}
                }
            });
        }
        for chat in self.queues.put(taken) {
            self.tasks.spawn(Arc::clone(self).work(chat, stop.clone()));
        }
    }

    /// Renews the lease on everything taken, and drops what another process has taken over from us.
    async fn keep_lease(&self) {
        loop {
            pause(BETWEEN_RENEWALS).await;
            let since = self.clock.stopwatch();
            let taken = self.queues.all();
            let refs: Vec<&TakenReminder> = taken.iter().collect();
            // While storage is down, the lease expires here too.
            let Ok(is_mine) = self.schedule.store().extend(&refs, LEASE).await else { continue };
            let lost: Vec<&TakenReminder> =
                taken.iter().zip(is_mine).filter(|(_, is_mine)| !is_mine).map(|(taken, _)| taken).collect();
            self.queues.lose(&lost);
            self.lease.renew(since);
        }
    }

    /// Works through a chat's queue. If that fails, what is in it comes again when the lease has expired.
    async fn work(self: Arc<Self>, chat: ChatId, stop: CancellationToken) {
        loop {
            let taken = self.queues.of(chat);
            if taken.is_empty() {
                if self.queues.close(chat) {
                    break;
                }
                continue;
            }
            if stop.is_cancelled() {
                // If storage is down, the lease expires.
                drop(self.schedule.store().release(&taken.iter().collect::<Vec<_>>()).await);
                self.queues.settle(chat, &taken);
                continue;
            }
            match AssertUnwindSafe(self.tell_next(chat, taken.clone(), &stop)).catch_unwind().await {
                Ok(Ok(ChatProgress::Onwards)) => {}
                Ok(Ok(ChatProgress::Unreachable)) if stop.is_cancelled() => {}
                Ok(Ok(ChatProgress::Unreachable)) => self.postpone(chat, &taken).await,
                Ok(Err(failure)) => {
                    // While storage is down, each turn of the loop logs that.
                    tracing::debug!(
                        chat.id = chat.0,
                        error = &failure as &dyn std::error::Error,
                        "reminders of a chat could not be sent and are postponed"
                    );
                    self.postpone(chat, &taken).await;
                }
                Err(_panic) => {
                    metrics::counter!("janji_errors_total", "class" => "reminders").increment(1);
                    tracing::error!(
                        chat.id = chat.0,
                        "looking at the reminders of a chat panicked; they are taken again"
                    );
                    self.postpone(chat, &taken).await;
                }
            }
        }
        if self.queues.are_closed() {
            // If this fails, it is tried again when the next queue closes.
            drop(self.announced.amend_what_changed().await);
        }
    }

    /// Looks at what was taken for a chat, drops what must not be sent, and sends the first message of the rest.
    async fn tell_next(
        &self,
        chat: ChatId,
        taken: Vec<TakenReminder>,
        stop: &CancellationToken,
    ) -> Result<ChatProgress, Failure> {
        let (sent, unsent): (Vec<_>, Vec<_>) =
            taken.into_iter().partition(|taken| self.recently_sent.has(&taken.reminder.id));
        if !sent.is_empty() {
            self.ack(chat, &sent).await;
        }
        let now = self.clock.now();
        let digest = unsent.iter().find_map(|taken| match taken.reminder.occasion {
            Occasion::Digest(day) => Some((taken.clone(), day)),
            Occasion::Lead(_) | Occasion::News(_) | Occasion::Snooze => None,
        });
        if let Some((taken, day)) = digest {
            return self.send_digest(chat, taken, day, stop, now).await;
        }
        let LookedAgain { subscriber, held, looked } = look_again(&self.schedule, chat, unsent, now).await?;
        self.queues.settle(chat, &held);
        let Decision { messages, dropped } = due::decide(looked, now);
        self.drop_all(chat, dropped, now).await?;
        let (Some(subscriber), Some(message)) = (subscriber, messages.first()) else {
            return Ok(ChatProgress::Onwards);
        };
        let take_back = stop.child_token();
        if !self.queues.begin_to_send(chat, &message.taken, &take_back) {
            return Ok(ChatProgress::Onwards);
        }
        let sent = AssertUnwindSafe(self.send(message, &subscriber, &take_back, now)).catch_unwind().await;
        let Ok(sent) = sent else {
            // It affects no other reminder, and does not come again.
            metrics::counter!("janji_errors_total", "class" => "reminders").increment(1);
            tracing::error!(chat.id = chat.0, "sending a reminder panicked; it was dropped");
            self.ack(chat, &message.taken).await;
            return Ok(ChatProgress::Onwards);
        };
        match sent? {
            ChatProgress::Unreachable if take_back.is_cancelled() && !stop.is_cancelled() => Ok(ChatProgress::Onwards),
            progress => Ok(progress),
        }
    }

    /// Sends the daily summary, if there is anything to say.
    async fn send_digest(
        &self,
        chat: ChatId,
        taken: TakenReminder,
        day: NaiveDate,
        stop: &CancellationToken,
        now: DateTime<Utc>,
    ) -> Result<ChatProgress, Failure> {
        let taken = [taken];
        let take_back = stop.child_token();
        let Some((subscriber, outgoing)) = digest::message(&self.schedule, chat, day, now).await? else {
            self.ack(chat, &taken).await;
            return Ok(ChatProgress::Onwards);
        };
        if !self.queues.begin_to_send(chat, &taken, &take_back) {
            return Ok(ChatProgress::Onwards);
        }
        let claim = self.lease.claim();
        match self.pusher.push(subscriber.recipient.chat, subscriber.thread, outgoing, &claim, &take_back).await? {
            Pushed::Sent(..) | Pushed::Refused => self.ack(chat, &taken).await,
            Pushed::Unsent if take_back.is_cancelled() && !stop.is_cancelled() => {}
            Pushed::Unsent => return Ok(ChatProgress::Unreachable),
        }
        Ok(ChatProgress::Onwards)
    }

    /// Handles what is not sent: an event that moved is planned again, the rest is acknowledged.
    async fn drop_all(
        &self,
        chat: ChatId,
        drops: Vec<(TakenReminder, NotSent)>,
        now: DateTime<Utc>,
    ) -> Result<(), Failure> {
        for (_, why) in &drops {
            count_dropped(why.label(), 1);
        }
        let (moved, done): (Vec<_>, Vec<_>) = drops.into_iter().partition(|(_, why)| *why == NotSent::Moved);
        let [moved, done] = [moved, done].map(|drops| drops.into_iter().map(|(taken, _)| taken).collect::<Vec<_>>());
        if !done.is_empty() {
            self.ack(chat, &done).await;
        }
        if moved.is_empty() {
            return Ok(());
        }
        // Planning again moves or deletes waiting reminders, but leaves taken ones alone.
        self.schedule.store().release(&moved.iter().collect::<Vec<_>>()).await?;
        self.queues.settle(chat, &moved);
        for TakenReminder { reminder, .. } in &moved {
            let event = std::slice::from_ref(&reminder.event);
            self.schedule.replan(&reminder.account, event, PlanFor::CameFromGoogle, now).await?;
        }
        Ok(())
    }

    /// Sends one message.
    async fn send(
        &self,
        message: &Message,
        subscriber: &Subscriber,
        take_back: &CancellationToken,
        now: DateTime<Utc>,
    ) -> Result<ChatProgress, Failure> {
        let queue = message.taken[0].reminder.chat;
        let shown = self.schedule.shown_in(message.chat).await?;
        let WithButtons { reply, handle } = card::reply(message, &shown, &self.secret);
        if let Some(handle) = handle {
            self.schedule.store().put_handle(&handle, now).await?;
        }
        let outgoing = render(&reply, &subscriber.voice, now);
        match self.pusher.push(message.chat, subscriber.thread, outgoing, &self.lease.claim(), take_back).await? {
            Pushed::Sent(chat, id) => {
                self.count_sent(message);
                self.ack_sent(queue, message, chat, id, now).await;
                self.remember(message, chat, id, now).await?;
            }
            Pushed::Refused => {
                count_dropped("refused", message.taken.len());
                self.ack(queue, &message.taken).await;
            }
            Pushed::Unsent => {
                metrics::counter!("janji_reminders_failed_total").increment(1);
                return Ok(ChatProgress::Unreachable);
            }
        }
        Ok(ChatProgress::Onwards)
    }

    /// Saves which event a message is about, for replies to it.
    async fn remember(
        &self,
        message: &Message,
        chat: ChatId,
        id: MessageId,
        now: DateTime<Utc>,
    ) -> Result<(), store::Error> {
        let [TakenReminder { reminder, .. }] = message.taken.as_slice() else { return Ok(()) };
        let said =
            Said { account: reminder.account.clone(), event: reminder.event.clone(), until: reminder.event_end() };
        self.schedule.store().put_said(chat, id, &said, now).await
    }

    /// Postpones a queue. If storage is down, its lease expires.
    async fn postpone(&self, chat: ChatId, taken: &[TakenReminder]) {
        drop(self.schedule.store().postpone(&taken.iter().collect::<Vec<_>>(), LEASE).await);
        self.queues.settle(chat, taken);
    }

    /// Acknowledges what must not be sent, or was sent before, as soon as storage answers.
    async fn ack(&self, queue: ChatId, taken: &[TakenReminder]) {
        let refs: Vec<&TakenReminder> = taken.iter().collect();
        self.recently_sent.keep(&names(taken), &self.clock, || self.schedule.store().ack(&refs)).await;
        self.queues.settle(queue, taken);
    }

    /// Acknowledges what was sent, as soon as storage answers: it must not be sent again, and until then this process
    /// remembers it.
    async fn ack_sent(&self, queue: ChatId, message: &Message, chat: ChatId, id: MessageId, now: DateTime<Utc>) {
        let sent: Vec<(&TakenReminder, Announcement)> =
            message.taken.iter().zip(announced::of(message, chat, id, self.clock.now())).collect();
        let events = sent.iter().map(|(taken, sent)| (taken.reminder.account.clone(), sent.event.clone()));
        self.announced.remember(events);
        let store = self.schedule.store();
        self.recently_sent.keep(&names(&message.taken), &self.clock, || store.ack_sent(&sent, now)).await;
        self.queues.settle(queue, &message.taken);
    }

    fn count_sent(&self, message: &Message) {
        let now = self.clock.now();
        for TakenReminder { reminder, .. } in &message.taken {
            let late = (now - reminder.due).to_std().unwrap_or_default();
            metrics::histogram!("janji_reminder_late_seconds").record(late);
        }
        let name = if message.is_late() { "janji_reminders_late_total" } else { "janji_reminders_sent_total" };
        metrics::counter!(name).increment(u64::try_from(message.taken.len()).unwrap_or(0));
    }
}

fn names(taken: &[TakenReminder]) -> Vec<String> {
    taken.iter().map(|taken| taken.reminder.id.to_string()).collect()
}

/// Counts reminders that are not sent.
fn count_dropped(why: &'static str, count: usize) {
    metrics::counter!("janji_reminders_dropped_total", "why" => why).increment(u64::try_from(count).unwrap_or(0));
}
