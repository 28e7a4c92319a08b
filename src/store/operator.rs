//! What the operator's chat was told last, so that a restart does not repeat it and several processes tell it once.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Error, Store};

/// What the operator was told and has not been told the end of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperatorTold {
    /// What stands, by its key.
    pub standing: BTreeMap<String, ToldConcern>,
    /// When the last message was sent.
    pub at: Option<DateTime<Utc>>,
}

/// One thing that was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldConcern {
    /// When it was first told.
    pub since: DateTime<Utc>,
    /// In what words, to name it when it is over.
    pub headline: String,
    /// How many there were.
    pub count: u64,
}

impl Store {
    /// What the operator was told.
    pub async fn operator_told(&self) -> Result<OperatorTold, Error> {
        // A record that another version wrote is not worth a failure: at worst something is told twice.
        match self.read(&self.keys.bot("operator")).await {
            Err(Error::Corrupt { .. }) => Ok(OperatorTold::default()),
            outcome => Ok(outcome?.unwrap_or_default()),
        }
    }

    /// Keeps what the operator has been told.
    pub async fn put_operator_told(&self, told: &OperatorTold) -> Result<(), Error> {
        self.write(&self.keys.bot("operator"), told).await
    }

    /// Whether it is ours to tell the operator now; nobody else's then, for so long.
    pub async fn take_operator_turn(&self, span: Duration) -> Result<bool, Error> {
        let millis = u64::try_from(span.as_millis()).unwrap_or(u64::MAX);
        let mut command = redis::cmd("SET");
        command.arg(self.keys.bot("operator:turn")).arg(1).arg("NX").arg("PX").arg(millis);
        let taken: Option<String> = command.query_async(&mut self.connection()).await?;
        Ok(taken.is_some())
    }

    /// Ends our turn to tell the operator.
    pub async fn end_operator_turn(&self) -> Result<(), Error> {
        Ok(redis::cmd("DEL").arg(self.keys.bot("operator:turn")).query_async(&mut self.connection()).await?)
    }
}
