//! Telling one chat what is in hand for it: look at it again, say the next message, acknowledge.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;
use std::panic::AssertUnwindSafe;

use chrono::{DateTime, Utc};
use futures::FutureExt;
use tokio_util::sync::CancellationToken;

use super::due::{self, Decision, InHand, Saying, Unsaid};
use super::listeners::Listener;
use super::push::Pushing;
use super::say::dropped;
use super::tick::LEASE;
use super::{Failure, PlanFor, Recipient, Reminders};
use crate::clock::pause;
use crate::model::{AccountId, ChatId, Event, EventId, TakenReminder};
use crate::telegram::{Claim, Outbox};

impl Reminders {
    /// Works off a chat's lane. What is in it when it breaks comes again after the length of a lease.
    pub(super) async fn work(self, outbox: Outbox, chat: ChatId, stop: CancellationToken) {
        loop {
            let in_hand = self.inner.lanes.of(chat);
            if in_hand.is_empty() {
                if self.inner.lanes.close(chat) {
                    return;
                }
                continue;
            }
            if stop.is_cancelled() {
                // While storage is away the lease ends by itself.
                drop(self.inner.store.put_back(&in_hand.iter().collect::<Vec<_>>()).await);
                self.inner.lanes.settle(chat, &in_hand);
                continue;
            }
            let next = AssertUnwindSafe(self.say_next(&outbox, chat, in_hand.clone(), &stop)).catch_unwind();
            match next.await {
                Ok(Ok(true)) => {}
                Ok(Ok(false)) if stop.is_cancelled() => {}
                Ok(Ok(false)) => self.set_down(chat, &in_hand).await,
                Ok(Err(failure)) => {
                    // While storage is away each turn says so.
                    tracing::debug!(
                        chat.id = chat.0,
                        error = &failure as &dyn std::error::Error,
                        "reminders stay in hand"
                    );
                    self.set_down(chat, &in_hand).await;
                }
                Err(_panic) => {
                    metrics::counter!("janji_errors_total", "class" => "reminders").increment(1);
                    tracing::error!(chat.id = chat.0, "what a chat is to hear panicked; it comes again");
                    self.set_down(chat, &in_hand).await;
                }
            }
        }
    }

    /// Looks at what is in hand for a chat, drops what is not to be said and says the first message of the rest. Says
    /// whether the chat can be had.
    async fn say_next(
        &self,
        outbox: &Outbox,
        chat: ChatId,
        in_hand: Vec<TakenReminder>,
        stop: &CancellationToken,
    ) -> Result<bool, Failure> {
        let claim = Claim::leased(self.inner.clock.stopwatch(), LEASE);
        let in_hand = self.still_ours(chat, in_hand).await?;
        let (said, unsaid): (Vec<_>, Vec<_>) =
            in_hand.into_iter().partition(|taken| self.inner.memory.knows(&taken.reminder.id));
        if !said.is_empty() {
            self.ack(chat, &said).await;
        }
        let now = self.inner.clock.now();
        let (listener, looked) = self.look_again(chat, unsaid, now).await?;
        let Decision { sayings, dropped } = due::decide(looked, now);
        self.drop_all(chat, dropped, now).await?;
        let (Some(listener), Some(saying)) = (listener, sayings.first()) else { return Ok(true) };
        let give_up = stop.child_token();
        let said =
            AssertUnwindSafe(self.say(Pushing { outbox, claim: &claim, stop: &give_up }, saying, &listener, now));
        tokio::select! {
            said = said.catch_unwind() => if let Ok(said) = said {
                return said.map(|is_had| is_had || give_up.is_cancelled() && !stop.is_cancelled());
            },
            never = self.keep_holding(chat, saying, &claim, &give_up) => match never {},
        }
        // It costs nobody else's, and does not come again and again.
        metrics::counter!("janji_errors_total", "class" => "reminders").increment(1);
        tracing::error!(chat.id = chat.0, "a reminder panicked and was dropped");
        self.ack(chat, &saying.taken).await;
        Ok(true)
    }

    /// Holds what is in hand, and lets go of what somebody else has taken, who gave up on us.
    async fn still_ours(&self, chat: ChatId, in_hand: Vec<TakenReminder>) -> Result<Vec<TakenReminder>, Failure> {
        let is_mine = self.inner.store.hold(&in_hand.iter().collect::<Vec<_>>(), LEASE).await?;
        let (ours, lost): (Vec<_>, Vec<_>) = in_hand.into_iter().zip(is_mine).partition(|(_, is_mine)| *is_mine);
        let lost: Vec<TakenReminder> = lost.into_iter().map(|(taken, _)| taken).collect();
        self.inner.lanes.settle(chat, &lost);
        Ok(ours.into_iter().map(|(taken, _)| taken).collect())
    }

