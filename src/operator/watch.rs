//! Looking at a running bot again and again: the metrics of what is wrong, and what the operator's chat is told.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio_util::sync::CancellationToken;

use super::Operator;
use super::table::{describe, entry};
use super::telling::{Telling, lasting, telling};
use crate::clock::pause;
use crate::model::{ChatId, Concern, ConcernKind, HourStyle, Language};
use crate::speech::{Reply, Voice, render};
use crate::store::{Error, OperatorTold};
use crate::telegram::{Delivery, Priority, Undelivered, What};

/// Between two looks.
const LOOK_INTERVAL: Duration = Duration::from_secs(30);

/// How many looks in a row storage has to be down before that is worth a message.
const DOWN_LOOKS: u32 = 2;

/// For how long no other process tells the operator: longer than a message takes, shorter than until the next look.
const TURN: Duration = Duration::from_secs(20);

/// How many intervals a process has for its first round.
const FIRST_ROUND_INTERVALS: i32 = 3;

/// Watches a running bot.
pub struct Watch {
    operator: Operator,
    began: DateTime<Utc>,
    /// How many looks in a row storage was down.
    down: u32,
    /// What the operator was told that could not be stored, because storage was down.
    unstored: OperatorTold,
    /// Whether the risks of storage were logged.
    are_risks_logged: bool,
}

impl Watch {
    pub(super) fn new(operator: Operator, began: DateTime<Utc>) -> Self {
        Self { operator, began, down: 0, unstored: OperatorTold::default(), are_risks_logged: false }
    }

    /// Looks until `stop`.
    pub async fn run(mut self, stop: CancellationToken) {
        while stop.run_until_cancelled(self.look()).await.is_some() {
            if stop.run_until_cancelled(pause(LOOK_INTERVAL)).await.is_none() {
                return;
            }
        }
    }

    /// Looks once: sets the metrics, and tells the operator what begins and what is over.
    pub async fn look(&mut self) {
        let now = self.operator.clock.now();
        // The parts that need storage log why it is down.
        self.down = if self.look_at_all(now).await.is_ok() { 0 } else { self.down.saturating_add(1) };
        if self.down >= DOWN_LOOKS {
            self.look_without_storage(now).await;
        }
    }

    async fn look_at_all(&mut self, now: DateTime<Utc>) -> Result<(), Error> {
        let found = self.operator.look(now).await?;
        let patience = self.operator.interval * FIRST_ROUND_INTERVALS;
        let concerns = lasting(&found.concerns, now - self.began, patience);
        measure(&concerns);
        self.log_risks(&concerns);
        let store = &self.operator.store;
        let Some(admin) = self.operator.admin else { return Ok(()) };
        let mut told = store.operator_told().await?;
        told.standing.append(&mut self.unstored.standing.clone());
        let Some(telling) = telling(&told, &concerns, now) else { return Ok(()) };
        if !store.take_operator_turn(TURN).await? {
            return Ok(());
        }
        if self.tell(admin, &telling, now).await {
            store.put_operator_told(&telling.told).await?;
            self.unstored = OperatorTold::default();
        }
        store.end_operator_turn().await
    }

    /// While storage is down nothing is known but that; every process tells it for itself.
    async fn look_without_storage(&mut self, now: DateTime<Utc>) {
        let concerns = [self.operator.storage_away().await];
        measure(&concerns);
        if let Some(admin) = self.operator.admin
            && let Some(telling) = telling(&self.unstored, &concerns, now)
            && self.tell(admin, &telling, now).await
        {
            self.unstored = telling.told;
        }
    }

    /// Logs at start what is wrong with storage; everything else is logged where it happens.
    fn log_risks(&mut self, concerns: &[Concern]) {
        if std::mem::replace(&mut self.are_risks_logged, true) {
            return;
        }
        for concern in concerns.iter().filter(|concern| matches!(concern, Concern::StorageAtRisk(_))) {
            tracing::warn!("{}", describe(concern));
        }
    }

    /// Sends the operator a message; says whether that is settled.
    async fn tell(&self, admin: ChatId, telling: &Telling, now: DateTime<Utc>) -> bool {
        let voice = Voice {
            language: Language::En,
            zone: chrono_tz::UTC,
            hours: HourStyle::TwentyFour,
            is_discreet: false,
            is_group: false,
        };
        let outgoing = render(&Reply::Operator { text: telling.text.clone() }, &voice, now);
        let send = |chat| {
            let what = What::Send { outgoing: outgoing.clone(), reply_to: None, thread: None };
            self.operator.outbox.deliver(Delivery { chat, priority: Priority::Push, what })
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
                    "the operator's chat refuses messages; send the bot /start there, or correct JANJI_ADMIN"
                );
                true
            }
        }
    }
}

/// The gauge of each kind of concern: how many accounts or things it is about.
fn measure(concerns: &[Concern]) {
    for kind in ConcernKind::ALL {
        let count = concerns.iter().filter(|concern| concern.kind() == kind).count();
        let gauge = metrics::gauge!("janji_concerns", "concern" => entry(kind).label);
        gauge.set(u32::try_from(count).unwrap_or(u32::MAX));
    }
}
