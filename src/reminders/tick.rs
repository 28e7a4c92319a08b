//! The loop: take what is due, look at it again, say it, acknowledge it; then sleep until the next, or until woken.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;
use std::time::Duration as Span;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use futures::future::{pending, try_join_all};
use futures::{StreamExt, stream};
use tokio::pin;
use tokio_util::sync::CancellationToken;

use super::due::{self, Decision, InHand, Saying, Unsaid};
use super::listeners::Listener;
use super::say::dropped;
use super::{PlanFor, Reminders};
use crate::clock::pause;
use crate::model::{AccountId, ChatId, Event, EventId};
use crate::store::{self, Head, Shard, Taken};
use crate::telegram::Outbox;

/// For how long reminders in hand are nobody else's; renewed while they wait to be said.
pub(super) const LEASE: Span = Span::from_secs(10);

/// How many reminders are in hand at most.
const MOST_IN_HAND: usize = 200;

/// How many chats are told at the same moment: enough for 30 messages a second at a quarter of a second each.
const SIDE_BY_SIDE: usize = 8;

/// How often the bell is listened for that other processes ring.
const BELL: Span = Span::from_secs(1);

/// The longest sleep: what only a clock can tell, the end of another's lease, is noticed within it.
const LONGEST_SLEEP: Span = Span::from_secs(15);

/// How long what is in hand may take when we are asked to stop.
const LAST_WORDS: Span = Span::from_secs(10);

/// The wait after a turn that failed.
const AFTER_FAILURE: Span = Span::from_millis(500);

/// Why a turn was broken off; what was in hand comes again.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The schedule cannot be read or kept.
    #[error("reminders wait for storage")]
    Store(#[from] store::Error),
}

/// What a turn leaves ahead.
#[derive(Debug, Clone, Copy, Default)]
struct Ahead {
    /// Whether there may be more to do at once.
    is_more: bool,
    /// When the next reminder falls due.
    due: Option<DateTime<Utc>>,
    /// When somebody's lease runs out.
    lease: Option<Span>,
}

