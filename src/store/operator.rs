//! What the operator's chat was told last, so that a restart does not repeat it and only one of several processes tells
//! it.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Error, Store};

/// The problems that the operator was told about and whose end was not announced yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperatorTold {
    /// The problems that go on, by key.
    pub standing: BTreeMap<String, ToldConcern>,
    /// When the last message was sent.
    pub at: Option<DateTime<Utc>>,
}

/// One problem that was announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldConcern {
    /// When it was first announced.
    pub since: DateTime<Utc>,
    /// Its headline, to name it when it is over.
    pub headline: String,
    /// Its count.
    pub count: u64,
}

impl Store {
    /// What the operator was told.
    pub async fn operator_told(&self) -> Result<OperatorTold, Error> {
        // A record from another version is no reason to fail: at worst something is told twice.
        match self.read(&self.keys.bot("operator")).await {
            Err(Error::Corrupt { .. }) => Ok(OperatorTold::default()),
            outcome => Ok(outcome?.unwrap_or_default()),
        }
    }

    /// Saves what the operator was told.
    pub async fn put_operator_told(&self, told: &OperatorTold) -> Result<(), Error> {
        self.write(&self.keys.bot("operator"), told).await
    }

    /// Takes the turn to tell the operator for `span`; false if another process has it.
    pub async fn take_operator_turn(&self, span: Duration) -> Result<bool, Error> {
        let millis = u64::try_from(span.as_millis()).unwrap_or(u64::MAX);
        let mut command = redis::cmd("SET");
        command.arg(self.keys.bot("operator:turn")).arg(1).arg("NX").arg("PX").arg(millis);
        let taken: Option<String> = command.query_async(&mut self.connection()).await?;
        Ok(taken.is_some())
    }

    /// Releases the turn to tell the operator.
    pub async fn end_operator_turn(&self) -> Result<(), Error> {
        Ok(redis::cmd("DEL").arg(self.keys.bot("operator:turn")).query_async(&mut self.connection()).await?)
    }
}
