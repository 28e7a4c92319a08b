//! Google's reports of changes: one channel for each calendar, if there is a public address.
//!
//! Rounds stay the only way to read. While Google reports changes, rounds are hours apart; a report only makes the next
//! one due at once, in whichever process has the account. A channel is saved before it is used, so if a crash leaves
//! one behind, the next round stops it.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::failure::Failure;
use super::open_round::OpenRound;
use super::rounds::Rounds;
use crate::google;
use crate::model::{AccountId, AccountState, PushChannel};
use crate::store;

/// The prefix of our channels' ids.
const NAME: &str = "janji-";

impl Rounds {
    /// Makes sure that Google reports the account's changes if there is an address for it, and over one channel only.
    /// If Google refuses for this calendar, we ask again hours later.
    pub(super) async fn keep_watched(&self, run: OpenRound<'_>, state: &mut AccountState) {
        let before = state.push.take();
        state.push = match (&self.push_address, before) {
            (None, _) => None,
            (Some(address), Some(push)) if push.lasts(address, run.now) => Some(push),
            (Some(_), before) if state.unwatched_until.is_some_and(|until| run.now < until) => before,
            (Some(address), before) => match self.watch(run, address).await {
                Ok(push) => Some(push),
                Err(failure) => {
                    let account = run.account();
                    tracing::info!(account.id = %account, error = &failure as &dyn std::error::Error, "Google does not promise to tell of changes");
                    state.unwatched_until = (!failure.may_pass()).then(|| run.now + PushChannel::ROUNDS_APART);
                    before
                }
            },
        };
        state.push = state.push.take().filter(|push| run.now < push.until);
        self.stop_others(run, state.push.as_ref()).await;
    }

    async fn watch(&self, run: OpenRound<'_>, address: &str) -> Result<PushChannel, Failure> {
        let account = run.account();
        let id = format!("{NAME}{account}-{}", HEXLOWER.encode(&rand::random::<[u8; 16]>()));
        let token = HEXLOWER.encode(&rand::random::<[u8; 32]>());
        let watched = run.linked.calendar.watch(&id, &token, address).await?;
        self.store.put_channel(account, &id, &watched.resource).await?;
        let google::Watched { resource, until } = watched;
        Ok(PushChannel { id, digest: digest(&token), resource, address: address.to_owned(), until })
    }

    /// Stops all our channels but this one.
    async fn stop_others(&self, run: OpenRound<'_>, kept: Option<&PushChannel>) {
        let Ok(channels) = self.store.channels(run.account()).await else { return };
        for (id, resource) in channels.into_iter().filter(|(id, _)| kept.is_none_or(|kept| kept.id != *id)) {
            // A channel that cannot be stopped now is stopped by a later round, or expires.
            if run.linked.calendar.stop_watching(&id, &resource).await.is_ok() {
                let _ = self.store.forget_channel(run.account(), &id).await;
            }
        }
    }

    /// Notes that Google has reported a change; false if we have no such channel with this token.
    pub(super) async fn take_word(&self, channel: &str, token: &[u8]) -> Result<bool, store::Error> {
        let account = channel.strip_prefix(NAME).and_then(|rest| rest.rsplit_once('-')).map(|(account, _)| account);
        let Some(account) = account.map(|account| AccountId(account.to_owned())) else { return Ok(false) };
        let Some(push) = self.store.account_state(&account).await?.push else { return Ok(false) };
        let is_ours = push.id == channel && bool::from(push.digest.as_bytes().ct_eq(digest(token).as_bytes()));
        if is_ours {
            self.store.put_ping(&account).await?;
        }
        Ok(is_ours)
    }
}

fn digest(token: impl AsRef<[u8]>) -> String {
    HEXLOWER.encode(&Sha256::digest(token.as_ref()))
}
