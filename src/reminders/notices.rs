//! Telling people what they did not do here: one message a chat.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::AssertUnwindSafe;

use chrono::{DateTime, Duration, Utc};
use futures::FutureExt;
use futures::future::join_all;
use tokio_util::sync::CancellationToken;

use super::listeners::{Listener, listener};
use super::push::{Pushed, Pushing};
use super::tick::LEASE;
use super::{Failure, Reminders};
use crate::clock::pause;
use crate::model::{AccountId, ChatId, Notice, NoticeKind, Press, SeenEvent, Token, Who};
use crate::speech::{Buttons, Keyboard, Label, Reply, render};
use crate::store::TakenNotice;
use crate::telegram::{Claim, Outbox};

/// How many notices are taken in one step.
const NOTICES_A_STEP: usize = 1_000;

/// How many notices that must be named one message names: as many as surely fit.
const MOST_TO_NAME: usize = 6;

/// How long the buttons under notices are valid.
const BUTTONS_KEPT: Duration = Duration::days(1);

/// Notices of an account that were taken together.
struct Hand {
    account: AccountId,
    taken: Vec<TakenNotice>,
    claim: Claim,
}

impl Reminders {
    /// Begins to tell the notices that wait; says whether there were any.
    pub(super) async fn tell(
        &self,
        outbox: &Outbox,
        now: DateTime<Utc>,
        stop: &CancellationToken,
    ) -> Result<bool, Failure> {
        let mut is_begun = false;
        for account in self.inner.store.accounts_with_notices(&self.inner.accounts).await? {
            let claim = Claim::leased(self.inner.clock.stopwatch(), LEASE);
            let mut taken = Vec::new();
            // All that waits, so that it is one message.
            while taken.len() % NOTICES_A_STEP == 0 {
                let some = self.inner.store.take_notices(account, NOTICES_A_STEP, LEASE).await?;
                if some.is_empty() {
                    break;
                }
                taken.extend(some);
            }
            if taken.is_empty() {
                continue;
            }
            is_begun = true;
            let hand = Hand { account: account.clone(), taken, claim };
            let (reminders, outbox, stop) = (self.clone(), outbox.clone(), stop.clone());
            self.inner.tasks.spawn(async move {
                if let Err(failure) = reminders.tell_all(&outbox, hand, now, &stop).await {
                    // They come again when the lease runs out; while storage is away each turn says so.
                    tracing::debug!(error = &failure as &dyn std::error::Error, "notices stay in hand");
                }
            });
        }
        Ok(is_begun)
    }

    /// Tells notices to everyone whom they concern and who has not heard them yet, side by side, and acknowledges those
    /// that everyone has heard. What somebody could not be told stays in hand, and comes again for them alone.
    async fn tell_all(
        &self,
        outbox: &Outbox,
        hand: Hand,
        now: DateTime<Utc>,
        stop: &CancellationToken,
    ) -> Result<(), Failure> {
        let sayings = self.by_listener(&hand.taken).await?;
        let tell_each = join_all(sayings.iter().map(|(listener, notices)| async {
            for message in messages(notices.clone()) {
                if !self.tell_one(outbox, &hand, listener, &message, now, stop).await {
                    return notices.iter().map(|notice| notice.id.as_str()).collect();
                }
            }
            Vec::new()
        }));
        let untold: BTreeSet<&str> = tokio::select! {
            untold = tell_each => untold.into_iter().flatten().collect(),
            // Frozen for longer than the lease: somebody else tells them.
            () = self.until_taken_away(&hand) => return Ok(()),
        };
        let (untold, told): (Vec<_>, Vec<_>) =
            hand.taken.iter().cloned().partition(|taken| untold.contains(taken.notice.id.as_str()));
        let (store, account) = (&self.inner.store, &hand.account);
        self.inner.memory.keep(&[], &self.inner.clock, || store.ack_notices(account, &told)).await;
        if stop.is_cancelled() {
            store.put_back_notices(account, &untold).await?;
        }
        Ok(())
    }

    /// Holds notices while they are told; returns when one is not ours any more.
    async fn until_taken_away(&self, hand: &Hand) {
        loop {
            pause(LEASE / 3).await;
            let since = self.inner.clock.stopwatch();
            match self.inner.store.hold_notices(&hand.account, &hand.taken, LEASE).await {
                Ok(is_mine) if is_mine.contains(&false) => return,
                Ok(_) => hand.claim.renew(since),
                // The claim runs out by itself, as the lease does.
                Err(_) => {}
            }
        }
    }

    /// Who is told what: a notice for one chat goes there, what nobody may miss to everyone who is served, and the others
    /// to everyone who hears reminders.
    async fn by_listener(&self, taken: &[TakenNotice]) -> Result<Vec<(Listener, Vec<Notice>)>, Failure> {
        let hearing = self.inner.listeners().await?;
        let served = self.inner.served().await?;
        let mut found: BTreeMap<ChatId, (Listener, Vec<Notice>)> = BTreeMap::new();
        for TakenNotice { notice, heard, .. } in taken {
            let concerned = match notice.chat {
                None if notice.kind.is_critical() => served.clone(),
                None => hearing.clone(),
                Some(chat) => {
                    let profile = self.inner.profile(chat).await?;
                    let hears = !profile.is_blocked;
                    hears.then(|| listener(chat, &profile, &self.inner.defaults)).into_iter().collect()
                }
            };
            for listener in concerned {
                let chat = listener.recipient.chat;
                if heard.contains(&chat) || self.inner.memory.knows(&name(notice, chat)) {
                    continue;
                }
                let (_, notices) = found.entry(chat).or_insert_with(|| (listener, Vec::new()));
                notices.push(notice.clone());
            }
        }
        Ok(found.into_values().collect())
    }

