//! What comes first in the schedule, and how much is in it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::future::try_join_all;

use super::super::keys::Shard;
use super::super::{Error, Store};
use crate::model::ReminderId;

/// What comes first in a shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShardHead {
    /// The shard.
    pub shard: Shard,
    /// When its next reminder falls due.
    pub due: Option<DateTime<Utc>>,
    /// How long the first lease still lasts; zero when it has run out.
    pub lease: Option<Duration>,
    /// The number of waiting reminders.
    pub waiting: u64,
}

/// The numbers of waiting and taken reminders.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Waiting.
    pub due: u64,
    /// Taken, and not acknowledged yet.
    pub taken: u64,
}

/// The time, how many are waiting, and the first of `due` and of `leases` with its score.
type HeadAnswer = ((i64, i64), u64, Vec<(String, f64)>, Vec<(String, f64)>);

impl Store {
    /// What comes first in each of these shards; four cheap commands for each.
    pub async fn heads(&self, shards: &[Shard]) -> Result<Vec<ShardHead>, Error> {
        // Shards are in different slots, so there is one call for each; in parallel they take one round trip.
        try_join_all(shards.iter().map(|&shard| self.head(shard))).await
    }

    async fn head(&self, shard: Shard) -> Result<ShardHead, Error> {
        let (due, leases) = (self.keys.shard(shard, "due"), self.keys.shard(shard, "leases"));
        let mut pipe = redis::pipe();
        pipe.cmd("TIME").cmd("ZCARD").arg(&due);
        for key in [&due, &leases] {
            pipe.cmd("ZRANGE").arg(key).arg(0).arg(0).arg("WITHSCORES");
        }
        let ((seconds, micros), waiting, due, lease): HeadAnswer = pipe.query_async(&mut self.connection()).await?;
        // The clock of the node that has the leases, which they go by.
        let clock = seconds * 1_000 + micros / 1_000;
        Ok(ShardHead {
            shard,
            due: first_score(&due).and_then(DateTime::from_timestamp_millis),
            lease: first_score(&lease).map(|end| Duration::from_millis(u64::try_from(end - clock).unwrap_or(0))),
            waiting,
        })
    }

    /// The numbers of waiting and taken reminders of all accounts.
    pub async fn count_reminders(&self) -> Result<Counts, Error> {
        let asked = Shard::all().map(async |shard| {
            let mut pipe = redis::pipe();
            pipe.cmd("ZCARD").arg(self.keys.shard(shard, "due"));
            pipe.cmd("HVALS").arg(self.keys.shard(shard, "taken"));
            pipe.query_async::<(u64, Vec<String>)>(&mut self.connection()).await
        });
        let mut counts = Counts::default();
        for (due, batches) in try_join_all(asked).await? {
            counts.due += due;
            counts.taken += batches.iter().map(|batch| (batch.len() / (2 * ReminderId::HALF)) as u64).sum::<u64>();
        }
        Ok(counts)
    }
}

/// The score of what `ZRANGE … 0 0 WITHSCORES` returned.
fn first_score(pairs: &[(String, f64)]) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "scores are whole milliseconds, exact below 2^53")]
    pairs.first().map(|(_, score)| *score as i64)
}
