//! Waits until a replica has what people are told is saved.
//!
//! A cluster copies to its replicas after it has answered: the writes of the last milliseconds before a primary dies
//! are lost. Google rebuilds most of that; for what only Redis has, the caller waits. A wait never fails: if no replica
//! is reachable the write counts anyway, and the operator is told that there is none.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::Store;
use crate::clock::Stopwatch;
use crate::model::{AccountId, ChatId};

use super::keys::Shard;

/// How long not to wait in a slot after a wait was in vain.
const PAUSE: Duration = Duration::from_secs(5);

/// The slots in which no replica has answered recently, by the key that was written.
#[derive(Debug, Default)]
pub(super) struct Silent(Mutex<HashMap<String, Stopwatch>>);

impl Silent {
    fn is_silent(&self, key: &str) -> bool {
        self.lock().get(key).is_some_and(|since| since.elapsed() < PAUSE)
    }

    fn note(&self, key: String) {
        let mut silent = self.lock();
        silent.retain(|_, since| since.elapsed() < PAUSE);
        silent.insert(key, Stopwatch::start());
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Stopwatch>> {
        // Nothing panics while the lock is held.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    /// Waits until a replica has what was written for the bot.
    pub(super) async fn replicate_bot(&self) {
        self.replicate(self.keys.bot("written")).await;
    }

    /// Waits until a replica has what was written for a chat.
    pub(super) async fn replicate_chat(&self, chat: ChatId) {
        self.replicate(self.keys.chat(chat, "written")).await;
    }

    /// Waits until a replica has what was written for an account.
    pub(super) async fn replicate_account(&self, account: &AccountId) {
        self.replicate(self.keys.account(account, "written")).await;
    }

    /// Waits until a replica has what was written for a shard.
    pub(super) async fn replicate_shard(&self, shard: Shard) {
        self.replicate(self.keys.shard(shard, "written")).await;
    }

    async fn replicate(&self, key: String) {
        if !self.waits_for_replicas || !self.connection.is_cluster() || self.silent.is_silent(&key) {
            return;
        }
        let why = match self.connection.replicate(&key).await {
            Ok(true) => return,
            Ok(false) => "no replica answered in time".to_owned(),
            Err(error) => error.to_string(),
        };
        metrics::counter!("janji_unreplicated_writes_total").increment(1);
        tracing::warn!(key, why, "what was saved is on one node only");
        self.silent.note(key);
    }
}