impl Reminders {
    /// Says everything that is due at `now`, reminders and notices, and amends what has changed; returns when the next
    /// reminder falls due.
    pub async fn tick(&self, outbox: &Outbox, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Failure> {
        let stop = CancellationToken::new();
        loop {
            let ahead = self.turn(outbox, now, &stop).await?;
            if !ahead.is_more && self.inner.tasks.is_empty() {
                return Ok(ahead.due);
            }
            self.inner.tasks.wait().await;
        }
    }

    /// Ticks until told to stop; what is in hand then is said or given back, within ten seconds.
    pub async fn run(&self, outbox: Outbox, stop: CancellationToken) {
        let mut is_failing = false;
        while !stop.is_cancelled() {
            match self.watch(&outbox, &stop).await {
                Ok(()) if is_failing => {
                    is_failing = false;
                    tracing::info!("reminders go on");
                }
                Ok(()) => {}
                Err(failure) => {
                    if !is_failing {
                        is_failing = true;
                        metrics::counter!("janji_errors_total", "class" => "reminders").increment(1);
                        tracing::error!(error = &failure as &dyn std::error::Error, "reminders wait");
                    }
                    stop.run_until_cancelled(pause(AFTER_FAILURE)).await;
                }
            }
        }
        if tokio::time::timeout(LAST_WORDS, self.inner.tasks.wait()).await.is_err() {
            tracing::warn!("what is still in hand comes again when its lease runs out");
        }
    }

    /// One turn, and the sleep after it.
    async fn watch(&self, outbox: &Outbox, stop: &CancellationToken) -> Result<(), Failure> {
        // Whoever wakes us after this, while we look, is heard when we go to sleep.
        let woken = self.inner.woken.notified();
        pin!(woken);
        woken.as_mut().enable();
        let rings = self.inner.store.rings().await?;
        let ahead = self.turn(outbox, self.inner.clock.now(), stop).await?;
        if ahead.is_more {
            return Ok(());
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = woken => {}
            () = self.rung_since(rings) => {}
            () = self.sleep(ahead) => {}
        }
        Ok(())
    }

    /// Sleeps until there is something to do, as far as we know.
    async fn sleep(&self, ahead: Ahead) {
        let due = async {
            match ahead.due {
                Some(due) => self.inner.clock.sleep_until(due).await,
                None => pending().await,
            }
        };
        tokio::select! {
            () = due => {}
            () = pause(ahead.lease.unwrap_or(LONGEST_SLEEP).min(LONGEST_SLEEP)) => {}
        }
    }

    /// Returns when another process has changed the schedule.
    async fn rung_since(&self, rings: u64) {
        loop {
            pause(BELL).await;
            // While storage is away nobody can have rung; the next turn says so.
            if self.inner.store.rings().await.is_ok_and(|now| now != rings) {
                return;
            }
        }
    }

    /// Takes a batch and deals with it, tells what is to be told, amends what has changed.
    async fn turn(&self, outbox: &Outbox, now: DateTime<Utc>, stop: &CancellationToken) -> Result<Ahead, Failure> {
        let _turn = self.inner.turn.lock().await;
        let store = &self.inner.store;
        let heads = store.heads(&self.inner.shards).await?;
        #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
        metrics::gauge!("janji_reminders_pending").set(heads.iter().map(|head| head.waiting).sum::<u64>() as f64);
        let is_ready = |head: &&Head| head.due.is_some_and(|due| due <= now) || head.lease == Some(Span::ZERO);
        let ready: Vec<Shard> = heads.iter().filter(is_ready).map(|head| head.shard).collect();
        let share = (MOST_IN_HAND / ready.len().max(1)).max(1);
        let taken = try_join_all(ready.iter().map(|&shard| store.take_due(shard, share, LEASE, now))).await?;
        let taken: Vec<Taken> = taken.into_iter().flatten().collect();
        let mut is_more = !taken.is_empty();
        if is_more {
            let hands: Vec<Taken> = one_of_each_hand(&taken);
            tokio::select! {
                done = self.deal_with(outbox, taken, now, stop) => done?,
                never = self.keep_holding(&hands) => match never {},
            }
        }
        // What is wrong with the one is no reason not to do the other.
        let (is_told, is_amended) = (self.tell(outbox, now, stop).await, self.amend(outbox, now).await);
        is_more |= is_told? | is_amended?;
        let due = heads.iter().filter_map(|head| head.due).min();
        let lease = heads.iter().filter_map(|head| head.lease).min();
        Ok(Ahead { is_more, due, lease })
    }

    /// Renews the leases on hands for as long as they are dealt with.
    async fn keep_holding(&self, hands: &[Taken]) -> Infallible {
        loop {
            pause(LEASE / 3).await;
            // Whether they are still ours is asked before each is said.
            drop(self.inner.store.hold(&hands.iter().collect::<Vec<_>>(), LEASE).await);
        }
    }

    /// Looks at reminders in hand again, and says or drops them.
    async fn deal_with(
        &self,
        outbox: &Outbox,
        taken: Vec<Taken>,
        now: DateTime<Utc>,
        stop: &CancellationToken,
    ) -> Result<(), Failure> {
        let in_hand = self.look_again(taken).await?;
        let Decision { sayings, dropped } = due::decide(in_hand, now);
        self.drop_all(dropped, now).await?;
        let outcomes = stream::iter(by_chat(sayings))
            .map(|sayings| self.say_in_order(outbox, sayings, now, stop))
            .buffer_unordered(SIDE_BY_SIDE)
            .collect::<Vec<Result<(), Failure>>>();
        outcomes.await.into_iter().collect()
    }

    /// What the events of reminders are now, and who hears them still. Those of an account whose calendar came back
    /// empty stay in hand until somebody has said whether it is.
    async fn look_again(&self, taken: Vec<Taken>) -> Result<Vec<InHand>, Failure> {
        let store = &self.inner.store;
        let mut ids: BTreeMap<AccountId, BTreeSet<EventId>> = BTreeMap::new();
        for Taken { reminder, .. } in &taken {
            ids.entry(reminder.account.clone()).or_default().insert(reminder.event.clone());
        }
        let chats: BTreeSet<ChatId> = taken.iter().map(|taken| taken.reminder.chat).collect();
        let listeners = self.inner.listeners_of(chats).await?;
        let zones: HashMap<ChatId, Tz> =
            listeners.into_iter().map(|Listener { recipient, .. }| (recipient.chat, recipient.zone)).collect();
        let mut events: HashMap<(AccountId, EventId), Event> = HashMap::new();
        let mut held: BTreeSet<AccountId> = BTreeSet::new();
        for (account, ids) in ids {
            if store.account_state(&account).await?.held.is_some() {
                held.insert(account);
                continue;
            }
            let ids: Vec<EventId> = ids.into_iter().collect();
            let found = self.inner.events(&account, &ids).await?;
            events.extend(found.into_iter().map(|event| ((account.clone(), event.id.clone()), event)));
        }
        let free = taken.into_iter().filter(|taken| !held.contains(&taken.reminder.account));
        let look = |taken: Taken| {
            let reminder = &taken.reminder;
            let event = events.get(&(reminder.account.clone(), reminder.event.clone())).cloned();
            let zone = zones.get(&reminder.chat).copied();
            InHand { taken, event, zone }
        };
        Ok(free.map(look).collect())
    }

    /// Lets go of what is not said: an event that moved is planned anew, the rest is done with.
    async fn drop_all(&self, drops: Vec<(Taken, Unsaid)>, now: DateTime<Utc>) -> Result<(), Failure> {
        let store = &self.inner.store;
        let (moved, done): (Vec<_>, Vec<_>) = drops.into_iter().partition(|(_, why)| *why == Unsaid::Moved);
        for (_, why) in moved.iter().chain(&done) {
            dropped(why.label(), 1);
        }
        let done: Vec<&Taken> = done.iter().map(|(taken, _)| taken).collect();
        store.ack(&done).await?;
        // Planning anew moves or forgets what is due, but leaves alone what is in hand.
        let moved: Vec<Taken> = moved.into_iter().map(|(taken, _)| taken).collect();
        store.put_back(&moved.iter().collect::<Vec<_>>()).await?;
        for Taken { reminder, .. } in &moved {
            self.replan(&reminder.account, std::slice::from_ref(&reminder.event), PlanFor::CameFromGoogle, now).await?;
        }
        Ok(())
    }

    /// Says the messages of one chat one after another; told to stop, gives them back.
    async fn say_in_order(
        &self,
        outbox: &Outbox,
        sayings: Vec<Saying>,
        now: DateTime<Utc>,
        stop: &CancellationToken,
    ) -> Result<(), Failure> {
        for saying in &sayings {
            if stop.is_cancelled() {
                self.inner.store.put_back(&saying.taken.iter().collect::<Vec<_>>()).await?;
            } else {
                self.say(outbox, saying, now, stop).await?;
            }
        }
        Ok(())
    }
}

/// One reminder of each hand: holding it holds the hand.
fn one_of_each_hand(taken: &[Taken]) -> Vec<Taken> {
    let mut seen = BTreeSet::new();
    taken.iter().filter(|taken| seen.insert((Shard::of(&taken.reminder.account), taken.fence))).cloned().collect()
}

/// The messages of each chat, the chats in the order of their first.
fn by_chat(sayings: Vec<Saying>) -> Vec<Vec<Saying>> {
    let mut places: HashMap<ChatId, usize> = HashMap::new();
    let mut chats: Vec<Vec<Saying>> = Vec::new();
    for saying in sayings {
        let place = *places.entry(saying.chat).or_insert(chats.len());
        if place == chats.len() {
            chats.push(Vec::new());
        }
        chats[place].push(saying);
    }
    chats
}
