//! Bringing the calendar up to date now.

use crate::model::{AccountId, RoundSummary, Trouble};
use crate::speech::Reply;
use crate::sync::Failure;

use super::answer::Answer;
use super::failure::Cause;
use super::turn::Turn;

/// How a round that a person asked for ended: what is in its way is an answer, not a failure.
pub enum RoundEnd {
    /// What changed.
    Good(RoundSummary),
    /// What is in the way.
    Failed(Trouble),
    /// Another process runs one.
    UnderWay,
}

impl RoundEnd {
    /// What is said of it.
    pub fn reply(self) -> Reply {
        match self {
            Self::Good(summary) => Reply::Synced(summary),
            Self::Failed(trouble) => Reply::NotSynced(trouble),
            Self::UnderWay => Reply::SyncUnderWay,
        }
    }
}

/// Runs a round of every calendar, believing one that is empty, and says what changed in all of them.
pub async fn sync_now(turn: &Turn<'_>) -> Result<Answer, Cause> {
    let mut sum = RoundSummary::default();
    for account in turn.accounts() {
        match round(turn, &account.id).await? {
            RoundEnd::Good(summary) => add(&mut sum, summary),
            hindered @ (RoundEnd::Failed(_) | RoundEnd::UnderWay) => return Ok(turn.answer(hindered.reply())),
        }
    }
    Ok(turn.answer(Reply::Synced(sum)))
}

/// Runs a round of one calendar, believing it if it is empty.
pub async fn round(turn: &Turn<'_>, account: &AccountId) -> Result<RoundEnd, Cause> {
    match turn.room.sync.round_by_hand(account, turn.now).await {
        Ok(summary) => Ok(RoundEnd::Good(summary)),
        Err(Failure::Busy) => Ok(RoundEnd::UnderWay),
        Err(failure) => turn.trouble(account, &failure).map(RoundEnd::Failed).ok_or_else(|| failure.into()),
    }
}

fn add(sum: &mut RoundSummary, one: RoundSummary) {
    sum.added += one.added;
    sum.changed += one.changed;
    sum.removed += one.removed;
    sum.carried_out += one.carried_out;
    sum.waiting += one.waiting;
}
