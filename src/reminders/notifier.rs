//! Tells people about changes that were not made in their chat: one message for each chat.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use futures::FutureExt;
use futures::future::join_all;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::card;
use super::failure::Failure;
use super::lease::{BETWEEN_RENEWALS, LEASE};
use super::push::{Pushed, Pusher};
use super::recently_sent::RecentlySent;
use super::schedule::Schedule;
use super::subscribers::Subscriber;
use crate::clock::{Clock, pause};
use crate::model::{
    AccountId, ButtonToken, ChatId, MessageId, Notice, NoticeKind, Press, Said, SeenEvent, Trouble, Who,
};
use crate::speech::{Buttons, Keyboard, Label, Reply, render};
use crate::store::{Store, TakenNotice};
use crate::telegram::Claim;

/// How many notices to take in one step.
const NOTICES_A_STEP: usize = 1_000;

/// The most notices that one message names one by one: as many as certainly fit.
const MOST_TO_NAME: usize = 6;

/// How long the buttons under notices are valid.
const BUTTONS_KEPT: Duration = Duration::days(1);

/// Sends notices.
pub(super) struct Notifier {
    schedule: Schedule,
    pusher: Pusher,
    clock: Clock,
    tasks: TaskTracker,
    /// What was sent to chats, until storage knows it.
    recently_sent: RecentlySent,
    /// The secret from which button tokens are derived.
    secret: [u8; 16],
}

/// Notices of an account that were taken together.
struct NoticeBatch {
    account: AccountId,
    taken: Vec<TakenNotice>,
    claim: Claim,
}

impl Notifier {
    pub(super) fn new(
        schedule: Schedule,
        pusher: Pusher,
        clock: Clock,
        tasks: TaskTracker,
        secret: [u8; 16],
    ) -> Arc<Self> {
        Arc::new(Self { schedule, pusher, clock, tasks, recently_sent: RecentlySent::default(), secret })
    }

    /// Starts to send the waiting notices; true if there were any.
    pub(super) async fn tell(self: &Arc<Self>, now: DateTime<Utc>, stop: &CancellationToken) -> Result<bool, Failure> {
        let mut is_begun = false;
        for account in self.schedule.accounts_with_notices().await? {
            let claim = Claim::leased(self.clock.stopwatch(), LEASE);
            let mut taken = Vec::new();
            // Take everything that waits, so that it becomes one message.
            while taken.len() % NOTICES_A_STEP == 0 {
                let some = self.store().take_notices(&account, NOTICES_A_STEP, LEASE).await?;
                if some.is_empty() {
                    break;
                }
                taken.extend(some);
            }
            if taken.is_empty() {
                continue;
            }
            is_begun = true;
            let batch = NoticeBatch { account, taken, claim };
            let (notifier, stop) = (Arc::clone(self), stop.clone());
            self.tasks.spawn(async move {
                if let Err(failure) = notifier.tell_all(batch, now, &stop).await {
                    // They come again when the lease expires; while storage is down, each turn of the loop logs that.
                    tracing::debug!(
                        error = &failure as &dyn std::error::Error,
                        "notices could not be told and come again"
                    );
                }
            });
        }
        Ok(is_begun)
    }

    /// Sends notices to all the chats that should get them and have not yet, in parallel, and acknowledges those that
    /// all have got. The others come again, only for the chats that could not be reached.
    async fn tell_all(&self, batch: NoticeBatch, now: DateTime<Utc>, stop: &CancellationToken) -> Result<(), Failure> {
        let told_what = self.by_subscriber(&batch, now).await?;
        let tell_each = join_all(told_what.iter().map(|(subscriber, notices)| async {
            for message in messages(notices.clone()) {
                if !self.tell_one(&batch, subscriber, &message, now, stop).await {
                    return notices.iter().map(|notice| notice.id.as_str()).collect();
                }
            }
            Vec::new()
        }));
        let untold: BTreeSet<&str> = tokio::select! {
            untold = tell_each => untold.into_iter().flatten().collect(),
            // We were frozen for longer than the lease: another process sends them.
            () = self.keep_lease(&batch) => return Ok(()),
        };
        let (untold, told): (Vec<_>, Vec<_>) =
            batch.taken.iter().cloned().partition(|taken| untold.contains(taken.notice.id.as_str()));
        let (store, account) = (self.store(), &batch.account);
        self.recently_sent.keep(&[], &self.clock, || store.ack_notices(account, &told)).await;
        if stop.is_cancelled() {
            store.release_notices(account, &untold).await?;
        }
        Ok(())
    }

