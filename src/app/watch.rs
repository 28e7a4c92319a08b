//! Looking at how things stand, again and again: the figures of what is shared, and what the operator is told.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio_util::sync::CancellationToken;

use super::App;
use super::operator::{Concern, Telling, of_account, telling};
use crate::clock::pause;
use crate::model::{ChatId, HourStyle, Language, StorageRisk};
use crate::speech::{Reply, Voice, render};
use crate::store::{Error, OperatorTold};
use crate::telegram::{Delivery, Priority, Undelivered, What};

/// How often it is looked.
const LOOK_EVERY: Duration = Duration::from_secs(30);

/// How often in a row storage has to be away before that is worth a message.
const AWAY_LOOKS: u32 = 2;

/// For how long nobody else tells the operator: longer than a message takes, shorter than the next look.
const TELLING: Duration = Duration::from_secs(20);

/// Looks at a running bot.
pub struct Watch {
    app: App,
    began: DateTime<Utc>,
    /// How often in a row storage was away.
    away: u32,
    /// What the operator was told that is not written down, because storage was away.
    unwritten: OperatorTold,
    /// Whether the risks of storage were logged.
    is_risk_logged: bool,
}

impl App {
    /// What looks at this bot.
    #[must_use]
    pub fn watch(&self) -> Watch {
        Watch {
            app: self.clone(),
            began: self.clock.now(),
            away: 0,
            unwritten: OperatorTold::default(),
            is_risk_logged: false,
        }
    }
}

impl Watch {
    /// Looks until `stop`.
    pub async fn run(mut self, stop: CancellationToken) {
        while stop.run_until_cancelled(self.look()).await.is_some() {
            if stop.run_until_cancelled(pause(LOOK_EVERY)).await.is_none() {
                return;
            }
        }
    }

    /// Looks once: sets the figures, and tells the operator what begins and what ends.
    pub async fn look(&mut self) {
        let now = self.app.clock.now();
        // Why storage is away is logged by those whose work it hinders.
        self.away = if self.look_at_all(now).await.is_ok() { 0 } else { self.away.saturating_add(1) };
        if self.away >= AWAY_LOOKS {
            self.look_without_storage(now).await;
        }
    }

    async fn look_at_all(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        self.app.sync.measure(now).await?;
        self.app.store.measure_inbox().await?;
        let concerns = self.concerns(now).await?;
        show(&concerns);
        self.log_risks(&concerns);
        let Some(admin) = self.app.admin else { return Ok(()) };
        let mut told = self.app.store.operator_told().await?;
        told.standing.append(&mut self.unwritten.standing.clone());
        let Some(telling) = telling(&told, &concerns, now) else { return Ok(()) };
        if !self.app.store.take_operator_turn(TELLING).await? {
            return Ok(());
        }
        if self.tell(admin, &telling, now).await {
            self.app.store.put_operator_told(&telling.told).await?;
            self.unwritten = OperatorTold::default();
        }
        self.app.store.end_operator_turn().await
    }

    /// While storage is of no use nothing is known but that; every process tells it for itself.
    async fn look_without_storage(&mut self, now: DateTime<Utc>) {
        let refused =
            self.app.store.about().await.ok().and_then(|about| about.risks.into_iter().find(StorageRisk::is_refusal));
        let concerns = [refused.map_or(Concern::StorageAway, Concern::StorageAtRisk)];
        show(&concerns);
        if let Some(admin) = self.app.admin
            && let Some(telling) = telling(&self.unwritten, &concerns, now)
            && self.tell(admin, &telling, now).await
        {
            self.unwritten = telling.told;
        }
    }

    async fn concerns(&self, now: DateTime<Utc>) -> Result<Vec<Concern>, Error> {
        let store = &self.app.store;
        let mut concerns: Vec<Concern> = store.about().await?.risks.into_iter().map(Concern::StorageAtRisk).collect();
        if store.is_polled_elsewhere().await? {
            concerns.push(Concern::PolledElsewhere);
        }
        let aside = store.inbox_count_aside().await?;
        if aside > 0 {
            concerns.push(Concern::SetAside(aside));
        }
        for account in self.app.sync.accounts() {
            let state = store.account_state(&account.id).await?;
            concerns.extend(of_account(&account.id, &state, self.app.interval, self.began, now));
        }
        Ok(concerns)
    }

    /// Logs at start what is wrong with storage; everything else is logged where it happens.
    fn log_risks(&mut self, concerns: &[Concern]) {
        if std::mem::replace(&mut self.is_risk_logged, true) {
            return;
        }
        for concern in concerns {
            if let Concern::StorageAtRisk(risk) = concern {
                tracing::warn!("{risk}");
            }
        }
    }

    /// Sends the operator a message; says whether that is settled.
    async fn tell(&self, admin: ChatId, telling: &Telling, now: DateTime<Utc>) -> bool {
        let voice = Voice { language: Language::En, zone: chrono_tz::UTC, hours: HourStyle::TwentyFour };
        let outgoing = render(&Reply::Operator { text: telling.text.clone() }, &voice, now);
        let send = |chat| {
            let what = What::Send { outgoing: outgoing.clone(), reply_to: None };
            self.app.outbox.deliver(Delivery { chat, priority: Priority::Push, what })
        };
        let outcome = match send(admin).await {
            Err(Undelivered::Moved(to)) => send(to).await,
            outcome => outcome,
        };
        match outcome {
            Ok(_) => true,
            Err(Undelivered::Away) => false,
            Err(refusal @ (Undelivered::Blocked | Undelivered::Moved(_) | Undelivered::Refused { .. })) => {
                tracing::warn!(
                    chat.id = admin.0,
                    error = &refusal as &dyn std::error::Error,
                    "the operator's chat cannot be written to; send it /start, or set JANJI_ADMIN anew"
                );
                true
            }
        }
    }
}

/// The figure of each concern: to how many accounts or things it applies.
fn show(concerns: &[Concern]) {
    for word in Concern::WORDS {
        let count = concerns.iter().filter(|concern| concern.word() == word).count();
        metrics::gauge!("janji_concerns", "concern" => word).set(u32::try_from(count).unwrap_or(u32::MAX));
    }
}
