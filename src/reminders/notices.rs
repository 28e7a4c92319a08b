//! Telling people what they did not do here: one message a chat.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};

use super::listeners::{Listener, listener};
use super::push::Pushed;
use super::tick::LEASE;
use super::{Failure, Reminders};
use crate::model::{AccountId, ChatId, Notice, NoticeKind, Press, SeenEvent, Token, Who};
use crate::speech::{Buttons, Keyboard, Label, Reply, render};
use crate::store::TakenNotice;
use crate::telegram::{Claim, Outbox};

/// How many notices of an account are told in one message.
const NOTICES_A_STEP: usize = 20;

/// How long the buttons under notices are valid.
const BUTTONS_KEPT: Duration = Duration::days(1);

impl Reminders {
    /// Tells the notices that wait; says whether there were any.
    pub(super) async fn tell(&self, outbox: &Outbox, now: DateTime<Utc>) -> Result<bool, Failure> {
        let mut is_done = false;
        for account in &self.inner.accounts {
            let taken = self.inner.store.take_notices(account, NOTICES_A_STEP, LEASE).await?;
            if !taken.is_empty() {
                self.tell_all(outbox, account, taken, now).await?;
                is_done = true;
            }
        }
        Ok(is_done)
    }

    /// Tells notices to everyone whom they concern, and acknowledges those that everyone has been told.
    async fn tell_all(
        &self,
        outbox: &Outbox,
        account: &AccountId,
        mut taken: Vec<TakenNotice>,
        now: DateTime<Utc>,
    ) -> Result<(), Failure> {
        let mut untold: Vec<String> = Vec::new();
        for (listener, notices) in self.by_listener(&taken).await? {
            if self.tell_one(outbox, &listener, &notices, now).await? == Pushed::Away {
                untold.extend(notices.into_iter().map(|notice| notice.id));
            }
        }
        // What somebody could not be told stays in hand, and comes again when the lease runs out.
        taken.retain(|taken| !untold.contains(&taken.notice.id));
        self.inner.store.ack_notices(account, &taken).await?;
        Ok(())
    }

    /// Who is told what: a notice for one chat goes there, the others to everyone who hears reminders.
    async fn by_listener(&self, taken: &[TakenNotice]) -> Result<Vec<(Listener, Vec<Notice>)>, Failure> {
        let everyone = self.inner.listeners().await?;
        let mut found: BTreeMap<ChatId, (Listener, Vec<Notice>)> = BTreeMap::new();
        for TakenNotice { notice, .. } in taken {
            let concerned = match notice.chat {
                None => everyone.clone(),
                Some(chat) => {
                    let profile = self.inner.profile(chat).await?;
                    let hears = !profile.is_blocked;
                    hears.then(|| listener(chat, &profile, &self.inner.defaults)).into_iter().collect()
                }
            };
            for listener in concerned {
                let (_, notices) = found.entry(listener.recipient.chat).or_insert_with(|| (listener, Vec::new()));
                notices.push(notice.clone());
            }
        }
        Ok(found.into_values().collect())
    }

    async fn tell_one(
        &self,
        outbox: &Outbox,
        listener: &Listener,
        notices: &[Notice],
        now: DateTime<Utc>,
    ) -> Result<Pushed, Failure> {
        let keyboard = self.buttons(listener.recipient.chat, notices, now).await?;
        let reply = Reply::Notices { notices: notices.to_vec(), keyboard };
        Ok(self.push(outbox, &Claim::for_good(), listener.recipient.chat, render(&reply, &listener.voice, now)).await?)
    }

    /// The buttons that notices offer, whose record is stored before anybody can press them.
    async fn buttons(&self, chat: ChatId, notices: &[Notice], now: DateTime<Utc>) -> Result<Keyboard, Failure> {
        let mut buttons = Buttons::new(Token::from_random(rand::random()));
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
        | NoticeKind::Rebuilt
        | NoticeKind::Full { .. } => None,
    }
}