    /// Renews the lease on notices while they are sent; returns when one is no longer ours.
    async fn keep_lease(&self, batch: &NoticeBatch) {
        loop {
            pause(BETWEEN_RENEWALS).await;
            let since = self.clock.stopwatch();
            match self.store().extend_notices(&batch.account, &batch.taken, LEASE).await {
                Ok(is_mine) if is_mine.contains(&false) => return,
                Ok(_) => batch.claim.renew(since),
                // The claim expires, as the lease does.
                Err(_) => {}
            }
        }
    }

    /// Decides who gets which notice: a notice for one chat goes there; important ones go to everyone served; that the
    /// calendar cannot be read also goes to the groups that use it; all others go to the subscribers.
    async fn by_subscriber(
        &self,
        batch: &NoticeBatch,
        now: DateTime<Utc>,
    ) -> Result<Vec<(Subscriber, Vec<Notice>)>, Failure> {
        let subscribers = self.schedule.subscribers();
        let account = &batch.account;
        let (subscribed, served) = (subscribers.of(account).await?, subscribers.all_served(account).await?);
        let linked = subscribers.linked_to(account).await?;
        let mut found: BTreeMap<ChatId, (Subscriber, Vec<Notice>)> = BTreeMap::new();
        for TakenNotice { notice, delivered_to, .. } in &batch.taken {
            let concerned = match (notice.chat, &notice.kind) {
                (None, NoticeKind::ByOther { by, .. }) => {
                    subscribed.iter().filter(|subscriber| subscriber.hears_of(*by)).cloned().collect()
                }
                (None, NoticeKind::SignedInAgain) => linked.clone(),
                (None, NoticeKind::Trouble(trouble @ (Trouble::SignIn | Trouble::Client)))
                    if subscribers.knows_of_grant(account, *trouble, now).await? =>
                {
                    linked.clone()
                }
                (None, kind) if kind.is_for_linked() => {
                    let is_served = |chat| served.iter().any(|served| served.recipient.chat == chat);
                    let others = linked.iter().filter(|group| !is_served(group.recipient.chat));
                    served.iter().chain(others).cloned().collect()
                }
                (None, kind) if kind.is_critical() => served.clone(),
                (None, _) => subscribed.clone(),
                // It may now see another calendar, or none.
                (Some(chat), _) if !subscribers.sees(account, chat).await? => Vec::new(),
                (Some(chat), _) => subscribers.unless_blocked(chat).await?.into_iter().collect(),
            };
            for subscriber in concerned {
                let chat = subscriber.recipient.chat;
                if !notice.concerns(subscriber.recipient.zone, now) {
                    continue;
                }
                if delivered_to.contains(&chat) || self.recently_sent.has(&name(notice, chat)) {
                    continue;
                }
                let (_, notices) = found.entry(chat).or_insert_with(|| (subscriber, Vec::new()));
                notices.push(notice.clone());
            }
        }
        Ok(found.into_values().collect())
    }

    /// Sends notices to one subscriber, and saves that; true if they got them. If that panics, each notice is sent
    /// separately, and the one that panics counts as sent, so that it does not come again.
    async fn tell_one(
        &self,
        batch: &NoticeBatch,
        subscriber: &Subscriber,
        notices: &[Notice],
        now: DateTime<Utc>,
        stop: &CancellationToken,
    ) -> bool {
        let claim = batch.claim.for_another();
        let pushed = AssertUnwindSafe(self.push(subscriber, notices, &claim, now, stop)).catch_unwind();
        let chat = match pushed.await {
            Ok(Ok(Pushed::Sent(chat, _))) => chat,
            Ok(Ok(Pushed::Refused)) => subscriber.recipient.chat,
            Ok(Ok(Pushed::Unsent) | Err(_)) => return false,
            Err(_panic) if notices.len() > 1 => {
                for notice in notices {
                    let alone = std::slice::from_ref(notice);
                    if !Box::pin(self.tell_one(batch, subscriber, alone, now, stop)).await {
                        return false;
                    }
                }
                return true;
            }
            Err(_panic) => {
                metrics::counter!("janji_errors_total", "class" => "reminders").increment(1);
                let ids: Vec<&str> = notices.iter().map(|notice| notice.id.as_str()).collect();
                let chat = subscriber.recipient.chat;
                tracing::error!(chat.id = chat.0, notice.ids = ?ids, "telling a notice panicked; it was dropped");
                chat
            }
        };
        let (store, account) = (self.store(), &batch.account);
        let names: Vec<String> = notices.iter().map(|notice| name(notice, chat)).collect();
        let ids: Vec<&str> = notices.iter().map(|notice| notice.id.as_str()).collect();
        self.recently_sent.keep(&names, &self.clock, || store.put_delivered(account, &ids, chat)).await;
        true
    }