    /// Tells one listener, and keeps that they have heard; says whether they have. Of notices that panic each is told
    /// alone, and the one whose doing it is counts as heard, so that it does not come again and again.
    async fn tell_one(
        &self,
        outbox: &Outbox,
        hand: &Hand,
        listener: &Listener,
        notices: &[Notice],
        now: DateTime<Utc>,
        stop: &CancellationToken,
    ) -> bool {
        let pushing = Pushing { outbox, claim: &hand.claim.for_another(), stop };
        let telling = AssertUnwindSafe(self.push_notices(pushing, listener, notices, now)).catch_unwind();
        let chat = match telling.await {
            Ok(Ok(Pushed::As(chat, _))) => chat,
            Ok(Ok(Pushed::Refused)) => listener.recipient.chat,
            Ok(Ok(Pushed::Away) | Err(_)) => return false,
            Err(_panic) if notices.len() > 1 => {
                for notice in notices {
                    let alone = std::slice::from_ref(notice);
                    if !Box::pin(self.tell_one(outbox, hand, listener, alone, now, stop)).await {
                        return false;
                    }
                }
                return true;
            }
            Err(_panic) => {
                metrics::counter!("janji_errors_total", "class" => "reminders").increment(1);
                let ids: Vec<&str> = notices.iter().map(|notice| notice.id.as_str()).collect();
                tracing::error!(chat.id = listener.recipient.chat.0, notice.ids = ?ids, "a notice panicked and was dropped");
                listener.recipient.chat
            }
        };
        let (store, account) = (&self.inner.store, &hand.account);
        let names: Vec<String> = notices.iter().map(|notice| name(notice, chat)).collect();
        let ids: Vec<&str> = notices.iter().map(|notice| notice.id.as_str()).collect();
        self.inner.memory.keep(&names, &self.inner.clock, || store.hear_notices(account, &ids, chat)).await;
        true
    }

    async fn push_notices(
        &self,
        pushing: Pushing<'_>,
        listener: &Listener,
        notices: &[Notice],
        now: DateTime<Utc>,
    ) -> Result<Pushed, Failure> {
        let chat = listener.recipient.chat;
        let keyboard = self.buttons(chat, notices, now).await?;
        let reply = Reply::Notices { notices: notices.to_vec(), keyboard };
        Ok(self.push(pushing, chat, render(&reply, &listener.voice, now)).await?)
    }

    /// The buttons that notices offer, whose record is stored before anybody can press them.
    async fn buttons(&self, chat: ChatId, notices: &[Notice], now: DateTime<Utc>) -> Result<Keyboard, Failure> {
        // However often they are tried, it is one record.
        let chat_name = chat.to_string();
        let mut names = vec![chat_name.as_str()];
        names.extend(notices.iter().map(|notice| notice.id.as_str()));
        let mut buttons = Buttons::new(Token::derive(&self.inner.secret, &names));
        for offer in notices.iter().filter_map(offer) {
            buttons = buttons.row([offer]);
        }
        let (handle, keyboard) = buttons.finish(chat, Who::Anyone, now + BUTTONS_KEPT);
        if !keyboard.is_empty() {
            self.inner.store.put_handle(&handle, now).await?;
        }
        Ok(keyboard)
    }
}

/// The messages in which notices are told: what must be named comes first, and then what may be counted if there is too
/// much of it, for the list shows it too. Nearly always one.
fn messages(notices: Vec<Notice>) -> Vec<Vec<Notice>> {
    let (news, to_name): (Vec<_>, Vec<_>) = notices.into_iter().partition(|notice| notice.kind.is_news());
    let mut messages: Vec<Vec<Notice>> = to_name.chunks(MOST_TO_NAME).map(<[Notice]>::to_vec).collect();
    match messages.last_mut() {
        Some(last) => last.extend(news),
        None => messages.push(news),
    }
    messages
}

/// What it is called that a chat has heard a notice.
fn name(notice: &Notice, chat: ChatId) -> String {
    format!("{chat} {}", notice.id)
}

/// The button that a notice offers.
fn offer(notice: &Notice) -> Option<(Label, Press)> {
    let account = notice.account.clone();
    match &notice.kind {
        // It was to be cancelled.
        NoticeKind::Overridden { is, ours, .. } if ours.is_empty() => {
            let seen = SeenEvent { account, event: (**is).clone(), is_cancelled: false };
            Some((Label::Cancel, Press::Cancel { seen }))
        }
        NoticeKind::Overridden { is, ours, .. } => {
            Some((Label::UseMine, Press::Override { account, event: is.clone(), change: ours.clone() }))
        }
        NoticeKind::Empty { .. } => Some((Label::ItIsEmpty, Press::BelieveEmpty { account })),
        NoticeKind::Changed { .. }
        | NoticeKind::Cancelled { .. }
        | NoticeKind::New { .. }
        | NoticeKind::Landed { .. }
        | NoticeKind::Refused { .. }
        | NoticeKind::Trouble(_)
        | NoticeKind::Recovered
        | NoticeKind::Emptied { .. }
        | NoticeKind::Rebuilt
        | NoticeKind::Full { .. } => None,
    }
}
