//! Whether the running bot is of use: every part looked at, none of them trusted.

use std::time::Duration as Span;

use super::App;
use crate::web::{Part, Readiness};

/// How long Telegram may take to answer.
const PATIENCE: Span = Span::from_secs(2);

impl App {
    /// Looks at Redis, Telegram, and every account's Google, sync and consistency.
    pub async fn readiness(&self) -> Readiness {
        let now = self.clock.now();
        let storage = match self.store.ping().await {
            Ok(()) => Part::well(),
            Err(error) => Part::failing(error.to_string()),
        };
        let mut readiness = Readiness::default().with("storage", storage).with("telegram", self.telegram().await);
        for account in self.sync.accounts() {
            readiness = match self.store.account_state(&account.id).await {
                Ok(state) => readiness.with_account(&state, self.interval, now),
                Err(_) => readiness.with("sync", Part::failing("nothing is known while storage is away")),
            };
        }
        readiness
    }

    /// Whether Telegram answers and knows us.
    async fn telegram(&self) -> Part {
        match tokio::time::timeout(PATIENCE, self.bot.me()).await {
            Ok(Ok(_)) => Part::well(),
            Ok(Err(error)) => Part::failing(error.to_string()),
            Err(_) => Part::failing("Telegram does not answer in time"),
        }
    }
}