    async fn push(
        &self,
        subscriber: &Subscriber,
        notices: &[Notice],
        claim: &Claim,
        now: DateTime<Utc>,
        stop: &CancellationToken,
    ) -> Result<Pushed, Failure> {
        let chat = subscriber.recipient.chat;
        let keyboard = self.buttons(chat, notices, now).await?;
        let calendar = match notices.first() {
            Some(notice) => self.schedule.subscribers().calls(chat, &notice.account).await?,
            None => None,
        };
        let reply = Reply::Notices { notices: notices.to_vec(), calendar, keyboard };
        let outgoing = render(&reply, &subscriber.voice, now);
        let pushed = self.pusher.push(chat, subscriber.thread, outgoing, claim, stop).await?;
        if let Pushed::Sent(chat, message) = pushed {
            self.remember_invitation(notices, chat, message, now).await;
        }
        Ok(pushed)
    }

    /// Saves which invitation a message is about, because people reply to it. Even if saving fails, the notice was
    /// sent.
    async fn remember_invitation(&self, notices: &[Notice], chat: ChatId, message: MessageId, now: DateTime<Utc>) {
        let [Notice { account, kind: NoticeKind::New { is }, .. }] = notices else { return };
        if is.invitation.is_none() {
            return;
        }
        let said = Said { account: account.clone(), event: is.id.clone(), until: is.when.end(is.zone) };
        if let Err(error) = self.store().put_said(chat, message, &said, now).await {
            tracing::warn!(
                chat.id = chat.0,
                error = &error as &dyn std::error::Error,
                "could not save which invitation a message is about"
            );
        }
    }

    /// The buttons that notices offer; their record is stored before anyone can press them.
    async fn buttons(&self, chat: ChatId, notices: &[Notice], now: DateTime<Utc>) -> Result<Keyboard, Failure> {
        // No matter how often sending is tried, it is one record.
        let chat_name = chat.to_string();
        let mut names = vec![chat_name.as_str()];
        names.extend(notices.iter().map(|notice| notice.id.as_str()));
        let mut buttons = Buttons::new(ButtonToken::derive(&self.secret, &names));
        for offer in notices.iter().filter_map(offer) {
            buttons = buttons.row([offer]);
        }
        // With several invitations it would not be clear which one is answered.
        if let [Notice { account, kind: NoticeKind::New { is }, .. }] = notices {
            let seen = SeenEvent { account: account.clone(), event: (**is).clone(), is_cancelled: false };
            buttons = buttons.row(card::answers(&seen));
        }
        let (handle, keyboard) = buttons.finish(chat, Who::Anyone, now + BUTTONS_KEPT);
        if !keyboard.is_empty() {
            self.store().put_handle(&handle, now).await?;
        }
        Ok(keyboard)
    }

    fn store(&self) -> &Store {
        self.schedule.store()
    }
}

/// Splits notices into messages: those that must be named come first, then those that may be counted if there are too
/// many, because the list shows them too. Nearly always one message.
fn messages(notices: Vec<Notice>) -> Vec<Vec<Notice>> {
    let (news, to_name): (Vec<_>, Vec<_>) = notices.into_iter().partition(|notice| notice.kind.is_news());
    let mut messages: Vec<Vec<Notice>> = to_name.chunks(MOST_TO_NAME).map(<[Notice]>::to_vec).collect();
    match messages.last_mut() {
        Some(last) => last.extend(news),
        None => messages.push(news),
    }
    messages
}

/// The key of a notice sent to one chat.
fn name(notice: &Notice, chat: ChatId) -> String {
    format!("{chat} {}", notice.id)
}

/// The button that a notice offers.
fn offer(notice: &Notice) -> Option<(Label, Press)> {
    let account = notice.account.clone();
    match &notice.kind {
        // The edit was to cancel it.
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
        | NoticeKind::ByOther { .. }
        | NoticeKind::Landed { .. }
        | NoticeKind::Refused { .. }
        | NoticeKind::Trouble(_)
        | NoticeKind::Recovered
        | NoticeKind::SignedInAgain
        | NoticeKind::Emptied { .. }
        | NoticeKind::Rebuilt
        | NoticeKind::Full { .. } => None,
    }
}
