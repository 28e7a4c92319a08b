//! Whether the running bot is of use: every part looked at, none of them trusted.

use super::App;
use crate::web::{Part, Readiness};

impl App {
    /// Looks at Redis, Telegram, and every account's Google, sync and consistency.
    pub async fn readiness(&self) -> Readiness {
        let now = self.clock.now();
        let storage = match self.store.ping().await {
            Ok(()) => Part::well(),
            Err(error) => Part::failing(error.to_string()),
        };
        let mut readiness = Readiness::default().with("storage", storage).with("telegram", self.telegram());
        for account in self.sync.accounts() {
            readiness = match self.store.account_state(&account.id).await {
                Ok(state) => readiness.with_account(&state, self.interval, now),
                Err(_) => readiness.with("sync", Part::failing("nothing is known while storage is away")),
            };
        }
        readiness
    }

    /// Whether Telegram answers.
    fn telegram(&self) -> Part {
        match self.bot.trouble() {
            None => Part::well(),
            Some(trouble) => Part::failing(trouble),
        }
    }
}
