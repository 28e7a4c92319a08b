//! The operator's view: what can be wrong, in what words, and who is told.
//!
//! `table` has the label, the headline and the fix of every kind of [`Concern`]; `/readyz`,
//! `janji check`, the operator's chat, the metrics and `docs/operations.md` all speak from it. [`Operator`] looks at a
//! running bot; `telling` (pure) decides what its operator hears, and `readiness` (pure) what `/readyz` answers. Nothing
//! here repairs anything.

mod readiness;
mod table;
mod telling;
mod watch;

pub use readiness::{PartHealth, Readiness};
pub use table::{ConcernWords, describe, entry};
pub use watch::Watch;

use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};

use crate::clock::Clock;
use crate::model::{AccountCounts, AccountId, AccountState, ChatId, Concern};
use crate::store::{Error, Store};
use crate::telegram::{Bot, CallError, Outbox};

/// How long Telegram may take to answer.
const TELEGRAM_TIMEOUT: StdDuration = StdDuration::from_secs(2);

/// Looks at a running bot. Clones are the same.
#[derive(Clone)]
pub struct Operator {
    clock: Clock,
    store: Store,
    bot: Bot,
    outbox: Outbox,
    accounts: Vec<AccountId>,
    /// How often a sync round is due.
    interval: Duration,
    /// The chat that is told.
    admin: Option<ChatId>,
    /// Whether Telegram sends updates to us.
    has_webhook: bool,
}

/// What was found at one look.
#[derive(Debug, Default)]
struct Findings {
    concerns: Vec<Concern>,
    accounts: Vec<(AccountId, AccountState)>,
    /// How the calendars do that people signed in to.
    people: AccountCounts,
}

impl Operator {
    /// An operator of a bot with these accounts, each of which is synced at this interval; `admin` is told of concerns.
    #[must_use]
    pub fn new(
        clock: Clock,
        store: Store,
        bot: Bot,
        outbox: Outbox,
        accounts: Vec<AccountId>,
        interval: Duration,
        admin: Option<ChatId>,
    ) -> Self {
        Self { clock, store, bot, outbox, accounts, interval, admin, has_webhook: false }
    }

    /// The same of a bot to which Telegram sends updates.
    #[must_use]
    pub fn with_webhook(self) -> Self {
        Self { has_webhook: true, ..self }
    }

    /// Whether the bot does what it is for, part by part: each is looked at, none is trusted.
    pub async fn readiness(&self) -> Readiness {
        let now = self.clock.now();
        if let Ok(findings) = self.look(now).await {
            return Readiness::of(&findings, now);
        }
        let mut concerns = vec![self.storage_away().await];
        concerns.extend(self.telegram(now).await);
        Readiness::of(&Findings { concerns, ..Findings::default() }, now)
    }

    /// What watches this bot.
    #[must_use]
    pub fn watch(&self) -> Watch {
        Watch::new(self.clone(), self.clock.now())
    }

    /// Looks at every part.
    async fn look(&self, now: DateTime<Utc>) -> Result<Findings, Error> {
        let mut concerns: Vec<Concern> =
            self.store.about().await?.risks.into_iter().map(Concern::StorageAtRisk).collect();
        concerns.extend(self.telegram(now).await);
        if self.store.is_polled_elsewhere().await? {
            concerns.push(Concern::PolledElsewhere);
        }
        let quarantined = self.store.inbox_count_quarantined().await?;
        if quarantined > 0 {
            concerns.push(Concern::Quarantined(quarantined));
        }
        let mut accounts = Vec::with_capacity(self.accounts.len());
        for account in &self.accounts {
            let state = self.store.account_state(account).await?;
            concerns.extend(Concern::of_account(account, &state, self.interval, now));
            accounts.push((account.clone(), state));
        }
        let people = self.store.account_counts().await?;
        concerns.extend(Concern::of_people(&people));
        Ok(Findings { concerns, accounts, people })
    }

    /// Whether Telegram answers, knows us, and reaches us if it is to.
    async fn telegram(&self, now: DateTime<Utc>) -> Option<Concern> {
        let asked = async {
            self.bot.me().await?;
            if self.has_webhook { self.bot.webhook().await.map(Some) } else { Ok(None) }
        };
        match tokio::time::timeout(TELEGRAM_TIMEOUT, asked).await {
            Ok(Ok(webhook)) => webhook.and_then(|webhook| webhook.concern(now)),
            Ok(Err(CallError::BadToken)) => Some(Concern::BadToken),
            Ok(Err(_)) | Err(_) => Some(Concern::TelegramAway),
        }
    }

    /// Why storage is of no use: it does not answer, or refuses to write.
    async fn storage_away(&self) -> Concern {
        let risks = self.store.about().await.map(|about| about.risks).unwrap_or_default();
        let refused = risks.into_iter().find(crate::model::StorageRisk::is_refusal);
        refused.map_or(Concern::StorageAway, Concern::StorageAtRisk)
    }
}