    /// Holds a lane while its next message waits to be sent, and gives that up when it is not ours any more.
    async fn keep_holding(
        &self,
        chat: ChatId,
        next: &Saying,
        claim: &Claim,
        give_up: &CancellationToken,
    ) -> Infallible {
        loop {
            pause(LEASE / 3).await;
            let since = self.inner.clock.stopwatch();
            let in_hand = self.inner.lanes.of(chat);
            // While storage is away the claim runs out by itself, as the lease does.
            let Ok(is_mine) = self.inner.store.hold(&in_hand.iter().collect::<Vec<_>>(), LEASE).await else { continue };
            let is_held = |taken| in_hand.iter().zip(&is_mine).any(|(held, is_mine)| *is_mine && held == taken);
            if next.taken.iter().all(is_held) {
                claim.renew(since);
            } else {
                give_up.cancel();
            }
        }
    }

    /// What the events of reminders are now, and how their chat hears them, if it still does. Those of an account whose
    /// calendar came back empty stay in hand until somebody has said whether it is.
    async fn look_again(
        &self,
        chat: ChatId,
        taken: Vec<TakenReminder>,
        now: DateTime<Utc>,
    ) -> Result<(Option<Listener>, Vec<InHand>), Failure> {
        let listener = self.inner.listener(chat).await?;
        let mut ids: BTreeMap<&AccountId, BTreeSet<&EventId>> = BTreeMap::new();
        for TakenReminder { reminder, .. } in &taken {
            ids.entry(&reminder.account).or_default().insert(&reminder.event);
        }
        let mut events: HashMap<(AccountId, EventId), Event> = HashMap::new();
        let mut held: BTreeSet<AccountId> = BTreeSet::new();
        for (account, ids) in ids {
            if self.inner.store.account_state(account).await?.held.is_some() {
                held.insert(account.clone());
                continue;
            }
            let ids: Vec<EventId> = ids.into_iter().cloned().collect();
            let found = self.inner.events(account, &ids).await?;
            events.extend(found.into_iter().map(|event| ((account.clone(), event.id.clone()), event)));
        }
        let (held, free): (Vec<_>, Vec<_>) =
            taken.into_iter().partition(|taken| held.contains(&taken.reminder.account));
        self.inner.lanes.settle(chat, &held);
        let recipient = listener.as_ref().map(|listener| &listener.recipient);
        let mut looked = Vec::with_capacity(free.len());
        for taken in free {
            let event = events.get(&(taken.reminder.account.clone(), taken.reminder.event.clone())).cloned();
            let is_noted = match (&event, recipient) {
                (Some(event), Some(recipient)) => self.is_noted(&taken.reminder.account, event, recipient, now).await?,
                (Some(_) | None, _) => false,
            };
            looked.push(InHand { taken, event, recipient: recipient.cloned(), is_noted });
        }
        Ok((listener, looked))
    }

    /// Whether a chat was told that an event has begun.
    async fn is_noted(
        &self,
        account: &AccountId,
        event: &Event,
        recipient: &Recipient,
        now: DateTime<Utc>,
    ) -> Result<bool, Failure> {
        if event.when.start(recipient.zone) >= now {
            return Ok(false);
        }
        let told = self.inner.store.told(account, &event.id).await?;
        Ok(told.iter().any(|told| told.chat == recipient.chat && told.has_begun && told.event.when == event.when))
    }

    /// Lets go of what is not said: an event that moved is planned anew, the rest is done with.
    async fn drop_all(
        &self,
        chat: ChatId,
        drops: Vec<(TakenReminder, Unsaid)>,
        now: DateTime<Utc>,
    ) -> Result<(), Failure> {
        for (_, why) in &drops {
            dropped(why.label(), 1);
        }
        let (moved, done): (Vec<_>, Vec<_>) = drops.into_iter().partition(|(_, why)| *why == Unsaid::Moved);
        let [moved, done] = [moved, done].map(|drops| drops.into_iter().map(|(taken, _)| taken).collect::<Vec<_>>());
        if !done.is_empty() {
            self.ack(chat, &done).await;
        }
        // Planning anew moves or forgets what is due, but leaves alone what is in hand.
        self.inner.store.put_back(&moved.iter().collect::<Vec<_>>()).await?;
        self.inner.lanes.settle(chat, &moved);
        for TakenReminder { reminder, .. } in &moved {
            self.replan(&reminder.account, std::slice::from_ref(&reminder.event), PlanFor::CameFromGoogle, now).await?;
        }
        Ok(())
    }

    /// Gives up on a lane for now. While storage is away its leases run out by themselves.
    async fn set_down(&self, chat: ChatId, in_hand: &[TakenReminder]) {
        drop(self.inner.store.set_down(&in_hand.iter().collect::<Vec<_>>(), LEASE).await);
        self.inner.lanes.settle(chat, in_hand);
    }

    /// Acknowledges, as soon as storage answers: what was said must not be said again, and until then is known here.
    pub(super) async fn ack(&self, lane: ChatId, taken: &[TakenReminder]) {
        let names: Vec<String> = taken.iter().map(|taken| taken.reminder.id.to_string()).collect();
        let refs: Vec<&TakenReminder> = taken.iter().collect();
        self.inner.memory.keep(&names, &self.inner.clock, || self.inner.store.ack(&refs)).await;
        self.inner.lanes.settle(lane, taken);
    }
}
