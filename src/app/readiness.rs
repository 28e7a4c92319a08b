//! Whether the running bot is of use: every part looked at, none of them trusted.

use std::time::Duration;

use super::App;
use crate::web::{Part, Readiness};

/// How long Telegram may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

impl App {
    /// Looks at Redis, Telegram, and every account's Google, sync and consistency.
    pub async fn readiness(&self) -> Readiness {
        let now = self.clock.now();
        let mut readiness =
            Readiness::default().with("storage", self.storage().await).with("telegram", self.telegram().await);
        for account in self.sync.accounts() {
            readiness = match self.store.account_state(&account.id).await {
                Ok(state) => readiness.with_account(&state, self.interval, now),
                Err(_) => readiness.with("sync", Part::failing("nothing is known while storage is away")),
            };
        }
        readiness
    }

    /// Whether Redis answers and writes; what it may lose is said, but keeps nobody from using it.
    async fn storage(&self) -> Part {
        let about = match self.store.about().await {
            Ok(about) => about,
            Err(error) => return Part::failing(error.to_string()),
        };
        if let Some(refusal) = about.risks.iter().find(|risk| risk.is_refusal()) {
            return Part::failing(refusal.to_string());
        }
        let mut said: Vec<String> = about.risks.iter().map(ToString::to_string).collect();
        if let Ok(aside @ 1..) = self.store.inbox_count_aside().await {
            said.push(format!("{aside} set aside after three failures"));
        }
        Part::well_with(said.join("; "))
    }

    /// Whether Telegram answers and knows us, and nobody else takes our updates.
    async fn telegram(&self) -> Part {
        match tokio::time::timeout(PATIENCE, self.bot.me()).await {
            Ok(Ok(_)) if self.store.is_polled_elsewhere().await.unwrap_or(false) => {
                Part::failing("another program polls with this token: stop it, or use a token of its own")
            }
            Ok(Ok(_)) => Part::well(),
            Ok(Err(error)) => Part::failing(error.to_string()),
            Err(_) => Part::failing("Telegram does not answer in time"),
        }
    }
}
