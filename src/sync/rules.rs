//! The recurrence rules of series: each master is read once, and again when the series has changed.

use std::collections::BTreeSet;

use super::failure::Failure;
use super::open_round::OpenRound;
use super::plan::Plan;
use crate::google::Error;
use crate::model::{CacheAction, EventId};
use crate::store::Store;

/// The most masters to read in one round; the others are read in the next ones.
const MOST_AT_ONCE: usize = 40;

/// Reads and saves the rules of the series that a round has added or changed.
///
/// If a master cannot be read now, a later round reads it: the copy does not depend on it.
pub(super) async fn learn(store: &Store, run: OpenRound<'_>, plan: &Plan) -> Result<(), Failure> {
    let account = run.account();
    store.want_rules(account, &series_in(plan)).await?;
    for series in store.wanted_rules(account, MOST_AT_ONCE).await? {
        let rule = match run.linked.calendar.get(&series).await {
            Ok(master) => master.rule,
            Err(Error::Gone) => None,
            Err(error) => {
                tracing::debug!(
                    account.id = %account,
                    event.id = %series,
                    error = &error as &dyn std::error::Error,
                    "the rule of a series is read in a later round"
                );
                break;
            }
        };
        store.put_rule(account, &series, rule.as_ref()).await?;
    }
    Ok(())
}

/// The series with new or changed occurrences.
fn series_in(plan: &Plan) -> BTreeSet<EventId> {
    let put = plan.rows.iter().filter_map(|row| match &row.action {
        CacheAction::Put(put) => put.event.series.clone(),
        CacheAction::Drop(_) => None,
    });
    put.collect()
}
